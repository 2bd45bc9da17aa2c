/*
 * next_action.c
 *		The one thing to do next about a customer: what, by when, and the money
 *		at stake.
 */
#include "classify/next_action.h"

const char *const customer_action_labels[CUSTOMER_ACTIONS] = {
	"settle_complaint",
	"review",
	"follow_up",
	"introduce",
	"win_back",
	"reactivate",
	"let_go",
	"check_in",
	"remind",
	"welcome",
	"reward",
	"show_value",
	"promote",
	"inform"};

static inline bool
has_high_contribution(Quadrant quadrant)
{
	return quadrant == BEE || quadrant == DRAGONFLY;
}

/* a potential of 0 is none to follow up */
static inline bool
has_potential(const Activity *a)
{
	return (a->flags & ACTIVITY_HAS_POTENTIAL) != 0 && activity_potential(a) > 0;
}

static CustomerAction
action_of_lapsed(const Activity *a, Quadrant quadrant, DateADT reactivate_since)
{
	if (has_high_contribution(quadrant))
		return WIN_BACK;
	return time_day(a->last_order) >= reactivate_since ? REACTIVATE : LET_GO;
}

static CustomerAction
action_of_active(Quadrant quadrant)
{
	static const CustomerAction by_type[QUADRANTS] = {
		[BEE] = REWARD, [DRAGONFLY] = SHOW_VALUE, [BUTTERFLY] = PROMOTE, [MANTIS] = INFORM};

	return by_type[quadrant];
}

/*
 * What to do about a customer.  Of those who have lapsed and brought little,
 * the ones whose last order was on the day reactivate_since or later are
 * worth a try.  Of who has only given back, nothing is known: they bought
 * before the data begin.
 */
CustomerAction
action_of(const Activity *a, LifeStage stage, Quadrant quadrant, DateADT reactivate_since, int64 open_complaints)
{
	if (open_complaints > 0)
		return SETTLE_COMPLAINT;
	if (a->orders == 0 && a->refunds > 0)
		return REVIEW;
	switch (stage)
	{
	case STAGE_PROSPECT:
		return has_potential(a) ? FOLLOW_UP : INTRODUCE;
	case STAGE_LAPSED:
		return action_of_lapsed(a, quadrant, reactivate_since);
	case STAGE_OVERDUE:
		return has_high_contribution(quadrant) ? CHECK_IN : REMIND;
	case STAGE_NEW:
		return WELCOME;
	case STAGE_ACTIVE:
		return action_of_active(quadrant);
	}
	pg_unreachable();
}

/* a year is 365.25 days */
#define USECS_PER_YEAR (UINT64CONST(31557600) * USECS_PER_SEC)

/* what a sum comes to in a year, of time from the first order to the last; of less than a year, all of it */
static Money
money_a_year(const Money *sum, int scale, const Activity *a)
{
	uint64 span = (uint64) a->last_order - (uint64) a->first_order;

	return span <= USECS_PER_YEAR ? *sum : money_fraction(sum, USECS_PER_YEAR, span, scale);
}

/*
 * Profit where it is known, else the amount, a year, at least 0; of who has
 * never bought, the potential, and false where that is not known.
 */
bool
money_at_stake(const Activity *a, Money *stake, int *scale)
{
	bool by_profit = activity_has_profit(a);
	const Money *sum = by_profit ? &a->profit : &a->amount;

	*scale = by_profit ? (int) a->profit_scale : a->amount_scale;
	if (a->orders == 0 && a->refunds == 0)
	{
		*scale = a->potential_scale;
		*stake = money_from_units(activity_potential(a));
		return (a->flags & ACTIVITY_HAS_POTENTIAL) != 0;
	}
	*stake = money_sign(sum) > 0 ? money_a_year(sum, *scale, a) : (Money){0};
	return true;
}

/* ---- when ---- */

/* the latest of last order, last contact and what we sent; -infinity where there was none, as last_outreach may be */
TimestampTz
last_touch(const Activity *a, TimestampTz last_outreach)
{
	TimestampTz at = last_outreach;

	if (a->orders > 0)
		at = Max(at, a->last_order);
	if (a->contacts > 0)
		at = Max(at, a->last_contact);
	return at;
}

/*
 * Is the day there on which the interval since the last touch runs out, or
 * past?  Who was never in touch is due today; who was after as_of, not at all.
 */
ContactDue
contact_due_at(TimestampTz last_touch, Interval *every, TimestampTz as_of)
{
	TimestampTz midnight = time_day(as_of) * USECS_PER_DAY;

	if (TIMESTAMP_IS_NOBEGIN(last_touch))
		return DUE_TODAY;
	if (last_touch > as_of || !time_has_passed(last_touch, every, midnight + USECS_PER_DAY - 1))
		return NOT_DUE;
	return time_has_passed(last_touch, every, midnight - 1) ? OVERDUE : DUE_TODAY;
}
