/*
 * yardstick_sample.h
 *		The measures of a reference population, on which a yardstick is fitted.
 */
#ifndef CUSTOMER_SEG_YARDSTICK_SAMPLE_H
#define CUSTOMER_SEG_YARDSTICK_SAMPLE_H

#include "customer/customer_ranks.h"

/* bytes a customer while a yardstick is fitted, all being in memory: the values of recency stay where there are contacts */
#define SAMPLE_MEMORY(measures) (RANKING_MEMORY(measures) + sizeof(double))

typedef struct YardstickSample
{
	MemoryContext context;
	TimestampTz as_of;
	uint32 wanted; /* MEASURE_BITs */
	int64 customers;
	Money amount_sum;
	Money profit_sum;
	bool any_potential; /* is known */
	bool any_profit;
	NumberSort lists[DISTRIBUTIONS];
	CustomerRanks *ranks; /* or NULL */
} YardstickSample;

extern YardstickSample *sample_create(MemoryContext context, TimestampTz as_of, uint32 wanted, int64 memory);
extern void sample_rank(YardstickSample *sample, int64 customers);
extern void sample_add(YardstickSample *sample, const Activity *a);
extern void sample_join(YardstickSample *sample, const YardstickSample *other);
extern Yardstick *sample_fit(YardstickSample *sample);
extern const CustomerRanks *sample_ranks(YardstickSample *sample, int64 number);
extern Yardstick *sample_fit_copy(const YardstickSample *sample);
extern void sample_free(YardstickSample *sample);

#endif /* CUSTOMER_SEG_YARDSTICK_SAMPLE_H */
