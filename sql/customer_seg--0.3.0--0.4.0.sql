\echo Use "ALTER EXTENSION customer_seg UPDATE" to load this file. \quit
/* What is new stands by chapter, in the chapters' order, between two looks at the schema. */

SELECT @extschema@._check_schema();

/* bar */

CREATE FUNCTION bar(share double precision, width integer DEFAULT 20) RETURNS text
AS 'MODULE_PATHNAME', 'customer_seg_bar'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION bar(double precision, integer) IS
'a bar as long as the share of so many characters, to an eighth; in a database that is not of UTF-8, to a whole #';

/* history */

CREATE TYPE history;
CREATE FUNCTION history_in(cstring) RETURNS history
AS 'MODULE_PATHNAME', 'customer_seg_history_in'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION history_in(cstring) IS 'I/O: history from its JSON form';

CREATE FUNCTION history_out(history) RETURNS cstring
AS 'MODULE_PATHNAME', 'customer_seg_history_out'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION history_out(history) IS 'I/O: history in its JSON form';

CREATE FUNCTION history_recv(internal) RETURNS history
AS 'MODULE_PATHNAME', 'customer_seg_history_recv'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION history_recv(internal) IS 'I/O: history from its binary form';

CREATE FUNCTION history_send(history) RETURNS bytea
AS 'MODULE_PATHNAME', 'customer_seg_history_send'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION history_send(history) IS 'I/O: history in its binary form';

CREATE TYPE history (
	INPUT = history_in,
	OUTPUT = history_out,
	RECEIVE = history_recv,
	SEND = history_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = int4,
	STORAGE = extended
);
COMMENT ON TYPE history IS
'one customer''s days: on each the orders, exact net amount, refunds, contacts and profit; and the days on which the known potential rose';

CREATE FUNCTION history_accum(internal, timestamptz, numeric) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_history_accum_numeric'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION history_accum(internal, timestamptz, numeric) IS 'transition function of history(at, amount)';

CREATE FUNCTION history_accum(internal, timestamptz, double precision) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_history_accum_float8'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION history_accum(internal, timestamptz, double precision) IS 'transition function of history(at, amount)';

CREATE FUNCTION history_accum(internal, timestamptz, real) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_history_accum_float4'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION history_accum(internal, timestamptz, real) IS 'transition function of history(at, amount)';

CREATE FUNCTION history_accum(internal, timestamptz, bigint) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_history_accum_int8'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION history_accum(internal, timestamptz, bigint) IS 'transition function of history(at, amount)';

CREATE FUNCTION history_accum(internal, timestamp, numeric) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_history_accum_numeric'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION history_accum(internal, timestamp, numeric) IS 'transition function of history(at, amount)';

CREATE FUNCTION history_accum(internal, timestamp, double precision) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_history_accum_float8'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION history_accum(internal, timestamp, double precision) IS 'transition function of history(at, amount)';

CREATE FUNCTION history_accum(internal, timestamp, real) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_history_accum_float4'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION history_accum(internal, timestamp, real) IS 'transition function of history(at, amount)';

CREATE FUNCTION history_accum(internal, timestamp, bigint) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_history_accum_int8'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION history_accum(internal, timestamp, bigint) IS 'transition function of history(at, amount)';

CREATE FUNCTION history_accum(internal, date, numeric) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_history_accum_date_numeric'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION history_accum(internal, date, numeric) IS 'transition function of history(at, amount)';

CREATE FUNCTION history_accum(internal, date, double precision) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_history_accum_date_float8'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION history_accum(internal, date, double precision) IS 'transition function of history(at, amount)';

CREATE FUNCTION history_accum(internal, date, real) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_history_accum_date_float4'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION history_accum(internal, date, real) IS 'transition function of history(at, amount)';

CREATE FUNCTION history_accum(internal, date, bigint) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_history_accum_date_int8'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION history_accum(internal, date, bigint) IS 'transition function of history(at, amount)';

CREATE FUNCTION history_accum(internal, timestamptz, numeric, numeric, numeric) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_history_accum_numeric'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION history_accum(internal, timestamptz, numeric, numeric, numeric) IS 'transition function of history(at, amount, potential, profit)';

CREATE FUNCTION history_accum(internal, timestamptz, double precision, double precision, double precision) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_history_accum_float8'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION history_accum(internal, timestamptz, double precision, double precision, double precision) IS 'transition function of history(at, amount, potential, profit)';

CREATE FUNCTION history_accum(internal, timestamptz, real, real, real) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_history_accum_float4'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION history_accum(internal, timestamptz, real, real, real) IS 'transition function of history(at, amount, potential, profit)';

CREATE FUNCTION history_accum(internal, timestamptz, bigint, bigint, bigint) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_history_accum_int8'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION history_accum(internal, timestamptz, bigint, bigint, bigint) IS 'transition function of history(at, amount, potential, profit)';

CREATE FUNCTION history_accum(internal, timestamp, numeric, numeric, numeric) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_history_accum_numeric'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION history_accum(internal, timestamp, numeric, numeric, numeric) IS 'transition function of history(at, amount, potential, profit)';

CREATE FUNCTION history_accum(internal, timestamp, double precision, double precision, double precision) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_history_accum_float8'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION history_accum(internal, timestamp, double precision, double precision, double precision) IS 'transition function of history(at, amount, potential, profit)';

CREATE FUNCTION history_accum(internal, timestamp, real, real, real) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_history_accum_float4'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION history_accum(internal, timestamp, real, real, real) IS 'transition function of history(at, amount, potential, profit)';

CREATE FUNCTION history_accum(internal, timestamp, bigint, bigint, bigint) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_history_accum_int8'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION history_accum(internal, timestamp, bigint, bigint, bigint) IS 'transition function of history(at, amount, potential, profit)';

CREATE FUNCTION history_accum(internal, date, numeric, numeric, numeric) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_history_accum_date_numeric'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION history_accum(internal, date, numeric, numeric, numeric) IS 'transition function of history(at, amount, potential, profit)';

CREATE FUNCTION history_accum(internal, date, double precision, double precision, double precision) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_history_accum_date_float8'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION history_accum(internal, date, double precision, double precision, double precision) IS 'transition function of history(at, amount, potential, profit)';

CREATE FUNCTION history_accum(internal, date, real, real, real) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_history_accum_date_float4'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION history_accum(internal, date, real, real, real) IS 'transition function of history(at, amount, potential, profit)';

CREATE FUNCTION history_accum(internal, date, bigint, bigint, bigint) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_history_accum_date_int8'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION history_accum(internal, date, bigint, bigint, bigint) IS 'transition function of history(at, amount, potential, profit)';

CREATE FUNCTION history_accum(internal, timestamptz, numeric, text) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_history_accum_numeric'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION history_accum(internal, timestamptz, numeric, text) IS 'transition function of history(at, amount, zone)';

CREATE FUNCTION history_accum(internal, timestamptz, double precision, text) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_history_accum_float8'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION history_accum(internal, timestamptz, double precision, text) IS 'transition function of history(at, amount, zone)';

CREATE FUNCTION history_accum(internal, timestamptz, real, text) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_history_accum_float4'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION history_accum(internal, timestamptz, real, text) IS 'transition function of history(at, amount, zone)';

CREATE FUNCTION history_accum(internal, timestamptz, bigint, text) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_history_accum_int8'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION history_accum(internal, timestamptz, bigint, text) IS 'transition function of history(at, amount, zone)';

CREATE FUNCTION history_accum(internal, timestamptz, numeric, numeric, numeric, text) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_history_accum_numeric'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION history_accum(internal, timestamptz, numeric, numeric, numeric, text) IS 'transition function of history(at, amount, potential, profit, zone)';

CREATE FUNCTION history_accum(internal, timestamptz, double precision, double precision, double precision, text) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_history_accum_float8'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION history_accum(internal, timestamptz, double precision, double precision, double precision, text) IS 'transition function of history(at, amount, potential, profit, zone)';

CREATE FUNCTION history_accum(internal, timestamptz, real, real, real, text) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_history_accum_float4'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION history_accum(internal, timestamptz, real, real, real, text) IS 'transition function of history(at, amount, potential, profit, zone)';

CREATE FUNCTION history_accum(internal, timestamptz, bigint, bigint, bigint, text) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_history_accum_int8'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION history_accum(internal, timestamptz, bigint, bigint, bigint, text) IS 'transition function of history(at, amount, potential, profit, zone)';

CREATE FUNCTION history_accum(internal, timestamp, numeric, text) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_history_accum_timestamp_numeric'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION history_accum(internal, timestamp, numeric, text) IS 'transition function of history(at, amount, zone)';

CREATE FUNCTION history_accum(internal, timestamp, double precision, text) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_history_accum_timestamp_float8'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION history_accum(internal, timestamp, double precision, text) IS 'transition function of history(at, amount, zone)';

CREATE FUNCTION history_accum(internal, timestamp, real, text) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_history_accum_timestamp_float4'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION history_accum(internal, timestamp, real, text) IS 'transition function of history(at, amount, zone)';

CREATE FUNCTION history_accum(internal, timestamp, bigint, text) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_history_accum_timestamp_int8'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION history_accum(internal, timestamp, bigint, text) IS 'transition function of history(at, amount, zone)';

CREATE FUNCTION history_accum(internal, timestamp, numeric, numeric, numeric, text) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_history_accum_timestamp_numeric'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION history_accum(internal, timestamp, numeric, numeric, numeric, text) IS 'transition function of history(at, amount, potential, profit, zone)';

