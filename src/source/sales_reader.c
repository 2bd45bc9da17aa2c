/*
 * sales_reader.c
 *		A receiver of sales, or of activities that were made of them: from values
 *		of a row to rows of the engine.
 */
#include "source/sales_reader.h"

#include "customer/yardstick_sample.h"
#include "port/pg_bitutils.h"
#include "source/parallel_scan.h"
#include "storage/lwlock.h"

/* ---- a row ---- */

/* an amount in units of 10^-8, or false when it needs more room */
static inline bool
read_small_amount(AmountKind kind, Datum value, int64 *amount, int *scale)
{
	return kind == AMOUNT_NUMERIC && is_stored_plain(value) &&
		   decimal_read_small((struct varlena *) DatumGetPointer(value), amount, scale);
}

/* what needs more room goes to the rest, unless it needs none */
static MoneyStatus
read_large_amount(AmountKind kind, Datum value, Row *row, RowRest *rest)
{
	int128_money small;
	int scale = 0;
	MoneyStatus status = amount_read(kind, value, &rest->amount, &scale);

	if (!money_is_taken(status))
		return status;
	small = rest->amount / SMALL_UNITS;
	row->scale = (uint8) scale;
	row->kind = ROW_LARGE;
	if (small * SMALL_UNITS == rest->amount && small < SMALL_LIMIT && small > -SMALL_LIMIT)
	{
		row->amount = (int64) small;
		row->kind = ROW_SMALL;
	}
	return status;
}

/* the amount of a row, in the only form for its value; or what is wrong with it */
MoneyStatus
row_read_amount(AmountKind kind, Datum value, Row *row, RowRest *rest)
{
	int scale;

	if (unlikely(!read_small_amount(kind, value, &row->amount, &scale)))
		return read_large_amount(kind, value, row, rest);
	row->kind = ROW_SMALL;
	row->scale = (uint8) scale;
	return MONEY_OK;
}

static void
read_amount(const SalesReader *reader, Datum value, Row *row, RowRest *rest)
{
	AmountKind kind = reader->selection->column[COLUMN_AMOUNT].amount;
	MoneyStatus status = row_read_amount(kind, value, row, rest);

	if (unlikely(!money_is_taken(status)))
		amount_report(status, kind, value, "amount");
}

/* money that the row knows of its customer, beside the amount */
static void
read_known(const SalesReader *reader, SourceColumn column, const char *what, const Datum *values, const bool *nulls,
		   KnownMoney *known)
{
	if (!nulls[column])
		*known = amount_known(reader->selection->column[column].amount, values[column], what);
}

/* values that most rows do not have, or need not */
static void
read_rest(const SalesReader *reader, const Datum *values, const bool *nulls, Row *row, RowRest *rest)
{
	KnownMoney profit = {0};

	if (!nulls[COLUMN_AMOUNT])
		read_amount(reader, values[COLUMN_AMOUNT], row, rest);
	if (!nulls[COLUMN_ORDER])
	{
		rest->order = key_from_datum(reader->order_type, values[COLUMN_ORDER]);
		rest->has_order = true;
	}
	read_known(reader, COLUMN_POTENTIAL, "potential", values, nulls, &rest->potential);
	read_known(reader, COLUMN_PROFIT, "profit", values, nulls, &profit);
	rest->profit = known_sum(&profit);
}

/* part by part, as it was written a moment ago: the processor waits for parts that are read as one */
static inline void
copy_row(Row *place, const Row *row)
{
	place->customer = row->customer;
	place->at = row->at;
	place->amount = row->amount;
	place->hash = row->hash;
	place->kind = row->kind;
	place->scale = row->scale;
	place->has_rest = row->has_rest;
}

/*
 * Takes a row that counts, of its customer's hash, for whichever grouping it
 * belongs to; its keys move to where they last.  order: the hash of its order,
 * where it has one.
 */
