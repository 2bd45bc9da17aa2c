/*
 * score.c
 *		score() and tile(): ranks among the rows of a window's partition, for
 *		those who have their measures already.
 *
 * The first row of a partition pays for all: it reads their values, ranks them
 * here, and leaves each row's rank in an array.  So the executor needs no sort
 * node, and the window no ORDER BY.  The rows are read in one go, forwards:
 * rows beyond work_mem lie in a file, where every change between reading on
 * and returning to the current row costs a seek.  Nor is a row released by
 * WinSetMarkPosition: from a file nothing can be released, and the mark would
 * have to walk through it.
 */
#include "compat.h"

#include <math.h>

#include "large_pages.h"
#include "miscadmin.h"
#include "ranking.h"
#include "utils/memutils.h"
#include "windowapi.h"

typedef struct Ranks
{
	uint64 *sums; /* by row: how many are below plus how many are not above; 0 for NULL */
	int64 ranked; /* how many are not NULL */
	int32 tiles;  /* tile's second argument */
	bool varies;  /* which may differ from row to row */
} Ranks;

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

/* a context for what the argument's expression leaves behind, kept from partition to partition */
static MemoryContext
argument_context(FunctionCallInfo fcinfo)
{
	FmgrInfo *function = fcinfo->flinfo;

	if (function->fn_extra == NULL)
		function->fn_extra = AllocSetContextCreate(function->fn_mcxt, "customer_seg rank argument",
												   ALLOCSET_SMALL_SIZES);
	return function->fn_extra;
}

static uint64
key_of_row(WindowObject window, int64 row)
{
	bool is_null;
	bool is_out;
	double value = DatumGetFloat8(WinGetFuncArgInPartition(window, 0, (int) row, WINDOW_SEEK_HEAD,
														   false, &is_null, &is_out));

	if (is_null)
		return 0;
	if (isnan(value))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("NaN has no rank among numbers"),
				 errhint("Give NULL for a row that is not to be ranked.")));
	return ranking_key(value);
}

static void
read_keys(FunctionCallInfo fcinfo, uint64 *keys, int64 rows)
{
	WindowObject window = PG_WINDOW_OBJECT();
	MemoryContext argument = argument_context(fcinfo);
	MemoryContext caller = MemoryContextSwitchTo(argument);

	for (int64 row = 0; row < rows; row++)
	{
		keys[row] = key_of_row(window, row);
		if (row % 256 == 255)
		{
			CHECK_FOR_INTERRUPTS();
			MemoryContextReset(argument);
		}
	}
	MemoryContextSwitchTo(caller);
	MemoryContextReset(argument);
}

static void
rank_partition(FunctionCallInfo fcinfo, Ranks *ranks)
{
	int64 rows = WinGetPartitionRowCount(PG_WINDOW_OBJECT());
	MemoryContext context = GetMemoryChunkContext(ranks);
	uint64 *work;

	if (rows > PG_INT32_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("a partition of " INT64_FORMAT " rows is too large to be ranked", rows),
				 errhint("Divide it by PARTITION BY: there can be %d rows in each.", PG_INT32_MAX)));
	ranks->sums = allocate(context, rows);
	read_keys(fcinfo, ranks->sums, rows);
	work = allocate(context, 2 * rows);
	ranks->ranked = (int64) ranking_rank(ranks->sums, work, (size_t) rows, check_for_interrupts);
	pfree(work);
}

/*
 * score(value): the value's place in the partition from 0 to 100, which is
 * the percentage of values below it, with ties counted half.  NULL for NULL,
 * which does not count.
 */
PG_FUNCTION_INFO_V1(customer_seg_score);
Datum
customer_seg_score(PG_FUNCTION_ARGS)
{
	WindowObject window = PG_WINDOW_OBJECT();
	Ranks *ranks = WinGetPartitionLocalMemory(window, sizeof(Ranks));
	uint64 sum;

	if (ranks->sums == NULL)
		rank_partition(fcinfo, ranks);
	sum = ranks->sums[WinGetCurrentPosition(window)];
	if (sum == 0)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8((double) sum * 50.0 / (double) ranks->ranked);
}

/* tile's second argument in the current row */
static int32
tiles_of_current_row(WindowObject window)
{
	bool is_null;
	int32 tiles = DatumGetInt32(WinGetFuncArgCurrent(window, 1, &is_null));

	if (is_null)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_ARGUMENT_FOR_NTILE),
				 errmsg("number of tiles is NULL"),
				 errhint("Give the number of groups to make, such as 5.")));
	if (tiles < 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_ARGUMENT_FOR_NTILE),
				 errmsg("number of tiles %d is not positive", tiles),
				 errhint("Give the number of groups to make, such as 5.")));
	return tiles;
}

static void
check_same(int32 tiles, int32 other)
{
	if (other != tiles)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_ARGUMENT_FOR_NTILE),
				 errmsg("number of tiles differs within a partition: %d and %d", tiles, other),
				 errhint("Add what the number depends on to PARTITION BY.")));
}

/*
 * tile(value, n): in which of n groups the value is, 1 for the lowest.  The
 * groups are as equal in size as can be without parting equal values, which
 * all go where the middle one of them would.  NULL for NULL, which does not
 * count.
 */
PG_FUNCTION_INFO_V1(customer_seg_tile);
Datum
customer_seg_tile(PG_FUNCTION_ARGS)
{
	WindowObject window = PG_WINDOW_OBJECT();
	Ranks *ranks = WinGetPartitionLocalMemory(window, sizeof(Ranks));
	uint64 sum;

	if (ranks->sums == NULL)
	{
		ranks->tiles = tiles_of_current_row(window);
		ranks->varies = !get_fn_expr_arg_stable(fcinfo->flinfo, 1);
		rank_partition(fcinfo, ranks);
	}
	else if (ranks->varies)
		check_same(ranks->tiles, tiles_of_current_row(window));
	sum = ranks->sums[WinGetCurrentPosition(window)];
	if (sum == 0)
		PG_RETURN_NULL();
	/* no overflow: sum - 1 is below 2^32, and tiles below 2^31 */
	PG_RETURN_INT32((int32) ((sum - 1) * (uint64) ranks->tiles / (2 * (uint64) ranks->ranked)) + 1);
}
