/*
 * classes.c
 *		All classes of one customer, by one yardstick, at one point in time: the
 *		same that the functions in SQL give, with their defaults.
 */
#include "segment/classes.h"

#include "catalog/pg_type.h"
#include "classify/position.h"
#include "classify/value_group.h"
#include "utils/array.h"

static const char *const refunds_only_labels[] = {"refunds_only"};
static const char *const profit_unknown_labels[] = {"profit_unknown"};

const SubjectInfo subject_info[SUBJECTS] = {
	[OF_QUADRANT] = {"quadrant", quadrant_labels, QUADRANTS, true},
	[OF_LAPSED] = {"lapsed", quadrant_labels, QUADRANTS, false},
	[OF_LIFE_STAGE] = {"life_stage", stage_labels, LIFE_STAGES, true},
	[OF_VALUE_GROUP] = {"value_group", value_group_labels, VALUE_GROUPS, true},
	[OF_PARETO_CLASS] = {"pareto_class", pareto_labels, PARETO_CLASSES, true},
	[OF_RFM_SEGMENT] = {"rfm_segment", rfm_segment_labels, RFM_SEGMENTS, true},
	[OF_RFM_GROUP] = {"rfm_group", rfm_group_labels, RFM_GROUPS, true},
	[OF_MARKET_POSITION] = {"market_position", position_labels, POSITIONS, true},
	[OF_CUSTOMER_TERM] = {"customer_term", term_labels, TERMS, true},
	[OF_ACTION] = {"action", customer_action_labels, CUSTOMER_ACTIONS, true},
	[OF_DUE_TODAY] = {"due_today", customer_action_labels, CUSTOMER_ACTIONS, false},
	[OF_OVERDUE] = {"overdue", customer_action_labels, CUSTOMER_ACTIONS, false},
	[OF_PROSPECT] = {"prospect", quadrant_labels, QUADRANTS, false},
	[OF_REFUNDS_ONLY] = {"refunds_only", refunds_only_labels, 1, false},
	[OF_PROFIT_UNKNOWN] = {"profit_unknown", profit_unknown_labels, 1, false},
};

#define RFM_BINS	RFM_HIGHEST_SCORE
#define LONG_ORDERS 2 /* at least, of a long-term customer */

/* ---- where classes begin and end ---- */

static bool
is_wanted(const Classifier *c, Subject subject)
{
	return (c->wanted & SUBJECT_BIT(subject)) != 0;
}

static void
find_rfm_scores(Classifier *c)
{
	for (int i = 0; i < RFM_MEASURES; i++)
	{
		rfm_check_fitted(c->yardstick, rfm_measures[i]);
		for (int score = 1; score < RFM_BINS; score++)
			c->rfm_from[i][score - 1] = rfm_least_above(c->yardstick, (RfmMeasure) i, RFM_BINS, score);
	}
}

/*
 * By this yardstick, which must hold what the wanted ones need.  Stages, Pareto's
 * cuts and what is known of profits and contacts are set by the caller.
 */
void
classifier_begin(Classifier *c, const Yardstick *yardstick, TimestampTz as_of, uint32 wanted)
{
	Interval year = {.month = MONTHS_PER_YEAR};
	Cut big = {.kind = CUT_SCORE, .number = 80};

	memset(c, 0, sizeof(Classifier));
	c->wanted = wanted;
	c->yardstick = yardstick;
	c->as_of = as_of;
	c->day = time_day(as_of - 1) + 1;
	c->value_new_since = value_group_new_since(as_of, &year);
	c->term_from = year;
	if (is_wanted(c, OF_RFM_SEGMENT))
		find_rfm_scores(c);
	if (is_wanted(c, OF_VALUE_GROUP))
		c->big = yardstick_cut(yardstick, value_group_measure(yardstick), &big);
}

/* so many days before the day that stages are by */
static DateADT
stage_day(const Classifier *c, int64 days)
{
	int64 day = c->day - days;

	return (DateADT) Max(day, -POSTGRES_EPOCH_JDATE);
}

/* in days; NULL lapse_after: nobody has lapsed, or is overdue; NULL new_for: new within half of lapse_after */
void
classifier_set_stages(Classifier *c, const NullableDatum *lapse_after, const NullableDatum *new_for)
{
	c->has_lapse = !lapse_after->isnull;
	if (c->has_lapse)
	{
		c->lapsed_before = stage_day(c, DatumGetInt32(lapse_after->value));
		c->reactivate_since = stage_day(c, 2 * (int64) DatumGetInt32(lapse_after->value));
		c->new_since = usual_new_since(c->day, c->lapsed_before);
	}
	c->has_new = c->has_lapse || !new_for->isnull;
	if (!new_for->isnull)
		c->new_since = stage_day(c, DatumGetInt32(new_for->value));
}

