/*
 * share.h
 *		Shares of customers and of money, exactly, so that 0.2 of 10 customers
 *		are 2, and 0.8 of ten times 0.10 is 0.80.
 *
 * A double is hardly ever the decimal that was written.  A share of up to 9
 * decimals is taken as written.  One with more was computed, as 2/3.0 was: it
 * is taken some 10^-15 lower, lest a rounding put two thirds of 3 customers
 * above 2.
 */
#ifndef CUSTOMER_SEG_SHARE_H
#define CUSTOMER_SEG_SHARE_H

#include "numbers/wide.h"

#define SHARE_ONE	  INT64_C(1000000000000000)
#define SHARE_WRITTEN INT64_C(1000000) /* 10^-9 */

/* a fraction from 0 to 1 in units of 10^-15 */
static inline int64_t
share_of_fraction(double fraction)
{
	/* the product is off by less than 0.2 */
	int64_t units = (int64_t) rint(fraction * (double) SHARE_ONE);
	bool written = units % SHARE_WRITTEN == 0 && (double) units / (double) SHARE_ONE == fraction;

	return written || units == 0 ? units : units - 1;
}

/* this share of n, rounded up */
static inline int64_t
share_of_count(int64_t share, int64_t n)
{
	return (int64_t) (((uint128_money) share * (uint64_t) n + SHARE_ONE - 1) / SHARE_ONE);
}

/* the least amount that is not less than this share of a total */
static inline Wide
share_of_money(int64_t share, Wide total)
{
	return wide_divide_up(wide_multiply(total, (uint64_t) share), SHARE_ONE);
}

#endif /* CUSTOMER_SEG_SHARE_H */
