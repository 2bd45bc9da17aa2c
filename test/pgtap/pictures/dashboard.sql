-- dashboard: the views agree with each other and with the functions that they are of, have plain columns, and are refreshed, dropped and found
BEGIN;
\ir ../helpers.psql
\ir ../shop.psql
SELECT plan(136);

CREATE SCHEMA kept;
SET search_path = kept, customer_seg, public;
CREATE TABLE sales AS SELECT * FROM shop.sale;
SET TimeZone = 'Asia/Kathmandu'; -- nothing depends on what a session has set
SET DateStyle = 'German';
SET IntervalStyle = 'sql_standard';
SET quote_all_identifiers = on;
CREATE TEMP TABLE made AS SELECT * FROM create_dashboard_views('mart', 'sales', order_column => 'order_no', since => '2022-02-01 00:00+00', attribute_columns => '{region}');
RESET quote_all_identifiers;

-- what is made
CREATE TEMP VIEW dashboard AS
SELECT c.oid, c.relname::text AS name, c.relkind FROM pg_class c WHERE relnamespace = 'mart'::regnamespace AND relkind IN ('m', 'v');
CREATE TEMP VIEW wanted AS
SELECT view::text AS name, false AS materialized FROM _dashboard_view() UNION ALL SELECT view || '_kept', true FROM _dashboard_view() WHERE materialized UNION ALL SELECT 'base', true;
SELECT set_eq('SELECT name, relkind = ''m'' FROM dashboard', 'SELECT * FROM wanted', 'all views, plain ones over what is kept');
SELECT set_eq('SELECT table_name::text FROM information_schema.tables WHERE table_schema = ''mart''', 'SELECT view::text FROM _dashboard_view()', 'information_schema, which tools ask, lists each by its name');
SELECT set_eq('SELECT DISTINCT table_name::text FROM information_schema.columns WHERE table_schema = ''mart''', 'SELECT view::text FROM _dashboard_view()', 'with its columns');
SELECT is((SELECT array_agg(view::text) FROM made), (SELECT array_prepend('base', array_agg(view::text ORDER BY place)) FROM _dashboard_view() WHERE materialized), 'each is told when it is filled, in their order');
SELECT is_empty('SELECT view, rows FROM made WHERE rows IS NULL OR seconds < 0 OR rows = 0 AND view <> ''empty_views''', 'has rows, and took its time');
SELECT is_empty($$SELECT name, attname, format_type(atttypid, atttypmod) FROM dashboard JOIN pg_attribute ON attrelid = oid AND attnum > 0 WHERE name <> 'base'
	AND atttypid NOT IN ('text'::regtype, 'bigint'::regtype, 'integer'::regtype, 'numeric'::regtype, 'double precision'::regtype, 'date'::regtype, 'timestamptz'::regtype)$$, 'their columns are text, numbers, dates and times');
SELECT is_empty($$SELECT name, attname FROM dashboard JOIN pg_attribute ON attrelid = oid AND attnum > 0 WHERE relkind = 'v' AND col_description(oid, attnum) IS NULL$$, 'each column says what it is');
SELECT is_empty($$SELECT name FROM dashboard WHERE obj_description(oid, 'pg_class') IS NULL$$, 'and each view');
SELECT is_empty($$SELECT view, "column" FROM _dashboard_column() WHERE NOT EXISTS (SELECT FROM dashboard JOIN pg_attribute ON attrelid = oid AND attnum > 0 WHERE name = view AND attname = "column")$$, 'of no other column anything is said');
SELECT is_empty($$SELECT name FROM dashboard WHERE relkind = 'm' AND NOT EXISTS (SELECT FROM pg_index WHERE indrelid = oid AND indisunique AND indpred IS NULL AND indexprs IS NULL)$$, 'each materialized one has a unique index, so that it is read while it is refreshed');
SELECT is_empty($$SELECT name FROM dashboard JOIN pg_rewrite ON ev_class = dashboard.oid JOIN pg_depend d ON classid = 'pg_rewrite'::regclass AND objid = pg_rewrite.oid
	WHERE refclassid = 'pg_class'::regclass AND refobjid IN ('kept.sales'::regclass, 'shop.sale'::regclass)$$, 'none depends on the source: what drops it with CASCADE takes no view');
