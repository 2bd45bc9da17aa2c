-- track of partitions and children: whatever is attached, detached or written to one of them
BEGIN;
\ir ../helpers.psql
SELECT plan(32);

CREATE SCHEMA shop;
CREATE TABLE shop.sale (line integer, customer_id text COLLATE "C", sold_at date, amount double precision, potential integer, profit integer) PARTITION BY RANGE (sold_at);
CREATE TABLE shop.sale_2023 PARTITION OF shop.sale FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
CREATE TABLE shop.sale_2024 PARTITION OF shop.sale FOR VALUES FROM ('2024-01-01') TO ('2025-01-01') PARTITION BY HASH (customer_id);
CREATE TABLE shop.sale_2024_0 PARTITION OF shop.sale_2024 FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE shop.sale_2024_1 (gone text, profit integer, potential integer, amount double precision, sold_at date, customer_id text COLLATE "C", line integer);
ALTER TABLE shop.sale_2024_1 DROP COLUMN gone;
ALTER TABLE shop.sale_2024 ATTACH PARTITION shop.sale_2024_1 FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO shop.sale SELECT n, 'c' || n % 20, date '2023-01-01' + n % 700, n % 90, n % 7, n % 5 FROM generate_series(1, 1000) n;

CREATE FUNCTION pg_temp.after(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	wrong bigint;
BEGIN
	EXECUTE statement;
	WITH s AS (SELECT customer_id, activity_send(activity) FROM shop.sale_activities),
	t AS (SELECT customer_id, activity_send(activity(sold_at, amount, potential, profit)) FROM shop.sale GROUP BY 1)
	SELECT count(*) INTO wrong FROM ((TABLE s EXCEPT ALL TABLE t) UNION ALL (TABLE t EXCEPT ALL TABLE s)) d;
	RETURN is(wrong, 0::bigint, 'after ' || statement);
END $$;
CREATE FUNCTION pg_temp.kept_up() RETURNS boolean LANGUAGE sql AS $$ SELECT NOT customer_seg._unwatched(source, journal) FROM customer_seg.tracked $$;

SELECT pg_temp.after($$SELECT track('shop.sale', potential_column => 'potential', profit_column => 'profit')$$);
SELECT ok(pg_temp.kept_up(), 'the summary is kept up');
SELECT pg_temp.after($$INSERT INTO shop.sale VALUES (0, 'c1', '2023-05-05', 5, 5, 5), (0, 'c2', '2024-05-05', 5, 5, 5)$$);
SELECT pg_temp.after($$INSERT INTO shop.sale_2023 VALUES (0, 'direct', '2023-05-05', 5, 5, 5)$$);
SELECT pg_temp.after($$INSERT INTO shop.sale_2024 VALUES (0, 'c2', '2024-05-05', 5, 5, 5)$$);
SELECT pg_temp.after($$UPDATE shop.sale_2024 SET amount = 11 WHERE line % 9 = 0$$);
SELECT pg_temp.after($$UPDATE shop.sale SET sold_at = sold_at + 200 WHERE sold_at < '2023-12-01' AND line % 5 = 0$$);
SELECT pg_temp.after($$UPDATE shop.sale SET customer_id = 'x' || customer_id WHERE sold_at >= '2024-01-01' AND line % 3 = 0$$);
SELECT pg_temp.after($$DELETE FROM shop.sale_2024_1 WHERE line % 4 = 0$$);
SELECT pg_temp.after($$TRUNCATE shop.sale_2024_0$$);
SELECT pg_temp.after($$SELECT fold('shop.sale')$$);
SELECT pg_temp.after($$CREATE TABLE shop.sale_2025 PARTITION OF shop.sale FOR VALUES FROM ('2025-01-01') TO ('2026-01-01')$$);
SELECT ok(NOT pg_temp.kept_up(), 'a new partition: counted from the table');
SELECT pg_temp.after($$INSERT INTO shop.sale_2025 VALUES (0, 'c1', '2025-05-05', 5, 5, 5)$$);
SELECT pg_temp.after($$SELECT fold('shop.sale')$$);
SELECT ok(pg_temp.kept_up(), 'until the next fold');
SELECT pg_temp.after($$INSERT INTO shop.sale_2025 VALUES (0, 'c1', '2025-05-05', 5, 5, 5)$$);
SELECT pg_temp.after($$ALTER TABLE shop.sale DETACH PARTITION shop.sale_2023; INSERT INTO shop.sale_2023 VALUES (0, 'c5', '2023-05-05', 5, 5, 5)$$);
SELECT pg_temp.after($$ALTER TABLE shop.sale ATTACH PARTITION shop.sale_2023 FOR VALUES FROM ('2023-01-01') TO ('2024-01-01'); DELETE FROM shop.sale_2023 WHERE line % 2 = 0$$);
SELECT pg_temp.after($$DROP TABLE shop.sale_2024_1$$);
SELECT pg_temp.after($$ALTER TABLE shop.sale DETACH PARTITION shop.sale_2023; SELECT fold('shop.sale'); INSERT INTO shop.sale_2023 VALUES (0, 'c5', '2023-05-05', 5, 5, 5)$$);
SELECT is((SELECT count(*) FROM pg_trigger WHERE tgrelid = 'shop.sale_2023'::regclass), 0::bigint, 'a partition that is gone has no triggers after the next fold');
SELECT pg_temp.after($$ALTER TABLE shop.sale_2025 DISABLE TRIGGER customer_seg_activity_delete; DELETE FROM shop.sale_2025$$);
SELECT pg_temp.raises($$SELECT track('shop.sale_2024_0')$$, '42809', 'Track the whole: %track(%shop.sale%');
SELECT lives_ok($$SELECT untrack('shop.sale')$$, 'untrack()');
SELECT pg_temp.raises($$SELECT track('shop.sale_2024_0')$$, '42809', 'Track the whole: %track(%shop.sale%', 'a partition whose parent is not tracked either');

-- children that inherit, of which one is tracked before it becomes one
CREATE TABLE shop.parent (customer_id integer, sold_at timestamptz, amount numeric);
CREATE TABLE shop.child (LIKE shop.parent);
INSERT INTO shop.child VALUES (1, now(), 5);
SELECT track('shop.parent'), track('shop.child') \gset
ALTER TABLE shop.child INHERIT shop.parent;
INSERT INTO shop.child VALUES (1, now(), 6);
SELECT pg_temp.raises($$SELECT fold('shop.parent')$$, '42710', '%untrack(%shop.child%');
SELECT is((SELECT amount(activity) FROM shop.parent_activities), 11::numeric, 'the parent is counted from the table');
SELECT is((SELECT problem FROM tracked WHERE source = 'shop.child'::regclass), 'counted from the table until the next fold()', 'and so is the child, since it can be written to through its parent');
SELECT lives_ok($$SELECT untrack('shop.child'); SELECT fold('shop.parent'); INSERT INTO shop.child VALUES (1, now(), 7)$$, 'until it is tracked no more');
SELECT is((SELECT amount(activity) FROM shop.parent_activities), 18::numeric, 'then the parent is');
SELECT is((SELECT problem FROM tracked WHERE source = 'shop.parent'::regclass), NULL, 'by its summary');

SELECT * FROM finish();
ROLLBACK;
