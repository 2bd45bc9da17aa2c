/*
 * screening.h
 *		The test of each column, and their order.
 */
#ifndef CUSTOMER_SEG_SCREENING_H
#define CUSTOMER_SEG_SCREENING_H

#include "profile/attribute.h"

typedef enum ColumnTest
{
	TEST_NONE,
	TEST_CATEGORIES, /* chi-square of values by class */
	TEST_NUMBERS,	 /* analysis of variance by class */
	TEST_TIMES,		 /* likewise */
	TEST_KNOWN		 /* chi-square of known or not by class */
} ColumnTest;

/* the customers in parts: those with a value, in a range, or without a value */
typedef struct CustomerParts
{
	int count;
	int classes;
	int64 *counts; /* by part and class */
	bool last_not_known;
} CustomerParts;

/* the customers of a part, by class */
static inline int64 *
part_counts(const CustomerParts *parts, int part)
{
	return parts->counts + (Size) part * (Size) parts->classes;
}

extern int64 sum_of_counts(const int64 *counts, int n);
extern int64 class_total(const CustomerParts *parts, int class);

/* what came out for a column; a number is NaN where there is none */
typedef struct Screened
{
	const Attribute *attribute;
	ColumnTest test;
	int64 known;
	int64 not_known;
	int64 different; /* values, or -1: not counted */
	double effect;	 /* corrected V of Cramer, or omega squared */
	double strength; /* the effect on one scale for all tests: V, or omega */
	double statistic;
	double p;
	double q;
	bool found; /* q says that it is no chance */
	const char *note;
	int rank; /* from 1, or 0 */
	CustomerParts parts;
	NumberRange ranges[MOST_RANGES];
} Screened;

extern Screened screen_attribute(const Attribute *a, int classes);
extern void screening_order(Screened *screened, int count, double level);

#endif /* CUSTOMER_SEG_SCREENING_H */
