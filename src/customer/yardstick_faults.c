/*
 * yardstick_faults.c
 *		What holds of every yardstick that can be fitted, for one that comes
 *		from outside, as text or binary.
 */
#include "customer/yardstick.h"

#include <math.h>

#include "utils/timestamp.h"

/* of one row, and of the sum of as many as are counted */
#define GREATEST_ROW 1e18
#define GREATEST_SUM ((double) ACTIVITY_MAX_COUNT * GREATEST_ROW)
#define FINEST_ROW	 1e-20

/* what the values of a distribution can be */
typedef struct Range
{
	double least;
	double greatest;
	double finest; /* the least value above 0 */
	bool whole;	   /* whole numbers only */
} Range;

/* microseconds from a to b, as a measure has them */
static double
span(TimestampTz a, TimestampTz b)
{
	return (double) ((int128_money) b - a);
}

static Range
range_of(const Yardstick *y, int distribution)
{
	const TimestampTz first = MIN_TIMESTAMP;
	const TimestampTz last = END_TIMESTAMP - 1;
	const double most = (double) ACTIVITY_MAX_COUNT;

	switch (distribution)
	{
	case RECENCY:
	case RECENCY_BY_CONTACT:
		return (Range){span(y->as_of, first), span(y->as_of, last), 1, true};
	case TENURE:
		return (Range){span(last, y->as_of), span(first, y->as_of), 1, true};
	case FREQUENCY:
	case REFERRALS:
		return (Range){0, most, 1, true};
	case FREQUENCY_BY_CONTACT:
		return (Range){1, most, 1, true};
	case REGULARITY:
		return (Range){0, 1, 1.0 / MONTHS_KEPT, false};
	case POTENTIAL:
		return (Range){-GREATEST_ROW, GREATEST_ROW, FINEST_ROW, false};
	case AVERAGE_ORDER:
		return (Range){-GREATEST_SUM, GREATEST_SUM, FINEST_ROW / most, false};
	default: /* AMOUNT, WORTH, PROFIT */
		return (Range){-GREATEST_SUM, GREATEST_SUM, FINEST_ROW, false};
	}
}

static bool
is_within(const Range *range, double value)
{
	return value >= range->least && value <= range->greatest && (value == 0 || fabs(value) >= range->finest) &&
		   (!range->whole || value == rint(value));
}

/*
 * May so many values lie between two knots, from this number on to the next
 * knot's?  See builder_add: few, and never the median.
 */
static bool
gap_is_possible(const Distribution *d, int64 from, int64 to)
{
	return from == to || (to - from <= d->customers / KNOT_SPACING &&
						  !(from <= d->customers / 2 && to > (d->customers - 1) / 2));
}

/* Can the sum of all values be this?  Those between two knots are known by these only. */
static bool
sum_is_possible(const Yardstick *y, const Distribution *d)
{
	Knot before = {0};
	double least = 0;
	double greatest = 0;
	double slack = 0;

	for (int k = 0; k < d->knots; k++)
	{
		Knot knot = yardstick_knot(y, d->first_knot + k);
		double gap = (double) (knot.below - before.upto);
		double here = (double) (knot.upto - knot.below) * knot.value;

		least += gap * before.value + here;
		greatest += gap * knot.value + here;
		slack += 1e-9 * (gap * fmax(fabs(before.value), fabs(knot.value)) + fabs(here));
		before = knot;
	}
	return d->sum.hi >= least - slack && d->sum.hi <= greatest + slack && fabs(d->sum.lo) <= slack;
}

static const char *
find_fault_in(const Yardstick *y, int distribution)
{
	const Distribution *d = &y->distributions[distribution];
	Range range = range_of(y, distribution);
	Knot before = {0};

	for (int k = 0; k < d->knots; k++)
	{
		Knot knot = yardstick_knot(y, d->first_knot + k);

		if (!is_within(&range, knot.value))
			return psprintf("A value of %s is one that nobody can have.", distribution_name(distribution));
		if (knot.below >= knot.upto || knot.upto > d->customers || knot.below < before.upto ||
			(k == 0 && knot.below != 0) || (k > 0 && knot.value <= before.value))
			return "The values of a distribution are out of order.";
		if (!gap_is_possible(d, before.upto, knot.below))
			return "Too many customers of a distribution are between two values.";
		before = knot;
	}
	if (before.upto != d->customers)
		return "A distribution does not end with its number of customers.";
	if (!sum_is_possible(y, d))
		return psprintf("The sum of %s is not that of its values.", distribution_name(distribution));
	return NULL;
}

