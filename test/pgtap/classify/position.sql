-- market_position, customer_term, customer_value: what plain SQL says, on every edge
BEGIN;
\ir ../helpers.psql
\ir ../shop.psql
SELECT plan(59);

SELECT enum_has_labels('customer_seg', 'market_position', ARRAY['existing', 'potential', 'non_customer']);
SELECT enum_has_labels('customer_seg', 'customer_term', ARRAY['long_term', 'temporary']);
SELECT enum_has_labels('customer_seg', 'customer_value', ARRAY['high', 'low']);

CREATE TEMP TABLE person AS
SELECT customer_id, activity(sold_at, amount, potential) AS a,
	   count(*) FILTER (WHERE amount >= 0) AS orders, count(*) FILTER (WHERE amount < 0) AS refunds, min(sold_at) FILTER (WHERE amount >= 0) AS first, max(sold_at) FILTER (WHERE amount >= 0) AS last, coalesce(sum(amount), 0) AS total,
	   CASE customer_id % 3 WHEN 0 THEN true WHEN 1 THEN false END AS fits
FROM shop.sale WHERE customer_id IS NOT NULL AND sold_at IS NOT NULL GROUP BY 1;
CREATE TEMP TABLE yard AS SELECT with_weights(yardstick(a, '2025-01-01 00:00+00'), amount => 1, worth => 0) AS y FROM person;

-- position
SELECT is(count(*) FILTER (WHERE market_position(a, fits)::text IS DISTINCT FROM CASE WHEN orders + refunds > 0 THEN 'existing' WHEN fits THEN 'potential' WHEN NOT fits THEN 'non_customer' END), 0::bigint, 'positions of a shop') FROM person;
SELECT is(count(*) FILTER (WHERE market_position(a)::text IS DISTINCT FROM CASE WHEN orders + refunds > 0 THEN 'existing' ELSE 'potential' END), 0::bigint, 'without fits all could be customers') FROM person;
SELECT is(count(DISTINCT (orders > 0, fits)), 6::bigint, 'all cases are there') FROM person;
SELECT is(market_position(a::activity, fits)::text, want, about) FROM (VALUES
	(NULL, true, 'potential', 'nobody in the sales table'), (NULL, false, 'non_customer', 'nor could be'), (NULL, NULL, NULL, 'nor is it known'),
	('{"contacts": 1, "last_contact": "2024-05-30T00:00:00+00:00", "potential": 1000}', NULL, NULL, 'a quote alone does not say'),
	('{"orders": 1, "first_order": "2024-05-30T00:00:00+00:00", "last_order": "2024-05-30T00:00:00+00:00", "months": "1"}', false, 'existing', 'who has ordered could, whatever is thought'),
	('{"refunds": 1, "amount": -5}', false, 'existing', 'who gets money back has bought, before the data begin')) v(a, fits, want, about);

-- term
SET LOCAL timezone = 'UTC';
SELECT is(count(*) FILTER (WHERE customer_term(a, f.length, n)::text IS DISTINCT FROM CASE WHEN orders > 0 THEN CASE WHEN last >= first + f.length AND orders >= n THEN 'long_term' ELSE 'temporary' END END), 0::bigint, format('terms of a shop: %s, %s orders', f.length, n))
FROM person, (VALUES (interval '1 year', 2), ('1 year', 15), ('90 days', 2), ('1 month', 1), ('1 second', 1), ('1 year 2 months 3 days 04:05:06', 3)) f(length, n) GROUP BY f.length, n;
SELECT is(count(*) FILTER (WHERE customer_term(a) IS DISTINCT FROM customer_term(a, '1 year', 2)), 0::bigint, 'a year and two orders by default') FROM person;
SELECT cmp_ok(least(count(*) FILTER (WHERE customer_term(a) = 'long_term'), count(*) FILTER (WHERE customer_term(a) = 'temporary'), count(*) FILTER (WHERE customer_term(a) IS NULL)), '>', 3::bigint, 'some of each') FROM person;
SELECT is(customer_term(activity(at, 1), length::interval)::text, want, format('%s and %s later', min(at) AT TIME ZONE 'UTC', max(at) - min(at)))
FROM (VALUES (1, '2024-02-29 12:00+00', '2025-02-28 12:00+00', '1 year', 'long_term'), (2, '2024-02-29 12:00+00', '2025-02-28 11:59:59.999999+00', '1 year', 'temporary'),
			 (3, '2023-02-28 00:00+00', '2024-02-28 00:00+00', '1 year', 'long_term'), (4, '2024-01-31 00:00+00', '2024-02-29 00:00+00', '1 month', 'long_term'),
			 (5, '2024-03-01 00:00+00', '2024-03-31 00:00+00', '1 month', 'temporary'), (6, '2024-03-01 00:00+00', '2024-03-31 00:00+00', '30 days', 'long_term'),
			 (7, '2024-03-30 12:00+00', '2024-03-31 12:00+00', '1 day', 'long_term'), (8, '2024-03-30 12:00+00', '2024-03-31 11:00+00', '1 day', 'temporary')) v(n, one, two, length, want),
	 LATERAL (VALUES (one::timestamptz), (two::timestamptz)) t(at) GROUP BY n, length, want ORDER BY n;
