/*
 * orders.h
 *		Lines of orders: rows of the same customer and order become one order.
 */
#ifndef CUSTOMER_SEG_ORDERS_H
#define CUSTOMER_SEG_ORDERS_H

#include "customers.h"

typedef struct Order
{
	uint64 key;
	int64 amount;	/* units of 10^-8; what does not fit is in a Money */
	TimestampTz at; /* of the earliest line */
	uint32 customer;
	uint32 large; /* number of the Money + 1, or 0 */
	uint8 scale;
	bool has_amount;
} Order;

typedef struct OrderTable
{
	KeyType key_type;
	HashIndex index;
	Chunks orders;
	Chunks large;
	KeyArena keys;
} OrderTable;

extern void orders_create(OrderTable *table, MemoryContext context);
extern void orders_add_batch(OrderTable *table, CustomerTable *customers, const Row *rows, int n);
extern void orders_finish(OrderTable *table, CustomerTable *customers);

#endif /* CUSTOMER_SEG_ORDERS_H */
