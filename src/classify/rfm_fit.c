/*
 * rfm_fit.c
 *		The cuts that make the scores of rfm(activity, yardstick).
 *
 * A score changes somewhere between two neighbouring values that the yardstick
 * holds.  The cut is then the one of them that lies on its high side, so that
 * it is a number that somebody has.  Where some of the population lie between
 * the two, whom the yardstick does not hold, it is the very place where the
 * interpolated rank changes bins.
 */
#include "classify/rfm.h"

#include <float.h>
#include <math.h>

#include "server/calls.h"
#include "funcapi.h"
#include "utils/builtins.h"

/* where a measure's scores rise above a limit; in the measure's own numbers, of which more is better */
typedef struct Boundary
{
	double under; /* the greatest value held that is not above it, or -infinity */
	double above; /* the least value held that is, or infinity */
	double from;  /* the least value that is: above, or one that is not held */
	bool gap;	  /* some of the population lie strictly between under and above */
} Boundary;

static int
bin_of_value(const Yardstick *y, RfmMeasure measure, int bins, double value)
{
	double below;
	double upto;

	return rfm_bin(yardstick_rank(y, rfm_measures[measure], value, &below, &upto), y->customers, bins);
}

/* takes account of one distribution: of its values, which ascend, those to the left have scores up to the limit */
static void
narrow(const Yardstick *y, RfmMeasure measure, int bins, int limit, int distribution, Boundary *boundary)
{
	const Distribution *d = &y->distributions[distribution];
	int low = 0;
	int high = d->knots;

	while (low < high)
	{
		int middle = low + (high - low) / 2;

		if (bin_of_value(y, measure, bins, weighed_knot_value(y, distribution, d->first_knot + middle)) <= limit)
			low = middle + 1;
		else
			high = middle;
	}
	if (low > 0)
		boundary->under = Max(boundary->under, weighed_knot_value(y, distribution, d->first_knot + low - 1));
	if (low < d->knots)
		boundary->above = Min(boundary->above, weighed_knot_value(y, distribution, d->first_knot + low));
}

static bool
has_gap(const Yardstick *y, Measure measure, const Boundary *boundary)
{
	double below;
	double upto;
	double unused;

	if (isinf(boundary->under) || isinf(boundary->above))
		return false;
	yardstick_rank(y, measure, boundary->under, &unused, &upto);
	yardstick_rank(y, measure, boundary->above, &below, &unused);
	return below > upto;
}

/* the least double from low to high whose score is above the limit, as that of high is and that of low is not */
static double
bisect_values(const Yardstick *y, RfmMeasure measure, int bins, int limit, double low, double high)
{
	double middle;

	while ((middle = low / 2 + high / 2) > low && middle < high)
	{
		if (bin_of_value(y, measure, bins, middle) <= limit)
			low = middle;
		else
			high = middle;
	}
	return high;
}

static Boundary
find_boundary(const Yardstick *y, RfmMeasure measure, int bins, int limit)
{
	Boundary boundary = {.under = -HUGE_VAL, .above = HUGE_VAL};

	narrow(y, measure, bins, limit, (int) rfm_measures[measure], &boundary);
	if (measure == RFM_RECENCY && y->contact_weight > 0)
		narrow(y, measure, bins, limit, RECENCY_BY_CONTACT, &boundary);
	if (measure == RFM_FREQUENCY)
		narrow(y, measure, bins, limit, FREQUENCY_BY_CONTACT, &boundary);
	boundary.from = boundary.above;
	boundary.gap = has_gap(y, rfm_measures[measure], &boundary);
	if (boundary.gap)
		boundary.from = bisect_values(y, measure, bins, limit, boundary.under, boundary.above);
	return boundary;
}

/*
 * The least value whose score is above the limit, whoever may have it: between
 * two that are held ranks do not fall, so there is one.  Infinity: none is;
 * -infinity: all are.
 */
double
rfm_least_above(const Yardstick *y, RfmMeasure measure, int bins, int limit)
{
	Boundary boundary = find_boundary(y, measure, bins, limit);
	double low = Max(boundary.under, -DBL_MAX);
	double high = Min(boundary.above, DBL_MAX);

	if (bin_of_value(y, measure, bins, low) > limit)
		return -HUGE_VAL;
	if (bin_of_value(y, measure, bins, high) <= limit)
		return HUGE_VAL;
	return bisect_values(y, measure, bins, limit, low, high);
}

static double
in_units(RfmMeasure measure, double value)
{
	return isinf(value) ? HUGE_VAL : value / measure_info[rfm_measures[measure]].unit_size + 0.0;
}

/*
 * The boundary as a cut: the least number on its high side.  In days that is
 * the side of the lower scores, so it is the number of the last value there:
 * one that is held, or, in a gap, the last whole microsecond.
 */
