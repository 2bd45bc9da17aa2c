/* customer_seg: joined by make from the chapters in sql/, one for each noun. Edit those. */

-- complain if the script is sourced in psql, rather than via CREATE EXTENSION
\echo Use "CREATE EXTENSION customer_seg" to load this file. \quit
/*
 * schema: whether it is the extension's own.  The script runs as a superuser, and so may its users: nothing that others
 * put into the schema may be taken for the extension's.  Hence the look at it, before anything is created and again as
 * the last statement; and in bodies, views, constraints and statements functions and operators are qualified, with
 * arguments of just the types that they have.  (Names in CREATE OPERATOR, TYPE, AGGREGATE, OPERATOR CLASS and TRIGGER
 * are found by their exact arguments, and types in pg_catalog first.  The = in CASE x WHEN cannot be qualified: of
 * enums it is pg_catalog's, unless there is one for just that enum, which the looks refuse.)
 */

CREATE FUNCTION _check_schema() RETURNS void
AS 'MODULE_PATHNAME', 'customer_seg_check_schema'
LANGUAGE C VOLATILE STRICT PARALLEL RESTRICTED;
COMMENT ON FUNCTION _check_schema() IS
'an error when others than superusers can create in the extension''s schema or have functions, operators or types there, or when the extension uses what is theirs';

CREATE FUNCTION _claim_schema() RETURNS void
AS 'MODULE_PATHNAME', 'customer_seg_claim_schema'
LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
COMMENT ON FUNCTION _claim_schema() IS
'gives the extension''s schema to a superuser, as whose the extension''s script runs; only the script can call it';

SELECT @extschema@._check_schema();
SELECT @extschema@._claim_schema();
-- By their role and not by the name of who is it now, so that a restored database knows them too.
GRANT USAGE ON SCHEMA @extschema@ TO pg_database_owner WITH GRANT OPTION;
/* quadrant: which of the four types a customer is */

CREATE TYPE quadrant AS ENUM ('bee', 'dragonfly', 'butterfly', 'mantis');

COMMENT ON TYPE quadrant IS
'type of a customer: bee (high contribution, high loyalty), dragonfly (high, low), butterfly (low, high), mantis (low, low)';

CREATE FUNCTION quadrant(loyalty double precision, contribution double precision,
						 loyalty_cut double precision DEFAULT 50,
						 contribution_cut double precision DEFAULT 50)
RETURNS quadrant
AS 'MODULE_PATHNAME', 'customer_seg_quadrant_of_scores'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION quadrant(double precision, double precision, double precision, double precision) IS
'quadrant of any two numbers, such as survey answers or ready-made scores; at or above the cut is high';
/* activity: what one customer did, as a mergeable value of fixed size */

CREATE TYPE activity;

CREATE FUNCTION activity_in(cstring) RETURNS activity
AS 'MODULE_PATHNAME', 'customer_seg_activity_in'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION activity_in(cstring) IS 'I/O: activity from its JSON form';

CREATE FUNCTION activity_out(activity) RETURNS cstring
AS 'MODULE_PATHNAME', 'customer_seg_activity_out'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION activity_out(activity) IS 'I/O: activity in its JSON form, times in UTC';

CREATE FUNCTION activity_recv(internal) RETURNS activity
AS 'MODULE_PATHNAME', 'customer_seg_activity_recv'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION activity_recv(internal) IS 'I/O: activity from its binary form';

CREATE FUNCTION activity_send(activity) RETURNS bytea
AS 'MODULE_PATHNAME', 'customer_seg_activity_send'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION activity_send(activity) IS 'I/O: activity in its binary form';

CREATE TYPE activity (
	INPUT = activity_in,
	OUTPUT = activity_out,
	RECEIVE = activity_recv,
	SEND = activity_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = double,
	STORAGE = plain
);
COMMENT ON TYPE activity IS
'what one customer did: orders, exact net amount, first and last order, refunds, contacts, potential, profit, referrals, active months';

/* the aggregate, one form for each kind of time and of amount */

CREATE FUNCTION activity_accum(activity, timestamptz, numeric) RETURNS activity
AS 'MODULE_PATHNAME', 'customer_seg_activity_accum_numeric'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION activity_accum(activity, timestamptz, numeric) IS 'transition function of activity(at, amount)';

CREATE FUNCTION activity_accum(activity, timestamptz, double precision) RETURNS activity
AS 'MODULE_PATHNAME', 'customer_seg_activity_accum_float8'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION activity_accum(activity, timestamptz, double precision) IS 'transition function of activity(at, amount)';

CREATE FUNCTION activity_accum(activity, timestamptz, real) RETURNS activity
AS 'MODULE_PATHNAME', 'customer_seg_activity_accum_float4'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION activity_accum(activity, timestamptz, real) IS 'transition function of activity(at, amount)';

CREATE FUNCTION activity_accum(activity, timestamptz, bigint) RETURNS activity
AS 'MODULE_PATHNAME', 'customer_seg_activity_accum_int8'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION activity_accum(activity, timestamptz, bigint) IS 'transition function of activity(at, amount)';

CREATE FUNCTION activity_accum(activity, timestamptz, numeric, numeric) RETURNS activity
AS 'MODULE_PATHNAME', 'customer_seg_activity_accum_numeric'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION activity_accum(activity, timestamptz, numeric, numeric) IS 'transition function of activity(at, amount, potential)';

CREATE FUNCTION activity_accum(activity, timestamptz, double precision, double precision) RETURNS activity
AS 'MODULE_PATHNAME', 'customer_seg_activity_accum_float8'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION activity_accum(activity, timestamptz, double precision, double precision) IS 'transition function of activity(at, amount, potential)';

CREATE FUNCTION activity_accum(activity, timestamptz, real, real) RETURNS activity
AS 'MODULE_PATHNAME', 'customer_seg_activity_accum_float4'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION activity_accum(activity, timestamptz, real, real) IS 'transition function of activity(at, amount, potential)';

CREATE FUNCTION activity_accum(activity, timestamptz, bigint, bigint) RETURNS activity
AS 'MODULE_PATHNAME', 'customer_seg_activity_accum_int8'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION activity_accum(activity, timestamptz, bigint, bigint) IS 'transition function of activity(at, amount, potential)';

CREATE FUNCTION activity_accum(activity, timestamp, numeric) RETURNS activity
AS 'MODULE_PATHNAME', 'customer_seg_activity_accum_numeric'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION activity_accum(activity, timestamp, numeric) IS 'transition function of activity(at, amount)';

CREATE FUNCTION activity_accum(activity, timestamp, double precision) RETURNS activity
AS 'MODULE_PATHNAME', 'customer_seg_activity_accum_float8'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION activity_accum(activity, timestamp, double precision) IS 'transition function of activity(at, amount)';

CREATE FUNCTION activity_accum(activity, timestamp, real) RETURNS activity
AS 'MODULE_PATHNAME', 'customer_seg_activity_accum_float4'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION activity_accum(activity, timestamp, real) IS 'transition function of activity(at, amount)';

CREATE FUNCTION activity_accum(activity, timestamp, bigint) RETURNS activity
AS 'MODULE_PATHNAME', 'customer_seg_activity_accum_int8'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION activity_accum(activity, timestamp, bigint) IS 'transition function of activity(at, amount)';

CREATE FUNCTION activity_accum(activity, timestamp, numeric, numeric) RETURNS activity
AS 'MODULE_PATHNAME', 'customer_seg_activity_accum_numeric'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION activity_accum(activity, timestamp, numeric, numeric) IS 'transition function of activity(at, amount, potential)';

CREATE FUNCTION activity_accum(activity, timestamp, double precision, double precision) RETURNS activity
AS 'MODULE_PATHNAME', 'customer_seg_activity_accum_float8'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION activity_accum(activity, timestamp, double precision, double precision) IS 'transition function of activity(at, amount, potential)';

CREATE FUNCTION activity_accum(activity, timestamp, real, real) RETURNS activity
AS 'MODULE_PATHNAME', 'customer_seg_activity_accum_float4'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION activity_accum(activity, timestamp, real, real) IS 'transition function of activity(at, amount, potential)';

CREATE FUNCTION activity_accum(activity, timestamp, bigint, bigint) RETURNS activity
AS 'MODULE_PATHNAME', 'customer_seg_activity_accum_int8'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION activity_accum(activity, timestamp, bigint, bigint) IS 'transition function of activity(at, amount, potential)';

CREATE FUNCTION activity_accum(activity, date, numeric) RETURNS activity
AS 'MODULE_PATHNAME', 'customer_seg_activity_accum_date_numeric'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION activity_accum(activity, date, numeric) IS 'transition function of activity(at, amount)';

CREATE FUNCTION activity_accum(activity, date, double precision) RETURNS activity
AS 'MODULE_PATHNAME', 'customer_seg_activity_accum_date_float8'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION activity_accum(activity, date, double precision) IS 'transition function of activity(at, amount)';

CREATE FUNCTION activity_accum(activity, date, real) RETURNS activity
AS 'MODULE_PATHNAME', 'customer_seg_activity_accum_date_float4'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION activity_accum(activity, date, real) IS 'transition function of activity(at, amount)';

CREATE FUNCTION activity_accum(activity, date, bigint) RETURNS activity
AS 'MODULE_PATHNAME', 'customer_seg_activity_accum_date_int8'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION activity_accum(activity, date, bigint) IS 'transition function of activity(at, amount)';

CREATE FUNCTION activity_accum(activity, date, numeric, numeric) RETURNS activity
AS 'MODULE_PATHNAME', 'customer_seg_activity_accum_date_numeric'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION activity_accum(activity, date, numeric, numeric) IS 'transition function of activity(at, amount, potential)';

CREATE FUNCTION activity_accum(activity, date, double precision, double precision) RETURNS activity
AS 'MODULE_PATHNAME', 'customer_seg_activity_accum_date_float8'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION activity_accum(activity, date, double precision, double precision) IS 'transition function of activity(at, amount, potential)';

CREATE FUNCTION activity_accum(activity, date, real, real) RETURNS activity
AS 'MODULE_PATHNAME', 'customer_seg_activity_accum_date_float4'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION activity_accum(activity, date, real, real) IS 'transition function of activity(at, amount, potential)';

CREATE FUNCTION activity_accum(activity, date, bigint, bigint) RETURNS activity
AS 'MODULE_PATHNAME', 'customer_seg_activity_accum_date_int8'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION activity_accum(activity, date, bigint, bigint) IS 'transition function of activity(at, amount, potential)';

CREATE FUNCTION activity_accum(activity, timestamptz, numeric, numeric, numeric) RETURNS activity
AS 'MODULE_PATHNAME', 'customer_seg_activity_accum_numeric'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION activity_accum(activity, timestamptz, numeric, numeric, numeric) IS 'transition function of activity(at, amount, potential, profit)';

CREATE FUNCTION activity_accum(activity, timestamptz, double precision, double precision, double precision) RETURNS activity
AS 'MODULE_PATHNAME', 'customer_seg_activity_accum_float8'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION activity_accum(activity, timestamptz, double precision, double precision, double precision) IS 'transition function of activity(at, amount, potential, profit)';

CREATE FUNCTION activity_accum(activity, timestamptz, real, real, real) RETURNS activity
AS 'MODULE_PATHNAME', 'customer_seg_activity_accum_float4'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION activity_accum(activity, timestamptz, real, real, real) IS 'transition function of activity(at, amount, potential, profit)';

CREATE FUNCTION activity_accum(activity, timestamptz, bigint, bigint, bigint) RETURNS activity
AS 'MODULE_PATHNAME', 'customer_seg_activity_accum_int8'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION activity_accum(activity, timestamptz, bigint, bigint, bigint) IS 'transition function of activity(at, amount, potential, profit)';

CREATE FUNCTION activity_accum(activity, timestamp, numeric, numeric, numeric) RETURNS activity
AS 'MODULE_PATHNAME', 'customer_seg_activity_accum_numeric'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION activity_accum(activity, timestamp, numeric, numeric, numeric) IS 'transition function of activity(at, amount, potential, profit)';

CREATE FUNCTION activity_accum(activity, timestamp, double precision, double precision, double precision) RETURNS activity
AS 'MODULE_PATHNAME', 'customer_seg_activity_accum_float8'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION activity_accum(activity, timestamp, double precision, double precision, double precision) IS 'transition function of activity(at, amount, potential, profit)';

CREATE FUNCTION activity_accum(activity, timestamp, real, real, real) RETURNS activity
AS 'MODULE_PATHNAME', 'customer_seg_activity_accum_float4'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION activity_accum(activity, timestamp, real, real, real) IS 'transition function of activity(at, amount, potential, profit)';

CREATE FUNCTION activity_accum(activity, timestamp, bigint, bigint, bigint) RETURNS activity
AS 'MODULE_PATHNAME', 'customer_seg_activity_accum_int8'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION activity_accum(activity, timestamp, bigint, bigint, bigint) IS 'transition function of activity(at, amount, potential, profit)';

CREATE FUNCTION activity_accum(activity, date, numeric, numeric, numeric) RETURNS activity
AS 'MODULE_PATHNAME', 'customer_seg_activity_accum_date_numeric'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION activity_accum(activity, date, numeric, numeric, numeric) IS 'transition function of activity(at, amount, potential, profit)';

CREATE FUNCTION activity_accum(activity, date, double precision, double precision, double precision) RETURNS activity
AS 'MODULE_PATHNAME', 'customer_seg_activity_accum_date_float8'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION activity_accum(activity, date, double precision, double precision, double precision) IS 'transition function of activity(at, amount, potential, profit)';

CREATE FUNCTION activity_accum(activity, date, real, real, real) RETURNS activity
AS 'MODULE_PATHNAME', 'customer_seg_activity_accum_date_float4'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION activity_accum(activity, date, real, real, real) IS 'transition function of activity(at, amount, potential, profit)';

CREATE FUNCTION activity_accum(activity, date, bigint, bigint, bigint) RETURNS activity
AS 'MODULE_PATHNAME', 'customer_seg_activity_accum_date_int8'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION activity_accum(activity, date, bigint, bigint, bigint) IS 'transition function of activity(at, amount, potential, profit)';

CREATE FUNCTION activity_add(activity, activity) RETURNS activity
AS 'MODULE_PATHNAME', 'customer_seg_activity_add'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION activity_add(activity, activity) IS 'both activities as one: implementation of + and of rollup(activity)';

