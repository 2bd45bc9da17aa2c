-- lifetime_value: against the sum over the years written out in numeric, and against plain SQL on sales
BEGIN;
\ir ../helpers.psql
\ir ../shop.psql
SELECT plan(37);

SELECT is(lifetime_value(100, 50, 10), 50000::numeric, 'a supermarket''s customer: 100 dollars, 50 weeks, 10 years');
SELECT is(lifetime_value(100, 50, 10)::text, '50000', 'to the digit');

-- year by year: the money of year k, or of the last part of one, divided by (1 + rate)^k
CREATE FUNCTION pg_temp.by_year(spend numeric, purchases numeric, years numeric, margin numeric, rate numeric) RETURNS numeric LANGUAGE sql IMMUTABLE AS $$
	SELECT coalesce(sum(round(spend * purchases * margin * least(1, years - k), 60) / round((1 + rate) ^ k, 60)), 0) FROM generate_series(0, ceil(years)::int - 1) k $$;
CREATE TEMP TABLE asked AS
SELECT n, round((pg_temp.draw(n, 1) * 1000 - 100)::numeric, 2) AS spend, round((pg_temp.draw(n, 2) * 60)::numeric, 3) AS purchases, round((pg_temp.draw(n, 3) * 40)::numeric, n % 4) AS years,
	   round((pg_temp.draw(n, 4) * 2 - 1)::numeric, 2) AS margin, CASE WHEN n % 3 > 0 THEN round(pg_temp.draw(n, 5)::numeric, 1 + n % 4) ELSE 0 END AS rate FROM generate_series(1, 400) n;
SELECT is(array_agg(n) FILTER (WHERE abs(lifetime_value(spend, purchases, years, margin, rate) - pg_temp.by_year(spend, purchases, years, margin, rate)) > 0.0000006), NULL, 'year by year, 400 times') FROM asked;
SELECT is(array_agg(n) FILTER (WHERE lifetime_value(spend, purchases, years, margin) <> spend * purchases * years * margin), NULL, 'without a discount exact') FROM asked;
SELECT is(max(scale(lifetime_value(spend, purchases, years, margin, rate))), 6, 'with one six decimals') FROM asked WHERE rate > 0;
SELECT is(array_agg(n) FILTER (WHERE abs(lifetime_value(spend, purchases, years, 1, rate)) > abs(lifetime_value(spend, purchases, years, 1)) + 0.000001), NULL, 'a discount never adds') FROM asked;
SELECT is(array_agg(n) FILTER (WHERE lifetime_value(spend, purchases, years, -margin, rate) <> -lifetime_value(spend, purchases, years, margin, rate)), NULL, 'a loss is a profit with the other sign') FROM asked;
SELECT ok(lifetime_value(1, 1, 1000, 1, 0.00000001) BETWEEN 999.99 AND 1000, 'a thousand years at hardly any rate');
SELECT is(lifetime_value(1, 1, 1000, 1, 1), 2.000000, 'a thousand years at 100 %');
SELECT is(lifetime_value(1, 1, 0.25, 1, 0.5), 0.250000, 'the first year is not discounted, nor a part of it');
SELECT is(lifetime_value(1, 1, 1, 1, 0.5), 1.000000, 'nor the whole of it');
SELECT is(lifetime_value(1, 1, 1.5, 1, 0.25), 1.400000, 'the second one is');
SELECT is(lifetime_value(123456789012345678.99, 365, 2, 1, 0.25)::text, round(123456789012345678.99 * 365 * 1.8, 6)::text, 'large amounts to six decimals');
SELECT is(lifetime_value(NULL, 1, 1), NULL, 'NULL for what is not known');

