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

CREATE FUNCTION _histories_sample(source regclass,
								  customer_column name DEFAULT 'customer_id',
								  time_column name DEFAULT 'sold_at',
								  amount_column name DEFAULT 'amount',
								  order_column name DEFAULT NULL,
								  potential_column name DEFAULT NULL,
								  profit_column name DEFAULT NULL,
								  since timestamptz DEFAULT NULL,
								  as_of timestamptz DEFAULT NULL,
								  at_most bigint DEFAULT 65536)
RETURNS TABLE (history history, one_in bigint, last_day date, as_of_day date)
AS 'MODULE_PATHNAME', 'customer_seg_histories_sample'
LANGUAGE C STABLE PARALLEL RESTRICTED COST 1000000 ROWS 1000;
COMMENT ON FUNCTION _histories_sample(regclass, name, name, name, name, name, name, timestamptz, timestamptz, bigint) IS
'histories() of a sample of at most so many customers of any type, drawn by their hashes, so that it is the same one every time; and a last row, without a history, that says of how many customers one was taken, the last day of all rows, and the day before which all of them lie: as_of, or the day after the last';
