-- satisfaction: shares, intervals and verdict against the textbook's formulas in numeric, and the aggregate in every way it can run
BEGIN;
\ir ../helpers.psql
SELECT plan(68);

SELECT enum_has_labels('customer_seg', 'satisfaction_verdict', ARRAY['trap', 'no_trap', 'undetermined', 'predicts', 'says_nothing', 'inverse']);

-- Wilson (1927), the bound below (side -1) or above (1) of k in n; z is the normal quantile
CREATE FUNCTION pg_temp.wilson(k numeric, n numeric, z numeric, side integer) RETURNS numeric LANGUAGE sql IMMUTABLE AS $$
	SELECT (p + z * z / (2 * n) + side * z * sqrt(round(p * (1 - p) / n + z * z / (4 * n * n), 40))) / (1 + z * z / n)
	FROM (SELECT round(k / n, 40) AS p) x $$;
-- Newcombe (1998), Statistics in Medicine 17, 873-890, method 10: the bound of k/n - l/m
CREATE FUNCTION pg_temp.newcombe(k numeric, n numeric, l numeric, m numeric, z numeric, side integer) RETURNS numeric LANGUAGE sql IMMUTABLE AS $$
	SELECT k / n - l / m + side * sqrt((k / n - pg_temp.wilson(k, n, z, side)) ^ 2 + (l / m - pg_temp.wilson(l, m, z, -side)) ^ 2) $$;
CREATE TEMP TABLE quantile (confidence, z) AS VALUES (0.8, 1.2815515655446004), (0.9, 1.6448536269514722), (0.95, 1.9599639845400545), (0.99, 2.5758293035489004), (0.001, 0.0012533144654142);

-- the formulas themselves against the examples that Newcombe printed (table II, method 10)
SELECT is(ARRAY[round(pg_temp.newcombe(k, n, l, m, z, -1), 4), round(pg_temp.newcombe(k, n, l, m, z, 1), 4)], ARRAY[low, high], format('%s/%s - %s/%s', k, n, l, m))
FROM (VALUES (56, 70, 48, 80, 0.0524, 0.3339), (9, 10, 3, 10, 0.1705, 0.8090), (6, 7, 2, 7, 0.0582, 0.8062), (5, 56, 0, 29, -0.0381, 0.1926),
			 (0, 10, 0, 20, -0.1611, 0.2775), (0, 10, 0, 10, -0.2775, 0.2775), (10, 10, 0, 20, 0.6791, 1), (10, 10, 0, 10, 0.6075, 1)) v(k, n, l, m, low, high),
	 quantile WHERE confidence = 0.95;

-- the answers of so many customers, by their numbers, as rows
CREATE FUNCTION pg_temp.answers(a bigint, b bigint, c bigint, d bigint, unknown bigint DEFAULT 0) RETURNS TABLE (satisfied boolean, repurchased boolean) LANGUAGE sql IMMUTABLE AS $$
	SELECT true, true FROM generate_series(1, a) UNION ALL SELECT true, false FROM generate_series(1, b) UNION ALL
	SELECT false, true FROM generate_series(1, c) UNION ALL SELECT false, false FROM generate_series(1, d) UNION ALL
	SELECT CASE WHEN i % 3 = 0 THEN i % 2 = 0 END, CASE WHEN i % 3 = 1 THEN i % 2 = 0 END FROM generate_series(1, unknown) i $$;
SELECT is(ARRAY[round((s).gap_low::numeric, 4), round((s).gap_high::numeric, 4)], ARRAY[0.6075, 1], '10/10 - 0/10, the one of these that is of satisfaction')
FROM (SELECT satisfaction(satisfied, repurchased) AS s FROM pg_temp.answers(0, 10, 0, 0)) x;

