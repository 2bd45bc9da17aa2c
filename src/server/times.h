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

extern void check_finite_time(TimestampTz at, const char *what);

/* how a value of a type is a point in time that lies on the calendar; an error says which one is not */
typedef TimestampTz (*TimeOf)(Datum value, const char *what);

extern TimestampTz time_of_timestamp(Datum value, const char *what);
extern TimestampTz time_of_date(Datum value, const char *what);

extern TimestampTz time_plus(TimestampTz at, Interval *span);
extern TimestampTz time_minus(TimestampTz at, Interval *span);
extern bool time_has_passed(TimestampTz at, Interval *span, TimestampTz now);

#endif /* CUSTOMER_SEG_TIMES_H */
