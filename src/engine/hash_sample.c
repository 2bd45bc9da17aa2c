/*
 * hash_sample.c
 *		A sample of things that rows are about, by their hashes, and how many rows
 *		came of each.
 */
#include "engine/hash_sample.h"

#include "common/pg_prng.h"
#include "port/pg_bitutils.h"

/* so that 2^halvings is an int64, and few hashes are left */
#define MOST_HALVINGS 62
#define FEWEST_SLOTS  16

static uint32
slots_for(uint32 most)
{
	return Max(pg_nextpower2_32(2 * most), FEWEST_SLOTS);
}

Size
hash_sample_size(uint32 most)
{
	return add_size(offsetof(HashSample, slots), mul_size(sizeof(HashCount), slots_for(most)));
}

/* most: as many different hashes as may be in it */
void
hash_sample_init(HashSample *sample, uint32 most)
{
	memset(sample, 0, hash_sample_size(most));
	sample->limit = PG_UINT64_MAX;
	sample->seed = pg_prng_uint64(&pg_global_prng_state);
	sample->most = most;
	sample->mask = slots_for(most) - 1;
}

/* where to begin to look for a hash */
static uint64
position_of(const HashSample *sample, uint64 hash)
{
	return spread_bits(hash ^ sample->seed);
}

/* that of the hash, or where it would be */
static HashCount *
find_slot(HashSample *sample, uint64 hash)
{
	uint64 position = position_of(sample, hash);
	HashCount *slot;

	do
		slot = &sample->slots[position++ & sample->mask];
	while (slot->rows > 0 && slot->hash != hash);
	return slot;
}

static void
lower_limit(HashSample *sample, int halvings)
{
	Size size = mul_size(sizeof(HashCount), (Size) sample->mask + 1);
	HashCount *slots = palloc_extended(size, MCXT_ALLOC_HUGE);

	memcpy(slots, sample->slots, size);
	memset(sample->slots, 0, size);
	sample->halvings = halvings;
	sample->limit = PG_UINT64_MAX >> halvings;
	sample->count = 0;
	for (uint32 i = 0; i <= sample->mask; i++)
		if (slots[i].rows > 0 && slots[i].hash <= sample->limit)
		{
			*find_slot(sample, slots[i].hash) = slots[i];
			sample->count++;
		}
	pfree(slots);
}

/* so many rows of a hash, which does not lie above the limit */
void
hash_sample_count(HashSample *sample, uint64 hash, int64 rows)
{
	HashCount *slot = find_slot(sample, hash);

	sample->count += slot->rows == 0;
	slot->hash = hash;
	slot->rows += rows;
	while (sample->count > sample->most && sample->halvings < MOST_HALVINGS)
		lower_limit(sample, sample->halvings + 1);
}

/* counts the rows that wait, before anything is asked of the sample */
void
hash_sample_flush(HashSample *sample)
{
	int waits = sample->waits;

	for (int i = 0; i < waits; i++)
		__builtin_prefetch(&sample->slots[position_of(sample, sample->waiting[i]) & sample->mask]);
	sample->waits = 0;
	for (int i = 0; i < waits; i++)
		if (sample->waiting[i] <= sample->limit)
			hash_sample_count(sample, sample->waiting[i], 1);
}

/* what was counted of other rows */
void
hash_sample_join(HashSample *sample, const HashSample *other)
{
	if (other->halvings > sample->halvings)
		lower_limit(sample, other->halvings);
	for (uint32 i = 0; i <= other->mask; i++)
		if (other->slots[i].rows > 0 && other->slots[i].hash <= sample->limit)
			hash_sample_count(sample, other->slots[i].hash, other->slots[i].rows);
}
