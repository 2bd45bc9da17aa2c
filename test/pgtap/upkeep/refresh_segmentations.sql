-- refresh_segmentations: all that are mine, of whatever source and name; one that fails stops no other, and says why
BEGIN;
\ir ../helpers.psql
SET client_min_messages = error;
\ir ../shop.psql
SELECT plan(56);

CREATE SCHEMA kept;
CREATE ROLE "customer_seg_test ""Ann"".ü";
GRANT ALL ON SCHEMA kept TO PUBLIC;
GRANT USAGE ON SCHEMA customer_seg TO PUBLIC;
GRANT CREATE ON SCHEMA kept TO "customer_seg_test ""Ann"".ü";
SET search_path = kept, customer_seg, public;
SELECT is_empty('SELECT * FROM refresh_segmentations()', 'none, no row');

-- one of three is broken
CREATE TABLE sales AS SELECT customer_id, sold_at, amount FROM shop.sale;
CREATE TABLE broken AS TABLE sales;
SELECT lives_ok(format('SELECT create_segmentation(%L, %L)', name, source), name) FROM (VALUES ('b', 'sales'), ('"A second"', 'broken'), ('c', 'sales')) v(name, source);
SELECT results_eq('SELECT name, changed, error FROM refresh_segmentations()', $$VALUES ('"A second"', 0::bigint, NULL::text), ('b', 0, NULL), ('c', 0, NULL)$$, 'all, in the order of their names');
SELECT is(count(last_error), 0::bigint, 'no error') FROM segmentations;
DROP TABLE broken;
INSERT INTO sales VALUES (9999, '2024-01-01', 5);
CREATE TEMP TABLE run AS SELECT * FROM refresh_segmentations();
SELECT is((SELECT array_agg((name, customers - (SELECT count(*) FROM b), changed, error IS NULL)::text ORDER BY name COLLATE "C") FROM run), ARRAY['("""A second""",,,f)', '(b,0,1,t)', '(c,0,1,t)'], 'one fails, and the others are refreshed');
SELECT is((SELECT error FROM run WHERE error IS NOT NULL), E'the source of segmentation "A second" is gone: there is no kept.broken\n'
	'HINT:  Create kept.broken again, or: SELECT customer_seg.drop_segmentation(''"A second"'');', 'what is wrong with it, and what to do');
SELECT is((SELECT array_agg(last_error) FROM segmentations WHERE last_error IS NOT NULL), (SELECT array_agg(error) FROM run WHERE error IS NOT NULL), 'is kept');
SELECT ok(last_error_at > refreshed_at, 'with its time') FROM segmentations WHERE name = '"A second"';
SELECT is((SELECT count(*) FROM "A second"), (SELECT count(*) FROM b) - 1, 'the view stays as it was');
SELECT is((SELECT count(*) FROM segmentation_log WHERE name = '"A second"'), 2::bigint, 'and is said to be of no other time');
SELECT is(to_regclass('pg_temp._segmentation_was'), NULL, 'nothing is left of the attempt');
CREATE TABLE broken AS TABLE sales;
SELECT is((SELECT array_agg((name, changed, error)::text ORDER BY name COLLATE "C") FROM refresh_segmentations()), ARRAY['("""A second""",1,)', '(b,0,)', '(c,0,)'], 'once its table is there again all are refreshed');
SELECT is((SELECT (last_error, last_error_at)::text FROM segmentations WHERE name = '"A second"'), '(,)', 'and the error is forgotten');
ALTER TABLE broken DROP amount;
SELECT isnt((SELECT error FROM refresh_segmentations() WHERE name = '"A second"'), NULL, 'another error');
ALTER TABLE broken ADD amount integer;
SELECT lives_ok($$SELECT refresh_segmentation('"A second"')$$, 'is gone');
SELECT is((SELECT last_error FROM segmentations WHERE name = '"A second"'), NULL, 'after a refresh by its name, too');

-- sources of all kinds
CREATE TABLE parted (customer_id integer, sold_at timestamptz, amount numeric) PARTITION BY RANGE (sold_at);
CREATE TABLE parted_1 PARTITION OF parted FOR VALUES FROM (MINVALUE) TO ('2023-01-01');
CREATE TABLE parted_2 (amount numeric, gone text, sold_at timestamptz, customer_id integer);
ALTER TABLE parted_2 DROP gone;
ALTER TABLE parted ATTACH PARTITION parted_2 FOR VALUES FROM ('2023-01-01') TO (MAXVALUE);
INSERT INTO parted SELECT * FROM sales WHERE sold_at IS NOT NULL;
CREATE VIEW seen AS SELECT customer_id, sold_at, amount FROM sales WHERE sold_at IS NOT NULL;
CREATE MATERIALIZED VIEW stored AS SELECT * FROM seen;
CREATE UNLOGGED TABLE unlogged AS SELECT * FROM seen;
CREATE TABLE parent (LIKE sales);
CREATE TABLE child () INHERITS (parent);
INSERT INTO child SELECT * FROM seen;
SELECT lives_ok(format('SELECT create_segmentation(%L, %L)', 'of_' || source, source), 'of ' || source) FROM unnest('{parted,seen,stored,unlogged,parent}'::text[]) source;
INSERT INTO sales VALUES (8888, '2024-01-01', 5);
INSERT INTO parted VALUES (8888, '2024-01-01', 5);
INSERT INTO unlogged VALUES (8888, '2024-01-01', 5);
INSERT INTO parent VALUES (8888, '2024-01-01', 5);
REFRESH MATERIALIZED VIEW stored;
SELECT is(array_agg(changed), '{1,1,1,1,1}', 'a customer comes to each of them') FROM refresh_segmentations() WHERE name ~ '^of_';
SELECT is(count(DISTINCT (customers, amount, mix::text)), 1::bigint, 'and they are all the same') FROM segmentation_log WHERE changed = 1 AND name ~ '^of_';
ALTER TABLE parted DETACH PARTITION parted_1;
SELECT is(customers, (SELECT count(DISTINCT customer_id) FROM parted_2), 'without a partition') FROM refresh_segmentation('of_parted');
SELECT drop_segmentation(name) FROM segmentations WHERE name ~ '^of_';
DROP MATERIALIZED VIEW stored;

