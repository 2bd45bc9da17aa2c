/*
 * numbers_by_class.h
 *		The numbers of the customers of each class: how far their means differ, and
 *		how many of each lie in ranges.  Dates and times are numbers here.
 *
 * They are held as doubles, sorted, past a bound in temporary files; sums are
 * made of sorted numbers, so that the order of the rows has no say.
 */
#ifndef CUSTOMER_SEG_NUMBERS_BY_CLASS_H
#define CUSTOMER_SEG_NUMBERS_BY_CLASS_H

#include "columns/number_sort.h"
#include "population/separation.h"

#define MOST_RANGES 5

/* from the least number in it to the greatest */
typedef struct NumberRange
{
	double low;
	double high;
} NumberRange;

typedef struct NumbersByClass
{
	Oid type;
	int classes;
	NumberSort all;
	NumberSort *of_class;
} NumbersByClass;

extern bool type_is_number(Oid type);
extern bool type_is_time(Oid type);

extern NumbersByClass *numbers_create(Oid type, int classes, int64 memory);
extern bool numbers_add(NumbersByClass *n, Datum value, int class);
extern void numbers_sort(NumbersByClass *n);
extern ValueSeparation numbers_separation(NumbersByClass *n);
extern int numbers_ranges(NumbersByClass *n, NumberRange *ranges);
extern void numbers_count(NumbersByClass *n, int class, const NumberRange *ranges, int count, int64 *counts);
extern char *number_text(Oid type, double number);
extern void numbers_free(NumbersByClass *n);

#endif /* CUSTOMER_SEG_NUMBERS_BY_CLASS_H */
