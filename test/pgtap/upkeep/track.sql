-- track: a summary that is the aggregate over the table, byte for byte, whatever is written to it
BEGIN;
\ir ../helpers.psql
\ir ../tracked.psql
SELECT plan(30);

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
SELECT is(string_agg(pg_temp.play(seed), ''), '', 'after any random history of statements, folds and savepoints') FROM generate_series(1, 12) seed;

SELECT is(track('shop.sale')::text, 'shop.sale_activities', 'a second call of the same does nothing');
SELECT pg_temp.raises('SELECT track(''shop.sale'', amount_column => ''line'')', '42710', '%untrack(%');
SELECT pg_temp.raises('SELECT track(''shop.sale_activities_kept'')', '42703', 'Give its columns%''customer''%');
SELECT pg_temp.raises('SELECT track(''shop.sale_activities'')', '42809');
SELECT pg_temp.raises('SELECT track(''shop.sale_activities_kept'', what => ''sum'')', '22023', '%history%');
SELECT pg_temp.raises('CREATE TABLE shop.bad (customer_id integer, sold_at text, amount numeric); SELECT track(''shop.bad'')', '42804', '%timestamptz%');
SELECT pg_temp.raises('SELECT untrack(''shop.sale_activities_kept'')', '42704');
SELECT pg_temp.raises('SELECT fold(''shop.sale_activities_kept'')', '42704', '%track(%');
SELECT lives_ok('SELECT untrack(''shop.sale'')', 'untrack()');
SELECT is((SELECT count(*) FROM pg_class WHERE relname ~ '^sale_(activities|histories)') + (SELECT count(*) FROM pg_trigger WHERE tgrelid = 'shop.sale'::regclass), 0::bigint, 'leaves nothing');

SELECT * FROM finish();
ROLLBACK;
