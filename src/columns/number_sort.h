/*
 * number_sort.h
 *		Sorting of many numbers, and counting among them: in memory, and past a
 *		bound by the server's own external sort, in a temporary file.
 */
#ifndef CUSTOMER_SEG_NUMBER_SORT_H
#define CUSTOMER_SEG_NUMBER_SORT_H

#include "server/compat.h"

#include "storage/buffile.h"
#include "utils/tuplesort.h"

typedef struct NumberSort
{
	MemoryContext context;
	int64 memory; /* bytes the numbers may take, or 0: no bound */
	int64 count;
	double *values; /* while they are in memory */
	int64 room;
	Tuplesortstate *external; /* else, until they are sorted */
	BufFile *file;			  /* then */
	double *block;			  /* of the file, read last */
	int64 read;				  /* by number_sort_next */
	const double *part;		  /* of these, what number_sort_count is in: so many, of which so many are passed */
	int64 held;
	int64 passed;
} NumberSort;

extern void number_sort_create(NumberSort *sort, MemoryContext context, int64 memory);
extern void number_sort_add(NumberSort *sort, const double *values, int64 n);
extern void number_sort_take(NumberSort *sort, double *values, int64 n);
extern void number_sort_perform(NumberSort *sort);
extern int64 number_sort_next(NumberSort *sort, const double **values);
extern void number_sort_rewind(NumberSort *sort);
extern int64 number_sort_count(NumberSort *sort, double value, bool equal);
extern void number_sort_free(NumberSort *sort);

#endif /* CUSTOMER_SEG_NUMBER_SORT_H */
