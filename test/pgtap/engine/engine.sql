-- engine: within any memory, by any number of processes, from rows in any order, the answer is that of GROUP BY
BEGIN;
\ir ../helpers.psql
\ir ../grouped.psql
\ir ../engine.psql
SELECT plan(73);
CREATE SCHEMA shop;

-- 9,000 lines of 3,000 orders of 2,250 customers, whose lines are far apart; two customers have orders of the same number; amounts of every size, contacts, potentials
CREATE TABLE shop.line AS
SELECT n AS line, n % 3000 % 2250 AS customer_id,
	   CASE WHEN n % 499 > 0 THEN timestamptz '2022-01-01 00:00+00' + n * interval '140 minutes' END AS sold_at,
	   CASE n % 17 WHEN 0 THEN NULL WHEN 1 THEN -n * 0.25 WHEN 2 THEN 0 ELSE n * 0.01 END AS amount,
	   CASE n % 7 WHEN 0 THEN NULL WHEN 1 THEN 123456789012345678.12345678901234567890 - n WHEN 2 THEN -99999999999999999.99 - n
				  WHEN 3 THEN n * 0.00000000000000000001 WHEN 4 THEN 90071992547.40993 * (n % 3) WHEN 5 THEN 9999999999.99999999 ELSE n * 0.01 END AS large,
	   CASE n % 11 WHEN 0 THEN n * 1.5 WHEN 1 THEN 999999999999999999.5 WHEN 2 THEN n * 1.50 END AS potential,
	   CASE WHEN n % 13 > 0 THEN 'order ' || n % 3000 / 2 END AS order_no
FROM generate_series(1, 9000) n;
UPDATE shop.line SET customer_id = NULL WHERE line % 501 = 0;
CREATE TABLE shop.in_random_order AS SELECT * FROM shop.line ORDER BY hashint4(line);
CREATE TABLE shop.in_customer_order AS SELECT * FROM shop.line ORDER BY customer_id, line;
CREATE TABLE shop.in_time_order AS SELECT * FROM shop.line ORDER BY sold_at;
CREATE TABLE shop.half_of_one_customer AS SELECT * FROM shop.line ORDER BY hashint4(line);
UPDATE shop.half_of_one_customer SET customer_id = 1, order_no = CASE WHEN line % 7 = 5 THEN 'a long order' ELSE order_no END WHERE line % 2 = 0;
CREATE TABLE shop.all_of_one_customer AS SELECT * FROM shop.line;
UPDATE shop.all_of_one_customer SET customer_id = 7;
CREATE TABLE shop.each_of_another_customer AS SELECT * FROM shop.line;
UPDATE shop.each_of_another_customer SET customer_id = line, order_no = 'order ' || line;
CREATE TEMP TABLE source (name) AS VALUES ('in_random_order'), ('in_customer_order'), ('in_time_order'), ('half_of_one_customer'), ('all_of_one_customer'), ('each_of_another_customer');
CREATE TEMP TABLE form (name, arguments) AS VALUES ('rows', ''), ('order lines', ', order_column => ''order_no'''),
	('order lines and profits', ', order_column => ''order_no'', profit_column => ''large'''),
	('large amounts and potentials', ', amount_column => ''large'', potential_column => ''potential'''),
	('order lines of large amounts, potentials', ', amount_column => ''large'', order_column => ''order_no'', potential_column => ''potential''');

-- it is as little memory as is meant, and there are workers
SELECT pg_temp.way('64kB', 0);
SELECT cmp_ok(pg_temp.did(format('SELECT * FROM segment(''shop.%s'')', name), 'Rows Spilled'), '>', 1500::bigint, name || ': most rows do not fit 64kB')
FROM source WHERE name <> 'all_of_one_customer';
SELECT is(pg_temp.did('SELECT * FROM segment(''shop.all_of_one_customer'')', 'Rows Spilled'), NULL, 'one customer fits');
SELECT cmp_ok(pg_temp.did('SELECT * FROM segment(''shop.all_of_one_customer'', order_column => ''order_no'')', 'Rows Spilled'), '>', 1500::bigint, 'but not the orders');
SELECT cmp_ok(pg_temp.did('SELECT * FROM segment(''shop.in_time_order'', order_column => ''order_no'')', 'Memory Usage'), '<=', 192::bigint, 'it takes what it says');
SELECT is(pg_temp.did('SELECT * FROM segment(''shop.in_random_order'')', 'Workers Launched'), NULL, 'nobody helps');
SELECT pg_temp.way('1GB', 0);
ALTER TABLE shop.each_of_another_customer ADD COLUMN unknown numeric;
SELECT cmp_ok(abs(pg_temp.did('SELECT * FROM segment(''shop.each_of_another_customer'', potential_column => ''unknown'', profit_column => ''unknown'')', 'Memory Usage')
	- pg_temp.did('SELECT * FROM segment(''shop.each_of_another_customer'')', 'Memory Usage') - 2 * 8 * count(*) / 1024), '<=', 16::bigint, 'two measures more of each customer are counted')
