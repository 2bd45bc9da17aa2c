-- history: what it keeps of the published data sets, and in how few bytes
\if :data
BEGIN;
\ir helpers.psql
SELECT plan(9);

CREATE TEMP TABLE kept AS
SELECT 'cdnow' AS source, customer::text, history FROM histories('ref.cdnow', customer_column => 'customer', time_column => 'at') UNION ALL
SELECT 'retail', customer, history FROM histories_as(NULL::text, 'ref.retail', customer_column => 'customer', time_column => 'at') UNION ALL
SELECT 'essec', customer::text, history FROM histories('ref.essec', customer_column => 'customer', time_column => 'at');
CREATE TEMP TABLE sold AS
SELECT 'cdnow' AS source, customer::text, at, amount FROM ref.cdnow UNION ALL SELECT 'retail', customer, at, amount FROM ref.retail UNION ALL SELECT 'essec', customer::text, at, amount FROM ref.essec;

SELECT cmp_ok((sum(octet_length(history_send(history)) - 4.0) / sum(purchase_days(history)))::numeric(4,2), '<=', size, source || ': bytes a purchase day, beside the header')
FROM kept JOIN (VALUES ('cdnow', 3.63), ('retail', 2.52), ('essec', 3.21)) v(source, size) USING (source) GROUP BY source, size ORDER BY source;
SELECT is(sum(amount(activity(history))), (SELECT sum(amount) FROM sold WHERE sold.source = kept.source), source || ': all money is there') FROM kept GROUP BY source ORDER BY source;
SELECT is(count(*) FILTER (WHERE history_send(history) <> history_send(h)), 0::bigint, source || ': to the byte what GROUP BY says')
FROM kept JOIN (SELECT source, customer, history(at, amount) AS h FROM sold GROUP BY 1, 2) g USING (source, customer) GROUP BY source ORDER BY source;

SELECT * FROM finish();
ROLLBACK;
\else
\echo 1..0 # SKIP ../shared/data is not there
\endif
