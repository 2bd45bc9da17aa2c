/* project: what becomes of the base if customers go on moving as they did */

CREATE FUNCTION project(movement movement_row[], periods integer,
						start jsonb DEFAULT NULL, inflow jsonb DEFAULT NULL, revenue jsonb DEFAULT NULL,
						discount double precision DEFAULT 0,
						OUT period integer, OUT segment text, OUT customers double precision,
						OUT revenue double precision, OUT discounted double precision, OUT cumulated double precision)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'customer_seg_project'
LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 50;
COMMENT ON FUNCTION project(movement_row[], integer, jsonb, jsonb, jsonb, double precision) IS
'a row for each period from 0 on and each class: customers, if they go on moving as they did (a Markov chain), what they bring, that discounted, and cumulated; from start, by default those there now, with inflow more each period, at revenue a head, by default what each class brings now';

CREATE FUNCTION projection_check(earlier movement_row[], later movement_row[],
								 OUT segment text, OUT start bigint, OUT projected double precision,
								 OUT actual bigint, OUT error double precision)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'customer_seg_projection_check'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 5;
COMMENT ON FUNCTION projection_check(movement_row[], movement_row[]) IS
'a row for each class: customers between two movements, how many the earlier movement makes of them a period later, how many there were, and the difference; those who left in a last row, without a class';
