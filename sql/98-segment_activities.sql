/* segment_activities: from activities that are kept already to the type of every customer */

CREATE FUNCTION segment_activities_support(internal) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_segment_activities_support'
LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION segment_activities_support(internal) IS
'planner support: the number of customers and the cost of segment_activities(), from the statistics of its source';

CREATE FUNCTION segment_activities(source regclass,
								   customer_column name DEFAULT 'customer_id',
								   activity_column name DEFAULT 'activity',
								   as_of timestamptz DEFAULT NULL,
								   yardstick yardstick DEFAULT NULL)
RETURNS TABLE (customer bigint, orders bigint, amount numeric,
			   first_order timestamptz, last_order timestamptz,
			   loyalty double precision, contribution double precision,
			   quadrant quadrant, activity activity)
AS 'MODULE_PATHNAME', 'customer_seg_segment_activities'
LANGUAGE C STABLE PARALLEL RESTRICTED COST 1000000 ROWS 1000
SUPPORT segment_activities_support;
COMMENT ON FUNCTION segment_activities(regclass, name, name, timestamptz, yardstick) IS
'segment() over rows that hold activities already, those of a customer merged: as if it had read the sales of which they were made';

CREATE FUNCTION segment_activities_as(customer_type anyelement,
									  source regclass,
									  customer_column name DEFAULT 'customer_id',
									  activity_column name DEFAULT 'activity',
									  as_of timestamptz DEFAULT NULL,
									  yardstick yardstick DEFAULT NULL)
RETURNS TABLE (customer anyelement, orders bigint, amount numeric,
			   first_order timestamptz, last_order timestamptz,
			   loyalty double precision, contribution double precision,
			   quadrant quadrant, activity activity)
AS 'MODULE_PATHNAME', 'customer_seg_segment_activities_as'
LANGUAGE C STABLE PARALLEL RESTRICTED COST 1000000 ROWS 1000
SUPPORT segment_activities_support;
COMMENT ON FUNCTION segment_activities_as(anyelement, regclass, name, name, timestamptz, yardstick) IS
'segment_activities() for customers of any hashable type: segment_activities_as(NULL::uuid, ''activities'')';
