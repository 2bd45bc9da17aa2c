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
