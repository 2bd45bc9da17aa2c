/*
 * histories.c
 *		histories(), histories_as() and _histories_unnamed(): from a sales table to
 *		the days of every customer, in one call.
 */
#include "time/histories.h"

#include "catalog/pg_type.h"
#include "engine/customer_days.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "server/calls.h"
#include "source/sales_reader.h"
#include "source/source_scan.h"
#include "source/source_support.h"
#include "utils/builtins.h"

/* columns of the result */
enum
{
	OUT_CUSTOMER,
	OUT_HISTORY,
	OUT_COLUMNS
};

/* of what the engine keeps of the customers, their histories are about such a part */
#define SHARE_OF_HISTORIES 3

typedef struct Histories
{
	Selection source;
	SalesReader reader;
	Progress *progress;
	bool any_integer; /* customers of every integer type come as bigint */
	DaysMaker maker;
	StringInfoData history; /* of one customer */
	const HistoryTaker *taker;
} Histories;

/* the zone whose days count: only of points in time, since a date has its day and a timestamp its reading */
static pg_tz *
zone_of_days(FunctionCallInfo fcinfo, int argument, const Selection *source)
{
	pg_tz *zone = PG_ARGISNULL(argument) ? NULL : zone_find(text_to_cstring(PG_GETARG_TEXT_PP(argument)));

	if (zone != NULL && source->column[COLUMN_TIME].time != TIME_TIMESTAMPTZ)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("zone is \"%s\", but column \"%s\" of %s, which is no timestamp with time zone, has days of its own",
						zone_name(zone), selected_name(source, COLUMN_TIME), source->name),
				 errhint("Leave the zone out.")));
	return zone;
}

/* a customer to whom no more rows will come */
static void
hand_over_customer(const Grouping *grouping, const Partition *partition, uint32 number, void *arg)
{
	Histories *h = arg;
	const CustomerDays *customer = partition_get(partition, number);
	uint64 key = partition_key(partition, grouping->customer_type, customer->key);

	customer_days_prefetch(partition, number);
	h->history.len = VARHDRSZ;
	days_maker_make(&h->maker, partition, customer, &h->history);
	SET_VARSIZE(h->history.data, h->history.len);
	h->taker->take(key_datum(grouping->customer_type, key, h->any_integer), PointerGetDatum(h->history.data),
				   h->taker->arg);
	h->progress->customers_returned++;
}

static void
read_and_hand_over(Histories *h)
{
	Grouping *customers = &h->reader.customers;
	bool spilled;

	sales_reader_begin(&h->reader, &h->source, CurrentMemoryContext, (int64) get_hash_memory_limit(), &customer_days_kind,
					   h->progress);
	source_scan(&h->source, &h->reader.pub);
	sales_reader_finish(&h->reader);
	sales_reader_report(&h->reader);
	spilled = customers->rows_spilled > 0;
	if (!spilled)
		h->progress->customers = grouping_entries(customers);
	if (h->taker->expect != NULL)
		h->taker->expect(spilled ? PG_INT64_MAX : customers->used / SHARE_OF_HISTORIES, h->taker->arg);
	progress_enter(h->progress, spilled ? PHASE_GROUPING_SPILLED : PHASE_RETURNING);
	days_maker_create(&h->maker, h->source.zone);
	initStringInfo(&h->history);
	grouping_finish(customers, hand_over_customer, h);
	source_scan_free(&h->reader.pub);
}

/*
 * Reads the source and hands over each of its customers, with a history that is
 * there for this call only.  any_integer: customers of every integer type come
 * as bigint.
 */
void
histories_read(const Selection *source, bool any_integer, const HistoryTaker *taker)
{
	MemoryContext context = AllocSetContextCreate(CurrentMemoryContext, "customer_seg histories", ALLOCSET_DEFAULT_SIZES);
	MemoryContext old = MemoryContextSwitchTo(context);
	Histories *h = palloc0_object(Histories);

	h->source = *source;
	h->any_integer = any_integer;
	h->taker = taker;
	h->progress = progress_begin(context, source->relation);
	read_and_hand_over(h);
	MemoryContextSwitchTo(old);
	MemoryContextDelete(context);
}

static void
expect_result(int64 bytes, void *fcinfo)
{
	result_expect(fcinfo, bytes);
}

static void
return_history(Datum customer, Datum history, void *fcinfo)
{
	Datum values[OUT_COLUMNS] = {customer, history};
	bool nulls[OUT_COLUMNS] = {false};

	put_row(fcinfo, values, nulls);
}

/* the arguments are those of segment(), but for the last */
static Datum
histories(FunctionCallInfo fcinfo, int first)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	HistoryTaker taker = {.expect = expect_result, .take = return_history, .arg = fcinfo};
	Selection source = {0};

	InitMaterializedSRF(fcinfo, 0);
	source_arguments(fcinfo, first, PG_NARGS() - 1, &source);
	selection_check_customers(&source, fcinfo, "histories", TupleDescAttr(result->setDesc, OUT_CUSTOMER)->atttypid,
							  first == 0);
	source.zone = zone_of_days(fcinfo, PG_NARGS() - 1, &source);
	histories_read(&source, first == 0, &taker);
	PG_RETURN_NULL();
}

PG_FUNCTION_INFO_V1(customer_seg_histories);
Datum
customer_seg_histories(PG_FUNCTION_ARGS)
{
	return histories(fcinfo, 0);
}

/* its first argument has the customers' type */
PG_FUNCTION_INFO_V1(customer_seg_histories_as);
Datum
customer_seg_histories_as(PG_FUNCTION_ARGS)
{
	return histories(fcinfo, 1);
}

static void
return_unnamed(Datum customer, Datum history, void *fcinfo)
{
	bool is_null = false;

	(void) customer;
	put_row(fcinfo, &history, &is_null);
}

/* _histories_unnamed(): the histories alone, so of customers of any type */
PG_FUNCTION_INFO_V1(customer_seg_histories_unnamed);
Datum
customer_seg_histories_unnamed(PG_FUNCTION_ARGS)
{
	HistoryTaker taker = {.expect = expect_result, .take = return_unnamed, .arg = fcinfo};
	Selection source = {0};

	InitMaterializedSRF(fcinfo, MAT_SRF_USE_EXPECTED_DESC); /* its only column is no row */
	source_columns(fcinfo, 0, PG_NARGS(), &source);
	histories_read(&source, false, &taker);
	PG_RETURN_NULL();
}

PG_FUNCTION_INFO_V1(customer_seg_histories_support);
Datum
customer_seg_histories_support(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(source_support((Node *) PG_GETARG_POINTER(0)));
}
