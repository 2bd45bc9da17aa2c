-- scan: segment() in FROM is a plan node of its own, which does all that a function scan does
BEGIN;
\ir ../helpers.psql
\ir ../shop.psql
\ir ../engine.psql
SELECT plan(104);
CREATE TEMP TABLE truth AS SELECT * FROM segment('shop.sale') WITH ORDINALITY;
ALTER TABLE truth DROP COLUMN ordinality;

-- where it is one, and where it is not, the rows are the same
SELECT matches(pg_temp.plan_of(query), 'Custom Scan \(customer_seg.segment\)', query) FROM (VALUES
	('SELECT * FROM segment(''shop.sale'')'), ('SELECT count(*) FROM segment(''shop.sale'')'), ('SELECT a, b FROM segment(''shop.sale'') AS s (a, b)'),
	('SELECT * FROM segment_as(NULL::text, ''shop.sale'', customer_column => ''region'')'), ('SELECT (SELECT max(amount) FROM segment(''shop.sale''))'),
	('SELECT customer FROM segment(''shop.sale'') UNION ALL SELECT line FROM shop.sale'), ('SELECT * FROM shop.sale WHERE customer_id IN (SELECT customer FROM segment(''shop.sale'') WHERE quadrant = ''bee'')')) v(query);
SELECT matches(pg_temp.plan_of(query), 'Function Scan|ProjectSet', query) FROM (VALUES
	('SELECT s FROM segment(''shop.sale'') s'), ('SELECT * FROM segment(''shop.sale'') WITH ORDINALITY'), ('SELECT * FROM ROWS FROM (segment(''shop.sale''), generate_series(1, 3))'), ('SELECT segment(''shop.sale'')'),
	('SELECT to_jsonb(s) FROM segment(''shop.sale'') s WHERE customer > 0'), ('SELECT customer FROM segment(''shop.sale'') s WHERE s IS NOT NULL'), ('SELECT * FROM segment(''shop.sale'') s, LATERAL (SELECT s) x')) v(query);
SELECT bag_eq(query, 'SELECT * FROM truth', query) FROM (VALUES
	('SELECT * FROM segment(''shop.sale'')'), ('SELECT (s).* FROM (SELECT segment(''shop.sale'') AS s OFFSET 0) x'), ('SELECT (s).* FROM (SELECT s FROM segment(''shop.sale'') s OFFSET 0) x'),
	('SELECT customer, orders, amount, first_order, last_order, loyalty, contribution, quadrant, activity FROM ROWS FROM (segment(''shop.sale''), generate_series(1, 3)) AS r WHERE customer IS NOT NULL'),
	('SELECT s.* FROM segment(''shop.sale'') s WHERE s IS NOT NULL OR s.orders = 0'),
	('WITH s AS MATERIALIZED (SELECT * FROM segment(''shop.sale'')) SELECT * FROM s'), ('SELECT s.* FROM segment(''shop.sale'') s JOIN (SELECT DISTINCT customer_id FROM shop.sale) d ON customer = customer_id'),
	('SELECT * FROM segment(''shop.sale'') UNION SELECT * FROM segment(''shop.sale'')'), ('SELECT * FROM (SELECT * FROM segment(''shop.sale'') ORDER BY amount, customer) x')) v(query);

-- any of the columns, alone or together, in the list, in a condition, in an expression
SELECT bag_eq(format('SELECT %1$s FROM segment(''shop.sale'')', columns), format('SELECT %1$s FROM truth', columns), columns)
FROM unnest(ARRAY['customer', 'orders', 'amount', 'first_order', 'last_order', 'loyalty', 'contribution', 'quadrant', 'activity', 'quadrant, customer', 'activity, amount, refunds(activity)', 'amount * 2 AS double, orders + 1 AS more', '1 AS one', 'count(*), sum(amount), max(loyalty)']) columns;
SELECT bag_eq('SELECT customer FROM segment(''shop.sale'') WHERE amount > 100 AND refunds(activity) > 0 AND last_order < ''2024-06-01''', 'SELECT customer FROM truth WHERE amount > 100 AND refunds(activity) > 0 AND last_order < ''2024-06-01''', 'columns in conditions only');
SELECT results_eq('SELECT quadrant, count(*), sum(amount) FROM segment(''shop.sale'') WHERE orders > 2 GROUP BY 1 HAVING max(contribution) > 1 ORDER BY 1', 'SELECT quadrant, count(*), sum(amount) FROM truth WHERE orders > 2 GROUP BY 1 HAVING max(contribution) > 1 ORDER BY 1', 'grouped');

