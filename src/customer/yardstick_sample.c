/*
 * yardstick_sample.c
 *		The measures of a reference population, on which a yardstick is fitted:
 *		by the aggregate yardstick() and by segment(), alike.
 */
#include "customer/yardstick_sample.h"

#include "port/pg_bitutils.h"
#include "utils/memutils.h"

/* memory: the bytes the measures may take, or 0 for no bound */
YardstickSample *
sample_create(MemoryContext context, TimestampTz as_of, uint32 wanted, int64 memory)
{
	YardstickSample *sample = MemoryContextAllocZero(context, sizeof(YardstickSample));

	sample->context = context;
	sample->as_of = as_of;
	sample->wanted = wanted;
	for (int i = 0; i < DISTRIBUTIONS; i++)
		number_sort_create(&sample->lists[i], context, memory / pg_popcount32(wanted));
	return sample;
}

/* room for so many customers, none of whom has contacts only */
void
sample_reserve(YardstickSample *sample, int64 customers)
{
	for (int m = 0; m < MEASURES; m++)
		if (sample->wanted & MEASURE_BIT(m))
			number_sort_reserve(&sample->lists[m], customers);
}

static void
add_to_sum(YardstickSample *sample, const Money *amount)
{
	if (!money_add(&sample->amount_sum, amount))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("the sum of all amounts is out of range")));
}

void
sample_add(YardstickSample *sample, const Activity *a)
{
	Measured measured;

	measure_customer(a, sample->as_of, sample->wanted, &measured);
	for (int m = 0; m < MEASURES; m++)
	{
		int distribution = m;

		if (!(measured.has & MEASURE_BIT(m)))
			continue;
		if (measured.by_contact && m == RECENCY)
			distribution = RECENCY_BY_CONTACT;
		if (measured.by_contact && m == FREQUENCY)
			distribution = FREQUENCY_BY_CONTACT;
		number_sort_add(&sample->lists[distribution], &measured.value[m], 1);
	}
	add_to_sum(sample, &a->amount);
	sample->customers++;
}

/* the customers of another sample, of the same point in time, join these */
void
sample_join(YardstickSample *sample, const YardstickSample *other)
{
	for (int i = 0; i < DISTRIBUTIONS; i++)
		number_sort_add(&sample->lists[i], other->lists[i].values, other->lists[i].count);
	add_to_sum(sample, &other->amount_sum);
	sample->customers += other->customers;
}

/*
 * The yardstick of these customers.  Sorting needs the values or a copy of
 * them: a sample that is consumed cannot be used again.
 */
Yardstick *
sample_fit(YardstickSample *sample, bool consume)
{
	YardstickBuilder builder;
	Yardstick *yardstick;

	builder_begin(&builder, sample->as_of, sample->customers, sample->wanted);
	for (int i = 0; i < DISTRIBUTIONS; i++)
	{
		NumberSort copy;
		NumberSort *list = &sample->lists[i];

		if (!consume)
		{
			number_sort_create(&copy, CurrentMemoryContext, 0);
			number_sort_add(&copy, list->values, list->count);
			list = &copy;
		}
		number_sort_perform(list);
		builder_add(&builder, i, list);
		number_sort_free(list);
	}
	yardstick = builder_finish(&builder);
	yardstick->amount_sum = sample->amount_sum;
	yardstick_resolve(yardstick);
	return yardstick;
}
