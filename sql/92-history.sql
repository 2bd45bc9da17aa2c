/* history: one customer's days, as a mergeable value */

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

/* the aggregate, one form for each kind of time and of amount */

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

/* readers */

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

/* equality, order and hash: for DISTINCT, GROUP BY, unique indexes */

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

/* casts, for tools */

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
