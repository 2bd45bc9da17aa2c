-- structure: what the base as a whole looks like, against the same statistics in plain SQL
BEGIN;
\ir ../helpers.psql
SELECT plan(39);

SELECT enum_has_labels('customer_seg', 'structure', ARRAY['bee_led', 'dragonfly_led', 'butterfly_led', 'mantis_led', 'balanced', 'undetermined']);

CREATE FUNCTION pg_temp.mix_of(bee bigint, dragonfly bigint, butterfly bigint, mantis bigint) RETURNS mix LANGUAGE sql IMMUTABLE AS $$
	SELECT json_build_object('bee', bee, 'dragonfly', dragonfly, 'butterfly', butterfly, 'mantis', mantis, 'unclassified', 3)::text::mix $$;

-- exact two-sided binomial test of a against b at one half, in numeric
CREATE FUNCTION pg_temp.binomial(a bigint, b bigint) RETURNS numeric LANGUAGE sql IMMUTABLE AS $$
	WITH RECURSIVE term(k, c) AS (
		SELECT 0, 1::numeric
		UNION ALL SELECT k + 1, c * (a + b - k) / (k + 1) FROM term WHERE k < least(a, b))
	SELECT least(1, 2 * sum(c) / 2::numeric ^ (a + b)) FROM term $$;

-- upper tail of chi-square with three degrees of freedom, by the power series of the incomplete gamma function
CREATE FUNCTION pg_temp.chi_square_p(x numeric) RETURNS numeric LANGUAGE sql IMMUTABLE AS $$
	WITH RECURSIVE term(k, t) AS (
		SELECT 0, round(1 / (0.75 * sqrt(3.14159265358979323846264338327950288420)), 60)
		UNION ALL SELECT k + 1, round(t * (x / 2) / (k + 2.5), 60) FROM term WHERE k < 300)
	SELECT 1 - y * sqrt(y) * exp(-y) * sum(t) FROM term, round(x / 2, 60) y GROUP BY y $$;

CREATE TEMP TABLE base AS
SELECT n, c, pg_temp.mix_of(c[1], c[2], c[3], c[4]) AS m, total, w, x, binomial, alike,
	   CASE WHEN total < 30 OR alike <> '' THEN 'undetermined' WHEN w <= 0.2 THEN 'balanced' WHEN cardinality(tied) = 1 THEN tied[1] || '_led' ELSE 'undetermined' END AS want,
	   CASE WHEN total < 30 THEN 'too_few' WHEN alike <> '' THEN 'all_alike: ' || alike WHEN w > 0.2 AND cardinality(tied) > 1 THEN 'tie: ' || array_to_string(tied, ', ') END AS reason
FROM generate_series(1, 400) n,
	 LATERAL (SELECT array_agg(floor(pg_temp.draw(n, i) * (4 + n % 80) * CASE WHEN n % 4 + 1 = i THEN 2 WHEN n % 10 < 3 AND i IN (1, 3 - n % 2) THEN 0 ELSE 1 END)::bigint ORDER BY i) AS c FROM generate_series(1, 4) i) counts,
	 LATERAL (SELECT sum(v) AS total, sum((v - (c[1] + c[2] + c[3] + c[4]) / 4.0) ^ 2) AS squares FROM unnest(c) v) sums,
	 LATERAL (SELECT 4 * squares / nullif(total, 0) AS x, sqrt(4 * squares) / nullif(total, 0) AS w) chi,
	 LATERAL (SELECT concat_ws(', ', CASE WHEN c[1] + c[3] IN (0, total) THEN 'loyalty' END, CASE WHEN c[1] + c[2] IN (0, total) THEN 'contribution' END) AS alike) axes,
	 LATERAL (SELECT max(v) AS most, pg_temp.binomial(max(v), (array_agg(v ORDER BY v DESC))[2]) AS binomial FROM unnest(c) v) largest,
	 LATERAL (SELECT array_agg(name ORDER BY i) FILTER (WHERE most - v <= 0.02 * total OR pg_temp.binomial(most, v) > 0.05) AS tied
			  FROM unnest(c, ARRAY['bee', 'dragonfly', 'butterfly', 'mantis']) WITH ORDINALITY u(v, name, i)) evidence;

