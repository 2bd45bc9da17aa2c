-- segment_quality: the four criteria, against plain SQL on generated breakdowns
BEGIN;
\ir ../helpers.psql
SELECT plan(28);

SELECT enum_has_labels('customer_seg', 'segment_verdict', ARRAY['passed', 'failed', 'unknown', 'undetermined']);
-- counts of up to five segments, some of them empty, poor, silent
CREATE TEMP TABLE part AS
SELECT n, i, customers, CASE WHEN customers > 0 THEN round((pg_temp.draw(n, 10 + i) ^ 3 * 1000 - CASE WHEN n % 5 = 0 THEN 100 ELSE 0 END)::numeric, 2) ELSE 0 END AS amount, floor(customers * pg_temp.draw(n, 20 + i))::bigint AS reachable, asked,
	   CASE WHEN n % 3 = 0 THEN asked / 4 ELSE floor(asked * pg_temp.draw(n, 30 + i) * CASE WHEN n % 2 = 0 THEN 0.2 ELSE 1 END)::bigint END AS answered
FROM generate_series(1, 400) n, generate_series(0, n % 5) i, LATERAL (SELECT floor(pg_temp.draw(n, i) ^ 2 * 600 * (n % 7))::bigint AS customers OFFSET 0) c, LATERAL (SELECT floor(customers * pg_temp.draw(n, 40 + i))::bigint AS asked) a;
CREATE TEMP TABLE base AS
SELECT n, array_agg(ROW(chr(96 + i), customers, amount, reachable, asked, answered)::breakdown_row ORDER BY i) || CASE WHEN n % 2 = 0 THEN ARRAY[ROW(NULL, n, n, 0, n, n)::breakdown_row] ELSE '{}' END AS b,
	   CASE WHEN n % 2 = 0 THEN n ELSE 0 END AS lost, sum(customers) AS classified, sum(amount) AS money, sum(asked) AS asked, sum(answered) AS answered, count(*) FILTER (WHERE customers > 0) AS filled, count(*) FILTER (WHERE asked > 0) AS asked_segments
FROM part GROUP BY n;
CREATE TEMP TABLE judged AS SELECT n, q.* FROM base, segment_quality(b) q;

SELECT is(count(*), (SELECT sum(4 + 3 * (1 + n % 5)) FROM base)::bigint, 'a row for each criterion and, of three of them, for each segment') FROM judged;
SELECT is(array_agg(n) FILTER (WHERE reason IS NULL OR reason = '' OR 'NaN' IN (value, low, high, required, chi_square, p) OR low > value OR high < value), NULL, 'every row has its reason; no NaN; values in their intervals') FROM judged;
SELECT is(array_agg(n) FILTER (WHERE customers <> classified OR value IS DISTINCT FROM classified::float8 / nullif(classified + lost, 0)
		  OR verdict::text <> CASE WHEN classified + lost = 0 THEN 'undetermined' WHEN classified >= 0.9 * (classified + lost) THEN 'passed' ELSE 'failed' END), NULL, 'measurable') FROM judged JOIN base USING (n) WHERE criterion = 'measurable';
CREATE TEMP TABLE substantial AS SELECT n, i, CASE WHEN customers < 30 THEN 'failed' WHEN money <= 0 THEN 'undetermined' WHEN amount < 0.05 * money THEN 'failed' ELSE 'passed' END AS want FROM part JOIN base USING (n);
SELECT is(count(*) FILTER (WHERE verdict::text <> want), 0::bigint, 'substantial') FROM judged j JOIN substantial s ON j.n = s.n AND segment = chr(96 + i) WHERE criterion = 'substantial';
SELECT is(count(*) FILTER (WHERE verdict::text <> want), 0::bigint, 'substantial as a whole: every segment is') FROM judged
JOIN (SELECT n, CASE WHEN bool_or(want = 'failed') THEN 'failed' WHEN bool_or(want = 'undetermined') THEN 'undetermined' ELSE 'passed' END AS want FROM substantial GROUP BY n) w USING (n) WHERE criterion = 'substantial' AND segment IS NULL;
CREATE TEMP TABLE reach AS SELECT n, i, reachable, CASE WHEN customers = 0 THEN 'undetermined' WHEN reachable >= 0.5 * customers THEN 'passed' ELSE 'failed' END AS want FROM part;
SELECT is(count(*) FILTER (WHERE verdict::text <> want), 0::bigint, 'reachable') FROM judged j JOIN reach r ON j.n = r.n AND segment = chr(96 + i) WHERE criterion = 'reachable';
SELECT is(count(*) FILTER (WHERE verdict::text <> want), 0::bigint, 'reachable as a whole: every segment with customers is') FROM judged
JOIN (SELECT n, CASE WHEN bool_or(want = 'failed') THEN 'failed' WHEN bool_or(want = 'passed') THEN 'passed' ELSE 'undetermined' END AS want FROM reach GROUP BY n) w USING (n) WHERE criterion = 'reachable' AND segment IS NULL;

