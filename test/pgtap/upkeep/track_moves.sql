-- track: partitions and children that come and go between two folds, and what is written to them meanwhile
BEGIN;
\ir ../helpers.psql
SELECT plan(12);

CREATE SCHEMA shop;
CREATE TABLE shop.sale (customer_id integer, sold_at timestamptz, amount numeric(9,2)) PARTITION BY LIST (customer_id);
CREATE TABLE shop.one PARTITION OF shop.sale FOR VALUES IN (1);
CREATE TABLE shop.middle PARTITION OF shop.sale FOR VALUES IN (2, 3, 4) PARTITION BY LIST (customer_id);
CREATE TABLE shop.two PARTITION OF shop.middle FOR VALUES IN (2);
CREATE TABLE shop.three (LIKE shop.sale);
CREATE TABLE shop.tree (LIKE shop.sale) PARTITION BY LIST (customer_id);
CREATE TABLE shop.five PARTITION OF shop.tree FOR VALUES IN (5);
CREATE TABLE shop.six (LIKE shop.sale);
INSERT INTO shop.sale VALUES (1, '2025-01-01Z', 5), (2, '2025-01-01Z', 5);
INSERT INTO shop.three VALUES (3, '2025-01-01Z', 5);
CREATE TABLE shop.place (part regclass, parent regclass, customers text);
INSERT INTO shop.place VALUES ('shop.one', 'shop.sale', '1'), ('shop.middle', 'shop.sale', '2, 3, 4'), ('shop.two', 'shop.middle', '2'), ('shop.three', 'shop.middle', '3'),
	('shop.tree', 'shop.sale', '5, 6'), ('shop.five', 'shop.tree', '5'), ('shop.six', 'shop.tree', '6');
SELECT track('shop.sale') \gset

CREATE FUNCTION pg_temp.wrong(source text DEFAULT 'shop.sale') RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
	wrong bigint;
