-- money: amount(activity) is sum(amount), to the last digit
BEGIN;
\ir ../helpers.psql
SELECT plan(30);

CREATE FUNCTION pg_temp.exact(about text, VARIADIC amounts numeric[]) RETURNS text LANGUAGE sql AS $$
	SELECT is(amount(activity(timestamptz '2024-01-01' + i * interval '1 hour', x ORDER BY pg_temp.draw(i, 7)))::text,
			  sum(x)::text, about)
	FROM unnest(amounts) WITH ORDINALITY u(x, i) $$;

SELECT pg_temp.exact('one amount', 29.33);
SELECT pg_temp.exact('refunds', 100, -30.5, -69.49);
SELECT pg_temp.exact('down to zero', 12.50, -12.50);
SELECT pg_temp.exact('free orders keep their scale', 0, 0.000, 0.00);
SELECT pg_temp.exact('scales from 0 to 20', VARIADIC array_agg(round(10::numeric ^ -s * (s + 3), s))) FROM generate_series(0, 20) s;
SELECT pg_temp.exact('trailing zeros beyond the 20th decimal', 1.5000000000000000000000000, 0.1);
SELECT pg_temp.exact('a tenth, ten thousand times', VARIADIC array_fill(0.1, ARRAY[10000]));
SELECT pg_temp.exact('the largest amount', 999999999999999999.99999999999999999999);
SELECT pg_temp.exact('the largest amount a thousand times', VARIADIC array_fill(999999999999999999.99999999999999999999, ARRAY[1000]));
SELECT pg_temp.exact('the smallest amount a thousand times', VARIADIC array_fill(-999999999999999999.99999999999999999999, ARRAY[1000]));
SELECT pg_temp.exact('large and small', 999999999999999999, 0.00000000000000000001, -999999999999999999, -0.00000000000000000003);
SELECT pg_temp.exact('across the words of a wide integer', 184467440737.09551616, 0.00000000001844674407, 922337203685477.5807, -1, 340282366920938463.46337460743176821145);
SELECT pg_temp.exact('powers of two', VARIADIC array_agg(2::numeric ^ e)) FROM generate_series(-20, 59) e;
SELECT is(count(*) FILTER (WHERE amount(a)::text IS DISTINCT FROM total::text), 0::bigint, 'a thousand random sets')
FROM (SELECT activity(now(), x) AS a, sum(x) AS total
	  FROM generate_series(1, 1000) g, generate_series(1, 1 + g % 40) i,
		   LATERAL (SELECT round(((pg_temp.draw(i, g) - 0.4) * 10 ^ (g % 18))::numeric, (g * i) % 21)) r(x) GROUP BY g) random;
SELECT is(count(*) FILTER (WHERE amount(x + y)::text IS DISTINCT FROM (amount(x) + amount(y))::text), 0::bigint, 'and when merged')
FROM (SELECT activity(now(), round(((pg_temp.draw(g, 1) - 0.5) * 10 ^ (g % 18))::numeric, g % 21)) AS x,
			 activity(now(), round(((pg_temp.draw(g, 2) - 0.5) * 10 ^ (g % 18))::numeric, g % 19)) AS y
	  FROM generate_series(1, 500) g GROUP BY g) pairs;
SELECT is(count(*) FILTER (WHERE average_order(a)::text IS DISTINCT FROM (total / g)::text), 0::bigint, 'average_order is the server''s division')
FROM (SELECT g, activity(now(), x) AS a, sum(x) AS total
	  FROM generate_series(1, 200) g, generate_series(1, g) i,
		   LATERAL (SELECT round((pg_temp.draw(i, g) * 10 ^ (g % 18))::numeric, g % 7) + 1) r(x) GROUP BY g) random;

