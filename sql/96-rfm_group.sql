/* rfm_segment with facts, and rfm_group: names of RFM that are held against the life stage */

CREATE FUNCTION rfm_segment(rfm, life_stage) RETURNS rfm_segment
AS 'MODULE_PATHNAME', 'customer_seg_rfm_segment_by_facts'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION rfm_segment(rfm, life_stage) IS
'the segment of these scores, each from 1 to 5, as far as the life stage bears it out: new only who is new, lost only who has lapsed, else a neutral name; where the stage is NULL nobody is new or lost; NULL of a prospect, and where a score is';

CREATE TYPE rfm_group AS ENUM ('best', 'growing', 'steady', 'former_good', 'former_small');
COMMENT ON TYPE rfm_group IS
'five groups of RFM segments, for a base too small for thirteen: best, growing, steady, former_good, former_small';

CREATE FUNCTION rfm_group(rfm_segment) RETURNS rfm_group
AS 'MODULE_PATHNAME', 'customer_seg_rfm_group'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION rfm_group(rfm_segment) IS
'best: champion, loyal; growing: potential_loyalist, new_customer, promising; steady: steady, occasional, needs_attention; former_good: at_risk, cannot_lose; former_small: about_to_sleep, hibernating, lost';
