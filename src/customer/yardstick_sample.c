/*
 * yardstick_sample.c
 *		The measures of a reference population, on which a yardstick is fitted:
 *		by the aggregate yardstick() and by segment(), alike.
 */
#include "customer/yardstick_sample.h"

#include "server/calls.h"
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
 * Room for so many customers, all that there will be; each is ranked by the
 * measures of which a yardstick seldom holds all values.
 */
void
sample_reserve(YardstickSample *sample, int64 customers)
{
	static const Measure ranked[] = {RECENCY, AMOUNT, WORTH, PROFIT};

	for (int m = 0; m < MEASURES; m++)
		if (sample->wanted & MEASURE_BIT(m))
			number_sort_reserve(&sample->lists[m], customers);
	for (int i = 0; i < (int) lengthof(ranked) && customers > MAX_KNOTS && customers <= PG_UINT32_MAX; i++)
		if (sample->wanted & MEASURE_BIT(ranked[i]))
			sample->ranks[ranked[i]] = MemoryContextAllocHuge(sample->context, sizeof(uint64) * (Size) customers);
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
		bool by_contact = measured.by_contact && (m == RECENCY || m == FREQUENCY);
		double value = measured.value[m];

		if (sample->ranks[m] != NULL)
			sample->ranks[m][sample->customers] = 0;
		if (!(measured.has & MEASURE_BIT(m)))
			continue;
		number_sort_add(&sample->lists[by_contact ? other_distribution(m) : m], &value, 1);
		if (by_contact)
			value = weigh_contact(DEFAULT_CONTACT_WEIGHT, (Measure) m, value);
		if (sample->ranks[m] != NULL)
			sample->ranks[m][sample->customers] = ranking_key(value);
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

/* the values of the other distribution of a measure, or NULL where nobody has one */
static NumberSort *
other_list(YardstickSample *sample, int distribution)
{
	int other = other_distribution(distribution);

	return other < 0 || sample->lists[other].count == 0 ? NULL : &sample->lists[other];
}

/* keys become ranks; who lacks the measure is below all who have it, or not compared */
static void
rank_customers(YardstickSample *sample, Measure measure)
{
	uint64 *ranks = sample->ranks[measure];
	Size n = (Size) sample->customers;
	uint64 *work = MemoryContextAllocHuge(sample->context, sizeof(uint64) * 2 * n);
	uint64 lacking = n - ranking_rank(ranks, work, n, check_for_interrupts);

	pfree(work);
	if (measure_info[measure].may_be_unknown)
		return;
	for (Size i = 0; i < n; i++)
		ranks[i] += 2 * lacking;
}

/*
 * The yardstick of these customers, whose values are sorted for it.  Their
 * ranks or, where there are none and the yardstick does not hold all values,
 * those are kept for yardstick_index(): the sample can be used for nothing else
 * any more.
 */
Yardstick *
sample_fit(YardstickSample *sample)
{
	YardstickBuilder builder;
	Yardstick *yardstick;
	bool held[DISTRIBUTIONS];
	const uint32 measures = measures_known(sample);

	report_profit_decides(sample);
	builder_begin(&builder, sample->as_of, sample->customers, measures);
	for (int i = 0; i < DISTRIBUTIONS; i++)
		if (measures & MEASURE_BIT(measure_of_distribution(i)))
			number_sort_perform(&sample->lists[i]);
	for (int i = 0; i < DISTRIBUTIONS; i++)
		held[i] = !(measures & MEASURE_BIT(measure_of_distribution(i))) ||
				  builder_add(&builder, i, &sample->lists[i], other_list(sample, i));
	for (int i = 0; i < DISTRIBUTIONS; i++)
		if (held[i] || sample->ranks[measure_of_distribution(i)] != NULL)
			number_sort_free(&sample->lists[i]);
	for (int m = 0; m < MEASURES; m++)
		if (sample->ranks[m] != NULL && (measures & MEASURE_BIT(m)))
			rank_customers(sample, (Measure) m);
	yardstick = builder_finish(&builder);
	yardstick_place_knots(yardstick);
	yardstick->amount_sum = sample->amount_sum;
	if (measures & MEASURE_BIT(PROFIT))
		yardstick->profit_sum = sample->profit_sum;
	yardstick_resolve(yardstick);
	return yardstick;
}

/* the values that were kept may take so many bytes of memory again */
void
sample_keep(YardstickSample *sample, int64 memory)
{
	int n = 0;

	for (int i = 0; i < DISTRIBUTIONS; i++)
		n += sample->lists[i].file != NULL;
	for (int i = 0; i < DISTRIBUTIONS; i++)
		if (sample->lists[i].file != NULL)
			number_sort_keep(&sample->lists[i], memory / n);
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

void
sample_free(YardstickSample *sample)
{
	for (int i = 0; i < DISTRIBUTIONS; i++)
		number_sort_free(&sample->lists[i]);
	for (int m = 0; m < MEASURES; m++)
		if (sample->ranks[m] != NULL)
			pfree(sample->ranks[m]);
	pfree(sample);
}