void
sales_reader_put_row(SalesReader *reader, Row *row, RowRest *rest, uint32 order)
{
	Grouping *grouping = rest->has_order ? &reader->orders : &reader->customers;
	Row *place;
	RowRest *place_rest;

	if (rest->has_order)
		row->hash = order_hash(order, row->hash);
	row->has_rest = row->kind == ROW_LARGE || rest->has_order || row_knows_customer(rest);
	grouping_keep_keys(grouping, &row->customer, rest->has_order ? &rest->order : NULL);
	place = grouping_next(grouping, row->hash, &place_rest);
	copy_row(place, row);
	if (row->has_rest)
		*place_rest = *rest;
	grouping_added(grouping, row->hash);
}

/* the row in full */
static pg_noinline void
put_row_with_rest(SalesReader *reader, const Datum *values, const bool *nulls, uint64 customer, uint32 hash,
				  TimestampTz at)
{
	Row row = {.kind = ROW_CONTACT, .customer = customer, .at = at, .hash = hash};
	RowRest rest = {0};

	read_rest(reader, values, nulls, &row, &rest);
	sales_reader_put_row(reader, &row, &rest, rest.has_order ? key_hash(reader->order_type, rest.order) : 0);
}

static void
add_left_out(SalesCounts *counts, const Money *amount, int scale)
{
	counts->scale_left_out = Max(counts->scale_left_out, scale);
	if (!money_add(&counts->amount_left_out, amount))
		elog(ERROR, "sum of amounts does not fit");
}

/* a row without a customer or a time; what is no sum of money in it is left out, too */
static pg_noinline void
leave_out(SalesReader *reader, const Datum *values, const bool *nulls)
{
	SalesCounts *counts = &reader->counts;
	int128_money units;
	Money amount;
	int scale;

	if (nulls[COLUMN_CUSTOMER])
		counts->without_customer++;
	else
		counts->without_time++;
	if (nulls[COLUMN_AMOUNT] ||
		!money_is_taken(amount_read(reader->selection->column[COLUMN_AMOUNT].amount, values[COLUMN_AMOUNT], &units, &scale)))
		return;
	amount = money_from_units(units);
	add_left_out(counts, &amount, scale);
}

/* the time of a row that is to count */
static TimestampTz
read_time(const SalesReader *reader, Datum value)
{
	TimeKind kind = reader->selection->column[COLUMN_TIME].time;
	TimestampTz at;

	if (unlikely(!time_read(kind, value, &at)))
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("time %s is out of range", time_as_written(kind, value)),
				 errhint("Use a time from 4713 BC to 294276, or NULL. audit() counts such rows.")));
	if (unlikely(TIMESTAMP_NOT_FINITE(at)))
		check_finite_time(at, "time");
	return at;
}

/* a row that counts, with the key and the hash of its customer */
static inline void
put_sale(SalesReader *reader, const Datum *values, const bool *nulls, TimestampTz at, uint64 customer, uint32 hash)
{
	Row *row;
	RowRest *rest;
	int64 amount;
	int scale;

	if (reader->times != NULL)
		shared_times_add(reader->times, &reader->sample_type, customer, at);
	if (!reader->plain || nulls[COLUMN_AMOUNT] || !read_small_amount(reader->selection->column[COLUMN_AMOUNT].amount, values[COLUMN_AMOUNT], &amount, &scale))
	{
		put_row_with_rest(reader, values, nulls, customer, hash, at);
		return;
	}
	if (!reader->customer_type->by_value)
		grouping_keep_keys(&reader->customers, &customer, NULL);
	row = grouping_next(&reader->customers, hash, &rest);
	row->customer = customer;
	row->at = at;
	row->amount = amount;
	row->hash = hash;
	row->kind = ROW_SMALL;
	row->scale = (uint8) scale;
	row->has_rest = false;
	grouping_added(&reader->customers, hash);
}

static inline bool
is_sampled(SalesReader *reader, uint64 customer)
{
	return reader->sample == NULL || hash_sample_add(reader->sample, key_hash64(&reader->sample_type, customer));
}

