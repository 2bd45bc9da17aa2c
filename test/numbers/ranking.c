/*
 * ranking.c
 *		Tests of sorting and ranking: against the C library's qsort, and against
 *		counting.
 */
#include "numbers/ranking.h"

#include <stdlib.h>
#include <string.h>

#include "check.h"

#define MOST 2000

static int
compare(const void *a, const void *b)
{
	double x = *(const double *) a;
	double y = *(const double *) b;

	return (x > y) - (x < y);
}

static void
no_interrupt(void)
{
}

/* any bits but NaN's, or one of a few numbers, so that there are ties */
static double
take_double(Input *input)
{
	uint64_t bits = take(input);
	double value;

	memcpy(&value, &bits, sizeof(value));
	return isnan(value) || bits % 4 == 0 ? (double) (bits % 1024) - 500 : value;
}

static size_t
take_values(Input *input, double *values)
{
	size_t taken = 0;
	size_t n = 1 + take_below(input, take_below(input, 16) == 0 ? MOST : 64);

	/* a short input is repeated, each time a little changed */
	for (; taken < n && input->left > 0; taken++)
		values[taken] = take_double(input);
	for (size_t i = taken; i < n; i++)
		values[i] = taken == 0 ? 0 : values[i - taken] * (i % 3 == 0 ? 1 : -0.75);
	return n;
}

static void
check_sort(const double *values, size_t n)
{
	double sorted[MOST];
	double expected[MOST];
	double scratch[MOST];

	memcpy(sorted, values, n * sizeof(double));
	memcpy(expected, values, n * sizeof(double));
	ranking_sort(sorted, scratch, n);
	qsort(expected, n, sizeof(double), compare);
	for (size_t i = 0; i < n; i++)
		law(sorted[i] == expected[i]);
}

/* every fifth row is without a key */
static bool
is_ranked(size_t row)
{
	return row % 5 != 4;
}

static void
check_rank(const double *values, size_t row, uint64_t rank, size_t n)
{
	uint64_t below = 0;
	uint64_t not_above = 0;

	for (size_t i = 0; i < n; i++)
	{
		below += is_ranked(i) && values[i] < values[row];
		not_above += is_ranked(i) && values[i] <= values[row];
	}
	law(rank == below + not_above);
}

/* every row with a key once, and of equal ones that which came first before the others */
static void
check_order(const uint64_t *keys, size_t n, size_t ranked)
{
	uint64_t items[MOST];
	uint64_t scratch[MOST];
	size_t ordered;
	const uint64_t *order = ranking_order(keys, items, scratch, n, &ordered, no_interrupt);

	law(ordered == ranked);
	for (size_t i = 0; i < ordered; i++)
		law((uint32_t) order[i] < n && keys[(uint32_t) order[i]] != 0);
	for (size_t i = 1; i < ordered; i++)
	{
		uint32_t before = (uint32_t) order[i - 1];
		uint32_t row = (uint32_t) order[i];

		law(keys[before] <= keys[row]);
		law(keys[before] != keys[row] || before < row);
	}
}

static void
check_ranks(const double *values, size_t n)
{
	uint64_t keys[MOST];
	uint64_t work[2 * MOST];
	size_t ranked = 0;

	for (size_t row = 0; row < n; row++)
	{
		keys[row] = is_ranked(row) ? ranking_key(values[row]) : 0;
		ranked += is_ranked(row);
	}
	check_order(keys, n, ranked);
	law(ranking_rank(keys, work, n, no_interrupt) == ranked);
	for (size_t row = 0; row < n; row += 1 + n / 64)
		if (is_ranked(row))
			check_rank(values, row, keys[row], n);
		else
			law(keys[row] == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Input input = {data, size};
	double values[MOST];
	size_t n = take_values(&input, values);

	check_sort(values, n);
	check_ranks(values, n);
	return 0;
}

void
examples(void)
{
	static const double order[] = {-INFINITY, -1e308, -1, -1e-308, -5e-324, 0, 5e-324, 1e-308, 1, 1e308, INFINITY};
	uint64_t keys[] = {ranking_key(20), 0, ranking_key(10), ranking_key(20), ranking_key(30)};
	uint64_t work[10];
	bool rising = true;

	for (size_t i = 1; i < sizeof(order) / sizeof(order[0]); i++)
		rising = rising && ranking_key(order[i - 1]) < ranking_key(order[i]);
	ok(rising, "keys are in the order of the numbers, from -infinity to infinity");
	ok(ranking_key(-0.0) == ranking_key(0.0), "zeros of either sign have one key");
	ok(ranking_key(-INFINITY) > 0, "a number has a key");
	ok(ranking_number(ranking_key(-2.5)) == -2.5, "a key has its number");
	ok(ranking_rank(keys, work, 5, no_interrupt) == 4, "a row without a key is not ranked");
	ok(keys[0] == 4 && keys[1] == 0 && keys[2] == 1 && keys[3] == 4 && keys[4] == 7, "ties share a rank");
	ok(ranking_rank(keys, work, 0, no_interrupt) == 0, "no rows, no ranks");
}
