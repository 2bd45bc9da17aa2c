/*
 * projection.h
 *		One step of the chain in which customers go on moving as they did.
 */
#ifndef CUSTOMER_SEG_PROJECTION_H
#define CUSTOMER_SEG_PROJECTION_H

#include "time/movement.h"

extern double *step_chain(const Movement *m, const double *customers);

#endif /* CUSTOMER_SEG_PROJECTION_H */
