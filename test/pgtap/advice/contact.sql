-- contact_due, next_contact by what we sent; contact_log; contact_list: against plain SQL
BEGIN;
\ir ../helpers.psql
\ir ../shop.psql
SET LOCAL TimeZone = 'America/Caracas';
SELECT plan(67);

-- what we sent counts, in every session, whatever the types of time
CREATE TEMP TABLE person AS SELECT customer_id, (enum_range(NULL::quadrant))[1 + customer_id % 4] AS q, activity(sold_at, amount) AS a,
	CASE WHEN customer_id % 5 > 0 THEN timestamptz '2024-01-01 00:00+00' + customer_id % 400 * interval '1 day' END AS sent
FROM shop.sale WHERE customer_id IS NOT NULL GROUP BY 1 UNION ALL SELECT 9990, 'bee', '{}', NULL UNION ALL SELECT 9991, 'bee', '{}', '2024-05-02 00:00+00';
CREATE TEMP TABLE planned AS
SELECT p.*, as_of, touch, (play(q)).contact_every, (touch AT TIME ZONE 'UTC' + (play(q)).contact_every) AT TIME ZONE 'UTC' AS next
FROM person p, unnest('{2024-05-31 00:00+00,2024-06-01 00:00+00,2024-09-15 00:00+00}'::timestamptz[]) as_of, LATERAL (SELECT greatest(last_order(a), last_contact(a), sent) AS touch) t;
SELECT is_empty(format($$SELECT * FROM (SELECT *, contact_due(a, q, %1$s, %2$s) AS due, next_contact(a, q, %2$s) AS said, contact_due(a, contact_every, %1$s, %2$s) AS due_by, next_contact(a, contact_every, %2$s) AS said_by FROM planned) x
	WHERE due IS DISTINCT FROM CASE WHEN touch IS NULL THEN true ELSE touch <= as_of AND next <= as_of END OR said IS DISTINCT FROM coalesce(next, '-infinity') OR due_by IS DISTINCT FROM due OR said_by IS DISTINCT FROM said$$, replace(form, '$', 'as_of'), replace(sent_form, '$', 'sent')), format('%s, %s', form, sent_form))
FROM unnest(ARRAY['$', '($ AT TIME ZONE ''UTC'')', '($ AT TIME ZONE ''UTC'')::date']) form, unnest(ARRAY['$', '($ AT TIME ZONE ''UTC'')', '($ AT TIME ZONE ''UTC'')::date']) sent_form;
SELECT ok(bool_or(due) AND NOT bool_and(due) AND bool_or(due <> without) AND bool_or(sent > as_of), 'all cases are among them') FROM planned, LATERAL (SELECT contact_due(a, q, as_of, sent) AS due, contact_due(a, q, as_of) AS without) d;
SELECT is_empty('SELECT 1 FROM planned WHERE contact_due(a, q, as_of, NULL::timestamptz) IS DISTINCT FROM contact_due(a, q, as_of) OR next_contact(a, q, NULL::date) IS DISTINCT FROM next_contact(a, q)', 'never written to: as without');
SELECT is(contact_due(a, q, as_of, now(), lang), NULL, 'of NULL') FROM (VALUES (NULL::activity, 'bee'::quadrant, now(), 'en'), ('{}', NULL, now(), 'en'), ('{}', 'bee', NULL, 'en'), ('{}', 'bee', now(), NULL)) v(a, q, as_of, lang);
SELECT is(next_contact(a, q, now(), lang), NULL, 'of NULL') FROM (VALUES (NULL::activity, 'bee'::quadrant, 'en'), ('{}', NULL, 'en'), ('{}', 'bee', NULL)) v(a, q, lang);
SELECT is(contact_due('{}', 'let_go'::customer_action, now(), now()), false, 'no contact is planned') UNION ALL SELECT is(next_contact('{}', 'let_go'::customer_action, now()), NULL, 'so there is no next one') UNION ALL SELECT is(contact_due('{}', 'bee'::quadrant, '2025-01-01', 'es'), true, 'a literal in its place is the language');
SELECT pg_temp.raises('SELECT ' || call, '22023', NULL, call) FROM unnest(ARRAY['contact_due(''{}'', ''bee''::quadrant, now(), timestamptz ''infinity'')', 'contact_due(''{}'', interval ''0'', now(), now())', 'contact_due(''{}'', ''bee''::quadrant, timestamptz ''-infinity'', now())', 'next_contact(''{}'', interval ''-1 day'', now())']) call;

