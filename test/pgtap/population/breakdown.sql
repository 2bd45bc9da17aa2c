-- breakdown: customers and money of each segment, against plain SQL on generated customers
BEGIN;
\ir ../helpers.psql
SELECT plan(60);

CREATE TABLE base AS
SELECT n, (ARRAY['bee', 'dragonfly', 'mantis', NULL])[1 + n * n % 7 % 4]::quadrant AS q, (ARRAY['north', 'South', 'süd', 'west', ''])[1 + floor(5 * pg_temp.draw(n, 1))::int] AS region,
	   CASE WHEN pg_temp.draw(n, 2) > 0.1 THEN round((pg_temp.draw(n, 3) * 1000 - 100)::numeric, n % 7) END AS amount,
	   CASE WHEN pg_temp.draw(n, 4) > 0.1 THEN pg_temp.draw(n, 4) > 0.4 END AS mail, CASE WHEN pg_temp.draw(n, 5) > 0.5 THEN pg_temp.draw(n, 5) > 0.8 END AS answer,
	   n % 13 AS part, date '2024-01-01' + n % 40 AS day, round(n % 11 * 1.5, 1) AS number, n % 2 = 0 AS even
FROM generate_series(1, 6000) n;
UPDATE base SET region = NULL WHERE n % 17 = 0;
ANALYZE base;

-- the same in plain SQL: by a text, and of an enum with all labels
CREATE FUNCTION pg_temp.plain(expression text, rest text DEFAULT '') RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	said text;
BEGIN
	EXECUTE format('SELECT coalesce(array_agg(ROW(s, c, a, r, k, w)::breakdown_row ORDER BY s COLLATE "C" NULLS LAST), ''{}'')::text FROM (SELECT %s AS s, count(*) AS c, coalesce(sum(amount), 0) AS a,
		count(*) FILTER (WHERE mail) AS r, count(answer) AS k, count(*) FILTER (WHERE answer) AS w FROM base %s GROUP BY 1) g', expression, rest) INTO said;
	RETURN said;
END $$;
CREATE FUNCTION pg_temp.said(call text, rest text DEFAULT '') RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	said text;
BEGIN
	EXECUTE format('SELECT (%s)::text FROM base %s', call, rest) INTO said;
	RETURN said;
END $$;

SELECT is(pg_temp.said(format('breakdown(%s, amount, mail, answer)', s)), pg_temp.plain(format('(%s)::text', s)), 'by ' || s)
FROM unnest(ARRAY['region', 'region::varchar', 'region::name', 'n % 100', 'n::bigint', 'number', 'md5(n::text)::uuid', 'to_char(day, ''YYYY-MM'')', 'day', 'NULL::text']) s;
SELECT is(pg_temp.said('breakdown(even, amount, mail, answer)'), pg_temp.plain('CASE WHEN even THEN ''t'' ELSE ''f'' END'), 'by boolean');
SELECT is(pg_temp.said(format('breakdown(%s, amount, mail, answer)', s), rest), pg_temp.plain(s, rest), format('by %s %s', s, rest))
FROM unnest(ARRAY['region']) s, unnest(ARRAY['WHERE false', 'WHERE region IS NULL', 'WHERE n = 1', 'WHERE amount IS NULL', 'WHERE amount < 0']) rest;
SELECT is(pg_temp.said('breakdown(q, amount, mail, answer)', rest),
		  (SELECT array_agg(row ORDER BY o NULLS LAST)::text FROM (
			SELECT label AS o, ROW(label, count(n), coalesce(sum(amount), 0), count(*) FILTER (WHERE mail), count(answer), count(*) FILTER (WHERE answer))::breakdown_row AS row
			FROM unnest(enum_range(NULL::quadrant) || NULL) label LEFT JOIN (SELECT * FROM base WHERE n % 3 = r) b ON b.q IS NOT DISTINCT FROM label
			GROUP BY label HAVING label IS NOT NULL OR count(n) > 0) x), 'of an enum all labels ' || rest)
FROM generate_series(0, 3) r, LATERAL (SELECT 'WHERE n % 3 = ' || r) v(rest);
SELECT is(pg_temp.said('breakdown(q, amount)'), regexp_replace(pg_temp.said('breakdown(q, amount, mail, answer)'), '(\([^,]*,[^,]*,[^,]*),[^)]*', '\1,,,', 'g'),
		  'without answers the same customers and money');