/* how often to be in touch, for each action in its order; NULL: no contact is planned */
void
classifier_set_contacts(Classifier *c, const NullableDatum *contact_every)
{
	Datum *elements;
	bool *nulls;
	int n;

	if (contact_every->isnull)
		return;
	deconstruct_array(DatumGetArrayTypeP(contact_every->value), INTERVALOID, sizeof(Interval), false, TYPALIGN_DOUBLE,
					  &elements, &nulls, &n);
	if (n != CUSTOMER_ACTIONS)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("contact_every has %d elements", n),
				 errhint("Give one for each of the %d values of customer_action, in their order.", CUSTOMER_ACTIONS)));
	for (int i = 0; i < n; i++)
		c->contact_every[i] = nulls[i] ? NULL : DatumGetIntervalP(elements[i]);
}

/* ---- one customer ---- */

/* where it is not known how long away is too long, nobody is overdue or has lapsed; NO_CLASS where nothing tells */
static int
stage_class(const Classifier *c, const Activity *a)
{
	Past past = past_of_activity(a);

	if (c->has_lapse)
		return stage_of(&past, c->day, c->lapsed_before, c->new_since);
	if (!past.bought)
		return STAGE_PROSPECT;
	if (past.days == 0)
		return NO_CLASS;
	return c->has_new && past.first >= c->new_since ? STAGE_NEW : STAGE_ACTIVE;
}

static int
rfm_score_by_yardstick(const Classifier *c, const Measured *measured, RfmMeasure measure)
{
	Measure m = rfm_measures[measure];
	int score = 1;

	for (int i = 0; i < RFM_BINS - 1 && (measured->has & MEASURE_BIT(m)); i++)
		score += measured->value[m] >= c->rfm_from[measure][i];
	return score;
}

/* of a buyer */
static void
set_rfm(const Classifier *c, const Measured *measured, Classes *classes)
{
	int stage = classes->of[OF_LIFE_STAGE];
	int *score = classes->rfm;
	RfmSegment segment;

	for (int i = 0; i < RFM_MEASURES; i++)
		score[i] = rfm_score_by_yardstick(c, measured, (RfmMeasure) i);
	segment = rfm_segment_of(score[RFM_RECENCY], score[RFM_FREQUENCY], score[RFM_MONETARY]);
	segment = rfm_segment_by_facts(segment, stage == NO_CLASS ? STAGE_ACTIVE : (LifeStage) stage);
	classes->of[OF_RFM_SEGMENT] = segment;
	classes->of[OF_RFM_GROUP] = rfm_group_of(segment);
}

/* what Pareto's classes go by: the amount of a buyer, or the profit where any is known; false where there is none */
bool
classifier_earned(const Classifier *c, const Activity *a, Money *earned, int *scale)
{
	*earned = c->by_profit ? a->profit : a->amount;
	*scale = c->by_profit ? (int) a->profit_scale : a->amount_scale;
	return a->orders > 0 && (!c->by_profit || activity_has_profit(a));
}

static ParetoClass
pareto_class(const Classifier *c, const Measured *measured)
{
	return pareto_class_of(&c->pareto, measured->value[c->by_profit ? PROFIT : AMOUNT]);
}

/* where profit decides, of whom none is known is in no group */
static int
value_class(const Classifier *c, const Activity *a, const Measured *measured)
{
	if (c->big.measure == PROFIT && !activity_has_profit(a))
		return NOT_COUNTED;
	return value_group_of_sides(a->first_order >= c->value_new_since, yardstick_at_cut(c->yardstick, &c->big, a, measured));
}

/* MEASURE_BITs of what the wanted classes of buyers go by */
static uint32
measures_wanted(const Classifier *c)
{
	return (is_wanted(c, OF_RFM_SEGMENT) ? RFM_WANTED : 0) |
		   (is_wanted(c, OF_VALUE_GROUP) ? MEASURE_BIT(c->big.measure) : 0) |
		   (is_wanted(c, OF_PARETO_CLASS) ? MEASURE_BIT(c->by_profit ? PROFIT : AMOUNT) : 0);
}