SELECT set_eq($$SELECT DISTINCT proname::text FROM dashboard JOIN pg_rewrite ON ev_class = dashboard.oid JOIN pg_depend d ON classid = 'pg_rewrite'::regclass AND objid = pg_rewrite.oid JOIN pg_proc p ON refclassid = 'pg_proc'::regclass AND refobjid = p.oid$$,
	'{_dashboard_source,_dashboard_facts,_dashboard_attributes,_dashboard_report,_dashboard_figures,classify_as,describe,mix,rollup,unclassified,label,strategy}'::text[], 'what the views call has to stay');
SELECT set_eq($$SELECT DISTINCT typname::text FROM dashboard JOIN pg_rewrite ON ev_class = dashboard.oid JOIN pg_depend d ON classid = 'pg_rewrite'::regclass AND objid = pg_rewrite.oid JOIN pg_type t ON refclassid = 'pg_type'::regclass AND refobjid = t.oid$$,
	'{yardstick,quadrant,rfm_segment,rfm_group,value_group,pareto_class,abc_class,market_position,customer_term,life_stage,customer_action}'::text[], 'and the types');

-- they agree with each other
CREATE FUNCTION pg_temp.customers_of(view text) RETURNS numeric LANGUAGE plpgsql AS $$
DECLARE
	n numeric;
BEGIN
	EXECUTE format('SELECT coalesce(sum(customers), 0) FROM mart.%I', view) INTO n;
	RETURN n;
END $$;
CREATE FUNCTION pg_temp.figure(k text) RETURNS numeric LANGUAGE sql AS $$ SELECT value FROM mart.key_figures WHERE key = k $$;
CREATE FUNCTION pg_temp.agree(about text) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
	customers bigint := (SELECT count(*) FROM mart.customers);
	amount numeric := (SELECT coalesce(sum(c.amount), 0) FROM mart.customers c);
	classed bigint := (SELECT count(quadrant) FROM mart.customers);
	v text;
BEGIN
	FOREACH v IN ARRAY ARRAY['run', 'stake_by_action'] LOOP
		RETURN NEXT is(pg_temp.customers_of(v), customers::numeric, format('%s: all customers are in %s', about, v));
	END LOOP;
	RETURN NEXT is(pg_temp.figure('customers'), customers::numeric, about || ': and in key_figures');
	RETURN NEXT is(pg_temp.figure('amount'), amount, about || ': with their money');
	RETURN NEXT is_empty(format('SELECT attribute FROM mart.type_by_attribute GROUP BY attribute HAVING sum(customers) <> %s OR sum(amount) <> %s', customers, amount), about || ': each attribute has all customers, and all money');
	FOREACH v IN ARRAY ARRAY['types', 'loyalty_contribution'] LOOP
		RETURN NEXT is(pg_temp.customers_of(v), classed::numeric, format('%s: all that have a type are in %s', about, v));
	END LOOP;
	RETURN NEXT is_empty($q$SELECT quadrant FROM (SELECT quadrant, customers, share, low, high, amount, round(share_of_amount::numeric, 12) FROM mart.types EXCEPT ALL SELECT quadrant, customers, share, low, high, amount, round(share_of_amount::numeric, 12) FROM mart.type_by_attribute WHERE attribute IS NULL) d$q$,
		about || ': types are those of all customers');
	RETURN NEXT is_empty($q$SELECT quadrant FROM mart.types t FULL JOIN (SELECT quadrant, count(*) AS customers, sum(c.amount) AS amount FROM mart.customers c WHERE quadrant IS NOT NULL GROUP BY quadrant) c USING (quadrant)
		WHERE (t.customers, t.amount) IS DISTINCT FROM (c.customers, c.amount) AND (t.customers > 0 OR c.customers > 0)$q$, about || ': of each type there are as many, and as much');
	RETURN NEXT is(pg_temp.customers_of('rfm_map'), (SELECT count(rfm_segment)::numeric FROM mart.customers), about || ': all that are ranked are in rfm_map');
	RETURN NEXT is((SELECT sum(c.customers) FROM mart.contacts_due c), (SELECT sum(s.customers) FROM mart.stake_by_action s WHERE next_action IN (SELECT action FROM mart.contacts_due)), about || ': due contacts are those of the customers');
	RETURN NEXT is((SELECT coalesce(sum(c.due_today), 0) FROM mart.contacts_due c), (SELECT count(*)::numeric FROM mart.customers_due WHERE next_action_overdue = 0), about || ': by the day');
	RETURN NEXT is((SELECT max(as_of) FROM mart.run), (SELECT max(as_of) FROM mart.customers), about || ': as of the same time');
