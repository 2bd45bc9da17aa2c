/*
 * advise.c
 *		next_action(): what to do next about one customer, in the playbook's words.
 */
#include "advice/playbook.h"

#include "access/htup_details.h"
#include "advice/why.h"
#include "funcapi.h"
#include "server/calls.h"
#include "server/decimal.h"
#include "server/enums.h"
#include "utils/builtins.h"

/* arguments */
enum
{
	ARG_ACTIVITY,
	ARG_QUADRANT,
	ARG_LIFE_STAGE,
	ARG_AS_OF,
	ARG_LAPSE_AFTER,
	ARG_LAST_OUTREACH,
	ARG_OPEN_COMPLAINTS,
	ARG_LANG,
	ARG_CAME_BACK, /* of _next_action() only */
	ARG_LAPSED
};

/* columns of the result */
enum
{
	OUT_ACTION,
	OUT_WHY,
	OUT_CHANNEL,
	OUT_OFFER,
	OUT_BY,
	OUT_OVERDUE,
	OUT_AT_STAKE,
	OUT_COLUMNS
};

/* what a call keeps for the next */
typedef struct Kept
{
	TupleDesc row;
	Oid quadrants[QUADRANTS];
	Oid stages[LIFE_STAGES];
	Oid actions[CUSTOMER_ACTIONS];
} Kept;

static Kept *
make_kept(FunctionCallInfo fcinfo)
{
	MemoryContext caller = MemoryContextSwitchTo(fcinfo->flinfo->fn_mcxt);
	Kept *kept = palloc(sizeof(Kept));

	if (get_call_result_type(fcinfo, NULL, &kept->row) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	kept->row = BlessTupleDesc(kept->row);
	enum_label_oids(declared_type(fcinfo, ARG_QUADRANT), quadrant_labels, QUADRANTS, kept->quadrants);
	enum_label_oids(declared_type(fcinfo, ARG_LIFE_STAGE), stage_labels, LIFE_STAGES, kept->stages);
	enum_label_oids(TupleDescAttr(kept->row, OUT_ACTION)->atttypid, customer_action_labels, CUSTOMER_ACTIONS, kept->actions);
	MemoryContextSwitchTo(caller);
	return kept;
}

static const Kept *
kept_of(FunctionCallInfo fcinfo)
{
	void **kept = playbook_kept_beside(fcinfo);

	if (*kept == NULL)
		*kept = make_kept(fcinfo);
	return *kept;
}

/* ---- arguments ---- */

/* the number of days that lie in an interval before a day; 0 of NULL */
static int32
lapse_argument(FunctionCallInfo fcinfo, DateADT as_of)
{
	Interval *span;
	DateADT before;

	if (PG_ARGISNULL(ARG_LAPSE_AFTER))
		return 0;
	span = PG_GETARG_INTERVAL_P(ARG_LAPSE_AFTER);
	before = INTERVAL_NOT_FINITE(span) ? as_of : time_day(time_minus_clamped(as_of * USECS_PER_DAY, span));
	if (before >= as_of)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("lapse_after %s does not lead back from as_of",
						DatumGetCString(DirectFunctionCall1(interval_out, IntervalPGetDatum(span)))),
				 errhint("Give a length such as '90 days', or hiatus(history, as_of) of all customers.")));
	return as_of - before;
}

static Situation
situation_arguments(FunctionCallInfo fcinfo)
{
	DateADT as_of = time_day(time_taken(TIME_DATE, PG_GETARG_DATUM(ARG_AS_OF), "as_of"));

	return (Situation){
		.activity = PG_GETARG_ACTIVITY_P(ARG_ACTIVITY),
		.as_of = as_of,
		.lapse_after = lapse_argument(fcinfo, as_of),
		.last_outreach = PG_ARGISNULL(ARG_LAST_OUTREACH) ?
							 DT_NOBEGIN :
							 declared_time(fcinfo, ARG_LAST_OUTREACH, "last_outreach"),
		.open_complaints = PG_ARGISNULL(ARG_OPEN_COMPLAINTS) ? 0 : count_argument(fcinfo, ARG_OPEN_COMPLAINTS, "open_complaints"),
		.returned = PG_NARGS() > ARG_LAPSED ? returned_arguments(fcinfo, ARG_CAME_BACK, ARG_LAPSED) : (Returned){0},
	};
}

