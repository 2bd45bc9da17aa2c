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
