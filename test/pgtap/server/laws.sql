-- laws: whatever is merged in whatever order and grouping, the bytes are the same
BEGIN;
\ir ../helpers.psql
\ir ../shop.psql
SELECT plan(18);

CREATE TEMP VIEW sale AS SELECT *, round(round(potential, -3), line % 4) AS budget FROM shop.sale WHERE customer_id IS NOT NULL AND sold_at IS NOT NULL;
CREATE TEMP TABLE whole AS SELECT customer_id, activity_send(activity(sold_at, amount, budget)) AS bytes FROM sale GROUP BY 1;

-- customers whose bytes differ from the whole's
CREATE FUNCTION pg_temp.differ(query text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
	n bigint;
BEGIN
	EXECUTE format('SELECT count(*) FROM whole FULL JOIN (%s) q(customer_id, a) USING (customer_id) '
				   'WHERE bytes IS DISTINCT FROM activity_send(a)', query) INTO n;
	RETURN n;
END $$;

SELECT is(pg_temp.differ(format($$SELECT customer_id, activity(sold_at, amount, budget ORDER BY %s) FROM sale GROUP BY 1$$, sorting)),
		  0::bigint, 'rows by ' || sorting)
FROM unnest(ARRAY['line', 'line DESC', 'sold_at', 'amount NULLS FIRST', 'pg_temp.draw(line, 11)', 'pg_temp.draw(line, 12)']) sorting;

SELECT is(pg_temp.differ(format($$
	SELECT customer_id, rollup(a ORDER BY pg_temp.draw(part, 3))
	FROM (SELECT customer_id, %s AS part, activity(sold_at, amount, budget) AS a FROM sale GROUP BY 1, 2) parts GROUP BY 1$$, part)),
	0::bigint, 'split by ' || part)
FROM unnest(ARRAY['line % 2', 'line % 3', 'line % 64', 'line', '(pg_temp.draw(line, 13) * 5)::int', 'extract(year FROM sold_at)::int']) part;

SELECT is(pg_temp.differ($$
	WITH day AS (SELECT customer_id, line % 60 AS day, activity(sold_at, amount, budget) AS a FROM sale GROUP BY 1, 2),
		 week AS (SELECT customer_id, day % 8 AS week, rollup(a) AS a FROM day GROUP BY 1, 2)
	SELECT customer_id, rollup(a ORDER BY week DESC) FROM week GROUP BY 1$$), 0::bigint, 'a rollup of rollups');
SELECT is(pg_temp.differ($$SELECT customer_id, rollup(a) FROM
	(SELECT customer_id, CASE WHEN n > 0 THEN a END AS a FROM (SELECT customer_id, activity(sold_at, amount, budget) AS a FROM sale GROUP BY 1) w,
	 generate_series(0, 1) n) holes GROUP BY 1$$), 0::bigint, 'NULLs among the parts');

-- the operator
CREATE TEMP TABLE three AS
SELECT customer_id, activity(sold_at, amount) FILTER (WHERE line % 3 = 0) AS a, activity(sold_at, amount) FILTER (WHERE line % 3 = 1) AS b,
	   activity(sold_at, amount, budget) FILTER (WHERE line % 3 = 2) AS c
FROM sale GROUP BY 1;
SELECT is(count(*) FILTER (WHERE activity_send(a + b) IS DISTINCT FROM activity_send(b + a)), 0::bigint, 'a + b = b + a') FROM three;
SELECT is(count(*) FILTER (WHERE activity_send(a + (b + c)) IS DISTINCT FROM activity_send((a + b) + c)), 0::bigint, 'a + (b + c) = (a + b) + c') FROM three;

-- the mix, and a yardstick over the same activities
CREATE TEMP TABLE person AS
SELECT customer_id, region, activity(sold_at, amount, potential) AS a FROM sale GROUP BY 1, 2;
SELECT is(count(DISTINCT yardstick_send(y)), 1::bigint, 'a yardstick does not depend on the order of the customers')
FROM (SELECT yardstick(a, '2025-01-01 00:00+00' ORDER BY pg_temp.draw(customer_id, salt)) AS y
	  FROM person, generate_series(1, 5) salt GROUP BY salt) fitted;
SELECT results_eq(
	$$SELECT mix_send(rollup(m ORDER BY region DESC)), mix_send(rollup(m) FILTER (WHERE region IN ('north', 'east')) + rollup(m) FILTER (WHERE region NOT IN ('north', 'east')))
	  FROM (SELECT region, mix(quadrant(customer_id % 90, customer_id % 70)) AS m FROM person GROUP BY 1) r$$,
	$$SELECT mix_send(mix(q ORDER BY q)), mix_send(mix(q ORDER BY q DESC)) FROM (SELECT quadrant(customer_id % 90, customer_id % 70) AS q FROM person) p$$,
	'mixes of regions make the mix of the whole');

SELECT * FROM finish();
ROLLBACK;
