-- casts: json and jsonb say what the text form says, also in what the server builds of rows
BEGIN;
\ir ../helpers.psql
\ir ../values.psql
SELECT plan(28);
INSERT INTO sample SELECT 'prospect', prospect(at, kind, expected)::text FROM (VALUES (timestamptz '2025-01-01 00:00+00', NULL::contact_kind, NULL::date),
	('2025-01-02 00:00+00', 'quote', '2025-03-01'), ('2025-01-03 12:34:56.789012+00', 'refusal', NULL)) v(at, kind, expected);
CREATE FUNCTION pg_temp.wrong(type text, condition text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
	n bigint;
BEGIN
	EXECUTE format('SELECT count(*) FROM (SELECT form, form::%1$s AS v FROM sample WHERE type = %1$L) s WHERE (%2$s) IS NOT TRUE', type, condition) INTO n;
	RETURN n;
END $$;
SELECT is(pg_temp.wrong(type, replace(condition, 'TYPE', type)), 0::bigint, type || ': ' || condition)
FROM unnest(ARRAY['activity', 'yardstick', 'mix', 'prospect', 'history']) type, (VALUES
	('v::json::text = v::text'), ('v::jsonb = v::text::jsonb'), ('v::jsonb::text::TYPE = v'), ('json_typeof(row_to_json(s)->''v'') = ''object'''), ('to_jsonb(s)->''v'' = v::jsonb')) c(condition);
CREATE TEMP TABLE kept (j json, b jsonb, y yardstick);
SELECT lives_ok($$INSERT INTO kept SELECT a, a, NULL FROM (SELECT activity('2025-01-01', 1) AS a) x$$, 'stored without a cast');
SELECT is(b->>'orders', '1', 'and read') FROM kept;
SELECT pg_temp.raises($$SELECT jsonb_pretty(a) FROM (SELECT activity('2025-01-01', 1) AS a) x$$, '42883', NULL, 'no function of jsonb takes it unasked');

SELECT * FROM finish();
ROLLBACK;
