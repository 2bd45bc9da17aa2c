/*
 * yardstick_functions.c
 *		Reading and changing a yardstick, and measuring customers with it, in SQL.
 */
#include "customer/kept_yardstick.h"

#include <math.h>

#include "server/calls.h"
#include "funcapi.h"
#include "server/json.h"
#include "utils/builtins.h"
#include "utils/timestamp.h"

PG_FUNCTION_INFO_V1(customer_seg_yardstick_as_of);
Datum
customer_seg_yardstick_as_of(PG_FUNCTION_ARGS)
{
	PG_RETURN_TIMESTAMPTZ(PG_GETARG_YARDSTICK_P(0)->as_of);
}

PG_FUNCTION_INFO_V1(customer_seg_yardstick_customers);
Datum
customer_seg_yardstick_customers(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(PG_GETARG_YARDSTICK_P(0)->customers);
}

/* weights(yardstick): a row for each measure, and one for contact_weight */
PG_FUNCTION_INFO_V1(customer_seg_yardstick_weights);
Datum
customer_seg_yardstick_weights(PG_FUNCTION_ARGS)
{
	Yardstick *y = PG_GETARG_YARDSTICK_P(0);
	bool nulls[3] = {false};
	Datum values[3];

	InitMaterializedSRF(fcinfo, 0);
	for (int m = 0; m < MEASURES; m++)
	{
		values[0] = CStringGetTextDatum(measure_info[m].name);
		values[1] = CStringGetTextDatum(axis_names[measure_info[m].axis]);
		values[2] = Float8GetDatum(y->weights[m]);
		put_row(fcinfo, values, nulls);
	}
	values[0] = CStringGetTextDatum("contact_weight");
	values[1] = CStringGetTextDatum(axis_names[LOYALTY]);
	values[2] = Float8GetDatum(y->contact_weight);
	put_row(fcinfo, values, nulls);
	PG_RETURN_NULL();
}

/*
 * Share of the reference population on the high side of an axis, or false
 * when the yardstick cannot know: a mixed axis depends on which scores meet
 * in one customer, unless even the extremes are on one side.
 */
static bool
high_share(const Yardstick *y, Axis axis, double *share)
{
	const Cut *cut = &y->cuts[axis];
	double below;
	double upto;
	double lowest = 0;
	double highest = 0;
	double weight = 0;

	if (cut->measure != NO_MEASURE)
	{
		yardstick_rank(y, (Measure) cut->measure, cut->value, &below, &upto);
		*share = ((double) y->customers - below) / (double) y->customers;
		return true;
	}
	for (int m = 0; m < MEASURES; m++)
	{
		if (measure_info[m].axis != axis || y->weights[m] == 0)
			continue;
		weight += y->weights[m];
		/* the least rank of all is 0 where somebody lacks the measure */
		if (yardstick_having(y, m) == y->customers)
			lowest += y->weights[m] * yardstick_end_rank(y, (Measure) m, false);
		highest += y->weights[m] * yardstick_end_rank(y, (Measure) m, true);
	}
	lowest = 100 * lowest / (2 * (double) y->customers * weight);
	highest = 100 * highest / (2 * (double) y->customers * weight);
	if (lowest < cut->value && cut->value <= highest)
		return false;
	*share = lowest >= cut->value ? 1 : 0;
	return true;
}

/* cuts(yardstick): a row for each axis, with the cut as a number */
PG_FUNCTION_INFO_V1(customer_seg_yardstick_cuts);
Datum
customer_seg_yardstick_cuts(PG_FUNCTION_ARGS)
{
	Yardstick *y = PG_GETARG_YARDSTICK_P(0);

	InitMaterializedSRF(fcinfo, 0);
	for (int axis = 0; axis < AXES; axis++)
	{
		const Cut *cut = &y->cuts[axis];
		const MeasureInfo *info = cut->measure == NO_MEASURE ? NULL : &measure_info[cut->measure];
		Datum values[7];
		bool nulls[7] = {false};
		double share = 0;

		values[0] = CStringGetTextDatum(axis_names[axis]);
		values[1] = CStringGetTextDatum(cut_text(cut));
		values[2] = CStringGetTextDatum(info ? info->name : "score");
		/* a cut that nobody reaches is infinity, also in days */
		values[3] = Float8GetDatum(info && !isinf(cut->value) ? cut->value / info->unit_size + 0.0 : cut->value);
		values[4] = CStringGetTextDatum(info ? info->unit : "points of 100");
		nulls[5] = !high_share(y, (Axis) axis, &share);
		values[5] = Float8GetDatum(share);
		nulls[6] = nulls[5] || (share > 0 && share < 1);
		values[6] = CStringGetTextDatum(share > 0 ? "everybody is on the high side" :
													"nobody is on the high side");
		put_row(fcinfo, values, nulls);
	}
	PG_RETURN_NULL();
}

