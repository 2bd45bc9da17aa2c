/*
 * histories.c
 *		histories(), histories_as(), _histories_unnamed() and _histories_sample():
 *		from a sales table to the days of every customer, or of a sample of them, in
 *		one call.
 */
#include "time/histories.h"

#include "catalog/pg_type.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "server/calls.h"
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

typedef struct Histories
{
	Selection source;
	SalesReader reader;
	Progress *progress;
	bool any_integer; /* customers of every integer type come as bigint */
	uint32 at_most;	  /* customers, or 0: all */
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

static void
read_source(Histories *h)
{
	sales_reader_begin(&h->reader, &h->source, CurrentMemoryContext, (int64) get_hash_memory_limit(), &customer_days_kind,
					   h->progress);
	if (h->at_most > 0)
		sales_reader_sample(&h->reader, h->at_most);
	source_scan(&h->source, &h->reader.pub);
	sales_reader_finish(&h->reader);
}

/* A sample says nothing of rows left out: who takes one reads them all beside it, or wants no more than a rate. */
static void
tell_what_was_read(Histories *h, bool spilled)
{
	if (h->reader.sample != NULL)
		h->progress->customers = h->reader.sample->count;
	else if (!spilled)
		h->progress->customers = grouping_entries(&h->reader.customers);
	if (h->reader.sample == NULL)
		sales_reader_report(&h->reader);
}

static void
hand_over_all(Histories *h)
{
	bool spilled = h->reader.customers.rows_spilled > 0;

	tell_what_was_read(h, spilled);
	progress_enter(h->progress, spilled ? PHASE_GROUPING_SPILLED : PHASE_RETURNING);
	reader_histories(&h->reader, h->any_integer, h->taker);
	source_scan_free(&h->reader.pub);
}

static HistoriesRead
read_histories(const Selection *source, bool any_integer, uint32 at_most, const HistoryTaker *taker)
{
	HistoriesRead said;
	MemoryContext context = AllocSetContextCreate(CurrentMemoryContext, "customer_seg histories", ALLOCSET_DEFAULT_SIZES);
	MemoryContext old = MemoryContextSwitchTo(context);
	Histories *h = palloc0_object(Histories);

	h->source = *source;
	h->any_integer = any_integer;
	h->at_most = at_most;
	h->taker = taker;
	h->progress = progress_begin(context, source->relation);
	read_source(h);
	hand_over_all(h);
	said = (HistoriesRead){.one_in = sales_reader_one_in(&h->reader), .last = h->reader.counts.last_time};
	MemoryContextSwitchTo(old);
	MemoryContextDelete(context);
	return said;
}

/*
 * Reads the source and hands over each of its customers, with a history that is
 * there for this call only.  any_integer: customers of every integer type come
 * as bigint.
 */
void
histories_read(const Selection *source, bool any_integer, const HistoryTaker *taker)
{
	(void) read_histories(source, any_integer, 0, taker);
}

/*
 * Hands over a sample of at most so many customers, or all where at_most is 0;
 * always the same, of the same rows.
 */
HistoriesRead
histories_read_sample(const Selection *source, uint32 at_most, const HistoryTaker *taker)
{
	return read_histories(source, false, at_most, taker);
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

/* customers of a sample: it keeps 32 bytes of each, whatever work_mem is */
#define MOST_SAMPLED (1024 * 1024)

/* columns of _histories_sample() */
enum
{
	SAMPLE_HISTORY,
	SAMPLE_ONE_IN,
	SAMPLE_LAST_DAY,
	SAMPLE_AS_OF_DAY,
	SAMPLE_COLUMNS
};

static void
return_sampled(Datum customer, Datum history, void *fcinfo)
{
	Datum values[SAMPLE_COLUMNS] = {history};
	bool nulls[SAMPLE_COLUMNS] = {false, true, true, true};

	(void) customer;
	put_row(fcinfo, values, nulls);
}

/* a row without a history: of how many customers each stands for so many, and the days up to which all rows speak */
static void
return_said(FunctionCallInfo fcinfo, const Selection *source, const HistoriesRead *said)
{
	bool none = said->last == DT_NOBEGIN;
	TimestampTz last = source->as_of.isnull ? said->last : DatumGetTimestampTz(source->as_of.value) - 1;
	Datum values[SAMPLE_COLUMNS] = {0};
	bool nulls[SAMPLE_COLUMNS] = {true, false, none, none && source->as_of.isnull};

	values[SAMPLE_ONE_IN] = Int64GetDatum(said->one_in);
	if (!nulls[SAMPLE_LAST_DAY])
		values[SAMPLE_LAST_DAY] = DateADTGetDatum(time_day(said->last));
	if (!nulls[SAMPLE_AS_OF_DAY])
		values[SAMPLE_AS_OF_DAY] = DateADTGetDatum(time_day(last) + 1);
	put_row(fcinfo, values, nulls);
}

static uint32
at_most_argument(FunctionCallInfo fcinfo, int argument)
{
	int64 at_most = PG_ARGISNULL(argument) ? 0 : PG_GETARG_INT64(argument);

	if (!PG_ARGISNULL(argument) && (at_most < 1 || at_most > MOST_SAMPLED))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("at_most " INT64_FORMAT " is out of range", at_most),
				 errhint("Give a number of customers from 1 to %d, or NULL for all.", MOST_SAMPLED)));
	return (uint32) at_most;
}

/* _histories_sample(): the arguments are those of segment(), and how many customers at most */
PG_FUNCTION_INFO_V1(customer_seg_histories_sample);
Datum
customer_seg_histories_sample(PG_FUNCTION_ARGS)
{
	HistoryTaker taker = {.expect = expect_result, .take = return_sampled, .arg = fcinfo};
	Selection source = {0};
	HistoriesRead said;

	InitMaterializedSRF(fcinfo, 0);
	source_arguments(fcinfo, 0, PG_NARGS() - 1, &source);
	said = histories_read_sample(&source, at_most_argument(fcinfo, PG_NARGS() - 1), &taker);
	return_said(fcinfo, &source, &said);
	PG_RETURN_NULL();
}

PG_FUNCTION_INFO_V1(customer_seg_histories_support);
Datum
customer_seg_histories_support(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(source_support((Node *) PG_GETARG_POINTER(0)));
}
