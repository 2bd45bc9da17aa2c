-- hiatus, return_curve: against plain SQL, and where the answer is known exactly
BEGIN;
\ir ../helpers.psql
\ir ../shop.psql
SET LOCAL TimeZone = 'UTC';
SELECT plan(57);
CREATE TEMP TABLE sold AS SELECT customer_id, region, (sold_at AT TIME ZONE 'UTC')::date AS day, amount FROM shop.sale WHERE customer_id IS NOT NULL;
CREATE TEMP TABLE person AS SELECT customer_id, min(region) AS region, history(day, amount) AS h FROM sold GROUP BY 1;
INSERT INTO person SELECT max(customer_id) + 1, 'north', NULL FROM person;

-- in plain SQL: gaps between days with an order, the last one up to as_of
CREATE AGGREGATE pg_temp.product(numeric) (SFUNC = numeric_mul, STYPE = numeric);
CREATE FUNCTION pg_temp.plain(before date) RETURNS TABLE (days integer, at_risk bigint, came_back bigint, share numeric) LANGUAGE sql AS $$
	WITH bought AS (SELECT DISTINCT customer_id, day FROM sold WHERE amount >= 0 AND day < before),
	gap AS (SELECT coalesce(lead(day) OVER w, before) - day AS days, lead(day) OVER w IS NOT NULL AS ended FROM bought WINDOW w AS (PARTITION BY customer_id ORDER BY day)),
	length AS (SELECT days, count(*) AS n, count(*) FILTER (WHERE ended) AS ended FROM gap GROUP BY 1),
	risk AS (SELECT days, ended, sum(n) OVER (ORDER BY days DESC)::bigint AS n FROM length)
	SELECT days, n, ended, 1 - pg_temp.product(1 - round(ended / n::numeric, 60)) OVER (ORDER BY days) FROM risk WHERE ended > 0 $$;

CREATE TEMP TABLE asked AS SELECT as_of::date FROM unnest('{2022-01-02,2022-01-20,2022-07-01,2023-05-31,2024-09-29,2025-01-01,2030-01-01}'::text[]) as_of;
CREATE TEMP TABLE curve AS SELECT as_of, c.* FROM asked, LATERAL (SELECT (unnest(return_curve(h, as_of))).* FROM person) c;
SELECT results_eq(format('SELECT days, at_risk, came_back, round(share::numeric, 9) FROM curve WHERE as_of = %L ORDER BY days', as_of), format('SELECT days, at_risk, came_back, round(share, 9) FROM pg_temp.plain(%L) ORDER BY days', as_of), 'return_curve before ' || as_of) FROM asked;
SELECT is_empty('SELECT * FROM curve WHERE NOT (0 < low AND low < share AND share < high AND high < 1)', 'shares lie in their intervals');
SELECT is_empty('SELECT * FROM curve WHERE num_nulls(low, high) <> CASE WHEN at_risk = came_back THEN 2 ELSE 0 END', '… which are known but where everybody has come back');
SELECT is_empty('SELECT * FROM (SELECT *, max(share) OVER (PARTITION BY as_of) AS ever FROM curve) c WHERE of_those_who_come_back <> share / ever', 'of those who come back');
SELECT is(array_agg(hiatus), array_agg((SELECT min(days) FROM curve c WHERE c.as_of = a.as_of AND of_those_who_come_back >= a.share)), 'hiatus is where the curve gets to ' || share)
FROM (SELECT as_of, share, hiatus(h, as_of, share) FROM person, asked, unnest('{0.001,0.25,0.5,0.77,0.9,0.999,1}'::float8[]) share GROUP BY 1, 2) a GROUP BY share;
SELECT is_empty('SELECT as_of FROM person, asked GROUP BY 1 HAVING hiatus(h, as_of) IS DISTINCT FROM hiatus(h, as_of, 0.9)', '0.9 where no share is given');

-- exactly: n customers come back after 1, 2, … n days, and stay away from then on
CREATE TEMP TABLE waited AS
SELECT n, i, history(day, 1) AS h FROM unnest('{1,2,3,7,10,97}'::integer[]) n, generate_series(1, n) i, LATERAL (VALUES (date '2020-01-01'), (date '2020-01-01' - i)) d(day) GROUP BY 1, 2;
-- beside one who never does
INSERT INTO waited SELECT n, 0, history(date '2020-01-01', 1) FROM unnest('{1,2,3,7,10,97}'::integer[]) n GROUP BY n;
SELECT is(array_agg(days ORDER BY k), array_agg(k ORDER BY k), format('each share of %s customers', n))
FROM (SELECT n, k, hiatus(h, '2030-01-01', k::float8 / n) AS days FROM waited, generate_series(1, n) k GROUP BY 1, 2) x GROUP BY n;

-- what counts: days with an order, before as_of; not how many orders, refunds or contacts
SELECT is(hiatus(h, as_of), days, format('before %s', as_of))
FROM (SELECT history(day, amount) AS h FROM (VALUES (date '2024-01-01', 5), ('2024-01-01', 5), ('2024-01-04', -5), ('2024-01-06', NULL), ('2024-01-11', 0), ('2024-03-01', 5)) v(day, amount)) x,
	 (VALUES (date '2023-01-01', NULL), ('2024-01-01', NULL), ('2024-01-02', NULL), ('2024-01-11', NULL), ('2024-01-12', 10), ('2024-03-01', 10), ('2024-03-02', 50)) v(as_of, days) GROUP BY as_of, days ORDER BY as_of;
