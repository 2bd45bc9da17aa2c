-- track: a summary that is the aggregate over the table, byte for byte, whatever is written to it
BEGIN;
\ir ../helpers.psql
SELECT plan(29);

CREATE SCHEMA shop;
CREATE TABLE shop.sale (line bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, customer_id integer, sold_at timestamptz, amount numeric(12, 2), note text);
INSERT INTO shop.sale (customer_id, sold_at, amount)
SELECT n % 50, timestamptz '2024-01-01Z' + n * interval '7 hours', (n * 37 % 1000) / 10.0 FROM generate_series(1, 1000) n;

-- what is wrong in the summaries: customers whose bytes differ from those of the aggregates, or that only one has
CREATE FUNCTION pg_temp.wrong(activities text DEFAULT 'shop.sale_activities', histories text DEFAULT 'shop.sale_histories') RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
	wrong bigint;
BEGIN
	EXECUTE format('WITH s AS (SELECT c, activity_send(a), history_send(h) FROM %s a(c, a) FULL JOIN %s h(c, h) USING (c)),
		t AS (SELECT customer_id, activity_send(activity(sold_at, amount)), history_send(history(sold_at, amount)) FROM shop.sale WHERE customer_id IS NOT NULL AND sold_at IS NOT NULL GROUP BY 1)
		SELECT count(*) FROM ((TABLE s EXCEPT ALL TABLE t) UNION ALL (TABLE t EXCEPT ALL TABLE s)) d', activities, histories) INTO wrong;
	RETURN wrong;
END $$;
CREATE FUNCTION pg_temp.after(statement text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE statement;
	RETURN is(pg_temp.wrong(), 0::bigint, 'after ' || statement);
END $$;

SELECT is(track('shop.sale')::text, 'shop.sale_activities', 'track() gives the view');
SELECT is(track('shop.sale', what => 'history')::text, 'shop.sale_histories', 'and another of histories');
SELECT is(pg_temp.wrong(), 0::bigint, 'which is the aggregate');
SELECT is((SELECT count(*) FROM shop.sale_activities_delta), 0::bigint, 'with an empty journal');
SELECT pg_temp.after($$INSERT INTO shop.sale (customer_id, sold_at, amount) VALUES (7, '2025-01-01Z', 9), (7, '2025-01-02Z', 1), (1000, '2025-01-01Z', 3), (NULL, '2025-01-01Z', 3), (8, NULL, 3)$$);
SELECT is((SELECT count(*) FROM shop.sale_activities_delta), 3::bigint, 'in the journal are the rows that count');
SELECT pg_temp.after('UPDATE shop.sale SET note = ''paid''');
SELECT is((SELECT count(*) FROM shop.sale_activities_delta), 3::bigint, 'which is of no concern');
SELECT pg_temp.after('UPDATE shop.sale SET amount = amount + 1 WHERE line % 10 = 0');
SELECT pg_temp.after('UPDATE shop.sale SET customer_id = customer_id + 1 WHERE line % 7 = 0');
SELECT pg_temp.after('DELETE FROM shop.sale WHERE customer_id IN (3, 4)');
SELECT pg_temp.after($$MERGE INTO shop.sale s USING generate_series(1, 1100) n ON s.line = n
	WHEN MATCHED AND n % 3 = 0 THEN DELETE WHEN MATCHED AND n % 3 = 1 THEN UPDATE SET sold_at = sold_at + interval '1 day'
	WHEN NOT MATCHED THEN INSERT (customer_id, sold_at, amount) VALUES (n, '2025-02-01Z', n)$$);
SELECT pg_temp.after($$INSERT INTO shop.sale (line, customer_id, sold_at, amount) OVERRIDING SYSTEM VALUE SELECT n, 5, '2025-03-01Z', n FROM generate_series(1, 20) n
	ON CONFLICT (line) DO UPDATE SET amount = 77$$);
SELECT cmp_ok(fold('shop.sale'), '>', 100::bigint, 'fold() takes the journal');
SELECT is((SELECT count(*) FROM shop.sale_activities_delta), 0::bigint, 'all of it');
SELECT is(pg_temp.wrong() + pg_temp.wrong('shop.sale_activities_kept', 'shop.sale_histories_kept'), 0::bigint, 'and changes nothing');
DELETE FROM shop.sale WHERE customer_id = 7;
SELECT pg_temp.after('SELECT fold(''shop.sale'')');
SELECT is((SELECT count(*) FROM shop.sale_activities_kept WHERE customer = 7), 0::bigint, 'a customer without rows is none');
SELECT pg_temp.after('TRUNCATE shop.sale');

-- after any history
CREATE FUNCTION pg_temp.play(seed integer) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	u double precision;
	step integer;
	bad text := '';
BEGIN
	FOR step IN 1 .. 60 LOOP
		u := pg_temp.draw(step, seed);
		BEGIN
			IF u < 0.45 THEN
				INSERT INTO shop.sale (customer_id, sold_at, amount)
				SELECT nullif(floor(pg_temp.draw(n, step * 3 + seed) * 12)::integer, 0), timestamptz '2024-01-01Z' + pg_temp.draw(n, step + seed) * interval '3 years',
					   nullif(round((pg_temp.draw(n, step * 5 + seed) * 200 - 40)::numeric, 2), 0) FROM generate_series(1, 1 + floor(pg_temp.draw(step, seed + 1) * 30)::integer) n;
			ELSIF u < 0.6 THEN UPDATE shop.sale SET amount = amount * 2 WHERE pg_temp.draw(line, step) < 0.1;
			ELSIF u < 0.7 THEN UPDATE shop.sale SET customer_id = (customer_id + 1) % 12, sold_at = sold_at + interval '1 day' WHERE pg_temp.draw(line, step) < 0.1;
			ELSIF u < 0.85 THEN DELETE FROM shop.sale WHERE pg_temp.draw(line, step) < 0.15;
			ELSIF u < 0.87 THEN TRUNCATE shop.sale;
			ELSE PERFORM fold('shop.sale', 1 + floor(pg_temp.draw(step, seed + 2) * 20)::bigint);
			END IF;
			-- a savepoint that takes all with it
			IF pg_temp.draw(step, seed + 3) < 0.15 THEN
				RAISE EXCEPTION USING ERRCODE = 'ZZ001';
			END IF;
		EXCEPTION WHEN SQLSTATE 'ZZ001' THEN
			NULL;
		END;
		IF pg_temp.wrong() > 0 THEN
			bad := bad || format('seed %s, step %s; ', seed, step);
		END IF;
	END LOOP;
	RETURN bad;
END $$;
SELECT is(string_agg(pg_temp.play(seed), ''), '', 'after any random history of statements, folds and savepoints') FROM generate_series(1, 12) seed;

SELECT pg_temp.raises('SELECT track(''shop.sale'')', '42710', '%untrack(%');
SELECT pg_temp.raises('SELECT track(''shop.sale_activities_kept'')', '42703', '%track(%customer%');
SELECT pg_temp.raises('SELECT track(''shop.sale_activities'')', '42809');
SELECT pg_temp.raises('SELECT track(''shop.sale_activities_kept'', what => ''sum'')', '22023', '%history%');
SELECT pg_temp.raises('CREATE TABLE shop.bad (customer_id integer, sold_at text, amount numeric); SELECT track(''shop.bad'')', '42804', '%timestamptz%');
SELECT pg_temp.raises('SELECT untrack(''shop.sale_activities_kept'')', '42704');
SELECT pg_temp.raises('SELECT fold(''shop.sale_activities_kept'')', '42704', '%track(%');
SELECT lives_ok('SELECT untrack(''shop.sale'')', 'untrack()');
SELECT is((SELECT count(*) FROM pg_class WHERE relname ~ '^sale_(activities|histories)') + (SELECT count(*) FROM pg_trigger WHERE tgrelid = 'shop.sale'::regclass), 0::bigint, 'leaves nothing');

SELECT * FROM finish();
ROLLBACK;
