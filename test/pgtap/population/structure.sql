-- structure: what the base as a whole looks like, against the same statistics in plain SQL
BEGIN;
\ir ../helpers.psql
SELECT plan(20);

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
SELECT n, c, pg_temp.mix_of(c[1], c[2], c[3], c[4]) AS m, total, w, x, evidence.*,
	   CASE WHEN total < 30 THEN 'undetermined' WHEN w <= 0.2 THEN 'balanced' WHEN binomial <= 0.05 THEN leader || '_led' ELSE 'undetermined' END AS want
FROM generate_series(1, 400) n,
	 LATERAL (SELECT array_agg(floor(pg_temp.draw(n, i) * (4 + n % 80) * CASE WHEN n % 4 + 1 = i THEN 2 ELSE 1 END)::bigint ORDER BY i) AS c FROM generate_series(1, 4) i) counts,
	 LATERAL (SELECT sum(v) AS total, sum((v - (c[1] + c[2] + c[3] + c[4]) / 4.0) ^ 2) AS squares FROM unnest(c) v) sums,
	 LATERAL (SELECT 4 * squares / nullif(total, 0) AS x, sqrt(4 * squares) / nullif(total, 0) AS w) chi,
	 LATERAL (SELECT pg_temp.binomial(max(v), (array_agg(v ORDER BY v DESC))[2]) AS binomial,
					 (array_agg(name ORDER BY v DESC))[1] AS leader
			  FROM unnest(c, ARRAY['bee', 'dragonfly', 'butterfly', 'mantis']) u(v, name)) evidence;

SELECT is(array_agg(n) FILTER (WHERE structure(m)::text <> want), NULL, 'structure of 400 mixes') FROM base;
SELECT is(count(DISTINCT want), 6::bigint, 'among them all six structures') FROM base;
SELECT is(array_agg(n) FILTER (WHERE abs(d.w - b.w) > 1e-12), NULL, 'Cohen''s w') FROM base b, describe(m) d;
SELECT is(array_agg(n) FILTER (WHERE abs(d.chi_square - x) > 1e-12 * x), NULL, 'chi-square') FROM base b, describe(m) d;
SELECT is(array_agg(n) FILTER (WHERE abs(d.p / pg_temp.chi_square_p(x)::float8 - 1) > 1e-9), NULL, 'its p') FROM base b, describe(m) d WHERE x < 40;
SELECT is(array_agg(n) FILTER (WHERE abs(d.p_largest / binomial::float8 - 1) > 1e-9), NULL, 'p of the largest against the runner-up')
FROM base b, describe(m) d WHERE total > 0;
SELECT is(array_agg(n) FILTER (WHERE d.structure <> structure(m) OR d.customers <> customers(m, d.quadrant) OR d.share IS DISTINCT FROM share(m, d.quadrant)),
		  NULL, 'describe agrees with structure, customers and share') FROM base, describe(m) d;
SELECT is(array_agg(n) FILTER (WHERE NOT (0 <= share_low AND share_low <= share AND share <= share_high AND share_high <= 1)), NULL,
		  'each share lies in its interval, each interval in 0 to 1') FROM base, describe(m) d WHERE total > 0;
-- Goodman's bounds are where (share - bound)² = B · bound · (1 - bound) / n; B is chi-square at 1 - 0.05/4 with one degree of freedom
SELECT is(array_agg(n) FILTER (WHERE abs((d.share - bound) ^ 2 - 6.23853263690954 * bound * (1 - bound) / total) > 1e-9), NULL, 'Goodman''s interval')
FROM base b, describe(m) d, unnest(ARRAY[share_low, share_high]) bound WHERE total > 0;

-- the limits, each on its edge
SELECT is(structure(pg_temp.mix_of(b, d, f, m), min_customers, evenness, confidence)::text, want, about) FROM (VALUES
	(20, 4, 3, 2, 30, 0.2, 0.95, 'undetermined', '29 customers are too few'),
	(20, 4, 3, 3, 30, 0.2, 0.95, 'bee_led', '30 are enough'),
	(20, 4, 3, 2, 29, 0.2, 0.95, 'bee_led', 'or fewer, when told so'),
	(30, 20, 30, 20, 30, 0.2, 0.95, 'balanced', 'w = evenness is balanced'),
	(30, 20, 30, 20, 30, 0.19999, 0.95, 'undetermined', 'w above it is not, and two equal leaders do not lead'),
	(0, 6, 0, 0, 1, 0, 0.968, 'dragonfly_led', '6 against 0: p = 1/32'),
	(0, 6, 0, 0, 1, 0, 0.969, 'undetermined', '… is not enough for more confidence'),
	(1000000, 2000000, 3000000, 3010000, 30, 0.2, 0.95, 'mantis_led', 'millions')) v(b, d, f, m, min_customers, evenness, confidence, want, about);
CREATE FUNCTION pg_temp.in_time(query text) RETURNS text LANGUAGE plpgsql AS $$ DECLARE said text; BEGIN EXECUTE query INTO said; RETURN said; EXCEPTION WHEN query_canceled THEN RETURN 'interrupted'; END $$;
SET LOCAL statement_timeout = '2s';
SELECT is(pg_temp.in_time('SELECT structure(pg_temp.mix_of(2000000000000000000, 1999999990000000000, 0, 0))'), 'bee_led', 'counts as large as can be');
SET LOCAL statement_timeout = 0;
SELECT is(structure(q), structure(mix(q)), 'the aggregate is structure(mix(…)) at the default limits')
FROM (SELECT quadrant(n % 90, n % 70) AS q FROM generate_series(1, 500) n) few;

SELECT * FROM finish();
ROLLBACK;
