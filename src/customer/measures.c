/*
 * measures.c
 *		The numbers by which customers are compared.
 */
#include "customer/measures.h"

#include <math.h>

const char *const axis_names[AXES] = {"loyalty", "contribution"};

#define DAY ((double) MICROSECONDS_PER_DAY)

const MeasureInfo measure_info[MEASURES] = {
	[RECENCY] = {"recency", LOYALTY, "days", -DAY, 0, HUGE_VAL},
	[FREQUENCY] = {"frequency", LOYALTY, "orders", 1, 0, HUGE_VAL},
	[TENURE] = {"tenure", LOYALTY, "days", DAY, 0, HUGE_VAL},
	[REGULARITY] = {"regularity", LOYALTY, "share of months", 1, 0, 1},
	[REFERRALS] = {"referrals", LOYALTY, "customers", 1, 0, HUGE_VAL},
	[AMOUNT] = {"amount", CONTRIBUTION, "money", 1, -HUGE_VAL, HUGE_VAL},
	[AVERAGE_ORDER] = {"average_order", CONTRIBUTION, "money per order", 1, -HUGE_VAL, HUGE_VAL},
	[POTENTIAL] = {"potential", CONTRIBUTION, "money", 1, -HUGE_VAL, HUGE_VAL},
};

static inline void
set(Measured *m, Measure measure, double value)
{
	m->value[measure] = value;
	m->has |= MEASURE_BIT(measure);
}

/* microseconds; the whole calendar is wider than 64 bits */
static inline double
elapsed(TimestampTz from, TimestampTz to)
{
	return (double) ((int128_money) to - from);
}

/*
 * The wanted measures of one customer at a point in time.
 *
 * Without an order there is no tenure, regularity, amount and average order;
 * without an order or a contact, no recency; potential may be unknown.  Every
 * customer has a frequency, if only 0, and referrals.
 */
void
measure_customer(const Activity *a, TimestampTz as_of, uint32 wanted, Measured *m)
{
	bool ordered = a->orders > 0;

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
		if (wanted & MEASURE_BIT(AMOUNT))
			set(m, AMOUNT, money_ratio(&a->amount, 1));
		if (wanted & MEASURE_BIT(AVERAGE_ORDER))
			set(m, AVERAGE_ORDER, money_ratio(&a->amount, (uint64) a->orders));
	}
	if ((a->flags & ACTIVITY_HAS_POTENTIAL) && (wanted & MEASURE_BIT(POTENTIAL)))
	{
		Money potential = money_from_units(activity_potential(a));

		set(m, POTENTIAL, money_ratio(&potential, 1));
	}
	m->has &= wanted;
}
