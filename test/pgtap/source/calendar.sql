-- calendar: a date is its midnight in UTC and a timestamp its reading there, and a bound against dates means a day; no answer depends on the session's time zone
BEGIN;
\ir ../helpers.psql
SET LOCAL search_path = public, customer_seg;
SET LOCAL DateStyle = 'ISO';
SELECT plan(68);

CREATE TEMP TABLE zone (name text);
INSERT INTO zone VALUES ('UTC'), ('Europe/Berlin'), ('America/New_York'), ('Asia/Tokyo'), ('Pacific/Honolulu'), ('Pacific/Chatham'); -- the last two are UTC-10 and UTC+13:45

-- the answer of a session in that zone
CREATE FUNCTION pg_temp.in_zone(zone text, query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	before text := current_setting('TimeZone');
	answer text;
BEGIN
	PERFORM set_config('TimeZone', zone, true);
	EXECUTE query INTO answer;
	PERFORM set_config('TimeZone', before, true);
	RETURN answer;
END $$;

-- a stored view is what it was, whoever refreshes it: its bounds are the days that its author wrote
CREATE TABLE public.dayly (customer_id int, sold_at date, amount numeric);
INSERT INTO dayly SELECT i % 3, date '2023-12-30' + i, 1 FROM generate_series(0, 100) i;
CREATE FUNCTION pg_temp.make(zone text, call text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	DROP MATERIALIZED VIEW IF EXISTS quarter;
	PERFORM set_config('TimeZone', zone, true);
	EXECUTE 'CREATE MATERIALIZED VIEW public.quarter AS SELECT * FROM ' || call;
	SET LOCAL TimeZone = 'UTC';
	RETURN NULL;
END $$;
CREATE FUNCTION pg_temp.refreshed(zone text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	PERFORM set_config('TimeZone', zone, true);
	REFRESH MATERIALIZED VIEW quarter;
	SET LOCAL TimeZone = 'UTC';
	RETURN (SELECT concat_ws(' ', min(first_order), max(last_order), sum(orders)) FROM quarter);
END $$;
CREATE FUNCTION pg_temp.keeps(zone text, call text) RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
	PERFORM pg_temp.make(zone, call);
	RETURN QUERY SELECT is(pg_temp.refreshed(z.name), '2024-01-01 00:00:00+00 2024-03-31 00:00:00+00 91', format('%s, made in %s, refreshed in %s', split_part(call, '(', 1), zone, z.name))
				 FROM zone z WHERE z.name IN ('UTC', 'America/New_York', 'Pacific/Chatham');
END $$;
SELECT pg_temp.keeps(name, 'segment(''dayly'', since => ''2024-01-01'', as_of => ''2024-04-01'')') FROM zone;
SELECT pg_temp.keeps('America/New_York', 'segment_as(NULL::int, ''dayly'', since => ''2024-01-01'', as_of => ''2024-04-01'')');
SELECT pg_temp.keeps('Asia/Tokyo', '_segment_unnamed(''dayly'', since => ''2024-01-01'', as_of => ''2024-04-01'')');

-- east and west of Greenwich
CREATE TEMP TABLE d (customer_id int, sold_at date, amount numeric);
INSERT INTO d VALUES (1, '2024-03-31', 10), (1, '2025-03-31', 10), (2, '2025-01-01', 10), (2, '2025-01-31', 10);
CREATE TEMP TABLE at_noon AS SELECT customer_id, sold_at + time '12:00' AS sold_at, amount FROM d;
SELECT is(pg_temp.in_zone(name, format('SELECT evidence FROM report(%L) WHERE item_key = ''all''', source)), '2024-03-31 .. 2025-03-31', format('days of the report on %s in %s', source, name))
FROM zone, (VALUES ('d'), ('at_noon')) s (source);
SELECT is(pg_temp.in_zone(name, 'SELECT string_agg(concat_ws('' '', customer, customer_term(activity), active_months(activity)), '', '' ORDER BY customer) FROM segment(''d'')'),
		  '1 long_term 2, 2 temporary 1', 'terms and months in ' || name) FROM zone WHERE name <> 'UTC';
SELECT is(pg_temp.in_zone(name, 'SELECT string_agg(concat_ws('' '', finding, count, example), '', '') FROM audit(''d'') WHERE finding IN (''days with rows'', ''rows before since'')'), 'rows before since 0, days with rows 4 2024-03-31 to 2025-03-31', 'days of the audit in ' || name)
FROM zone WHERE name IN ('America/New_York', 'Asia/Tokyo');

SELECT is(pg_temp.in_zone(name, 'SELECT (rule ~ ''2025-02-20'')::text FROM explain_intent((SELECT prospect(date ''2025-02-20'', ''commitment'')), ''2025-03-01 00:00+00'')'), 'true', 'the day of a rule in ' || name) FROM zone;

-- 30 days after 2 March is 1 April everywhere
CREATE TEMP TABLE c AS SELECT g AS customer_id, date '2024-03-02' AS sold_at, 10 * g AS amount FROM generate_series(1, 10) g;
SELECT is(pg_temp.in_zone(name, 'SELECT sum(customers) FROM report(''c'', as_of => ''2024-04-01'') WHERE section_key = ''due_today'''), '10', 'all are due in ' || name) FROM zone;

-- the bound: as if each date lay at 10:00 UTC
CREATE TABLE public.june AS SELECT 1 AS customer_id, date '2024-06-14' + n AS sold_at, 1 AS amount FROM generate_series(0, 2) n;
CREATE VIEW public.june_by_query AS SELECT * FROM june OFFSET 0;
SELECT is(array(SELECT (SELECT orders FROM segment(source::regclass, since => bound)) FROM unnest(ARRAY['2024-06-14 10:00:00.000001+00', '2024-06-15 00:00+00', '2024-06-15 10:00+00', '2024-06-15 10:00:00.000001+00']::timestamptz[]) bound),
		  ARRAY[2, 2, 2, 1]::bigint[], 'since means a day: ' || source) FROM unnest(ARRAY['june', 'june_by_query']) source;
SELECT is(array(SELECT (SELECT orders FROM segment(source::regclass, as_of => bound)) FROM unnest(ARRAY['2024-06-15 10:00+00', '2024-06-15 10:00:00.000001+00', '2024-06-16 00:00+00', '2024-06-16 10:00+00', '2024-06-16 10:00:00.000001+00']::timestamptz[]) bound),
		  ARRAY[1, 2, 2, 2, 3]::bigint[], 'as_of means a day: ' || source) FROM unnest(ARRAY['june', 'june_by_query']) source;
SELECT is(array(SELECT concat_ws(' ', (SELECT count FROM audit('june', since => bound) WHERE finding = 'rows before since'), (SELECT count FROM audit('june', as_of => bound) WHERE finding = 'rows at or after as_of'))
				FROM unnest(ARRAY['2024-06-15 10:00+00', '2024-06-15 10:00:00.000001+00']::timestamptz[]) bound), ARRAY['1 2', '2 1'], 'and so it does for audit()');
SELECT is((SELECT max(measured_at) FROM _segment_unnamed('june', as_of => '2024-06-16 09:30+00')), '2024-06-16 00:00+00', 'customers are measured at its midnight');
SELECT is((SELECT max(measured_at) FROM _segment_unnamed('june')), '2024-06-16 00:00:00.000001+00', 'without as_of a microsecond after the last row');
SELECT pg_temp.raises('SELECT * FROM segment(''june'', since => ''2024-06-15 11:00+00'', as_of => ''2024-06-15 12:00+00'')', '22023', NULL, 'two bounds that mean the same day leave nothing');
SELECT pg_temp.raises('SELECT * FROM segment(''june'', as_of => ''294276-12-31 11:00+00'')', '22008', NULL, 'there is no day after the last');
SELECT is((SELECT orders FROM segment('june', since => '4714-11-24 00:00+00 BC', as_of => '294276-12-31 10:00+00')), 3::bigint, 'from the first day to the last');

-- dates that are no points in time
INSERT INTO june VALUES (1, 'infinity', 1), (1, '-infinity', 1), (1, '5000000-01-01', 1), (1, NULL, 1);
SELECT is((SELECT orders FROM segment(source::regclass, since => '2024-06-01', as_of => '2024-07-01')), 3::bigint, 'bounds leave them out: ' || source) FROM unnest(ARRAY['june', 'june_by_query']) source;

-- a timestamp is not rounded
CREATE TABLE public.stamped AS SELECT 1 AS customer_id, timestamp '2024-06-14 10:00' + n * interval '1 hour' AS sold_at, 1 AS amount FROM generate_series(0, 2) n;
SELECT is(pg_temp.in_zone('Asia/Tokyo', 'SELECT concat_ws('' '', orders, first_order AT TIME ZONE ''UTC'', last_order AT TIME ZONE ''UTC'') FROM segment(''stamped'', since => ''2024-06-14 10:00:00.000001+00'', as_of => ''2024-06-14 12:00+00'')'),
		  '1 2024-06-14 11:00:00 2024-06-14 11:00:00', 'a timestamp is its reading in UTC');

SELECT * FROM finish();
ROLLBACK;
