/*
 * number_sort.c
 *		Sorting of many numbers, and counting among them: in memory, and past a
 *		bound by the server's own external sort, in a temporary file.
 */
#include "columns/number_sort.h"

#include "catalog/pg_operator.h"
#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "numbers/ranking.h"
#include "utils/memutils.h"

#define BLOCK ((int64) (BLCKSZ / sizeof(double))) /* numbers read at a time from a file */

/* memory: the bytes the numbers may take, or 0 for no bound */
void
number_sort_create(NumberSort *sort, MemoryContext context, int64 memory)
{
	memset(sort, 0, sizeof(NumberSort));
	sort->context = context;
	sort->memory = memory;
}

/* Sorting takes as much again. */
static bool
fits(const NumberSort *sort, int64 count)
{
	return sort->memory == 0 || count * 2 * (int64) sizeof(double) <= sort->memory;
}

/* makes room for so many numbers in all, if they may have it */
void
number_sort_reserve(NumberSort *sort, int64 count)
{
	Size size = sizeof(double) * (Size) count;

	if (sort->external != NULL || count <= sort->room || !fits(sort, count))
		return;
	sort->values = sort->values == NULL ? MemoryContextAllocHuge(sort->context, size) : repalloc_huge(sort->values, size);
	sort->room = count;
}

static void
put_external(NumberSort *sort, const double *values, int64 n)
{
	for (int64 i = 0; i < n; i++)
		tuplesort_putdatum(sort->external, Float8GetDatum(values[i]), false);
}

static void
go_external(NumberSort *sort)
{
	MemoryContext old = MemoryContextSwitchTo(sort->context);

	sort->external = tuplesort_begin_datum(FLOAT8OID, Float8LessOperator, InvalidOid, false,
										   (int) Max(sort->memory / 1024, 64), NULL, TUPLESORT_NONE);
	put_external(sort, sort->values, sort->count);
	if (sort->values != NULL)
		pfree(sort->values);
	sort->values = NULL;
	MemoryContextSwitchTo(old);
}

/* n numbers more, none of them NaN */
void
number_sort_add(NumberSort *sort, const double *values, int64 n)
{
	if (n == 0)
		return;
	if (sort->external == NULL && !fits(sort, sort->count + n))
		go_external(sort);
	if (sort->external != NULL)
		put_external(sort, values, n);
	else
	{
		if (sort->count + n > sort->room)
		{
			number_sort_reserve(sort, Max(sort->room * 2, 64));
			if (sort->count + n > sort->room && sort->memory > 0) /* all that it may have */
				number_sort_reserve(sort, sort->memory / (2 * (int64) sizeof(double)));
			number_sort_reserve(sort, sort->count + n);
		}
		memcpy(sort->values + sort->count, values, sizeof(double) * (Size) n);
	}
	sort->count += n;
}

/* so many blocks of the file can be kept in memory */
static void
make_room(NumberSort *sort, int64 blocks)
{
	sort->blocks = MemoryContextAllocHuge(sort->context, mul_size(BLCKSZ, (Size) blocks));
	sort->block_numbers = MemoryContextAllocHuge(sort->context, mul_size(sizeof(int64), (Size) blocks));
	memset(sort->block_numbers, -1, sizeof(int64) * (Size) blocks);
	sort->blocks_kept = blocks;
}

static int64
blocks_of(const NumberSort *sort)
{
	return (sort->count + BLOCK - 1) / BLOCK;
}

/* the sorted numbers go to a file, where each can be found again */
static void
write_file(NumberSort *sort)
{
	MemoryContext old = MemoryContextSwitchTo(sort->context);
	int64 n = 0;
	Datum value;
	bool is_null;

	sort->file = BufFileCreateTemp(false);
	sort->firsts = MemoryContextAllocHuge(sort->context, sizeof(double) * (Size) blocks_of(sort));
	make_room(sort, 1);
	for (int64 i = 0; tuplesort_next_datum(sort->external, &value, &is_null); i++)
	{
		if (n == 0)
			sort->firsts[i / BLOCK] = DatumGetFloat8(value);
		sort->blocks[n++] = DatumGetFloat8(value);
		if (n < BLOCK && i < sort->count - 1)
			continue;
		CHECK_FOR_INTERRUPTS();
		BufFileWrite(sort->file, sort->blocks, sizeof(double) * (Size) n);
		n = 0;
	}
	tuplesort_end(sort->external);
	sort->external = NULL;
	MemoryContextSwitchTo(old);
}

