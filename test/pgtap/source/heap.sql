-- heap: rows taken straight from the pages of tables are those that a query would bring
BEGIN;
\ir ../helpers.psql
\ir ../engine.psql
SELECT plan(75);
CREATE SCHEMA shop;

-- '', or how segment() of a relation differs from that of a view of it, whose rows come by a query: it has a condition
CREATE FUNCTION pg_temp.difference(source text, arguments text, type text, ways text[]) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	wanted text;
	said text;
	way text;
	wrong text := '';
BEGIN
	EXECUTE format('CREATE TEMP VIEW asked AS SELECT * FROM %s WHERE sold_at IS NOT DISTINCT FROM sold_at', source);
	wanted := pg_temp.digest(pg_temp.call('''asked''' || arguments, type));
	DROP VIEW asked;
	FOREACH way IN ARRAY ways LOOP
		PERFORM pg_temp.way(split_part(way, '/', 1), split_part(way, '/', 2)::integer);
		said := pg_temp.digest(pg_temp.call(format('%L', source) || arguments, type));
		wrong := wrong || CASE WHEN said <> wanted THEN format(E'%s %s: %s, not %s\n', way, arguments, said, wanted) ELSE '' END;
	END LOOP;
	PERFORM pg_temp.way('default', 0);
	RETURN wrong;
END $$;

-- passes when it does not, and its pages are read, by workers, where they can be, and only there
CREATE FUNCTION pg_temp.reads(source text, pages boolean, about text, arguments text DEFAULT '', type text DEFAULT 'bigint') RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	wrong text := pg_temp.difference(source, arguments, type, '{default/0,default/2}');
	run jsonb;
BEGIN
	PERFORM pg_temp.way('default', 2);
	run := pg_temp.explained('SELECT * FROM ' || pg_temp.call(format('%L', source) || arguments, type));
	PERFORM pg_temp.way('default', 0);
	RETURN is(concat(wrong, run ->> 'Read Method', ' ', run ->> 'Workers Launched'), CASE WHEN pages THEN 'pages 2' ELSE 'query ' END, about);
END $$;

