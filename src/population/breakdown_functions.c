/*
 * breakdown_functions.c
 *		breakdown(), rollup(breakdown_row[]) and shares(), in SQL.
 */
#include "population/breakdown.h"

#include "population/segment_text.h"
#include "server/calls.h"
#include "server/rows.h"
#include "server/states.h"
#include "server/amount.h"
#include "funcapi.h"
#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "numbers/statistics.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"

/* ---- breakdown() ---- */

/* (state, segment, amount [, reachable, answered]) */
PG_FUNCTION_INFO_V1(customer_seg_breakdown_accum);
Datum
customer_seg_breakdown_accum(PG_FUNCTION_ARGS)
{
	MemoryContext context = aggregate_context(fcinfo);
	Breakdown *b = state_argument(fcinfo, 0);
	Tally one = {.customers = 1};
	const char *segment = NULL;

	if (b == NULL)
		b = breakdown_create(context, PG_NARGS() > 3);
	if (!PG_ARGISNULL(1))
		segment = segment_text(segment_writer(fcinfo), PG_GETARG_DATUM(1));
	if (!PG_ARGISNULL(2))
		one.amount = money_from_units(amount_units(AMOUNT_NUMERIC, PG_GETARG_DATUM(2), "amount", &one.scale));
	if (PG_NARGS() > 3)
	{
		one.reachable = !PG_ARGISNULL(3) && PG_GETARG_BOOL(3);
		one.asked = !PG_ARGISNULL(4);
		one.answered = !PG_ARGISNULL(4) && PG_GETARG_BOOL(4);
	}
	tally_add(breakdown_tally(b, segment), &one);
	PG_RETURN_POINTER(b);
}

static const Tally **
allocate_places(int n)
{
	return MemoryContextAllocHuge(CurrentMemoryContext, mul_size(sizeof(Tally *), (Size) n + 1));
}

/* what is counted of a label, which may be nothing */
static const Tally *
tally_of_label(const Breakdown *b, const char *label, bool *taken)
{
	Tally *tally = breakdown_find(b, label);

	if (tally != NULL)
		taken[tally - b->tallies] = true;
	else
	{
		tally = palloc0(sizeof(Tally));
		tally->segment = label;
	}
	return tally;
}

/*
 * The segments in order: of an enum all its labels as it has them, the others by
 * their bytes; returns how many.  The segment is the argument behind the state.
 */
