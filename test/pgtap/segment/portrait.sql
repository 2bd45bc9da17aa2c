-- _portrait: every count and sum against plain SQL over segment() and the functions of one customer, on every kind of base
BEGIN;
\ir ../helpers.psql
\ir ../shop.psql
SET LOCAL TimeZone = 'UTC';
SELECT plan(69);

CREATE TEMP TABLE asked (lapse integer, new_for integer, every interval[], yard yardstick, came_back bigint, lapsed bigint, has_profit boolean); -- of one run
CREATE TEMP TABLE person (activity activity, quadrant quadrant, orders bigint, amount numeric, first_order timestamptz, last_order timestamptz);
CREATE TEMP TABLE seen AS SELECT * FROM _portrait('shop.sale') LIMIT 0;

CREATE TEMP VIEW now AS
SELECT a.*, measured_at AS as_of, ((measured_at - interval '1 microsecond') AT TIME ZONE 'UTC')::date + 1 AS day, (((measured_at - interval '1 microsecond') AT TIME ZONE 'UTC')::date + 1)::timestamp AT TIME ZONE 'UTC' AS midnight,
	   coalesce(yard, (SELECT yardstick(activity, measured_at) FROM person)) AS y, has_profit AND EXISTS (SELECT FROM person WHERE profit(activity) IS NOT NULL) AS by_profit
FROM asked a, seen;
CREATE TEMP TABLE base AS SELECT * FROM now;
-- a customer, with all that the classes go by
CREATE TEMP VIEW customer AS
SELECT p.*, b.lapse, b.new_for, b.every, b.as_of, b.day, b.midnight, b.by_profit, a.*, CASE WHEN orders > 0 THEN CASE WHEN by_profit THEN profit(activity) ELSE amount END END AS earned,
	   orders = 0 AND refunds(activity) > 0 AS refunded, has_profit AND orders > 0 AND profit(activity) IS NULL AS unknown,
	   CASE WHEN lapse IS NULL THEN CASE WHEN orders > 0 THEN CASE WHEN (first_order AT TIME ZONE 'UTC')::date >= day - new_for THEN 'new' ELSE 'active' END WHEN refunds(activity) = 0 THEN 'prospect' END::life_stage
			WHEN new_for IS NULL THEN life_stage(activity, day, lapse) ELSE life_stage(activity, day, lapse, new_for) END AS stage,
	   CASE WHEN orders = 0 AND refunds(activity) = 0 THEN coalesce(potential(activity), 0)
			WHEN gone THEN round(yearly * coalesce(came_back, 1) / coalesce(lapsed, 1), scale(money)) ELSE yearly END AS stake
FROM person p, base b, LATERAL (SELECT greatest(last_order, last_contact(activity)) AS touched, coalesce(profit(activity), amount) AS money, coalesce(life_stage(activity, day, lapse) = 'lapsed', false) AS gone) a,
	 LATERAL (SELECT round(greatest(money, 0) * 31557600000000 / greatest(coalesce(extract(epoch FROM CASE WHEN gone THEN last_order ELSE midnight END - first_order), 0) * 1000000, 31557600000000), scale(money)) AS yearly) y;
CREATE TEMP VIEW acted AS
SELECT *, CASE WHEN refunded THEN 'review' WHEN stage = 'prospect' THEN CASE WHEN potential(activity) > 0 THEN 'follow_up' ELSE 'introduce' END
			   WHEN stage = 'lapsed' THEN CASE WHEN quadrant IN ('bee', 'dragonfly') THEN 'win_back' WHEN day - (last_order AT TIME ZONE 'UTC')::date <= 2 * lapse THEN 'reactivate' ELSE 'let_go' END
			   WHEN stage = 'overdue' THEN CASE WHEN quadrant IN ('bee', 'dragonfly') THEN 'check_in' ELSE 'remind' END
			   WHEN stage = 'new' THEN 'welcome' ELSE ('{"bee": "reward", "dragonfly": "show_value", "butterfly": "promote", "mantis": "inform"}'::jsonb ->> quadrant::text) END AS action
