-- statements: prepared, through a cursor, from PL/pgSQL, interrupted
BEGIN;
\ir ../helpers.psql
\ir ../shop.psql
SELECT plan(19);
CREATE TEMP TABLE truth AS SELECT * FROM segment('shop.sale');

-- prepared, with a plan kept
SET LOCAL plan_cache_mode = force_generic_plan;
PREPARE types(regclass, timestamptz) AS SELECT * FROM segment($1, as_of => $2);
SELECT bag_eq('EXECUTE types(''shop.sale'', NULL)', 'SELECT * FROM truth', 'a prepared statement');
SELECT bag_eq('EXECUTE types(''shop.sale'', ''2024-01-01'')', 'SELECT * FROM segment(''shop.sale'', as_of => ''2024-01-01'')', 'with other arguments');
PREPARE kept AS SELECT sum(amount) FROM segment('shop.sale');
SELECT results_eq('EXECUTE kept', 'SELECT sum(amount) FROM truth', 'a plan kept');
SAVEPOINT before;
ALTER TABLE shop.sale ALTER amount TYPE double precision, ADD COLUMN more text, DROP COLUMN potential;
SELECT results_eq('EXECUTE kept', 'SELECT sum(amount) FROM truth', 'holds when the table changes');
ROLLBACK TO before;
PREPARE measured(yardstick) AS SELECT count(*) FROM (SELECT quadrant(activity(sold_at, amount), $1) FROM shop.sale WHERE customer_id IS NOT NULL GROUP BY customer_id) c(q) WHERE q = 'bee';
SELECT results_eq(format('EXECUTE measured(%L)', yardstick(activity, '2025-01-01 00:00+00')), format('SELECT count(*) FROM truth WHERE quadrant(activity, %L) = ''bee''', yardstick(activity, '2025-01-01 00:00+00')),
				  'a yardstick as a parameter') FROM truth;

-- cursors
DECLARE opened SCROLL CURSOR FOR SELECT customer, amount FROM segment('shop.sale') ORDER BY 1;
DECLARE held CURSOR WITH HOLD FOR SELECT customer, amount FROM segment('shop.sale') ORDER BY 1;
SAVEPOINT before;
INSERT INTO shop.sale (customer_id, sold_at, amount) VALUES (-1, '2024-05-05', 5);
MOVE FORWARD ALL FROM opened;
MOVE BACKWARD ALL FROM opened;
SELECT results_eq('opened'::refcursor, 'SELECT customer, amount FROM truth ORDER BY 1', 'a cursor goes back, and sees the table as it was when opened');
SELECT results_eq('held'::refcursor, 'SELECT customer, amount FROM truth ORDER BY 1', 'a cursor WITH HOLD');
SELECT is((SELECT amount FROM segment('shop.sale') WHERE customer = -1), 5.0, 'a new query sees the new sale');
ROLLBACK TO before;

-- PL/pgSQL
CREATE FUNCTION shop.bees(source regclass) RETURNS SETOF bigint LANGUAGE plpgsql AS $$
DECLARE
	y yardstick;
	a activity;
	r record;
BEGIN
	SELECT yardstick(activity, '2025-01-01 00:00+00') INTO y FROM segment(source);
	y := with_cuts(y, contribution => 'p80');
	FOR r IN SELECT * FROM segment(source, yardstick => y) LOOP
		a := r.activity;
		IF quadrant(a, y, '2025-01-01 00:00+00') = 'bee' THEN
			RETURN NEXT r.customer;
		END IF;
	END LOOP;
END $$;
SELECT set_eq('SELECT shop.bees(''shop.sale'')',
	'SELECT customer FROM truth, (SELECT with_cuts(yardstick(activity, ''2025-01-01 00:00+00''), contribution => ''p80'') AS y FROM truth) f WHERE quadrant(activity, y) = ''bee''', 'PL/pgSQL');
