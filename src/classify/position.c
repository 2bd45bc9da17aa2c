/*
 * position.c
 *		Where a customer stands in the market: has bought, might, cannot; for how
 *		long; and for how much.
 */
#include "classify/position.h"

#include "server/calls.h"
#include "server/decimal.h"
#include "server/enums.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"
#include "utils/numeric.h"
#include "utils/timestamp.h"

const char *const position_labels[POSITIONS] = {"existing", "potential", "non_customer"};
const char *const term_labels[TERMS] = {"long_term", "temporary"};

typedef enum CustomerValue
{
	HIGH_VALUE,
	LOW_VALUE
} CustomerValue;

#define VALUES 2

static const char *const value_labels[VALUES] = {"high", "low"};

/*
 * market_position(activity, fits): who has ordered is an existing customer.  Of
 * the others fits decides, whether they could use what is sold; where that is
 * not known, neither is their position.  Who has no activity has no order.
 */
PG_FUNCTION_INFO_V1(customer_seg_market_position);
Datum
customer_seg_market_position(PG_FUNCTION_ARGS)
{
	Activity *a = PG_ARGISNULL(0) ? NULL : PG_GETARG_ACTIVITY_P(0);
	bool ordered = a != NULL && has_ordered(a);
	MarketPosition position = EXISTING;

	if (!ordered && PG_ARGISNULL(1))
		PG_RETURN_NULL();
	if (!ordered)
		position = PG_GETARG_BOOL(1) ? POTENTIAL_CUSTOMER : NON_CUSTOMER;
	PG_RETURN_OID(enum_labels_of(fcinfo, RESULT, position_labels, POSITIONS)[position]);
}

/* a length of time that leads forward from every day of the calendar */
static Interval *
length_argument(FunctionCallInfo fcinfo, int argument, const char *name)
{
	Interval *length = PG_GETARG_INTERVAL_P(argument);
	bool zero = length->month == 0 && length->day == 0 && length->time == 0;
	bool infinite = length->month == PG_INT32_MAX && length->day == PG_INT32_MAX && length->time == PG_INT64_MAX;

	if (length->month < 0 || length->day < 0 || length->time < 0 || zero || infinite)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s \"%s\" is no length of time from one order to another", name,
						DatumGetCString(DirectFunctionCall1(interval_out, IntervalPGetDatum(length)))),
				 errhint("Give a length above zero, with no part below zero, such as '1 year' or '90 days'.")));
	return length;
}

/* Long-term is who has so many orders, the last at least long_from after the first by the calendar in UTC. */
CustomerTerm
term_of(const Activity *a, Interval *long_from, int64 min_orders)
{
	return a->orders >= min_orders && time_has_passed(a->first_order, long_from, a->last_order) ? LONG_TERM : TEMPORARY;
}

/* customer_term(activity, long_from, min_orders): NULL without an order */
PG_FUNCTION_INFO_V1(customer_seg_customer_term);
Datum
customer_seg_customer_term(PG_FUNCTION_ARGS)
{
	Activity *a = PG_GETARG_ACTIVITY_P(0);
	Interval *long_from = length_argument(fcinfo, 1, "long_from");
	int64 min_orders = count_argument(fcinfo, 2, "min_orders");

	if (a->orders == 0)
		PG_RETURN_NULL();
	PG_RETURN_OID(enum_labels_of(fcinfo, RESULT, term_labels, TERMS)[term_of(a, long_from, min_orders)]);
}

/* customer_value(activity, high_from): by the net amount, exact; high_from itself is high */
PG_FUNCTION_INFO_V1(customer_seg_customer_value);
Datum
customer_seg_customer_value(PG_FUNCTION_ARGS)
{
	Activity *a = PG_GETARG_ACTIVITY_P(0);
	Numeric high_from = PG_GETARG_NUMERIC(1);
	Datum amount = decimal_make(&a->amount, a->amount_scale);
	bool is_high;

	if (numeric_is_nan(high_from) || numeric_is_inf(high_from))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("high_from %s is not a sum of money",
						DatumGetCString(DirectFunctionCall1(numeric_out, NumericGetDatum(high_from)))),
				 errhint("Give the amount from which on a customer is of high value.")));
	is_high = DatumGetBool(DirectFunctionCall2(numeric_ge, amount, NumericGetDatum(high_from)));
	PG_RETURN_OID(enum_labels_of(fcinfo, RESULT, value_labels, VALUES)[is_high ? HIGH_VALUE : LOW_VALUE]);
}
