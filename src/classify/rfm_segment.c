/*
 * rfm_segment.c
 *		Names for the 125 cells of scores from 1 to 5.
 */
#include "classify/rfm_segment.h"

#include "executor/executor.h"
#include "server/enums.h"

const char *const rfm_segment_labels[RFM_SEGMENTS] = {
	"champion", "loyal", "potential_loyalist", "new_customer", "promising", "needs_attention",
	"about_to_sleep", "at_risk", "cannot_lose", "hibernating", "lost", "steady", "occasional"};

const char *const rfm_group_labels[RFM_GROUPS] = {"best", "growing", "steady", "former_good", "former_small"};

/* by the sum of the scores of frequency and monetary value */
typedef enum Value
{
	LOW_VALUE,	  /* 2 to 4 */
	MIDDLE_VALUE, /* 5, 6 */
	GOOD_VALUE,	  /* 7, 8 */
	BEST_VALUE	  /* 9, 10 */
} Value;

static const RfmSegment segments[RFM_HIGHEST_SCORE][BEST_VALUE + 1] = {
	{LOST, HIBERNATING, AT_RISK, CANNOT_LOSE},
	{HIBERNATING, ABOUT_TO_SLEEP, AT_RISK, CANNOT_LOSE},
	{ABOUT_TO_SLEEP, NEEDS_ATTENTION, LOYAL, LOYAL},
	{PROMISING, POTENTIAL_LOYALIST, LOYAL, CHAMPION},
	{NEW_CUSTOMER, POTENTIAL_LOYALIST, LOYAL, CHAMPION}};

/*
 * Value is the mean of frequency and monetary value.  Where the two part,
 * frequency decides: who buys most often is good, of those who are still there
 * nobody is loyal who buys seldom, and new is only who does.
 */
RfmSegment
rfm_segment_of(int recency, int frequency, int monetary)
{
	int sum = frequency + monetary;
	Value value = sum <= 4 ? LOW_VALUE : sum <= 6 ? MIDDLE_VALUE :
									 sum <= 8	  ? GOOD_VALUE :
													BEST_VALUE;

	if (frequency == 5)
		value = Max(value, GOOD_VALUE);
	else if (frequency >= 3 && recency >= 4)
		value = Max(value, MIDDLE_VALUE);
	else if (frequency == 2 && recency >= 3)
		value = Min(value, MIDDLE_VALUE);
	else if (frequency == 1 && recency >= 4)
		value = LOW_VALUE;
	return segments[recency - 1][value];
}

static int
check_score(int32 score, RfmMeasure measure)
{
	if (score < 1 || score > RFM_HIGHEST_SCORE)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("score %d of %s is out of range", score, rfm_names[measure]),
				 errhint("Segments are named for scores from 1 to 5: use 5 bins.")));
	return score;
}

/* ---- by facts ---- */

/*
 * What a place among others says is held against the customer's own stage:
 * only who has lapsed is called lost, and only who came lately is new.  A
 * prospect has no segment.
 */
static const RfmSegment segments_by_facts[LIFE_STAGES][RANKED_SEGMENTS] = {
	[STAGE_NEW] = {CHAMPION, LOYAL, POTENTIAL_LOYALIST, NEW_CUSTOMER, PROMISING, NEW_CUSTOMER,
				   NEW_CUSTOMER, NEW_CUSTOMER, NEW_CUSTOMER, NEW_CUSTOMER, NEW_CUSTOMER},
	[STAGE_ACTIVE] = {CHAMPION, LOYAL, POTENTIAL_LOYALIST, OCCASIONAL, OCCASIONAL, STEADY,
					  OCCASIONAL, STEADY, STEADY, OCCASIONAL, OCCASIONAL},
	[STAGE_OVERDUE] = {CHAMPION, LOYAL, POTENTIAL_LOYALIST, OCCASIONAL, OCCASIONAL, NEEDS_ATTENTION,
					   OCCASIONAL, NEEDS_ATTENTION, NEEDS_ATTENTION, OCCASIONAL, OCCASIONAL},
	[STAGE_LAPSED] = {CANNOT_LOSE, AT_RISK, ABOUT_TO_SLEEP, HIBERNATING, HIBERNATING, ABOUT_TO_SLEEP,
					  ABOUT_TO_SLEEP, AT_RISK, CANNOT_LOSE, HIBERNATING, LOST},
};

/* the segment of somebody who has bought, of one that the scores alone name */
RfmSegment
rfm_segment_by_facts(RfmSegment segment, LifeStage stage)
{
	return segments_by_facts[stage][segment];
}

RfmGroup
rfm_group_of(RfmSegment segment)
{
	static const RfmGroup groups[RFM_SEGMENTS] = {
		[CHAMPION] = GROUP_BEST,
		[LOYAL] = GROUP_BEST,
		[POTENTIAL_LOYALIST] = GROUP_GROWING,
		[NEW_CUSTOMER] = GROUP_GROWING,
		[PROMISING] = GROUP_GROWING,
		[NEEDS_ATTENTION] = GROUP_STEADY,
		[ABOUT_TO_SLEEP] = GROUP_FORMER_SMALL,
		[AT_RISK] = GROUP_FORMER_GOOD,
		[CANNOT_LOSE] = GROUP_FORMER_GOOD,
		[HIBERNATING] = GROUP_FORMER_SMALL,
		[LOST] = GROUP_FORMER_SMALL,
		[STEADY] = GROUP_STEADY,
		[OCCASIONAL] = GROUP_STEADY,
	};

	return groups[segment];
}

