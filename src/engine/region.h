/*
 * region.h
 *		Where the tables of the engine lie: in memory of this process alone, or
 *		in dynamic shared memory, in which parallel workers find them too.
 *
 * What is allocated has a reference, which means the same in all processes,
 * and an address, which may not.  It is freed with the region, but for what
 * was allocated to be freed alone.
 */
#ifndef CUSTOMER_SEG_REGION_H
#define CUSTOMER_SEG_REGION_H

#include "server/compat.h"

#include "utils/dsa.h"
#include "utils/memutils.h"

typedef dsa_pointer RegionReference;

typedef struct Region
{
	MemoryContext context; /* of its own, when private */
	char *block;		   /* from which memory is given out */
	Size left;			   /* bytes of it */
	Size block_size;
	dsa_area *area; /* when shared, else NULL */
} Region;

#define CACHE_LINE 64

extern void region_create(Region *region, MemoryContext parent);
extern void region_expect(Region *region, Size size);
extern void region_reset(Region *region);
extern void *region_allocate(Region *region, Size size, RegionReference *reference);
extern void *region_allocate_alone(Region *region, Size size, RegionReference *reference);
extern void region_free(Region *region, RegionReference reference);

static inline void *
region_address(const Region *region, RegionReference reference)
{
	return region->area != NULL ? dsa_get_address(region->area, reference) : (void *) reference;
}

#endif /* CUSTOMER_SEG_REGION_H */