SELECT is(array_agg(concat_ws(' ', days, at_risk, came_back, round(share::numeric, 8), round(low::numeric, 8), round(high::numeric, 8), of_those_who_come_back)), '{10 3 1 0.33333333 0.05479361 0.94592657 1}', 'a row of the curve, as in R')
FROM (SELECT (unnest(return_curve(h, '2024-03-01'))).* FROM (SELECT history(day, 5) AS h FROM (VALUES (1, date '2024-01-01'), (1, '2024-01-11'), (2, '2024-01-21')) v(customer, day) GROUP BY customer) x) y;

-- nobody back: no answer
SELECT is(concat_ws(' ', hiatus(h, as_of), return_curve(h, as_of)), '{}', about)
FROM (SELECT 'everybody once only' AS about, date '2025-01-01' AS as_of, history(day, 1) AS h FROM sold GROUP BY customer_id HAVING count(DISTINCT day) = 1
	  UNION ALL SELECT 'refunds and contacts only', '2025-01-01', history(day, amount) FROM sold WHERE amount IS NULL OR amount < 0 GROUP BY customer_id
	  UNION ALL SELECT 'before the data', '2021-12-31', h FROM person UNION ALL SELECT 'no histories', '2025-01-01', NULL FROM person) x GROUP BY about;
SELECT is(ARRAY[hiatus(h, '2025-01-01')::text, return_curve(h, '2025-01-01')::text], '{NULL,"{}"}', 'no rows') FROM person WHERE false;
SELECT is(min(h::text), NULL, 'what comes later is not seen') FROM (
	SELECT as_of, hiatus(h, as_of) AS h FROM person, asked GROUP BY 1 EXCEPT
	SELECT as_of, hiatus(h, as_of) FROM asked, LATERAL (SELECT history(day, amount) AS h FROM sold WHERE day < as_of GROUP BY customer_id) x GROUP BY 1) y;

-- in any order, in parts, with FILTER, by region, under the name of the curve
SELECT is(hiatus(h, '2024-06-01' ORDER BY hashint8extended(customer_id, 5)), hiatus(h, '2024-06-01' ORDER BY customer_id), 'in any order') FROM person;
SELECT is(return_curve(h, '2024-06-01') FILTER (WHERE customer_id % 3 = 1), (SELECT return_curve(h, '2024-06-01') FROM person WHERE customer_id % 3 = 1), 'FILTER') FROM person;
SELECT bag_eq('SELECT region, hiatus(h, ''2024-06-01'', 0.8) FROM person GROUP BY ROLLUP (region)', 'SELECT region, hiatus(h, ''2024-06-01'', 0.8) FROM person GROUP BY 1 UNION ALL SELECT NULL, hiatus(h, ''2024-06-01'', 0.8) FROM person', 'grouping sets');
-- each customer's days may be those of a zone
SELECT is(hiatus(h, '2024-06-01', 1), 2, 'days of several zones')
FROM (SELECT history(at, 1, zone) AS h FROM (VALUES ('UTC', timestamptz '2024-05-01 23:30+00'), ('UTC', '2024-05-02 00:30+00'), ('Asia/Tokyo', '2024-05-01 12:00+00'), ('Asia/Tokyo', '2024-05-02 15:00+00'), ('America/New_York', '2024-05-01 23:30+00'), ('America/New_York', '2024-05-02 00:30+00')) v(zone, at) GROUP BY zone) x;

-- bad input
SELECT pg_temp.raises(format('SELECT hiatus(h, ''2025-01-01'', %s) FROM person', share), '22023', '%such as 0.9%') FROM unnest(ARRAY['0', '-0.1', '1.0000001', '''NaN''', '''infinity''', '90']) share;
SELECT pg_temp.raises(format('SELECT %s FROM person', call), '22004', '%''2025-01-01'', 0.9%') FROM unnest(ARRAY['hiatus(h, ''2025-01-01'', NULL)', 'hiatus(h, NULL)', 'return_curve(h, NULL)']) call;
SELECT pg_temp.raises(format('SELECT hiatus(h, %L) FROM person', as_of), '22023|22008', NULL, 'as_of ' || as_of) FROM unnest('{infinity,-infinity,5000000-01-01}'::text[]) as_of;
SELECT pg_temp.raises(format('SELECT hiatus(h, %s) FROM person', rest), '22023', '%same for all customers%') FROM unnest(ARRAY['date ''2025-01-01'' + customer_id', 'date ''2025-01-01'', 1.0 / (1 + customer_id)']) rest;
SELECT pg_temp.raises('SELECT hiatus(h, ''9999-01-01'') FROM (SELECT history(day, 1) AS h FROM generate_series(1, 1000001) i, LATERAL (VALUES (date ''2000-01-01''), (date ''2000-01-01'' + i)) d(day) GROUP BY i) x', '54000', '%thousands of years%', 'gaps of a million lengths');

SELECT * FROM finish();
ROLLBACK;
