/*
 * orders.h
 *		Lines of orders: rows of the same customer and order become one order.
 */
#ifndef CUSTOMER_SEG_ORDERS_H
#define CUSTOMER_SEG_ORDERS_H

#include "engine/grouping.h"

typedef struct Order
{
	uint64 key;
	uint64 customer;
	int64 amount;	/* units of 10^-8; what does not fit is in OrderExtra */
	TimestampTz at; /* of the earliest line */
	uint32 extra;	/* number of the OrderExtra + 1, or 0 */
	uint8 scale;
	bool has_amount;
	uint16 days; /* from the day of the earliest line to that of the last, or 65535 of more */
} Order;

/* what not every order has */
typedef struct OrderExtra
{
	Money amount;
	KnownMoney potential;
	KnownSum profit;
} OrderExtra;

extern const GroupingKind orders_kind;

extern uint32 order_hash(uint32 order, uint32 customer);
extern Money order_sum(const Partition *partition, const Order *order);
extern bool order_units(const Money *sum, int128_money *units);
extern void order_done(const Grouping *orders, const Partition *partition, uint32 number, void *customers);

#endif /* CUSTOMER_SEG_ORDERS_H */
