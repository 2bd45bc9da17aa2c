/*
 * shared_times.h
 *		How many rows share customer and time with another one, as lines of one
 *		order do: of all rows or, where there are too many, of a sample.
 */
#ifndef CUSTOMER_SEG_SHARED_TIMES_H
#define CUSTOMER_SEG_SHARED_TIMES_H

#include "engine/hash_sample.h"
#include "datatype/timestamp.h"

#define MOST_TIMES 4096

extern void shared_times_sums(const HashSample *times, int64 *shared, int64 *rows);

/* a row, of a customer of the type, which is seeded for samples */
static inline void
shared_times_add(HashSample *times, KeyType *sample_type, uint64 key, TimestampTz at)
{
	uint64 customer = sample_type->kind == KEY_VALUE ? key : key_hash(sample_type, key);

	(void) hash_sample_add(times, spread_bits((uint64) at + customer * UINT64CONST(0x9e3779b97f4a7c15))); /* by the golden ratio */
}

#endif /* CUSTOMER_SEG_SHARED_TIMES_H */
