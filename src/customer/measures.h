/*
 * measures.h
 *		The numbers by which customers are compared.
 *
 * Every measure is turned so that more is better: recency counts
 * microseconds below zero.  A customer can lack a measure; see measures.c.
 */
#ifndef CUSTOMER_SEG_MEASURES_H
#define CUSTOMER_SEG_MEASURES_H

#include "customer/activity.h"

typedef enum Axis
{
	LOYALTY,
	CONTRIBUTION
} Axis;

#define AXES 2

typedef enum Measure
{
	RECENCY,
	FREQUENCY,
	TENURE,
	REGULARITY,
	REFERRALS,
	AMOUNT,
	AVERAGE_ORDER,
	POTENTIAL,
	WORTH, /* these numbers are stored: new ones come at the end */
	PROFIT
} Measure;

#define MEASURES			 10
#define NO_MEASURE			 (-1)

#define MEASURE_BIT(measure) (1u << (measure))
#define ALL_MEASURES		 ((1u << MEASURES) - 1)

typedef enum MeasureKind
{
	MEASURE_TIME,
	MEASURE_COUNT,
	MEASURE_SHARE,
	MEASURE_MONEY
} MeasureKind;

typedef struct MeasureInfo
{
	const char *name;
	Axis axis;
	MeasureKind kind;
	bool may_be_unknown; /* who lacks it is not compared; of any other measure, comes last */
	const char *unit;
	double unit_size; /* of one unit, in the measure's own numbers */
	double least;	  /* what a cut may be, in units */
	double most;
} MeasureInfo;

extern const MeasureInfo measure_info[MEASURES];
extern const char *const axis_names[AXES];

typedef struct Measured
{
	double value[MEASURES];
	uint32 has;		 /* MEASURE_BITs of those the customer does not lack */
	bool by_contact; /* recency and frequency are those of contacts */
} Measured;

/*
 * How much of an order a contact counts for, of customers who never ordered,
 * unless a yardstick says otherwise
 */
#define DEFAULT_CONTACT_WEIGHT 0.25

/* wide enough for every proportion, narrow enough that nothing overflows */
#define LEAST_WEIGHT	1e-9
#define GREATEST_WEIGHT 1e9

static inline bool
is_weight(double weight)
{
	return weight == 0 || (weight >= LEAST_WEIGHT && weight <= GREATEST_WEIGHT);
}

/* the inverse of weigh_contact(), but for rounding */
static inline double
unweigh_contact(double contact_weight, Measure measure, double value)
{
	return measure == RECENCY ? value * contact_weight : value / contact_weight;
}

extern double weigh_contact(double contact_weight, Measure measure, double value);
extern Money measure_money(const Activity *a, Measure measure);
extern void measure_customer(const Activity *a, TimestampTz as_of, uint32 wanted, Measured *m);

/* the same with contacts at their weight; of no weight, they are not a recency at all */
static inline void
measure_weighed(const Activity *a, TimestampTz as_of, uint32 wanted, double contact_weight, Measured *m)
{
	measure_customer(a, as_of, wanted, m);
	if (!m->by_contact)
		return;
	m->value[RECENCY] = weigh_contact(contact_weight, RECENCY, m->value[RECENCY]);
	m->value[FREQUENCY] = weigh_contact(contact_weight, FREQUENCY, m->value[FREQUENCY]);
	if (contact_weight == 0)
		m->has &= ~MEASURE_BIT(RECENCY);
}

#endif /* CUSTOMER_SEG_MEASURES_H */
