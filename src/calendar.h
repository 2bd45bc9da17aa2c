/*
 * calendar.h
 *		Calendar months of points in time (microseconds since 2000-01-01, UTC),
 *		and the set of the last 64 of them.
 */
#ifndef CUSTOMER_SEG_CALENDAR_H
#define CUSTOMER_SEG_CALENDAR_H

#include <stdint.h>

#define MICROSECONDS_PER_DAY INT64_C(86400000000)
#define MONTHS_KEPT			 64

/*
 * Months since year 0 of the proleptic Gregorian calendar, in UTC.  Years are
 * counted from March, so that the leap day is the last of the year, and in
 * eras of 400 years = 146097 days.
 */
static inline int32_t
calendar_month(int64_t at)
{
	int64_t day = at / MICROSECONDS_PER_DAY - (at % MICROSECONDS_PER_DAY < 0);
	int64_t days = day + 730425; /* since 0000-03-01 */
	int64_t era = (days >= 0 ? days : days - 146096) / 146097;
	uint32_t day_of_era = (uint32_t) (days - era * 146097);
	uint32_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 -
							day_of_era / 146096) /
						   365;
	uint32_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	uint32_t month = (5 * day_of_year + 2) / 153; /* 0 is March */

	return (int32_t) ((era * 400 + year_of_era) * 12 + month + 2);
}

/* The set after its anchor, bit 0, has moved on by so many months. */
static inline uint64_t
months_shift(uint64_t months, int32_t by)
{
	return by < MONTHS_KEPT ? months << by : 0;
}

/* The month that lies so many before the anchor, as a set. */
static inline uint64_t
months_bit(int32_t before)
{
	return before < MONTHS_KEPT ? UINT64_C(1) << before : 0;
}

#endif /* CUSTOMER_SEG_CALENDAR_H */
