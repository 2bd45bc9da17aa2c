-- a date is its midnight in UTC, a timestamp its reading in UTC: in every session the same bytes
BEGIN;
\ir ../helpers.psql
SELECT plan(259);

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

-- as_of as a day, as a reading, as a point in time: all of the same midnight in UTC
CREATE TEMP TABLE person AS
SELECT n % 12 AS id, activity(day, amount, potential) AS a, prospect(day, kind) AS p FROM deed JOIN contact USING (n, day) GROUP BY 1;
CREATE TEMP TABLE yard AS SELECT yardstick(a, '2025-01-01 00:00+00'::timestamptz) AS y, nested_rfm_cuts(a, '2025-01-01 00:00+00'::timestamptz, 3) AS cuts FROM person;
CREATE TEMP TABLE call (call) AS VALUES
	('recency(a, %s)'), ('tenure(a, %s)'), ('regularity(a, %s)'), ('loyalty(a, y, %s)'), ('contribution(a, y, %s)'), ('quadrant(a, y, %s)'), ('rfm(a, y, %s)'), ('rfm(a, y, %s, 3)'),
	($$rfm(a, %s, '{10,300}', '{2,4}', '{5,20}')$$), ('rfm(a, cuts, %s)'), ('value_group(a, %s, 10)'), ($$value_group(a, y, as_of => %s, new_for => '9 months', big => 'mean')$$), ('lifetime_value(a, %s, 3)'),
	('purchase_intent(p, %s)'), ('explain_intent(p, %s)'), ($$contact_due(a, '30 days', %s)$$), ('contact_due(a, quadrant(a, y), %s)'),
	('yardstick(a, %s) OVER ()'), ('nested_rfm_cuts(a, %s, 3) OVER ()');
SELECT is(pg_temp.in_zone(zone, format('SELECT string_agg((x)::text, %L ORDER BY id) FROM (SELECT id, %s AS x FROM person, yard) x', '; ', format(call, day))),
		  pg_temp.in_zone(zone, format('SELECT string_agg((x)::text, %L ORDER BY id) FROM (SELECT id, %s AS x FROM person, yard) x', '; ', format(call, $$timestamptz '2024-11-30 00:00+00'$$))),
		  format(call, day) || ' in ' || zone)
FROM call, (VALUES ($$date '2024-11-30'$$), ($$timestamp '2024-11-30'$$)) d(day), zone WHERE zone IN ('America/New_York', 'Asia/Tokyo');
SELECT is(pg_temp.in_zone(zone, format('SELECT string_agg((x)::text, %L ORDER BY id) FROM (SELECT id, %s AS x FROM person, yard) x', '; ', format(call, $$'2024-11-30'$$))),
		  pg_temp.in_zone(zone, format('SELECT string_agg((x)::text, %L ORDER BY id) FROM (SELECT id, %s AS x FROM person, yard) x', '; ', format(call, $$timestamptz '2024-11-30'$$))),
		  format(call, 'a bare literal') || ' is a timestamptz in ' || zone)
FROM call, zone WHERE zone = 'America/New_York' AND call NOT LIKE 'rfm(a, y%';
SELECT is_empty($$
	SELECT p.oid::regprocedure, time FROM pg_proc p, unnest(proargnames, proargtypes::oid[]) a(name, type), unnest(ARRAY['date', 'timestamp']::regtype[]) time
	WHERE pronamespace = 'customer_seg'::regnamespace AND p.proname !~ '^_' AND type = 'timestamptz'::regtype AND proargtypes[0] <> 'regclass'::regtype AND proargtypes[1] <> 'regclass'::regtype
	AND p.proname NOT IN ('refresh_segmentation', 'watch') -- of a named source, and the times of its refreshes
	AND NOT EXISTS (SELECT FROM pg_proc f, unnest(f.proargnames, f.proargtypes::oid[]) b(name, type)
					WHERE f.proname = p.proname AND f.pronamespace = p.pronamespace AND f.pronargs = p.pronargs AND b.name IS NOT DISTINCT FROM a.name AND b.type = time)$$,
	'whatever takes a timestamptz takes a date and a timestamp, but for bounds of a source, which are rounded to days');
SELECT is(pg_temp.in_zone(zone, $$SELECT rule FROM explain_intent((SELECT prospect(date '2025-02-20', 'commitment')), '2025-03-01')$$) ~ '^commitment of 2025-02-20, ', true, 'the rule names the day, in ' || zone)
FROM (SELECT zone FROM zone UNION SELECT 'Europe/Berlin') z;

SELECT pg_temp.raises('SELECT activity(date ''infinity'', 1.0)', '22023', '%on the calendar%');
SELECT pg_temp.raises('SELECT activity(date ''-infinity'', 1.0)', '22023');
SELECT pg_temp.raises('SELECT activity(timestamp ''infinity'', 1.0)', '22023');
SELECT pg_temp.raises('SELECT activity(date ''294277-01-01'', 1.0)', '22008', '%294276-12-31%');
SELECT pg_temp.raises('SELECT prospect(date ''infinity'', ''quote'')', '22023', '%on the calendar%');
SELECT pg_temp.raises('SELECT prospect(now(), ''quote'', date ''infinity'')', '22023', '%on the calendar%');
SELECT pg_temp.raises('SELECT prospect(now(), ''quote'', date ''294277-01-01'')', '22008', '%294276-12-31%');
SELECT pg_temp.raises(format('SELECT %s FROM person, yard', format(call, $$date 'infinity'$$)), '22023', NULL, format(call, 'infinity')) FROM call;

SELECT * FROM finish();
ROLLBACK;
