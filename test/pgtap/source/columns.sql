-- columns: segment() on every type of column and customer, on every kind of relation, under every name
BEGIN;
\ir ../helpers.psql
\ir ../shop.psql
\ir ../grouped.psql
SELECT plan(44);

SET LOCAL TimeZone = 'America/St_Johns';
CREATE TYPE shop.size AS ENUM ('small', 'large', 'huge');
CREATE DOMAIN shop.key AS bigint CHECK (VALUE < 1000000);
CREATE DOMAIN shop.price AS numeric(12, 2);
CREATE TABLE shop.typed AS
SELECT customer_id, sold_at, round(amount, 2) AS amount, order_no,
	   sold_at::timestamp AS sold_at_timestamp, sold_at::date AS sold_at_date,
	   round(amount, 2)::shop.price AS amount_domain, round(amount, 2)::double precision AS amount_double, round(amount, 2)::real AS amount_real, round(amount, 2)::real::text::numeric AS amount_of_real,
	   round(amount, 2)::money AS amount_money, round(amount)::bigint AS amount_bigint, round(amount)::integer AS amount_integer, round(amount)::smallint AS amount_smallint,
	   customer_id::smallint AS customer_smallint, customer_id::bigint AS customer_bigint, customer_id::shop.key AS customer_domain,
	   md5(customer_id::text)::uuid AS customer_uuid, 'number ' || customer_id AS customer_text, ('c' || customer_id)::varchar(8) AS customer_varchar,
	   ('c' || customer_id)::char(9) AS customer_char, customer_id / 7.0 AS customer_numeric, customer_id + 0.5::float8 AS customer_double,
	   date '2000-01-01' + customer_id AS customer_date,
	   (enum_range(NULL::shop.size))[1 + customer_id % 3] AS customer_size, ARRAY[customer_id, 7] AS customer_array,
	   customer_id % 2 = 0 AS customer_boolean, int4range(customer_id, customer_id + 2) AS customer_range, ('c' || customer_id)::bytea AS customer_bytea,
	   jsonb_build_object('id', customer_id) AS customer_jsonb, inet '10.0.0.0' + customer_id AS customer_inet
FROM shop.sale;

-- times: a date is its midnight in UTC, a timestamp its reading there, whatever the session's time zone
SELECT pg_temp.same(format('''shop.typed'', time_column => %L', column_name), 'integer')
FROM unnest(ARRAY['sold_at', 'sold_at_timestamp', 'sold_at_date']) column_name;
SELECT is((SELECT min(first_order) FROM segment('shop.typed', time_column => 'sold_at_date')), (SELECT min(sold_at_date)::timestamp AT TIME ZONE 'UTC' FROM shop.typed WHERE amount >= 0 AND customer_id IS NOT NULL),
		  'a date is midnight in UTC');

-- amounts: the same money whatever it is kept in
SELECT bag_eq(format('SELECT customer, orders, amount, first_order, last_order, loyalty, contribution, quadrant FROM segment(''shop.typed'', amount_column => %L)', column_name),
			  format('SELECT customer::bigint, orders, amount::numeric, first_order, last_order, loyalty, contribution, quadrant FROM pg_temp.grouped(''shop.typed'', amount_column => %L)', likeness),
			  column_name)
FROM (VALUES ('amount_domain', 'amount'), ('amount_double', 'amount'), ('amount_real', 'amount_of_real'), ('amount_money', 'amount'),
			 ('amount_integer', 'amount_bigint'), ('amount_smallint', 'amount_bigint'), ('amount_bigint', 'amount_bigint')) v(column_name, likeness);
SELECT bag_eq(format('SELECT customer, potential(activity) FROM segment(''shop.typed'', potential_column => %L)', column_name),
			  'SELECT customer_id::bigint, max(amount) FROM shop.typed WHERE customer_id IS NOT NULL AND sold_at IS NOT NULL GROUP BY 1', 'potential in ' || column_name)
FROM unnest(ARRAY['amount', 'amount_domain', 'amount_double', 'amount_money']) column_name;

-- customers
SELECT pg_temp.same(format('''shop.typed'', %L', column_name), customer_type, 'a customer of type ' || customer_type)
FROM (VALUES ('customer_smallint', 'smallint'), ('customer_id', 'integer'), ('customer_bigint', 'bigint'),
			 ('customer_uuid', 'uuid'), ('customer_text', 'text'), ('customer_varchar', 'varchar'), ('customer_char', 'char(9)'), ('customer_numeric', 'numeric'),
			 ('customer_double', 'double precision'), ('customer_date', 'date'), ('customer_size', 'shop.size'), ('customer_array', 'integer[]'),
			 ('customer_boolean', 'boolean'), ('customer_range', 'int4range'), ('customer_bytea', 'bytea'), ('customer_jsonb', 'jsonb'),
			 ('customer_inet', 'inet'), ('sold_at', 'timestamptz'), ('customer_domain', 'shop.key')) v(column_name, customer_type);
SELECT bag_eq('SELECT customer, amount FROM segment(''shop.typed'', ''customer_domain'')', 'SELECT customer, amount FROM segment(''shop.typed'')', 'a domain over an integer');
CREATE TABLE shop.like_each_other (customer_id text COLLATE "C", sold_at timestamptz, amount numeric, scaled numeric, padded char(5));
INSERT INTO shop.like_each_other VALUES ('a', '2024-01-01', 1, 1.0, 'x'), ('A', '2024-01-01', 2, 1.00, 'x '), ('a', '2024-01-02', 3, 1, 'x    ');
SELECT is((SELECT array_agg(amount ORDER BY amount) FROM segment_as(NULL::text, 'shop.like_each_other')), ARRAY[2.0, 4], 'text is equal as its collation says');
SELECT is((SELECT array_agg(amount) FROM segment_as(NULL::numeric, 'shop.like_each_other', 'scaled')), ARRAY[6.0], '1.0 and 1.00 are one customer');
SELECT is((SELECT array_agg(amount) FROM segment_as(NULL::char(5), 'shop.like_each_other', 'padded')), ARRAY[6.0], 'padding does not count');
SELECT is((SELECT pg_typeof(customer)::text FROM segment_as(NULL::uuid, 'shop.typed', 'customer_uuid') LIMIT 1), 'uuid', 'the customer keeps its type');

-- orders of any type
SELECT bag_eq(format('SELECT customer, orders FROM segment(''shop.typed'', order_column => %L)', column_name),
			  format('SELECT customer::bigint, orders FROM pg_temp.grouped(''shop.typed'', order_column => %L)', column_name), 'orders in ' || column_name)
FROM unnest(ARRAY['order_no', 'sold_at_date', 'customer_uuid']) column_name;

-- any name
CREATE SCHEMA "Ein Laden";
CREATE TABLE "Ein Laden"."Verkäufe; DROP" AS SELECT customer_id AS "Kunde", sold_at AS "wann?", amount AS "select", order_no AS "a""b'c\d%s" FROM shop.sale;
SELECT pg_temp.same($$'"Ein Laden"."Verkäufe; DROP"', 'Kunde', 'wann?', 'select', 'a"b''c\d%s', since => '2022-02-02', as_of => '2024-06-06'$$, 'integer', 'names are quoted');
ALTER TABLE shop.typed DROP COLUMN customer_inet, ADD COLUMN "customer" integer DEFAULT 5;
SELECT is((SELECT count(*) FROM segment('shop.typed', 'customer')), 1::bigint, 'a column added later, with a default, beside a dropped one');

SELECT * FROM finish();
ROLLBACK;
