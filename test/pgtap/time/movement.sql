-- movement, conversion, structure_change: against plain SQL, by merging, against R, and where nothing changes
BEGIN;
\ir ../helpers.psql
SELECT plan(93);

CREATE TABLE base AS
SELECT n, (ARRAY['bee', 'dragonfly', 'mantis', NULL])[1 + floor(4 * pg_temp.draw(n, 8))::int]::quadrant AS q, (ARRAY['bee', 'mantis', 'butterfly', NULL, 'bee'])[1 + floor(5 * pg_temp.draw(n, 1))::int]::quadrant AS r,
	   (ARRAY['north', 'South', 'süd', 'west', '', NULL])[1 + floor(6 * pg_temp.draw(n, 2))::int] AS s, (ARRAY['north', 'South', 'süd', 'east', NULL])[1 + floor(5 * pg_temp.draw(n, 3))::int] AS t,
	   CASE WHEN pg_temp.draw(n, 4) > 0.1 THEN round((pg_temp.draw(n, 5) * 1000 - 100)::numeric, n % 7) END AS before,
	   CASE WHEN pg_temp.draw(n, 6) > 0.1 THEN round((pg_temp.draw(n, 7) * 1000 - 100)::numeric, n % 5) END AS now, n % 13 AS part, n % 4 = 0 AS even
FROM generate_series(1, 6000) n;
ANALYZE base;

-- the same in plain SQL: every pair of classes, in the order of an array of their texts
CREATE FUNCTION pg_temp.plain(was text, "is" text, classes text[], rest text DEFAULT 'true') RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	said text;
BEGIN
	EXECUTE format('SELECT string_agg(concat_ws('' '', coalesce(w, ''-''), coalesce(i, ''-''), c, o, b, a), ''; '' ORDER BY wn, i_n) FROM (
		SELECT w, wn, i, i_n, count(n) AS c, coalesce(sum(before), 0) AS b, coalesce(sum(now), 0) AS a, sum(count(n)) OVER (PARTITION BY wn) AS o
		FROM unnest($1 || NULL::text) WITH ORDINALITY w(w, wn) CROSS JOIN unnest($1 || NULL::text) WITH ORDINALITY i(i, i_n)
			 LEFT JOIN (SELECT * FROM base WHERE %s) b ON (%s)::text IS NOT DISTINCT FROM w AND (%s)::text IS NOT DISTINCT FROM i
		WHERE w IS NOT NULL OR i IS NOT NULL GROUP BY 1, 2, 3, 4) g', rest, was, "is") INTO said USING classes;
	RETURN said;
END $$;
CREATE FUNCTION pg_temp.cells(movement_row[]) RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(concat_ws(' ', coalesce(was, '-'), coalesce("is", '-'), customers, "of", before, now), '; ' ORDER BY n) FROM unnest($1) WITH ORDINALITY r(was, "is", customers, "of", share, low, high, before, now, n) $$;
CREATE FUNCTION pg_temp.said(call text, rest text DEFAULT '') RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	said text;
BEGIN
	EXECUTE format('SELECT (%s)::text FROM base %s', call, rest) INTO said;
	RETURN said;
END $$;