/* distribution(yardstick): the values that are held, in the measures' units */
PG_FUNCTION_INFO_V1(customer_seg_yardstick_distribution);
Datum
customer_seg_yardstick_distribution(PG_FUNCTION_ARGS)
{
	Yardstick *y = PG_GETARG_YARDSTICK_P(0);

	InitMaterializedSRF(fcinfo, 0);
	for (int i = 0; i < DISTRIBUTIONS; i++)
	{
		const Distribution *d = &y->distributions[i];
		Measure measure = measure_of_distribution(i);

		if (!distribution_counts(y, i))
			continue;
		for (int k = 0; k < d->knots; k++)
		{
			double value = weighed_knot_value(y, i, d->first_knot + k);
			bool nulls[5] = {false};
			Datum values[5];
			double below;
			double upto;
			double rank = yardstick_rank(y, measure, value, &below, &upto);

			values[0] = CStringGetTextDatum(distribution_name(i));
			values[1] = Float8GetDatum(value / measure_info[measure].unit_size + 0.0);
			values[2] = Int64GetDatum((int64) rint(below));
			values[3] = Int64GetDatum((int64) rint(upto - below));
			values[4] = Float8GetDatum(100 * rank / (2 * (double) y->customers));
			put_row(fcinfo, values, nulls);
		}
	}
	PG_RETURN_NULL();
}

static Yardstick *
yardstick_copy(const Yardstick *y)
{
	Yardstick *copy = palloc(VARSIZE(y));

	memcpy(copy, y, VARSIZE(y));
	return copy;
}

static void
resolve_or_report(Yardstick *y)
{
	const char *fault = yardstick_resolve(y);

	if (fault != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("these weights and cuts do not make a yardstick"),
				 errdetail("%s", fault),
				 errhint("The functions weights(yardstick) and cuts(yardstick) show those in force.")));
}

PG_FUNCTION_INFO_V1(customer_seg_yardstick_with_weights);
Datum
customer_seg_yardstick_with_weights(PG_FUNCTION_ARGS)
{
	Yardstick *y;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	y = yardstick_copy(PG_GETARG_YARDSTICK_P(0));
	/* + 0.0 for -0.0: equal values have equal bytes */
	for (int m = 0; m < MEASURES; m++)
		if (!PG_ARGISNULL(1 + m))
			y->weights[m] = PG_GETARG_FLOAT8(1 + m) + 0.0;
	if (!PG_ARGISNULL(1 + MEASURES))
		y->contact_weight = PG_GETARG_FLOAT8(1 + MEASURES) + 0.0;
	resolve_or_report(y);
	PG_RETURN_POINTER(y);
}

PG_FUNCTION_INFO_V1(customer_seg_yardstick_with_cuts);
Datum
customer_seg_yardstick_with_cuts(PG_FUNCTION_ARGS)
{
	Yardstick *y;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	y = yardstick_copy(PG_GETARG_YARDSTICK_P(0));
	for (int axis = 0; axis < AXES; axis++)
	{
		char *cut;

		if (PG_ARGISNULL(1 + axis))
			continue;
		cut = text_to_cstring(PG_GETARG_TEXT_PP(1 + axis));
		if (!cut_parse(cut, &y->cuts[axis]))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("invalid cut of %s: \"%s\"", axis_names[axis], cut),
					 errhint("A cut is 'mean', 'median', a score such as 'p80', or a number in the measure's own unit such as '500'.")));
	}
	resolve_or_report(y);
	PG_RETURN_POINTER(y);
}

PG_FUNCTION_INFO_V1(customer_seg_loyalty);
Datum
customer_seg_loyalty(PG_FUNCTION_ARGS)
{
	Judgement j;

	judge_arguments(fcinfo, (KeptYardsticks **) &fcinfo->flinfo->fn_extra, &j);
	PG_RETURN_FLOAT8(j.score[LOYALTY]);
}

PG_FUNCTION_INFO_V1(customer_seg_contribution);
Datum
customer_seg_contribution(PG_FUNCTION_ARGS)
{
	Judgement j;

	judge_arguments(fcinfo, (KeptYardsticks **) &fcinfo->flinfo->fn_extra, &j);
	PG_RETURN_FLOAT8(j.score[CONTRIBUTION]);
}