/* where the stage is not known, nobody is called new, overdue or lapsed */
static LifeStage
stage_argument(FunctionCallInfo fcinfo, const Kept *kept, const Situation *s)
{
	LifeStage stage;

	if (PG_ARGISNULL(ARG_LIFE_STAGE))
		return s->activity->orders > 0 ? STAGE_ACTIVE : STAGE_PROSPECT;
	stage = (LifeStage) enum_place(kept->stages, LIFE_STAGES, PG_GETARG_OID(ARG_LIFE_STAGE), "life_stage");
	if ((stage == STAGE_OVERDUE || stage == STAGE_LAPSED) && s->lapse_after == 0)
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("life stage %s without lapse_after", stage_labels[stage]),
				 errhint("Give the lapse_after by which the life stage was judged.")));
	return stage;
}

/* ---- the result ---- */

/* by when, and for how many days it has been due; a complaint is so at once */
static void
put_days(CustomerAction action, const Situation *s, Interval *every, Datum *values, bool *nulls)
{
	PlannedContact contact = plan_contact(last_touch(s->activity, s->last_outreach), every, s->as_of);

	if (action == SETTLE_COMPLAINT)
		contact = (PlannedContact){DUE_TODAY, time_day(time_plus_clamped(s->as_of * USECS_PER_DAY, every)), 0};
	values[OUT_BY] = DateADTGetDatum(contact.by);
	nulls[OUT_BY] = false;
	values[OUT_OVERDUE] = Int32GetDatum(contact.overdue);
	nulls[OUT_OVERDUE] = contact.due == NOT_DUE;
}

/* what the playbook has of an action, if it has a row */
static void
put_play(const PlayRow *play, CustomerAction action, Situation *s, Datum *values, bool *nulls)
{
	if (play == NULL)
		return;
	nulls[OUT_WHY] = play->nulls[PLAYBOOK_WHO];
	if (!nulls[OUT_WHY])
		values[OUT_WHY] = CStringGetTextDatum(why_text(TextDatumGetCString(play->values[PLAYBOOK_WHO]), s));
	values[OUT_CHANNEL] = play->values[PLAYBOOK_CHANNEL];
	nulls[OUT_CHANNEL] = play->nulls[PLAYBOOK_CHANNEL];
	values[OUT_OFFER] = play->values[PLAYBOOK_OFFER];
	nulls[OUT_OFFER] = play->nulls[PLAYBOOK_OFFER];
	if (!play->nulls[PLAYBOOK_CONTACT_EVERY])
		put_days(action, s, DatumGetIntervalP(play->values[PLAYBOOK_CONTACT_EVERY]), values, nulls);
}

static void
put_stake(const Situation *s, Datum *values, bool *nulls)
{
	Money stake;
	int scale;

	nulls[OUT_AT_STAKE] = !situation_stake(s, &stake, &scale);
	if (!nulls[OUT_AT_STAKE])
		values[OUT_AT_STAKE] = decimal_make(&stake, scale);
}

/*
 * next_action(activity, quadrant, life_stage, as_of, lapse_after, last_outreach,
 * open_complaints, lang), and _next_action() with what is known of those who had
 * lapsed.  A life stage, a lapse_after, an outreach, complaints or returns that
 * are NULL are not known; of any other NULL the action is NULL.
 */
PG_FUNCTION_INFO_V1(customer_seg_next_action);
Datum
customer_seg_next_action(PG_FUNCTION_ARGS)
{
	Datum values[OUT_COLUMNS] = {0};
	bool nulls[OUT_COLUMNS] = {true, true, true, true, true, true, true};
	const Kept *kept = kept_of(fcinfo);
	Situation s;
	Quadrant quadrant;
	CustomerAction action;

	if (!PG_ARGISNULL(ARG_ACTIVITY) && !PG_ARGISNULL(ARG_QUADRANT) && !PG_ARGISNULL(ARG_AS_OF) && !PG_ARGISNULL(ARG_LANG))
	{
		s = situation_arguments(fcinfo);
		quadrant = (Quadrant) enum_place(kept->quadrants, QUADRANTS, PG_GETARG_OID(ARG_QUADRANT), "quadrant");
		s.stage = stage_argument(fcinfo, kept, &s);
		action = action_of(s.activity, s.stage, quadrant, s.as_of - 2 * s.lapse_after, s.open_complaints);
		values[OUT_ACTION] = ObjectIdGetDatum(kept->actions[action]);
		nulls[OUT_ACTION] = false;
		put_stake(&s, values, nulls);
		put_play(playbook_of_item(fcinfo, "customer_action", customer_action_labels[action], ARG_LANG), action, &s, values, nulls);
	}
	return HeapTupleGetDatum(heap_form_tuple(kept->row, values, nulls));
}
