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
add_to_sum(Money *sum, const Money *money, const char *what)
{
	if (!money_add(sum, money))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("the sum of all %s is out of range", what)));
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
	add_to_sum(&sample->amount_sum, &a->amount, "amounts");
	sample->any_potential |= (a->flags & ACTIVITY_HAS_POTENTIAL) != 0;
	if (activity_has_profit(a))
	{
		add_to_sum(&sample->profit_sum, &a->profit, "profits");
		sample->any_profit = true;
	}
	sample->customers++;
}

/* the customers of another sample, of the same point in time, join these */
void
sample_join(YardstickSample *sample, const YardstickSample *other)
{
	for (int i = 0; i < DISTRIBUTIONS; i++)
		number_sort_add(&sample->lists[i], other->lists[i].values, other->lists[i].count);
	add_to_sum(&sample->amount_sum, &other->amount_sum, "amounts");
	add_to_sum(&sample->profit_sum, &other->profit_sum, "profits");
	sample->any_potential |= other->any_potential;
	sample->any_profit |= other->any_profit;
	sample->customers += other->customers;
}

/* Without potentials worth is the amount, and without profits there is none: neither is a measure then. */
static uint32
measures_known(const YardstickSample *sample)
{
	uint32 known = sample->wanted;

	if (!sample->any_potential)
		known &= ~MEASURE_BIT(WORTH);
	if (!sample->any_profit)
		known &= ~MEASURE_BIT(PROFIT);
	return known;
}

/* what decides is not what one of the columns was given for */
static void
report_profit_decides(const YardstickSample *sample)
{
	if (sample->any_profit && sample->any_potential)
		ereport(NOTICE,
				(errmsg("profits are known, so contribution is measured by them, and not by potentials"),
				 errhint("Weigh worth instead: with_weights(yardstick, profit => 0, worth => 1).")));
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

	const uint32 measures = measures_known(sample);

	report_profit_decides(sample);
	builder_begin(&builder, sample->as_of, sample->customers, measures);
	for (int i = 0; i < DISTRIBUTIONS; i++)
	{
		NumberSort copy;
		NumberSort *list = &sample->lists[i];

		if (!(measures & MEASURE_BIT(measure_of_distribution(i))))
			continue;
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
	yardstick_place_knots(yardstick);
	yardstick->amount_sum = sample->amount_sum;
	if (measures & MEASURE_BIT(PROFIT))
		yardstick->profit_sum = sample->profit_sum;
	yardstick_resolve(yardstick);
	return yardstick;
}
