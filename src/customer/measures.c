/*
 * measures.c
 *		The numbers by which customers are compared.
 */
#include "customer/measures.h"

#include <float.h>
#include <math.h>

const char *const axis_names[AXES] = {"loyalty", "contribution"};

#define DAY ((double) MICROSECONDS_PER_DAY)

const MeasureInfo measure_info[MEASURES] = {
	[RECENCY] = {"recency", LOYALTY, MEASURE_TIME, false, "days", -DAY, 0, HUGE_VAL},
	[FREQUENCY] = {"frequency", LOYALTY, MEASURE_COUNT, false, "orders", 1, 0, HUGE_VAL},
	[TENURE] = {"tenure", LOYALTY, MEASURE_TIME, false, "days", DAY, 0, HUGE_VAL},
	[REGULARITY] = {"regularity", LOYALTY, MEASURE_SHARE, false, "share of months", 1, 0, 1},
	[REFERRALS] = {"referrals", LOYALTY, MEASURE_COUNT, false, "customers", 1, 0, HUGE_VAL},
	[AMOUNT] = {"amount", CONTRIBUTION, MEASURE_MONEY, false, "money", 1, -HUGE_VAL, HUGE_VAL},
	[AVERAGE_ORDER] = {"average_order", CONTRIBUTION, MEASURE_MONEY, true, "money per order", 1, -HUGE_VAL, HUGE_VAL},
	[POTENTIAL] = {"potential", CONTRIBUTION, MEASURE_MONEY, true, "money", 1, -HUGE_VAL, HUGE_VAL},
	[WORTH] = {"worth", CONTRIBUTION, MEASURE_MONEY, false, "money", 1, -HUGE_VAL, HUGE_VAL},
	[PROFIT] = {"profit", CONTRIBUTION, MEASURE_MONEY, true, "money", 1, -HUGE_VAL, HUGE_VAL},
};

/*
 * The exact money behind amount, potential, worth or profit, which the
 * customer does not lack.  Worth is the net amount, or the potential where
 * that is known and greater.
 */
Money
measure_money(const Activity *a, Measure measure)
{
	Money potential = money_from_units(activity_potential(a));
	bool known = (a->flags & ACTIVITY_HAS_POTENTIAL) != 0;

	if (measure == PROFIT)
		return a->profit;
	if (measure == POTENTIAL)
		return potential;
	if (measure == WORTH && known && money_cmp(&potential, &a->amount) > 0)
		return potential;
	return a->amount;
}

/*
 * A measure of contacts at their weight: so much of an order each in
 * frequency, and in recency as if they lay so many times further back.
 *
 * It is compared with whole orders and whole microseconds.  A weight such as
 * 0.07 is no double, so that 100 contacts would come to a hair above the 7
 * orders that they are worth; what is as near to a whole number as two
 * roundings lead is that number.
 */
double
weigh_contact(double contact_weight, Measure measure, double value)
{
	double weighed = measure == RECENCY ? value / contact_weight : value * contact_weight;
	double whole = rint(weighed);

	return fabs(weighed - whole) <= DBL_EPSILON * fabs(whole) ? whole : weighed;
}

static inline void
set(Measured *m, Measure measure, double value)
{
	m->value[measure] = value;
	m->has |= MEASURE_BIT(measure);
}

static inline void
set_money(Measured *m, Measure measure, const Activity *a, uint32 wanted)
{
	Money money;

	if (!(wanted & MEASURE_BIT(measure)))
		return;
	money = measure_money(a, measure);
	set(m, measure, money_ratio(&money, 1));
}

/* microseconds; the whole calendar is wider than 64 bits */
static inline double
elapsed(TimestampTz from, TimestampTz to)
{
	return (double) ((int128_money) to - from);
}

/*
 * The wanted measures of one customer at a point in time, contacts unweighted.
 *
 * Without an order there is no tenure, regularity, amount and average order,
 * and no worth unless a potential is known; without an order or a contact, no
 * recency; potential and profit may be unknown.  Every customer has a
 * frequency, if only 0, and referrals.
 */
void
measure_customer(const Activity *a, TimestampTz as_of, uint32 wanted, Measured *m)
{
	bool ordered = a->orders > 0;
	bool potential = (a->flags & ACTIVITY_HAS_POTENTIAL) != 0;

	m->has = 0;
	m->by_contact = !ordered && a->contacts > 0;
	if (ordered)
		set(m, RECENCY, -elapsed(a->last_order, as_of));
	else if (a->contacts > 0)
		set(m, RECENCY, -elapsed(a->last_contact, as_of));
	set(m, FREQUENCY, (double) (m->by_contact ? a->contacts : a->orders));
	set(m, REFERRALS, (double) a->referrals);
	if (ordered)
	{
		set(m, TENURE, elapsed(a->first_order, as_of));
		if (wanted & MEASURE_BIT(REGULARITY))
			set(m, REGULARITY, activity_regularity_at(a, as_of));
		if (wanted & MEASURE_BIT(AVERAGE_ORDER))
			set(m, AVERAGE_ORDER, money_ratio(&a->amount, (uint64) a->orders));
	}
	if (ordered)
		set_money(m, AMOUNT, a, wanted);
	if (potential)
		set_money(m, POTENTIAL, a, wanted);
	if (ordered || potential)
		set_money(m, WORTH, a, wanted);
	if (activity_has_profit(a))
		set_money(m, PROFIT, a, wanted);
	m->has &= wanted;
}
