-- histories: within any memory, by any number of processes, from rows in any order, to the byte what GROUP BY with history() says; samples of them
BEGIN;
\ir ../helpers.psql
\ir ../engine.psql
SELECT plan(126);
CREATE SCHEMA shop;

-- histories() written with GROUP BY: an order is its sum at the time of its earliest line, with what its lines know
CREATE FUNCTION pg_temp.by_days(source regclass, customer_column name DEFAULT 'customer_id', time_column name DEFAULT 'sold_at', amount_column name DEFAULT 'amount',
								order_column name DEFAULT NULL, potential_column name DEFAULT NULL, profit_column name DEFAULT NULL,
								since timestamptz DEFAULT NULL, as_of timestamptz DEFAULT NULL, zone text DEFAULT 'UTC') RETURNS TABLE (customer text, history history) LANGUAGE plpgsql AS $$
BEGIN
	RETURN QUERY EXECUTE format($q$
		WITH line AS (SELECT %2$I AS customer, %3$I AS at, %4$I::numeric AS amount, %5$s::numeric AS potential, %6$s::numeric AS profit, %7$s AS order_no FROM %1$s
					  WHERE %2$I IS NOT NULL AND %3$I IS NOT NULL AND ($1 IS NULL OR %3$I >= $1) AND ($2 IS NULL OR %3$I < $2)),
		sale AS (SELECT customer, min(at) AS at, sum(amount) AS amount, max(potential) AS potential, sum(profit) AS profit FROM line GROUP BY customer, order_no)
		SELECT customer::text, history(at, amount, potential, profit%8$s) FROM sale GROUP BY customer$q$,
		source, customer_column, time_column, amount_column, coalesce(quote_ident(potential_column), 'NULL'), coalesce(quote_ident(profit_column), 'NULL'),
		CASE WHEN order_column IS NULL THEN 'row_number() OVER ()::text' ELSE format('coalesce(''='' || %I::text, row_number() OVER ()::text)', order_column) END,
		CASE WHEN zone <> 'UTC' THEN format(', %L', zone) ELSE '' END)
	USING since, as_of;
END $$;

