/*
 * life_stage.c
 *		rhythm(history, as_of, base_gap) and life_stage(history or activity, as_of,
 *		lapse_after): when one customer may be expected again, and where they stand.
 */
#include "customer/history.h"

#include <math.h>

#include "classify/life_stage.h"
#include "server/calls.h"
#include "server/enums.h"
#include "time/periods.h"
#include "utils/builtins.h"
#include "utils/float.h"

static Past
past_before(const struct varlena *history, DateADT as_of)
{
	Past past = {0};
	HistoryReader reader;
	HistoryDay day;

	history_open(&reader, history);
	while (history_next(&reader, &day) && day.day < as_of)
	{
		past.known = true;
		past.bought |= day.orders + day.refunds > 0;
		if (day.orders == 0)
			continue;
		if (past.days++ == 0)
			past.first = day.day;
		past.last = day.day;
	}
	return past;
}

/* ---- rhythm ---- */

static double
base_gap_argument(FunctionCallInfo fcinfo, int argument)
{
	double gap = number_argument(fcinfo, argument, "base_gap");

	if (!(gap > 0))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("base_gap %g is not above 0", gap),
				 errhint("Give a usual number of days between purchases, such as hiatus(history, as_of, 0.5) of all customers.")));
	return gap;
}

/* the day, to the nearest, on which a gap will have passed, at the soonest the next one */
static DateADT
day_after_gap(DateADT last, double gap)
{
	double day = last + fmax(1, floor(gap + 0.5));

	if (day > PG_INT32_MAX || !IS_VALID_DATE((DateADT) day))
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("the next day is out of range: %g days after %s", gap, day_text(last))));
	return (DateADT) day;
}

/* columns of rhythm() */
enum
{
	GAPS,
	EXPECTED_GAP,
	OPEN_GAP,
	OVERDUE_RATIO,
	NEXT_DAY,
	RHYTHM_COLUMNS
};

PG_FUNCTION_INFO_V1(customer_seg_rhythm);
Datum
customer_seg_rhythm(PG_FUNCTION_ARGS)
{
	DateADT as_of = day_argument(fcinfo, 1, "as_of");
	double base_gap = base_gap_argument(fcinfo, 2);
	Past past = past_before(PG_GETARG_HISTORY_P(0), as_of);
	Datum values[RHYTHM_COLUMNS];
	bool nulls[RHYTHM_COLUMNS] = {false};
	double expected;

	if (past.days == 0)
		PG_RETURN_NULL();
	expected = expected_gap(&past, base_gap);
	values[GAPS] = Int64GetDatum(past.days - 1);
	values[EXPECTED_GAP] = Float8GetDatum(expected);
	values[OPEN_GAP] = Int32GetDatum(as_of - past.last);
	values[OVERDUE_RATIO] = Float8GetDatum(float8_div(as_of - past.last, expected));
	values[NEXT_DAY] = DateADTGetDatum(day_after_gap(past.last, expected));
	return record_result(fcinfo, values, nulls);
}

/* ---- life stage ---- */

/* the day by which so much time had passed, of an argument that says how much */
typedef DateADT (*DayBefore)(FunctionCallInfo fcinfo, int argument, const char *name, DateADT day);

static DateADT
interval_before(FunctionCallInfo fcinfo, int argument, const char *name, DateADT day)
{
	return day_minus(day, span_argument(fcinfo, argument, name));
}

static DateADT
days_before(int32 days, const char *name, DateADT day)
{
	Interval span = {.day = days};

	if (days <= 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s %d is no number of days above zero", name, days),
				 errhint("Give a number such as 90, or hiatus(history, as_of) of all customers.")));
	return day_minus(day, &span);
}

static DateADT
integer_before(FunctionCallInfo fcinfo, int argument, const char *name, DateADT day)
{
	return days_before(PG_GETARG_INT32(argument), name, day);
}

/*
 * A bare literal, or what a driver sends: an interval, or a number of days.
 * How far a minus in front reaches depends on the session's IntervalStyle; but
 * a length that goes back is none.
 */
static DateADT
text_before(FunctionCallInfo fcinfo, int argument, const char *name, DateADT day)
{
	char *length = text_to_cstring(PG_GETARG_TEXT_PP(argument));
	const char *number = strpbrk(length, "-0123456789");
	Datum span;

	if (number == length && length[strspn(length, "0123456789")] == '\0')
		return days_before(pg_strtoint32(length), name, day);
	if (number != NULL && *number == '-')
		refuse_span(name, length);
	span = DirectFunctionCall3(interval_in, CStringGetDatum(length), ObjectIdGetDatum(InvalidOid), Int32GetDatum(-1));
	return day_minus(day, checked_span(DatumGetIntervalP(span), name));
}

/* NULL of whom nothing is known */
static Datum
life_stage(FunctionCallInfo fcinfo, DayBefore day_before, const Past *past, DateADT as_of)
{
	DateADT lapsed_before = day_before(fcinfo, 2, "lapse_after", as_of);
	DateADT new_since = PG_NARGS() > 3 ? day_before(fcinfo, 3, "new_for", as_of) : usual_new_since(as_of, lapsed_before);

	if (!past->known)
		PG_RETURN_NULL();
	PG_RETURN_OID(enum_labels_of(fcinfo, RESULT, stage_labels, LIFE_STAGES)
					  [stage_of(past, as_of, lapsed_before, new_since)]);
}

/* life_stage(history, as_of, lapse_after [, new_for]) */
static Datum
stage_of_history(FunctionCallInfo fcinfo, DayBefore day_before)
{
	DateADT as_of = day_argument(fcinfo, 1, "as_of");
	Past past = past_before(PG_GETARG_HISTORY_P(0), as_of);

	return life_stage(fcinfo, day_before, &past, as_of);
}

/* life_stage(activity, as_of, lapse_after [, new_for]) */
static Datum
stage_of_activity(FunctionCallInfo fcinfo, DayBefore day_before)
{
	DateADT as_of = day_argument(fcinfo, 1, "as_of");
	Past past = past_of_activity(PG_GETARG_ACTIVITY_P(0));

	return life_stage(fcinfo, day_before, &past, as_of);
}

#define DEFINE_LIFE_STAGE(name, of, day_before) \
	PG_FUNCTION_INFO_V1(name);                  \
	Datum name(PG_FUNCTION_ARGS)                \
	{                                           \
		return of(fcinfo, day_before);          \
	}                                           \
	extern int customer_seg_no_such_variable

DEFINE_LIFE_STAGE(customer_seg_life_stage_interval, stage_of_history, interval_before);
DEFINE_LIFE_STAGE(customer_seg_life_stage_days, stage_of_history, integer_before);
DEFINE_LIFE_STAGE(customer_seg_life_stage_text, stage_of_history, text_before);
DEFINE_LIFE_STAGE(customer_seg_life_stage_activity_interval, stage_of_activity, interval_before);
DEFINE_LIFE_STAGE(customer_seg_life_stage_activity_days, stage_of_activity, integer_before);
DEFINE_LIFE_STAGE(customer_seg_life_stage_activity_text, stage_of_activity, text_before);

/* _lapse_days(as_of, lapse_after): the days that an interval comes to before as_of */
PG_FUNCTION_INFO_V1(customer_seg_lapse_days);
Datum
customer_seg_lapse_days(PG_FUNCTION_ARGS)
{
	DateADT as_of = day_argument(fcinfo, 0, "as_of");

	PG_RETURN_INT32(as_of - interval_before(fcinfo, 1, "lapse_after", as_of));
}
