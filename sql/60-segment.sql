/* segment: from a sales table to the type of every customer, in one call */

CREATE FUNCTION segment_support(internal) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_segment_support'
LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION segment_support(internal) IS
'planner support: the number of customers and the cost of segment(), from the statistics of its source';

CREATE FUNCTION segment(source regclass,
						customer_column name DEFAULT 'customer_id',
						time_column name DEFAULT 'sold_at',
						amount_column name DEFAULT 'amount',
						order_column name DEFAULT NULL,
						potential_column name DEFAULT NULL,
						profit_column name DEFAULT NULL,
						since timestamptz DEFAULT NULL,
						as_of timestamptz DEFAULT NULL,
						yardstick yardstick DEFAULT NULL)
RETURNS TABLE (customer bigint, orders bigint, amount numeric,
			   first_order timestamptz, last_order timestamptz,
			   loyalty double precision, contribution double precision,
			   quadrant quadrant, activity activity)
AS 'MODULE_PATHNAME', 'customer_seg_segment'
LANGUAGE C STABLE PARALLEL RESTRICTED COST 1000000 ROWS 1000
SUPPORT segment_support;
COMMENT ON FUNCTION segment(regclass, name, name, name, name, name, name, timestamptz, timestamptz, yardstick) IS
'one row per customer of the source: what they did, loyalty, contribution and quadrant; the yardstick is fitted on these customers unless given';

CREATE FUNCTION segment_as(customer_type anyelement,
						   source regclass,
						   customer_column name DEFAULT 'customer_id',
						   time_column name DEFAULT 'sold_at',
						   amount_column name DEFAULT 'amount',
						   order_column name DEFAULT NULL,
						   potential_column name DEFAULT NULL,
						   profit_column name DEFAULT NULL,
						   since timestamptz DEFAULT NULL,
						   as_of timestamptz DEFAULT NULL,
						   yardstick yardstick DEFAULT NULL)
RETURNS TABLE (customer anyelement, orders bigint, amount numeric,
			   first_order timestamptz, last_order timestamptz,
			   loyalty double precision, contribution double precision,
			   quadrant quadrant, activity activity)
AS 'MODULE_PATHNAME', 'customer_seg_segment_as'
LANGUAGE C STABLE PARALLEL RESTRICTED COST 1000000 ROWS 1000
SUPPORT segment_support;
COMMENT ON FUNCTION segment_as(anyelement, regclass, name, name, name, name, name, name, timestamptz, timestamptz, yardstick) IS
'segment() for customers of any hashable type: segment_as(NULL::uuid, ''sales'')';

CREATE FUNCTION segment_progress()
RETURNS TABLE (pid integer, source regclass, started timestamptz, phase text,
			   rows_expected bigint, rows_read bigint, rows_spilled bigint, workers integer,
			   customers bigint, customers_returned bigint)
AS 'MODULE_PATHNAME', 'customer_seg_segment_progress'
LANGUAGE C VOLATILE STRICT PARALLEL RESTRICTED ROWS 1;
COMMENT ON FUNCTION segment_progress() IS
'one row for each segment() that runs in this database now and that the user may see: its phase, rows read of those expected, customers returned';
