/*
 * wide.c
 *		Tests of integers of 256 bits, and of the shares that are taken of them:
 *		against decimal arithmetic of their own.
 */
#include "numbers/share.h"
#include "numbers/wide.h"

#include "big.h"

static Big
big_of_wide(Wide w)
{
	return big_of_words(w.limb, WIDE_LIMBS);
}

/* below 2^(64 limbs) */
static Wide
take_wide(Input *input, int limbs)
{
	Wide w = {{0}};

	for (int i = 0; i < limbs; i++)
		w.limb[i] = take(input);
	return w;
}

static void
check_sums(Wide a, Wide b)
{
	Big sum = big_add(big_of_wide(a), big_of_wide(b));
	Big x = big_of_wide(a);
	Big y = big_of_wide(b);

	law(wide_cmp(&a, &b) == big_cmp(&x, &y));
	law(wide_is_zero(&a) == big_equal(x, big_of(0)));
	law(big_equal(big_of_wide(wide_add(a, b)), sum));
	law(big_equal(big_of_wide(wide_subtract(wide_add(a, b), b)), x));
}

static void
check_products(Wide a, uint64_t factor)
{
	Wide up = wide_divide_up(a, factor);
	Big product = big_multiply(big_of_wide(up), factor);

	law(big_equal(big_of_wide(wide_multiply(a, factor)), big_multiply(big_of_wide(a), factor)));
	law(!big_less(product, big_of_wide(a)));
	law(big_less(product, big_add(big_of_wide(a), big_of(factor))));
}

static void
check_ratio(Wide a, Wide b)
{
	bool greater = wide_cmp(&a, &b) > 0;
	Wide part = greater ? b : a;
	Wide whole = greater ? a : b;
	double ratio;

	if (wide_is_zero(&whole))
		return;
	ratio = wide_ratio(part, &whole);
	law(ratio >= 0 && ratio <= 1);
	law((ratio == 0) == wide_is_zero(&part));
	law(ratio == 0 || big_nearest(ratio, big_of_wide(part), big_of_wide(whole)));
}

/* so many customers out of n, as a share that was computed, are that many again */
static void
check_counts(uint64_t part, uint64_t n)
{
	int64_t share = share_of_fraction((double) part / (double) n);

	law(share >= 0 && share <= SHARE_ONE);
	law(share_of_count(share, (int64_t) n) == (int64_t) part);
}

/* a share of so many billionths is taken as written, and rounded up by no more than it must be */
static void
check_written(int64_t billionths, uint64_t n, Wide total)
{
	int64_t share = share_of_fraction((double) billionths / 1e9);
	Big least = big_of_wide(share_of_money(share, total));
	Big exact = big_multiply(big_of_wide(total), (uint64_t) billionths);

	law(share == billionths * SHARE_WRITTEN);
	law(share_of_count(share, (int64_t) n) == (int64_t) (((unsigned __int128) billionths * n + 999999999) / 1000000000));
	law(!big_less(big_multiply(least, 1000000000), exact));
	law(big_less(big_multiply(least, 1000000000), big_add(exact, big_of(1000000000))));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Input input = {data, size};
	Wide a = take_wide(&input, 1 + (int) take_below(&input, 3));
	Wide b = take_wide(&input, 1 + (int) take_below(&input, 3));
	uint64_t factor = take(&input) | 1;
	uint64_t n = 1 + take_below(&input, UINT64_C(1) << 40);

	check_sums(a, b);
	check_products(a, factor);
	check_ratio(a, b);
	check_counts(take_below(&input, n + 1), n);
	check_written((int64_t) take_below(&input, 1000000001), n, a);
	return 0;
}

void
examples(void)
{
	ok(share_of_count(share_of_fraction(0.2), 10) == 2, "0.2 of 10 customers are 2");
	ok(share_of_count(share_of_fraction(2 / 3.0), 3) == 2, "two thirds of 3 are 2");
	ok(share_of_count(share_of_fraction(0.8), 7) == 6, "0.8 of 7 are 6: rounded up");
	ok(share_of_count(share_of_fraction(1), INT64_MAX) == INT64_MAX, "all are all");
	ok(big_equal(big_of_wide(share_of_money(share_of_fraction(0.8), wide_of(100))), big_of(80)), "0.8 of 1.00 are 0.80");
	ok(wide_divide_up(wide_of(10), 3).limb[0] == 4, "10 / 3 is 4: rounded up");
}