/* the classes of who has bought */
static void
classify_buyer(const Classifier *c, const Activity *a, Classes *classes)
{
	int *of = classes->of;
	bool unknown = c->asks_profit && !activity_has_profit(a);
	Measured measured = {0};

	measure_weighed(a, c->as_of, measures_wanted(c), c->yardstick->contact_weight, &measured);
	of[OF_RFM_SEGMENT] = of[OF_RFM_GROUP] = NO_CLASS;
	if (is_wanted(c, OF_RFM_SEGMENT))
		set_rfm(c, &measured, classes);
	of[OF_VALUE_GROUP] = is_wanted(c, OF_VALUE_GROUP) ? value_class(c, a, &measured) : NO_CLASS;
	of[OF_PARETO_CLASS] = NO_CLASS;
	if (is_wanted(c, OF_PARETO_CLASS))
		of[OF_PARETO_CLASS] = unknown && c->by_profit ? NOT_COUNTED : (int) pareto_class(c, &measured);
	of[OF_CUSTOMER_TERM] = is_wanted(c, OF_CUSTOMER_TERM) ? (int) term_of(a, unconstify(Interval *, &c->term_from), LONG_ORDERS) : NO_CLASS;
	of[OF_REFUNDS_ONLY] = NOT_COUNTED;
	of[OF_PROFIT_UNKNOWN] = unknown ? 0 : NOT_COUNTED;
}

/* those who have never bought are in no class of buyers; of who gave back only, there is nothing to say by these */
static void
classify_others(const Activity *a, Classes *classes)
{
	int *of = classes->of;
	bool refunds_only = a->refunds > 0;

	of[OF_VALUE_GROUP] = of[OF_PARETO_CLASS] = of[OF_RFM_SEGMENT] = of[OF_RFM_GROUP] = of[OF_CUSTOMER_TERM] =
		refunds_only ? NOT_COUNTED : NO_CLASS;
	of[OF_REFUNDS_ONLY] = refunds_only ? 0 : NOT_COUNTED;
	of[OF_PROFIT_UNKNOWN] = NOT_COUNTED;
}

static ContactDue
contact_due_of(const Classifier *c, const Activity *a, CustomerAction action)
{
	if (c->contact_every[action] == NULL)
		return NOT_DUE;
	return contact_due_at(last_touch(a, DT_NOBEGIN), c->contact_every[action], c->day * USECS_PER_DAY);
}

static void
set_action(const Classifier *c, const Activity *a, Classes *classes)
{
	int *of = classes->of;
	/* where no stage tells, the action does not go by it */
	LifeStage stage = of[OF_LIFE_STAGE] == NO_CLASS ? STAGE_ACTIVE : (LifeStage) of[OF_LIFE_STAGE];
	CustomerAction action = action_of(a, stage, (Quadrant) of[OF_QUADRANT], c->reactivate_since, 0);
	ContactDue due = is_wanted(c, OF_DUE_TODAY) ? contact_due_of(c, a, action) : NOT_DUE;

	of[OF_ACTION] = action;
	of[OF_DUE_TODAY] = due == DUE_TODAY ? (int) action : NOT_COUNTED;
	of[OF_OVERDUE] = due == OVERDUE ? (int) action : NOT_COUNTED;
	classes->has_stake = is_wanted(c, OF_ACTION) &&
						 money_at_stake(a, stage, c->day * USECS_PER_DAY, &c->returned, &classes->stake,
										&classes->stake_scale);
}

/* All of them, of a customer who has been judged.  What it allocates is of the current context. */
void
classify_customer(const Classifier *c, const Activity *a, const Judgement *j, Classes *classes)
{
	int *of = classes->of;

	of[OF_QUADRANT] = quadrant_of_sides(j->high[LOYALTY], j->high[CONTRIBUTION]);
	of[OF_LIFE_STAGE] = stage_class(c, a);
	of[OF_LAPSED] = of[OF_LIFE_STAGE] == STAGE_LAPSED ? of[OF_QUADRANT] : NOT_COUNTED;
	of[OF_PROSPECT] = of[OF_LIFE_STAGE] == STAGE_PROSPECT ? of[OF_QUADRANT] : NOT_COUNTED;
	of[OF_MARKET_POSITION] = has_ordered(a) ? EXISTING : POTENTIAL_CUSTOMER;
	if (a->orders > 0)
		classify_buyer(c, a, classes);
	else
		classify_others(a, classes);
	set_action(c, a, classes);
}
