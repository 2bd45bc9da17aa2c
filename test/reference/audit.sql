-- audit of published data sets: their sizes (reference/numbers.md §1), and the one-time buyers of CDNOW (§3)
\if :data
BEGIN;
\ir helpers.psql
SELECT plan(5);

SELECT results_eq(format('SELECT finding, count FROM audit(%L, ''customer'', ''at'') WHERE finding IN (''rows usable'', ''customers'')', data),
				  format('VALUES (''rows usable'', %s::bigint), (''customers'', %s)', rows, customers), data)
FROM (VALUES ('cdnow', 6919, 2357), ('rfm_orders', 4906, 995), ('retail', 125000, 6889), ('essec', 51243, 18417)) v(data, rows, customers);
SELECT is(count, 1205::bigint, 'customers of CDNOW who bought once') FROM audit('cdnow', 'customer', 'at') WHERE finding = 'customers with a single order';

SELECT * FROM finish();
ROLLBACK;
\else
\echo 1..0 # SKIP ../shared/data is not there
\endif
