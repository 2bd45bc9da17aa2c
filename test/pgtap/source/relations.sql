-- relations: segment() reads whatever can be selected from
BEGIN;
\ir ../helpers.psql
\ir ../shop.psql
\ir ../grouped.psql
SELECT plan(14);

-- the same sales in other shapes
CREATE VIEW shop.view AS SELECT * FROM shop.sale;
CREATE MATERIALIZED VIEW shop.matview AS SELECT * FROM shop.sale;
CREATE TABLE shop.receipt AS SELECT line, order_no, amount, potential FROM shop.sale;
CREATE TABLE shop.visit AS SELECT line, customer_id, sold_at FROM shop.sale;
CREATE VIEW shop.joined AS SELECT * FROM shop.visit JOIN shop.receipt USING (line);
CREATE TABLE shop.parent (LIKE shop.sale);
CREATE TABLE shop.child () INHERITS (shop.parent);
INSERT INTO shop.parent SELECT * FROM shop.sale WHERE line % 2 = 0;
INSERT INTO shop.child SELECT * FROM shop.sale WHERE line % 2 = 1;
CREATE TABLE shop.by_year (LIKE shop.sale) PARTITION BY RANGE (sold_at);
CREATE TABLE shop.in_2022 PARTITION OF shop.by_year FOR VALUES FROM (MINVALUE) TO ('2023-01-01 00:00+00');
CREATE TABLE shop.in_2023 AS SELECT 0 AS dropped, region, profit, order_no, potential, amount, sold_at, customer_id, line FROM shop.sale WHERE false;
ALTER TABLE shop.in_2023 DROP COLUMN dropped;
ALTER TABLE shop.by_year ATTACH PARTITION shop.in_2023 FOR VALUES FROM ('2023-01-01 00:00+00') TO ('2024-01-01 00:00+00');
CREATE TABLE shop.in_other PARTITION OF shop.by_year DEFAULT PARTITION BY HASH (customer_id);
CREATE TABLE shop.in_other_0 PARTITION OF shop.in_other FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE shop.in_other_1 PARTITION OF shop.in_other FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO shop.by_year SELECT * FROM shop.sale;
CREATE TEMP TABLE passing AS TABLE shop.sale;
CREATE UNLOGGED TABLE shop.unlogged AS TABLE shop.sale;
CREATE TABLE shop.generated (customer_id bigint, sold_at timestamptz, cents bigint, amount numeric GENERATED ALWAYS AS (cents / 100.0) STORED);
INSERT INTO shop.generated SELECT customer_id, sold_at, amount * 100 FROM shop.sale;

CREATE VIEW shop.computed AS SELECT 'number ' || customer_id AS customer_id, sold_at + interval '0' AS sold_at, amount + 0 AS amount, upper(order_no) AS order_no, potential * 1 AS potential FROM shop.sale;
CREATE VIEW shop.long_ago AS SELECT customer_id, sold_at - interval '900 years' AS sold_at, amount FROM shop.sale;

SELECT bag_eq(format('SELECT * FROM segment(%L, order_column => ''order_no'')', source), 'SELECT * FROM segment(''shop.sale'', order_column => ''order_no'')', source)
FROM unnest(ARRAY['shop.view', 'shop.matview', 'shop.joined', 'shop.parent', 'shop.by_year', 'passing', 'shop.unlogged']) source;
SELECT is((SELECT count(*) FROM segment('shop.by_year', as_of => '2024-01-01')), (SELECT count(DISTINCT customer_id) FROM shop.sale WHERE sold_at < '2024-01-01'),
		  'some partitions only');
SELECT pg_temp.same('''shop.generated''', 'bigint', 'a generated column');
SELECT pg_temp.same('''shop.computed'', order_column => ''order_no'', potential_column => ''potential''', 'text', 'computed columns');
SELECT pg_temp.same('''shop.long_ago''', 'integer', 'sales of long ago');

-- what this transaction has done is seen, a plan is not kept beyond a change
UPDATE shop.sale SET amount = amount + 1 WHERE customer_id % 3 = 1;
DELETE FROM shop.sale WHERE customer_id % 3 = 2;
SELECT pg_temp.same('''shop.sale''', 'integer', 'changes of this transaction');
PREPARE total AS SELECT sum(amount) FROM segment('passing');
EXECUTE total \gset before_
ALTER TABLE passing ALTER amount TYPE double precision, ALTER customer_id TYPE bigint, DROP COLUMN line, ADD COLUMN line text;
SELECT results_eq('EXECUTE total', format('SELECT %s', :'before_sum'), 'columns of another type');
SET LOCAL transaction_read_only = on;
SELECT lives_ok('SELECT * FROM segment(''shop.view'')', 'in a read-only transaction');

SELECT * FROM finish();
ROLLBACK;