END $$;
SELECT pg_temp.agree('order lines');

-- with what they are of
SELECT set_eq('SELECT * FROM mart.customers', $$SELECT c.*, r.region FROM classify('sales', order_column => 'order_no', since => '2022-02-01 00:00+00') c
	JOIN (SELECT DISTINCT ON (customer_id) customer_id, region FROM shop.sale WHERE sold_at >= '2022-02-01 00:00+00' ORDER BY customer_id, sold_at DESC, region COLLATE "C" DESC) r ON customer_id = customer$$, 'customers are those of classify(), with their attribute');
SELECT is(attname, 'customer_id', 'by their own name') FROM pg_attribute WHERE attrelid = 'mart.customers'::regclass AND attnum = 1;
SELECT results_eq('SELECT section, item, customers, share, amount, share_of_amount, evidence, what_to_do, section_key, item_key, low, high, statistic, before, change FROM mart.report ORDER BY sort',
	$$SELECT * FROM report('sales', order_column => 'order_no', since => '2022-02-01 00:00+00')$$, 'report is report()');
SELECT results_eq('SELECT share_of_amount FROM mart.lorenz ORDER BY point', $$SELECT unnest(lorenz(amount, 100)) FROM mart.customers WHERE orders > 0$$, 'lorenz is lorenz() of the buyers');
SELECT results_eq('SELECT point, share_of_customers FROM mart.lorenz ORDER BY point', 'SELECT p, p / 100.0::float8 FROM generate_series(0, 100) p', 'in 100 steps');
SELECT is(pg_temp.figure('gini')::float8, (SELECT gini(amount) FROM mart.customers WHERE orders > 0), 'and gini()');
SELECT is((r.without_customer, r.without_time, r.amount_left_out), (u.without_customer, u.without_time, u.amount_left_out), 'run says what was left out')
FROM mart.run r, _segment_unnamed('sales', order_column => 'order_no', since => '2022-02-01 00:00+00') u WHERE u.activity IS NULL;
SELECT is((source, yardstick_as_of, one_in, lang), ('kept.sales'::text, NULL::timestamptz, 1::bigint, 'en'::text), 'and of what it is') FROM mart.run;
SELECT ok(made_at BETWEEN now() AND clock_timestamp(), 'and when it was read') FROM mart.run;
SELECT set_eq('SELECT value, quadrant, customers, share, low, high FROM mart.type_by_attribute WHERE attribute = ''region''',
	$$SELECT region, d.quadrant::text, d.customers, d.share, d.share_low, d.share_high FROM (SELECT region, mix(quadrant::quadrant) AS m FROM mart.customers GROUP BY region) c, describe(m) d$$, 'types by region have the intervals of describe()');
SELECT set_eq('SELECT DISTINCT value_sort FROM mart.type_by_attribute WHERE attribute = ''region''', 'SELECT generate_series(1, 4)', 'the regions are numbered');
SELECT is_empty($$SELECT v.column, v.item FROM mart.customers, LATERAL (VALUES ('quadrant', quadrant, quadrant_sort), ('rfm_segment', rfm_segment, rfm_segment_sort), ('rfm_group', rfm_group, rfm_group_sort), ('value_group', value_group, value_group_sort),
	('pareto_class', pareto_class, pareto_class_sort), ('abc_class', abc_class, abc_class_sort), ('market_position', market_position, market_position_sort), ('customer_term', customer_term, customer_term_sort),
	('life_stage', life_stage, life_stage_sort), ('next_action', next_action, next_action_sort)) v("column", item, sort)
	LEFT JOIN mart.class_names n ON (n.class, n.item) = (v.column, v.item) WHERE v.item IS NOT NULL AND n.sort IS DISTINCT FROM v.sort$$, 'each class has a name, and the same place');
