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