static void
receive_sale(RowReceiver *receiver, const Datum *values, const bool *nulls)
{
	SalesReader *reader = (SalesReader *) receiver;
	uint64 customer;
	uint32 hash;
	TimestampTz at;

	if (likely(!nulls[COLUMN_TIME]))
	{
		at = read_time(reader, values[COLUMN_TIME]);
		reader->counts.last_time = Max(reader->counts.last_time, at);
	}
	if (unlikely(nulls[COLUMN_CUSTOMER] || nulls[COLUMN_TIME]))
	{
		leave_out(reader, values, nulls);
		return;
	}
	customer = key_from_datum(reader->customer_type, values[COLUMN_CUSTOMER]);
	if (!is_sampled(reader, customer))
		return;
	hash = key_hash(reader->customer_type, customer);
	put_sale(reader, values, nulls, at, customer, hash);
	if (reader->beside != NULL && is_sampled(reader->beside, customer))
		put_sale(reader->beside, values, nulls, at, customer, hash);
}

/* ---- a row that holds an activity ---- */

/* to the engine it is a key by reference: bytes that are copied where the row waits, and go to files with it */
static KeyType activity_bytes = {.length = -1};

static void
put_activity(SalesReader *reader, uint64 customer, const Activity *a)
{
	uint64 activity = PointerGetDatum(a);
	uint32 hash = key_hash(reader->customer_type, customer);
	Row *row;
	RowRest *rest;

	grouping_keep_keys(&reader->customers, &customer, &activity);
	row = grouping_next(&reader->customers, hash, &rest);
	*row = (Row){.customer = customer, .hash = hash, .has_rest = true};
	*rest = (RowRest){.order = activity, .has_order = true};
	grouping_added(&reader->customers, hash);
}

static void
receive_activity(RowReceiver *receiver, const Datum *values, const bool *nulls)
{
	SalesReader *reader = (SalesReader *) receiver;
	const Activity *a;

	if (unlikely(nulls[COLUMN_ACTIVITY]))
	{
		reader->counts.without_activity++;
		return;
	}
	a = DatumGetActivityP(values[COLUMN_ACTIVITY]);
	reader->counts.last_time = Max(reader->counts.last_time, activity_last_time(a));
	if (unlikely(nulls[COLUMN_CUSTOMER]))
		reader->counts.without_customer++;
	else
		put_activity(reader, key_from_datum(reader->customer_type, values[COLUMN_CUSTOMER]), a);
}

/* ---- several processes ---- */

/* what may be kept of customers, by a number that means the same in all processes */
static const GroupingKind *const customers_kinds[] = {
	&customers_kind,
	&customers_with_refunds_kind,
	&customer_days_kind,
	&activities_kind,
};

typedef struct SharedSales
{
	int64 memory;
	int customers;	/* number of their kind */
	uint32 at_most; /* customers, or 0: all */

	/* offsets of what lies behind the SharedGrouping of the customers */
	Size orders; /* their SharedGrouping */
	Size times;	 /* these two are HashSamples */
	Size sample;
	Size beside; /* the SharedSales of the reader beside, or 0: there is none */

	LWLock lock;
	SalesCounts counts;
} SharedSales;

static SharedGrouping *
shared_customers(SharedSales *shared)
{
	return (SharedGrouping *) ((char *) shared + CACHELINEALIGN(sizeof(SharedSales)));
}

static inline void *
shared_part(SharedSales *shared, Size offset)
{
	return (char *) shared + offset;
}

/* where all lies that is shared; returns its size */
static Size
lay_out_sales(const SalesReader *reader, SharedSales *sales)
{
	Size size = add_size(CACHELINEALIGN(sizeof(SharedSales)), grouping_shared_size(&reader->customers));

	sales->orders = size = CACHELINEALIGN(size);
	size = add_size(size, reader->order_type == NULL ? 0 : grouping_shared_size(&reader->orders));
	sales->times = size = CACHELINEALIGN(size);
	size = add_size(size, reader->times == NULL ? 0 : hash_sample_size(MOST_TIMES));
	sales->sample = size = CACHELINEALIGN(size);
	size = add_size(size, reader->sample == NULL ? 0 : hash_sample_size(reader->at_most));
	sales->beside = 0;
	if (reader->beside == NULL)
		return size;
	sales->beside = size = CACHELINEALIGN(size);
	return add_size(size, lay_out_sales(reader->beside, &(SharedSales){0}));
}