-- buyers of cars: 90 % satisfied, 40 % of them came back
SELECT is((s).verdict, 'undetermined', 'whether they came back more often than the others is open') FROM (SELECT satisfaction(satisfied, repurchased) AS s FROM pg_temp.answers(360, 540, 30, 70, 15)) x;
SELECT is(ARRAY[(s).customers, (s).satisfied, (s).repurchased_of_satisfied, (s).repurchased_of_dissatisfied, (s).missing], ARRAY[1000, 900, 360, 30, 15]::bigint[], 'its counts')
FROM (SELECT satisfaction(satisfied, repurchased) AS s FROM pg_temp.answers(360, 540, 30, 70, 15)) x;
SELECT is(ARRAY[(s).share_satisfied, (s).rate_of_satisfied, (s).rate_of_dissatisfied, (s).gap], ARRAY[0.9, 0.4, 0.3, 0.5]::float8[], 'its shares') FROM (SELECT satisfaction(satisfied, repurchased) AS s FROM pg_temp.answers(360, 540, 30, 70, 15)) x;
-- by hand, z = 1.96: 900/1000 .87985 to .91709; 360/900 .36848 to .43237; .5 - sqrt(.02015² + .03237²) = .46187, .5 + sqrt(.01709² + .03152²) = .53585
SELECT is(ARRAY[round((s).share_satisfied_low::numeric, 5), round((s).share_satisfied_high::numeric, 5), round((s).rate_of_satisfied_low::numeric, 5), round((s).rate_of_satisfied_high::numeric, 5),
				round((s).gap_low::numeric, 5), round((s).gap_high::numeric, 5)], ARRAY[0.87985, 0.91709, 0.36848, 0.43237, 0.46187, 0.53585], 'its intervals') FROM (SELECT satisfaction(satisfied, repurchased) AS s FROM pg_temp.answers(360, 540, 30, 70, 15)) x;

-- 300 surveys of all sizes, at every confidence
CREATE TEMP TABLE survey AS
SELECT n, a, b, c, d, unknown, confidence, z::numeric, s.*
FROM generate_series(1, 300) n, quantile,
	 LATERAL (SELECT floor(pg_temp.draw(n, 1) ^ 2 * 60)::bigint AS a, floor(pg_temp.draw(n, 2) ^ 2 * 40)::bigint AS b, floor(pg_temp.draw(n, 3) ^ 3 * 60)::bigint AS c,
					 floor(pg_temp.draw(n, 4) ^ 3 * 60)::bigint AS d, n % 5::bigint AS unknown) counts,
	 LATERAL (SELECT (satisfaction(satisfied, repurchased, confidence)).* FROM pg_temp.answers(a, b, c, d, unknown)) s;
SELECT is(array_agg(DISTINCT n) FILTER (WHERE (customers, satisfied, repurchased_of_satisfied, repurchased_of_dissatisfied, missing) IS DISTINCT FROM (a + b + c + d, a + b, a, c, unknown)), NULL, 'counts') FROM survey WHERE a + b + c + d + unknown > 0;
SELECT is(array_agg(DISTINCT n) FILTER (WHERE (share_satisfied, rate_of_satisfied, rate_of_dissatisfied) IS DISTINCT FROM ((a + b)::float8 / nullif(a + b + c + d, 0), a::float8 / nullif(a + b, 0), c::float8 / nullif(c + d, 0))), NULL, 'shares') FROM survey;
SELECT is(array_agg(DISTINCT n) FILTER (WHERE gap IS DISTINCT FROM share_satisfied - rate_of_satisfied), NULL, 'gap') FROM survey;
CREATE FUNCTION pg_temp.off(double precision, numeric) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT abs($1 - $2::float8) > 1e-12 OR ($1 IS NULL) <> ($2 IS NULL) $$;
SELECT is(array_agg(DISTINCT n) FILTER (WHERE pg_temp.off(low, pg_temp.wilson(k, nullif(m, 0), z, -1)) OR pg_temp.off(high, pg_temp.wilson(k, nullif(m, 0), z, 1))), NULL, 'Wilson''s intervals')
FROM survey, LATERAL (VALUES (share_satisfied_low, share_satisfied_high, a + b, a + b + c + d), (rate_of_satisfied_low, rate_of_satisfied_high, a, a + b), (rate_of_dissatisfied_low, rate_of_dissatisfied_high, c, c + d)) v(low, high, k, m);
SELECT is(array_agg(DISTINCT n) FILTER (WHERE pg_temp.off(gap_low, pg_temp.newcombe(a + b, nullif(a + b + c + d, 0), a, nullif(a + b, 0), z, -1)) OR pg_temp.off(gap_high, pg_temp.newcombe(a + b, nullif(a + b + c + d, 0), a, nullif(a + b, 0), z, 1))), NULL,
		  'Newcombe''s interval') FROM survey;