int
breakdown_in_order(FunctionCallInfo fcinfo, const Breakdown *b, const Tally ***segments)
{
	bool *taken = MemoryContextAllocExtended(CurrentMemoryContext, (Size) b->count + 1, MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	EnumLabel *labels = NULL;
	int label_count = enum_labels_of_segment(fcinfo, 1, &labels);
	const Tally **places = allocate_places(b->count + label_count);
	int n = 0;

	for (int i = 0; i < label_count; i++)
		places[n++] = tally_of_label(b, labels[i].name, taken);
	for (int i = 0; i < b->count; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (!taken[i])
			places[n++] = &b->tallies[i];
	}
	breakdown_sort(places + label_count, n - label_count);
	*segments = places;
	return n;
}

/* (state, segment, amount [, reachable, answered]), all but the state only for their types */
PG_FUNCTION_INFO_V1(customer_seg_breakdown_final);
Datum
customer_seg_breakdown_final(PG_FUNCTION_ARGS)
{
	Breakdown *b;
	const Tally **segments;
	int count;

	(void) aggregate_context(fcinfo);
	b = state_argument(fcinfo, 0);
	if (b == NULL)
		b = breakdown_create(CurrentMemoryContext, PG_NARGS() > 3);
	count = breakdown_in_order(fcinfo, b, &segments);
	return breakdown_rows(fcinfo, b, segments, count);
}

static void *
breakdown_like(MemoryContext context, const void *other)
{
	return breakdown_create(context, ((const Breakdown *) other)->asks);
}

static void
join_breakdowns(void *state, const void *other)
{
	breakdown_merge(state, other);
}

PG_FUNCTION_INFO_V1(customer_seg_breakdown_combine);
Datum
customer_seg_breakdown_combine(PG_FUNCTION_ARGS)
{
	static const StateKind kind = {.create_like = breakdown_like, .join = join_breakdowns};

	return states_combine(fcinfo, &kind);
}

static void
send_tally(StringInfo out, const Tally *tally)
{
	if (tally->segment != NULL)
	{
		int length = (int) strlen(tally->segment);

		pq_sendint32(out, (uint32) length);
		pq_sendbytes(out, tally->segment, length);
	}
	pq_sendint64(out, (uint64) tally->customers);
	pq_sendint64(out, tally->amount.lo);
	pq_sendint64(out, tally->amount.mid);
	pq_sendint64(out, (uint64) tally->amount.hi);
	pq_sendint32(out, (uint32) tally->scale);
	pq_sendint64(out, (uint64) tally->reachable);
	pq_sendint64(out, (uint64) tally->asked);
	pq_sendint64(out, (uint64) tally->answered);
}

static Tally
receive_tally(StringInfo in, bool has_segment)
{
	Tally tally = {0};

	if (has_segment)
	{
		int length = (int) pq_getmsgint(in, 4);

		tally.segment = pnstrdup(pq_getmsgbytes(in, length), (Size) length);
	}
	tally.customers = pq_getmsgint64(in);
	tally.amount.lo = (uint64) pq_getmsgint64(in);
	tally.amount.mid = (uint64) pq_getmsgint64(in);
	tally.amount.hi = pq_getmsgint64(in);
	tally.scale = (int32) pq_getmsgint(in, 4);
	tally.reachable = pq_getmsgint64(in);
	tally.asked = pq_getmsgint64(in);
	tally.answered = pq_getmsgint64(in);
	return tally;
}

PG_FUNCTION_INFO_V1(customer_seg_breakdown_serial);
Datum
customer_seg_breakdown_serial(PG_FUNCTION_ARGS)
{
	Breakdown *b;
	StringInfoData out;

	(void) aggregate_context(fcinfo);
	b = (Breakdown *) PG_GETARG_POINTER(0);
	pq_begintypsend(&out);
	pq_sendbyte(&out, b->asks);
	pq_sendbyte(&out, b->unlike);
	pq_sendbyte(&out, b->has_none);
	if (b->has_none)
		send_tally(&out, &b->none);
	pq_sendint32(&out, (uint32) b->count);
	for (int i = 0; i < b->count; i++)
	{
		CHECK_FOR_INTERRUPTS();
		send_tally(&out, &b->tallies[i]);
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&out));
}

static void
receive_and_add(Breakdown *b, StringInfo in, bool has_segment)
{
	Tally tally = receive_tally(in, has_segment);

	tally_add(breakdown_tally(b, tally.segment), &tally);
	if (has_segment)
		pfree((char *) tally.segment); /* the breakdown has its own */
}

PG_FUNCTION_INFO_V1(customer_seg_breakdown_deserial);
Datum
customer_seg_breakdown_deserial(PG_FUNCTION_ARGS)
{
	Breakdown *b;
	StringInfoData in;
	int count;

	(void) aggregate_context(fcinfo);
	open_state(fcinfo, &in);

	b = breakdown_create(CurrentMemoryContext, pq_getmsgbyte(&in));
	b->unlike = pq_getmsgbyte(&in);
	if (pq_getmsgbyte(&in))
		receive_and_add(b, &in, false);
	count = (int) pq_getmsgint(&in, 4);
	for (int i = 0; i < count; i++)
	{
		CHECK_FOR_INTERRUPTS();
		receive_and_add(b, &in, true);
	}
	pq_getmsgend(&in);
	PG_RETURN_POINTER(b);
}

/* ---- rollup(breakdown_row[]) ---- */

PG_FUNCTION_INFO_V1(customer_seg_breakdown_rollup_accum);
Datum
customer_seg_breakdown_rollup_accum(PG_FUNCTION_ARGS)
{
	MemoryContext context = aggregate_context(fcinfo);
	Breakdown *b = state_argument(fcinfo, 0);

	if (b == NULL)
		b = breakdown_create(context, false);
	if (!PG_ARGISNULL(1))
		breakdown_merge(b, breakdown_read(PG_GETARG_ARRAYTYPE_P(1)));
	PG_RETURN_POINTER(b);
}