-- any order, any split
SELECT is(pg_temp.said(format('breakdown(%s, amount, mail, answer ORDER BY %s)', s, o)), pg_temp.said(format('breakdown(%s, amount, mail, answer)', s)), format('%s in the order of %s', s, o))
FROM unnest(ARRAY['q', 'region']) s, unnest(ARRAY['n DESC', 'amount', 'region']) o;
CREATE FUNCTION pg_temp.merged(call text, split text, o text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	said text;
BEGIN
	EXECUTE format('SELECT rollup(b ORDER BY %s)::text FROM (SELECT %s AS p, %s AS b FROM base GROUP BY 1) x', o, split, call) INTO said;
	RETURN said;
END $$;
SELECT is(count(DISTINCT pg_temp.merged(format('breakdown(%s, amount, mail, answer)', s), split, o)) FILTER (WHERE pg_temp.merged(format('breakdown(%s, amount, mail, answer)', s), split, o)
		  = pg_temp.said(format('breakdown(%s, amount, mail, answer)', s))), 1::bigint, format('%s: rollup of parts is the whole', s))
FROM unnest(ARRAY['q', 'region', 'number']) s, unnest(ARRAY['part', 'region', 'n', 'n % 2']) split, unnest(ARRAY['p', 'p DESC']) o GROUP BY s;
SELECT is((SELECT rollup(r)::text FROM (SELECT rollup(b) AS r FROM (SELECT part, breakdown(region, amount) AS b FROM base GROUP BY 1) x GROUP BY part % 3) y), pg_temp.said('breakdown(region, amount)'), 'rollup of rollups');
SELECT is(count(DISTINCT r), 1::bigint, 'of unlike segments in any order') FROM (SELECT rollup(b ORDER BY k)::text AS r FROM generate_series(1, 6) o, LATERAL (
	SELECT (i * o * 7) % 11 AS k, b FROM (VALUES (1, '{"(z,1,1,,,)","(b,1,1,,,)"}'::breakdown_row[]), (2, '{"(z,1,1,,,)","(b,1,1,,,)"}'), (3, '{"(a,1,1.00,,,)"}'), (4, '{"(,1,1,,,)"}'), (5, '{}'), (6, NULL)) v(i, b)) x GROUP BY o) y;
SELECT is(rollup(b)::text, '{"(z,3,3,,,)","(b,3,3,,,)"}', 'like ones keep their order') FROM (SELECT '{"(z,1,1,,,)","(b,1,1,,,)"}'::breakdown_row[] AS b FROM generate_series(1, 3)) x;

-- over a moving frame, and the state stays whole between rows
SELECT is(count(*) FILTER (WHERE moving <> alone), 0::bigint, 'OVER a moving frame') FROM (
	SELECT n, (breakdown(region, amount) OVER (ORDER BY n ROWS BETWEEN 4 PRECEDING AND 2 FOLLOWING))::text AS moving FROM base WHERE n <= 300) w,
	LATERAL (SELECT breakdown(region, amount)::text AS alone FROM base b WHERE b.n BETWEEN w.n - 4 AND w.n + 2) s WHERE n <= 298;
SELECT is(count(*) FILTER (WHERE growing <> alone), 0::bigint, 'OVER a growing frame') FROM (SELECT n, (breakdown(q, amount) OVER (ORDER BY n))::text AS growing FROM base WHERE n <= 300) w,
	LATERAL (SELECT breakdown(q, amount)::text AS alone FROM base b WHERE b.n <= w.n) s;
SELECT is(pg_temp.said('breakdown(q, amount) FILTER (WHERE n % 3 = 0)'), pg_temp.said('breakdown(q, amount)', 'WHERE n % 3 = 0'), 'FILTER');

-- in parallel: the same answer from workers; and many segments pass between processes
CREATE TABLE unlike AS SELECT ARRAY[ROW(n::text, 1, n, NULL, NULL, NULL)::breakdown_row] AS b FROM generate_series(40, 1, -1) n UNION ALL SELECT '{}' FROM generate_series(1, 9000); -- one worker has all the segments
ANALYZE unlike;
CREATE TEMP TABLE serial AS SELECT pg_temp.said('breakdown(q, amount, mail, answer)') AS q, pg_temp.said('breakdown(n, amount)') AS many;
SET LOCAL max_parallel_workers_per_gather = 2; SET LOCAL min_parallel_table_scan_size = 0; SET LOCAL parallel_setup_cost = 0; SET LOCAL parallel_tuple_cost = 0; SET LOCAL parallel_leader_participation = off;
SELECT matches(pg_temp.plan_of('SELECT breakdown(q, amount, mail, answer), breakdown(n, amount) FROM base'), 'Partial Aggregate', 'it is aggregated in workers');
SELECT matches(pg_temp.plan_of('SELECT rollup(b) FROM unlike'), 'Partial Aggregate', 'and rolled up in workers');
CREATE TEMP TABLE rolled AS SELECT rollup(b)::text AS r FROM unlike;
SELECT is((SELECT r FROM rolled), (SELECT '{' || string_agg(format('"(%s,1,%s,,,)"', n, n), ',' ORDER BY n::text COLLATE "C") || '}' FROM generate_series(1, 40) n), 'unlike segments by workers');
SELECT is(pg_temp.said('breakdown(q, amount, mail, answer)'), q, 'the same by workers') FROM serial;
SELECT is(pg_temp.said('breakdown(n, amount)'), many, 'the same by workers, of many segments') FROM serial;
RESET parallel_leader_participation; SET LOCAL max_parallel_workers_per_gather = 0;

-- types made by users
CREATE TYPE pg_temp.size AS ENUM ('small', 'large');
CREATE TYPE pg_temp.nothing AS ENUM ();
CREATE DOMAIN pg_temp.known_size AS pg_temp.size CHECK (VALUE <> 'large');
ALTER TYPE pg_temp.size ADD VALUE 'medium' BEFORE 'large';
SELECT is(breakdown(NULL::pg_temp.size, 1)::text, '{"(small,0,0,,,)","(medium,0,0,,,)","(large,0,0,,,)","(,1,1,,,)"}', 'an enum in its order, not that of its values'' making');
SELECT is(breakdown('small'::pg_temp.known_size, 1)::text, '{"(small,1,1,,,)","(medium,0,0,,,)","(large,0,0,,,)"}', 'a domain over an enum');
SELECT is(breakdown(NULL::pg_temp.nothing, 1)::text, '{"(,1,1,,,)"}', 'an enum without labels');
-- no setting changes a segment's text
CREATE TEMP TABLE before AS SELECT breakdown(day, 1) AS d, breakdown(day::timestamp, 1) AS t, breakdown(timestamptz '2024-06-01 00:00+00' + n * interval '1 hour', 1) AS z FROM base WHERE n <= 50;
SET LOCAL TimeZone = 'Asia/Tokyo'; SET LOCAL DateStyle = 'German';
SELECT is(ROW(breakdown(day, 1), breakdown(day::timestamp, 1), breakdown(timestamptz '2024-06-01 00:00+00' + n * interval '1 hour', 1))::text, (SELECT ROW(d, t, z)::text FROM before), 'dates and times whatever the session') FROM base WHERE n <= 50;
SET LOCAL extra_float_digits = -15;
SELECT is(breakdown(v, 1)::text, '{"(-0.1,1,1,,,)","(0.3,1,1,,,)","(0.30000000000000004,1,1,,,)","(Infinity,1,1,,,)","(NaN,1,1,,,)"}', 'floating point to the last digit') FROM unnest(ARRAY[0.1 + 0.2::float8, 0.3, -0.1, 'NaN', 'Infinity']) v;
SELECT is(breakdown(v, 1)::text, '{"(0.1,1,1,,,)","(1.6777216e+07,1,1,,,)"}', 'real as it is written') FROM unnest(ARRAY[0.1, 16777216]::real[]) v;
RESET extra_float_digits;
SELECT pg_temp.raises($$SELECT breakdown(repeat(md5(i::text), 400000), 1) FROM generate_series(1, 45) i$$, '54000', '%group its values first%', 'more than can be held is an error');
SELECT pg_temp.raises(format('SELECT breakdown(%s, 1)', s), '0A000', '%segment::text%') FROM unnest(ARRAY['ROW(1)', '''1''::money', 'ARRAY[''a'']', '''pg_class''::regclass', '''a''::bytea', 'point(1, 2)']) s;

-- money: every digit, and the largest
SELECT is((breakdown('a'::text, a))[1].amount::text, sum(a)::text, 'twenty decimals') FROM (SELECT 12345.00000000000000000001 * n AS a FROM generate_series(1, 777) n) x;
SELECT is((breakdown('a'::text, 999999999999999999.99))[1].amount, 999999999999999999.99 * 10000, 'the largest amounts') FROM generate_series(1, 10000);
SELECT pg_temp.raises($$SELECT rollup(b) FROM (SELECT '{"(a,3000000000000000000,3000000000000000000000000000000000000,,,)"}'::breakdown_row[] AS b FROM generate_series(1, 30)) x$$, '22003');

-- shares: against plain SQL
CREATE TEMP TABLE share AS SELECT * FROM shares((SELECT breakdown(region, amount) FROM base));
SELECT bag_eq('SELECT segment, customers, share, amount, round(share_of_amount::numeric, 12), average FROM share',
	'SELECT region, count(*), CASE WHEN region IS NOT NULL THEN count(*)::float8 / (SELECT count(region) FROM base) END AS share, sum(amount), CASE WHEN region IS NOT NULL THEN round(sum(amount) / (SELECT sum(amount) FROM base WHERE region IS NOT NULL), 12) END AS of_amount, sum(amount) / count(*) AS average FROM base GROUP BY region', 'shares');
-- Goodman's bounds are where (share - bound)² = B · bound · (1 - bound) / n; B is chi-square at 1 - 0.05/5 with one degree of freedom
SELECT is(count(*) FILTER (WHERE abs((share - bound) ^ 2 - 6.634896601021214 * bound * (1 - bound) / (SELECT count(region) FROM base)) > 1e-12), 0::bigint, 'Goodman''s interval for five segments')
FROM share, unnest(ARRAY[share_low, share_high]) bound WHERE segment IS NOT NULL;
SELECT is((SELECT array_agg(segment) FROM shares('{"(z,1,1,,,)","(,1,1,,,)","(b,1,1,,,)"}')), ARRAY['z', 'b', NULL], 'those without a segment come last');

SELECT * FROM finish();
ROLLBACK;
