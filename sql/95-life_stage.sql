/* life_stage: one customer's own rhythm, and where they stand */

CREATE FUNCTION rhythm(history, as_of date, base_gap double precision, OUT gaps bigint, OUT expected_gap double precision, OUT open_gap integer, OUT overdue_ratio double precision, OUT next_day date)
AS 'MODULE_PATHNAME', 'customer_seg_rhythm'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION rhythm(history, date, double precision) IS
'of the days with an order before as_of: the gaps between them; the expected gap, which is the mean of them and of one base_gap, in days; days since the last; these in expected gaps; and the day on which the next is expected; NULL without an order';

CREATE TYPE life_stage AS ENUM ('prospect', 'new', 'active', 'overdue', 'lapsed');
COMMENT ON TYPE life_stage IS
'where a customer stands: prospect (known, has never bought), new (first order within new_for), active, overdue (away for over twice the expected gap), lapsed (no order within lapse_after)';

CREATE FUNCTION life_stage(history, as_of date, lapse_after interval) RETURNS life_stage
AS 'MODULE_PATHNAME', 'customer_seg_life_stage_interval'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION life_stage(history, date, interval) IS
'life stage by the days before as_of; new within half of lapse_after; NULL when nothing is known before as_of';

CREATE FUNCTION life_stage(history, as_of date, lapse_after interval, new_for interval) RETURNS life_stage
AS 'MODULE_PATHNAME', 'customer_seg_life_stage_interval'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION life_stage(history, date, interval, interval) IS
'life stage by the days before as_of; NULL when nothing is known before as_of';

CREATE FUNCTION life_stage(history, as_of date, lapse_after integer) RETURNS life_stage
AS 'MODULE_PATHNAME', 'customer_seg_life_stage_days'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION life_stage(history, date, integer) IS
'life stage by the days before as_of, lapsed after so many days; new within half of lapse_after; NULL when nothing is known before as_of';

CREATE FUNCTION life_stage(history, as_of date, lapse_after integer, new_for integer) RETURNS life_stage
AS 'MODULE_PATHNAME', 'customer_seg_life_stage_days'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION life_stage(history, date, integer, integer) IS
'life stage by the days before as_of, with lapse_after and new_for in days; NULL when nothing is known before as_of';

CREATE FUNCTION life_stage(history, as_of date, lapse_after text) RETURNS life_stage
AS 'MODULE_PATHNAME', 'customer_seg_life_stage_text'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION life_stage(history, date, text) IS
'life stage by the days before as_of, with the interval, or the number of days, as text; new within half of lapse_after; NULL when nothing is known before as_of';

CREATE FUNCTION life_stage(history, as_of date, lapse_after text, new_for text) RETURNS life_stage
AS 'MODULE_PATHNAME', 'customer_seg_life_stage_text'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION life_stage(history, date, text, text) IS
'life stage by the days before as_of, with the intervals, or numbers of days, as text; NULL when nothing is known before as_of';

/* of an activity, whose orders take the place of days with an order */

CREATE FUNCTION life_stage(activity, as_of date, lapse_after interval) RETURNS life_stage
AS 'MODULE_PATHNAME', 'customer_seg_life_stage_activity_interval'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION life_stage(activity, date, interval) IS
'life stage by the orders of an activity that ends before as_of; new within half of lapse_after';

CREATE FUNCTION life_stage(activity, as_of date, lapse_after interval, new_for interval) RETURNS life_stage
AS 'MODULE_PATHNAME', 'customer_seg_life_stage_activity_interval'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION life_stage(activity, date, interval, interval) IS
'life stage by the orders of an activity that ends before as_of';

CREATE FUNCTION life_stage(activity, as_of date, lapse_after integer) RETURNS life_stage
AS 'MODULE_PATHNAME', 'customer_seg_life_stage_activity_days'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION life_stage(activity, date, integer) IS
'life stage by the orders of an activity that ends before as_of, lapsed after so many days; new within half of lapse_after';

CREATE FUNCTION life_stage(activity, as_of date, lapse_after integer, new_for integer) RETURNS life_stage
AS 'MODULE_PATHNAME', 'customer_seg_life_stage_activity_days'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION life_stage(activity, date, integer, integer) IS
'life stage by the orders of an activity that ends before as_of, with lapse_after and new_for in days';

CREATE FUNCTION life_stage(activity, as_of date, lapse_after text) RETURNS life_stage
AS 'MODULE_PATHNAME', 'customer_seg_life_stage_activity_text'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION life_stage(activity, date, text) IS
'life stage by the orders of an activity that ends before as_of, with the interval, or the number of days, as text; new within half of lapse_after';

CREATE FUNCTION life_stage(activity, as_of date, lapse_after text, new_for text) RETURNS life_stage
AS 'MODULE_PATHNAME', 'customer_seg_life_stage_activity_text'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION life_stage(activity, date, text, text) IS
'life stage by the orders of an activity that ends before as_of, with the intervals, or numbers of days, as text';

CREATE FUNCTION _lapse_days(as_of date, lapse_after interval) RETURNS integer
AS 'MODULE_PATHNAME', 'customer_seg_lapse_days'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION _lapse_days(date, interval) IS 'the days of lapse_after before as_of, as life_stage() counts them';
