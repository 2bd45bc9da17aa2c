/*
 * audit.h
 *		What is in a sales table, before one believes what segment() says of it.
 *
 * audit_rows.c reads the rows and judges each; audit.c judges the customers
 * and the calendar, and makes the findings.
 */
#ifndef CUSTOMER_SEG_AUDIT_H
#define CUSTOMER_SEG_AUDIT_H

#include "engine/customer_base.h"
#include "nodes/bitmapset.h"
#include "source/sales_reader.h"
#include "source/source_scan.h"
#include "utils/tuplesort.h"

#define LONGEST_TEXT 48 /* bytes of a value that an example shows */

/* in the order of the result */
typedef enum Finding
{
	ROWS,
	WITHOUT_CUSTOMER,
	WITHOUT_TIME,
	TIME_INFINITE,
	TIME_OUT_OF_RANGE,
	BEFORE_SINCE,
	AT_OR_AFTER_AS_OF,
	AMOUNT_NAN,
	AMOUNT_INFINITE,
	AMOUNT_TOO_LARGE,
	AMOUNT_ROUNDED,
	ORDER_TOO_LARGE,
	ROWS_USABLE,
	DUPLICATES,
	SHARED_TIMES,
	PURCHASES,
	FREE_ORDERS,
	REFUNDS,
	CONTACTS,
	EXTREME_PURCHASES,
	LONG_ORDERS,
	CUSTOMERS,
	SINGLE_ORDER,
	REFUND_FIRST,
	NEGATIVE_TOTAL,
	PLACEHOLDERS,
	LOOK_ALIKES,
	DOMINATING,
	DOMINATING_MONEY,
	DAYS,
	GAPS,
	LATE_ROWS,
	FINDINGS
} Finding;

/* where to look: of all candidates the first by time, customer and amount, whatever the order of the rows */
typedef struct Example
{
	bool any;
	TimestampTz at; /* of TIME_OUT_OF_RANGE as written, which sorts in the same way */
	char *customer; /* or NULL */
	char *amount;	/* or NULL */
} Example;

typedef struct Audit
{
	RowReceiver pub;
	Selection source;
	SalesReader reader; /* of the rows that count */
	MemoryContext context;
	int64 count[FINDINGS];
	Example example[FINDINGS];
	bool in_period[FINDINGS]; /* of times that no row can have: segment() stops at one */

	FmgrInfo customer_out;
	FmgrInfo amount_out;
	FmgrInfo order_out;
	Tuplesortstate *look_alikes; /* or NULL */

	/* rows against each other: a fingerprint of each row that counts; the types with another seed, for more bits */
	KeyType customer_again;
	KeyType order_again;
	Tuplesortstate *fingerprints;
	TimestampTz first_duplicate;

	/* the calendar: days with a row, as Julian days */
	Bitmapset *days;
	int last_day;

	/* purchases */
	Money bought;
	int128_money largest;
	Example largest_purchase;
} Audit;

extern void audit_read(Audit *audit);
extern void audit_compare_rows(Audit *audit, int longest_gap);
extern const char *audit_customer(const char *key);
extern const char *audit_shortened(const char *text);
extern const char *audit_text(FmgrInfo *out, Datum value);
extern void audit_offer(Audit *audit, Example *example, TimestampTz at, const char *customer, const char *amount);

extern Tuplesortstate *look_alikes_begin(Oid customer_type);
extern void look_alikes_put(Tuplesortstate *sort, const char *key);
extern void look_alikes_judge(Audit *audit, Tuplesortstate *sort);

#endif /* CUSTOMER_SEG_AUDIT_H */
