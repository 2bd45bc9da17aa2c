/*
 * scaled.c
 *		Money in few bytes.
 */
#include "numbers/scaled.h"

#define LIMBS 3

typedef struct Limbs
{
	uint64_t limb[LIMBS]; /* least significant first */
} Limbs;

/* Of so many decimals as are shown, no more than these are held. */
static int
decimals_held(int scale)
{
	return scale < MONEY_SCALE ? scale : MONEY_SCALE;
}

static Limbs
negated(Limbs a)
{
	uint128_money carry = 1;

	for (int i = 0; i < LIMBS; i++)
	{
		carry += (uint64_t) ~a.limb[i];
		a.limb[i] = (uint64_t) carry;
		carry >>= 64;
	}
	return a;
}

static Limbs
size_of(const Money *m)
{
	Limbs limbs = {{m->lo, m->mid, (uint64_t) m->hi}};

	return m->hi < 0 ? negated(limbs) : limbs;
}

static void
divide(Limbs *a, uint64_t divisor)
{
	uint128_money rest = 0;

	for (int i = LIMBS - 1; i >= 0; i--)
	{
		rest = rest << 64 | a->limb[i];
		a->limb[i] = (uint64_t) (rest / divisor);
		rest %= divisor;
	}
}

/* false when the product does not fit */
static bool
multiply(Limbs *a, uint64_t factor)
{
	uint128_money carry = 0;

	for (int i = 0; i < LIMBS; i++)
	{
		carry += (uint128_money) a->limb[i] * factor;
		a->limb[i] = (uint64_t) carry;
		carry >>= 64;
	}
	return carry == 0;
}

/* 10^exponent for an exponent up to 20, in two factors of 64 bits each */
static void
power_of_ten(int exponent, uint64_t factor[2])
{
	factor[0] = (uint64_t) money_power_of_ten(exponent / 2);
	factor[1] = (uint64_t) money_power_of_ten(exponent - exponent / 2);
}

static uint8_t *
limbs_put(uint8_t *at, Limbs a)
{
	while ((a.limb[2] | a.limb[1]) != 0)
	{
		*at++ = (uint8_t) (a.limb[0] | 0x80);
		a.limb[0] = a.limb[0] >> 7 | a.limb[1] << 57;
		a.limb[1] = a.limb[1] >> 7 | a.limb[2] << 57;
		a.limb[2] >>= 7;
	}
	return varint_put(at, a.limb[0]);
}

/*
 * The size of money that shows no more decimals than scale; returns the place
 * behind it.
 */
uint8_t *
scaled_put(uint8_t *at, const Money *money, int scale)
{
	int dropped = MONEY_SCALE - decimals_held(scale);
	uint128_money unit = money_power_of_ten(dropped);
	Limbs size = size_of(money);
	uint64_t factor[2];

	/* most amounts: less than 10^18 of the currency, a count that fits 64 bits */
	if (size.limb[2] == 0 && size.limb[1] < unit)
		return varint_put(at, (uint64_t) (((uint128_money) size.limb[1] << 64 | size.limb[0]) / unit));
	power_of_ten(dropped, factor);
	divide(&size, factor[0]);
	divide(&size, factor[1]);
	return limbs_put(at, size);
}

/*
 * A number of 64 bits, in no more bytes than it needs; returns the place
 * behind it, or NULL when there is none.
 */
const uint8_t *
varint_get(const uint8_t *at, const uint8_t *end, uint64_t *value)
{
	*value = 0;
	for (int shift = 0; at < end && shift < 64; shift += 7)
	{
		uint8_t byte = *at++;

		if (shift == 63 && byte > 1)
			return 0;
		*value |= (uint64_t) (byte & 0x7f) << shift;
		if (!(byte & 0x80))
			return byte == 0 && shift > 0 ? 0 : at;
	}
	return 0;
}

static void
add_bits(Limbs *a, uint64_t bits, int shift)
{
	int limb = shift / 64;

	a->limb[limb] |= bits << shift % 64;
	if (shift % 64 > 57 && limb + 1 < LIMBS)
		a->limb[limb + 1] |= bits >> (64 - shift % 64);
}

static const uint8_t *
limbs_get(const uint8_t *at, const uint8_t *end, Limbs *a)
{
	for (int shift = 0; at < end && shift < 64 * LIMBS; shift += 7)
	{
		uint8_t byte = *at++;

		if (shift == 189 && byte > 7)
			return 0;
		add_bits(a, byte & 0x7f, shift);
		if (!(byte & 0x80))
			return byte == 0 && shift > 0 ? 0 : at;
	}
	return 0;
}

/* most amounts: the product of 61 bits and 10^20, which is less than 2^67, fits 128 bits */
static inline const uint8_t *
small_get(const uint8_t *at, const uint8_t *end, int dropped, Limbs *size)
{
	uint64_t value;
	uint128_money units;

	at = varint_get(at, end, &value);
	if (at == 0 || value >> 61 != 0)
		return 0;
	units = value * money_power_of_ten(dropped);
	*size = (Limbs){{(uint64_t) units, (uint64_t) (units >> 64), 0}};
	return at;
}

static const uint8_t *
large_get(const uint8_t *at, const uint8_t *end, int dropped, Limbs *size)
{
	uint64_t factor[2];

	*size = (Limbs){{0}};
	at = limbs_get(at, end, size);
	power_of_ten(dropped, factor);
	if (at == 0 || !multiply(size, factor[0]) || !multiply(size, factor[1]) || size->limb[2] >> 63)
		return 0;
	return at;
}

/*
 * What scaled_put wrote; returns the place behind it, or NULL where there is
 * no such number, or one that is no Money.
 */
const uint8_t *
scaled_get(const uint8_t *at, const uint8_t *end, int scale, bool negative, Money *money)
{
	Limbs size;
	const uint8_t *behind = small_get(at, end, MONEY_SCALE - decimals_held(scale), &size);

	if (behind == 0)
		behind = large_get(at, end, MONEY_SCALE - decimals_held(scale), &size);
	if (behind == 0)
		return 0;
	if (negative)
		size = negated(size);
	money->lo = size.limb[0];
	money->mid = size.limb[1];
	money->hi = (int64_t) size.limb[2];
	return behind;
}
