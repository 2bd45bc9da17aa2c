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

-- implicit, so that a driver's text parameter is taken where a yardstick is wanted; JDBC's setString sends varchar
CREATE CAST (text AS yardstick) WITH INOUT AS IMPLICIT;
COMMENT ON CAST (text AS yardstick) IS 'from the JSON form, as a driver sends it';
CREATE CAST (varchar AS yardstick) WITH INOUT AS IMPLICIT;
COMMENT ON CAST (varchar AS yardstick) IS 'from the JSON form, as a driver sends it';
