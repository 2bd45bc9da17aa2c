-- score, tile: what plain SQL says, whatever the values, the window and the plan
BEGIN;
\ir ../helpers.psql
SELECT plan(54);

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
	($$SELECT score(1)$$, '42809', NULL)) e(query, state, hint);

SELECT * FROM finish();
ROLLBACK;
