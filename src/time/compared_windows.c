/*
 * compared_windows.c
 *		_compared_windows(as_of, since, compare_with): two windows of equal length.
 */
#include "time/periods.h"

#include "server/calls.h"

enum
{
	AS_OF,
	SINCE,
	COMPARE_WITH
};

/* a window as long as these many days, which ends before the day until */
static void
put_window(Datum *values, DateADT until, int32 days)
{
	Interval length = {.day = days};

	values[0] = DateADTGetDatum(day_minus(until, &length));
	values[1] = DateADTGetDatum(until);
}

/* the days from one to another, which is an error unless it is the later one */
static int32
days_until(DateADT from, const char *name, DateADT as_of)
{
	if (from >= as_of)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s %s is not before as_of %s", name, day_text(from), day_text(as_of)),
				 errhint("Give a day before as_of, or before the end of the data where that is left out.")));
	return as_of - from;
}

static DateADT
since_argument(FunctionCallInfo fcinfo)
{
	TimestampTz since = PG_GETARG_TIMESTAMPTZ(SINCE);

	if (TIMESTAMP_NOT_FINITE(since))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("since is infinite, and windows that are compared have a beginning"),
				 errhint("Leave it out, and the windows are as long as compare_with is before as_of.")));
	return bound_day(since);
}

/* the windows end at compare_with and at as_of; they are as long as it is from since, or from compare_with, to as_of */
PG_FUNCTION_INFO_V1(customer_seg_compared_windows);
Datum
customer_seg_compared_windows(PG_FUNCTION_ARGS)
{
	DateADT as_of;
	DateADT compare_with;
	int32 days;
	Datum values[4];
	bool nulls[4] = {false};

	if (PG_ARGISNULL(AS_OF) || PG_ARGISNULL(COMPARE_WITH))
		PG_RETURN_NULL();
	as_of = day_argument(fcinfo, AS_OF, "as_of");
	compare_with = day_argument(fcinfo, COMPARE_WITH, "compare_with");
	days = days_until(compare_with, "compare_with", as_of);
	if (!PG_ARGISNULL(SINCE))
		days = days_until(since_argument(fcinfo), "since", as_of);
	put_window(&values[0], compare_with, days);
	put_window(&values[2], as_of, days);
	return record_result(fcinfo, values, nulls);
}
