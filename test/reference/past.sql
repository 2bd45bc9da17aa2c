-- _past and lapse_check: on the published data sets
\if :data
BEGIN;
\ir helpers.psql
\ir ../pgtap/past.psql
SELECT plan(33);

SELECT pg_temp.told(source, ', ''customer'', ''at''', p, 'text')
FROM unnest('{cdnow,essec,retail,rfm_orders}'::text[]) source, _past(source::regclass, 'customer', 'at') p;
SELECT results_eq('SELECT source, hiatus, tried_at, lapse_after, round(100 * lapsed_share::numeric, 1), round(100 * others_share::numeric, 1), verdict FROM unnest(''{cdnow,essec,retail,rfm_orders}''::text[]) source, lapse_check(source::regclass, ''customer'', ''at'')',
				  $$VALUES ('cdnow', 233, date '1997-10-01', 162, 15.9, 63.0, 'predicts'::foresight), ('essec', 1108, '2015-01-01', 1064, 3.9, 38.4, 'predicts'),
						   ('retail', 180, '2014-03-17', 179, 98.2, 98.5, 'says_nothing'), ('rfm_orders', 499, '2005-12-31', 378, 74.0, 64.6, 'says_nothing')$$, 'where being away tells');
SELECT results_eq('SELECT source, types_horizon, types_verdict FROM unnest(''{cdnow,essec,retail,rfm_orders}''::text[]) source, _past(source::regclass, ''customer'', ''at'')',
				  $$VALUES ('cdnow', interval '233 days', 'predicts'::foresight), ('essec', '1 year', 'predicts'), ('retail', '180 days', 'says_nothing'), ('rfm_orders', '1 year', 'says_nothing')$$, 'where types do');

-- a quarter of the donors says of all of them what its intervals allow
CREATE TEMP TABLE few AS SELECT * FROM _past('essec', 'customer', 'at', at_most => 6000);
CREATE TEMP TABLE whole AS SELECT * FROM _past('essec', 'customer', 'at');
SELECT results_eq('SELECT one_in, last_day, as_of_day, lapse_verdict, types_verdict, period FROM few', 'SELECT 4::bigint, last_day, as_of_day, lapse_verdict, types_verdict, period FROM whole', 'a sample: verdicts');
SELECT ok(a.auc BETWEEN f.auc_low AND f.auc_high AND (a.flows).retention BETWEEN (f.flows).retention_low AND (f.flows).retention_high
		  AND (f.flows).retention_low > (f.flows).retention - 0.05, 'and shares') FROM whole a, few f;
SELECT is_empty('SELECT m.was, m."is", n.share, m.low, m.high FROM few f, unnest(f.moved) m, whole a, unnest(a.moved) n WHERE (m.was, m."is") IS NOT DISTINCT FROM (n.was, n."is") AND m."of" > 0
				 AND abs(m.share - n.share) > 2 * greatest(m.high - m.share, m.share - m.low)', 'and who moved where, nearly');

SELECT * FROM finish();
ROLLBACK;
\else
\echo 1..0 # SKIP ../shared/data is not there
\endif
