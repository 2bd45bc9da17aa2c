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
	double *firsts;			  /* of each block of the file */
	double *blocks;			  /* some of them */
	int64 *block_numbers;	  /* which, or -1 */
	int64 blocks_kept;
	int64 read;
} NumberSort;

extern void number_sort_create(NumberSort *sort, MemoryContext context, int64 memory);
extern void number_sort_reserve(NumberSort *sort, int64 count);
extern void number_sort_add(NumberSort *sort, const double *values, int64 n);
extern void number_sort_perform(NumberSort *sort);
extern int64 number_sort_next(NumberSort *sort, const double **values);
extern void number_sort_rewind(NumberSort *sort);
extern void number_sort_keep(NumberSort *sort, int64 memory);
extern int64 number_sort_count(NumberSort *sort, int64 from, int64 to, double value, bool equal);
extern void number_sort_place(NumberSort *sort, int64 from, int64 to, double value, int64 *less, int64 *upto);
extern void number_sort_free(NumberSort *sort);

#endif /* CUSTOMER_SEG_NUMBER_SORT_H */
