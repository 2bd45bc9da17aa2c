-- hints: what they show can be pasted, and works
BEGIN;
\ir ../helpers.psql
SELECT plan(29);

CREATE SCHEMA "The shop";
SET search_path = public; -- where the extension is not
CREATE DOMAIN number_of_customer AS text CHECK (value IS NOT NULL);
CREATE DOMAIN "NN" AS bigint NOT NULL;
CREATE TABLE "The shop"."Sale's" (
	"Customer ID" text, "it's" number_of_customer, back_slash_ "NN", "back\slash" uuid, "At" timestamptz, "Amount ($)" numeric, gone integer,
	epoch bigint, seconds double precision, whole numeric, written varchar(30), blank character(25),
	"$ price" text, padded character(20), document json, place point, clock time, "select" integer, referrer text, "made by" bigint, "padded key" character(8));
ALTER TABLE "The shop"."Sale's" DROP COLUMN gone;
INSERT INTO "The shop"."Sale's"
SELECT n % 5, n % 5, n % 5, md5((n % 5)::text)::uuid, at, 1234.5, extract(epoch FROM at), extract(epoch FROM at), extract(epoch FROM at), at::text, at::text,
	   '$1,234.50', ' 1,234.50 ', to_json(n % 5), point(1, n % 5), '12:00', n % 5, nullif((n - 1) % 5, 0)::text, nullif((n - 1) % 5, 0), (n % 5)::text
FROM generate_series(1, 20) n, LATERAL (SELECT timestamptz '2024-01-01 00:00+00' + n * interval '1 day') t (at);
INSERT INTO "The shop"."Sale's" ("Customer ID", "it's", back_slash_, written, blank, "$ price", padded) VALUES ('0', '0', 0, '', ' ', '', ' ');
CREATE VIEW "The shop"."Sale's_view" AS SELECT; -- the first name that comes to mind is taken

