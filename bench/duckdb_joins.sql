-- by_hand_joins.sql for DuckDB: amounts in 64 bits, counts as BIGINT, a window at a time, and the types of
-- customers as constants of the enum.
CREATE TABLE by_hand AS
WITH c AS MATERIALIZED (
	SELECT customer_id AS customer, count(*) AS orders, sum(amount)::DECIMAL(18,2) AS amount,
		   min(sold_at) AS first_order, max(sold_at) AS last_order
	FROM sales GROUP BY customer_id
), whole AS MATERIALIZED (
	SELECT count(*) AS n, avg(amount) AS mean FROM c
), frequency AS MATERIALIZED (
	SELECT orders, (2 * sum(same) OVER (ORDER BY orders) - same)::BIGINT AS f
	FROM (SELECT orders, count(*) AS same FROM c GROUP BY orders)
), recency AS (
	SELECT *, rank() OVER w - 1 + count(*) OVER w AS r FROM c WINDOW w AS (ORDER BY last_order)
), money AS (
	SELECT *, rank() OVER w - 1 + count(*) OVER w AS a FROM recency WINDOW w AS (ORDER BY amount)
)
SELECT customer, orders, amount, first_order, last_order,
	   (r + f) * 25.0::DOUBLE / n AS loyalty, a * 50.0::DOUBLE / n AS contribution,
	   CASE WHEN amount >= mean
			THEN CASE WHEN r + f >= 2 * n THEN 'bee'::quadrant ELSE 'dragonfly'::quadrant END
			ELSE CASE WHEN r + f >= 2 * n THEN 'butterfly'::quadrant ELSE 'mantis'::quadrant END END AS quadrant
FROM money JOIN frequency USING (orders) CROSS JOIN whole;
