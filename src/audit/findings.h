/*
 * findings.h
 *		What an audit counts, and where to look: plain memory, so that several
 *		processes can each have one and put them together.
 */
#ifndef CUSTOMER_SEG_FINDINGS_H
#define CUSTOMER_SEG_FINDINGS_H

#include "server/compat.h"

#include "datatype/timestamp.h"
#include "numbers/money.h"

#define LONGEST_TEXT	48	/* bytes of a value that an example shows */
#define LONGEST_EXAMPLE 128 /* and of all that it says of one */

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
	PROFIT_UNKNOWN,
	PLACEHOLDERS,
	LOOK_ALIKES,
	DOMINATING,
	DOMINATING_MONEY,
	DAYS,
	GAPS,
	LATE_ROWS,
	FINDINGS
} Finding;

/* where to look: of all candidates the first by time, customer and detail, whatever the order of the rows */
typedef struct Example
{
	bool any;
	bool has_customer;
	bool has_detail;
	TimestampTz at; /* of TIME_OUT_OF_RANGE as written, which sorts in the same way */
	char customer[LONGEST_EXAMPLE];
	char detail[LONGEST_EXAMPLE]; /* such as its amount */
} Example;

typedef struct Findings
{
	int64 count[FINDINGS];
	Example example[FINDINGS];
	bool in_period[FINDINGS]; /* of times that no row can have: segment() stops at one */

	/* purchases */
	Money bought;
	int128_money largest;
	Example largest_purchase;
} Findings;

extern void example_offer(Example *example, TimestampTz at, const char *customer, const char *detail);
extern void findings_grow_largest(Findings *findings, int128_money units);
extern bool findings_add(Findings *findings, const Findings *other);

#endif /* CUSTOMER_SEG_FINDINGS_H */
