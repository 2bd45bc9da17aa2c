/*
 * rfm_segment.h
 *		Names for the scores of recency, frequency and monetary value, in C and as
 *		the SQL enums.
 */
#ifndef CUSTOMER_SEG_RFM_SEGMENT_H
#define CUSTOMER_SEG_RFM_SEGMENT_H

#include "classify/life_stage.h"
#include "classify/rfm.h"

typedef enum RfmSegment
{
	CHAMPION,
	LOYAL,
	POTENTIAL_LOYALIST,
	NEW_CUSTOMER,
	PROMISING,
	NEEDS_ATTENTION,
	ABOUT_TO_SLEEP,
	AT_RISK,
	CANNOT_LOSE,
	HIBERNATING,
	LOST,
	STEADY, /* from here on by facts only */
	OCCASIONAL
} RfmSegment;

#define RANKED_SEGMENTS	  11 /* that the scores alone may name */
#define RFM_SEGMENTS	  13
#define RFM_HIGHEST_SCORE 5

typedef enum RfmGroup
{
	GROUP_BEST,
	GROUP_GROWING,
	GROUP_STEADY,
	GROUP_FORMER_GOOD,
	GROUP_FORMER_SMALL
} RfmGroup;

#define RFM_GROUPS 5

extern const char *const rfm_segment_labels[RFM_SEGMENTS];
extern const char *const rfm_group_labels[RFM_GROUPS];

extern RfmSegment rfm_segment_of(int recency, int frequency, int monetary);
extern RfmSegment rfm_segment_by_facts(RfmSegment segment, LifeStage stage);
extern RfmGroup rfm_group_of(RfmSegment segment);

#endif /* CUSTOMER_SEG_RFM_SEGMENT_H */
