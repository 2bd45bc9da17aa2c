/*
 * knot_index.c
 *		Finds ranks among the knots of a yardstick in one step instead of twelve,
 *		for those who judge many customers.
 *
 * A double's bits, turned so that unsigned integers are in the order of the
 * numbers, say in which of many buckets a value lies; a bucket holds a knot or
 * two.  What is known of a knot lies together, in one cache line mostly.
 */
#include "customer/knot_index.h"

#include "port/pg_bitutils.h"

#define MAX_BUCKET_BITS 14
#define FEW_KNOTS		16 /* so many are found as fast one by one */

struct IndexedKnot
{
	double value;
	double below;
	double upto;
};

static inline uint64
order_key(double value)
{
	uint64 bits;

	value += 0.0; /* no -0.0 */
	memcpy(&bits, &value, sizeof(bits));
	return bits >> 63 ? ~bits : bits | (UINT64CONST(1) << 63);
}

static inline uint64
bucket_of(const KnotIndex *index, double value)
{
	return (order_key(value) - index->least) >> index->shift;
}

static void
index_distribution(const Yardstick *y, const Distribution *d, KnotIndex *index)
{
	uint64 width;
	int32 n = 0;

	if (d->knots == 0)
		return;
	index->knots = palloc_array(IndexedKnot, d->knots);
	for (int32 i = 0; i < d->knots; i++)
	{
		Knot knot = yardstick_knot(y, d->first_knot + i);

		index->knots[i].value = knot.value;
		index->knots[i].below = (double) knot.below;
		index->knots[i].upto = (double) knot.upto;
	}
	index->count = d->knots;
	if (d->knots <= FEW_KNOTS)
		return;
	index->least = order_key(index->knots[0].value);
	width = order_key(index->knots[d->knots - 1].value) - index->least;
	index->shift = Max(pg_leftmost_one_pos64(width) + 1 - MAX_BUCKET_BITS, 0);
	index->buckets = (width >> index->shift) + 1;
	index->first = palloc_array(uint16, index->buckets + 1);
	for (uint64 bucket = 0; bucket <= index->buckets; bucket++)
	{
		while (n < index->count && bucket_of(index, index->knots[n].value) < bucket)
			n++;
		index->first[bucket] = (uint16) n;
	}
}

/* lasts as long as the yardstick stays as it is */
KnotIndexes *
yardstick_index(const Yardstick *y)
{
	KnotIndexes *indexes = palloc0(sizeof(KnotIndexes));

	for (int m = 0; m < MEASURES; m++)
	{
		index_distribution(y, &y->distributions[m], &indexes->of[m]);
		indexes->compared[m] = yardstick_compared(y, (Measure) m);
		indexes->lacking[m] = indexes->compared[m] - (double) yardstick_having(y, (Measure) m);
	}
	indexes->wanted = yardstick_wanted(y);
	for (int axis = 0; axis < AXES; axis++)
		indexes->weighed[axis] = axis_weighed(y, (Axis) axis);
	return indexes;
}

/* the first knot that is not less than a value, or the end */
static inline const IndexedKnot *
find_knot(const KnotIndex *index, double value)
{
	int low = 0;
	int high = index->count;

	if (value <= index->knots[0].value)
		return index->knots;
	if (index->first != NULL)
	{
		uint64 bucket = bucket_of(index, value);

		if (bucket >= index->buckets)
			return index->knots + index->count;
		low = index->first[bucket];
		high = index->first[bucket + 1];
	}
	while (high - low > FEW_KNOTS) /* a bucket that holds nearly all */
	{
		int middle = (low + high) / 2;

		if (index->knots[middle].value < value)
			low = middle + 1;
		else
			high = middle;
	}
	while (low < high && index->knots[low].value < value)
		low++;
	return index->knots + low;
}

/* how many customers lie below a value, and not above it; between two knots, in proportion */
void
knot_index_count(const KnotIndex *index, double value, double *below, double *upto)
{
	const IndexedKnot *knot = find_knot(index, value);
	const IndexedKnot *end = index->knots + index->count;

	if (knot < end && knot->value == value)
	{
		*below = knot->below;
		*upto = knot->upto;
		return;
	}
	*below = knot > index->knots ? knot[-1].upto : 0;
	if (knot > index->knots && knot < end && knot->below > knot[-1].upto)
		*below = interpolate(*below, knot->below, value, knot[-1].value, knot->value);
	*upto = *below;
}
