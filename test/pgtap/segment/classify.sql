-- classify: every column against segment(), next_actions(), report() and the functions of one customer, on every kind of base
BEGIN;
\ir ../helpers.psql
\ir ../shop.psql
\ir ../engine.psql
SET LOCAL TimeZone = 'Pacific/Chatham';
SELECT plan(175);

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
				  'VALUES (42::bigint, 42::bigint)', 'all columns are of plain types');

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
			stage::text, array_position(enum_range(NULL::life_stage), stage), action::text, array_position(enum_range(NULL::customer_action), action), by, overdue, at_stake, as_of, as_of(y)
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
SELECT pg_temp.agrees('a yardstick of few values, between which others lie', '''shop.many''', '100 days', (SELECT yardstick(activity, '2024-02-01') FROM segment('shop.ties')));
SELECT pg_temp.agrees('and other cuts', '''shop.sale''', '100 days', (SELECT with_cuts(yardstick(activity, '2024-01-01'), 'median', '300') FROM segment('shop.sale')));
SELECT pg_temp.agrees(source, format('''shop.%s''', source)) FROM unnest('{many,two,one,prospects,returns,alike,ties}'::text[]) source;
SELECT pg_temp.agrees('many, with profits', '''shop.many'', profit_column => ''profit''');
SELECT isnt((SELECT lapse_after FROM _past('shop.many')), NULL, 'in one of them it is known after how long a customer has left');

