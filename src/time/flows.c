/*
 * flows.c
 *		Customers and money of each flow, summed; and flows() in SQL.
 */
#include "time/flows.h"

#include "libpq/pqformat.h"
#include "numbers/proportions.h"
#include "server/amount.h"
#include "server/calls.h"
#include "server/enums.h"
#include "server/states.h"

/* ---- sums ---- */

static const char sum_name[] = "the money of a flow";

static void
flow_add_money(Flows *flows, FlowSum sum, const Money *money)
{
	amount_add(&flows->sums[sum], money, sum_name);
}

static Money
money_difference(const Money *a, const Money *b)
{
	Money result = *a;

	amount_subtract(&result, b, sum_name);
	return result;
}

/* each change goes to one sum: so what came and what went add up */
static void
add_change(Flows *flows, int flow, const Money *before, const Money *now)
{
	bool came = flow == FLOW_NEW || flow == FLOW_WON_BACK;
	bool rises = came || (flow != FLOW_LOST && money_cmp(now, before) > 0);
	Money change = rises ? money_difference(now, before) : money_difference(before, now);

	if (came)
		flow_add_money(flows, flow == FLOW_NEW ? SUM_NEW : SUM_WON_BACK, &change);
	else if (flow == FLOW_LOST)
		flow_add_money(flows, SUM_LOST, &change);
	else
		flow_add_money(flows, rises ? SUM_EXPANSION : SUM_CONTRACTION, &change);
}

static void
add_of_start(Flows *flows, const Money *before, const Money *now)
{
	flow_add_money(flows, SUM_START_BEFORE, before);
	flow_add_money(flows, SUM_START_NOW, now);
	if (money_sign(before) <= 0)
		return;
	flow_add_money(flows, SUM_START_POSITIVE, before);
	if (money_sign(now) > 0)
		flow_add_money(flows, SUM_START_KEPT, money_cmp(now, before) < 0 ? now : before);
}

/* counts a customer, without the money */
void
flows_count(Flows *flows, int flow, int scale)
{
	if (flow != NO_FLOW)
		flows->customers[flow]++;
	flows->scale = Max(flows->scale, scale);
}

/* counts a customer, of NO_FLOW only the money */
void
flows_add(Flows *flows, int flow, const Money *before, const Money *now, int scale)
{
	flows_count(flows, flow, scale);
	if (money_sign(before) == 0 && money_sign(now) == 0)
		return;
	flow_add_money(flows, SUM_BEFORE, before);
	flow_add_money(flows, SUM_NOW, now);
	add_change(flows, flow, before, now);
	if (flow == FLOW_NEW)
		flow_add_money(flows, SUM_NOW_OF_NEW, now);
	if (flow == FLOW_RETAINED || flow == FLOW_LOST)
		add_of_start(flows, before, now);
}

void
flows_merge(Flows *flows, const Flows *other)
{
	for (int i = 0; i < FLOWS; i++)
		flows->customers[i] += other->customers[i];
	for (int i = 0; i < FLOW_SUMS; i++)
		flow_add_money(flows, i, &other->sums[i]);
	flows->scale = Max(flows->scale, other->scale);
}

void
flows_send(StringInfo out, const Flows *flows)
{
	pq_sendbytes(out, (const char *) flows, sizeof(Flows));
}

void
flows_receive(StringInfo in, Flows *flows)
{
	pq_copymsgbytes(in, (char *) flows, sizeof(Flows));
}

/* ---- columns ---- */

Datum
flows_money(const Flows *flows, FlowSum sum)
{
	return decimal_make(&flows->sums[sum], flows->scale);
}

static Datum
money_quotient(const Money *part, const Money *whole, bool *is_null)
{
	*is_null = money_sign(whole) <= 0;
	return Float8GetDatum(*is_null ? 0 : money_ratio(part, 1) / money_ratio(whole, 1));
}

/* the new's share of the money that new and old customers bring; who brings less than nothing, brings nothing */
Datum
flows_share_new(const Flows *flows, bool *is_null)
{
	Money of_new = flows->sums[SUM_NOW_OF_NEW];
	Money all = money_difference(&flows->sums[SUM_NOW], &of_new);

	if (money_sign(&of_new) < 0)
		of_new = (Money){0};
	if (money_sign(&all) < 0)
		all = (Money){0};
	amount_add(&all, &of_new, sum_name);
	return money_quotient(&of_new, &all, is_null);
}

/* of those there at the start: the share of this flow, and its bounds */
void
flows_share_of_start(const Flows *flows, Flow flow, Datum *share, bool *nulls)
{
	int64 start = flows_start(flows);
	Estimate estimate = {0};

	if (start > 0)
		estimate = share_estimate(flows->customers[flow], start, USUAL_CONFIDENCE);
	share[0] = Float8GetDatum(estimate.value);
	share[1] = Float8GetDatum(estimate.low);
	share[2] = Float8GetDatum(estimate.high);
	nulls[0] = nulls[1] = nulls[2] = start == 0;
}

/* ---- flows(flow, before, now) ---- */

static int
flow_argument(FunctionCallInfo fcinfo, int argument)
{
	if (PG_ARGISNULL(argument))
		return NO_FLOW;
	return enum_place(enum_labels_of(fcinfo, argument, flow_labels, FLOWS), FLOWS, PG_GETARG_OID(argument), "flow");
}

