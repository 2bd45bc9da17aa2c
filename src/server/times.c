/*
 * times.c
 *		Points in time: values of a type as one, and sums with intervals on the
 *		calendar of UTC.
 */
#include "server/times.h"

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "server/enums.h"
#include "utils/datetime.h"
#include "utils/fmgrprotos.h"

/* as 2024-12-31, whatever the DateStyle */
char *
day_text(DateADT day)
{
	char *text = palloc(MAXDATELEN + 1);
	struct pg_tm tm = {0};

	j2date(day + POSTGRES_EPOCH_JDATE, &tm.tm_year, &tm.tm_mon, &tm.tm_mday);
	EncodeDateOnly(&tm, USE_ISO_DATES, text);
	return text;
}

void
check_finite_time(TimestampTz at, const char *what)
{
	if (TIMESTAMP_NOT_FINITE(at))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s is infinite", what),
				 errhint("Use a time that lies on the calendar, or NULL.")));
}

/* as the server prints it */
char *
time_as_written(TimeKind kind, Datum value)
{
	static const PGFunction output[] = {
		[TIME_TIMESTAMPTZ] = timestamptz_out,
		[TIME_TIMESTAMP] = timestamp_out,
		[TIME_DATE] = date_out,
	};

	return DatumGetCString(DirectFunctionCall1(output[kind], value));
}

TimestampTz
time_taken(TimeKind kind, Datum value, const char *what)
{
	TimestampTz at;

	if (!time_read(kind, value, &at))
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("%s %s is out of range", what, time_as_written(kind, value)),
				 errhint("Use a day up to 294276-12-31, or NULL.")));
	check_finite_time(at, what);
	return at;
}

/* an argument that is a point in time, of whichever type the function declares */
TimestampTz
declared_time(FunctionCallInfo fcinfo, int argument, const char *name)
{
	Oid type = declared_type(fcinfo, argument);
	TimeKind kind = type == DATEOID ? TIME_DATE : type == TIMESTAMPOID ? TIME_TIMESTAMP :
																		 TIME_TIMESTAMPTZ;

	return time_taken(kind, PG_GETARG_DATUM(argument), name);
}

/*
 * Sums of timestamp without time zone, which for an instant in UTC is the
 * calendar of UTC: whatever the session's time zone, a day has 24 hours.
 */
TimestampTz
time_plus(TimestampTz at, Interval *span)
{
	return DatumGetTimestamp(DirectFunctionCall2(timestamp_pl_interval, TimestampGetDatum(at), IntervalPGetDatum(span)));
}

TimestampTz
time_minus(TimestampTz at, Interval *span)
{
	return DatumGetTimestamp(DirectFunctionCall2(timestamp_mi_interval, TimestampGetDatum(at), IntervalPGetDatum(span)));
}

/*
 * The same of any number of months, in microseconds that may lie beyond the
 * calendar: it repeats itself every 400 years, so that only what is left of them
 * is added to a time, near 2000, and all else counted, where no sum is out of range.
 */
static int128
months_later(TimestampTz at, int32 number, int sign)
{
	const int32 cycle_months = 400 * MONTHS_PER_YEAR;
	const int64 cycle = INT64CONST(146097) * USECS_PER_DAY;
	Interval months = {.month = sign * (number % cycle_months)};
	int64 cycles = at / cycle;
	int128 end = time_plus(at - cycles * cycle, &months);

	cycles += sign * (number / cycle_months);
	return end + (int128) cycles * cycle;
}

/* what a span is beside its months */
static int128
fixed_part(const Interval *span)
{
	return (int128) span->day * USECS_PER_DAY + span->time;
}

/* of any span; the calendar is asked only where there are months */
static int128
unbounded_sum(TimestampTz at, const Interval *span, int sign)
{
	return (span->month == 0 ? at : months_later(at, span->month, sign)) + sign * fixed_part(span);
}

static TimestampTz
sum_on_calendar(TimestampTz at, const Interval *span, int sign)
{
	int128 sum = unbounded_sum(at, span, sign);

	return (TimestampTz) Min(Max(sum, (int128) MIN_TIMESTAMP), (int128) END_TIMESTAMP - 1);
}

/* a sum that must not fail: what lies beyond the calendar is its last microsecond, or its first */
TimestampTz
time_plus_clamped(TimestampTz at, const Interval *span)
{
	return sum_on_calendar(at, span, 1);
}

TimestampTz
time_minus_clamped(TimestampTz at, const Interval *span)
{
	return sum_on_calendar(at, span, -1);
}

/* Has this span of time passed since then?  Any span.  As a month has 28 to 31 days, the calendar is seldom asked. */
bool
time_has_passed(TimestampTz at, const Interval *span, TimestampTz now)
{
	int128 left = (int128) now - at - fixed_part(span);

	if (span->month > 0 && left < (int128) span->month * 28 * USECS_PER_DAY)
		return false;
	if (span->month > 0 && left >= (int128) span->month * 31 * USECS_PER_DAY)
		return true;
	return unbounded_sum(at, span, 1) <= now;
}
