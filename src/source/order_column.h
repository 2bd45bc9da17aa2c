/*
 * order_column.h
 *		Are the rows of a source lines of orders, and which column tells the
 *		orders apart?
 */
#ifndef CUSTOMER_SEG_ORDER_COLUMN_H
#define CUSTOMER_SEG_ORDER_COLUMN_H

#include "source/selection.h"

/* Do so many rows share customer and time with another one, that they may be lines of orders? */
static inline bool
may_be_order_lines(int64 shared, int64 rows)
{
	return shared > rows / 5.0;
}

extern char *likely_order_column(const Selection *selection);

#endif /* CUSTOMER_SEG_ORDER_COLUMN_H */