SELECT set_eq('SELECT item, lang FROM playbook_shipped WHERE subject = ''key_figure''', 'SELECT key, lang FROM mart.key_figures, unnest(ARRAY[''en'', ''es'', ''zh'']) lang', 'each key figure has a name in three languages, and no other');
SELECT is((SELECT label FROM mart.key_figures WHERE key = 'gini'), label('key_figure', 'gini'), 'by which it is called');
SELECT set_eq('SELECT next_action, quadrant, customers, at_stake FROM mart.stake_by_action', 'SELECT next_action, quadrant, count(*), sum(at_stake) FROM mart.customers GROUP BY 1, 2', 'what is at stake');
SELECT set_eq('SELECT customer_id FROM mart.customers_due', 'SELECT customer_id FROM mart.customers WHERE next_action_overdue IS NOT NULL', 'who is due');
SELECT is_empty($$SELECT period FROM mart.flow_by_period WHERE amount IS DISTINCT FROM amount_new + coalesce(amount_won_back, 0) + amount_retained OR at_end IS DISTINCT FROM at_start + new + won_back - lost$$, 'flows add up');
SELECT ok(count(*) BETWEEN 6 AND 36 AND count(DISTINCT unit) = 1, 'period by period') FROM mart.flow_by_period;
SELECT is_empty($$SELECT cohort FROM mart.cohorts WHERE retained > customers OR share NOT BETWEEN low AND high OR share <> retained::float8 / customers$$, 'shares of cohorts');
SELECT is_empty($$SELECT was FROM mart.movement WHERE was IS NOT NULL GROUP BY was HAVING abs(sum(share) - 1) > 1e-9 AND sum(customers) > 0$$, 'who was of a type is somewhere');

-- refreshed
INSERT INTO sales (customer_id, sold_at, amount, region) SELECT 10000 + i, '2025-01-01 00:00+00', i, CASE WHEN i % 2 = 0 THEN 'north' ELSE 'new "one"' END FROM generate_series(1, 40) i;
SELECT is(pg_temp.figure('customers')::bigint, (SELECT count(*) FROM mart.customers), 'before a refresh all is as it was');
SELECT is(sum(rows) FILTER (WHERE view = 'base') - 1, (SELECT count(*) FROM segment('sales', order_column => 'order_no', since => '2022-02-01 00:00+00'))::numeric, 'a refresh has all customers') FROM refresh_dashboard_views('mart');
SELECT pg_temp.agree('refreshed');
SELECT is((SELECT sum(customers) FROM mart.type_by_attribute WHERE value = 'new "one"'), 20::numeric, 'and the new value');

-- the source goes, and another takes its name, as with dbt
CREATE TABLE sales__dbt_tmp AS TABLE sales;
ALTER TABLE sales RENAME TO sales__dbt_backup;
SELECT pg_temp.raises('SELECT refresh_dashboard_views(''mart'')', '42P01', 'Create kept.sales again%', 'renamed: a refresh says that it is gone');
SELECT is((SELECT count(*) FROM mart.customers), pg_temp.figure('customers')::bigint, 'the views show what they did');
ALTER TABLE sales__dbt_tmp RENAME TO sales;
DROP TABLE sales__dbt_backup CASCADE;
SELECT lives_ok('SELECT refresh_dashboard_views(''mart'')', 'the one with its name is read, and the CASCADE has taken no view');
SELECT set_eq('SELECT name, relkind = ''m'' FROM dashboard', 'SELECT * FROM wanted', 'all are there');
ALTER TABLE sales RENAME amount TO revenue;
SELECT throws_matching('SELECT refresh_dashboard_views(''mart'')', '^view mart.base cannot be refreshed: .*amount', 'an error names the view, and what is wrong');
ALTER TABLE sales RENAME revenue TO amount;
TRUNCATE sales;
SELECT lives_ok('SELECT refresh_dashboard_views(''mart'')', 'a source without rows');
SELECT pg_temp.agree('empty');
SELECT is((SELECT count(*) FROM mart.customers), 0::bigint, 'has no customers');
SELECT ok(count(*) > 0, 'but a report') FROM mart.report;
SELECT set_has('SELECT view, why FROM mart.empty_views', $$VALUES ('lorenz', 'no_customers'), ('cohorts', 'no_customers')$$, 'why a view is empty, is said');

