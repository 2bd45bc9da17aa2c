-- _pictures: the numbers of every picture against plain SQL over segment(), histories() and the functions of one customer, on every kind of base
BEGIN;
\ir ../helpers.psql
\ir ../shop.psql
SELECT plan(225 + 26 * :data);
SET LOCAL TimeZone = 'UTC';
SET LOCAL jit = off; -- takes longer than all the rest

CREATE FUNCTION pg_temp.facts(source regclass, customer_column name DEFAULT 'customer_id', time_column name DEFAULT 'sold_at', amount_column name DEFAULT 'amount', order_column name DEFAULT NULL,
	potential_column name DEFAULT NULL, profit_column name DEFAULT NULL, since timestamptz DEFAULT NULL, as_of timestamptz DEFAULT NULL, yardstick yardstick DEFAULT NULL, compare_with date DEFAULT NULL, lapse_after interval DEFAULT NULL) RETURNS jsonb
LANGUAGE sql AS $$ SELECT _report_facts(source, customer_column, time_column, amount_column, order_column, potential_column, profit_column, since, as_of, yardstick, 'en', compare_with, lapse_after, true) $$;

CREATE TEMP TABLE seen (facts jsonb, pictures jsonb);
CREATE TEMP VIEW said AS SELECT key AS kind, value -> 'rows' AS rows, value -> 'why' AS why, value - 'rows' AS meta FROM seen, jsonb_each(pictures);
CREATE TEMP TABLE person (loyalty double precision, contribution double precision, quadrant quadrant, orders bigint, amount numeric, activity activity);
CREATE TEMP TABLE past (h history);
CREATE TEMP TABLE act (action customer_action, overdue integer, at_stake numeric);
CREATE TEMP TABLE line AS SELECT * FROM report('shop.sale') LIMIT 0;

-- since when on and until when periods of a unit are shown: counted on the calendar, with generate_series
CREATE FUNCTION pg_temp.unit_of(at_least integer, at_most integer) RETURNS TABLE (unit text, since date, until date, every interval) LANGUAGE sql AS $$
	WITH span AS (
		SELECT percentile_disc(0.01) WITHIN GROUP (ORDER BY first_day(h)) AS first, (SELECT LEAST((facts ->> 'as_of_day')::date, (facts ->> 'last_day')::date + 1) FROM seen) AS until FROM past
	), tried AS (
		SELECT u.*, n, days[greatest(n - at_most, 0) + 1] AS since, s.until
		FROM span s, (VALUES (1, 'week', interval '7 days'), (2, 'month', '1 month'), (3, 'quarter', '3 months'), (4, 'year', '1 year')) u(i, unit, every),
			 LATERAL (SELECT array_agg(d::date ORDER BY d), count(*)::integer FROM generate_series(date_trunc(unit, first::timestamp), until - 1, every) d) g(days, n)
	)
	SELECT unit, since, until, every FROM tried WHERE n >= at_least AND (n <= at_most OR unit = 'year') ORDER BY i LIMIT 1
$$;

