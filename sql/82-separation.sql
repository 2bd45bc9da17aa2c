/* separation: which attribute separates the customers? */

CREATE TYPE separation_of_classes AS (
	customers bigint, missing bigint, groups bigint, classes bigint,
	chi_square double precision, df bigint, p double precision,
	cramers_v double precision, cramers_v_corrected double precision,
	smallest_expected double precision, note text
);
COMMENT ON TYPE separation_of_classes IS
'association of an attribute with a class: customers counted and left out, number of groups and classes, Pearson''s chi-square with its p, Cramer''s V, the same corrected for bias (Bergsma 2013), smallest expected count, and a note where the numbers need one';

CREATE TYPE separation_of_values AS (
	customers bigint, missing bigint, groups bigint, mean double precision,
	df_between bigint, df_within bigint, f double precision, p double precision,
	eta_squared double precision, omega_squared double precision, epsilon_squared double precision,
	note text
);
COMMENT ON TYPE separation_of_values IS
'one-way analysis of variance of a value by an attribute: customers counted and left out, number of groups, mean of all, F with its p, share of the variance that lies between the groups, the same corrected for bias (Hays 1963, Kelley 1935), and a note where the numbers need one';

CREATE FUNCTION separation_classes_accum(internal, anycompatible, anyelement) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_separation_classes_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION separation_classes_accum(internal, anycompatible, anyelement) IS
'transition function of separation(attribute, class)';

CREATE FUNCTION separation_classes_combine(internal, internal) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_separation_classes_combine'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION separation_classes_combine(internal, internal) IS 'combine function of separation(attribute, class)';

CREATE FUNCTION separation_classes_serial(internal) RETURNS bytea
AS 'MODULE_PATHNAME', 'customer_seg_separation_classes_serial'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION separation_classes_serial(internal) IS 'state of separation(attribute, class), on its way between processes';

CREATE FUNCTION separation_classes_deserial(bytea, internal) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_separation_classes_deserial'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION separation_classes_deserial(bytea, internal) IS 'state of separation(attribute, class), arrived from another process';

CREATE FUNCTION separation_classes_final(internal) RETURNS separation_of_classes
AS 'MODULE_PATHNAME', 'customer_seg_separation_classes_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION separation_classes_final(internal) IS 'final function of separation(attribute, class)';

CREATE AGGREGATE separation(attribute anycompatible, class anyelement) (
	SFUNC = separation_classes_accum, STYPE = internal,
	FINALFUNC = separation_classes_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = separation_classes_combine,
	SERIALFUNC = separation_classes_serial, DESERIALFUNC = separation_classes_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE separation(anycompatible, anyelement) IS
'do the groups of an attribute differ in their classes (quadrant, response and so on)? chi-square test and Cramer''s V; rows where either is NULL are counted as missing; every type that is no number is a class';

CREATE FUNCTION separation_values_accum(internal, anycompatible, numeric) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_separation_values_accum_numeric'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION separation_values_accum(internal, anycompatible, numeric) IS
'transition function of separation(attribute, numeric)';

CREATE FUNCTION separation_values_accum(internal, anycompatible, double precision) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_separation_values_accum_double'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION separation_values_accum(internal, anycompatible, double precision) IS
'transition function of separation(attribute, double precision)';

CREATE FUNCTION separation_values_accum(internal, anycompatible, bigint) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_separation_values_accum_bigint'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION separation_values_accum(internal, anycompatible, bigint) IS
'transition function of separation(attribute, bigint)';

CREATE FUNCTION separation_values_combine(internal, internal) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_separation_values_combine'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION separation_values_combine(internal, internal) IS 'combine function of separation(attribute, value)';

CREATE FUNCTION separation_values_serial(internal) RETURNS bytea
AS 'MODULE_PATHNAME', 'customer_seg_separation_values_serial'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION separation_values_serial(internal) IS 'state of separation(attribute, value), on its way between processes';

CREATE FUNCTION separation_values_deserial(bytea, internal) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_separation_values_deserial'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION separation_values_deserial(bytea, internal) IS 'state of separation(attribute, value), arrived from another process';

CREATE FUNCTION separation_values_final(internal) RETURNS separation_of_values
AS 'MODULE_PATHNAME', 'customer_seg_separation_values_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION separation_values_final(internal) IS 'final function of separation(attribute, value)';

CREATE AGGREGATE separation(attribute anycompatible, value numeric) (
	SFUNC = separation_values_accum, STYPE = internal,
	FINALFUNC = separation_values_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = separation_values_combine,
	SERIALFUNC = separation_values_serial, DESERIALFUNC = separation_values_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE separation(anycompatible, numeric) IS
'do the groups of an attribute differ in their mean value? One-way analysis of variance, from exact sums; rows where either is NULL are counted as missing';

CREATE AGGREGATE separation(attribute anycompatible, value double precision) (
	SFUNC = separation_values_accum, STYPE = internal,
	FINALFUNC = separation_values_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = separation_values_combine,
	SERIALFUNC = separation_values_serial, DESERIALFUNC = separation_values_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE separation(anycompatible, double precision) IS
'as separation(attribute, numeric); a value counts as the shortest decimal that means it';

CREATE AGGREGATE separation(attribute anycompatible, value bigint) (
	SFUNC = separation_values_accum, STYPE = internal,
	FINALFUNC = separation_values_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = separation_values_combine,
	SERIALFUNC = separation_values_serial, DESERIALFUNC = separation_values_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE separation(anycompatible, bigint) IS 'as separation(attribute, numeric)';

CREATE FUNCTION compare_shares(count1 bigint, total1 bigint, count2 bigint, total2 bigint,
							   confidence double precision DEFAULT 0.95,
							   OUT share1 double precision, OUT share2 double precision,
							   OUT difference double precision, OUT low double precision, OUT high double precision,
							   OUT chi_square double precision, OUT p double precision, OUT exact boolean)
RETURNS record
AS 'MODULE_PATHNAME', 'customer_seg_compare_shares'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION compare_shares(bigint, bigint, bigint, bigint, double precision) IS
'two shares: the first less the second with its confidence interval (Newcombe 1998), chi-square (pooled, without Yates'' correction), and p: that of chi-square, or, where exact, Fisher''s, since a cell of the table expects fewer than 5; a share of nobody is NULL';
