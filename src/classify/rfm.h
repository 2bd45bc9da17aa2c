/*
 * rfm.h
 *		Recency, frequency and monetary value as scores, 1 the lowest.
 *
 * Cuts divide a measure's numbers, which here are days, orders and money: n
 * ascending cuts make n + 1 scores, and who is at a cut is on its high side.
 * More is better, but of days fewer.  Who lacks a measure has the score 1.
 */
#ifndef CUSTOMER_SEG_RFM_H
#define CUSTOMER_SEG_RFM_H

#include "server/compat.h"

#include "customer/yardstick.h"

typedef enum RfmMeasure
{
	RFM_RECENCY,
	RFM_FREQUENCY,
	RFM_MONETARY
} RfmMeasure;

#define RFM_MEASURES 3
#define RFM_WANTED	 (MEASURE_BIT(RECENCY) | MEASURE_BIT(FREQUENCY) | MEASURE_BIT(AMOUNT))
#define RFM_MIN_BINS 2
#define RFM_MAX_BINS 100

extern const Measure rfm_measures[RFM_MEASURES];
extern const char *const rfm_names[RFM_MEASURES];

/* cuts of one measure: the same for all, or for each score of the measures before it */
typedef struct RfmCuts
{
	int dimensions;
	int sizes[RFM_MEASURES]; /* the last of them is the number of cuts */
	double *values;
} RfmCuts;

typedef struct RfmLimits
{
	bool has_as_of;
	TimestampTz as_of;
	double contact_weight;
	RfmCuts cuts[RFM_MEASURES];
} RfmLimits;

/*
 * The bin, from 1, of a value of which so many customers are below plus not
 * above, as tile() has it: equal values go where the middle one of them would.
 */
static inline int
rfm_bin(double rank, int64 customers, int bins)
{
	uint64 most = 2 * (uint64) customers;
	uint64 sum = rank >= 1 ? (uint64) Min(rank, (double) most) : 1;

	return Min((int) ((sum - 1) * (uint64) bins / most) + 1, bins);
}

/* how many of the cuts that make so many bins lie at or below the numbers of a score */
static inline int
rfm_cuts_reached(RfmMeasure measure, int bins, int score)
{
	return measure == RFM_RECENCY ? bins - score : score - 1;
}

extern int rfm_bins(int32 bins);
extern void rfm_check_fitted(const Yardstick *y, Measure measure);
extern void rfm_measure(const Activity *a, TimestampTz as_of, double contact_weight, Measured *measured);
extern double rfm_number(const Measured *measured, RfmMeasure measure);
extern int rfm_score(RfmMeasure measure, const double *cuts, int n, double number);
extern double rfm_least_above(const Yardstick *y, RfmMeasure measure, int bins, int limit);
extern Datum rfm_limits_result(FunctionCallInfo fcinfo, const RfmLimits *limits);

#endif /* CUSTOMER_SEG_RFM_H */
