/*
 * money.c
 *		192-bit decimal fixed point.
 */
#include "numbers/money.h"

#include <math.h>

#include "numbers/wide.h"

static const uint64_t TEN_TO_16 = UINT64_C(10000000000000000);

/* 10^exponent, for 0 <= exponent <= 38 */
uint128_money
money_power_of_ten(int exponent)
{
	static const uint64_t powers[] = {
		UINT64_C(1),
		UINT64_C(10),
		UINT64_C(100),
		UINT64_C(1000),
		UINT64_C(10000),
		UINT64_C(100000),
		UINT64_C(1000000),
		UINT64_C(10000000),
		UINT64_C(100000000),
		UINT64_C(1000000000),
		UINT64_C(10000000000),
		UINT64_C(100000000000),
		UINT64_C(1000000000000),
		UINT64_C(10000000000000),
		UINT64_C(100000000000000),
		UINT64_C(1000000000000000),
		UINT64_C(10000000000000000),
		UINT64_C(100000000000000000),
		UINT64_C(1000000000000000000),
		UINT64_C(10000000000000000000),
	};

	return exponent < 20 ? powers[exponent] : (uint128_money) powers[19] * powers[exponent - 19];
}

/* m += other; false, with m unchanged, when the sum does not fit */
bool
money_add(Money *m, const Money *other)
{
	uint128_money lo = (uint128_money) m->lo + other->lo;
	uint128_money mid = (uint128_money) m->mid + other->mid + (uint64_t) (lo >> 64);
	int128_money hi = (int128_money) m->hi + other->hi + (int64_t) (mid >> 64);

	if (hi != (int64_t) hi)
		return false;
	m->lo = (uint64_t) lo;
	m->mid = (uint64_t) mid;
	m->hi = (int64_t) hi;
	return true;
}

/* m -= other; false, with m unchanged, when the difference does not fit */
bool
money_subtract(Money *m, const Money *other)
{
	uint128_money lo = (uint128_money) m->lo - other->lo;
	uint128_money mid = (uint128_money) m->mid - other->mid - ((uint64_t) (lo >> 64) & 1);
	int128_money hi = (int128_money) m->hi - other->hi - ((int64_t) (mid >> 64) & 1);

	if (hi != (int64_t) hi)
		return false;
	m->lo = (uint64_t) lo;
	m->mid = (uint64_t) mid;
	m->hi = (int64_t) hi;
	return true;
}

int
money_cmp(const Money *a, const Money *b)
{
	if (a->hi != b->hi)
		return a->hi < b->hi ? -1 : 1;
	if (a->mid != b->mid)
		return a->mid < b->mid ? -1 : 1;
	if (a->lo != b->lo)
		return a->lo < b->lo ? -1 : 1;
	return 0;
}

/* between a Money below zero, as its three limbs, and its absolute value, either way */
static Wide
opposite(Wide m)
{
	const Wide modulus = {{0, 0, 0, 1}};

	return wide_subtract(modulus, m);
}

static Wide
magnitude(const Money *m)
{
	Wide limbs = {{m->lo, m->mid, (uint64_t) m->hi, 0}};

	return m->hi < 0 ? opposite(limbs) : limbs;
}

/* sign of m - sum/count, exactly; count > 0 */
int
money_cmp_mean(const Money *m, const Money *sum, uint64_t count)
{
	int sign = money_sign(m);
	Wide left;
	Wide right;

	if (sign != money_sign(sum))
		return sign < money_sign(sum) ? -1 : 1;
	left = wide_multiply(magnitude(m), count);
	right = magnitude(sum);
	return sign * wide_cmp(&left, &right);
}

/*
 * The double nearest to numerator / denominator, by binary long division: 62
 * bits of quotient, the lowest of which also says whether anything is left,
 * then one rounding.
 */
static double
nearest_double(const Wide *numerator, uint128_money denominator)
{
	uint64_t quotient = 0;
	uint128_money rest = 0;
	int exponent = 192;
	bool sticky;

	/* rest < denominator < 2^120 throughout, and the numerator is not 0: it ends */
	while (quotient < (UINT64_C(1) << 61))
	{
		exponent--;
		rest <<= 1;
		if (exponent >= 0)
			rest |= (numerator->limb[exponent / 64] >> (exponent % 64)) & 1;
		quotient <<= 1;
		if (rest >= denominator)
		{
			rest -= denominator;
			quotient |= 1;
		}
	}
	sticky = rest != 0;
	for (int bit = exponent - 1; bit >= 0 && !sticky; bit--)
		sticky = (numerator->limb[bit / 64] >> (bit % 64)) & 1;
	return ldexp((double) (quotient | sticky), exponent);
}

