/*
 * wide.h
 *		Whole numbers of 256 bits, none of them negative: sums of money
 *		multiplied by numbers of customers, exactly.
 *
 * An amount has less than 127 bits, and a number of customers less than 64, so
 * their products with two such numbers fit.  No database in here.
 */
#ifndef CUSTOMER_SEG_WIDE_H
#define CUSTOMER_SEG_WIDE_H

#include <math.h>
#include <stdbool.h>
#include <stdint.h>

#include "numbers/money.h"

#define WIDE_LIMBS 4

typedef struct Wide
{
	uint64_t limb[WIDE_LIMBS]; /* least significant first */
} Wide;

static inline Wide
wide_of(uint128_money value)
{
	Wide w = {{(uint64_t) value, (uint64_t) (value >> 64), 0, 0}};

	return w;
}

static inline bool
wide_is_zero(const Wide *a)
{
	return (a->limb[0] | a->limb[1] | a->limb[2] | a->limb[3]) == 0;
}

static inline int
wide_cmp(const Wide *a, const Wide *b)
{
	for (int i = WIDE_LIMBS - 1; i >= 0; i--)
		if (a->limb[i] != b->limb[i])
			return a->limb[i] < b->limb[i] ? -1 : 1;
	return 0;
}

static inline Wide
wide_add(Wide a, Wide b)
{
	uint128_money carry = 0;

	for (int i = 0; i < WIDE_LIMBS; i++)
	{
		carry += (uint128_money) a.limb[i] + b.limb[i];
		a.limb[i] = (uint64_t) carry;
		carry >>= 64;
	}
	return a;
}

/* a - b, where b is not greater */
static inline Wide
wide_subtract(Wide a, Wide b)
{
	uint128_money carry = 1;

	for (int i = 0; i < WIDE_LIMBS; i++)
	{
		carry += (uint128_money) a.limb[i] + ~b.limb[i];
		a.limb[i] = (uint64_t) carry;
		carry >>= 64;
	}
	return a;
}

static inline Wide
wide_multiply(Wide a, uint64_t factor)
{
	uint128_money carry = 0;

	for (int i = 0; i < WIDE_LIMBS; i++)
	{
		carry += (uint128_money) a.limb[i] * factor;
		a.limb[i] = (uint64_t) carry;
		carry >>= 64;
	}
	return a;
}

/* a /= divisor; returns the remainder */
static inline uint64_t
wide_divide(Wide *a, uint64_t divisor)
{
	uint64_t rest = 0;

	for (int i = WIDE_LIMBS - 1; i >= 0; i--)
	{
		uint128_money part = (uint128_money) rest << 64 | a->limb[i];

		a->limb[i] = (uint64_t) (part / divisor);
		rest = (uint64_t) (part % divisor);
	}
	return rest;
}

/* a / divisor, rounded up */
static inline Wide
wide_divide_up(Wide a, uint64_t divisor)
{
	return wide_divide(&a, divisor) > 0 ? wide_add(a, wide_of(1)) : a;
}

/*
 * The double nearest to part / whole, where 0 <= part <= whole < 2^255 and
 * whole > 0: by binary long division, 64 bits of quotient, the lowest of which
 * also says whether anything is left, then one rounding.
 */
static inline double
wide_ratio(Wide part, const Wide *whole)
{
	uint64_t quotient = 0;
	int exponent = 0;

	if (wide_is_zero(&part))
		return 0;
	if (wide_cmp(&part, whole) == 0)
		return 1;
	for (; quotient >> 63 == 0; exponent--)
	{
		part = wide_add(part, part);
		quotient <<= 1;
		if (wide_cmp(&part, whole) >= 0)
		{
			part = wide_subtract(part, *whole);
			quotient |= 1;
		}
	}
	return ldexp((double) (quotient | !wide_is_zero(&part)), exponent);
}

#endif /* CUSTOMER_SEG_WIDE_H */
