/* next_actions: what to do next about every customer, and with whom to be in touch today */

CREATE FUNCTION next_actions(source regclass,
							 customer_column name DEFAULT 'customer_id',
							 time_column name DEFAULT 'sold_at',
							 amount_column name DEFAULT 'amount',
							 order_column name DEFAULT NULL,
							 potential_column name DEFAULT NULL,
							 profit_column name DEFAULT NULL,
							 since timestamptz DEFAULT NULL,
							 as_of timestamptz DEFAULT NULL,
							 yardstick yardstick DEFAULT NULL,
							 lapse_after interval DEFAULT NULL,
							 contact_log regclass DEFAULT NULL,
							 lang text DEFAULT 'en')
RETURNS TABLE (customer bigint, action customer_action, why text, channel text, offer text,
			   by date, overdue integer, at_stake numeric)
AS 'MODULE_PATHNAME', 'customer_seg_next_actions'
LANGUAGE C STABLE PARALLEL RESTRICTED COST 1000000 ROWS 1000;
COMMENT ON FUNCTION next_actions(regclass, name, name, name, name, name, name, timestamptz, timestamptz, yardstick, interval, regclass, text) IS
'one row per customer of the source: next_action() of each, by segment(), by the life stage, by what a log of contacts says where one is given; lapse_after is found in the base''s own past unless given, and where that does not tell who stays away, nobody is overdue or lapsed; at_stake: the money of a year that depends on what is done, of the lapsed the share that came back in that past';

CREATE FUNCTION next_actions_as(customer_type anyelement,
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
								lapse_after interval DEFAULT NULL,
								contact_log regclass DEFAULT NULL,
								lang text DEFAULT 'en')
RETURNS TABLE (customer anyelement, action customer_action, why text, channel text, offer text,
			   by date, overdue integer, at_stake numeric)
AS 'MODULE_PATHNAME', 'customer_seg_next_actions'
LANGUAGE C STABLE PARALLEL RESTRICTED COST 1000000 ROWS 1000;
COMMENT ON FUNCTION next_actions_as(anyelement, regclass, name, name, name, name, name, name, timestamptz, timestamptz, yardstick, interval, regclass, text) IS
'next_actions() for customers of any hashable type: next_actions_as(NULL::uuid, ''sales'')';

CREATE FUNCTION contact_list(source regclass,
							 customer_column name DEFAULT 'customer_id',
							 time_column name DEFAULT 'sold_at',
							 amount_column name DEFAULT 'amount',
							 order_column name DEFAULT NULL,
							 potential_column name DEFAULT NULL,
							 profit_column name DEFAULT NULL,
							 since timestamptz DEFAULT NULL,
							 as_of timestamptz DEFAULT NULL,
							 yardstick yardstick DEFAULT NULL,
							 lapse_after interval DEFAULT NULL,
							 contact_log regclass DEFAULT NULL,
							 lang text DEFAULT 'en',
							 capacity bigint DEFAULT NULL)
RETURNS TABLE (place bigint, customer bigint, action customer_action, why text, channel text, offer text,
			   by date, overdue integer, at_stake numeric)
AS 'MODULE_PATHNAME', 'customer_seg_contact_list'
LANGUAGE C STABLE PARALLEL RESTRICTED COST 1000000 ROWS 1000;
COMMENT ON FUNCTION contact_list(regclass, name, name, name, name, name, name, timestamptz, timestamptz, yardstick, interval, regclass, text, bigint) IS
'whom to be in touch with at as_of: those of next_actions() who are due, at most as many as there is capacity for, the most money at stake first; of equal money the action that takes precedence, then who has been due for longest, then the lesser customer';

CREATE FUNCTION contact_list_as(customer_type anyelement,
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
								lapse_after interval DEFAULT NULL,
								contact_log regclass DEFAULT NULL,
								lang text DEFAULT 'en',
								capacity bigint DEFAULT NULL)
RETURNS TABLE (place bigint, customer anyelement, action customer_action, why text, channel text, offer text,
			   by date, overdue integer, at_stake numeric)
AS 'MODULE_PATHNAME', 'customer_seg_contact_list'
LANGUAGE C STABLE PARALLEL RESTRICTED COST 1000000 ROWS 1000;
COMMENT ON FUNCTION contact_list_as(anyelement, regclass, name, name, name, name, name, name, timestamptz, timestamptz, yardstick, interval, regclass, text, bigint) IS
'contact_list() for customers of any hashable and ordered type: contact_list_as(NULL::uuid, ''sales'')';