static double
cut_at(RfmMeasure measure, const Boundary *boundary)
{
	double last = boundary->under;

	if (measure != RFM_RECENCY)
		return in_units(measure, boundary->from);
	if (boundary->gap)
		last = Max(last, Min(ceil(boundary->from) - 1, nextafter(boundary->from, -HUGE_VAL)));
	return in_units(measure, last);
}

/*
 * rfm_limits(yardstick [, bins]): cuts by which every customer of the fitted
 * population gets the scores of rfm(activity, yardstick, bins).
 */
PG_FUNCTION_INFO_V1(customer_seg_rfm_limits);
Datum
customer_seg_rfm_limits(PG_FUNCTION_ARGS)
{
	Yardstick *y = PG_GETARG_YARDSTICK_P(0);
	int bins = rfm_bins(PG_GETARG_INT32(1));
	RfmLimits limits = {.has_as_of = true, .as_of = y->as_of, .contact_weight = y->contact_weight};

	for (int i = 0; i < RFM_MEASURES; i++)
	{
		RfmCuts *cuts = &limits.cuts[i];

		rfm_check_fitted(y, rfm_measures[i]);
		cuts->dimensions = 1;
		cuts->sizes[0] = bins - 1;
		cuts->values = palloc_array(double, bins - 1);
		for (int score = 1; score < bins; score++)
		{
			Boundary boundary = find_boundary(y, (RfmMeasure) i, bins, score);

			/* between this score and the next */
			cuts->values[i == RFM_RECENCY ? bins - 1 - score : score - 1] = cut_at((RfmMeasure) i, &boundary);
		}
	}
	return rfm_limits_result(fcinfo, &limits);
}

/* customers of the population below a boundary, those who lack the measure among them */
static int64
customers_below(const Yardstick *y, RfmMeasure measure, const Boundary *boundary)
{
	double below;
	double upto;

	yardstick_rank(y, rfm_measures[measure], boundary->from, &below, &upto);
	return (int64) rint(below);
}

#define CUTS_COLUMNS 8

static void
put_bin(FunctionCallInfo fcinfo, const Yardstick *y, RfmMeasure measure, int score, const Boundary *bottom, const Boundary *top)
{
	Measure m = rfm_measures[measure];
	int64 lacking = score == 1 ? y->customers - yardstick_having(y, m) : 0;
	int64 customers = customers_below(y, measure, top) - (score == 1 ? 0 : customers_below(y, measure, bottom));
	bool held = bottom->above < top->from;
	bool nulls[CUTS_COLUMNS] = {false};
	Datum values[CUTS_COLUMNS];
	/* the least value of a recency is the greatest number of days */
	double low = in_units(measure, measure == RFM_RECENCY ? top->under : bottom->above);
	double high = in_units(measure, measure == RFM_RECENCY ? bottom->above : top->under);
	const char *note = NULL;

	if (customers == 0)
		note = "nobody: equal values are not parted";
	else if (customers == lacking)
		note = "only customers who lack the measure";
	else if (!held)
		note = "between two values that the yardstick holds";
	values[0] = CStringGetTextDatum(rfm_names[measure]);
	values[1] = Int32GetDatum(score);
	values[2] = Float8GetDatum(low);
	values[3] = Float8GetDatum(high);
	nulls[2] = nulls[3] = !held;
	values[4] = CStringGetTextDatum(measure_info[m].unit);
	values[5] = Int64GetDatum(customers);
	values[6] = Int64GetDatum(lacking);
	nulls[7] = note == NULL;
	values[7] = nulls[7] ? (Datum) 0 : CStringGetTextDatum(note);
	put_row(fcinfo, values, nulls);
}

/*
 * rfm_cuts(yardstick [, bins]): a row for each measure and score, also those
 * that nobody has: the least and the greatest number held, the customers, and
 * how many of them lack the measure.
 */
PG_FUNCTION_INFO_V1(customer_seg_rfm_cuts);
Datum
customer_seg_rfm_cuts(PG_FUNCTION_ARGS)
{
	Yardstick *y = PG_GETARG_YARDSTICK_P(0);
	int bins = rfm_bins(PG_GETARG_INT32(1));

	InitMaterializedSRF(fcinfo, 0);
	for (int i = 0; i < RFM_MEASURES; i++)
	{
		Boundary bottom;

		rfm_check_fitted(y, rfm_measures[i]);
		bottom = find_boundary(y, (RfmMeasure) i, bins, 0);
		for (int score = 1; score <= bins; score++)
		{
			Boundary top = find_boundary(y, (RfmMeasure) i, bins, score);

			put_bin(fcinfo, y, (RfmMeasure) i, score, &bottom, &top);
			bottom = top;
		}
	}
	PG_RETURN_NULL();
}