FROM segment('shop.each_of_another_customer');
SELECT pg_temp.way('64kB', 2);
SELECT is(pg_temp.did(format('SELECT * FROM segment(''shop.%s'')', name), 'Workers Launched'), 2::bigint, name || ': two workers') FROM source;
SELECT is(pg_temp.did(format('SELECT * FROM segment(''shop.in_random_order''%s)', arguments), 'Rows Read'), 9000::bigint, name || ': every row is read once') FROM form;
SELECT pg_temp.way('1GB', 2);
SELECT is(pg_temp.did(format('SELECT * FROM segment(''shop.in_random_order''%s)', arguments), 'Rows Spilled'), NULL, name || ': all fits 1GB') FROM form;

-- the same answers
SELECT pg_temp.every_way(format('''shop.%s''%s', s.name, arguments), 'integer', concat_ws(', ', s.name, f.name), ways => CASE WHEN s.name ~ 'customer_order|time_order' THEN '{64kB/0,64kB/2}' ELSE '{64kB/0,64kB/2,default/0,1GB/2}' END::text[]) FROM source s, form f;

-- by a yardstick that is given
CREATE TABLE shop.standard AS SELECT with_cuts(with_weights(yardstick(activity, '2024-06-01 00:00+00'), tenure => 1, average_order => 0.5), contribution => 'p80') AS y
FROM segment('shop.in_time_order') WHERE customer % 3 = 0;
SELECT pg_temp.every_way(format('''shop.in_random_order'', order_column => ''order_no'', as_of => ''2023-10-10'', yardstick => (SELECT y FROM shop.standard)'), 'integer', 'a yardstick that is given');
SELECT pg_temp.every_way('''shop.in_random_order'', since => ''2022-10-10'', as_of => ''2023-10-10''', 'integer', 'a period');

-- every one of more values than a yardstick has knots
SELECT cmp_ok(count(DISTINCT amount), '>', 4096::bigint, 'more amounts than knots') FROM segment('shop.each_of_another_customer');
CREATE TEMP TABLE fitted AS SELECT yardstick(activity, '2025-01-01 00:00+00')::text AS y FROM pg_temp.grouped('shop.each_of_another_customer');
CREATE FUNCTION pg_temp.fit(memory text, workers integer) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	PERFORM pg_temp.way(memory, workers);
	RETURN (SELECT yardstick(activity, '2025-01-01 00:00+00') FROM segment('shop.each_of_another_customer'));
END $$;
SELECT is(pg_temp.fit(memory, workers), (SELECT y FROM fitted), format('the yardstick of the customers: %s, %s workers', memory, workers)) FROM (VALUES ('64kB', 0), ('64kB', 2), ('1GB', 2)) v(memory, workers);

-- hardly any rows
CREATE TABLE shop.none (LIKE shop.line) WITH (parallel_workers = 2);
CREATE TABLE shop.one AS SELECT * FROM shop.line WHERE line = 1;
CREATE TABLE shop.nobodys AS SELECT * FROM shop.line WHERE line < 1000;
UPDATE shop.nobodys SET customer_id = NULL;
CREATE TABLE shop.at_no_time AS SELECT * FROM shop.line WHERE line < 1000;
UPDATE shop.at_no_time SET sold_at = NULL;
CREATE TABLE shop.contacts AS SELECT * FROM shop.line WHERE line < 1000;
UPDATE shop.contacts SET amount = NULL, large = NULL;
SELECT pg_temp.way('64kB', 2);
SELECT is(pg_temp.did('SELECT * FROM segment(''shop.none'')', 'Workers Launched'), 2::bigint, 'workers for no row');
SELECT pg_temp.every_way(format('''shop.%s''%s', s, arguments), 'integer', concat_ws(', ', s, name), ways => '{64kB/0,64kB/2}')
FROM unnest(ARRAY['none', 'one', 'nobodys', 'at_no_time', 'contacts']) s, form WHERE name IN ('rows', 'order lines of large amounts, potentials');

SELECT * FROM finish();
ROLLBACK;
