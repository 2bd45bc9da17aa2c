/*
 * amount.c
 *		Amounts of money in a value of any type that may hold one.
 */
#include "server/amount.h"

#include <math.h>

#include "common/shortest_dec.h"
#include "utils/fmgrprotos.h"

static MoneyStatus
read_numeric(Datum value, int128_money *units, int *scale)
{
	struct varlena *packed = PG_DETOAST_DATUM_PACKED(value);
	MoneyStatus status = decimal_read(packed, units, scale);

	if (PointerGetDatum(packed) != value)
		pfree(packed);
	return status;
}

static MoneyStatus
read_integer(int64 value, int128_money *units, int *scale)
{
	const int64 limit = (int64) money_power_of_ten(MONEY_MAX_DIGITS);

	if (value >= limit || value <= -limit)
		return MONEY_TOO_LARGE;
	*units = (int128_money) value * (int128_money) money_power_of_ten(MONEY_SCALE);
	*scale = 0;
	return MONEY_OK;
}

/*
 * A real holds about seven digits: the shortest that mean it are taken, as it
 * is printed, so that 123.45 is 123.45 and not the 123.449997 that its bits
 * come to.
 */
static MoneyStatus
read_real(float value, int128_money *units, int *scale)
{
	char text[FLOAT_SHORTEST_DECIMAL_LEN];

	if (!isfinite(value))
		return money_from_double(value, units, scale);
	float_to_shortest_decimal_buf(value, text);
	return money_from_double(strtod(text, NULL), units, scale);
}

/*
 * An amount in units of 10^-20, and the decimals that it shows; or what is
 * wrong with one that cannot be taken.
 */
MoneyStatus
amount_read(AmountKind kind, Datum value, int128_money *units, int *scale)
{
	switch (kind)
	{
	case AMOUNT_NUMERIC:
		return read_numeric(value, units, scale);
	case AMOUNT_INT2:
		return read_integer(DatumGetInt16(value), units, scale);
	case AMOUNT_INT4:
		return read_integer(DatumGetInt32(value), units, scale);
	case AMOUNT_INT8:
		return read_integer(DatumGetInt64(value), units, scale);
	case AMOUNT_FLOAT4:
		return read_real(DatumGetFloat4(value), units, scale);
	case AMOUNT_FLOAT8:
		return money_from_double(DatumGetFloat8(value), units, scale);
	}
	pg_unreachable();
}

static char *
amount_text(AmountKind kind, Datum value)
{
	static const PGFunction output[] = {
		[AMOUNT_NUMERIC] = numeric_out,
		[AMOUNT_INT2] = int2out,
		[AMOUNT_INT4] = int4out,
		[AMOUNT_INT8] = int8out,
		[AMOUNT_FLOAT4] = float4out,
		[AMOUNT_FLOAT8] = float8out,
	};

	return DatumGetCString(DirectFunctionCall1(output[kind], value));
}

/* an error for one that cannot be taken; what: its name there */
void
amount_report(MoneyStatus status, AmountKind kind, Datum value, const char *what)
{
	decimal_report(status, what, amount_text(kind, value));
}

/* as amount_read, with an error for one that cannot be taken */
int128_money
amount_units(AmountKind kind, Datum value, const char *what, int *scale)
{
	int128_money units;
	MoneyStatus status = amount_read(kind, value, &units, scale);

	if (unlikely(!money_is_taken(status)))
		amount_report(status, kind, value, what);
	return units;
}

static void
check_sum(bool fits, const char *what)
{
	if (!fits)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("%s is out of range", what)));
}

/* sum += added, with an error where it does not fit; what: its name there */
void
amount_add(Money *sum, const Money *added, const char *what)
{
	check_sum(money_add(sum, added), what);
}

/* sum -= taken, likewise */
void
amount_subtract(Money *sum, const Money *taken, const char *what)
{
	check_sum(money_subtract(sum, taken), what);
}
