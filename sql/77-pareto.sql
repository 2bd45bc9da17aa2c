/* pareto_class, abc_class, gini, top_share, customers_for_share, lorenz: how the money is spread over the customers */

CREATE TYPE pareto_class AS ENUM ('top', 'middle', 'bottom');

COMMENT ON TYPE pareto_class IS
'part of the customers by place: the top ones, the middle, the bottom ones';

CREATE FUNCTION pareto_class(amount double precision,
							 top double precision DEFAULT 0.2,
							 bottom double precision DEFAULT 0.2)
RETURNS pareto_class
AS 'MODULE_PATHNAME', 'customer_seg_pareto_class'
LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION pareto_class(double precision, double precision, double precision) IS
'window function: top for the share top of the partition''s customers with the largest amounts, bottom for the share bottom with the least, else middle; equal amounts go where the middle one of them would; NULL for NULL, which does not count';

CREATE TYPE abc_class AS ENUM ('A', 'B', 'C');

COMMENT ON TYPE abc_class IS
'part of the money from the largest customer down: A the first share of it, B the next, C the rest';

CREATE FUNCTION abc_class(amount numeric,
						  a double precision DEFAULT 0.8,
						  b double precision DEFAULT 0.95)
RETURNS abc_class
AS 'MODULE_PATHNAME', 'customer_seg_abc_class_numeric'
LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION abc_class(numeric, double precision, double precision) IS
'window function: A when those who bring more bring less than share a of the partition''s money together, B when less than share b, else C; C for nothing or less; NULL for NULL, which does not count';

CREATE FUNCTION abc_class(amount double precision,
						  a double precision DEFAULT 0.8,
						  b double precision DEFAULT 0.95)
RETURNS abc_class
AS 'MODULE_PATHNAME', 'customer_seg_abc_class_double'
LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION abc_class(double precision, double precision, double precision) IS
'window function: as abc_class of numeric, of amounts rounded to 6 decimals';

CREATE FUNCTION amounts_accum(internal, numeric) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_amounts_accum_numeric'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION amounts_accum(internal, numeric) IS 'transition function of gini(numeric)';

CREATE FUNCTION amounts_accum(internal, double precision) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_amounts_accum_double'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION amounts_accum(internal, double precision) IS 'transition function of gini(double precision)';

CREATE FUNCTION share_accum(internal, numeric, double precision) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_share_accum_numeric'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION share_accum(internal, numeric, double precision) IS 'transition function of top_share and customers_for_share of numeric';

CREATE FUNCTION share_accum(internal, double precision, double precision) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_share_accum_double'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION share_accum(internal, double precision, double precision) IS 'transition function of top_share and customers_for_share of double precision';

