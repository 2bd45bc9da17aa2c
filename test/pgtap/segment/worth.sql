-- worth and profit from a sales table: quotes that make somebody a dragonfly, orders that are sold at a loss
BEGIN;
\ir ../helpers.psql
\ir ../shop.psql
SELECT plan(20);

-- a quote lifts whom it lifts over the cut, and nobody else: against the same call without potentials
CREATE TABLE shop.with_quotes AS SELECT customer_id, sold_at, amount, order_no, potential FROM shop.sale WHERE line % 4 > 0
UNION ALL VALUES (-1, timestamptz '2024-06-01 00:00+00', NULL::numeric, NULL, 50000), (-2, '2024-06-01 00:00+00', NULL, NULL, 10), (-3, '2024-06-01 00:00+00', NULL, NULL, NULL);
CREATE TEMP TABLE compared AS
SELECT customer, w.quadrant AS is, n.quadrant AS was, w.amount, w.orders, potential(w.activity) AS quote, w.loyalty = n.loyalty AS as_loyal, avg(n.amount) OVER () AS mean
FROM segment('shop.with_quotes', potential_column => 'potential') w JOIN segment('shop.with_quotes') n USING (customer);
SELECT is(string_agg(format('%s %s', customer, c.is), ', ' ORDER BY customer DESC), '-1 dragonfly, -2 mantis, -3 mantis', 'an open quote of 50000, of 10, and none') FROM compared c WHERE customer < 0;
SELECT is(count(*) FILTER (WHERE c.is <> c.was AND NOT (quote >= mean AND (amount < mean OR orders = 0)) IS TRUE), 0::bigint, 'nobody else changes') FROM compared c;
SELECT is(count(*) FILTER (WHERE quote >= mean AND c.is NOT IN ('bee', 'dragonfly')), 0::bigint, 'who has such a quote is high') FROM compared c;
SELECT cmp_ok(count(*) FILTER (WHERE c.is <> c.was), '>', 30::bigint, 'and many do change') FROM compared c;
SELECT is(bool_and(as_loyal), true, 'loyalty is as it was') FROM compared;
SELECT is((SELECT mix(quadrant)::text FROM segment('shop.with_quotes', potential_column => 'potential', yardstick => (SELECT yardstick(activity, '2024-09-01 00:00+00') FROM segment('shop.with_quotes')))),
		  (SELECT mix(quadrant)::text FROM segment('shop.with_quotes', yardstick => (SELECT yardstick(activity, '2024-09-01 00:00+00') FROM segment('shop.with_quotes')))),
		  'a yardstick of amounts knows nothing of quotes');

-- a superstore: lines of orders, discounts that cost more than they bring
CREATE TABLE shop.superstore AS
SELECT n AS row_id, 'US-' || n / 2 AS order_id, 1 + hashint4extended(n / 2, 1) & 511 AS customer_id, date '2021-01-03' + (hashint4extended(n / 2, 2) & 1023)::integer AS sold_at, sales,
	   round(sales * (0.30 - discount), 4) AS profit
