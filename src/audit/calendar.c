/*
 * calendar.c
 *		The days on which a source has rows, and gaps between them.
 */
#include "audit/calendar.h"

#include "common/hashfn.h"
#include "utils/memutils.h"

/* days from one with rows to the next that are never a gap, and never one before late rows */
#define USUAL_STEP			 7
#define USUAL_LATE_STEP		 30

#define SH_PREFIX			 days
#define SH_ELEMENT_TYPE		 Day
#define SH_KEY_TYPE			 int32
#define SH_KEY				 day
#define SH_HASH_KEY(tb, key) murmurhash32((uint32) (key))
#define SH_EQUAL(tb, a, b)	 ((a) == (b))
#define SH_SCOPE			 static inline
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

void
calendar_create(Calendar *calendar, MemoryContext context)
{
	calendar->days = days_create(context, 1024, NULL);
	calendar->last = NULL;
}

/* the day, which is added when not there; valid until the next call */
Day *
calendar_find(Calendar *calendar, int32 day)
{
	bool found;

	if (calendar->last != NULL && calendar->last->day == day)
		return calendar->last;
	calendar->last = days_insert(calendar->days, day, &found);
	if (!found)
		calendar->last->usable = 0;
	return calendar->last;
}

int64
calendar_days(const Calendar *calendar)
{
	return calendar->days->members;
}

/* all days, in no order */
void
calendar_list(const Calendar *calendar, Day *days)
{
	days_iterator iterator;
	const Day *day;

	days_start_iterate(calendar->days, &iterator);
	while ((day = days_iterate(calendar->days, &iterator)) != NULL)
		*days++ = *day;
}

/* the days of another process */
void
calendar_add(Calendar *calendar, const Day *days, int64 count)
{
	for (int64 i = 0; i < count; i++)
	{
		Day *day = calendar_find(calendar, days[i].day);

		if (days[i].usable > 0)
			day->first = day->usable == 0 ? days[i].first : Min(day->first, days[i].first);
		day->usable += days[i].usable;
	}
}

static int
compare_days(const void *a, const void *b)
{
	int x = ((const Day *) a)->day;
	int y = ((const Day *) b)->day;

	return (x > y) - (x < y);
}

static int
compare_ints(const void *a, const void *b)
{
	int x = *(const int *) a;
	int y = *(const int *) b;

	return (x > y) - (x < y);
}

/* ten times the median step from a day to the next, which may lie between two; a week at least */
static int
longest_usual_step(const Day *days, int64 count)
{
	int64 n = count - 1;
	int *steps;
	int limit;

	if (n < 1)
		return USUAL_STEP;
	steps = MemoryContextAllocHuge(CurrentMemoryContext, mul_size(n, sizeof(int)));
	for (int64 i = 0; i < n; i++)
		steps[i] = days[i + 1].day - days[i].day;
	qsort(steps, n, sizeof(int), compare_ints);
	limit = (int) Min(Max(5 * ((int64) steps[(n - 1) / 2] + steps[n / 2]), USUAL_STEP), PG_INT32_MAX);
	pfree(steps);
	return limit;
}

static void
judge_gaps(const Day *days, CalendarGaps *gaps)
{
	for (int64 i = 1; i < gaps->days; i++)
	{
		int step = days[i].day - days[i - 1].day;

		if (step <= gaps->longest_usual)
			continue;
		gaps->gaps++;
		gaps->days_in_gaps += step - 1;
		if (step > gaps->longest)
		{
			gaps->longest = step;
			gaps->longest_from = days[i - 1].day;
		}
	}
}

/* Do few of the rows that count lie after a long gap? */
static void
judge_late_rows(const Day *days, int64 usable, CalendarGaps *gaps)
{
	int longest = Max(gaps->longest_usual, USUAL_LATE_STEP);
	const Day *last = NULL;
	int64 left = usable;

	for (const Day *day = days; day < days + gaps->days; day++)
	{
		if (day->usable == 0)
			continue;
		if (last != NULL && day->day - last->day > longest && left < usable / 1000.0)
		{
			gaps->late_rows = left;
			gaps->late_at = day->first;
			return;
		}
		left -= day->usable;
		last = day;
	}
}

/*
 * A gap is unusual when it takes more than a week, and more than ten times
 * the median, from a day with a row to the next.  usable: all rows that count.
 */
CalendarGaps
calendar_judge(const Calendar *calendar, int64 usable)
{
	CalendarGaps gaps = {.days = calendar_days(calendar)};
	Day *days;

	if (gaps.days == 0)
		return gaps;
	days = MemoryContextAllocHuge(CurrentMemoryContext, mul_size(gaps.days, sizeof(Day)));
	calendar_list(calendar, days);
	qsort(days, gaps.days, sizeof(Day), compare_days);
	gaps.first = days[0].day;
	gaps.last = days[gaps.days - 1].day;
	gaps.longest_usual = longest_usual_step(days, gaps.days);
	judge_gaps(days, &gaps);
	judge_late_rows(days, usable, &gaps);
	pfree(days);
	return gaps;
}
