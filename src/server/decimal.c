/*
 * decimal.c
 *		The only place that knows how the server lays out a numeric.
 *
 * The layout is that of src/backend/utils/adt/numeric.c, which has stored it
 * on disk unchanged since PostgreSQL 9.1: a 16-bit header, for the long form
 * a 16-bit weight, then digits in base 10000, most significant first, the
 * first of them worth 10000^weight.
 */
#include "server/decimal.h"

#include "utils/builtins.h"
#include "utils/numeric.h"

#define NUMERIC_KIND_MASK			  0xC000
#define NUMERIC_NEGATIVE			  0x4000 /* long form */
#define NUMERIC_IS_SHORT_FORM		  0x8000
#define NUMERIC_IS_SPECIAL			  0xC000
#define NUMERIC_SPECIAL_MASK		  0xF000
#define NUMERIC_IS_NAN				  0xC000
#define NUMERIC_LONG_SCALE_MASK		  0x3FFF
#define NUMERIC_SHORT_NEGATIVE		  0x2000
#define NUMERIC_SHORT_SCALE_MASK	  0x1F80
#define NUMERIC_SHORT_SCALE_SHIFT	  7
#define NUMERIC_SHORT_WEIGHT_NEGATIVE 0x0040
#define NUMERIC_SHORT_WEIGHT_MASK	  0x003F

#define FRACTION_GROUPS				  (MONEY_SCALE / 4) /* digits of base 10000 after the point */
#define TOP_WEIGHT					  4					/* of the digit that holds 10^16 and 10^17 */
#define TOP_DIGIT_LIMIT				  100

StaticAssertDecl(MONEY_SCALE % 4 == 0, "units must align with base-10000 digits");
StaticAssertDecl(MONEY_MAX_DIGITS == TOP_WEIGHT * 4 + 2, "range must end at the top digit's limit");
StaticAssertDecl((NUMERIC_SHORT_NEGATIVE | NUMERIC_SHORT_SCALE_MASK |
				  NUMERIC_SHORT_WEIGHT_NEGATIVE | NUMERIC_SHORT_WEIGHT_MASK) == 0x3FFF,
				 "fields of the short header must fill it");
StaticAssertDecl(NUMERIC_SHORT_SCALE_MASK >> NUMERIC_SHORT_SCALE_SHIFT == DECIMAL_MAX_SCALE,
				 "largest scale of the short form");

static const int64 powers_of_10000[] = {1, 10000, 100000000, INT64CONST(1000000000000), INT64CONST(10000000000000000)};

/* Values need not be aligned: numerics on a page have short varlena headers. */
static inline uint16
load16(const char *p)
{
	uint16 value;

	memcpy(&value, p, sizeof(value));
	return value;
}

static inline int128_money
shift_groups(int128_money value, int groups)
{
	for (; groups > 4; groups -= 4)
		value *= powers_of_10000[4];
	return value * powers_of_10000[groups];
}

/* a numeric taken apart */
typedef struct Digits
{
	const char *data; /* of 16 bits each */
	int count;
	int last_group; /* how many digits from the last one down to 10^-20 */
	int weight;
	bool negative;
} Digits;

static inline MoneyStatus
open_numeric(const struct varlena *numeric, Digits *digits, int *scale)
{
	const char *data = VARDATA_ANY(numeric);
	uint16 header = load16(data);
	int offset = sizeof(uint16);

	if ((header & NUMERIC_KIND_MASK) == NUMERIC_IS_SPECIAL)
		return (header & NUMERIC_SPECIAL_MASK) == NUMERIC_IS_NAN ? MONEY_NAN : MONEY_INFINITE;

	if (header & NUMERIC_IS_SHORT_FORM)
	{
		digits->weight = header & NUMERIC_SHORT_WEIGHT_MASK;
		if (header & NUMERIC_SHORT_WEIGHT_NEGATIVE)
			digits->weight |= ~NUMERIC_SHORT_WEIGHT_MASK;
		*scale = (header & NUMERIC_SHORT_SCALE_MASK) >> NUMERIC_SHORT_SCALE_SHIFT;
		digits->negative = (header & NUMERIC_SHORT_NEGATIVE) != 0;
	}
	else
	{
		digits->weight = (int16) load16(data + offset);
		offset += sizeof(uint16);
		*scale = Min(header & NUMERIC_LONG_SCALE_MASK, DECIMAL_MAX_SCALE);
		digits->negative = (header & NUMERIC_NEGATIVE) != 0;
	}
	digits->data = data + offset;
	digits->count = ((int) VARSIZE_ANY_EXHDR(numeric) - offset) / (int) sizeof(int16);
	digits->last_group = digits->weight - (digits->count - 1) + FRACTION_GROUPS;
	return digits->count > 0 && digits->last_group < 0 ? MONEY_ROUNDED : MONEY_OK;
}

static inline int
digit_at(const Digits *digits, int i)
{
	return load16(digits->data + i * (int) sizeof(int16));
}

/* leaves out the digits below 10^-20; true when the unit before them is to be rounded up, half away from zero */
static bool
drop_fine_digits(Digits *digits)
{
	int kept = digits->count + digits->last_group;
	bool up = kept >= 0 && digit_at(digits, kept) >= 5000;

	digits->count = Max(kept, 0);
	digits->last_group = 0;
	return up;
}

/*
 * The value of one amount, a numeric that is not toasted, in units of 10^-20,
 * and its display scale, as round(numeric, 20) has them where there are more
 * decimals.  Where no amount is taken both are undefined.
 */
