/*
 * lifetime_value.c
 *		What a customer brings in the years to come, if they stay and go on as
 *		before: an annuity due, paid at the beginning of each year.
 *
 * The arithmetic is the server's numeric.
 */
#include "customer/activity.h"

#include "server/decimal.h"
#include "miscadmin.h"
#include "utils/fmgrprotos.h"
#include "utils/numeric.h"
#include "utils/timestamp.h"

#define MAX_YEARS		1000
#define RESULT_DECIMALS 6

/* held while discounting; a thousand years of rounding stay far below the result's last digit */
#define WORK_DECIMALS 40

/* a year is 365.25 days, in months of a twelfth; a day is 24 hours */
#define USECS_PER_YEAR	(INT64CONST(31557600) * USECS_PER_SEC)
#define USECS_PER_MONTH (USECS_PER_YEAR / 12)

static Datum
integer(int64 value)
{
	return DirectFunctionCall1(int8_numeric, Int64GetDatum(value));
}

static Datum
add_numerics(Datum a, Datum b)
{
	return DirectFunctionCall2(numeric_add, a, b);
}

static Datum
multiply_numerics(Datum a, Datum b)
{
	return DirectFunctionCall2(numeric_mul, a, b);
}

static Datum
divide_numerics(Datum a, Datum b)
{
	return DirectFunctionCall2(numeric_div, a, b);
}

static Datum
rounded(Datum a, int decimals)
{
	return DirectFunctionCall2(numeric_round, a, Int32GetDatum(decimals));
}

static int
compare_numerics(Datum a, Datum b)
{
	return DatumGetInt32(DirectFunctionCall2(numeric_cmp, a, b));
}

/* ---- arguments ---- */

/* as an error shows it; of a long one the beginning */
static char *
shown(Datum number)
{
	char *text = DatumGetCString(DirectFunctionCall1(numeric_out, number));

	return strlen(text) > 48 ? psprintf("%.48s...", text) : text;
}

static Datum
finite_argument(FunctionCallInfo fcinfo, int argument, const char *name)
{
	Numeric number = PG_GETARG_NUMERIC(argument);

	if (numeric_is_nan(number) || numeric_is_inf(number))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s %s is not a finite number", name, shown(NumericGetDatum(number))),
				 errhint("Give NULL where a number is not known.")));
	return NumericGetDatum(number);
}

/* a number in a range, ends included */
static Datum
argument_between(FunctionCallInfo fcinfo, int argument, const char *name, int64 low, int64 high, const char *hint)
{
	Datum number = finite_argument(fcinfo, argument, name);

	if (compare_numerics(number, integer(low)) < 0 || compare_numerics(number, integer(high)) > 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s %s is out of range", name, shown(number)),
				 errhint("%s", hint)));
	return number;
}

/*
 * Reads the arguments years, margin and discount_rate, from number first on.
 * Returns by what one year's money is multiplied: margin times the years, of
 * which the first counts in full and each later one is divided by 1 + rate
 * once more; a last part of a year counts as that part.  Exact when the rate
 * is 0.
 */
static Datum
years_factor(FunctionCallInfo fcinfo, int first, bool *exact)
{
	Datum years = argument_between(fcinfo, first, "years", 0, MAX_YEARS, "Give a number of years from 0 to 1000.");
	Datum margin = argument_between(fcinfo, first + 1, "margin", -1, 1,
									"Give the share of the money that is profit, such as 0.2 for 20 %; a loss is negative.");
	Datum rate = argument_between(fcinfo, first + 2, "discount_rate", 0, 1,
								  "Give a share from 0 to 1 a year, such as 0.08 for 8 %.");
	Datum one = integer(1);
	Datum growth = add_numerics(one, rate);
	Datum whole = DirectFunctionCall1(numeric_floor, years);
	Datum factor;

	*exact = compare_numerics(rate, integer(0)) == 0;
	if (*exact)
		return multiply_numerics(margin, years);

	/* from the last year to the first (Horner): 1 + (1 + (... + part / growth) / growth) / growth */
	factor = rounded(DirectFunctionCall2(numeric_sub, years, whole), WORK_DECIMALS);
	for (int i = DatumGetInt32(DirectFunctionCall1(numeric_int4, whole)); i > 0; i--)
	{
		CHECK_FOR_INTERRUPTS();
		factor = add_numerics(one, rounded(divide_numerics(factor, growth), WORK_DECIMALS));
	}
	return multiply_numerics(margin, factor);
}

/* ---- the functions ---- */

/* lifetime_value(spend_per_purchase, purchases_per_year, years, margin, discount_rate) */
PG_FUNCTION_INFO_V1(customer_seg_lifetime_value);
Datum
customer_seg_lifetime_value(PG_FUNCTION_ARGS)
{
	Datum spend = finite_argument(fcinfo, 0, "spend_per_purchase");
	Datum purchases = finite_argument(fcinfo, 1, "purchases_per_year");
	bool exact;
	Datum factor = years_factor(fcinfo, 2, &exact);
	Datum value;

	if (compare_numerics(purchases, integer(0)) < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("purchases_per_year %s is negative", shown(purchases)),
				 errhint("Give a number from 0 up.")));
	value = multiply_numerics(multiply_numerics(spend, purchases), factor);
	PG_RETURN_DATUM(exact ? value : rounded(value, RESULT_DECIMALS));
}

/* the argument min_tenure, in microseconds; a bound also on the intervals of servers that have infinite ones */
static int64
tenure_argument(FunctionCallInfo fcinfo, int argument)
{
	const Interval *span = PG_GETARG_INTERVAL_P(argument);
	int128 length = (int128) span->month * USECS_PER_MONTH + (int128) span->day * USECS_PER_DAY + span->time;

	if (length <= 0 || length > (int128) MAX_YEARS * USECS_PER_YEAR)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("min_tenure %s is out of range",
						DatumGetCString(DirectFunctionCall1(interval_out, PG_GETARG_DATUM(argument)))),
				 errhint("Give an interval above 0, up to 1000 years.")));
	return (int64) length;
}

/*
 * lifetime_value(activity, as_of, years, margin, discount_rate, min_tenure):
 * average_order times orders a year is the amount by the years since the first
 * order.  NULL for who has not ordered before as_of.
 */
PG_FUNCTION_INFO_V1(customer_seg_lifetime_value_of_activity);
Datum
customer_seg_lifetime_value_of_activity(PG_FUNCTION_ARGS)
{
	Activity *a = PG_GETARG_ACTIVITY_P(0);
	TimestampTz as_of = PG_GETARG_TIMESTAMPTZ(1);
	int64 min_tenure = tenure_argument(fcinfo, 5);
	bool exact;
	Datum factor = years_factor(fcinfo, 2, &exact);
	Datum tenure;
	Datum money;

	check_finite_time(as_of, "as_of");
	if (a->orders == 0 || a->first_order >= as_of)
		PG_RETURN_NULL();
	/* the calendar is longer than 64 bits of microseconds */
	tenure = DirectFunctionCall2(numeric_larger, integer(min_tenure),
								 DirectFunctionCall2(numeric_sub, integer(as_of), integer(a->first_order)));
	money = multiply_numerics(multiply_numerics(decimal_make(&a->amount, a->amount_scale), factor), integer(USECS_PER_YEAR));
	/* a quotient has at least the decimals of its dividend */
	money = divide_numerics(rounded(money, WORK_DECIMALS), tenure);
	PG_RETURN_DATUM(rounded(money, RESULT_DECIMALS));
}
