/*
 * totals.h
 *		What there is to say of all customers before anybody is classed.
 */
#ifndef CUSTOMER_SEG_TOTALS_H
#define CUSTOMER_SEG_TOTALS_H

#include "columns/amounts.h"
#include "segment/class_counts.h"
#include "segment/segmentation.h"

typedef struct Totals
{
	int64 customers;
	int64 buyers;
	int64 contacted; /* buyers of whom a contact is on record */
	ShownMoney amount;
	Money brought;
	ShownMoney bought; /* the amount of buyers */
	ShownMoney profit;
	bool any_profit;
	TimestampTz first_order;
	TimestampTz first_last; /* of all last orders */
	TimestampTz last_order;
	int64 fewest_orders; /* of a buyer */
	int64 most_orders;
	Money least; /* that a buyer has bought */
	ShownMoney largest;
	Amounts amounts;	/* of buyers */
	NumberSort earned;	/* the same, as numbers */
	NumberSort profits; /* of buyers, where it is known */
} Totals;

extern void totals_read(Segmentation *s, Totals *t);
extern ParetoCuts totals_pareto_cuts(Totals *t);
extern const char *totals_why_unranked(const Totals *t, const Segmentation *s);
extern void totals_free(Totals *t);

#endif /* CUSTOMER_SEG_TOTALS_H */
