-- segment: row for row what GROUP BY says, on all published data sets
\if :data
BEGIN;
\ir helpers.psql
\ir ../pgtap/grouped.psql
SELECT plan(8);

SELECT pg_temp.same(format('''%s'', ''customer'', ''at'', ''amount''', data), 'text', data) FROM unnest(ARRAY['cdnow', 'cdnow_by_day', 'rfm_orders', 'retail', 'essec']) data;
SELECT pg_temp.same('''ref.essec'', ''customer'', ''at'', as_of => ''2015-01-01 00:00+00'', since => ''2010-01-01 00:00+00''', 'integer', 'essec within five years');
SELECT pg_temp.same('''ref.cdnow'', ''customer'', ''at'', order_column => ''at'', potential_column => ''cds''', 'integer', 'cdnow, the sales of a day as one order');
SELECT bag_eq('SELECT customer, orders, amount FROM segment(''ref.cdnow'', ''customer'', ''at'', order_column => ''at'')', 'SELECT customer::bigint, count(*), sum(amount) FROM cdnow_by_day GROUP BY 1',
			  'and so in plain SQL');

SELECT * FROM finish();
ROLLBACK;
\else
\echo 1..0 # SKIP ../shared/data is not there
\endif
