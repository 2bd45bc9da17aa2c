/*
 * distinct_values.h
 *		The distinct values of a column, numbered from 0 as they come.
 *
 * Equal is what the type's own = says, as in GROUP BY.  The numbers depend on
 * the order of the rows; what is made of them must not.
 */
#ifndef CUSTOMER_SEG_DISTINCT_VALUES_H
#define CUSTOMER_SEG_DISTINCT_VALUES_H

#include "server/keys.h"
#include "lib/stringinfo.h"

/* What the state of one aggregate may take: millions of values of usual size. */
#define DISTINCT_MEMORY ((Size) 512 * 1024 * 1024)

typedef struct DistinctValues
{
	MemoryContext context;
	KeyType type;
	struct numbered_hash *index;
	uint64 *keys; /* by number */
	uint32 count;
	uint32 room;
	Size memory; /* about */
} DistinctValues;

extern void distinct_create(DistinctValues *values, MemoryContext context, Oid type, Oid collation, const char *what);
extern uint32 distinct_number(DistinctValues *values, Datum value);
extern void distinct_keep_least(DistinctValues *values, uint32 number, Datum value);
extern void distinct_check_memory(Size memory);
extern void distinct_send(const DistinctValues *values, StringInfo out);
extern void distinct_receive(DistinctValues *values, MemoryContext context, StringInfo in, const char *what);

#endif /* CUSTOMER_SEG_DISTINCT_VALUES_H */
