/*
 * chunks.h
 *		An array that grows without moving: items of a size that divides a
 *		cache line, or is one, never straddle two lines.
 */
#ifndef CUSTOMER_SEG_CHUNKS_H
#define CUSTOMER_SEG_CHUNKS_H

#include "compat.h"

#include "utils/memutils.h"

#define CHUNK_BITS	12 /* items a chunk */
#define CHUNK_ITEMS (1u << CHUNK_BITS)
#define CACHE_LINE	64

typedef struct Chunks
{
	MemoryContext context;
	char **chunk;
	uint32 count; /* items */
	uint32 chunks;
	uint32 room; /* for chunk pointers */
	uint32 item_size;
} Chunks;

static inline void
chunks_create(Chunks *array, MemoryContext context, uint32 item_size)
{
	memset(array, 0, sizeof(Chunks));
	array->context = context;
	array->item_size = item_size;
	array->room = 16;
	array->chunk = MemoryContextAlloc(context, sizeof(char *) * array->room);
}

static inline void *
chunks_get(const Chunks *array, uint32 number)
{
	return array->chunk[number >> CHUNK_BITS] + (Size) (number & (CHUNK_ITEMS - 1)) * array->item_size;
}

/* one more item, zeroed; its number is count - 1 */
static inline void *
chunks_append(Chunks *array)
{
	if ((array->count & (CHUNK_ITEMS - 1)) == 0)
	{
		char *memory;

		if (array->chunks == array->room)
		{
			array->room *= 2;
			array->chunk = repalloc_huge(array->chunk, sizeof(char *) * array->room);
		}
		memory = MemoryContextAllocZero(array->context,
										(Size) array->item_size * CHUNK_ITEMS + CACHE_LINE);
		array->chunk[array->chunks++] = (char *) TYPEALIGN(CACHE_LINE, memory);
	}
	array->count++;
	return chunks_get(array, array->count - 1);
}

#endif /* CUSTOMER_SEG_CHUNKS_H */
