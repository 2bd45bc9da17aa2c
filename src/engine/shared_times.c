/*
 * shared_times.c
 *		How many rows share customer and time with another one.
 */
#include "engine/shared_times.h"

/* of the rows that were counted, how many share customer and time */
void
shared_times_sums(const HashSample *times, int64 *shared, int64 *rows)
{
	*shared = *rows = 0;
	for (uint32 i = 0; i <= times->mask; i++)
	{
		*rows += times->slots[i].rows;
		if (times->slots[i].rows > 1)
			*shared += times->slots[i].rows;
	}
}
