/*
 * position.h
 *		Where a customer stands in the market, and for how long, in C and as the SQL
 *		enums.
 */
#ifndef CUSTOMER_SEG_POSITION_H
#define CUSTOMER_SEG_POSITION_H

#include "customer/activity.h"

typedef enum MarketPosition
{
	EXISTING,
	POTENTIAL_CUSTOMER,
	NON_CUSTOMER
} MarketPosition;

#define POSITIONS 3

typedef enum CustomerTerm
{
	LONG_TERM,
	TEMPORARY
} CustomerTerm;

#define TERMS 2

extern const char *const position_labels[POSITIONS];
extern const char *const term_labels[TERMS];

/* An order makes an existing customer, and so does a refund: its order lies before the data begin. */
static inline bool
has_ordered(const Activity *a)
{
	return a->orders > 0 || a->refunds > 0;
}

extern CustomerTerm term_of(const Activity *a, Interval *long_from, int64 min_orders);

#endif /* CUSTOMER_SEG_POSITION_H */
