/*
 * knot_index.h
 *		Finds ranks among the knots of a yardstick in one step instead of twelve,
 *		for those who judge many customers.
 */
#ifndef CUSTOMER_SEG_KNOT_INDEX_H
#define CUSTOMER_SEG_KNOT_INDEX_H

#include "customer/yardstick.h"

extern KnotIndexes *yardstick_index(const Yardstick *y);
extern void knot_index_count(const KnotIndex *index, double value, double *below, double *upto);

#endif /* CUSTOMER_SEG_KNOT_INDEX_H */
