/* portrait: what a report says of all customers of a sales table, in one row */

CREATE TYPE _portrait_count AS (
	subject text, item text,
	customers bigint, share double precision, low double precision, high double precision,
	amount numeric, brought numeric, profit numeric, at_stake numeric, least numeric
);
COMMENT ON TYPE _portrait_count IS
'customers and money of one class: shares are of those who are in any class of the subject, of a subject that is about some customers only of everybody; brought: of those whose amount is above 0; at_stake: the money of a year that depends on what is done, as next_actions() says of each; least: that anybody has earned who is in this class of Pareto; item NULL: those in none';

CREATE TYPE _map_cell AS (
	map text, x integer, y integer, item text, customers bigint, amount numeric
);
COMMENT ON TYPE _map_cell IS
'customers and money of a cell in which anybody is: of loyalty_contribution by the least score in it, of both axes in steps of 10; of rfm_map by recency and the mean of frequency and monetary value, rounded up, and item the RFM segment';

CREATE FUNCTION _portrait(source regclass,
						  customer_column name DEFAULT 'customer_id',
						  time_column name DEFAULT 'sold_at',
						  amount_column name DEFAULT 'amount',
						  order_column name DEFAULT NULL,
						  potential_column name DEFAULT NULL,
						  profit_column name DEFAULT NULL,
						  since timestamptz DEFAULT NULL,
						  as_of timestamptz DEFAULT NULL,
						  yardstick yardstick DEFAULT NULL,
						  lapse_after integer DEFAULT NULL,
						  new_for integer DEFAULT NULL,
						  contact_every interval[] DEFAULT NULL,
						  came_back bigint DEFAULT NULL,
						  lapsed bigint DEFAULT NULL,
						  pictures boolean DEFAULT false,
						  OUT measured_at timestamptz, OUT first_order timestamptz, OUT last_order timestamptz,
						  OUT customers bigint, OUT buyers bigint, OUT contacted bigint,
						  OUT amount numeric, OUT brought numeric, OUT bought numeric, OUT profit numeric, OUT by_profit boolean,
						  OUT yardstick yardstick,
						  OUT gini double precision, OUT customers_for_share bigint, OUT largest numeric,
						  OUT mean numeric, OUT mean_of_others numeric, OUT between_means bigint,
						  OUT without_customer bigint, OUT without_time bigint, OUT amount_left_out numeric,
						  OUT shared_times double precision, OUT order_column name,
						  OUT unranked text, OUT too_short boolean,
						  OUT mix mix, OUT counts _portrait_count[],
						  OUT cells _map_cell[], OUT loyalty_cut double precision, OUT contribution_cut double precision,
						  OUT lorenz double precision[])
AS 'MODULE_PATHNAME', 'customer_seg_portrait'
LANGUAGE C STABLE PARALLEL RESTRICTED COST 1000000;
COMMENT ON FUNCTION _portrait(regclass, name, name, name, name, name, name, timestamptz, timestamptz, yardstick, integer, integer, interval[], bigint, bigint, boolean) IS
'what segment() would say of all customers together, with every class counted: lapse_after and new_for in days, as life_stage() takes them, NULL where they are not known; contact_every for each customer_action in its order, NULL where no contact is planned; came_back of so many lapsed customers did, in the base''s past, which is the share of the money of the lapsed that is at stake; NULL where that is not known; with pictures also the last four columns, which are NULL without: cells of two maps, the cuts as scores where they are scores, and lorenz() of the buyers in 100 steps';