-- a table whose columns, of whatever type, stand in any order, where some are NULL, dropped, or added when half of the rows are there
CREATE TABLE shop.kind (number serial, type text, value text);
INSERT INTO shop.kind (type, value) VALUES ('boolean', 'n % 2 = 0'), ('"char"', '''x'''), ('smallint', 'n'), ('integer', '-n'), ('bigint', 'n * 5000000000'), ('real', 'n / 7'), ('double precision', 'n / 7.0'),
	('text', ''''''), ('text', '''text '' || n'), ('text', 'repeat(''long '', n % 70)'), ('text', 'repeat(md5(n::text), 100)'), ('text', 'repeat(''x'', 5000)'), ('numeric', 'n * 1.1'), ('numeric', '10 ^ (n % 200)'),
	('uuid', 'md5(n::text)::uuid'), ('name', '''name '' || n'), ('interval', 'n * interval ''1 hour'''), ('character(3)', '''c'''), ('integer[]', 'ARRAY[n, NULL, n]'), ('jsonb', 'to_jsonb(n)'), ('point', 'point(n, n)'),
	('time with time zone', 'make_time(n % 24, 0, 0)::timetz'), ('macaddr', '''08:00:2b:01:02:03''::macaddr'), ('inet', '''10.0.0.1''::inet'), ('bit varying', 'B''101''');
CREATE DOMAIN shop.number AS bigint;
CREATE DOMAIN shop.price AS numeric CHECK (VALUE < 1e9);
CREATE DOMAIN shop.moment AS timestamptz;
CREATE FUNCTION pg_temp.lay_out(seed integer, OUT customer_type text, OUT definition text) LANGUAGE plpgsql AS $$
DECLARE
	c record;
	later boolean;
BEGIN
	customer_type := (ARRAY['bigint', 'integer', 'smallint', 'shop.number', 'text', 'uuid'])[1 + seed % 6];
	CREATE TEMP TABLE laid ON COMMIT DROP AS
	SELECT row_number() OVER (ORDER BY pg_temp.draw(seed, number)) AS place, pg_temp.draw(seed, 100 + number) AS lot, concat('other_', number) AS name, type, value FROM shop.kind WHERE pg_temp.draw(seed, 200 + number) < (seed % 5) * 0.1 UNION ALL
	SELECT 30 * pg_temp.draw(seed, 301), pg_temp.draw(seed, 401), 'customer_id', customer_type, CASE customer_type WHEN 'text' THEN 'repeat(''c'', n % 7 * 40) || n % 9' WHEN 'uuid' THEN 'md5((n % 50)::text)::uuid' ELSE 'n % 50 - 25' END UNION ALL
	SELECT 30 * pg_temp.draw(seed, 302), pg_temp.draw(seed, 402), 'sold_at', CASE WHEN seed % 4 = 0 THEN 'shop.moment' ELSE 'timestamptz' END, '''2024-01-01 00:00+00''::timestamptz + n * interval ''7 hours''' UNION ALL
	SELECT 30 * pg_temp.draw(seed, 303), pg_temp.draw(seed, 403), 'amount', (ARRAY['numeric', 'numeric(10,2)', 'shop.price', 'integer', 'double precision', 'real', 'smallint', 'bigint'])[1 + seed % 8], 'n % 31 - 3' UNION ALL
	SELECT 30 * pg_temp.draw(seed, 304), pg_temp.draw(seed, 404), 'order_no', (ARRAY['text', 'integer', 'numeric', 'uuid'])[1 + seed / 2 % 4], (ARRAY['repeat(''o'', 200) || n / 2', 'n / 2', 'n / 2 * 1.50', 'md5((n / 2)::text)::uuid'])[1 + seed / 2 % 4] UNION ALL
	SELECT 30 * pg_temp.draw(seed, 305), pg_temp.draw(seed, 405), 'potential', (ARRAY['bigint', 'numeric', 'real'])[1 + seed / 3 % 3], 'n * 100';
	-- lot: below 0.15 it is added later, of others up to 0.5 some values are NULL, and others from 0.85 on are dropped
	EXECUTE (SELECT format('CREATE TABLE shop.laid (%s)', string_agg(format('%I %s', name, type), ', ' ORDER BY place)) FROM laid WHERE lot >= 0.15 OR name = 'sold_at');
	FOREACH later IN ARRAY ARRAY[false, true] LOOP
		IF later THEN
			FOR c IN SELECT * FROM laid WHERE lot < 0.15 AND name <> 'sold_at' ORDER BY place LOOP
				EXECUTE format('ALTER TABLE shop.laid ADD %I %s', c.name, c.type) || CASE WHEN c.lot < 0.1 THEN ' DEFAULT ' || regexp_replace(c.value, '\mn\M', '5', 'g') ELSE '' END;
			END LOOP;
			FOR c IN SELECT * FROM laid WHERE lot >= 0.85 AND name LIKE 'other%' LOOP
				EXECUTE format('ALTER TABLE shop.laid DROP COLUMN %I', c.name);
				DELETE FROM laid WHERE name = c.name;
			END LOOP;
		END IF;
		EXECUTE (SELECT format('INSERT INTO shop.laid (%s) SELECT %s FROM generate_series(1, 150) n', string_agg(format('%I', name), ', '),
							   string_agg(CASE WHEN lot BETWEEN 0.15 AND 0.5 THEN format('CASE WHEN n %% %s > 0 THEN %s END', 2 + (lot * 100)::integer % 11, value) ELSE value END, ', '))
				 FROM laid WHERE lot >= 0.15 OR name = 'sold_at' OR later);
	END LOOP;
	DELETE FROM shop.laid WHERE ctid::text LIKE '%3)';
	UPDATE shop.laid SET sold_at = sold_at WHERE ctid::text LIKE '%7)';
	definition := (SELECT string_agg(format('%s %s', attname, atttypid::regtype), ', ' ORDER BY attnum) FROM pg_attribute WHERE attrelid = 'shop.laid'::regclass AND attnum > 0);
	DROP TABLE laid;
END $$;
CREATE FUNCTION pg_temp.layouts(first integer, last integer) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	said text;
	wrong text := '';
	laid record;
BEGIN
	FOR seed IN first..last LOOP
		SELECT * INTO laid FROM pg_temp.lay_out(seed);
		SELECT concat(string_agg(d, '')) INTO said
		FROM unnest(ARRAY['', ', order_column => ''order_no''', ', potential_column => ''potential''', ', order_column => ''order_no'', potential_column => ''potential''', ', as_of => ''2024-01-22''',
						  ', potential_column => ''amount''', ', order_column => ''customer_id''', ', amount_column => ''potential'', order_column => ''amount'', potential_column => ''potential''']) a,
			 pg_temp.difference('shop.laid', a, laid.customer_type, CASE WHEN seed % 10 = 0 THEN '{default/2}' ELSE '{default/0}' END::text[]) d;
		DROP TABLE shop.laid;
		IF said <> '' THEN
			wrong := concat(wrong, seed, ': ', laid.definition, E'\n', said);
		END IF;
	END LOOP;
	RETURN is(wrong, '', format('tables %s to %s', first, last));
