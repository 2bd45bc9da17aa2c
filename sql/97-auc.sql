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