CREATE FUNCTION lorenz_accum(internal, numeric, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_lorenz_accum_numeric'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION lorenz_accum(internal, numeric, integer) IS 'transition function of lorenz(numeric, integer)';

CREATE FUNCTION lorenz_accum(internal, double precision, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_lorenz_accum_double'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION lorenz_accum(internal, double precision, integer) IS 'transition function of lorenz(double precision, integer)';

CREATE FUNCTION concentration_combine(internal, internal) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_concentration_combine'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION concentration_combine(internal, internal) IS 'combine function of gini, top_share, customers_for_share and lorenz';

CREATE FUNCTION concentration_serial(internal) RETURNS bytea
AS 'MODULE_PATHNAME', 'customer_seg_concentration_serial'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION concentration_serial(internal) IS 'serialization function of gini, top_share, customers_for_share and lorenz';

CREATE FUNCTION concentration_deserial(bytea, internal) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_concentration_deserial'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION concentration_deserial(bytea, internal) IS 'deserialization function of gini, top_share, customers_for_share and lorenz';

CREATE FUNCTION gini_final(internal) RETURNS double precision
AS 'MODULE_PATHNAME', 'customer_seg_gini'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION gini_final(internal) IS 'final function of gini';

CREATE AGGREGATE gini(amount numeric) (
	SFUNC = amounts_accum, STYPE = internal,
	FINALFUNC = gini_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = concentration_combine, SERIALFUNC = concentration_serial, DESERIALFUNC = concentration_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE gini(numeric) IS
'Gini coefficient of the amounts, 0 when all bring the same, near 1 when one brings all; below 0 counts as 0; NULL when nobody brings anything';

CREATE AGGREGATE gini(amount double precision) (
	SFUNC = amounts_accum, STYPE = internal,
	FINALFUNC = gini_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = concentration_combine, SERIALFUNC = concentration_serial, DESERIALFUNC = concentration_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE gini(double precision) IS
'as gini of numeric, of amounts rounded to 6 decimals';

CREATE FUNCTION top_share_final(internal) RETURNS double precision
AS 'MODULE_PATHNAME', 'customer_seg_top_share'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION top_share_final(internal) IS 'final function of top_share';

CREATE AGGREGATE top_share(amount numeric, fraction double precision) (
	SFUNC = share_accum, STYPE = internal,
	FINALFUNC = top_share_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = concentration_combine, SERIALFUNC = concentration_serial, DESERIALFUNC = concentration_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE top_share(numeric, double precision) IS
'share of the money that the largest ceil(fraction * n) of n customers bring; amounts below 0 count as 0; NULL when nobody brings anything';

CREATE AGGREGATE top_share(amount double precision, fraction double precision) (
	SFUNC = share_accum, STYPE = internal,
	FINALFUNC = top_share_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = concentration_combine, SERIALFUNC = concentration_serial, DESERIALFUNC = concentration_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE top_share(double precision, double precision) IS
'as top_share of numeric, of amounts rounded to 6 decimals';

CREATE FUNCTION customers_for_share_final(internal) RETURNS bigint
AS 'MODULE_PATHNAME', 'customer_seg_customers_for_share'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION customers_for_share_final(internal) IS 'final function of customers_for_share';

CREATE AGGREGATE customers_for_share(amount numeric, fraction double precision) (
	SFUNC = share_accum, STYPE = internal,
	FINALFUNC = customers_for_share_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = concentration_combine, SERIALFUNC = concentration_serial, DESERIALFUNC = concentration_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE customers_for_share(numeric, double precision) IS
'least number of customers, largest first, who together bring at least this fraction of the money; amounts below 0 count as 0; NULL when nobody brings anything';

CREATE AGGREGATE customers_for_share(amount double precision, fraction double precision) (
	SFUNC = share_accum, STYPE = internal,
	FINALFUNC = customers_for_share_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = concentration_combine, SERIALFUNC = concentration_serial, DESERIALFUNC = concentration_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE customers_for_share(double precision, double precision) IS
'as customers_for_share of numeric, of amounts rounded to 6 decimals';

CREATE FUNCTION lorenz_final(internal) RETURNS double precision[]
AS 'MODULE_PATHNAME', 'customer_seg_lorenz'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION lorenz_final(internal) IS 'final function of lorenz';

CREATE AGGREGATE lorenz(amount numeric, points integer) (
	SFUNC = lorenz_accum, STYPE = internal,
	FINALFUNC = lorenz_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = concentration_combine, SERIALFUNC = concentration_serial, DESERIALFUNC = concentration_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE lorenz(numeric, integer) IS
'Lorenz curve: for i from 0 to points, the share of the money that the poorest i/points of the customers bring; amounts below 0 count as 0; NULL when nobody brings anything';

CREATE AGGREGATE lorenz(amount double precision, points integer) (
	SFUNC = lorenz_accum, STYPE = internal,
	FINALFUNC = lorenz_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = concentration_combine, SERIALFUNC = concentration_serial, DESERIALFUNC = concentration_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE lorenz(double precision, integer) IS
'as lorenz of numeric, of amounts rounded to 6 decimals';

CREATE FUNCTION lorenz_curve(lorenz double precision[],
							 OUT share_of_customers double precision, OUT share_of_amount double precision)
RETURNS SETOF record
LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE ROWS 11
BEGIN ATOMIC
	SELECT (i OPERATOR(pg_catalog.-) 1)::double precision
		   OPERATOR(pg_catalog./) nullif(pg_catalog.cardinality(lorenz) OPERATOR(pg_catalog.-) 1, 0)::double precision, share
	FROM pg_catalog.unnest(lorenz) WITH ORDINALITY AS u (share, i);
END;
COMMENT ON FUNCTION lorenz_curve(double precision[]) IS
'the points of a lorenz() as rows: share of the customers, the poorest first, and the share of the money that they bring';