CREATE AGGREGATE activity(at timestamptz, amount numeric) (
	SFUNC = activity_accum, STYPE = activity, SSPACE = 128,
	COMBINEFUNC = activity_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE activity(timestamptz, numeric) IS
'activity of the rows: amount > 0 purchase, < 0 refund, 0 free order, NULL contact; rows without a time are ignored';

CREATE AGGREGATE activity(at timestamptz, amount double precision) (
	SFUNC = activity_accum, STYPE = activity, SSPACE = 128,
	COMBINEFUNC = activity_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE activity(timestamptz, double precision) IS
'activity of the rows; each amount is rounded to six decimals on entry';

CREATE AGGREGATE activity(at timestamptz, amount real) (
	SFUNC = activity_accum, STYPE = activity, SSPACE = 128,
	COMBINEFUNC = activity_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE activity(timestamptz, real) IS
'activity of the rows; each amount is taken as it is printed, rounded to six decimals';

CREATE AGGREGATE activity(at timestamptz, amount bigint) (
	SFUNC = activity_accum, STYPE = activity, SSPACE = 128,
	COMBINEFUNC = activity_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE activity(timestamptz, bigint) IS
'activity of the rows, amounts in whole units';

CREATE AGGREGATE activity(at timestamptz, amount numeric, potential numeric) (
	SFUNC = activity_accum, STYPE = activity, SSPACE = 128,
	COMBINEFUNC = activity_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE activity(timestamptz, numeric, numeric) IS
'activity of the rows, with known purchasing power; the largest potential is kept';

CREATE AGGREGATE activity(at timestamptz, amount double precision, potential double precision) (
	SFUNC = activity_accum, STYPE = activity, SSPACE = 128,
	COMBINEFUNC = activity_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE activity(timestamptz, double precision, double precision) IS
'activity of the rows, with known purchasing power; amounts are rounded to six decimals on entry';

CREATE AGGREGATE activity(at timestamptz, amount real, potential real) (
	SFUNC = activity_accum, STYPE = activity, SSPACE = 128,
	COMBINEFUNC = activity_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE activity(timestamptz, real, real) IS
'activity of the rows, with known purchasing power; each amount is taken as it is printed, rounded to six decimals';

CREATE AGGREGATE activity(at timestamptz, amount bigint, potential bigint) (
	SFUNC = activity_accum, STYPE = activity, SSPACE = 128,
	COMBINEFUNC = activity_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE activity(timestamptz, bigint, bigint) IS
'activity of the rows, with known purchasing power, in whole units';

/* of a timestamp, which is read in UTC, and of a date, which is its midnight in UTC: the same in every session */

CREATE AGGREGATE activity(at timestamp, amount numeric) (
	SFUNC = activity_accum, STYPE = activity, SSPACE = 128,
	COMBINEFUNC = activity_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE activity(timestamp, numeric) IS
'activity of the rows; times are readings in UTC';

CREATE AGGREGATE activity(at timestamp, amount double precision) (
	SFUNC = activity_accum, STYPE = activity, SSPACE = 128,
	COMBINEFUNC = activity_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE activity(timestamp, double precision) IS
'activity of the rows; times are readings in UTC; amounts are rounded to six decimals on entry';

CREATE AGGREGATE activity(at timestamp, amount real) (
	SFUNC = activity_accum, STYPE = activity, SSPACE = 128,
	COMBINEFUNC = activity_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE activity(timestamp, real) IS
'activity of the rows; times are readings in UTC; each amount is taken as it is printed, rounded to six decimals';

CREATE AGGREGATE activity(at timestamp, amount bigint) (
	SFUNC = activity_accum, STYPE = activity, SSPACE = 128,
	COMBINEFUNC = activity_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE activity(timestamp, bigint) IS
'activity of the rows; times are readings in UTC, amounts in whole units';

CREATE AGGREGATE activity(at timestamp, amount numeric, potential numeric) (
	SFUNC = activity_accum, STYPE = activity, SSPACE = 128,
	COMBINEFUNC = activity_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE activity(timestamp, numeric, numeric) IS
'activity of the rows, with known purchasing power; times are readings in UTC';

CREATE AGGREGATE activity(at timestamp, amount double precision, potential double precision) (
	SFUNC = activity_accum, STYPE = activity, SSPACE = 128,
	COMBINEFUNC = activity_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE activity(timestamp, double precision, double precision) IS
'activity of the rows, with known purchasing power; times are readings in UTC; amounts are rounded to six decimals on entry';

CREATE AGGREGATE activity(at timestamp, amount real, potential real) (
	SFUNC = activity_accum, STYPE = activity, SSPACE = 128,
	COMBINEFUNC = activity_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE activity(timestamp, real, real) IS
'activity of the rows, with known purchasing power; times are readings in UTC; each amount is taken as it is printed, rounded to six decimals';

CREATE AGGREGATE activity(at timestamp, amount bigint, potential bigint) (
	SFUNC = activity_accum, STYPE = activity, SSPACE = 128,
	COMBINEFUNC = activity_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE activity(timestamp, bigint, bigint) IS
'activity of the rows, with known purchasing power; times are readings in UTC, amounts in whole units';

CREATE AGGREGATE activity(at date, amount numeric) (
	SFUNC = activity_accum, STYPE = activity, SSPACE = 128,
	COMBINEFUNC = activity_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE activity(date, numeric) IS
'activity of the rows; a day is its midnight in UTC';

CREATE AGGREGATE activity(at date, amount double precision) (
	SFUNC = activity_accum, STYPE = activity, SSPACE = 128,
	COMBINEFUNC = activity_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE activity(date, double precision) IS
'activity of the rows; a day is its midnight in UTC; amounts are rounded to six decimals on entry';

CREATE AGGREGATE activity(at date, amount real) (
	SFUNC = activity_accum, STYPE = activity, SSPACE = 128,
	COMBINEFUNC = activity_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE activity(date, real) IS
'activity of the rows; a day is its midnight in UTC; each amount is taken as it is printed, rounded to six decimals';

CREATE AGGREGATE activity(at date, amount bigint) (
	SFUNC = activity_accum, STYPE = activity, SSPACE = 128,
	COMBINEFUNC = activity_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE activity(date, bigint) IS
'activity of the rows; a day is its midnight in UTC, amounts in whole units';

CREATE AGGREGATE activity(at date, amount numeric, potential numeric) (
	SFUNC = activity_accum, STYPE = activity, SSPACE = 128,
	COMBINEFUNC = activity_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE activity(date, numeric, numeric) IS
'activity of the rows, with known purchasing power; a day is its midnight in UTC';

CREATE AGGREGATE activity(at date, amount double precision, potential double precision) (
	SFUNC = activity_accum, STYPE = activity, SSPACE = 128,
	COMBINEFUNC = activity_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE activity(date, double precision, double precision) IS
'activity of the rows, with known purchasing power; a day is its midnight in UTC; amounts are rounded to six decimals on entry';

CREATE AGGREGATE activity(at date, amount real, potential real) (
	SFUNC = activity_accum, STYPE = activity, SSPACE = 128,
	COMBINEFUNC = activity_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE activity(date, real, real) IS
'activity of the rows, with known purchasing power; a day is its midnight in UTC; each amount is taken as it is printed, rounded to six decimals';

CREATE AGGREGATE activity(at date, amount bigint, potential bigint) (
	SFUNC = activity_accum, STYPE = activity, SSPACE = 128,
	COMBINEFUNC = activity_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE activity(date, bigint, bigint) IS
'activity of the rows, with known purchasing power; a day is its midnight in UTC, amounts in whole units';

/* with what each row earned */

CREATE AGGREGATE activity(at timestamptz, amount numeric, potential numeric, profit numeric) (
	SFUNC = activity_accum, STYPE = activity, SSPACE = 160,
	COMBINEFUNC = activity_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE activity(timestamptz, numeric, numeric, numeric) IS
'activity of the rows, with known purchasing power and what each row earned';

CREATE AGGREGATE activity(at timestamptz, amount double precision, potential double precision, profit double precision) (
	SFUNC = activity_accum, STYPE = activity, SSPACE = 160,
	COMBINEFUNC = activity_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE activity(timestamptz, double precision, double precision, double precision) IS
'activity of the rows, with known purchasing power and what each row earned; amounts and profits are rounded to six decimals on entry';

CREATE AGGREGATE activity(at timestamptz, amount real, potential real, profit real) (
	SFUNC = activity_accum, STYPE = activity, SSPACE = 160,
	COMBINEFUNC = activity_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE activity(timestamptz, real, real, real) IS
'activity of the rows, with known purchasing power and what each row earned; each number is taken as it is printed, rounded to six decimals';

CREATE AGGREGATE activity(at timestamptz, amount bigint, potential bigint, profit bigint) (
	SFUNC = activity_accum, STYPE = activity, SSPACE = 160,
	COMBINEFUNC = activity_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE activity(timestamptz, bigint, bigint, bigint) IS
'activity of the rows, with known purchasing power and what each row earned, in whole units';

CREATE AGGREGATE activity(at timestamp, amount numeric, potential numeric, profit numeric) (
	SFUNC = activity_accum, STYPE = activity, SSPACE = 160,
	COMBINEFUNC = activity_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE activity(timestamp, numeric, numeric, numeric) IS
'activity of the rows, with known purchasing power and what each row earned; times are readings in UTC';

CREATE AGGREGATE activity(at timestamp, amount double precision, potential double precision, profit double precision) (
	SFUNC = activity_accum, STYPE = activity, SSPACE = 160,
	COMBINEFUNC = activity_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE activity(timestamp, double precision, double precision, double precision) IS
'activity of the rows, with known purchasing power and what each row earned; amounts and profits are rounded to six decimals on entry; times are readings in UTC';

CREATE AGGREGATE activity(at timestamp, amount real, potential real, profit real) (
	SFUNC = activity_accum, STYPE = activity, SSPACE = 160,
	COMBINEFUNC = activity_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE activity(timestamp, real, real, real) IS
'activity of the rows, with known purchasing power and what each row earned; each number is taken as it is printed, rounded to six decimals; times are readings in UTC';

CREATE AGGREGATE activity(at timestamp, amount bigint, potential bigint, profit bigint) (
	SFUNC = activity_accum, STYPE = activity, SSPACE = 160,
	COMBINEFUNC = activity_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE activity(timestamp, bigint, bigint, bigint) IS
'activity of the rows, with known purchasing power and what each row earned, in whole units; times are readings in UTC';

CREATE AGGREGATE activity(at date, amount numeric, potential numeric, profit numeric) (
	SFUNC = activity_accum, STYPE = activity, SSPACE = 160,
	COMBINEFUNC = activity_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE activity(date, numeric, numeric, numeric) IS
'activity of the rows, with known purchasing power and what each row earned; a day is its midnight in UTC';

CREATE AGGREGATE activity(at date, amount double precision, potential double precision, profit double precision) (
	SFUNC = activity_accum, STYPE = activity, SSPACE = 160,
	COMBINEFUNC = activity_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE activity(date, double precision, double precision, double precision) IS
'activity of the rows, with known purchasing power and what each row earned; amounts and profits are rounded to six decimals on entry; a day is its midnight in UTC';

CREATE AGGREGATE activity(at date, amount real, potential real, profit real) (
	SFUNC = activity_accum, STYPE = activity, SSPACE = 160,
	COMBINEFUNC = activity_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE activity(date, real, real, real) IS
'activity of the rows, with known purchasing power and what each row earned; each number is taken as it is printed, rounded to six decimals; a day is its midnight in UTC';

CREATE AGGREGATE activity(at date, amount bigint, potential bigint, profit bigint) (
	SFUNC = activity_accum, STYPE = activity, SSPACE = 160,
	COMBINEFUNC = activity_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE activity(date, bigint, bigint, bigint) IS
'activity of the rows, with known purchasing power and what each row earned, in whole units; a day is its midnight in UTC';

CREATE AGGREGATE rollup(activity) (
	SFUNC = activity_add, STYPE = activity, SSPACE = 128,
	COMBINEFUNC = activity_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(activity) IS
'merges activities: exact, in any order and any grouping';

CREATE OPERATOR + (
	LEFTARG = activity, RIGHTARG = activity, FUNCTION = activity_add, COMMUTATOR = +
);
COMMENT ON OPERATOR + (activity, activity) IS 'both activities as one';

/* readers */

CREATE FUNCTION orders(activity) RETURNS bigint
AS 'MODULE_PATHNAME', 'customer_seg_activity_orders'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION orders(activity) IS 'number of purchases and free orders';

CREATE FUNCTION amount(activity) RETURNS numeric
AS 'MODULE_PATHNAME', 'customer_seg_activity_amount'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION amount(activity) IS 'exact sum of all amounts, refunds included; 0 when there were only contacts';

CREATE FUNCTION average_order(activity) RETURNS numeric
AS 'MODULE_PATHNAME', 'customer_seg_activity_average_order'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION average_order(activity) IS 'amount / orders; NULL without an order';

CREATE FUNCTION first_order(activity) RETURNS timestamptz
AS 'MODULE_PATHNAME', 'customer_seg_activity_first_order'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION first_order(activity) IS 'time of the first order; NULL without an order';

CREATE FUNCTION last_order(activity) RETURNS timestamptz
AS 'MODULE_PATHNAME', 'customer_seg_activity_last_order'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION last_order(activity) IS 'time of the last order; NULL without an order';

CREATE FUNCTION first_day(activity) RETURNS date
AS 'MODULE_PATHNAME', 'customer_seg_activity_first_day'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION first_day(activity) IS 'day (UTC) of the first order; NULL without an order';

CREATE FUNCTION last_day(activity) RETURNS date
AS 'MODULE_PATHNAME', 'customer_seg_activity_last_day'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION last_day(activity) IS 'day (UTC) of the last order; NULL without an order';

CREATE FUNCTION refunds(activity) RETURNS bigint
AS 'MODULE_PATHNAME', 'customer_seg_activity_refunds'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION refunds(activity) IS 'number of refunds';

CREATE FUNCTION contacts(activity) RETURNS bigint
AS 'MODULE_PATHNAME', 'customer_seg_activity_contacts'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION contacts(activity) IS 'number of contacts without a purchase';

CREATE FUNCTION last_contact(activity) RETURNS timestamptz
AS 'MODULE_PATHNAME', 'customer_seg_activity_last_contact'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION last_contact(activity) IS 'time of the last contact without a purchase; NULL if there was none';

CREATE FUNCTION potential(activity) RETURNS numeric
AS 'MODULE_PATHNAME', 'customer_seg_activity_potential'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION potential(activity) IS 'largest known purchasing power; NULL if none is known';

CREATE FUNCTION profit(activity) RETURNS numeric
AS 'MODULE_PATHNAME', 'customer_seg_activity_profit'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION profit(activity) IS 'exact sum of what the rows earned; NULL if that is not known of any';

CREATE FUNCTION referrals(activity) RETURNS bigint
AS 'MODULE_PATHNAME', 'customer_seg_activity_referrals'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION referrals(activity) IS 'number of customers that this one brought';

CREATE FUNCTION with_referrals(activity, referrals bigint) RETURNS activity
AS 'MODULE_PATHNAME', 'customer_seg_activity_with_referrals'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION with_referrals(activity, bigint) IS 'the same activity with this number of brought customers';

CREATE FUNCTION active_months(activity) RETURNS integer
AS 'MODULE_PATHNAME', 'customer_seg_activity_active_months'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION active_months(activity) IS
'number of calendar months (UTC) with an order, of the 64 that end with the last order''s';

CREATE FUNCTION recency(activity, as_of timestamptz) RETURNS interval
AS 'MODULE_PATHNAME', 'customer_seg_activity_recency'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION recency(activity, timestamptz) IS 'time from the last order to as_of; NULL without an order';

CREATE FUNCTION tenure(activity, as_of timestamptz) RETURNS interval
AS 'MODULE_PATHNAME', 'customer_seg_activity_tenure'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tenure(activity, timestamptz) IS 'time from the first order to as_of; NULL without an order';

CREATE FUNCTION regularity(activity, as_of timestamptz) RETURNS double precision
AS 'MODULE_PATHNAME', 'customer_seg_activity_regularity'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION regularity(activity, timestamptz) IS
'share of calendar months (UTC) with an order, from the first order''s month to the last month before as_of, at most 64 months back; NULL without an order';

/* equality, order and hash: for DISTINCT, GROUP BY, unique indexes */

CREATE FUNCTION activity_eq(activity, activity) RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_activity_eq'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION activity_eq(activity, activity) IS 'implementation of =';

CREATE FUNCTION activity_ne(activity, activity) RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_activity_ne'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION activity_ne(activity, activity) IS 'implementation of <>';

CREATE FUNCTION activity_lt(activity, activity) RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_activity_lt'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION activity_lt(activity, activity) IS 'implementation of <';

CREATE FUNCTION activity_le(activity, activity) RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_activity_le'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION activity_le(activity, activity) IS 'implementation of <=';

CREATE FUNCTION activity_gt(activity, activity) RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_activity_gt'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION activity_gt(activity, activity) IS 'implementation of >';

CREATE FUNCTION activity_ge(activity, activity) RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_activity_ge'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION activity_ge(activity, activity) IS 'implementation of >=';

CREATE FUNCTION activity_cmp(activity, activity) RETURNS integer
AS 'MODULE_PATHNAME', 'customer_seg_activity_cmp'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION activity_cmp(activity, activity) IS 'three-way comparison: by amount, then orders, last order and the rest';

CREATE FUNCTION activity_hash(activity) RETURNS integer
AS 'MODULE_PATHNAME', 'customer_seg_activity_hash'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION activity_hash(activity) IS 'hash';

CREATE FUNCTION activity_hash_extended(activity, bigint) RETURNS bigint
AS 'MODULE_PATHNAME', 'customer_seg_activity_hash_extended'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION activity_hash_extended(activity, bigint) IS 'hash with a seed';

CREATE OPERATOR = (
	LEFTARG = activity, RIGHTARG = activity, FUNCTION = activity_eq,
	COMMUTATOR = =, NEGATOR = <>,
	RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR = (activity, activity) IS 'equal';

CREATE OPERATOR <> (
	LEFTARG = activity, RIGHTARG = activity, FUNCTION = activity_ne,
	COMMUTATOR = <>, NEGATOR = =,
	RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (activity, activity) IS 'not equal';

CREATE OPERATOR < (
	LEFTARG = activity, RIGHTARG = activity, FUNCTION = activity_lt,
	COMMUTATOR = >, NEGATOR = >=,
	RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (activity, activity) IS 'less than';

CREATE OPERATOR <= (
	LEFTARG = activity, RIGHTARG = activity, FUNCTION = activity_le,
	COMMUTATOR = >=, NEGATOR = >,
	RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (activity, activity) IS 'less than or equal';

CREATE OPERATOR > (
	LEFTARG = activity, RIGHTARG = activity, FUNCTION = activity_gt,
	COMMUTATOR = <, NEGATOR = <=,
	RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (activity, activity) IS 'greater than';

CREATE OPERATOR >= (
	LEFTARG = activity, RIGHTARG = activity, FUNCTION = activity_ge,
	COMMUTATOR = <=, NEGATOR = <,
	RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (activity, activity) IS 'greater than or equal';

CREATE OPERATOR CLASS activity_ops DEFAULT FOR TYPE activity USING btree AS
	OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
	FUNCTION 1 activity_cmp(activity, activity);
COMMENT ON OPERATOR CLASS activity_ops USING btree IS 'by amount, then orders, last order and the rest';
COMMENT ON OPERATOR FAMILY activity_ops USING btree IS 'by amount, then orders, last order and the rest';

CREATE OPERATOR CLASS activity_ops DEFAULT FOR TYPE activity USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 activity_hash(activity),
	FUNCTION 2 activity_hash_extended(activity, bigint);
COMMENT ON OPERATOR CLASS activity_ops USING hash IS 'equal when every field is equal';
COMMENT ON OPERATOR FAMILY activity_ops USING hash IS 'equal when every field is equal';

/* casts, for tools */

CREATE FUNCTION activity_to_json(activity) RETURNS json
AS 'MODULE_PATHNAME', 'customer_seg_to_json'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION activity_to_json(activity) IS 'the text form as json: implementation of the cast';

CREATE CAST (activity AS json) WITH FUNCTION activity_to_json(activity) AS ASSIGNMENT;
COMMENT ON CAST (activity AS json) IS 'what the text form says';

CREATE FUNCTION activity_to_jsonb(activity) RETURNS jsonb
AS 'MODULE_PATHNAME', 'customer_seg_to_jsonb'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION activity_to_jsonb(activity) IS 'the text form as jsonb: implementation of the cast';

CREATE CAST (activity AS jsonb) WITH FUNCTION activity_to_jsonb(activity) AS ASSIGNMENT;
COMMENT ON CAST (activity AS jsonb) IS 'what the text form says';
/* yardstick: what "high" means, fitted once on a reference population */

CREATE TYPE yardstick;

CREATE FUNCTION yardstick_in(cstring) RETURNS yardstick
AS 'MODULE_PATHNAME', 'customer_seg_yardstick_in'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION yardstick_in(cstring) IS 'I/O: yardstick from its JSON form';

CREATE FUNCTION yardstick_out(yardstick) RETURNS cstring
AS 'MODULE_PATHNAME', 'customer_seg_yardstick_out'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION yardstick_out(yardstick) IS 'I/O: yardstick in its JSON form, times in UTC';

CREATE FUNCTION yardstick_recv(internal) RETURNS yardstick
AS 'MODULE_PATHNAME', 'customer_seg_yardstick_recv'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION yardstick_recv(internal) IS 'I/O: yardstick from its binary form';

CREATE FUNCTION yardstick_send(yardstick) RETURNS bytea
AS 'MODULE_PATHNAME', 'customer_seg_yardstick_send'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION yardstick_send(yardstick) IS 'I/O: yardstick in its binary form';

CREATE TYPE yardstick (
	INPUT = yardstick_in,
	OUTPUT = yardstick_out,
	RECEIVE = yardstick_recv,
	SEND = yardstick_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = double,
	STORAGE = extended
);
COMMENT ON TYPE yardstick IS
'what high and low mean: the distribution of each measure over a reference population, weights, cuts and as_of';

/* the aggregate */

CREATE FUNCTION yardstick_accum(internal, activity, timestamptz) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_yardstick_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION yardstick_accum(internal, activity, timestamptz) IS 'transition function of yardstick(activity, as_of)';

CREATE FUNCTION yardstick_combine(internal, internal) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_yardstick_combine'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION yardstick_combine(internal, internal) IS 'combine function of yardstick(activity, as_of)';

CREATE FUNCTION yardstick_serial(internal) RETURNS bytea
AS 'MODULE_PATHNAME', 'customer_seg_yardstick_serial'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION yardstick_serial(internal) IS 'serialization function of yardstick(activity, as_of)';

CREATE FUNCTION yardstick_deserial(bytea, internal) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_yardstick_deserial'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION yardstick_deserial(bytea, internal) IS 'deserialization function of yardstick(activity, as_of)';

CREATE FUNCTION yardstick_final(internal) RETURNS yardstick
AS 'MODULE_PATHNAME', 'customer_seg_yardstick_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION yardstick_final(internal) IS 'final function of yardstick(activity, as_of)';

CREATE AGGREGATE yardstick(activity, as_of timestamptz) (
	SFUNC = yardstick_accum, STYPE = internal,
	FINALFUNC = yardstick_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = yardstick_combine,
	SERIALFUNC = yardstick_serial, DESERIALFUNC = yardstick_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE yardstick(activity, timestamptz) IS
'yardstick fitted on these customers at one as_of; NULL activities are left out; NULL for no customer';

/* reading and changing it */

CREATE FUNCTION as_of(yardstick) RETURNS timestamptz
AS 'MODULE_PATHNAME', 'customer_seg_yardstick_as_of'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION as_of(yardstick) IS 'the point in time at which the yardstick was fitted';

CREATE FUNCTION customers(yardstick) RETURNS bigint
AS 'MODULE_PATHNAME', 'customer_seg_yardstick_customers'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION customers(yardstick) IS 'number of customers in the reference population';

CREATE FUNCTION weights(yardstick,
						OUT measure text, OUT axis text, OUT weight double precision)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'customer_seg_yardstick_weights'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 11;
COMMENT ON FUNCTION weights(yardstick) IS 'weight of each measure on its axis, and the weight of a contact';

CREATE FUNCTION cuts(yardstick,
					 OUT axis text, OUT cut text, OUT measure text,
					 OUT value double precision, OUT unit text,
					 OUT high_share double precision, OUT note text)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'customer_seg_yardstick_cuts'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 2;
COMMENT ON FUNCTION cuts(yardstick) IS
'the cut of each axis, or its limits, resolved to a number in its unit, the share of the reference population on the high side where known, and a note when everybody is on one side';

CREATE FUNCTION distribution(yardstick,
							 OUT measure text, OUT value double precision,
							 OUT below bigint, OUT same bigint, OUT score double precision)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'customer_seg_yardstick_distribution'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 10000;
COMMENT ON FUNCTION distribution(yardstick) IS
'the values held for each measure: customers of the reference population below and at the value, and its score';

CREATE FUNCTION with_weights(yardstick,
							 recency double precision DEFAULT NULL,
							 frequency double precision DEFAULT NULL,
							 tenure double precision DEFAULT NULL,
							 regularity double precision DEFAULT NULL,
							 referrals double precision DEFAULT NULL,
							 amount double precision DEFAULT NULL,
							 average_order double precision DEFAULT NULL,
							 potential double precision DEFAULT NULL,
							 contact_weight double precision DEFAULT NULL,
							 worth double precision DEFAULT NULL,
							 profit double precision DEFAULT NULL)
RETURNS yardstick
AS 'MODULE_PATHNAME', 'customer_seg_yardstick_with_weights'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION with_weights(yardstick, double precision, double precision, double precision, double precision, double precision, double precision, double precision, double precision, double precision, double precision, double precision) IS
'copy of the yardstick with these weights; those not named stay';

CREATE FUNCTION with_cuts(yardstick, loyalty text DEFAULT NULL, contribution text DEFAULT NULL)
RETURNS yardstick
AS 'MODULE_PATHNAME', 'customer_seg_yardstick_with_cuts'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION with_cuts(yardstick, text, text) IS
'copy of the yardstick with these cuts: mean, median, p80 (a score) or a number; those not named stay';

CREATE FUNCTION with_limits(yardstick,
							recency interval DEFAULT NULL,
							frequency bigint DEFAULT NULL,
							tenure interval DEFAULT NULL,
							regularity double precision DEFAULT NULL,
							referrals bigint DEFAULT NULL,
							amount numeric DEFAULT NULL,
							average_order numeric DEFAULT NULL,
							potential numeric DEFAULT NULL,
							worth numeric DEFAULT NULL,
							profit numeric DEFAULT NULL)
RETURNS yardstick
AS 'MODULE_PATHNAME', 'customer_seg_yardstick_with_limits'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION with_limits(yardstick, interval, bigint, interval, double precision, bigint, numeric, numeric, numeric, numeric, numeric) IS
'copy of the yardstick with these limits and no others: on an axis with limits, high is who meets all of them (at least; recency: at most)';

/* measuring a customer with it */

CREATE FUNCTION loyalty(activity, yardstick) RETURNS double precision
AS 'MODULE_PATHNAME', 'customer_seg_loyalty'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION loyalty(activity, yardstick) IS
'loyalty at the yardstick''s as_of: weighted mean of the scores of its measures, 0 to 100';

CREATE FUNCTION loyalty(activity, yardstick, as_of timestamptz) RETURNS double precision
AS 'MODULE_PATHNAME', 'customer_seg_loyalty'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION loyalty(activity, yardstick, timestamptz) IS
'loyalty at as_of: weighted mean of the scores of its measures, 0 to 100';

CREATE FUNCTION contribution(activity, yardstick) RETURNS double precision
AS 'MODULE_PATHNAME', 'customer_seg_contribution'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION contribution(activity, yardstick) IS
'contribution: weighted mean of the scores of its measures, 0 to 100';

CREATE FUNCTION contribution(activity, yardstick, as_of timestamptz) RETURNS double precision
AS 'MODULE_PATHNAME', 'customer_seg_contribution'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION contribution(activity, yardstick, timestamptz) IS
'contribution at as_of: its measures do not depend on the time, so it is that of contribution(activity, yardstick)';

CREATE FUNCTION quadrant(activity, yardstick) RETURNS quadrant
AS 'MODULE_PATHNAME', 'customer_seg_quadrant'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION quadrant(activity, yardstick) IS
'quadrant of the customer at the yardstick''s as_of and cuts';

CREATE FUNCTION quadrant(activity, yardstick, as_of timestamptz) RETURNS quadrant
AS 'MODULE_PATHNAME', 'customer_seg_quadrant'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION quadrant(activity, yardstick, timestamptz) IS
'quadrant of the customer at as_of and the yardstick''s cuts';

/* equality, order and hash: for DISTINCT, GROUP BY, unique indexes */

CREATE FUNCTION yardstick_eq(yardstick, yardstick) RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_yardstick_eq'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION yardstick_eq(yardstick, yardstick) IS 'implementation of =';

CREATE FUNCTION yardstick_ne(yardstick, yardstick) RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_yardstick_ne'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION yardstick_ne(yardstick, yardstick) IS 'implementation of <>';

CREATE FUNCTION yardstick_lt(yardstick, yardstick) RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_yardstick_lt'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION yardstick_lt(yardstick, yardstick) IS 'implementation of <';

CREATE FUNCTION yardstick_le(yardstick, yardstick) RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_yardstick_le'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION yardstick_le(yardstick, yardstick) IS 'implementation of <=';

CREATE FUNCTION yardstick_gt(yardstick, yardstick) RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_yardstick_gt'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION yardstick_gt(yardstick, yardstick) IS 'implementation of >';

CREATE FUNCTION yardstick_ge(yardstick, yardstick) RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_yardstick_ge'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION yardstick_ge(yardstick, yardstick) IS 'implementation of >=';

CREATE FUNCTION yardstick_cmp(yardstick, yardstick) RETURNS integer
AS 'MODULE_PATHNAME', 'customer_seg_yardstick_cmp'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION yardstick_cmp(yardstick, yardstick) IS 'three-way comparison: by the bytes of the value: an order without a meaning, so that it can be sorted and grouped';

CREATE FUNCTION yardstick_hash(yardstick) RETURNS integer
AS 'MODULE_PATHNAME', 'customer_seg_yardstick_hash'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION yardstick_hash(yardstick) IS 'hash';

CREATE FUNCTION yardstick_hash_extended(yardstick, bigint) RETURNS bigint
AS 'MODULE_PATHNAME', 'customer_seg_yardstick_hash_extended'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION yardstick_hash_extended(yardstick, bigint) IS 'hash with a seed';

CREATE OPERATOR = (
	LEFTARG = yardstick, RIGHTARG = yardstick, FUNCTION = yardstick_eq,
	COMMUTATOR = =, NEGATOR = <>,
	RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR = (yardstick, yardstick) IS 'equal';

CREATE OPERATOR <> (
	LEFTARG = yardstick, RIGHTARG = yardstick, FUNCTION = yardstick_ne,
	COMMUTATOR = <>, NEGATOR = =,
	RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (yardstick, yardstick) IS 'not equal';

CREATE OPERATOR < (
	LEFTARG = yardstick, RIGHTARG = yardstick, FUNCTION = yardstick_lt,
	COMMUTATOR = >, NEGATOR = >=,
	RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (yardstick, yardstick) IS 'less than';

CREATE OPERATOR <= (
	LEFTARG = yardstick, RIGHTARG = yardstick, FUNCTION = yardstick_le,
	COMMUTATOR = >=, NEGATOR = >,
	RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (yardstick, yardstick) IS 'less than or equal';

CREATE OPERATOR > (
	LEFTARG = yardstick, RIGHTARG = yardstick, FUNCTION = yardstick_gt,
	COMMUTATOR = <, NEGATOR = <=,
	RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (yardstick, yardstick) IS 'greater than';

CREATE OPERATOR >= (
	LEFTARG = yardstick, RIGHTARG = yardstick, FUNCTION = yardstick_ge,
	COMMUTATOR = <=, NEGATOR = <,
	RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (yardstick, yardstick) IS 'greater than or equal';

CREATE OPERATOR CLASS yardstick_ops DEFAULT FOR TYPE yardstick USING btree AS
	OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
	FUNCTION 1 yardstick_cmp(yardstick, yardstick);
COMMENT ON OPERATOR CLASS yardstick_ops USING btree IS 'by the bytes of the value: an order without a meaning, so that it can be sorted and grouped';
COMMENT ON OPERATOR FAMILY yardstick_ops USING btree IS 'by the bytes of the value: an order without a meaning, so that it can be sorted and grouped';

CREATE OPERATOR CLASS yardstick_ops DEFAULT FOR TYPE yardstick USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 yardstick_hash(yardstick),
	FUNCTION 2 yardstick_hash_extended(yardstick, bigint);
COMMENT ON OPERATOR CLASS yardstick_ops USING hash IS 'equal when every field is equal';
COMMENT ON OPERATOR FAMILY yardstick_ops USING hash IS 'equal when every field is equal';

/* casts, for tools */

CREATE FUNCTION yardstick_to_json(yardstick) RETURNS json
AS 'MODULE_PATHNAME', 'customer_seg_to_json'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION yardstick_to_json(yardstick) IS 'the text form as json: implementation of the cast';

CREATE CAST (yardstick AS json) WITH FUNCTION yardstick_to_json(yardstick) AS ASSIGNMENT;
COMMENT ON CAST (yardstick AS json) IS 'what the text form says';

CREATE FUNCTION yardstick_to_jsonb(yardstick) RETURNS jsonb
AS 'MODULE_PATHNAME', 'customer_seg_to_jsonb'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION yardstick_to_jsonb(yardstick) IS 'the text form as jsonb: implementation of the cast';

CREATE CAST (yardstick AS jsonb) WITH FUNCTION yardstick_to_jsonb(yardstick) AS ASSIGNMENT;
COMMENT ON CAST (yardstick AS jsonb) IS 'what the text form says';

-- implicit, so that a driver's text parameter is taken where a yardstick is wanted
CREATE CAST (text AS yardstick) WITH INOUT AS IMPLICIT;
COMMENT ON CAST (text AS yardstick) IS 'from the JSON form, as a driver sends it';
/* mix: how many customers are in each quadrant */

CREATE TYPE mix;

CREATE FUNCTION mix_in(cstring) RETURNS mix
AS 'MODULE_PATHNAME', 'customer_seg_mix_in'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mix_in(cstring) IS 'I/O: mix from its JSON form';

CREATE FUNCTION mix_out(mix) RETURNS cstring
AS 'MODULE_PATHNAME', 'customer_seg_mix_out'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mix_out(mix) IS 'I/O: mix in its JSON form';

CREATE FUNCTION mix_recv(internal) RETURNS mix
AS 'MODULE_PATHNAME', 'customer_seg_mix_recv'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mix_recv(internal) IS 'I/O: mix from its binary form';

CREATE FUNCTION mix_send(mix) RETURNS bytea
AS 'MODULE_PATHNAME', 'customer_seg_mix_send'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mix_send(mix) IS 'I/O: mix in its binary form';

CREATE TYPE mix (
	INPUT = mix_in,
	OUTPUT = mix_out,
	RECEIVE = mix_recv,
	SEND = mix_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = double,
	STORAGE = plain
);
COMMENT ON TYPE mix IS 'number of customers in each quadrant, and of those unclassified';

CREATE FUNCTION mix_accum(mix, quadrant) RETURNS mix
AS 'MODULE_PATHNAME', 'customer_seg_mix_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mix_accum(mix, quadrant) IS 'transition function of mix(quadrant)';

CREATE FUNCTION mix_discard(mix, quadrant) RETURNS mix
AS 'MODULE_PATHNAME', 'customer_seg_mix_discard'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mix_discard(mix, quadrant) IS 'inverse transition function of mix(quadrant)';

CREATE FUNCTION mix_add(mix, mix) RETURNS mix
AS 'MODULE_PATHNAME', 'customer_seg_mix_add'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mix_add(mix, mix) IS 'both mixes as one: implementation of + and of rollup(mix)';

CREATE AGGREGATE mix(quadrant) (
	SFUNC = mix_accum, STYPE = mix,
	INITCOND = '{"bee": 0, "dragonfly": 0, "butterfly": 0, "mantis": 0, "unclassified": 0}',
	COMBINEFUNC = mix_add,
	MSFUNC = mix_accum, MINVFUNC = mix_discard, MSTYPE = mix,
	MINITCOND = '{"bee": 0, "dragonfly": 0, "butterfly": 0, "mantis": 0, "unclassified": 0}',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE mix(quadrant) IS
'number of customers in each quadrant; NULL is counted as unclassified; no rows give a mix of zeros';

CREATE AGGREGATE rollup(mix) (
	SFUNC = mix_add, STYPE = mix,
	INITCOND = '{"bee": 0, "dragonfly": 0, "butterfly": 0, "mantis": 0, "unclassified": 0}',
	COMBINEFUNC = mix_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(mix) IS 'merges mixes: exact, in any order and any grouping';

CREATE OPERATOR + (
	LEFTARG = mix, RIGHTARG = mix, FUNCTION = mix_add, COMMUTATOR = +
);
COMMENT ON OPERATOR + (mix, mix) IS 'both mixes as one';

CREATE FUNCTION customers(mix, quadrant) RETURNS bigint
AS 'MODULE_PATHNAME', 'customer_seg_mix_customers'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION customers(mix, quadrant) IS 'number of customers in the quadrant';

CREATE FUNCTION share(mix, quadrant) RETURNS double precision
AS 'MODULE_PATHNAME', 'customer_seg_mix_share'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION share(mix, quadrant) IS 'share of the classified customers that are in the quadrant, 0 to 1; NULL when nobody is classified';

CREATE FUNCTION total(mix) RETURNS bigint
AS 'MODULE_PATHNAME', 'customer_seg_mix_total'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION total(mix) IS 'number of classified customers';

CREATE FUNCTION unclassified(mix) RETURNS bigint
AS 'MODULE_PATHNAME', 'customer_seg_mix_unclassified'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION unclassified(mix) IS 'number of customers whose quadrant was NULL';

/* equality, order and hash: for DISTINCT, GROUP BY, unique indexes */

CREATE FUNCTION mix_eq(mix, mix) RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_mix_eq'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mix_eq(mix, mix) IS 'implementation of =';

CREATE FUNCTION mix_ne(mix, mix) RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_mix_ne'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mix_ne(mix, mix) IS 'implementation of <>';

CREATE FUNCTION mix_lt(mix, mix) RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_mix_lt'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mix_lt(mix, mix) IS 'implementation of <';

CREATE FUNCTION mix_le(mix, mix) RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_mix_le'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mix_le(mix, mix) IS 'implementation of <=';

CREATE FUNCTION mix_gt(mix, mix) RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_mix_gt'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mix_gt(mix, mix) IS 'implementation of >';

CREATE FUNCTION mix_ge(mix, mix) RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_mix_ge'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mix_ge(mix, mix) IS 'implementation of >=';

CREATE FUNCTION mix_cmp(mix, mix) RETURNS integer
AS 'MODULE_PATHNAME', 'customer_seg_mix_cmp'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mix_cmp(mix, mix) IS 'three-way comparison: by classified customers, then bees, dragonflies, butterflies, mantises, unclassified';

CREATE FUNCTION mix_hash(mix) RETURNS integer
AS 'MODULE_PATHNAME', 'customer_seg_mix_hash'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mix_hash(mix) IS 'hash';

CREATE FUNCTION mix_hash_extended(mix, bigint) RETURNS bigint
AS 'MODULE_PATHNAME', 'customer_seg_mix_hash_extended'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mix_hash_extended(mix, bigint) IS 'hash with a seed';

CREATE OPERATOR = (
	LEFTARG = mix, RIGHTARG = mix, FUNCTION = mix_eq,
	COMMUTATOR = =, NEGATOR = <>,
	RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR = (mix, mix) IS 'equal';

CREATE OPERATOR <> (
	LEFTARG = mix, RIGHTARG = mix, FUNCTION = mix_ne,
	COMMUTATOR = <>, NEGATOR = =,
	RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (mix, mix) IS 'not equal';

CREATE OPERATOR < (
	LEFTARG = mix, RIGHTARG = mix, FUNCTION = mix_lt,
	COMMUTATOR = >, NEGATOR = >=,
	RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (mix, mix) IS 'less than';

CREATE OPERATOR <= (
	LEFTARG = mix, RIGHTARG = mix, FUNCTION = mix_le,
	COMMUTATOR = >=, NEGATOR = >,
	RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (mix, mix) IS 'less than or equal';

CREATE OPERATOR > (
	LEFTARG = mix, RIGHTARG = mix, FUNCTION = mix_gt,
	COMMUTATOR = <, NEGATOR = <=,
	RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (mix, mix) IS 'greater than';

CREATE OPERATOR >= (
	LEFTARG = mix, RIGHTARG = mix, FUNCTION = mix_ge,
	COMMUTATOR = <=, NEGATOR = <,
	RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (mix, mix) IS 'greater than or equal';

CREATE OPERATOR CLASS mix_ops DEFAULT FOR TYPE mix USING btree AS
	OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
	FUNCTION 1 mix_cmp(mix, mix);
COMMENT ON OPERATOR CLASS mix_ops USING btree IS 'by classified customers, then bees, dragonflies, butterflies, mantises, unclassified';
COMMENT ON OPERATOR FAMILY mix_ops USING btree IS 'by classified customers, then bees, dragonflies, butterflies, mantises, unclassified';

CREATE OPERATOR CLASS mix_ops DEFAULT FOR TYPE mix USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 mix_hash(mix),
	FUNCTION 2 mix_hash_extended(mix, bigint);
COMMENT ON OPERATOR CLASS mix_ops USING hash IS 'equal when every field is equal';
COMMENT ON OPERATOR FAMILY mix_ops USING hash IS 'equal when every field is equal';

/* casts, for tools */

CREATE FUNCTION mix_to_json(mix) RETURNS json
AS 'MODULE_PATHNAME', 'customer_seg_to_json'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mix_to_json(mix) IS 'the text form as json: implementation of the cast';

CREATE CAST (mix AS json) WITH FUNCTION mix_to_json(mix) AS ASSIGNMENT;
COMMENT ON CAST (mix AS json) IS 'what the text form says';

CREATE FUNCTION mix_to_jsonb(mix) RETURNS jsonb
AS 'MODULE_PATHNAME', 'customer_seg_to_jsonb'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mix_to_jsonb(mix) IS 'the text form as jsonb: implementation of the cast';

CREATE CAST (mix AS jsonb) WITH FUNCTION mix_to_jsonb(mix) AS ASSIGNMENT;
COMMENT ON CAST (mix AS jsonb) IS 'what the text form says';
/* structure: what the customer base as a whole looks like, with the evidence */

CREATE TYPE structure AS ENUM ('bee_led', 'dragonfly_led', 'butterfly_led', 'mantis_led', 'balanced', 'undetermined');

COMMENT ON TYPE structure IS
'which type of customer leads the base: one of the four, balanced, or undetermined when the evidence does not suffice';

CREATE FUNCTION structure(mix,
						  min_customers bigint DEFAULT 30,
						  evenness double precision DEFAULT 0.2,
						  confidence double precision DEFAULT 0.95,
						  min_lead double precision DEFAULT 0.02)
RETURNS structure
AS 'MODULE_PATHNAME', 'customer_seg_structure'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION structure(mix, bigint, double precision, double precision, double precision) IS
'undetermined below min_customers, or when all are alike on an axis; balanced when Cohen''s w <= evenness; led by the largest quadrant when its share is more than min_lead above the runner-up''s and an exact binomial test says so at this confidence; else undetermined, for a tie';

CREATE FUNCTION structure_reason(mix,
								 min_customers bigint DEFAULT 30,
								 evenness double precision DEFAULT 0.2,
								 confidence double precision DEFAULT 0.95,
								 min_lead double precision DEFAULT 0.02)
RETURNS text
AS 'MODULE_PATHNAME', 'customer_seg_structure_reason'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION structure_reason(mix, bigint, double precision, double precision, double precision) IS
'why structure() is undetermined: too_few; all_alike: and the axes, loyalty, contribution; tie: and the quadrants; NULL when it is determined';

CREATE FUNCTION structure_final(mix) RETURNS structure
AS 'MODULE_PATHNAME', 'customer_seg_structure'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION structure_final(mix) IS 'final function of structure(quadrant)';

CREATE AGGREGATE structure(quadrant) (
	SFUNC = mix_accum, STYPE = mix,
	INITCOND = '{"bee": 0, "dragonfly": 0, "butterfly": 0, "mantis": 0, "unclassified": 0}',
	FINALFUNC = structure_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = mix_add,
	MSFUNC = mix_accum, MINVFUNC = mix_discard, MSTYPE = mix,
	MFINALFUNC = structure_final, MFINALFUNC_MODIFY = READ_ONLY,
	MINITCOND = '{"bee": 0, "dragonfly": 0, "butterfly": 0, "mantis": 0, "unclassified": 0}',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE structure(quadrant) IS
'structure of a customer base at the default limits: structure(mix(quadrant))';

CREATE FUNCTION describe(mix,
						 min_customers bigint DEFAULT 30,
						 evenness double precision DEFAULT 0.2,
						 confidence double precision DEFAULT 0.95,
						 min_lead double precision DEFAULT 0.02,
						 OUT quadrant quadrant, OUT customers bigint, OUT share double precision,
						 OUT share_low double precision, OUT share_high double precision,
						 OUT structure structure, OUT w double precision,
						 OUT chi_square double precision, OUT p double precision,
						 OUT p_largest double precision, OUT reason text)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'customer_seg_describe'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 4;
COMMENT ON FUNCTION describe(mix, bigint, double precision, double precision, double precision) IS
'a row for each quadrant: customers, share with its simultaneous confidence interval (Goodman 1965); and on each row the structure with its evidence: Cohen''s w, chi-square against four equal groups with its p, p of the largest group against the runner-up, and why it is undetermined';
/* segment: from a sales table to the type of every customer, in one call */

CREATE FUNCTION segment_support(internal) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_segment_support'
LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION segment_support(internal) IS
'planner support: the number of customers and the cost of segment(), from the statistics of its source';

CREATE FUNCTION segment(source regclass,
						customer_column name DEFAULT 'customer_id',
						time_column name DEFAULT 'sold_at',
						amount_column name DEFAULT 'amount',
						order_column name DEFAULT NULL,
						potential_column name DEFAULT NULL,
						profit_column name DEFAULT NULL,
						since timestamptz DEFAULT NULL,
						as_of timestamptz DEFAULT NULL,
						yardstick yardstick DEFAULT NULL)
RETURNS TABLE (customer bigint, orders bigint, amount numeric,
			   first_order timestamptz, last_order timestamptz,
			   loyalty double precision, contribution double precision,
			   quadrant quadrant, activity activity)
AS 'MODULE_PATHNAME', 'customer_seg_segment'
LANGUAGE C STABLE PARALLEL RESTRICTED COST 1000000 ROWS 1000
SUPPORT segment_support;
COMMENT ON FUNCTION segment(regclass, name, name, name, name, name, name, timestamptz, timestamptz, yardstick) IS
'one row per customer of the source: what they did, loyalty, contribution and quadrant; the yardstick is fitted on these customers unless given';

CREATE FUNCTION segment_as(customer_type anyelement,
						   source regclass,
						   customer_column name DEFAULT 'customer_id',
						   time_column name DEFAULT 'sold_at',
						   amount_column name DEFAULT 'amount',
						   order_column name DEFAULT NULL,
						   potential_column name DEFAULT NULL,
						   profit_column name DEFAULT NULL,
						   since timestamptz DEFAULT NULL,
						   as_of timestamptz DEFAULT NULL,
						   yardstick yardstick DEFAULT NULL)
RETURNS TABLE (customer anyelement, orders bigint, amount numeric,
			   first_order timestamptz, last_order timestamptz,
			   loyalty double precision, contribution double precision,
			   quadrant quadrant, activity activity)
AS 'MODULE_PATHNAME', 'customer_seg_segment_as'
LANGUAGE C STABLE PARALLEL RESTRICTED COST 1000000 ROWS 1000
SUPPORT segment_support;
COMMENT ON FUNCTION segment_as(anyelement, regclass, name, name, name, name, name, name, timestamptz, timestamptz, yardstick) IS
'segment() for customers of any hashable type: segment_as(NULL::uuid, ''sales'')';

CREATE FUNCTION segment_progress()
RETURNS TABLE (pid integer, source regclass, started timestamptz, phase text,
			   rows_expected bigint, rows_read bigint, rows_spilled bigint, workers integer,
			   customers bigint, customers_returned bigint)
AS 'MODULE_PATHNAME', 'customer_seg_segment_progress'
LANGUAGE C VOLATILE STRICT PARALLEL RESTRICTED ROWS 1;
COMMENT ON FUNCTION segment_progress() IS
'one row for each segment() that runs in this database now and that the user may see: its phase, rows read of those expected, customers returned';
/* bar: a share as a bar of characters */

CREATE FUNCTION bar(share double precision, width integer DEFAULT 20) RETURNS text
AS 'MODULE_PATHNAME', 'customer_seg_bar'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION bar(double precision, integer) IS
'a bar as long as the share of so many characters, to an eighth; in a database that is not of UTF-8, to a whole #';
/* score, tile: ranks among the rows of a window's partition */

CREATE FUNCTION score(value double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'customer_seg_score'
LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION score(double precision) IS
'window function: percentage of the partition''s values that are below this one, ties counted half; NULL for NULL, which does not count';

CREATE FUNCTION score(value timestamptz) RETURNS double precision
AS 'MODULE_PATHNAME', 'customer_seg_score'
LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION score(timestamptz) IS
'window function: the same of times, a later one above an earlier';

CREATE FUNCTION score(value timestamp) RETURNS double precision
AS 'MODULE_PATHNAME', 'customer_seg_score'
LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION score(timestamp) IS
'window function: the same of times without time zone';

CREATE FUNCTION score(value date) RETURNS double precision
AS 'MODULE_PATHNAME', 'customer_seg_score'
LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION score(date) IS
'window function: the same of dates';

CREATE FUNCTION score(value interval) RETURNS double precision
AS 'MODULE_PATHNAME', 'customer_seg_score'
LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION score(interval) IS
'window function: the same of spans of time, compared as the server does: a day has 24 hours, a month 30 days';

CREATE FUNCTION tile(value double precision, n integer) RETURNS integer
AS 'MODULE_PATHNAME', 'customer_seg_tile'
LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION tile(double precision, integer) IS
'window function: group from 1, the lowest, to n, as equal in size as can be without parting equal values; NULL for NULL, which does not count';

CREATE FUNCTION tile(value timestamptz, n integer) RETURNS integer
AS 'MODULE_PATHNAME', 'customer_seg_tile'
LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION tile(timestamptz, integer) IS
'window function: the same of times, a later one above an earlier';

CREATE FUNCTION tile(value timestamp, n integer) RETURNS integer
AS 'MODULE_PATHNAME', 'customer_seg_tile'
LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION tile(timestamp, integer) IS
'window function: the same of times without time zone';

CREATE FUNCTION tile(value date, n integer) RETURNS integer
AS 'MODULE_PATHNAME', 'customer_seg_tile'
LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION tile(date, integer) IS
'window function: the same of dates';

CREATE FUNCTION tile(value interval, n integer) RETURNS integer
AS 'MODULE_PATHNAME', 'customer_seg_tile'
LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION tile(interval, integer) IS
'window function: the same of spans of time, compared as the server does: a day has 24 hours, a month 30 days';

/* groups of equal money */

CREATE FUNCTION tile(value double precision, n integer, weight numeric) RETURNS integer
AS 'MODULE_PATHNAME', 'customer_seg_tile_by_numeric'
LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION tile(double precision, integer, numeric) IS
'window function: group from 1, the lowest, to n, of equal weight, such as money: the one in which the weight of this row begins, when all stand in the order of their values; equal values together, a weight below 0 counts as 0; NULL for NULL, which does not count, and where nothing weighs anything';

CREATE FUNCTION tile(value double precision, n integer, weight double precision) RETURNS integer
AS 'MODULE_PATHNAME', 'customer_seg_tile_by_double'
LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION tile(double precision, integer, double precision) IS
'window function: as tile by weights of numeric, of weights rounded to 6 decimals';
/* breakdown: how many customers and how much money each segment has */

CREATE TYPE breakdown_row AS (
	segment text,
	customers bigint,
	amount numeric,
	reachable bigint,
	asked bigint,
	answered bigint
);
COMMENT ON TYPE breakdown_row IS
'one segment: its customers and their money; how many can be reached, were asked and answered, or NULL where that was not counted; the row of those without a segment has NULL for it';

CREATE FUNCTION breakdown_accum(internal, anyelement, numeric) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_breakdown_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION breakdown_accum(internal, anyelement, numeric) IS
'transition function of breakdown(segment, amount)';

CREATE FUNCTION breakdown_accum(internal, anyelement, numeric, boolean, boolean) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_breakdown_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION breakdown_accum(internal, anyelement, numeric, boolean, boolean) IS
'transition function of breakdown(segment, amount, reachable, answered)';

CREATE FUNCTION breakdown_combine(internal, internal) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_breakdown_combine'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION breakdown_combine(internal, internal) IS
'combine function of breakdown and rollup(breakdown_row[])';

CREATE FUNCTION breakdown_serial(internal) RETURNS bytea
AS 'MODULE_PATHNAME', 'customer_seg_breakdown_serial'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION breakdown_serial(internal) IS
'serialization function of breakdown and rollup(breakdown_row[])';

CREATE FUNCTION breakdown_deserial(bytea, internal) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_breakdown_deserial'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION breakdown_deserial(bytea, internal) IS
'deserialization function of breakdown and rollup(breakdown_row[])';

CREATE FUNCTION breakdown_final(internal, anyelement, numeric) RETURNS breakdown_row[]
AS 'MODULE_PATHNAME', 'customer_seg_breakdown_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION breakdown_final(internal, anyelement, numeric) IS
'final function of breakdown(segment, amount)';

CREATE FUNCTION breakdown_final(internal, anyelement, numeric, boolean, boolean) RETURNS breakdown_row[]
AS 'MODULE_PATHNAME', 'customer_seg_breakdown_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION breakdown_final(internal, anyelement, numeric, boolean, boolean) IS
'final function of breakdown(segment, amount, reachable, answered)';

CREATE AGGREGATE breakdown(segment anyelement, amount numeric) (
	SFUNC = breakdown_accum, STYPE = internal,
	FINALFUNC = breakdown_final, FINALFUNC_EXTRA, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = breakdown_combine,
	SERIALFUNC = breakdown_serial, DESERIALFUNC = breakdown_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE breakdown(anyelement, numeric) IS
'customers and money of each segment: of an enum all labels in its order, of another type the values there are by their text; customers without a segment in a last row';

CREATE AGGREGATE breakdown(segment anyelement, amount numeric, reachable boolean, answered boolean) (
	SFUNC = breakdown_accum, STYPE = internal,
	FINALFUNC = breakdown_final, FINALFUNC_EXTRA, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = breakdown_combine,
	SERIALFUNC = breakdown_serial, DESERIALFUNC = breakdown_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE breakdown(anyelement, numeric, boolean, boolean) IS
'the same, and how many can be reached, were asked (answered is not NULL) and answered';

CREATE FUNCTION breakdown_rollup_accum(internal, breakdown_row[]) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_breakdown_rollup_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION breakdown_rollup_accum(internal, breakdown_row[]) IS
'transition function of rollup(breakdown_row[])';

CREATE FUNCTION breakdown_rollup_final(internal) RETURNS breakdown_row[]
AS 'MODULE_PATHNAME', 'customer_seg_breakdown_rollup_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION breakdown_rollup_final(internal) IS 'final function of rollup(breakdown_row[])';

CREATE AGGREGATE rollup(breakdown_row[]) (
	SFUNC = breakdown_rollup_accum, STYPE = internal,
	FINALFUNC = breakdown_rollup_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = breakdown_combine,
	SERIALFUNC = breakdown_serial, DESERIALFUNC = breakdown_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(breakdown_row[]) IS
'merges breakdowns: exact, in any order and any grouping; segments in the order that all have, else by their text';

CREATE FUNCTION shares(breakdown_row[],
					   confidence double precision DEFAULT 0.95,
					   OUT segment text, OUT customers bigint, OUT share double precision,
					   OUT share_low double precision, OUT share_high double precision,
					   OUT amount numeric, OUT share_of_amount double precision, OUT average numeric)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'customer_seg_shares'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 4;
COMMENT ON FUNCTION shares(breakdown_row[], double precision) IS
'a row for each segment: customers, share of those that have a segment with its simultaneous confidence interval (Goodman 1965), amount, share of their amount, amount per customer; customers without a segment last, without shares';
/* rfm: recency, frequency and monetary value as scores */

CREATE TYPE rfm AS (recency integer, frequency integer, monetary integer);

COMMENT ON TYPE rfm IS 'scores of recency, frequency and monetary value, 1 the lowest';

CREATE TYPE rfm_limits AS (
	as_of timestamptz,
	recency double precision[], frequency double precision[], monetary double precision[],
	contact_weight double precision
);
COMMENT ON TYPE rfm_limits IS
'cuts between the scores of recency (days), frequency (orders) and monetary value (money), in ascending order: frequency may have a row of cuts for each recency score, monetary for each recency score a row for each frequency score';

/* by a yardstick */

CREATE FUNCTION rfm(activity, yardstick, as_of timestamptz DEFAULT NULL, bins integer DEFAULT 5) RETURNS rfm
AS 'MODULE_PATHNAME', 'customer_seg_rfm_at'
LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION rfm(activity, yardstick, timestamptz, integer) IS
'scores at as_of, that of the yardstick unless given, 1 to bins: the bin of the customer''s mid-rank in the yardstick''s population, equal values always together; 1 for who lacks the measure';

CREATE FUNCTION rfm_cuts(yardstick, bins integer DEFAULT 5,
						 OUT measure text, OUT score integer,
						 OUT low double precision, OUT high double precision, OUT unit text,
						 OUT customers bigint, OUT lacking bigint, OUT note text)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'customer_seg_rfm_cuts'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 15;
COMMENT ON FUNCTION rfm_cuts(yardstick, integer) IS
'a row for each measure and score of rfm(activity, yardstick, bins => bins): the least and greatest number with it, the customers of the reference population, how many of them lack the measure, and a note where there is nobody';

CREATE FUNCTION rfm_limits(yardstick, bins integer DEFAULT 5) RETURNS rfm_limits
AS 'MODULE_PATHNAME', 'customer_seg_rfm_limits'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION rfm_limits(yardstick, integer) IS
'the cuts that give the reference population the scores of rfm(activity, yardstick, bins => bins)';

/* by cuts */

CREATE FUNCTION rfm(activity, as_of timestamptz,
					recency_cuts double precision[], frequency_cuts double precision[], monetary_cuts double precision[],
					contact_weight double precision DEFAULT 0.25)
RETURNS rfm
AS 'MODULE_PATHNAME', 'customer_seg_rfm_by_cuts'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION rfm(activity, timestamptz, double precision[], double precision[], double precision[], double precision) IS
'scores by ascending cuts: 1 and one more for each cut of orders and of money that is reached; of days since the last order one less; 1 for who lacks the measure';

CREATE FUNCTION rfm(activity, rfm_limits) RETURNS rfm
AS 'MODULE_PATHNAME', 'customer_seg_rfm_by_limits'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION rfm(activity, rfm_limits) IS 'scores by these cuts at their as_of';

CREATE FUNCTION rfm(activity, rfm_limits, as_of timestamptz) RETURNS rfm
AS 'MODULE_PATHNAME', 'customer_seg_rfm_by_limits'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION rfm(activity, rfm_limits, timestamptz) IS 'scores by these cuts at as_of';

/* fitting cuts of frequency within recency, and of monetary value within both */

CREATE FUNCTION nested_rfm_cuts_accum(internal, activity, timestamptz, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_nested_rfm_cuts_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION nested_rfm_cuts_accum(internal, activity, timestamptz, integer) IS
'transition function of nested_rfm_cuts(activity, as_of, bins)';

CREATE FUNCTION nested_rfm_cuts_combine(internal, internal) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_nested_rfm_cuts_combine'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION nested_rfm_cuts_combine(internal, internal) IS
'combine function of nested_rfm_cuts(activity, as_of, bins)';

CREATE FUNCTION nested_rfm_cuts_serial(internal) RETURNS bytea
AS 'MODULE_PATHNAME', 'customer_seg_nested_rfm_cuts_serial'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION nested_rfm_cuts_serial(internal) IS
'serialization function of nested_rfm_cuts(activity, as_of, bins)';

CREATE FUNCTION nested_rfm_cuts_deserial(bytea, internal) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_nested_rfm_cuts_deserial'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION nested_rfm_cuts_deserial(bytea, internal) IS
'deserialization function of nested_rfm_cuts(activity, as_of, bins)';

CREATE FUNCTION nested_rfm_cuts_final(internal) RETURNS rfm_limits
AS 'MODULE_PATHNAME', 'customer_seg_nested_rfm_cuts_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION nested_rfm_cuts_final(internal) IS 'final function of nested_rfm_cuts(activity, as_of, bins)';

CREATE AGGREGATE nested_rfm_cuts(activity, as_of timestamptz, bins integer) (
	SFUNC = nested_rfm_cuts_accum, STYPE = internal,
	FINALFUNC = nested_rfm_cuts_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = nested_rfm_cuts_combine,
	SERIALFUNC = nested_rfm_cuts_serial, DESERIALFUNC = nested_rfm_cuts_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE nested_rfm_cuts(activity, timestamptz, integer) IS
'cuts fitted on these customers: of frequency within each recency score, of monetary value within each pair of both; NULL activities are left out; NULL for no customer';

/* names for the scores */

CREATE TYPE rfm_segment AS ENUM (
	'champion', 'loyal', 'potential_loyalist', 'new_customer', 'promising', 'needs_attention',
	'about_to_sleep', 'at_risk', 'cannot_lose', 'hibernating', 'lost'
);
COMMENT ON TYPE rfm_segment IS 'eleven kinds of customer by the scores of recency, frequency and monetary value';

CREATE FUNCTION rfm_segment(recency integer, frequency integer, monetary integer) RETURNS rfm_segment
AS 'MODULE_PATHNAME', 'customer_seg_rfm_segment'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION rfm_segment(integer, integer, integer) IS 'the segment of these scores, each from 1 to 5';

CREATE FUNCTION rfm_segment(rfm) RETURNS rfm_segment
AS 'MODULE_PATHNAME', 'customer_seg_rfm_segment_of_rfm'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION rfm_segment(rfm) IS 'the segment of these scores, each from 1 to 5; NULL where a score is';
/* value_group: old or new, big or small */

CREATE TYPE value_group AS ENUM ('old_big', 'new_big', 'new_small', 'old_small');

COMMENT ON TYPE value_group IS
'group of a customer by the time of the first order and by the amount: old_big, new_big, new_small, old_small';

CREATE FUNCTION value_group(activity, new_since timestamptz, big_from numeric)
RETURNS value_group
AS 'MODULE_PATHNAME', 'customer_seg_value_group_by_limits'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION value_group(activity, timestamptz, numeric) IS
'new when the first order was at or after new_since, big when amount >= big_from; NULL without an order';

CREATE FUNCTION value_group(activity, yardstick,
							as_of timestamptz DEFAULT NULL,
							new_for interval DEFAULT '1 year',
							big text DEFAULT 'p80')
RETURNS value_group
AS 'MODULE_PATHNAME', 'customer_seg_value_group_at'
LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;

COMMENT ON FUNCTION value_group(activity, yardstick, timestamptz, interval, text) IS
'new when the first order was at or after as_of, that of the yardstick unless given, less new_for (calendar in UTC), big when amount is at or above the cut: mean, median, p80 (a score) or a number; NULL without an order';
/* pareto_class, abc_class, gini, top_share, customers_for_share, lorenz: how the money is spread over the customers */

CREATE TYPE pareto_class AS ENUM ('top', 'middle', 'bottom');

COMMENT ON TYPE pareto_class IS
'part of the customers by place: the top ones, the middle, the bottom ones';

CREATE FUNCTION pareto_class(amount double precision,
							 top double precision DEFAULT 0.2,
							 bottom double precision DEFAULT 0.2)
RETURNS pareto_class
AS 'MODULE_PATHNAME', 'customer_seg_pareto_class'
LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION pareto_class(double precision, double precision, double precision) IS
'window function: top for the share top of the partition''s customers with the largest amounts, bottom for the share bottom with the least, else middle; equal amounts go where the middle one of them would; NULL for NULL, which does not count';

CREATE TYPE abc_class AS ENUM ('A', 'B', 'C');

COMMENT ON TYPE abc_class IS
'part of the money from the largest customer down: A the first share of it, B the next, C the rest';

CREATE FUNCTION abc_class(amount numeric,
						  a double precision DEFAULT 0.8,
						  b double precision DEFAULT 0.95)
RETURNS abc_class
AS 'MODULE_PATHNAME', 'customer_seg_abc_class_numeric'
LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION abc_class(numeric, double precision, double precision) IS
'window function: A when those who bring more bring less than share a of the partition''s money together, B when less than share b, else C; C for nothing or less; NULL for NULL, which does not count';

CREATE FUNCTION abc_class(amount double precision,
						  a double precision DEFAULT 0.8,
						  b double precision DEFAULT 0.95)
RETURNS abc_class
AS 'MODULE_PATHNAME', 'customer_seg_abc_class_double'
LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION abc_class(double precision, double precision, double precision) IS
'window function: as abc_class of numeric, of amounts rounded to 6 decimals';

CREATE FUNCTION amounts_accum(internal, numeric) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_amounts_accum_numeric'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION amounts_accum(internal, numeric) IS 'transition function of gini(numeric)';

CREATE FUNCTION amounts_accum(internal, double precision) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_amounts_accum_double'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION amounts_accum(internal, double precision) IS 'transition function of gini(double precision)';

CREATE FUNCTION share_accum(internal, numeric, double precision) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_share_accum_numeric'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION share_accum(internal, numeric, double precision) IS 'transition function of top_share and customers_for_share of numeric';

CREATE FUNCTION share_accum(internal, double precision, double precision) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_share_accum_double'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION share_accum(internal, double precision, double precision) IS 'transition function of top_share and customers_for_share of double precision';

CREATE FUNCTION lorenz_accum(internal, numeric, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_lorenz_accum_numeric'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION lorenz_accum(internal, numeric, integer) IS 'transition function of lorenz(numeric, integer)';

CREATE FUNCTION lorenz_accum(internal, double precision, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_lorenz_accum_double'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION lorenz_accum(internal, double precision, integer) IS 'transition function of lorenz(double precision, integer)';

CREATE FUNCTION concentration_combine(internal, internal) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_concentration_combine'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION concentration_combine(internal, internal) IS 'combine function of gini, top_share, customers_for_share and lorenz';

CREATE FUNCTION concentration_serial(internal) RETURNS bytea
AS 'MODULE_PATHNAME', 'customer_seg_concentration_serial'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION concentration_serial(internal) IS 'serialization function of gini, top_share, customers_for_share and lorenz';

CREATE FUNCTION concentration_deserial(bytea, internal) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_concentration_deserial'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION concentration_deserial(bytea, internal) IS 'deserialization function of gini, top_share, customers_for_share and lorenz';

CREATE FUNCTION gini_final(internal) RETURNS double precision
AS 'MODULE_PATHNAME', 'customer_seg_gini'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION gini_final(internal) IS 'final function of gini';

CREATE AGGREGATE gini(amount numeric) (
	SFUNC = amounts_accum, STYPE = internal,
	FINALFUNC = gini_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = concentration_combine, SERIALFUNC = concentration_serial, DESERIALFUNC = concentration_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE gini(numeric) IS
'Gini coefficient of the amounts, 0 when all bring the same, near 1 when one brings all; below 0 counts as 0; NULL when nobody brings anything';

CREATE AGGREGATE gini(amount double precision) (
	SFUNC = amounts_accum, STYPE = internal,
	FINALFUNC = gini_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = concentration_combine, SERIALFUNC = concentration_serial, DESERIALFUNC = concentration_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE gini(double precision) IS
'as gini of numeric, of amounts rounded to 6 decimals';

CREATE FUNCTION top_share_final(internal) RETURNS double precision
AS 'MODULE_PATHNAME', 'customer_seg_top_share'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION top_share_final(internal) IS 'final function of top_share';

CREATE AGGREGATE top_share(amount numeric, fraction double precision) (
	SFUNC = share_accum, STYPE = internal,
	FINALFUNC = top_share_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = concentration_combine, SERIALFUNC = concentration_serial, DESERIALFUNC = concentration_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE top_share(numeric, double precision) IS
'share of the money that the largest ceil(fraction * n) of n customers bring; amounts below 0 count as 0; NULL when nobody brings anything';

CREATE AGGREGATE top_share(amount double precision, fraction double precision) (
	SFUNC = share_accum, STYPE = internal,
	FINALFUNC = top_share_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = concentration_combine, SERIALFUNC = concentration_serial, DESERIALFUNC = concentration_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE top_share(double precision, double precision) IS
'as top_share of numeric, of amounts rounded to 6 decimals';

CREATE FUNCTION customers_for_share_final(internal) RETURNS bigint
AS 'MODULE_PATHNAME', 'customer_seg_customers_for_share'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION customers_for_share_final(internal) IS 'final function of customers_for_share';

CREATE AGGREGATE customers_for_share(amount numeric, fraction double precision) (
	SFUNC = share_accum, STYPE = internal,
	FINALFUNC = customers_for_share_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = concentration_combine, SERIALFUNC = concentration_serial, DESERIALFUNC = concentration_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE customers_for_share(numeric, double precision) IS
'least number of customers, largest first, who together bring at least this fraction of the money; amounts below 0 count as 0; NULL when nobody brings anything';

CREATE AGGREGATE customers_for_share(amount double precision, fraction double precision) (
	SFUNC = share_accum, STYPE = internal,
	FINALFUNC = customers_for_share_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = concentration_combine, SERIALFUNC = concentration_serial, DESERIALFUNC = concentration_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE customers_for_share(double precision, double precision) IS
'as customers_for_share of numeric, of amounts rounded to 6 decimals';

CREATE FUNCTION lorenz_final(internal) RETURNS double precision[]
AS 'MODULE_PATHNAME', 'customer_seg_lorenz'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION lorenz_final(internal) IS 'final function of lorenz';

CREATE AGGREGATE lorenz(amount numeric, points integer) (
	SFUNC = lorenz_accum, STYPE = internal,
	FINALFUNC = lorenz_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = concentration_combine, SERIALFUNC = concentration_serial, DESERIALFUNC = concentration_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE lorenz(numeric, integer) IS
'Lorenz curve: for i from 0 to points, the share of the money that the poorest i/points of the customers bring; amounts below 0 count as 0; NULL when nobody brings anything';

CREATE AGGREGATE lorenz(amount double precision, points integer) (
	SFUNC = lorenz_accum, STYPE = internal,
	FINALFUNC = lorenz_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = concentration_combine, SERIALFUNC = concentration_serial, DESERIALFUNC = concentration_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE lorenz(double precision, integer) IS
'as lorenz of numeric, of amounts rounded to 6 decimals';

CREATE FUNCTION lorenz_curve(lorenz double precision[],
							 OUT share_of_customers double precision, OUT share_of_amount double precision)
RETURNS SETOF record
LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE ROWS 11
BEGIN ATOMIC
	SELECT (i OPERATOR(pg_catalog.-) 1)::double precision
		   OPERATOR(pg_catalog./) nullif(pg_catalog.cardinality(lorenz) OPERATOR(pg_catalog.-) 1, 0)::double precision, share
	FROM pg_catalog.unnest(lorenz) WITH ORDINALITY AS u (share, i);
END;
COMMENT ON FUNCTION lorenz_curve(double precision[]) IS
'the points of a lorenz() as rows: share of the customers, the poorest first, and the share of the money that they bring';
/* position: where a customer stands in the market, for how long, and for how much */

CREATE TYPE market_position AS ENUM ('existing', 'potential', 'non_customer');
COMMENT ON TYPE market_position IS
'existing: has ordered, if before the data begin, as a refund shows; potential: has not, but could use what is sold; non_customer: could not';

CREATE TYPE customer_term AS ENUM ('long_term', 'temporary');
COMMENT ON TYPE customer_term IS 'whether a customer''s orders span a long time';

CREATE TYPE customer_value AS ENUM ('high', 'low');
COMMENT ON TYPE customer_value IS 'whether a customer brings much';

CREATE FUNCTION market_position(activity, fits boolean DEFAULT true) RETURNS market_position
AS 'MODULE_PATHNAME', 'customer_seg_market_position'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION market_position(activity, boolean) IS
'existing with an order or a refund; else potential or non_customer as fits says, NULL where that is NULL; a NULL activity is somebody without orders';

CREATE FUNCTION customer_term(activity, long_from interval DEFAULT '1 year', min_orders bigint DEFAULT 2) RETURNS customer_term
AS 'MODULE_PATHNAME', 'customer_seg_customer_term'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION customer_term(activity, interval, bigint) IS
'long_term with min_orders orders or more, the last of them long_from or more after the first (calendar of UTC); else temporary; NULL without an order';

CREATE FUNCTION customer_value(activity, high_from numeric) RETURNS customer_value
AS 'MODULE_PATHNAME', 'customer_seg_customer_value'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION customer_value(activity, numeric) IS 'high when the net amount is high_from or more, to the last digit';

CREATE FUNCTION customer_value(activity, high_from text) RETURNS customer_value
LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
RETURN @extschema@.customer_value($1, $2::numeric);
COMMENT ON FUNCTION customer_value(activity, text) IS
'the same of an amount that is given as text, as a driver does, or as a literal in quotes';

-- not STRICT, though it gives NULL for NULL, so that the planner can put its body in place of the call
CREATE FUNCTION customer_value(activity, yardstick) RETURNS customer_value
LANGUAGE SQL IMMUTABLE PARALLEL SAFE
RETURN CASE @extschema@.quadrant($1, $2)
	WHEN 'bee'::@extschema@.quadrant THEN 'high'::@extschema@.customer_value
	WHEN 'dragonfly'::@extschema@.quadrant THEN 'high'::@extschema@.customer_value
	WHEN 'butterfly'::@extschema@.quadrant THEN 'low'::@extschema@.customer_value
	WHEN 'mantis'::@extschema@.quadrant THEN 'low'::@extschema@.customer_value
END;
COMMENT ON FUNCTION customer_value(activity, yardstick) IS
'high when the contribution is on the high side of the yardstick''s cut, as bees and dragonflies are';
/* prospect: what the contacts with somebody say of their purchase intent, as a mergeable value of fixed size */

CREATE TYPE contact_kind AS ENUM ('outreach', 'quote', 'visit', 'inquiry', 'answer', 'commitment', 'postponement', 'refusal', 'order');
COMMENT ON TYPE contact_kind IS
'what a contact was: ours (outreach, quote), theirs (visit, inquiry, answer), or their word (commitment, postponement, refusal, order)';


CREATE TYPE prospect;

CREATE FUNCTION prospect_in(cstring) RETURNS prospect
AS 'MODULE_PATHNAME', 'customer_seg_prospect_in'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION prospect_in(cstring) IS 'I/O: prospect from its JSON form';

CREATE FUNCTION prospect_out(prospect) RETURNS cstring
AS 'MODULE_PATHNAME', 'customer_seg_prospect_out'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION prospect_out(prospect) IS 'I/O: prospect in its JSON form, times in UTC';

CREATE FUNCTION prospect_recv(internal) RETURNS prospect
AS 'MODULE_PATHNAME', 'customer_seg_prospect_recv'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION prospect_recv(internal) IS 'I/O: prospect from its binary form';

CREATE FUNCTION prospect_send(prospect) RETURNS bytea
AS 'MODULE_PATHNAME', 'customer_seg_prospect_send'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION prospect_send(prospect) IS 'I/O: prospect in its binary form';

CREATE TYPE prospect (
	INPUT = prospect_in,
	OUTPUT = prospect_out,
	RECEIVE = prospect_recv,
	SEND = prospect_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = double,
	STORAGE = plain
);
COMMENT ON TYPE prospect IS
'contacts with somebody: for each kind the number and the last; and the latest word about when they expect to buy';

CREATE FUNCTION prospect_accum(prospect, timestamptz, contact_kind) RETURNS prospect
AS 'MODULE_PATHNAME', 'customer_seg_prospect_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION prospect_accum(prospect, timestamptz, contact_kind) IS 'transition function of prospect(at, kind)';

CREATE FUNCTION prospect_accum(prospect, timestamptz, contact_kind, timestamptz) RETURNS prospect
AS 'MODULE_PATHNAME', 'customer_seg_prospect_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION prospect_accum(prospect, timestamptz, contact_kind, timestamptz) IS 'transition function of prospect(at, kind, expected)';

CREATE FUNCTION prospect_accum(prospect, timestamptz, contact_kind, date) RETURNS prospect
AS 'MODULE_PATHNAME', 'customer_seg_prospect_accum_date'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION prospect_accum(prospect, timestamptz, contact_kind, date) IS 'transition function of prospect(at, kind, expected)';

CREATE FUNCTION prospect_accum(prospect, timestamptz, contact_kind, timestamp) RETURNS prospect
AS 'MODULE_PATHNAME', 'customer_seg_prospect_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION prospect_accum(prospect, timestamptz, contact_kind, timestamp) IS 'transition function of prospect(at, kind, expected)';

CREATE FUNCTION prospect_accum(prospect, timestamp, contact_kind) RETURNS prospect
AS 'MODULE_PATHNAME', 'customer_seg_prospect_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION prospect_accum(prospect, timestamp, contact_kind) IS 'transition function of prospect(at, kind)';

CREATE FUNCTION prospect_accum(prospect, timestamp, contact_kind, timestamptz) RETURNS prospect
AS 'MODULE_PATHNAME', 'customer_seg_prospect_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION prospect_accum(prospect, timestamp, contact_kind, timestamptz) IS 'transition function of prospect(at, kind, expected)';

CREATE FUNCTION prospect_accum(prospect, timestamp, contact_kind, timestamp) RETURNS prospect
AS 'MODULE_PATHNAME', 'customer_seg_prospect_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION prospect_accum(prospect, timestamp, contact_kind, timestamp) IS 'transition function of prospect(at, kind, expected)';

CREATE FUNCTION prospect_accum(prospect, timestamp, contact_kind, date) RETURNS prospect
AS 'MODULE_PATHNAME', 'customer_seg_prospect_accum_date'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION prospect_accum(prospect, timestamp, contact_kind, date) IS 'transition function of prospect(at, kind, expected)';

CREATE FUNCTION prospect_accum(prospect, date, contact_kind) RETURNS prospect
AS 'MODULE_PATHNAME', 'customer_seg_prospect_accum_day'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION prospect_accum(prospect, date, contact_kind) IS 'transition function of prospect(at, kind)';

CREATE FUNCTION prospect_accum(prospect, date, contact_kind, timestamptz) RETURNS prospect
AS 'MODULE_PATHNAME', 'customer_seg_prospect_accum_day'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION prospect_accum(prospect, date, contact_kind, timestamptz) IS 'transition function of prospect(at, kind, expected)';

CREATE FUNCTION prospect_accum(prospect, date, contact_kind, timestamp) RETURNS prospect
AS 'MODULE_PATHNAME', 'customer_seg_prospect_accum_day'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION prospect_accum(prospect, date, contact_kind, timestamp) IS 'transition function of prospect(at, kind, expected)';

CREATE FUNCTION prospect_accum(prospect, date, contact_kind, date) RETURNS prospect
AS 'MODULE_PATHNAME', 'customer_seg_prospect_accum_day_date'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION prospect_accum(prospect, date, contact_kind, date) IS 'transition function of prospect(at, kind, expected)';

CREATE FUNCTION prospect_add(prospect, prospect) RETURNS prospect
AS 'MODULE_PATHNAME', 'customer_seg_prospect_add'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION prospect_add(prospect, prospect) IS 'both prospects as one: implementation of + and of rollup(prospect)';

CREATE AGGREGATE prospect(at timestamptz, kind contact_kind) (
	SFUNC = prospect_accum, STYPE = prospect, SSPACE = 192,
	COMBINEFUNC = prospect_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE prospect(timestamptz, contact_kind) IS
'contacts with one prospect; a kind that is NULL is a contact of no kind, counted apart; rows without a time are ignored';

CREATE AGGREGATE prospect(at timestamptz, kind contact_kind, expected timestamptz) (
	SFUNC = prospect_accum, STYPE = prospect, SSPACE = 192,
	COMBINEFUNC = prospect_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE prospect(timestamptz, contact_kind, timestamptz) IS
'contacts with one prospect, and when they expect to buy: the latest word holds, of two at the same time the later date';

CREATE AGGREGATE prospect(at timestamptz, kind contact_kind, expected date) (
	SFUNC = prospect_accum, STYPE = prospect, SSPACE = 192,
	COMBINEFUNC = prospect_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE prospect(timestamptz, contact_kind, date) IS
'contacts with one prospect, and the day on which they expect to buy, which begins at midnight in UTC';

CREATE AGGREGATE prospect(at timestamptz, kind contact_kind, expected timestamp) (
	SFUNC = prospect_accum, STYPE = prospect, SSPACE = 192,
	COMBINEFUNC = prospect_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE prospect(timestamptz, contact_kind, timestamp) IS
'contacts with one prospect, and when they expect to buy; a timestamp is its reading in UTC';

CREATE AGGREGATE prospect(at timestamp, kind contact_kind) (
	SFUNC = prospect_accum, STYPE = prospect, SSPACE = 192,
	COMBINEFUNC = prospect_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE prospect(timestamp, contact_kind) IS
'contacts with one prospect; a timestamp is its reading in UTC';

CREATE AGGREGATE prospect(at timestamp, kind contact_kind, expected timestamptz) (
	SFUNC = prospect_accum, STYPE = prospect, SSPACE = 192,
	COMBINEFUNC = prospect_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE prospect(timestamp, contact_kind, timestamptz) IS
'contacts with one prospect, and when they expect to buy; a timestamp is its reading in UTC';

CREATE AGGREGATE prospect(at timestamp, kind contact_kind, expected timestamp) (
	SFUNC = prospect_accum, STYPE = prospect, SSPACE = 192,
	COMBINEFUNC = prospect_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE prospect(timestamp, contact_kind, timestamp) IS
'contacts with one prospect, and when they expect to buy; a timestamp is its reading in UTC';

CREATE AGGREGATE prospect(at timestamp, kind contact_kind, expected date) (
	SFUNC = prospect_accum, STYPE = prospect, SSPACE = 192,
	COMBINEFUNC = prospect_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE prospect(timestamp, contact_kind, date) IS
'contacts with one prospect, and when they expect to buy; a timestamp is its reading in UTC; a day is its midnight in UTC';

CREATE AGGREGATE prospect(at date, kind contact_kind) (
	SFUNC = prospect_accum, STYPE = prospect, SSPACE = 192,
	COMBINEFUNC = prospect_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE prospect(date, contact_kind) IS
'contacts with one prospect; a day is its midnight in UTC';

CREATE AGGREGATE prospect(at date, kind contact_kind, expected timestamptz) (
	SFUNC = prospect_accum, STYPE = prospect, SSPACE = 192,
	COMBINEFUNC = prospect_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE prospect(date, contact_kind, timestamptz) IS
'contacts with one prospect, and when they expect to buy; a day is its midnight in UTC';

CREATE AGGREGATE prospect(at date, kind contact_kind, expected timestamp) (
	SFUNC = prospect_accum, STYPE = prospect, SSPACE = 192,
	COMBINEFUNC = prospect_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE prospect(date, contact_kind, timestamp) IS
'contacts with one prospect, and when they expect to buy; a day is its midnight in UTC; a timestamp is its reading in UTC';

CREATE AGGREGATE prospect(at date, kind contact_kind, expected date) (
	SFUNC = prospect_accum, STYPE = prospect, SSPACE = 192,
	COMBINEFUNC = prospect_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE prospect(date, contact_kind, date) IS
'contacts with one prospect, and when they expect to buy; a day is its midnight in UTC';

CREATE AGGREGATE rollup(prospect) (
	SFUNC = prospect_add, STYPE = prospect, SSPACE = 192,
	COMBINEFUNC = prospect_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(prospect) IS
'merges prospects: exact, in any order and any grouping';

CREATE OPERATOR + (
	LEFTARG = prospect, RIGHTARG = prospect, FUNCTION = prospect_add, COMMUTATOR = +
);
COMMENT ON OPERATOR + (prospect, prospect) IS 'both prospects as one';

/* readers */

CREATE FUNCTION contacts(prospect) RETURNS bigint
AS 'MODULE_PATHNAME', 'customer_seg_prospect_contacts'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION contacts(prospect) IS 'number of contacts, of all kinds and of none';

CREATE FUNCTION contacts(prospect, contact_kind) RETURNS bigint
AS 'MODULE_PATHNAME', 'customer_seg_prospect_contacts_of_kind'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION contacts(prospect, contact_kind) IS 'number of contacts of the kind';

CREATE FUNCTION unspecified(prospect) RETURNS bigint
AS 'MODULE_PATHNAME', 'customer_seg_prospect_unspecified'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION unspecified(prospect) IS 'number of contacts whose kind was NULL';

CREATE FUNCTION last_contact(prospect) RETURNS timestamptz
AS 'MODULE_PATHNAME', 'customer_seg_prospect_last_contact'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION last_contact(prospect) IS 'time of the last contact of any kind, or of none; NULL without a contact';

CREATE FUNCTION last_contact(prospect, contact_kind) RETURNS timestamptz
AS 'MODULE_PATHNAME', 'customer_seg_prospect_last_contact_of_kind'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION last_contact(prospect, contact_kind) IS 'time of the last contact of the kind; NULL if there was none';

CREATE FUNCTION expected(prospect) RETURNS timestamptz
AS 'MODULE_PATHNAME', 'customer_seg_prospect_expected'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION expected(prospect) IS 'when they expect to buy, by the latest word about it; NULL if there was none';

CREATE FUNCTION expected_said(prospect) RETURNS timestamptz
AS 'MODULE_PATHNAME', 'customer_seg_prospect_expected_said'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION expected_said(prospect) IS 'time of the contact at which the expected date was said; NULL if there was none';

/* what they intend */

CREATE TYPE purchase_intent AS ENUM ('ready', 'considering', 'not_now', 'never', 'quoted_silent');
COMMENT ON TYPE purchase_intent IS
'what a prospect intends: ready (buys soon), considering (in contact, nothing decided), not_now (later), never (refused), quoted_silent (has our quote and does not answer)';

CREATE FUNCTION purchase_intent(prospect, as_of timestamptz,
								quote_silent_after interval DEFAULT '14 days',
								ready_within interval DEFAULT '30 days',
								lapse_after interval DEFAULT '90 days')
RETURNS purchase_intent
AS 'MODULE_PATHNAME', 'customer_seg_purchase_intent'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION purchase_intent(prospect, timestamptz, interval, interval, interval) IS
'intent at as_of by the first rule that fits: refused; expected later than ready_within, or postponed; expected within ready_within, or committed; quote unanswered for quote_silent_after; else considering; NULL without a contact';

CREATE FUNCTION explain_intent(prospect, as_of timestamptz,
							   quote_silent_after interval DEFAULT '14 days',
							   ready_within interval DEFAULT '30 days',
							   lapse_after interval DEFAULT '90 days',
							   talk_every interval DEFAULT '30 days',
							   OUT intent purchase_intent, OUT rule text, OUT next_action text, OUT next_contact timestamptz)
AS 'MODULE_PATHNAME', 'customer_seg_explain_intent'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION explain_intent(prospect, timestamptz, interval, interval, interval, interval) IS
'intent at as_of with the rule that decided, what to do next by the playbook, in English, and when; next_contact is as_of when a contact is due, NULL when none is planned';

/* equality, order and hash: for DISTINCT, GROUP BY, unique indexes */

CREATE FUNCTION prospect_eq(prospect, prospect) RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_prospect_eq'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION prospect_eq(prospect, prospect) IS 'implementation of =';

CREATE FUNCTION prospect_ne(prospect, prospect) RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_prospect_ne'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION prospect_ne(prospect, prospect) IS 'implementation of <>';

CREATE FUNCTION prospect_lt(prospect, prospect) RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_prospect_lt'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION prospect_lt(prospect, prospect) IS 'implementation of <';

CREATE FUNCTION prospect_le(prospect, prospect) RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_prospect_le'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION prospect_le(prospect, prospect) IS 'implementation of <=';

CREATE FUNCTION prospect_gt(prospect, prospect) RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_prospect_gt'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION prospect_gt(prospect, prospect) IS 'implementation of >';

CREATE FUNCTION prospect_ge(prospect, prospect) RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_prospect_ge'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION prospect_ge(prospect, prospect) IS 'implementation of >=';

CREATE FUNCTION prospect_cmp(prospect, prospect) RETURNS integer
AS 'MODULE_PATHNAME', 'customer_seg_prospect_cmp'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION prospect_cmp(prospect, prospect) IS 'three-way comparison: by last contact, then the contacts of each kind and the expected date';

CREATE FUNCTION prospect_hash(prospect) RETURNS integer
AS 'MODULE_PATHNAME', 'customer_seg_prospect_hash'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION prospect_hash(prospect) IS 'hash';

CREATE FUNCTION prospect_hash_extended(prospect, bigint) RETURNS bigint
AS 'MODULE_PATHNAME', 'customer_seg_prospect_hash_extended'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION prospect_hash_extended(prospect, bigint) IS 'hash with a seed';

CREATE OPERATOR = (
	LEFTARG = prospect, RIGHTARG = prospect, FUNCTION = prospect_eq,
	COMMUTATOR = =, NEGATOR = <>,
	RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR = (prospect, prospect) IS 'equal';

CREATE OPERATOR <> (
	LEFTARG = prospect, RIGHTARG = prospect, FUNCTION = prospect_ne,
	COMMUTATOR = <>, NEGATOR = =,
	RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (prospect, prospect) IS 'not equal';

CREATE OPERATOR < (
	LEFTARG = prospect, RIGHTARG = prospect, FUNCTION = prospect_lt,
	COMMUTATOR = >, NEGATOR = >=,
	RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (prospect, prospect) IS 'less than';

CREATE OPERATOR <= (
	LEFTARG = prospect, RIGHTARG = prospect, FUNCTION = prospect_le,
	COMMUTATOR = >=, NEGATOR = >,
	RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (prospect, prospect) IS 'less than or equal';

CREATE OPERATOR > (
	LEFTARG = prospect, RIGHTARG = prospect, FUNCTION = prospect_gt,
	COMMUTATOR = <, NEGATOR = <=,
	RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (prospect, prospect) IS 'greater than';

CREATE OPERATOR >= (
	LEFTARG = prospect, RIGHTARG = prospect, FUNCTION = prospect_ge,
	COMMUTATOR = <=, NEGATOR = <,
	RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (prospect, prospect) IS 'greater than or equal';

CREATE OPERATOR CLASS prospect_ops DEFAULT FOR TYPE prospect USING btree AS
	OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
	FUNCTION 1 prospect_cmp(prospect, prospect);
COMMENT ON OPERATOR CLASS prospect_ops USING btree IS 'by last contact, then the contacts of each kind and the expected date';
COMMENT ON OPERATOR FAMILY prospect_ops USING btree IS 'by last contact, then the contacts of each kind and the expected date';

CREATE OPERATOR CLASS prospect_ops DEFAULT FOR TYPE prospect USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 prospect_hash(prospect),
	FUNCTION 2 prospect_hash_extended(prospect, bigint);
COMMENT ON OPERATOR CLASS prospect_ops USING hash IS 'equal when every field is equal';
COMMENT ON OPERATOR FAMILY prospect_ops USING hash IS 'equal when every field is equal';

/* casts, for tools */

CREATE FUNCTION prospect_to_json(prospect) RETURNS json
AS 'MODULE_PATHNAME', 'customer_seg_to_json'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION prospect_to_json(prospect) IS 'the text form as json: implementation of the cast';

CREATE CAST (prospect AS json) WITH FUNCTION prospect_to_json(prospect) AS ASSIGNMENT;
COMMENT ON CAST (prospect AS json) IS 'what the text form says';

CREATE FUNCTION prospect_to_jsonb(prospect) RETURNS jsonb
AS 'MODULE_PATHNAME', 'customer_seg_to_jsonb'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION prospect_to_jsonb(prospect) IS 'the text form as jsonb: implementation of the cast';

CREATE CAST (prospect AS jsonb) WITH FUNCTION prospect_to_jsonb(prospect) AS ASSIGNMENT;
COMMENT ON CAST (prospect AS jsonb) IS 'what the text form says';
/* survey: quadrants from the answers to a questionnaire */

CREATE FUNCTION survey_score(answers double precision[], low double precision, high double precision,
							 weights double precision[] DEFAULT NULL,
							 min_answered integer DEFAULT 1)
RETURNS double precision
AS 'MODULE_PATHNAME', 'customer_seg_survey_score'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION survey_score(double precision[], double precision, double precision, double precision[], integer) IS
'weighted mean of the answers that are there, 0 where all are low and 100 where all are high; NULL when fewer than min_answered are there';

CREATE FUNCTION survey_quadrant(purchasing_power double precision, intention double precision,
								power_cut double precision DEFAULT 50,
								intention_cut double precision DEFAULT 50)
RETURNS quadrant
LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
RETURN @extschema@.quadrant(intention, purchasing_power, intention_cut, power_cut);
COMMENT ON FUNCTION survey_quadrant(double precision, double precision, double precision, double precision) IS
'quadrant of two scores: intention stands for loyalty, purchasing power for contribution; at or above the cut is high';

CREATE FUNCTION survey_quadrant(power_answers double precision[], intention_answers double precision[],
								low double precision, high double precision,
								intention_low double precision DEFAULT NULL,
								intention_high double precision DEFAULT NULL,
								power_weights double precision[] DEFAULT NULL,
								intention_weights double precision[] DEFAULT NULL,
								power_cut double precision DEFAULT 50,
								intention_cut double precision DEFAULT 50,
								min_answered integer DEFAULT 1)
RETURNS quadrant
LANGUAGE SQL IMMUTABLE PARALLEL SAFE
RETURN @extschema@.quadrant(@extschema@.survey_score(intention_answers, coalesce(intention_low, low),
													 coalesce(intention_high, high), intention_weights, min_answered),
							@extschema@.survey_score(power_answers, low, high, power_weights, min_answered),
							intention_cut, power_cut);
COMMENT ON FUNCTION survey_quadrant(double precision[], double precision[], double precision, double precision,
									double precision, double precision, double precision[], double precision[],
									double precision, double precision, integer) IS
'quadrant of the answers to two sets of questions, each turned into a score; the scale of intention is that of purchasing power unless given';
/* separation: which attribute separates the customers? */

CREATE TYPE separation_of_classes AS (
	customers bigint, missing bigint, groups bigint, classes bigint,
	chi_square double precision, df bigint, p double precision,
	cramers_v double precision, cramers_v_corrected double precision,
	smallest_expected double precision, note text
);
COMMENT ON TYPE separation_of_classes IS
'association of an attribute with a class: customers counted and left out, number of groups and classes, Pearson''s chi-square with its p, Cramer''s V, the same corrected for bias (Bergsma 2013), smallest expected count, and a note where the numbers need one';

CREATE TYPE separation_of_values AS (
	customers bigint, missing bigint, groups bigint, mean double precision,
	df_between bigint, df_within bigint, f double precision, p double precision,
	eta_squared double precision, omega_squared double precision, epsilon_squared double precision,
	note text
);
COMMENT ON TYPE separation_of_values IS
'one-way analysis of variance of a value by an attribute: customers counted and left out, number of groups, mean of all, F with its p, share of the variance that lies between the groups, the same corrected for bias (Hays 1963, Kelley 1935), and a note where the numbers need one';

CREATE FUNCTION separation_classes_accum(internal, anycompatible, anyelement) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_separation_classes_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION separation_classes_accum(internal, anycompatible, anyelement) IS
'transition function of separation(attribute, class)';

CREATE FUNCTION separation_classes_combine(internal, internal) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_separation_classes_combine'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION separation_classes_combine(internal, internal) IS 'combine function of separation(attribute, class)';

CREATE FUNCTION separation_classes_serial(internal) RETURNS bytea
AS 'MODULE_PATHNAME', 'customer_seg_separation_classes_serial'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION separation_classes_serial(internal) IS 'state of separation(attribute, class), on its way between processes';

CREATE FUNCTION separation_classes_deserial(bytea, internal) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_separation_classes_deserial'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION separation_classes_deserial(bytea, internal) IS 'state of separation(attribute, class), arrived from another process';

CREATE FUNCTION separation_classes_final(internal) RETURNS separation_of_classes
AS 'MODULE_PATHNAME', 'customer_seg_separation_classes_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION separation_classes_final(internal) IS 'final function of separation(attribute, class)';

CREATE AGGREGATE separation(attribute anycompatible, class anyelement) (
	SFUNC = separation_classes_accum, STYPE = internal,
	FINALFUNC = separation_classes_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = separation_classes_combine,
	SERIALFUNC = separation_classes_serial, DESERIALFUNC = separation_classes_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE separation(anycompatible, anyelement) IS
'do the groups of an attribute differ in their classes (quadrant, response and so on)? chi-square test and Cramer''s V; rows where either is NULL are counted as missing; every type that is no number is a class';

CREATE FUNCTION separation_values_accum(internal, anycompatible, numeric) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_separation_values_accum_numeric'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION separation_values_accum(internal, anycompatible, numeric) IS
'transition function of separation(attribute, numeric)';

CREATE FUNCTION separation_values_accum(internal, anycompatible, double precision) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_separation_values_accum_double'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION separation_values_accum(internal, anycompatible, double precision) IS
'transition function of separation(attribute, double precision)';

CREATE FUNCTION separation_values_accum(internal, anycompatible, bigint) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_separation_values_accum_bigint'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION separation_values_accum(internal, anycompatible, bigint) IS
'transition function of separation(attribute, bigint)';

CREATE FUNCTION separation_values_combine(internal, internal) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_separation_values_combine'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION separation_values_combine(internal, internal) IS 'combine function of separation(attribute, value)';

CREATE FUNCTION separation_values_serial(internal) RETURNS bytea
AS 'MODULE_PATHNAME', 'customer_seg_separation_values_serial'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION separation_values_serial(internal) IS 'state of separation(attribute, value), on its way between processes';

CREATE FUNCTION separation_values_deserial(bytea, internal) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_separation_values_deserial'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION separation_values_deserial(bytea, internal) IS 'state of separation(attribute, value), arrived from another process';

CREATE FUNCTION separation_values_final(internal) RETURNS separation_of_values
AS 'MODULE_PATHNAME', 'customer_seg_separation_values_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION separation_values_final(internal) IS 'final function of separation(attribute, value)';

CREATE AGGREGATE separation(attribute anycompatible, value numeric) (
	SFUNC = separation_values_accum, STYPE = internal,
	FINALFUNC = separation_values_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = separation_values_combine,
	SERIALFUNC = separation_values_serial, DESERIALFUNC = separation_values_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE separation(anycompatible, numeric) IS
'do the groups of an attribute differ in their mean value? One-way analysis of variance, from exact sums; rows where either is NULL are counted as missing';

CREATE AGGREGATE separation(attribute anycompatible, value double precision) (
	SFUNC = separation_values_accum, STYPE = internal,
	FINALFUNC = separation_values_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = separation_values_combine,
	SERIALFUNC = separation_values_serial, DESERIALFUNC = separation_values_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE separation(anycompatible, double precision) IS
'as separation(attribute, numeric); a value counts as the shortest decimal that means it';

CREATE AGGREGATE separation(attribute anycompatible, value bigint) (
	SFUNC = separation_values_accum, STYPE = internal,
	FINALFUNC = separation_values_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = separation_values_combine,
	SERIALFUNC = separation_values_serial, DESERIALFUNC = separation_values_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE separation(anycompatible, bigint) IS 'as separation(attribute, numeric)';

CREATE FUNCTION compare_shares(count1 bigint, total1 bigint, count2 bigint, total2 bigint,
							   confidence double precision DEFAULT 0.95,
							   OUT share1 double precision, OUT share2 double precision,
							   OUT difference double precision, OUT low double precision, OUT high double precision,
							   OUT chi_square double precision, OUT p double precision, OUT exact boolean)
RETURNS record
AS 'MODULE_PATHNAME', 'customer_seg_compare_shares'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION compare_shares(bigint, bigint, bigint, bigint, double precision) IS
'two shares: the first less the second with its confidence interval (Newcombe 1998), chi-square (pooled, without Yates'' correction), and p: that of chi-square, or, where exact, Fisher''s, since a cell of the table expects fewer than 5; a share of nobody is NULL';
/* segment_quality: is a segmentation any good? */

CREATE TYPE segment_verdict AS ENUM ('passed', 'failed', 'unknown', 'undetermined');

COMMENT ON TYPE segment_verdict IS 'whether a criterion of segment_quality is met: passed, failed, or undetermined where the numbers do not say, which versions before 0.3 called unknown';

CREATE FUNCTION segment_quality(breakdown_row[],
								min_customers bigint DEFAULT 30,
								min_share_of_amount double precision DEFAULT 0.05,
								min_classified double precision DEFAULT 0.9,
								min_reachable double precision DEFAULT 0.5,
								min_effect double precision DEFAULT 0.1,
								confidence double precision DEFAULT 0.95,
								control breakdown_row[] DEFAULT NULL,
								OUT criterion text, OUT segment text, OUT customers bigint,
								OUT value double precision, OUT low double precision, OUT high double precision,
								OUT required double precision,
								OUT chi_square double precision, OUT p double precision,
								OUT verdict segment_verdict, OUT reason text)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'customer_seg_segment_quality'
LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 20;

COMMENT ON FUNCTION segment_quality(breakdown_row[], bigint, double precision, double precision, double precision, double precision, double precision, breakdown_row[]) IS
'judges a segmentation by four criteria: measurable, substantial, reachable, responsive; a row for each as a whole (segment NULL) and for each segment, with the numbers, a verdict and its reason; responsive by the lift of the best segment against all, with a control group by what the offer adds';
/* referral: who brought whom, and what word of mouth is worth */

CREATE TYPE word_of_mouth AS (
	reached numeric,
	considering numeric,
	buying numeric,
	put_off numeric,
	balance numeric
);
COMMENT ON TYPE word_of_mouth IS
'people who hear good of a business, who of them consider buying and who buy; people put off; reached less put off';

CREATE FUNCTION word_of_mouth(loyal bigint,
							  dissatisfied bigint DEFAULT 0,
							  influenced double precision DEFAULT 25,
							  considering double precision DEFAULT 8,
							  buying double precision DEFAULT 1,
							  put_off double precision DEFAULT 25)
RETURNS word_of_mouth
AS 'MODULE_PATHNAME', 'customer_seg_word_of_mouth'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION word_of_mouth(bigint, bigint, double precision, double precision, double precision, double precision) IS
'people that so many loyal and dissatisfied customers reach, by the rule of thumb 1:25:8:1 unless other factors are given';

-- restricted: the source may be a temporary table, which no worker can read
CREATE FUNCTION referral_chain(source regclass,
							   customer_column name DEFAULT 'customer_id',
							   referrer_column name DEFAULT 'referred_by',
							   amount_column name DEFAULT NULL)
RETURNS TABLE (customer bigint, referrer bigint, direct bigint, direct_amount numeric,
			   chain bigint, chain_amount numeric, depth integer)
AS 'MODULE_PATHNAME', 'customer_seg_referral_chain'
LANGUAGE C STABLE PARALLEL RESTRICTED COST 1000000 ROWS 100000;
COMMENT ON FUNCTION referral_chain(regclass, name, name, name) IS
'one row per customer and per referrer: who brought them, how many they brought, how many came down their chain, and the money of these';

CREATE FUNCTION referral_chain_as(customer_type anyelement,
								  source regclass,
								  customer_column name DEFAULT 'customer_id',
								  referrer_column name DEFAULT 'referred_by',
								  amount_column name DEFAULT NULL)
RETURNS TABLE (customer anyelement, referrer anyelement, direct bigint, direct_amount numeric,
			   chain bigint, chain_amount numeric, depth integer)
AS 'MODULE_PATHNAME', 'customer_seg_referral_chain_as'
LANGUAGE C STABLE PARALLEL RESTRICTED COST 1000000 ROWS 100000;
COMMENT ON FUNCTION referral_chain_as(anyelement, regclass, name, name, name) IS
'referral_chain() for customers of any hashable type: referral_chain_as(NULL::uuid, ''customers'')';
/* satisfaction: whether those who are satisfied come back */

CREATE TYPE satisfaction_verdict AS ENUM ('trap', 'no_trap', 'undetermined', 'predicts', 'says_nothing', 'inverse');
COMMENT ON TYPE satisfaction_verdict IS
'whether the satisfied come back more often than the dissatisfied: predicts, says_nothing (the difference is small either way), inverse (less often), or undetermined when the evidence does not suffice; trap and no_trap are verdicts of versions before 0.3, which compared the rate of the satisfied with their share';

CREATE TYPE satisfaction AS (
	customers bigint,
	satisfied bigint,
	share_satisfied double precision,
	share_satisfied_low double precision,
	share_satisfied_high double precision,
	repurchased_of_satisfied bigint,
	rate_of_satisfied double precision,
	rate_of_satisfied_low double precision,
	rate_of_satisfied_high double precision,
	repurchased_of_dissatisfied bigint,
	rate_of_dissatisfied double precision,
	rate_of_dissatisfied_low double precision,
	rate_of_dissatisfied_high double precision,
	gap double precision,
	gap_low double precision,
	gap_high double precision,
	missing bigint,
	verdict satisfaction_verdict,
	difference double precision,
	difference_low double precision,
	difference_high double precision,
	p double precision
);
COMMENT ON TYPE satisfaction IS
'share of satisfied customers, rates at which the satisfied and the others came back, the gap between the first two, the difference between the rates with its p, each with its interval, and the verdict on the difference';

CREATE FUNCTION satisfaction_accum(internal, boolean, boolean) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_satisfaction_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION satisfaction_accum(internal, boolean, boolean) IS
'transition function of satisfaction(satisfied, repurchased)';

CREATE FUNCTION satisfaction_accum(internal, boolean, boolean, double precision) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_satisfaction_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION satisfaction_accum(internal, boolean, boolean, double precision) IS
'transition function of satisfaction(satisfied, repurchased, confidence)';

CREATE FUNCTION satisfaction_combine(internal, internal) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_satisfaction_combine'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION satisfaction_combine(internal, internal) IS 'combine function of satisfaction()';

CREATE FUNCTION satisfaction_serial(internal) RETURNS bytea
AS 'MODULE_PATHNAME', 'customer_seg_satisfaction_serial'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION satisfaction_serial(internal) IS 'serialization of the state of satisfaction()';

CREATE FUNCTION satisfaction_deserial(bytea, internal) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_satisfaction_deserial'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION satisfaction_deserial(bytea, internal) IS 'deserialization of the state of satisfaction()';

CREATE FUNCTION satisfaction_final(internal) RETURNS satisfaction
AS 'MODULE_PATHNAME', 'customer_seg_satisfaction_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION satisfaction_final(internal) IS 'final function of satisfaction()';

CREATE AGGREGATE satisfaction(satisfied boolean, repurchased boolean) (
	SFUNC = satisfaction_accum, STYPE = internal, SSPACE = 48,
	FINALFUNC = satisfaction_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = satisfaction_combine,
	SERIALFUNC = satisfaction_serial, DESERIALFUNC = satisfaction_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE satisfaction(boolean, boolean) IS
'do the satisfied come back? one row a customer; those with a NULL are counted as missing; intervals at 95 %';

CREATE AGGREGATE satisfaction(satisfied boolean, repurchased boolean, confidence double precision) (
	SFUNC = satisfaction_accum, STYPE = internal, SSPACE = 48,
	FINALFUNC = satisfaction_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = satisfaction_combine,
	SERIALFUNC = satisfaction_serial, DESERIALFUNC = satisfaction_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE satisfaction(boolean, boolean, double precision) IS
'do the satisfied come back? one row a customer; those with a NULL are counted as missing; intervals at this confidence, the same in all rows';
/* lifetime_value: what a customer brings in the years to come, if they stay and go on as before */

CREATE FUNCTION lifetime_value(spend_per_purchase numeric,
							   purchases_per_year numeric,
							   years numeric,
							   margin numeric DEFAULT 1,
							   discount_rate numeric DEFAULT 0)
RETURNS numeric
AS 'MODULE_PATHNAME', 'customer_seg_lifetime_value'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION lifetime_value(numeric, numeric, numeric, numeric, numeric) IS
'spend x purchases a year x years x margin, the money of each year after the first discounted once more; exact without a discount rate, else rounded to six decimals';

CREATE FUNCTION lifetime_value(activity,
							   as_of timestamptz,
							   years numeric,
							   margin numeric DEFAULT 1,
							   discount_rate numeric DEFAULT 0,
							   min_tenure interval DEFAULT '1 year')
RETURNS numeric
AS 'MODULE_PATHNAME', 'customer_seg_lifetime_value_of_activity'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION lifetime_value(activity, timestamptz, numeric, numeric, numeric, interval) IS
'the same from what a customer did: amount a year since the first order, or over min_tenure where that is longer; rounded to six decimals; NULL without an order before as_of';
/* audit: what is in a sales table, before one believes what segment() says of it */

CREATE FUNCTION audit(source regclass,
					  customer_column name DEFAULT 'customer_id',
					  time_column name DEFAULT 'sold_at',
					  amount_column name DEFAULT 'amount',
					  order_column name DEFAULT NULL,
					  potential_column name DEFAULT NULL,
					  profit_column name DEFAULT NULL,
					  since timestamptz DEFAULT NULL,
					  as_of timestamptz DEFAULT NULL)
RETURNS TABLE (finding text, unit text, count bigint, share double precision,
			   severity text, example text, advice text)
AS 'MODULE_PATHNAME', 'customer_seg_audit'
LANGUAGE C STABLE PARALLEL RESTRICTED COST 1000000 ROWS 33;
COMMENT ON FUNCTION audit(regclass, name, name, name, name, name, name, timestamptz, timestamptz) IS
'one row per check of the source, also where it finds nothing: rows, amounts, duplicates, customers and calendar, with count, share, an example and advice; reports what segment() would stop at';
/*
 * playbook: what to do for each kind of customer.  playbook_shipped is the
 * extension's, and upgrades replace it; playbook_own is the users', and is
 * dumped; the view playbook is what everybody reads and edits.
 */

CREATE TABLE playbook_shipped (
	subject text,
	item text,
	lang text,
	name text,
	who text,
	needs text,
	obstacle text,
	action text,
	message text,
	contact_every interval,
	CONSTRAINT subject_is_a_name CHECK (subject OPERATOR(pg_catalog.~) '\S' AND pg_catalog.octet_length(subject) OPERATOR(pg_catalog.<) 64),
	CONSTRAINT item_is_a_name CHECK (item OPERATOR(pg_catalog.~) '\S' AND pg_catalog.octet_length(item) OPERATOR(pg_catalog.<) 64),
	CONSTRAINT lang_is_a_language_tag CHECK (lang OPERATOR(pg_catalog.~) '^[A-Za-z]+(-[A-Za-z0-9]+)*$'
												  AND pg_catalog.octet_length(lang) OPERATOR(pg_catalog.<) 64),
	CONSTRAINT name_is_not_blank CHECK (name OPERATOR(pg_catalog.~) '\S'),
	CONSTRAINT contact_every_is_positive CHECK (contact_every OPERATOR(pg_catalog.>) '0'::interval),
	PRIMARY KEY (subject, item, lang)
);
COMMENT ON TABLE playbook_shipped IS
'the playbook as the extension brings it; an upgrade replaces it as a whole, so edit the view playbook instead';

CREATE TABLE playbook_own (
	LIKE playbook_shipped INCLUDING CONSTRAINTS,
	hidden boolean NOT NULL DEFAULT false,
	CONSTRAINT named_unless_hidden CHECK (hidden OPERATOR(pg_catalog.=) (name IS NULL)),
	PRIMARY KEY (subject, item, lang)
);
COMMENT ON TABLE playbook_own IS
'the users'' edits of the playbook: each row stands in for the shipped row of the same key, or hides it; dumped and restored';
COMMENT ON COLUMN playbook_own.hidden IS 'the shipped row of this key was deleted';

SELECT pg_catalog.pg_extension_config_dump('playbook_own', '');

CREATE VIEW playbook AS
SELECT subject, item, lang, name, who, needs, obstacle, action, message, contact_every, false AS own
FROM @extschema@.playbook_shipped s
WHERE NOT EXISTS (SELECT FROM @extschema@.playbook_own o
				  WHERE o.subject OPERATOR(pg_catalog.=) s.subject AND o.item OPERATOR(pg_catalog.=) s.item
					AND o.lang OPERATOR(pg_catalog.=) s.lang)
UNION ALL
SELECT subject, item, lang, name, who, needs, obstacle, action, message, contact_every, true
FROM @extschema@.playbook_own
WHERE NOT hidden;
COMMENT ON VIEW playbook IS
'what to do for each kind of customer, by language: read it and edit it like a table';
COMMENT ON COLUMN playbook.subject IS 'name of the enum: quadrant, structure and so on, or one of your own';
COMMENT ON COLUMN playbook.item IS 'the enum''s value';
COMMENT ON COLUMN playbook.lang IS 'language of the texts: en, es, zh, or one of your own, such as pt-BR';
COMMENT ON COLUMN playbook.name IS 'to be shown in place of the item';
COMMENT ON COLUMN playbook.who IS 'who they are; of a structure: what it says of past marketing';
COMMENT ON COLUMN playbook.needs IS 'what they need';
COMMENT ON COLUMN playbook.obstacle IS 'why they do not buy, or not more';
COMMENT ON COLUMN playbook.action IS 'what to do';
COMMENT ON COLUMN playbook.message IS 'what to say to them';
COMMENT ON COLUMN playbook.contact_every IS 'how often to be in touch; NULL: no contact is planned';
COMMENT ON COLUMN playbook.own IS 'true for a user''s row, false for one that the extension brings';

CREATE FUNCTION playbook_edit() RETURNS trigger
AS 'MODULE_PATHNAME', 'customer_seg_playbook_edit'
LANGUAGE C VOLATILE PARALLEL RESTRICTED;
COMMENT ON FUNCTION playbook_edit() IS 'trigger of the view playbook: keeps what is edited there in playbook_own';

CREATE FUNCTION playbook_own_support(internal) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_playbook_own_support'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION playbook_own_support(internal) IS
'planner support: makes _playbook_own_default() NULL in INSERT ... ON CONFLICT DO NOTHING';

-- stable, or the planner would put its value in its place before it asks
CREATE FUNCTION _playbook_own_default() RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_playbook_own'
LANGUAGE C STABLE PARALLEL SAFE
SUPPORT @extschema@.playbook_own_support;
COMMENT ON FUNCTION _playbook_own_default() IS
'default of the column own of playbook, by which its trigger learns of ON CONFLICT DO NOTHING: then NULL, else true';
ALTER VIEW playbook ALTER COLUMN own SET DEFAULT @extschema@._playbook_own_default();

CREATE TRIGGER edit INSTEAD OF INSERT OR UPDATE OR DELETE ON playbook
FOR EACH ROW EXECUTE FUNCTION playbook_edit();
COMMENT ON TRIGGER edit ON playbook IS 'keeps edits in playbook_own';

GRANT SELECT ON playbook, playbook_own, playbook_shipped TO PUBLIC;
-- Of a trusted extension the tables belong to a superuser: the database's owner edits, and lets others edit.
GRANT SELECT, INSERT, UPDATE, DELETE ON playbook, playbook_own TO pg_database_owner WITH GRANT OPTION;

CREATE FUNCTION play(anyenum, lang text DEFAULT 'en') RETURNS playbook
AS 'MODULE_PATHNAME', 'customer_seg_play'
LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION play(anyenum, text) IS
'the playbook''s row for a value of any enum, in a language, or in English where the row is not translated';

CREATE FUNCTION play(subject text, item text, lang text DEFAULT 'en') RETURNS playbook
AS 'MODULE_PATHNAME', 'customer_seg_play'
LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION play(text, text, text) IS 'the playbook''s row for an item that is given as text';

CREATE FUNCTION play(item text) RETURNS playbook
AS 'MODULE_PATHNAME', 'customer_seg_play'
LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION play(text) IS
'the playbook''s row for an item that is given as text, in English; an error where several subjects have such an item';

CREATE FUNCTION label(anyenum, lang text DEFAULT 'en') RETURNS text
AS 'MODULE_PATHNAME', 'customer_seg_label'
LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION label(anyenum, text) IS 'name of a value of any enum in a language, from the playbook';

CREATE FUNCTION label(subject text, item text, lang text DEFAULT 'en') RETURNS text
AS 'MODULE_PATHNAME', 'customer_seg_label'
LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION label(text, text, text) IS 'name in a language of an item that is given as text, from the playbook';

CREATE FUNCTION label(item text) RETURNS text
AS 'MODULE_PATHNAME', 'customer_seg_label'
LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION label(text) IS
'name of an item that is given as text, from the playbook, in English; an error where several subjects have such an item';

CREATE FUNCTION strategy(anyenum, lang text DEFAULT 'en') RETURNS text
AS 'MODULE_PATHNAME', 'customer_seg_strategy'
LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION strategy(anyenum, text) IS 'what to do, from the playbook';

CREATE FUNCTION strategy(subject text, item text, lang text DEFAULT 'en') RETURNS text
AS 'MODULE_PATHNAME', 'customer_seg_strategy'
LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION strategy(text, text, text) IS 'what to do for an item that is given as text, from the playbook';

CREATE FUNCTION strategy(item text) RETURNS text
AS 'MODULE_PATHNAME', 'customer_seg_strategy'
LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION strategy(text) IS
'what to do for an item that is given as text, from the playbook, in English; an error where several subjects have such an item';

CREATE FUNCTION message(anyenum, lang text DEFAULT 'en') RETURNS text
AS 'MODULE_PATHNAME', 'customer_seg_message'
LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION message(anyenum, text) IS 'what to say, from the playbook';

CREATE FUNCTION message(subject text, item text, lang text DEFAULT 'en') RETURNS text
AS 'MODULE_PATHNAME', 'customer_seg_message'
LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION message(text, text, text) IS 'what to say for an item that is given as text, from the playbook';

CREATE FUNCTION message(item text) RETURNS text
AS 'MODULE_PATHNAME', 'customer_seg_message'
LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION message(text) IS
'what to say for an item that is given as text, from the playbook, in English; an error where several subjects have such an item';

CREATE FUNCTION next_contact(activity, every interval) RETURNS timestamptz
AS 'MODULE_PATHNAME', 'customer_seg_next_contact_every'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION next_contact(activity, interval) IS
'the later of last order and last contact, plus the interval, on the calendar of UTC; -infinity for who was never in touch';

CREATE FUNCTION next_contact(activity, anyenum, lang text DEFAULT 'en') RETURNS timestamptz
AS 'MODULE_PATHNAME', 'customer_seg_next_contact'
LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION next_contact(activity, anyenum, text) IS
'when a customer of this kind is due a contact, by the playbook''s contact_every; NULL where none is planned';

CREATE FUNCTION contact_due(activity, every interval, as_of timestamptz) RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_contact_due_every'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION contact_due(activity, interval, timestamptz) IS
'whether a contact is due at as_of: the interval has passed since the later of last order and last contact, or there was neither';

CREATE FUNCTION contact_due(activity, anyenum, as_of timestamptz, lang text DEFAULT 'en') RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_contact_due'
LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION contact_due(activity, anyenum, timestamptz, text) IS
'whether a contact is due at as_of, by the playbook''s contact_every for this kind of customer; false where none is planned';
/* The playbook in English, of which the other languages are versions. How often to be in touch is said only here. */

INSERT INTO @extschema@.playbook_shipped
SELECT subject, item, 'en', name, who, needs, obstacle, action, message, contact_every::interval
FROM (VALUES

('quadrant', 'bee', 'Bee',
 'Buys, will buy again and recommends us to others.',
 'To hear of things first and to feel that the relationship is valued.',
 NULL,
 'Consolidate the relationship: show them new products first, reward them for every new customer they bring, and use their circle of friends as a channel.',
 'You get to see what is new before anyone else. And for every friend who buys, a member''s reward is waiting for you.',
 '30 days'),
('quadrant', 'dragonfly', 'Dragonfly',
 'Has the purchasing power, compares several brands and has not settled on us.',
 'Value they can see, measured against our competitors.',
 'They are comparing competing products, are unhappy with something, doubt the company or its service, or are waiting for the right moment.',
 'Find the real reason, show what the product is worth and where it beats the others, and remove the distrust. They are the main target for conversion to bee.',
 'Compare us point by point with what you use today: value, service, guarantee. Then try it and judge for yourself.',
 '14 days'),
('quadrant', 'butterfly', 'Butterfly',
 'Attached to us and watching us for a long time, with limited purchasing power and a sharp eye on the price.',
 'An affordable reason to buy, and confidence in the decision.',
 'Money or cash flow is short, the price seems too high, family, friends and colleagues sway them, or they are waiting for a promotion.',
 'Offer discounts and promotions with a deadline, and spread good news that gives them confidence. They are the second target for conversion to bee.',
 'What you have had your eye on costs less this week. See what those who have it say about it. The offer ends on Sunday.',
 '30 days'),
('quadrant', 'mantis', 'Mantis',
 'Has little purchasing power and the highest price sensitivity, buys now and then, and otherwise just knows us.',
 'To be kept informed, at little cost to us.',
 'They have no clear need yet, and no means.',
 'Spend little effort: let them spread the word and make an event look lively. Watch for those who become butterflies.',
 'Our next event is open to everybody. Come along and bring your friends.',
 '90 days'),

('structure', 'bee_led', 'Led by bees',
 'Past marketing has worked: image and recognition are good.',
 NULL,
 NULL,
 'Deepen the present strategy and strengthen the relationship with the customers you have.',
 'Thank you for staying with us. This is what we are doing next, and you are part of it.',
 NULL),
('structure', 'dragonfly_led', 'Led by dragonflies',
 'Past marketing reached people with money, but they do not yet understand the products well, and the brand lacks strength and trust.',
 'To see what the products are worth, and to trust the brand.',
 'They know too little about the products and do not rely on the brand.',
 'Publish what the products are worth, with evidence, and build confidence through the brand.',
 'This is what the product does for you, these are the figures, and these are the customers who vouch for it.',
 NULL),
('structure', 'butterfly_led', 'Led by butterflies',
 'Past marketing reached people who like us but lack purchasing power; the image has to be raised.',
 NULL,
 'The channels reach people who cannot afford more.',
 'Adjust image and channels so that they attract customers with purchasing power.',
 'Quality that is worth its price, and the service that belongs to it.',
 NULL),
('structure', 'mantis_led', 'Led by mantises',
 'Past promotion has failed: most of those it reached buy little and feel no attachment.',
 NULL,
 NULL,
 'Redraft the strategy: study the few bees, learn what marks them, and find more like them.',
 'What our best customers praise, in their own words.',
 NULL),
('structure', 'balanced', 'Balanced',
 'The four types are roughly equal: past marketing has had no focus.',
 NULL,
 NULL,
 'Define the focus, and convert dragonflies and butterflies through channels, recognition and image.',
 NULL,
 NULL),
('structure', 'undetermined', 'Undetermined',
 'There are too few customers, no type is really the largest, or all customers are alike: nothing can be said of past marketing yet.',
 NULL,
 NULL,
 'Judge by the strength and the channels of promotion instead. Where customers are too few, collect more data.',
 NULL,
 NULL),

('value_group', 'old_big', 'Old and big',
 'Buys a great deal and has done so for a long time. They know every policy and press for more, so the profit is thin.',
 'Recognition of their volume, and firm limits to what they can ask for.',
 'They hold orders back to get better terms.',
 'Limit their number and their size, and work out the profit on each before you grant another concession.',
 'These are our best terms for your volume, and every customer of your size has the same.',
 '30 days'),
('value_group', 'new_big', 'New and big',
 'A costly bet: large from the start, loses money at first, and nobody knows yet how it ends.',
 'Proof that we can handle an account of their size.',
 'They have not tested us yet, and they have other suppliers.',
 'Proceed with caution: inspect the account, plan it in steps, and fix a date by which it has to earn money.',
 'Let us begin with a trial order, and agree now on what follows if it goes well.',
 '14 days'),
('value_group', 'new_small', 'New and small',
 'Brings a small profit at once, and is the source of future profit.',
 'An easy start and quick answers.',
 'They hardly know us, and order with care.',
 'Develop boldly: the more of them, the better. Select the best and help those to grow.',
 'Start with a small order. It takes a minute, and we grow with you.',
 '30 days'),
('value_group', 'old_small', 'Old and small',
 'Has long bought in small amounts. Cheap to serve though deliveries are small; together they are the base of profit.',
 'Fair and open policies.',
 'Their need is small and seldom grows.',
 'Keep the policies fair and open and the service simple. Nothing special is needed.',
 'Fair terms, open for everyone to see, and no haggling.',
 '90 days'),

('pareto_class', 'top', 'Top 20%',
 'The gold customers: a fifth of all, who bring about 80% of the profit.',
 'Attention, and proof that loyalty pays.',
 NULL,
 'Learn what marks them, keep them, and look for more like them.',
 'You are one of our most valued customers, and this is the person who looks after you.',
 '14 days'),
('pareto_class', 'middle', 'Middle 60%',
 'Neither make nor lose us money, but keep up the scale of the business.',
 'Reliable service at the usual price.',
 'They see no reason to buy more from us than they do.',
 'Serve them well by standard means, and single out the few who could rise to the top.',
 'What you know, delivered as promised, and a little extra with a larger order.',
 '60 days'),
('pareto_class', 'bottom', 'Bottom 20%',
 'Cost more than they bring.',
 NULL,
 NULL,
 'Let go: no discounts, no visits, no winning back. Making every disloyal customer loyal is not the aim.',
 'These are our standard terms; you can place an order yourself at any time.',
 NULL),

('rfm_segment', 'champion', 'Champion',
 'Bought lately, buys often and spends the most.',
 'Recognition, and to be the first to know.',
 NULL,
 'Reward them, show them new products first, and ask them to recommend us.',
 'You are among the first to see this. Tell us what you think of it, and tell your friends.',
 '14 days'),
('rfm_segment', 'loyal', 'Loyal customer',
 'Buys regularly and responds to offers.',
 'To see that regular custom pays.',
 'They keep to what they know, and the better range passes them by.',
 'Offer better products and a membership, and ask for reviews.',
 'As a regular customer you are welcome to become a member. And may we show you the next model up?',
 '30 days'),
('rfm_segment', 'potential_loyalist', 'Potential loyalist',
 'Bought lately, more than once, and spent a fair amount.',
 'A reason to make a habit of us.',
 'We are still one of several places where they buy.',
 'Invite them to become members, and recommend what goes with their purchases.',
 'This goes well with what you bought. Join as a member and it costs you less.',
 '14 days'),
('rfm_segment', 'new_customer', 'New customer',
 'Bought a short while ago, for the first time or nearly so.',
 'A good start: help with the product, and somebody to ask.',
 'They do not know the rest of the range yet.',
 'Welcome them, make sure that the first purchase works out, and suggest a second one soon.',
 'Welcome! Is everything as you expected? Here is how to get the most out of it.',
 '7 days'),
('rfm_segment', 'promising', 'Promising',
 'Bought lately, but little so far.',
 'To get to know us at small risk.',
 'The brand is still strange to them, so they only buy small things.',
 'Make the brand known to them, and let them try something larger free of risk.',
 'Try the larger pack. If you do not like it, we take it back and you pay nothing.',
 '14 days'),
('rfm_segment', 'needs_attention', 'Needs attention',
 'An average customer in how often and how much they buy, who has not bought for a while.',
 'A reason to come back now.',
 'Nothing reminds them of us, and others make offers too.',
 'Make an offer with a deadline, chosen from what they bought before.',
 'We picked this for you from what you like. The price holds until the end of the month.',
 '14 days'),
('rfm_segment', 'about_to_sleep', 'About to sleep',
 'Bought seldom and little, and the last time was a while ago.',
 'A reminder of what is useful to them.',
 'They are losing interest, or have found something else.',
 'Reach them before they are gone: show what is popular and useful, at a discount.',
 'Much is new since your last visit. These are the favourites, at a special price for you.',
 '30 days'),
('rfm_segment', 'at_risk', 'At risk',
 'Bought often and spent much, but a long time ago.',
 'To be missed, and to have their trouble put right.',
 'Something has disappointed them, or a competitor has won them over.',
 'Call or write in person, ask what went wrong, put it right and make an offer to return.',
 'We miss you. What can we do better? This offer is to welcome you back.',
 '14 days'),
('rfm_segment', 'cannot_lose', 'Cannot lose',
 'Used to be among those who bought most and most often, and has not bought for a long time.',
 'Somebody who listens and has the power to decide.',
 'A competitor serves them now, or a complaint was never settled.',
 'Have somebody with authority call or visit at once, and win them back before a competitor ties them down.',
 'You matter to us. I should like to hear from you in person what has changed and what it takes to have you back.',
 '7 days'),
('rfm_segment', 'hibernating', 'Hibernating',
 'Bought seldom, little and long ago.',
 'A good reason to look at us again.',
 'They have no need now, or we were never quite right for them.',
 'Spend little: send the news of the season with other products in it, and see who responds.',
 'A new season, and a few new things that may suit you better.',
 '90 days'),
('rfm_segment', 'lost', 'Lost',
 'Is among those who bought least, least often and longest ago.',
 NULL,
 'They have gone elsewhere or do not need us any more.',
 'Try once with a strong offer, ask why they left, and then let go.',
 'We are sorry that you left. Would you tell us why? And should you care to try us again, this is our best offer.',
 NULL),

('purchase_intent', 'ready', 'Ready to buy',
 'Wants to buy now.',
 'A quick answer and a simple way to order.',
 'Only a delay on our side.',
 'Act at once, follow up, and move on to the next stage.',
 'Everything is prepared. Which day suits you for delivery?',
 '1 day'),
('purchase_intent', 'considering', 'Considering',
 'Interested, and weighing it up.',
 'To be understood, and to be given time.',
 'They do not see yet that the product fits their needs.',
 'Talk with them and learn what they need. Do not push.',
 'What should the product do for you? Tell me, and I will show you what fits.',
 '30 days'),
('purchase_intent', 'not_now', 'Not now',
 'Will buy some day, but not at present.',
 'A good contact until the time comes.',
 'The moment is not right.',
 'Keep up a good relationship, note when they expect to buy, keep the channel open and send information.',
 'There is no hurry. May I send you news now and then, and ask again when you plan to buy?',
 '30 days'),
('purchase_intent', 'never', 'Never',
 'Has said no for good.',
 'Something that we do not offer.',
 'A function is missing, or the product does not fit at all.',
 'Learn why. Pass a missing function on to product development.',
 'Thank you for being frank. What would our product have to do for you to consider it?',
 NULL),
('purchase_intent', 'quoted_silent', 'Quoted, silent',
 'Asked for a quote, got it, and has not answered.',
 'To be sure of service, quality and use before they talk about the price.',
 'They are comparing quotes, or something other than the price is still open.',
 'Ask about service, quality and use. Price comes last, and any concession is tied to a return such as payment or quantity.',
 'Does the offer cover what you need in service, quality and use? If you can order more or pay sooner, we can talk about the price.',
 '14 days'),

('market_position', 'existing', 'Existing customer',
 'Has bought from us.',
 'Good service, and news of what else we have.',
 'They do not know all that we offer.',
 'Look after them first: a new customer costs five times as much as an old one. Then sell them more of what fits.',
 'Many who bought what you did also like this.',
 '30 days'),
('market_position', 'potential', 'Potential customer',
 'Would fit, and has not bought yet.',
 'To know us and to see what we are good for.',
 'They do not know us, or are content with what they have.',
 'Find out what they use today and who decides, and offer a first purchase at small risk.',
 'Others with a task like yours use our product. Try it with a small first order.',
 '30 days'),
('market_position', 'non_customer', 'Non-customer',
 'Cannot use what we sell.',
 NULL,
 'The product is of no use to them.',
 'Spend nothing on them, and take them off your lists.',
 NULL,
 NULL),

('customer_term', 'long_term', 'Long-term customer',
 'Buys again and again, over a long time.',
 'Offers made for them, and terms they can rely on.',
 'They have grown used to us and look at what others offer.',
 'Make them offers, the best ones first: offers are for those who stay.',
 'Because you have been with us for so long, this offer is for you.',
 '30 days'),
('customer_term', 'temporary', 'Temporary customer',
 'Buys on an occasion and then goes.',
 'To learn in time what is coming.',
 'The occasion is over.',
 'Send announcements instead of offers, and watch for those who come back.',
 'Here is what is on next month.',
 '90 days'),

('customer_value', 'high', 'High value',
 'Brings a large part of what we earn.',
 'Personal service, and to be heard.',
 'Competitors court them.',
 'Give them a person to turn to, keep every promise, and look for trouble before they report it.',
 'You have a direct line to me. What can we do better for you?',
 '14 days'),
('customer_value', 'low', 'Low value',
 'Brings little of what we earn.',
 'Simple service at a fair price.',
 'Either their need is small or their means are.',
 'Serve them at low cost, with self-service and standard offers, and watch for those who grow.',
 'You can order online at any hour, at the same fair price.',
 '90 days'),

('abc_class', 'A', 'Class A',
 'The few who bring most of the revenue.',
 'Priority in delivery, advice and complaints.',
 'They spread their orders over several suppliers.',
 'Plan for each of them by name: visit, forecast, and act on the first drop in orders.',
 'You come first with us. Shall we go through your plans for the next quarter together?',
 '14 days'),
('abc_class', 'B', 'Class B',
 'The middle, who bring a fair part of the revenue and from whom the next A customers come.',
 'Reliability, and terms that make it worthwhile to order more.',
 'They buy part of what they need elsewhere.',
 'Find out what they buy elsewhere, and win it with terms that improve with volume.',
 'Which of your other purchases could we take on? Larger orders get better terms.',
 '30 days'),
('abc_class', 'C', 'Class C',
 'The many who together bring little of the revenue.',
 'A quick and easy order.',
 'Their need is small, or we get only the rest of it.',
 'Keep the cost of each order low: online, in fixed quantities, on standard terms.',
 'Order in two minutes, and your order comes with the next delivery round.',
 '90 days'),

('report', 'base', 'The base',
 'Everybody in the source, buyers and prospects alike.',
 NULL,
 NULL,
 'Run audit() on the source before you believe any number of this report.',
 NULL,
 NULL),
('report', 'quadrant', 'Type',
 'The four types, by loyalty and contribution.',
 NULL,
 NULL,
 'Keep and grow the bees, and turn dragonflies and butterflies into bees.',
 NULL,
 NULL),
('report', 'structure', 'Structure',
 'Which type leads the base, and whether the evidence suffices.',
 NULL,
 NULL,
 'Compare it with the last report: what counts is who has moved from one type to another.',
 NULL,
 NULL),
('report', 'value_group', 'Value and age',
 'Old and new customers, big and small.',
 NULL,
 NULL,
 'Treat each of the four on its own terms.',
 NULL,
 NULL),
('report', 'pareto_class', 'Pareto classes',
 'Buyers by how much they bring, in three classes.',
 NULL,
 NULL,
 'Keep the top, and spend least on the bottom.',
 NULL,
 NULL),
('report', 'concentration', 'Concentration',
 'How far the money depends on a few buyers.',
 NULL,
 NULL,
 'The more it does, the more each of these few needs somebody to look after them.',
 NULL,
 NULL),
('report', 'rfm_segment', 'RFM segments',
 'Buyers by how recently, how often and for how much they bought.',
 NULL,
 NULL,
 'Begin with those who are worth keeping and about to be lost.',
 NULL,
 NULL),
('report', 'market_position', 'Position',
 'Who has bought, who might, and who cannot use what you sell.',
 NULL,
 NULL,
 'Find out for each prospect whether what you sell would fit.',
 NULL,
 NULL),
('report', 'customer_term', 'Term',
 'Long-term and temporary customers.',
 NULL,
 NULL,
 'Make offers to the long-term ones, and announcements to the others.',
 NULL,
 NULL),
('report', 'contact_due', 'Contact due',
 'Customers with whom it is time to be in touch, by type.',
 NULL,
 NULL,
 'Share out today''s calls and letters.',
 NULL,
 NULL),
('report', 'all', 'All customers',
 'Buyers and prospects together.',
 NULL,
 NULL,
 'Run audit() on the source before you believe these numbers.',
 NULL,
 NULL),
('report', 'order_lines', 'Perhaps lines of orders',
 'So many rows share customer and time with another that they may be lines of orders.',
 NULL,
 NULL,
 'Each counts as an order. If they are lines of orders, give order_column and read the new report.',
 NULL,
 NULL),
('report', 'none', 'None of these',
 'Those without an order, most of them prospects.',
 NULL,
 NULL,
 'Sort them by purchase intent, and follow up those who are ready.',
 NULL,
 NULL),
('report', 'refunds_only', 'Refunds only',
 'Customers who bought before the data begin, and have only given back since.',
 NULL,
 NULL,
 'Take a longer period: without their orders nothing else can be said of them.',
 NULL,
 NULL),
('report', 'profit_unknown', 'Profit unknown',
 'Customers with an order of whom no row says what it earned.',
 NULL,
 NULL,
 'Complete the profit: until then they are ranked below all others, with no judgement of what they earn.',
 NULL,
 NULL),
('report', 'unranked', 'Not ranked',
 'Buyers who are too few to be ranked against each other, or all alike.',
 NULL,
 NULL,
 'Look at them one by one, or take a longer period: ranks would say nothing of them.',
 NULL,
 NULL),
('report', 'too_short', 'Period too short',
 'The first order is less than two years old.',
 NULL,
 NULL,
 'Take a longer period before you act on this line: to part old from new by a year, the data must reach back two.',
 NULL,
 NULL),
('report', 'gini', 'Gini coefficient',
 'It is 0 when all buyers bring the same, and near 1 when one of them brings everything.',
 NULL,
 NULL,
 'The higher it is, the more depends on a few: look after these by name.',
 NULL,
 NULL),
('report', 'largest', 'Largest customer',
 'Of those who have bought, the one who has brought the most.',
 NULL,
 NULL,
 'Check the amounts where it moves many over the mean. If they are right, look at the others in a view without this one.',
 NULL,
 NULL),
('report', 'for_80', 'Buyers behind 80%',
 'The fewest buyers who together bring 80% of the money.',
 NULL,
 NULL,
 'Let none of them leave unnoticed.',
 NULL,
 NULL)

) AS text (subject, item, name, who, needs, obstacle, action, message, contact_every);
/*
 * The playbook in Spanish.  Written in UTF-8, which make turns into \ooo; a
 * database whose encoding has no Spanish letters goes without.
 */

INSERT INTO @extschema@.playbook_shipped
SELECT text.subject, text.item, 'es',
	   pg_catalog.convert_from(pg_catalog.decode(text.name, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.who, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.needs, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.obstacle, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.action, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.message, 'escape'), 'UTF8'),
	   english.contact_every
FROM (VALUES

('quadrant', 'bee', 'Abeja',
 'Compra, volver\303\241 a comprar y nos recomienda a los dem\303\241s.',
 'Enterarse antes que nadie y sentir que se valora la relaci\303\263n.',
 NULL,
 'Consolidar la relaci\303\263n: mostrarle primero los productos nuevos, premiarlo por cada cliente nuevo que traiga y aprovechar su c\303\255rculo de amistades como canal.',
 'Usted ve las novedades antes que nadie. Y por cada amigo que compre le espera una recompensa de socio.'),
('quadrant', 'dragonfly', 'Lib\303\251lula',
 'Tiene poder de compra, compara varias marcas y todav\303\255a no se ha decidido por la nuestra.',
 'Ver con claridad lo que gana con nosotros frente a la competencia.',
 'Est\303\241 comparando con la competencia, algo no le convence, desconf\303\255a de la empresa o de su servicio, o espera el momento oportuno.',
 'Averiguar el motivo real, demostrar lo que vale el producto y en qu\303\251 supera a los dem\303\241s, y disipar la desconfianza. Es el primer objetivo para convertir en abeja.',
 'Comp\303\241renos punto por punto con lo que usa hoy: valor, servicio y garant\303\255a. Despu\303\251s pruebe y juzgue por su cuenta.'),
('quadrant', 'butterfly', 'Mariposa',
 'Nos aprecia y nos sigue desde hace tiempo, pero tiene un presupuesto limitado y mira mucho el precio.',
 'Un motivo para comprar que est\303\251 a su alcance, y la confianza de acertar.',
 'Le falta dinero o liquidez, el precio le parece alto, se deja llevar por familiares, amigos y colegas, o espera una promoci\303\263n.',
 'Ofrecer descuentos y promociones con fecha l\303\255mite, y difundir buenas noticias que den confianza. Es el segundo objetivo para convertir en abeja.',
 'Eso que tanto le gusta cuesta menos esta semana. Vea qu\303\251 opinan quienes ya lo tienen. \302\241Solo hasta el domingo!'),
('quadrant', 'mantis', 'Mantis',
 'Tiene poco poder de compra, es quien m\303\241s mira el precio, compra de vez en cuando y, por lo dem\303\241s, se limita a conocernos.',
 'Estar al tanto, sin que eso nos cueste mucho.',
 'A\303\272n no tiene una necesidad clara, ni los medios.',
 'Dedicarle poco esfuerzo: que corra la voz y anime los eventos. Estar atentos a quien se convierta en mariposa.',
 'Nuestro pr\303\263ximo evento est\303\241 abierto a todo el mundo. \302\241Venga con sus amigos!'),

('structure', 'bee_led', 'Dominan las abejas',
 'El marketing anterior ha funcionado: la imagen y el reconocimiento son buenos.',
 NULL,
 NULL,
 'Profundizar en la estrategia actual y estrechar la relaci\303\263n con los clientes que ya se tienen.',
 'Gracias por seguir con nosotros. Esto es lo pr\303\263ximo que haremos, y usted forma parte de ello.'),
('structure', 'dragonfly_led', 'Dominan las lib\303\251lulas',
 'El marketing anterior ha llegado a gente con dinero, pero que a\303\272n no entiende bien los productos, y a la marca le faltan fuerza y credibilidad.',
 'Ver lo que valen los productos y poder confiar en la marca.',
 'Sabe muy poco de los productos y no conf\303\255a en la marca.',
 'Dar a conocer lo que valen los productos, con pruebas, y generar confianza a trav\303\251s de la marca.',
 'Esto es lo que el producto hace por usted, estas son las cifras y estos los clientes que responden por \303\251l.'),
('structure', 'butterfly_led', 'Dominan las mariposas',
 'El marketing anterior ha llegado a gente que nos aprecia, pero que no tiene poder de compra; hay que elevar la imagen.',
 NULL,
 'Los canales llegan a personas que no pueden permitirse m\303\241s.',
 'Ajustar la imagen y los canales para atraer a clientes con poder de compra.',
 'Una calidad que vale lo que cuesta, con el servicio que le corresponde.'),
('structure', 'mantis_led', 'Dominan las mantis',
 'La promoci\303\263n anterior ha fracasado: la mayor\303\255a de las personas a las que lleg\303\263 compra poco y no siente apego.',
 NULL,
 NULL,
 'Replantear la estrategia: estudiar las pocas abejas que hay, aprender qu\303\251 las distingue y buscar m\303\241s como ellas.',
 'Lo que elogian nuestros mejores clientes, contado con sus propias palabras.'),
('structure', 'balanced', 'Equilibrada',
 'Los cuatro tipos pesan m\303\241s o menos lo mismo: al marketing anterior le ha faltado un foco.',
 NULL,
 NULL,
 'Definir el foco y convertir a lib\303\251lulas y mariposas por medio de los canales, el reconocimiento y la imagen.',
 NULL),
('structure', 'undetermined', 'Sin determinar',
 'Los clientes son demasiado pocos, ning\303\272n tipo es de verdad el mayor o todos los clientes son iguales: a\303\272n no se puede juzgar el marketing anterior.',
 NULL,
 NULL,
 'Juzgar, en cambio, por la intensidad y los canales de la promoci\303\263n. Si los clientes son demasiado pocos, reunir m\303\241s datos.',
 NULL),

('value_group', 'old_big', 'Antiguo y grande',
 'Compra mucho y desde hace tiempo. Conoce todas las condiciones y presiona para conseguir m\303\241s, as\303\255 que deja poco margen.',
 'Que se reconozca su volumen, con un l\303\255mite firme a lo que puede pedir.',
 'Retiene los pedidos hasta conseguir mejores condiciones.',
 'Limitar su n\303\272mero y su tama\303\261o, y calcular lo que deja cada uno antes de hacer otra concesi\303\263n.',
 'Estas son nuestras mejores condiciones para su volumen, y son las de todos los clientes de su tama\303\261o.'),
('value_group', 'new_big', 'Nuevo y grande',
 'Una apuesta cara: grande desde el primer d\303\255a, al principio hace perder dinero y nadie sabe c\303\263mo acabar\303\241.',
 'La prueba de que podemos atender una cuenta de su tama\303\261o.',
 'A\303\272n no nos ha probado y tiene otros proveedores.',
 'Avanzar con cautela: examinar la cuenta, planificarla por etapas y fijar una fecha en la que deba dar beneficio.',
 'Empecemos con un pedido de prueba y acordemos ya qu\303\251 viene despu\303\251s si sale bien.'),
('value_group', 'new_small', 'Nuevo y peque\303\261o',
 'Deja un peque\303\261o beneficio desde el principio y es la fuente del beneficio futuro.',
 'Un comienzo f\303\241cil y respuestas r\303\241pidas.',
 'Apenas nos conoce y hace sus pedidos con prudencia.',
 'Desarrollarlos con decisi\303\263n: cuantos m\303\241s, mejor. Elegir a los mejores y ayudarlos a crecer.',
 'Empiece con un pedido peque\303\261o: se hace en un minuto, y creceremos con usted.'),
('value_group', 'old_small', 'Antiguo y peque\303\261o',
 'Compra poco desde hace tiempo. Cuesta poco atenderlo aunque las entregas sean peque\303\261as; entre todos forman la base del beneficio.',
 'Condiciones justas y transparentes.',
 'Su necesidad es peque\303\261a y rara vez crece.',
 'Mantener condiciones justas y transparentes y un servicio sencillo. No hace falta nada especial.',
 'Condiciones justas, a la vista de todos y sin regateos.'),

('pareto_class', 'top', 'El 20 % superior',
 'Los clientes de oro: una quinta parte del total que aporta cerca del 80 % del beneficio.',
 'Atenci\303\263n, y la prueba de que ser fiel compensa.',
 NULL,
 'Averiguar qu\303\251 los distingue, conservarlos y buscar m\303\241s como ellos.',
 'Usted es uno de nuestros clientes m\303\241s valiosos, y esta es la persona que se ocupa de usted.'),
('pareto_class', 'middle', 'El 60 % intermedio',
 'No nos hacen ganar ni perder, pero mantienen la escala del negocio.',
 'Un servicio fiable al precio de siempre.',
 'No ven motivo para comprarnos m\303\241s que ahora.',
 'Atenderlos bien con medios est\303\241ndar y distinguir a los pocos que podr\303\255an subir al primer grupo.',
 'Lo que ya conoce, entregado seg\303\272n lo prometido, y un peque\303\261o extra si el pedido es mayor.'),
('pareto_class', 'bottom', 'El 20 % inferior',
 'Cuestan m\303\241s de lo que aportan.',
 NULL,
 NULL,
 'Dejarlos ir: ni descuentos, ni visitas, ni campa\303\261as de recuperaci\303\263n. No se trata de fidelizar a todo el que no es fiel.',
 'Estas son nuestras condiciones generales; puede hacer su pedido por su cuenta cuando quiera.'),

('rfm_segment', 'champion', 'Campe\303\263n',
 'Ha comprado hace poco, compra a menudo y es de los que m\303\241s gastan.',
 'Reconocimiento, y ser de los primeros en enterarse.',
 NULL,
 'Premiarlo, mostrarle antes que a nadie los productos nuevos y pedirle que nos recomiende.',
 'Es usted de los primeros en verlo. D\303\255ganos qu\303\251 le parece y cu\303\251nteselo a sus amigos.'),
('rfm_segment', 'loyal', 'Cliente fiel',
 'Compra con regularidad y responde a las ofertas.',
 'Ver que comprar siempre aqu\303\255 tiene recompensa.',
 'Se queda con lo que ya conoce y no llega a ver la gama superior.',
 'Ofrecerle mejores productos y la posibilidad de hacerse socio, y pedirle opiniones.',
 'Por ser cliente habitual, puede hacerse socio cuando quiera. \302\277Le mostramos tambi\303\251n el modelo superior?'),
('rfm_segment', 'potential_loyalist', 'Fiel en potencia',
 'Ha comprado hace poco, m\303\241s de una vez, y ha gastado una cantidad razonable.',
 'Una raz\303\263n para comprarnos por costumbre.',
 'Todav\303\255a somos uno de los varios sitios donde compra.',
 'Invitarlo a hacerse socio y recomendarle lo que combina con sus compras.',
 'Esto va muy bien con lo que compr\303\263. H\303\241gase socio y le saldr\303\241 m\303\241s barato.'),
('rfm_segment', 'new_customer', 'Cliente nuevo',
 'Ha comprado hace poco, por primera vez o casi.',
 'Empezar con buen pie: ayuda con el producto y alguien a quien preguntar.',
 'A\303\272n no conoce el resto de la gama.',
 'Darle la bienvenida, asegurarse de que la primera compra salga bien y sugerirle pronto una segunda.',
 '\302\241Le damos la bienvenida! \302\277Est\303\241 todo como esperaba? As\303\255 le sacar\303\241 el m\303\241ximo provecho a su compra.'),
('rfm_segment', 'promising', 'Prometedor',
 'Ha comprado hace poco, aunque poca cosa por ahora.',
 'Conocernos mejor sin arriesgar mucho.',
 'La marca le resulta ajena y solo se anima con compras peque\303\261as.',
 'Darle a conocer la marca y dejar que pruebe algo mayor sin riesgo.',
 'Pruebe el formato grande. Si no le gusta, lo recogemos y no paga nada.'),
('rfm_segment', 'needs_attention', 'Necesita atenci\303\263n',
 'Es un cliente medio por lo que compra y por la frecuencia con que lo hace, y lleva un tiempo sin comprar.',
 'Un motivo para volver ahora.',
 'Nada hace que se acuerde de nosotros, y otros tambi\303\251n le hacen ofertas.',
 'Hacerle una oferta con fecha l\303\255mite, elegida a partir de lo que compr\303\263.',
 'Lo hemos elegido para usted seg\303\272n sus gustos. El precio se mantiene hasta fin de mes.'),
('rfm_segment', 'about_to_sleep', 'A punto de dormirse',
 'Compr\303\263 pocas veces y poca cosa, y de la \303\272ltima hace ya un tiempo.',
 'Que se le recuerde lo que puede serle \303\272til.',
 'Va perdiendo el inter\303\251s, o ha encontrado otra cosa.',
 'Llegar a \303\251l antes de que se vaya: mostrarle lo m\303\241s popular y \303\272til, con descuento.',
 'Hay muchas novedades desde su \303\272ltima visita. Estas son las favoritas, a un precio especial para usted.'),
('rfm_segment', 'at_risk', 'En riesgo',
 'Compraba a menudo y gastaba mucho, pero de eso hace ya bastante tiempo.',
 'Que se note su ausencia y se arregle lo que le molest\303\263.',
 'Algo le decepcion\303\263, o se lo ha llevado la competencia.',
 'Llamarlo o escribirle personalmente, preguntar qu\303\251 fall\303\263, arreglarlo y hacerle una oferta para que vuelva.',
 'Hace tiempo que no sabemos de usted. \302\277Qu\303\251 podr\303\255amos haber hecho mejor? Con esta oferta queremos celebrar su regreso.'),
('rfm_segment', 'cannot_lose', 'No podemos perderlo',
 'Era de los que m\303\241s compraban y con m\303\241s frecuencia, y hace mucho que no compra.',
 'Alguien que escuche y que pueda decidir.',
 'Ahora lo atiende la competencia, o qued\303\263 una queja sin resolver.',
 'Que lo llame o lo visite enseguida alguien con autoridad, y recuperarlo antes de que se comprometa con otro.',
 'Usted nos importa. Quisiera que me contara en persona qu\303\251 ha cambiado y qu\303\251 har\303\255a falta para que vuelva.'),
('rfm_segment', 'hibernating', 'Hibernando',
 'Compr\303\263 pocas veces, poca cosa y hace mucho.',
 'Una buena raz\303\263n para volver a fijarse en nosotros.',
 'Ahora no lo necesita, o nunca fuimos del todo lo suyo.',
 'Gastar poco: enviarle las novedades de temporada con otros productos y ver qui\303\251n responde.',
 'Temporada nueva, y algunas cosas que quiz\303\241 vayan m\303\241s con usted.'),
('rfm_segment', 'lost', 'Perdido',
 'Es de los que menos compraron, menos veces y hace m\303\241s tiempo.',
 NULL,
 'Se fue a otra parte o ya no nos necesita.',
 'Intentarlo una vez con una buena oferta, preguntar por qu\303\251 se fue y despu\303\251s dejarlo ir.',
 'Sentimos que se haya ido. \302\277Nos dir\303\255a por qu\303\251? Y si quiere darnos otra oportunidad, esta es nuestra mejor oferta.'),

('purchase_intent', 'ready', 'Listo para comprar',
 'Quiere comprar ya.',
 'Una respuesta r\303\241pida y una manera sencilla de pedir.',
 'Solo una demora de nuestra parte.',
 'Actuar de inmediato, hacer seguimiento y pasar a la etapa siguiente.',
 'Est\303\241 todo preparado. \302\277Qu\303\251 d\303\255a le viene bien la entrega?'),
('purchase_intent', 'considering', 'Se lo est\303\241 pensando',
 'Le interesa y lo est\303\241 sopesando.',
 'Que se le entienda y que se le d\303\251 tiempo.',
 'A\303\272n no ve que el producto responda a lo que necesita.',
 'Conversar y conocer sus necesidades, sin presionar.',
 '\302\277Qu\303\251 espera del producto? Cu\303\251nteme y le muestro lo que m\303\241s le conviene.'),
('purchase_intent', 'not_now', 'Ahora no',
 'Comprar\303\241 alg\303\272n d\303\255a, pero no por el momento.',
 'Un buen contacto hasta que llegue el momento.',
 'A\303\272n no es el momento.',
 'Cuidar la relaci\303\263n, anotar cu\303\241ndo piensa comprar, mantener el canal abierto y enviarle informaci\303\263n.',
 'No hay prisa. \302\277Puedo enviarle novedades de vez en cuando y volver a preguntarle cuando piense comprar?'),
('purchase_intent', 'never', 'Nunca',
 'Ha dicho que no, y es definitivo.',
 'Algo que no ofrecemos.',
 'Falta una funci\303\263n, o el producto no le sirve en absoluto.',
 'Averiguar por qu\303\251. Si falta una funci\303\263n, comunicarlo al \303\241rea de desarrollo de producto.',
 'Gracias por su franqueza. \302\277Qu\303\251 tendr\303\255a que ofrecerle nuestro producto para que lo considerara?'),
('purchase_intent', 'quoted_silent', 'Con cotizaci\303\263n, sin respuesta',
 'Pidi\303\263 una cotizaci\303\263n, la recibi\303\263 y no ha contestado.',
 'Estar seguro del servicio, la calidad y el uso antes de hablar del precio.',
 'Est\303\241 comparando cotizaciones, o le queda por resolver algo que no es el precio.',
 'Preguntar por el servicio, la calidad y el uso. El precio se deja para el final, y toda concesi\303\263n se hace a cambio de algo, como el pago o la cantidad.',
 '\302\277Cubre la cotizaci\303\263n lo que necesita en servicio, calidad y uso? Si puede pedir m\303\241s cantidad o pagar antes, hablamos del precio.'),

('market_position', 'existing', 'Cliente actual',
 'Ya nos ha comprado.',
 'Buen servicio, y saber qu\303\251 m\303\241s tenemos.',
 'No conoce todo lo que ofrecemos.',
 'Cuidarlo antes que a nadie: un cliente nuevo cuesta cinco veces lo que uno antiguo. Despu\303\251s, venderle m\303\241s de lo que le sirve.',
 'A muchos de los que compraron lo mismo que usted tambi\303\251n les gusta esto.'),
('market_position', 'potential', 'Cliente potencial',
 'Nuestro producto le servir\303\255a, pero todav\303\255a no ha comprado.',
 'Conocernos y ver para qu\303\251 servimos.',
 'No nos conoce, o est\303\241 contento con lo que tiene.',
 'Averiguar qu\303\251 usa hoy y qui\303\251n decide, y ofrecerle una primera compra con poco riesgo.',
 'Otros con una necesidad como la suya usan nuestro producto. Pru\303\251belo con un primer pedido peque\303\261o.'),
('market_position', 'non_customer', 'No cliente',
 'No puede usar lo que vendemos.',
 NULL,
 'El producto no le sirve de nada.',
 'No gastar nada en \303\251l y quitarlo de las listas.',
 NULL),

('customer_term', 'long_term', 'Cliente de largo plazo',
 'Compra una y otra vez, a lo largo del tiempo.',
 'Ofertas pensadas para \303\251l y condiciones con las que pueda contar.',
 'Se ha acostumbrado a nosotros y mira lo que ofrecen otros.',
 'Hacerle ofertas, y las mejores primero: las ofertas son para quienes se quedan.',
 'Por llevar tanto tiempo con nosotros, esta oferta es para usted.'),
('customer_term', 'temporary', 'Cliente ocasional',
 'Compra cuando se da la ocasi\303\263n y luego se va.',
 'Enterarse a tiempo de lo que viene.',
 'La ocasi\303\263n ya pas\303\263.',
 'Enviarle avisos en lugar de ofertas y fijarse en qui\303\251n vuelve.',
 'Esto es lo que habr\303\241 el mes que viene.'),

('customer_value', 'high', 'De alto valor',
 'Aporta una gran parte de lo que ganamos.',
 'Un trato personal, y que se le escuche.',
 'La competencia lo corteja.',
 'Darle una persona a quien acudir, cumplir cada promesa y buscar los problemas antes de que los comunique.',
 'Tiene l\303\255nea directa conmigo. \302\277Qu\303\251 podemos hacer mejor para usted?'),
('customer_value', 'low', 'De bajo valor',
 'Aporta poco de lo que ganamos.',
 'Un servicio sencillo a buen precio.',
 'Necesita poco, o tiene pocos medios.',
 'Atenderlo a bajo costo, con autoservicio y ofertas est\303\241ndar, y fijarse en qui\303\251n crece.',
 'Puede pedir por internet a cualquier hora, al mismo buen precio.'),

('abc_class', 'A', 'Clase A',
 'Los pocos que aportan la mayor parte de los ingresos.',
 'Prioridad en la entrega, el asesoramiento y las reclamaciones.',
 'Reparten sus pedidos entre varios proveedores.',
 'Planificar cliente por cliente: visitar, prever y actuar en cuanto bajen los pedidos.',
 'Para nosotros, usted es lo primero. \302\277Repasamos juntos sus planes para el pr\303\263ximo trimestre?'),
('abc_class', 'B', 'Clase B',
 'Los intermedios, que aportan una parte apreciable de los ingresos y de los que saldr\303\241n los pr\303\263ximos clientes A.',
 'Fiabilidad, y condiciones por las que valga la pena pedir m\303\241s.',
 'Compran en otra parte algo de lo que necesitan.',
 'Averiguar qu\303\251 compran en otra parte y ganarlo con condiciones que mejoren con el volumen.',
 '\302\277De cu\303\241les de sus otras compras podr\303\255amos encargarnos nosotros? A mayor pedido, mejores condiciones.'),
('abc_class', 'C', 'Clase C',
 'Los muchos que, en conjunto, aportan poco a los ingresos.',
 'Un pedido r\303\241pido y f\303\241cil.',
 'Su necesidad es peque\303\261a, o a nosotros solo nos llega el resto.',
 'Mantener bajo el costo de cada pedido: por internet, en cantidades fijas y con condiciones est\303\241ndar.',
 'Haga su pedido en dos minutos y se lo llevamos en el pr\303\263ximo reparto.'),

('report', 'base', 'La base',
 'Todos los que figuran en la tabla, compradores y clientes potenciales.',
 NULL,
 NULL,
 'Ejecutar audit() sobre la tabla antes de dar cr\303\251dito a cifra alguna de este informe.',
 NULL),
('report', 'quadrant', 'Tipo',
 'Los cuatro tipos, seg\303\272n su fidelidad y su contribuci\303\263n.',
 NULL,
 NULL,
 'Conservar y multiplicar las abejas, y convertir en abejas a lib\303\251lulas y mariposas.',
 NULL),
('report', 'structure', 'Estructura',
 'Qu\303\251 tipo encabeza la base y si la evidencia alcanza para decirlo.',
 NULL,
 NULL,
 'Compararla con la del informe anterior: lo que cuenta es qui\303\251n ha cambiado de tipo.',
 NULL),
('report', 'value_group', 'Valor y antig\303\274edad',
 'Clientes antiguos y nuevos, grandes y peque\303\261os.',
 NULL,
 NULL,
 'Tratar a cada uno de los cuatro grupos como le corresponde.',
 NULL),
('report', 'pareto_class', 'Clases de Pareto',
 'Los compradores en tres clases, seg\303\272n lo que aportan.',
 NULL,
 NULL,
 'Conservar a los de arriba y gastar lo m\303\255nimo en los de abajo.',
 NULL),
('report', 'concentration', 'Concentraci\303\263n',
 'Hasta qu\303\251 punto el dinero depende de unos pocos compradores.',
 NULL,
 NULL,
 'Cuanto m\303\241s dependa, m\303\241s necesita cada uno de esos pocos a alguien que lo cuide.',
 NULL),
('report', 'rfm_segment', 'Segmentos RFM',
 'Los compradores seg\303\272n cu\303\241ndo, cu\303\241nto y cu\303\241ntas veces compraron.',
 NULL,
 NULL,
 'Empezar por los que vale la pena conservar y est\303\241n a punto de perderse.',
 NULL),
('report', 'market_position', 'Posici\303\263n',
 'Qui\303\251n ha comprado, qui\303\251n podr\303\255a hacerlo y a qui\303\251n no le sirve.',
 NULL,
 NULL,
 'Averiguar con cada cliente potencial si lo que se vende le sirve.',
 NULL),
('report', 'customer_term', 'Permanencia',
 'Clientes de largo plazo y clientes ocasionales.',
 NULL,
 NULL,
 'Hacer ofertas a los primeros y enviar avisos a los segundos.',
 NULL),
('report', 'contact_due', 'Contacto pendiente',
 'Clientes con los que ya es hora de ponerse en contacto, por tipo.',
 NULL,
 NULL,
 'Repartir las llamadas y las cartas de hoy.',
 NULL),
('report', 'all', 'Todos los clientes',
 'Compradores y clientes potenciales juntos.',
 NULL,
 NULL,
 'Ejecutar audit() sobre la tabla antes de dar cr\303\251dito a estas cifras.',
 NULL),
('report', 'order_lines', 'Quiz\303\241 l\303\255neas de pedidos',
 'Tantas filas comparten cliente y momento con otra que pueden ser l\303\255neas de pedidos.',
 NULL,
 NULL,
 'Cada una cuenta como un pedido. Si son l\303\255neas de pedidos, indicar order_column y leer el nuevo informe.',
 NULL),
('report', 'none', 'Ninguno de estos',
 'Quienes no tienen ning\303\272n pedido; en su mayor\303\255a, clientes potenciales.',
 NULL,
 NULL,
 'Clasificarlos por intenci\303\263n de compra y hacer seguimiento a los que est\303\241n listos.',
 NULL),
('report', 'refunds_only', 'Solo devoluciones',
 'Clientes que compraron antes del inicio de los datos y desde entonces solo han devuelto.',
 NULL,
 NULL,
 'Tomar un per\303\255odo m\303\241s largo: sin sus pedidos no se puede decir nada m\303\241s de ellos.',
 NULL),
('report', 'profit_unknown', 'Beneficio desconocido',
 'Clientes con pedidos de los que ninguna fila dice lo que dej\303\263.',
 NULL,
 NULL,
 'Completar el beneficio: mientras tanto quedan por debajo de todos los dem\303\241s, sin que se juzgue lo que dejan.',
 NULL),
('report', 'unranked', 'Sin clasificar',
 'Compradores que son muy pocos para compararlos entre s\303\255, o todos iguales.',
 NULL,
 NULL,
 'Verlos uno por uno, o tomar un per\303\255odo m\303\241s largo: los rangos no dir\303\255an nada de ellos.',
 NULL),
('report', 'too_short', 'Per\303\255odo demasiado corto',
 'El primer pedido tiene menos de dos a\303\261os.',
 NULL,
 NULL,
 'Tomar un per\303\255odo m\303\241s largo antes de actuar seg\303\272n esta l\303\255nea: para separar a los antiguos de los nuevos por un a\303\261o, los datos deben abarcar dos.',
 NULL),
('report', 'gini', 'Coeficiente de Gini',
 'Vale 0 si todos los compradores aportan lo mismo y se acerca a 1 si uno solo lo aporta todo.',
 NULL,
 NULL,
 'Cuanto m\303\241s alto, m\303\241s depende todo de unos pocos: atenderlos uno por uno.',
 NULL),
('report', 'largest', 'El mayor cliente',
 'De quienes han comprado, el que m\303\241s ha aportado.',
 NULL,
 NULL,
 'Comprobar los importes si por \303\251l muchos cambian de lado de la media. Si son correctos, mirar a los dem\303\241s en una vista sin \303\251l.',
 NULL),
('report', 'for_80', 'Los que aportan el 80 %',
 'El menor n\303\272mero de compradores que, juntos, aportan el 80 % del dinero.',
 NULL,
 NULL,
 'No dejar que ninguno se vaya sin que nadie lo note.',
 NULL)

) AS text (subject, item, name, who, needs, obstacle, action, message)
JOIN @extschema@.playbook_shipped AS english
	ON english.subject OPERATOR(pg_catalog.=) text.subject AND english.item OPERATOR(pg_catalog.=) text.item
WHERE english.lang OPERATOR(pg_catalog.=) 'en'
  AND pg_catalog.getdatabaseencoding() OPERATOR(pg_catalog.=) ANY ('{UTF8, LATIN1, LATIN5, LATIN9, WIN1252, WIN1254}'::name[]);
/*
 * The playbook in Chinese, in simplified characters.  Written in UTF-8, which
 * make turns into \ooo; a database whose encoding has no such characters goes
 * without.
 */

INSERT INTO @extschema@.playbook_shipped
SELECT text.subject, text.item, 'zh',
	   pg_catalog.convert_from(pg_catalog.decode(text.name, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.who, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.needs, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.obstacle, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.action, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.message, 'escape'), 'UTF8'),
	   english.contact_every
FROM (VALUES

('quadrant', 'bee', '\350\234\234\350\234\202',
 '\347\216\260\345\234\250\344\271\260\357\274\214\344\273\245\345\220\216\350\277\230\344\274\232\344\271\260\357\274\214\350\277\230\344\274\232\346\212\212\346\210\221\344\273\254\346\216\250\350\215\220\347\273\231\345\210\253\344\272\272\343\200\202',
 '\347\254\254\344\270\200\346\227\266\351\227\264\345\276\227\345\210\260\346\266\210\346\201\257\357\274\214\345\271\266\346\204\237\345\210\260\345\217\214\346\226\271\347\232\204\345\205\263\347\263\273\345\217\227\345\210\260\347\217\215\350\247\206\343\200\202',
 NULL,
 '\345\267\251\345\233\272\345\205\263\347\263\273\357\274\232\346\226\260\345\223\201\345\205\210\346\216\250\350\215\220\347\273\231\344\273\226\344\273\254\357\274\214\345\270\246\346\235\245\346\226\260\345\256\242\346\210\267\345\260\261\347\273\231\344\272\210\345\245\226\345\212\261\357\274\214\346\212\212\344\273\226\344\273\254\347\232\204\346\234\213\345\217\213\345\234\210\345\217\230\346\210\220\346\210\221\344\273\254\347\232\204\346\270\240\351\201\223\343\200\202',
 '\346\226\260\345\223\201\350\257\267\346\202\250\345\205\210\347\235\271\344\270\272\345\277\253\343\200\202\346\257\217\346\234\211\344\270\200\344\275\215\346\234\213\345\217\213\345\233\240\346\202\250\350\200\214\350\264\255\344\271\260\357\274\214\346\202\250\351\203\275\350\203\275\345\276\227\345\210\260\344\270\200\344\273\275\344\274\232\345\221\230\345\245\226\345\212\261\343\200\202'),
('quadrant', 'dragonfly', '\350\234\273\350\234\223',
 '\346\234\211\350\264\255\344\271\260\345\212\233\357\274\214\346\255\243\345\234\250\345\207\240\344\270\252\345\223\201\347\211\214\344\271\213\351\227\264\346\257\224\350\276\203\357\274\214\350\277\230\346\262\241\346\234\211\350\256\244\345\256\232\346\210\221\344\273\254\343\200\202',
 '\347\234\213\345\276\227\350\247\201\347\232\204\344\273\267\345\200\274\357\274\214\350\200\214\344\270\224\346\257\224\345\276\227\350\277\207\347\253\236\344\272\211\345\257\271\346\211\213\343\200\202',
 '\346\255\243\345\234\250\344\270\216\347\253\236\344\272\211\345\257\271\346\211\213\347\232\204\344\272\247\345\223\201\346\257\224\350\276\203\357\274\214\346\210\226\345\257\271\346\237\220\344\272\233\346\226\271\351\235\242\344\270\215\346\273\241\346\204\217\357\274\214\346\210\226\345\257\271\345\205\254\345\217\270\345\222\214\346\234\215\345\212\241\345\277\203\345\255\230\347\226\221\350\231\221\357\274\214\346\210\226\345\234\250\347\255\211\345\276\205\345\220\210\351\200\202\347\232\204\346\227\266\346\234\272\343\200\202',
 '\346\211\276\345\207\272\347\234\237\346\255\243\347\232\204\345\216\237\345\233\240\357\274\214\345\261\225\347\244\272\344\272\247\345\223\201\347\232\204\344\273\267\345\200\274\345\222\214\344\274\230\345\212\277\357\274\214\346\266\210\351\231\244\344\270\215\344\277\241\344\273\273\343\200\202\344\273\226\344\273\254\346\230\257\350\275\254\345\214\226\344\270\272\350\234\234\350\234\202\347\232\204\351\246\226\350\246\201\345\257\271\350\261\241\343\200\202',
 '\350\257\267\346\213\277\346\210\221\344\273\254\345\222\214\346\202\250\347\216\260\345\234\250\347\224\250\347\232\204\351\200\220\351\241\271\346\257\224\344\270\200\346\257\224\357\274\232\344\273\267\345\200\274\343\200\201\346\234\215\345\212\241\343\200\201\344\277\235\351\232\234\343\200\202\347\204\266\345\220\216\350\257\225\344\270\200\350\257\225\357\274\214\345\245\275\344\270\215\345\245\275\346\202\250\350\257\264\344\272\206\347\256\227\343\200\202'),
('quadrant', 'butterfly', '\350\235\264\350\235\266',
 '\345\226\234\346\254\242\346\210\221\344\273\254\343\200\201\345\205\263\346\263\250\345\267\262\344\271\205\357\274\214\344\275\206\350\264\255\344\271\260\345\212\233\346\234\211\351\231\220\357\274\214\345\257\271\344\273\267\346\240\274\346\225\217\346\204\237\343\200\202',
 '\344\270\200\344\270\252\350\264\237\346\213\205\345\276\227\350\265\267\347\232\204\350\264\255\344\271\260\347\220\206\347\224\261\357\274\214\350\277\230\346\234\211\344\270\213\345\206\263\345\277\203\347\232\204\344\277\241\345\277\203\343\200\202',
 '\346\211\213\345\244\264\346\210\226\347\216\260\351\207\221\346\265\201\347\264\247\345\274\240\357\274\214\350\247\211\345\276\227\344\273\267\346\240\274\345\201\217\351\253\230\357\274\214\345\217\227\345\256\266\344\272\272\343\200\201\346\234\213\345\217\213\345\222\214\345\220\214\344\272\213\347\232\204\345\275\261\345\223\215\357\274\214\346\210\226\350\200\205\345\234\250\347\255\211\344\277\203\351\224\200\343\200\202',
 '\346\216\250\345\207\272\351\231\220\346\234\237\347\232\204\346\212\230\346\211\243\345\222\214\344\277\203\351\224\200\357\274\214\345\244\232\344\274\240\351\200\222\350\203\275\345\242\236\345\274\272\344\277\241\345\277\203\347\232\204\345\245\275\346\266\210\346\201\257\343\200\202\344\273\226\344\273\254\346\230\257\350\275\254\345\214\226\344\270\272\350\234\234\350\234\202\347\232\204\347\254\254\344\272\214\345\257\271\350\261\241\343\200\202',
 '\346\202\250\347\234\213\344\270\255\347\232\204\351\202\243\346\254\276\346\234\254\345\221\250\351\231\215\344\273\267\357\274\214\346\254\242\350\277\216\347\234\213\347\234\213\344\271\260\350\277\207\347\232\204\344\272\272\346\200\216\344\271\210\350\257\264\343\200\202\344\274\230\346\203\240\345\210\260\346\234\254\345\221\250\346\227\245\344\270\272\346\255\242\343\200\202'),
('quadrant', 'mantis', '\350\236\263\350\236\202',
 '\350\264\255\344\271\260\345\212\233\345\274\261\357\274\214\345\257\271\344\273\267\346\240\274\346\234\200\346\225\217\346\204\237\357\274\214\345\201\266\345\260\224\344\271\260\344\270\200\347\202\271\357\274\214\345\271\263\346\227\266\345\217\252\346\230\257\347\237\245\351\201\223\346\210\221\344\273\254\343\200\202',
 '\345\217\212\346\227\266\345\276\227\345\210\260\346\210\221\344\273\254\347\232\204\346\266\210\346\201\257\357\274\214\350\200\214\346\210\221\344\273\254\344\270\215\345\277\205\345\244\232\350\212\261\346\210\220\346\234\254\343\200\202',
 '\350\277\230\346\262\241\346\234\211\346\230\216\347\241\256\347\232\204\351\234\200\346\261\202\357\274\214\344\271\237\346\262\241\346\234\211\350\266\263\345\244\237\347\232\204\350\264\242\345\212\233\343\200\202',
 '\345\260\221\350\212\261\345\212\233\346\260\224\357\274\232\350\257\267\344\273\226\344\273\254\344\274\240\346\222\255\346\266\210\346\201\257\357\274\214\344\270\272\346\264\273\345\212\250\350\201\232\346\213\242\344\272\272\346\260\224\343\200\202\347\225\231\346\204\217\345\205\266\344\270\255\346\255\243\345\234\250\345\217\230\346\210\220\350\235\264\350\235\266\347\232\204\344\272\272\343\200\202',
 '\346\210\221\344\273\254\347\232\204\344\270\213\344\270\200\345\234\272\346\264\273\345\212\250\344\272\272\344\272\272\351\203\275\345\217\257\344\273\245\345\217\202\345\212\240\357\274\214\346\254\242\350\277\216\345\270\246\346\234\213\345\217\213\344\270\200\350\265\267\346\235\245\343\200\202'),

('structure', 'bee_led', '\350\234\234\350\234\202\344\270\273\345\257\274\345\236\213',
 '\344\273\245\345\276\200\347\232\204\350\220\245\351\224\200\346\230\257\346\210\220\345\212\237\347\232\204\357\274\232\345\275\242\350\261\241\345\245\275\357\274\214\350\256\244\347\237\245\345\272\246\351\253\230\343\200\202',
 NULL,
 NULL,
 '\346\267\261\345\214\226\347\216\260\346\234\211\347\255\226\347\225\245\357\274\214\345\212\240\346\267\261\344\270\216\347\216\260\346\234\211\345\256\242\346\210\267\347\232\204\345\205\263\347\263\273\343\200\202',
 '\346\204\237\350\260\242\346\202\250\344\270\200\350\267\257\347\233\270\344\274\264\343\200\202\350\277\231\346\230\257\346\210\221\344\273\254\346\216\245\344\270\213\346\235\245\347\232\204\350\256\241\345\210\222\357\274\214\346\234\237\345\276\205\346\202\250\347\273\247\347\273\255\345\217\202\344\270\216\343\200\202'),
('structure', 'dragonfly_led', '\350\234\273\350\234\223\344\270\273\345\257\274\345\236\213',
 '\344\273\245\345\276\200\347\232\204\350\220\245\351\224\200\350\247\246\345\217\212\344\272\206\346\234\211\350\264\255\344\271\260\345\212\233\347\232\204\344\272\272\357\274\214\344\275\206\344\273\226\344\273\254\350\277\230\344\270\215\345\244\252\344\272\206\350\247\243\344\272\247\345\223\201\357\274\214\345\223\201\347\211\214\347\232\204\345\256\236\345\212\233\345\222\214\344\277\241\344\273\273\345\272\246\344\271\237\344\270\215\345\244\237\343\200\202',
 '\347\234\213\346\270\205\344\272\247\345\223\201\347\232\204\344\273\267\345\200\274\357\274\214\344\271\237\350\203\275\346\224\276\345\277\203\345\234\260\344\277\241\344\273\273\345\223\201\347\211\214\343\200\202',
 '\345\257\271\344\272\247\345\223\201\344\272\206\350\247\243\345\244\252\345\260\221\357\274\214\345\257\271\345\223\201\347\211\214\350\277\230\344\270\215\346\224\276\345\277\203\343\200\202',
 '\346\234\211\345\207\255\346\234\211\346\215\256\345\234\260\345\256\243\344\274\240\344\272\247\345\223\201\344\273\267\345\200\274\357\274\214\347\224\250\345\223\201\347\211\214\345\273\272\347\253\213\344\277\241\345\277\203\343\200\202',
 '\344\272\247\345\223\201\350\203\275\344\270\272\346\202\250\345\201\232\344\273\200\344\271\210\357\274\214\346\225\260\346\215\256\345\234\250\350\277\231\351\207\214\357\274\214\345\256\242\346\210\267\347\232\204\344\272\262\350\272\253\350\257\204\344\273\267\344\271\237\345\234\250\350\277\231\351\207\214\343\200\202'),
('structure', 'butterfly_led', '\350\235\264\350\235\266\344\270\273\345\257\274\345\236\213',
 '\344\273\245\345\276\200\347\232\204\350\220\245\351\224\200\350\247\246\345\217\212\347\232\204\344\272\272\345\226\234\346\254\242\346\210\221\344\273\254\357\274\214\345\215\264\347\274\272\344\271\217\350\264\255\344\271\260\345\212\233\357\274\233\345\275\242\350\261\241\346\234\211\345\276\205\346\217\220\345\215\207\343\200\202',
 NULL,
 '\347\216\260\346\234\211\346\270\240\351\201\223\346\216\245\350\247\246\345\210\260\347\232\204\344\272\272\344\271\260\344\270\215\350\265\267\346\233\264\345\244\232\343\200\202',
 '\350\260\203\346\225\264\345\275\242\350\261\241\345\222\214\346\270\240\351\201\223\357\274\214\345\220\270\345\274\225\346\234\211\350\264\255\344\271\260\345\212\233\347\232\204\345\256\242\346\210\267\343\200\202',
 '\344\270\200\345\210\206\344\273\267\351\222\261\344\270\200\345\210\206\350\264\247\357\274\214\346\234\215\345\212\241\344\271\237\344\270\216\344\271\213\347\233\270\347\247\260\343\200\202'),
('structure', 'mantis_led', '\350\236\263\350\236\202\344\270\273\345\257\274\345\236\213',
 '\344\273\245\345\276\200\347\232\204\346\216\250\345\271\277\346\230\257\345\244\261\350\264\245\347\232\204\357\274\232\350\247\246\345\217\212\347\232\204\344\272\272\345\244\247\345\244\232\344\271\260\345\276\227\345\260\221\357\274\214\345\257\271\346\210\221\344\273\254\344\271\237\346\262\241\346\234\211\346\204\237\346\203\205\343\200\202',
 NULL,
 NULL,
 '\351\207\215\346\226\260\345\210\266\345\256\232\347\255\226\347\225\245\357\274\232\347\240\224\347\251\266\344\270\272\346\225\260\344\270\215\345\244\232\347\232\204\350\234\234\350\234\202\357\274\214\345\274\204\346\270\205\344\273\226\344\273\254\347\232\204\347\211\271\345\276\201\357\274\214\345\257\273\346\211\276\346\233\264\345\244\232\345\220\214\347\261\273\345\256\242\346\210\267\343\200\202',
 '\346\210\221\344\273\254\346\234\200\345\245\275\347\232\204\345\256\242\346\210\267\347\247\260\350\265\236\344\273\200\344\271\210\357\274\214\350\257\267\345\220\254\344\273\226\344\273\254\350\207\252\345\267\261\350\257\264\343\200\202'),
('structure', 'balanced', '\345\235\207\350\241\241\345\236\213',
 '\345\233\233\347\261\273\345\256\242\346\210\267\345\244\247\350\207\264\347\233\270\345\275\223\357\274\232\344\273\245\345\276\200\347\232\204\350\220\245\351\224\200\347\274\272\345\260\221\351\207\215\347\202\271\343\200\202',
 NULL,
 NULL,
 '\346\230\216\347\241\256\351\207\215\347\202\271\357\274\214\351\200\232\350\277\207\346\270\240\351\201\223\343\200\201\350\256\244\347\237\245\345\272\246\345\222\214\345\275\242\350\261\241\350\275\254\345\214\226\350\234\273\350\234\223\345\222\214\350\235\264\350\235\266\343\200\202',
 NULL),
('structure', 'undetermined', '\345\260\232\344\270\215\350\203\275\347\241\256\345\256\232',
 '\345\256\242\346\210\267\345\244\252\345\260\221\357\274\214\346\210\226\350\200\205\346\262\241\346\234\211\345\223\252\344\270\200\347\261\273\347\234\237\346\255\243\345\261\205\351\246\226\357\274\214\346\210\226\350\200\205\345\256\242\346\210\267\345\275\274\346\255\244\346\262\241\346\234\211\345\267\256\345\210\253\357\274\214\347\233\256\345\211\215\350\277\230\346\227\240\346\263\225\350\257\204\344\273\267\344\273\245\345\276\200\347\232\204\350\220\245\351\224\200\343\200\202',
 NULL,
 NULL,
 '\346\224\271\344\270\272\346\240\271\346\215\256\346\216\250\345\271\277\347\232\204\345\212\233\345\272\246\345\222\214\346\270\240\351\201\223\346\235\245\345\210\244\346\226\255\357\274\233\345\256\242\346\210\267\345\244\252\345\260\221\346\227\266\357\274\214\347\273\247\347\273\255\347\247\257\347\264\257\346\225\260\346\215\256\343\200\202',
 NULL),

('value_group', 'old_big', '\345\244\247\351\242\235\350\200\201\345\256\242\346\210\267',
 '\345\220\210\344\275\234\344\271\205\357\274\214\351\224\200\345\224\256\351\242\235\345\244\247\357\274\214\347\206\237\347\237\245\345\220\204\351\241\271\346\224\277\347\255\226\357\274\214\344\270\215\346\226\255\350\246\201\346\261\202\346\233\264\345\244\232\357\274\214\346\211\200\344\273\245\345\210\251\346\266\246\345\276\256\350\226\204\343\200\202',
 '\350\256\244\345\217\257\344\273\226\344\273\254\347\232\204\351\207\207\350\264\255\351\207\217\357\274\214\345\220\214\346\227\266\347\273\231\350\246\201\346\261\202\345\210\222\345\207\272\346\230\216\347\241\256\347\232\204\347\225\214\351\231\220\343\200\202',
 '\345\216\213\347\235\200\350\256\242\345\215\225\357\274\214\347\255\211\346\233\264\345\245\275\347\232\204\346\235\241\344\273\266\343\200\202',
 '\351\231\220\345\210\266\345\205\266\346\225\260\351\207\217\345\222\214\350\247\204\346\250\241\357\274\233\346\257\217\346\254\241\350\256\251\346\255\245\344\271\213\345\211\215\357\274\214\345\205\210\347\256\227\346\270\205\350\277\231\344\270\252\345\256\242\346\210\267\347\232\204\345\210\251\346\266\246\343\200\202',
 '\350\277\231\346\230\257\344\270\216\346\202\250\347\232\204\351\207\207\350\264\255\351\207\217\347\233\270\345\272\224\347\232\204\344\274\230\346\203\240\346\235\241\344\273\266\357\274\214\345\257\271\345\220\214\347\255\211\350\247\204\346\250\241\347\232\204\345\256\242\346\210\267\344\270\200\350\247\206\345\220\214\344\273\201\343\200\202'),
('value_group', 'new_big', '\345\244\247\351\242\235\346\226\260\345\256\242\346\210\267',
 '\344\273\243\344\273\267\344\270\215\350\217\262\347\232\204\350\265\214\346\263\250\357\274\232\344\270\200\345\274\200\345\247\213\350\247\204\346\250\241\345\260\261\345\244\247\357\274\214\345\205\210\350\246\201\344\272\217\351\222\261\357\274\214\347\273\223\346\236\234\351\232\276\346\226\231\343\200\202',
 '\347\234\213\345\210\260\346\210\221\344\273\254\346\234\211\350\203\275\345\212\233\346\234\215\345\212\241\350\277\231\347\247\215\350\247\204\346\250\241\347\232\204\345\256\242\346\210\267\343\200\202',
 '\350\277\230\346\262\241\346\234\211\350\257\225\350\277\207\346\210\221\344\273\254\357\274\214\346\211\213\344\270\212\344\271\237\346\234\211\345\210\253\347\232\204\344\276\233\345\272\224\345\225\206\343\200\202',
 '\350\260\250\346\205\216\346\216\250\350\277\233\357\274\232\345\205\210\350\200\203\345\257\237\357\274\214\345\206\215\345\210\206\346\255\245\350\247\204\345\210\222\357\274\214\345\271\266\345\256\232\344\270\213\345\277\205\351\241\273\345\274\200\345\247\213\347\233\210\345\210\251\347\232\204\346\227\245\346\234\237\343\200\202',
 '\345\205\210\344\270\213\344\270\200\347\254\224\350\257\225\350\256\242\345\215\225\357\274\214\345\220\210\344\275\234\351\241\272\345\210\251\344\271\213\345\220\216\346\200\216\344\271\210\345\201\232\357\274\214\346\210\221\344\273\254\347\216\260\345\234\250\345\260\261\345\225\206\345\256\232\343\200\202'),
('value_group', 'new_small', '\345\260\217\351\242\235\346\226\260\345\256\242\346\210\267',
 '\351\251\254\344\270\212\345\260\261\346\234\211\345\260\217\345\210\251\346\266\246\357\274\214\346\233\264\346\230\257\346\234\252\346\235\245\345\210\251\346\266\246\347\232\204\346\235\245\346\272\220\343\200\202',
 '\350\275\273\346\235\276\350\265\267\346\255\245\357\274\214\346\234\211\351\227\256\345\277\205\347\255\224\343\200\202',
 '\345\257\271\346\210\221\344\273\254\350\277\230\344\270\215\347\206\237\346\202\211\357\274\214\344\270\213\345\215\225\350\260\250\346\205\216\343\200\202',
 '\345\244\247\350\203\206\345\217\221\345\261\225\357\274\214\345\244\232\345\244\232\347\233\212\345\226\204\357\274\214\344\273\216\344\270\255\344\274\230\351\200\211\357\274\214\346\211\266\346\214\201\346\234\200\345\245\275\347\232\204\346\210\220\351\225\277\343\200\202',
 '\345\205\210\344\273\216\344\270\200\347\254\224\345\260\217\350\256\242\345\215\225\345\274\200\345\247\213\357\274\214\344\270\200\345\210\206\351\222\237\345\260\261\350\203\275\344\270\213\345\245\275\357\274\214\346\210\221\344\273\254\351\231\252\346\202\250\344\270\200\350\265\267\346\210\220\351\225\277\343\200\202'),
('value_group', 'old_small', '\345\260\217\351\242\235\350\200\201\345\256\242\346\210\267',
 '\345\220\210\344\275\234\344\271\205\357\274\214\345\215\225\351\207\217\345\260\217\343\200\202\351\200\201\350\264\247\350\231\275\351\233\266\346\225\243\357\274\214\346\234\215\345\212\241\346\210\220\346\234\254\345\215\264\344\275\216\357\274\233\345\220\210\345\234\250\344\270\200\350\265\267\345\260\261\346\230\257\345\210\251\346\266\246\347\232\204\345\237\272\347\241\200\343\200\202',
 '\345\205\254\345\271\263\343\200\201\345\205\254\345\274\200\347\232\204\346\224\277\347\255\226\343\200\202',
 '\351\234\200\346\261\202\346\234\254\346\235\245\345\260\261\345\260\217\357\274\214\345\276\210\345\260\221\345\242\236\351\225\277\343\200\202',
 '\346\224\277\347\255\226\345\205\254\345\271\263\345\205\254\345\274\200\357\274\214\346\234\215\345\212\241\347\256\200\345\215\225\346\230\216\344\272\206\345\260\261\345\244\237\344\272\206\357\274\214\344\270\215\351\234\200\350\246\201\347\211\271\346\256\212\347\205\247\351\241\276\343\200\202',
 '\346\235\241\344\273\266\345\205\254\345\271\263\357\274\214\345\205\254\345\274\200\351\200\217\346\230\216\357\274\214\344\270\215\345\277\205\350\256\250\344\273\267\350\277\230\344\273\267\343\200\202'),

('pareto_class', 'top', '\345\211\21520%',
 '\351\273\204\351\207\221\345\256\242\346\210\267\357\274\232\344\272\272\346\225\260\345\215\240\344\272\224\345\210\206\344\271\213\344\270\200\357\274\214\345\270\246\346\235\245\347\272\24680%\347\232\204\345\210\251\346\266\246\343\200\202',
 '\345\217\227\345\210\260\351\207\215\350\247\206\357\274\214\345\271\266\347\234\213\345\210\260\345\277\240\350\257\232\347\241\256\346\234\211\345\233\236\346\212\245\343\200\202',
 NULL,
 '\345\274\204\346\270\205\344\273\226\344\273\254\347\232\204\347\211\271\345\276\201\357\274\214\347\225\231\344\275\217\344\273\226\344\273\254\357\274\214\345\271\266\345\257\273\346\211\276\346\233\264\345\244\232\345\220\214\347\261\273\345\256\242\346\210\267\343\200\202',
 '\346\202\250\346\230\257\346\210\221\344\273\254\346\234\200\347\217\215\350\247\206\347\232\204\345\256\242\346\210\267\344\271\213\344\270\200\357\274\214\350\277\231\344\275\215\346\230\257\346\202\250\347\232\204\344\270\223\345\261\236\350\201\224\347\263\273\344\272\272\343\200\202'),
('pareto_class', 'middle', '\344\270\255\351\227\26460%',
 '\346\210\221\344\273\254\344\273\216\344\273\226\344\273\254\350\272\253\344\270\212\344\270\215\350\265\232\344\271\237\344\270\215\344\272\217\357\274\214\344\275\206\344\273\226\344\273\254\346\222\221\350\265\267\344\272\206\344\270\232\345\212\241\347\232\204\350\247\204\346\250\241\343\200\202',
 '\344\273\267\346\240\274\345\246\202\345\270\270\357\274\214\346\234\215\345\212\241\345\217\257\351\235\240\343\200\202',
 '\347\234\213\344\270\215\345\210\260\345\244\232\345\220\221\346\210\221\344\273\254\350\264\255\344\271\260\347\232\204\347\220\206\347\224\261\343\200\202',
 '\347\224\250\346\240\207\345\207\206\345\214\226\347\232\204\346\226\271\345\274\217\346\234\215\345\212\241\345\245\275\344\273\226\344\273\254\357\274\214\345\271\266\344\273\216\344\270\255\346\214\221\345\207\272\345\260\221\346\225\260\346\234\211\346\234\233\344\270\212\345\215\207\347\232\204\345\256\242\346\210\267\343\200\202',
 '\350\277\230\346\230\257\346\202\250\347\206\237\346\202\211\347\232\204\344\272\247\345\223\201\357\274\214\346\214\211\346\211\277\350\257\272\351\200\201\345\210\260\357\274\233\345\244\232\350\256\242\344\270\200\344\272\233\357\274\214\345\217\246\346\234\211\345\260\217\347\244\274\347\233\270\350\265\240\343\200\202'),
('pareto_class', 'bottom', '\345\220\21620%',
 '\346\210\220\346\234\254\351\253\230\344\272\216\346\224\266\347\233\212\343\200\202',
 NULL,
 NULL,
 '\350\257\245\346\224\276\346\211\213\345\260\261\346\224\276\346\211\213\357\274\232\344\270\215\346\211\223\346\212\230\357\274\214\344\270\215\346\213\234\350\256\277\357\274\214\344\270\215\346\214\275\345\233\236\343\200\202\350\256\251\346\257\217\344\270\252\344\270\215\345\277\240\350\257\232\347\232\204\345\256\242\346\210\267\351\203\275\345\217\230\345\276\227\345\277\240\350\257\232\357\274\214\345\271\266\344\270\215\346\230\257\347\233\256\347\232\204\343\200\202',
 '\350\277\231\346\230\257\346\210\221\344\273\254\347\232\204\346\240\207\345\207\206\346\235\241\346\254\276\357\274\214\346\202\250\351\232\217\346\227\266\345\217\257\344\273\245\350\207\252\345\212\251\344\270\213\345\215\225\343\200\202'),

('rfm_segment', 'champion', '\345\206\240\345\206\233\345\256\242\346\210\267',
 '\346\234\200\350\277\221\344\271\260\350\277\207\357\274\214\344\271\260\345\276\227\345\213\244\357\274\214\350\212\261\345\276\227\346\234\200\345\244\232\343\200\202',
 '\345\276\227\345\210\260\350\256\244\345\217\257\357\274\214\346\234\200\345\205\210\347\237\245\351\201\223\346\266\210\346\201\257\343\200\202',
 NULL,
 '\347\273\231\344\272\210\345\245\226\345\212\261\357\274\214\346\226\260\345\223\201\345\205\210\347\273\231\344\273\226\344\273\254\347\234\213\357\274\214\345\271\266\350\257\267\344\273\226\344\273\254\346\216\250\350\215\220\346\210\221\344\273\254\343\200\202',
 '\346\202\250\346\230\257\346\234\200\346\227\251\347\234\213\345\210\260\345\256\203\347\232\204\344\272\272\344\271\213\344\270\200\343\200\202\350\257\267\345\221\212\350\257\211\346\210\221\344\273\254\346\202\250\347\232\204\347\234\213\346\263\225\357\274\214\344\271\237\345\221\212\350\257\211\346\202\250\347\232\204\346\234\213\345\217\213\343\200\202'),
('rfm_segment', 'loyal', '\345\277\240\350\257\232\345\256\242\346\210\267',
 '\350\264\255\344\271\260\346\234\211\350\247\204\345\276\213\357\274\214\345\257\271\344\274\230\346\203\240\346\234\211\345\233\236\345\272\224\343\200\202',
 '\347\234\213\345\210\260\345\270\270\346\235\245\345\270\270\344\271\260\347\241\256\346\234\211\345\245\275\345\244\204\343\200\202',
 '\345\217\252\344\271\260\347\206\237\346\202\211\347\232\204\357\274\214\346\262\241\347\225\231\346\204\217\346\233\264\351\253\230\346\241\243\347\232\204\344\272\247\345\223\201\343\200\202',
 '\346\216\250\350\215\220\346\233\264\345\245\275\347\232\204\344\272\247\345\223\201\345\222\214\344\274\232\345\221\230\350\265\204\346\240\274\357\274\214\345\271\266\350\257\267\344\273\226\344\273\254\345\206\231\350\257\204\344\273\267\343\200\202',
 '\346\202\250\346\230\257\346\210\221\344\273\254\347\232\204\350\200\201\345\256\242\346\210\267\357\274\214\350\257\232\351\202\200\346\202\250\345\205\245\344\274\232\343\200\202\350\246\201\344\270\215\350\246\201\344\271\237\347\234\213\347\234\213\346\233\264\351\253\230\344\270\200\347\272\247\347\232\204\346\254\276\345\274\217\357\274\237'),
('rfm_segment', 'potential_loyalist', '\346\275\234\345\234\250\345\277\240\350\257\232\345\256\242\346\210\267',
 '\346\234\200\350\277\221\344\271\260\350\277\207\357\274\214\344\270\215\346\255\242\344\270\200\346\254\241\357\274\214\351\207\221\351\242\235\344\271\237\344\270\215\345\260\217\343\200\202',
 '\344\270\200\344\270\252\345\205\273\346\210\220\344\271\240\346\203\257\343\200\201\345\270\270\346\235\245\346\210\221\344\273\254\350\277\231\351\207\214\347\232\204\347\220\206\347\224\261\343\200\202',
 '\346\210\221\344\273\254\350\277\230\345\217\252\346\230\257\344\273\226\344\273\254\345\270\270\345\216\273\347\232\204\345\207\240\345\256\266\344\271\213\344\270\200\343\200\202',
 '\351\202\200\350\257\267\344\273\226\344\273\254\345\205\245\344\274\232\357\274\214\346\216\250\350\215\220\344\270\216\345\267\262\350\264\255\345\225\206\345\223\201\346\220\255\351\205\215\347\232\204\344\272\247\345\223\201\343\200\202',
 '\350\277\231\346\254\276\345\222\214\346\202\250\344\270\212\346\254\241\344\271\260\347\232\204\346\255\243\345\245\275\346\220\255\351\205\215\357\274\214\345\205\245\344\274\232\345\220\216\344\273\267\346\240\274\346\233\264\344\275\216\343\200\202'),
('rfm_segment', 'new_customer', '\346\226\260\345\256\242\346\210\267',
 '\344\270\215\344\271\205\345\211\215\345\210\232\344\271\260\350\277\207\357\274\214\346\230\257\347\254\254\344\270\200\346\254\241\346\210\226\345\244\264\345\207\240\346\254\241\343\200\202',
 '\344\270\200\344\270\252\345\245\275\347\232\204\345\274\200\345\247\213\357\274\232\346\234\211\344\272\272\346\225\231\346\200\216\344\271\210\347\224\250\357\274\214\346\234\211\351\227\256\351\242\230\345\217\257\344\273\245\351\227\256\343\200\202',
 '\350\277\230\344\270\215\344\272\206\350\247\243\345\205\266\344\273\226\344\272\247\345\223\201\343\200\202',
 '\350\241\250\347\244\272\346\254\242\350\277\216\357\274\214\347\241\256\344\277\235\347\254\254\344\270\200\346\254\241\350\264\255\344\271\260\346\273\241\346\204\217\357\274\214\345\271\266\345\260\275\346\227\251\344\277\203\346\210\220\347\254\254\344\272\214\346\254\241\343\200\202',
 '\346\254\242\350\277\216\346\202\250\357\274\201\344\270\200\345\210\207\351\203\275\350\277\230\346\273\241\346\204\217\345\220\227\357\274\237\350\277\231\351\207\214\345\221\212\350\257\211\346\202\250\346\200\216\346\240\267\347\224\250\345\276\227\346\233\264\345\245\275\343\200\202'),
('rfm_segment', 'promising', '\346\275\234\345\212\233\345\256\242\346\210\267',
 '\346\234\200\350\277\221\344\271\260\350\277\207\357\274\214\344\275\206\347\233\256\345\211\215\344\271\260\345\276\227\344\270\215\345\244\232\343\200\202',
 '\345\234\250\351\243\216\351\231\251\345\276\210\345\260\217\347\232\204\346\203\205\345\206\265\344\270\213\350\277\233\344\270\200\346\255\245\344\272\206\350\247\243\346\210\221\344\273\254\343\200\202',
 '\345\257\271\345\223\201\347\211\214\350\277\230\351\231\214\347\224\237\357\274\214\345\217\252\346\225\242\344\271\260\345\260\217\344\273\266\343\200\202',
 '\350\256\251\344\273\226\344\273\254\350\256\244\350\257\206\345\223\201\347\211\214\357\274\214\345\271\266\350\203\275\346\227\240\351\243\216\351\231\251\345\234\260\350\257\225\347\224\250\346\233\264\345\244\247\344\273\266\347\232\204\344\272\247\345\223\201\343\200\202',
 '\350\257\225\350\257\225\345\244\247\345\214\205\350\243\205\345\220\247\357\274\214\344\270\215\345\226\234\346\254\242\345\217\257\344\273\245\351\200\200\345\233\236\357\274\214\345\210\206\346\226\207\344\270\215\345\217\226\343\200\202'),
('rfm_segment', 'needs_attention', '\351\234\200\345\205\263\346\263\250\345\256\242\346\210\267',
 '\350\264\255\344\271\260\346\254\241\346\225\260\345\222\214\351\207\221\351\242\235\351\203\275\345\261\236\344\270\255\347\255\211\357\274\214\346\234\211\344\270\200\351\230\265\345\255\220\346\262\241\344\271\260\344\272\206\343\200\202',
 '\344\270\200\344\270\252\347\216\260\345\234\250\345\260\261\345\233\236\346\235\245\347\232\204\347\220\206\347\224\261\343\200\202',
 '\345\271\263\346\227\266\346\203\263\344\270\215\350\265\267\346\210\221\344\273\254\357\274\214\345\210\253\345\256\266\344\271\237\345\234\250\347\273\231\344\274\230\346\203\240\343\200\202',
 '\346\240\271\346\215\256\344\273\245\345\276\200\347\232\204\350\264\255\344\271\260\357\274\214\345\201\232\344\270\200\346\254\241\351\231\220\346\234\237\344\274\230\346\203\240\343\200\202',
 '\350\277\231\346\230\257\346\214\211\346\202\250\347\232\204\345\226\234\345\245\275\344\270\272\346\202\250\346\214\221\351\200\211\347\232\204\357\274\214\344\273\267\346\240\274\344\277\235\347\225\231\345\210\260\346\234\210\345\272\225\343\200\202'),
('rfm_segment', 'about_to_sleep', '\345\215\263\345\260\206\346\262\211\347\235\241\345\256\242\346\210\267',
 '\344\271\260\345\276\227\345\260\221\357\274\214\346\254\241\346\225\260\344\271\237\345\260\221\357\274\214\346\234\200\345\220\216\344\270\200\346\254\241\345\267\262\347\273\217\346\234\211\344\272\233\346\227\266\345\200\231\344\272\206\343\200\202',
 '\346\234\211\344\272\272\346\217\220\351\206\222\345\223\252\344\272\233\344\270\234\350\245\277\347\224\250\345\276\227\344\270\212\343\200\202',
 '\345\205\264\350\266\243\346\270\220\346\267\241\357\274\214\346\210\226\350\200\205\346\211\276\345\210\260\344\272\206\345\210\253\347\232\204\343\200\202',
 '\350\266\201\344\273\226\344\273\254\350\277\230\346\262\241\346\234\211\346\265\201\345\244\261\357\274\214\344\270\273\345\212\250\350\201\224\347\263\273\357\274\232\344\273\245\346\212\230\346\211\243\344\273\267\346\216\250\350\215\220\347\203\255\351\227\250\345\217\210\345\256\236\347\224\250\347\232\204\344\272\247\345\223\201\343\200\202',
 '\346\202\250\344\270\212\346\254\241\345\205\211\344\270\264\344\271\213\345\220\216\357\274\214\345\217\210\346\267\273\344\272\206\344\270\215\345\260\221\346\226\260\345\223\201\343\200\202\350\277\231\345\207\240\346\254\276\345\276\210\345\217\227\346\254\242\350\277\216\357\274\214\347\273\231\346\202\250\347\211\271\344\273\267\343\200\202'),
('rfm_segment', 'at_risk', '\346\265\201\345\244\261\351\243\216\351\231\251\345\256\242\346\210\267',
 '\350\277\207\345\216\273\344\271\260\345\276\227\345\213\244\343\200\201\350\212\261\345\276\227\345\244\232\357\274\214\344\275\206\345\267\262\347\273\217\345\276\210\344\271\205\346\262\241\346\235\245\344\272\206\343\200\202',
 '\346\234\211\344\272\272\346\203\246\350\256\260\357\274\214\346\234\211\351\227\256\351\242\230\345\276\227\345\210\260\350\247\243\345\206\263\343\200\202',
 '\345\257\271\346\210\221\344\273\254\346\234\211\346\211\200\345\244\261\346\234\233\357\274\214\346\210\226\350\200\205\350\242\253\347\253\236\344\272\211\345\257\271\346\211\213\346\212\242\350\265\260\344\272\206\343\200\202',
 '\344\272\262\350\207\252\346\211\223\347\224\265\350\257\235\346\210\226\345\206\231\344\277\241\357\274\214\351\227\256\346\270\205\345\223\252\351\207\214\345\207\272\344\272\206\351\227\256\351\242\230\357\274\214\345\212\240\344\273\245\350\247\243\345\206\263\357\274\214\345\206\215\347\224\250\344\274\230\346\203\240\350\257\267\344\273\226\344\273\254\345\233\236\346\235\245\343\200\202',
 '\345\245\275\344\271\205\344\270\215\350\247\201\357\274\214\345\276\210\346\203\263\345\277\265\346\202\250\343\200\202\346\210\221\344\273\254\345\223\252\351\207\214\345\217\257\344\273\245\345\201\232\345\276\227\346\233\264\345\245\275\357\274\237\350\277\231\344\273\275\344\274\230\346\203\240\357\274\214\346\254\242\350\277\216\346\202\250\345\233\236\346\235\245\343\200\202'),
('rfm_segment', 'cannot_lose', '\344\270\215\345\217\257\345\244\261\345\216\273\347\232\204\345\256\242\346\210\267',
 '\346\233\276\346\230\257\344\271\260\345\276\227\346\234\200\345\244\232\343\200\201\346\234\200\345\213\244\347\232\204\345\256\242\346\210\267\344\271\213\344\270\200\357\274\214\345\215\264\345\267\262\345\276\210\344\271\205\346\262\241\346\234\211\350\264\255\344\271\260\343\200\202',
 '\344\270\200\344\270\252\346\204\277\346\204\217\345\200\276\345\220\254\343\200\201\345\217\210\350\203\275\346\213\215\346\235\277\347\232\204\344\272\272\343\200\202',
 '\345\267\262\347\273\217\347\224\261\347\253\236\344\272\211\345\257\271\346\211\213\344\276\233\350\264\247\357\274\214\346\210\226\350\200\205\346\234\211\346\212\225\350\257\211\344\270\200\347\233\264\346\262\241\346\234\211\350\247\243\345\206\263\343\200\202',
 '\351\251\254\344\270\212\350\257\267\346\234\211\345\206\263\345\256\232\346\235\203\347\232\204\344\272\272\346\211\223\347\224\265\350\257\235\346\210\226\347\231\273\351\227\250\346\213\234\350\256\277\357\274\214\346\212\242\345\234\250\347\253\236\344\272\211\345\257\271\346\211\213\346\212\212\344\273\226\344\273\254\347\273\221\345\256\232\344\271\213\345\211\215\350\265\242\345\233\236\346\235\245\343\200\202',
 '\346\202\250\345\257\271\346\210\221\344\273\254\345\276\210\351\207\215\350\246\201\343\200\202\346\210\221\346\203\263\344\272\262\350\207\252\345\220\254\346\202\250\350\257\264\350\257\264\346\203\205\345\206\265\346\234\211\344\273\200\344\271\210\345\217\230\345\214\226\357\274\214\346\210\221\344\273\254\346\200\216\346\240\267\345\201\232\346\211\215\350\203\275\350\257\267\346\202\250\345\233\236\346\235\245\343\200\202'),
('rfm_segment', 'hibernating', '\344\274\221\347\234\240\345\256\242\346\210\267',
 '\344\271\260\345\276\227\345\260\221\357\274\214\346\254\241\346\225\260\345\260\221\357\274\214\346\227\266\351\227\264\344\271\237\344\271\205\350\277\234\343\200\202',
 '\344\270\200\344\270\252\345\206\215\347\234\213\346\210\221\344\273\254\344\270\200\347\234\274\347\232\204\345\245\275\347\220\206\347\224\261\343\200\202',
 '\347\233\256\345\211\215\346\262\241\346\234\211\351\234\200\346\261\202\357\274\214\346\210\226\350\200\205\346\210\221\344\273\254\346\234\254\346\235\245\345\260\261\344\270\215\345\244\252\351\200\202\345\220\210\344\273\226\344\273\254\343\200\202',
 '\345\260\221\350\212\261\351\222\261\357\274\232\345\217\221\345\275\223\345\255\243\350\265\204\350\256\257\357\274\214\351\231\204\344\270\212\345\205\266\344\273\226\344\272\247\345\223\201\357\274\214\347\234\213\347\234\213\350\260\201\346\234\211\345\233\236\345\272\224\343\200\202',
 '\346\215\242\345\255\243\344\272\206\357\274\214\346\234\211\345\207\240\346\240\267\346\226\260\345\223\201\344\271\237\350\256\270\346\233\264\351\200\202\345\220\210\346\202\250\343\200\202'),
('rfm_segment', 'lost', '\346\265\201\345\244\261\345\256\242\346\210\267',
 '\350\264\255\344\271\260\351\207\221\351\242\235\346\234\200\345\260\221\343\200\201\346\254\241\346\225\260\346\234\200\345\260\221\343\200\201\346\227\266\351\227\264\346\234\200\344\271\205\347\232\204\344\270\200\347\261\273\343\200\202',
 NULL,
 '\345\216\273\344\272\206\345\210\253\345\256\266\357\274\214\346\210\226\350\200\205\344\270\215\345\206\215\351\234\200\350\246\201\346\210\221\344\273\254\343\200\202',
 '\347\224\250\345\212\233\345\272\246\345\244\247\347\232\204\344\274\230\346\203\240\350\257\225\344\270\200\346\254\241\357\274\214\351\227\256\346\230\216\347\246\273\345\274\200\347\232\204\345\216\237\345\233\240\357\274\214\347\204\266\345\220\216\346\224\276\346\211\213\343\200\202',
 '\345\276\210\351\201\227\346\206\276\346\202\250\347\246\273\345\274\200\344\272\206\357\274\214\350\203\275\345\221\212\350\257\211\346\210\221\344\273\254\344\270\272\344\273\200\344\271\210\345\220\227\357\274\237\345\246\202\346\236\234\346\202\250\346\204\277\346\204\217\345\206\215\347\273\231\346\210\221\344\273\254\344\270\200\346\254\241\346\234\272\344\274\232\357\274\214\350\277\231\344\273\275\347\211\271\345\210\253\344\274\230\346\203\240\344\270\272\346\202\250\345\207\206\345\244\207\345\245\275\344\272\206\343\200\202'),

('purchase_intent', 'ready', '\345\215\263\345\260\206\350\264\255\344\271\260',
 '\347\216\260\345\234\250\345\260\261\346\203\263\344\271\260\343\200\202',
 '\345\277\253\351\200\237\347\232\204\347\255\224\345\244\215\357\274\214\347\256\200\344\276\277\347\232\204\344\270\213\345\215\225\346\226\271\345\274\217\343\200\202',
 '\345\217\252\346\200\225\346\210\221\344\273\254\350\277\231\350\276\271\350\200\275\346\220\201\343\200\202',
 '\347\253\213\345\215\263\350\241\214\345\212\250\357\274\214\347\264\247\345\257\206\350\267\237\350\277\233\357\274\214\350\277\233\345\205\245\344\270\213\344\270\200\351\230\266\346\256\265\343\200\202',
 '\344\270\200\345\210\207\351\203\275\345\207\206\345\244\207\345\245\275\344\272\206\357\274\214\346\202\250\347\234\213\345\223\252\345\244\251\351\200\201\350\264\247\346\226\271\344\276\277\357\274\237'),
('purchase_intent', 'considering', '\346\255\243\345\234\250\350\200\203\350\231\221',
 '\346\234\211\345\205\264\350\266\243\357\274\214\350\277\230\345\234\250\346\235\203\350\241\241\343\200\202',
 '\350\242\253\347\220\206\350\247\243\357\274\214\344\271\237\346\234\211\346\227\266\351\227\264\350\200\203\350\231\221\343\200\202',
 '\350\277\230\346\262\241\347\234\213\345\207\272\344\272\247\345\223\201\347\254\246\345\220\210\350\207\252\345\267\261\347\232\204\351\234\200\350\246\201\343\200\202',
 '\345\244\232\344\272\244\346\265\201\357\274\214\344\272\206\350\247\243\351\234\200\346\261\202\357\274\214\344\270\215\350\246\201\345\202\254\344\277\203\343\200\202',
 '\346\202\250\345\270\214\346\234\233\344\272\247\345\223\201\345\270\256\346\202\250\345\201\232\344\273\200\344\271\210\357\274\237\345\221\212\350\257\211\346\210\221\357\274\214\346\210\221\347\273\231\346\202\250\346\216\250\350\215\220\345\220\210\351\200\202\347\232\204\343\200\202'),
('purchase_intent', 'not_now', '\346\232\202\346\227\266\344\270\215\344\271\260',
 '\345\260\206\346\235\245\344\274\232\344\271\260\357\274\214\344\275\206\344\270\215\346\230\257\347\216\260\345\234\250\343\200\202',
 '\345\234\250\346\227\266\346\234\272\345\210\260\346\235\245\344\271\213\345\211\215\357\274\214\344\277\235\346\214\201\350\211\257\345\245\275\347\232\204\350\201\224\347\263\273\343\200\202',
 '\346\227\266\346\234\272\346\234\252\345\210\260\343\200\202',
 '\347\273\264\346\214\201\345\245\275\345\205\263\347\263\273\357\274\214\350\256\260\344\270\213\351\242\204\350\256\241\350\264\255\344\271\260\347\232\204\346\227\266\351\227\264\357\274\214\344\277\235\346\214\201\346\270\240\351\201\223\347\225\205\351\200\232\357\274\214\345\256\232\346\234\237\345\217\221\351\200\201\350\265\204\346\226\231\343\200\202',
 '\344\270\215\347\235\200\346\200\245\343\200\202\346\210\221\345\217\257\344\273\245\344\270\215\346\227\266\347\273\231\346\202\250\345\217\221\344\272\233\346\226\260\346\266\210\346\201\257\357\274\214\347\255\211\346\202\250\346\211\223\347\256\227\350\264\255\344\271\260\346\227\266\345\206\215\350\201\224\347\263\273\346\202\250\345\220\227\357\274\237'),
('purchase_intent', 'never', '\344\270\215\344\274\232\350\264\255\344\271\260',
 '\345\267\262\347\273\217\346\230\216\347\241\256\346\213\222\347\273\235\343\200\202',
 '\346\210\221\344\273\254\346\262\241\346\234\211\347\232\204\344\270\234\350\245\277\343\200\202',
 '\347\274\272\345\260\221\346\237\220\351\241\271\345\212\237\350\203\275\357\274\214\346\210\226\350\200\205\344\272\247\345\223\201\346\240\271\346\234\254\344\270\215\351\200\202\345\220\210\343\200\202',
 '\344\272\206\350\247\243\345\216\237\345\233\240\357\274\233\345\246\202\346\236\234\347\274\272\345\260\221\345\212\237\350\203\275\357\274\214\345\260\261\345\217\215\351\246\210\347\273\231\344\272\247\345\223\201\345\274\200\345\217\221\351\203\250\351\227\250\343\200\202',
 '\350\260\242\350\260\242\346\202\250\347\233\264\350\250\200\347\233\270\345\221\212\343\200\202\346\210\221\344\273\254\347\232\204\344\272\247\345\223\201\350\246\201\345\205\267\345\244\207\344\273\200\344\271\210\357\274\214\346\202\250\346\211\215\344\274\232\350\200\203\350\231\221\357\274\237'),
('purchase_intent', 'quoted_silent', '\346\212\245\344\273\267\345\220\216\346\227\240\345\233\236\351\237\263',
 '\350\246\201\350\277\207\346\212\245\344\273\267\357\274\214\344\271\237\346\224\266\345\210\260\344\272\206\357\274\214\345\215\264\346\262\241\346\234\211\347\255\224\345\244\215\343\200\202',
 '\350\260\210\344\273\267\346\240\274\344\271\213\345\211\215\357\274\214\345\205\210\345\257\271\346\234\215\345\212\241\343\200\201\350\264\250\351\207\217\345\222\214\347\224\250\351\200\224\346\224\276\345\277\203\343\200\202',
 '\346\255\243\345\234\250\346\257\224\350\276\203\346\212\245\344\273\267\357\274\214\346\210\226\350\200\205\344\273\267\346\240\274\344\273\245\345\244\226\350\277\230\346\234\211\351\227\256\351\242\230\346\262\241\346\234\211\350\247\243\345\206\263\343\200\202',
 '\345\205\210\351\227\256\346\234\215\345\212\241\343\200\201\350\264\250\351\207\217\345\222\214\347\224\250\351\200\224\357\274\233\344\273\267\346\240\274\346\224\276\345\234\250\346\234\200\345\220\216\350\260\210\357\274\214\344\273\273\344\275\225\350\256\251\346\255\245\351\203\275\350\246\201\346\215\242\345\217\226\345\233\236\346\212\245\357\274\214\346\257\224\345\246\202\344\273\230\346\254\276\346\226\271\345\274\217\346\210\226\350\256\242\350\264\255\346\225\260\351\207\217\343\200\202',
 '\350\277\231\344\273\275\346\212\245\344\273\267\345\234\250\346\234\215\345\212\241\343\200\201\350\264\250\351\207\217\345\222\214\347\224\250\351\200\224\344\270\212\350\203\275\346\273\241\350\266\263\346\202\250\347\232\204\351\234\200\350\246\201\345\220\227\357\274\237\345\246\202\346\236\234\346\225\260\351\207\217\346\233\264\345\244\232\346\210\226\344\273\230\346\254\276\346\233\264\346\227\251\357\274\214\344\273\267\346\240\274\345\217\257\344\273\245\345\206\215\350\260\210\343\200\202'),

('market_position', 'existing', '\347\216\260\346\234\211\345\256\242\346\210\267',
 '\345\267\262\347\273\217\345\234\250\346\210\221\344\273\254\350\277\231\351\207\214\344\271\260\350\277\207\343\200\202',
 '\350\211\257\345\245\275\347\232\204\346\234\215\345\212\241\357\274\214\345\271\266\344\272\206\350\247\243\346\210\221\344\273\254\350\277\230\346\234\211\345\223\252\344\272\233\344\272\247\345\223\201\343\200\202',
 '\344\270\215\344\272\206\350\247\243\346\210\221\344\273\254\347\232\204\345\205\250\351\203\250\344\272\247\345\223\201\343\200\202',
 '\345\205\210\347\205\247\351\241\276\345\245\275\344\273\226\344\273\254\357\274\232\345\274\200\345\217\221\344\270\200\344\270\252\346\226\260\345\256\242\346\210\267\347\232\204\346\210\220\346\234\254\346\230\257\347\273\264\346\212\244\350\200\201\345\256\242\346\210\267\347\232\204\344\272\224\345\200\215\343\200\202\347\204\266\345\220\216\345\206\215\345\220\221\344\273\226\344\273\254\345\244\232\346\216\250\350\215\220\345\220\210\351\200\202\347\232\204\344\272\247\345\223\201\343\200\202',
 '\350\256\270\345\244\232\345\222\214\346\202\250\344\271\260\344\272\206\345\220\214\346\254\276\347\232\204\345\256\242\346\210\267\344\271\237\345\226\234\346\254\242\350\277\231\344\270\252\343\200\202'),
('market_position', 'potential', '\346\275\234\345\234\250\345\256\242\346\210\267',
 '\351\200\202\345\220\210\346\210\221\344\273\254\347\232\204\344\272\247\345\223\201\357\274\214\344\275\206\350\277\230\346\262\241\346\234\211\344\271\260\350\277\207\343\200\202',
 '\350\256\244\350\257\206\346\210\221\344\273\254\357\274\214\347\237\245\351\201\223\346\210\221\344\273\254\350\203\275\345\201\232\344\273\200\344\271\210\343\200\202',
 '\344\270\215\347\237\245\351\201\223\346\210\221\344\273\254\357\274\214\346\210\226\350\200\205\345\257\271\347\216\260\345\234\250\347\224\250\347\232\204\345\267\262\347\273\217\346\273\241\346\204\217\343\200\202',
 '\345\274\204\346\270\205\344\273\226\344\273\254\347\216\260\345\234\250\347\224\250\344\273\200\344\271\210\343\200\201\347\224\261\350\260\201\345\206\263\345\256\232\357\274\214\346\217\220\344\276\233\344\270\200\346\254\241\351\243\216\351\231\251\345\276\210\345\260\217\347\232\204\351\246\226\350\264\255\343\200\202',
 '\346\234\211\344\272\233\345\222\214\346\202\250\351\234\200\350\246\201\347\233\270\344\274\274\347\232\204\345\256\242\346\210\267\345\234\250\347\224\250\346\210\221\344\273\254\347\232\204\344\272\247\345\223\201\357\274\214\346\202\250\344\270\215\345\246\250\345\205\210\344\270\213\344\270\200\347\254\224\345\260\217\350\256\242\345\215\225\350\257\225\350\257\225\343\200\202'),
('market_position', 'non_customer', '\351\235\236\345\256\242\346\210\267',
 '\347\224\250\344\270\215\344\270\212\346\210\221\344\273\254\345\215\226\347\232\204\344\270\234\350\245\277\343\200\202',
 NULL,
 '\344\272\247\345\223\201\345\257\271\344\273\226\344\273\254\346\262\241\346\234\211\347\224\250\345\244\204\343\200\202',
 '\344\270\215\345\234\250\344\273\226\344\273\254\350\272\253\344\270\212\350\212\261\351\222\261\357\274\214\345\271\266\344\273\216\345\220\215\345\215\225\344\270\255\345\210\240\351\231\244\343\200\202',
 NULL),

('customer_term', 'long_term', '\351\225\277\346\234\237\345\256\242\346\210\267',
 '\351\225\277\346\234\237\345\276\200\346\235\245\357\274\214\344\270\200\345\206\215\350\264\255\344\271\260\343\200\202',
 '\344\270\223\344\270\272\344\273\226\344\273\254\345\207\206\345\244\207\347\232\204\344\274\230\346\203\240\357\274\214\351\235\240\345\276\227\344\275\217\347\232\204\344\272\244\346\230\223\346\235\241\344\273\266\343\200\202',
 '\345\257\271\346\210\221\344\273\254\344\271\240\344\273\245\344\270\272\345\270\270\357\274\214\344\271\237\344\274\232\347\234\213\347\234\213\345\210\253\345\256\266\347\273\231\344\273\200\344\271\210\343\200\202',
 '\347\273\231\344\273\226\344\273\254\344\274\230\346\203\240\357\274\214\350\200\214\344\270\224\346\234\200\345\245\275\347\232\204\345\205\210\347\273\231\357\274\232\344\274\230\346\203\240\345\261\236\344\272\216\347\225\231\344\270\213\346\235\245\347\232\204\344\272\272\343\200\202',
 '\346\204\237\350\260\242\346\202\250\345\244\232\345\271\264\346\235\245\347\232\204\346\224\257\346\214\201\357\274\214\350\277\231\344\273\275\344\274\230\346\203\240\344\270\223\344\270\272\346\202\250\345\207\206\345\244\207\343\200\202'),
('customer_term', 'temporary', '\344\270\264\346\227\266\345\256\242\346\210\267',
 '\347\242\260\344\270\212\351\234\200\350\246\201\344\271\260\344\270\200\346\254\241\357\274\214\347\204\266\345\220\216\345\260\261\350\265\260\344\272\206\343\200\202',
 '\345\217\212\346\227\266\347\237\245\351\201\223\346\216\245\344\270\213\346\235\245\346\234\211\344\273\200\344\271\210\343\200\202',
 '\345\275\223\346\227\266\347\232\204\351\234\200\350\246\201\345\267\262\347\273\217\350\277\207\345\216\273\343\200\202',
 '\345\217\221\351\200\232\347\237\245\357\274\214\344\270\215\345\217\221\344\274\230\346\203\240\357\274\233\347\225\231\346\204\217\345\206\215\346\254\241\345\205\211\344\270\264\347\232\204\344\272\272\343\200\202',
 '\344\270\213\344\270\252\346\234\210\347\232\204\345\256\211\346\216\222\345\234\250\350\277\231\351\207\214\357\274\214\346\225\254\350\257\267\347\225\231\346\204\217\343\200\202'),

('customer_value', 'high', '\351\253\230\344\273\267\345\200\274\345\256\242\346\210\267',
 '\346\210\221\344\273\254\347\232\204\346\224\266\347\233\212\346\234\211\345\276\210\345\244\247\344\270\200\351\203\250\345\210\206\346\235\245\350\207\252\344\273\226\344\273\254\343\200\202',
 '\344\270\223\344\272\272\346\234\215\345\212\241\357\274\214\346\204\217\350\247\201\346\234\211\344\272\272\345\220\254\343\200\202',
 '\347\253\236\344\272\211\345\257\271\346\211\213\344\271\237\345\234\250\344\272\211\345\217\226\344\273\226\344\273\254\343\200\202',
 '\345\256\211\346\216\222\344\270\223\344\272\272\350\264\237\350\264\243\357\274\214\346\257\217\344\270\252\346\211\277\350\257\272\351\203\275\350\246\201\345\205\221\347\216\260\357\274\214\351\227\256\351\242\230\350\246\201\345\234\250\344\273\226\344\273\254\345\274\200\345\217\243\344\271\213\345\211\215\345\217\221\347\216\260\343\200\202',
 '\346\234\211\344\272\213\350\257\267\347\233\264\346\216\245\346\211\276\346\210\221\343\200\202\350\277\230\346\234\211\344\273\200\344\271\210\345\234\260\346\226\271\346\210\221\344\273\254\345\217\257\344\273\245\344\270\272\346\202\250\345\201\232\345\276\227\346\233\264\345\245\275\357\274\237'),
('customer_value', 'low', '\344\275\216\344\273\267\345\200\274\345\256\242\346\210\267',
 '\346\210\221\344\273\254\347\232\204\346\224\266\347\233\212\345\217\252\346\234\211\345\276\210\345\260\217\344\270\200\351\203\250\345\210\206\346\235\245\350\207\252\344\273\226\344\273\254\343\200\202',
 '\347\256\200\345\215\225\347\232\204\346\234\215\345\212\241\357\274\214\345\220\210\351\200\202\347\232\204\344\273\267\346\240\274\343\200\202',
 '\351\234\200\346\261\202\345\260\217\357\274\214\346\210\226\350\200\205\350\264\242\345\212\233\346\234\211\351\231\220\343\200\202',
 '\347\224\250\350\207\252\345\212\251\346\234\215\345\212\241\345\222\214\346\240\207\345\207\206\344\274\230\346\203\240\346\235\245\351\231\215\344\275\216\346\234\215\345\212\241\346\210\220\346\234\254\357\274\214\345\271\266\347\225\231\346\204\217\346\255\243\345\234\250\346\210\220\351\225\277\347\232\204\345\256\242\346\210\267\343\200\202',
 '\346\202\250\351\232\217\346\227\266\345\217\257\344\273\245\345\234\250\347\275\221\344\270\212\344\270\213\345\215\225\357\274\214\344\273\267\346\240\274\344\270\200\346\240\267\345\256\236\346\203\240\343\200\202'),

('abc_class', 'A', 'A\347\261\273',
 '\344\272\272\346\225\260\345\276\210\345\260\221\357\274\214\345\215\264\345\270\246\346\235\245\345\244\247\351\203\250\345\210\206\346\224\266\345\205\245\343\200\202',
 '\344\272\244\350\264\247\343\200\201\345\222\250\350\257\242\345\222\214\346\212\225\350\257\211\351\203\275\344\274\230\345\205\210\345\244\204\347\220\206\343\200\202',
 '\346\212\212\350\256\242\345\215\225\345\210\206\347\273\231\344\272\206\345\207\240\345\256\266\344\276\233\345\272\224\345\225\206\343\200\202',
 '\344\270\200\346\210\267\344\270\200\347\255\226\357\274\232\347\231\273\351\227\250\346\213\234\350\256\277\357\274\214\351\242\204\346\265\213\351\234\200\346\261\202\357\274\214\350\256\242\345\215\225\344\270\200\346\234\211\344\270\213\351\231\215\345\260\261\351\251\254\344\270\212\345\272\224\345\257\271\343\200\202',
 '\346\202\250\347\232\204\344\272\213\346\210\221\344\273\254\344\274\230\345\205\210\345\212\236\343\200\202\344\270\200\350\265\267\347\234\213\347\234\213\346\202\250\344\270\213\344\270\252\345\255\243\345\272\246\347\232\204\350\256\241\345\210\222\357\274\214\345\245\275\345\220\227\357\274\237'),
('abc_class', 'B', 'B\347\261\273',
 '\345\261\205\344\270\255\347\232\204\345\256\242\346\210\267\357\274\214\345\270\246\346\235\245\345\217\257\350\247\202\347\232\204\346\224\266\345\205\245\357\274\214\344\270\213\344\270\200\346\211\271A\347\261\273\345\256\242\346\210\267\345\260\261\344\273\216\350\277\231\351\207\214\344\272\247\347\224\237\343\200\202',
 '\344\276\233\350\264\247\345\217\257\351\235\240\357\274\214\345\244\232\350\256\242\350\203\275\346\234\211\346\233\264\345\245\275\347\232\204\346\235\241\344\273\266\343\200\202',
 '\346\234\211\344\270\200\351\203\250\345\210\206\351\234\200\346\261\202\346\230\257\345\234\250\345\210\253\345\244\204\344\271\260\347\232\204\343\200\202',
 '\345\274\204\346\270\205\344\273\226\344\273\254\345\234\250\345\210\253\345\244\204\344\271\260\344\273\200\344\271\210\357\274\214\344\273\245\351\207\217\345\244\247\344\273\267\344\274\230\347\232\204\346\235\241\344\273\266\344\272\211\345\217\226\350\277\207\346\235\245\343\200\202',
 '\346\202\250\345\234\250\345\210\253\345\244\204\351\207\207\350\264\255\347\232\204\357\274\214\346\234\211\345\223\252\344\272\233\345\217\257\344\273\245\344\272\244\347\273\231\346\210\221\344\273\254\357\274\237\350\256\242\345\276\227\350\266\212\345\244\232\357\274\214\346\235\241\344\273\266\350\266\212\345\245\275\343\200\202'),
('abc_class', 'C', 'C\347\261\273',
 '\344\272\272\346\225\260\344\274\227\345\244\232\357\274\214\345\220\210\350\256\241\345\270\246\346\235\245\347\232\204\346\224\266\345\205\245\345\215\264\344\270\215\345\244\232\343\200\202',
 '\344\270\213\345\215\225\345\217\210\345\277\253\345\217\210\346\226\271\344\276\277\343\200\202',
 '\351\234\200\346\261\202\345\260\217\357\274\214\346\210\226\350\200\205\347\273\231\346\210\221\344\273\254\347\232\204\345\217\252\346\230\257\351\233\266\345\244\264\343\200\202',
 '\345\216\213\344\275\216\346\257\217\344\270\200\345\215\225\347\232\204\346\210\220\346\234\254\357\274\232\347\275\221\344\270\212\344\270\213\345\215\225\357\274\214\345\233\272\345\256\232\346\225\260\351\207\217\357\274\214\346\240\207\345\207\206\346\235\241\346\254\276\343\200\202',
 '\344\270\244\345\210\206\351\222\237\344\270\213\345\245\275\345\215\225\357\274\214\351\232\217\344\270\213\344\270\200\350\266\237\351\205\215\351\200\201\351\200\201\345\210\260\343\200\202'),

('report', 'base', '\345\256\242\346\210\267\346\200\273\344\275\223',
 '\350\241\250\344\270\255\347\232\204\346\211\200\346\234\211\344\272\272\357\274\214\345\214\205\346\213\254\344\271\260\350\277\207\347\232\204\345\256\242\346\210\267\345\222\214\346\275\234\345\234\250\345\256\242\346\210\267\343\200\202',
 NULL,
 NULL,
 '\345\205\210\347\224\250audit()\346\243\200\346\237\245\346\225\260\346\215\256\357\274\214\345\206\215\347\233\270\344\277\241\350\277\231\344\273\275\346\212\245\345\221\212\351\207\214\347\232\204\346\225\260\345\255\227\343\200\202',
 NULL),
('report', 'quadrant', '\347\261\273\345\236\213',
 '\346\214\211\345\277\240\350\257\232\345\272\246\345\222\214\350\264\241\347\214\256\345\272\246\345\210\222\345\210\206\347\232\204\345\233\233\347\247\215\345\256\242\346\210\267\343\200\202',
 NULL,
 NULL,
 '\347\225\231\344\275\217\350\234\234\350\234\202\357\274\214\345\243\256\345\244\247\350\234\234\350\234\202\347\276\244\344\275\223\357\274\214\346\212\212\350\234\273\350\234\223\345\222\214\350\235\264\350\235\266\345\217\230\346\210\220\350\234\234\350\234\202\343\200\202',
 NULL),
('report', 'structure', '\347\273\223\346\236\204',
 '\345\223\252\344\270\200\347\261\273\345\256\242\346\210\267\345\215\240\344\270\273\345\257\274\357\274\214\350\257\201\346\215\256\346\230\257\345\220\246\345\205\205\345\210\206\343\200\202',
 NULL,
 NULL,
 '\344\270\216\344\270\212\344\270\200\344\273\275\346\212\245\345\221\212\345\257\271\346\257\224\357\274\232\345\205\263\351\224\256\345\234\250\344\272\216\350\260\201\346\215\242\344\272\206\347\261\273\345\236\213\343\200\202',
 NULL),
('report', 'value_group', '\344\273\267\345\200\274\344\270\216\346\226\260\350\200\201',
 '\350\200\201\345\256\242\346\210\267\344\270\216\346\226\260\345\256\242\346\210\267\357\274\214\345\244\247\345\256\242\346\210\267\344\270\216\345\260\217\345\256\242\346\210\267\343\200\202',
 NULL,
 NULL,
 '\345\233\233\347\273\204\345\256\242\346\210\267\357\274\214\345\214\272\345\210\253\345\257\271\345\276\205\343\200\202',
 NULL),
('report', 'pareto_class', '\345\270\225\347\264\257\346\211\230\345\210\206\345\261\202',
 '\346\214\211\345\270\246\346\235\245\347\232\204\351\207\221\351\242\235\346\212\212\344\271\260\350\277\207\347\232\204\345\256\242\346\210\267\345\210\206\346\210\220\344\270\211\345\261\202\343\200\202',
 NULL,
 NULL,
 '\347\225\231\344\275\217\351\241\266\345\261\202\357\274\214\345\272\225\345\261\202\345\260\275\351\207\217\345\260\221\346\212\225\345\205\245\343\200\202',
 NULL),
('report', 'concentration', '\351\233\206\344\270\255\345\272\246',
 '\346\224\266\345\205\245\345\234\250\345\244\232\345\244\247\347\250\213\345\272\246\344\270\212\344\276\235\350\265\226\345\260\221\346\225\260\345\256\242\346\210\267\343\200\202',
 NULL,
 NULL,
 '\344\276\235\350\265\226\350\266\212\346\267\261\357\274\214\350\277\231\345\260\221\346\225\260\345\256\242\346\210\267\345\260\261\350\266\212\351\234\200\350\246\201\346\234\211\344\270\223\344\272\272\347\205\247\351\241\276\343\200\202',
 NULL),
('report', 'rfm_segment', 'RFM\347\273\206\345\210\206',
 '\346\214\211\346\234\200\350\277\221\344\270\200\346\254\241\350\264\255\344\271\260\347\232\204\346\227\266\351\227\264\343\200\201\350\264\255\344\271\260\346\254\241\346\225\260\345\222\214\351\207\221\351\242\235\357\274\214\345\257\271\344\271\260\350\277\207\347\232\204\345\256\242\346\210\267\345\210\206\347\261\273\343\200\202',
 NULL,
 NULL,
 '\345\205\210\344\273\216\345\200\274\345\276\227\347\225\231\344\275\217\343\200\201\345\217\210\345\277\253\350\246\201\346\265\201\345\244\261\347\232\204\345\256\242\346\210\267\345\201\232\350\265\267\343\200\202',
 NULL),
('report', 'market_position', '\345\270\202\345\234\272\344\275\215\347\275\256',
 '\350\260\201\344\271\260\350\277\207\357\274\214\350\260\201\345\217\257\350\203\275\344\274\232\344\271\260\357\274\214\350\260\201\347\224\250\344\270\215\344\270\212\343\200\202',
 NULL,
 NULL,
 '\351\200\220\344\270\200\345\274\204\346\270\205\344\272\247\345\223\201\346\230\257\345\220\246\351\200\202\345\220\210\346\257\217\344\275\215\346\275\234\345\234\250\345\256\242\346\210\267\343\200\202',
 NULL),
('report', 'customer_term', '\345\276\200\346\235\245\346\234\237\351\231\220',
 '\351\225\277\346\234\237\345\256\242\346\210\267\344\270\216\344\270\264\346\227\266\345\256\242\346\210\267\343\200\202',
 NULL,
 NULL,
 '\345\257\271\351\225\277\346\234\237\345\256\242\346\210\267\347\273\231\344\274\230\346\203\240\357\274\214\345\257\271\344\270\264\346\227\266\345\256\242\346\210\267\345\217\221\351\200\232\347\237\245\343\200\202',
 NULL),
('report', 'contact_due', '\350\257\245\350\201\224\347\263\273\344\272\206',
 '\346\214\211\347\261\273\345\236\213\345\210\227\345\207\272\347\216\260\345\234\250\345\272\224\350\257\245\350\201\224\347\263\273\347\232\204\345\256\242\346\210\267\343\200\202',
 NULL,
 NULL,
 '\346\212\212\344\273\212\345\244\251\350\246\201\346\211\223\347\232\204\347\224\265\350\257\235\343\200\201\350\246\201\345\206\231\347\232\204\344\277\241\345\210\206\346\264\276\344\270\213\345\216\273\343\200\202',
 NULL),
('report', 'all', '\345\205\250\351\203\250\345\256\242\346\210\267',
 '\344\271\260\350\277\207\347\232\204\345\256\242\346\210\267\345\222\214\346\275\234\345\234\250\345\256\242\346\210\267\345\220\210\345\234\250\344\270\200\350\265\267\343\200\202',
 NULL,
 NULL,
 '\345\205\210\347\224\250audit()\346\243\200\346\237\245\346\225\260\346\215\256\357\274\214\345\206\215\347\233\270\344\277\241\350\277\231\344\272\233\346\225\260\345\255\227\343\200\202',
 NULL),
('report', 'order_lines', '\345\217\257\350\203\275\346\230\257\350\256\242\345\215\225\346\230\216\347\273\206',
 '\350\256\270\345\244\232\350\241\214\344\270\216\345\217\246\344\270\200\350\241\214\347\232\204\345\256\242\346\210\267\345\222\214\346\227\266\351\227\264\347\233\270\345\220\214\357\274\214\345\217\257\350\203\275\346\230\257\350\256\242\345\215\225\346\230\216\347\273\206\343\200\202',
 NULL,
 NULL,
 '\346\257\217\344\270\200\350\241\214\351\203\275\347\256\227\344\275\234\344\270\200\347\254\224\350\256\242\345\215\225\343\200\202\345\246\202\346\236\234\346\230\257\350\256\242\345\215\225\346\230\216\347\273\206\357\274\214\350\257\267\346\214\207\346\230\216\350\256\242\345\215\225\345\217\267\346\211\200\345\234\250\347\232\204\345\210\227\357\274\214\345\206\215\347\234\213\346\226\260\347\232\204\346\212\245\345\221\212\343\200\202',
 NULL),
('report', 'none', '\344\270\215\345\261\236\344\272\216\344\273\245\344\270\212\344\273\273\344\275\225\344\270\200\347\261\273',
 '\346\262\241\346\234\211\350\256\242\345\215\225\347\232\204\344\272\272\357\274\214\345\244\232\344\270\272\346\275\234\345\234\250\345\256\242\346\210\267\343\200\202',
 NULL,
 NULL,
 '\346\214\211\350\264\255\344\271\260\346\204\217\345\220\221\345\210\206\347\261\273\357\274\214\345\205\210\350\267\237\350\277\233\345\215\263\345\260\206\350\264\255\344\271\260\347\232\204\344\272\272\343\200\202',
 NULL),
('report', 'refunds_only', '\345\217\252\346\234\211\351\200\200\346\254\276',
 '\345\234\250\346\225\260\346\215\256\345\274\200\345\247\213\344\271\213\345\211\215\350\264\255\344\271\260\343\200\201\346\255\244\345\220\216\345\217\252\346\234\211\351\200\200\346\254\276\347\232\204\345\256\242\346\210\267\343\200\202',
 NULL,
 NULL,
 '\345\217\226\346\233\264\351\225\277\347\232\204\346\227\266\346\234\237\357\274\232\346\262\241\346\234\211\344\273\226\344\273\254\347\232\204\350\256\242\345\215\225\357\274\214\345\260\261\346\227\240\346\263\225\345\276\227\345\207\272\345\205\266\344\273\226\347\273\223\350\256\272\343\200\202',
 NULL),
('report', 'profit_unknown', '\345\210\251\346\266\246\346\234\252\347\237\245',
 '\346\234\211\350\256\242\345\215\225\343\200\201\344\275\206\346\262\241\346\234\211\344\273\273\344\275\225\344\270\200\350\241\214\350\256\260\345\275\225\345\205\266\345\210\251\346\266\246\347\232\204\345\256\242\346\210\267\343\200\202',
 NULL,
 NULL,
 '\345\205\210\350\241\245\345\205\250\345\210\251\346\266\246\357\274\232\345\234\250\346\255\244\344\271\213\345\211\215\357\274\214\344\273\226\344\273\254\346\216\222\345\234\250\346\211\200\346\234\211\344\272\272\344\271\213\345\220\216\357\274\214\350\277\231\345\271\266\344\270\215\346\230\257\345\257\271\345\205\266\345\210\251\346\266\246\347\232\204\350\257\204\344\273\267\343\200\202',
 NULL),
('report', 'unranked', '\346\234\252\346\216\222\345\220\215',
 '\344\271\260\345\256\266\345\244\252\345\260\221\357\274\214\346\227\240\346\263\225\347\233\270\344\272\222\346\216\222\345\220\215\357\274\214\346\210\226\350\200\205\345\205\250\351\203\275\344\270\200\346\240\267\343\200\202',
 NULL,
 NULL,
 '\351\200\220\344\270\200\346\237\245\347\234\213\357\274\214\346\210\226\345\217\226\346\233\264\351\225\277\347\232\204\346\227\266\346\234\237\357\274\232\346\216\222\345\220\215\350\257\264\346\230\216\344\270\215\344\272\206\344\273\200\344\271\210\343\200\202',
 NULL),
('report', 'too_short', '\346\227\266\346\234\237\345\244\252\347\237\255',
 '\347\254\254\344\270\200\347\254\224\350\256\242\345\215\225\350\267\235\344\273\212\344\270\215\345\210\260\344\270\244\345\271\264\343\200\202',
 NULL,
 NULL,
 '\345\205\210\345\217\226\346\233\264\351\225\277\347\232\204\346\227\266\346\234\237\357\274\214\345\206\215\346\214\211\350\277\231\344\270\200\350\241\214\350\241\214\345\212\250\357\274\232\344\273\245\344\270\200\345\271\264\345\210\222\345\210\206\346\226\260\350\200\201\345\256\242\346\210\267\357\274\214\346\225\260\346\215\256\350\207\263\345\260\221\350\246\201\346\234\211\344\270\244\345\271\264\343\200\202',
 NULL),
('report', 'gini', '\345\237\272\345\260\274\347\263\273\346\225\260',
 '\346\211\200\346\234\211\344\271\260\350\277\207\347\232\204\345\256\242\346\210\267\350\264\241\347\214\256\347\233\270\345\220\214\346\227\266\344\270\2720\357\274\214\345\205\250\351\203\250\347\224\261\344\270\200\344\275\215\345\256\242\346\210\267\350\264\241\347\214\256\346\227\266\346\216\245\350\277\2211\343\200\202',
 NULL,
 NULL,
 '\346\225\260\345\200\274\350\266\212\351\253\230\357\274\214\345\257\271\345\260\221\346\225\260\345\256\242\346\210\267\347\232\204\344\276\235\350\265\226\350\266\212\346\267\261\357\274\214\345\257\271\350\277\231\344\272\233\345\256\242\346\210\267\350\246\201\351\200\220\344\270\200\347\205\247\351\241\276\345\245\275\343\200\202',
 NULL),
('report', 'largest', '\346\234\200\345\244\247\345\256\242\346\210\267',
 '\344\271\260\350\277\207\347\232\204\345\256\242\346\210\267\344\270\255\350\264\241\347\214\256\346\234\200\345\244\232\347\232\204\344\270\200\344\275\215\343\200\202',
 NULL,
 NULL,
 '\345\246\202\346\236\234\345\233\240\344\270\272\350\277\231\344\270\200\344\275\215\357\274\214\350\256\270\345\244\232\345\256\242\346\210\267\350\220\275\345\210\260\345\271\263\345\235\207\345\200\274\347\232\204\345\217\246\344\270\200\350\276\271\357\274\214\345\205\210\346\240\270\345\257\271\351\207\221\351\242\235\343\200\202\351\207\221\351\242\235\346\227\240\350\257\257\357\274\214\345\260\261\347\224\250\344\270\215\345\220\253\350\277\231\344\270\200\344\275\215\347\232\204\350\247\206\345\233\276\347\234\213\345\205\266\344\273\226\345\256\242\346\210\267\343\200\202',
 NULL),
('report', 'for_80', '\350\264\241\347\214\256\345\205\253\346\210\220\347\232\204\345\256\242\346\210\267',
 '\345\220\210\350\256\241\345\270\246\346\235\245\345\205\253\346\210\220\346\224\266\345\205\245\343\200\201\344\272\272\346\225\260\346\234\200\345\260\221\347\232\204\351\202\243\346\211\271\345\256\242\346\210\267\343\200\202',
 NULL,
 NULL,
 '\345\205\266\344\270\255\344\273\273\344\275\225\344\270\200\344\275\215\347\246\273\345\274\200\357\274\214\351\203\275\344\270\215\350\203\275\346\262\241\346\234\211\344\272\272\345\217\221\350\247\211\343\200\202',
 NULL)

) AS text (subject, item, name, who, needs, obstacle, action, message)
JOIN @extschema@.playbook_shipped AS english
	ON english.subject OPERATOR(pg_catalog.=) text.subject AND english.item OPERATOR(pg_catalog.=) text.item
WHERE english.lang OPERATOR(pg_catalog.=) 'en'
  AND pg_catalog.getdatabaseencoding() OPERATOR(pg_catalog.=) ANY ('{UTF8, EUC_CN}'::name[]);
/* report: the whole picture of a customer base, as rows */

CREATE FUNCTION _segment_unnamed(source regclass,
								customer_column name DEFAULT 'customer_id',
								time_column name DEFAULT 'sold_at',
								amount_column name DEFAULT 'amount',
								order_column name DEFAULT NULL,
								potential_column name DEFAULT NULL,
								profit_column name DEFAULT NULL,
								since timestamptz DEFAULT NULL,
								as_of timestamptz DEFAULT NULL,
								yardstick yardstick DEFAULT NULL)
RETURNS TABLE (orders bigint, amount numeric, first_order timestamptz, last_order timestamptz,
			   loyalty double precision, contribution double precision,
			   quadrant quadrant, activity activity, measured_at timestamptz,
			   without_customer bigint, without_time bigint, amount_left_out numeric,
			   shared_times double precision, order_column name, yardstick yardstick)
AS 'MODULE_PATHNAME', 'customer_seg_segment_unnamed'
LANGUAGE C STABLE PARALLEL RESTRICTED COST 1000000 ROWS 1000;
COMMENT ON FUNCTION _segment_unnamed(regclass, name, name, name, name, name, name, timestamptz, timestamptz, yardstick) IS
'segment() for customers of any type, who stay unnamed, with the point in time at which they were measured; and a last row, without an activity, that says what there is to say of all rows: those left out, the share of those that share customer and time, where they may be lines of orders, with the column that tells these apart, and the yardstick';

CREATE FUNCTION report(source regclass,
					   customer_column name DEFAULT 'customer_id',
					   time_column name DEFAULT 'sold_at',
					   amount_column name DEFAULT 'amount',
					   order_column name DEFAULT NULL,
					   potential_column name DEFAULT NULL,
					   profit_column name DEFAULT NULL,
					   since timestamptz DEFAULT NULL,
					   as_of timestamptz DEFAULT NULL,
					   yardstick yardstick DEFAULT NULL,
					   lang text DEFAULT 'en')
RETURNS TABLE (section text, item text, customers bigint, share double precision,
			   amount numeric, share_of_amount double precision, evidence text, what_to_do text)
LANGUAGE SQL STABLE PARALLEL RESTRICTED COST 1000000 ROWS 50
BEGIN ATOMIC
	WITH word AS ( -- NULL is the default, as for the other options
		SELECT coalesce(report.lang, 'en') AS lang
	), result AS MATERIALIZED (
		SELECT s.*
		FROM @extschema@._segment_unnamed(source, customer_column, time_column, amount_column, order_column, potential_column,
										 profit_column, since, report.as_of, report.yardstick) AS s
	), customer AS NOT MATERIALIZED (
		SELECT r.* FROM result AS r WHERE activity IS NOT NULL
	), left_out AS (
		SELECT CASE WHEN without_customer OPERATOR(pg_catalog.>) 0 OR without_time OPERATOR(pg_catalog.>) 0
					THEN 'left out: ' OPERATOR(pg_catalog.||) without_customer::text
						 OPERATOR(pg_catalog.||) CASE WHEN without_customer OPERATOR(pg_catalog.=) 1 THEN ' row' ELSE ' rows' END
						 OPERATOR(pg_catalog.||) ' without a customer, ' OPERATOR(pg_catalog.||) without_time::text
						 OPERATOR(pg_catalog.||) ' without a time, amount ' OPERATOR(pg_catalog.||) amount_left_out::text END AS said
		FROM result WHERE activity IS NULL
	), standard AS MATERIALIZED (
		SELECT r.yardstick, measured_at AS as_of,
			   profit_column IS NOT NULL AND EXISTS (SELECT FROM customer WHERE @extschema@.profit(activity) IS NOT NULL) AS by_profit
		FROM result AS r WHERE activity IS NULL
	), mark AS ( -- for what goes by the amount, though profit decides
		SELECT CASE WHEN by_profit THEN 'by amount' END AS by_amount FROM standard
	), classified AS (
		SELECT c.amount, c.quadrant, orders, bought, first_order, last_order, earned, known_profit,
			   profit_column IS NOT NULL AND orders OPERATOR(pg_catalog.>) 0 AND known_profit IS NULL AS profit_unknown,
			   GREATEST(c.amount, 0.0) AS brought, -- of money, shares are of this: who is below 0 brings nothing
			   orders OPERATOR(pg_catalog.=) 0 AND @extschema@.refunds(activity) OPERATOR(pg_catalog.>) 0 AS refunded,
			   @extschema@.value_group(activity, (SELECT s.yardstick FROM standard AS s),
									   (SELECT s.as_of FROM standard AS s)) AS value_group,
			   @extschema@.pareto_class(earned::double precision) OVER () AS pareto_class,
			   CASE WHEN orders OPERATOR(pg_catalog.>) 0
					THEN @extschema@.rfm_segment(@extschema@.rfm(activity, (SELECT s.yardstick FROM standard AS s),
																 (SELECT s.as_of FROM standard AS s))) END AS rfm_segment,
			   @extschema@.market_position(activity) AS market_position,
			   @extschema@.customer_term(activity) AS customer_term,
			   @extschema@.contact_due(activity, c.quadrant, (SELECT s.as_of FROM standard AS s), (SELECT lang FROM word)) AS due
		FROM customer AS c,
			 LATERAL (SELECT CASE WHEN profit_column IS NOT NULL THEN @extschema@.profit(activity) END) AS p (known_profit),
			 LATERAL (SELECT CASE WHEN orders OPERATOR(pg_catalog.>) 0 THEN c.amount END,
							 CASE WHEN orders OPERATOR(pg_catalog.>) 0
								  THEN CASE WHEN (SELECT by_profit FROM standard) THEN known_profit ELSE c.amount END END) AS b (bought, earned)
	), counted AS MATERIALIZED (
		SELECT pg_catalog.count(*) AS customers, coalesce(pg_catalog.sum(amount), 0) AS amount,
			   coalesce(pg_catalog.sum(brought), 0.0) AS brought, pg_catalog.count(bought) AS buyers,
			   pg_catalog.count(*) FILTER (WHERE refunded) AS refunded,
			   pg_catalog.sum(amount) FILTER (WHERE refunded) AS refunded_amount,
			   pg_catalog.sum(known_profit) AS profit,
			   pg_catalog.count(*) FILTER (WHERE profit_unknown) AS without_profit,
			   pg_catalog.sum(amount) FILTER (WHERE profit_unknown) AS without_profit_amount,
			   pg_catalog.sum(brought) FILTER (WHERE profit_unknown) AS without_profit_brought,
			   coalesce(pg_catalog.sum(bought), 0) AS bought,
			   -- ranks need as many buyers as scores, of whom some differ; a yardstick that is given ranks anybody
			   CASE WHEN report.yardstick IS NOT NULL THEN NULL
					WHEN pg_catalog.count(bought) OPERATOR(pg_catalog.<) 5
					THEN 'too few buyers to rank: ' OPERATOR(pg_catalog.||) pg_catalog.count(bought)::text
					WHEN pg_catalog.min(bought) OPERATOR(pg_catalog.=) pg_catalog.max(bought)
						 AND pg_catalog.min(last_order) OPERATOR(pg_catalog.=) pg_catalog.max(last_order)
						 AND pg_catalog.min(orders) FILTER (WHERE bought IS NOT NULL)
							 OPERATOR(pg_catalog.=) pg_catalog.max(orders)
					THEN 'all buyers are alike: ' OPERATOR(pg_catalog.||) pg_catalog.count(bought)::text END AS unranked,
			   pg_catalog.min(first_order) AS first_order, pg_catalog.max(last_order) AS last_order,
			   -- old or new, long-term or not by a year needs two
			   pg_catalog.min(first_order) OPERATOR(pg_catalog.>)
			   (((SELECT s.as_of FROM standard AS s) AT TIME ZONE 'UTC' OPERATOR(pg_catalog.-) '2 years'::interval) AT TIME ZONE 'UTC') AS too_short,
			   @extschema@.breakdown(quadrant, amount) AS quadrants,
			   @extschema@.breakdown(quadrant, brought) AS quadrants_brought,
			   CASE WHEN (SELECT by_profit FROM standard) THEN @extschema@.breakdown(quadrant, known_profit) END AS quadrants_profit,
			   @extschema@.breakdown(value_group, amount) FILTER (WHERE NOT refunded) AS value_groups,
			   @extschema@.breakdown(value_group, brought) FILTER (WHERE NOT refunded) AS value_groups_brought,
			   @extschema@.breakdown(pareto_class, amount) FILTER (WHERE NOT refunded AND NOT unclassed) AS pareto_classes,
			   @extschema@.breakdown(pareto_class, brought) FILTER (WHERE NOT refunded AND NOT unclassed) AS pareto_classes_brought,
			   CASE WHEN (SELECT by_profit FROM standard)
					THEN @extschema@.breakdown(pareto_class, earned) FILTER (WHERE NOT refunded AND NOT unclassed) END AS pareto_classes_profit,
			   @extschema@.breakdown(rfm_segment, amount) FILTER (WHERE NOT refunded) AS rfm_segments,
			   @extschema@.breakdown(rfm_segment, brought) FILTER (WHERE NOT refunded) AS rfm_segments_brought,
			   @extschema@.breakdown(market_position, amount) AS market_positions,
			   @extschema@.breakdown(market_position, brought) AS market_positions_brought,
			   @extschema@.breakdown(customer_term, amount) FILTER (WHERE NOT refunded) AS customer_terms,
			   @extschema@.breakdown(customer_term, brought) FILTER (WHERE NOT refunded) AS customer_terms_brought,
			   @extschema@.breakdown(quadrant, amount) FILTER (WHERE due) AS due,
			   @extschema@.breakdown(quadrant, brought) FILTER (WHERE due) AS due_brought,
			   pg_catalog.jsonb_build_object(
					'top', pg_catalog.min(earned) FILTER (WHERE pareto_class OPERATOR(pg_catalog.=) 'top'),
					'middle', pg_catalog.min(earned) FILTER (WHERE pareto_class OPERATOR(pg_catalog.=) 'middle'),
					'bottom', pg_catalog.min(earned) FILTER (WHERE pareto_class OPERATOR(pg_catalog.=) 'bottom')) AS least_earned,
			   @extschema@.mix(quadrant) AS mix,
			   @extschema@.gini(bought) AS gini,
			   pg_catalog.max(bought) AS largest,
			   @extschema@.customers_for_share(bought, 0.8::double precision) AS customers_for_share
		FROM classified, LATERAL (SELECT profit_unknown AND (SELECT by_profit FROM standard)) AS u (unclassed)
	), of_others AS ( -- whom the largest customer alone puts below the mean, where that is the cut
		SELECT pg_catalog.round(mean, decimals) AS mean, pg_catalog.round(without_largest, decimals) AS without_largest,
			   (SELECT pg_catalog.count(*) FROM customer AS c
				WHERE c.amount OPERATOR(pg_catalog.>=) without_largest AND c.amount OPERATOR(pg_catalog.<) mean) AS between_them
		FROM (SELECT n.amount OPERATOR(pg_catalog./) n.customers::numeric,
					 (n.amount OPERATOR(pg_catalog.-) largest) OPERATOR(pg_catalog./) (n.customers OPERATOR(pg_catalog.-) 1)::numeric,
					 GREATEST(pg_catalog.scale(n.amount), 2)
			  FROM counted AS n, standard AS s
			  WHERE n.customers OPERATOR(pg_catalog.>) 1 AND NOT s.by_profit AND report.yardstick IS NULL) AS m (mean, without_largest, decimals)
	), line AS (
		SELECT 1 AS place, 1 AS line, 'base' AS section, 'report' AS subject, 'all' AS item,
			   customers, CASE WHEN customers OPERATOR(pg_catalog.>) 0 THEN 1 END::double precision AS share,
			   amount, CASE WHEN brought OPERATOR(pg_catalog.>) 0.0 THEN 1 END::double precision AS share_of_amount,
			   nullif(pg_catalog.array_to_string(ARRAY[
					(pg_catalog.to_jsonb((first_order AT TIME ZONE 'UTC')::date) OPERATOR(pg_catalog.#>>) '{}'::text[])
					OPERATOR(pg_catalog.||) ' .. '
					OPERATOR(pg_catalog.||) (pg_catalog.to_jsonb((last_order AT TIME ZONE 'UTC')::date) OPERATOR(pg_catalog.#>>) '{}'::text[]),
					said, 'profit ' OPERATOR(pg_catalog.||) profit::text], '; '), '') AS evidence
		FROM counted, left_out

		UNION ALL
		SELECT 3, 1, 'structure', 'structure', structure::text,
			   c.customers, CASE WHEN c.customers OPERATOR(pg_catalog.>) 0 THEN 1 END,
			   c.amount, CASE WHEN c.brought OPERATOR(pg_catalog.>) 0.0 THEN 1 END,
			   -- of customers who are alike, the tests would be sure of what says nothing
			   CASE WHEN reason OPERATOR(pg_catalog.~~) 'all_alike%' THEN reason
			   ELSE pg_catalog.array_to_string(ARRAY[reason, 'w = ' OPERATOR(pg_catalog.||) pg_catalog.round(w::numeric, 3)::text
			   OPERATOR(pg_catalog.||) ', ' OPERATOR(pg_catalog.||) said[1]
			   OPERATOR(pg_catalog.||) '; 1st against 2nd ' OPERATOR(pg_catalog.||) said[2]], '; ') END
		FROM counted AS c, @extschema@.describe(mix) AS d,
			 LATERAL (SELECT pg_catalog.array_agg(CASE WHEN n OPERATOR(pg_catalog.<) 0.0001::double precision THEN 'p < 0.0001'
													   ELSE 'p = ' OPERATOR(pg_catalog.||) pg_catalog.round(n::numeric, 4)::text END ORDER BY i)
					  FROM pg_catalog.unnest(ARRAY[d.p, d.p_largest]) WITH ORDINALITY AS u (n, i)) AS p (said)
		WHERE d.quadrant OPERATOR(pg_catalog.=) 'bee'

		UNION ALL
		SELECT 1, 2, 'base', 'report', 'order_lines', NULL, NULL, NULL, NULL,
			   pg_catalog.round(100.0 OPERATOR(pg_catalog.*) shared_times::numeric)::text
			   OPERATOR(pg_catalog.||) ' % of the rows share customer and time'
			   OPERATOR(pg_catalog.||) coalesce('; order_column => ' OPERATOR(pg_catalog.||) pg_catalog.quote_literal(order_column::text), '')
		FROM result WHERE shared_times IS NOT NULL

		UNION ALL
		SELECT 1, 3, 'base', 'report', 'profit_unknown', without_profit,
			   without_profit::double precision OPERATOR(pg_catalog./) customers::double precision, without_profit_amount,
			   (without_profit_brought OPERATOR(pg_catalog./) CASE WHEN brought OPERATOR(pg_catalog.>) 0.0 THEN brought END)::double precision, NULL
		FROM counted WHERE without_profit OPERATOR(pg_catalog.>) 0

		UNION ALL
		SELECT 6, i, 'concentration', 'report', what,
			   number, number::double precision OPERATOR(pg_catalog./) CASE WHEN buyers OPERATOR(pg_catalog.>) 0 THEN buyers END::double precision,
			   v.amount, part, nullif(pg_catalog.array_to_string(ARRAY[said, by_amount], '; '), '')
		FROM mark, counted LEFT JOIN of_others ON true,
			 LATERAL (VALUES (1, 'gini', buyers, NULL::numeric, NULL::double precision, pg_catalog.round(gini::numeric, 3)::text),
							 (2, 'largest', LEAST(buyers, 1), largest,
							  (GREATEST(largest, 0.0) OPERATOR(pg_catalog./) CASE WHEN brought OPERATOR(pg_catalog.>) 0.0 THEN brought END)::double precision,
							  'mean ' OPERATOR(pg_catalog.||) mean::text OPERATOR(pg_catalog.||) ', without ' OPERATOR(pg_catalog.||) without_largest::text
							  OPERATOR(pg_catalog.||) '; ' OPERATOR(pg_catalog.||) between_them::text
							  OPERATOR(pg_catalog.||) CASE WHEN between_them OPERATOR(pg_catalog.=) 1 THEN ' customer' ELSE ' customers' END
							  OPERATOR(pg_catalog.||) ' between'),
							 (3, 'for_80', coalesce(customers_for_share, 0), NULL,
							  CASE WHEN customers_for_share OPERATOR(pg_catalog.>) 0 THEN 0.8 END, NULL)) AS v (i, what, number, amount, part, said)

		UNION ALL
		-- shares are of those who are in one of the groups
		SELECT place, i, subject, CASE WHEN segment IS NULL THEN 'report' ELSE subject END, coalesce(segment, 'none'),
			   r.customers, r.share, r.amount, r.share_of_amount,
			   CASE WHEN subject OPERATOR(pg_catalog.=) 'pareto_class'
					THEN CASE WHEN (SELECT by_profit FROM standard) THEN 'profit ' ELSE '' END
						 OPERATOR(pg_catalog.||) '>= ' OPERATOR(pg_catalog.||) (least_earned OPERATOR(pg_catalog.->>) segment)
						 OPERATOR(pg_catalog.||) coalesce('; in all ' OPERATOR(pg_catalog.||) profit_of_them::text, '')
					WHEN segment IS NOT NULL
					THEN pg_catalog.array_to_string(ARRAY[
						 pg_catalog.round(100.0 OPERATOR(pg_catalog.*) share_low::numeric, 1)::text
						 OPERATOR(pg_catalog.||) ' .. '
						 OPERATOR(pg_catalog.||) pg_catalog.round(100.0 OPERATOR(pg_catalog.*) share_high::numeric, 1)::text
						 OPERATOR(pg_catalog.||) ' %', 'profit ' OPERATOR(pg_catalog.||) profit_of_them::text,
						 CASE WHEN subject OPERATOR(pg_catalog.=) ANY (ARRAY['value_group', 'rfm_segment']) THEN by_amount END], '; ') END
		FROM mark, counted,
			 LATERAL (VALUES (2, 'quadrant', quadrants, quadrants_brought, quadrants_profit),
							 (4, 'value_group', value_groups, value_groups_brought, NULL),
							 (5, 'pareto_class', pareto_classes, pareto_classes_brought, pareto_classes_profit),
							 (7, 'rfm_segment', rfm_segments, rfm_segments_brought, NULL),
							 (8, 'market_position', market_positions, market_positions_brought, NULL),
							 (9, 'customer_term', customer_terms, customer_terms_brought, NULL)) AS v (place, subject, parts, parts_brought, parts_profit),
			 LATERAL ROWS FROM (@extschema@.shares(parts), @extschema@.shares(parts_brought), @extschema@.shares(parts_profit)) WITH ORDINALITY
				 AS r (segment, customers, share, share_low, share_high, amount, net_share, average,
					 segment_again, customers_again, share_again, low_again, high_again, brought, share_of_amount, average_brought,
					 segment_by_profit, customers_by_profit, share_by_profit, low_by_profit, high_by_profit, profit_of_them, share_of_profit, average_profit, i)
		WHERE subject OPERATOR(pg_catalog.<>) 'rfm_segment' OR segment IS NULL OR unranked IS NULL

		UNION ALL
		SELECT 7, 1, 'rfm_segment', 'report', 'unranked', buyers, NULL, bought, NULL, unranked
		FROM counted WHERE unranked IS NOT NULL

		UNION ALL
		-- they bought, so they are no prospects either
		SELECT 5, 99, 'pareto_class', 'report', 'profit_unknown', without_profit, NULL, without_profit_amount, NULL, NULL
		FROM counted, standard WHERE by_profit AND without_profit OPERATOR(pg_catalog.>) 0

		UNION ALL
		-- they bought before the data begin, so they are no prospects
		SELECT place, 100, subject, 'report', 'refunds_only', refunded, NULL, refunded_amount, NULL, NULL
		FROM counted,
			 LATERAL (VALUES (4, 'value_group'), (5, 'pareto_class'), (7, 'rfm_segment'), (9, 'customer_term')) AS v (place, subject)
		WHERE refunded OPERATOR(pg_catalog.>) 0

		UNION ALL
		SELECT 10, i, 'contact_due', 'quadrant', r.segment, r.customers,
			   r.customers::double precision OPERATOR(pg_catalog./) CASE WHEN c.customers OPERATOR(pg_catalog.>) 0 THEN c.customers END::double precision,
			   r.amount, (r.brought OPERATOR(pg_catalog./) CASE WHEN c.brought OPERATOR(pg_catalog.>) 0.0 THEN c.brought END)::double precision,
			   (@extschema@.play('quadrant'::text, r.segment, lang)).contact_every::text
		FROM word, counted AS c,
			 LATERAL ROWS FROM (@extschema@.shares(due), @extschema@.shares(due_brought)) WITH ORDINALITY
				 AS r (segment, customers, share, share_low, share_high, amount, net_share, average,
					 segment_again, customers_again, share_again, low_again, high_again, brought, share_of_amount, average_brought, i)
	)
	-- what the playbook has no name for keeps its own
	SELECT coalesce(@extschema@.label('report'::text, section, lang), section),
		   coalesce(@extschema@.label(subject, line.item, lang), line.item),
		   line.customers, line.share, line.amount, line.share_of_amount, line.evidence,
		   CASE WHEN section OPERATOR(pg_catalog.=) 'contact_due' THEN @extschema@.message(subject, line.item, lang)
				WHEN too_short AND subject OPERATOR(pg_catalog.=) ANY (ARRAY['value_group', 'customer_term'])
				THEN @extschema@.strategy('report'::text, 'too_short'::text, lang)
				ELSE @extschema@.strategy(subject, line.item, lang) END
	FROM line, word, counted
	ORDER BY place, line.line;
END;
COMMENT ON FUNCTION report(regclass, name, name, name, name, name, name, timestamptz, timestamptz, yardstick, text) IS
'the whole picture of a customer base: for each section and item customers and money with their shares, the evidence, and what to do, in a language of the playbook';
/*
 * as_of as a date, which is its midnight in UTC, or as a timestamp, which is
 * its reading in UTC: the same in every session.  The planner puts the bodies
 * in place of the calls.
 */

CREATE FUNCTION yardstick_accum(internal, activity, date) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_yardstick_accum_date'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION yardstick_accum(internal, activity, date) IS 'transition function of yardstick(activity, as_of)';

CREATE AGGREGATE yardstick(activity, as_of date) (
	SFUNC = yardstick_accum, STYPE = internal,
	FINALFUNC = yardstick_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = yardstick_combine,
	SERIALFUNC = yardstick_serial, DESERIALFUNC = yardstick_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE yardstick(activity, date) IS
'yardstick(activity, as_of) as of the midnight in UTC of a day';

CREATE FUNCTION nested_rfm_cuts_accum(internal, activity, date, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_nested_rfm_cuts_accum_date'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION nested_rfm_cuts_accum(internal, activity, date, integer) IS 'transition function of nested_rfm_cuts(activity, as_of, bins)';

CREATE AGGREGATE nested_rfm_cuts(activity, as_of date, bins integer) (
	SFUNC = nested_rfm_cuts_accum, STYPE = internal,
	FINALFUNC = nested_rfm_cuts_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = nested_rfm_cuts_combine,
	SERIALFUNC = nested_rfm_cuts_serial, DESERIALFUNC = nested_rfm_cuts_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE nested_rfm_cuts(activity, date, integer) IS
'nested_rfm_cuts(activity, as_of, bins) as of the midnight in UTC of a day';

CREATE FUNCTION recency(activity, as_of date) RETURNS interval
LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
RETURN @extschema@.recency($1, $2::timestamp AT TIME ZONE 'UTC');
COMMENT ON FUNCTION recency(activity, date) IS 'recency(activity, as_of) as of the midnight in UTC of a day';

CREATE FUNCTION tenure(activity, as_of date) RETURNS interval
LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
RETURN @extschema@.tenure($1, $2::timestamp AT TIME ZONE 'UTC');
COMMENT ON FUNCTION tenure(activity, date) IS 'tenure(activity, as_of) as of the midnight in UTC of a day';

CREATE FUNCTION regularity(activity, as_of date) RETURNS double precision
LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
RETURN @extschema@.regularity($1, $2::timestamp AT TIME ZONE 'UTC');
COMMENT ON FUNCTION regularity(activity, date) IS 'regularity(activity, as_of) as of the midnight in UTC of a day';

CREATE FUNCTION loyalty(activity, yardstick, as_of date) RETURNS double precision
LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
RETURN @extschema@.loyalty($1, $2, $3::timestamp AT TIME ZONE 'UTC');
COMMENT ON FUNCTION loyalty(activity, yardstick, date) IS 'loyalty(activity, yardstick, as_of) as of the midnight in UTC of a day';

CREATE FUNCTION contribution(activity, yardstick, as_of date) RETURNS double precision
LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
RETURN @extschema@.contribution($1, $2, $3::timestamp AT TIME ZONE 'UTC');
COMMENT ON FUNCTION contribution(activity, yardstick, date) IS 'contribution(activity, yardstick, as_of) as of the midnight in UTC of a day';

CREATE FUNCTION quadrant(activity, yardstick, as_of date) RETURNS quadrant
LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
RETURN @extschema@.quadrant($1, $2, $3::timestamp AT TIME ZONE 'UTC');
COMMENT ON FUNCTION quadrant(activity, yardstick, date) IS 'quadrant(activity, yardstick, as_of) as of the midnight in UTC of a day';

CREATE FUNCTION lifetime_value(activity, as_of date, years numeric,
				margin numeric DEFAULT 1, discount_rate numeric DEFAULT 0, min_tenure interval DEFAULT '1 year') RETURNS numeric
LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
RETURN @extschema@.lifetime_value($1, $2::timestamp AT TIME ZONE 'UTC', $3, $4, $5, $6);
COMMENT ON FUNCTION lifetime_value(activity, date, numeric, numeric, numeric, interval) IS 'lifetime_value(activity, as_of, years, margin, discount_rate, min_tenure) as of the midnight in UTC of a day';

CREATE FUNCTION purchase_intent(prospect, as_of date, quote_silent_after interval DEFAULT '14 days',
				ready_within interval DEFAULT '30 days', lapse_after interval DEFAULT '90 days') RETURNS purchase_intent
LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
RETURN @extschema@.purchase_intent($1, $2::timestamp AT TIME ZONE 'UTC', $3, $4, $5);
COMMENT ON FUNCTION purchase_intent(prospect, date, interval, interval, interval) IS 'purchase_intent(prospect, as_of, quote_silent_after, ready_within, lapse_after) as of the midnight in UTC of a day';

CREATE FUNCTION rfm(activity, yardstick, as_of date, bins integer DEFAULT 5) RETURNS rfm
LANGUAGE SQL IMMUTABLE PARALLEL SAFE
RETURN @extschema@.rfm($1, $2, $3::timestamp AT TIME ZONE 'UTC', $4);
COMMENT ON FUNCTION rfm(activity, yardstick, date, integer) IS 'rfm(activity, yardstick, as_of, bins) as of the midnight in UTC of a day';

CREATE FUNCTION rfm(activity, as_of date, recency_cuts double precision[],
				frequency_cuts double precision[], monetary_cuts double precision[], contact_weight double precision DEFAULT 0.25) RETURNS rfm
LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
RETURN @extschema@.rfm($1, $2::timestamp AT TIME ZONE 'UTC', $3, $4, $5, $6);
COMMENT ON FUNCTION rfm(activity, date, double precision[], double precision[], double precision[], double precision) IS 'rfm(activity, as_of, recency_cuts, frequency_cuts, monetary_cuts, contact_weight) as of the midnight in UTC of a day';

CREATE FUNCTION rfm(activity, rfm_limits, as_of date) RETURNS rfm
LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
RETURN @extschema@.rfm($1, $2, $3::timestamp AT TIME ZONE 'UTC');
COMMENT ON FUNCTION rfm(activity, rfm_limits, date) IS 'rfm(activity, rfm_limits, as_of) as of the midnight in UTC of a day';

CREATE FUNCTION value_group(activity, new_since date, big_from numeric) RETURNS value_group
LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
RETURN @extschema@.value_group($1, $2::timestamp AT TIME ZONE 'UTC', $3);
COMMENT ON FUNCTION value_group(activity, date, numeric) IS 'value_group(activity, new_since, big_from) as of the midnight in UTC of a day';

CREATE FUNCTION value_group(activity, yardstick, as_of date, new_for interval DEFAULT '1 year', big text DEFAULT 'p80') RETURNS value_group
LANGUAGE SQL IMMUTABLE PARALLEL SAFE
RETURN @extschema@.value_group($1, $2, as_of => $3::timestamp AT TIME ZONE 'UTC', new_for => $4, big => $5);
COMMENT ON FUNCTION value_group(activity, yardstick, date, interval, text) IS 'value_group(activity, yardstick, as_of, new_for, big) as of the midnight in UTC of a day';

CREATE FUNCTION contact_due(activity, every interval, as_of date) RETURNS boolean
LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
RETURN @extschema@.contact_due($1, $2, $3::timestamp AT TIME ZONE 'UTC');
COMMENT ON FUNCTION contact_due(activity, interval, date) IS 'contact_due(activity, every, as_of) as of the midnight in UTC of a day';

CREATE FUNCTION contact_due(activity, anyenum, as_of date, lang text DEFAULT 'en') RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_contact_due_date'
LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION contact_due(activity, anyenum, date, text) IS 'contact_due(activity, anyenum, as_of, lang) as of the midnight in UTC of a day';

CREATE FUNCTION explain_intent(prospect, as_of date,
							   quote_silent_after interval DEFAULT '14 days',
							   ready_within interval DEFAULT '30 days',
							   lapse_after interval DEFAULT '90 days',
							   talk_every interval DEFAULT '30 days',
							   OUT intent purchase_intent, OUT rule text, OUT next_action text, OUT next_contact timestamptz)
AS 'MODULE_PATHNAME', 'customer_seg_explain_intent_date'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION explain_intent(prospect, date, interval, interval, interval, interval) IS
'explain_intent(prospect, as_of) as of the midnight in UTC of a day';

CREATE FUNCTION yardstick_accum(internal, activity, timestamp) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_yardstick_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION yardstick_accum(internal, activity, timestamp) IS 'transition function of yardstick(activity, as_of)';

CREATE AGGREGATE yardstick(activity, as_of timestamp) (
	SFUNC = yardstick_accum, STYPE = internal,
	FINALFUNC = yardstick_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = yardstick_combine,
	SERIALFUNC = yardstick_serial, DESERIALFUNC = yardstick_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE yardstick(activity, timestamp) IS
'yardstick(activity, as_of) as of a reading in UTC';

CREATE FUNCTION nested_rfm_cuts_accum(internal, activity, timestamp, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_nested_rfm_cuts_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION nested_rfm_cuts_accum(internal, activity, timestamp, integer) IS 'transition function of nested_rfm_cuts(activity, as_of, bins)';

CREATE AGGREGATE nested_rfm_cuts(activity, as_of timestamp, bins integer) (
	SFUNC = nested_rfm_cuts_accum, STYPE = internal,
	FINALFUNC = nested_rfm_cuts_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = nested_rfm_cuts_combine,
	SERIALFUNC = nested_rfm_cuts_serial, DESERIALFUNC = nested_rfm_cuts_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE nested_rfm_cuts(activity, timestamp, integer) IS
'nested_rfm_cuts(activity, as_of, bins) as of a reading in UTC';

CREATE FUNCTION recency(activity, as_of timestamp) RETURNS interval
LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
RETURN @extschema@.recency($1, $2 AT TIME ZONE 'UTC');
COMMENT ON FUNCTION recency(activity, timestamp) IS 'recency(activity, as_of) as of a reading in UTC';

CREATE FUNCTION tenure(activity, as_of timestamp) RETURNS interval
LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
RETURN @extschema@.tenure($1, $2 AT TIME ZONE 'UTC');
COMMENT ON FUNCTION tenure(activity, timestamp) IS 'tenure(activity, as_of) as of a reading in UTC';

CREATE FUNCTION regularity(activity, as_of timestamp) RETURNS double precision
LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
RETURN @extschema@.regularity($1, $2 AT TIME ZONE 'UTC');
COMMENT ON FUNCTION regularity(activity, timestamp) IS 'regularity(activity, as_of) as of a reading in UTC';

CREATE FUNCTION loyalty(activity, yardstick, as_of timestamp) RETURNS double precision
LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
RETURN @extschema@.loyalty($1, $2, $3 AT TIME ZONE 'UTC');
COMMENT ON FUNCTION loyalty(activity, yardstick, timestamp) IS 'loyalty(activity, yardstick, as_of) as of a reading in UTC';

CREATE FUNCTION contribution(activity, yardstick, as_of timestamp) RETURNS double precision
LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
RETURN @extschema@.contribution($1, $2, $3 AT TIME ZONE 'UTC');
COMMENT ON FUNCTION contribution(activity, yardstick, timestamp) IS 'contribution(activity, yardstick, as_of) as of a reading in UTC';

CREATE FUNCTION quadrant(activity, yardstick, as_of timestamp) RETURNS quadrant
LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
RETURN @extschema@.quadrant($1, $2, $3 AT TIME ZONE 'UTC');
COMMENT ON FUNCTION quadrant(activity, yardstick, timestamp) IS 'quadrant(activity, yardstick, as_of) as of a reading in UTC';

CREATE FUNCTION lifetime_value(activity, as_of timestamp, years numeric,
				margin numeric DEFAULT 1, discount_rate numeric DEFAULT 0, min_tenure interval DEFAULT '1 year') RETURNS numeric
LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
RETURN @extschema@.lifetime_value($1, $2 AT TIME ZONE 'UTC', $3, $4, $5, $6);
COMMENT ON FUNCTION lifetime_value(activity, timestamp, numeric, numeric, numeric, interval) IS 'lifetime_value(activity, as_of, years, margin, discount_rate, min_tenure) as of a reading in UTC';

CREATE FUNCTION purchase_intent(prospect, as_of timestamp, quote_silent_after interval DEFAULT '14 days',
				ready_within interval DEFAULT '30 days', lapse_after interval DEFAULT '90 days') RETURNS purchase_intent
LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
RETURN @extschema@.purchase_intent($1, $2 AT TIME ZONE 'UTC', $3, $4, $5);
COMMENT ON FUNCTION purchase_intent(prospect, timestamp, interval, interval, interval) IS 'purchase_intent(prospect, as_of, quote_silent_after, ready_within, lapse_after) as of a reading in UTC';

CREATE FUNCTION rfm(activity, yardstick, as_of timestamp, bins integer DEFAULT 5) RETURNS rfm
LANGUAGE SQL IMMUTABLE PARALLEL SAFE
RETURN @extschema@.rfm($1, $2, $3 AT TIME ZONE 'UTC', $4);
COMMENT ON FUNCTION rfm(activity, yardstick, timestamp, integer) IS 'rfm(activity, yardstick, as_of, bins) as of a reading in UTC';

CREATE FUNCTION rfm(activity, as_of timestamp, recency_cuts double precision[],
				frequency_cuts double precision[], monetary_cuts double precision[], contact_weight double precision DEFAULT 0.25) RETURNS rfm
LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
RETURN @extschema@.rfm($1, $2 AT TIME ZONE 'UTC', $3, $4, $5, $6);
COMMENT ON FUNCTION rfm(activity, timestamp, double precision[], double precision[], double precision[], double precision) IS 'rfm(activity, as_of, recency_cuts, frequency_cuts, monetary_cuts, contact_weight) as of a reading in UTC';

CREATE FUNCTION rfm(activity, rfm_limits, as_of timestamp) RETURNS rfm
LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
RETURN @extschema@.rfm($1, $2, $3 AT TIME ZONE 'UTC');
COMMENT ON FUNCTION rfm(activity, rfm_limits, timestamp) IS 'rfm(activity, rfm_limits, as_of) as of a reading in UTC';

CREATE FUNCTION value_group(activity, new_since timestamp, big_from numeric) RETURNS value_group
LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
RETURN @extschema@.value_group($1, $2 AT TIME ZONE 'UTC', $3);
COMMENT ON FUNCTION value_group(activity, timestamp, numeric) IS 'value_group(activity, new_since, big_from) as of a reading in UTC';

CREATE FUNCTION value_group(activity, yardstick, as_of timestamp, new_for interval DEFAULT '1 year', big text DEFAULT 'p80') RETURNS value_group
LANGUAGE SQL IMMUTABLE PARALLEL SAFE
RETURN @extschema@.value_group($1, $2, as_of => $3 AT TIME ZONE 'UTC', new_for => $4, big => $5);
COMMENT ON FUNCTION value_group(activity, yardstick, timestamp, interval, text) IS 'value_group(activity, yardstick, as_of, new_for, big) as of a reading in UTC';

CREATE FUNCTION contact_due(activity, every interval, as_of timestamp) RETURNS boolean
LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
RETURN @extschema@.contact_due($1, $2, $3 AT TIME ZONE 'UTC');
COMMENT ON FUNCTION contact_due(activity, interval, timestamp) IS 'contact_due(activity, every, as_of) as of a reading in UTC';

CREATE FUNCTION contact_due(activity, anyenum, as_of timestamp, lang text DEFAULT 'en') RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_contact_due'
LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION contact_due(activity, anyenum, timestamp, text) IS 'contact_due(activity, anyenum, as_of, lang) as of a reading in UTC';

CREATE FUNCTION explain_intent(prospect, as_of timestamp,
							   quote_silent_after interval DEFAULT '14 days',
							   ready_within interval DEFAULT '30 days',
							   lapse_after interval DEFAULT '90 days',
							   talk_every interval DEFAULT '30 days',
							   OUT intent purchase_intent, OUT rule text, OUT next_action text, OUT next_contact timestamptz)
AS 'MODULE_PATHNAME', 'customer_seg_explain_intent'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION explain_intent(prospect, timestamp, interval, interval, interval, interval) IS
'explain_intent(prospect, as_of) as of a reading in UTC';
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
/* histories: from a sales table to the days of every customer, in one call */

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
/* cohorts: of those who came in the same period, who came back, and what they brought */

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
/* flow: who came, who stayed and who left between two periods */

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

/* flows: customers and money of each, summed */

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
/* leaky_bucket: the flows of period after period */

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
/* movement: which class customers were in, and which they are in */

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
/* project: what becomes of the base if customers go on moving as they did */

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
/* hiatus: after how long away those who come back have come back */

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
/* life_stage: one customer's own rhythm, and where they stand */

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
/* types_at: the type of each customer at several dates, on windows of equal length, by one yardstick */

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
/* auc: does a score tell those who came back from those who did not? */

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
/* validate: do the types foretell who comes back? */

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
/* schema: the last look at it, for what was not there at the first */

SELECT @extschema@._check_schema();
