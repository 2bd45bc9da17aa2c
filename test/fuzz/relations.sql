-- relations that the generated calls read: as they should be, and as they should not
CREATE SCHEMA fuzz;
SET search_path = fuzz, pg_catalog;
CREATE VIEW member AS SELECT classid, objid FROM pg_depend
	WHERE deptype = 'e' AND refclassid = 'pg_extension'::regclass AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'customer_seg');
CREATE DOMAIN positive AS integer CHECK (VALUE > 0);
CREATE TABLE sales AS SELECT n % 17 AS customer_id, timestamptz '2024-01-01 12:00:00+00' + n * interval '31 hours' AS sold_at, (n * 7919 % 4001 - 300) / 10.0 AS amount, n / 2 AS order_id,
	n % 5 * 1.5 AS profit, CASE WHEN n % 3 = 0 THEN n % 7 END AS referred_by FROM generate_series(1, 200) n;
CREATE TABLE customers AS SELECT n AS customer_id, nullif(n / 3, 0) AS referred_by, n * 1.5 AS amount, timestamptz '2024-01-01 00:00:00+00' AS sold_at FROM generate_series(1, 40) n;
CREATE TABLE lines (LIKE sales);
INSERT INTO lines SELECT s.* FROM sales s, generate_series(1, 3);
CREATE TABLE empty (LIKE sales);
CREATE TABLE parts (LIKE sales) PARTITION BY HASH (customer_id);
CREATE TABLE parts_0 PARTITION OF parts FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE parts_1 PARTITION OF parts FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO parts SELECT * FROM sales;
CREATE VIEW view AS SELECT * FROM sales WHERE customer_id > 3;
CREATE MATERIALIZED VIEW matview AS SELECT * FROM sales;
CREATE MATERIALIZED VIEW unpopulated AS SELECT * FROM sales WITH NO DATA;
CREATE TABLE odd ("Customer ID" text, "x""y" date, "it's; --" double precision, "蜜" jsonb, customer_id positive, sold_at date, amount real);
INSERT INTO odd VALUES ('A', '2024-01-01', 1.5, '{}', 1, '2024-01-01', 1), ('a ', '5874897-12-31', 'NaN', '[]', 2, '-infinity', 'NaN'), (NULL, NULL, NULL, NULL, NULL, NULL, NULL);
CREATE TABLE types (customer_id jsonb, sold_at text, amount boolean, order_id point);
INSERT INTO types VALUES ('1', '2024-01-01', true, '(1,1)');
CREATE TABLE sales_with_nan AS SELECT * FROM (VALUES (1, timestamptz 'infinity', numeric 'NaN'), (1, '-infinity', 'Infinity'), (2, '4714-11-24 00:00:00+00 BC', 1e-20),
	(3, '294276-12-31 23:59:59.999999+00', 1e131071), (4, NULL, 1), (NULL, '2024-01-01 00:00:00+00', -1)) v(customer_id, sold_at, amount);
CREATE TABLE bare ();
CREATE SEQUENCE serial;
CREATE INDEX index ON sales (customer_id);
CREATE TYPE pair AS (customer_id integer, sold_at date);
SELECT EXISTS (SELECT FROM pg_available_extensions WHERE name = 'file_fdw') AS file_fdw \gset
\if :file_fdw
CREATE EXTENSION file_fdw;
CREATE SERVER files FOREIGN DATA WRAPPER file_fdw;
CREATE FOREIGN TABLE foreign_table (customer_id integer, sold_at date, amount numeric) SERVER files OPTIONS (program 'printf "1,2024-01-01,5.00\n2,2024-01-05,0\n1,2024-02-01,2.50\n"', format 'csv');
\else
CREATE TABLE foreign_table (LIKE sales);
\endif
ANALYZE;
SET search_path = pg_catalog;
