/*
 * shared_times.h
 *		How many rows share customer and time with another one, as lines of one
 *		order do: of all rows or, where there are too many, of a sample.
 *
 * Customers' times are counted whose hash lies below a limit, which is halved
 * when they become too many.  The hash has no seed, so the sample is the same
 * in every run, whatever the order of the rows and whoever has read them.
 */
#ifndef CUSTOMER_SEG_SHARED_TIMES_H
#define CUSTOMER_SEG_SHARED_TIMES_H

#include "server/keys.h"
#include "datatype/timestamp.h"

#define MOST_TIMES 4096

/* one customer at one time */
typedef struct CustomerTime
{
	uint64 hash;
	int64 rows; /* 0: a free slot */
} CustomerTime;

typedef struct SharedTimes
{
	uint64 limit;
	uint64 seed; /* of the places in the table, so that nobody can choose what collides */
	int count;
	CustomerTime slots[2 * MOST_TIMES];
} SharedTimes;

extern void shared_times_init(SharedTimes *times);
extern void shared_times_count(SharedTimes *times, uint64 hash, int64 rows);
extern void shared_times_join(SharedTimes *times, const SharedTimes *other);
extern void shared_times_sums(const SharedTimes *times, int64 *shared, int64 *rows);

/* a row, of a customer of the type, whose seed must be 0 */
static inline void
shared_times_add(SharedTimes *times, KeyType *unseeded, uint64 key, TimestampTz at)
{
	uint64 customer = unseeded->kind == KEY_VALUE ? key : key_hash(unseeded, key);
	uint64 hash = spread_bits((uint64) at + customer * UINT64CONST(0x9e3779b97f4a7c15)); /* by the golden ratio */

	if (unlikely(hash < times->limit))
		shared_times_count(times, hash, 1);
}

#endif /* CUSTOMER_SEG_SHARED_TIMES_H */
