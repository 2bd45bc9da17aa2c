-- named_source: every function that takes a source takes a segmentation in its place, or says why not
BEGIN;
\ir ../helpers.psql
\ir ../shop.psql
SELECT plan(43);

CREATE SCHEMA kept;
SET search_path = kept, customer_seg, public;
CREATE TABLE lines AS SELECT customer_id AS who, sold_at AS at, amount AS money, order_no, potential, profit, region FROM shop.sale;
SELECT lives_ok($$SELECT create_segmentation('whole', 'lines', 'who', 'at', 'money', 'order_no', 'potential', 'profit', '2022-06-01', '2024-06-01', lapse_after => '200 days')$$, 'a segmentation with all that one has');

-- what the segmentation keeps, as arguments
CREATE TEMP TABLE kept_argument (name text, value text);
INSERT INTO kept_argument SELECT key, CASE key WHEN 'source' THEN quote_literal('lines') WHEN 'yardstick' THEN '(SELECT yardstick FROM segmentations)' ELSE quote_literal(value) END
FROM segmentations, jsonb_each_text(to_jsonb(segmentations) - 'yardstick' || '{"yardstick": ""}')
WHERE key IN ('source', 'customer_column', 'time_column', 'amount_column', 'order_column', 'potential_column', 'profit_column', 'since', 'as_of', 'yardstick', 'lapse_after');
-- what is asked of it
CREATE TEMP TABLE asked_argument (name text, value text);
INSERT INTO asked_argument VALUES ('customer_type', 'NULL::integer'), ('dates', '''{2023-01-01,2024-01-01}'''), ('window', '''1 year'''), ('at', '''2023-06-01'''), ('horizon', '''6 months'''),
	('zone', '''Asia/Tokyo'''), ('lang', '''es'''), ('compare_with', '''2023-06-01'''), ('capacity', '50'), ('seed', '''spring'''), ('kind', '''movement''');
CREATE TEMP VIEW argument AS
SELECT p.oid, p.proname::text AS function, a.name, a.type::regtype, a.n > p.pronargs - p.pronargdefaults AS optional
FROM pg_proc p, unnest(p.proargnames, p.proargtypes::oid[]) WITH ORDINALITY a(name, type, n)
WHERE p.pronamespace = 'customer_seg'::regnamespace AND a.type IS NOT NULL AND p.proname !~ '^_' -- which are called by these
	AND p.proname <> 'create_dashboard_views'; -- which makes what it says: dashboard.sql
CREATE FUNCTION pg_temp.called(routine oid, named boolean) RETURNS text LANGUAGE sql AS $$
	SELECT format('%s(%s)', routine::regproc, string_agg(format('%I => %s', a.name, coalesce(q.value, CASE WHEN named THEN quote_literal('whole') ELSE k.value END)), ', '))
	FROM argument a LEFT JOIN asked_argument q USING (name) LEFT JOIN kept_argument k USING (name)
	WHERE a.oid = routine AND (q.value IS NOT NULL OR k.value IS NOT NULL AND (NOT named OR a.name = 'source'));
$$;
CREATE FUNCTION pg_temp.differences(one text, other text, OUT rows bigint, OUT differ bigint) LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE format('CREATE TEMP TABLE one AS SELECT t::text FROM %s t; CREATE TEMP TABLE other AS SELECT t::text FROM %s t', one, other);
	SELECT (SELECT count(*) FROM one), count(*) INTO rows, differ FROM ((TABLE one EXCEPT ALL TABLE other) UNION ALL (TABLE other EXCEPT ALL TABLE one)) d;
	DROP TABLE one, other;
END $$;

