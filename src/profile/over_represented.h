/*
 * over_represented.h
 *		The parts of the customers that are more frequent in a class than among all.
 */
#ifndef CUSTOMER_SEG_OVER_REPRESENTED_H
#define CUSTOMER_SEG_OVER_REPRESENTED_H

#include "numbers/proportions.h"
#include "profile/screening.h"

typedef enum PartKind
{
	PART_VALUE,
	PART_RANGE,
	PART_KNOWN,
	PART_NOT_KNOWN
} PartKind;

typedef struct OverRepresented
{
	int part; /* of the column's */
	PartKind kind;
	char *text; /* the value or range, or NULL */
	int64 customers;
	int64 in_class;
	double share_of_class;
	double share_of_all;
	double difference; /* of the two */
	Estimate lift;	   /* of the first to the second */
	bool above;		   /* the lift is above 1, whatever chance does */
	bool few;		   /* fewer than 5 customers of the class were to be expected in it */
} OverRepresented;

extern OverRepresented *find_over_represented(const Screened *s, int class, double confidence, int *count);
extern void over_represented_finish(OverRepresented *found, const Screened *s, int class, double confidence);

#endif /* CUSTOMER_SEG_OVER_REPRESENTED_H */