CREATE FUNCTION history_accum(internal, timestamp, double precision, double precision, double precision, text) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_history_accum_timestamp_float8'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION history_accum(internal, timestamp, double precision, double precision, double precision, text) IS 'transition function of history(at, amount, potential, profit, zone)';

CREATE FUNCTION history_accum(internal, timestamp, real, real, real, text) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_history_accum_timestamp_float4'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION history_accum(internal, timestamp, real, real, real, text) IS 'transition function of history(at, amount, potential, profit, zone)';

CREATE FUNCTION history_accum(internal, timestamp, bigint, bigint, bigint, text) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_history_accum_timestamp_int8'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION history_accum(internal, timestamp, bigint, bigint, bigint, text) IS 'transition function of history(at, amount, potential, profit, zone)';

CREATE FUNCTION history_accum(internal, date, numeric, text) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_history_accum_date_numeric'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION history_accum(internal, date, numeric, text) IS 'transition function of history(at, amount, zone)';

CREATE FUNCTION history_accum(internal, date, double precision, text) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_history_accum_date_float8'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION history_accum(internal, date, double precision, text) IS 'transition function of history(at, amount, zone)';

CREATE FUNCTION history_accum(internal, date, real, text) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_history_accum_date_float4'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION history_accum(internal, date, real, text) IS 'transition function of history(at, amount, zone)';

CREATE FUNCTION history_accum(internal, date, bigint, text) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_history_accum_date_int8'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION history_accum(internal, date, bigint, text) IS 'transition function of history(at, amount, zone)';

CREATE FUNCTION history_accum(internal, date, numeric, numeric, numeric, text) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_history_accum_date_numeric'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION history_accum(internal, date, numeric, numeric, numeric, text) IS 'transition function of history(at, amount, potential, profit, zone)';

CREATE FUNCTION history_accum(internal, date, double precision, double precision, double precision, text) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_history_accum_date_float8'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION history_accum(internal, date, double precision, double precision, double precision, text) IS 'transition function of history(at, amount, potential, profit, zone)';

CREATE FUNCTION history_accum(internal, date, real, real, real, text) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_history_accum_date_float4'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION history_accum(internal, date, real, real, real, text) IS 'transition function of history(at, amount, potential, profit, zone)';

CREATE FUNCTION history_accum(internal, date, bigint, bigint, bigint, text) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_history_accum_date_int8'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION history_accum(internal, date, bigint, bigint, bigint, text) IS 'transition function of history(at, amount, potential, profit, zone)';

CREATE FUNCTION history_rollup(internal, history) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_history_rollup'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION history_rollup(internal, history) IS 'transition function of rollup(history)';

CREATE FUNCTION history_combine(internal, internal) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_history_combine'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION history_combine(internal, internal) IS 'combine function of history and rollup(history)';

CREATE FUNCTION history_serial(internal) RETURNS bytea
AS 'MODULE_PATHNAME', 'customer_seg_history_serial'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION history_serial(internal) IS 'serialization function of history and rollup(history)';

CREATE FUNCTION history_deserial(bytea, internal) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_history_deserial'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION history_deserial(bytea, internal) IS 'deserialization function of history and rollup(history)';

CREATE FUNCTION history_final(internal) RETURNS history
AS 'MODULE_PATHNAME', 'customer_seg_history_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION history_final(internal) IS 'final function of history and rollup(history)';