SELECT is(array_agg(n) FILTER (WHERE structure(m)::text <> want), NULL, 'structure of 400 mixes') FROM base;
SELECT is(count(DISTINCT want), 6::bigint, 'among them all six structures') FROM base;
SELECT is(array_agg(n) FILTER (WHERE structure_reason(m) IS DISTINCT FROM reason), NULL, 'the reason') FROM base;
SELECT cmp_ok(count(DISTINCT reason), '>=', 9::bigint, 'among them too few, alike on each axis, ties of two and of three') FROM base;
SELECT is(array_agg(n) FILTER (WHERE (structure(m) = 'undetermined') <> (structure_reason(m) IS NOT NULL)), NULL, 'a reason where it is undetermined, and only there') FROM base;
SELECT is(array_agg(n) FILTER (WHERE abs(d.w - b.w) > 1e-12), NULL, 'Cohen''s w') FROM base b, describe(m) d;
SELECT is(array_agg(n) FILTER (WHERE abs(d.chi_square - x) > 1e-12 * x), NULL, 'chi-square') FROM base b, describe(m) d;
SELECT is(array_agg(n) FILTER (WHERE abs(d.p / pg_temp.chi_square_p(x)::float8 - 1) > 1e-9), NULL, 'its p') FROM base b, describe(m) d WHERE x < 40;
SELECT is(array_agg(n) FILTER (WHERE abs(d.p_largest / binomial::float8 - 1) > 1e-9), NULL, 'p of the largest against the runner-up')
FROM base b, describe(m) d WHERE total > 0;
SELECT is(array_agg(n) FILTER (WHERE d.structure <> structure(m) OR d.customers <> customers(m, d.quadrant) OR d.share IS DISTINCT FROM share(m, d.quadrant) OR d.reason IS DISTINCT FROM structure_reason(m)),
		  NULL, 'describe agrees with structure, customers and share') FROM base, describe(m) d;
SELECT is(array_agg(n) FILTER (WHERE NOT (0 <= share_low AND share_low <= share AND share <= share_high AND share_high <= 1)), NULL,
		  'each share lies in its interval, each interval in 0 to 1') FROM base, describe(m) d WHERE total > 0;
-- Goodman's bounds are where (share - bound)² = B · bound · (1 - bound) / n; B is chi-square at 1 - 0.05/4 with one degree of freedom
SELECT is(array_agg(n) FILTER (WHERE abs((d.share - bound) ^ 2 - 6.23853263690954 * bound * (1 - bound) / total) > 1e-9), NULL, 'Goodman''s interval')
FROM base b, describe(m) d, unnest(ARRAY[share_low, share_high]) bound WHERE total > 0;

