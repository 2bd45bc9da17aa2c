/* classify: segment() with every class of every customer, in columns of plain types that any tool can read */

CREATE FUNCTION classify_support(internal) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_classify_support'
LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION classify_support(internal) IS
'planner support: the number of customers and the cost of classify(), from the statistics of its source';

CREATE FUNCTION classify(source regclass,
						 customer_column name DEFAULT 'customer_id',
						 time_column name DEFAULT 'sold_at',
						 amount_column name DEFAULT 'amount',
						 order_column name DEFAULT NULL,
						 potential_column name DEFAULT NULL,
						 profit_column name DEFAULT NULL,
						 since timestamptz DEFAULT NULL,
						 as_of timestamptz DEFAULT NULL,
						 yardstick yardstick DEFAULT NULL,
						 lapse_after interval DEFAULT NULL)
RETURNS TABLE (customer bigint, orders bigint, amount numeric, refunds bigint, contacts bigint,
			   average_order numeric, potential numeric, profit numeric,
			   first_order timestamptz, last_order timestamptz, days_since_order integer,
			   loyalty double precision, contribution double precision, quadrant text, quadrant_sort integer,
			   recency_score integer, frequency_score integer, monetary_score integer, rfm text,
			   rfm_segment text, rfm_segment_sort integer, rfm_group text, rfm_group_sort integer,
			   value_group text, value_group_sort integer, pareto_class text, pareto_class_sort integer,
			   abc_class text, abc_class_sort integer, market_position text, market_position_sort integer,
			   customer_term text, customer_term_sort integer, life_stage text, life_stage_sort integer,
			   next_action text, next_action_sort integer, next_action_due date, next_action_overdue integer,
			   at_stake numeric, as_of timestamptz, yardstick_as_of timestamptz)
AS 'MODULE_PATHNAME', 'customer_seg_classify'
LANGUAGE C STABLE PARALLEL RESTRICTED COST 1000000 ROWS 1000
SUPPORT classify_support;
COMMENT ON FUNCTION classify(regclass, name, name, name, name, name, name, timestamptz, timestamptz, yardstick, interval) IS
'one row per customer of the source, in plain types: what they did, their scores, and every class as text with its place beside it: quadrant, RFM, value group, Pareto and ABC, position, term, life stage, next action with the day it is due and the money at stake; only columns that are asked for are made, and lapse_after is found in the base''s own past unless given';

CREATE FUNCTION classify_as(customer_type anyelement,
							source regclass,
							customer_column name DEFAULT 'customer_id',
							time_column name DEFAULT 'sold_at',
							amount_column name DEFAULT 'amount',
							order_column name DEFAULT NULL,
							potential_column name DEFAULT NULL,
							profit_column name DEFAULT NULL,
							since timestamptz DEFAULT NULL,
							as_of timestamptz DEFAULT NULL,
							yardstick yardstick DEFAULT NULL,
							lapse_after interval DEFAULT NULL)
RETURNS TABLE (customer anyelement, orders bigint, amount numeric, refunds bigint, contacts bigint,
			   average_order numeric, potential numeric, profit numeric,
			   first_order timestamptz, last_order timestamptz, days_since_order integer,
			   loyalty double precision, contribution double precision, quadrant text, quadrant_sort integer,
			   recency_score integer, frequency_score integer, monetary_score integer, rfm text,
			   rfm_segment text, rfm_segment_sort integer, rfm_group text, rfm_group_sort integer,
			   value_group text, value_group_sort integer, pareto_class text, pareto_class_sort integer,
			   abc_class text, abc_class_sort integer, market_position text, market_position_sort integer,
			   customer_term text, customer_term_sort integer, life_stage text, life_stage_sort integer,
			   next_action text, next_action_sort integer, next_action_due date, next_action_overdue integer,
			   at_stake numeric, as_of timestamptz, yardstick_as_of timestamptz)
AS 'MODULE_PATHNAME', 'customer_seg_classify_as'
LANGUAGE C STABLE PARALLEL RESTRICTED COST 1000000 ROWS 1000
SUPPORT classify_support;
COMMENT ON FUNCTION classify_as(anyelement, regclass, name, name, name, name, name, name, timestamptz, timestamptz, yardstick, interval) IS
'classify() for customers of any hashable type: classify_as(NULL::uuid, ''sales'')';
