/*
 * parallel_reader.h
 *		Reads sales by several processes, into tables that they share.
 */
#ifndef CUSTOMER_SEG_PARALLEL_READER_H
#define CUSTOMER_SEG_PARALLEL_READER_H

#include "source/heap_reader.h"

typedef struct SharedSales SharedSales;

/* what the leader holds on to until the customers have been read out, or an error ends all */
typedef struct ParallelReader
{
	dsm_segment *segment;
	dsa_area *area;
	SharedSales *shared;
	int processes; /* that have read */
} ParallelReader;

extern bool parallel_read(const HeapTable *tables, int count, Period period, SalesReader *reader,
						  ParallelReader *parallel);
extern void parallel_reader_free(ParallelReader *parallel);

#endif /* CUSTOMER_SEG_PARALLEL_READER_H */
