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

extern MoneyStatus amount_read(AmountKind kind, Datum value, int128_money *units, int *scale);
extern int128_money amount_units(AmountKind kind, Datum value, const char *what, int *scale);

#endif /* CUSTOMER_SEG_AMOUNT_H */