-- a log: each kind, and complaints in the order of time, whatever the types of its columns
CREATE TABLE shop.contacts (
	customer integer NOT NULL,
	at timestamptz NOT NULL,
	channel text,
	occasion text,
	kind contact_log_kind NOT NULL,
	campaign text,
	outcome text
);
INSERT INTO shop.contacts (customer, at, kind) SELECT c, at, kind::contact_log_kind FROM (VALUES
	(1, timestamptz '2024-08-01 00:00+00', 'outreach'), (1, '2024-08-20 00:00+00', 'outreach'), (1, '2024-08-10 00:00+00', 'inbound'), (1, '2024-09-01 00:00+00', 'outreach'),
	(2, '2024-08-01 00:00+00', 'complaint'), (2, '2024-08-02 00:00+00', 'complaint'), (2, '2024-08-03 00:00+00', 'settlement'),
	(3, '2024-08-01 00:00+00', 'settlement'), (3, '2024-08-02 00:00+00', 'complaint'), (4, '2024-08-02 00:00+00', 'settlement'), (4, '2024-08-02 00:00+00', 'complaint'),
	(5, '2024-08-02 00:00+00', 'complaint'), (5, '2024-08-03 00:00+00', 'settlement'), (5, '2024-08-04 00:00+00', 'settlement'), (5, '2024-08-05 00:00+00', 'complaint'), (5, '2024-08-06 00:00+00', 'complaint'), (5, '2024-09-02 00:00+00', 'settlement'),
	(6, '2024-10-01 00:00+00', 'complaint')) v(c, at, kind);
CREATE TEMP TABLE read AS SELECT * FROM (VALUES
	(1::bigint, timestamptz '2024-08-20 00:00+00', timestamptz '2024-08-10 00:00+00', 0::bigint), (2, '2024-08-03 00:00+00', '2024-08-02 00:00+00', 1), (3, '2024-08-01 00:00+00', '2024-08-02 00:00+00', 1),
	(4, '2024-08-02 00:00+00', '2024-08-02 00:00+00', 0), (5, '2024-08-04 00:00+00', '2024-08-06 00:00+00', 2)) v(customer, last_outreach, last_inbound, open_complaints);