-- it hands on customers one by one, and stops when nobody asks any more
SELECT is(pg_temp.did('SELECT * FROM segment(''shop.sale'') LIMIT 5', 'Actual Rows'), 5::bigint, 'LIMIT stops it');
SELECT is((SELECT count(*) FROM (SELECT * FROM segment('shop.sale') OFFSET 100 LIMIT 7) x), 7::bigint, 'OFFSET');
DECLARE few CURSOR FOR SELECT customer FROM segment('shop.sale');
MOVE 3 FROM few;
SELECT results_eq('SELECT phase, customers_returned FROM segment_progress()', 'VALUES (''returning customers'', 3::bigint)', 'a cursor takes as many as are fetched');
CLOSE few;
SELECT is_empty('SELECT * FROM segment_progress()', 'and lets go when it is closed');
CREATE FUNCTION pg_temp.rest(c refcursor) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	r record;
	said text := '';
BEGIN
	LOOP
		FETCH c INTO r;
		EXIT WHEN NOT FOUND;
		said := said || r::text;
	END LOOP;
	RETURN said;
END $$;
DECLARE back SCROLL CURSOR FOR SELECT customer, amount FROM segment('shop.sale');
SELECT pg_temp.rest('back') AS rest \gset
SELECT is(length(:'rest'), (SELECT sum(length((customer, amount)::text)) FROM truth)::integer, 'a cursor to its end');
MOVE ABSOLUTE 0 FROM back;
SELECT is(pg_temp.rest('back'), :'rest', 'and from the beginning again');
DECLARE held CURSOR WITH HOLD FOR SELECT customer, amount FROM segment('shop.sale') ORDER BY 1;
SELECT results_eq('held'::refcursor, 'SELECT customer, amount FROM truth ORDER BY 1', 'one that may be held');

