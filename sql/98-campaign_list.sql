/* campaign_list: who gets what in a campaign, and who is held out to see what it brings */

CREATE FUNCTION held_out(customer anyelement, holdout double precision, seed anycompatiblenonarray) RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_held_out'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION held_out(anyelement, double precision, anycompatiblenonarray) IS
'whether a customer is held out of the campaign of this seed, as a share of the customers is: by SHA-256 of seed and customer, so the same on every server and at any time, whoever else there is';

CREATE FUNCTION held_out(customer text, holdout double precision, seed anycompatiblenonarray) RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_held_out'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION held_out(text, double precision, anycompatiblenonarray) IS
'the same of a customer who is a text, such as the parameter of a driver';

CREATE FUNCTION campaign_list(source regclass,
							  "where" text DEFAULT NULL,
							  holdout double precision DEFAULT 0.1,
							  seed anycompatiblenonarray DEFAULT NULL::text,
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
RETURNS TABLE (place bigint, customer bigint, held_out boolean, quadrant text, life_stage text, next_action text,
			   why text, channel text, offer text, at_stake numeric)
AS 'MODULE_PATHNAME', 'customer_seg_campaign_list'
LANGUAGE C STABLE PARALLEL RESTRICTED COST 1000000 ROWS 1000;
COMMENT ON FUNCTION campaign_list(regclass, text, double precision, anycompatiblenonarray, name, name, name, name, name, name, timestamptz, timestamptz, yardstick, interval, regclass, text) IS
'a campaign''s list: the customers of a segmentation or source for whom a condition over the columns of classify() holds, what each gets, and who is held out by held_out(); the most money at stake first';

CREATE FUNCTION campaign_list_as(customer_type anyelement,
								 source regclass,
								 "where" text DEFAULT NULL,
								 holdout double precision DEFAULT 0.1,
								 seed text DEFAULT NULL,
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
RETURNS TABLE (place bigint, customer anyelement, held_out boolean, quadrant text, life_stage text, next_action text,
			   why text, channel text, offer text, at_stake numeric)
AS 'MODULE_PATHNAME', 'customer_seg_campaign_list'
LANGUAGE C STABLE PARALLEL RESTRICTED COST 1000000 ROWS 1000;
COMMENT ON FUNCTION campaign_list_as(anyelement, regclass, text, double precision, text, name, name, name, name, name, name, timestamptz, timestamptz, yardstick, interval, regclass, text) IS
'campaign_list() for customers of any type of which equal values look the same, such as uuid or text: campaign_list_as(NULL::uuid, ''sales'', seed => ''spring'')';
