/* customer_seg: joined by make from the chapters in sql/, one for each noun. Edit those. */

-- complain if the script is sourced in psql, rather than via CREATE EXTENSION
\echo Use "CREATE EXTENSION customer_seg" to load this file. \quit
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
'what one customer did: orders, exact net amount, first and last order, refunds, contacts, potential, referrals, active months';

/* the aggregate, one form for each kind of amount */

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
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 9;
COMMENT ON FUNCTION weights(yardstick) IS 'weight of each measure on its axis, and the weight of a contact';

CREATE FUNCTION cuts(yardstick,
					 OUT axis text, OUT cut text, OUT measure text,
					 OUT value double precision, OUT unit text,
					 OUT high_share double precision, OUT note text)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'customer_seg_yardstick_cuts'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 2;
COMMENT ON FUNCTION cuts(yardstick) IS
'the cut of each axis, resolved to a number in its unit, the share of the reference population on the high side where known, and a note when everybody is on one side';

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
							 contact_weight double precision DEFAULT NULL)
RETURNS yardstick
AS 'MODULE_PATHNAME', 'customer_seg_yardstick_with_weights'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION with_weights(yardstick, double precision, double precision, double precision, double precision, double precision, double precision, double precision, double precision, double precision) IS
'copy of the yardstick with these weights; those not named stay';

CREATE FUNCTION with_cuts(yardstick, loyalty text DEFAULT NULL, contribution text DEFAULT NULL)
RETURNS yardstick
AS 'MODULE_PATHNAME', 'customer_seg_yardstick_with_cuts'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION with_cuts(yardstick, text, text) IS
'copy of the yardstick with these cuts: mean, median, p80 (a score) or a number; those not named stay';

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
/* structure: what the customer base as a whole looks like, with the evidence */

CREATE TYPE structure AS ENUM ('bee_led', 'dragonfly_led', 'butterfly_led', 'mantis_led', 'balanced', 'undetermined');

COMMENT ON TYPE structure IS
'which type of customer leads the base: one of the four, balanced, or undetermined when the evidence does not suffice';

CREATE FUNCTION structure(mix,
						  min_customers bigint DEFAULT 30,
						  evenness double precision DEFAULT 0.2,
						  confidence double precision DEFAULT 0.95)
RETURNS structure
AS 'MODULE_PATHNAME', 'customer_seg_structure'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION structure(mix, bigint, double precision, double precision) IS
'undetermined below min_customers; balanced when Cohen''s w <= evenness; led by the largest quadrant when an exact binomial test against the runner-up says so at this confidence; else undetermined';

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
						 OUT quadrant quadrant, OUT customers bigint, OUT share double precision,
						 OUT share_low double precision, OUT share_high double precision,
						 OUT structure structure, OUT w double precision,
						 OUT chi_square double precision, OUT p double precision,
						 OUT p_largest double precision)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'customer_seg_describe'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 4;
COMMENT ON FUNCTION describe(mix, bigint, double precision, double precision) IS
'a row for each quadrant: customers, share with its simultaneous confidence interval (Goodman 1965); and on each row the structure with its evidence: Cohen''s w, chi-square against four equal groups with its p, and p of the largest group against the runner-up';
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
COMMENT ON FUNCTION segment(regclass, name, name, name, name, name, timestamptz, timestamptz, yardstick) IS
'one row per customer of the source: what they did, loyalty, contribution and quadrant; the yardstick is fitted on these customers unless given';

CREATE FUNCTION segment_as(customer_type anyelement,
						   source regclass,
						   customer_column name DEFAULT 'customer_id',
						   time_column name DEFAULT 'sold_at',
						   amount_column name DEFAULT 'amount',
						   order_column name DEFAULT NULL,
						   potential_column name DEFAULT NULL,
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
COMMENT ON FUNCTION segment_as(anyelement, regclass, name, name, name, name, name, timestamptz, timestamptz, yardstick) IS
'segment() for customers of any hashable type: segment_as(NULL::uuid, ''sales'')';

CREATE FUNCTION segment_progress()
RETURNS TABLE (pid integer, source regclass, started timestamptz, phase text,
			   rows_expected bigint, rows_read bigint, rows_spilled bigint, workers integer,
			   customers bigint, customers_returned bigint)
AS 'MODULE_PATHNAME', 'customer_seg_segment_progress'
LANGUAGE C VOLATILE STRICT PARALLEL RESTRICTED ROWS 1;
COMMENT ON FUNCTION segment_progress() IS
'one row for each segment() that runs in this database now and that the user may see: its phase, rows read of those expected, customers returned';
/* score, tile: ranks among the rows of a window's partition */

CREATE FUNCTION score(value double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'customer_seg_score'
LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION score(double precision) IS
'window function: percentage of the partition''s values that are below this one, ties counted half; NULL for NULL, which does not count';

CREATE FUNCTION tile(value double precision, n integer) RETURNS integer
AS 'MODULE_PATHNAME', 'customer_seg_tile'
LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION tile(double precision, integer) IS
'window function: group from 1, the lowest, to n, as equal in size as can be without parting equal values; NULL for NULL, which does not count';