-- from activities: amount a year since the first order, or over min_tenure
CREATE TEMP TABLE person AS SELECT customer_id, activity(sold_at, amount) AS a FROM shop.sale WHERE sold_at < '2024-07-01 00:00+00' GROUP BY 1;
CREATE TEMP VIEW by_hand AS
SELECT customer_id, CASE WHEN first_order < '2024-07-01 00:00+00' THEN total * 31557600 / greatest(extract(epoch FROM timestamptz '2024-07-01 00:00+00' - first_order), 31557600) END AS a_year
FROM (SELECT customer_id, coalesce(sum(amount), 0) AS total, min(sold_at) FILTER (WHERE amount >= 0) AS first_order FROM shop.sale WHERE sold_at < '2024-07-01 00:00+00' GROUP BY 1) s;
SELECT is(array_agg(customer_id) FILTER (WHERE abs(v - round(a_year * 7, 6)) > 0.000001 OR (v IS NULL) <> (a_year IS NULL)), NULL, 'against plain SQL')
FROM person JOIN by_hand USING (customer_id), lifetime_value(a, '2024-07-01 00:00+00', 7) v;
SELECT ok(count(*) FILTER (WHERE a_year IS NULL) > 5 AND count(*) FILTER (WHERE a_year < 0) > 1 AND count(*) FILTER (WHERE a_year > 0) > 50, 'among them prospects and refunds') FROM by_hand;
SELECT is(array_agg(customer_id) FILTER (WHERE abs(v - w) > 0.00001), NULL, 'the same by the first form')
FROM person, lifetime_value(a, '2024-07-01 00:00+00', 7, 0.3, 0.1) v,
	 LATERAL (SELECT lifetime_value(average_order(a), orders(a) / round(greatest(extract(epoch FROM tenure(a, '2024-07-01 00:00+00')), 31557600) / 31557600, 40), 7, 0.3, 0.1)) l(w)
WHERE orders(a) > 0;
SELECT is((SELECT sum(lifetime_value(a, '2024-07-01 00:00+00', 1, 1, 0, '1000 years')) FROM person), (SELECT sum(round(amount(a) / 1000, 6)) FROM person WHERE orders(a) > 0), 'a year is 365.25 days, in min_tenure as well');

CREATE TEMP TABLE one AS SELECT activity(timestamptz '2024-01-01 00:00+00', 36.525) AS a;
SELECT is(lifetime_value(a, as_of, years, min_tenure => tenure::interval), want, about) FROM one, (VALUES
	(timestamptz '2024-01-02 00:00+00', 1, '1 year', 36.525000, 'an order of yesterday is one a year'),
	('2024-01-02 00:00+00', 1, '1 day', 13340.756250, '… or one a day, when told so'),
	('2024-01-02 00:00+00', 1, '12 months', 36.525000, 'twelve months are a year'),
	('2024-01-02 00:00+00', 1, '8766 hours', 36.525000, 'so are 8766 hours'),
	('2025-01-01 00:00+00', 1, '1 day', 36.450154, 'a leap year has 366 of 365.25 days'),
	('2024-01-01 00:00+00', 1, '1 year', NULL, 'as_of is the first order: not a customer before it'),
	('2023-01-01 00:00+00', 1, '1 year', NULL, 'as_of lies before it'),
	('2024-01-02 00:00+00', 0, '1 year', 0.000000, 'no years')) v(as_of, years, tenure, want, about);
SELECT is(lifetime_value(activity(timestamptz '4714-11-24 00:00+00 BC', 1::numeric), '294276-12-31 00:00+00', 1000), 0.003345, 'the whole calendar');

-- bad input
SELECT pg_temp.raises(format('SELECT lifetime_value(%s)', call), '22023', '%') FROM (VALUES
	('1, ''NaN'', 1'), ('''infinity'', 1, 1'), ('1, 1, ''infinity'''), ('1, 1, 1, ''NaN'''), ('1, 1, 1, 1.01'), ('1, 1, 1, 1, 1.01'), ('1, 1, -0.000001'), ('1, 1, 1000.000001'),
	('activity(now(), 1::numeric), now(), 1, min_tenure => ''-1 day''')) v(call);
SELECT pg_temp.raises('SELECT lifetime_value(1e131071, 1e131071, 1)', '22003', NULL, 'beyond numeric');

SELECT * FROM finish();
ROLLBACK;
