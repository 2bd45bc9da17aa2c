-- audit: every count against plain SQL, and against what segment() reads; any order, any memory, any kind of column
BEGIN;
\ir ../helpers.psql
\ir ../shop.psql
SELECT plan(184);

SET LOCAL TimeZone = 'UTC';
-- the shop, with what segment() would stop at, duplicates, placeholders and a closed fortnight
CREATE TABLE shop.dirty AS
SELECT line, CASE WHEN pg_temp.draw(line, 20) < 0.04 THEN 'n/a' WHEN pg_temp.draw(line, 20) < 0.25 AND customer_id % 3 = 0 THEN ' Unknown' ELSE 'c' || customer_id END AS customer_id,
	   CASE WHEN pg_temp.draw(line, 21) < 0.002 THEN 'infinity' WHEN pg_temp.draw(line, 21) < 0.005 THEN '-infinity'
			WHEN sold_at >= '2023-02-10' AND sold_at < '2023-02-25' THEN NULL ELSE sold_at END AS sold_at,
	   CASE WHEN pg_temp.draw(line, 22) < 0.003 THEN 'NaN' WHEN pg_temp.draw(line, 22) < 0.005 THEN 'infinity' WHEN pg_temp.draw(line, 22) < 0.006 THEN '-infinity'
			WHEN pg_temp.draw(line, 22) < 0.008 THEN 1e18 WHEN pg_temp.draw(line, 22) < 0.009 THEN -1e40 WHEN pg_temp.draw(line, 22) < 0.011 THEN 1e-21
			WHEN pg_temp.draw(line, 22) < 0.012 THEN 0.000000000000000000010 ELSE amount END AS amount, order_no
FROM shop.sale;
INSERT INTO shop.dirty SELECT line, customer_id, sold_at, amount, order_no FROM shop.dirty, generate_series(1, 2) WHERE line % 40 = 7;
UPDATE shop.dirty SET customer_id = NULL WHERE line % 71 = 0;
CREATE FUNCTION pg_temp.refused(amount numeric) RETURNS text LANGUAGE sql IMMUTABLE AS $$
	SELECT CASE WHEN amount = 'NaN' THEN 'amounts NaN' WHEN amount IN ('infinity', '-infinity') THEN 'amounts infinite' WHEN abs(amount) >= 1e18 THEN 'amounts of 10^18 or more' END $$;

-- the same in plain SQL
CREATE FUNCTION pg_temp.by_hand(source regclass, since timestamptz DEFAULT NULL, as_of timestamptz DEFAULT NULL) RETURNS TABLE (finding text, count bigint) LANGUAGE plpgsql AS $$
BEGIN
	RETURN QUERY EXECUTE format($q$
		WITH r AS (SELECT customer_id::text AS c, sold_at::timestamptz AS at, amount::numeric AS exact, round(amount::numeric, 20) AS amount, isfinite(sold_at) AS fine FROM %s),
		p AS MATERIALIZED (SELECT * FROM r WHERE fine IS NOT false AND (at IS NULL OR (($1 IS NULL OR at >= $1) AND ($2 IS NULL OR at < $2)))),
		u AS MATERIALIZED (SELECT * FROM p WHERE c IS NOT NULL AND at IS NOT NULL AND pg_temp.refused(amount) IS NULL),
		b AS (SELECT c, count(*) AS n, count(*) FILTER (WHERE amount >= 0) AS orders, sum(amount) AS total, min(at) FILTER (WHERE amount >= 0) AS first_order,
					 min(at) FILTER (WHERE amount < 0) AS first_refund FROM u GROUP BY c),
		d AS (SELECT day, day - lag(day) OVER (ORDER BY day) AS step FROM (SELECT DISTINCT (at AT TIME ZONE 'UTC')::date AS day FROM p WHERE at IS NOT NULL) x)
		SELECT 'rows', count(*) FROM r
		UNION ALL SELECT 'rows without a customer', count(*) FROM p WHERE c IS NULL
		UNION ALL SELECT 'rows without a time', count(*) FROM p WHERE at IS NULL
		UNION ALL SELECT 'infinite times', count(*) FROM r WHERE NOT fine
		UNION ALL SELECT 'times out of range', 0
		UNION ALL SELECT 'rows before since', count(*) FROM r WHERE fine AND at < $1
		UNION ALL SELECT 'rows at or after as_of', CASE WHEN $2 IS NOT NULL THEN count(*) FILTER (WHERE fine AND at >= $2) END FROM r
		UNION ALL SELECT f, count(*) FILTER (WHERE pg_temp.refused(amount) = f AND c IS NOT NULL AND at IS NOT NULL) FROM p,
			unnest(ARRAY['amounts NaN', 'amounts infinite', 'amounts of 10^18 or more']) f GROUP BY f
		UNION ALL SELECT 'amounts of more than 20 decimals', count(*) FROM u WHERE min_scale(exact) > 20
		UNION ALL SELECT 'orders of 10^18 or more', NULL
		UNION ALL SELECT 'rows usable', count(*) FROM u
		UNION ALL SELECT 'duplicate rows', count(*) - (SELECT count(*) FROM (SELECT DISTINCT c, at, amount FROM u) x) FROM u
		UNION ALL SELECT 'purchases', count(*) FROM u WHERE amount > 0
		UNION ALL SELECT 'zero amounts', count(*) FROM u WHERE amount = 0
		UNION ALL SELECT 'refunds', count(*) FROM u WHERE amount < 0
		UNION ALL SELECT 'contacts', count(*) FROM u WHERE amount IS NULL
		UNION ALL SELECT 'rows that share customer and time', coalesce(sum(n) FILTER (WHERE n > 1), 0)::bigint FROM (SELECT count(*) AS n FROM u GROUP BY c, at) x
		UNION ALL SELECT 'purchases far beyond the rest', count(*) FROM (SELECT max(amount) AS most, sum(amount) AS s, count(*) AS n FROM u WHERE amount > 0) x WHERE n >= 3 AND greatest((n - 1) / 1000, 1) * most > s - most
		UNION ALL SELECT 'orders of more than a week', NULL
		UNION ALL SELECT 'customers', count(*) FROM b
		UNION ALL SELECT 'customers with a single order', count(*) FROM b WHERE orders = 1
		UNION ALL SELECT 'refunds without a purchase', count(*) FROM b WHERE first_refund < coalesce(first_order, 'infinity')
		UNION ALL SELECT 'customers with a negative total', count(*) FROM b WHERE total < 0
		UNION ALL SELECT 'customers whose profit is not known', NULL
		UNION ALL SELECT 'placeholder customers', count(*) FROM b WHERE lower(btrim(c)) IN ('', '0', '-1', '-', '?', 'unknown', 'n/a', 'none', 'null', 'nan', 'anonymous', 'guest', 'test')
		UNION ALL SELECT 'customers that look alike', coalesce(sum(n) FILTER (WHERE n > 1), 0)::bigint FROM (SELECT count(*) AS n FROM b GROUP BY regexp_replace(lower(btrim(c)), '^0+(?=[0-9])', '')) x
		UNION ALL SELECT 'customers with over a tenth of all money', count(*) FROM b, (SELECT sum(amount) FILTER (WHERE amount > 0) AS s, count(DISTINCT c) AS k FROM u) x WHERE 10 * total > s AND k * total > 10 * s
		UNION ALL SELECT 'customers with over a tenth of all rows', count(*) FROM (SELECT n, sum(n) OVER () AS s, count(*) OVER () AS k FROM b) x WHERE 10 * n > s AND n * k > 10 * s
		UNION ALL SELECT 'days with rows', count(*) FROM d
		UNION ALL SELECT 'gaps in the calendar', count(*) FROM d WHERE step > greatest(7, 10 * (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY step) FROM d))
		UNION ALL SELECT 'last rows far after the others', coalesce(max(n - i), 0) FROM (SELECT (at AT TIME ZONE 'UTC')::date - (lag(at) OVER w AT TIME ZONE 'UTC')::date AS step, count(*) OVER () AS n, row_number() OVER w - 1 AS i FROM u WINDOW w AS (ORDER BY at)) x
			WHERE 1000 * (n - i) < n AND step > greatest(30, 10 * (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY step) FROM d))$q$, source)
	USING since, as_of;
