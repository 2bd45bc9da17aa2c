/* next_action: the one thing to do next about a customer, why, how and by when */

CREATE TYPE customer_action AS ENUM ('settle_complaint', 'review', 'follow_up', 'introduce', 'win_back', 'reactivate', 'let_go', 'check_in', 'remind', 'welcome', 'reward', 'show_value', 'promote', 'inform');
COMMENT ON TYPE customer_action IS
'the one thing to do next about a customer, the first that fits: settle_complaint (one is open), review (only returns are known), follow_up (a prospect with a potential), introduce (another prospect), win_back (has lapsed and brought much), reactivate (has lapsed, not long ago), let_go (has lapsed), check_in (is overdue and brings much), remind (is overdue), welcome (is new), and by type reward (bee), show_value (dragonfly), promote (butterfly), inform (mantis)';

CREATE FUNCTION next_action(activity, quadrant, life_stage, as_of date,
							lapse_after interval DEFAULT NULL, last_outreach timestamptz DEFAULT NULL,
							open_complaints bigint DEFAULT NULL, lang text DEFAULT 'en',
							OUT action customer_action, OUT why text, OUT channel text, OUT offer text,
							OUT by date, OUT overdue integer, OUT at_stake numeric)
AS 'MODULE_PATHNAME', 'customer_seg_next_action'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION next_action(activity, quadrant, life_stage, date, interval, timestamptz, bigint, text) IS
'what to do next about a customer, the reason with this customer''s numbers, channel and offer by the playbook, the day by which, for how many days it has been due (NULL: it is not yet), and the money of a year that depends on what is done: what the customer brings a year, or brought before lapsing, or could; a life stage that is NULL is not known';

CREATE FUNCTION next_action(activity, quadrant, life_stage, as_of date,
							lapse_after interval, last_outreach date,
							open_complaints bigint DEFAULT NULL, lang text DEFAULT 'en',
							OUT action customer_action, OUT why text, OUT channel text, OUT offer text,
							OUT by date, OUT overdue integer, OUT at_stake numeric)
AS 'MODULE_PATHNAME', 'customer_seg_next_action'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION next_action(activity, quadrant, life_stage, date, interval, date, bigint, text) IS
'next_action() with what we sent last as a date, which is its midnight in UTC';

CREATE FUNCTION next_action(activity, quadrant, life_stage, as_of date,
							lapse_after interval, last_outreach timestamp,
							open_complaints bigint DEFAULT NULL, lang text DEFAULT 'en',
							OUT action customer_action, OUT why text, OUT channel text, OUT offer text,
							OUT by date, OUT overdue integer, OUT at_stake numeric)
AS 'MODULE_PATHNAME', 'customer_seg_next_action'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION next_action(activity, quadrant, life_stage, date, interval, timestamp, bigint, text) IS
'next_action() with what we sent last as a timestamp, which is its reading in UTC';

CREATE FUNCTION next_action(activity, quadrant, life_stage, as_of date,
							lapse_after integer, last_outreach timestamptz DEFAULT NULL,
							open_complaints bigint DEFAULT NULL, lang text DEFAULT 'en',
							OUT action customer_action, OUT why text, OUT channel text, OUT offer text,
							OUT by date, OUT overdue integer, OUT at_stake numeric)
LANGUAGE SQL STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT n.action, n.why, n.channel, n.offer, n.by, n.overdue, n.at_stake
	FROM @extschema@.next_action($1, $2, $3, $4, pg_catalog.make_interval(days => $5), $6, $7, $8) AS n;
END;
COMMENT ON FUNCTION next_action(activity, quadrant, life_stage, date, integer, timestamptz, bigint, text) IS
'next_action() with lapse_after in days, as hiatus() has it';

CREATE FUNCTION next_action(activity, quadrant, life_stage, as_of date,
							lapse_after integer, last_outreach date,
							open_complaints bigint DEFAULT NULL, lang text DEFAULT 'en',
							OUT action customer_action, OUT why text, OUT channel text, OUT offer text,
							OUT by date, OUT overdue integer, OUT at_stake numeric)
LANGUAGE SQL STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT n.action, n.why, n.channel, n.offer, n.by, n.overdue, n.at_stake
	FROM @extschema@.next_action($1, $2, $3, $4, pg_catalog.make_interval(days => $5), $6, $7, $8) AS n;
END;
COMMENT ON FUNCTION next_action(activity, quadrant, life_stage, date, integer, date, bigint, text) IS
'next_action() with lapse_after in days, as hiatus() has it, and what we sent last as a date in UTC';

