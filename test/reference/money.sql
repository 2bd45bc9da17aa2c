-- money: amount(activity) is sum(amount), to the last digit and with its scale, on all published data sets
\if :data
BEGIN;
\ir helpers.psql
SELECT plan(10);

CREATE FUNCTION pg_temp.sums(source regclass) RETURNS TABLE (customer text, total numeric) LANGUAGE plpgsql AS $$
BEGIN
	RETURN QUERY EXECUTE format('SELECT customer, sum(amount) FROM %s GROUP BY 1', source);
END $$;
CREATE TEMP TABLE held AS
SELECT data, customer, a, total FROM unnest(ARRAY['cdnow', 'cdnow_by_day', 'rfm_orders', 'retail', 'essec']) data, pg_temp.activities(data) FULL JOIN pg_temp.sums(data) USING (customer);

SELECT is(count(*) FILTER (WHERE amount(a)::text IS DISTINCT FROM total::text), 0::bigint, data || ': each customer''s amount') FROM held GROUP BY data ORDER BY data;
SELECT is(amount(rollup(a))::text, sum(total)::text, data || ': the whole') FROM held GROUP BY data ORDER BY data;

SELECT * FROM finish();
ROLLBACK;
\else
\echo 1..0 # SKIP ../shared/data is not there
\endif
