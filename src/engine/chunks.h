/*
 * chunks.h
 *		An array that grows without moving, by chunks that double in size.
 *
 * Items whose size divides a cache line, or is one, never straddle two lines.
 */
#ifndef CUSTOMER_SEG_CHUNKS_H
#define CUSTOMER_SEG_CHUNKS_H

#include "server/compat.h"

#include "port/pg_bitutils.h"
#include "engine/region.h"

#define FIRST_CHUNK_BITS 6 /* items of the first chunk */
#define FIRST_CHUNK		 (1u << FIRST_CHUNK_BITS)
#define MAX_CHUNKS		 (32 - FIRST_CHUNK_BITS)

/* what is the same in every process */
typedef struct ChunksState
{
	uint32 count; /* items */
	int chunks;	  /* one more than the last there is */
	RegionReference chunk[MAX_CHUNKS];
} ChunksState;

typedef struct Chunks
{
	Region *region;
	uint32 item_size;
	ChunksState state;
	char *address[MAX_CHUNKS]; /* of the chunks, as far as this process has met them */
} Chunks;

static inline void
chunks_create(Chunks *array, Region *region, uint32 item_size)
{
	memset(array, 0, sizeof(Chunks));
	array->region = region;
	array->item_size = item_size;
}

/* Chunk c begins with item FIRST_CHUNK * (2^c - 1). */
static inline int
chunk_of(uint32 number)
{
	return pg_leftmost_one_pos32(number + FIRST_CHUNK) - FIRST_CHUNK_BITS;
}

static inline uint32
chunk_end(int chunk)
{
	return (FIRST_CHUNK << (chunk + 1)) - FIRST_CHUNK;
}

static inline void *
chunks_get(const Chunks *array, uint32 number)
{
	uint32 shifted = number + FIRST_CHUNK;
	int bits = pg_leftmost_one_pos32(shifted);

	return array->address[bits - FIRST_CHUNK_BITS] +
		   (Size) (shifted - (1u << bits)) * array->item_size;
}

/* Can so many more items be had, whose numbers are 32 bits? */
static inline bool
chunks_have_room(const Chunks *array, uint32 items)
{
	return array->state.count < PG_UINT32_MAX / 4 && items < PG_UINT32_MAX / 4;
}

/* the number of the first of so many more items that lie together; not zeroed */
static inline uint32
chunks_append_run(Chunks *array, uint32 items)
{
	ChunksState *state = &array->state;
	int chunk = chunk_of(state->count);
	uint32 first;

	while (chunk_end(chunk) - state->count < items)
		state->count = chunk_end(chunk++);
	if (array->address[chunk] == NULL)
	{
		array->address[chunk] = (char *)
			TYPEALIGN(CACHE_LINE, region_allocate(array->region,
												  ((Size) array->item_size << (chunk + FIRST_CHUNK_BITS)) + CACHE_LINE,
												  &state->chunk[chunk]));
		state->chunks = Max(state->chunks, chunk + 1);
	}
	first = state->count;
	state->count += items;
	return first;
}

/* one more item, zeroed; its number is count - 1 */
static inline void *
chunks_append(Chunks *array)
{
	void *item = chunks_get(array, chunks_append_run(array, 1));

	memset(item, 0, array->item_size);
	return item;
}

/* no items, in the memory that is there */
static inline void
chunks_empty(Chunks *array)
{
	array->state.count = 0;
}

/* takes over what another process has appended */
static inline void
chunks_follow(Chunks *array, const ChunksState *state)
{
	for (int chunk = 0; chunk < state->chunks; chunk++)
		if (array->address[chunk] == NULL && state->chunk[chunk] != InvalidDsaPointer)
			array->address[chunk] = (char *)
				TYPEALIGN(CACHE_LINE, region_address(array->region, state->chunk[chunk]));
	array->state = *state;
}

#endif /* CUSTOMER_SEG_CHUNKS_H */
