-- segmentations: nobody's code runs with another's rights, and what belongs to whom
BEGIN;
\ir ../helpers.psql
SET client_min_messages = error;
\ir ../roles.psql
SELECT plan(58);

CREATE ROLE customer_seg_test_evil;
CREATE ROLE customer_seg_test_alice;
CREATE ROLE customer_seg_test_carol;
CREATE ROLE customer_seg_test_member IN ROLE customer_seg_test_alice;
GRANT USAGE ON SCHEMA customer_seg TO PUBLIC;
CREATE SCHEMA evil AUTHORIZATION customer_seg_test_evil;
CREATE SCHEMA alice AUTHORIZATION customer_seg_test_alice;
GRANT USAGE ON SCHEMA evil, alice TO PUBLIC;
CREATE SCHEMA shared;
GRANT ALL ON SCHEMA shared TO PUBLIC;
CREATE TABLE shared.ran (as_role name);
GRANT ALL ON shared.ran TO PUBLIC;
CREATE FUNCTION pg_temp.ran() RETURNS name[] LANGUAGE sql AS $$ SELECT coalesce(array_agg(DISTINCT as_role), '{}') FROM shared.ran $$;

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

SET ROLE customer_seg_test_evil;
CREATE TABLE evil.sales AS SELECT n % 50 AS customer_id, timestamptz '2024-01-01 00:00+00' + n * interval '1 day' AS sold_at, n::numeric AS amount FROM generate_series(1, 300) n;
CREATE FUNCTION evil.amount(n numeric) RETURNS numeric LANGUAGE plpgsql AS $$ BEGIN INSERT INTO shared.ran VALUES (current_user); RETURN n; END $$;
SELECT create_segmentation('evil.shop', 'evil.sales');
RESET ROLE;

