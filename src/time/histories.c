/*
 * histories.c
 *		histories() and histories_as(): from a sales table to the days of every
 *		customer, in one call.
 */
#include "server/compat.h"

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
	StringInfoData history;	 /* of one customer */
	FunctionCallInfo fcinfo; /* takes the result */
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

/* a customer to whom no more rows will come is a row of the result */
static void
return_customer(const Grouping *grouping, const Partition *partition, uint32 number, void *arg)
{
	Histories *h = arg;
	const CustomerDays *customer = partition_get(partition, number);
	uint64 key = partition_key(partition, grouping->customer_type, customer->key);
	Datum values[OUT_COLUMNS];
	bool nulls[OUT_COLUMNS] = {false};

	customer_days_prefetch(partition, number);
	h->history.len = VARHDRSZ;
	days_maker_make(&h->maker, partition, customer, &h->history);
	SET_VARSIZE(h->history.data, h->history.len);
	values[OUT_CUSTOMER] = key_datum(grouping->customer_type, key, h->any_integer);
	values[OUT_HISTORY] = PointerGetDatum(h->history.data);
	put_row(h->fcinfo, values, nulls);
	h->progress->customers_returned++;
}

static void
read_and_return(Histories *h)
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
	result_expect(h->fcinfo, spilled ? PG_INT64_MAX : customers->used / SHARE_OF_HISTORIES);
	progress_enter(h->progress, spilled ? PHASE_GROUPING_SPILLED : PHASE_RETURNING);
	days_maker_create(&h->maker, h->source.zone);
	initStringInfo(&h->history);
	grouping_finish(customers, return_customer, h);
	source_scan_free(&h->reader.pub);
}

/* the arguments are those of segment(), but for the last */
static Datum
histories(FunctionCallInfo fcinfo, int first)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	MemoryContext context = AllocSetContextCreate(CurrentMemoryContext, "customer_seg histories", ALLOCSET_DEFAULT_SIZES);
	MemoryContext old;
	Histories *h;

	InitMaterializedSRF(fcinfo, 0);
	old = MemoryContextSwitchTo(context);
	h = palloc0_object(Histories);
	h->fcinfo = fcinfo;
	h->any_integer = first == 0;
	source_arguments(fcinfo, first, PG_NARGS() - 1, &h->source);
	selection_check_customers(&h->source, fcinfo, "histories", TupleDescAttr(result->setDesc, OUT_CUSTOMER)->atttypid,
							  h->any_integer);
	h->source.zone = zone_of_days(fcinfo, PG_NARGS() - 1, &h->source);
	h->progress = progress_begin(context, h->source.relation);
	read_and_return(h);
	MemoryContextSwitchTo(old);
	MemoryContextDelete(context);
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

PG_FUNCTION_INFO_V1(customer_seg_histories_support);
Datum
customer_seg_histories_support(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(source_support((Node *) PG_GETARG_POINTER(0)));
}
