/* position: where a customer stands in the market, for how long, and for how much */

CREATE TYPE market_position AS ENUM ('existing', 'potential', 'non_customer');
COMMENT ON TYPE market_position IS
'existing: has ordered, if before the data begin, as a refund shows; potential: has not, but could use what is sold; non_customer: could not';

CREATE TYPE customer_term AS ENUM ('long_term', 'temporary');
COMMENT ON TYPE customer_term IS 'whether a customer''s orders span a long time';

CREATE TYPE customer_value AS ENUM ('high', 'low');
COMMENT ON TYPE customer_value IS 'whether a customer brings much';

CREATE FUNCTION market_position(activity, fits boolean DEFAULT true) RETURNS market_position
AS 'MODULE_PATHNAME', 'customer_seg_market_position'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION market_position(activity, boolean) IS
'existing with an order or a refund; else potential or non_customer as fits says, NULL where that is NULL; a NULL activity is somebody without orders';

CREATE FUNCTION customer_term(activity, long_from interval DEFAULT '1 year', min_orders bigint DEFAULT 2) RETURNS customer_term
AS 'MODULE_PATHNAME', 'customer_seg_customer_term'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION customer_term(activity, interval, bigint) IS
'long_term with min_orders orders or more, the last of them long_from or more after the first (calendar of UTC); else temporary; NULL without an order';

CREATE FUNCTION customer_value(activity, high_from numeric) RETURNS customer_value
AS 'MODULE_PATHNAME', 'customer_seg_customer_value'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION customer_value(activity, numeric) IS 'high when the net amount is high_from or more, to the last digit';

CREATE FUNCTION customer_value(activity, high_from text) RETURNS customer_value
LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
RETURN @extschema@.customer_value($1, $2::numeric);
COMMENT ON FUNCTION customer_value(activity, text) IS
'the same of an amount that is given as text, as a driver does, or as a literal in quotes';

-- not STRICT, though it gives NULL for NULL, so that the planner can put its body in place of the call
CREATE FUNCTION customer_value(activity, yardstick) RETURNS customer_value
LANGUAGE SQL IMMUTABLE PARALLEL SAFE
RETURN CASE @extschema@.quadrant($1, $2)
	WHEN 'bee'::@extschema@.quadrant THEN 'high'::@extschema@.customer_value
	WHEN 'dragonfly'::@extschema@.quadrant THEN 'high'::@extschema@.customer_value
	WHEN 'butterfly'::@extschema@.quadrant THEN 'low'::@extschema@.customer_value
	WHEN 'mantis'::@extschema@.quadrant THEN 'low'::@extschema@.customer_value
END;
COMMENT ON FUNCTION customer_value(activity, yardstick) IS
'high when the contribution is on the high side of the yardstick''s cut, as bees and dragonflies are';
