/*
 * life_stage.c
 *		Where a customer stands: prospect, new, active, overdue, lapsed.
 *
 * time/life_stage.c has the functions in SQL.
 */
#include "classify/life_stage.h"

const char *const stage_labels[LIFE_STAGES] = {"prospect", "new", "active", "overdue", "lapsed"};

/*
 * These foretold best who comes back, of what was tried: doc/time/life_stage.md
 * has the numbers.
 */
#define OVERDUE_FROM	  2.0  /* expected gaps */
#define BASE_GAP_OF_LAPSE 0.25 /* of the time after which a customer has lapsed */

/* an activity has no days: its orders take the place of those with an order */
Past
past_of_activity(const Activity *a)
{
	return (Past){
		.known = true,
		.bought = a->orders + a->refunds > 0,
		.days = a->orders,
		.first = time_day(a->first_order),
		.last = time_day(a->last_order),
	};
}

/* the mean of one's own gaps and of one of the base's, which is all there is to expect of who came once */
double
expected_gap(const Past *past, double base_gap)
{
	return ((past->last - past->first) + base_gap) / (double) past->days;
}

/* the same of a base of which so many days are known, after which a customer has lapsed */
double
usual_gap(const Past *past, int32 lapse_after)
{
	return expected_gap(past, BASE_GAP_OF_LAPSE * lapse_after);
}

/* within the latter half of that time */
DateADT
usual_new_since(DateADT as_of, DateADT lapsed_before)
{
	return as_of - (as_of - lapsed_before) / 2;
}

/* Of somebody who is known.  Nobody is new, or overdue, who has lapsed. */
LifeStage
stage_of(const Past *past, DateADT as_of, DateADT lapsed_before, DateADT new_since)
{
	if (!past->bought)
		return STAGE_PROSPECT;
	if (past->days == 0 || past->last < lapsed_before)
		return STAGE_LAPSED;
	if (past->first >= new_since)
		return STAGE_NEW;
	if (as_of - past->last > OVERDUE_FROM * usual_gap(past, as_of - lapsed_before))
		return STAGE_OVERDUE;
	return STAGE_ACTIVE;
}
