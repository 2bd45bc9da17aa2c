-- does the value matrix (Marcus 1998) separate customers who answer from those who do not?
-- Numbers: reference/numbers.md §6, computed there independently of customer_seg.
\if :data
BEGIN;
\ir helpers.psql
SELECT plan(6);

CREATE TEMP TABLE matrix AS
WITH person AS (SELECT * FROM pg_temp.activities('retail')),
	 fitted AS MATERIALIZED (SELECT with_weights(yardstick(a, '2020-01-01 00:00+00'), recency => 0, frequency => 1, amount => 0, average_order => 1) AS y FROM person)
SELECT customer, quadrant(a, y) AS q, amount(a) AS amount, response FROM person CROSS JOIN fitted LEFT JOIN ref.retail_response USING (customer);
CREATE TEMP TABLE answers AS SELECT breakdown(q, amount, true, response = 1) AS b FROM matrix;

SELECT results_eq('SELECT segment, asked, answered FROM answers, unnest(b)', $$VALUES ('bee', 2921::bigint, 463::bigint), ('dragonfly', 1720, 106), ('butterfly', 321, 35), ('mantis', 1922, 43)$$, 'asked and answered: best, spender, frequent, uncertain');
SELECT is(round(chi_square::numeric, 4) || ' ' || to_char(p * 1e60, 'FM0.0') || ' ' || round(sqrt(chi_square / customers)::numeric, 4), '280.5632 1.6 0.2019', 'chi-square, p in 1e-60, Cramer''s V') FROM answers, segment_quality(b) WHERE criterion = 'responsive' AND segment IS NULL;
SELECT is(round((chi_square / customers)::numeric, 5), 0.04076, 'eta squared is V squared: there are two columns') FROM answers, segment_quality(b) WHERE criterion = 'responsive' AND segment IS NULL;
SELECT is(verdict || ' ' || round(value::numeric, 4), 'passed 1.6865', 'they answer differently: the best 463/2921, all 647/6884') FROM answers, segment_quality(b) WHERE criterion = 'responsive' AND segment IS NULL;
SELECT is(reason, 'segments answer differently: lift 1.69 (1.58 to 1.78) in best; chi-square 280.56, df 3, p 1.6e-60, Cramer''s V 0.202', 'in words') FROM segment_quality(
	'{"(best,2921,0,0,2921,463)","(frequent,321,0,0,321,35)","(spender,1720,0,0,1720,106)","(uncertain,1922,0,0,1922,43)"}') WHERE criterion = 'responsive' AND segment IS NULL;
SELECT results_eq('SELECT segment, customers, amount FROM answers, unnest(b)', 'SELECT q::text, count(*), sum(amount) FROM matrix GROUP BY q ORDER BY matrix.q', 'customers and money by GROUP BY');

SELECT * FROM finish();
ROLLBACK;
\else
\echo 1..0 # SKIP ../shared/data is not there
\endif