/* ---- in SQL ---- */

static RfmSegment
segment_of_scores(const int32 scores[RFM_MEASURES])
{
	return rfm_segment_of(check_score(scores[RFM_RECENCY], RFM_RECENCY), check_score(scores[RFM_FREQUENCY], RFM_FREQUENCY),
						  check_score(scores[RFM_MONETARY], RFM_MONETARY));
}

/* a version before 0.5 has no more labels than the scores can name */
static Datum
ranked_segment(FunctionCallInfo fcinfo, const int32 scores[RFM_MEASURES])
{
	const Oid *labels = enum_labels_of(fcinfo, RESULT, rfm_segment_labels, RANKED_SEGMENTS);

	PG_RETURN_OID(labels[segment_of_scores(scores)]);
}

/* false where one is NULL */
static bool
read_scores(FunctionCallInfo fcinfo, int argument, int32 scores[RFM_MEASURES])
{
	HeapTupleHeader row = PG_GETARG_HEAPTUPLEHEADER(argument);
	bool is_null = false;

	for (int i = 0; i < RFM_MEASURES && !is_null; i++)
		scores[i] = DatumGetInt32(GetAttributeByNum(row, (AttrNumber) (i + 1), &is_null));
	return !is_null;
}

/* rfm_segment(recency, frequency, monetary) */
PG_FUNCTION_INFO_V1(customer_seg_rfm_segment);
Datum
customer_seg_rfm_segment(PG_FUNCTION_ARGS)
{
	int32 scores[RFM_MEASURES] = {PG_GETARG_INT32(0), PG_GETARG_INT32(1), PG_GETARG_INT32(2)};

	return ranked_segment(fcinfo, scores);
}

/* rfm_segment(rfm): NULL where a score is */
PG_FUNCTION_INFO_V1(customer_seg_rfm_segment_of_rfm);
Datum
customer_seg_rfm_segment_of_rfm(PG_FUNCTION_ARGS)
{
	int32 scores[RFM_MEASURES];

	if (!read_scores(fcinfo, 0, scores))
		PG_RETURN_NULL();
	return ranked_segment(fcinfo, scores);
}

/* what a call of rfm_segment(rfm, life_stage) keeps for the next */
typedef struct FactsCall
{
	Oid segments[RFM_SEGMENTS];
	Oid stages[LIFE_STAGES];
} FactsCall;

static FactsCall *
facts_call(FunctionCallInfo fcinfo)
{
	FactsCall *call = fcinfo->flinfo->fn_extra;

	if (call == NULL)
	{
		call = MemoryContextAlloc(fcinfo->flinfo->fn_mcxt, sizeof(FactsCall));
		enum_label_oids(declared_type(fcinfo, RESULT), rfm_segment_labels, RFM_SEGMENTS, call->segments);
		enum_label_oids(declared_type(fcinfo, 1), stage_labels, LIFE_STAGES, call->stages);
		fcinfo->flinfo->fn_extra = call;
	}
	return call;
}

/* rfm_segment(rfm, life_stage): NULL where a score is, and of a prospect; a NULL stage is nobody's to call new or lost */
PG_FUNCTION_INFO_V1(customer_seg_rfm_segment_by_facts);
Datum
customer_seg_rfm_segment_by_facts(PG_FUNCTION_ARGS)
{
	const FactsCall *call = facts_call(fcinfo);
	int32 scores[RFM_MEASURES];
	LifeStage stage = STAGE_ACTIVE;

	if (PG_ARGISNULL(0) || !read_scores(fcinfo, 0, scores))
		PG_RETURN_NULL();
	if (!PG_ARGISNULL(1))
		stage = (LifeStage) enum_place(call->stages, LIFE_STAGES, PG_GETARG_OID(1), "life_stage");
	if (stage == STAGE_PROSPECT)
		PG_RETURN_NULL();
	PG_RETURN_OID(call->segments[rfm_segment_by_facts(segment_of_scores(scores), stage)]);
}

/* what a call of rfm_group(rfm_segment) keeps for the next */
typedef struct GroupCall
{
	Oid segments[RFM_SEGMENTS];
	Oid groups[RFM_GROUPS];
} GroupCall;

/* rfm_group(rfm_segment) */
PG_FUNCTION_INFO_V1(customer_seg_rfm_group);
Datum
customer_seg_rfm_group(PG_FUNCTION_ARGS)
{
	GroupCall *call = fcinfo->flinfo->fn_extra;

	if (call == NULL)
	{
		call = MemoryContextAlloc(fcinfo->flinfo->fn_mcxt, sizeof(GroupCall));
		enum_label_oids(declared_type(fcinfo, 0), rfm_segment_labels, RFM_SEGMENTS, call->segments);
		enum_label_oids(declared_type(fcinfo, RESULT), rfm_group_labels, RFM_GROUPS, call->groups);
		fcinfo->flinfo->fn_extra = call;
	}
	PG_RETURN_OID(call->groups[rfm_group_of((RfmSegment) enum_place(call->segments, RFM_SEGMENTS, PG_GETARG_OID(0), "rfm_segment"))]);
}