CREATE FUNCTION pg_temp.digest_of_days(source text, customer text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	said text;
BEGIN
	EXECUTE format('SELECT concat(count(*), '' rows, '', sum(hash_record_extended(ROW((%s)::text, history_send(history)), 0)::numeric)) FROM %s', customer, source) INTO said;
	RETURN said;
END $$;

-- passes when histories() of these arguments says in all these ways what GROUP BY says
CREATE FUNCTION pg_temp.every_way_of_days(arguments text, customer_type text, about text, customer text DEFAULT 'customer',
										  ways text[] DEFAULT '{64kB/0,64kB/2,default/0,1GB/2}') RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	wanted text;
	said text;
	way text;
	wrong text := '';
BEGIN
	PERFORM pg_temp.way('1GB', 0);
	wanted := pg_temp.digest_of_days(format('pg_temp.by_days(%s)', arguments), customer);
	FOREACH way IN ARRAY ways LOOP
		PERFORM pg_temp.way(split_part(way, '/', 1), split_part(way, '/', 2)::integer);
		said := pg_temp.digest_of_days(CASE WHEN customer_type = 'integer' THEN format('histories(%s)', arguments) ELSE format('histories_as(NULL::%s, %s)', customer_type, arguments) END, customer);
		IF said IS DISTINCT FROM wanted THEN
			wrong := wrong || format(E'%s: %s, not %s\n', way, said, wanted);
		END IF;
	END LOOP;
	PERFORM pg_temp.way('default', 0);
	RETURN is(wrong, '', about);
END $$;

-- passes when a sample of these sources is the same one in all these ways
CREATE FUNCTION pg_temp.every_way_of_sample(sources text[], arguments text, about text, ways text[] DEFAULT '{64kB/0,64kB/2,1GB/2}') RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	wanted text;
	said text;
	at_most integer;
	source text;
	way text;
	wrong text := '';
BEGIN
	FOREACH at_most IN ARRAY '{1,30,500}'::integer[] LOOP
		wanted := NULL;
		FOREACH source IN ARRAY sources LOOP
			FOREACH way IN ARRAY ways LOOP
				PERFORM pg_temp.way(split_part(way, '/', 1), split_part(way, '/', 2)::integer);
				EXECUTE format('SELECT concat_ws('' '', count(history), sum(hash_record_extended(ROW(history_send(history)), 0)::numeric), max(one_in), max(last_day), max(as_of_day))
								FROM _histories_sample(''shop.%s''%s, at_most => %s)', source, arguments, at_most) INTO said;
				wanted := coalesce(wanted, said);
				IF said <> wanted THEN
					wrong := wrong || format(E'%s of %s, %s: %s, not %s\n', at_most, source, way, said, wanted);
				END IF;
			END LOOP;
		END LOOP;
	END LOOP;
	PERFORM pg_temp.way('default', 0);
	RETURN is(wrong, '', about);
END $$;
CREATE FUNCTION pg_temp.sample_of(source regclass, at_most bigint, OUT customers bigint, OUT one_in bigint, OUT histories text[]) LANGUAGE sql AS $$
	SELECT count(history), max(s.one_in), array_agg(history::text) FILTER (WHERE history IS NOT NULL) FROM _histories_sample(source, at_most => sample_of.at_most) s $$;

-- 9,000 lines of 3,000 orders of 2,250 customers, whose lines are far apart; amounts of every size, contacts, potentials, profits
CREATE TABLE shop.line AS
SELECT n AS line, n % 3000 % 2250 AS customer_id,
	   CASE WHEN n % 499 > 0 THEN timestamptz '2022-01-01 00:00+00' + n * interval '140 minutes' END AS sold_at,
	   CASE n % 17 WHEN 0 THEN NULL WHEN 1 THEN -n * 0.25 WHEN 2 THEN 0 ELSE n * 0.01 END AS amount,
	   CASE n % 7 WHEN 0 THEN NULL WHEN 1 THEN 123456789012345678.12345678901234567890 - n WHEN 2 THEN -99999999999999999.99 - n
				  WHEN 3 THEN n * 0.00000000000000000001 WHEN 4 THEN 90071992547.40993 * (n % 3) WHEN 5 THEN 9999999999.99999999 ELSE n * 0.01 END AS large,
	   CASE n % 11 WHEN 0 THEN n * 1.5 WHEN 1 THEN 999999999999999999.5 WHEN 2 THEN n * 1.50 END AS potential,
	   CASE n % 5 WHEN 0 THEN n * 0.125 WHEN 1 THEN -n * 0.5 END AS profit,
	   CASE WHEN n % 13 > 0 THEN 'order ' || n % 3000 / 2 END AS order_no
FROM generate_series(1, 9000) n;
UPDATE shop.line SET customer_id = NULL WHERE line % 501 = 0;
CREATE TABLE shop.in_random_order AS SELECT * FROM shop.line ORDER BY hashint4(line);
CREATE TABLE shop.in_customer_order AS SELECT * FROM shop.line ORDER BY customer_id, line;
CREATE TABLE shop.in_time_order AS SELECT * FROM shop.line ORDER BY sold_at;
CREATE TABLE shop.half_of_one_customer AS SELECT * FROM shop.line ORDER BY hashint4(line);
UPDATE shop.half_of_one_customer SET customer_id = 1, order_no = CASE WHEN line % 7 = 5 THEN 'a long order' ELSE order_no END WHERE line % 2 = 0;
CREATE TABLE shop.all_of_one_customer AS SELECT * FROM shop.line;
UPDATE shop.all_of_one_customer SET customer_id = 7;
CREATE TABLE shop.each_of_another_customer AS SELECT * FROM shop.line;
UPDATE shop.each_of_another_customer SET customer_id = line, order_no = 'order ' || line;
CREATE TEMP TABLE source (name) AS VALUES ('in_random_order'), ('in_customer_order'), ('in_time_order'), ('half_of_one_customer'), ('all_of_one_customer'), ('each_of_another_customer');
CREATE TEMP TABLE form (name, arguments) AS VALUES ('rows', ''), ('order lines', ', order_column => ''order_no'''),
	('rows with all that is known', ', potential_column => ''potential'', profit_column => ''profit'''),
	('order lines with all that is known', ', order_column => ''order_no'', potential_column => ''potential'', profit_column => ''profit'''),
	('large amounts and potentials', ', amount_column => ''large'', potential_column => ''potential'''),
	('order lines of large amounts, large profits', ', amount_column => ''large'', order_column => ''order_no'', profit_column => ''large'''),
	('days of a time zone', ', order_column => ''order_no'', zone => ''America/New_York''');
SELECT pg_temp.every_way_of_days(format('''shop.%s''%s', s.name, arguments), 'integer', concat_ws(', ', s.name, f.name), ways => CASE WHEN s.name ~ 'customer_order|time_order' THEN '{64kB/0,64kB/2}' ELSE '{64kB/0,64kB/2,default/0,1GB/2}' END::text[]) FROM source s, form f;

-- so little memory that what was written is written again, down to where it is taken as it is
CREATE TABLE shop.many AS SELECT n % 30011 AS customer_id, timestamptz '2022-01-01 00:00+00' + n * interval '7 minutes' AS sold_at, n % 997 * 0.01 AS amount, 'o' || n / 3 AS order_no FROM generate_series(1, 150000) n;
SELECT pg_temp.every_way_of_days('''shop.many''', 'integer', '30,000 customers in 64kB');
SELECT pg_temp.every_way_of_days('''shop.many'', order_column => ''order_no''', 'integer', 'and their orders');
CREATE TABLE shop.old AS SELECT n % 3 AS customer_id, date '0001-01-01' + n / 3 AS sold_at, n % 997 * 0.01 AS amount FROM generate_series(1, 300000) n;
SELECT pg_temp.every_way_of_days('''shop.old''', 'integer', 'customers of a hundred thousand days in 64kB');

-- periods, and days that a column has of its own
SELECT pg_temp.every_way_of_days(format('''shop.in_random_order'', since => ''2022-10-10'', as_of => ''2023-10-10''%s', arguments), 'integer', 'a period: ' || name) FROM form;
CREATE TABLE shop.dated AS SELECT customer_id, sold_at::date AS day, sold_at::timestamp AS reading, amount, order_no FROM shop.in_random_order;
SELECT pg_temp.every_way_of_days('''shop.dated'', time_column => ''day'', order_column => ''order_no''', 'integer', 'dates');
SELECT pg_temp.every_way_of_days('''shop.dated'', time_column => ''day'', since => ''2022-10-10'', as_of => ''2023-10-10''', 'integer', 'dates of a period');
SELECT pg_temp.every_way_of_days('''shop.dated'', time_column => ''reading'', order_column => ''order_no''', 'integer', 'timestamps');
SELECT set_config('timezone', 'Pacific/Auckland', true);
SELECT is((SELECT digest FROM pg_temp.digest_of_days('histories(''shop.dated'', time_column => ''day'', since => ''2022-10-10'', as_of => ''2023-10-10'')', 'customer') AS digest),
	(SELECT pg_temp.digest_of_days('pg_temp.by_days(''shop.dated'', time_column => ''day'', since => ''2022-10-10 00:00+00'', as_of => ''2023-10-10 00:00+00'')', 'customer') FROM set_config('timezone', 'UTC', true)),
	'which are the same days in another session');
SELECT is(zone(history), 'America/New_York', 'the zone is that of the history') FROM histories('shop.in_time_order', zone => 'america/new_york') LIMIT 1;
SELECT is(count(*), 0::bigint, 'NULL is UTC') FROM histories('shop.in_time_order', zone => NULL) a JOIN histories('shop.in_time_order') b USING (customer) WHERE history_send(a.history) <> history_send(b.history);
SELECT throws_like(format($$SELECT * FROM histories('shop.dated', time_column => %L, zone => 'Asia/Tokyo')$$, c), format('zone is "Asia/Tokyo", but column "%s" of shop.dated%%', c), c || ' has days of its own')
FROM unnest('{day,reading}'::text[]) c;
SELECT lives_ok($$SELECT * FROM histories('shop.dated', time_column => 'day', zone => 'utc')$$, 'which are those of UTC');
SELECT pg_temp.raises($$SELECT * FROM histories('shop.line', zone => 'Europe/Atlantis')$$, '22023', '%pg_timezone_names%', 'a zone that is none');

-- customers of any type
CREATE FUNCTION pg_temp.keyed(type text, key text, customer text DEFAULT 'customer') RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE format('CREATE TABLE shop.keyed AS SELECT (%s)::%s AS customer_id, timestamptz ''2023-01-01 00:00+00'' + n * interval ''5 hours'' AS sold_at, n * 0.01 AS amount, (%1$s)::%2$s AS order_no
		FROM generate_series(1, 2700) n, LATERAL (SELECT n * 7 %% 900 AS who) w', key, type);
	RETURN NEXT pg_temp.every_way_of_days('''shop.keyed''', split_part(type, ' COLLATE', 1), type, customer, '{64kB/0,64kB/2}');
	RETURN NEXT pg_temp.every_way_of_days('''shop.keyed'', order_column => ''order_no''', split_part(type, ' COLLATE', 1), 'orders by ' || type, customer, '{64kB/0,64kB/2}');
	CREATE TABLE shop.keyed_in_other_order AS SELECT * FROM shop.keyed ORDER BY hashint8((amount * 100)::bigint);
	RETURN NEXT pg_temp.every_way_of_sample('{keyed,keyed_in_other_order}', '', 'a sample of ' || type, '{64kB/0,64kB/2}');
	DROP TABLE shop.keyed_in_other_order;
	DROP TABLE shop.keyed;
END $$;
SELECT pg_temp.create_type('one_bucket', 'SAFE');
SELECT pg_temp.keyed('smallint', 'who * 54 - 32768');
SELECT pg_temp.keyed('date', 'date ''1960-01-01'' + who * 20');
SELECT pg_temp.keyed('uuid', 'md5(who::text)');
SELECT pg_temp.keyed('text', '''customer '' || who');
SELECT pg_temp.keyed('text', 'repeat(md5(who::text), 20)');
SELECT pg_temp.keyed('jsonb', 'jsonb_build_object(''who'', who)');
SELECT pg_temp.keyed('numeric', 'round(who * 2.5, 1)');
CREATE TABLE shop.keyed_alike AS SELECT ROW('customer ' || n % 50)::shop.one_bucket AS customer_id, date '2023-01-01' AS sold_at, n AS amount FROM generate_series(1, 500) n;
SELECT pg_temp.keyed('shop.one_bucket', 'ROW(''customer '' || who % 50)');

-- hardly any rows
CREATE TABLE shop.none (LIKE shop.line) WITH (parallel_workers = 2);
CREATE TABLE shop.one AS SELECT * FROM shop.line WHERE line = 1;
CREATE TABLE shop.contacts AS SELECT * FROM shop.line WHERE line < 1000;
UPDATE shop.contacts SET amount = NULL;
CREATE TABLE shop.nobodys AS SELECT * FROM shop.contacts;
UPDATE shop.nobodys SET customer_id = NULL;
SELECT pg_temp.every_way_of_days(format('''shop.%s''', s), 'integer', s, ways => '{64kB/0,64kB/2}') FROM unnest(ARRAY['none', 'one', 'contacts', 'nobodys']) s;

-- views, partitions, foreign eyes
CREATE VIEW shop.view AS SELECT customer_id AS who, sold_at AS at, amount * 2 AS twice FROM shop.line WHERE line % 2 = 0;
SELECT pg_temp.every_way_of_days('''shop.view'', ''who'', ''at'', ''twice''', 'integer', 'a view');
CREATE TABLE shop.parts (LIKE shop.line) PARTITION BY RANGE (sold_at);
CREATE TABLE shop.part_1 PARTITION OF shop.parts FOR VALUES FROM (MINVALUE) TO ('2023-01-01');
CREATE TABLE shop.part_2 PARTITION OF shop.parts FOR VALUES FROM ('2023-01-01') TO (MAXVALUE);
INSERT INTO shop.parts SELECT * FROM shop.line WHERE sold_at IS NOT NULL;
SELECT pg_temp.every_way_of_days('''shop.parts'', order_column => ''order_no''', 'integer', 'partitions');
ALTER TABLE shop.line ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY few ON shop.line USING (customer_id < 10);
CREATE ROLE seller;
GRANT USAGE ON SCHEMA shop TO seller;
GRANT SELECT ON shop.line TO seller;
GRANT USAGE ON SCHEMA customer_seg TO seller;
SET LOCAL ROLE seller;
SELECT is(count(*), 10::bigint, 'row-level security holds') FROM histories('shop.line');
SELECT pg_temp.raises($$SELECT * FROM histories('shop.in_time_order')$$, '42501', NULL, 'and so do privileges');
RESET ROLE;

-- samples: the same customers from rows in any order, by pages and by the query, in any memory, by any number of processes
CREATE VIEW shop.by_the_query AS SELECT * FROM shop.in_time_order OFFSET 0;
SELECT pg_temp.every_way_of_sample('{in_random_order,in_customer_order,in_time_order,by_the_query}', arguments, 'samples: ' || name) FROM form WHERE arguments !~ 'zone';
SELECT pg_temp.every_way_of_sample('{in_random_order,in_time_order}', ', since => ''2022-10-10'', as_of => ''2023-10-10''', 'samples of a period');
SELECT pg_temp.every_way_of_sample('{many}', ', order_column => ''order_no''', 'samples of 30,000 customers in 64kB');
-- as few as there are in a sample are the same ones; one fewer, and it is halved
CREATE TEMP TABLE half AS
WITH RECURSIVE half AS (
	SELECT 1 AS step, customers, one_in, histories FROM pg_temp.sample_of('shop.many', NULL)
	UNION ALL SELECT step + 1, s.* FROM half h, LATERAL pg_temp.sample_of('shop.many', h.customers - 1) s WHERE h.customers > 1 AND step < 30)
SELECT * FROM half;
SELECT is((SELECT (customers, one_in)::text FROM half WHERE step = 1), '(30011,1)', 'all are one in one');
SELECT is_empty('SELECT step, customers, one_in FROM half h WHERE (customers, one_in) IS DISTINCT FROM (SELECT (s.customers, s.one_in) FROM pg_temp.sample_of(''shop.many'', h.customers) s)', 'at most as many as there are in a sample are the same sample');
SELECT is_empty('SELECT a.step FROM half a JOIN half b ON b.step = a.step + 1 WHERE NOT a.histories @> b.histories OR b.one_in <= a.one_in', 'one fewer are some of them');
SELECT is_empty('SELECT step, customers, one_in FROM half WHERE abs(customers - 30011.0 / one_in) > 5 * sqrt(30011.0 / one_in)', 'each stands for about so many');
SELECT is_empty($$SELECT history::text FROM _histories_sample('shop.in_time_order', order_column => 'order_no', at_most => 100) WHERE history IS NOT NULL EXCEPT ALL SELECT history::text FROM histories('shop.in_time_order', order_column => 'order_no')$$, 'all their rows are there');
SELECT is((SELECT count(history) FROM _histories_sample('shop.each_of_another_customer', at_most => NULL)), (SELECT count(*) FROM histories('shop.each_of_another_customer')), 'NULL is all');
SELECT is((SELECT count(history) FROM _histories_sample('shop.keyed_alike', at_most => 10)), 50::bigint, 'customers whom their type hashes alike are there or not, together');
-- the last row speaks of all rows
SELECT results_eq($$SELECT one_in, last_day, as_of_day FROM _histories_sample('shop.in_time_order') WHERE history IS NULL$$, $$SELECT 1::bigint, max(sold_at)::date, max(sold_at)::date + 1 FROM shop.in_time_order$$, 'the last day of all rows, and the one after');
SELECT results_eq(format($$SELECT last_day, as_of_day FROM _histories_sample('shop.dated', time_column => 'day', as_of => %L, at_most => 3) WHERE history IS NULL$$, as_of),
				  format('SELECT max(day), date %L FROM shop.dated WHERE day < %1$L', as_of), 'before ' || as_of) FROM unnest('{2022-12-31,2050-01-01}'::date[]) as_of;
SELECT results_eq($$SELECT as_of_day FROM _histories_sample('shop.in_time_order', as_of => '2023-01-01 00:01+00') WHERE history IS NULL$$, $$VALUES (date '2023-01-02')$$, 'a day that has begun counts');
SELECT results_eq($$SELECT history::text, one_in, last_day, as_of_day FROM _histories_sample('shop.none')$$, $$VALUES (NULL, 1::bigint, NULL::date, NULL::date)$$, 'of no rows');
SELECT pg_temp.raises(format('SELECT * FROM _histories_sample(''shop.line'', at_most => %s)', n), '22023', '%from 1 to 1048576, or NULL for all%', 'at most ' || n) FROM unnest('{0,-1,1048577,9223372036854775807}'::bigint[]) n;

-- what the planner expects
CREATE FUNCTION pg_temp.expected_rows(query text) RETURNS float8 LANGUAGE plpgsql AS $$
DECLARE
	plan json;
BEGIN
	EXECUTE 'EXPLAIN (FORMAT json) ' || query INTO plan;
	RETURN plan -> 0 -> 'Plan' ->> 'Plan Rows';
END $$;
ANALYZE shop.many;
SELECT cmp_ok(abs(pg_temp.expected_rows(query) / 30011 - 1), '<', 0.2::float8, query || ': as many rows as there are customers')
FROM unnest(ARRAY['SELECT * FROM histories(''shop.many'')', 'SELECT * FROM histories_as(NULL::int, ''shop.many'')']) query;

-- mistakes are those of segment()
SELECT pg_temp.raises($$SELECT * FROM histories('shop.line', 'line_no')$$, '42703', '%customer_column%', 'no such column');
SELECT pg_temp.raises($$SELECT * FROM histories('shop.line', 'order_no')$$, '42804', '%histories_as(NULL::text, %', 'customers of another type');
SELECT pg_temp.raises($$SELECT * FROM histories('shop.line', since => '2024-01-01', as_of => '2024-01-01')$$, '22023', NULL, 'a period of nothing');
CREATE TABLE shop.huge AS SELECT 1 AS customer_id, now() AS sold_at, 900000000000000000.0 AS amount, 1 AS order_no FROM generate_series(1, 2);
SELECT lives_ok($$SELECT * FROM histories('shop.huge')$$, 'two amounts whose sum is beyond the range of one');
SELECT pg_temp.raises($$SELECT * FROM histories('shop.huge', order_column => 'order_no')$$, '22.*', NULL, 'and an order of them, as in segment()');
SELECT is((SELECT profit(activity(history)) FROM histories('shop.huge', amount_column => 'order_no', order_column => 'order_no', profit_column => 'amount')), 1800000000000000000.0, 'a profit may be as large as it comes');

SELECT * FROM finish();
ROLLBACK;
