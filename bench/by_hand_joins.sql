-- As by_hand_windows.sql, but the few different numbers of orders are ranked once each and joined, and
-- the mean is read before.
CREATE TABLE by_hand AS
WITH c AS MATERIALIZED (
	SELECT customer_id AS customer, count(*) AS orders, sum(amount) AS amount,
		   min(sold_at) AS first_order, max(sold_at) AS last_order
	FROM sales GROUP BY customer_id
), whole AS MATERIALIZED (
	SELECT count(*) AS n, avg(amount) AS mean FROM c
), frequency AS MATERIALIZED (
	SELECT orders, 2 * sum(same) OVER (ORDER BY orders) - same AS f
	FROM (SELECT orders, count(*) AS same FROM c GROUP BY orders) AS o
)
SELECT customer, orders, amount, first_order, last_order,
	   (r + f)::double precision * 25 / n AS loyalty, a::double precision * 50 / n AS contribution,
	   (CASE WHEN amount >= mean THEN CASE WHEN r + f >= 2 * n THEN 'bee' ELSE 'dragonfly' END
			 ELSE CASE WHEN r + f >= 2 * n THEN 'butterfly' ELSE 'mantis' END END)::quadrant AS quadrant
FROM (
	SELECT *, rank() OVER recency - 1 + count(*) OVER recency AS r,
		   rank() OVER money - 1 + count(*) OVER money AS a
	FROM c WINDOW recency AS (ORDER BY last_order), money AS (ORDER BY amount)) AS s
JOIN frequency USING (orders) CROSS JOIN whole;