/* nothing where it is NULL */
static Money
money_or_nothing(FunctionCallInfo fcinfo, int argument, const char *name, int *scale)
{
	*scale = 0;
	if (PG_ARGISNULL(argument))
		return (Money){0};
	return money_from_units(amount_units(AMOUNT_NUMERIC, PG_GETARG_DATUM(argument), name, scale));
}

static void *
create_flows(MemoryContext context, const void *other)
{
	(void) other;
	return MemoryContextAllocZero(context, sizeof(Flows));
}

static void
join_flows(void *state, const void *other)
{
	flows_merge(state, other);
}

PG_FUNCTION_INFO_V1(customer_seg_flows_accum);
Datum
customer_seg_flows_accum(PG_FUNCTION_ARGS)
{
	MemoryContext context = aggregate_context(fcinfo);
	Flows *flows = state_argument(fcinfo, 0);
	int scale_before;
	int scale_now;
	Money before = money_or_nothing(fcinfo, 2, "before", &scale_before);
	Money now = money_or_nothing(fcinfo, 3, "now", &scale_now);

	if (flows == NULL)
		flows = create_flows(context, NULL);
	flows_add(flows, flow_argument(fcinfo, 1), &before, &now, Max(scale_before, scale_now));
	PG_RETURN_POINTER(flows);
}

PG_FUNCTION_INFO_V1(customer_seg_flows_combine);
Datum
customer_seg_flows_combine(PG_FUNCTION_ARGS)
{
	static const StateKind kind = {create_flows, join_flows};

	return states_combine(fcinfo, &kind);
}

PG_FUNCTION_INFO_V1(customer_seg_flows_serial);
Datum
customer_seg_flows_serial(PG_FUNCTION_ARGS)
{
	StringInfoData out;

	(void) aggregate_context(fcinfo);
	pq_begintypsend(&out);
	flows_send(&out, state_argument(fcinfo, 0));
	PG_RETURN_BYTEA_P(pq_endtypsend(&out));
}

PG_FUNCTION_INFO_V1(customer_seg_flows_deserial);
Datum
customer_seg_flows_deserial(PG_FUNCTION_ARGS)
{
	Flows *flows;
	StringInfoData in;

	(void) aggregate_context(fcinfo);
	flows = create_flows(CurrentMemoryContext, NULL);
	open_state(fcinfo, &in);
	flows_receive(&in, flows);
	pq_getmsgend(&in);
	PG_RETURN_POINTER(flows);
}

/* columns of the result, of which the first are the customers of each flow */
enum
{
	START = FLOWS,
	END,
	MONEY_BEFORE,
	MONEY_NOW,
	MONEY_NEW,
	MONEY_WON_BACK,
	EXPANSION,
	CONTRACTION,
	MONEY_LOST,
	RETENTION,
	RETENTION_LOW,
	RETENTION_HIGH,
	CHURN,
	CHURN_LOW,
	CHURN_HIGH,
	GROSS_REVENUE_RETENTION,
	NET_REVENUE_RETENTION,
	SHARE_NEW,
	SHARE_OLD,
	COLUMNS
};

PG_FUNCTION_INFO_V1(customer_seg_flows_final);
Datum
customer_seg_flows_final(PG_FUNCTION_ARGS)
{
	static const Flows nobody;
	const Flows *flows;
	Datum values[COLUMNS];
	bool nulls[COLUMNS] = {false};

	(void) aggregate_context(fcinfo);
	flows = PG_ARGISNULL(0) ? &nobody : state_argument(fcinfo, 0);
	for (int i = 0; i < FLOWS; i++)
		values[i] = Int64GetDatum(flows->customers[i]);
	values[START] = Int64GetDatum(flows_start(flows));
	values[END] = Int64GetDatum(flows_end(flows));
	values[MONEY_BEFORE] = flows_money(flows, SUM_BEFORE);
	values[MONEY_NOW] = flows_money(flows, SUM_NOW);
	values[MONEY_NEW] = flows_money(flows, SUM_NEW);
	values[MONEY_WON_BACK] = flows_money(flows, SUM_WON_BACK);
	values[EXPANSION] = flows_money(flows, SUM_EXPANSION);
	values[CONTRACTION] = flows_money(flows, SUM_CONTRACTION);
	values[MONEY_LOST] = flows_money(flows, SUM_LOST);
	flows_share_of_start(flows, FLOW_RETAINED, &values[RETENTION], &nulls[RETENTION]);
	flows_share_of_start(flows, FLOW_LOST, &values[CHURN], &nulls[CHURN]);
	values[GROSS_REVENUE_RETENTION] = money_quotient(&flows->sums[SUM_START_KEPT], &flows->sums[SUM_START_POSITIVE],
													 &nulls[GROSS_REVENUE_RETENTION]);
	values[NET_REVENUE_RETENTION] = money_quotient(&flows->sums[SUM_START_NOW], &flows->sums[SUM_START_BEFORE],
												   &nulls[NET_REVENUE_RETENTION]);
	values[SHARE_NEW] = flows_share_new(flows, &nulls[SHARE_NEW]);
	values[SHARE_OLD] = Float8GetDatum(1 - DatumGetFloat8(values[SHARE_NEW]));
	nulls[SHARE_OLD] = nulls[SHARE_NEW];
	return record_result(fcinfo, values, nulls);
}
