/*
 * sales_reader.h
 *		From the tuples of an ordinary query to rows in the table of customers.
 */
#ifndef CUSTOMER_SEG_SALES_READER_H
#define CUSTOMER_SEG_SALES_READER_H

#include "orders.h"
#include "tcop/dest.h"

typedef enum AmountKind
{
	AMOUNT_NUMERIC,
	AMOUNT_INT2,
	AMOUNT_INT4,
	AMOUNT_INT8,
	AMOUNT_FLOAT4,
	AMOUNT_FLOAT8
} AmountKind;

#define MAX_COLUMNS 5

/*
 * The query's columns: customer, time, amount, then order and potential where
 * there are such.
 */
typedef struct SalesReader
{
	DestReceiver pub;
	AmountKind amount_kind;
	AmountKind potential_kind;
	int order_column; /* number in the query, or 0 */
	int potential_column;
	int columns;
	Oid expected[MAX_COLUMNS]; /* types of the columns, domains looked through */
	CustomerTable customers;
	OrderTable orders;
	MemoryContext batch_context;
	KeyArena batch_keys;
	Row rows[BATCH_ROWS];
	int rows_held;

	/* what was read */
	int64 without_customer;
	int64 without_time;
	TimestampTz last_time;
	bool any_time;
} SalesReader;

extern void sales_reader_init(SalesReader *reader, MemoryContext context);
extern void sales_reader_finish(SalesReader *reader);

#endif /* CUSTOMER_SEG_SALES_READER_H */
