/*
 * flow.c
 *		One customer between two periods: the flow, the orders and the money.
 */
#include "time/flow.h"

#include "common/int.h"
#include "server/amount.h"
#include "server/enums.h"

const char *const flow_labels[FLOWS] = {"prospect", "new", "retained", "won_back", "lost", "away"};

/*
 * An order in the days of then, or of now, makes somebody there.  Who was there
 * neither then nor now has been, with an order or a refund, or is a prospect.
 * NO_FLOW where nothing is known before the end.
 */
static int
flow_of(const struct varlena *history, const FlowWindows *windows)
{
	HistoryReader reader;
	HistoryDay day;
	DateADT first = DATEVAL_NOEND;
	bool known = false;
	bool bought = false;
	bool then = false;
	bool now = false;

	history_open(&reader, history);
	while (history_next(&reader, &day) && day.day < windows->now.end)
	{
		known = true;
		bought |= day.orders + day.refunds > 0;
		if (day.orders == 0)
			continue;
		first = Min(first, day.day);
		then |= period_holds(&windows->then, day.day);
		now |= period_holds(&windows->now, day.day);
	}
	if (!bought)
		return known ? FLOW_PROSPECT : NO_FLOW;
	return flow_of_customer(then, now, first >= windows->then.end);
}

static Datum
flow_result(FunctionCallInfo fcinfo, const FlowWindows *windows)
{
	int flow = flow_of(PG_GETARG_HISTORY_P(0), windows);

	if (flow == NO_FLOW)
		PG_RETURN_NULL();
	PG_RETURN_OID(enum_labels_of(fcinfo, RESULT, flow_labels, FLOWS)[flow]);
}

/* before must be over when the period begins */
static Period
before_argument(FunctionCallInfo fcinfo, int argument, const Period *period)
{
	Period before = period_argument(fcinfo, argument, "before");

	if (before.end > period->start)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("before ends on %s, after the beginning of the period, %s",
						day_text(before.end), day_text(period->start)),
				 errhint("Give a range of days that ends where the period begins, or earlier; or leave it out: then it is of the same length, just before.")));
	return before;
}

/* flow(history, period [, before]): by the orders in both */
PG_FUNCTION_INFO_V1(customer_seg_flow);
Datum
customer_seg_flow(PG_FUNCTION_ARGS)
{
	FlowWindows windows = {.now = period_argument(fcinfo, 1, "period")};

	windows.then = PG_NARGS() > 2 ? before_argument(fcinfo, 2, &windows.now) : period_before(&windows.now);
	return flow_result(fcinfo, &windows);
}

/*
 * flow(history, period [, before], lapse_after): at the end of before, or the
 * beginning of the period, and at the end of the period, by the orders in the
 * lapse_after that has passed.
 */
PG_FUNCTION_INFO_V1(customer_seg_flow_lapsing);
Datum
customer_seg_flow_lapsing(PG_FUNCTION_ARGS)
{
	Period period = period_argument(fcinfo, 1, "period");
	DateADT then = PG_NARGS() > 3 ? before_argument(fcinfo, 2, &period).end : period.start;
	Interval *lapse_after = span_argument(fcinfo, PG_NARGS() - 1, "lapse_after");
	FlowWindows windows = {{day_minus(then, lapse_after), then}, {day_minus(period.end, lapse_after), period.end}};

	return flow_result(fcinfo, &windows);
}

/* amount(history, period): what the orders and refunds come to, 0 without any */
PG_FUNCTION_INFO_V1(customer_seg_history_amount);
Datum
customer_seg_history_amount(PG_FUNCTION_ARGS)
{
	Period period = period_argument(fcinfo, 1, "period");
	HistoryReader reader;
	HistoryDay day;
	Money sum = {0};
	int scale = 0;

	history_open(&reader, PG_GETARG_HISTORY_P(0));
	while (history_next(&reader, &day) && day.day < period.end)
		if (day.day >= period.start)
		{
			amount_add(&sum, &day.amount, "the amount of a period");
			scale = Max(scale, day.scale);
		}
	PG_RETURN_DATUM(decimal_make(&sum, scale));
}

/* orders(history, period): how many */
PG_FUNCTION_INFO_V1(customer_seg_history_orders);
Datum
customer_seg_history_orders(PG_FUNCTION_ARGS)
{
	Period period = period_argument(fcinfo, 1, "period");
	HistoryReader reader;
	HistoryDay day;
	int64 orders = 0;

	history_open(&reader, PG_GETARG_HISTORY_P(0));
	while (history_next(&reader, &day) && day.day < period.end)
		if (day.day >= period.start && pg_add_s64_overflow(orders, day.orders, &orders))
			ereport(ERROR,
					(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
					 errmsg("the orders of a period are out of range")));
	PG_RETURN_INT64(orders);
}