static Size
shared_sales_size(const RowReceiver *receiver)
{
	SharedSales layout;

	return lay_out_sales((const SalesReader *) receiver, &layout);
}

static int
number_of_kind(const GroupingKind *kind)
{
	int number = 0;

	while (customers_kinds[number] != kind)
		number++;
	return number;
}

/* number: the first that its files have */
static void
share_reader(SalesReader *reader, SharedSales *sales, const SharedWork *work, int number)
{
	sales->memory = reader->memory;
	sales->customers = number_of_kind(reader->customers.kind);
	sales->at_most = reader->at_most;
	(void) lay_out_sales(reader, sales);
	sales->counts.last_time = DT_NOBEGIN;
	if (reader->times != NULL)
		hash_sample_init(shared_part(sales, sales->times), MOST_TIMES);
	if (reader->sample != NULL)
		hash_sample_init(shared_part(sales, sales->sample), reader->at_most);
	LWLockInitialize(&sales->lock, work->tranche);
	grouping_share(&reader->customers, shared_customers(sales), work->area, work->files, number, work->tranche);
	if (reader->order_type != NULL)
		grouping_share(&reader->orders, shared_part(sales, sales->orders), work->area, work->files, number + 1, work->tranche);
	if (reader->beside != NULL)
		share_reader(reader->beside, shared_part(sales, sales->beside), work, number + 2);
}

static void
share_sales(RowReceiver *receiver, void *shared, const SharedWork *work)
{
	share_reader((SalesReader *) receiver, shared, work, 0);
}

/* a worker's reader, beside those of other processes; its progress may be set */
void
sales_reader_attach(SalesReader *reader, Selection *selection, void *shared, const SharedWork *work)
{
	SharedSales *sales = shared;

	sales_reader_begin(reader, selection, CurrentMemoryContext, sales->memory,
					   customers_kinds[sales->customers], reader->pub.progress);
	if (sales->at_most > 0)
		sales_reader_sample(reader, sales->at_most);
	grouping_attach(&reader->customers, shared_customers(sales), work->area, work->files, work->process);
	if (reader->order_type != NULL)
		grouping_attach(&reader->orders, shared_part(sales, sales->orders), work->area, work->files, work->process);
	if (sales->beside == 0)
		return;
	reader->beside = palloc0_object(SalesReader);
	sales_reader_attach(reader->beside, selection, shared_part(sales, sales->beside), work);
}

static void
attach_sales(RowReceiver *receiver, Selection *selection, void *shared, const SharedWork *work)
{
	sales_reader_attach((SalesReader *) receiver, selection, shared, work);
}

static void
flush_samples(SalesReader *reader)
{
	if (reader->times != NULL)
		hash_sample_flush(reader->times);
	if (reader->sample != NULL)
		hash_sample_flush(reader->sample);
}

static void
detach_sales(RowReceiver *receiver, void *shared)
{
	SalesReader *reader = (SalesReader *) receiver;
	SharedSales *sales = shared;

	grouping_detach(&reader->customers);
	if (reader->order_type != NULL)
		grouping_detach(&reader->orders);
	flush_samples(reader);
	LWLockAcquire(&sales->lock, LW_EXCLUSIVE);
	sales->counts.without_customer += reader->counts.without_customer;
	sales->counts.without_time += reader->counts.without_time;
	sales->counts.without_activity += reader->counts.without_activity;
	add_left_out(&sales->counts, &reader->counts.amount_left_out, reader->counts.scale_left_out);
	sales->counts.last_time = Max(sales->counts.last_time, reader->counts.last_time);
	if (reader->times != NULL)
		hash_sample_join(shared_part(sales, sales->times), reader->times);
	if (reader->sample != NULL)
		hash_sample_join(shared_part(sales, sales->sample), reader->sample);
	LWLockRelease(&sales->lock);
	if (reader->beside != NULL)
		detach_sales(&reader->beside->pub, shared_part(sales, sales->beside));
}

