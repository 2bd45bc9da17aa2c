/*
 * double_double.c
 *		Tests of sums with twice the digits: against whole numbers of 128 bits.
 */
#include "numbers/double_double.h"

#include "check.h"

/* both parts are whole numbers here */
static __int128
whole(DoubleDouble d)
{
	return (__int128) d.hi + (__int128) d.lo;
}

static double
take_whole(Input *input)
{
	return (double) ((int64_t) take(input) >> 11);
}

/* sums of whole numbers below 2^53 are exact, added one by one or in two halves */
static void
check_sums(Input *input, int count)
{
	DoubleDouble all = {0, 0};
	DoubleDouble half[2] = {{0, 0}, {0, 0}};
	__int128 sum = 0;

	for (int i = 0; i < count; i++)
	{
		double value = take_whole(input);

		sum += (__int128) value;
		all = dd_add_double(all, value);
		half[i % 2] = dd_add_double(half[i % 2], value);
	}
	law(whole(all) == sum);
	law(whole(dd_add(half[0], half[1])) == sum);
	law(all.hi == (double) sum);
}

/* the mean of equal numbers is that number, and count times it is their sum */
static void
check_equal(double value, int count)
{
	DoubleDouble sum = {0, 0};
	DoubleDouble product = dd_multiply_double((DoubleDouble){value, 0}, count);

	for (int i = 0; i < count; i++)
		sum = dd_add_double(sum, value);
	law(dd_divide_double(sum, count).hi == value);
	law(dd_divide_double(sum, count).lo == 0);
	law(product.hi == sum.hi && product.lo == sum.lo);
}

/* a quotient, multiplied again, is off by less than 2^-100 of it */
static void
check_quotient(double a, double b)
{
	DoubleDouble back = dd_multiply_double(dd_divide_double((DoubleDouble){a, 0}, b), b);

	law(fabs((back.hi - a) + back.lo) <= ldexp(fabs(a), -100));
}

/* products of whole numbers below 2^53 are exact */
static void
check_product(double a, double b)
{
	law(whole(dd_multiply_double((DoubleDouble){a, 0}, b)) == (__int128) a * (__int128) b);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Input input = {data, size};
	double a = take_whole(&input);
	double b = take_whole(&input);

	check_product(a, b);
	if (b != 0)
		check_quotient(a, b);
	check_equal(a / 1000, 1 + (int) take_below(&input, 1000));
	check_sums(&input, (int) (input.left / 8));
	return 0;
}

static DoubleDouble
sum_of_tenths(int count)
{
	DoubleDouble sum = {0, 0};

	while (count-- > 0)
		sum = dd_add_double(sum, 0.1);
	return sum;
}

void
examples(void)
{
	DoubleDouble lost = dd_add_double(dd_add_double((DoubleDouble){1e16, 0}, 1), -1e16);

	ok(lost.hi == 1, "10^16 + 1 - 10^16 is 1");
	ok(dd_divide_double(sum_of_tenths(10000), 10000).hi == 0.1, "the mean of ten thousand times 0.1 is 0.1");
	ok(sum_of_tenths(10).hi == 1, "ten times 0.1 are 1");
}
