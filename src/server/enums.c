/*
 * enums.c
 *		The extension's own enums: the OIDs by which their values are stored.
 */
#include "server/enums.h"

#include "access/htup_details.h"
#include "catalog/pg_enum.h"
#include "catalog/pg_proc.h"
#include "utils/builtins.h"
#include "utils/syscache.h"

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
					 errhint("Where the library is newer than the extension: ALTER EXTENSION customer_seg UPDATE. A value that was renamed needs its own name back.")));
	}
}

/* which of an enum's own labels a value is */
int
enum_place(const Oid *labels, int n, Oid label, const char *type)
{
	for (int i = 0; i < n; i++)
		if (labels[i] == label)
			return i;
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("this value of the type %s is not one of its own %d", type, n),
			 errhint("A value was added to the type: customer_seg knows its own only.")));
	return -1; /* keep compilers quiet */
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
