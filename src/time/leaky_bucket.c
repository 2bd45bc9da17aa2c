/*
 * leaky_bucket.c
 *		leaky_bucket(history, since, until, every [, lapse_after]): period by
 *		period who came, who left, and what became of the money; and
 *		_shown_periods(), the same for pictures, with whose money it is.
 *
 * The state has sums for each period, whatever the number of customers.
 */
#include "time/flows.h"

#include "libpq/pqformat.h"
#include "server/amount.h"
#include "server/calls.h"
#include "server/rows.h"
#include "server/states.h"

#define MOST_PERIODS 10000

/* what a call asks for */
typedef struct Terms
{
	DateADT since;
	DateADT until;
	Interval every;
	Interval lapse_after; /* zero: there is who has an order in the period */
	bool by_payer;		  /* for pictures: money is by whose it is, not by flows */
} Terms;

/* what the customer at hand did in a period */
typedef struct Visit
{
	bool is_there; /* at its end */
	bool bought;
	int scale;
	Money amount;
} Visit;

/* whose money the money of a period is */
typedef enum Payer
{
	PAYER_NEW,		/* whose first order was in it */
	PAYER_WON_BACK, /* who bought in it and was not there when it began */
	PAYER_OTHERS,	/* who was there, or bought nothing */
	PAYERS
} Payer;

/* what is summed of a period */
typedef struct PeriodSums
{
	Flows flows;
	Money paid[PAYERS];
} PeriodSums;

/*
 * Period k, from 1 to count, is that from bounds[k] on and before bounds[k + 1]; 0
 * is the one before the first.  Who has an order from floors[k] on and before
 * bounds[k + 1] is there at its end.
 */
typedef struct LeakyBucket
{
	Terms terms;
	int count;
	bool is_cut; /* the last period is but a rest */
	DateADT *bounds;
	DateADT *floors;
	PeriodSums *sums; /* of each period */
	Visit *visits;	  /* to each period, cleared after each customer */
	DateADT last_day; /* of all histories, as far as it matters */
} LeakyBucket;

/* ---- the periods ---- */

static int
count_periods(const Terms *terms)
{
	int count = 1;

	while (day_plus(terms->since, &terms->every, count) < terms->until)
		if (count++ == MOST_PERIODS)
			ereport(ERROR,
					(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
					 errmsg("a leaky bucket of more than %d periods", MOST_PERIODS),
					 errhint("Take longer periods, such as '1 month', or begin later.")));
	return count;
}

static DateADT
floor_of(const LeakyBucket *b, int period)
{
	if (b->terms.lapse_after.day == 0 && b->terms.lapse_after.month == 0)
		return b->bounds[period];
	return day_minus(b->bounds[period + 1], &b->terms.lapse_after);
}

static LeakyBucket *
create_bucket(MemoryContext context, const Terms *terms)
{
	MemoryContext caller = MemoryContextSwitchTo(context);
	LeakyBucket *b = palloc0(sizeof(LeakyBucket));

	b->terms = *terms;
	b->count = count_periods(terms);
	b->bounds = palloc_array(DateADT, b->count + 2);
	b->bounds[0] = day_minus(terms->since, &terms->every);
	for (int i = 0; i < b->count; i++)
		b->bounds[i + 1] = day_plus(terms->since, &terms->every, i);
	b->bounds[b->count + 1] = terms->until;
	b->is_cut = day_plus(terms->since, &terms->every, b->count) > terms->until;
	b->floors = palloc_array(DateADT, b->count + 1);
	for (int i = 0; i <= b->count; i++)
		b->floors[i] = floor_of(b, i);
	b->sums = palloc0_array(PeriodSums, b->count + 1);
	b->visits = palloc0_array(Visit, b->count + 1);
	b->last_day = DATEVAL_NOBEGIN;
	MemoryContextSwitchTo(caller);
	return b;
}

/* the period of a day before until; -1 where it lies before them all */
static int
bucket_period(const LeakyBucket *b, DateADT day)
{
	int low = -1;
	int high = b->count + 1;

	while (high - low > 1)
	{
		int middle = (low + high) / 2;

		if (b->bounds[middle] <= day)
			low = middle;
		else
			high = middle;
	}
	return low;
}

/* ---- customers ---- */

/* the periods in which a customer is seen */
typedef struct Stay
{
	DateADT first_order;
	int first;
	int last;		 /* below the first: none */
	int there_until; /* the last at whose end they are known to be there */
} Stay;

static void
extend(Stay *stay, int period)
{
	stay->first = Min(stay->first, period);
	stay->last = Max(stay->last, period);
}