END $$;

SELECT bag_eq(format('SELECT finding, count FROM audit(%L, since => %L, as_of => %L)', source, since, as_of),
			  format('SELECT * FROM pg_temp.by_hand(%L, %L, %L)', source, since, as_of), format('%s from %s to %s', source, since, as_of))
FROM (VALUES ('shop.sale'), ('shop.dirty')) s(source), (VALUES (NULL, NULL), ('2023-01-15', NULL), (NULL, '2023-08-01 11:00+00'), ('2022-05-05', '2022-05-20')) p(since, as_of);
SELECT is(min(count), 1::bigint, 'in the dirty shop there is one at least of nearly everything') FROM audit('shop.dirty', as_of => '2024-06-01')
WHERE finding NOT IN ('times out of range', 'rows before since', 'purchases far beyond the rest', 'customers that look alike', 'customers with over a tenth of all money', 'customers with over a tenth of all rows', 'last rows far after the others');
SELECT is((SELECT count(*) FROM audit('shop.dirty')), 33::bigint, 'a row for each check');

-- what segment() reads
CREATE TABLE shop.clean AS SELECT * FROM shop.dirty WHERE isfinite(sold_at) IS NOT false AND pg_temp.refused(amount) IS NULL;
CREATE FUNCTION pg_temp.count_of(call text, VARIADIC findings text[]) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
	n bigint;
BEGIN
	EXECUTE format('SELECT sum(count)::bigint FROM audit(%s) WHERE finding = ANY ($1)', call) INTO n USING findings;
	RETURN n;
