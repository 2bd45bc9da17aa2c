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
/* reasons: why customers do not buy, or have left */

CREATE TYPE reason AS ENUM (
	'comparing', 'dissatisfied', 'distrust', 'waiting_for_moment',
	'no_funds', 'swayed', 'price_too_high', 'waiting_for_promotion', 'no_need_yet',
	'nobody_cared', 'complaint_unsettled', 'product', 'service', 'price', 'nothing_new', 'image', 'competitor', 'need_gone');
COMMENT ON TYPE reason IS
'why somebody does not buy, up to no_need_yet: what holds dragonflies back, what butterflies, what mantises; and why somebody has left';

CREATE TYPE reasons_row AS (
	class text,
	reason text,
	customers bigint,
	"of" bigint,
	share double precision,
	known bigint,
	share_of_known double precision,
	low double precision,
	high double precision
);
COMMENT ON TYPE reasons_row IS
'customers of a class for a reason, where NULL is not known; all of that class and the share of them; those of it whose reason is known, and of a reason its share of these with the interval (Wilson 1927)';

CREATE FUNCTION reasons_accum(internal, anyelement, anycompatible) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_reasons_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION reasons_accum(internal, anyelement, anycompatible) IS
'transition function of reasons(class, reason)';

CREATE FUNCTION reasons_combine(internal, internal) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_reasons_combine'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION reasons_combine(internal, internal) IS
'combine function of reasons and rollup(reasons_row[])';

CREATE FUNCTION reasons_serial(internal) RETURNS bytea
AS 'MODULE_PATHNAME', 'customer_seg_reasons_serial'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION reasons_serial(internal) IS
'serialization function of reasons and rollup(reasons_row[])';

CREATE FUNCTION reasons_deserial(bytea, internal) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_reasons_deserial'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION reasons_deserial(bytea, internal) IS
'deserialization function of reasons and rollup(reasons_row[])';

CREATE FUNCTION reasons_final(internal, anyelement, anycompatible) RETURNS reasons_row[]
AS 'MODULE_PATHNAME', 'customer_seg_reasons_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION reasons_final(internal, anyelement, anycompatible) IS
'final function of reasons(class, reason)';

CREATE AGGREGATE reasons(class anyelement, reason anycompatible) (
	SFUNC = reasons_accum, STYPE = internal, SSPACE = 2048,
	FINALFUNC = reasons_final, FINALFUNC_EXTRA, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = reasons_combine,
	SERIALFUNC = reasons_serial, DESERIALFUNC = reasons_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE reasons(anyelement, anycompatible) IS
'a row for each class and each reason, and one for those whose reason is not known (NULL), which comes last: of an enum all labels in its order, of another type the values there are by their text';

CREATE FUNCTION reasons_rollup_accum(internal, reasons_row[]) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_reasons_rollup_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION reasons_rollup_accum(internal, reasons_row[]) IS
'transition function of rollup(reasons_row[])';

CREATE FUNCTION reasons_rollup_final(internal) RETURNS reasons_row[]
AS 'MODULE_PATHNAME', 'customer_seg_reasons_rollup_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION reasons_rollup_final(internal) IS 'final function of rollup(reasons_row[])';

CREATE AGGREGATE rollup(reasons_row[]) (
	SFUNC = reasons_rollup_accum, STYPE = internal, SSPACE = 2048,
	FINALFUNC = reasons_rollup_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = reasons_combine,
	SERIALFUNC = reasons_serial, DESERIALFUNC = reasons_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(reasons_row[]) IS
'merges reasons: exact, in any order and any grouping; classes and reasons in the order that all have, else by their text';
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
/*
 * segmentation_kept: segmentations that have a name.  Each belongs to a role; users see and change the rows of the roles
 * that they have, through views, which read the tables with the rights of the extension's owner.  The tables are dumped.
 */

CREATE TABLE segmentation_kept (
	name text PRIMARY KEY,
	owner regrole NOT NULL DEFAULT pg_catalog.quote_ident(current_user::text)::regrole,
	view regclass UNIQUE,
	view_schema name NOT NULL,
	view_name name NOT NULL,
	source regclass NOT NULL,
	source_schema name NOT NULL,
	source_name name NOT NULL,
	source_owner regrole,
	customer_column name NOT NULL,
	time_column name NOT NULL,
	amount_column name NOT NULL,
	order_column name,
	potential_column name,
	profit_column name,
	column_numbers smallint[] NOT NULL,
	since timestamptz,
	as_of timestamptz,
	yardstick yardstick,
	lapse_after interval,
	created_at timestamptz NOT NULL,
	refreshed_at timestamptz,
	last_error text,
	last_error_at timestamptz
);
COMMENT ON TABLE segmentation_kept IS 'the segmentations that have a name, of all roles: users read the view segmentations';

CREATE TABLE segmentation_log_kept (
	name text REFERENCES segmentation_kept ON DELETE CASCADE,
	at timestamptz,
	as_of timestamptz,
	customers bigint NOT NULL,
	amount numeric,
	last_order timestamptz,
	mix mix NOT NULL,
	structure structure NOT NULL,
	changed bigint,
	without_customer bigint NOT NULL,
	without_time bigint NOT NULL,
	amount_left_out numeric NOT NULL,
	PRIMARY KEY (name, at)
);
COMMENT ON TABLE segmentation_log_kept IS 'a row for each refresh of a segmentation, of all roles: users read the view segmentation_log';

CREATE TABLE segmentation_breakdown_kept (
	name text,
	at timestamptz,
	type text,
	customers bigint NOT NULL,
	orders bigint NOT NULL,
	amount numeric NOT NULL,
	PRIMARY KEY (name, at, type),
	FOREIGN KEY (name, at) REFERENCES segmentation_log_kept ON DELETE CASCADE
);
COMMENT ON TABLE segmentation_breakdown_kept IS 'a row for each type at each refresh of a segmentation, of all roles: users read the view segmentation_breakdown';

CREATE TABLE segmentation_change_kept (
	name text NOT NULL,
	at timestamptz NOT NULL,
	customer text NOT NULL,
	was text,
	"is" text,
	PRIMARY KEY (name, at, customer),
	FOREIGN KEY (name, at) REFERENCES segmentation_log_kept ON DELETE CASCADE,
	CONSTRAINT is_a_change CHECK (was IS DISTINCT FROM "is")
);
COMMENT ON TABLE segmentation_change_kept IS 'a row for each change that a refresh of a segmentation found, of all roles: users read the view segmentation_change';

-- a number in the place of a role or of a view is nobody's in another database
SELECT pg_catalog.pg_extension_config_dump('segmentation_kept',
	'WHERE view IN (SELECT oid FROM pg_class) OR owner IN (SELECT oid FROM pg_roles)');
SELECT pg_catalog.pg_extension_config_dump('segmentation_log_kept',
	'WHERE name IN (SELECT name FROM @extschema@.segmentation_kept WHERE view IN (SELECT oid FROM pg_class) OR owner IN (SELECT oid FROM pg_roles))');
SELECT pg_catalog.pg_extension_config_dump('segmentation_breakdown_kept',
	'WHERE name IN (SELECT name FROM @extschema@.segmentation_kept WHERE view IN (SELECT oid FROM pg_class) OR owner IN (SELECT oid FROM pg_roles))');
SELECT pg_catalog.pg_extension_config_dump('segmentation_change_kept',
	'WHERE name IN (SELECT name FROM @extschema@.segmentation_kept WHERE view IN (SELECT oid FROM pg_class) OR owner IN (SELECT oid FROM pg_roles))');
-- pg_dump and pg_restore run as the database's owner
GRANT SELECT, INSERT, UPDATE, DELETE ON segmentation_kept, segmentation_log_kept, segmentation_breakdown_kept, segmentation_change_kept TO pg_database_owner;

/* views for all */

CREATE FUNCTION _segmentation_owner(view regclass, owner regrole) RETURNS regrole
LANGUAGE SQL STABLE PARALLEL SAFE
RETURN coalesce((SELECT c.relowner FROM pg_catalog.pg_class AS c
				 WHERE c.oid OPERATOR(pg_catalog.=) _segmentation_owner.view::oid AND c.relkind OPERATOR(pg_catalog.=) 'm'::"char"), owner::oid)::regrole;
COMMENT ON FUNCTION _segmentation_owner(regclass, regrole) IS 'whose a segmentation is: the owner''s of its view; of one without a view, whose it was';

CREATE VIEW segmentations WITH (security_barrier) AS
SELECT k.name, @extschema@._segmentation_owner(k.view, k.owner) AS owner, k.view, k.view_schema, k.view_name,
	   k.source, k.source_schema, k.source_name, k.source_owner,
	   k.customer_column, k.time_column, k.amount_column, k.order_column, k.potential_column, k.profit_column, k.column_numbers,
	   k.since, k.as_of, k.yardstick, k.lapse_after, k.created_at, k.refreshed_at, k.last_error, k.last_error_at
FROM @extschema@.segmentation_kept AS k WHERE pg_catalog.pg_has_role(@extschema@._segmentation_owner(k.view, k.owner)::oid, 'USAGE'::text)
WITH CASCADED CHECK OPTION;
COMMENT ON VIEW segmentations IS 'the segmentations that have a name, of the roles that the user has';
COMMENT ON COLUMN segmentations.name IS 'as SQL reads it: other than lower-case letters, digits and _ stand in double quotes';
COMMENT ON COLUMN segmentations.owner IS 'of the view, where there is one';
COMMENT ON COLUMN segmentations.view IS 'the materialized view; NULL, or a number, when it was dropped: the next refresh makes it again';
COMMENT ON COLUMN segmentations.source IS 'the table or view that holds the sales, as the last refresh found it';
COMMENT ON COLUMN segmentations.source_name IS 'its name, by which one that takes its place is found';
COMMENT ON COLUMN segmentations.source_owner IS 'its owner: what takes its place must be theirs, or the segmentation''s owner''s';
COMMENT ON COLUMN segmentations.column_numbers IS 'of the columns in the source, in their order here, by which one that was renamed is found; they are set from the names';
COMMENT ON COLUMN segmentations.as_of IS 'rows count up to, not including, then; NULL: all';
COMMENT ON COLUMN segmentations.yardstick IS 'by which each refresh measures; NULL: there was no customer yet, and the next refresh fits one';
COMMENT ON COLUMN segmentations.last_error IS 'what refresh_segmentations() could not refresh it for; NULL once it is refreshed';
COMMENT ON COLUMN segmentations.last_error_at IS 'when that was';

CREATE VIEW segmentation_log WITH (security_barrier) AS
SELECT * FROM @extschema@.segmentation_log_kept AS l
WHERE EXISTS (SELECT FROM @extschema@.segmentations AS s WHERE s.name OPERATOR(pg_catalog.=) l.name)
WITH CASCADED CHECK OPTION;
COMMENT ON VIEW segmentation_log IS 'a row for each refresh of a segmentation: what the base was then';
COMMENT ON COLUMN segmentation_log.as_of IS 'up to, not including, which rows counted; NULL: all';
COMMENT ON COLUMN segmentation_log.last_order IS 'the last order that counted: where that is in the future, a wrong date has made all others look long gone';
COMMENT ON COLUMN segmentation_log.changed IS 'customers who came, went or have another type than at the refresh before; NULL where that is not known: at the first, and when the view was gone or its customers have another type';
COMMENT ON COLUMN segmentation_log.without_customer IS 'rows of the source without a customer, which are left out';
COMMENT ON COLUMN segmentation_log.without_time IS 'rows of the source with a customer and without a time, which are left out';

CREATE VIEW segmentation_breakdown WITH (security_barrier) AS
SELECT * FROM @extschema@.segmentation_breakdown_kept AS b
WHERE EXISTS (SELECT FROM @extschema@.segmentations AS s WHERE s.name OPERATOR(pg_catalog.=) b.name)
WITH CASCADED CHECK OPTION;
COMMENT ON VIEW segmentation_breakdown IS 'a row for each type at each refresh of a segmentation: what the base was then, in plain columns';
COMMENT ON COLUMN segmentation_breakdown.at IS 'of the refresh, as in segmentation_log';
COMMENT ON COLUMN segmentation_breakdown.type IS 'a quadrant, or unclassified: each has a row at each refresh, also where there is nobody';
COMMENT ON COLUMN segmentation_breakdown.amount IS 'of its customers in the period, net; 0 where no amount is known';

CREATE VIEW segmentation_change WITH (security_barrier) AS
SELECT * FROM @extschema@.segmentation_change_kept AS c
WHERE EXISTS (SELECT FROM @extschema@.segmentations AS s WHERE s.name OPERATOR(pg_catalog.=) c.name)
WITH CASCADED CHECK OPTION;
COMMENT ON VIEW segmentation_change IS 'a row for each customer who came, went or changed type between two refreshes of a segmentation';
COMMENT ON COLUMN segmentation_change.at IS 'of the refresh that found it';
COMMENT ON COLUMN segmentation_change.was IS 'type at the refresh before, or unclassified; NULL: not there';
COMMENT ON COLUMN segmentation_change."is" IS 'type at this refresh, or unclassified; NULL: no longer there';

GRANT SELECT, INSERT, UPDATE, DELETE ON segmentations, segmentation_log, segmentation_breakdown, segmentation_change TO PUBLIC;

/* reading them */

CREATE FUNCTION _segmentation_name(part text) RETURNS text
LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
RETURN CASE WHEN part OPERATOR(pg_catalog.~) '^[a-z_][a-z0-9_]*$' COLLATE pg_catalog."C" THEN part
	   ELSE pg_catalog.concat('"', pg_catalog.replace(part, '"', '""'), '"') END;
COMMENT ON FUNCTION _segmentation_name(text) IS 'a name as segmentations has it, in double quotes where SQL needs them; unlike quote_ident() of whatever settings, and of whatever keywords a server has';

CREATE FUNCTION _qualified_name(relation regclass) RETURNS text
LANGUAGE SQL STABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	SELECT pg_catalog.format('%I.%I', n.nspname, c.relname)
	FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace WHERE c.oid OPERATOR(pg_catalog.=) relation::oid;
END;
COMMENT ON FUNCTION _qualified_name(regclass) IS 'the name of a relation with its schema, whatever the search_path; NULL when it is gone';

CREATE FUNCTION _schema_of_segmentation(kept segmentations) RETURNS name
LANGUAGE SQL STABLE PARALLEL RESTRICTED
RETURN coalesce((SELECT n.nspname FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace
				 WHERE c.oid OPERATOR(pg_catalog.=) (kept).view::oid), (kept).view_schema);
COMMENT ON FUNCTION _schema_of_segmentation(segmentations) IS 'the schema of its view, or in which it was';

CREATE FUNCTION _kept_segmentation(name text) RETURNS segmentations
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	parts text[] := parse_ident(name);
	kept @extschema@.segmentations;
	known text;
BEGIN
	SELECT s.* INTO kept FROM @extschema@.segmentations AS s WHERE s.name = @extschema@._segmentation_name(parts[array_length(parts, 1)]);
	IF FOUND AND (array_length(parts, 1) = 1 OR parts = ARRAY[@extschema@._schema_of_segmentation(kept), parts[2]]::text[]) THEN
		RETURN kept;
	END IF;
	known := CASE WHEN FOUND THEN format('%I.%s', @extschema@._schema_of_segmentation(kept), kept.name)
			 ELSE (SELECT string_agg(s.name, ', ' ORDER BY s.name COLLATE "C") FROM @extschema@.segmentations AS s) END;
	RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = format('there is no segmentation %s', coalesce(name, 'NULL')),
		HINT = coalesce('Of yours there are: ' || known, 'Make one: SELECT * FROM @extschema@.create_segmentation(''shop'', ''sales'');');
END $$;
COMMENT ON FUNCTION _kept_segmentation(text) IS 'the row of a segmentation, or an error that names those there are';

CREATE FUNCTION segmentation(name text) RETURNS regclass
LANGUAGE SQL STABLE PARALLEL RESTRICTED
RETURN (@extschema@._kept_segmentation(name)).view;
COMMENT ON FUNCTION segmentation(text) IS 'the materialized view of a segmentation';

CREATE FUNCTION _shows_segmentation(view oid) RETURNS boolean
LANGUAGE SQL STABLE STRICT PARALLEL SAFE
RETURN EXISTS (SELECT FROM pg_catalog.pg_class AS c
			   JOIN pg_catalog.pg_rewrite AS r ON r.ev_class OPERATOR(pg_catalog.=) c.oid
			   JOIN pg_catalog.pg_depend AS d ON d.classid OPERATOR(pg_catalog.=) r.tableoid AND d.objid OPERATOR(pg_catalog.=) r.oid
			   WHERE c.oid OPERATOR(pg_catalog.=) _shows_segmentation.view AND c.relkind OPERATOR(pg_catalog.=) 'm'::"char"
				   AND d.refclassid OPERATOR(pg_catalog.=) 'pg_catalog.pg_proc'::regclass::oid
				   AND d.refobjid OPERATOR(pg_catalog.=) '@extschema@.segmentation(text)'::regprocedure::oid);
COMMENT ON FUNCTION _shows_segmentation(oid) IS 'a materialized view that asks for segmentation(), as those of segmentations do';

CREATE FUNCTION _refuse_segmentation(name text, view regclass, owner regrole) RETURNS void
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', MESSAGE = format('segmentation %s belongs to %s', name, owner),
		DETAIL = format('Its sales are read with the rights of who asks, and a view of %s''s could run functions with them.', owner),
		HINT = CASE WHEN NOT EXISTS (SELECT FROM pg_roles WHERE oid = owner) THEN format('That role is gone: DELETE FROM @extschema@.segmentations WHERE name = %L;', name)
			   WHEN (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN 'Let a job of that role do it'
					|| coalesce(', or, to take it over: ALTER MATERIALIZED VIEW ' || @extschema@._qualified_name(view) || format(' OWNER TO %I;', current_user), '.')
			   ELSE 'Let a job of that role do it'
					|| coalesce(', and read what it has made: SELECT * FROM ' || @extschema@._qualified_name(view) || ';', '.') END;
END $$;
COMMENT ON FUNCTION _refuse_segmentation(text, regclass, regrole) IS 'the error for who may not act for the owner of a segmentation';

CREATE FUNCTION _own_segmentation(kept segmentations) RETURNS segmentations
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	us pg_roles;
BEGIN
	SELECT * INTO us FROM pg_roles WHERE rolname = current_user;
	IF us.oid <> kept.owner AND (us.rolsuper OR NOT pg_has_role(kept.owner, 'USAGE')) THEN
		PERFORM @extschema@._refuse_segmentation(kept.name, kept.view, kept.owner);
	END IF;
	RETURN kept;
END $$;
COMMENT ON FUNCTION _own_segmentation(segmentations) IS
'the row as it is, or an error where the current role is neither the owner nor has, without being a superuser, the owner''s rights: the source of another role is that role''s code';

CREATE FUNCTION _check_successor(kept segmentations, successor regclass) RETURNS void
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	was regrole := coalesce((SELECT relowner FROM pg_class WHERE oid = kept.source), kept.source_owner);
	now_is regrole := (SELECT relowner FROM pg_class WHERE oid = successor);
BEGIN
	IF now_is IS DISTINCT FROM was AND now_is <> kept.owner THEN
		RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege',
			MESSAGE = format('%I.%I is not the relation that segmentation %s was made of, and belongs to %s, not to %s', kept.source_schema, kept.source_name, kept.name, now_is, coalesce(was::text, 'its owner')),
			HINT = format('If it is to be the source: UPDATE @extschema@.segmentations SET source = %L WHERE name = %L;', @extschema@._qualified_name(successor), kept.name);
	END IF;
END $$;
COMMENT ON FUNCTION _check_successor(segmentations, regclass) IS 'an error where what has the name of a source is the work of a third role: its code would run with the rights of the segmentation''s owner';

CREATE FUNCTION _found_source(kept segmentations) RETURNS segmentations
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	named regclass := to_regclass(format('%I.%I', kept.source_schema, kept.source_name));
	renamed record;
BEGIN
	IF named IS NULL THEN
		SELECT n.nspname, c.relname INTO renamed FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE c.oid = kept.source;
		IF NOT FOUND THEN
			RAISE EXCEPTION USING ERRCODE = 'undefined_table', MESSAGE = format('the source of segmentation %s is gone: there is no %I.%I', kept.name, kept.source_schema, kept.source_name),
				HINT = format('Create %I.%I again, or: SELECT @extschema@.drop_segmentation(%L);', kept.source_schema, kept.source_name, kept.name);
		END IF;
		kept.source_schema := renamed.nspname;
		kept.source_name := renamed.relname;
	ELSIF named <> kept.source THEN
		PERFORM @extschema@._check_successor(kept, named);
		kept.source := named;
		kept.column_numbers := NULL; -- they were the other's
	END IF;
	RETURN kept;
END $$;
COMMENT ON FUNCTION _found_source(segmentations) IS
'the row of a segmentation with its source as it is now: the relation of its name, or else the same one under another name';

CREATE FUNCTION _found_segmentation(kept segmentations) RETURNS segmentations
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	names name[] := ARRAY[kept.customer_column, kept.time_column, kept.amount_column, kept.order_column, kept.potential_column, kept.profit_column];
	now_named name;
BEGIN
	kept := @extschema@._found_source(kept);
	FOR i IN 1 .. array_length(names, 1) LOOP
		CONTINUE WHEN names[i] IS NULL;
		SELECT attname INTO now_named FROM pg_attribute
		WHERE attrelid = kept.source AND attnum > 0 AND NOT attisdropped AND (attname = names[i] OR attnum = kept.column_numbers[i])
		ORDER BY attname = names[i] DESC LIMIT 1;
		IF NOT FOUND THEN
			RAISE EXCEPTION USING ERRCODE = 'undefined_column',
				MESSAGE = format('column "%s" of segmentation %s is gone from %s', names[i], kept.name, @extschema@._qualified_name(kept.source)),
				DETAIL = format('Its columns are: %s.', (SELECT string_agg(attname, ', ' ORDER BY attnum) FROM pg_attribute WHERE attrelid = kept.source AND attnum > 0 AND NOT attisdropped)),
				HINT = format('Add the column again, or say which it is now: UPDATE @extschema@.segmentations SET %s_column = %L WHERE name = %L;',
							  (ARRAY['customer', 'time', 'amount', 'order', 'potential', 'profit'])[i], 'its name', kept.name);
		END IF;
		names[i] := now_named;
	END LOOP;
	kept.customer_column := names[1];
	kept.time_column := names[2];
	kept.amount_column := names[3];
	kept.order_column := names[4];
	kept.potential_column := names[5];
	kept.profit_column := names[6];
	RETURN kept;
END $$;
COMMENT ON FUNCTION _found_segmentation(segmentations) IS
'the row of a segmentation with its source and columns as they are now: each by its name, or else the same one under another name';

CREATE FUNCTION _segmentation_of(view regclass) RETURNS SETOF segmentations
LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED ROWS 1
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_variable
DECLARE
	kept @extschema@.segmentations;
	another oid;
BEGIN
	SELECT s.* INTO kept FROM @extschema@.segmentations AS s WHERE s.view = view;
	IF FOUND THEN
		kept := @extschema@._own_segmentation(kept);
		RETURN NEXT @extschema@._found_segmentation(kept);
		RETURN;
	END IF;
	SELECT relowner INTO another FROM pg_class WHERE oid = view AND NOT pg_has_role(relowner, 'USAGE') AND @extschema@._shows_segmentation(oid);
	IF FOUND THEN
		PERFORM @extschema@._refuse_segmentation(view::text, view, another);
	END IF;
END $$;
COMMENT ON FUNCTION _segmentation_of(regclass) IS 'the segmentation of a materialized view, with its source as it is now; no row when it is none; an error when it is another role''s';

/* what is written to the registry, by whomever */

CREATE FUNCTION _keep_segmentation() RETURNS trigger
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	shown record;
BEGIN
	SELECT c.oid, n.nspname, c.relname INTO shown FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
	WHERE c.oid = NEW.view AND @extschema@._shows_segmentation(c.oid);
	NEW.view := shown.oid;
	IF FOUND THEN
		NEW.view_schema := shown.nspname;
		NEW.view_name := shown.relname;
	ELSIF TG_OP = 'INSERT' AND NOT pg_has_role(NEW.owner, 'USAGE') THEN -- restored without the owners
		NEW.owner := quote_ident(current_user)::regrole;
	END IF;
	NEW.owner := @extschema@._segmentation_owner(NEW.view, NEW.owner);
	IF NOT pg_has_role(NEW.owner, 'USAGE') THEN
		PERFORM @extschema@._refuse_segmentation(NEW.name, NEW.view, NEW.owner);
	ELSIF NEW.name <> OLD.name THEN
		RAISE EXCEPTION USING ERRCODE = 'feature_not_supported', MESSAGE = format('segmentation %s keeps its name', OLD.name), DETAIL = 'Its view is made by that name.',
			HINT = 'Drop it, and make it again under the other name.';
	END IF;
	NEW.source_owner := coalesce((SELECT relowner FROM pg_class WHERE oid = NEW.source), NEW.source_owner);
	NEW.column_numbers := ARRAY(
		SELECT coalesce(a.attnum, CASE WHEN NEW.source = OLD.source AND c.name = c.old_name THEN c.old_number END)
		FROM unnest(ARRAY[NEW.customer_column, NEW.time_column, NEW.amount_column, NEW.order_column, NEW.potential_column, NEW.profit_column],
					ARRAY[OLD.customer_column, OLD.time_column, OLD.amount_column, OLD.order_column, OLD.potential_column, OLD.profit_column],
					OLD.column_numbers) WITH ORDINALITY AS c (name, old_name, old_number, i)
		LEFT JOIN pg_attribute AS a ON a.attrelid = NEW.source AND a.attname = c.name AND a.attnum > 0 AND NOT a.attisdropped
		ORDER BY c.i);
	RETURN NEW;
END $$;
COMMENT ON FUNCTION _keep_segmentation() IS
'a row is written by who has the owner''s rights only; what follows from view, source and names is looked up, so that it is true of this database also when the row comes from another''s dump';
CREATE TRIGGER keep BEFORE INSERT OR UPDATE ON segmentation_kept FOR EACH ROW EXECUTE FUNCTION _keep_segmentation();
COMMENT ON TRIGGER keep ON segmentation_kept IS 'what is written is looked at, and the rest looked up';
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
	'about_to_sleep', 'at_risk', 'cannot_lose', 'hibernating', 'lost',
	'steady', 'occasional' -- since version 0.5, by facts only: see 96-rfm_group.sql
);
COMMENT ON TYPE rfm_segment IS 'kinds of customer by the scores of recency, frequency and monetary value: eleven by these alone, which are ranks, and steady and occasional where the life stage is known, too';

CREATE FUNCTION rfm_segment(recency integer, frequency integer, monetary integer) RETURNS rfm_segment
AS 'MODULE_PATHNAME', 'customer_seg_rfm_segment'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION rfm_segment(integer, integer, integer) IS 'the segment of these scores, each from 1 to 5: a rank among others, which says new or lost of whoever is first or last';

CREATE FUNCTION rfm_segment(rfm) RETURNS rfm_segment
AS 'MODULE_PATHNAME', 'customer_seg_rfm_segment_of_rfm'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION rfm_segment(rfm) IS 'the segment of these scores, each from 1 to 5, by rank among others; NULL where a score is';
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
'new when the first order was at or after as_of, that of the yardstick unless given, less new_for (calendar in UTC), big when the amount, or by a yardstick that measures contribution by profit the profit, is at or above the cut: mean, median, p80 (a score) or a number; NULL without an order or where the profit that decides is not known';
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
							   lang text DEFAULT 'en',
							   OUT intent purchase_intent, OUT rule text, OUT next_action text, OUT next_contact timestamptz)
AS 'MODULE_PATHNAME', 'customer_seg_explain_intent'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION explain_intent(prospect, timestamptz, interval, interval, interval, interval, text) IS
'intent at as_of with the rule that decided, what to do next by the playbook, and when, in a language of the playbook; next_contact is as_of when a contact is due, NULL when none is planned';

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

-- since version 0.5: at the end, where an update can add them
ALTER TABLE playbook_shipped ADD channel text, ADD offer text, ADD goal text, ADD measure text;
ALTER TABLE playbook_own ADD channel text, ADD offer text, ADD goal text, ADD measure text;

SELECT pg_catalog.pg_extension_config_dump('playbook_own', '');

CREATE VIEW playbook AS
SELECT subject, item, lang, name, who, needs, obstacle, action, message, contact_every, false AS own,
	   channel, offer, goal, measure
FROM @extschema@.playbook_shipped s
WHERE NOT EXISTS (SELECT FROM @extschema@.playbook_own o
				  WHERE o.subject OPERATOR(pg_catalog.=) s.subject AND o.item OPERATOR(pg_catalog.=) s.item
					AND o.lang OPERATOR(pg_catalog.=) s.lang)
UNION ALL
SELECT subject, item, lang, name, who, needs, obstacle, action, message, contact_every, true,
	   channel, offer, goal, measure
FROM @extschema@.playbook_own
WHERE NOT hidden;
COMMENT ON VIEW playbook IS
'what to do for each kind of customer, by language: read it and edit it like a table';
COMMENT ON COLUMN playbook.subject IS 'name of the enum: quadrant, structure and so on; a class seen from another side, such as lapsed_quadrant; or one of your own';
COMMENT ON COLUMN playbook.item IS 'the enum''s value';
COMMENT ON COLUMN playbook.lang IS 'language of the texts: en, es, zh, or one of your own, such as pt-BR';
COMMENT ON COLUMN playbook.name IS 'to be shown in place of the item';
COMMENT ON COLUMN playbook.who IS 'who they are; of marketing: what the structure says of it; of a customer_action: why, with places in braces for the customer''s numbers';
COMMENT ON COLUMN playbook.needs IS 'what they need';
COMMENT ON COLUMN playbook.obstacle IS 'why they do not buy, or not more';
COMMENT ON COLUMN playbook.action IS 'what to do';
COMMENT ON COLUMN playbook.message IS 'what to say to them';
COMMENT ON COLUMN playbook.contact_every IS 'how often to be in touch; NULL: this row plans no contact';
COMMENT ON COLUMN playbook.own IS 'true for a user''s row, false for one that the extension brings';
COMMENT ON COLUMN playbook.channel IS 'by which way to reach them: in person, telephone, letter, e-mail, message; NULL: no way of their own';
COMMENT ON COLUMN playbook.offer IS 'what ties them: membership, contract, quantity, price protection, terms of payment, a promotion';
COMMENT ON COLUMN playbook.goal IS 'what one wants them to become';
COMMENT ON COLUMN playbook.measure IS 'how one knows that it worked';

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

CREATE FUNCTION _fill(template text, "values" jsonb) RETURNS text
AS 'MODULE_PATHNAME', 'customer_seg_fill'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION _fill(text, jsonb) IS
'a text of the playbook with values in its places, which are names in braces; a place whose name has no value, or a null, is left as it stands';

CREATE FUNCTION say(note text, lang text) RETURNS text
AS 'MODULE_PATHNAME', 'customer_seg_say'
LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION say(text, text) IS
'what a function of the extension says in English (a finding, an advice, a reason, a note), in a language of the playbook; any other text as it is';
/*
 * The playbook of what to do next: English, Spanish, Chinese; see the chapters
 * of these.  Who says why: {orders} and the like are places for the customer's
 * own numbers.
 */

INSERT INTO @extschema@.playbook_shipped (subject, item, lang, name, who, needs, obstacle, action, message, contact_every, channel, offer, goal, measure)
SELECT subject, item, 'en', name, who, needs, obstacle, action, message, contact_every::interval, channel, offer, goal, measure
FROM (VALUES

('customer_action', 'settle_complaint', 'Settle the complaint',
 'Complaints that wait for an answer: {complaints}.',
 NULL,
 NULL,
 'Find out what went wrong, put it right, and tell the customer what has been done. Until then, sell nothing.',
 'We are sorry. This is what happened, and this is what we have done about it.',
 '2 days',
 'Telephone, or in person.',
 'The damage made good, without being asked twice.',
 'A loyal customer: a complaint that is settled well makes one.',
 'The share who order again within three months of the settlement.'),
('customer_action', 'review', 'Review the records',
 'Only returns are known: {refunds}, which come to {amount}.',
 NULL,
 NULL,
 'Look up what was bought before these data begin, or take a longer period.',
 NULL,
 NULL,
 NULL,
 NULL,
 'To know what kind of customer this is.',
 'The number of customers of whom only returns are known.'),
('customer_action', 'follow_up', 'Follow up',
 'Has not bought yet. Known potential: {potential}. Contacts so far: {contacts}.',
 NULL,
 NULL,
 'Find out what holds the decision up, and agree on the next step and its day.',
 'What do you still need in order to decide? It can be with you this week.',
 '14 days',
 'Telephone, or a visit.',
 'A trial or a guarantee; a concession only in return for something, such as payment at once or a larger quantity.',
 'The first order.',
 'The share of prospects with a potential who order within three months.'),
('customer_action', 'introduce', 'Introduce ourselves',
 'Has not bought yet, and nothing is known of what they could buy. Contacts so far: {contacts}.',
 NULL,
 NULL,
 'Say who we are and ask what they need, and record what they could buy as their potential.',
 'This is what we do, and these are the people we do it for. What would be of use to you?',
 '90 days',
 'E-mail.',
 'A first order on easy terms.',
 'A prospect whose potential is known.',
 'The share who answer.'),
('customer_action', 'win_back', 'Win back',
 'Last order on {last_day}, {days_away} days before; after {lapse_after} {lapse_after|day|days} a customer counts as lapsed here. Brought {yearly} a year.',
 NULL,
 NULL,
 'Ask why they stayed away, put right what drove them away, and make one offer that is worth a return.',
 'We miss you. What kept you away, and what would it take to have you back?',
 '60 days',
 'Telephone, then a personal letter.',
 'The terms that they had, tied to a new order.',
 'A bee once more.',
 'The share who order within a year, against a group that nobody approached.'),
('customer_action', 'reactivate', 'Reactivate',
 'Last order on {last_day}, {days_away} days before: longer than the {lapse_after} {lapse_after|day|days} after which a customer counts as lapsed here, but not twice as long. Brought {yearly} a year.',
 NULL,
 NULL,
 'Remind them once or twice, at little cost, with a reason to come back now.',
 'It has been a while. This is new, and until the end of the month you get it for less.',
 '90 days',
 'E-mail, or a text message.',
 'A voucher with a date.',
 'One more order.',
 'The share who order, against a group to whom nothing was sent.'),
('customer_action', 'let_go', 'Let go',
 'Last order on {last_day}, {days_away} days before: more than twice the {lapse_after} {lapse_after|day|days} after which a customer counts as lapsed here. Brought {yearly} a year.',
 NULL,
 NULL,
 'Spend nothing more on them. Who comes back without being asked is served like anybody else.',
 NULL,
 NULL,
 NULL,
 NULL,
 'No cost.',
 'The share who come back without being asked, which should stay low.'),
('customer_action', 'check_in', 'Check in',
 'Last order on {last_day}, {days_away} days before, where {usual_gap} {usual_gap|is|are} usual with this customer. Brings {yearly} a year.',
 NULL,
 NULL,
 'Ask how well they are served and what they need next, before they are lost.',
 'You would usually have ordered by now. Is everything all right?',
 '14 days',
 'Telephone, or in person at the next visit.',
 'What they usually buy, kept ready; price protection for a standing order.',
 'A bee who buys at the usual pace.',
 'The share who order within their usual gap.'),
('customer_action', 'remind', 'Remind',
 'Last order on {last_day}, {days_away} days before; the usual gap of this customer is {usual_gap} {usual_gap|day|days}. Brings {yearly} a year.',
 NULL,
 NULL,
 'Remind them of what they bought, and of what goes with it.',
 'Is it time for more? What you bought last is ready for you.',
 '30 days',
 'E-mail, or a message.',
 'A small extra with the next order.',
 'An order at the usual pace.',
 'The share who order within 30 days of the reminder.'),
('customer_action', 'welcome', 'Welcome',
 'First order on {first_day}; orders so far: {orders}. Has brought {yearly} within a year.',
 NULL,
 NULL,
 'Thank them, ask how they get on with what they bought, and show what comes next.',
 'Thank you for your order. How do you get on with it, and is there anything that you need?',
 '14 days',
 'Telephone, or a personal e-mail.',
 'A reward for the second order.',
 'A second order.',
 'The share of new customers who order again within the time in which most do.'),
('customer_action', 'reward', 'Reward',
 'Orders so far: {orders}, the last on {last_day}. Brings {yearly} a year, and is attached to us.',
 NULL,
 NULL,
 'Show them first what is new, and reward them for each customer that they bring.',
 'You hear of what is new before it is in the shop. And each friend who buys earns you a reward.',
 '30 days',
 'In person, or a personal letter.',
 'Membership, early information and protection against price changes.',
 'A bee who stays, and brings others.',
 'The share who are still bees a year later, and the customers that they brought.'),
('customer_action', 'show_value', 'Show the value',
 'Brings {yearly} a year, but is little attached: orders so far {orders}, the last on {last_day}.',
 NULL,
 NULL,
 'Find out whom they compare us with and what they doubt, and show where we are worth more.',
 'Set us beside what you use today, in value, service and guarantee. Then try it.',
 '14 days',
 'In person, or by telephone.',
 'A trial, a guarantee, or a contract with better service.',
 'A bee, by staying.',
 'The share of these dragonflies who are bees a year later.'),
('customer_action', 'promote', 'Promote',
 'Is attached to us: orders so far {orders}, the last on {last_day}. Brings no more than {yearly} a year.',
 NULL,
 NULL,
 'Make an offer with a date that lets them buy more: a set, a larger quantity, payment by instalments.',
 'In a set or a larger quantity it costs you less apiece, and you can pay by instalments. The offer ends with the month.',
 '30 days',
 'E-mail, or a message to the telephone.',
 'A promotion, a set at a better price, or payment by instalments.',
 'A bee, by buying more.',
 'The share of these butterflies who are bees a year later.'),
('customer_action', 'inform', 'Keep informed',
 'Buys now and then: orders so far {orders}, the last on {last_day}. Brings {yearly} a year.',
 NULL,
 NULL,
 'Send them what everybody gets, and spend nothing on them individually.',
 'This is what is new with us this season.',
 '90 days',
 'Newsletter, or social network.',
 'The offers that everybody gets.',
 'A butterfly.',
 'The share of these mantises who are butterflies a year later.')

) AS text (subject, item, name, who, needs, obstacle, action, message, contact_every, channel, offer, goal, measure);

INSERT INTO @extschema@.playbook_shipped (subject, item, lang, name, who, needs, obstacle, action, message, contact_every, channel, offer, goal, measure)
SELECT text.subject, text.item, 'es',
	   pg_catalog.convert_from(pg_catalog.decode(text.name, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.who, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.needs, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.obstacle, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.action, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.message, 'escape'), 'UTF8'),
	   english.contact_every,
	   pg_catalog.convert_from(pg_catalog.decode(text.channel, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.offer, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.goal, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.measure, 'escape'), 'UTF8')
FROM (VALUES

('customer_action', 'settle_complaint', 'Resolver la reclamaci\303\263n',
 'Reclamaciones que esperan respuesta: {complaints}.',
 NULL,
 NULL,
 'Averiguar qu\303\251 fall\303\263, arreglarlo y contarles lo que se ha hecho. Hasta entonces, no venderles nada.',
 'Le pedimos disculpas. Esto es lo que ocurri\303\263 y esto es lo que hemos hecho.',
 'Por tel\303\251fono o en persona.',
 'La reparaci\303\263n del da\303\261o, sin que tenga que pedirla dos veces.',
 'Un cliente fiel: lo es quien ve bien resuelta su reclamaci\303\263n.',
 'La parte que vuelve a pedir en los tres meses siguientes a la soluci\303\263n.'),
('customer_action', 'review', 'Revisar los datos',
 'Solo constan devoluciones: {refunds}, que suman {amount}.',
 NULL,
 NULL,
 'Buscar lo que se compr\303\263 antes de que empiecen estos datos, o tomar un per\303\255odo m\303\241s largo.',
 NULL,
 NULL,
 NULL,
 'Saber qu\303\251 clase de cliente es.',
 'El n\303\272mero de clientes de los que solo constan devoluciones.'),
('customer_action', 'follow_up', 'Hacer seguimiento',
 'Todav\303\255a no ha comprado. Potencial conocido: {potential}. Contactos hasta ahora: {contacts}.',
 NULL,
 NULL,
 'Averiguar qu\303\251 retrasa la decisi\303\263n y acordar el paso siguiente y su fecha.',
 '\302\277Qu\303\251 le falta para decidirse? Puede tenerlo esta misma semana.',
 'Tel\303\251fono o visita.',
 'Una prueba o una garant\303\255a; una concesi\303\263n solo a cambio de algo, como el pago al contado o una cantidad mayor.',
 'El primer pedido.',
 'La parte de los clientes potenciales con potencial conocido que pide en tres meses.'),
('customer_action', 'introduce', 'Presentarnos',
 'Todav\303\255a no ha comprado y no se sabe qu\303\251 podr\303\255a comprar. Contactos hasta ahora: {contacts}.',
 NULL,
 NULL,
 'Decirles qui\303\251nes somos, preguntarles qu\303\251 necesitan y anotar como potencial lo que podr\303\255an comprar.',
 'Esto es lo que hacemos y para qui\303\251n lo hacemos. \302\277Qu\303\251 le ser\303\255a \303\272til?',
 'Correo electr\303\263nico.',
 'Un primer pedido en condiciones f\303\241ciles.',
 'Un cliente potencial cuyo potencial se conoce.',
 'La parte que contesta.'),
('customer_action', 'win_back', 'Recuperar',
 '\303\232ltimo pedido el {last_day}, {days_away} d\303\255as antes; aqu\303\255, a partir de {lapse_after} {lapse_after|d\303\255a|d\303\255as} se da por hecho que un cliente se ha ido. Aportaba {yearly} al a\303\261o.',
 NULL,
 NULL,
 'Preguntarles por qu\303\251 dejaron de venir, arreglar lo que los alej\303\263 y hacerles una sola oferta por la que merezca la pena volver.',
 'Le echamos de menos. \302\277Por qu\303\251 dej\303\263 de venir, y qu\303\251 har\303\255a falta para que volviera?',
 'Tel\303\251fono y despu\303\251s una carta personal.',
 'Las condiciones que ten\303\255a, ligadas a un pedido nuevo.',
 'Que vuelva a ser una abeja.',
 'La parte que pide en el plazo de un a\303\261o, frente a un grupo al que nadie se dirigi\303\263.'),
('customer_action', 'reactivate', 'Reactivar',
 '\303\232ltimo pedido el {last_day}, {days_away} d\303\255as antes: m\303\241s de {lapse_after} {lapse_after|d\303\255a|d\303\255as}, el plazo tras el que aqu\303\255 se da por hecho que un cliente se ha ido, pero no el doble. Aportaba {yearly} al a\303\261o.',
 NULL,
 NULL,
 'Recordarles una o dos veces que seguimos aqu\303\255, con poco gasto y con un motivo para volver ahora.',
 'Hace tiempo que no le vemos. Esto es nuevo, y hasta fin de mes le cuesta menos.',
 'Correo electr\303\263nico o SMS.',
 'Un vale con fecha.',
 'Un pedido m\303\241s.',
 'La parte que pide, frente a un grupo al que no se envi\303\263 nada.'),
('customer_action', 'let_go', 'Dejar ir',
 '\303\232ltimo pedido el {last_day}, {days_away} d\303\255as antes: m\303\241s del doble de {lapse_after} {lapse_after|d\303\255a|d\303\255as}, el plazo tras el que aqu\303\255 se da por hecho que un cliente se ha ido. Aportaba {yearly} al a\303\261o.',
 NULL,
 NULL,
 'No gastar nada m\303\241s en ellos. A quien vuelve por s\303\255 solo se le atiende como a cualquiera.',
 NULL,
 NULL,
 NULL,
 'Ning\303\272n gasto.',
 'La parte que vuelve sin que se le pida, que debe seguir siendo peque\303\261a.'),
('customer_action', 'check_in', 'Contactar',
 '\303\232ltimo pedido el {last_day}, {days_away} d\303\255as antes, cuando en este cliente lo normal {usual_gap|es|son} {usual_gap} {usual_gap|d\303\255a|d\303\255as}. Aporta {yearly} al a\303\261o.',
 NULL,
 NULL,
 'Preguntarles si est\303\241n bien atendidos y qu\303\251 van a necesitar, antes de perderlos.',
 'A estas alturas usted ya suele haber pedido. \302\277Est\303\241 todo en orden?',
 'Por tel\303\251fono, o en persona en la pr\303\263xima visita.',
 'Lo que suele comprar, reservado; precio garantizado con un pedido peri\303\263dico.',
 'Una abeja que compra a su ritmo de siempre.',
 'La parte que pide dentro de su plazo habitual.'),
('customer_action', 'remind', 'Recordar',
 '\303\232ltimo pedido el {last_day}, {days_away} d\303\255as antes; el plazo habitual de este cliente es de {usual_gap} {usual_gap|d\303\255a|d\303\255as}. Aporta {yearly} al a\303\261o.',
 NULL,
 NULL,
 'Recordarles lo que compraron y lo que lo complementa.',
 '\302\277Necesita m\303\241s? Lo \303\272ltimo que compr\303\263 le est\303\241 esperando.',
 'Correo electr\303\263nico o mensaje.',
 'Un peque\303\261o detalle con el pr\303\263ximo pedido.',
 'Un pedido a su ritmo de siempre.',
 'La parte que pide en los 30 d\303\255as siguientes al recordatorio.'),
('customer_action', 'welcome', 'Dar la bienvenida',
 'Primer pedido el {first_day}; pedidos hasta ahora: {orders}. Ha aportado {yearly} en un a\303\261o.',
 NULL,
 NULL,
 'Darles las gracias, preguntarles c\303\263mo les va con lo que compraron y ense\303\261arles lo que viene despu\303\251s.',
 'Gracias por su pedido. \302\277Qu\303\251 tal le va con \303\251l? \302\277Necesita algo?',
 'Tel\303\251fono o un correo personal.',
 'Una recompensa por el segundo pedido.',
 'El segundo pedido.',
 'La parte de los clientes nuevos que vuelve a pedir en el plazo en que lo hace la mayor\303\255a.'),
('customer_action', 'reward', 'Premiar',
 'Pedidos hasta ahora: {orders}, el \303\272ltimo el {last_day}. Aporta {yearly} al a\303\261o y nos tiene apego.',
 NULL,
 NULL,
 'Ense\303\261arles primero lo nuevo y premiarlos por cada cliente que traigan.',
 'Usted conoce lo nuevo antes de que llegue a la tienda. Y cada amigo que compre le trae una recompensa.',
 'En persona, o una carta personal.',
 'Un programa de socios, informaci\303\263n anticipada y protecci\303\263n ante cambios de precio.',
 'Una abeja que se queda y trae a otros.',
 'La parte que un a\303\261o despu\303\251s sigue siendo abeja, y los clientes que ha tra\303\255do.'),
('customer_action', 'show_value', 'Demostrar el valor',
 'Aporta {yearly} al a\303\261o, pero nos tiene poco apego: pedidos hasta ahora {orders}, el \303\272ltimo el {last_day}.',
 NULL,
 NULL,
 'Averiguar con qui\303\251n nos comparan y de qu\303\251 dudan, y demostrar en qu\303\251 valemos m\303\241s.',
 'Comp\303\241relo con lo que usa hoy en valor, servicio y garant\303\255a. Despu\303\251s pru\303\251belo.',
 'En persona o por tel\303\251fono.',
 'Una prueba, una garant\303\255a o un contrato con mejor servicio.',
 'Una abeja, porque se queda.',
 'La parte de estas lib\303\251lulas que un a\303\261o despu\303\251s son abejas.'),
('customer_action', 'promote', 'Hacer una oferta',
 'Nos tiene apego: pedidos hasta ahora {orders}, el \303\272ltimo el {last_day}. No aporta m\303\241s de {yearly} al a\303\261o.',
 NULL,
 NULL,
 'Que la oferta tenga fecha y les permita comprar m\303\241s: un lote, una cantidad mayor, el pago a plazos.',
 'En un lote o en mayor cantidad, cada unidad le cuesta menos, y puede pagar a plazos. La oferta termina con el mes.',
 'Correo electr\303\263nico, o un mensaje al m\303\263vil.',
 'Una promoci\303\263n, un lote a mejor precio o el pago a plazos.',
 'Una abeja, porque compra m\303\241s.',
 'La parte de estas mariposas que un a\303\261o despu\303\251s son abejas.'),
('customer_action', 'inform', 'Mantener informado',
 'Compra de vez en cuando: pedidos hasta ahora {orders}, el \303\272ltimo el {last_day}. Aporta {yearly} al a\303\261o.',
 NULL,
 NULL,
 'Enviarles lo que se env\303\255a a todos, sin gastar en cada uno.',
 'Estas son nuestras novedades de la temporada.',
 'Bolet\303\255n o redes sociales.',
 'Las ofertas que son para todos.',
 'Una mariposa.',
 'La parte de estas mantis que un a\303\261o despu\303\251s son mariposas.')

) AS text (subject, item, name, who, needs, obstacle, action, message, channel, offer, goal, measure)
JOIN @extschema@.playbook_shipped AS english
	ON english.subject OPERATOR(pg_catalog.=) text.subject AND english.item OPERATOR(pg_catalog.=) text.item
WHERE english.lang OPERATOR(pg_catalog.=) 'en'
  AND pg_catalog.getdatabaseencoding() OPERATOR(pg_catalog.=) ANY ('{UTF8, LATIN1, LATIN5, LATIN9, WIN1252, WIN1254}'::name[]);

INSERT INTO @extschema@.playbook_shipped (subject, item, lang, name, who, needs, obstacle, action, message, contact_every, channel, offer, goal, measure)
SELECT text.subject, text.item, 'zh',
	   pg_catalog.convert_from(pg_catalog.decode(text.name, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.who, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.needs, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.obstacle, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.action, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.message, 'escape'), 'UTF8'),
	   english.contact_every,
	   pg_catalog.convert_from(pg_catalog.decode(text.channel, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.offer, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.goal, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.measure, 'escape'), 'UTF8')
FROM (VALUES

('customer_action', 'settle_complaint', '\350\247\243\345\206\263\346\212\225\350\257\211',
 '\345\260\232\345\276\205\347\255\224\345\244\215\347\232\204\346\212\225\350\257\211\357\274\232{complaints}\344\273\266\343\200\202',
 NULL,
 NULL,
 '\346\237\245\346\230\216\351\227\256\351\242\230\357\274\214\345\246\245\345\226\204\345\244\204\347\220\206\357\274\214\345\271\266\346\212\212\345\244\204\347\220\206\347\273\223\346\236\234\345\221\212\350\257\211\345\256\242\346\210\267\343\200\202\345\234\250\346\255\244\344\271\213\345\211\215\344\270\215\344\275\234\344\273\273\344\275\225\346\216\250\351\224\200\343\200\202',
 '\351\235\236\345\270\270\346\212\261\346\255\211\343\200\202\344\272\213\346\203\205\347\232\204\347\273\217\350\277\207\346\230\257\350\277\231\346\240\267\347\232\204\357\274\214\346\210\221\344\273\254\345\267\262\347\273\217\344\275\234\344\272\206\345\246\202\344\270\213\345\244\204\347\220\206\343\200\202',
 '\347\224\265\350\257\235\346\210\226\345\275\223\351\235\242\343\200\202',
 '\344\270\273\345\212\250\345\274\245\350\241\245\346\215\237\345\244\261\357\274\214\344\270\215\350\256\251\345\256\242\346\210\267\345\206\215\346\217\220\347\254\254\344\272\214\346\254\241\343\200\202',
 '\345\277\240\350\257\232\345\256\242\346\210\267\357\274\232\346\212\225\350\257\211\350\247\243\345\206\263\345\276\227\345\245\275\357\274\214\345\256\242\346\210\267\345\260\261\344\274\232\345\277\240\350\257\232\343\200\202',
 '\346\212\225\350\257\211\350\247\243\345\206\263\345\220\216\344\270\211\344\270\252\346\234\210\345\206\205\345\206\215\346\254\241\344\270\213\345\215\225\347\232\204\346\257\224\344\276\213\343\200\202'),
('customer_action', 'review', '\346\240\270\346\237\245\350\256\260\345\275\225',
 '\345\217\252\346\234\211\351\200\200\346\254\276\350\256\260\345\275\225\357\274\232{refunds}\346\254\241\357\274\214\345\220\210\350\256\241{amount}\343\200\202',
 NULL,
 NULL,
 '\346\237\245\346\211\276\346\225\260\346\215\256\350\265\267\345\247\213\346\227\245\344\271\213\345\211\215\347\232\204\350\264\255\344\271\260\350\256\260\345\275\225\357\274\214\346\210\226\345\217\226\346\233\264\351\225\277\347\232\204\346\227\266\346\234\237\343\200\202',
 NULL,
 NULL,
 NULL,
 '\345\274\204\346\270\205\350\277\231\346\230\257\345\223\252\344\270\200\347\261\273\345\256\242\346\210\267\343\200\202',
 '\345\217\252\346\234\211\351\200\200\346\254\276\350\256\260\345\275\225\347\232\204\345\256\242\346\210\267\346\225\260\343\200\202'),
('customer_action', 'follow_up', '\350\267\237\350\277\233',
 '\345\260\232\346\234\252\350\264\255\344\271\260\343\200\202\345\267\262\347\237\245\346\275\234\345\212\233\357\274\232{potential}\343\200\202\350\207\263\344\273\212\350\201\224\347\263\273{contacts}\346\254\241\343\200\202',
 NULL,
 NULL,
 '\344\272\206\350\247\243\346\230\257\344\273\200\344\271\210\346\213\226\344\275\217\344\272\206\345\206\263\345\256\232\357\274\214\347\272\246\345\256\232\344\270\213\344\270\200\346\255\245\345\222\214\346\227\245\346\234\237\343\200\202',
 '\346\202\250\350\277\230\351\234\200\350\246\201\344\272\206\350\247\243\344\272\233\344\273\200\344\271\210\346\211\215\350\203\275\345\206\263\345\256\232\357\274\237\346\234\254\345\221\250\344\271\213\345\206\205\345\260\261\345\217\257\344\273\245\347\273\231\346\202\250\351\200\201\345\210\260\343\200\202',
 '\347\224\265\350\257\235\346\210\226\344\270\212\351\227\250\346\213\234\350\256\277\343\200\202',
 '\350\257\225\347\224\250\346\210\226\350\264\250\351\207\217\344\277\235\350\257\201\357\274\233\345\246\202\351\234\200\350\256\251\346\255\245\357\274\214\351\241\273\346\234\211\345\233\236\346\212\245\357\274\214\344\276\213\345\246\202\345\275\223\345\234\272\344\273\230\346\254\276\346\210\226\345\212\240\345\244\247\346\225\260\351\207\217\343\200\202',
 '\347\254\254\344\270\200\347\254\224\350\256\242\345\215\225\343\200\202',
 '\346\234\211\346\275\234\345\212\233\347\232\204\346\275\234\345\234\250\345\256\242\346\210\267\345\234\250\344\270\211\344\270\252\346\234\210\345\206\205\344\270\213\345\215\225\347\232\204\346\257\224\344\276\213\343\200\202'),
('customer_action', 'introduce', '\350\207\252\346\210\221\344\273\213\347\273\215',
 '\345\260\232\346\234\252\350\264\255\344\271\260\357\274\214\344\271\237\344\270\215\344\272\206\350\247\243\345\205\266\345\217\257\350\203\275\350\264\255\344\271\260\344\273\200\344\271\210\343\200\202\350\207\263\344\273\212\350\201\224\347\263\273{contacts}\346\254\241\343\200\202',
 NULL,
 NULL,
 '\344\273\213\347\273\215\346\210\221\344\273\254\350\207\252\345\267\261\357\274\214\350\257\242\351\227\256\351\234\200\346\261\202\357\274\214\345\271\266\346\212\212\345\217\257\350\203\275\347\232\204\350\264\255\344\271\260\351\242\235\350\256\260\344\270\272\346\275\234\345\212\233\343\200\202',
 '\346\210\221\344\273\254\345\201\232\347\232\204\346\230\257\350\277\231\344\272\233\357\274\214\346\234\215\345\212\241\347\232\204\346\230\257\350\277\231\346\240\267\347\232\204\345\256\242\346\210\267\343\200\202\345\223\252\344\272\233\345\257\271\346\202\250\346\234\211\347\224\250\357\274\237',
 '\347\224\265\345\255\220\351\202\256\344\273\266\343\200\202',
 '\351\246\226\345\215\225\344\274\230\346\203\240\346\235\241\344\273\266\343\200\202',
 '\345\267\262\347\237\245\346\275\234\345\212\233\347\232\204\346\275\234\345\234\250\345\256\242\346\210\267\343\200\202',
 '\345\233\236\345\244\215\347\232\204\346\257\224\344\276\213\343\200\202'),
('customer_action', 'win_back', '\346\214\275\345\233\236',
 '\346\234\200\350\277\221\344\270\200\346\254\241\350\256\242\345\215\225\345\234\250{last_day}\357\274\214\350\267\235\344\273\212{days_away}\345\244\251\357\274\233\350\277\231\351\207\214\350\266\205\350\277\207{lapse_after}\345\244\251\345\215\263\350\247\206\344\270\272\346\265\201\345\244\261\343\200\202\350\277\207\345\216\273\346\257\217\345\271\264\345\270\246\346\235\245{yearly}\343\200\202',
 NULL,
 NULL,
 '\350\257\242\351\227\256\344\270\272\344\275\225\344\270\215\345\206\215\346\235\245\357\274\214\350\247\243\345\206\263\344\273\244\345\205\266\347\246\273\345\274\200\347\232\204\351\227\256\351\242\230\357\274\214\345\271\266\347\273\231\345\207\272\344\270\200\344\270\252\345\200\274\345\276\227\345\233\236\346\235\245\347\232\204\346\226\271\346\241\210\343\200\202',
 '\346\210\221\344\273\254\345\276\210\346\203\263\345\277\265\346\202\250\343\200\202\346\202\250\344\270\272\344\273\200\344\271\210\346\262\241\346\234\211\345\206\215\346\235\245\357\274\237\346\210\221\344\273\254\346\200\216\346\240\267\345\201\232\346\211\215\350\203\275\350\257\267\346\202\250\345\233\236\346\235\245\357\274\237',
 '\345\205\210\346\211\223\347\224\265\350\257\235\357\274\214\345\206\215\345\257\204\344\270\200\345\260\201\344\272\262\347\254\224\344\277\241\343\200\202',
 '\346\201\242\345\244\215\345\216\237\346\234\211\346\235\241\344\273\266\357\274\214\344\273\245\345\206\215\344\270\213\344\270\200\345\215\225\344\270\272\345\211\215\346\217\220\343\200\202',
 '\351\207\215\346\226\260\346\210\220\344\270\272\350\234\234\350\234\202\343\200\202',
 '\344\270\200\345\271\264\345\206\205\344\270\213\345\215\225\347\232\204\346\257\224\344\276\213\357\274\214\344\270\216\346\234\252\344\275\234\350\201\224\347\263\273\347\232\204\344\270\200\347\273\204\347\233\270\346\257\224\343\200\202'),
('customer_action', 'reactivate', '\345\224\244\351\206\222',
 '\346\234\200\350\277\221\344\270\200\346\254\241\350\256\242\345\215\225\345\234\250{last_day}\357\274\214\350\267\235\344\273\212{days_away}\345\244\251\357\274\232\345\267\262\350\266\205\350\277\207\350\247\206\344\270\272\346\265\201\345\244\261\347\232\204{lapse_after}\345\244\251\357\274\214\344\275\206\350\277\230\344\270\215\345\210\260\344\270\244\345\200\215\343\200\202\350\277\207\345\216\273\346\257\217\345\271\264\345\270\246\346\235\245{yearly}\343\200\202',
 NULL,
 NULL,
 '\344\273\245\344\275\216\346\210\220\346\234\254\346\217\220\351\206\222\344\270\200\344\270\244\346\254\241\357\274\214\345\271\266\347\273\231\345\207\272\344\270\200\344\270\252\347\216\260\345\234\250\345\260\261\345\233\236\346\235\245\347\232\204\347\220\206\347\224\261\343\200\202',
 '\345\245\275\344\271\205\344\270\215\350\247\201\343\200\202\350\277\231\346\230\257\346\226\260\345\223\201\357\274\214\346\234\210\345\272\225\344\271\213\345\211\215\346\202\250\345\217\257\344\272\253\344\274\230\346\203\240\343\200\202',
 '\347\224\265\345\255\220\351\202\256\344\273\266\346\210\226\347\237\255\344\277\241\343\200\202',
 '\351\231\220\346\234\237\344\274\230\346\203\240\345\210\270\343\200\202',
 '\345\206\215\344\270\213\344\270\200\345\215\225\343\200\202',
 '\344\270\213\345\215\225\347\232\204\346\257\224\344\276\213\357\274\214\344\270\216\346\234\252\345\217\221\351\200\201\344\273\273\344\275\225\344\277\241\346\201\257\347\232\204\344\270\200\347\273\204\347\233\270\346\257\224\343\200\202'),
('customer_action', 'let_go', '\344\270\215\345\206\215\346\212\225\345\205\245',
 '\346\234\200\350\277\221\344\270\200\346\254\241\350\256\242\345\215\225\345\234\250{last_day}\357\274\214\350\267\235\344\273\212{days_away}\345\244\251\357\274\232\350\266\205\350\277\207\350\247\206\344\270\272\346\265\201\345\244\261\347\232\204{lapse_after}\345\244\251\347\232\204\344\270\244\345\200\215\343\200\202\350\277\207\345\216\273\346\257\217\345\271\264\345\270\246\346\235\245{yearly}\343\200\202',
 NULL,
 NULL,
 '\344\270\215\345\206\215\344\270\272\345\205\266\346\212\225\345\205\245\343\200\202\350\207\252\345\267\261\345\233\236\346\235\245\347\232\204\357\274\214\344\270\216\345\205\266\344\273\226\345\256\242\346\210\267\344\270\200\350\247\206\345\220\214\344\273\201\343\200\202',
 NULL,
 NULL,
 NULL,
 '\351\233\266\346\210\220\346\234\254\343\200\202',
 '\346\234\252\347\273\217\351\202\200\347\272\246\350\207\252\345\267\261\345\233\236\346\235\245\347\232\204\346\257\224\344\276\213\357\274\214\345\272\224\345\275\223\344\270\200\347\233\264\345\276\210\344\275\216\343\200\202'),
('customer_action', 'check_in', '\345\205\263\346\200\200\345\233\236\350\256\277',
 '\346\234\200\350\277\221\344\270\200\346\254\241\350\256\242\345\215\225\345\234\250{last_day}\357\274\214\350\267\235\344\273\212{days_away}\345\244\251\357\274\214\350\200\214\350\277\231\344\275\215\345\256\242\346\210\267\351\200\232\345\270\270\351\227\264\351\232\224{usual_gap}\345\244\251\343\200\202\346\257\217\345\271\264\345\270\246\346\235\245{yearly}\343\200\202',
 NULL,
 NULL,
 '\345\234\250\346\265\201\345\244\261\344\271\213\345\211\215\357\274\214\350\257\242\351\227\256\346\234\215\345\212\241\346\230\257\345\220\246\346\273\241\346\204\217\343\200\201\346\216\245\344\270\213\346\235\245\351\234\200\350\246\201\344\273\200\344\271\210\343\200\202',
 '\345\276\200\345\270\270\350\277\231\344\270\252\346\227\266\345\200\231\346\202\250\345\267\262\347\273\217\344\270\213\345\215\225\344\272\206\343\200\202\344\270\200\345\210\207\351\203\275\350\277\230\345\245\275\345\220\227\357\274\237',
 '\347\224\265\350\257\235\357\274\214\346\210\226\344\270\213\346\254\241\346\213\234\350\256\277\346\227\266\345\275\223\351\235\242\343\200\202',
 '\344\270\272\345\205\266\345\244\207\345\245\275\345\270\270\344\271\260\347\232\204\345\225\206\345\223\201\357\274\233\345\256\232\346\234\237\350\256\242\350\264\255\345\217\257\344\277\235\344\273\267\343\200\202',
 '\346\214\211\345\276\200\345\270\270\350\212\202\345\245\217\350\264\255\344\271\260\347\232\204\350\234\234\350\234\202\343\200\202',
 '\345\234\250\351\200\232\345\270\270\351\227\264\351\232\224\344\271\213\345\206\205\344\270\213\345\215\225\347\232\204\346\257\224\344\276\213\343\200\202'),
('customer_action', 'remind', '\346\217\220\351\206\222',
 '\346\234\200\350\277\221\344\270\200\346\254\241\350\256\242\345\215\225\345\234\250{last_day}\357\274\214\350\267\235\344\273\212{days_away}\345\244\251\357\274\233\350\277\231\344\275\215\345\256\242\346\210\267\351\200\232\345\270\270\347\232\204\351\227\264\351\232\224\346\230\257{usual_gap}\345\244\251\343\200\202\346\257\217\345\271\264\345\270\246\346\235\245{yearly}\343\200\202',
 NULL,
 NULL,
 '\346\217\220\351\206\222\345\205\266\344\271\260\350\277\207\344\273\200\344\271\210\357\274\214\344\273\245\345\217\212\344\270\216\344\271\213\346\220\255\351\205\215\347\232\204\345\225\206\345\223\201\343\200\202',
 '\350\257\245\350\241\245\350\264\247\344\272\206\345\220\227\357\274\237\346\202\250\344\270\212\346\254\241\344\271\260\347\232\204\345\225\206\345\223\201\345\267\262\347\273\217\344\270\272\346\202\250\345\244\207\345\245\275\343\200\202',
 '\347\224\265\345\255\220\351\202\256\344\273\266\346\210\226\347\237\255\344\277\241\343\200\202',
 '\344\270\213\346\254\241\344\270\213\345\215\225\351\231\204\350\265\240\345\260\217\347\244\274\345\223\201\343\200\202',
 '\346\214\211\345\276\200\345\270\270\350\212\202\345\245\217\345\206\215\344\270\213\344\270\200\345\215\225\343\200\202',
 '\346\217\220\351\206\222\345\220\21630\345\244\251\345\206\205\344\270\213\345\215\225\347\232\204\346\257\224\344\276\213\343\200\202'),
('customer_action', 'welcome', '\346\254\242\350\277\216',
 '\351\246\226\346\254\241\350\256\242\345\215\225\345\234\250{first_day}\357\274\233\350\207\263\344\273\212\346\234\211{orders}\347\254\224\350\256\242\345\215\225\343\200\202\344\270\200\345\271\264\345\206\205\345\267\262\345\270\246\346\235\245{yearly}\343\200\202',
 NULL,
 NULL,
 '\350\241\250\347\244\272\346\204\237\350\260\242\357\274\214\350\257\242\351\227\256\344\275\277\347\224\250\346\203\205\345\206\265\357\274\214\345\271\266\344\273\213\347\273\215\344\270\213\344\270\200\346\255\245\345\217\257\344\273\245\344\271\260\344\273\200\344\271\210\343\200\202',
 '\346\204\237\350\260\242\346\202\250\347\232\204\350\256\242\350\264\255\343\200\202\347\224\250\345\276\227\346\200\216\344\271\210\346\240\267\357\274\237\350\277\230\351\234\200\350\246\201\344\272\233\344\273\200\344\271\210\345\220\227\357\274\237',
 '\347\224\265\350\257\235\346\210\226\344\270\223\344\272\272\351\202\256\344\273\266\343\200\202',
 '\347\254\254\344\272\214\347\254\224\350\256\242\345\215\225\347\232\204\345\245\226\345\212\261\343\200\202',
 '\347\254\254\344\272\214\347\254\224\350\256\242\345\215\225\343\200\202',
 '\346\226\260\345\256\242\346\210\267\345\234\250\345\244\232\346\225\260\344\272\272\345\206\215\346\254\241\344\270\213\345\215\225\347\232\204\346\227\266\351\227\264\345\206\205\345\206\215\346\254\241\344\270\213\345\215\225\347\232\204\346\257\224\344\276\213\343\200\202'),
('customer_action', 'reward', '\345\245\226\345\212\261',
 '\350\207\263\344\273\212\346\234\211{orders}\347\254\224\350\256\242\345\215\225\357\274\214\346\234\200\350\277\221\344\270\200\347\254\224\345\234\250{last_day}\343\200\202\346\257\217\345\271\264\345\270\246\346\235\245{yearly}\357\274\214\345\271\266\344\270\224\345\277\240\344\272\216\346\210\221\344\273\254\343\200\202',
 NULL,
 NULL,
 '\346\226\260\345\223\201\345\205\210\347\273\231\344\273\226\344\273\254\347\234\213\357\274\214\346\257\217\345\270\246\346\235\245\344\270\200\344\275\215\345\256\242\346\210\267\345\260\261\347\273\231\344\272\210\345\245\226\345\212\261\343\200\202',
 '\346\226\260\345\223\201\344\270\212\345\270\202\344\271\213\345\211\215\346\202\250\345\205\210\347\237\245\351\201\223\343\200\202\346\257\217\346\234\211\344\270\200\344\275\215\346\234\213\345\217\213\350\264\255\344\271\260\357\274\214\346\202\250\351\203\275\344\274\232\345\276\227\345\210\260\345\245\226\345\212\261\343\200\202',
 '\345\275\223\351\235\242\357\274\214\346\210\226\344\272\262\347\254\224\344\277\241\343\200\202',
 '\344\274\232\345\221\230\350\265\204\346\240\274\343\200\201\344\274\230\345\205\210\350\216\267\345\276\227\346\226\260\346\266\210\346\201\257\343\200\201\344\273\267\346\240\274\344\277\235\346\212\244\343\200\202',
 '\347\225\231\344\270\213\346\235\245\345\271\266\345\270\246\346\235\245\346\226\260\345\256\242\346\210\267\347\232\204\350\234\234\350\234\202\343\200\202',
 '\344\270\200\345\271\264\345\220\216\344\273\215\346\230\257\350\234\234\350\234\202\347\232\204\346\257\224\344\276\213\357\274\214\344\273\245\345\217\212\344\273\226\344\273\254\345\270\246\346\235\245\347\232\204\345\256\242\346\210\267\346\225\260\343\200\202'),
('customer_action', 'show_value', '\345\261\225\347\244\272\344\273\267\345\200\274',
 '\346\257\217\345\271\264\345\270\246\346\235\245{yearly}\357\274\214\344\275\206\345\277\240\350\257\232\345\272\246\344\270\215\351\253\230\357\274\232\350\207\263\344\273\212\346\234\211{orders}\347\254\224\350\256\242\345\215\225\357\274\214\346\234\200\350\277\221\344\270\200\347\254\224\345\234\250{last_day}\343\200\202',
 NULL,
 NULL,
 '\344\272\206\350\247\243\344\273\226\344\273\254\346\213\277\346\210\221\344\273\254\344\270\216\350\260\201\346\257\224\350\276\203\343\200\201\346\234\211\344\275\225\347\226\221\350\231\221\357\274\214\345\271\266\345\261\225\347\244\272\346\210\221\344\273\254\346\233\264\346\234\211\344\273\267\345\200\274\344\271\213\345\244\204\343\200\202',
 '\350\257\267\346\212\212\346\210\221\344\273\254\344\270\216\346\202\250\347\216\260\345\234\250\347\224\250\347\232\204\346\224\276\345\234\250\344\270\200\350\265\267\357\274\214\346\257\224\344\273\267\345\200\274\343\200\201\346\257\224\346\234\215\345\212\241\343\200\201\346\257\224\344\277\235\351\232\234\343\200\202\347\204\266\345\220\216\345\206\215\350\257\225\347\224\250\343\200\202',
 '\345\275\223\351\235\242\346\210\226\347\224\265\350\257\235\343\200\202',
 '\350\257\225\347\224\250\343\200\201\350\264\250\351\207\217\344\277\235\350\257\201\357\274\214\346\210\226\346\234\215\345\212\241\346\233\264\345\245\275\347\232\204\345\220\210\345\220\214\343\200\202',
 '\345\233\240\347\225\231\344\270\213\350\200\214\346\210\220\344\270\272\350\234\234\350\234\202\343\200\202',
 '\350\277\231\344\272\233\350\234\273\350\234\223\344\270\200\345\271\264\345\220\216\346\210\220\344\270\272\350\234\234\350\234\202\347\232\204\346\257\224\344\276\213\343\200\202'),
('customer_action', 'promote', '\344\277\203\351\224\200',
 '\345\277\240\344\272\216\346\210\221\344\273\254\357\274\232\350\207\263\344\273\212\346\234\211{orders}\347\254\224\350\256\242\345\215\225\357\274\214\346\234\200\350\277\221\344\270\200\347\254\224\345\234\250{last_day}\343\200\202\346\257\217\345\271\264\345\217\252\345\270\246\346\235\245{yearly}\343\200\202',
 NULL,
 NULL,
 '\347\273\231\345\207\272\351\231\220\346\234\237\344\274\230\346\203\240\357\274\214\350\256\251\345\205\266\350\203\275\345\244\232\344\271\260\344\270\200\344\272\233\357\274\232\345\245\227\350\243\205\343\200\201\345\212\240\345\244\247\346\225\260\351\207\217\343\200\201\345\210\206\346\234\237\344\273\230\346\254\276\343\200\202',
 '\344\271\260\345\245\227\350\243\205\346\210\226\345\212\240\345\244\247\346\225\260\351\207\217\357\274\214\345\215\225\344\273\267\346\233\264\344\275\216\357\274\214\344\271\237\345\217\257\344\273\245\345\210\206\346\234\237\344\273\230\346\254\276\343\200\202\344\274\230\346\203\240\346\234\210\345\272\225\346\210\252\346\255\242\343\200\202',
 '\347\224\265\345\255\220\351\202\256\344\273\266\346\210\226\347\237\255\344\277\241\343\200\202',
 '\344\277\203\351\224\200\343\200\201\344\274\230\346\203\240\345\245\227\350\243\205\346\210\226\345\210\206\346\234\237\344\273\230\346\254\276\343\200\202',
 '\345\233\240\345\244\232\344\271\260\350\200\214\346\210\220\344\270\272\350\234\234\350\234\202\343\200\202',
 '\350\277\231\344\272\233\350\235\264\350\235\266\344\270\200\345\271\264\345\220\216\346\210\220\344\270\272\350\234\234\350\234\202\347\232\204\346\257\224\344\276\213\343\200\202'),
('customer_action', 'inform', '\345\221\212\347\237\245',
 '\345\201\266\345\260\224\350\264\255\344\271\260\357\274\232\350\207\263\344\273\212\346\234\211{orders}\347\254\224\350\256\242\345\215\225\357\274\214\346\234\200\350\277\221\344\270\200\347\254\224\345\234\250{last_day}\343\200\202\346\257\217\345\271\264\345\270\246\346\235\245{yearly}\343\200\202',
 NULL,
 NULL,
 '\345\217\221\351\200\201\351\235\242\345\220\221\346\211\200\346\234\211\344\272\272\347\232\204\344\277\241\346\201\257\357\274\214\344\270\215\344\275\234\345\215\225\347\213\254\346\212\225\345\205\245\343\200\202',
 '\350\277\231\346\230\257\346\210\221\344\273\254\346\234\254\345\255\243\347\232\204\346\226\260\345\223\201\343\200\202',
 '\347\224\265\345\255\220\345\210\212\347\211\251\346\210\226\347\244\276\344\272\244\345\252\222\344\275\223\343\200\202',
 '\351\235\242\345\220\221\346\211\200\346\234\211\344\272\272\347\232\204\344\274\230\346\203\240\343\200\202',
 '\350\235\264\350\235\266\343\200\202',
 '\350\277\231\344\272\233\350\236\263\350\236\202\344\270\200\345\271\264\345\220\216\346\210\220\344\270\272\350\235\264\350\235\266\347\232\204\346\257\224\344\276\213\343\200\202')

) AS text (subject, item, name, who, needs, obstacle, action, message, channel, offer, goal, measure)
JOIN @extschema@.playbook_shipped AS english
	ON english.subject OPERATOR(pg_catalog.=) text.subject AND english.item OPERATOR(pg_catalog.=) text.item
WHERE english.lang OPERATOR(pg_catalog.=) 'en'
  AND pg_catalog.getdatabaseencoding() OPERATOR(pg_catalog.=) ANY ('{UTF8, EUC_CN}'::name[]);
/* The playbook: what a period brought. In UTF-8, as the chapters of the languages say. */

INSERT INTO @extschema@.playbook_shipped (subject, item, lang, name, who, action, goal, measure)
SELECT 'development_verdict', item, 'en', name, who, action, goal, measure
FROM (VALUES

('growing', 'Growing',
 'By the same yardstick there are more bees than in the period before, by at least a tenth: more of the best customers were won than lost.',
 'Go on with what was done in this period. Find out where the new bees come from, and put more effort there.',
 'The new bees stay bees.',
 'Bees in the next period, by the same yardstick: as many as now, or more.'),
('holding', 'Holding',
 'By the same yardstick there are about as many bees as in the period before, within a tenth: marketing has kept their number and has not raised it.',
 'Compare how many were lost with how many were won. Where both are large, keep those you have before you win others; where both are small, work on turning dragonflies and butterflies into bees.',
 'More bees than in this period.',
 'Bees in the next period, by the same yardstick: at least a tenth more.'),
('shrinking', 'Shrinking',
 'By the same yardstick there are fewer bees than in the period before, by at least a tenth: marketing has not made up for the best customers who left or buy less.',
 'Find out why they are bees no more: price, product, service, a competitor. Mend that.',
 'Those who are bees now stay.',
 'Share of the bees lost in the next period: smaller than in this one.'),
('collapsed', 'Collapsed',
 'By the same yardstick there are fewer than a tenth as many bees as in the period before: the best customers are gone, and nobody has taken their place.',
 'Check first that the data are complete to the last day. If they are, stop and redraft the strategy: find out what broke, and study those who still buy.',
 'A base of customers who buy again.',
 'Customers with an order in the next period: more than in this one.'),
('too_few', 'Too few to tell',
 'There are too few bees, or too few who became bees or ceased to be, to tell a change from chance.',
 'Draw no conclusion about marketing from their number. Take a longer period, or look at these customers one by one.',
 NULL,
 NULL)

) AS text (item, name, who, action, goal, measure);

INSERT INTO @extschema@.playbook_shipped (subject, item, lang, name, who, action, goal, measure)
SELECT 'development_verdict', text.item, 'es',
	   pg_catalog.convert_from(pg_catalog.decode(text.name, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.who, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.action, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.goal, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.measure, 'escape'), 'UTF8')
FROM (VALUES

('growing', 'En crecimiento',
 'Con el mismo criterio hay m\303\241s abejas que en el per\303\255odo anterior, al menos una d\303\251cima parte m\303\241s: entre los mejores clientes, los ganados superan a los perdidos.',
 'Seguir con lo que se ha hecho en este per\303\255odo. Averiguar de d\303\263nde vienen las nuevas abejas y dedicar m\303\241s esfuerzo a eso.',
 'Que las nuevas abejas sigan si\303\251ndolo.',
 'Abejas en el pr\303\263ximo per\303\255odo, con el mismo criterio: tantas como ahora o m\303\241s.'),
('holding', 'Estable',
 'Con el mismo criterio hay m\303\241s o menos tantas abejas como en el per\303\255odo anterior, con menos de una d\303\251cima parte de diferencia: el marketing ha mantenido su n\303\272mero, pero no lo ha aumentado.',
 'Comparar cu\303\241ntas se han perdido con cu\303\241ntas se han ganado. Si son muchas en ambos casos, conservar a los clientes que ya se tienen antes de captar a otros; si son pocas, procurar que lib\303\251lulas y mariposas se conviertan en abejas.',
 'M\303\241s abejas que en este per\303\255odo.',
 'Abejas en el pr\303\263ximo per\303\255odo, con el mismo criterio: al menos una d\303\251cima parte m\303\241s.'),
('shrinking', 'En retroceso',
 'Con el mismo criterio hay menos abejas que en el per\303\255odo anterior, al menos una d\303\251cima parte menos: el marketing no ha compensado a los mejores clientes que se han ido o compran menos.',
 'Averiguar por qu\303\251 ya no son abejas: precio, producto, servicio, un competidor. Corregirlo.',
 'Que se queden quienes ahora son abejas.',
 'Proporci\303\263n de abejas perdidas en el pr\303\263ximo per\303\255odo: menor que en este.'),
('collapsed', 'Hundimiento',
 'Con el mismo criterio no queda ni una d\303\251cima parte de las abejas del per\303\255odo anterior: los mejores clientes se han ido y nadie ha ocupado su lugar.',
 'Comprobar primero que los datos llegan hasta el \303\272ltimo d\303\255a. Si es as\303\255, parar y replantear la estrategia: averiguar qu\303\251 ha fallado y estudiar a quienes todav\303\255a compran.',
 'Una cartera de clientes que vuelven a comprar.',
 'Clientes con alg\303\272n pedido en el pr\303\263ximo per\303\255odo: m\303\241s que en este.'),
('too_few', 'Demasiado pocas',
 'Hay muy pocas abejas, o muy pocos clientes que hayan pasado a serlo o hayan dejado de serlo, para distinguir un cambio del azar.',
 'No sacar de su n\303\272mero ninguna conclusi\303\263n sobre el marketing. Tomar un per\303\255odo m\303\241s largo o examinar a estos clientes uno por uno.',
 NULL,
 NULL)

) AS text (item, name, who, action, goal, measure)
WHERE pg_catalog.getdatabaseencoding() OPERATOR(pg_catalog.=) ANY ('{UTF8, LATIN1, LATIN5, LATIN9, WIN1252, WIN1254}'::name[]);

INSERT INTO @extschema@.playbook_shipped (subject, item, lang, name, who, action, goal, measure)
SELECT 'development_verdict', text.item, 'zh',
	   pg_catalog.convert_from(pg_catalog.decode(text.name, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.who, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.action, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.goal, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.measure, 'escape'), 'UTF8')
FROM (VALUES

('growing', '\345\242\236\351\225\277',
 '\346\214\211\345\220\214\344\270\200\346\240\207\345\207\206\357\274\214\350\234\234\350\234\202\346\257\224\344\270\212\344\270\200\346\234\237\350\207\263\345\260\221\345\244\232\344\270\200\346\210\220\357\274\232\350\265\242\345\276\227\347\232\204\344\274\230\350\264\250\345\256\242\346\210\267\345\244\232\344\272\216\345\244\261\345\216\273\347\232\204\343\200\202',
 '\347\273\247\347\273\255\346\234\254\346\234\237\347\232\204\345\201\232\346\263\225\343\200\202\345\274\204\346\270\205\346\226\260\347\232\204\350\234\234\350\234\202\344\273\216\345\223\252\351\207\214\346\235\245\357\274\214\345\234\250\351\202\243\351\207\214\345\244\232\344\270\213\345\212\237\345\244\253\343\200\202',
 '\350\256\251\346\226\260\347\232\204\350\234\234\350\234\202\344\270\200\347\233\264\346\230\257\350\234\234\350\234\202\343\200\202',
 '\344\270\213\344\270\200\346\234\237\346\214\211\345\220\214\344\270\200\346\240\207\345\207\206\350\256\241\347\256\227\347\232\204\350\234\234\350\234\202\346\225\260\357\274\232\344\270\215\345\260\221\344\272\216\347\216\260\345\234\250\343\200\202'),
('holding', '\346\214\201\345\271\263',
 '\346\214\211\345\220\214\344\270\200\346\240\207\345\207\206\357\274\214\350\234\234\350\234\202\346\225\260\344\270\216\344\270\212\344\270\200\346\234\237\345\244\247\350\207\264\347\233\270\345\275\223\357\274\214\347\233\270\345\267\256\344\270\215\345\210\260\344\270\200\346\210\220\357\274\232\350\220\245\351\224\200\344\277\235\344\275\217\344\272\206\344\272\272\346\225\260\357\274\214\344\275\206\346\262\241\346\234\211\350\256\251\345\256\203\345\242\236\345\212\240\343\200\202',
 '\346\257\224\350\276\203\345\244\261\345\216\273\344\272\206\345\244\232\345\260\221\343\200\201\350\265\242\345\276\227\344\272\206\345\244\232\345\260\221\343\200\202\344\270\244\350\200\205\351\203\275\345\244\232\357\274\214\345\260\261\345\205\210\347\225\231\344\275\217\347\216\260\346\234\211\345\256\242\346\210\267\357\274\214\345\206\215\345\216\273\344\272\211\345\217\226\346\226\260\345\256\242\346\210\267\357\274\233\344\270\244\350\200\205\351\203\275\345\260\221\357\274\214\345\260\261\347\235\200\345\212\233\346\212\212\350\234\273\350\234\223\345\222\214\350\235\264\350\235\266\350\275\254\345\214\226\344\270\272\350\234\234\350\234\202\343\200\202',
 '\350\234\234\350\234\202\346\257\224\346\234\254\346\234\237\346\233\264\345\244\232\343\200\202',
 '\344\270\213\344\270\200\346\234\237\346\214\211\345\220\214\344\270\200\346\240\207\345\207\206\350\256\241\347\256\227\347\232\204\350\234\234\350\234\202\346\225\260\357\274\232\350\207\263\345\260\221\345\244\232\344\270\200\346\210\220\343\200\202'),
('shrinking', '\350\220\216\347\274\251',
 '\346\214\211\345\220\214\344\270\200\346\240\207\345\207\206\357\274\214\350\234\234\350\234\202\346\257\224\344\270\212\344\270\200\346\234\237\350\207\263\345\260\221\345\260\221\344\270\200\346\210\220\357\274\232\344\274\230\350\264\250\345\256\242\346\210\267\346\234\211\347\232\204\347\246\273\345\274\200\357\274\214\346\234\211\347\232\204\344\271\260\345\276\227\345\260\221\344\272\206\357\274\214\350\220\245\351\224\200\346\262\241\346\234\211\350\241\245\344\270\212\350\277\231\344\270\252\347\274\272\345\217\243\343\200\202',
 '\345\274\204\346\270\205\344\273\226\344\273\254\344\270\272\344\273\200\344\271\210\344\270\215\345\206\215\346\230\257\350\234\234\350\234\202\357\274\232\344\273\267\346\240\274\343\200\201\344\272\247\345\223\201\343\200\201\346\234\215\345\212\241\357\274\214\350\277\230\346\230\257\347\253\236\344\272\211\345\257\271\346\211\213\343\200\202\346\212\212\351\227\256\351\242\230\346\224\271\345\245\275\343\200\202',
 '\347\225\231\344\275\217\347\216\260\345\234\250\347\232\204\350\234\234\350\234\202\343\200\202',
 '\344\270\213\344\270\200\346\234\237\345\244\261\345\216\273\347\232\204\350\234\234\350\234\202\346\211\200\345\215\240\346\257\224\344\276\213\357\274\232\344\275\216\344\272\216\346\234\254\346\234\237\343\200\202'),
('collapsed', '\345\264\251\345\241\214',
 '\346\214\211\345\220\214\344\270\200\346\240\207\345\207\206\357\274\214\350\234\234\350\234\202\345\267\262\344\270\215\350\266\263\344\270\212\344\270\200\346\234\237\347\232\204\344\270\200\346\210\220\357\274\232\344\274\230\350\264\250\345\256\242\346\210\267\350\265\260\344\272\206\357\274\214\344\271\237\346\262\241\346\234\211\344\272\272\350\241\245\344\270\212\346\235\245\343\200\202',
 '\345\205\210\346\240\270\345\257\271\346\225\260\346\215\256\346\230\257\345\220\246\345\256\214\346\225\264\345\210\260\346\234\200\345\220\216\344\270\200\345\244\251\343\200\202\345\246\202\346\236\234\345\256\214\346\225\264\357\274\214\345\260\261\345\201\234\344\270\213\346\235\245\351\207\215\346\226\260\345\210\266\345\256\232\347\255\226\347\225\245\357\274\232\346\211\276\345\207\272\351\227\256\351\242\230\345\207\272\345\234\250\345\223\252\351\207\214\357\274\214\347\240\224\347\251\266\344\273\215\345\234\250\350\264\255\344\271\260\347\232\204\345\256\242\346\210\267\343\200\202',
 '\345\273\272\347\253\213\344\270\200\346\211\271\344\274\232\345\206\215\346\254\241\350\264\255\344\271\260\347\232\204\345\256\242\346\210\267\343\200\202',
 '\344\270\213\344\270\200\346\234\237\346\234\211\350\256\242\345\215\225\347\232\204\345\256\242\346\210\267\346\225\260\357\274\232\345\244\232\344\272\216\346\234\254\346\234\237\343\200\202'),
('too_few', '\344\272\272\346\225\260\345\244\252\345\260\221',
 '\350\234\234\350\234\202\345\244\252\345\260\221\357\274\214\346\210\226\350\200\205\346\210\220\344\270\272\350\234\234\350\234\202\345\222\214\344\270\215\345\206\215\346\230\257\350\234\234\350\234\202\347\232\204\344\272\272\345\244\252\345\260\221\357\274\214\345\210\206\344\270\215\346\270\205\346\230\257\345\217\230\345\214\226\350\277\230\346\230\257\345\201\266\347\204\266\343\200\202',
 '\344\270\215\350\246\201\346\240\271\346\215\256\344\272\272\346\225\260\345\257\271\350\220\245\351\224\200\344\270\213\347\273\223\350\256\272\343\200\202\345\217\226\346\233\264\351\225\277\347\232\204\346\227\266\346\234\237\357\274\214\346\210\226\350\200\205\351\200\220\344\270\252\346\237\245\347\234\213\350\277\231\344\272\233\345\256\242\346\210\267\343\200\202',
 NULL,
 NULL)

) AS text (item, name, who, action, goal, measure)
WHERE pg_catalog.getdatabaseencoding() OPERATOR(pg_catalog.=) ANY ('{UTF8, EUC_CN}'::name[]);
/* The playbook in English, of which the other languages are versions. How often to be in touch is said in English alone. */

INSERT INTO @extschema@.playbook_shipped (subject, item, lang, name, who, needs, obstacle, action, message, contact_every, channel, offer, goal, measure)
SELECT subject, item, 'en', name, who, needs, obstacle, action, message, contact_every::interval, channel, offer, goal, measure
FROM (VALUES

('quadrant', 'bee', 'Bee',
 'Brings much and is attached to us: the kind of customer who buys again and recommends us to others.',
 'To hear of things first and to feel that the relationship is valued.',
 NULL,
 'Consolidate the relationship: new products first, rewards for those they bring, and their circle of friends as a channel. Offer related and dearer products, too: as a rule, old customers take these more easily.',
 'You get to see what is new before anyone else. And for every friend who buys, a member''s reward is waiting for you.',
 '30 days',
 'In person or by telephone, by somebody they know.',
 'Membership with rewards that rise with the purchases, early information, and protection against price changes.',
 'A bee for many years, who brings others.',
 'How many bees are still bees a year later, by movement(), and whom they have brought, by referral_chain().'),
('quadrant', 'dragonfly', 'Dragonfly',
 'Has the purchasing power, but is little attached to us: may be comparing several brands, and has not settled on ours.',
 'Value they can see, measured against our competitors.',
 'They may be comparing competing products, be unhappy with something, doubt the company or its service, or be waiting for the right moment.',
 'Find the real reason, show what the product is worth and where it beats the others, and remove the distrust. Those who still buy are the main target for conversion to bee.',
 'Compare us point by point with what you use today: value, service, guarantee. Then try it and judge for yourself.',
 '14 days',
 'In person, by somebody who knows the product well.',
 'A trial with the right of return, then a long-term contract that keeps its price.',
 'A bee, who no longer compares before every purchase.',
 'The share of dragonflies who have become bees, by conversion() between two years.'),
('quadrant', 'butterfly', 'Butterfly',
 'Is attached to us and brings little so far: often of limited purchasing power, with a sharp eye on the price.',
 'An affordable reason to buy, and confidence in the decision.',
 'Money or cash flow may be short, the price may seem too high, family, friends and colleagues may sway them, or they are waiting for a promotion.',
 'Offer discounts and promotions with a deadline, and spread good news that gives them confidence. They are the second target for conversion to bee.',
 'What you have had your eye on costs less this week. See what those who have it say about it. The offer ends on Sunday.',
 '30 days',
 'E-mail or message.',
 'A promotion with a deadline, payment by instalments, and a better price for a larger quantity.',
 'A bee, through larger purchases and not through lower prices.',
 'The share of butterflies who have become bees, by conversion(); what a promotion sells beyond a control group, by segment_quality().'),
('quadrant', 'mantis', 'Mantis',
 'Brings little and is little attached: buys now and then, often looks at the price first, and otherwise just knows us.',
 'To be kept informed, at little cost to us.',
 'They have no clear need yet, or not the means.',
 'Spend little effort: standard terms and self-service. Let them spread the word and make an event look lively, and watch for those who become butterflies.',
 'Our next event is open to everybody. Come along and bring your friends.',
 '90 days',
 'The website and open events.',
 'The standard terms, and entry to events that are open to everybody.',
 'A butterfly, or at least somebody who spreads the word.',
 'The share of mantises who have become butterflies or bees, by movement() between two years.'),

('value_group', 'old_big', 'Old and big',
 'Has bought a great deal for a long time. Such customers help to carry the fixed costs, but they know every policy and press for more, so that the profit is often thin.',
 'Recognition of their volume, and firm limits to what they can have.',
 'They may hold orders back to get better terms.',
 'Only where the profit is thin: limit their number and their size, and grant no concession without a return. Work it out for each of them first, for sales do not tell it.',
 'These are our best terms for your volume, and every customer of your size has the same.',
 '30 days',
 'In person, by one account manager.',
 'A long-term contract with terms by volume, each concession tied to a return such as payment at once.',
 'A large customer on whom we earn money.',
 'Profit and sales of each, a year before and a year after, by segment() with profit_column.'),
('value_group', 'new_big', 'New and big',
 'Large from the start. Such customers are a costly bet: by a rule of thumb they lose money at first, and nobody knows yet how it ends.',
 'Proof that we can handle an account of their size.',
 'They have not tested us for long, and they have other suppliers.',
 'Proceed with caution: inspect the account, plan it in steps, and fix a date by which it has to earn money. One that fails takes what it has learned to a rival.',
 'Let us begin with a trial order, and agree now on what follows if it goes well.',
 '14 days',
 'In person, by somebody with authority.',
 'A trial order, then a contract in steps, each with its quantity and its price.',
 'An old customer who earns money by the date that was fixed.',
 'How many of those who came together still buy, and what they bring a head, by cohorts().'),
('value_group', 'new_small', 'New and small',
 'Has begun with small orders. Some of the large customers of later years come from among them.',
 'An easy start and quick answers.',
 'They hardly know us, and order with care.',
 'Develop boldly: win many of them, the more the better, and help the best to grow.',
 'Start with a small order. It takes a minute, and we grow with you.',
 '30 days',
 'Online ordering with quick answers.',
 'Membership from the first order on, with rewards that rise with the purchases.',
 'A regular customer whose orders grow.',
 'How many buy again and what they bring, cohort after cohort, by cohorts().'),
('value_group', 'old_small', 'Old and small',
 'Has long bought in small amounts. Little is spent on selling to them, but small lots raise the cost of delivery and service.',
 'Fair and open policies.',
 'Their need is small and seldom grows.',
 'Keep the policies fair and open and the service simple, and bundle small lots so that a delivery pays.',
 'Fair terms, open for everyone to see, and no haggling.',
 '90 days',
 'Self-service and collective deliveries.',
 'A better price for a larger lot, and a fixed day of delivery.',
 'The same custom in fewer and larger lots.',
 'The average order before and after, by average_order().'),

('pareto_class', 'top', 'Top 20%',
 'The fifth of the buyers with the largest sales. That a fifth of all brings 80% of the profit is a rule of thumb; what these earn us, sales do not tell.',
 'Attention, and proof that loyalty pays.',
 NULL,
 'Learn what marks them, and look for more like them. Work out what each of them earns us: where that is good, give terms that are worth staying for.',
 'You are one of our most valued customers, and this is the person who looks after you.',
 '14 days',
 'In person, by somebody of their own.',
 'A contract or membership with the best service, and early information on what is new.',
 'A customer for many years, on whom we earn money.',
 'How much of the sales they bring, by top_share(), and how many are still at the top a year later, by movement().'),
('pareto_class', 'middle', 'Middle 60%',
 'The three fifths in between: they keep up the scale of the business.',
 'Reliable service at the usual price.',
 'They see no reason to buy more from us than they do.',
 'Serve them well by standard means, and single out the few who could rise to the top.',
 'What you know, delivered as promised, and a little extra with a larger order.',
 '60 days',
 'E-mail, and a service desk.',
 'A better price for a larger quantity, and a reward for buying several things.',
 'A customer at the top, or a steady one at little cost.',
 'The share who have risen to the top a year later, by conversion().'),
('pareto_class', 'bottom', 'Bottom 20%',
 'The fifth of the buyers with the smallest sales. Whether they cost more than they bring, sales do not tell.',
 NULL,
 NULL,
 'Serve them at low cost, by self-service and on standard terms, and work out what an order costs us. Making every disloyal customer loyal is not the aim.',
 'These are our standard terms; you can place an order yourself at any time.',
 NULL,
 'Self-service.',
 'The standard terms, the same for all.',
 'A customer whose orders cover what they cost.',
 'The average order before and after, by average_order(), and with profit_column what it earns.'),

('rfm_segment', 'champion', 'Champion',
 'Bought lately, buys often and is among those who spend the most.',
 'Recognition, and to be the first to know.',
 NULL,
 'Give them the best terms and the new products first, and make it easy and worthwhile for them to recommend us.',
 'You are among the first to see this. Let us know what you think of it, and let your friends know, too.',
 '14 days',
 'In person or by telephone.',
 'The highest level of membership, early information, and a reward for every customer they bring.',
 'A champion for many years, who brings others.',
 'How many are still champions a year later, by movement(), and whom they have brought, by referral_chain().'),
('rfm_segment', 'loyal', 'Loyal customer',
 'Has bought often, and not long ago.',
 'To see that regular custom pays.',
 'They keep to what they know, and the better range passes them by.',
 'Offer better products and a membership, and make use of their reviews.',
 'As a regular customer you are welcome to become a member. And may we show you the next model up?',
 '30 days',
 'E-mail, or somebody they know.',
 'Membership with rewards that rise with the purchases, and protection against price changes.',
 'A champion.',
 'The share of them who have become champions, by conversion(), and their average order, by average_order().'),
('rfm_segment', 'potential_loyalist', 'Potential loyalist',
 'Bought lately, more than once, and spent a fair amount.',
 'A reason to make a habit of us.',
 'We may still be one of several places where they buy.',
 'Let them become members, and recommend what goes with their purchases.',
 'This goes well with what you bought. Join as a member and it costs you less.',
 '14 days',
 'E-mail or message.',
 'Membership that pays from the next purchase on, and a reward for buying several things.',
 'A loyal customer.',
 'The share of them who have become loyal customers or champions, by movement().'),
('rfm_segment', 'new_customer', 'New customer',
 'Bought a short while ago, for the first time or nearly so.',
 'A good start: help with the product, and somebody who knows the answer.',
 'They do not know the rest of the range yet.',
 'See to it that the first purchase works out, and make a second one easy and soon.',
 'Welcome! Is everything as you expected? Here is how to get the most out of it.',
 '7 days',
 'Telephone or e-mail, soon after the purchase.',
 'Help with the first purchase, and a small advantage on the second.',
 'A customer who has bought a second time.',
 'The share who buy again within three months, cohort after cohort, by cohorts().'),
('rfm_segment', 'promising', 'Promising',
 'Bought lately, but little so far.',
 'To get to know us at small risk.',
 'The brand may still be strange to them, so that they only buy small things.',
 'Make the brand known to them, and let them try something larger free of risk.',
 'Try the larger pack. If you do not like it, we take it back and you pay nothing.',
 '14 days',
 'E-mail or message.',
 'A larger pack on trial, with the right of return.',
 'A customer who buys the larger things, too.',
 'Their average order before and after, by average_order().'),
('rfm_segment', 'needs_attention', 'Needs attention',
 'An average customer in how often and how much they buy, who has not bought for a while.',
 'A reason to buy now.',
 'Little brings us to their mind, and others make offers too.',
 'Make an offer with a deadline, chosen from what they bought before.',
 'We picked this for you from what you like. The price holds until the end of the month.',
 '14 days',
 'E-mail or message.',
 'An offer with a deadline on what they have bought before.',
 'A customer who buys as often as before.',
 'How many buy within the deadline, against a control group, by segment_quality().'),
('rfm_segment', 'about_to_sleep', 'About to sleep',
 'Has bought now and then, and the last time was a while ago.',
 'To see what is useful to them.',
 'They may be losing interest, or have found something else.',
 'Study what they used to buy and what has replaced it. Have what is popular and useful ready for them at a reduced price.',
 'Much is new since your last order. These are the favourites, at a special price for you.',
 '30 days',
 'E-mail or message.',
 'A reduced price on what is popular, for a short time.',
 'A customer who buys now and then.',
 'How many buy again, against a control group, by segment_quality().'),
('rfm_segment', 'at_risk', 'At risk',
 'Has bought often and spent much, but not for a long time.',
 'To be missed, and to have their trouble put right.',
 'Something may have disappointed them, or a competitor may have won them over.',
 'Study what went wrong: complaints, refunds, delays, prices of competitors. Put it right, and have terms ready on which they can return.',
 'We miss you. What can we do better? This offer is to welcome you back.',
 '14 days',
 'Telephone or a personal letter.',
 'The terms that they had, and a sign of goodwill for what went wrong.',
 'A loyal customer once more.',
 'How many have come back, and what they bring since, by flows().'),
('rfm_segment', 'cannot_lose', 'Cannot lose',
 'Used to be among those who bought most and most often, and has not bought for a long time.',
 'Somebody who listens and has the power to decide.',
 'A competitor may serve them now, or a complaint may never have been settled.',
 'Look into each case by name: what changed, who serves them now, which complaint is open. Somebody with authority decides on the terms.',
 'You matter to us. I should like to understand what has changed, and what it takes to have you back.',
 '7 days',
 'In person, by somebody with authority.',
 'Terms of their own, within what their profit allows, in a contract for some years.',
 'A champion once more, or else a reason on record.',
 'How many of them have come back, and with how much of their former money, by flows().'),
('rfm_segment', 'hibernating', 'Hibernating',
 'Bought seldom or little, and long ago.',
 'A good reason to look at us again.',
 'They may have no need now, or we were never quite right for them.',
 'Study which products and promotions brought them, and whether such customers ever became regular ones.',
 'A new season, and a few new things that may suit you better.',
 '90 days',
 'The newsletter and the website.',
 'The season''s promotions, which are open to everybody.',
 'A customer who buys in the season.',
 'How many of them buy after all, by validate_classes().'),
('rfm_segment', 'lost', 'Lost',
 'Is among those who bought least, least often and longest ago.',
 NULL,
 'They may have gone elsewhere, or not need us any more.',
 'Learn from them why customers leave, and which channels bring those who do not stay.',
 'We are sorry that you left. Should you care to try us again, this is our best offer.',
 NULL,
 'The website.',
 'The promotions that are open to everybody.',
 'Known reasons, from which we learn.',
 'Fewer who are lost among those who came later, by cohorts().'),

('purchase_intent', 'ready', 'Ready to buy',
 'Wants to buy now.',
 'A quick answer and a simple way to order.',
 'Only a delay on our side.',
 'Act at once, follow up, and move on to the next stage.',
 'Everything is prepared. Which day suits you for delivery?',
 '1 day',
 'Telephone or in person, the same day.',
 'A simple contract, a date of delivery that is kept, and terms of payment that suit them.',
 'A customer.',
 'How many of them are new customers a month later, by validate_classes().'),
('purchase_intent', 'considering', 'Considering',
 'Interested, and weighing it up.',
 'To be understood, and to be given time.',
 'They do not see yet that the product fits their needs.',
 'Talk with them and learn what they need. Do not push.',
 'What should the product do for you? Tell me, and I will show you what fits.',
 '30 days',
 'In person or by telephone.',
 'A trial, or a reference of a customer with the same need.',
 'A prospect who is ready to buy.',
 'The share of them who have become ready, by conversion() between two dates.'),
('purchase_intent', 'not_now', 'Not now',
 'Will buy some day, but not at present.',
 'A good contact until the time comes.',
 'The moment is not right.',
 'Keep up a good relationship, note when they expect to buy, keep the channel open and send information.',
 'There is no hurry. May I send you news now and then, and ask again when you plan to buy?',
 '30 days',
 'E-mail, and a call when they expect to buy.',
 'Early information, and today''s price reserved until they expect to buy.',
 'A prospect who thinks of us first when the time comes.',
 'How many have bought by the time that they named, by expected() and segment().'),
('purchase_intent', 'never', 'Never',
 'Has said no for good.',
 'Something that we do not offer.',
 'A function is missing, or the product does not fit at all.',
 'Learn why. Pass a missing function on to product development.',
 'Thank you for being frank. What would our product have to do for you to consider it?',
 NULL,
 NULL,
 'Early information, should what is missing be there one day.',
 'A reason on record.',
 'How many of those who say no give the same reason, by breakdown().'),
('purchase_intent', 'quoted_silent', 'Quoted, silent',
 'Asked for a quote, got it, and has not answered.',
 'To be sure of service, quality and use before they talk about the price.',
 'They are comparing quotes, or something other than the price is still open.',
 'Ask about service, quality and use. Price comes last, and any concession is tied to a return such as payment or quantity.',
 'Does the offer cover what you need in service, quality and use? If you can order more or pay sooner, we can talk about the price.',
 '14 days',
 'Telephone or in person.',
 'A better price for prompt payment or a larger quantity, and for a time only.',
 'A prospect who says yes, or says why not.',
 'The share of them who have answered or bought, by movement() of purchase_intent().'),

('market_position', 'existing', 'Has bought',
 'Has an order with us, be it long ago.',
 'Good service, and news of what else we have.',
 'They may not know all that we offer.',
 'Study what else would go with what they bought: by a rule of thumb, it costs five times as much to win a new customer as to keep an old one.',
 'Many who bought what you did also like this.',
 '30 days',
 'The channel by which they order.',
 'A reward for buying again and for buying several things.',
 'A customer who buys again.',
 'How many were retained and what they bring, by flows().'),
('market_position', 'potential', 'Potential customer',
 'Would fit, and has not bought yet.',
 'To know us and to see what we are good for.',
 'They may not know us, or be content with what they have.',
 'Find out what they use today and who decides, and offer a first purchase at small risk.',
 'Others with a task like yours use our product. Try it with a small first order.',
 '30 days',
 'In person, by telephone or at events.',
 'A first purchase at small risk: a trial or a small quantity, with the right of return.',
 'An existing customer.',
 'How many of them are among the new customers of a period, by flow().'),
('market_position', 'non_customer', 'Non-customer',
 'Cannot use what we sell.',
 NULL,
 'The product is of no use to them.',
 'Count them neither as customers nor as prospects, and note what they would have needed.',
 NULL,
 NULL,
 NULL,
 NULL,
 'Somebody who names us to those who can use it.',
 'Fewer of them among those who are worked on, by market_position() and breakdown().'),

('customer_term', 'long_term', 'Long-term customer',
 'Has bought again and again, over a long time.',
 'Offers made for them, and terms they can rely on.',
 'They may have grown used to us and look at what others offer.',
 'Offers are for those who stay: make them good ones, for new and dearer products, too.',
 'Because you have been with us for so long, this offer is for you.',
 '30 days',
 'Somebody they know, or a personal letter.',
 'A contract or membership that grows in value with the years, and protection against price changes.',
 'A customer for many more years.',
 'The share who still buy in the year after, by flows(), and the value of a lifetime, by lifetime_value().'),
('customer_term', 'temporary', 'Temporary customer',
 'Has bought on an occasion, or for a short time only.',
 'To learn in time what is coming.',
 'The occasion may be over.',
 'What is announced to everybody suffices: offers of their own are for those who stay. Watch for those who buy again.',
 'Here is what is on next month.',
 '90 days',
 'Announcements on the website and at the till.',
 'What is on for everybody at the next occasion.',
 'A customer who buys beyond the occasion.',
 'The share of them who are long-term customers a year later, by conversion().'),

('customer_value', 'high', 'High value',
 'Is among those who contribute the most.',
 'Personal service, and to be heard.',
 'Competitors may court them.',
 'Give them a person to turn to, keep every promise, and look for trouble before they report it.',
 'You have a direct line to me. What can we do better for you?',
 '14 days',
 'In person or by telephone, by somebody of their own.',
 'A long-term contract, protection against price changes, and flexible payment.',
 'A customer of high value for many years.',
 'How many are of high value a year later, and what the others brought, by movement().'),
('customer_value', 'low', 'Low value',
 'Is among those who contribute less.',
 'Simple service at a fair price.',
 'Either their need is small or their means are.',
 'Serve them at low cost, with self-service and standard offers, and watch for those who grow.',
 'You can order online at any hour, at the same fair price.',
 '90 days',
 'Self-service and the website.',
 'Standard offers, and a better price for a larger quantity.',
 'A customer of high value, or one who costs little.',
 'The share of them who have risen to high value, by conversion() between two years.'),

('abc_class', 'A', 'Class A',
 'Those with the largest amounts, who together bring most of the revenue.',
 'Priority in delivery, advice and complaints.',
 'They may spread their orders over several suppliers.',
 'Plan for each of them by name: terms, a forecast, and what to do at the first drop in orders.',
 'You come first with us. Shall we go through your plans for the next quarter together?',
 '14 days',
 'In person, by an account manager.',
 'A framework contract by quantity, with price protection and priority in delivery.',
 'A class A customer whose share with us grows.',
 'How many customers bring 80% of the revenue, by customers_for_share(), and who has left class A, by movement().'),
('abc_class', 'B', 'Class B',
 'The middle, who bring a fair part of the revenue. The next A customers may come from among them.',
 'Reliability, and terms that make it worthwhile to order more.',
 'They may buy part of what they need elsewhere.',
 'Find out what they buy elsewhere, and win it with terms that improve with volume.',
 'Which of your other purchases could we take on? Larger orders get better terms.',
 '30 days',
 'Telephone and e-mail, by the sales desk.',
 'Terms that improve with volume, and a reward for buying several things.',
 'A class A customer.',
 'The share of them who have risen to class A, by conversion() between two years.'),
('abc_class', 'C', 'Class C',
 'The rest, who together bring little of the revenue.',
 'A quick and easy order.',
 'Their need is small, or we get only the rest of it.',
 'Keep the cost of each order low: online, in fixed quantities, on standard terms.',
 'Order in two minutes, and your order comes with the next delivery round.',
 '90 days',
 'Online ordering.',
 'Fixed quantities at fixed prices, delivered with the next round.',
 'A class B customer, or one whose orders cost little.',
 'The average order, by average_order(), and the share who have risen to class B, by conversion().')

) AS text (subject, item, name, who, needs, obstacle, action, message, contact_every, channel, offer, goal, measure);

/* The same classes where more is known of the customers: they have lapsed, have not bought yet, or their profit is known; and marketing by a yardstick that is fixed. */

INSERT INTO @extschema@.playbook_shipped (subject, item, lang, name, who, needs, obstacle, action, message, channel, offer, goal, measure)
SELECT subject, item, 'en', name, who, needs, obstacle, action, message, channel, offer, goal, measure
FROM (VALUES

('marketing', 'bee_led', 'Good image and recognition',
 'By a yardstick that is fixed, bees are the largest group: past marketing has worked, image and recognition are good.',
 NULL,
 NULL,
 'Deepen the present strategy and strengthen the relationship with the customers you have.',
 'Thank you for staying with us. This is what we are doing next, and you are part of it.',
 NULL,
 NULL,
 'More bees by the same yardstick, and few who cease to be one.',
 'How many have become bees and how many have ceased to be, by movement() with the yardstick of the earlier period.'),
('marketing', 'dragonfly_led', 'Products not understood yet',
 'By a yardstick that is fixed, dragonflies are the largest group: past marketing found people with means, but they do not yet understand the products well, and the brand lacks strength and trust.',
 'To see what the products are worth, and to trust the brand.',
 'They know too little about the products and do not rely on the brand.',
 'Publish what the products are worth, with evidence, and build confidence through the brand.',
 'This is what the product does for you, these are the figures, and these are the customers who vouch for it.',
 NULL,
 NULL,
 'A base in which those with means have settled on us: led by bees.',
 'The share of dragonflies who have become bees, by conversion() with the yardstick of the earlier period.'),
('marketing', 'butterfly_led', 'Image to be raised',
 'By a yardstick that is fixed, butterflies are the largest group: past marketing found people who like us but lack purchasing power, and the image has to be raised.',
 NULL,
 'The channels lead to people who cannot afford more.',
 'Adjust image and channels so that they attract customers with purchasing power.',
 'Quality that is worth its price, and the service that belongs to it.',
 NULL,
 NULL,
 'More customers with purchasing power among those who are new.',
 'What new customers bring a head, cohort after cohort, by cohorts().'),
('marketing', 'mantis_led', 'Promotion without effect',
 'By a yardstick that is fixed, mantises are the largest group: past promotion has failed, and most of those it found buy little and feel no attachment.',
 NULL,
 NULL,
 'Redraft the strategy: study the bees there are, learn what marks them, and find more like them.',
 'What our best customers praise, in their own words.',
 NULL,
 NULL,
 'Fewer mantises and more bees by the same yardstick.',
 'Whether the shares of the types have changed, by structure_change() between two periods of equal length.'),
('marketing', 'balanced', 'No focus',
 'By a yardstick that is fixed, the four types are roughly equal: past marketing has had no focus.',
 NULL,
 NULL,
 'Define the focus, and convert dragonflies and butterflies through channels, recognition and image.',
 NULL,
 NULL,
 NULL,
 'One type that clearly leads, and it is the bee.',
 'The share of dragonflies and butterflies who have become bees, by conversion().'),
('marketing', 'undetermined', 'No verdict yet',
 'There are too few customers, no type is really the largest, or all customers are alike: nothing can be said of past marketing yet.',
 NULL,
 NULL,
 'Judge by the strength and the channels of promotion instead. Where customers are too few, collect more data.',
 NULL,
 NULL,
 NULL,
 'Enough customers for a verdict.',
 'Whether a type leads beyond chance, and why none does, by structure_reason().'),

('lapsed_quadrant', 'bee', 'Lapsed bee',
 'Brought much and was attached to us, and has now been away for longer than is usual among those who come back.',
 'To be missed, and to find that what went wrong has been put right.',
 'Something may have disappointed them, a competitor may have won them over, or the need has ended.',
 'Study what came before they lapsed: complaints, refunds, delays, the last orders. Mend what several of them have in common, and keep their old terms open.',
 'Your terms and your membership are as you left them, and what went wrong has been put right.',
 'The person who used to look after them.',
 'Their old terms and level of membership, kept open for a year.',
 'A bee again, or else a reason on record.',
 'How many lapsed bees have come back, and with which amounts, by flows().'),
('lapsed_quadrant', 'dragonfly', 'Lapsed dragonfly',
 'Brought much and was little attached, and has now been away for longer than is usual among those who come back.',
 'A reason why we are the better choice now.',
 'They may have settled on a competitor, or bought for a need that does not return.',
 'Study what they bought, whether such a need returns, and where a competitor has the better answer. Let the product and the terms learn from it.',
 'This is what has become better since your last order, point by point.',
 'Somebody who knows the product well.',
 'A first order on trial, with the right to return it.',
 'A customer again where the need returns, and a lesson where it does not.',
 'The share of them who came back within a year, by validate().'),
('lapsed_quadrant', 'butterfly', 'Lapsed butterfly',
 'Was attached to us and brought little, and has now been away for longer than is usual among those who come back.',
 'A reason to buy again that they can afford.',
 'Money may be short, somebody else may be cheaper, or the promotion that they came for is over.',
 'Study what made them buy, the offer, the price or the product, and what took its place.',
 'What you used to buy is part of this month''s promotion.',
 'The website and the newsletter.',
 'The promotions that are open to everybody.',
 'A butterfly again, through a promotion that pays for itself.',
 'How many buy in a promotion, against a control group, by segment_quality().'),
('lapsed_quadrant', 'mantis', 'Lapsed mantis',
 'Brought little and was little attached, and has now been away for longer than is usual among those who come back.',
 NULL,
 'The need may have been for once only, or the means are not there.',
 'See through which channels they came, and spend less on channels that bring people who buy once.',
 'Our next event is open to everybody, and so is the shop.',
 'The website and open events.',
 'The standard terms.',
 'Somebody who still thinks well of us.',
 'Fewer who buy only once among those who came later, by cohorts().'),

('prospect_quadrant', 'bee', 'Prospect with ties and potential',
 'Has not bought yet, could bring much, and is attached to us already, for instance by customers they have brought.',
 'A first order that is easy to place.',
 'The occasion for a first order has not come yet.',
 'Prepare a first order that fits the potential, and give them what bees have from the first day: new products first, rewards for those they bring.',
 'Others have come to us through you. This first order is made for you, on the terms of our best customers.',
 'In person, by somebody they know.',
 'The members'' terms with the first order.',
 'A bee from the first orders on.',
 'How many of them are among the new customers of the next period, by flows().'),
('prospect_quadrant', 'dragonfly', 'Prospect with potential',
 'Has not bought yet, and could bring much: there is an open potential.',
 'Value they can see before the first order, measured against our competitors.',
 'They may be comparing offers, doubt the company or its service, or wait for the right moment.',
 'Find out what decides and who decides, show what the product is worth with evidence, and tie any concession to a return such as payment or quantity.',
 'This is what it would earn you, worked out with figures of customers like you.',
 'In person, by somebody who knows the product well.',
 'A trial or a first order at small risk, then a contract for the rest of the potential.',
 'A customer, and then a bee.',
 'How much of the open potential has become orders, by potential() and amount() of the same activity.'),
('prospect_quadrant', 'butterfly', 'Prospect with ties',
 'Has not bought yet, is attached to us already, and no large potential is known.',
 'Something small to begin with.',
 'The smallest thing we sell may still be too dear for them.',
 'Have a small first product ready, and reward them for every customer they bring.',
 'You know us well. This is a small thing to begin with.',
 'E-mail or message.',
 'A first purchase at a promotional price, and a reward for those they bring.',
 'A customer, if a small one, who brings others.',
 'How many customers they have brought, and what these bring, by referral_chain().'),
('prospect_quadrant', 'mantis', 'Prospect without known potential',
 'Has not bought yet, and no large potential is known.',
 'To learn cheaply what we are good for.',
 'There is no clear need yet, or we do not know of it.',
 'Estimate what they could bring before you spend effort on them, and sort them by purchase intent.',
 'This is what our products do, and what they cost.',
 'The website and open events.',
 'A sample, or the smallest pack at the standard price.',
 'A prospect whose needs we know.',
 'How many of them have bought a year later, by validate_classes().'),

('value_group_by_profit', 'old_big', 'Old, large profit',
 'Has long brought a large profit, and helps to carry the fixed costs. Such customers know every policy and press for more.',
 'Recognition of what they bring, and terms that they can plan with.',
 'They compare what they get with what they bring.',
 'Set each one''s profit against their sales. Where the margin is good, secure it by a contract; where it is thin, grant nothing without a return. Let no single one carry too much of the profit.',
 'Let us agree on terms for several years: a price that holds, for a quantity that holds.',
 'In person, by one account manager.',
 'A contract over several years: price protection for them, quantity and prompt payment for us.',
 'A partner over many years whose margin holds.',
 'Their profit against the year before, by segment() with profit_column; how many carry 80% of it, by customers_for_share().'),
('value_group_by_profit', 'new_big', 'New, large profit',
 'New, and brings a large profit already. Whether it lasts is not known yet: by a rule of thumb, large new customers lose money at first.',
 'Proof that what began well goes on well.',
 'They still have their other suppliers.',
 'Proceed with caution all the same: plan the account in steps, and see at each whether the profit still holds.',
 'It has begun well. Shall we plan the next step together, with its quantity and its price?',
 'In person, by somebody with authority.',
 'A contract in steps, whose terms improve as the quantities come true.',
 'An old customer with a large profit.',
 'What they earn quarter by quarter, by segment() with since, as_of and profit_column.'),
('value_group_by_profit', 'new_small', 'New, small profit',
 'New, and brings a small profit so far, or none. Future profit comes from among them.',
 'An easy start, and prices that do not change at once.',
 'They try us out with small orders.',
 'Develop boldly: the more of them, the better. Select those whose profit grows, and study those on whom we lose money.',
 'Order little today and more when it suits you: the price per piece falls as you go on.',
 'Online ordering with quick answers.',
 'A membership whose rewards rise with the purchases.',
 'A customer whose profit grows from year to year.',
 'How many have moved up to a large profit, by conversion() between two years.'),
('value_group_by_profit', 'old_small', 'Old, small profit',
 'Has long brought a small profit, or a loss. Little is spent on selling to them, but small lots raise the cost of delivery and service. By a rule of thumb, they are together the base of profit.',
 'Policies that are fair and open, and remain so.',
 'Their need is small, and orders come in small lots.',
 'Fair and open policies suffice. Where an order costs more than it earns, set a least quantity or a charge for delivery, the same for all.',
 'The same terms for everybody, and free delivery from a certain quantity on.',
 'Self-service and collective deliveries.',
 'A better price for a larger lot, and a fixed day of delivery.',
 'The same custom in larger lots, each of which earns something.',
 'How many bring a loss, before and after, by segment() with profit_column and compare_shares().'),

('pareto_class_by_profit', 'top', 'Top 20% by profit',
 'The gold customers: the fifth of the buyers who bring the most profit. By a rule of thumb it is about 80% of all.',
 'Attention, and proof that loyalty pays off.',
 NULL,
 'Learn what marks them and why they stay, share out the working time of sales by profit, and look for more like them.',
 'You are one of those for whom we do more. These are the services that come with it.',
 'In person, by somebody of their own.',
 'The best service and a contract with price protection, rather than the lowest price.',
 'A customer for life.',
 'How much of the profit they bring, by top_share(), and how many of them are still at the top a year later, by movement().'),
('pareto_class_by_profit', 'middle', 'Middle 60% by profit',
 'The three fifths in between. By a rule of thumb they neither make nor lose us much money, and keep up the scale of the business.',
 'Good standard service at a steady price.',
 'Nothing gives them a reason to buy the dearer range.',
 'Serve them well by standard means, and pick out the few who are on their way to the top.',
 'Reliable as ever, and with a second product it costs you less.',
 'E-mail, and a service desk.',
 'A reward for buying several things, rising with the purchase.',
 'A few at the top, and the rest at no loss.',
 'The share who have risen to the top, by conversion() between two years.'),
('pareto_class_by_profit', 'bottom', 'Bottom 20% by profit',
 'The fifth of the buyers who bring the least profit. By a rule of thumb, they cost more than they bring.',
 'A simple way to order.',
 'Small lots, special terms or returns use up what they bring.',
 'See which of them cost more than they bring, and why. End special terms that do not pay: making every disloyal customer loyal is not the aim.',
 'These are our terms for everybody, and you can order at any time.',
 'Self-service.',
 'The standard terms, with a charge where small lots cost extra.',
 'A customer who covers the cost of the service, on terms that are the same for all.',
 'Their profit before and after, by breakdown() with profits as the money.')

) AS text (subject, item, name, who, needs, obstacle, action, message, channel, offer, goal, measure);

/* Of a base: the structure that the types give it, and the lines of a report. */

INSERT INTO @extschema@.playbook_shipped (subject, item, lang, name, who, needs, obstacle, action, message, contact_every)
SELECT subject, item, 'en', name, who, needs, obstacle, action, message, contact_every::interval
FROM (VALUES

('structure', 'bee_led', 'Led by bees',
 'The largest group brings much and is attached to us.',
 NULL,
 NULL,
 'See by the yardstick of an earlier period how many have become bees and how many have ceased to be: the structure by itself does not tell where the base is going.',
 NULL,
 NULL),
('structure', 'dragonfly_led', 'Led by dragonflies',
 'The largest group brings much, or could, and is little attached to us.',
 NULL,
 NULL,
 'Study how many of them still buy, and for which reasons they do not settle on us.',
 NULL,
 NULL),
('structure', 'butterfly_led', 'Led by butterflies',
 'The largest group is attached to us and brings little.',
 NULL,
 NULL,
 'Study what keeps their purchases small: the price, their means or the range.',
 NULL,
 NULL),
('structure', 'mantis_led', 'Led by mantises',
 'The largest group brings little and is little attached, as is common where a few customers bring much of the money.',
 NULL,
 NULL,
 'Study what marks the bees, and look for others who have it, too.',
 NULL,
 NULL),
('structure', 'balanced', 'Balanced',
 'The four types are roughly equal in number.',
 NULL,
 NULL,
 'Look at the types one by one: the structure as a whole points to none of them.',
 NULL,
 NULL),
('structure', 'undetermined', 'Undetermined',
 'There are too few customers, no type is really the largest, or all customers are alike.',
 NULL,
 NULL,
 'Look at the types one by one: which of them leads does not show.',
 NULL,
 NULL),

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
 'Treat each by what it brings. What it earns, only profit_column can tell.',
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
 'Look first at what has become of those who used to buy much.',
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
 'Offers of their own are for the long-term ones; what is announced to everybody suffices for the others.',
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
 'Sort the prospects among them by purchase intent.',
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
 'Complete the profit: until then they are in no Pareto class, and for the types they stand below all others, with no judgement of what they earn.',
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
 'Take a longer period before you act on this: to tell old from new by a year, the data must reach back two.',
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

INSERT INTO @extschema@.playbook_shipped (subject, item, lang, name, who, needs, obstacle, action, message, contact_every, channel, offer, goal, measure)
SELECT text.subject, text.item, 'es',
	   pg_catalog.convert_from(pg_catalog.decode(text.name, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.who, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.needs, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.obstacle, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.action, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.message, 'escape'), 'UTF8'),
	   english.contact_every,
	   pg_catalog.convert_from(pg_catalog.decode(text.channel, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.offer, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.goal, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.measure, 'escape'), 'UTF8')
FROM (VALUES

('quadrant', 'bee', 'Abeja',
 'Aporta mucho y nos tiene apego: es de los que vuelven a comprar y nos recomiendan a los dem\303\241s.',
 'Enterarse antes que nadie y sentir que se valora la relaci\303\263n.',
 NULL,
 'Consolidar la relaci\303\263n: darles antes que a nadie los productos nuevos, premiarlos por cada cliente que traigan y aprovechar su c\303\255rculo de amistades como canal. Ofrecerles tambi\303\251n productos complementarios y de gama superior: por regla general, los clientes antiguos los aceptan mejor.',
 'Usted ve las novedades antes que nadie. Y por cada amigo que compre le espera una recompensa de socio.',
 'En persona o por tel\303\251fono, por medio de alguien a quien conozca.',
 'Un programa de socios con recompensas que crecen con las compras, informaci\303\263n anticipada y protecci\303\263n ante cambios de precio.',
 'Una abeja durante muchos a\303\261os, que traiga a otros.',
 'Cu\303\241ntas abejas lo siguen siendo un a\303\261o despu\303\251s, con movement(), y a qui\303\251nes han tra\303\255do, con referral_chain().'),
('quadrant', 'dragonfly', 'Lib\303\251lula',
 'Tiene poder de compra, pero nos tiene poco apego: puede que est\303\251 comparando varias marcas, y no se ha decidido por la nuestra.',
 'Ver con claridad lo que gana con nosotros frente a la competencia.',
 'Puede que est\303\251 comparando con la competencia, que algo no le convenza, que desconf\303\255e de la empresa o de su servicio, o que espere el momento oportuno.',
 'Averiguar el motivo real, demostrar lo que vale el producto y en qu\303\251 supera a los dem\303\241s, y disipar la desconfianza. Los que siguen comprando son el primer objetivo para convertir en abejas.',
 'Comp\303\241renos punto por punto con lo que usa hoy: valor, servicio y garant\303\255a. Despu\303\251s pruebe y juzgue por su cuenta.',
 'En persona, por medio de alguien que conozca bien el producto.',
 'Una prueba con derecho de devoluci\303\263n y, despu\303\251s, un contrato a largo plazo que mantenga el precio.',
 'Una abeja, que ya no compare antes de cada compra.',
 'Qu\303\251 parte de las lib\303\251lulas ha pasado a ser abeja, con conversion() entre dos a\303\261os.'),
('quadrant', 'butterfly', 'Mariposa',
 'Nos tiene apego y aporta poco por ahora: a menudo su presupuesto es limitado y mira mucho el precio.',
 'Un motivo para comprar que est\303\251 a su alcance, y la confianza de acertar.',
 'Puede que le falte dinero o liquidez, que el precio le parezca alto, que se deje llevar por familiares, amigos y colegas, o que espere una promoci\303\263n.',
 'Ofrecer descuentos y promociones con fecha l\303\255mite, y difundir buenas noticias que den confianza. Son el segundo objetivo para convertir en abeja.',
 'Eso que tanto le gusta cuesta menos esta semana. Vea qu\303\251 opinan quienes ya lo tienen. \302\241Solo hasta el domingo!',
 'Correo electr\303\263nico o mensaje.',
 'Una promoci\303\263n con fecha l\303\255mite, pago a plazos y un precio mejor por una cantidad mayor.',
 'Una abeja, gracias a compras mayores y no a precios m\303\241s bajos.',
 'Qu\303\251 parte de las mariposas ha pasado a ser abeja, con conversion(); lo que vende una promoci\303\263n m\303\241s que en un grupo de control, con segment_quality().'),
('quadrant', 'mantis', 'Mantis',
 'Aporta poco y nos tiene poco apego: compra de vez en cuando, suele mirar primero el precio y, por lo dem\303\241s, se limita a conocernos.',
 'Estar al tanto, sin que eso nos cueste mucho.',
 'A\303\272n no tiene una necesidad clara, o le faltan los medios.',
 'Dedicarles poco esfuerzo: condiciones generales y autoservicio. Que corran la voz y animen los eventos, y estar atentos a quien se convierta en mariposa.',
 'Nuestro pr\303\263ximo evento est\303\241 abierto a todo el mundo. \302\241Venga con sus amigos!',
 'La p\303\241gina web y los eventos abiertos.',
 'Las condiciones generales y la entrada a los eventos abiertos a todo el mundo.',
 'Una mariposa o, al menos, alguien que corra la voz.',
 'Qu\303\251 parte de las mantis ha pasado a ser mariposa o abeja, con movement() entre dos a\303\261os.'),

('value_group', 'old_big', 'Antiguo y grande',
 'Compra mucho y desde hace tiempo. Los clientes as\303\255 ayudan a cubrir los costes fijos, pero conocen todas las condiciones y presionan para conseguir m\303\241s, de modo que a menudo dejan poco margen.',
 'Que se reconozca su volumen, con un l\303\255mite firme a lo que puede pedir.',
 'Puede que retenga pedidos hasta conseguir mejores condiciones.',
 'Solo si dejan poco: limitar su n\303\272mero y su tama\303\261o, y no conceder nada sin algo a cambio. Antes, calcular lo que deja cada uno, porque las ventas no lo dicen.',
 'Estas son nuestras mejores condiciones para su volumen, y son las de todos los clientes de su tama\303\261o.',
 'En persona, por medio de un \303\272nico gestor de cuenta.',
 'Un contrato a largo plazo con condiciones por volumen, en el que cada concesi\303\263n tenga algo a cambio, como el pago al contado.',
 'Un cliente grande con el que se gane dinero.',
 'El beneficio y las ventas de cada uno, un a\303\261o antes y un a\303\261o despu\303\251s, con segment() y profit_column.'),
('value_group', 'new_big', 'Nuevo y grande',
 'Grande desde el primer d\303\255a. Los clientes as\303\255 son una apuesta cara: seg\303\272n una regla pr\303\241ctica, al principio hacen perder dinero, y nadie sabe a\303\272n c\303\263mo acabar\303\241.',
 'La prueba de que podemos atender una cuenta de su tama\303\261o.',
 'Hace poco que nos prueba y tiene otros proveedores.',
 'Avanzar con cautela: examinar la cuenta, planificarla por etapas y fijar una fecha en la que deba dar beneficio. Si fracasa, se lleva lo aprendido a un competidor.',
 'Empecemos con un pedido de prueba y acordemos ya qu\303\251 viene despu\303\251s si sale bien.',
 'En persona, por medio de alguien con autoridad.',
 'Un pedido de prueba y, despu\303\251s, un contrato por etapas, cada una con su cantidad y su precio.',
 'Un cliente antiguo que d\303\251 beneficio en la fecha fijada.',
 'Cu\303\241ntos de los que llegaron juntos siguen comprando y cu\303\241nto aporta cada uno, con cohorts().'),
('value_group', 'new_small', 'Nuevo y peque\303\261o',
 'Ha empezado con pedidos peque\303\261os. De entre los clientes as\303\255 salen algunos de los grandes de los a\303\261os siguientes.',
 'Un comienzo f\303\241cil y respuestas r\303\241pidas.',
 'Apenas nos conoce y hace sus pedidos con prudencia.',
 'Desarrollarlos con decisi\303\263n: captar muchos, cuantos m\303\241s, mejor, y ayudar a crecer a los mejores.',
 'Empiece con un pedido peque\303\261o: se hace en un minuto, y creceremos con usted.',
 'Pedidos por internet, con respuestas r\303\241pidas.',
 'Un programa de socios desde el primer pedido, con recompensas que crecen con las compras.',
 'Un cliente habitual cuyos pedidos crezcan.',
 'Cu\303\241ntos vuelven a comprar y qu\303\251 aportan, seg\303\272n cu\303\241ndo llegaron, con cohorts().'),
('value_group', 'old_small', 'Antiguo y peque\303\261o',
 'Compra poco desde hace tiempo. Se gasta poco en venderle, pero los lotes peque\303\261os encarecen la entrega y el servicio.',
 'Condiciones justas y transparentes.',
 'Su necesidad es peque\303\261a y rara vez crece.',
 'Mantener condiciones justas y transparentes y un servicio sencillo, y agrupar los lotes peque\303\261os para que compense la entrega.',
 'Condiciones justas, a la vista de todos y sin regateos.',
 'Autoservicio y entregas agrupadas.',
 'Un precio mejor por un lote mayor y un d\303\255a fijo de entrega.',
 'Las mismas compras en menos lotes, y mayores.',
 'El importe medio por pedido, antes y despu\303\251s, con average_order().'),

('pareto_class', 'top', 'El 20 % superior',
 'La quinta parte de los compradores con m\303\241s ventas. Que una quinta parte aporte el 80 % del beneficio es una regla pr\303\241ctica; lo que dejan estos clientes no lo dicen las ventas.',
 'Atenci\303\263n, y la prueba de que ser fiel compensa.',
 NULL,
 'Averiguar qu\303\251 los distingue y buscar m\303\241s como ellos. Calcular lo que deja cada uno: si es mucho, darle condiciones por las que merezca la pena quedarse.',
 'Usted es uno de nuestros clientes m\303\241s valiosos, y esta es la persona que se ocupa de usted.',
 'En persona, por medio de alguien dedicado a ellos.',
 'Un contrato o un programa de socios con el mejor servicio e informaci\303\263n anticipada sobre las novedades.',
 'Un cliente durante muchos a\303\261os, con el que se gane dinero.',
 'Qu\303\251 parte de las ventas aportan, con top_share(), y cu\303\241ntos siguen arriba un a\303\261o despu\303\251s, con movement().'),
('pareto_class', 'middle', 'El 60 % intermedio',
 'Las tres quintas partes de en medio: mantienen la escala del negocio.',
 'Un servicio fiable al precio de siempre.',
 'No ven motivo para comprarnos m\303\241s que ahora.',
 'Atenderlos bien con medios est\303\241ndar y distinguir a los pocos que podr\303\255an subir al primer grupo.',
 'Lo que ya conoce, entregado seg\303\272n lo prometido, y un peque\303\261o extra si el pedido es mayor.',
 'Correo electr\303\263nico y un servicio de atenci\303\263n al cliente.',
 'Un precio mejor por una cantidad mayor y una recompensa por comprar varias cosas.',
 'Un cliente del primer grupo, o uno constante que cueste poco.',
 'Qu\303\251 parte ha subido al primer grupo un a\303\261o despu\303\251s, con conversion().'),
('pareto_class', 'bottom', 'El 20 % inferior',
 'La quinta parte de los compradores con menos ventas. Si cuestan m\303\241s de lo que aportan, las ventas no lo dicen.',
 NULL,
 NULL,
 'Atenderlos a bajo coste, con autoservicio y condiciones generales, y calcular lo que nos cuesta un pedido. No se trata de fidelizar a todo el que no es fiel.',
 'Estas son nuestras condiciones generales; puede hacer su pedido por su cuenta cuando quiera.',
 'Autoservicio.',
 'Las condiciones generales, iguales para todos.',
 'Un cliente cuyos pedidos cubran lo que cuestan.',
 'El importe medio por pedido, antes y despu\303\251s, con average_order(), y lo que deja, con profit_column.'),

('rfm_segment', 'champion', 'Campe\303\263n',
 'Ha comprado hace poco, compra a menudo y es de los que m\303\241s gastan.',
 'Reconocimiento, y ser de los primeros en enterarse.',
 NULL,
 'Darles las mejores condiciones y, antes que a nadie, los productos nuevos, y hacer que recomendarnos les resulte f\303\241cil y les compense.',
 'Es usted de los primeros en verlo. D\303\255ganos qu\303\251 le parece y cu\303\251nteselo a sus amigos.',
 'En persona o por tel\303\251fono.',
 'El nivel m\303\241s alto de socio, informaci\303\263n anticipada y una recompensa por cada cliente que traiga.',
 'Un campe\303\263n durante muchos a\303\261os, que traiga a otros.',
 'Cu\303\241ntos siguen siendo campeones un a\303\261o despu\303\251s, con movement(), y a qui\303\251nes han tra\303\255do, con referral_chain().'),
('rfm_segment', 'loyal', 'Cliente fiel',
 'Ha comprado a menudo, y no hace mucho.',
 'Ver que comprar siempre aqu\303\255 tiene recompensa.',
 'Se queda con lo que ya conoce y no llega a ver la gama superior.',
 'Ofrecerles mejores productos y la posibilidad de hacerse socios, y aprovechar sus opiniones.',
 'Por ser cliente habitual, puede hacerse socio cuando quiera. \302\277Le mostramos tambi\303\251n el modelo superior?',
 'Correo electr\303\263nico, o alguien a quien conozca.',
 'Un programa de socios con recompensas que crecen con las compras y protecci\303\263n ante cambios de precio.',
 'Un campe\303\263n.',
 'Qu\303\251 parte de ellos ha pasado a ser campe\303\263n, con conversion(), y el importe medio de sus pedidos, con average_order().'),
('rfm_segment', 'potential_loyalist', 'Fiel en potencia',
 'Ha comprado hace poco, m\303\241s de una vez, y ha gastado una cantidad razonable.',
 'Una raz\303\263n para comprarnos por costumbre.',
 'Puede que todav\303\255a seamos uno de los varios sitios donde compra.',
 'Abrirles el programa de socios y recomendarles lo que combina con sus compras.',
 'Esto va muy bien con lo que compr\303\263. H\303\241gase socio y le saldr\303\241 m\303\241s barato.',
 'Correo electr\303\263nico o mensaje.',
 'Un programa de socios que compense desde la pr\303\263xima compra y una recompensa por comprar varias cosas.',
 'Un cliente fiel.',
 'Qu\303\251 parte de ellos ha pasado a ser cliente fiel o campe\303\263n, con movement().'),
('rfm_segment', 'new_customer', 'Cliente nuevo',
 'Ha comprado hace poco, por primera vez o casi.',
 'Empezar con buen pie: ayuda con el producto y alguien que sepa responderle.',
 'A\303\272n no conoce el resto de la gama.',
 'Asegurarse de que la primera compra salga bien y facilitar una segunda cuanto antes.',
 '\302\241Le damos la bienvenida! \302\277Est\303\241 todo como esperaba? As\303\255 le sacar\303\241 el m\303\241ximo provecho a su compra.',
 'Tel\303\251fono o correo electr\303\263nico, poco despu\303\251s de la compra.',
 'Ayuda con la primera compra y una peque\303\261a ventaja en la segunda.',
 'Un cliente que haya comprado por segunda vez.',
 'Qu\303\251 parte vuelve a comprar en tres meses, seg\303\272n cu\303\241ndo lleg\303\263, con cohorts().'),
('rfm_segment', 'promising', 'Prometedor',
 'Ha comprado hace poco, aunque poca cosa por ahora.',
 'Conocernos mejor sin arriesgar mucho.',
 'Puede que la marca le resulte ajena y solo se anime con compras peque\303\261as.',
 'Darles a conocer la marca y dejar que prueben algo mayor sin riesgo.',
 'Pruebe el formato grande. Si no le gusta, lo recogemos y no paga nada.',
 'Correo electr\303\263nico o mensaje.',
 'Un formato mayor a prueba, con derecho de devoluci\303\263n.',
 'Un cliente que compre tambi\303\251n los productos mayores.',
 'El importe medio de sus pedidos, antes y despu\303\251s, con average_order().'),
('rfm_segment', 'needs_attention', 'Necesita atenci\303\263n',
 'Es un cliente medio por lo que compra y por la frecuencia con que lo hace, y lleva un tiempo sin comprar.',
 'Un motivo para comprar ahora.',
 'Pocas cosas hacen que se acuerde de nosotros, y otros tambi\303\251n le hacen ofertas.',
 'Hacerles una oferta con fecha l\303\255mite, elegida a partir de lo que compraron.',
 'Lo hemos elegido para usted seg\303\272n sus gustos. El precio se mantiene hasta fin de mes.',
 'Correo electr\303\263nico o mensaje.',
 'Una oferta con fecha l\303\255mite sobre lo que ya ha comprado.',
 'Un cliente que compre tan a menudo como antes.',
 'Cu\303\241ntos compran dentro del plazo frente a un grupo de control, con segment_quality().'),
('rfm_segment', 'about_to_sleep', 'A punto de dormirse',
 'Ha comprado de vez en cuando, y de la \303\272ltima hace ya un tiempo.',
 'Ver lo que puede serle \303\272til.',
 'Puede que vaya perdiendo el inter\303\251s, o que haya encontrado otra cosa.',
 'Estudiar qu\303\251 sol\303\255an comprar y qu\303\251 lo ha sustituido. Tener a punto para ellos lo m\303\241s popular y \303\272til, a precio rebajado.',
 'Hay muchas novedades desde su \303\272ltimo pedido. Estas son las favoritas, a un precio especial para usted.',
 'Correo electr\303\263nico o mensaje.',
 'Un precio rebajado en lo m\303\241s popular, durante poco tiempo.',
 'Un cliente que compre de vez en cuando.',
 'Cu\303\241ntos vuelven a comprar frente a un grupo de control, con segment_quality().'),
('rfm_segment', 'at_risk', 'En riesgo',
 'Compraba a menudo y gastaba mucho, pero de eso hace ya bastante tiempo.',
 'Que se note su ausencia y se arregle lo que le molest\303\263.',
 'Puede que algo le decepcionara, o que se lo haya llevado la competencia.',
 'Estudiar qu\303\251 fall\303\263: reclamaciones, devoluciones, retrasos, precios de la competencia. Arreglarlo y tener listas unas condiciones con las que puedan volver.',
 'Hace tiempo que no sabemos de usted. \302\277Qu\303\251 podr\303\255amos haber hecho mejor? Con esta oferta queremos celebrar su regreso.',
 'Tel\303\251fono o carta personal.',
 'Las condiciones que ten\303\255a y un detalle por lo que sali\303\263 mal.',
 'Otra vez un cliente fiel.',
 'Cu\303\241ntos han vuelto y qu\303\251 aportan desde entonces, con flows().'),
('rfm_segment', 'cannot_lose', 'No podemos perderlo',
 'Era de los que m\303\241s compraban y con m\303\241s frecuencia, y hace mucho que no compra.',
 'Alguien que escuche y que pueda decidir.',
 'Puede que ahora lo atienda la competencia, o que quedara una reclamaci\303\263n sin resolver.',
 'Estudiar caso por caso: qu\303\251 ha cambiado, qui\303\251n lo atiende ahora, qu\303\251 reclamaci\303\263n sigue abierta. Que decida las condiciones alguien con autoridad.',
 'Usted nos importa. Quisiera entender qu\303\251 ha cambiado y qu\303\251 har\303\255a falta para que vuelva.',
 'En persona, por medio de alguien con autoridad.',
 'Condiciones propias, dentro de lo que permita el beneficio, en un contrato de varios a\303\261os.',
 'Otra vez un campe\303\263n o, al menos, un motivo anotado.',
 'Cu\303\241ntos han vuelto, y con cu\303\241nto del dinero que aportaban, con flows().'),
('rfm_segment', 'hibernating', 'Hibernando',
 'Compr\303\263 pocas veces o poca cosa, y hace mucho.',
 'Una buena raz\303\263n para volver a fijarse en nosotros.',
 'Puede que ahora no lo necesite, o que nunca fu\303\251ramos del todo lo suyo.',
 'Estudiar qu\303\251 productos y promociones los trajeron, y si los clientes as\303\255 llegan alguna vez a ser habituales.',
 'Temporada nueva, y algunas cosas que quiz\303\241 vayan m\303\241s con usted.',
 'El bolet\303\255n y la p\303\241gina web.',
 'Las promociones de temporada, abiertas a todo el mundo.',
 'Un cliente que compre en temporada.',
 'Cu\303\241ntos acaban comprando, con validate_classes().'),
('rfm_segment', 'lost', 'Perdido',
 'Es de los que menos compraron, menos veces y hace m\303\241s tiempo.',
 NULL,
 'Puede que se fuera a otra parte o que ya no nos necesite.',
 'Aprender de estos clientes por qu\303\251 se van y qu\303\251 canales traen a quienes no se quedan.',
 'Sentimos que se haya ido. Si quiere darnos otra oportunidad, esta es nuestra mejor oferta.',
 'La p\303\241gina web.',
 'Las promociones que valen para todo el mundo.',
 'Motivos conocidos, de los que se aprenda.',
 'Menos perdidos entre los que llegaron despu\303\251s, con cohorts().'),

('purchase_intent', 'ready', 'Listo para comprar',
 'Quiere comprar ya.',
 'Una respuesta r\303\241pida y una manera sencilla de pedir.',
 'Solo una demora por nuestra parte.',
 'Actuar de inmediato, hacer seguimiento y pasar a la etapa siguiente.',
 'Est\303\241 todo preparado. \302\277Qu\303\251 d\303\255a le viene bien la entrega?',
 'Por tel\303\251fono o en persona, el mismo d\303\255a.',
 'Un contrato sencillo, una fecha de entrega que se cumpla y una forma de pago a su medida.',
 'Un cliente.',
 'Cu\303\241ntos son clientes nuevos un mes despu\303\251s, con validate_classes().'),
('purchase_intent', 'considering', 'Se lo est\303\241 pensando',
 'Le interesa y lo est\303\241 sopesando.',
 'Que se le entienda y que se le d\303\251 tiempo.',
 'A\303\272n no ve que el producto responda a lo que necesita.',
 'Conversar y conocer sus necesidades, sin presionar.',
 '\302\277Qu\303\251 espera del producto? Cu\303\251nteme y le muestro lo que m\303\241s le conviene.',
 'En persona o por tel\303\251fono.',
 'Una prueba, o la referencia de un cliente con la misma necesidad.',
 'Un cliente potencial listo para comprar.',
 'Qu\303\251 parte de ellos ha pasado a estar lista, con conversion() entre dos fechas.'),
('purchase_intent', 'not_now', 'Ahora no',
 'Comprar\303\241 alg\303\272n d\303\255a, pero no por el momento.',
 'Un buen contacto hasta que llegue el momento.',
 'A\303\272n no es el momento.',
 'Cuidar la relaci\303\263n, anotar cu\303\241ndo piensan comprar, mantener el canal abierto y enviarles informaci\303\263n.',
 'No hay prisa. \302\277Puedo enviarle novedades de vez en cuando y volver a preguntarle cuando piense comprar?',
 'Correo electr\303\263nico, y una llamada cuando piense comprar.',
 'Informaci\303\263n anticipada y el precio de hoy reservado hasta que piense comprar.',
 'Alguien que piense primero en nosotros cuando llegue el momento.',
 'Cu\303\241ntos han comprado en la fecha que dijeron, con expected() y segment().'),
('purchase_intent', 'never', 'Nunca',
 'Ha dicho que no, y es definitivo.',
 'Algo que no ofrecemos.',
 'Falta una funci\303\263n, o el producto no le sirve en absoluto.',
 'Averiguar por qu\303\251. Si falta una funci\303\263n, comunicarlo al \303\241rea de desarrollo de producto.',
 'Gracias por su franqueza. \302\277Qu\303\251 tendr\303\255a que ofrecerle nuestro producto para que lo considerara?',
 NULL,
 'Informaci\303\263n anticipada, por si un d\303\255a existe lo que le falta.',
 'Un motivo anotado.',
 'Cu\303\241ntos de los que dicen que no dan el mismo motivo, con breakdown().'),
('purchase_intent', 'quoted_silent', 'Con presupuesto, sin respuesta',
 'Pidi\303\263 un presupuesto, lo recibi\303\263 y no ha contestado.',
 'Estar seguro del servicio, la calidad y el uso antes de hablar del precio.',
 'Est\303\241 comparando presupuestos, o le queda por resolver algo que no es el precio.',
 'Preguntar por el servicio, la calidad y el uso. El precio se deja para el final, y toda concesi\303\263n se hace a cambio de algo, como el pago o la cantidad.',
 '\302\277Cubre el presupuesto lo que necesita en servicio, calidad y uso? Si puede pedir m\303\241s cantidad o pagar antes, hablamos del precio.',
 'Por tel\303\251fono o en persona.',
 'Un precio mejor por pronto pago o por una cantidad mayor, y solo durante un tiempo.',
 'Alguien que diga que s\303\255, o por qu\303\251 no.',
 'Qu\303\251 parte de ellos ha contestado o comprado, con movement() sobre purchase_intent().'),

('market_position', 'existing', 'Ha comprado',
 'Ya nos ha comprado, aunque sea hace mucho.',
 'Buen servicio, y saber qu\303\251 m\303\241s tenemos.',
 'Puede que no conozca todo lo que ofrecemos.',
 'Estudiar qu\303\251 m\303\241s combina con lo que compraron: seg\303\272n una regla pr\303\241ctica, captar a un cliente nuevo cuesta cinco veces m\303\241s que conservar a uno antiguo.',
 'A muchos de los que compraron lo mismo que usted tambi\303\251n les gusta esto.',
 'El canal por el que hace sus pedidos.',
 'Una recompensa por volver a comprar y por comprar varias cosas.',
 'Un cliente que vuelva a comprar.',
 'Cu\303\241ntos se han quedado y qu\303\251 aportan, con flows().'),
('market_position', 'potential', 'Cliente potencial',
 'Nuestro producto le servir\303\255a, pero todav\303\255a no ha comprado.',
 'Conocernos y ver para qu\303\251 servimos.',
 'Puede que no nos conozca, o que est\303\251 contento con lo que tiene.',
 'Averiguar qu\303\251 usan hoy y qui\303\251n decide, y ofrecerles una primera compra con poco riesgo.',
 'Otros con una necesidad como la suya usan nuestro producto. Pru\303\251belo con un primer pedido peque\303\261o.',
 'En persona, por tel\303\251fono o en eventos.',
 'Una primera compra con poco riesgo: una prueba o una cantidad peque\303\261a, con derecho de devoluci\303\263n.',
 'Alguien que ha comprado.',
 'Cu\303\241ntos figuran entre los clientes nuevos de un per\303\255odo, con flow().'),
('market_position', 'non_customer', 'No cliente',
 'No puede usar lo que vendemos.',
 NULL,
 'El producto no le sirve de nada.',
 'No contarlos como clientes ni como clientes potenciales, y anotar qu\303\251 habr\303\255an necesitado.',
 NULL,
 NULL,
 NULL,
 'Alguien que hable de nosotros a quienes s\303\255 puedan usarlo.',
 'Menos de ellos entre las personas a las que se dedica esfuerzo, con market_position() y breakdown().'),

('customer_term', 'long_term', 'Cliente de largo plazo',
 'Ha comprado una y otra vez, a lo largo del tiempo.',
 'Ofertas pensadas para \303\251l y condiciones con las que pueda contar.',
 'Puede que se haya acostumbrado a nosotros y mire lo que ofrecen otros.',
 'Las ofertas son para quienes se quedan: que sean buenas, y tambi\303\251n de productos nuevos y de gama m\303\241s alta.',
 'Por llevar tanto tiempo con nosotros, esta oferta es para usted.',
 'Alguien a quien conozca, o una carta personal.',
 'Un contrato o un programa de socios que gane valor con los a\303\261os, y protecci\303\263n ante cambios de precio.',
 'Un cliente durante muchos a\303\261os m\303\241s.',
 'Qu\303\251 parte sigue comprando al a\303\261o siguiente, con flows(), y el valor de toda la relaci\303\263n, con lifetime_value().'),
('customer_term', 'temporary', 'Cliente pasajero',
 'Ha comprado en una ocasi\303\263n, o solo durante poco tiempo.',
 'Enterarse a tiempo de lo que viene.',
 'Puede que la ocasi\303\263n ya haya pasado.',
 'Basta lo que se anuncia a todo el mundo: las ofertas propias son para quienes se quedan. Fijarse en qui\303\251n vuelve a comprar.',
 'Esto es lo que habr\303\241 el mes que viene.',
 'Anuncios en la p\303\241gina web y en la tienda.',
 'Lo que haya para todo el mundo en la pr\303\263xima ocasi\303\263n.',
 'Un cliente que compre m\303\241s all\303\241 de la ocasi\303\263n.',
 'Qu\303\251 parte de ellos es cliente de largo plazo un a\303\261o despu\303\251s, con conversion().'),

('customer_value', 'high', 'De alto valor',
 'Es de los que m\303\241s aportan.',
 'Un trato personal, y que se le escuche.',
 'Puede que la competencia lo corteje.',
 'Darles una persona a quien acudir, cumplir cada promesa y buscar los problemas antes de que los comuniquen.',
 'Tiene l\303\255nea directa conmigo. \302\277Qu\303\251 podemos hacer mejor para usted?',
 'En persona o por tel\303\251fono, por medio de alguien dedicado a \303\251l.',
 'Un contrato a largo plazo, protecci\303\263n ante cambios de precio y facilidades de pago.',
 'Un cliente de alto valor durante muchos a\303\261os.',
 'Cu\303\241ntos siguen siendo de alto valor un a\303\261o despu\303\251s, y lo que aportaban los dem\303\241s, con movement().'),
('customer_value', 'low', 'De bajo valor',
 'Es de los que menos aportan.',
 'Un servicio sencillo a buen precio.',
 'Necesita poco, o tiene pocos medios.',
 'Atenderlos a bajo coste, con autoservicio y ofertas est\303\241ndar, y fijarse en qui\303\251n crece.',
 'Puede pedir por internet a cualquier hora, al mismo buen precio.',
 'Autoservicio y la p\303\241gina web.',
 'Ofertas est\303\241ndar y un precio mejor por una cantidad mayor.',
 'Un cliente de alto valor, o uno que cueste poco.',
 'Qu\303\251 parte de ellos ha subido a alto valor, con conversion() entre dos a\303\261os.'),

('abc_class', 'A', 'Clase A',
 'Los de mayor importe, que en conjunto aportan la mayor parte de los ingresos.',
 'Prioridad en la entrega, el asesoramiento y las reclamaciones.',
 'Puede que repartan sus pedidos entre varios proveedores.',
 'Planificar cliente por cliente: las condiciones, una previsi\303\263n y qu\303\251 hacer en cuanto bajen los pedidos.',
 'Para nosotros, usted es lo primero. \302\277Repasamos juntos sus planes para el pr\303\263ximo trimestre?',
 'En persona, por medio de un gestor de cuenta.',
 'Un contrato marco por cantidad, con protecci\303\263n del precio y prioridad en la entrega.',
 'Un cliente de clase A que nos conf\303\255e una parte mayor de sus compras.',
 'Cu\303\241ntos clientes aportan el 80 % de los ingresos, con customers_for_share(), y qui\303\251n ha salido de la clase A, con movement().'),
('abc_class', 'B', 'Clase B',
 'Los intermedios, que aportan una parte apreciable de los ingresos. De entre ellos pueden salir los pr\303\263ximos clientes A.',
 'Fiabilidad, y condiciones por las que valga la pena pedir m\303\241s.',
 'Puede que compren en otra parte algo de lo que necesitan.',
 'Averiguar qu\303\251 compran en otra parte y ganarlo con condiciones que mejoren con el volumen.',
 '\302\277De cu\303\241les de sus otras compras podr\303\255amos encargarnos nosotros? A mayor pedido, mejores condiciones.',
 'Tel\303\251fono y correo electr\303\263nico, desde el equipo de ventas.',
 'Condiciones que mejoren con el volumen y una recompensa por comprar varias cosas.',
 'Un cliente de clase A.',
 'Qu\303\251 parte de ellos ha subido a la clase A, con conversion() entre dos a\303\261os.'),
('abc_class', 'C', 'Clase C',
 'Los dem\303\241s, que en conjunto aportan poco a los ingresos.',
 'Un pedido r\303\241pido y f\303\241cil.',
 'Su necesidad es peque\303\261a, o a nosotros solo nos llega el resto.',
 'Mantener bajo el coste de cada pedido: por internet, en cantidades fijas y con condiciones est\303\241ndar.',
 'Haga su pedido en dos minutos y se lo llevamos en el pr\303\263ximo reparto.',
 'Pedidos por internet.',
 'Cantidades fijas a precios fijos, entregadas en el pr\303\263ximo reparto.',
 'Un cliente de clase B, o uno cuyos pedidos cuesten poco.',
 'El importe medio por pedido, con average_order(), y qu\303\251 parte ha subido a la clase B, con conversion().')

) AS text (subject, item, name, who, needs, obstacle, action, message, channel, offer, goal, measure)
JOIN @extschema@.playbook_shipped AS english
	ON english.subject OPERATOR(pg_catalog.=) text.subject AND english.item OPERATOR(pg_catalog.=) text.item
WHERE english.lang OPERATOR(pg_catalog.=) 'en'
  AND pg_catalog.getdatabaseencoding() OPERATOR(pg_catalog.=) ANY ('{UTF8, LATIN1, LATIN5, LATIN9, WIN1252, WIN1254}'::name[]);


INSERT INTO @extschema@.playbook_shipped (subject, item, lang, name, who, needs, obstacle, action, message, channel, offer, goal, measure)
SELECT text.subject, text.item, 'es',
	   pg_catalog.convert_from(pg_catalog.decode(text.name, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.who, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.needs, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.obstacle, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.action, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.message, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.channel, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.offer, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.goal, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.measure, 'escape'), 'UTF8')
FROM (VALUES

('marketing', 'bee_led', 'Buena imagen y reconocimiento',
 'Con un criterio fijo, las abejas son el grupo mayor: el marketing anterior ha funcionado, y la imagen y el reconocimiento son buenos.',
 NULL,
 NULL,
 'Profundizar en la estrategia actual y estrechar la relaci\303\263n con los clientes que ya se tienen.',
 'Gracias por seguir con nosotros. Esto es lo pr\303\263ximo que haremos, y usted forma parte de ello.',
 NULL,
 NULL,
 'M\303\241s abejas con el mismo criterio, y pocas que dejen de serlo.',
 'Cu\303\241ntos han pasado a ser abejas y cu\303\241ntas han dejado de serlo, con movement() y el criterio del per\303\255odo anterior.'),
('marketing', 'dragonfly_led', 'Productos que a\303\272n no se entienden',
 'Con un criterio fijo, las lib\303\251lulas son el grupo mayor: el marketing anterior ha dado con gente con dinero, pero que a\303\272n no entiende bien los productos, y a la marca le faltan fuerza y credibilidad.',
 'Ver lo que valen los productos y poder confiar en la marca.',
 'Saben muy poco de los productos y no conf\303\255an en la marca.',
 'Dar a conocer lo que valen los productos, con pruebas, y generar confianza a trav\303\251s de la marca.',
 'Esto es lo que el producto hace por usted, estas son las cifras y estos los clientes que responden por \303\251l.',
 NULL,
 NULL,
 'Una cartera en la que quienes tienen dinero se hayan decidido por nosotros y predominen las abejas.',
 'Qu\303\251 parte de las lib\303\251lulas ha pasado a ser abeja, con conversion() y el criterio del per\303\255odo anterior.'),
('marketing', 'butterfly_led', 'Imagen por elevar',
 'Con un criterio fijo, las mariposas son el grupo mayor: el marketing anterior ha dado con gente que nos aprecia, pero que no tiene poder de compra, y hay que elevar la imagen.',
 NULL,
 'Los canales llevan a personas que no pueden permitirse m\303\241s.',
 'Ajustar la imagen y los canales para atraer a clientes con poder de compra.',
 'Una calidad que vale lo que cuesta, con el servicio que le corresponde.',
 NULL,
 NULL,
 'M\303\241s clientes con poder de compra entre los nuevos.',
 'Lo que aporta cada cliente nuevo seg\303\272n cu\303\241ndo lleg\303\263, con cohorts().'),
('marketing', 'mantis_led', 'Promoci\303\263n sin efecto',
 'Con un criterio fijo, las mantis son el grupo mayor: la promoci\303\263n anterior ha fracasado, y la mayor\303\255a de las personas con las que dio compra poco y no siente apego.',
 NULL,
 NULL,
 'Replantear la estrategia: estudiar las abejas que hay, aprender qu\303\251 las distingue y buscar m\303\241s como ellas.',
 'Lo que elogian nuestros mejores clientes, contado con sus propias palabras.',
 NULL,
 NULL,
 'Menos mantis y m\303\241s abejas con el mismo criterio.',
 'Si ha cambiado el peso de los tipos, con structure_change() entre dos per\303\255odos de igual duraci\303\263n.'),
('marketing', 'balanced', 'Falta de foco',
 'Con un criterio fijo, los cuatro tipos pesan m\303\241s o menos lo mismo: al marketing anterior le ha faltado un foco.',
 NULL,
 NULL,
 'Definir el foco y convertir a lib\303\251lulas y mariposas por medio de los canales, el reconocimiento y la imagen.',
 NULL,
 NULL,
 NULL,
 'Un tipo que domine con claridad, y que sea la abeja.',
 'Qu\303\251 parte de las lib\303\251lulas y las mariposas ha pasado a ser abeja, con conversion().'),
('marketing', 'undetermined', 'A\303\272n sin veredicto',
 'Los clientes son demasiado pocos, ning\303\272n tipo es de verdad el mayor o todos los clientes son iguales: a\303\272n no se puede juzgar el marketing anterior.',
 NULL,
 NULL,
 'Juzgar, en cambio, por la intensidad y los canales de la promoci\303\263n. Si los clientes son demasiado pocos, reunir m\303\241s datos.',
 NULL,
 NULL,
 NULL,
 'Clientes suficientes para un veredicto.',
 'Si alg\303\272n tipo domina m\303\241s all\303\241 del azar y, si no, por qu\303\251, con structure_reason().'),

('lapsed_quadrant', 'bee', 'Abeja que se ha ido',
 'Aportaba mucho y nos ten\303\255a apego, y lleva ausente m\303\241s tiempo del que suelen tardar quienes vuelven.',
 'Que se note su ausencia, y encontrar arreglado lo que sali\303\263 mal.',
 'Puede que algo le decepcionara, que se lo haya llevado la competencia o que ya no tenga esa necesidad.',
 'Estudiar lo que ocurri\303\263 antes de que se fueran: reclamaciones, devoluciones, retrasos, los \303\272ltimos pedidos. Arreglar lo que se repita en varios y mantenerles sus condiciones de siempre.',
 'Sus condiciones y su carn\303\251 de socio siguen como los dej\303\263, y lo que sali\303\263 mal est\303\241 arreglado.',
 'La persona que se ocupaba del cliente.',
 'Sus condiciones y su nivel de socio de siempre, reservados durante un a\303\261o.',
 'Otra vez una abeja o, al menos, un motivo anotado.',
 'Cu\303\241ntas de estas abejas han vuelto, y con qu\303\251 importes, con flows().'),
('lapsed_quadrant', 'dragonfly', 'Lib\303\251lula que se ha ido',
 'Aportaba mucho y nos ten\303\255a poco apego, y lleva ausente m\303\241s tiempo del que suelen tardar quienes vuelven.',
 'Una raz\303\263n por la que hoy seamos la mejor opci\303\263n.',
 'Puede que se haya decidido por un competidor, o que comprara por una necesidad que no se repite.',
 'Estudiar qu\303\251 compraban, si esa necesidad se repite y en qu\303\251 responde mejor un competidor. Mejorar con ello el producto y las condiciones.',
 'Esto es lo que ha mejorado desde su \303\272ltimo pedido, punto por punto.',
 'Alguien que conozca bien el producto.',
 'Un primer pedido a prueba, con derecho a devolverlo.',
 'De nuevo cliente si la necesidad se repite, y una lecci\303\263n si no.',
 'Qu\303\251 parte de ellos ha vuelto en el plazo de un a\303\261o, con validate().'),
('lapsed_quadrant', 'butterfly', 'Mariposa que se ha ido',
 'Nos ten\303\255a apego y aportaba poco, y lleva ausente m\303\241s tiempo del que suelen tardar quienes vuelven.',
 'Un motivo para volver a comprar que est\303\251 a su alcance.',
 'Puede que le falte dinero, que otro sea m\303\241s barato o que haya terminado la promoci\303\263n por la que vino.',
 'Estudiar qu\303\251 les hac\303\255a comprar, la oferta, el precio o el producto, y qu\303\251 ha ocupado su lugar.',
 'Lo que usted sol\303\255a comprar est\303\241 en la promoci\303\263n de este mes.',
 'La p\303\241gina web y el bolet\303\255n.',
 'Las promociones abiertas a todo el mundo.',
 'Otra vez una mariposa, con una promoci\303\263n que se pague sola.',
 'Cu\303\241ntos compran en una promoci\303\263n frente a un grupo de control, con segment_quality().'),
('lapsed_quadrant', 'mantis', 'Mantis que se ha ido',
 'Aportaba poco y nos ten\303\255a poco apego, y lleva ausente m\303\241s tiempo del que suelen tardar quienes vuelven.',
 NULL,
 'Puede que la necesidad fuera de una sola vez, o que le falten medios.',
 'Ver por qu\303\251 canales llegaron y gastar menos en los que traen a gente que compra una sola vez.',
 'Nuestro pr\303\263ximo evento est\303\241 abierto a todo el mundo, y la tienda tambi\303\251n.',
 'La p\303\241gina web y los eventos abiertos.',
 'Las condiciones generales.',
 'Alguien que siga hablando bien de nosotros.',
 'Menos gente que compre una sola vez entre los que llegaron despu\303\251s, con cohorts().'),

('prospect_quadrant', 'bee', 'Potencial af\303\255n y con capacidad',
 'Todav\303\255a no ha comprado, podr\303\255a aportar mucho y ya nos tiene apego, por ejemplo por los clientes que ha tra\303\255do.',
 'Un primer pedido que sea f\303\241cil de hacer.',
 'A\303\272n no se ha dado la ocasi\303\263n de un primer pedido.',
 'Preparar un primer pedido a la medida de su potencial y darles desde el primer d\303\255a lo que tienen las abejas: los productos nuevos primero y recompensas por quienes traigan.',
 'Otros han llegado a nosotros gracias a usted. Este primer pedido est\303\241 pensado para usted, con las condiciones de nuestros mejores clientes.',
 'En persona, por medio de alguien a quien conozca.',
 'Las condiciones de socio desde el primer pedido.',
 'Una abeja desde los primeros pedidos.',
 'Cu\303\241ntos figuran entre los clientes nuevos del per\303\255odo siguiente, con flows().'),
('prospect_quadrant', 'dragonfly', 'Cliente potencial con capacidad',
 'Todav\303\255a no ha comprado y podr\303\255a aportar mucho: tiene un potencial abierto.',
 'Ver antes del primer pedido lo que gana con nosotros frente a la competencia.',
 'Puede que est\303\251 comparando ofertas, que desconf\303\255e de la empresa o de su servicio, o que espere el momento oportuno.',
 'Averiguar qu\303\251 decide y qui\303\251n decide, demostrar con pruebas lo que vale el producto y hacer toda concesi\303\263n a cambio de algo, como el pago o la cantidad.',
 'Esto es lo que usted ganar\303\255a, calculado con cifras de clientes como usted.',
 'En persona, por medio de alguien que conozca bien el producto.',
 'Una prueba o un primer pedido con poco riesgo y, despu\303\251s, un contrato por el resto del potencial.',
 'Un cliente y, m\303\241s adelante, una abeja.',
 'Cu\303\241nto del potencial abierto se ha convertido en pedidos, con potential() y amount() de la misma actividad.'),
('prospect_quadrant', 'butterfly', 'Cliente potencial af\303\255n',
 'Todav\303\255a no ha comprado, ya nos tiene apego y no se le conoce un gran potencial.',
 'Algo peque\303\261o para empezar.',
 'Puede que hasta lo m\303\241s peque\303\261o que vendemos le resulte caro.',
 'Tener a punto un primer producto peque\303\261o y premiarlos por cada cliente que traigan.',
 'Usted nos conoce bien. Esto es algo peque\303\261o para empezar.',
 'Correo electr\303\263nico o mensaje.',
 'Una primera compra a precio de promoci\303\263n y una recompensa por quienes traiga.',
 'Un cliente, aunque peque\303\261o, que traiga a otros.',
 'Cu\303\241ntos clientes ha tra\303\255do y qu\303\251 aportan, con referral_chain().'),
('prospect_quadrant', 'mantis', 'Cliente potencial por conocer',
 'Todav\303\255a no ha comprado y no se le conoce un gran potencial.',
 'Saber sin gran esfuerzo para qu\303\251 servimos.',
 'A\303\272n no hay una necesidad clara, o no sabemos de ella.',
 'Estimar lo que podr\303\255an aportar antes de dedicarles esfuerzo y clasificarlos por intenci\303\263n de compra.',
 'Esto es lo que hacen nuestros productos, y esto lo que cuestan.',
 'La p\303\241gina web y los eventos abiertos.',
 'Una muestra, o el formato m\303\241s peque\303\261o al precio normal.',
 'Un cliente potencial del que se sepa lo que necesita.',
 'Cu\303\241ntos han comprado al cabo de un a\303\261o, con validate_classes().'),

('value_group_by_profit', 'old_big', 'Antiguo, gran beneficio',
 'Deja desde hace tiempo un gran beneficio y ayuda a cubrir los costes fijos. Los clientes as\303\255 conocen todas las condiciones y presionan para conseguir m\303\241s.',
 'Que se reconozca lo que aporta, y condiciones con las que pueda planificar.',
 'Compara lo que recibe con lo que aporta.',
 'Comparar el beneficio de cada uno con sus ventas. Si el margen es bueno, asegurarlo con un contrato; si es escaso, no conceder nada sin algo a cambio. Que ninguno por s\303\255 solo sostenga una parte excesiva del beneficio.',
 'Acordemos condiciones para varios a\303\261os: un precio que se mantenga a cambio de una cantidad que se mantenga.',
 'En persona, por medio de un \303\272nico gestor de cuenta.',
 'Un contrato de varios a\303\261os: protecci\303\263n del precio para el cliente; cantidad y pronto pago para nosotros.',
 'Un socio de muchos a\303\261os que conserve su margen.',
 'Su beneficio frente al del a\303\261o anterior, con segment() y profit_column; cu\303\241ntos suman el 80 % del beneficio, con customers_for_share().'),
('value_group_by_profit', 'new_big', 'Nuevo, gran beneficio',
 'Es nuevo y ya deja un gran beneficio. A\303\272n no se sabe si durar\303\241: seg\303\272n una regla pr\303\241ctica, los clientes nuevos y grandes hacen perder dinero al principio.',
 'La prueba de que lo que empez\303\263 bien seguir\303\241 bien.',
 'A\303\272n conserva a sus otros proveedores.',
 'Avanzar con cautela de todos modos: planificar la cuenta por etapas y comprobar en cada una si el beneficio se mantiene.',
 'Hemos empezado bien. \302\277Planificamos juntos el paso siguiente, con su cantidad y su precio?',
 'En persona, por medio de alguien con autoridad.',
 'Un contrato por etapas, cuyas condiciones mejoran a medida que se cumplen las cantidades.',
 'Un cliente antiguo que deje un gran beneficio.',
 'Lo que deja trimestre a trimestre, con segment() y sus opciones since, as_of y profit_column.'),
('value_group_by_profit', 'new_small', 'Nuevo, peque\303\261o beneficio',
 'Es nuevo y deja por ahora un beneficio peque\303\261o o ninguno. De entre los clientes as\303\255 sale el beneficio futuro.',
 'Un comienzo f\303\241cil y precios que no cambien enseguida.',
 'Nos est\303\241 probando con pedidos peque\303\261os.',
 'Desarrollarlos con decisi\303\263n: cuantos m\303\241s, mejor. Elegir a aquellos cuyo beneficio crece y estudiar a los que hacen perder dinero.',
 'Pida poco hoy y m\303\241s cuando le convenga: cuanto m\303\241s compra, menos paga por unidad.',
 'Pedidos por internet, con respuestas r\303\241pidas.',
 'Un programa de socios cuyas recompensas crecen con las compras.',
 'Un cliente cuyo beneficio crezca a\303\261o tras a\303\261o.',
 'Cu\303\241ntos han pasado a dejar un gran beneficio, con conversion() entre dos a\303\261os.'),
('value_group_by_profit', 'old_small', 'Antiguo, peque\303\261o beneficio',
 'Deja desde hace tiempo un beneficio peque\303\261o, o una p\303\251rdida. Se gasta poco en venderle, pero los lotes peque\303\261os encarecen la entrega y el servicio. Seg\303\272n una regla pr\303\241ctica, entre todos forman la base del beneficio.',
 'Condiciones justas y transparentes que no cambien.',
 'Su necesidad es peque\303\261a y los pedidos llegan en lotes peque\303\261os.',
 'Bastan unas condiciones justas y transparentes. Si un pedido cuesta m\303\241s de lo que deja, fijar una cantidad m\303\255nima o unos gastos de env\303\255o, iguales para todos.',
 'Las mismas condiciones para todos, y el env\303\255o gratis a partir de cierta cantidad.',
 'Autoservicio y entregas agrupadas.',
 'Un precio mejor por un lote mayor y un d\303\255a fijo de entrega.',
 'Las mismas compras en lotes mayores, y que cada uno deje algo.',
 'Cu\303\241ntos dan p\303\251rdidas, antes y despu\303\251s, con segment(), profit_column y compare_shares().'),

('pareto_class_by_profit', 'top', 'El 20 % con m\303\241s beneficio',
 'Los clientes de oro: la quinta parte de los compradores que m\303\241s beneficio deja. Seg\303\272n una regla pr\303\241ctica, cerca del 80 % del total.',
 'Atenci\303\263n, y la prueba de que ser fiel da sus frutos.',
 NULL,
 'Averiguar qu\303\251 los distingue y por qu\303\251 se quedan, repartir el tiempo de los vendedores seg\303\272n el beneficio y buscar m\303\241s clientes como ellos.',
 'Usted es de los clientes por los que hacemos m\303\241s. Estos son los servicios que le corresponden.',
 'En persona, por medio de alguien dedicado a ellos.',
 'El mejor servicio y un contrato con protecci\303\263n del precio, antes que el precio m\303\241s bajo.',
 'Un cliente para toda la vida.',
 'Qu\303\251 parte del beneficio aportan, con top_share(), y cu\303\241ntos siguen arriba un a\303\261o despu\303\251s, con movement().'),
('pareto_class_by_profit', 'middle', 'El 60 % con beneficio intermedio',
 'Las tres quintas partes de en medio. Seg\303\272n una regla pr\303\241ctica, no hacen ganar ni perder mucho, pero mantienen la escala del negocio.',
 'Un buen servicio est\303\241ndar a un precio estable.',
 'Nada les da un motivo para comprar la gama superior.',
 'Atenderlos bien con medios est\303\241ndar y distinguir a los pocos que van camino del primer grupo.',
 'Tan fiable como siempre y, con un segundo producto, m\303\241s barato.',
 'Correo electr\303\263nico y un servicio de atenci\303\263n al cliente.',
 'Una recompensa por comprar varias cosas, que crece con la compra.',
 'Unos pocos arriba, y el resto sin p\303\251rdidas.',
 'Qu\303\251 parte ha subido al primer grupo, con conversion() entre dos a\303\261os.'),
('pareto_class_by_profit', 'bottom', 'El 20 % con menos beneficio',
 'La quinta parte de los compradores que menos beneficio deja. Seg\303\272n una regla pr\303\241ctica, cuestan m\303\241s de lo que aportan.',
 'Una manera sencilla de pedir.',
 'Los lotes peque\303\261os, las condiciones especiales o las devoluciones se comen lo que aportan.',
 'Ver qui\303\251nes cuestan m\303\241s de lo que aportan, y por qu\303\251. Suprimir las condiciones especiales que no compensan: no se trata de fidelizar a todo el que no es fiel.',
 'Estas son nuestras condiciones, iguales para todos, y puede hacer su pedido cuando quiera.',
 'Autoservicio.',
 'Las condiciones generales, con un recargo cuando un lote peque\303\261o sale m\303\241s caro.',
 'Un cliente que cubra lo que cuesta atenderlo, en las mismas condiciones que todos.',
 'Su beneficio antes y despu\303\251s, con breakdown() sobre el beneficio en lugar del importe.')

) AS text (subject, item, name, who, needs, obstacle, action, message, channel, offer, goal, measure)
WHERE pg_catalog.getdatabaseencoding() OPERATOR(pg_catalog.=) ANY ('{UTF8, LATIN1, LATIN5, LATIN9, WIN1252, WIN1254}'::name[]);

INSERT INTO @extschema@.playbook_shipped (subject, item, lang, name, who, needs, obstacle, action, message, contact_every)
SELECT text.subject, text.item, 'es',
	   pg_catalog.convert_from(pg_catalog.decode(text.name, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.who, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.needs, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.obstacle, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.action, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.message, 'escape'), 'UTF8'),
	   english.contact_every
FROM (VALUES

('structure', 'bee_led', 'Predominan las abejas',
 'El grupo mayor aporta mucho y nos tiene apego.',
 NULL,
 NULL,
 'Ver con el criterio de un per\303\255odo anterior cu\303\241ntos han pasado a ser abejas y cu\303\241ntas han dejado de serlo: la composici\303\263n por s\303\255 sola no dice hacia d\303\263nde va la cartera.',
 NULL),
('structure', 'dragonfly_led', 'Predominan las lib\303\251lulas',
 'El grupo mayor aporta mucho, o podr\303\255a, y nos tiene poco apego.',
 NULL,
 NULL,
 'Estudiar cu\303\241ntas siguen comprando y por qu\303\251 motivos no se deciden por nosotros.',
 NULL),
('structure', 'butterfly_led', 'Predominan las mariposas',
 'El grupo mayor nos tiene apego y aporta poco.',
 NULL,
 NULL,
 'Estudiar qu\303\251 mantiene peque\303\261as sus compras: el precio, sus medios o la gama.',
 NULL),
('structure', 'mantis_led', 'Predominan las mantis',
 'El grupo mayor aporta poco y nos tiene poco apego, como es habitual donde unos pocos clientes aportan gran parte del dinero.',
 NULL,
 NULL,
 'Estudiar qu\303\251 distingue a las abejas y buscar a otros que tambi\303\251n lo tengan.',
 NULL),
('structure', 'balanced', 'Equilibrio entre los cuatro tipos',
 'Los cuatro tipos son m\303\241s o menos igual de numerosos.',
 NULL,
 NULL,
 'Mirar los tipos uno por uno: la composici\303\263n en conjunto no se\303\261ala a ninguno.',
 NULL),
('structure', 'undetermined', 'Sin determinar',
 'Los clientes son demasiado pocos, ning\303\272n tipo es de verdad el mayor o todos los clientes son iguales.',
 NULL,
 NULL,
 'Mirar los tipos uno por uno: no se ve cu\303\241l predomina.',
 NULL),

('report', 'base', 'La cartera',
 'Todos los que figuran en la tabla, compradores y clientes potenciales.',
 NULL,
 NULL,
 'Ejecutar audit() sobre la tabla antes de dar cr\303\251dito a cifra alguna de este informe.',
 NULL),
('report', 'quadrant', 'Tipo',
 'Los cuatro tipos, seg\303\272n su fidelidad y su aportaci\303\263n.',
 NULL,
 NULL,
 'Conservar y multiplicar las abejas, y convertir en abejas a lib\303\251lulas y mariposas.',
 NULL),
('report', 'structure', 'Composici\303\263n',
 'Qu\303\251 tipo predomina en la cartera y si la evidencia alcanza para decirlo.',
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
 'Tratar a cada una seg\303\272n lo que aporta. Lo que deja, solo lo dice profit_column.',
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
 'Mirar primero qu\303\251 ha sido de los que antes compraban mucho.',
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
 'Las ofertas propias son para los primeros; para los segundos basta lo que se anuncia a todo el mundo.',
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
('report', 'order_lines', 'Quiz\303\241 l\303\255neas de pedido',
 'Tantas filas comparten cliente y fecha con otra que pueden ser l\303\255neas de pedido.',
 NULL,
 NULL,
 'Cada una cuenta como un pedido. Si son l\303\255neas de pedido, indicar order_column y leer el nuevo informe.',
 NULL),
('report', 'none', 'Ninguno de estos',
 'Quienes no tienen ning\303\272n pedido; en su mayor\303\255a, clientes potenciales.',
 NULL,
 NULL,
 'Clasificar por intenci\303\263n de compra a los clientes potenciales que haya entre ellos.',
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
 'Completar el beneficio: mientras tanto no figuran en ninguna clase de Pareto y en los tipos quedan por debajo de todos los dem\303\241s, sin que se juzgue lo que dejan.',
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
 'Tomar un per\303\255odo m\303\241s largo antes de actuar seg\303\272n esto: para distinguir a los antiguos de los nuevos por un a\303\261o, los datos deben abarcar dos.',
 NULL),
('report', 'gini', 'Coeficiente de Gini',
 'Vale 0 si todos los compradores aportan lo mismo y se acerca a 1 si uno solo lo aporta todo.',
 NULL,
 NULL,
 'Cuanto m\303\241s alto, m\303\241s depende todo de unos pocos: atenderlos uno por uno.',
 NULL),
('report', 'largest', 'El cliente que m\303\241s compra',
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
 * The playbook of notes: what functions of the extension say in English, and the same in Spanish and Chinese; see the
 * chapters of these for their letters.  The English is just what is said, or say() does not find it.
 */

INSERT INTO @extschema@.playbook_shipped (subject, item, lang, name)
SELECT 'note', note.item, text.lang,
	   CASE WHEN text.encodings IS NULL THEN text.name
			ELSE pg_catalog.convert_from(pg_catalog.decode(text.name, 'escape'), 'UTF8') END
FROM (VALUES

-- what stands in places of the others: {customers} is one of customers.*, and {quadrant} a value of that enum
('customers.one', '1 customer',
 '1 cliente',
 '1\344\275\215\345\256\242\346\210\267'),
('customers.many', '{number} customers',
 '{number} clientes',
 '{number}\344\275\215\345\256\242\346\210\267'),
('names.all', '{list}',
 '{list}',
 '{list}'),
('names.some', '{list} and {more} more',
 '{list} y {more} m\303\241s',
 '{list}\347\255\211\357\274\214\345\217\246\346\234\211{more}\344\270\252'),
('quadrants.one', '{quadrant}',
 '{quadrant}',
 '{quadrant}'),
('quadrants.more', '{quadrant}, {quadrants}',
 '{quadrant}, {quadrants}',
 '{quadrant}\343\200\201{quadrants}'),
('axes.loyalty', 'loyalty',
 'fidelidad',
 '\345\277\240\350\257\232\345\272\246'),
('axes.contribution', 'contribution',
 'aportaci\303\263n',
 '\350\264\241\347\214\256\345\272\246'),
('axes.both', 'loyalty, contribution',
 'fidelidad, aportaci\303\263n',
 '\345\277\240\350\257\232\345\272\246\343\200\201\350\264\241\347\214\256\345\272\246'),
('low.unbounded', 'unbounded',
 'sin l\303\255mite',
 '\346\227\240\344\270\213\351\231\220'),
('low.number', '{number}',
 '{number}',
 '{number}'),
('high.unbounded', 'unbounded',
 'sin l\303\255mite',
 '\346\227\240\344\270\212\351\231\220'),
('high.number', '{number}',
 '{number}',
 '{number}'),
('distance.today', 'today',
 'hoy',
 '\344\273\212\345\244\251'),
('distance.tomorrow', 'in 1 day',
 'dentro de 1 d\303\255a',
 '1\345\244\251\345\220\216'),
('distance.ahead', 'in {number} days',
 'dentro de {number} d\303\255as',
 '{number}\345\244\251\345\220\216'),
('distance.yesterday', '1 day ago',
 'hace 1 d\303\255a',
 '1\345\244\251\345\211\215'),
('distance.ago', '{number} days ago',
 'hace {number} d\303\255as',
 '{number}\345\244\251\345\211\215'),
('length.one', '1 day',
 '1 d\303\255a',
 '1\345\244\251'),
('length.many', '{number} days',
 '{number} d\303\255as',
 '{number}\345\244\251'),

-- explain_intent
('intent.refused', 'refusal of {day}, and they have not come back since',
 'negativa del {day}, y no ha vuelto desde entonces',
 '{day}\346\213\222\347\273\235\357\274\214\346\255\244\345\220\216\346\262\241\346\234\211\345\233\236\345\244\264'),
('intent.expected', 'purchase expected on {day}, {distance}',
 'compra prevista para el {day}, {distance}',
 '\351\242\204\350\256\241{day}\350\264\255\344\271\260\357\274\214{distance}'),
('intent.postponed', 'postponement of {day} without a date',
 'aplazamiento del {day} sin fecha',
 '{day}\346\216\250\350\277\237\357\274\214\346\262\241\346\234\211\350\257\264\346\227\245\346\234\237'),
('intent.committed', 'commitment of {day}, {distance}',
 'compromiso del {day}, {distance}',
 '{day}\346\211\277\350\257\272\357\274\214{distance}'),
('intent.silent', 'quote of {day} without an answer for {length}',
 'presupuesto del {day} sin respuesta desde hace {length}',
 '{day}\346\212\245\344\273\267\357\274\214{length}\346\262\241\346\234\211\347\255\224\345\244\215'),
('intent.open', 'quote of {day}, {distance}, still open',
 'presupuesto del {day}, {distance}, a\303\272n pendiente',
 '{day}\346\212\245\344\273\267\357\274\214{distance}\357\274\214\345\260\232\346\234\252\344\272\206\347\273\223'),
('intent.expected_lapsed', 'purchase expected on {day}, {distance}: the date has lapsed',
 'compra prevista para el {day}, {distance}: la fecha ha pasado',
 '\351\242\204\350\256\241{day}\350\264\255\344\271\260\357\274\214{distance}\357\274\232\346\227\245\346\234\237\345\267\262\350\277\207'),
('intent.postponed_lapsed', 'postponement of {day}, {distance}: it has lapsed',
 'aplazamiento del {day}, {distance}: ya no cuenta',
 '{day}\346\216\250\350\277\237\357\274\214{distance}\357\274\232\345\267\262\347\273\217\345\244\261\346\225\210'),
('intent.committed_lapsed', 'commitment of {day}, {distance}: it has lapsed',
 'compromiso del {day}, {distance}: ya no cuenta',
 '{day}\346\211\277\350\257\272\357\274\214{distance}\357\274\232\345\267\262\347\273\217\345\244\261\346\225\210'),
('intent.ordered', 'order of {day}, {distance}, and no word since',
 'pedido del {day}, {distance}, y sin noticias desde entonces',
 '{day}\344\270\213\345\215\225\357\274\214{distance}\357\274\214\346\255\244\345\220\216\346\262\241\346\234\211\351\237\263\344\277\241'),
('intent.in_contact', 'last contact on {day}, {distance}, nothing decided',
 '\303\272ltimo contacto el {day}, {distance}, nada decidido',
 '\346\234\200\350\277\221\344\270\200\346\254\241\350\201\224\347\263\273\345\234\250{day}\357\274\214{distance}\357\274\214\345\260\232\346\234\252\345\206\263\345\256\232'),
('intent.no_contact', 'no contact',
 'sin contacto',
 '\346\262\241\346\234\211\350\201\224\347\263\273'),

-- segment_quality: of a segment, or of all
('quality.segment', '{segment}: {finding}',
 '{segment}: {finding}',
 '{segment}\357\274\232{finding}'),
('finding.customers', '{customers}',
 '{customers}',
 '{customers}'),
('finding.small', '{customers}, fewer than {least}',
 '{customers}, menos de {least}',
 '{customers}\357\274\214\345\260\221\344\272\216{least}'),
('finding.no_money', '{customers}, but there is no money to have a share of',
 '{customers}, pero no hay dinero del que tener una parte',
 '{customers}\357\274\214\344\275\206\346\262\241\346\234\211\351\207\221\351\242\235\345\217\257\344\273\245\345\215\240\346\257\224'),
('finding.little_money', '{customers} with {share} of the money, less than {required}',
 '{customers} con el {share} del dinero, menos del {required}',
 '{customers}\357\274\214\345\215\240\351\207\221\351\242\235\347\232\204{share}\357\274\214\344\275\216\344\272\216{required}'),
('finding.money', '{customers} with {share} of the money',
 '{customers} con el {share} del dinero',
 '{customers}\357\274\214\345\215\240\351\207\221\351\242\235\347\232\204{share}'),
('finding.reach_not_counted', 'it was not counted who can be reached',
 'no se ha contado a qui\303\251n se puede llegar',
 '\346\262\241\346\234\211\347\273\237\350\256\241\350\260\201\345\217\257\344\273\245\350\201\224\347\263\273\345\210\260'),
('finding.nobody', 'nobody',
 'nadie',
 '\346\262\241\346\234\211\344\272\272'),
('finding.reached', '{share} of {customers} can be reached, at least {required}',
 'se puede llegar al {share} de {customers}, al menos el {required}',
 '{customers}\344\270\255\345\217\257\344\273\245\350\201\224\347\263\273\345\210\260{share}\357\274\214\344\270\215\344\275\216\344\272\216{required}'),
('finding.out_of_reach', '{share} of {customers} can be reached, less than {required}',
 'se puede llegar al {share} de {customers}, menos del {required}',
 '{customers}\344\270\255\345\217\257\344\273\245\350\201\224\347\263\273\345\210\260{share}\357\274\214\344\275\216\344\272\216{required}'),
('finding.not_asked', 'nobody was asked',
 'no se pregunt\303\263 a nadie',
 '\346\262\241\346\234\211\351\227\256\350\277\207\344\273\273\344\275\225\344\272\272'),
('finding.no_control', 'nobody is in the control group',
 'no hay nadie en el grupo de control',
 '\345\257\271\347\205\247\347\273\204\346\262\241\346\234\211\344\272\272'),
('finding.answered', '{answered} of {asked} answered',
 'respondieron {answered} de {asked}',
 '{asked}\344\272\272\344\270\255{answered}\344\272\272\345\233\236\345\272\224'),
('finding.answered_alone', '{answered} of {asked} answered, but nobody is in the control group',
 'respondieron {answered} de {asked}, pero no hay nadie en el grupo de control',
 '{asked}\344\272\272\344\270\255{answered}\344\272\272\345\233\236\345\272\224\357\274\214\344\275\206\345\257\271\347\205\247\347\273\204\346\262\241\346\234\211\344\272\272'),
('finding.answered_control', '{answered} of {asked} answered, {control} of {control_asked} of the control group',
 'respondieron {answered} de {asked}, y {control} de {control_asked} en el grupo de control',
 '{asked}\344\272\272\344\270\255{answered}\344\272\272\345\233\236\345\272\224\357\274\214\345\257\271\347\205\247\347\273\204{control_asked}\344\272\272\344\270\255{control}\344\272\272\345\233\236\345\272\224'),
('finding.few_answers', '{expected} answers expected if all were alike, fewer than {least}: too few for a test',
 'se esperan {expected} respuestas si todos fueran iguales, menos de {least}: muy pocas para una prueba',
 '\345\246\202\346\236\234\351\203\275\344\270\200\346\240\267\357\274\214\351\242\204\346\234\237{expected}\344\270\252\345\233\236\345\272\224\357\274\214\345\260\221\344\272\216{least}\357\274\232\345\244\252\345\260\221\357\274\214\346\227\240\346\263\225\346\243\200\351\252\214'),
('finding.few_silent', '{expected} non-answers expected if all were alike, fewer than {least}: too few for a test',
 'se esperan {expected} silencios si todos fueran iguales, menos de {least}: muy pocos para una prueba',
 '\345\246\202\346\236\234\351\203\275\344\270\200\346\240\267\357\274\214\351\242\204\346\234\237{expected}\344\272\272\344\270\215\345\233\236\345\272\224\357\274\214\345\260\221\344\272\216{least}\357\274\232\345\244\252\345\260\221\357\274\214\346\227\240\346\263\225\346\243\200\351\252\214'),

-- segment_quality: of the whole
('quality.no_customers', 'there are no customers',
 'no hay clientes',
 '\346\262\241\346\234\211\345\256\242\346\210\267'),
('quality.classified', '{share} of {customers} have a segment, at least {required}',
 'el {share} de {customers} tiene segmento, al menos el {required}',
 '{customers}\344\270\255{share}\345\275\222\345\205\245\344\272\206\347\273\206\345\210\206\357\274\214\344\270\215\344\275\216\344\272\216{required}'),
('quality.unclassified', '{share} of {customers} have a segment, less than {required}',
 'el {share} de {customers} tiene segmento, menos del {required}',
 '{customers}\344\270\255{share}\345\275\222\345\205\245\344\272\206\347\273\206\345\210\206\357\274\214\344\275\216\344\272\216{required}'),
('quality.no_segments', 'there are no segments',
 'no hay segmentos',
 '\346\262\241\346\234\211\347\273\206\345\210\206'),
('quality.too_small', '{failed} of {segments} segments too small: {names}',
 '{failed} de {segments} segmentos son demasiado peque\303\261os: {names}',
 '{segments}\344\270\252\347\273\206\345\210\206\344\270\255{failed}\344\270\252\345\244\252\345\260\217\357\274\232{names}'),
('quality.no_money', 'there is no money to have a share of',
 'no hay dinero del que tener una parte',
 '\346\262\241\346\234\211\351\207\221\351\242\235\345\217\257\344\273\245\345\215\240\346\257\224'),
('quality.large_enough', '{passed} of {segments} segments large enough',
 '{passed} de {segments} segmentos son bastante grandes',
 '{segments}\344\270\252\347\273\206\345\210\206\344\270\255{passed}\344\270\252\345\244\237\345\244\247'),
('quality.out_of_reach', '{finding}; too few in {failed} of {segments} segments: {names}',
 '{finding}; muy pocos en {failed} de {segments} segmentos: {names}',
 '{finding}\357\274\233{segments}\344\270\252\347\273\206\345\210\206\344\270\255{failed}\344\270\252\345\244\252\345\260\221\357\274\232{names}'),
('quality.control_not_counted', 'it was not counted who of the control group answered',
 'no se ha contado qui\303\251n del grupo de control respondi\303\263',
 '\346\262\241\346\234\211\347\273\237\350\256\241\345\257\271\347\205\247\347\273\204\344\270\255\350\260\201\345\233\236\345\272\224\344\272\206'),
('quality.answers_not_counted', 'it was not counted who answered',
 'no se ha contado qui\303\251n respondi\303\263',
 '\346\262\241\346\234\211\347\273\237\350\256\241\350\260\201\345\233\236\345\272\224\344\272\206'),
('quality.one_asked', 'only one segment was asked',
 'solo se pregunt\303\263 a un segmento',
 '\345\217\252\351\227\256\344\272\206\344\270\200\344\270\252\347\273\206\345\210\206'),
('quality.none_answered', 'none of {asked} answered: nothing to compare',
 'no respondi\303\263 ninguno de {asked}: nada que comparar',
 '{asked}\344\272\272\351\203\275\346\262\241\346\234\211\345\233\236\345\272\224\357\274\232\346\227\240\344\273\216\346\257\224\350\276\203'),
('quality.all_answered', 'all {asked} answered: nothing to compare',
 'respondieron los {asked}: nada que comparar',
 '{asked}\344\272\272\345\205\250\351\203\250\345\233\236\345\272\224\357\274\232\346\227\240\344\273\216\346\257\224\350\276\203'),
('quality.one_segment', 'all customers are in one segment: nothing is told apart',
 'todos los clientes est\303\241n en un solo segmento: no se distingue nada',
 '\346\211\200\346\234\211\345\256\242\346\210\267\351\203\275\345\234\250\344\270\200\344\270\252\347\273\206\345\210\206\344\270\255\357\274\232\346\262\241\346\234\211\345\214\272\345\210\206'),
('quality.differ', 'segments answer differently: {found}',
 'los segmentos responden de forma distinta: {found}',
 '\345\220\204\347\273\206\345\210\206\347\232\204\345\233\236\345\272\224\344\270\215\345\220\214\357\274\232{found}'),
('quality.differ_little', 'segments answer differently, but by less than lift {required}: {found}',
 'los segmentos responden de forma distinta, pero con un multiplicador inferior a {required}: {found}',
 '\345\220\204\347\273\206\345\210\206\347\232\204\345\233\236\345\272\224\344\270\215\345\220\214\357\274\214\344\275\206\346\217\220\345\215\207\345\200\215\346\225\260\344\275\216\344\272\216{required}\357\274\232{found}'),
('quality.alike', 'segments answer alike: {found}',
 'los segmentos responden igual: {found}',
 '\345\220\204\347\273\206\345\210\206\347\232\204\345\233\236\345\272\224\347\233\270\345\220\214\357\274\232{found}'),
('quality.differ_perhaps', 'segments answer differently, perhaps by less than lift {required}: {found}',
 'los segmentos responden de forma distinta, quiz\303\241 con un multiplicador inferior a {required}: {found}',
 '\345\220\204\347\273\206\345\210\206\347\232\204\345\233\236\345\272\224\344\270\215\345\220\214\357\274\214\346\217\220\345\215\207\345\200\215\346\225\260\345\217\257\350\203\275\344\275\216\344\272\216{required}\357\274\232{found}'),
('quality.no_difference', 'no difference established: {found}',
 'no se ha establecido una diferencia: {found}',
 '\346\234\252\350\203\275\347\241\256\345\256\232\346\234\211\345\267\256\345\210\253\357\274\232{found}'),
('found.lift', 'lift {lift} ({low} to {high}) in {segment}',
 'multiplicador {lift} ({low} a {high}) en {segment}',
 '{segment}\347\232\204\346\217\220\345\215\207\345\200\215\346\225\260\344\270\272{lift}\357\274\210{low}\350\207\263{high}\357\274\211'),
('found.tested', 'lift {lift} ({low} to {high}) in {segment}; chi-square {chi_square}, df {df}, p {p}, Cramer''s V {v}',
 'multiplicador {lift} ({low} a {high}) en {segment}; ji cuadrado {chi_square}, gl {df}, p {p}, V de Cram\303\251r {v}',
 '{segment}\347\232\204\346\217\220\345\215\207\345\200\215\346\225\260\344\270\272{lift}\357\274\210{low}\350\207\263{high}\357\274\211\357\274\233\345\215\241\346\226\271{chi_square}\357\274\214\350\207\252\347\224\261\345\272\246{df}\357\274\214p\345\200\274{p}\357\274\214\345\205\213\350\216\261\351\273\230V\347\263\273\346\225\260{v}'),
('found.nothing', 'of all, no more answer than of the control group; best in {segment}',
 'del total no responden m\303\241s que del grupo de control; lo mejor, en {segment}',
 '\346\200\273\344\275\223\345\233\236\345\272\224\344\270\215\346\257\224\345\257\271\347\205\247\347\273\204\345\244\232\357\274\233\346\234\200\345\245\275\347\232\204\346\230\257{segment}'),

-- structure_reason
('structure.too_few', 'too_few',
 'muy pocos clientes',
 '\345\256\242\346\210\267\345\244\252\345\260\221'),
('structure.all_alike', 'all_alike: {axes}',
 'todos iguales: {axes}',
 '\345\205\250\351\203\275\344\270\200\346\240\267\357\274\232{axes}'),
('structure.tie', 'tie: {quadrants}',
 'empate: {quadrants}',
 '\344\270\215\345\210\206\344\270\212\344\270\213\357\274\232{quadrants}'),

-- cuts, rfm_cuts
('cut.everybody', 'everybody is on the high side',
 'todos est\303\241n en el lado alto',
 '\346\211\200\346\234\211\344\272\272\351\203\275\345\234\250\351\253\230\347\232\204\344\270\200\350\276\271'),
('cut.nobody', 'nobody is on the high side',
 'nadie est\303\241 en el lado alto',
 '\346\262\241\346\234\211\344\272\272\345\234\250\351\253\230\347\232\204\344\270\200\350\276\271'),
('cut.equal', 'nobody: equal values are not parted',
 'nadie: los valores iguales no se separan',
 '\346\262\241\346\234\211\344\272\272\357\274\232\347\233\270\347\255\211\347\232\204\345\200\274\344\270\215\345\210\206\345\274\200'),
('cut.lacking', 'only customers who lack the measure',
 'solo clientes que no tienen esa medida',
 '\345\217\252\346\234\211\347\274\272\345\260\221\350\257\245\346\214\207\346\240\207\347\232\204\345\256\242\346\210\267'),
('cut.between', 'between two values that the yardstick holds',
 'entre dos valores que tiene el criterio',
 '\345\234\250\346\240\207\345\207\206\346\211\200\345\255\230\347\232\204\344\270\244\344\270\252\345\200\274\344\271\213\351\227\264'),

-- separation
('separation.no_customers', 'undetermined: no customers',
 'indeterminado: no hay clientes',
 '\346\227\240\346\263\225\347\241\256\345\256\232\357\274\232\346\262\241\346\234\211\345\256\242\346\210\267'),
('separation.one_group', 'undetermined: all customers are in one group',
 'indeterminado: todos los clientes est\303\241n en un grupo',
 '\346\227\240\346\263\225\347\241\256\345\256\232\357\274\232\346\211\200\346\234\211\345\256\242\346\210\267\351\203\275\345\234\250\344\270\200\347\273\204'),
('separation.one_class', 'undetermined: all customers are in one class',
 'indeterminado: todos los clientes est\303\241n en una clase',
 '\346\227\240\346\263\225\347\241\256\345\256\232\357\274\232\346\211\200\346\234\211\345\256\242\346\210\267\351\203\275\345\234\250\344\270\200\347\261\273'),
('separation.small', '{small} of {all} expected counts are below 5',
 '{small} de {all} frecuencias esperadas est\303\241n por debajo de 5',
 '{all}\344\270\252\346\234\237\346\234\233\351\242\221\346\225\260\344\270\255{small}\344\270\252\345\260\217\344\272\2165'),
('separation.equal', 'undetermined: all values are equal',
 'indeterminado: todos los valores son iguales',
 '\346\227\240\346\263\225\347\241\256\345\256\232\357\274\232\346\211\200\346\234\211\345\200\274\351\203\275\347\233\270\347\255\211'),
('separation.single', 'undetermined: no group has two customers',
 'indeterminado: ning\303\272n grupo tiene dos clientes',
 '\346\227\240\346\263\225\347\241\256\345\256\232\357\274\232\346\262\241\346\234\211\344\270\200\347\273\204\346\234\211\344\270\244\344\275\215\345\256\242\346\210\267'),
('separation.exact', 'values do not differ within groups',
 'los valores no difieren dentro de los grupos',
 '\347\273\204\345\206\205\347\232\204\345\200\274\346\262\241\346\234\211\345\267\256\345\210\253'),

-- profile, whose notes may be several
('separation.rare_classes', 'p leaves out rare classes: {number}',
 'p no cuenta clases raras: {number}',
 'p\345\200\274\346\234\252\350\256\241\347\250\200\345\260\221\347\232\204\347\261\273\357\274\232{number}'),
('separation.rare_values', 'p takes rare values as one: {number}',
 'p toma los valores raros como uno: {number}',
 'p\345\200\274\346\212\212\347\250\200\345\260\221\347\232\204\345\200\274\345\220\210\344\270\272\344\270\200\344\270\252\357\274\232{number}'),
('separation.few_each', 'undetermined: each value has too few customers',
 'indeterminado: cada valor tiene muy pocos clientes',
 '\346\227\240\346\263\225\347\241\256\345\256\232\357\274\232\346\257\217\344\270\252\345\200\274\347\232\204\345\256\242\346\210\267\351\203\275\345\244\252\345\260\221'),
('separation.one_class_known', 'undetermined: all customers with a value are in one class',
 'indeterminado: todos los clientes con valor est\303\241n en una clase',
 '\346\227\240\346\263\225\347\241\256\345\256\232\357\274\232\346\234\211\345\200\274\347\232\204\345\256\242\346\210\267\351\203\275\345\234\250\344\270\200\347\261\273'),
('separation.by_known', 'tested by whether there is one',
 'contrastado seg\303\272n lo haya o no',
 '\346\214\211\346\234\211\346\262\241\346\234\211\345\200\274\346\243\200\351\252\214'),
('separation.not_finite', '{number} values are not finite, counted as not known',
 '{number} valores no son finitos, contados como desconocidos',
 '{number}\344\270\252\345\200\274\344\270\215\346\230\257\346\234\211\351\231\220\347\232\204\357\274\214\347\256\227\344\275\234\346\234\252\347\237\245'),
('separation.not_comparable', 'values of type {type} cannot be compared',
 'los valores de tipo {type} no se pueden comparar',
 '{type}\347\261\273\345\236\213\347\232\204\345\200\274\346\227\240\346\263\225\346\257\224\350\276\203'),
('separation.too_many', 'more than 10,000 different values',
 'm\303\241s de 10.000 valores distintos',
 '\344\270\215\345\220\214\347\232\204\345\200\274\350\266\205\350\277\2071\344\270\207\344\270\252'),
('separation.too_long', 'different values of more than 4 MB',
 'valores distintos de m\303\241s de 4 MB',
 '\344\270\215\345\220\214\347\232\204\345\200\274\350\266\205\350\277\2074MB'),
('separation.no_values', 'no values',
 'sin valores',
 '\346\262\241\346\234\211\345\200\274'),
('separation.one_value', 'one value only',
 'un solo valor',
 '\345\217\252\346\234\211\344\270\200\344\270\252\345\200\274'),
('separation.key', 'all values are different, as those of a key are',
 'todos los valores son distintos, como los de una clave',
 '\346\211\200\346\234\211\345\200\274\351\203\275\344\270\215\345\220\214\357\274\214\345\203\217\351\224\256\344\270\200\346\240\267'),
('separation.no_class', 'customers without a class are left out',
 'los clientes sin clase no se cuentan',
 '\346\262\241\346\234\211\347\261\273\347\232\204\345\256\242\346\210\267\344\270\215\350\256\241\345\205\245'),
('separation.chance', 'may be chance',
 'puede ser casualidad',
 '\345\217\257\350\203\275\345\207\272\344\272\216\345\201\266\347\204\266'),
('separation.of_many', 'of many columns some have such a value by chance: see q',
 'de muchas columnas, algunas tienen un valor as\303\255 por casualidad: vea q',
 '\345\210\227\345\276\210\345\244\232\346\227\266\357\274\214\346\234\211\344\272\233\344\274\232\345\201\266\347\204\266\346\234\211\350\277\231\346\240\267\347\232\204\345\200\274\357\274\232\350\257\267\347\234\213q\345\200\274'),
('separation.few', 'few customers: {number}',
 'pocos clientes: {number}',
 '\345\256\242\346\210\267\345\260\221\357\274\232{number}'),
('separation.forbidden', 'you may not read it',
 'usted no puede leerla',
 '\346\202\250\346\227\240\346\235\203\350\257\273\345\217\226'),
('separation.no_key', 'rows without a key are left out',
 'las filas sin clave no se cuentan',
 '\346\262\241\346\234\211\351\224\256\347\232\204\350\241\214\344\270\215\350\256\241\345\205\245'),
('separation.nobody', 'no customer has this class',
 'ning\303\272n cliente tiene esta clase',
 '\346\262\241\346\234\211\345\256\242\346\210\267\345\261\236\344\272\216\350\277\231\344\270\200\347\261\273'),
('separations.one', '{separation}',
 '{separation}',
 '{separation}'),
('separations.more', '{separation}; {separations}',
 '{separation}; {separations}',
 '{separation}\357\274\233{separations}'),
('q.below', 'below {number}',
 'menos de {number}',
 '\344\275\216\344\272\216{number}'),
('q.number', '{number}',
 '{number}',
 '{number}'),
('who.known', '{column} known',
 '{column} conocido',
 '{column}\345\267\262\347\237\245'),
('who.not_known', '{column} not known',
 '{column} desconocido',
 '{column}\346\234\252\347\237\245'),
('who.value', '{column}',
 '{column}',
 '{column}'),
('profile.categories', '{column}: Cramer''s V {effect}, q {q}',
 '{column}: V de Cram\303\251r {effect}, q {q}',
 '{column}\357\274\232\345\205\213\350\216\261\351\273\230V\347\263\273\346\225\260{effect}\357\274\214q\345\200\274{q}'),
('profile.numbers', '{column}: omega squared {effect}, q {q}',
 '{column}: omega cuadrado {effect}, q {q}',
 '{column}\357\274\232\317\211\345\271\263\346\226\271\344\270\272{effect}\357\274\214q\345\200\274{q}'),
('profile.part', '{who}: {share} of {class}, {all} of all, lift {lift} ({low} .. {high})',
 '{who}: {share} de {class}, {all} de todos, multiplicador {lift} ({low} .. {high})',
 '{who}\357\274\232{class}\344\270\255\345\215\240{share}\357\274\214\346\200\273\344\275\223\344\270\255\345\215\240{all}\357\274\214\346\217\220\345\215\207\345\200\215\346\225\260{lift}\357\274\210{low} .. {high}\357\274\211'),

-- structure_change
('change.nobody', 'nobody was there at both times',
 'nadie estaba en ambas fechas',
 '\346\262\241\346\234\211\344\272\272\345\234\250\344\270\244\344\270\252\346\227\266\347\202\271\351\203\275\345\234\250'),
('change.no_move', 'nobody moved between classes',
 'nadie cambi\303\263 de clase',
 '\346\262\241\346\234\211\344\272\272\346\215\242\350\277\207\347\261\273'),
('change.rough', 'p is rough: fewer than {least} moved into or out of "{class}"',
 'p es aproximado: menos de {least} entraron en \302\253{class}\302\273 o salieron de ah\303\255',
 'p\345\200\274\347\262\227\347\225\245\357\274\232\350\277\233\345\207\272\342\200\234{class}\342\200\235\347\232\204\344\270\215\345\210\260{least}\344\272\272'),

-- validate
('validate.no_sales', 'there are no sales',
 'no hay ventas',
 '\346\262\241\346\234\211\351\224\200\345\224\256'),
('validate.too_early', 'the data end on {last}, the horizon on {until}',
 'los datos acaban el {last}, el horizonte el {until}',
 '\346\225\260\346\215\256\345\210\260{last}\344\270\272\346\255\242\357\274\214\350\247\202\345\257\237\346\234\237\345\210\260{until}'),
('validate.no_types', 'nobody had a type at {day}',
 'nadie ten\303\255a tipo el {day}',
 '{day}\346\262\241\346\234\211\344\272\272\346\234\211\347\261\273\345\236\213'),
('validate.few_back', '{number} came back: it takes 10',
 'volvieron {number}: hacen falta 10',
 '{number}\344\272\272\345\233\236\346\235\245\357\274\232\351\234\200\350\246\20110\344\272\272'),
('validate.few_away', '{number} stayed away: it takes 10',
 'no volvieron {number}: hacen falta 10',
 '{number}\344\272\272\346\262\241\346\234\211\345\233\236\346\235\245\357\274\232\351\234\200\350\246\20110\344\272\272'),
('pairs.share', 'loyalty was the higher one of who came back in {share} of pairs ({low} .. {high})',
 'la fidelidad era mayor en quien volvi\303\263 en el {share} de los pares ({low} .. {high})',
 '\345\234\250{share}\347\232\204\351\205\215\345\257\271\344\270\255\357\274\214\345\233\236\346\235\245\347\232\204\344\272\272\345\277\240\350\257\232\345\272\246\350\276\203\351\253\230\357\274\210{low} .. {high}\357\274\211'),
('validate.less_loyal', '{pairs}: they were the less loyal ones',
 '{pairs}: eran los menos fieles',
 '{pairs}\357\274\232\344\273\226\344\273\254\345\217\215\350\200\214\346\230\257\344\270\215\345\244\252\345\277\240\350\257\232\347\232\204'),
('validate.not_55', '{pairs}: more than 55 % are not established',
 '{pairs}: no consta que sea m\303\241s del 55 %',
 '{pairs}\357\274\232\344\270\215\350\203\275\347\241\256\345\256\232\350\266\205\350\277\20755%'),
('validate.not_half', '{pairs}: more than half are not established',
 '{pairs}: no consta que sea m\303\241s de la mitad',
 '{pairs}\357\274\232\344\270\215\350\203\275\347\241\256\345\256\232\350\266\205\350\277\207\344\270\200\345\215\212'),

-- lapse_check
('lapse.few_days', 'there are too few days',
 'hay muy pocos d\303\255as',
 '\345\244\251\346\225\260\345\244\252\345\260\221'),
('lapse.nobody', 'nobody had come back before {day}',
 'nadie hab\303\255a vuelto antes del {day}',
 '{day}\344\271\213\345\211\215\346\262\241\346\234\211\344\272\272\345\233\236\346\235\245\350\277\207'),
('lapse.few', '{lapsed} had been away for more than {days} days, {others} had not: it takes 10 of both',
 '{lapsed} llevaban ausentes m\303\241s de {days} d\303\255as, {others} no: hacen falta 10 de ambos',
 '{lapsed}\344\272\272\347\246\273\345\274\200\350\266\205\350\277\207{days}\345\244\251\357\274\214{others}\344\272\272\346\262\241\346\234\211\357\274\232\344\270\244\350\200\205\351\203\275\351\234\200\350\246\20110\344\272\272'),
('lapse.shares', 'of those who had been away for more than {days} days {lapsed} came back, of the others {others}',
 'de los que llevaban ausentes m\303\241s de {days} d\303\255as volvi\303\263 el {lapsed}, de los dem\303\241s el {others}',
 '\347\246\273\345\274\200\350\266\205\350\277\207{days}\345\244\251\347\232\204\344\272\272\344\270\255{lapsed}\345\233\236\346\235\245\344\272\206\357\274\214\345\205\266\344\275\231\347\232\204\344\272\272\344\270\255{others}'),

-- development
('development.few_bees', 'fewer than {least} bees at either time',
 'menos de {least} abejas en ambas fechas',
 '\344\270\244\344\270\252\346\227\266\347\202\271\351\203\275\344\270\215\345\210\260{least}\344\275\215\350\234\234\350\234\202'),
('development.few_changes', 'fewer than {least} became bees or ceased to be',
 'menos de {least} pasaron a ser abejas o dejaron de serlo',
 '\346\210\220\344\270\272\350\234\234\350\234\202\346\210\226\344\270\215\345\206\215\346\230\257\350\234\234\350\234\202\347\232\204\344\270\215\345\210\260{least}\344\272\272'),
('development.chance', 'the change may be chance',
 'el cambio puede ser casual',
 '\345\217\230\345\214\226\345\217\257\350\203\275\345\207\272\344\272\216\345\201\266\347\204\266'),

-- units, of audit and cuts
('unit.rows', 'rows',
 'filas',
 '\350\241\214'),
('unit.orders', 'orders',
 'pedidos',
 '\350\256\242\345\215\225'),
('unit.customers', 'customers',
 'clientes',
 '\345\256\242\346\210\267'),
('unit.days', 'days',
 'd\303\255as',
 '\345\244\251'),
('unit.points', 'points of 100',
 'puntos sobre 100',
 '\345\210\206\357\274\210\346\273\241\345\210\206100\357\274\211'),
('unit.share_of_months', 'share of months',
 'parte de los meses',
 '\346\234\210\344\273\275\345\215\240\346\257\224'),
('unit.money', 'money',
 'dinero',
 '\351\207\221\351\242\235'),
('unit.money_per_order', 'money per order',
 'dinero por pedido',
 '\346\257\217\345\215\225\351\207\221\351\242\235'),
('unit.gaps', 'gaps',
 'huecos',
 '\347\251\272\346\241\243'),

-- audit: findings
('audit.without_customer', 'rows without a customer',
 'filas sin cliente',
 '\346\262\241\346\234\211\345\256\242\346\210\267\347\232\204\350\241\214'),
('audit.without_time', 'rows without a time',
 'filas sin fecha',
 '\346\262\241\346\234\211\346\227\266\351\227\264\347\232\204\350\241\214'),
('audit.time_infinite', 'infinite times',
 'fechas infinitas',
 '\346\227\240\347\251\267\347\232\204\346\227\266\351\227\264'),
('audit.time_out_of_range', 'times out of range',
 'fechas fuera de rango',
 '\350\266\205\345\207\272\350\214\203\345\233\264\347\232\204\346\227\266\351\227\264'),
('audit.before_since', 'rows before since',
 'filas anteriores a since',
 '\346\227\251\344\272\216since\347\232\204\350\241\214'),
('audit.at_or_after_as_of', 'rows at or after as_of',
 'filas en as_of o despu\303\251s',
 '\344\270\215\346\227\251\344\272\216as_of\347\232\204\350\241\214'),
('audit.amount_nan', 'amounts NaN',
 'importes NaN',
 '\351\235\236\346\225\260\345\255\227\347\232\204\351\207\221\351\242\235'),
('audit.amount_infinite', 'amounts infinite',
 'importes infinitos',
 '\346\227\240\347\251\267\347\232\204\351\207\221\351\242\235'),
('audit.amount_too_large', 'amounts of 10^18 or more',
 'importes de 10^18 o m\303\241s',
 '\344\270\215\345\260\217\344\272\21610^18\347\232\204\351\207\221\351\242\235'),
('audit.amount_rounded', 'amounts of more than 20 decimals',
 'importes con m\303\241s de 20 decimales',
 '\345\260\217\346\225\260\350\266\205\350\277\20720\344\275\215\347\232\204\351\207\221\351\242\235'),
('audit.order_too_large', 'orders of 10^18 or more',
 'pedidos de 10^18 o m\303\241s',
 '\344\270\215\345\260\217\344\272\21610^18\347\232\204\350\256\242\345\215\225'),
('audit.rows_usable', 'rows usable',
 'filas utilizables',
 '\345\217\257\347\224\250\347\232\204\350\241\214'),
('audit.duplicates', 'duplicate rows',
 'filas duplicadas',
 '\351\207\215\345\244\215\347\232\204\350\241\214'),
('audit.shared_times', 'rows that share customer and time',
 'filas con el mismo cliente y fecha',
 '\345\256\242\346\210\267\345\222\214\346\227\266\351\227\264\351\203\275\347\233\270\345\220\214\347\232\204\350\241\214'),
('audit.purchases', 'purchases',
 'compras',
 '\350\264\255\344\271\260'),
('audit.free_orders', 'zero amounts',
 'importes cero',
 '\351\207\221\351\242\235\344\270\272\351\233\266'),
('audit.refunds', 'refunds',
 'devoluciones',
 '\351\200\200\346\254\276'),
('audit.contacts', 'contacts',
 'contactos',
 '\350\201\224\347\263\273\350\256\260\345\275\225'),
('audit.extreme_purchases', 'purchases far beyond the rest',
 'compras muy por encima del resto',
 '\350\277\234\350\266\205\345\205\266\344\273\226\347\232\204\350\264\255\344\271\260'),
('audit.long_orders', 'orders of more than a week',
 'pedidos de m\303\241s de una semana',
 '\350\266\205\350\277\207\344\270\200\345\221\250\347\232\204\350\256\242\345\215\225'),
('audit.single_order', 'customers with a single order',
 'clientes con un solo pedido',
 '\345\217\252\346\234\211\344\270\200\347\254\224\350\256\242\345\215\225\347\232\204\345\256\242\346\210\267'),
('audit.refund_first', 'refunds without a purchase',
 'devoluciones sin compra',
 '\346\262\241\346\234\211\350\264\255\344\271\260\347\232\204\351\200\200\346\254\276'),
('audit.negative_total', 'customers with a negative total',
 'clientes con total negativo',
 '\345\220\210\350\256\241\344\270\272\350\264\237\347\232\204\345\256\242\346\210\267'),
('audit.profit_unknown', 'customers whose profit is not known',
 'clientes cuyo beneficio no se conoce',
 '\345\210\251\346\266\246\346\234\252\347\237\245\347\232\204\345\256\242\346\210\267'),
('audit.placeholders', 'placeholder customers',
 'clientes ficticios',
 '\345\215\240\344\275\215\345\256\242\346\210\267'),
('audit.look_alikes', 'customers that look alike',
 'clientes que se parecen',
 '\347\234\213\350\265\267\346\235\245\347\233\270\345\220\214\347\232\204\345\256\242\346\210\267'),
('audit.dominating', 'customers with over a tenth of all rows',
 'clientes con m\303\241s de la d\303\251cima parte de las filas',
 '\345\215\240\345\205\250\351\203\250\350\241\214\345\215\201\345\210\206\344\271\213\344\270\200\344\273\245\344\270\212\347\232\204\345\256\242\346\210\267'),
('audit.dominating_money', 'customers with over a tenth of all money',
 'clientes con m\303\241s de la d\303\251cima parte del dinero',
 '\345\215\240\345\205\250\351\203\250\351\207\221\351\242\235\345\215\201\345\210\206\344\271\213\344\270\200\344\273\245\344\270\212\347\232\204\345\256\242\346\210\267'),
('audit.days_with_rows', 'days with rows',
 'd\303\255as con filas',
 '\346\234\211\346\225\260\346\215\256\347\232\204\345\244\251'),
('audit.gaps', 'gaps in the calendar',
 'huecos en el calendario',
 '\346\227\245\345\216\206\344\270\255\347\232\204\347\251\272\346\241\243'),
('audit.late_rows', 'last rows far after the others',
 '\303\272ltimas filas muy posteriores a las dem\303\241s',
 '\350\277\234\346\231\232\344\272\216\345\205\266\344\273\226\347\232\204\346\234\200\345\220\216\345\207\240\350\241\214'),

-- audit: advice
('advice.without_customer', 'They are left out. Find out whether they are sales without a name or a join that failed.',
 'No se cuentan. Averig\303\274e si son ventas sin nombre o una uni\303\263n que fall\303\263.',
 '\350\277\231\344\272\233\350\241\214\344\270\215\350\256\241\345\205\245\343\200\202\350\257\267\346\237\245\346\230\216\346\230\257\346\227\240\345\220\215\351\224\200\345\224\256\357\274\214\350\277\230\346\230\257\350\277\236\346\216\245\345\207\272\351\224\231\343\200\202'),
('advice.without_time', 'They are left out. Fill in the time, or find out why it is missing.',
 'No se cuentan. Complete la fecha o averig\303\274e por qu\303\251 falta.',
 '\350\277\231\344\272\233\350\241\214\344\270\215\350\256\241\345\205\245\343\200\202\350\257\267\350\241\245\344\270\212\346\227\266\351\227\264\357\274\214\346\210\226\346\237\245\346\230\216\344\270\272\344\275\225\347\274\272\345\244\261\343\200\202'),
('advice.time_infinite', 'segment() stops at them unless since or as_of leaves them out. Give NULL or a real time.',
 'segment() se detiene en ellas, salvo que since o as_of las excluya. Ponga NULL o una fecha real.',
 'segment()\351\201\207\345\210\260\345\260\261\345\201\234\346\255\242\357\274\214\351\231\244\351\235\236\347\224\261since\346\210\226as_of\346\216\222\351\231\244\343\200\202\350\257\267\345\241\253NULL\346\210\226\347\234\237\345\256\236\347\232\204\346\227\266\351\227\264\343\200\202'),
('advice.time_out_of_range', 'They lie beyond the calendar of timestamptz. segment() stops at them unless since or as_of leaves them out. Give NULL or a real time.',
 'Quedan fuera del calendario de timestamptz. segment() se detiene en ellas, salvo que since o as_of las excluya. Ponga NULL o una fecha real.',
 '\350\266\205\345\207\272timestamptz\347\232\204\346\227\245\345\216\206\343\200\202segment()\351\201\207\345\210\260\345\260\261\345\201\234\346\255\242\357\274\214\351\231\244\351\235\236\347\224\261since\346\210\226as_of\346\216\222\351\231\244\343\200\202\350\257\267\345\241\253NULL\346\210\226\347\234\237\345\256\236\347\232\204\346\227\266\351\227\264\343\200\202'),
('advice.before_since', 'They are left out, as asked.',
 'No se cuentan, tal como se pidi\303\263.',
 '\346\214\211\350\246\201\346\261\202\344\270\215\350\256\241\345\205\245\343\200\202'),
('advice.at_or_after_as_of', 'They are left out. If as_of is the present, their times are wrong.',
 'No se cuentan. Si as_of es el presente, sus fechas est\303\241n mal.',
 '\350\277\231\344\272\233\350\241\214\344\270\215\350\256\241\345\205\245\343\200\202\345\246\202\346\236\234as_of\346\230\257\347\216\260\345\234\250\357\274\214\345\256\203\344\273\254\347\232\204\346\227\266\351\227\264\345\260\261\346\234\211\351\224\231\343\200\202'),
('advice.amount_nan', 'segment() stops at them. Leave them out in a view, or give NULL for a contact.',
 'segment() se detiene en ellos. Excl\303\272yalos en una vista, o ponga NULL si es un contacto.',
 'segment()\351\201\207\345\210\260\345\260\261\345\201\234\346\255\242\343\200\202\350\257\267\345\234\250\350\247\206\345\233\276\344\270\255\346\216\222\351\231\244\357\274\233\350\213\245\346\230\257\350\201\224\347\263\273\350\256\260\345\275\225\357\274\214\350\257\267\345\241\253NULL\343\200\202'),
('advice.amount_too_large', 'segment() stops at them. Correct them, or use a larger unit of money.',
 'segment() se detiene en ellos. Corr\303\255jalos, o use una unidad monetaria mayor.',
 'segment()\351\201\207\345\210\260\345\260\261\345\201\234\346\255\242\343\200\202\350\257\267\346\233\264\346\255\243\357\274\214\346\210\226\346\224\271\347\224\250\346\233\264\345\244\247\347\232\204\350\264\247\345\270\201\345\215\225\344\275\215\343\200\202'),
('advice.amount_rounded', 'They are rounded to 20 decimals, half away from zero.',
 'Se redondean a 20 decimales; las mitades, alej\303\241ndose de cero.',
 '\345\233\233\350\210\215\344\272\224\345\205\245\345\210\26020\344\275\215\345\260\217\346\225\260\343\200\202'),
('advice.order_too_large', 'segment() stops where the lines of an order add up to so much. Correct them, or use a larger unit of money.',
 'segment() se detiene donde las l\303\255neas de un pedido suman tanto. Corr\303\255jalas, o use una unidad monetaria mayor.',
 '\344\270\200\347\254\224\350\256\242\345\215\225\345\220\204\350\241\214\345\220\210\350\256\241\350\277\231\344\271\210\345\244\247\346\227\266\357\274\214segment()\345\260\261\345\201\234\346\255\242\343\200\202\350\257\267\346\233\264\346\255\243\357\274\214\346\210\226\346\224\271\347\224\250\346\233\264\345\244\247\347\232\204\350\264\247\345\270\201\345\215\225\344\275\215\343\200\202'),
('advice.rows_usable', 'There is nothing that segment() could count.',
 'No hay nada que segment() pueda contar.',
 '\346\262\241\346\234\211segment()\345\217\257\344\273\245\347\273\237\350\256\241\347\232\204\345\206\205\345\256\271\343\200\202'),
('advice.duplicates', 'Rows beyond the first with the same customer, time and amount or, with order_column, with the same in all columns. If they are no two sales, a load ran twice.',
 'Filas, aparte de la primera, con el mismo cliente, fecha e importe o, con order_column, iguales en todas las columnas. Si no son dos ventas, una carga se ejecut\303\263 dos veces.',
 '\351\246\226\350\241\214\344\271\213\345\244\226\357\274\214\345\256\242\346\210\267\343\200\201\346\227\266\351\227\264\345\222\214\351\207\221\351\242\235\351\203\275\347\233\270\345\220\214\347\232\204\350\241\214\357\274\233\346\214\207\345\256\232\344\272\206order_column\346\227\266\357\274\214\345\210\231\346\230\257\345\220\204\345\210\227\351\203\275\347\233\270\345\220\214\347\232\204\350\241\214\343\200\202\345\246\202\346\236\234\344\270\215\346\230\257\344\270\244\347\254\224\351\224\200\345\224\256\357\274\214\345\260\261\346\230\257\351\207\215\345\244\215\350\243\205\350\275\275\343\200\202'),
('advice.shared_times', 'If the rows are lines of orders, each counts as an order: give order_column.',
 'Si las filas son l\303\255neas de pedido, cada una cuenta como un pedido: indique order_column.',
 '\345\246\202\346\236\234\350\277\231\344\272\233\350\241\214\346\230\257\350\256\242\345\215\225\346\230\216\347\273\206\357\274\214\346\257\217\350\241\214\351\203\275\344\274\232\347\256\227\344\275\234\344\270\200\347\254\224\350\256\242\345\215\225\357\274\232\350\257\267\346\214\207\345\256\232order_column\343\200\202'),
('advice.free_orders', 'They count as orders. If nothing was ordered, give NULL for a contact.',
 'Cuentan como pedidos. Si no se pidi\303\263 nada, ponga NULL: ser\303\241 un contacto.',
 '\347\256\227\344\275\234\350\256\242\345\215\225\343\200\202\345\246\202\346\236\234\346\262\241\346\234\211\344\270\213\345\215\225\357\274\214\350\257\267\345\241\253NULL\357\274\214\344\275\234\344\270\272\350\201\224\347\263\273\350\256\260\345\275\225\343\200\202'),
('advice.contacts', 'An amount that is NULL counts as a contact. If it is a sale of unknown amount, fill it in.',
 'Un importe NULL cuenta como contacto. Si es una venta de importe desconocido, compl\303\251telo.',
 '\351\207\221\351\242\235\344\270\272NULL\347\256\227\344\275\234\350\201\224\347\263\273\350\256\260\345\275\225\343\200\202\345\246\202\346\236\234\346\230\257\351\207\221\351\242\235\346\234\252\347\237\245\347\232\204\351\224\200\345\224\256\357\274\214\350\257\267\350\241\245\344\270\212\343\200\202'),
('advice.extreme_purchases', 'One purchase outweighs all others together, or over a thousand average ones. Check its amount: a lost decimal point, a test?',
 'Una compra pesa m\303\241s que todas las dem\303\241s juntas, o que mil compras medias. Compruebe su importe: \302\277una coma perdida, una prueba?',
 '\344\270\200\347\254\224\350\264\255\344\271\260\350\266\205\350\277\207\345\205\266\344\275\231\345\205\250\351\203\250\344\271\213\345\222\214\357\274\214\346\210\226\350\266\205\350\277\207\344\270\200\345\215\203\347\254\224\345\271\263\345\235\207\350\264\255\344\271\260\343\200\202\350\257\267\346\240\270\345\257\271\351\207\221\351\242\235\357\274\232\346\274\217\344\272\206\345\260\217\346\225\260\347\202\271\357\274\214\350\277\230\346\230\257\346\265\213\350\257\225\357\274\237'),
('advice.long_orders', 'From the first line to the last. Do order numbers begin again? Then give a column that tells the orders apart, in a view.',
 'De la primera l\303\255nea a la \303\272ltima. \302\277Vuelven a empezar los n\303\272meros de pedido? Entonces d\303\251, en una vista, una columna que distinga los pedidos.',
 '\344\273\216\347\254\254\344\270\200\350\241\214\345\210\260\346\234\200\345\220\216\344\270\200\350\241\214\343\200\202\350\256\242\345\215\225\345\217\267\346\230\257\345\220\246\344\274\232\351\207\215\346\226\260\345\274\200\345\247\213\357\274\237\351\202\243\345\260\261\345\234\250\350\247\206\345\233\276\344\270\255\347\273\231\345\207\272\350\203\275\345\214\272\345\210\206\350\256\242\345\215\225\347\232\204\345\210\227\343\200\202'),
('advice.refund_first', 'Their first refund comes before any order. Take a longer period, or look for orders under another key.',
 'Su primera devoluci\303\263n es anterior a todo pedido. Tome un per\303\255odo m\303\241s largo, o busque pedidos con otra clave.',
 '\351\246\226\346\254\241\351\200\200\346\254\276\346\227\251\344\272\216\344\273\273\344\275\225\350\256\242\345\215\225\343\200\202\350\257\267\345\217\226\346\233\264\351\225\277\347\232\204\346\227\266\346\234\237\357\274\214\346\210\226\346\237\245\346\211\276\347\224\250\345\205\266\344\273\226\351\224\256\350\256\260\345\275\225\347\232\204\350\256\242\345\215\225\343\200\202'),
('advice.negative_total', 'They got back more than they paid. Take a longer period, or check the signs.',
 'Recibieron m\303\241s de lo que pagaron. Tome un per\303\255odo m\303\241s largo, o compruebe los signos.',
 '\351\200\200\345\233\236\347\232\204\345\244\232\344\272\216\346\224\257\344\273\230\347\232\204\343\200\202\350\257\267\345\217\226\346\233\264\351\225\277\347\232\204\346\227\266\346\234\237\357\274\214\346\210\226\346\240\270\345\257\271\346\255\243\350\264\237\345\217\267\343\200\202'),
('advice.profit_unknown', 'They have ordered, and no row says what it earned: by profit they stand below all others, with a score of 0. Complete the profit.',
 'Han pedido, y ninguna fila dice qu\303\251 beneficio dej\303\263: por beneficio quedan por debajo de todos, con una puntuaci\303\263n de 0. Complete el beneficio.',
 '\344\273\226\344\273\254\344\270\213\350\277\207\345\215\225\357\274\214\344\275\206\346\262\241\346\234\211\344\270\200\350\241\214\345\206\231\346\230\216\350\265\232\344\272\206\345\244\232\345\260\221\357\274\232\346\214\211\345\210\251\346\266\246\346\216\222\345\234\250\346\211\200\346\234\211\344\272\272\344\271\213\345\220\216\357\274\214\345\276\227\345\210\206\344\270\2720\343\200\202\350\257\267\350\241\245\345\205\250\345\210\251\346\266\246\343\200\202'),
('advice.placeholders', 'The key reads like a placeholder for many customers. If it is one, make it NULL in a view.',
 'La clave parece representar a muchos clientes. Si es as\303\255, convi\303\251rtala en NULL en una vista.',
 '\350\277\231\344\270\252\351\224\256\345\203\217\346\230\257\350\256\270\345\244\232\345\256\242\346\210\267\347\232\204\345\215\240\344\275\215\347\254\246\343\200\202\345\246\202\346\236\234\346\230\257\357\274\214\350\257\267\345\234\250\350\247\206\345\233\276\344\270\255\346\224\271\344\270\272NULL\343\200\202'),
('advice.look_alikes', 'Their keys differ in case, blanks around them or leading zeros only. If they are one customer, make them one key in a view.',
 'Sus claves solo difieren en may\303\272sculas, en espacios o en ceros a la izquierda. Si son un mismo cliente, \303\272nalas en una clave en una vista.',
 '\350\277\231\344\272\233\351\224\256\345\217\252\345\234\250\345\244\247\345\260\217\345\206\231\343\200\201\351\246\226\345\260\276\347\251\272\346\240\274\346\210\226\345\211\215\345\257\274\351\233\266\344\270\212\344\270\215\345\220\214\343\200\202\345\246\202\346\236\234\346\230\257\345\220\214\344\270\200\345\256\242\346\210\267\357\274\214\350\257\267\345\234\250\350\247\206\345\233\276\344\270\255\345\220\210\346\210\220\344\270\200\344\270\252\351\224\256\343\200\202'),
('advice.dominating', 'A key with so many rows is often a cash desk or a placeholder. If it is one, make it NULL in a view.',
 'Una clave con tantas filas suele ser una caja o un cliente ficticio. Si es as\303\255, convi\303\251rtala en NULL en una vista.',
 '\350\241\214\346\225\260\350\277\231\344\271\210\345\244\232\347\232\204\351\224\256\345\276\200\345\276\200\346\230\257\346\224\266\351\223\266\345\217\260\346\210\226\345\215\240\344\275\215\347\254\246\343\200\202\345\246\202\346\236\234\346\230\257\357\274\214\350\257\267\345\234\250\350\247\206\345\233\276\344\270\255\346\224\271\344\270\272NULL\343\200\202'),
('advice.dominating_money', 'So much money moves means and shares for all others. Check the amounts, or look at the rest in a view.',
 'Tanto dinero desplaza medias y porcentajes de los dem\303\241s. Compruebe los importes, o mire el resto en una vista.',
 '\350\277\231\344\271\210\345\244\232\351\207\221\351\242\235\344\274\232\346\213\211\345\212\250\345\205\266\344\273\226\344\272\272\347\232\204\345\235\207\345\200\274\345\222\214\345\215\240\346\257\224\343\200\202\350\257\267\346\240\270\345\257\271\351\207\221\351\242\235\357\274\214\346\210\226\345\234\250\350\247\206\345\233\276\344\270\255\347\234\213\345\205\266\344\275\231\345\256\242\346\210\267\343\200\202'),
('advice.gaps', 'Far longer without a row than usual. Find out whether the business was closed or data are missing.',
 'Mucho m\303\241s tiempo sin filas de lo habitual. Averig\303\274e si el negocio estaba cerrado o si faltan datos.',
 '\346\262\241\346\234\211\346\225\260\346\215\256\347\232\204\346\227\266\351\227\264\350\277\234\346\257\224\345\271\263\345\270\270\351\225\277\343\200\202\350\257\267\346\237\245\346\230\216\346\230\257\345\201\234\344\270\232\350\277\230\346\230\257\347\274\272\346\225\260\346\215\256\343\200\202'),
('advice.late_rows', 'Without as_of the present is the last row''s time, and everybody else seems long gone. Correct the times, or give as_of.',
 'Sin as_of, el presente es la fecha de la \303\272ltima fila, y todos los dem\303\241s parecen haberse ido hace mucho. Corrija las fechas, o indique as_of.',
 '\346\262\241\346\234\211as_of\346\227\266\357\274\214\344\273\245\346\234\200\345\220\216\344\270\200\350\241\214\347\232\204\346\227\266\351\227\264\344\270\272\347\216\260\345\234\250\357\274\214\345\205\266\344\273\226\344\272\272\345\260\261\351\203\275\345\203\217\346\227\251\345\267\262\347\246\273\345\274\200\343\200\202\350\257\267\346\233\264\346\255\243\346\227\266\351\227\264\357\274\214\346\210\226\346\214\207\345\256\232as_of\343\200\202'),
('advice.likely_order_column', 'Rows of the same time have the same {column}: lines of an order? Each counts as an order: give order_column => {quoted}.',
 'Las filas de una misma fecha tienen el mismo {column}: \302\277l\303\255neas de pedido? Cada una cuenta como un pedido: indique order_column => {quoted}.',
 '\345\220\214\344\270\200\346\227\266\351\227\264\347\232\204\350\241\214{column}\347\233\270\345\220\214\357\274\232\346\230\257\350\256\242\345\215\225\346\230\216\347\273\206\345\220\227\357\274\237\346\257\217\350\241\214\351\203\275\347\256\227\344\275\234\344\270\200\347\254\224\350\256\242\345\215\225\357\274\232\350\257\267\346\214\207\345\256\232order_column => {quoted}\343\200\202'),
('advice.give_as_of', 'Give as_of: nothing reads the clock.',
 'Indique as_of: nada lee el reloj.',
 '\350\257\267\346\214\207\345\256\232as_of\357\274\232\346\262\241\346\234\211\344\273\273\344\275\225\345\207\275\346\225\260\350\257\273\345\217\226\346\227\266\351\222\237\343\200\202'),
('advice.give_order_column', 'Give order_column where rows are lines of orders.',
 'Indique order_column si las filas son l\303\255neas de pedido.',
 '\345\246\202\346\236\234\350\241\214\346\230\257\350\256\242\345\215\225\346\230\216\347\273\206\357\274\214\350\257\267\346\214\207\345\256\232order_column\343\200\202'),
('advice.told_apart', 'Orders are told apart by order_column.',
 'Los pedidos se distinguen por order_column.',
 '\350\256\242\345\215\225\347\224\261order_column\345\214\272\345\210\206\343\200\202'),
('advice.give_profit_column', 'Give profit_column where rows say what they earn.',
 'Indique profit_column si las filas dicen qu\303\251 beneficio dejan.',
 '\345\246\202\346\236\234\350\241\214\351\207\214\346\234\211\346\211\200\350\265\232\347\232\204\345\210\251\346\266\246\357\274\214\350\257\267\346\214\207\345\256\232profit_column\343\200\202')

) AS note (item, en, es, zh),
LATERAL (VALUES ('en', note.en, NULL::name[]),
				('es', note.es, '{UTF8, LATIN1, LATIN5, LATIN9, WIN1252, WIN1254}'),
				('zh', note.zh, '{UTF8, EUC_CN}')) AS text (lang, name, encodings)
WHERE text.encodings IS NULL OR pg_catalog.getdatabaseencoding() OPERATOR(pg_catalog.=) ANY (text.encodings);
/* The playbook of the reasons for not buying and for leaving: English, Spanish, Chinese; see the chapters of these. */

INSERT INTO @extschema@.playbook_shipped (subject, item, lang, name, who, action, offer, measure)
SELECT subject, item, 'en', name, who, action, offer, measure
FROM (VALUES

('reason', 'comparing', 'Comparing with others',
 'Weighs our product against competing ones and has not settled.',
 'Find out with which product they compare and on which points. Show on these what ours is worth, with evidence, and let them try it.',
 'A trial, or a guarantee to take it back.',
 'How many of those who tried it have bought, against those who did not.'),
('reason', 'dissatisfied', 'Unhappy with something',
 'Something about the product, the delivery or the service does not suit them.',
 'Find out what it is and put it right. Pass what several say on to those who can change it.',
 NULL,
 'How many of them buy within three months after it was put right.'),
('reason', 'distrust', 'Doubts about us',
 'Is not sure that the company or its service can be relied on.',
 'Show customers who vouch for us, put promises in writing, and let one person answer for everything.',
 'A written guarantee.',
 NULL),
('reason', 'waiting_for_moment', 'Waiting for the right moment',
 'Wants the product, but later.',
 'Note when they expect to buy, and have the offer ready for that day.',
 'The price of today, held until then.',
 'How many of them have bought by the day that they named.'),
('reason', 'no_funds', 'Short of money',
 'Cannot pay for it at present, or not all at once.',
 'Show them what they can afford now. Tie any concession to a return, such as a fixed date of payment.',
 'Payment by instalments, or a smaller package.',
 'How many of them pay all instalments and buy again.'),
('reason', 'swayed', 'Swayed by others',
 'Family, friends or colleagues advise against it.',
 'Give them good news and the words of satisfied customers to show at home or at work, and think of those who advise them, too.',
 'A trial for two.',
 NULL),
('reason', 'price_too_high', 'Price too high',
 'Would buy, but not at this price.',
 'Show first what the product is worth over the time it is used. Then offer a discount with a deadline, or a lower price for a larger quantity or for payment at once.',
 'A lower price for quantity or for payment at once.',
 'How many of them have bought at the lower price, and what they buy after that at the usual one.'),
('reason', 'waiting_for_promotion', 'Waiting for a promotion',
 'Knows that we cut prices now and then, and waits for it.',
 'Announce promotions with a deadline, and hold fewer of them where most sales wait for one.',
 'A promotion with a deadline.',
 'What they buy between promotions.'),
('reason', 'no_need_yet', 'No clear need yet',
 'Knows us, but does not need the product so far, or thinks so.',
 'Keep them informed at little cost, and watch for a change in their situation.',
 NULL,
 NULL),
('reason', 'nobody_cared', 'Felt that nobody cared',
 'Left because nobody seemed to notice them. As a rule of thumb, two thirds of those who leave say so.',
 'Let somebody answer for each good customer, note their purchases and their dates, and thank them before there is anything to sell.',
 'A membership, with somebody who knows them by name.',
 'What share of those who leave give this reason, from one half-year to the next.'),
('reason', 'complaint_unsettled', 'Complaint not settled',
 'Complained, and left before it was put right.',
 'Settle it even now, and say what has been changed. A complaint that is settled well makes a loyal customer.',
 'What makes good the damage.',
 'Days from complaint to settlement, and how many buy again after it.'),
('reason', 'product', 'Product disappointed',
 'The quality did not keep what it promised.',
 'Pass on to those who make or choose the product what exactly failed. Promise only what it keeps.',
 'A replacement, or the improved product at the old price.',
 'Returns of the product, before and after.'),
('reason', 'service', 'Service disappointed',
 'Delivery, advice or help afterwards were slow or poor.',
 'Find the step that failed and mend it for all. Say in what time we deliver and answer, and keep to it.',
 NULL,
 'What share of orders and questions is dealt with in the time named.'),
('reason', 'price', 'Left for the price',
 'Found it too dear in the end, or the price had risen.',
 'See what they earned us before matching any price: loyalty to price cuts makes no profit. Tie good customers by terms rather than by price cuts.',
 'A contract with a protected price, or a price by quantity.',
 'Their profit a year after, and not only their sales.'),
('reason', 'nothing_new', 'Nothing new',
 'Knew all that we have, and found more elsewhere.',
 'Show new and related products to old customers first, and learn what they miss.',
 'Early access to what is new.',
 'What share of sales comes from products of the last two years.'),
('reason', 'image', 'Image no longer suits',
 'Does not want to be seen with the brand any more, or has heard bad things of it.',
 'Find out what is said of us, answer it in public, and adjust image and channels to the customers we want.',
 NULL,
 NULL),
('reason', 'competitor', 'Went to a competitor',
 'Buys the same from somebody else now.',
 'Find out from whom and what decided it: a point of the product, the service or the terms. That is where we have to be better.',
 'Terms that reward staying, and rise with each purchase.',
 'How many of them buy from us again within a year, by competitor.'),
('reason', 'need_gone', 'No need any more',
 'Has moved away, closed down, grown out of it, or has had enough.',
 'Accept it, leave a good memory, and see which other product fits their new situation.',
 NULL,
 'How many new customers they have brought.')

) AS text (subject, item, name, who, action, offer, measure);

INSERT INTO @extschema@.playbook_shipped (subject, item, lang, name, who, action, offer, measure)
SELECT subject, item, 'es',
	   pg_catalog.convert_from(pg_catalog.decode(name, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(who, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(action, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(offer, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(measure, 'escape'), 'UTF8')
FROM (VALUES

('reason', 'comparing', 'Compara con otros',
 'Sopesa nuestro producto frente a los de la competencia y no se ha decidido.',
 'Averiguar con qu\303\251 producto lo comparan y en qu\303\251 puntos. Demostrar en ellos lo que vale el nuestro, con hechos, y dejar que lo prueben.',
 'Una prueba, o la garant\303\255a de devoluci\303\263n.',
 'Cu\303\241ntos de los que lo probaron han comprado, frente a los que no.'),
('reason', 'dissatisfied', 'Algo no le convence',
 'Hay algo del producto, de la entrega o del servicio que no le satisface.',
 'Averiguar qu\303\251 es y corregirlo. Lo que dicen varios, hacerlo llegar a quien puede cambiarlo.',
 NULL,
 'Cu\303\241ntos compran en los tres meses siguientes a la correcci\303\263n.'),
('reason', 'distrust', 'Desconf\303\255a de nosotros',
 'No est\303\241 seguro de que pueda fiarse de la empresa o de su servicio.',
 'Presentar clientes que respondan por nosotros, poner las promesas por escrito y que una sola persona responda de todo.',
 'Una garant\303\255a por escrito.',
 NULL),
('reason', 'waiting_for_moment', 'Espera el momento oportuno',
 'Quiere el producto, pero m\303\241s adelante.',
 'Anotar cu\303\241ndo piensan comprar y tener lista la oferta para ese d\303\255a.',
 'El precio de hoy, mantenido hasta entonces.',
 'Cu\303\241ntos han comprado para el d\303\255a que dijeron.'),
('reason', 'no_funds', 'Le falta dinero',
 'Ahora no puede pagarlo, o no de una vez.',
 'Ense\303\261arles lo que s\303\255 pueden permitirse. Toda concesi\303\263n, a cambio de algo, como una fecha fija de pago.',
 'Pago a plazos, o un lote m\303\241s peque\303\261o.',
 'Cu\303\241ntos pagan todos los plazos y vuelven a comprar.'),
('reason', 'swayed', 'Influido por otros',
 'La familia, los amigos o los compa\303\261eros se lo desaconsejan.',
 'Darles buenas noticias y opiniones de clientes satisfechos que puedan ense\303\261ar en casa o en el trabajo, y contar tambi\303\251n con quienes les aconsejan.',
 'Una prueba para dos.',
 NULL),
('reason', 'price_too_high', 'Precio demasiado alto',
 'Comprar\303\255a, pero no a este precio.',
 'Demostrar primero lo que vale el producto en el tiempo que dura. Despu\303\251s, un descuento con fecha l\303\255mite, o un precio m\303\241s bajo por m\303\241s cantidad o por pago al contado.',
 'Un precio m\303\241s bajo por cantidad o por pago al contado.',
 'Cu\303\241ntos han comprado al precio rebajado, y qu\303\251 compran despu\303\251s al habitual.'),
('reason', 'waiting_for_promotion', 'Espera una promoci\303\263n',
 'Sabe que de vez en cuando bajamos los precios, y espera.',
 'Anunciar las promociones con fecha l\303\255mite, y hacer menos si casi todas las ventas las esperan.',
 'Una promoci\303\263n con fecha l\303\255mite.',
 'Lo que compran entre una promoci\303\263n y otra.'),
('reason', 'no_need_yet', 'A\303\272n sin necesidad clara',
 'Nos conoce, pero por ahora no necesita el producto, o eso cree.',
 'Mantenerlos informados a bajo coste y fijarse en si cambia su situaci\303\263n.',
 NULL,
 NULL),
('reason', 'nobody_cared', 'Sinti\303\263 que no importaba',
 'Se fue porque nadie parec\303\255a fijarse en \303\251l. Seg\303\272n una regla pr\303\241ctica, lo dicen dos tercios de los que se van.',
 'Que alguien responda de cada buen cliente, lleve nota de sus compras y de sus fechas, y le d\303\251 las gracias antes de tener algo que venderle.',
 'El carn\303\251 de socio, y alguien que lo conozca por su nombre.',
 'Qu\303\251 parte de los que se van da este motivo, de un semestre a otro.'),
('reason', 'complaint_unsettled', 'Reclamaci\303\263n sin resolver',
 'Reclam\303\263, y se fue antes de que se arreglara.',
 'Resolverla aunque sea ahora, y decir qu\303\251 se ha cambiado. Una reclamaci\303\263n bien resuelta hace un cliente fiel.',
 'Lo que repare el da\303\261o.',
 'Los d\303\255as que pasan hasta resolverla, y cu\303\241ntos vuelven a comprar despu\303\251s.'),
('reason', 'product', 'El producto decepcion\303\263',
 'La calidad no cumpli\303\263 lo prometido.',
 'Hacer llegar a quien fabrica o elige el producto qu\303\251 fall\303\263 exactamente. Prometer solo lo que cumple.',
 'La sustituci\303\263n del producto, o el producto mejorado al precio de antes.',
 'Las devoluciones de ese producto, antes y despu\303\251s.'),
('reason', 'service', 'El servicio decepcion\303\263',
 'La entrega, el asesoramiento o la atenci\303\263n posterior fueron lentos o malos.',
 'Encontrar el paso que fall\303\263 y arreglarlo para todos. Decir en qu\303\251 plazos se entrega y se responde, y cumplirlos.',
 NULL,
 'Qu\303\251 parte de los pedidos y de las consultas se atiende en el plazo dicho.'),
('reason', 'price', 'Se fue por el precio',
 'Al final le pareci\303\263 caro, o el precio hab\303\255a subido.',
 'Mirar qu\303\251 beneficio dejaban antes de igualar ning\303\272n precio: la fidelidad a las rebajas no da beneficio. A los buenos, retenerlos con condiciones y no con rebajas.',
 'Un contrato con el precio protegido, o un precio por cantidad.',
 'Su beneficio un a\303\261o despu\303\251s, y no solo sus ventas.'),
('reason', 'nothing_new', 'Nada nuevo',
 'Conoc\303\255a todo lo que tenemos y encontr\303\263 m\303\241s en otra parte.',
 'Ense\303\261ar los productos nuevos y afines primero a los clientes de siempre, y saber qu\303\251 echan de menos.',
 'Acceso anticipado a las novedades.',
 'Qu\303\251 parte de las ventas viene de productos de los dos \303\272ltimos a\303\261os.'),
('reason', 'image', 'La imagen ya no le va',
 'Ya no quiere que se le vea con la marca, o ha o\303\255do hablar mal de ella.',
 'Averiguar qu\303\251 se dice de nosotros, responder en p\303\272blico y ajustar imagen y canales a los clientes que queremos.',
 NULL,
 NULL),
('reason', 'competitor', 'Se fue a la competencia',
 'Ahora compra lo mismo a otro.',
 'Averiguar a qui\303\251n compran y qu\303\251 lo decidi\303\263: un punto del producto, del servicio o de las condiciones. Ah\303\255 es donde hay que ser mejores.',
 'Condiciones que premien quedarse y crezcan con cada compra.',
 'Cu\303\241ntos vuelven a comprarnos en un a\303\261o, por competidor.'),
('reason', 'need_gone', 'Ya no lo necesita',
 'Se ha mudado, ha cerrado, le queda peque\303\261o o ya tiene bastante.',
 'Aceptarlo, dejar un buen recuerdo y mirar qu\303\251 otro producto encaja en su nueva situaci\303\263n.',
 NULL,
 'Cu\303\241ntos clientes nuevos nos ha tra\303\255do.')

) AS text (subject, item, name, who, action, offer, measure)
WHERE pg_catalog.getdatabaseencoding() OPERATOR(pg_catalog.=) ANY ('{UTF8, LATIN1, LATIN5, LATIN9, WIN1252, WIN1254}'::name[]);

INSERT INTO @extschema@.playbook_shipped (subject, item, lang, name, who, action, offer, measure)
SELECT subject, item, 'zh',
	   pg_catalog.convert_from(pg_catalog.decode(name, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(who, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(action, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(offer, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(measure, 'escape'), 'UTF8')
FROM (VALUES

('reason', 'comparing', '\345\234\250\346\257\224\350\276\203\347\253\236\345\223\201',
 '\346\213\277\346\210\221\344\273\254\347\232\204\344\272\247\345\223\201\344\270\216\347\253\236\344\272\211\345\257\271\346\211\213\347\232\204\346\257\224\350\276\203\357\274\214\350\277\230\346\262\241\346\234\211\350\256\244\345\256\232\343\200\202',
 '\345\274\204\346\270\205\344\273\226\344\273\254\344\270\216\345\223\252\347\247\215\344\272\247\345\223\201\346\257\224\357\274\214\346\257\224\345\223\252\345\207\240\347\202\271\343\200\202\345\260\261\345\234\250\350\277\231\345\207\240\347\202\271\344\270\212\347\224\250\344\272\213\345\256\236\350\257\264\346\230\216\346\210\221\344\273\254\347\232\204\344\273\267\345\200\274\357\274\214\345\271\266\350\256\251\344\273\226\344\273\254\350\257\225\347\224\250\343\200\202',
 '\350\257\225\347\224\250\357\274\214\346\210\226\351\200\200\350\264\247\344\277\235\350\257\201\343\200\202',
 '\350\257\225\347\224\250\350\277\207\347\232\204\344\272\272\346\234\211\345\244\232\345\260\221\350\264\255\344\271\260\357\274\214\344\270\216\346\262\241\350\257\225\347\224\250\347\232\204\347\233\270\346\257\224\343\200\202'),
('reason', 'dissatisfied', '\345\257\271\346\237\220\346\226\271\351\235\242\344\270\215\346\273\241\346\204\217',
 '\344\272\247\345\223\201\343\200\201\344\272\244\350\264\247\346\210\226\346\234\215\345\212\241\344\270\255\346\234\211\346\237\220\344\270\200\347\202\271\344\270\215\345\220\210\345\277\203\346\204\217\343\200\202',
 '\346\237\245\346\230\216\346\230\257\344\273\200\344\271\210\345\271\266\346\224\271\346\255\243\343\200\202\345\244\232\344\272\272\351\203\275\346\217\220\345\210\260\347\232\204\357\274\214\350\275\254\347\273\231\350\203\275\346\224\271\345\217\230\345\256\203\347\232\204\344\272\272\343\200\202',
 NULL,
 '\346\224\271\346\255\243\344\271\213\345\220\216\344\270\211\344\270\252\346\234\210\345\206\205\346\234\211\345\244\232\345\260\221\344\272\272\350\264\255\344\271\260\343\200\202'),
('reason', 'distrust', '\345\257\271\346\210\221\344\273\254\346\234\211\347\226\221\350\231\221',
 '\346\213\277\344\270\215\345\207\206\345\205\254\345\217\270\346\210\226\345\205\266\346\234\215\345\212\241\346\230\257\345\220\246\351\235\240\345\276\227\344\275\217\343\200\202',
 '\350\257\267\350\200\201\345\256\242\346\210\267\344\275\234\350\257\201\357\274\214\346\212\212\346\211\277\350\257\272\345\206\231\346\210\220\344\271\246\351\235\242\357\274\214\345\271\266\347\224\261\344\270\200\344\270\252\344\272\272\345\257\271\344\270\200\345\210\207\350\264\237\350\264\243\343\200\202',
 '\344\271\246\351\235\242\344\277\235\350\257\201\343\200\202',
 NULL),
('reason', 'waiting_for_moment', '\347\255\211\345\276\205\345\220\210\351\200\202\346\227\266\346\234\272',
 '\346\203\263\350\246\201\344\272\247\345\223\201\357\274\214\345\217\252\346\230\257\344\270\215\345\234\250\347\216\260\345\234\250\343\200\202',
 '\350\256\260\344\270\213\351\242\204\350\256\241\350\264\255\344\271\260\347\232\204\346\227\266\351\227\264\357\274\214\345\210\260\351\202\243\344\270\200\345\244\251\345\244\207\345\245\275\346\226\271\346\241\210\343\200\202',
 '\344\277\235\347\225\231\344\273\212\345\244\251\347\232\204\344\273\267\346\240\274\347\233\264\345\210\260\351\202\243\346\227\266\343\200\202',
 '\345\210\260\344\272\206\346\211\200\350\257\264\347\232\204\346\227\245\345\255\220\357\274\214\346\234\211\345\244\232\345\260\221\344\272\272\345\267\262\347\273\217\350\264\255\344\271\260\343\200\202'),
('reason', 'no_funds', '\350\265\204\351\207\221\344\270\215\350\266\263',
 '\347\234\274\344\270\213\344\273\230\344\270\215\350\265\267\357\274\214\346\210\226\344\270\215\350\203\275\344\270\200\346\254\241\344\273\230\346\270\205\343\200\202',
 '\347\273\231\344\273\226\344\273\254\347\234\213\347\216\260\345\234\250\350\264\237\346\213\205\345\276\227\350\265\267\347\232\204\351\200\211\346\213\251\343\200\202\344\273\273\344\275\225\350\256\251\346\255\245\351\203\275\350\246\201\346\234\211\345\233\236\346\212\245\357\274\214\344\276\213\345\246\202\347\272\246\345\256\232\344\273\230\346\254\276\346\227\245\346\234\237\343\200\202',
 '\345\210\206\346\234\237\344\273\230\346\254\276\357\274\214\346\210\226\350\276\203\345\260\217\347\232\204\345\245\227\351\244\220\343\200\202',
 '\346\234\211\345\244\232\345\260\221\344\272\272\344\273\230\346\270\205\345\220\204\346\234\237\345\271\266\345\206\215\346\254\241\350\264\255\344\271\260\343\200\202'),
('reason', 'swayed', '\345\217\227\344\272\262\345\217\213\345\220\214\344\272\213\345\275\261\345\223\215',
 '\345\256\266\344\272\272\343\200\201\346\234\213\345\217\213\346\210\226\345\220\214\344\272\213\344\270\215\350\265\236\346\210\220\343\200\202',
 '\346\217\220\344\276\233\345\245\275\346\266\210\346\201\257\345\222\214\346\273\241\346\204\217\345\256\242\346\210\267\347\232\204\350\257\204\344\273\267\357\274\214\344\276\277\344\272\216\344\273\226\344\273\254\347\273\231\345\256\266\344\272\272\346\210\226\345\220\214\344\272\213\347\234\213\357\274\233\344\271\237\351\241\276\345\217\212\344\270\272\344\273\226\344\273\254\345\207\272\344\270\273\346\204\217\347\232\204\344\272\272\343\200\202',
 '\345\217\214\344\272\272\350\257\225\347\224\250\343\200\202',
 NULL),
('reason', 'price_too_high', '\344\273\267\346\240\274\345\244\252\351\253\230',
 '\346\204\277\346\204\217\344\271\260\357\274\214\344\275\206\344\270\215\346\230\257\346\214\211\350\277\231\344\270\252\344\273\267\346\240\274\343\200\202',
 '\345\205\210\350\257\264\346\230\216\344\272\247\345\223\201\345\234\250\344\275\277\347\224\250\346\234\237\345\206\205\345\200\274\345\244\232\345\260\221\343\200\202\347\204\266\345\220\216\347\273\231\351\231\220\346\234\237\346\212\230\346\211\243\357\274\214\346\210\226\345\234\250\346\225\260\351\207\217\345\244\247\343\200\201\344\270\200\346\254\241\344\273\230\346\270\205\346\227\266\347\273\231\344\275\216\344\273\267\343\200\202',
 '\346\225\260\351\207\217\345\244\247\346\210\226\344\270\200\346\254\241\344\273\230\346\270\205\346\227\266\357\274\214\344\273\267\346\240\274\346\233\264\344\275\216\343\200\202',
 '\346\234\211\345\244\232\345\260\221\344\272\272\346\214\211\344\275\216\344\273\267\350\264\255\344\271\260\357\274\214\344\271\213\345\220\216\346\214\211\345\216\237\344\273\267\345\217\210\344\271\260\345\244\232\345\260\221\343\200\202'),
('reason', 'waiting_for_promotion', '\347\255\211\345\276\205\344\277\203\351\224\200',
 '\347\237\245\351\201\223\346\210\221\344\273\254\344\270\215\346\227\266\351\231\215\344\273\267\357\274\214\346\211\200\344\273\245\345\234\250\347\255\211\343\200\202',
 '\345\205\254\345\270\203\346\234\211\346\210\252\346\255\242\346\227\245\346\234\237\347\232\204\344\277\203\351\224\200\357\274\233\345\246\202\346\236\234\345\244\247\351\203\250\345\210\206\351\224\200\345\224\256\351\203\275\345\234\250\347\255\211\344\277\203\351\224\200\357\274\214\345\260\261\345\260\221\345\212\236\345\207\240\346\254\241\343\200\202',
 '\346\234\211\346\210\252\346\255\242\346\227\245\346\234\237\347\232\204\344\277\203\351\224\200\343\200\202',
 '\344\270\244\346\254\241\344\277\203\351\224\200\344\271\213\351\227\264\344\271\260\345\244\232\345\260\221\343\200\202'),
('reason', 'no_need_yet', '\345\260\232\346\227\240\346\230\216\347\241\256\351\234\200\346\261\202',
 '\347\237\245\351\201\223\346\210\221\344\273\254\357\274\214\344\275\206\347\233\256\345\211\215\344\270\215\351\234\200\350\246\201\344\272\247\345\223\201\357\274\214\346\210\226\350\207\252\350\256\244\344\270\272\344\270\215\351\234\200\350\246\201\343\200\202',
 '\344\273\245\344\275\216\346\210\220\346\234\254\350\256\251\344\273\226\344\273\254\344\272\206\350\247\243\346\266\210\346\201\257\357\274\214\347\225\231\346\204\217\345\205\266\346\203\205\345\206\265\346\230\257\345\220\246\345\217\230\345\214\226\343\200\202',
 NULL,
 NULL),
('reason', 'nobody_cared', '\350\247\211\345\276\227\346\262\241\344\272\272\345\234\250\346\204\217',
 '\345\233\240\344\270\272\344\274\274\344\271\216\346\262\241\344\272\272\346\263\250\346\204\217\345\210\260\344\273\226\344\273\254\350\200\214\347\246\273\345\274\200\343\200\202\346\214\211\347\273\217\351\252\214\346\263\225\345\210\231\357\274\214\344\270\211\345\210\206\344\271\213\344\272\214\347\232\204\346\265\201\345\244\261\345\256\242\346\210\267\350\277\231\346\240\267\350\257\264\343\200\202',
 '\346\257\217\344\275\215\345\245\275\345\256\242\346\210\267\351\203\275\346\234\211\344\272\272\350\264\237\350\264\243\357\274\214\350\256\260\344\270\213\345\205\266\350\264\255\344\271\260\345\222\214\351\207\215\350\246\201\346\227\245\345\255\220\357\274\214\345\234\250\346\234\211\344\270\234\350\245\277\350\246\201\345\215\226\344\271\213\345\211\215\345\205\210\350\241\250\347\244\272\346\204\237\350\260\242\343\200\202',
 '\344\274\232\345\221\230\350\265\204\346\240\274\357\274\214\345\271\266\346\234\211\345\217\253\345\276\227\345\207\272\345\205\266\345\220\215\345\255\227\347\232\204\344\272\272\343\200\202',
 '\347\246\273\345\274\200\347\232\204\344\272\272\344\270\255\346\234\211\345\244\232\345\260\221\350\257\264\345\207\272\350\277\231\344\270\252\345\216\237\345\233\240\357\274\214\351\200\220\344\270\252\345\215\212\345\271\264\346\257\224\350\276\203\343\200\202'),
('reason', 'complaint_unsettled', '\346\212\225\350\257\211\346\262\241\346\234\211\350\247\243\345\206\263',
 '\346\212\225\350\257\211\344\271\213\345\220\216\357\274\214\346\262\241\347\255\211\345\210\260\350\247\243\345\206\263\345\260\261\347\246\273\345\274\200\344\272\206\343\200\202',
 '\347\216\260\345\234\250\344\271\237\350\246\201\350\247\243\345\206\263\357\274\214\345\271\266\350\257\264\346\230\216\346\224\271\344\272\206\344\273\200\344\271\210\343\200\202\345\244\204\347\220\206\345\276\227\345\245\275\347\232\204\346\212\225\350\257\211\344\274\232\351\200\240\345\260\261\345\277\240\350\257\232\347\232\204\345\256\242\346\210\267\343\200\202',
 '\345\274\245\350\241\245\346\215\237\345\244\261\347\232\204\350\241\245\345\201\277\343\200\202',
 '\344\273\216\346\212\225\350\257\211\345\210\260\350\247\243\345\206\263\347\232\204\345\244\251\346\225\260\357\274\214\344\273\245\345\217\212\344\271\213\345\220\216\346\234\211\345\244\232\345\260\221\344\272\272\345\206\215\346\254\241\350\264\255\344\271\260\343\200\202'),
('reason', 'product', '\344\272\247\345\223\201\344\273\244\344\272\272\345\244\261\346\234\233',
 '\350\264\250\351\207\217\346\262\241\346\234\211\350\276\276\345\210\260\346\211\277\350\257\272\343\200\202',
 '\346\212\212\345\205\267\344\275\223\347\232\204\351\227\256\351\242\230\350\275\254\345\221\212\345\210\266\351\200\240\346\210\226\351\200\211\350\264\255\344\272\247\345\223\201\347\232\204\344\272\272\343\200\202\345\217\252\346\211\277\350\257\272\345\201\232\345\276\227\345\210\260\347\232\204\343\200\202',
 '\346\215\242\350\264\247\357\274\214\346\210\226\346\214\211\345\216\237\344\273\267\346\217\220\344\276\233\346\224\271\350\277\233\345\220\216\347\232\204\344\272\247\345\223\201\343\200\202',
 '\350\277\231\347\247\215\344\272\247\345\223\201\347\232\204\351\200\200\350\264\247\357\274\214\345\211\215\345\220\216\347\233\270\346\257\224\343\200\202'),
('reason', 'service', '\346\234\215\345\212\241\344\273\244\344\272\272\345\244\261\346\234\233',
 '\344\272\244\350\264\247\343\200\201\345\222\250\350\257\242\346\210\226\345\224\256\345\220\216\346\234\215\345\212\241\345\244\252\346\205\242\357\274\214\346\210\226\350\200\205\345\201\232\345\276\227\344\270\215\345\245\275\343\200\202',
 '\346\211\276\345\207\272\345\207\272\351\224\231\347\232\204\347\216\257\350\212\202\357\274\214\344\270\272\346\211\200\346\234\211\344\272\272\346\224\271\345\245\275\343\200\202\345\205\254\345\270\203\344\272\244\350\264\247\345\222\214\347\255\224\345\244\215\347\232\204\346\227\266\351\231\220\357\274\214\345\271\266\351\201\265\345\256\210\343\200\202',
 NULL,
 '\345\234\250\346\227\266\351\231\220\345\206\205\344\272\244\350\264\247\345\222\214\347\255\224\345\244\215\347\232\204\345\215\240\345\244\232\345\260\221\343\200\202'),
('reason', 'price', '\345\233\240\344\273\267\346\240\274\347\246\273\345\274\200',
 '\346\234\200\347\273\210\350\247\211\345\276\227\345\244\252\350\264\265\357\274\214\346\210\226\346\266\250\344\273\267\344\272\206\343\200\202',
 '\350\267\237\344\273\267\344\271\213\345\211\215\345\205\210\347\234\213\344\273\226\344\273\254\345\270\246\346\235\245\345\244\232\345\260\221\345\210\251\346\266\246\357\274\232\345\217\252\345\277\240\344\272\216\351\231\215\344\273\267\347\232\204\344\270\215\344\272\247\347\224\237\345\210\251\346\266\246\343\200\202\347\224\250\346\235\241\344\273\266\350\200\214\344\270\215\346\230\257\351\231\215\344\273\267\347\225\231\344\275\217\345\245\275\345\256\242\346\210\267\343\200\202',
 '\346\234\211\344\273\267\346\240\274\344\277\235\346\212\244\347\232\204\345\220\210\345\220\214\357\274\214\346\210\226\346\214\211\346\225\260\351\207\217\345\256\232\344\273\267\343\200\202',
 '\344\270\200\345\271\264\344\271\213\345\220\216\347\232\204\345\210\251\346\266\246\357\274\214\350\200\214\344\270\215\345\217\252\346\230\257\351\224\200\345\224\256\351\242\235\343\200\202'),
('reason', 'nothing_new', '\346\262\241\346\234\211\346\226\260\344\270\234\350\245\277',
 '\346\210\221\344\273\254\346\234\211\347\232\204\351\203\275\347\237\245\351\201\223\344\272\206\357\274\214\345\234\250\345\210\253\345\244\204\346\211\276\345\210\260\346\233\264\345\244\232\343\200\202',
 '\346\226\260\345\223\201\345\222\214\347\233\270\345\205\263\344\272\247\345\223\201\345\205\210\347\273\231\350\200\201\345\256\242\346\210\267\347\234\213\357\274\214\345\271\266\344\272\206\350\247\243\344\273\226\344\273\254\347\274\272\344\273\200\344\271\210\343\200\202',
 '\346\212\242\345\205\210\344\275\223\351\252\214\346\226\260\345\223\201\343\200\202',
 '\346\234\200\350\277\221\344\270\244\345\271\264\347\232\204\344\272\247\345\223\201\345\215\240\351\224\200\345\224\256\351\242\235\345\244\232\345\260\221\343\200\202'),
('reason', 'image', '\345\275\242\350\261\241\344\270\215\345\206\215\345\220\210\351\200\202',
 '\344\270\215\346\204\277\345\206\215\344\270\216\350\277\231\344\270\252\345\223\201\347\211\214\350\201\224\347\263\273\345\234\250\344\270\200\350\265\267\357\274\214\346\210\226\345\220\254\345\210\260\344\272\206\345\257\271\345\256\203\344\270\215\345\245\275\347\232\204\350\257\204\344\273\267\343\200\202',
 '\346\237\245\346\230\216\345\210\253\344\272\272\346\200\216\344\271\210\350\257\264\346\210\221\344\273\254\357\274\214\345\205\254\345\274\200\345\233\236\345\272\224\357\274\214\345\271\266\346\214\211\346\203\263\350\246\201\347\232\204\345\256\242\346\210\267\350\260\203\346\225\264\345\275\242\350\261\241\345\222\214\346\270\240\351\201\223\343\200\202',
 NULL,
 NULL),
('reason', 'competitor', '\350\275\254\345\220\221\347\253\236\344\272\211\345\257\271\346\211\213',
 '\347\216\260\345\234\250\344\273\216\345\210\253\345\256\266\344\271\260\345\220\214\346\240\267\347\232\204\344\270\234\350\245\277\343\200\202',
 '\345\274\204\346\270\205\350\275\254\345\210\260\345\223\252\345\256\266\343\200\201\347\224\261\344\273\200\344\271\210\345\206\263\345\256\232\357\274\232\344\272\247\345\223\201\343\200\201\346\234\215\345\212\241\350\277\230\346\230\257\346\235\241\344\273\266\344\270\255\347\232\204\344\270\200\347\202\271\343\200\202\346\210\221\344\273\254\350\246\201\345\234\250\350\277\231\344\270\200\347\202\271\344\270\212\345\201\232\345\276\227\346\233\264\345\245\275\343\200\202',
 '\345\245\226\345\212\261\351\225\277\346\234\237\345\276\200\346\235\245\347\232\204\346\235\241\344\273\266\357\274\214\351\232\217\346\257\217\346\254\241\350\264\255\344\271\260\351\200\222\345\242\236\343\200\202',
 '\346\214\211\347\253\236\344\272\211\345\257\271\346\211\213\347\234\213\357\274\214\344\270\200\345\271\264\344\271\213\345\206\205\346\234\211\345\244\232\345\260\221\344\272\272\345\233\236\346\235\245\350\264\255\344\271\260\343\200\202'),
('reason', 'need_gone', '\344\270\215\345\206\215\351\234\200\350\246\201',
 '\346\220\254\350\265\260\343\200\201\345\201\234\344\270\232\343\200\201\351\234\200\346\261\202\345\217\230\344\272\206\357\274\214\346\210\226\345\267\262\347\273\217\345\244\237\347\224\250\343\200\202',
 '\346\216\245\345\217\227\347\216\260\345\256\236\357\274\214\347\225\231\344\270\213\345\245\275\345\215\260\350\261\241\357\274\214\347\234\213\347\234\213\345\223\252\347\247\215\345\210\253\347\232\204\344\272\247\345\223\201\351\200\202\345\220\210\345\205\266\346\226\260\346\203\205\345\206\265\343\200\202',
 NULL,
 '\344\273\226\344\273\254\345\270\246\346\235\245\344\272\206\345\244\232\345\260\221\346\226\260\345\256\242\346\210\267\343\200\202')

) AS text (subject, item, name, who, action, offer, measure)
WHERE pg_catalog.getdatabaseencoding() OPERATOR(pg_catalog.=) ANY ('{UTF8, EUC_CN}'::name[]);
/* The playbook: names of RFM segments that need facts, and five groups of them. In UTF-8, as the chapters of the languages say. */

/* RFM by facts: how to treat them; whether to be in touch is said by the action of each */

INSERT INTO @extschema@.playbook_shipped (subject, item, lang, name, who, needs, obstacle, action, message, contact_every, offer, goal, measure)
SELECT subject, item, 'en', name, who, needs, obstacle, action, message, contact_every::interval, offer, goal, measure
FROM (VALUES

('rfm_segment', 'steady', 'Steady customer',
 'Buys well, and the last order is no longer ago than is usual here.',
 'Prices and service to stay as they know them.',
 'They know the part of the range that they buy, and hardly the rest.',
 'Keep to the terms that they know, and study what else they could use.',
 'What you like stays as you know it. And here is what goes with it.',
 '30 days',
 'A better price for a larger quantity, or a standing order that can be changed at any time.',
 'Loyalty: that they think of us first.',
 'The share of them who are loyal or champions a year later.'),
('rfm_segment', 'occasional', 'Occasional customer',
 'Buys now and then and not much, and has not been away for longer than is usual here.',
 'To find quickly what they came for.',
 'They need us only now and then, or buy most elsewhere.',
 'Make small orders simple and cheap to serve, and study what they buy elsewhere.',
 'Small orders are welcome, too: choose, pay, done.',
 '60 days',
 'A second product at a better price with the first.',
 'A steady customer.',
 'Orders in the year after, against those of the year before.'),
('rfm_group', 'best', 'Best customers',
 'Champions and loyal customers: they buy often and much, and have not lapsed.',
 'To see that their custom is noticed.',
 'They may be taken for granted, or a rival may offer better terms.',
 'Give them the best service and terms that reward staying, and learn what keeps them.',
 NULL,
 NULL,
 'Membership, early information and protection against price changes, in return for a contract or a larger quantity.',
 'That they stay, and bring others.',
 'The share of them still among the best a year later.'),
('rfm_group', 'growing', 'Growing customers',
 'New and promising customers, and those who may become loyal.',
 'A first experience that comes up to what was promised.',
 'They do not know the range, and nobody has won their trust yet.',
 'Make the first orders go well, and study which of them become loyal, and by which product.',
 NULL,
 NULL,
 'A reward for the second and third order, and for buying several things together.',
 'Best customers.',
 'The share who order again within the time in which most do.'),
('rfm_group', 'steady', 'Steady and occasional customers',
 'They buy in their own rhythm: well, or now and then. Those who need attention have been away for longer than their rhythm would have it.',
 'Reliable service at a fair price.',
 'They have settled on a small part of what they need from us.',
 'Keep service simple and terms fair, and study what they could buy more of.',
 NULL,
 NULL,
 'Prices by quantity, and a standing order.',
 'Growing customers.',
 'Orders and money a head, against the year before.'),
('rfm_group', 'former_good', 'Lapsed good customers',
 'They bought often and much, and have been away for longer than is usual among those who come back.',
 'What drove them away to be put right.',
 'Something may have disappointed them, or a rival may serve them.',
 'Study what came before they lapsed, and mend what several of them have in common.',
 NULL,
 NULL,
 'Terms as good as those they had, tied to an order.',
 'Good customers once more.',
 'The share who order within a year, against those to whom nothing was offered.'),
('rfm_group', 'former_small', 'Lapsed small customers',
 'They bought seldom or little, and have been away for longer than is usual among those who come back.',
 'To find us again if they should need us.',
 'There may be no need, or it was never quite right for them.',
 'Learn what they have in common, so as not to pay for more like them.',
 NULL,
 NULL,
 'What is offered to everybody.',
 'To come back of themselves.',
 'The share who come back, and what that costs.')

) AS text (subject, item, name, who, needs, obstacle, action, message, contact_every, offer, goal, measure);

INSERT INTO @extschema@.playbook_shipped (subject, item, lang, name, who, needs, obstacle, action, message, contact_every, offer, goal, measure)
SELECT text.subject, text.item, 'es',
	   pg_catalog.convert_from(pg_catalog.decode(text.name, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.who, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.needs, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.obstacle, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.action, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.message, 'escape'), 'UTF8'),
	   english.contact_every,
	   pg_catalog.convert_from(pg_catalog.decode(text.offer, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.goal, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.measure, 'escape'), 'UTF8')
FROM (VALUES

('rfm_segment', 'steady', 'Cliente constante',
 'Compra bien, y desde su \303\272ltimo pedido no ha pasado m\303\241s tiempo del que aqu\303\255 es habitual.',
 'Que los precios y el servicio sigan como los conoce.',
 'Conoce la parte de la gama que compra y apenas el resto.',
 'Mantener las condiciones que conocen y estudiar qu\303\251 m\303\241s podr\303\255a servirles.',
 'Lo que le gusta sigue como siempre. Y esto otro lo complementa.',
 'Un precio mejor por mayor cantidad, o un pedido peri\303\263dico que se puede cambiar en cualquier momento.',
 'Fidelidad: que piense primero en nosotros.',
 'La parte de ellos que un a\303\261o despu\303\251s son fieles o campeones.'),
('rfm_segment', 'occasional', 'Comprador ocasional',
 'Compra de vez en cuando y poca cosa, y no lleva ausente m\303\241s de lo que aqu\303\255 es habitual.',
 'Encontrar enseguida lo que busca.',
 'Solo nos necesita de vez en cuando, o compra casi todo en otra parte.',
 'Hacer que los pedidos peque\303\261os sean sencillos y baratos de atender, y estudiar qu\303\251 compran en otra parte.',
 'Los pedidos peque\303\261os tambi\303\251n son bienvenidos: elija, pague y listo.',
 'Un segundo producto a mejor precio junto con el primero.',
 'Un cliente constante.',
 'Los pedidos del a\303\261o siguiente, frente a los del anterior.'),
('rfm_group', 'best', 'Los mejores clientes',
 'Campeones y clientes fieles: compran a menudo y mucho, y no se han ido.',
 'Ver que se aprecia su preferencia.',
 'Puede que se d\303\251 por hecho que seguir\303\241n, o que un competidor ofrezca mejores condiciones.',
 'Darles el mejor servicio y condiciones que premien la permanencia, y averiguar qu\303\251 los retiene.',
 NULL,
 'Un programa de socios, informaci\303\263n anticipada y protecci\303\263n ante cambios de precio, a cambio de un contrato o de mayor cantidad.',
 'Que sigan, y que traigan a otros.',
 'La parte de ellos que un a\303\261o despu\303\251s siguen entre los mejores.'),
('rfm_group', 'growing', 'Clientes en crecimiento',
 'Clientes nuevos y prometedores, y los que pueden llegar a ser fieles.',
 'Una primera experiencia a la altura de lo prometido.',
 'No conocen la gama, y nadie se ha ganado a\303\272n su confianza.',
 'Cuidar que los primeros pedidos salgan bien y estudiar cu\303\241les llegan a ser fieles, y por qu\303\251 producto.',
 NULL,
 'Una recompensa por el segundo y el tercer pedido, y por comprar varias cosas a la vez.',
 'Que pasen a ser de los mejores.',
 'La parte que vuelve a pedir en el plazo en que lo hace la mayor\303\255a.'),
('rfm_group', 'steady', 'Clientes constantes y ocasionales',
 'Compran a su ritmo: bien, o de vez en cuando. Los que necesitan atenci\303\263n llevan ausentes m\303\241s de lo que pide su ritmo.',
 'Un servicio fiable a un precio justo.',
 'Solo nos compran una peque\303\261a parte de lo que necesitan.',
 'Mantener un servicio sencillo y condiciones justas, y estudiar de qu\303\251 podr\303\255an comprar m\303\241s.',
 NULL,
 'Precios por cantidad y un pedido peri\303\263dico.',
 'Clientes en crecimiento.',
 'Pedidos y dinero por cliente, frente al a\303\261o anterior.'),
('rfm_group', 'former_good', 'Buenos clientes que se han ido',
 'Compraban a menudo y mucho, y llevan ausentes m\303\241s tiempo del que suelen tardar quienes vuelven.',
 'Que se arregle lo que los alej\303\263.',
 'Puede que algo los decepcionara, o que los atienda un competidor.',
 'Estudiar lo que ocurri\303\263 antes de que se fueran y corregir lo que se repita en varios.',
 NULL,
 'Condiciones tan buenas como las que ten\303\255an, ligadas a un pedido.',
 'Que vuelvan a ser buenos clientes.',
 'La parte que pide en el plazo de un a\303\261o, frente a aquellos a quienes no se ofreci\303\263 nada.'),
('rfm_group', 'former_small', 'Clientes peque\303\261os que se fueron',
 'Compraban pocas veces o poca cosa, y llevan ausentes m\303\241s tiempo del que suelen tardar quienes vuelven.',
 'Volver a encontrarnos si alg\303\272n d\303\255a nos necesitan.',
 'Puede que no tengan necesidad, o que nunca fu\303\251ramos del todo lo suyo.',
 'Averiguar qu\303\251 tienen en com\303\272n, para no pagar por m\303\241s clientes as\303\255.',
 NULL,
 'Lo que se ofrece a todo el mundo.',
 'Que vuelvan por s\303\255 solos.',
 'La parte que vuelve, y lo que eso cuesta.')

) AS text (subject, item, name, who, needs, obstacle, action, message, offer, goal, measure)
JOIN @extschema@.playbook_shipped AS english
	ON english.subject OPERATOR(pg_catalog.=) text.subject AND english.item OPERATOR(pg_catalog.=) text.item
WHERE english.lang OPERATOR(pg_catalog.=) 'en'
  AND pg_catalog.getdatabaseencoding() OPERATOR(pg_catalog.=) ANY ('{UTF8, LATIN1, LATIN5, LATIN9, WIN1252, WIN1254}'::name[]);

INSERT INTO @extschema@.playbook_shipped (subject, item, lang, name, who, needs, obstacle, action, message, contact_every, offer, goal, measure)
SELECT text.subject, text.item, 'zh',
	   pg_catalog.convert_from(pg_catalog.decode(text.name, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.who, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.needs, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.obstacle, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.action, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.message, 'escape'), 'UTF8'),
	   english.contact_every,
	   pg_catalog.convert_from(pg_catalog.decode(text.offer, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.goal, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.measure, 'escape'), 'UTF8')
FROM (VALUES

('rfm_segment', 'steady', '\345\271\263\347\250\263\345\256\242\346\210\267',
 '\344\271\260\345\276\227\344\270\215\351\224\231\357\274\214\346\234\200\345\220\216\344\270\200\346\254\241\350\264\255\344\271\260\350\267\235\344\273\212\346\262\241\346\234\211\350\266\205\350\277\207\350\277\231\351\207\214\351\200\232\345\270\270\347\232\204\351\227\264\351\232\224\343\200\202',
 '\344\273\267\346\240\274\345\222\214\346\234\215\345\212\241\351\203\275\345\222\214\344\273\245\345\211\215\344\270\200\346\240\267\343\200\202',
 '\345\217\252\347\206\237\346\202\211\350\207\252\345\267\261\345\270\270\344\271\260\347\232\204\351\202\243\344\270\200\351\203\250\345\210\206\344\272\247\345\223\201\343\200\202',
 '\344\277\235\346\214\201\344\273\226\344\273\254\347\206\237\346\202\211\347\232\204\346\235\241\344\273\266\357\274\214\347\240\224\347\251\266\344\273\226\344\273\254\350\277\230\347\224\250\345\276\227\344\270\212\344\273\200\344\271\210\343\200\202',
 '\346\202\250\345\226\234\346\254\242\347\232\204\344\270\200\345\210\207\347\205\247\346\227\247\357\274\214\350\277\231\344\270\200\346\254\276\346\255\243\345\245\275\344\270\216\345\256\203\346\220\255\351\205\215\343\200\202',
 '\351\207\217\345\244\247\344\273\267\346\233\264\344\274\230\357\274\214\346\210\226\350\200\205\345\217\257\344\273\245\351\232\217\346\227\266\346\233\264\346\224\271\347\232\204\345\256\232\346\234\237\350\256\242\345\215\225\343\200\202',
 '\345\217\230\345\276\227\345\277\240\350\257\232\357\274\232\351\246\226\345\205\210\346\203\263\345\210\260\346\210\221\344\273\254\343\200\202',
 '\344\270\200\345\271\264\345\220\216\346\210\220\344\270\272\345\277\240\350\257\232\345\256\242\346\210\267\346\210\226\345\206\240\345\206\233\345\256\242\346\210\267\347\232\204\346\257\224\344\276\213\343\200\202'),
('rfm_segment', 'occasional', '\345\201\266\345\260\224\350\264\255\344\271\260\347\232\204\345\256\242\346\210\267',
 '\345\201\266\345\260\224\344\271\260\344\270\200\347\202\271\357\274\214\346\262\241\344\271\260\347\232\204\346\227\266\351\227\264\346\262\241\346\234\211\350\266\205\350\277\207\350\277\231\351\207\214\351\200\232\345\270\270\347\232\204\351\227\264\351\232\224\343\200\202',
 '\345\276\210\345\277\253\346\211\276\345\210\260\346\203\263\350\246\201\347\232\204\344\270\234\350\245\277\343\200\202',
 '\345\217\252\346\230\257\345\201\266\345\260\224\351\234\200\350\246\201\346\210\221\344\273\254\357\274\214\346\210\226\350\200\205\344\270\273\350\246\201\345\234\250\345\210\253\345\244\204\350\264\255\344\271\260\343\200\202',
 '\350\256\251\345\260\217\350\256\242\345\215\225\345\212\236\350\265\267\346\235\245\347\256\200\344\276\277\343\200\201\346\210\220\346\234\254\344\275\216\357\274\214\347\240\224\347\251\266\344\273\226\344\273\254\345\234\250\345\210\253\345\244\204\344\271\260\344\272\233\344\273\200\344\271\210\343\200\202',
 '\345\260\217\350\256\242\345\215\225\345\220\214\346\240\267\346\254\242\350\277\216\357\274\232\351\200\211\345\245\275\357\274\214\344\273\230\346\254\276\357\274\214\345\260\261\345\245\275\344\272\206\343\200\202',
 '\344\271\260\347\254\254\344\270\200\344\273\266\346\227\266\357\274\214\347\254\254\344\272\214\344\273\266\344\273\267\346\240\274\346\233\264\344\274\230\343\200\202',
 '\346\210\220\344\270\272\345\271\263\347\250\263\345\256\242\346\210\267\343\200\202',
 '\344\271\213\345\220\216\344\270\200\345\271\264\347\232\204\350\256\242\345\215\225\357\274\214\344\270\216\344\271\213\345\211\215\344\270\200\345\271\264\347\233\270\346\257\224\343\200\202'),
('rfm_group', 'best', '\344\274\230\350\264\250\345\256\242\346\210\267',
 '\345\206\240\345\206\233\345\256\242\346\210\267\345\222\214\345\277\240\350\257\232\345\256\242\346\210\267\357\274\232\344\271\260\345\276\227\345\213\244\343\200\201\344\271\260\345\276\227\345\244\232\357\274\214\350\200\214\344\270\224\346\262\241\346\234\211\346\265\201\345\244\261\343\200\202',
 '\346\204\237\345\210\260\350\207\252\345\267\261\347\232\204\345\205\211\351\241\276\345\217\227\345\210\260\351\207\215\350\247\206\343\200\202',
 '\345\217\257\350\203\275\350\242\253\345\275\223\344\275\234\347\220\206\346\211\200\345\275\223\347\204\266\357\274\214\344\271\237\345\217\257\350\203\275\347\253\236\344\272\211\345\257\271\346\211\213\347\273\231\345\207\272\346\233\264\345\245\275\347\232\204\346\235\241\344\273\266\343\200\202',
 '\347\273\231\344\272\210\346\234\200\345\245\275\347\232\204\346\234\215\345\212\241\345\222\214\345\245\226\345\212\261\351\225\277\346\234\237\345\276\200\346\235\245\347\232\204\346\235\241\344\273\266\357\274\214\345\274\204\346\270\205\344\273\226\344\273\254\344\270\272\344\273\200\344\271\210\347\225\231\344\270\213\343\200\202',
 NULL,
 '\344\274\232\345\221\230\350\265\204\346\240\274\343\200\201\344\274\230\345\205\210\350\216\267\345\276\227\346\226\260\346\266\210\346\201\257\345\222\214\344\273\267\346\240\274\344\277\235\346\212\244\357\274\214\346\215\242\345\217\226\345\220\210\345\220\214\346\210\226\346\233\264\345\244\247\347\232\204\346\225\260\351\207\217\343\200\202',
 '\347\225\231\344\270\213\346\235\245\357\274\214\345\271\266\345\270\246\346\235\245\345\210\253\344\272\272\343\200\202',
 '\344\270\200\345\271\264\345\220\216\344\273\215\346\230\257\344\274\230\350\264\250\345\256\242\346\210\267\347\232\204\346\257\224\344\276\213\343\200\202'),
('rfm_group', 'growing', '\346\210\220\351\225\277\344\270\255\347\232\204\345\256\242\346\210\267',
 '\346\226\260\345\256\242\346\210\267\343\200\201\346\275\234\345\212\233\345\256\242\346\210\267\357\274\214\344\273\245\345\217\212\345\217\257\350\203\275\345\217\230\345\276\227\345\277\240\350\257\232\347\232\204\345\256\242\346\210\267\343\200\202',
 '\347\254\254\344\270\200\346\254\241\347\232\204\344\275\223\351\252\214\344\270\216\346\211\277\350\257\272\347\233\270\347\254\246\343\200\202',
 '\344\270\215\344\272\206\350\247\243\344\272\247\345\223\201\357\274\214\344\271\237\350\277\230\346\262\241\346\234\211\345\273\272\347\253\213\344\277\241\344\273\273\343\200\202',
 '\345\212\236\345\245\275\346\234\200\345\210\235\345\207\240\347\254\224\350\256\242\345\215\225\357\274\214\347\240\224\347\251\266\345\223\252\344\272\233\344\272\272\345\220\216\346\235\245\345\217\230\345\276\227\345\277\240\350\257\232\357\274\214\346\230\257\345\233\240\344\270\272\345\223\252\344\270\200\346\254\276\344\272\247\345\223\201\343\200\202',
 NULL,
 '\347\254\254\344\272\214\347\254\224\345\222\214\347\254\254\344\270\211\347\254\224\350\256\242\345\215\225\346\234\211\345\245\226\345\212\261\357\274\214\344\270\200\346\254\241\344\271\260\345\207\240\346\240\267\344\271\237\346\234\211\345\245\226\345\212\261\343\200\202',
 '\346\210\220\344\270\272\344\274\230\350\264\250\345\256\242\346\210\267\343\200\202',
 '\345\234\250\345\244\232\346\225\260\344\272\272\345\206\215\346\254\241\350\264\255\344\271\260\347\232\204\346\234\237\351\231\220\345\206\205\345\217\210\344\270\213\345\215\225\347\232\204\346\257\224\344\276\213\343\200\202'),
('rfm_group', 'steady', '\345\271\263\347\250\263\345\222\214\345\201\266\345\260\224\350\264\255\344\271\260\347\232\204\345\256\242\346\210\267',
 '\346\214\211\350\207\252\345\267\261\347\232\204\350\212\202\345\245\217\350\264\255\344\271\260\357\274\232\344\271\260\345\276\227\344\270\215\351\224\231\357\274\214\346\210\226\350\200\205\345\201\266\345\260\224\344\271\260\344\270\200\347\202\271\343\200\202\345\205\266\344\270\255\351\234\200\345\205\263\346\263\250\347\232\204\357\274\214\347\246\273\345\274\200\347\232\204\346\227\266\351\227\264\346\257\224\350\207\252\345\267\261\347\232\204\350\212\202\345\245\217\350\246\201\351\225\277\343\200\202',
 '\346\234\215\345\212\241\345\217\257\351\235\240\357\274\214\344\273\267\346\240\274\345\205\254\351\201\223\343\200\202',
 '\346\211\200\351\234\200\347\232\204\344\270\234\350\245\277\345\217\252\346\234\211\344\270\200\345\260\217\351\203\250\345\210\206\345\234\250\346\210\221\344\273\254\350\277\231\351\207\214\344\271\260\343\200\202',
 '\344\277\235\346\214\201\346\234\215\345\212\241\347\256\200\344\276\277\343\200\201\346\235\241\344\273\266\345\205\254\351\201\223\357\274\214\347\240\224\347\251\266\344\273\226\344\273\254\350\277\230\345\217\257\344\273\245\345\244\232\344\271\260\344\273\200\344\271\210\343\200\202',
 NULL,
 '\346\214\211\346\225\260\351\207\217\345\256\232\344\273\267\357\274\214\344\273\245\345\217\212\345\256\232\346\234\237\350\256\242\345\215\225\343\200\202',
 '\350\277\233\345\205\245\346\210\220\351\225\277\344\270\255\347\232\204\345\256\242\346\210\267\344\271\213\345\210\227\343\200\202',
 '\344\272\272\345\235\207\350\256\242\345\215\225\345\222\214\351\207\221\351\242\235\357\274\214\344\270\216\345\211\215\344\270\200\345\271\264\347\233\270\346\257\224\343\200\202'),
('rfm_group', 'former_good', '\346\265\201\345\244\261\347\232\204\345\245\275\345\256\242\346\210\267',
 '\350\277\207\345\216\273\344\271\260\345\276\227\345\213\244\343\200\201\344\271\260\345\276\227\345\244\232\357\274\214\346\262\241\344\271\260\347\232\204\346\227\266\351\227\264\345\267\262\347\273\217\350\266\205\350\277\207\344\272\206\345\233\236\345\244\264\345\256\242\351\200\232\345\270\270\347\232\204\351\227\264\351\232\224\343\200\202',
 '\350\256\251\344\273\226\344\273\254\347\246\273\345\274\200\347\232\204\351\227\256\351\242\230\345\276\227\345\210\260\350\247\243\345\206\263\343\200\202',
 '\345\217\257\350\203\275\345\257\271\346\237\220\344\273\266\344\272\213\345\244\261\346\234\233\357\274\214\344\271\237\345\217\257\350\203\275\345\267\262\347\273\217\347\224\261\347\253\236\344\272\211\345\257\271\346\211\213\346\234\215\345\212\241\343\200\202',
 '\347\240\224\347\251\266\344\273\226\344\273\254\346\265\201\345\244\261\344\271\213\345\211\215\345\217\221\347\224\237\344\272\206\344\273\200\344\271\210\357\274\214\346\224\271\350\277\233\345\244\232\344\272\272\351\201\207\345\210\260\347\232\204\345\234\260\346\226\271\343\200\202',
 NULL,
 '\344\270\216\344\273\216\345\211\215\344\270\200\346\240\267\345\245\275\347\232\204\346\235\241\344\273\266\357\274\214\344\273\245\344\270\213\345\215\225\344\270\272\345\211\215\346\217\220\343\200\202',
 '\351\207\215\346\226\260\346\210\220\344\270\272\345\245\275\345\256\242\346\210\267\343\200\202',
 '\344\270\200\345\271\264\345\206\205\345\217\210\344\270\213\345\215\225\347\232\204\346\257\224\344\276\213\357\274\214\344\270\216\346\262\241\346\234\211\347\273\231\350\277\207\344\274\230\346\203\240\347\232\204\344\272\272\347\233\270\346\257\224\343\200\202'),
('rfm_group', 'former_small', '\346\265\201\345\244\261\347\232\204\345\260\217\345\256\242\346\210\267',
 '\350\277\207\345\216\273\344\271\260\345\276\227\345\260\221\346\210\226\346\254\241\346\225\260\345\260\221\357\274\214\346\262\241\344\271\260\347\232\204\346\227\266\351\227\264\345\267\262\347\273\217\350\266\205\350\277\207\344\272\206\345\233\236\345\244\264\345\256\242\351\200\232\345\270\270\347\232\204\351\227\264\351\232\224\343\200\202',
 '\344\270\207\344\270\200\351\234\200\350\246\201\346\227\266\350\277\230\350\203\275\346\211\276\345\210\260\346\210\221\344\273\254\343\200\202',
 '\345\217\257\350\203\275\346\262\241\346\234\211\351\234\200\346\261\202\357\274\214\344\271\237\345\217\257\350\203\275\346\210\221\344\273\254\344\273\216\346\235\245\345\260\261\344\270\215\345\244\252\351\200\202\345\220\210\344\273\226\344\273\254\343\200\202',
 '\345\274\204\346\270\205\344\273\226\344\273\254\346\234\211\344\273\200\344\271\210\345\205\261\345\220\214\347\202\271\357\274\214\345\205\215\345\276\227\345\206\215\350\212\261\351\222\261\346\213\233\346\235\245\345\220\214\346\240\267\347\232\204\345\256\242\346\210\267\343\200\202',
 NULL,
 '\351\235\242\345\220\221\346\211\200\346\234\211\344\272\272\347\232\204\344\274\230\346\203\240\343\200\202',
 '\350\207\252\345\267\261\345\233\236\346\235\245\343\200\202',
 '\345\233\236\346\235\245\347\232\204\346\257\224\344\276\213\357\274\214\344\273\245\345\217\212\344\270\272\346\255\244\350\212\261\347\232\204\351\222\261\343\200\202')

) AS text (subject, item, name, who, needs, obstacle, action, message, offer, goal, measure)
JOIN @extschema@.playbook_shipped AS english
	ON english.subject OPERATOR(pg_catalog.=) text.subject AND english.item OPERATOR(pg_catalog.=) text.item
WHERE english.lang OPERATOR(pg_catalog.=) 'en'
  AND pg_catalog.getdatabaseencoding() OPERATOR(pg_catalog.=) ANY ('{UTF8, EUC_CN}'::name[]);
/*
 * The playbook in Chinese, in simplified characters.  Written in UTF-8, which
 * make turns into \ooo; a database whose encoding has no such characters goes
 * without.
 */

INSERT INTO @extschema@.playbook_shipped (subject, item, lang, name, who, needs, obstacle, action, message, contact_every, channel, offer, goal, measure)
SELECT text.subject, text.item, 'zh',
	   pg_catalog.convert_from(pg_catalog.decode(text.name, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.who, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.needs, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.obstacle, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.action, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.message, 'escape'), 'UTF8'),
	   english.contact_every,
	   pg_catalog.convert_from(pg_catalog.decode(text.channel, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.offer, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.goal, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.measure, 'escape'), 'UTF8')
FROM (VALUES

('quadrant', 'bee', '\350\234\234\350\234\202',
 '\350\264\241\347\214\256\345\244\247\357\274\214\345\277\240\350\257\232\345\272\246\351\253\230\357\274\232\350\277\231\347\261\273\345\256\242\346\210\267\344\274\232\345\206\215\344\271\260\357\274\214\344\271\237\344\274\232\346\212\212\346\210\221\344\273\254\346\216\250\350\215\220\347\273\231\345\210\253\344\272\272\343\200\202',
 '\347\254\254\344\270\200\346\227\266\351\227\264\345\276\227\345\210\260\346\266\210\346\201\257\357\274\214\345\271\266\346\204\237\345\210\260\345\217\214\346\226\271\347\232\204\345\205\263\347\263\273\345\217\227\345\210\260\347\217\215\350\247\206\343\200\202',
 NULL,
 '\345\267\251\345\233\272\345\205\263\347\263\273\357\274\232\346\226\260\345\223\201\344\274\230\345\205\210\357\274\214\345\270\246\346\235\245\346\226\260\345\256\242\346\210\267\345\260\261\347\273\231\344\272\210\345\245\226\345\212\261\357\274\214\350\256\251\344\273\226\344\273\254\347\232\204\344\272\262\345\217\213\346\210\220\344\270\272\346\210\221\344\273\254\347\232\204\346\270\240\351\201\223\343\200\202\344\271\237\346\216\250\350\215\220\347\233\270\345\205\263\347\232\204\345\222\214\346\233\264\351\253\230\346\241\243\347\232\204\344\272\247\345\223\201\357\274\232\344\270\200\350\210\254\346\235\245\350\257\264\357\274\214\350\200\201\345\256\242\346\210\267\346\233\264\345\256\271\346\230\223\346\216\245\345\217\227\343\200\202',
 '\346\226\260\345\223\201\350\257\267\346\202\250\345\205\210\347\235\271\344\270\272\345\277\253\343\200\202\346\257\217\346\234\211\344\270\200\344\275\215\346\234\213\345\217\213\345\233\240\346\202\250\350\200\214\350\264\255\344\271\260\357\274\214\346\202\250\351\203\275\350\203\275\345\276\227\345\210\260\344\270\200\344\273\275\344\274\232\345\221\230\345\245\226\345\212\261\343\200\202',
 '\347\224\261\347\206\237\350\257\206\347\232\204\344\272\272\345\275\223\351\235\242\346\216\245\346\264\275\346\210\226\346\211\223\347\224\265\350\257\235\343\200\202',
 '\344\274\232\345\221\230\345\210\266\357\274\214\345\245\226\345\212\261\351\232\217\350\264\255\344\271\260\351\200\222\345\242\236\357\274\233\344\274\230\345\205\210\350\216\267\345\276\227\346\226\260\346\266\210\346\201\257\357\274\233\344\273\267\346\240\274\344\277\235\346\212\244\343\200\202',
 '\345\244\232\345\271\264\347\232\204\350\234\234\350\234\202\357\274\214\350\277\230\344\274\232\345\270\246\346\235\245\345\210\253\344\272\272\343\200\202',
 '\347\224\250movement()\347\234\213\344\270\200\345\271\264\344\271\213\345\220\216\346\234\211\345\244\232\345\260\221\344\273\215\346\230\257\350\234\234\350\234\202\357\274\214\347\224\250referral_chain()\347\234\213\344\273\226\344\273\254\345\270\246\346\235\245\344\272\206\350\260\201\343\200\202'),
('quadrant', 'dragonfly', '\350\234\273\350\234\223',
 '\346\234\211\350\264\255\344\271\260\345\212\233\357\274\214\344\275\206\345\277\240\350\257\232\345\272\246\344\275\216\357\274\232\345\217\257\350\203\275\346\255\243\345\234\250\345\207\240\344\270\252\345\223\201\347\211\214\344\271\213\351\227\264\346\257\224\350\276\203\357\274\214\350\277\230\346\262\241\346\234\211\350\256\244\345\256\232\346\210\221\344\273\254\343\200\202',
 '\347\234\213\345\276\227\350\247\201\347\232\204\344\273\267\345\200\274\357\274\214\350\200\214\344\270\224\346\257\224\345\276\227\350\277\207\347\253\236\344\272\211\345\257\271\346\211\213\343\200\202',
 '\345\217\257\350\203\275\346\255\243\345\234\250\344\270\216\347\253\236\344\272\211\345\257\271\346\211\213\347\232\204\344\272\247\345\223\201\346\257\224\350\276\203\357\274\214\346\210\226\345\257\271\346\237\220\344\272\233\346\226\271\351\235\242\344\270\215\346\273\241\346\204\217\357\274\214\346\210\226\345\257\271\345\205\254\345\217\270\345\222\214\346\234\215\345\212\241\345\277\203\345\255\230\347\226\221\350\231\221\357\274\214\346\210\226\345\234\250\347\255\211\345\276\205\345\220\210\351\200\202\347\232\204\346\227\266\346\234\272\343\200\202',
 '\346\211\276\345\207\272\347\234\237\346\255\243\347\232\204\345\216\237\345\233\240\357\274\214\345\261\225\347\244\272\344\272\247\345\223\201\347\232\204\344\273\267\345\200\274\345\222\214\344\274\230\345\212\277\357\274\214\346\266\210\351\231\244\344\270\215\344\277\241\344\273\273\343\200\202\345\205\266\344\270\255\344\273\215\345\234\250\350\264\255\344\271\260\347\232\204\345\256\242\346\210\267\357\274\214\346\230\257\350\275\254\345\214\226\344\270\272\350\234\234\350\234\202\347\232\204\351\246\226\350\246\201\345\257\271\350\261\241\343\200\202',
 '\350\257\267\346\213\277\346\210\221\344\273\254\345\222\214\346\202\250\347\216\260\345\234\250\347\224\250\347\232\204\351\200\220\351\241\271\346\257\224\344\270\200\346\257\224\357\274\232\344\273\267\345\200\274\343\200\201\346\234\215\345\212\241\343\200\201\344\277\235\351\232\234\343\200\202\347\204\266\345\220\216\350\257\225\344\270\200\350\257\225\357\274\214\345\245\275\344\270\215\345\245\275\346\202\250\350\257\264\344\272\206\347\256\227\343\200\202',
 '\347\224\261\347\206\237\346\202\211\344\272\247\345\223\201\347\232\204\344\272\272\345\275\223\351\235\242\346\216\245\346\264\275\343\200\202',
 '\345\205\210\350\257\225\347\224\250\357\274\214\345\217\257\344\273\245\351\200\200\350\264\247\357\274\233\345\206\215\347\255\276\344\277\235\344\273\267\347\232\204\351\225\277\346\234\237\345\220\210\345\220\214\343\200\202',
 '\346\210\220\344\270\272\350\234\234\350\234\202\357\274\214\344\270\215\345\206\215\346\257\217\346\254\241\350\264\255\344\271\260\351\203\275\350\246\201\346\257\224\350\276\203\344\270\200\347\225\252\343\200\202',
 '\347\224\250conversion()\347\234\213\344\270\244\345\271\264\344\271\213\351\227\264\346\234\211\345\244\232\345\260\221\350\234\273\350\234\223\345\217\230\346\210\220\344\272\206\350\234\234\350\234\202\343\200\202'),
('quadrant', 'butterfly', '\350\235\264\350\235\266',
 '\345\277\240\350\257\232\345\272\246\351\253\230\357\274\214\347\233\256\345\211\215\350\264\241\347\214\256\345\260\217\357\274\232\345\276\200\345\276\200\350\264\255\344\271\260\345\212\233\346\234\211\351\231\220\357\274\214\345\257\271\344\273\267\346\240\274\346\225\217\346\204\237\343\200\202',
 '\344\270\200\344\270\252\350\264\237\346\213\205\345\276\227\350\265\267\347\232\204\350\264\255\344\271\260\347\220\206\347\224\261\357\274\214\350\277\230\346\234\211\344\270\213\345\206\263\345\277\203\347\232\204\344\277\241\345\277\203\343\200\202',
 '\345\217\257\350\203\275\346\211\213\345\244\264\346\210\226\347\216\260\351\207\221\346\265\201\347\264\247\345\274\240\357\274\214\350\247\211\345\276\227\344\273\267\346\240\274\345\201\217\351\253\230\357\274\214\345\217\227\345\256\266\344\272\272\343\200\201\346\234\213\345\217\213\345\222\214\345\220\214\344\272\213\347\232\204\345\275\261\345\223\215\357\274\214\346\210\226\350\200\205\345\234\250\347\255\211\344\277\203\351\224\200\343\200\202',
 '\346\216\250\345\207\272\351\231\220\346\234\237\347\232\204\346\212\230\346\211\243\345\222\214\344\277\203\351\224\200\357\274\214\345\244\232\344\274\240\351\200\222\350\203\275\345\242\236\345\274\272\344\277\241\345\277\203\347\232\204\345\245\275\346\266\210\346\201\257\343\200\202\344\273\226\344\273\254\346\230\257\350\275\254\345\214\226\344\270\272\350\234\234\350\234\202\347\232\204\347\254\254\344\272\214\345\257\271\350\261\241\343\200\202',
 '\346\202\250\347\234\213\344\270\255\347\232\204\351\202\243\346\254\276\346\234\254\345\221\250\351\231\215\344\273\267\357\274\214\346\254\242\350\277\216\347\234\213\347\234\213\344\271\260\350\277\207\347\232\204\344\272\272\346\200\216\344\271\210\350\257\264\343\200\202\344\274\230\346\203\240\345\210\260\346\234\254\345\221\250\346\227\245\344\270\272\346\255\242\343\200\202',
 '\347\224\265\345\255\220\351\202\256\344\273\266\346\210\226\347\237\255\344\277\241\343\200\202',
 '\351\231\220\346\234\237\344\277\203\351\224\200\357\274\214\345\210\206\346\234\237\344\273\230\346\254\276\357\274\214\351\207\217\345\244\247\344\273\267\344\274\230\343\200\202',
 '\346\210\220\344\270\272\350\234\234\350\234\202\357\274\214\351\235\240\347\232\204\346\230\257\344\271\260\345\276\227\346\233\264\345\244\232\357\274\214\350\200\214\344\270\215\346\230\257\344\273\267\346\240\274\346\233\264\344\275\216\343\200\202',
 '\347\224\250conversion()\347\234\213\346\234\211\345\244\232\345\260\221\350\235\264\350\235\266\345\217\230\346\210\220\344\272\206\350\234\234\350\234\202\357\274\233\347\224\250segment_quality()\347\234\213\344\277\203\351\224\200\346\257\224\345\257\271\347\205\247\347\273\204\345\244\232\345\215\226\344\272\206\345\244\232\345\260\221\343\200\202'),
('quadrant', 'mantis', '\350\236\263\350\236\202',
 '\350\264\241\347\214\256\345\260\217\357\274\214\345\277\240\350\257\232\345\272\246\344\275\216\357\274\232\345\201\266\345\260\224\344\271\260\344\270\200\347\202\271\357\274\214\345\276\200\345\276\200\345\205\210\347\234\213\344\273\267\346\240\274\357\274\214\345\271\263\346\227\266\345\217\252\346\230\257\347\237\245\351\201\223\346\210\221\344\273\254\343\200\202',
 '\345\217\212\346\227\266\345\276\227\345\210\260\346\210\221\344\273\254\347\232\204\346\266\210\346\201\257\357\274\214\350\200\214\346\210\221\344\273\254\344\270\215\345\277\205\345\244\232\350\212\261\346\210\220\346\234\254\343\200\202',
 '\350\277\230\346\262\241\346\234\211\346\230\216\347\241\256\347\232\204\351\234\200\346\261\202\357\274\214\346\210\226\350\200\205\346\262\241\346\234\211\350\266\263\345\244\237\347\232\204\350\264\242\345\212\233\343\200\202',
 '\345\260\221\350\212\261\345\212\233\346\260\224\357\274\232\346\240\207\345\207\206\346\235\241\346\254\276\357\274\214\350\207\252\345\212\251\346\234\215\345\212\241\343\200\202\350\256\251\344\273\226\344\273\254\344\274\240\346\222\255\346\266\210\346\201\257\357\274\214\344\270\272\346\264\273\345\212\250\350\201\232\346\213\242\344\272\272\346\260\224\357\274\214\345\271\266\347\225\231\346\204\217\345\205\266\344\270\255\346\255\243\345\234\250\345\217\230\346\210\220\350\235\264\350\235\266\347\232\204\344\272\272\343\200\202',
 '\346\210\221\344\273\254\347\232\204\344\270\213\344\270\200\345\234\272\346\264\273\345\212\250\344\272\272\344\272\272\351\203\275\345\217\257\344\273\245\345\217\202\345\212\240\357\274\214\346\254\242\350\277\216\345\270\246\346\234\213\345\217\213\344\270\200\350\265\267\346\235\245\343\200\202',
 '\347\275\221\347\253\231\345\222\214\345\205\254\345\274\200\346\264\273\345\212\250\343\200\202',
 '\346\240\207\345\207\206\346\235\241\346\254\276\357\274\214\344\272\272\344\272\272\345\217\257\344\273\245\345\217\202\345\212\240\347\232\204\346\264\273\345\212\250\343\200\202',
 '\346\210\220\344\270\272\350\235\264\350\235\266\357\274\214\350\207\263\345\260\221\346\230\257\346\204\277\346\204\217\344\274\240\346\222\255\346\266\210\346\201\257\347\232\204\344\272\272\343\200\202',
 '\347\224\250movement()\347\234\213\344\270\244\345\271\264\344\271\213\351\227\264\346\234\211\345\244\232\345\260\221\350\236\263\350\236\202\345\217\230\346\210\220\344\272\206\350\235\264\350\235\266\346\210\226\350\234\234\350\234\202\343\200\202'),

('value_group', 'old_big', '\345\244\247\351\242\235\350\200\201\345\256\242\346\210\267',
 '\351\225\277\346\234\237\345\244\247\351\207\217\350\264\255\344\271\260\343\200\202\350\277\231\347\261\273\345\256\242\346\210\267\346\234\211\345\212\251\344\272\216\345\210\206\346\221\212\345\233\272\345\256\232\346\210\220\346\234\254\357\274\214\344\275\206\347\206\237\347\237\245\345\220\204\351\241\271\346\224\277\347\255\226\357\274\214\344\274\232\344\270\215\346\226\255\350\246\201\346\261\202\346\233\264\345\244\232\357\274\214\345\210\251\346\266\246\345\276\200\345\276\200\345\276\256\350\226\204\343\200\202',
 '\350\256\244\345\217\257\344\273\226\344\273\254\347\232\204\351\207\207\350\264\255\351\207\217\357\274\214\345\220\214\346\227\266\347\273\231\350\246\201\346\261\202\345\210\222\345\207\272\346\230\216\347\241\256\347\232\204\347\225\214\351\231\220\343\200\202',
 '\345\217\257\350\203\275\344\274\232\345\216\213\347\235\200\350\256\242\345\215\225\357\274\214\347\255\211\346\233\264\345\245\275\347\232\204\346\235\241\344\273\266\343\200\202',
 '\345\217\252\346\234\211\345\210\251\346\266\246\345\276\256\350\226\204\347\232\204\357\274\214\346\211\215\351\231\220\345\210\266\345\205\266\346\225\260\351\207\217\345\222\214\350\247\204\346\250\241\357\274\214\346\262\241\346\234\211\345\233\236\346\212\245\345\260\261\344\270\215\350\256\251\346\255\245\343\200\202\345\205\210\351\200\220\344\270\252\347\256\227\346\270\205\345\210\251\346\266\246\357\274\214\345\233\240\344\270\272\351\224\200\345\224\256\351\242\235\347\234\213\344\270\215\345\207\272\345\210\251\346\266\246\343\200\202',
 '\350\277\231\346\230\257\344\270\216\346\202\250\347\232\204\351\207\207\350\264\255\351\207\217\347\233\270\345\272\224\347\232\204\344\274\230\346\203\240\346\235\241\344\273\266\357\274\214\345\257\271\345\220\214\347\255\211\350\247\204\346\250\241\347\232\204\345\256\242\346\210\267\344\270\200\350\247\206\345\220\214\344\273\201\343\200\202',
 '\347\224\261\345\233\272\345\256\232\347\232\204\345\256\242\346\210\267\347\273\217\347\220\206\345\275\223\351\235\242\346\216\245\346\264\275\343\200\202',
 '\346\214\211\346\225\260\351\207\217\345\256\232\346\235\241\344\273\266\347\232\204\351\225\277\346\234\237\345\220\210\345\220\214\357\274\233\346\257\217\344\270\200\351\241\271\350\256\251\346\255\245\351\203\275\350\246\201\346\215\242\345\217\226\345\233\236\346\212\245\357\274\214\346\257\224\345\246\202\347\253\213\345\215\263\344\273\230\346\254\276\343\200\202',
 '\350\203\275\347\273\231\346\210\221\344\273\254\345\270\246\346\235\245\345\210\251\346\266\246\347\232\204\345\244\247\345\256\242\346\210\267\343\200\202',
 '\347\224\250\345\270\246profit_column\347\232\204segment()\357\274\214\346\257\224\350\276\203\346\257\217\344\270\252\345\256\242\346\210\267\345\211\215\345\220\216\344\270\244\345\271\264\347\232\204\345\210\251\346\266\246\345\222\214\351\224\200\345\224\256\351\242\235\343\200\202'),
('value_group', 'new_big', '\345\244\247\351\242\235\346\226\260\345\256\242\346\210\267',
 '\344\270\200\345\274\200\345\247\213\350\247\204\346\250\241\345\260\261\345\244\247\343\200\202\350\277\231\347\261\273\345\256\242\346\210\267\346\230\257\344\273\243\344\273\267\344\270\215\350\217\262\347\232\204\350\265\214\346\263\250\357\274\232\346\214\211\347\273\217\351\252\214\346\263\225\345\210\231\357\274\214\350\265\267\345\210\235\345\276\200\345\276\200\344\272\217\351\222\261\357\274\214\347\273\223\346\236\234\350\277\230\351\232\276\344\273\245\351\242\204\346\226\231\343\200\202',
 '\347\234\213\345\210\260\346\210\221\344\273\254\346\234\211\350\203\275\345\212\233\346\234\215\345\212\241\350\277\231\347\247\215\350\247\204\346\250\241\347\232\204\345\256\242\346\210\267\343\200\202',
 '\345\220\210\344\275\234\347\232\204\346\227\266\351\227\264\350\277\230\347\237\255\357\274\214\346\211\213\344\270\212\344\271\237\346\234\211\345\210\253\347\232\204\344\276\233\345\272\224\345\225\206\343\200\202',
 '\350\260\250\346\205\216\346\216\250\350\277\233\357\274\232\345\205\210\350\200\203\345\257\237\357\274\214\345\206\215\345\210\206\346\255\245\350\247\204\345\210\222\357\274\214\345\271\266\345\256\232\344\270\213\345\277\205\351\241\273\345\274\200\345\247\213\347\233\210\345\210\251\347\232\204\346\227\245\346\234\237\343\200\202\344\270\200\346\227\246\345\244\261\350\264\245\357\274\214\344\273\226\344\273\254\344\274\232\346\212\212\345\255\246\345\210\260\347\232\204\344\270\234\350\245\277\345\270\246\347\273\231\347\253\236\344\272\211\345\257\271\346\211\213\343\200\202',
 '\345\205\210\344\270\213\344\270\200\347\254\224\350\257\225\350\256\242\345\215\225\357\274\214\345\220\210\344\275\234\351\241\272\345\210\251\344\271\213\345\220\216\346\200\216\344\271\210\345\201\232\357\274\214\346\210\221\344\273\254\347\216\260\345\234\250\345\260\261\345\225\206\345\256\232\343\200\202',
 '\347\224\261\346\234\211\345\206\263\345\256\232\346\235\203\347\232\204\344\272\272\345\275\223\351\235\242\346\216\245\346\264\275\343\200\202',
 '\345\205\210\344\270\213\350\257\225\350\256\242\345\215\225\357\274\214\345\206\215\347\255\276\345\210\206\346\255\245\347\232\204\345\220\210\345\220\214\357\274\214\346\257\217\344\270\200\346\255\245\351\203\275\345\256\232\345\245\275\346\225\260\351\207\217\345\222\214\344\273\267\346\240\274\343\200\202',
 '\345\246\202\346\234\237\347\233\210\345\210\251\347\232\204\350\200\201\345\256\242\346\210\267\343\200\202',
 '\347\224\250cohorts()\347\234\213\345\220\214\346\234\237\350\200\214\346\235\245\347\232\204\345\256\242\346\210\267\350\277\230\346\234\211\345\244\232\345\260\221\345\234\250\344\271\260\357\274\214\344\272\272\345\235\207\345\270\246\346\235\245\345\244\232\345\260\221\343\200\202'),
('value_group', 'new_small', '\345\260\217\351\242\235\346\226\260\345\256\242\346\210\267',
 '\344\273\216\345\260\217\350\256\242\345\215\225\345\274\200\345\247\213\343\200\202\344\273\245\345\220\216\347\232\204\345\244\247\345\256\242\346\210\267\357\274\214\346\234\211\344\270\200\344\272\233\345\260\261\344\273\216\344\273\226\344\273\254\345\275\223\344\270\255\344\272\247\347\224\237\343\200\202',
 '\350\275\273\346\235\276\350\265\267\346\255\245\357\274\214\346\234\211\351\227\256\345\277\205\347\255\224\343\200\202',
 '\345\257\271\346\210\221\344\273\254\350\277\230\344\270\215\347\206\237\346\202\211\357\274\214\344\270\213\345\215\225\350\260\250\346\205\216\343\200\202',
 '\345\244\247\350\203\206\345\217\221\345\261\225\357\274\214\345\244\232\345\244\232\347\233\212\345\226\204\357\274\214\344\273\216\344\270\255\351\200\211\345\207\272\346\234\200\345\245\275\347\232\204\345\212\240\344\273\245\346\211\266\346\214\201\343\200\202',
 '\345\205\210\344\273\216\344\270\200\347\254\224\345\260\217\350\256\242\345\215\225\345\274\200\345\247\213\357\274\214\344\270\200\345\210\206\351\222\237\345\260\261\350\203\275\344\270\213\345\245\275\357\274\214\346\210\221\344\273\254\351\231\252\346\202\250\344\270\200\350\265\267\346\210\220\351\225\277\343\200\202',
 '\347\275\221\344\270\212\344\270\213\345\215\225\357\274\214\346\234\211\351\227\256\345\277\205\347\255\224\343\200\202',
 '\351\246\226\345\215\225\345\215\263\345\217\257\346\210\220\344\270\272\344\274\232\345\221\230\357\274\214\345\245\226\345\212\261\351\232\217\350\264\255\344\271\260\351\200\222\345\242\236\343\200\202',
 '\350\256\242\345\215\225\344\270\215\346\226\255\345\242\236\351\225\277\347\232\204\345\270\270\345\256\242\343\200\202',
 '\347\224\250cohorts()\347\234\213\345\220\204\346\211\271\345\256\242\346\210\267\346\234\211\345\244\232\345\260\221\345\206\215\346\254\241\350\264\255\344\271\260\357\274\214\345\270\246\346\235\245\345\244\232\345\260\221\343\200\202'),
('value_group', 'old_small', '\345\260\217\351\242\235\350\200\201\345\256\242\346\210\267',
 '\345\220\210\344\275\234\344\271\205\357\274\214\345\215\225\351\207\217\345\260\217\343\200\202\351\224\200\345\224\256\344\270\212\350\212\261\350\264\271\344\270\215\345\244\232\357\274\214\344\275\206\345\260\217\346\211\271\351\207\217\346\212\254\351\253\230\344\272\206\351\200\201\350\264\247\345\222\214\346\234\215\345\212\241\347\232\204\346\210\220\346\234\254\343\200\202',
 '\345\205\254\345\271\263\343\200\201\345\205\254\345\274\200\347\232\204\346\224\277\347\255\226\343\200\202',
 '\351\234\200\346\261\202\346\234\254\346\235\245\345\260\261\345\260\217\357\274\214\345\276\210\345\260\221\345\242\236\351\225\277\343\200\202',
 '\346\224\277\347\255\226\345\205\254\345\271\263\345\205\254\345\274\200\357\274\214\346\234\215\345\212\241\347\256\200\345\215\225\346\230\216\344\272\206\357\274\233\346\212\212\345\260\217\346\211\271\351\207\217\345\220\210\345\271\266\350\265\267\346\235\245\357\274\214\350\256\251\351\200\201\350\264\247\345\210\222\347\256\227\343\200\202',
 '\346\235\241\344\273\266\345\205\254\345\271\263\357\274\214\345\205\254\345\274\200\351\200\217\346\230\216\357\274\214\344\270\215\345\277\205\350\256\250\344\273\267\350\277\230\344\273\267\343\200\202',
 '\350\207\252\345\212\251\346\234\215\345\212\241\357\274\214\351\233\206\344\270\255\351\205\215\351\200\201\343\200\202',
 '\346\211\271\351\207\217\350\266\212\345\244\247\357\274\214\344\273\267\346\240\274\350\266\212\344\274\230\357\274\233\345\233\272\345\256\232\351\200\201\350\264\247\346\227\245\343\200\202',
 '\351\234\200\346\261\202\347\205\247\346\227\247\357\274\214\346\211\271\346\254\241\346\233\264\345\260\221\357\274\214\346\211\271\351\207\217\346\233\264\345\244\247\343\200\202',
 '\347\224\250average_order()\346\257\224\350\276\203\345\211\215\345\220\216\347\232\204\345\271\263\345\235\207\350\256\242\345\215\225\351\207\221\351\242\235\343\200\202'),

('pareto_class', 'top', '\345\211\21520%',
 '\351\224\200\345\224\256\351\242\235\346\234\200\345\244\247\347\232\204\344\272\224\345\210\206\344\271\213\344\270\200\344\271\260\345\256\266\343\200\202\344\272\224\345\210\206\344\271\213\344\270\200\347\232\204\345\256\242\346\210\267\345\270\246\346\235\24580%\347\232\204\345\210\251\346\266\246\357\274\214\346\230\257\347\273\217\351\252\214\346\263\225\345\210\231\357\274\233\350\277\231\344\272\233\345\256\242\346\210\267\345\270\246\346\235\245\345\244\232\345\260\221\345\210\251\346\266\246\357\274\214\351\224\200\345\224\256\351\242\235\347\234\213\344\270\215\345\207\272\346\235\245\343\200\202',
 '\345\217\227\345\210\260\351\207\215\350\247\206\357\274\214\345\271\266\347\234\213\345\210\260\345\277\240\350\257\232\347\241\256\346\234\211\345\233\236\346\212\245\343\200\202',
 NULL,
 '\345\274\204\346\270\205\344\273\226\344\273\254\347\232\204\347\211\271\345\276\201\357\274\214\345\257\273\346\211\276\346\233\264\345\244\232\345\220\214\347\261\273\345\256\242\346\210\267\343\200\202\351\200\220\344\270\252\347\256\227\346\270\205\345\210\251\346\266\246\357\274\232\345\210\251\346\266\246\345\245\275\347\232\204\357\274\214\347\273\231\345\207\272\345\200\274\345\276\227\347\225\231\344\270\213\347\232\204\346\235\241\344\273\266\343\200\202',
 '\346\202\250\346\230\257\346\210\221\344\273\254\346\234\200\347\217\215\350\247\206\347\232\204\345\256\242\346\210\267\344\271\213\344\270\200\357\274\214\350\277\231\344\275\215\346\230\257\346\202\250\347\232\204\344\270\223\345\261\236\351\241\276\351\227\256\343\200\202',
 '\347\224\261\344\270\223\344\272\272\345\275\223\351\235\242\346\216\245\346\264\275\343\200\202',
 '\351\231\204\345\270\246\346\234\200\345\245\275\346\234\215\345\212\241\347\232\204\345\220\210\345\220\214\346\210\226\344\274\232\345\221\230\350\265\204\346\240\274\357\274\214\344\274\230\345\205\210\350\216\267\345\276\227\346\226\260\345\223\201\346\266\210\346\201\257\343\200\202',
 '\350\203\275\347\273\231\346\210\221\344\273\254\345\270\246\346\235\245\345\210\251\346\266\246\347\232\204\345\244\232\345\271\264\345\256\242\346\210\267\343\200\202',
 '\347\224\250top_share()\347\234\213\344\273\226\344\273\254\345\215\240\351\224\200\345\224\256\351\242\235\347\232\204\345\244\232\345\260\221\357\274\214\347\224\250movement()\347\234\213\344\270\200\345\271\264\344\271\213\345\220\216\346\234\211\345\244\232\345\260\221\344\273\215\345\234\250\345\211\215\345\210\227\343\200\202'),
('pareto_class', 'middle', '\344\270\255\351\227\26460%',
 '\345\261\205\344\270\255\347\232\204\344\272\224\345\210\206\344\271\213\344\270\211\357\274\214\346\222\221\350\265\267\344\270\232\345\212\241\347\232\204\350\247\204\346\250\241\343\200\202',
 '\344\273\267\346\240\274\345\246\202\345\270\270\357\274\214\346\234\215\345\212\241\345\217\257\351\235\240\343\200\202',
 '\347\234\213\344\270\215\345\210\260\345\244\232\345\220\221\346\210\221\344\273\254\350\264\255\344\271\260\347\232\204\347\220\206\347\224\261\343\200\202',
 '\347\224\250\346\240\207\345\207\206\345\214\226\347\232\204\346\226\271\345\274\217\346\234\215\345\212\241\345\245\275\344\273\226\344\273\254\357\274\214\345\271\266\344\273\216\344\270\255\346\214\221\345\207\272\345\260\221\346\225\260\346\234\211\346\234\233\344\270\212\345\215\207\347\232\204\345\256\242\346\210\267\343\200\202',
 '\350\277\230\346\230\257\346\202\250\347\206\237\346\202\211\347\232\204\344\272\247\345\223\201\357\274\214\346\214\211\346\211\277\350\257\272\351\200\201\345\210\260\357\274\233\345\244\232\350\256\242\344\270\200\344\272\233\357\274\214\345\217\246\346\234\211\345\260\217\347\244\274\347\233\270\350\265\240\343\200\202',
 '\347\224\265\345\255\220\351\202\256\344\273\266\345\222\214\345\256\242\346\234\215\343\200\202',
 '\351\207\217\345\244\247\344\273\267\344\274\230\357\274\233\344\271\260\345\244\232\346\240\267\344\272\247\345\223\201\345\260\261\346\234\211\345\245\226\345\212\261\343\200\202',
 '\345\215\207\345\210\260\345\211\215\345\210\227\357\274\214\346\210\226\350\200\205\346\210\220\346\234\254\344\275\216\345\273\211\347\232\204\347\250\263\345\256\232\345\256\242\346\210\267\343\200\202',
 '\347\224\250conversion()\347\234\213\344\270\200\345\271\264\344\271\213\345\220\216\345\215\207\345\210\260\345\211\215\345\210\227\347\232\204\345\215\240\345\244\232\345\260\221\343\200\202'),
('pareto_class', 'bottom', '\345\220\21620%',
 '\351\224\200\345\224\256\351\242\235\346\234\200\345\260\217\347\232\204\344\272\224\345\210\206\344\271\213\344\270\200\344\271\260\345\256\266\343\200\202\346\210\220\346\234\254\346\230\257\344\270\215\346\230\257\351\253\230\344\272\216\346\224\266\347\233\212\357\274\214\351\224\200\345\224\256\351\242\235\347\234\213\344\270\215\345\207\272\346\235\245\343\200\202',
 NULL,
 NULL,
 '\347\224\250\350\207\252\345\212\251\346\234\215\345\212\241\345\222\214\346\240\207\345\207\206\346\235\241\346\254\276\351\231\215\344\275\216\346\234\215\345\212\241\346\210\220\346\234\254\357\274\214\345\271\266\347\256\227\346\270\205\344\270\200\347\254\224\350\256\242\345\215\225\347\232\204\346\210\220\346\234\254\343\200\202\350\256\251\346\257\217\344\270\252\344\270\215\345\277\240\350\257\232\347\232\204\345\256\242\346\210\267\351\203\275\345\217\230\345\276\227\345\277\240\350\257\232\357\274\214\345\271\266\344\270\215\346\230\257\347\233\256\347\232\204\343\200\202',
 '\350\277\231\346\230\257\346\210\221\344\273\254\347\232\204\346\240\207\345\207\206\346\235\241\346\254\276\357\274\214\346\202\250\351\232\217\346\227\266\345\217\257\344\273\245\350\207\252\345\212\251\344\270\213\345\215\225\343\200\202',
 '\350\207\252\345\212\251\346\234\215\345\212\241\343\200\202',
 '\346\240\207\345\207\206\346\235\241\346\254\276\357\274\214\344\270\200\350\247\206\345\220\214\344\273\201\343\200\202',
 '\350\256\242\345\215\225\346\224\266\347\233\212\350\203\275\345\244\237\350\246\206\347\233\226\346\210\220\346\234\254\347\232\204\345\256\242\346\210\267\343\200\202',
 '\347\224\250average_order()\346\257\224\350\276\203\345\211\215\345\220\216\347\232\204\345\271\263\345\235\207\350\256\242\345\215\225\351\207\221\351\242\235\357\274\214\346\234\211profit_column\346\227\266\345\206\215\347\234\213\345\210\251\346\266\246\343\200\202'),

('rfm_segment', 'champion', '\345\206\240\345\206\233\345\256\242\346\210\267',
 '\346\234\200\350\277\221\344\271\260\350\277\207\357\274\214\344\271\260\345\276\227\345\213\244\357\274\214\344\271\237\346\230\257\350\212\261\345\276\227\346\234\200\345\244\232\347\232\204\344\270\200\347\261\273\343\200\202',
 '\345\276\227\345\210\260\350\256\244\345\217\257\357\274\214\346\234\200\345\205\210\347\237\245\351\201\223\346\266\210\346\201\257\343\200\202',
 NULL,
 '\347\273\231\344\272\210\346\234\200\345\245\275\347\232\204\346\235\241\344\273\266\357\274\214\346\226\260\345\223\201\344\274\230\345\205\210\357\274\214\350\256\251\346\216\250\350\215\220\346\210\221\344\273\254\345\217\230\345\276\227\345\256\271\346\230\223\357\274\214\350\200\214\344\270\224\346\234\211\345\233\236\346\212\245\343\200\202',
 '\346\202\250\346\230\257\346\234\200\346\227\251\347\234\213\345\210\260\345\256\203\347\232\204\344\272\272\344\271\213\344\270\200\343\200\202\350\257\267\345\221\212\350\257\211\346\210\221\344\273\254\346\202\250\347\232\204\347\234\213\346\263\225\357\274\214\344\271\237\345\221\212\350\257\211\346\202\250\347\232\204\346\234\213\345\217\213\343\200\202',
 '\345\275\223\351\235\242\346\210\226\346\211\223\347\224\265\350\257\235\343\200\202',
 '\346\234\200\351\253\230\347\232\204\344\274\232\345\221\230\347\255\211\347\272\247\357\274\214\344\274\230\345\205\210\350\216\267\345\276\227\346\226\260\346\266\210\346\201\257\357\274\214\346\257\217\345\270\246\346\235\245\344\270\200\344\275\215\345\256\242\346\210\267\351\203\275\346\234\211\345\245\226\345\212\261\343\200\202',
 '\345\244\232\345\271\264\347\232\204\345\206\240\345\206\233\345\256\242\346\210\267\357\274\214\350\277\230\344\274\232\345\270\246\346\235\245\345\210\253\344\272\272\343\200\202',
 '\347\224\250movement()\347\234\213\344\270\200\345\271\264\344\271\213\345\220\216\346\234\211\345\244\232\345\260\221\344\273\215\346\230\257\345\206\240\345\206\233\345\256\242\346\210\267\357\274\214\347\224\250referral_chain()\347\234\213\344\273\226\344\273\254\345\270\246\346\235\245\344\272\206\350\260\201\343\200\202'),
('rfm_segment', 'loyal', '\345\277\240\350\257\232\345\256\242\346\210\267',
 '\344\271\260\350\277\207\345\244\232\346\254\241\357\274\214\344\270\212\344\270\200\346\254\241\344\271\237\344\270\215\347\256\227\344\271\205\343\200\202',
 '\347\234\213\345\210\260\345\270\270\346\235\245\345\270\270\344\271\260\347\241\256\346\234\211\345\245\275\345\244\204\343\200\202',
 '\345\217\252\344\271\260\347\206\237\346\202\211\347\232\204\357\274\214\346\262\241\347\225\231\346\204\217\346\233\264\351\253\230\346\241\243\347\232\204\344\272\247\345\223\201\343\200\202',
 '\346\216\250\350\215\220\346\233\264\345\245\275\347\232\204\344\272\247\345\223\201\345\222\214\344\274\232\345\221\230\350\265\204\346\240\274\357\274\214\345\271\266\347\224\250\345\245\275\344\273\226\344\273\254\347\232\204\350\257\204\344\273\267\343\200\202',
 '\346\202\250\346\230\257\346\210\221\344\273\254\347\232\204\350\200\201\345\256\242\346\210\267\357\274\214\346\254\242\350\277\216\346\210\220\344\270\272\344\274\232\345\221\230\343\200\202\350\246\201\344\270\215\350\246\201\344\271\237\347\234\213\347\234\213\346\233\264\351\253\230\344\270\200\347\272\247\347\232\204\346\254\276\345\274\217\357\274\237',
 '\347\224\265\345\255\220\351\202\256\344\273\266\357\274\214\346\210\226\350\200\205\347\224\261\347\206\237\350\257\206\347\232\204\344\272\272\345\207\272\351\235\242\343\200\202',
 '\344\274\232\345\221\230\345\210\266\357\274\214\345\245\226\345\212\261\351\232\217\350\264\255\344\271\260\351\200\222\345\242\236\357\274\233\344\273\267\346\240\274\344\277\235\346\212\244\343\200\202',
 '\346\210\220\344\270\272\345\206\240\345\206\233\345\256\242\346\210\267\343\200\202',
 '\347\224\250conversion()\347\234\213\346\234\211\345\244\232\345\260\221\345\217\230\346\210\220\344\272\206\345\206\240\345\206\233\345\256\242\346\210\267\357\274\214\347\224\250average_order()\347\234\213\345\271\263\345\235\207\350\256\242\345\215\225\351\207\221\351\242\235\343\200\202'),
('rfm_segment', 'potential_loyalist', '\346\275\234\345\234\250\345\277\240\350\257\232\345\256\242\346\210\267',
 '\346\234\200\350\277\221\344\271\260\350\277\207\357\274\214\344\270\215\346\255\242\344\270\200\346\254\241\357\274\214\351\207\221\351\242\235\344\271\237\344\270\215\345\260\217\343\200\202',
 '\344\270\200\344\270\252\345\205\273\346\210\220\344\271\240\346\203\257\343\200\201\345\270\270\346\235\245\346\210\221\344\273\254\350\277\231\351\207\214\347\232\204\347\220\206\347\224\261\343\200\202',
 '\346\210\221\344\273\254\345\217\257\350\203\275\350\277\230\345\217\252\346\230\257\344\273\226\344\273\254\345\270\270\345\216\273\347\232\204\345\207\240\345\256\266\344\271\213\344\270\200\343\200\202',
 '\345\274\200\346\224\276\344\274\232\345\221\230\350\265\204\346\240\274\357\274\214\346\216\250\350\215\220\344\270\216\345\267\262\350\264\255\345\225\206\345\223\201\346\220\255\351\205\215\347\232\204\344\272\247\345\223\201\343\200\202',
 '\350\277\231\346\254\276\345\222\214\346\202\250\344\270\212\346\254\241\344\271\260\347\232\204\346\255\243\345\245\275\346\220\255\351\205\215\357\274\214\345\205\245\344\274\232\345\220\216\344\273\267\346\240\274\346\233\264\344\275\216\343\200\202',
 '\347\224\265\345\255\220\351\202\256\344\273\266\346\210\226\347\237\255\344\277\241\343\200\202',
 '\344\273\216\344\270\213\344\270\200\346\254\241\350\264\255\344\271\260\350\265\267\345\260\261\345\210\222\347\256\227\347\232\204\344\274\232\345\221\230\350\265\204\346\240\274\357\274\233\344\271\260\345\244\232\346\240\267\344\272\247\345\223\201\345\260\261\346\234\211\345\245\226\345\212\261\343\200\202',
 '\346\210\220\344\270\272\345\277\240\350\257\232\345\256\242\346\210\267\343\200\202',
 '\347\224\250movement()\347\234\213\346\234\211\345\244\232\345\260\221\345\217\230\346\210\220\344\272\206\345\277\240\350\257\232\345\256\242\346\210\267\346\210\226\345\206\240\345\206\233\345\256\242\346\210\267\343\200\202'),
('rfm_segment', 'new_customer', '\346\226\260\345\256\242\346\210\267',
 '\344\270\215\344\271\205\345\211\215\345\210\232\344\271\260\350\277\207\357\274\214\346\230\257\347\254\254\344\270\200\346\254\241\346\210\226\345\244\264\345\207\240\346\254\241\343\200\202',
 '\344\270\200\344\270\252\345\245\275\347\232\204\345\274\200\345\247\213\357\274\232\346\234\211\344\272\272\346\225\231\346\200\216\344\271\210\347\224\250\357\274\214\346\234\211\347\226\221\351\227\256\345\276\227\345\210\260\350\247\243\347\255\224\343\200\202',
 '\350\277\230\344\270\215\344\272\206\350\247\243\345\205\266\344\273\226\344\272\247\345\223\201\343\200\202',
 '\347\241\256\344\277\235\347\254\254\344\270\200\346\254\241\350\264\255\344\271\260\346\273\241\346\204\217\357\274\214\350\256\251\347\254\254\344\272\214\346\254\241\350\264\255\344\271\260\346\235\245\345\276\227\345\217\210\345\277\253\345\217\210\345\256\271\346\230\223\343\200\202',
 '\346\254\242\350\277\216\346\202\250\357\274\201\344\270\200\345\210\207\351\203\275\350\277\230\346\273\241\346\204\217\345\220\227\357\274\237\350\277\231\351\207\214\345\221\212\350\257\211\346\202\250\346\200\216\346\240\267\347\224\250\345\276\227\346\233\264\345\245\275\343\200\202',
 '\350\264\255\344\271\260\345\220\216\344\270\215\344\271\205\357\274\214\346\211\223\347\224\265\350\257\235\346\210\226\345\217\221\347\224\265\345\255\220\351\202\256\344\273\266\343\200\202',
 '\351\246\226\346\254\241\350\264\255\344\271\260\346\234\211\344\272\272\345\270\256\357\274\214\347\254\254\344\272\214\346\254\241\350\264\255\344\271\260\346\234\211\345\260\217\344\274\230\346\203\240\343\200\202',
 '\346\210\220\344\270\272\344\271\260\350\277\207\347\254\254\344\272\214\346\254\241\347\232\204\345\256\242\346\210\267\343\200\202',
 '\347\224\250cohorts()\347\234\213\345\220\204\346\211\271\345\256\242\346\210\267\346\234\211\345\244\232\345\260\221\345\234\250\344\270\211\344\270\252\346\234\210\345\206\205\345\206\215\346\254\241\350\264\255\344\271\260\343\200\202'),
('rfm_segment', 'promising', '\346\275\234\345\212\233\345\256\242\346\210\267',
 '\346\234\200\350\277\221\344\271\260\350\277\207\357\274\214\344\275\206\347\233\256\345\211\215\344\271\260\345\276\227\344\270\215\345\244\232\343\200\202',
 '\345\234\250\351\243\216\351\231\251\345\276\210\345\260\217\347\232\204\346\203\205\345\206\265\344\270\213\350\277\233\344\270\200\346\255\245\344\272\206\350\247\243\346\210\221\344\273\254\343\200\202',
 '\345\217\257\350\203\275\345\257\271\345\223\201\347\211\214\350\277\230\351\231\214\347\224\237\357\274\214\345\217\252\346\225\242\344\271\260\345\260\217\344\273\266\343\200\202',
 '\350\256\251\344\273\226\344\273\254\350\256\244\350\257\206\345\223\201\347\211\214\357\274\214\345\271\266\350\203\275\346\227\240\351\243\216\351\231\251\345\234\260\350\257\225\347\224\250\346\233\264\345\244\247\344\273\266\347\232\204\344\272\247\345\223\201\343\200\202',
 '\350\257\225\350\257\225\345\244\247\345\214\205\350\243\205\345\220\247\357\274\214\344\270\215\345\226\234\346\254\242\345\217\257\344\273\245\351\200\200\345\233\236\357\274\214\345\210\206\346\226\207\344\270\215\345\217\226\343\200\202',
 '\347\224\265\345\255\220\351\202\256\344\273\266\346\210\226\347\237\255\344\277\241\343\200\202',
 '\350\257\225\347\224\250\346\233\264\345\244\247\347\232\204\345\214\205\350\243\205\357\274\214\345\217\257\344\273\245\351\200\200\350\264\247\343\200\202',
 '\346\210\220\344\270\272\345\244\247\344\273\266\344\271\237\344\271\260\347\232\204\345\256\242\346\210\267\343\200\202',
 '\347\224\250average_order()\346\257\224\350\276\203\344\273\226\344\273\254\345\211\215\345\220\216\347\232\204\345\271\263\345\235\207\350\256\242\345\215\225\351\207\221\351\242\235\343\200\202'),
('rfm_segment', 'needs_attention', '\351\234\200\345\205\263\346\263\250\345\256\242\346\210\267',
 '\350\264\255\344\271\260\346\254\241\346\225\260\345\222\214\351\207\221\351\242\235\351\203\275\345\261\236\344\270\255\347\255\211\357\274\214\346\234\211\344\270\200\351\230\265\345\255\220\346\262\241\344\271\260\344\272\206\343\200\202',
 '\344\270\200\344\270\252\347\216\260\345\234\250\345\260\261\344\271\260\347\232\204\347\220\206\347\224\261\343\200\202',
 '\345\271\263\346\227\266\346\203\263\344\270\215\350\265\267\346\210\221\344\273\254\357\274\214\345\210\253\345\256\266\344\271\237\345\234\250\347\273\231\344\274\230\346\203\240\343\200\202',
 '\346\240\271\346\215\256\344\273\245\345\276\200\347\232\204\350\264\255\344\271\260\357\274\214\345\201\232\344\270\200\346\254\241\351\231\220\346\234\237\344\274\230\346\203\240\343\200\202',
 '\350\277\231\346\230\257\346\214\211\346\202\250\347\232\204\345\226\234\345\245\275\344\270\272\346\202\250\346\214\221\351\200\211\347\232\204\357\274\214\344\273\267\346\240\274\344\277\235\347\225\231\345\210\260\346\234\210\345\272\225\343\200\202',
 '\347\224\265\345\255\220\351\202\256\344\273\266\346\210\226\347\237\255\344\277\241\343\200\202',
 '\344\273\245\345\276\200\344\271\260\350\277\207\347\232\204\344\272\247\345\223\201\357\274\214\351\231\220\346\234\237\344\274\230\346\203\240\343\200\202',
 '\345\203\217\344\273\245\345\211\215\344\270\200\346\240\267\345\270\270\344\271\260\347\232\204\345\256\242\346\210\267\343\200\202',
 '\347\224\250segment_quality()\344\270\216\345\257\271\347\205\247\347\273\204\346\257\224\350\276\203\357\274\214\347\234\213\346\234\211\345\244\232\345\260\221\344\272\272\345\234\250\351\231\220\346\234\237\345\206\205\350\264\255\344\271\260\343\200\202'),
('rfm_segment', 'about_to_sleep', '\345\215\263\345\260\206\346\262\211\347\235\241\345\256\242\346\210\267',
 '\345\201\266\345\260\224\344\271\260\350\277\207\357\274\214\346\234\200\345\220\216\344\270\200\346\254\241\345\267\262\347\273\217\346\234\211\344\272\233\346\227\266\345\200\231\344\272\206\343\200\202',
 '\347\234\213\345\210\260\345\223\252\344\272\233\344\270\234\350\245\277\347\224\250\345\276\227\344\270\212\343\200\202',
 '\345\217\257\350\203\275\345\205\264\350\266\243\346\270\220\346\267\241\357\274\214\344\271\237\345\217\257\350\203\275\346\211\276\345\210\260\344\272\206\345\210\253\347\232\204\343\200\202',
 '\347\240\224\347\251\266\344\273\226\344\273\254\344\273\245\345\211\215\344\271\260\344\273\200\344\271\210\357\274\214\347\216\260\345\234\250\345\217\210\350\242\253\344\273\200\344\271\210\345\217\226\344\273\243\343\200\202\345\244\207\345\245\275\347\203\255\351\227\250\345\217\210\345\256\236\347\224\250\347\232\204\344\272\247\345\223\201\357\274\214\347\273\231\344\272\210\346\212\230\346\211\243\344\273\267\343\200\202',
 '\344\273\216\346\202\250\344\270\212\344\270\200\347\254\224\350\256\242\345\215\225\345\210\260\347\216\260\345\234\250\357\274\214\345\217\210\346\267\273\344\272\206\344\270\215\345\260\221\346\226\260\345\223\201\343\200\202\350\277\231\345\207\240\346\254\276\345\276\210\345\217\227\346\254\242\350\277\216\357\274\214\347\273\231\346\202\250\347\211\271\344\273\267\343\200\202',
 '\347\224\265\345\255\220\351\202\256\344\273\266\346\210\226\347\237\255\344\277\241\343\200\202',
 '\347\203\255\351\227\250\344\272\247\345\223\201\347\237\255\346\234\237\346\212\230\346\211\243\343\200\202',
 '\346\210\220\344\270\272\345\201\266\345\260\224\344\274\232\344\271\260\347\232\204\345\256\242\346\210\267\343\200\202',
 '\347\224\250segment_quality()\344\270\216\345\257\271\347\205\247\347\273\204\346\257\224\350\276\203\357\274\214\347\234\213\346\234\211\345\244\232\345\260\221\344\272\272\345\206\215\346\254\241\350\264\255\344\271\260\343\200\202'),
('rfm_segment', 'at_risk', '\346\230\224\346\227\245\345\270\270\345\256\242',
 '\350\277\207\345\216\273\344\271\260\345\276\227\345\213\244\343\200\201\350\212\261\345\276\227\345\244\232\357\274\214\344\275\206\345\267\262\347\273\217\345\276\210\344\271\205\346\262\241\346\235\245\344\272\206\343\200\202',
 '\346\234\211\344\272\272\346\203\246\350\256\260\357\274\214\346\234\211\351\227\256\351\242\230\345\276\227\345\210\260\350\247\243\345\206\263\343\200\202',
 '\345\217\257\350\203\275\345\257\271\346\210\221\344\273\254\346\234\211\346\211\200\345\244\261\346\234\233\357\274\214\344\271\237\345\217\257\350\203\275\350\242\253\347\253\236\344\272\211\345\257\271\346\211\213\346\212\242\350\265\260\344\272\206\343\200\202',
 '\347\240\224\347\251\266\345\223\252\351\207\214\345\207\272\344\272\206\351\227\256\351\242\230\357\274\232\346\212\225\350\257\211\343\200\201\351\200\200\350\264\247\343\200\201\345\273\266\350\257\257\343\200\201\347\253\236\344\272\211\345\257\271\346\211\213\347\232\204\344\273\267\346\240\274\343\200\202\345\212\240\344\273\245\350\247\243\345\206\263\357\274\214\345\271\266\345\244\207\345\245\275\350\203\275\350\256\251\344\273\226\344\273\254\345\233\236\346\235\245\347\232\204\346\235\241\344\273\266\343\200\202',
 '\345\245\275\344\271\205\344\270\215\350\247\201\357\274\214\345\276\210\346\203\263\345\277\265\346\202\250\343\200\202\346\210\221\344\273\254\345\223\252\351\207\214\345\217\257\344\273\245\345\201\232\345\276\227\346\233\264\345\245\275\357\274\237\350\277\231\344\273\275\344\274\230\346\203\240\357\274\214\346\254\242\350\277\216\346\202\250\345\233\236\346\235\245\343\200\202',
 '\346\211\223\347\224\265\350\257\235\357\274\214\346\210\226\344\272\262\347\254\224\345\206\231\344\277\241\343\200\202',
 '\345\216\237\346\234\211\347\232\204\346\235\241\344\273\266\357\274\214\345\206\215\344\270\272\345\275\223\345\210\235\347\232\204\344\270\215\346\204\211\345\277\253\350\241\250\347\244\272\344\270\200\347\202\271\345\277\203\346\204\217\343\200\202',
 '\351\207\215\346\226\260\346\210\220\344\270\272\345\277\240\350\257\232\345\256\242\346\210\267\343\200\202',
 '\347\224\250flows()\347\234\213\346\234\211\345\244\232\345\260\221\344\272\272\345\233\236\346\235\245\357\274\214\345\233\236\346\235\245\344\271\213\345\220\216\345\270\246\346\235\245\345\244\232\345\260\221\343\200\202'),
('rfm_segment', 'cannot_lose', '\344\270\215\345\217\257\345\244\261\345\216\273\347\232\204\345\256\242\346\210\267',
 '\346\233\276\346\230\257\344\271\260\345\276\227\346\234\200\345\244\232\343\200\201\346\234\200\345\213\244\347\232\204\345\256\242\346\210\267\344\271\213\344\270\200\357\274\214\345\215\264\345\267\262\345\276\210\344\271\205\346\262\241\346\234\211\350\264\255\344\271\260\343\200\202',
 '\344\270\200\344\270\252\346\204\277\346\204\217\345\200\276\345\220\254\343\200\201\345\217\210\350\203\275\346\213\215\346\235\277\347\232\204\344\272\272\343\200\202',
 '\345\217\257\350\203\275\345\267\262\347\273\217\347\224\261\347\253\236\344\272\211\345\257\271\346\211\213\346\234\215\345\212\241\357\274\214\344\271\237\345\217\257\350\203\275\346\234\211\346\212\225\350\257\211\344\270\200\347\233\264\346\262\241\346\234\211\350\247\243\345\206\263\343\200\202',
 '\351\200\220\344\270\252\347\240\224\347\251\266\357\274\232\346\203\205\345\206\265\346\234\211\344\273\200\344\271\210\345\217\230\345\214\226\357\274\214\347\216\260\345\234\250\347\224\261\350\260\201\346\234\215\345\212\241\357\274\214\345\223\252\351\241\271\346\212\225\350\257\211\350\277\230\346\262\241\346\234\211\350\247\243\345\206\263\343\200\202\346\235\241\344\273\266\347\224\261\346\234\211\345\206\263\345\256\232\346\235\203\347\232\204\344\272\272\346\235\245\345\256\232\343\200\202',
 '\346\202\250\345\257\271\346\210\221\344\273\254\345\276\210\351\207\215\350\246\201\343\200\202\346\210\221\346\203\263\345\274\204\346\270\205\346\203\205\345\206\265\346\234\211\344\273\200\344\271\210\345\217\230\345\214\226\357\274\214\346\210\221\344\273\254\346\200\216\346\240\267\345\201\232\346\211\215\350\203\275\350\257\267\346\202\250\345\233\236\346\235\245\343\200\202',
 '\347\224\261\346\234\211\345\206\263\345\256\232\346\235\203\347\232\204\344\272\272\345\275\223\351\235\242\346\216\245\346\264\275\343\200\202',
 '\345\234\250\345\210\251\346\266\246\345\205\201\350\256\270\347\232\204\350\214\203\345\233\264\345\206\205\357\274\214\344\270\272\345\205\266\345\215\225\347\213\254\345\256\232\346\235\241\344\273\266\357\274\214\347\255\276\345\244\232\345\271\264\345\220\210\345\220\214\343\200\202',
 '\351\207\215\346\226\260\346\210\220\344\270\272\345\206\240\345\206\233\345\256\242\346\210\267\357\274\233\344\270\215\346\210\220\347\232\204\350\257\235\357\274\214\350\207\263\345\260\221\345\274\204\346\270\205\345\271\266\350\256\260\344\270\213\345\216\237\345\233\240\343\200\202',
 '\347\224\250flows()\347\234\213\346\234\211\345\244\232\345\260\221\344\272\272\345\233\236\346\235\245\357\274\214\351\207\221\351\242\235\346\201\242\345\244\215\344\272\206\345\244\232\345\260\221\343\200\202'),
('rfm_segment', 'hibernating', '\344\274\221\347\234\240\345\256\242\346\210\267',
 '\346\254\241\346\225\260\345\260\221\346\210\226\350\200\205\344\271\260\345\276\227\345\260\221\357\274\214\346\227\266\351\227\264\344\271\237\344\271\205\350\277\234\343\200\202',
 '\344\270\200\344\270\252\345\206\215\347\234\213\346\210\221\344\273\254\344\270\200\347\234\274\347\232\204\345\245\275\347\220\206\347\224\261\343\200\202',
 '\345\217\257\350\203\275\347\233\256\345\211\215\346\262\241\346\234\211\351\234\200\346\261\202\357\274\214\344\271\237\345\217\257\350\203\275\346\210\221\344\273\254\346\234\254\346\235\245\345\260\261\344\270\215\345\244\252\351\200\202\345\220\210\344\273\226\344\273\254\343\200\202',
 '\347\240\224\347\251\266\345\275\223\345\210\235\346\230\257\344\273\200\344\271\210\344\272\247\345\223\201\345\222\214\344\277\203\351\224\200\345\220\270\345\274\225\344\272\206\344\273\226\344\273\254\357\274\214\350\277\231\346\240\267\347\232\204\345\256\242\346\210\267\346\234\211\346\262\241\346\234\211\346\210\220\344\270\272\350\277\207\345\270\270\345\256\242\343\200\202',
 '\346\215\242\345\255\243\344\272\206\357\274\214\346\234\211\345\207\240\346\240\267\346\226\260\345\223\201\344\271\237\350\256\270\346\233\264\351\200\202\345\220\210\346\202\250\343\200\202',
 '\347\224\265\345\255\220\345\210\212\347\211\251\345\222\214\347\275\221\347\253\231\343\200\202',
 '\345\275\223\345\255\243\347\232\204\344\277\203\351\224\200\357\274\214\344\272\272\344\272\272\351\203\275\346\234\211\343\200\202',
 '\346\210\220\344\270\272\345\275\223\345\255\243\344\274\232\344\271\260\347\232\204\345\256\242\346\210\267\343\200\202',
 '\347\224\250validate_classes()\347\234\213\346\234\211\345\244\232\345\260\221\344\272\272\346\234\200\347\273\210\350\277\230\346\230\257\344\271\260\344\272\206\343\200\202'),
('rfm_segment', 'lost', '\345\267\262\345\244\261\345\216\273\347\232\204\345\256\242\346\210\267',
 '\350\264\255\344\271\260\351\207\221\351\242\235\346\234\200\345\260\221\343\200\201\346\254\241\346\225\260\346\234\200\345\260\221\343\200\201\346\227\266\351\227\264\346\234\200\344\271\205\347\232\204\344\270\200\347\261\273\343\200\202',
 NULL,
 '\345\217\257\350\203\275\345\216\273\344\272\206\345\210\253\345\256\266\357\274\214\344\271\237\345\217\257\350\203\275\344\270\215\345\206\215\351\234\200\350\246\201\346\210\221\344\273\254\343\200\202',
 '\344\273\216\344\273\226\344\273\254\350\272\253\344\270\212\344\272\206\350\247\243\345\256\242\346\210\267\344\270\272\344\273\200\344\271\210\347\246\273\345\274\200\357\274\214\345\223\252\344\272\233\346\270\240\351\201\223\345\270\246\346\235\245\347\225\231\344\270\215\344\275\217\347\232\204\345\256\242\346\210\267\343\200\202',
 '\345\276\210\351\201\227\346\206\276\346\202\250\347\246\273\345\274\200\344\272\206\343\200\202\345\246\202\346\236\234\346\202\250\346\204\277\346\204\217\345\206\215\347\273\231\346\210\221\344\273\254\344\270\200\346\254\241\346\234\272\344\274\232\357\274\214\350\277\231\344\273\275\347\211\271\345\210\253\344\274\230\346\203\240\344\270\272\346\202\250\345\207\206\345\244\207\345\245\275\344\272\206\343\200\202',
 '\347\275\221\347\253\231\343\200\202',
 '\344\272\272\344\272\272\351\203\275\346\234\211\347\232\204\344\277\203\351\224\200\343\200\202',
 '\345\274\204\346\270\205\345\271\266\350\256\260\344\270\213\345\216\237\345\233\240\343\200\202',
 '\347\224\250cohorts()\347\234\213\345\220\216\346\235\245\345\220\204\346\211\271\345\256\242\346\210\267\344\270\255\357\274\214\345\244\261\345\216\273\347\232\204\346\234\211\346\262\241\346\234\211\345\207\217\345\260\221\343\200\202'),

('purchase_intent', 'ready', '\345\215\263\345\260\206\350\264\255\344\271\260',
 '\347\216\260\345\234\250\345\260\261\346\203\263\344\271\260\343\200\202',
 '\345\277\253\351\200\237\347\232\204\347\255\224\345\244\215\357\274\214\347\256\200\344\276\277\347\232\204\344\270\213\345\215\225\346\226\271\345\274\217\343\200\202',
 '\345\217\252\346\200\225\346\210\221\344\273\254\350\277\231\350\276\271\350\200\275\346\220\201\343\200\202',
 '\347\253\213\345\215\263\350\241\214\345\212\250\357\274\214\347\264\247\345\257\206\350\267\237\350\277\233\357\274\214\350\277\233\345\205\245\344\270\213\344\270\200\351\230\266\346\256\265\343\200\202',
 '\344\270\200\345\210\207\351\203\275\345\207\206\345\244\207\345\245\275\344\272\206\357\274\214\346\202\250\347\234\213\345\223\252\345\244\251\351\200\201\350\264\247\346\226\271\344\276\277\357\274\237',
 '\345\275\223\345\244\251\346\211\223\347\224\265\350\257\235\346\210\226\345\275\223\351\235\242\346\264\275\350\260\210\343\200\202',
 '\347\256\200\345\215\225\347\232\204\345\220\210\345\220\214\357\274\214\350\257\264\345\210\260\345\201\232\345\210\260\347\232\204\344\272\244\350\264\247\346\227\245\346\234\237\357\274\214\345\220\210\351\200\202\347\232\204\344\273\230\346\254\276\346\226\271\345\274\217\343\200\202',
 '\346\210\220\344\270\272\345\256\242\346\210\267\343\200\202',
 '\347\224\250validate_classes()\347\234\213\344\270\200\344\270\252\346\234\210\344\271\213\345\220\216\346\234\211\345\244\232\345\260\221\346\210\220\344\272\206\346\226\260\345\256\242\346\210\267\343\200\202'),
('purchase_intent', 'considering', '\346\255\243\345\234\250\350\200\203\350\231\221',
 '\346\234\211\345\205\264\350\266\243\357\274\214\350\277\230\345\234\250\346\235\203\350\241\241\343\200\202',
 '\350\242\253\347\220\206\350\247\243\357\274\214\344\271\237\346\234\211\346\227\266\351\227\264\350\200\203\350\231\221\343\200\202',
 '\350\277\230\346\262\241\347\234\213\345\207\272\344\272\247\345\223\201\347\254\246\345\220\210\350\207\252\345\267\261\347\232\204\351\234\200\350\246\201\343\200\202',
 '\345\244\232\344\272\244\346\265\201\357\274\214\344\272\206\350\247\243\351\234\200\346\261\202\357\274\214\344\270\215\350\246\201\345\202\254\344\277\203\343\200\202',
 '\346\202\250\345\270\214\346\234\233\344\272\247\345\223\201\345\270\256\346\202\250\345\201\232\344\273\200\344\271\210\357\274\237\345\221\212\350\257\211\346\210\221\357\274\214\346\210\221\347\273\231\346\202\250\346\216\250\350\215\220\345\220\210\351\200\202\347\232\204\343\200\202',
 '\345\275\223\351\235\242\346\210\226\346\211\223\347\224\265\350\257\235\343\200\202',
 '\350\257\225\347\224\250\357\274\214\346\210\226\350\200\205\344\270\200\344\275\215\346\234\211\345\220\214\346\240\267\351\234\200\346\261\202\347\232\204\345\256\242\346\210\267\344\275\234\345\217\202\350\200\203\343\200\202',
 '\346\210\220\344\270\272\345\215\263\345\260\206\350\264\255\344\271\260\347\232\204\346\275\234\345\234\250\345\256\242\346\210\267\343\200\202',
 '\347\224\250conversion()\347\234\213\344\270\244\344\270\252\346\227\245\346\234\237\344\271\213\351\227\264\346\234\211\345\244\232\345\260\221\345\217\230\346\210\220\344\272\206\345\215\263\345\260\206\350\264\255\344\271\260\343\200\202'),
('purchase_intent', 'not_now', '\346\232\202\346\227\266\344\270\215\344\271\260',
 '\345\260\206\346\235\245\344\274\232\344\271\260\357\274\214\344\275\206\344\270\215\346\230\257\347\216\260\345\234\250\343\200\202',
 '\345\234\250\346\227\266\346\234\272\345\210\260\346\235\245\344\271\213\345\211\215\357\274\214\344\277\235\346\214\201\350\211\257\345\245\275\347\232\204\350\201\224\347\263\273\343\200\202',
 '\346\227\266\346\234\272\346\234\252\345\210\260\343\200\202',
 '\347\273\264\346\214\201\345\245\275\345\205\263\347\263\273\357\274\214\350\256\260\344\270\213\351\242\204\350\256\241\350\264\255\344\271\260\347\232\204\346\227\266\351\227\264\357\274\214\344\277\235\346\214\201\346\270\240\351\201\223\347\225\205\351\200\232\357\274\214\345\256\232\346\234\237\345\217\221\351\200\201\350\265\204\346\226\231\343\200\202',
 '\344\270\215\347\235\200\346\200\245\343\200\202\346\210\221\345\217\257\344\273\245\344\270\215\346\227\266\347\273\231\346\202\250\345\217\221\344\272\233\346\226\260\346\266\210\346\201\257\357\274\214\347\255\211\346\202\250\346\211\223\347\256\227\350\264\255\344\271\260\346\227\266\345\206\215\350\201\224\347\263\273\346\202\250\345\220\227\357\274\237',
 '\347\224\265\345\255\220\351\202\256\344\273\266\357\274\233\345\210\260\344\272\206\351\242\204\350\256\241\350\264\255\344\271\260\347\232\204\346\227\266\345\200\231\346\211\223\347\224\265\350\257\235\343\200\202',
 '\344\274\230\345\205\210\350\216\267\345\276\227\346\226\260\346\266\210\346\201\257\357\274\233\344\273\212\345\244\251\347\232\204\344\273\267\346\240\274\344\277\235\347\225\231\345\210\260\351\242\204\350\256\241\350\264\255\344\271\260\347\232\204\346\227\266\345\200\231\343\200\202',
 '\346\227\266\346\234\272\344\270\200\345\210\260\357\274\214\351\246\226\345\205\210\346\203\263\345\210\260\346\210\221\344\273\254\343\200\202',
 '\347\224\250expected()\345\222\214segment()\347\234\213\346\234\211\345\244\232\345\260\221\344\272\272\345\234\250\350\257\264\345\245\275\347\232\204\346\227\266\351\227\264\344\271\260\344\272\206\343\200\202'),
('purchase_intent', 'never', '\344\270\215\344\274\232\350\264\255\344\271\260',
 '\345\267\262\347\273\217\346\230\216\347\241\256\346\213\222\347\273\235\343\200\202',
 '\346\210\221\344\273\254\346\262\241\346\234\211\347\232\204\344\270\234\350\245\277\343\200\202',
 '\347\274\272\345\260\221\346\237\220\351\241\271\345\212\237\350\203\275\357\274\214\346\210\226\350\200\205\344\272\247\345\223\201\346\240\271\346\234\254\344\270\215\351\200\202\345\220\210\343\200\202',
 '\344\272\206\350\247\243\345\216\237\345\233\240\357\274\233\345\246\202\346\236\234\347\274\272\345\260\221\345\212\237\350\203\275\357\274\214\345\260\261\345\217\215\351\246\210\347\273\231\344\272\247\345\223\201\345\274\200\345\217\221\351\203\250\351\227\250\343\200\202',
 '\350\260\242\350\260\242\346\202\250\347\233\264\350\250\200\347\233\270\345\221\212\343\200\202\346\210\221\344\273\254\347\232\204\344\272\247\345\223\201\350\246\201\345\205\267\345\244\207\344\273\200\344\271\210\357\274\214\346\202\250\346\211\215\344\274\232\350\200\203\350\231\221\357\274\237',
 NULL,
 '\346\211\200\347\274\272\347\232\204\345\212\237\350\203\275\344\270\200\346\227\246\345\205\267\345\244\207\357\274\214\344\274\230\345\205\210\345\276\227\345\210\260\346\266\210\346\201\257\343\200\202',
 '\345\216\237\345\233\240\345\267\262\347\273\217\350\256\260\344\270\213\343\200\202',
 '\347\224\250breakdown()\347\234\213\346\213\222\347\273\235\347\232\204\344\272\272\345\275\223\344\270\255\357\274\214\346\234\211\345\244\232\345\260\221\350\257\264\347\232\204\346\230\257\345\220\214\344\270\200\344\270\252\345\216\237\345\233\240\343\200\202'),
('purchase_intent', 'quoted_silent', '\346\212\245\344\273\267\345\220\216\346\227\240\345\233\236\351\237\263',
 '\350\246\201\350\277\207\346\212\245\344\273\267\357\274\214\344\271\237\346\224\266\345\210\260\344\272\206\357\274\214\345\215\264\346\262\241\346\234\211\347\255\224\345\244\215\343\200\202',
 '\350\260\210\344\273\267\346\240\274\344\271\213\345\211\215\357\274\214\345\205\210\345\257\271\346\234\215\345\212\241\343\200\201\350\264\250\351\207\217\345\222\214\347\224\250\351\200\224\346\224\276\345\277\203\343\200\202',
 '\346\255\243\345\234\250\346\257\224\350\276\203\346\212\245\344\273\267\357\274\214\346\210\226\350\200\205\344\273\267\346\240\274\344\273\245\345\244\226\350\277\230\346\234\211\351\227\256\351\242\230\346\262\241\346\234\211\350\247\243\345\206\263\343\200\202',
 '\345\205\210\351\227\256\346\234\215\345\212\241\343\200\201\350\264\250\351\207\217\345\222\214\347\224\250\351\200\224\357\274\233\344\273\267\346\240\274\346\224\276\345\234\250\346\234\200\345\220\216\350\260\210\357\274\214\344\273\273\344\275\225\350\256\251\346\255\245\351\203\275\350\246\201\346\215\242\345\217\226\345\233\236\346\212\245\357\274\214\346\257\224\345\246\202\344\273\230\346\254\276\346\226\271\345\274\217\346\210\226\350\256\242\350\264\255\346\225\260\351\207\217\343\200\202',
 '\350\277\231\344\273\275\346\212\245\344\273\267\345\234\250\346\234\215\345\212\241\343\200\201\350\264\250\351\207\217\345\222\214\347\224\250\351\200\224\344\270\212\350\203\275\346\273\241\350\266\263\346\202\250\347\232\204\351\234\200\350\246\201\345\220\227\357\274\237\345\246\202\346\236\234\346\225\260\351\207\217\346\233\264\345\244\232\346\210\226\344\273\230\346\254\276\346\233\264\346\227\251\357\274\214\344\273\267\346\240\274\345\217\257\344\273\245\345\206\215\350\260\210\343\200\202',
 '\346\211\223\347\224\265\350\257\235\346\210\226\345\275\223\351\235\242\346\264\275\350\260\210\343\200\202',
 '\345\217\212\346\227\266\344\273\230\346\254\276\346\210\226\351\207\217\345\244\247\347\232\204\357\274\214\344\273\267\346\240\274\346\233\264\344\274\230\357\274\214\351\231\220\346\234\237\346\234\211\346\225\210\343\200\202',
 '\350\246\201\344\271\210\347\255\224\345\272\224\357\274\214\350\246\201\344\271\210\350\257\264\346\230\216\345\216\237\345\233\240\343\200\202',
 '\347\224\250movement()\346\257\224\350\276\203\345\211\215\345\220\216\347\232\204purchase_intent()\357\274\214\347\234\213\346\234\211\345\244\232\345\260\221\344\272\272\347\255\224\345\244\215\346\210\226\350\264\255\344\271\260\343\200\202'),

('market_position', 'existing', '\345\267\262\350\264\255\345\256\242\346\210\267',
 '\345\267\262\347\273\217\345\234\250\346\210\221\344\273\254\350\277\231\351\207\214\344\271\260\350\277\207\357\274\214\345\223\252\346\200\225\346\230\257\345\276\210\344\271\205\344\273\245\345\211\215\343\200\202',
 '\350\211\257\345\245\275\347\232\204\346\234\215\345\212\241\357\274\214\345\271\266\344\272\206\350\247\243\346\210\221\344\273\254\350\277\230\346\234\211\345\223\252\344\272\233\344\272\247\345\223\201\343\200\202',
 '\345\217\257\350\203\275\344\270\215\344\272\206\350\247\243\346\210\221\344\273\254\347\232\204\345\205\250\351\203\250\344\272\247\345\223\201\343\200\202',
 '\347\240\224\347\251\266\350\277\230\346\234\211\344\273\200\344\271\210\344\270\216\344\273\226\344\273\254\344\271\260\350\277\207\347\232\204\347\233\270\351\205\215\357\274\232\346\214\211\347\273\217\351\252\214\346\263\225\345\210\231\357\274\214\345\274\200\345\217\221\344\270\200\344\270\252\346\226\260\345\256\242\346\210\267\347\232\204\346\210\220\346\234\254\346\230\257\347\273\264\346\212\244\350\200\201\345\256\242\346\210\267\347\232\204\344\272\224\345\200\215\343\200\202',
 '\350\256\270\345\244\232\345\222\214\346\202\250\344\271\260\344\272\206\345\220\214\346\254\276\347\232\204\345\256\242\346\210\267\344\271\237\345\226\234\346\254\242\350\277\231\344\270\252\343\200\202',
 '\344\273\226\344\273\254\345\271\263\346\227\266\344\270\213\345\215\225\347\232\204\346\270\240\351\201\223\343\200\202',
 '\345\206\215\346\254\241\350\264\255\344\271\260\345\222\214\344\271\260\345\244\232\346\240\267\344\272\247\345\223\201\351\203\275\346\234\211\345\245\226\345\212\261\343\200\202',
 '\346\210\220\344\270\272\345\206\215\346\254\241\350\264\255\344\271\260\347\232\204\345\256\242\346\210\267\343\200\202',
 '\347\224\250flows()\347\234\213\347\225\231\344\275\217\344\272\206\345\244\232\345\260\221\344\272\272\357\274\214\344\273\226\344\273\254\345\270\246\346\235\245\345\244\232\345\260\221\343\200\202'),
('market_position', 'potential', '\346\275\234\345\234\250\345\256\242\346\210\267',
 '\351\200\202\345\220\210\346\210\221\344\273\254\347\232\204\344\272\247\345\223\201\357\274\214\344\275\206\350\277\230\346\262\241\346\234\211\344\271\260\350\277\207\343\200\202',
 '\350\256\244\350\257\206\346\210\221\344\273\254\357\274\214\347\237\245\351\201\223\346\210\221\344\273\254\350\203\275\345\201\232\344\273\200\344\271\210\343\200\202',
 '\345\217\257\350\203\275\344\270\215\347\237\245\351\201\223\346\210\221\344\273\254\357\274\214\346\210\226\350\200\205\345\257\271\347\216\260\345\234\250\347\224\250\347\232\204\345\267\262\347\273\217\346\273\241\346\204\217\343\200\202',
 '\345\274\204\346\270\205\344\273\226\344\273\254\347\216\260\345\234\250\347\224\250\344\273\200\344\271\210\343\200\201\347\224\261\350\260\201\345\206\263\345\256\232\357\274\214\346\217\220\344\276\233\344\270\200\346\254\241\351\243\216\351\231\251\345\276\210\345\260\217\347\232\204\351\246\226\350\264\255\343\200\202',
 '\346\234\211\344\272\233\345\222\214\346\202\250\351\234\200\350\246\201\347\233\270\344\274\274\347\232\204\345\256\242\346\210\267\345\234\250\347\224\250\346\210\221\344\273\254\347\232\204\344\272\247\345\223\201\357\274\214\346\202\250\344\270\215\345\246\250\345\205\210\344\270\213\344\270\200\347\254\224\345\260\217\350\256\242\345\215\225\350\257\225\350\257\225\343\200\202',
 '\345\275\223\351\235\242\343\200\201\346\211\223\347\224\265\350\257\235\346\210\226\345\234\250\346\264\273\345\212\250\344\270\212\343\200\202',
 '\351\243\216\351\231\251\345\276\210\345\260\217\347\232\204\351\246\226\350\264\255\357\274\232\350\257\225\347\224\250\346\210\226\345\260\221\351\207\217\350\264\255\344\271\260\357\274\214\345\217\257\344\273\245\351\200\200\350\264\247\343\200\202',
 '\346\210\220\344\270\272\345\267\262\350\264\255\345\256\242\346\210\267\343\200\202',
 '\347\224\250flow()\347\234\213\344\270\200\344\270\252\346\227\266\346\234\237\347\232\204\346\226\260\345\256\242\346\210\267\344\270\255\346\234\211\345\244\232\345\260\221\346\230\257\344\273\226\344\273\254\343\200\202'),
('market_position', 'non_customer', '\351\235\236\345\256\242\346\210\267',
 '\347\224\250\344\270\215\344\270\212\346\210\221\344\273\254\345\215\226\347\232\204\344\270\234\350\245\277\343\200\202',
 NULL,
 '\344\272\247\345\223\201\345\257\271\344\273\226\344\273\254\346\262\241\346\234\211\347\224\250\345\244\204\343\200\202',
 '\344\270\215\350\256\241\345\205\245\345\256\242\346\210\267\357\274\214\344\271\237\344\270\215\350\256\241\345\205\245\346\275\234\345\234\250\345\256\242\346\210\267\357\274\214\345\271\266\350\256\260\344\270\213\344\273\226\344\273\254\346\234\254\346\235\245\351\234\200\350\246\201\344\273\200\344\271\210\343\200\202',
 NULL,
 NULL,
 NULL,
 '\345\220\221\347\224\250\345\276\227\344\270\212\347\232\204\344\272\272\346\217\220\350\265\267\346\210\221\344\273\254\343\200\202',
 '\347\224\250market_position()\345\222\214breakdown()\347\234\213\346\211\200\346\212\225\345\205\245\347\232\204\345\257\271\350\261\241\344\270\255\357\274\214\350\277\231\347\261\273\344\272\272\346\234\211\346\262\241\346\234\211\345\207\217\345\260\221\343\200\202'),

('customer_term', 'long_term', '\351\225\277\346\234\237\345\256\242\346\210\267',
 '\351\225\277\346\234\237\344\273\245\346\235\245\357\274\214\344\270\200\345\206\215\350\264\255\344\271\260\343\200\202',
 '\344\270\223\344\270\272\344\273\226\344\273\254\345\207\206\345\244\207\347\232\204\344\274\230\346\203\240\357\274\214\351\235\240\345\276\227\344\275\217\347\232\204\344\272\244\346\230\223\346\235\241\344\273\266\343\200\202',
 '\345\217\257\350\203\275\345\257\271\346\210\221\344\273\254\344\271\240\344\273\245\344\270\272\345\270\270\357\274\214\344\271\237\344\274\232\347\234\213\347\234\213\345\210\253\345\256\266\347\273\231\344\273\200\344\271\210\343\200\202',
 '\344\274\230\346\203\240\345\261\236\344\272\216\347\225\231\344\270\213\346\235\245\347\232\204\344\272\272\357\274\232\350\246\201\347\273\231\345\260\261\347\273\231\345\245\275\347\232\204\357\274\214\346\226\260\345\223\201\345\222\214\346\233\264\351\253\230\346\241\243\347\232\204\344\272\247\345\223\201\344\271\237\345\214\205\346\213\254\345\234\250\345\206\205\343\200\202',
 '\346\204\237\350\260\242\346\202\250\345\244\232\345\271\264\346\235\245\347\232\204\346\224\257\346\214\201\357\274\214\350\277\231\344\273\275\344\274\230\346\203\240\344\270\223\344\270\272\346\202\250\345\207\206\345\244\207\343\200\202',
 '\347\224\261\347\206\237\350\257\206\347\232\204\344\272\272\345\207\272\351\235\242\357\274\214\346\210\226\344\272\262\347\254\224\345\206\231\344\277\241\343\200\202',
 '\344\273\267\345\200\274\351\200\220\345\271\264\345\242\236\345\212\240\347\232\204\345\220\210\345\220\214\346\210\226\344\274\232\345\221\230\350\265\204\346\240\274\357\274\233\344\273\267\346\240\274\344\277\235\346\212\244\343\200\202',
 '\345\206\215\345\220\210\344\275\234\350\256\270\345\244\232\345\271\264\347\232\204\345\256\242\346\210\267\343\200\202',
 '\347\224\250flows()\347\234\213\344\270\213\344\270\200\345\271\264\344\273\215\345\234\250\350\264\255\344\271\260\347\232\204\345\215\240\345\244\232\345\260\221\357\274\214\347\224\250lifetime_value()\347\234\213\347\273\210\350\272\253\344\273\267\345\200\274\343\200\202'),
('customer_term', 'temporary', '\347\237\255\346\234\237\345\256\242\346\210\267',
 '\347\242\260\344\270\212\351\234\200\350\246\201\344\271\260\350\277\207\344\270\200\346\254\241\357\274\214\346\210\226\350\200\205\345\217\252\344\271\260\344\272\206\345\276\210\347\237\255\347\232\204\346\227\266\351\227\264\343\200\202',
 '\345\217\212\346\227\266\347\237\245\351\201\223\346\216\245\344\270\213\346\235\245\346\234\211\344\273\200\344\271\210\343\200\202',
 '\345\275\223\346\227\266\347\232\204\351\234\200\350\246\201\345\217\257\350\203\275\345\267\262\347\273\217\350\277\207\345\216\273\343\200\202',
 '\351\235\242\345\220\221\346\211\200\346\234\211\344\272\272\347\232\204\345\205\254\345\221\212\345\260\261\345\244\237\344\272\206\357\274\214\344\270\223\345\261\236\344\274\230\346\203\240\347\225\231\347\273\231\351\225\277\346\234\237\345\276\200\346\235\245\347\232\204\344\272\272\357\274\233\347\225\231\346\204\217\345\206\215\346\254\241\350\264\255\344\271\260\347\232\204\344\272\272\343\200\202',
 '\344\270\213\344\270\252\346\234\210\347\232\204\345\256\211\346\216\222\345\234\250\350\277\231\351\207\214\357\274\214\346\225\254\350\257\267\347\225\231\346\204\217\343\200\202',
 '\347\275\221\347\253\231\345\222\214\345\272\227\345\206\205\347\232\204\345\205\254\345\221\212\343\200\202',
 '\344\270\213\344\270\200\346\254\241\346\264\273\345\212\250\344\270\255\344\272\272\344\272\272\351\203\275\346\234\211\347\232\204\345\206\205\345\256\271\343\200\202',
 '\345\271\263\346\227\266\344\271\237\344\274\232\344\271\260\347\232\204\345\256\242\346\210\267\343\200\202',
 '\347\224\250conversion()\347\234\213\344\270\200\345\271\264\344\271\213\345\220\216\346\234\211\345\244\232\345\260\221\346\210\220\344\272\206\351\225\277\346\234\237\345\256\242\346\210\267\343\200\202'),

('customer_value', 'high', '\351\253\230\344\273\267\345\200\274\345\256\242\346\210\267',
 '\350\264\241\347\214\256\346\234\200\345\244\247\347\232\204\344\270\200\347\261\273\345\256\242\346\210\267\343\200\202',
 '\344\270\223\344\272\272\346\234\215\345\212\241\357\274\214\346\204\217\350\247\201\346\234\211\344\272\272\345\220\254\343\200\202',
 '\347\253\236\344\272\211\345\257\271\346\211\213\345\217\257\350\203\275\344\271\237\345\234\250\344\272\211\345\217\226\344\273\226\344\273\254\343\200\202',
 '\345\256\211\346\216\222\344\270\223\344\272\272\350\264\237\350\264\243\357\274\214\346\257\217\344\270\252\346\211\277\350\257\272\351\203\275\350\246\201\345\205\221\347\216\260\357\274\214\351\227\256\351\242\230\350\246\201\345\234\250\344\273\226\344\273\254\345\274\200\345\217\243\344\271\213\345\211\215\345\217\221\347\216\260\343\200\202',
 '\346\234\211\344\272\213\350\257\267\347\233\264\346\216\245\346\211\276\346\210\221\343\200\202\350\277\230\346\234\211\344\273\200\344\271\210\345\234\260\346\226\271\346\210\221\344\273\254\345\217\257\344\273\245\344\270\272\346\202\250\345\201\232\345\276\227\346\233\264\345\245\275\357\274\237',
 '\347\224\261\344\270\223\344\272\272\345\275\223\351\235\242\346\216\245\346\264\275\346\210\226\346\211\223\347\224\265\350\257\235\343\200\202',
 '\351\225\277\346\234\237\345\220\210\345\220\214\357\274\214\344\273\267\346\240\274\344\277\235\346\212\244\357\274\214\347\201\265\346\264\273\344\273\230\346\254\276\343\200\202',
 '\345\244\232\345\271\264\347\232\204\351\253\230\344\273\267\345\200\274\345\256\242\346\210\267\343\200\202',
 '\347\224\250movement()\347\234\213\344\270\200\345\271\264\344\271\213\345\220\216\346\234\211\345\244\232\345\260\221\344\273\215\346\230\257\351\253\230\344\273\267\345\200\274\345\256\242\346\210\267\357\274\214\345\205\266\344\275\231\347\232\204\345\216\237\346\235\245\345\270\246\346\235\245\345\244\232\345\260\221\343\200\202'),
('customer_value', 'low', '\344\275\216\344\273\267\345\200\274\345\256\242\346\210\267',
 '\350\264\241\347\214\256\350\276\203\345\260\217\347\232\204\344\270\200\347\261\273\345\256\242\346\210\267\343\200\202',
 '\347\256\200\345\215\225\347\232\204\346\234\215\345\212\241\357\274\214\345\220\210\351\200\202\347\232\204\344\273\267\346\240\274\343\200\202',
 '\351\234\200\346\261\202\345\260\217\357\274\214\346\210\226\350\200\205\350\264\242\345\212\233\346\234\211\351\231\220\343\200\202',
 '\347\224\250\350\207\252\345\212\251\346\234\215\345\212\241\345\222\214\346\240\207\345\207\206\344\274\230\346\203\240\346\235\245\351\231\215\344\275\216\346\234\215\345\212\241\346\210\220\346\234\254\357\274\214\345\271\266\347\225\231\346\204\217\346\255\243\345\234\250\346\210\220\351\225\277\347\232\204\345\256\242\346\210\267\343\200\202',
 '\346\202\250\351\232\217\346\227\266\345\217\257\344\273\245\345\234\250\347\275\221\344\270\212\344\270\213\345\215\225\357\274\214\344\273\267\346\240\274\344\270\200\346\240\267\345\256\236\346\203\240\343\200\202',
 '\350\207\252\345\212\251\346\234\215\345\212\241\345\222\214\347\275\221\347\253\231\343\200\202',
 '\346\240\207\345\207\206\344\274\230\346\203\240\357\274\214\351\207\217\345\244\247\344\273\267\344\274\230\343\200\202',
 '\345\215\207\344\270\272\351\253\230\344\273\267\345\200\274\345\256\242\346\210\267\357\274\214\346\210\226\350\200\205\346\210\220\346\234\254\344\275\216\345\273\211\343\200\202',
 '\347\224\250conversion()\347\234\213\344\270\244\345\271\264\344\271\213\351\227\264\346\234\211\345\244\232\345\260\221\345\215\207\344\270\272\351\253\230\344\273\267\345\200\274\345\256\242\346\210\267\343\200\202'),

('abc_class', 'A', 'A\347\261\273',
 '\351\207\221\351\242\235\346\234\200\345\244\247\347\232\204\345\256\242\346\210\267\357\274\214\345\220\210\350\265\267\346\235\245\345\270\246\346\235\245\345\244\247\351\203\250\345\210\206\346\224\266\345\205\245\343\200\202',
 '\344\272\244\350\264\247\343\200\201\345\222\250\350\257\242\345\222\214\346\212\225\350\257\211\351\203\275\344\274\230\345\205\210\345\244\204\347\220\206\343\200\202',
 '\345\217\257\350\203\275\346\212\212\350\256\242\345\215\225\345\210\206\347\273\231\344\272\206\345\207\240\345\256\266\344\276\233\345\272\224\345\225\206\343\200\202',
 '\344\270\200\346\210\267\344\270\200\347\255\226\357\274\232\345\256\232\345\245\275\346\235\241\344\273\266\357\274\214\351\242\204\346\265\213\351\234\200\346\261\202\357\274\214\345\244\207\345\245\275\350\256\242\345\215\225\344\270\200\346\234\211\344\270\213\351\231\215\346\227\266\347\232\204\345\257\271\347\255\226\343\200\202',
 '\346\202\250\347\232\204\344\272\213\346\210\221\344\273\254\344\274\230\345\205\210\345\212\236\343\200\202\344\270\200\350\265\267\347\234\213\347\234\213\346\202\250\344\270\213\344\270\252\345\255\243\345\272\246\347\232\204\350\256\241\345\210\222\357\274\214\345\245\275\345\220\227\357\274\237',
 '\347\224\261\345\256\242\346\210\267\347\273\217\347\220\206\345\275\223\351\235\242\346\216\245\346\264\275\343\200\202',
 '\346\214\211\346\225\260\351\207\217\347\232\204\346\241\206\346\236\266\345\220\210\345\220\214\357\274\214\344\273\267\346\240\274\344\277\235\346\212\244\357\274\214\344\274\230\345\205\210\344\272\244\350\264\247\343\200\202',
 '\346\212\212\346\233\264\345\244\232\351\207\207\350\264\255\344\272\244\347\273\231\346\210\221\344\273\254\347\232\204A\347\261\273\345\256\242\346\210\267\343\200\202',
 '\347\224\250customers_for_share()\347\234\213\345\244\232\345\260\221\345\256\242\346\210\267\345\270\246\346\235\24580%\347\232\204\346\224\266\345\205\245\357\274\214\347\224\250movement()\347\234\213\350\260\201\347\246\273\345\274\200\344\272\206A\347\261\273\343\200\202'),
('abc_class', 'B', 'B\347\261\273',
 '\345\261\205\344\270\255\347\232\204\345\256\242\346\210\267\357\274\214\345\270\246\346\235\245\345\217\257\350\247\202\347\232\204\346\224\266\345\205\245\357\274\214\344\270\213\344\270\200\346\211\271A\347\261\273\345\256\242\346\210\267\345\217\257\350\203\275\345\260\261\344\273\216\350\277\231\351\207\214\344\272\247\347\224\237\343\200\202',
 '\344\276\233\350\264\247\345\217\257\351\235\240\357\274\214\345\244\232\350\256\242\350\203\275\346\234\211\346\233\264\345\245\275\347\232\204\346\235\241\344\273\266\343\200\202',
 '\345\217\257\350\203\275\346\234\211\344\270\200\351\203\250\345\210\206\351\234\200\346\261\202\346\230\257\345\234\250\345\210\253\345\244\204\344\271\260\347\232\204\343\200\202',
 '\345\274\204\346\270\205\344\273\226\344\273\254\345\234\250\345\210\253\345\244\204\344\271\260\344\273\200\344\271\210\357\274\214\344\273\245\351\207\217\345\244\247\344\273\267\344\274\230\347\232\204\346\235\241\344\273\266\344\272\211\345\217\226\350\277\207\346\235\245\343\200\202',
 '\346\202\250\345\234\250\345\210\253\345\244\204\351\207\207\350\264\255\347\232\204\357\274\214\346\234\211\345\223\252\344\272\233\345\217\257\344\273\245\344\272\244\347\273\231\346\210\221\344\273\254\357\274\237\350\256\242\345\276\227\350\266\212\345\244\232\357\274\214\346\235\241\344\273\266\350\266\212\345\245\275\343\200\202',
 '\347\224\261\351\224\200\345\224\256\351\203\250\346\211\223\347\224\265\350\257\235\346\210\226\345\217\221\347\224\265\345\255\220\351\202\256\344\273\266\343\200\202',
 '\351\207\217\345\244\247\344\273\267\344\274\230\357\274\233\344\271\260\345\244\232\346\240\267\344\272\247\345\223\201\345\260\261\346\234\211\345\245\226\345\212\261\343\200\202',
 '\345\215\207\344\270\272A\347\261\273\345\256\242\346\210\267\343\200\202',
 '\347\224\250conversion()\347\234\213\344\270\244\345\271\264\344\271\213\351\227\264\346\234\211\345\244\232\345\260\221\345\215\207\345\210\260A\347\261\273\343\200\202'),
('abc_class', 'C', 'C\347\261\273',
 '\345\205\266\344\275\231\347\232\204\345\256\242\346\210\267\357\274\214\345\220\210\350\265\267\346\235\245\345\270\246\346\235\245\347\232\204\346\224\266\345\205\245\344\270\215\345\244\232\343\200\202',
 '\344\270\213\345\215\225\345\217\210\345\277\253\345\217\210\346\226\271\344\276\277\343\200\202',
 '\351\234\200\346\261\202\345\260\217\357\274\214\346\210\226\350\200\205\347\273\231\346\210\221\344\273\254\347\232\204\345\217\252\346\230\257\351\233\266\345\244\264\343\200\202',
 '\345\216\213\344\275\216\346\257\217\344\270\200\345\215\225\347\232\204\346\210\220\346\234\254\357\274\232\347\275\221\344\270\212\344\270\213\345\215\225\357\274\214\345\233\272\345\256\232\346\225\260\351\207\217\357\274\214\346\240\207\345\207\206\346\235\241\346\254\276\343\200\202',
 '\344\270\244\345\210\206\351\222\237\344\270\213\345\245\275\345\215\225\357\274\214\351\232\217\344\270\213\344\270\200\350\266\237\351\205\215\351\200\201\351\200\201\345\210\260\343\200\202',
 '\347\275\221\344\270\212\344\270\213\345\215\225\343\200\202',
 '\345\233\272\345\256\232\346\225\260\351\207\217\357\274\214\345\233\272\345\256\232\344\273\267\346\240\274\357\274\214\351\232\217\344\270\213\344\270\200\350\266\237\351\205\215\351\200\201\351\200\201\350\276\276\343\200\202',
 '\345\215\207\344\270\272B\347\261\273\345\256\242\346\210\267\357\274\214\346\210\226\350\200\205\350\256\242\345\215\225\346\210\220\346\234\254\344\275\216\345\273\211\343\200\202',
 '\347\224\250average_order()\347\234\213\345\271\263\345\235\207\350\256\242\345\215\225\351\207\221\351\242\235\357\274\214\347\224\250conversion()\347\234\213\346\234\211\345\244\232\345\260\221\345\215\207\345\210\260B\347\261\273\343\200\202')

) AS text (subject, item, name, who, needs, obstacle, action, message, channel, offer, goal, measure)
JOIN @extschema@.playbook_shipped AS english
	ON english.subject OPERATOR(pg_catalog.=) text.subject AND english.item OPERATOR(pg_catalog.=) text.item
WHERE english.lang OPERATOR(pg_catalog.=) 'en'
  AND pg_catalog.getdatabaseencoding() OPERATOR(pg_catalog.=) ANY ('{UTF8, EUC_CN}'::name[]);


INSERT INTO @extschema@.playbook_shipped (subject, item, lang, name, who, needs, obstacle, action, message, channel, offer, goal, measure)
SELECT text.subject, text.item, 'zh',
	   pg_catalog.convert_from(pg_catalog.decode(text.name, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.who, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.needs, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.obstacle, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.action, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.message, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.channel, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.offer, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.goal, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.measure, 'escape'), 'UTF8')
FROM (VALUES

('marketing', 'bee_led', '\345\275\242\350\261\241\345\245\275\343\200\201\350\256\244\347\237\245\345\272\246\351\253\230',
 '\346\214\211\345\233\272\345\256\232\347\232\204\346\240\207\345\207\206\357\274\214\350\234\234\350\234\202\346\230\257\346\234\200\345\244\247\347\232\204\344\270\200\347\261\273\357\274\232\344\273\245\345\276\200\347\232\204\350\220\245\351\224\200\346\230\257\346\210\220\345\212\237\347\232\204\357\274\214\345\275\242\350\261\241\345\245\275\357\274\214\350\256\244\347\237\245\345\272\246\351\253\230\343\200\202',
 NULL,
 NULL,
 '\346\267\261\345\214\226\347\216\260\346\234\211\347\255\226\347\225\245\357\274\214\345\212\240\346\267\261\344\270\216\347\216\260\346\234\211\345\256\242\346\210\267\347\232\204\345\205\263\347\263\273\343\200\202',
 '\346\204\237\350\260\242\346\202\250\344\270\200\350\267\257\347\233\270\344\274\264\343\200\202\350\277\231\346\230\257\346\210\221\344\273\254\346\216\245\344\270\213\346\235\245\347\232\204\350\256\241\345\210\222\357\274\214\346\234\237\345\276\205\346\202\250\347\273\247\347\273\255\345\217\202\344\270\216\343\200\202',
 NULL,
 NULL,
 '\346\214\211\345\220\214\344\270\200\346\240\207\345\207\206\357\274\214\350\234\234\350\234\202\350\266\212\346\235\245\350\266\212\345\244\232\357\274\214\345\276\210\345\260\221\346\234\211\344\270\215\345\206\215\346\230\257\350\234\234\350\234\202\347\232\204\343\200\202',
 '\347\224\250movement()\346\214\211\344\270\212\344\270\200\346\234\237\347\232\204\346\240\207\345\207\206\357\274\214\347\234\213\346\226\260\345\242\236\344\272\206\345\244\232\345\260\221\350\234\234\350\234\202\357\274\214\345\217\210\346\234\211\345\244\232\345\260\221\344\270\215\345\206\215\346\230\257\350\234\234\350\234\202\343\200\202'),
('marketing', 'dragonfly_led', '\344\272\247\345\223\201\345\260\232\346\234\252\350\242\253\344\272\206\350\247\243',
 '\346\214\211\345\233\272\345\256\232\347\232\204\346\240\207\345\207\206\357\274\214\350\234\273\350\234\223\346\230\257\346\234\200\345\244\247\347\232\204\344\270\200\347\261\273\357\274\232\344\273\245\345\276\200\347\232\204\350\220\245\351\224\200\350\247\246\345\217\212\344\272\206\346\234\211\350\264\255\344\271\260\345\212\233\347\232\204\344\272\272\357\274\214\344\275\206\344\273\226\344\273\254\350\277\230\344\270\215\345\244\252\344\272\206\350\247\243\344\272\247\345\223\201\357\274\214\345\223\201\347\211\214\347\232\204\345\256\236\345\212\233\345\222\214\344\277\241\344\273\273\345\272\246\344\271\237\344\270\215\345\244\237\343\200\202',
 '\347\234\213\346\270\205\344\272\247\345\223\201\347\232\204\344\273\267\345\200\274\357\274\214\344\271\237\350\203\275\346\224\276\345\277\203\345\234\260\344\277\241\344\273\273\345\223\201\347\211\214\343\200\202',
 '\345\257\271\344\272\247\345\223\201\344\272\206\350\247\243\345\244\252\345\260\221\357\274\214\345\257\271\345\223\201\347\211\214\350\277\230\344\270\215\346\224\276\345\277\203\343\200\202',
 '\346\234\211\345\207\255\346\234\211\346\215\256\345\234\260\345\256\243\344\274\240\344\272\247\345\223\201\344\273\267\345\200\274\357\274\214\347\224\250\345\223\201\347\211\214\345\273\272\347\253\213\344\277\241\345\277\203\343\200\202',
 '\344\272\247\345\223\201\350\203\275\344\270\272\346\202\250\345\201\232\344\273\200\344\271\210\357\274\214\346\225\260\346\215\256\345\234\250\350\277\231\351\207\214\357\274\214\345\256\242\346\210\267\347\232\204\344\272\262\350\272\253\350\257\204\344\273\267\344\271\237\345\234\250\350\277\231\351\207\214\343\200\202',
 NULL,
 NULL,
 '\350\256\251\346\234\211\350\264\255\344\271\260\345\212\233\347\232\204\344\272\272\350\256\244\345\256\232\346\210\221\344\273\254\357\274\214\347\224\261\350\234\234\350\234\202\344\270\273\345\257\274\346\225\264\344\270\252\345\256\242\346\210\267\347\276\244\343\200\202',
 '\347\224\250conversion()\346\214\211\344\270\212\344\270\200\346\234\237\347\232\204\346\240\207\345\207\206\357\274\214\347\234\213\346\234\211\345\244\232\345\260\221\350\234\273\350\234\223\345\217\230\346\210\220\344\272\206\350\234\234\350\234\202\343\200\202'),
('marketing', 'butterfly_led', '\345\275\242\350\261\241\346\234\211\345\276\205\346\217\220\345\215\207',
 '\346\214\211\345\233\272\345\256\232\347\232\204\346\240\207\345\207\206\357\274\214\350\235\264\350\235\266\346\230\257\346\234\200\345\244\247\347\232\204\344\270\200\347\261\273\357\274\232\344\273\245\345\276\200\347\232\204\350\220\245\351\224\200\350\247\246\345\217\212\347\232\204\344\272\272\345\226\234\346\254\242\346\210\221\344\273\254\357\274\214\345\215\264\347\274\272\344\271\217\350\264\255\344\271\260\345\212\233\357\274\214\345\275\242\350\261\241\346\234\211\345\276\205\346\217\220\345\215\207\343\200\202',
 NULL,
 '\347\216\260\346\234\211\346\270\240\351\201\223\345\270\246\346\235\245\347\232\204\344\272\272\344\271\260\344\270\215\350\265\267\346\233\264\345\244\232\343\200\202',
 '\350\260\203\346\225\264\345\275\242\350\261\241\345\222\214\346\270\240\351\201\223\357\274\214\345\220\270\345\274\225\346\234\211\350\264\255\344\271\260\345\212\233\347\232\204\345\256\242\346\210\267\343\200\202',
 '\344\270\200\345\210\206\344\273\267\351\222\261\344\270\200\345\210\206\350\264\247\357\274\214\346\234\215\345\212\241\344\271\237\344\270\216\344\271\213\347\233\270\347\247\260\343\200\202',
 NULL,
 NULL,
 '\346\226\260\345\256\242\346\210\267\344\270\255\346\234\211\350\264\255\344\271\260\345\212\233\347\232\204\344\272\272\345\242\236\345\244\232\343\200\202',
 '\347\224\250cohorts()\347\234\213\345\220\204\346\211\271\346\226\260\345\256\242\346\210\267\347\232\204\344\272\272\345\235\207\346\266\210\350\264\271\343\200\202'),
('marketing', 'mantis_led', '\346\216\250\345\271\277\346\262\241\346\234\211\350\247\201\346\225\210',
 '\346\214\211\345\233\272\345\256\232\347\232\204\346\240\207\345\207\206\357\274\214\350\236\263\350\236\202\346\230\257\346\234\200\345\244\247\347\232\204\344\270\200\347\261\273\357\274\232\344\273\245\345\276\200\347\232\204\346\216\250\345\271\277\346\230\257\345\244\261\350\264\245\347\232\204\357\274\214\350\247\246\345\217\212\347\232\204\344\272\272\345\244\247\345\244\232\344\271\260\345\276\227\345\260\221\357\274\214\345\257\271\346\210\221\344\273\254\344\271\237\346\262\241\346\234\211\346\204\237\346\203\205\343\200\202',
 NULL,
 NULL,
 '\351\207\215\346\226\260\345\210\266\345\256\232\347\255\226\347\225\245\357\274\232\347\240\224\347\251\266\347\216\260\346\234\211\347\232\204\350\234\234\350\234\202\357\274\214\345\274\204\346\270\205\344\273\226\344\273\254\347\232\204\347\211\271\345\276\201\357\274\214\345\257\273\346\211\276\346\233\264\345\244\232\345\220\214\347\261\273\345\256\242\346\210\267\343\200\202',
 '\346\210\221\344\273\254\346\234\200\345\245\275\347\232\204\345\256\242\346\210\267\347\247\260\350\265\236\344\273\200\344\271\210\357\274\214\350\257\267\345\220\254\344\273\226\344\273\254\350\207\252\345\267\261\350\257\264\343\200\202',
 NULL,
 NULL,
 '\346\214\211\345\220\214\344\270\200\346\240\207\345\207\206\357\274\214\350\236\263\350\236\202\345\207\217\345\260\221\357\274\214\350\234\234\350\234\202\345\242\236\345\244\232\343\200\202',
 '\347\224\250structure_change()\346\257\224\350\276\203\344\270\244\344\270\252\347\255\211\351\225\277\347\232\204\346\227\266\346\234\237\357\274\214\347\234\213\345\220\204\347\261\273\345\256\242\346\210\267\347\232\204\345\215\240\346\257\224\346\234\211\346\262\241\346\234\211\345\217\230\345\214\226\343\200\202'),
('marketing', 'balanced', '\347\274\272\345\260\221\351\207\215\347\202\271',
 '\346\214\211\345\233\272\345\256\232\347\232\204\346\240\207\345\207\206\357\274\214\345\233\233\347\261\273\345\256\242\346\210\267\345\244\247\350\207\264\347\233\270\345\275\223\357\274\232\344\273\245\345\276\200\347\232\204\350\220\245\351\224\200\347\274\272\345\260\221\351\207\215\347\202\271\343\200\202',
 NULL,
 NULL,
 '\346\230\216\347\241\256\351\207\215\347\202\271\357\274\214\351\200\232\350\277\207\346\270\240\351\201\223\343\200\201\350\256\244\347\237\245\345\272\246\345\222\214\345\275\242\350\261\241\350\275\254\345\214\226\350\234\273\350\234\223\345\222\214\350\235\264\350\235\266\343\200\202',
 NULL,
 NULL,
 NULL,
 '\346\234\211\344\270\200\347\261\273\345\256\242\346\210\267\346\230\216\346\230\276\345\261\205\351\246\226\357\274\214\350\200\214\344\270\224\346\230\257\350\234\234\350\234\202\343\200\202',
 '\347\224\250conversion()\347\234\213\346\234\211\345\244\232\345\260\221\350\234\273\350\234\223\345\222\214\350\235\264\350\235\266\345\217\230\346\210\220\344\272\206\350\234\234\350\234\202\343\200\202'),
('marketing', 'undetermined', '\345\260\232\346\227\240\347\273\223\350\256\272',
 '\345\256\242\346\210\267\345\244\252\345\260\221\357\274\214\346\210\226\350\200\205\346\262\241\346\234\211\345\223\252\344\270\200\347\261\273\347\234\237\346\255\243\345\261\205\351\246\226\357\274\214\346\210\226\350\200\205\345\256\242\346\210\267\345\275\274\346\255\244\346\262\241\346\234\211\345\267\256\345\210\253\357\274\214\347\233\256\345\211\215\350\277\230\346\227\240\346\263\225\350\257\204\344\273\267\344\273\245\345\276\200\347\232\204\350\220\245\351\224\200\343\200\202',
 NULL,
 NULL,
 '\346\224\271\344\270\272\346\240\271\346\215\256\346\216\250\345\271\277\347\232\204\345\212\233\345\272\246\345\222\214\346\270\240\351\201\223\346\235\245\345\210\244\346\226\255\357\274\233\345\256\242\346\210\267\345\244\252\345\260\221\346\227\266\357\274\214\347\273\247\347\273\255\347\247\257\347\264\257\346\225\260\346\215\256\343\200\202',
 NULL,
 NULL,
 NULL,
 '\345\256\242\346\210\267\345\244\232\345\210\260\350\266\263\344\273\245\345\276\227\345\207\272\347\273\223\350\256\272\343\200\202',
 '\347\224\250structure_reason()\347\234\213\346\234\211\346\262\241\346\234\211\345\223\252\344\270\200\347\261\273\347\234\237\346\255\243\345\261\205\351\246\226\357\274\233\346\262\241\346\234\211\347\232\204\350\257\235\357\274\214\345\216\237\345\233\240\346\230\257\344\273\200\344\271\210\343\200\202'),

('lapsed_quadrant', 'bee', '\346\265\201\345\244\261\347\232\204\350\234\234\350\234\202',
 '\350\277\207\345\216\273\350\264\241\347\214\256\345\244\247\357\274\214\345\277\240\350\257\232\345\272\246\351\253\230\357\274\233\345\246\202\344\273\212\346\262\241\344\271\260\347\232\204\346\227\266\351\227\264\345\267\262\347\273\217\350\266\205\350\277\207\344\272\206\345\233\236\345\244\264\345\256\242\351\200\232\345\270\270\347\232\204\351\227\264\351\232\224\343\200\202',
 '\346\234\211\344\272\272\346\203\246\350\256\260\357\274\214\345\275\223\345\210\235\347\232\204\351\227\256\351\242\230\344\271\237\345\267\262\347\273\217\350\247\243\345\206\263\343\200\202',
 '\345\217\257\350\203\275\345\257\271\346\210\221\344\273\254\346\234\211\346\211\200\345\244\261\346\234\233\357\274\214\345\217\257\350\203\275\350\242\253\347\253\236\344\272\211\345\257\271\346\211\213\346\212\242\350\265\260\357\274\214\344\271\237\345\217\257\350\203\275\344\270\215\345\206\215\346\234\211\351\234\200\346\261\202\343\200\202',
 '\347\240\224\347\251\266\344\273\226\344\273\254\346\265\201\345\244\261\344\271\213\345\211\215\345\217\221\347\224\237\344\272\206\344\273\200\344\271\210\357\274\232\346\212\225\350\257\211\343\200\201\351\200\200\350\264\247\343\200\201\345\273\266\350\257\257\343\200\201\346\234\200\345\220\216\345\207\240\347\254\224\350\256\242\345\215\225\343\200\202\345\244\232\344\272\272\351\201\207\345\210\260\347\232\204\351\227\256\351\242\230\350\246\201\346\224\271\346\255\243\357\274\214\345\216\237\346\234\211\347\232\204\345\276\205\351\201\207\350\246\201\344\277\235\347\225\231\343\200\202',
 '\346\202\250\347\232\204\345\276\205\351\201\207\345\222\214\344\274\232\345\221\230\350\265\204\346\240\274\351\203\275\344\277\235\347\225\231\347\235\200\357\274\214\345\275\223\345\210\235\347\232\204\351\227\256\351\242\230\344\271\237\345\267\262\347\273\217\350\247\243\345\206\263\343\200\202',
 '\345\216\237\346\235\245\350\264\237\350\264\243\344\273\226\344\273\254\347\232\204\344\272\272\343\200\202',
 '\345\216\237\346\234\211\347\232\204\345\276\205\351\201\207\345\222\214\344\274\232\345\221\230\347\255\211\347\272\247\344\277\235\347\225\231\344\270\200\345\271\264\343\200\202',
 '\351\207\215\346\226\260\346\210\220\344\270\272\350\234\234\350\234\202\357\274\233\344\270\215\346\210\220\347\232\204\350\257\235\357\274\214\350\207\263\345\260\221\345\274\204\346\270\205\345\271\266\350\256\260\344\270\213\345\216\237\345\233\240\343\200\202',
 '\347\224\250flows()\347\234\213\346\265\201\345\244\261\347\232\204\350\234\234\350\234\202\346\234\211\345\244\232\345\260\221\345\233\236\346\235\245\357\274\214\351\207\221\351\242\235\345\244\232\345\260\221\343\200\202'),
('lapsed_quadrant', 'dragonfly', '\346\265\201\345\244\261\347\232\204\350\234\273\350\234\223',
 '\350\277\207\345\216\273\350\264\241\347\214\256\345\244\247\357\274\214\345\277\240\350\257\232\345\272\246\344\275\216\357\274\233\345\246\202\344\273\212\346\262\241\344\271\260\347\232\204\346\227\266\351\227\264\345\267\262\347\273\217\350\266\205\350\277\207\344\272\206\345\233\236\345\244\264\345\256\242\351\200\232\345\270\270\347\232\204\351\227\264\351\232\224\343\200\202',
 '\344\270\200\344\270\252\347\216\260\345\234\250\346\233\264\345\272\224\350\257\245\351\200\211\346\213\251\346\210\221\344\273\254\347\232\204\347\220\206\347\224\261\343\200\202',
 '\345\217\257\350\203\275\345\267\262\347\273\217\350\256\244\345\256\232\344\272\206\347\253\236\344\272\211\345\257\271\346\211\213\357\274\214\344\271\237\345\217\257\350\203\275\345\275\223\345\210\235\347\232\204\351\234\200\346\261\202\344\270\215\344\274\232\345\206\215\346\234\211\343\200\202',
 '\347\240\224\347\251\266\344\273\226\344\273\254\344\271\260\350\277\207\344\273\200\344\271\210\357\274\214\350\277\231\347\247\215\351\234\200\346\261\202\344\274\232\344\270\215\344\274\232\345\206\215\346\235\245\357\274\214\347\253\236\344\272\211\345\257\271\346\211\213\345\245\275\345\234\250\345\223\252\351\207\214\357\274\214\346\215\256\346\255\244\346\224\271\350\277\233\344\272\247\345\223\201\345\222\214\344\272\244\346\230\223\346\235\241\344\273\266\343\200\202',
 '\344\273\216\346\202\250\344\270\212\344\270\200\347\254\224\350\256\242\345\215\225\345\210\260\347\216\260\345\234\250\357\274\214\346\210\221\344\273\254\346\224\271\350\277\233\344\272\206\350\277\231\344\272\233\345\234\260\346\226\271\357\274\214\350\257\267\351\200\220\346\235\241\350\277\207\347\233\256\343\200\202',
 '\347\206\237\346\202\211\344\272\247\345\223\201\347\232\204\344\270\223\344\272\272\343\200\202',
 '\351\246\226\345\215\225\350\257\225\347\224\250\357\274\214\345\217\257\344\273\245\351\200\200\350\264\247\343\200\202',
 '\351\234\200\346\261\202\350\277\230\345\234\250\347\232\204\357\274\214\351\207\215\346\226\260\346\210\220\344\270\272\345\256\242\346\210\267\357\274\233\344\270\215\345\234\250\347\232\204\357\274\214\344\273\216\344\270\255\345\220\270\345\217\226\346\225\231\350\256\255\343\200\202',
 '\347\224\250validate()\347\234\213\344\270\200\345\271\264\344\271\213\345\206\205\345\233\236\346\235\245\347\232\204\345\215\240\345\244\232\345\260\221\343\200\202'),
('lapsed_quadrant', 'butterfly', '\346\265\201\345\244\261\347\232\204\350\235\264\350\235\266',
 '\350\277\207\345\216\273\345\277\240\350\257\232\345\272\246\351\253\230\357\274\214\350\264\241\347\214\256\345\260\217\357\274\233\345\246\202\344\273\212\346\262\241\344\271\260\347\232\204\346\227\266\351\227\264\345\267\262\347\273\217\350\266\205\350\277\207\344\272\206\345\233\236\345\244\264\345\256\242\351\200\232\345\270\270\347\232\204\351\227\264\351\232\224\343\200\202',
 '\344\270\200\344\270\252\350\264\237\346\213\205\345\276\227\350\265\267\347\232\204\343\200\201\345\206\215\344\271\260\344\270\200\346\254\241\347\232\204\347\220\206\347\224\261\343\200\202',
 '\345\217\257\350\203\275\346\211\213\345\244\264\347\264\247\357\274\214\345\217\257\350\203\275\345\210\253\345\256\266\346\233\264\344\276\277\345\256\234\357\274\214\344\271\237\345\217\257\350\203\275\345\275\223\345\210\235\345\220\270\345\274\225\344\273\226\344\273\254\347\232\204\344\277\203\351\224\200\345\267\262\347\273\217\347\273\223\346\235\237\343\200\202',
 '\347\240\224\347\251\266\345\275\223\345\210\235\346\230\257\344\273\200\344\271\210\350\256\251\344\273\226\344\273\254\350\264\255\344\271\260\357\274\232\344\274\230\346\203\240\343\200\201\344\273\267\346\240\274\350\277\230\346\230\257\344\272\247\345\223\201\357\274\214\345\220\216\346\235\245\345\217\210\350\242\253\344\273\200\344\271\210\345\217\226\344\273\243\343\200\202',
 '\346\202\250\344\273\245\345\211\215\345\270\270\344\271\260\347\232\204\357\274\214\346\234\254\346\234\210\346\255\243\345\234\250\344\277\203\351\224\200\343\200\202',
 '\347\275\221\347\253\231\345\222\214\347\224\265\345\255\220\345\210\212\347\211\251\343\200\202',
 '\351\235\242\345\220\221\346\211\200\346\234\211\344\272\272\347\232\204\344\277\203\351\224\200\343\200\202',
 '\351\200\232\350\277\207\344\270\215\344\272\217\346\234\254\347\232\204\344\277\203\351\224\200\357\274\214\351\207\215\346\226\260\346\210\220\344\270\272\350\235\264\350\235\266\343\200\202',
 '\347\224\250segment_quality()\344\270\216\345\257\271\347\205\247\347\273\204\346\257\224\350\276\203\357\274\214\347\234\213\344\277\203\351\224\200\344\270\255\346\234\211\345\244\232\345\260\221\344\272\272\350\264\255\344\271\260\343\200\202'),
('lapsed_quadrant', 'mantis', '\346\265\201\345\244\261\347\232\204\350\236\263\350\236\202',
 '\350\277\207\345\216\273\350\264\241\347\214\256\345\260\217\357\274\214\345\277\240\350\257\232\345\272\246\344\275\216\357\274\233\345\246\202\344\273\212\346\262\241\344\271\260\347\232\204\346\227\266\351\227\264\345\267\262\347\273\217\350\266\205\350\277\207\344\272\206\345\233\236\345\244\264\345\256\242\351\200\232\345\270\270\347\232\204\351\227\264\351\232\224\343\200\202',
 NULL,
 '\345\217\257\350\203\275\345\217\252\351\234\200\350\246\201\351\202\243\344\270\200\346\254\241\357\274\214\344\271\237\345\217\257\350\203\275\346\262\241\346\234\211\350\264\242\345\212\233\343\200\202',
 '\347\234\213\344\273\226\344\273\254\345\275\223\345\210\235\344\273\216\345\223\252\344\272\233\346\270\240\351\201\223\346\235\245\357\274\214\345\260\221\345\234\250\345\217\252\345\270\246\346\235\245\344\270\200\346\254\241\346\200\247\344\271\260\345\256\266\347\232\204\346\270\240\351\201\223\344\270\212\350\212\261\351\222\261\343\200\202',
 '\346\210\221\344\273\254\347\232\204\344\270\213\344\270\200\345\234\272\346\264\273\345\212\250\344\272\272\344\272\272\351\203\275\345\217\257\344\273\245\345\217\202\345\212\240\357\274\214\345\272\227\351\207\214\344\271\237\351\232\217\346\227\266\346\254\242\350\277\216\346\202\250\343\200\202',
 '\347\275\221\347\253\231\345\222\214\345\205\254\345\274\200\346\264\273\345\212\250\343\200\202',
 '\346\240\207\345\207\206\346\235\241\346\254\276\343\200\202',
 '\344\273\215\347\204\266\344\274\232\350\257\264\346\210\221\344\273\254\345\245\275\347\232\204\344\272\272\343\200\202',
 '\347\224\250cohorts()\347\234\213\345\220\216\346\235\245\345\220\204\346\211\271\345\256\242\346\210\267\344\270\255\357\274\214\345\217\252\344\271\260\344\270\200\346\254\241\347\232\204\344\272\272\346\234\211\346\262\241\346\234\211\345\207\217\345\260\221\343\200\202'),

('prospect_quadrant', 'bee', '\346\234\211\344\272\244\346\203\205\343\200\201\346\234\211\346\275\234\345\212\233\347\232\204\346\275\234\345\234\250\345\256\242\346\210\267',
 '\350\277\230\346\262\241\346\234\211\344\271\260\350\277\207\357\274\214\344\275\206\346\275\234\345\212\233\345\244\247\357\274\214\344\270\216\346\210\221\344\273\254\345\267\262\346\234\211\344\272\244\346\203\205\357\274\214\346\257\224\345\246\202\344\273\213\347\273\215\350\277\207\345\256\242\346\210\267\343\200\202',
 '\344\270\200\347\254\224\345\256\271\346\230\223\344\270\213\347\232\204\351\246\226\345\215\225\343\200\202',
 '\350\277\230\346\262\241\346\234\211\351\201\207\345\210\260\351\246\226\346\254\241\350\264\255\344\271\260\347\232\204\346\234\272\344\274\232\343\200\202',
 '\346\214\211\345\205\266\346\275\234\345\212\233\345\207\206\345\244\207\345\245\275\351\246\226\345\215\225\357\274\214\344\273\216\347\254\254\344\270\200\345\244\251\350\265\267\345\260\261\347\273\231\344\272\210\350\234\234\350\234\202\347\232\204\345\276\205\351\201\207\357\274\232\346\226\260\345\223\201\344\274\230\345\205\210\357\274\214\345\270\246\346\235\245\345\256\242\346\210\267\345\260\261\346\234\211\345\245\226\345\212\261\343\200\202',
 '\345\267\262\347\273\217\346\234\211\344\272\272\345\233\240\344\270\272\346\202\250\350\200\214\346\235\245\343\200\202\350\277\231\347\254\224\351\246\226\345\215\225\344\270\223\344\270\272\346\202\250\345\207\206\345\244\207\357\274\214\344\272\253\345\217\227\346\210\221\344\273\254\346\234\200\345\245\275\345\256\242\346\210\267\347\232\204\346\235\241\344\273\266\343\200\202',
 '\347\224\261\347\206\237\350\257\206\347\232\204\344\272\272\345\275\223\351\235\242\346\216\245\346\264\275\343\200\202',
 '\351\246\226\345\215\225\345\260\261\344\272\253\345\217\227\344\274\232\345\221\230\346\235\241\344\273\266\343\200\202',
 '\345\207\240\347\254\224\350\256\242\345\215\225\344\271\213\345\220\216\345\260\261\346\210\220\344\270\272\350\234\234\350\234\202\343\200\202',
 '\347\224\250flows()\347\234\213\344\270\213\344\270\200\346\234\237\347\232\204\346\226\260\345\256\242\346\210\267\344\270\255\346\234\211\345\244\232\345\260\221\346\230\257\344\273\226\344\273\254\343\200\202'),
('prospect_quadrant', 'dragonfly', '\346\234\211\346\275\234\345\212\233\347\232\204\346\275\234\345\234\250\345\256\242\346\210\267',
 '\350\277\230\346\262\241\346\234\211\344\271\260\350\277\207\357\274\214\344\275\206\346\275\234\345\212\233\345\244\247\357\274\214\346\234\211\345\260\232\346\234\252\345\205\221\347\216\260\347\232\204\351\234\200\346\261\202\343\200\202',
 '\344\270\213\351\246\226\345\215\225\344\271\213\345\211\215\345\260\261\347\234\213\345\276\227\350\247\201\347\232\204\344\273\267\345\200\274\357\274\214\350\200\214\344\270\224\346\257\224\345\276\227\350\277\207\347\253\236\344\272\211\345\257\271\346\211\213\343\200\202',
 '\345\217\257\350\203\275\346\255\243\345\234\250\346\257\224\350\276\203\346\212\245\344\273\267\357\274\214\345\217\257\350\203\275\345\257\271\345\205\254\345\217\270\346\210\226\346\234\215\345\212\241\345\277\203\345\255\230\347\226\221\350\231\221\357\274\214\344\271\237\345\217\257\350\203\275\345\234\250\347\255\211\345\220\210\351\200\202\347\232\204\346\227\266\346\234\272\343\200\202',
 '\345\274\204\346\270\205\344\273\200\344\271\210\350\265\267\345\206\263\345\256\232\344\275\234\347\224\250\343\200\201\347\224\261\350\260\201\345\206\263\345\256\232\357\274\214\346\234\211\345\207\255\346\234\211\346\215\256\345\234\260\345\261\225\347\244\272\344\272\247\345\223\201\347\232\204\344\273\267\345\200\274\357\274\233\344\273\273\344\275\225\350\256\251\346\255\245\351\203\275\350\246\201\346\215\242\345\217\226\345\233\236\346\212\245\357\274\214\346\257\224\345\246\202\344\273\230\346\254\276\346\226\271\345\274\217\346\210\226\350\256\242\350\264\255\346\225\260\351\207\217\343\200\202',
 '\350\277\231\346\240\267\345\201\232\350\203\275\347\273\231\346\202\250\345\270\246\346\235\245\345\244\232\345\260\221\346\224\266\347\233\212\357\274\214\346\210\221\344\273\254\347\224\250\345\220\214\347\261\273\345\256\242\346\210\267\347\232\204\346\225\260\346\215\256\344\270\272\346\202\250\347\256\227\345\245\275\344\272\206\343\200\202',
 '\347\224\261\347\206\237\346\202\211\344\272\247\345\223\201\347\232\204\344\272\272\345\275\223\351\235\242\346\216\245\346\264\275\343\200\202',
 '\345\205\210\350\257\225\347\224\250\357\274\214\346\210\226\350\200\205\344\270\213\344\270\200\347\254\224\351\243\216\351\231\251\345\276\210\345\260\217\347\232\204\351\246\226\345\215\225\357\274\214\345\205\266\344\275\231\347\232\204\351\234\200\346\261\202\345\206\215\347\255\276\345\220\210\345\220\214\343\200\202',
 '\345\205\210\346\210\220\344\270\272\345\256\242\346\210\267\357\274\214\345\206\215\346\210\220\344\270\272\350\234\234\350\234\202\343\200\202',
 '\347\224\250\345\220\214\344\270\200\344\273\275activity\347\232\204potential()\345\222\214amount()\357\274\214\347\234\213\346\275\234\345\234\250\351\234\200\346\261\202\346\234\211\345\244\232\345\260\221\345\217\230\346\210\220\344\272\206\350\256\242\345\215\225\343\200\202'),
('prospect_quadrant', 'butterfly', '\346\234\211\344\272\244\346\203\205\347\232\204\346\275\234\345\234\250\345\256\242\346\210\267',
 '\350\277\230\346\262\241\346\234\211\344\271\260\350\277\207\357\274\214\344\270\216\346\210\221\344\273\254\345\267\262\346\234\211\344\272\244\346\203\205\357\274\214\344\275\206\346\262\241\346\234\211\345\267\262\347\237\245\347\232\204\345\244\247\346\275\234\345\212\233\343\200\202',
 '\345\205\210\344\273\216\345\260\217\344\270\234\350\245\277\345\274\200\345\247\213\343\200\202',
 '\345\217\257\350\203\275\350\277\236\346\210\221\344\273\254\346\234\200\345\260\217\347\232\204\344\272\247\345\223\201\344\271\237\345\253\214\350\264\265\343\200\202',
 '\345\244\207\345\245\275\345\260\217\344\273\266\347\232\204\345\205\245\351\227\250\344\272\247\345\223\201\357\274\214\346\257\217\345\270\246\346\235\245\344\270\200\344\275\215\345\256\242\346\210\267\345\260\261\347\273\231\344\272\210\345\245\226\345\212\261\343\200\202',
 '\346\202\250\345\257\271\346\210\221\344\273\254\345\276\210\347\206\237\346\202\211\357\274\214\344\270\215\345\246\250\345\205\210\344\273\216\350\277\231\344\273\266\345\260\217\344\270\234\350\245\277\345\274\200\345\247\213\343\200\202',
 '\347\224\265\345\255\220\351\202\256\344\273\266\346\210\226\347\237\255\344\277\241\343\200\202',
 '\351\246\226\346\254\241\350\264\255\344\271\260\344\272\253\345\217\227\344\277\203\351\224\200\344\273\267\357\274\214\345\270\246\346\235\245\345\256\242\346\210\267\345\217\246\346\234\211\345\245\226\345\212\261\343\200\202',
 '\346\210\220\344\270\272\345\256\242\346\210\267\357\274\214\345\223\252\346\200\225\344\271\260\345\276\227\344\270\215\345\244\232\357\274\214\344\271\237\350\203\275\345\270\246\346\235\245\345\210\253\344\272\272\343\200\202',
 '\347\224\250referral_chain()\347\234\213\344\273\226\344\273\254\345\270\246\346\235\245\345\244\232\345\260\221\345\256\242\346\210\267\357\274\214\350\277\231\344\272\233\345\256\242\346\210\267\345\217\210\345\270\246\346\235\245\345\244\232\345\260\221\343\200\202'),
('prospect_quadrant', 'mantis', '\346\275\234\345\212\233\346\234\252\347\237\245\347\232\204\346\275\234\345\234\250\345\256\242\346\210\267',
 '\350\277\230\346\262\241\346\234\211\344\271\260\350\277\207\357\274\214\344\271\237\346\262\241\346\234\211\345\267\262\347\237\245\347\232\204\345\244\247\346\275\234\345\212\233\343\200\202',
 '\344\270\215\350\264\271\345\212\233\345\260\261\350\203\275\344\272\206\350\247\243\346\210\221\344\273\254\350\203\275\345\201\232\344\273\200\344\271\210\343\200\202',
 '\350\277\230\346\262\241\346\234\211\346\230\216\347\241\256\347\232\204\351\234\200\346\261\202\357\274\214\346\210\226\350\200\205\346\210\221\344\273\254\350\277\230\344\270\215\347\237\245\351\201\223\343\200\202',
 '\346\212\225\345\205\245\344\271\213\345\211\215\357\274\214\345\205\210\344\274\260\350\256\241\344\273\226\344\273\254\350\203\275\345\270\246\346\235\245\345\244\232\345\260\221\357\274\214\345\271\266\346\214\211\350\264\255\344\271\260\346\204\217\345\220\221\345\210\206\347\261\273\343\200\202',
 '\350\277\231\346\230\257\346\210\221\344\273\254\344\272\247\345\223\201\347\232\204\347\224\250\351\200\224\345\222\214\344\273\267\346\240\274\343\200\202',
 '\347\275\221\347\253\231\345\222\214\345\205\254\345\274\200\346\264\273\345\212\250\343\200\202',
 '\346\240\267\345\223\201\357\274\214\346\210\226\350\200\205\346\240\207\345\207\206\344\273\267\347\232\204\346\234\200\345\260\217\345\214\205\350\243\205\343\200\202',
 '\346\210\220\344\270\272\346\210\221\344\273\254\346\270\205\346\245\232\345\205\266\351\234\200\346\261\202\347\232\204\346\275\234\345\234\250\345\256\242\346\210\267\343\200\202',
 '\347\224\250validate_classes()\347\234\213\344\270\200\345\271\264\344\271\213\345\220\216\346\234\211\345\244\232\345\260\221\344\272\272\344\271\260\350\277\207\343\200\202'),

('value_group_by_profit', 'old_big', '\351\253\230\345\210\251\346\266\246\350\200\201\345\256\242\346\210\267',
 '\351\225\277\346\234\237\345\270\246\346\235\245\351\253\230\351\242\235\345\210\251\346\266\246\357\274\214\346\234\211\345\212\251\344\272\216\345\210\206\346\221\212\345\233\272\345\256\232\346\210\220\346\234\254\343\200\202\350\277\231\347\261\273\345\256\242\346\210\267\347\206\237\347\237\245\345\220\204\351\241\271\346\224\277\347\255\226\357\274\214\344\274\232\344\270\215\346\226\255\350\246\201\346\261\202\346\233\264\345\244\232\343\200\202',
 '\350\264\241\347\214\256\345\276\227\345\210\260\350\256\244\345\217\257\357\274\214\344\272\244\346\230\223\346\235\241\344\273\266\345\217\257\344\273\245\351\242\204\346\234\237\343\200\202',
 '\344\274\232\346\213\277\345\276\227\345\210\260\347\232\204\344\270\216\344\273\230\345\207\272\347\232\204\347\233\270\346\257\224\343\200\202',
 '\346\212\212\346\257\217\344\270\252\345\256\242\346\210\267\347\232\204\345\210\251\346\266\246\344\270\216\345\205\266\351\224\200\345\224\256\351\242\235\345\257\271\347\205\247\357\274\232\345\210\251\346\266\246\347\216\207\345\245\275\347\232\204\357\274\214\347\224\250\345\220\210\345\220\214\347\250\263\344\275\217\357\274\233\345\210\251\346\266\246\347\216\207\350\226\204\347\232\204\357\274\214\346\262\241\346\234\211\345\233\236\346\212\245\345\260\261\344\270\215\350\256\251\346\255\245\343\200\202\344\270\215\350\246\201\350\256\251\345\210\251\346\266\246\350\277\207\345\244\232\344\276\235\350\265\226\344\273\273\344\275\225\344\270\200\345\256\266\343\200\202',
 '\346\210\221\344\273\254\346\235\245\345\225\206\345\256\232\345\207\240\345\271\264\347\232\204\346\235\241\344\273\266\357\274\232\346\202\250\344\277\235\350\257\201\346\225\260\351\207\217\357\274\214\346\210\221\344\273\254\344\277\235\350\257\201\344\273\267\346\240\274\343\200\202',
 '\347\224\261\345\233\272\345\256\232\347\232\204\345\256\242\346\210\267\347\273\217\347\220\206\345\275\223\351\235\242\346\216\245\346\264\275\343\200\202',
 '\345\244\232\345\271\264\345\220\210\345\220\214\357\274\232\345\256\242\346\210\267\345\276\227\345\210\260\344\273\267\346\240\274\344\277\235\346\212\244\357\274\214\346\210\221\344\273\254\345\276\227\345\210\260\346\225\260\351\207\217\345\222\214\345\217\212\346\227\266\344\273\230\346\254\276\343\200\202',
 '\345\210\251\346\266\246\347\216\207\347\250\263\345\256\232\347\232\204\345\244\232\345\271\264\345\220\210\344\275\234\344\274\231\344\274\264\343\200\202',
 '\347\224\250\345\270\246profit_column\347\232\204segment()\346\257\224\350\276\203\344\273\212\345\271\264\344\270\216\345\216\273\345\271\264\347\232\204\345\210\251\346\266\246\357\274\233\347\224\250customers_for_share()\347\234\213\345\244\232\345\260\221\345\256\242\346\210\267\350\264\241\347\214\256\345\205\253\346\210\220\345\210\251\346\266\246\343\200\202'),
('value_group_by_profit', 'new_big', '\351\253\230\345\210\251\346\266\246\346\226\260\345\256\242\346\210\267',
 '\346\226\260\346\235\245\344\270\215\344\271\205\357\274\214\345\267\262\347\273\217\345\270\246\346\235\245\351\253\230\351\242\235\345\210\251\346\266\246\357\274\214\350\203\275\345\220\246\346\214\201\347\273\255\350\277\230\344\270\215\347\237\245\351\201\223\357\274\232\346\214\211\347\273\217\351\252\214\346\263\225\345\210\231\357\274\214\345\244\247\351\242\235\346\226\260\345\256\242\346\210\267\344\270\200\345\274\200\345\247\213\345\276\200\345\276\200\344\272\217\351\222\261\343\200\202',
 '\347\234\213\345\210\260\345\245\275\347\232\204\345\274\200\345\244\264\350\203\275\345\244\237\345\273\266\347\273\255\344\270\213\345\216\273\343\200\202',
 '\346\211\213\344\270\212\350\277\230\346\234\211\345\210\253\347\232\204\344\276\233\345\272\224\345\225\206\343\200\202',
 '\344\273\215\350\246\201\350\260\250\346\205\216\346\216\250\350\277\233\357\274\232\345\210\206\346\255\245\350\247\204\345\210\222\357\274\214\346\257\217\344\270\200\346\255\245\351\203\275\346\243\200\346\237\245\345\210\251\346\266\246\346\230\257\345\220\246\350\277\230\345\234\250\343\200\202',
 '\345\274\200\345\244\264\344\270\215\351\224\231\343\200\202\344\270\213\344\270\200\346\255\245\347\232\204\346\225\260\351\207\217\345\222\214\344\273\267\346\240\274\357\274\214\346\210\221\344\273\254\344\270\200\350\265\267\345\225\206\345\256\232\357\274\214\345\245\275\345\220\227\357\274\237',
 '\347\224\261\346\234\211\345\206\263\345\256\232\346\235\203\347\232\204\344\272\272\345\275\223\351\235\242\346\216\245\346\264\275\343\200\202',
 '\345\210\206\346\255\245\347\232\204\345\220\210\345\220\214\357\274\214\346\225\260\351\207\217\351\200\220\346\255\245\345\205\221\347\216\260\357\274\214\346\235\241\344\273\266\351\200\220\346\255\245\346\224\271\345\226\204\343\200\202',
 '\351\253\230\345\210\251\346\266\246\347\232\204\350\200\201\345\256\242\346\210\267\343\200\202',
 '\347\224\250segment()\347\232\204since\343\200\201as_of\345\222\214profit_column\357\274\214\351\200\220\345\255\243\347\234\213\345\205\266\345\210\251\346\266\246\343\200\202'),
('value_group_by_profit', 'new_small', '\344\275\216\345\210\251\346\266\246\346\226\260\345\256\242\346\210\267',
 '\346\226\260\346\235\245\344\270\215\344\271\205\357\274\214\347\233\256\345\211\215\345\210\251\346\266\246\345\276\210\345\260\217\357\274\214\346\210\226\350\200\205\350\277\230\346\262\241\346\234\211\345\210\251\346\266\246\343\200\202\346\234\252\346\235\245\347\232\204\345\210\251\346\266\246\344\273\216\344\273\226\344\273\254\345\275\223\344\270\255\344\272\247\347\224\237\343\200\202',
 '\350\275\273\346\235\276\350\265\267\346\255\245\357\274\214\344\273\267\346\240\274\344\270\215\344\274\232\345\276\210\345\277\253\345\217\230\345\212\250\343\200\202',
 '\350\277\230\345\234\250\347\224\250\345\260\217\350\256\242\345\215\225\350\257\225\346\216\242\346\210\221\344\273\254\343\200\202',
 '\345\244\247\350\203\206\345\217\221\345\261\225\357\274\214\345\244\232\345\244\232\347\233\212\345\226\204\343\200\202\344\273\216\344\270\255\351\200\211\345\207\272\345\210\251\346\266\246\345\242\236\351\225\277\347\232\204\357\274\214\345\271\266\347\240\224\347\251\266\350\256\251\346\210\221\344\273\254\344\272\217\351\222\261\347\232\204\343\200\202',
 '\344\273\212\345\244\251\345\260\221\344\271\260\344\272\233\357\274\214\351\234\200\350\246\201\346\227\266\345\206\215\345\244\232\344\271\260\357\274\232\344\271\260\345\276\227\350\266\212\345\244\232\357\274\214\345\215\225\344\273\267\350\266\212\344\275\216\343\200\202',
 '\347\275\221\344\270\212\344\270\213\345\215\225\357\274\214\346\234\211\351\227\256\345\277\205\347\255\224\343\200\202',
 '\344\274\232\345\221\230\345\210\266\357\274\214\345\245\226\345\212\261\351\232\217\350\264\255\344\271\260\351\200\222\345\242\236\343\200\202',
 '\345\210\251\346\266\246\351\200\220\345\271\264\345\242\236\351\225\277\347\232\204\345\256\242\346\210\267\343\200\202',
 '\347\224\250conversion()\347\234\213\344\270\244\345\271\264\344\271\213\351\227\264\346\234\211\345\244\232\345\260\221\345\215\207\344\270\272\351\253\230\345\210\251\346\266\246\345\256\242\346\210\267\343\200\202'),
('value_group_by_profit', 'old_small', '\344\275\216\345\210\251\346\266\246\350\200\201\345\256\242\346\210\267',
 '\351\225\277\346\234\237\344\273\245\346\235\245\345\210\251\346\266\246\345\276\210\345\260\217\357\274\214\346\210\226\350\200\205\344\272\217\346\215\237\343\200\202\351\224\200\345\224\256\344\270\212\350\212\261\350\264\271\344\270\215\345\244\232\357\274\214\344\275\206\345\260\217\346\211\271\351\207\217\346\212\254\351\253\230\344\272\206\351\200\201\350\264\247\345\222\214\346\234\215\345\212\241\347\232\204\346\210\220\346\234\254\343\200\202\346\214\211\347\273\217\351\252\214\346\263\225\345\210\231\357\274\214\345\220\210\345\234\250\344\270\200\350\265\267\346\230\257\345\210\251\346\266\246\347\232\204\345\237\272\347\241\200\343\200\202',
 '\345\247\213\347\273\210\345\205\254\345\271\263\343\200\201\345\205\254\345\274\200\347\232\204\346\224\277\347\255\226\343\200\202',
 '\351\234\200\346\261\202\345\260\217\357\274\214\350\256\242\345\215\225\351\233\266\346\225\243\343\200\202',
 '\345\205\254\345\271\263\343\200\201\345\205\254\345\274\200\347\232\204\346\224\277\347\255\226\345\260\261\345\244\237\344\272\206\343\200\202\350\256\242\345\215\225\346\210\220\346\234\254\351\253\230\344\272\216\346\224\266\347\233\212\347\232\204\357\274\214\350\256\276\345\256\232\350\265\267\350\256\242\351\207\217\346\210\226\346\224\266\345\217\226\350\277\220\350\264\271\357\274\214\344\270\200\350\247\206\345\220\214\344\273\201\343\200\202',
 '\346\235\241\344\273\266\345\257\271\346\211\200\346\234\211\344\272\272\351\203\275\344\270\200\346\240\267\357\274\214\346\273\241\344\270\200\345\256\232\346\225\260\351\207\217\345\205\215\350\277\220\350\264\271\343\200\202',
 '\350\207\252\345\212\251\346\234\215\345\212\241\357\274\214\351\233\206\344\270\255\351\205\215\351\200\201\343\200\202',
 '\346\211\271\351\207\217\350\266\212\345\244\247\357\274\214\344\273\267\346\240\274\350\266\212\344\274\230\357\274\233\345\233\272\345\256\232\351\200\201\350\264\247\346\227\245\343\200\202',
 '\351\234\200\346\261\202\347\205\247\346\227\247\357\274\214\346\211\271\351\207\217\345\217\230\345\244\247\357\274\214\346\257\217\344\270\200\346\211\271\351\203\275\346\234\211\346\224\266\347\233\212\343\200\202',
 '\347\224\250\345\270\246profit_column\347\232\204segment()\345\222\214compare_shares()\357\274\214\347\234\213\344\272\217\346\215\237\345\256\242\346\210\267\347\232\204\345\215\240\346\257\224\345\211\215\345\220\216\346\234\211\344\275\225\345\217\230\345\214\226\343\200\202'),

('pareto_class_by_profit', 'top', '\345\210\251\346\266\246\345\211\21520%',
 '\351\273\204\351\207\221\345\256\242\346\210\267\357\274\232\345\270\246\346\235\245\345\210\251\346\266\246\346\234\200\345\244\232\347\232\204\344\272\224\345\210\206\344\271\213\344\270\200\344\271\260\345\256\266\343\200\202\346\214\211\347\273\217\351\252\214\346\263\225\345\210\231\357\274\214\347\272\246\345\215\240\345\205\250\351\203\250\345\210\251\346\266\246\347\232\20480%\343\200\202',
 '\345\217\227\345\210\260\351\207\215\350\247\206\357\274\214\345\271\266\347\234\213\345\210\260\345\277\240\350\257\232\346\234\211\346\211\200\345\233\236\346\212\245\343\200\202',
 NULL,
 '\345\274\204\346\270\205\344\273\226\344\273\254\347\232\204\347\211\271\345\276\201\345\222\214\347\225\231\344\270\213\346\235\245\347\232\204\345\216\237\345\233\240\357\274\214\346\214\211\345\210\251\346\266\246\345\210\206\351\205\215\351\224\200\345\224\256\344\272\272\345\221\230\347\232\204\345\267\245\346\227\266\357\274\214\345\271\266\345\257\273\346\211\276\346\233\264\345\244\232\345\220\214\347\261\273\345\256\242\346\210\267\343\200\202',
 '\346\210\221\344\273\254\344\270\272\346\202\250\350\277\231\346\240\267\347\232\204\345\256\242\346\210\267\345\244\232\345\201\232\344\270\200\344\272\233\357\274\214\350\277\231\344\272\233\346\230\257\346\202\250\344\270\223\344\272\253\347\232\204\346\234\215\345\212\241\343\200\202',
 '\347\224\261\344\270\223\344\272\272\345\275\223\351\235\242\346\216\245\346\264\275\343\200\202',
 '\346\234\200\345\245\275\347\232\204\346\234\215\345\212\241\345\222\214\345\270\246\344\273\267\346\240\274\344\277\235\346\212\244\347\232\204\345\220\210\345\220\214\357\274\214\350\200\214\344\270\215\346\230\257\346\234\200\344\275\216\347\232\204\344\273\267\346\240\274\343\200\202',
 '\347\273\210\350\272\253\345\256\242\346\210\267\343\200\202',
 '\347\224\250top_share()\347\234\213\344\273\226\344\273\254\345\215\240\345\210\251\346\266\246\347\232\204\345\244\232\345\260\221\357\274\214\347\224\250movement()\347\234\213\344\270\200\345\271\264\344\271\213\345\220\216\346\234\211\345\244\232\345\260\221\344\273\215\345\234\250\345\211\215\345\210\227\343\200\202'),
('pareto_class_by_profit', 'middle', '\345\210\251\346\266\246\344\270\255\351\227\26460%',
 '\345\261\205\344\270\255\347\232\204\344\272\224\345\210\206\344\271\213\344\270\211\343\200\202\346\214\211\347\273\217\351\252\214\346\263\225\345\210\231\357\274\214\346\210\221\344\273\254\344\273\216\344\273\226\344\273\254\350\272\253\344\270\212\344\270\215\346\200\216\344\271\210\350\265\232\344\271\237\344\270\215\346\200\216\344\271\210\344\272\217\357\274\214\344\275\206\344\273\226\344\273\254\346\222\221\350\265\267\344\272\206\344\270\232\345\212\241\347\232\204\350\247\204\346\250\241\343\200\202',
 '\350\211\257\345\245\275\347\232\204\346\240\207\345\207\206\346\234\215\345\212\241\357\274\214\347\250\263\345\256\232\347\232\204\344\273\267\346\240\274\343\200\202',
 '\346\262\241\346\234\211\347\220\206\347\224\261\345\216\273\344\271\260\346\233\264\351\253\230\346\241\243\347\232\204\344\272\247\345\223\201\343\200\202',
 '\347\224\250\346\240\207\345\207\206\345\214\226\347\232\204\346\226\271\345\274\217\346\234\215\345\212\241\345\245\275\344\273\226\344\273\254\357\274\214\345\271\266\344\273\216\344\270\255\346\214\221\345\207\272\345\260\221\346\225\260\346\255\243\345\234\250\344\270\212\345\215\207\347\232\204\345\256\242\346\210\267\343\200\202',
 '\344\270\200\345\246\202\346\227\242\345\276\200\345\234\260\345\217\257\351\235\240\357\274\233\345\206\215\346\267\273\344\270\200\346\240\267\344\272\247\345\223\201\357\274\214\344\273\267\346\240\274\346\233\264\344\274\230\346\203\240\343\200\202',
 '\347\224\265\345\255\220\351\202\256\344\273\266\345\222\214\345\256\242\346\234\215\343\200\202',
 '\344\271\260\345\244\232\346\240\267\344\272\247\345\223\201\345\260\261\346\234\211\345\245\226\345\212\261\357\274\214\351\232\217\350\264\255\344\271\260\351\200\222\345\242\236\343\200\202',
 '\345\260\221\346\225\260\345\215\207\345\210\260\345\211\215\345\210\227\357\274\214\345\205\266\344\275\231\344\270\215\344\272\217\346\215\237\343\200\202',
 '\347\224\250conversion()\347\234\213\344\270\244\345\271\264\344\271\213\351\227\264\345\215\207\345\210\260\345\211\215\345\210\227\347\232\204\345\215\240\345\244\232\345\260\221\343\200\202'),
('pareto_class_by_profit', 'bottom', '\345\210\251\346\266\246\345\220\21620%',
 '\345\270\246\346\235\245\345\210\251\346\266\246\346\234\200\345\260\221\347\232\204\344\272\224\345\210\206\344\271\213\344\270\200\344\271\260\345\256\266\343\200\202\346\214\211\347\273\217\351\252\214\346\263\225\345\210\231\357\274\214\344\273\226\344\273\254\347\232\204\346\210\220\346\234\254\351\253\230\344\272\216\346\224\266\347\233\212\343\200\202',
 '\347\256\200\344\276\277\347\232\204\344\270\213\345\215\225\346\226\271\345\274\217\343\200\202',
 '\345\260\217\346\211\271\351\207\217\343\200\201\347\211\271\346\256\212\346\235\241\344\273\266\346\210\226\351\200\200\350\264\247\345\220\203\346\216\211\344\272\206\346\224\266\347\233\212\343\200\202',
 '\347\234\213\345\223\252\344\272\233\345\256\242\346\210\267\347\232\204\346\210\220\346\234\254\351\253\230\344\272\216\346\224\266\347\233\212\357\274\214\345\216\237\345\233\240\346\230\257\344\273\200\344\271\210\343\200\202\345\217\226\346\266\210\344\270\215\345\210\222\347\256\227\347\232\204\347\211\271\346\256\212\346\235\241\344\273\266\357\274\232\350\256\251\346\257\217\344\270\252\344\270\215\345\277\240\350\257\232\347\232\204\345\256\242\346\210\267\351\203\275\345\217\230\345\276\227\345\277\240\350\257\232\357\274\214\345\271\266\344\270\215\346\230\257\347\233\256\347\232\204\343\200\202',
 '\346\210\221\344\273\254\347\232\204\346\235\241\344\273\266\345\257\271\346\211\200\346\234\211\344\272\272\351\203\275\344\270\200\346\240\267\357\274\214\346\202\250\351\232\217\346\227\266\345\217\257\344\273\245\344\270\213\345\215\225\343\200\202',
 '\350\207\252\345\212\251\346\234\215\345\212\241\343\200\202',
 '\346\240\207\345\207\206\346\235\241\346\254\276\357\274\233\345\260\217\346\211\271\351\207\217\346\210\220\346\234\254\351\253\230\347\232\204\357\274\214\345\217\246\346\224\266\350\264\271\347\224\250\343\200\202',
 '\345\234\250\345\220\214\347\255\211\346\235\241\344\273\266\344\270\213\357\274\214\346\224\266\347\233\212\350\203\275\350\246\206\347\233\226\346\234\215\345\212\241\346\210\220\346\234\254\347\232\204\345\256\242\346\210\267\343\200\202',
 '\347\224\250breakdown()\346\214\211\345\210\251\346\266\246\346\261\207\346\200\273\357\274\214\346\257\224\350\276\203\345\211\215\345\220\216\343\200\202')

) AS text (subject, item, name, who, needs, obstacle, action, message, channel, offer, goal, measure)
WHERE pg_catalog.getdatabaseencoding() OPERATOR(pg_catalog.=) ANY ('{UTF8, EUC_CN}'::name[]);

INSERT INTO @extschema@.playbook_shipped (subject, item, lang, name, who, needs, obstacle, action, message, contact_every)
SELECT text.subject, text.item, 'zh',
	   pg_catalog.convert_from(pg_catalog.decode(text.name, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.who, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.needs, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.obstacle, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.action, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(text.message, 'escape'), 'UTF8'),
	   english.contact_every
FROM (VALUES

('structure', 'bee_led', '\350\234\234\350\234\202\344\270\273\345\257\274\345\236\213',
 '\344\272\272\346\225\260\346\234\200\345\244\232\347\232\204\344\270\200\347\261\273\350\264\241\347\214\256\345\244\247\343\200\201\345\277\240\350\257\232\345\272\246\351\253\230\343\200\202',
 NULL,
 NULL,
 '\346\214\211\344\270\212\344\270\200\346\234\237\347\232\204\346\240\207\345\207\206\357\274\214\347\234\213\346\226\260\345\242\236\344\272\206\345\244\232\345\260\221\350\234\234\350\234\202\357\274\214\345\217\210\346\234\211\345\244\232\345\260\221\344\270\215\345\206\215\346\230\257\350\234\234\350\234\202\357\274\232\345\215\225\347\234\213\347\273\223\346\236\204\357\274\214\347\234\213\344\270\215\345\207\272\345\256\242\346\210\267\347\276\244\347\232\204\350\265\260\345\220\221\343\200\202',
 NULL),
('structure', 'dragonfly_led', '\350\234\273\350\234\223\344\270\273\345\257\274\345\236\213',
 '\344\272\272\346\225\260\346\234\200\345\244\232\347\232\204\344\270\200\347\261\273\350\264\241\347\214\256\345\244\247\346\210\226\346\275\234\345\212\233\345\244\247\357\274\214\344\275\206\345\277\240\350\257\232\345\272\246\344\275\216\343\200\202',
 NULL,
 NULL,
 '\347\240\224\347\251\266\345\205\266\344\270\255\350\277\230\346\234\211\345\244\232\345\260\221\345\234\250\344\271\260\357\274\214\345\217\210\346\230\257\344\273\200\344\271\210\345\216\237\345\233\240\350\256\251\344\273\226\344\273\254\346\262\241\346\234\211\350\256\244\345\256\232\346\210\221\344\273\254\343\200\202',
 NULL),
('structure', 'butterfly_led', '\350\235\264\350\235\266\344\270\273\345\257\274\345\236\213',
 '\344\272\272\346\225\260\346\234\200\345\244\232\347\232\204\344\270\200\347\261\273\345\277\240\350\257\232\345\272\246\351\253\230\357\274\214\344\275\206\350\264\241\347\214\256\345\260\217\343\200\202',
 NULL,
 NULL,
 '\347\240\224\347\251\266\344\273\226\344\273\254\344\270\272\344\273\200\344\271\210\344\271\260\345\276\227\345\260\221\357\274\232\346\230\257\344\273\267\346\240\274\343\200\201\350\264\242\345\212\233\357\274\214\350\277\230\346\230\257\344\272\247\345\223\201\347\232\204\350\214\203\345\233\264\343\200\202',
 NULL),
('structure', 'mantis_led', '\350\236\263\350\236\202\344\270\273\345\257\274\345\236\213',
 '\344\272\272\346\225\260\346\234\200\345\244\232\347\232\204\344\270\200\347\261\273\350\264\241\347\214\256\345\260\217\343\200\201\345\277\240\350\257\232\345\272\246\344\275\216\357\274\233\345\260\221\346\225\260\345\256\242\346\210\267\345\270\246\346\235\245\345\244\247\351\203\250\345\210\206\351\207\221\351\242\235\346\227\266\357\274\214\345\276\200\345\276\200\345\246\202\346\255\244\343\200\202',
 NULL,
 NULL,
 '\347\240\224\347\251\266\350\234\234\350\234\202\346\234\211\344\273\200\344\271\210\347\211\271\345\276\201\357\274\214\345\206\215\346\211\276\345\207\272\345\220\214\346\240\267\345\205\267\345\244\207\350\277\231\344\272\233\347\211\271\345\276\201\347\232\204\345\205\266\344\273\226\345\256\242\346\210\267\343\200\202',
 NULL),
('structure', 'balanced', '\345\235\207\350\241\241\345\236\213',
 '\345\233\233\347\261\273\345\256\242\346\210\267\347\232\204\344\272\272\346\225\260\345\244\247\350\207\264\347\233\270\345\275\223\343\200\202',
 NULL,
 NULL,
 '\351\200\220\347\261\273\346\235\245\347\234\213\357\274\232\346\225\264\344\275\223\347\273\223\346\236\204\345\271\266\344\270\215\346\214\207\345\220\221\345\205\266\344\270\255\344\273\273\344\275\225\344\270\200\347\261\273\343\200\202',
 NULL),
('structure', 'undetermined', '\345\260\232\344\270\215\350\203\275\347\241\256\345\256\232',
 '\345\256\242\346\210\267\345\244\252\345\260\221\357\274\214\346\210\226\350\200\205\346\262\241\346\234\211\345\223\252\344\270\200\347\261\273\347\234\237\346\255\243\345\261\205\351\246\226\357\274\214\346\210\226\350\200\205\345\256\242\346\210\267\345\275\274\346\255\244\346\262\241\346\234\211\345\267\256\345\210\253\343\200\202',
 NULL,
 NULL,
 '\351\200\220\347\261\273\346\235\245\347\234\213\357\274\232\347\234\213\344\270\215\345\207\272\345\223\252\344\270\200\347\261\273\345\215\240\344\270\273\345\257\274\343\200\202',
 NULL),

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
 '\346\214\211\350\264\241\347\214\256\345\214\272\345\210\253\345\257\271\345\276\205\343\200\202\345\210\251\346\266\246\346\234\211\345\244\232\345\260\221\357\274\214\346\234\211profit_column\346\211\215\350\203\275\347\237\245\351\201\223\343\200\202',
 NULL),
('report', 'concentration', '\351\233\206\344\270\255\345\272\246',
 '\351\207\221\351\242\235\345\234\250\345\244\232\345\244\247\347\250\213\345\272\246\344\270\212\344\276\235\350\265\226\345\260\221\346\225\260\345\256\242\346\210\267\343\200\202',
 NULL,
 NULL,
 '\344\276\235\350\265\226\350\266\212\346\267\261\357\274\214\350\277\231\345\260\221\346\225\260\345\256\242\346\210\267\345\260\261\350\266\212\351\234\200\350\246\201\346\234\211\344\270\223\344\272\272\347\205\247\351\241\276\343\200\202',
 NULL),
('report', 'rfm_segment', 'RFM\347\273\206\345\210\206',
 '\346\214\211\346\234\200\350\277\221\344\270\200\346\254\241\350\264\255\344\271\260\347\232\204\346\227\266\351\227\264\343\200\201\350\264\255\344\271\260\346\254\241\346\225\260\345\222\214\351\207\221\351\242\235\357\274\214\345\257\271\344\271\260\350\277\207\347\232\204\345\256\242\346\210\267\345\210\206\347\261\273\343\200\202',
 NULL,
 NULL,
 '\345\205\210\347\234\213\350\277\207\345\216\273\344\271\260\345\276\227\345\244\232\347\232\204\345\256\242\346\210\267\347\216\260\345\234\250\346\200\216\344\271\210\346\240\267\344\272\206\343\200\202',
 NULL),
('report', 'market_position', '\345\270\202\345\234\272\344\275\215\347\275\256',
 '\350\260\201\344\271\260\350\277\207\357\274\214\350\260\201\345\217\257\350\203\275\344\274\232\344\271\260\357\274\214\350\260\201\347\224\250\344\270\215\344\270\212\343\200\202',
 NULL,
 NULL,
 '\351\200\220\344\270\200\345\274\204\346\270\205\344\272\247\345\223\201\346\230\257\345\220\246\351\200\202\345\220\210\346\257\217\344\275\215\346\275\234\345\234\250\345\256\242\346\210\267\343\200\202',
 NULL),
('report', 'customer_term', '\345\256\242\346\210\267\345\271\264\351\231\220',
 '\351\225\277\346\234\237\345\256\242\346\210\267\344\270\216\347\237\255\346\234\237\345\256\242\346\210\267\343\200\202',
 NULL,
 NULL,
 '\344\270\223\345\261\236\344\274\230\346\203\240\347\273\231\351\225\277\346\234\237\345\256\242\346\210\267\357\274\233\345\257\271\347\237\255\346\234\237\345\256\242\346\210\267\357\274\214\351\235\242\345\220\221\346\211\200\346\234\211\344\272\272\347\232\204\345\205\254\345\221\212\345\260\261\345\244\237\344\272\206\343\200\202',
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
 '\346\257\217\344\270\200\350\241\214\351\203\275\347\256\227\344\275\234\344\270\200\347\254\224\350\256\242\345\215\225\343\200\202\345\246\202\346\236\234\346\230\257\350\256\242\345\215\225\346\230\216\347\273\206\357\274\214\350\257\267\346\214\207\345\256\232\350\256\242\345\215\225\345\210\227order_column\357\274\214\345\206\215\347\234\213\346\226\260\347\232\204\346\212\245\345\221\212\343\200\202',
 NULL),
('report', 'none', '\344\270\215\345\261\236\344\272\216\344\273\245\344\270\212\344\273\273\344\275\225\344\270\200\347\261\273',
 '\346\262\241\346\234\211\350\256\242\345\215\225\347\232\204\344\272\272\357\274\214\345\244\232\344\270\272\346\275\234\345\234\250\345\256\242\346\210\267\343\200\202',
 NULL,
 NULL,
 '\346\212\212\345\205\266\344\270\255\347\232\204\346\275\234\345\234\250\345\256\242\346\210\267\346\214\211\350\264\255\344\271\260\346\204\217\345\220\221\345\210\206\347\261\273\343\200\202',
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
 '\345\205\210\350\241\245\345\205\250\345\210\251\346\266\246\357\274\232\345\234\250\346\255\244\344\271\213\345\211\215\357\274\214\344\273\226\344\273\254\344\270\215\345\275\222\345\205\245\344\273\273\344\275\225\345\270\225\347\264\257\346\211\230\345\210\206\345\261\202\357\274\214\345\234\250\345\210\222\345\210\206\347\261\273\345\236\213\346\227\266\346\216\222\345\234\250\346\211\200\346\234\211\344\272\272\344\271\213\345\220\216\357\274\214\350\277\231\345\271\266\344\270\215\346\230\257\345\257\271\345\205\266\345\210\251\346\266\246\347\232\204\350\257\204\344\273\267\343\200\202',
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
 '\345\205\210\345\217\226\346\233\264\351\225\277\347\232\204\346\227\266\346\234\237\357\274\214\345\206\215\346\215\256\346\255\244\350\241\214\345\212\250\357\274\232\344\273\245\344\270\200\345\271\264\345\210\222\345\210\206\346\226\260\350\200\201\345\256\242\346\210\267\357\274\214\346\225\260\346\215\256\350\207\263\345\260\221\350\246\201\346\234\211\344\270\244\345\271\264\343\200\202',
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
 '\345\220\210\350\256\241\345\270\246\346\235\245\345\205\253\346\210\220\351\207\221\351\242\235\343\200\201\344\272\272\346\225\260\346\234\200\345\260\221\347\232\204\351\202\243\346\211\271\345\256\242\346\210\267\343\200\202',
 NULL,
 NULL,
 '\345\205\266\344\270\255\344\273\273\344\275\225\344\270\200\344\275\215\347\246\273\345\274\200\357\274\214\351\203\275\344\270\215\350\203\275\346\262\241\346\234\211\344\272\272\345\217\221\350\247\211\343\200\202',
 NULL)

) AS text (subject, item, name, who, needs, obstacle, action, message)
JOIN @extschema@.playbook_shipped AS english
	ON english.subject OPERATOR(pg_catalog.=) text.subject AND english.item OPERATOR(pg_catalog.=) text.item
WHERE english.lang OPERATOR(pg_catalog.=) 'en'
  AND pg_catalog.getdatabaseencoding() OPERATOR(pg_catalog.=) ANY ('{UTF8, EUC_CN}'::name[]);
/* portrait: what a report says of all customers of a sales table, in one row */

CREATE TYPE _portrait_count AS (
	subject text, item text,
	customers bigint, share double precision, low double precision, high double precision,
	amount numeric, brought numeric, profit numeric, at_stake numeric, least numeric
);
COMMENT ON TYPE _portrait_count IS
'customers and money of one class: shares are of those who are in any class of the subject, of a subject that is about some customers only of everybody; brought: of those whose amount is above 0; at_stake: the money of a year that depends on what is done, as next_actions() says of each; least: that anybody has earned who is in this class of Pareto; item NULL: those in none';

CREATE FUNCTION _portrait(source regclass,
						  customer_column name DEFAULT 'customer_id',
						  time_column name DEFAULT 'sold_at',
						  amount_column name DEFAULT 'amount',
						  order_column name DEFAULT NULL,
						  potential_column name DEFAULT NULL,
						  profit_column name DEFAULT NULL,
						  since timestamptz DEFAULT NULL,
						  as_of timestamptz DEFAULT NULL,
						  yardstick yardstick DEFAULT NULL,
						  lapse_after integer DEFAULT NULL,
						  new_for integer DEFAULT NULL,
						  contact_every interval[] DEFAULT NULL,
						  came_back bigint DEFAULT NULL,
						  lapsed bigint DEFAULT NULL,
						  OUT measured_at timestamptz, OUT first_order timestamptz, OUT last_order timestamptz,
						  OUT customers bigint, OUT buyers bigint, OUT contacted bigint,
						  OUT amount numeric, OUT brought numeric, OUT bought numeric, OUT profit numeric, OUT by_profit boolean,
						  OUT yardstick yardstick,
						  OUT gini double precision, OUT customers_for_share bigint, OUT largest numeric,
						  OUT mean numeric, OUT mean_of_others numeric, OUT between_means bigint,
						  OUT without_customer bigint, OUT without_time bigint, OUT amount_left_out numeric,
						  OUT shared_times double precision, OUT order_column name,
						  OUT unranked text, OUT too_short boolean,
						  OUT mix mix, OUT counts _portrait_count[])
AS 'MODULE_PATHNAME', 'customer_seg_portrait'
LANGUAGE C STABLE PARALLEL RESTRICTED COST 1000000;
COMMENT ON FUNCTION _portrait(regclass, name, name, name, name, name, name, timestamptz, timestamptz, yardstick, integer, integer, interval[], bigint, bigint) IS
'what segment() would say of all customers together, with every class counted: lapse_after and new_for in days, as life_stage() takes them, NULL where they are not known; contact_every for each customer_action in its order, NULL where no contact is planned; came_back of so many lapsed customers did, in the base''s past, which is the share of the money of the lapsed that is at stake; NULL where that is not known';
/*
 * The sentences of a report in English, of which the other languages are versions.  {name} is a place for a value, and
 * {name|one|many} for a word, by whether the value is 1.  Which of them a base bears out, _report_sentences() says.
 */

INSERT INTO @extschema@.playbook_shipped (subject, item, lang, name, who, action)
SELECT subject, item, 'en', name, who, action
FROM (VALUES

('sentence', 'figure', 'Figures', 'How numbers are written.', 'A number is written 1,234.5 here, a half 50%, and a list A, B.'),
('sentence', 'left_out', 'Rows left out', 'Said where rows lack the customer or the time.',
 '{rows} {rows|row is|rows are} in none of the figures below: {without_customer} without a customer, {without_time} without a time. Their money is {money_left_out}.'),
('sentence', 'order_lines', 'Lines of orders', 'Said where many rows share customer and time.',
 '{shared}% of the rows share customer and time with another, and each counts as an order. If they are lines of orders, give order_column.'),
('sentence', 'nobody', 'Nobody', 'Said of a source without customers.',
 'There are no customers here.'),
('sentence', 'customers', 'Customers', 'Said where it shows who has lapsed.',
 'Of {customers} {customers|customer|customers} {current} still {current|buys|buy}: {stage_new} new, {stage_active} active, {stage_overdue} overdue. {stage_lapsed} {stage_lapsed|has|have} lapsed, that is, {stage_lapsed|has|have} not bought for more than {lapse_after} {lapse_after|day|days}.'),
('sentence', 'buyers', 'Buyers', 'Said where it does not show who has lapsed.',
 'Of {customers} {customers|customer|customers} {buyers} {buyers|has|have} bought.'),
('sentence', 'all_bought', 'All have bought', 'Said where it does not show who has lapsed, and nobody is known who has not bought.',
 '{customers|The|All} {customers} {customers|customer has|customers have} bought.'),
('sentence', 'never_bought', 'Never bought', 'Said where some are known who have not bought.',
 '{stage_prospect} {stage_prospect|has|have} never bought.'),
('sentence', 'prospects_only', 'Prospects', 'Said where nobody has bought.',
 'Nobody has bought yet of the {customers} {customers|customer|customers} known.'),
('sentence', 'refunds_only', 'Only given back', 'Said where some have only given something back.',
 '{refunds_only} {refunds_only|customer has|customers have} only given something back: they bought before these data begin, and nothing else can be said of them.'),
('sentence', 'money', 'Money', 'Said where somebody has bought.',
 'Together they have brought {money} from {first} to {last}.'),
('sentence', 'money_and_profit', 'Money and profit', 'Said where profits are known.',
 'Together they have brought {money} from {first} to {last}, and a profit of {profit}.'),
('sentence', 'profit_unknown', 'Buyers of unknown profit', 'Said where no row says what some buyers earned.',
 'Of {profit_unknown} {profit_unknown|buyer|buyers} no row says what profit they brought: they are in no Pareto class and no value group, and for the types they stand below all others.'),
('sentence', 'few_bring_most', 'Few bring most', 'Said where fewer than half of the buyers bring 80% of the money.',
 '80% of the money comes from {few} of the {buyers} buyers ({few_share}%).'),
('sentence', 'depends_on_one', 'One large customer', 'Said where one customer brings more than a tenth.',
 'One customer alone brings {largest}% of the money. If that is no mistake in the data, look at the others without this one.'),
('sentence', 'too_short', 'Too short for old and new', 'Said where the first order is less than two years old.',
 'The orders lie within {days} {days|day|days}. That is too short to sort customers by a year into old and new, or into long-term and temporary.'),
('sentence', 'bought_once', 'Bought once', 'Said where nobody has bought on a second day.',
 'Nobody has bought on a second day yet. Where types and ranks call somebody loyal or attached here, it says no more than that they have bought, or been in touch, more lately than others: the second order is still to come.'),
('sentence', 'sampled', 'Estimates', 'Said where the base is so large that its past is read from a sample.',
 'What the past tells is reckoned from one customer in {one_in}: the figures of the period and of the movement are estimates.'),
('sentence', 'sales', 'Sales and their change', 'Said where there are two periods to compare.',
 '{money_now} came in from {since} to {until}, and {money_before} in the period of that length before: {money_change}%.'),
('sentence', 'sales_began', 'Sales without earlier ones', 'Said where the earlier of two periods brought nothing.',
 '{money_now} came in from {since} to {until}, after {money_before} in the period of that length before.'),
('sentence', 'nobody_new', 'Nobody new', 'Said where nobody came for the first time in the last period.',
 'From {since} to {until} nobody came for the first time: the worst news there is, or data that take in no new customers.'),
('sentence', 'flow', 'Who came and who did not', 'Said of the customers of two periods.',
 'Of {there_before} who had bought in the earlier period, {stayed_away} {stayed_away|has|have} bought nothing since; {came} came for the first time, and {came_back} came back.'),
('sentence', 'no_period', 'No period to compare', 'Said where the data do not reach back over two periods.',
 'The data are too short to compare one period with the one before.'),
('sentence', 'compared_too_early', 'Compared too early', 'Said where the data begin after the period that was asked for.',
 'The comparison would need data from {then_since} on, and they begin later: read it with care.'),
('sentence', 'moved', 'Movement of the bees', 'Said where there were bees a period ago.',
 'The best customers (bees: loyal, and bring much), counted on each of the two periods alone and by the yardstick of the earlier one: {best_then} then, {best_now} now. {kept} {kept|was one and still is|were bees and still are}; {slipped} {slipped|is|are} of another type now, and {gone} {gone|has|have} bought nothing since; {gained} {gained|other has become one|others have become bees}.'),
('sentence', 'development', 'How it develops', 'Said of the development where there were bees a period ago.',
 '{verdict}'),
('sentence', 'growing', 'More bees', 'Said where they have become more.',
 'The number of bees has changed by {best_change}%: more of the best customers were won than lost.'),
('sentence', 'holding', 'As many bees', 'Said where they are about as many as before.',
 'The number of bees has held ({best_change}%): {ceased} {ceased|has|have} ceased to be bees, and {gained} {gained|has become one|have become bees}.'),
('sentence', 'shrinking', 'Fewer bees', 'Said where they have become fewer.',
 'The number of bees has changed by {best_change}%: the {gained} won have not made up for the {ceased} who ceased to be bees.'),
('sentence', 'collapsed', 'Hardly any bees', 'Said where hardly any is left.',
 'Hardly any of the best customers is left, and nobody has taken their place.'),
('sentence', 'too_few', 'Too few bees', 'Said where there were only a few.',
 'This change is too small, of so few, to be told from chance.'),
('sentence', 'types_predict', 'What the types foretell', 'Said where loyalty foretold who came back.',
 'Loyalty tells here who comes back: of two customers, one who came back within {types_horizon} {types_horizon|day|days} and one who did not, it picks the right one {auc} times in 100 (chance: 50).'),
('sentence', 'types_say_nothing', 'The types foretell nothing', 'Said where loyalty did not foretell who came back.',
 'Loyalty does not tell here who comes back: of two customers, one who came back within {types_horizon} {types_horizon|day|days} and one who did not, it picks the right one {auc} times in 100 (chance: 50). Try on a part first what the types advise.'),
('sentence', 'types_too_early', 'Too early for the types', 'Said where the data do not suffice to test the types.',
 'The data do not suffice to say whether loyalty tells who comes back.'),
('sentence', 'lapse_predicts', 'What being away means', 'Said where those who were away came back less.',
 'Being away means something here: of those away for more than {tried_lapse_after} {tried_lapse_after|day|days} (the limit as it was then), {lapsed_back}% came back within {horizon} {horizon|day|days}; of the others, {others_back}%.'),
('sentence', 'lapse_says_nothing', 'Being away means nothing', 'Said where those who were away came back as well.',
 'Being away means little here: of those away for more than {tried_lapse_after} {tried_lapse_after|day|days} (the limit as it was then), {lapsed_back}% came back within {horizon} {horizon|day|days}; of the others, {others_back}%. Therefore nobody is called lapsed or overdue.'),
('sentence', 'lapse_given_says_nothing', 'Lapsed by a limit that was given', 'Said where a limit is given that tells little.',
 'By the limit that was given, being away means little here: of those away for more than {tried_lapse_after} {tried_lapse_after|day|days}, {lapsed_back}% came back within {horizon} {horizon|day|days}; of the others, {others_back}%.'),
('sentence', 'lapse_too_early', 'Too early to call anybody lapsed', 'Said where the data do not suffice to tell.',
 'The data do not suffice to tell after how long away somebody has lapsed. Therefore nobody is called lapsed or overdue.'),
('sentence', 'alike', 'Everybody alike', 'Said where all customers are alike.',
 'All customers are alike in what they bring or in how attached they are: types and ranks say nothing of them.'),
('sentence', 'shape', 'Structure of the base', 'Said of every base whose customers differ.',
 '{structure}. All told, {share_bee}% are bees (loyal, and bring much), {share_dragonfly}% dragonflies (bring much, not loyal), {share_butterfly}% butterflies (loyal, bring little) and {share_mantis}% mantises (neither).'),
('sentence', 'shape_tie', 'Structure without a leader', 'Said where the largest types are about equally many.',
 'No type leads, for these are about equally many: {tied}. All told, {share_bee}% are bees (loyal, and bring much), {share_dragonfly}% dragonflies (bring much, not loyal), {share_butterfly}% butterflies (loyal, bring little) and {share_mantis}% mantises (neither).'),
('sentence', 'shape_here', 'Types of those still here', 'Said of those who have not lapsed.',
 'Among the {current} who still buy there are {here_bee} {here_bee|bee|bees}, {here_dragonfly} {here_dragonfly|dragonfly|dragonflies}, {here_butterfly} {here_butterfly|butterfly|butterflies} and {here_mantis} {here_mantis|mantis|mantises}.'),
('sentence', 'marketing', 'Past marketing', 'Said where the yardstick is fixed.',
 '{marketing}'),
('sentence', 'action_at_stake', 'To be done', 'Said of the actions with the most money at stake.',
 '{place}. {action}: {customers} {customers|customer|customers}, with {at_stake} a year at stake. {what}'),
('sentence', 'action', 'To be done, no money known', 'Said of actions without money at stake.',
 '{place}. {action}: {customers} {customers|customer|customers}. {what}'),

('evidence', 'at_stake', 'At stake', 'The money that comes or goes with these customers.', '{number} a year at stake.'),
('evidence', 'profit', 'Profit', 'What these customers have earned.', 'Profit {number}.'),
('evidence', 'by_amount', 'By amount', 'Said of what goes by the amount where profit is known.', 'By amount, not by profit.'),
('evidence', 'by_days', 'By days', 'Said where movement goes by days and types by the time of day.', 'Counted by whole days, so by a few apart from the types.'),
('evidence', 'by_period', 'By periods', 'Said of the bees of one period, who are fewer or more than those of all years.', 'Counted on one period alone, by the yardstick of the earlier one; the bees under Type are counted on all their orders.'),
('evidence', 'at_least', 'At least', 'The least amount, or profit, in a class.', 'From {number} on.'),
('evidence', 'still_here', 'Still here', 'How many of a type have not lapsed.', 'Still here: {number}.'),
('evidence', 'lapsed', 'All lapsed', 'Said of classes whose customers have all lapsed.', 'All of them have lapsed.'),
('evidence', 'tied', 'Tie', 'The types of which none leads the others.', 'About equally many: {tied}.'),
('evidence', 'largest', 'Mean with and without', 'How the largest customer moves the mean.',
 'Mean {mean}, without this one {without}; {customers} {customers|customer lies|customers lie} between the two.'),

('column', 'customers', 'Number', 'How many.', 'Add them up within a section.'),
('column', 'share', 'Share', 'Part of the customers in the section''s groups.', 'Compare it with the share of the money.'),
('column', 'of_buyers', '{section} (of buyers)', 'The title of a section whose shares are of the buyers.', 'Compare it with the number of buyers.'),
('column', 'amount', 'Amount', 'Their money.', 'Add it up within a section.'),
('column', 'share_of_amount', 'Of the money', 'Part of the money.', 'Compare it with the share of the customers.'),
('column', 'change', 'Change', 'Against the window that is compared with.', 'Look at the largest ones first.'),

('life_stage', 'prospect', 'Prospect', 'Is known to us and has never bought.', 'Find out whether what we sell would fit before effort is spent.'),
('life_stage', 'new', 'New', 'Bought for the first time a short while ago.', 'See to it that their first purchases work out: these decide whether there will be more.'),
('life_stage', 'active', 'Active', 'Has not been away for longer than is usual with them.', 'Learn what makes them come back, and keep it up.'),
('life_stage', 'overdue', 'Overdue', 'Has been away for more than twice as long as is usual with them, and not yet as long as those who do not come back.', 'Look for what has changed for them: the service, the price, the need.'),
('life_stage', 'lapsed', 'Lapsed', 'Has been away for longer than nearly all of those who come back.', 'Study what came before they lapsed: the last orders, complaints, refunds, delays.'),

('report', 'summary', 'In short', 'What the base bears out, in a few sentences.', 'Read these first.'),
('report', 'life_stage', 'Life stage', 'New, active, overdue, lapsed, and prospects.', 'See who has lapsed before you weigh what they are worth.'),
('report', 'development', 'Development', 'Whether bees have become more or fewer by one yardstick.', 'Judge a period by this and not by the structure.'),
('report', 'action', 'What to do', 'One action for each customer. At stake is what they brought in a year of buying, on average, or in all where that was less than a year; of those who have lapsed, the part of it that comes back by experience.', 'Begin where most is at stake.'),
('report', 'due_today', 'Due today', 'It is time today to be in touch: counted from the last order, contact or message of ours, by the rhythm of each action.', 'Share them out among those who are in touch with customers.'),
('report', 'overdue', 'Due for longer', 'Their time came earlier: each action has its rhythm, counted from the last order, contact or message of ours.', 'Work them off by the money at stake.'),
('report', 'no_contact', 'Buyers, for any action', 'Buyers for whom it was time earlier, where no contact with any buyer is on record.', 'No contact with a buyer is on record, so that all count from their last order. Keep a log of contacts; until then take them from contact_list(), the most money first.'),
('report', 'numbers_only', 'The same customers, seen otherwise', 'Said above the classes that name no action.', 'What to do with each customer stands above. Below, the same customers are sorted in other ways.'),
('report', 'earlier_limits', 'Limits of the earlier period', 'Said where two periods are compared.', 'By the limits of the earlier period, so that the two can be compared.'),
('report', 'too_few', 'Too few for a structure', 'Said where customers are too few to say which type leads.', 'Conclude nothing from the structure of so few: look at these customers one by one.'),
('report', 'rfm_group', 'RFM groups', 'Buyers by how recently, how often and for how much they bought, in five groups.', 'Treat a small base by its groups: segments of a few customers say little.'),
('report', 'left_out', 'Left out', 'Rows without a customer or a time, which are in no other line.', 'Complete them in the source where you can: their money is nobody''s until then.'),
('report', 'lapse_unknown', 'Bought; lapsed or not is not told', 'Customers of whom the data do not tell who has lapsed.', 'How long they have been away does not show whether they have lapsed. Where you know after how long away a customer has lapsed, give lapse_after.'),
('report', 'alike', 'All alike', 'Customers who do not differ.', 'Draw no distinction here: all customers are alike in what they bring or in how attached they are.')

) AS text (subject, item, name, who, action);
/*
 * The sentences of a report in Spanish.  Written in UTF-8, which make turns into \ooo; a database whose encoding has no
 * such letters goes without.
 */

INSERT INTO @extschema@.playbook_shipped (subject, item, lang, name, who, action)
SELECT subject, item, 'es', pg_catalog.convert_from(pg_catalog.decode(name, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(who, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(action, 'escape'), 'UTF8')
FROM (VALUES

('sentence', 'figure', 'Cifras', 'C\303\263mo se escriben los n\303\272meros.', 'Aqu\303\255 un n\303\272mero se escribe 1.234,5, una mitad 50 % y una lista A, B.'),
('sentence', 'left_out', 'Sin contar', 'Se dice si a alguna fila le falta el cliente o la fecha.',
 '{rows} {rows|fila no figura|filas no figuran} en ninguna de las cifras siguientes: {without_customer} sin cliente, {without_time} sin fecha. Su importe es {money_left_out}.'),
('sentence', 'order_lines', 'L\303\255neas de pedido', 'Se dice si muchas filas comparten cliente y fecha.',
 'El {shared} % de las filas comparte cliente y fecha con otra, y cada una cuenta como un pedido. Si son l\303\255neas de pedido, indique order_column.'),
('sentence', 'nobody', 'Nadie', 'Se dice de una fuente sin clientes.',
 'Aqu\303\255 no hay clientes.'),
('sentence', 'customers', 'Clientes', 'Se dice si se ve qui\303\251n se ha ido.',
 'De {customers} {customers|cliente|clientes}, {current} {current|sigue|siguen} comprando: {stage_new} {stage_new|nuevo|nuevos}, {stage_active} {stage_active|activo|activos}, {stage_overdue} que {stage_overdue|tarda|tardan} en volver. {stage_lapsed} se {stage_lapsed|ha|han} ido, es decir, no {stage_lapsed|compra|compran} desde hace m\303\241s de {lapse_after} {lapse_after|d\303\255a|d\303\255as}.'),
('sentence', 'buyers', 'Compradores', 'Se dice si no se ve qui\303\251n se ha ido.',
 'De {customers} {customers|cliente|clientes}, {buyers} {buyers|ha|han} comprado.'),
('sentence', 'all_bought', 'Todos han comprado', 'Se dice si no se ve qui\303\251n se ha ido y no se conoce a nadie que no haya comprado.',
 '{customers|El|Los} {customers} {customers|cliente ha|clientes han} comprado.'),
('sentence', 'never_bought', 'Sin compras', 'Se dice si se conoce a algunos que no han comprado.',
 '{stage_prospect} no {stage_prospect|ha|han} comprado nunca.'),
('sentence', 'prospects_only', 'Clientes potenciales', 'Se dice si nadie ha comprado.',
 'Se {customers|conoce|conocen} {customers} {customers|cliente|clientes}, y todav\303\255a no ha comprado nadie.'),
('sentence', 'refunds_only', 'Quien solo ha devuelto', 'Se dice si algunos solo han devuelto algo.',
 '{refunds_only} {refunds_only|cliente solo ha|clientes solo han} devuelto algo: {refunds_only|compr\303\263|compraron} antes de que empiecen estos datos, y nada m\303\241s puede decirse de ellos.'),
('sentence', 'money', 'Importe total', 'Se dice si alguien ha comprado.',
 'Entre todos han aportado {money} desde el {first} hasta el {last}.'),
('sentence', 'money_and_profit', 'Importe y beneficio', 'Se dice si se conocen los beneficios.',
 'Entre todos han aportado {money} desde el {first} hasta el {last}, con un beneficio de {profit}.'),
('sentence', 'profit_unknown', 'Compradores sin beneficio conocido', 'Se dice si de algunos compradores ninguna fila dice lo que se gan\303\263.',
 'De {profit_unknown} {profit_unknown|comprador|compradores} ninguna fila dice qu\303\251 beneficio {profit_unknown|aport\303\263|aportaron}: {profit_unknown|no figura|no figuran} en ninguna clase de Pareto ni grupo de valor y antig\303\274edad, y en los tipos {profit_unknown|queda|quedan} por debajo de todos los dem\303\241s.'),
('sentence', 'few_bring_most', 'Pocos aportan la mayor parte', 'Se dice si menos de la mitad de los compradores aporta el 80 %.',
 'El 80 % del importe viene de {few} de los {buyers} compradores (el {few_share} %).'),
('sentence', 'depends_on_one', 'Un cliente muy grande', 'Se dice si un cliente aporta m\303\241s de la d\303\251cima parte.',
 'Un solo cliente aporta el {largest} % del importe. Si no es un error en los datos, examine a los dem\303\241s sin \303\251l.'),
('sentence', 'too_short', 'Per\303\255odo corto para nuevos y antiguos', 'Se dice si el primer pedido tiene menos de dos a\303\261os.',
 'Los pedidos abarcan {days} {days|d\303\255a|d\303\255as}. Es poco para clasificar a los clientes por un a\303\261o en antiguos y nuevos, o en los de largo plazo y pasajeros.'),
('sentence', 'bought_once', 'Una sola compra', 'Se dice si nadie ha comprado un segundo d\303\255a.',
 'Nadie ha comprado todav\303\255a un segundo d\303\255a. Si los tipos y los rangos llaman aqu\303\255 a alguien fiel o con apego, solo quiere decir que ha comprado, o ha estado en contacto, m\303\241s recientemente que otros: el segundo pedido est\303\241 por llegar.'),
('sentence', 'sampled', 'Estimaciones', 'Se dice si la cartera es tan grande que su pasado se lee de una muestra.',
 'Lo que cuenta el pasado se calcula con un cliente de cada {one_in}: las cifras del per\303\255odo y del movimiento son aproximadas.'),
('sentence', 'sales', 'Ventas y su cambio', 'Se dice si hay dos per\303\255odos que comparar.',
 'Del {since} al {until} entraron {money_now}, y {money_before} en el per\303\255odo anterior de igual duraci\303\263n: {money_change} %.'),
('sentence', 'sales_began', 'Ventas sin otras anteriores', 'Se dice si el primero de los dos per\303\255odos no aport\303\263 nada.',
 'Del {since} al {until} entraron {money_now}, frente a {money_before} en el per\303\255odo anterior de igual duraci\303\263n.'),
('sentence', 'nobody_new', 'Nadie nuevo', 'Se dice si en el \303\272ltimo per\303\255odo nadie vino por primera vez.',
 'Del {since} al {until} nadie vino por primera vez: es la peor noticia posible, a menos que los datos no recojan clientes nuevos.'),
('sentence', 'flow', 'Qui\303\251n vino y qui\303\251n no', 'Se dice de los clientes de dos per\303\255odos.',
 'De {there_before} {there_before|cliente que hab\303\255a|clientes que hab\303\255an} comprado en el per\303\255odo anterior, {stayed_away} no {stayed_away|ha|han} comprado nada desde entonces; {came} {came|vino|vinieron} por primera vez y {came_back} {came_back|regres\303\263|regresaron}.'),
('sentence', 'no_period', 'Sin per\303\255odo que comparar', 'Se dice si los datos no abarcan dos per\303\255odos.',
 'Los datos abarcan muy poco tiempo para comparar un per\303\255odo con el anterior.'),
('sentence', 'compared_too_early', 'Comparaci\303\263n con datos incompletos', 'Se dice si los datos empiezan despu\303\251s del per\303\255odo pedido.',
 'La comparaci\303\263n necesitar\303\255a datos desde el {then_since}, y estos empiezan m\303\241s tarde: l\303\251ala con cautela.'),
('sentence', 'moved', 'Movimiento de las abejas', 'Se dice si hab\303\255a abejas en el per\303\255odo anterior.',
 'Los mejores clientes (abejas: fieles y aportan mucho), contando cada uno de los dos per\303\255odos por separado y con el criterio del anterior: {best_then} entonces, {best_now} ahora. {kept} lo {kept|era y lo sigue|eran y lo siguen} siendo, {slipped} {slipped|es|son} ahora de otro tipo y {gone} no {gone|ha|han} comprado nada desde entonces; {gained} m\303\241s se {gained|ha|han} convertido en {gained|abeja|abejas}.'),
('sentence', 'development', 'Evoluci\303\263n', 'Se dice de la evoluci\303\263n si hab\303\255a abejas en el per\303\255odo anterior.',
 '{verdict}'),
('sentence', 'growing', 'M\303\241s abejas', 'Se dice si son m\303\241s que antes.',
 'El n\303\272mero de abejas ha variado un {best_change} %: entre los mejores clientes, los ganados superan a los perdidos.'),
('sentence', 'holding', 'Tantas abejas como antes', 'Se dice si son m\303\241s o menos tantas como antes.',
 'El n\303\272mero de abejas se mantiene ({best_change} %): {ceased} {ceased|ha dejado de ser abeja|han dejado de ser abejas} y {gained} {gained|ha pasado|han pasado} a serlo.'),
('sentence', 'shrinking', 'Menos abejas', 'Se dice si son menos que antes.',
 'El n\303\272mero de abejas ha variado un {best_change} %: las nuevas ({gained}) no compensan las que han dejado de serlo ({ceased}).'),
('sentence', 'collapsed', 'Casi ninguna abeja', 'Se dice si apenas queda alguna.',
 'Apenas queda alguno de los mejores clientes, y nadie ha ocupado su lugar.'),
('sentence', 'too_few', 'Muy pocas abejas', 'Se dice si eran pocas.',
 'El cambio es demasiado peque\303\261o, con tan pocas, para distinguirlo del azar.'),
('sentence', 'types_predict', 'Lo que predicen los tipos', 'Se dice si la fidelidad predijo qui\303\251n volvi\303\263.',
 'Aqu\303\255 la fidelidad dice qui\303\251n vuelve: de dos clientes, uno que volvi\303\263 en {types_horizon} {types_horizon|d\303\255a|d\303\255as} y otro que no, acierta {auc} veces de cada 100 qui\303\251n volvi\303\263 (al azar: 50).'),
('sentence', 'types_say_nothing', 'Los tipos no predicen nada', 'Se dice si la fidelidad no predijo qui\303\251n volvi\303\263.',
 'Aqu\303\255 la fidelidad no dice qui\303\251n vuelve: de dos clientes, uno que volvi\303\263 en {types_horizon} {types_horizon|d\303\255a|d\303\255as} y otro que no, acierta {auc} veces de cada 100 qui\303\251n volvi\303\263 (al azar: 50). Conviene probar antes con una parte lo que aconsejan los tipos.'),
('sentence', 'types_too_early', 'Demasiado pronto para los tipos', 'Se dice si los datos no bastan para probar los tipos.',
 'Los datos no bastan para saber si la fidelidad dice qui\303\251n vuelve.'),
('sentence', 'lapse_predicts', 'Lo que significa la ausencia', 'Se dice si los ausentes volvieron menos.',
 'Aqu\303\255 la ausencia significa algo: de los ausentes durante m\303\241s de {tried_lapse_after} {tried_lapse_after|d\303\255a|d\303\255as} (el l\303\255mite de aquel momento) volvi\303\263 el {lapsed_back} % en {horizon} {horizon|d\303\255a|d\303\255as}; de los dem\303\241s, el {others_back} %.'),
('sentence', 'lapse_says_nothing', 'La ausencia no significa nada', 'Se dice si los ausentes volvieron igual.',
 'Aqu\303\255 la ausencia significa poco: de los ausentes durante m\303\241s de {tried_lapse_after} {tried_lapse_after|d\303\255a|d\303\255as} (el l\303\255mite de aquel momento) volvi\303\263 el {lapsed_back} % en {horizon} {horizon|d\303\255a|d\303\255as}; de los dem\303\241s, el {others_back} %. Por eso no se dice de nadie que se ha ido ni que tarda en volver.'),
('sentence', 'lapse_given_says_nothing', 'Ausencia seg\303\272n un l\303\255mite dado', 'Se dice si se da un l\303\255mite que dice poco.',
 'Con el l\303\255mite indicado, la ausencia significa poco: de los ausentes durante m\303\241s de {tried_lapse_after} {tried_lapse_after|d\303\255a|d\303\255as} volvi\303\263 el {lapsed_back} % en {horizon} {horizon|d\303\255a|d\303\255as}; de los dem\303\241s, el {others_back} %.'),
('sentence', 'lapse_too_early', 'Demasiado pronto para decir qui\303\251n se ha ido', 'Se dice si los datos no bastan para saberlo.',
 'Los datos no bastan para saber tras cu\303\241nta ausencia se ha ido un cliente. Por eso no se dice de nadie que se ha ido ni que tarda en volver.'),
('sentence', 'alike', 'Todos iguales', 'Se dice si todos los clientes son iguales.',
 'Todos los clientes son iguales en lo que aportan o en su apego: los tipos y los rangos no dicen nada de ellos.'),
('sentence', 'shape', 'Composici\303\263n de la cartera', 'Se dice de toda cartera cuyos clientes se diferencian.',
 '{structure} en la cartera. En total, el {share_bee} % son abejas (fieles y aportan mucho), el {share_dragonfly} % lib\303\251lulas (aportan mucho y no son fieles), el {share_butterfly} % mariposas (fieles y aportan poco) y el {share_mantis} % mantis (ni lo uno ni lo otro).'),
('sentence', 'shape_tie', 'Composici\303\263n sin un tipo mayor', 'Se dice si los tipos mayores son m\303\241s o menos igual de numerosos.',
 'En la cartera no predomina ning\303\272n tipo, porque estos son m\303\241s o menos igual de numerosos: {tied}. En total, el {share_bee} % son abejas (fieles y aportan mucho), el {share_dragonfly} % lib\303\251lulas (aportan mucho y no son fieles), el {share_butterfly} % mariposas (fieles y aportan poco) y el {share_mantis} % mantis (ni lo uno ni lo otro).'),
('sentence', 'shape_here', 'Tipos de los que siguen comprando', 'Se dice de los que no se han ido.',
 'Entre los {current} que siguen comprando hay {here_bee} {here_bee|abeja|abejas}, {here_dragonfly} {here_dragonfly|lib\303\251lula|lib\303\251lulas}, {here_butterfly} {here_butterfly|mariposa|mariposas} y {here_mantis} mantis.'),
('sentence', 'marketing', 'El marketing pasado', 'Se dice del marketing si el criterio est\303\241 fijado.',
 '{marketing}'),
('sentence', 'action_at_stake', 'Por hacer', 'Se dice de las acciones con m\303\241s dinero en juego.',
 '{place}. {action}: {customers} {customers|cliente|clientes}, con {at_stake} al a\303\261o en juego. {what}'),
('sentence', 'action', 'Por hacer sin importe', 'Se dice de las acciones sin dinero en juego.',
 '{place}. {action}: {customers} {customers|cliente|clientes}. {what}'),

('evidence', 'at_stake', 'En juego', 'El dinero que entra o se pierde con estos clientes.', '{number} al a\303\261o en juego.'),
('evidence', 'profit', 'Beneficio', 'Lo que se ha ganado con estos clientes.', 'Beneficio: {number}.'),
('evidence', 'by_amount', 'Por importe', 'Se dice de lo que va por importe aunque se conozca el beneficio.', 'Por importe, no por beneficio.'),
('evidence', 'by_days', 'Por d\303\255as', 'Se dice si el movimiento va por d\303\255as y los tipos por la hora.', 'Contado por d\303\255as enteros: puede diferir en unos pocos clientes de los tipos.'),
('evidence', 'by_period', 'Por per\303\255odos', 'Se dice de las abejas de un per\303\255odo, que no son las de todos los a\303\261os.', 'Contado en un solo per\303\255odo, con el criterio del anterior; las abejas de la secci\303\263n Tipo se cuentan con todos sus pedidos.'),
('evidence', 'at_least', 'Como m\303\255nimo', 'El menor importe, o beneficio, de una clase.', 'Desde {number}.'),
('evidence', 'still_here', 'Siguen aqu\303\255', 'Cu\303\241ntos de un tipo no se han ido.', 'Siguen aqu\303\255: {number}.'),
('evidence', 'lapsed', 'Todos se han ido', 'Se dice de las clases cuyos clientes se han ido todos.', 'Todos ellos se han ido.'),
('evidence', 'tied', 'Empate', 'Los tipos de los que ninguno aventaja a los dem\303\241s.', 'M\303\241s o menos igual de numerosos: {tied}.'),
('evidence', 'largest', 'Media con \303\251l y sin \303\251l', 'C\303\263mo mueve la media el cliente que m\303\241s compra.',
 'Media {mean}, sin \303\251l {without}; {customers} {customers|cliente queda|clientes quedan} entre ambas.'),

('column', 'customers', 'N\303\272mero', 'Cu\303\241ntos son.', 'Se suman dentro de una secci\303\263n.'),
('column', 'share', '% de clientes', 'Parte de los clientes de los grupos de la secci\303\263n.', 'Se compara con la parte del importe.'),
('column', 'of_buyers', '{section} (compradores)', 'El t\303\255tulo de una secci\303\263n cuyas partes lo son de los compradores.', 'Se compara con el n\303\272mero de compradores.'),
('column', 'amount', 'Importe', 'Su dinero.', 'Se suma dentro de una secci\303\263n.'),
('column', 'share_of_amount', '% del importe', 'Parte del importe.', 'Se compara con la parte de los clientes.'),
('column', 'change', 'Cambio', 'Frente al per\303\255odo con el que se compara.', 'Mirar primero los mayores.'),

('life_stage', 'prospect', 'Potencial', 'Lo conocemos y no ha comprado nunca.', 'Averiguar si les sirve lo que vendemos antes de dedicarles esfuerzo.'),
('life_stage', 'new', 'Nuevo', 'Compr\303\263 por primera vez hace poco.', 'Cuidar de que sus primeras compras salgan bien: de ellas depende que haya m\303\241s.'),
('life_stage', 'active', 'Activo', 'No lleva ausente m\303\241s de lo habitual en \303\251l.', 'Averiguar qu\303\251 les hace volver, y mantenerlo.'),
('life_stage', 'overdue', 'Tarda en volver', 'Lleva ausente m\303\241s del doble de lo habitual en \303\251l, y todav\303\255a no tanto como los que no vuelven.', 'Buscar qu\303\251 ha cambiado para ellos: el servicio, el precio, la necesidad.'),
('life_stage', 'lapsed', 'Se ha ido', 'Lleva ausente m\303\241s tiempo que casi todos los que vuelven.', 'Estudiar lo que ocurri\303\263 antes: los \303\272ltimos pedidos, reclamaciones, devoluciones, retrasos.'),

('report', 'summary', 'En resumen', 'Lo que los datos permiten decir, en pocas frases.', 'Leerlas primero.'),
('report', 'life_stage', 'Etapa', 'Nuevos, activos, los que tardan en volver, los que se han ido y los potenciales.', 'Ver qui\303\251n se ha ido antes de calcular cu\303\241nto vale.'),
('report', 'development', 'Evoluci\303\263n de las abejas', 'Si hay m\303\241s o menos abejas con el mismo criterio.', 'Juzgar un per\303\255odo por esto y no por la composici\303\263n.'),
('report', 'action', 'Qu\303\251 hacer', 'Una acci\303\263n para cada cliente. En juego est\303\241 lo que aportaron en un a\303\261o de compras, de media, o en total si fue menos de un a\303\261o; de los que se han ido, la parte que vuelve seg\303\272n la experiencia.', 'Empezar donde hay m\303\241s en juego.'),
('report', 'due_today', 'Para hoy', 'Hoy toca ponerse en contacto con ellos: se cuenta desde el \303\272ltimo pedido, contacto o mensaje nuestro, con el ritmo de cada acci\303\263n.', 'Repartirlos entre quienes tratan con clientes.'),
('report', 'overdue', 'Atrasado', 'Les tocaba antes: cada acci\303\263n tiene su ritmo, contado desde el \303\272ltimo pedido, contacto o mensaje nuestro.', 'Atenderlos por el dinero en juego.'),
('report', 'no_contact', 'Compradores, cualquier acci\303\263n', 'Compradores con los que tocaba antes, si no consta contacto alguno con ning\303\272n comprador.', 'No consta ning\303\272n contacto con compradores: para todos se cuenta desde el \303\272ltimo pedido. Llevar un registro de contactos; hasta entonces, tomarlos de contact_list(), primero los de m\303\241s dinero.'),
('report', 'numbers_only', 'Los mismos clientes, vistos de otro modo', 'Se dice encima de las clases que no nombran ninguna acci\303\263n.', 'Lo que hay que hacer con cada cliente est\303\241 dicho arriba. Abajo, los mismos clientes se ordenan de otras maneras.'),
('report', 'earlier_limits', 'L\303\255mites del per\303\255odo anterior', 'Se dice si se comparan dos per\303\255odos.', 'Con los l\303\255mites del per\303\255odo anterior, para poder comparar los dos.'),
('report', 'too_few', 'Demasiado pocos para una composici\303\263n', 'Se dice si los clientes son muy pocos para decir qu\303\251 tipo predomina.', 'No sacar conclusiones de la composici\303\263n de tan pocos: verlos uno por uno.'),
('report', 'rfm_group', 'Grupos RFM', 'Los compradores seg\303\272n cu\303\241ndo, cu\303\241nto y cu\303\241ntas veces compraron, en cinco grupos.', 'Tratar una cartera peque\303\261a por grupos: los segmentos de pocos clientes dicen poco.'),
('report', 'left_out', 'Filas sin contar', 'Filas sin cliente o sin fecha, que no est\303\241n en ninguna otra l\303\255nea.', 'Completarlas en la fuente si se puede: hasta entonces su importe no es de nadie.'),
('report', 'lapse_unknown', 'Compr\303\263; no se sabe si se ha ido', 'Clientes de los que los datos no dicen qui\303\251n se ha ido.', 'Su ausencia no muestra si se han ido. Si se sabe tras cu\303\241nta ausencia se ha ido un cliente, indicar lapse_after.'),
('report', 'alike', 'Clientes iguales', 'Clientes que no se diferencian.', 'No hacer distinciones aqu\303\255: todos los clientes son iguales en lo que aportan o en su apego.')

) AS text (subject, item, name, who, action)
WHERE pg_catalog.getdatabaseencoding() OPERATOR(pg_catalog.=) ANY ('{UTF8, LATIN1, LATIN5, LATIN9, WIN1252, WIN1254}'::name[]);
/*
 * The sentences of a report in Chinese, in simplified characters.  Written in UTF-8, which make turns into \ooo; a database
 * whose encoding has no such characters goes without.
 */

INSERT INTO @extschema@.playbook_shipped (subject, item, lang, name, who, action)
SELECT subject, item, 'zh', pg_catalog.convert_from(pg_catalog.decode(name, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(who, 'escape'), 'UTF8'),
	   pg_catalog.convert_from(pg_catalog.decode(action, 'escape'), 'UTF8')
FROM (VALUES

('sentence', 'figure', '\346\225\260\345\255\227', '\346\225\260\345\255\227\347\232\204\345\206\231\346\263\225\343\200\202', '\346\225\260\345\255\227\345\206\231\344\275\2341,234.5\357\274\214\344\270\200\345\215\212\345\206\231\344\275\23450%\357\274\214\345\210\227\344\270\276\345\206\231\344\275\234A\343\200\201B\343\200\202'),
('sentence', 'left_out', '\346\234\252\350\256\241\345\205\245', '\346\234\211\347\232\204\350\241\214\347\274\272\345\260\221\345\256\242\346\210\267\346\210\226\346\227\266\351\227\264\346\227\266\350\257\264\346\230\216\343\200\202',
 '\346\234\211{rows}\350\241\214\346\234\252\350\256\241\345\205\245\344\273\245\344\270\213\344\273\273\344\275\225\346\225\260\345\255\227\357\274\232{without_customer}\350\241\214\346\262\241\346\234\211\345\256\242\346\210\267\357\274\214{without_time}\350\241\214\346\262\241\346\234\211\346\227\266\351\227\264\357\274\214\351\207\221\351\242\235\345\220\210\350\256\241{money_left_out}\343\200\202'),
('sentence', 'order_lines', '\350\256\242\345\215\225\346\230\216\347\273\206', '\350\256\270\345\244\232\350\241\214\347\232\204\345\256\242\346\210\267\345\222\214\346\227\266\351\227\264\347\233\270\345\220\214\346\227\266\350\257\264\346\230\216\343\200\202',
 '{shared}%\347\232\204\350\241\214\344\270\216\345\205\266\344\273\226\350\241\214\347\232\204\345\256\242\346\210\267\345\222\214\346\227\266\351\227\264\347\233\270\345\220\214\357\274\214\346\257\217\350\241\214\351\203\275\347\256\227\344\275\234\344\270\200\347\254\224\350\256\242\345\215\225\343\200\202\345\246\202\346\236\234\345\256\203\344\273\254\346\230\257\350\256\242\345\215\225\346\230\216\347\273\206\357\274\214\350\257\267\346\214\207\345\256\232\350\256\242\345\215\225\345\210\227order_column\343\200\202'),
('sentence', 'nobody', '\346\227\240\345\256\242\346\210\267', '\346\225\260\346\215\256\346\235\245\346\272\220\346\262\241\346\234\211\345\256\242\346\210\267\346\227\266\350\257\264\346\230\216\343\200\202',
 '\350\277\231\351\207\214\346\262\241\346\234\211\345\256\242\346\210\267\343\200\202'),
('sentence', 'customers', '\345\256\242\346\210\267', '\350\203\275\347\234\213\345\207\272\350\260\201\345\267\262\346\265\201\345\244\261\346\227\266\350\257\264\346\230\216\343\200\202',
 '{customers}\344\275\215\345\256\242\346\210\267\344\270\255\357\274\214{current}\344\275\215\344\273\215\345\234\250\350\264\255\344\271\260\357\274\232\346\226\260\345\256\242\346\210\267{stage_new}\344\275\215\357\274\214\346\264\273\350\267\203{stage_active}\344\275\215\357\274\214\350\266\205\346\234\237\346\234\252\350\264\255{stage_overdue}\344\275\215\343\200\202{stage_lapsed}\344\275\215\345\267\262\346\265\201\345\244\261\357\274\214\345\215\263\350\266\205\350\277\207{lapse_after}\345\244\251\346\262\241\346\234\211\350\264\255\344\271\260\343\200\202'),
('sentence', 'buyers', '\344\271\260\345\256\266', '\347\234\213\344\270\215\345\207\272\350\260\201\345\267\262\346\265\201\345\244\261\346\227\266\350\257\264\346\230\216\343\200\202',
 '{customers}\344\275\215\345\256\242\346\210\267\344\270\255\357\274\214{buyers}\344\275\215\344\271\260\350\277\207\343\200\202'),
('sentence', 'all_bought', '\345\256\242\346\210\267\351\203\275\344\271\260\350\277\207', '\347\234\213\344\270\215\345\207\272\350\260\201\345\267\262\346\265\201\345\244\261\343\200\201\344\271\237\346\262\241\346\234\211\346\234\252\350\264\255\345\256\242\346\210\267\346\227\266\350\257\264\346\230\216\343\200\202',
 '{customers}\344\275\215\345\256\242\346\210\267\351\203\275\344\271\260\350\277\207\343\200\202'),
('sentence', 'never_bought', '\344\273\216\346\234\252\350\264\255\344\271\260', '\346\234\211\347\232\204\345\256\242\346\210\267\350\277\230\346\262\241\346\234\211\344\271\260\350\277\207\346\227\266\350\257\264\346\230\216\343\200\202',
 '\346\234\211{stage_prospect}\344\275\215\344\273\216\346\234\252\350\264\255\344\271\260\343\200\202'),
('sentence', 'prospects_only', '\345\205\250\346\230\257\346\275\234\345\234\250\345\256\242\346\210\267', '\346\262\241\346\234\211\344\272\272\344\271\260\350\277\207\346\227\266\350\257\264\346\230\216\343\200\202',
 '{customers}\344\275\215\345\256\242\346\210\267\344\270\255\350\277\230\346\262\241\346\234\211\344\272\272\344\271\260\350\277\207\343\200\202'),
('sentence', 'refunds_only', '\345\217\252\351\200\200\350\277\207\346\254\276', '\346\234\211\347\232\204\345\256\242\346\210\267\345\217\252\346\234\211\351\200\200\346\254\276\346\227\266\350\257\264\346\230\216\343\200\202',
 '\346\234\211{refunds_only}\344\275\215\345\256\242\346\210\267\345\217\252\346\234\211\351\200\200\346\254\276\357\274\232\344\273\226\344\273\254\345\234\250\346\225\260\346\215\256\345\274\200\345\247\213\344\271\213\345\211\215\344\271\260\350\277\207\357\274\214\351\231\244\346\255\244\344\271\213\345\244\226\346\227\240\344\273\216\345\210\244\346\226\255\343\200\202'),
('sentence', 'money', '\351\207\221\351\242\235', '\346\234\211\344\272\272\344\271\260\350\277\207\346\227\266\350\257\264\346\230\216\343\200\202',
 '\344\273\216{first}\345\210\260{last}\357\274\214\345\205\250\351\203\250\345\256\242\346\210\267\345\205\261\345\270\246\346\235\245{money}\343\200\202'),
('sentence', 'money_and_profit', '\351\207\221\351\242\235\344\270\216\345\210\251\346\266\246', '\345\210\251\346\266\246\345\267\262\347\237\245\346\227\266\350\257\264\346\230\216\343\200\202',
 '\344\273\216{first}\345\210\260{last}\357\274\214\345\205\250\351\203\250\345\256\242\346\210\267\345\205\261\345\270\246\346\235\245{money}\357\274\214\345\210\251\346\266\246\344\270\272{profit}\343\200\202'),
('sentence', 'profit_unknown', '\345\210\251\346\266\246\344\270\215\346\230\216', '\346\234\211\347\232\204\344\271\260\345\256\266\346\262\241\346\234\211\344\273\273\344\275\225\344\270\200\350\241\214\350\256\260\345\275\225\345\210\251\346\266\246\346\227\266\350\257\264\346\230\216\343\200\202',
 '\346\234\211{profit_unknown}\344\275\215\344\271\260\345\256\266\346\262\241\346\234\211\344\273\273\344\275\225\344\270\200\350\241\214\350\256\260\345\275\225\345\210\251\346\266\246\357\274\214\345\233\240\346\255\244\344\270\215\345\275\222\345\205\245\344\273\273\344\275\225\345\270\225\347\264\257\346\211\230\345\210\206\345\261\202\345\222\214\344\273\267\345\200\274\344\270\216\346\226\260\350\200\201\345\210\206\347\273\204\357\274\214\345\234\250\345\210\222\345\210\206\347\261\273\345\236\213\346\227\266\346\216\222\345\234\250\346\211\200\346\234\211\344\272\272\344\271\213\345\220\216\343\200\202'),
('sentence', 'few_bring_most', '\345\260\221\346\225\260\344\272\272\350\264\241\347\214\256\345\244\247\351\203\250\345\210\206', '\344\270\215\345\210\260\344\270\200\345\215\212\347\232\204\344\271\260\345\256\266\345\270\246\346\235\245\345\205\253\346\210\220\351\207\221\351\242\235\346\227\266\350\257\264\346\230\216\343\200\202',
 '80%\347\232\204\351\207\221\351\242\235\346\235\245\350\207\252{buyers}\344\275\215\344\271\260\345\256\266\344\270\255\347\232\204{few}\344\275\215\357\274\210{few_share}%\357\274\211\343\200\202'),
('sentence', 'depends_on_one', '\344\270\200\344\275\215\347\211\271\345\244\247\345\256\242\346\210\267', '\344\270\200\344\275\215\345\256\242\346\210\267\345\270\246\346\235\245\350\266\205\350\277\207\344\270\200\346\210\220\351\207\221\351\242\235\346\227\266\350\257\264\346\230\216\343\200\202',
 '\344\273\205\344\270\200\344\275\215\345\256\242\346\210\267\345\260\261\345\270\246\346\235\245\344\272\206{largest}%\347\232\204\351\207\221\351\242\235\343\200\202\345\246\202\346\236\234\346\225\260\346\215\256\346\227\240\350\257\257\357\274\214\350\257\267\345\216\273\346\216\211\350\277\231\344\270\200\344\275\215\345\206\215\347\234\213\345\205\266\344\273\226\345\256\242\346\210\267\343\200\202'),
('sentence', 'too_short', '\346\227\266\351\227\264\345\244\252\347\237\255\357\274\214\345\210\206\344\270\215\345\207\272\346\226\260\350\200\201', '\351\246\226\347\254\224\350\256\242\345\215\225\344\270\215\345\210\260\344\270\244\345\271\264\346\227\266\350\257\264\346\230\216\343\200\202',
 '\350\256\242\345\215\225\345\217\252\350\246\206\347\233\226{days}\345\244\251\357\274\214\345\244\252\347\237\255\357\274\214\350\277\230\345\210\206\344\270\215\345\207\272\346\226\260\345\256\242\346\210\267\345\222\214\350\200\201\345\256\242\346\210\267\357\274\214\344\271\237\345\210\206\344\270\215\345\207\272\351\225\277\346\234\237\345\256\242\346\210\267\345\222\214\347\237\255\346\234\237\345\256\242\346\210\267\343\200\202'),
('sentence', 'bought_once', '\345\217\252\344\271\260\350\277\207\344\270\200\346\254\241', '\346\262\241\346\234\211\344\272\272\345\234\250\347\254\254\344\272\214\344\270\252\346\227\245\345\255\220\344\271\260\350\277\207\346\227\266\350\257\264\346\230\216\343\200\202',
 '\350\277\230\346\262\241\346\234\211\344\272\272\345\234\250\345\217\246\344\270\200\345\244\251\345\206\215\346\254\241\350\264\255\344\271\260\343\200\202\350\277\231\351\207\214\347\232\204\347\261\273\345\236\213\345\222\214\346\216\222\345\220\215\350\257\264\346\237\220\344\272\272\345\277\240\350\257\232\357\274\214\345\217\252\350\241\250\347\244\272\345\205\266\350\264\255\344\271\260\346\210\226\350\201\224\347\263\273\346\257\224\345\210\253\344\272\272\346\233\264\350\277\221\357\274\232\347\254\254\344\272\214\346\254\241\350\256\242\345\215\225\350\277\230\346\262\241\346\234\211\345\207\272\347\216\260\343\200\202'),
('sentence', 'sampled', '\344\274\260\350\256\241\345\200\274', '\345\256\242\346\210\267\345\244\252\345\244\232\343\200\201\350\277\207\345\216\273\347\232\204\346\203\205\345\206\265\347\224\261\346\212\275\346\240\267\345\276\227\345\207\272\346\227\266\350\257\264\346\230\216\343\200\202',
 '\350\277\207\345\216\273\347\232\204\346\203\205\345\206\265\346\230\257\346\214\211\346\257\217{one_in}\344\275\215\345\256\242\346\210\267\345\217\226\344\270\200\344\275\215\346\216\250\347\256\227\347\232\204\357\274\214\346\234\254\346\234\237\345\222\214\345\217\230\345\212\250\347\232\204\346\225\260\345\255\227\351\203\275\346\230\257\347\272\246\346\225\260\343\200\202'),
('sentence', 'sales', '\351\224\200\345\224\256\351\242\235\345\217\212\345\205\266\345\217\230\345\214\226', '\346\234\211\344\270\244\346\234\237\345\217\257\344\273\245\346\257\224\350\276\203\346\227\266\350\257\264\346\230\216\343\200\202',
 '\344\273\216{since}\345\210\260{until}\345\205\261\346\224\266\345\205\245{money_now}\357\274\214\345\220\214\346\240\267\351\225\277\347\232\204\344\270\212\344\270\200\346\234\237\344\270\272{money_before}\357\274\214\345\217\230\345\214\226{money_change}%\343\200\202'),
('sentence', 'sales_began', '\344\270\212\344\270\200\346\234\237\346\262\241\346\234\211\351\224\200\345\224\256', '\344\270\244\346\234\237\344\270\255\347\232\204\344\270\212\344\270\200\346\234\237\346\262\241\346\234\211\351\207\221\351\242\235\346\227\266\350\257\264\346\230\216\343\200\202',
 '\344\273\216{since}\345\210\260{until}\345\205\261\346\224\266\345\205\245{money_now}\357\274\214\345\220\214\346\240\267\351\225\277\347\232\204\344\270\212\344\270\200\346\234\237\344\270\272{money_before}\343\200\202'),
('sentence', 'nobody_new', '\346\262\241\346\234\211\346\226\260\345\256\242\346\210\267', '\346\234\254\346\234\237\346\262\241\346\234\211\344\272\272\347\254\254\344\270\200\346\254\241\346\235\245\346\227\266\350\257\264\346\230\216\343\200\202',
 '\344\273\216{since}\345\210\260{until}\346\262\241\346\234\211\344\270\200\344\275\215\345\256\242\346\210\267\346\230\257\347\254\254\344\270\200\346\254\241\346\235\245\357\274\232\350\277\231\346\230\257\346\234\200\345\235\217\347\232\204\346\266\210\346\201\257\357\274\214\345\220\246\345\210\231\345\260\261\346\230\257\346\225\260\346\215\256\346\262\241\346\234\211\346\224\266\345\275\225\346\226\260\345\256\242\346\210\267\343\200\202'),
('sentence', 'flow', '\346\235\245\344\272\206\350\260\201\357\274\214\346\262\241\346\235\245\350\260\201', '\346\257\224\350\276\203\344\270\244\346\234\237\345\256\242\346\210\267\346\227\266\350\257\264\346\230\216\343\200\202',
 '\344\270\212\344\270\200\346\234\237\344\271\260\350\277\207\347\232\204{there_before}\344\275\215\344\270\255\357\274\214{stayed_away}\344\275\215\346\255\244\345\220\216\346\262\241\346\234\211\345\206\215\344\271\260\357\274\233{came}\344\275\215\347\254\254\344\270\200\346\254\241\346\235\245\357\274\214{came_back}\344\275\215\351\207\215\346\226\260\345\233\236\346\235\245\343\200\202'),
('sentence', 'no_period', '\346\262\241\346\234\211\345\217\257\346\257\224\347\232\204\346\227\266\346\234\237', '\346\225\260\346\215\256\344\270\215\350\266\263\344\270\244\346\234\237\346\227\266\350\257\264\346\230\216\343\200\202',
 '\346\225\260\346\215\256\350\246\206\347\233\226\347\232\204\346\227\266\351\227\264\345\244\252\347\237\255\357\274\214\350\277\230\344\270\215\350\203\275\346\212\212\344\270\200\346\234\237\344\270\216\344\270\212\344\270\200\346\234\237\347\233\270\346\257\224\343\200\202'),
('sentence', 'compared_too_early', '\346\257\224\350\276\203\347\232\204\346\225\260\346\215\256\344\270\215\345\205\250', '\346\225\260\346\215\256\345\274\200\345\247\213\345\276\227\346\257\224\346\211\200\350\246\201\347\232\204\346\227\266\346\234\237\346\231\232\346\227\266\350\257\264\346\230\216\343\200\202',
 '\350\277\231\344\270\200\346\257\224\350\276\203\351\234\200\350\246\201\344\273\216{then_since}\350\265\267\347\232\204\346\225\260\346\215\256\357\274\214\350\200\214\346\225\260\346\215\256\345\274\200\345\247\213\345\276\227\346\233\264\346\231\232\357\274\214\350\257\267\350\260\250\346\205\216\347\234\213\345\276\205\343\200\202'),
('sentence', 'moved', '\350\234\234\350\234\202\347\232\204\345\217\230\345\212\250', '\344\270\212\344\270\200\346\234\237\346\234\211\350\234\234\350\234\202\346\227\266\350\257\264\346\230\216\343\200\202',
 '\344\274\230\350\264\250\345\256\242\346\210\267\357\274\210\350\234\234\350\234\202\357\274\232\345\277\240\350\257\232\357\274\214\350\264\241\347\214\256\345\244\247\357\274\211\357\274\214\344\270\244\346\234\237\345\220\204\350\207\252\345\215\225\347\213\254\350\256\241\347\256\227\357\274\214\351\203\275\346\214\211\344\270\212\344\270\200\346\234\237\347\232\204\346\240\207\345\207\206\357\274\232\345\275\223\346\227\266{best_then}\344\275\215\357\274\214\347\216\260\345\234\250{best_now}\344\275\215\343\200\202{kept}\344\275\215\344\270\200\347\233\264\346\230\257\350\234\234\350\234\202\357\274\214{slipped}\344\275\215\345\217\230\346\210\220\344\272\206\345\205\266\344\273\226\347\261\273\345\236\213\357\274\214{gone}\344\275\215\346\255\244\345\220\216\346\262\241\346\234\211\345\206\215\344\271\260\357\274\233\345\217\246\346\234\211{gained}\344\275\215\346\210\220\344\270\272\350\234\234\350\234\202\343\200\202'),
('sentence', 'development', '\350\265\260\345\212\277', '\344\270\212\344\270\200\346\234\237\346\234\211\350\234\234\350\234\202\346\227\266\350\257\264\346\230\216\350\265\260\345\212\277\343\200\202',
 '{verdict}'),
('sentence', 'growing', '\350\234\234\350\234\202\345\242\236\345\244\232', '\350\234\234\350\234\202\346\257\224\344\270\212\344\270\200\346\234\237\345\244\232\346\227\266\350\257\264\346\230\216\343\200\202',
 '\350\234\234\350\234\202\346\225\260\345\217\230\345\214\226{best_change}%\357\274\232\350\265\242\345\276\227\347\232\204\344\274\230\350\264\250\345\256\242\346\210\267\345\244\232\344\272\216\345\244\261\345\216\273\347\232\204\343\200\202'),
('sentence', 'holding', '\350\234\234\350\234\202\346\225\260\346\214\201\345\271\263', '\350\234\234\350\234\202\344\270\216\344\270\212\344\270\200\346\234\237\345\244\247\350\207\264\346\214\201\345\271\263\346\227\266\350\257\264\346\230\216\343\200\202',
 '\350\234\234\350\234\202\346\225\260\346\214\201\345\271\263\357\274\210{best_change}%\357\274\211\357\274\232{ceased}\344\275\215\344\270\215\345\206\215\346\230\257\350\234\234\350\234\202\357\274\214{gained}\344\275\215\346\210\220\344\270\272\350\234\234\350\234\202\343\200\202'),
('sentence', 'shrinking', '\350\234\234\350\234\202\345\207\217\345\260\221', '\350\234\234\350\234\202\346\257\224\344\270\212\344\270\200\346\234\237\345\260\221\346\227\266\350\257\264\346\230\216\343\200\202',
 '\350\234\234\350\234\202\346\225\260\345\217\230\345\214\226{best_change}%\357\274\232\350\265\242\345\276\227\347\232\204{gained}\344\275\215\346\262\241\346\234\211\350\241\245\344\270\212\344\270\215\345\206\215\346\230\257\350\234\234\350\234\202\347\232\204{ceased}\344\275\215\343\200\202'),
('sentence', 'collapsed', '\350\234\234\350\234\202\346\211\200\345\211\251\346\227\240\345\207\240', '\350\234\234\350\234\202\345\207\240\344\271\216\346\262\241\346\234\211\345\211\251\344\270\213\346\227\266\350\257\264\346\230\216\343\200\202',
 '\344\274\230\350\264\250\345\256\242\346\210\267\345\207\240\344\271\216\351\203\275\344\270\215\345\234\250\344\272\206\357\274\214\344\271\237\346\262\241\346\234\211\344\272\272\350\241\245\344\270\212\346\235\245\343\200\202'),
('sentence', 'too_few', '\350\234\234\350\234\202\345\244\252\345\260\221', '\344\270\212\344\270\200\346\234\237\350\234\234\350\234\202\345\244\252\345\260\221\346\227\266\350\257\264\346\230\216\343\200\202',
 '\344\272\272\346\225\260\350\277\231\344\271\210\345\260\221\357\274\214\345\217\230\345\214\226\345\217\210\344\270\215\345\244\247\357\274\214\345\210\206\344\270\215\346\270\205\346\230\257\347\234\237\346\234\211\345\217\230\345\214\226\350\277\230\346\230\257\345\201\266\347\204\266\343\200\202'),
('sentence', 'types_predict', '\347\261\273\345\236\213\350\203\275\351\242\204\347\244\272\344\273\200\344\271\210', '\345\277\240\350\257\232\345\272\246\351\242\204\347\244\272\344\272\206\350\260\201\344\274\232\345\233\236\346\235\245\346\227\266\350\257\264\346\230\216\343\200\202',
 '\345\234\250\350\277\231\351\207\214\357\274\214\345\277\240\350\257\232\345\272\246\350\203\275\347\234\213\345\207\272\350\260\201\344\274\232\345\233\236\346\235\245\357\274\232\344\270\244\344\275\215\345\256\242\346\210\267\344\270\255\357\274\214\344\270\200\344\275\215\345\234\250{types_horizon}\345\244\251\345\206\205\345\233\236\346\235\245\357\274\214\344\270\200\344\275\215\346\262\241\346\234\211\357\274\214\346\214\211\345\277\240\350\257\232\345\272\246\346\214\221\351\200\211\357\274\214100\346\254\241\350\203\275\346\214\221\345\257\271{auc}\346\254\241\357\274\210\345\205\250\345\207\255\350\277\220\346\260\224\346\230\25750\346\254\241\357\274\211\343\200\202'),
('sentence', 'types_say_nothing', '\347\261\273\345\236\213\344\270\215\350\203\275\351\242\204\347\244\272\344\273\200\344\271\210', '\345\277\240\350\257\232\345\272\246\346\262\241\346\234\211\351\242\204\347\244\272\350\260\201\344\274\232\345\233\236\346\235\245\346\227\266\350\257\264\346\230\216\343\200\202',
 '\345\234\250\350\277\231\351\207\214\357\274\214\345\277\240\350\257\232\345\272\246\347\234\213\344\270\215\345\207\272\350\260\201\344\274\232\345\233\236\346\235\245\357\274\232\344\270\244\344\275\215\345\256\242\346\210\267\344\270\255\357\274\214\344\270\200\344\275\215\345\234\250{types_horizon}\345\244\251\345\206\205\345\233\236\346\235\245\357\274\214\344\270\200\344\275\215\346\262\241\346\234\211\357\274\214\346\214\211\345\277\240\350\257\232\345\272\246\346\214\221\351\200\211\357\274\214100\346\254\241\345\217\252\346\214\221\345\257\271{auc}\346\254\241\357\274\210\345\205\250\345\207\255\350\277\220\346\260\224\346\230\25750\346\254\241\357\274\211\343\200\202\347\261\273\345\236\213\347\232\204\345\273\272\350\256\256\350\257\267\345\205\210\345\234\250\344\270\200\351\203\250\345\210\206\345\256\242\346\210\267\344\270\255\350\257\225\350\241\214\343\200\202'),
('sentence', 'types_too_early', '\347\261\273\345\236\213\345\260\232\346\227\240\345\256\232\350\256\272', '\346\225\260\346\215\256\344\270\215\350\266\263\344\273\245\346\243\200\351\252\214\347\261\273\345\236\213\346\227\266\350\257\264\346\230\216\343\200\202',
 '\346\225\260\346\215\256\350\277\230\344\270\215\350\266\263\344\273\245\345\210\244\346\226\255\344\273\216\345\277\240\350\257\232\345\272\246\350\203\275\345\220\246\347\234\213\345\207\272\350\260\201\344\274\232\345\233\236\346\235\245\343\200\202'),
('sentence', 'lapse_predicts', '\344\271\205\346\234\252\350\264\255\344\271\260\346\204\217\345\221\263\347\235\200\344\273\200\344\271\210', '\344\271\205\346\234\252\350\264\255\344\271\260\347\232\204\345\256\242\346\210\267\345\233\236\346\235\245\345\276\227\346\233\264\345\260\221\346\227\266\350\257\264\346\230\216\343\200\202',
 '\345\234\250\350\277\231\351\207\214\357\274\214\344\271\205\346\234\252\350\264\255\344\271\260\345\276\210\350\203\275\350\257\264\346\230\216\351\227\256\351\242\230\357\274\232\350\266\205\350\277\207{tried_lapse_after}\345\244\251\357\274\210\345\275\223\346\227\266\347\232\204\346\234\237\351\231\220\357\274\211\346\234\252\344\271\260\347\232\204\345\256\242\346\210\267\357\274\214{horizon}\345\244\251\345\206\205\346\234\211{lapsed_back}%\345\233\236\346\235\245\357\274\233\345\205\266\344\275\231\345\256\242\346\210\267\346\234\211{others_back}%\343\200\202'),
('sentence', 'lapse_says_nothing', '\344\271\205\346\234\252\350\264\255\344\271\260\344\270\215\350\257\264\346\230\216\351\227\256\351\242\230', '\344\271\205\346\234\252\350\264\255\344\271\260\347\232\204\345\256\242\346\210\267\347\205\247\346\240\267\345\233\236\346\235\245\346\227\266\350\257\264\346\230\216\343\200\202',
 '\345\234\250\350\277\231\351\207\214\357\274\214\344\271\205\346\234\252\350\264\255\344\271\260\350\257\264\346\230\216\344\270\215\344\272\206\344\273\200\344\271\210\357\274\232\350\266\205\350\277\207{tried_lapse_after}\345\244\251\357\274\210\345\275\223\346\227\266\347\232\204\346\234\237\351\231\220\357\274\211\346\234\252\344\271\260\347\232\204\345\256\242\346\210\267\357\274\214{horizon}\345\244\251\345\206\205\346\234\211{lapsed_back}%\345\233\236\346\235\245\357\274\233\345\205\266\344\275\231\345\256\242\346\210\267\346\234\211{others_back}%\343\200\202\345\233\240\346\255\244\344\270\215\346\212\212\344\273\273\344\275\225\344\272\272\347\247\260\344\270\272\346\265\201\345\244\261\346\210\226\350\266\205\346\234\237\343\200\202'),
('sentence', 'lapse_given_says_nothing', '\346\214\211\347\273\231\345\256\232\347\232\204\346\234\237\351\231\220\347\256\227\346\265\201\345\244\261', '\347\273\231\345\256\232\347\232\204\346\234\237\351\231\220\350\257\264\346\230\216\344\270\215\344\272\206\344\273\200\344\271\210\346\227\266\350\257\264\346\230\216\343\200\202',
 '\346\214\211\347\273\231\345\256\232\347\232\204\346\234\237\351\231\220\357\274\214\344\271\205\346\234\252\350\264\255\344\271\260\350\257\264\346\230\216\344\270\215\344\272\206\344\273\200\344\271\210\357\274\232\350\266\205\350\277\207{tried_lapse_after}\345\244\251\346\234\252\344\271\260\347\232\204\345\256\242\346\210\267\357\274\214{horizon}\345\244\251\345\206\205\346\234\211{lapsed_back}%\345\233\236\346\235\245\357\274\233\345\205\266\344\275\231\345\256\242\346\210\267\346\234\211{others_back}%\343\200\202'),
('sentence', 'lapse_too_early', '\350\277\230\344\270\215\350\203\275\350\257\264\350\260\201\345\267\262\346\265\201\345\244\261', '\346\225\260\346\215\256\344\270\215\350\266\263\344\273\245\345\210\244\346\226\255\350\260\201\345\267\262\346\265\201\345\244\261\346\227\266\350\257\264\346\230\216\343\200\202',
 '\346\225\260\346\215\256\350\277\230\344\270\215\350\266\263\344\273\245\345\210\244\346\226\255\345\244\232\344\271\205\344\270\215\346\235\245\345\260\261\347\256\227\346\265\201\345\244\261\343\200\202\345\233\240\346\255\244\344\270\215\346\212\212\344\273\273\344\275\225\344\272\272\347\247\260\344\270\272\346\265\201\345\244\261\346\210\226\350\266\205\346\234\237\343\200\202'),
('sentence', 'alike', '\345\205\250\351\203\275\344\270\200\346\240\267', '\345\205\250\351\203\250\345\256\242\346\210\267\351\203\275\344\270\200\346\240\267\346\227\266\350\257\264\346\230\216\343\200\202',
 '\345\205\250\351\203\250\345\256\242\346\210\267\347\232\204\350\264\241\347\214\256\346\210\226\345\277\240\350\257\232\345\272\246\351\203\275\344\270\200\346\240\267\357\274\214\347\261\273\345\236\213\345\222\214\346\216\222\345\220\215\345\257\271\344\273\226\344\273\254\350\257\264\346\230\216\344\270\215\344\272\206\344\273\200\344\271\210\343\200\202'),
('sentence', 'shape', '\345\256\242\346\210\267\347\273\223\346\236\204', '\345\256\242\346\210\267\344\271\213\351\227\264\346\234\211\345\267\256\345\210\253\346\227\266\350\257\264\346\230\216\343\200\202',
 '\345\256\242\346\210\267\347\273\223\346\236\204\357\274\232{structure}\343\200\202\346\200\273\344\275\223\344\270\212\357\274\214\350\234\234\350\234\202\345\215\240{share_bee}%\357\274\210\345\277\240\350\257\232\357\274\214\350\264\241\347\214\256\345\244\247\357\274\211\357\274\214\350\234\273\350\234\223\345\215\240{share_dragonfly}%\357\274\210\350\264\241\347\214\256\345\244\247\357\274\214\344\270\215\345\277\240\350\257\232\357\274\211\357\274\214\350\235\264\350\235\266\345\215\240{share_butterfly}%\357\274\210\345\277\240\350\257\232\357\274\214\350\264\241\347\214\256\345\260\217\357\274\211\357\274\214\350\236\263\350\236\202\345\215\240{share_mantis}%\357\274\210\344\270\215\345\277\240\350\257\232\357\274\214\350\264\241\347\214\256\345\260\217\357\274\211\343\200\202'),
('sentence', 'shape_tie', '\346\262\241\346\234\211\344\270\273\345\257\274\347\261\273\345\236\213', '\346\234\200\345\244\247\347\232\204\345\207\240\347\261\273\344\272\272\346\225\260\347\233\270\345\275\223\346\227\266\350\257\264\346\230\216\343\200\202',
 '\346\262\241\346\234\211\345\223\252\344\270\200\347\261\273\345\215\240\344\270\273\345\257\274\357\274\214\350\277\231\345\207\240\347\261\273\347\232\204\344\272\272\346\225\260\345\244\247\350\207\264\347\233\270\345\275\223\357\274\232{tied}\343\200\202\346\200\273\344\275\223\344\270\212\357\274\214\350\234\234\350\234\202\345\215\240{share_bee}%\357\274\210\345\277\240\350\257\232\357\274\214\350\264\241\347\214\256\345\244\247\357\274\211\357\274\214\350\234\273\350\234\223\345\215\240{share_dragonfly}%\357\274\210\350\264\241\347\214\256\345\244\247\357\274\214\344\270\215\345\277\240\350\257\232\357\274\211\357\274\214\350\235\264\350\235\266\345\215\240{share_butterfly}%\357\274\210\345\277\240\350\257\232\357\274\214\350\264\241\347\214\256\345\260\217\357\274\211\357\274\214\350\236\263\350\236\202\345\215\240{share_mantis}%\357\274\210\344\270\215\345\277\240\350\257\232\357\274\214\350\264\241\347\214\256\345\260\217\357\274\211\343\200\202'),
('sentence', 'shape_here', '\344\273\215\345\234\250\350\264\255\344\271\260\350\200\205\347\232\204\347\261\273\345\236\213', '\347\234\213\345\276\227\345\207\272\350\260\201\345\267\262\346\265\201\345\244\261\346\227\266\350\257\264\346\230\216\343\200\202',
 '\344\273\215\345\234\250\350\264\255\344\271\260\347\232\204{current}\344\275\215\345\256\242\346\210\267\344\270\255\357\274\214\350\234\234\350\234\202{here_bee}\344\275\215\357\274\214\350\234\273\350\234\223{here_dragonfly}\344\275\215\357\274\214\350\235\264\350\235\266{here_butterfly}\344\275\215\357\274\214\350\236\263\350\236\202{here_mantis}\344\275\215\343\200\202'),
('sentence', 'marketing', '\344\273\245\345\276\200\347\232\204\350\220\245\351\224\200', '\346\240\207\345\207\206\345\233\272\345\256\232\346\227\266\350\257\264\346\230\216\343\200\202',
 '{marketing}'),
('sentence', 'action_at_stake', '\350\257\245\345\201\232\347\232\204\344\272\213', '\350\241\214\345\212\250\345\205\263\347\263\273\345\210\260\347\232\204\351\224\200\345\224\256\351\242\235\346\234\200\345\244\232\346\227\266\350\257\264\346\230\216\343\200\202',
 '{place}\343\200\201{action}\357\274\232{customers}\344\275\215\345\256\242\346\210\267\357\274\214\346\266\211\345\217\212\345\271\264\351\224\200\345\224\256\351\242\235{at_stake}\343\200\202{what}'),
('sentence', 'action', '\350\257\245\345\201\232\347\232\204\344\272\213\357\274\214\351\224\200\345\224\256\351\242\235\344\270\215\346\230\216', '\350\241\214\345\212\250\344\270\215\345\205\263\347\263\273\345\210\260\351\224\200\345\224\256\351\242\235\346\227\266\350\257\264\346\230\216\343\200\202',
 '{place}\343\200\201{action}\357\274\232{customers}\344\275\215\345\256\242\346\210\267\343\200\202{what}'),

('evidence', 'at_stake', '\345\205\263\347\263\273\345\210\260\347\232\204\351\224\200\345\224\256\351\242\235', '\351\232\217\350\277\231\344\272\233\345\256\242\346\210\267\346\235\245\345\216\273\347\232\204\351\224\200\345\224\256\351\242\235\343\200\202', '\345\205\263\347\263\273\345\210\260\346\257\217\345\271\264\351\224\200\345\224\256\351\242\235{number}\343\200\202'),
('evidence', 'profit', '\345\210\251\346\266\246', '\344\273\216\350\277\231\344\272\233\345\256\242\346\210\267\350\265\232\345\276\227\347\232\204\345\210\251\346\266\246\343\200\202', '\345\210\251\346\266\246{number}\343\200\202'),
('evidence', 'by_amount', '\346\214\211\351\207\221\351\242\235', '\345\210\251\346\266\246\345\267\262\347\237\245\350\200\214\344\273\215\346\214\211\351\207\221\351\242\235\346\227\266\350\257\264\346\230\216\343\200\202', '\346\214\211\351\207\221\351\242\235\357\274\214\344\270\215\346\214\211\345\210\251\346\266\246\343\200\202'),
('evidence', 'by_days', '\346\214\211\345\244\251', '\345\217\230\345\212\250\346\214\211\345\244\251\347\256\227\343\200\201\347\261\273\345\236\213\346\214\211\346\227\266\345\210\273\347\256\227\346\227\266\350\257\264\346\230\216\343\200\202', '\346\214\211\346\225\264\345\244\251\350\256\241\347\256\227\357\274\214\344\270\216\347\261\273\345\236\213\347\232\204\344\272\272\346\225\260\344\274\232\345\267\256\345\207\240\344\275\215\343\200\202'),
('evidence', 'by_period', '\346\214\211\346\227\266\346\234\237', '\350\257\264\346\230\216\344\270\200\346\234\237\347\232\204\350\234\234\350\234\202\357\274\214\345\205\266\346\225\260\351\207\217\344\270\216\345\205\250\351\203\250\345\271\264\344\273\275\347\232\204\344\270\215\345\220\214\343\200\202', '\345\217\252\346\214\211\344\270\200\346\234\237\350\256\241\347\256\227\357\274\214\347\224\250\344\270\212\344\270\200\346\234\237\347\232\204\346\240\207\345\207\206\357\274\233\347\261\273\345\236\213\344\270\200\350\212\202\347\232\204\350\234\234\350\234\202\346\200\273\344\275\223\344\270\212\343\200\202'),
('evidence', 'at_least', '\350\265\267\347\202\271', '\344\270\200\345\261\202\344\270\255\346\234\200\345\260\217\347\232\204\351\207\221\351\242\235\346\210\226\345\210\251\346\266\246\343\200\202', '{number}\345\217\212\344\273\245\344\270\212\343\200\202'),
('evidence', 'still_here', '\344\273\215\345\234\250', '\344\270\200\347\261\273\344\270\255\346\262\241\346\234\211\346\265\201\345\244\261\347\232\204\345\256\242\346\210\267\346\234\211\345\244\232\345\260\221\343\200\202', '\344\273\215\345\234\250\347\232\204\346\234\211{number}\344\275\215\343\200\202'),
('evidence', 'lapsed', '\345\205\250\351\203\250\346\265\201\345\244\261', '\345\256\242\346\210\267\345\267\262\345\205\250\351\203\250\346\265\201\345\244\261\347\232\204\347\273\206\345\210\206\343\200\202', '\350\277\231\344\272\233\345\256\242\346\210\267\345\235\207\345\267\262\346\265\201\345\244\261\343\200\202'),
('evidence', 'tied', '\345\271\266\345\210\227', '\345\223\252\345\207\240\347\261\273\344\271\213\351\227\264\345\210\206\344\270\215\345\207\272\350\260\201\345\215\240\344\270\273\345\257\274\343\200\202', '\344\272\272\346\225\260\345\244\247\350\207\264\347\233\270\345\275\223\357\274\232{tied}\343\200\202'),
('evidence', 'largest', '\346\234\211\346\227\240\350\277\231\344\270\200\344\275\215\347\232\204\345\271\263\345\235\207\345\200\274', '\346\234\200\345\244\247\345\256\242\346\210\267\344\275\277\345\271\263\345\235\207\345\200\274\347\247\273\345\212\250\345\244\232\345\260\221\343\200\202',
 '\345\271\263\345\235\207{mean}\357\274\214\344\270\215\345\220\253\350\277\231\344\270\200\344\275\215\344\270\272{without}\357\274\233\346\234\211{customers}\344\275\215\345\256\242\346\210\267\345\234\250\344\270\244\350\200\205\344\271\213\351\227\264\343\200\202'),

('column', 'customers', '\345\256\242\346\210\267\346\225\260', '\345\256\242\346\210\267\346\234\211\345\244\232\345\260\221\343\200\202', '\345\220\214\344\270\200\351\203\250\345\210\206\344\271\213\345\206\205\345\217\257\344\273\245\347\233\270\345\212\240\343\200\202'),
('column', 'share', '\345\215\240\346\257\224', '\345\215\240\350\257\245\351\203\250\345\210\206\345\220\204\347\273\204\345\256\242\346\210\267\347\232\204\346\257\224\344\276\213\343\200\202', '\344\270\216\351\207\221\351\242\235\347\232\204\345\215\240\346\257\224\345\257\271\347\205\247\347\235\200\347\234\213\343\200\202'),
('column', 'of_buyers', '{section}\357\274\210\346\214\211\344\271\260\345\256\266\350\256\241\357\274\211', '\345\215\240\346\257\224\346\230\257\345\215\240\344\271\260\345\256\266\347\232\204\346\257\224\344\276\213\346\227\266\347\232\204\346\240\207\351\242\230\343\200\202', '\344\270\216\344\271\260\345\256\266\347\232\204\346\225\260\347\233\256\345\257\271\347\205\247\347\235\200\347\234\213\343\200\202'),
('column', 'amount', '\351\207\221\351\242\235\345\220\210\350\256\241', '\344\273\226\344\273\254\347\232\204\351\207\221\351\242\235\343\200\202', '\345\220\214\344\270\200\351\203\250\345\210\206\344\271\213\345\206\205\351\207\221\351\242\235\345\217\257\344\273\245\347\233\270\345\212\240\343\200\202'),
('column', 'share_of_amount', '\351\207\221\351\242\235\345\215\240\346\257\224', '\345\215\240\351\207\221\351\242\235\347\232\204\346\257\224\344\276\213\343\200\202', '\344\270\216\345\256\242\346\210\267\347\232\204\345\215\240\346\257\224\345\257\271\347\205\247\347\235\200\347\234\213\343\200\202'),
('column', 'change', '\345\242\236\345\207\217', '\344\270\216\346\211\200\346\257\224\350\276\203\347\232\204\346\227\266\346\234\237\347\233\270\346\257\224\343\200\202', '\345\205\210\347\234\213\345\217\230\345\214\226\346\234\200\345\244\247\347\232\204\343\200\202'),

('life_stage', 'prospect', '\345\260\232\346\234\252\350\264\255\344\271\260', '\345\267\262\345\234\250\346\210\221\344\273\254\347\232\204\350\256\260\345\275\225\344\270\255\357\274\214\344\275\206\344\273\216\346\234\252\350\264\255\344\271\260\343\200\202', '\346\212\225\345\205\245\344\271\213\345\211\215\357\274\214\345\205\210\345\274\204\346\270\205\346\210\221\344\273\254\347\232\204\344\272\247\345\223\201\346\230\257\345\220\246\351\200\202\345\220\210\343\200\202'),
('life_stage', 'new', '\346\226\260\350\277\221\351\246\226\350\264\255', '\344\270\215\344\271\205\345\211\215\347\254\254\344\270\200\346\254\241\350\264\255\344\271\260\343\200\202', '\347\241\256\344\277\235\345\244\264\345\207\240\346\254\241\350\264\255\344\271\260\351\241\272\345\210\251\357\274\214\344\273\245\345\220\216\350\277\230\344\271\260\344\270\215\344\271\260\345\217\226\345\206\263\344\272\216\346\255\244\343\200\202'),
('life_stage', 'active', '\346\264\273\350\267\203', '\347\246\273\344\270\212\346\254\241\350\264\255\344\271\260\346\262\241\346\234\211\350\266\205\345\207\272\345\205\266\345\271\263\345\270\270\347\232\204\351\227\264\351\232\224\343\200\202', '\345\274\204\346\270\205\346\230\257\344\273\200\344\271\210\350\256\251\344\273\226\344\273\254\345\233\236\346\235\245\357\274\214\345\271\266\344\277\235\346\214\201\344\270\213\345\216\273\343\200\202'),
('life_stage', 'overdue', '\350\266\205\346\234\237\346\234\252\350\264\255', '\347\246\273\344\270\212\346\254\241\350\264\255\344\271\260\345\267\262\350\266\205\350\277\207\345\205\266\345\271\263\345\270\270\351\227\264\351\232\224\347\232\204\344\270\244\345\200\215\357\274\214\344\275\206\350\277\230\346\262\241\346\234\211\344\271\205\345\210\260\344\270\215\345\206\215\345\233\236\346\235\245\347\232\204\347\250\213\345\272\246\343\200\202', '\347\234\213\347\234\213\345\257\271\344\273\226\344\273\254\346\235\245\350\257\264\344\273\200\344\271\210\345\217\230\344\272\206\357\274\232\346\234\215\345\212\241\343\200\201\344\273\267\346\240\274\350\277\230\346\230\257\351\234\200\346\261\202\343\200\202'),
('life_stage', 'lapsed', '\345\267\262\346\265\201\345\244\261', '\347\246\273\344\270\212\346\254\241\350\264\255\344\271\260\347\232\204\346\227\266\351\227\264\357\274\214\346\257\224\345\207\240\344\271\216\346\211\200\346\234\211\344\274\232\345\233\236\346\235\245\347\232\204\345\256\242\346\210\267\351\203\275\351\225\277\343\200\202', '\347\240\224\347\251\266\344\273\226\344\273\254\346\265\201\345\244\261\344\271\213\345\211\215\345\217\221\347\224\237\344\272\206\344\273\200\344\271\210\357\274\232\346\234\200\345\220\216\345\207\240\347\254\224\350\256\242\345\215\225\343\200\201\346\212\225\350\257\211\343\200\201\351\200\200\350\264\247\343\200\201\345\273\266\350\257\257\343\200\202'),

('report', 'summary', '\346\221\230\350\246\201', '\350\277\231\346\211\271\346\225\260\346\215\256\346\224\257\346\214\201\347\232\204\345\207\240\345\217\245\350\257\235\343\200\202', '\350\257\267\345\205\210\350\257\273\350\277\231\344\272\233\343\200\202'),
('report', 'life_stage', '\345\256\242\346\210\267\351\230\266\346\256\265', '\346\226\260\345\256\242\346\210\267\343\200\201\346\264\273\350\267\203\345\256\242\346\210\267\343\200\201\350\266\205\346\234\237\346\234\252\350\264\255\347\232\204\345\256\242\346\210\267\343\200\201\346\265\201\345\244\261\345\256\242\346\210\267\345\222\214\346\275\234\345\234\250\345\256\242\346\210\267\343\200\202', '\345\205\210\347\234\213\350\260\201\345\267\262\346\265\201\345\244\261\357\274\214\345\206\215\351\227\256\345\200\274\345\244\232\345\260\221\351\222\261\343\200\202'),
('report', 'development', '\350\234\234\350\234\202\347\232\204\350\265\260\345\212\277', '\346\214\211\345\220\214\344\270\200\346\240\207\345\207\206\357\274\214\350\234\234\350\234\202\345\244\232\344\272\206\350\277\230\346\230\257\345\260\221\344\272\206\343\200\202', '\350\257\204\345\210\244\344\270\200\344\270\252\346\227\266\346\234\237\350\246\201\347\234\213\350\277\231\344\270\200\351\241\271\357\274\214\344\270\215\347\234\213\347\273\223\346\236\204\343\200\202'),
('report', 'action', '\350\257\245\345\201\232\344\273\200\344\271\210', '\346\257\217\344\275\215\345\256\242\346\210\267\344\270\200\351\241\271\350\241\214\345\212\250\343\200\202\346\266\211\345\217\212\347\232\204\351\224\200\345\224\256\351\242\235\357\274\214\346\230\257\350\264\255\344\271\260\346\234\237\351\227\264\345\271\263\345\235\207\346\257\217\345\271\264\345\270\246\346\235\245\347\232\204\351\207\221\351\242\235\357\274\214\344\270\215\350\266\263\344\270\200\345\271\264\347\232\204\346\214\211\345\205\250\351\203\250\350\256\241\347\256\227\357\274\233\345\267\262\346\265\201\345\244\261\347\232\204\345\256\242\346\210\267\357\274\214\345\217\252\350\256\241\346\214\211\347\273\217\351\252\214\344\274\232\345\233\236\346\235\245\347\232\204\351\202\243\351\203\250\345\210\206\343\200\202', '\344\273\216\345\205\263\347\263\273\345\210\260\351\224\200\345\224\256\351\242\235\346\234\200\345\244\232\347\232\204\345\201\232\350\265\267\343\200\202'),
('report', 'due_today', '\344\273\212\346\227\245\345\276\205\345\212\236', '\344\273\212\345\244\251\350\257\245\350\201\224\347\263\273\344\273\226\344\273\254\357\274\232\344\273\216\346\234\200\350\277\221\344\270\200\346\254\241\350\256\242\345\215\225\343\200\201\350\201\224\347\263\273\346\210\226\346\210\221\344\273\254\345\217\221\345\207\272\347\232\204\346\266\210\346\201\257\347\256\227\350\265\267\357\274\214\346\214\211\345\220\204\351\241\271\350\241\214\345\212\250\347\232\204\351\227\264\351\232\224\343\200\202', '\345\210\206\347\273\231\344\270\216\345\256\242\346\210\267\346\211\223\344\272\244\351\201\223\347\232\204\344\272\272\343\200\202'),
('report', 'overdue', '\351\200\276\346\234\237\345\276\205\345\212\236', '\346\227\251\350\257\245\350\201\224\347\263\273\344\273\226\344\273\254\357\274\232\345\220\204\351\241\271\350\241\214\345\212\250\346\234\211\345\220\204\350\207\252\347\232\204\351\227\264\351\232\224\357\274\214\344\273\216\346\234\200\350\277\221\344\270\200\346\254\241\350\256\242\345\215\225\343\200\201\350\201\224\347\263\273\346\210\226\346\210\221\344\273\254\345\217\221\345\207\272\347\232\204\346\266\210\346\201\257\347\256\227\350\265\267\343\200\202', '\346\214\211\345\205\263\347\263\273\345\210\260\347\232\204\351\224\200\345\224\256\351\242\235\344\273\216\351\253\230\345\210\260\344\275\216\345\244\204\347\220\206\343\200\202'),
('report', 'no_contact', '\344\271\260\345\256\266\357\274\214\345\220\204\351\241\271\350\241\214\345\212\250\345\220\210\350\256\241', '\346\262\241\346\234\211\344\273\273\344\275\225\344\270\216\344\271\260\345\256\266\350\201\224\347\263\273\347\232\204\350\256\260\345\275\225\346\227\266\357\274\214\346\227\251\345\260\261\350\257\245\350\201\224\347\263\273\347\232\204\344\271\260\345\256\266\343\200\202', '\346\262\241\346\234\211\344\270\216\344\271\260\345\256\266\350\201\224\347\263\273\347\232\204\350\256\260\345\275\225\357\274\214\346\211\200\346\234\211\344\272\272\351\203\275\344\273\216\346\234\200\350\277\221\344\270\200\346\254\241\350\256\242\345\215\225\347\256\227\350\265\267\343\200\202\350\257\267\350\256\260\345\275\225\346\257\217\346\254\241\350\201\224\347\263\273\357\274\233\345\234\250\346\255\244\344\271\213\345\211\215\357\274\214\347\224\250contact_list()\346\214\211\351\207\221\351\242\235\344\273\216\351\253\230\345\210\260\344\275\216\345\244\204\347\220\206\343\200\202'),
('report', 'numbers_only', '\345\220\214\346\240\267\347\232\204\345\256\242\346\210\267\357\274\214\346\215\242\344\270\252\350\247\222\345\272\246', '\345\206\231\345\234\250\344\270\215\346\214\207\346\230\216\350\241\214\345\212\250\347\232\204\345\210\206\347\261\273\344\271\213\344\270\212\343\200\202', '\345\257\271\346\257\217\344\275\215\345\256\242\346\210\267\350\257\245\345\201\232\344\273\200\344\271\210\357\274\214\344\270\212\351\235\242\345\267\262\347\273\217\350\257\264\346\230\216\343\200\202\344\273\245\344\270\213\346\230\257\345\220\214\346\240\267\347\232\204\345\256\242\346\210\267\346\214\211\345\205\266\344\273\226\346\226\271\345\274\217\347\232\204\345\210\206\347\261\273\343\200\202'),
('report', 'earlier_limits', '\344\270\212\344\270\200\346\234\237\347\232\204\347\225\214\351\231\220', '\346\257\224\350\276\203\344\270\244\346\234\237\346\227\266\350\257\264\346\230\216\343\200\202', '\346\214\211\344\270\212\344\270\200\346\234\237\347\232\204\347\225\214\351\231\220\345\210\222\345\210\206\357\274\214\344\270\244\346\234\237\346\211\215\350\203\275\346\257\224\350\276\203\343\200\202'),
('report', 'too_few', '\345\256\242\346\210\267\345\244\252\345\260\221\357\274\214\347\234\213\344\270\215\345\207\272\347\273\223\346\236\204', '\345\256\242\346\210\267\345\244\252\345\260\221\343\200\201\350\257\264\344\270\215\345\207\272\345\223\252\344\270\200\347\261\273\345\215\240\344\270\273\345\257\274\346\227\266\350\257\264\346\230\216\343\200\202', '\345\256\242\346\210\267\350\277\231\344\271\210\345\260\221\357\274\214\344\270\215\350\246\201\344\273\216\347\273\223\346\236\204\344\270\255\345\276\227\345\207\272\347\273\223\350\256\272\357\274\232\351\200\220\344\270\200\346\237\245\347\234\213\350\277\231\344\272\233\345\256\242\346\210\267\343\200\202'),
('report', 'rfm_group', 'RFM\345\210\206\347\273\204', '\346\214\211\346\234\200\350\277\221\344\270\200\346\254\241\350\264\255\344\271\260\343\200\201\351\242\221\347\216\207\345\222\214\351\207\221\351\242\235\346\212\212\344\271\260\345\256\266\345\210\206\346\210\220\344\272\224\347\273\204\343\200\202', '\345\256\242\346\210\267\345\260\221\346\227\266\346\214\211\347\273\204\345\257\271\345\276\205\357\274\232\345\207\240\344\270\252\344\272\272\347\232\204\347\273\206\345\210\206\350\257\264\346\230\216\344\270\215\344\272\206\344\273\200\344\271\210\343\200\202'),
('report', 'left_out', '\346\234\252\350\256\241\345\205\245\347\232\204\350\241\214', '\346\262\241\346\234\211\345\256\242\346\210\267\346\210\226\346\262\241\346\234\211\346\227\266\351\227\264\347\232\204\350\241\214\357\274\214\344\270\215\345\234\250\345\205\266\344\273\226\344\273\273\344\275\225\344\270\200\350\241\214\351\207\214\343\200\202', '\345\260\275\351\207\217\345\234\250\346\235\245\346\272\220\344\270\255\350\241\245\345\205\250\357\274\232\345\234\250\346\255\244\344\271\213\345\211\215\357\274\214\350\277\231\344\272\233\351\207\221\351\242\235\344\270\215\345\261\236\344\272\216\344\273\273\344\275\225\344\272\272\343\200\202'),
('report', 'lapse_unknown', '\344\271\260\350\277\207\357\274\214\346\230\257\345\220\246\346\265\201\345\244\261\347\234\213\344\270\215\345\207\272', '\346\225\260\346\215\256\347\234\213\344\270\215\345\207\272\350\260\201\345\267\262\346\265\201\345\244\261\347\232\204\345\256\242\346\210\267\343\200\202', '\344\273\216\345\244\232\344\271\205\346\234\252\344\271\260\347\234\213\344\270\215\345\207\272\346\230\257\345\220\246\345\267\262\346\265\201\345\244\261\343\200\202\345\246\202\346\236\234\347\237\245\351\201\223\345\244\232\344\271\205\344\270\215\346\235\245\345\260\261\347\256\227\346\265\201\345\244\261\357\274\214\350\257\267\346\214\207\345\256\232lapse_after\343\200\202'),
('report', 'alike', '\345\256\242\346\210\267\351\203\275\344\270\200\346\240\267', '\345\275\274\346\255\244\346\262\241\346\234\211\345\267\256\345\210\253\347\232\204\345\256\242\346\210\267\343\200\202', '\350\277\231\351\207\214\344\270\215\350\246\201\345\214\272\345\210\253\345\257\271\345\276\205\357\274\232\345\205\250\351\203\250\345\256\242\346\210\267\347\232\204\350\264\241\347\214\256\346\210\226\345\277\240\350\257\232\345\272\246\351\203\275\344\270\200\346\240\267\343\200\202')

) AS text (subject, item, name, who, action)
WHERE pg_catalog.getdatabaseencoding() OPERATOR(pg_catalog.=) ANY ('{UTF8, EUC_CN}'::name[]);
/* segment() of customers of any type, unnamed: for the base as a whole */

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
							   lang text DEFAULT 'en',
							   OUT intent purchase_intent, OUT rule text, OUT next_action text, OUT next_contact timestamptz)
AS 'MODULE_PATHNAME', 'customer_seg_explain_intent_date'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION explain_intent(prospect, date, interval, interval, interval, interval, text) IS
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
							   lang text DEFAULT 'en',
							   OUT intent purchase_intent, OUT rule text, OUT next_action text, OUT next_contact timestamptz)
AS 'MODULE_PATHNAME', 'customer_seg_explain_intent'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION explain_intent(prospect, timestamp, interval, interval, interval, interval, text) IS
'explain_intent(prospect, as_of) as of a reading in UTC';
/*
 * contact_due: by what we have sent, too.  Each point in time may be a
 * timestamptz, a timestamp, which is its reading in UTC, or a date, which is
 * its midnight in UTC: by the server's casts the session's time zone would have
 * a say.
 */

CREATE FUNCTION next_contact(activity, every interval, last_outreach timestamptz) RETURNS timestamptz
AS 'MODULE_PATHNAME', 'customer_seg_next_contact_every'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION next_contact(activity, interval, timestamptz) IS
'the latest of last order, last contact and what we sent last, which may be NULL, plus the interval, on the calendar of UTC; -infinity for who was never in touch';

CREATE FUNCTION next_contact(activity, every interval, last_outreach date) RETURNS timestamptz
AS 'MODULE_PATHNAME', 'customer_seg_next_contact_every'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION next_contact(activity, interval, date) IS
'the latest of last order, last contact and what we sent last, which may be NULL, plus the interval, on the calendar of UTC; -infinity for who was never in touch';

CREATE FUNCTION next_contact(activity, every interval, last_outreach timestamp) RETURNS timestamptz
AS 'MODULE_PATHNAME', 'customer_seg_next_contact_every'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION next_contact(activity, interval, timestamp) IS
'the latest of last order, last contact and what we sent last, which may be NULL, plus the interval, on the calendar of UTC; -infinity for who was never in touch';

CREATE FUNCTION next_contact(activity, anyenum, last_outreach timestamptz, lang text DEFAULT 'en') RETURNS timestamptz
AS 'MODULE_PATHNAME', 'customer_seg_next_contact_since'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION next_contact(activity, anyenum, timestamptz, text) IS
'when a customer of this kind is due a contact, by the playbook''s contact_every and by what we sent last, which may be NULL; NULL where none is planned';

CREATE FUNCTION next_contact(activity, anyenum, last_outreach date, lang text DEFAULT 'en') RETURNS timestamptz
AS 'MODULE_PATHNAME', 'customer_seg_next_contact_since'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION next_contact(activity, anyenum, date, text) IS
'when a customer of this kind is due a contact, by the playbook''s contact_every and by what we sent last, which may be NULL; NULL where none is planned';

CREATE FUNCTION next_contact(activity, anyenum, last_outreach timestamp, lang text DEFAULT 'en') RETURNS timestamptz
AS 'MODULE_PATHNAME', 'customer_seg_next_contact_since'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION next_contact(activity, anyenum, timestamp, text) IS
'when a customer of this kind is due a contact, by the playbook''s contact_every and by what we sent last, which may be NULL; NULL where none is planned';

CREATE FUNCTION contact_due(activity, every interval, as_of timestamptz, last_outreach timestamptz) RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_contact_due_every'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION contact_due(activity, interval, timestamptz, timestamptz) IS
'whether a contact is due at as_of: the interval has passed since the latest of last order, last contact and what we sent last, which may be NULL, or there was none';

CREATE FUNCTION contact_due(activity, every interval, as_of timestamptz, last_outreach date) RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_contact_due_every'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION contact_due(activity, interval, timestamptz, date) IS
'whether a contact is due at as_of: the interval has passed since the latest of last order, last contact and what we sent last, which may be NULL, or there was none';

CREATE FUNCTION contact_due(activity, every interval, as_of timestamptz, last_outreach timestamp) RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_contact_due_every'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION contact_due(activity, interval, timestamptz, timestamp) IS
'whether a contact is due at as_of: the interval has passed since the latest of last order, last contact and what we sent last, which may be NULL, or there was none';

CREATE FUNCTION contact_due(activity, every interval, as_of date, last_outreach timestamptz) RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_contact_due_every'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION contact_due(activity, interval, date, timestamptz) IS
'whether a contact is due at as_of: the interval has passed since the latest of last order, last contact and what we sent last, which may be NULL, or there was none';

CREATE FUNCTION contact_due(activity, every interval, as_of date, last_outreach date) RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_contact_due_every'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION contact_due(activity, interval, date, date) IS
'whether a contact is due at as_of: the interval has passed since the latest of last order, last contact and what we sent last, which may be NULL, or there was none';

CREATE FUNCTION contact_due(activity, every interval, as_of date, last_outreach timestamp) RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_contact_due_every'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION contact_due(activity, interval, date, timestamp) IS
'whether a contact is due at as_of: the interval has passed since the latest of last order, last contact and what we sent last, which may be NULL, or there was none';

CREATE FUNCTION contact_due(activity, every interval, as_of timestamp, last_outreach timestamptz) RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_contact_due_every'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION contact_due(activity, interval, timestamp, timestamptz) IS
'whether a contact is due at as_of: the interval has passed since the latest of last order, last contact and what we sent last, which may be NULL, or there was none';

CREATE FUNCTION contact_due(activity, every interval, as_of timestamp, last_outreach date) RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_contact_due_every'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION contact_due(activity, interval, timestamp, date) IS
'whether a contact is due at as_of: the interval has passed since the latest of last order, last contact and what we sent last, which may be NULL, or there was none';

CREATE FUNCTION contact_due(activity, every interval, as_of timestamp, last_outreach timestamp) RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_contact_due_every'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION contact_due(activity, interval, timestamp, timestamp) IS
'whether a contact is due at as_of: the interval has passed since the latest of last order, last contact and what we sent last, which may be NULL, or there was none';

CREATE FUNCTION contact_due(activity, anyenum, as_of timestamptz, last_outreach timestamptz, lang text DEFAULT 'en') RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_contact_due_since'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION contact_due(activity, anyenum, timestamptz, timestamptz, text) IS
'whether a contact is due at as_of, by the playbook''s contact_every for this kind of customer and by what we sent last, which may be NULL; false where none is planned';

CREATE FUNCTION contact_due(activity, anyenum, as_of timestamptz, last_outreach date, lang text DEFAULT 'en') RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_contact_due_since'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION contact_due(activity, anyenum, timestamptz, date, text) IS
'whether a contact is due at as_of, by the playbook''s contact_every for this kind of customer and by what we sent last, which may be NULL; false where none is planned';

CREATE FUNCTION contact_due(activity, anyenum, as_of timestamptz, last_outreach timestamp, lang text DEFAULT 'en') RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_contact_due_since'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION contact_due(activity, anyenum, timestamptz, timestamp, text) IS
'whether a contact is due at as_of, by the playbook''s contact_every for this kind of customer and by what we sent last, which may be NULL; false where none is planned';

CREATE FUNCTION contact_due(activity, anyenum, as_of date, last_outreach timestamptz, lang text DEFAULT 'en') RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_contact_due_since'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION contact_due(activity, anyenum, date, timestamptz, text) IS
'whether a contact is due at as_of, by the playbook''s contact_every for this kind of customer and by what we sent last, which may be NULL; false where none is planned';

CREATE FUNCTION contact_due(activity, anyenum, as_of date, last_outreach date, lang text DEFAULT 'en') RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_contact_due_since'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION contact_due(activity, anyenum, date, date, text) IS
'whether a contact is due at as_of, by the playbook''s contact_every for this kind of customer and by what we sent last, which may be NULL; false where none is planned';

CREATE FUNCTION contact_due(activity, anyenum, as_of date, last_outreach timestamp, lang text DEFAULT 'en') RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_contact_due_since'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION contact_due(activity, anyenum, date, timestamp, text) IS
'whether a contact is due at as_of, by the playbook''s contact_every for this kind of customer and by what we sent last, which may be NULL; false where none is planned';

CREATE FUNCTION contact_due(activity, anyenum, as_of timestamp, last_outreach timestamptz, lang text DEFAULT 'en') RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_contact_due_since'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION contact_due(activity, anyenum, timestamp, timestamptz, text) IS
'whether a contact is due at as_of, by the playbook''s contact_every for this kind of customer and by what we sent last, which may be NULL; false where none is planned';

CREATE FUNCTION contact_due(activity, anyenum, as_of timestamp, last_outreach date, lang text DEFAULT 'en') RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_contact_due_since'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION contact_due(activity, anyenum, timestamp, date, text) IS
'whether a contact is due at as_of, by the playbook''s contact_every for this kind of customer and by what we sent last, which may be NULL; false where none is planned';

CREATE FUNCTION contact_due(activity, anyenum, as_of timestamp, last_outreach timestamp, lang text DEFAULT 'en') RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_contact_due_since'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION contact_due(activity, anyenum, timestamp, timestamp, text) IS
'whether a contact is due at as_of, by the playbook''s contact_every for this kind of customer and by what we sent last, which may be NULL; false where none is planned';
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

CREATE FUNCTION _histories_sample(source regclass,
								  customer_column name DEFAULT 'customer_id',
								  time_column name DEFAULT 'sold_at',
								  amount_column name DEFAULT 'amount',
								  order_column name DEFAULT NULL,
								  potential_column name DEFAULT NULL,
								  profit_column name DEFAULT NULL,
								  since timestamptz DEFAULT NULL,
								  as_of timestamptz DEFAULT NULL,
								  at_most bigint DEFAULT 65536)
RETURNS TABLE (history history, one_in bigint, last_day date, as_of_day date)
AS 'MODULE_PATHNAME', 'customer_seg_histories_sample'
LANGUAGE C STABLE PARALLEL RESTRICTED COST 1000000 ROWS 1000;
COMMENT ON FUNCTION _histories_sample(regclass, name, name, name, name, name, name, timestamptz, timestamptz, bigint) IS
'histories() of a sample of at most so many customers of any type, drawn by their hashes, so that it is the same one every time; and a last row, without a history, that says of how many customers one was taken, the last day of all rows, and the day before which all of them lie: as_of, or the day after the last';
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
/* development: has a period brought more of the best customers, or fewer */

CREATE TYPE development_verdict AS ENUM ('growing', 'holding', 'shrinking', 'collapsed', 'too_few');
COMMENT ON TYPE development_verdict IS
'bees by one yardstick in two windows of equal length: a tenth more, or less, and more than chance; between the two; fewer than a tenth of them; or too few to tell';

CREATE FUNCTION development(movement_row[],
							OUT verdict development_verdict, OUT best_then bigint, OUT best_now bigint,
							OUT lost_of_them bigint,
							OUT share_lost double precision, OUT low double precision, OUT high double precision,
							OUT fell bigint, OUT gained bigint, OUT p double precision, OUT note text)
RETURNS record
AS 'MODULE_PATHNAME', 'customer_seg_development'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION development(movement_row[]) IS
'of a movement of quadrants by one yardstick: bees then and now; of those then, who bought nothing since, with the share and its interval (Wilson 1927), and who are of another type; who became bees; exact p of the sign test; the verdict, and what must be known of it';
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

/* of an activity, whose orders take the place of days with an order */

CREATE FUNCTION life_stage(activity, as_of date, lapse_after interval) RETURNS life_stage
AS 'MODULE_PATHNAME', 'customer_seg_life_stage_activity_interval'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION life_stage(activity, date, interval) IS
'life stage by the orders of an activity that ends before as_of; new within half of lapse_after';

CREATE FUNCTION life_stage(activity, as_of date, lapse_after interval, new_for interval) RETURNS life_stage
AS 'MODULE_PATHNAME', 'customer_seg_life_stage_activity_interval'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION life_stage(activity, date, interval, interval) IS
'life stage by the orders of an activity that ends before as_of';

CREATE FUNCTION life_stage(activity, as_of date, lapse_after integer) RETURNS life_stage
AS 'MODULE_PATHNAME', 'customer_seg_life_stage_activity_days'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION life_stage(activity, date, integer) IS
'life stage by the orders of an activity that ends before as_of, lapsed after so many days; new within half of lapse_after';

CREATE FUNCTION life_stage(activity, as_of date, lapse_after integer, new_for integer) RETURNS life_stage
AS 'MODULE_PATHNAME', 'customer_seg_life_stage_activity_days'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION life_stage(activity, date, integer, integer) IS
'life stage by the orders of an activity that ends before as_of, with lapse_after and new_for in days';

CREATE FUNCTION life_stage(activity, as_of date, lapse_after text) RETURNS life_stage
AS 'MODULE_PATHNAME', 'customer_seg_life_stage_activity_text'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION life_stage(activity, date, text) IS
'life stage by the orders of an activity that ends before as_of, with the interval, or the number of days, as text; new within half of lapse_after';

CREATE FUNCTION life_stage(activity, as_of date, lapse_after text, new_for text) RETURNS life_stage
AS 'MODULE_PATHNAME', 'customer_seg_life_stage_activity_text'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION life_stage(activity, date, text, text) IS
'life stage by the orders of an activity that ends before as_of, with the intervals, or numbers of days, as text';

CREATE FUNCTION _lapse_days(as_of date, lapse_after interval) RETURNS integer
AS 'MODULE_PATHNAME', 'customer_seg_lapse_days'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION _lapse_days(date, interval) IS 'the days of lapse_after before as_of, as life_stage() counts them';
/* next_action: the one thing to do next about a customer, why, how and by when */

CREATE TYPE customer_action AS ENUM ('settle_complaint', 'review', 'follow_up', 'introduce', 'win_back', 'reactivate', 'let_go', 'check_in', 'remind', 'welcome', 'reward', 'show_value', 'promote', 'inform');
COMMENT ON TYPE customer_action IS
'the one thing to do next about a customer, the first that fits: settle_complaint (one is open), review (only returns are known), follow_up (a prospect with a potential), introduce (another prospect), win_back (has lapsed and brought much), reactivate (has lapsed, not long ago), let_go (has lapsed), check_in (is overdue and brings much), remind (is overdue), welcome (is new), and by type reward (bee), show_value (dragonfly), promote (butterfly), inform (mantis)';

CREATE FUNCTION next_action(activity, quadrant, life_stage, as_of date,
							lapse_after interval DEFAULT NULL, last_outreach timestamptz DEFAULT NULL,
							open_complaints bigint DEFAULT NULL, lang text DEFAULT 'en',
							OUT action customer_action, OUT why text, OUT channel text, OUT offer text,
							OUT by date, OUT overdue integer, OUT at_stake numeric)
AS 'MODULE_PATHNAME', 'customer_seg_next_action'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION next_action(activity, quadrant, life_stage, date, interval, timestamptz, bigint, text) IS
'what to do next about a customer, the reason with this customer''s numbers, channel and offer by the playbook, the day by which, for how many days it has been due (NULL: it is not yet), and the money of a year that depends on what is done: what the customer brings a year, or brought before lapsing, or could; a life stage that is NULL is not known';

CREATE FUNCTION next_action(activity, quadrant, life_stage, as_of date,
							lapse_after interval, last_outreach date,
							open_complaints bigint DEFAULT NULL, lang text DEFAULT 'en',
							OUT action customer_action, OUT why text, OUT channel text, OUT offer text,
							OUT by date, OUT overdue integer, OUT at_stake numeric)
AS 'MODULE_PATHNAME', 'customer_seg_next_action'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION next_action(activity, quadrant, life_stage, date, interval, date, bigint, text) IS
'next_action() with what we sent last as a date, which is its midnight in UTC';

CREATE FUNCTION next_action(activity, quadrant, life_stage, as_of date,
							lapse_after interval, last_outreach timestamp,
							open_complaints bigint DEFAULT NULL, lang text DEFAULT 'en',
							OUT action customer_action, OUT why text, OUT channel text, OUT offer text,
							OUT by date, OUT overdue integer, OUT at_stake numeric)
AS 'MODULE_PATHNAME', 'customer_seg_next_action'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION next_action(activity, quadrant, life_stage, date, interval, timestamp, bigint, text) IS
'next_action() with what we sent last as a timestamp, which is its reading in UTC';

CREATE FUNCTION next_action(activity, quadrant, life_stage, as_of date,
							lapse_after integer, last_outreach timestamptz DEFAULT NULL,
							open_complaints bigint DEFAULT NULL, lang text DEFAULT 'en',
							OUT action customer_action, OUT why text, OUT channel text, OUT offer text,
							OUT by date, OUT overdue integer, OUT at_stake numeric)
LANGUAGE SQL STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT n.action, n.why, n.channel, n.offer, n.by, n.overdue, n.at_stake
	FROM @extschema@.next_action($1, $2, $3, $4, pg_catalog.make_interval(days => $5), $6, $7, $8) AS n;
END;
COMMENT ON FUNCTION next_action(activity, quadrant, life_stage, date, integer, timestamptz, bigint, text) IS
'next_action() with lapse_after in days, as hiatus() has it';

CREATE FUNCTION next_action(activity, quadrant, life_stage, as_of date,
							lapse_after integer, last_outreach date,
							open_complaints bigint DEFAULT NULL, lang text DEFAULT 'en',
							OUT action customer_action, OUT why text, OUT channel text, OUT offer text,
							OUT by date, OUT overdue integer, OUT at_stake numeric)
LANGUAGE SQL STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT n.action, n.why, n.channel, n.offer, n.by, n.overdue, n.at_stake
	FROM @extschema@.next_action($1, $2, $3, $4, pg_catalog.make_interval(days => $5), $6, $7, $8) AS n;
END;
COMMENT ON FUNCTION next_action(activity, quadrant, life_stage, date, integer, date, bigint, text) IS
'next_action() with lapse_after in days, as hiatus() has it, and what we sent last as a date in UTC';

CREATE FUNCTION next_action(activity, quadrant, life_stage, as_of date,
							lapse_after integer, last_outreach timestamp,
							open_complaints bigint DEFAULT NULL, lang text DEFAULT 'en',
							OUT action customer_action, OUT why text, OUT channel text, OUT offer text,
							OUT by date, OUT overdue integer, OUT at_stake numeric)
LANGUAGE SQL STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT n.action, n.why, n.channel, n.offer, n.by, n.overdue, n.at_stake
	FROM @extschema@.next_action($1, $2, $3, $4, pg_catalog.make_interval(days => $5), $6, $7, $8) AS n;
END;
COMMENT ON FUNCTION next_action(activity, quadrant, life_stage, date, integer, timestamp, bigint, text) IS
'next_action() with lapse_after in days, as hiatus() has it, and what we sent last as a timestamp in UTC';

CREATE FUNCTION next_action(activity, quadrant, life_stage, as_of date,
							lapse_after text, last_outreach timestamptz DEFAULT NULL,
							open_complaints bigint DEFAULT NULL, lang text DEFAULT 'en',
							OUT action customer_action, OUT why text, OUT channel text, OUT offer text,
							OUT by date, OUT overdue integer, OUT at_stake numeric)
LANGUAGE SQL STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT n.action, n.why, n.channel, n.offer, n.by, n.overdue, n.at_stake
	FROM @extschema@.next_action($1, $2, $3, $4, (CASE WHEN $5 OPERATOR(pg_catalog.~) '^[0-9]+$' THEN $5 OPERATOR(pg_catalog.||) ' days' ELSE $5 END)::interval, $6, $7, $8) AS n;
END;
COMMENT ON FUNCTION next_action(activity, quadrant, life_stage, date, text, timestamptz, bigint, text) IS
'next_action() with the interval, or the number of days, as text';

CREATE FUNCTION next_action(activity, quadrant, life_stage, as_of date,
							lapse_after text, last_outreach date,
							open_complaints bigint DEFAULT NULL, lang text DEFAULT 'en',
							OUT action customer_action, OUT why text, OUT channel text, OUT offer text,
							OUT by date, OUT overdue integer, OUT at_stake numeric)
LANGUAGE SQL STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT n.action, n.why, n.channel, n.offer, n.by, n.overdue, n.at_stake
	FROM @extschema@.next_action($1, $2, $3, $4, (CASE WHEN $5 OPERATOR(pg_catalog.~) '^[0-9]+$' THEN $5 OPERATOR(pg_catalog.||) ' days' ELSE $5 END)::interval, $6, $7, $8) AS n;
END;
COMMENT ON FUNCTION next_action(activity, quadrant, life_stage, date, text, date, bigint, text) IS
'next_action() with the interval, or the number of days, as text, and what we sent last as a date in UTC';

CREATE FUNCTION next_action(activity, quadrant, life_stage, as_of date,
							lapse_after text, last_outreach timestamp,
							open_complaints bigint DEFAULT NULL, lang text DEFAULT 'en',
							OUT action customer_action, OUT why text, OUT channel text, OUT offer text,
							OUT by date, OUT overdue integer, OUT at_stake numeric)
LANGUAGE SQL STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT n.action, n.why, n.channel, n.offer, n.by, n.overdue, n.at_stake
	FROM @extschema@.next_action($1, $2, $3, $4, (CASE WHEN $5 OPERATOR(pg_catalog.~) '^[0-9]+$' THEN $5 OPERATOR(pg_catalog.||) ' days' ELSE $5 END)::interval, $6, $7, $8) AS n;
END;
COMMENT ON FUNCTION next_action(activity, quadrant, life_stage, date, text, timestamp, bigint, text) IS
'next_action() with the interval, or the number of days, as text, and what we sent last as a timestamp in UTC';

CREATE FUNCTION _next_action(activity, quadrant, life_stage, as_of date,
							 lapse_after interval, last_outreach timestamptz,
							 open_complaints bigint, lang text, came_back bigint, lapsed bigint,
							 OUT action customer_action, OUT why text, OUT channel text, OUT offer text,
							 OUT by date, OUT overdue integer, OUT at_stake numeric)
AS 'MODULE_PATHNAME', 'customer_seg_next_action'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION _next_action(activity, quadrant, life_stage, date, interval, timestamptz, bigint, text, bigint, bigint) IS
'next_action() in a base of which so many lapsed customers, and of them so many came back, are known: of who has lapsed, that share of the money is at stake';
/* rfm_segment with facts, and rfm_group: names of RFM that are held against the life stage */

CREATE FUNCTION rfm_segment(rfm, life_stage) RETURNS rfm_segment
AS 'MODULE_PATHNAME', 'customer_seg_rfm_segment_by_facts'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION rfm_segment(rfm, life_stage) IS
'the segment of these scores, each from 1 to 5, as far as the life stage bears it out: new only who is new, lost only who has lapsed, else a neutral name; where the stage is NULL nobody is new or lost; NULL of a prospect, and where a score is';

CREATE TYPE rfm_group AS ENUM ('best', 'growing', 'steady', 'former_good', 'former_small');
COMMENT ON TYPE rfm_group IS
'five groups of RFM segments, for a base too small for thirteen: best, growing, steady, former_good, former_small';

CREATE FUNCTION rfm_group(rfm_segment) RETURNS rfm_group
AS 'MODULE_PATHNAME', 'customer_seg_rfm_group'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION rfm_group(rfm_segment) IS
'best: champion, loyal; growing: potential_loyalist, new_customer, promising; steady: steady, occasional, needs_attention; former_good: at_risk, cannot_lose; former_small: about_to_sleep, hibernating, lost';
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

CREATE FUNCTION _foresight(auc_row) RETURNS foresight
LANGUAGE SQL IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN LEAST(($1).came_back, ($1).stayed_away) OPERATOR(pg_catalog.>=) 10
			THEN CASE WHEN ($1).low OPERATOR(pg_catalog.>) 0.55::double precision THEN 'predicts'::@extschema@.foresight
					  ELSE 'says_nothing'::@extschema@.foresight END
			ELSE 'too_early'::@extschema@.foresight END;
COMMENT ON FUNCTION _foresight(auc_row) IS
'whether a score foretells who comes back: it predicts where at least 55 % of pairs are established, and it takes 10 who came back and 10 who did not';

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
		SELECT coalesce(validate.yardstick, (SELECT s.yardstick FROM @extschema@._segmentation_of(source) AS s), (SELECT @extschema@.yardstick(before, at_day) FROM seen)) AS yardstick
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
				ELSE @extschema@._foresight(c.auc) END,
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
/* contact_log: what we sent, what came in, and which complaints are open */

CREATE TYPE contact_log_kind AS ENUM ('outreach', 'inbound', 'complaint', 'settlement');
COMMENT ON TYPE contact_log_kind IS
'what a row of a log of contacts is: outreach (ours), inbound (theirs), complaint, and the settlement of one';

CREATE FUNCTION _logged_time(at timestamptz, customer text, log text) RETURNS timestamptz
AS 'MODULE_PATHNAME', 'customer_seg_logged_time'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION _logged_time(timestamptz, text, text) IS 'the time of a row of a log of contacts; an error, which names the customer, where it is infinite';

CREATE FUNCTION contact_log(log regclass, as_of timestamptz DEFAULT NULL)
RETURNS TABLE (customer bigint, last_outreach timestamptz, last_inbound timestamptz, open_complaints bigint)
AS 'MODULE_PATHNAME', 'customer_seg_contact_log'
LANGUAGE C STABLE PARALLEL RESTRICTED COST 100000 ROWS 1000;
COMMENT ON FUNCTION contact_log(regclass, timestamptz) IS
'one row per customer of a log of contacts, which has the columns customer, at and kind (a contact_log_kind, or its text): when we last reached out or settled, when they last wrote or complained, and complaints that no later settlement has settled, one each; of the rows before as_of';

CREATE FUNCTION contact_log_as(customer_type anyelement, log regclass, as_of timestamptz DEFAULT NULL)
RETURNS TABLE (customer anyelement, last_outreach timestamptz, last_inbound timestamptz, open_complaints bigint)
AS 'MODULE_PATHNAME', 'customer_seg_contact_log'
LANGUAGE C STABLE PARALLEL RESTRICTED COST 100000 ROWS 1000;
COMMENT ON FUNCTION contact_log_as(anyelement, regclass, timestamptz) IS
'contact_log() for customers of any type: contact_log_as(NULL::uuid, ''contacts'')';
/* next_actions: what to do next about every customer, and with whom to be in touch today */

CREATE FUNCTION next_actions(source regclass,
							 customer_column name DEFAULT 'customer_id',
							 time_column name DEFAULT 'sold_at',
							 amount_column name DEFAULT 'amount',
							 order_column name DEFAULT NULL,
							 potential_column name DEFAULT NULL,
							 profit_column name DEFAULT NULL,
							 since timestamptz DEFAULT NULL,
							 as_of timestamptz DEFAULT NULL,
							 yardstick yardstick DEFAULT NULL,
							 lapse_after interval DEFAULT NULL,
							 contact_log regclass DEFAULT NULL,
							 lang text DEFAULT 'en')
RETURNS TABLE (customer bigint, action customer_action, why text, channel text, offer text,
			   by date, overdue integer, at_stake numeric)
AS 'MODULE_PATHNAME', 'customer_seg_next_actions'
LANGUAGE C STABLE PARALLEL RESTRICTED COST 1000000 ROWS 1000;
COMMENT ON FUNCTION next_actions(regclass, name, name, name, name, name, name, timestamptz, timestamptz, yardstick, interval, regclass, text) IS
'one row per customer of the source: next_action() of each, by segment(), by the life stage, by what a log of contacts says where one is given; lapse_after is found in the base''s own past unless given, and where that does not tell who stays away, nobody is overdue or lapsed; at_stake: the money of a year that depends on what is done, of the lapsed the share that came back in that past';

CREATE FUNCTION next_actions_as(customer_type anyelement,
								source regclass,
								customer_column name DEFAULT 'customer_id',
								time_column name DEFAULT 'sold_at',
								amount_column name DEFAULT 'amount',
								order_column name DEFAULT NULL,
								potential_column name DEFAULT NULL,
								profit_column name DEFAULT NULL,
								since timestamptz DEFAULT NULL,
								as_of timestamptz DEFAULT NULL,
								yardstick yardstick DEFAULT NULL,
								lapse_after interval DEFAULT NULL,
								contact_log regclass DEFAULT NULL,
								lang text DEFAULT 'en')
RETURNS TABLE (customer anyelement, action customer_action, why text, channel text, offer text,
			   by date, overdue integer, at_stake numeric)
AS 'MODULE_PATHNAME', 'customer_seg_next_actions'
LANGUAGE C STABLE PARALLEL RESTRICTED COST 1000000 ROWS 1000;
COMMENT ON FUNCTION next_actions_as(anyelement, regclass, name, name, name, name, name, name, timestamptz, timestamptz, yardstick, interval, regclass, text) IS
'next_actions() for customers of any hashable type: next_actions_as(NULL::uuid, ''sales'')';

CREATE FUNCTION contact_list(source regclass,
							 customer_column name DEFAULT 'customer_id',
							 time_column name DEFAULT 'sold_at',
							 amount_column name DEFAULT 'amount',
							 order_column name DEFAULT NULL,
							 potential_column name DEFAULT NULL,
							 profit_column name DEFAULT NULL,
							 since timestamptz DEFAULT NULL,
							 as_of timestamptz DEFAULT NULL,
							 yardstick yardstick DEFAULT NULL,
							 lapse_after interval DEFAULT NULL,
							 contact_log regclass DEFAULT NULL,
							 lang text DEFAULT 'en',
							 capacity bigint DEFAULT NULL)
RETURNS TABLE (place bigint, customer bigint, action customer_action, why text, channel text, offer text,
			   by date, overdue integer, at_stake numeric)
AS 'MODULE_PATHNAME', 'customer_seg_contact_list'
LANGUAGE C STABLE PARALLEL RESTRICTED COST 1000000 ROWS 1000;
COMMENT ON FUNCTION contact_list(regclass, name, name, name, name, name, name, timestamptz, timestamptz, yardstick, interval, regclass, text, bigint) IS
'whom to be in touch with at as_of: those of next_actions() who are due, at most as many as there is capacity for, the most money at stake first; of equal money the action that takes precedence, then who has been due for longest, then the lesser customer';

CREATE FUNCTION contact_list_as(customer_type anyelement,
								source regclass,
								customer_column name DEFAULT 'customer_id',
								time_column name DEFAULT 'sold_at',
								amount_column name DEFAULT 'amount',
								order_column name DEFAULT NULL,
								potential_column name DEFAULT NULL,
								profit_column name DEFAULT NULL,
								since timestamptz DEFAULT NULL,
								as_of timestamptz DEFAULT NULL,
								yardstick yardstick DEFAULT NULL,
								lapse_after interval DEFAULT NULL,
								contact_log regclass DEFAULT NULL,
								lang text DEFAULT 'en',
								capacity bigint DEFAULT NULL)
RETURNS TABLE (place bigint, customer anyelement, action customer_action, why text, channel text, offer text,
			   by date, overdue integer, at_stake numeric)
AS 'MODULE_PATHNAME', 'customer_seg_contact_list'
LANGUAGE C STABLE PARALLEL RESTRICTED COST 1000000 ROWS 1000;
COMMENT ON FUNCTION contact_list_as(anyelement, regclass, name, name, name, name, name, name, timestamptz, timestamptz, yardstick, interval, regclass, text, bigint) IS
'contact_list() for customers of any hashable and ordered type: contact_list_as(NULL::uuid, ''sales'')';
/* past: what a base's own past says of it */

CREATE FUNCTION _day_before(day date, span interval) RETURNS date
AS 'MODULE_PATHNAME', 'customer_seg_day_before'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION _day_before(date, interval) IS 'the day that lies so long before another; NULL where that is beyond the calendar of timestamps';

CREATE FUNCTION _past(source regclass,
					  customer_column name DEFAULT 'customer_id',
					  time_column name DEFAULT 'sold_at',
					  amount_column name DEFAULT 'amount',
					  order_column name DEFAULT NULL,
					  potential_column name DEFAULT NULL,
					  profit_column name DEFAULT NULL,
					  since timestamptz DEFAULT NULL,
					  as_of timestamptz DEFAULT NULL,
					  lapse_after interval DEFAULT NULL,
					  at_most bigint DEFAULT 65536)
RETURNS TABLE (last_day date, as_of_day date, one_in bigint, customers_seen bigint,
			   base_hiatus integer, lapse_after integer,
			   tried_at date, horizon interval, tried_lapse_after integer, lapse_verdict foresight,
			   lapsed_then bigint, lapsed_came_back bigint, others_then bigint, others_came_back bigint,
			   types_tried_at date, types_horizon interval, types_verdict foresight, auc double precision, auc_low double precision, auc_high double precision,
			   period interval, flows flows_row, moved movement_row[])
LANGUAGE SQL STABLE PARALLEL RESTRICTED COST 1000000 ROWS 1
BEGIN ATOMIC
	WITH sample AS MATERIALIZED (
		SELECT h.history, h.one_in, h.last_day, h.as_of_day
		FROM @extschema@._histories_sample(source, customer_column, time_column, amount_column, order_column, potential_column,
										   profit_column, since, as_of, at_most) AS h
	), said AS MATERIALIZED (
		SELECT one_in, last_day, as_of_day, LEAST(as_of_day, last_day OPERATOR(pg_catalog.+) 1) AS until -- what followed is known as far as the data go
		FROM sample WHERE history IS NULL
	), seen AS MATERIALIZED (
		SELECT pg_catalog.count(*) AS customers, pg_catalog.min(@extschema@.first_day(h.history)) AS first, @extschema@.hiatus(h.history, s.as_of_day) AS hiatus
		FROM sample AS h, said AS s WHERE h.history IS NOT NULL
	), length AS MATERIALIZED (
		SELECT s.*, c.*,
			   CASE WHEN @extschema@._day_before(until, interval '2 years') OPERATOR(pg_catalog.>=) first THEN interval '1 year'
					WHEN (until OPERATOR(pg_catalog.-) first) OPERATOR(pg_catalog.>=) 2
					THEN pg_catalog.make_interval(days => (until OPERATOR(pg_catalog.-) first) OPERATOR(pg_catalog./) 2) END AS horizon,
			   (SELECT pg_catalog.max(p.period)
				FROM (VALUES (interval '1 year'), (interval '6 months'), (interval '3 months'), (interval '1 month')) AS p (period)
				WHERE @extschema@._day_before(as_of_day, p.period OPERATOR(pg_catalog.+) p.period) OPERATOR(pg_catalog.>=) first) AS period
		FROM said AS s, seen AS c
	), begun AS (
		-- where all come back in the end, what types foretell is who comes back soon: within the time that is usual
		SELECT l.*, LEAST(horizon, pg_catalog.make_interval(days => hiatus)) AS types_horizon,
			   (until OPERATOR(pg_catalog.-) horizon)::date AS tried_at,
			   (until OPERATOR(pg_catalog.-) LEAST(horizon, pg_catalog.make_interval(days => hiatus)))::date AS types_tried_at,
			   @extschema@._day_before(as_of_day, period) AS now_since,
			   @extschema@._day_before(@extschema@._day_before(as_of_day, period), period) AS then_since,
			   @extschema@._lapse_days(as_of_day, coalesce(_past.lapse_after, (SELECT s.lapse_after FROM @extschema@._segmentation_of(source) AS s))) AS given
		FROM length AS l
	), day AS MATERIALIZED (
		SELECT b.*,
			   CASE WHEN horizon IS NOT NULL THEN pg_catalog.daterange(tried_at, (tried_at OPERATOR(pg_catalog.+) horizon)::date) END AS tried_days,
			   CASE WHEN types_horizon IS NOT NULL
					THEN pg_catalog.daterange(types_tried_at, (types_tried_at OPERATOR(pg_catalog.+) types_horizon)::date) END AS types_days,
			   CASE WHEN period IS NOT NULL THEN pg_catalog.daterange(now_since, as_of_day) END AS now_days,
			   CASE WHEN period IS NOT NULL THEN pg_catalog.daterange(then_since, now_since) END AS then_days
		FROM begun AS b
	), fitted AS MATERIALIZED (
		SELECT coalesce(pg_catalog.min(d.given), @extschema@.hiatus(h.history, d.tried_at) FILTER (WHERE d.tried_at IS NOT NULL)) AS lapse_after,
			   @extschema@.yardstick(@extschema@.activity(h.history, d.types_tried_at), d.types_tried_at) FILTER (WHERE d.types_tried_at IS NOT NULL) AS types,
			   @extschema@.yardstick(@extschema@.activity(h.history, d.now_since, d.then_since), d.now_since) FILTER (WHERE d.period IS NOT NULL) AS moved
		FROM sample AS h, day AS d WHERE h.history IS NOT NULL
	), customer AS (
		SELECT @extschema@.life_stage(h.history, d.tried_at, f.lapse_after) AS stage,
			   @extschema@.orders(h.history, d.tried_days) OPERATOR(pg_catalog.>) 0 AS came_back,
			   @extschema@.loyalty(@extschema@.activity(h.history, d.types_tried_at), f.types, d.types_tried_at) AS loyalty,
			   @extschema@.orders(h.history, d.types_days) OPERATOR(pg_catalog.>) 0 AS came_again,
			   @extschema@.flow(h.history, d.now_days, d.then_days) AS flow,
			   @extschema@.amount(h.history, d.then_days) AS before, @extschema@.amount(h.history, d.now_days) AS now,
			   CASE WHEN f.moved IS NOT NULL
					THEN @extschema@.quadrants(h.history, ARRAY[d.now_since, d.as_of_day], d.period, f.moved) END AS types
		FROM sample AS h, day AS d, fitted AS f WHERE h.history IS NOT NULL
		OFFSET 0 -- each is asked once
	), told AS MATERIALIZED (
		SELECT @extschema@.validate_classes(stage, came_back, NULL::numeric) AS stages, @extschema@.auc(loyalty, came_again) AS auc,
			   @extschema@.flows(flow, before, now) AS flows, @extschema@.movement(types[1], types[2], before, now) AS moved
		FROM customer
	), lapse AS (
		SELECT coalesce(pg_catalog.sum(r.customers) FILTER (WHERE lapsed), 0)::bigint AS lapsed,
			   coalesce(pg_catalog.sum(r.came_back) FILTER (WHERE lapsed), 0)::bigint AS lapsed_came_back,
			   coalesce(pg_catalog.sum(r.customers) FILTER (WHERE NOT lapsed), 0)::bigint AS others,
			   coalesce(pg_catalog.sum(r.came_back) FILTER (WHERE NOT lapsed), 0)::bigint AS others_came_back,
			   pg_catalog.min(r.high) FILTER (WHERE lapsed) AS high
		FROM told AS t, LATERAL pg_catalog.unnest(t.stages) AS r, LATERAL (SELECT r.class OPERATOR(pg_catalog.=) 'lapsed') AS c (lapsed)
		WHERE r.class OPERATOR(pg_catalog.=) ANY (ARRAY['new', 'active', 'overdue', 'lapsed'])
	), verdict AS (
		SELECT l.*,
			   CASE WHEN LEAST(lapsed, others) OPERATOR(pg_catalog.<) 10 THEN 'too_early'::@extschema@.foresight
					WHEN high OPERATOR(pg_catalog.<) (0.5::double precision OPERATOR(pg_catalog.*) others_came_back::double precision
													  OPERATOR(pg_catalog./) others::double precision) THEN 'predicts'::@extschema@.foresight
					ELSE 'says_nothing'::@extschema@.foresight END AS foresight
		FROM lapse AS l
	)
	SELECT d.last_day, d.as_of_day, d.one_in, d.customers, d.hiatus,
		   CASE WHEN d.given IS NOT NULL THEN d.given WHEN v.foresight OPERATOR(pg_catalog.=) 'predicts' THEN d.hiatus END,
		   d.tried_at, d.horizon, f.lapse_after, v.foresight, v.lapsed, v.lapsed_came_back, v.others, v.others_came_back,
		   d.types_tried_at, d.types_horizon, @extschema@._foresight(t.auc), (t.auc).auc, (t.auc).low, (t.auc).high,
		   d.period, CASE WHEN d.period IS NOT NULL THEN t.flows END, CASE WHEN f.moved IS NOT NULL THEN t.moved END
	FROM day AS d, fitted AS f, told AS t, verdict AS v;
END;
COMMENT ON FUNCTION _past(regclass, name, name, name, name, name, name, timestamptz, timestamptz, interval, bigint) IS
'what a sample of one in so many customers tells of the base''s past: after how long away somebody has left, and whether that told who came back within a horizon, which is a year or half of the days there are; whether loyalty did; and of the last period, the longest that fits twice, its flows and movement against the one before';

CREATE FUNCTION lapse_check(source regclass,
							customer_column name DEFAULT 'customer_id',
							time_column name DEFAULT 'sold_at',
							amount_column name DEFAULT 'amount',
							order_column name DEFAULT NULL,
							potential_column name DEFAULT NULL,
							profit_column name DEFAULT NULL,
							since timestamptz DEFAULT NULL,
							as_of timestamptz DEFAULT NULL,
							lapse_after interval DEFAULT NULL)
RETURNS TABLE (hiatus integer, tried_at date, horizon interval, lapse_after integer,
			   lapsed bigint, lapsed_came_back bigint, lapsed_share double precision,
			   others bigint, others_came_back bigint, others_share double precision,
			   one_in bigint, verdict foresight, reason text)
LANGUAGE SQL STABLE PARALLEL RESTRICTED COST 1000000 ROWS 1
BEGIN ATOMIC
	SELECT p.base_hiatus, p.tried_at, p.horizon, p.tried_lapse_after,
		   p.lapsed_then, p.lapsed_came_back, s.lapsed_share, p.others_then, p.others_came_back, s.others_share, p.one_in, p.lapse_verdict,
		   CASE WHEN p.last_day IS NULL THEN 'there are no sales'
				WHEN p.tried_at IS NULL THEN 'there are too few days'
				WHEN p.tried_lapse_after IS NULL
				THEN 'nobody had come back before ' OPERATOR(pg_catalog.||) (pg_catalog.to_jsonb(p.tried_at) OPERATOR(pg_catalog.#>>) '{}'::text[])
				WHEN p.lapse_verdict OPERATOR(pg_catalog.=) 'too_early'
				THEN p.lapsed_then::text OPERATOR(pg_catalog.||) s.away OPERATOR(pg_catalog.||) ', ' OPERATOR(pg_catalog.||) p.others_then::text
					 OPERATOR(pg_catalog.||) ' had not: it takes 10 of both'
				ELSE 'of those who' OPERATOR(pg_catalog.||) s.away OPERATOR(pg_catalog.||) ' ' OPERATOR(pg_catalog.||) pg_catalog.round(100.0 OPERATOR(pg_catalog.*) s.lapsed_share::numeric, 1)::text
					 OPERATOR(pg_catalog.||) ' % came back, of the others '
					 OPERATOR(pg_catalog.||) pg_catalog.round(100.0 OPERATOR(pg_catalog.*) s.others_share::numeric, 1)::text OPERATOR(pg_catalog.||) ' %' END
	FROM @extschema@._past(source, customer_column, time_column, amount_column, order_column, potential_column, profit_column,
						   since, as_of, lapse_check.lapse_after) AS p,
		 LATERAL (SELECT p.lapsed_came_back::double precision OPERATOR(pg_catalog./) nullif(p.lapsed_then, 0)::double precision,
						 p.others_came_back::double precision OPERATOR(pg_catalog./) nullif(p.others_then, 0)::double precision,
						 ' had been away for more than ' OPERATOR(pg_catalog.||) p.tried_lapse_after::text
						 OPERATOR(pg_catalog.||) CASE WHEN p.tried_lapse_after OPERATOR(pg_catalog.=) 1 THEN ' day' ELSE ' days' END) AS s (lapsed_share, others_share, away);
END;
COMMENT ON FUNCTION lapse_check(regclass, name, name, name, name, name, name, timestamptz, timestamptz, interval) IS
'whether being away for long tells that somebody has left, tried on the base''s own past: who had been away for longer than hiatus, or lapse_after, at a day, and how many of them came back within the horizon, beside the others';
/* profile: what marks the customers of a class? */

-- restricted: the source may be a temporary table, which no worker can read
CREATE FUNCTION profile(source regclass,
						key name,
						class name,
						"of" text DEFAULT NULL,
						top integer DEFAULT 5,
						confidence double precision DEFAULT 0.95)
RETURNS TABLE (rank bigint, column_name text, column_type text, test text, line text, value text, of_class text,
			   known bigint, not_known bigint, different bigint,
			   effect double precision, strength double precision, statistic double precision,
			   p double precision, q double precision,
			   customers bigint, in_class bigint, share_of_class double precision, share_of_all double precision,
			   lift double precision, low double precision, high double precision, sure boolean,
			   finding text, note text)
AS 'MODULE_PATHNAME', 'customer_seg_profile'
LANGUAGE C STABLE PARALLEL RESTRICTED COST 1000000 ROWS 100;
COMMENT ON FUNCTION profile(regclass, name, name, text, integer, double precision) IS
'what marks the customers of a class: every other column of a table or view with one row a customer is tested against the class (corrected V of Cramer, or omega squared, with p and false discovery rate), strongest first; then its values or ranges that are more frequent in the class than among all, with the lift and its interval';
/*
 * report: the whole picture of a customer base, first as sentences, then as rows.  _report_facts() reads the source and
 * says all that is to be said as numbers; the others put it into words and look at no sale.
 */

CREATE FUNCTION _compared_windows(as_of date, since timestamptz, compare_with date,
								  OUT then_since date, OUT then_until date, OUT now_since date, OUT now_until date)
AS 'MODULE_PATHNAME', 'customer_seg_compared_windows'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION _compared_windows(date, timestamptz, date) IS
'the two windows of equal length that end at compare_with and at as_of: as long as since to as_of, or as compare_with to as_of';

CREATE FUNCTION _report_facts(source regclass,
							  customer_column name, time_column name, amount_column name, order_column name,
							  potential_column name, profit_column name, since timestamptz, as_of timestamptz,
							  yardstick yardstick, lang text, compare_with date, lapse_after interval)
RETURNS jsonb
LANGUAGE SQL STABLE PARALLEL RESTRICTED COST 1000000
SET extra_float_digits = 1 -- jsonb keeps of a float the digits that the setting asks for
BEGIN ATOMIC
	WITH past AS MATERIALIZED ( -- where profit decides, potentials do not count; that they are known, too, is said once
		SELECT p.* FROM @extschema@._past(source, customer_column, time_column, amount_column, order_column,
										  CASE WHEN profit_column IS NULL THEN potential_column END, profit_column, since, _report_facts.as_of, _report_facts.lapse_after) AS p
	), due AS ( -- how often to be in touch, by what is to be done
		SELECT pg_catalog.array_agg((@extschema@.play('customer_action'::text, c.item, _report_facts.lang)).contact_every ORDER BY c.i) AS every
		FROM pg_catalog.unnest(pg_catalog.enum_range(NULL::@extschema@.customer_action)::text[]) WITH ORDINALITY AS c (item, i)
	), compared AS MATERIALIZED (
		SELECT w.*, then_since::timestamp AT TIME ZONE 'UTC' AS then_from, then_until::timestamp AT TIME ZONE 'UTC' AS then_to,
			   now_since::timestamp AT TIME ZONE 'UTC' AS now_from, now_until::timestamp AT TIME ZONE 'UTC' AS now_to
		FROM past AS p, LATERAL @extschema@._compared_windows(p.as_of_day, _report_facts.since, compare_with) AS w
		WHERE w.now_until IS NOT NULL -- neither without a day to compare with, nor without any row
	), earlier AS MATERIALIZED (
		SELECT q.*
		FROM past AS p, compared AS w, due AS d,
			 LATERAL @extschema@._portrait(source, customer_column, time_column, amount_column, order_column, potential_column,
										   profit_column, then_from, then_to, _report_facts.yardstick, NULL::integer, NULL::integer, d.every) AS q
	), now AS MATERIALIZED ( -- all but the yardstick, which is large
		SELECT q.first_order, q.last_order, q.customers, q.buyers, q.contacted, q.amount, q.brought, q.profit, q.by_profit, q.gini, q.customers_for_share,
			   q.largest, q.mean, q.mean_of_others, q.between_means, q.without_customer, q.without_time, q.amount_left_out, q.shared_times,
			   q.order_column, q.unranked, q.too_short, q.mix,
			   q.by_profit AND EXISTS (SELECT FROM @extschema@.cuts(q.yardstick) AS y WHERE y.measure OPERATOR(pg_catalog.=) 'profit') AS values_by_profit,
			   CASE WHEN w.now_from IS NULL THEN q.counts
					ELSE (SELECT pg_catalog.array_agg(c) FROM pg_catalog.unnest(q.counts) AS c -- who is new, or has left, a window does not show
						  WHERE c.subject OPERATOR(pg_catalog.<>) ALL (ARRAY['life_stage', 'lapsed', 'prospect', 'action', 'due_today', 'overdue'])) END AS counts
		FROM past AS p CROSS JOIN due AS d LEFT JOIN compared AS w ON true LEFT JOIN earlier AS e ON true,
			 LATERAL @extschema@._portrait(source, customer_column, time_column, amount_column, _report_facts.order_column, potential_column,
										   profit_column, coalesce(w.now_from, _report_facts.since),
										   coalesce(w.now_to, _report_facts.as_of), coalesce(e.yardstick, _report_facts.yardstick),
										   CASE WHEN w.now_from IS NULL THEN p.lapse_after END,
										   CASE WHEN w.now_from IS NULL THEN nullif(coalesce(p.lapse_after, p.base_hiatus) OPERATOR(pg_catalog./) 2, 0) END,
										   d.every,
										   p.lapsed_came_back, p.lapsed_then) AS q
	), moved AS MATERIALIZED (
		SELECT @extschema@.movement(q[1], q[2]) AS moved, pg_catalog.min(@extschema@.first_day(h.history)) AS data_begin
		FROM compared AS w, earlier AS e,
			 LATERAL @extschema@._histories_unnamed(source, customer_column, time_column, amount_column, _report_facts.order_column,
													potential_column, profit_column) AS h,
			 LATERAL @extschema@.quadrants(h.history, ARRAY[w.then_until, w.now_until],
										   pg_catalog.make_interval(days => w.now_until OPERATOR(pg_catalog.-) w.now_since), e.yardstick) AS q
		WHERE compare_with IS NOT NULL -- or all would be read
		  AND e.yardstick IS NOT NULL -- there was somebody
	)
	SELECT pg_catalog.to_jsonb(o) OPERATOR(pg_catalog.||) pg_catalog.to_jsonb(n)
		   OPERATOR(pg_catalog.||) pg_catalog.jsonb_build_object(
				'structure', d.structure, 'w', d.w, 'p', d.p, 'reason', d.reason,
				'judges_marketing', _report_facts.yardstick IS NOT NULL
									AND coalesce(CASE WHEN d.structure OPERATOR(pg_catalog.=) 'bee_led' THEN (g.development).verdict OPERATOR(pg_catalog.<>) ALL ('{shrinking,collapsed}')
													  ELSE (g.development).verdict OPERATOR(pg_catalog.<>) 'growing' END, true), -- where the bees' number does not say otherwise
				'why_alike', CASE WHEN EXISTS (SELECT FROM pg_catalog.unnest(n.counts) AS u WHERE u.subject OPERATOR(pg_catalog.=) 'refunds_only' AND u.customers OPERATOR(pg_catalog.=) n.customers)
									   AND n.customers OPERATOR(pg_catalog.>) 0 THEN 'refunds_only' ELSE 'alike' END,
				'lapse_given', _report_facts.lapse_after IS NOT NULL, 'compared', compare_with IS NOT NULL,
				'then_since', w.then_since, 'data_begin', (SELECT data_begin FROM moved),
				'period_since', coalesce(w.now_since, (o.as_of_day OPERATOR(pg_catalog.-) o.period)::date),
				'period_until', coalesce(w.now_until, o.as_of_day) OPERATOR(pg_catalog.-) 1,
				'moved', v.moved, 'counts_before', e.counts, 'development', g.development, 'times', t.times,
				'money_now', CASE WHEN compare_with IS NULL THEN (o.flows).money_now OPERATOR(pg_catalog.*) t.times ELSE n.amount END,
				'money_before', CASE WHEN compare_with IS NULL THEN (o.flows).money_before OPERATOR(pg_catalog.*) t.times ELSE coalesce(e.amount, 0.0) END)
	FROM past AS o CROSS JOIN now AS n LEFT JOIN compared AS w ON true LEFT JOIN earlier AS e ON true,
		 LATERAL (SELECT * FROM @extschema@.describe(n.mix) AS s WHERE s.quadrant OPERATOR(pg_catalog.=) 'bee') AS d,
		 LATERAL (SELECT CASE WHEN compare_with IS NULL THEN o.one_in ELSE 1 END::numeric) AS t (times), -- what a sample stands for
		 LATERAL (SELECT CASE WHEN compare_with IS NULL THEN o.moved ELSE (SELECT moved FROM moved) END) AS v (moved),
		 LATERAL (SELECT @extschema@.development(v.moved)) AS g (development);
END;
COMMENT ON FUNCTION _report_facts(regclass, name, name, name, name, name, name, timestamptz, timestamptz, yardstick, text, date, interval) IS
'what report() knows of a base, in numbers: the fields of _past() and _portrait(), the structure, and what compare_with adds';

/* numbers for people */

CREATE FUNCTION _figure(number numeric, lang text) RETURNS text
LANGUAGE SQL STABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH style AS (
		SELECT coalesce(pg_catalog.regexp_match(@extschema@.strategy('sentence'::text, 'figure'::text, lang), '1(\D?)234(\D)5'), ARRAY[',', '.']) AS marks
	)
	SELECT pg_catalog.translate(pg_catalog.to_char(number, CASE WHEN pg_catalog.abs(number) OPERATOR(pg_catalog.<) 1000.0 AND pg_catalog.scale(number) OPERATOR(pg_catalog.>) 0
																THEN 'FM990.' OPERATOR(pg_catalog.||) pg_catalog.repeat('0', LEAST(pg_catalog.scale(number), 2)) ELSE 'FM999,999,999,999,999,999,999,999,999,999,999,999,990' END),
								',.', marks[1] OPERATOR(pg_catalog.||) marks[2])
	FROM style;
END;
COMMENT ON FUNCTION _figure(numeric, text) IS
'a number as people of the language write it, as the playbook shows it by 1234.5, or as in English where it does not; of 1,000 and more without decimals';

CREATE FUNCTION _percent(share double precision, lang text) RETURNS text
LANGUAGE SQL STABLE PARALLEL SAFE
RETURN @extschema@._figure(pg_catalog.round((share OPERATOR(pg_catalog.*) 100.0::double precision)::numeric,
											CASE WHEN pg_catalog.abs(share) OPERATOR(pg_catalog.<) 0.1::double precision THEN 1 ELSE 0 END), lang);
COMMENT ON FUNCTION _percent(double precision, text) IS 'a share in per cent, without the sign: with a decimal below 10';

CREATE FUNCTION _percent_change(share double precision, lang text) RETURNS text
LANGUAGE SQL STABLE PARALLEL SAFE
RETURN CASE WHEN share OPERATOR(pg_catalog.>) 0.0::double precision THEN '+' ELSE '' END OPERATOR(pg_catalog.||) @extschema@._percent(share, lang);
COMMENT ON FUNCTION _percent_change(double precision, text) IS 'a change in per cent, without the sign of per cent and with its own';

CREATE FUNCTION _evidence(what text, number numeric, lang text) RETURNS text
LANGUAGE SQL STABLE STRICT PARALLEL SAFE
RETURN @extschema@._fill(@extschema@.strategy('evidence'::text, what, lang),
						 pg_catalog.jsonb_build_object('number', @extschema@._figure(number, lang)));
COMMENT ON FUNCTION _evidence(text, numeric, text) IS 'what a line of report() rests on, with a number, in a language of the playbook';

CREATE FUNCTION _tied(reason text, lang text) RETURNS text
LANGUAGE SQL STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT pg_catalog.string_agg(@extschema@.label('quadrant'::text, q.item, lang),
								 coalesce(pg_catalog.substring(@extschema@.strategy('sentence'::text, 'figure'::text, lang), 'A(\W+)B'), ', ') ORDER BY q.i)
	FROM pg_catalog.regexp_split_to_table(pg_catalog.substring(reason, '^tie: (.*)'), ', ') WITH ORDINALITY AS q (item, i);
END;
COMMENT ON FUNCTION _tied(text, text) IS 'the types between which structure_reason() sees a tie, by their names, in a list as the playbook shows it by A and B; NULL where it sees none';

CREATE FUNCTION _report_values(facts jsonb, lang text) RETURNS jsonb
LANGUAGE SQL STABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH fact AS (
		SELECT f.*
		FROM pg_catalog.jsonb_to_record(facts)
			 AS f (customers bigint, buyers bigint, amount numeric, brought numeric, profit numeric, largest numeric, customers_for_share bigint,
				   without_customer bigint, without_time bigint, amount_left_out numeric, shared_times double precision,
				   first_order timestamptz, last_order timestamptz, as_of_day date, period_since date, period_until date,
				   then_since date, one_in bigint, lapse_after integer, tried_lapse_after integer, horizon interval, types_horizon interval,
				   lapsed_then bigint, lapsed_came_back bigint, others_then bigint, others_came_back bigint, auc double precision,
				   flows @extschema@.flows_row, development jsonb, times numeric, money_now numeric, money_before numeric, structure text, reason text,
				   counts @extschema@._portrait_count[])
	), group_of AS (
		SELECT pg_catalog.jsonb_object_agg(CASE WHEN c.subject OPERATOR(pg_catalog.=) 'life_stage' THEN 'stage_' OPERATOR(pg_catalog.||) coalesce(c.item, 'none') ELSE c.subject END,
										   @extschema@._figure(c.customers::numeric, lang))
			   FILTER (WHERE c.subject OPERATOR(pg_catalog.=) ANY (ARRAY['life_stage', 'refunds_only', 'profit_unknown'])) AS customers,
			   pg_catalog.jsonb_object_agg('share_' OPERATOR(pg_catalog.||) c.item, @extschema@._percent(c.share, lang))
			   FILTER (WHERE c.subject OPERATOR(pg_catalog.=) 'quadrant' AND c.item IS NOT NULL) AS types,
			   pg_catalog.sum(c.customers) FILTER (WHERE c.subject OPERATOR(pg_catalog.=) 'life_stage'
												   AND c.item OPERATOR(pg_catalog.=) ANY (ARRAY['new', 'active', 'overdue'])) AS current
		FROM fact, LATERAL pg_catalog.unnest(counts) AS c
	), here AS ( -- neither lapsed nor yet to buy
		SELECT pg_catalog.jsonb_object_agg('here_' OPERATOR(pg_catalog.||) h.item, @extschema@._figure(h.customers, lang)) AS types
		FROM (SELECT c.item, pg_catalog.sum(CASE WHEN c.subject OPERATOR(pg_catalog.=) 'quadrant' THEN c.customers ELSE OPERATOR(pg_catalog.-) c.customers END) AS customers
			  FROM fact, LATERAL pg_catalog.unnest(counts) AS c
			  WHERE c.subject OPERATOR(pg_catalog.=) ANY (ARRAY['quadrant', 'lapsed', 'prospect']) AND c.item IS NOT NULL GROUP BY c.item) AS h
	), number AS ( -- in the order in which the sentences use them
		SELECT v.name, @extschema@._figure(v.n, lang) AS said
		FROM fact AS f, group_of AS g,
			 LATERAL (VALUES ('one_in', times), ('rows', (without_customer OPERATOR(pg_catalog.+) without_time)::numeric),
							 ('without_customer', without_customer::numeric), ('without_time', without_time::numeric),
							 ('money_left_out', amount_left_out), ('customers', f.customers::numeric), ('buyers', buyers::numeric),
							 ('current', g.current), ('lapse_after', lapse_after::numeric), ('tried_lapse_after', tried_lapse_after::numeric),
							 ('money', f.amount), ('profit', f.profit), ('few', customers_for_share::numeric),
							 ('money_now', money_now), ('money_before', money_before),
							 ('came', (flows).new::numeric OPERATOR(pg_catalog.*) times),
							 ('came_back', (flows).won_back::numeric OPERATOR(pg_catalog.*) times),
							 ('stayed_away', (flows).lost::numeric OPERATOR(pg_catalog.*) times),
							 ('there_before', ((flows).retained OPERATOR(pg_catalog.+) (flows).lost)::numeric OPERATOR(pg_catalog.*) times),
							 ('best_then', (development OPERATOR(pg_catalog.->>) 'best_then')::numeric OPERATOR(pg_catalog.*) times),
							 ('best_now', (development OPERATOR(pg_catalog.->>) 'best_now')::numeric OPERATOR(pg_catalog.*) times),
							 ('ceased', ((development OPERATOR(pg_catalog.->>) 'lost_of_them')::numeric
										 OPERATOR(pg_catalog.+) (development OPERATOR(pg_catalog.->>) 'fell')::numeric) OPERATOR(pg_catalog.*) times),
							 ('kept', ((development OPERATOR(pg_catalog.->>) 'best_then')::numeric
									   OPERATOR(pg_catalog.-) (development OPERATOR(pg_catalog.->>) 'lost_of_them')::numeric
									   OPERATOR(pg_catalog.-) (development OPERATOR(pg_catalog.->>) 'fell')::numeric) OPERATOR(pg_catalog.*) times),
							 ('slipped', (development OPERATOR(pg_catalog.->>) 'fell')::numeric OPERATOR(pg_catalog.*) times),
							 ('gone', (development OPERATOR(pg_catalog.->>) 'lost_of_them')::numeric OPERATOR(pg_catalog.*) times),
							 ('gained', (development OPERATOR(pg_catalog.->>) 'gained')::numeric OPERATOR(pg_catalog.*) times),
							 ('horizon', (f.as_of_day OPERATOR(pg_catalog.-) (f.as_of_day OPERATOR(pg_catalog.-) f.horizon)::date)::numeric),
							 ('types_horizon', (f.as_of_day OPERATOR(pg_catalog.-) (f.as_of_day OPERATOR(pg_catalog.-) f.types_horizon)::date)::numeric),
							 ('days', ((last_order AT TIME ZONE 'UTC')::date OPERATOR(pg_catalog.-) (first_order AT TIME ZONE 'UTC')::date
									   OPERATOR(pg_catalog.+) 1)::numeric)) AS v (name, n)
	), share AS (
		SELECT v.name, @extschema@._percent(v.part OPERATOR(pg_catalog./) nullif(v.whole, 0.0::double precision), lang) AS said
		FROM fact,
			 LATERAL (VALUES ('shared', shared_times, 1.0::double precision), ('auc', auc, 1.0::double precision),
							 ('few_share', customers_for_share::double precision, buyers::double precision),
							 ('largest', GREATEST(largest, 0.0)::double precision, brought::double precision),
							 ('lapsed_back', lapsed_came_back::double precision, lapsed_then::double precision),
							 ('others_back', others_came_back::double precision, others_then::double precision)) AS v (name, part, whole)
	), change AS (
		SELECT v.name, @extschema@._percent_change((v.now OPERATOR(pg_catalog./) nullif(v.before, 0.0) OPERATOR(pg_catalog.-) 1.0)::double precision, lang) AS said
		FROM fact,
			 LATERAL (VALUES ('money_change', money_now, money_before),
							 ('best_change', (development OPERATOR(pg_catalog.->>) 'best_now')::numeric,
							  (development OPERATOR(pg_catalog.->>) 'best_then')::numeric)) AS v (name, now, before)
	), day AS (
		SELECT v.name, pg_catalog.to_jsonb(v.day) OPERATOR(pg_catalog.#>>) '{}'::text[] AS said
		FROM fact,
			 LATERAL (VALUES ('first', (first_order AT TIME ZONE 'UTC')::date), ('last', (last_order AT TIME ZONE 'UTC')::date),
							 ('since', period_since), ('until', period_until), ('then_since', then_since)) AS v (name, day)
	), said AS (
		SELECT coalesce(g.customers, '{}'::jsonb) OPERATOR(pg_catalog.||) coalesce(g.types, '{}'::jsonb) OPERATOR(pg_catalog.||) coalesce(h.types, '{}'::jsonb)
			   OPERATOR(pg_catalog.||) (SELECT pg_catalog.jsonb_object_agg(u.name, coalesce(u.said, ''))
										FROM (SELECT * FROM number UNION ALL SELECT * FROM share UNION ALL SELECT * FROM change UNION ALL SELECT * FROM day) AS u) AS figures
		FROM group_of AS g, here AS h
	)
	SELECT s.figures OPERATOR(pg_catalog.||) pg_catalog.jsonb_build_object(
				'structure', coalesce(@extschema@.label('structure'::text, f.structure, lang), f.structure), 'tied', @extschema@._tied(f.reason, lang),
				'verdict', coalesce(@extschema@._fill(@extschema@.strategy('sentence'::text, f.development OPERATOR(pg_catalog.->>) 'verdict', lang), s.figures), ''),
				'marketing', coalesce((@extschema@.play('marketing'::text, f.structure, lang)).who, ''))
	FROM fact AS f, said AS s;
END;
COMMENT ON FUNCTION _report_values(jsonb, text) IS 'the facts of a report as the sentences say them: numbers, shares, days and names, in a language of the playbook';

CREATE FUNCTION _report_sentences(facts jsonb, lang text) RETURNS TABLE (place bigint, item_key text, sentence text)
LANGUAGE SQL STABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH fact AS (
		SELECT f.*, coalesce(reason OPERATOR(pg_catalog.~~) 'all_alike%', false) AS alike, customers OPERATOR(pg_catalog.>) 0 AS anybody,
			   buyers OPERATOR(pg_catalog.>) 0 AS bought,
			   lapse_after IS NOT NULL AS lapses, (development OPERATOR(pg_catalog.->>) 'best_then')::bigint OPERATOR(pg_catalog.>) 0 AS had_bees,
			   coalesce(development OPERATOR(pg_catalog.->>) 'verdict' OPERATOR(pg_catalog.=) 'collapsed', false) AS collapsed,
			   GREATEST(largest, 0.0) OPERATOR(pg_catalog.>) (brought OPERATOR(pg_catalog./) 10.0) AS depends_on_one,
			   compared OR coalesce(((flows).retained OPERATOR(pg_catalog.+) (flows).lost OPERATOR(pg_catalog.+) (flows).new) OPERATOR(pg_catalog.>) 0, false) AS two_periods
		FROM pg_catalog.jsonb_to_record(facts)
			 AS f (customers bigint, buyers bigint, brought numeric, profit numeric, by_profit boolean, largest numeric, customers_for_share bigint,
				   without_customer bigint, without_time bigint, shared_times double precision, too_short boolean, first_order timestamptz,
				   one_in bigint, base_hiatus integer, lapse_after integer, lapse_given boolean, lapse_verdict text, types_verdict text, period_since date,
				   then_since date, data_begin date, compared boolean, money_before numeric, flows @extschema@.flows_row, development jsonb, structure text, reason text, judges_marketing boolean)
	), counted AS (
		SELECT coalesce(pg_catalog.max(c.customers) FILTER (WHERE c.subject OPERATOR(pg_catalog.=) 'refunds_only'), 0) AS refunds_only,
			   coalesce(pg_catalog.max(c.customers) FILTER (WHERE c.subject OPERATOR(pg_catalog.=) 'profit_unknown'), 0) AS profit_unknown,
			   coalesce(pg_catalog.max(c.customers) FILTER (WHERE c.subject OPERATOR(pg_catalog.=) 'life_stage' AND c.item OPERATOR(pg_catalog.=) 'prospect'), 0) AS prospects
		FROM pg_catalog.jsonb_to_record(facts) AS f (counts @extschema@._portrait_count[]), LATERAL pg_catalog.unnest(counts) AS c
	), said AS (
		SELECT v.item, v.place
		FROM fact AS f, counted AS c,
			 LATERAL (VALUES
				(1, 'left_out', (without_customer OPERATOR(pg_catalog.+) without_time) OPERATOR(pg_catalog.>) 0),
				(2, 'order_lines', shared_times IS NOT NULL),
				(3, 'nobody', NOT anybody),
				(4, 'sampled', NOT compared AND one_in OPERATOR(pg_catalog.>) 1 AND (flows).lost IS NOT NULL),
				(5, 'sales', two_periods AND money_before OPERATOR(pg_catalog.>) 0.0),
				(6, 'sales_began', two_periods AND NOT money_before OPERATOR(pg_catalog.>) 0.0),
				(7, 'nobody_new', NOT compared AND two_periods AND one_in OPERATOR(pg_catalog.=) 1 AND (flows).new OPERATOR(pg_catalog.=) 0),
				(8, 'compared_too_early', compared AND then_since IS NOT NULL AND coalesce(data_begin OPERATOR(pg_catalog.>) then_since, true)),
				(9, 'moved', had_bees AND NOT alike),
				(10, 'development', had_bees AND NOT alike),
				-- what not to believe, before what to do
				(11, 'types_predict', types_verdict OPERATOR(pg_catalog.=) 'predicts'),
				(12, 'types_say_nothing', types_verdict OPERATOR(pg_catalog.=) 'says_nothing'),
				(13, 'types_too_early', bought AND types_verdict OPERATOR(pg_catalog.=) 'too_early'),
				(14, 'lapse_predicts', lapse_verdict OPERATOR(pg_catalog.=) 'predicts'),
				(15, 'lapse_says_nothing', lapse_verdict OPERATOR(pg_catalog.=) 'says_nothing' AND NOT lapse_given),
				(16, 'lapse_given_says_nothing', lapse_verdict OPERATOR(pg_catalog.=) 'says_nothing' AND lapse_given),
				(17, 'lapse_too_early', bought AND lapse_verdict OPERATOR(pg_catalog.=) 'too_early' AND NOT lapse_given),
				(18, 'alike', bought AND alike),
				(19, 'too_short', bought AND too_short AND NOT compared),
				(20, 'depends_on_one', buyers OPERATOR(pg_catalog.>=) 30 AND depends_on_one),
				(21, 'bought_once', buyers OPERATOR(pg_catalog.>) 1 AND NOT compared AND one_in OPERATOR(pg_catalog.=) 1 AND base_hiatus IS NULL AND NOT alike),
				-- at 100 what to do, then who there is
				(201, 'customers', anybody AND bought AND lapses AND NOT compared),
				(202, 'buyers', anybody AND bought AND (compared OR NOT lapses) AND buyers OPERATOR(pg_catalog.<) customers),
				(203, 'all_bought', anybody AND bought AND (compared OR NOT lapses) AND buyers OPERATOR(pg_catalog.=) customers),
				(204, 'never_bought', anybody AND bought AND c.prospects OPERATOR(pg_catalog.>) 0),
				(205, 'prospects_only', anybody AND NOT bought AND c.refunds_only OPERATOR(pg_catalog.=) 0),
				(206, 'refunds_only', c.refunds_only OPERATOR(pg_catalog.>) 0),
				(207, 'money', bought AND NOT by_profit),
				(208, 'money_and_profit', bought AND by_profit),
				(209, 'profit_unknown', c.profit_unknown OPERATOR(pg_catalog.>) 0),
				(210, 'few_bring_most', buyers OPERATOR(pg_catalog.>=) 30 AND customers_for_share OPERATOR(pg_catalog.<) (buyers OPERATOR(pg_catalog./) 2)),
				(211, 'flow', two_periods AND NOT compared),
				(212, 'no_period', bought AND NOT compared AND (flows).lost IS NULL),
				(213, 'shape', bought AND NOT alike AND coalesce(reason OPERATOR(pg_catalog.!~) '^(too_few|tie)', true)),
				(214, 'shape_tie', bought AND reason OPERATOR(pg_catalog.~~) 'tie%'),
				(215, 'shape_here', bought AND NOT alike AND lapses AND NOT compared),
				(216, 'marketing', anybody AND NOT alike AND judges_marketing AND structure OPERATOR(pg_catalog.<>) 'undetermined')) AS v (place, item, holds)
		WHERE v.holds
	), filled AS MATERIALIZED ( -- once for all sentences
		SELECT @extschema@._report_values(facts, lang) AS "values"
	)
	SELECT s.place, s.item, @extschema@._fill(@extschema@.strategy('sentence'::text, s.item, lang), v."values")
	FROM said AS s, filled AS v
	UNION ALL
	SELECT 100::bigint OPERATOR(pg_catalog.+) a.place, 'action_' OPERATOR(pg_catalog.||) a.place::text,
		   @extschema@._fill(@extschema@.strategy('sentence'::text, CASE WHEN a.at_stake OPERATOR(pg_catalog.>) 0.0 THEN 'action_at_stake' ELSE 'action' END, lang),
							 pg_catalog.jsonb_build_object('place', a.place, 'action', coalesce((p.play).name, a.item), 'what', coalesce((p.play).action, ''),
														   'customers', @extschema@._figure(a.customers::numeric, lang),
														   'at_stake', @extschema@._figure(a.at_stake, lang)))
	FROM fact,
		 LATERAL (SELECT c.*, pg_catalog.row_number() OVER (ORDER BY c.at_stake DESC, c.customers DESC, c.item) AS place
				  FROM pg_catalog.jsonb_to_record(facts) AS f (counts @extschema@._portrait_count[]), LATERAL pg_catalog.unnest(counts) AS c
				  WHERE c.subject OPERATOR(pg_catalog.=) 'action' AND c.customers OPERATOR(pg_catalog.>) 0
					AND c.item OPERATOR(pg_catalog.<>) ALL (ARRAY['let_go', 'review', 'introduce', 'inform'])
					AND NOT ((alike OR collapsed) AND c.item OPERATOR(pg_catalog.=) ANY (ARRAY['reward', 'show_value', 'promote', 'inform']))) AS a,
		 LATERAL (SELECT @extschema@.play('customer_action'::text, a.item, lang)) AS p (play)
	WHERE a.place OPERATOR(pg_catalog.<=) 3;
END;
COMMENT ON FUNCTION _report_sentences(jsonb, text) IS
'the sentences that a base bears out, in their order, from the templates of the playbook''s subject sentence';

/* the lines: customers of each class, and what there is to say of the base as a whole */

CREATE TYPE _report_line AS (
	place integer,
	section_key text,
	item_key text,
	subject text,
	item text,
	customers bigint,
	share double precision,
	low double precision,
	high double precision,
	amount numeric,
	share_of_amount double precision,
	statistic double precision,
	before bigint,
	evidence text,
	what_to_do text
);
COMMENT ON TYPE _report_line IS 'a line of report(), with the subject and item of the playbook that name it';

CREATE FUNCTION _of_buyers(action text) RETURNS boolean
LANGUAGE SQL IMMUTABLE PARALLEL SAFE
RETURN action OPERATOR(pg_catalog.<>) ALL (ARRAY['introduce', 'follow_up', 'settle_complaint']);
COMMENT ON FUNCTION _of_buyers(text) IS 'whether a customer_action is counted from an order where there has been no contact';

CREATE FUNCTION _report_classes(facts jsonb, lang text) RETURNS SETOF _report_line
LANGUAGE SQL STABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH fact AS (
		SELECT f.*, coalesce(reason OPERATOR(pg_catalog.~~) 'all_alike%', false) AS alike,
			   coalesce(development OPERATOR(pg_catalog.->>) 'verdict' OPERATOR(pg_catalog.=) 'collapsed', false) AS collapsed
		FROM pg_catalog.jsonb_to_record(facts)
			 AS f (customers bigint, buyers bigint, contacted bigint, brought numeric, by_profit boolean, values_by_profit boolean, too_short boolean, unranked text, reason text, why_alike text, lapse_after integer, development jsonb,
				   counts @extschema@._portrait_count[], counts_before @extschema@._portrait_count[])
	), section AS ( -- of_all: shares are of all customers
		SELECT v.*
		FROM fact,
			 LATERAL (VALUES
				(3, 'quadrant', 'quadrant', '', 'quadrant', false), (3, 'quadrant', 'lapsed', 'lapsed_', 'lapsed_quadrant', true),
				(3, 'quadrant', 'prospect', 'prospect_', 'prospect_quadrant', true), (4, 'life_stage', 'life_stage', '', 'life_stage', false),
				(7, 'action', 'action', '', 'customer_action', false), (8, 'due_today', 'due_today', '', 'customer_action', true),
				(9, 'overdue', 'overdue', '', 'customer_action', true),
				(10, 'value_group', 'value_group', '', CASE WHEN values_by_profit THEN 'value_group_by_profit' ELSE 'value_group' END, false),
				(11, 'pareto_class', 'pareto_class', '', CASE WHEN by_profit THEN 'pareto_class_by_profit' ELSE 'pareto_class' END, false),
				(13, 'rfm_segment', 'rfm_segment', '', 'rfm_segment', false), (13, 'rfm_group', 'rfm_group', '', 'rfm_group', false),
				(14, 'market_position', 'market_position', '', 'market_position', false),
				(15, 'customer_term', 'customer_term', '', 'customer_term', false)) AS v (place, section_key, counted, prefix, subject, of_all)
		WHERE v.section_key OPERATOR(pg_catalog.!~~) 'rfm%'
		   OR unranked IS NULL AND (v.section_key OPERATOR(pg_catalog.=) 'rfm_group') OPERATOR(pg_catalog.=) (buyers OPERATOR(pg_catalog.<) 300)
	), counted AS (
		SELECT s.*, c.item, CASE WHEN s.counted OPERATOR(pg_catalog.=) 'life_stage' THEN 'refunds_only' ELSE 'none' END AS no_item, c.customers, c.amount, c.profit, c.at_stake, c.least, pg_catalog.row_number() OVER (PARTITION BY s.counted ORDER BY c.i) AS i, b.customers AS before,
			   CASE WHEN c.item IS NULL THEN NULL
					WHEN of_all THEN c.customers::double precision OPERATOR(pg_catalog./) nullif(f.customers, 0)::double precision ELSE c.share END AS share,
			   CASE WHEN NOT of_all AND c.item IS NOT NULL THEN c.low END AS low, CASE WHEN NOT of_all AND c.item IS NOT NULL THEN c.high END AS high,
			   CASE WHEN c.item IS NOT NULL
					THEN (c.brought OPERATOR(pg_catalog./) nullif(CASE WHEN of_all THEN f.brought
																	   ELSE pg_catalog.sum(c.brought) FILTER (WHERE c.item IS NOT NULL)
																			OVER (PARTITION BY c.subject) END, 0.0))::double precision END AS share_of_amount,
			   CASE WHEN s.subject OPERATOR(pg_catalog.=) 'quadrant' THEN g.lapsed END AS lapsed,
			   CASE WHEN s.subject OPERATOR(pg_catalog.=) 'quadrant' THEN c.customers OPERATOR(pg_catalog.-) g.gone END AS still_here,
			   lapse_after IS NULL AND s.section_key OPERATOR(pg_catalog.=) 'life_stage' AS untold
		FROM fact AS f, section AS s, LATERAL pg_catalog.unnest(f.counts) WITH ORDINALITY AS c (subject, item, customers, share, low, high, amount, brought, profit, at_stake, least, i)
			 LEFT JOIN LATERAL (SELECT u.customers FROM pg_catalog.unnest(f.counts_before) AS u
								WHERE u.subject OPERATOR(pg_catalog.=) c.subject AND NOT u.item IS DISTINCT FROM c.item) AS b ON true
			 CROSS JOIN LATERAL (SELECT coalesce(pg_catalog.sum(o.customers) FILTER (WHERE o.subject OPERATOR(pg_catalog.=) 'lapsed'), 0)::bigint AS lapsed,
										coalesce(pg_catalog.sum(o.customers), 0)::bigint AS gone
								 FROM pg_catalog.unnest(f.counts) AS o
								 WHERE o.subject OPERATOR(pg_catalog.=) ANY (ARRAY['lapsed', 'prospect']) AND o.item OPERATOR(pg_catalog.=) c.item) AS g
		WHERE c.subject OPERATOR(pg_catalog.=) s.counted
	)
	SELECT c.place, c.section_key, CASE WHEN perhaps_gone THEN 'lapse_unknown' ELSE c.prefix OPERATOR(pg_catalog.||) coalesce(c.item, c.no_item) END,
		   CASE WHEN c.item IS NULL OR perhaps_gone THEN 'report' ELSE c.subject END,
		   CASE WHEN perhaps_gone THEN 'lapse_unknown' ELSE coalesce(c.item, c.no_item) END,
		   c.customers, c.share, c.low, c.high, c.amount, c.share_of_amount,
		   CASE WHEN c.subject OPERATOR(pg_catalog.=) 'customer_action' THEN c.at_stake ELSE c.least END::double precision, c.before,
		   CASE WHEN c.subject OPERATOR(pg_catalog.=) 'customer_action' AND c.at_stake OPERATOR(pg_catalog.>) 0.0 AND c.item OPERATOR(pg_catalog.<>) 'let_go'
				THEN @extschema@._evidence('at_stake', c.at_stake, lang)
				WHEN c.section_key OPERATOR(pg_catalog.=) 'pareto_class' -- rounded down, so that it holds
				THEN @extschema@._evidence('at_least', CASE WHEN pg_catalog.abs(c.least) OPERATOR(pg_catalog.<) 1000.0 THEN c.least ELSE pg_catalog.floor(c.least) END, lang)
				WHEN c.section_key OPERATOR(pg_catalog.=) 'quadrant' OR c.subject OPERATOR(pg_catalog.=) 'value_group_by_profit'
				THEN nullif(pg_catalog.concat_ws(' ', CASE WHEN c.prefix OPERATOR(pg_catalog.<>) 'prospect_' THEN @extschema@._evidence('profit', c.profit, lang) END,
												 CASE WHEN c.lapsed OPERATOR(pg_catalog.>) 0 THEN @extschema@._evidence('still_here', c.still_here::numeric, lang) END), '')
				WHEN (c.section_key OPERATOR(pg_catalog.~~) 'rfm%' OR c.section_key OPERATOR(pg_catalog.=) 'value_group') AND c.item IS NOT NULL
				THEN nullif(pg_catalog.concat_ws(' ', CASE WHEN by_profit THEN @extschema@._evidence('by_amount', 0.0, lang) END,
												 CASE WHEN c.customers OPERATOR(pg_catalog.>) 0
														   AND c.item OPERATOR(pg_catalog.=) ANY (ARRAY['at_risk', 'cannot_lose', 'about_to_sleep', 'hibernating', 'lost', 'former_good', 'former_small'])
													  THEN @extschema@._evidence('lapsed', 0.0, lang) END), '') END,
		   CASE WHEN c.customers OPERATOR(pg_catalog.=) 0 THEN NULL
				WHEN c.item IS NULL THEN @extschema@.strategy('report'::text, c.no_item, lang)
				WHEN too_short AND c.section_key OPERATOR(pg_catalog.=) ANY (ARRAY['value_group', 'customer_term'])
				THEN @extschema@.strategy('report'::text, 'too_short'::text, lang)
				WHEN c.still_here OPERATOR(pg_catalog.=) 0 THEN NULL -- what there is to do stands in the lines of those who have lapsed, or not bought
				WHEN perhaps_gone
				THEN @extschema@.strategy('report'::text, 'lapse_unknown'::text, lang)
				WHEN alike AND (c.section_key OPERATOR(pg_catalog.=) ANY (ARRAY['quadrant', 'value_group', 'pareto_class', 'rfm_group', 'rfm_segment'])
								OR c.item OPERATOR(pg_catalog.=) ANY (ARRAY['reward', 'show_value', 'promote', 'inform']))
				THEN @extschema@.strategy('report'::text, why_alike, lang)
				WHEN collapsed AND c.subject OPERATOR(pg_catalog.=) 'customer_action'
					 AND c.item OPERATOR(pg_catalog.=) ANY (ARRAY['reward', 'show_value', 'promote', 'inform'])
				THEN @extschema@.strategy('development_verdict'::text, 'collapsed'::text, lang)
				WHEN c.section_key OPERATOR(pg_catalog.=) ANY (ARRAY['due_today', 'overdue']) THEN @extschema@.message(c.subject, c.item, lang)
				ELSE @extschema@.strategy(c.subject, c.item, lang) END
	FROM fact, counted AS c, LATERAL (SELECT c.untold AND c.item OPERATOR(pg_catalog.=) 'active' IS TRUE) AS p (perhaps_gone)
	WHERE CASE WHEN c.of_all THEN c.item IS NOT NULL AND c.customers OPERATOR(pg_catalog.>) 0
			   ELSE c.item IS NOT NULL OR c.customers OPERATOR(pg_catalog.>) 0 END
	  AND NOT (c.untold AND c.item OPERATOR(pg_catalog.=) ANY (ARRAY['overdue', 'lapsed']) IS TRUE) -- not known is not 0
	  AND NOT (c.section_key OPERATOR(pg_catalog.=) 'overdue' AND contacted OPERATOR(pg_catalog.=) 0 AND @extschema@._of_buyers(c.item))
	ORDER BY c.place, c.i, c.of_all, c.section_key, c.subject DESC;
END;
COMMENT ON FUNCTION _report_classes(jsonb, text) IS 'the lines of report() that count the customers of a class';

CREATE FUNCTION _report_wholes(facts jsonb, lang text) RETURNS SETOF _report_line
LANGUAGE SQL STABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH fact AS (
		SELECT f.*, coalesce(reason OPERATOR(pg_catalog.~~) 'all_alike%', false) AS alike,
			   CASE WHEN customers OPERATOR(pg_catalog.>) 0 THEN 1 END::double precision AS all_of_them,
			   CASE WHEN brought OPERATOR(pg_catalog.>) 0.0 THEN 1 END::double precision AS all_of_it,
			   (GREATEST(largest, 0.0) OPERATOR(pg_catalog./) nullif(brought, 0.0))::double precision AS largest_share,
			   largest OPERATOR(pg_catalog.>) (brought OPERATOR(pg_catalog./) 10.0)
			   OR (between_means OPERATOR(pg_catalog.*) 100) OPERATOR(pg_catalog.>=) customers AND customers OPERATOR(pg_catalog.>) 1 AS largest_tells,
			   (development OPERATOR(pg_catalog.->>) 'best_then')::bigint AS best_then, (development OPERATOR(pg_catalog.->>) 'best_now')::bigint AS best_now
		FROM pg_catalog.jsonb_to_record(facts)
			 AS f (customers bigint, buyers bigint, contacted bigint, amount numeric, brought numeric, profit numeric, by_profit boolean, first_order timestamptz, last_order timestamptz,
				   without_customer bigint, without_time bigint, amount_left_out numeric, shared_times double precision, order_column text,
				   gini double precision, largest numeric, mean numeric, mean_of_others numeric, between_means bigint, customers_for_share bigint,
				   unranked text, structure text, w double precision, p double precision, reason text, why_alike text, judges_marketing boolean, compared boolean,
				   times numeric, development jsonb, counts @extschema@._portrait_count[])
	), apart AS ( -- whom the sections leave out, or see with reserve
		SELECT c.subject, c.customers, c.amount, c.brought
		FROM fact, LATERAL pg_catalog.unnest(counts) AS c
		WHERE c.subject OPERATOR(pg_catalog.=) ANY (ARRAY['refunds_only', 'profit_unknown']) AND c.customers OPERATOR(pg_catalog.>) 0
	)
	SELECT 2, 'base', 'all', 'report', 'all', customers, all_of_them, NULL::double precision, NULL::double precision, amount, all_of_it,
		   NULL::double precision, NULL::bigint,
		   (pg_catalog.to_jsonb((first_order AT TIME ZONE 'UTC')::date) OPERATOR(pg_catalog.#>>) '{}'::text[])
		   OPERATOR(pg_catalog.||) ' .. ' OPERATOR(pg_catalog.||) (pg_catalog.to_jsonb((last_order AT TIME ZONE 'UTC')::date) OPERATOR(pg_catalog.#>>) '{}'::text[]),
		   NULL::text
	FROM fact
	UNION ALL
	SELECT 2, 'base', 'left_out', 'report', 'left_out', NULL, NULL, NULL, NULL, amount_left_out, NULL,
		   (without_customer OPERATOR(pg_catalog.+) without_time)::double precision, NULL, NULL, @extschema@.strategy('report'::text, 'left_out'::text, lang)
	FROM fact WHERE (without_customer OPERATOR(pg_catalog.+) without_time) OPERATOR(pg_catalog.>) 0
	UNION ALL
	SELECT 2, 'base', 'order_lines', 'report', 'order_lines', NULL, NULL, NULL, NULL, NULL, NULL, shared_times, NULL,
		   'order_column => ' OPERATOR(pg_catalog.||) pg_catalog.quote_literal(order_column), @extschema@.strategy('report'::text, 'order_lines'::text, lang)
	FROM fact WHERE shared_times IS NOT NULL
	UNION ALL
	SELECT 2, 'base', a.subject, 'report', a.subject, a.customers, a.customers::double precision OPERATOR(pg_catalog./) f.customers::double precision, NULL, NULL,
		   a.amount, (a.brought OPERATOR(pg_catalog./) nullif(f.brought, 0.0))::double precision, NULL, NULL, NULL,
		   @extschema@.strategy('report'::text, a.subject, lang)
	FROM fact AS f, apart AS a
	UNION ALL
	SELECT 5, 'structure', structure, 'structure', structure, customers, all_of_them, NULL, NULL, amount, all_of_it, CASE WHEN NOT alike THEN w END, NULL,
		   CASE WHEN why_alike OPERATOR(pg_catalog.=) 'refunds_only' THEN NULL
				WHEN alike THEN @extschema@.say(reason, lang)
				WHEN reason OPERATOR(pg_catalog.~~) 'tie%'
				THEN pg_catalog.concat_ws(' ', @extschema@._fill(@extschema@.strategy('evidence'::text, 'tied'::text, lang), pg_catalog.jsonb_build_object('tied', @extschema@._tied(reason, lang))), p_said)
				ELSE pg_catalog.concat_ws('; ', @extschema@.say(reason, lang), p_said) END,
		   CASE WHEN customers OPERATOR(pg_catalog.=) 0 THEN NULL
				WHEN reason OPERATOR(pg_catalog.~~) 'too_few%' THEN @extschema@.strategy('report'::text, 'too_few'::text, lang)
				WHEN alike THEN @extschema@.strategy('report'::text, why_alike, lang)
				ELSE @extschema@.strategy(CASE WHEN judges_marketing THEN 'marketing' ELSE 'structure' END, structure, lang) END
	FROM fact, LATERAL (SELECT pg_catalog.replace(CASE WHEN p OPERATOR(pg_catalog.<) 0.0001 THEN 'p < 0.0001' ELSE 'p = ' OPERATOR(pg_catalog.||) pg_catalog.round(p::numeric, 4)::text END,
												'.', pg_catalog.btrim(@extschema@._figure(0.5, lang), '05'))) AS v (p_said)
	UNION ALL
	SELECT 6, 'development', development OPERATOR(pg_catalog.->>) 'verdict', 'development_verdict', development OPERATOR(pg_catalog.->>) 'verdict',
		   best_now OPERATOR(pg_catalog.*) times, NULL, NULL, NULL, NULL, NULL, (development OPERATOR(pg_catalog.->>) 'p')::double precision, best_then OPERATOR(pg_catalog.*) times,
		   CASE WHEN NOT compared THEN @extschema@.strategy('evidence'::text, 'by_period'::text, lang)
				WHEN best_now OPERATOR(pg_catalog.<>) bees THEN @extschema@.strategy('evidence'::text, 'by_days'::text, lang) END,
		   @extschema@.strategy('development_verdict'::text, development OPERATOR(pg_catalog.->>) 'verdict', lang)
	FROM fact, LATERAL (SELECT pg_catalog.sum(c.customers) FROM pg_catalog.unnest(fact.counts) AS c WHERE (c.subject OPERATOR(pg_catalog.=) 'quadrant') AND c.item OPERATOR(pg_catalog.=) 'bee') AS t (bees)
	WHERE best_then OPERATOR(pg_catalog.>) 0 AND NOT alike
	UNION ALL -- without any contact, nearly all would be due: in one line
	SELECT 9, 'overdue', 'no_contact', 'report', 'no_contact', d.customers, d.customers::double precision OPERATOR(pg_catalog./) f.customers::double precision, NULL, NULL,
		   d.amount, (d.brought OPERATOR(pg_catalog./) nullif(f.brought, 0.0))::double precision, d.at_stake::double precision, NULL,
		   CASE WHEN d.at_stake OPERATOR(pg_catalog.>) 0.0 THEN @extschema@._evidence('at_stake', d.at_stake, lang) END, @extschema@.strategy('report'::text, 'no_contact'::text, lang)
	FROM fact AS f, LATERAL (SELECT pg_catalog.sum(c.customers)::bigint, pg_catalog.sum(c.amount), pg_catalog.sum(c.brought), pg_catalog.sum(c.at_stake)
							 FROM pg_catalog.unnest(f.counts) AS c
							 WHERE c.subject OPERATOR(pg_catalog.=) 'overdue' AND @extschema@._of_buyers(c.item)) AS d (customers, amount, brought, at_stake)
	WHERE contacted OPERATOR(pg_catalog.=) 0 AND d.customers OPERATOR(pg_catalog.>) 0
	UNION ALL
	SELECT 12, 'concentration', v.item, 'report', v.item, v.customers, v.customers::double precision OPERATOR(pg_catalog./) nullif(buyers, 0)::double precision,
		   NULL, NULL, v.amount, v.part, v.statistic, NULL, v.evidence,
		   CASE WHEN v.tells THEN @extschema@.strategy('report'::text, v.item, lang) END
	FROM fact,
		 LATERAL (VALUES ('gini', buyers, NULL::numeric, NULL::double precision, gini, CASE WHEN by_profit THEN @extschema@._evidence('by_amount', 0.0, lang) END,
						  gini OPERATOR(pg_catalog.>) 0.5::double precision),
						 ('largest', LEAST(buyers, 1), largest, largest_share, largest_share,
						  @extschema@._fill(CASE WHEN mean IS NOT NULL AND largest_tells THEN @extschema@.strategy('evidence'::text, 'largest'::text, lang) END,
											pg_catalog.jsonb_build_object('mean', @extschema@._figure(mean, lang), 'without', @extschema@._figure(mean_of_others, lang),
																		  'customers', @extschema@._figure(between_means::numeric, lang))),
						  largest_tells),
						 ('for_80', coalesce(customers_for_share, 0), NULL, CASE WHEN customers_for_share OPERATOR(pg_catalog.>) 0 THEN 0.8 END, NULL, NULL,
						  customers_for_share OPERATOR(pg_catalog.<) (buyers OPERATOR(pg_catalog./) 2))) AS v (item, customers, amount, part, statistic, evidence, tells)
	UNION ALL
	SELECT 13, 'rfm_segment', 'unranked', 'report', 'unranked', buyers, NULL, NULL, NULL, amount, NULL, NULL, NULL, NULL, @extschema@.strategy('report'::text, 'unranked'::text, lang)
	FROM fact WHERE unranked IS NOT NULL AND buyers OPERATOR(pg_catalog.>) 0;
END;
COMMENT ON FUNCTION _report_wholes(jsonb, text) IS 'the lines of report() about the base as a whole: what was left out, structure, development, concentration';

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
					   lang text DEFAULT 'en',
					   compare_with date DEFAULT NULL,
					   lapse_after interval DEFAULT NULL)
RETURNS TABLE (section text, item text, customers bigint, share double precision, amount numeric, share_of_amount double precision,
			   evidence text, what_to_do text, section_key text, item_key text, low double precision, high double precision,
			   statistic double precision, before bigint, change double precision)
LANGUAGE SQL STABLE PARALLEL RESTRICTED COST 1000000 ROWS 100
BEGIN ATOMIC
	WITH known AS MATERIALIZED (
		SELECT @extschema@._report_facts(source, customer_column, time_column, amount_column, order_column, potential_column, profit_column,
										 coalesce(since, (kept).since), coalesce(as_of, (kept).as_of), coalesce(yardstick, (kept).yardstick),
										 coalesce(report.lang, 'en'), compare_with, coalesce(lapse_after, (kept).lapse_after)) AS facts,
			   coalesce(report.lang, 'en') AS lang -- NULL is the default, as for the other options
		FROM (SELECT (SELECT s FROM @extschema@._segmentation_of(source) AS s)) AS named (kept)
	), line AS (
		SELECT 1 AS place, s.place AS i, 'summary' AS section_key, s.item_key,
			   CASE WHEN s.item_key OPERATOR(pg_catalog.~~) 'action%' THEN 'action_at_stake' ELSE s.item_key END AS item, 'sentence' AS subject,
			   NULL::bigint AS customers, NULL::double precision AS share, NULL::double precision AS low, NULL::double precision AS high,
			   NULL::numeric AS amount, NULL::double precision AS share_of_amount, NULL::double precision AS statistic, NULL::bigint AS before,
			   NULL::text AS evidence, s.sentence AS what_to_do
		FROM known AS k, LATERAL @extschema@._report_sentences(k.facts, k.lang) AS s WHERE s.sentence OPERATOR(pg_catalog.<>) ''
		UNION ALL
		SELECT l.place, l.i, l.section_key, l.item_key, l.item, l.subject, l.customers, l.share, l.low, l.high, l.amount, l.share_of_amount, l.statistic,
			   l.before, l.evidence, l.what_to_do
		FROM known AS k,
			 LATERAL (SELECT w.*, pg_catalog.row_number() OVER () AS i FROM @extschema@._report_wholes(k.facts, k.lang) AS w
					  UNION ALL SELECT c.*, pg_catalog.row_number() OVER () FROM @extschema@._report_classes(k.facts, k.lang) AS c) AS l
	)
	-- what the playbook has no name for keeps its own
	SELECT coalesce(@extschema@.label('report'::text, l.section_key, k.lang), l.section_key),
		   coalesce(@extschema@.label(l.subject, l.item, k.lang), l.item), l.customers, l.share, l.amount, l.share_of_amount,
		   l.evidence, l.what_to_do, l.section_key, l.item_key, l.low, l.high, l.statistic, l.before,
		   l.customers::double precision OPERATOR(pg_catalog./) nullif(l.before, 0)::double precision OPERATOR(pg_catalog.-) 1.0::double precision
	FROM line AS l, known AS k
	ORDER BY l.place, l.i;
END;
COMMENT ON FUNCTION report(regclass, name, name, name, name, name, name, timestamptz, timestamptz, yardstick, text, date, interval) IS
'the whole picture of a customer base: first the sentences that it bears out, then for each section and item customers and money with their shares, what they were at compare_with, the evidence, and what to do; in a language of the playbook';

/* the same for a terminal */

CREATE FUNCTION _wrap(text, width integer) RETURNS SETOF text
AS 'MODULE_PATHNAME', 'customer_seg_wrap'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 3;
COMMENT ON FUNCTION _wrap(text, integer) IS 'the lines of a text, none of them wider, where a Chinese character takes two columns';

CREATE FUNCTION _pad(text, width integer) RETURNS text
AS 'MODULE_PATHNAME', 'customer_seg_pad'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION _pad(text, integer) IS
'a text made as wide by blanks behind it, cut where it is wider; where the width is below 0, by blanks before it and never cut';

CREATE FUNCTION _report_row(item text, customers text, share text, amount text, share_of_amount text, change text) RETURNS text
LANGUAGE SQL IMMUTABLE PARALLEL SAFE
RETURN pg_catalog.concat(@extschema@._pad(item, 36), @extschema@._pad(coalesce(customers, ''), -10), @extschema@._pad(coalesce(share, ''), -14),
						 @extschema@._pad(coalesce(amount, ''), -15), @extschema@._pad(coalesce(share_of_amount, ''), -14),
						 @extschema@._pad(coalesce(change, ''), -9));
COMMENT ON FUNCTION _report_row(text, text, text, text, text, text) IS 'a row of the tables in report_text(), 98 columns wide';

CREATE FUNCTION report_text(source regclass,
							customer_column name DEFAULT 'customer_id',
							time_column name DEFAULT 'sold_at',
							amount_column name DEFAULT 'amount',
							order_column name DEFAULT NULL,
							potential_column name DEFAULT NULL,
							profit_column name DEFAULT NULL,
							since timestamptz DEFAULT NULL,
							as_of timestamptz DEFAULT NULL,
							yardstick yardstick DEFAULT NULL,
							lang text DEFAULT 'en',
							compare_with date DEFAULT NULL,
							lapse_after interval DEFAULT NULL)
RETURNS SETOF text
LANGUAGE SQL STABLE PARALLEL RESTRICTED COST 1000000 ROWS 200
BEGIN ATOMIC
	WITH word AS (
		SELECT l.lang, coalesce(pg_catalog.substring(@extschema@.strategy('sentence'::text, 'figure'::text, l.lang), '50(\D?%)'), '%') AS percent,
			   @extschema@.strategy('report'::text, 'too_short'::text, l.lang) AS too_short, 98 AS width, -- psql puts a blank on either side
			   ARRAY['value_group', 'pareto_class', 'concentration', 'rfm_segment', 'rfm_group', 'customer_term'] AS of_buyers
		FROM (SELECT coalesce(report_text.lang, 'en')) AS l (lang)
	), line AS MATERIALIZED (
		SELECT r.*, r.section_key OPERATOR(pg_catalog.=) 'summary' AS is_sentence,
			   -- seen another way: what to do with each of them has been said
			   r.section_key OPERATOR(pg_catalog.=) ANY (w.of_buyers OPERATOR(pg_catalog.||) 'market_position'::text) AS numbers_only,
			   r.section_key OPERATOR(pg_catalog.<>) 'concentration' AND pg_catalog.max(r.share) OVER (PARTITION BY r.section_key) OPERATOR(pg_catalog.>=) 0.995::double precision AS holds_all,
			   pg_catalog.bool_or(r.what_to_do OPERATOR(pg_catalog.=) w.too_short) OVER (PARTITION BY r.section_key) IS TRUE AS cannot_tell
		FROM word AS w,
			 @extschema@.report(source, customer_column, time_column, amount_column, order_column, potential_column, profit_column,
								since, as_of, yardstick, report_text.lang, compare_with, lapse_after) WITH ORDINALITY
			 AS r (section, item, customers, share, amount, share_of_amount, evidence, what_to_do, section_key, item_key, low, high, statistic, before, change, i)
		WHERE r.customers IS NULL OR r.customers OPERATOR(pg_catalog.>) 0 OR r.before OPERATOR(pg_catalog.>) 0
	), shown AS (
		SELECT l.*, CASE WHEN section_key OPERATOR(pg_catalog.=) 'structure' THEN NULL -- it is everybody
						 WHEN item_key OPERATOR(pg_catalog.=) 'gini' THEN @extschema@._figure(pg_catalog.round(statistic::numeric, 2), w.lang)
						 ELSE @extschema@._figure(customers::numeric, w.lang) END AS number,
			   NOT is_sentence AND section_key OPERATOR(pg_catalog.<>) 'structure' AND item_key OPERATOR(pg_catalog.<>) 'gini' AS has_shares
		FROM line AS l, word AS w
		WHERE NOT (numbers_only AND (holds_all OR cannot_tell)) -- a class that holds everybody tells nothing
	), section AS (
		SELECT section_key, section, numbers_only, pg_catalog.min(i) AS i, numbers_only AND pg_catalog.min(pg_catalog.min(i)) OVER (PARTITION BY numbers_only) OPERATOR(pg_catalog.=) pg_catalog.min(i) AS begins,
			   pg_catalog.bool_or(section_key OPERATOR(pg_catalog.=) 'action') OVER () AS advised
		FROM shown WHERE NOT is_sentence GROUP BY section_key, section, numbers_only
	), note AS ( -- under the title of a section
		SELECT s.i, (@extschema@.play('report'::text, s.section_key, w.lang)).who AS text
		FROM section AS s, word AS w WHERE s.section_key OPERATOR(pg_catalog.=) ANY (ARRAY['action', 'due_today', 'overdue'])
		UNION ALL
		SELECT s.i, @extschema@.strategy('report'::text, 'earlier_limits'::text, w.lang)
		FROM section AS s, word AS w WHERE compare_with IS NOT NULL AND s.section_key OPERATOR(pg_catalog.=) ANY (ARRAY['value_group', 'pareto_class', 'rfm_segment', 'rfm_group'])
	), printed AS (
		SELECT l.i, 0 AS part, w.j, CASE WHEN w.j OPERATOR(pg_catalog.=) 1 THEN '- ' ELSE '  ' END OPERATOR(pg_catalog.||) w.text AS text
		FROM word, shown AS l, LATERAL @extschema@._wrap(l.what_to_do, width OPERATOR(pg_catalog.-) 2) WITH ORDINALITY AS w (text, j) WHERE is_sentence
		UNION ALL
		SELECT s.i, -5, 0, '' FROM section AS s WHERE s.begins AND s.advised
		UNION ALL
		SELECT s.i, -4, w.j, w.text
		FROM word, section AS s, LATERAL @extschema@._wrap(@extschema@.strategy('report'::text, 'numbers_only'::text, lang), width) WITH ORDINALITY AS w (text, j) WHERE s.begins AND s.advised
		UNION ALL
		SELECT s.i, -3, 0, '' FROM section AS s
		UNION ALL
		SELECT s.i, -2, 0,
			   @extschema@._report_row(CASE WHEN s.section_key OPERATOR(pg_catalog.=) ANY (of_buyers)
											THEN @extschema@._fill(@extschema@.label('column'::text, 'of_buyers'::text, lang), pg_catalog.jsonb_build_object('section', section)) ELSE section END,
									   @extschema@.label('column'::text, 'customers'::text, lang), @extschema@.label('column'::text, 'share'::text, lang),
									   @extschema@.label('column'::text, 'amount'::text, lang), @extschema@.label('column'::text, 'share_of_amount'::text, lang),
									   CASE WHEN compare_with IS NOT NULL OR s.section_key OPERATOR(pg_catalog.=) 'development' THEN @extschema@.label('column'::text, 'change'::text, lang) END)
		FROM word, section AS s
		UNION ALL
		SELECT n.i, -1, w.j, '    ' OPERATOR(pg_catalog.||) w.text
		FROM word, note AS n, LATERAL @extschema@._wrap(n.text, width OPERATOR(pg_catalog.-) 4) WITH ORDINALITY AS w (text, j)
		UNION ALL
		SELECT l.i, 0, w.j, w.text
		FROM word, shown AS l,
			 LATERAL @extschema@._wrap(@extschema@._report_row(CASE WHEN item_key OPERATOR(pg_catalog.~) '^(lapsed|prospect)_' THEN '    ' ELSE '  ' END OPERATOR(pg_catalog.||) item, number, -- a part stands below its whole
															   CASE WHEN has_shares THEN @extschema@._percent(share, lang) OPERATOR(pg_catalog.||) percent END,
															   CASE WHEN has_shares THEN @extschema@._figure(amount, lang) END,
															   CASE WHEN has_shares THEN @extschema@._percent(share_of_amount, lang) OPERATOR(pg_catalog.||) percent END,
															   @extschema@._percent_change(change, lang) OPERATOR(pg_catalog.||) percent), width)
				 WITH ORDINALITY AS w (text, j)
		WHERE NOT is_sentence
		UNION ALL
		SELECT l.i, t.part, w.j, '      ' OPERATOR(pg_catalog.||) w.text
		FROM word, shown AS l, LATERAL (VALUES (1, evidence), (2, CASE WHEN NOT numbers_only THEN what_to_do END)) AS t (part, text),
			 LATERAL @extschema@._wrap(t.text, width OPERATOR(pg_catalog.-) 6) WITH ORDINALITY AS w (text, j)
		WHERE NOT is_sentence
	)
	SELECT pg_catalog.rtrim(p.text) FROM printed AS p ORDER BY p.i, p.part, p.j;
END;
COMMENT ON FUNCTION report_text(regclass, name, name, name, name, name, name, timestamptz, timestamptz, yardstick, text, date, interval) IS
'report() as lines for a terminal of 100 columns: the sentences, then the sections without the lines that are empty';
/* segment_activities: from activities that are kept already to the type of every customer */

CREATE FUNCTION segment_activities_support(internal) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_segment_activities_support'
LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION segment_activities_support(internal) IS
'planner support: the number of customers and the cost of segment_activities(), from the statistics of its source';

CREATE FUNCTION segment_activities(source regclass,
								   customer_column name DEFAULT 'customer_id',
								   activity_column name DEFAULT 'activity',
								   as_of timestamptz DEFAULT NULL,
								   yardstick yardstick DEFAULT NULL)
RETURNS TABLE (customer bigint, orders bigint, amount numeric,
			   first_order timestamptz, last_order timestamptz,
			   loyalty double precision, contribution double precision,
			   quadrant quadrant, activity activity)
AS 'MODULE_PATHNAME', 'customer_seg_segment_activities'
LANGUAGE C STABLE PARALLEL RESTRICTED COST 1000000 ROWS 1000
SUPPORT segment_activities_support;
COMMENT ON FUNCTION segment_activities(regclass, name, name, timestamptz, yardstick) IS
'segment() over rows that hold activities already, those of a customer merged: as if it had read the sales of which they were made';

CREATE FUNCTION segment_activities_as(customer_type anyelement,
									  source regclass,
									  customer_column name DEFAULT 'customer_id',
									  activity_column name DEFAULT 'activity',
									  as_of timestamptz DEFAULT NULL,
									  yardstick yardstick DEFAULT NULL)
RETURNS TABLE (customer anyelement, orders bigint, amount numeric,
			   first_order timestamptz, last_order timestamptz,
			   loyalty double precision, contribution double precision,
			   quadrant quadrant, activity activity)
AS 'MODULE_PATHNAME', 'customer_seg_segment_activities_as'
LANGUAGE C STABLE PARALLEL RESTRICTED COST 1000000 ROWS 1000
SUPPORT segment_activities_support;
COMMENT ON FUNCTION segment_activities_as(anyelement, regclass, name, name, timestamptz, yardstick) IS
'segment_activities() for customers of any hashable type: segment_activities_as(NULL::uuid, ''activities'')';
/* create_segmentation: a name for a source with its columns, window and yardstick, kept up as a materialized view */

CREATE FUNCTION _base_type(type oid) RETURNS text
LANGUAGE SQL STABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	WITH RECURSIVE base(type) AS (
		SELECT _base_type.type
		UNION ALL
		SELECT t.typbasetype FROM base AS b JOIN pg_catalog.pg_type AS t ON t.oid OPERATOR(pg_catalog.=) b.type WHERE t.typtype OPERATOR(pg_catalog.=) 'd'::"char"
	)
	SELECT pg_catalog.format_type(t.oid, NULL::integer)
	FROM base AS b JOIN pg_catalog.pg_type AS t ON t.oid OPERATOR(pg_catalog.=) b.type WHERE t.typtype OPERATOR(pg_catalog.<>) 'd'::"char";
END;
COMMENT ON FUNCTION _base_type(oid) IS 'the name of a type, of a domain that of the type below';

CREATE FUNCTION _collate(of oid) RETURNS text
LANGUAGE SQL STABLE STRICT PARALLEL SAFE
RETURN coalesce((SELECT pg_catalog.format(' COLLATE %I.%I', n.nspname, c.collname)
				 FROM pg_catalog.pg_collation AS c JOIN pg_catalog.pg_namespace AS n ON n.oid OPERATOR(pg_catalog.=) c.collnamespace
				 WHERE c.oid OPERATOR(pg_catalog.=) _collate."of" AND c.collname OPERATOR(pg_catalog.<>) 'default'), '');
COMMENT ON FUNCTION _collate(oid) IS 'the clause for a collation, by which customers may be the same; empty without one, or where it is the database''s';

CREATE FUNCTION _segmentation_customer(kept segmentations, OUT type text, OUT collated text, OUT "column" text)
LANGUAGE SQL STABLE PARALLEL RESTRICTED
BEGIN ATOMIC
	SELECT @extschema@._base_type(a.atttypid), -- a NULL of a domain may not be allowed
		   @extschema@._collate(a.attcollation),
		   CASE WHEN a.attname OPERATOR(pg_catalog.=) ANY (ARRAY['orders', 'amount', 'first_order', 'last_order', 'loyalty', 'contribution', 'quadrant'])
				THEN 'customer' ELSE a.attname::text END -- that is another column's name
	FROM pg_catalog.pg_attribute AS a
	WHERE a.attrelid OPERATOR(pg_catalog.=) (kept).source::oid AND a.attname OPERATOR(pg_catalog.=) (kept).customer_column;
END;
COMMENT ON FUNCTION _segmentation_customer(segmentations) IS 'type, collation and name of the customers'' column in the view of a segmentation';

CREATE FUNCTION _make_segmentation_view(kept segmentations) RETURNS regclass
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	customer record := @extschema@._segmentation_customer(kept);
BEGIN
	BEGIN
		EXECUTE format('CREATE MATERIALIZED VIEW %I.%I AS SELECT customer AS %I, orders, amount, first_order, last_order, loyalty, contribution, quadrant'
					   ' FROM @extschema@.segment_as(NULL::%s%s, @extschema@.segmentation(%L)) WITH NO DATA',
					   kept.view_schema, kept.view_name, customer."column", customer.type, customer.collated, kept.name);
	EXCEPTION WHEN duplicate_table THEN
		RAISE EXCEPTION USING ERRCODE = 'duplicate_table',
			MESSAGE = format('the view of segmentation %s cannot be called %I.%I, as something else is', kept.name, kept.view_schema, kept.view_name),
			HINT = 'Take another name for the segmentation, or rename what has this one.';
	END;
	kept.view := format('%I.%I', kept.view_schema, kept.view_name)::regclass;
	EXECUTE format('CREATE UNIQUE INDEX ON %s (%I)', kept.view, customer."column");
	IF (SELECT relowner FROM pg_class WHERE oid = kept.view) <> kept.owner THEN
		EXECUTE format('ALTER MATERIALIZED VIEW %s OWNER TO %s', kept.view, kept.owner);
	END IF;
	UPDATE @extschema@.segmentations AS s SET view = kept.view WHERE s.name = kept.name;
	RETURN kept.view;
END $$;
COMMENT ON FUNCTION _make_segmentation_view(segmentations) IS 'makes the materialized view of a segmentation, its owner''s whoever calls, without rows, and its unique index';

CREATE FUNCTION _drop_segmentation_view(kept segmentations, why text) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	said text;
BEGIN
	IF @extschema@._shows_segmentation(kept.view) THEN
		EXECUTE format('DROP MATERIALIZED VIEW %s', kept.view);
	END IF;
EXCEPTION WHEN dependent_objects_still_exist THEN
	GET STACKED DIAGNOSTICS said = PG_EXCEPTION_DETAIL;
	RAISE EXCEPTION USING ERRCODE = 'dependent_objects_still_exist',
		MESSAGE = format('%s, but other objects depend on its view', why), DETAIL = said, HINT = 'Drop these first.';
END $$;
COMMENT ON FUNCTION _drop_segmentation_view(segmentations, text) IS 'drops the view of a segmentation, if it is there, or says why it is to be dropped and what depends on it';

CREATE FUNCTION _measure_segmentation(kept segmentations, refit boolean,
									  OUT yardstick yardstick, OUT without_customer bigint, OUT without_time bigint, OUT amount_left_out numeric)
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
SET search_path = pg_catalog, pg_temp
SET client_min_messages = warning -- to fill the view says it again
AS $$
BEGIN
	SELECT u.yardstick, u.without_customer, u.without_time, coalesce(u.amount_left_out, 0)
	INTO yardstick, without_customer, without_time, amount_left_out
	FROM @extschema@._segment_unnamed(kept.source, kept.customer_column, kept.time_column, kept.amount_column, kept.order_column, kept.potential_column,
									  kept.profit_column, kept.since, kept.as_of, CASE WHEN refit THEN NULL ELSE kept.yardstick END) AS u
	WHERE u.activity IS NULL;
END $$;
COMMENT ON FUNCTION _measure_segmentation(segmentations, boolean) IS
'what there is to say of all rows of a segmentation''s source: its yardstick, or one fitted on its customers where asked for or none is there (NULL without any), and what was left out';

CREATE FUNCTION _changed_customer_type(name text, later timestamptz) RETURNS text
LANGUAGE SQL STABLE PARALLEL RESTRICTED
RETURN coalesce((SELECT pg_catalog.concat(pg_catalog.format_type(a.atttypid, NULL::integer), @extschema@._collate(a.attcollation))
				 FROM @extschema@.segmentations AS s JOIN pg_catalog.pg_attribute AS a ON a.attrelid OPERATOR(pg_catalog.=) s.view::oid AND a.attnum OPERATOR(pg_catalog.=) 1::smallint
				 WHERE s.name OPERATOR(pg_catalog.=) _changed_customer_type.name
					 AND NOT EXISTS (SELECT FROM @extschema@.segmentation_log AS l
									 WHERE l.name OPERATOR(pg_catalog.=) s.name AND l.at OPERATOR(pg_catalog.>) later AND l.changed IS NULL)), 'text');
COMMENT ON FUNCTION _changed_customer_type(text, timestamptz) IS
'the type by which the customers in the changes of a segmentation are the same: that of its view, unless it may have had another then';

CREATE FUNCTION _segmentation_movement(name text, earlier timestamptz, later timestamptz) RETURNS movement_row[]
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
SET search_path = pg_catalog, pg_temp
SET DateStyle = 'ISO, YMD'
SET TimeZone = 'UTC'
AS $$
DECLARE
	moved @extschema@.movement_row[];
BEGIN
	EXECUTE format(
		'WITH changed AS (' -- a customer may have changed several times
		' SELECT (array_agg(was ORDER BY at))[1] AS was, (array_agg("is" ORDER BY at DESC))[1] AS "is"'
		' FROM @extschema@.segmentation_change WHERE name = $1 AND at > $2 AND at <= $3 GROUP BY customer::%s'
		'), there AS ('
		' SELECT type, customers FROM @extschema@.segmentation_breakdown WHERE name = $1 AND at = $3'
		'), moved AS ('
		' SELECT was, "is", count(*) AS customers FROM changed WHERE coalesce(was, "is") IS NOT NULL GROUP BY was, "is"'
		' UNION ALL' -- all others have been what they are
		' SELECT a.type, b.type, CASE WHEN a.type = b.type THEN b.customers - (SELECT count(*) FROM changed WHERE "is" = b.type) ELSE 0 END FROM there AS a, there AS b'
		') SELECT array_agg(ROW(was, "is", customers, NULL, NULL, NULL, NULL, NULL, NULL)::@extschema@.movement_row ORDER BY was COLLATE "C", "is" COLLATE "C")'
		' FROM (SELECT was, "is", sum(customers)::bigint AS customers FROM moved GROUP BY was, "is") AS m',
		@extschema@._changed_customer_type(name, later)) INTO moved USING name, earlier, later;
	RETURN moved;
END $$;
COMMENT ON FUNCTION _segmentation_movement(text, timestamptz, timestamptz) IS 'how many customers went from which type to which between two refreshes of a segmentation: by the changes, and by the types at the later one';

CREATE FUNCTION _check_watch(min_effect double precision, confidence double precision) RETURNS void
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN -- NaN is above all numbers
	IF (min_effect >= 0 AND min_effect <= 1) IS NOT TRUE THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = format('min_effect %s is out of range', coalesce(min_effect::text, 'NULL')),
			HINT = 'Give a share from 0 to 1, such as 0.02.';
	ELSIF (confidence > 0 AND confidence < 1) IS NOT TRUE THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = format('confidence %s is out of range', coalesce(confidence::text, 'NULL')),
			HINT = 'Give a share between 0 and 1, such as 0.95.';
	END IF;
END $$;
COMMENT ON FUNCTION _check_watch(double precision, double precision) IS 'an error for what cannot be an effect, or a confidence';

CREATE FUNCTION watch(name text, earlier timestamptz DEFAULT NULL, later timestamptz DEFAULT NULL,
					  min_effect double precision DEFAULT 0.02, confidence double precision DEFAULT 0.95)
RETURNS TABLE (was_at timestamptz, is_at timestamptz, was structure, "is" structure, present bigint, comers bigint, goers bigint,
			   effect double precision, p double precision, is_real boolean, note text)
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 1
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_variable
DECLARE
	kept @extschema@.segmentations;
	moved @extschema@.movement_row[];
BEGIN
	kept := @extschema@._kept_segmentation(name);
	PERFORM @extschema@._check_watch(min_effect, confidence);
	SELECT l.at, l.structure INTO is_at, "is" FROM @extschema@.segmentation_log AS l
	WHERE l.name = kept.name AND (later IS NULL OR l.at <= later) ORDER BY l.at DESC LIMIT 1;
	SELECT l.at, l.structure INTO was_at, was FROM @extschema@.segmentation_log AS l
	WHERE l.name = kept.name AND l.at < is_at AND (earlier IS NULL OR l.at <= earlier) ORDER BY l.at DESC LIMIT 1;
	IF was_at IS NULL THEN
		note := 'there is no refresh before to compare with';
	ELSIF EXISTS (SELECT FROM @extschema@.segmentation_log AS l WHERE l.name = kept.name AND l.at > was_at AND l.changed IS NULL) THEN
		note := 'what changed is not known: the view was gone in between, or the customers have another type';
	ELSE
		moved := @extschema@._segmentation_movement(kept.name, was_at, is_at);
		SELECT c.present, c.comers, c.goers, c.p, c.note INTO present, comers, goers, p, note FROM @extschema@.structure_change(moved) AS c;
		-- the share that has changed most, of those there at both times
		SELECT max(abs(d.change)) / nullif(present, 0) INTO effect
		FROM (SELECT c.class, sum(c.customers)::double precision AS change
			  FROM unnest(moved) AS m, LATERAL (VALUES (m.was, -m.customers), (m."is", m.customers)) AS c (class, customers)
			  WHERE m.was IS NOT NULL AND m."is" IS NOT NULL GROUP BY c.class) AS d;
		is_real := coalesce(p < 1 - confidence, false) AND coalesce(effect >= min_effect, false);
		IF p IS NULL AND comers + goers > 0 THEN
			note := concat_ws('; ', note, format('%s came and %s went, which is not tested', comers, goers));
		END IF;
	END IF;
	RETURN NEXT;
END $$;
COMMENT ON FUNCTION watch(text, timestamptz, timestamptz, double precision, double precision) IS
'whether the base of a segmentation has changed between two refreshes, the last two by default: of the customers there at both, the share of a type that changed most is at least so large, and the test of Stuart and Maxwell says that it is no chance';

CREATE FUNCTION _remake_segmentation_view(kept segmentations) RETURNS regclass
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	granted aclitem[];
	made regclass;
	g record;
BEGIN
	SELECT n.nspname, c.relname, c.relacl INTO kept.view_schema, kept.view_name, granted FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE c.oid = kept.view;
	PERFORM @extschema@._drop_segmentation_view(kept, format('the customers of segmentation %s have another type now', kept.name));
	made := @extschema@._make_segmentation_view(kept);
	FOR g IN SELECT a.grantee, a.privilege_type, a.is_grantable FROM aclexplode(granted) AS a, pg_class AS c
			 WHERE c.oid = made AND a.grantee <> c.relowner LOOP
		EXECUTE format('GRANT %s ON %s TO %s%s', g.privilege_type, made, CASE WHEN g.grantee = 0 THEN 'PUBLIC' ELSE g.grantee::regrole::text END,
					   CASE WHEN g.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END);
	END LOOP;
	RETURN made;
END $$;
COMMENT ON FUNCTION _remake_segmentation_view(segmentations) IS 'makes the view of a segmentation anew, for customers of another type; who could read it, still can';

CREATE FUNCTION _locked_segmentation(name text) RETURNS segmentations
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_variable
DECLARE
	known @extschema@.segmentations;
	kept @extschema@.segmentations;
BEGIN
	known := @extschema@._kept_segmentation(name);
	SELECT s.* INTO kept FROM @extschema@.segmentations AS s WHERE s.name = known.name FOR UPDATE;
	IF NOT FOUND THEN -- who held it has dropped it
		kept := @extschema@._kept_segmentation(name);
	END IF;
	RETURN @extschema@._own_segmentation(kept);
END $$;
COMMENT ON FUNCTION _locked_segmentation(text) IS 'the row of a segmentation, locked, so that what changes one waits for the other; an error where it is another role''s';

CREATE FUNCTION _follow_segmentation(kept segmentations) RETURNS segmentations
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	kept := @extschema@._found_segmentation(kept);
	IF kept.owner <> quote_ident(current_user)::regrole AND (SELECT relrowsecurity FROM pg_class WHERE oid = kept.source) THEN
		RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege',
			MESSAGE = format('the rows of %s that %s sees are not those that %I sees', @extschema@._qualified_name(kept.source), kept.owner, current_user),
			DETAIL = 'It has row-level security.', HINT = format('Refresh it as %s.', kept.owner);
	END IF;
	RETURN kept;
END $$;
COMMENT ON FUNCTION _follow_segmentation(segmentations) IS 'the row of a segmentation with its source as it is now, for a refresh: an error where the source shows the caller other rows than the owner';

CREATE FUNCTION _types_of_segmentation(view regclass) RETURNS text
LANGUAGE SQL STABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	SELECT pg_catalog.format('SELECT %I AS customer, coalesce(quadrant::text, ''unclassified'') AS type, orders, amount FROM %s', a.attname, view)
	FROM pg_catalog.pg_attribute AS a WHERE a.attrelid OPERATOR(pg_catalog.=) view::oid AND a.attnum OPERATOR(pg_catalog.=) 1::smallint;
END;
COMMENT ON FUNCTION _types_of_segmentation(regclass) IS 'a query for the customers in the view of a segmentation, with their types';

CREATE FUNCTION _fill_segmentation(kept segmentations, OUT view regclass, OUT compared boolean)
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
SET quote_all_identifiers = off -- else REFRESH \342\200\246 CONCURRENTLY fails in itself
AS $$
#variable_conflict use_column
DECLARE
	customer record := @extschema@._segmentation_customer(kept);
	shown record; -- the view as it is
BEGIN
	view := kept.view;
	SELECT format_type(a.atttypid, NULL) AS type, a.attname::text AS "column", c.relispopulated AS filled INTO shown
	FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = 1 WHERE c.oid = kept.view AND @extschema@._shows_segmentation(c.oid);
	compared := coalesce(shown.filled AND shown.type = customer.type, false);
	IF compared THEN
		IF NOT has_database_privilege(current_database(), 'TEMPORARY') THEN
			RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', MESSAGE = format('to refresh segmentation %s takes temporary tables, which %I may not make', kept.name, current_user),
				HINT = format('GRANT TEMPORARY ON DATABASE %I TO %I;', current_database(), current_user);
		END IF;
		EXECUTE 'CREATE TEMP TABLE _segmentation_was AS ' || @extschema@._types_of_segmentation(view);
	END IF;
	IF shown.type IS NULL THEN
		view := @extschema@._make_segmentation_view(kept);
	ELSIF shown.type <> customer.type THEN
		view := @extschema@._remake_segmentation_view(kept);
	ELSIF shown."column" <> customer."column" THEN
		EXECUTE format('ALTER MATERIALIZED VIEW %s RENAME COLUMN %I TO %I', view, shown."column", customer."column");
	END IF;
	EXECUTE format('REFRESH MATERIALIZED VIEW %s%s', CASE WHEN compared THEN 'CONCURRENTLY ' ELSE '' END, view);
END $$;
COMMENT ON FUNCTION _fill_segmentation(segmentations) IS
'fills the view of a segmentation, which is made where it is not there, or not for these customers; where it was filled before, its types stay in a temporary table, to be compared';

CREATE FUNCTION _log_changes(view regclass, logged segmentation_log) RETURNS bigint
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
SET bytea_output = hex -- customers are written as text, always the same
SET DateStyle = 'ISO, YMD'
SET IntervalStyle = postgres
SET TimeZone = 'UTC'
SET extra_float_digits = 1
AS $$
DECLARE
	changed bigint;
BEGIN
	-- GROUP BY, since a type's own operators are not in the search_path
	EXECUTE format('INSERT INTO @extschema@.segmentation_change SELECT $1, $2, customer::text, max(was), max("is") FROM ('
				   'SELECT customer, type AS was, NULL AS "is" FROM pg_temp._segmentation_was UNION ALL SELECT customer, NULL, type FROM (%s) AS v) AS c'
				   ' GROUP BY customer HAVING max(was) IS DISTINCT FROM max("is")', @extschema@._types_of_segmentation(view)) USING logged.name, logged.at;
	GET DIAGNOSTICS changed = ROW_COUNT;
	DROP TABLE pg_temp._segmentation_was;
	RETURN changed;
END $$;
COMMENT ON FUNCTION _log_changes(regclass, segmentation_log) IS 'keeps who has another type in the view than before its refresh, by the equality of their own type, and tells how many';

CREATE FUNCTION _log_segmentation(view regclass, logged segmentation_log, compared boolean) RETURNS segmentation_log
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	logged.at := clock_timestamp();
	EXECUTE format('SELECT count(*), sum(amount), max(last_order), @extschema@.mix(quadrant) FROM %s', view) INTO logged.customers, logged.amount, logged.last_order, logged.mix;
	logged.structure := @extschema@.structure(logged.mix);
	INSERT INTO @extschema@.segmentation_log SELECT logged.*;
	EXECUTE format('INSERT INTO @extschema@.segmentation_breakdown SELECT $1, $2, type, count(v), coalesce(sum(v.orders), 0), coalesce(sum(v.amount), 0)'
				   ' FROM unnest(enum_range(NULL::@extschema@.quadrant)::text[] || ''unclassified''::text) AS t (type)'
				   ' LEFT JOIN (%s) AS v USING (type) GROUP BY type', @extschema@._types_of_segmentation(view)) USING logged.name, logged.at;
	IF compared THEN
		logged.changed := @extschema@._log_changes(view, logged);
		UPDATE @extschema@.segmentation_log AS l SET changed = logged.changed WHERE l.name = logged.name AND l.at = logged.at;
	END IF;
	RETURN logged;
END $$;
COMMENT ON FUNCTION _log_segmentation(regclass, segmentation_log, boolean) IS 'keeps what the base of a segmentation is after a refresh and, where it can be compared, who changed';

CREATE FUNCTION refresh_segmentation(name text, as_of timestamptz DEFAULT NULL, refit boolean DEFAULT false)
RETURNS TABLE (at timestamptz, customers bigint, changed bigint, was structure, "is" structure, effect double precision, p double precision, is_real boolean, note text)
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE ROWS 1
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_variable
DECLARE
	before @extschema@.segmentations;
	kept @extschema@.segmentations;
	filled record;
	logged @extschema@.segmentation_log;
BEGIN
	before := @extschema@._locked_segmentation(name);
	kept := @extschema@._follow_segmentation(before);
	kept.as_of := coalesce(as_of, kept.as_of);
	SELECT m.yardstick, m.without_customer, m.without_time, m.amount_left_out INTO kept.yardstick, logged.without_customer, logged.without_time, logged.amount_left_out
	FROM @extschema@._measure_segmentation(kept, refit) AS m;
	UPDATE @extschema@.segmentations AS s -- as the view reads it
	SET source = kept.source, source_schema = kept.source_schema, source_name = kept.source_name, customer_column = kept.customer_column,
		time_column = kept.time_column, amount_column = kept.amount_column, order_column = kept.order_column, potential_column = kept.potential_column,
		profit_column = kept.profit_column, as_of = kept.as_of, yardstick = kept.yardstick
	WHERE s.name = kept.name;
	filled := @extschema@._fill_segmentation(kept);
	logged.name := kept.name;
	logged.as_of := kept.as_of;
	logged := @extschema@._log_segmentation(filled.view, logged, filled.compared);
	UPDATE @extschema@.segmentations AS s SET as_of = before.as_of, refreshed_at = logged.at, last_error = NULL, last_error_at = NULL WHERE s.name = kept.name;
	at := logged.at;
	customers := logged.customers;
	changed := logged.changed;
	SELECT w.was, w."is", w.effect, w.p, w.is_real, w.note INTO was, "is", effect, p, is_real, note FROM @extschema@.watch(kept.name) AS w;
	PERFORM pg_notify('customer_seg', json_build_object('name', kept.name, 'at', at, 'customers', customers, 'changed', changed,
														'was', was, 'is', "is", 'effect', effect, 'p', p, 'real', is_real)::text);
	RETURN NEXT;
END $$;
COMMENT ON FUNCTION refresh_segmentation(text, timestamptz, boolean) IS
'brings the view of a segmentation up to date, keeps what the base is now and who changed, and notifies the channel customer_seg; as_of holds for this refresh only, and only refit fits a new yardstick';

CREATE FUNCTION _fail_segmentation(name text, error text) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_variable
BEGIN
	UPDATE @extschema@.segmentations AS s SET last_error = error, last_error_at = clock_timestamp() WHERE s.name = name;
	-- a payload is below 8000 bytes
	PERFORM pg_notify('customer_seg', json_build_object('name', name, 'at', clock_timestamp(), 'error', left(error, 1000))::text);
END $$;
COMMENT ON FUNCTION _fail_segmentation(text, text) IS 'keeps why a segmentation could not be refreshed, and notifies the channel customer_seg of it';

CREATE FUNCTION refresh_segmentations()
RETURNS TABLE (name text, at timestamptz, customers bigint, changed bigint, was structure, "is" structure, effect double precision, p double precision,
			   is_real boolean, note text, error text)
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE ROWS 10
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_variable
DECLARE
	message text;
	detail text;
	hint text;
BEGIN
	-- what others own would be read with the rights of who calls
	FOR name IN SELECT s.name FROM @extschema@.segmentations AS s WHERE s.owner = quote_ident(current_user)::regrole ORDER BY s.name COLLATE "C" LOOP
		BEGIN
			RETURN QUERY SELECT name, r.*, NULL::text FROM @extschema@.refresh_segmentation(name) AS r;
		EXCEPTION WHEN OTHERS THEN
			GET STACKED DIAGNOSTICS message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
			error := concat_ws(E'\n', message, 'DETAIL:  ' || nullif(detail, ''), 'HINT:  ' || nullif(hint, ''));
			PERFORM @extschema@._fail_segmentation(name, error);
			RETURN NEXT;
		END;
	END LOOP;
	IF NOT FOUND THEN
		RAISE WARNING '% owns no segmentation: nothing is refreshed', quote_ident(current_user) USING HINT = 'Each is refreshed by its owner: SELECT name, owner FROM @extschema@.segmentations;';
	END IF;
END $$;
COMMENT ON FUNCTION refresh_segmentations() IS
'refresh_segmentation() of all that the current role owns, in the order of their names; what fails stops no other: its error is in its row and in segmentations.last_error, until it is refreshed';

CREATE FUNCTION _new_segmentation(name text, schema name) RETURNS segmentations
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	parts text[];
	kept @extschema@.segmentations;
BEGIN
	BEGIN
		parts := parse_ident(name);
	EXCEPTION WHEN invalid_parameter_value THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_name', MESSAGE = format('%s is not a valid name for a segmentation', name),
			HINT = format('Put it in double quotes: SELECT * FROM @extschema@.create_segmentation(%L, ''sales'');', '"' || replace(name, '"', '""') || '"');
	END;
	IF parts IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed', MESSAGE = 'name is NULL', HINT = 'SELECT * FROM @extschema@.create_segmentation(''shop'', ''sales'');';
	ELSIF array_length(parts, 1) > 2 THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_name', MESSAGE = format('%s has too many parts for the name of a segmentation', name), HINT = 'Give a name, or a schema and a name.';
	ELSIF parts <> parts::name[]::text[] THEN
		RAISE EXCEPTION USING ERRCODE = 'name_too_long', MESSAGE = format('%s is too long for the name of a segmentation', left(name, 100)), HINT = 'Give a name of 63 bytes at most.';
	END IF;
	kept.name := @extschema@._segmentation_name(parts[array_length(parts, 1)]);
	kept.view_name := parts[array_length(parts, 1)];
	kept.view_schema := CASE WHEN array_length(parts, 1) = 2 THEN parts[1] ELSE schema END;
	IF kept.view_schema IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_schema_name', MESSAGE = format('no schema has been selected to make %s in', name),
			HINT = format('Give one with the name, as in: SELECT * FROM @extschema@.create_segmentation(%L, ''public.sales'');', 'public.' || kept.name);
	END IF;
	RETURN kept;
END $$;
COMMENT ON FUNCTION _new_segmentation(text, name) IS 'a row with the name of a segmentation and of its view, which is in this schema unless another is given with the name; an error where it cannot be one';

CREATE FUNCTION _check_new_source(source regclass) RETURNS void
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF source IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed', MESSAGE = 'source is NULL', HINT = 'SELECT * FROM @extschema@.create_segmentation(''shop'', ''sales'');';
	ELSIF EXISTS (SELECT FROM @extschema@._segmentation_of(source)) THEN
		RAISE EXCEPTION USING ERRCODE = 'wrong_object_type', MESSAGE = format('%s is a segmentation itself', source), HINT = 'Give the table or view that holds the sales.';
	ELSIF EXISTS (SELECT FROM pg_class WHERE oid = source AND relpersistence = 't') THEN
		RAISE EXCEPTION USING ERRCODE = 'wrong_object_type', MESSAGE = format('%s is a temporary table, which a segmentation would outlive', source), HINT = 'Keep the sales in a permanent table or view.';
	END IF;
END $$;
COMMENT ON FUNCTION _check_new_source(regclass) IS 'an error for what no segmentation can be made of';

CREATE FUNCTION _register_segmentation(name text, schema name, source regclass, columns name[], since timestamptz, as_of timestamptz, yardstick yardstick, lapse_after interval) RETURNS text
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	kept @extschema@.segmentations := @extschema@._new_segmentation(name, schema);
BEGIN
	PERFORM @extschema@._check_new_source(source), @extschema@._lapse_days(current_date, lapse_after);
	kept.source := source;
	SELECT n.nspname, c.relname INTO kept.source_schema, kept.source_name FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE c.oid = source;
	kept.customer_column := columns[1];
	kept.time_column := columns[2];
	kept.amount_column := columns[3];
	kept.order_column := columns[4];
	kept.potential_column := columns[5];
	kept.profit_column := columns[6];
	kept.since := since;
	kept.as_of := as_of;
	-- fitted even where one is given, since what is wrong with the arguments is said there
	kept.yardstick := (@extschema@._measure_segmentation(kept, true)).yardstick;
	INSERT INTO @extschema@.segmentations (name, view_schema, view_name, source, source_schema, source_name, customer_column, time_column, amount_column, order_column,
										   potential_column, profit_column, since, as_of, yardstick, lapse_after, created_at)
	SELECT kept.name, kept.view_schema, kept.view_name, kept.source, kept.source_schema, kept.source_name, kept.customer_column, kept.time_column, kept.amount_column, kept.order_column,
		   kept.potential_column, kept.profit_column, kept.since, kept.as_of, coalesce(_register_segmentation.yardstick, kept.yardstick), _register_segmentation.lapse_after, clock_timestamp();
	RETURN kept.name;
EXCEPTION WHEN unique_violation THEN
	RAISE EXCEPTION USING ERRCODE = 'duplicate_object', MESSAGE = format('there is a segmentation %s already', kept.name),
		HINT = format('Take another name, or, if it is yours: SELECT @extschema@.drop_segmentation(%L);', kept.name);
END $$;
COMMENT ON FUNCTION _register_segmentation(text, name, regclass, name[], timestamptz, timestamptz, yardstick, interval) IS 'puts a segmentation into the registry, without its view, and gives its name';

CREATE FUNCTION create_segmentation(name text, source regclass,
									customer_column name DEFAULT 'customer_id',
									time_column name DEFAULT 'sold_at',
									amount_column name DEFAULT 'amount',
									order_column name DEFAULT NULL,
									potential_column name DEFAULT NULL,
									profit_column name DEFAULT NULL,
									since timestamptz DEFAULT NULL,
									as_of timestamptz DEFAULT NULL,
									yardstick yardstick DEFAULT NULL,
									lapse_after interval DEFAULT NULL)
RETURNS TABLE (at timestamptz, customers bigint, changed bigint, was structure, "is" structure, effect double precision, p double precision, is_real boolean, note text)
LANGUAGE SQL VOLATILE PARALLEL UNSAFE ROWS 1
BEGIN ATOMIC
	SELECT r.*
	FROM @extschema@.refresh_segmentation(@extschema@._register_segmentation(name, pg_catalog.current_schema(), source,
		ARRAY[customer_column, time_column, amount_column, order_column, potential_column, profit_column], since, as_of, yardstick, lapse_after)) AS r;
END;
COMMENT ON FUNCTION create_segmentation(text, regclass, name, name, name, name, name, name, timestamptz, timestamptz, yardstick, interval) IS
'a name for a source with its columns, period and yardstick (fitted now unless given), and a materialized view of that name with a row for each customer, filled for the first time';

CREATE FUNCTION drop_segmentation(name text) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	kept @extschema@.segmentations;
BEGIN
	kept := @extschema@._locked_segmentation(name);
	PERFORM @extschema@._drop_segmentation_view(kept, format('segmentation %s is to be dropped', kept.name));
	DELETE FROM @extschema@.segmentations AS s WHERE s.name = kept.name;
END $$;
COMMENT ON FUNCTION drop_segmentation(text) IS 'drops a segmentation: its view, what is kept of its refreshes, and its name; its source stays';
/*
 * track: a summary of a table, kept up with it
 *
 * A journal of rows as the server keeps them, no sums that writers must lock: each statement adds rows to the journal, and
 * they are seen, rolled back and left out of a snapshot together with the rows of the table that they tell of.
 */

CREATE FUNCTION _tracked_tables(source regclass) RETURNS oid[]
AS 'MODULE_PATHNAME', 'customer_seg_tracked_tables'
LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION _tracked_tables(regclass) IS 'the table and all its partitions and children, as they are now, also for an older snapshot';

CREATE FUNCTION _check_idle(source regclass) RETURNS void
AS 'MODULE_PATHNAME', 'customer_seg_check_idle'
LANGUAGE C STABLE STRICT PARALLEL RESTRICTED;
COMMENT ON FUNCTION _check_idle(regclass) IS 'an error while a query of this session that is not yet done uses the table or one of its partitions and children';

CREATE FUNCTION _check_owner(source regclass) RETURNS void
LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	us pg_roles;
	owner regrole := (SELECT relowner FROM pg_class WHERE oid = source);
BEGIN
	SELECT * INTO us FROM pg_roles WHERE rolname = current_user;
	IF us.oid <> owner AND (us.rolsuper OR NOT pg_has_role(owner, 'USAGE')) THEN
		RAISE EXCEPTION 'table % belongs to %', source, owner USING ERRCODE = 'insufficient_privilege',
			DETAIL = 'What its owner has put on the table and its summary would run with the rights of who asks.',
			HINT = 'Let a job of that role do it.';
	END IF;
END $$;
COMMENT ON FUNCTION _check_owner(regclass) IS
'an error where the current role is neither the owner of the table nor has, without being a superuser, the owner''s rights';

CREATE FUNCTION _logging(source regclass) RETURNS text
LANGUAGE sql STABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	SELECT CASE WHEN pg_catalog.count(DISTINCT c.relpersistence) > 1 THEN NULL WHEN pg_catalog.bool_or(c.relpersistence OPERATOR(pg_catalog.=) 'u'::"char") THEN 'UNLOGGED' ELSE 'LOGGED' END
	FROM pg_catalog.pg_class c WHERE c.oid OPERATOR(pg_catalog.=) ANY (@extschema@._tracked_tables(source)) AND c.relkind OPERATOR(pg_catalog.=) 'r'::"char";
END;
COMMENT ON FUNCTION _logging(regclass) IS 'LOGGED or UNLOGGED, as a table and its partitions are, which a crash empties or not; NULL where they differ';

CREATE FUNCTION write_journal() RETURNS trigger
AS 'MODULE_PATHNAME', 'customer_seg_write_journal'
LANGUAGE C VOLATILE PARALLEL UNSAFE;
COMMENT ON FUNCTION write_journal() IS
'the triggers of a tracked table: whoever writes to it, they add to the journal, which is their first two arguments, with the rights of the table''s owner';

CREATE FUNCTION _own_table(part regclass, whole regclass) RETURNS void
AS 'MODULE_PATHNAME', 'customer_seg_own_table'
LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
COMMENT ON FUNCTION _own_table(regclass, regclass) IS 'from now on the one table goes when the other is dropped';

CREATE FUNCTION _tracked_with(arguments bytea) RETURNS text[]
LANGUAGE sql STABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	SELECT pg_catalog.array_agg(pg_catalog.convert_from(pg_catalog.decode(pg_catalog.replace(a.hex, ' ', ''), 'hex'), pg_catalog.getdatabaseencoding()) ORDER BY a.n)
	FROM pg_catalog.string_to_table(pg_catalog.regexp_replace(pg_catalog.encode(arguments, 'hex'), '(..)', '\1 ', 'g'), '00 ') WITH ORDINALITY a(hex, n);
END;
COMMENT ON FUNCTION _tracked_with(bytea) IS
'the arguments of a trigger: the journal''s schema and name, and of the one that says what is tracked the tables that were there, and which columns count';

CREATE FUNCTION _hidden_from_owner(source regclass) RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_hidden_from_owner'
LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION _hidden_from_owner(regclass) IS 'whether row-level security holds for the owner of the table, too';

-- In plpgsql, which plans its queries once in a session.  Who reads a view may have no right to look into the schema: no names of it here.
CREATE FUNCTION _unwatched_tables(source regclass, journal regclass, tables oid[], hidden boolean, writer regprocedure) RETURNS boolean
LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	owner oid;
	persistence "char";
	arguments bytea;
	watched oid[];
	noted boolean;
BEGIN
	IF hidden THEN
		RAISE EXCEPTION 'the summary of % would leave out what its row-level security hides', source USING ERRCODE = 'object_not_in_prerequisite_state',
			HINT = format('ALTER TABLE %s NO FORCE ROW LEVEL SECURITY;', source);
	END IF;
	-- the journal is this table's own, and its name is in the triggers' arguments
	SELECT relowner, relpersistence, convert_to(nspname, getdatabaseencoding()) || '\x00' || convert_to(relname, getdatabaseencoding()) || '\x00'
	INTO owner, persistence, arguments
	FROM pg_depend d JOIN pg_class c ON c.oid = d.objid JOIN pg_namespace n ON n.oid = c.relnamespace
	WHERE d.classid = 'pg_class'::regclass AND d.objid = journal AND d.refclassid = 'pg_class'::regclass AND d.refobjid = source AND d.deptype = 'a';
	SELECT array_agg(w.tgrelid ORDER BY w.tgrelid), bool_or(w.noted) INTO watched, noted
	FROM (SELECT tgrelid, bool_or(tgrelid = source AND tgnargs = 4
				AND strpos(encode(tgargs, 'hex'), encode(arguments || convert_to(array_to_string(tables, ' '), getdatabaseencoding()) || '\x00', 'hex')) = 1) AS noted
		  FROM pg_trigger
		  WHERE tgrelid = ANY (tables) AND tgfoid = writer AND substr(tgargs, 1, length(arguments)) = arguments
			AND tgenabled = CASE WHEN tgtype & 1 <> 0 THEN 'R' WHEN tgtype & 32 <> 0 THEN 'A' ELSE 'O' END
		  GROUP BY tgrelid HAVING count(*) = 5) w;
	RETURN watched IS DISTINCT FROM tables OR noted IS DISTINCT FROM true
		OR EXISTS (SELECT FROM pg_class WHERE oid = ANY (tables) AND (relowner <> owner OR relkind = 'r' AND relpersistence <> persistence))
		-- what is written through another parent fires no trigger of statements here
		OR EXISTS (SELECT FROM pg_inherits WHERE inhrelid = ANY (tables) AND inhparent <> ALL (tables));
END $$;
COMMENT ON FUNCTION _unwatched_tables(regclass, regclass, oid[], boolean, regprocedure) IS
'whether the table has other partitions, or it, one of them or the journal another owner, persistence or name than when the summary was last made whole, or one of the triggers is missing or disabled: then the summary is counted from the table';

CREATE FUNCTION _unwatched(source regclass, journal regclass) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT @extschema@._unwatched_tables(source, journal, @extschema@._tracked_tables(source), @extschema@._hidden_from_owner(source), '@extschema@.write_journal()'::regprocedure);
END;
COMMENT ON FUNCTION _unwatched(regclass, regclass) IS 'the same, with what there is to know of the table';

CREATE VIEW tracked AS
SELECT t.tgrelid::regclass AS source,
	   pg_catalog.split_part(t.tgname::text, '_', 3) AS what,
	   s.oid::regclass AS summary,
	   k.oid::regclass AS kept,
	   j.oid::regclass AS journal,
	   c.names[1] AS customer_column,
	   c.names[2] AS time_column,
	   c.names[3] AS amount_column,
	   c.names[4] AS potential_column,
	   c.names[5] AS profit_column,
	   a.noted[3] AS tables,
	   pg_catalog.array_position(c.names[1:3], NULL::name) IS NOT NULL OR s.oid IS NULL OR k.oid IS NULL OR j.relowner OPERATOR(pg_catalog.<>) o.relowner AS broken,
	   CASE WHEN pg_catalog.array_position(c.names[1:3], NULL::name) IS NOT NULL THEN 'a column that counts is gone'
			WHEN k.oid IS NULL THEN 'a table of the summary is gone, or has another name or owner'
			WHEN s.oid IS NULL THEN 'the view is gone, or has another name or owner'
			WHEN j.relowner OPERATOR(pg_catalog.<>) o.relowner THEN 'the summary belongs to the owner before'
			WHEN @extschema@._hidden_from_owner(t.tgrelid::regclass) THEN 'row-level security holds for the owner of the table, too'
			WHEN @extschema@._unwatched(t.tgrelid::regclass, j.oid::regclass) THEN 'counted from the table until the next fold()' END AS problem
FROM pg_catalog.pg_trigger t
JOIN pg_catalog.pg_class o ON o.oid OPERATOR(pg_catalog.=) t.tgrelid
CROSS JOIN LATERAL (SELECT @extschema@._tracked_with(t.tgargs) AS noted) a
LEFT JOIN LATERAL (
	-- the table's own, or of that name and its owner, as after restoring a dump: the arguments may be anybody's
	SELECT c.oid, c.relnamespace, c.relowner
	FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace
	CROSS JOIN LATERAL (SELECT EXISTS (SELECT FROM pg_catalog.pg_depend d
		WHERE d.classid OPERATOR(pg_catalog.=) 'pg_catalog.pg_class'::regclass::oid AND d.objid OPERATOR(pg_catalog.=) c.oid AND d.deptype OPERATOR(pg_catalog.=) 'a'::"char"
			AND d.refclassid OPERATOR(pg_catalog.=) 'pg_catalog.pg_class'::regclass::oid AND d.refobjid OPERATOR(pg_catalog.=) t.tgrelid) AS own) d
	WHERE c.relname OPERATOR(pg_catalog.=) a.noted[2]::name AND c.relkind OPERATOR(pg_catalog.=) 'r'::"char" AND NOT c.relispartition
		AND (d.own OR c.relowner OPERATOR(pg_catalog.=) o.relowner AND n.nspname::text OPERATOR(pg_catalog.=) a.noted[1])
	ORDER BY d.own DESC LIMIT 1
) j ON true
LEFT JOIN pg_catalog.pg_class s ON s.relnamespace OPERATOR(pg_catalog.=) j.relnamespace AND s.relname OPERATOR(pg_catalog.=) pg_catalog.regexp_replace(a.noted[2], '_delta$', '')::name
	AND s.relkind OPERATOR(pg_catalog.=) 'v'::"char" AND s.relowner OPERATOR(pg_catalog.=) j.relowner
LEFT JOIN pg_catalog.pg_class k ON k.relnamespace OPERATOR(pg_catalog.=) j.relnamespace AND k.relname OPERATOR(pg_catalog.=) pg_catalog.regexp_replace(a.noted[2], '_delta$', '_kept')::name
	AND k.relkind OPERATOR(pg_catalog.=) 'r'::"char" AND k.relowner OPERATOR(pg_catalog.=) j.relowner
CROSS JOIN LATERAL (
	SELECT pg_catalog.array_agg(b.attname ORDER BY p.n) AS names
	FROM pg_catalog.string_to_table(a.noted[4], ' ') WITH ORDINALITY p(at, n)
	LEFT JOIN pg_catalog.pg_trigger r ON r.tgrelid OPERATOR(pg_catalog.=) t.tgrelid AND r.tgfoid OPERATOR(pg_catalog.=) t.tgfoid
		AND r.tgname::text OPERATOR(pg_catalog.=) pg_catalog.regexp_replace(t.tgname::text, 'insert$', 'row')
	LEFT JOIN pg_catalog.pg_attribute b ON b.attrelid OPERATOR(pg_catalog.=) t.tgrelid
		AND b.attnum OPERATOR(pg_catalog.=) r.tgattr[CASE WHEN p.at OPERATOR(pg_catalog.~) '^[1-5]$' THEN p.at::integer OPERATOR(pg_catalog.-) 1 END]
) c
WHERE t.tgfoid OPERATOR(pg_catalog.=) '@extschema@.write_journal()'::regprocedure::oid
	AND t.tgname OPERATOR(pg_catalog.~) '^customer_seg_(activity|history)_insert$' AND t.tgnargs OPERATOR(pg_catalog.=) 4::smallint;
COMMENT ON VIEW tracked IS 'all tables that track() keeps a summary of: the summary, the tables behind it, the columns and the partitions, and what is wrong with it';
GRANT SELECT ON tracked TO PUBLIC;

CREATE FUNCTION _columns_that_count(columns text[]) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	SELECT pg_catalog.array_agg(c.name ORDER BY c.place)
	FROM (SELECT u.name, pg_catalog.min(u.n) AS place FROM pg_catalog.unnest(columns) WITH ORDINALITY u(name, n) WHERE u.name IS NOT NULL GROUP BY u.name) c;
END;
COMMENT ON FUNCTION _columns_that_count(text[]) IS 'customer, time, amount, potential and profit, each column once: those of the journal';

CREATE FUNCTION _unwatch(journal regclass, but oid[]) RETURNS void
LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	event name;
	part regclass;
BEGIN
	FOR event, part IN
		SELECT t.tgname, t.tgrelid
		FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
		JOIN pg_trigger t ON t.tgfoid = '@extschema@.write_journal()'::regprocedure AND t.tgparentid = 0 AND t.tgrelid <> ALL (but)
		WHERE c.oid = journal AND (@extschema@._tracked_with(t.tgargs))[1:2] = ARRAY[n.nspname, c.relname]::text[]
	LOOP
		EXECUTE format('DROP TRIGGER %I ON %s', event, part);
	END LOOP;
END $$;
COMMENT ON FUNCTION _unwatch(regclass, oid[]) IS 'takes the triggers that write to a journal from all tables but these';

CREATE FUNCTION _watch(source regclass, journal regclass, what text, columns text[]) RETURNS void
LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	tables oid[];
	part regclass;
	prefix text := 'customer_seg_' || what || '_';
	distinct_columns text[] := @extschema@._columns_that_count(columns);
	arguments text;
	noted text;
	child boolean;
	parent boolean;
BEGIN
	EXECUTE format('LOCK TABLE %s IN SHARE ROW EXCLUSIVE MODE', source);
	tables := @extschema@._tracked_tables(source);
	-- the triggers of both would have the same names
	SELECT k.source INTO part FROM @extschema@.tracked k WHERE k.what = _watch.what AND k.source <> _watch.source AND @extschema@._tracked_tables(k.source) && @extschema@._tracked_tables(_watch.source);
	IF FOUND THEN
		RAISE EXCEPTION 'table % has rows in common with %, which is tracked', source, part USING ERRCODE = 'duplicate_object', HINT = format('SELECT @extschema@.untrack(%L);', part);
	END IF;
	SELECT format('%L, %L', nspname, relname) INTO arguments FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace WHERE c.oid = journal;
	SELECT format(', %L, %L', array_to_string(tables, ' '), string_agg(coalesce(array_position(distinct_columns, u.name)::text, '-'), ' ' ORDER BY u.n))
	INTO noted FROM unnest(columns) WITH ORDINALITY u(name, n);
	PERFORM @extschema@._unwatch(journal, tables);
	FOREACH part IN ARRAY tables LOOP
		SELECT relispartition, relhassubclass INTO child, parent FROM pg_class WHERE oid = part;
		EXECUTE format('CREATE OR REPLACE TRIGGER %I AFTER INSERT ON %s REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION @extschema@.write_journal(%s)',
					   prefix || 'insert', part, arguments || CASE WHEN part = source THEN noted WHEN parent THEN format(', %L', array_to_string(tables, ' ')) ELSE '' END);
		EXECUTE format('CREATE OR REPLACE TRIGGER %I AFTER UPDATE ON %s REFERENCING OLD TABLE AS deleted NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION @extschema@.write_journal(%s)',
					   prefix || 'update', part, arguments);
		EXECUTE format('CREATE OR REPLACE TRIGGER %I AFTER DELETE ON %s REFERENCING OLD TABLE AS deleted FOR EACH STATEMENT EXECUTE FUNCTION @extschema@.write_journal(%s)',
					   prefix || 'delete', part, arguments);
		EXECUTE format('CREATE OR REPLACE TRIGGER %I AFTER TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION @extschema@.write_journal(%s)',
					   prefix || 'truncate', part, arguments);
		-- also where a subscription writes
		EXECUTE format('ALTER TABLE ONLY %s ENABLE ALWAYS TRIGGER %I', part, prefix || 'truncate');
		-- A subscription fires no triggers of statements.  Partitions have this one from their parent.  Its columns are those that count: the server follows them.
		IF NOT child OR part = source THEN
			EXECUTE format('CREATE OR REPLACE TRIGGER %I AFTER INSERT OR UPDATE OF %s OR DELETE ON %s FOR EACH ROW EXECUTE FUNCTION @extschema@.write_journal(%s)',
						   prefix || 'row', (SELECT string_agg(quote_ident(u.name), ', ' ORDER BY u.n) FROM unnest(distinct_columns) WITH ORDINALITY u(name, n)), part, arguments);
		END IF;
		EXECUTE format('ALTER TABLE ONLY %s ENABLE REPLICA TRIGGER %I', part, prefix || 'row');
	END LOOP;
END $$;
COMMENT ON FUNCTION _watch(regclass, regclass, text, text[]) IS
'puts the triggers of a summary on the table and all its partitions and children, takes them from others, and notes which these are';

CREATE FUNCTION _equality(kept regclass) RETURNS text
LANGUAGE sql STABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	SELECT pg_catalog.format('OPERATOR(%I.%s)', n.nspname, o.oprname)
	FROM pg_catalog.pg_index i
	JOIN pg_catalog.pg_opclass c ON c.oid OPERATOR(pg_catalog.=) i.indclass[0]
	JOIN pg_catalog.pg_amop a ON a.amopfamily OPERATOR(pg_catalog.=) c.opcfamily AND a.amoplefttype OPERATOR(pg_catalog.=) c.opcintype
		AND a.amoprighttype OPERATOR(pg_catalog.=) c.opcintype AND a.amopstrategy OPERATOR(pg_catalog.=) 3::smallint
	JOIN pg_catalog.pg_operator o ON o.oid OPERATOR(pg_catalog.=) a.amopopr
	JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) o.oprnamespace
	WHERE i.indrelid OPERATOR(pg_catalog.=) kept::oid AND i.indisprimary;
END;
COMMENT ON FUNCTION _equality(regclass) IS 'the operator by which customers are the same, as GROUP BY has it, to be written in a query';

CREATE FUNCTION _give_summary(source regclass, summary regclass, kept regclass, journal regclass) RETURNS void
LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	owner regrole := (SELECT relowner FROM pg_class WHERE oid = source);
	logging text := @extschema@._logging(source);
	part regclass;
BEGIN
	FOR part IN SELECT oid FROM pg_class WHERE oid IN (kept, journal, summary) AND relowner <> owner LOOP
		EXECUTE format('ALTER TABLE %s OWNER TO %s', part, owner);
	END LOOP;
	FOR part IN SELECT oid FROM pg_class WHERE oid IN (kept, journal) AND relowner = owner AND CASE relpersistence WHEN 'u' THEN 'UNLOGGED' ELSE 'LOGGED' END <> logging LOOP
		EXECUTE format('ALTER TABLE %s SET %s', part, logging);
	END LOOP;
	PERFORM @extschema@._own_table(kept, source), @extschema@._own_table(journal, source);
END $$;
COMMENT ON FUNCTION _give_summary(regclass, regclass, regclass, regclass) IS
'makes the parts of a summary those of the table: they have its owner, outlive a crash or not as it does, and go with it';

CREATE FUNCTION _counting(what text, columns text[], types regclass, rows text) RETURNS text
LANGUAGE sql STABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	-- integers of any size are whole units
	SELECT pg_catalog.format('SELECT r.%1$I AS customer, @extschema@.%3$I(%4$s) AS %3$I FROM %5$s WHERE r.%1$I IS NOT NULL AND r.%2$I IS NOT NULL',
							 columns[1], columns[2], what, pg_catalog.string_agg(
								CASE WHEN c.name IS NULL THEN 'NULL'
									 WHEN t.oid IN ('pg_catalog.int2'::regtype::oid, 'pg_catalog.int4'::regtype::oid) THEN pg_catalog.format('r.%I::bigint', c.name)
									 ELSE pg_catalog.format('r.%I', c.name) END, ', ' ORDER BY c.n), rows)
	FROM pg_catalog.unnest(columns) WITH ORDINALITY c(name, n)
	LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid OPERATOR(pg_catalog.=) types::oid AND a.attname::text OPERATOR(pg_catalog.=) c.name
	LEFT JOIN pg_catalog.pg_type d ON d.oid OPERATOR(pg_catalog.=) a.atttypid
	LEFT JOIN pg_catalog.pg_type t ON t.oid OPERATOR(pg_catalog.=) CASE d.typbasetype WHEN 0::oid THEN d.oid ELSE d.typbasetype END
	-- the arguments that the aggregate has with these columns
	WHERE c.n IN (2::bigint, 3::bigint)
		OR c.n OPERATOR(pg_catalog.=) 4::bigint AND (columns[4] IS NOT NULL OR columns[5] IS NOT NULL)
		OR c.n OPERATOR(pg_catalog.=) 5::bigint AND (columns[5] IS NOT NULL OR columns[4] IS NOT NULL AND what OPERATOR(pg_catalog.=) 'history');
END;
COMMENT ON FUNCTION _counting(text, text[], regclass, text) IS
'the query, as yet without GROUP BY, that counts rows, which are named r, by customer: which columns count, and the table that has them with their types';

CREATE FUNCTION _journal_columns(journal regclass, columns text[]) RETURNS text[]
LANGUAGE sql STABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	SELECT pg_catalog.array_agg(a.attname::text ORDER BY c.n)
	FROM pg_catalog.unnest(columns) WITH ORDINALITY c(name, n)
	LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid OPERATOR(pg_catalog.=) journal::oid
		AND a.attnum::integer OPERATOR(pg_catalog.=) pg_catalog.array_position(@extschema@._columns_that_count(columns), c.name);
END;
COMMENT ON FUNCTION _journal_columns(regclass, text[]) IS 'what the columns that count are called in the journal: as they were when it was made';

CREATE FUNCTION _fold(source regclass, kept regclass, journal regclass, what text, columns text[]) RETURNS bigint
LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	same text := @extschema@._equality(kept);
	there text[] := @extschema@._journal_columns(journal, columns);
	measure regclass := @extschema@._measured_by(kept);
	yardstick @extschema@.yardstick;
	as_of timestamptz;
	names text := concat_ws(', ', what, CASE WHEN measure IS NOT NULL THEN @extschema@._judgements('%1$s') END);
	judged text := concat_ws(', ', 'a.' || what, CASE WHEN measure IS NOT NULL THEN @extschema@._judgements('%3$s', 'a.activity', '$1', '$2') END);
	given text := 'EXCLUDED.' || replace(names, ' ', ' EXCLUDED.');
	marked_all boolean;
	folded bigint;
BEGIN
	IF measure IS NOT NULL THEN
		-- an older snapshot must not judge by what has been replaced since
		EXECUTE format('SELECT yardstick, as_of FROM %s FOR SHARE', measure) INTO yardstick, as_of;
		IF as_of IS NULL THEN
			RAISE EXCEPTION 'the yardstick in % is newer than the snapshot of this transaction', measure USING ERRCODE = 'serialization_failure';
		END IF;
	ELSIF @extschema@._keeps_segments(kept) THEN
		RAISE EXCEPTION 'the yardstick of the segments of % is gone, or another role''s', source USING ERRCODE = 'object_not_in_prerequisite_state',
			HINT = format('SELECT @extschema@.untrack_segments(%L);', source);
	END IF;
	EXECUTE format('SELECT EXISTS (SELECT FROM %s WHERE %I IS NULL)', journal, there[1]) INTO marked_all;
	IF marked_all THEN
		EXECUTE format($q$
			WITH gone AS (DELETE FROM %1$s RETURNING 1),
			counted AS MATERIALIZED (%5$s GROUP BY 1 ORDER BY 1),
			left_over AS (DELETE FROM %2$s k WHERE NOT EXISTS (SELECT FROM counted c WHERE c.customer %3$s k.customer)),
			put AS (INSERT INTO %2$s AS k SELECT a.customer, %7$s FROM counted a
					ON CONFLICT (customer) DO UPDATE SET (%6$s) = ROW(%8$s) WHERE k.%4$I OPERATOR(@extschema@.<>) EXCLUDED.%4$I)
			SELECT count(*) FROM gone $q$,
			journal, kept, same, what, @extschema@._counting(what, columns, source, source || ' r'), names, judged, given) INTO folded USING yardstick, as_of;
		EXECUTE format('ANALYZE %s', kept);
		RETURN folded;
	END IF;
	EXECUTE format($q$
		WITH gone AS (DELETE FROM %1$s j WHERE j.%6$I IS NOT NULL RETURNING *),
		touched AS MATERIALIZED (SELECT g.%6$I AS customer, bool_or(g.%7$I IS NULL) AS anew FROM gone g GROUP BY 1),
		added AS MATERIALIZED (%8$s AND NOT EXISTS (SELECT FROM touched t WHERE t.anew AND t.customer %3$s r.%6$I) GROUP BY 1 ORDER BY 1),
		counted AS MATERIALIZED (%5$s AND t.anew GROUP BY 1 ORDER BY 1),
		left_over AS (DELETE FROM %2$s k USING touched t WHERE k.customer %3$s t.customer AND t.anew
					  AND NOT EXISTS (SELECT FROM counted c WHERE c.customer %3$s k.customer)),
		-- in the order of the index, to a row that has just been read
		now AS (SELECT n.customer, coalesce((SELECT k.%4$I OPERATOR(@extschema@.+) n.%4$I FROM %2$s k WHERE k.customer %3$s n.customer), n.%4$I) AS %4$I FROM added n
				UNION ALL SELECT c.customer, c.%4$I FROM counted c OFFSET 0),
		put AS (INSERT INTO %2$s SELECT a.customer, %10$s FROM now a ON CONFLICT (customer) DO UPDATE SET (%9$s) = ROW(%11$s))
		SELECT count(*) FROM gone $q$,
		journal, kept, same, what,
		@extschema@._counting(what, columns, source, format('touched t JOIN %s r ON r.%I %s t.customer', source, columns[1], same)),
		there[1], there[2], @extschema@._counting(what, there, journal, 'gone r'), names, judged, given) INTO folded USING yardstick, as_of;
	RETURN folded;
END $$;
COMMENT ON FUNCTION _fold(regclass, regclass, regclass, text, text[]) IS
'moves a journal into its summary, and returns its rows; only its customers are touched, unless all are to be counted anew';

CREATE FUNCTION _hold_parents(source regclass) RETURNS void
LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	parent regclass;
BEGIN
	-- from above, as who attaches and detaches
	FOR parent IN
		WITH RECURSIVE part(oid, depth) AS (
			SELECT source::oid, 0
			UNION ALL
			SELECT i.inhrelid, p.depth + 1 FROM part p JOIN pg_inherits i ON i.inhparent = p.oid)
		SELECT oid FROM part p JOIN pg_class c USING (oid) WHERE c.relkind = 'p' OR c.relhassubclass GROUP BY oid ORDER BY max(p.depth), oid
	LOOP
		EXECUTE format('LOCK TABLE ONLY %s IN SHARE UPDATE EXCLUSIVE MODE', parent);
	END LOOP;
END $$;
COMMENT ON FUNCTION _hold_parents(regclass) IS
'keeps partitions and children of the table from coming and going until the transaction ends; who reads or writes does not wait';

CREATE FUNCTION fold(source regclass, at_least bigint DEFAULT 1) RETURNS bigint
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	t @extschema@.tracked;
	unwatched boolean;
	waiting bigint;
	folded bigint := 0;
	columns text[];
BEGIN
	IF NOT EXISTS (SELECT FROM @extschema@.tracked k WHERE k.source = fold.source) THEN
		RAISE EXCEPTION 'table % is not tracked', source USING ERRCODE = 'undefined_object',
			HINT = format('SELECT @extschema@.track(%L);', source);
	END IF;
	PERFORM @extschema@._check_owner(source), @extschema@._check_idle(source);
	FOR t IN SELECT * FROM @extschema@.tracked k WHERE k.source = fold.source ORDER BY k.what LOOP
		IF t.broken THEN
			RAISE EXCEPTION 'the summary of % cannot be kept up: %', source, t.problem USING ERRCODE = 'object_not_in_prerequisite_state',
				HINT = format('It is made anew by SELECT @extschema@.track(%L, what => %L); with the columns that count, and ended by SELECT @extschema@.untrack(%L); which a superuser can do where it belongs to another role', source, t.what, source);
		END IF;
		-- one fold at a time; writers and readers do not wait for it, unless it puts triggers on the table
		IF t.problem IS NULL THEN
			PERFORM @extschema@._hold_parents(t.source);
		END IF;
		EXECUTE format('LOCK TABLE %s IN %s MODE; LOCK TABLE ONLY %s IN SHARE UPDATE EXCLUSIVE MODE',
					   t.source, CASE WHEN t.problem IS NULL THEN 'ACCESS SHARE' ELSE 'SHARE ROW EXCLUSIVE' END, t.kept);
		unwatched := @extschema@._unwatched(t.source, t.journal);
		-- It came about while this waited, and the table, wanted now, may be held by a fold that waits for this one: the next puts it right.
		CONTINUE WHEN unwatched AND t.problem IS NULL;
		columns := ARRAY[t.customer_column, t.time_column, t.amount_column, t.potential_column, t.profit_column];
		IF unwatched THEN
			PERFORM @extschema@._give_summary(t.source, t.summary, t.kept, t.journal), @extschema@._own_table(@extschema@._measured_by(t.kept), t.source);
			PERFORM @extschema@._watch(t.source, t.journal, t.what, columns);
			EXECUTE format('INSERT INTO %s DEFAULT VALUES', t.journal);
			-- An older snapshot does not see what was written before the triggers were there: the next fold does.
			CONTINUE WHEN current_setting('transaction_isolation') <> 'read committed';
		END IF;
		EXECUTE format('SELECT count(*) FROM (SELECT FROM %s LIMIT %s) j', t.journal, greatest(at_least, 1)) INTO waiting;
		CONTINUE WHEN NOT unwatched AND waiting < greatest(at_least, 1);
		folded := folded + @extschema@._fold(t.source, t.kept, t.journal, t.what, columns);
	END LOOP;
	RETURN folded;
END $$;
COMMENT ON FUNCTION fold(regclass, bigint) IS
'moves the journal of a tracked table into its summary, where it has as many rows, and returns how many it took; what the summary says stays the same';

CREATE FUNCTION _check_trackable(source regclass, needed name[], others name[], what text) RETURNS void
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	kind "char";
	persistence "char";
	parent regclass;
	wanted name;
BEGIN
	IF source IS NULL OR array_position(needed, NULL) > 0 OR what IS NULL THEN
		RAISE EXCEPTION 'table, columns and what to keep must not be NULL' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	IF what NOT IN ('activity', 'history') THEN
		RAISE EXCEPTION 'cannot keep "%"', what USING ERRCODE = 'invalid_parameter_value', HINT = 'Keep ''activity'' or ''history''.';
	END IF;
	IF EXISTS (SELECT FROM @extschema@.tracked k WHERE k.source = _check_trackable.source AND k.what = _check_trackable.what AND NOT k.broken) THEN
		RAISE EXCEPTION 'table % is tracked already', source USING ERRCODE = 'duplicate_object', HINT = format('SELECT @extschema@.untrack(%L);', source);
	END IF;
	SELECT relkind, relpersistence INTO kind, persistence FROM pg_class WHERE oid = source;
	IF kind NOT IN ('r', 'p') OR persistence = 't'
		OR EXISTS (SELECT FROM pg_class WHERE oid = ANY (@extschema@._tracked_tables(source)) AND relkind NOT IN ('r', 'p')) THEN
		RAISE EXCEPTION 'cannot track %: only a permanent or unlogged table, without foreign tables as partitions', source USING ERRCODE = 'wrong_object_type',
			HINT = 'Track the table that the rows are written to.';
	END IF;
	SELECT i.inhparent INTO parent FROM pg_inherits i WHERE i.inhrelid = source LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION 'cannot track %: what is written to it through % would not be told', source, parent USING ERRCODE = 'wrong_object_type',
			HINT = format('Track the whole: SELECT @extschema@.track(%L);', parent);
	END IF;
	PERFORM @extschema@._check_owner(source), @extschema@._check_idle(source);
	IF row_security_active(source) OR @extschema@._hidden_from_owner(source) THEN
		RAISE EXCEPTION 'cannot track %: its row-level security would be left out of the summary', source USING ERRCODE = 'insufficient_privilege',
			HINT = format('ALTER TABLE %s NO FORCE ROW LEVEL SECURITY;', source);
	END IF;
	IF needed[1] = what THEN
		RAISE EXCEPTION 'column "%" of % has the name that the % of a customer is to have', what, source, what USING ERRCODE = 'duplicate_column',
			HINT = format('ALTER TABLE %s RENAME COLUMN %I TO customer_id;', source, what);
	END IF;
	FOREACH wanted IN ARRAY array_remove(needed || others, NULL) LOOP
		IF NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = source AND attname = wanted AND attnum > 0 AND NOT attisdropped) THEN
			RAISE EXCEPTION 'column "%" of % does not exist', wanted, source USING ERRCODE = 'undefined_column',
				HINT = format('Give its columns for customer, time and amount: %s.', (SELECT string_agg(quote_literal(attname), ', ' ORDER BY attnum) FROM pg_attribute
																					  WHERE attrelid = source AND attnum > 0 AND NOT attisdropped));
		END IF;
		IF EXISTS (SELECT FROM pg_attribute WHERE attrelid = source AND attname = wanted AND attgenerated = 'v') THEN
			RAISE EXCEPTION 'column "%" of % is computed when it is read: triggers do not know its values', wanted, source USING ERRCODE = 'feature_not_supported',
				HINT = 'Track a stored column.';
		END IF;
	END LOOP;
END $$;
COMMENT ON FUNCTION _check_trackable(regclass, name[], name[], text) IS 'an error when track() cannot keep this of that table';

CREATE FUNCTION _fit_view(summary regclass, kept regclass, customer_column name) RETURNS void
LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	was name;
BEGIN
	SELECT v.attname INTO was
	FROM pg_attribute v JOIN pg_attribute k ON (k.attnum, k.atttypid, k.attcollation) = (v.attnum, v.atttypid, v.attcollation)
	WHERE v.attrelid = summary AND k.attrelid = kept AND v.attnum = 1;
	IF was IS NULL THEN
		EXECUTE format('DROP VIEW %s', summary);
	ELSIF was <> customer_column THEN
		EXECUTE format('ALTER VIEW %s RENAME COLUMN %I TO %I', summary, was, customer_column);
	END IF;
END $$;
COMMENT ON FUNCTION _fit_view(regclass, regclass, name) IS
'makes a former view one that can be replaced, so that its rights and what hangs on it stay; drops it where its customer is of another type';

CREATE FUNCTION _touched(source regclass, kept regclass, journal regclass, what text, columns text[]) RETURNS text
LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	there text[] := @extschema@._journal_columns(journal, columns);
	same text := @extschema@._equality(kept);
	-- hashed, and to the index, whatever the statistics of the journal were; an array of arrays has but their elements
	marked text := format('%1$s ANY (SELECT j.%2$I FROM %3$s j WHERE j.%2$I IS NOT NULL AND j.%4$I IS NULL)', same, there[1], journal, there[2]);
	unmarked text := format('SELECT j.%I FROM %s j GROUP BY 1 HAVING count(*) = count(j.%I)', there[1], journal, there[2]);
BEGIN
	IF (SELECT typcategory FROM pg_attribute JOIN pg_type y ON y.oid = atttypid WHERE attrelid = journal AND attnum = 1) <> 'A' THEN
		unmarked := format('ARRAY(%s)', unmarked);
	END IF;
	RETURN format('SELECT k.customer, @extschema@.rollup(k.%1$I) AS %1$I FROM ('
				  ' SELECT k.customer, k.%1$I FROM %2$s k WHERE k.customer %3$s ANY (%4$s) UNION ALL %5$s AND NOT r.%6$I %7$s GROUP BY 1) k GROUP BY 1'
				  ' UNION ALL %8$s AND r.%9$I %7$s GROUP BY 1',
				  what, kept, same, unmarked, @extschema@._counting(what, there, journal, journal || ' r'), there[1], marked,
				  @extschema@._counting(what, columns, source, source || ' r'), columns[1]);
END $$;
COMMENT ON FUNCTION _touched(regclass, regclass, regclass, text, text[]) IS
'the query that says what the customers in the journal of a tracked table did: of those with new rows what is kept and these; of those to be counted anew all rows';

CREATE FUNCTION _create_summary(source regclass, summary text, what text, kept regclass, journal regclass, columns text[]) RETURNS void
LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	anew text := format('EXISTS (SELECT FROM %s j WHERE j.%I IS NULL) OR @extschema@._unwatched(%L::regclass, %L::regclass)', journal, columns[1], source, journal);
BEGIN
	IF to_regclass(summary) IS NOT NULL THEN
		PERFORM @extschema@._fit_view(summary::regclass, kept, columns[1]);
	END IF;
	EXECUTE format($q$
		CREATE OR REPLACE VIEW %1$s (%2$I, %3$I) AS
		WITH state AS MATERIALIZED (SELECT %7$s AS anew)
		SELECT k.customer, k.%3$I FROM %4$s k
		WHERE NOT EXISTS (SELECT FROM %5$s j WHERE j.%2$I %6$s k.customer) AND NOT (SELECT anew FROM state)
		UNION ALL
		SELECT k.customer, k.%3$I FROM (%9$s) k WHERE NOT (SELECT anew FROM state)
		UNION ALL
		%8$s AND (SELECT anew FROM state) GROUP BY 1 $q$,
		summary, columns[1], what, kept, journal, @extschema@._equality(kept), anew,
		@extschema@._counting(what, columns, source, source || ' r'), @extschema@._touched(source, kept, journal, what, columns));
END $$;
COMMENT ON FUNCTION _create_summary(regclass, text, text, regclass, regclass, text[]) IS
'creates the view of a summary: customers of whom the journal says nothing; those with new rows; those to be counted anew; all, where these are all';

CREATE FUNCTION _make_room(source regclass, summary text, kept text, journal text) RETURNS regclass[]
LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	former regclass[] := '{}';
	name text;
	part regclass;
BEGIN
	FOREACH name IN ARRAY ARRAY[summary, kept, journal] LOOP
		part := to_regclass(name);
		CONTINUE WHEN part IS NULL;
		IF (SELECT c.relowner <> s.relowner FROM pg_class c, pg_class s WHERE c.oid = part AND s.oid = source)
			OR coalesce(obj_description(part, 'pg_class'), '') !~ '^(what each customer of .* did, (always of now|as of the last fold)|rows written to .* since; without a time: .*)$' THEN
			RAISE EXCEPTION 'relation % exists already', name USING ERRCODE = 'duplicate_table', HINT = format('Rename it: the summary is to have the name %s.', name);
		END IF;
		CONTINUE WHEN name = summary;
		IF name = journal THEN
			PERFORM @extschema@._unwatch(part, '{}');
		END IF;
		EXECUTE format('ALTER TABLE %s RENAME TO %I', part, 'customer_seg_former_' || part::oid);
		former := former || part;
	END LOOP;
	RETURN former;
END $$;
COMMENT ON FUNCTION _make_room(regclass, text, text, text) IS
'ends the summary of a table that had the name before: its triggers go, its tables get other names and are returned, its view is left to be replaced';

CREATE FUNCTION track(source regclass,
					  customer_column name DEFAULT 'customer_id',
					  time_column name DEFAULT 'sold_at',
					  amount_column name DEFAULT 'amount',
					  potential_column name DEFAULT NULL,
					  profit_column name DEFAULT NULL,
					  what text DEFAULT 'activity')
RETURNS regclass
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	place text;
	base text;
	summary text;
	kept text;
	journal text;
	former regclass[];
	part regclass;
	columns text[] := ARRAY[customer_column, time_column, amount_column, potential_column, profit_column];
	logged text;
BEGIN
	-- a second call of the same changes nothing, so that a tool may make it at each run
	SELECT k.summary INTO part FROM @extschema@.tracked k
	WHERE k.source = track.source AND k.what = track.what AND NOT k.broken
		AND ARRAY[k.customer_column, k.time_column, k.amount_column, k.potential_column, k.profit_column]::text[] = columns;
	IF FOUND THEN
		PERFORM @extschema@._check_owner(source);
		RETURN part;
	END IF;
	PERFORM @extschema@._check_trackable(source, ARRAY[customer_column, time_column, amount_column], ARRAY[potential_column, profit_column], what);
	SELECT quote_ident(nspname), relname || CASE what WHEN 'activity' THEN '_activities' ELSE '_histories' END, nullif(@extschema@._logging(source), 'LOGGED')
	INTO place, base, logged
	FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace WHERE c.oid = source;
	IF octet_length(base || '_delta') > 63 THEN
		RAISE EXCEPTION 'the name of table % is too long for those of its summary', source USING ERRCODE = 'name_too_long';
	END IF;
	summary := format('%s.%I', place, base);
	kept := format('%s.%I', place, base || '_kept');
	journal := format('%s.%I', place, base || '_delta');
	former := @extschema@._make_room(source, summary, kept, journal);

	-- the columns by their own names, each once, of domains the type beneath: NULL must be able to stand there
	EXECUTE format('CREATE %s TABLE %s AS SELECT %s FROM %s r WITH NO DATA', logged, journal,
				   (SELECT string_agg(format('coalesce(NULL, r.%1$I) AS %1$I', u.name), ', ' ORDER BY u.n) FROM unnest(@extschema@._columns_that_count(columns)) WITH ORDINALITY u(name, n)), source);
	BEGIN
		EXECUTE format('CREATE %s TABLE %s WITH (fillfactor = 90) AS %s GROUP BY 1 WITH NO DATA', logged, kept, @extschema@._counting(what, columns, source, journal || ' r'));
	EXCEPTION WHEN undefined_function THEN
		RAISE EXCEPTION 'columns of % have types that cannot be tracked: %', source, SQLERRM USING ERRCODE = 'datatype_mismatch',
			HINT = 'A customer can be of any type that can be sorted; times are timestamptz, timestamp or date; amounts are numbers.';
	END;
	EXECUTE format('ALTER TABLE %s ADD PRIMARY KEY (customer)', kept);
	EXECUTE format('ALTER TABLE %s REPLICA IDENTITY FULL', journal); -- a publication of all tables would let no row be deleted
	PERFORM @extschema@._create_summary(source, summary, what, kept, journal, columns);
	EXECUTE format('COMMENT ON TABLE %s IS %L', kept, format('what each customer of %s did, as of the last fold', source));
	EXECUTE format('COMMENT ON TABLE %s IS %L', journal, format('rows written to %s since; without a time: this customer is to be counted anew, without a customer: all', source));
	EXECUTE format('COMMENT ON VIEW %s IS %L', summary, format('what each customer of %s did, always of now', source));
	PERFORM @extschema@._give_summary(source, summary, kept, journal);
	PERFORM @extschema@._watch(source, journal, what, columns);
	IF what = 'activity' THEN
		PERFORM @extschema@._take_segments(@extschema@._tracked_activities(source));
	END IF;
	FOREACH part IN ARRAY former LOOP
		EXECUTE format('DROP TABLE %s', part);
	END LOOP;
	EXECUTE format('INSERT INTO %s DEFAULT VALUES', journal);
	-- An older snapshot does not see all that was written before the triggers were there: the next fold does.
	IF current_setting('transaction_isolation') = 'read committed' THEN
		PERFORM @extschema@._fold(source, kept, journal, what, columns);
	END IF;
	RETURN summary::regclass;
END $$;
COMMENT ON FUNCTION track(regclass, name, name, name, name, name, text) IS
'keeps a summary of a table, the activity or history of each customer, which triggers keep up with all that is written; returns the view to read';

CREATE FUNCTION untrack(source regclass) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	t @extschema@.tracked;
	event name;
	part regclass;
BEGIN
	IF NOT EXISTS (SELECT FROM @extschema@.tracked k WHERE k.source = untrack.source) THEN
		RAISE EXCEPTION 'table % is not tracked', source USING ERRCODE = 'undefined_object';
	END IF;
	EXECUTE format('LOCK TABLE %s IN ACCESS EXCLUSIVE MODE', source); -- who folds has it before the summary
	FOR t IN SELECT * FROM @extschema@.tracked k WHERE k.source = untrack.source LOOP
		PERFORM @extschema@._drop_segments(t.kept);
		FOREACH part IN ARRAY array_remove(ARRAY[t.summary, t.kept, t.journal], NULL) LOOP
			EXECUTE format(CASE part WHEN t.summary THEN 'DROP VIEW %s' ELSE 'DROP TABLE %s' END, part);
		END LOOP;
		FOR event, part IN
			SELECT tgname, tgrelid FROM pg_trigger
			WHERE tgrelid = ANY (@extschema@._tracked_tables(source)) AND tgparentid = 0 AND tgfoid = '@extschema@.write_journal()'::regprocedure
				AND tgname LIKE 'customer\_seg\_' || t.what || '\_%'
		LOOP
			EXECUTE format('DROP TRIGGER %I ON %s', event, part);
		END LOOP;
	END LOOP;
END $$;
COMMENT ON FUNCTION untrack(regclass) IS 'ends what track() began: drops the summary of a table, and its triggers; an error where other objects hang on it';
/*
 * track_segments: the segments of a tracked table, kept up with it
 *
 * By one yardstick and as of one time, what a customer is depends on the own activity alone.  So it stands beside the activity
 * that is kept, a fold writes both at once, and a view judges the customers of the journal when it is read.
 */

CREATE FUNCTION _judgements(pattern text, activity text DEFAULT 'k.activity', yardstick text DEFAULT 'y.yardstick', as_of text DEFAULT 'y.as_of') RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	SELECT pg_catalog.string_agg(pg_catalog.format(pattern, j.name, j.type,
		pg_catalog.format('@extschema@.%s(%s)', j.name, pg_catalog.concat_ws(', ', activity, CASE WHEN j.measured THEN yardstick END, CASE WHEN j.measured THEN as_of END))), ', ' ORDER BY j.n)
	FROM (VALUES (1, 'orders', 'bigint', false), (2, 'amount', 'numeric', false), (3, 'first_order', 'timestamptz', false), (4, 'last_order', 'timestamptz', false),
		(5, 'loyalty', 'double precision', true), (6, 'contribution', 'double precision', true), (7, 'quadrant', '@extschema@.quadrant', true)) j(n, name, type, measured);
END;
COMMENT ON FUNCTION _judgements(text, text, text, text) IS
'all that is judged of a customer, to be written in a query: in the pattern, the name (1), the type (2), and the expression (3) over an activity, a yardstick and a time';

CREATE FUNCTION _judging(activities text, measure text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	SELECT pg_catalog.format('SELECT k.customer, %s FROM %s k, (SELECT * FROM %s LIMIT 1) y', @extschema@._judgements('%3$s AS %1$s'), activities, measure);
END;
COMMENT ON FUNCTION _judging(text, text) IS 'the query that judges customers by their activities and the yardstick in a table';

CREATE FUNCTION _segments(kept regclass, suffix text DEFAULT '') RETURNS text
LANGUAGE sql STABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	SELECT pg_catalog.format('%I.%I', n.nspname, pg_catalog.regexp_replace(c.relname::text, '_activities_kept$', '_segments') OPERATOR(pg_catalog.||) suffix)
	FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace
	WHERE c.oid OPERATOR(pg_catalog.=) kept::oid;
END;
COMMENT ON FUNCTION _segments(regclass, text) IS 'the name of the view of segments that goes with what is kept of a tracked table, or with a suffix of a table behind it';

CREATE FUNCTION _keeps_segments(kept regclass) RETURNS boolean
LANGUAGE sql STABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	SELECT EXISTS (SELECT FROM pg_catalog.pg_attribute a WHERE a.attrelid OPERATOR(pg_catalog.=) kept::oid AND a.attname OPERATOR(pg_catalog.=) 'quadrant'::name);
END;
COMMENT ON FUNCTION _keeps_segments(regclass) IS 'whether what is kept of a tracked table has the columns of its segments';

CREATE FUNCTION _measured_by(kept regclass) RETURNS regclass
LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	measure regclass := to_regclass(@extschema@._segments(kept, '_yardstick')); -- as the catalog is now
	ours boolean;
BEGIN
	SELECT y.relowner = k.relowner AND y.relkind = 'r' AND EXISTS (SELECT FROM pg_attribute WHERE attrelid = y.oid AND attnum = 1 AND atttypid = '@extschema@.yardstick'::regtype)
	INTO ours FROM pg_class y, pg_class k WHERE y.oid = measure AND k.oid = kept;
	IF measure IS NOT NULL AND ours IS NULL THEN
		RAISE EXCEPTION 'the yardstick in % is newer than the snapshot of this transaction', measure USING ERRCODE = 'serialization_failure';
	END IF;
	RETURN CASE WHEN ours THEN measure END;
END $$;
COMMENT ON FUNCTION _measured_by(regclass) IS
'the table of the yardstick of the segments that are kept of a tracked table, which is its owner''s; NULL where there is none; an error where an older snapshot cannot tell';

CREATE FUNCTION _segments_view(kept regclass) RETURNS regclass
LANGUAGE sql STABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	-- the name may be another's
	SELECT v.oid::regclass
	FROM pg_catalog.pg_class k
	JOIN pg_catalog.pg_class v ON v.oid OPERATOR(pg_catalog.=) pg_catalog.to_regclass(@extschema@._segments(kept))::oid AND v.relowner OPERATOR(pg_catalog.=) k.relowner
	WHERE k.oid OPERATOR(pg_catalog.=) kept::oid AND EXISTS (
		SELECT FROM pg_catalog.pg_rewrite r
		JOIN pg_catalog.pg_depend d ON d.classid OPERATOR(pg_catalog.=) 'pg_catalog.pg_rewrite'::regclass::oid AND d.objid OPERATOR(pg_catalog.=) r.oid
		WHERE r.ev_class OPERATOR(pg_catalog.=) v.oid AND d.refobjid OPERATOR(pg_catalog.=) @extschema@._measured_by(kept)::oid);
END;
COMMENT ON FUNCTION _segments_view(regclass) IS 'the view of segments that goes with what is kept of a tracked table: its owner''s, over the yardstick; NULL where there is none';

CREATE FUNCTION _tracked_activities(source regclass) RETURNS tracked
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	t @extschema@.tracked;
BEGIN
	SELECT k.* INTO t FROM @extschema@.tracked k WHERE k.source = _tracked_activities.source AND k.what = 'activity';
	IF NOT FOUND THEN
		RAISE EXCEPTION 'the activities of table % are not tracked', source USING ERRCODE = 'undefined_object', HINT = format('SELECT @extschema@.track(%L);', source);
	END IF;
	PERFORM @extschema@._check_owner(source);
	RETURN t;
END $$;
COMMENT ON FUNCTION _tracked_activities(regclass) IS 'a table of the caller''s whose activities are tracked, or an error';

CREATE FUNCTION _view_segments(t tracked) RETURNS void
LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	view text := @extschema@._segments(t.kept);
	measure text := @extschema@._segments(t.kept, '_yardstick');
	noted name := (SELECT attname FROM pg_attribute WHERE attrelid = t.journal AND attnum = 1);
	columns text[] := ARRAY[t.customer_column, t.time_column, t.amount_column, t.potential_column, t.profit_column];
	key name := CASE WHEN t.customer_column = ANY (string_to_array(@extschema@._judgements('%1$s'), ', ')) THEN 'customer' ELSE t.customer_column END; -- that is another column's name
BEGIN
	IF to_regclass(view) IS NOT NULL AND @extschema@._segments_view(t.kept) IS NULL THEN
		RAISE EXCEPTION 'relation % exists already', view USING ERRCODE = 'duplicate_table', HINT = format('Rename it: the view of the segments is to have the name %s.', view);
	END IF;
	PERFORM @extschema@._fit_view(@extschema@._segments_view(t.kept), t.kept, key);
	EXECUTE format($q$
		CREATE OR REPLACE VIEW %1$s AS
		WITH state AS MATERIALIZED (SELECT EXISTS (SELECT FROM %3$s j WHERE j.%4$I IS NULL) OR @extschema@._unwatched(%7$L::regclass, %3$L::regclass) AS anew)
		SELECT k.customer AS %6$I, %10$s FROM %2$s k WHERE NOT EXISTS (SELECT FROM %3$s j WHERE j.%4$I %5$s k.customer) AND NOT (SELECT anew FROM state)
		UNION ALL
		%8$s WHERE NOT (SELECT anew FROM state)
		UNION ALL
		%9$s WHERE (SELECT anew FROM state) $q$,
		view, t.kept, t.journal, noted, @extschema@._equality(t.kept), key, t.source,
		@extschema@._judging(format('(%s)', @extschema@._touched(t.source, t.kept, t.journal, t.what, columns)), measure),
		@extschema@._judging(format('(%s GROUP BY 1)', @extschema@._counting(t.what, columns, t.source, t.source || ' r')), measure),
		@extschema@._judgements('k.%1$s'));
	EXECUTE format('COMMENT ON VIEW %s IS %L', view, format('what each customer of %s is, always of now', t.source));
	EXECUTE format('ALTER VIEW %s OWNER TO %s', view, (SELECT relowner::regrole FROM pg_class WHERE oid = t.kept));
END $$;
COMMENT ON FUNCTION _view_segments(tracked) IS
'creates the view of the segments of a tracked table: customers of whom the journal says nothing, as they are kept; those of the journal, and all where all are counted anew, judged now';

CREATE FUNCTION _create_yardstick(t tracked) RETURNS void
LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	part text := @extschema@._segments(t.kept, '_yardstick');
BEGIN
	IF octet_length((parse_ident(part))[2]) > 63 THEN
		RAISE EXCEPTION 'the name of table % is too long for those of its segments', t.source USING ERRCODE = 'name_too_long';
	END IF;
	EXECUTE format('CREATE TABLE %s (yardstick @extschema@.yardstick NOT NULL, as_of timestamptz NOT NULL)', part);
	EXECUTE format('ALTER TABLE %s REPLICA IDENTITY FULL', part); -- a publication of all tables would let no row be deleted
	EXECUTE format('COMMENT ON TABLE %s IS %L', part, format('by which the segments of %s are measured, and as of when', t.source));
	EXECUTE format('ALTER TABLE %s OWNER TO %s', part, (SELECT relowner::regrole FROM pg_class WHERE oid = t.kept));
END $$;
COMMENT ON FUNCTION _create_yardstick(tracked) IS 'creates the table of the yardstick of segments, without a row';

CREATE FUNCTION _take_segments(t tracked) RETURNS void
LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF @extschema@._measured_by(t.kept) IS NOT NULL THEN
		EXECUTE format('ALTER TABLE %s %s', t.kept, @extschema@._judgements('ADD COLUMN IF NOT EXISTS %1$s %2$s'));
		PERFORM @extschema@._view_segments(t), @extschema@._own_table(@extschema@._measured_by(t.kept), t.source);
	END IF;
END $$;
COMMENT ON FUNCTION _take_segments(tracked) IS
'where there is a yardstick, also that of a table that had the name before: makes the segments those of this table, not judged as yet, so that their rights and what is built on them stay';

CREATE FUNCTION _measure_segments(t tracked, as_of timestamptz, yardstick yardstick) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	measure text := @extschema@._segments(t.kept, '_yardstick');
	before @extschema@.yardstick;
BEGIN
	EXECUTE format('DELETE FROM %s y RETURNING y.yardstick', measure) INTO before;
	yardstick := coalesce(yardstick, before);
	IF as_of IS NULL THEN
		EXECUTE format('SELECT max(greatest(@extschema@.last_order(k.activity), @extschema@.last_contact(k.activity))) + interval ''1 microsecond'' FROM %s k', t.kept) INTO as_of;
		as_of := coalesce(as_of, @extschema@.as_of(yardstick));
	END IF;
	IF yardstick IS NULL THEN
		EXECUTE format('SELECT @extschema@.yardstick(k.activity, $1) FROM %s k', t.kept) INTO yardstick USING as_of;
	END IF;
	IF yardstick IS NULL OR as_of IS NULL THEN
		RAISE EXCEPTION 'table % has no customers to measure by', t.source USING ERRCODE = 'object_not_in_prerequisite_state', HINT = 'Give a yardstick, or wait for the first sales.';
	END IF;
	EXECUTE format('INSERT INTO %s VALUES ($1, $2)', measure) USING yardstick, as_of;
END $$;
COMMENT ON FUNCTION _measure_segments(tracked, timestamptz, yardstick) IS
'notes by what the segments of a tracked table are measured from now on: the yardstick given, or that of before, or one fitted on all; as of the time given, or just after the last order';

CREATE FUNCTION track_segments(source regclass, as_of timestamptz DEFAULT NULL, yardstick yardstick DEFAULT NULL) RETURNS regclass
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	t @extschema@.tracked := @extschema@._tracked_activities(source);
BEGIN
	IF current_setting('transaction_isolation') <> 'read committed' THEN
		RAISE EXCEPTION 'the snapshot of this transaction may be older than what is kept of %', source USING ERRCODE = 'invalid_transaction_state',
			HINT = 'BEGIN ISOLATION LEVEL READ COMMITTED;';
	END IF;
	PERFORM @extschema@.fold(source); -- and no other fold until this is done
	IF @extschema@._measured_by(t.kept) IS NULL THEN
		PERFORM @extschema@._create_yardstick(t);
	END IF;
	IF @extschema@._segments_view(t.kept) IS NULL THEN
		PERFORM @extschema@._take_segments(t);
	END IF;
	PERFORM @extschema@._measure_segments(t, as_of, yardstick);
	EXECUTE format('UPDATE %s k SET (%s) = ROW(%s) FROM %s y', t.kept, @extschema@._judgements('%1$s'), @extschema@._judgements('%3$s'), @extschema@._segments(t.kept, '_yardstick'));
	RETURN @extschema@._segments(t.kept);
END $$;
COMMENT ON FUNCTION track_segments(regclass, timestamptz, yardstick) IS
'keeps the segments of a tracked table, always of now: as of a time (else just after the last order) by a yardstick (else that of before, or one fitted now); called again, judges all anew; returns the view to read';

CREATE FUNCTION _drop_segments(kept regclass) RETURNS void
LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	measure regclass := @extschema@._measured_by(kept);
	view regclass := @extschema@._segments_view(kept);
BEGIN
	IF NOT @extschema@._keeps_segments(kept) THEN
		RETURN;
	END IF;
	IF view IS NOT NULL THEN
		EXECUTE format('DROP VIEW %s', view);
	END IF;
	IF measure IS NOT NULL THEN
		EXECUTE format('DROP TABLE %s', measure);
	END IF;
	EXECUTE format('ALTER TABLE %s %s', kept, @extschema@._judgements('DROP COLUMN %1$s'));
END $$;
COMMENT ON FUNCTION _drop_segments(regclass) IS 'drops the segments that go with what is kept of a table, where they have its owner';

CREATE FUNCTION untrack_segments(source regclass) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	kept regclass := (@extschema@._tracked_activities(source)).kept;
BEGIN
	IF NOT @extschema@._keeps_segments(kept) THEN
		RAISE EXCEPTION 'no segments are kept of table %', source USING ERRCODE = 'undefined_object', HINT = format('SELECT @extschema@.track_segments(%L);', source);
	END IF;
	PERFORM @extschema@._drop_segments(kept);
END $$;
COMMENT ON FUNCTION untrack_segments(regclass) IS 'ends what track_segments() began, and drops the segments; an error where other objects hang on them';
/*
 * array types: members of the extension, as the server makes them from PostgreSQL 17 on.  postgres_fdw sends to the other
 * server what deals with members only, and breakdown, cohorts and others return arrays.
 */

DO LANGUAGE plpgsql $$
DECLARE
	missing pg_catalog.regtype;
BEGIN
	FOR missing IN
		SELECT e.typarray FROM pg_catalog.pg_depend m JOIN pg_catalog.pg_type e ON e.oid OPERATOR(pg_catalog.=) m.objid
		WHERE m.classid OPERATOR(pg_catalog.=) 'pg_catalog.pg_type'::pg_catalog.regclass
			AND m.refclassid OPERATOR(pg_catalog.=) 'pg_catalog.pg_extension'::pg_catalog.regclass
			AND m.refobjid OPERATOR(pg_catalog.=) (SELECT oid FROM pg_catalog.pg_extension WHERE extname OPERATOR(pg_catalog.=) 'customer_seg')
			AND e.typarray OPERATOR(pg_catalog.<>) 0
			AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend a WHERE a.classid OPERATOR(pg_catalog.=) m.classid
				AND a.objid OPERATOR(pg_catalog.=) e.typarray AND a.deptype OPERATOR(pg_catalog.=) 'e')
	LOOP
		EXECUTE pg_catalog.format('ALTER EXTENSION customer_seg ADD TYPE %s', missing);
	END LOOP;
END $$;
/* schema: the last look at it, for what was not there at the first */

SELECT @extschema@._check_schema();