CREATE FUNCTION pg_temp.hint(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	hint text := 'no error';
BEGIN
	EXECUTE query;
	RETURN hint;
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS hint = PG_EXCEPTION_HINT;
	RETURN hint;
END $$;

-- a column that is not there: each name that the hint lists is a column's, as it stands
CREATE FUNCTION pg_temp.listed(call text) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
	listed text := substring(pg_temp.hint(call) FROM ': (.*)\.');
	names name[];
BEGIN
	EXECUTE format('SELECT ARRAY[%s]', listed) INTO names;
	RETURN NEXT is(names, (SELECT array_agg(attname ORDER BY attnum) FROM pg_attribute WHERE attrelid = '"The shop"."Sale''s"'::regclass AND attnum > 0 AND NOT attisdropped), call);
END $$;
SELECT pg_temp.listed(call) FROM (VALUES
	('SELECT * FROM customer_seg.segment(''"The shop"."Sale''''s"'')'),
	('SELECT * FROM customer_seg.segment_as(NULL::text, ''"The shop"."Sale''''s"'', ''Customer ID'', time_column => ''at'')'),
	('SELECT * FROM customer_seg.referral_chain_as(NULL::text, ''"The shop"."Sale''''s"'', ''Customer ID'')'),
	('SELECT * FROM customer_seg.audit(''"The shop"."Sale''''s"'')'),
	('SELECT * FROM customer_seg.report(''"The shop"."Sale''''s"'')')) v (call);
SELECT matches(pg_temp.hint('SELECT * FROM customer_seg.segment(''"The shop"."Sale''''s"'', ''"Customer ID"'')'), 'one of: ''Customer ID'', .*single quotes only', 'the name in double quotes as well');

-- calls that fail at first: what their hints say is pasted until an answer comes
CREATE FUNCTION pg_temp.answer_by_hints(call text, question text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	source text := '"The shop"."Sale''s"';
	view text;
	hint text;
	answer text;
BEGIN
	call := format('customer_seg.' || call, quote_literal(source));
	FOR attempt IN 1 .. 5 LOOP
		BEGIN
			EXECUTE format('SELECT concat_ws('' '', %s) FROM %s', question, call) INTO answer;
			RETURN format('%s attempts: %s', attempt, answer);
		EXCEPTION WHEN OTHERS THEN
			GET STACKED DIAGNOSTICS hint = PG_EXCEPTION_HINT;
		END;
		IF hint ~ 'CREATE VIEW' THEN
			EXECUTE substring(hint FROM 'CREATE VIEW .*?;');
			view := substring(hint FROM 'CREATE VIEW (.*?) AS SELECT');
			call := replace(call, quote_literal(source), quote_literal(view));
			source := view;
		ELSE
			call := substring(hint FROM 'Use (.*\))');
		END IF;
	END LOOP;
	RETURN format('%s: %s', call, hint);
END $$;

SELECT is(pg_temp.answer_by_hints(call, 'count(DISTINCT customer), sum(orders), sum(amount)'), '2 attempts: ' || answer, call) FROM (VALUES
	('segment(%s, ''Customer ID'', ''At'', ''Amount ($)'')', '5 20 24690.0'),
	('segment(%s, ''it''''s'', ''At'', ''Amount ($)'', since => ''2024-01-03 12:00+00'', potential_column => ''whole'')', '5 18 22221.0'),
	('segment(%s, ''back\slash'', ''At'', ''Amount ($)'', ''back\slash'')', '5 5 24690.0'),
	('segment_as(NULL::uuid, %s, ''back_slash_'', ''At'', ''Amount ($)'', as_of => ''2024-01-12 00:00+00'')', '5 10 12345.0'),
	('segment_as(NULL::integer, %s, ''it''''s'', ''At'', ''Amount ($)'')', '5 20 24690.0'),
	('segment(%s, ''back_slash_'', ''epoch'', ''Amount ($)'', as_of => ''2024-01-12 00:00+00'')', '5 10 12345.0'),
	('segment(%s, ''back_slash_'', ''seconds'', ''Amount ($)'', as_of => ''2024-01-12 00:00+00'')', '5 10 12345.0'),
	('segment(%s, ''back_slash_'', ''whole'', ''Amount ($)'', as_of => ''2024-01-12 00:00+00'')', '5 10 12345.0'),
	('segment(%s, ''back_slash_'', ''written'', ''Amount ($)'', as_of => ''2024-01-12 00:00+00'')', '5 10 12345.0'),
	('segment(%s, ''back_slash_'', ''blank'', ''Amount ($)'', as_of => ''2024-01-12 00:00+00'')', '5 10 12345.0'),
	('segment(%s, ''back_slash_'', ''At'', ''$ price'')', '5 20 24690.00'),
	('segment(%s, ''back_slash_'', ''At'', ''Amount ($)'', potential_column => ''padded'')', '5 20 24690.0'),
	('segment_as(NULL::text, %s, ''document'', ''At'', ''Amount ($)'')', '5 20 24690.0'),
	('segment(%s, ''back_slash_'', ''At'', ''Amount ($)'', ''place'')', '5 5 24690.0')) v (call, answer);
SELECT is(pg_temp.answer_by_hints('segment(%s, ''document'', ''written'', ''$ price'')', 'count(DISTINCT customer), sum(amount)'), '5 attempts: 5 24690.00', 'one hint after the other');
SELECT is(pg_temp.answer_by_hints(call, 'count(*), max(depth)'), answer, call) FROM (VALUES
	('referral_chain(%s, ''select'', ''referrer'')', '3 attempts: 5 4'),
	('referral_chain(%s, ''Customer ID'', ''made by'')', '4 attempts: 5 4'),
	('referral_chain_as(NULL::text, %s, ''it''''s'', ''made by'')', '3 attempts: 5 4'),
	('referral_chain(%s, ''padded key'', ''referrer'')', '4 attempts: 5 4')) v (call, answer);

-- where no cast leads there, none is shown
SELECT matches(pg_temp.hint(format('SELECT * FROM customer_seg.%s', call)), hint, call) FROM (VALUES
	('segment(''"The shop"."Sale''''s"'', ''select'', ''clock'')', '^Usable types are date, timestamp and timestamptz. Name a column of one of them.$'),
	('segment(''"The shop"."Sale''''s"'', ''select'', ''At'', ''place'')', '^Usable types are numeric.* money. Name a column of one of them.$'),
	('referral_chain(''"The shop"."Sale''''s"'', ''select'', ''back\slash'')', '^Name the column')) v (call, hint);
SELECT matches(pg_temp.hint('SELECT * FROM customer_seg.segment(''"The shop"."Sale''''s"'', ''Customer ID'', ''At'', ''Amount ($)'', yardstick => (SELECT customer_seg.yardstick(a, ''2024-01-02'') FROM (SELECT customer_seg.activity(timestamptz ''2024-01-01'', 1::numeric) AS a) s))'),
			   '\), with the same yardstick\.$', 'a yardstick is too long to be shown');

SELECT * FROM finish();
ROLLBACK;
