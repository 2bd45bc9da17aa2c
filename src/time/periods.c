/*
 * periods.c
 *		Spans of days with a beginning and an end.
 */
#include "time/periods.h"

#include "catalog/pg_type.h"
#include "numbers/calendar.h"
#include "utils/builtins.h"
#include "utils/datetime.h"
#include "utils/lsyscache.h"
#include "utils/rangetypes.h"
#include "utils/typcache.h"

static char *
text_of(Oid type, Datum value)
{
	Oid output;
	bool is_varlena;

	getTypeOutputInfo(type, &output, &is_varlena);
	return OidOutputFunctionCall(output, value);
}

static bool
is_on_calendar(Datum date)
{
	TimestampTz at;

	return date_time(DatumGetDateADT(date), &at);
}

/* a range of days; one that is empty, or has no end on the calendar, is an error */
Period
period_argument(FunctionCallInfo fcinfo, int argument, const char *name)
{
	RangeType *range = PG_GETARG_RANGE_P(argument);
	RangeBound lower;
	RangeBound upper;
	bool empty;

	range_deserialize(lookup_type_cache(RangeTypeGetOid(range), TYPECACHE_RANGE_INFO), range, &lower, &upper, &empty);
	if (empty || lower.infinite || upper.infinite || !is_on_calendar(lower.val) || !is_on_calendar(upper.val))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s %s is no period with a beginning and an end", name,
						text_of(RangeTypeGetOid(range), RangeTypePGetDatum(range))),
				 errhint("Give a range of days, such as daterange('2024-01-01', '2024-02-01').")));
	return (Period){DatumGetDateADT(lower.val), DatumGetDateADT(upper.val)};
}

DateADT
day_argument(FunctionCallInfo fcinfo, int argument, const char *name)
{
	return time_day(time_taken(TIME_DATE, PG_GETARG_DATUM(argument), name));
}

void
refuse_span(const char *name, const char *span)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("%s \"%s\" is no length of whole days or months above zero", name, span),
			 errhint("Give a length such as '1 year', '3 months' or '90 days'.")));
}

/* a length of whole days and months, which leads forward from every day of the calendar */
Interval *
checked_span(Interval *span, const char *name)
{
	if (span->time != 0 || span->day < 0 || span->month < 0 || (span->day == 0 && span->month == 0))
		refuse_span(name, text_of(INTERVALOID, IntervalPGetDatum(span)));
	return span;
}

Interval *
span_argument(FunctionCallInfo fcinfo, int argument, const char *name)
{
	return checked_span(PG_GETARG_INTERVAL_P(argument), name);
}

/* ---- the calendar ---- */

/* months since the year 0 */
int32
month_of_day(DateADT day)
{
	return calendar_month(day * USECS_PER_DAY);
}

DateADT
first_day_of_month(int32 month)
{
	int32 year = divide_down(month, MONTHS_PER_YEAR);

	return date2j(year, month - year * MONTHS_PER_YEAR + 1, 1) - POSTGRES_EPOCH_JDATE;
}

/* the day of a month, counted from 0, or its last where it is shorter, and so many days on; false beyond the calendar */
static bool
find_day(int64 month, int32 day_of_month, int64 days, DateADT *day)
{
	const int32 first_month = month_of_day(-POSTGRES_EPOCH_JDATE);
	const int32 end_month = month_of_day(TIMESTAMP_END_JULIAN - POSTGRES_EPOCH_JDATE - 1) + 1;
	DateADT first;
	TimestampTz at;

	if (month < first_month || month >= end_month)
		return false;
	first = first_day_of_month((int32) month);
	days += first + Min(day_of_month, first_day_of_month((int32) month + 1) - first - 1);
	*day = (DateADT) days;
	return *day == days && date_time(*day, &at);
}

/* so long before (sign -1) or after (1); false beyond the calendar */
static bool
find_shifted(DateADT day, const Interval *span, int sign, DateADT *result)
{
	int32 month = month_of_day(day);

	return find_day(month + sign * (int64) span->month, day - first_day_of_month(month), sign * (int64) span->day, result);
}

static DateADT
day_shifted(DateADT day, const Interval *span, int sign)
{
	DateADT result;

	if (!find_shifted(day, span, sign, &result))
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("%s %s %s lies beyond the calendar", text_of(INTERVALOID, IntervalPGetDatum(span)),
						sign < 0 ? "before" : "after", day_text(day)),
				 errhint("The calendar is that of timestamps, from 4714-11-24 BC to 294276-12-31.")));
	return result;
}

/* a month before 31 March is the last of February */
DateADT
day_minus(DateADT day, const Interval *span)
{
	return day_shifted(day, span, -1);
}

/* _day_before(day, span); NULL beyond the calendar */
PG_FUNCTION_INFO_V1(customer_seg_day_before);
Datum
customer_seg_day_before(PG_FUNCTION_ARGS)
{
	DateADT before;

	if (!find_shifted(day_argument(fcinfo, 0, "day"), span_argument(fcinfo, 1, "span"), -1, &before))
		PG_RETURN_NULL();
	PG_RETURN_DATEADT(before);
}

/* so many spans later, counted at once: a month and then a month after 31 January is 31 March */
DateADT
day_plus(DateADT day, const Interval *span, int times)
{
	Interval all = {.day = span->day * times, .month = span->month * times};

	return day_shifted(day, &all, 1);
}

static bool
begins_month(DateADT day)
{
	return day == first_day_of_month(month_of_day(day));
}

/* the same length just before: as many months where it is one of whole months, else as many days */
Period
period_before(const Period *period)
{
	Interval length = {0};

	if (begins_month(period->start) && begins_month(period->end))
		length.month = month_of_day(period->end) - month_of_day(period->start);
	else
		length.day = period->end - period->start;
	return (Period){day_minus(period->start, &length), period->start};
}

/* as a daterange */
Datum
period_range(const Period *period)
{
	RangeBound start = {.val = DateADTGetDatum(period->start), .inclusive = true, .lower = true};
	RangeBound end = {.val = DateADTGetDatum(period->end)};

	return RangeTypePGetDatum(make_valid_range(lookup_type_cache(DATERANGEOID, TYPECACHE_RANGE_INFO), &start, &end));
}
