/*
 * times.h
 *		Days as points in time, by one rule: a date is its midnight in UTC, and a
 *		timestamp without time zone its reading in UTC, which are the same 64 bits
 *		as those of a timestamptz.  The session's time zone has no say.
 */
#ifndef CUSTOMER_SEG_TIMES_H
#define CUSTOMER_SEG_TIMES_H

#include "server/compat.h"

#include "datatype/timestamp.h"
#include "utils/date.h"
#include "utils/timestamp.h"

/*
 * The time of day at which a date is taken to lie where a bound is held
 * against it: the midnights of all time zones from UTC-10 to UTC+13:45 that
 * begin a day, come after that time of the day before, and not after that of
 * the day itself.
 */
#define DAY_BOUND (10 * USECS_PER_HOUR)

/* the day on which a point in time lies */
static inline DateADT
time_day(TimestampTz at)
{
	return (DateADT) (at / USECS_PER_DAY - (at % USECS_PER_DAY < 0));
}

/* the midnight of a date; false, and infinity on its side, where it is infinite or beyond the calendar of timestamptz */
static inline bool
date_time(DateADT date, TimestampTz *at)
{
	if (likely(date >= -POSTGRES_EPOCH_JDATE && date < TIMESTAMP_END_JULIAN - POSTGRES_EPOCH_JDATE))
	{
		*at = date * USECS_PER_DAY;
		return true;
	}
	if (date < 0)
		TIMESTAMP_NOBEGIN(*at);
	else
		TIMESTAMP_NOEND(*at);
	return false;
}

/* the first day that does not lie before a bound */
static inline DateADT
bound_day(TimestampTz bound)
{
	return time_day(bound - DAY_BOUND - 1) + 1;
}

/* ---- a value of any type that holds a time ---- */

typedef enum TimeKind
{
	TIME_TIMESTAMPTZ,
	TIME_TIMESTAMP,
	TIME_DATE
} TimeKind;

/* the point in time, which may be infinite; false where it lies beyond the calendar of timestamptz, as only a date may */
static inline bool
time_read(TimeKind kind, Datum value, TimestampTz *at)
{
	if (kind == TIME_DATE)
		return date_time(DatumGetDateADT(value), at) || DATE_NOT_FINITE(DatumGetDateADT(value));
	*at = DatumGetTimestampTz(value);
	return true;
}

/* the value that means a point in time; of a date, the day on which it lies */
static inline Datum
time_value(TimeKind kind, TimestampTz at)
{
	return kind == TIME_DATE ? DateADTGetDatum(time_day(at)) : TimestampTzGetDatum(at);
}

/* the same, with an error for one that does not lie on the calendar; what: its name there */
extern TimestampTz time_taken(TimeKind kind, Datum value, const char *what);
extern TimestampTz declared_time(FunctionCallInfo fcinfo, int argument, const char *name);
extern char *day_text(DateADT day);
extern char *time_as_written(TimeKind kind, Datum value);

extern void check_finite_time(TimestampTz at, const char *what);
extern TimestampTz time_plus(TimestampTz at, Interval *span);
extern TimestampTz time_minus(TimestampTz at, Interval *span);
extern TimestampTz time_plus_clamped(TimestampTz at, const Interval *span);
extern TimestampTz time_minus_clamped(TimestampTz at, const Interval *span);
extern bool time_has_passed(TimestampTz at, const Interval *span, TimestampTz now);

#endif /* CUSTOMER_SEG_TIMES_H */