/* an order makes its customer there at the end of its period, or of as many as its day is not too far from */
static void
visit_by_order(LeakyBucket *b, Stay *stay, DateADT day, int period)
{
	if (stay->first_order == DATEVAL_NOEND)
		stay->first_order = day;
	for (int i = Max(period, stay->there_until + 1); i <= b->count && b->floors[i] <= day; i++)
	{
		b->visits[i].is_there = true;
		stay->there_until = i;
		extend(stay, i);
	}
}

static void
visit_on_day(LeakyBucket *b, Stay *stay, const HistoryDay *day)
{
	int period = bucket_period(b, day->day);

	if (day->orders > 0)
		visit_by_order(b, stay, day->day, period);
	if (period < 0 || day->orders + day->refunds == 0)
		return;
	extend(stay, period);
	b->visits[period].bought |= day->orders > 0;
	amount_add(&b->visits[period].amount, &day->amount, "the amount of a period");
	b->visits[period].scale = Max(b->visits[period].scale, day->scale);
}

/* the flow into a period from the one before it */
static void
count_visit(LeakyBucket *b, const Stay *stay, int period)
{
	const Visit *then = &b->visits[period - 1];
	const Visit *now = &b->visits[period];
	bool came = stay->first_order >= b->bounds[period];
	Flow flow = flow_of_customer(then->is_there, now->is_there, came);
	Payer payer = !now->bought || then->is_there ? PAYER_OTHERS : came ? PAYER_NEW :
																		 PAYER_WON_BACK;
	PeriodSums *sums = &b->sums[period];
	int scale = Max(then->scale, now->scale);

	if (!b->terms.by_payer)
		flows_add(&sums->flows, flow, &then->amount, &now->amount, scale);
	else
	{
		flows_count(&sums->flows, flow, scale);
		if (money_sign(&now->amount) != 0)
			amount_add(&sums->paid[payer], &now->amount, "the money of a period");
	}
}

static void
bucket_add(LeakyBucket *b, const struct varlena *history)
{
	Stay stay = {.first_order = DATEVAL_NOEND, .first = b->count + 1, .last = -1, .there_until = -1};
	HistoryReader reader;
	HistoryDay day;

	history_open(&reader, history);
	while (history_next(&reader, &day))
	{
		b->last_day = Max(b->last_day, day.day);
		if (day.day >= b->terms.until)
			break;
		visit_on_day(b, &stay, &day);
	}
	for (int i = Max(stay.first, 1); i <= Min(stay.last + 1, b->count); i++)
		count_visit(b, &stay, i);
	if (stay.last >= 0)
		memset(&b->visits[stay.first], 0, sizeof(Visit) * (Size) (stay.last - stay.first + 1));
}

/* ---- the aggregate ---- */

static void
check_not_null(FunctionCallInfo fcinfo, int argument, const char *name)
{
	if (PG_ARGISNULL(argument))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("%s of a leaky bucket is NULL", name),
				 errhint("Give the same for all customers, as in leaky_bucket(history, '2024-01-01', '2025-01-01', '1 month').")));
}

/* (state, history, since, until, every [, lapse_after]) */
static Terms
terms_arguments(FunctionCallInfo fcinfo)
{
	static const char *const names[] = {NULL, NULL, "since", "until", "every", "lapse_after"};
	Terms terms = {0};

	for (int i = 2; i < PG_NARGS(); i++)
		check_not_null(fcinfo, i, names[i]);
	terms.since = day_argument(fcinfo, 2, "since");
	terms.until = day_argument(fcinfo, 3, "until");
	terms.every = *span_argument(fcinfo, 4, "every");
	if (PG_NARGS() > 5)
		terms.lapse_after = *span_argument(fcinfo, 5, "lapse_after");
	if (terms.since >= terms.until)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("since %s is not before until %s", day_text(terms.since), day_text(terms.until)),
				 errhint("Give the first day and the day after the last, such as '2024-01-01', '2025-01-01'.")));
	return terms;
}

static void
check_same_terms(const Terms *a, const Terms *b)
{
	if (a->since != b->since || a->until != b->until || memcmp(&a->every, &b->every, sizeof(Interval)) != 0 ||
		memcmp(&a->lapse_after, &b->lapse_after, sizeof(Interval)) != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a leaky bucket needs one since, until, every and lapse_after"),
				 errhint("Give the same for all customers.")));
}

