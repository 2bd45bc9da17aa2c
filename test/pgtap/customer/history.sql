-- history: merging gives the same bytes in any order and grouping, and its activity is that of its days' rows
BEGIN;
\ir ../helpers.psql
SELECT plan(74);

-- rows of 40 customers, some of one day: amounts of many scales and sizes, free orders, refunds, contacts, potentials that rise and fall, profits and losses
CREATE TEMP TABLE sale AS
SELECT n, c AS customer_id,
	   timestamptz '2019-12-28 00:00+00' + floor(pg_temp.draw(n, 1) * CASE WHEN c % 5 = 0 THEN 3 ELSE 900 END * 24 * 60) * interval '1 minute' AS at,
	   CASE WHEN c % 10 = 7 OR n % 11 = 0 THEN NULL WHEN n % 13 = 1 THEN -round((pg_temp.draw(n, 2) * 900)::numeric, n % 4) WHEN n % 29 = 2 THEN 0
			WHEN c % 10 = 4 THEN round((pg_temp.draw(n, 3) * 1e17)::numeric, 0) + (n % 7) * 0.00000000000000000001
			ELSE round((pg_temp.draw(n, 4) * 900)::numeric, CASE WHEN c % 3 = 0 THEN n % 7 ELSE 2 END) END AS amount,
	   CASE WHEN n % 6 = 0 THEN round((pg_temp.draw(n, 5) * 2000 - 100)::numeric, n % 3) END AS potential,
	   CASE WHEN c % 4 = 0 AND n % 5 > 0 THEN round((pg_temp.draw(n, 6) * 100 - 30)::numeric, n % 5) END AS profit
FROM generate_series(1, 3000) n, LATERAL (SELECT floor(40 * pg_temp.draw(n, 7) ^ 2)::integer AS c) d;
CREATE TEMP TABLE whole AS SELECT customer_id, history(at, amount, potential, profit) AS h, history(at, amount) AS plain FROM sale GROUP BY 1;

-- ---- laws: merging ----
CREATE TEMP TABLE split AS
SELECT salt, parts, customer_id, floor(pg_temp.draw(n, salt) * parts) AS part, history(at, amount, potential, profit ORDER BY pg_temp.draw(n, salt + 100)) AS h
FROM sale, unnest(ARRAY[11, 12, 13]) salt, unnest(ARRAY[1, 2, 3, 50]) parts GROUP BY 1, 2, 3, 4;
SELECT is(count(*) FILTER (WHERE history_send(r.h) <> history_send(w.h)), 0::bigint, format('in %s parts, merged in any order: the same bytes', parts))
FROM (SELECT parts, salt, customer_id, rollup(h ORDER BY pg_temp.draw(part::bigint, salt + customer_id)) AS h FROM split GROUP BY 1, 2, 3) r JOIN whole w USING (customer_id) GROUP BY parts ORDER BY parts;
CREATE TEMP TABLE three AS
SELECT customer_id, rollup(h) FILTER (WHERE part = 0) AS a, rollup(h) FILTER (WHERE part = 1) AS b, rollup(h) FILTER (WHERE part = 2) AS c FROM split WHERE parts = 3 AND salt = 11 GROUP BY 1;
SELECT is(count(*) FILTER (WHERE history_send(a + b) = history_send(b + a)), count(*), 'a + b is b + a') FROM three WHERE num_nulls(a, b) = 0;
SELECT is(count(*) FILTER (WHERE history_send((a + b) + c) = history_send(a + (b + c))), count(*), '(a + b) + c is a + (b + c)') FROM three WHERE num_nulls(a, b, c) = 0;
SELECT is(count(*) FILTER (WHERE history_send(a + b + c) = history_send(h)), count(*), 'and the whole') FROM three JOIN whole USING (customer_id) WHERE num_nulls(a, b, c) = 0;
SELECT cmp_ok(count(*), '>', 25::bigint, 'of many customers') FROM three WHERE num_nulls(a, b, c) = 0;

-- ---- laws: activity ----
SELECT is(count(*) FILTER (WHERE activity_send(activity(h)) IS DISTINCT FROM activity_send(a)), 0::bigint, 'its activity is that of the days')
FROM whole JOIN (SELECT customer_id, activity((at AT TIME ZONE 'UTC')::date, amount, potential, profit) AS a FROM sale GROUP BY 1) r USING (customer_id);
-- a potential that was known before the window is known in it
SELECT is(count(*) FILTER (WHERE activity_send(activity(plain, as_of, since)) IS DISTINCT FROM
		  activity_send((SELECT activity((at AT TIME ZONE 'UTC')::date, amount) FROM sale s
						 WHERE s.customer_id = w.customer_id AND (at AT TIME ZONE 'UTC')::date >= since AND (at AT TIME ZONE 'UTC')::date < as_of))), 0::bigint,
		  format('from %s up to %s', since, as_of))
