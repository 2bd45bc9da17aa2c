/*
 * contact_due.c
 *		Who is due a contact, and when: the time since the last touch against an
 *		interval that is given, or that the playbook has.
 */
#include "advice/playbook.h"

#include "classify/next_action.h"
#include "utils/fmgrprotos.h"

static Interval *
every_argument(FunctionCallInfo fcinfo, int argument)
{
	Interval *every = PG_GETARG_INTERVAL_P(argument);
	Interval zero = {0};

	if (!DatumGetBool(DirectFunctionCall2(interval_gt, IntervalPGetDatum(every), IntervalPGetDatum(&zero))))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("every %s is not a span of time",
						DatumGetCString(DirectFunctionCall1(interval_out, IntervalPGetDatum(every)))),
				 errhint("Give an interval above zero, such as '14 days'.")));
	return every;
}

/* the last touch, by what we sent as well where there is an argument for it; -infinity for who was never in touch */
static TimestampTz
touch_arguments(FunctionCallInfo fcinfo, int last_outreach)
{
	bool sent = last_outreach < PG_NARGS() && !PG_ARGISNULL(last_outreach);

	return last_touch(PG_GETARG_ACTIVITY_P(0), sent ? declared_time(fcinfo, last_outreach, "last_outreach") : DT_NOBEGIN);
}

/* of a function that takes NULL for who was never written to: is any other argument NULL? */
static bool
any_other_is_null(FunctionCallInfo fcinfo, int last_outreach)
{
	for (int i = 0; i < PG_NARGS(); i++)
		if (i != last_outreach && PG_ARGISNULL(i))
			return true;
	return false;
}

static TimestampTz
next_contact(TimestampTz last_touch, Interval *every)
{
	return TIMESTAMP_IS_NOBEGIN(last_touch) ? DT_NOBEGIN : time_plus(last_touch, every);
}

/* who was in touch after as_of is not due, not even by an interval such as 1 month -29 days */
static bool
contact_due(TimestampTz last_touch, Interval *every, TimestampTz as_of)
{
	return TIMESTAMP_IS_NOBEGIN(last_touch) || (last_touch <= as_of && time_has_passed(last_touch, every, as_of));
}

/* next_contact(activity, every [, last_outreach]) */
PG_FUNCTION_INFO_V1(customer_seg_next_contact_every);
Datum
customer_seg_next_contact_every(PG_FUNCTION_ARGS)
{
	if (any_other_is_null(fcinfo, 2))
		PG_RETURN_NULL();
	PG_RETURN_TIMESTAMPTZ(next_contact(touch_arguments(fcinfo, 2), every_argument(fcinfo, 1)));
}

/* by the playbook's row; NULL where no contact is planned, or there is no row */
static Datum
next_contact_by_playbook(FunctionCallInfo fcinfo, TimestampTz last_touch)
{
	const PlayRow *play = playbook_of_enum(fcinfo, 1, PG_NARGS() - 1);

	if (play == NULL || play->nulls[PLAYBOOK_CONTACT_EVERY])
		PG_RETURN_NULL();
	PG_RETURN_TIMESTAMPTZ(next_contact(last_touch, DatumGetIntervalP(play->values[PLAYBOOK_CONTACT_EVERY])));
}

/* next_contact(activity, anyenum, lang) */
PG_FUNCTION_INFO_V1(customer_seg_next_contact);
Datum
customer_seg_next_contact(PG_FUNCTION_ARGS)
{
	return next_contact_by_playbook(fcinfo, last_touch(PG_GETARG_ACTIVITY_P(0), DT_NOBEGIN));
}

/* next_contact(activity, anyenum, last_outreach, lang) */
PG_FUNCTION_INFO_V1(customer_seg_next_contact_since);
Datum
customer_seg_next_contact_since(PG_FUNCTION_ARGS)
{
	if (any_other_is_null(fcinfo, 2))
		PG_RETURN_NULL();
	return next_contact_by_playbook(fcinfo, touch_arguments(fcinfo, 2));
}

/* contact_due(activity, every, as_of [, last_outreach]) */
PG_FUNCTION_INFO_V1(customer_seg_contact_due_every);
Datum
customer_seg_contact_due_every(PG_FUNCTION_ARGS)
{
	if (any_other_is_null(fcinfo, 3))
		PG_RETURN_NULL();
	PG_RETURN_BOOL(contact_due(touch_arguments(fcinfo, 3), every_argument(fcinfo, 1), declared_time(fcinfo, 2, "as_of")));
}

/* by the playbook's row; false where no contact is planned, NULL where there is no row */
static Datum
contact_due_by_playbook(FunctionCallInfo fcinfo, TimestampTz last_touch, TimestampTz as_of)
{
	const PlayRow *play = playbook_of_enum(fcinfo, 1, PG_NARGS() - 1);

	if (play == NULL)
		PG_RETURN_NULL();
	if (play->nulls[PLAYBOOK_CONTACT_EVERY])
		PG_RETURN_BOOL(false);
	PG_RETURN_BOOL(contact_due(last_touch, DatumGetIntervalP(play->values[PLAYBOOK_CONTACT_EVERY]), as_of));
}

/* contact_due(activity, anyenum, as_of, lang) */
PG_FUNCTION_INFO_V1(customer_seg_contact_due);
Datum
customer_seg_contact_due(PG_FUNCTION_ARGS)
{
	return contact_due_by_playbook(fcinfo, last_touch(PG_GETARG_ACTIVITY_P(0), DT_NOBEGIN),
								   time_taken(TIME_TIMESTAMPTZ, PG_GETARG_DATUM(2), "as_of"));
}

PG_FUNCTION_INFO_V1(customer_seg_contact_due_date);
Datum
customer_seg_contact_due_date(PG_FUNCTION_ARGS)
{
	return contact_due_by_playbook(fcinfo, last_touch(PG_GETARG_ACTIVITY_P(0), DT_NOBEGIN),
								   time_taken(TIME_DATE, PG_GETARG_DATUM(2), "as_of"));
}

/* contact_due(activity, anyenum, as_of, last_outreach, lang) */
PG_FUNCTION_INFO_V1(customer_seg_contact_due_since);
Datum
customer_seg_contact_due_since(PG_FUNCTION_ARGS)
{
	if (any_other_is_null(fcinfo, 3))
		PG_RETURN_NULL();
	return contact_due_by_playbook(fcinfo, touch_arguments(fcinfo, 3), declared_time(fcinfo, 2, "as_of"));
}