-- dropped
CREATE VIEW mine AS SELECT count(*) FROM mart.customers;
SELECT pg_temp.raises('SELECT drop_dashboard_views(''mart'')', '2BP01', 'Drop these first.', 'what others depend on is not dropped');
DROP VIEW mine;
CREATE TABLE mart.other (i integer);
DROP VIEW mart.lorenz;
DROP MATERIALIZED VIEW mart.lorenz_kept;
CREATE TABLE mart.lorenz (i integer);
CREATE VIEW mart.types_of_mine AS TABLE mart.types;
SELECT pg_temp.raises('SELECT drop_dashboard_views(''mart'')', '2BP01', 'Drop these first.', 'not even in the same schema');
DROP VIEW mart.types_of_mine;
SELECT lives_ok('SELECT refresh_dashboard_views(''mart'')', 'what is not there, is not refreshed');
SELECT drop_dashboard_views('mart');
SELECT set_eq('SELECT relname::text FROM pg_class WHERE relnamespace = ''mart''::regnamespace AND relkind IN (''r'', ''m'', ''v'')', $$VALUES ('lorenz'), ('other')$$, 'only what is the dashboard''s is dropped');
SELECT pg_temp.raises('SELECT refresh_dashboard_views(''mart'')', '42704', 'Make one: %', 'there is none any more');

-- of a segmentation
INSERT INTO sales SELECT * FROM shop.sale;
SELECT FROM create_segmentation('"Base of mine"', 'sales', order_column => 'order_no', as_of => '2023-06-01 00:00+00', lapse_after => '100 days');
SELECT lives_ok($$SELECT create_dashboard_views('named', '"Base of mine"', attribute_columns => '{region}', lang => 'es')$$, 'of a segmentation');
SELECT is((r.source, r.as_of, r.yardstick_as_of, r.lapse_after), ('"Base of mine"'::text, s.as_of, as_of(s.yardstick), 100), 'with its columns, period, yardstick and lapse_after') FROM named.run r, segmentations s;
SELECT set_eq('SELECT customer_id, orders, loyalty, contribution, quadrant FROM named.customers', 'SELECT customer_id, orders, loyalty, contribution, quadrant::text FROM "Base of mine"', 'the customers are its customers');
SELECT results_eq('SELECT section, item, customers, amount, evidence, what_to_do FROM named.report ORDER BY sort', $$SELECT section, item, customers, amount, evidence, what_to_do FROM report('"Base of mine"', lang => 'es')$$, 'the report is that of the segmentation');
SELECT is((SELECT section FROM named.report WHERE section_key = 'quadrant' LIMIT 1), label('report', 'quadrant', 'es'), 'in another language');
SELECT is((SELECT name FROM named.class_names WHERE (class, item) = ('quadrant', 'bee')), label('quadrant', 'bee', 'es'), 'the names, too');
UPDATE segmentations SET as_of = '2023-03-01 00:00+00';
ALTER TABLE sales RENAME TO sold;
SELECT lives_ok('SELECT refresh_dashboard_views(''named'')', 'what the segmentation finds again is found');
SELECT is((SELECT as_of FROM named.run), '2023-03-01 00:00+00'::timestamptz, 'as it is now');
ALTER TABLE sold RENAME TO sales;
SELECT drop_segmentation('"Base of mine"');
SELECT throws_matching('SELECT refresh_dashboard_views(''named'')', 'cannot be refreshed: there is no segmentation', 'which may be dropped: the dashboard is as it was');
SELECT drop_dashboard_views('named');

