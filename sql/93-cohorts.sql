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
