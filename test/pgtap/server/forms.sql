-- forms: text and binary forms of the stored types read back to the byte, in every session
BEGIN;
\ir ../helpers.psql
\ir ../values.psql
SELECT plan(4 + 3 * count(*)::integer) FROM stored_type;

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

SELECT * FROM finish();
ROLLBACK;