FROM whole w, (VALUES (date '2020-01-01', date '2021-01-01'), ('2019-12-29', '2019-12-30'), ('2020-05-05', '2020-05-05'), ('-infinity', '2021-06-30'), ('2021-06-30', 'infinity'), ('2030-01-01', '2031-01-01')) v(since, as_of)
GROUP BY since, as_of ORDER BY since, as_of;
SELECT is(count(*) FILTER (WHERE activity_send(activity(h, as_of)) IS DISTINCT FROM
		  activity_send((SELECT activity((at AT TIME ZONE 'UTC')::date, amount, potential, profit) FROM sale s WHERE s.customer_id = w.customer_id AND (at AT TIME ZONE 'UTC')::date < as_of))), 0::bigint,
		  format('with all that is known, up to %s', as_of))
FROM whole w, unnest('{2019-12-28,2019-12-30,2020-03-01,2021-02-28,2024-01-01}'::date[]) as_of GROUP BY as_of ORDER BY as_of;
SELECT is(activity(h, '2024-03-01', '2024-02-01'), NULL, 'nothing in the window: NULL, whatever was known before')
FROM (SELECT history('2024-01-01'::date, 1.0, 500, 1) AS h) x;
SELECT is(potential(activity(h, '2024-04-01', '2024-03-01')), 500::numeric, 'known is known from that day on')
FROM (SELECT history(day, 1.0, known, NULL) AS h FROM (VALUES (date '2024-01-01', 500), ('2024-03-15', 300)) v(day, known)) x;

-- ---- days ----
SELECT bag_eq('SELECT w.customer_id, day, orders, amount::text, refunds, contacts FROM whole w, days(h)',
	$$SELECT customer_id, (at AT TIME ZONE 'UTC')::date, count(*) FILTER (WHERE amount >= 0) AS orders, coalesce(sum(amount), 0)::text, count(*) FILTER (WHERE amount < 0) AS refunds, count(*) FILTER (WHERE amount IS NULL) AS contacts
	  FROM sale GROUP BY 1, 2$$, 'days: what GROUP BY day says');
SELECT bag_eq('SELECT customer_id, first_day(h), last_day(h), purchase_days(h) FROM whole',
	$$SELECT customer_id, min(day), max(day), count(day) AS n FROM (SELECT DISTINCT customer_id, CASE WHEN amount >= 0 THEN (at AT TIME ZONE 'UTC')::date END AS day FROM sale) d GROUP BY 1$$,
	'first and last day, purchase days');
SELECT is(array_agg(day ORDER BY n), array_agg(day ORDER BY day), 'in order') FROM whole w, days(h) WITH ORDINALITY d(day, orders, amount, refunds, contacts, n) WHERE customer_id = 1;

-- ---- forms ----
SELECT is(count(*) FILTER (WHERE history_send(h::text::history) <> history_send(h)), 0::bigint, 'text reads back to the same bytes') FROM whole;
SELECT is(count(*) FILTER (WHERE h::text::history::text <> h::text), 0::bigint, 'and is written alike') FROM whole;
SELECT is(count(*) FILTER (WHERE h = plain), count(*) FILTER (WHERE h::text = plain::text), 'equal where they say the same') FROM whole;
SELECT is(h::text, '{"zone": "Europe/Berlin", "days": [{"day": "1999-12-31", "orders": 1, "amount": 10.50}, {"day": "2000-01-01", "orders": 1, "refunds": 1, "amount": -2.5, "contacts": 1, "profit": -1.25}], "potential": [{"day": "2000-01-01", "amount": 100}]}', 'what it looks like')
FROM (SELECT history(at, amount, known, profit, 'europe/berlin') AS h FROM (VALUES (timestamptz '1999-12-31 22:59+00', 10.50, NULL, NULL), ('1999-12-31 23:00+00', -3.5, NULL, -1.25), ('2000-01-01 05:00+00', 1, 100, NULL), ('2000-01-01 06:00+00', NULL, 50, NULL)) v(at, amount, known, profit)) x;
SELECT is(h::text::history::text, h::text, 'and back') FROM (SELECT history(at, 1, 'Europe/Berlin') AS h FROM generate_series(timestamptz '2024-01-01 00:00+00', '2024-12-31 00:00+00', '100 hours') at) x;
SELECT is(count(*), 1::bigint, 'every way to take amounts says the same')
FROM (SELECT DISTINCT history_send(h) FROM (SELECT unnest(ARRAY[history(d, a::numeric), history(d, a::bigint), history(d::timestamp, a::numeric), history(d::timestamp, a::bigint),
	history(d::timestamp AT TIME ZONE 'UTC', a::numeric), history(d::timestamp AT TIME ZONE 'UTC', a::bigint), history(d::timestamp AT TIME ZONE 'UTC', a::bigint, 'UTC'), history(d, a::numeric, NULL, NULL), history(d, a::bigint, NULL, NULL)]) AS h
	FROM (VALUES (date '2024-02-29', 12), ('2023-02-28', 0), ('2024-02-29', -5), ('1960-01-01', NULL)) v(d, a)) x) y;
