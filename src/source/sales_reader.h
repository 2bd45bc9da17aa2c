/*
 * sales_reader.h
 *		A receiver of sales, or of activities that were made of them: from values
 *		of a row to rows of the engine.
 */
#ifndef CUSTOMER_SEG_SALES_READER_H
#define CUSTOMER_SEG_SALES_READER_H

#include "engine/customer_days.h"
#include "engine/customers.h"
#include "engine/orders.h"
#include "engine/shared_times.h"
#include "source/row_receiver.h"

/* what was read */
typedef struct SalesCounts
{
	int64 without_customer;
	int64 without_time;
	int64 without_activity;
	Money amount_left_out; /* of these two */
	int scale_left_out;
	TimestampTz last_time; /* of any row that counts, or DT_NOBEGIN */
} SalesCounts;

/* of the memory, what measures may take while spilled rows are grouped */
#define SHARE_OF_MEASURES 4

typedef struct SalesReader SalesReader;

struct SalesReader
{
	RowReceiver pub;
	Selection *selection;
	KeyType *customer_type;
	KeyType *order_type; /* NULL without an order column */
	bool plain;			 /* no more than customer, time and amount is read */
	int64 memory;
	Grouping customers;
	Grouping orders; /* with an order column */
	SalesCounts counts;
	KeyType sample_type; /* of the customers, for these two */
	HashSample *times;	 /* that rows share; NULL with an order column */
	HashSample *sample;	 /* of the customers; NULL: all of them */
	uint32 at_most;		 /* in it */
	SalesReader *beside; /* keeps the days of a sample of the customers; or NULL */
};

extern void sales_reader_begin(SalesReader *reader, Selection *selection, MemoryContext context, int64 memory,
							   const GroupingKind *customers, Progress *progress);
extern uint32 sales_measures(const Selection *selection);
extern MoneyStatus row_read_amount(AmountKind kind, Datum value, Row *row, RowRest *rest);
extern void sales_reader_put_row(SalesReader *reader, Row *row, RowRest *rest, uint32 order);
extern void sales_reader_attach(SalesReader *reader, Selection *selection, void *shared, const SharedWork *work);
extern void sales_reader_sample(SalesReader *reader, uint32 at_most);
extern void sales_reader_keep_days(SalesReader *reader, SalesReader *beside, uint32 at_most);
extern void sales_reader_finish(SalesReader *reader);
extern void sales_reader_report(const SalesReader *reader);

/* Has the customer, one of those that are left, all rows there are? */
static inline bool
sales_reader_holds(SalesReader *reader, uint64 customer)
{
	return reader->sample == NULL || key_hash64(&reader->sample_type, customer) <= reader->sample->limit;
}

/* the customers of whom it holds one */
static inline int64
sales_reader_one_in(const SalesReader *reader)
{
	return reader->sample == NULL ? 1 : INT64CONST(1) << reader->sample->halvings;
}

#endif /* CUSTOMER_SEG_SALES_READER_H */
