/*
 * next_action.h
 *		The one thing to do next about a customer: what, by when, and the money
 *		at stake.  In C and as the SQL enum.
 */
#ifndef CUSTOMER_SEG_NEXT_ACTION_H
#define CUSTOMER_SEG_NEXT_ACTION_H

#include "classify/life_stage.h"
#include "classify/quadrant.h"
#include "customer/activity.h"

/* in order of precedence: the first that fits */
typedef enum CustomerAction
{
	SETTLE_COMPLAINT,
	REVIEW,
	FOLLOW_UP,
	INTRODUCE,
	WIN_BACK,
	REACTIVATE,
	LET_GO,
	CHECK_IN,
	REMIND,
	WELCOME,
	REWARD,
	SHOW_VALUE,
	PROMOTE,
	INFORM
} CustomerAction;

#define CUSTOMER_ACTIONS 14

extern const char *const customer_action_labels[CUSTOMER_ACTIONS];

extern CustomerAction action_of(const Activity *a, LifeStage stage, Quadrant quadrant, DateADT reactivate_since,
								int64 open_complaints);

/* ---- the money ---- */

/* how many of those who had lapsed came back, in the base's own past; 0 and 0: not known */
typedef struct Returned
{
	int64 came_back;
	int64 lapsed;
} Returned;

extern Returned returned_of(int64 came_back, int64 lapsed);
extern Returned returned_arguments(FunctionCallInfo fcinfo, int came_back, int lapsed);
extern Money money_a_year(const Activity *a, LifeStage stage, TimestampTz as_of, int *scale);
extern bool money_at_stake(const Activity *a, LifeStage stage, TimestampTz as_of, const Returned *returned, Money *stake,
						   int *scale);

/* ---- when ---- */

typedef enum ContactDue
{
	NOT_DUE,
	DUE_TODAY,
	OVERDUE
} ContactDue;

/* the day to be in touch by, and for how many it has been due */
typedef struct PlannedContact
{
	ContactDue due;
	DateADT by;
	int32 overdue;
} PlannedContact;

extern TimestampTz last_touch(const Activity *a, TimestampTz last_outreach);
extern ContactDue contact_due_at(TimestampTz last_touch, Interval *every, TimestampTz as_of);
extern PlannedContact plan_contact(TimestampTz last_touch, Interval *every, DateADT as_of);

#endif /* CUSTOMER_SEG_NEXT_ACTION_H */
