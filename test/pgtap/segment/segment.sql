-- segment: row for row what GROUP BY says
BEGIN;
\ir ../helpers.psql
\ir ../shop.psql
\ir ../grouped.psql
SELECT plan(40);

CREATE TABLE shop.yardstick AS
SELECT with_cuts(with_weights(yardstick(a, '2024-06-01'), tenure => 2, average_order => 1), contribution => 'p80') AS y
FROM (SELECT activity(sold_at, amount) AS a FROM shop.sale WHERE region = 'north' GROUP BY customer_id) s;

SELECT pg_temp.same('''shop.sale''' || arguments, 'integer') FROM unnest(ARRAY[
	'',
	', as_of => ''2023-12-24 18:00+00''',
	', as_of => ''2027-01-01''',
	', since => ''2023-07-01''',
	', since => ''2023-07-01'', as_of => ''2024-01-01''',
	', potential_column => ''potential''',
	', order_column => ''order_no''',
	', profit_column => ''profit''',
	', profit_column => ''profit'', potential_column => ''potential'', since => ''2022-07-01'', as_of => ''2024-09-01''',
	', profit_column => ''profit'', order_column => ''order_no''',
	', profit_column => ''amount'', potential_column => ''profit'', order_column => ''order_no'', yardstick => (SELECT with_limits(y, recency => ''1 year'', profit => 100) FROM shop.yardstick)',
	', order_column => ''order_no'', potential_column => ''potential'', since => ''2022-07-01'', as_of => ''2024-09-01''',
	', yardstick => (SELECT y FROM shop.yardstick)',
	', yardstick => (SELECT y FROM shop.yardstick), as_of => ''2024-02-01'', order_column => ''order_no''',
	', order_column => ''region''',
	', order_column => ''customer_id''',
	', amount_column => ''potential''']) arguments;

CREATE TABLE shop.many AS
SELECT n AS customer_id, timestamptz '2024-01-01 00:00+00' + floor(pg_temp.draw(n, 1) * 1e6) * interval '1 minute' AS sold_at, round((pg_temp.draw(n, 2) * 1e4)::numeric, 2) AS amount FROM generate_series(1, 9000) n;
SELECT pg_temp.same('''shop.many''', 'integer', 'more values than a yardstick keeps apart');

-- money of any size and scale, from small change that adds up to the ends of the range
CREATE TABLE shop.wide AS
SELECT n AS line, n % 97 AS customer_id, timestamptz '2020-01-01 00:00+00' + n * interval '1 hour' AS sold_at, n / 4 AS order_no,
	   CASE n % 5 WHEN 0 THEN round((pg_temp.draw(n, 1) * 2e11 - 5e10)::numeric, n % 9) WHEN 1 THEN round(((pg_temp.draw(n, 2) - 0.3) * 10 ^ (n % 18))::numeric, n % 21)
				  WHEN 2 THEN 0.00000000000000000001 WHEN 3 THEN 9999999999.99999999 ELSE CASE WHEN n % 97 < 20 THEN -9999999999.99999999 WHEN n % 97 < 60 THEN 9999999999 END END AS amount,
	   CASE WHEN n % 7 = 0 THEN round((pg_temp.draw(n, 3) * 1e17)::numeric, n % 20) WHEN n % 7 = 1 THEN 5 END AS potential
FROM generate_series(1, 6000) n;
SELECT pg_temp.same('''shop.wide''' || arguments, 'integer', 'wide amounts' || arguments)
FROM unnest(ARRAY['', ', potential_column => ''potential''', ', order_column => ''order_no'', potential_column => ''potential''', ', ''order_no'', order_column => ''customer_id''', ', order_column => ''customer_id''']) arguments;
SELECT is(sum(s.amount)::text, (SELECT sum(amount)::text FROM shop.wide), 'to the last digit') FROM segment('shop.wide') s;

-- the columns agree with the activity, the yardstick with the rows
SELECT is(count(*), 0::bigint, 'the columns are read from the activity') FROM segment('shop.sale') s
WHERE (s.orders, s.amount::text, s.first_order, s.last_order) IS DISTINCT FROM (orders(activity), amount(activity)::text, first_order(activity), last_order(activity));
SELECT is((SELECT sum(amount) FROM segment('shop.sale')), (SELECT sum(amount) FROM shop.sale WHERE customer_id IS NOT NULL AND sold_at IS NOT NULL), 'no money is lost');
SELECT is(quadrant, quadrant(loyalty, contribution, 50, 0), 'with a yardstick and cuts of one''s own')
FROM segment('shop.sale', as_of => '2024-01-01', yardstick => (SELECT with_cuts(y, loyalty => 'median', contribution => '0') FROM shop.yardstick))
WHERE customer = 100;

