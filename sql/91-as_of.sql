/*
 * as_of as a date, which is its midnight in UTC, or as a timestamp, which is
 * its reading in UTC: the same in every session.  The planner puts the bodies
 * in place of the calls.
 */

CREATE FUNCTION yardstick_accum(internal, activity, date) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_yardstick_accum_date'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION yardstick_accum(internal, activity, date) IS 'transition function of yardstick(activity, as_of)';

CREATE AGGREGATE yardstick(activity, as_of date) (
	SFUNC = yardstick_accum, STYPE = internal,
	FINALFUNC = yardstick_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = yardstick_combine,
	SERIALFUNC = yardstick_serial, DESERIALFUNC = yardstick_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE yardstick(activity, date) IS
'yardstick(activity, as_of) as of the midnight in UTC of a day';

CREATE FUNCTION nested_rfm_cuts_accum(internal, activity, date, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_nested_rfm_cuts_accum_date'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION nested_rfm_cuts_accum(internal, activity, date, integer) IS 'transition function of nested_rfm_cuts(activity, as_of, bins)';

CREATE AGGREGATE nested_rfm_cuts(activity, as_of date, bins integer) (
	SFUNC = nested_rfm_cuts_accum, STYPE = internal,
	FINALFUNC = nested_rfm_cuts_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = nested_rfm_cuts_combine,
	SERIALFUNC = nested_rfm_cuts_serial, DESERIALFUNC = nested_rfm_cuts_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE nested_rfm_cuts(activity, date, integer) IS
'nested_rfm_cuts(activity, as_of, bins) as of the midnight in UTC of a day';

CREATE FUNCTION recency(activity, as_of date) RETURNS interval
LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
RETURN @extschema@.recency($1, $2::timestamp AT TIME ZONE 'UTC');
COMMENT ON FUNCTION recency(activity, date) IS 'recency(activity, as_of) as of the midnight in UTC of a day';

CREATE FUNCTION tenure(activity, as_of date) RETURNS interval
LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
RETURN @extschema@.tenure($1, $2::timestamp AT TIME ZONE 'UTC');
COMMENT ON FUNCTION tenure(activity, date) IS 'tenure(activity, as_of) as of the midnight in UTC of a day';

CREATE FUNCTION regularity(activity, as_of date) RETURNS double precision
LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
RETURN @extschema@.regularity($1, $2::timestamp AT TIME ZONE 'UTC');
COMMENT ON FUNCTION regularity(activity, date) IS 'regularity(activity, as_of) as of the midnight in UTC of a day';

CREATE FUNCTION loyalty(activity, yardstick, as_of date) RETURNS double precision
LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
RETURN @extschema@.loyalty($1, $2, $3::timestamp AT TIME ZONE 'UTC');
COMMENT ON FUNCTION loyalty(activity, yardstick, date) IS 'loyalty(activity, yardstick, as_of) as of the midnight in UTC of a day';

CREATE FUNCTION contribution(activity, yardstick, as_of date) RETURNS double precision
LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
RETURN @extschema@.contribution($1, $2, $3::timestamp AT TIME ZONE 'UTC');
COMMENT ON FUNCTION contribution(activity, yardstick, date) IS 'contribution(activity, yardstick, as_of) as of the midnight in UTC of a day';

CREATE FUNCTION quadrant(activity, yardstick, as_of date) RETURNS quadrant
LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
RETURN @extschema@.quadrant($1, $2, $3::timestamp AT TIME ZONE 'UTC');
COMMENT ON FUNCTION quadrant(activity, yardstick, date) IS 'quadrant(activity, yardstick, as_of) as of the midnight in UTC of a day';

CREATE FUNCTION lifetime_value(activity, as_of date, years numeric,
				margin numeric DEFAULT 1, discount_rate numeric DEFAULT 0, min_tenure interval DEFAULT '1 year') RETURNS numeric
LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
RETURN @extschema@.lifetime_value($1, $2::timestamp AT TIME ZONE 'UTC', $3, $4, $5, $6);
COMMENT ON FUNCTION lifetime_value(activity, date, numeric, numeric, numeric, interval) IS 'lifetime_value(activity, as_of, years, margin, discount_rate, min_tenure) as of the midnight in UTC of a day';

CREATE FUNCTION purchase_intent(prospect, as_of date, quote_silent_after interval DEFAULT '14 days',
				ready_within interval DEFAULT '30 days', lapse_after interval DEFAULT '90 days') RETURNS purchase_intent
LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
RETURN @extschema@.purchase_intent($1, $2::timestamp AT TIME ZONE 'UTC', $3, $4, $5);
COMMENT ON FUNCTION purchase_intent(prospect, date, interval, interval, interval) IS 'purchase_intent(prospect, as_of, quote_silent_after, ready_within, lapse_after) as of the midnight in UTC of a day';

CREATE FUNCTION rfm(activity, yardstick, as_of date, bins integer DEFAULT 5) RETURNS rfm
LANGUAGE SQL IMMUTABLE PARALLEL SAFE
RETURN @extschema@.rfm($1, $2, $3::timestamp AT TIME ZONE 'UTC', $4);
COMMENT ON FUNCTION rfm(activity, yardstick, date, integer) IS 'rfm(activity, yardstick, as_of, bins) as of the midnight in UTC of a day';

CREATE FUNCTION rfm(activity, as_of date, recency_cuts double precision[],
				frequency_cuts double precision[], monetary_cuts double precision[], contact_weight double precision DEFAULT 0.25) RETURNS rfm
LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
RETURN @extschema@.rfm($1, $2::timestamp AT TIME ZONE 'UTC', $3, $4, $5, $6);
COMMENT ON FUNCTION rfm(activity, date, double precision[], double precision[], double precision[], double precision) IS 'rfm(activity, as_of, recency_cuts, frequency_cuts, monetary_cuts, contact_weight) as of the midnight in UTC of a day';

CREATE FUNCTION rfm(activity, rfm_limits, as_of date) RETURNS rfm
LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
RETURN @extschema@.rfm($1, $2, $3::timestamp AT TIME ZONE 'UTC');
COMMENT ON FUNCTION rfm(activity, rfm_limits, date) IS 'rfm(activity, rfm_limits, as_of) as of the midnight in UTC of a day';

CREATE FUNCTION value_group(activity, new_since date, big_from numeric) RETURNS value_group
LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
RETURN @extschema@.value_group($1, $2::timestamp AT TIME ZONE 'UTC', $3);
COMMENT ON FUNCTION value_group(activity, date, numeric) IS 'value_group(activity, new_since, big_from) as of the midnight in UTC of a day';

CREATE FUNCTION value_group(activity, yardstick, as_of date, new_for interval DEFAULT '1 year', big text DEFAULT 'p80') RETURNS value_group
LANGUAGE SQL IMMUTABLE PARALLEL SAFE
RETURN @extschema@.value_group($1, $2, as_of => $3::timestamp AT TIME ZONE 'UTC', new_for => $4, big => $5);
COMMENT ON FUNCTION value_group(activity, yardstick, date, interval, text) IS 'value_group(activity, yardstick, as_of, new_for, big) as of the midnight in UTC of a day';

CREATE FUNCTION contact_due(activity, every interval, as_of date) RETURNS boolean
LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
RETURN @extschema@.contact_due($1, $2, $3::timestamp AT TIME ZONE 'UTC');
COMMENT ON FUNCTION contact_due(activity, interval, date) IS 'contact_due(activity, every, as_of) as of the midnight in UTC of a day';

CREATE FUNCTION contact_due(activity, anyenum, as_of date, lang text DEFAULT 'en') RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_contact_due_date'
LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION contact_due(activity, anyenum, date, text) IS 'contact_due(activity, anyenum, as_of, lang) as of the midnight in UTC of a day';

CREATE FUNCTION explain_intent(prospect, as_of date,
							   quote_silent_after interval DEFAULT '14 days',
							   ready_within interval DEFAULT '30 days',
							   lapse_after interval DEFAULT '90 days',
							   talk_every interval DEFAULT '30 days',
							   lang text DEFAULT 'en',
							   OUT intent purchase_intent, OUT rule text, OUT next_action text, OUT next_contact timestamptz)
AS 'MODULE_PATHNAME', 'customer_seg_explain_intent_date'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION explain_intent(prospect, date, interval, interval, interval, interval, text) IS
'explain_intent(prospect, as_of) as of the midnight in UTC of a day';

CREATE FUNCTION yardstick_accum(internal, activity, timestamp) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_yardstick_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION yardstick_accum(internal, activity, timestamp) IS 'transition function of yardstick(activity, as_of)';

CREATE AGGREGATE yardstick(activity, as_of timestamp) (
	SFUNC = yardstick_accum, STYPE = internal,
	FINALFUNC = yardstick_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = yardstick_combine,
	SERIALFUNC = yardstick_serial, DESERIALFUNC = yardstick_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE yardstick(activity, timestamp) IS
'yardstick(activity, as_of) as of a reading in UTC';

CREATE FUNCTION nested_rfm_cuts_accum(internal, activity, timestamp, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_nested_rfm_cuts_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION nested_rfm_cuts_accum(internal, activity, timestamp, integer) IS 'transition function of nested_rfm_cuts(activity, as_of, bins)';

CREATE AGGREGATE nested_rfm_cuts(activity, as_of timestamp, bins integer) (
	SFUNC = nested_rfm_cuts_accum, STYPE = internal,
	FINALFUNC = nested_rfm_cuts_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = nested_rfm_cuts_combine,
	SERIALFUNC = nested_rfm_cuts_serial, DESERIALFUNC = nested_rfm_cuts_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE nested_rfm_cuts(activity, timestamp, integer) IS
'nested_rfm_cuts(activity, as_of, bins) as of a reading in UTC';

CREATE FUNCTION recency(activity, as_of timestamp) RETURNS interval
LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
RETURN @extschema@.recency($1, $2 AT TIME ZONE 'UTC');
COMMENT ON FUNCTION recency(activity, timestamp) IS 'recency(activity, as_of) as of a reading in UTC';

CREATE FUNCTION tenure(activity, as_of timestamp) RETURNS interval
LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
RETURN @extschema@.tenure($1, $2 AT TIME ZONE 'UTC');
COMMENT ON FUNCTION tenure(activity, timestamp) IS 'tenure(activity, as_of) as of a reading in UTC';

CREATE FUNCTION regularity(activity, as_of timestamp) RETURNS double precision
LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
RETURN @extschema@.regularity($1, $2 AT TIME ZONE 'UTC');
COMMENT ON FUNCTION regularity(activity, timestamp) IS 'regularity(activity, as_of) as of a reading in UTC';

CREATE FUNCTION loyalty(activity, yardstick, as_of timestamp) RETURNS double precision
LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
RETURN @extschema@.loyalty($1, $2, $3 AT TIME ZONE 'UTC');
COMMENT ON FUNCTION loyalty(activity, yardstick, timestamp) IS 'loyalty(activity, yardstick, as_of) as of a reading in UTC';

CREATE FUNCTION contribution(activity, yardstick, as_of timestamp) RETURNS double precision
LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
RETURN @extschema@.contribution($1, $2, $3 AT TIME ZONE 'UTC');
COMMENT ON FUNCTION contribution(activity, yardstick, timestamp) IS 'contribution(activity, yardstick, as_of) as of a reading in UTC';

CREATE FUNCTION quadrant(activity, yardstick, as_of timestamp) RETURNS quadrant
LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
RETURN @extschema@.quadrant($1, $2, $3 AT TIME ZONE 'UTC');
COMMENT ON FUNCTION quadrant(activity, yardstick, timestamp) IS 'quadrant(activity, yardstick, as_of) as of a reading in UTC';

CREATE FUNCTION lifetime_value(activity, as_of timestamp, years numeric,
				margin numeric DEFAULT 1, discount_rate numeric DEFAULT 0, min_tenure interval DEFAULT '1 year') RETURNS numeric
LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
RETURN @extschema@.lifetime_value($1, $2 AT TIME ZONE 'UTC', $3, $4, $5, $6);
COMMENT ON FUNCTION lifetime_value(activity, timestamp, numeric, numeric, numeric, interval) IS 'lifetime_value(activity, as_of, years, margin, discount_rate, min_tenure) as of a reading in UTC';

CREATE FUNCTION purchase_intent(prospect, as_of timestamp, quote_silent_after interval DEFAULT '14 days',
				ready_within interval DEFAULT '30 days', lapse_after interval DEFAULT '90 days') RETURNS purchase_intent
LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
RETURN @extschema@.purchase_intent($1, $2 AT TIME ZONE 'UTC', $3, $4, $5);
COMMENT ON FUNCTION purchase_intent(prospect, timestamp, interval, interval, interval) IS 'purchase_intent(prospect, as_of, quote_silent_after, ready_within, lapse_after) as of a reading in UTC';

CREATE FUNCTION rfm(activity, yardstick, as_of timestamp, bins integer DEFAULT 5) RETURNS rfm
LANGUAGE SQL IMMUTABLE PARALLEL SAFE
RETURN @extschema@.rfm($1, $2, $3 AT TIME ZONE 'UTC', $4);
COMMENT ON FUNCTION rfm(activity, yardstick, timestamp, integer) IS 'rfm(activity, yardstick, as_of, bins) as of a reading in UTC';

CREATE FUNCTION rfm(activity, as_of timestamp, recency_cuts double precision[],
				frequency_cuts double precision[], monetary_cuts double precision[], contact_weight double precision DEFAULT 0.25) RETURNS rfm
LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
RETURN @extschema@.rfm($1, $2 AT TIME ZONE 'UTC', $3, $4, $5, $6);
COMMENT ON FUNCTION rfm(activity, timestamp, double precision[], double precision[], double precision[], double precision) IS 'rfm(activity, as_of, recency_cuts, frequency_cuts, monetary_cuts, contact_weight) as of a reading in UTC';

CREATE FUNCTION rfm(activity, rfm_limits, as_of timestamp) RETURNS rfm
LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
RETURN @extschema@.rfm($1, $2, $3 AT TIME ZONE 'UTC');
COMMENT ON FUNCTION rfm(activity, rfm_limits, timestamp) IS 'rfm(activity, rfm_limits, as_of) as of a reading in UTC';

CREATE FUNCTION value_group(activity, new_since timestamp, big_from numeric) RETURNS value_group
LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
RETURN @extschema@.value_group($1, $2 AT TIME ZONE 'UTC', $3);
COMMENT ON FUNCTION value_group(activity, timestamp, numeric) IS 'value_group(activity, new_since, big_from) as of a reading in UTC';

CREATE FUNCTION value_group(activity, yardstick, as_of timestamp, new_for interval DEFAULT '1 year', big text DEFAULT 'p80') RETURNS value_group
LANGUAGE SQL IMMUTABLE PARALLEL SAFE
RETURN @extschema@.value_group($1, $2, as_of => $3 AT TIME ZONE 'UTC', new_for => $4, big => $5);
COMMENT ON FUNCTION value_group(activity, yardstick, timestamp, interval, text) IS 'value_group(activity, yardstick, as_of, new_for, big) as of a reading in UTC';

CREATE FUNCTION contact_due(activity, every interval, as_of timestamp) RETURNS boolean
LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
RETURN @extschema@.contact_due($1, $2, $3 AT TIME ZONE 'UTC');
COMMENT ON FUNCTION contact_due(activity, interval, timestamp) IS 'contact_due(activity, every, as_of) as of a reading in UTC';

CREATE FUNCTION contact_due(activity, anyenum, as_of timestamp, lang text DEFAULT 'en') RETURNS boolean
AS 'MODULE_PATHNAME', 'customer_seg_contact_due'
LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION contact_due(activity, anyenum, timestamp, text) IS 'contact_due(activity, anyenum, as_of, lang) as of a reading in UTC';

CREATE FUNCTION explain_intent(prospect, as_of timestamp,
							   quote_silent_after interval DEFAULT '14 days',
							   ready_within interval DEFAULT '30 days',
							   lapse_after interval DEFAULT '90 days',
							   talk_every interval DEFAULT '30 days',
							   lang text DEFAULT 'en',
							   OUT intent purchase_intent, OUT rule text, OUT next_action text, OUT next_contact timestamptz)
AS 'MODULE_PATHNAME', 'customer_seg_explain_intent'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION explain_intent(prospect, timestamp, interval, interval, interval, interval, text) IS
'explain_intent(prospect, as_of) as of a reading in UTC';
