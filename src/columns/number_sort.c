/*
 * number_sort.c
 *		Sorting of many numbers: in memory, and past a bound by the server's own
 *		external sort.
 */
#include "columns/number_sort.h"

#include "catalog/pg_operator.h"
#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "numbers/ranking.h"
#include "utils/memutils.h"

#define BLOCK 1024 /* numbers read at a time from an external sort */

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
										   (int) Max(sort->memory / 1024, 64), NULL, TUPLESORT_RANDOMACCESS);
	put_external(sort, sort->values, sort->count);
	if (sort->values != NULL)
		pfree(sort->values);
	sort->values = NULL;
	sort->block = palloc_array(double, BLOCK);
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

/* after the last number */
void
number_sort_perform(NumberSort *sort)
{
	double *scratch;

	CHECK_FOR_INTERRUPTS();
	if (sort->external != NULL)
		tuplesort_performsort(sort->external);
	else if (sort->count > 0)
	{
		scratch = MemoryContextAllocHuge(sort->context, sizeof(double) * (Size) sort->count);
		ranking_sort(sort->values, scratch, (size_t) sort->count);
		pfree(scratch);
	}
	CHECK_FOR_INTERRUPTS();
}

/* the next numbers in ascending order, and how many; 0 after the last */
int64
number_sort_next(NumberSort *sort, const double **values)
{
	int64 n = 0;
	Datum value;
	bool is_null;

	if (sort->external == NULL)
	{
		n = sort->count - sort->read;
		*values = sort->values + sort->read;
	}
	else
	{
		while (n < BLOCK && tuplesort_next_datum(sort->external, &value, &is_null))
			sort->block[n++] = DatumGetFloat8(value);
		*values = sort->block;
	}
	sort->read += n;
	return n;
}

/* back to the least number */
void
number_sort_rewind(NumberSort *sort)
{
	sort->read = 0;
	if (sort->external != NULL)
		tuplesort_rescan(sort->external);
}

void
number_sort_free(NumberSort *sort)
{
	if (sort->external != NULL)
	{
		tuplesort_end(sort->external);
		pfree(sort->block);
	}
	else if (sort->values != NULL)
		pfree(sort->values);
	memset(sort, 0, sizeof(NumberSort));
}
