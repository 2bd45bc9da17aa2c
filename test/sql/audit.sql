SET search_path = public, customer_seg;
SET timezone = 'UTC';
SET datestyle = 'ISO';
-- a table with everything that can be wrong with one
CREATE TABLE sales (customer_id text, sold_at timestamp, amount numeric, order_no text, ratio double precision);
INSERT INTO sales VALUES
	('ann', '2024-01-01 09:00', 100, 'a', 100), ('ann', '2024-01-01 09:00', 100.00, 'a', 100), ('ann', '2024-01-08 09:00', 50, 'b', 50),
	('bob', '2024-01-02 10:00', -20, 'r', -20), ('bob', '2024-01-05 10:00', 5, 'c', 5),
	('cid', '2024-01-03 11:00', 0, 'd', 0), ('cid', '2024-01-04 11:00', NULL, NULL, NULL),
	('unknown', '2024-01-06 12:00', 900, 'e', 900), ('', '2024-01-07 12:00', 8, 'f', 8),
	(NULL, '2024-01-02 13:00', 30, 'g', 30), ('dee', NULL, 3, 'h', 3), (NULL, NULL, 1, NULL, 1),
	('dee', 'infinity', 4, 'i', 4), ('dee', '-infinity', 5, 'j', 5),
	('dee', '2024-01-09 14:00', 'NaN', 'k', 'NaN'), ('dee', '2024-01-10 14:00', '-infinity', 'l', '-infinity'),
	('dee', '2024-01-10 15:00', 1e18, 'm', 1e18), ('dee', '2024-01-10 16:00', 1e-21, 'n', 1e-21),
	('eve', '2024-01-11 17:00', 6e17, 'o', 6e17), ('eve', '2024-01-11 18:00', 6e17, 'o', 6e17),
	('eve', '2024-03-20 18:00', 7, 'p', 7);
SELECT finding, unit, count, round(share::numeric, 3) AS share, severity, example FROM audit('sales');
-- what to do
SELECT finding, advice FROM audit('sales', order_column => 'order_no', since => '2024-01-02', as_of => '2024-03-01') WHERE advice IS NOT NULL;
-- with an order column, rows are lines of orders
SELECT finding, unit, count, round(share::numeric, 3) AS share, severity, example FROM audit('sales', order_column => 'order_no')
WHERE unit IN ('orders', 'customers') OR finding ~ 'usable|duplicate';
-- a period
SELECT finding, count, severity, example FROM audit('sales', since => '2024-01-02', as_of => '2024-01-08') WHERE unit = 'rows';
-- in double precision fewer amounts are refused: they are rounded to six decimals
SELECT finding, count, severity, example FROM audit('sales', amount_column => 'ratio') WHERE finding ~ '^amounts|zero';
-- an empty table: every check is there, no share is
CREATE TABLE nothing (LIKE sales);
SELECT count(*), sum(count), count(share), string_agg(DISTINCT severity, ' ' ORDER BY severity) FROM audit('nothing');
-- errors: those of segment()
SELECT * FROM audit('no_such_table');
SELECT * FROM audit(NULL);
SELECT * FROM audit('pg_class_oid_index');
SELECT * FROM audit('sales', 'customer');
SELECT * FROM audit('sales', customer_column => NULL);
SELECT * FROM audit('sales', amount_column => 'order_no');
SELECT * FROM audit('sales', time_column => 'amount');
SELECT * FROM audit('sales', as_of => 'infinity');
SELECT * FROM audit('sales', since => '2024-02-01', as_of => '2024-01-01');
DROP TABLE sales, nothing;