FROM generate_series(1, 9994) n, LATERAL (SELECT round((4 + 800 * pg_temp.draw(n, 3) ^ 4)::numeric, 2) AS sales, (ARRAY[0, 0, 0.2, 0.2, 0.7])[1 + n % 5] AS discount) l;
CREATE TEMP VIEW store AS SELECT * FROM segment('shop.superstore', amount_column => 'sales', order_column => 'order_id', profit_column => 'profit');
CREATE TEMP TABLE wanted AS
SELECT customer_id::bigint AS customer, count(DISTINCT order_id) AS orders, sum(sales) AS amount, sum(profit) AS profit, sum(sum(profit)) OVER () / count(*) OVER () AS mean
FROM shop.superstore GROUP BY 1;
SELECT bag_eq('SELECT customer, orders, amount, profit(activity)::text FROM store', 'SELECT customer, orders, amount, profit::text FROM wanted', 'orders follow the sales, profits are added up to the digit');
SELECT cmp_ok(count(*) FILTER (WHERE profit < 0), '>', 50::bigint, 'there are customers who cost more than they bring') FROM wanted;
SELECT cmp_ok(count(*), '>', 1000::bigint, 'and orders sold at a loss') FROM (SELECT FROM shop.superstore GROUP BY order_id HAVING sum(profit) < 0) o;
SELECT is(count(*) FILTER (WHERE quadrant IN ('bee', 'dragonfly') <> (profit >= mean)), 0::bigint, 'contribution is cut at the mean profit') FROM store JOIN wanted USING (customer);
SELECT is(count(*) FILTER (WHERE rank <> place), 0::bigint, 'and ranked by profit')
FROM (SELECT rank() OVER (ORDER BY contribution) AS rank, rank() OVER (ORDER BY profit) AS place FROM store JOIN wanted USING (customer)) s;
SELECT is(count(*) FILTER (WHERE s.loyalty <> n.loyalty OR (s.first_order, s.last_order) IS DISTINCT FROM (n.first_order, n.last_order)), 0::bigint, 'a profit is no part of loyalty')
FROM store s JOIN segment('shop.superstore', amount_column => 'sales', order_column => 'order_id') n USING (customer);
SELECT is(count(*) FILTER (WHERE s.quadrant <> w.quadrant), 0::bigint, 'segment_as() says the same')
FROM store s JOIN segment_as(NULL::bigint, 'shop.superstore', amount_column => 'sales', order_column => 'order_id', profit_column => 'profit') w USING (customer);
SELECT is(sum(customers) FILTER (WHERE section = 'Type' AND item IN ('Bee', 'Dragonfly')), (SELECT count(*) FILTER (WHERE profit >= mean) FROM wanted)::numeric, 'and so does report()')
FROM report('shop.superstore', amount_column => 'sales', order_column => 'order_id', profit_column => 'profit');

-- two orders at a loss
CREATE TABLE shop.loss (customer_id int, sold_at date, amount numeric, profit numeric);
INSERT INTO shop.loss VALUES (1, '2025-01-01', 50, -5), (1, '2025-01-01', 70, -7), (2, '2025-01-05', 40, 10);
SELECT results_eq($$SELECT customer, orders, amount, profit(activity), quadrant::text, market_position(activity)::text FROM segment('shop.loss', profit_column => 'profit') ORDER BY 1$$,
				  $$VALUES (1::bigint, 2::bigint, 120::numeric, -12::numeric, 'butterfly', 'existing'), (2, 1, 40, 10, 'bee', 'existing')$$, 'an order sold at a loss is an order');

-- the column is looked at as the others are
SELECT pg_temp.raises($$SELECT * FROM segment('shop.loss', profit_column => 'margin')$$, '42703', '%set profit_column to one of%profit%');
SELECT pg_temp.raises($$SELECT * FROM segment('shop.loss', profit_column => 'sold_at')$$, '42804', '%numeric%');
INSERT INTO shop.loss VALUES (3, '2025-01-06', 10, 'NaN'), (3, '2025-01-06', 10, 1e18);
SELECT pg_temp.raises($$SELECT * FROM segment('shop.loss', profit_column => 'profit')$$, '22...');
SELECT results_eq($$SELECT finding, count FROM audit('shop.loss', profit_column => 'profit') WHERE finding IN ('amounts NaN', 'amounts of 10^18 or more', 'rows usable') ORDER BY 1$$,
				  $$SELECT finding, count FROM (VALUES ('amounts NaN', 1::bigint), ('amounts of 10^18 or more', 1), ('rows usable', 3)) v(finding, count)$$, 'audit() counts profits that segment() would stop at');

-- somebody who does not know the profit of anything is not judged by it
CREATE TABLE shop.partly AS SELECT n AS customer_id, timestamptz '2025-01-01 00:00+00' + n * interval '1 day' AS sold_at, n * 10 AS amount, CASE WHEN n > 2 THEN n END AS profit FROM generate_series(1, 6) n;
SELECT is(string_agg(contribution::text, ' ' ORDER BY customer), '0 0 12.5 37.5 62.5 87.5', 'ranks are among those of whom the profit is known') FROM segment('shop.partly', profit_column => 'profit');

SELECT * FROM finish();
ROLLBACK;
