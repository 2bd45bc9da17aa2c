-- Scores as mid-rank percentiles: customers below and customers up to here, from one window a measure.
-- The mean of such scores is 50, so that the cut of loyalty needs no further pass.
CREATE TABLE by_hand AS
SELECT customer, orders, amount, first_order, last_order,
	   (r + f) * 25.0::double precision / n AS loyalty, a * 50.0::double precision / n AS contribution,
	   (CASE WHEN amount >= mean THEN CASE WHEN r + f >= 2 * n THEN 'bee' ELSE 'dragonfly' END
			 ELSE CASE WHEN r + f >= 2 * n THEN 'butterfly' ELSE 'mantis' END END)::quadrant AS quadrant
FROM (
	SELECT *, rank() OVER recency - 1 + count(*) OVER recency AS r,
		   rank() OVER frequency - 1 + count(*) OVER frequency AS f,
		   rank() OVER money - 1 + count(*) OVER money AS a,
		   count(*) OVER () AS n, avg(amount) OVER () AS mean
	FROM (
		SELECT customer_id AS customer, count(*) AS orders, sum(amount) AS amount,
			   min(sold_at) AS first_order, max(sold_at) AS last_order
		FROM sales GROUP BY customer_id) AS c
	WINDOW recency AS (ORDER BY last_order), frequency AS (ORDER BY orders), money AS (ORDER BY amount)) AS s;
