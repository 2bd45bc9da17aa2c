/*
 * class_counts.h
 *		How many customers each class has, and what they bring: of all classes at
 *		once.
 */
#ifndef CUSTOMER_SEG_CLASS_COUNTS_H
#define CUSTOMER_SEG_CLASS_COUNTS_H

#include "segment/classes.h"

#define SUM_OF_AMOUNTS "the sum of all amounts" /* in messages */

/* a sum of money, which shows as many decimals as any of what it is of */
typedef struct ShownMoney
{
	Money sum;
	int scale;
} ShownMoney;

typedef struct ClassCount
{
	int64 customers;
	ShownMoney amount;
	Money brought; /* of those whose amount is above 0 */
	ShownMoney profit;
	ShownMoney stake;
	bool has_least;
	ShownMoney least; /* that anybody has earned who is here */
} ClassCount;

typedef struct ClassCounts
{
	int64 customers;
	ClassCount of[SUBJECTS][MOST_CLASSES + 1]; /* the last: those in none */
} ClassCounts;

extern void shown_add(ShownMoney *money, const Money *added, int scale);
extern void shown_keep(ShownMoney *kept, const ShownMoney *other, int sign);
extern void class_counts_add(ClassCounts *counts, const Classifier *c, const Activity *a, const Classes *classes);
extern Datum class_counts_rows(const ClassCounts *counts, bool has_profit, Oid row_type);

#endif /* CUSTOMER_SEG_CLASS_COUNTS_H */
