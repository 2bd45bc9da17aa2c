-- keys: who is the same customer is decided by the type's own =
BEGIN;
\ir ../helpers.psql
SELECT plan(15);
CREATE SCHEMA shop;

-- groups that segment_as() makes of these keys, as the sorted numbers of their rows
CREATE FUNCTION pg_temp.groups(type text, VARIADIC keys text[]) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	said text;
BEGIN
	EXECUTE format('CREATE TABLE shop.keyed AS SELECT k::%s AS customer_id, now() AS sold_at, n AS amount FROM unnest($1) WITH ORDINALITY u(k, n)', type) USING keys;
	EXECUTE format('SELECT string_agg(amount::text, '' '' ORDER BY amount) FROM segment_as(NULL::%s, ''shop.keyed'')', split_part(type, ' COLLATE', 1)) INTO said;
	DROP TABLE shop.keyed;
	RETURN said;
END $$;

SELECT is(pg_temp.groups('double precision', '0', '-0', 'NaN', 'NaN', 'infinity', '1e-320'), '3 5 6 7', 'zeros are one, NaNs are one');
SELECT is(pg_temp.groups('numeric', '1', '1.000', 'NaN', 'NaN', '1e3', '1000'), '3 7 11', 'numbers of another scale');
SELECT is(pg_temp.groups('interval', '1 month', '30 days', '720 hours', '1 year'), '4 6', 'intervals of another form');
SELECT is(pg_temp.groups('timestamptz', '2024-01-01 00:00+00', '2024-01-01 02:00+02', 'infinity'), '3 3', 'one moment in two zones');
SELECT is(pg_temp.groups('char(6)', 'a', 'a   ', 'b'), '3 3', 'padding');
SELECT is(pg_temp.groups('name', 'a', 'a', 'A'), '3 3', 'names');
SELECT is(pg_temp.groups('"char"', 'a', 'a', 'A'), '3 3', 'bytes');
SELECT is(pg_temp.groups('text', '', 'x', '', repeat('x', 300), repeat('x', 300)), '2 4 9', 'the empty text, and a longer one');
SELECT is(pg_temp.groups('text', repeat('long', 50000), repeat('long', 50000) || '.', repeat('long', 50000)), '2 4', 'texts kept out of line');
SELECT is(pg_temp.groups('bigint[]', '{1,2}', '{2,1}', '{1,2}', '{}', '{}', '{NULL}'), '2 4 6 9', 'arrays');
CREATE TYPE shop.pair AS (a integer, b text);
SELECT is(pg_temp.groups('shop.pair', '(1,x)', '(1,)', '(1,x)', '(1,)'), '4 6', 'rows, with NULLs in them');
CREATE TABLE shop.edge AS SELECT k AS customer_id, now() AS sold_at, 1 AS amount
FROM unnest(ARRAY[0, -1, 1, 9223372036854775807, -9223372036854775808, 4294967296]) k, generate_series(1, 3);
SELECT is((SELECT string_agg(customer || ' ' || orders, ', ' ORDER BY customer) FROM segment('shop.edge')),
		  '-9223372036854775808 3, -1 3, 0 3, 1 3, 4294967296 3, 9223372036854775807 3', 'integers from end to end');
SELECT EXISTS (SELECT FROM pg_collation WHERE collprovider = 'i') AS icu \gset
\if :icu
CREATE COLLATION shop.easy (PROVIDER = icu, LOCALE = 'und-u-ks-level2', DETERMINISTIC = false);
SELECT is(pg_temp.groups('text COLLATE shop.easy', 'Anna', 'ANNA', 'Bert'), '3 3', 'a collation that does not tell A from a');
\else
SELECT skip('this server has no ICU', 1);
\endif

-- the server's hash of a jsonb does not see when elements 32 places apart change places: 8192 such keys are told apart in no time
CREATE TABLE shop.swapped AS
SELECT jsonb_agg(CASE WHEN i % 32 < 13 AND (n >> i % 32) % 2 = 1 THEN (i + 32) % 64 ELSE i END ORDER BY i) AS customer_id, now() AS sold_at, 1 AS amount FROM generate_series(0, 8191) n, generate_series(0, 63) i GROUP BY n;
SELECT is(count(DISTINCT jsonb_hash_extended(customer_id, 42)), 1::bigint, 'keys that the server hashes alike') FROM shop.swapped;
SET LOCAL statement_timeout = '20s';
SELECT is(count(*), 8192::bigint, 'are hashed otherwise here') FROM segment_as(NULL::jsonb, 'shop.swapped');
RESET statement_timeout;

SELECT * FROM finish();
ROLLBACK;