MoneyStatus
decimal_read(const struct varlena *numeric, int128_money *units, int *scale)
{
	Digits digits;
	MoneyStatus status;
	bool up = false;
	int128_money value = 0;
	int64 small;

	if (decimal_read_small(numeric, &small, scale))
	{
		*units = (int128_money) small * SMALL_UNITS;
		return MONEY_OK;
	}
	status = open_numeric(numeric, &digits, scale);
	if (status == MONEY_ROUNDED)
	{
		up = drop_fine_digits(&digits);
		*scale = MONEY_SCALE;
	}
	else if (status != MONEY_OK)
		return status;
	/* The server strips zero digits at both ends, so this test suffices. */
	if (digits.count > 0 &&
		(digits.weight > TOP_WEIGHT ||
		 (digits.weight == TOP_WEIGHT && digit_at(&digits, 0) >= TOP_DIGIT_LIMIT)))
		return MONEY_TOO_LARGE;

	if (digits.count <= 4)
	{
		int64 few = 0;

		for (int i = 0; i < digits.count; i++)
			few = few * 10000 + digit_at(&digits, i);
		value = few;
	}
	else
		for (int i = 0; i < digits.count; i++)
			value = value * 10000 + digit_at(&digits, i);
	if (value != 0)
		value = shift_groups(value, digits.last_group);
	if (unlikely(up) && ++value == (int128_money) money_power_of_ten(MONEY_MAX_DIGITS + MONEY_SCALE))
		return MONEY_TOO_LARGE;
	*units = digits.negative ? -value : value;
	return status;
}

/*
 * The value of an amount below 10^10 with no more than 8 decimals, in units
 * of 10^-8: the quick way for most amounts.  False when it is not such a one.
 */
bool
decimal_read_small(const struct varlena *numeric, int64 *small, int *scale)
{
	Digits digits;
	int shift;
	int64 value = 0;

	if (open_numeric(numeric, &digits, scale) != MONEY_OK)
		return false;
	shift = digits.last_group - (FRACTION_GROUPS - SMALL_SCALE / 4);
	if (digits.count > 0 &&
		(shift < 0 || digits.weight > 2 ||
		 (digits.weight == 2 && digit_at(&digits, 0) >= TOP_DIGIT_LIMIT)))
		return false;
	for (int i = 0; i < digits.count; i++)
		value = value * 10000 + digit_at(&digits, i);
	if (value != 0)
		value *= powers_of_10000[shift];
	*small = digits.negative ? -value : value;
	return true;
}

/* As decimal_read, for a sum of amounts, which may be larger than one amount and has no more decimals than they. */
MoneyStatus
decimal_read_sum(const struct varlena *numeric, Money *sum, int *scale)
{
	Digits digits;
	MoneyStatus status = open_numeric(numeric, &digits, scale);
	int16 groups[MONEY_GROUPS] = {0};

	if (status != MONEY_OK)
		return status;
	if (digits.count > 0 && digits.weight + FRACTION_GROUPS >= MONEY_GROUPS)
		return MONEY_TOO_LARGE;
	for (int i = 0; i < digits.count; i++)
		groups[digits.last_group + digits.count - 1 - i] = (int16) digit_at(&digits, i);
	return money_from_groups(groups, digits.negative, sum) ? MONEY_OK : MONEY_TOO_LARGE;
}

/*
 * A numeric of this value and display scale, in the form in which the server
 * would make it.  The caller knows that the value has no more decimals than
 * the scale.
 */
Datum
decimal_make(const Money *money, int scale)
{
	int16 groups[MONEY_GROUPS + 1];
	int top = money_groups(money, groups);
	int bottom = 0;
	int weight;
	struct varlena *result;
	char *data;
	uint16 header;

	while (bottom < top && groups[bottom] == 0)
		bottom++;
	weight = top == bottom ? 0 : top - 1 - FRACTION_GROUPS;

	result = palloc(VARHDRSZ + sizeof(uint16) + (top - bottom) * sizeof(int16));
	SET_VARSIZE(result, VARHDRSZ + sizeof(uint16) + (top - bottom) * sizeof(int16));
	data = VARDATA(result);

	header = NUMERIC_IS_SHORT_FORM | (uint16) (scale << NUMERIC_SHORT_SCALE_SHIFT) |
			 (uint16) (weight & (NUMERIC_SHORT_WEIGHT_NEGATIVE | NUMERIC_SHORT_WEIGHT_MASK));
	if (money_sign(money) < 0)
		header |= NUMERIC_SHORT_NEGATIVE;
	memcpy(data, &header, sizeof(header));
	data += sizeof(header);
	for (int i = top - 1; i >= bottom; i--, data += sizeof(int16))
		memcpy(data, &groups[i], sizeof(int16));
	return PointerGetDatum(result);
}

/* with the fewest decimals that write it */
char *
decimal_text(const Money *money)
{
	int scale = 0;

	while (!money_has_scale(money, scale))
		scale++;
	return DatumGetCString(DirectFunctionCall1(numeric_out, decimal_make(money, scale)));
}

/* the error for an amount that cannot be taken; of a long one the beginning is shown */
void
decimal_report(MoneyStatus status, const char *what, const char *value)
{
	const char *shown = strlen(value) > 48 ? psprintf("%.48s...", value) : value;

	switch (status)
	{
	case MONEY_NAN:
	case MONEY_INFINITE:
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s is %s, which is not a sum of money", what, shown),
				 errhint("Give a number or NULL, or leave such rows out.")));
		break;
	default:
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("%s %s is out of range", what, shown),
				 errdetail("A single amount must be less than 10^%d in absolute value.", MONEY_MAX_DIGITS),
				 errhint("Use a larger unit of money.")));
	}
	pg_unreachable();
}
