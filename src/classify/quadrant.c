/*
 * quadrant.c
 *		The four types of customer.
 */
#include "classify/quadrant.h"

#include <math.h>

#include "access/htup_details.h"
#include "catalog/pg_enum.h"
#include "catalog/pg_proc.h"
#include "utils/builtins.h"
#include "utils/syscache.h"

const char *const quadrant_labels[QUADRANTS] = {"bee", "dragonfly", "butterfly", "mantis"};

/* the OIDs by which an enum's values are stored */
void
enum_label_oids(Oid enum_type, const char *const *labels, int n, Oid *oids)
{
	for (int i = 0; i < n; i++)
	{
		oids[i] = GetSysCacheOid2(ENUMTYPOIDNAME, Anum_pg_enum_oid,
								  ObjectIdGetDatum(enum_type), CStringGetDatum(labels[i]));
		if (!OidIsValid(oids[i]))
			ereport(ERROR,
					(errcode(ERRCODE_UNDEFINED_OBJECT),
					 errmsg("type %s has no value \"%s\"", format_type_be(enum_type), labels[i]),
					 errhint("A value was renamed: customer_seg needs its own names.")));
	}
}

/*
 * The type of an argument, or of the RESULT, as the function was declared.
 * The expression that calls it would also tell, but there is none when the
 * call comes from C.
 */
Oid
declared_type(FunctionCallInfo fcinfo, int argument)
{
	HeapTuple tuple = SearchSysCache1(PROCOID, ObjectIdGetDatum(fcinfo->flinfo->fn_oid));
	Form_pg_proc form;
	Oid type;

	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for function %u", fcinfo->flinfo->fn_oid);
	form = (Form_pg_proc) GETSTRUCT(tuple);
	type = argument == RESULT ? form->prorettype : form->proargtypes.values[argument];
	ReleaseSysCache(tuple);
	return type;
}

/* the labels of the enum that an argument or the RESULT is of, kept from call to call */
const Oid *
enum_labels_of(FunctionCallInfo fcinfo, int argument, const char *const *labels, int n)
{
	Oid *oids = fcinfo->flinfo->fn_extra;

	if (oids == NULL)
	{
		oids = MemoryContextAlloc(fcinfo->flinfo->fn_mcxt, sizeof(Oid) * n);
		enum_label_oids(declared_type(fcinfo, argument), labels, n, oids);
		fcinfo->flinfo->fn_extra = oids;
	}
	return oids;
}

static double
not_nan_argument(FunctionCallInfo fcinfo, int argument, const char *name)
{
	double value = PG_GETARG_FLOAT8(argument);

	if (isnan(value))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s is NaN, which is neither high nor low", name),
				 errhint("Give NULL for a customer who cannot be classified.")));
	return value;
}

/*
 * quadrant(loyalty, contribution [, loyalty_cut, contribution_cut]) of any
 * two numbers.  At or above the cut is high.  NaN is an error.
 */
PG_FUNCTION_INFO_V1(customer_seg_quadrant_of_scores);
Datum
customer_seg_quadrant_of_scores(PG_FUNCTION_ARGS)
{
	double loyalty = not_nan_argument(fcinfo, 0, "loyalty");
	double contribution = not_nan_argument(fcinfo, 1, "contribution");
	double loyalty_cut = not_nan_argument(fcinfo, 2, "loyalty_cut");
	double contribution_cut = not_nan_argument(fcinfo, 3, "contribution_cut");
	const Oid *labels = enum_labels_of(fcinfo, RESULT, quadrant_labels, QUADRANTS);

	PG_RETURN_OID(labels[quadrant_of_sides(loyalty >= loyalty_cut, contribution >= contribution_cut)]);
}