#define SMALL_DECIMALS 8

/*
 * |m| in units of 10^-8, when it is a whole number of them that fits 62 bits,
 * as nearly all amounts are.  10^12 units of m make one.  Dividing by 2^12 is
 * a shift, and dividing by 5^12 a multiplication with its inverse modulo
 * 2^128, whose result is small exactly if nothing was left over (Granlund and
 * Montgomery, "Division by invariant integers using multiplication", 1994).
 */
static bool
small_magnitude(const Wide *m, uint64_t *small)
{
	const uint128_money inverse = (uint128_money) UINT64_C(0xb156301b10c40b34) << 64 | UINT64_C(0x3662e0e1cf503eb1);
	uint128_money quotient;

	if (m->limb[2] != 0 || (m->limb[0] & 0xfff) != 0)
		return false;
	quotient = ((uint128_money) m->limb[1] << 64 | m->limb[0]) >> 12;
	quotient *= inverse;
	*small = (uint64_t) quotient;
	return quotient >> 62 == 0;
}

/*
 * The double nearest to m / divisor, where m is read as an amount, not as
 * units.  Equal ratios give equal doubles: 0.3 / 3 is 0.1 / 1.  Needs
 * 0 < divisor <= MONEY_MAX_DIVISOR.
 */
double
money_ratio(const Money *m, uint64_t divisor)
{
	const uint64_t exact = UINT64_C(1) << 53;
	uint64_t scale = UINT64_C(100000000);
	Wide units = magnitude(m);
	uint64_t small;
	double ratio;

	if (wide_is_zero(&units))
		return 0;

	/* Two integers that doubles hold exactly need one correct division. */
	if (divisor < exact / scale && small_magnitude(&units, &small))
	{
		for (; small >= exact && small % 100 == 0 && scale > 1; scale /= 100)
			small /= 100;
		if (small < exact)
		{
			ratio = (double) small / (double) (divisor * scale);
			return m->hi < 0 ? -ratio : ratio;
		}
	}
	ratio = nearest_double(&units, money_power_of_ten(MONEY_SCALE) * divisor);
	return m->hi < 0 ? -ratio : ratio;
}

/*
 * Digits of |m| in base 10000, least significant first, the first five after
 * the decimal point.  Returns how many there are up to the highest one that
 * is not zero.
 */
int
money_groups(const Money *m, int16_t groups[MONEY_GROUPS + 1])
{
	Wide rest = magnitude(m);
	uint64_t small;
	int n = 0;

	if (small_magnitude(&rest, &small))
	{
		for (; n < (MONEY_SCALE - SMALL_DECIMALS) / 4; n++)
			groups[n] = 0;
		for (; small > 0; small /= 10000)
			groups[n++] = (int16_t) (small % 10000);
	}
	else
		while (!wide_is_zero(&rest))
		{
			uint64_t chunk = wide_divide(&rest, TEN_TO_16);

			for (int i = 0; i < 4; i++)
			{
				groups[n++] = (int16_t) (chunk % 10000);
				chunk /= 10000;
			}
		}
	while (n > 0 && groups[n - 1] == 0)
		n--;
	return n;
}

/* The reverse of money_groups, with a sign; false when it does not fit. */
bool
money_from_groups(const int16_t groups[MONEY_GROUPS], bool negative, Money *m)
{
	Wide sum = {{0}};

	for (int i = MONEY_GROUPS - 1; i >= 0; i--)
		sum = wide_add(wide_multiply(sum, 10000), wide_of((uint128_money) groups[i]));
	negative = negative && !wide_is_zero(&sum);
	if (negative)
		sum = opposite(sum);
	if (sum.limb[3] != 0 || sum.limb[2] >> 63 != negative)
		return false;
	m->lo = sum.limb[0];
	m->mid = sum.limb[1];
	m->hi = (int64_t) sum.limb[2];
	return true;
}

/* Can m be written with this many decimals? */
bool
money_has_scale(const Money *m, int scale)
{
	Wide rest = magnitude(m);
	int surplus = MONEY_SCALE - scale;

	for (; surplus > 16; surplus -= 16)
		if (wide_divide(&rest, TEN_TO_16) != 0)
			return false;
	return surplus <= 0 ||
		   wide_divide(&rest, (uint64_t) money_power_of_ten(surplus)) == 0;
}

/* how many decimals are held beyond so many, which may be more than are held */
static int
decimals_beyond(int scale)
{
	return scale < MONEY_SCALE ? MONEY_SCALE - scale : 0;
}

