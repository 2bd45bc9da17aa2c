-- classify: every column against segment(), next_actions(), report() and the functions of one customer, on every kind of base
BEGIN;
\ir ../helpers.psql
\ir ../shop.psql
\ir ../engine.psql
SET LOCAL TimeZone = 'Pacific/Chatham';
SELECT no_plan();

CREATE VIEW shop.two AS SELECT * FROM shop.sale WHERE customer_id IN (1, 2);
CREATE VIEW shop.one AS SELECT * FROM shop.sale WHERE customer_id = 1;
CREATE VIEW shop.prospects AS SELECT * FROM shop.sale WHERE customer_id % 10 = 7;
CREATE VIEW shop.returns AS SELECT 1 + i % 3 AS customer_id, date '2021-01-01' + i AS sold_at, -5.5 AS amount FROM generate_series(1, 9) i;
CREATE VIEW shop.alike AS SELECT i AS customer_id, date '2024-01-01' AS sold_at, 10.0 AS amount FROM generate_series(1, 50) i;
CREATE VIEW shop.ties AS SELECT i AS customer_id, date '2024-01-01' + i % 7 AS sold_at, (i % 4)::numeric(6, 3) AS amount FROM generate_series(1, 60) i;
-- long enough to tell who has left, and they are told apart
CREATE TABLE shop.many AS
SELECT i / 12 AS customer_id, timestamptz '2020-01-01' + (i * 7919 % 1500) * interval '1 day' * CASE WHEN i / 12 % 3 = 0 THEN 0.4 ELSE 1 END AS sold_at, round((pg_temp.draw(i, 20) ^ 4 * 900)::numeric, 2) AS amount,
	   CASE WHEN i % 3 > 0 THEN round((pg_temp.draw(i, 21) * 50 - 10)::numeric, 3) END AS profit
FROM generate_series(1, 6000) i WHERE i / 12 % 3 > 0 OR i % 12 < 4;

CREATE TEMP TABLE columns AS
SELECT attname::text AS name, n FROM (SELECT unnest(proargnames) AS attname, unnest(proargmodes) AS mode, generate_series(1, cardinality(proargnames)) AS n FROM pg_proc WHERE oid = 'classify'::regproc) a WHERE mode = 't';
SELECT results_eq('SELECT count(*), count(*) FILTER (WHERE format_type(type, NULL) IN (''bigint'', ''integer'', ''numeric'', ''text'', ''double precision'', ''date'', ''timestamp with time zone'')) FROM (SELECT unnest(proallargtypes) AS type, unnest(proargmodes) AS mode FROM pg_proc WHERE oid = ''classify''::regproc) a WHERE mode = ''t''',
				  'VALUES (41::bigint, 41::bigint)', 'all columns are of plain types');

/* what the functions say of each customer */

CREATE FUNCTION pg_temp.by_functions(arguments text, lapse text, yard yardstick) RETURNS SETOF record LANGUAGE plpgsql AS $$
BEGIN
	RETURN QUERY EXECUTE format($q$
		WITH s AS MATERIALIZED (SELECT * FROM segment(%1$s, yardstick => $1)),
		m AS MATERIALIZED (SELECT p.measured_at AS as_of, p.by_profit, p.unranked, p.yardstick AS y, ((p.measured_at - interval '1 microsecond') AT TIME ZONE 'UTC')::date + 1 AS day,
			p.by_profit AND EXISTS (SELECT FROM cuts(p.yardstick) WHERE measure = 'profit') AS values_by_profit FROM _portrait(%1$s, yardstick => $1) p),
		past AS MATERIALIZED (SELECT p.* FROM _past(%1$s, lapse_after => $2::interval) p),
		n AS MATERIALIZED (SELECT * FROM next_actions(%1$s, yardstick => $1, lapse_after => $2::interval)),
		b AS (SELECT s.customer, pareto_class((CASE WHEN m.by_profit THEN profit(activity) ELSE s.amount END)::double precision) OVER () AS pareto, abc_class(s.amount) OVER () AS abc FROM s, m WHERE s.orders > 0),
		c AS (SELECT s.*, m.*, b.pareto, b.abc, n.action, n.by, n.overdue, n.at_stake,
				CASE WHEN p.lapse_after IS NOT NULL THEN life_stage(activity, day, p.lapse_after) WHEN s.orders = 0 AND refunds(activity) = 0 THEN 'prospect' WHEN s.orders > 0 AND first_day(activity) >= day - p.base_hiatus / 2 THEN 'new' END AS stage,
				CASE WHEN s.orders > 0 AND unranked IS NULL THEN rfm(activity, y, as_of) END AS rfm
			FROM s CROSS JOIN m CROSS JOIN past p JOIN n USING (customer) LEFT JOIN b USING (customer)),
		d AS (SELECT *, CASE WHEN rfm IS NOT NULL THEN rfm_segment(rfm, stage) END AS named FROM c)
		SELECT customer, orders, amount, refunds(activity), contacts(activity), round(amount / nullif(orders, 0), greatest(scale(amount), 2)), potential(activity), profit(activity), first_order, last_order,
			day - last_day(activity), loyalty, contribution, quadrant::text, array_position(enum_range(NULL::quadrant), quadrant),
			(rfm).recency, (rfm).frequency, (rfm).monetary, nullif(concat((rfm).recency, (rfm).frequency, (rfm).monetary), ''),
			named::text, array_position(enum_range(NULL::rfm_segment), named), rfm_group(named)::text, array_position(enum_range(NULL::rfm_group), rfm_group(named)),
			v::text, array_position(enum_range(NULL::value_group), v), pareto::text, array_position(enum_range(NULL::pareto_class), pareto), abc::text, array_position(enum_range(NULL::abc_class), abc),
			market_position(activity)::text, array_position(enum_range(NULL::market_position), market_position(activity)), t::text, array_position(enum_range(NULL::customer_term), t),
			stage::text, array_position(enum_range(NULL::life_stage), stage), action::text, array_position(enum_range(NULL::customer_action), action), by, overdue, at_stake, as_of
		FROM d, LATERAL (SELECT CASE WHEN orders > 0 AND NOT (values_by_profit AND profit(activity) IS NULL) THEN value_group(activity, y, as_of) END AS v, CASE WHEN orders > 0 THEN customer_term(activity) END AS t) e$q$, arguments) USING yard, lapse;
