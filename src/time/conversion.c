/*
 * conversion.c
 *		conversion(movement_row[], from, to): how many of a class are in another now.
 */
#include "time/movement.h"

#include "server/calls.h"
#include "utils/builtins.h"

enum
{
	CUSTOMERS,
	OF,
	SHARE,
	LOW,
	HIGH,
	COLUMNS
};

static int
named_class(FunctionCallInfo fcinfo, const Movement *m, int argument, const char *name)
{
	if (PG_ARGISNULL(argument))
		return NOT_THERE;
	return known_class(m, text_to_cstring(PG_GETARG_TEXT_PP(argument)), name);
}

/*
 * Customers who went from one class to the other, those who were in the first,
 * and the share with its interval (Wilson 1927), which is NULL where nobody
 * was.  A class that is NULL is not being there: those who came, those who
 * left.  NULL without a movement, and from not there to not there.
 */
PG_FUNCTION_INFO_V1(customer_seg_conversion);
Datum
customer_seg_conversion(PG_FUNCTION_ARGS)
{
	const Movement *m;
	int from;
	int to;
	int64 customers;
	int64 of;
	Datum values[COLUMNS];
	bool nulls[COLUMNS] = {false};

	if (PG_ARGISNULL(0) || (PG_ARGISNULL(1) && PG_ARGISNULL(2)))
		PG_RETURN_NULL();
	m = movement_read(PG_GETARG_ARRAYTYPE_P(0));
	from = named_class(fcinfo, m, 1, "from");
	to = named_class(fcinfo, m, 2, "to");
	customers = movement_cell(m, from, to)->customers;
	of = movement_was(m, from);
	values[CUSTOMERS] = Int64GetDatum(customers);
	values[OF] = Int64GetDatum(of);
	put_share_of(customers, of, &values[SHARE], &nulls[SHARE]);
	PG_RETURN_DATUM(record_result(fcinfo, values, nulls));
}
