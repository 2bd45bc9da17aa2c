/*
 * money.c
 *		Tests of money: against decimal arithmetic of their own.
 */
#include "numbers/money.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "big.h"

/* what a Money counts, as a sign and a magnitude */
typedef struct Signed
{
	bool negative;
	Big size;
} Signed;

static Signed
signed_of(const Money *m)
{
	uint64_t words[3] = {m->lo, m->mid, (uint64_t) m->hi};
	Signed s = {m->hi < 0, big_of_words(words, 3)};

	if (s.negative)
		s.size = big_subtract(big_times_power(big_of(1), 2, 192), s.size);
	return s;
}

static Signed
signed_add(Signed a, Signed b)
{
	if (a.negative == b.negative)
		a.size = big_add(a.size, b.size);
	else if (big_less(a.size, b.size))
	{
		b.size = big_subtract(b.size, a.size);
		a = b;
	}
	else
		a.size = big_subtract(a.size, b.size);
	return a;
}

static int
signed_cmp(Signed a, Signed b)
{
	Big zero = big_of(0);
	bool a_below = a.negative && !big_equal(a.size, zero);
	bool b_below = b.negative && !big_equal(b.size, zero);

	if (a_below != b_below)
		return a_below ? -1 : 1;
	return a_below ? big_cmp(&b.size, &a.size) : big_cmp(&a.size, &b.size);
}

static Signed
signed_multiply(Signed a, uint64_t factor)
{
	a.size = big_multiply(a.size, factor);
	return a;
}

static bool
signed_equal(Signed a, Signed b)
{
	return signed_cmp(a, b) == 0;
}

/* -2^191 <= s < 2^191 */
static bool
fits(Signed s)
{
	Signed lowest = {true, big_times_power(big_of(1), 2, 191)};
	Signed above = {false, lowest.size};

	return signed_cmp(s, lowest) >= 0 && signed_cmp(s, above) < 0;
}

/* any of the 2^192, or an amount of few decimals */
static Money
take_money(Input *input)
{
	uint64_t kind = take_below(input, 4);
	Money m = {take(input), 0, 0};

	if (kind == 0)
	{
		m.mid = take(input);
		m.hi = (int64_t) take(input);
		return m;
	}
	return money_from_units((int128_money) ((int64_t) m.lo >> 3) *
							(int128_money) money_power_of_ten((int) take_below(input, MONEY_SCALE + 1)));
}

static void
check_sums(Money a, Money b)
{
	Money sum = a;
	bool added = money_add(&sum, &b);
	Signed exact = signed_add(signed_of(&a), signed_of(&b));
	Money difference = a;
	bool subtracted = money_subtract(&difference, &b);
	Signed opposite = {!signed_of(&b).negative, signed_of(&b).size};
	Signed less = signed_add(signed_of(&a), opposite);

	law(added == fits(exact));
	law(signed_equal(signed_of(&sum), added ? exact : signed_of(&a)));
	law(subtracted == fits(less));
	law(signed_equal(signed_of(&difference), subtracted ? less : signed_of(&a)));
	law(money_cmp(&a, &b) == signed_cmp(signed_of(&a), signed_of(&b)));
	law(money_sign(&a) == signed_cmp(signed_of(&a), (Signed){false, big_of(0)}));
}

static void
check_mean(Money a, Money sum, uint64_t count)
{
	law(money_cmp_mean(&a, &sum, count) == signed_cmp(signed_multiply(signed_of(&a), count), signed_of(&sum)));
}

static void
check_ratio(Money a, uint64_t divisor)
{
	double ratio = money_ratio(&a, divisor);
	Signed exact = signed_of(&a);

	if (money_sign(&a) == 0)
		law(ratio == 0);
	else
	{
		law((ratio < 0) == exact.negative);
		law(big_nearest(fabs(ratio), exact.size, big_multiply(big_times_power(big_of(1), 10, MONEY_SCALE), divisor)));
	}
}

/* of the right decimals, with the sign, and no multiple of the last one is nearer; of two as near, the greater */
static void
check_fraction(Money a, uint64_t part, uint64_t whole, int scale)
{
	Money fraction = money_fraction(&a, part, whole, scale);
	Signed found = signed_of(&fraction);
	Big step = big_times_power(big_of(1), 10, MONEY_SCALE - scale);
	Big twice = big_multiply(big_multiply(found.size, whole), 2);
	Big exact = big_add(big_multiply(big_multiply(signed_of(&a).size, part), 2), big_multiply(step, whole));
	Big next = big_add(twice, big_multiply(big_multiply(step, whole), 2));

	law(money_has_scale(&fraction, scale));
	law(money_sign(&fraction) == 0 || found.negative == signed_of(&a).negative);
	law(!big_less(exact, twice) && big_less(exact, next));
}

static void
check_groups(Money a)
{
	int16_t groups[MONEY_GROUPS + 1] = {0};
	int count = money_groups(&a, groups);
	Signed exact = signed_of(&a);
	Big value = big_of(0);
	Money back;

	for (int i = count - 1; i >= 0; i--)
	{
		law(groups[i] >= 0 && groups[i] < 10000);
		value = big_multiply_add(value, 10000, (uint64_t) groups[i]);
	}
	law(count == 0 || groups[count - 1] != 0);
	law(big_equal(value, exact.size));
	law(money_from_groups(groups, exact.negative, &back) && money_cmp(&a, &back) == 0);
}

/* any groups make the number that they write, or are refused for its size */
static void
check_from_groups(Input *input)
{
	int16_t groups[MONEY_GROUPS];
	Signed exact = {take_below(input, 2) == 1, big_of(0)};
	Money m;

	for (int i = MONEY_GROUPS - 1; i >= 0; i--)
	{
		groups[i] = (int16_t) (i > 12 ? take_below(input, 3) : take_below(input, 10000));
		exact.size = big_multiply_add(exact.size, 10000, (uint64_t) groups[i]);
	}
	law(money_from_groups(groups, exact.negative, &m) == fits(exact));
	law(!fits(exact) || signed_equal(signed_of(&m), exact));
}

