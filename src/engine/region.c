/*
 * region.c
 *		Where the tables of the engine lie: in memory of this process alone, or
 *		in dynamic shared memory, in which parallel workers find them too.
 */
#include "engine/region.h"

#include "server/large_pages.h"

#define FIRST_BLOCK ((Size) 16 * 1024)
#define LAST_BLOCK	((Size) 32 * 1024 * 1024)

/* a private region; it becomes a shared one by being given an area */
void
region_create(Region *region, MemoryContext parent)
{
	memset(region, 0, sizeof(Region));
	region->context = AllocSetContextCreate(parent, "customer_seg tables", ALLOCSET_DEFAULT_SIZES);
}

/*
 * The first block will have this size, not a small one, so that it has large
 * pages: what is not touched of it takes no memory.
 */
void
region_expect(Region *region, Size size)
{
	region->block_size = size / 2;
}

/* frees all of a private region */
void
region_reset(Region *region)
{
	MemoryContextReset(region->context);
	region->block = NULL;
	region->left = 0;
	region->block_size = 0;
}

static void
next_block(Region *region, Size least)
{
	region->block_size = Min(Max(region->block_size * 2, FIRST_BLOCK), LAST_BLOCK);
	region->left = Max(region->block_size, least);
	region->block = MemoryContextAllocHuge(region->context, region->left + CACHE_LINE);
	advise_large_pages(region->block, region->left + CACHE_LINE);
	region->block = (char *) TYPEALIGN(CACHE_LINE, region->block);
}

static void *
allocate_shared(Region *region, Size size, RegionReference *reference)
{
	*reference = dsa_allocate_extended(region->area, size, DSA_ALLOC_HUGE);
	return dsa_get_address(region->area, *reference);
}

/* memory that is freed with the region; where it is private, it begins with a cache line */
void *
region_allocate(Region *region, Size size, RegionReference *reference)
{
	char *address;

	if (region->area != NULL)
		return allocate_shared(region, size, reference);
	size = TYPEALIGN(CACHE_LINE, size);
	if (size > region->left)
		next_block(region, size);
	address = region->block;
	region->block += size;
	region->left -= size;
	*reference = (RegionReference) address;
	return address;
}

/* memory that can be freed by itself */
void *
region_allocate_alone(Region *region, Size size, RegionReference *reference)
{
	void *address;

	if (region->area != NULL)
		return allocate_shared(region, size, reference);
	address = MemoryContextAllocHuge(region->context, size);
	*reference = (RegionReference) address;
	return address;
}

/* what was allocated alone, or any of a shared region */
void
region_free(Region *region, RegionReference reference)
{
	if (region->area != NULL)
		dsa_free(region->area, reference);
	else
		pfree((void *) reference);
}
