-- dashboard: who may make, refresh and read one; nobody's code runs with another's rights
BEGIN;
\ir ../helpers.psql
SET client_min_messages = error;
\ir ../roles.psql
SELECT plan(55);

CREATE ROLE customer_seg_test_ann;
CREATE ROLE customer_seg_test_evil;
CREATE ROLE customer_seg_test_bi;
CREATE ROLE customer_seg_test_member IN ROLE customer_seg_test_ann;
GRANT USAGE ON SCHEMA customer_seg TO customer_seg_test_ann, customer_seg_test_evil;
CREATE SCHEMA shared;
GRANT ALL ON SCHEMA shared TO PUBLIC;
CREATE TABLE shared.ran (as_role name);
GRANT ALL ON shared.ran TO PUBLIC;
CREATE FUNCTION pg_temp.ran() RETURNS name[] LANGUAGE sql AS $$ SELECT coalesce(array_agg(DISTINCT as_role), '{}') FROM shared.ran $$;
CREATE TABLE shared.sales AS SELECT n % 50 AS customer_id, timestamptz '2023-01-01 00:00+00' + n * interval '1 day' AS sold_at, n::numeric AS amount, 'region ' || n % 3 AS region FROM generate_series(1, 700) n;
DO $$ BEGIN EXECUTE format('GRANT CREATE ON DATABASE %I TO customer_seg_test_ann, customer_seg_test_evil', current_database()); END $$;