CREATE TEMP TABLE by_utc AS SELECT customer_id, customer_term(a, '1 day') AS day, customer_term(a, '1 month') AS month FROM person;
SET LOCAL timezone = 'America/New_York';
SELECT is(count(*) FILTER (WHERE (customer_term(a, '1 day'), customer_term(a, '1 month')) IS DISTINCT FROM (day, month)), 0::bigint, 'the time zone of the session plays no part') FROM person JOIN by_utc USING (customer_id);
RESET timezone;
SELECT is(customer_term(activity('2024-01-01 00:00+00', 1), '1 us')::text, 'temporary', 'one order spans no time');
SELECT is(customer_term(activity('2024-01-01 00:00+00', 1), min_orders => 0)::text, 'temporary', '… whatever min_orders');

-- value
SELECT is(count(*) FILTER (WHERE customer_value(a, h)::text IS DISTINCT FROM CASE WHEN total >= h THEN 'high' ELSE 'low' END), 0::bigint, 'values of a shop from ' || h) FROM person, unnest(ARRAY[0, -10, 1000, 812.345, 1e30, -1e30, 1e-30]) h GROUP BY h;
SELECT is(count(*) FILTER (WHERE customer_value(a, total) <> 'high' OR customer_value(a, total + 1e-25) <> 'low'), 0::bigint, 'high_from itself is high, a 10^-25 less is not') FROM person;
SELECT is(count(*) FILTER (WHERE customer_value(a, c)::text IS DISTINCT FROM CASE WHEN quadrant(a, c) IN ('bee', 'dragonfly') THEN 'high' ELSE 'low' END), 0::bigint, 'by a yardstick: bees and dragonflies')
FROM person, yard, LATERAL (VALUES (y), (with_cuts(y, contribution => 'p80')), (with_weights(y, potential => 1)), (with_cuts(with_weights(y, recency => 0), contribution => '100'))) v(c);
SELECT is(count(*) FILTER (WHERE customer_value(a, y)::text <> CASE WHEN amount(a) >= (SELECT avg(total) FROM person) THEN 'high' ELSE 'low' END), 0::bigint, 'the default: at the mean amount or above') FROM person, yard;
SELECT is(customer_value(a, y)::text, NULL, 'NULL for NULL') FROM (VALUES (NULL::activity, (SELECT y FROM yard)), ((SELECT a FROM person LIMIT 1), NULL)) v(a, y);
SELECT is((customer_value(NULL::activity, 5), customer_term(NULL::activity), customer_value(a, NULL::numeric), customer_term(a, NULL))::text, '(,,,)', 'NULL for NULL') FROM person LIMIT 1;

-- the planner sees through the body; all run in workers
SELECT matches(pg_temp.plan_of('SELECT customer_value(a, y) FROM person, yard', ', VERBOSE'), 'CASE (customer_seg\.)?quadrant', 'customer_value by a yardstick is inlined');

-- errors
SELECT pg_temp.raises(format('SELECT %s FROM person', call), state, hint) FROM (VALUES
	('customer_term(a, ''-1 year'')', '22023', '%1 year%'), ('customer_term(a, ''0'')', '22023', '%1 year%'), ('customer_term(a, ''1 month -1 day'')', '22023', '%1 year%'), ('customer_term(a, ''1 day -25 hours'')', '22023', '%1 year%'),
	('customer_term(a, ''2147483647 months 2147483647 days 2562047788:00:54.775807'')', '22023', '%1 year%'), ('customer_term(a, min_orders => -1)', '22023', '%from 0 up%'),
	('customer_value(a, ''NaN''::numeric)', '22023', '%amount%'), ('customer_value(a, ''Infinity''::numeric)', '22023', '%amount%'), ('customer_value(a, ''-Infinity''::numeric)', '22023', '%amount%')) e(call, state, hint);

-- at the ends of the calendar
SELECT is(customer_term(activity(at, 5::numeric), '170000000 years')::text, 'temporary', 'nobody has been here longer than the calendar') FROM unnest(ARRAY['294276-12-30 00:00+00', '4714-11-25 00:00+00 BC']::timestamptz[]) at;
SELECT is(customer_term(activity(at, 5::numeric)), 'temporary', at || ': no sum out of range') FROM unnest(ARRAY['294276-12-30 00:00+00', '4714-11-25 00:00+00 BC']::timestamptz[]) at GROUP BY at;
SELECT is(customer_term(activity(at, 5::numeric), '400 years'), 'long_term', 'a whole cycle') FROM unnest(ARRAY['2000-02-29 00:00+00', '2400-02-29 00:00+00']::timestamptz[]) at;
SELECT is(customer_term(activity(at, 5::numeric), '1 month')::text, 'temporary', 'the months of the cycle after the next') FROM unnest(ARRAY['2403-01-30 00:00+00', '2403-02-27 00:00+00']::timestamptz[]) at;

SELECT * FROM finish();
ROLLBACK;