CREATE AGGREGATE history(at timestamptz, amount numeric) (
	SFUNC = history_accum, STYPE = internal, SSPACE = 512,
	FINALFUNC = history_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = history_combine,
	SERIALFUNC = history_serial, DESERIALFUNC = history_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE history(timestamptz, numeric) IS
'the days of the rows: amount > 0 purchase, < 0 refund, 0 free order, NULL contact; rows without a time are ignored; days in UTC';

CREATE AGGREGATE history(at timestamptz, amount double precision) (
	SFUNC = history_accum, STYPE = internal, SSPACE = 512,
	FINALFUNC = history_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = history_combine,
	SERIALFUNC = history_serial, DESERIALFUNC = history_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE history(timestamptz, double precision) IS
'the days of the rows; days in UTC; each amount is rounded to six decimals on entry';

CREATE AGGREGATE history(at timestamptz, amount real) (
	SFUNC = history_accum, STYPE = internal, SSPACE = 512,
	FINALFUNC = history_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = history_combine,
	SERIALFUNC = history_serial, DESERIALFUNC = history_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE history(timestamptz, real) IS
'the days of the rows; days in UTC; each amount is taken as it is printed, rounded to six decimals';

CREATE AGGREGATE history(at timestamptz, amount bigint) (
	SFUNC = history_accum, STYPE = internal, SSPACE = 512,
	FINALFUNC = history_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = history_combine,
	SERIALFUNC = history_serial, DESERIALFUNC = history_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE history(timestamptz, bigint) IS
'the days of the rows; days in UTC; amounts in whole units';

CREATE AGGREGATE history(at timestamp, amount numeric) (
	SFUNC = history_accum, STYPE = internal, SSPACE = 512,
	FINALFUNC = history_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = history_combine,
	SERIALFUNC = history_serial, DESERIALFUNC = history_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE history(timestamp, numeric) IS
'the days of the rows; days as the times read';

CREATE AGGREGATE history(at timestamp, amount double precision) (
	SFUNC = history_accum, STYPE = internal, SSPACE = 512,
	FINALFUNC = history_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = history_combine,
	SERIALFUNC = history_serial, DESERIALFUNC = history_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE history(timestamp, double precision) IS
'the days of the rows; days as the times read; each amount is rounded to six decimals on entry';

CREATE AGGREGATE history(at timestamp, amount real) (
	SFUNC = history_accum, STYPE = internal, SSPACE = 512,
	FINALFUNC = history_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = history_combine,
	SERIALFUNC = history_serial, DESERIALFUNC = history_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE history(timestamp, real) IS
'the days of the rows; days as the times read; each amount is taken as it is printed, rounded to six decimals';

CREATE AGGREGATE history(at timestamp, amount bigint) (
	SFUNC = history_accum, STYPE = internal, SSPACE = 512,
	FINALFUNC = history_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = history_combine,
	SERIALFUNC = history_serial, DESERIALFUNC = history_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE history(timestamp, bigint) IS
'the days of the rows; days as the times read; amounts in whole units';

CREATE AGGREGATE history(at date, amount numeric) (
	SFUNC = history_accum, STYPE = internal, SSPACE = 512,
	FINALFUNC = history_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = history_combine,
	SERIALFUNC = history_serial, DESERIALFUNC = history_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE history(date, numeric) IS
'the days of the rows; days as they are';

CREATE AGGREGATE history(at date, amount double precision) (
	SFUNC = history_accum, STYPE = internal, SSPACE = 512,
	FINALFUNC = history_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = history_combine,
	SERIALFUNC = history_serial, DESERIALFUNC = history_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE history(date, double precision) IS
'the days of the rows; days as they are; each amount is rounded to six decimals on entry';

CREATE AGGREGATE history(at date, amount real) (
	SFUNC = history_accum, STYPE = internal, SSPACE = 512,
	FINALFUNC = history_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = history_combine,
	SERIALFUNC = history_serial, DESERIALFUNC = history_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE history(date, real) IS
'the days of the rows; days as they are; each amount is taken as it is printed, rounded to six decimals';

CREATE AGGREGATE history(at date, amount bigint) (
	SFUNC = history_accum, STYPE = internal, SSPACE = 512,
	FINALFUNC = history_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = history_combine,
	SERIALFUNC = history_serial, DESERIALFUNC = history_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE history(date, bigint) IS
'the days of the rows; days as they are; amounts in whole units';

CREATE AGGREGATE history(at timestamptz, amount numeric, potential numeric, profit numeric) (
	SFUNC = history_accum, STYPE = internal, SSPACE = 512,
	FINALFUNC = history_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = history_combine,
	SERIALFUNC = history_serial, DESERIALFUNC = history_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE history(timestamptz, numeric, numeric, numeric) IS
'the days of the rows, with known purchasing power and what each row earned; days in UTC';

CREATE AGGREGATE history(at timestamptz, amount double precision, potential double precision, profit double precision) (
	SFUNC = history_accum, STYPE = internal, SSPACE = 512,
	FINALFUNC = history_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = history_combine,
	SERIALFUNC = history_serial, DESERIALFUNC = history_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE history(timestamptz, double precision, double precision, double precision) IS
'the days of the rows, with known purchasing power and what each row earned; days in UTC; each amount is rounded to six decimals on entry';

CREATE AGGREGATE history(at timestamptz, amount real, potential real, profit real) (
	SFUNC = history_accum, STYPE = internal, SSPACE = 512,
	FINALFUNC = history_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = history_combine,
	SERIALFUNC = history_serial, DESERIALFUNC = history_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE history(timestamptz, real, real, real) IS
'the days of the rows, with known purchasing power and what each row earned; days in UTC; each amount is taken as it is printed, rounded to six decimals';

CREATE AGGREGATE history(at timestamptz, amount bigint, potential bigint, profit bigint) (
	SFUNC = history_accum, STYPE = internal, SSPACE = 512,
	FINALFUNC = history_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = history_combine,
	SERIALFUNC = history_serial, DESERIALFUNC = history_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE history(timestamptz, bigint, bigint, bigint) IS
'the days of the rows, with known purchasing power and what each row earned; days in UTC; amounts in whole units';

CREATE AGGREGATE history(at timestamp, amount numeric, potential numeric, profit numeric) (
	SFUNC = history_accum, STYPE = internal, SSPACE = 512,
	FINALFUNC = history_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = history_combine,
	SERIALFUNC = history_serial, DESERIALFUNC = history_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE history(timestamp, numeric, numeric, numeric) IS
'the days of the rows, with known purchasing power and what each row earned; days as the times read';

CREATE AGGREGATE history(at timestamp, amount double precision, potential double precision, profit double precision) (
	SFUNC = history_accum, STYPE = internal, SSPACE = 512,
	FINALFUNC = history_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = history_combine,
	SERIALFUNC = history_serial, DESERIALFUNC = history_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE history(timestamp, double precision, double precision, double precision) IS
'the days of the rows, with known purchasing power and what each row earned; days as the times read; each amount is rounded to six decimals on entry';

CREATE AGGREGATE history(at timestamp, amount real, potential real, profit real) (
	SFUNC = history_accum, STYPE = internal, SSPACE = 512,
	FINALFUNC = history_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = history_combine,
	SERIALFUNC = history_serial, DESERIALFUNC = history_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE history(timestamp, real, real, real) IS
'the days of the rows, with known purchasing power and what each row earned; days as the times read; each amount is taken as it is printed, rounded to six decimals';

CREATE AGGREGATE history(at timestamp, amount bigint, potential bigint, profit bigint) (
	SFUNC = history_accum, STYPE = internal, SSPACE = 512,
	FINALFUNC = history_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = history_combine,
	SERIALFUNC = history_serial, DESERIALFUNC = history_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE history(timestamp, bigint, bigint, bigint) IS
'the days of the rows, with known purchasing power and what each row earned; days as the times read; amounts in whole units';

CREATE AGGREGATE history(at date, amount numeric, potential numeric, profit numeric) (
	SFUNC = history_accum, STYPE = internal, SSPACE = 512,
	FINALFUNC = history_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = history_combine,
	SERIALFUNC = history_serial, DESERIALFUNC = history_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE history(date, numeric, numeric, numeric) IS
'the days of the rows, with known purchasing power and what each row earned; days as they are';

CREATE AGGREGATE history(at date, amount double precision, potential double precision, profit double precision) (
	SFUNC = history_accum, STYPE = internal, SSPACE = 512,
	FINALFUNC = history_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = history_combine,
	SERIALFUNC = history_serial, DESERIALFUNC = history_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE history(date, double precision, double precision, double precision) IS
'the days of the rows, with known purchasing power and what each row earned; days as they are; each amount is rounded to six decimals on entry';

CREATE AGGREGATE history(at date, amount real, potential real, profit real) (
	SFUNC = history_accum, STYPE = internal, SSPACE = 512,
	FINALFUNC = history_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = history_combine,
	SERIALFUNC = history_serial, DESERIALFUNC = history_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE history(date, real, real, real) IS
'the days of the rows, with known purchasing power and what each row earned; days as they are; each amount is taken as it is printed, rounded to six decimals';

CREATE AGGREGATE history(at date, amount bigint, potential bigint, profit bigint) (
	SFUNC = history_accum, STYPE = internal, SSPACE = 512,
	FINALFUNC = history_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = history_combine,
	SERIALFUNC = history_serial, DESERIALFUNC = history_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE history(date, bigint, bigint, bigint) IS
'the days of the rows, with known purchasing power and what each row earned; days as they are; amounts in whole units';

CREATE AGGREGATE history(at timestamptz, amount numeric, zone text) (
	SFUNC = history_accum, STYPE = internal, SSPACE = 512,
	FINALFUNC = history_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = history_combine,
	SERIALFUNC = history_serial, DESERIALFUNC = history_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE history(timestamptz, numeric, text) IS
'the days of the rows; days in the zone named';

CREATE AGGREGATE history(at timestamptz, amount double precision, zone text) (
	SFUNC = history_accum, STYPE = internal, SSPACE = 512,
	FINALFUNC = history_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = history_combine,
	SERIALFUNC = history_serial, DESERIALFUNC = history_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE history(timestamptz, double precision, text) IS
'the days of the rows; days in the zone named; each amount is rounded to six decimals on entry';

CREATE AGGREGATE history(at timestamptz, amount real, zone text) (
	SFUNC = history_accum, STYPE = internal, SSPACE = 512,
	FINALFUNC = history_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = history_combine,
	SERIALFUNC = history_serial, DESERIALFUNC = history_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE history(timestamptz, real, text) IS
'the days of the rows; days in the zone named; each amount is taken as it is printed, rounded to six decimals';

CREATE AGGREGATE history(at timestamptz, amount bigint, zone text) (
	SFUNC = history_accum, STYPE = internal, SSPACE = 512,
	FINALFUNC = history_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = history_combine,
	SERIALFUNC = history_serial, DESERIALFUNC = history_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE history(timestamptz, bigint, text) IS
'the days of the rows; days in the zone named; amounts in whole units';

CREATE AGGREGATE history(at timestamptz, amount numeric, potential numeric, profit numeric, zone text) (
	SFUNC = history_accum, STYPE = internal, SSPACE = 512,
	FINALFUNC = history_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = history_combine,
	SERIALFUNC = history_serial, DESERIALFUNC = history_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE history(timestamptz, numeric, numeric, numeric, text) IS
'the days of the rows, with known purchasing power and what each row earned; days in the zone named';

CREATE AGGREGATE history(at timestamptz, amount double precision, potential double precision, profit double precision, zone text) (
	SFUNC = history_accum, STYPE = internal, SSPACE = 512,
	FINALFUNC = history_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = history_combine,
	SERIALFUNC = history_serial, DESERIALFUNC = history_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE history(timestamptz, double precision, double precision, double precision, text) IS
'the days of the rows, with known purchasing power and what each row earned; days in the zone named; each amount is rounded to six decimals on entry';

CREATE AGGREGATE history(at timestamptz, amount real, potential real, profit real, zone text) (
	SFUNC = history_accum, STYPE = internal, SSPACE = 512,
	FINALFUNC = history_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = history_combine,
	SERIALFUNC = history_serial, DESERIALFUNC = history_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE history(timestamptz, real, real, real, text) IS
'the days of the rows, with known purchasing power and what each row earned; days in the zone named; each amount is taken as it is printed, rounded to six decimals';

CREATE AGGREGATE history(at timestamptz, amount bigint, potential bigint, profit bigint, zone text) (
	SFUNC = history_accum, STYPE = internal, SSPACE = 512,
	FINALFUNC = history_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = history_combine,
	SERIALFUNC = history_serial, DESERIALFUNC = history_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE history(timestamptz, bigint, bigint, bigint, text) IS
'the days of the rows, with known purchasing power and what each row earned; days in the zone named; amounts in whole units';

CREATE AGGREGATE history(at timestamp, amount numeric, zone text) (
	SFUNC = history_accum, STYPE = internal, SSPACE = 512,
	FINALFUNC = history_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = history_combine,
	SERIALFUNC = history_serial, DESERIALFUNC = history_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE history(timestamp, numeric, text) IS
'a timestamp has days of its own: zone is UTC, or it is an error';

CREATE AGGREGATE history(at timestamp, amount double precision, zone text) (
	SFUNC = history_accum, STYPE = internal, SSPACE = 512,
	FINALFUNC = history_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = history_combine,
	SERIALFUNC = history_serial, DESERIALFUNC = history_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE history(timestamp, double precision, text) IS
'a timestamp has days of its own: zone is UTC, or it is an error';

CREATE AGGREGATE history(at timestamp, amount real, zone text) (
	SFUNC = history_accum, STYPE = internal, SSPACE = 512,
	FINALFUNC = history_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = history_combine,
	SERIALFUNC = history_serial, DESERIALFUNC = history_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE history(timestamp, real, text) IS
'a timestamp has days of its own: zone is UTC, or it is an error';

CREATE AGGREGATE history(at timestamp, amount bigint, zone text) (
	SFUNC = history_accum, STYPE = internal, SSPACE = 512,
	FINALFUNC = history_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = history_combine,
	SERIALFUNC = history_serial, DESERIALFUNC = history_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE history(timestamp, bigint, text) IS
'a timestamp has days of its own: zone is UTC, or it is an error';

CREATE AGGREGATE history(at timestamp, amount numeric, potential numeric, profit numeric, zone text) (
	SFUNC = history_accum, STYPE = internal, SSPACE = 512,
	FINALFUNC = history_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = history_combine,
	SERIALFUNC = history_serial, DESERIALFUNC = history_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE history(timestamp, numeric, numeric, numeric, text) IS
'a timestamp has days of its own: zone is UTC, or it is an error';

CREATE AGGREGATE history(at timestamp, amount double precision, potential double precision, profit double precision, zone text) (
	SFUNC = history_accum, STYPE = internal, SSPACE = 512,
	FINALFUNC = history_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = history_combine,
	SERIALFUNC = history_serial, DESERIALFUNC = history_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE history(timestamp, double precision, double precision, double precision, text) IS
'a timestamp has days of its own: zone is UTC, or it is an error';

CREATE AGGREGATE history(at timestamp, amount real, potential real, profit real, zone text) (
	SFUNC = history_accum, STYPE = internal, SSPACE = 512,
	FINALFUNC = history_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = history_combine,
	SERIALFUNC = history_serial, DESERIALFUNC = history_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE history(timestamp, real, real, real, text) IS
'a timestamp has days of its own: zone is UTC, or it is an error';

CREATE AGGREGATE history(at timestamp, amount bigint, potential bigint, profit bigint, zone text) (
	SFUNC = history_accum, STYPE = internal, SSPACE = 512,
	FINALFUNC = history_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = history_combine,
	SERIALFUNC = history_serial, DESERIALFUNC = history_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE history(timestamp, bigint, bigint, bigint, text) IS
'a timestamp has days of its own: zone is UTC, or it is an error';

CREATE AGGREGATE history(at date, amount numeric, zone text) (
	SFUNC = history_accum, STYPE = internal, SSPACE = 512,
	FINALFUNC = history_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = history_combine,
	SERIALFUNC = history_serial, DESERIALFUNC = history_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE history(date, numeric, text) IS
'a date is a day of its own: zone is UTC, or it is an error';

CREATE AGGREGATE history(at date, amount double precision, zone text) (
	SFUNC = history_accum, STYPE = internal, SSPACE = 512,
	FINALFUNC = history_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = history_combine,
	SERIALFUNC = history_serial, DESERIALFUNC = history_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE history(date, double precision, text) IS
'a date is a day of its own: zone is UTC, or it is an error';

CREATE AGGREGATE history(at date, amount real, zone text) (
	SFUNC = history_accum, STYPE = internal, SSPACE = 512,
	FINALFUNC = history_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = history_combine,
	SERIALFUNC = history_serial, DESERIALFUNC = history_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE history(date, real, text) IS
'a date is a day of its own: zone is UTC, or it is an error';

CREATE AGGREGATE history(at date, amount bigint, zone text) (
	SFUNC = history_accum, STYPE = internal, SSPACE = 512,
	FINALFUNC = history_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = history_combine,
	SERIALFUNC = history_serial, DESERIALFUNC = history_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE history(date, bigint, text) IS
'a date is a day of its own: zone is UTC, or it is an error';

CREATE AGGREGATE history(at date, amount numeric, potential numeric, profit numeric, zone text) (
	SFUNC = history_accum, STYPE = internal, SSPACE = 512,
	FINALFUNC = history_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = history_combine,
	SERIALFUNC = history_serial, DESERIALFUNC = history_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE history(date, numeric, numeric, numeric, text) IS
'a date is a day of its own: zone is UTC, or it is an error';

CREATE AGGREGATE history(at date, amount double precision, potential double precision, profit double precision, zone text) (
	SFUNC = history_accum, STYPE = internal, SSPACE = 512,
	FINALFUNC = history_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = history_combine,
	SERIALFUNC = history_serial, DESERIALFUNC = history_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE history(date, double precision, double precision, double precision, text) IS
'a date is a day of its own: zone is UTC, or it is an error';

CREATE AGGREGATE history(at date, amount real, potential real, profit real, zone text) (
	SFUNC = history_accum, STYPE = internal, SSPACE = 512,
	FINALFUNC = history_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = history_combine,
	SERIALFUNC = history_serial, DESERIALFUNC = history_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE history(date, real, real, real, text) IS
'a date is a day of its own: zone is UTC, or it is an error';

CREATE AGGREGATE history(at date, amount bigint, potential bigint, profit bigint, zone text) (
	SFUNC = history_accum, STYPE = internal, SSPACE = 512,
	FINALFUNC = history_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = history_combine,
	SERIALFUNC = history_serial, DESERIALFUNC = history_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE history(date, bigint, bigint, bigint, text) IS
'a date is a day of its own: zone is UTC, or it is an error';

CREATE AGGREGATE rollup(history) (
	SFUNC = history_rollup, STYPE = internal, SSPACE = 512,
	FINALFUNC = history_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = history_combine,
	SERIALFUNC = history_serial, DESERIALFUNC = history_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(history) IS
'merges histories of one time zone: exact, in any order and any grouping';

CREATE FUNCTION history_add(history, history) RETURNS history
AS 'MODULE_PATHNAME', 'customer_seg_history_add'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION history_add(history, history) IS 'both histories as one: implementation of +';

CREATE OPERATOR + (
	LEFTARG = history, RIGHTARG = history, FUNCTION = history_add, COMMUTATOR = +
);
COMMENT ON OPERATOR + (history, history) IS 'both histories as one';

CREATE FUNCTION days(history,
					 OUT day date, OUT orders bigint, OUT amount numeric, OUT refunds bigint, OUT contacts bigint)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'customer_seg_history_days'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 10;
COMMENT ON FUNCTION days(history) IS
'a row a day on which anything was: orders, net amount of orders and refunds, refunds, contacts';

CREATE FUNCTION first_day(history) RETURNS date
AS 'MODULE_PATHNAME', 'customer_seg_history_first_day'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION first_day(history) IS 'day of the first order; NULL without an order';

CREATE FUNCTION last_day(history) RETURNS date
AS 'MODULE_PATHNAME', 'customer_seg_history_last_day'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION last_day(history) IS 'day of the last order; NULL without an order';

CREATE FUNCTION purchase_days(history) RETURNS bigint
AS 'MODULE_PATHNAME', 'customer_seg_history_purchase_days'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION purchase_days(history) IS 'number of days with an order';

CREATE FUNCTION zone(history) RETURNS text
AS 'MODULE_PATHNAME', 'customer_seg_history_zone'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION zone(history) IS 'the time zone of its days';

CREATE FUNCTION activity(history) RETURNS activity
AS 'MODULE_PATHNAME', 'customer_seg_history_activity'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION activity(history) IS 'activity of all its days, each at midnight UTC';

CREATE FUNCTION activity(history, as_of date) RETURNS activity
AS 'MODULE_PATHNAME', 'customer_seg_history_activity'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION activity(history, date) IS 'activity of the days before as_of, each at midnight UTC; NULL when there was none';

CREATE FUNCTION activity(history, as_of date, since date) RETURNS activity
AS 'MODULE_PATHNAME', 'customer_seg_history_activity'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION activity(history, date, date) IS
'activity of the days from since on and before as_of, each at midnight UTC; NULL when there was none';

CREATE FUNCTION history_eq(history, history) RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_history_eq'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION history_eq(history, history) IS 'implementation of =';

CREATE FUNCTION history_ne(history, history) RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_history_ne'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION history_ne(history, history) IS 'implementation of <>';

CREATE FUNCTION history_lt(history, history) RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_history_lt'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION history_lt(history, history) IS 'implementation of <';

CREATE FUNCTION history_le(history, history) RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_history_le'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION history_le(history, history) IS 'implementation of <=';

CREATE FUNCTION history_gt(history, history) RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_history_gt'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION history_gt(history, history) IS 'implementation of >';

CREATE FUNCTION history_ge(history, history) RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_history_ge'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION history_ge(history, history) IS 'implementation of >=';

CREATE FUNCTION history_cmp(history, history) RETURNS integer
AS 'MODULE_PATHNAME', 'customer_seg_history_cmp'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION history_cmp(history, history) IS 'three-way comparison: by the days, as they are written';

CREATE FUNCTION history_hash(history) RETURNS integer
AS 'MODULE_PATHNAME', 'customer_seg_history_hash'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION history_hash(history) IS 'hash';

CREATE FUNCTION history_hash_extended(history, bigint) RETURNS bigint
AS 'MODULE_PATHNAME', 'customer_seg_history_hash_extended'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION history_hash_extended(history, bigint) IS 'hash with a seed';

CREATE OPERATOR = (
	LEFTARG = history, RIGHTARG = history, FUNCTION = history_eq,
	COMMUTATOR = =, NEGATOR = <>,
	RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR = (history, history) IS 'equal';

CREATE OPERATOR <> (
	LEFTARG = history, RIGHTARG = history, FUNCTION = history_ne,
	COMMUTATOR = <>, NEGATOR = =,
	RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (history, history) IS 'not equal';

CREATE OPERATOR < (
	LEFTARG = history, RIGHTARG = history, FUNCTION = history_lt,
	COMMUTATOR = >, NEGATOR = >=,
	RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (history, history) IS 'less than';

CREATE OPERATOR <= (
	LEFTARG = history, RIGHTARG = history, FUNCTION = history_le,
	COMMUTATOR = >=, NEGATOR = >,
	RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (history, history) IS 'less than or equal';

CREATE OPERATOR > (
	LEFTARG = history, RIGHTARG = history, FUNCTION = history_gt,
	COMMUTATOR = <, NEGATOR = <=,
	RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (history, history) IS 'greater than';

CREATE OPERATOR >= (
	LEFTARG = history, RIGHTARG = history, FUNCTION = history_ge,
	COMMUTATOR = <=, NEGATOR = <,
	RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (history, history) IS 'greater than or equal';

CREATE OPERATOR CLASS history_ops DEFAULT FOR TYPE history USING btree AS
	OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
	FUNCTION 1 history_cmp(history, history);
COMMENT ON OPERATOR CLASS history_ops USING btree IS 'by the days, as they are written';

COMMENT ON OPERATOR FAMILY history_ops USING btree IS 'by the days, as they are written';

CREATE OPERATOR CLASS history_ops DEFAULT FOR TYPE history USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 history_hash(history),
	FUNCTION 2 history_hash_extended(history, bigint);
COMMENT ON OPERATOR CLASS history_ops USING hash IS 'equal when they hold the same';

COMMENT ON OPERATOR FAMILY history_ops USING hash IS 'equal when they hold the same';

CREATE FUNCTION history_to_json(history) RETURNS json
AS 'MODULE_PATHNAME', 'customer_seg_to_json'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION history_to_json(history) IS 'the text form as json: implementation of the cast';

CREATE CAST (history AS json) WITH FUNCTION history_to_json(history) AS ASSIGNMENT;
COMMENT ON CAST (history AS json) IS 'what the text form says';

CREATE FUNCTION history_to_jsonb(history) RETURNS jsonb
AS 'MODULE_PATHNAME', 'customer_seg_to_jsonb'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION history_to_jsonb(history) IS 'the text form as jsonb: implementation of the cast';

CREATE CAST (history AS jsonb) WITH FUNCTION history_to_jsonb(history) AS ASSIGNMENT;
COMMENT ON CAST (history AS jsonb) IS 'what the text form says';

/* history_source */

CREATE FUNCTION histories_support(internal) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_histories_support'
LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION histories_support(internal) IS
'planner support: the number of customers and the cost of histories(), from the statistics of its source';

CREATE FUNCTION histories(source regclass,
						  customer_column name DEFAULT 'customer_id',
						  time_column name DEFAULT 'sold_at',
						  amount_column name DEFAULT 'amount',
						  order_column name DEFAULT NULL,
						  potential_column name DEFAULT NULL,
						  profit_column name DEFAULT NULL,
						  since timestamptz DEFAULT NULL,
						  as_of timestamptz DEFAULT NULL,
						  zone text DEFAULT 'UTC')
RETURNS TABLE (customer bigint, history history)
AS 'MODULE_PATHNAME', 'customer_seg_histories'
LANGUAGE C STABLE PARALLEL RESTRICTED COST 1000000 ROWS 1000
SUPPORT histories_support;
COMMENT ON FUNCTION histories(regclass, name, name, name, name, name, name, timestamptz, timestamptz, text) IS
'one row per customer of the source: all days on which anything was, in a time zone';

CREATE FUNCTION histories_as(customer_type anyelement,
							 source regclass,
							 customer_column name DEFAULT 'customer_id',
							 time_column name DEFAULT 'sold_at',
							 amount_column name DEFAULT 'amount',
							 order_column name DEFAULT NULL,
							 potential_column name DEFAULT NULL,
							 profit_column name DEFAULT NULL,
							 since timestamptz DEFAULT NULL,
							 as_of timestamptz DEFAULT NULL,
							 zone text DEFAULT 'UTC')
RETURNS TABLE (customer anyelement, history history)
AS 'MODULE_PATHNAME', 'customer_seg_histories_as'
LANGUAGE C STABLE PARALLEL RESTRICTED COST 1000000 ROWS 1000
SUPPORT histories_support;
COMMENT ON FUNCTION histories_as(anyelement, regclass, name, name, name, name, name, name, timestamptz, timestamptz, text) IS
'histories() for customers of any hashable type: histories_as(NULL::uuid, ''sales'')';

CREATE FUNCTION _histories_unnamed(source regclass,
								   customer_column name DEFAULT 'customer_id',
								   time_column name DEFAULT 'sold_at',
								   amount_column name DEFAULT 'amount',
								   order_column name DEFAULT NULL,
								   potential_column name DEFAULT NULL,
								   profit_column name DEFAULT NULL)
RETURNS TABLE (history history)
AS 'MODULE_PATHNAME', 'customer_seg_histories_unnamed'
LANGUAGE C STABLE PARALLEL RESTRICTED COST 1000000 ROWS 1000;
COMMENT ON FUNCTION _histories_unnamed(regclass, name, name, name, name, name, name) IS
'histories() for customers of any type, who stay unnamed: for the base as a whole';

/* cohorts */

CREATE TYPE cohort_row AS (
	cohort date,
	period integer,
	period_start date,
	customers bigint,
	retained bigint,
	share double precision,
	low double precision,
	high double precision,
	amount numeric,
	amount_a_head numeric
);
COMMENT ON TYPE cohort_row IS
'a cohort, by the first day of the period of its first orders, in one period since: its customers, how many bought, their share with its interval (Wilson 1927), net amount, and amount of all periods so far for each customer; NULL where the period is not over';

CREATE FUNCTION cohorts_accum(internal, history, text, date) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_cohorts_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cohorts_accum(internal, history, text, date) IS 'transition function of cohorts()';

CREATE FUNCTION cohorts_combine(internal, internal) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_cohorts_combine'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cohorts_combine(internal, internal) IS 'combine function of cohorts()';

CREATE FUNCTION cohorts_serial(internal) RETURNS bytea
AS 'MODULE_PATHNAME', 'customer_seg_cohorts_serial'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cohorts_serial(internal) IS 'serialization of the state of cohorts()';

CREATE FUNCTION cohorts_deserial(bytea, internal) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_cohorts_deserial'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cohorts_deserial(bytea, internal) IS 'deserialization of the state of cohorts()';

CREATE FUNCTION cohorts_final(internal) RETURNS cohort_row[]
AS 'MODULE_PATHNAME', 'customer_seg_cohorts_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cohorts_final(internal) IS 'final function of cohorts()';

CREATE AGGREGATE cohorts(history, unit text, as_of date) (
	SFUNC = cohorts_accum, STYPE = internal, SSPACE = 65536,
	FINALFUNC = cohorts_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = cohorts_combine,
	SERIALFUNC = cohorts_serial, DESERIALFUNC = cohorts_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE cohorts(history, text, date) IS
'a row for each cohort and period since, by day, week (from Monday), month, quarter or year: who bought, and what all brought; of days before as_of';

CREATE FUNCTION cohort_triangle(cohort_row[]) RETURNS SETOF text
AS 'MODULE_PATHNAME', 'customer_seg_cohort_triangle'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 20;
COMMENT ON FUNCTION cohort_triangle(cohort_row[]) IS
'cohorts as lines of text for a terminal of 100 columns: customers, and how many per cent of them bought in each period since';

/* flow */

CREATE TYPE flow AS ENUM ('prospect', 'new', 'retained', 'won_back', 'lost', 'away');
COMMENT ON TYPE flow IS
'a customer between two periods: new (now for the first time), retained (then and now), won_back (now again), lost (then, not now), away (bought earlier), prospect (known, has never bought)';

CREATE FUNCTION flow(history, period daterange) RETURNS flow
AS 'MODULE_PATHNAME', 'customer_seg_flow'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION flow(history, daterange) IS
'flow by the orders in the period and in as many days, or whole months, just before it; NULL when nothing is known before its end';

CREATE FUNCTION flow(history, period daterange, before daterange) RETURNS flow
AS 'MODULE_PATHNAME', 'customer_seg_flow'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION flow(history, daterange, daterange) IS
'flow by the orders in the period and in one before it; new is whose first order came after before';

CREATE FUNCTION flow(history, period daterange, lapse_after interval) RETURNS flow
AS 'MODULE_PATHNAME', 'customer_seg_flow_lapsing'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION flow(history, daterange, interval) IS
'flow from the beginning to the end of the period, where a customer is there until lapse_after has passed since the last order';

CREATE FUNCTION flow(history, period daterange, before daterange, lapse_after interval) RETURNS flow
AS 'MODULE_PATHNAME', 'customer_seg_flow_lapsing'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION flow(history, daterange, daterange, interval) IS
'flow from the end of before to the end of the period, where a customer is there until lapse_after has passed since the last order';

CREATE FUNCTION amount(history, period daterange) RETURNS numeric
AS 'MODULE_PATHNAME', 'customer_seg_history_amount'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION amount(history, daterange) IS 'net amount of the orders and refunds in the period, exact; 0 without any';

CREATE FUNCTION orders(history, period daterange) RETURNS bigint
AS 'MODULE_PATHNAME', 'customer_seg_history_orders'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION orders(history, daterange) IS 'number of orders in the period';

CREATE TYPE flows_row AS (
	prospects bigint,
	new bigint,
	retained bigint,
	won_back bigint,
	lost bigint,
	away bigint,
	customers_start bigint,
	customers_end bigint,
	money_before numeric,
	money_now numeric,
	money_new numeric,
	money_won_back numeric,
	expansion numeric,
	contraction numeric,
	money_lost numeric,
	retention double precision,
	retention_low double precision,
	retention_high double precision,
	churn double precision,
	churn_low double precision,
	churn_high double precision,
	gross_revenue_retention double precision,
	net_revenue_retention double precision,
	share_new double precision,
	share_old double precision
);
COMMENT ON TYPE flows_row IS
'customers of each flow; money before and now, and the change by the new, by those won back, by the others up and down, and by the lost; shares of those there at the start who stayed and left, with their intervals (Wilson 1927); money kept of theirs, without and with what they bought more; shares of the money now';

CREATE FUNCTION flows_accum(internal, flow, numeric, numeric) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_flows_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION flows_accum(internal, flow, numeric, numeric) IS 'transition function of flows()';

CREATE FUNCTION flows_combine(internal, internal) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_flows_combine'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION flows_combine(internal, internal) IS 'combine function of flows()';

CREATE FUNCTION flows_serial(internal) RETURNS bytea
AS 'MODULE_PATHNAME', 'customer_seg_flows_serial'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION flows_serial(internal) IS 'serialization of the state of flows()';

CREATE FUNCTION flows_deserial(bytea, internal) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_flows_deserial'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION flows_deserial(bytea, internal) IS 'deserialization of the state of flows()';

CREATE FUNCTION flows_final(internal) RETURNS flows_row
AS 'MODULE_PATHNAME', 'customer_seg_flows_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION flows_final(internal) IS 'final function of flows()';

CREATE AGGREGATE flows(flow, before numeric, now numeric) (
	SFUNC = flows_accum, STYPE = internal, SSPACE = 512,
	FINALFUNC = flows_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = flows_combine,
	SERIALFUNC = flows_serial, DESERIALFUNC = flows_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE flows(flow, numeric, numeric) IS
'one row: customers of each flow and what became of their money, before and now; NULL money is 0, and of those without a flow only the money counts';

/* leaky_bucket */

CREATE TYPE leaky_bucket_row AS (
	period daterange,
	customers_start bigint,
	new bigint,
	retained bigint,
	won_back bigint,
	lost bigint,
	customers_end bigint,
	money_before numeric,
	money_now numeric,
	money_new numeric,
	money_won_back numeric,
	expansion numeric,
	contraction numeric,
	money_lost numeric,
	share_new double precision,
	churn double precision,
	churn_low double precision,
	churn_high double precision,
	complete boolean
);
COMMENT ON TYPE leaky_bucket_row IS
'one period: its flows from the period before, customers and money, as flows() has them; complete is false where the period is but a rest, or the data end before it does';

CREATE FUNCTION leaky_bucket_accum(internal, history, date, date, interval) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_leaky_bucket_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION leaky_bucket_accum(internal, history, date, date, interval) IS
'transition function of leaky_bucket(history, since, until, every)';

CREATE FUNCTION leaky_bucket_accum(internal, history, date, date, interval, interval) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_leaky_bucket_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION leaky_bucket_accum(internal, history, date, date, interval, interval) IS
'transition function of leaky_bucket(history, since, until, every, lapse_after)';

CREATE FUNCTION leaky_bucket_combine(internal, internal) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_leaky_bucket_combine'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION leaky_bucket_combine(internal, internal) IS 'combine function of leaky_bucket()';

CREATE FUNCTION leaky_bucket_serial(internal) RETURNS bytea
AS 'MODULE_PATHNAME', 'customer_seg_leaky_bucket_serial'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION leaky_bucket_serial(internal) IS 'serialization of the state of leaky_bucket()';

CREATE FUNCTION leaky_bucket_deserial(bytea, internal) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_leaky_bucket_deserial'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION leaky_bucket_deserial(bytea, internal) IS 'deserialization of the state of leaky_bucket()';

CREATE FUNCTION leaky_bucket_final(internal) RETURNS leaky_bucket_row[]
AS 'MODULE_PATHNAME', 'customer_seg_leaky_bucket_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION leaky_bucket_final(internal) IS 'final function of leaky_bucket()';

CREATE AGGREGATE leaky_bucket(history, since date, until date, every interval) (
	SFUNC = leaky_bucket_accum, STYPE = internal, SSPACE = 16384,
	FINALFUNC = leaky_bucket_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = leaky_bucket_combine,
	SERIALFUNC = leaky_bucket_serial, DESERIALFUNC = leaky_bucket_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE leaky_bucket(history, date, date, interval) IS
'a row for each period from since on, the last ends at until: who came and who left since the period before, and what became of the money';

CREATE AGGREGATE leaky_bucket(history, since date, until date, every interval, lapse_after interval) (
	SFUNC = leaky_bucket_accum, STYPE = internal, SSPACE = 16384,
	FINALFUNC = leaky_bucket_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = leaky_bucket_combine,
	SERIALFUNC = leaky_bucket_serial, DESERIALFUNC = leaky_bucket_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE leaky_bucket(history, date, date, interval, interval) IS
'the same, where a customer is there until lapse_after has passed since the last order';

CREATE FUNCTION replacement_cost(lost bigint, keep_cost numeric,
								 cost_ratio numeric DEFAULT 5, profit_ratio numeric DEFAULT 15,
								 OUT to_keep numeric, OUT to_replace numeric, OUT to_replace_profit numeric)
RETURNS record
AS 'MODULE_PATHNAME', 'customer_seg_replacement_cost'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION replacement_cost(bigint, numeric, numeric, numeric) IS
'what it costs to keep so many customers at keep_cost each; to gain as many, each at cost_ratio times that; to gain so many that they bring the same profit, of which a new one brings one part in profit_ratio';

/* movement */

CREATE TYPE movement_row AS (
	was text,
	"is" text,
	customers bigint,
	"of" bigint,
	share double precision,
	low double precision,
	high double precision,
	before numeric,
	now numeric
);
COMMENT ON TYPE movement_row IS
'customers who were in one class and are in another, where NULL is not there; all who were in that class, and the share with its interval (Wilson 1927); what they brought then and bring now, or NULL where that was not counted';

CREATE FUNCTION movement_accum(internal, anyelement, anyelement) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_movement_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION movement_accum(internal, anyelement, anyelement) IS
'transition function of movement(was, is)';

CREATE FUNCTION movement_accum(internal, anyelement, anyelement, numeric, numeric) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_movement_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION movement_accum(internal, anyelement, anyelement, numeric, numeric) IS
'transition function of movement(was, is, before, now)';

CREATE FUNCTION movement_combine(internal, internal) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_movement_combine'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION movement_combine(internal, internal) IS
'combine function of movement and rollup(movement_row[])';

CREATE FUNCTION movement_serial(internal) RETURNS bytea
AS 'MODULE_PATHNAME', 'customer_seg_movement_serial'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION movement_serial(internal) IS
'serialization function of movement and rollup(movement_row[])';

CREATE FUNCTION movement_deserial(bytea, internal) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_movement_deserial'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION movement_deserial(bytea, internal) IS
'deserialization function of movement and rollup(movement_row[])';

CREATE FUNCTION movement_final(internal, anyelement, anyelement) RETURNS movement_row[]
AS 'MODULE_PATHNAME', 'customer_seg_movement_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION movement_final(internal, anyelement, anyelement) IS
'final function of movement(was, is)';

CREATE FUNCTION movement_final(internal, anyelement, anyelement, numeric, numeric) RETURNS movement_row[]
AS 'MODULE_PATHNAME', 'customer_seg_movement_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION movement_final(internal, anyelement, anyelement, numeric, numeric) IS
'final function of movement(was, is, before, now)';

CREATE AGGREGATE movement(was anyelement, "is" anyelement) (
	SFUNC = movement_accum, STYPE = internal, SSPACE = 6144,
	FINALFUNC = movement_final, FINALFUNC_EXTRA, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = movement_combine,
	SERIALFUNC = movement_serial, DESERIALFUNC = movement_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE movement(anyelement, anyelement) IS
'a row for each class that customers were in and each that they are in: of an enum all labels in its order, of another type the values there are by their text; NULL is not there and comes last';

CREATE AGGREGATE movement(was anyelement, "is" anyelement, before numeric, now numeric) (
	SFUNC = movement_accum, STYPE = internal, SSPACE = 6144,
	FINALFUNC = movement_final, FINALFUNC_EXTRA, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = movement_combine,
	SERIALFUNC = movement_serial, DESERIALFUNC = movement_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE movement(anyelement, anyelement, numeric, numeric) IS
'the same, with what they brought then and bring now';

CREATE FUNCTION movement_rollup_accum(internal, movement_row[]) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_movement_rollup_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION movement_rollup_accum(internal, movement_row[]) IS
'transition function of rollup(movement_row[])';

CREATE FUNCTION movement_rollup_final(internal) RETURNS movement_row[]
AS 'MODULE_PATHNAME', 'customer_seg_movement_rollup_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION movement_rollup_final(internal) IS 'final function of rollup(movement_row[])';

CREATE AGGREGATE rollup(movement_row[]) (
	SFUNC = movement_rollup_accum, STYPE = internal, SSPACE = 6144,
	FINALFUNC = movement_rollup_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = movement_combine,
	SERIALFUNC = movement_serial, DESERIALFUNC = movement_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(movement_row[]) IS
'merges movements: exact, in any order and any grouping; classes in the order that all have, else by their text';

CREATE FUNCTION conversion(movement_row[], "from" text, "to" text,
						   OUT customers bigint, OUT "of" bigint,
						   OUT share double precision, OUT low double precision, OUT high double precision)
RETURNS record
AS 'MODULE_PATHNAME', 'customer_seg_conversion'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION conversion(movement_row[], text, text) IS
'customers who went from one class to another, all who were in the first, and the share with its interval (Wilson 1927); a NULL class is not there';

CREATE FUNCTION structure_change(movement_row[],
								 OUT present bigint, OUT comers bigint, OUT goers bigint,
								 OUT chi_square double precision, OUT df integer, OUT p double precision, OUT note text)
RETURNS record
AS 'MODULE_PATHNAME', 'customer_seg_structure_change'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION structure_change(movement_row[]) IS
'whether the classes of those there at both times are as large as before (Stuart and Maxwell), over the classes that somebody moved into or out of; those who came and those who left apart';

CREATE FUNCTION movement_matrix(movement_row[]) RETURNS SETOF text
AS 'MODULE_PATHNAME', 'customer_seg_movement_matrix'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 12;
COMMENT ON FUNCTION movement_matrix(movement_row[]) IS
'a movement as lines of text for a terminal of 100 columns: a row for each class that customers were in, a column for each that they are in, and the shares in per cent';

/* project */

CREATE FUNCTION project(movement movement_row[], periods integer,
						start jsonb DEFAULT NULL, inflow jsonb DEFAULT NULL, revenue jsonb DEFAULT NULL,
						discount double precision DEFAULT 0,
						OUT period integer, OUT segment text, OUT customers double precision,
						OUT revenue double precision, OUT discounted double precision, OUT cumulated double precision)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'customer_seg_project'
LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 50;
COMMENT ON FUNCTION project(movement_row[], integer, jsonb, jsonb, jsonb, double precision) IS
'a row for each period from 0 on and each class: customers, if they go on moving as they did (a Markov chain), what they bring, that discounted, and cumulated; from start, by default those there now, with inflow more each period, at revenue a head, by default what each class brings now';

CREATE FUNCTION projection_check(earlier movement_row[], later movement_row[],
								 OUT segment text, OUT start bigint, OUT projected double precision,
								 OUT actual bigint, OUT error double precision)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'customer_seg_projection_check'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 5;
COMMENT ON FUNCTION projection_check(movement_row[], movement_row[]) IS
'a row for each class: customers between two movements, how many the earlier movement makes of them a period later, how many there were, and the difference; those who left in a last row, without a class';

/* hiatus */

CREATE TYPE return_curve_row AS (
	days integer,
	at_risk bigint,
	came_back bigint,
	share double precision,
	low double precision,
	high double precision,
	of_those_who_come_back double precision
);
COMMENT ON TYPE return_curve_row IS
'a length of gaps between days with an order: gaps that were as long at least, and that ended then; share of all gaps that end by then (Kaplan and Meier 1958), with its interval at a confidence of 0.95 (Greenwood, on the scale of log(-log)), NULL where everybody has come back; and that share of those gaps that ever end';

CREATE FUNCTION hiatus_accum(internal, history, date) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_hiatus_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION hiatus_accum(internal, history, date) IS 'transition function of hiatus(history, as_of)';

CREATE FUNCTION hiatus_accum(internal, history, date, double precision) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_hiatus_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION hiatus_accum(internal, history, date, double precision) IS 'transition function of hiatus(history, as_of, share)';

CREATE FUNCTION return_curve_accum(internal, history, date) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_return_curve_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION return_curve_accum(internal, history, date) IS 'transition function of return_curve()';

CREATE FUNCTION hiatus_combine(internal, internal) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_hiatus_combine'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION hiatus_combine(internal, internal) IS 'combine function of hiatus() and return_curve()';

CREATE FUNCTION hiatus_serial(internal) RETURNS bytea
AS 'MODULE_PATHNAME', 'customer_seg_hiatus_serial'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hiatus_serial(internal) IS 'serialization of the state of hiatus() and return_curve()';

CREATE FUNCTION hiatus_deserial(bytea, internal) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_hiatus_deserial'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hiatus_deserial(bytea, internal) IS 'deserialization of the state of hiatus() and return_curve()';

CREATE FUNCTION hiatus_final(internal) RETURNS integer
AS 'MODULE_PATHNAME', 'customer_seg_hiatus_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION hiatus_final(internal) IS 'final function of hiatus()';

CREATE FUNCTION return_curve_final(internal) RETURNS return_curve_row[]
AS 'MODULE_PATHNAME', 'customer_seg_return_curve_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION return_curve_final(internal) IS 'final function of return_curve()';

CREATE AGGREGATE hiatus(history, as_of date) (
	SFUNC = hiatus_accum, STYPE = internal, SSPACE = 16384,
	FINALFUNC = hiatus_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = hiatus_combine,
	SERIALFUNC = hiatus_serial, DESERIALFUNC = hiatus_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE hiatus(history, date) IS
'days away after which 90 % of those who come back have come back, by all gaps between days with an order before as_of; NULL when nobody came back';

CREATE AGGREGATE hiatus(history, as_of date, share double precision) (
	SFUNC = hiatus_accum, STYPE = internal, SSPACE = 16384,
	FINALFUNC = hiatus_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = hiatus_combine,
	SERIALFUNC = hiatus_serial, DESERIALFUNC = hiatus_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE hiatus(history, date, double precision) IS
'days away after which this share, above 0 and up to 1, of those who come back have come back, by all gaps between days with an order before as_of; NULL when nobody came back';

CREATE AGGREGATE return_curve(history, as_of date) (
	SFUNC = return_curve_accum, STYPE = internal, SSPACE = 16384,
	FINALFUNC = return_curve_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = hiatus_combine,
	SERIALFUNC = hiatus_serial, DESERIALFUNC = hiatus_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE return_curve(history, date) IS
'a row for each number of days after which anybody came back: how many gaps had ended by then, of all and of those that ever end';

/* life_stage */

CREATE FUNCTION rhythm(history, as_of date, base_gap double precision, OUT gaps bigint, OUT expected_gap double precision, OUT open_gap integer, OUT overdue_ratio double precision, OUT next_day date)
AS 'MODULE_PATHNAME', 'customer_seg_rhythm'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION rhythm(history, date, double precision) IS
'of the days with an order before as_of: the gaps between them; the expected gap, which is the mean of them and of one base_gap, in days; days since the last; these in expected gaps; and the day on which the next is expected; NULL without an order';

CREATE TYPE life_stage AS ENUM ('prospect', 'new', 'active', 'overdue', 'lapsed');
COMMENT ON TYPE life_stage IS
'where a customer stands: prospect (known, has never bought), new (first order within new_for), active, overdue (away for over twice the expected gap), lapsed (no order within lapse_after)';

CREATE FUNCTION life_stage(history, as_of date, lapse_after interval) RETURNS life_stage
AS 'MODULE_PATHNAME', 'customer_seg_life_stage_interval'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION life_stage(history, date, interval) IS
'life stage by the days before as_of; new within half of lapse_after; NULL when nothing is known before as_of';

CREATE FUNCTION life_stage(history, as_of date, lapse_after interval, new_for interval) RETURNS life_stage
AS 'MODULE_PATHNAME', 'customer_seg_life_stage_interval'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION life_stage(history, date, interval, interval) IS
'life stage by the days before as_of; NULL when nothing is known before as_of';

CREATE FUNCTION life_stage(history, as_of date, lapse_after integer) RETURNS life_stage
AS 'MODULE_PATHNAME', 'customer_seg_life_stage_days'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION life_stage(history, date, integer) IS
'life stage by the days before as_of, lapsed after so many days; new within half of lapse_after; NULL when nothing is known before as_of';

CREATE FUNCTION life_stage(history, as_of date, lapse_after integer, new_for integer) RETURNS life_stage
AS 'MODULE_PATHNAME', 'customer_seg_life_stage_days'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION life_stage(history, date, integer, integer) IS
'life stage by the days before as_of, with lapse_after and new_for in days; NULL when nothing is known before as_of';

CREATE FUNCTION life_stage(history, as_of date, lapse_after text) RETURNS life_stage
AS 'MODULE_PATHNAME', 'customer_seg_life_stage_text'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION life_stage(history, date, text) IS
'life stage by the days before as_of, with the interval, or the number of days, as text; new within half of lapse_after; NULL when nothing is known before as_of';

CREATE FUNCTION life_stage(history, as_of date, lapse_after text, new_for text) RETURNS life_stage
AS 'MODULE_PATHNAME', 'customer_seg_life_stage_text'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION life_stage(history, date, text, text) IS
'life stage by the days before as_of, with the intervals, or numbers of days, as text; NULL when nothing is known before as_of';

/* types_at */

CREATE FUNCTION types(history, dates date[], "window" interval, yardstick yardstick,
					  OUT date date, OUT quadrant quadrant, OUT loyalty double precision, OUT contribution double precision,
					  OUT orders bigint, OUT amount numeric)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'customer_seg_types'
LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 12;
COMMENT ON FUNCTION types(history, date[], interval, yardstick) IS
'a row for each of the ascending dates: scores and type by the days of the window that ends there, NULL when there was nothing in it, orders and net amount; a NULL window has no beginning';

CREATE FUNCTION quadrants(history, dates date[], "window" interval, yardstick yardstick) RETURNS quadrant[]
AS 'MODULE_PATHNAME', 'customer_seg_quadrants'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION quadrants(history, date[], interval, yardstick) IS
'the types that types() has, in an array as long as that of the dates';

CREATE FUNCTION types_at(source regclass,
						 customer_column name DEFAULT 'customer_id',
						 time_column name DEFAULT 'sold_at',
						 amount_column name DEFAULT 'amount',
						 order_column name DEFAULT NULL,
						 potential_column name DEFAULT NULL,
						 profit_column name DEFAULT NULL,
						 dates date[] DEFAULT NULL,
						 "window" interval DEFAULT '1 year',
						 yardstick yardstick DEFAULT NULL)
RETURNS TABLE (customer bigint, date date, quadrant quadrant, loyalty double precision, contribution double precision,
			   orders bigint, amount numeric)
AS 'MODULE_PATHNAME', 'customer_seg_types_at'
LANGUAGE C STABLE PARALLEL RESTRICTED COST 1000000 ROWS 10000;
COMMENT ON FUNCTION types_at(regclass, name, name, name, name, name, name, date[], interval, yardstick) IS
'a row per customer and date: scores and type by the days of the window that ends there, NULL when there was nothing in it; all by one yardstick, that of the first window by default';

CREATE FUNCTION types_at_as(customer_type anyelement,
							source regclass,
							customer_column name DEFAULT 'customer_id',
							time_column name DEFAULT 'sold_at',
							amount_column name DEFAULT 'amount',
							order_column name DEFAULT NULL,
							potential_column name DEFAULT NULL,
							profit_column name DEFAULT NULL,
							dates date[] DEFAULT NULL,
							"window" interval DEFAULT '1 year',
							yardstick yardstick DEFAULT NULL)
RETURNS TABLE (customer anyelement, date date, quadrant quadrant, loyalty double precision, contribution double precision,
			   orders bigint, amount numeric)
AS 'MODULE_PATHNAME', 'customer_seg_types_at_as'
LANGUAGE C STABLE PARALLEL RESTRICTED COST 1000000 ROWS 10000;
COMMENT ON FUNCTION types_at_as(anyelement, regclass, name, name, name, name, name, name, date[], interval, yardstick) IS
'types_at() for customers of any hashable type: types_at_as(NULL::uuid, ''sales'', dates => ARRAY[...])';

/* auc */

CREATE TYPE auc_row AS (
	auc double precision,
	low double precision,
	high double precision,
	came_back bigint,
	stayed_away bigint
);
COMMENT ON TYPE auc_row IS
'the share of pairs, of one who came back and one who did not, in which the former has the higher score, a tie being half a pair, with its 95 % interval; how many there are of both';

CREATE FUNCTION auc_accum(internal, double precision, boolean) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_auc_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION auc_accum(internal, double precision, boolean) IS 'transition function of auc';

CREATE FUNCTION auc_combine(internal, internal) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_auc_combine'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION auc_combine(internal, internal) IS 'combine function of auc';

CREATE FUNCTION auc_serial(internal) RETURNS bytea
AS 'MODULE_PATHNAME', 'customer_seg_auc_serial'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION auc_serial(internal) IS 'serialization function of auc';

CREATE FUNCTION auc_deserial(bytea, internal) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_auc_deserial'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION auc_deserial(bytea, internal) IS 'deserialization function of auc';

CREATE FUNCTION auc_final(internal) RETURNS auc_row
AS 'MODULE_PATHNAME', 'customer_seg_auc_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION auc_final(internal) IS 'final function of auc';

CREATE AGGREGATE auc(score double precision, came_back boolean) (
	SFUNC = auc_accum, STYPE = internal,
	FINALFUNC = auc_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = auc_combine,
	SERIALFUNC = auc_serial, DESERIALFUNC = auc_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE auc(double precision, boolean) IS
'how well a score tells those who came back from those who did not: the area under the ROC curve, from 0.5 (not at all) to 1, with its interval (Newcombe 2006); rows with a NULL are ignored';

/* validate */

CREATE TYPE foresight AS ENUM ('predicts', 'says_nothing', 'too_early');
COMMENT ON TYPE foresight IS 'whether loyalty foretells who comes back: yes, not that it is established and of use, or it cannot be told yet';

CREATE TYPE validate_row AS (
	class text,
	customers bigint,
	came_back bigint,
	share double precision,
	low double precision,
	high double precision,
	amount numeric,
	amount_a_head numeric,
	share_of_amount double precision,
	chi_square double precision,
	p double precision
);
COMMENT ON TYPE validate_row IS
'a class, or as the last row "all" who have one: its customers, how many came back, their share with its 95 % interval (Wilson), the money of afterwards, a head, and as a share; of all, whether the shares of the classes differ by chance';

CREATE FUNCTION validate_classes_accum(internal, anyelement, boolean, numeric) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_validate_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION validate_classes_accum(internal, anyelement, boolean, numeric) IS 'transition function of validate_classes(class, came_back, amount)';

CREATE FUNCTION validate_classes_final(internal, anyelement, boolean, numeric) RETURNS validate_row[]
AS 'MODULE_PATHNAME', 'customer_seg_validate_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION validate_classes_final(internal, anyelement, boolean, numeric) IS 'final function of validate_classes(class, came_back, amount)';

CREATE AGGREGATE validate_classes(class anyelement, came_back boolean, amount numeric) (
	SFUNC = validate_classes_accum, STYPE = internal,
	FINALFUNC = validate_classes_final, FINALFUNC_EXTRA, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = breakdown_combine,
	SERIALFUNC = breakdown_serial, DESERIALFUNC = breakdown_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE validate_classes(anyelement, boolean, numeric) IS
'a row a class, of an enum all in its order, then those without a class, then all: who came back, and their money of afterwards; rows whose came_back is NULL are ignored';

CREATE FUNCTION _validation_span(last date, at date, horizon interval, "window" interval,
								 OUT at_day date, OUT since date, OUT until date)
AS 'MODULE_PATHNAME', 'customer_seg_validation_span'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION _validation_span(date, date, interval, interval) IS
'the day at which validate() looks, as late as data that end on the last day allow where none is given, and the days on which the window before it begins and before which the horizon ends';

CREATE FUNCTION validate(source regclass,
						 customer_column name DEFAULT 'customer_id',
						 time_column name DEFAULT 'sold_at',
						 amount_column name DEFAULT 'amount',
						 order_column name DEFAULT NULL,
						 potential_column name DEFAULT NULL,
						 profit_column name DEFAULT NULL,
						 at date DEFAULT NULL,
						 horizon interval DEFAULT '1 year',
						 "window" interval DEFAULT NULL,
						 yardstick yardstick DEFAULT NULL)
RETURNS TABLE (class text, customers bigint, came_back bigint, share double precision, low double precision, high double precision,
			   amount numeric, amount_a_head numeric, share_of_amount double precision,
			   auc double precision, auc_low double precision, auc_high double precision,
			   chi_square double precision, p double precision, verdict foresight, reason text)
LANGUAGE SQL STABLE PARALLEL RESTRICTED COST 1000000 ROWS 5
BEGIN ATOMIC
	WITH past AS MATERIALIZED (
		SELECT h.history
		FROM @extschema@._histories_unnamed(source, customer_column, time_column, amount_column, order_column, potential_column,
											profit_column) AS h
	), span AS MATERIALIZED (
		SELECT d.last, s.at_day, s.since, s.until
		FROM (SELECT pg_catalog.max(@extschema@.last_day(history)) FROM past) AS d (last),
			 LATERAL @extschema@._validation_span(d.last, validate.at, validate.horizon, validate."window") AS s
	), seen AS (
		SELECT s.at_day, @extschema@.activity(p.history, s.at_day, s.since) AS before
		FROM past AS p, span AS s
	), standard AS MATERIALIZED (
		SELECT coalesce(validate.yardstick, (SELECT @extschema@.yardstick(before, at_day) FROM seen)) AS yardstick
	), judged AS MATERIALIZED (
		SELECT t.quadrant, t.loyalty, coalesce(@extschema@.orders(a.after) OPERATOR(pg_catalog.>) 0, false) AS came_back,
			   @extschema@.amount(a.after) AS amount
		FROM past AS p, span AS s, standard AS y,
			 LATERAL @extschema@.types(p.history, ARRAY[s.at_day], validate."window", y.yardstick) AS t,
			 LATERAL (SELECT @extschema@.activity(p.history, s.until, s.at_day)) AS a (after)
		WHERE y.yardstick IS NOT NULL AND t.quadrant IS NOT NULL
	), counted AS MATERIALIZED (
		SELECT @extschema@.validate_classes(quadrant, came_back, amount) AS classes, @extschema@.auc(loyalty, came_back) AS auc
		FROM judged
	), told AS (
		SELECT (c.auc).auc, (c.auc).low, (c.auc).high,
			   CASE WHEN s.at_day IS NULL THEN 'there are no sales'
					WHEN s.last OPERATOR(pg_catalog.<) (s.until OPERATOR(pg_catalog.-) 1)
					THEN 'the data end on ' OPERATOR(pg_catalog.||) (pg_catalog.to_jsonb(s.last) OPERATOR(pg_catalog.#>>) '{}'::text[])
						 OPERATOR(pg_catalog.||) ', the horizon on '
						 OPERATOR(pg_catalog.||) (pg_catalog.to_jsonb(s.until OPERATOR(pg_catalog.-) 1) OPERATOR(pg_catalog.#>>) '{}'::text[])
					WHEN ((c.auc).came_back OPERATOR(pg_catalog.+) (c.auc).stayed_away) OPERATOR(pg_catalog.=) 0::bigint
					THEN 'nobody had a type at ' OPERATOR(pg_catalog.||) (pg_catalog.to_jsonb(s.at_day) OPERATOR(pg_catalog.#>>) '{}'::text[])
					WHEN (c.auc).came_back OPERATOR(pg_catalog.<) 10
					THEN (c.auc).came_back::text OPERATOR(pg_catalog.||) ' came back: it takes 10'
					WHEN (c.auc).stayed_away OPERATOR(pg_catalog.<) 10
					THEN (c.auc).stayed_away::text OPERATOR(pg_catalog.||) ' stayed away: it takes 10' END AS too_early,
			   'loyalty was the higher one of who came back in '
			   OPERATOR(pg_catalog.||) pg_catalog.round(100.0 OPERATOR(pg_catalog.*) (c.auc).auc::numeric, 1)::text
			   OPERATOR(pg_catalog.||) ' % of pairs ('
			   OPERATOR(pg_catalog.||) pg_catalog.round(100.0 OPERATOR(pg_catalog.*) (c.auc).low::numeric, 1)::text
			   OPERATOR(pg_catalog.||) ' .. '
			   OPERATOR(pg_catalog.||) pg_catalog.round(100.0 OPERATOR(pg_catalog.*) (c.auc).high::numeric, 1)::text
			   OPERATOR(pg_catalog.||) ')' AS pairs
		FROM counted AS c, span AS s
	)
	SELECT r.class, r.customers, r.came_back, r.share, r.low, r.high, r.amount, r.amount_a_head, r.share_of_amount,
		   t.auc, t.low, t.high, r.chi_square, r.p,
		   CASE WHEN t.pairs IS NULL AND t.too_early IS NULL THEN NULL
				WHEN t.too_early IS NOT NULL THEN 'too_early'::@extschema@.foresight
				WHEN t.low OPERATOR(pg_catalog.>) 0.55::double precision THEN 'predicts'::@extschema@.foresight
				ELSE 'says_nothing'::@extschema@.foresight END,
		   coalesce(t.too_early, t.pairs OPERATOR(pg_catalog.||)
					CASE WHEN t.low OPERATOR(pg_catalog.>) 0.55::double precision THEN ''
						 WHEN t.high OPERATOR(pg_catalog.<) 0.5::double precision THEN ': they were the less loyal ones'
						 WHEN t.low OPERATOR(pg_catalog.>) 0.5::double precision THEN ': more than 55 % are not established'
						 ELSE ': more than half are not established' END)
	FROM counted AS c, LATERAL pg_catalog.unnest(c.classes) WITH ORDINALITY
						   AS r (class, customers, came_back, share, low, high, amount, amount_a_head, share_of_amount, chi_square, p, i)
		 LEFT JOIN told AS t ON r.class OPERATOR(pg_catalog.=) 'all'
	ORDER BY r.i;
END;
COMMENT ON FUNCTION validate(regclass, name, name, name, name, name, name, date, interval, interval, yardstick) IS
'the types that customers had at a day, held against what followed within the horizon: who came back, and their money, a row a type and one for all, which says whether loyalty foretold it; without a day, as late as the data allow';

/* schema: the last look at it */

SELECT @extschema@._check_schema();
