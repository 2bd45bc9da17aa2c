/*
 * yardstick_sample.c
 *		The measures of a reference population, on which a yardstick is fitted:
 *		by the aggregate yardstick() and by segment(), alike.
 */
#include "customer/yardstick_sample.h"

#include "numbers/ranking.h"
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

/*
 * The customers who come will be ranked.  So many will come, which are kept in
 * memory; or, by 0, nobody knows how many.
 */
void
sample_rank(YardstickSample *sample, int64 customers)
{
	sample->ranks = ranks_create(sample->context, sample->wanted, customers <= PG_UINT32_MAX ? customers : 0);
}

/* Are the values of this distribution sorted by the keys of ranks, and not kept in a list? */
static bool
is_sorted_by_ranks(const YardstickSample *sample, int distribution)
{
	return distribution < MEASURES && sample->ranks != NULL && sample->ranks->file == NULL;
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
	uint64 keys[MEASURES] = {0};

	measure_customer(a, sample->as_of, sample->wanted, &measured);
	for (int m = 0; m < MEASURES; m++)
	{
		int distribution = distribution_of((Measure) m, measured.by_contact);
		double value = measured.value[m];

		if (!(measured.has & MEASURE_BIT(m)))
			continue;
		if (!is_sorted_by_ranks(sample, distribution))
			number_sort_add(&sample->lists[distribution], &value, 1);
		if (is_by_contact(distribution))
			value = weigh_contact(DEFAULT_CONTACT_WEIGHT, (Measure) m, value);
		keys[m] = ranking_key(value);
	}
	if (sample->ranks != NULL)
		ranks_add(sample->ranks, keys);
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

/* the values of the other distribution of a measure, or NULL where nobody has one */
static NumberSort *
other_list(YardstickSample *sample, int distribution)
{
	int other = other_distribution(distribution);

	return other < 0 || sample->lists[other].count == 0 ? NULL : &sample->lists[other];
}

/* adds a distribution; customers who are all in memory are ranked with it */
static void
fit_distribution(YardstickSample *sample, YardstickBuilder *builder, int distribution)
{
	NumberSort *values = &sample->lists[distribution];
	NumberSort *others = other_list(sample, distribution);

	if (is_sorted_by_ranks(sample, distribution))
		ranks_sort(sample->ranks, (Measure) distribution, values, others);
	builder_add(builder, distribution, values, others);
	if (is_by_contact(distribution) || sample->ranks == NULL)
		return;
	if (builder->head->weights[distribution] == 0)
		ranks_forget(sample->ranks, (Measure) distribution);
	if (others == NULL && is_sorted_by_ranks(sample, distribution))
		number_sort_free(values);
}

/*
 * The yardstick of these customers, whose values are sorted for it: the sample
 * can be used for nothing else any more but their ranks.
 */
Yardstick *
sample_fit(YardstickSample *sample)
{
	YardstickBuilder builder;
	Yardstick *yardstick;
	const uint32 measures = measures_known(sample);

	report_profit_decides(sample);
	builder_begin(&builder, sample->as_of, sample->customers, measures);
	for (int m = 0; m < MEASURES && sample->ranks != NULL; m++)
		if (!(measures & MEASURE_BIT(m)))
			ranks_forget(sample->ranks, (Measure) m);
	for (int i = 0; i < DISTRIBUTIONS; i++)
		if (measures & MEASURE_BIT(measure_of_distribution(i)))
			number_sort_perform(&sample->lists[i]);
	for (int i = 0; i < DISTRIBUTIONS; i++)
		if (measures & MEASURE_BIT(measure_of_distribution(i)))
			fit_distribution(sample, &builder, i);
	yardstick = builder_finish(&builder);
	yardstick_place_knots(yardstick);
	yardstick->amount_sum = sample->amount_sum;
	if (measures & MEASURE_BIT(PROFIT))
		yardstick->profit_sum = sample->profit_sum;
	yardstick_resolve(yardstick);
	return yardstick;
}

/* the yardstick of customers to whom others may still come */
Yardstick *
sample_fit_copy(const YardstickSample *sample)
{
	YardstickSample *copy = sample_create(CurrentMemoryContext, sample->as_of, sample->wanted, 0);
	Yardstick *yardstick;

	sample_join(copy, sample);
	yardstick = sample_fit(copy);
	sample_free(copy);
	return yardstick;
}

/* After fitting: ranks that hold those of the customer who came after so many others. */
const CustomerRanks *
sample_ranks(YardstickSample *sample, int64 number)
{
	if (!ranks_hold(sample->ranks, number))
	{
		ranks_read(sample->ranks, number);
		for (int m = 0; m < MEASURES; m++)
			if (sample->ranks->ranked & MEASURE_BIT(m))
				ranks_find(sample->ranks, (Measure) m, &sample->lists[m], other_list(sample, m));
	}
	return sample->ranks;
}

void
sample_free(YardstickSample *sample)
{
	for (int i = 0; i < DISTRIBUTIONS; i++)
		number_sort_free(&sample->lists[i]);
	if (sample->ranks != NULL)
		ranks_free(sample->ranks);
	pfree(sample);
}
