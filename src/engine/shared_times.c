/*
 * shared_times.c
 *		How many rows share customer and time with another one.
 */
#include "engine/shared_times.h"

#include "common/pg_prng.h"

void
shared_times_init(SharedTimes *times)
{
	memset(times, 0, sizeof(SharedTimes));
	times->limit = PG_UINT64_MAX;
	times->seed = pg_prng_uint64(&pg_global_prng_state);
}

/* that of the hash, or where it would be */
static CustomerTime *
find_slot(SharedTimes *times, uint64 hash)
{
	uint64 position = spread_bits(hash ^ times->seed);
	CustomerTime *slot;

	do
		slot = &times->slots[position++ % lengthof(times->slots)];
	while (slot->rows > 0 && slot->hash != hash);
	return slot;
}

static void
lower_limit(SharedTimes *times, uint64 limit)
{
	CustomerTime *slots = palloc_array(CustomerTime, lengthof(times->slots));

	memcpy(slots, times->slots, sizeof(times->slots));
	memset(times->slots, 0, sizeof(times->slots));
	times->limit = limit;
	times->count = 0;
	for (int i = 0; i < (int) lengthof(times->slots); i++)
		if (slots[i].rows > 0 && slots[i].hash < limit)
		{
			*find_slot(times, slots[i].hash) = slots[i];
			times->count++;
		}
	pfree(slots);
}

/* so many rows of a hash below the limit */
void
shared_times_count(SharedTimes *times, uint64 hash, int64 rows)
{
	CustomerTime *slot = find_slot(times, hash);

	times->count += slot->rows == 0;
	slot->hash = hash;
	slot->rows += rows;
	while (times->count > MOST_TIMES)
		lower_limit(times, times->limit / 2);
}

/* what was counted of other rows */
void
shared_times_join(SharedTimes *times, const SharedTimes *other)
{
	if (other->limit < times->limit)
		lower_limit(times, other->limit);
	for (int i = 0; i < (int) lengthof(other->slots); i++)
		if (other->slots[i].rows > 0 && other->slots[i].hash < times->limit)
			shared_times_count(times, other->slots[i].hash, other->slots[i].rows);
}

/* of the rows that were counted, how many share customer and time */
void
shared_times_sums(const SharedTimes *times, int64 *shared, int64 *rows)
{
	*shared = *rows = 0;
	for (int i = 0; i < (int) lengthof(times->slots); i++)
	{
		*rows += times->slots[i].rows;
		if (times->slots[i].rows > 1)
			*shared += times->slots[i].rows;
	}
}
