-- score, tile: what plain SQL says, whatever the values, the window and the plan
BEGIN;
\ir ../helpers.psql
SELECT plan(83);

CREATE TEMP TABLE data AS
SELECT row_number() OVER () AS id, kind, parts, i * 31 % parts AS part,
	   CASE WHEN u < 0.1 THEN NULL
			WHEN kind = 'distinct' THEN v
			WHEN kind = 'two signs' THEN (v - 0.5) * 1e6
			WHEN kind = 'few' THEN floor(v * 7) - 3
			WHEN kind = 'money' THEN round(exp(v * 12)::numeric, 2)
			WHEN kind = 'magnitudes' THEN (v - 0.5) * 10.0::float8 ^ (u * 600 - 300)
			WHEN kind = 'infinities' THEN CASE floor(v * 4) WHEN 0 THEN '-Infinity'::float8 WHEN 1 THEN 'Infinity' ELSE floor(u * 10) END
			WHEN kind = 'zeros' THEN CASE floor(v * 4) WHEN 0 THEN '-0'::float8 WHEN 1 THEN 0 WHEN 2 THEN 5e-324 ELSE -5e-324 END
			WHEN kind = 'close' THEN 1 + floor(v * 500) * 2.0::float8 ^ -52
			WHEN kind = 'close, far from others' THEN CASE WHEN v < 0.01 THEN -1e300 ELSE 1 + floor(v * 3) / 2 + floor(u * 4e9) * 2.0::float8 ^ -52 END
			WHEN kind = 'large' THEN 9007199254740992 + floor(v * 1000) * 2
			WHEN kind = 'ascending' THEN i
			WHEN kind = 'descending' THEN -i
			WHEN kind = 'the same' THEN 42 END::float8 AS x
FROM unnest(ARRAY['distinct', 'two signs', 'few', 'money', 'magnitudes', 'infinities', 'zeros', 'close', 'close, far from others',
				  'large', 'ascending', 'descending', 'the same', 'NULL']) WITH ORDINALITY k(kind, n),
	 (VALUES (1, 3000), (7, 400), (400, 1000)) size(parts, rows), generate_series(1, rows) i,
	 LATERAL (SELECT pg_temp.draw(i, (n * 1000 + parts)::int) AS v, pg_temp.draw(i, (-n * 1000 - parts)::int) AS u) r;

-- in plain SQL
CREATE TEMP VIEW counted AS
SELECT id, rank() OVER w - 1 AS below, count(*) OVER w AS upto, count(*) OVER (PARTITION BY kind, parts, part) AS n
FROM data WHERE x IS NOT NULL
WINDOW w AS (PARTITION BY kind, parts, part ORDER BY x);
CREATE TEMP TABLE wanted AS
SELECT data.id, kind, (below + upto) * 50.0::float8 / n AS score, ((below + upto - 1) * 5 / (2 * n) + 1)::int AS fifth
FROM data LEFT JOIN counted USING (id);
ANALYZE data, wanted;

