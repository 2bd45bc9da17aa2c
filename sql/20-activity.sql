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