SELECT is(count(*), 1::bigint, 'floats, too')
FROM (SELECT DISTINCT history_send(h) FROM (SELECT unnest(ARRAY[history(d, a::numeric), history(d, a::float8), history(d, a::float4), history(d, a::float8, NULL, NULL), history(d, a::float4, NULL, NULL)]) AS h
	FROM (VALUES (date '2024-02-29', 12.5), ('2023-02-28', 0.25), ('2024-02-29', -5.125)) v(d, a)) x) y;
SELECT is(history(NULL::date, 1.0), NULL, 'no row with a time: NULL');
SELECT is(purchase_days(history(d, 1.0)), 1::bigint, 'rows without one are ignored') FROM (VALUES (date '2024-01-01'), (NULL)) v(d);

-- ---- zones ----
-- 23 and 25 hours: each local day once, where days of UTC would be cut
SELECT results_eq($$SELECT day::text, orders FROM (SELECT history(at, 1, 'Europe/Berlin') AS h FROM generate_series(timestamptz '2024-03-30 23:00+00', '2024-04-01 21:59+00', '1 hour') at) x, days(h)$$,
	$$VALUES ('2024-03-31', 23::bigint), ('2024-04-01', 24)$$, 'the day on which summer time begins has 23 hours');
SELECT results_eq($$SELECT day::text, orders FROM (SELECT history(at, 1, 'Europe/Berlin') AS h FROM generate_series(timestamptz '2024-10-26 22:00+00', '2024-10-28 22:59+00', '1 hour') at) x, days(h)$$,
	$$VALUES ('2024-10-27', 25::bigint), ('2024-10-28', 24)$$, 'the one on which it ends has 25');
SELECT is(count(*) FILTER (WHERE NOT same), 0::bigint, 'as AT TIME ZONE says')
FROM (SELECT zone, ARRAY(SELECT (day, orders)::text FROM days(history(at, 1, zone)) ORDER BY day) = ARRAY(SELECT (d, count(*))::text FROM unnest(array_agg((at AT TIME ZONE zone)::date)) d GROUP BY d ORDER BY d) AS same
	  FROM (SELECT timestamptz '1860-01-01 00:00+00' + pg_temp.draw(n, 8) * interval '200 years' AS at FROM generate_series(1, 500) n) a,
		   unnest('{UTC,Europe/Berlin,America/New_York,Asia/Kathmandu,Pacific/Apia,Pacific/Kiritimati,America/Sitka}'::text[]) zone GROUP BY zone) x;
SELECT is(zone(history(now(), 1)), 'UTC', 'UTC, unless said otherwise');
SELECT is(history_send(history(t, 1, 'utc')), history_send(history(t, 1)), 'and that is no other zone') FROM (SELECT timestamptz '2024-01-01 00:00+00' AS t) x;
SELECT is(zone(history(now(), 1, 'america/new_york')), 'America/New_York', 'by its own name');
PREPARE two_zones AS SELECT history(timestamptz '2024-01-01 00:00+00', 1, 'Europe/Berlin') + history(timestamptz '2024-01-01 00:00+00', 1);
SELECT throws_like('EXECUTE two_zones', '%days in Europe/Berlin cannot take days in UTC', 'no days of two zones: it names both');
SELECT throws_like('SELECT rollup(h) FROM (VALUES (history_in(''{"days": [{"day": "2024-01-01", "contacts": 1}]}'')), (history_in(''{"zone": "Asia/Tokyo", "days": [{"day": "2024-01-01", "contacts": 1}]}''))) v(h)',
	'%days in UTC cannot take days in Asia/Tokyo', 'nor in a rollup');
