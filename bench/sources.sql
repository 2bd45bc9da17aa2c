-- the sales as a plain view, with columns of other names, and with their days in a date column
CREATE VIEW sales_view AS SELECT customer_id AS buyer, sold_at AS bought_at, amount AS price FROM sales;
CREATE UNLOGGED TABLE sales_by_date AS SELECT customer_id, (sold_at AT TIME ZONE 'UTC')::date AS sold_at, amount FROM sales;
VACUUM (ANALYZE, FREEZE) sales_by_date;
