/*
 * schema.c
 *		Is the schema of the extension its own?
 *
 * What the script calls, and what the bodies of its SQL functions call, is
 * looked up in this schema too, where a function or operator that fits better
 * than the intended one would be taken.  The script runs as a superuser, for
 * whoever may create the extension; so it first makes sure that nobody else
 * has put anything there (compare CVE-2022-2625).
 */
#include "compat.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "catalog/dependency.h"
#include "catalog/pg_operator.h"
#include "catalog/pg_proc.h"
#include "miscadmin.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"

/* raises an error when an object is neither the extension's nor a superuser's */
static void
check_object(Oid catalog, Oid object, const char *name, Oid owner, Oid extension)
{
	if (getExtensionOfObject(catalog, object) == extension || superuser_arg(owner))
		return;
	ereport(ERROR,
			(errcode(ERRCODE_DUPLICATE_OBJECT),
			 errmsg("%s \"%s\" in the extension's schema belongs to role \"%s\", not to the extension",
					catalog == OperatorRelationId ? "operator" : "function", name, GetUserNameFromId(owner, false)),
			 errhint("Move it to another schema, or drop it: the extension's own functions could call it.")));
}

/* looks at all functions of the schema, or at all operators */
static void
check_catalog(Oid catalog, AttrNumber namespace_column, Oid schema, Oid extension)
{
	Relation relation = table_open(catalog, AccessShareLock);
	ScanKeyData key;
	SysScanDesc scan;
	HeapTuple tuple;

	ScanKeyInit(&key, namespace_column, BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(schema));
	scan = systable_beginscan(relation, InvalidOid, false, NULL, 1, &key);
	while (HeapTupleIsValid(tuple = systable_getnext(scan)))
		if (catalog == OperatorRelationId)
		{
			Form_pg_operator form = (Form_pg_operator) GETSTRUCT(tuple);

			check_object(catalog, form->oid, NameStr(form->oprname), form->oprowner, extension);
		}
		else
		{
			Form_pg_proc form = (Form_pg_proc) GETSTRUCT(tuple);

			check_object(catalog, form->oid, NameStr(form->proname), form->proowner, extension);
		}
	systable_endscan(scan);
	table_close(relation, AccessShareLock);
}

/* check_schema(): an error when the schema holds functions or operators of others; the script calls it */
PG_FUNCTION_INFO_V1(customer_seg_check_schema);
Datum
customer_seg_check_schema(PG_FUNCTION_ARGS)
{
	Oid self = fcinfo->flinfo->fn_oid;
	Oid schema = get_func_namespace(self);
	Oid extension = getExtensionOfObject(ProcedureRelationId, self);

	check_catalog(ProcedureRelationId, Anum_pg_proc_pronamespace, schema, extension);
	check_catalog(OperatorRelationId, Anum_pg_operator_oprnamespace, schema, extension);
	PG_RETURN_VOID();
}
