/*
 * hash_index.h
 *		From a 32-bit hash to the number of an entry.
 *
 * The entries lie elsewhere, in the order of their arrival.  A slot holds the
 * whole hash beside the entry's number, so a probe seldom looks at an entry
 * that is not the one, and growing needs no look at the entries at all.
 * Slots are addressed by the highest bits of the hash that are not the same
 * for all its entries, with linear probing; so the old slots are moved to a
 * larger index nearly in order.
 */
#ifndef CUSTOMER_SEG_HASH_INDEX_H
#define CUSTOMER_SEG_HASH_INDEX_H

#include "server/compat.h"

#include "miscadmin.h"
#include "engine/region.h"

#define HASH_INDEX_FIRST_BITS 6

/* what is the same in every process */
typedef struct HashIndexState
{
	RegionReference slots;
	uint32 used;
	uint32 limit; /* grow when this many are used */
	int bits;
} HashIndexState;

typedef struct HashIndex
{
	Region *region;
	uint64 *slots;	 /* hash << 32 | number + 1, or 0 */
	int shared_bits; /* highest bits of the hash, the same for all entries */
	HashIndexState state;
} HashIndex;

static inline void
hash_index_allocate(HashIndex *index)
{
	Size size = sizeof(uint64) << index->state.bits;

	index->slots = region_allocate_alone(index->region, size, &index->state.slots);
	memset(index->slots, 0, size);
	index->state.limit = (uint32) (((uint64) 1 << index->state.bits) * 5 / 8);
}

static inline void
hash_index_create(HashIndex *index, Region *region, int shared_bits)
{
	memset(index, 0, sizeof(HashIndex));
	index->region = region;
	index->shared_bits = shared_bits;
	index->state.bits = HASH_INDEX_FIRST_BITS;
	hash_index_allocate(index);
}

/* no entries, in the memory that is there */
static inline void
hash_index_empty(HashIndex *index)
{
	memset(index->slots, 0, sizeof(uint64) << index->state.bits);
	index->state.used = 0;
}

/* takes over what another process has done */
static inline void
hash_index_follow(HashIndex *index, const HashIndexState *state)
{
	/* an index of another size may have come to lie where one was freed */
	if (index->slots == NULL || state->slots != index->state.slots || state->bits != index->state.bits)
		index->slots = region_address(index->region, state->slots);
	index->state = *state;
}

static inline uint64
hash_index_start(const HashIndex *index, uint32 hash)
{
	return (hash << index->shared_bits) >> (32 - index->state.bits);
}

static inline uint64
hash_index_next(const HashIndex *index, uint64 position)
{
	return (position + 1) & (((uint64) 1 << index->state.bits) - 1);
}

static inline void
hash_index_prefetch(const HashIndex *index, uint32 hash)
{
	__builtin_prefetch(&index->slots[hash_index_start(index, hash)]);
}

static inline uint32
slot_hash(uint64 slot)
{
	return (uint32) (slot >> 32);
}

static inline uint32
slot_number(uint64 slot)
{
	return (uint32) slot - 1;
}

static inline Size
hash_index_memory(const HashIndex *index)
{
	return sizeof(uint64) << index->state.bits;
}

/* Is there room for some more entries, be it by growing? */
static inline bool
hash_index_has_room(const HashIndex *index, uint32 entries)
{
	return index->state.used + entries <= index->state.limit || index->state.bits < 32 - index->shared_bits;
}

static inline void
hash_index_grow(HashIndex *index)
{
	uint64 *old = index->slots;
	RegionReference old_reference = index->state.slots;
	uint64 size = (uint64) 1 << index->state.bits;

	index->state.bits++;
	hash_index_allocate(index);
	for (uint64 i = 0; i < size; i++)
	{
		uint64 position;

		if (old[i] == 0)
			continue;
		position = hash_index_start(index, slot_hash(old[i]));
		while (index->slots[position] != 0)
			position = hash_index_next(index, position);
		index->slots[position] = old[i];
	}
	region_free(index->region, old_reference);
}

/*
 * Puts a new entry where a probe for its hash ended.  The index may have to
 * grow first; then the place is looked for again.
 */
static inline void
hash_index_insert(HashIndex *index, uint32 hash, uint32 number, uint64 position)
{
	if (index->state.used >= index->state.limit)
	{
		hash_index_grow(index);
		position = hash_index_start(index, hash);
		while (index->slots[position] != 0)
			position = hash_index_next(index, position);
	}
	index->slots[position] = (uint64) hash << 32 | ((uint64) number + 1);
	index->state.used++;
}

#endif /* CUSTOMER_SEG_HASH_INDEX_H */