FROM customer;
CREATE TEMP VIEW due AS
SELECT *, CASE WHEN term IS NULL THEN NULL WHEN touched IS NULL THEN 'due_today' WHEN touched > midnight OR touched + term >= midnight + interval '1 day' THEN NULL WHEN touched + term >= midnight THEN 'due_today' ELSE 'overdue' END AS due
FROM (SELECT *, every[array_position('{settle_complaint,review,follow_up,introduce,win_back,reactivate,let_go,check_in,remind,welcome,reward,show_value,promote,inform}'::text[], action)] AS term FROM acted) x;
CREATE TEMP TABLE judged AS SELECT *, rfm_segment(rfm(activity, (SELECT y FROM base), as_of), stage) AS by_facts, pareto_class(earned::double precision) OVER () AS part FROM due;
-- a row for each customer and subject, with the item, NULL where it is none
CREATE TEMP VIEW classed AS
SELECT c.amount, c.earned, c.money, stake, profit(activity) AS profit, v.* FROM judged c,
	LATERAL (VALUES ('quadrant', quadrant::text, true), ('lapsed', quadrant::text, stage = 'lapsed'), ('life_stage', stage::text, true),
					('value_group', value_group(activity, (SELECT y FROM base), as_of)::text, NOT refunded AND NOT (unknown AND by_profit AND EXISTS (SELECT FROM base, cuts(y) WHERE measure = 'profit'))), ('pareto_class', part::text, NOT refunded AND NOT (unknown AND by_profit)),
					('rfm_segment', CASE WHEN orders > 0 THEN by_facts END::text, NOT refunded), ('rfm_group', CASE WHEN orders > 0 THEN rfm_group(by_facts) END::text, NOT refunded),
					('market_position', market_position(activity)::text, true), ('customer_term', customer_term(activity)::text, NOT refunded), ('action', action, true),
					('due_today', action, due = 'due_today'), ('overdue', action, due = 'overdue'), ('prospect', quadrant::text, stage = 'prospect'), ('refunds_only', 'refunds_only', refunded), ('profit_unknown', 'profit_unknown', unknown)) v(subject, item, counts) WHERE v.counts;
CREATE TEMP VIEW plain AS
SELECT subject, item, count(*) AS customers, sum(amount) AS amount, sum(greatest(amount, 0)) AS brought, CASE WHEN (SELECT by_profit FROM base) THEN coalesce(sum(profit), 0) END AS profit, sum(stake) AS at_stake,
	   CASE WHEN subject = 'pareto_class' THEN min(earned) END AS least,
	   CASE WHEN subject IN ('due_today', 'overdue', 'prospect', 'refunds_only', 'profit_unknown') THEN count(*)::float8 / (SELECT count(*) FROM person)
			WHEN item IS NOT NULL THEN count(*) / (sum(count(item)) OVER (PARTITION BY subject))::float8 END AS share
FROM classed GROUP BY 1, 2;

-- intervals of all kinds, one for each action; NULL for let_go
CREATE FUNCTION pg_temp.every() RETURNS interval[] LANGUAGE sql AS $$ SELECT ARRAY['1 day', '30 days', '1 month', '90 days', '14 days', '1 year', NULL, '7 days', '3 weeks 12:00', '1 month -3 days', '45 days', '2 months', '100 days', '6 months']::interval[] $$;