SELECT is(history_send('{"zone": "UTC", "days": [{"day": "2024-01-01", "contacts": 1}]}'), history_send('{"days": [{"day": "2024-01-01", "contacts": 1}]}'), 'UTC may be named, and is written in one way');
SELECT throws_like($$SELECT history(at, 1, zone) FROM (VALUES (timestamptz '2024-01-01 00:00+00', 'UTC'), ('2024-01-02 00:00+00', 'Asia/Tokyo')) v(at, zone)$$, '%days in UTC cannot take days in Asia/Tokyo', 'nor among rows');
SELECT pg_temp.raises(format('SELECT history_in(%L)', jsonb_build_object('days', jsonb_build_array(jsonb_build_object('day', day, 'contacts', 1)))), '22P02', NULL, 'a day that is not written as days are: ' || day)
FROM unnest('{01-02-2003,01-13-2003,0002003-01-02}'::text[]) day;
SELECT pg_temp.raises($$SELECT history(now(), 1, 'Europe/Atlantis')$$, '22023', '%pg_timezone_names%', 'a zone that is none');
SELECT pg_temp.raises(format($$SELECT history(now()::%s, %s, 'Europe/Berlin')$$, t, a), '22023', 'Leave the zone out.', format('a %s has a day of its own: %s', t, a))
FROM unnest('{date,timestamp}'::text[]) t, unnest('{1::numeric,1::float8,1::real,1::bigint,"1::numeric, 1, 1","1::float8, 1, 1","1::real, 1, 1","1::bigint, 1, 1"}'::text[]) a;
SELECT is(history_send(history(d, 1, 'UTC')) = history_send(history(d, 1)) AND history_send(history(d::timestamp, 1, 'UTC')) = history_send(history(d, 1)), true, 'which is one of UTC') FROM (SELECT date '2024-01-01' AS d) x;
SELECT pg_temp.raises($$SELECT history(now(), 1, NULL::text)$$, '22004', '%leave it out%', 'a zone that is NULL');

-- ---- limits ----
SELECT is(array_agg(day::text), ARRAY['4714-11-24 BC', '294276-12-31'], 'the first and the last day of the calendar')
FROM (SELECT history(d, 1.0) AS h FROM unnest('{4714-11-24 BC,294276-12-31}'::date[]) d) x, days(h);
SELECT pg_temp.raises(format($$SELECT history(timestamptz %L, 1, %L)$$, t, z), '22008', NULL, format('%s is beyond the calendar in %s', t, z))
FROM (VALUES ('294276-12-31 23:59:59.999999+00', 'Asia/Tokyo'), ('4714-11-24 00:00+00 BC', 'America/New_York')) v(t, z);
SELECT pg_temp.raises($$SELECT history('infinity'::date, 1.0)$$, '22.*', NULL, 'an infinite day');
SELECT pg_temp.raises($$SELECT history('2024-01-01'::date, 'NaN'::numeric)$$, '22.*', NULL, 'an amount that is no number');
SELECT pg_temp.raises($$SELECT history('2024-01-01'::date, 1e18)$$, '22.*', NULL, 'an amount that is too large');

SELECT is((history(day, 1, potential, NULL)::jsonb -> 'potential')::text,
		  '[{"day": "2024-01-02", "amount": 100}, {"day": "2024-01-05", "amount": 100.00}, {"day": "2024-01-07", "amount": 101}]',
		  'a potential is kept where it rose, or was written with more decimals')
FROM (VALUES (date '2024-01-02', 100::numeric), ('2024-01-03', 100), ('2024-01-04', 99.5), ('2024-01-05', 100.00), ('2024-01-06', 100.0), ('2024-01-07', 101)) v(day, potential);

-- ---- size ----
-- of one day a month, with cents: two bytes for the day and two or three for the amount
SELECT cmp_ok(octet_length(history_send(history(day, amount))), '<=', 3 + 4 + 120 * 5, 'a day takes five bytes')
FROM (SELECT day::date, round((pg_temp.draw(extract(epoch FROM day)::bigint, 9) * 300)::numeric, 2) AS amount FROM generate_series(timestamp '2015-01-01', '2024-12-31', '1 month') day) x;

SELECT * FROM finish();
ROLLBACK;
