-- segment_activities: over activities the answer is that of segment() over the sales of which they were made
BEGIN;
\ir ../helpers.psql
\ir ../shop.psql
\ir ../engine.psql
SELECT plan(78);

-- a customer has several rows, in no order: some wholly of contacts, some of refunds
CREATE VIEW shop.dated AS SELECT * FROM shop.sale WHERE sold_at IS NOT NULL;
CREATE TABLE shop.plain AS SELECT customer_id, activity(sold_at, amount) FROM shop.dated GROUP BY customer_id, line % 5;
CREATE TABLE shop.lines AS SELECT customer_id, activity(sold_at, amount) FROM shop.dated GROUP BY customer_id, line;
CREATE TABLE shop.prospects AS SELECT customer_id, activity(sold_at, amount, potential) FROM shop.dated GROUP BY customer_id, line % 3;
CREATE TABLE shop.profits AS SELECT customer_id, activity(sold_at, amount, NULL::numeric, profit) FROM shop.dated GROUP BY customer_id, line % 3;
CREATE TABLE shop.all_known AS SELECT customer_id, activity(sold_at, amount, potential, profit) FROM shop.dated GROUP BY customer_id, line % 7;
CREATE VIEW shop.named AS SELECT 'customer ' || customer_id AS name, customer_id::numeric / 8 AS number, sold_at, amount FROM shop.dated;
CREATE TABLE shop.by_name AS SELECT name, number, activity(sold_at, amount) FROM shop.named GROUP BY 1, 2, extract(year FROM sold_at);

-- passes when both calls say the same to the last bit, in little memory and much, alone and with workers
CREATE FUNCTION pg_temp.same(sales text, activities text, customer text DEFAULT 'customer') RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
	way text;
	wanted text := pg_temp.digest(sales, customer);
BEGIN
	FOREACH way IN ARRAY ARRAY['64kB/0', '64kB/2', 'default/0', 'default/2'] LOOP
		PERFORM pg_temp.way(split_part(way, '/', 1), split_part(way, '/', 2)::integer);
		RETURN NEXT is(pg_temp.digest(activities, customer), wanted, activities || ', ' || way);
	END LOOP;
	PERFORM pg_temp.way('default', 0);
END $$;

SELECT is(max(last_order), (SELECT max(sold_at) FROM shop.dated), 'the last row of the shop is an order') FROM (SELECT last_order(activity) FROM shop.plain) p;
SELECT pg_temp.same(format('segment(%s)', sales), format('segment_activities(%s)', activities)) FROM (VALUES
	('''shop.sale''', '''shop.plain'''),
	('''shop.sale''', '''shop.lines'''),
	('''shop.sale'', as_of => ''2025-06-01 00:00+00''', '''shop.plain'', as_of => ''2025-06-01 00:00+00'''),
	('''shop.sale'', potential_column => ''potential''', '''shop.prospects'''),
	('''shop.sale'', profit_column => ''profit''', '''shop.profits'''),
	('''shop.sale'', potential_column => ''potential'', profit_column => ''profit''', '''shop.all_known''')) v(sales, activities);
SELECT pg_temp.same('segment_as(NULL::text, ''shop.named'', ''name'')', 'segment_activities_as(NULL::text, ''shop.by_name'', ''name'')');
SELECT pg_temp.same('segment_as(NULL::numeric, ''shop.named'', ''number'')', 'segment_activities_as(NULL::numeric, ''shop.by_name'', ''number'')');

-- by a yardstick that is given
SELECT with_cuts(with_weights(yardstick(activity, '2024-12-01 00:00+00'), amount => 1, profit => 2, average_order => 1), 'p60', 'p40') AS y FROM segment_activities('shop.all_known') \gset
SELECT pg_temp.same(format('segment(%s, yardstick => %L)', '''shop.sale'', potential_column => ''potential'', profit_column => ''profit'', as_of => ''2024-12-01''', :'y'),
					format('segment_activities(''shop.all_known'', as_of => ''2024-12-01'', yardstick => %L)', :'y'));
SELECT is((SELECT yardstick(activity, '2025-01-01 00:00+00') FROM segment_activities('shop.plain')), (SELECT yardstick(activity, '2025-01-01 00:00+00') FROM segment('shop.sale')), 'and the yardstick of all is the same');

-- more customers than there is memory for, and workers
CREATE TABLE shop.many AS SELECT n % 20000 AS customer_id, timestamptz '2024-01-01 00:00+00' + n * interval '7 minutes' AS sold_at, CASE WHEN n % 9 > 0 THEN (n * 7919::bigint % 100003 - 5000) / 100.0 END AS amount FROM generate_series(1, 70000) n;
CREATE TABLE shop.many_activities AS SELECT customer_id, activity(sold_at, amount) FROM shop.many GROUP BY customer_id, sold_at < '2024-06-01';
SELECT pg_temp.same('segment(''shop.many'', as_of => ''2025-01-01'')', 'segment_activities(''shop.many_activities'', as_of => ''2025-01-01'')');
SELECT FROM pg_temp.way('64kB', 2);
SELECT cmp_ok(pg_temp.did('SELECT * FROM segment_activities(''shop.many_activities'')', 'Rows Spilled'), '>', 1000::bigint, 'they did not all have room');
SELECT cmp_ok(pg_temp.did('SELECT * FROM segment_activities(''shop.many_activities'')', 'Workers Launched'), '>', 0::bigint, 'and there were workers');
SELECT FROM pg_temp.way('default', 0);

