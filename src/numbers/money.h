/*
 * money.h
 *		Exact money: sums of decimal amounts that never round and never
 *		depend on the order of the additions.
 *
 * A Money is a 192-bit two's complement integer that counts units of
 * 10^-20.  One row's amount must be below 10^18 in absolute value, and of more
 * than 20 decimals it is rounded, so it fits 128 bits; 2^63 such rows still fit 192.
 * Only sums that were merged with themselves again and again can overflow,
 * and then the caller is told.
 *
 * No database in here: this can be tested and fuzzed alone.
 */
#ifndef CUSTOMER_SEG_MONEY_H
#define CUSTOMER_SEG_MONEY_H

#include <stdbool.h>
#include <stdint.h>

/* aligned as the allocator aligns, so that they may stand in a struct */
typedef __int128 int128_money __attribute__((aligned(8)));
typedef unsigned __int128 uint128_money __attribute__((aligned(8)));

#define MONEY_SCALE		  20				 /* decimals held */
#define MONEY_MAX_DIGITS  18				 /* integer digits of one row's amount */
#define MONEY_FLOAT_SCALE 6					 /* decimals kept of a floating-point amount */
#define MONEY_MAX_DIVISOR (INT64_C(1) << 53) /* of a ratio */
#define MONEY_GROUPS	  15				 /* base-10000 digits of the largest Money */

/* Limbs, not an __int128: a stored value must not need 16-byte alignment. */
typedef struct Money
{
	uint64_t lo;
	uint64_t mid;
	int64_t hi;
} Money;

typedef enum MoneyStatus
{
	MONEY_OK,
	MONEY_ROUNDED, /* once, half away from zero: it had more than 20 decimals */
	MONEY_NAN,
	MONEY_INFINITE,
	MONEY_TOO_LARGE /* 10^18 or more */
} MoneyStatus;

/* Is there an amount, as it was or rounded? */
static inline bool
money_is_taken(MoneyStatus status)
{
	return status == MONEY_OK || status == MONEY_ROUNDED;
}

static inline Money
money_from_units(int128_money units)
{
	Money m;

	m.lo = (uint64_t) units;
	m.mid = (uint64_t) (units >> 64);
	m.hi = units < 0 ? -1 : 0;
	return m;
}

/* the units of one that fits 128 bits */
static inline int128_money
money_units(const Money *m)
{
	return (int128_money) ((uint128_money) m->mid << 64 | m->lo);
}

static inline int
money_sign(const Money *m)
{
	if (m->hi < 0)
		return -1;
	return (m->hi | m->mid | m->lo) != 0;
}

extern uint128_money money_power_of_ten(int exponent);
extern bool money_add(Money *m, const Money *other);
extern bool money_subtract(Money *m, const Money *other);
extern int money_cmp(const Money *a, const Money *b);
extern int money_cmp_mean(const Money *m, const Money *sum, uint64_t count);
extern double money_ratio(const Money *m, uint64_t divisor);
extern Money money_fraction(const Money *m, uint64_t part, uint64_t whole, int scale);
extern int money_groups(const Money *m, int16_t groups[MONEY_GROUPS + 1]);
extern bool money_from_groups(const int16_t groups[MONEY_GROUPS], bool negative, Money *m);
extern bool money_has_scale(const Money *m, int scale);
extern bool money_is_sum_of(const Money *m, uint64_t from_zero, uint64_t below_zero, int scale);
extern bool money_is_amount(const Money *m, int scale);
extern MoneyStatus money_from_double(double value, int128_money *units, int *scale);

#endif /* CUSTOMER_SEG_MONEY_H */
