/*
 * sales_reader.h
 *		From values of a sales table to rows of the engine.
 *
 * The values come from the tuples of an ordinary query, by way of a
 * DestReceiver, or straight from the pages of a table (heap_reader.h).
 */
#ifndef CUSTOMER_SEG_SALES_READER_H
#define CUSTOMER_SEG_SALES_READER_H

#include "engine/customers.h"
#include "engine/orders.h"
#include "server/amount.h"
#include "miscadmin.h"
#include "nodes/memnodes.h"
#include "engine/progress.h"
#include "tcop/dest.h"
#include "utils/timestamp.h"

typedef enum TimeKind
{
	TIME_TIMESTAMPTZ,
	TIME_TIMESTAMP,
	TIME_DATE
} TimeKind;

/* the columns that are read; the last two may be missing */
typedef enum SalesColumn
{
	COLUMN_CUSTOMER,
	COLUMN_TIME,
	COLUMN_AMOUNT,
	COLUMN_ORDER,
	COLUMN_POTENTIAL
} SalesColumn;

#define MAX_COLUMNS 5

/* what was read */
typedef struct SalesCounts
{
	int64 rows;
	int64 without_customer;
	int64 without_time;
	TimestampTz last_time; /* of any row that counts, or DT_NOBEGIN */
} SalesCounts;

/* of the memory, what measures may take while spilled rows are grouped */
#define SHARE_OF_MEASURES 4

typedef struct SalesReader
{
	DestReceiver pub;
	int columns;			   /* of the query */
	int place[MAX_COLUMNS];	   /* of each SalesColumn in the query, or -1 */
	Oid expected[MAX_COLUMNS]; /* types of the query's columns, domains looked through */
	TimeKind time_kind;		   /* as the query gives it */
	AmountKind amount_kind;
	AmountKind potential_kind;
	KeyType customer_type;
	KeyType order_type;
	int64 memory;
	Grouping customers;
	Grouping orders;		   /* with COLUMN_ORDER */
	MemoryContext row_context; /* what types' own functions allocate */
	SalesCounts counts;
	Progress *progress;
} SalesReader;

extern bool time_read(TimeKind kind, Datum value, TimestampTz *at);
extern char *time_as_written(TimeKind kind, Datum value);
extern void sales_reader_check_columns(const SalesReader *reader, TupleDesc type);
extern void sales_reader_begin(SalesReader *reader, MemoryContext context, int64 memory,
							   Progress *progress);
extern void sales_reader_restart(SalesReader *reader);
extern void sales_reader_finish(SalesReader *reader);
extern void sales_reader_put(SalesReader *reader, const Datum *values, const bool *nulls);
extern void sales_counts_add(SalesCounts *counts, const SalesCounts *more);

/* rows, or bytes, after which what was allocated for the rows is freed */
#define ROWS_BETWEEN_RESETS	 128
#define BYTES_BETWEEN_RESETS (1024 * 1024)

/*
 * To be called before each row, of which the number is given.  Long values
 * take time as well as memory.
 */
static inline void
reset_row_context(MemoryContext context, int64 row)
{
	if (likely(row % ROWS_BETWEEN_RESETS != 0 && context->mem_allocated <= BYTES_BETWEEN_RESETS))
		return;
	CHECK_FOR_INTERRUPTS();
	MemoryContextReset(context);
}

static inline bool
sales_reader_has(const SalesReader *reader, SalesColumn column)
{
	return reader->place[column] >= 0;
}

#endif /* CUSTOMER_SEG_SALES_READER_H */
