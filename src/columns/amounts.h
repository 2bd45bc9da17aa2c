/*
 * amounts.h
 *		What each of many customers brings, exactly, from the least up.
 *
 * An amount below 0 counts as 0: the customer is one of them and brings
 * nothing.  Amounts below 10^10 with no more than 8 decimals take 8 bytes,
 * others 16; of customers who bring nothing there is only a number.  The small
 * ones can have a bound of memory, past which they are in a file.
 */
#ifndef CUSTOMER_SEG_AMOUNTS_H
#define CUSTOMER_SEG_AMOUNTS_H

#include "server/amount.h"
#include "columns/number_sort.h"
#include "numbers/share.h"

typedef struct Amounts
{
	MemoryContext context;
	int64 nothing;		  /* customers */
	NumberSort small;	  /* units of 10^-8, whose bits are passed as those of a double */
	uint128_money *large; /* units of 10^-20 */
	int64 larges;
	int64 room;
	/* where amounts_next is */
	int64 next_nothing;
	const double *part; /* of the small ones, so many, of which so many are passed */
	int64 held;
	int64 passed;
	int64 next_large;
} Amounts;

extern void amounts_create(Amounts *amounts, MemoryContext context, int64 memory);
extern int128_money amounts_units(Datum value, bool is_numeric);
extern void amounts_add_units(Amounts *amounts, int128_money units);
extern void amounts_add(Amounts *amounts, Datum value, bool is_numeric);
extern void amounts_add_large(Amounts *amounts, const uint128_money *units, int64 n);
extern void amounts_join(Amounts *amounts, const Amounts *other);
extern void amounts_sort(Amounts *amounts);
extern bool amounts_next(Amounts *amounts, uint128_money *units);
extern void amounts_rewind(Amounts *amounts);
extern Wide amounts_total(Amounts *amounts);
extern double amounts_gini(Amounts *amounts, Wide total);
extern uint128_money amounts_cut(Amounts *amounts, Wide total, int64 share, int64 *below);
extern Datum amounts_lorenz(Amounts *amounts, Wide total, int points);
extern void amounts_free(Amounts *amounts);

static inline int64
amounts_count(const Amounts *amounts)
{
	return amounts->nothing + amounts->small.count + amounts->larges;
}

#endif /* CUSTOMER_SEG_AMOUNTS_H */
