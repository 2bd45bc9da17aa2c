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
