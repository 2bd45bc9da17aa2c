/*
 * pareto.h
 *		Who is at the top by their number, in C and as the SQL enum.
 */
#ifndef CUSTOMER_SEG_PARETO_H
#define CUSTOMER_SEG_PARETO_H

#include "columns/number_sort.h"

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

extern ParetoCuts pareto_cuts(NumberSort *sorted, double top, double bottom);

static inline ParetoClass
pareto_class_of(const ParetoCuts *cuts, double amount)
{
	if (amount >= cuts->top_from)
		return PARETO_TOP;
	return amount <= cuts->bottom_upto ? PARETO_BOTTOM : PARETO_MIDDLE;
}

#endif /* CUSTOMER_SEG_PARETO_H */
