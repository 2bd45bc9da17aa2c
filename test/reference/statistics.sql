-- the statistics of a mix. Numbers: reference/numbers.md §7, R 4.2.2, to the digits printed there.
BEGIN;
\ir ../pgtap/helpers.psql
SELECT plan(9);

CREATE TEMP TABLE base AS
SELECT mix(q ORDER BY q) AS m FROM (VALUES ('bee', 412), ('dragonfly', 365), ('butterfly', 141), ('mantis', 82)) v(name, n), LATERAL (SELECT name::quadrant FROM generate_series(1, n)) c(q);

SELECT results_eq('SELECT d.quadrant::text, d.customers, d.share::numeric FROM base, describe(m) d',
				  $$VALUES ('bee', 412::bigint, 0.412), ('dragonfly', 365, 0.365), ('butterfly', 141, 0.141), ('mantis', 82, 0.082)$$, 'shares');
SELECT results_eq('SELECT round(share_low::numeric, 6), round(share_high::numeric, 6) FROM base, describe(m)',
				  'VALUES (0.373787, 0.451304), (0.327920, 0.403754), (0.115733, 0.170719), (0.062833, 0.106350)', 'simultaneous intervals (Goodman 1965)');
SELECT results_eq('SELECT DISTINCT round(w::numeric, 5), round(chi_square::numeric, 3) FROM base, describe(m)', 'VALUES (0.56418, 318.296)', 'Cohen''s w and chi-square against four equal groups');
SELECT is(round((p * 1e70)::numeric), 109::numeric, 'p of chi-square: 1.09e-68') FROM base, describe(m) LIMIT 1;
SELECT is(round(p_largest::numeric, 7), 0.0988313, 'the largest against the runner-up, exact binomial test') FROM base, describe(m) LIMIT 1;
SELECT is(structure(m), 'undetermined', '41.2 % against 36.5 % is not established at 95 %') FROM base;
SELECT is(structure(m, confidence => 0.9), 'bee_led', 'but at 90 %') FROM base;
SELECT is(structure_reason(m, evenness => 0.56417), 'tie: bee, dragonfly', 'w is more than .56417') FROM base;
SELECT is(structure(m, evenness => 0.56418), 'balanced', 'and less than .56418') FROM base;

SELECT * FROM finish();
ROLLBACK;