-- whatever holds the activities, and wherever the call stands
CREATE DOMAIN shop.summary AS activity CHECK (orders(VALUE) >= 0);
CREATE TABLE shop.parts (note text, kept shop.summary, client integer) PARTITION BY HASH (client);
CREATE TABLE shop.part_1 PARTITION OF shop.parts FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE shop.part_2 (client integer, note text, gone date, kept shop.summary);
ALTER TABLE shop.part_2 DROP COLUMN gone;
ALTER TABLE shop.parts ATTACH PARTITION shop.part_2 FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO shop.parts SELECT CASE WHEN customer_id % 3 = 0 THEN repeat('long ', 1000) END, activity, customer_id FROM shop.plain WHERE customer_id IS NOT NULL;
CREATE MATERIALIZED VIEW shop.materialized AS SELECT * FROM shop.plain;
CREATE VIEW shop.grouped AS SELECT customer_id, activity(sold_at, amount) FROM shop.dated GROUP BY 1;
CREATE VIEW shop.shards AS SELECT customer_id, activity FROM shop.plain WHERE customer_id % 2 = 0 UNION ALL SELECT customer_id, activity FROM shop.plain WHERE (customer_id % 2 = 0) IS NOT TRUE;
CREATE VIEW shop.of_histories AS SELECT customer AS customer_id, activity(history, '2030-01-01') FROM histories('shop.many');
CREATE VIEW shop.of_days AS SELECT customer_id, sold_at::date AS sold_at, amount FROM shop.many;
SELECT is(pg_temp.digest(activities), pg_temp.digest(sales), activities) FROM (VALUES
	('segment(''shop.dated'')', 'segment_activities(''shop.parts'', ''client'', ''kept'')'),
	('segment(''shop.dated'')', 'segment_activities(''shop.materialized'')'),
	('segment(''shop.dated'')', 'segment_activities(''shop.grouped'')'),
	('segment(''shop.dated'')', 'segment_activities(''shop.shards'')'),
	('segment(''shop.dated'')', '(SELECT s.* FROM segment_activities(''shop.plain'') s OFFSET 0) x'),
	('segment(''shop.dated'')', '(SELECT (segment_activities(''shop.plain'')).*) x'),
	('segment(''shop.dated'')', 'segment_activities_as(NULL::integer, ''shop.plain'')'),
	('segment(''shop.of_days'', as_of => ''2025-01-01 00:00+00'')', 'segment_activities(''shop.of_histories'', as_of => ''2025-01-01 00:00+00'')')) v(sales, activities);
SELECT matches(pg_temp.plan_of('SELECT customer FROM segment_activities(''shop.plain'')'), 'Custom Scan \(customer_seg.segment\)', 'a plan node of its own');
SELECT is(pg_temp.explained('SELECT customer FROM segment_activities(''shop.shards'')') ->> 'Read Method', 'query', 'a view is read by its query');
SELECT is(pg_temp.explained('SELECT customer FROM segment_activities(''shop.plain'')') ->> 'Read Method', 'pages', 'and a table by its pages');

-- what is left out, and what activities know beside the sales
CREATE TABLE shop.some AS TABLE shop.plain;
INSERT INTO shop.some SELECT n, NULL FROM generate_series(1, 30) n;
INSERT INTO shop.some SELECT NULL, NULL;
SELECT is(pg_temp.digest('segment_activities(''shop.some'')'), pg_temp.digest('segment(''shop.dated'')'), 'rows without an activity or a customer are left out');
SELECT is_empty('SELECT FROM segment_activities(''shop.some'') WHERE customer IS NULL', 'nobody is nameless');
CREATE TABLE shop.referrers AS SELECT customer_id, with_referrals(activity, 2) AS activity FROM shop.plain WHERE customer_id = 1;
SELECT is(referrals(activity), (SELECT 2 * count(*) FROM shop.referrers), 'referrals are kept, and add up') FROM segment_activities('shop.referrers');
CREATE TABLE shop.empty (LIKE shop.plain);
SELECT is_empty('SELECT * FROM segment_activities(''shop.empty'')', 'nothing of nothing');

