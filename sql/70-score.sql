/* score, tile: ranks among the rows of a window's partition */

CREATE FUNCTION score(value double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'customer_seg_score'
LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION score(double precision) IS
'window function: percentage of the partition''s values that are below this one, ties counted half; NULL for NULL, which does not count';

CREATE FUNCTION score(value timestamptz) RETURNS double precision
AS 'MODULE_PATHNAME', 'customer_seg_score'
LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION score(timestamptz) IS
'window function: the same of times, a later one above an earlier';

CREATE FUNCTION score(value timestamp) RETURNS double precision
AS 'MODULE_PATHNAME', 'customer_seg_score'
LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION score(timestamp) IS
'window function: the same of times without time zone';

CREATE FUNCTION score(value date) RETURNS double precision
AS 'MODULE_PATHNAME', 'customer_seg_score'
LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION score(date) IS
'window function: the same of dates';

CREATE FUNCTION score(value interval) RETURNS double precision
AS 'MODULE_PATHNAME', 'customer_seg_score'
LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION score(interval) IS
'window function: the same of spans of time, compared as the server does: a day has 24 hours, a month 30 days';

CREATE FUNCTION tile(value double precision, n integer) RETURNS integer
AS 'MODULE_PATHNAME', 'customer_seg_tile'
LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION tile(double precision, integer) IS
'window function: group from 1, the lowest, to n, as equal in size as can be without parting equal values; NULL for NULL, which does not count';

CREATE FUNCTION tile(value timestamptz, n integer) RETURNS integer
AS 'MODULE_PATHNAME', 'customer_seg_tile'
LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION tile(timestamptz, integer) IS
'window function: the same of times, a later one above an earlier';

CREATE FUNCTION tile(value timestamp, n integer) RETURNS integer
AS 'MODULE_PATHNAME', 'customer_seg_tile'
LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION tile(timestamp, integer) IS
'window function: the same of times without time zone';

CREATE FUNCTION tile(value date, n integer) RETURNS integer
AS 'MODULE_PATHNAME', 'customer_seg_tile'
LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION tile(date, integer) IS
'window function: the same of dates';

CREATE FUNCTION tile(value interval, n integer) RETURNS integer
AS 'MODULE_PATHNAME', 'customer_seg_tile'
LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION tile(interval, integer) IS
'window function: the same of spans of time, compared as the server does: a day has 24 hours, a month 30 days';

/* groups of equal money */

CREATE FUNCTION tile(value double precision, n integer, weight numeric) RETURNS integer
AS 'MODULE_PATHNAME', 'customer_seg_tile_by_numeric'
LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION tile(double precision, integer, numeric) IS
'window function: group from 1, the lowest, to n, of equal weight, such as money: the one in which the weight of this row begins, when all stand in the order of their values; equal values together, a weight below 0 counts as 0; NULL for NULL, which does not count, and where nothing weighs anything';

CREATE FUNCTION tile(value double precision, n integer, weight double precision) RETURNS integer
AS 'MODULE_PATHNAME', 'customer_seg_tile_by_double'
LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION tile(double precision, integer, double precision) IS
'window function: as tile by weights of numeric, of weights rounded to 6 decimals';
