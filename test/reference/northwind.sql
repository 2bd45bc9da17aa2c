-- Northwind, a shop whose sales are order lines. Numbers: reference/numbers.md §1 and ../shared/data/README.md.
\if :data
BEGIN;
\ir helpers.psql
SELECT plan(7);

CREATE VIEW northwind.line AS
SELECT customer_id, order_date AS sold_at, order_id, unit_price * quantity * (1 - discount) AS amount FROM northwind.orders JOIN northwind.order_details USING (order_id);
CREATE TEMP TABLE buyer AS SELECT * FROM segment_as(NULL::varchar, 'northwind.line', order_column => 'order_id');
CREATE TEMP TABLE fitted AS
SELECT with_weights(yardstick(activity, '2020-01-01 00:00+00'), recency => 0, frequency => 1, amount => 0, average_order => 1) AS y FROM buyer;

SELECT is(count(*), 89::bigint, 'customers who bought') FROM buyer;
SELECT is(sum(orders), 830::numeric, 'orders') FROM buyer;
SELECT is(round(sum(amount), 2), 1265793.04, 'net revenue') FROM buyer;
SELECT is((SELECT sum(orders) FROM segment_as(NULL::varchar, 'northwind.line')), 2155::numeric, 'without order_column every line is an order');
SELECT results_eq('SELECT round(value::numeric, 4) FROM fitted, cuts(y) ORDER BY axis DESC', ARRAY[9.3258, 1159.1717], 'the means');
SELECT is(pg_temp.matrix(mix(quadrant(activity, y))), '26 / 13 / 8 / 42', 'value matrix') FROM buyer, fitted;
SELECT is((SELECT pg_temp.matrix(mix(quadrant)) FROM segment_as(NULL::varchar, 'northwind.line', order_column => 'order_id', yardstick => y)), '26 / 13 / 8 / 42', 'value matrix by segment')
FROM fitted;

SELECT * FROM finish();
ROLLBACK;
\else
\echo 1..0 # SKIP ../shared/data is not there
\endif