-- whose money a period's was: by its orders and those before it
CREATE FUNCTION pg_temp.money(since date, until date, every interval, lapse integer) RETURNS TABLE (period date, new numeric, won_back numeric, retained numeric, total numeric) LANGUAGE sql AS $$
	WITH period AS (
		SELECT p::date AS period, LEAST((p + every)::date, until) AS until FROM generate_series(since::timestamp, until - 1, every) p
	), told AS (
		SELECT customer, d.*, max(day) FILTER (WHERE orders > 0) OVER (PARTITION BY customer ORDER BY day ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS last_before
		FROM (SELECT h, row_number() OVER () AS customer FROM past) c, LATERAL days(h) d
	), paid AS (
		SELECT p.period, sum(amount) AS amount, bool_or(orders > 0) AS bought, min(last_before) FILTER (WHERE last_before < p.period) AS last_before
		FROM told JOIN period p ON day >= p.period AND day < p.until GROUP BY p.period, customer
	)
	SELECT period, coalesce(sum(amount) FILTER (WHERE bought AND last_before IS NULL), 0), CASE WHEN lapse IS NOT NULL THEN coalesce(sum(amount) FILTER (WHERE bought AND last_before < period - lapse), 0) END,
		   coalesce(sum(amount) FILTER (WHERE NOT bought OR last_before >= period - coalesce(lapse, 1000000)), 0), coalesce(sum(amount), 0)
	FROM period LEFT JOIN paid USING (period) GROUP BY 1
$$;

CREATE FUNCTION pg_temp.agrees(about text, arguments text, more text DEFAULT '', customer_type text DEFAULT 'integer') RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
	at date;
	stamp timestamptz;
	known integer;
	unit record;
BEGIN
	DELETE FROM seen; DELETE FROM person; DELETE FROM past; DELETE FROM act; DELETE FROM line;
	EXECUTE format('INSERT INTO seen SELECT f, _pictures(f) FROM pg_temp.facts(%s%s) f', arguments, more);
	EXECUTE format('INSERT INTO person SELECT loyalty, contribution, quadrant, orders, amount, activity FROM segment_as(NULL::%s, %s)', customer_type, arguments);
	EXECUTE format('INSERT INTO past SELECT history FROM histories_as(NULL::%s, %s)', customer_type, arguments);
	EXECUTE format('INSERT INTO act SELECT action, overdue, at_stake FROM next_actions_as(NULL::%s, %s%s)', customer_type, arguments, more);
	EXECUTE format('INSERT INTO line SELECT * FROM report(%s%s)', arguments, more);
	SELECT facts ->> 'as_of_day', facts ->> 'lapse_after' FROM seen INTO at, known;
	EXECUTE format('SELECT measured_at FROM _portrait(%s)', arguments) INTO stamp;

	RETURN NEXT results_eq($q$SELECT t.* FROM said, jsonb_to_recordset(rows) t(quadrant text, customers bigint, share float8, low float8, high float8, amount numeric, share_of_amount float8) WHERE kind = 'types'$q$,
		$q$SELECT item_key, customers, share, low, high, amount, share_of_amount FROM line WHERE section_key = 'quadrant' AND item_key !~ '_' AND (SELECT count(*) > 0 FROM person)$q$, about || ': types are those of report()');
	RETURN NEXT results_eq($q$SELECT t.* FROM said, jsonb_to_recordset(rows) t(loyalty_from int, loyalty_to int, contribution_from int, contribution_to int, customers bigint, amount numeric) WHERE kind = 'loyalty_contribution'$q$,
		$q$SELECT x, x + 10, y, y + 10, count(*), sum(amount) FROM person, LATERAL (SELECT LEAST(floor(loyalty / 10), 9)::int * 10, LEAST(floor(contribution / 10), 9)::int * 10) g(x, y) GROUP BY 1, 3 ORDER BY 1, 3$q$, 'loyalty and contribution');
	RETURN NEXT is_empty($q$SELECT loyalty, contribution, quadrant, meta FROM person, said WHERE kind = 'loyalty_contribution'
		AND ((loyalty >= (meta ->> 'loyalty_cut')::float8) <> (quadrant IN ('bee', 'butterfly')) OR (contribution >= (meta ->> 'contribution_cut')::float8) <> (quadrant IN ('bee', 'dragonfly')))$q$, 'who is high is at or above the cut');
	RETURN NEXT results_eq($q$SELECT t.* FROM said, jsonb_to_recordset(rows) t(recency int, value int, rfm_segment text, customers bigint, amount numeric) WHERE kind = 'rfm_map' ORDER BY 1, 2, 3$q$,
		format($q$SELECT (r).recency, ((r).frequency + (r).monetary + 1) / 2, rfm_segment(r, stage)::text COLLATE "default", count(*), sum(amount)
			FROM (SELECT *, rfm(activity, (SELECT yardstick(activity, %L) FROM person), %1$L) AS r, CASE WHEN %2$L IS NOT NULL THEN life_stage(activity, %3$L, %2$L::integer, nullif(%2$L::integer / 2, 0))
					   WHEN first_day >= %3$L::date - %4$L::integer / 2 THEN 'new' ELSE 'active' END AS stage FROM person, LATERAL (SELECT (first_order(activity) AT TIME ZONE 'UTC')::date) f(first_day) WHERE orders > 0) p
			WHERE (SELECT facts ->> 'unranked' IS NULL FROM seen) GROUP BY 1, 2, 3 ORDER BY 1, 2, 3$q$, stamp, known, at, (SELECT facts ->> 'base_hiatus' FROM seen)), 'the map of RFM');
	RETURN NEXT is((SELECT jsonb_agg(r -> 'share_of_amount') || jsonb_agg(r -> 'share_of_customers') FROM said, jsonb_array_elements(rows) r WHERE kind = 'lorenz'),
				   (SELECT to_jsonb(l) || (SELECT jsonb_agg(round(i / 100.0, 2)) FROM generate_series(0, 100) i) FROM (SELECT lorenz(amount, 100) FILTER (WHERE orders > 0) FROM person) p(l) WHERE l IS NOT NULL), 'lorenz()');
	RETURN NEXT bag_eq($q$SELECT t.* FROM said, jsonb_to_recordset(rows) t(action text, due_today bigint, overdue bigint, customers bigint, at_stake numeric) WHERE kind = 'contacts_due'$q$,
		$q$SELECT action::text, count(*) FILTER (WHERE overdue = 0) AS due_today, CASE WHEN (SELECT (facts -> 'contacted')::int > 0 FROM seen) OR action IN ('introduce', 'follow_up', 'settle_complaint') OR count(*) FILTER (WHERE overdue > 0) = 0 THEN count(*) FILTER (WHERE overdue > 0) END AS overdue, count(*) AS customers, coalesce(sum(at_stake), 0) AS at_stake
		   FROM act GROUP BY action HAVING count(*) FILTER (WHERE overdue >= 0) > 0$q$, 'who is due');

	SELECT * FROM pg_temp.unit_of(6, 36) INTO unit;
	RETURN NEXT is((SELECT array_agg(DISTINCT meta ->> 'unit') FROM said WHERE kind IN ('money_by_period', 'leaky_bucket')), ARRAY[unit.unit], 'the unit');
	RETURN NEXT results_eq($q$SELECT t.* FROM said, jsonb_to_recordset(rows) t(period date, "until" date, complete boolean, start bigint, new bigint, won_back bigint, lost bigint, "end" bigint) WHERE kind = 'leaky_bucket'$q$,
		format($q$SELECT lower(period), upper(period), lower(period) + %4$L::interval <= upper(period), customers_start, new, won_back, lost, customers_end FROM unnest((SELECT leaky_bucket(h, %1$L, %2$L, %4$L, make_interval(days => LEAST(%3$L, %1$L::date - '4714-11-24 BC'::date))) FILTER (WHERE %3$L IS NOT NULL AND %1$L IS NOT NULL) FROM past))
			WHERE (SELECT sum(orders) > 0 FROM person)$q$, unit.since, unit.until, known, unit.every), 'leaky_bucket()');
	RETURN NEXT results_eq($q$SELECT t.* FROM said, jsonb_to_recordset(rows) t(period date, new numeric, won_back numeric, retained numeric, total numeric) WHERE kind = 'money_by_period'$q$,
		format('SELECT * FROM pg_temp.money(%L, %L, %L, %L) WHERE EXISTS (SELECT FROM person WHERE amount <> 0) ORDER BY 1', unit.since, unit.until, unit.every, known), 'money');
	SELECT * FROM pg_temp.unit_of(3, 16) INTO unit;
	RETURN NEXT is((SELECT meta ->> 'unit' FROM said WHERE kind = 'cohorts'), unit.unit, 'the unit of cohorts');
	RETURN NEXT results_eq($q$SELECT t.* FROM said, jsonb_to_recordset(rows) t(cohort date, customers bigint, period int, retained bigint, share float8, low float8, high float8) WHERE kind = 'cohorts'$q$,
		format('SELECT cohort, customers, period, retained, share, low, high FROM unnest((SELECT cohorts(h, %L, %L) FILTER (WHERE %2$L IS NOT NULL) FROM past)) WHERE retained IS NOT NULL AND cohort >= %3$L', unit.unit, unit.until, unit.since), 'cohorts()');
	RETURN NEXT results_eq($q$SELECT t.* FROM said, jsonb_to_recordset(rows) t(was text, "is" text, customers bigint, share float8, before numeric, now numeric) WHERE kind = 'movement'$q$,
		format($q$SELECT m.was, m.is, m.customers, CASE WHEN m.was IS NOT NULL THEN m.share END, m.before, m.now FROM _past(%s%s) p, unnest(p.moved) m WHERE num_nonnulls(m.was, m.is) > 0$q$, arguments, more), 'movement()');
	RETURN NEXT is((SELECT string_agg(kind, ' ' ORDER BY kind) FROM said WHERE (rows = '[]') = (why IS NULL)), NULL, 'rows, or why there are none');
END $$;

SELECT pg_temp.agrees('the shop', '''shop.sale''');
SELECT pg_temp.agrees('lapsed after 90 days', '''shop.sale''', ', lapse_after => ''90 days''');
SELECT pg_temp.agrees('as of a day, with potentials', '''shop.sale'', as_of => ''2024-03-31 17:00+00'', potential_column => ''potential''');
SELECT pg_temp.agrees('of nine months', '''shop.sale'', since => ''2023-10-05'', as_of => ''2024-07-01 00:00+00''', ', lapse_after => ''20 days''');
SELECT pg_temp.agrees('with profits, by orders', '''shop.sale'', profit_column => ''profit'', order_column => ''order_no''');

-- bases of other kinds
CREATE VIEW shop.week AS SELECT * FROM shop.sale WHERE sold_at >= '2024-03-04' AND sold_at < '2024-03-11';
CREATE VIEW shop.weeks AS SELECT * FROM shop.sale WHERE sold_at >= '2024-03-05' AND sold_at < '2024-05-15';
CREATE TABLE shop.nobody (customer_id int, sold_at date, amount numeric);
CREATE TABLE shop.one AS SELECT 1 AS customer_id, date '2023-01-01' + g * 50 AS sold_at, 10 AS amount FROM generate_series(1, 10) g;
CREATE TABLE shop.alike AS SELECT g AS customer_id, date '2024-01-01' + 31 * n AS sold_at, 10 AS amount FROM generate_series(1, 100) g, generate_series(0, 9) n;
CREATE TABLE shop.free AS SELECT g AS customer_id, date '2024-01-01' + g AS sold_at, 0 AS amount FROM generate_series(1, 100) g;
CREATE TABLE shop.refunds AS SELECT g AS customer_id, date '2024-01-01' + g * 3 AS sold_at, -5.5 AS amount FROM generate_series(1, 40) g;
CREATE TABLE shop.prospects AS SELECT g AS customer_id, date '2024-01-01' + g * 3 AS sold_at, NULL::numeric AS amount FROM generate_series(1, 40) g;
CREATE TABLE shop.huge AS SELECT customer_id, sold_at, amount * 1234567890123.123456 AS amount FROM shop.sale;
CREATE TABLE shop.one_wrong_date AS SELECT customer_id, sold_at, amount FROM shop.sale WHERE customer_id IS NOT NULL UNION ALL VALUES (701, timestamptz '1970-01-01 00:00+00', 5);
SELECT pg_temp.agrees(source, format('''shop.%s''', source)) FROM unnest('{week,weeks,nobody,one,alike,free,refunds,prospects,huge,one_wrong_date}'::text[]) source;
\if :data
SELECT pg_temp.agrees(source, format('''ref.%s'', ''customer'', ''at''', source)) FROM unnest('{cdnow,essec}'::text[]) source;
\endif
-- of two windows, which show nobody who has lapsed, nor what is due
CREATE TEMP TABLE compared AS SELECT key AS kind, value -> 'rows' AS rows, value -> 'why' AS why, value - 'rows' AS meta FROM pg_temp.facts('shop.sale', as_of => '2024-07-01 00:00+00', compare_with => '2023-09-01') f, jsonb_each(_pictures(f));
SELECT results_eq($$SELECT t.* FROM compared, jsonb_to_recordset(rows) t(was text, "is" text, customers bigint, before numeric, now numeric) WHERE kind = 'movement'$$,
	$$SELECT was, "is", customers, before, now FROM unnest((SELECT movement(q[1], q[2], amount(h.history, '[2022-11-01,2023-09-01)'), amount(h.history, '[2023-09-01,2024-07-01)')) FROM histories('shop.sale') h, LATERAL quadrants(h.history, ARRAY['2023-09-01', '2024-07-01']::date[], interval '304 days',
		(SELECT yardstick(activity, '2023-09-01') FROM segment('shop.sale', since => '2022-11-01', as_of => '2023-09-01'))) q)) WHERE num_nonnulls(was, "is") > 0$$, 'movement between two windows, with its money');
SELECT is((SELECT meta FROM compared WHERE kind = 'movement'), '{"now": "2024-07-01", "then": "2023-09-01", "one_in": 1}', 'and their ends');
SELECT results_eq($$SELECT quadrant, customers FROM compared, jsonb_to_recordset(rows) t(quadrant text, customers bigint) WHERE kind = 'types'$$, $$SELECT item_key, customers FROM report('shop.sale', as_of => '2024-07-01 00:00+00', compare_with => '2023-09-01') WHERE section_key = 'quadrant'$$, 'the types of the later window');
SELECT is((SELECT why FROM compared WHERE kind = 'contacts_due'), '"compared"', 'nobody is due');
SELECT is((SELECT _pictures(f) #>> '{movement,why}' FROM pg_temp.facts('shop.sale', as_of => '2022-02-01 00:00+00', compare_with => '2022-01-01') f), 'compared_too_early', 'an earlier window without anybody');

-- a sample stands for all: counts and money times one_in, shares as they are
CREATE TEMP TABLE sample AS SELECT one_in, periods, cohorts, moved, _pictures(f || to_jsonb(p) || jsonb_build_object('times', p.one_in)) AS pictures FROM pg_temp.facts('shop.sale') f, _past('shop.sale', lapse_after => '100 days', at_most => 100, pictures => true) p;
SELECT is(one_in, 8::bigint, 'one in 8') FROM sample;
SELECT is(array_agg((pictures -> kind ->> 'one_in')::int), '{8,8,8,8}', 'is said') FROM sample, unnest('{money_by_period,leaky_bucket,cohorts,movement}'::text[]) kind;
SELECT results_eq($$SELECT t.* FROM sample, jsonb_to_recordset(pictures #> '{money_by_period,rows}') t(period date, total numeric)$$, $$SELECT s.period, 8 * money FROM sample, unnest(periods) s$$, 'money');
SELECT results_eq($$SELECT t.* FROM sample, jsonb_to_recordset(pictures #> '{leaky_bucket,rows}') t(start bigint, new bigint, won_back bigint, lost bigint, "end" bigint)$$, $$SELECT 8 * customers_start, 8 * new, 8 * won_back, 8 * lost, 8 * customers_end FROM sample, unnest(periods) s$$, 'customers');
SELECT results_eq($$SELECT t.* FROM sample, jsonb_to_recordset(pictures #> '{cohorts,rows}') t(cohort date, customers bigint, retained bigint, share float8, low float8, high float8)$$, $$SELECT cohort, 8 * customers, 8 * retained, share, low, high FROM sample, unnest(cohorts) WHERE retained IS NOT NULL$$, 'cohorts');
SELECT results_eq($$SELECT t.* FROM sample, jsonb_to_recordset(pictures #> '{movement,rows}') t(customers bigint, before numeric, now numeric)$$, $$SELECT 8 * customers, 8 * before, 8 * now FROM sample, unnest(moved) WHERE num_nonnulls(was, "is") > 0$$, 'movement');

-- who was there is there, and who comes is there: identities
DELETE FROM seen;
INSERT INTO seen SELECT f, _pictures(f) FROM pg_temp.facts('shop.sale', lapse_after => '100 days') f;
SELECT is_empty($$SELECT * FROM seen, jsonb_to_recordset(pictures #> '{leaky_bucket,rows}') t(start bigint, new bigint, won_back bigint, lost bigint, "end" bigint) WHERE start + new + won_back - lost <> "end"$$, 'customers add up');
SELECT is_empty($$SELECT * FROM seen, jsonb_to_recordset(pictures #> '{money_by_period,rows}') t(new numeric, won_back numeric, retained numeric, total numeric) WHERE new + won_back + retained <> total$$, 'money adds up');
SELECT is((SELECT sum((r ->> 'total')::numeric) FROM seen, jsonb_array_elements(pictures #> '{money_by_period,rows}') r), (SELECT sum(amount) FROM segment('shop.sale')), 'to all there is');
SELECT is((SELECT (pictures #>> '{leaky_bucket,rows,-1,end}')::bigint FROM seen), (SELECT sum(customers)::bigint FROM report('shop.sale', lapse_after => '100 days') WHERE section_key = 'life_stage' AND item_key IN ('new', 'active', 'overdue')), 'who is there at the end still buys, by report()');
SELECT is(array_agg((SELECT sum((r ->> 'customers')::bigint) FROM jsonb_array_elements(pictures #> ARRAY[kind, 'rows']) r)), (SELECT ARRAY[count(*), count(*), count(*) FILTER (WHERE orders > 0)] FROM segment('shop.sale'))::numeric[], 'everybody is somewhere')
FROM seen, unnest('{types,loyalty_contribution,rfm_map}'::text[]) kind;

-- one wrong date does not stretch the pictures; where nobody came back, nobody is said to have lapsed
SELECT is((SELECT _pictures(f) #>> '{money_by_period,since}' FROM pg_temp.facts('shop.one_wrong_date') f), '2022-01-01', 'from the day on by which one in a hundred was known');
CREATE VIEW shop.once AS SELECT DISTINCT ON (customer_id) customer_id, sold_at, amount FROM shop.sale WHERE amount > 0 ORDER BY customer_id, sold_at;
SELECT is((SELECT ARRAY[p #>> '{leaky_bucket,why}', p #>> '{money_by_period,rows,0,won_back}', p #>> '{money_by_period,lapse_after}'] FROM pg_temp.facts('shop.once') f, _pictures(f) p), '{lapse_unknown,NULL,NULL}', 'customers who came once');
-- nor where that says nothing of who comes back, if it is not given
CREATE TABLE shop.all_come_back AS SELECT 1 + i % 600 AS customer_id, timestamptz '2022-01-01 13:00+00' + (i::bigint * i * 7919 + i * 31) % 1021 * interval '1 day' AS sold_at, round(exp((i::bigint * i * 31 % 71) / 10.0)::numeric, 2) AS amount FROM generate_series(1, 4800) i;
SELECT is((SELECT ARRAY[f ->> 'lapse_verdict', f ->> 'base_hiatus', p #>> '{leaky_bucket,why}', p #>> '{money_by_period,rows,20,won_back}', p #>> '{money_by_period,lapse_after}', p #>> '{leaky_bucket,lapse_after}'] FROM pg_temp.facts('shop.all_come_back') f, _pictures(f) p), '{says_nothing,335,lapse_unknown,NULL,NULL,NULL}', 'who has lapsed is not known');
SELECT is((SELECT ARRAY[p #>> '{money_by_period,lapse_after}', p #>> '{leaky_bucket,lapse_after}', jsonb_array_length(p #> '{leaky_bucket,rows}')::text, (p #>> '{money_by_period,rows,20,won_back}' IS NOT NULL)::text] FROM pg_temp.facts('shop.all_come_back', lapse_after => '60 days') f, _pictures(f) p), '{60,60,34,true}', 'it is where it is given');

-- the cuts
SELECT is(ARRAY[p #>> '{loyalty_contribution,loyalty_cut}', p #>> '{loyalty_contribution,contribution_cut}'], wanted, 'cuts: ' || about)
FROM (SELECT yardstick(activity, '2024-12-01') FROM segment('shop.sale')) s(y),
	 LATERAL (VALUES ('a score, and money as the score of who brings so much', with_cuts(y, loyalty => 'p70', contribution => '60'), ARRAY['70', (SELECT (50.0 * (count(*) FILTER (WHERE amount < 60) + count(*) FILTER (WHERE amount <= 60)) / count(*))::float8::text FROM segment('shop.sale'))]), ('limits', with_limits(y, frequency => 3, amount => 100), '{NULL,NULL}'),
					 ('of mixed axes', with_cuts(with_weights(y, average_order => 1), loyalty => 'median', contribution => '60'), '{50,60}'::text[])) v(about, y2, wanted), pg_temp.facts('shop.sale', yardstick => y2) f, _pictures(f) p;

-- at both ends of the calendar, of which a picture can show no period that has none before or behind it
CREATE TABLE shop.late AS SELECT g % 5 AS customer_id, timestamptz '294276-12-30 12:00+00' - g * 37 % 900 * interval '1 day' AS sold_at, g + 5 AS amount FROM generate_series(0, 50) g;
CREATE TABLE shop.early AS SELECT g % 5 AS customer_id, timestamptz '4714-11-24 00:00+00 BC' + g * 37 % 900 * interval '1 day' AS sold_at, g + 5 AS amount FROM generate_series(0, 50) g;
CREATE TABLE shop.whole AS SELECT * FROM shop.early UNION ALL SELECT * FROM shop.late;
SELECT is((SELECT array_agg(kind || ' ' || jsonb_array_length(p -> kind -> 'rows') ORDER BY kind) FROM pg_temp.facts(source, lapse_after => '100 days') f, _pictures(f) p, unnest('{money_by_period,leaky_bucket,cohorts}'::text[]) kind), wanted, source::text)
FROM (VALUES ('shop.late'::regclass, '{cohorts 17,leaky_bucket 29,money_by_period 29}'::text[]), ('shop.early', '{cohorts 0,leaky_bucket 28,money_by_period 28}'), ('shop.whole', '{cohorts 0,leaky_bucket 35,money_by_period 35}')) v(source, wanted);

-- whatever the settings
CREATE TEMP TABLE usual AS SELECT f AS facts, _pictures(f)::text AS pictures FROM pg_temp.facts('shop.sale') f;
SET LOCAL TimeZone = 'Asia/Kolkata';
SET LOCAL DateStyle = 'German';
SET LOCAL IntervalStyle = 'iso_8601';
SET LOCAL extra_float_digits = -15;
SELECT is(_pictures(f)::text, pictures, 'in another time zone and style, with fewer digits') FROM usual, pg_temp.facts('shop.sale') f;
SELECT is(_pictures(facts)::text, pictures, 'of the same facts') FROM usual;
CREATE FUNCTION pg_temp.jsonb_build_object(text, jsonb) RETURNS jsonb LANGUAGE sql AS 'SELECT NULL::jsonb';
CREATE FUNCTION pg_temp._picture(jsonb, text, jsonb) RETURNS jsonb LANGUAGE sql AS 'SELECT NULL::jsonb';
SELECT set_config('search_path', 'pg_temp, public', true) AS path \gset
SELECT is(customer_seg._pictures(facts)::text, pictures, 'whatever search_path') FROM usual;
SET LOCAL search_path = customer_seg, public;

-- report() asks for none of it
SELECT is((SELECT jsonb_object_agg(key, value) FROM jsonb_each(f) WHERE key IN ('cells', 'lorenz', 'loyalty_cut', 'contribution_cut', 'periods', 'cohorts', 'period_unit', 'cohort_unit')),
	(SELECT jsonb_object_agg(key, NULL) FROM unnest('{cells,lorenz,loyalty_cut,contribution_cut,periods,cohorts,period_unit,cohort_unit}'::text[]) key), 'what pictures need is not computed for others')
FROM _report_facts('shop.sale', 'customer_id', 'sold_at', 'amount', NULL, NULL, NULL, NULL, NULL, NULL, 'en', NULL, NULL) f;

SELECT * FROM finish();
ROLLBACK;
