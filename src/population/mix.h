/*
 * mix.h
 *		How many customers are in each quadrant.
 */
#ifndef CUSTOMER_SEG_MIX_H
#define CUSTOMER_SEG_MIX_H

#include "classify/quadrant.h"

#define MIX_VERSION 1

/* Stored as it is, for ever: a change of layout needs a new version. */
typedef struct Mix
{
	int32 vl_len_;
	int32 version;
	int64 customers[QUADRANTS];
	int64 unclassified;
} Mix;

#define DatumGetMixP(datum) mix_check((Mix *) PG_DETOAST_DATUM(datum))
#define PG_GETARG_MIX_P(n)	DatumGetMixP(PG_GETARG_DATUM(n))

extern Mix *mix_check(Mix *mix);
extern Mix *mix_create(void);
extern int64 mix_total(const Mix *mix);

#endif /* CUSTOMER_SEG_MIX_H */
