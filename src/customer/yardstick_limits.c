/*
 * yardstick_limits.c
 *		Absolute limits: what "high" means in days, orders and money, whoever
 *		else is measured.
 */
#include "customer/yardstick.h"

#include <math.h>

#include "server/calls.h"
#include "server/decimal.h"
#include "server/json.h"
#include "utils/fmgrprotos.h"
#include "utils/timestamp.h"

#define GREATEST_SPAN 1000 /* years, in each of months, days and hours: it leads out of the calendar from BC only */

/* MEASURE_BITs of the measures of an axis that have a limit */
uint32
axis_limits(const Yardstick *y, Axis axis)
{
	uint32 limits = y->limited;

	for (int m = 0; limits != 0 && m < MEASURES; m++)
		if (measure_info[m].axis != axis)
			limits &= ~MEASURE_BIT(m);
	return limits;
}

/*
 * The time of the last or first order.  Contacts count for less: their last
 * lies as many times further back, at least within the calendar.
 */
static TimestampTz
time_of_measure(Measure measure, const Activity *a, const Measured *measured, TimestampTz as_of)
{
	double at;

	if (measure == TENURE)
		return a->first_order;
	if (!measured->by_contact)
		return a->last_order;
	at = (double) as_of + measured->value[RECENCY]; /* which is below zero */
	return at <= (double) MIN_TIMESTAMP ? MIN_TIMESTAMP : at >= (double) END_TIMESTAMP ? END_TIMESTAMP - 1 :
																						 (TimestampTz) at;
}

/* Is the customer at or within the limit of a measure?  Who lacks the measure is not. */
static bool
limit_is_met(const Yardstick *y, Measure measure, const Activity *a, const Measured *measured, TimestampTz as_of)
{
	MeasureLimit limit = y->limits[measure];
	TimestampTz at;
	TimestampTz bound;
	Money money;

	if (!(measured->has & MEASURE_BIT(measure)))
		return false;
	switch (measure_info[measure].kind)
	{
	case MEASURE_TIME:
		at = time_of_measure(measure, a, measured, as_of);
		bound = time_minus(as_of, &limit.span);
		return measure == RECENCY ? at >= bound : at <= bound;
	case MEASURE_MONEY:
		if (measure == AVERAGE_ORDER)
			return money_cmp_mean(&limit.amount, &a->amount, (uint64) a->orders) <= 0;
		money = measure_money(a, measure);
		return money_cmp(&money, &limit.amount) >= 0;
	case MEASURE_COUNT:
		return measured->value[measure] >= (double) limit.count;
	case MEASURE_SHARE:
		break;
	}
	return measured->value[measure] >= limit.share;
}

/* Are all limits of an axis met? */
bool
limits_are_met(const Yardstick *y, Axis axis, const Activity *a, const Measured *measured, TimestampTz as_of)
{
	uint32 limits = axis_limits(y, axis);

	for (int m = 0; m < MEASURES; m++)
		if ((limits & MEASURE_BIT(m)) && !limit_is_met(y, (Measure) m, a, measured, as_of))
			return false;
	return true;
}

static bool
limit_is_possible(MeasureKind kind, const MeasureLimit *limit)
{
	switch (kind)
	{
	case MEASURE_TIME:
		return limit->span.month >= 0 && limit->span.month <= GREATEST_SPAN * MONTHS_PER_YEAR &&
			   limit->span.day >= 0 && limit->span.day <= GREATEST_SPAN * 366 &&
			   limit->span.time >= 0 && limit->span.time <= GREATEST_SPAN * 366 * USECS_PER_DAY;
	case MEASURE_MONEY:
		return true;
	case MEASURE_COUNT:
		return limit->count >= 0 && limit->count <= ACTIVITY_MAX_COUNT;
	case MEASURE_SHARE:
		break;
	}
	return limit->share >= 0 && limit->share <= 1;
}

/* Returns what is wrong with the limits, or NULL. */
const char *
limits_find_fault(const Yardstick *y)
{
	for (int m = 0; m < MEASURES; m++)
		if ((y->limited & MEASURE_BIT(m)) && !limit_is_possible(measure_info[m].kind, &y->limits[m]))
			return psprintf("The limit of %s is out of range.", measure_info[m].name);
	return NULL;
}

/* months, days and hours, whatever the session's IntervalStyle */
static char *
span_text(const Interval *span)
{
	StringInfoData text;

	initStringInfo(&text);
	if (span->month != 0)
		appendStringInfo(&text, "%d months ", span->month);
	if (span->day != 0)
		appendStringInfo(&text, "%d days ", span->day);
	if (span->time != 0 || text.len == 0)
	{
		json_put_double(&text, (double) span->time / (double) USECS_PER_HOUR);
		appendStringInfoString(&text, " hours ");
	}
	text.data[text.len - 1] = '\0';
	return text.data;
}

/* "at least 500", "at most 90 days" */
char *
limit_text(Measure measure, const MeasureLimit *limit)
{
	StringInfoData number;

	if (measure_info[measure].kind == MEASURE_TIME)
		return psprintf("%s %s", measure == RECENCY ? "at most" : "at least", span_text(&limit->span));
	initStringInfo(&number);
	if (measure_info[measure].kind == MEASURE_MONEY)
		appendStringInfoString(&number, decimal_text(&limit->amount));
	else if (measure_info[measure].kind == MEASURE_COUNT)
		appendStringInfo(&number, INT64_FORMAT, limit->count);
	else
		json_put_double(&number, limit->share);
	return psprintf("at least %s", number.data);
}

/* in the measure's own numbers, at the yardstick's as_of */
double
limit_value(const Yardstick *y, Measure measure)
{
	MeasureLimit limit = y->limits[measure];

	switch (measure_info[measure].kind)
	{
	case MEASURE_TIME:
		return (double) (y->as_of - time_minus(y->as_of, &limit.span)) * (measure == RECENCY ? -1 : 1);
	case MEASURE_MONEY:
		return money_ratio(&limit.amount, 1);
	case MEASURE_COUNT:
		return (double) limit.count;
	case MEASURE_SHARE:
		break;
	}
	return limit.share;
}