-- a hostile value in each column that holds a name or a text is a value, whoever refreshes; a sequence remembers also what is rolled back
CREATE SEQUENCE shared.pwned;
GRANT ALL ON shared.pwned TO PUBLIC;
CREATE TEMP TABLE hostile AS
SELECT attname AS "column", value
FROM pg_attribute, unnest(ARRAY['x; SELECT nextval(''shared.pwned''); --', 'x"; SELECT nextval(''shared.pwned''); --', 'x''; SELECT nextval(''shared.pwned''); --', 'x AS SELECT 1; SELECT nextval(''shared.pwned''); --']) value
WHERE attrelid = 'segmentations'::regclass AND atttypid IN ('name'::regtype, 'text'::regtype);
GRANT SELECT ON hostile TO PUBLIC;
SELECT cmp_ok(count(*), '>=', 44::bigint, 'values for each of them') FROM hostile;
CREATE FUNCTION pg_temp.planted("column" name, value text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	state text;
	call text;
BEGIN
	state := pg_temp.tried_by('evil', 'DROP MATERIALIZED VIEW evil.shop') || pg_temp.tried_by('evil', format('UPDATE segmentations SET %I = %L', "column", value));
	FOREACH call IN ARRAY ARRAY['refresh_segmentation(''shop'')', 'refresh_segmentations()', 'segment(segmentation(''shop''))', 'watch(''shop'')', 'drop_segmentation(''shop'')'] LOOP
		state := state || pg_temp.tried_by('evil', 'SELECT ' || call);
		BEGIN
			EXECUTE 'SELECT ' || call;
		EXCEPTION WHEN OTHERS THEN
			state := state || SQLSTATE;
		END;
	END LOOP;
	RAISE EXCEPTION USING ERRCODE = 'ZZ001', MESSAGE = state !~ '42601';
EXCEPTION WHEN SQLSTATE 'ZZ001' THEN -- all is as it was
	RETURN SQLERRM;
END $$;
SELECT is_empty('SELECT * FROM (SELECT "column", value, pg_temp.planted("column", value) AS well FROM hostile OFFSET 0) h WHERE well <> ''t''', 'nothing of them is taken for SQL');
SELECT is(is_called, false, 'nor run') FROM shared.pwned;

-- the source of another role is code of that role
SET ROLE customer_seg_test_evil;
CREATE VIEW evil.v AS SELECT customer_id, sold_at, evil.amount(amount) AS amount FROM evil.sales UNION ALL SELECT NULL, now(), evil.amount(1);
SELECT create_segmentation('evil.shop2', 'evil.v');
GRANT SELECT ON evil.shop2 TO PUBLIC;
RESET ROLE;
SELECT pg_temp.raises(format('SELECT * FROM %s', call), '42501', 'Let a job of that role do it, or, to take it over: ALTER MATERIALIZED VIEW evil.shop2 OWNER TO%', 'a superuser: ' || call)
FROM unnest(ARRAY['refresh_segmentation(''shop2'')', 'drop_segmentation(''shop2'')', 'report(''evil.shop2'')', 'audit(''evil.shop2'')', 'histories(''evil.shop2'')', 'segment(''evil.shop2'')', 'lapse_check(''evil.shop2'')', 'validate(''evil.shop2'')']) call;
SELECT is(seen_by('carol', format('SELECT 1 FROM %s', call)), 'not allowed', 'who can read the view: ' || call) FROM unnest(ARRAY['report(''evil.shop2'')', 'audit(''evil.shop2'')', 'segment(''evil.shop2'')']) call;
SELECT is(pg_temp.tried_by('carol', 'SELECT report(''evil.shop2'')'), '42501 segmentation evil.shop2 belongs to customer_seg_test_evil', 'is told whose it is');
SELECT is(seen_by('carol', 'SELECT count(*) FROM evil.shop2'), '50', 'and reads the view');
SELECT lives_ok('SELECT refresh_segmentations(); REFRESH MATERIALIZED VIEW evil.shop2; SELECT * FROM watch(''shop2''); TABLE segmentations', 'a superuser refreshes their own, and any view as the server does, and looks at the list');
SELECT is(pg_temp.ran(), '{customer_seg_test_evil}', 'the function of the source has run as its owner only');
TRUNCATE shared.ran;

-- a view is that of its own segmentation
SET ROLE customer_seg_test_alice;
CREATE MATERIALIZED VIEW alice.precious AS SELECT 1 AS a;
CREATE TABLE alice.sales AS SELECT * FROM (VALUES (1, timestamptz '2024-01-01', 5.0), (2, '2024-01-05', 3)) v(customer_id, sold_at, amount);
SELECT create_segmentation('alice.hers', 'alice.sales');
RESET ROLE;
SELECT is(pg_temp.tried_by('evil', 'UPDATE segmentations SET view = ''alice.precious'' WHERE name = ''shop'''), 'done', 'one that is no segmentation''s');
SELECT is((SELECT view FROM segmentations WHERE name = 'shop'), NULL, 'is none');
SELECT matches(pg_temp.tried_by('evil', 'UPDATE segmentations SET view = ''alice.hers'' WHERE name = ''shop'''), '^42501 segmentation shop belongs to customer_seg_test_alice', 'nor can it be another role''s');
SELECT is(pg_temp.tried_by('evil', 'UPDATE segmentations SET view = ''evil.shop'' WHERE name = ''shop'''), 'done', 'its own it is');
SELECT matches(pg_temp.tried_by('evil', 'UPDATE segmentations SET view = ''evil.shop2'' WHERE name = ''shop'''), '^23505', 'but not that of two');
SELECT is(pg_temp.tried_by('evil', 'SELECT drop_segmentation(''shop'')'), 'done', 'dropped with it');
SELECT has_materialized_view('alice', 'precious', 'and nothing else');
SELECT pg_temp.raises('UPDATE segmentations SET owner = ''customer_seg_test_alice''', '55000|0A000', NULL, 'an owner is not written');

-- who may write to the tables, as the database's owner for a restore, writes for nobody else
GRANT ALL ON segmentation_kept TO customer_seg_test_evil;
SELECT matches(pg_temp.tried_by('evil', 'UPDATE segmentation_kept SET source = ''evil.v'', source_schema = ''evil'', source_name = ''v'' WHERE name = ''hers'''), '^42501 segmentation hers belongs to', 'nor changes another''s row');
SELECT is(pg_temp.tried_by('evil', format('INSERT INTO segmentation_kept SELECT (jsonb_populate_record(k, jsonb_build_object(''name'', ''planted'', ''view'', NULL, ''view_name'', ''planted'', ''owner'', %s))).* FROM segmentation_kept k WHERE name = ''shop2''', o)), 'done', 'a row without a view')
FROM (SELECT current_user::regrole::oid) o(o);
SELECT is((SELECT owner FROM segmentations WHERE name = 'planted'), 'customer_seg_test_evil'::regrole, 'is the writer''s');
REVOKE ALL ON segmentation_kept FROM customer_seg_test_evil;
DELETE FROM segmentations WHERE name = 'planted';

-- what takes the place of a source is the work of who made the one before, or of the owner
CREATE TABLE shared.sales AS TABLE alice.sales;
ALTER TABLE shared.sales OWNER TO customer_seg_test_alice;
CREATE FUNCTION pg_temp.replaced_by(role_name text, made text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	DROP TABLE IF EXISTS shared.sales;
	EXECUTE format('SET LOCAL ROLE %I', 'customer_seg_test_' || role_name);
	EXECUTE 'CREATE ' || made;
	GRANT SELECT ON shared.sales TO PUBLIC;
	RESET ROLE;
	RETURN made;
END $$;
SELECT pg_temp.tried_by('alice', 'SELECT create_segmentation(''alice.of_shared'', ''shared.sales'')');
SELECT pg_temp.replaced_by('evil', 'VIEW shared.sales AS TABLE evil.v');
SELECT is(pg_temp.tried_by('alice', call), '42501 shared.sales is not the relation that segmentation of_shared was made of, and belongs to customer_seg_test_evil, not to customer_seg_test_alice', call)
FROM unnest(ARRAY['SELECT refresh_segmentation(''of_shared'')', 'SELECT report(''alice.of_shared'')']) call;
SELECT is(pg_temp.ran(), '{}', 'nothing of it has run');
SELECT is((SELECT error ~ 'UPDATE customer_seg.segmentations SET source = ''shared.sales'' WHERE name = ''of_shared''' FROM refresh_segmentations() WHERE name = 'of_shared'), NULL, 'nor is it refreshed by others');
DROP VIEW shared.sales;
SELECT pg_temp.replaced_by('carol', 'TABLE shared.sales (customer_id integer, sold_at timestamptz, amount numeric)');
SELECT is(pg_temp.tried_by('alice', 'UPDATE segmentations SET source = ''shared.sales'' WHERE name = ''of_shared'''), 'done', 'another role''s is accepted by name');
SELECT is(pg_temp.tried_by('alice', 'SELECT refresh_segmentation(''of_shared'')'), 'done', 'and then it is the source');
SELECT is(source_owner, 'customer_seg_test_carol', 'of that owner') FROM segmentations WHERE name = 'of_shared';
SELECT pg_temp.replaced_by('carol', 'TABLE shared.sales (sold_at timestamptz, amount numeric, customer_id integer)');
SELECT is(pg_temp.tried_by('alice', 'SELECT refresh_segmentation(''of_shared'')'), 'done', 'who makes it anew, as a tool does');
SELECT pg_temp.replaced_by('alice', 'TABLE shared.sales (sold_at timestamptz, amount numeric, customer_id integer)');
SELECT is(pg_temp.tried_by('alice', 'SELECT refresh_segmentation(''of_shared'')'), 'done', 'and so may the segmentation''s owner');

-- a view that comes back is the owner's, whoever of the role refreshes
SELECT pg_temp.tried_by('alice', 'DROP MATERIALIZED VIEW alice.hers');
SELECT is(pg_temp.tried_by('member', 'SELECT refresh_segmentation(''hers'')'), 'done', 'who has the role refreshes it');
SELECT is((SELECT relowner::regrole FROM pg_class WHERE oid = 'alice.hers'::regclass), 'customer_seg_test_alice'::regrole, 'and it is hers again');
ALTER TABLE alice.sales ALTER customer_id TYPE text;
SELECT is(pg_temp.tried_by('member', 'SELECT refresh_segmentation(''hers'')'), 'done', 'after a change of type, too');
SELECT is((SELECT relowner::regrole FROM pg_class WHERE oid = 'alice.hers'::regclass), 'customer_seg_test_alice'::regrole, 'it is hers');
SELECT is(seen_by('alice', 'SELECT sum(customers) FROM report(''alice.hers'') WHERE section_key = ''structure'''), '2', 'and stands for its source');

-- owners go
SELECT is(pg_temp.tried_by('carol', 'SELECT refresh_segmentation(''hers'')'), '42704 there is no segmentation hers', 'to another role it is not there');
ALTER TABLE alice.sales OWNER TO customer_seg_test_carol;
ALTER SCHEMA alice OWNER TO customer_seg_test_carol;
ALTER MATERIALIZED VIEW alice.hers OWNER TO customer_seg_test_carol;
SELECT is(seen_by('carol', 'SELECT owner FROM segmentations'), 'customer_seg_test_carol', 'whose view, whose segmentation');
SELECT is(pg_temp.tried_by('carol', 'SELECT refresh_segmentation(''hers'')'), 'done', 'who refreshes it');
SELECT is(seen_by('alice', 'SELECT count(*) FROM segmentations WHERE name = ''hers'''), '0', 'and no longer is it the other''s');
REASSIGN OWNED BY customer_seg_test_carol TO customer_seg_test_alice;
SELECT is(pg_temp.tried_by('alice', 'SELECT refresh_segmentation(''hers'')'), 'done', 'reassigned, it goes back');
CREATE ROLE customer_seg_test_gone;
CREATE SCHEMA gone AUTHORIZATION customer_seg_test_gone;
GRANT SELECT ON evil.sales TO customer_seg_test_gone;
SELECT is(pg_temp.tried_by('gone', 'SELECT create_segmentation(''gone.left'', ''evil.sales'')'), 'done', 'of a role');
DROP OWNED BY customer_seg_test_gone;
DROP ROLE customer_seg_test_gone;
SELECT pg_temp.raises('SELECT drop_segmentation(''left'')', '42501', 'That role is gone: DELETE FROM customer_seg.segmentations WHERE name = ''left'';', 'that is gone');
SELECT lives_ok('DELETE FROM customer_seg.segmentations WHERE name = ''left''', 'a superuser clears up');

-- without the right to make temporary tables
CREATE FUNCTION pg_temp.temporary(grant_or_revoke text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN EXECUTE format(grant_or_revoke, current_database()); END $$;
SELECT pg_temp.temporary('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC');
SELECT is(pg_temp.tried_by('alice', 'SELECT refresh_segmentation(''hers'')'), '42501 to refresh segmentation hers takes temporary tables, which customer_seg_test_alice may not make', 'a refresh says what it lacks');
SELECT pg_temp.temporary('GRANT TEMPORARY ON DATABASE %I TO customer_seg_test_alice');
SELECT is(pg_temp.tried_by('alice', 'SELECT refresh_segmentation(''hers'')'), 'done', 'with it, all is well');

-- a superuser's reads no view of a role that is none, neither from the start nor when one takes a table's name
CREATE SCHEMA of_superuser;
SET ROLE customer_seg_test_evil;
CREATE TABLE evil.plain AS TABLE evil.sales;
CREATE VIEW evil.view AS SELECT customer_id, sold_at, evil.amount(amount) AS amount FROM evil.sales;
RESET ROLE;
TRUNCATE shared.ran;
SELECT throws_like($$SELECT create_segmentation('of_superuser.of_view', 'evil.view')$$, 'evil.view is a view of customer_seg_test_evil, and segmentation % belongs to a superuser', 'of a view there is none');
SELECT lives_ok($$SELECT create_segmentation('of_superuser.of_table', 'evil.plain')$$, 'of a table there is');
SET ROLE customer_seg_test_evil;
ALTER TABLE evil.plain RENAME TO was_plain;
ALTER VIEW evil.view RENAME TO plain;
RESET ROLE;
SELECT throws_like($$SELECT refresh_segmentation('of_superuser.of_table')$$, 'evil.plain is a view of customer_seg_test_evil, %', 'which reads no view in its place');
SELECT is(pg_temp.ran(), '{}', 'whose functions have not run');
CREATE VIEW of_superuser.sales AS TABLE evil.sales;
SELECT lives_ok($$SELECT create_segmentation('of_superuser.own', 'of_superuser.sales')$$, 'of a superuser''s own view there is one');
SELECT * FROM finish();
ROLLBACK;
