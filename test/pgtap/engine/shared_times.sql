-- rows that share customer and time: all are counted where they are few, else a sample, the same by whoever and in whatever order they are read
BEGIN;
\ir ../helpers.psql
SELECT plan(17);
CREATE SCHEMA shared;

CREATE FUNCTION pg_temp.said(source regclass, customer_column name DEFAULT 'customer_id') RETURNS double precision LANGUAGE sql AS $$
	SELECT shared_times FROM _segment_unnamed(source, customer_column) WHERE activity IS NULL $$;
CREATE FUNCTION pg_temp.true_share(source text) RETURNS double precision LANGUAGE plpgsql AS $$ DECLARE share double precision; BEGIN
	EXECUTE format('SELECT sum(n) FILTER (WHERE n > 1) / sum(n)::double precision FROM (SELECT count(*) AS n FROM %s WHERE customer_id IS NOT NULL AND sold_at IS NOT NULL GROUP BY customer_id, sold_at) g', source) INTO share;
	RETURN share; END $$;

-- few
CREATE TABLE shared.few AS SELECT i % 40 AS customer_id, date '2024-01-01' + i / 60 AS sold_at, i AS amount, 'c' || i % 40 AS name FROM generate_series(1, 1000) i;
SELECT is(pg_temp.said('shared.few'), pg_temp.true_share('shared.few'), 'all rows');
SELECT is(pg_temp.said('shared.few', 'name'), pg_temp.true_share('shared.few'), 'of customers by name');
UPDATE shared.few SET amount = NULL WHERE amount < 100;
UPDATE shared.few SET customer_id = NULL, name = NULL WHERE amount > 800;
SELECT is(pg_temp.said('shared.few'), pg_temp.true_share('shared.few'), 'contacts count, what is left out does not');
SELECT is((SELECT shared_times FROM _segment_unnamed('shared.few', order_column => 'amount') WHERE activity IS NULL), NULL, 'orders that are told apart share nothing');
CREATE TABLE shared.apart AS SELECT i % 10 AS customer_id, date '2024-01-01' + i AS sold_at, 1 AS amount FROM generate_series(1, 100) i;
SELECT is(pg_temp.said('shared.apart'), NULL, 'none');
INSERT INTO shared.apart SELECT * FROM shared.apart WHERE sold_at <= '2024-01-12';
SELECT is(pg_temp.said('shared.apart'), NULL, 'no more than a fifth');
INSERT INTO shared.apart SELECT * FROM shared.apart WHERE sold_at BETWEEN '2024-01-13' AND '2024-01-15';
SELECT is(round(pg_temp.said('shared.apart')::numeric, 9), round(28 / 114.0, 9), 'more');

-- one customer's rows at one time, more than there are places
CREATE TABLE shared.one AS SELECT 1 AS customer_id, date '2024-01-01' AS sold_at, 1 AS amount FROM generate_series(1, 20000);
SELECT is(pg_temp.said('shared.one'), 1::double precision, 'a single time');

-- many: in orders of 1 to 5 lines
CREATE TABLE shared.many AS SELECT o * 7919 % 3000 AS customer_id, timestamptz '2024-01-01 00:00+00' + o * interval '7 minutes' AS sold_at, l::numeric AS amount, o * 7919 % 3000 || '@shop' AS name FROM generate_series(1, 60000) o, LATERAL generate_series(0, o * 31 % 5) l;
SELECT cmp_ok(abs(pg_temp.said('shared.many') - pg_temp.true_share('shared.many')), '<', 0.02::double precision, 'a sample is near');
SELECT cmp_ok(abs(pg_temp.said('shared.many', 'name') - pg_temp.true_share('shared.many')), '<', 0.02::double precision, 'by name, too');
SELECT pg_temp.said('shared.many') AS number, pg_temp.said('shared.many', 'name') AS name \gset
SELECT is(pg_temp.said('shared.many'), :number::double precision, 'the same again');
CREATE TABLE shared.shuffled AS SELECT * FROM shared.many ORDER BY md5(ctid::text);
SELECT is(pg_temp.said('shared.shuffled'), :number::double precision, 'in any order');
SELECT is(pg_temp.said('shared.shuffled', 'name'), :name::double precision, 'by name, too');
SET LOCAL min_parallel_table_scan_size = 0;
SET LOCAL max_parallel_workers_per_gather = 2;
SELECT is(pg_temp.said('shared.shuffled'), :number::double precision, 'read by workers');
SELECT is(pg_temp.said('shared.shuffled', 'name'), :name::double precision, 'by name, too');
SET LOCAL parallel_leader_participation = off;
SELECT is(pg_temp.said('shared.few'), pg_temp.true_share('shared.few'), 'by them alone');
SET LOCAL work_mem = '64kB';
SELECT is(pg_temp.said('shared.shuffled'), :number::double precision, 'in little memory');

SELECT * FROM finish();
ROLLBACK;
