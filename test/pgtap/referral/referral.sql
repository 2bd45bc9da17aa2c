-- referral: referral_chain() against recursive SQL on graphs of every shape, what it reads and under whose rights, and word_of_mouth()
BEGIN;
\ir ../helpers.psql
SELECT plan(84);

-- ---- shapes: who brought whom among n persons; outsiders brought somebody but have no row ----
CREATE SCHEMA shape;
CREATE FUNCTION pg_temp.make(name text, n integer, referrer text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE format('CREATE TABLE shape.%I AS SELECT i AS customer_id, (%s)::bigint AS referred_by, '
				   'CASE WHEN i %% 13 > 0 THEN round((pg_temp.draw(i, 5) * 900 - 100)::numeric, (i %% 3)::int) END AS amount '
				   'FROM generate_series(1, %s::bigint) i', name, referrer, n);
END $$;
CREATE TEMP TABLE shape (name, n, referrer) AS VALUES
	('nobody', 40, 'NULL'),
	('star', 60, 'nullif(7, i)'),
	('chain', 120, 'CASE WHEN i > 1 THEN i - 1 END'),
	('chain_back', 120, 'CASE WHEN i < 120 THEN i + 1 END'),
	('forest', 400, 'CASE WHEN pg_temp.draw(i, 1) > 0.1 THEN nullif(floor(pg_temp.draw(i, 2) * i), 0) END'),
	('one_cycle', 100, 'i % 100 + 1'),
	('two_by_two', 80, 'i + CASE WHEN i % 2 = 0 THEN -1 ELSE 1 END'),
	('by_themselves', 50, 'i'),
	('mapping', 300, 'floor(pg_temp.draw(i, 3) * 300) + 1'), -- a random mapping: several cycles with trees on them
	('small_cycles', 300, 'CASE WHEN i % 30 = 0 THEN i - 4 ELSE i - i % 30 + floor(pg_temp.draw(i, 4) * 30) + 1 END'),
	('outsiders', 300, 'CASE WHEN pg_temp.draw(i, 1) > 0.3 THEN floor(pg_temp.draw(i, 2) * 500) + 1 END'),
	('everything', 300, 'CASE WHEN pg_temp.draw(i, 1) > 0.15 THEN floor(pg_temp.draw(i, 6) ^ 2 * 360) - 20 END');
SELECT pg_temp.make(name, n, referrer) FROM shape;
INSERT INTO shape.everything SELECT NULL, i, 5 FROM generate_series(1, 20) i;

-- the same in plain SQL: pairs of everybody and all below, without duplicates; depth by walking up
CREATE FUNCTION pg_temp.by_hand(source text, customer_column text DEFAULT 'customer_id', referrer_column text DEFAULT 'referred_by')
RETURNS TABLE (customer text, referrer text, direct bigint, direct_amount numeric, chain bigint, chain_amount numeric, depth integer) LANGUAGE plpgsql AS $$
BEGIN
	RETURN QUERY EXECUTE format($q$
		WITH RECURSIVE line AS MATERIALIZED (
			SELECT %2$I::text AS c, nullif(%3$I::text, %2$I::text) AS r, amount FROM %1$s WHERE %2$I IS NOT NULL),
		person AS (
			SELECT c AS p FROM line UNION SELECT r FROM line WHERE r IS NOT NULL),
		below (top, p) AS (
			SELECT r, c FROM line WHERE r IS NOT NULL
			UNION SELECT top, c FROM below JOIN line ON r = p),
		above (p, at, n) AS (
			SELECT p, p, 0 FROM person
			UNION ALL SELECT p, r, n + 1 FROM above JOIN line ON c = at WHERE r IS NOT NULL) CYCLE at SET again USING way,
		depths AS (
			SELECT p, CASE WHEN NOT bool_or(again) THEN max(n) END AS depth FROM above GROUP BY p)
		SELECT p, l.r, coalesce(d.n, 0), coalesce(d.amount, 0), coalesce(b.n, 0), coalesce(b.amount, 0), depth
		FROM person LEFT JOIN line l ON l.c = p LEFT JOIN depths USING (p)
		LEFT JOIN (SELECT r AS p, count(*) AS n, sum(amount) AS amount FROM line GROUP BY 1) d USING (p)
		LEFT JOIN (SELECT top AS p, count(*) AS n, sum(amount) AS amount FROM below b JOIN line ON c = b.p WHERE top <> b.p GROUP BY 1) b USING (p)$q$,
		source, customer_column, referrer_column);
END $$;
CREATE FUNCTION pg_temp.same(source text, about text) RETURNS text LANGUAGE sql AS $$
	SELECT bag_eq(format('SELECT customer::text, referrer::text, direct, direct_amount, chain, chain_amount, depth FROM referral_chain(%L, amount_column => ''amount'')', source),
				  format('SELECT * FROM pg_temp.by_hand(%L)', source), about) $$;
SELECT pg_temp.same('shape.' || name, name) FROM shape;
SELECT cmp_ok(count(*) FILTER (WHERE depth IS NULL), '>', 100::bigint, 'among them are many on cycles and under them') FROM referral_chain('shape.mapping');
SELECT cmp_ok(count(*), '>', 320::bigint, 'and many who are no customers') FROM referral_chain('shape.outsiders');

-- ---- laws ----
SELECT is(sum(direct), (SELECT count(*) FROM shape.outsiders WHERE referred_by IS DISTINCT FROM customer_id AND referred_by IS NOT NULL)::numeric, 'each who was brought was brought by one')
FROM referral_chain('shape.outsiders');
SELECT is(sum(chain)::bigint, sum(depth), 'in a forest, pairs from above are pairs from below') FROM referral_chain('shape.forest');
SELECT ok(bool_and(direct <= chain AND chain < 300), 'direct <= chain, and nobody is in their own') FROM referral_chain('shape.mapping');
SELECT is(array_agg(DISTINCT chain), ARRAY[99]::bigint[], 'on one cycle all have all others below') FROM referral_chain('shape.one_cycle');
SELECT is(sum(chain_amount), 99 * (SELECT sum(amount) FROM shape.one_cycle), 'and their money') FROM referral_chain('shape.one_cycle', amount_column => 'amount');
SELECT ok(bool_and(direct_amount IS NULL AND chain_amount IS NULL), 'no amounts without a column of them') FROM referral_chain('shape.forest');
CREATE TABLE shape.turned AS SELECT * FROM shape.everything ORDER BY hashint8extended(customer_id, 77), amount;
SELECT bag_eq('SELECT customer, referrer, direct, direct_amount::text, chain, chain_amount::text, depth FROM referral_chain(''shape.turned'', amount_column => ''amount'')',
			  'SELECT customer, referrer, direct, direct_amount::text, chain, chain_amount::text, depth FROM referral_chain(''shape.everything'', amount_column => ''amount'')', 'in any order of rows');
SELECT results_eq('SELECT * FROM referral_chain(''shape.turned'')', 'SELECT * FROM referral_chain(''shape.turned'')', 'every time the same, and in the same order');

-- a chain, and a cycle, far deeper than the stack
CREATE FUNCTION pg_temp.deep(source text) RETURNS TABLE (n bigint, longest bigint, deepest integer, money numeric) LANGUAGE sql AS $$
	SELECT count(*), max(chain), max(depth), max(chain_amount) FROM referral_chain(source::regclass, amount_column => 'amount') $$;
CREATE TABLE shape.deep AS SELECT i AS customer_id, nullif(i - 1, 0) AS referred_by, 0.01 AS amount FROM generate_series(1, 300000) i;
SELECT results_eq('SELECT * FROM pg_temp.deep(''shape.deep'')', 'VALUES (300000::bigint, 299999::bigint, 299999, 2999.99)', '300000 down');
UPDATE shape.deep SET referred_by = 300000 WHERE customer_id = 1;
SELECT results_eq('SELECT * FROM pg_temp.deep(''shape.deep'')', 'VALUES (300000::bigint, 299999::bigint, NULL::integer, 2999.99)', '300000 round');

-- a cancel is heard
CREATE FUNCTION pg_temp.in_time(query text) RETURNS text LANGUAGE plpgsql AS $$ DECLARE said text; BEGIN EXECUTE query INTO said; RETURN said; EXCEPTION WHEN query_canceled THEN RETURN 'interrupted'; END $$;
SET LOCAL statement_timeout = '20ms';
SELECT is(pg_temp.in_time('SELECT count(*) FROM referral_chain(''shape.deep'')'), 'interrupted', 'it can be interrupted');
SET LOCAL statement_timeout = 0;

-- ---- customers of any type ----
CREATE TABLE shape.typed AS
SELECT customer_id, customer_id::integer AS customer_integer, customer_id::smallint AS customer_smallint,
	   md5(customer_id::text)::uuid AS customer_uuid, 'c ' || customer_id AS customer_text, ('c ' || customer_id)::char(8) AS customer_char, date '2000-01-01' + customer_id::integer AS customer_date,
	   customer_id / 7.0 AS customer_numeric, customer_id + 0.5::float8 AS customer_double, ARRAY[customer_id, 7] AS customer_array, jsonb_build_object('id', customer_id) AS customer_jsonb,
	   customer_id = 1 AS customer_boolean, ('c ' || customer_id)::name AS customer_name, ('c ' || customer_id)::varchar(8) AS customer_varchar,
	   referred_by, referred_by::integer AS by_integer, referred_by::smallint AS by_smallint,
	   md5(referred_by::text)::uuid AS by_uuid, 'c ' || referred_by AS by_text, ('c ' || referred_by)::char(20) AS by_char, date '2000-01-01' + referred_by::integer AS by_date,
	   referred_by / 7.0 AS by_numeric, referred_by + 0.5::float8 AS by_double, ARRAY[referred_by, 7] AS by_array, jsonb_build_object('id', referred_by) AS by_jsonb,
	   referred_by = 1 AS by_boolean, ('c ' || referred_by)::name AS by_name, ('c ' || referred_by)::varchar(8) AS by_varchar, amount
FROM shape.everything WHERE customer_id IS NOT NULL;
UPDATE shape.typed SET by_array = NULL, by_jsonb = NULL WHERE referred_by IS NULL;
SELECT bag_eq(format('SELECT customer::text, referrer::text, direct, direct_amount, chain, chain_amount, depth FROM referral_chain_as(NULL::%s, ''shape.typed'', %L, %L, ''amount'')', pg_typeof, customer_column, referrer_column),
			  format('SELECT * FROM pg_temp.by_hand(''shape.typed'', %L, %L)', customer_column, referrer_column), format('%s brought by %s', customer_column, referrer_column))
FROM (VALUES ('bigint', 'customer_id', 'referred_by'), ('integer', 'customer_integer', 'by_integer'), ('smallint', 'customer_smallint', 'by_smallint'), ('uuid', 'customer_uuid', 'by_uuid'),
			 ('text', 'customer_text', 'by_text'), ('text', 'customer_text', 'by_varchar'), ('varchar', 'customer_varchar', 'by_text'), ('date', 'customer_date', 'by_date'), ('numeric', 'customer_numeric', 'by_numeric'),
			 ('double precision', 'customer_double', 'by_double'), ('bigint[]', 'customer_array', 'by_array'), ('jsonb', 'customer_jsonb', 'by_jsonb'), ('name', 'customer_name', 'by_name'),
			 ('char(8)', 'customer_char', 'by_char')) v(pg_typeof, customer_column, referrer_column);
SELECT bag_eq(format('SELECT customer::text, referrer::text, direct, direct_amount, chain, chain_amount, depth FROM referral_chain(''shape.typed'', %L, %L, ''amount'')', customer_column, referrer_column),
			  'SELECT * FROM pg_temp.by_hand(''shape.typed'')', format('integers: %s brought by %s', customer_column, referrer_column))
FROM (VALUES ('customer_id', 'by_smallint'), ('customer_integer', 'referred_by'), ('customer_smallint', 'by_integer'), ('customer_smallint', 'referred_by')) v(customer_column, referrer_column);
SELECT is((SELECT pg_typeof(referrer)::text FROM referral_chain_as(NULL::uuid, 'shape.typed', 'customer_uuid', 'by_uuid') LIMIT 1), 'uuid', 'they keep their type');
CREATE TABLE shape.scaled AS SELECT 1.0 AS customer_id, NULL::numeric AS referred_by UNION ALL SELECT 2, 1.00 UNION ALL SELECT 3, 1;
SELECT is((SELECT max(direct) FROM referral_chain_as(NULL::numeric, 'shape.scaled')), 2::bigint, '1.0 and 1.00 are one customer');
CREATE TABLE shape.toasted AS SELECT repeat(md5(i::text), 2000) || i AS customer_id, CASE WHEN i > 1 THEN repeat(md5((i - 1)::text), 2000) || i - 1 END AS referred_by FROM generate_series(1, 20) i;
SELECT is((SELECT sum(chain) FROM referral_chain_as(NULL::text, 'shape.toasted')), 190::numeric, 'keys that are toasted');
CREATE DOMAIN shape.person AS bigint CHECK (VALUE < 1000);
ALTER TABLE shape.scaled ALTER customer_id TYPE shape.person, ALTER referred_by TYPE bigint;
SELECT is((SELECT max(direct) FROM referral_chain('shape.scaled')), 2::bigint, 'a domain over an integer');
SELECT pg_temp.raises('SELECT * FROM referral_chain_as(NULL::shape.person, ''shape.scaled'')', '42804', '%cast%CREATE VIEW%', 'no referrer enters a domain unchecked');

-- amounts in any type of column: the same money
ALTER TABLE shape.typed ADD amount_double double precision, ADD amount_real real, ADD amount_money money, ADD amount_integer integer, ADD amount_smallint smallint, ADD amount_bigint bigint, ADD amount_cents numeric, ADD amount_whole numeric;
UPDATE shape.typed SET amount_double = round(amount, 2), amount_real = round(amount, 1), amount_money = amount, amount_integer = amount, amount_smallint = amount, amount_bigint = amount, amount_cents = round(amount, 2), amount_whole = round(amount);
SELECT bag_eq(format('SELECT customer, direct_amount, chain_amount FROM referral_chain(''shape.typed'', amount_column => %L)', column_name),
			  format('SELECT customer, direct_amount, chain_amount FROM referral_chain(''shape.typed'', amount_column => %L)', likeness), column_name)
FROM (VALUES ('amount_double', 'amount_cents'), ('amount_money', 'amount_cents'), ('amount_integer', 'amount_whole'), ('amount_smallint', 'amount_whole'), ('amount_bigint', 'amount_whole')) v(column_name, likeness);
SELECT is((SELECT sum(direct_amount) FROM referral_chain('shape.typed', amount_column => 'amount_real')), (SELECT sum(round(amount, 1)) FROM shape.typed WHERE referred_by <> customer_id), 'amount_real');
CREATE TABLE shape.large AS SELECT i AS customer_id, nullif(0, i) AS referred_by, (CASE WHEN i = 0 THEN 0 WHEN i % 2 = 0 THEN -1 ELSE 1 END) * 999999999999999999.99999999999999999999 AS amount FROM generate_series(0, 101) i;
SELECT is((SELECT chain_amount FROM referral_chain('shape.large', amount_column => 'amount') WHERE direct > 0), 999999999999999999.99999999999999999999, 'amounts as large and fine as can be');

-- ---- relations, and under whose rights ----
CREATE VIEW shape.view AS SELECT customer_id + 0 AS "der Kunde", referred_by AS "von""wem", amount FROM shape.everything;
CREATE TABLE shape.parts (LIKE shape.everything) PARTITION BY HASH (customer_id);
CREATE TABLE shape.part_0 PARTITION OF shape.parts FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE shape.part_1 PARTITION OF shape.parts FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO shape.parts TABLE shape.everything;
CREATE TEMP TABLE passing AS TABLE shape.everything;
SELECT bag_eq('SELECT * FROM referral_chain(''shape.view'', ''der Kunde'', ''von"wem'', ''amount'')', 'SELECT * FROM referral_chain(''shape.everything'', amount_column => ''amount'')', 'a view, with names that must be quoted');
SELECT bag_eq(format('SELECT * FROM referral_chain(%L, amount_column => ''amount'')', source), 'SELECT * FROM referral_chain(''shape.everything'', amount_column => ''amount'')', source) FROM unnest(ARRAY['shape.parts', 'passing']) source;
CREATE ROLE customer_seg_test_some;
CREATE ROLE customer_seg_test_none;
GRANT USAGE ON SCHEMA shape, customer_seg TO customer_seg_test_some, customer_seg_test_none;
GRANT SELECT (customer_id, referred_by) ON shape.everything TO customer_seg_test_some;
\ir ../roles.psql
SELECT is(seen_by('some', 'SELECT count(*) FROM referral_chain(''shape.everything'')'), (SELECT count(*)::text FROM referral_chain('shape.everything')), 'the columns that are read suffice');
SELECT is(seen_by('some', 'SELECT count(*) FROM referral_chain(''shape.everything'', amount_column => ''amount'')'), 'not allowed', 'no more than these');
SELECT is(seen_by('none', 'SELECT count(*) FROM referral_chain(''shape.everything'')'), 'not allowed', 'who may not select may not');
CREATE POLICY few ON shape.everything USING (customer_id <= 10 AND referred_by IS NULL);
ALTER TABLE shape.everything ENABLE ROW LEVEL SECURITY;
SELECT is(seen_by('some', 'SELECT count(*) FROM referral_chain(''shape.everything'')'), (SELECT count(*)::text FROM shape.everything WHERE customer_id <= 10 AND referred_by IS NULL), 'row-level security is the caller''s');

-- ---- bad input ----
SELECT pg_temp.raises('SELECT * FROM referral_chain(''shape.twice'')', '42P01');
CREATE TABLE shape.twice AS SELECT i % 40 AS customer_id, i + 1000 AS referred_by, 1.5 AS amount FROM generate_series(1, 41) i;
SELECT pg_temp.raises('SELECT * FROM referral_chain(''shape.twice'')', '21000', '%DISTINCT ON (customer_id)%', 'a customer with two rows');
SELECT pg_temp.raises('SELECT * FROM referral_chain_as(NULL::bigint[], ''shape.typed'', ''customer_array'', ''by_text'')', '42804', '%cast%CREATE VIEW%');
SELECT pg_temp.raises('SELECT * FROM referral_chain_as(NULL::text, ''shape.typed'', ''customer_text'', ''by_char'')', '42804', '%cast%CREATE VIEW%', 'padded beside unpadded');
SELECT pg_temp.raises('SELECT * FROM referral_chain(''shape.typed'', amount_column => ''customer_text'')', '42804', '%numeric%');
SELECT pg_temp.raises('SELECT * FROM referral_chain(''shape.typed'', ''xmin'')', '42703', '%customer_id%');

-- ---- to loyalty: of customers who did the same, those who brought others are the more loyal ----
CREATE TABLE shape.sale AS SELECT i AS customer_id, timestamptz '2024-01-01 00:00+00' AS sold_at, 10 + i % 2 AS amount FROM generate_series(1, 200) i;
CREATE TEMP TABLE known AS
SELECT s.customer, direct, with_referrals(activity, coalesce(direct, 0)) AS a FROM segment('shape.sale') s LEFT JOIN referral_chain('shape.forest') r USING (customer);
CREATE TEMP TABLE measured AS
SELECT customer, direct, loyalty(a, y) AS loyalty, loyalty(a, with_weights(y, referrals => 1)) AS with_referrals, quadrant(a, y) AS q, quadrant(a, with_weights(y, referrals => 1)) AS q_with_referrals
FROM known, (SELECT yardstick(a, '2024-06-01 00:00+00') AS y FROM known) f;
SELECT is(count(DISTINCT loyalty), 1::bigint, 'without a weight, referrals change nothing') FROM measured;
SELECT ok(bool_and(a.with_referrals > b.with_referrals), 'with one, who brought more is more loyal') FROM measured a JOIN measured b ON a.direct > b.direct;
SELECT ok(bool_and(q_with_referrals IN ('bee', 'butterfly') = (direct > 0)), 'who brought nobody falls below the mean, who brought somebody does not')
FROM measured WHERE direct = 0 OR direct > 1;
SELECT ok(count(*) FILTER (WHERE q_with_referrals <> q) > 0, 'and so into another quadrant') FROM measured;
SELECT is((w).buying, customers(m, 'bee')::numeric, 'word of mouth of the bees') FROM (SELECT m, word_of_mouth(customers(m, 'bee')) AS w FROM (SELECT mix(q_with_referrals) AS m FROM measured) x) y;

-- ---- word of mouth ----
SELECT is(array_agg(n) FILTER (WHERE (w).reached <> n * 25 OR (w).considering <> n * 8 OR (w).buying <> n OR (w).put_off <> bad * 25 OR (w).balance <> (n - bad) * 25), NULL, '1:25:8:1, and 25 put off')
FROM (SELECT n::numeric, bad::numeric, word_of_mouth(n, bad) AS w FROM (VALUES (0::bigint, 0::bigint), (1, 1), (7, 900), (123456789012, 3), (9223372036854775807, 9223372036854775807)) v(n, bad)) x;
SELECT is(word_of_mouth(3, 2, 0.3, 0.2, 0.1, 1.5)::text, '(0.9,0.6,0.3,3.0,-2.1)', 'fractions are not rounded');
SELECT is(word_of_mouth(NULL, 1), NULL, 'unknown of unknown');
SELECT pg_temp.raises(format('SELECT word_of_mouth(%s)', arguments), '22023', '_%')
FROM unnest(ARRAY['-1', '1, -1', '1, influenced => -1', '1, considering => ''-infinity''', '1, buying => ''NaN''', '1, put_off => ''infinity''', '1, 0, 8, 8.5', '1, 0, 25, 8, 8.1']) arguments;

SELECT * FROM finish();
ROLLBACK;
