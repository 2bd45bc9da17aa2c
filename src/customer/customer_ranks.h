/*
 * customer_ranks.h
 *		Exact ranks of the customers of a reference population, in the order in
 *		which they came.
 *
 * Each customer brings keys, by which they are ranked.  Where there is memory
 * for all keys they are sorted once, for the values from which a yardstick is
 * made and for the ranks.  Else they wait in a file, from which as many
 * customers come back at a time as there is memory for; those are sorted and
 * laid beside the sorted values of all, which are read from beginning to end.
 */
#ifndef CUSTOMER_SEG_CUSTOMER_RANKS_H
#define CUSTOMER_SEG_CUSTOMER_RANKS_H

#include "customer/yardstick.h"

/* bytes a customer: keys, and two arrays to sort those of one measure */
#define RANKING_MEMORY(measures) (((measures) + 2) * sizeof(uint64))

struct CustomerRanks
{
	MemoryContext context;
	uint32 measures;	  /* MEASURE_BITs of those that have keys */
	uint32 ranked;		  /* and of those that get ranks */
	int64 customers;	  /* who came */
	BufFile *file;		  /* of the keys of all, or NULL: all are in memory */
	int64 first;		  /* of those in memory */
	int64 held;			  /* so many are */
	int64 room;			  /* of so many as there can be */
	uint64 *of[MEASURES]; /* of each in memory: the key, or 0; then twice the mid-rank */
};

extern CustomerRanks *ranks_create(MemoryContext context, uint32 measures, int64 customers);
extern void ranks_add(CustomerRanks *ranks, const uint64 *keys);
extern void ranks_sort(CustomerRanks *ranks, Measure measure, NumberSort *values, const NumberSort *contacts);
extern void ranks_find(CustomerRanks *ranks, Measure measure, NumberSort *values, NumberSort *contacts);
extern void ranks_forget(CustomerRanks *ranks, Measure measure);
extern void ranks_make_room(CustomerRanks *ranks, int64 memory);
extern void ranks_read(CustomerRanks *ranks, int64 number);
extern void ranks_free(CustomerRanks *ranks);

static inline bool
ranks_hold(const CustomerRanks *ranks, int64 number)
{
	return number >= ranks->first && number < ranks->first + ranks->held;
}

/* of a customer who is in memory and has the measure */
static inline double
customer_rank(const CustomerRanks *ranks, Measure measure, int64 number)
{
	return (double) ranks->of[measure][number - ranks->first];
}

#endif /* CUSTOMER_SEG_CUSTOMER_RANKS_H */
