-- _past and lapse_check: one reading of the sales says what hiatus, life_stage, validate, flows and movement say over all histories
BEGIN;
\ir ../helpers.psql
\ir ../shop.psql
\ir ../past.psql
SELECT plan(42);
SET LOCAL timezone = 'UTC';

SELECT pg_temp.told('shop.sale', '', p) FROM _past('shop.sale') p;
CREATE VIEW shop.until_july AS SELECT * FROM shop.sale WHERE sold_at < '2024-07-01';
SELECT pg_temp.told('shop.until_july', ', order_column => ''order_no'', potential_column => ''potential'', profit_column => ''profit''', p)
FROM _past('shop.sale', order_column => 'order_no', potential_column => 'potential', profit_column => 'profit', as_of => '2024-07-01') p;
CREATE VIEW shop.five_months AS SELECT * FROM shop.sale WHERE sold_at < '2022-06-01';
SELECT pg_temp.told('shop.five_months', '', p) FROM _past('shop.five_months') p;

-- of how long a period the last two fit
SELECT is((SELECT period FROM _past('shop.sale', since => since::timestamptz, as_of => '2024-07-01')), wanted, format('from %s on', since))
FROM (VALUES ('2022-06-30', interval '1 year'), ('2022-07-20', '6 months'), ('2023-07-20', '3 months'), ('2024-01-20', '1 month'), ('2024-06-20', NULL)) v(since, wanted);

-- whoever gives a length, is taken at their word, and it is tried
SELECT is((SELECT (lapse_after, tried_lapse_after, lapse_verdict)::text FROM _past('shop.sale', lapse_after => '90 days')), '(90,90,says_nothing)', 'a length that is given');
SELECT is((SELECT lapse_after FROM _past('shop.sale', as_of => '2024-03-01', lapse_after => '1 month')), 29, 'in days before as_of');
SELECT pg_temp.raises(format('SELECT * FROM _past(''shop.sale'', lapse_after => %L)', span), '22023', '%90 days%', 'but not ' || span) FROM unnest('{-1 month,0,30 hours}'::text[]) span;
SELECT is((SELECT (lapse_after, lapse_verdict)::text FROM _past('shop.sale')), '(,says_nothing)', 'here it tells nothing: nobody is said to have lapsed');

-- customers of whom half leave after some months, and the others buy each week or so
CREATE TABLE shop.leaving AS
SELECT c AS customer_id, date '2022-01-01' + (c % 150 + n * 8 + c * 7919 % 5)::integer AS sold_at, 10 + c % 7 AS amount
FROM generate_series(1, 3000) c, LATERAL (SELECT CASE WHEN c % 2 = 0 THEN 10 + c % 20 ELSE 120 END AS orders) o, generate_series(1, orders) n
WHERE c * n * 31 % 17 < 12;
SELECT is((SELECT (lapse_after = base_hiatus, lapse_verdict, types_verdict)::text FROM _past('shop.leaving')), '(t,predicts,predicts)', 'where it tells, hiatus says who has lapsed');
SELECT is((SELECT (one_in, customers_seen <= 100, as_of_day, last_day)::text FROM _past('shop.leaving', at_most => 100)), (SELECT format('(32,t,%s,%s)', max(sold_at) + 1, max(sold_at)) FROM shop.leaving), 'a sample knows the last day of all');
SELECT results_eq('SELECT hiatus, tried_at, horizon, lapse_after, lapsed, lapsed_came_back, lapsed_share, others, others_came_back, others_share, one_in, verdict FROM lapse_check(''shop.leaving'')',
	'SELECT base_hiatus, tried_at, horizon, tried_lapse_after, lapsed_then, lapsed_came_back, lapsed_came_back::float8 / lapsed_then, others_then, others_came_back, others_came_back::float8 / others_then, one_in, lapse_verdict FROM _past(''shop.leaving'')', 'lapse_check() says so');

-- too little to say anything
CREATE TABLE shop.empty (customer_id uuid, sold_at date, amount numeric);
SELECT is((SELECT p::text FROM _past('shop.empty') p), '(,,1,0,,,,,,too_early,0,0,0,0,,,too_early,,,,,,,,,,)', 'no sales');
SELECT alike((SELECT verdict || ': ' || reason FROM lapse_check('shop.empty')), 'too_early: there are no sales', 'no sales');
CREATE VIEW shop.one_day AS SELECT * FROM shop.leaving WHERE sold_at = '2022-03-01';
SELECT is((SELECT verdict || ': ' || reason FROM lapse_check('shop.one_day')), 'too_early: there are too few days', 'a day');
CREATE VIEW shop.once AS SELECT DISTINCT ON (customer_id) * FROM shop.leaving ORDER BY customer_id, sold_at;
SELECT is((SELECT verdict || ': ' || reason FROM lapse_check('shop.once')), 'too_early: nobody had come back before 2022-04-15', 'customers who came once');
CREATE VIEW shop.few AS SELECT * FROM shop.leaving WHERE customer_id < 8;
SELECT matches((SELECT verdict || ': ' || reason FROM lapse_check('shop.few')), '^too_early: \d had been away for more than \d+ days, \d had not: it takes 10 of both$', 'few customers');
SELECT matches((SELECT verdict || ': ' || reason FROM lapse_check('shop.leaving')), '^predicts: of those who had been away for more than \d+ days \d+\.\d % came back, of the others \d+\.\d %$', 'many');
SELECT is((SELECT (tried_at, lapse_verdict)::text FROM _past('shop.leaving', as_of => '2030-01-01')), (SELECT (tried_at, lapse_verdict)::text FROM _past('shop.leaving')), 'what came of it is seen as far as the data go, whatever as_of is');

SELECT * FROM finish();
ROLLBACK;
