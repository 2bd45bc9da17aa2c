-- next_action: each action comes out, and does not; precedence, reasons, days, money; of all customers, next_actions() against plain SQL
BEGIN;
\ir ../helpers.psql
\ir ../shop.psql
SET LOCAL TimeZone = 'America/Caracas';
SELECT plan(111);
SELECT is(enum_range(NULL::customer_action)::text, '{settle_complaint,review,follow_up,introduce,win_back,reactivate,let_go,check_in,remind,welcome,reward,show_value,promote,inform}', 'the actions, in order of precedence');

-- everybody in one table: what there is of them, and how they were judged; 100 days to lapse
CREATE TEMP TABLE person AS
SELECT name, activity(at, amount, potential) AS a FROM (VALUES
	('buyer', timestamptz '2024-01-01 00:00+00', 70.00, NULL::numeric), ('buyer', '2024-12-02 23:59+00', 50.5, NULL),
	('gone for 200 days', '2024-06-15 23:59+00', 10, NULL), ('gone for 201 days', '2024-06-14 23:59+00', 10, NULL),
	('gave back', '2024-12-01 00:00+00', -5, NULL), ('gave back and called', '2024-12-01 00:00+00', -5, NULL), ('gave back and called', '2024-12-24 00:00+00', NULL, 900),
	('called', '2024-12-01 00:00+00', NULL, NULL), ('asked for a quote', '2024-12-01 00:00+00', NULL, 500.00), ('asked for a quote of 0', '2024-12-01 00:00+00', NULL, 0)) v(name, at, amount, potential) GROUP BY 1;
CREATE TEMP TABLE wanted AS
SELECT v.name, v.q::quadrant, v.s::life_stage, c AS complaints, CASE WHEN c > 0 THEN 'settle_complaint' ELSE v.action END AS action
FROM unnest('{NULL,0,1,5}'::bigint[]) c, (
	SELECT 'buyer', q, s, CASE WHEN s = 'new' THEN 'welcome' WHEN s = 'overdue' AND big THEN 'check_in' WHEN s = 'overdue' THEN 'remind' WHEN s = 'lapsed' AND big THEN 'win_back' WHEN s = 'lapsed' THEN 'reactivate'
				ELSE (ARRAY['reward', 'show_value', 'promote', 'inform'])[array_position(ARRAY['bee', 'dragonfly', 'butterfly', 'mantis'], q)] END
	FROM unnest('{bee,dragonfly,butterfly,mantis}'::text[]) q, unnest('{new,active,overdue,lapsed,NULL}'::text[]) s, LATERAL (SELECT q IN ('bee', 'dragonfly')) b(big)
	UNION ALL SELECT 'gone for 200 days', q, 'lapsed', CASE WHEN q IN ('bee', 'dragonfly') THEN 'win_back' ELSE 'reactivate' END FROM unnest('{bee,dragonfly,butterfly,mantis}'::text[]) q
	UNION ALL SELECT 'gone for 201 days', q, 'lapsed', CASE WHEN q IN ('bee', 'dragonfly') THEN 'win_back' ELSE 'let_go' END FROM unnest('{bee,dragonfly,butterfly,mantis}'::text[]) q
	UNION ALL SELECT name, q, s, 'review' FROM unnest('{gave back,gave back and called}'::text[]) name, unnest('{bee,mantis}'::text[]) q, unnest('{lapsed,active,NULL}'::text[]) s
	UNION ALL SELECT name, q, s, CASE WHEN name = 'asked for a quote' THEN 'follow_up' ELSE 'introduce' END
	FROM unnest('{called,asked for a quote,asked for a quote of 0}'::text[]) name, unnest('{dragonfly,mantis}'::text[]) q, unnest('{prospect,NULL}'::text[]) s) v(name, q, s, action);
SELECT is(count(*), 208::bigint, 'cases') FROM wanted;
SELECT is_empty('SELECT name, q, s, complaints, action, (next_action(a, q, s, ''2025-01-01'', ' || lapse || ', open_complaints => complaints)).action AS found FROM wanted JOIN person USING (name) WHERE (next_action(a, q, s, ''2025-01-01'', ' || lapse || ', open_complaints => complaints)).action::text IS DISTINCT FROM action',
				'each action, and no other, with lapse_after ' || lapse) FROM unnest(ARRAY['100', 'interval ''100 days''', '''100 days''', '''100''', 'lapse_after => 100']) lapse;
