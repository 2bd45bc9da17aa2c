/*
 * separation.h
 *		How far groups differ in their mean value: the one-way analysis of variance
 *		(Fisher 1925).
 */
#ifndef CUSTOMER_SEG_SEPARATION_H
#define CUSTOMER_SEG_SEPARATION_H

#include "server/compat.h"

/* NaN where there is no such number */
typedef struct ValueSeparation
{
	double f;
	double p;
	double eta_squared;
	double omega_squared;
	double epsilon_squared;
	const char *note; /* where the numbers need one */
} ValueSeparation;

extern ValueSeparation nothing_separated(const char *note);
extern ValueSeparation measure_separation(double between, double within, int64 customers, int64 groups);

#endif /* CUSTOMER_SEG_SEPARATION_H */