CREATE FUNCTION pg_temp.agrees(about text, arguments text, lapse integer DEFAULT NULL, new_for integer DEFAULT NULL, every interval[] DEFAULT NULL, yard yardstick DEFAULT NULL, came_back bigint DEFAULT NULL, lapsed bigint DEFAULT NULL) RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
	DELETE FROM asked;
	DELETE FROM person;
	DELETE FROM seen;
	DELETE FROM base;
	DELETE FROM judged;
	INSERT INTO asked VALUES (lapse, new_for, every, yard, came_back, lapsed, arguments ~ 'profit_column');
	EXECUTE format('INSERT INTO person SELECT activity, quadrant, orders, amount, first_order, last_order FROM segment(%s, yardstick => $1)', arguments) USING yard;
	EXECUTE format('INSERT INTO seen SELECT * FROM _portrait(%s, yardstick => $1, lapse_after => $2, new_for => $3, contact_every => $4, came_back => $5, lapsed => $6)', arguments) USING yard, lapse, new_for, every, came_back, lapsed;
	INSERT INTO base SELECT * FROM now;
	INSERT INTO judged SELECT *, rfm_segment(rfm(activity, (SELECT y FROM base), as_of), stage), pareto_class(earned::double precision) OVER () FROM due;
	RETURN NEXT bag_eq('SELECT subject, item, c.customers, c.amount, c.brought, c.profit, at_stake, least, round(share::numeric, 12) AS share FROM seen, unnest(counts) c WHERE c.customers > 0',
					   'SELECT subject, item, customers, amount, brought, profit, at_stake, least, round(share::numeric, 12) AS share FROM plain', about || ': customers, money and shares');
	RETURN NEXT results_eq('SELECT customers, buyers, amount, brought, bought, profit, by_profit, first_order, last_order, gini, customers_for_share, largest, unranked, too_short, mix::text FROM seen', $q$
		SELECT count(*), count(*) FILTER (WHERE orders > 0), sum(amount), sum(greatest(amount, 0)), coalesce(sum(amount) FILTER (WHERE orders > 0), 0), CASE WHEN b.has_profit THEN sum(profit(activity)) END, b.by_profit, min(first_order), max(last_order),
			   gini(amount) FILTER (WHERE orders > 0), customers_for_share(amount, 0.8) FILTER (WHERE orders > 0), max(amount) FILTER (WHERE orders > 0),
			   CASE WHEN b.yard IS NULL THEN CASE WHEN count(*) FILTER (WHERE orders > 0) < 5 THEN 'too_few' WHEN count(DISTINCT (amount, last_order, orders)) FILTER (WHERE orders > 0) = 1 THEN 'all_alike' END END,
			   min(first_order) > b.as_of - interval '2 years', mix(quadrant)::text
		FROM person, base b GROUP BY b.has_profit, b.by_profit, b.yard, b.as_of$q$, 'and what there is to say of all');
	RETURN NEXT results_eq('SELECT mean, mean_of_others, between_means FROM seen', $q$
		SELECT round(mean, digits), round(others, digits), CASE WHEN mean IS NOT NULL THEN (SELECT count(*) FROM person WHERE amount < mean AND amount >= others) END
		FROM (SELECT CASE WHEN asks THEN avg(amount) END AS mean, CASE WHEN asks THEN (sum(amount) - max(amount) FILTER (WHERE orders > 0)) / nullif(count(*) - 1, 0) END AS others, greatest(scale(sum(amount)), 2) AS digits
			  FROM person, (SELECT NOT by_profit AND yard IS NULL AND (SELECT count(*) > 1 AND bool_or(orders > 0) FROM person) AS asks FROM base) a GROUP BY asks) m$q$, 'the mean, and without the largest');
END $$;

-- the shop, with every option
SELECT pg_temp.agrees('nothing is known of who has lapsed', '''shop.sale''');
SELECT pg_temp.agrees('lapsed after 90 days', '''shop.sale''', 90, NULL, pg_temp.every(), came_back => 30, lapsed => 70);
SELECT pg_temp.agrees('lapsed after 300 days, new for 45', '''shop.sale'', as_of => ''2024-03-31 17:00+00''', 300, 45, pg_temp.every());
SELECT pg_temp.agrees('with potentials, new for 400 days', '''shop.sale'', potential_column => ''potential'', since => ''2023-01-01''', NULL, 400, array_fill(interval '20 days', ARRAY[14]));
SELECT pg_temp.agrees('with profits, of some unknown', '''shop.sale'', profit_column => ''profit'', order_column => ''order_no''', 150, NULL, pg_temp.every(), came_back => 0, lapsed => 70);
SELECT pg_temp.agrees('by a yardstick of others', '''shop.sale''', 90, 30, pg_temp.every(), with_cuts((SELECT yardstick(activity, '2024-01-01') FROM segment('shop.sale', since => '2023-06-01', as_of => '2024-01-01')), contribution => 'p70'));