END $$;
SELECT pg_temp.layouts(n, n + 9) FROM generate_series(1, 31, 10) n;

CREATE TABLE shop.sale AS
SELECT n AS line, n % 100 AS customer_id, timestamptz '2024-01-01 00:00+00' + n * interval '5 hours' AS sold_at, n % 97 * 0.25 AS amount, n / 3 AS order_no, n % 7 * 100.0 AS potential FROM generate_series(1, 2000) n;
SELECT pg_temp.reads('shop.sale', true, 'a table');

-- an amount with a short header begins where it may, one with a long header where it must
CREATE FUNCTION pg_temp.packed(before text, storage text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	said text;
BEGIN
	EXECUTE format('CREATE TABLE shop.packed (sold_at timestamptz, customer_id integer, %s amount numeric, after integer)', before);
	EXECUTE format('ALTER TABLE shop.packed ALTER amount SET STORAGE %s', storage);
	INSERT INTO shop.packed (sold_at, customer_id, amount, after) SELECT timestamptz '2024-01-01 00:00+00' + n * interval '5 hours', n % 50, n * 1.25, n FROM generate_series(1, 500) n;
	said := pg_temp.reads('shop.packed', true, concat_ws(' ', before, 'amount,', storage));
	DROP TABLE shop.packed;
	RETURN said;
END $$;
SELECT pg_temp.packed(before, storage) FROM (VALUES (''), ('before boolean NOT NULL DEFAULT true,'), ('before smallint NOT NULL DEFAULT 1,'), ('before integer NOT NULL DEFAULT 1, also boolean NOT NULL DEFAULT true,')) b(before), (VALUES ('main'), ('plain')) s(storage);

-- values out of line, even an amount
CREATE TABLE shop.toasted (filler text, customer_id text, sold_at timestamptz, amount numeric, potential numeric);
ALTER TABLE shop.toasted ALTER filler SET STORAGE PLAIN, ALTER customer_id SET STORAGE EXTERNAL, ALTER amount SET STORAGE EXTERNAL;
INSERT INTO shop.toasted SELECT repeat('x', 2100), repeat('c', 100) || n % 20, timestamptz '2024-01-01 00:00+00' + n * interval '5 hours', n * 1.5, n * 2 FROM generate_series(1, 50) n;
SELECT reltoastrelid::regclass AS toast FROM pg_class WHERE oid = 'shop.toasted'::regclass \gset
SELECT is(count(DISTINCT chunk_id), 50::bigint, 'they are out of line') FROM :toast;
SELECT pg_temp.reads('shop.toasted', true, 'customers out of line', ', potential_column => ''potential''', 'text');
INSERT INTO shop.toasted SELECT 'x', 'c', '2024-01-01', repeat('7', 30000)::numeric;
SELECT is(count(DISTINCT chunk_id), 51::bigint, 'as this amount is') FROM :toast;
SELECT pg_temp.raises('SELECT * FROM segment_as(NULL::text, ''shop.toasted'')', '22003', NULL, 'which is too large');

-- where the rows are: in one table or several, of the same columns in other places
CREATE TABLE shop.parent (LIKE shop.sale);
CREATE TABLE shop.child () INHERITS (shop.parent);
CREATE TABLE shop.stepchild (more text, potential numeric, amount numeric, order_no integer, customer_id integer, line integer, sold_at timestamptz);
ALTER TABLE shop.stepchild INHERIT shop.child;
INSERT INTO shop.parent SELECT * FROM shop.sale WHERE line % 3 = 0;
INSERT INTO shop.child SELECT * FROM shop.sale WHERE line % 3 = 1;
INSERT INTO shop.stepchild (line, customer_id, sold_at, amount, order_no, potential, more) SELECT *, 'more' FROM shop.sale WHERE line % 3 = 2;
CREATE TABLE shop.by_time (LIKE shop.sale) PARTITION BY RANGE (sold_at);
CREATE TABLE shop.early PARTITION OF shop.by_time FOR VALUES FROM (MINVALUE) TO ('2024-03-01 00:00+00') PARTITION BY HASH (customer_id);
CREATE TABLE shop.early_0 PARTITION OF shop.early FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE shop.early_1 (gone text, potential numeric, amount numeric, also_gone bigint, order_no integer, sold_at timestamptz, line integer, customer_id integer);
ALTER TABLE shop.early_1 DROP COLUMN gone, DROP COLUMN also_gone;
ALTER TABLE shop.early ATTACH PARTITION shop.early_1 FOR VALUES WITH (MODULUS 2, REMAINDER 1);
CREATE TABLE shop.late PARTITION OF shop.by_time DEFAULT;
INSERT INTO shop.by_time SELECT * FROM shop.sale;
CREATE UNLOGGED TABLE shop.unlogged AS TABLE shop.sale;
CREATE MATERIALIZED VIEW shop.kept AS SELECT * FROM shop.sale;
CREATE TABLE shop.generated (customer_id bigint, sold_at timestamptz, cents bigint, amount numeric GENERATED ALWAYS AS (cents / 100.0) STORED);
INSERT INTO shop.generated SELECT customer_id, sold_at, amount * 100 FROM shop.sale;
CREATE TEMP TABLE passing AS TABLE shop.sale;
CREATE TABLE shop.dated AS SELECT line, customer_id, sold_at::date, amount FROM shop.sale;
CREATE TABLE shop.stamped AS SELECT line, customer_id, sold_at::timestamp, amount FROM shop.sale;
CREATE TABLE shop.local AS SELECT line, customer_id, sold_at::timestamp, amount::money FROM shop.sale;
SELECT pg_temp.reads(source, pages, about, ', order_column => ''line''' || arguments) FROM (VALUES
	('shop.parent', true, 'tables that inherit', ''), ('shop.by_time', true, 'partitions', ', potential_column => ''potential'''), ('shop.early', true, 'a partition with partitions', ''),
	('shop.by_time', true, 'partitions, as of', ', as_of => ''2024-02-20'''), ('shop.by_time', true, 'partitions, since', ', since => ''2024-02-20'''), ('shop.unlogged', true, 'an unlogged table', ''),
	('shop.kept', true, 'a materialized view', ''), ('shop.dated', true, 'dates', ''), ('shop.dated', true, 'dates in a period', ', since => ''2024-01-20'', as_of => ''2024-02-20 15:00+00'''),
	('shop.stamped', true, 'timestamps', ''), ('shop.stamped', true, 'timestamps in a period', ', since => ''2024-01-20'', as_of => ''2024-02-20 15:00+00'''), ('shop.local', false, 'money', '')) v(source, pages, about, arguments);
SELECT pg_temp.reads('shop.generated', true, 'a generated column');
SELECT is(concat(pg_temp.difference('passing', '', 'bigint', '{default/0,default/2}'), run ->> 'Read Method', ' ', run ->> 'Workers Launched'), 'pages ', 'a temporary table, which workers cannot see')
FROM pg_temp.explained('SELECT * FROM segment(''passing'')') run;
SELECT results_eq(format('SELECT customer, amount FROM segment(%L) ORDER BY 1', source), 'SELECT customer_id::bigint, sum(amount) FROM shop.sale GROUP BY 1 ORDER BY 1', source || ': they are the rows that were put in') FROM unnest(ARRAY['shop.parent', 'shop.by_time']) source;
CREATE TEMP TABLE passing_child () INHERITS (shop.parent);
INSERT INTO passing_child SELECT * FROM shop.sale;
SELECT is(concat(pg_temp.difference('shop.parent', '', 'bigint', '{default/0,default/2}'), run ->> 'Read Method', ' ', run ->> 'Workers Launched'), 'pages ', 'a temporary table among those that inherit')
FROM pg_temp.explained('SELECT * FROM segment(''shop.parent'')') run;

-- the plan decides: a view that renames columns and puts tables together scans them, and what is more than that is run
CREATE VIEW shop.renamed AS SELECT amount AS potential, customer_id AS line, line AS customer_id, sold_at, potential AS amount FROM shop.sale;
CREATE VIEW shop.both AS SELECT line, customer_id, sold_at, amount FROM shop.sale UNION ALL SELECT customer_id, line, sold_at, potential FROM shop.early_1;
CREATE VIEW shop.widened AS SELECT line, customer_id::bigint, sold_at, amount FROM shop.sale;
CREATE VIEW shop.random AS SELECT line, customer_id, sold_at, amount * ceil(random()) AS amount FROM shop.sale;
CREATE VIEW shop.ordered AS SELECT * FROM shop.sale ORDER BY sold_at;
CREATE VIEW shop.first AS SELECT * FROM shop.sale ORDER BY line LIMIT 100;
CREATE VIEW shop.sampled AS SELECT * FROM shop.sale TABLESAMPLE SYSTEM (100);
CREATE VIEW shop.in_february AS SELECT * FROM shop.sale WHERE sold_at >= '2024-02-01 00:00+00' AND sold_at < '2024-03-01 00:00+00';
CREATE VIEW shop.timeless AS SELECT * FROM shop.sale WHERE sold_at IS NULL;
CREATE VIEW shop.nobody AS SELECT * FROM shop.sale WHERE false;
CREATE VIEW shop.perhaps AS SELECT * FROM shop.sale WHERE (SELECT count(*) > 0 FROM shop.early);
CREATE VIEW shop.locking AS SELECT * FROM shop.sale FOR UPDATE;
CREATE TABLE shop.always (line integer, customer_id integer, sold_at timestamptz NOT NULL, amount numeric);
INSERT INTO shop.always SELECT line, customer_id, sold_at, amount FROM shop.sale;
SELECT pg_temp.reads(source, pages, concat(source, arguments), arguments) FROM (VALUES
	('shop.renamed', true, ''), ('shop.both', true, ''), ('shop.widened', true, ''), ('shop.random', false, ''), ('shop.ordered', false, ''), ('shop.first', false, ''), ('shop.sampled', false, ''), ('shop.in_february', false, ''),
	('shop.in_february', false, ', since => ''2024-02-01 00:00+00'', as_of => ''2024-03-01 00:00+00'''), ('shop.timeless', false, ', as_of => ''2024-03-01 00:00+00'''), ('shop.nobody', false, ''), ('shop.perhaps', false, ''),
	('shop.always', true, ', since => ''2024-02-01 00:00+00'''), ('shop.always', true, ', as_of => ''2024-03-01 00:00+00'''), ('shop.always', true, ', since => ''2024-02-01 00:00+00'', as_of => ''2024-03-01 00:00+00'''),
	('shop.sale', true, ', since => ''2024-02-01 00:00+00'', as_of => ''2024-03-01 00:00+00''')) v(source, pages, arguments);
SELECT pg_temp.raises('SELECT * FROM segment(''shop.locking'')', '0A000', '%locks%', 'a view that locks rows');
CREATE MATERIALIZED VIEW shop.unfilled AS SELECT * FROM shop.sale WITH NO DATA;
SELECT pg_temp.raises('SELECT * FROM segment(''shop.unfilled'')', '55000', '%REFRESH%', 'a materialized view that holds nothing yet');
SELECT EXISTS (SELECT FROM pg_available_extensions WHERE name = 'file_fdw') AS file_fdw \gset
\if :file_fdw
CREATE EXTENSION file_fdw SCHEMA public;
CREATE SERVER files FOREIGN DATA WRAPPER file_fdw;
CREATE FOREIGN TABLE shop.elsewhere PARTITION OF shop.by_time FOR VALUES FROM ('2030-01-01') TO ('2031-01-01') SERVER files OPTIONS (program 'echo 5000,7,2030-02-02 00:00+00,12.5,1,1', format 'csv');
SELECT pg_temp.reads('shop.by_time', false, 'a partition that is elsewhere');
SELECT is((SELECT last_order FROM segment('shop.by_time') WHERE customer = 7), '2030-02-02 00:00+00', 'is read');
\else
SELECT skip('file_fdw is not installed here', 2);
\endif

-- what this transaction has done, and what it has undone
CREATE FUNCTION pg_temp.said(query text, workers integer) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	said text;
BEGIN
	PERFORM pg_temp.way('default', workers);
	EXECUTE query INTO said;
	PERFORM pg_temp.way('default', 0);
	RETURN said;
END $$;
CREATE TABLE shop.moving AS TABLE shop.sale;
INSERT INTO shop.moving (customer_id, sold_at, amount) SELECT 1000 + n, '2024-01-01', 1 FROM generate_series(1, 500) n;
DELETE FROM shop.moving WHERE customer_id % 2 = 0;
SAVEPOINT before;
INSERT INTO shop.moving (customer_id, sold_at, amount) VALUES (-1, '2024-01-01', 1);
UPDATE shop.moving SET amount = amount + 1;
DELETE FROM shop.moving WHERE customer_id = 1;
ROLLBACK TO before;
UPDATE shop.moving SET amount = amount * 2 WHERE customer_id % 3 = 0;
SELECT pg_temp.reads('shop.moving', true, 'rows inserted, changed, deleted and brought back by this transaction');
SELECT is(pg_temp.said('SELECT concat(count(*), '' '', sum(amount)) FROM segment(''shop.moving'')', workers), (SELECT concat(count(DISTINCT customer_id), ' ', sum(amount)) FROM shop.moving), format('by %s workers', workers))
FROM unnest(ARRAY[0, 2]) workers;
DECLARE opened CURSOR FOR SELECT count(*), sum(amount) FROM segment('shop.moving');
CREATE TEMP TABLE before AS SELECT count(DISTINCT customer_id), sum(amount) FROM shop.moving;
UPDATE shop.moving SET customer_id = customer_id + 1, amount = 1;
INSERT INTO shop.moving (customer_id, sold_at, amount) VALUES (-1, '2024-01-01', 1);
SELECT results_eq('opened'::refcursor, 'TABLE before', 'a cursor sees what there was when it was opened');
CREATE FUNCTION shop.change() RETURNS bigint LANGUAGE plpgsql VOLATILE AS $$ BEGIN INSERT INTO shop.moving (customer_id, sold_at, amount) VALUES (-2, '2024-01-01', 1); RETURN (SELECT count(*) FROM segment('shop.moving') WHERE customer = -2); END $$;
SELECT is(shop.change(), 1::bigint, 'a function sees what it has done itself');

-- times without an end
CREATE TABLE shop.forever AS SELECT customer_id, sold_at, amount FROM shop.sale;
INSERT INTO shop.forever VALUES (1, 'infinity', 1);
CREATE VIEW shop.seen_forever AS TABLE shop.forever;
SELECT pg_temp.raises(format('SELECT * FROM segment(%L)', source), '22023', NULL, source || ': infinity is an error') FROM unnest(ARRAY['shop.forever', 'shop.seen_forever']) source;
SELECT pg_temp.reads('shop.forever', true, 'but not after the end', ', as_of => ''2024-08-01''');
UPDATE shop.forever SET sold_at = '-infinity' WHERE sold_at = 'infinity';
SELECT pg_temp.raises(format('SELECT * FROM segment(%L, as_of => ''2024-08-01'')', source), '22023', NULL, source || ': before all time is one anyway') FROM unnest(ARRAY['shop.forever', 'shop.seen_forever']) source;

-- whose rights
CREATE ROLE customer_seg_test_owner;
CREATE ROLE customer_seg_test_tenant;
CREATE ROLE customer_seg_test_auditor BYPASSRLS;
CREATE ROLE customer_seg_test_outsider;
CREATE ROLE customer_seg_test_clerk;
GRANT USAGE ON SCHEMA customer_seg TO customer_seg_test_owner, customer_seg_test_tenant, customer_seg_test_auditor, customer_seg_test_outsider, customer_seg_test_clerk;
GRANT USAGE, CREATE ON SCHEMA shop TO customer_seg_test_owner, customer_seg_test_tenant, customer_seg_test_auditor, customer_seg_test_clerk;
CREATE TABLE shop.guarded AS TABLE shop.sale;
GRANT SELECT ON shop.guarded TO customer_seg_test_tenant, customer_seg_test_auditor, customer_seg_test_outsider;
GRANT SELECT (customer_id, sold_at, amount) ON shop.guarded TO customer_seg_test_clerk;
CREATE POLICY tenth ON shop.guarded USING (customer_id < 10);
CREATE FUNCTION public.customers_of(role_name text, arguments text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	seen text;
BEGIN
	EXECUTE format('SET LOCAL ROLE %I', 'customer_seg_test_' || role_name);
	BEGIN
		EXECUTE format('SELECT count(*) FROM segment(%s)', arguments) INTO seen;
	EXCEPTION WHEN insufficient_privilege THEN
		seen := SQLERRM;
	END;
	RESET ROLE;
	RETURN seen;
END $$;
SELECT pg_temp.way('default', 2);
SELECT is(customers_of('clerk', '''shop.guarded'''), '100', 'the columns that are read suffice');
SELECT is(customers_of('clerk', '''shop.guarded'', potential_column => ''potential'''), 'permission denied for table guarded', 'no others');
SELECT is(customers_of('outsider', 'shop.guarded'::regclass::oid::text), 'permission denied for schema shop', 'who may not name a table may not read it, not even by its number');
SELECT is(customers_of('tenant', '''shop.guarded'''), '100', 'a policy that is not in force');
ALTER TABLE shop.guarded ENABLE ROW LEVEL SECURITY;
ALTER TABLE shop.guarded OWNER TO customer_seg_test_owner;
SELECT is(customers_of('tenant', '''shop.guarded'''), '10', 'a policy');
SELECT is(customers_of('owner', '''shop.guarded'''), '100', 'not for the owner');
SELECT is(customers_of('auditor', '''shop.guarded'''), '100', 'nor for who bypasses it');
ALTER TABLE shop.guarded FORCE ROW LEVEL SECURITY;
SELECT is(customers_of('owner', '''shop.guarded'''), '10', 'but when it is forced');
SET LOCAL row_security = off;
SELECT is(customers_of('tenant', '''shop.guarded'''), 'query would be affected by row-level security policy for table "guarded"', 'who wants all rows or none gets none');
SET LOCAL row_security = on;
DROP TABLE passing_child;
ALTER TABLE shop.child ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON shop.parent TO customer_seg_test_tenant;
SELECT is(customers_of('tenant', '''shop.parent'''), '100', 'the rights that count are those of the table that is named');

-- the server counts it as a scan
CREATE TABLE shop.counted AS TABLE shop.sale;
SELECT pg_temp.way('default', 0);
SELECT seq_scan AS scans, seq_tup_read AS tuples FROM pg_stat_xact_user_tables WHERE relname = 'counted' \gset before_
SELECT count(*) AS customers FROM segment('shop.counted') \gset
SELECT results_eq('SELECT seq_scan, seq_tup_read FROM pg_stat_xact_user_tables WHERE relname = ''counted''', format('VALUES (%s::bigint, %s::bigint)', :before_scans + 1, :before_tuples + 2000), 'a scan, and its rows');

SELECT * FROM finish();
ROLLBACK;
