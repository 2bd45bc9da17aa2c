/* quadrant: which of the four types a customer is */

CREATE TYPE quadrant AS ENUM ('bee', 'dragonfly', 'butterfly', 'mantis');

COMMENT ON TYPE quadrant IS
'type of a customer: bee (high contribution, high loyalty), dragonfly (high, low), butterfly (low, high), mantis (low, low)';

CREATE FUNCTION quadrant(loyalty double precision, contribution double precision,
						 loyalty_cut double precision DEFAULT 50,
						 contribution_cut double precision DEFAULT 50)
RETURNS quadrant
AS 'MODULE_PATHNAME', 'customer_seg_quadrant_of_scores'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION quadrant(double precision, double precision, double precision, double precision) IS
'quadrant of any two numbers, such as survey answers or ready-made scores; at or above the cut is high';
