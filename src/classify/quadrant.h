/*
 * quadrant.h
 *		The four types of customer, in C and as the SQL enum.
 */
#ifndef CUSTOMER_SEG_QUADRANT_H
#define CUSTOMER_SEG_QUADRANT_H

#include "server/compat.h"

typedef enum Quadrant
{
	BEE,
	DRAGONFLY,
	BUTTERFLY,
	MANTIS
} Quadrant;

#define QUADRANTS 4

extern const char *const quadrant_labels[QUADRANTS];

static inline Quadrant
quadrant_of_sides(bool high_loyalty, bool high_contribution)
{
	if (high_contribution)
		return high_loyalty ? BEE : DRAGONFLY;
	return high_loyalty ? BUTTERFLY : MANTIS;
}

extern void enum_label_oids(Oid enum_type, const char *const *labels, int n, Oid *oids);

#define RESULT (-1)

extern Oid declared_type(FunctionCallInfo fcinfo, int argument);
extern const Oid *enum_labels_of(FunctionCallInfo fcinfo, int argument, const char *const *labels, int n);

#endif /* CUSTOMER_SEG_QUADRANT_H */
