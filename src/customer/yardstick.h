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
 * of each distribution always have their knots, and so have the values on both
 * sides of where scores pass a whole percent: who is above p80, or in which of
 * five bins, is known exactly.
 *
 * While the population is at hand, its ranks are exact; see customer_ranks.h.
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

#define MAX_KNOTS			 4096 /* that hold all values */
#define KNOT_SPACING		 4000
#define MOST_KNOTS			 (MAX_KNOTS + 512) /* with those at whole percents */

#define RECENCY_BY_CONTACT	 MEASURES
#define FREQUENCY_BY_CONTACT (MEASURES + 1)
#define DISTRIBUTIONS		 (MEASURES + 2)

static inline bool
is_by_contact(int distribution)
{
	return distribution >= MEASURES;
}

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

/* At least this much is high, in the words of the measure's kind; of recency, at most. The rest is 0. */
typedef struct MeasureLimit
{
	double share;  /* MEASURE_SHARE */
	Money amount;  /* MEASURE_MONEY */
	int64 count;   /* MEASURE_COUNT */
	Interval span; /* MEASURE_TIME */
} MeasureLimit;

/* A yardstick in use; yardstick_store.c has the forms in which it is stored. */
typedef struct Yardstick
{
	TimestampTz as_of;
	int64 customers;
	double weights[MEASURES];
	double contact_weight;
	Cut cuts[AXES];
	MeasureLimit limits[MEASURES];
	Money amount_sum; /* over the whole population */
	Money profit_sum;
	Distribution distributions[DISTRIBUTIONS];
	uint32 measures; /* MEASURE_BITs of those fitted */
	uint32 limited;	 /* of those with a limit */
	int32 knots;
	/* values of all knots, then their belows, then their uptos: a search touches values only */
	const int64 *data;
} Yardstick;

#define ENTRY_FITTED	 0x01
#define ENTRY_LIMITED	 0x02
#define ENTRY_BY_CONTACT 0x04 /* the second distribution of recency or frequency, and no more */
#define ENTRY_FLAGS		 0x07

/* What a yardstick has of one measure. Stored as it is: a change of layout needs a new version. */
typedef struct YardstickEntry
{
	int32 measure;
	int32 flags;
	double weight;
	MeasureLimit limit;
	Money sum; /* of amount and profit */
	Distribution distribution;
} YardstickEntry;

#define DatumGetYardstickP(datum) yardstick_open((struct varlena *) PG_DETOAST_DATUM(datum))
#define PG_GETARG_YARDSTICK_P(n)  DatumGetYardstickP(PG_GETARG_DATUM(n))
#define PG_RETURN_YARDSTICK_P(y)  PG_RETURN_POINTER(yardstick_store(y))

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
	uint16 *first; /* of each bucket: the first knot in it or above; NULL: few knots need no buckets */
} KnotIndex;

/* and what a yardstick says of its measures, counted once */
typedef struct KnotIndexes
{
	KnotIndex of[MEASURES];
	double compared[MEASURES]; /* customers: see yardstick_compared */
	double lacking[MEASURES];  /* of them, those who lack the measure */
	uint32 wanted;			   /* see yardstick_wanted */
	uint32 weighed[AXES];	   /* MEASURE_BITs of those that make its score */
} KnotIndexes;

typedef struct CustomerRanks CustomerRanks;

typedef struct Judgement
{
	double score[AXES];
	bool high[AXES];
} Judgement;

extern struct varlena *yardstick_check(struct varlena *stored);
extern Yardstick *yardstick_open(struct varlena *stored);
extern struct varlena *yardstick_store(const Yardstick *y);
extern bool yardstick_get_entry(const Yardstick *y, int distribution, YardstickEntry *entry);
extern void yardstick_put_entry(Yardstick *y, const YardstickEntry *entry);
extern void yardstick_place_knots(Yardstick *y);
extern const char *yardstick_find_fault(const Yardstick *y);
extern const char *yardstick_resolve(Yardstick *y);
extern int distribution_of(Measure measure, bool by_contact);
extern bool cut_parse(const char *text, Cut *cut);
extern char *cut_text(const Cut *cut);
extern int other_distribution(int distribution);
extern Measure measure_of_distribution(int distribution);
extern const char *distribution_name(int distribution);

extern void builder_begin(YardstickBuilder *b, TimestampTz as_of, int64 customers, uint32 measures);
extern void builder_add_knot(YardstickBuilder *b, int distribution, const Knot *knot);
extern void builder_add(YardstickBuilder *b, int distribution, NumberSort *values, NumberSort *others);
extern Yardstick *builder_finish(YardstickBuilder *b);

extern bool limits_are_met(const Yardstick *y, Axis axis, const Activity *a, const Measured *measured, TimestampTz as_of);
extern const char *limits_find_fault(const Yardstick *y);
extern char *limit_text(Measure measure, const MeasureLimit *limit);
extern double limit_value(const Yardstick *y, Measure measure);
extern uint32 axis_limits(const Yardstick *y, Axis axis);

extern uint32 yardstick_wanted(const Yardstick *y);
extern uint32 axis_weighed(const Yardstick *y, Axis axis);
extern double yardstick_rank(const Yardstick *y, Measure measure, double value,
							 double *below, double *upto);
extern double yardstick_compared(const Yardstick *y, Measure measure);
extern int64 yardstick_having(const Yardstick *y, Measure measure);
extern double yardstick_end_rank(const Yardstick *y, Measure measure, bool greatest);
extern bool distribution_counts(const Yardstick *y, int distribution);
extern double weighed_knot_value(const Yardstick *y, int distribution, int32 number);
extern void yardstick_judge(const Yardstick *y, const KnotIndexes *indexes, const CustomerRanks *ranks, int64 number,
							const Activity *a, TimestampTz as_of, Judgement *j);
extern void yardstick_judge_sides(const Yardstick *y, const KnotIndexes *indexes, const Activity *a, TimestampTz as_of,
								  bool high[AXES]);
extern Cut yardstick_cut(const Yardstick *y, Measure measure, const Cut *wanted);
extern bool yardstick_cut_score(const Yardstick *y, Axis axis, double *score);
extern bool yardstick_at_cut(const Yardstick *y, const Cut *cut, const Activity *a, const Measured *measured);
extern bool yardstick_reaches(const Yardstick *y, Measure measure, const Cut *cut, const Activity *a,
							  TimestampTz as_of);

#endif /* CUSTOMER_SEG_YARDSTICK_H */