/* after the last number */
void
number_sort_perform(NumberSort *sort)
{
	double *scratch;

	CHECK_FOR_INTERRUPTS();
	if (sort->external != NULL)
	{
		tuplesort_performsort(sort->external);
		write_file(sort);
	}
	else if (sort->count > 0)
	{
		scratch = MemoryContextAllocHuge(sort->context, sizeof(double) * (Size) sort->count);
		ranking_sort(sort->values, scratch, (size_t) sort->count);
		pfree(scratch);
	}
	CHECK_FOR_INTERRUPTS();
}

/* Numbers that lie in a file may take so many bytes of memory, so that they are found faster. */
void
number_sort_keep(NumberSort *sort, int64 memory)
{
	pfree(sort->blocks);
	pfree(sort->block_numbers);
	make_room(sort, Max(Min(memory / BLCKSZ, blocks_of(sort)), 1));
}

static const double *
read_block(NumberSort *sort, int64 number)
{
	int64 place = number % sort->blocks_kept;
	double *block = sort->blocks + place * BLOCK;
	Size size = sizeof(double) * (Size) Min(BLOCK, sort->count - number * BLOCK);

	if (sort->block_numbers[place] == number)
		return block;
	sort->block_numbers[place] = -1;
	if (BufFileSeekBlock(sort->file, number) != 0 || BufFileRead(sort->file, block, size) != size)
		ereport(ERROR,
				(errcode_for_file_access(),
				 errmsg("could not read sorted numbers from a temporary file")));
	sort->block_numbers[place] = number;
	return block;
}

/* the next numbers in ascending order, and how many; 0 after the last */
int64
number_sort_next(NumberSort *sort, const double **values)
{
	int64 n = sort->count - sort->read;

	if (n == 0)
		return 0;
	if (sort->file == NULL)
		*values = sort->values + sort->read;
	else
	{
		n = Min(n, BLOCK);
		*values = read_block(sort, sort->read / BLOCK);
	}
	sort->read += n;
	return n;
}

/* back to the least number */
void
number_sort_rewind(NumberSort *sort)
{
	sort->read = 0;
}

/* how many of n ascending numbers are less than a value or, with equal, not greater */
static int64
count_ascending(const double *numbers, int64 n, double value, bool equal)
{
	int64 low = 0;

	while (n > 0) /* without a branch that depends on the numbers */
	{
		int64 half = (n + 1) / 2;
		double middle = numbers[low + half - 1];

		low += half * ((middle < value) | (equal & (middle == value)));
		n -= half;
	}
	return low;
}

/*
 * How many of all numbers, when they are sorted, are less than a value or,
 * with equal, not greater, where it is known to be from so many to so many.
 */
int64
number_sort_count(NumberSort *sort, int64 from, int64 to, double value, bool equal)
{
	int64 first = from / BLOCK;
	int64 begin;
	int64 block;

	if (from == to)
		return from;
	if (sort->file == NULL)
		return from + count_ascending(sort->values + from, to - from, value, equal);
	/* the last block that begins with one of them */
	block = first + count_ascending(sort->firsts + first, (to - 1) / BLOCK - first + 1, value, equal) - 1;
	if (block < first)
		return from;
	begin = Max(from, block * BLOCK);
	return begin + count_ascending(read_block(sort, block) + begin % BLOCK, Min(to, (block + 1) * BLOCK) - begin,
								   value, equal);
}

/* is this number, when all are sorted, the value? */
static bool
is_at(NumberSort *sort, int64 place, double value)
{
	if (sort->file == NULL)
		return sort->values[place] == value;
	return read_block(sort, place / BLOCK)[place % BLOCK] == value;
}

/* The same both ways.  Most values are there once. */
void
number_sort_place(NumberSort *sort, int64 from, int64 to, double value, int64 *less, int64 *upto)
{
	*less = *upto = number_sort_count(sort, from, to, value, false);
	if (*less < to && is_at(sort, *less, value))
		(*upto)++;
	if (*upto > *less && *upto < to && is_at(sort, *upto, value))
		*upto = number_sort_count(sort, *upto, to, value, true);
}

void
number_sort_free(NumberSort *sort)
{
	if (sort->external != NULL)
		tuplesort_end(sort->external);
	if (sort->file != NULL)
	{
		BufFileClose(sort->file);
		pfree(sort->firsts);
		pfree(sort->blocks);
		pfree(sort->block_numbers);
	}
	if (sort->values != NULL)
		pfree(sort->values);
	memset(sort, 0, sizeof(NumberSort));
}