-- customers and names of other kinds
CREATE TABLE "Sold; %s ""x""" AS SELECT md5(customer_id::text)::uuid AS "amount; %1$s ""k""", sold_at::timestamp AS "when'%I", amount AS "rfm", region AS "re""gion %s", ARRAY[line] AS lines FROM shop.sale;
SELECT lives_ok($$SELECT create_dashboard_views('"m; %s', '"Sold; %s ""x"""', 'amount; %1$s "k"', 'when''%I', 'rfm', attribute_columns => ARRAY['re"gion %s', 'lines']::name[])$$, 'names of any kind');
SELECT is((SELECT count(*) FROM "Sold; %s ""x""" WHERE "when'%I" IS NOT NULL AND "amount; %1$s ""k""" IS NOT NULL) > 0, true, 'are names');
SELECT set_eq('SELECT "amount; %1$s ""k""", "re""gion %s" FROM """m; %s".customers', $$SELECT DISTINCT md5(customer_id::text)::uuid, region FROM shop.sale WHERE sold_at IS NOT NULL AND customer_id IS NOT NULL$$, 'also in the views');
SELECT lives_ok($$SELECT refresh_dashboard_views('"m; %s')$$, 'refreshed');
SELECT lives_ok($$SELECT drop_dashboard_views('"m; %s')$$, 'dropped');
CREATE DOMAIN who AS text COLLATE "C" NOT NULL;
CREATE TABLE named_so AS SELECT customer_id::text::who AS quadrant, sold_at::date AS sold_at, amount FROM shop.sale WHERE customer_id IS NOT NULL;
SELECT lives_ok($$SELECT create_dashboard_views('so', 'named_so', 'quadrant')$$, 'customers by the name of another column');
SELECT is((a.attname, a.atttypid::regtype, c.collname), ('customer'::name, 'text'::regtype, 'C'::name), 'are called customer, and are of the type below a domain, with its collation') FROM pg_attribute a JOIN pg_collation c ON c.oid = attcollation WHERE attrelid = 'so.customers'::regclass AND attnum = 1;
SELECT is((SELECT count(*) FROM so.type_by_attribute WHERE attribute IS NOT NULL), 0::bigint, 'without attributes there are the types of all');

-- the last value of an attribute, in the period
CREATE TABLE moved AS SELECT * FROM (VALUES (1, timestamp '2024-01-01', 5.0, 'a'), (1, '2024-02-01', 5, 'b'), (1, '2024-03-01', 5, NULL), (1, '2024-07-01', 5, 'too late'),
	(2, '2024-01-05', 5, 'x'), (2, '2024-01-05', 5, 'y'), (2, '2024-01-05', 5, 'X'), (3, '2023-12-31 23:59', 5, 'too early'), (3, '2024-01-01', 5, NULL), (4, '2024-05-31 23:59', 5, '')) v(customer_id, sold_at, amount, place);
SELECT FROM create_dashboard_views('moving', 'moved', since => '2024-01-01 00:00+00', as_of => '2024-06-01 00:00+00', attribute_columns => '{place}');
SELECT set_eq('SELECT customer_id, place FROM moving.customers', $$VALUES (1, 'b'), (2, 'y'), (3, NULL), (4, '')$$, 'the last value known in the period, of several at one time the greatest');