/* of a magnitude that fits, with its sign */
static Money
money_of(Wide size, bool negative)
{
	if (negative)
		size = opposite(size);
	return (Money){.lo = size.limb[0], .mid = size.limb[1], .hi = (int64_t) size.limb[2]};
}

/* the sum of so many equal amounts, or its opposite; fits for up to 2^63 amounts of one row */
static Money
money_multiply(uint128_money units, uint64_t count, bool negative)
{
	return money_of(wide_multiply(wide_of(units), count), negative);
}

/* part / whole of so many, rounded half up */
static uint64_t
fraction_of(uint64_t count, uint64_t part, uint64_t whole)
{
	uint128_money product = (uint128_money) count * part;
	bool small = product >> 64 == 0;
	uint64_t quotient = small ? (uint64_t) product / whole : (uint64_t) (product / whole);
	uint64_t rest = (uint64_t) (product - (uint128_money) quotient * whole);

	return quotient + (rest >= whole - rest);
}

/*
 * m * part / whole, rounded half away from zero to so many decimals, of which m
 * has no more.  Needs 0 <= part <= whole and 0 < whole.
 */
Money
money_fraction(const Money *m, uint64_t part, uint64_t whole, int scale)
{
	int surplus = decimals_beyond(scale);
	uint64_t powers[2];
	Wide size = magnitude(m);
	uint64_t small;
	uint64_t rest;

	/* 64 bits hold most amounts: of 8 decimals, and less of those that are shown */
	if (scale <= SMALL_DECIMALS && small_magnitude(&size, &small))
	{
		powers[0] = (uint64_t) money_power_of_ten(SMALL_DECIMALS - scale);
		powers[1] = (uint64_t) money_power_of_ten(MONEY_SCALE - SMALL_DECIMALS);
		size = wide_of((uint128_money) (fraction_of(small / powers[0], part, whole) * powers[0]) * powers[1]);
		return money_of(size, m->hi < 0);
	}
	powers[0] = (uint64_t) money_power_of_ten(surplus / 2);
	powers[1] = (uint64_t) money_power_of_ten(surplus - surplus / 2);
	wide_divide(&size, powers[0]);
	wide_divide(&size, powers[1]);
	size = wide_multiply(size, part);
	rest = wide_divide(&size, whole);
	if (rest >= whole - rest)
		size = wide_add(size, wide_of(1));
	return money_of(wide_multiply(wide_multiply(size, powers[0]), powers[1]), m->hi < 0);
}

/*
 * Can so many amounts from zero up and so many below zero, each of one row and
 * with this many decimals, come to m?
 */
bool
money_is_sum_of(const Money *m, uint64_t from_zero, uint64_t below_zero, int scale)
{
	uint128_money least = money_power_of_ten(decimals_beyond(scale));
	uint128_money most = money_power_of_ten(MONEY_MAX_DIGITS + MONEY_SCALE) - least;
	Money lowest = money_multiply(most, below_zero, true);
	Money highest = money_multiply(most, from_zero, false);
	Money refunded = money_multiply(least, below_zero, true);

	return money_add(&highest, &refunded) && money_cmp(m, &lowest) >= 0 && money_cmp(m, &highest) <= 0 &&
		   money_has_scale(m, scale);
}

/* Can it be the amount of one row, with this many decimals? */
bool
money_is_amount(const Money *m, int scale)
{
	bool negative = money_sign(m) < 0;

	return money_is_sum_of(m, !negative, negative, scale);
}

/* the fewest decimals that write so many millionths exactly */
static int
money_double_scale(int64_t millionths)
{
	int scale = MONEY_FLOAT_SCALE;

	if (millionths % 10000 == 0)
	{
		millionths /= 10000;
		scale = 2;
	}
	while (scale > 0 && millionths % 10 == 0)
	{
		millionths /= 10;
		scale--;
	}
	return scale;
}

/*
 * A floating-point amount in whole millionths, the nearest by way of one
 * multiplication, with the fewest decimals that write the result.
 */
MoneyStatus
money_from_double(double value, int128_money *units, int *scale)
{
	double whole;
	double millionths;

	if (isnan(value))
		return MONEY_NAN;
	if (isinf(value))
		return MONEY_INFINITE;
	if (fabs(value) >= 1e18)
		return MONEY_TOO_LARGE;
	/* split first: the whole part times a million need not fit a double */
	millionths = rint(modf(value, &whole) * 1e6);
	*scale = money_double_scale((int64_t) millionths);
	*units = ((int128_money) (int64_t) whole * 1000000 + (int64_t) millionths) *
			 (int128_money) money_power_of_ten(MONEY_SCALE - MONEY_FLOAT_SCALE);
	return MONEY_OK;
}
