/*
 * value_group.c
 *		Old or new, big or small: customers by the time of their first order and
 *		by what they brought.
 */
#include "classify/value_group.h"

#include "customer/kept_yardstick.h"
#include "server/calls.h"
#include "server/decimal.h"
#include "server/enums.h"
#include "utils/builtins.h"
#include "utils/numeric.h"
#include "utils/timestamp.h"

const char *const value_group_labels[VALUE_GROUPS] = {"old_big", "new_big", "new_small", "old_small"};

/* a limit of money, which may be of any size and have any number of decimals */
static Numeric
big_limit(FunctionCallInfo fcinfo, int argument, const char *name)
{
	Numeric limit = PG_GETARG_NUMERIC(argument);

	if (numeric_is_nan(limit) || numeric_is_inf(limit))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s is %s, which is not a sum of money", name,
						DatumGetCString(DirectFunctionCall1(numeric_out, NumericGetDatum(limit)))),
				 errhint("Give the amount from which on a customer is big.")));
	return limit;
}

/*
 * value_group(activity, new_since, big_from): new when the first order was at
 * or after new_since, big when amount is at or above big_from, compared
 * exactly.  NULL for who has not ordered.
 */
PG_FUNCTION_INFO_V1(customer_seg_value_group_by_limits);
Datum
customer_seg_value_group_by_limits(PG_FUNCTION_ARGS)
{
	Activity *a = PG_GETARG_ACTIVITY_P(0);
	TimestampTz new_since = PG_GETARG_TIMESTAMPTZ(1);
	Numeric big_from = big_limit(fcinfo, 2, "big_from");
	const Oid *labels = enum_labels_of(fcinfo, RESULT, value_group_labels, VALUE_GROUPS);
	bool is_big;

	check_finite_time(new_since, "new_since");
	if (a->orders == 0)
		PG_RETURN_NULL();
	is_big = DatumGetBool(DirectFunctionCall2(numeric_ge, decimal_make(&a->amount, a->amount_scale),
											  NumericGetDatum(big_from)));
	PG_RETURN_OID(labels[value_group_of_sides(a->first_order >= new_since, is_big)]);
}

/*
 * The point in time from which on a first order makes a new customer.  Days
 * and months are those of the calendar in UTC, so that the session's time zone
 * plays no part.
 */
TimestampTz
value_group_new_since(TimestampTz as_of, Interval *new_for)
{
	TimestampTz since = INTERVAL_NOT_FINITE(new_for) ? as_of : time_minus_clamped(as_of, new_for);

	if (since >= as_of)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("new_for %s does not lead back from as_of",
						DatumGetCString(DirectFunctionCall1(interval_out, IntervalPGetDatum(new_for)))),
				 errhint("Give how long a customer is new, such as '1 year'.")));
	return since;
}

/* where big begins, in the words of a yardstick's cuts */
static Cut
big_argument(FunctionCallInfo fcinfo, int argument)
{
	char *word = text_to_cstring(PG_GETARG_TEXT_PP(argument));
	Cut cut;

	if (!cut_parse(word, &cut))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("invalid cut of amount: \"%s\"", word),
				 errhint("A cut is 'mean', 'median', a score such as 'p80', or an amount such as '500'.")));
	if (cut.kind == CUT_SCORE && !(cut.number >= 0 && cut.number <= 100))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("cut %s of amount is out of range", word),
				 errhint("A score lies from 'p0' to 'p100'.")));
	pfree(word);
	return cut;
}

/* what a call keeps for the next */
typedef struct ValueGroupCall
{
	Oid labels[VALUE_GROUPS];
	KeptYardsticks *kept;
} ValueGroupCall;

static ValueGroupCall *
value_group_call(FunctionCallInfo fcinfo)
{
	ValueGroupCall *state = fcinfo->flinfo->fn_extra;

	if (state == NULL)
	{
		state = MemoryContextAllocZero(fcinfo->flinfo->fn_mcxt, sizeof(ValueGroupCall));
		enum_label_oids(declared_type(fcinfo, RESULT), value_group_labels, VALUE_GROUPS, state->labels);
		fcinfo->flinfo->fn_extra = state;
	}
	return state;
}

/*
 * New when the first order was within new_for before as_of or later, big when
 * the amount, or the profit, is at or above the cut.  NULL for who has not
 * ordered, and where profit decides, of whom none is known.  A NULL as_of is
 * the yardstick's own.  Arguments by their places; as_of may have none.
 */
static Datum
group_by_yardstick(FunctionCallInfo fcinfo, int as_of_place, int new_for_place, int big_place)
{
	ValueGroupCall *state = value_group_call(fcinfo);
	Activity *a = PG_GETARG_ACTIVITY_P(0);
	Yardstick *y = kept_yardstick(fcinfo, 1, &state->kept);
	Cut big = big_argument(fcinfo, big_place);
	bool is_given = as_of_place < PG_NARGS() && !PG_ARGISNULL(as_of_place);
	TimestampTz as_of = is_given ? PG_GETARG_TIMESTAMPTZ(as_of_place) : y->as_of;
	Measure measure = value_group_measure(y);
	TimestampTz since;

	check_finite_time(as_of, "as_of");
	since = value_group_new_since(as_of, PG_GETARG_INTERVAL_P(new_for_place));
	if (!(y->measures & MEASURE_BIT(AMOUNT)))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the yardstick does not hold amounts"),
				 errhint("Fit one by yardstick(activity, as_of).")));
	if (a->orders == 0 || (measure == PROFIT && !activity_has_profit(a)))
		PG_RETURN_NULL();
	PG_RETURN_OID(state->labels[value_group_of_sides(a->first_order >= since, yardstick_reaches(y, measure, &big, a, as_of))]);
}

/* value_group(activity, yardstick [, as_of] [, new_for] [, big]): NULL where an argument but as_of is */
PG_FUNCTION_INFO_V1(customer_seg_value_group_at);
Datum
customer_seg_value_group_at(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(0) || PG_ARGISNULL(1) || PG_ARGISNULL(3) || PG_ARGISNULL(4))
		PG_RETURN_NULL();
	return group_by_yardstick(fcinfo, 2, 3, 4);
}

/* value_group(activity, yardstick, new_for, big [, as_of]) of version 0.2 */
PG_FUNCTION_INFO_V1(customer_seg_value_group);
Datum
customer_seg_value_group(PG_FUNCTION_ARGS)
{
	return group_by_yardstick(fcinfo, 4, 2, 3);
}
