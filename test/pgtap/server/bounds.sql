-- bounds: a value that no rows can make is refused, as text and as binary alike
BEGIN;
\ir ../helpers.psql
\ir ../values.psql
SELECT plan(55);

-- customers with orders, refunds, contacts only and nothing but refunds: each distribution has values
CREATE TEMP TABLE base AS
SELECT a, a::text::jsonb AS form, orders(a) AS orders FROM (
	SELECT activity(timestamptz '2024-01-01 00:00+00' + (i * c * 9 % 400) * interval '1 day', CASE WHEN c % 5 > 0 THEN (i * c * 7 % 90 + 1) * (1 - 2 * (i % 4 = 3)::integer) * 1.25 END, c * 10.5) AS a
	FROM generate_series(1, 20) c, generate_series(1, 5) i GROUP BY c) x;
CREATE TEMP TABLE measured AS SELECT y, y::text::jsonb AS form FROM (SELECT yardstick(a, '2025-06-01 00:00+00') AS y FROM base) x;

-- a form with a value at a path replaced; its binary form with the bytes of the old value replaced by those of the new
CREATE TEMP TABLE made_up (about text, type text, form jsonb, bytes bytea);
CREATE FUNCTION pg_temp.put(about text, type text, form jsonb, path text[], bad jsonb, old bytea, new bytea) RETURNS void LANGUAGE sql AS $$
	INSERT INTO made_up SELECT about, type, jsonb_set(form, path, bad),
		overlay(b PLACING new FROM position(old IN b)) FROM pg_temp.send(type, form::text) b WHERE position(old IN b) > 0 $$;
CREATE FUNCTION pg_temp.put_number(about text, type text, form jsonb, path text[], bad float8) RETURNS void LANGUAGE sql AS $$
	SELECT pg_temp.put(about, type, form, path, to_jsonb(bad::numeric), float8send((form #>> path)::float8), float8send(bad)) $$;
CREATE FUNCTION pg_temp.put_count(about text, type text, form jsonb, path text[], bad bigint) RETURNS void LANGUAGE sql AS $$
	SELECT pg_temp.put(about, type, form, path, to_jsonb(bad), int8send((form #>> path)::bigint), int8send(bad)) $$;

-- the same, of a binary form in which the old value stands elsewhere before
CREATE FUNCTION pg_temp.put_at(about text, type text, form jsonb, path text[], bad jsonb, place integer, new bytea) RETURNS void LANGUAGE sql AS $$
	INSERT INTO made_up SELECT about, type, jsonb_set(form, path, bad), overlay(pg_temp.send(type, form::text) PLACING new FROM place + 1) $$;

DO $$ BEGIN
	PERFORM pg_temp.put_number(format('%s of %s', bad, name), 'yardstick', form, ARRAY['distributions', name, 'knots', '0'], bad)
	FROM measured, (VALUES ('recency', -1e308::float8), ('recency', -1e19), ('recency', -1.5), ('recency_by_contact', -1e308),
		('frequency_by_contact', 0.5), ('tenure', 1e300), ('regularity', -1e-9), ('referrals', 0.25), ('amount', -1e34), ('average_order', -1e300), ('potential', -2e18), ('amount', 1e-21)) v(name, bad);
	PERFORM pg_temp.put_number(format('a sum of %s of %s', name, bad), 'yardstick', form, ARRAY['distributions', name, 'sum'], bad)
	FROM measured, (VALUES ('recency', -1e300::float8), ('recency', 0), ('amount', 1e300), ('average_order', -1), ('tenure', 1)) v(name, bad);
	PERFORM pg_temp.put_number('a rest of a sum beyond it', 'yardstick', jsonb_set(form, '{distributions,amount,sum_rest}', '1e-15'), '{distributions,amount,sum_rest}', 1e300) FROM measured;
	PERFORM pg_temp.put_count('more of a population than its distributions count', 'yardstick', form, '{customers}', 21) FROM measured;
	PERFORM pg_temp.put_at('more money than so many customers can bring', 'yardstick', form, '{amount}', '3e37', 409, '\x4000000000000000') FROM measured;

	PERFORM pg_temp.put_count('more refunds than the amount tells of', 'activity', '{"orders": 3, "amount": -5, "first_order": "2024-01-01T00:00:00+00:00", "last_order": "2024-01-03T00:00:00+00:00", "months": "1", "refunds": 4}', '{refunds}', 0);
	PERFORM pg_temp.put_count('one order at two times', 'activity', '{"orders": 3, "amount": 5, "first_order": "2024-01-01T00:00:00+00:00", "last_order": "2024-01-03T00:00:00+00:00", "months": "1"}', '{orders}', 1);
	PERFORM pg_temp.put_count('64 months and one before, but 64 orders', 'activity', jsonb_build_object('orders', 65, 'amount', 5, 'first_order', '2010-01-01T00:00:00+00:00', 'last_order', '2024-01-03T00:00:00+00:00', 'months', repeat('1', 64)), '{orders}', 64);
	PERFORM pg_temp.put_at('an amount that is larger than one order''s', 'activity', '{"orders": 1, "amount": 5, "first_order": "2024-01-01T00:00:00+00:00", "last_order": "2024-01-01T00:00:00+00:00", "months": "1"}', '{amount}', '1e18', 68, '\x0000000000000000' || decode('4b3b4ca85a86c47a098a224000000000', 'hex'));
	PERFORM pg_temp.put_at('the least of all numbers as an amount', 'activity', '{"orders": 1, "amount": 0, "first_order": "2024-01-01T00:00:00+00:00", "last_order": "2024-01-01T00:00:00+00:00", "months": "1", "refunds": 1}'::jsonb || '{"amount": -1}', '{amount}', '-31385508676933403819178947116038332080.51177222232017256448', 68, '\x800000000000000000000000000000000000000000000000');
	PERFORM pg_temp.put_at('decimals of an amount without orders and refunds', 'activity', '{"contacts": 1, "last_contact": "2024-01-01T00:00:00+00:00"}', '{amount}', '0.00', 2, '\x02');
END $$;

SELECT matches(pg_temp.read(type, form::text), '^22P02$', about) FROM made_up;
SELECT is(pg_temp.receive(type, bytes), '22P03', about || ', in binary') FROM made_up;

-- a contact at the very time of the yardstick, and contacts without a weight: no row without a number
CREATE TEMP TABLE silent AS
SELECT with_weights(yardstick(a, '2025-01-01 00:00+00'), contact_weight => 0) AS y
FROM (SELECT activity(at, amount) AS a FROM (VALUES (timestamptz '2025-01-01 00:00+00', NULL::numeric), ('2024-01-01 00:00+00', NULL), ('2024-03-01 00:00+00', 5)) v(at, amount) GROUP BY at) x;
SELECT is(count(*) FILTER (WHERE value IN ('NaN', '-Infinity', 'Infinity') OR score = 'NaN'), 0::bigint, 'distribution() has no row without a number') FROM silent, distribution(y);
SELECT is(count(*) FILTER (WHERE measure = 'recency_by_contact'), 0::bigint, 'without a weight, a contact is no recency') FROM silent, distribution(y);
SELECT is(rfm(a, y)::text, '(1,1,1)', 'nor has who made it a score above the lowest') FROM silent, (SELECT activity('2025-01-01 00:00+00', NULL::numeric) AS a) x;

SELECT * FROM finish();
ROLLBACK;