-- bases of other kinds
CREATE TABLE shop.many AS SELECT i % 4501 AS customer_id, date '2020-01-01' + (i * 7919) % 1500 AS sold_at, round((pg_temp.draw(i, 12) * 1000)::numeric, 2) - 20 AS amount FROM generate_series(1, 13000) i; -- more than a yardstick has knots
CREATE TABLE shop.odd (customer_id integer, sold_at timestamptz, amount numeric, profit numeric);
INSERT INTO shop.odd SELECT i % 11, '2021-01-01'::timestamptz + i * interval '5 days', CASE i % 7 WHEN 0 THEN 0.00000000000000000001 WHEN 1 THEN 99999999999999 WHEN 2 THEN -7 WHEN 3 THEN 1234567890123.123456789 ELSE i END, NULL FROM generate_series(1, 200) i;
CREATE TABLE shop.two AS SELECT i AS customer_id, timestamptz '2021-01-01' + i * interval '1 day' AS sold_at, i AS amount FROM generate_series(1, 2) i;
CREATE TABLE shop.alike AS SELECT i AS customer_id, date '2021-01-01' AS sold_at, 0 AS amount FROM generate_series(1, 60) i;
CREATE TABLE shop.contacts AS SELECT i AS customer_id, date '2021-01-01' + i AS sold_at, NULL::numeric AS amount FROM generate_series(1, 9) i;
CREATE TABLE shop.returns AS SELECT i AS customer_id, date '2021-01-01' + i AS sold_at, -5.5 AS amount FROM generate_series(1, 9) i;
SELECT pg_temp.agrees(source, format('''shop.%s''', source), 200, NULL, pg_temp.every(), came_back => 19, lapsed => 100) FROM unnest('{many,odd,two,alike,contacts,returns}'::text[]) source;
CREATE VIEW shop.decimals AS SELECT customer_id, sold_at, amount / 7.000000000000000000000 AS amount FROM shop.sale;
CREATE VIEW shop.sevenths AS SELECT customer_id, sold_at, round(amount / 7.0, 15) AS amount FROM shop.sale;
SELECT is((SELECT round(sum(at_stake), 6) FROM _portrait('shop.decimals', lapse_after => 90), unnest(counts) WHERE subject = 'action'), (SELECT round(sum(at_stake), 6) FROM _portrait('shop.sevenths', lapse_after => 90), unnest(counts) WHERE subject = 'action'), 'decimals that are not held');
SELECT pg_temp.agrees('profits that nobody knows', '''shop.odd'', profit_column => ''profit''', 200);

-- who has no room in memory
SET LOCAL work_mem = '64kB';
SET LOCAL hash_mem_multiplier = 1;
SELECT pg_temp.agrees('spilled', '''shop.many''', 200, NULL, pg_temp.every());
RESET work_mem;
RESET hash_mem_multiplier;

-- nobody
CREATE TEMP TABLE nobody AS SELECT * FROM _portrait('shop.sale', as_of => '1999-01-01', contact_every => pg_temp.every(), lapse_after => 3);
SELECT results_eq('SELECT measured_at, customers, buyers, amount, brought, profit, by_profit, yardstick::text, gini, customers_for_share, largest, mean, between_means, unranked, too_short FROM nobody',
				  'SELECT NULL::timestamptz, 0::bigint, 0::bigint, 0::numeric, 0::numeric, NULL::numeric, false, NULL::text, NULL::float8, NULL::bigint, NULL::numeric, NULL::numeric, NULL::bigint, ''too_few'', NULL::boolean', 'nobody');
SELECT is_empty('SELECT * FROM nobody, unnest(counts) c WHERE c.customers <> 0 OR share IS NOT NULL OR low IS NOT NULL', 'in no class');
SELECT bag_eq('SELECT subject, item FROM nobody, unnest(counts)', 'SELECT subject, item FROM _portrait(''shop.sale'') p, unnest(counts)', 'of which there are always all');

-- all labels, in the order of their enums
SELECT is(array_agg(item ORDER BY place) FILTER (WHERE item IS NOT NULL), labels, subject || ': the items of ' || type)
FROM (SELECT subject, item, row_number() OVER () AS place FROM nobody, unnest(counts)) c
JOIN (VALUES ('quadrant', 'quadrant'), ('lapsed', 'quadrant'), ('life_stage', 'life_stage'), ('value_group', 'value_group'), ('pareto_class', 'pareto_class'), ('rfm_segment', 'rfm_segment'),
	('rfm_group', 'rfm_group'), ('market_position', 'market_position'), ('customer_term', 'customer_term')) v(subject, type) USING (subject),
	LATERAL (SELECT array_agg(enumlabel::text ORDER BY enumsortorder) AS labels FROM pg_enum WHERE enumtypid = type::regtype) l GROUP BY subject, type, labels ORDER BY subject;

