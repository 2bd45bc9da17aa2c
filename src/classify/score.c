/*
 * score.c
 *		score() and tile(): ranks among the rows of a window's partition, for
 *		those who have their measures already.
 */
#include "server/compat.h"

#include "catalog/pg_type.h"
#include "columns/window_ranks.h"
#include "miscadmin.h"
#include "numbers/wide.h"
#include "server/amount.h"
#include "utils/memutils.h"

typedef struct Ranks
{
	WindowRanks of; /* the partition */
	int32 tiles;	/* tile's second argument */
	bool varies;	/* which may differ from row to row */
} Ranks;

static void
rank_values(FunctionCallInfo fcinfo, Ranks *ranks)
{
	PartitionVisit put_key = partition_put_number;

	switch (get_fn_expr_argtype(fcinfo->flinfo, 0))
	{
	case DATEOID:
		put_key = partition_put_date;
		break;
	case TIMESTAMPOID:
	case TIMESTAMPTZOID:
		put_key = partition_put_timestamp;
		break;
	case INTERVALOID:
		put_key = partition_put_interval;
		break;
	}
	partition_rank(fcinfo, put_key, GetMemoryChunkContext(ranks), &ranks->of);
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

	if (ranks->of.sums == NULL)
		rank_values(fcinfo, ranks);
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

/* at the first row of a partition */
static void
read_tiles(FunctionCallInfo fcinfo, Ranks *ranks)
{
	ranks->tiles = tiles_of_current_row(PG_WINDOW_OBJECT());
	ranks->varies = !get_fn_expr_arg_stable(fcinfo->flinfo, 1);
}

static void
check_same_tiles(int32 tiles, int32 other)
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
		read_tiles(fcinfo, ranks);
		rank_values(fcinfo, ranks);
	}
	else if (ranks->varies)
		check_same_tiles(ranks->tiles, tiles_of_current_row(window));
	sum = ranks->of.sums[WinGetCurrentPosition(window)];
	if (sum == 0)
		PG_RETURN_NULL();
	/* no overflow: sum - 1 is below 2^32, and tiles below 2^31 */
	PG_RETURN_INT32((int32) ((sum - 1) * (uint64) ranks->tiles / (2 * (uint64) ranks->of.ranked)) + 1);
}

/*
 * Equal values of a partition, at the place of the middle one of them, which
 * no other value has.
 */
typedef struct Equals
{
	Wide weight;	 /* of all of them, in units of 10^-20 */
	uint32 weighing; /* how many weigh more than nothing */
	int32 tile;
} Equals;

/* the weights of a partition, as they are added to those of equal values */
typedef struct Weights
{
	WindowRanks *ranks;
	Equals *equals;
	Wide total;
	AmountKind kind;
} Weights;

/* a row whose weight is NULL has no place */
static void
put_weight(void *to, int64 row, Datum value, bool is_null)
{
	Weights *weights = to;
	uint64 *sum = &weights->ranks->sums[row];
	int128_money units;
	Equals *equals;
	Wide weight;
	int scale;

	if (is_null)
		*sum = 0;
	if (*sum == 0)
		return;
	units = amount_units(weights->kind, value, "weight", &scale);
	if (units <= 0)
		return;
	equals = &weights->equals[(*sum - 1) / 2];
	weight = wide_of((uint128_money) units);
	equals->weight = wide_add(equals->weight, weight);
	equals->weighing++;
	weights->total = wide_add(weights->total, weight);
}

/*
 * The greatest t below tiles for which t * total <= place * tiles, plus 1: by
 * halving, as 256 bits have no division.
 */
static int32
tile_at(Wide place, Wide total, int32 tiles)
{
	Wide reached = wide_multiply(place, (uint64_t) tiles);
	int32 low = 0;
	int32 high = tiles - 1;

	while (low < high)
	{
		int32 middle = high - (high - low) / 2;
		Wide start = wide_multiply(total, (uint64_t) middle);

		if (wide_cmp(&start, &reached) <= 0)
			low = middle;
		else
			high = middle - 1;
	}
	return low + 1;
}

