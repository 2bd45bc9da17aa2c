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
#include "server/large_pages.h"
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
static void
make_room(NumberSort *sort, int64 count)
{
	Size size = sizeof(double) * (Size) count;

	if (sort->external != NULL || count <= sort->room || !fits(sort, count))
		return;
	sort->values = sort->values == NULL ? MemoryContextAllocHuge(sort->context, size) : repalloc_huge(sort->values, size);
	sort->room = count;
	advise_large_pages((char *) sort->values, size);
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
			make_room(sort, Max(sort->room * 2, 64));
			if (sort->count + n > sort->room && sort->memory > 0) /* all that it may have */
				make_room(sort, sort->memory / (2 * (int64) sizeof(double)));
			make_room(sort, sort->count + n);
		}
		memcpy(sort->values + sort->count, values, sizeof(double) * (Size) n);
	}
	sort->count += n;
}

/* the sorted numbers go to a file, where they can be read more than once */
static void
write_file(NumberSort *sort)
{
	MemoryContext old = MemoryContextSwitchTo(sort->context);
	int64 n = 0;
	Datum value;
	bool is_null;

	sort->file = BufFileCreateTemp(false);
	sort->block = palloc(BLCKSZ);
	for (int64 i = 0; tuplesort_next_datum(sort->external, &value, &is_null); i++)
	{
		sort->block[n++] = DatumGetFloat8(value);
		if (n < BLOCK && i < sort->count - 1)
			continue;
		CHECK_FOR_INTERRUPTS();
		BufFileWrite(sort->file, sort->block, sizeof(double) * (Size) n);
		n = 0;
	}
	tuplesort_end(sort->external);
	sort->external = NULL;
	MemoryContextSwitchTo(old);
	number_sort_rewind(sort);
}

/* after the last number */
void
number_sort_perform(NumberSort *sort)
{
	Size size = sizeof(double) * (Size) sort->count;
	double *scratch;

	CHECK_FOR_INTERRUPTS();
	if (sort->external != NULL)
	{
		tuplesort_performsort(sort->external);
		write_file(sort);
	}
	else if (sort->count > 0)
	{
		scratch = MemoryContextAllocHuge(sort->context, size);
		advise_large_pages((char *) scratch, size);
		ranking_sort(sort->values, scratch, (size_t) sort->count);
		pfree(scratch);
	}
	CHECK_FOR_INTERRUPTS();
}

/* instead of all else: n numbers that are sorted already, allocated in the context, which are the sort's now */
void
number_sort_take(NumberSort *sort, double *values, int64 n)
{
	sort->values = values;
	sort->count = n;
	sort->room = n;
}

/* back to the least number */
void
number_sort_rewind(NumberSort *sort)
{
	sort->read = 0;
	sort->held = 0;
	sort->passed = 0;
	if (sort->file != NULL && BufFileSeek(sort->file, 0, 0, SEEK_SET) != 0)
		ereport(ERROR,
				(errcode_for_file_access(),
				 errmsg("could not go to the beginning of a temporary file")));
}

static void
read_block(NumberSort *sort, int64 n)
{
	Size size = sizeof(double) * (Size) n;

	if (BufFileRead(sort->file, sort->block, size) != size)
		ereport(ERROR,
				(errcode_for_file_access(),
				 errmsg("could not read sorted numbers from a temporary file")));
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
		read_block(sort, n);
		*values = sort->block;
	}
	sort->read += n;
	return n;
}

/*
 * How many numbers are less than a value or, with equal, not greater.  Values
 * come in ascending order, after number_sort_rewind(), and number_sort_next()
 * is not called in between.
 */
int64
number_sort_count(NumberSort *sort, double value, bool equal)
{
	do
	{
		while (sort->passed < sort->held &&
			   (sort->part[sort->passed] < value || (equal && sort->part[sort->passed] == value)))
			sort->passed++;
		if (sort->passed < sort->held)
			break;
		sort->passed = 0;
		sort->held = number_sort_next(sort, &sort->part);
	} while (sort->held > 0);
	return sort->read - sort->held + sort->passed;
}

void
number_sort_free(NumberSort *sort)
{
	if (sort->external != NULL)
		tuplesort_end(sort->external);
	if (sort->file != NULL)
	{
		BufFileClose(sort->file);
		pfree(sort->block);
	}
	if (sort->values != NULL)
		pfree(sort->values);
	memset(sort, 0, sizeof(NumberSort));
}
