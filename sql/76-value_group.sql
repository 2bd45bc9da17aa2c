/* value_group: old or new, big or small */

CREATE TYPE value_group AS ENUM ('old_big', 'new_big', 'new_small', 'old_small');

COMMENT ON TYPE value_group IS
'group of a customer by the time of the first order and by the amount: old_big, new_big, new_small, old_small';

CREATE FUNCTION value_group(activity, new_since timestamptz, big_from numeric)
RETURNS value_group
AS 'MODULE_PATHNAME', 'customer_seg_value_group_by_limits'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION value_group(activity, timestamptz, numeric) IS
'new when the first order was at or after new_since, big when amount >= big_from; NULL without an order';

CREATE FUNCTION value_group(activity, yardstick,
							as_of timestamptz DEFAULT NULL,
							new_for interval DEFAULT '1 year',
							big text DEFAULT 'p80')
RETURNS value_group
AS 'MODULE_PATHNAME', 'customer_seg_value_group_at'
LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;

COMMENT ON FUNCTION value_group(activity, yardstick, timestamptz, interval, text) IS
'new when the first order was at or after as_of, that of the yardstick unless given, less new_for (calendar in UTC), big when the amount, or by a yardstick that measures contribution by profit the profit, is at or above the cut: mean, median, p80 (a score) or a number; NULL without an order or where the profit that decides is not known';
