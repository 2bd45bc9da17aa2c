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
 * eras of 400 years = 146097 days.  Quotients come by multiplication, after
 * Neri and Schneider, "Euclidean affine functions and their application to
 * calendar algorithms", Software: Practice and Experience 53 (2023).
 */
static inline int32_t
calendar_month(int64_t at)
{
	const int64_t eras = 82;					   /* before the year 0, so that nothing is negative */
	int64_t before_epoch = eras * 146097 + 730425; /* 2000-01-01 in days since March of the first of them */
	uint64_t since = (uint64_t) at + (uint64_t) before_epoch * (uint64_t) MICROSECONDS_PER_DAY;
	uint32_t day = (uint32_t) (since / (uint64_t) MICROSECONDS_PER_DAY);
	uint32_t quarter_days = 4 * day + 3;
	uint32_t century = quarter_days / 146097;
	uint32_t quarters_of_century = (quarter_days % 146097) | 3;
	uint64_t years = UINT64_C(2939745) * quarters_of_century;
	uint32_t year = 100 * century + (uint32_t) (years >> 32);
	uint32_t day_of_year = (uint32_t) years / 2939745 / 4;
	uint32_t month = (2141 * day_of_year + 197913) >> 16; /* 3 is March */

	return (int32_t) (year * 12 + month) - 1 - (int32_t) (eras * 4800);
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

/* The union of two sets with their anchors; its own is the later one. */
static inline uint64_t
months_union(uint64_t months, int32_t anchor, uint64_t others, int32_t others_anchor)
{
	return others_anchor > anchor ? others | months_shift(months, others_anchor - anchor) :
									months | months_shift(others, anchor - others_anchor);
}

#endif /* CUSTOMER_SEG_CALENDAR_H */
