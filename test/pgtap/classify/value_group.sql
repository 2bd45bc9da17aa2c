-- value_group: old or new, big or small, against plain SQL and against the yardstick's own cuts
BEGIN;
\ir ../helpers.psql
\ir ../shop.psql
SELECT plan(26);

SELECT enum_has_labels('customer_seg', 'value_group', ARRAY['old_big', 'new_big', 'new_small', 'old_small']);
CREATE TEMP TABLE person AS SELECT customer_id, activity(sold_at, amount, potential) AS a FROM shop.sale WHERE customer_id IS NOT NULL AND sold_at IS NOT NULL GROUP BY 1;
CREATE TEMP TABLE yard AS SELECT with_weights(yardstick(a, '2023-06-15 12:00+00'), amount => 1, worth => 0) AS y FROM person;
CREATE FUNCTION pg_temp.group_of(is_new boolean, is_big boolean) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT CASE WHEN is_new THEN 'new_' ELSE 'old_' END || CASE WHEN is_big THEN 'big' ELSE 'small' END $$;

-- by limits
SELECT is(count(*) FILTER (WHERE value_group(a, since, big)::text IS DISTINCT FROM CASE WHEN first_order IS NOT NULL THEN pg_temp.group_of(first_order >= since, bought >= big) END), 0::bigint, format('by %s and %s', since, big))
FROM (VALUES ('2022-03-01 00:00+00'::timestamptz, 500), ('2022-01-20 00:00+00', 0), ('2023-01-01 00:00+00', 1e30), ('2000-01-01 00:00+00', -1e30), ('2022-02-01 00:00+00', 1234.5678901234567890123456789)) v(since, big),
	 person LEFT JOIN (SELECT customer_id, min(sold_at) FILTER (WHERE amount >= 0) AS first_order, sum(amount) AS bought FROM shop.sale WHERE sold_at IS NOT NULL GROUP BY 1) s USING (customer_id) GROUP BY since, big;
SELECT is(value_group(a, first_order(a), amount(a)), CASE WHEN orders(a) > 0 THEN 'new_big'::value_group END, 'at both limits: new and big') FROM person ORDER BY orders(a) > 0 DESC, customer_id LIMIT 1;
SELECT is(array_agg(DISTINCT value_group(a, first_order(a) + interval '1 microsecond', amount(a) + 0.00000000000000000001)), ARRAY['old_small'::value_group], 'a hair below: old and small') FROM person WHERE orders(a) > 0;
SELECT is(count(value_group(a, '2022-06-01 00:00+00'::timestamptz, 100)), count(*) FILTER (WHERE orders(a) > 0), 'no group for those who have not ordered') FROM person;

-- by a yardstick: big is what quadrant calls high when amount alone has that cut
SELECT is(count(*) FILTER (WHERE value_group(a, y, new_for => '14 months', big => cut)::text IS DISTINCT FROM
		  CASE WHEN orders(a) > 0 THEN pg_temp.group_of(first_order(a) >= '2022-04-15 12:00+00', quadrant(a, with_cuts(y, contribution => cut)) IN ('bee', 'dragonfly')) END), 0::bigint, 'big => ' || cut)
FROM unnest(ARRAY['mean', 'median', 'p80', 'p0', 'p100', 'P33.3', '500', '-1e3']) cut, person, yard GROUP BY cut ORDER BY cut;
SELECT is(value_group(a, y), value_group(a, with_cuts(with_weights(y, recency => 0, average_order => 3, amount => 0.5), loyalty => 'p90', contribution => 'p10')), 'the yardstick''s own weights and cuts play no part')
FROM person, yard WHERE customer_id = 5;
SELECT is(count(*) FILTER (WHERE value_group(a, y, big => 'p80') IN ('old_big', 'new_big') AND contribution(a, y) < 80 OR value_group(a, y, big => 'p80') IN ('old_small', 'new_small') AND contribution(a, y) >= 80), 0::bigint,
		  'p80 is a score of amount of 80 or more') FROM person, yard;