-- money of any size, and what does not fit
CREATE TABLE shop.rich AS SELECT customer_id, timestamptz '2024-01-01 00:00+00' + n * interval '1 hour' AS sold_at, amount, n
FROM generate_series(1, 300) n, LATERAL (SELECT n % 5 AS customer_id, (ARRAY[999999999999999999.99, 0.00000000000000000001, -999999999999999999, 92233720368.54775807, 1.5])[1 + n % 5 * n % 5] AS amount) a;
CREATE TABLE shop.rich_activities AS SELECT customer_id, activity(sold_at, amount) FROM shop.rich GROUP BY customer_id, n % 11;
SELECT is(pg_temp.digest('segment_activities(''shop.rich_activities'', as_of => ''2025-01-01'')'), pg_temp.digest('segment(''shop.rich'', as_of => ''2025-01-01'')'), 'large and small amounts');
CREATE FUNCTION pg_temp.kept(number integer, form text) RETURNS SETOF activity LANGUAGE sql AS $$ SELECT form::activity FROM generate_series(1, number) $$;
CREATE TABLE shop.refunds AS SELECT 1 AS customer_id, activity FROM pg_temp.kept(2, '{"orders": 0, "amount": -3000000000, "refunds": 3000000000, "contacts": 0}') activity;
CREATE TABLE shop.counts AS SELECT 1 AS customer_id, activity FROM pg_temp.kept(2, '{"orders": 0, "amount": 0, "refunds": 0, "contacts": 9007199254740992, "last_contact": "2024-01-01T00:00:00+00:00"}') activity;
CREATE TABLE shop.returned AS SELECT 1 AS customer_id, activity('2024-01-01 00:00+00', -5.00);
SELECT is(amount, -5.00, 'refunds only, as of a time') FROM segment_activities('shop.returned', as_of => '2024-06-01');

-- mistakes
CREATE TABLE shop.texts AS SELECT customer_id, activity::text AS "As text", activity AS made FROM shop.plain;
ALTER TABLE shop.texts DROP COLUMN made;
CREATE TABLE shop.both AS SELECT customer_id, 1 AS activity, activity AS "really so" FROM shop.plain;
SELECT pg_temp.raises(format('SELECT * FROM %s', call), state, hint) FROM (VALUES
	('segment_activities(NULL)', '22004', '%holds the activities%'),
	('segment_activities(''shop.sale'')', '42703', '%customer_id%'),
	('segment_activities(''shop.plain'', ''client'')', '42703', '%customer_id%'),
	('segment_activities(''shop.plain'', activity_column => NULL)', '22004', '%'),
	('segment_activities(''shop.sale'', activity_column => ''amount'')', '42804', '%SELECT * FROM customer_seg.segment(''shop.sale'')%'),
	('segment_activities(''shop.both'')', '42804', 'Set activity_column to ''really so''.'),
	('segment_activities(''shop.texts'', activity_column => ''As text'')', '42804', '%"As text"::customer_seg.activity AS "As text"%'),
	('segment_activities(''shop.by_name'', ''name'')', '42804', '%segment_activities_as(NULL::text, ''shop.by_name'', customer_column => ''name''%'),
	('segment_activities_as(NULL::uuid, ''shop.plain'')', '42804', '%segment_activities_as(NULL::integer%'),
	('segment_activities(''shop.plain'', as_of => ''infinity'')', '22023', '%'),
	('segment_activities(''shop.plain'', as_of => ''2023-01-01'')', '22023', '%FILTER%'),
	('segment_activities(''shop.returned'')', '22023', 'Give as_of.'),
	('segment_activities(''shop.refunds'', as_of => ''2025-01-01'')', '54000', NULL),
	('segment_activities(''shop.counts'', as_of => ''2025-01-01'')', '22003', NULL)) v(call, state, hint);
DO $$
DECLARE
	hint text;
BEGIN
	PERFORM FROM segment_activities('shop.texts', activity_column => 'As text');
EXCEPTION WHEN datatype_mismatch THEN
	GET STACKED DIAGNOSTICS hint = PG_EXCEPTION_HINT;
	EXECUTE substring(hint FROM 'CREATE VIEW .*');
END $$;
SELECT is(pg_temp.digest('segment_activities(''shop.texts_view'', activity_column => ''As text'')'), pg_temp.digest('segment(''shop.dated'')'), 'the hint can be pasted');

-- as the one who asks
CREATE ROLE customer_seg_test_reader;
GRANT USAGE ON SCHEMA shop, customer_seg, public TO customer_seg_test_reader;
SET LOCAL ROLE customer_seg_test_reader;
SELECT pg_temp.raises('SELECT * FROM segment_activities(''shop.plain'')', '42501');
RESET ROLE;
GRANT SELECT ON shop.plain TO customer_seg_test_reader;
CREATE POLICY ten ON shop.plain TO customer_seg_test_reader USING (customer_id <= 10);
ALTER TABLE shop.plain ENABLE ROW LEVEL SECURITY;
SET LOCAL ROLE customer_seg_test_reader;
SELECT results_eq('SELECT customer FROM segment_activities(''shop.plain'') ORDER BY 1', 'SELECT generate_series(0, 10)::bigint', 'row security holds');
RESET ROLE;

SELECT * FROM finish();
ROLLBACK;