-- more decimals than 20 are rounded once, as round() does it; the second form of the server's numeric begins at 64
CREATE TEMP TABLE fine AS
SELECT DISTINCT x FROM (
	SELECT v, s, ((pg_temp.draw(v, s) - 0.5)::numeric * 10::numeric ^ (v % 9) + v::numeric / 7) * 10::numeric ^ -s AS x FROM generate_series(1, 60) v, generate_series(0, 40) s
	UNION ALL SELECT v, s, (v + 0.5) * 10::numeric ^ -s FROM generate_series(-3, 3) v, generate_series(16, 26) s
	UNION ALL SELECT v, s, v * (1 - 10::numeric ^ -s) FROM unnest(ARRAY[1, -1, 10000, -999999999999999999]) v, generate_series(17, 26) s
	UNION ALL SELECT 0, 0, x FROM unnest(ARRAY[9.90 * (1 / 1.0837), 1e-16000, -1e-16000, 4.9999e-21, 5e-21, -5e-21, 1e-20 + 1e-200]) x) v (v, s, x);
SELECT is(count(*) FILTER (WHERE amount(activity)::text IS DISTINCT FROM CASE WHEN min_scale(x) > 20 THEN round(x, 20)::text ELSE amount(activity)::text END
						   OR amount(activity) <> round(x, 20)), 0::bigint, 'amounts of more than 20 decimals are round(amount, 20)')
FROM (SELECT x, activity(now(), x) FROM fine GROUP BY x) a;
SELECT is(amount(activity(now(), x)), sum(round(x, 20)), 'each of them before they are added') FROM fine;
SELECT is(count(*), 0::bigint, 'potentials too') FROM (SELECT x, activity(now(), 1, x) FROM fine GROUP BY x) a WHERE potential(activity) <> round(x, 20);
CREATE VIEW rate AS SELECT 1 AS customer_id, date '2024-01-01' AS sold_at, 9.90 * (1 / 1.0837) AS amount;
SELECT is(amount::text, round(9.90 * (1 / 1.0837), 20)::text, 'a currency that was converted') FROM segment('rate');
SELECT is(top_share(x, 0.3)::numeric(10, 9), 0.777777778, 'the aggregates round, too') FROM unnest(ARRAY[2e-20, 6.6e-20, 0.4e-20]) x;

-- the other kinds of amount
SELECT is(amount(activity(now(), x))::text, sum(x)::text, 'bigint') FROM unnest(ARRAY[3, -7, 999999999999999999, -999999999999999999, 12]::bigint[]) x;
SELECT is(amount(activity(now(), x)), sum(x)::numeric, 'integer') FROM unnest(ARRAY[3, -7, 2147483647, -2147483648]::integer[]) x;
SELECT is(amount(activity(now(), x)), sum(round(x::numeric, 6)), 'double precision: each amount is rounded to six decimals on entry')
FROM unnest(ARRAY[0.1, 0.2, 0.30000049, 123456789.123457, -5.0000004, 1e17]::float8[]) x;
SELECT is(potential(activity(now(), 1::bigint, 2::bigint)), 2::numeric, 'bigint potential');
SELECT is(potential(activity(now(), 1::float8, 2.5::float8)), 2.5, 'double precision potential');
SELECT is(amount(activity(now(), x)), sum(round(x::text::numeric, 6)), 'real: each amount is the one that is printed')
FROM unnest(ARRAY[123.45, 0.1, -5.25, 1e17, 3.4e-7]::real[]) x;
SELECT is(potential(activity(now(), 1::real, 123.45::real)), 123.45, 'real potential');

-- more than any sum of rows can reach: twice as much until it does not fit
CREATE FUNCTION pg_temp.doubled() RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	a activity := activity(now(), 999999999999999999.99999999999999999999);
	b activity;
BEGIN
	LOOP
		b := a + a;
		IF amount(b) <> amount(a) * 2 OR orders(b) <> orders(a) * 2 THEN
			RETURN 'wrong at ' || amount(b);
		END IF;
		a := b;
	END LOOP;
EXCEPTION WHEN numeric_value_out_of_range THEN
	RETURN 'stopped at ' || orders(a);
END $$;
SELECT is(pg_temp.doubled(), 'stopped at 9007199254740992', 'doubling is exact until a count is full, then raises 22003');

SELECT pg_temp.raises(format('SELECT %L::activity + %L::activity', form, form), '22P02', NULL, 'a sum made by hand that no rows come to is refused')
FROM (SELECT jsonb_set(activity('2024-01-01', 1)::text::jsonb, '{amount}', '3e37')::text AS form) by_hand;

SELECT * FROM finish();
ROLLBACK;
