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
	int sorted; /* TOTALS_AMOUNTS, TOTALS_EARNED */
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
	NumberSort earned;	/* the same, as numbers, unless a profit is known */
	NumberSort profits; /* of buyers, where it is known */
} Totals;

/* what of buyers is sorted */
#define TOTALS_AMOUNTS 0x01
#define TOTALS_EARNED  0x02
#define ALL_TOTALS	   (TOTALS_AMOUNTS | TOTALS_EARNED)

extern void totals_read(Segmentation *s, Totals *t, int sorted);
extern ParetoCuts totals_pareto_cuts(Totals *t);
extern AbcCuts totals_abc_cuts(Totals *t);
extern const char *totals_why_unranked(const Totals *t, const Segmentation *s);
extern int128_money units_brought(const Money *amount);
extern void totals_free(Totals *t);

#endif /* CUSTOMER_SEG_TOTALS_H */
