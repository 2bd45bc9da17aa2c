-- malformed: whatever comes as text or binary is refused, or is a sound value that reads back
BEGIN;
\ir ../helpers.psql
\ir ../values.psql
SELECT plan(1 + 18 * count(*)::integer) FROM stored_type;

CREATE FUNCTION pg_temp.refused(type text, form text, about text DEFAULT NULL) RETURNS text LANGUAGE sql AS $$
	SELECT matches(coalesce(pg_temp.read(type, form), 'NULL'), '^(22[0-9A-Z]{3}|54001)$', format('%s: %s', type, coalesce(about, form))) $$;
CREATE TEMP VIEW kind AS SELECT type, min(form) AS form FROM stored_type JOIN sample USING (type) GROUP BY type;
SELECT is_empty('SELECT type FROM stored_type EXCEPT SELECT type FROM kind', 'values.psql has samples of each stored type');

SELECT pg_temp.refused(type, bad) FROM (SELECT type FROM kind ORDER BY type) k, unnest(ARRAY['', '{', '[]', 'null', '1', 'rubbish', '{"version": 999}']) bad;
SELECT pg_temp.refused(type, repeat('[', 100000), 'deep nesting') FROM kind ORDER BY type;
SELECT pg_temp.refused(type, form || ' x', 'trailing garbage') FROM kind ORDER BY type;
SELECT pg_temp.refused(type, form || form, 'twice') FROM kind ORDER BY type;
SELECT pg_temp.refused(type, regexp_replace(form, '\{', '{"colour": 1, '), 'an unknown key') FROM kind ORDER BY type;

-- refused softly, where the server can ask
SELECT current_setting('server_version_num')::integer >= 160000 AS soft \gset
\if :soft
SELECT is(string_agg(bad, ' ') FILTER (WHERE pg_input_is_valid(bad, type)), NULL, type || ': not valid as input')
FROM kind, unnest(ARRAY['', '{', '1', 'rubbish', '{"version": 999}', '{"bee": "x", "orders": [], "as_of": 1}', form || 'x', left(form, -1)]) bad GROUP BY type ORDER BY type;
SELECT ok(pg_input_is_valid(form, type), type || ': valid as input') FROM kind ORDER BY type;
\else
SELECT skip('pg_input_is_valid comes with PostgreSQL 16', 2 * count(*)::integer) FROM kind;
\endif

-- text cut short, at every place
SELECT is(count(*) FILTER (WHERE pg_temp.read(type, left(form, n)) !~ '^22'), 0::bigint, type || ': every prefix is refused')
FROM kind, generate_series(0, length(form) - 1, 1 + length(form) / 300) n GROUP BY type ORDER BY type;

-- every value in the JSON, wherever it is, replaced by hostile ones: refused, or sound
CREATE FUNCTION pg_temp.paths(j jsonb) RETURNS SETOF text[] LANGUAGE sql AS $$
	WITH RECURSIVE node(path, v) AS (
		SELECT ARRAY[]::text[], j
		UNION ALL
		SELECT path || k, e FROM node, LATERAL (
			SELECT key, value FROM jsonb_each(CASE jsonb_typeof(v) WHEN 'object' THEN v ELSE '{}' END)
			UNION ALL SELECT (i - 1)::text, value FROM jsonb_array_elements(CASE jsonb_typeof(v) WHEN 'array' THEN v ELSE '[]' END) WITH ORDINALITY a(value, i)
		) child(k, e))
	SELECT path FROM node WHERE path <> '{}' $$;
CREATE TEMP TABLE mutant AS
SELECT type, path, x AS put, jsonb_set(form::jsonb, path, x)::text AS form, NULL::bytea AS binary_form
FROM kind, pg_temp.paths(form::jsonb) path,
	 unnest(ARRAY['null', '-1', '0', '1', '1e400', '-1e400', '1e-400', '9223372036854775807', '9223372036854775808', '-9223372036854775809', '""', '"x"', '"NaN"', '"infinity"',
				  '"2024-01-01"', '"99999999999999999999999999999999999999999999"', '"-3138550867693340381917894711603833208051.17722232017256448"', '[]', '{}', 'true', '[null]']::jsonb[]) x
