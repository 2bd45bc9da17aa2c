-- As duckdb_joins.sql, but every measure is ranked by its different values, once each, and joined.
CREATE TABLE by_hand AS
WITH c AS MATERIALIZED (
	SELECT customer_id AS customer, count(*) AS orders, sum(amount)::DECIMAL(18,2) AS amount,
		   min(sold_at) AS first_order, max(sold_at) AS last_order
	FROM sales GROUP BY customer_id
), whole AS MATERIALIZED (
	SELECT count(*) AS n, avg(amount) AS mean FROM c
), frequency AS (
	SELECT orders, (2 * sum(same) OVER (ORDER BY orders) - same)::BIGINT AS f
	FROM (SELECT orders, count(*) AS same FROM c GROUP BY orders)
), recency AS (
	SELECT last_order, (2 * sum(same) OVER (ORDER BY last_order) - same)::BIGINT AS r
	FROM (SELECT last_order, count(*) AS same FROM c GROUP BY last_order)
), money AS (
	SELECT amount, (2 * sum(same) OVER (ORDER BY amount) - same)::BIGINT AS a
	FROM (SELECT amount, count(*) AS same FROM c GROUP BY amount)
)
SELECT customer, orders, amount, first_order, last_order,
	   (r + f) * 25.0::DOUBLE / n AS loyalty, a * 50.0::DOUBLE / n AS contribution,
	   CASE WHEN amount >= mean
			THEN CASE WHEN r + f >= 2 * n THEN 'bee'::quadrant ELSE 'dragonfly'::quadrant END
			ELSE CASE WHEN r + f >= 2 * n THEN 'butterfly'::quadrant ELSE 'mantis'::quadrant END END AS quadrant
FROM c JOIN frequency USING (orders) JOIN recency USING (last_order) JOIN money USING (amount) CROSS JOIN whole;
