/*
 * breakdown.h
 *		How many customers and how much money each segment has.
 *
 * Laws: adding and merging are commutative and associative, since every field
 * is a sum or a maximum.  Segments are told apart by the bytes of their text.
 */
#ifndef CUSTOMER_SEG_BREAKDOWN_H
#define CUSTOMER_SEG_BREAKDOWN_H

#include "server/compat.h"

#include "numbers/money.h"
#include "utils/array.h"

/* what is counted of one segment */
typedef struct Tally
{
	const char *segment; /* NULL: the customers without one */
	int64 customers;
	Money amount;
	int32 scale; /* most decimals shown by any amount */
	int64 reachable;
	int64 asked;
	int64 answered;
} Tally;

typedef struct Breakdown
{
	MemoryContext context;
	Tally *tallies; /* of the segments, in the order in which they came */
	int count;
	int room;
	struct textindex_hash *index; /* of tallies, by segment */
	Size memory;				  /* of the segments */
	bool has_none;				  /* somebody, or a row, is without a segment */
	Tally none;
	bool asks;	 /* reachable, asked and answered are counted */
	bool unlike; /* breakdowns of different segments were merged */
} Breakdown;

extern Breakdown *breakdown_create(MemoryContext context, bool asks);
extern Tally *breakdown_find(const Breakdown *b, const char *segment);
extern Tally *breakdown_tally(Breakdown *b, const char *segment);
extern void tally_add(Tally *tally, const Tally *other);
extern void breakdown_merge(Breakdown *b, const Breakdown *other);
extern void breakdown_sort(const Tally **tallies, int count);
extern int breakdown_in_order(FunctionCallInfo fcinfo, const Breakdown *b, const Tally ***segments);
extern Tally breakdown_total(const Breakdown *b);
extern Money breakdown_brought(const Breakdown *b);
extern bool share_of_brought(const Tally *tally, const Money *brought, double *share);

extern Breakdown *breakdown_read(ArrayType *rows);
extern Datum breakdown_rows(FunctionCallInfo fcinfo, const Breakdown *b, const Tally **segments, int count);

static inline bool
breakdown_is_empty(const Breakdown *b)
{
	return b->count == 0 && !b->has_none;
}

#endif /* CUSTOMER_SEG_BREAKDOWN_H */