SELECT is(array_agg(DISTINCT n) FILTER (WHERE NOT (-1 <= gap_low AND gap_low <= gap AND gap <= gap_high AND gap_high <= 1)), NULL, 'the gap lies in its interval, and that in -1 to 1') FROM survey;
SELECT is(array_agg(DISTINCT n) FILTER (WHERE difference IS DISTINCT FROM rate_of_satisfied - rate_of_dissatisfied), NULL, 'difference') FROM survey;
SELECT is(array_agg(DISTINCT n) FILTER (WHERE pg_temp.off(difference_low, low) OR pg_temp.off(difference_high, high)), NULL, '… with Newcombe''s interval')
FROM survey, LATERAL (SELECT pg_temp.newcombe(a, nullif(a + b, 0), c, nullif(c + d, 0), z, -1) AS low, pg_temp.newcombe(a, nullif(a + b, 0), c, nullif(c + d, 0), z, 1) AS high) x;
SELECT is(array_agg(DISTINCT n) FILTER (WHERE s.p IS DISTINCT FROM t.p), NULL, '… and the p of compare_shares') FROM survey s, compare_shares(a, a + b, c, c + d) t;
SELECT is(array_agg(DISTINCT n) FILTER (WHERE verdict::text <> CASE WHEN customers < 30 OR difference IS NULL THEN 'undetermined' WHEN difference_low > 0 AND p <= 1 - confidence THEN 'predicts' WHEN difference_high < 0 AND p <= 1 - confidence THEN 'inverse'
	WHEN greatest(-difference_low, difference_high) <= 0.2 * sqrt((a + c) * (b + d))::float8 / customers AND difference_low <= 0 AND difference_high >= 0 THEN 'says_nothing' ELSE 'undetermined' END), NULL, 'verdict') FROM survey;
SELECT is(count(DISTINCT verdict), 3::bigint, 'among them all but says_nothing, for which they are too small') FROM survey;
SELECT bag_eq('SELECT satisfaction(satisfied, repurchased) FROM pg_temp.answers(20, 30, 5, 9, 4)', 'SELECT satisfaction(satisfied, repurchased, 0.95) FROM pg_temp.answers(20, 30, 5, 9, 4)', '95 % by default');

-- the limits, each on its edge
SELECT is((s).verdict::text, want, about) FROM (VALUES
	(19, 0, 0, 10, 'undetermined', '29 customers are too few'),
	(20, 0, 0, 10, 'predicts', '30 are enough'),
	(0, 20, 10, 0, 'inverse', '… the other way round, too'),
	(94, 5, 0, 1, 'undetermined', 'one dissatisfied customer proves nothing: p .06'),
	(24, 16, 54, 6, 'inverse', 'the dissatisfied came back more often'),
	(30, 0, 0, 0, 'undetermined', 'nobody dissatisfied to compare with'),
	(0, 0, 30, 0, 'undetermined', 'nobody satisfied'),
	(50, 50, 50, 50, 'undetermined', 'alike, but of few: it may be 14 points'),
	(500, 500, 500, 500, 'says_nothing', 'alike, of many'),
	(20, 980, 20, 980, 'says_nothing', '… also where few come back'),
	(10, 190, 10, 190, 'undetermined', '… of whom four points would be much'),
	(600, 400, 510, 490, 'predicts', 'a difference beyond chance'),
	(5100, 4900, 4900, 5100, 'predicts', '… also a small one, of many')) v(a, b, c, d, want, about), LATERAL (SELECT satisfaction(satisfied, repurchased) AS s FROM pg_temp.answers(a, b, c, d)) x;

