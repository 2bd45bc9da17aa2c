-- parallel: in parts, in workers and by partition the answers are the same
BEGIN;
\ir ../helpers.psql
\ir ../shop.psql
SELECT plan(68);

CREATE TABLE shop.person AS
SELECT customer_id, region, activity(sold_at, amount, potential) AS a FROM shop.sale WHERE customer_id IS NOT NULL AND sold_at IS NOT NULL GROUP BY 1, 2;
CREATE TABLE shop.past AS SELECT region, history(sold_at, amount) AS h FROM shop.sale WHERE customer_id IS NOT NULL GROUP BY customer_id, region;
CREATE TABLE shop.base AS SELECT region, customer_id % 9 AS part, mix(quadrant(a, y)) AS m FROM shop.person, (SELECT yardstick(a, '2025-01-01 00:00+00') AS y FROM shop.person) f GROUP BY 1, 2;
CREATE TABLE shop.yardstick AS SELECT yardstick(a, '2025-01-01 00:00+00') AS y FROM shop.person;
CREATE TABLE shop.by_customer (LIKE shop.sale) PARTITION BY HASH (customer_id);
CREATE TABLE shop.by_customer_0 PARTITION OF shop.by_customer FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE shop.by_customer_1 PARTITION OF shop.by_customer FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO shop.by_customer SELECT * FROM shop.sale;
ANALYZE shop.person, shop.past, shop.base, shop.by_customer;

CREATE TEMP TABLE question (about, query) AS VALUES
	('activity', 'SELECT activity(sold_at, amount, potential) FROM shop.sale'),
	('activity of double precision', 'SELECT activity(sold_at, amount::float8, potential::float8) FROM shop.sale'),
	('activity of bigint', 'SELECT activity(sold_at, amount::bigint) FROM shop.sale'),
	('activity by region', 'SELECT region, activity(sold_at, amount) FROM shop.sale GROUP BY region'),
	('history', 'SELECT history(sold_at, amount, potential, NULL) FROM shop.sale'),
	('history of double precision', 'SELECT history(sold_at, amount::float8) FROM shop.sale'),
	('history by region, in a time zone', 'SELECT region, history(sold_at, amount, ''America/New_York'') FROM shop.sale GROUP BY region'),
	('rollup of histories', 'SELECT rollup(h) FROM shop.past'),
	('rollup of activities', 'SELECT rollup(a) FROM shop.person'),
	('yardstick', 'SELECT yardstick(a, ''2025-01-01 00:00+00'') FROM shop.person'),
	('mix', 'SELECT mix(quadrant(a, (SELECT y FROM shop.yardstick))) FROM shop.person'),
	('structure', 'SELECT region, structure(quadrant(a, (SELECT y FROM shop.yardstick))) FROM shop.person GROUP BY region'),
	('rollup of mixes', 'SELECT rollup(m) FROM shop.base'),
	('breakdown', 'SELECT breakdown(quadrant(a, (SELECT y FROM shop.yardstick)), amount(a), orders(a) > 1, orders(a) > 3) FROM shop.person'),
	('rollup of breakdowns', 'SELECT rollup(ARRAY[ROW(region, 1, amount, NULL, NULL, NULL)::breakdown_row]) FROM shop.sale WHERE amount IS NOT NULL'),
	('movement', 'SELECT movement(region, (ARRAY[''north'', ''east''])[1 + customer_id % 3], amount, potential) FROM shop.sale'),
	('reasons', 'SELECT reasons(region, (ARRAY[''price'', ''service''])[1 + customer_id % 3]) FROM shop.sale'),
	('rollup of reasons', 'SELECT rollup(ARRAY[ROW(region, line % 5, 1, 0, 0, 0, 0, 0, 0)::reasons_row]) FROM shop.sale WHERE amount IS NOT NULL'),
	('rollup of movements', 'SELECT rollup(ARRAY[ROW(region, line % 5, 1, 0, 0, 0, 0, amount, amount)::movement_row]) FROM shop.sale WHERE amount IS NOT NULL'),
	('nested_rfm_cuts', 'SELECT nested_rfm_cuts(a, ''2025-01-01 00:00+00'', 4) FROM shop.person'),
	('concentration', 'SELECT gini(amount), top_share(amount, 0.2), customers_for_share(amount, 0.8), lorenz(amount, 5), gini(amount::float8) FROM shop.sale'),
	('prospect', 'SELECT prospect(sold_at, (enum_range(NULL::contact_kind))[1 + line % 9], sold_at + interval ''30 days'') FROM shop.sale'),
	('separation by class', 'SELECT separation(region, amount > 50) FROM shop.sale'),
	('separation by value', 'SELECT separation(region, amount), separation(region, amount::float8) FROM shop.sale'),
	('flows', 'SELECT region, flows(flow(h, p), amount(h, daterange(''2022-01-01'', ''2023-01-01'')), amount(h, p)) FROM shop.past, (SELECT daterange(''2023-01-01'', ''2024-01-01'') AS p) v GROUP BY region'),
	('leaky_bucket', 'SELECT leaky_bucket(h, ''2022-01-01'', ''2024-08-15'', ''1 month''), leaky_bucket(h, ''2022-01-01'', ''2024-08-15'', ''1 month'', ''90 days'') FROM shop.past'),
	('cohorts', 'SELECT region, cohorts(h, ''week'', ''2024-07-10'') FROM shop.past GROUP BY region'),
	('hiatus', 'SELECT region, hiatus(h, ''2024-07-10''), hiatus(h, ''2024-07-10'', 0.5), return_curve(h, ''2024-07-10'') FROM shop.past GROUP BY region'),
	('auc', 'SELECT region, auc(amount::float8, potential IS NULL) FROM shop.sale GROUP BY region'),
	('validate_classes', 'SELECT validate_classes(region, potential IS NULL, amount) FROM shop.sale'),
	('uplift', 'SELECT uplift(region, line % 5 > 0, potential IS NULL, amount), uplift(line % 7, line % 5 > 0, potential IS NULL) FROM shop.sale'),
	('satisfaction', 'SELECT satisfaction(amount > 20, potential IS NULL) FROM shop.sale');
