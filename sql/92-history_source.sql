/* histories: from a sales table to the days of every customer, in one call */

CREATE FUNCTION histories_support(internal) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_histories_support'
LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION histories_support(internal) IS
'planner support: the number of customers and the cost of histories(), from the statistics of its source';

CREATE FUNCTION histories(source regclass,
						  customer_column name DEFAULT 'customer_id',
						  time_column name DEFAULT 'sold_at',
						  amount_column name DEFAULT 'amount',
						  order_column name DEFAULT NULL,
						  potential_column name DEFAULT NULL,
						  profit_column name DEFAULT NULL,
						  since timestamptz DEFAULT NULL,
						  as_of timestamptz DEFAULT NULL,
						  zone text DEFAULT 'UTC')
RETURNS TABLE (customer bigint, history history)
AS 'MODULE_PATHNAME', 'customer_seg_histories'
LANGUAGE C STABLE PARALLEL RESTRICTED COST 1000000 ROWS 1000
SUPPORT histories_support;
COMMENT ON FUNCTION histories(regclass, name, name, name, name, name, name, timestamptz, timestamptz, text) IS
'one row per customer of the source: all days on which anything was, in a time zone';

CREATE FUNCTION histories_as(customer_type anyelement,
							 source regclass,
							 customer_column name DEFAULT 'customer_id',
							 time_column name DEFAULT 'sold_at',
							 amount_column name DEFAULT 'amount',
							 order_column name DEFAULT NULL,
							 potential_column name DEFAULT NULL,
							 profit_column name DEFAULT NULL,
							 since timestamptz DEFAULT NULL,
							 as_of timestamptz DEFAULT NULL,
							 zone text DEFAULT 'UTC')
RETURNS TABLE (customer anyelement, history history)
AS 'MODULE_PATHNAME', 'customer_seg_histories_as'
LANGUAGE C STABLE PARALLEL RESTRICTED COST 1000000 ROWS 1000
SUPPORT histories_support;
COMMENT ON FUNCTION histories_as(anyelement, regclass, name, name, name, name, name, name, timestamptz, timestamptz, text) IS
'histories() for customers of any hashable type: histories_as(NULL::uuid, ''sales'')';

CREATE FUNCTION _histories_unnamed(source regclass,
								   customer_column name DEFAULT 'customer_id',
								   time_column name DEFAULT 'sold_at',
								   amount_column name DEFAULT 'amount',
								   order_column name DEFAULT NULL,
								   potential_column name DEFAULT NULL,
								   profit_column name DEFAULT NULL)
RETURNS TABLE (history history)
AS 'MODULE_PATHNAME', 'customer_seg_histories_unnamed'
LANGUAGE C STABLE PARALLEL RESTRICTED COST 1000000 ROWS 1000;
COMMENT ON FUNCTION _histories_unnamed(regclass, name, name, name, name, name, name) IS
'histories() for customers of any type, who stay unnamed: for the base as a whole';
