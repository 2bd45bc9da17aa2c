/*
 * ranking.c
 *		Sorting of numbers for ranks, and ranking.
 */
#include "numbers/ranking.h"

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
key_of_bits(uint64_t bits)
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
compare_doubles(const void *a, const void *b)
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
			uint64_t key = key_of_bits(load(values, i));

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
		qsort(values, n, sizeof(double), compare_doubles);
}

/*
 * To be ordered, keys are sorted as items: the upper half of an item is 32 bits
 * of its key, the lower half says whose key it is.
 */
#define ITEM_SHIFT	32
#define ITEM_PASSES 3  /* 3 * 11 >= 32 */
#define FEW			64 /* below this many, clearing the counts does not pay */

static void
insert_items(uint64_t *items, size_t n)
{
	for (size_t i = 1; i < n; i++)
	{
		uint64_t item = items[i];
		size_t place = i;

		for (; place > 0 && items[place - 1] > item; place--)
			items[place] = items[place - 1];
		items[place] = item;
	}
}

static void
scatter_items(const uint64_t *from, uint64_t *to, size_t n, int shift, const uint32_t *counts)
{
	uint32_t places[RADIX_SIZE];
	uint32_t place = 0;

	for (int digit = 0; digit < RADIX_SIZE; digit++)
	{
		places[digit] = place;
		place += counts[digit];
	}
	for (size_t i = 0; i < n; i++)
		to[places[(from[i] >> shift) & (RADIX_SIZE - 1)]++] = from[i];
}

/* Sorts items by their upper halves; the result is in one of the two arrays. */
static uint64_t *
sort_items(uint64_t *items, uint64_t *scratch, size_t n, void (*interrupt)(void))
{
	uint32_t counts[ITEM_PASSES][RADIX_SIZE] = {{0}};

	for (size_t i = 0; i < n; i++)
		for (int pass = 0; pass < ITEM_PASSES; pass++)
			counts[pass][(items[i] >> (ITEM_SHIFT + pass * RADIX_BITS)) & (RADIX_SIZE - 1)]++;
	for (int pass = 0; pass < ITEM_PASSES; pass++)
	{
		int shift = ITEM_SHIFT + pass * RADIX_BITS;
		uint64_t *sorted = scratch;

		if (counts[pass][(items[0] >> shift) & (RADIX_SIZE - 1)] == n)
			continue;
		interrupt();
		scatter_items(items, sorted, n, shift, counts[pass]);
		scratch = items;
		items = sorted;
	}
	return items;
}

/*
 * Makes items of the keys of n rows, which the items name already, from the
 * upper 32 of the bits in which the keys differ.  Returns how many of those are
 * left over below: at most 32.
 */
static int
make_items(const uint64_t *keys, uint64_t *items, size_t n)
{
	uint64_t first = keys[(uint32_t) items[0]];
	uint64_t least = first;
	uint64_t most = first;
	uint64_t different = 0;
	int same; /* bits at the end, as those of whole numbers */
	int rest = 0;

	for (size_t i = 0; i < n; i++)
	{
		uint64_t key = keys[(uint32_t) items[i]];

		least = key < least ? key : least;
		most = key > most ? key : most;
		different |= key ^ first;
	}
	same = different == 0 ? 0 : __builtin_ctzll(different);
	if ((most - least) >> same > UINT32_MAX)
		rest = 32 - __builtin_clzll((most - least) >> same);
	for (size_t i = 0; i < n; i++)
	{
		uint32_t row = (uint32_t) items[i];

		items[i] = ((keys[row] - least) >> (same + rest)) << ITEM_SHIFT | row;
	}
	return rest;
}

/*
 * Orders items by the keys of their rows, and says in which of the two arrays
 * they are then.  Those that agree are ties when the items are the whole of
 * the keys, and else are ordered in a second round, by the bits left over.
 */
static uint64_t *
order_items(const uint64_t *keys, uint64_t *items, uint64_t *scratch, size_t n, void (*interrupt)(void))
{
	int rest = make_items(keys, items, n);

	if (n < FEW)
		insert_items(items, n);
	else
	{
		uint64_t *sorted = sort_items(items, scratch, n, interrupt);

		scratch = sorted == items ? scratch : items;
		items = sorted;
		interrupt();
	}
	for (size_t from = 0, to; rest > 0 && from < n; from = to)
	{
		uint64_t *ordered;

		to = from + 1;
		while (to < n && items[to] >> ITEM_SHIFT == items[from] >> ITEM_SHIFT)
			to++;
		if (to - from == 1)
			continue;
		ordered = order_items(keys, items + from, scratch + from, to - from, interrupt);
		if (ordered != items + from)
			memcpy(items + from, ordered, (to - from) * sizeof(uint64_t));
	}
	return items;
}

/*
 * What ranks a number: an unsigned integer in the order of the numbers.  Zeros
 * of either sign have one key, and only NaN could have 0.
 */
uint64_t
ranking_key(double value)
{
	value += 0.0;
	return key_of_bits(load(&value, 0));
}

/* the number of a key */
double
ranking_number(uint64_t key)
{
	double value;

	store(&value, 0, bits_of(key));
	return value;
}

/*
 * Orders n rows by their keys, as made by ranking_key; rows without a key have
 * 0, and are left out.  The lower 32 bits of each item of the result are a row.
 * It lies in one of the two arrays, each with room for n; the other is spare.
 *
 * n is below 2^32.  interrupt is called now and then, and need not return.
 */
uint64_t *
ranking_order(const uint64_t *keys, uint64_t *items, uint64_t *scratch, size_t n, size_t *ordered,
			  void (*interrupt)(void))
{
	*ordered = 0;
	for (size_t row = 0; row < n; row++)
	{
		items[*ordered] = row;
		*ordered += keys[row] != 0;
	}
	return *ordered == 0 ? items : order_items(keys, items, scratch, *ordered, interrupt);
}

/*
 * Replaces the key of each of n rows by the number of keys below it plus the
 * number of keys not above it: twice its rank, were ranks counted from 0 and
 * ties counted half.  Rows without a key keep their 0.  Returns how many keys
 * there are.  work has room for 2 n; the rest is as in ranking_order.
 */
size_t
ranking_rank(uint64_t *keys, uint64_t *work, size_t n, void (*interrupt)(void))
{
	size_t ranked;
	const uint64_t *items = ranking_order(keys, work, work + n, n, &ranked, interrupt);

	for (size_t from = 0, to; from < ranked; from = to)
	{
		uint64_t key = keys[(uint32_t) items[from]];

		to = from + 1;
		while (to < ranked && keys[(uint32_t) items[to]] == key)
			to++;
		for (size_t i = from; i < to; i++)
			keys[(uint32_t) items[i]] = from + to;
	}
	return ranked;
}
