/*
 * rfm_segment.c
 *		Names for the 125 cells of scores from 1 to 5.
 */
#include "classify/rfm.h"

#include "executor/executor.h"
#include "server/enums.h"

typedef enum Segment
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
	LOST
} Segment;

#define SEGMENTS	  11
#define HIGHEST_SCORE 5

static const char *const segment_labels[SEGMENTS] = {
	"champion", "loyal", "potential_loyalist", "new_customer", "promising", "needs_attention",
	"about_to_sleep", "at_risk", "cannot_lose", "hibernating", "lost"};

/* by the sum of the scores of frequency and monetary value */
typedef enum Value
{
	LOW_VALUE,	  /* 2 to 4 */
	MIDDLE_VALUE, /* 5, 6 */
	GOOD_VALUE,	  /* 7, 8 */
	BEST_VALUE	  /* 9, 10 */
} Value;

static const Segment segments[HIGHEST_SCORE][BEST_VALUE + 1] = {
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
static Segment
segment_of(int recency, int frequency, int monetary)
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
	if (score < 1 || score > HIGHEST_SCORE)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("score %d of %s is out of range", score, rfm_names[measure]),
				 errhint("Segments are named for scores from 1 to 5: use 5 bins.")));
	return score;
}

static Datum
segment_result(FunctionCallInfo fcinfo, int32 recency, int32 frequency, int32 monetary)
{
	const Oid *labels = enum_labels_of(fcinfo, RESULT, segment_labels, SEGMENTS);

	PG_RETURN_OID(labels[segment_of(check_score(recency, RFM_RECENCY), check_score(frequency, RFM_FREQUENCY),
									check_score(monetary, RFM_MONETARY))]);
}

/* rfm_segment(recency, frequency, monetary) */
PG_FUNCTION_INFO_V1(customer_seg_rfm_segment);
Datum
customer_seg_rfm_segment(PG_FUNCTION_ARGS)
{
	return segment_result(fcinfo, PG_GETARG_INT32(0), PG_GETARG_INT32(1), PG_GETARG_INT32(2));
}

/* rfm_segment(rfm): NULL where a score is */
PG_FUNCTION_INFO_V1(customer_seg_rfm_segment_of_rfm);
Datum
customer_seg_rfm_segment_of_rfm(PG_FUNCTION_ARGS)
{
	HeapTupleHeader row = PG_GETARG_HEAPTUPLEHEADER(0);
	int32 scores[RFM_MEASURES];

	for (int i = 0; i < RFM_MEASURES; i++)
	{
		bool is_null;

		scores[i] = DatumGetInt32(GetAttributeByNum(row, (AttrNumber) (i + 1), &is_null));
		if (is_null)
			PG_RETURN_NULL();
	}
	return segment_result(fcinfo, scores[RFM_RECENCY], scores[RFM_FREQUENCY], scores[RFM_MONETARY]);
}