-- what a role may do, tried by it
CREATE FUNCTION pg_temp.tried_by(role_name text, query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	state text := 'done';
BEGIN
	EXECUTE format('SET LOCAL ROLE %I', 'customer_seg_test_' || role_name);
	BEGIN
		EXECUTE query;
	EXCEPTION WHEN OTHERS THEN
		state := SQLSTATE || ' ' || SQLERRM;
	END;
	RESET ROLE;
	RETURN state;
END $$;

CREATE TABLE shared.sales0 AS TABLE shared.sales;
CREATE TABLE shared.sales1 AS TABLE shared.sales;

-- made by who may read the source, and nothing more
CREATE FUNCTION pg_temp.make() RETURNS text LANGUAGE sql AS $$ SELECT pg_temp.tried_by('ann', 'SELECT create_dashboard_views(''mart'', ''shared.sales'', attribute_columns => ''{region}'', reader => ''customer_seg_test_bi'')') $$;
SELECT matches(pg_temp.make(), '^42501 .*permission denied for table sales', 'who may not read the source makes no dashboard');
SELECT hasnt_schema('mart', 'and leaves nothing');
GRANT SELECT (customer_id, sold_at, amount) ON shared.sales TO customer_seg_test_ann;
SELECT matches(pg_temp.make(), '^42501 .*permission denied for table sales', 'nor one with an attribute that they may not read');
GRANT SELECT (region) ON shared.sales TO customer_seg_test_ann;
SELECT is(pg_temp.make(), 'done', 'who may, does');
SELECT is_empty($$SELECT relname FROM pg_class WHERE relnamespace = 'mart'::regnamespace AND relowner <> 'customer_seg_test_ann'::regrole$$, 'it is theirs');
SELECT is(pg_temp.tried_by('ann', 'SELECT refresh_dashboard_views(''mart'')'), 'done', 'they refresh it');
SELECT is(pg_temp.tried_by('member', 'SELECT refresh_dashboard_views(''mart'')'), 'done', 'and so does a member of their role');
SELECT is(pg_temp.tried_by('evil', 'SELECT refresh_dashboard_views(''mart'')'), '42501 the dashboard in schema mart belongs to customer_seg_test_ann', 'another may not');
SELECT is(pg_temp.tried_by('evil', 'SELECT drop_dashboard_views(''mart'')'), '42501 the dashboard in schema mart belongs to customer_seg_test_ann', 'nor drop it');
SELECT pg_temp.raises('SELECT refresh_dashboard_views(''mart'')', '42501', 'Let a job of that role do it.', 'a superuser neither: it is another role''s code');
SELECT pg_temp.raises('SELECT drop_dashboard_views(''mart'')', '42501', 'Let a job of that role do it.', 'nor drops it by its name');
SELECT is(pg_temp.tried_by('evil', 'SELECT create_dashboard_views(''mart'', ''shared.sales'')'), '42501 schema mart belongs to customer_seg_test_ann, who could put something else in the place of a view', 'nobody makes one in the schema of another');

-- who reads
SELECT is_empty($$SELECT view, seen_by('bi', format('SELECT count(*) FROM mart.%I', view)) AS seen FROM _dashboard_view() WHERE seen_by('bi', format('SELECT count(*) FROM mart.%I', view)) = 'not allowed'$$, 'the reader reads all views');
SELECT is(seen_by('bi', 'SELECT count(*) FROM mart.customers'), '50', 'with their rows');
SELECT is(seen_by('bi', 'SELECT count(*) FROM information_schema.tables WHERE table_schema = ''mart'''), (SELECT count(*)::text FROM _dashboard_view()), 'and finds them in information_schema');
SELECT is_empty($$SELECT relname FROM pg_class WHERE relnamespace = 'mart'::regnamespace AND relkind = 'm' AND seen_by('bi', format('SELECT count(*) FROM mart.%I', relname)) <> 'not allowed'$$, 'but none that is materialized');
SELECT is(seen_by('bi', 'SELECT count(*) FROM shared.sales'), 'not allowed', 'the source');
SELECT is(seen_by('bi', 'SELECT customer_seg.report(''shared.sales'')'), 'not allowed', 'and the extension');
SELECT matches(pg_temp.tried_by('bi', 'REFRESH MATERIALIZED VIEW mart.base'), '^42501 ', 'and refreshes nothing');
SELECT is(seen_by('evil', 'SELECT count(*) FROM mart.customers'), 'not allowed', 'nobody else reads');
SELECT is(pg_temp.tried_by('ann', 'SELECT refresh_dashboard_views(''mart'')'), 'done', 'after a refresh');
SELECT is(seen_by('bi', 'SELECT count(*) FROM mart.customers'), '50', 'the reader still does');
SELECT ok(NOT EXISTS (SELECT FROM pg_class, aclexplode(relacl) a WHERE relnamespace = 'mart'::regnamespace AND grantee = 'customer_seg_test_bi'::regrole AND privilege_type <> 'SELECT'), 'and nothing more');

-- what takes the name of the source
CREATE FUNCTION pg_temp.replaced_by(role_name text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE 'DROP TABLE IF EXISTS shared.sales CASCADE';
	EXECUTE format('SET LOCAL ROLE %I', 'customer_seg_test_' || role_name);
	CREATE FUNCTION shared.amount(n numeric) RETURNS numeric LANGUAGE plpgsql AS $f$ BEGIN INSERT INTO shared.ran VALUES (current_user); RETURN n; END $f$;
	CREATE VIEW shared.sales AS SELECT 1 AS customer_id, timestamptz '2024-01-01' AS sold_at, shared.amount(1) AS amount, 'x' AS region;
	GRANT SELECT ON shared.sales TO PUBLIC;
	RESET ROLE;
END $$;
SELECT pg_temp.replaced_by('evil');
SELECT matches(pg_temp.tried_by('ann', 'SELECT refresh_dashboard_views(''mart'')'), '^42501 view mart.base cannot be refreshed: shared.sales belongs to customer_seg_test_evil, not to', 'the view of a third role is not read');
SELECT is(pg_temp.ran(), '{}', 'its code has not run');
SELECT is(seen_by('bi', 'SELECT count(*) FROM mart.customers'), '50', 'all is as it was');
DROP VIEW shared.sales;
DROP FUNCTION shared.amount(numeric);
SELECT pg_temp.replaced_by('ann');
SELECT is(pg_temp.tried_by('ann', 'SELECT refresh_dashboard_views(''mart'')'), 'done', 'one of the owner''s is');
SELECT is(pg_temp.ran(), '{customer_seg_test_ann}', 'with their rights');
TRUNCATE shared.ran;

-- what takes its place and is its owner's, is no view unless it was
CREATE SCHEMA lane AUTHORIZATION customer_seg_test_evil;
GRANT USAGE ON SCHEMA lane TO customer_seg_test_ann;
CREATE FUNCTION pg_temp.put(what text) RETURNS text LANGUAGE sql AS $$ SELECT pg_temp.tried_by('evil', format('DROP %s IF EXISTS lane.s; CREATE %s', split_part(what, ' ', 1), what) || '; GRANT SELECT ON lane.s TO PUBLIC') $$;
SELECT is(pg_temp.put('TABLE lane.s AS SELECT n % 5 AS customer_id, timestamptz ''2024-01-01'' + n * interval ''1 day'' AS sold_at, 1.0 AS amount FROM generate_series(1, 20) n'), 'done', 'a table of another role');
SELECT is(pg_temp.tried_by('ann', 'SELECT create_dashboard_views(''lanes'', ''lane.s'')'), 'done', 'may be the source');
SELECT is(pg_temp.tried_by('evil', 'ALTER TABLE lane.s RENAME TO s0; CREATE FUNCTION lane.f() RETURNS int LANGUAGE plpgsql AS $f$ BEGIN INSERT INTO shared.ran VALUES (current_user); RETURN 1; END $f$'), 'done', 'it is moved away');
SELECT is(pg_temp.put('VIEW lane.s AS SELECT lane.f() AS customer_id, timestamptz ''2024-01-01'' AS sold_at, 1.0 AS amount'), 'done', 'for a view');
SELECT matches(pg_temp.tried_by('ann', 'SELECT refresh_dashboard_views(''lanes'')'), '^42501 view lanes.base cannot be refreshed: lane.s is a view of customer_seg_test_evil now, and was none when the dashboard was made$', 'which is not read');
SELECT is(pg_temp.ran(), '{}', 'and does not run');
SELECT is(pg_temp.tried_by('evil', 'DROP VIEW lane.s; ALTER TABLE lane.s0 RENAME TO s'), 'done', 'a table again');
SELECT is(pg_temp.tried_by('ann', 'SELECT refresh_dashboard_views(''lanes'')'), 'done', 'is read again');
SELECT pg_temp.raises('SELECT create_dashboard_views(''mine'', ''lane.s'')', '42501', 'Make the dashboard as that role: SET ROLE customer_seg_test_evil;', 'a superuser makes none of another role''s table');
CREATE ROLE customer_seg_test_super SUPERUSER;
ALTER TABLE shared.sales0 OWNER TO customer_seg_test_super;
SELECT lives_ok('SELECT create_dashboard_views(''mine'', ''shared.sales0'')', 'but of another superuser''s');
SELECT FROM create_segmentation('ours', 'shared.sales0');
SELECT lives_ok('SELECT create_dashboard_views(''named'', ''ours'')', 'and of a segmentation of it');
ALTER ROLE customer_seg_test_super NOSUPERUSER;
SELECT pg_temp.raises(format('SELECT refresh_dashboard_views(%L)', schema), '42501', 'Make the dashboard as that role: SET ROLE customer_seg_test_super;', 'as long as that is one: ' || schema) FROM unnest(ARRAY['mine', 'named']) schema;
SELECT FROM create_segmentation('lanes', 'lane.s');
SELECT pg_temp.raises('SELECT create_dashboard_views(''none'', ''lanes'')', '42501', 'Make the dashboard as that role: SET ROLE customer_seg_test_evil;', 'and none of a segmentation of it');
SELECT pg_temp.raises('SELECT create_dashboard_views(''lane'', ''shared.sales1'')', '42501', 'Take a schema of your own, %', 'nor one in another role''s schema');
SELECT pg_temp.raises('SELECT create_dashboard_views(''customer_seg'', ''shared.sales1'')', '42501', 'Give the dashboard a schema of its own.', 'or in the extension''s');
CREATE SCHEMA own;
SELECT lives_ok('SELECT create_dashboard_views(''own'', ''shared.sales1'')', 'but in one of its own');

-- who owns the view of another's source, as a superuser whose job refreshes
SELECT is(pg_temp.tried_by('evil', 'SELECT create_dashboard_views(''lair'', ''shared.sales'')'), 'done', 'a dashboard of a view is read with the rights of who makes it');
SELECT is(pg_temp.ran(), '{customer_seg_test_evil}', 'and nobody else''s');
TRUNCATE shared.ran;
SELECT lives_ok('REFRESH MATERIALIZED VIEW lair.base', 'a superuser refreshes a view as the server does');
SELECT is(pg_temp.ran(), '{customer_seg_test_evil}', 'with its owner''s rights');
SELECT is(pg_temp.tried_by('evil', 'CREATE SCHEMA lie; CREATE MATERIALIZED VIEW lie.base AS SELECT customer_seg._dashboard_source(NULL, ''shared'', ''sales'', ''x'', false) AS source, 1 AS customer WITH NO DATA'), 'done', 'a view that only looks like one');
SELECT pg_temp.raises('SELECT refresh_dashboard_views(''lie'')', '42501', 'Let a job of that role do it.', 'is its owner''s');
SELECT is(pg_temp.tried_by('evil', 'SELECT drop_dashboard_views(''lie'')'), 'done', 'who may drop it');

-- temporary tables
DO $$ BEGIN EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database()); END $$;
SELECT matches(pg_temp.tried_by('evil', 'SELECT refresh_dashboard_views(''lair'')'), '^42501 to refresh a dashboard takes temporary tables, which customer_seg_test_evil may not make', 'what else a refresh takes, it says');

-- row-level security is that of the owner
CREATE TABLE shared.secret AS SELECT n % 9 AS customer_id, timestamptz '2024-01-01 00:00+00' + n * interval '1 day' AS sold_at, 1 AS amount FROM generate_series(1, 90) n;
ALTER TABLE shared.secret ENABLE ROW LEVEL SECURITY;
CREATE POLICY few ON shared.secret USING (customer_id < 4);
GRANT SELECT ON shared.secret TO customer_seg_test_ann;
SELECT is(pg_temp.tried_by('ann', 'SELECT create_dashboard_views(''few'', ''shared.secret'', reader => ''customer_seg_test_bi'')'), 'done', 'of rows that the owner sees');
SELECT is(seen_by('bi', 'SELECT count(*) FROM few.customers'), '4', 'the views are');

SELECT * FROM finish();
ROLLBACK;