/* the order that all breakdowns had; when theirs differed, that of the bytes */
PG_FUNCTION_INFO_V1(customer_seg_breakdown_rollup_final);
Datum
customer_seg_breakdown_rollup_final(PG_FUNCTION_ARGS)
{
	Breakdown *b;
	const Tally **places;

	(void) aggregate_context(fcinfo);
	b = state_argument(fcinfo, 0);
	if (b == NULL)
		b = breakdown_create(CurrentMemoryContext, false);
	places = allocate_places(b->count);
	for (int i = 0; i < b->count; i++)
	{
		CHECK_FOR_INTERRUPTS();
		places[i] = &b->tallies[i];
	}
	if (b->unlike)
		breakdown_sort(places, b->count);
	return breakdown_rows(fcinfo, b, places, b->count);
}

/* ---- shares() ---- */

enum
{
	SEGMENT,
	CUSTOMERS,
	SHARE,
	SHARE_LOW,
	SHARE_HIGH,
	AMOUNT,
	SHARE_OF_AMOUNT,
	AVERAGE,
	COLUMNS
};

/* what a row takes is of the current context */
static void
put_shares(FunctionCallInfo fcinfo, const Tally *tally, const Tally *total, const Money *brought, int segments,
		   double confidence)
{
	Datum values[COLUMNS] = {0};
	bool nulls[COLUMNS] = {false};
	bool has_shares = tally->segment != NULL && total->customers > 0;
	double low = 0;
	double high = 0;
	double share;

	if (has_shares)
		goodman_interval(tally->customers, total->customers, segments, confidence, &low, &high);
	nulls[SEGMENT] = tally->segment == NULL;
	if (tally->segment != NULL)
		values[SEGMENT] = CStringGetTextDatum(tally->segment);
	values[CUSTOMERS] = Int64GetDatum(tally->customers);
	nulls[SHARE] = nulls[SHARE_LOW] = nulls[SHARE_HIGH] = !has_shares;
	values[SHARE] = Float8GetDatum((double) tally->customers / (double) Max(total->customers, 1));
	values[SHARE_LOW] = Float8GetDatum(low);
	values[SHARE_HIGH] = Float8GetDatum(high);
	values[AMOUNT] = decimal_make(&tally->amount, tally->scale);
	nulls[SHARE_OF_AMOUNT] = !share_of_brought(tally, brought, &share) || tally->segment == NULL;
	values[SHARE_OF_AMOUNT] = Float8GetDatum(share);
	nulls[AVERAGE] = tally->customers == 0;
	if (!nulls[AVERAGE])
		values[AVERAGE] = DirectFunctionCall2(numeric_div, values[AMOUNT],
											  DirectFunctionCall1(int8_numeric, values[CUSTOMERS]));
	put_row(fcinfo, values, nulls);
}

/*
 * shares(breakdown_row[] [, confidence]): a row for each segment, with its
 * share of the customers that have one, their simultaneous confidence interval
 * (Goodman 1965), and its share of the money that segments bring, of which one
 * below 0 brings nothing.  Customers without a segment
 * come last and have no shares.
 */
PG_FUNCTION_INFO_V1(customer_seg_shares);
Datum
customer_seg_shares(PG_FUNCTION_ARGS)
{
	Breakdown *b = breakdown_read(PG_GETARG_ARRAYTYPE_P(0));
	double confidence = confidence_argument(fcinfo, 1);
	Tally total = breakdown_total(b);
	Money brought = breakdown_brought(b);
	MemoryContext scratch = row_scratch();
	MemoryContext caller;

	InitMaterializedSRF(fcinfo, 0);
	caller = MemoryContextSwitchTo(scratch);
	for (int i = 0; i < b->count; i++)
	{
		CHECK_FOR_INTERRUPTS();
		put_shares(fcinfo, &b->tallies[i], &total, &brought, b->count, confidence);
		MemoryContextReset(scratch);
	}
	if (b->has_none)
		put_shares(fcinfo, &b->none, &total, &brought, b->count, confidence);
	MemoryContextSwitchTo(caller);
	MemoryContextDelete(scratch);
	PG_RETURN_NULL();
}
