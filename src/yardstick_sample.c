/*
 * yardstick_sample.c
 *		The measures of a reference population, on which a yardstick is fitted:
 *		by the aggregate yardstick() and by segment(), alike.
 */
#include "yardstick_sample.h"

#include "utils/memutils.h"

YardstickSample *
sample_create(MemoryContext context, TimestampTz as_of, uint32 wanted)
{
	YardstickSample *sample = MemoryContextAllocZero(context, sizeof(YardstickSample));

	sample->context = context;
	sample->as_of = as_of;
	sample->wanted = wanted;
	return sample;
}

static void
list_resize(YardstickSample *sample, ValueList *list, int64 room)
{
	Size size = sizeof(double) * (Size) room;

	list->values = list->values == NULL ? MemoryContextAllocHuge(sample->context, size) : repalloc_huge(list->values, size);
	list->room = room;
}

static void
list_append(YardstickSample *sample, int distribution, const double *values, int64 n)
{
	ValueList *list = &sample->lists[distribution];

	if (list->count + n > list->room)
		list_resize(sample, list, Max(Max(list->count + n, list->room * 2), 64));
	if (n > 0)
		memcpy(list->values + list->count, values, sizeof(double) * (Size) n);
	list->count += n;
}

/* room for so many customers, none of whom has contacts only */
void
sample_reserve(YardstickSample *sample, int64 customers)
{
	for (int m = 0; m < MEASURES; m++)
		if (sample->wanted & MEASURE_BIT(m))
			list_resize(sample, &sample->lists[m], customers);
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
		list_append(sample, distribution, &measured.value[m], 1);
	}
	add_to_sum(sample, &a->amount);
	sample->customers++;
}

/* the customers of another sample, of the same point in time, join these */
void
sample_join(YardstickSample *sample, const YardstickSample *other)
{
	for (int i = 0; i < DISTRIBUTIONS; i++)
		list_append(sample, i, other->lists[i].values, other->lists[i].count);
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
		ValueList *list = &sample->lists[i];
		double *values = list->values;
		Size size = sizeof(double) * (Size) list->count;

		if (!consume && list->count > 0)
		{
			values = MemoryContextAllocHuge(CurrentMemoryContext, size);
			memcpy(values, list->values, size);
		}
		builder_add(&builder, i, values, list->count);
		if (values != NULL && (consume || list->count > 0))
			pfree(values);
		if (consume)
			memset(list, 0, sizeof(ValueList));
	}
	yardstick = builder_finish(&builder);
	yardstick->amount_sum = sample->amount_sum;
	yardstick_resolve(yardstick);
	return yardstick;
}
