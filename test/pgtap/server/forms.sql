-- forms: text and binary forms of the stored types read back to the byte, in every session
BEGIN;
\ir ../helpers.psql
\ir ../values.psql
SELECT plan(13);

SELECT is(count(*) FILTER (WHERE pg_temp.read(type, form) IS DISTINCT FROM form), 0::bigint, type || ': text round trip') FROM sample GROUP BY type ORDER BY type;
SELECT is(count(*) FILTER (WHERE pg_temp.receive(type, pg_temp.send(type, form)) IS DISTINCT FROM form), 0::bigint, type || ': binary round trip')
FROM sample WHERE type NOT IN ('quadrant', 'structure') GROUP BY type ORDER BY type;
SELECT is(count(*) FILTER (WHERE jsonb_typeof(form::jsonb) <> 'object'), 0::bigint, type || ': the text is a JSON object')
FROM sample WHERE type NOT IN ('quadrant', 'structure') GROUP BY type ORDER BY type;

CREATE TEMP TABLE stored (a activity, y yardstick, m mix);
INSERT INTO stored SELECT form::activity FROM sample WHERE type = 'activity';
INSERT INTO stored (y) SELECT form::yardstick FROM sample WHERE type = 'yardstick';
INSERT INTO stored (m) SELECT form::mix FROM sample WHERE type = 'mix';
CREATE TEMP TABLE written AS SELECT concat(a, y, m) AS form FROM stored;
SET LOCAL TimeZone = 'Pacific/Chatham';
SET LOCAL DateStyle = 'German, DMY';
SET LOCAL IntervalStyle = 'sql_standard';
SET LOCAL bytea_output = 'escape';
SET LOCAL extra_float_digits = -15;
SELECT bag_eq('SELECT concat(a, y, m) FROM stored', 'SELECT form FROM written', 'writing does not depend on the session''s settings');
SELECT bag_eq('SELECT CASE type WHEN ''activity'' THEN form::activity::text WHEN ''mix'' THEN form::mix::text ELSE form::yardstick::text END FROM sample
			   WHERE type NOT IN (''quadrant'', ''structure'')', 'SELECT form FROM written', 'reading does not, either');

SELECT * FROM finish();
ROLLBACK;
