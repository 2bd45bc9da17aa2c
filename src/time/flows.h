/*
 * flows.h
 *		Customers and money of each flow, summed: of one pair of periods.
 *
 * Law: every field is a sum or a maximum, so that adding and merging are exact
 * in any order.
 */
#ifndef CUSTOMER_SEG_FLOWS_H
#define CUSTOMER_SEG_FLOWS_H

#include "time/flow.h"

/* sums of money; what is said to change is money now less money before */
typedef enum FlowSum
{
	SUM_BEFORE,
	SUM_NOW,
	SUM_NEW,			/* change by the new */
	SUM_WON_BACK,		/* change by those won back */
	SUM_LOST,			/* change by the lost, downwards */
	SUM_EXPANSION,		/* of all others: changes upwards */
	SUM_CONTRACTION,	/* … and downwards */
	SUM_NOW_OF_NEW,		/* money now */
	SUM_START_BEFORE,	/* of those there at the start: money before */
	SUM_START_NOW,		/* … and now */
	SUM_START_POSITIVE, /* … before, where it was above 0 */
	SUM_START_KEPT,		/* … and now, at least 0 and at most what it was before */
	FLOW_SUMS
} FlowSum;

typedef struct Flows
{
	int64 customers[FLOWS];
	Money sums[FLOW_SUMS];
	int32 scale; /* most decimals shown by any amount */
} Flows;

extern void flows_count(Flows *flows, int flow, int scale);
extern void flows_add(Flows *flows, int flow, const Money *before, const Money *now, int scale);
extern void flows_merge(Flows *flows, const Flows *other);
extern void flows_send(StringInfo out, const Flows *flows);
extern void flows_receive(StringInfo in, Flows *flows);

/* what one column shows: NULL where there is nothing to divide by */
extern Datum flows_money(const Flows *flows, FlowSum sum);
extern Datum flows_share_new(const Flows *flows, bool *is_null);
extern void flows_share_of_start(const Flows *flows, Flow flow, Datum *share, bool *nulls);

static inline int64
flows_start(const Flows *flows)
{
	return flows->customers[FLOW_RETAINED] + flows->customers[FLOW_LOST];
}

static inline int64
flows_end(const Flows *flows)
{
	return flows->customers[FLOW_RETAINED] + flows->customers[FLOW_NEW] + flows->customers[FLOW_WON_BACK];
}

#endif /* CUSTOMER_SEG_FLOWS_H */
