/*
 * ranking.c
 *		Sorting of numbers for ranks.
 */
#include "ranking.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define RADIX_BITS	 11
#define RADIX_SIZE	 (1 << RADIX_BITS)
#define RADIX_PASSES 6	 /* 6 * 11 >= 64 */
#define SMALL		 512 /* below this many, counting digits does not pay */

/*
 * A double's bits, so turned that unsigned integers are in the order of the
 * numbers.
 */
static inline uint64_t
key_of(uint64_t bits)
{
	return bits >> 63 ? ~bits : bits | (UINT64_C(1) << 63);
}

static inline uint64_t
bits_of(uint64_t key)
{
	return key >> 63 ? key & ~(UINT64_C(1) << 63) : ~key;
}

static inline uint64_t
load(const double *values, size_t i)
{
	uint64_t bits;

	memcpy(&bits, &values[i], sizeof(bits));
	return bits;
}

static inline void
store(double *values, size_t i, uint64_t bits)
{
	memcpy(&values[i], &bits, sizeof(bits));
}

static int
compare(const void *a, const void *b)
{
	double x = *(const double *) a;
	double y = *(const double *) b;

	return (x > y) - (x < y);
}

/* one stable pass by the digit at shift; counts are of that digit */
static void
scatter(const double *from, double *to, size_t n, int shift, const size_t *counts)
{
	size_t places[RADIX_SIZE];
	size_t place = 0;

	for (int digit = 0; digit < RADIX_SIZE; digit++)
	{
		places[digit] = place;
		place += counts[digit];
	}
	for (size_t i = 0; i < n; i++)
	{
		uint64_t key = load(from, i);

		store(to, places[(key >> shift) & (RADIX_SIZE - 1)]++, key);
	}
}

/*
 * Sorts n values, none of them NaN, in ascending order; scratch has room for
 * as many.  Least significant digit first; a digit that all values share,
 * as with whole numbers and round times, costs nothing.
 */
void
ranking_sort(double *values, double *scratch, size_t n)
{
	static const int passes = RADIX_PASSES;
	size_t *counts;
	double *from = values;
	double *to = scratch;

	if (n >= SMALL && (counts = calloc((size_t) passes * RADIX_SIZE, sizeof(size_t))) != NULL)
	{
		for (size_t i = 0; i < n; i++)
		{
			uint64_t key = key_of(load(values, i));

			store(values, i, key);
			for (int pass = 0; pass < passes; pass++)
				counts[pass * RADIX_SIZE + ((key >> (pass * RADIX_BITS)) & (RADIX_SIZE - 1))]++;
		}
		for (int pass = 0; pass < passes; pass++)
		{
			const size_t *digits = counts + pass * RADIX_SIZE;
			int shift = pass * RADIX_BITS;

			if (digits[(load(from, 0) >> shift) & (RADIX_SIZE - 1)] == n)
				continue;
			scatter(from, to, n, shift, digits);
			from = from == values ? scratch : values;
			to = to == values ? scratch : values;
		}
		for (size_t i = 0; i < n; i++)
			store(values, i, bits_of(load(from, i)));
		free(counts);
	}
	else
		qsort(values, n, sizeof(double), compare);
}
