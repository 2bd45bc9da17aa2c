-- track when the table changes: what is renamed, dropped, moved or given away; no write fails, no answer is silently wrong
BEGIN;
\ir ../helpers.psql
SELECT plan(57);

CREATE SCHEMA shop;
CREATE TABLE shop.sale (gone text, line bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, customer_id integer, sold_at timestamptz, amount numeric(12, 2), note text);
ALTER TABLE shop.sale DROP COLUMN gone;
INSERT INTO shop.sale (customer_id, sold_at, amount) SELECT n % 7, timestamptz '2024-01-01Z' + n * interval '7 hours', n FROM generate_series(1, 70) n;

-- whether the view is the aggregate over these columns of the table, and is so by the summary alone
CREATE FUNCTION pg_temp.after(statement text, columns text DEFAULT 'customer_id, sold_at, amount', source text DEFAULT 'shop.sale', summary text DEFAULT 'shop.sale_activities', counted boolean DEFAULT false)
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	wrong bigint;
	unwatched boolean;
BEGIN
	EXECUTE statement;
	EXECUTE format('WITH s AS (SELECT c, activity_send(a) FROM %s v(c, a)),
		t AS (SELECT c, activity_send(activity(t, a)) FROM (SELECT %s FROM %s) r(c, t, a) WHERE c IS NOT NULL AND t IS NOT NULL GROUP BY 1)
		SELECT count(*) FROM ((TABLE s EXCEPT ALL TABLE t) UNION ALL (TABLE t EXCEPT ALL TABLE s)) d', summary, columns, source) INTO wrong;
	SELECT problem IS NOT NULL INTO unwatched FROM tracked k WHERE k.source = after.source::regclass AND k.what = 'activity';
	RETURN is(ARRAY[wrong > 0, unwatched], ARRAY[false, counted], 'after ' || statement);
END $$;

-- columns
SELECT pg_temp.after('SELECT track(''shop.sale'')');
SELECT pg_temp.after('INSERT INTO shop.sale (customer_id, sold_at, amount) VALUES (1, now(), 5)');
SELECT pg_temp.after('ALTER TABLE shop.sale RENAME amount TO money; INSERT INTO shop.sale (customer_id, sold_at, money) VALUES (2, now(), 5)', 'customer_id, sold_at, money');
SELECT is((SELECT count(*) FROM shop.sale_activities_delta WHERE sold_at IS NOT NULL), 2::bigint, 'the journal goes on');
SELECT is((SELECT amount_column FROM tracked), 'money', 'and tracked has the new name');
SELECT pg_temp.after('ALTER TABLE shop.sale RENAME customer_id TO "who? 1"; ALTER TABLE shop.sale RENAME sold_at TO customer_id', '"who? 1", customer_id, money');
SELECT pg_temp.after('INSERT INTO shop.sale ("who? 1", customer_id, money) VALUES (2, now(), 5)', '"who? 1", customer_id, money');
SELECT pg_temp.after('UPDATE shop.sale SET money = money + 1 WHERE "who? 1" = 3', '"who? 1", customer_id, money');
SELECT pg_temp.after('DELETE FROM shop.sale WHERE "who? 1" = 4', '"who? 1", customer_id, money');
SELECT pg_temp.after('SELECT fold(''shop.sale'')', '"who? 1", customer_id, money');
SET session_replication_role = replica;
SELECT pg_temp.after('INSERT INTO shop.sale ("who? 1", customer_id, money) VALUES (2, now(), 7); UPDATE shop.sale SET "who? 1" = 6 WHERE "who? 1" = 5', '"who? 1", customer_id, money');
RESET session_replication_role;
SELECT pg_temp.after('ALTER TABLE shop.sale ADD COLUMN more text; ALTER TABLE shop.sale DROP COLUMN note; INSERT INTO shop.sale ("who? 1", customer_id, money, more) VALUES (9, now(), 7, 7)', '"who? 1", customer_id, money');
SELECT pg_temp.after('ALTER TABLE shop.sale RENAME customer_id TO sold_at; ALTER TABLE shop.sale RENAME "who? 1" TO customer_id; ALTER TABLE shop.sale RENAME money TO amount');
SELECT pg_temp.raises('ALTER TABLE shop.sale DROP COLUMN amount', '2BP01');
SELECT pg_temp.raises('ALTER TABLE shop.sale ALTER COLUMN amount TYPE double precision', '0A000');
SELECT pg_temp.raises('DROP VIEW shop.sale_activities; ALTER TABLE shop.sale ALTER COLUMN amount TYPE double precision', '0A000', NULL, 'nor without the view');

SAVEPOINT whole;
ALTER TABLE shop.sale DROP COLUMN amount CASCADE;
SELECT lives_ok($$INSERT INTO shop.sale (customer_id, sold_at) VALUES (1, now()); UPDATE shop.sale SET sold_at = now() WHERE customer_id = 2; DELETE FROM shop.sale WHERE customer_id = 3$$, 'who writes is not concerned');
SELECT pg_temp.raises('TABLE shop.sale_activities', '42P01');
SELECT is((SELECT problem FROM tracked), 'a column that counts is gone', 'tracked says what is wrong');
SELECT pg_temp.raises('SELECT fold(''shop.sale'')', '55000', '%track(%');
SELECT pg_temp.after($$ALTER TABLE shop.sale ADD COLUMN amount integer DEFAULT 4; SELECT track('shop.sale')$$, 'customer_id, sold_at, amount::bigint');
SELECT pg_temp.after($$INSERT INTO shop.sale (customer_id, sold_at) VALUES (1, now())$$, 'customer_id, sold_at, amount::bigint');
ROLLBACK TO whole;
DROP VIEW shop.sale_activities;
SELECT is((SELECT problem FROM tracked), 'the view is gone, or has another name or owner', 'and when the view is gone');
SELECT pg_temp.after($$SELECT track('shop.sale')$$);
SELECT pg_temp.after('ALTER TABLE shop.sale_activities_delta RENAME TO diary; INSERT INTO shop.sale (customer_id, sold_at, amount) VALUES (1, now(), 5)', counted => true);
ROLLBACK TO whole;

-- the table's name, schema and owner
CREATE SCHEMA other;
SELECT pg_temp.after($$ALTER TABLE shop.sale RENAME TO sold; ALTER TABLE shop.sold SET SCHEMA other; INSERT INTO other.sold (customer_id, sold_at, amount) VALUES (1, now(), 5)$$, source => 'other.sold');
SELECT is((SELECT count(*) FROM shop.sale_activities_delta WHERE customer_id = 1), 1::bigint, 'into the journal, where it was');
SELECT pg_temp.after($$SELECT fold('other.sold')$$, source => 'other.sold');
SELECT pg_temp.after($$ALTER SCHEMA shop RENAME TO store; INSERT INTO other.sold (customer_id, sold_at, amount) VALUES (1, now(), 5)$$, source => 'other.sold', summary => 'store.sale_activities', counted => true);
SELECT pg_temp.after($$SELECT fold('other.sold'); INSERT INTO other.sold (customer_id, sold_at, amount) VALUES (2, now(), 5)$$, source => 'other.sold', summary => 'store.sale_activities');
ROLLBACK TO whole;
CREATE ROLE customer_seg_test_owner;
GRANT USAGE ON SCHEMA shop, customer_seg TO customer_seg_test_owner;
GRANT CREATE ON SCHEMA shop TO customer_seg_test_owner;
ALTER TABLE shop.sale OWNER TO customer_seg_test_owner;
SET ROLE customer_seg_test_owner;
SELECT lives_ok('INSERT INTO shop.sale (customer_id, sold_at, amount) VALUES (777, now(), 5)', 'another owner writes');
SELECT pg_temp.raises('TABLE shop.sale_activities', '42501');
SELECT pg_temp.raises('SELECT fold(''shop.sale'')', '55000', '%untrack(%superuser%');
SELECT pg_temp.raises('SELECT untrack(''shop.sale'')', '42501');
SELECT pg_temp.raises('SELECT track(''shop.sale'')', '42P07');
RESET ROLE;
SELECT is((SELECT count(*) FROM shop.sale_activities_delta WHERE customer_id = 777), 0::bigint, 'of which the owner before sees nothing');
SELECT is((SELECT problem FROM tracked), 'the summary belongs to the owner before', 'which tracked says');
SELECT lives_ok('SELECT untrack(''shop.sale'')', 'a superuser ends it');
SET ROLE customer_seg_test_owner;
SELECT pg_temp.after('SELECT track(''shop.sale'')');
SELECT pg_temp.after('INSERT INTO shop.sale (customer_id, sold_at, amount) VALUES (1, now(), 5)');
SELECT pg_temp.after('SELECT fold(''shop.sale'')');
RESET ROLE;
SELECT pg_temp.after(format('REASSIGN OWNED BY customer_seg_test_owner TO %I', current_user));
SELECT pg_temp.after('INSERT INTO shop.sale (customer_id, sold_at, amount) VALUES (1, now(), 5)');
ROLLBACK TO whole;

-- a table that is put in the place of another, the other still there
CREATE ROLE customer_seg_test_reader;
GRANT SELECT ON shop.sale_activities TO customer_seg_test_reader;
CREATE VIEW shop.best AS SELECT customer_id, amount(activity) FROM shop.sale_activities;
CREATE TABLE shop.sale__tmp AS SELECT line, customer_id, sold_at, amount * 2 AS amount FROM shop.sale;
ALTER TABLE shop.sale RENAME TO sale__backup;
ALTER TABLE shop.sale__tmp RENAME TO sale;
SELECT pg_temp.after('SELECT track(''shop.sale'')');
SELECT ok(has_table_privilege('customer_seg_test_reader', 'shop.sale_activities', 'SELECT'), 'the view keeps its rights');
SELECT is((SELECT count(*) FROM pg_trigger WHERE tgrelid = 'shop.sale__backup'::regclass AND NOT tgisinternal), 0::bigint, 'the former table is no longer tracked');
SELECT pg_temp.after('DROP TABLE shop.sale__backup CASCADE; INSERT INTO shop.sale (customer_id, sold_at, amount) VALUES (1, now(), 5)');
SELECT is((SELECT max(amount) FROM shop.best), (SELECT max(s) FROM (SELECT sum(amount) s FROM shop.sale GROUP BY customer_id) x), 'what hangs on the view stays');
SELECT pg_temp.after('SELECT fold(''shop.sale'')');
-- and with the other dropped before
CREATE TABLE shop.sale__tmp AS SELECT customer_id::text, sold_at::date, amount FROM shop.sale;
ALTER TABLE shop.sale RENAME TO sale__backup;
ALTER TABLE shop.sale__tmp RENAME TO sale;
DROP TABLE shop.sale__backup CASCADE;
SELECT is((SELECT count(*) FROM pg_class WHERE relname LIKE 'sale\_activities%') + (SELECT count(*) FROM tracked), 0::bigint, 'DROP TABLE … CASCADE takes all of the summary');
SELECT pg_temp.raises('TABLE shop.sale_activities', '42P01');
SELECT pg_temp.after('SELECT track(''shop.sale'')');
SELECT pg_temp.after('INSERT INTO shop.sale VALUES (''x'', now(), 5)');
-- the customer of another type than in the view that is there
CREATE TABLE shop.sale__tmp AS SELECT 7 AS buyer, sold_at, amount FROM shop.sale;
ALTER TABLE shop.sale RENAME TO sale__backup;
ALTER TABLE shop.sale__tmp RENAME TO sale;
SELECT pg_temp.after('SELECT track(''shop.sale'', ''buyer'')', 'buyer, sold_at, amount');
-- a name that is somebody's
CREATE TABLE shop.line AS TABLE shop.sale;
CREATE TABLE shop.line_activities_kept ();
SELECT pg_temp.raises('SELECT track(''shop.line'', ''buyer'')', '42P07');
SELECT pg_temp.raises('CREATE TABLE shop.act (activity integer, sold_at timestamptz, amount numeric); SELECT track(''shop.act'', ''activity'')', '42701', '%RENAME COLUMN activity%');

-- the extension goes
DROP EXTENSION customer_seg CASCADE;
SELECT lives_ok('INSERT INTO shop.sale VALUES (8, now(), 5)', 'without the extension writing goes on');

SELECT * FROM finish();
ROLLBACK;