-- run again: with the same arguments the table is not read again, with others it is
CREATE TABLE shop.two AS SELECT * FROM shop.sale WHERE customer_id IN (1, 2);
CREATE TABLE shop.empty (LIKE shop.sale);
CREATE FUNCTION pg_temp.scans(query text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
	before bigint := (SELECT seq_scan FROM pg_stat_xact_user_tables WHERE relid = 'shop.sale'::regclass);
BEGIN
	EXECUTE format('SELECT count(q::text) FROM (%s OFFSET 0) q', query);
	RETURN (SELECT seq_scan FROM pg_stat_xact_user_tables WHERE relid = 'shop.sale'::regclass) - before;
END $$;
SET LOCAL enable_hashjoin = off;
SET LOCAL enable_mergejoin = off;
SET LOCAL enable_material = off;
SET LOCAL enable_memoize = off;
CREATE TEMP TABLE again (about, scans, query, same) AS VALUES
	('a join', 1, 'SELECT n, s.* FROM generate_series(1, 3) n LEFT JOIN segment(''shop.sale'') s ON s.customer <> n', 'SELECT n, truth.* FROM generate_series(1, 3) n, truth WHERE customer <> n'),
	('a condition on a column', 1, 'SELECT n, (SELECT amount FROM segment(''shop.sale'') WHERE customer = n) FROM generate_series(1, 30) n', 'SELECT n, amount FROM generate_series(1, 30) n LEFT JOIN truth ON customer = n'),
	('some of its rows', 1, 'SELECT n, (SELECT count(*) FROM (SELECT FROM segment(''shop.sale'') LIMIT n) x) FROM generate_series(1, 30) n', 'SELECT n, n::bigint AS count FROM generate_series(1, 30) n'),
	('another table', 2, 'SELECT v.r, s.* FROM (VALUES (''shop.sale''::regclass), (''shop.empty''), (''shop.sale'')) v(r), segment(r) s', 'SELECT ''shop.sale''::regclass, truth.* FROM truth, generate_series(1, 2)'),
	('another time', 3, 'SELECT n, s.amount FROM generate_series(2022, 2024) n, segment(''shop.sale'', as_of => make_timestamptz(n, 7, 1, 0, 0, 0)) s',
		'SELECT 2022, amount FROM segment(''shop.sale'', as_of => ''2022-07-01'') UNION ALL SELECT 2023, amount FROM segment(''shop.sale'', as_of => ''2023-07-01'') UNION ALL SELECT 2024, amount FROM segment(''shop.sale'', as_of => ''2024-07-01'')'),
	('another time by a subquery', 3, 'SELECT n, (SELECT count(*) FROM segment(''shop.sale'', as_of => (SELECT max(sold_at) FROM shop.two WHERE sold_at < make_timestamptz(n, 7, 1, 0, 0, 0)))) FROM generate_series(2022, 2024) n',
		'SELECT n, count(DISTINCT customer_id) FROM generate_series(2022, 2024) n, shop.sale WHERE sold_at < (SELECT max(sold_at) FROM shop.two t WHERE t.sold_at < make_timestamptz(n, 7, 1, 0, 0, 0)) GROUP BY n'),
	('a time by a subquery, once', 1, 'SELECT n, (SELECT count(*) FROM segment(''shop.sale'', as_of => (SELECT max(sold_at) FROM shop.two)) WHERE customer <> n) FROM generate_series(1, 3) n',
		'SELECT n, (SELECT count(*) FROM segment(''shop.sale'', as_of => (SELECT max(sold_at) FROM shop.two)) WITH ORDINALITY WHERE customer <> n) FROM generate_series(1, 3) n'),
	('another column', 2, 'SELECT c, s.* FROM unnest(''{amount,potential}''::name[]) c, segment(''shop.sale'', amount_column => c) s', 'SELECT ''amount''::name, * FROM truth UNION ALL SELECT ''potential'', * FROM segment(''shop.sale'', amount_column => ''potential'')'),
	('another yardstick', 3, 'SELECT n, s.contribution FROM generate_series(1, 3) n, segment(''shop.sale'', yardstick => (SELECT yardstick(activity, ''2025-01-01'') FROM truth WHERE customer % 3 <> n - 1)) s',
		'WITH y AS MATERIALIZED (SELECT n, yardstick(activity, ''2025-01-01'') AS y FROM generate_series(1, 3) n, truth WHERE customer % 3 <> n - 1 GROUP BY n) SELECT n, contribution(activity, y) FROM y, truth');
SELECT matches(pg_temp.plan_of(query, ', VERBOSE'), 'Custom Scan \(customer_seg.segment\).*Function Call: (customer_seg\.)?segment\(', about) FROM again;
SELECT bag_eq(query, same, about) FROM again;
SELECT is(pg_temp.scans(query), scans::bigint, about || ': the table is read as often as it must be') FROM again;
CREATE FUNCTION pg_temp.way_of(memory text, workers integer, query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	said text;
BEGIN
	PERFORM pg_temp.way(memory, workers);
	EXECUTE format('SELECT md5(string_agg(q::text, '' '' ORDER BY q::text)) FROM (%s) q', query) INTO said;
	PERFORM pg_temp.way('default', 0);
	RETURN said;
END $$;
SELECT pg_temp.way('64kB', 0);
SELECT cmp_ok(pg_temp.did('SELECT * FROM segment(''shop.sale'')', 'Rows Spilled'), '>', 100::bigint, 'in little memory it needs a file');
SELECT pg_temp.way('default', 0);
SELECT is(pg_temp.way_of('64kB', workers, query), pg_temp.way_of('default', 0, query), format('%s, from a file, %s workers', about, workers)) FROM again, unnest(ARRAY[0, 2]) workers WHERE about IN ('a join', 'some of its rows', 'another table');
RESET enable_hashjoin;
RESET enable_mergejoin;
RESET enable_material;
RESET enable_memoize;

-- in other statements
SET LOCAL plan_cache_mode = force_generic_plan;
PREPARE generic(regclass, timestamptz, yardstick) AS SELECT * FROM segment($1, as_of => $2, yardstick => $3);
SELECT matches(pg_temp.plan_of('EXECUTE generic(''shop.sale'', NULL, NULL)'), 'Custom Scan \(customer_seg.segment\).*\$1', 'a plan for any table');
SELECT bag_eq(format('EXECUTE generic(''shop.sale'', ''2025-01-01'', %L)', yardstick(activity, '2025-01-01')), format('SELECT * FROM segment(''shop.sale'', as_of => ''2025-01-01'', yardstick => %L)', yardstick(activity, '2025-01-01')), 'is run with what it is given') FROM truth;
SELECT is_empty('EXECUTE generic(''shop.empty'', NULL, NULL)', 'and with something else');
RESET plan_cache_mode;
CREATE MATERIALIZED VIEW shop.typed AS SELECT * FROM segment('shop.sale');
CREATE UNIQUE INDEX ON shop.typed (customer);
SELECT bag_eq('SELECT * FROM shop.typed', 'SELECT * FROM truth', 'a materialized view');
SAVEPOINT before;
DELETE FROM shop.sale WHERE customer_id % 2 = 0;
REFRESH MATERIALIZED VIEW CONCURRENTLY shop.typed;
SELECT bag_eq('SELECT * FROM shop.typed', 'SELECT customer, orders, amount, first_order, last_order, loyalty, contribution, quadrant, activity FROM segment(''shop.sale'') WITH ORDINALITY', 'is refreshed');
ROLLBACK TO before;
SELECT bag_eq('SELECT t.line FROM shop.two t JOIN segment(''shop.sale'') s ON s.customer = t.customer_id WHERE s.amount <> 0 FOR UPDATE OF t', 'SELECT line FROM shop.two', 'rows of another table are locked');
CREATE FUNCTION shop.keep_on() RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
	r record;
	n bigint := 0;
BEGIN
	FOR r IN SELECT customer, amount, row_number() OVER () AS number FROM segment('shop.sale') LOOP
		BEGIN
			IF r.number % 3 = 0 THEN
				PERFORM 1 / 0;
			END IF;
			INSERT INTO shop.empty (customer_id) VALUES (r.customer);
			n := n + 1;
		EXCEPTION WHEN division_by_zero THEN
			IF r.number % 150 = 0 THEN
				PERFORM count(*) FROM segment('shop.two');
			END IF;
		END;
	END LOOP;
	RETURN n;
END $$;
SELECT is(pg_temp.way_of(memory, workers, 'SELECT shop.keep_on()'), md5(format('(%s)', (SELECT count(*) - count(*) / 3 FROM truth))), format('a loop with errors in it: %s, %s workers', memory, workers)) FROM (VALUES ('default', 0), ('64kB', 0), ('64kB', 2)) v(memory, workers);

-- beside workers, compiled, as a test of the server itself
SELECT pg_temp.way('default', 2);
SET LOCAL parallel_setup_cost = 0;
SET LOCAL parallel_tuple_cost = 0;
SELECT matches(pg_temp.plan_of('SELECT sum(a.line), sum(s.orders) FROM shop.sale a JOIN shop.sale b USING (line), segment(''shop.two'') s'), 'Gather.*Custom Scan|Custom Scan.*Gather', 'beside a parallel join');
SELECT results_eq('SELECT sum(a.line), sum(s.orders) FROM shop.sale a JOIN shop.sale b USING (line), segment(''shop.two'') s', 'SELECT sum(line) * 2, (SELECT sum(orders) * 12000 FROM truth WHERE customer IN (1, 2)) FROM shop.sale', 'it is the same');
SELECT set_config(CASE WHEN current_setting('server_version_num')::int < 160000 THEN 'force_parallel_mode' ELSE 'debug_parallel_query' END, 'on', true) AS debug \gset
SELECT bag_eq('SELECT * FROM segment(''shop.sale'')', 'SELECT * FROM truth', 'debugged');
SELECT set_config(CASE WHEN current_setting('server_version_num')::int < 160000 THEN 'force_parallel_mode' ELSE 'debug_parallel_query' END, 'off', true) AS debug \gset
SET LOCAL jit = on;
SET LOCAL jit_above_cost = 0;
SET LOCAL jit_inline_above_cost = 0;
SET LOCAL jit_optimize_above_cost = 0;
SELECT results_eq('SELECT quadrant, sum(amount) FROM segment(''shop.sale'') WHERE orders > 1 GROUP BY 1 ORDER BY 1', 'SELECT quadrant, sum(amount) FROM truth WHERE orders > 1 GROUP BY 1 ORDER BY 1', 'compiled');
SET LOCAL jit = off;

-- whoever looks after the function, looks after the node
CREATE ROLE customer_seg_test_stranger;
GRANT USAGE ON SCHEMA customer_seg, shop TO customer_seg_test_stranger;
GRANT SELECT ON shop.two TO customer_seg_test_stranger;
CREATE FUNCTION public.as_stranger(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	seen text;
BEGIN
	SET LOCAL ROLE customer_seg_test_stranger;
	BEGIN
		EXECUTE query INTO seen;
	EXCEPTION WHEN insufficient_privilege THEN
		seen := SQLERRM;
	END;
	RESET ROLE;
	RETURN seen;
END $$;
CREATE TEMP TABLE spelled (query) AS VALUES ('SELECT count(*) FROM segment(%L)'), ('SELECT count(*) FROM segment(%L) WITH ORDINALITY');
SAVEPOINT before;
REVOKE EXECUTE ON FUNCTION segment FROM PUBLIC;
SELECT is(as_stranger(format(query, 'shop.two')), 'permission denied for function segment', query || ': who may not call it, may not') FROM spelled;
ROLLBACK TO before;
ALTER FUNCTION segment SECURITY DEFINER;
SELECT is(as_stranger(format(query, 'shop.empty')), '0', query || ': with the rights of its owner') FROM spelled;
ROLLBACK TO before;
ALTER FUNCTION segment SET row_security = off;
CREATE TABLE shop.secret AS SELECT 1 AS customer_id, date '2024-01-01' AS sold_at, 1 AS amount;
ALTER TABLE shop.secret ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON shop.secret TO customer_seg_test_stranger;
SELECT is(as_stranger(format(query, 'shop.secret')), 'query would be affected by row-level security policy for table "secret"', query || ': with settings of its own') FROM spelled;
ROLLBACK TO before;
SELECT is(as_stranger(format(query, 'shop.two')), '2', query || ': who may, may') FROM spelled;

-- a cursor opened with the rights of one role, fetched with those of another: as a function runs in it, so does segment()
CREATE FUNCTION shop.fetched(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	c refcursor := shop.opened(query);
	seen text;
BEGIN
	FETCH c INTO seen;
	CLOSE c;
	RETURN seen;
END $$;
CREATE FUNCTION shop.opened(query text) RETURNS refcursor LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
	c refcursor;
BEGIN
	OPEN c FOR EXECUTE query;
	RETURN c;
END $$;
CREATE FUNCTION shop.reader() RETURNS SETOF name LANGUAGE plpgsql AS 'BEGIN RETURN NEXT current_user; END';
SELECT is(as_stranger(format('SELECT shop.fetched(%L)', 'SELECT * FROM shop.reader()')), 'customer_seg_test_stranger', 'a function in a cursor runs with the rights of who fetches');
SELECT is(as_stranger(format('SELECT shop.fetched(%L)', format(query, 'shop.empty'))), 'permission denied for table empty', query || ': reads with them') FROM spelled;

SELECT * FROM finish();
ROLLBACK;
