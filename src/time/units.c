/*
 * units.c
 *		Days, weeks, months, quarters and years of the calendar, numbered; and of
 *		which to show how many in a picture.
 */
#include "time/units.h"

#include "funcapi.h"
#include "server/calls.h"
#include "time/periods.h"
#include "utils/builtins.h"

#define DAYS_PER_WEEK 7
#define MONDAY		  (-5) /* 27 December 1999, as weeks are counted from it */

const char *const unit_names[UNITS] = {"day", "week", "month", "quarter", "year"};
static const int32 unit_days[UNITS] = {[UNIT_DAY] = 1, [UNIT_WEEK] = DAYS_PER_WEEK};
static const int32 unit_months[UNITS] = {[UNIT_MONTH] = 1, [UNIT_QUARTER] = 3, [UNIT_YEAR] = MONTHS_PER_YEAR};

Interval
unit_length(Unit unit)
{
	return (Interval){.day = unit_days[unit], .month = unit_months[unit]};
}

/* the number of the one in which a day lies */
int32
unit_number(Unit unit, DateADT day)
{
	if (unit == UNIT_DAY)
		return day;
	if (unit == UNIT_WEEK)
		return divide_down(day - MONDAY, DAYS_PER_WEEK);
	return divide_down(month_of_day(day), unit_months[unit]);
}

/* its first day; false beyond the calendar of dates */
bool
unit_find_day(Unit unit, int32 number, DateADT *day)
{
	if (unit == UNIT_DAY)
		*day = number;
	else if (unit == UNIT_WEEK)
		*day = number * DAYS_PER_WEEK + MONDAY;
	else
		*day = first_day_of_month(number * unit_months[unit]);
	return IS_VALID_DATE(*day);
}

DateADT
unit_first_day(Unit unit, int32 number)
{
	DateADT day;

	if (!unit_find_day(unit, number, &day))
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("the first day of a %s is out of range", unit_names[unit])));
	return day;
}

/* ---- those that a picture shows ---- */

typedef struct Shown
{
	Unit unit;
	int32 first;
	int32 last;
	DateADT since;
	DateADT until;
} Shown;

/* the shortest of which there are not too many: of the longest the last ones; from weeks on */
static void
choose_unit(Shown *s, DateADT first, int32 most)
{
	for (s->unit = UNIT_WEEK;; s->unit++)
	{
		s->first = unit_number(s->unit, first);
		s->last = unit_number(s->unit, s->until - 1);
		if (s->last - s->first < most)
			return;
		if (s->unit == UNIT_YEAR)
			break;
	}
	s->first = s->last - most + 1;
}

/* Before the first and behind the last there has to be another one, for those who count from it. */
static bool
keep_to_calendar(Shown *s)
{
	DateADT before;
	DateADT end;
	TimestampTz at;

	while (!unit_find_day(s->unit, s->first - 1, &before))
		s->first++;
	if (!unit_find_day(s->unit, s->last + 1, &end) || !date_time(end, &at))
		s->until = unit_first_day(s->unit, s->last--);
	return s->first <= s->last;
}

enum
{
	SHOWN_UNIT,
	SHOWN_SINCE,
	SHOWN_UNTIL,
	SHOWN_EVERY,
	SHOWN_COLUMNS
};

/* _shown_units(first, until, at_least, at_most): NULLs where there are fewer than at_least, or no day at all */
PG_FUNCTION_INFO_V1(customer_seg_shown_units);
Datum
customer_seg_shown_units(PG_FUNCTION_ARGS)
{
	Shown s = {.until = day_argument(fcinfo, 1, "until")};
	DateADT first = day_argument(fcinfo, 0, "first");
	Datum values[SHOWN_COLUMNS] = {0};
	bool nulls[SHOWN_COLUMNS];
	Interval every;

	memset(nulls, true, sizeof(nulls));
	if (first >= s.until)
		return record_result(fcinfo, values, nulls);
	choose_unit(&s, first, PG_GETARG_INT32(3));
	if (!keep_to_calendar(&s) || s.last - s.first + 1 < PG_GETARG_INT32(2))
		return record_result(fcinfo, values, nulls);
	memset(nulls, false, sizeof(nulls));
	every = unit_length(s.unit);
	values[SHOWN_UNIT] = CStringGetTextDatum(unit_names[s.unit]);
	values[SHOWN_SINCE] = DateADTGetDatum(unit_first_day(s.unit, s.first));
	values[SHOWN_UNTIL] = DateADTGetDatum(s.until);
	values[SHOWN_EVERY] = IntervalPGetDatum(&every);
	return record_result(fcinfo, values, nulls);
}