-- who has no room in memory; several processes
CREATE FUNCTION pg_temp.classes(arguments text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	said text;
BEGIN
	EXECUTE format('SELECT concat(count(*), '' '', sum(hashtextextended(c::text, 0)::numeric)) FROM (SELECT * FROM classify(%s)) c', arguments) INTO said;
	RETURN said;
END $$;
SELECT pg_temp.way('1GB', 0);
CREATE TEMP TABLE roomy AS SELECT a AS arguments, pg_temp.classes(a) AS said FROM unnest(ARRAY['''shop.sale'', order_column => ''order_no'', profit_column => ''profit''', '''shop.many''']) a;
CREATE FUNCTION pg_temp.classes_in(memory text, workers integer, arguments text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	PERFORM pg_temp.way(memory, workers);
	RETURN pg_temp.classes(arguments);
END $$;
SELECT is(pg_temp.classes_in(memory, workers, arguments), said, format('%s: in %s, %s workers', arguments, memory, workers)) FROM roomy, (VALUES ('64kB', 0), ('64kB', 2), ('default', 2)) v(memory, workers);
SELECT pg_temp.way('64kB', 0);
SELECT cmp_ok((pg_temp.explained('SELECT * FROM classify(''shop.sale'')') ->> 'Rows Spilled')::bigint, '>', 100::bigint, 'it had none');
SELECT pg_temp.way('default', 0);

-- each column by itself is the same as beside the others
CREATE TEMP TABLE whole AS SELECT * FROM classify('shop.many', profit_column => 'profit');
SELECT bag_eq(format('SELECT customer, c.%I FROM classify(''shop.many'', profit_column => ''profit'') c', name), format('SELECT customer, w.%I FROM whole w', name), name || ' alone') FROM columns WHERE name <> 'customer';
-- and asks the past only where it must
SELECT is(pg_temp.explained(format('SELECT %I FROM classify(''shop.sale'')', name)) ->> 'Past Read', (name ~ '^(life_stage|next_action|at_stake|rfm_(segment|group))')::text, name || ' and the past') FROM columns;
SELECT is(pg_temp.explained(format('SELECT %I FROM classify(''shop.sale'', lapse_after => ''90 days'')', name)) ->> 'Past Read', (name = 'at_stake')::text, name || ' and the past, where a length is given') FROM columns WHERE name ~ '^(life|next|at_|rfm)';
SELECT is(pg_temp.explained('SELECT orders FROM classify(''shop.sale'') WHERE next_action = ''reward''') ->> 'Past Read', 'true', 'a condition counts, too');

-- where it is a node of a plan and where it is not; ways to ask
SELECT matches(pg_temp.plan_of(query), 'Custom Scan', query) FROM (VALUES ('SELECT * FROM classify(''shop.sale'')'), ('SELECT quadrant, count(*) FROM classify_as(NULL::text, ''shop.sale'', ''region'') GROUP BY 1')) v(query);
SELECT bag_eq('SELECT (c).* FROM (SELECT c FROM classify(''shop.many'', profit_column => ''profit'') c OFFSET 0) x', 'SELECT * FROM whole', 'whole rows');
SELECT bag_eq('SELECT (c).* FROM (SELECT classify(''shop.many'', profit_column => ''profit'') AS c OFFSET 0) x', 'SELECT * FROM whole', 'in the list');
CREATE VIEW shop.texts AS SELECT customer_id::text, sold_at, amount, profit FROM shop.many;
SELECT bag_eq('SELECT customer, quadrant, rfm, pareto_class FROM classify_as(NULL::text, ''shop.texts'', profit_column => ''profit'')', 'SELECT customer::text, quadrant, rfm, pareto_class FROM whole', 'customers of any type');
PREPARE of_type(text) AS SELECT count(*) FROM classify('shop.many') WHERE quadrant = $1;
PREPARE of_stage(varchar) AS SELECT count(*) FROM classify('shop.many') WHERE life_stage = $1;
SELECT results_eq('EXECUTE of_type(''bee'')', 'SELECT count(*) FROM segment(''shop.many'') WHERE quadrant = ''bee''', 'held against a text');
SELECT results_eq('EXECUTE of_stage(''lapsed'')', 'SELECT count(*) FROM segment(''shop.many''), _past(''shop.many'') p WHERE life_stage(activity, as_of_day, p.lapse_after) = ''lapsed''', 'and a varchar');
SELECT bag_eq('SELECT n, c.customer, c.next_action, c.pareto_class FROM (VALUES (30), (90)) v(n), LATERAL classify(''shop.sale'', lapse_after => make_interval(days => n)) c',
	'SELECT 30, customer, next_action, pareto_class FROM classify(''shop.sale'', lapse_after => ''30 days'') UNION ALL SELECT 90, customer, next_action, pareto_class FROM classify(''shop.sale'', lapse_after => ''90 days'')', 'for each of several lengths');
SET LOCAL enable_material = off;
SET LOCAL enable_hashjoin = off;
SET LOCAL enable_mergejoin = off;
SELECT results_eq('SELECT n, count(c.rfm_segment) FROM generate_series(1, 3) n LEFT JOIN classify(''shop.many'', profit_column => ''profit'') c ON c.customer % 3 <> n GROUP BY 1 ORDER BY 1', 'SELECT n, count(w.rfm_segment) FROM generate_series(1, 3) n LEFT JOIN whole w ON w.customer % 3 <> n GROUP BY 1 ORDER BY 1', 'read again');
RESET enable_material;
RESET enable_hashjoin;
RESET enable_mergejoin;
CREATE FUNCTION pg_temp.rest(c refcursor) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
	r record;
BEGIN
	LOOP
		FETCH c INTO r;
		EXIT WHEN NOT FOUND;
		RETURN NEXT r::text;
	END LOOP;
END $$;
DECLARE back SCROLL CURSOR FOR SELECT customer, next_action, abc_class FROM classify('shop.many', profit_column => 'profit');
MOVE ALL FROM back;
MOVE ABSOLUTE 0 FROM back;
SELECT bag_eq('SELECT * FROM pg_temp.rest(''back'')', 'SELECT (customer, next_action, abc_class)::text FROM whole', 'a cursor from the beginning again');
CREATE MATERIALIZED VIEW shop.classes AS SELECT * FROM classify('shop.many', profit_column => 'profit');
SELECT bag_eq('SELECT * FROM shop.classes', 'SELECT * FROM whole', 'a materialized view');
SELECT is_empty('SELECT * FROM classify(''shop.sale'', as_of => ''1999-01-01'')', 'nobody');

-- a segmentation has its own yardstick, columns and length
CREATE TABLE shop.base AS SELECT customer_id, sold_at, amount AS paid, profit FROM shop.many;
SELECT FROM create_segmentation('classified', 'shop.base', amount_column => 'paid', profit_column => 'profit', lapse_after => '77 days');
SELECT bag_eq('SELECT * FROM classify(segmentation(''classified''))', 'SELECT * FROM classify(''shop.base'', amount_column => ''paid'', profit_column => ''profit'', lapse_after => ''77 days'', yardstick => (SELECT yardstick FROM segmentations WHERE name = ''classified''))', 'of a segmentation');
SELECT isnt_empty('SELECT customer, life_stage FROM classify(segmentation(''classified'')) EXCEPT SELECT customer, life_stage FROM classify(segmentation(''classified''), lapse_after => ''300 days'')', 'a length that is given comes before');

-- refused
CREATE VIEW shop.no_number AS SELECT 1 AS customer_id, date '2024-01-01' AS sold_at, 1 AS amount, v AS potential FROM (VALUES ('NaN'::numeric), ('infinity')) v(v);
SELECT pg_temp.raises(format('SELECT customer FROM classify(%s)', arguments), state, hint) FROM (VALUES
	('NULL', '22004', NULL), ('''shop.sale'', lapse_after => ''-1 day''', '22023|22008', NULL), ('''shop.sale'', lapse_after => ''0''', '22023|22008', NULL), ('''shop.no_number'', potential_column => ''potential''', '22023', NULL),
	('''shop.sale'', ''region''', '42804|22023', '%classify_as(NULL::text%')) v(arguments, state, hint);

SELECT * FROM finish();
ROLLBACK;