SELECT bag_eq('TABLE read', $$SELECT * FROM contact_log('shop.contacts', '2024-09-01 00:00+00')$$, 'a log as of a day');
SELECT bag_eq($$SELECT customer, last_outreach FROM contact_log('shop.contacts')$$, $$SELECT customer::bigint, max(at) FILTER (WHERE kind IN ('outreach', 'settlement')) FROM shop.contacts GROUP BY 1$$, 'and all of it');
CREATE VIEW shop.by_day AS SELECT customer::text, (at AT TIME ZONE 'UTC')::date AS at, kind::text, NULL AS channel FROM shop.contacts UNION ALL VALUES (NULL, date '2024-08-01', 'complaint', NULL), ('1', NULL, 'complaint', NULL), ('1', '2024-08-01', NULL, NULL);
CREATE VIEW shop.by_reading AS SELECT customer::numeric, at AT TIME ZONE 'UTC' AS at, kind::varchar FROM shop.contacts;
SELECT bag_eq('SELECT customer::text, last_outreach, last_inbound, open_complaints FROM read', format('SELECT * FROM contact_log_as(NULL::text, ''shop.by_day'', ''2024-09-01 %s'')', zone), 'days and text, from UTC' || zone) FROM unnest('{00:00+00,00:00-10,00:00+13:45}'::text[]) zone;
SELECT bag_eq('SELECT customer::numeric, last_outreach, last_inbound, open_complaints FROM read', $$SELECT * FROM contact_log_as(NULL::numeric, 'shop.by_reading', '2024-09-01 00:00+00')$$, 'readings, and numbers');
SELECT bag_eq('TABLE read', $$SELECT * FROM contact_log('shop.by_day', '2024-09-01 00:00+00')$$, 'customers as bigint, of text');
CREATE VIEW shop.odd AS SELECT 1 AS customer, now() AS at, 'Outreach' AS kind;
SELECT pg_temp.raises('SELECT * FROM contact_log(' || log || ')', state, NULL, log) FROM (VALUES ('NULL', '22004'), ('''shop.sale''', '42703'), ('''shop.odd''', '22P02')) v(log, state);
CREATE VIEW shop.no_time AS SELECT 1 AS customer, 'today' AS at, 'outreach' AS kind;
SELECT pg_temp.raises('SELECT * FROM contact_log(''shop.no_time'')', '42804', '%date, timestamp and timestamptz%', 'a time that is none');
SELECT pg_temp.raises('SELECT * FROM contact_log(''shop.sale'')', '42703', '%in a view%', 'a log with other columns');
SELECT pg_temp.raises('SELECT * FROM contact_log(''shop.by_reading'')', '42804', '%customer::bigint AS customer%', 'customers that would be rounded');
-- what is wrong with a row is said, and how to find it
CREATE VIEW shop.endless AS SELECT 7 AS customer, at, 'outreach' AS kind FROM unnest('{-infinity,2024-01-01 00:00+00}'::timestamptz[]) at;
CREATE TABLE shop.endless_day AS SELECT 7 AS customer, date 'infinity' AS at, 'outreach' AS kind;
CREATE VIEW shop.by_uuid AS SELECT '00000000-0000-0000-0000-000000000001'::uuid AS customer, now() AS at, 'outreach' AS kind;
CREATE VIEW shop.by_name AS SELECT 'C-17' AS customer, now() AS at, 'outreach'::contact_log_kind AS kind;
SELECT pg_temp.raises('SELECT * FROM ' || call, state, hint, call) FROM (VALUES
	('contact_log(''shop.endless'')', '22023', '%SELECT * FROM shop.endless WHERE NOT pg_catalog.isfinite(at);%'), ('contact_log(''shop.endless_day'')', '22023', '%isfinite%'),
	('contact_log(''shop.by_uuid'')', '42804', '%contact_log_as(NULL::uuid, ''shop.by_uuid'')%'), ('contact_log(''shop.by_name'')', '22P02', '%contact_log_as(NULL::text, ''shop.by_name'')%'),
	('contact_log(''shop.odd'')', '22P02', '%outreach, inbound, complaint or settlement%'), ('contact_list(''shop.sale'', contact_log => ''shop.endless'')', '22023', '%isfinite%'),
	('contact_list(''shop.sale'', contact_log => ''shop.by_uuid'')', '42804', '%contact_log_as(NULL::uuid%'), ('contact_list(''shop.sale'', contact_log => ''shop.by_name'')', '22P02', '%contact_log_as(NULL::text%')) v(call, state, hint);
SELECT throws_ok('SELECT * FROM contact_log(''shop.endless'')', '22023', 'at -infinity of customer 7 is infinite', 'which names the customer');
SELECT is(count(*), 1::bigint, 'what comes after as_of is not looked at') FROM contact_log('shop.endless_day', '2024-01-01 00:00+00') RIGHT JOIN (SELECT 1) x ON true;
-- any log, against a loop over its rows
CREATE TABLE shop.long AS SELECT i % 40 AS customer, timestamptz '2024-01-01 00:00+00' + floor(pg_temp.draw(i, 31) * 100) * interval '1 day' AS at, (enum_range(NULL::contact_log_kind))[1 + floor(4 * pg_temp.draw(i, 32))::integer] AS kind FROM generate_series(1, 1500) i;
CREATE FUNCTION pg_temp.open_of(who integer) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE open bigint := 0; k contact_log_kind;
BEGIN
	FOR k IN SELECT kind FROM shop.long WHERE customer = who ORDER BY at, kind LOOP
		open := CASE k WHEN 'complaint' THEN open + 1 WHEN 'settlement' THEN greatest(open - 1, 0) ELSE open END;
	END LOOP;
	RETURN open;
END $$;
SELECT bag_eq('SELECT customer, open_complaints FROM contact_log(''shop.long'')', 'SELECT DISTINCT customer::bigint, pg_temp.open_of(customer) FROM shop.long', 'complaints settled one by one');
SELECT cmp_ok(count(DISTINCT pg_temp.open_of(c)), '>', 2::bigint, 'some, and none') FROM generate_series(0, 39) c;

