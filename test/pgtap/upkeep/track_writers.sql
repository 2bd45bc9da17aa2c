-- track: who writes, and how: foreign keys, roles without rights on the summary, subscriptions, types of one's own, hostile names
BEGIN;
\ir ../helpers.psql
SELECT plan(39);

CREATE SCHEMA shop;
CREATE TABLE shop.customer (id integer PRIMARY KEY);
INSERT INTO shop.customer SELECT generate_series(1, 30);
CREATE TABLE shop.sale (customer_id integer REFERENCES shop.customer ON UPDATE CASCADE ON DELETE CASCADE, sold_at timestamptz, amount numeric, potential numeric, profit numeric);
INSERT INTO shop.sale SELECT 1 + n % 30, timestamptz '2024-01-01Z' + n * interval '1 hour', n, n, n FROM generate_series(1, 300) n;
CREATE FUNCTION pg_temp.after(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	wrong bigint;
BEGIN
	EXECUTE statement;
	WITH s AS (SELECT customer_id, activity_send(activity), history_send(history) FROM shop.sale_activities FULL JOIN shop.sale_histories USING (customer_id)),
	t AS (SELECT customer_id, activity_send(activity(sold_at, amount, potential)), history_send(history(sold_at, amount, potential, profit)) FROM shop.sale WHERE customer_id IS NOT NULL AND sold_at IS NOT NULL GROUP BY 1)
	SELECT count(*) INTO wrong FROM ((TABLE s EXCEPT ALL TABLE t) UNION ALL (TABLE t EXCEPT ALL TABLE s)) d;
	RETURN is(wrong, 0::bigint, 'after ' || statement);
END $$;
SELECT track('shop.sale', potential_column => 'potential'), track('shop.sale', potential_column => 'potential', profit_column => 'profit', what => 'history') \gset
SELECT is((SELECT array_agg(what ORDER BY what) FROM tracked WHERE source = 'shop.sale'::regclass), '{activity,history}', 'tracked for both');
SELECT pg_temp.after('DELETE FROM shop.customer WHERE id < 5');
SELECT pg_temp.after('UPDATE shop.customer SET id = id + 100 WHERE id < 10');
SELECT pg_temp.after('INSERT INTO shop.sale VALUES (20, now(), 5, 5, 5), (21, now(), NULL, NULL, NULL)');
SELECT pg_temp.after('SELECT fold(''shop.sale'')');

-- what a subscription does: triggers of rows only, in the replica's role
SET session_replication_role = replica;
SELECT pg_temp.after('INSERT INTO shop.sale VALUES (20, now(), 6, 6, 6), (22, now(), 7, 7, 7), (NULL, now(), 1, 1, 1), (23, NULL, 1, 1, 1)');
SELECT is((SELECT count(*) FROM shop.sale_activities_delta), 2::bigint, 'once each');
SELECT pg_temp.after('UPDATE shop.sale SET customer_id = 25 WHERE customer_id = 22');
SELECT pg_temp.after('DELETE FROM shop.sale WHERE customer_id = 23');
SELECT pg_temp.after('TRUNCATE shop.sale');
RESET session_replication_role;
SELECT pg_temp.after('INSERT INTO shop.sale VALUES (20, now(), 5, 5, 5)');

-- a role that may write, and nothing else
CREATE ROLE customer_seg_test_writer;
GRANT USAGE ON SCHEMA shop, customer_seg TO customer_seg_test_writer;
GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON shop.sale TO customer_seg_test_writer;
SET ROLE customer_seg_test_writer;
INSERT INTO shop.sale VALUES (24, now(), 5, 5, 5);
UPDATE shop.sale SET amount = 7 WHERE customer_id = 24;
DELETE FROM shop.sale WHERE customer_id = 20;
SELECT pg_temp.raises('TABLE shop.sale_activities', '42501');
SELECT pg_temp.raises('SELECT customer_seg.fold(''shop.sale'')', '42501');
SELECT pg_temp.raises('SELECT customer_seg.untrack(''shop.sale'')', '42501');
SELECT pg_temp.raises('SELECT customer_seg.track(''shop.customer'', ''id'', ''id'', ''id'')', '42501');
CREATE TEMP TABLE mine (customer_id integer, sold_at timestamptz, amount numeric);
CREATE TRIGGER t AFTER INSERT ON mine REFERENCING NEW TABLE AS n EXECUTE FUNCTION customer_seg.write_journal('shop', 'sale_activities_delta');
SELECT lives_ok('INSERT INTO mine VALUES (99, now(), 1)', 'a trigger of one''s own can name the journal of another');
RESET ROLE;
SELECT is((SELECT count(*) FROM shop.sale_activities_delta WHERE customer_id = 99), 0::bigint, 'but not write to it');
SELECT pg_temp.after('SELECT 1');

-- a customer's own equality, names that need quotes, and an owner who is another than the caller
CREATE ROLE customer_seg_test_keeper;
CREATE ROLE customer_seg_test_member IN ROLE customer_seg_test_keeper;
GRANT USAGE, CREATE ON SCHEMA shop TO customer_seg_test_keeper;
GRANT USAGE ON SCHEMA customer_seg TO customer_seg_test_keeper;
CREATE TYPE shop.key AS (a text, "b 'c" text);
CREATE TABLE shop."Sal'e %s" ("the $q$ key" shop.key, "time ""t""" timestamp, "a'm %s $body$" integer);
ALTER TABLE shop."Sal'e %s" OWNER TO customer_seg_test_keeper;
SET ROLE customer_seg_test_member;
SELECT track('shop."Sal''e %s"', 'the $q$ key', 'time "t"', 'a''m %s $body$') \gset
INSERT INTO shop."Sal'e %s" VALUES (('x', 'y'), '2024-01-01', 5), (('x', 'z'), '2024-01-01', 5), (('x', 'z'), '2024-01-02', 5);
SELECT results_eq('SELECT * FROM shop."Sal''e %s_activities" ORDER BY 1', 'SELECT "the $q$ key", activity("time ""t""", "a''m %s $body$"::bigint) FROM shop."Sal''e %s" GROUP BY 1 ORDER BY 1', 'any names and types');
SELECT is((SELECT DISTINCT relowner::regrole::text FROM pg_class WHERE relname LIKE 'Sal\_e%activities%' OR relname LIKE 'Sal''e%'), 'customer_seg_test_keeper', 'all of it is the owner''s of the table');
SELECT is(fold('shop."Sal''e %s"'), 3::bigint, 'a member of that role folds it');
RESET ROLE;

CREATE DOMAIN shop.must AS integer NOT NULL;
CREATE TABLE shop.word (old shop.must, found timestamptz, "is" double precision);
SELECT track('shop.word', 'old', 'found', 'is', profit_column => 'is') \gset
INSERT INTO shop.word SELECT n % 5, now(), n FROM generate_series(1, 20) n;
UPDATE shop.word SET "is" = 9 WHERE old = 2;
DELETE FROM shop.word WHERE old = 3 AND "is" > 10;
SELECT results_eq('SELECT old::integer, activity FROM shop.word_activities ORDER BY 1', 'SELECT old::integer, activity(found, "is", NULL::double precision, "is") FROM shop.word GROUP BY 1 ORDER BY 1', 'columns named as plpgsql''s own, a domain that forbids NULL, one column twice');
SELECT lives_ok('INSERT INTO shop.word VALUES (1, now(), ''NaN'')', 'what activity() refuses is not refused to who writes');

SELECT pg_temp.raises('TABLE shop.word_activities', '22023');
DELETE FROM shop.word WHERE "is" = 'NaN';
SELECT results_eq('SELECT old::integer, activity FROM shop.word_activities ORDER BY 1', 'SELECT old::integer, activity(found, "is", NULL::double precision, "is") FROM shop.word GROUP BY 1 ORDER BY 1', 'once it is deleted, all is as before');
INSERT INTO shop.word VALUES (1, now(), '-infinity'), (7, 'infinity', 5);
UPDATE shop.word SET "is" = 4, found = now() WHERE "is" < 0 OR found = 'infinity';
SELECT results_eq('SELECT old::integer, activity FROM shop.word_activities ORDER BY 1', 'SELECT old::integer, activity(found, "is", NULL::double precision, "is") FROM shop.word GROUP BY 1 ORDER BY 1', 'or put right');
SELECT lives_ok('SELECT fold(''shop.word'')', 'and it is folded');
SAVEPOINT word;
INSERT INTO shop.word VALUES (2, now(), 'NaN');
TRUNCATE shop.word;
INSERT INTO shop.word VALUES (3, now(), 4);
SELECT results_eq('SELECT old::integer, orders(activity) FROM shop.word_activities', 'VALUES (3, 1::bigint)', 'as when all is');
ROLLBACK TO word;

-- a fold before the statement that writes has told the journal
SELECT pg_temp.raises('WITH i AS (INSERT INTO shop.sale VALUES (20, now(), 5, 5, 5) RETURNING 1) SELECT fold(''shop.sale'') FROM i', '55006');
CREATE FUNCTION shop.fold() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM customer_seg.fold('shop.sale'); RETURN NULL; END $$;
CREATE TRIGGER auto AFTER INSERT ON shop.sale EXECUTE FUNCTION shop.fold();
SELECT pg_temp.raises('INSERT INTO shop.sale VALUES (20, now(), 5, 5, 5)', '55006', '%statement of its own%');
DROP TRIGGER auto ON shop.sale;
SELECT pg_temp.raises('WITH i AS (INSERT INTO shop.customer VALUES (500) RETURNING 1) SELECT track(''shop.customer'', ''id'', ''id'', ''id'') FROM i', '55006');
CREATE TABLE shop.part (customer_id integer, sold_at timestamptz, amount numeric) PARTITION BY LIST (customer_id);
CREATE TABLE shop.part_0 PARTITION OF shop.part DEFAULT;
SELECT track('shop.part') \gset
SELECT pg_temp.raises('WITH i AS (INSERT INTO shop.part_0 VALUES (20, now(), 5) RETURNING 1) SELECT fold(''shop.part'') FROM i', '55006');
-- triggers that are deferred, here of a foreign key, do not keep from it
ALTER TABLE shop.sale ALTER CONSTRAINT sale_customer_id_fkey DEFERRABLE INITIALLY DEFERRED;
INSERT INTO shop.sale VALUES (20, now(), 5, 5, 5);
SELECT pg_temp.after('SELECT fold(''shop.sale'')');

SET CONSTRAINTS ALL IMMEDIATE;

-- a publication of all tables
SET client_min_messages = error;
CREATE PUBLICATION customer_seg_test FOR ALL TABLES;
RESET client_min_messages;
ALTER TABLE shop.sale REPLICA IDENTITY FULL;
SELECT pg_temp.after('INSERT INTO shop.sale VALUES (20, now(), 5, 5, 5); UPDATE shop.sale SET amount = 8 WHERE customer_id = 24');
SELECT pg_temp.after('SELECT fold(''shop.sale'')');
ALTER TABLE shop.word REPLICA IDENTITY FULL;
SELECT lives_ok('SELECT untrack(''shop.word''); SELECT track(''shop.word'', ''old'', ''found'', ''is'')', 'nor of tables that are tracked later');
DROP PUBLICATION customer_seg_test;

-- who only reads the view, and what others name like triggers of ours
CREATE ROLE customer_seg_test_reader;
GRANT USAGE ON SCHEMA shop TO customer_seg_test_reader;
GRANT SELECT ON shop.sale_histories TO customer_seg_test_reader;
CREATE TABLE shop.forged ();
CREATE TRIGGER customer_seg_activity_insert AFTER INSERT ON shop.forged EXECUTE FUNCTION write_journal('a', 'b', 'c\\000', 'ä');
CREATE TRIGGER t AFTER INSERT ON shop.forged EXECUTE FUNCTION write_journal('shop', 'customer');
SELECT lives_ok('INSERT INTO shop.forged DEFAULT VALUES', 'nor write anywhere: what they name is no journal');
SELECT is((SELECT array_agg(source::text ORDER BY source::text) FROM tracked WHERE source = 'shop.forged'::regclass), '{shop.forged}', 'nothing that others name so makes the view fail');
SET ROLE customer_seg_test_reader;
SELECT lives_ok('SELECT history FROM shop.sale_histories', 'SELECT on the view suffices');
RESET ROLE;

SELECT * FROM finish();
ROLLBACK;
