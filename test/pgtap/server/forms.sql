-- forms: text and binary forms of the stored types read back to the byte, in every session
BEGIN;
\ir ../helpers.psql
\ir ../values.psql
SELECT plan(6 + 3 * count(*)::integer) FROM stored_type;

SELECT is(count(*) FILTER (WHERE pg_temp.read(type, form) IS DISTINCT FROM form), 0::bigint, type || ': text round trip') FROM sample GROUP BY type ORDER BY type;
SELECT is(count(*) FILTER (WHERE pg_temp.receive(type, pg_temp.send(type, form)) IS DISTINCT FROM form), 0::bigint, type || ': binary round trip')
FROM sample JOIN stored_type USING (type) GROUP BY type ORDER BY type;
SELECT is(count(*) FILTER (WHERE jsonb_typeof(form::jsonb) <> 'object'), 0::bigint, type || ': the text is a JSON object')
FROM sample JOIN stored_type USING (type) GROUP BY type ORDER BY type;

SELECT format('CREATE TEMP TABLE stored (%s)', string_agg(format('%1$I %1$I', type), ', ')) FROM stored_type \gexec
SELECT format('INSERT INTO stored (%1$I) SELECT form::%1$I FROM sample WHERE type = %1$L', type) FROM stored_type \gexec
CREATE TEMP TABLE written AS SELECT stored::text AS form FROM stored;
SET LOCAL TimeZone = 'Pacific/Chatham';
SET LOCAL DateStyle = 'German, DMY';
SET LOCAL IntervalStyle = 'sql_standard';
SET LOCAL bytea_output = 'escape';
SET LOCAL extra_float_digits = -15;
SELECT bag_eq('SELECT stored::text FROM stored', 'SELECT form FROM written', 'writing does not depend on the session''s settings');
SELECT is(count(*) FILTER (WHERE pg_temp.read(type, form) IS DISTINCT FROM form), 0::bigint, 'reading does not, either') FROM sample;

-- text just as it is printed is read without a JSON parser: with a blank behind it, it is not, and means the same
CREATE FUNCTION pg_temp.sent(form text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	RETURN encode(activity_send(form::activity), 'hex');
EXCEPTION WHEN OTHERS THEN
	RETURN SQLSTATE || SQLERRM;
END $$;
CREATE TEMP TABLE printed AS SELECT form FROM sample WHERE type = 'activity'
UNION ALL SELECT activity(at, 12.50, 0.00, -0.5)::text FROM unnest('{0001-01-01 00:00+00, 1900-02-28 12:00+00, 1999-12-31 23:59:59.5+00, 2000-02-29 23:59:59.999999+00, 9999-12-31 00:00+00, 10000-01-01 00:00+00}'::timestamptz[]) at GROUP BY at
UNION ALL SELECT activity(at, x)::text FROM unnest('{2000-01-01 00:00+00}'::timestamptz[]) at, unnest(ARRAY[-0.05, 999999999999999999, 99999999999999999.9, 1e-17, 1e-18]) x GROUP BY at, x;
SELECT is(count(*) FILTER (WHERE pg_temp.sent(form) IS DISTINCT FROM pg_temp.sent(form || ' ') OR pg_temp.sent(form) !~ '^0[12]'), 0::bigint, 'the same bytes') FROM printed;
SELECT is_empty(format('SELECT form FROM %s WHERE pg_temp.sent(form) IS DISTINCT FROM pg_temp.sent(form || '' '')',
	$$(SELECT overlay(form PLACING other FROM i FOR width) AS form
	   FROM (SELECT DISTINCT ON (regexp_replace(form, '[0-9]+', '0', 'g'), length(form)) form FROM printed) p, generate_series(1, length(form)) i,
			LATERAL (SELECT (ARRAY['0', '1', '3', '9', '-', '.', ' ', '"', '', '00', 'e1', '-0', '+', '}', ', '])[1 + (hashtextextended(form, i) & 1023) % 15] AS other) o, generate_series(0, 1) width
	   UNION ALL SELECT replace(form, was, other) FROM printed, (VALUES ('12.50', '12.'), ('T00:00:00', 'T24:00:01'), ('.5+00', '.+00'), ('59:59', '60:00'), ('59:59', '59:60'), ('-02-', '-00-')) v(was, other)) changed$$),
	'and so where any character is another one, or one comes between');

SELECT * FROM finish();
ROLLBACK;