static void
check_scale(Money a, int scale)
{
	Big size = signed_of(&a).size;

	law(money_has_scale(&a, scale) == big_ends_in_zeros(&size, MONEY_SCALE - scale));
}

/* least and most of so many amounts, and a multiple of the last decimal */
static void
check_is_sum(Money a, uint64_t from_zero, uint64_t below_zero, int scale)
{
	Big unit = big_times_power(big_of(1), 10, MONEY_SCALE - scale);
	Big most = big_subtract(big_times_power(big_of(1), 10, MONEY_MAX_DIGITS + MONEY_SCALE), unit);
	Signed lowest = {true, big_multiply(most, below_zero)};
	Signed highest = signed_add((Signed){false, big_multiply(most, from_zero)}, (Signed){true, big_multiply(unit, below_zero)});
	Signed exact = signed_of(&a);
	bool between = signed_cmp(exact, lowest) >= 0 && signed_cmp(exact, highest) <= 0;

	law(money_is_sum_of(&a, from_zero, below_zero, scale) ==
		(between && big_ends_in_zeros(&exact.size, MONEY_SCALE - scale)));
}

/* units of 10^-20 of a decimal with a point and six decimals */
static int128_money
units_of_text(const char *text)
{
	int128_money units = 0;

	for (const char *c = text; *c != '\0'; c++)
		if (*c >= '0' && *c <= '9')
			units = units * 10 + (*c - '0');
	units *= (int128_money) money_power_of_ten(MONEY_SCALE - MONEY_FLOAT_SCALE);
	return *text == '-' ? -units : units;
}

/* printf rounds exactly; one multiplication may differ next to the middle of two millionths */
static void
check_double(double value)
{
	int128_money units;
	int scale;
	char text[64];
	double past = fabs(fmod(value, 1e-6)) * 1e6;

	if (money_from_double(value, &units, &scale) != MONEY_OK)
	{
		law(!(fabs(value) < 1e18));
		return;
	}
	snprintf(text, sizeof(text), "%.6f", value);
	law(units == units_of_text(text) || fabs(past - 0.5) < 1e-3);
	law(scale >= 0 && scale <= MONEY_FLOAT_SCALE);
	law(units % (int128_money) money_power_of_ten(MONEY_SCALE - scale) == 0);
	law(scale == 0 || units % (int128_money) money_power_of_ten(MONEY_SCALE - scale + 1) != 0);
}

static double
take_double(Input *input)
{
	uint64_t bits = take(input);
	double value;

	if (bits % 2 == 0)
		return (double) (int64_t) take(input) / 1e6;
	memcpy(&value, &bits, sizeof(value));
	return value;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Input input = {data, size};
	Money a = take_money(&input);
	Money b = take_money(&input);
	int scale = (int) take_below(&input, MONEY_SCALE + 1);
	uint64_t count = take(&input);

	check_sums(a, b);
	check_mean(a, b, count >> 1 | 1);
	check_ratio(a, 1 + (count & ((uint64_t) MONEY_MAX_DIVISOR - 1)));
	if (money_has_scale(&a, scale))
		check_fraction(a, count >> 40, 1 + (count >> 40) + (count & UINT32_MAX), scale);
	check_groups(a);
	check_scale(a, scale);
	check_is_sum(a, take(&input) >> 1, take(&input) >> 1, scale);
	check_is_sum(a, take_below(&input, 4), take_below(&input, 4), scale);
	check_double(take_double(&input));
	check_from_groups(&input);
	return 0;
}

static Money
money_of_text(const char *decimal)
{
	return money_from_units(units_of_text(decimal));
}

void
examples(void)
{
	Money third = money_of_text("0.300000");
	Money most = {UINT64_MAX, UINT64_MAX, INT64_MAX};
	Money one = money_from_units(1);
	Money before = most;
	Money half = money_fraction(&third, 1, 12, 2);
	Money quarter = money_fraction(&third, 1, 4, 30);
	Money nothing;
	int16_t no_groups[MONEY_GROUPS] = {0};
	int128_money units;
	int scale;

	ok(money_ratio(&third, 3) == 0.1, "0.3 / 3 is 0.1");
	ok(money_units(&half) == units_of_text("0.030000"), "0.3 / 12 = 0.025 is 0.03 of two decimals");
	ok(money_units(&quarter) == units_of_text("0.075000"), "0.3 / 4 is 0.075 of thirty decimals, of which twenty are held");
	ok(money_is_sum_of(&third, 1, 0, 30), "and 0.3 of thirty decimals is an amount");
	ok(!money_add(&most, &one) && money_cmp(&most, &before) == 0, "a sum that does not fit leaves the first as it was");
	ok(money_from_groups(no_groups, true, &nothing) && money_sign(&nothing) == 0, "minus nothing is nothing");
	ok(money_from_double(0.1 + 0.2, &units, &scale) == MONEY_OK && units == units_of_text("0.300000") && scale == 1,
	   "0.1 + 0.2 of floating point is 0.3");
	ok(money_from_double(NAN, &units, &scale) == MONEY_NAN, "NaN is no amount");
	ok(money_from_double(-INFINITY, &units, &scale) == MONEY_INFINITE, "nor is infinity");
	ok(money_from_double(1e18, &units, &scale) == MONEY_TOO_LARGE, "nor 10^18");
	ok(money_from_double(-999999999999999872.0, &units, &scale) == MONEY_OK, "the double before it is one");
}
