-- track: whose tables, and whose code: a superuser runs nobody's, and nothing that a trigger merely names is dropped
BEGIN;
\ir ../helpers.psql
SELECT plan(28);

CREATE ROLE customer_seg_test_evil;
CREATE ROLE customer_seg_test_member IN ROLE customer_seg_test_evil;
CREATE ROLE customer_seg_test_alice;
CREATE ROLE customer_seg_test_super SUPERUSER;
CREATE SCHEMA evil AUTHORIZATION customer_seg_test_evil;
CREATE SCHEMA alice AUTHORIZATION customer_seg_test_alice;
GRANT USAGE ON SCHEMA customer_seg TO PUBLIC;
GRANT USAGE ON SCHEMA alice TO customer_seg_test_evil;
GRANT USAGE ON SCHEMA evil TO customer_seg_test_alice;

-- a trigger on the summary, and a type that is read by a function, both of the owner's
SET ROLE customer_seg_test_evil;
CREATE FUNCTION evil.seize() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO evil.ran VALUES (current_user); RETURN NEW; END $$;
CREATE TABLE evil.ran (role name);
GRANT INSERT ON evil.ran TO PUBLIC;
CREATE TABLE evil.sale (customer_id integer, sold_at timestamptz, amount numeric);
SELECT track('evil.sale') \gset
CREATE TRIGGER seize BEFORE INSERT OR UPDATE ON evil.sale_activities_kept FOR EACH ROW EXECUTE FUNCTION evil.seize();
CREATE TYPE evil.sum AS (amount numeric);
CREATE FUNCTION evil.amount(evil.sum) RETURNS numeric LANGUAGE plpgsql AS $$ BEGIN INSERT INTO evil.ran VALUES (current_user); RETURN $1.amount; END $$;
CREATE CAST (evil.sum AS numeric) WITH FUNCTION evil.amount AS IMPLICIT;
CREATE TABLE evil.bait (customer_id integer, sold_at timestamptz, amount evil.sum);
INSERT INTO evil.sale VALUES (1, now(), 1);
INSERT INTO evil.bait VALUES (1, now(), ROW(1));
RESET ROLE;
SELECT pg_temp.raises('SELECT fold(''evil.sale'')', '42501', '%job of that role%');
SELECT pg_temp.raises('SELECT fold(source) FROM tracked', '42501');
SELECT pg_temp.raises('SELECT track(''evil.bait'')', '42501', '%job of that role%');
SET ROLE customer_seg_test_alice;
SELECT pg_temp.raises('SELECT fold(''evil.sale'')', '42501');
SELECT pg_temp.raises('SELECT untrack(''evil.sale'')', '42501');
RESET ROLE;
SELECT is((SELECT count(*) FROM evil.ran), 0::bigint, 'nothing of theirs has run');
SET ROLE customer_seg_test_evil;
SELECT is(fold('evil.sale'), 1::bigint, 'the owner folds');
RESET ROLE;
SELECT is((SELECT array_agg(role) FROM evil.ran), '{customer_seg_test_evil}', 'and runs it');
INSERT INTO evil.sale VALUES (1, now(), 1);
SET ROLE customer_seg_test_member;
SELECT is(fold('evil.sale'), 1::bigint, 'and who has the owner''s rights');
RESET ROLE;
-- the table of a superuser
CREATE SCHEMA shop;
CREATE TABLE shop.sale (customer_id integer, sold_at timestamptz, amount numeric);
ALTER TABLE shop.sale OWNER TO customer_seg_test_super;
SELECT pg_temp.raises('SELECT track(''shop.sale'')', '42501');
SET ROLE customer_seg_test_super;
SELECT lives_ok('SELECT track(''shop.sale''); SELECT fold(''shop.sale'')', 'a superuser folds the own');
RESET ROLE;

-- triggers that name what is another's
SET ROLE customer_seg_test_alice;
CREATE TABLE alice.audit_delta (customer_id integer, sold_at timestamptz, amount numeric);
CREATE TABLE alice.audit_kept ();
CREATE VIEW alice.audit AS SELECT 1 AS a;
SET ROLE customer_seg_test_evil;
CREATE TABLE evil.forged (customer_id integer, sold_at timestamptz, amount numeric);
CREATE TRIGGER customer_seg_activity_insert AFTER INSERT ON evil.forged EXECUTE FUNCTION customer_seg.write_journal('alice', 'audit_delta', '1', '1 2 3 - -');
CREATE TRIGGER customer_seg_activity_row AFTER INSERT OR UPDATE OF customer_id, sold_at, amount OR DELETE ON evil.forged FOR EACH ROW EXECUTE FUNCTION customer_seg.write_journal('alice', 'audit_delta');
SELECT lives_ok('INSERT INTO evil.forged VALUES (1, now(), 1)', 'a forged trigger lets write');
RESET ROLE;
SELECT is((SELECT count(*) FROM alice.audit_delta), 0::bigint, 'but not to what is another''s');
SELECT is((SELECT ARRAY[summary, kept, journal]::text FROM tracked WHERE source = 'evil.forged'::regclass), '{NULL,NULL,NULL}', 'nor is that its summary');
SELECT lives_ok('SELECT untrack(''evil.forged'')', 'untrack() takes the triggers');
SELECT is((SELECT count(*) FROM pg_class WHERE relnamespace = 'alice'::regnamespace AND relname LIKE 'audit%'), 3::bigint, 'and drops none of it');
SELECT is((SELECT count(*) FROM pg_trigger WHERE tgrelid = 'evil.forged'::regclass), 0::bigint, 'they are gone');