/*
 * Gives all equal values their tile.  Of m that weigh something, (m - 1) / 2m
 * of their weight lie before the middle one; so places are counted in parts
 * of 1 / 2m, which makes them whole numbers.
 */
static void
tile_equals(Equals *equals, int64 n, Wide total, int32 tiles)
{
	Wide below = wide_of(0);

	for (int64 i = 0; i < n; i++)
	{
		uint64_t parts = 2 * (uint64_t) Max(equals[i].weighing, 1);
		Wide place = wide_multiply(below, parts);

		if (equals[i].weighing > 0)
			place = wide_add(place, wide_multiply(equals[i].weight, equals[i].weighing - 1));
		equals[i].tile = tile_at(place, wide_multiply(total, parts), tiles);
		below = wide_add(below, equals[i].weight);
		if (i % 4096 == 4095)
			CHECK_FOR_INTERRUPTS();
	}
}

/* Leaves each row's tile in the place of its rank: 0 for NULL, and for all where nothing weighs anything. */
static void
tile_by_weight(FunctionCallInfo fcinfo, AmountKind kind, Ranks *ranks)
{
	int64 rows = WinGetPartitionRowCount(PG_WINDOW_OBJECT());
	Size size = mul_size(sizeof(Equals), (Size) rows);
	Weights weights = {.ranks = &ranks->of, .kind = kind};
	bool weighs;

	rank_values(fcinfo, ranks);
	weights.equals = MemoryContextAllocExtended(GetMemoryChunkContext(ranks), size, MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	partition_read(fcinfo, 2, put_weight, &weights);
	weighs = !wide_is_zero(&weights.total);
	if (weighs)
		tile_equals(weights.equals, ranks->of.ranked, weights.total, ranks->tiles);
	for (int64 row = 0; row < rows; row++)
	{
		uint64 *sum = &ranks->of.sums[row];

		if (*sum != 0)
			*sum = weighs ? (uint64) weights.equals[(*sum - 1) / 2].tile : 0;
	}
	pfree(weights.equals);
}

/*
 * tile(value, n, weight): in which of n groups of equal weight the value is, 1
 * for the lowest; in money, when weight is what the customer brings.  A
 * customer is in the group in which their weight begins when all stand in the
 * order of their values; equal values go where the middle one of them would
 * begin, were they all of the same weight.  A weight below 0 counts as 0, and
 * who weighs nothing moves nobody else.  NULL for a NULL value or weight,
 * which does not count, and where nobody weighs anything.
 */
static Datum
weighted_tile(FunctionCallInfo fcinfo, AmountKind kind)
{
	WindowObject window = PG_WINDOW_OBJECT();
	Ranks *ranks = WinGetPartitionLocalMemory(window, sizeof(Ranks));
	uint64 tile;

	if (ranks->of.sums == NULL)
	{
		read_tiles(fcinfo, ranks);
		tile_by_weight(fcinfo, kind, ranks);
	}
	else if (ranks->varies)
		check_same_tiles(ranks->tiles, tiles_of_current_row(window));
	tile = ranks->of.sums[WinGetCurrentPosition(window)];
	if (tile == 0)
		PG_RETURN_NULL();
	PG_RETURN_INT32((int32) tile);
}

PG_FUNCTION_INFO_V1(customer_seg_tile_by_numeric);
Datum
customer_seg_tile_by_numeric(PG_FUNCTION_ARGS)
{
	return weighted_tile(fcinfo, AMOUNT_NUMERIC);
}

PG_FUNCTION_INFO_V1(customer_seg_tile_by_double);
Datum
customer_seg_tile_by_double(PG_FUNCTION_ARGS)
{
	return weighted_tile(fcinfo, AMOUNT_FLOAT8);
}
