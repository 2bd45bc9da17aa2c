/*
 * yardstick_functions.c
 *		Reading and changing a yardstick, and measuring customers with it, in SQL.
 */
#include "customer/kept_yardstick.h"

#include <math.h>

#include "server/calls.h"
#include "funcapi.h"
#include "server/amount.h"
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

/* share of the reference population whose measure is at least this */
static double
share_from(const Yardstick *y, Measure measure, double value)
{
	double below;
	double upto;

	yardstick_rank(y, measure, value, &below, &upto);
	return (yardstick_compared(y, measure) - below) / (double) y->customers;
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
	double lowest = 0;
	double highest = 0;
	double weight = 0;

	if (cut->measure != NO_MEASURE)
	{
		*share = share_from(y, (Measure) cut->measure, cut->value);
		return true;
	}
	for (int m = 0; m < MEASURES; m++)
	{
		if (measure_info[m].axis != axis || y->weights[m] == 0)
			continue;
		if (measure_info[m].may_be_unknown && yardstick_having(y, m) < y->customers)
			return false;
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

typedef enum CutColumn
{
	CUT_AXIS,
	CUT_TEXT,
	CUT_MEASURE,
	CUT_VALUE,
	CUT_UNIT,
	CUT_HIGH_SHARE,
	CUT_NOTE,
	CUT_COLUMNS
} CutColumn;

/* a cut or a limit; share is NULL where the yardstick cannot know it */
static void
put_cut(FunctionCallInfo fcinfo, Axis axis, const char *text, Measure measure, double value, const double *share)
{
	const MeasureInfo *info = measure == (Measure) NO_MEASURE ? NULL : &measure_info[measure];
	Datum values[CUT_COLUMNS];
	bool nulls[CUT_COLUMNS] = {false};

	values[CUT_AXIS] = CStringGetTextDatum(axis_names[axis]);
	values[CUT_TEXT] = CStringGetTextDatum(text);
	values[CUT_MEASURE] = CStringGetTextDatum(info ? info->name : "score");
	/* a cut that nobody reaches is infinity, also in days */
	values[CUT_VALUE] = Float8GetDatum(info && !isinf(value) ? value / info->unit_size + 0.0 : value);
	values[CUT_UNIT] = CStringGetTextDatum(info ? info->unit : "points of 100");
	nulls[CUT_HIGH_SHARE] = share == NULL;
	values[CUT_HIGH_SHARE] = Float8GetDatum(share ? *share : 0);
	nulls[CUT_NOTE] = share == NULL || (*share > 0 && *share < 1);
	values[CUT_NOTE] = CStringGetTextDatum(share && *share > 0 ? "everybody is on the high side" :
																 "nobody is on the high side");
	put_row(fcinfo, values, nulls);
}

/* of several limits a customer has to meet all: how many do, the yardstick cannot know */
static void
put_axis_limits(FunctionCallInfo fcinfo, const Yardstick *y, Axis axis)
{
	uint32 limits = axis_limits(y, axis);

	for (int m = 0; m < MEASURES; m++)
	{
		double value;
		double share;
		bool known = limits == MEASURE_BIT(m) && (y->measures & MEASURE_BIT(m)) != 0;

		if (!(limits & MEASURE_BIT(m)))
			continue;
		value = limit_value(y, (Measure) m);
		share = share_from(y, (Measure) m, value);
		put_cut(fcinfo, axis, limit_text((Measure) m, &y->limits[m]), (Measure) m, value, known ? &share : NULL);
	}
}

/* cuts(yardstick): a row for each axis, with the cut as a number; for each limit, where the axis has limits */
PG_FUNCTION_INFO_V1(customer_seg_yardstick_cuts);
Datum
customer_seg_yardstick_cuts(PG_FUNCTION_ARGS)
{
	Yardstick *y = PG_GETARG_YARDSTICK_P(0);

	InitMaterializedSRF(fcinfo, 0);
	for (int axis = 0; axis < AXES; axis++)
	{
		const Cut *cut = &y->cuts[axis];
		double share = 0;
		bool known;

		if (axis_limits(y, (Axis) axis) != 0)
		{
			put_axis_limits(fcinfo, y, (Axis) axis);
			continue;
		}
		known = high_share(y, (Axis) axis, &share);
		put_cut(fcinfo, (Axis) axis, cut_text(cut), (Measure) cut->measure, cut->value, known ? &share : NULL);
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
			values[4] = Float8GetDatum(100 * rank / (2 * yardstick_compared(y, measure)));
			put_row(fcinfo, values, nulls);
		}
	}
	PG_RETURN_NULL();
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
	int contact_weight = 1 + POTENTIAL + 1; /* the place of the argument; measures that came later follow it */

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	y = PG_GETARG_YARDSTICK_P(0);
	/* + 0.0 for -0.0: equal values have equal bytes. The script of an earlier version has fewer arguments. */
	for (int m = 0; m < MEASURES; m++)
	{
		int argument = m <= POTENTIAL ? 1 + m : 2 + m;

		if (argument < PG_NARGS() && !PG_ARGISNULL(argument))
			y->weights[m] = PG_GETARG_FLOAT8(argument) + 0.0;
	}
	if (!PG_ARGISNULL(contact_weight))
		y->contact_weight = PG_GETARG_FLOAT8(contact_weight) + 0.0;
	resolve_or_report(y);
	PG_RETURN_YARDSTICK_P(y);
}

PG_FUNCTION_INFO_V1(customer_seg_yardstick_with_cuts);
Datum
customer_seg_yardstick_with_cuts(PG_FUNCTION_ARGS)
{
	Yardstick *y;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	y = PG_GETARG_YARDSTICK_P(0);
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
	PG_RETURN_YARDSTICK_P(y);
}

static MeasureLimit
measure_limit_argument(FunctionCallInfo fcinfo, int argument, Measure measure)
{
	MeasureLimit limit = {0};
	int scale;

	switch (measure_info[measure].kind)
	{
	case MEASURE_TIME:
		limit.span = *PG_GETARG_INTERVAL_P(argument);
		break;
	case MEASURE_MONEY:
		limit.amount = money_from_units(amount_units(AMOUNT_NUMERIC, PG_GETARG_DATUM(argument), "limit", &scale));
		break;
	case MEASURE_COUNT:
		limit.count = PG_GETARG_INT64(argument);
		break;
	case MEASURE_SHARE:
		limit.share = PG_GETARG_FLOAT8(argument) + 0.0;
		break;
	}
	return limit;
}

/* with_limits(yardstick, one for each measure, in their order): in place of all limits that it had */
PG_FUNCTION_INFO_V1(customer_seg_yardstick_with_limits);
Datum
customer_seg_yardstick_with_limits(PG_FUNCTION_ARGS)
{
	Yardstick *y;
	const char *fault;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	y = PG_GETARG_YARDSTICK_P(0);
	memset(y->limits, 0, sizeof(y->limits));
	y->limited = 0;
	for (int m = 0; m < MEASURES; m++)
	{
		if (PG_ARGISNULL(1 + m))
			continue;
		y->limits[m] = measure_limit_argument(fcinfo, 1 + m, (Measure) m);
		y->limited |= MEASURE_BIT(m);
	}
	fault = limits_find_fault(y);
	if (fault != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("these limits do not make a yardstick"),
				 errdetail("%s", fault),
				 errhint("Give spans such as '90 days', counts from 0 up, a share from 0 to 1, and money.")));
	PG_RETURN_YARDSTICK_P(y);
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
