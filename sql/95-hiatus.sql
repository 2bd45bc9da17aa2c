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
