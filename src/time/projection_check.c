/*
 * projection_check.c
 *		projection_check(earlier, later): how wrong it would have been to project
 *		the base by the earlier of two movements, against the later.
 */
#include "time/projection.h"

#include "funcapi.h"
#include "miscadmin.h"
#include "server/calls.h"
#include "utils/builtins.h"

enum
{
	SEGMENT,
	START,
	PROJECTED,
	ACTUAL,
	OFF,
	COLUMNS
};

/* the later movement with the numbers that the earlier has for the classes, which gets those that it lacks */
static const Movement *
align(Movement *earlier, const Movement *later)
{
	Movement *aligned = movement_create(CurrentMemoryContext, later->has_money);

	for (int i = 1; i <= later->classes->count; i++)
		movement_class(earlier, later->classes->texts[i]);
	for (int i = 1; i <= earlier->classes->count; i++)
		movement_class(aligned, earlier->classes->texts[i]);
	movement_merge(aligned, later);
	return aligned;
}

/* all who are there between the two, by class: as many at the end of one as at the beginning of the other */
static double *
customers_between(const Movement *earlier, const Movement *later)
{
	double *customers = palloc0_array(double, earlier->classes->count + 1);

	for (int i = 1; i <= earlier->classes->count; i++)
	{
		int64 is = movement_is(earlier, i);
		int64 was = movement_was(later, i);

		if (is != was)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("the later movement does not begin where the earlier ends"),
					 errdetail("In \"%s\" are " INT64_FORMAT " customers, then " INT64_FORMAT ".",
							   earlier->classes->texts[i], is, was),
					 errhint("Give two movements of the same customers: from the first date to the second, and from the second to the third.")));
		customers[i] = (double) is;
	}
	return customers;
}

static void
put_checked(FunctionCallInfo fcinfo, const char *class, int64 start, double projected, int64 actual)
{
	Datum values[COLUMNS] = {0};
	bool nulls[COLUMNS] = {class == NULL, class == NULL};

	if (class != NULL)
		values[SEGMENT] = CStringGetTextDatum(class);
	values[START] = Int64GetDatum(start);
	values[PROJECTED] = Float8GetDatum(projected);
	values[ACTUAL] = Int64GetDatum(actual);
	values[OFF] = Float8GetDatum(projected - (double) actual);
	put_row(fcinfo, values, nulls);
}

/*
 * A row for each class: all who were in it between the two movements, how many
 * of them all the earlier movement would have put there a period later, and
 * how many there were.  Who came in that period is in neither; a last row has
 * those who left.
 */
PG_FUNCTION_INFO_V1(customer_seg_projection_check);
Datum
customer_seg_projection_check(PG_FUNCTION_ARGS)
{
	Movement *earlier = movement_read(PG_GETARG_ARRAYTYPE_P(0));
	const Movement *later = align(earlier, movement_read(PG_GETARG_ARRAYTYPE_P(1)));
	double *projected = step_chain(earlier, customers_between(earlier, later));

	InitMaterializedSRF(fcinfo, 0);
	for (int i = 0; i <= earlier->classes->count; i++)
	{
		int class = label_at(earlier->classes, i);
		int64 comers = movement_cell(later, NOT_THERE, class)->customers;

		CHECK_FOR_INTERRUPTS();
		put_checked(fcinfo, label_text(earlier->classes, class), movement_was(later, class), projected[class], movement_is(later, class) - comers);
	}
	PG_RETURN_NULL();
}
