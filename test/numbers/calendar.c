/*
 * calendar.c
 *		Tests of calendar months: every month there is, counted by the rule of
 *		leap years, and any time against the C library.
 */
#include "numbers/calendar.h"

#include <time.h>

#include "check.h"

/* as PostgreSQL's timestamptz: 4714-11-24 BC to the end of 294276 */
#define FIRST_YEAR		   (-4713)
#define END_YEAR		   294277
#define FIRST			   INT64_C(-211813488000000000)
#define LAST			   INT64_C(9223371331199999999)
#define SECONDS_UNTIL_2000 INT64_C(946684800)

static int
days_of_month(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	return days[month] + (month == 1 && leap);
}

/* days from 2000-01-01 back to the first of January of the first year */
static int64_t
days_before_2000(void)
{
	int64_t days = 0;

	for (int year = FIRST_YEAR; year < 2000; year++)
		for (int month = 0; month < 12; month++)
			days += days_of_month(year, month);
	return days;
}

/* how many months have another number on their first or last microsecond */
static int
count_wrong_months(void)
{
	int64_t day = -days_before_2000();
	int wrong = 0;

	for (int year = FIRST_YEAR; year < END_YEAR; year++)
		for (int month = 0; month < 12; month++)
		{
			int64_t begin = day * MICROSECONDS_PER_DAY;
			int64_t last = (day + days_of_month(year, month)) * MICROSECONDS_PER_DAY - 1;

			wrong += calendar_month(begin) != year * 12 + month || calendar_month(last) != year * 12 + month;
			day += days_of_month(year, month);
		}
	return wrong;
}

static int
library_month(int64_t at)
{
	int64_t second = at / 1000000 - (at % 1000000 < 0);
	time_t time = (time_t) (second + SECONDS_UNTIL_2000);
	struct tm tm;

	law(gmtime_r(&time, &tm) != NULL);
	return (tm.tm_year + 1900) * 12 + tm.tm_mon;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Input input = {data, size};
	int64_t at = (int64_t) ((uint64_t) FIRST + take_below(&input, (uint64_t) LAST - (uint64_t) FIRST + 1));
	int by = (int) take_below(&input, 200);
	uint64_t months = take(&input);
	uint64_t shifted = months_shift(months, by);

	law(calendar_month(at) == library_month(at));
	for (int i = 0; i < MONTHS_KEPT; i++)
		law((shifted >> i & 1) == (i >= by ? months >> (i - by) & 1 : 0));
	law(months_bit(by) == months_shift(1, by));
	law(months_union(months, 7, at, 7 + by) == (months_shift(months, by) | (uint64_t) at));
	law(months_union(months, 7, at, 7 + by) == months_union(at, 7 + by, months, 7));
	return 0;
}

void
examples(void)
{
	ok(count_wrong_months() == 0, "every month from 4714 BC to 294276 begins and ends when it should");
	ok(calendar_month(0) == 2000 * 12, "2000-01-01 00:00 UTC is in January 2000");
	ok(calendar_month(-1) == 2000 * 12 - 1, "the microsecond before it is not");
	ok(calendar_month(FIRST) == -4713 * 12 + 10, "the first day of the calendar is in November 4714 BC");
	ok(calendar_month(LAST) == 294276 * 12 + 11, "the last one in December 294276");
	ok(months_bit(63) == UINT64_C(1) << 63 && months_bit(64) == 0, "a month is kept for 64 months");
}