-- what is not known is not told
CREATE TABLE told AS SELECT 1 + i % 300 AS customer_id, timestamptz '2022-01-01 13:00+00' + (i * 7919 % 1000) * interval '1 day' AS sold_at, round(exp((i * 31 % 70) / 10.0)::numeric, 2) AS amount, 'rest' AS intent FROM generate_series(1, 4000) i;
SELECT FROM create_dashboard_views('telling', 'told');
CREATE FUNCTION pg_temp.told(k text) RETURNS numeric LANGUAGE sql AS $$ SELECT value FROM telling.key_figures WHERE key = k $$;
SELECT is((SELECT lapse_after FROM telling.run), NULL, 'where it is not known who has lapsed');
SELECT is((pg_temp.told('current'), pg_temp.told('lapsed')), (NULL::numeric, NULL::numeric), 'neither is how many have, nor how many have not');
SELECT is((count(*) > 0, count(lost), count(at_end)), (true, 0::bigint, 0::bigint), 'nor who was lost when') FROM telling.flow_by_period;
SELECT is(why, 'lapse_unknown', 'which is said') FROM telling.empty_views WHERE view = 'flow_by_period';
SELECT ok(bool_or(overdue IS NULL) AND sum(due_today) > 0, 'where no contact is on record, who is overdue is not known') FROM telling.contacts_due;
SELECT is((pg_temp.told('overdue'), pg_temp.told('due_today')), (NULL::numeric, (SELECT sum(due_today) FROM telling.contacts_due)), 'who is due today, is');
SELECT is_empty('SELECT next_action FROM (SELECT next_action, CASE WHEN bool_and(due IS NOT NULL) THEN sum(due) END AS due FROM telling.stake_by_action GROUP BY next_action) s JOIN telling.contacts_due d ON action = next_action WHERE due IS DISTINCT FROM due_today + overdue', 'the same in stake_by_action');
SELECT set_eq('SELECT customer_id, next_action_overdue FROM telling.customers_due', 'SELECT customer_id, nullif(next_action_overdue, greatest(next_action_overdue, 1)) FROM telling.customers WHERE next_action_overdue IS NOT NULL', 'and in customers_due');
SELECT is(pg_temp.told('at_stake'), (SELECT sum(at_stake) FROM telling.customers), 'what is at stake with all customers');
UPDATE told SET amount = NULL WHERE amount < 5;
SELECT drop_dashboard_views('telling');
SELECT FROM create_dashboard_views('telling', 'told', lapse_after => '200 days');
SELECT is((pg_temp.told('current'), pg_temp.told('lapsed')), (SELECT (count(*) FILTER (WHERE life_stage IN ('new', 'active', 'overdue'))::numeric, count(*) FILTER (WHERE life_stage = 'lapsed')::numeric) FROM telling.customers), 'with lapse_after and contacts it is known');
SELECT is(pg_temp.told('overdue'), (SELECT count(*)::numeric FROM telling.customers WHERE next_action_overdue > 0), 'who is overdue, too');
SELECT is((SELECT sum(due) FROM telling.stake_by_action), (SELECT count(next_action_overdue)::numeric FROM telling.customers_due), 'in each view');

-- what is refused
CREATE TEMP TABLE passing AS TABLE shop.sale;
CREATE SCHEMA taken;
CREATE TABLE taken.report (i integer);
SELECT pg_temp.raises(format('SELECT create_dashboard_views(%s)', arguments), state, hint, about) FROM (VALUES
	('NULL, ''sales''', '3F000', '%create_dashboard_views%', 'no schema'),
	($$'', 'sales'$$, '3F000', '%create_dashboard_views%', 'one without a name'),
	('''pg_mart'', ''sales''', '42939', NULL, 'one of the server''s'),
	('''none'', NULL', '22004', '%create_dashboard_views%', 'no source'),
	('''none'', ''passing''', '42809', '%permanent%', 'a temporary table'),
	('''so'', ''sales''', '42710', '%drop_dashboard_views(''so'')%', 'a schema that has a dashboard'),
	('''taken'', ''sales''', '42P07', '%schema of its own%', 'a name that is taken'),
	('''none'', ''sales'', ''buyer''', '42703', '%customer_id%', 'a column that is not there'),
	('''none'', ''sales'', attribute_columns => ''{town}''', '42703', '%region%', 'an attribute that is not there'),
	('''none'', ''sales'', attribute_columns => ''{region,region}''', '42701', '%another name%', 'an attribute twice'),
	('''none'', ''sales'', attribute_columns => ''{{region,line},{amount,line}}''', '2202E', '%{region,channel}%', 'attributes that are no list'),
	('''none'', ''sales'', attribute_columns => ''{amount}''', '42701', '%another name%', 'an attribute by the name of another column'),
	('''none'', ''sales'', attribute_columns => ''{customer_id}''', '42701', '%another name%', 'or of the customer'),
	('''none'', ''sales'', lang => ''x'''';y\''', '22023', '%''en'', ''es'', ''zh''%', 'a language that the playbook has not'),
	('''none'', ''sales'', reader => ''nobody "there''', '42704', 'CREATE ROLE "nobody ""there";', 'a role that is not there')) v(arguments, state, hint, about);
SELECT throws_matching('SELECT create_dashboard_views(''none'', ''sales'', time_column => ''region'')', '^(?!view )', 'what is wrong is said, not that a view was as it never was');
SELECT hasnt_schema('none', 'nothing is left of what was refused');

SELECT * FROM finish();
ROLLBACK;