UNION ALL SELECT type, path, NULL, (form::jsonb #- path)::text, NULL FROM kind, pg_temp.paths(form::jsonb) path;

-- binary: cut short, lengthened, every byte changed
CREATE TEMP TABLE bytes AS
SELECT type, b, length(b) AS n, greatest(1, length(b) / 90) AS step FROM kind, LATERAL (SELECT pg_temp.send(type, form) AS b) s;
SELECT is(count(*) FILTER (WHERE pg_temp.receive(type, substr(b, 1, i)) !~ '^(22|08P01)'), 0::bigint, type || ': every binary prefix is refused')
FROM bytes, generate_series(0, n - 1, step) i GROUP BY type ORDER BY type;
SELECT is(count(*) FILTER (WHERE pg_temp.receive(type, b || tail) !~ '^(22|08P01)'), 0::bigint, type || ': trailing bytes are refused')
FROM bytes, unnest(ARRAY['\x00', '\x00000000', '\xff']::bytea[] || b) tail GROUP BY type ORDER BY type;
INSERT INTO mutant (type, path, put, binary_form)
SELECT type, ARRAY['byte ' || i], to_jsonb(x), overlay(b PLACING x FROM i + 1)
FROM bytes, generate_series(0, n - 1, step) i, unnest(ARRAY['\x00', '\xff', '\x7fffffff', '\x80']::bytea[] || set_byte('\x00', 0, 1 + get_byte(b, i) # 1)) x
WHERE i + length(x) <= n AND overlay(b PLACING x FROM i + 1) <> b;

-- what was taken must read back the same and be fit for use
CREATE FUNCTION pg_temp.used(type text, form text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	wrong bigint;
BEGIN
	CASE type
		WHEN 'activity' THEN
			SELECT count(*) INTO wrong FROM (SELECT form::activity AS a) x, sample s, LATERAL (SELECT s.form::activity + a AS merged) b
			WHERE s.type = 'activity' AND (orders(a) < 0 OR refunds(a) < 0 OR contacts(a) < 0 OR referrals(a) < 0 OR active_months(a) NOT BETWEEN 0 AND least(64, orders(a))
				  OR first_order(a) > last_order(a) OR (orders(a) = 0) <> (first_order(a) IS NULL) OR (orders(a) = 0) <> (last_order(a) IS NULL)
				  OR (contacts(a) = 0) <> (last_contact(a) IS NULL) OR potential(a) = 'NaN' OR regularity(merged, '2024-01-01') NOT BETWEEN 0 AND 1
				  OR (average_order(merged) IS NULL) <> (orders(merged) = 0) OR activity_hash(a) IS NULL);
		WHEN 'history' THEN
			SELECT count(*) INTO wrong FROM (SELECT form::history AS h) x, sample s, LATERAL (SELECT s.form::history AS other) o
			WHERE s.type = 'history' AND (first_day(h) > last_day(h) OR (purchase_days(h) = 0) <> (first_day(h) IS NULL) OR purchase_days(h) < 0 OR activity(h) IS NULL OR history_hash(h) IS NULL
				  OR zone(h) = zone(other) AND history_send(h + other) <> history_send(other + h)
				  OR EXISTS (SELECT FROM (SELECT *, lag(day) OVER (ORDER BY n) AS before FROM days(h) WITH ORDINALITY d(day, orders, amount, refunds, contacts, n)) d
							 WHERE day <= before OR orders < 0 OR refunds < 0 OR contacts < 0 OR orders + refunds + contacts = 0));
		WHEN 'mix' THEN
			SELECT count(*) INTO wrong FROM (SELECT form::mix AS m) x, describe(m) d WHERE d.customers < 0 OR d.share NOT BETWEEN 0 AND 1 OR total(m) < 0 OR unclassified(m) < 0;
		WHEN 'yardstick' THEN
			SELECT count(*) INTO wrong FROM (SELECT form::yardstick AS y) x, sample s, LATERAL (SELECT s.form::activity AS a) a
			WHERE s.type = 'activity' AND (NOT (loyalty(a, y) BETWEEN 0 AND 100) OR NOT (contribution(a, y) BETWEEN 0 AND 100) OR quadrant(a, y) IS NULL
				  OR EXISTS (SELECT FROM cuts(y) WHERE value = 'NaN' OR high_share NOT BETWEEN 0 AND 1) OR EXISTS (SELECT FROM weights(y) WHERE NOT weight >= 0)
				  OR EXISTS (SELECT FROM distribution(y) d WHERE NOT d.score BETWEEN 0 AND 100 OR below + same > customers(y)));
		WHEN 'prospect' THEN
			SELECT count(*) INTO wrong FROM (SELECT form::prospect AS p) x, sample s, LATERAL (SELECT s.form::prospect + p AS merged) b
			WHERE s.type = 'prospect' AND (unspecified(p) < 0 OR contacts(merged) < contacts(p) OR last_contact(merged) < last_contact(p)
				  OR (contacts(p) = 0) <> (last_contact(p) IS NULL) OR (expected(p) IS NULL) <> (expected_said(p) IS NULL)
				  OR EXISTS (SELECT FROM unnest(enum_range(NULL::contact_kind)) k WHERE contacts(p, k) < 0 OR (contacts(p, k) = 0) <> (last_contact(p, k) IS NULL))
				  OR purchase_intent(merged, last_contact(merged) + interval '1 day') IS NULL);
		ELSE
			RETURN 'this test knows no use of it';
	END CASE;
	RETURN CASE WHEN wrong > 0 THEN 'unsound' ELSE 'sound' END;
EXCEPTION WHEN numeric_value_out_of_range OR datetime_field_overflow OR interval_field_overflow THEN
	RETURN 'sound';
WHEN OTHERS THEN
	RETURN SQLSTATE || ' ' || SQLERRM;
END $$;
CREATE TEMP TABLE outcome AS
SELECT *, CASE WHEN again ~ '^[0-9A-Z]{5}$' THEN again WHEN again IS DISTINCT FROM pg_temp.read(type, again) THEN 'reads back otherwise'
			   ELSE pg_temp.used(type, again) END AS fate
FROM (SELECT *, CASE WHEN binary_form IS NULL THEN pg_temp.read(type, form) ELSE pg_temp.receive(type, binary_form) END AS again FROM mutant) m;
SELECT is(string_agg(format('%s at %s: %s', put, path, fate), E'\n') FILTER (WHERE fate !~ '^(22...|08P01|sound)$'), NULL, type || ': changed values are refused or sound')
FROM outcome GROUP BY type ORDER BY type;
SELECT cmp_ok(count(*) FILTER (WHERE fate <> 'sound'), '>', count(*) / 3, type || ': most are refused') FROM outcome GROUP BY type ORDER BY type;

SELECT * FROM finish();
ROLLBACK;
