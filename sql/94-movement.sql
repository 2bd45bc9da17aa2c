/* movement: which class customers were in, and which they are in */

CREATE TYPE movement_row AS (
	was text,
	"is" text,
	customers bigint,
	"of" bigint,
	share double precision,
	low double precision,
	high double precision,
	before numeric,
	now numeric
);
COMMENT ON TYPE movement_row IS
'customers who were in one class and are in another, where NULL is not there; all who were in that class, and the share with its interval (Wilson 1927); what they brought then and bring now, or NULL where that was not counted';

CREATE FUNCTION movement_accum(internal, anyelement, anyelement) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_movement_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION movement_accum(internal, anyelement, anyelement) IS
'transition function of movement(was, is)';

CREATE FUNCTION movement_accum(internal, anyelement, anyelement, numeric, numeric) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_movement_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION movement_accum(internal, anyelement, anyelement, numeric, numeric) IS
'transition function of movement(was, is, before, now)';

CREATE FUNCTION movement_combine(internal, internal) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_movement_combine'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION movement_combine(internal, internal) IS
'combine function of movement and rollup(movement_row[])';

CREATE FUNCTION movement_serial(internal) RETURNS bytea
AS 'MODULE_PATHNAME', 'customer_seg_movement_serial'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION movement_serial(internal) IS
'serialization function of movement and rollup(movement_row[])';

CREATE FUNCTION movement_deserial(bytea, internal) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_movement_deserial'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION movement_deserial(bytea, internal) IS
'deserialization function of movement and rollup(movement_row[])';

CREATE FUNCTION movement_final(internal, anyelement, anyelement) RETURNS movement_row[]
AS 'MODULE_PATHNAME', 'customer_seg_movement_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION movement_final(internal, anyelement, anyelement) IS
'final function of movement(was, is)';

CREATE FUNCTION movement_final(internal, anyelement, anyelement, numeric, numeric) RETURNS movement_row[]
AS 'MODULE_PATHNAME', 'customer_seg_movement_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION movement_final(internal, anyelement, anyelement, numeric, numeric) IS
'final function of movement(was, is, before, now)';

CREATE AGGREGATE movement(was anyelement, "is" anyelement) (
	SFUNC = movement_accum, STYPE = internal, SSPACE = 6144,
	FINALFUNC = movement_final, FINALFUNC_EXTRA, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = movement_combine,
	SERIALFUNC = movement_serial, DESERIALFUNC = movement_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE movement(anyelement, anyelement) IS
'a row for each class that customers were in and each that they are in: of an enum all labels in its order, of another type the values there are by their text; NULL is not there and comes last';

CREATE AGGREGATE movement(was anyelement, "is" anyelement, before numeric, now numeric) (
	SFUNC = movement_accum, STYPE = internal, SSPACE = 6144,
	FINALFUNC = movement_final, FINALFUNC_EXTRA, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = movement_combine,
	SERIALFUNC = movement_serial, DESERIALFUNC = movement_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE movement(anyelement, anyelement, numeric, numeric) IS
'the same, with what they brought then and bring now';

CREATE FUNCTION movement_rollup_accum(internal, movement_row[]) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_movement_rollup_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION movement_rollup_accum(internal, movement_row[]) IS
'transition function of rollup(movement_row[])';

CREATE FUNCTION movement_rollup_final(internal) RETURNS movement_row[]
AS 'MODULE_PATHNAME', 'customer_seg_movement_rollup_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION movement_rollup_final(internal) IS 'final function of rollup(movement_row[])';

CREATE AGGREGATE rollup(movement_row[]) (
	SFUNC = movement_rollup_accum, STYPE = internal, SSPACE = 6144,
	FINALFUNC = movement_rollup_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = movement_combine,
	SERIALFUNC = movement_serial, DESERIALFUNC = movement_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(movement_row[]) IS
'merges movements: exact, in any order and any grouping; classes in the order that all have, else by their text';

CREATE FUNCTION conversion(movement_row[], "from" text, "to" text,
						   OUT customers bigint, OUT "of" bigint,
						   OUT share double precision, OUT low double precision, OUT high double precision)
RETURNS record
AS 'MODULE_PATHNAME', 'customer_seg_conversion'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION conversion(movement_row[], text, text) IS
'customers who went from one class to another, all who were in the first, and the share with its interval (Wilson 1927); a NULL class is not there';

CREATE FUNCTION structure_change(movement_row[],
								 OUT present bigint, OUT comers bigint, OUT goers bigint,
								 OUT chi_square double precision, OUT df integer, OUT p double precision, OUT note text)
RETURNS record
AS 'MODULE_PATHNAME', 'customer_seg_structure_change'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION structure_change(movement_row[]) IS
'whether the classes of those there at both times are as large as before (Stuart and Maxwell), over the classes that somebody moved into or out of; those who came and those who left apart';

CREATE FUNCTION movement_matrix(movement_row[]) RETURNS SETOF text
AS 'MODULE_PATHNAME', 'customer_seg_movement_matrix'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 12;
COMMENT ON FUNCTION movement_matrix(movement_row[]) IS
'a movement as lines of text for a terminal of 100 columns: a row for each class that customers were in, a column for each that they are in, and the shares in per cent';
