/*
 * calls.c
 *		Arguments and results that many SQL functions share.
 */
#include "server/calls.h"

#include <math.h>

#include "access/htup_details.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "numbers/proportions.h"
#include "utils/tuplestore.h"

/* a number that is neither NaN nor infinite */
double
number_argument(FunctionCallInfo fcinfo, int argument, const char *name)
{
	double value = PG_GETARG_FLOAT8(argument);

	if (isnan(value) || isinf(value))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s %g is not a finite number", name, value),
				 errhint("Give NULL where a number is not known.")));
	return value;
}

/* a share of a whole, ends included */
void
check_fraction(double value, const char *name)
{
	if (!(value >= 0 && value <= 1))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s %g is out of range", name, value),
				 errhint("Give a share from 0 to 1, such as 0.2 for 20 %%.")));
}

double
fraction_argument(FunctionCallInfo fcinfo, int argument, const char *name)
{
	double value = PG_GETARG_FLOAT8(argument);

	check_fraction(value, name);
	return value;
}

/* the confidence of an interval or a test */
double
confidence_argument(FunctionCallInfo fcinfo, int argument)
{
	double value = PG_GETARG_FLOAT8(argument);

	if (!(value > 0 && value < 1))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("confidence %g is out of range", value),
				 errhint("Give a share between 0 and 1, such as 0.95.")));
	return value;
}

int64
count_argument(FunctionCallInfo fcinfo, int argument, const char *name)
{
	int64 value = PG_GETARG_INT64(argument);

	if (value < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s " INT64_FORMAT " is negative", name, value),
				 errhint("Give a number from 0 up.")));
	return value;
}

/* for what knows no server, and is called back by it */
void
check_for_interrupts(void)
{
	CHECK_FOR_INTERRUPTS();
}

/* where the state of an aggregate lives */
MemoryContext
aggregate_context(FunctionCallInfo fcinfo)
{
	MemoryContext context;

	if (!AggCheckCallContext(fcinfo, &context))
		elog(ERROR, "aggregate function called in non-aggregate context");
	return context;
}

/* the bytes that a serialization function made, for its deserialization function to read */
void
open_state(FunctionCallInfo fcinfo, StringInfo in)
{
	bytea *bytes = PG_GETARG_BYTEA_PP(0);

	in->data = VARDATA_ANY(bytes);
	in->len = (int) VARSIZE_ANY_EXHDR(bytes);
	in->maxlen = in->len;
	in->cursor = 0;
}

/*
 * A result that does not fit work_mem goes to a temporary file from the first
 * row on.  A tuplestore left to itself would fill the memory first, only to
 * write it all out then.  bytes: about what it takes in a tuplestore's memory.
 */
void
result_expect(FunctionCallInfo fcinfo, int64 bytes)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	MemoryContext old;

	if (bytes <= (int64) work_mem * 1024)
		return;
	tuplestore_end(rsinfo->setResult);
	old = MemoryContextSwitchTo(rsinfo->econtext->ecxt_per_query_memory);
	rsinfo->setResult = tuplestore_begin_heap((rsinfo->allowedModes & SFRM_Materialize_Random) != 0,
											  false, Min(work_mem, 256));
	MemoryContextSwitchTo(old);
}

/* a row of the result, after InitMaterializedSRF() */
void
put_row(FunctionCallInfo fcinfo, Datum *values, bool *nulls)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;

	tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
}

/* a share with its interval, as three values; NULLs where it is of nobody */
void
put_share_of(int64 count, int64 total, Datum *values, bool *nulls)
{
	Estimate share = {0};

	if (total > 0)
		share = share_estimate(count, total, USUAL_CONFIDENCE);
	values[0] = Float8GetDatum(share.value);
	values[1] = Float8GetDatum(share.low);
	values[2] = Float8GetDatum(share.high);
	nulls[0] = nulls[1] = nulls[2] = total == 0;
}

/* the one row that a function returns: its OUT parameters, or a composite type */
Datum
record_result(FunctionCallInfo fcinfo, Datum *values, bool *nulls)
{
	TupleDesc row;

	if (get_call_result_type(fcinfo, NULL, &row) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	return HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(row), values, nulls));
}
