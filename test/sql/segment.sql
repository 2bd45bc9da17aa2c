SET search_path = public, customer_seg;
SET timezone = 'UTC';
CREATE TABLE sales (customer_id int, sold_at timestamp, amount numeric(10,2), order_no text, quote money);
INSERT INTO sales VALUES
	(1, '2024-01-01', 100, 'a', NULL), (1, '2024-05-01', 150, 'b', NULL), (1, '2024-05-02', 50, 'b', NULL),
	(2, '2024-01-02', 500, 'a', NULL), (2, '2024-01-03', -20, 'r', NULL),
	(3, '2024-05-05', 5, 'c', NULL), (3, '2024-05-06', 6, NULL, NULL), (3, '2024-05-07', 7, NULL, NULL),
	(4, '2024-04-01', NULL, NULL, 9000),
	(NULL, '2024-06-01', 30, 'd', NULL), (5, NULL, 3, 'e', NULL);
SELECT customer, orders, amount, first_order, last_order, round(loyalty::numeric, 2) AS loyalty,
	   round(contribution::numeric, 2) AS contribution, quadrant FROM segment('sales') ORDER BY customer;
-- order lines: rows of one order are one order, and a line without a number is its own
SET client_min_messages = warning;
SELECT customer, orders, amount, last_order, refunds(activity) FROM segment('sales', order_column => 'order_no') ORDER BY 1;
-- potential, and a part of the time
SELECT customer, potential(activity) FROM segment('sales', potential_column => 'quote') ORDER BY 1;
SELECT customer, orders, amount FROM segment('sales', since => '2024-01-02', as_of => '2024-05-01') ORDER BY 1;
-- a stored yardstick means the same on every part
CREATE TABLE yard AS SELECT yardstick(activity, '2024-06-02') AS y FROM segment('sales');
SELECT customer, quadrant FROM yard, segment('sales', since => '2024-05-01', as_of => '2024-06-02', yardstick => y) ORDER BY 1;
-- customers of any type
SELECT customer, orders, amount FROM segment_as(NULL::text, 'sales', customer_column => 'order_no') ORDER BY 1;
SELECT customer, orders FROM segment_as(NULL::timestamp, 'sales', customer_column => 'sold_at') ORDER BY 1 LIMIT 2;
-- the structure of the base
SELECT mix(quadrant), structure(quadrant) FROM segment('sales');
-- an empty table gives no rows
CREATE TABLE nothing (LIKE sales);
SELECT * FROM segment('nothing');
-- everybody alike: the cuts part nobody from nobody, which is said
RESET client_min_messages;
INSERT INTO nothing SELECT i, '2024-01-01', 10 FROM generate_series(1, 3) i;
SELECT customer, quadrant FROM segment('nothing') ORDER BY 1;
-- errors
SELECT * FROM segment('no_such_table');
SELECT * FROM segment(NULL);
SELECT * FROM segment(0);
SELECT * FROM segment('pg_class_oid_index');
SELECT * FROM segment('sales', 'customer');
SELECT * FROM segment('sales', amount_column => NULL);
SELECT * FROM segment('sales', amount_column => 'order_no');
SELECT * FROM segment('sales', time_column => 'amount');
SELECT * FROM segment('sales', customer_column => 'order_no');
SELECT * FROM segment_as(NULL::uuid, 'sales', customer_column => 'order_no');
SELECT * FROM segment('sales', as_of => 'infinity');
SELECT * FROM segment('sales', since => '2024-02-01', as_of => '2024-01-01');
CREATE TABLE days (customer_id int, sold_at date, amount int);
SELECT * FROM segment('days', since => '2024-06-15 11:00+00', as_of => '2024-06-15 12:00+00');
DROP TABLE days;
CREATE DOMAIN positive AS int CHECK (value > 0);
SELECT * FROM segment_as(NULL::positive, 'sales');
DROP DOMAIN positive;
ALTER TABLE sales ADD doc json, ADD "odd ""name" int;
SELECT * FROM segment_as(NULL::json, 'sales', customer_column => 'doc');
SELECT * FROM segment('sales', customer_column => 'odd name');
SELECT count(*) FROM segment('sales', customer_column => 'odd "name');
INSERT INTO nothing VALUES (1, 'infinity', 1);
SELECT * FROM segment('nothing');
UPDATE nothing SET sold_at = '2024-01-01', amount = 'NaN' WHERE sold_at = 'infinity';
SELECT * FROM segment('nothing');
DROP TABLE sales, nothing, yard;
