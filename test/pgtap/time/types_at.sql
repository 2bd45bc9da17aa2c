-- types_at: at each date the types that segment() has of the window before it; one customer's alike
BEGIN;
\ir ../helpers.psql
SELECT plan(75);

-- purchases, refunds, free orders, contacts; customers of one day, of many, who come late and who leave early; no potentials
CREATE TABLE sale AS
SELECT customer AS customer_id, date '2022-01-01' + floor(365 * (pg_temp.draw(customer, 8) + (3 - pg_temp.draw(customer, 8)) * pg_temp.draw(i, 3)))::int AS sold_at,
	   CASE WHEN pg_temp.draw(i, 4) < 0.07 OR customer % 40 = 9 THEN NULL
			WHEN pg_temp.draw(i, 4) < 0.12 OR customer % 60 = 3 THEN -round((50 * pg_temp.draw(i, 5))::numeric, 2)
			WHEN pg_temp.draw(i, 4) < 0.15 THEN 0
			ELSE round((1 + 300 * pg_temp.draw(i, 5) ^ 3)::numeric, i % 4) END AS amount
FROM generate_series(1, 6000) i, LATERAL (SELECT floor(500 * pg_temp.draw(i, 9) ^ 2)::int AS customer) c;
-- the sales of a customer and day are one order
ALTER TABLE sale ADD order_no text;
UPDATE sale SET order_no = customer_id || ' on ' || sold_at::text;

CREATE TEMP TABLE given (what, y) AS
WITH fitted AS (SELECT yardstick(activity(history, '2024-01-01', '2023-01-01'), date '2024-01-01') AS y FROM histories('sale'))
SELECT 'the usual yardstick', y FROM fitted
UNION ALL SELECT 'five measures of loyalty', with_weights(y, tenure => 2, regularity => 1, average_order => 1) FROM fitted
UNION ALL SELECT 'other cuts', with_cuts(with_weights(y, frequency => 0), 'p80', 'median') FROM fitted
UNION ALL SELECT 'limits', with_limits(y, recency => '90 days', frequency => 2, amount => 100) FROM fitted;

CREATE TEMP TABLE looked (dates, length) AS VALUES
	(ARRAY['2022-07-01', '2023-01-01', '2024-02-29', '2025-01-01']::date[], interval '1 year'),
	(ARRAY(SELECT d::date FROM generate_series('2022-03-31'::timestamp, '2025-03-31', '1 month') d), '1 month'),
	(ARRAY['2023-05-05', '2023-05-06', '2023-05-07']::date[], '1 day'),
	(ARRAY['2022-02-01', '2024-06-15', '2030-01-01']::date[], NULL);

-- what segment() says, date by date
CREATE FUNCTION pg_temp.by_segment(dates date[], length interval, y yardstick, of text DEFAULT NULL)
RETURNS TABLE (customer bigint, date date, quadrant quadrant, loyalty double precision, contribution double precision, orders bigint, amount numeric) LANGUAGE sql AS $$
	SELECT s.customer, d, s.quadrant, s.loyalty, s.contribution, s.orders, s.amount
	FROM unnest(dates) d, LATERAL segment('sale', order_column => of::name, since => (d - length)::date::timestamp AT TIME ZONE 'UTC', as_of => d::timestamp AT TIME ZONE 'UTC', yardstick => y) s $$;
CREATE FUNCTION pg_temp.same(dates date[], length interval, y yardstick, about text, of text DEFAULT NULL) RETURNS text LANGUAGE sql AS $$
	SELECT is_empty(format($q$
		(SELECT * FROM types_at('sale', order_column => %4$L, dates => %1$L, "window" => %2$L, yardstick => %3$L) WHERE quadrant IS NOT NULL
		 EXCEPT ALL SELECT * FROM pg_temp.by_segment(%1$L, %2$L, %3$L, %4$L))
		UNION ALL
		(SELECT * FROM pg_temp.by_segment(%1$L, %2$L, %3$L, %4$L)
		 EXCEPT ALL SELECT * FROM types_at('sale', order_column => %4$L, dates => %1$L, "window" => %2$L, yardstick => %3$L) WHERE quadrant IS NOT NULL)$q$,
		dates, length, y, of), about) $$;
