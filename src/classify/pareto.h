/*
 * pareto.h
 *		Who is at the top by their number, in C and as the SQL enum.
 */
#ifndef CUSTOMER_SEG_PARETO_H
#define CUSTOMER_SEG_PARETO_H

#include "columns/amounts.h"

typedef enum ParetoClass
{
	PARETO_TOP,
	PARETO_MIDDLE,
	PARETO_BOTTOM
} ParetoClass;

#define PARETO_CLASSES 3

extern const char *const pareto_labels[PARETO_CLASSES];

/* where the classes of so many customers begin and end */
typedef struct ParetoCuts
{
	double top_from;	/* infinity where nobody is there */
	double bottom_upto; /* likewise below 0 */
} ParetoCuts;

/* A brings the first share of the money, B what is up to another; C is all who are left */
typedef enum AbcClass
{
	ABC_A,
	ABC_B,
	ABC_C
} AbcClass;

#define ABC_CLASSES 3

extern const char *const abc_labels[ABC_CLASSES];

typedef struct AbcCuts
{
	uint128_money least[2]; /* amounts of A and of B, in units of 10^-20; 0 where nobody is */
} AbcCuts;

extern ParetoCuts pareto_cuts(NumberSort *sorted, double top, double bottom);
extern AbcCuts abc_cuts(Amounts *sorted, const double shares[2]);
extern AbcClass abc_class_of(const AbcCuts *cuts, int128_money units);

static inline ParetoClass
pareto_class_of(const ParetoCuts *cuts, double amount)
{
	if (amount >= cuts->top_from)
		return PARETO_TOP;
	return amount <= cuts->bottom_upto ? PARETO_BOTTOM : PARETO_MIDDLE;
}

#endif /* CUSTOMER_SEG_PARETO_H */
