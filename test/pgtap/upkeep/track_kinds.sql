-- track of tables of every kind: types of customers, generated columns, policies, COPY, little memory, parallel plans, JIT
BEGIN;
\ir ../helpers.psql
SELECT plan(59);

CREATE SCHEMA shop;
CREATE FUNCTION pg_temp.right(source text DEFAULT 'shop.sale', columns text DEFAULT 'customer_id, sold_at, amount') RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
	wrong bigint;
BEGIN
	EXECUTE format('WITH s AS (SELECT c, activity_send(a) FROM %1$s_activities v(c, a)),
		t AS (SELECT c, activity_send(activity(t, a)) FROM (SELECT %2$s FROM %1$s) r(c, t, a) WHERE c IS NOT NULL AND t IS NOT NULL GROUP BY 1)
		SELECT count(*) FROM ((TABLE s EXCEPT ALL TABLE t) UNION ALL (TABLE t EXCEPT ALL TABLE s)) d', source, columns) INTO wrong;
	RETURN wrong = 0 AND (SELECT problem IS NULL FROM tracked k WHERE k.source = "right".source::regclass);
END $$;
-- a customer of this type through inserts, updates, deletes and folds; values by number
CREATE FUNCTION pg_temp.customer_of(type text, value text) RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE format('CREATE TABLE shop.sale (customer_id %s, sold_at timestamptz, amount numeric)', type);
	EXECUTE format('INSERT INTO shop.sale SELECT %s, timestamptz ''2024-01-01Z'' + n * interval ''1 hour'', n FROM generate_series(1, 40) n', value);
	PERFORM track('shop.sale');
	EXECUTE format('INSERT INTO shop.sale SELECT %s, timestamptz ''2025-01-01Z'' + n * interval ''1 hour'', n FROM generate_series(5, 20) n', value);
	RETURN NEXT ok(pg_temp.right(), type || ': inserted');
	PERFORM fold('shop.sale');
	RETURN NEXT ok(pg_temp.right(), 'folded');
	EXECUTE format('UPDATE shop.sale SET amount = amount + 1 WHERE amount BETWEEN 3 AND 6; DELETE FROM shop.sale WHERE amount = 9; UPDATE shop.sale SET customer_id = (SELECT %s FROM (SELECT 7) x(n)) WHERE amount = 12', value);
	RETURN NEXT ok(pg_temp.right(), 'changed');
	PERFORM fold('shop.sale');
	RETURN NEXT ok(pg_temp.right(), 'folded');
	DROP TABLE shop.sale CASCADE;
END $$;
CREATE COLLATION shop.any_case (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
CREATE DOMAIN shop.code AS text COLLATE "C" NOT NULL CHECK (length(VALUE) < 100);
SELECT pg_temp.customer_of(type, value) FROM (VALUES
	('uuid', 'md5((n % 9)::text)::uuid'), ('text', '''c'' || n % 9'), ('bytea', 'decode(lpad((n % 9)::text, 4, ''0''), ''hex'')'), ('shop.code', '''c'' || n % 9'),
	('bigint', 'n % 9'), ('numeric', '(n % 9)::numeric'), ('date', 'date ''2024-01-01'' + n % 9'), ('integer[]', 'ARRAY[n % 9, 1]')) v(type, value);

-- customers that are the same in other letters, and numbers in other digits
CREATE TABLE shop.sale (customer_id text COLLATE shop.any_case, sold_at timestamptz, amount numeric);
INSERT INTO shop.sale VALUES ('Ann', '2024-01-01Z', 1), ('ann', '2024-01-02Z', 2), ('Bob', '2024-01-01Z', 3);
SELECT track('shop.sale') \gset
INSERT INTO shop.sale VALUES ('ANN', '2024-01-03Z', 4), ('bOB', '2024-01-03Z', 5);
SELECT is((SELECT array_agg(lower(customer_id COLLATE "C") || orders(activity) ORDER BY lower(customer_id COLLATE "C")) FROM shop.sale_activities), '{ann3,bob2}', 'a collation by which letters are the same');
UPDATE shop.sale SET customer_id = 'ann' WHERE customer_id = 'bob' AND amount = 5;
SELECT fold('shop.sale') \gset
SELECT is((SELECT array_agg(lower(customer_id COLLATE "C") || orders(activity) ORDER BY lower(customer_id COLLATE "C")) FROM shop.sale_activities), '{ann4,bob1}', 'after an update and a fold');
UPDATE shop.sale SET amount = amount::text::numeric + 0.00;
SELECT ok(pg_temp.right(), 'the same amounts with more digits');
SELECT fold('shop.sale') \gset
SELECT ok(pg_temp.right(), 'folded');
DROP TABLE shop.sale CASCADE;

-- generated columns, dropped ones, names as in the triggers' statements
CREATE TABLE shop.sale (gone integer, r integer, inserted timestamptz, price numeric, gone_too text, pieces integer, deleted numeric GENERATED ALWAYS AS (price * pieces) STORED, j text, sign integer);
ALTER TABLE shop.sale DROP COLUMN gone, DROP COLUMN gone_too;
SELECT track('shop.sale', 'r', 'inserted', 'deleted') \gset
INSERT INTO shop.sale (r, inserted, price, pieces) SELECT n % 5, timestamptz '2024-01-01Z' + n * interval '1 day', n, 2 FROM generate_series(1, 50) n;
UPDATE shop.sale SET pieces = 3 WHERE r = 1;
DELETE FROM shop.sale WHERE r = 2 AND price > 20;
SELECT ok(pg_temp.right(columns => 'r, inserted, deleted'), 'a generated column');
SET session_replication_role = replica;
INSERT INTO shop.sale (r, inserted, price, pieces) VALUES (1, now(), 3, 3);
UPDATE shop.sale SET pieces = 9 WHERE r = 3;
RESET session_replication_role;
SELECT ok(pg_temp.right(columns => 'r, inserted, deleted'), 'by a subscription, too');
SELECT fold('shop.sale') \gset
SELECT ok(pg_temp.right(columns => 'r, inserted, deleted'), 'folded');
DROP TABLE shop.sale CASCADE;

-- one that triggers do not see
SELECT CASE WHEN current_setting('server_version_num')::integer < 180000 THEN pass('no column is computed when it is read') ELSE
	pg_temp.raises('CREATE TABLE shop.sale (customer_id integer, sold_at timestamptz, price numeric, amount numeric GENERATED ALWAYS AS (price * 2) VIRTUAL); SELECT track(''shop.sale'')', '0A000', '%stored%') END;

-- policies of the table hold for who writes, not for the summary
CREATE ROLE customer_seg_test_clerk;
GRANT USAGE, CREATE ON SCHEMA shop TO customer_seg_test_clerk;
CREATE TABLE shop.sale (customer_id integer, sold_at timestamptz, amount numeric, clerk text DEFAULT current_user);
ALTER TABLE shop.sale ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON shop.sale USING (clerk = current_user);
GRANT INSERT ON shop.sale TO customer_seg_test_clerk;
SELECT track('shop.sale') \gset
INSERT INTO shop.sale VALUES (1, '2024-01-01Z', 1);
SET ROLE customer_seg_test_clerk;
SELECT lives_ok('INSERT INTO shop.sale VALUES (2, ''2024-01-01Z'', 1)', 'who may only insert does so');
SELECT pg_temp.raises('INSERT INTO shop.sale VALUES (2, ''2024-01-01Z'', 1, ''another'')', '42501');
RESET ROLE;
SELECT ok(pg_temp.right(), 'and is counted');
SELECT untrack('shop.sale') \gset
ALTER TABLE shop.sale OWNER TO customer_seg_test_clerk;
GRANT USAGE ON SCHEMA customer_seg TO customer_seg_test_clerk;
SET ROLE customer_seg_test_clerk;
SELECT track('shop.sale') \gset
ALTER TABLE shop.sale FORCE ROW LEVEL SECURITY;
SELECT pg_temp.raises('TABLE shop.sale_activities', '55000', '%NO FORCE ROW LEVEL SECURITY%');
SELECT pg_temp.raises('SELECT fold(''shop.sale'')', '55000', '%NO FORCE ROW LEVEL SECURITY%');
SELECT lives_ok('INSERT INTO shop.sale VALUES (3, ''2024-01-01Z'', 1)', 'a table whose policies hold for its owner: written to all the same');
SELECT is((SELECT problem FROM tracked), 'row-level security holds for the owner of the table, too', 'tracked says so');
ALTER TABLE shop.sale NO FORCE ROW LEVEL SECURITY;
SELECT ok(pg_temp.right(), 'and counted, when they no longer do');
RESET ROLE;
DROP TABLE shop.sale CASCADE;

-- COPY, also frozen, and inheritance
CREATE TABLE shop.sale (customer_id integer, sold_at timestamptz, amount numeric);
SELECT track('shop.sale') \gset
TRUNCATE shop.sale;
COPY shop.sale FROM stdin (FREEZE);
1	2024-01-01Z	5
2	2024-01-01Z	7
\.
SELECT ok(pg_temp.right(), 'COPY … FREEZE');
CREATE TABLE shop.sale_abroad (more text) INHERITS (shop.sale);
INSERT INTO shop.sale_abroad VALUES (3, now(), 3);
SELECT fold('shop.sale') \gset
INSERT INTO shop.sale VALUES (1, now(), 4);
INSERT INTO shop.sale_abroad VALUES (1, now(), 3), (4, now(), 3);
UPDATE shop.sale SET amount = amount + 1 WHERE customer_id IN (1, 3);
SELECT ok(pg_temp.right(), 'a parent and a child that inherits');
ALTER TABLE shop.sale RENAME customer_id TO buyer;
INSERT INTO shop.sale_abroad VALUES (5, now(), 3);
SELECT ok(pg_temp.right(columns => 'buyer, sold_at, amount'), 'whose column is renamed with the parent''s');
TRUNCATE ONLY shop.sale;
SELECT ok(pg_temp.right(columns => 'buyer, sold_at, amount'), 'TRUNCATE ONLY');
DROP TABLE shop.sale CASCADE;

-- however the server works, and wherever the session is
CREATE TABLE shop.sale (line integer PRIMARY KEY, customer_id integer, sold_at timestamp, amount numeric);
INSERT INTO shop.sale SELECT n, n % 4000, timestamp '2024-01-01' + n * interval '1 minute', n % 100 FROM generate_series(1, 10000) n;
CREATE FUNCTION pg_temp.under(setting text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	good boolean[];
BEGIN
	EXECUTE setting;
	INSERT INTO shop.sale SELECT n + 100000, n % 500, timestamp '2025-01-01' + n * interval '1 minute', n FROM generate_series(1, 600) n ON CONFLICT (line) DO UPDATE SET amount = shop.sale.amount + EXCLUDED.amount;
	UPDATE shop.sale SET sold_at = sold_at + interval '1 day' WHERE line % 50 = 1;
	good := good || pg_temp.right();
	PERFORM fold('shop.sale');
	good := good || pg_temp.right();
	MERGE INTO shop.sale s USING generate_series(1, 300) n ON s.line = n WHEN MATCHED THEN UPDATE SET amount = 5;
	PERFORM fold('shop.sale');
	good := good || pg_temp.right();
	RETURN is(good, ARRAY[true, true, true], setting);
END $$;
SELECT track('shop.sale') \gset
SAVEPOINT plain;
SELECT pg_temp.under('SET LOCAL work_mem = ''64kB''');
ROLLBACK TO plain;
SELECT pg_temp.under(format('SET LOCAL %I = on', name)) FROM pg_settings WHERE name IN ('debug_parallel_query', 'force_parallel_mode');
ROLLBACK TO plain;
SELECT pg_temp.under('SET LOCAL parallel_setup_cost = 0; SET LOCAL parallel_tuple_cost = 0; SET LOCAL min_parallel_table_scan_size = 0');
ROLLBACK TO plain;
SELECT pg_temp.under('SET LOCAL jit = on; SET LOCAL jit_above_cost = 0; SET LOCAL jit_inline_above_cost = -1; SET LOCAL jit_optimize_above_cost = -1');
ROLLBACK TO plain;
SELECT pg_temp.under('SET LOCAL TimeZone = ''Pacific/Chatham''; SET LOCAL DateStyle = ''German''');
ROLLBACK TO plain;
SELECT pg_temp.under('SET LOCAL enable_hashjoin = off; SET LOCAL enable_hashagg = off; SET LOCAL enable_nestloop = off');
ROLLBACK TO plain;
SELECT pg_temp.under('SET LOCAL plan_cache_mode = force_generic_plan');

SELECT * FROM finish();
ROLLBACK;
