-- engine_keys: customers and orders of any type, in a file and in other processes as in memory
BEGIN;
\ir ../helpers.psql
\ir ../grouped.psql
\ir ../engine.psql
SELECT plan(44);
CREATE SCHEMA shop;

-- 2,700 rows of 900 customers, each the key that the expression makes of its number
CREATE FUNCTION pg_temp.keyed(key text, type text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	DROP TABLE IF EXISTS shop.keyed;
	EXECUTE format('CREATE TABLE shop.keyed AS SELECT (%s)::%s AS customer_id, timestamptz ''2023-01-01 00:00+00'' + n * interval ''5 hours'' AS sold_at, n * 0.01 AS amount
		FROM generate_series(1, 2700) n, LATERAL (SELECT n * 7 %% 900 AS who) w', key, type);
END $$;
CREATE FUNCTION pg_temp.holds(type text, key text, normalized text DEFAULT 'customer') RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
	PERFORM pg_temp.keyed(key, type);
	RETURN NEXT pg_temp.every_way('''shop.keyed''', split_part(type, ' COLLATE', 1), type, normalized, '{64kB/0,64kB/2}');
END $$;

DO $$ BEGIN EXECUTE (SELECT format('CREATE TYPE shop.label AS ENUM (%s)', string_agg(quote_literal('label ' || n), ', ')) FROM generate_series(0, 1199) n); END $$;
CREATE TYPE shop.pair AS (a integer, b text, c numeric);
CREATE DOMAIN shop.code AS text CHECK (VALUE <> '');

SELECT pg_temp.holds('bigint', 'who * 4294967296 - 2500000000000');
SELECT pg_temp.holds('integer', 'who * 1789569 - 1073741824');
SELECT pg_temp.holds('smallint', 'who * 54 - 32768');
SELECT pg_temp.holds('date', 'date ''1960-01-01'' + who * 20');
SELECT pg_temp.holds('timestamptz', 'timestamptz ''1960-01-01'' + who * interval ''20 days''');
SELECT pg_temp.holds('boolean', 'who % 2 = 0');
SELECT pg_temp.holds('"char"', 'chr(1 + who % 100)');
SELECT pg_temp.holds('shop.label', '''label '' || who');
SELECT pg_temp.holds('uuid', 'md5(who::text)');
SELECT pg_temp.holds('interval', 'who * interval ''31 hours''');
SELECT pg_temp.holds('double precision', 'who / 7.0');
SELECT pg_temp.holds('name', '''customer '' || who');
SELECT pg_temp.holds('text', '''customer '' || who');
SELECT pg_temp.holds('varchar(20)', '''customer '' || who');
SELECT pg_temp.holds('character(20)', '''customer '' || who');
SELECT pg_temp.holds('bytea', 'decode(md5(who::text), ''hex'')');
SELECT pg_temp.holds('shop.code', '''customer '' || who');
SELECT pg_temp.holds('numeric', 'round(who * 2.5, 1 + n % 5)', 'trim_scale(customer::numeric)');
SELECT pg_temp.holds('shop.pair', 'ROW(who % 40, ''part '' || who / 40, round(who * 2.5, 1 + n % 5))', '((customer::shop.pair).a, (customer::shop.pair).b, trim_scale((customer::shop.pair).c))');
SELECT pg_temp.holds('int[]', 'ARRAY[who % 40, who / 40, NULL]');
SELECT pg_temp.holds('int4range', 'int4range(who, who + 2)');
SELECT pg_temp.holds('jsonb', 'jsonb_build_object(''who'', who)');
SELECT EXISTS (SELECT FROM pg_collation WHERE collprovider = 'i') AS icu \gset
\if :icu
CREATE COLLATION shop.easy (PROVIDER = icu, LOCALE = 'und-u-ks-level2', DETERMINISTIC = false);
SELECT pg_temp.holds('text COLLATE shop.easy', 'CASE WHEN n % 2 = 0 THEN ''Customer '' ELSE ''CUSTOMER '' END || who', 'lower(customer)');
\else
SELECT skip('this server has no ICU', 1);
\endif

-- long keys: in the row, compressed, out of line
SELECT pg_temp.holds('text', 'repeat(md5(who::text), 20)');
SELECT pg_temp.holds('text', 'repeat(''customer '' || who % 300, 500)', 'md5(customer)');
SELECT pg_temp.holds('text', '(SELECT string_agg(md5(concat(who % 300, i)), '''') FROM generate_series(1, 80) i)', 'md5(customer)');
SELECT cmp_ok(pg_table_size('shop.keyed') / pg_relation_size('shop.keyed'), '>', 20::bigint, 'these are out of line');
CREATE TABLE shop.huge AS SELECT repeat('customer ' || n % 3, 300000) AS customer_id, timestamptz '2023-01-01 00:00+00' + n * interval '5 hours' AS sold_at, n * 0.01 AS amount FROM generate_series(1, 9) n;
SELECT pg_temp.every_way('''shop.huge''', 'text', 'keys of megabytes', 'md5(customer)', '{64kB/0,64kB/2}');

-- two columns of keys by reference, in one order
CREATE TABLE shop.line AS
SELECT 'customer ' || n % 2000 % 1500 AS customer_id, timestamptz '2023-01-01 00:00+00' + n * interval '5 hours' AS sold_at, n * 0.01 AS amount,
	   md5((n % 2000)::text)::uuid AS id, round(n % 2000 * 1.5, n % 4) AS number, repeat('order ' || n % 2000, 10) AS name
FROM generate_series(1, 6000) n;
SELECT pg_temp.every_way(format('''shop.line'', order_column => %L', c), 'text', 'orders by ' || c, ways => '{64kB/0,64kB/2}') FROM unnest(ARRAY['id', 'name']) c;
CREATE TABLE shop.by_number AS SELECT customer_id, min(sold_at) AS sold_at, sum(amount) AS amount FROM shop.line GROUP BY customer_id, number;
CREATE FUNCTION pg_temp.by_number(workers integer) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	PERFORM pg_temp.way('64kB', workers);
	RETURN pg_temp.digest('segment_as(NULL::text, ''shop.line'', order_column => ''number'')');
END $$;
SELECT is(pg_temp.by_number(workers), pg_temp.digest('pg_temp.grouped(''shop.by_number'', as_of => ''' || (SELECT max(sold_at) + interval '1 microsecond' FROM shop.line) || ''')'),
		  format('orders by number, 1.5 is 1.50, %s workers', workers)) FROM unnest(ARRAY[0, 2]) workers;

-- types with functions of their own: all hashes collide; some may not be called in a worker
SELECT pg_temp.create_type('collides', 'SAFE');
SELECT pg_temp.create_type('unsafe', 'UNSAFE');
CREATE TABLE shop.colliding AS
SELECT ROW(rpad('customer ' || n % 500, 400, '.'))::shop.collides AS customer_id, ROW('customer ' || n % 30)::shop.unsafe AS unsafe_id, timestamptz '2023-01-01 00:00+00' + n * interval '5 hours' AS sold_at, n * 0.01 AS amount, n AS number
FROM generate_series(1, 1000) n;
SELECT pg_temp.every_way('''shop.colliding''', 'shop.collides', 'all hashes are the same', ways => '{64kB/0,64kB/2}');
SELECT pg_temp.every_way('''shop.colliding'', customer_column => ''unsafe_id''', 'shop.unsafe', 'functions that are unsafe in parallel', ways => '{64kB/2}');
CREATE TABLE shop.colliding_orders AS SELECT ROW('c' || number % 9)::shop.collides AS customer_id, ROW('o' || number % 20)::shop.collides AS order_id, sold_at, amount FROM shop.colliding WHERE number <= 200;
SELECT pg_temp.every_way('''shop.colliding_orders'', order_column => ''order_id''', 'shop.collides', 'orders of the same number and hash', ways => '{64kB/0,64kB/2}');
SELECT pg_temp.way('64kB', 2);
CREATE TEMP TABLE did AS SELECT pg_temp.explained('SELECT * FROM segment_as(NULL::shop.collides, ''shop.colliding'')') AS p;
SELECT cmp_ok((p ->> 'Rows Spilled')::bigint, '>', 700::bigint, 'hardly any of those that collide fit') FROM did;
SELECT is(p ->> 'Workers Launched', NULL, 'while it compares, a worker holds what others wait for: only C may run then') FROM did;
SELECT is(pg_temp.did('SELECT * FROM segment_as(NULL::shop.unsafe, ''shop.colliding'', customer_column => ''unsafe_id'')', 'Workers Launched'), NULL, 'no worker may touch them');
SELECT is(pg_temp.did('SELECT * FROM segment(''shop.colliding'', customer_column => ''number'', order_column => ''unsafe_id'')', 'Workers Launched'), NULL, 'nor as orders');
SELECT is(pg_temp.did('SELECT * FROM segment(''shop.colliding'', customer_column => ''number'')', 'Workers Launched'), 2::bigint, 'while others are for workers');
CREATE TYPE shop.holder AS (number integer, inside shop.unsafe);
CREATE FUNCTION shop.compare(a integer, b integer) RETURNS integer LANGUAGE plpgsql IMMUTABLE PARALLEL UNSAFE AS 'BEGIN RETURN btint4cmp(a, b); END';
CREATE OPERATOR CLASS shop.own_ops FOR TYPE integer USING btree AS OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, FUNCTION 1 shop.compare(integer, integer);
CREATE TYPE shop.range AS RANGE (SUBTYPE = integer, SUBTYPE_OPCLASS = shop.own_ops, MULTIRANGE_TYPE_NAME = shop.ranges);
CREATE TABLE shop.holding AS SELECT ARRAY[unsafe_id] AS list, ROW(1, unsafe_id)::shop.holder AS pair, shop.range(1, number) AS range, shop.ranges(shop.range(1, number)) AS ranges, sold_at, amount FROM shop.colliding;
SELECT is(pg_temp.did(format('SELECT * FROM segment_as(NULL::%s, ''shop.holding'', customer_column => %L)', type, c), 'Workers Launched'), NULL, type || ': nor what holds them')
FROM (VALUES ('shop.unsafe[]', 'list'), ('shop.holder', 'pair'), ('shop.range', 'range'), ('shop.ranges', 'ranges')) v(type, c);

SELECT * FROM finish();
ROLLBACK;
