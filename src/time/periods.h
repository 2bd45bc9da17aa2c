/*
 * periods.h
 *		Spans of days with a beginning and an end, and steps from day to day by
 *		whole days and months of the calendar.
 */
#ifndef CUSTOMER_SEG_PERIODS_H
#define CUSTOMER_SEG_PERIODS_H

#include "server/times.h"

/* from start on, before end; never empty */
typedef struct Period
{
	DateADT start;
	DateADT end;
} Period;

static inline bool
period_holds(const Period *period, DateADT day)
{
	return day >= period->start && day < period->end;
}

/* a / b, rounded down; b is above 0 */
static inline int32
divide_down(int32 a, int32 b)
{
	return a / b - (a % b < 0);
}

extern Period period_argument(FunctionCallInfo fcinfo, int argument, const char *name);
extern DateADT day_argument(FunctionCallInfo fcinfo, int argument, const char *name);
extern void refuse_span(const char *name, const char *span);
extern Interval *checked_span(Interval *span, const char *name);
extern Interval *span_argument(FunctionCallInfo fcinfo, int argument, const char *name);

extern int32 month_of_day(DateADT day);
extern DateADT first_day_of_month(int32 month);
extern DateADT day_minus(DateADT day, const Interval *span);
extern DateADT day_plus(DateADT day, const Interval *span, int times);
extern Period period_before(const Period *period);
extern Datum period_range(const Period *period);

#endif /* CUSTOMER_SEG_PERIODS_H */
