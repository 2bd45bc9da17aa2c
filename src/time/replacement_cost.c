/*
 * replacement_cost.c
 *		What it costs to replace the customers who have left.
 */
#include "server/calls.h"

#include "utils/builtins.h"
#include "utils/fmgrprotos.h"
#include "utils/numeric.h"

static Datum
cost_argument(FunctionCallInfo fcinfo, int argument, const char *name)
{
	Numeric number = PG_GETARG_NUMERIC(argument);
	Datum zero = NumericGetDatum(int64_to_numeric(0));

	if (numeric_is_nan(number) || numeric_is_inf(number) ||
		DatumGetBool(DirectFunctionCall2(numeric_lt, NumericGetDatum(number), zero)))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s %.48s is out of range", name,
						DatumGetCString(DirectFunctionCall1(numeric_out, NumericGetDatum(number)))),
				 errhint("Give a number from 0 up.")));
	return NumericGetDatum(number);
}

/*
 * replacement_cost(lost, keep_cost, cost_ratio, profit_ratio): what it costs to
 * keep so many customers, keep_cost each; to gain as many, each at cost_ratio
 * times that; and to gain so many that they bring the same profit, of which a
 * new one brings one part in profit_ratio.
 */
PG_FUNCTION_INFO_V1(customer_seg_replacement_cost);
Datum
customer_seg_replacement_cost(PG_FUNCTION_ARGS)
{
	Datum lost = NumericGetDatum(int64_to_numeric(count_argument(fcinfo, 0, "lost")));
	Datum values[3];
	bool nulls[3] = {false};

	values[0] = DirectFunctionCall2(numeric_mul, lost, cost_argument(fcinfo, 1, "keep_cost"));
	values[1] = DirectFunctionCall2(numeric_mul, values[0], cost_argument(fcinfo, 2, "cost_ratio"));
	values[2] = DirectFunctionCall2(numeric_mul, values[1], cost_argument(fcinfo, 3, "profit_ratio"));
	return record_result(fcinfo, values, nulls);
}