SELECT is(pg_temp.cells(movement(q, r, before, now)), pg_temp.plain('q', 'r', '{bee,dragonfly,butterfly,mantis}'), 'of an enum every label in its order') FROM base;
SELECT is(pg_temp.cells(movement(s, t, before, now)), pg_temp.plain('s', 't', '{"",South,east,north,süd,west}'), 'of text what there is, by its bytes') FROM base;
SELECT is(pg_temp.cells(movement(n % 3, n % 5, before, now)), pg_temp.plain('n % 3', 'n % 5', '{0,1,2,3,4}'), 'of integers by their text') FROM base;
SELECT is(pg_temp.cells(movement(s, t, before, now) FILTER (WHERE n % 3 = 0)), pg_temp.plain('s', 't', '{"",South,east,north,süd,west}', 'n % 3 = 0'), 'FILTER') FROM base;
SELECT is(pg_temp.cells(movement(q, r, before, now)), pg_temp.plain('q', 'r', '{bee,dragonfly,butterfly,mantis}', 'even'), 'of a part') FROM base WHERE even;
SELECT is(regexp_replace(pg_temp.cells(movement(q, r)), '(\d+ \d+)', '\1', 'g'), regexp_replace(pg_temp.cells(movement(q, r, before, now)), ' [-\d.]+ [-\d.]+(;|$)', '\1', 'g'), 'without money the same customers') FROM base;
SELECT is(count(*) FILTER (WHERE before IS NOT NULL OR now IS NOT NULL), 0::bigint, 'and NULL in place of the money') FROM unnest((SELECT movement(q, r) FROM base));
SELECT is(count(*) FILTER (WHERE abs(share - p) + abs(low - (middle - half)) + abs(high - (middle + half)) > 1e-12 OR share IS NULL), 0::bigint, 'shares with the interval of Wilson')
FROM unnest((SELECT movement(s, t) FROM base)), LATERAL (SELECT customers / "of"::float8 AS p, 1.9599639845400545 AS z) z,
	LATERAL (SELECT (p + z * z / (2 * "of")) / (1 + z * z / "of") AS middle, z / (1 + z * z / "of") * sqrt(p * (1 - p) / "of" + z * z / (4.0 * "of" * "of")) AS half) w WHERE "of" > 0;
SELECT is(count(*) FILTER (WHERE num_nonnulls(share, low, high) > 0), 0::bigint, 'NULL of nobody') FROM unnest((SELECT movement(q, r) FROM base)) WHERE "of" = 0;
SELECT is(sum(customers), (SELECT count(*) FROM base WHERE q IS NOT NULL OR r IS NOT NULL)::numeric, 'everybody once but who was never there') FROM unnest((SELECT movement(q, r) FROM base));
SELECT is(movement(q, r), (SELECT movement(q, r) FROM base WHERE n < 0), 'who was never there leaves no trace') FROM base WHERE q IS NULL AND r IS NULL;
SELECT is(movement(NULL::text, NULL)::text, '{}', 'nor of text') FROM base;
SELECT is(cardinality(movement(NULL::rfm_segment, NULL)), 14 * 14 - 1, 'of nobody in many classes');

