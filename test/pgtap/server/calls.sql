-- calls: what one types after reading the README resolves, bare literals and a driver's text parameters alike
BEGIN;
\ir ../helpers.psql
\ir ../shop.psql
SELECT plan(61);
SET LOCAL TimeZone = 'UTC';
CREATE TEMP TABLE person AS SELECT customer, activity, quadrant FROM segment('shop.sale', as_of => '2025-01-01');
CREATE TEMP TABLE yard AS SELECT yardstick(activity, '2025-01-01') AS y FROM person;
CREATE TEMP TABLE asked AS SELECT prospect('2025-01-01', 'quote') AS p;
ANALYZE person, yard, asked;
CREATE FUNCTION pg_temp.answer(expression text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	said text;
BEGIN
	EXECUTE format('SELECT string_agg((%s)::text, '','' ORDER BY customer) FROM (SELECT customer, activity AS a, quadrant AS q, y, p FROM person, yard, asked ORDER BY customer LIMIT 50) c', expression) INTO said;
	RETURN said;
EXCEPTION WHEN OTHERS THEN
	RETURN expression || ': ' || SQLERRM;
END $$;

-- bare literals: what they mean, with every type written out
SELECT is(pg_temp.answer(call), pg_temp.answer(meant), call) FROM (VALUES
	('loyalty(a, y, ''2025-06-01'')', 'loyalty(a, y, as_of => timestamptz ''2025-06-01 00:00+00'')'),
	('contribution(a, y, ''2025-06-01'')', 'contribution(a, y)'),
	('contribution(a, y, as_of => ''2025-06-01'')', 'contribution(a, y)'),
	('quadrant(a, y, ''2025-06-01'')', 'quadrant(a, y, as_of => timestamptz ''2025-06-01 00:00+00'')'),
	('rfm(a, y, ''2025-06-01'')', 'rfm(a, y, as_of => timestamptz ''2025-06-01 00:00+00'', bins => 5)'),
	('rfm(a, y, date ''2025-06-01'', 10)', 'rfm(a, y, as_of => timestamptz ''2025-06-01 00:00+00'', bins => 10)'),
	('rfm(a, y)', 'rfm(a, y, as_of(y), 5)'),
	('rfm(a, y, NULL)', 'rfm(a, y, as_of(y), 5)'),
	('rfm(a, y, bins => 3)', 'rfm(a, y, as_of(y), 3)'),
	('rfm(a, rfm_limits(y), ''2025-06-01'')', 'rfm(a, y, ''2025-06-01'')'),
	('value_group(a, y, ''2025-06-01'')', 'value_group(a, y, as_of => timestamptz ''2025-06-01 00:00+00'')'),
	('value_group(a, y, as_of => ''2025-06-01'', big => ''mean'')', 'value_group(a, y, timestamptz ''2025-06-01 00:00+00'', interval ''1 year'', ''mean'')'),
	('value_group(a, y)', 'value_group(a, y, as_of(y), ''1 year'', ''p80'')'),
	('value_group(a, y, big => ''500'')', 'value_group(a, y, NULL, ''1 year'', ''500'')'),
	('value_group(a, ''2024-01-01'', 500)', 'value_group(a, timestamptz ''2024-01-01 00:00+00'', 500::numeric)'),
	('customer_value(a, ''500'')', 'customer_value(a, 500::numeric)'),
	('customer_value(a, 500)', 'customer_value(a, 500::numeric)'),
	('customer_value(a, 500.50)', 'customer_value(a, 500.5::numeric)'),
	('customer_value(a, y)', 'CASE WHEN quadrant(a, y) IN (''bee'', ''dragonfly'') THEN ''high'' ELSE ''low'' END'),
	('customer_term(a, ''6 months'')', 'customer_term(a, interval ''6 months'', 2)'),
	('label(q)', 'label(q, lang => ''en'')'),
	('label(q, ''zh'')', 'label(''quadrant''::text, q::text, ''zh''::text)'),
	('label(''bee'')', 'label(''bee''::quadrant)'),
	('label(''quadrant'', ''bee'')', 'label(''bee''::quadrant)'),
	('label(''quadrant'', ''bee'', ''es'')', 'label(''bee''::quadrant, ''es'')'),
	('label(''quadrant'', q::text, lang => ''es'')', 'label(q, ''es'')'),
	('strategy(''quadrant'', ''bee'')', 'strategy(''bee''::quadrant)'),
	('strategy(''bee'')', 'strategy(''bee''::quadrant)'),
	('message(''quadrant'', ''bee'')', 'message(''bee''::quadrant)'),
	('message(''bee'')', 'message(''bee''::quadrant)'),
	('play(''quadrant'', ''bee'')', 'play(''bee''::quadrant)'),
	('play(''bee'')', 'play(''bee''::quadrant)'),
	('next_contact(a, ''14 days'')', 'next_contact(a, interval ''14 days'')'),
	('contact_due(a, q, ''2025-01-01'')', 'contact_due(a, q, timestamptz ''2025-01-01 00:00+00'', ''en'')'),
	('recency(a, ''2025-01-01'')', 'recency(a, timestamptz ''2025-01-01 00:00+00'')'),
	('purchase_intent(p, ''2025-01-10'')', 'purchase_intent(p, timestamptz ''2025-01-10 00:00+00'')'),
	('quadrant(60, 40)', '''butterfly''::quadrant'),
	('with_cuts(y, ''median'')', 'with_cuts(y, loyalty => ''median'')'),
	('q = ''bee''', 'q = ''bee''::quadrant')) v(call, meant);
SELECT is(num_nulls(rfm(a, y), rfm(a, NULL::yardstick), rfm(NULL, y), value_group(NULL, y), value_group(a, NULL::yardstick), value_group(a, y, big => NULL), customer_value(a, NULL::text)), 7, 'NULL for NULL')
FROM (SELECT NULL::activity AS a, y FROM yard) v;

-- a driver's parameters of type text
PREPARE by_text (text, text) AS
SELECT string_agg(rfm(activity, y, $1::timestamptz)::text || quadrant(activity, $2) || loyalty(activity, $2, $1::timestamptz) || customer_value(activity, '500'::text), ',' ORDER BY customer)
	   = string_agg(rfm(activity, y, '2025-06-01')::text || quadrant(activity, y) || loyalty(activity, y, '2025-06-01') || customer_value(activity, 500), ',' ORDER BY customer)
FROM person, yard;
SELECT results_eq(format('EXECUTE by_text(''2025-06-01'', %L)', y), ARRAY[true], 'a yardstick as text, a time with its cast') FROM yard;
PREPARE segmented (text, text, text, text) AS SELECT count(*), sum(amount) FROM segment($1::regclass, time_column => $2::name, since => $3::timestamptz, as_of => '2025-01-01', yardstick => $4);
SELECT results_eq(format('EXECUTE segmented(''shop.sale'', ''sold_at'', ''2023-01-01'', %L)', y), format('SELECT count(*), sum(amount) FROM segment(''shop.sale'', since => ''2023-01-01'', as_of => ''2025-01-01'', yardstick => %L)', y), 'segment') FROM yard;
-- as JDBC's setString has them: a source and a column need no cast either
PREPARE by_varchar (varchar, varchar, varchar, varchar) AS SELECT count(*), sum(amount) FROM segment($1, time_column => $2, since => $3::timestamptz, as_of => '2025-01-01', yardstick => $4);
SELECT results_eq(format('EXECUTE by_varchar(''shop.sale'', ''sold_at'', ''2023-01-01'', %L)', y), format('SELECT count(*), sum(amount) FROM segment(''shop.sale'', since => ''2023-01-01'', as_of => ''2025-01-01'', yardstick => %L)', y), 'segment, by varchar') FROM yard;
PREPARE measured_by_varchar (varchar) AS SELECT string_agg(quadrant(activity, $1)::text || customer_value(activity, '500'::varchar), ',' ORDER BY customer) = string_agg(quadrant(activity, y)::text || customer_value(activity, 500), ',' ORDER BY customer) FROM person, yard;
SELECT results_eq(format('EXECUTE measured_by_varchar(%L)', y), ARRAY[true], 'a yardstick as varchar') FROM yard;
PREPARE unspecified AS SELECT count(*), sum(amount) FROM segment($1, since => $2, as_of => $3, yardstick => $4);
SELECT results_eq(format('EXECUTE unspecified(''shop.sale'', ''2023-01-01'', ''2025-01-01'', %L)', y), format('SELECT count(*), sum(amount) FROM segment(''shop.sale'', since => ''2023-01-01'', as_of => ''2025-01-01'', yardstick => %L)', y), 'parameters of no type need no cast') FROM yard;
SELECT pg_temp.raises($$PREPARE untyped (text) AS SELECT * FROM segment('shop.sale', since => $1)$$, '42883', '%type casts%', 'a time as text needs a cast, as everywhere in the server');
SELECT pg_temp.raises($$PREPARE varying (varchar) AS SELECT count(*) FROM person WHERE quadrant(60, 40) = $1$$, '42883', NULL, 'an enum does not equal varchar');
SELECT lives_ok($$INSERT INTO yard SELECT y::text FROM yard$$, 'a yardstick that comes as text is stored');
SELECT is(count(DISTINCT y), 1::bigint, 'and is the same') FROM yard;
SELECT pg_temp.raises($$SELECT quadrant(activity, 'nonsense'::text) FROM person$$, '22P02', NULL, 'what is no yardstick is an error');
SELECT results_eq($$SELECT 'b'::varchar = 'b'::varchar, 'B'::varchar < 'a'::varchar COLLATE "C", 'b'::varchar = 'b'::text, 'x'::name = 'x'::varchar, 'b'::varchar IN ('a', 'b'), 'b'::varchar = ANY (ARRAY['a', 'b']::varchar[]), least('b'::varchar, 'a'::varchar) = 'a', 'ab'::varchar LIKE 'a%'$$, $$VALUES (true, true, true, true, true, true, true, true)$$, 'texts are compared as texts');

-- an enum against a text parameter
PREPARE of_type (text) AS SELECT count(*) FROM person WHERE quadrant = $1::quadrant;
SELECT results_eq($$EXECUTE of_type('bee')$$, 'SELECT count(*) FROM person WHERE quadrant = ''bee''', 'with a cast');
PREPARE of_types (text[]) AS SELECT count(*) FROM person WHERE quadrant = ANY ($1::quadrant[]);
SELECT results_eq($$EXECUTE of_types('{bee,mantis}')$$, 'SELECT count(*) FROM person WHERE quadrant IN (''bee'', ''mantis'')', 'with a cast, several');
PREPARE of_unspecified AS SELECT count(*) FROM person WHERE quadrant = $1;
SELECT results_eq($$EXECUTE of_unspecified('bee')$$, 'SELECT count(*) FROM person WHERE quadrant = ''bee''', 'of no type');
SELECT pg_temp.raises($$PREPARE of_text (text) AS SELECT count(*) FROM person WHERE quadrant = $1$$, '42883', '%type casts%', 'the server compares no enum with a text');
CREATE INDEX ON person (quadrant);
ANALYZE person;
SET LOCAL enable_seqscan = off;
SET LOCAL enable_bitmapscan = off;
CREATE FUNCTION pg_temp.uses_index(query text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
	line text;
BEGIN
	FOR line IN EXECUTE 'EXPLAIN ' || query LOOP
		IF line ~ 'Index Cond' THEN RETURN true; END IF;
	END LOOP;
	RETURN false;
END $$;
SELECT ok(pg_temp.uses_index('EXECUTE of_type(''bee'')'), 'the cast leaves the index its use');
RESET enable_seqscan;
RESET enable_bitmapscan;

-- operators are found by the search_path; what does without
CREATE TEMP TABLE before AS SELECT * FROM person;
UPDATE before SET activity = with_referrals(activity, referrals(activity) + 1) WHERE customer % 7 = 0;
SET LOCAL search_path = public;
SELECT pg_temp.raises('SELECT FROM person a JOIN before b USING (customer) WHERE a.activity <> b.activity', '42883', NULL, 'no <> of activities is in sight');
SELECT results_eq(format('SELECT count(*) FROM person a JOIN before b USING (customer) WHERE %s', condition), 'SELECT count(*) FROM before WHERE customer % 7 = 0', condition) FROM (VALUES
	('a.activity OPERATOR(customer_seg.<>) b.activity'), ('a.activity::text <> b.activity::text'), ('a.activity::jsonb <> b.activity::jsonb'), ('a IS DISTINCT FROM b')) v(condition);

SELECT * FROM finish();
ROLLBACK;
