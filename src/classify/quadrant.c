/*
 * quadrant.c
 *		The four types of customer.
 */
#include "classify/quadrant.h"

#include <math.h>

#include "customer/kept_yardstick.h"

const char *const quadrant_labels[QUADRANTS] = {"bee", "dragonfly", "butterfly", "mantis"};

static double
not_nan_argument(FunctionCallInfo fcinfo, int argument, const char *name)
{
	double value = PG_GETARG_FLOAT8(argument);

	if (isnan(value))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s is NaN, which is neither high nor low", name),
				 errhint("Give NULL for a customer who cannot be classified.")));
	return value;
}

/*
 * quadrant(loyalty, contribution [, loyalty_cut, contribution_cut]) of any
 * two numbers.  At or above the cut is high.  NaN is an error.
 */
PG_FUNCTION_INFO_V1(customer_seg_quadrant_of_scores);
Datum
customer_seg_quadrant_of_scores(PG_FUNCTION_ARGS)
{
	double loyalty = not_nan_argument(fcinfo, 0, "loyalty");
	double contribution = not_nan_argument(fcinfo, 1, "contribution");
	double loyalty_cut = not_nan_argument(fcinfo, 2, "loyalty_cut");
	double contribution_cut = not_nan_argument(fcinfo, 3, "contribution_cut");
	const Oid *labels = enum_labels_of(fcinfo, RESULT, quadrant_labels, QUADRANTS);

	PG_RETURN_OID(labels[quadrant_of_sides(loyalty >= loyalty_cut, contribution >= contribution_cut)]);
}

/* what a call keeps for the next */
typedef struct QuadrantCall
{
	KeptYardsticks *kept;
	Oid labels[QUADRANTS];
} QuadrantCall;

/* quadrant(activity, yardstick [, as_of]) */
PG_FUNCTION_INFO_V1(customer_seg_quadrant);
Datum
customer_seg_quadrant(PG_FUNCTION_ARGS)
{
	QuadrantCall *call = fcinfo->flinfo->fn_extra;
	Judgement j;

	if (call == NULL)
	{
		call = MemoryContextAllocZero(fcinfo->flinfo->fn_mcxt, sizeof(QuadrantCall));
		enum_label_oids(declared_type(fcinfo, RESULT), quadrant_labels, QUADRANTS, call->labels);
		fcinfo->flinfo->fn_extra = call;
	}
	judge_arguments(fcinfo, &call->kept, &j);
	PG_RETURN_OID(call->labels[quadrant_of_sides(j.high[LOYALTY], j.high[CONTRIBUTION])]);
}
