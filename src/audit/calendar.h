/*
 * calendar.h
 *		The days on which a source has rows, and gaps between them.
 */
#ifndef CUSTOMER_SEG_AUDIT_CALENDAR_H
#define CUSTOMER_SEG_AUDIT_CALENDAR_H

#include "server/compat.h"

#include "datatype/timestamp.h"

/* a day with a row */
typedef struct Day
{
	int32 day; /* from 2000-01-01 */
	char status;
	int64 usable;	   /* rows that count */
	TimestampTz first; /* of these */
} Day;

typedef struct Calendar
{
	struct days_hash *days;
	Day *last; /* the day asked for last, or NULL */
} Calendar;

/* what there is to say of all days */
typedef struct CalendarGaps
{
	int64 days;
	int first;
	int last;
	int64 gaps;
	int64 days_in_gaps;
	int longest; /* days from the row before the longest gap to the row after it */
	int longest_from;
	int longest_usual;	 /* what is longer is a gap */
	int64 late_rows;	 /* that lie far after all others */
	TimestampTz late_at; /* the first of them */
} CalendarGaps;

extern void calendar_create(Calendar *calendar, MemoryContext context);
extern Day *calendar_find(Calendar *calendar, int32 day);
extern int64 calendar_days(const Calendar *calendar);
extern void calendar_list(const Calendar *calendar, Day *days);
extern void calendar_add(Calendar *calendar, const Day *days, int64 count);
extern CalendarGaps calendar_judge(const Calendar *calendar, int64 usable);

static inline void
day_count_usable(Day *day, TimestampTz at)
{
	if (day->usable++ == 0 || at < day->first)
		day->first = at;
}

#endif /* CUSTOMER_SEG_AUDIT_CALENDAR_H */
