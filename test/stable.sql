-- What people build on, a line each: names, signatures, result columns, enum labels, stored forms.
-- `make stable` writes it to test/stable.txt, with which test/pgtap/install/stable.t compares it.
SET search_path = customer_seg, pg_catalog;
SET client_min_messages = warning;
SET TimeZone = 'UTC';

CREATE TEMP VIEW member AS
SELECT classid, objid FROM pg_depend
WHERE deptype = 'e' AND refclassid = 'pg_extension'::regclass AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'customer_seg');

-- functions that only the server calls, by way of a type, an aggregate, an operator or the like
CREATE TEMP VIEW inner_function AS
SELECT unnest(ARRAY[typinput, typoutput, typreceive, typsend])::oid AS oid FROM pg_type
UNION SELECT unnest(ARRAY[aggtransfn, aggfinalfn, aggcombinefn, aggserialfn, aggdeserialfn, aggmtransfn, aggminvtransfn, aggmfinalfn])::oid FROM pg_aggregate
UNION SELECT oprcode::oid FROM pg_operator
UNION SELECT amproc::oid FROM pg_amproc
UNION SELECT prosupport::oid FROM pg_proc
UNION SELECT tgfoid FROM pg_trigger;

-- a value of each type that has a form of its own, as text and as bytes
CREATE TEMP TABLE bought AS
SELECT n % 3 AS customer, timestamptz '2024-02-29 12:34:56.789012+00' + n * interval '100 hours' AS at, n * 19.99 - 20 AS amount, 1000.5 AS potential
FROM generate_series(1, 12) n;
CREATE TEMP VIEW form (type, text, bytes) AS
WITH a AS (SELECT activity(at, amount, potential ORDER BY at) AS v FROM bought GROUP BY customer),
	 h AS (SELECT history(at, amount, potential, amount / 2, 'Europe/Berlin' ORDER BY at) AS v FROM bought GROUP BY customer),
	 y AS (SELECT yardstick(v, '2024-05-01 00:00+00'::timestamptz) AS v FROM a),
	 m AS (SELECT mix(quadrant(a.v, y.v)) AS v FROM a, y),
	 p AS (SELECT prospect(at, kind, '2024-06-01 00:00+00'::timestamptz ORDER BY at) AS v
		   FROM (SELECT at, (enum_range(NULL::contact_kind))[row_number() OVER (ORDER BY at)] AS kind FROM bought) b)
SELECT 'activity'::regtype, v::text, activity_send(v) FROM a UNION ALL
SELECT 'history', v::text, history_send(v) FROM h UNION ALL
SELECT 'yardstick', v::text, yardstick_send(v) FROM y UNION ALL
SELECT 'mix', v::text, mix_send(v) FROM m UNION ALL
SELECT 'prospect', v::text, prospect_send(v) FROM p;

CREATE TEMP VIEW columns (relation, list) AS
SELECT attrelid, string_agg(format('%I %s', attname, format_type(atttypid, atttypmod)), ', ' ORDER BY attnum)
FROM pg_attribute WHERE attnum > 0 AND NOT attisdropped GROUP BY attrelid;

SELECT line FROM (
	SELECT format('%s %I(%s) returns %s', CASE prokind WHEN 'a' THEN 'aggregate' WHEN 'w' THEN 'window function' ELSE 'function' END,
				  proname, pg_get_function_arguments(oid), pg_get_function_result(oid)) AS line
	FROM pg_proc JOIN member ON classid = 'pg_proc'::regclass AND objid = oid WHERE oid NOT IN (SELECT i.oid FROM inner_function i)
	UNION ALL SELECT format('enum %s: %s', objid::regtype, string_agg(enumlabel, ', ' ORDER BY enumsortorder))
	FROM pg_enum JOIN member ON classid = 'pg_type'::regclass AND objid = enumtypid GROUP BY objid
	UNION ALL SELECT format('type %s: %s', objid::regtype, list)
	FROM pg_type t JOIN member ON classid = 'pg_type'::regclass AND objid = oid JOIN pg_class c ON c.oid = typrelid AND relkind = 'c' JOIN columns ON relation = c.oid
	UNION ALL SELECT format('type %s: %s = %s', objid::regtype, coalesce(text, 'stable.sql gives no value of it'), bytes)
	FROM pg_type JOIN member ON classid = 'pg_type'::regclass AND objid = oid AND typtype = 'b' AND typelem = 0 LEFT JOIN form ON type = objid
	UNION ALL SELECT format('%s %s: %s', CASE relkind WHEN 'v' THEN 'view' ELSE 'table' END, objid::regclass, list)
	FROM pg_class JOIN member ON classid = 'pg_class'::regclass AND objid = oid AND relkind IN ('r', 'v') JOIN columns ON relation = objid
	UNION ALL SELECT format('operator %s %s %s returns %s', oprleft::regtype, oprname, oprright::regtype, oprresult::regtype)
	FROM pg_operator JOIN member ON classid = 'pg_operator'::regclass AND objid = oid
	UNION ALL SELECT format('operator class %s of %s by %s', opcname, opcintype::regtype, amname)
	FROM pg_opclass o JOIN member ON classid = 'pg_opclass'::regclass AND objid = o.oid JOIN pg_am a ON a.oid = opcmethod
	UNION ALL SELECT format('cast %s as %s', castsource::regtype, casttarget::regtype)
	FROM pg_cast JOIN member ON classid = 'pg_cast'::regclass AND objid = oid) l
ORDER BY line COLLATE "C";