CREATE FUNCTION shop.caught() RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	FOR i IN 1..50 LOOP
		BEGIN
			PERFORM * FROM segment('shop.sale', amount_column => 'region');
		EXCEPTION WHEN datatype_mismatch THEN
		END;
	END LOOP;
	RETURN (SELECT sum(amount) FROM segment('shop.sale'));
END $$;
SELECT is(shop.caught(), (SELECT sum(amount)::text FROM truth), 'errors caught, and on it goes');
SAVEPOINT before;
CREATE FUNCTION shop.on_sale() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN new.potential := (SELECT orders FROM segment('shop.sale') WHERE customer = new.customer_id); RETURN new; END $$;
CREATE TRIGGER on_sale BEFORE INSERT ON shop.sale FOR EACH ROW EXECUTE FUNCTION shop.on_sale();
INSERT INTO shop.sale (customer_id, sold_at, amount) VALUES (100, '2024-05-05', 5);
SELECT is((SELECT potential FROM shop.sale WHERE line IS NULL), (SELECT orders::numeric FROM truth WHERE customer = 100), 'in a trigger of the table itself');
ROLLBACK TO before;

-- in other statements
CREATE TABLE shop.kept AS SELECT * FROM segment('shop.sale');
SELECT bag_eq('SELECT * FROM shop.kept', 'SELECT * FROM truth', 'CREATE TABLE AS');
INSERT INTO shop.sale (customer_id, sold_at, amount) SELECT customer + 1000, last_order, amount FROM segment('shop.sale') WHERE orders > 0;
SELECT is((SELECT sum(amount) FROM segment('shop.sale') WHERE customer >= 1000), (SELECT sum(amount) FROM shop.kept WHERE orders > 0), 'INSERT into the table that is read');
UPDATE shop.sale SET potential = s.orders FROM segment('shop.sale') s WHERE s.customer = customer_id AND line % 2 = 0;
SELECT is((SELECT count(*) FROM shop.sale JOIN shop.kept ON customer = customer_id WHERE line % 2 = 0 AND potential <> orders), 0::bigint, 'UPDATE of the table that is read');
SELECT is((SELECT count(*) FROM (SELECT segment('shop.sale')) s), (SELECT count(*) FROM segment('shop.sale')), 'in a SELECT list');

-- broken while it reads
CREATE VIEW shop.broken AS SELECT line % 700 AS customer_id, sold_at, round(amount / (line - 5000), 2) AS amount FROM shop.sale;
CREATE FUNCTION shop.broken_off() RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
	caught integer := 0;
BEGIN
	FOR i IN 1..30 LOOP
		BEGIN
			PERFORM * FROM segment('shop.broken');
		EXCEPTION WHEN division_by_zero THEN
			caught := caught + 1;
		END;
	END LOOP;
	RETURN caught;
END $$;
SELECT is(shop.broken_off(), 30, 'an error in the source comes through, again and again');

-- interrupted while it reads
CREATE VIEW shop.endless AS SELECT n % 1000 AS customer_id, timestamptz '2024-01-01' + n * interval '1 second' AS sold_at, 1.0 AS amount FROM generate_series(1, 1000000000) n;
CREATE FUNCTION shop.interrupted(query text) RETURNS text LANGUAGE plpgsql AS $$ BEGIN EXECUTE query; RETURN 'finished'; EXCEPTION WHEN query_canceled THEN RETURN 'interrupted'; END $$;
SET LOCAL statement_timeout = '300ms';
SELECT is(shop.interrupted('SELECT * FROM segment(''shop.endless'')'), 'interrupted', 'a statement timeout stops it');
SELECT is(shop.interrupted('SELECT activity(sold_at, amount) FROM shop.endless'), 'interrupted', 'also the aggregate');
SET LOCAL statement_timeout = 0;
SELECT bag_eq('SELECT customer, amount FROM segment(''shop.sale'') WHERE customer < 1000', 'SELECT customer, amount FROM truth', 'and the session goes on');

SELECT * FROM finish();
ROLLBACK;
