/*
 * double_double.h
 *		Sums of doubles with twice the precision (Dekker 1971, Knuth 1969), so
 *		that the mean of equal numbers is that number, to the last digit.
 */
#ifndef CUSTOMER_SEG_DOUBLE_DOUBLE_H
#define CUSTOMER_SEG_DOUBLE_DOUBLE_H

#include <math.h>

typedef struct DoubleDouble
{
	double hi;
	double lo;
} DoubleDouble;

static inline DoubleDouble
dd_add_double(DoubleDouble a, double b)
{
	double sum = a.hi + b;
	double part = sum - a.hi;
	double error = (a.hi - (sum - part)) + (b - part) + a.lo;
	DoubleDouble r = {sum + error, 0};

	r.lo = error - (r.hi - sum);
	return r;
}

static inline DoubleDouble
dd_add(DoubleDouble a, DoubleDouble b)
{
	return dd_add_double(dd_add_double(a, b.lo), b.hi);
}

static inline DoubleDouble
dd_multiply_double(DoubleDouble a, double b)
{
	double product = a.hi * b;
	double error = fma(a.hi, b, -product) + a.lo * b;
	DoubleDouble r = {product + error, 0};

	r.lo = error - (r.hi - product);
	return r;
}

static inline DoubleDouble
dd_divide_double(DoubleDouble a, double b)
{
	double quotient = a.hi / b;
	double rest = fma(-quotient, b, a.hi) + a.lo;
	DoubleDouble r = {quotient + rest / b, 0};

	r.lo = rest / b - (r.hi - quotient);
	return r;
}

#endif /* CUSTOMER_SEG_DOUBLE_DOUBLE_H */
