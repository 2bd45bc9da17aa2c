/*
 * chunks.h
 *		An array that grows without moving, by chunks that double in size.
 *
 * Items whose size divides a cache line, or is one, never straddle two lines.
 */
#ifndef CUSTOMER_SEG_CHUNKS_H
#define CUSTOMER_SEG_CHUNKS_H

#include "compat.h"

#include "large_pages.h"
#include "port/pg_bitutils.h"
#include "utils/memutils.h"

#define FIRST_CHUNK_BITS 8 /* items of the first chunk */
#define FIRST_CHUNK		 (1u << FIRST_CHUNK_BITS)
#define MAX_CHUNKS		 (32 - FIRST_CHUNK_BITS)
#define CACHE_LINE		 64

typedef struct Chunks
{
	MemoryContext context;
	uint32 count; /* items */
	uint32 item_size;
	char *chunk[MAX_CHUNKS];
} Chunks;

static inline void
chunks_create(Chunks *array, MemoryContext context, uint32 item_size)
{
	memset(array, 0, sizeof(Chunks));
	array->context = context;
	array->item_size = item_size;
}

/* Chunk c begins with item FIRST_CHUNK * (2^c - 1). */
static inline void *
chunks_get(const Chunks *array, uint32 number)
{
	uint32 shifted = number + FIRST_CHUNK;
	int bits = pg_leftmost_one_pos32(shifted);

	return array->chunk[bits - FIRST_CHUNK_BITS] +
		   (Size) (shifted - (1u << bits)) * array->item_size;
}

/* one more item, zeroed; its number is count - 1 */
static inline void *
chunks_append(Chunks *array)
{
	uint32 shifted = array->count + FIRST_CHUNK;
	void *item;

	if ((shifted & (shifted - 1)) == 0)
	{
		Size size = (Size) array->item_size * shifted + CACHE_LINE;
		char *memory = MemoryContextAllocHuge(array->context, size);

		advise_large_pages(memory, size);
		array->chunk[pg_leftmost_one_pos32(shifted) - FIRST_CHUNK_BITS] = (char *) TYPEALIGN(CACHE_LINE, memory);
	}
	array->count++;
	item = chunks_get(array, array->count - 1);
	memset(item, 0, array->item_size);
	return item;
}

#endif /* CUSTOMER_SEG_CHUNKS_H */