-- chi-square by the textbook: both cells of every segment against what is expected of it
CREATE TEMP TABLE test AS
SELECT n, sum((seen - expected) ^ 2 / nullif(expected, 0)) AS x, min(expected) AS least FROM base JOIN (
	SELECT n, p.asked::float8 * s / b.asked AS expected, seen FROM part p JOIN base b USING (n), LATERAL (VALUES (b.answered, p.answered), (b.asked - b.answered, p.asked - p.answered)) v(s, seen) WHERE p.asked > 0) c USING (n) GROUP BY n;
CREATE TEMP TABLE response AS SELECT j.*, sqrt(chi_square / customers) AS v_found, b.filled, b.asked_segments, x, least, sqrt(x / nullif(b.asked, 0)) AS v FROM judged j JOIN base b USING (n) LEFT JOIN test USING (n) WHERE criterion = 'responsive' AND segment IS NULL;
SELECT is(array_agg(n) FILTER (WHERE abs(chi_square - x) > 1e-9 * greatest(x, 1) OR abs(v_found - v) > 1e-9 ), NULL, 'chi-square and Cramer''s V') FROM response WHERE chi_square IS NOT NULL;
SELECT is(array_agg(n) FILTER (WHERE (chi_square IS NULL) <> (filled = 1 OR asked_segments < 2 OR least < 5)), NULL, 'a test where each cell expects five') FROM response;
-- the best: most answers of those asked; its share of all asked, and answers of the others
CREATE TEMP TABLE best AS
SELECT DISTINCT ON (n) n, p.answered::float8 / p.asked AS rate, p.asked::float8 AS asked_best, (b.asked - p.asked)::float8 AS asked_rest, (b.answered - p.answered)::float8 / (b.asked - p.asked) AS rest, p.asked::float8 / b.asked AS weight,
	   b.answered::float8 / b.asked AS everybody, asked_segments FROM part p JOIN base b USING (n) WHERE p.asked > 0 AND b.asked > p.asked ORDER BY n, p.answered::float8 / p.asked DESC, p.asked DESC;
-- by how much the best exceeds so many times the rate of all, with its interval: squares of the distances to Wilson's bounds
CREATE FUNCTION pg_temp.quantile(segments bigint) RETURNS float8 LANGUAGE sql IMMUTABLE AS $$ SELECT (ARRAY[1.959963984540054, 2.241402727604947, 2.393979800091798, 2.497705474412373, 2.575829303548901])[segments] $$;
CREATE FUNCTION pg_temp.wilson(p float8, n float8, z float8, side integer) RETURNS float8 LANGUAGE sql IMMUTABLE AS $$
	SELECT (p + z * z / (2 * n) + side * z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))) / (1 + z * z / n) $$;
CREATE FUNCTION pg_temp.excess(b best, times float8, side integer) RETURNS float8 LANGUAGE sql IMMUTABLE AS $$
	SELECT u * b.rate - v * b.rest + side * sqrt((u * (b.rate - pg_temp.wilson(b.rate, b.asked_best, z, CASE WHEN u > 0 THEN side ELSE -side END))) ^ 2 + (v * (b.rest - pg_temp.wilson(b.rest, b.asked_rest, z, -side))) ^ 2)
	FROM (SELECT 1 - times * b.weight AS u, times * (1 - b.weight) AS v, pg_temp.quantile(b.asked_segments) AS z) x $$;
SELECT is(array_agg(n) FILTER (WHERE abs(value - rate / everybody) > 1e-9), NULL, 'lift') FROM response JOIN best USING (n) WHERE chi_square IS NOT NULL;
SELECT is(array_agg(n) FILTER (WHERE low > value OR high < value OR abs(pg_temp.excess(b, low, -1)) > 1e-9 OR abs(pg_temp.excess(b, high, 1)) > 1e-9), NULL, 'its interval ends where the excess may be nothing') FROM response JOIN best b USING (n) WHERE chi_square IS NOT NULL;
SELECT is(array_agg(n) FILTER (WHERE verdict::text <> CASE WHEN filled = 1 THEN 'failed' WHEN chi_square IS NULL THEN 'undetermined' WHEN pg_temp.excess(b, 1, -1) > 0 AND value >= 1.1 THEN 'passed' WHEN pg_temp.excess(b, 1.1, 1) < 0 THEN 'failed' ELSE 'undetermined' END), NULL, 'its verdict') FROM response LEFT JOIN best b USING (n);
SELECT is(array_agg(n) FILTER (WHERE (verdict = 'passed') <> (low > 1 AND value >= 1.1) OR (verdict = 'failed' AND high >= 1.1)), NULL, '… agrees with the interval') FROM response WHERE chi_square IS NOT NULL;
-- p: at the critical values of the tables for 0.05
SELECT is(array_agg(n) FILTER (WHERE (p <= 0.05) <> (chi_square >= (ARRAY[3.841458820694124, 5.991464547107979, 7.814727903251179, 9.487729036781154])[asked_segments - 1])), NULL, 'significant at the tabled values') FROM response WHERE chi_square IS NOT NULL;
SELECT cmp_ok(count(DISTINCT (verdict, chi_square IS NULL, p <= 0.05)), '>=', 4::bigint, 'among them all kinds') FROM response;
-- Wilson's bounds are where (share - bound)² = z² · bound · (1 - bound) / n
SELECT is(count(*) FILTER (WHERE abs((value - bound) ^ 2 - 3.841458820694124 * bound * (1 - bound) / j.customers) > 1e-9), 0::bigint, 'Wilson''s interval of the rates')
FROM judged j, unnest(ARRAY[low, high]) bound WHERE criterion = 'responsive' AND segment IS NOT NULL AND j.customers > 0;
SELECT is(array_agg(n) FILTER (WHERE value IS DISTINCT FROM answered::float8 / nullif(p.asked, 0) OR j.customers <> p.asked OR verdict IS NOT NULL), NULL, 'rates')
FROM (SELECT n AS m, segment, value, customers, verdict FROM judged WHERE criterion = 'responsive') j JOIN part p ON m = n AND segment = chr(96 + i);