-- surveys by chance: where satisfaction foretells nothing, few verdicts say that it does; where it does, they say so
CREATE FUNCTION pg_temp.verdicts(satisfied float8, others float8) RETURNS jsonb LANGUAGE sql AS $$
	SELECT jsonb_object_agg(verdict, times) FROM (SELECT verdict, count(*) AS times FROM (
		SELECT (satisfaction(d < 0.8, d < 0.8 * satisfied OR d > 1 - 0.2 * others)).verdict
		FROM generate_series(1, 200) n, generate_series(1, 2000) i, LATERAL (SELECT pg_temp.draw(i, n) AS d OFFSET 0) x GROUP BY n) v GROUP BY verdict) t $$;
SELECT ok(coalesce((v->>'predicts')::int, 0) + coalesce((v->>'inverse')::int, 0) <= 20 AND (v->>'says_nothing')::int > 150, 'says nothing: ' || v::text) FROM pg_temp.verdicts(0.5, 0.5) v;
SELECT is(v, '{"predicts": 200}', 'predicts') FROM pg_temp.verdicts(0.7, 0.5) v;
SELECT is(v, '{"inverse": 200}', 'inverse') FROM pg_temp.verdicts(0.5, 0.7) v;

-- nothing, and nothing known
SELECT is(satisfaction(satisfied, repurchased)::text, '(0,0,,,,0,,,,0,,,,,,,0,undetermined,,,,)', 'no rows') FROM pg_temp.answers(0, 0, 0, 0);
SELECT is((satisfaction(satisfied, repurchased, 0.9) FILTER (WHERE satisfied AND NOT satisfied))::text, '(0,0,,,,0,,,,0,,,,,,,0,undetermined,,,,)', 'a group emptied by FILTER') FROM pg_temp.answers(3, 3, 3, 3);
SELECT is(satisfaction(NULL, repurchased)::text, '(0,0,,,,0,,,,0,,,,,,,12,undetermined,,,,)', 'no satisfaction is known') FROM pg_temp.answers(3, 3, 3, 3);
SELECT is(satisfaction(satisfied, NULL)::text, '(0,0,,,,0,,,,0,,,,,,,12,undetermined,,,,)', 'no repurchase is known') FROM pg_temp.answers(3, 3, 3, 3);
SELECT is((satisfaction(false, repurchased)).gap, NULL, 'nobody is satisfied: no gap') FROM pg_temp.answers(3, 3, 3, 3);

-- in any order, in parts, in workers, in frames
CREATE TABLE public.answered AS
SELECT n, n % 7 AS part, CASE WHEN pg_temp.draw(n, 1) > 0.05 THEN pg_temp.draw(n, 2) < 0.8 END AS satisfied, CASE WHEN pg_temp.draw(n, 3) > 0.05 THEN pg_temp.draw(n, 4) < 0.5 + n % 7 * 0.05 END AS repurchased FROM generate_series(1, 4000) n;
ANALYZE public.answered;
SELECT is(satisfaction(satisfied, repurchased ORDER BY hashint8extended(n, 5)), satisfaction(satisfied, repurchased ORDER BY n), 'in any order') FROM answered;
SELECT is(satisfaction(satisfied, repurchased) FILTER (WHERE part = 2), (SELECT satisfaction(satisfied, repurchased) FROM answered WHERE part = 2), 'with FILTER') FROM answered;
SELECT bag_eq('SELECT part, satisfaction(satisfied, repurchased) FROM answered GROUP BY ROLLUP (part)', 'SELECT part, satisfaction(satisfied, repurchased) FROM answered GROUP BY 1 UNION ALL SELECT NULL, satisfaction(satisfied, repurchased) FROM answered', 'grouping sets');
SELECT bag_eq('SELECT n, satisfaction(satisfied, repurchased) OVER (ORDER BY n ROWS BETWEEN 60 PRECEDING AND 3 FOLLOWING) FROM answered WHERE n <= 200',
			  'SELECT o.n, satisfaction(i.satisfied, i.repurchased) FROM answered o JOIN answered i ON i.n BETWEEN o.n - 60 AND o.n + 3 AND i.n <= 200 WHERE o.n <= 200 GROUP BY o.n', 'OVER a moving frame');