-- a line in time
CREATE TABLE shop.line (customer_id, sold_at, amount, order_no) AS VALUES
	(1, timestamptz '2024-01-01 00:00+00', 1.00, 'a'), (1, '2024-01-02 00:00+00', 2.00, 'a'), (1, '2024-01-03 00:00+00', 4.00, 'b'),
	(2, '2024-01-02 12:00+00', NULL, 'a'), (2, '2024-01-02 13:00+00', NULL, 'a'), (2, '2024-01-02 14:00+00', NULL, 'b'),
	(3, '2024-01-02 12:00+00', 5.00, 'c'), (3, '2024-01-02 12:00+00', -5.00, 'c'), (3, '2024-01-01 12:00+00', -5.00, 'd'),
	(4, NULL, 1.00, 'e'), (NULL, '2024-01-04 00:00+00', 1.00, 'f');
CREATE FUNCTION pg_temp.seen(arguments text) RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
	RETURN QUERY EXECUTE format('SELECT format(''%%s: %%s %%s, %%s refunds, %%s contacts'', customer, orders, amount, refunds(activity), contacts(activity)) '
								'FROM segment(''shop.line''%s) ORDER BY customer', arguments);
END $$;
SELECT results_eq('SELECT pg_temp.seen('''')',
	ARRAY['1: 3 7.00, 0 refunds, 0 contacts', '2: 0 0, 0 refunds, 3 contacts', '3: 1 -5.00, 2 refunds, 0 contacts'], 'every row an order');
SELECT results_eq($$SELECT pg_temp.seen(', order_column => ''order_no''')$$,
	ARRAY['1: 2 7.00, 0 refunds, 0 contacts', '2: 0 0, 0 refunds, 2 contacts', '3: 1 -5.00, 1 refunds, 0 contacts'],
	'order lines: lines without an amount are a contact, lines that cancel a free order');
SELECT results_eq($$SELECT pg_temp.seen(', as_of => ''2024-01-03 00:00+00'', since => ''2024-01-02 00:00+00''')$$,
	ARRAY['1: 1 2.00, 0 refunds, 0 contacts', '2: 0 0, 0 refunds, 3 contacts', '3: 1 0.00, 1 refunds, 0 contacts'], 'since is in, as_of is out');
SELECT is((SELECT quadrant(activity, y, '2024-01-04 00:00:00.000001+00') FROM segment('shop.line', yardstick => y) WHERE customer = 1),
		  (SELECT quadrant FROM segment('shop.line', yardstick => y) WHERE customer = 1), 'as_of is just after the last row, an anonymous one too')
FROM (SELECT with_cuts(with_weights(yardstick(activity, '2024-01-04 00:00:00.000001+00'), frequency => 0), loyalty => '1') AS y FROM segment('shop.line')) f;

-- nothing to segment
SELECT is_empty('SELECT * FROM segment(''shop.line'', since => ''2025-01-01'')', 'no rows since');
SELECT is_empty('SELECT * FROM segment(''shop.line'', as_of => ''2020-01-01'')', 'no rows before as_of');
DELETE FROM shop.line WHERE customer_id < 4;
SELECT is_empty('SELECT * FROM segment(''shop.line'')', 'only rows without customer or time');
SELECT is_empty('SELECT * FROM segment(''shop.line'', yardstick => (SELECT y FROM shop.yardstick))', 'the same with a yardstick');
TRUNCATE shop.line;
SELECT is_empty('SELECT * FROM segment(''shop.line'')', 'an empty table');

-- called in odd places
SELECT is((SELECT count(*) FROM (SELECT FROM segment('shop.sale') LIMIT 3) few), 3::bigint, 'LIMIT');
SELECT is(count(*), 2 * (SELECT count(DISTINCT customer_id) FROM shop.sale WHERE sold_at IS NOT NULL), 'once a row of another table')
FROM (VALUES ('shop.sale'::regclass), ('shop.line'), ('shop.sale')) v(source), segment(v.source);
SELECT is(count(*), 0::bigint, 'twice in one query, each for itself')
FROM segment('shop.sale') a FULL JOIN segment('shop.sale', as_of => '2027-01-01') b USING (customer) WHERE a.amount IS DISTINCT FROM b.amount;
SELECT is((SELECT count(*) FROM unnest(ARRAY[1, 2, 3]) n WHERE n = (SELECT count(*) FROM segment('shop.line') WHERE customer = n)), 0::bigint, 'in a correlated subquery');

SELECT * FROM finish();
ROLLBACK;
