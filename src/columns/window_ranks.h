/*
 * window_ranks.h
 *		What window functions need of the values of a whole partition: reading
 *		them, and their ranks.
 */
#ifndef CUSTOMER_SEG_WINDOW_RANKS_H
#define CUSTOMER_SEG_WINDOW_RANKS_H

#include "server/compat.h"

#include "windowapi.h"

/* what a function keeps from partition to partition, in its fn_extra: its own struct may begin with this */
typedef struct PartitionReader
{
	MemoryContext argument; /* for what the argument's expression leaves behind */
} PartitionReader;

/* is given each row's argument; the value does not outlive the call */
typedef void (*PartitionVisit)(void *to, int64 row, Datum value, bool is_null);

/* lives in the partition's memory; all zero before it is made */
typedef struct WindowRanks
{
	uint64 *sums; /* by row: how many are below plus how many are not above; 0 for NULL */
	int64 ranked; /* how many are not NULL */
} WindowRanks;

extern void *partition_reader(FunctionCallInfo fcinfo, Size size);
extern void partition_read(FunctionCallInfo fcinfo, int argument, PartitionVisit visit, void *to);
extern void partition_rank(FunctionCallInfo fcinfo, PartitionVisit put_key, MemoryContext context, WindowRanks *ranks);

/* keys of values, for partition_rank: double precision, date, timestamp with and without time zone, interval */
extern void partition_put_number(void *keys, int64 row, Datum value, bool is_null);
extern void partition_put_date(void *keys, int64 row, Datum value, bool is_null);
extern void partition_put_timestamp(void *keys, int64 row, Datum value, bool is_null);
extern void partition_put_interval(void *keys, int64 row, Datum value, bool is_null);

#endif /* CUSTOMER_SEG_WINDOW_RANKS_H */