END $$;

CREATE TEMP TABLE asked AS SELECT * FROM classify('shop.sale') LIMIT 0;
CREATE TEMP TABLE said AS SELECT * FROM asked;

-- numbers as they show themselves, floats to the last bit
CREATE FUNCTION pg_temp.agrees(about text, arguments text, lapse text DEFAULT NULL, yard yardstick DEFAULT NULL) RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
	DELETE FROM asked;
	DELETE FROM said;
	EXECUTE format('INSERT INTO asked SELECT * FROM classify(%s, yardstick => $1, lapse_after => $2::interval)', arguments) USING yard, lapse;
	EXECUTE format('INSERT INTO said SELECT * FROM pg_temp.by_functions($1, $2, $3) AS f (%s)', (SELECT string_agg(format('%I %s', attname, format_type(atttypid, NULL)), ', ' ORDER BY attnum) FROM pg_attribute WHERE attrelid = 'asked'::regclass AND attnum > 0)) USING arguments, lapse, yard;
	RETURN NEXT bag_eq('SELECT a::text FROM asked a', 'SELECT s::text FROM said s', about || ': what the functions say of each customer');
	RETURN NEXT bag_eq(format('SELECT c::text FROM classify(%s, yardstick => %L, lapse_after => %L) WITH ORDINALITY AS o, LATERAL (SELECT %s) AS c', arguments, yard, lapse, (SELECT string_agg(format('o.%I', name), ', ' ORDER BY n) FROM columns)),
					   'SELECT a::text FROM asked a', about || ': called as a function');
	RETURN NEXT bag_eq(format('SELECT section_key, item_key, customers FROM report(%s, yardstick => %L, lapse_after => %L) WHERE section_key IN (''quadrant'', ''rfm_segment'', ''rfm_group'', ''value_group'', ''pareto_class'', ''market_position'', ''customer_term'', ''life_stage'', ''action'', ''due_today'', ''overdue'')
				AND customers > 0 AND item_key !~ ''^(lapsed|prospect)_'' AND item_key NOT IN (''none'', ''refunds_only'', ''no_contact'', ''unranked'')', arguments, yard, lapse), $q$
		SELECT section, item, count(*) FROM asked, LATERAL (VALUES ('quadrant', quadrant), ('rfm_segment', rfm_segment), ('rfm_group', rfm_group), ('value_group', value_group), ('pareto_class', pareto_class), ('market_position', market_position), ('customer_term', customer_term),
			('life_stage', CASE WHEN orders > 0 THEN coalesce(life_stage, 'lapse_unknown') ELSE life_stage END), ('action', next_action), ('due_today', CASE WHEN next_action_overdue = 0 THEN next_action END),
			('overdue', CASE WHEN next_action_overdue > 0 AND (EXISTS (SELECT FROM asked WHERE contacts > 0 AND orders > 0) OR next_action IN ('introduce', 'follow_up')) THEN next_action END)) v (section, item),
			(SELECT count(*) FILTER (WHERE orders > 0) < 300 AS few FROM asked) f
		WHERE item IS NOT NULL AND section <> CASE WHEN few THEN 'rfm_segment' ELSE 'rfm_group' END AND item <> '' AND NOT (section = 'life_stage' AND refunds > 0 AND orders = 0 AND item <> 'lapsed') GROUP BY 1, 2$q$, about || ': as many as report() counts');
END $$;

SELECT pg_temp.agrees('a shop', '''shop.sale''');
SELECT pg_temp.agrees('a length given', '''shop.sale''', '90 days');
SELECT pg_temp.agrees('another', '''shop.sale'', potential_column => ''potential''', '1 month');
SELECT pg_temp.agrees('profits', '''shop.sale'', profit_column => ''profit''', '200 days');
SELECT pg_temp.agrees('order lines', '''shop.sale'', order_column => ''order_no''');
SELECT pg_temp.agrees('a period', '''shop.sale'', since => ''2022-06-01'', as_of => ''2023-06-01 12:34''');
SELECT pg_temp.agrees('another yardstick', '''shop.sale''', NULL, (SELECT yardstick(activity, '2023-01-01') FROM segment('shop.sale', as_of => '2023-01-01')));
SELECT pg_temp.agrees('and other cuts', '''shop.sale''', '100 days', (SELECT with_cuts(yardstick(activity, '2024-01-01'), 'median', '300') FROM segment('shop.sale')));
SELECT pg_temp.agrees(source, format('''shop.%s''', source)) FROM unnest('{many,two,one,prospects,returns,alike,ties}'::text[]) source;
SELECT pg_temp.agrees('many, with profits', '''shop.many'', profit_column => ''profit''');
SELECT isnt((SELECT lapse_after FROM _past('shop.many')), NULL, 'in one of them it is known after how long a customer has left');

SELECT * FROM finish();
ROLLBACK;
