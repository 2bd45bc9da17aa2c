-- planning: what the planner expects of segment
BEGIN;
\ir ../helpers.psql
SELECT plan(7);

CREATE TABLE bought AS
SELECT n * 7919 % 5000 AS customer_id, timestamptz '2024-01-01' + n * interval '1 minute' AS sold_at, 1.5 AS amount, 'c' || n % 300 AS code
FROM generate_series(1, 50000) n;
CREATE TABLE parted (LIKE bought) PARTITION BY RANGE (sold_at);
CREATE TABLE early PARTITION OF parted FOR VALUES FROM (MINVALUE) TO ('2024-01-10');
CREATE TABLE late PARTITION OF parted DEFAULT;
INSERT INTO parted SELECT * FROM bought;

CREATE FUNCTION pg_temp.expected(query text, OUT rows float8, OUT startup float8) LANGUAGE plpgsql AS $$
DECLARE
	plan json;
BEGIN
	EXECUTE 'EXPLAIN (FORMAT json) ' || query INTO plan;
	rows := plan -> 0 -> 'Plan' ->> 'Plan Rows';
	startup := plan -> 0 -> 'Plan' ->> 'Startup Cost';
END $$;

SELECT is(rows, 1000::float8, 'without statistics it is a guess') FROM pg_temp.expected($$SELECT * FROM segment('bought')$$);
ANALYZE bought, parted;
SELECT cmp_ok(abs(rows / 5000 - 1), '<', 0.2::float8, 'as many rows as there are customers') FROM pg_temp.expected($$SELECT * FROM segment('bought')$$);
SELECT cmp_ok(abs(rows / 300 - 1), '<', 0.2::float8, 'of any type') FROM pg_temp.expected($$SELECT * FROM segment_as(NULL::text, 'bought', customer_column => 'code')$$);
SELECT cmp_ok(abs(rows / 5000 - 1), '<', 0.2::float8, 'in partitions') FROM pg_temp.expected($$SELECT * FROM segment('parted')$$);
SELECT cmp_ok(s.startup, '>', r.startup, 'it costs more than to read the table')
FROM pg_temp.expected($$SELECT * FROM segment('bought')$$) s, pg_temp.expected('SELECT max(amount) FROM bought') r;
SELECT is(rows, 1000::float8, 'a view has no statistics')
FROM (SELECT pg_temp.expected($$SELECT * FROM segment('pg_catalog.pg_tables')$$) AS e) x, LATERAL (SELECT (e).rows) y;

-- who may not read the table learns nothing of it
CREATE ROLE stranger;
GRANT USAGE ON SCHEMA customer_seg TO stranger;
GRANT EXECUTE ON FUNCTION pg_temp.expected(text) TO stranger;
SET ROLE stranger;
SELECT is(rows, 1000::float8, 'nor does a stranger see any') FROM pg_temp.expected($$SELECT * FROM segment('bought')$$);
RESET ROLE;

SELECT * FROM finish();
ROLLBACK;