static Datum
accumulate_bucket(FunctionCallInfo fcinfo, bool by_payer)
{
	MemoryContext context = aggregate_context(fcinfo);
	LeakyBucket *b = state_argument(fcinfo, 0);
	Terms terms = terms_arguments(fcinfo);

	terms.by_payer = by_payer;
	if (b == NULL)
		b = create_bucket(context, &terms);
	check_same_terms(&b->terms, &terms);
	if (!PG_ARGISNULL(1))
		bucket_add(b, PG_GETARG_HISTORY_P(1));
	PG_RETURN_POINTER(b);
}

PG_FUNCTION_INFO_V1(customer_seg_leaky_bucket_accum);
Datum
customer_seg_leaky_bucket_accum(PG_FUNCTION_ARGS)
{
	return accumulate_bucket(fcinfo, false);
}

PG_FUNCTION_INFO_V1(customer_seg_shown_periods_accum);
Datum
customer_seg_shown_periods_accum(PG_FUNCTION_ARGS)
{
	return accumulate_bucket(fcinfo, true);
}

static void *
bucket_like(MemoryContext context, const void *other)
{
	return create_bucket(context, &((const LeakyBucket *) other)->terms);
}

static void
join_buckets(void *state, const void *other)
{
	LeakyBucket *b = state;
	const LeakyBucket *added = other;

	check_same_terms(&b->terms, &added->terms);
	for (int i = 1; i <= b->count; i++)
	{
		flows_merge(&b->sums[i].flows, &added->sums[i].flows);
		for (int payer = 0; payer < PAYERS; payer++)
			amount_add(&b->sums[i].paid[payer], &added->sums[i].paid[payer], "the money of a period");
	}
	b->last_day = Max(b->last_day, added->last_day);
}

PG_FUNCTION_INFO_V1(customer_seg_leaky_bucket_combine);
Datum
customer_seg_leaky_bucket_combine(PG_FUNCTION_ARGS)
{
	static const StateKind kind = {bucket_like, join_buckets};

	return states_combine(fcinfo, &kind);
}

/* between processes of one server: in the machine's own byte order */
PG_FUNCTION_INFO_V1(customer_seg_leaky_bucket_serial);
Datum
customer_seg_leaky_bucket_serial(PG_FUNCTION_ARGS)
{
	const LeakyBucket *b;
	StringInfoData out;

	(void) aggregate_context(fcinfo);
	b = state_argument(fcinfo, 0);
	pq_begintypsend(&out);
	pq_sendbytes(&out, (const char *) &b->terms, sizeof(Terms));
	pq_sendbytes(&out, (const char *) &b->last_day, sizeof(DateADT));
	pq_sendbytes(&out, (const char *) &b->sums[1], (int) (sizeof(PeriodSums) * (Size) b->count));
	PG_RETURN_BYTEA_P(pq_endtypsend(&out));
}

PG_FUNCTION_INFO_V1(customer_seg_leaky_bucket_deserial);
Datum
customer_seg_leaky_bucket_deserial(PG_FUNCTION_ARGS)
{
	LeakyBucket *b;
	StringInfoData in;
	Terms terms;

	(void) aggregate_context(fcinfo);
	open_state(fcinfo, &in);
	pq_copymsgbytes(&in, (char *) &terms, sizeof(Terms));
	b = create_bucket(CurrentMemoryContext, &terms);
	pq_copymsgbytes(&in, (char *) &b->last_day, sizeof(DateADT));
	pq_copymsgbytes(&in, (char *) &b->sums[1], (int) (sizeof(PeriodSums) * (Size) b->count));
	pq_getmsgend(&in);
	PG_RETURN_POINTER(b);
}

/* Does until cut this period short? */
static bool
is_rest(const LeakyBucket *b, int period)
{
	return b->is_cut && period == b->count;
}

/* columns of a row */
enum
{
	PERIOD,
	START,
	NEW_CUSTOMERS,
	RETAINED,
	WON_BACK,
	LOST,
	END,
	MONEY_BEFORE,
	MONEY_NOW,
	MONEY_NEW,
	MONEY_WON_BACK,
	EXPANSION,
	CONTRACTION,
	MONEY_LOST,
	SHARE_NEW,
	CHURN,
	CHURN_LOW,
	CHURN_HIGH,
	COMPLETE,
	COLUMNS
};

