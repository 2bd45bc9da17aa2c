/*
 * amount.h
 *		Amounts of money in a value of any type that may hold one.
 */
#ifndef CUSTOMER_SEG_AMOUNT_H
#define CUSTOMER_SEG_AMOUNT_H

#include "server/decimal.h"

typedef enum AmountKind
{
	AMOUNT_NUMERIC,
	AMOUNT_INT2,
	AMOUNT_INT4,
	AMOUNT_INT8,
	AMOUNT_FLOAT4,
	AMOUNT_FLOAT8
} AmountKind;

/* money that may be known */
typedef struct KnownMoney
{
	int128_money units;
	uint8 scale; /* decimals shown */
	bool is_known;
} KnownMoney;

extern MoneyStatus amount_read(AmountKind kind, Datum value, int128_money *units, int *scale);
pg_noreturn extern void amount_report(MoneyStatus status, AmountKind kind, Datum value, const char *what);
extern int128_money amount_units(AmountKind kind, Datum value, const char *what, int *scale);
extern void amount_add(Money *sum, const Money *added, const char *what);
extern void amount_subtract(Money *sum, const Money *taken, const char *what);

static inline KnownMoney
amount_known(AmountKind kind, Datum value, const char *what)
{
	int scale;
	int128_money units = amount_units(kind, value, what, &scale);

	return (KnownMoney){.units = units, .scale = (uint8) scale, .is_known = true};
}

#endif /* CUSTOMER_SEG_AMOUNT_H */