-- instants, whatever the time zone
CREATE DOMAIN day AS date;
CREATE TABLE at_timestamptz AS TABLE shop.sale;
CREATE TABLE at_timestamp AS SELECT customer_id, sold_at AT TIME ZONE 'UTC' AS sold_at, amount FROM shop.sale;
CREATE TABLE at_date AS SELECT customer_id, (sold_at AT TIME ZONE 'UTC')::date AS sold_at, amount FROM shop.sale;
CREATE TABLE at_day AS SELECT customer_id, (sold_at AT TIME ZONE 'UTC')::day AS sold_at, amount FROM shop.sale;
SET TimeZone = 'Pacific/Auckland';
SELECT lives_ok(format('SELECT create_segmentation(%L, %L, since => %L, as_of => %L)', 'in_' || type, 'at_' || type, '2022-06-01 01:00', '2023-06-01 23:00'), 'a period in New Zealand: ' || type)
FROM unnest('{timestamptz,timestamp,date,day}'::text[]) type;
SET TimeZone = 'America/Los_Angeles';
SELECT is(array_agg(changed), '{0,0,0,0}', 'is the same in California') FROM refresh_segmentations() WHERE name ~ '^in_';
SET TimeZone = 'UTC';
SELECT is(count(*), 0::bigint, 'in UTC, too') FROM refresh_segmentations() WHERE name ~ '^in_' AND changed <> 0;
SELECT is(count(DISTINCT to_jsonb(l) - '{name,at,changed}'::text[]), 2::bigint, 'in all that is kept: of whole days, and of hours') FROM segmentation_log l WHERE name ~ '^in_';
SELECT drop_segmentation(name) FROM segmentations WHERE name ~ '^in_';

-- mine
SET ROLE "customer_seg_test ""Ann"".ü";
SELECT is_empty('SELECT * FROM refresh_segmentations()', 'another role has none');
CREATE TABLE hers AS SELECT 1 AS customer_id, timestamptz '2024-01-01' AS sold_at, 5.0 AS amount;
SELECT lives_ok($$SELECT create_segmentation('of_her', 'hers')$$, 'but it can, whatever it is called');
SELECT is((SELECT array_agg(name) FROM refresh_segmentations()), '{of_her}', 'and that one is refreshed');
RESET ROLE;
SELECT is((SELECT count(*) FROM refresh_segmentations() WHERE name = 'of_her'), 0::bigint, 'by nobody else, who would read her source with rights that she does not have');
SELECT pg_temp.raises($$SELECT refresh_segmentation('of_her')$$, '42501', 'Let a job of that role do it%', 'nor by its name');

-- rows that she sees, and others do not
CREATE TABLE guarded AS TABLE sales;
GRANT SELECT ON guarded TO PUBLIC;
CREATE POLICY even ON guarded USING (customer_id % 2 = 0);
ALTER TABLE guarded ENABLE ROW LEVEL SECURITY;
SET ROLE "customer_seg_test ""Ann"".ü";
SELECT lives_ok($$SELECT create_segmentation('even', 'guarded')$$, 'of a source with row-level security');
SELECT is((SELECT array_agg(customer_id % 2) FROM even WHERE customer_id % 2 <> 0), NULL, 'the view has what its owner sees');
SELECT is(changed, 0::bigint, 'at each refresh') FROM refresh_segmentation('even', refit => true);
RESET ROLE;
CREATE ROLE customer_seg_test_member IN ROLE "customer_seg_test ""Ann"".ü";
SET ROLE customer_seg_test_member;
SELECT is(changed, 0::bigint, 'who has the role refreshes hers') FROM refresh_segmentation('of_her');
SELECT pg_temp.raises($$SELECT refresh_segmentation('even')$$, '42501', 'Refresh it as%', 'but not where they may see other rows');
SELECT lives_ok('SELECT drop_segmentation(name) FROM segmentations', 'and drops hers');
RESET ROLE;

-- names
SELECT lives_ok(format('SELECT create_segmentation(%L, %L)', name, 'sales'), name)
FROM (VALUES ('"\ '' "" % $$ ;--"'), ('"größe 顾客 🐝"'), ('"' || repeat('ü', 31) || '1"'), ('"' || repeat('n', 63) || '"'), ('"select"'), ('"a.b"')) v(name);
SELECT is(count(*) FILTER (WHERE error IS NULL AND changed = 0), 6 + 3::bigint, 'are all refreshed') FROM refresh_segmentations();
SELECT is((SELECT count(*) FROM segmentations s WHERE segmentation(s.name) = s.view AND format('%I.%I', view_schema, view_name)::regclass = s.view), (SELECT count(*) FROM segmentations), 'and found');
SELECT pg_temp.raises($$SELECT create_segmentation(repeat('n', 64), 'sales')$$, '42622', NULL, 'names are as long as those of tables');
SELECT is((SELECT count(*) FROM histories(segmentation('"a.b"'))), (SELECT count(*) FROM histories('sales')), 'and stand for their source');
SELECT lives_ok('SELECT drop_segmentation(name) FROM segmentations', 'and dropped');
SELECT is((SELECT count(*) FROM pg_class WHERE relnamespace = 'kept'::regnamespace AND relkind = 'm'), 0::bigint, 'with their views');

SELECT * FROM finish();
ROLLBACK;