static void
write_period(RowWriter *writer, const LeakyBucket *b, int i)
{
	MemoryContext caller = MemoryContextSwitchTo(writer->scratch);
	const Period period = {b->bounds[i], b->bounds[i + 1]};
	const Flows *flows = &b->sums[i].flows;
	Datum values[COLUMNS];
	bool nulls[COLUMNS] = {false};

	values[PERIOD] = period_range(&period);
	values[START] = Int64GetDatum(flows_start(flows));
	values[NEW_CUSTOMERS] = Int64GetDatum(flows->customers[FLOW_NEW]);
	values[RETAINED] = Int64GetDatum(flows->customers[FLOW_RETAINED]);
	values[WON_BACK] = Int64GetDatum(flows->customers[FLOW_WON_BACK]);
	values[LOST] = Int64GetDatum(flows->customers[FLOW_LOST]);
	values[END] = Int64GetDatum(flows_end(flows));
	values[MONEY_BEFORE] = flows_money(flows, SUM_BEFORE);
	values[MONEY_NOW] = flows_money(flows, SUM_NOW);
	values[MONEY_NEW] = flows_money(flows, SUM_NEW);
	values[MONEY_WON_BACK] = flows_money(flows, SUM_WON_BACK);
	values[EXPANSION] = flows_money(flows, SUM_EXPANSION);
	values[CONTRACTION] = flows_money(flows, SUM_CONTRACTION);
	values[MONEY_LOST] = flows_money(flows, SUM_LOST);
	values[SHARE_NEW] = flows_share_new(flows, &nulls[SHARE_NEW]);
	flows_share_of_start(flows, FLOW_LOST, &values[CHURN], &nulls[CHURN]);
	values[COMPLETE] = BoolGetDatum(!is_rest(b, i) && b->last_day >= period.end - 1);
	MemoryContextSwitchTo(caller);
	row_writer_add(writer, values, nulls);
}

static Datum
write_periods(FunctionCallInfo fcinfo, void (*write)(RowWriter *writer, const LeakyBucket *b, int i))
{
	const LeakyBucket *b;
	RowWriter writer;

	(void) aggregate_context(fcinfo);
	b = state_argument(fcinfo, 0);
	row_writer_open(&writer, fcinfo);
	for (int i = 1; b != NULL && i <= b->count; i++)
		write(&writer, b, i);
	return row_writer_close(&writer);
}

PG_FUNCTION_INFO_V1(customer_seg_leaky_bucket_final);
Datum
customer_seg_leaky_bucket_final(PG_FUNCTION_ARGS)
{
	return write_periods(fcinfo, write_period);
}

/* columns of a row for pictures */
enum
{
	SHOWN_FROM,
	SHOWN_UNTIL,
	SHOWN_COMPLETE,
	SHOWN_START,
	SHOWN_NEW,
	SHOWN_WON_BACK,
	SHOWN_LOST,
	SHOWN_END,
	SHOWN_PAID_NEW,
	SHOWN_PAID_WON_BACK,
	SHOWN_PAID_OTHERS,
	SHOWN_PAID,
	SHOWN_COLUMNS
};

/* Of a sample: until is where the data end, whether the last day of all is in the sample or not. */
static void
write_shown_period(RowWriter *writer, const LeakyBucket *b, int i)
{
	MemoryContext caller = MemoryContextSwitchTo(writer->scratch);
	const Flows *flows = &b->sums[i].flows;
	Money paid = {0};
	Datum values[SHOWN_COLUMNS];
	bool nulls[SHOWN_COLUMNS] = {false};

	values[SHOWN_FROM] = DateADTGetDatum(b->bounds[i]);
	values[SHOWN_UNTIL] = DateADTGetDatum(b->bounds[i + 1]);
	values[SHOWN_COMPLETE] = BoolGetDatum(!is_rest(b, i));
	values[SHOWN_START] = Int64GetDatum(flows_start(flows));
	values[SHOWN_NEW] = Int64GetDatum(flows->customers[FLOW_NEW]);
	values[SHOWN_WON_BACK] = Int64GetDatum(flows->customers[FLOW_WON_BACK]);
	values[SHOWN_LOST] = Int64GetDatum(flows->customers[FLOW_LOST]);
	values[SHOWN_END] = Int64GetDatum(flows_end(flows));
	for (int payer = 0; payer < PAYERS; payer++)
	{
		amount_add(&paid, &b->sums[i].paid[payer], "the money of a period");
		values[SHOWN_PAID_NEW + payer] = decimal_make(&b->sums[i].paid[payer], flows->scale);
	}
	values[SHOWN_PAID] = decimal_make(&paid, flows->scale);
	MemoryContextSwitchTo(caller);
	row_writer_add(writer, values, nulls);
}

PG_FUNCTION_INFO_V1(customer_seg_shown_periods_final);
Datum
customer_seg_shown_periods_final(PG_FUNCTION_ARGS)
{
	return write_periods(fcinfo, write_shown_period);
}