static void
gather_sales(RowReceiver *receiver, void *shared, int processes)
{
	SalesReader *reader = (SalesReader *) receiver;
	SharedSales *sales = shared;

	grouping_gather(&reader->customers, processes);
	if (reader->order_type != NULL)
		grouping_gather(&reader->orders, processes);
	reader->counts = sales->counts;
	if (reader->times != NULL)
		memcpy(reader->times, shared_part(sales, sales->times), hash_sample_size(MOST_TIMES));
	if (reader->sample != NULL)
		memcpy(reader->sample, shared_part(sales, sales->sample), hash_sample_size(reader->at_most));
	if (reader->beside != NULL)
		gather_sales(&reader->beside->pub, shared_part(sales, sales->beside), processes);
}

static void
restart_sales(RowReceiver *receiver)
{
	SalesReader *reader = (SalesReader *) receiver;
	MemoryContext context = MemoryContextGetParent(receiver->row_context);
	const GroupingKind *customers = reader->customers.kind;
	SalesReader *beside = reader->beside;
	uint32 at_most = reader->at_most;

	if (reader->times != NULL)
		pfree(reader->times);
	if (reader->sample != NULL)
		pfree(reader->sample);
	grouping_free(&reader->customers);
	if (reader->order_type != NULL)
		grouping_free(&reader->orders);
	MemoryContextDelete(receiver->row_context);
	sales_reader_begin(reader, reader->selection, context, reader->memory, customers, receiver->progress);
	if (at_most > 0)
		sales_reader_sample(reader, at_most);
	reader->beside = beside;
	if (beside != NULL)
		restart_sales(&beside->pub);
}

static const RowReceiverKind sales_kind = {
	.put = receive_sale,
	.worker = "customer_seg_sales_worker",
	.size = sizeof(SalesReader),
	.shared_size = shared_sales_size,
	.share = share_sales,
	.attach = attach_sales,
	.detach = detach_sales,
	.gather = gather_sales,
	.restart = restart_sales,
};

/* the same of activities */
static const RowReceiverKind activities_receiver_kind = {
	.put = receive_activity,
	.worker = "customer_seg_sales_worker",
	.size = sizeof(SalesReader),
	.shared_size = shared_sales_size,
	.share = share_sales,
	.attach = attach_sales,
	.detach = detach_sales,
	.gather = gather_sales,
	.restart = restart_sales,
};

extern PGDLLEXPORT void customer_seg_sales_worker(dsm_segment *segment, shm_toc *toc);

void
customer_seg_sales_worker(dsm_segment *segment, shm_toc *toc)
{
	(void) segment;
	parallel_scan_work(toc, &sales_kind);
}

/* ---- from beginning to end ---- */

static HashSample *
begin_sample(const SalesReader *reader, uint32 most)
{
	MemoryContext context = MemoryContextGetParent(reader->pub.row_context);
	HashSample *sample = MemoryContextAllocHuge(context, hash_sample_size(most));

	hash_sample_init(sample, most);
	return sample;
}

/* MEASURE_BITs of the measures that decide without a yardstick: those of money by what is known */
uint32
sales_measures(const Selection *selection)
{
	return MEASURE_BIT(RECENCY) | MEASURE_BIT(FREQUENCY) | MEASURE_BIT(AMOUNT) |
		   (may_know(selection, COLUMN_POTENTIAL) ? MEASURE_BIT(WORTH) : 0) |
		   (may_know(selection, COLUMN_PROFIT) ? MEASURE_BIT(PROFIT) : 0);
}

