/* segment() of customers of any type, unnamed: for the base as a whole */

CREATE FUNCTION _segment_unnamed(source regclass,
								customer_column name DEFAULT 'customer_id',
								time_column name DEFAULT 'sold_at',
								amount_column name DEFAULT 'amount',
								order_column name DEFAULT NULL,
								potential_column name DEFAULT NULL,
								profit_column name DEFAULT NULL,
								since timestamptz DEFAULT NULL,
								as_of timestamptz DEFAULT NULL,
								yardstick yardstick DEFAULT NULL)
RETURNS TABLE (orders bigint, amount numeric, first_order timestamptz, last_order timestamptz,
			   loyalty double precision, contribution double precision,
			   quadrant quadrant, activity activity, measured_at timestamptz,
			   without_customer bigint, without_time bigint, amount_left_out numeric,
			   shared_times double precision, order_column name, yardstick yardstick)
AS 'MODULE_PATHNAME', 'customer_seg_segment_unnamed'
LANGUAGE C STABLE PARALLEL RESTRICTED COST 1000000 ROWS 1000;
COMMENT ON FUNCTION _segment_unnamed(regclass, name, name, name, name, name, name, timestamptz, timestamptz, yardstick) IS
'segment() for customers of any type, who stay unnamed, with the point in time at which they were measured; and a last row, without an activity, that says what there is to say of all rows: those left out, the share of those that share customer and time, where they may be lines of orders, with the column that tells these apart, and the yardstick';