BEGIN
	EXECUTE format('WITH s AS (SELECT customer_id, activity_send(activity) FROM %1$s_activities), t AS (SELECT customer_id, activity_send(activity(sold_at, amount)) FROM %1$s GROUP BY 1)
		SELECT count(*) FROM ((TABLE s EXCEPT ALL TABLE t) UNION ALL (TABLE t EXCEPT ALL TABLE s)) d', source) INTO wrong;
	RETURN wrong;
END $$;
CREATE FUNCTION pg_temp.after(statements text, source text DEFAULT 'shop.sale') RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE statements;
	RETURN is(pg_temp.wrong(source), 0::bigint, 'after ' || statements);
END $$;

-- there, written to, and gone
SELECT pg_temp.after($$ALTER TABLE shop.sale ATTACH PARTITION shop.tree FOR VALUES IN (5, 6); INSERT INTO shop.sale VALUES (5, '2025-01-01Z', 7), (1, '2025-01-01Z', 7); ALTER TABLE shop.sale DETACH PARTITION shop.tree$$);
SELECT pg_temp.after($$SELECT fold('shop.sale')$$);
SELECT pg_temp.after($$ALTER TABLE shop.middle ATTACH PARTITION shop.three FOR VALUES IN (3); INSERT INTO shop.middle VALUES (3, '2025-01-01Z', 7); ALTER TABLE shop.middle DETACH PARTITION shop.three$$);
SELECT pg_temp.after($$SELECT fold('shop.sale')$$);
SELECT pg_temp.after($$ALTER TABLE shop.middle ATTACH PARTITION shop.three FOR VALUES IN (3); SET session_replication_role = replica; INSERT INTO shop.three VALUES (3, '2025-01-01Z', 7);
	RESET session_replication_role; ALTER TABLE shop.middle DETACH PARTITION shop.three$$);
SELECT pg_temp.after($$SELECT fold('shop.sale')$$);
-- what is there as at the last fold is written to as ever
INSERT INTO shop.sale VALUES (1, '2025-01-01Z', 7);
INSERT INTO shop.middle VALUES (2, '2025-01-01Z', 7);
UPDATE shop.middle SET amount = 3;
SELECT is((SELECT count(*) FROM shop.sale_activities_delta WHERE customer_id IS NULL), 0::bigint, 'no need to count all where none has come');

-- children
CREATE TABLE shop.parent (customer_id integer, sold_at timestamptz, amount numeric);
CREATE TABLE shop.child (customer_id integer, sold_at timestamptz, amount numeric);
INSERT INTO shop.parent VALUES (1, '2025-01-01Z', 5);
INSERT INTO shop.child VALUES (2, '2025-01-01Z', 5);
SELECT track('shop.parent') \gset
SELECT pg_temp.after($$ALTER TABLE shop.child INHERIT shop.parent; UPDATE shop.parent SET amount = 6; ALTER TABLE shop.child NO INHERIT shop.parent$$, 'shop.parent');
SELECT pg_temp.after($$SELECT fold('shop.parent')$$, 'shop.parent');
SELECT pg_temp.after($$ALTER TABLE shop.child INHERIT shop.parent; SELECT fold('shop.parent'); ALTER TABLE shop.child NO INHERIT shop.parent; INSERT INTO shop.child VALUES (3, '2025-01-01Z', 7); ALTER TABLE shop.child INHERIT shop.parent$$, 'shop.parent');

-- any history
CREATE FUNCTION pg_temp.is_there(part regclass) RETURNS boolean LANGUAGE sql AS $$ SELECT 'shop.sale'::regclass IN (SELECT pg_partition_ancestors(part)) $$;
CREATE FUNCTION pg_temp.move(i integer, seed integer) RETURNS text LANGUAGE sql AS $$
	SELECT CASE WHEN NOT EXISTS (SELECT FROM pg_inherits WHERE inhrelid = part) THEN format('ALTER TABLE %s ATTACH PARTITION %s FOR VALUES IN (%s)', parent, part, customers)
		ELSE format('ALTER TABLE %s DETACH PARTITION %s', parent, part) END
	FROM shop.place ORDER BY pg_temp.draw(i, seed + hashtext(part::text) % 1000) LIMIT 1 $$;
CREATE FUNCTION pg_temp.writing(i integer, seed integer) RETURNS text LANGUAGE sql AS $$
	WITH t AS (SELECT part FROM (SELECT 'shop.sale'::regclass AS part UNION SELECT part FROM shop.place) p ORDER BY pg_temp.draw(i, seed + 100 + hashtext(part::text) % 1000) LIMIT 1),
	d AS (SELECT 1 + floor(pg_temp.draw(i, seed + 300) * 6) AS customer, pg_temp.draw(i, seed + 400) AS what, pg_temp.draw(i, seed + 500) AS how)
	SELECT CASE WHEN how < 0.3 AND pg_temp.is_there(part) THEN 'SET LOCAL session_replication_role = replica; ' ELSE '' END
		|| CASE WHEN what < 0.6 THEN format('INSERT INTO %s VALUES (%s, ''2025-01-01Z'', %s)', part, customer, i)
			WHEN what < 0.8 THEN format('UPDATE %s SET amount = amount + 1 WHERE customer_id <> %s', part, customer)
			WHEN what < 0.95 THEN format('DELETE FROM %s WHERE customer_id = %s', part, customer)
			ELSE format('TRUNCATE %s', part) END
		|| '; SET LOCAL session_replication_role = origin'
	FROM t, d $$;
-- the statements up to the one after which the summary was wrong
CREATE FUNCTION pg_temp.play(seed integer, steps integer) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	statement text;
	history text := '';
BEGIN
	FOR i IN 1..steps LOOP
		statement := CASE WHEN pg_temp.draw(i, seed) < 0.4 THEN pg_temp.move(i, seed) WHEN pg_temp.draw(i, seed) < 0.93 THEN pg_temp.writing(i, seed) ELSE 'SELECT customer_seg.fold(''shop.sale'')' END;
		BEGIN
			EXECUTE statement;
			history := history || statement || E';\n';
		EXCEPTION WHEN check_violation THEN -- a row that has no place as things are
			CONTINUE;
		END;
		IF pg_temp.wrong() <> 0 THEN
			RETURN format(E'seed %s:\n%s', seed, history);
		END IF;
	END LOOP;
	RETURN '';
END $$;
SELECT is(string_agg(pg_temp.play(seed, 60), ''), '', 'after any random history of partitions that come and go, writes and folds') FROM generate_series(1, 12) seed;
SELECT fold('shop.sale') \gset
SELECT is((SELECT problem FROM tracked WHERE source = 'shop.sale'::regclass), NULL, 'and the last fold puts all right');

SELECT * FROM finish();
ROLLBACK;
