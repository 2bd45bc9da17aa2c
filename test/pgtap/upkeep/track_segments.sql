-- track_segments: segments that are, at any moment, what segment_activities() and segment() say of all customers
BEGIN;
\ir ../helpers.psql
\ir ../tracked.psql
SELECT plan(46);

-- customers whose row is not the one that is wanted, or that only one has
CREATE FUNCTION pg_temp.differing(segments text, wanted text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
	differing bigint;
BEGIN
	EXECUTE format('WITH s AS (SELECT customer_id, orders, amount::text, first_order, last_order, loyalty, contribution, quadrant FROM %s),
		w AS (SELECT customer, orders, amount::text, first_order, last_order, loyalty, contribution, quadrant FROM %s)
		SELECT count(*) FROM ((TABLE s EXCEPT ALL TABLE w) UNION ALL (TABLE w EXCEPT ALL TABLE s)) d', segments, wanted) INTO differing;
	RETURN differing;
END $$;

-- what is wrong in the segments: they are those of the table and of its summary, and what is kept of them those of what is kept of that
CREATE FUNCTION pg_temp.wrong() RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
	measured text := ', as_of => (SELECT as_of FROM shop.sale_segments_yardstick), yardstick => (SELECT yardstick FROM shop.sale_segments_yardstick))';
BEGIN
	RETURN pg_temp.differing('shop.sale_segments', '(SELECT s.* FROM segment_as(NULL::integer, ''shop.sale''' || measured || ' s) s')
		+ pg_temp.differing('shop.sale_segments', 'segment_activities_as(NULL::integer, ''shop.sale_activities''' || measured)
		+ pg_temp.differing('(SELECT customer AS customer_id, k.* FROM shop.sale_activities_kept k) k', 'segment_activities_as(NULL::integer, ''shop.sale_activities_kept'', ''customer''' || measured);
END $$;

SELECT pg_temp.raises('SELECT track_segments(''shop.sale'')', '42704', '%track(%');
SELECT track('shop.sale') \gset
SELECT pg_temp.raises('SELECT untrack_segments(''shop.sale'')', '42704', '%track_segments(%');
SELECT is(track_segments('shop.sale')::text, 'shop.sale_segments', 'track_segments() gives the view');
SELECT is(pg_temp.wrong(), 0::bigint, 'which says what segment() says');
SELECT is((SELECT as_of FROM shop.sale_segments_yardstick), (SELECT max(sold_at) + interval '1 microsecond' FROM shop.sale), 'as of just after the last order');
SELECT is((SELECT yardstick FROM shop.sale_segments_yardstick), (SELECT yardstick(activity, (SELECT as_of FROM shop.sale_segments_yardstick)) FROM shop.sale_activities), 'by the yardstick of its customers');
SELECT is(pg_temp.differing('shop.sale_segments', 'segment_as(NULL::integer, ''shop.sale'')') <= 50, true, 'and nobody else');
SELECT is((SELECT string_agg(attname || ' ' || format_type(atttypid, NULL), ', ' ORDER BY attnum) FROM pg_attribute WHERE attrelid = 'shop.sale_segments'::regclass AND attnum > 0),
	'customer_id integer, orders bigint, amount numeric, first_order timestamp with time zone, last_order timestamp with time zone, loyalty double precision, contribution double precision, quadrant quadrant',
	'under its own name and type');

-- called again: another time, another yardstick
SELECT yardstick AS y FROM shop.sale_segments_yardstick \gset
SELECT track_segments('shop.sale', as_of => '2030-01-01Z') \gset
SELECT is(pg_temp.wrong(), 0::bigint, 'as of another time');
SELECT is((SELECT yardstick FROM shop.sale_segments_yardstick), :'y'::yardstick, 'the yardstick stays');
SELECT track_segments('shop.sale', '2030-01-01Z', with_cuts(:'y', 'p70', 'p30')) \gset
SELECT is(pg_temp.wrong(), 0::bigint, 'by another yardstick');

-- what a fold writes is what it has touched
INSERT INTO shop.sale (customer_id, sold_at, amount) VALUES (7, '2025-01-01Z', 900), (1000, '2025-01-01Z', 3), (1001, '2025-01-01Z', NULL);
UPDATE shop.sale SET amount = 1 WHERE customer_id = 9;
DELETE FROM shop.sale WHERE customer_id = 11;
CREATE TEMP TABLE before AS SELECT customer, ctid AS at FROM shop.sale_activities_kept;
SELECT is(pg_temp.wrong(), 0::bigint, 'the segments are those of now');
SELECT fold('shop.sale') \gset
SELECT is(pg_temp.wrong(), 0::bigint, 'before and after a fold');
SELECT is((SELECT array_agg(customer ORDER BY customer) FROM shop.sale_activities_kept s FULL JOIN before b USING (customer) WHERE s.ctid IS DISTINCT FROM b.at), '{7,9,11,1000,1001}', 'written for the customers of the journal alone');

SELECT is(string_agg(pg_temp.play(seed), ''), '', 'after any random history of statements, folds and savepoints') FROM generate_series(1, 20) seed;
TRUNCATE shop.sale;
SELECT is_empty('TABLE shop.sale_segments', 'nobody of nothing');
SELECT fold('shop.sale') \gset
SELECT is_empty('TABLE shop.sale_activities_kept', 'also when folded');

-- sales since as_of: of those who have just bought
SELECT track_segments('shop.sale', as_of => '2024-06-01Z') \gset
INSERT INTO shop.sale (customer_id, sold_at, amount) VALUES (1, '2024-07-01Z', 50), (2, '2024-05-31 23:59:59Z', 50);
SELECT fold('shop.sale') \gset
SELECT is_empty('SELECT FROM shop.sale_segments s JOIN shop.sale_activities a USING (customer_id), shop.sale_segments_yardstick y
	WHERE (s.loyalty, s.contribution, s.quadrant) IS DISTINCT FROM (loyalty(activity, y.yardstick, y.as_of), contribution(activity, y.yardstick), quadrant(activity, y.yardstick, y.as_of))', 'measured like all others');
SELECT cmp_ok(max(loyalty) FILTER (WHERE customer_id = 1), '>=', max(loyalty) FILTER (WHERE customer_id = 2), 'nobody is more recent') FROM shop.sale_segments;
SELECT track_segments('shop.sale') \gset
SELECT is((SELECT as_of FROM shop.sale_segments_yardstick), '2024-07-01 00:00:00.000001+00'::timestamptz, 'without as_of time goes on');

-- names that are taken
SELECT untrack_segments('shop.sale');
CREATE VIEW shop.sale_segments AS SELECT 1 AS customer_id;
SELECT pg_temp.raises('SELECT track_segments(''shop.sale'')', '42P07', '%sale_segments%');
SELECT lives_ok('SELECT fold(''shop.sale'')', 'and nothing has begun');
DROP VIEW shop.sale_segments;
CREATE TABLE shop.sale_segments_yardstick AS SELECT 1 AS yardstick;
SELECT pg_temp.raises('SELECT track_segments(''shop.sale'')', '42P07', '%');
DROP TABLE shop.sale_segments_yardstick;
SELECT track_segments('shop.sale') \gset

-- nobody to measure by
CREATE TABLE shop.empty AS SELECT customer_id, sold_at, amount FROM shop.sale WITH NO DATA;
SELECT track('shop.empty') \gset
SELECT pg_temp.raises('SELECT track_segments(''shop.empty'')', '55000', '%yardstick%');
SELECT lives_ok(format('SELECT track_segments(''shop.empty'', yardstick => %L)', :'y'), 'a yardstick will do');
INSERT INTO shop.empty (customer_id, sold_at, amount) VALUES (1, '2024-01-01Z', 5);
SELECT fold('shop.empty') \gset
SELECT is((SELECT orders FROM shop.empty_segments), 1::bigint, 'for those who come');

-- names and types of one's own, contacts and potentials, an owner who is no superuser
CREATE ROLE customer_seg_test_owner;
CREATE ROLE customer_seg_test_other;
GRANT USAGE, CREATE ON SCHEMA shop TO customer_seg_test_owner, customer_seg_test_other;
GRANT USAGE ON SCHEMA customer_seg TO customer_seg_test_owner, customer_seg_test_other;
CREATE TYPE shop.key AS (a text, "b 'c" text);
CREATE UNLOGGED TABLE shop."Sal'e %s" ("the $q$ key" shop.key, "time" timestamp, "a'm %s" integer, potential integer);
ALTER TABLE shop."Sal'e %s" OWNER TO customer_seg_test_owner;
INSERT INTO shop."Sal'e %s" SELECT (n % 9, 'x')::shop.key, '2024-01-01'::timestamp + n * interval '5 hours', nullif(n % 13, 4), nullif(n % 3, 0) FROM generate_series(1, 200) n;
SET ROLE customer_seg_test_owner;
SELECT track('shop."Sal''e %s"', 'the $q$ key', 'time', 'a''m %s', potential_column => 'potential'), track_segments('shop."Sal''e %s"') \gset
SET ROLE customer_seg_test_other;
SELECT pg_temp.raises('SELECT track_segments(''shop."Sal''''e %s"'')', '42501');
SELECT pg_temp.raises('SELECT untrack_segments(''shop."Sal''''e %s"'')', '42501');
SET ROLE customer_seg_test_owner;
INSERT INTO shop."Sal'e %s" VALUES ((1, 'y'), '2024-05-01', 5, 9), ((2, 'x'), '2024-05-01', NULL, 9);
DELETE FROM shop."Sal'e %s" WHERE "the $q$ key" = (3, 'x')::shop.key;
SELECT fold('shop."Sal''e %s"') \gset
SELECT is((SELECT array_agg(row(s.*)::text ORDER BY row(s.*)::text) FROM (SELECT "the $q$ key", orders, amount, first_order, last_order, loyalty, contribution, quadrant FROM shop."Sal'e %s_segments") s),
	(SELECT array_agg(row(s.*)::text ORDER BY row(s.*)::text) FROM (SELECT "the $q$ key", orders(activity), amount(activity), first_order(activity), last_order(activity), loyalty(activity, yardstick, as_of), contribution(activity, yardstick), quadrant(activity, yardstick, as_of)
		FROM shop."Sal'e %s_activities", shop."Sal'e %s_segments_yardstick") s), 'any names and types');
SELECT is((SELECT string_agg(replace(relname, 'Sal''e %s_segments', '') || ' ' || relowner::regrole::text || ' ' || relpersistence::text, ', ' ORDER BY relname) FROM pg_class WHERE relname LIKE 'Sal''e \%s\_segments%' AND relkind IN ('r', 'v')),
	' customer_seg_test_owner p, _yardstick customer_seg_test_owner p', 'the owner''s of the table, and as persistent');
RESET ROLE;
REVOKE USAGE ON SCHEMA customer_seg FROM customer_seg_test_other;
SET ROLE customer_seg_test_other;
SELECT pg_temp.raises('TABLE shop."Sal''e %s_segments"', '42501');
SET ROLE customer_seg_test_owner;
GRANT SELECT ON shop."Sal'e %s_segments" TO customer_seg_test_other;
INSERT INTO shop."Sal'e %s" VALUES ((7, 'z'), '2024-06-01', 5, 9);
DELETE FROM shop."Sal'e %s" WHERE "the $q$ key" = (4, 'x')::shop.key;
SET ROLE customer_seg_test_other;
SELECT is((SELECT array_agg(("the $q$ key").a ORDER BY "the $q$ key") FROM shop."Sal'e %s_segments" WHERE "the $q$ key" IN (('4', 'x')::shop.key, ('7', 'z')::shop.key, ('8', 'x')::shop.key)), '{7,8}', 'who may read the view needs no other right');
SET ROLE customer_seg_test_owner;
CREATE TABLE shop.word (orders integer, sold_at timestamptz, amount numeric);
INSERT INTO shop.word VALUES (1, '2024-01-01Z', 1), (2, '2024-02-01Z', 2);
SELECT track('shop.word', 'orders'), track_segments('shop.word') \gset
SELECT results_eq('SELECT customer, orders FROM shop.word_segments ORDER BY 1', 'VALUES (1, 1::bigint), (2, 1)', 'a customer named as another column');
CREATE TABLE shop.pair (customer_id integer[], sold_at timestamptz, amount numeric);
INSERT INTO shop.pair SELECT ARRAY[n % 5, n % 2], '2024-01-01Z', n FROM generate_series(1, 40) n;
SELECT track('shop.pair'), track_segments('shop.pair', '2025-01-01Z') \gset
INSERT INTO shop.pair VALUES ('{1,0}', '2024-02-01Z', 100), ('{9}', '2024-02-01Z', 1);
DELETE FROM shop.pair WHERE customer_id = '{2,0}';
SELECT is(pg_temp.differing('shop.pair_segments', '(SELECT s.* FROM shop.pair_segments_yardstick, segment_as(NULL::integer[], ''shop.pair'', as_of => as_of, yardstick => yardstick) s) s'), 0::bigint, 'customers that are arrays');
RESET ROLE;

-- a table in the place of the former one
SELECT track_segments('shop.sale', as_of => '2030-01-01Z') \gset
INSERT INTO shop.sale (customer_id, sold_at, amount) SELECT n % 30, '2024-08-01Z', n FROM generate_series(1, 100) n;
CREATE VIEW shop.bees AS SELECT * FROM shop.sale_segments WHERE quadrant = 'bee';
GRANT SELECT ON shop.sale_segments TO customer_seg_test_other;
CREATE TABLE shop.made AS SELECT line, customer_id, sold_at, amount + line % 7 AS amount, note FROM shop.sale WHERE customer_id <> 7;
ALTER TABLE shop.sale RENAME TO sale_before;
ALTER TABLE shop.made RENAME TO sale;
SELECT is(pg_temp.differing('shop.sale_segments', '(SELECT s.* FROM shop.sale_segments_yardstick, segment_as(NULL::integer, ''shop.sale_before'', as_of => as_of, yardstick => yardstick) s) s'), 0::bigint, 'before track() the segments are those of the former table');
SELECT track('shop.sale') \gset
SELECT is(pg_temp.wrong(), 0::bigint, 'then those of the table in its place');
DELETE FROM shop.sale WHERE customer_id = 9;
SELECT is(pg_temp.wrong(), 0::bigint, 'which are kept up');
DROP TABLE shop.sale_before CASCADE;
SELECT is((SELECT count(*) FROM shop.bees), (SELECT count(*) FROM shop.sale_segments WHERE quadrant = 'bee'), 'with what is built on them');
SELECT is(has_table_privilege('customer_seg_test_other', 'shop.sale_segments', 'SELECT'), true, 'and their rights');
CREATE TABLE shop.made AS SELECT customer_id AS orders, sold_at, amount FROM shop.sale;
ALTER TABLE shop.sale RENAME TO sale_before;
ALTER TABLE shop.made RENAME TO sale;
SELECT track('shop.sale', 'orders') \gset
SELECT bag_eq('SELECT customer, orders FROM shop.sale_segments', 'SELECT orders, count(*) FROM shop.sale GROUP BY 1', 'whatever the customers are called');
ALTER TABLE shop.sale RENAME COLUMN orders TO customer_id;
DROP TABLE shop.sale_before CASCADE;
DROP VIEW shop.bees;
CREATE TABLE shop.made AS SELECT customer_id::text AS customer_id, sold_at, amount FROM shop.sale;
ALTER TABLE shop.sale RENAME TO sale_before;
ALTER TABLE shop.made RENAME TO sale;
SELECT track('shop.sale') \gset
INSERT INTO shop.sale VALUES ('x', '2024-09-01Z', 5);
SELECT is(pg_temp.differing('shop.sale_segments', '(SELECT s.* FROM shop.sale_segments_yardstick, segment_as(NULL::text, ''shop.sale'', as_of => as_of, yardstick => yardstick) s) s'), 0::bigint, 'customers of another type');
DROP TABLE shop.sale_before;

SELECT lives_ok('SELECT untrack_segments(''shop.sale'')', 'untrack_segments()');
INSERT INTO shop.sale (customer_id, sold_at, amount) VALUES (3, '2024-07-01Z', 50);
SELECT is(fold('shop.sale'), 2::bigint, 'and folds go on');
SELECT columns_are('shop', 'sale_activities_kept', ARRAY['customer', 'activity'], 'of activities alone');
SELECT track_segments('shop.sale') \gset
SELECT lives_ok('SELECT untrack(''shop.sale'')', 'untrack() ends them, too');
SELECT is((SELECT count(*) FROM pg_class WHERE relname LIKE 'sale\_segments%'), 0::bigint, 'and leaves nothing');

SELECT * FROM finish();
ROLLBACK;
