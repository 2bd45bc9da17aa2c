/*
 * sums.h
 *		How orders, contacts, potentials and profits of a customer add up: in an
 *		activity, and in the engine while rows come in any order.
 */
#ifndef CUSTOMER_SEG_SUMS_H
#define CUSTOMER_SEG_SUMS_H

#include "server/compat.h"

#include "datatype/timestamp.h"
#include "numbers/calendar.h"
#include "server/amount.h"

typedef struct Orders
{
	TimestampTz first; /* 0 without an order */
	TimestampTz last;
	uint64 months; /* with an order; bit 0 is the last order's */
	int64 count;
} Orders;

typedef struct Contacts
{
	int64 count;
	TimestampTz last; /* 0 without a contact */
} Contacts;

/* last_month is that of the last order, and of no meaning without one */
static inline void
orders_add(Orders *orders, int32 *last_month, const Orders *more, int32 more_last_month)
{
	if (orders->count == 0)
	{
		*orders = *more;
		*last_month = more_last_month;
		return;
	}
	orders->months = months_union(orders->months, *last_month, more->months, more_last_month);
	*last_month = Max(*last_month, more_last_month);
	orders->last = Max(orders->last, more->last);
	orders->first = Min(orders->first, more->first);
	orders->count += more->count;
}

static inline void
contacts_add(Contacts *contacts, const Contacts *more)
{
	if (more->count > 0 && (contacts->count == 0 || more->last > contacts->last))
		contacts->last = more->last;
	contacts->count += more->count;
}

/* the largest is kept, and of equal ones the most decimals */
static inline void
potential_add(KnownMoney *potential, const KnownMoney *other)
{
	if (!other->is_known)
		return;
	if (!potential->is_known || other->units > potential->units)
		*potential = *other;
	else if (other->units == potential->units)
		potential->scale = Max(potential->scale, other->scale);
}

/* a sum of money of which any may be known */
typedef struct KnownSum
{
	Money sum;
	uint8 scale; /* most decimals shown */
	bool is_known;
} KnownSum;

static inline KnownSum
known_sum(const KnownMoney *money)
{
	return (KnownSum){.sum = money_from_units(money->units), .scale = money->scale, .is_known = money->is_known};
}

static inline void
profit_add(KnownSum *profit, const KnownSum *other)
{
	if (!other->is_known)
		return;
	amount_add(&profit->sum, &other->sum, "sum of profits");
	profit->scale = Max(profit->scale, other->scale);
	profit->is_known = true;
}

#endif /* CUSTOMER_SEG_SUMS_H */
