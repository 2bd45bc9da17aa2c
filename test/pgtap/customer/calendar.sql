-- a date is its midnight in UTC, a timestamp its reading in UTC: in every session the same bytes
BEGIN;
\ir ../helpers.psql
SELECT plan(141);

-- around the change of the clocks in New York and Berlin, and at the ends of months and years
CREATE TEMP TABLE deed AS
SELECT n, day, (day + time '01:30' + n * interval '17 minutes')::timestamp AS reading, (n % 7 * 3.25 - 4) AS amount, n % 5 * 100.0 AS potential
FROM generate_series(1, 60) n, LATERAL (SELECT (array['2023-12-31', '2024-02-29', '2024-03-10', '2024-03-31', '2024-11-03'])[1 + n % 5]::date + n / 5) d(day)
UNION ALL SELECT 0, NULL, NULL, 5, 5;
CREATE TEMP TABLE zone (zone) AS VALUES ('UTC'), ('America/New_York'), ('Asia/Tokyo'), ('Pacific/Kiritimati');
CREATE FUNCTION pg_temp.in_zone(zone text, query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE said text;
BEGIN
	PERFORM set_config('TimeZone', zone, true);
	EXECUTE query INTO said;
	RETURN said;
END $$;

-- each form of activity(), of each kind of time and amount
CREATE TEMP TABLE form AS
SELECT name, time, point, arguments
FROM (VALUES ('day', $$day::timestamp AT TIME ZONE 'UTC'$$), ('reading', $$reading AT TIME ZONE 'UTC'$$)) t(time, point),
	 (VALUES ('numeric'), ('double precision'), ('real'), ('bigint')) k(kind),
	 LATERAL (VALUES ('activity', format('amount::%s', kind)), ('activity', format('amount::%s, potential::%1$s', kind))) a(name, arguments);
SELECT is(pg_temp.in_zone(zone, format('SELECT activity_send(activity(%s, %s)) FROM deed', time, arguments)),
		  pg_temp.in_zone('UTC', format('SELECT activity_send(activity(%s, %s)) FROM deed', point, arguments)),
		  format('activity(%s, %s) in %s', time, arguments, zone))
FROM form, zone;

-- each form of prospect()
CREATE TEMP TABLE contact AS
SELECT n, day, reading, reading AT TIME ZONE 'UTC' AS at, day + n % 9 AS expected_day, reading + n % 9 * interval '30 hours' AS expected_reading,
	   (enum_range(NULL::contact_kind))[1 + n % 10] AS kind
FROM deed;
CREATE TEMP TABLE said AS
SELECT of_time.said AS time, of_time.point AS time_point, expected.said AS expected, expected.point AS expected_point
FROM (VALUES ('day', $$day::timestamp AT TIME ZONE 'UTC'$$), ('reading', 'at'), ('at', 'at')) of_time(said, point),
	 (VALUES (NULL, NULL), ('expected_day', $$expected_day::timestamp AT TIME ZONE 'UTC'$$), ('expected_reading', $$expected_reading AT TIME ZONE 'UTC'$$),
			 ($$expected_reading AT TIME ZONE 'UTC'$$, $$expected_reading AT TIME ZONE 'UTC'$$)) expected(said, point);
SELECT is(pg_temp.in_zone(zone, format('SELECT prospect_send(prospect(%s)) FROM contact', concat_ws(', ', time, 'kind', expected))),
		  pg_temp.in_zone('UTC', format('SELECT prospect_send(prospect(%s)) FROM contact', concat_ws(', ', time_point, 'kind', expected_point))),
		  format('prospect(%s) in %s', concat_ws(', ', time, 'kind', expected), zone))
FROM said, zone;
SELECT is(pg_temp.in_zone(zone, format('SELECT prospect_send(prospect(%L, %L, %L))', '2024-01-01', 'quote', '2024-02-01')),
		  pg_temp.in_zone(zone, format('SELECT prospect_send(prospect(%L::timestamptz, %L::contact_kind, %L::timestamptz))', '2024-01-01', 'quote', '2024-02-01')),
		  'bare literals are timestamptz, in ' || zone) FROM zone;

SELECT is(pg_temp.in_zone(zone, 'SELECT concat_ws('' '', first_day(a), last_day(a), active_months(a)) FROM (SELECT activity(day, amount) AS a FROM deed WHERE n > 0 AND amount >= 0) x'),
		  (SELECT concat_ws(' ', min(day), max(day), count(DISTINCT date_trunc('month', day::timestamp))) FROM deed WHERE amount >= 0),
		  'first_day, last_day and months in ' || zone) FROM zone;
SELECT is(first_day(a)::text || last_day(a), pg_temp.in_zone(zone, 'SELECT ''2024-03-312024-04-01'''), 'the day of a point in time is UTC''s, in ' || zone)
FROM zone, (SELECT activity(at, 1.0) AS a FROM (VALUES (timestamptz '2024-03-31 23:59:59.999999+00'), ('2024-04-01 00:00+00')) v(at)) x;
SELECT is(num_nonnulls(first_day(a), last_day(a)), 0, 'no order: no first_day, no last_day') FROM (SELECT activity(day, NULL::numeric) AS a FROM deed) x;
SELECT is(first_day(activity(day, 1.0)), day, 'first_day far from today: ' || day)
FROM unnest(ARRAY['4714-11-24 BC', '0044-03-15 BC', '1999-12-31', '2000-01-01', '294276-12-31']::date[]) day GROUP BY day;

-- what a literal of no type means is as it was
SELECT is(pg_temp.in_zone(zone, $$SELECT activity_send(activity('2024-01-01', 1.5))$$), pg_temp.in_zone(zone, $$SELECT activity_send(activity(timestamptz '2024-01-01', 1.5))$$),
		  'a bare literal is a timestamptz, in ' || zone) FROM zone;

SELECT pg_temp.raises('SELECT activity(date ''infinity'', 1.0)', '22023', '%on the calendar%');
SELECT pg_temp.raises('SELECT activity(date ''-infinity'', 1.0)', '22023');
SELECT pg_temp.raises('SELECT activity(timestamp ''infinity'', 1.0)', '22023');
SELECT pg_temp.raises('SELECT activity(date ''294277-01-01'', 1.0)', '22008', '%294276-12-31%');
SELECT pg_temp.raises('SELECT prospect(date ''infinity'', ''quote'')', '22023', '%on the calendar%');
SELECT pg_temp.raises('SELECT prospect(now(), ''quote'', date ''infinity'')', '22023', '%on the calendar%');
SELECT pg_temp.raises('SELECT prospect(now(), ''quote'', date ''294277-01-01'')', '22008', '%294276-12-31%');

SELECT * FROM finish();
ROLLBACK;
