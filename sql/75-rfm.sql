/* rfm: recency, frequency and monetary value as scores */

CREATE TYPE rfm AS (recency integer, frequency integer, monetary integer);

COMMENT ON TYPE rfm IS 'scores of recency, frequency and monetary value, 1 the lowest';

CREATE TYPE rfm_limits AS (
	as_of timestamptz,
	recency double precision[], frequency double precision[], monetary double precision[],
	contact_weight double precision
);
COMMENT ON TYPE rfm_limits IS
'cuts between the scores of recency (days), frequency (orders) and monetary value (money), in ascending order: frequency may have a row of cuts for each recency score, monetary for each recency score a row for each frequency score';

/* by a yardstick */

CREATE FUNCTION rfm(activity, yardstick, as_of timestamptz DEFAULT NULL, bins integer DEFAULT 5) RETURNS rfm
AS 'MODULE_PATHNAME', 'customer_seg_rfm_at'
LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION rfm(activity, yardstick, timestamptz, integer) IS
'scores at as_of, that of the yardstick unless given, 1 to bins: the bin of the customer''s mid-rank in the yardstick''s population, equal values always together; 1 for who lacks the measure';

CREATE FUNCTION rfm_cuts(yardstick, bins integer DEFAULT 5,
						 OUT measure text, OUT score integer,
						 OUT low double precision, OUT high double precision, OUT unit text,
						 OUT customers bigint, OUT lacking bigint, OUT note text)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'customer_seg_rfm_cuts'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 15;
COMMENT ON FUNCTION rfm_cuts(yardstick, integer) IS
'a row for each measure and score of rfm(activity, yardstick, bins => bins): the least and greatest number with it, the customers of the reference population, how many of them lack the measure, and a note where there is nobody';

CREATE FUNCTION rfm_limits(yardstick, bins integer DEFAULT 5) RETURNS rfm_limits
AS 'MODULE_PATHNAME', 'customer_seg_rfm_limits'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION rfm_limits(yardstick, integer) IS
'the cuts that give the reference population the scores of rfm(activity, yardstick, bins => bins)';

/* by cuts */

CREATE FUNCTION rfm(activity, as_of timestamptz,
					recency_cuts double precision[], frequency_cuts double precision[], monetary_cuts double precision[],
					contact_weight double precision DEFAULT 0.25)
RETURNS rfm
AS 'MODULE_PATHNAME', 'customer_seg_rfm_by_cuts'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION rfm(activity, timestamptz, double precision[], double precision[], double precision[], double precision) IS
'scores by ascending cuts: 1 and one more for each cut of orders and of money that is reached; of days since the last order one less; 1 for who lacks the measure';

CREATE FUNCTION rfm(activity, rfm_limits) RETURNS rfm
AS 'MODULE_PATHNAME', 'customer_seg_rfm_by_limits'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION rfm(activity, rfm_limits) IS 'scores by these cuts at their as_of';

CREATE FUNCTION rfm(activity, rfm_limits, as_of timestamptz) RETURNS rfm
AS 'MODULE_PATHNAME', 'customer_seg_rfm_by_limits'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION rfm(activity, rfm_limits, timestamptz) IS 'scores by these cuts at as_of';

/* fitting cuts of frequency within recency, and of monetary value within both */

CREATE FUNCTION nested_rfm_cuts_accum(internal, activity, timestamptz, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_nested_rfm_cuts_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION nested_rfm_cuts_accum(internal, activity, timestamptz, integer) IS
'transition function of nested_rfm_cuts(activity, as_of, bins)';

CREATE FUNCTION nested_rfm_cuts_combine(internal, internal) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_nested_rfm_cuts_combine'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION nested_rfm_cuts_combine(internal, internal) IS
'combine function of nested_rfm_cuts(activity, as_of, bins)';

CREATE FUNCTION nested_rfm_cuts_serial(internal) RETURNS bytea
AS 'MODULE_PATHNAME', 'customer_seg_nested_rfm_cuts_serial'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION nested_rfm_cuts_serial(internal) IS
'serialization function of nested_rfm_cuts(activity, as_of, bins)';

CREATE FUNCTION nested_rfm_cuts_deserial(bytea, internal) RETURNS internal
AS 'MODULE_PATHNAME', 'customer_seg_nested_rfm_cuts_deserial'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION nested_rfm_cuts_deserial(bytea, internal) IS
'deserialization function of nested_rfm_cuts(activity, as_of, bins)';

CREATE FUNCTION nested_rfm_cuts_final(internal) RETURNS rfm_limits
AS 'MODULE_PATHNAME', 'customer_seg_nested_rfm_cuts_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION nested_rfm_cuts_final(internal) IS 'final function of nested_rfm_cuts(activity, as_of, bins)';

CREATE AGGREGATE nested_rfm_cuts(activity, as_of timestamptz, bins integer) (
	SFUNC = nested_rfm_cuts_accum, STYPE = internal,
	FINALFUNC = nested_rfm_cuts_final, FINALFUNC_MODIFY = READ_ONLY,
	COMBINEFUNC = nested_rfm_cuts_combine,
	SERIALFUNC = nested_rfm_cuts_serial, DESERIALFUNC = nested_rfm_cuts_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE nested_rfm_cuts(activity, timestamptz, integer) IS
'cuts fitted on these customers: of frequency within each recency score, of monetary value within each pair of both; NULL activities are left out; NULL for no customer';

/* names for the scores */

CREATE TYPE rfm_segment AS ENUM (
	'champion', 'loyal', 'potential_loyalist', 'new_customer', 'promising', 'needs_attention',
	'about_to_sleep', 'at_risk', 'cannot_lose', 'hibernating', 'lost',
	'steady', 'occasional' -- since version 0.5, by facts only: see 96-rfm_group.sql
);
COMMENT ON TYPE rfm_segment IS 'kinds of customer by the scores of recency, frequency and monetary value: eleven by these alone, which are ranks, and steady and occasional where the life stage is known, too';

CREATE FUNCTION rfm_segment(recency integer, frequency integer, monetary integer) RETURNS rfm_segment
AS 'MODULE_PATHNAME', 'customer_seg_rfm_segment'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION rfm_segment(integer, integer, integer) IS 'the segment of these scores, each from 1 to 5: a rank among others, which says new or lost of whoever is first or last';

CREATE FUNCTION rfm_segment(rfm) RETURNS rfm_segment
AS 'MODULE_PATHNAME', 'customer_seg_rfm_segment_of_rfm'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION rfm_segment(rfm) IS 'the segment of these scores, each from 1 to 5, by rank among others; NULL where a score is';