-- any order, any split
SELECT is(pg_temp.said(format('movement(%s, before, now ORDER BY %s)', c, o)), pg_temp.said(format('movement(%s, before, now)', c)), format('%s in the order of %s', c, o))
FROM unnest(ARRAY['q, r', 's, t']) c, unnest(ARRAY['n DESC', 'now', 't']) o;
CREATE FUNCTION pg_temp.merged(call text, split text, o text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	said text;
BEGIN
	EXECUTE format('SELECT rollup(b ORDER BY %s)::text FROM (SELECT %s AS p, %s AS b FROM base GROUP BY 1) x', o, split, call) INTO said;
	RETURN said;
END $$;
SELECT is(pg_temp.merged(format('movement(%s, before, now)', c), split, o), pg_temp.said(format('movement(%s, before, now)', c)), format('%s: rollup by %s in the order of %s is the whole', c, split, o))
FROM unnest(ARRAY['q, r', 's, t']) c, unnest(ARRAY['part', 't', 'n']) split, unnest(ARRAY['p', 'p DESC']) o;
SELECT is((SELECT rollup(r)::text FROM (SELECT rollup(b) AS r FROM (SELECT part, movement(s, t) AS b FROM base GROUP BY 1) x GROUP BY part % 3) y), pg_temp.said('movement(s, t)'), 'rollup of rollups');
SELECT is(rollup(b)::text, '{}', 'of nothing') FROM (VALUES ('{}'::movement_row[]), (NULL)) v(b);
CREATE TEMP TABLE whole AS SELECT array_agg(c ORDER BY c) AS cells FROM regexp_split_to_table((SELECT pg_temp.cells(movement(q, r, before, now)) FROM base), '; ') c;
SELECT is(array_agg(c ORDER BY c), cells, 'rows of nobody may be missing, and what follows from the others is not read')
FROM whole, LATERAL (SELECT rollup(b) AS m FROM (SELECT array_agg(ROW(was, "is", customers, -1, 0, 'NaN', 7, before, now)::movement_row ORDER BY was = 'bee' DESC, was = 'dragonfly' DESC, was = 'butterfly' DESC, was NULLS LAST) AS b FROM unnest((SELECT movement(q, r, before, now) FROM base)) WHERE customers > 0 OR was = 'butterfly') x) y,
	regexp_split_to_table(pg_temp.cells(m), '; ') c GROUP BY cells;
SELECT is(count(*) FILTER (WHERE moving <> alone), 0::bigint, 'OVER a moving frame') FROM (
	SELECT n, (movement(s, t, before, now) OVER (ORDER BY n ROWS BETWEEN 4 PRECEDING AND 2 FOLLOWING))::text AS moving FROM base WHERE n <= 200) w,
	LATERAL (SELECT movement(s, t, before, now)::text AS alone FROM base b WHERE b.n BETWEEN w.n - 4 AND w.n + 2) x WHERE n <= 198;

-- in parallel
CREATE TEMP TABLE serial AS SELECT pg_temp.said('movement(q, r, before, now)') AS q, pg_temp.said('movement(n % 300, n / 300)') AS many;
SET LOCAL max_parallel_workers_per_gather = 2; SET LOCAL min_parallel_table_scan_size = 0; SET LOCAL parallel_setup_cost = 0; SET LOCAL parallel_tuple_cost = 0; SET LOCAL parallel_leader_participation = off;
SELECT matches(pg_temp.plan_of('SELECT movement(q, r, before, now), movement(n % 300, n / 300) FROM base'), 'Partial Aggregate', 'it is aggregated in workers');
SELECT is(pg_temp.said('movement(q, r, before, now)'), q, 'the same by workers') FROM serial;
SELECT is(pg_temp.said('movement(n % 300, n / 300)'), many, 'the same by workers, of many classes') FROM serial;
RESET parallel_leader_participation; SET LOCAL max_parallel_workers_per_gather = 0;

-- conversion
CREATE TEMP TABLE moved AS SELECT movement(q, r, before, now) AS m FROM base;
SELECT is(count(*) FILTER (WHERE c IS DISTINCT FROM (r.customers, r."of", r.share, r.low, r.high)), 0::bigint, 'conversion is the row of its classes')
FROM moved, unnest(m) r, conversion(m, r.was, r."is") c;
SELECT is(conversion(m, NULL, NULL), NULL, 'from not there to not there') FROM moved;
SELECT is(conversion(NULL, 'bee', 'mantis'), NULL, 'of no movement');
SELECT is(conversion(m, 'butterfly', 'bee')::text, '(0,0,,,)', 'of nobody') FROM moved;
SELECT pg_temp.raises($$SELECT conversion((SELECT m FROM moved), 'bees', 'mantis')$$, '22023', 'Its classes are "bee", "dragonfly", "butterfly", "mantis".');
SELECT pg_temp.raises($$SELECT conversion('{}', 'bee', 'mantis')$$, '22023', 'The movement is empty.');
SELECT is(sum((conversion(m, 'dragonfly', 'bee')).customers), (SELECT (conversion(m, 'dragonfly', 'bee')).customers FROM moved)::numeric, 'under GROUP BY') FROM (SELECT movement(q, r) AS m FROM base GROUP BY part) x;

-- structure_change: numbers of R 4.2.2, solve() on the matrix of differences
CREATE FUNCTION pg_temp.counts(matrix int[]) RETURNS movement_row[] LANGUAGE sql AS $$
	SELECT array_agg(ROW(chr(96 + i), chr(96 + j), matrix[i][j], 0, 0, 0, 0, NULL, NULL)::movement_row ORDER BY i, j)
	FROM generate_subscripts(matrix, 1) i, generate_subscripts(matrix, 2) j $$;
SELECT is(format('%s %s %s', round(chi_square::numeric, 10), df, round(p::numeric, 13)), expected, about)
FROM (VALUES
	('Stuart 1955: unaided vision of 7,477 women', '{{1520,266,124,66},{234,1512,432,78},{117,362,1772,205},{36,82,179,492}}'::int[], '11.9565696230 3 0.0075334250548'),
	('the value matrix of ESSEC, of those there in both years', '{{27,1,40,5},{4,185,13,156},{37,7,557,30},{7,174,72,1650}}', '21.3971700768 3 0.0000870594579'),
	('two classes: McNemar', '{{10,25},{9,40}}', '7.5294117647 1 0.0060699723620'),
	('a class that nobody moved into or out of is dropped', '{{5,0,3,0},{0,7,0,0},{1,0,9,4},{0,0,12,2}}', '5.0000000000 2 0.0820849986239'),
	('two pairs of classes, each McNemar''s: 100/30 + 441/39', '{{5,20,0,0},{10,5,0,0},{0,0,1,30},{0,0,9,0}}', '14.6410256410 2 0.0006618227279'),
	('the same with the classes interleaved', '{{5,0,20,0},{0,1,0,30},{10,0,5,0},{0,9,0,0}}', '14.6410256410 2 0.0006618227279')) v(about, matrix, expected),
	structure_change(pg_temp.counts(matrix)) ;
SELECT is(note, expected, expected) FROM (VALUES
	('{{0,0},{0,0}}'::int[], 'nobody was there at both times'),
	('{{5,0},{0,7}}', 'nobody moved between classes'),
	('{{5,20,0,0},{10,5,0,0},{0,0,1,30},{0,0,9,0}}', NULL),
	('{{5,4,8},{5,5,0},{20,0,1}}', 'p is rough: fewer than 10 moved into or out of "b"'),
	('{{5,5},{5,5}}', NULL)) v(matrix, expected), structure_change(pg_temp.counts(matrix));
SELECT is(s::text, '(0,0,0,,,,"nobody was there at both times")', 'of nothing') FROM structure_change('{}') s;
SELECT is((present, comers, goers), (SELECT (count(*) FILTER (WHERE q IS NOT NULL AND r IS NOT NULL), count(*) FILTER (WHERE q IS NULL AND r IS NOT NULL), count(*) FILTER (WHERE q IS NOT NULL AND r IS NULL)) FROM base), 'who is there at both times, who came, who left')
FROM moved, structure_change(m);
SELECT is(count(DISTINCT (round(chi_square::numeric, 9), df)), 1::bigint, 'whatever the order of the classes') FROM moved, LATERAL (SELECT array_agg(r ORDER BY pg_temp.draw(o, n::int)) AS m FROM unnest(m) WITH ORDINALITY u(was, "is", customers, "of", share, low, high, before, now, n),
	generate_series(1, 9) o, LATERAL (SELECT ROW(was, "is", customers, "of", share, low, high, before, now)::movement_row) r(r) GROUP BY o) x, structure_change(x.m);
SELECT ok(chi_square > 0 AND chi_square < 1e19 AND p < 0.05, 'exchanges of very unlike size') FROM structure_change('{"(a,b,1000000000000000000,0,0,0,0,,)","(b,a,1000000000000000000,0,0,0,0,,)","(b,c,30,0,0,0,0,,)","(c,b,10,0,0,0,0,,)"}');

-- the picture fits, whatever the classes
SELECT ok(max(length(line)) <= 98 AND max(length(line)) > least, format('%s classes in %s columns', classes, max(length(line))))
FROM (VALUES (1, 20), (4, 50), (8, 60), (12, 60), (40, 80), (300, 80)) v(classes, least), LATERAL (SELECT movement(n % classes, n * 7 % classes) AS m FROM generate_series(1, 100000) n) x, movement_matrix(m) line GROUP BY classes, least;
SELECT ok(max(length(line)) <= 98, 'of long names') FROM (SELECT movement(repeat(s, 3000), repeat(t, 20)) AS m FROM base) x, movement_matrix(m) line;
SELECT is(count(*), 7 + (SELECT count(DISTINCT coalesce(was, '')) FROM unnest(m) WHERE "of" > 0), 'two lines for each class, one where nobody was') FROM moved, movement_matrix(m) line GROUP BY m;
SELECT is(count(*) FILTER (WHERE line ~ '[[:cntrl:]]'), 0::bigint, 'control characters do not get through') FROM movement_matrix('{"(\"a\nb\",\"c\td\",5,,,,,,)"}') line;

-- what no movement can be
SELECT pg_temp.raises(format($$SELECT rollup(%L::movement_row[])$$, rows), '22023', 'Make it by movement(%', rows) FROM unnest(ARRAY[
	'{NULL}', '{"(a,b,,,,,,,)"}', '{"(a,b,-1,,,,,,)"}', '{"(,,1,,,,,,)"}', '{"(a,b,1,,,,,,)","(a,b,1,,,,,,)"}', '{"(a,b,1,,,,,1,)"}', '{"(a,b,1,,,,,1,1)","(b,a,1,,,,,,)"}', '{"(a,b,1,,,,,NaN,1)"}',
	'{"(a,b,1,,,,,1e19,1)"}', '{"(a,b,0,,,,,0,1)"}', '{{"(a,b,1,,,,,,)"},{"(b,a,1,,,,,,)"}}']) rows;
SELECT pg_temp.raises($$SELECT rollup(m) FROM (VALUES ('{"(a,b,1,,,,,,)"}'::movement_row[]), ('{"(a,b,1,,,,,0,0)"}')) v(m)$$, '22023', '%before, now%');
SELECT pg_temp.raises($$SELECT rollup('{"(a,b,9223372036854775807,,,,,,)","(b,a,1,,,,,,)"}'::movement_row[])$$, '22003');
SELECT pg_temp.raises('SELECT movement(n, n + 1) FROM generate_series(1, 1000) n', '54000', '%Group the values%');
SELECT pg_temp.raises($$SELECT movement(ARRAY[n], NULL) FROM base$$, '0A000', '%segment::text%');
SELECT is((movement('a'::text, 'a', 999999999999999999.99, 0.00000000000000000001))[1].before, 999999999999999999.99 * 10000, 'the largest amounts') FROM generate_series(1, 10000);

-- where nobody changes, nothing is found
\ir unchanging.psql
CREATE TEMP TABLE unchanged AS SELECT seed, pg_temp.unchanging(seed, 300) AS m FROM generate_series(1, 400) seed;
CREATE TEMP TABLE test AS SELECT seed, t.* FROM unchanged, structure_change(m) t;
SELECT ok(p > 0.05, 'the structure of 3,000 customers who do not change has not changed') FROM structure_change(pg_temp.unchanging(2026, 3000));
SELECT ok(p < 1e-6, 'though it has, in sums since the beginning, where nobody can fall') FROM structure_change(pg_temp.unchanging(2026, 3000, '2023-01-01'));
SELECT diag(format('of 400 bases %s have p < .05, %s < .5', count(*) FILTER (WHERE p < 0.05), count(*) FILTER (WHERE p < 0.5))) FROM test;
SELECT ok(count(*) FILTER (WHERE p < 0.05) BETWEEN 8 AND 32, 'of 400 such bases about one in twenty looks changed') FROM test;
SELECT ok(count(*) FILTER (WHERE p < 0.5) BETWEEN 170 AND 230, 'and p is below one half in about half of them') FROM test;
SELECT ok(abs(up - down) < 3 * sqrt(up + down), format('%s to %s: %s there, %s back', a, coalesce(b, 'not there'), up, down))
FROM (SELECT a, b, sum((conversion(m, a, b)).customers) AS up, sum((conversion(m, b, a)).customers) AS down FROM unchanged, (VALUES ('bee', 'mantis'), ('butterfly', 'bee'), ('dragonfly', 'bee'), ('mantis', NULL)) v(a, b) GROUP BY a, b) x;

SELECT * FROM finish();
ROLLBACK;
