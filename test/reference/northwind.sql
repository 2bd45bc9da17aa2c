-- Northwind, a shop whose sales are order lines. Numbers: reference/numbers.md §1 and ../shared/data/README.md.
\if :data
BEGIN;
\ir helpers.psql
SELECT plan(10);

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

-- The kinds of Reinartz and Kumar, by profit (net of the freight) and tenure, both cut at the median: doc/classify/quadrant.md
CREATE VIEW northwind.sale AS
SELECT customer_id, order_date AS sold_at, sum(net) AS amount, sum(net) - freight::numeric AS profit
FROM northwind.orders JOIN northwind.order_details AS d USING (order_id),
	 LATERAL (SELECT d.unit_price::numeric * d.quantity * (1 - d.discount::numeric)) AS line (net)
GROUP BY order_id;
CREATE TEMP TABLE earning AS SELECT * FROM segment_as(NULL::text, 'northwind.sale', profit_column => 'profit');
CREATE TEMP TABLE kinds AS
SELECT with_cuts(with_weights(yardstick(activity, '1998-05-07'), recency => 0, frequency => 0, tenure => 1), loyalty => 'median', contribution => 'median') AS y
FROM earning;
-- the same without the extension
CREATE TEMP TABLE by_hand AS
WITH net AS (
	SELECT order_id, sum(unit_price::numeric * quantity * (1 - discount::numeric)) AS net FROM northwind.order_details GROUP BY order_id),
customer AS (
	SELECT customer_id::text AS customer, sum(net - freight::numeric) AS profit, date '1998-05-07' - min(order_date) AS days
	FROM northwind.orders JOIN net USING (order_id) GROUP BY customer_id),
median AS (
	SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY profit) AS profit, percentile_disc(0.5) WITHIN GROUP (ORDER BY days) AS days FROM customer)
SELECT customer, c.profit, CASE WHEN c.profit >= m.profit THEN CASE WHEN c.days >= m.days THEN 'bee' ELSE 'dragonfly' END
								WHEN c.days >= m.days THEN 'butterfly' ELSE 'mantis' END::quadrant AS kind
FROM customer AS c, median AS m;

SELECT set_eq('SELECT customer, profit(activity), quadrant(activity, y) FROM earning, kinds', 'SELECT customer, profit, kind FROM by_hand',
	'profit and kind of every customer as by plain SQL');
SELECT is(pg_temp.matrix(mix(quadrant(activity, y))), '27 / 18 / 18 / 26', 'true friends, barnacles, butterflies, strangers') FROM earning, kinds;
SELECT is((SELECT pg_temp.matrix(mix(quadrant)) FROM segment_as(NULL::text, 'northwind.sale', profit_column => 'profit', as_of => '1998-05-07', yardstick => y)),
	'27 / 18 / 18 / 26', 'by segment') FROM kinds;

SELECT * FROM finish();
ROLLBACK;
\else
\echo 1..0 # SKIP ../shared/data is not there
\endif
