/*
 * big.h
 *		Whole numbers of up to 225 digits, none of them negative, in base 10^9:
 *		made to be simple, and to share nothing with what it checks.
 */
#ifndef CUSTOMER_SEG_BIG_H
#define CUSTOMER_SEG_BIG_H

#include "check.h"

#define BIG_PARTS 25
#define BIG_BASE  UINT64_C(1000000000)

typedef struct Big
{
	uint32_t part[BIG_PARTS]; /* least significant first */
} Big;

/* a * factor + addend */
static inline Big
big_multiply_add(Big a, uint64_t factor, uint64_t addend)
{
	unsigned __int128 carry = addend;

	for (int i = 0; i < BIG_PARTS; i++)
	{
		carry += (unsigned __int128) a.part[i] * factor;
		a.part[i] = (uint32_t) (carry % BIG_BASE);
		carry /= BIG_BASE;
	}
	law(carry == 0);
	return a;
}

static inline Big
big_multiply(Big a, uint64_t factor)
{
	return big_multiply_add(a, factor, 0);
}

static inline Big
big_of(uint64_t value)
{
	Big zero = {{0}};

	return big_multiply_add(zero, 1, value);
}

/* of words to base 2^64, most significant last */
static inline Big
big_of_words(const uint64_t *words, int count)
{
	Big value = big_of(0);

	while (count-- > 0)
	{
		value = big_multiply(value, UINT64_C(1) << 32);
		value = big_multiply_add(value, UINT64_C(1) << 32, words[count]);
	}
	return value;
}

static inline Big
big_times_power(Big a, uint64_t base, int exponent)
{
	while (exponent-- > 0)
		a = big_multiply(a, base);
	return a;
}

static inline int
big_cmp(const Big *a, const Big *b)
{
	for (int i = BIG_PARTS - 1; i >= 0; i--)
		if (a->part[i] != b->part[i])
			return a->part[i] < b->part[i] ? -1 : 1;
	return 0;
}

static inline bool
big_equal(Big a, Big b)
{
	return big_cmp(&a, &b) == 0;
}

static inline bool
big_less(Big a, Big b)
{
	return big_cmp(&a, &b) < 0;
}

static inline Big
big_add(Big a, Big b)
{
	uint64_t carry = 0;

	for (int i = 0; i < BIG_PARTS; i++)
	{
		carry += (uint64_t) a.part[i] + b.part[i];
		a.part[i] = (uint32_t) (carry % BIG_BASE);
		carry /= BIG_BASE;
	}
	law(carry == 0);
	return a;
}

/* a - b, where b is not greater */
static inline Big
big_subtract(Big a, Big b)
{
	int64_t carry = 0;

	for (int i = 0; i < BIG_PARTS; i++)
	{
		carry += (int64_t) a.part[i] - b.part[i];
		a.part[i] = (uint32_t) (carry < 0 ? carry + (int64_t) BIG_BASE : carry);
		carry = carry < 0 ? -1 : 0;
	}
	law(carry == 0);
	return a;
}

/* Is a a multiple of 10^digits? */
static inline bool
big_ends_in_zeros(const Big *a, int digits)
{
	for (int i = 0; i < digits; i++)
	{
		uint32_t part = a->part[i / 9];

		for (int lower = i % 9; lower > 0; lower--)
			part /= 10;
		if (part % 10 != 0)
			return false;
	}
	return true;
}

/*
 * Is this the double nearest to numerator / denominator, the even one of two
 * that are?  It is not 0, and at most 1 or above 2^-400; twice the fraction
 * must lie between (2 m - 1) and (2 m + 1) units of its last place.
 */
static inline bool
big_nearest(double ratio, Big numerator, Big denominator)
{
	int exponent;
	uint64_t mantissa = (uint64_t) ldexp(frexp(ratio, &exponent), 53);
	Big twice;
	Big below;
	Big above;
	int low;
	int high;

	exponent -= 53;
	if (exponent > 0)
		denominator = big_times_power(denominator, 2, exponent);
	else
		numerator = big_times_power(numerator, 2, -exponent);
	twice = big_multiply(numerator, 2);
	below = big_multiply(denominator, 2 * mantissa - 1);
	above = big_multiply(denominator, 2 * mantissa + 1);
	/* a power of two has its neighbour below at half the distance */
	if (mantissa == UINT64_C(1) << 52)
	{
		twice = big_multiply(twice, 2);
		below = big_multiply(denominator, 4 * mantissa - 1);
		above = big_multiply(above, 2);
	}
	low = big_cmp(&below, &twice);
	high = big_cmp(&twice, &above);
	return low <= 0 && high <= 0 && (mantissa % 2 == 0 || (low < 0 && high < 0));
}

#endif /* CUSTOMER_SEG_BIG_H */
