/*
 * next_action.c
 *		The one thing to do next about a customer: what, by when, and the money
 *		at stake.
 */
#include "classify/next_action.h"

#include "server/calls.h"

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

/* ---- the money ---- */

/* a year is 365.25 days */
#define USECS_PER_YEAR	  (UINT64CONST(31557600) * USECS_PER_SEC)
#define DECIMALS_OF_SHARE 2

#define FEWEST_LAPSED	  10 /* whose share tells anything */

/* of too few who had lapsed it is not known */
Returned
returned_of(int64 came_back, int64 lapsed)
{
	return lapsed >= FEWEST_LAPSED ? (Returned){came_back, lapsed} : (Returned){0};
}

/* nor of NULL */
Returned
returned_arguments(FunctionCallInfo fcinfo, int came_back, int lapsed)
{
	int64 some;
	int64 all;

	if (PG_ARGISNULL(came_back) || PG_ARGISNULL(lapsed))
		return (Returned){0};
	some = count_argument(fcinfo, came_back, "came_back");
	all = count_argument(fcinfo, lapsed, "lapsed");
	if (some > all)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("came_back " INT64_FORMAT " of lapsed " INT64_FORMAT, some, all),
				 errhint("Of those who had lapsed, give as many as came back.")));
	return returned_of(some, all);
}

/* the time in which a customer has bought: from the first order to as_of, or to the last one of who has lapsed */
static uint64
time_of_buying(const Activity *a, LifeStage stage, TimestampTz as_of)
{
	TimestampTz until = stage == STAGE_LAPSED ? a->last_order : as_of;

	return a->orders > 0 && until > a->first_order ? (uint64) until - (uint64) a->first_order : 0;
}

/*
 * What a customer brings in a year of the time of buying, or brought before
 * lapsing: profit where it is known, else the amount, at least 0, rounded to the
 * decimals that it has; of less than a year, all of it.
 */
Money
money_a_year(const Activity *a, LifeStage stage, TimestampTz as_of, int *scale)
{
	bool by_profit = activity_has_profit(a);
	const Money *sum = by_profit ? &a->profit : &a->amount;
	uint64 time = time_of_buying(a, stage, as_of);

	*scale = by_profit ? (int) a->profit_scale : a->amount_scale;
	if (money_sign(sum) <= 0)
		return (Money){0};
	return time <= USECS_PER_YEAR ? *sum : money_fraction(sum, USECS_PER_YEAR, time, *scale);
}

/*
 * The money of a year that depends on what is done: what a customer brings; of
 * who has lapsed, times the share of such customers who came back, where it is
 * known; of who has never bought, the potential, and false where that is not.
 */
bool
money_at_stake(const Activity *a, LifeStage stage, TimestampTz as_of, const Returned *returned, Money *stake, int *scale)
{
	if (a->orders == 0 && a->refunds == 0)
	{
		*scale = a->potential_scale;
		*stake = money_from_units(Max(activity_potential(a), 0));
		return (a->flags & ACTIVITY_HAS_POTENTIAL) != 0;
	}
	*stake = money_a_year(a, stage, as_of, scale);
	if (stage == STAGE_LAPSED && returned->lapsed > 0)
	{
		*scale = Max(*scale, DECIMALS_OF_SHARE); /* a part of whole money is seldom whole */
		*stake = money_fraction(stake, (uint64) returned->came_back, (uint64) returned->lapsed, *scale);
	}
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

/* as seen on a day: what is due is to be done on it */
PlannedContact
plan_contact(TimestampTz last_touch, Interval *every, DateADT as_of)
{
	ContactDue due = contact_due_at(last_touch, every, as_of * USECS_PER_DAY);
	DateADT day = due == DUE_TODAY ? as_of : time_day(time_plus_clamped(last_touch, every));

	return (PlannedContact){.due = due, .by = due == NOT_DUE ? day : as_of, .overdue = due == OVERDUE ? as_of - day : 0};
}