static bool
is_fitted(const Yardstick *y, Measure measure)
{
	return (y->measures & MEASURE_BIT(measure)) != 0;
}

/* Do the distributions count the same customers?  Those who bought have all measures of that. */
static bool
populations_agree(const Yardstick *y)
{
	static const Measure of_buyers[] = {RECENCY, TENURE, REGULARITY, AMOUNT, AVERAGE_ORDER};
	const Distribution *d = y->distributions;
	int64 contacted = Max(d[RECENCY_BY_CONTACT].customers, d[FREQUENCY_BY_CONTACT].customers);
	int64 buyers = -1;

	for (int i = 0; i < (int) lengthof(of_buyers); i++)
	{
		if (!is_fitted(y, of_buyers[i]))
			continue;
		if (buyers >= 0 && d[of_buyers[i]].customers != buyers)
			return false;
		buyers = d[of_buyers[i]].customers;
	}
	if (contacted > y->customers - Max(buyers, 0))
		return false;
	if (is_fitted(y, WORTH) && d[WORTH].customers < Max(Max(buyers, d[POTENTIAL].customers), 1))
		return false;
	if (is_fitted(y, PROFIT) && d[PROFIT].customers == 0)
		return false;
	if (is_fitted(y, REFERRALS) && d[REFERRALS].customers != y->customers)
		return false;
	if (!is_fitted(y, FREQUENCY))
		return true;
	return d[FREQUENCY].customers == y->customers - d[FREQUENCY_BY_CONTACT].customers &&
		   (!is_fitted(y, RECENCY) || d[RECENCY_BY_CONTACT].customers == d[FREQUENCY_BY_CONTACT].customers);
}

/*
 * Returns what is wrong with a yardstick, or NULL; of the weights and cuts
 * yardstick_resolve does.
 */
const char *
yardstick_find_fault(const Yardstick *y)
{
	int32 knots = 0;

	if (!IS_VALID_TIMESTAMP(y->as_of))
		return "The point in time is out of range.";
	if (y->customers <= 0 || y->customers > MONEY_MAX_DIVISOR)
		return "The number of customers is out of range.";
	if (fabs(money_ratio(&y->amount_sum, (uint64) y->customers)) > GREATEST_SUM)
		return "The amount is more than the customers can bring.";
	if (fabs(money_ratio(&y->profit_sum, (uint64) y->customers)) > GREATEST_SUM)
		return "The profit is more than the customers can bring.";
	if (!is_fitted(y, PROFIT) && money_sign(&y->profit_sum) != 0)
		return "There is a profit, but it was not fitted.";
	if ((y->measures & ~ALL_MEASURES) != 0)
		return "A measure is unknown.";
	for (int i = 0; i < DISTRIBUTIONS; i++)
	{
		const Distribution *d = &y->distributions[i];
		const char *fault;

		if (d->customers < 0 || d->customers > y->customers || d->first_knot != knots ||
			d->knots < 0 || d->knots > MOST_KNOTS || d->knots > y->knots - knots ||
			(d->knots == 0) != (d->customers == 0))
			return "A distribution does not go with its number of customers.";
		if (d->customers > 0 && !is_fitted(y, measure_of_distribution(i)))
			return "A distribution is there that was not fitted.";
		fault = find_fault_in(y, i);
		if (fault != NULL)
			return fault;
		knots += d->knots;
	}
	if (knots != y->knots)
		return "There are values that belong to no distribution.";
	if (!populations_agree(y))
		return "The distributions do not count the same customers.";
	return NULL;
}
