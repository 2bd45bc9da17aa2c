/*
 * ranking.h
 *		Sorting of numbers for ranks.  No database in here.
 */
#ifndef CUSTOMER_SEG_RANKING_H
#define CUSTOMER_SEG_RANKING_H

#include <stddef.h>

extern void ranking_sort(double *values, double *scratch, size_t n);

#endif /* CUSTOMER_SEG_RANKING_H */
