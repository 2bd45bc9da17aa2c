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

#include "server/large_pages.h"
#include "miscadmin.h"
#include "numbers/ranking.h"
#include "utils/memutils.h"

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

/* Has the first argument of each row of the partition visited, in their order. */
void
partition_read(FunctionCallInfo fcinfo, PartitionVisit visit, void *to)
{
	WindowObject window = PG_WINDOW_OBJECT();
	int64 rows = count_rows(fcinfo);
	PartitionReader *reader = partition_reader(fcinfo, sizeof(PartitionReader));
	MemoryContext caller = MemoryContextSwitchTo(reader->argument);

	for (int64 row = 0; row < rows; row++)
	{
		bool is_null;
		bool is_out;
		Datum value = WinGetFuncArgInPartition(window, 0, (int) row, WINDOW_SEEK_HEAD, false, &is_null, &is_out);

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

static void
check_for_interrupts(void)
{
	CHECK_FOR_INTERRUPTS();
}

/* memory of the partition for n numbers */
static uint64 *
allocate(MemoryContext context, int64 n)
{
	Size size = mul_size(sizeof(uint64), (Size) n);
	uint64 *numbers = MemoryContextAllocHuge(context, size);

	advise_large_pages((char *) numbers, size);
	return numbers;
}

static void
put_key(void *keys, int64 row, Datum value, bool is_null)
{
	if (!is_null && isnan(DatumGetFloat8(value)))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("NaN has no rank among numbers"),
				 errhint("Give NULL for a row that is not to be ranked.")));
	((uint64 *) keys)[row] = is_null ? 0 : ranking_key(DatumGetFloat8(value));
}

/* Ranks the partition by the first argument, a double precision.  NULL has no rank; NaN is an error. */
void
partition_rank(FunctionCallInfo fcinfo, MemoryContext context, WindowRanks *ranks)
{
	int64 rows = count_rows(fcinfo);
	uint64 *work;

	ranks->sums = allocate(context, rows);
	partition_read(fcinfo, put_key, ranks->sums);
	work = allocate(context, 2 * rows);
	ranks->ranked = (int64) ranking_rank(ranks->sums, work, (size_t) rows, check_for_interrupts);
	pfree(work);
}
