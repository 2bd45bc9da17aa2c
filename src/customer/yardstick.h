/*
 * yardstick.h
 *		What "high" means: the distribution of each measure over a reference
 *		population, with weights, cuts and the point in time.
 *
 * A distribution is a row of knots in ascending order, each with how many of
 * the population lie below it and how many at or below.  Up to MAX_KNOTS
 * distinct values each has its knot and every rank is exact.  Of more, knots
 * are so chosen that at most 1/KNOT_SPACING of the population lies strictly
 * between two of them; there ranks are interpolated, so a score is off by at
 * most 100/KNOT_SPACING = 0.025 points.  The least, greatest and median value
 * of each distribution always have their knots.
 *
 * Recency and frequency have a second distribution each, of the customers
 * with contacts only, unweighted; contact_weight is applied when reading, so
 * it can be changed after fitting.
 */
#ifndef CUSTOMER_SEG_YARDSTICK_H
#define CUSTOMER_SEG_YARDSTICK_H

#include "numbers/double_double.h"
#include "customer/measures.h"
#include "columns/number_sort.h"

#define YARDSTICK_VERSION	 1
#define MAX_KNOTS			 4096
#define KNOT_SPACING		 4000

#define RECENCY_BY_CONTACT	 MEASURES
#define FREQUENCY_BY_CONTACT (MEASURES + 1)
#define DISTRIBUTIONS		 (MEASURES + 2)

typedef struct Knot
{
	double value;
	int64 below; /* customers whose value is less */
	int64 upto;	 /* customers whose value is not greater */
} Knot;

typedef struct Distribution
{
	int64 customers; /* that have the measure */
	DoubleDouble sum;
	int32 first_knot;
	int32 knots;
} Distribution;

typedef enum CutKind
{
	CUT_MEAN,
	CUT_MEDIAN,
	CUT_SCORE,
	CUT_NUMBER
} CutKind;

typedef struct Cut
{
	double number; /* the score, or the number in the measure's unit */
	double value;  /* resolved: in the measure's own numbers, or a score */
	int32 kind;
	int32 measure; /* the axis' only measure, or NO_MEASURE */
} Cut;

/* Stored as it is, for ever: a change of layout needs a new version. */
typedef struct Yardstick
{
	int32 vl_len_;
	int32 version;
	TimestampTz as_of;
	int64 customers;
	double weights[MEASURES];
	double contact_weight;
	Cut cuts[AXES];
	Money amount_sum; /* over the whole population */
	Distribution distributions[DISTRIBUTIONS];
	int32 measures; /* MEASURE_BITs of those fitted */
	int32 knots;
	/* values of all knots, then their belows, then their uptos: a search touches values only */
	int64 data[FLEXIBLE_ARRAY_MEMBER];
} Yardstick;

#define YARDSTICK_SIZE(knots)	  (offsetof(Yardstick, data) + (Size) (knots) *3 * sizeof(int64))

#define DatumGetYardstickP(datum) yardstick_check((Yardstick *) PG_DETOAST_DATUM(datum))
#define PG_GETARG_YARDSTICK_P(n)  DatumGetYardstickP(PG_GETARG_DATUM(n))

/* a yardstick in the making: the knots take their places when all are there */
typedef struct YardstickBuilder
{
	Yardstick *head;
	Knot *knots;
	int32 room;
} YardstickBuilder;

static inline const double *
knot_values(const Yardstick *y)
{
	return (const double *) y->data;
}

/*
 * How many lie below a value between two knots, of those who lie below the
 * lower and below the upper one: in proportion.  Of numbers that overflow,
 * which no rows make, as many as below the lower.
 */
static inline double
interpolate(double below, double above, double value, double from, double to)
{
	double part = (value - from) / (to - from);

	return part >= 0 && part <= 1 ? below + (above - below) * part : below;
}

static inline Knot
yardstick_knot(const Yardstick *y, int32 number)
{
	Knot knot = {knot_values(y)[number], y->data[y->knots + number], y->data[2 * y->knots + number]};

	return knot;
}

typedef struct IndexedKnot IndexedKnot;

/* of one distribution; see knot_index.h */
typedef struct KnotIndex
{
	IndexedKnot *knots; /* NULL: there is no index */
	int32 count;
	uint64 least; /* order of the first knot's value */
	int shift;	  /* from an order to a bucket */
	uint64 buckets;
	uint16 *first; /* of each bucket: the first knot in it or above */
} KnotIndex;

typedef struct KnotIndexes
{
	KnotIndex of[DISTRIBUTIONS];
} KnotIndexes;

typedef struct Judgement
{
	double score[AXES];
	bool high[AXES];
} Judgement;

extern Yardstick *yardstick_check(Yardstick *y);
extern const char *yardstick_find_fault(const Yardstick *y);
extern const char *yardstick_resolve(Yardstick *y);
extern bool cut_parse(const char *text, Cut *cut);
extern char *cut_text(const Cut *cut);
extern Measure measure_of_distribution(int distribution);
extern const char *distribution_name(int distribution);

extern void builder_begin(YardstickBuilder *b, TimestampTz as_of, int64 customers, uint32 measures);
extern void builder_add_knot(YardstickBuilder *b, int distribution, const Knot *knot);
extern void builder_add(YardstickBuilder *b, int distribution, NumberSort *values);
extern Yardstick *builder_finish(YardstickBuilder *b);

extern uint32 yardstick_wanted(const Yardstick *y);
extern double yardstick_rank(const Yardstick *y, Measure measure, double value,
							 double *below, double *upto);
extern int64 yardstick_having(const Yardstick *y, Measure measure);
extern double yardstick_end_rank(const Yardstick *y, Measure measure, bool greatest);
extern bool distribution_counts(const Yardstick *y, int distribution);
extern double weighed_knot_value(const Yardstick *y, int distribution, int32 number);
extern void yardstick_judge(const Yardstick *y, const KnotIndexes *indexes, const Activity *a, TimestampTz as_of,
							Judgement *j);
extern bool yardstick_reaches(const Yardstick *y, Measure measure, const Cut *cut, const Activity *a,
							  TimestampTz as_of);

#endif /* CUSTOMER_SEG_YARDSTICK_H */
