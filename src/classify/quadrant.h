/*
 * quadrant.h
 *		The four types of customer, in C and as the SQL enum.
 */
#ifndef CUSTOMER_SEG_QUADRANT_H
#define CUSTOMER_SEG_QUADRANT_H

#include "server/enums.h"

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

#endif /* CUSTOMER_SEG_QUADRANT_H */