SELECT is(count(DISTINCT value_group(a, y, big => 'median') IN ('old_big', 'new_big')), 1::bigint, 'equal amounts are never parted') FROM yard, (SELECT activity('2023-01-01 00:00+00', 10.00) AS a FROM generate_series(1, 3) n GROUP BY n) x;

-- a month is the calendar's, in UTC, in any session
CREATE TEMP TABLE zone AS SELECT zone, (SELECT string_agg(value_group(a, y, as_of, '1 mon 1 day', 'mean')::text, ' ' ORDER BY customer_id)
	FROM person, yard, (VALUES ('2022-03-31 02:00+00'::timestamptz)) v(as_of) WHERE set_config('TimeZone', zone, true) = zone) AS said FROM unnest(ARRAY['UTC', 'America/New_York', 'Asia/Kolkata']) zone;
SELECT is(count(DISTINCT said), 1::bigint, 'the same in every time zone') FROM zone;
SET LOCAL TimeZone = 'America/New_York';
SELECT results_eq($$SELECT value_group(activity(at::timestamptz, 1.0), (SELECT y FROM yard), '2023-03-31 02:00+00', '1 month', '1000')::text
	FROM (VALUES (1, '2023-02-28 02:00+00'), (2, '2023-02-28 01:59:59.999999+00'), (3, '2023-06-01 00:00+00')) v(n, at) GROUP BY n ORDER BY n$$,
	$$VALUES ('new_small'), ('old_small'), ('new_small')$$, 'a month before 31 March 02:00 UTC is 28 February 02:00 UTC; an order after as_of is new');
-- stored yardsticks, one a row
CREATE TEMP TABLE own AS SELECT n, yardstick(a, '2023-06-15 12:00+00') AS y FROM person, generate_series(0, 40) n WHERE customer_id % 41 <= n GROUP BY n;
SELECT is(count(*) FILTER (WHERE value_group(a, o.y, big => 'mean') IS DISTINCT FROM value_group(a, f.y, big => 'mean')), 0::bigint, 'each row by its own yardstick')
FROM person JOIN own o ON o.n = customer_id % 41 JOIN (SELECT n, yardstick(a, '2023-06-15 12:00+00') AS y FROM person, generate_series(0, 40) n WHERE customer_id % 41 <= n GROUP BY n OFFSET 0) f USING (n);

-- where profit is known it decides, as it does of contribution: the upper fifth of those of whom it is known
CREATE TEMP TABLE earner AS SELECT customer_id, activity(sold_at, amount, potential, CASE WHEN customer_id % 9 > 0 THEN customer_id * 31 % 89 - 20 END) AS a
FROM shop.sale WHERE customer_id IS NOT NULL AND sold_at IS NOT NULL GROUP BY 1;
CREATE TEMP TABLE gain AS SELECT yardstick(a, '2023-06-15 12:00+00') AS y FROM earner;
CREATE TEMP TABLE ranked AS
SELECT a, 100.0 * (rank() OVER (ORDER BY profit(a)) - 1 + count(*) OVER (PARTITION BY profit(a)) / 2.0) / count(profit(a)) OVER () >= 80 AS is_big
FROM earner;
SELECT ok(bool_or(is_big) AND bool_or(NOT is_big) AND bool_or(profit(a) IS NULL), 'some are big by profit, some not, of some it is unknown') FROM ranked WHERE orders(a) > 0;
SELECT is_empty($$SELECT a FROM ranked, gain WHERE value_group(a, y)::text ~ 'big' IS DISTINCT FROM CASE WHEN orders(a) > 0 AND profit(a) IS NOT NULL THEN is_big END$$, 'by profit where that is what the yardstick goes by');
SELECT is_empty($$SELECT a FROM ranked, gain, (SELECT with_weights(y, profit => 0, amount => 1) AS of_sales FROM gain) w WHERE value_group(a, of_sales) IS NULL AND orders(a) > 0$$, 'by sales where profit has no weight');

SELECT * FROM finish();
ROLLBACK;