-- intervals are those of shares()
SELECT bag_eq('SELECT item, low, high FROM _portrait(''shop.sale'', lapse_after => 90), unnest(counts) WHERE subject = ''quadrant'' AND item IS NOT NULL',
			  'SELECT segment, share_low, share_high FROM shares((SELECT breakdown(quadrant, amount) FROM segment(''shop.sale'')))', 'Goodman''s');

-- the yardstick, and what there is to say of the rows
SELECT is(p.yardstick::text, u.yardstick::text, 'the yardstick') FROM _portrait('shop.sale') p, _segment_unnamed('shop.sale') u WHERE u.activity IS NULL;
SELECT is((p.without_customer, p.without_time, p.amount_left_out, p.shared_times, p.order_column), (u.without_customer, u.without_time, u.amount_left_out, u.shared_times, u.order_column), 'rows left out, and lines of orders') FROM _portrait('shop.sale') p, _segment_unnamed('shop.sale') u WHERE u.activity IS NULL;

-- the actions are those of next_actions(), by the playbook
CREATE TEMP TABLE action AS SELECT * FROM next_actions('shop.sale', potential_column => 'potential', lapse_after => interval '90 days');
SELECT bag_eq('SELECT subject, item, c.customers, at_stake FROM lapse_check(''shop.sale'', potential_column => ''potential'', lapse_after => ''90 days'') l, _portrait(''shop.sale'', potential_column => ''potential'', lapse_after => 90, came_back => lapsed_came_back, lapsed => l.lapsed,
			contact_every => ARRAY(SELECT (play(a)).contact_every FROM unnest(enum_range(NULL::customer_action)) a ORDER BY a)), unnest(counts) c WHERE subject IN (''action'', ''due_today'', ''overdue'') AND c.customers > 0',
	'SELECT subject, action::text, count(*), coalesce(sum(at_stake), 0) FROM action, LATERAL (VALUES (''action'', true), (''due_today'', overdue = 0), (''overdue'', overdue > 0)) v(subject, counts) WHERE counts GROUP BY 1, 2', 'and those who are due');

-- of equal sums the one with more decimals is shown, whoever comes first
CREATE VIEW shop.shown AS SELECT c AS customer_id, date '2024-01-01' + c AS sold_at, a AS amount FROM (VALUES (1, 5.5), (2, 5.50), (3, 1.5), (4, 1.500), (5, 1.50)) v(c, a);
CREATE VIEW shop.shown_back AS SELECT * FROM shop.shown ORDER BY customer_id DESC;
SELECT results_eq('SELECT largest::text, array_agg(least::text ORDER BY least) FROM _portrait(''shop.' || source || '''), unnest(counts) c WHERE least IS NOT NULL GROUP BY 1', $$VALUES ('5.50', '{1.500,5.50}'::text[])$$, source) FROM (VALUES ('shown'), ('shown_back')) v(source);

-- customers of any type; several processes
SELECT is((SELECT customers FROM _portrait('shop.sale', 'region')), 4::bigint, 'customers of any type');
CREATE TEMP TABLE alone AS SELECT p::text AS said FROM _portrait('shop.many', lapse_after => 100) p;
SET LOCAL max_parallel_workers_per_gather = 2;
SET LOCAL parallel_setup_cost = 0;
SET LOCAL parallel_tuple_cost = 0;
SET LOCAL min_parallel_table_scan_size = 0;
SELECT is(p::text, said, 'the same by several processes') FROM _portrait('shop.many', lapse_after => 100) p, alone;

-- refused
SELECT pg_temp.raises(format('SELECT * FROM _portrait(%s)', arguments), state, hint) FROM (VALUES
	('''shop.sale'', lapse_after => 0', '22023', '%such as 90%'), ('''shop.sale'', new_for => -1', '22023', '%such as 90%'), ('''shop.sale'', contact_every => ''{1 day}''', '22023', '%14 values%'),
	('''shop.sale'', came_back => 3, lapsed => 2', '22023', '%as many as came back%'), ('NULL', '22004', NULL), ('''shop.sale'', amount_column => ''region''', '42804|42883|22023', NULL)) v(arguments, state, hint);

SELECT * FROM finish();
ROLLBACK;