SELECT bag_eq('SELECT n, satisfaction(satisfied, repurchased, 0.9) OVER (ORDER BY n) FROM answered WHERE n <= 200',
			  'SELECT o.n, satisfaction(i.satisfied, i.repurchased, 0.9) FROM answered o JOIN answered i ON i.n <= o.n WHERE o.n <= 200 GROUP BY o.n', 'OVER a growing frame');
-- not by a cursor, which has no workers
CREATE FUNCTION pg_temp.said(query text) RETURNS text LANGUAGE plpgsql AS $$ DECLARE said text; BEGIN EXECUTE query INTO said; RETURN said; END $$;
CREATE TEMP TABLE question AS SELECT 'SELECT concat(satisfaction(satisfied, repurchased), satisfaction(satisfied, repurchased, 0.9)) FROM public.answered'::text AS query;
SELECT pg_temp.said(query) AS serial FROM question \gset
SET LOCAL max_parallel_workers_per_gather = 2;
SET LOCAL min_parallel_table_scan_size = 0;
SET LOCAL parallel_setup_cost = 0;
SET LOCAL parallel_tuple_cost = 0;
SELECT matches(pg_temp.plan_of(query), 'Partial Aggregate', 'in workers') FROM question;
SELECT is(pg_temp.said(query), :'serial', '… to the last bit') FROM question;
SET LOCAL parallel_leader_participation = off;
SELECT is(pg_temp.said(query), :'serial', '… without the leader') FROM question;
SELECT is(pg_temp.said('SELECT satisfaction(satisfied, repurchased) FROM public.answered WHERE n < 0'), '(0,0,,,,0,,,,0,,,,,,,0,undetermined,,,,)', '… on no rows');
SELECT pg_temp.raises('SELECT satisfaction(satisfied, repurchased, 0.5 + part / 100.0) FROM public.answered', '22023', '%same confidence%', '… with confidences that differ');
SET LOCAL max_parallel_workers_per_gather = 0;
SET LOCAL enable_partitionwise_aggregate = on;
CREATE TABLE public.parted (n integer, part integer, satisfied boolean, repurchased boolean) PARTITION BY LIST (part);
SELECT format('CREATE TABLE public.part_%s PARTITION OF public.parted FOR VALUES IN (%s)', i, i) FROM generate_series(0, 6) i \gexec
INSERT INTO public.parted TABLE public.answered;
ANALYZE public.parted;
SELECT matches(pg_temp.plan_of(replace(query, 'answered', 'parted')), 'Append\n +-> +Partial', 'partition by partition') FROM question;
SELECT is(pg_temp.said(replace(query, 'answered', 'parted')), :'serial', '… to the last bit') FROM question;
SELECT pg_temp.raises('SELECT satisfaction(satisfied, repurchased, 0.5 + part / 100.0) FROM public.parted', '22023', '%same confidence%', '… with confidences that differ from part to part');

-- bad input
SELECT pg_temp.raises(format('SELECT satisfaction(true, true, %s)', confidence), '22023', '%0.95%') FROM unnest(ARRAY['0', '-0.1', '1', '1.5', '''NaN''', '''infinity''']) confidence;
SELECT pg_temp.raises('SELECT satisfaction(true, true, NULL)', '22004', '%0.95%');
SELECT pg_temp.raises('SELECT satisfaction(true, n = 1, CASE n WHEN 1 THEN 0.9 ELSE 0.95 END) FROM generate_series(1, 2) n', '22023', '%same confidence%');

SELECT * FROM finish();
ROLLBACK;