-- a journal of one's own, whose name makes another's relations its summary
GRANT CREATE ON SCHEMA alice TO customer_seg_test_evil;
SET ROLE customer_seg_test_alice;
CREATE TABLE alice.book_kept ();
CREATE VIEW alice.book AS SELECT 1 AS a;
SET ROLE customer_seg_test_evil;
CREATE TABLE alice.book_delta (customer_id integer, sold_at timestamptz, amount numeric);
CREATE TRIGGER customer_seg_activity_insert AFTER INSERT ON evil.forged EXECUTE FUNCTION customer_seg.write_journal('alice', 'book_delta', '1', '1 2 3 - -');
RESET ROLE;
SELECT lives_ok('SELECT untrack(''evil.forged'')', 'the journal is dropped');
SELECT is((SELECT array_agg(relname ORDER BY relname) FROM pg_class WHERE relnamespace = 'alice'::regnamespace AND relname LIKE 'book%'), '{book,book_kept}', 'and no more');

-- segments, too
SET ROLE customer_seg_test_evil;
CREATE TABLE evil.sold (customer_id integer, sold_at timestamptz, amount numeric);
INSERT INTO evil.sold SELECT n % 9, timestamptz '2024-01-01Z' + n * interval '1 day', n FROM generate_series(1, 99) n;
SELECT track('evil.sold') \gset
SELECT track_segments('evil.sold') \gset
DROP VIEW evil.sold_segments;
DROP TABLE evil.sold_segments_yardstick;
INSERT INTO evil.sold VALUES (1, now(), 1);
SELECT pg_temp.raises('SELECT fold(''evil.sold'')', '55000', '%untrack_segments%', 'no fold leaves segments behind');
RESET ROLE;
GRANT CREATE ON SCHEMA evil TO customer_seg_test_alice;
SET ROLE customer_seg_test_alice;
CREATE TABLE evil.sold_segments_yardstick (yardstick customer_seg.yardstick, as_of timestamptz);
CREATE VIEW evil.sold_segments AS SELECT 1 AS a;
SET ROLE customer_seg_test_evil;
SELECT pg_temp.raises('SELECT fold(''evil.sold'')', '55000', '%untrack_segments%', 'nor judges by another''s yardstick');
RESET ROLE;
SELECT pg_temp.raises('SELECT track_segments(''evil.sold'')', '42501', '%job of that role%');
SELECT lives_ok('SELECT untrack(''evil.sold'')', 'what has the names of the segments');
SELECT ok(to_regclass('evil.sold_segments_yardstick') IS NOT NULL AND to_regclass('evil.sold_segments') IS NOT NULL, 'is not dropped where it is another''s');

-- a view of the name and with the comment that a summary has, made by another beforehand
SET ROLE customer_seg_test_evil;
CREATE VIEW alice.mine_activities AS SELECT 1 AS customer_id, NULL::customer_seg.activity AS activity;
COMMENT ON VIEW alice.mine_activities IS 'what each customer of alice.mine did, always of now';
SET ROLE customer_seg_test_alice;
CREATE TABLE alice.mine (customer_id integer, sold_at timestamptz, amount numeric);
SELECT pg_temp.raises('SELECT track(''alice.mine'')', '42P07');
RESET ROLE;

-- the superuser ends what nobody else can
ALTER TABLE evil.sale OWNER TO customer_seg_test_alice;
SET ROLE customer_seg_test_alice;
SELECT pg_temp.raises('SELECT fold(''evil.sale'')', '55000', '%untrack(%superuser%', 'whose summary belongs to another cannot be folded');
RESET ROLE;
SELECT lives_ok('SELECT untrack(''evil.sale'')', 'but ended by a superuser');
SELECT is((SELECT count(*) FROM pg_class WHERE relname LIKE 'sale\_activities%' AND relnamespace = 'evil'::regnamespace), 0::bigint, 'with all of it');

SELECT * FROM finish();
ROLLBACK;
