-- segmentation: segmentations that have a name, their view, snapshots and changes
BEGIN;
\ir ../helpers.psql
\ir ../shop.psql
SELECT plan(141);

CREATE FUNCTION pg_temp.message_of(query text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE query;
	RETURN 'no error';
EXCEPTION WHEN OTHERS THEN
	RETURN SQLERRM;
END $$;

CREATE SCHEMA kept;
SET search_path = kept, customer_seg, public;
CREATE TABLE sales AS SELECT customer_id, sold_at, amount FROM shop.sale;
CREATE TEMP TABLE made AS SELECT * FROM create_segmentation('shop', 'sales');

-- what is made
SELECT is(customers, (SELECT count(*) FROM segment('sales')), 'all customers are there') FROM made;
SELECT set_eq('SELECT * FROM kept.shop', 'SELECT customer::integer, orders, amount, first_order, last_order, loyalty, contribution, quadrant FROM segment(''sales'')', 'the view has the rows of segment(), measured by the yardstick fitted on them');
SELECT col_type_is('kept', 'shop', 'customer_id', 'integer', 'the customers have their own name and type');
SELECT index_is_unique('kept', 'shop', 'shop_customer_id_idx', 'and a unique index');
SELECT is((SELECT (owner, view, source_schema, source_name)::text FROM segmentations), format('(%s,shop,kept,sales)', current_user), 'it is in the list');
SELECT is((l.customers, l.mix, l.structure, l.changed), (m.customers, q.mix, structure(q.mix), NULL::bigint), 'the first snapshot: what the base is') FROM segmentation_log l, made m, (SELECT mix(quadrant) AS mix FROM kept.shop) q;
SELECT is((l.without_customer, l.without_time, l.amount_left_out), (u.without_customer, u.without_time, u.amount_left_out), 'and what was left out')
FROM segmentation_log l, _segment_unnamed('sales') u WHERE u.activity IS NULL;
SELECT set_eq('SELECT type, customers, orders, amount FROM segmentation_breakdown', $$SELECT t, count(s), coalesce(sum(s.orders), 0) AS orders, coalesce(sum(s.amount), 0) AS amount
	FROM unnest('{bee,dragonfly,butterfly,mantis,unclassified}'::text[]) t LEFT JOIN kept.shop s ON coalesce(s.quadrant::text, 'unclassified') = t GROUP BY t$$, 'with a row for each type');
SELECT is_empty('SELECT * FROM segmentation_change', 'no change yet');

-- refreshed
SELECT is(changed, 0::bigint, 'nothing has changed: nobody is said to have') FROM refresh_segmentation('shop');
SELECT is_empty('SELECT * FROM segmentation_change', 'and nothing is kept of it');
CREATE TEMP TABLE before AS SELECT * FROM kept.shop;
INSERT INTO sales SELECT 5000 + i, now(), i FROM generate_series(1, 40) i;
DELETE FROM sales WHERE customer_id IN (1, 2, 3);
INSERT INTO sales SELECT customer_id, now(), 100000 FROM (SELECT customer_id FROM kept.shop WHERE quadrant = 'mantis' ORDER BY 1 LIMIT 60) m, generate_series(1, 20);
CREATE TEMP TABLE news AS SELECT * FROM refresh_segmentation('kept.shop');
SELECT set_eq('SELECT customer, was, "is" FROM segmentation_change',
	$$SELECT customer_id::text, CASE WHEN b.orders IS NOT NULL THEN coalesce(b.quadrant::text, 'unclassified') END AS was, CASE WHEN s.orders IS NOT NULL THEN coalesce(s.quadrant::text, 'unclassified') END AS "is"
	  FROM before b FULL JOIN kept.shop s USING (customer_id) WHERE (b.orders IS NULL, b.quadrant) IS DISTINCT FROM (s.orders IS NULL, s.quadrant)$$, 'who came, went and changed type');
SELECT is((SELECT changed FROM news), (SELECT count(*) FROM segmentation_change), 'their number is told');
SELECT ok((SELECT count(*) >= 40 FROM segmentation_change WHERE was IS NULL) AND (SELECT array_agg(customer) <@ '{1,2,3}' AND count(*) > 0 FROM segmentation_change WHERE "is" IS NULL), 'new ones and those who are gone');
SELECT is((w.present, w.comers, w.goers, w.p), (c.present, c.comers, c.goers, c.p), 'watch compares the last two')
FROM watch('shop') w, (SELECT movement(coalesce(b.quadrant::text, CASE WHEN b.orders > 0 OR b.orders = 0 THEN 'unclassified' END), coalesce(s.quadrant::text, CASE WHEN s.orders >= 0 THEN 'unclassified' END)) AS m
	FROM before b FULL JOIN kept.shop s USING (customer_id)) m, structure_change(m) c;
SELECT is(is_real, true, 'sixty mantises became bees: that is real') FROM news;
SELECT is(is_real, false, 'unless more is asked for') FROM watch('shop', min_effect => 0.9);
SELECT is(note, 'there is no refresh before to compare with') FROM watch('shop', later => (SELECT min(at) FROM segmentation_log));
SELECT is_empty($$SELECT at FROM segmentation_log l FULL JOIN (SELECT name, at, sum(customers) AS customers, sum(amount) AS amount, jsonb_object_agg(type, customers) AS mix FROM segmentation_breakdown GROUP BY 1, 2) b USING (name, at)
	WHERE (l.customers, l.amount, l.mix::text::jsonb) IS DISTINCT FROM (b.customers, b.amount, b.mix)$$, 'at each refresh the types make up the whole');
SELECT lives_ok($$SELECT refresh_segmentation('shop', '2023-01-01')$$, 'as of an earlier time');
SELECT ok((SELECT max(last_order) < '2023-01-01' FROM kept.shop), 'up to that time');
SELECT is((SELECT as_of FROM segmentation_log ORDER BY at DESC LIMIT 1), '2023-01-01'::timestamptz, 'which the log says');
SELECT is((SELECT as_of FROM segmentations), NULL, 'but it holds for that refresh only');
SELECT is((SELECT as_of(yardstick) FROM segmentations), (SELECT max(sold_at) + interval '1 microsecond' FROM shop.sale WHERE sold_at IS NOT NULL AND customer_id IS NOT NULL), 'nothing refits by itself');
SELECT refresh_segmentation('shop', refit => true);
SELECT ok((SELECT as_of(yardstick) >= now() FROM segmentations), 'unless asked to');

-- the movement between any two refreshes, whatever was in between: as if each had kept all customers
CREATE TABLE shop_moving AS SELECT n % 300 AS customer_id, '2024-01-01'::date + n AS sold_at, n % 50 - 2 AS amount FROM generate_series(1, 900) n;
CREATE TEMP TABLE state (at timestamptz, customer_id integer, type text);
CREATE FUNCTION pg_temp.moves(seed integer) RETURNS timestamptz LANGUAGE plpgsql AS $$
DECLARE
	refreshed timestamptz;
BEGIN
	DELETE FROM shop_moving WHERE pg_temp.draw(customer_id, seed) < 0.2;
	INSERT INTO shop_moving SELECT n, '2025-01-01', CASE WHEN n % 3 > 0 THEN 100 * pg_temp.draw(n, 2 * seed) ELSE -1 END FROM generate_series(1, 320) n WHERE pg_temp.draw(n, seed) < 0.3;
	SELECT at INTO refreshed FROM refresh_segmentation('moving');
	INSERT INTO state SELECT refreshed, customer_id, coalesce(quadrant::text, 'unclassified') FROM kept.moving;
	RETURN refreshed;
END $$;
CREATE TEMP TABLE began AS SELECT at FROM create_segmentation('moving', 'shop_moving');
SELECT is(count(DISTINCT pg_temp.moves(seed)), 5::bigint, 'five refreshes') FROM generate_series(101, 105) seed;
SELECT cmp_ok(count(*), '>', 200::bigint, 'many changes') FROM segmentation_change WHERE name = 'moving';
SELECT is(array_agg((w.present, w.comers, w.goers, w.p, w.note)::text ORDER BY a.at, b.at), array_agg((c.present, c.comers, c.goers, c.p, c.note)::text ORDER BY a.at, b.at), 'watch says of each two what their customers say')
FROM (SELECT DISTINCT at FROM state) a JOIN (SELECT DISTINCT at FROM state) b ON a.at < b.at,
	LATERAL (SELECT movement(was.type, i.type) AS m FROM (SELECT * FROM state WHERE at = a.at) was FULL JOIN (SELECT * FROM state WHERE at = b.at) i USING (customer_id)) m,
	structure_change(m) c, watch('moving', a.at, b.at) w;
SELECT drop_segmentation('moving');

-- mistakes
SELECT pg_temp.raises($$SELECT refresh_segmentation('none')$$, '42704', 'Of yours there are: shop');
SELECT pg_temp.raises($$SELECT create_segmentation('shop', 'sales')$$, '42710', '%drop_segmentation(''shop'')%');
SELECT pg_temp.raises($$SELECT create_segmentation('other', 'sales', 'custmer')$$, '42703', '%customer_id%');
SELECT pg_temp.raises($$SELECT create_segmentation('other', NULL)$$, '22004');
SELECT pg_temp.raises($$SELECT create_segmentation('other', 'sales', NULL, yardstick => (SELECT yardstick FROM segmentations))$$, '22004', 'Give the name of a column.');
SELECT pg_temp.raises($$SELECT create_segmentation('other', 'sales', 'custmer', yardstick => (SELECT yardstick FROM segmentations))$$, '42703', 'Set customer_column to one of%');
SELECT pg_temp.raises($$SELECT create_segmentation('sales', 'sales')$$, '42P07', 'Take another name%');
SELECT pg_temp.raises($$SELECT create_segmentation('a.b.c', 'sales')$$, '42602');
SELECT pg_temp.raises($$SELECT create_segmentation('made', 'made')$$, '42809', 'Keep the sales in a permanent%');

SELECT pg_temp.raises(format('SELECT create_segmentation(%L, ''sales'')', name), '42622', '%63 bytes%') FROM (VALUES (repeat('n', 64)), ('"' || repeat('ü', 32) || '"'), (repeat('s', 64) || '.shop2'), (repeat('n', 9000))) v(name);
SELECT pg_temp.raises($$SELECT create_segmentation('other', 'sales', lapse_after => '-1 day')$$, '22023', NULL, 'a length that is none');
SELECT pg_temp.raises(format('SELECT watch(''shop'', %s)', given), '22023', 'Give a share%') FROM unnest(ARRAY['confidence => 95', 'confidence => ''NaN''', 'confidence => NULL', 'confidence => 1', 'min_effect => -0.1', 'min_effect => ''NaN''', 'min_effect => NULL']) given;
SELECT pg_temp.raises(format('SELECT %s(%L)', function, name), '42704', '%kept.shop%') FROM unnest('{refresh_segmentation,drop_segmentation,watch,segmentation}'::text[]) function, unnest('{public.shop,x.kept.shop}'::text[]) name;
SELECT is(segmentation('kept.shop'), 'shop'::regclass, 'with its schema');
SELECT pg_temp.raises($$UPDATE segmentations SET name = 'other' WHERE name = 'shop'$$, '0A000', 'Drop it%', 'a name is kept');
SELECT pg_temp.raises($$SET LOCAL search_path = ''; SELECT customer_seg.create_segmentation('other', 'kept.sales')$$, '3F000', '%public.other%', 'no schema to make it in');
SELECT has_materialized_view('kept', 'shop', 'all is as it was');

-- names
CREATE SCHEMA "Its "" Schema";
CREATE TABLE "Its "" Schema"."Sales of ""2024""" AS SELECT customer_id AS "Customer's", sold_at AS "When", amount AS "orders" FROM shop.sale;
SELECT lives_ok($q$SELECT create_segmentation('"Its "" Schema"."My Shop"', '"Its "" Schema"."Sales of ""2024"""', 'Customer''s', 'When', 'orders')$q$, 'names that need quotes');
SELECT has_column('Its " Schema', 'My Shop', 'Customer''s', 'are kept');
SELECT lives_ok($q$SELECT create_segmentation('select', 'sales')$q$, 'a keyword');
SELECT is((SELECT array_agg(name ORDER BY name COLLATE "C") FROM segmentations), ARRAY['"My Shop"', 'select', 'shop'], 'in the list as SQL writes them');
SET quote_all_identifiers = on;
SELECT lives_ok('SELECT refresh_segmentation(name) FROM segmentations', 'so that all can be refreshed, whatever the settings');
SELECT lives_ok('SELECT create_segmentation(''quoted'', ''sales'')', 'and made');
RESET quote_all_identifiers;
SELECT lives_ok('REFRESH MATERIALIZED VIEW quoted', 'and read without them');
SELECT drop_segmentation(name) FROM unnest('{select,quoted}'::text[]) name;
SELECT lives_ok('SELECT drop_segmentation(''"My Shop"'')', 'and dropped');
SELECT hasnt_materialized_view('Its " Schema', 'My Shop', 'with the view');
CREATE TABLE sales_counted AS SELECT customer_id AS orders, sold_at, amount FROM sales;
SELECT lives_ok($$SELECT create_segmentation('counted', 'sales_counted', 'orders')$$, 'customers whose column is called as another of the view');
SELECT has_column('kept', 'counted', 'customer', 'are called customer');

CREATE DOMAIN number AS integer NOT NULL;
CREATE DOMAIN positive AS number CHECK (VALUE > 0);
CREATE TABLE with_domain AS SELECT customer_id::positive, sold_at, amount FROM sales WHERE customer_id > 0;
SELECT lives_ok($$SELECT create_segmentation('of_domain', 'with_domain')$$, 'customers of a domain that allows no NULL');
SELECT col_type_is('kept', 'of_domain', 'customer_id', 'integer', 'have the type below it');
SELECT is(changed, 0::bigint) FROM refresh_segmentation('of_domain');

-- without sales
CREATE TABLE nothing (customer_id uuid NOT NULL, sold_at date NOT NULL, amount numeric);
SELECT is((customers, "is"::text)::text, '(0,undetermined)', 'a source without rows') FROM create_segmentation('empty', 'nothing');
SELECT is((SELECT yardstick FROM segmentations WHERE name = 'empty'), NULL::yardstick, 'has no yardstick');
INSERT INTO nothing SELECT gen_random_uuid(), '2024-01-01'::date + i, i FROM generate_series(1, 50) i;
SELECT is((customers, changed), (50::bigint, 50::bigint), 'the first customers get one') FROM refresh_segmentation('empty');
SELECT isnt((SELECT yardstick FROM segmentations WHERE name = 'empty'), NULL::yardstick, 'which is kept');

-- rows left out are those that segment() leaves out, whatever their times and amounts
CREATE DOMAIN day AS date;
CREATE DOMAIN working_day AS day;
CREATE TABLE by_timestamptz AS SELECT customer_id, sold_at, amount FROM shop.sale;
INSERT INTO by_timestamptz VALUES (NULL, '2023-01-01', 'NaN'), (NULL, '2023-01-02', 'Infinity');
CREATE TABLE by_timestamp AS SELECT customer_id, (sold_at AT TIME ZONE 'UTC')::timestamp AS sold_at, amount::float8 / 3 AS amount FROM by_timestamptz;
CREATE TABLE by_date AS SELECT customer_id, sold_at::date AS sold_at, amount FROM by_timestamp;
INSERT INTO by_date VALUES (NULL, '5000000-01-01', 1);
CREATE TABLE by_day AS SELECT customer_id, sold_at::date::day AS sold_at, amount FROM by_timestamptz;
CREATE TABLE by_working_day AS SELECT customer_id, sold_at::date::working_day AS sold_at, amount FROM by_timestamptz;
SET TimeZone = 'Pacific/Auckland';
SELECT create_segmentation('left_' || type, ('by_' || type)::regclass, since => '2022-03-05 09:59+00', as_of => '2023-08-05 10:01+00')
FROM unnest('{timestamptz,timestamp,date,day,working_day}'::text[]) type;
SELECT is((SELECT (without_customer, without_time, amount_left_out)::text FROM segmentation_log WHERE name = 'left_' || type), (SELECT (u.without_customer, u.without_time, u.amount_left_out)::text
		FROM _segment_unnamed(('by_' || type)::regclass, since => '2022-03-05 09:59+00', as_of => '2023-08-05 10:01+00') u WHERE u.activity IS NULL), type || ': rows left out of a period')
FROM unnest('{timestamptz,timestamp,date,day,working_day}'::text[]) type;
SET TimeZone = 'UTC';
SELECT drop_segmentation(name) FROM segmentations WHERE name ~ '^left';

-- customers that are the same, in whatever form
CREATE FUNCTION pg_temp.comes_and_goes(type text, one text, other text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	counted bigint[];
BEGIN
	EXECUTE format('CREATE TABLE formed AS SELECT v.* FROM (VALUES (%1$L::%2$s, timestamptz ''2024-01-01'', 1.0), (%1$L, ''2024-01-02'', 1), (%3$L, ''2024-01-03'', 7)) v(customer_id, sold_at, amount)', one, type, other);
	PERFORM create_segmentation('forms', 'formed');
	DELETE FROM formed WHERE amount = 1;
	PERFORM refresh_segmentation('forms');
	counted := ARRAY[(SELECT count(*) FROM segmentation_change WHERE name = 'forms' AND (was IS NULL OR "is" IS NULL))];
	DELETE FROM formed;
	SET LOCAL bytea_output = escape;
	SET LOCAL TimeZone = 'Asia/Tokyo';
	SET LOCAL DateStyle = 'SQL, DMY';
	counted := counted || (SELECT changed FROM refresh_segmentation('forms'));
	EXECUTE format('INSERT INTO formed VALUES (%L, ''2024-01-01'', 1)', one);
	SET LOCAL bytea_output = hex;
	SET LOCAL TimeZone = 'UTC';
	SET LOCAL DateStyle = 'ISO, MDY';
	counted := counted || (SELECT changed FROM refresh_segmentation('forms'));
	counted := counted || (SELECT ARRAY[w.present, w.comers, w.goers] FROM watch('forms', (SELECT min(at) FROM segmentation_log WHERE name = 'forms')) w);
	PERFORM drop_segmentation('forms');
	DROP TABLE formed;
	RETURN counted::text;
END $$;
CREATE COLLATION any_case (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
SELECT is(pg_temp.comes_and_goes(type, one, other), '{0,1,1,1,0,0}', type || ': nobody comes or goes') FROM (VALUES
	('numeric', '1.0', '1'), ('float8', '-0', '0'), ('interval', '30 days', '1 mon'), ('text COLLATE kept.any_case', 'Ann', 'ANN'), ('bytea', '\x0102', '\001\002'),
	('timestamptz', '2024-01-02 03:04+00', '2024-01-02 05:04+02'), ('date', '2024-02-03', '2024-02-03'), ('jsonb', '{"a": 1.0}', '{"a": 1}')) v(type, one, other);

-- the source changes under it
CREATE TABLE dbt AS SELECT customer_id, sold_at, amount FROM sales WHERE customer_id % 2 = 0;
SELECT lives_ok($$SELECT create_segmentation('swapped', 'dbt')$$, 'a table that a tool makes anew at each run');
CREATE VIEW on_swapped AS SELECT quadrant, count(*) FROM swapped GROUP BY 1;
SELECT lives_ok($$
	CREATE TABLE dbt__tmp AS SELECT customer_id, sold_at, amount FROM sales;
	ALTER TABLE dbt RENAME TO dbt__backup;
	ALTER TABLE dbt__tmp RENAME TO dbt;
	DROP TABLE dbt__backup CASCADE$$, 'it renames, and drops with CASCADE');
SELECT has_view('kept', 'on_swapped', 'nothing of the segmentation goes with it');
SELECT is((SELECT count(*) FROM histories('swapped')), (SELECT count(*) FROM histories('dbt')), 'reports find the new table by its name at once');
SELECT is(customers, (SELECT count(*) FROM segment('dbt')), 'and so does the next refresh') FROM refresh_segmentation('swapped');
SELECT is(source, 'dbt'::regclass, 'which keeps it') FROM segmentations WHERE name = 'swapped';
DROP TABLE dbt;
SELECT pg_temp.raises($$SELECT refresh_segmentation('swapped')$$, '42P01', 'Create kept.dbt again, or: %drop_segmentation(''swapped'')%', 'a source that is gone');
SELECT pg_temp.raises($$SELECT report('swapped')$$, '42P01', 'Create kept.dbt again%', 'of a report, too');
SELECT isnt_empty('SELECT * FROM swapped', 'the view can still be read');
CREATE TABLE dbt AS SELECT customer_id::text, sold_at, amount FROM sales;
SELECT pg_temp.raises($$SELECT refresh_segmentation('swapped')$$, '2BP01', NULL, 'customers of another type, where other objects depend on the view');
DROP VIEW on_swapped;
GRANT SELECT ON swapped TO PUBLIC;
SELECT is(changed, NULL::bigint, 'else the view is made anew, and who changed is not known') FROM refresh_segmentation('swapped');
SELECT col_type_is('kept', 'swapped', 'customer_id', 'text', 'its customers have the new type');
SELECT ok(has_table_privilege('public', 'swapped', 'SELECT'), 'and who could read it, can');
ALTER TABLE dbt RENAME TO sold;
ALTER TABLE sold RENAME customer_id TO who;
ALTER TABLE sold RENAME amount TO money;
SELECT lives_ok($$SELECT refresh_segmentation('swapped')$$, 'table and columns renamed: they are found');
SELECT is((source_schema, source_name, customer_column, amount_column)::text, '(kept,sold,who,money)', 'and kept under the new names') FROM segmentations WHERE name = 'swapped';
SELECT has_column('kept', 'swapped', 'who', 'so does the view');
ALTER TABLE sold DROP money;
SELECT pg_temp.raises($$SELECT refresh_segmentation('swapped')$$, '42703', 'Add the column again%', 'a column that is gone');
SELECT is(pg_temp.message_of($$SELECT refresh_segmentation('swapped')$$), 'column "money" of segmentation swapped is gone from kept.sold', 'which is named');
ALTER TABLE sold ADD money numeric;
UPDATE sold SET money = 1;
SELECT lives_ok($$SELECT refresh_segmentation('swapped')$$, 'once it is there again, all is well');
DROP MATERIALIZED VIEW swapped;
SELECT is(changed, NULL::bigint, 'a view that was dropped comes back, but who changed is not known') FROM refresh_segmentation('swapped');
SELECT is(note, 'what changed is not known: the view was gone in between, or the customers have another type', 'which watch says') FROM watch('swapped');
ALTER MATERIALIZED VIEW swapped RENAME TO "View 2";
SELECT is(changed, 0::bigint, 'the view renamed') FROM refresh_segmentation('swapped');
SELECT is((view_schema, view_name)::text, '(kept,"View 2")') FROM segmentations WHERE name = 'swapped';
ALTER MATERIALIZED VIEW "View 2" RENAME TO view_3;
ALTER TABLE sold ALTER who TYPE varchar;
SELECT lives_ok($$SELECT refresh_segmentation('swapped')$$);
SELECT col_type_is('kept', 'view_3', 'who', 'character varying', 'keeps its name when it is made anew');
SELECT lives_ok($$SELECT drop_segmentation('swapped')$$);

-- a segmentation in the place of a source
CREATE TABLE lines AS SELECT customer_id AS who, sold_at AS at, amount AS money, order_no, potential, profit FROM shop.sale;
SELECT lives_ok($$SELECT create_segmentation('whole', 'lines', 'who', 'at', 'money', 'order_no', 'potential', 'profit', '2022-06-01', '2024-06-01', lapse_after => '200 days')$$, 'a segmentation with all columns');
SELECT set_eq(format(query, '''whole'''), format(query, $$'lines', 'who', 'at', 'money', 'order_no', 'potential', 'profit', '2022-06-01', '2024-06-01'$$ || rest), query)
FROM (VALUES
	('SELECT customer::bigint, activity FROM segment(%s)', $$, (SELECT yardstick FROM segmentations WHERE name = 'whole')$$),
	('SELECT customer::bigint, quadrant, loyalty FROM segment_as(NULL::integer, %s)', $$, (SELECT yardstick FROM segmentations WHERE name = 'whole')$$),
	('SELECT * FROM report_text(%s)', $$, (SELECT yardstick FROM segmentations WHERE name = 'whole'), lapse_after => '200 days'$$),
	('SELECT * FROM histories(%s)', ''),
	('SELECT * FROM audit(%s)', ''),
	('SELECT * FROM lapse_check(%s)', $$, lapse_after => '200 days'$$),
	('SELECT * FROM next_actions(%s)', $$, (SELECT yardstick FROM segmentations WHERE name = 'whole'), lapse_after => '200 days'$$)) q(query, rest);
SELECT set_eq($$SELECT * FROM types_at('whole', dates => '{2023-01-01,2024-01-01}', "window" => '1 year')$$,
	$$SELECT * FROM types_at('lines', 'who', 'at', 'money', 'order_no', 'potential', 'profit', '{2023-01-01,2024-01-01}', '1 year', (SELECT yardstick FROM segmentations WHERE name = 'whole'))$$, 'types_at');
SELECT set_eq($$SELECT * FROM validate('whole', at => '2023-06-01')$$,
	$$SELECT * FROM validate('lines', 'who', 'at', 'money', 'order_no', 'potential', 'profit', at => '2023-06-01', yardstick => (SELECT yardstick FROM segmentations WHERE name = 'whole'))$$, 'validate');
SELECT set_eq($$SELECT customer, activity FROM segment('whole', as_of => '2023-06-01')$$,
	$$SELECT customer, activity FROM segment('lines', 'who', 'at', 'money', 'order_no', 'potential', 'profit', '2022-06-01', '2023-06-01')$$, 'as_of can be given');
SELECT lives_ok($$SELECT * FROM segment('whole', 'who')$$, 'and so can a column as it is');
SELECT pg_temp.raises($$SELECT * FROM segment('whole', 'order_no')$$, '22023', 'Leave customer_column out%', 'but no other');
SELECT is((SELECT array_agg((SELECT count(*) FROM segment('whole') s WHERE s.orders > i) ORDER BY i) FROM generate_series(0, 2) i),
	(SELECT array_agg((SELECT count(*) FROM whole s WHERE s.orders > i) ORDER BY i) FROM generate_series(0, 2) i), 'called again and again in a query');
SELECT pg_temp.raises($$SELECT create_segmentation('second', 'whole')$$, '42809', 'Give the table or view%', 'a segmentation is no source of another');
CREATE MATERIALIZED VIEW plain AS SELECT * FROM sales;
SELECT set_eq('SELECT customer, activity FROM segment(''plain'')', 'SELECT customer, activity FROM segment(''sales'')', 'another materialized view is a source as ever');

CREATE VIEW on_whole AS SELECT * FROM whole;
SELECT pg_temp.raises($$SELECT drop_segmentation('whole')$$, '2BP01', 'Drop these first.', 'what others depend on is not dropped');
SELECT is(pg_temp.message_of($$SELECT drop_segmentation('whole')$$), 'segmentation whole is to be dropped, but other objects depend on its view');
DROP VIEW on_whole;
SELECT lives_ok('SELECT drop_segmentation(name) FROM segmentations', 'all are dropped');
SELECT is_empty('SELECT name FROM segmentation_log UNION ALL SELECT name FROM segmentation_breakdown', 'and nothing is left of them');
-- half of the base moves within two pairs of types, or goes
CREATE TABLE kept.moving AS SELECT c AS customer_id, timestamptz '2024-01-01Z' + c % 7 * interval '1 day' AS sold_at, 10 + c % 5 AS amount FROM generate_series(1, 400) c;
SELECT at FROM create_segmentation('kept.moving_types', 'kept.moving') \gset
DELETE FROM kept.moving WHERE customer_id > 200;
SELECT is(format('%s %s', is_real, note), 'f nobody moved between classes; 0 came and 200 went, which is not tested', 'who has gone is said') FROM refresh_segmentation('moving_types');
INSERT INTO kept.moving VALUES (1, '2052-01-02Z', 10);
SELECT at FROM refresh_segmentation('moving_types') \gset
SELECT is(array_agg(last_order::date ORDER BY at), '{2024-01-07,2024-01-07,2052-01-02}', 'the log has the date that made all others look long gone') FROM segmentation_log WHERE name = 'moving_types';
SELECT pg_temp.raises($$SELECT create_segmentation('My Shop', 'sales')$$, '42602', 'Put it in double quotes: %create_segmentation(''"My Shop"''%');

SELECT * FROM finish();
ROLLBACK;
