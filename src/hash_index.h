/*
 * hash_index.h
 *		From a 32-bit hash to the number of an entry.
 *
 * The entries lie elsewhere, in the order of their arrival.  A slot holds the
 * whole hash beside the entry's number, so a probe seldom looks at an entry
 * that is not the one, and growing needs no look at the entries at all.
 * Slots are addressed by the highest bits of the hash, with linear probing;
 * so the old slots are moved to a larger index nearly in order.
 */
#ifndef CUSTOMER_SEG_HASH_INDEX_H
#define CUSTOMER_SEG_HASH_INDEX_H

#include "compat.h"

#include "large_pages.h"
#include "miscadmin.h"
#include "utils/memutils.h"

typedef struct HashIndex
{
	uint64 *slots; /* hash << 32 | number + 1, or 0 */
	MemoryContext context;
	uint32 used;
	uint32 limit; /* grow when this many are used */
	int bits;
} HashIndex;

static inline uint64 *
hash_index_allocate(HashIndex *index)
{
	Size size = sizeof(uint64) << index->bits;
	char *memory = MemoryContextAllocHuge(index->context, size);

	advise_large_pages(memory, size);
	memset(memory, 0, size);
	index->limit = (uint32) (((uint64) 1 << index->bits) * 5 / 8);
	return (uint64 *) memory;
}

static inline void
hash_index_create(HashIndex *index, MemoryContext context)
{
	index->context = context;
	index->used = 0;
	index->bits = 10;
	index->slots = hash_index_allocate(index);
}

static inline uint64
hash_index_start(const HashIndex *index, uint32 hash)
{
	return hash >> (32 - index->bits);
}

static inline uint64
hash_index_next(const HashIndex *index, uint64 position)
{
	return (position + 1) & (((uint64) 1 << index->bits) - 1);
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

static inline void
hash_index_grow(HashIndex *index)
{
	uint64 *old = index->slots;
	uint64 size = (uint64) 1 << index->bits;

	if (index->bits == 32)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("too many different customers or orders: more than %u", index->limit),
				 errhint("Segment parts of the source, and join them with rollup().")));
	index->bits++;
	index->slots = hash_index_allocate(index);
	for (uint64 i = 0; i < size; i++)
	{
		uint64 position;

		if (i % 65536 == 0)
			CHECK_FOR_INTERRUPTS();
		if (old[i] == 0)
			continue;
		position = hash_index_start(index, slot_hash(old[i]));
		while (index->slots[position] != 0)
			position = hash_index_next(index, position);
		index->slots[position] = old[i];
	}
	pfree(old);
}

/*
 * Puts a new entry where a probe for its hash ended.  The index may have to
 * grow first; then the place is looked for again.
 */
static inline void
hash_index_insert(HashIndex *index, uint32 hash, uint32 number, uint64 position)
{
	if (index->used >= index->limit)
	{
		hash_index_grow(index);
		position = hash_index_start(index, hash);
		while (index->slots[position] != 0)
			position = hash_index_next(index, position);
	}
	index->slots[position] = (uint64) hash << 32 | ((uint64) number + 1);
	index->used++;
}

#endif /* CUSTOMER_SEG_HASH_INDEX_H */
