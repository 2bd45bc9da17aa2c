-- does a segmentation separate? Retail response by value-matrix quadrant, both ways; and two proportions.
-- Numbers: reference/numbers.md §6 and §7 (R 4.2.2), to the digits printed there.
\if :data
BEGIN;
\ir helpers.psql
SELECT plan(13);

-- the value matrix: number of orders by average order, each cut at its mean
CREATE TEMP TABLE answered AS
WITH fitted AS (SELECT with_weights(yardstick(a, '2020-01-01 00:00+00'), recency => 0, frequency => 1, amount => 0, average_order => 1) AS y FROM pg_temp.activities('retail'))
SELECT customer, quadrant, response FROM fitted, segment_as(NULL::text, 'retail', 'customer', 'at', 'amount', yardstick => y) LEFT JOIN ref.retail_response USING (customer);

SELECT results_eq('SELECT quadrant::text, sum(response), count(response) FROM answered a GROUP BY quadrant ORDER BY a.quadrant',
				  $$VALUES ('bee', 463::bigint, 2921::bigint), ('dragonfly', 106, 1720), ('butterfly', 35, 321), ('mantis', 43, 1922)$$, 'who answered');
CREATE TEMP TABLE found AS SELECT separation(quadrant, response = 1) AS c, separation(quadrant, response) AS v FROM answered;
SELECT results_eq('SELECT (c).customers, (c).missing, (c).groups, (c).classes, (c).df FROM found', 'VALUES (6884::bigint, 5::bigint, 4::bigint, 2::bigint, 3::bigint)', 'counts');
SELECT is(round((c).chi_square::numeric, 4), 280.5632, 'chi-square') FROM found;
SELECT is(round(((c).p * 1e61)::numeric), 16::numeric, 'p 1.6e-60') FROM found;
SELECT is(round((c).cramers_v::numeric, 4), 0.2019, 'Cramér''s V') FROM found;
SELECT is(round((v).eta_squared::numeric, 5), 0.04076, 'eta squared, by the analysis of variance') FROM found;
SELECT is(round(((c).chi_square / (c).customers)::numeric, 5), 0.04076, '… which is chi-square / n') FROM found;
SELECT is((v).mean, 647 / 6884.0::float8, 'the mean of 0 and 1 is the share who answered') FROM found;

SELECT is(round(chi_square::numeric, 7), 4.6245203, 'two proportions: chi-square') FROM compare_shares(45, 200, 30, 210);
SELECT is(round(p::numeric, 7), 0.0315181, 'p') FROM compare_shares(45, 200, 30, 210);
SELECT is(round(low::numeric, 6), 0.007092, 'interval (Newcombe''s, where R''s prop.test has Wald''s: .007382 to .156904), low') FROM compare_shares(45, 200, 30, 210);
SELECT is(round(high::numeric, 6), 0.157050, 'high') FROM compare_shares(45, 200, 30, 210);
SELECT results_eq('SELECT share1::numeric, round(share2::numeric, 6) FROM compare_shares(45, 200, 30, 210)', 'VALUES (0.225, 0.142857)', 'shares');

SELECT * FROM finish();
ROLLBACK;
\else
\echo 1..0 # SKIP ../shared/data is not there
\endif
