/*
 * score.c
 *		score() and tile(): ranks among the rows of a window's partition, for
 *		those who have their measures already.
 */
#include "server/compat.h"

#include "columns/window_ranks.h"
#include "utils/memutils.h"

typedef struct Ranks
{
	WindowRanks of; /* the partition */
	int32 tiles;	/* tile's second argument */
	bool varies;	/* which may differ from row to row */
} Ranks;

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

	if (ranks->of.sums == NULL)
		partition_rank(fcinfo, GetMemoryChunkContext(ranks), &ranks->of);
	sum = ranks->of.sums[WinGetCurrentPosition(window)];
	if (sum == 0)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8((double) sum * 50.0 / (double) ranks->of.ranked);
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

	if (ranks->of.sums == NULL)
	{
		ranks->tiles = tiles_of_current_row(window);
		ranks->varies = !get_fn_expr_arg_stable(fcinfo->flinfo, 1);
		partition_rank(fcinfo, GetMemoryChunkContext(ranks), &ranks->of);
	}
	else if (ranks->varies)
		check_same(ranks->tiles, tiles_of_current_row(window));
	sum = ranks->of.sums[WinGetCurrentPosition(window)];
	if (sum == 0)
		PG_RETURN_NULL();
	/* no overflow: sum - 1 is below 2^32, and tiles below 2^31 */
	PG_RETURN_INT32((int32) ((sum - 1) * (uint64) ranks->tiles / (2 * (uint64) ranks->of.ranked)) + 1);
}
