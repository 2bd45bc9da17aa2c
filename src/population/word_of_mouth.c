/*
 * word_of_mouth.c
 *		How many people hear of a business from its customers, by rule of thumb.
 */
#include "server/compat.h"

#include <math.h>

#include "server/calls.h"
#include "utils/builtins.h"
#include "utils/numeric.h"

enum
{
	ARG_LOYAL,
	ARG_DISSATISFIED,
	ARG_INFLUENCED,
	ARG_CONSIDERING,
	ARG_BUYING,
	ARG_PUT_OFF
};

enum
{
	OUT_REACHED,
	OUT_CONSIDERING,
	OUT_BUYING,
	OUT_PUT_OFF,
	OUT_BALANCE,
	OUT_COLUMNS
};

/* people for each customer */
static double
people_argument(FunctionCallInfo fcinfo, int argument, const char *name)
{
	double value = PG_GETARG_FLOAT8(argument);

	if (!(value >= 0) || isinf(value))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s %g is out of range", name, value),
				 errhint("Give people for each customer, a number from 0 up.")));
	return value;
}

static void
check_no_more(const char *name, double part, const char *whole_name, double whole)
{
	if (part > whole)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s %g is more than %s %g", name, part, whole_name, whole),
				 errhint("Of the people influenced some consider, and of those some buy.")));
}

/* in numeric: exact however many customers, the factor to 15 digits */
static Datum
people(int64 customers, double each)
{
	return DirectFunctionCall2(numeric_mul, NumericGetDatum(int64_to_numeric(customers)),
							   DirectFunctionCall1(float8_numeric, Float8GetDatum(each)));
}

/*
 * word_of_mouth(loyal [, dissatisfied, influenced, considering, buying,
 * put_off]): people reached, considering, buying and put off, and the balance
 * of those reached and put off.  By default 1:25:8:1, and 25 put off: a rule
 * of thumb of the trade, not a measurement.
 */
PG_FUNCTION_INFO_V1(customer_seg_word_of_mouth);
Datum
customer_seg_word_of_mouth(PG_FUNCTION_ARGS)
{
	int64 loyal = count_argument(fcinfo, ARG_LOYAL, "loyal");
	int64 dissatisfied = count_argument(fcinfo, ARG_DISSATISFIED, "dissatisfied");
	double influenced = people_argument(fcinfo, ARG_INFLUENCED, "influenced");
	double considering = people_argument(fcinfo, ARG_CONSIDERING, "considering");
	double buying = people_argument(fcinfo, ARG_BUYING, "buying");
	double put_off = people_argument(fcinfo, ARG_PUT_OFF, "put_off");
	Datum values[OUT_COLUMNS];
	bool nulls[OUT_COLUMNS] = {0};

	check_no_more("considering", considering, "influenced", influenced);
	check_no_more("buying", buying, "considering", considering);
	values[OUT_REACHED] = people(loyal, influenced);
	values[OUT_CONSIDERING] = people(loyal, considering);
	values[OUT_BUYING] = people(loyal, buying);
	values[OUT_PUT_OFF] = people(dissatisfied, put_off);
	values[OUT_BALANCE] = DirectFunctionCall2(numeric_sub, values[OUT_REACHED], values[OUT_PUT_OFF]);
	return record_result(fcinfo, values, nulls);
}