/*
 * memory: the bytes that the tables may take; as long as there are orders,
 * they and the customers share it.  customers: what is kept of them.
 */
void
sales_reader_begin(SalesReader *reader, Selection *selection, MemoryContext context, int64 memory,
				   const GroupingKind *customers, Progress *progress)
{
	bool activities = customers == &activities_kind;

	row_receiver_begin(&reader->pub, activities ? &activities_receiver_kind : &sales_kind, context, progress);
	reader->selection = selection;
	reader->customer_type = &selection->column[COLUMN_CUSTOMER].key;
	reader->order_type = is_selected(selection, COLUMN_ORDER) ? &selection->column[COLUMN_ORDER].key : NULL;
	reader->plain = selection->columns == COLUMN_ORDER;
	reader->counts = (SalesCounts){.last_time = DT_NOBEGIN};
	reader->sample_type = *reader->customer_type;
	key_type_seed(&reader->sample_type, SAMPLE_SEED);
	reader->times = reader->order_type == NULL && customers != &customer_days_kind && !activities ? begin_sample(reader, MOST_TIMES) : NULL;
	reader->at_most = 0;
	reader->sample = NULL;
	reader->beside = NULL;
	reader->memory = memory;
	grouping_create(&reader->customers, customers, reader->customer_type, activities ? &activity_bytes : NULL, context,
					reader->order_type == NULL ? memory : memory / 2);
	reader->customers.zone = selection->zone;
	reader->customers.memory_later = memory - memory / SHARE_OF_MEASURES;
	if (customers == &customers_kind || activities)
		reader->customers.entry_later = SAMPLE_MEMORY((uint32) pg_popcount32(sales_measures(selection)));
	if (reader->order_type != NULL)
		grouping_create(&reader->orders, &orders_kind, reader->customer_type, reader->order_type, context, memory / 2);
}

/*
 * Before the first row: of a sample of at most so many customers only.  What is
 * left may hold more, who were in it at first; sales_reader_holds tells them.
 */
void
sales_reader_sample(SalesReader *reader, uint32 at_most)
{
	reader->at_most = at_most;
	reader->sample = begin_sample(reader, at_most);
}

/*
 * Before the first row: a reader beside this one keeps the days of a sample of
 * at most so many customers, in memory of its own; rows are counted by this one
 * alone.
 */
void
sales_reader_keep_days(SalesReader *reader, SalesReader *beside, uint32 at_most)
{
	sales_reader_begin(beside, reader->selection, MemoryContextGetParent(reader->pub.row_context), reader->memory, &customer_days_kind, NULL);
	sales_reader_sample(beside, at_most);
	reader->beside = beside;
}

/* after the last row of all processes: what is left is one entry for each customer */
void
sales_reader_finish(SalesReader *reader)
{
	Progress *progress = reader->pub.progress;

	flush_samples(reader);
	if (reader->order_type != NULL)
	{
		if (progress != NULL)
			progress_enter(progress, PHASE_JOINING_LINES);
		grouping_flush(&reader->orders);
		grouping_finish(&reader->orders, order_done, &reader->customers);
	}
	grouping_flush(&reader->customers);
	if (progress != NULL)
		progress->rows_spilled = reader->customers.rows_spilled + reader->orders.rows_spilled;
	if (reader->beside != NULL)
		sales_reader_finish(reader->beside);
}

/* says how many rows were left out */
void
sales_reader_report(const SalesReader *reader)
{
	const char *source = reader->selection->name;
	const SalesCounts *counts = &reader->counts;

	if (counts->without_customer > 0)
		ereport(NOTICE,
				(errmsg("rows of %s without a customer, left out: " INT64_FORMAT, source, counts->without_customer)));
	if (counts->without_time > 0)
		ereport(NOTICE,
				(errmsg("rows of %s without a time, left out: " INT64_FORMAT, source, counts->without_time)));
	if (counts->without_activity > 0)
		ereport(NOTICE,
				(errmsg("rows of %s without an activity, left out: " INT64_FORMAT, source, counts->without_activity)));
}