SELECT is(array_agg(DISTINCT action::customer_action ORDER BY action::customer_action)::text, enum_range(NULL::customer_action)::text, 'all of them come out') FROM wanted;
SELECT is((next_action(a, 'bee', NULL, '2025-01-01')).action, 'reward', 'without a stage or a lapse_after, by type') FROM person WHERE name = 'buyer';

-- NULL and nonsense
SELECT is(next_action(a, q, s, day, 100, lang => lang)::text, '(,,,,,,)', 'of NULL there is none')
FROM person, (VALUES (NULL::quadrant, 'new'::life_stage, date '2025-01-01', 'en'), ('bee', 'new', NULL, 'en'), ('bee', 'new', '2025-01-01', NULL)) v(q, s, day, lang) WHERE name = 'buyer'
UNION ALL SELECT is(next_action(NULL, 'bee', 'new', '2025-01-01', 100)::text, '(,,,,,,)', 'nor of nobody');
SELECT pg_temp.raises(format('SELECT next_action(a, ''bee'', %L, ''2025-01-01'') FROM person', s), '22004', 'Give the lapse_after%', s || ' without lapse_after') FROM unnest('{overdue,lapsed}'::text[]) s;
SELECT pg_temp.raises(format('SELECT next_action(a, ''bee'', ''active'', ''2025-01-01'', %s) FROM person', lapse), '22023', '%''90 days''%', 'lapse_after ' || lapse) FROM unnest(ARRAY['0', '-1', 'interval ''0''', '''-1 day''', '''2 hours ago''']) lapse;
SELECT pg_temp.raises(format('SELECT next_action(a, ''bee'', ''active'', %s) FROM person', arguments), '22023', NULL, arguments)
FROM unnest(ARRAY['''infinity''', '''2025-01-01'', open_complaints => -1', '''2025-01-01'', last_outreach => ''infinity''', '''2025-01-01'', lang => ''fr''']) arguments;

-- the reason: the playbook's words with this customer's numbers, in each language, and nothing left to fill in
CREATE TEMP TABLE reason AS
SELECT DISTINCT w.name, q, action, lang, (next_action(a, q, s, '2025-01-01', 100, open_complaints => complaints, lang => lang)).why
FROM wanted w JOIN person USING (name), (SELECT DISTINCT lang FROM playbook WHERE subject = 'customer_action') l;
SELECT is_empty('SELECT * FROM reason WHERE why IS NULL OR why ~ ''[{}?]''', 'every reason is filled in');
SELECT is(count(DISTINCT (action, lang)), 14 * (SELECT count(DISTINCT lang) FROM playbook WHERE subject = 'customer_action'), 'one of each action, in each language') FROM reason;
SELECT is_empty('SELECT lang, why FROM reason GROUP BY 1, 2 HAVING count(DISTINCT action) > 1', 'and no two alike');
SELECT is((next_action(a, q, s, '2025-01-01', 100, open_complaints => complaints)).why, said, said)
FROM (VALUES ('buyer', 'bee'::quadrant, 'lapsed'::life_stage, 0, 'Last order on 2024-12-02, 30 days before; after 100 days a customer counts as lapsed here. Brought 120.50 a year.'),
	('buyer', 'bee', 'overdue', 0, 'Last order on 2024-12-02, 30 days before, where 181 are usual with this customer. Brings 120.25 a year.'),
	('buyer', 'bee', 'new', 0, 'First order on 2024-01-01; orders so far: 2. Has brought 120.25 within a year.'),
	('buyer', 'bee', 'new', 3, 'Complaints that wait for an answer: 3.'),
	('gave back', 'mantis', 'lapsed', 0, 'Only returns are known: 1, which come to -5.'),
	('asked for a quote', 'mantis', 'prospect', 0, 'Has not bought yet. Known potential: 500.00. Contacts so far: 1.')) v(name, q, s, complaints, said) JOIN person USING (name);
SELECT matches((next_action(activity(d, 5), 'mantis', 'overdue', '2025-01-01', 4)).why, 'the usual gap of this customer is 1 day\.', 'a gap of one day') FROM generate_series(timestamptz '2024-12-01', '2024-12-28', '1 day') d;
UPDATE playbook SET who = '{orders} {first_day} {last_day} {amount} {potential} {refunds} {contacts} {days_away} {lapse_after} {usual_gap} {at_stake} {yearly} {complaints} {else} {', contact_every = NULL, channel = NULL WHERE (subject, item, lang) = ('customer_action', 'reward', 'en');
SELECT is(next_action(a, 'bee', 'active', '2025-01-01')::text, '(reward,"2 2024-01-01 2024-12-02 120.50 ? 0 0 30 ? ? 120.25 120.25 0 {else} {",,"Membership, early information and protection against price changes.",,,120.25)', 'words of one''s own; what is not known is a question mark, what is no number stays')
FROM person WHERE name = 'buyer';
DELETE FROM playbook WHERE (subject, item, lang) = ('customer_action', 'reward', 'en');
SELECT is((next_action(a, 'bee', 'active', '2025-01-01')).channel, 'In person, or a personal letter.', 'taken back') FROM person WHERE name = 'buyer';
DELETE FROM playbook WHERE (subject, item) = ('customer_action', 'reward');
SELECT is(next_action(a, 'bee', 'active', '2025-01-01')::text, '(reward,,,,,,120.25)', 'without a row in the playbook there is the action, and the money') FROM person WHERE name = 'buyer';
DELETE FROM playbook_own WHERE hidden;

-- by when: from the latest of order, contact and what we sent; UTC's days in every session
SELECT is(ROW(n.by, n.overdue)::text, wanted, format('%s, as of %s, sent %s', who, day, sent))
FROM (SELECT 'order and contact' AS who, activity(at, amount) AS a FROM (VALUES (timestamptz '2024-11-01 10:00+00', 5), ('2024-11-11 23:59+00', NULL), ('2024-11-20 00:00+00', -5)) v(at, amount)) x,
	 (VALUES (date '2024-12-10', NULL::timestamptz, '(2024-12-11,)'), ('2024-12-11', NULL, '(2024-12-11,0)'), ('2024-12-12', NULL, '(2024-12-12,1)'), ('2025-12-11', NULL, '(2025-12-11,365)'),
		('2024-12-12', '2024-11-01 00:00+00', '(2024-12-12,1)'), ('2024-12-12', '2024-11-12 00:00+00', '(2024-12-12,0)'), ('2024-12-12', '2024-11-12 23:59+00', '(2024-12-12,0)'),
		('2024-12-12', '2024-12-05 00:00+00', '(2025-01-04,)'), ('2024-12-12', '2024-12-24 00:00+00', '(2025-01-23,)')) v(day, sent, wanted),
	 LATERAL next_action(a, 'bee', 'active', day, last_outreach => sent) n;
SELECT is(n::text, (next_action(a, 'bee', 'new', '2024-12-20', 90, timestamptz '2024-12-15 00:00+00'))::text, 'whatever the types of lapse_after and last_outreach')
FROM person, LATERAL (VALUES (next_action(a, 'bee', 'new', '2024-12-20', interval '90 days', date '2024-12-15')), (next_action(a, 'bee', 'new', '2024-12-20', interval '90 days', timestamp '2024-12-15')),
	(next_action(a, 'bee', 'new', '2024-12-20', 90, date '2024-12-15')), (next_action(a, 'bee', 'new', '2024-12-20', 90, timestamp '2024-12-15')),
	(next_action(a, 'bee', 'new', '2024-12-20', '90', date '2024-12-15')), (next_action(a, 'bee', 'new', '2024-12-20', '90 days', last_outreach => timestamp '2024-12-15'))) v(n) WHERE name = 'buyer';
SELECT is(ROW(n.by, n.overdue)::text, wanted, v.action || ': ' || wanted)
FROM person, (VALUES ('let_go', 'mantis'::quadrant, 'lapsed'::life_stage, 'gone for 201 days', 0, '(,)'), ('review', 'mantis', 'lapsed', 'gave back', 0, '(,)'), ('settle_complaint', 'mantis', 'lapsed', 'gave back', 1, '(2025-01-03,0)'),
	('introduce', 'mantis', 'prospect', 'called', 0, '(2025-03-01,)')) v(action, q, s, who, complaints, wanted), LATERAL next_action(a, q, s, '2025-01-01', 100, open_complaints => complaints) n WHERE name = who;
SELECT is(ROW(n.by, n.overdue)::text, '(2025-01-01,0)', 'who was never in touch is due today') FROM next_action('{}', 'mantis', 'prospect', '2025-01-01') n;

-- the money of a year: profit where it is known, never below 0, from the first order to as_of, of who has lapsed to the last; of less than a year all of it
SELECT is(concat_ws(' ', n.at_stake, lapsed.at_stake), wanted, about)
FROM (VALUES ('one order', '{2023-01-01}'::date[], '{10.50}'::numeric[], NULL::numeric[], '5.25 10.50'), ('a year of 365.25 days', '{2020-01-01,2021-01-01}', '{1,1}', NULL, '0 2'), ('two years', '{2021-01-01,2023-01-01}', '{10,10.01}', NULL, '5.00 10.01'),
	('less than a year', '{2024-01-02,2024-06-01}', '{3,4}', NULL, '7 7'), ('of days to come', '{2025-03-01,2027-06-01}', '{3,4}', NULL, '7 3'),
	('half away from zero', '{2020-01-01,2024-01-01}', '{0.5,0.5}', NULL, '0.2 0.3'), ('below 0', '{2020-01-01,2024-01-01}', '{5,-9}', NULL, '0 0'), ('profit', '{2020-01-01,2024-01-01}', '{500,500}', '{40.000,NULL}', '7.997 10.000'),
	('a loss', '{2020-01-01,2024-01-01}', '{500,500}', '{-40.000,NULL}', '0.000 0.000')) v(about, days, amounts, profits, wanted),
	LATERAL (SELECT activity(d, m, NULL, p) AS a FROM unnest(days, amounts, coalesce(profits, '{}')) u(d, m, p)) x, LATERAL next_action(a, 'mantis', 'active', '2025-01-01') n, LATERAL next_action(a, 'mantis', 'lapsed', '2025-01-01', 1) lapsed;
SELECT is(n.at_stake, wanted, name || ': ' || coalesce(wanted::text, 'not known')) FROM (VALUES ('called', NULL::numeric), ('asked for a quote', 500.00), ('asked for a quote of 0', 0), ('gave back', 0), ('gave back and called', 0)) v(name, wanted) JOIN person USING (name), LATERAL next_action(a, 'mantis', 'prospect', '2025-01-01') n;
-- of who has lapsed, the share of such who came back in the base's past
SELECT is((_next_action(a, 'mantis', stage, '2025-01-01', interval '100 days', NULL, NULL, 'en', came_back, lapsed)).at_stake, wanted, format('%s, %s of %s came back', stage, came_back, lapsed))
FROM person, (VALUES ('lapsed'::life_stage, 10::bigint, 30::bigint, 40.17), ('lapsed', 0, 10, 0.00), ('lapsed', 10, 10, 120.50), ('lapsed', 0, 9, 120.50), ('lapsed', 0, 0, 120.50), ('lapsed', NULL, 30, 120.50), ('lapsed', 10, NULL, 120.50), ('overdue', 10, 30, 120.25), ('active', 10, 30, 120.25), (NULL, 10, 30, 120.25)) v(stage, came_back, lapsed, wanted) WHERE name = 'buyer';
SELECT is((_next_action(a, 'mantis', stage, '2025-01-01', interval '100 days', NULL, 2, 'en', 10, 30)).at_stake, wanted, name || ', ' || stage) FROM (VALUES ('buyer', 'lapsed'::life_stage, 40.17), ('asked for a quote', 'prospect', 500.00)) v(name, stage, wanted) JOIN person USING (name);
SELECT pg_temp.raises(format('SELECT _next_action(a, ''bee'', ''active'', ''2025-01-01'', NULL, NULL, NULL, ''en'', %s) FROM person', arguments), '22023', NULL, arguments) FROM unnest(ARRAY['4, 3', '-1, 3', '1, -3']) arguments;
SELECT is((next_action(activity(timestamptz '2024-12-01', NULL::numeric, -5), 'mantis', 'prospect', '2025-01-01')).at_stake, 0::numeric, 'a potential below 0 puts nothing at stake');
CREATE TEMP TABLE customer AS SELECT customer_id, activity(sold_at, amount, potential, profit) AS a FROM shop.sale WHERE customer_id IS NOT NULL GROUP BY 1 HAVING count(sold_at) > 0;
SELECT is_empty(format($$SELECT customer_id, at_stake, wanted FROM customer, LATERAL _next_action(a, 'mantis', %L, '2025-01-01', '100 days', NULL, NULL, 'en', 30, 70) n,
	LATERAL (SELECT coalesce(profit(a), amount(a)) AS sum, greatest(31557600, extract(epoch FROM CASE WHEN %1$L = 'lapsed' THEN last_order(a) ELSE '2025-01-01 00:00+00' END - first_order(a))) AS seconds) y,
	LATERAL (SELECT round(greatest(sum * 31557600 / seconds, 0), scale(sum)) AS yearly) l,
	LATERAL (SELECT CASE WHEN orders(a) = 0 AND refunds(a) = 0 THEN potential(a) WHEN %1$L = 'lapsed' THEN round(yearly * 3 / 7, greatest(scale(sum), 2)) ELSE yearly END AS wanted) w
	WHERE at_stake IS DISTINCT FROM wanted OR orders(a) > 0 AND scale(at_stake) > greatest(scale(sum), 2)$$, stage), 'of everybody in the shop, ' || stage) FROM unnest('{active,lapsed}'::text[]) stage;

-- everybody, in one call: against life_stage(), segment() and next_action() by hand; in any order, and by any name of the schema
CREATE TEMP TABLE told AS SELECT * FROM next_actions('shop.sale', potential_column => 'potential', profit_column => 'profit', as_of => '2024-09-01 00:00+00', lapse_after => '120 days');
SELECT is_empty($$(TABLE told EXCEPT SELECT customer, (_next_action(activity, quadrant, life_stage(activity, '2024-09-01', 120), '2024-09-01', '120 days', NULL, NULL, 'en', lapsed_came_back, lapsed)).*
	FROM segment('shop.sale', potential_column => 'potential', profit_column => 'profit', as_of => '2024-09-01 00:00+00'), lapse_check('shop.sale', as_of => '2024-09-01 00:00+00', lapse_after => '120 days'))$$, 'as next_action() says of each, by those who came back');
SELECT cmp_ok(lapsed_came_back, '<', lapsed, 'who are not all') FROM lapse_check('shop.sale', as_of => '2024-09-01 00:00+00', lapse_after => '120 days');
SELECT is_empty($$SELECT customer, (n).* FROM (SELECT customer, next_action(activity, quadrant, life_stage(activity, '2024-09-01', 120), '2024-09-01', 120) AS n FROM segment('shop.sale', potential_column => 'potential', profit_column => 'profit', as_of => '2024-09-01 00:00+00')) s
	JOIN told USING (customer) WHERE told.action IN ('win_back', 'reactivate', 'let_go') AND told.at_stake > 0 AND told.at_stake >= (n).at_stake OR ((n).action, (n).why, (n).by, (n).overdue) IS DISTINCT FROM (told.action, told.why, told.by, told.overdue)$$, 'all else is what it says of one customer');
SELECT bag_eq('SELECT customer FROM told', $$SELECT customer FROM segment('shop.sale', potential_column => 'potential', profit_column => 'profit', as_of => '2024-09-01 00:00+00')$$, 'everybody is in it, once');
SELECT cmp_ok(count(DISTINCT action), '>=', 10::bigint, 'most actions come out') FROM told;
CREATE VIEW shop.by_text AS SELECT 'c' || customer_id AS customer_id, sold_at, amount, potential, profit FROM shop.sale ORDER BY line DESC;
SELECT bag_eq($$SELECT 'c' || customer, action, why, channel, offer, by, overdue, at_stake FROM told$$, $$SELECT * FROM next_actions_as(NULL::text, 'shop.by_text', potential_column => 'potential', profit_column => 'profit', as_of => '2024-09-01 00:00+00', lapse_after => '120 days')$$, 'customers of another type, rows in another order');
CREATE SCHEMA evil;
CREATE DOMAIN evil.text AS integer;
CREATE DOMAIN evil.timestamptz AS integer;
CREATE DOMAIN evil.date AS integer;
CREATE FUNCTION evil.eq(pg_catalog.text, pg_catalog.text) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN RAISE 'called'; END $$;
CREATE OPERATOR evil.= (LEFTARG = pg_catalog.text, RIGHTARG = pg_catalog.text, FUNCTION = evil.eq);
CREATE FUNCTION evil.make_interval(days integer) RETURNS interval LANGUAGE plpgsql AS $$ BEGIN RAISE 'called'; END $$;
CREATE VIEW shop.log AS SELECT 'c1'::pg_catalog.text AS customer, '2024-08-01'::pg_catalog.date AS at, 'complaint'::pg_catalog.text AS kind;
CREATE FUNCTION pg_temp.safely() RETURNS TABLE (place bigint, customer pg_catalog.text, action customer_action) LANGUAGE sql SET search_path = evil, pg_catalog AS $$
	SELECT place, customer, action FROM customer_seg.contact_list_as(NULL::pg_catalog.text, 'shop.by_text'::pg_catalog.regclass, as_of => '2024-09-01 00:00+00', lapse_after => '120 days', contact_log => 'shop.log'::pg_catalog.regclass) $$;
SELECT bag_eq('SELECT * FROM pg_temp.safely()', $$SELECT place, customer, action FROM contact_list_as(NULL::text, 'shop.by_text', as_of => '2024-09-01 00:00+00', lapse_after => '120 days', contact_log => 'shop.log')$$, 'no search_path has a say');
CREATE FUNCTION pg_temp.subject_found() RETURNS pg_catalog.text LANGUAGE sql SET search_path = evil, pg_catalog AS $$ SELECT customer_seg.strategy('win_back') $$;
SELECT is(pg_temp.subject_found(), strategy('customer_action', 'win_back'), 'nor where the subject is looked for');
CREATE VIEW shop.by_char AS SELECT customer_id::char(6), sold_at, amount FROM shop.sale;
CREATE VIEW shop.log_by_char AS SELECT '12'::char(6) AS customer, now() AS at, 'complaint' AS kind UNION ALL SELECT '1', now(), 'outreach';
SELECT is(array_agg(customer::text), '{12}', 'customers of a type whose name alone has a length') FROM next_actions_as(NULL::bpchar, 'shop.by_char', contact_log => 'shop.log_by_char') WHERE action = 'settle_complaint';
ALTER SCHEMA customer_seg RENAME TO "Our advice";
SELECT "Our advice".label('quadrant', 'bee') IS NOT NULL AS renamed \gset
SET LOCAL search_path = "Our advice", public, pg_temp;
SELECT bag_eq('TABLE told', $$SELECT * FROM next_actions('shop.sale', potential_column => 'potential', profit_column => 'profit', as_of => '2024-09-01 00:00+00', lapse_after => '120 days')$$, 'in a schema of another name');
ALTER SCHEMA "Our advice" RENAME TO customer_seg;
SET LOCAL search_path = customer_seg, public, pg_temp;
-- where the past does not tell who stays away, nobody is overdue or lapsed
SELECT is((SELECT lapse_after FROM _past('shop.sale')), NULL, 'here it does not');
SELECT bag_eq($$SELECT customer, action FROM next_actions('shop.sale')$$, $$SELECT customer, (next_action(activity, quadrant, CASE WHEN first_day(activity) >= as_of_day - base_hiatus / 2 THEN 'new'::life_stage END, as_of_day)).action FROM segment('shop.sale'), _past('shop.sale')$$, 'then only new, and by type');
SELECT is_empty($$SELECT * FROM next_actions('shop.sale') WHERE action IN ('win_back', 'reactivate', 'let_go', 'check_in', 'remind')$$, 'nobody is called lapsed');
-- as the report counts
SELECT bag_eq(format('SELECT action::text, count(*) AS n, count(*) FILTER (WHERE overdue = 0) AS today, count(*) FILTER (WHERE overdue > 0) AS before FROM next_actions(''shop.sale'', as_of => %L, lapse_after => ''120 days'') GROUP BY 1', as_of),
	format('SELECT c.item, c.customers AS n, coalesce(today.customers, 0) AS today, coalesce(overdue.customers, 0) AS before
	FROM _portrait(''shop.sale'', as_of => %L, lapse_after => 120, contact_every => ARRAY(SELECT (play(a)).contact_every FROM unnest(enum_range(NULL::customer_action)) WITH ORDINALITY u(a, i) ORDER BY i)) p,
		unnest(counts) c LEFT JOIN unnest(counts) today ON today.subject = ''due_today'' AND today.item = c.item LEFT JOIN unnest(counts) overdue ON overdue.subject = ''overdue'' AND overdue.item = c.item
	WHERE c.subject = ''action'' AND c.customers > 0', as_of), 'as the portrait counts them, those who are due today and before as well, as of ' || coalesce(as_of, 'the last sale'))
FROM unnest('{2024-09-01 00:00+00,2024-06-30 17:00+00,NULL}'::text[]) as_of;
SELECT pg_temp.raises(format('SELECT * FROM next_actions(%s)', arguments), state, NULL, arguments)
FROM (VALUES ('NULL', '22004'), ('''shop.sale'', ''no''', '42703'), ('''shop.sale'', lapse_after => ''0''', '22023'), ('''shop.sale'', lang => ''fr''', '22023'), ('''shop.by_text''', '42804'), ('''shop.sale'', contact_log => ''shop.sale''', '42703')) v(arguments, state);

SELECT * FROM finish();
ROLLBACK;
