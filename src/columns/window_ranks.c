/*
 * window_ranks.c
 *		Reads the values of a window's partition, and ranks them.
 *
 * The first row of a partition pays for all: it reads their values, ranks them
 * here, and leaves each row's rank in an array.  So the executor needs no sort
 * node, and the window no ORDER BY.  The rows are read in one go, forwards:
 * rows beyond work_mem lie in a file, where every change between reading on
 * and returning to the current row costs a seek.  Nor is a row released by
 * WinSetMarkPosition: from a file nothing can be released, and the mark would
 * have to walk through it.
 */
#include "columns/window_ranks.h"

#include <math.h>

#include "common/int.h"
#include "server/calls.h"
#include "server/large_pages.h"
#include "miscadmin.h"
#include "numbers/ranking.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/memutils.h"
#include "utils/timestamp.h"

/* what the function keeps, of this size, made at its first call */
void *
partition_reader(FunctionCallInfo fcinfo, Size size)
{
	FmgrInfo *function = fcinfo->flinfo;

	if (function->fn_extra == NULL)
	{
		PartitionReader *reader = MemoryContextAllocZero(function->fn_mcxt, size);

		reader->argument = AllocSetContextCreate(function->fn_mcxt, "customer_seg rank argument",
												 ALLOCSET_SMALL_SIZES);
		function->fn_extra = reader;
	}
	return function->fn_extra;
}

static int64
count_rows(FunctionCallInfo fcinfo)
{
	int64 rows = WinGetPartitionRowCount(PG_WINDOW_OBJECT());

	if (rows > PG_INT32_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("a partition of " INT64_FORMAT " rows is too large to be ranked", rows),
				 errhint("Divide it by PARTITION BY: there can be %d rows in each.", PG_INT32_MAX)));
	return rows;
}

/* Has an argument of each row of the partition visited, in their order. */
void
partition_read(FunctionCallInfo fcinfo, int argument, PartitionVisit visit, void *to)
{
	WindowObject window = PG_WINDOW_OBJECT();
	int64 rows = count_rows(fcinfo);
	PartitionReader *reader = partition_reader(fcinfo, sizeof(PartitionReader));
	MemoryContext caller = MemoryContextSwitchTo(reader->argument);

	for (int64 row = 0; row < rows; row++)
	{
		bool is_null;
		bool is_out;
		Datum value = WinGetFuncArgInPartition(window, argument, (int) row, WINDOW_SEEK_HEAD, false, &is_null, &is_out);

		visit(to, row, value, is_null);
		if (row % 256 == 255)
		{
			CHECK_FOR_INTERRUPTS();
			MemoryContextReset(reader->argument);
		}
	}
	MemoryContextSwitchTo(caller);
	MemoryContextReset(reader->argument);
}

/* memory of the partition for n numbers */
static uint64 *
allocate_ranks(MemoryContext context, int64 n)
{
	Size size = mul_size(sizeof(uint64), (Size) n);
	uint64 *numbers = MemoryContextAllocHuge(context, size);

	advise_large_pages((char *) numbers, size);
	return numbers;
}

void
partition_put_number(void *keys, int64 row, Datum value, bool is_null)
{
	if (!is_null && isnan(DatumGetFloat8(value)))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("NaN has no rank among numbers"),
				 errhint("Give NULL for a row that is not to be ranked.")));
	((uint64 *) keys)[row] = is_null ? 0 : ranking_key(DatumGetFloat8(value));
}

/* in the order of the whole numbers, and never 0, which is NULL's: the last two share a key */
static uint64
whole_key(int64 value)
{
	uint64 place = (uint64) value ^ (UINT64CONST(1) << 63);

	return place == PG_UINT64_MAX ? place : place + 1;
}

void
partition_put_date(void *keys, int64 row, Datum value, bool is_null)
{
	((uint64 *) keys)[row] = is_null ? 0 : whole_key(DatumGetDateADT(value));
}

/* no finite time is next to infinity */
void
partition_put_timestamp(void *keys, int64 row, Datum value, bool is_null)
{
	((uint64 *) keys)[row] = is_null ? 0 : whole_key(DatumGetTimestamp(value));
}

/* microseconds of an interval, by which the server compares: days have 24 hours, months 30 days */
static int64
interval_span(const Interval *interval)
{
	int64 days;
	int64 span;

	if (pg_mul_s64_overflow(interval->month, DAYS_PER_MONTH, &days) ||
		pg_add_s64_overflow(days, interval->day, &days) ||
		pg_mul_s64_overflow(days, USECS_PER_DAY, &span) ||
		pg_add_s64_overflow(span, interval->time, &span) ||
		span == PG_INT64_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("interval \"%s\" is too long to be ranked",
						DatumGetCString(DirectFunctionCall1(interval_out, IntervalPGetDatum(interval)))),
				 errhint("Give NULL for a row that is not to be ranked.")));
	return span;
}

void
partition_put_interval(void *keys, int64 row, Datum value, bool is_null)
{
	((uint64 *) keys)[row] = is_null ? 0 : whole_key(interval_span(DatumGetIntervalP(value)));
}

/*
 * Ranks the partition by the first argument, of which put_key makes the keys.  NULL has no rank; NaN is an error.
 */
void
partition_rank(FunctionCallInfo fcinfo, PartitionVisit put_key, MemoryContext context, WindowRanks *ranks)
{
	int64 rows = count_rows(fcinfo);
	uint64 *work;

	ranks->sums = allocate_ranks(context, rows);
	partition_read(fcinfo, 0, put_key, ranks->sums);
	work = allocate_ranks(context, 2 * rows);
	ranks->ranked = (int64) ranking_rank(ranks->sums, work, (size_t) rows, check_for_interrupts);
	pfree(work);
}