-- with a log: complaints first, and who was in touch is not due
SELECT bag_eq($$SELECT customer, action, why, by, overdue, at_stake FROM next_actions('shop.sale', as_of => '2024-09-01 00:00+00', lapse_after => '120 days', contact_log => 'shop.contacts')$$,
	$$SELECT s.customer, n.action, n.why, n.by, n.overdue, n.at_stake FROM segment('shop.sale', as_of => '2024-09-01 00:00+00') s LEFT JOIN read l USING (customer),
		lapse_check('shop.sale', as_of => '2024-09-01 00:00+00', lapse_after => '120 days') c,
		LATERAL _next_action(activity, quadrant, life_stage(activity, '2024-09-01', 120), '2024-09-01', '120 days', greatest(last_outreach, last_inbound), open_complaints, 'en', lapsed_came_back, lapsed) n$$, 'next_actions() by the log');
SELECT is(array_agg(customer ORDER BY customer)::text, '{2,3,5}', 'complaints are settled first') FROM next_actions('shop.sale', as_of => '2024-09-01 00:00+00', contact_log => 'shop.contacts') WHERE action = 'settle_complaint';
SELECT bag_eq($$SELECT * FROM next_actions('shop.sale', as_of => '2024-09-01 00:00+00', contact_log => 'shop.contacts')$$, $$SELECT * FROM next_actions('shop.sale', as_of => '2024-09-01 00:00+00', contact_log => 'shop.by_day')$$, 'a view will do');

-- the list: who is due, the most money first, the same in every plan and order of rows
CREATE TEMP TABLE due AS SELECT row_number() OVER (ORDER BY at_stake DESC NULLS LAST, action, overdue DESC, customer) AS place, * FROM next_actions('shop.sale', as_of => '2024-09-01 00:00+00', lapse_after => '120 days', contact_log => 'shop.contacts') WHERE overdue IS NOT NULL;
SELECT results_eq(format('SELECT * FROM contact_list(''shop.sale'', as_of => ''2024-09-01 00:00+00'', lapse_after => ''120 days'', contact_log => ''shop.contacts'', capacity => %s)', coalesce(n::text, 'NULL')), format('SELECT * FROM due ORDER BY place LIMIT %s', coalesce(n::text, 'NULL')), 'capacity ' || coalesce(n::text, 'without end'))
FROM unnest('{0,1,7,50,100000,NULL}'::bigint[]) n;
SELECT cmp_ok(count(*), '>', 100::bigint, 'many are due') FROM due;
CREATE TABLE shop.backwards AS SELECT * FROM shop.sale ORDER BY line DESC;
CREATE TABLE shop.ties AS SELECT 'c' || n AS customer_id, date '2024-01-01' + n % 3 AS sold_at, 10 AS amount FROM generate_series(1, 40) n;
SELECT results_eq($$SELECT place, customer, overdue FROM contact_list_as(NULL::text, 'shop.ties', as_of => '2024-06-01 00:00+00')$$, $$SELECT row_number() OVER (ORDER BY action, overdue DESC, customer COLLATE "C"), customer, overdue FROM next_actions_as(NULL::text, 'shop.ties', as_of => '2024-06-01 00:00+00') ORDER BY 1$$, 'of equal money the action, who has been due for longest, the lesser name');
SELECT cmp_ok(max(n), '>', 10::bigint, 'which decides among many') FROM (SELECT count(*) AS n FROM contact_list_as(NULL::text, 'shop.ties', as_of => '2024-06-01 00:00+00') GROUP BY action, overdue) t;
SELECT results_eq($$SELECT * FROM contact_list('shop.sale', as_of => '2024-09-01 00:00+00', capacity => 40)$$, $$SELECT * FROM contact_list('shop.backwards', as_of => '2024-09-01 00:00+00', capacity => 40)$$, 'rows in another order');
SET LOCAL enable_hashjoin = off;
SET LOCAL enable_sort = off;
SET LOCAL work_mem = '64kB';
SELECT results_eq($$SELECT * FROM contact_list('shop.sale', as_of => '2024-09-01 00:00+00', lapse_after => '120 days', contact_log => 'shop.contacts', capacity => 60)$$, 'SELECT * FROM due ORDER BY place LIMIT 60', 'another plan');
SELECT pg_temp.raises('SELECT * FROM contact_list(' || arguments || ')', state, NULL, arguments) FROM (VALUES ('''shop.sale'', capacity => -1', '22023'), ('NULL', '22004'), ('''shop.sale'', contact_log => ''shop.odd''', '22P02')) v(arguments, state);

SELECT * FROM finish();
ROLLBACK;