SELECT pg_temp.same(dates, length, y, format('types of windows of %s, measured by %s, are those of segment()', coalesce(length::text, 'any length'), what)) FROM looked, given;
SELECT pg_temp.same(dates, length, y, format('and of orders of several rows, of %s', coalesce(length::text, 'any length')), 'order_no') FROM looked, given WHERE what = 'the usual yardstick';

-- every customer at every date
SELECT is((SELECT count(*) FROM types_at('sale', dates => dates, "window" => length, yardstick => y)), (SELECT count(DISTINCT customer_id) FROM sale) * cardinality(dates),
		  format('a row for every customer and date, with %s', coalesce(length::text, 'any length'))) FROM looked, given WHERE what = 'limits';
SELECT is_empty(format('SELECT * FROM types_at(''sale'', dates => %L, "window" => %L) WHERE (quadrant IS NULL) <> (loyalty IS NULL) OR (quadrant IS NULL) <> (contribution IS NULL)
				 OR quadrant IS NULL AND (orders, amount) <> (0, 0) OR orders IS NULL OR amount IS NULL', dates, length),
				format('who was not there has no scores, no orders and no money, of %s', coalesce(length::text, 'any length'))) FROM looked;

-- without a yardstick, that of the first window
SELECT bag_eq(format('SELECT * FROM types_at(''sale'', dates => %L, "window" => %L)', dates, length),
			  format('SELECT t.* FROM (SELECT yardstick(activity(history, %2$L, coalesce((date %2$L - %3$L::interval)::date, ''-infinity'')), date %2$L) AS y FROM histories(''sale'')) f,
					  types_at(''sale'', dates => %1$L, "window" => %3$L, yardstick => y) t', dates, dates[1], length),
			  format('the yardstick of the first window measures all, of %s', coalesce(length::text, 'any length'))) FROM looked;
SELECT set_eq('SELECT quadrant, count(*) FROM types_at(''sale'', dates => ''{2024-01-01}'') WHERE quadrant IS NOT NULL GROUP BY 1',
			  'SELECT quadrant, count(*) FROM segment(''sale'', since => ''2023-01-01 00:00+00'', as_of => ''2024-01-01 00:00+00'') GROUP BY 1', 'which is segment()''s own');

-- one customer
CREATE TEMP TABLE past AS SELECT * FROM histories('sale');
SELECT bag_eq(format('SELECT * FROM types_at(''sale'', dates => %L, "window" => %L, yardstick => %L)', dates, length, y),
			  format('SELECT customer, t.* FROM past, types(history, %L, %L, %L) t', dates, length, y), format('types() says so of each customer, of %s', coalesce(length::text, 'any length')))
FROM looked, given WHERE what = 'the usual yardstick';
SELECT bag_eq(format('SELECT customer, date, quadrant FROM types_at(''sale'', dates => %L, "window" => %L, yardstick => %L)', dates, length, y),
			  format('SELECT customer, u.* FROM past, ROWS FROM (unnest(%1$L::date[]), unnest(quadrants(history, %1$L, %2$L, %3$L))) u(date, quadrant)', dates, length, y), format('and quadrants(), of %s', coalesce(length::text, 'any length')))
FROM looked, given WHERE what = 'the usual yardstick';
-- the same call sees other windows, yardsticks and customers from row to row
SELECT bag_eq('SELECT what, length, customer, quadrants(history, dates, length, y) FROM past, looked, given ORDER BY customer, what, length',
			  'SELECT what, length, customer, (SELECT array_agg(quadrant(activity(history, d, coalesce((d - length)::date, ''-infinity'')), y, d) ORDER BY d) FROM unnest(dates) d) FROM past, looked, given',
			  'windows and yardsticks may differ from row to row');
CREATE TEMP TABLE kept AS SELECT y, history, customer FROM given, past WHERE customer < 20;
SELECT bag_eq('SELECT customer, quadrants(history, ''{2024-01-01}'', ''1 year'', y) FROM kept', 'SELECT customer, ARRAY[quadrant(activity(history, ''2024-01-01'', ''2023-01-01''), y, date ''2024-01-01'')] FROM kept', 'also those that are stored');

-- a potential is known from the day on which it rose
CREATE TABLE quote AS SELECT * FROM (VALUES (1, date '2024-01-05', 10.0, NULL::numeric), (1, '2024-03-05', NULL, 500), (2, '2024-01-06', 20, NULL), (2, '2024-02-06', 20, NULL)) v (customer_id, sold_at, amount, potential);
SELECT results_eq('SELECT date, quadrant FROM types_at(''quote'', potential_column => ''potential'', dates => ''{2024-03-01,2024-04-01}'', "window" => ''90 days'',
				   yardstick => (SELECT with_limits(with_weights(yardstick(activity(history), date ''2024-04-01''), worth => 1, amount => 0), frequency => 1, worth => 100) FROM histories(''quote'', potential_column => ''potential''))) WHERE customer = 1 ORDER BY 1',
				  $$VALUES (date '2024-03-01', 'butterfly'::quadrant), ('2024-04-01', 'bee')$$, 'a potential counts from the day on which it was known');

-- customers and times of other types
CREATE TABLE named AS SELECT 'C' || customer_id AS who, sold_at::timestamp + interval '13 hours' AS at, amount FROM sale;
CREATE TABLE zoned AS SELECT md5(customer_id::text)::uuid AS who, (sold_at::timestamp + interval '13 hours') AT TIME ZONE 'UTC' AS at, amount FROM sale;
SELECT bag_eq('SELECT customer, date, quadrant, loyalty, contribution, orders, amount FROM types_at_as(NULL::text, ''named'', ''who'', ''at'', dates => ''{2023-01-01,2024-01-01}'')',
			  'SELECT ''C'' || customer, date, quadrant, loyalty, contribution, orders, amount FROM types_at(''sale'', dates => ''{2023-01-01,2024-01-01}'')', 'customers by name, days by timestamps');
SELECT bag_eq('SELECT customer, date, quadrant, loyalty, contribution, orders, amount FROM types_at_as(NULL::uuid, ''zoned'', ''who'', ''at'', dates => ''{2023-01-01,2024-01-01}'')',
			  'SELECT md5(customer::text)::uuid, date, quadrant, loyalty, contribution, orders, amount FROM types_at(''sale'', dates => ''{2023-01-01,2024-01-01}'')', 'by uuid, and points in time');
CREATE TEMP TABLE at_home AS SELECT * FROM types_at_as(NULL::uuid, 'zoned', 'who', 'at', dates => '{2023-01-01,2024-01-01}');
SET LOCAL TimeZone = 'Pacific/Kiritimati';
SELECT bag_eq('TABLE at_home', 'SELECT * FROM types_at_as(NULL::uuid, ''zoned'', ''who'', ''at'', dates => ''{2023-01-01,2024-01-01}'')', 'in every session');
RESET TimeZone;
SET LOCAL work_mem = '64kB';
SELECT bag_eq('TABLE at_home', 'SELECT * FROM types_at_as(NULL::uuid, ''zoned'', ''who'', ''at'', dates => ''{2023-01-01,2024-01-01}'')', 'with little memory');
RESET work_mem;

-- nothing
CREATE TABLE nothing (customer_id int, sold_at date, amount numeric);
SELECT is_empty($$SELECT * FROM types_at('nothing', dates => '{2024-01-01}')$$, 'no customers');
SELECT is_empty($$SELECT * FROM types_at('sale', dates => '{}')$$, 'no dates');
SELECT is_empty($$SELECT * FROM types(NULL, '{2024-01-01}', NULL, (SELECT y FROM given LIMIT 1))$$, 'no history');
-- PL/pgSQL changes an array where it stands
CREATE FUNCTION pg_temp.day_by_day(h history, y yardstick, dates date[]) RETURNS SETOF quadrant LANGUAGE plpgsql AS $$
DECLARE
	at date[] := dates[1:1];
BEGIN
	FOR i IN 1 .. cardinality(dates) LOOP
		at[1] := dates[i];
		RETURN NEXT (quadrants(h, at, '1 month', y))[1];
	END LOOP;
END $$;
SELECT is_empty('SELECT customer FROM past, looked, (SELECT y FROM given LIMIT 1) g WHERE length = ''1 month'' AND ARRAY(SELECT pg_temp.day_by_day(history, y, dates)) IS DISTINCT FROM quadrants(history, dates, length, y)', 'dates in a variable that changes');
-- and a query hands over another array with each row
SELECT is_empty('SELECT customer FROM past, looked, (SELECT y FROM given LIMIT 1) g WHERE length = ''1 month'' AND ARRAY(SELECT (quadrants(history, ARRAY[day], length, y))[1] FROM unnest(dates) AS day) IS DISTINCT FROM quadrants(history, dates, length, y)', 'dates that differ from row to row');
SELECT is(quadrants(NULL, '{2024-01-01}', NULL, (SELECT y FROM given LIMIT 1)), NULL, 'no history, no types');
SELECT is(quadrants(history, '{}', '1 year', y), '{}', 'and of no dates none') FROM past, given LIMIT 1;
SELECT is_empty($$SELECT * FROM types_at('sale', dates => '{2000-01-01,2001-01-01}', yardstick => (SELECT y FROM given LIMIT 1)) WHERE quadrant IS NOT NULL$$, 'before the data nobody has a type');

-- bad input
SELECT pg_temp.raises(format('SELECT * FROM types_at(''sale'', %s)', arguments), state, hint, about) FROM (VALUES
	('dates => ''{2000-01-01,2024-01-01}''', '22023', 'Begin with a later date, or give a yardstick.', 'a yardstick of nobody'),
	('dates => NULL', '22023', '%ARRAY[''2024-01-01'', ''2025-01-01'']::date[].', 'no array of dates'),
	('"window" => ''1 year''', '22023', '%ascending%', 'dates left out'),
	('dates => ''{2024-01-01,NULL}''', '22023', '%ascending%', 'a date that is NULL'),
	('dates => ''{2024-02-01,2024-01-01}''', '22023', '%ascending%', 'dates that run backwards'),
	('dates => ''{2024-02-01,2024-02-01}''', '22023', '%ascending%', 'a date twice'),
	('dates => ''{2024-02-01,infinity}''', '22023', '%ascending%', 'an infinite date'),
	('dates => ''{-infinity,2024-02-01}''', '22023', '%ascending%', 'of either side'),
	('dates => ''{5874897-12-31}''', '22023', '%ascending%', 'a date beyond the calendar'),
	('dates => ''{{2024-01-01},{2024-02-01}}''', '22023', '%ascending%', 'dates in two dimensions'),
	('dates => ''{2024-01-01}'', "window" => ''0 days''', '22023', '%90 days%', 'a window of no length'),
	('dates => ''{2024-01-01}'', "window" => ''-1 month''', '22023', '%90 days%', 'of negative length'),
	('dates => ''{2024-01-01}'', "window" => ''1 month -1 day''', '22023', '%90 days%', 'of both'),
	('dates => ''{2024-01-01}'', "window" => ''36 hours''', '22023', '%90 days%', 'of hours'),
	('dates => ''{2024-01-01}'', "window" => ''170000000 years''', '22008|22023', NULL, 'that begins before the calendar'),
	('''nobody'', dates => ''{2024-01-01}''', '42703', NULL, 'a column that is not there')) v (arguments, state, hint, about);
SELECT pg_temp.raises($$SELECT * FROM types_at('named', 'who', 'at', dates => '{2024-01-01}')$$, '42804', '%types_at_as(NULL::text, %', 'customers of another type');
SELECT pg_temp.raises('SELECT quadrants(history, ''{2024-01-01}'', ''1 year'', NULL) FROM past', '22004', '%yardstick(activity%', 'no yardstick');
SELECT pg_temp.raises('SELECT * FROM past, types(history, ''{2024-01-01}'', ''1 year'', NULL)', '22004', '%yardstick(activity%', 'nor for rows');

SELECT * FROM finish();
ROLLBACK;