-- campaigns by chance: where all segments answer alike, few verdicts say otherwise; where one answers twice as often, nearly all do, also where answers are rare
CREATE FUNCTION pg_temp.campaigns(rate float8, best float8, control float8 DEFAULT NULL, control_best float8 DEFAULT NULL) RETURNS jsonb LANGUAGE sql AS $$
	SELECT jsonb_object_agg(verdict, times) FROM (SELECT verdict, count(*) AS times FROM (
		SELECT n, array_agg(ROW(s, 2000, 1, 0, 2000, answered)::breakdown_row) AS treated, array_agg(ROW(s, 2000, 1, 0, 2000, unasked)::breakdown_row) AS control FROM (
			SELECT n, s, count(*) FILTER (WHERE d < CASE s WHEN 1 THEN best ELSE rate END) AS answered, count(*) FILTER (WHERE d > 1 - CASE s WHEN 1 THEN control_best ELSE control END) AS unasked
			FROM generate_series(1, 100) n, generate_series(1, 4) s, generate_series(1, 2000) i, LATERAL (SELECT pg_temp.draw(i, n * 4 + s) AS d OFFSET 0) x GROUP BY n, s) c GROUP BY n) t,
		segment_quality(treated, control => CASE WHEN $3 IS NOT NULL THEN t.control END) q WHERE criterion = 'responsive' AND segment IS NULL GROUP BY verdict) v $$;
SELECT cmp_ok(coalesce((v->>'passed')::int, 0), '<=', 5, 'all alike: ' || v::text) FROM pg_temp.campaigns(0.05, 0.05) v;
SELECT cmp_ok(coalesce((v->>'failed')::int, 0), '>=', 95, 'all alike, of many answers: ' || v::text) FROM pg_temp.campaigns(0.6, 0.6) v;
SELECT cmp_ok((v->>'passed')::int, '>=', 95, 'one twice as often: ' || v::text) FROM pg_temp.campaigns(0.02, 0.04) v;
SELECT cmp_ok(coalesce((v->>'passed')::int, 0), '<=', 5, 'one that answers and buys unasked twice as often, which the control group shows: ' || v::text) FROM pg_temp.campaigns(0.1, 0.2, 0.05, 0.15) v;
SELECT cmp_ok((v->>'passed')::int, '>=', 95, 'one that the offer moves three times as often: ' || v::text) FROM pg_temp.campaigns(0.1, 0.2, 0.05, 0.05) v;

SELECT results_eq($$SELECT segment, value IS NULL AND low IS NULL AND high IS NULL, reason FROM segment_quality('{"(a,90,1,0,90,12)","(b,90,1,0,90,16)"}', control => '{"(a,90,1,0,90,3)"}') WHERE criterion = 'responsive'$$,
				  $$VALUES (NULL, true, 'b: nobody is in the control group'),
						   ('a', false, 'a: 12 of 90 answered, 3 of 90 of the control group'),
						   ('b', true, 'b: 16 of 90 answered, but nobody is in the control group')$$,
				  'what the offer adds to a segment without a control group is not known, and its rate does not stand in that place');

-- alike is alike, however large; and the largest counts
SELECT is((SELECT chi_square FROM segment_quality(ARRAY[ROW('a', k, 1, k, k, k / 10), ROW('b', 3 * k, 1, k, 3 * k, 3 * (k / 10)), ROW('c', 60, 1, 1, 60, 6)]::breakdown_row[]) WHERE criterion = 'responsive' AND segment IS NULL), 0::float8,
		  'equal rates give exactly 0: ' || k) FROM unnest(ARRAY[70, 1000000000000000000]) k;
SELECT is((SELECT verdict || ' ' || round(value::numeric, 6) FROM segment_quality('{"(a,4611686018427387903,1,0,4611686018427387903,4611686018427387903)","(b,4611686018427387904,1,0,4611686018427387904,0)"}') WHERE criterion = 'responsive' AND segment IS NULL),
		  'passed 2.000000', 'counts as large as can be');
SELECT is(array_agg(q ORDER BY n)::text, (SELECT array_agg(q ORDER BY n)::text FROM base, segment_quality(b) q WHERE n < 20), 'the same again') FROM base, segment_quality(b) q WHERE n < 20;

SELECT * FROM finish();
ROLLBACK;