CREATE FUNCTION next_action(activity, quadrant, life_stage, as_of date,
							lapse_after integer, last_outreach timestamp,
							open_complaints bigint DEFAULT NULL, lang text DEFAULT 'en',
							OUT action customer_action, OUT why text, OUT channel text, OUT offer text,
							OUT by date, OUT overdue integer, OUT at_stake numeric)
LANGUAGE SQL STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT n.action, n.why, n.channel, n.offer, n.by, n.overdue, n.at_stake
	FROM @extschema@.next_action($1, $2, $3, $4, pg_catalog.make_interval(days => $5), $6, $7, $8) AS n;
END;
COMMENT ON FUNCTION next_action(activity, quadrant, life_stage, date, integer, timestamp, bigint, text) IS
'next_action() with lapse_after in days, as hiatus() has it, and what we sent last as a timestamp in UTC';

CREATE FUNCTION next_action(activity, quadrant, life_stage, as_of date,
							lapse_after text, last_outreach timestamptz DEFAULT NULL,
							open_complaints bigint DEFAULT NULL, lang text DEFAULT 'en',
							OUT action customer_action, OUT why text, OUT channel text, OUT offer text,
							OUT by date, OUT overdue integer, OUT at_stake numeric)
LANGUAGE SQL STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT n.action, n.why, n.channel, n.offer, n.by, n.overdue, n.at_stake
	FROM @extschema@.next_action($1, $2, $3, $4, (CASE WHEN $5 OPERATOR(pg_catalog.~) '^[0-9]+$' THEN $5 OPERATOR(pg_catalog.||) ' days' ELSE $5 END)::interval, $6, $7, $8) AS n;
END;
COMMENT ON FUNCTION next_action(activity, quadrant, life_stage, date, text, timestamptz, bigint, text) IS
'next_action() with the interval, or the number of days, as text';

CREATE FUNCTION next_action(activity, quadrant, life_stage, as_of date,
							lapse_after text, last_outreach date,
							open_complaints bigint DEFAULT NULL, lang text DEFAULT 'en',
							OUT action customer_action, OUT why text, OUT channel text, OUT offer text,
							OUT by date, OUT overdue integer, OUT at_stake numeric)
LANGUAGE SQL STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT n.action, n.why, n.channel, n.offer, n.by, n.overdue, n.at_stake
	FROM @extschema@.next_action($1, $2, $3, $4, (CASE WHEN $5 OPERATOR(pg_catalog.~) '^[0-9]+$' THEN $5 OPERATOR(pg_catalog.||) ' days' ELSE $5 END)::interval, $6, $7, $8) AS n;
END;
COMMENT ON FUNCTION next_action(activity, quadrant, life_stage, date, text, date, bigint, text) IS
'next_action() with the interval, or the number of days, as text, and what we sent last as a date in UTC';

CREATE FUNCTION next_action(activity, quadrant, life_stage, as_of date,
							lapse_after text, last_outreach timestamp,
							open_complaints bigint DEFAULT NULL, lang text DEFAULT 'en',
							OUT action customer_action, OUT why text, OUT channel text, OUT offer text,
							OUT by date, OUT overdue integer, OUT at_stake numeric)
LANGUAGE SQL STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT n.action, n.why, n.channel, n.offer, n.by, n.overdue, n.at_stake
	FROM @extschema@.next_action($1, $2, $3, $4, (CASE WHEN $5 OPERATOR(pg_catalog.~) '^[0-9]+$' THEN $5 OPERATOR(pg_catalog.||) ' days' ELSE $5 END)::interval, $6, $7, $8) AS n;
END;
COMMENT ON FUNCTION next_action(activity, quadrant, life_stage, date, text, timestamp, bigint, text) IS
'next_action() with the interval, or the number of days, as text, and what we sent last as a timestamp in UTC';

CREATE FUNCTION _next_action(activity, quadrant, life_stage, as_of date,
							 lapse_after interval, last_outreach timestamptz,
							 open_complaints bigint, lang text, came_back bigint, lapsed bigint,
							 OUT action customer_action, OUT why text, OUT channel text, OUT offer text,
							 OUT by date, OUT overdue integer, OUT at_stake numeric)
AS 'MODULE_PATHNAME', 'customer_seg_next_action'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION _next_action(activity, quadrant, life_stage, date, interval, timestamptz, bigint, text, bigint, bigint) IS
'next_action() in a base of which so many lapsed customers, and of them so many came back, are known: of who has lapsed, that share of the money is at stake';