-- the limits, each on its edge
SELECT is(concat_ws(' ', structure(m, min_customers, evenness, confidence, lead), structure_reason(m, min_customers, evenness, confidence, lead)), want, about) FROM (VALUES
	(20, 4, 3, 2, 30, 0.2, 0.95, 0.02, 'undetermined too_few', '29 customers are too few'),
	(20, 4, 3, 3, 30, 0.2, 0.95, 0.02, 'bee_led', '30 are enough'),
	(20, 4, 3, 2, 29, 0.2, 0.95, 0.02, 'bee_led', 'or fewer, when told so'),
	(30, 20, 30, 20, 30, 0.2, 0.95, 0.02, 'balanced', 'w = evenness is balanced'),
	(30, 20, 30, 20, 30, 0.19999, 0.95, 0.02, 'undetermined tie: bee, dragonfly, butterfly, mantis', 'w above it is not, and two equal leaders do not lead'),
	(0, 6, 1, 0, 1, 0, 0.87, 0.02, 'dragonfly_led', '6 against 1: p = 1/8'),
	(0, 6, 1, 0, 1, 0, 0.88, 0.02, 'undetermined tie: dragonfly, butterfly', '… is not enough for more confidence'),
	(5000, 5000, 500, 500, 30, 0.2, 0.95, 0.02, 'undetermined tie: bee, dragonfly', 'thousands, and a tie'),
	(3100, 2900, 2000, 2000, 30, 0.2, 0.95, 0.02, 'undetermined tie: bee, dragonfly', 'a lead of two points, which is beyond chance, is not enough'),
	(3101, 2900, 2000, 2000, 30, 0.2, 0.95, 0.02, 'bee_led', '… more than two points are'),
	(3100, 2900, 2000, 2000, 30, 0.2, 0.95, 0.0199, 'bee_led', '… or fewer, when told so'),
	(5001, 4999, 0, 1, 30, 0.2, 0.5, 0, 'undetermined tie: bee, dragonfly', 'without a least lead, it must be beyond chance'),
	(100, 0, 0, 0, 30, 0.2, 0.95, 0.02, 'undetermined all_alike: loyalty, contribution', 'all alike'),
	(0, 0, 0, 100, 30, 2, 0.95, 0.02, 'undetermined all_alike: loyalty, contribution', '… whatever is even'),
	(90, 0, 10, 0, 30, 0.2, 0.95, 0.02, 'undetermined all_alike: loyalty', 'all loyal'),
	(0, 90, 0, 10, 30, 0.2, 0.95, 0.02, 'undetermined all_alike: loyalty', 'nobody loyal'),
	(90, 10, 0, 0, 30, 0.2, 0.95, 0.02, 'undetermined all_alike: contribution', 'all contribute'),
	(0, 0, 90, 10, 30, 0.2, 0.95, 0.02, 'undetermined all_alike: contribution', 'nobody contributes'),
	(90, 0, 0, 10, 30, 0.2, 0.95, 0.02, 'bee_led', 'two groups that differ on both axes'),
	(0, 0, 0, 0, 0, 0.2, 0.95, 0.02, 'undetermined too_few', 'nobody'),
	(1000000, 2000000, 3000000, 3200000, 30, 0.2, 0.95, 0.02, 'mantis_led', 'millions')) v(b, d, f, k, min_customers, evenness, confidence, lead, want, about),
	LATERAL (SELECT pg_temp.mix_of(b, d, f, k) AS m) x;

-- shops of 10,000 customers each: where two types are of one size, chance makes no leader; where one is larger, it leads
CREATE FUNCTION pg_temp.led(share float8) RETURNS bigint LANGUAGE sql AS $$
	SELECT count(*) FILTER (WHERE structure(m) IN ('bee_led', 'dragonfly_led', 'butterfly_led', 'mantis_led')) FROM (
		SELECT pg_temp.mix_of(count(*) FILTER (WHERE d < share), count(*) FILTER (WHERE d >= 0.9), count(*) FILTER (WHERE d >= 0.8 AND d < 0.9), count(*) FILTER (WHERE d >= share AND d < 0.8)) AS m
		FROM generate_series(1, 100) n, generate_series(1, 10000) i, LATERAL (SELECT pg_temp.draw(i, n) AS d OFFSET 0) x GROUP BY n) shop $$;
SELECT cmp_ok(pg_temp.led(0.4), '<=', 5::bigint, 'bees and mantises of 40 % each: a tie in 95 of 100 shops');
SELECT is(pg_temp.led(0.45), 100::bigint, '45 % bees and 35 % mantises: led');
CREATE FUNCTION pg_temp.in_time(query text) RETURNS text LANGUAGE plpgsql AS $$ DECLARE said text; BEGIN EXECUTE query INTO said; RETURN said; EXCEPTION WHEN query_canceled THEN RETURN 'interrupted'; END $$;
SET LOCAL statement_timeout = '2s';
SELECT is(pg_temp.in_time('SELECT concat(structure(m), structure_reason(m, min_lead => 0)) FROM (SELECT pg_temp.mix_of(2000000000000000000, 1999999990000000000, 1, 0)) x(m)'), 'undetermined', 'counts as large as can be');
SET LOCAL statement_timeout = 0;
-- in the report: customers who are all alike are led by nobody
CREATE TABLE public.alike AS SELECT g AS customer_id, date '2024-01-01' AS sold_at, 0 AS amount FROM generate_series(1, 100) g;
SET LOCAL client_min_messages = warning;
SELECT results_eq($$SELECT item, evidence FROM report('alike') WHERE section = 'Structure'$$, $$VALUES ('Undetermined', 'all_alike: loyalty, contribution')$$, 'the report names the reason');
SELECT is(structure(q), structure(mix(q)), 'the aggregate is structure(mix(…)) at the default limits')
FROM (SELECT quadrant(n % 90, n % 70) AS q FROM generate_series(1, 500) n) few;

SELECT * FROM finish();
ROLLBACK;