-- that take none, and why
CREATE TEMP TABLE exception (function text, call text, state text, hint text, why text);
INSERT INTO exception VALUES
	('profile', 'profile(''whole'', ''who'', ''quadrant'')', NULL, NULL, 'reads customers, not sales: the view itself'),
	('referral_chain', 'referral_chain(''whole'')', '42809', 'Give the table or view that says who brought whom.', 'sales do not say who brought whom'),
	('referral_chain_as', 'referral_chain_as(NULL::integer, ''whole'')', '42809', 'Give the table or view that says who brought whom.', 'sales do not say who brought whom'),
	('contact_log', 'contact_log(''whole'')', '42809', 'Give the table or view that holds the contacts.', 'sales are no contacts'),
	('contact_log_as', 'contact_log_as(NULL::integer, ''whole'')', '42809', 'Give the table or view that holds the contacts.', 'sales are no contacts'),
	('segment_activities', 'segment_activities(''whole'')', '42809', 'Give the table or view that holds the activities.', 'sales are no activities'),
	('segment_activities_as', 'segment_activities_as(NULL::integer, ''whole'')', '42809', 'Give the table or view that holds the activities.', 'sales are no activities'),
	('create_segmentation', 'create_segmentation(''second'', ''whole'')', '42809', 'Give the table or view that holds the sales.', 'a segmentation of a segmentation is that of its sales'),
	('track', 'track(''whole'')', '42809', 'Track the table that the rows are written to.', 'triggers are on the table that is written to'),
	('untrack', 'untrack(''whole'')', '42704', NULL, 'triggers are on the table that is written to'),
	('fold', 'fold(''whole'')', '42704', NULL, 'triggers are on the table that is written to'),
	('track_segments', 'track_segments(''whole'')', '42704', NULL, 'activities are tracked beside a table'),
	('untrack_segments', 'untrack_segments(''whole'')', '42704', NULL, 'activities are tracked beside a table');
SELECT is_empty($$SELECT function, name FROM argument WHERE type = 'regclass'::regtype AND name <> 'source' AND (function, name) NOT IN (('contact_log', 'log'), ('contact_log_as', 'log')) AND name <> 'contact_log'$$,
	'a relation among the arguments is the source, or a log of contacts');
SELECT is_empty('SELECT function FROM exception EXCEPT SELECT function FROM argument', 'exceptions are functions that there are');
SELECT is_empty($$SELECT function, name FROM argument a WHERE NOT optional AND function IN (SELECT function FROM argument WHERE name = 'source') AND function NOT IN (SELECT function FROM exception)
	AND name NOT IN (SELECT name FROM asked_argument UNION SELECT name FROM kept_argument)$$, 'all others can be called');
SELECT is((SELECT array_agg(name ORDER BY name) FROM argument WHERE name IN (SELECT name FROM kept_argument) AND function = 'next_actions'), (SELECT array_agg(name ORDER BY name) FROM kept_argument), 'one of them has all that is kept');
SELECT is((d.differ, d.rows > 0), (0::bigint, true), pg_temp.called(a.oid, true))
FROM argument a, pg_temp.differences(pg_temp.called(a.oid, true), pg_temp.called(a.oid, false)) d
WHERE a.name = 'source' AND a.function NOT IN (SELECT function FROM exception UNION SELECT 'report_page') ORDER BY a.function;
SELECT is(d.differ, 0::bigint, 'report_page, but for the name of its source')
FROM pg_temp.differences('replace(' || pg_temp.called('report_page'::regproc, true) || ', ''whole'', ''lines'')', pg_temp.called('report_page'::regproc, false)) d;
SELECT pg_temp.raises('SELECT * FROM ' || call, state, hint, call || ': ' || why) FROM exception WHERE state IS NOT NULL;
CREATE TABLE copy AS SELECT * FROM whole;
SELECT is((d.differ, d.rows > 0), (0::bigint, true), call || ': ' || why) FROM exception, pg_temp.differences(call, replace(call, 'whole', 'copy')) d WHERE state IS NULL;

-- a log of contacts beside it
CREATE TABLE contacts AS SELECT who AS customer, at, 'outreach' AS kind FROM lines WHERE at > '2024-05-01';
SELECT is(differ, 0::bigint, 'with a log of contacts') FROM pg_temp.differences(replace(pg_temp.called('contact_list'::regproc, true), 'capacity => 50', 'contact_log => ''contacts'''),
	replace(pg_temp.called('contact_list'::regproc, false), 'capacity => 50', 'contact_log => ''contacts'''));
SELECT pg_temp.raises($$SELECT * FROM next_actions('whole', contact_log => 'whole')$$, '42809', 'Give the table or view that holds the contacts.');

-- activities that are kept, by the yardstick of the segmentation
SELECT lives_ok($$SELECT create_segmentation('plain', 'lines', 'who', 'at', 'money')$$);
CREATE VIEW summary AS SELECT who AS customer_id, region, activity(at, money) FROM lines GROUP BY 1, 2;
SELECT set_eq($$SELECT customer::integer, orders, amount, first_order, last_order, loyalty, contribution, quadrant FROM segment_activities('summary', yardstick => (SELECT yardstick FROM segmentations WHERE name = 'plain'))$$,
	'SELECT * FROM plain', 'segment_activities() gives what its view has');

SELECT * FROM finish();
ROLLBACK;
