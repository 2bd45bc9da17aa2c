-- value matrix (Marcus 1998): number of orders by average order, each cut at its mean.
-- Numbers: reference/numbers.md §1, computed there independently of customer_seg.
\if :data
BEGIN;
\ir helpers.psql
SELECT plan(26);

CREATE TEMP TABLE published (data, customers, orders, average, matrix, by_revenue) AS VALUES
	('cdnow', 2357, 2.935511, 32.438083, '312 / 434 / 495 / 1116', '260 / 486 / 434 / 1177'),
	('cdnow_by_day', 2357, 2.840899, 32.987385, '311 / 425 / 495 / 1126', '249 / 487 / 422 / 1199'),
	('rfm_orders', 995, 4.930653, 94.631530, '261 / 279 / 223 / 232', '261 / 279 / 223 / 232'),
	('retail', 6889, 18.144869, 63.086561, '2921 / 321 / 1720 / 1927', '2727 / 515 / 1572 / 2075'),
	('essec', 18417, 2.782375, 57.792985, '1604 / 4520 / 2174 / 10119', '1420 / 4704 / 1551 / 10742');
CREATE TEMP TABLE fitted AS
SELECT data, with_weights(yardstick(a, '2020-01-01 00:00+00'), recency => 0, frequency => 1, amount => 0, average_order => 1) AS y,
	   sum(amount(a)) / sum(orders(a)) AS revenue_per_order
FROM published, pg_temp.activities(data) GROUP BY data;

SELECT is(customers(y), customers::bigint, data || ': customers') FROM published JOIN fitted USING (data);
SELECT is((SELECT string_agg(round(value::numeric, 6)::text, ' / ' ORDER BY axis DESC) FROM cuts(y)), orders || ' / ' || average, data || ': the means')
FROM published JOIN fitted USING (data);
SELECT is((SELECT pg_temp.matrix(mix(quadrant(a, y))) FROM pg_temp.activities(data)), matrix, data || ' by activity … GROUP BY')
FROM published JOIN fitted USING (data);
SELECT is((SELECT pg_temp.matrix(mix(quadrant)) FROM segment_as(NULL::text, data::regclass, 'customer', 'at', 'amount', yardstick => y)), matrix, data || ' by segment_as')
FROM published JOIN fitted USING (data);
SELECT is((SELECT pg_temp.matrix(mix(quadrant(a, with_cuts(y, contribution => revenue_per_order::text)))) FROM pg_temp.activities(data)), by_revenue,
		  data || ' with average_order cut at revenue / orders') FROM published JOIN fitted USING (data);
SELECT is((SELECT pg_temp.matrix(mix(quadrant)) FROM segment('ref.cdnow', 'customer', 'at', yardstick => y)), matrix, 'cdnow by segment, where the customer is an integer')
FROM published JOIN fitted USING (data) WHERE data = 'cdnow';

SELECT * FROM finish();
ROLLBACK;
\else
\echo 1..0 # SKIP ../shared/data is not there
\endif