CREATE TEMP TABLE answer (way text, about text, said text);

CREATE FUNCTION pg_temp.answer(way text) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
	q question;
	said text;
BEGIN
	FOR q IN SELECT * FROM question LOOP
		EXECUTE format('SELECT string_agg(x::text, ''; '' ORDER BY x::text) FROM (%s) x', q.query) INTO said;
		INSERT INTO answer VALUES (answer.way, q.about, said);
	END LOOP;
END $$;

SET LOCAL max_parallel_workers_per_gather = 0;
SELECT pg_temp.answer('serial');
SET LOCAL max_parallel_workers_per_gather = 2;
SET LOCAL min_parallel_table_scan_size = 0;
SET LOCAL parallel_setup_cost = 0;
SET LOCAL parallel_tuple_cost = 0;
SELECT ok(pg_temp.plan_of(query, ', VERBOSE') ~ 'Partial (Hash|Group)?Aggregate' AND pg_temp.plan_of(query, ', VERBOSE') ~ 'PARTIAL', about || ' has a Partial Aggregate') FROM question;
SELECT pg_temp.answer('parallel');
SET LOCAL parallel_leader_participation = off;
SELECT pg_temp.answer('workers only');
RESET parallel_leader_participation;
SELECT set_config(CASE WHEN current_setting('server_version_num')::int < 160000 THEN 'force_parallel_mode' ELSE 'debug_parallel_query' END, 'on', true) AS debug \gset
SELECT pg_temp.answer('debug');
SELECT is(count(DISTINCT said), 1::bigint, about || ': the same in every way') FROM answer GROUP BY about ORDER BY about;

-- segment reads in parallel and may stand in a parallel query
CREATE TEMP TABLE truth AS SELECT * FROM segment('shop.sale');
SET LOCAL max_parallel_workers_per_gather = 0;
SELECT bag_eq('SELECT * FROM segment(''shop.sale'')', 'SELECT * FROM truth', 'segment with workers and without');
SET LOCAL enable_partitionwise_aggregate = on;
CREATE FUNCTION pg_temp.partitionwise(column_name text) RETURNS text LANGUAGE sql AS $$
	SELECT format('SELECT %1$s, activity(sold_at, amount) FROM shop.by_customer GROUP BY %1$s', column_name) $$;
SELECT ok(pg_temp.plan_of(pg_temp.partitionwise('region')) ~ 'Append.*Partial (Hash|Group)?Aggregate', 'partitionwise: partial by another column');
SELECT bag_eq(pg_temp.partitionwise(column_name), format('SELECT %1$s, activity(sold_at, amount) FROM shop.sale GROUP BY %1$s', column_name), 'partitionwise by ' || column_name)
FROM unnest(ARRAY['customer_id', 'region']) column_name;

SELECT * FROM finish();
ROLLBACK;