-- how many rows of a query (id, score, fifth) are not as they should be
CREATE FUNCTION pg_temp.wrong(query text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
	n bigint;
BEGIN
	EXECUTE format('SELECT count(*) FROM wanted w FULL JOIN (%s) g USING (id) WHERE (w.score, w.fifth) IS DISTINCT FROM (g.score, g.fifth)', query) INTO n;
	RETURN n;
END $$;

CREATE TEMP TABLE given AS
SELECT id, score(x) OVER p, tile(x, 5) OVER p AS fifth FROM data WINDOW p AS (PARTITION BY kind, parts, part);
SELECT is(count(*) FILTER (WHERE (w.score, w.fifth) IS DISTINCT FROM (g.score, g.fifth)), 0::bigint, 'as plain SQL: ' || kind)
FROM wanted w LEFT JOIN given g USING (id) GROUP BY kind ORDER BY kind;
SELECT cmp_ok(count(score), '>', 50000::bigint, 'many values were compared') FROM given;
SELECT is(count(*) FILTER (WHERE (x IS NULL) <> (score IS NULL) OR (x IS NULL) <> (fifth IS NULL)), 0::bigint, 'NULL for NULL, and for nothing else')
FROM data JOIN given USING (id);

-- neither order nor frame nor plan matter
SELECT is(pg_temp.wrong(format('SELECT id, score(x) OVER p, tile(x, 5) OVER p AS fifth FROM data WINDOW p AS (PARTITION BY kind, parts, part %s)', w)), 0::bigint, 'window: ' || w)
FROM unnest(ARRAY['ORDER BY id', 'ORDER BY x DESC', 'ROWS CURRENT ROW', 'ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING EXCLUDE CURRENT ROW',
				  'ORDER BY x ROWS 1 PRECEDING', 'ORDER BY x RANGE BETWEEN 1 FOLLOWING AND 2 FOLLOWING', 'ORDER BY x GROUPS 1 PRECEDING EXCLUDE TIES']) w;
SELECT is(pg_temp.wrong('SELECT id, score(x) OVER p, tile(x, 5) OVER p AS fifth FROM (SELECT * FROM data ORDER BY pg_temp.draw(id, 7)) d
						 WINDOW p AS (PARTITION BY kind, parts, part)'), 0::bigint, 'rows in another order');
SELECT is(pg_temp.wrong('SELECT s.* FROM (SELECT array_agg(id) AS ids, array_agg(x) AS xs FROM data GROUP BY kind, parts, part) d,
						 LATERAL (SELECT id, score(x) OVER (), tile(x, 5) OVER () AS fifth FROM unnest(ids, xs) u(id, x)) s'), 0::bigint, 'the same plan again and again');
SELECT is(pg_temp.wrong('SELECT id, score(x) OVER p, tile(x, 5) OVER p AS fifth FROM (SELECT id, kind, parts, part, x::text::numeric FROM data) d
						 WINDOW p AS (PARTITION BY kind, parts, part)'), 0::bigint, 'numeric');
SELECT is(pg_temp.wrong('SELECT id, score(x * 2) OVER p, tile(x + x, 5) OVER p AS fifth FROM data WINDOW p AS (PARTITION BY kind, parts, part)'), 0::bigint, 'an expression');
SET LOCAL work_mem = '64kB';
SELECT is(pg_temp.wrong('SELECT id, score(x) OVER p, tile(x, 5) OVER p AS fifth FROM data WINDOW p AS (PARTITION BY kind, parts, part)'), 0::bigint, 'rows that do not fit work_mem');
RESET work_mem;
CREATE TEMP VIEW alone AS SELECT id, x FROM data WHERE kind = 'money' AND parts = 1;
SELECT results_eq('SELECT id, score(x) OVER w, tile(x, 5) OVER w, tile(-x, 3) OVER w, row_number() OVER w, max(x) OVER w FROM alone WINDOW w AS (ORDER BY id ROWS 2 PRECEDING)',
				  'SELECT id, score, fifth, third, row_number() OVER w, max(x) OVER w FROM alone JOIN wanted USING (id) JOIN (SELECT id, tile(-x, 3) OVER () AS third FROM alone) t USING (id)
				   WINDOW w AS (ORDER BY id ROWS 2 PRECEDING)', 'beside others in one window');

-- laws
SELECT cmp_ok(max(abs(mean - 50)), '<', 1e-9::float8, 'the mean score is 50') FROM (SELECT avg(score) AS mean FROM given JOIN data USING (id) GROUP BY kind, parts, part) m;
SELECT cmp_ok(max(abs(up + down - 100)), '<', 1e-9::float8, 'turned upside down, it is 100 minus the score') FROM (SELECT score(x) OVER () AS up, score(-x) OVER () AS down FROM alone) s;
SELECT cmp_ok(max(abs(score - 50 * (percent_rank * (n - 1) / n + cume_dist))), '<', 1e-9::float8, 'score is between percent_rank and cume_dist')
FROM (SELECT score(x) OVER (), percent_rank() OVER (ORDER BY x), cume_dist() OVER (ORDER BY x), count(*) OVER () AS n FROM alone WHERE x IS NOT NULL) s;
SELECT is(count(DISTINCT (x, tile)), count(DISTINCT x), 'equal values have one tile') FROM (SELECT x, tile(x, 4) OVER () FROM data WHERE kind = 'few') t WHERE x IS NOT NULL;
SELECT is(count(*) FILTER (WHERE tile <> ntile), 0::bigint, 'different values in equal groups: as ntile')
FROM (SELECT tile(x, 8) OVER (), ntile(8) OVER (ORDER BY x) FROM data WHERE kind = 'ascending' AND parts = 1 AND x IS NOT NULL ORDER BY id LIMIT 2400) t;
SELECT is(max(n) - min(n), 1::bigint, 'different values: groups differ by one at most')
FROM (SELECT count(*) AS n FROM (SELECT tile(x, 7) OVER () FROM generate_series(1, 2000) x) t GROUP BY tile) g;
SELECT results_eq('SELECT tile(x, 2147483647) OVER () FROM generate_series(1, 4) x', ARRAY[1, 536870912, 1073741824, 1610612736], 'as many tiles as can be');
SELECT results_eq('SELECT DISTINCT tile(x, 1) OVER () FROM data WHERE kind = ''money'' ORDER BY 1', ARRAY[1, NULL]::int[], 'one tile');
SELECT is(count(*), 0::bigint, 'score is that of a yardstick with one measure')
FROM (SELECT contribution(a, y) AS wanted, score(amount(a)) OVER () AS given
	  FROM (SELECT a, yardstick(a, '2025-01-01') OVER () AS y FROM (SELECT activity('2024-01-01', floor(exp(pg_temp.draw(i, 5) * 6))::numeric) AS a FROM generate_series(1, 700) i) x) z) s
WHERE abs(wanted - given) > 1e-9;

-- nothing, one, and many of one
SELECT is_empty('SELECT score(x) OVER (), tile(x, 5) OVER () FROM data WHERE false', 'no rows');
SELECT results_eq('SELECT score(x) OVER (), tile(x, 5) OVER () FROM (VALUES (1e9)) v(x)', $$VALUES (50.0::float8, 1)$$, 'one row');
SELECT results_eq('SELECT score(x) OVER (), tile(x, 5) OVER () FROM (VALUES (NULL::float8)) v(x)', $$VALUES (NULL::float8, NULL::int)$$, 'one NULL');
SELECT results_eq('SELECT DISTINCT score(x) OVER (PARTITION BY g), tile(x, 4) OVER (PARTITION BY g) FROM (SELECT i / 2 AS g, -i AS x FROM generate_series(0, 19999) i) v ORDER BY 1',
				  $$VALUES (25.0::float8, 1), (75.0, 3)$$, 'many small partitions');

-- n: one in each partition
SELECT results_eq('SELECT tile(x, n) OVER (PARTITION BY n) FROM (VALUES (1, 2), (2, 2), (1, 3), (2, 3), (3, 3)) v(x, n) ORDER BY n, x', ARRAY[1, 2, 1, 2, 3], 'n from a column');
SELECT results_eq('SELECT tile(x, 1 + (SELECT count(*)::int FROM generate_series(1, 2))) OVER () FROM (VALUES (1), (2), (3)) v(x)', ARRAY[1, 2, 3], 'n from a subquery');
PREPARE parted (int) AS SELECT tile(x, $1) OVER () FROM (VALUES (1), (2), (3)) v(x);
SELECT results_eq('EXECUTE parted(3)', ARRAY[1, 2, 3], 'n from a parameter');

-- times: as their microseconds, in any session's time zone, though of dates two begin at one time in Apia
CREATE TEMP TABLE moment AS SELECT id, timestamp '2011-12-20' + floor(pg_temp.draw(id, 11) * 480) * interval '1 hour' AS at FROM generate_series(1, 500) id
UNION ALL VALUES (501, timestamp 'infinity'), (502, '-infinity'), (503, NULL), (504, '294276-12-31 23:59:59.999999'), (505, '4713-01-01 BC');
SELECT is(count(*) FILTER (WHERE (score, score1, score2, tile, tile1, tile2, day) IS DISTINCT FROM (wanted, wanted, wanted, want, want, want, wanted_day)), 0::bigint, 'times in ' || zone)
FROM unnest(ARRAY['UTC', 'Pacific/Apia', 'America/New_York']) zone, LATERAL (SELECT set_config('TimeZone', zone, true)) s,
	 LATERAL (SELECT score(at) OVER (), tile(at, 7) OVER (), score(at AT TIME ZONE 'UTC') OVER () AS score1, tile(at AT TIME ZONE 'UTC', 7) OVER () AS tile1,
					 score(at - '1999-01-01') OVER () AS score2, tile(at - '1999-01-01', 7) OVER () AS tile2,
					 score(at::date) OVER () AS day, score(number) OVER () AS wanted, tile(number, 7) OVER () AS want, score(at::date - date '2000-01-01') OVER () AS wanted_day
			  FROM (SELECT *, extract(epoch FROM at)::float8 AS number FROM moment WHERE isfinite(at) IS NOT FALSE AND id <> 504) m WHERE s IS NOT NULL) r GROUP BY zone;
SELECT results_eq('SELECT score(at) OVER (), score(at::date) OVER (), score(at AT TIME ZONE ''UTC'') OVER (), tile(at, 2) OVER () FROM moment WHERE NOT isfinite(at) OR id = 504 ORDER BY at',
				  $$SELECT s, s, s, t FROM (VALUES (50 / 3.0::float8, 1), (50.0, 1), (250 / 3.0::float8, 2)) v(s, t)$$, 'infinity is above all times, and below');
SELECT results_eq($$SELECT score(age) OVER (ORDER BY n) FROM (VALUES (1, interval '1 month'), (2, '30 days'), (3, '720 hours'), (4, '29 days 25 hours'), (5, '-1 year'), (6, '0')) v(n, age)$$,
				  $$SELECT s * 50 / 6.0::float8 FROM unnest(ARRAY[7, 7, 7, 11, 1, 3]) s$$, 'spans of time are compared as the server does');

-- groups of equal weight: in plain SQL, exactly
CREATE TEMP TABLE weighed AS
SELECT data.id, kind, parts, part, x, CASE WHEN u < 0.05 THEN NULL WHEN u < 0.1 THEN 0 WHEN u < 0.15 THEN -round((v * 10)::numeric, 2)
										   WHEN u < 0.2 THEN 999999999999999999.99999999999999999999 ELSE round(exp(v * 9)::numeric, (u * 20)::int) END AS weight
FROM data, LATERAL (SELECT pg_temp.draw(id, 21) AS v, pg_temp.draw(id, 22) AS u) r WHERE parts = 7 OR parts = 1 AND kind = 'few';
CREATE FUNCTION pg_temp.place(weight numeric, m bigint, below numeric, total numeric, n int) RETURNS int LANGUAGE sql IMMUTABLE AS $$
	SELECT least(n, 1 + CASE WHEN m = 0 THEN div(below * n, total) ELSE div((below * 2 * m + weight * (m - 1)) * n, total * 2 * m) END)::int $$;
CREATE TEMP VIEW equal AS -- those of the same value
SELECT kind, parts, part, x, sum(greatest(weight, 0)) AS weight, count(*) FILTER (WHERE weight > 0) AS m FROM weighed WHERE num_nulls(x, weight) = 0 GROUP BY 1, 2, 3, 4;
CREATE TEMP TABLE placed AS
SELECT *, sum(weight) OVER (p ORDER BY x) - weight AS below, sum(weight) OVER p AS total FROM equal WINDOW p AS (PARTITION BY kind, parts, part);
CREATE INDEX ON placed (kind, parts, part, x);
ANALYZE placed;
SELECT is(count(*) FILTER (WHERE (w.five, w.hundred) IS DISTINCT FROM CASE WHEN w.weight IS NOT NULL AND total > 0 THEN (pg_temp.place(p.weight, m, below, total, 5), pg_temp.place(p.weight, m, below, total, 100)) ELSE (NULL::int, NULL::int) END),
		  0::bigint, format('by weight as plain SQL: %s (%s compared)', kind, count(p.x)))
FROM (SELECT *, tile(x, 5, weight) OVER w AS five, tile(x, 100, weight) OVER w AS hundred FROM weighed WINDOW w AS (PARTITION BY kind, parts, part)) w
LEFT JOIN placed p USING (kind, parts, part, x) GROUP BY kind ORDER BY kind;
SELECT is(count(*) FILTER (WHERE by_number IS DISTINCT FROM by_weight OR by_number IS DISTINCT FROM by_double), 0::bigint, 'of one weight each: as by number')
FROM (SELECT tile(x, 7) OVER p AS by_number, tile(x, 7, 0.1) OVER p AS by_weight, tile(x, 7, 3::float8) OVER p AS by_double FROM data WINDOW p AS (PARTITION BY kind, parts, part)) t;
SELECT cmp_ok(max(abs(share - 0.1)), '<=', max(largest), 'different values: no group is further from its share than the largest weight')
FROM (SELECT tile, sum(x) / sum(sum(x)) OVER () AS share, max(max(x)) OVER () / sum(sum(x)) OVER () AS largest
	  FROM (SELECT x, tile(x, 10, x) OVER () FROM (SELECT DISTINCT x FROM data WHERE kind = 'money' AND x IS NOT NULL) d) t GROUP BY tile) g;
SELECT is(count(DISTINCT (x, tile)), count(DISTINCT x), 'equal values have one tile by weight') FROM (SELECT x, tile(x, 4, weight) OVER () FROM weighed WHERE kind = 'few' AND weight IS NOT NULL) t WHERE x IS NOT NULL;
SELECT is(count(*) FILTER (WHERE t.tile <> a.tile), 0::bigint, 'who weighs nothing moves nobody')
FROM (SELECT id, tile(x, 9, weight) OVER () FROM weighed WHERE kind = 'few') a JOIN (SELECT id, tile(x, 9, weight) OVER () FROM weighed WHERE kind = 'few' AND weight > 0) t USING (id);
SELECT results_eq('SELECT tile(x, 3, 0) OVER (), tile(x, 3, NULL::numeric) OVER (), tile(x, 3, -1) OVER () FROM generate_series(1, 2) x', 'VALUES (NULL::int, NULL::int, NULL::int), (NULL, NULL, NULL)', 'NULL where nothing weighs anything');

-- errors
SELECT pg_temp.raises(query, state, hint) FROM (VALUES
	($$SELECT score(x) OVER () FROM (VALUES (1), ('NaN'::float8)) v(x)$$, '22023', '%NULL%'),
	($$SELECT tile(x, 2) OVER () FROM (VALUES (1), ('NaN'::numeric)) v(x)$$, '22023', '%NULL%'),
	($$SELECT tile(x, 0) OVER () FROM data$$, '22014', '%number of groups%'),
	($$SELECT tile(x, -5) OVER () FROM (VALUES (NULL::float8)) v(x)$$, '22014', '%number of groups%'),
	($$SELECT tile(x, NULL) OVER () FROM data$$, '22014', '%number of groups%'),
	($$SELECT tile(x, n) OVER (ORDER BY n) FROM (VALUES (1, 2), (2, 3)) v(x, n)$$, '22014', '%PARTITION BY%'),
	($$SELECT tile(x, n) OVER (ORDER BY n) FROM (VALUES (1, 2), (2, NULL)) v(x, n)$$, '22014', '%number of groups%'),
	($$SELECT score(1e400::numeric) OVER ()$$, '22003', NULL),
	($$SELECT tile(x, 5, 'NaN'::float8) OVER () FROM (VALUES (1)) v(x)$$, '22023', NULL),
	($$SELECT tile(x, 5, 1e18) OVER () FROM (VALUES (1)) v(x)$$, '22003', NULL),
	($$SELECT tile(x, 0, 1) OVER () FROM (VALUES (1)) v(x)$$, '22014', '%number of groups%'),
	($$SELECT tile(x, n, 1) OVER (ORDER BY n) FROM (VALUES (1, 2), (2, 3)) v(x, n)$$, '22014', '%PARTITION BY%'),
	($$SELECT score(interval '300000 years') OVER ()$$, '22008', '%NULL%'),
	($$SELECT score(1)$$, '42809', NULL)) e(query, state, hint);

SELECT * FROM finish();
ROLLBACK;
