/* score, tile: ranks among the rows of a window's partition */

CREATE FUNCTION score(value double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'customer_seg_score'
LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION score(double precision) IS
'window function: percentage of the partition''s values that are below this one, ties counted half; NULL for NULL, which does not count';

CREATE FUNCTION tile(value double precision, n integer) RETURNS integer
AS 'MODULE_PATHNAME', 'customer_seg_tile'
LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION tile(double precision, integer) IS
'window function: group from 1, the lowest, to n, as equal in size as can be without parting equal values; NULL for NULL, which does not count';
