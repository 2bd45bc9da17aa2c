-- months: active_months and regularity, calendar months in UTC
BEGIN;
\ir ../helpers.psql
SELECT plan(20);

CREATE FUNCTION pg_temp.months(VARIADIC at timestamptz[]) RETURNS integer LANGUAGE sql
AS $$ SELECT active_months(activity(t, 1.0)) FROM unnest(at) t $$;

SET LOCAL TimeZone = 'Asia/Tokyo';
SELECT is(pg_temp.months(VARIADIC at), months, about) FROM (VALUES
	('{2024-01-01 00:00+00, 2024-01-31 23:59:59.999999+00}'::timestamptz[], 1, 'one calendar month is one month'),
	('{2024-01-31 23:59:59.999999+00, 2024-02-01 00:00+00}', 2, 'a month ends at midnight UTC'),
	('{2024-01-31 23:30-01, 2024-02-01 00:30+00}', 1, 'whatever the offset of the input'),
	('{2018-12-31 12:00+00, 2024-03-01 12:00+00}', 2, 'the window holds 64 months'),
	('{2018-11-30 12:00+00, 2024-03-01 12:00+00}', 1, 'the 65th month is out'),
	('{2024-03-01 12:00+00, 2018-11-30 12:00+00}', 1, 'also when it comes late'),
	('{1999-12-31 12:00+00, 2000-01-01 12:00+00}', 2, 'around 2000'),
	('{1970-01-01 00:00+00, 1969-12-31 00:00+00}', 2, 'around 1970'),
	('{0044-03-15 12:00+00 BC, 0044-02-15 12:00+00 BC}', 2, 'before Christ'),
	('{4714-11-24 00:00+00 BC, 294276-12-31 23:59:59.999999+00}', 1, 'the first and the last time there is')) v(at, months, about);
SELECT is(array_agg(DISTINCT pg_temp.months(VARIADIC at)), ARRAY[64], 'in any order of the rows')
FROM (SELECT array_agg(timestamptz '2020-01-15 00:00+00' + g * interval '17 days' ORDER BY pg_temp.draw(g, salt)) AS at
	  FROM generate_series(1, 200) g, generate_series(1, 20) salt GROUP BY salt) shuffled;

-- regularity: of the months from the first order's to the last before as_of, at most 64
CREATE TEMP TABLE done AS
SELECT activity(at, 1.0) AS a FROM unnest('{2024-01-05 10:00+00, 2024-01-20 10:00+00, 2024-03-02 08:00+00}'::timestamptz[]) at;
SELECT is(regularity(a, as_of), months, 'regularity at ' || as_of::text)
FROM done, (VALUES
	(timestamptz '2024-03-02 09:00+00', 2 / 3.0::float8),
	('2024-04-01 00:00+00', 2 / 3.0),
	('2024-04-01 00:00:00.000001+00', 2 / 4.0),
	('2024-05-01 00:00+00', 2 / 4.0),
	('2029-05-01 00:00+00', 2 / 64.0),
	('2029-05-02 00:00+00', 1 / 64.0)) v(as_of, months);
SELECT is(count(*) FILTER (WHERE regularity(a, as_of) NOT BETWEEN 0 AND 1), 0::bigint, 'from 0 to 1, whether as_of is early or late')
FROM done, generate_series(timestamptz '2023-11-01 00:00+00', '2035-01-01 00:00+00', '19 days') as_of;

-- both against the calendar of the server, on random times of eight centuries
SET LOCAL TimeZone = 'UTC';
CREATE TEMP TABLE random_time AS
SELECT g, timestamptz '1600-01-01' + (pg_temp.draw(g, 1) * 290000 + pg_temp.draw(i, g) * 30 * (g % 90)) * interval '1 day' AS at FROM generate_series(1, 400) g, generate_series(1, 12) i;
CREATE FUNCTION pg_temp.month_number(timestamptz) RETURNS integer LANGUAGE sql AS $$ SELECT (extract(year FROM $1) * 12 + extract(month FROM $1))::integer $$;
CREATE TEMP TABLE random_life AS
SELECT g, activity(at, 1.0) AS a, array_agg(DISTINCT pg_temp.month_number(at)) AS months, max(at) + (g % 300) * interval '1 day 1 microsecond' AS as_of FROM random_time GROUP BY g;
SELECT is(array_agg(g) FILTER (WHERE active_months(a) <> (SELECT count(*) FROM unnest(months) m WHERE m > (SELECT max(x) - 64 FROM unnest(months) x))), NULL, 'active_months on random times')
FROM random_life;
SELECT is(array_agg(g) FILTER (WHERE abs(regularity(a, as_of) - active / span::float8) > 1e-15), NULL, 'regularity on random times')
FROM random_life, LATERAL (SELECT pg_temp.month_number(as_of - interval '1 microsecond')) n(now),
	 LATERAL (SELECT count(*) FILTER (WHERE m > now - 64), least(64, now - min(m) + 1) FROM unnest(months) m) w(active, span) WHERE as_of > last_order(a);

SELECT * FROM finish();
ROLLBACK;