END $$;
CREATE FUNCTION pg_temp.read_by_segment(call text, type text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
	n bigint;
BEGIN
	EXECUTE format('SELECT sum(orders + refunds(activity) + contacts(activity))::bigint FROM segment_as(NULL::%s, %s)', type, call) INTO n;
	RETURN n;
END $$;
SELECT is(pg_temp.count_of(source || period, 'rows usable'), pg_temp.read_by_segment(clean || period, type), 'rows usable are those that segment reads: ' || source || period)
FROM (VALUES ('''shop.sale''', '''shop.sale''', 'int'), ('''shop.dirty''', '''shop.clean''', 'text')) s(source, clean, type),
	 (VALUES (''), (', since => ''2023-01-15'''), (', as_of => ''2023-08-01 11:00+00'''), (', since => ''2022-02-02'', as_of => ''2024-02-02''')) p(period);
SELECT is(pg_temp.count_of(source || period || lines, 'purchases', 'zero amounts', 'refunds', 'contacts'), pg_temp.read_by_segment(clean || period || lines, type), 'and orders too: ' || source || period)
FROM (VALUES ('''shop.sale''', '''shop.sale''', 'int'), ('''shop.dirty''', '''shop.clean''', 'text')) s(source, clean, type), (VALUES (''), (', since => ''2023-01-15''')) p(period),
	 (VALUES (', order_column => ''order_no''')) l(lines);
SELECT results_eq($$SELECT sum(count) FILTER (WHERE finding ~ 'purchases$|zero'), sum(count) FILTER (WHERE finding = 'refunds'), sum(count) FILTER (WHERE finding = 'contacts'), sum(count) FILTER (WHERE finding = 'customers'),
						  sum(count) FILTER (WHERE finding ~ 'single'), sum(count) FILTER (WHERE finding ~ 'negative') FROM audit('shop.sale', order_column => 'order_no')$$,
				  $$SELECT sum(orders), sum(refunds(activity)), sum(contacts(activity)), count(*)::numeric, count(*) FILTER (WHERE orders = 1)::numeric, count(*) FILTER (WHERE amount < 0)::numeric
					FROM segment('shop.sale', order_column => 'order_no')$$, 'of each kind');
SELECT is(pg_temp.count_of('''shop.sale''', 'rows without a customer') || ' ' || (SELECT count(*) FROM shop.sale WHERE sold_at IS NULL), (SELECT count(*) FROM shop.sale WHERE customer_id IS NULL) || ' ' || pg_temp.count_of('''shop.sale''', 'rows without a time'), 'what segment leaves out');

-- segment() stops exactly where the audit says error
CREATE TABLE shop.one (customer_id int, sold_at timestamptz, amount numeric, float8 double precision, float4 real, int8 bigint, order_no int);
CREATE FUNCTION pg_temp.agrees(about text, call text, at timestamptz, amount numeric, f8 float8 DEFAULT 1, f4 float4 DEFAULT 1, i8 bigint DEFAULT 1) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	stops boolean := false;
	said boolean;
BEGIN
	TRUNCATE shop.one;
	INSERT INTO shop.one VALUES (1, '2024-01-01', 1, 1, 1, 1, 1), (1, at, amount, f8, f4, i8, 2), (1, at, amount, f8, f4, i8, 2);
	BEGIN
		EXECUTE format('SELECT count(*) FROM segment(%s)', call);
	EXCEPTION WHEN OTHERS THEN
		stops := true;
	END;
	EXECUTE format('SELECT bool_or(severity = ''error'') FROM audit(%s)', call) INTO said;
	RETURN is(said, stops, about);
END $$;
SELECT pg_temp.agrees(format('numeric %s', x), '''shop.one''', '2024-01-02', x) FROM unnest(ARRAY['NaN', 'infinity', '-infinity', 1e18, -1e18, 1e18 - 1e-20, 1e-20, 1e-21, 1.10000000000000000000000, 1e1000, 0]) x;
SELECT pg_temp.agrees(format('double precision %s', x), '''shop.one'', amount_column => ''float8''', '2024-01-02', 1, x) FROM unnest(ARRAY['NaN', 'infinity', 1e18, -1e18, 999999999999999872, 1e300, 1e-300]::float8[]) x;
SELECT pg_temp.agrees(format('real %s', x), '''shop.one'', amount_column => ''float4''', '2024-01-02', 1, 1, x) FROM unnest(ARRAY['NaN', '-infinity', 1e18, 9.999999e17, -1e18, 1e38]::float4[]) x;
SELECT pg_temp.agrees(format('bigint %s', x), '''shop.one'', amount_column => ''int8''', '2024-01-02', 1, 1, 1, x) FROM unnest(ARRAY[1000000000000000000, 999999999999999999, -1000000000000000000, -9223372036854775808]) x;
SELECT pg_temp.agrees(format('time %s, %s', at, period), '''shop.one''' || period, at, 1) FROM unnest(ARRAY['infinity', '-infinity']::timestamptz[]) at, unnest(ARRAY['', ', as_of => ''2025-01-01''', ', since => ''2023-01-01''']) period;
-- dates that no timestamptz can hold; a timestamp it always can, whatever the zone
CREATE TABLE shop.far (customer_id int, day date, at timestamp, amount numeric);
CREATE FUNCTION pg_temp.far(zone text, column_name name, value text, period text, wanted text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	call text := format('''shop.far'', time_column => %L', column_name) || period;
	said text := 'works';
	found text;
BEGIN
	PERFORM set_config('TimeZone', zone, true);
	TRUNCATE shop.far;
	EXECUTE format('INSERT INTO shop.far (customer_id, %I, amount) VALUES (1, ''2024-01-01'', 1), (1, %2$L, 2), (NULL, %2$L, 2)', column_name, value);
	BEGIN
		EXECUTE format('SELECT count(*) FROM segment(%s)', call);
	EXCEPTION WHEN datetime_field_overflow THEN
		GET STACKED DIAGNOSTICS said = MESSAGE_TEXT;
	END;
	EXECUTE format('SELECT concat_ws('' '', count, severity, example) FROM audit(%s) WHERE finding = ''times out of range''', call) INTO found;
	SET LOCAL TimeZone = 'UTC';
	RETURN is(said || '; ' || found, wanted, format('%s %s in %s%s', column_name, value, zone, period));
END $$;
SELECT pg_temp.far(zone, column_name, value, period, wanted) FROM (VALUES
	('UTC', 'day', '5000000-01-01', '', 'time 5000000-01-01 is out of range; 2 error customer 1, 5000000-01-01, amount 2'),
	('UTC', 'day', '5000000-01-01', ', since => ''2023-01-01''', 'time 5000000-01-01 is out of range; 2 error customer 1, 5000000-01-01, amount 2'),
	('UTC', 'day', '5000000-01-01', ', as_of => ''2025-01-01''', 'works; 2 warning customer 1, 5000000-01-01, amount 2'),
	('UTC', 'day', '4714-11-24 BC', '', 'works; 0 ok'),
	('UTC', 'day', '294276-12-31', '', 'works; 0 ok'),
	('Asia/Tokyo', 'day', '4714-11-24 BC', '', 'works; 0 ok'),
	('Asia/Tokyo', 'day', '294277-01-01', ', since => ''2023-01-01''', 'time 294277-01-01 is out of range; 2 error customer 1, 294277-01-01, amount 2'),
	('Asia/Tokyo', 'at', '4714-11-24 01:00 BC', '', 'works; 0 ok'),
	('America/New_York', 'at', '294276-12-31 23:59:59', '', 'works; 0 ok'),
	('America/New_York', 'at', '294276-12-31 12:00', '', 'works; 0 ok')) v (zone, column_name, value, period, wanted);
INSERT INTO shop.far VALUES (7, '5000000-01-01', NULL, 1), (3, '4000000-01-01', NULL, NULL), (3, '294277-01-01', NULL, 'NaN');
SELECT results_eq($$SELECT count, example FROM audit('shop.far', time_column => 'day') WHERE finding = 'times out of range'$$, $$VALUES (3::bigint, 'customer 3, 294277-01-01, amount NaN')$$, 'the first by time');
SELECT pg_temp.raises('SELECT * FROM report(''shop.far'', time_column => ''day'')', '22008', '%audit()%', 'the report says what segment says');
SELECT pg_temp.agrees('an order of 10^18', '''shop.one'', order_column => ''order_no''', '2024-01-02', 6e17);
SELECT pg_temp.agrees('one below it', '''shop.one'', order_column => ''order_no''', '2024-01-02', 4e17);

-- any order of the rows, little memory, a forced worker: the same rows, examples too
CREATE TEMP TABLE want AS SELECT * FROM audit('shop.dirty', order_column => 'order_no', as_of => '2024-06-01');
CREATE TABLE shop.shuffled AS SELECT * FROM shop.dirty ORDER BY pg_temp.draw(line, 30);
SELECT bag_eq('SELECT * FROM audit(''shop.shuffled'', order_column => ''order_no'', as_of => ''2024-06-01'')', 'SELECT * FROM want', 'in any order');
SET LOCAL work_mem = '64kB';
SELECT bag_eq('SELECT * FROM audit(''shop.shuffled'', order_column => ''order_no'', as_of => ''2024-06-01'')', 'SELECT * FROM want', 'in little memory');
RESET work_mem;
SET LOCAL min_parallel_table_scan_size = 0;
SET LOCAL parallel_setup_cost = 0;
SET LOCAL parallel_tuple_cost = 0;
ALTER TABLE shop.shuffled SET (parallel_workers = 2);
SELECT bag_eq('SELECT * FROM audit(''shop.shuffled'', order_column => ''order_no'', as_of => ''2024-06-01'')', 'SELECT * FROM want', 'read by workers');

-- examples: by time, then customer
SELECT is((SELECT example FROM audit('shop.dirty') WHERE finding = 'amounts NaN'),
		  (SELECT format('customer %s, %s, amount NaN', CASE WHEN customer_id ~ '^ ' THEN quote_literal(customer_id) ELSE customer_id END, sold_at) FROM shop.dirty
		   WHERE amount = 'NaN' AND isfinite(sold_at) AND customer_id IS NOT NULL ORDER BY sold_at, customer_id COLLATE "C" LIMIT 1), 'the first NaN');
SELECT is((SELECT example FROM audit('shop.dirty') WHERE finding = 'customers with a negative total'),
		  (SELECT format('customer %s, total %s', customer_id, sum(amount)) FROM shop.clean WHERE sold_at IS NOT NULL GROUP BY customer_id ORDER BY sum(amount), customer_id COLLATE "C" LIMIT 1), 'the lowest total');
SELECT is((SELECT example FROM audit('shop.dirty') WHERE finding = 'gaps in the calendar'), '2023-02-10 to 2023-02-24: 15 days', 'the longest gap');
SELECT is((SELECT array_agg(DISTINCT share IS NULL) FROM audit('shop.dirty') WHERE severity <> 'not checked'), ARRAY[false], 'shares');

-- duplicates: rows that differ in one value only, by the last digit or by NULL, are none
CREATE TABLE shop.twice AS SELECT customer_id, timestamptz '2024-01-01 00:00+00' + n * interval '1 microsecond' AS sold_at, amount, order_no, md5(customer_id::text) AS t
FROM unnest(ARRAY[0, 1, -1, 4294967296, 4294967297, 9223372036854775807]) customer_id, unnest(ARRAY[0, 1, 1000000]) n, unnest(ARRAY[NULL, 0, 1e-20, 2e-20, -1e-20, 1, 1e17, 1e17 + 1e-20, 0.18446744073709551616]) amount, unnest(ARRAY[NULL, '', 'a', 'b']) order_no;
SELECT is(pg_temp.count_of(format('''shop.twice'', %L, order_column => ''order_no''', customer), 'duplicate rows'), 0::bigint, 'no duplicates by ' || customer) FROM unnest(ARRAY['customer_id', 't']) customer;
SELECT is(pg_temp.count_of('''shop.twice''', 'duplicate rows'), 6 * 3 * 9 * 3::bigint, 'without the order there are');
INSERT INTO shop.twice TABLE shop.twice;
SELECT is(pg_temp.count_of('''shop.twice'', order_column => ''order_no''', 'duplicate rows'), 6 * 3 * 9 * 4::bigint, 'every row twice');
CREATE TABLE shop.near AS SELECT 1 AS customer_id, date '2024-01-01' AS sold_at, x::float8 AS f, n FROM (VALUES (0.1, 7::numeric), (0.10000000001, 7.0), (3, '-infinity'), (4, '-infinity'), (5, -1e18), (6, -1e18), (7, 'NaN'), (8, 'NaN')) v (x, n);
SELECT is((SELECT example FROM audit('shop.near', amount_column => amount) WHERE finding = 'duplicate rows'), 'customer 1, 2024-01-01, amount ' || shown || ', 2 times', 'the example: ' || about)
FROM (VALUES ('f', '0.1', 'what is rounded to the same amount'), ('n', '7', 'none of what is refused')) v (amount, shown, about);
-- lines of an order: equal when all columns are, but for those that the server fills in and those that one may not read
CREATE TABLE shop.basket (id int GENERATED ALWAYS AS IDENTITY, loaded_at timestamptz DEFAULT clock_timestamp(), gone int, customer_id int, sold_at date, amount numeric, order_no int, product text, size money, note json);
ALTER TABLE shop.basket DROP gone;
INSERT INTO shop.basket (customer_id, sold_at, amount, order_no, product, size, note) SELECT 1, '2024-01-01', 2 + n, 1, p, s, j FROM unnest(ARRAY['tea', 'coffee', NULL]) p, unnest(ARRAY[1, NULL]::money[]) s, unnest(ARRAY['{}', NULL]::json[]) j, generate_series(0, 1) n;
SELECT is(pg_temp.count_of('''shop.basket'', order_column => ''order_no''', 'duplicate rows'), 0::bigint, 'lines that differ in what was bought are none');
SELECT is(pg_temp.count_of('''shop.basket''', 'duplicate rows'), 22::bigint, 'without the order they are');
INSERT INTO shop.basket (customer_id, sold_at, amount, order_no, product, size, note) SELECT customer_id, sold_at, amount, order_no, product, size, note FROM shop.basket WHERE product IS NULL;
SELECT results_eq($$SELECT count, example FROM audit('shop.basket', order_column => 'order_no') WHERE finding = 'duplicate rows'$$, $$VALUES (8::bigint, 'customer 1, 2024-01-01, amount 2, 2 times')$$, 'whole rows twice');
SELECT is((SELECT sum(count - 1) FROM (SELECT count(*) FROM shop.basket GROUP BY customer_id, sold_at, amount, order_no, product, size, note::text) x), 8::numeric, 'as plain SQL says');
CREATE VIEW shop.priced AS SELECT customer_id, sold_at, amount, order_no, id AS profit FROM shop.basket;
SELECT is(pg_temp.count_of('''shop.priced'', order_column => ''order_no'', profit_column => ''profit''', 'duplicate rows'), 0::bigint, 'lines that differ in profit');
CREATE VIEW shop.baskets AS SELECT * FROM shop.basket;
SELECT is(pg_temp.count_of('''shop.baskets'', order_column => ''order_no''', 'duplicate rows'), 0::bigint, 'a view does not say what the server fills in');
-- a default that is the same for all is no reason to look away
CREATE TABLE shop.till (id serial, key uuid DEFAULT gen_random_uuid(), loaded_at timestamptz DEFAULT clock_timestamp(), number text DEFAULT 'L' || nextval('shop.till_id_seq'), quantity int DEFAULT 1, half numeric GENERATED ALWAYS AS (quantity / 2.0) STORED,
	currency text DEFAULT 'EUR', customer_id int DEFAULT 1, sold_at date DEFAULT '2024-01-01', amount numeric DEFAULT 5, order_no int DEFAULT 7);
INSERT INTO shop.till (quantity, currency) SELECT quantity, currency FROM generate_series(1, 3) quantity, unnest(ARRAY['EUR', 'CHF', NULL]) currency;
SELECT is(pg_temp.count_of('''shop.till'', order_column => ''order_no''', 'duplicate rows'), 0::bigint, 'a column with a constant default tells lines apart');
INSERT INTO shop.till (quantity, currency) SELECT quantity, currency FROM shop.till WHERE quantity > 1;
SELECT is(pg_temp.count_of('''shop.till'', order_column => ''order_no''', 'duplicate rows'), 6::bigint, 'one with a number, a time or a random key does not, nor what is made of others');
-- rows without a customer, in plans of every kind
INSERT INTO shop.till (customer_id, quantity) SELECT nullif(n % 2, 0), 9 FROM generate_series(1, 8) n;
SELECT is(pg_temp.count_of('''shop.till'', order_column => ''order_no''', 'duplicate rows'), 9::bigint, 'rows without a customer are no duplicates');
CREATE VIEW shop.tills AS SELECT customer_id, sold_at, amount, order_no, quantity, currency FROM shop.till OFFSET 0;
SELECT is(pg_temp.count_of('''shop.tills'', order_column => ''order_no''', 'duplicate rows'), 9::bigint, 'nor by the query');
-- money beside the order that cannot be taken is what the example shows
CREATE TABLE shop.known AS SELECT n AS customer_id, date '2024-01-01' + n AS sold_at, amount, potential, profit
FROM (VALUES (1, 20::numeric, 'NaN'::float8, 1::numeric), (2, 30, 2, '-infinity'), (3, 40, 1e18, 3), (4, NULL, 3, 'NaN'), (5, 'NaN', 'infinity', 'infinity'), (6, 50, 5, 5)) v (n, amount, potential, profit);
SELECT results_eq($$SELECT finding, count, example FROM audit('shop.known', potential_column => 'potential', profit_column => 'profit') WHERE finding ~ '^amounts (N|i|of 10)'$$,
				  $$VALUES ('amounts NaN', 3::bigint, 'customer 1, 2024-01-02, potential NaN'), ('amounts infinite', 1, 'customer 2, 2024-01-03, profit -Infinity'), ('amounts of 10^18 or more', 1, 'customer 3, 2024-01-04, potential 1e+18')$$,
				  'of a potential or a profit');
SELECT results_eq($$SELECT finding, count, example FROM audit('shop.known', profit_column => 'profit', since => '2024-01-05') WHERE finding ~ '^amounts (N|i)'$$,
				  $$VALUES ('amounts NaN', 2::bigint, 'customer 4, 2024-01-05, profit NaN'), ('amounts infinite', 0, NULL)$$, 'of the first column that cannot be taken');

-- every type of column; a day is as written, or in UTC
CREATE TABLE shop.typed AS SELECT customer_id::bigint AS customer_id, md5(customer_id::text)::uuid AS u, CASE WHEN customer_id IS NOT NULL THEN ARRAY[customer_id] END AS a, sold_at, sold_at::timestamp AS ts, sold_at::date AS d, round(amount, 2) AS amount, round(amount, 2)::money AS m,
	round(amount, 2)::float8 AS f8, round(amount, 2)::float4 AS f4, round(amount)::int2 AS i2, round(amount)::int4 AS i4, round(amount)::int8 AS i8 FROM shop.sale;
SELECT bag_eq(format('SELECT finding, count FROM audit(''shop.typed'', %s) WHERE finding !~ ''placeholder''', columns), format('SELECT finding, count FROM audit(''shop.typed'', amount_column => %L) WHERE finding !~ ''placeholder''', likeness), columns)
FROM (VALUES ('''u''', 'amount'), ('''a''', 'amount'), ('time_column => ''ts''', 'amount'), ('amount_column => ''m''', 'amount'), ('amount_column => ''f8''', 'amount'), ('amount_column => ''f4''', 'amount'),
			 ('amount_column => ''i2''', 'i8'), ('amount_column => ''i4''', 'i8')) v(columns, likeness);
SET LOCAL TimeZone = 'Europe/London';
SELECT is(pg_temp.count_of('''shop.typed'', time_column => ''d''', 'days with rows'), (SELECT count(DISTINCT d) FROM shop.typed), 'days of dates, with summer time');
SELECT is(pg_temp.count_of('''shop.typed''', 'days with rows'), (SELECT count(DISTINCT (sold_at AT TIME ZONE 'UTC')::date) FROM shop.typed), 'days of points in time, in UTC');
SET LOCAL TimeZone = 'UTC';

-- any relation, any name
CREATE SCHEMA "Ein Laden";
CREATE TABLE "Ein Laden"."Verkäufe; DROP" ("Kunde Nr" int, "wann?" timestamptz, "select" numeric, "a""b'c\d%s" text) PARTITION BY RANGE ("wann?");
CREATE TABLE "Ein Laden".früher PARTITION OF "Ein Laden"."Verkäufe; DROP" FOR VALUES FROM (MINVALUE) TO ('2023-01-01');
CREATE TABLE "Ein Laden".später PARTITION OF "Ein Laden"."Verkäufe; DROP" DEFAULT;
INSERT INTO "Ein Laden"."Verkäufe; DROP" SELECT customer_id, sold_at, amount, order_no FROM shop.sale;
CREATE VIEW shop.joined AS SELECT a.customer_id, b.sold_at, b.amount, b.order_no FROM shop.sale a JOIN shop.sale b USING (line);
SELECT bag_eq(format('SELECT * FROM audit(%s)', call), 'SELECT * FROM audit(''shop.sale'', order_column => ''order_no'')', about) FROM (VALUES
	($$'"Ein Laden"."Verkäufe; DROP"', 'Kunde Nr', 'wann?', 'select', 'a"b''c\d%s'$$, 'a partitioned table with names that must be quoted'),
	($$'shop.joined', order_column => 'order_no'$$, 'a view')) v(call, about);
SELECT pg_temp.raises(format('SELECT * FROM audit(%s)', call), state, hint) FROM (VALUES
	('''shop.sale'', ''customer_id FROM shop.sale; DROP TABLE shop.sale; --''', '42703', '%customer_id%'),
	('''shop.sale'', order_column => ''order_id''', '42703', '%customer_id%'),
	('''shop.sale'', amount_column => ''region''', '42804', '%numeric%'),
	('''shop.sale_no''', '42P01', NULL),
	('999999999', '42P01|42704', NULL)) v(call, state, hint);
-- a search_path with functions and operators of somebody else
CREATE SCHEMA evil;
CREATE FUNCTION evil.format(text, text, timestamptz, text, bigint) RETURNS text LANGUAGE plpgsql AS $$ BEGIN RAISE 'evil'; END $$;
CREATE FUNCTION evil.left(text, integer) RETURNS text LANGUAGE plpgsql AS $$ BEGIN RAISE 'evil'; END $$;
CREATE FUNCTION evil.same(timestamptz, timestamptz) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN RAISE 'evil'; END $$;
CREATE OPERATOR evil.= (LEFTARG = timestamptz, RIGHTARG = timestamptz, FUNCTION = evil.same);
CREATE TEMP TABLE before AS SELECT * FROM audit('shop.dirty');
SET LOCAL search_path = evil, pg_catalog;
CREATE TEMP TABLE after AS SELECT * FROM customer_seg.audit('shop.dirty');
SET LOCAL search_path = customer_seg, public;
SELECT bag_eq('SELECT * FROM after', 'SELECT * FROM before', 'a hostile search_path');

-- rules with a threshold
CREATE TABLE shop.few (customer_id text, sold_at date, amount int);
CREATE FUNCTION pg_temp.finds(finding text, rows text, about text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	n bigint;
BEGIN
	TRUNCATE shop.few;
	EXECUTE 'INSERT INTO shop.few ' || rows;
	SELECT f.count INTO n FROM audit('shop.few') f WHERE f.finding = finds.finding;
	RETURN is(n, split_part(about, ':', 1)::bigint, about);
END $$;
SELECT pg_temp.finds('gaps in the calendar', format('SELECT ''a'', date ''2024-01-01'' + d, 1 FROM unnest(ARRAY[%s]) d', days), about) FROM (VALUES
	('0', '0: one day'), ('0, 7', '0: a week from one to the next is none'), ('0, 1, 2, 3, 4, 12', '0: below ten times the median of 1'), ('0, 1, 2, 3, 13', '0: ten times the median is none'),
	('0, 1, 2, 3, 14', '1: eleven days are'), ('0, 1, 3, 18', '0: the median of 1, 2, 15 is 2'), ('0, 1, 3, 4, 20', '1: the median of 1, 1, 2, 16 is 1.5, and 16 is more than 15'), ('0, 1, 3, 4, 19', '0: 15 is not'),
	('0, 1, 2, 3, 20, 21, 50', '2: two gaps')) v(days, about);
SELECT pg_temp.finds('placeholder customers', format('SELECT k, date ''2024-01-01'', 1 FROM unnest(ARRAY[%s]) k', keys), about) FROM (VALUES
	('''x'', ''00'', ''ann'', ''unknownx''', '0: ordinary keys'), (''''', '' '', E''\t0\n'', ''N/A'', ''Anonymous''', '5: with blanks, in capitals')) v(keys, about);
SELECT pg_temp.finds('customers with over a tenth of all rows', format('SELECT k, date ''2024-01-01'', 1 FROM (SELECT ''c'' || i FROM generate_series(1, %s) i UNION ALL SELECT ''desk'' FROM generate_series(1, %s)) x(k)', others, desk), about) FROM (VALUES
	(5, 100, '0: among six customers a large share is no wonder'), (199, 22, '0: 22 of 221 rows are less than a tenth'), (199, 23, '1: 23 of 222 are more')) v(others, desk, about);
SELECT pg_temp.finds('purchases far beyond the rest', format('SELECT ''a'', date ''2024-01-01'', m FROM unnest(ARRAY[%s]) m', money), about) FROM (VALUES
	('100, 1', '0: of two purchases one is the larger'), ('100, 50, 50', '0: half is not above half'), ('101, 50, 50', '1: now it is'), ('101, 50, 50, -90, NULL', '1: refunds and contacts are no purchases')) v(money, about);
SELECT pg_temp.finds('purchases far beyond the rest', format('SELECT ''a'', date ''2024-01-01'', m FROM (SELECT 1 FROM generate_series(1, %s) UNION ALL SELECT %s) x (m)', others, largest), about) FROM (VALUES
	(2000, 1000, '0: a thousand times the others is none'), (2000, 1001, '1: more than that'), (1999, 1999, '0: as much as all others'), (1999, 2000, '1: more than all others')) v(others, largest, about);
SELECT pg_temp.finds('customers with over a tenth of all money', format('SELECT ''c'' || i, date ''2024-01-01'', 10 FROM generate_series(1, 199) i UNION ALL SELECT ''big'', ''2024-01-01'', m FROM unnest(ARRAY[%s]) m', money), about) FROM (VALUES
	('221', '0: 221 of 2211'), ('222', '1: 222 of 2212'), ('200, 22', '1: in two purchases'), ('400, -180', '0: less what came back')) v(money, about);
SELECT pg_temp.finds('customers that look alike', format('SELECT k, date ''2024-01-01'', 1 FROM unnest(ARRAY[%s]) k', keys), about) FROM (VALUES
	('''Ann@x.com'', ''ann@x.com '', ''007'', ''7''', '4: by case, blanks and zeros'), ('''a'', ''A'', '' a'', ''b''', '3: three of one'), ('''0'', ''00'', ''x''', '2: zeros alone'),
	('''0a'', ''a'', ''70'', ''7'', ''a b'', ''ab'', '''', ''-''', '0: none of these'), ('''a'', ''a'', ''a''', '0: one customer')) v(keys, about);
SELECT pg_temp.finds('customers that look alike', 'SELECT repeat(''0'', i % 3) || (i / 2) || repeat('' '', i % 2), date ''2024-01-01'', 1 FROM generate_series(2, 20001) i', '20000: of many');
SELECT is((SELECT example FROM audit('shop.few') WHERE finding = 'customers that look alike'), 'customer 001, customer ''1 ''', 'the first of them in byte order');
SELECT pg_temp.finds('last rows far after the others', format('SELECT ''a'', date ''2023-01-01'' + i / 20, 1 FROM generate_series(0, 3999) i UNION ALL SELECT ''a'', date ''2023-07-19'' + d, 1 FROM unnest(ARRAY[%s]) d', days), about) FROM (VALUES
	('30', '0: 30 days after the last of the others'), ('31', '1: more than that'), ('100, 100, 200', '3: all after the first long gap'), ('100, 101, 102, 103, 104', '0: more than a thousandth of the rows')) v(days, about);
SELECT is((SELECT example FROM audit('shop.few') WHERE finding = 'gaps in the calendar'), '2023-07-20 to 2023-10-26: 99 days', 'so that is a gap only');

-- orders: numbers that begin again
CREATE TABLE shop.inv (customer_id int, invoice int, sold_at timestamptz, amount numeric);
INSERT INTO shop.inv SELECT c, i, timestamptz '2022-01-01 23:00+00' + d * interval '1 day', 10 FROM (VALUES (1, 1, 0), (1, 1, 371), (1, 1, 739), (2, 1, 7), (2, 1, 0), (3, 1, 8), (3, 1, 0), (3, 2, -9), (3, 2, 30000), (4, 1, 0)) v (c, i, d);
SELECT results_eq($$SELECT count, share, severity, example FROM audit('shop.inv', order_column => 'invoice') WHERE finding = 'orders of more than a week'$$,
				  $$VALUES (3::bigint, 0.6::float8, 'warning', 'customer 3, order 2, 30009 days')$$, 'order numbers that begin again');
CREATE TABLE shop.long (customer_id int, invoice int, sold_at date, amount numeric);
CREATE FUNCTION pg_temp.longest(days int[]) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	TRUNCATE shop.long;
	INSERT INTO shop.long SELECT 1, 1, date '2022-01-01' + d, 1 FROM unnest(days) d;
	RETURN (SELECT example FROM audit('shop.long', order_column => 'invoice') WHERE finding = 'orders of more than a week');
END $$;
SELECT is(pg_temp.longest(days), 'customer 1, order 1, 739 days', 'whatever the order of the lines: ' || days::text)
FROM (VALUES ('{0, 371, 739}'::int[]), ('{0, 739, 371}'), ('{371, 0, 739}'), ('{371, 739, 0}'), ('{739, 0, 371}'), ('{739, 371, 0}')) v (days);
SELECT is(pg_temp.longest('{0, 100000}'), 'customer 1, order 1, 65535 days', 'the longest that is told apart');
SELECT is((SELECT count FROM audit('shop.sale', order_column => 'order_no') WHERE finding = 'orders of more than a week'),
		  (SELECT count(*) FROM (SELECT FROM shop.sale WHERE customer_id IS NOT NULL AND sold_at IS NOT NULL AND order_no IS NOT NULL GROUP BY customer_id, order_no
			HAVING max((sold_at AT TIME ZONE 'UTC')::date) - min((sold_at AT TIME ZONE 'UTC')::date) > 7) x), 'in the shop');

-- lines of orders
CREATE TABLE shop.line AS SELECT o % 50 AS customer_id, 'x' AS order_note, 'c' || o % 50 AS email, 3 * o + l AS line_id, date '2024-01-01' + o AS sold_at, to_char(date '2024-01-01' + o, 'YYYY-MM') AS invoice_month,
	1.5 * (o + l) AS amount, l AS place, (o * 7919 % 1000)::text AS "Invoice No", 2.5 * o AS order_sum FROM generate_series(1, 200) o, generate_series(1, 3) l;
SELECT results_eq($$SELECT count, severity, example, advice FROM audit('shop.line') WHERE finding ~ 'share'$$,
				  $$VALUES (600::bigint, 'warning', '2024-01-02', 'Rows of the same time have the same "Invoice No": lines of an order? Each counts as an order: give order_column => ''Invoice No''.')$$,
				  'the column that is the same within an order and another in the next, whatever it is called');
CREATE FUNCTION pg_temp.advised(source regclass, customer_column name DEFAULT 'customer_id', as_of timestamptz DEFAULT NULL) RETURNS text LANGUAGE sql AS $$
	SELECT coalesce(substring(advice FROM 'order_column => (.*)\.$'), CASE WHEN advice LIKE 'If the rows are lines%' THEN 'none' ELSE advice END) FROM audit(source, customer_column => customer_column, as_of => as_of) WHERE finding ~ 'share' $$;
CREATE VIEW shop.lines AS SELECT customer_id, sold_at, amount, email, line_id, invoice_month, place, order_note FROM shop.line;
SELECT is(pg_temp.advised('shop.lines'), 'none', 'no attribute of the customer, no number of a line, no month, no constant');
SELECT is(pg_temp.advised('shop.line', 'Invoice No'), 'none', 'nor a column that is read already');
SELECT is(pg_temp.advised('shop.line', as_of => '2024-01-20'), 'none', 'where nobody comes back, a customer cannot be told from an order');
SELECT is(pg_temp.advised('shop.line', as_of => '2024-04-01'), '''Invoice No''', 'in a period');
SELECT is((SELECT severity FROM audit('shop.line', order_column => 'Invoice No') WHERE finding ~ 'share'), 'not checked', 'it is given');
CREATE VIEW shop.failing AS SELECT *, 1 / (line_id - line_id) AS no_number FROM shop.line;
SELECT is(pg_temp.advised('shop.failing'), 'none', 'a column that raises an error is none, and stops nothing');
SELECT is((SELECT count(*) FROM report('shop.failing')) > 0, true, 'nor does it stop a report');
SELECT results_eq($$SELECT count FROM audit('shop.failing') WHERE finding = 'rows'$$, ARRAY[600::bigint], 'and what comes after in the transaction');
UPDATE shop.line SET "Invoice No" = CASE WHEN place = 3 AND line_id % 100 < 9 THEN NULL WHEN place = 1 AND line_id % 100 < 15 THEN '-' || "Invoice No" ELSE "Invoice No" END;
SELECT is(pg_temp.advised('shop.line'), '''Invoice No''', 'a few numbers may be missing, or two orders come at the same time');
UPDATE shop.line SET "Invoice No" = NULL WHERE place = 3;
SELECT is(pg_temp.advised('shop.line'), 'none', 'not many');
UPDATE shop.line SET sold_at = sold_at + 1000 * place;
SELECT is((SELECT severity || count FROM audit('shop.line') WHERE finding ~ 'share'), 'info0', 'no longer');

-- profit that is not known, of those who have ordered
CREATE TABLE shop.earning AS SELECT n AS customer_id, date '2024-01-01' + n AS sold_at, 10 AS amount, CASE WHEN n % 3 > 0 THEN n END AS profit FROM generate_series(1, 12) n
UNION ALL VALUES (3, date '2024-01-01', 5, 1), (20, '2024-01-01', NULL, NULL), (21, '2024-01-01', -5, NULL), (9, '2024-01-03', NULL, NULL);
SELECT results_eq($$SELECT count, round(share::numeric, 6), severity, example FROM audit('shop.earning', profit_column => 'profit') WHERE finding ~ 'profit'$$,
				  $$VALUES (3::bigint, round(3 / 14.0, 6), 'warning', 'customer 6, 2024-01-07')$$, 'customers whose profit is not known');
SELECT results_eq($$SELECT count, severity, advice FROM audit('shop.earning') WHERE finding ~ 'profit'$$,
				  $$VALUES (NULL::bigint, 'not checked', 'Give profit_column where rows say what they earn.')$$, 'a profit that is not asked for');

-- rights
CREATE ROLE customer_seg_test_reader;
CREATE ROLE customer_seg_test_nobody;
GRANT USAGE ON SCHEMA shop, customer_seg TO customer_seg_test_reader, customer_seg_test_nobody;
GRANT SELECT (customer_id, sold_at, amount) ON shop.sale TO customer_seg_test_reader;
\ir ../roles.psql
SELECT is(seen_by('reader', 'SELECT count FROM audit(''shop.sale'')'), '12000', 'the columns that are read suffice');
SELECT is(seen_by('reader', 'SELECT count FROM audit(''shop.sale'', order_column => ''order_no'')'), 'not allowed', 'no more than these');
GRANT SELECT (customer_id, sold_at, amount, order_no, product) ON shop.basket TO customer_seg_test_reader;
SELECT is(seen_by('reader', 'SELECT count FROM audit(''shop.basket'', order_column => ''order_no'') WHERE finding = ''duplicate rows'''), '26', 'rows are compared by what one may read');
SELECT is(seen_by('nobody', 'SELECT count FROM audit(''shop.sale'')'), 'not allowed', 'who may not, may not');
ALTER TABLE shop.sale ENABLE ROW LEVEL SECURITY;
CREATE POLICY few ON shop.sale TO customer_seg_test_reader USING (customer_id < 50);
SELECT is(seen_by('reader', 'SELECT count FROM audit(''shop.sale'')'), (SELECT count(*) FROM shop.sale WHERE customer_id < 50)::text, 'a policy hides rows from the audit too');
-- of ten rows two share customer and time; of nine, more than a fifth
CREATE TEMP TABLE ten AS SELECT greatest(n, 2) AS customer_id, date '2024-01-01' AS sold_at, n AS amount FROM generate_series(1, 10) n;
CREATE TEMP VIEW nine AS SELECT * FROM ten WHERE amount < 10;
SELECT results_eq(format('SELECT count, severity FROM audit(%L) WHERE finding = ''rows that share customer and time''', source),
				  format('VALUES (2::bigint, %L)', severity), 'lines of orders are warned of above a fifth of the rows: ' || source)
FROM (VALUES ('ten', 'info'), ('nine', 'warning')) v(source, severity);

SET LOCAL transaction_read_only = on;
SELECT lives_ok('SELECT * FROM audit(''shop.sale'')', 'in a read-only transaction');

SELECT * FROM finish();
ROLLBACK;
