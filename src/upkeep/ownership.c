/*
 * ownership.c
 *		Tables that go when the table goes whose they are: the summary of a
 *		tracked table and its journal, as a sequence goes with its column; and
 *		whether the owner sees all of a table.
 */
#include "upkeep/ownership.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "catalog/dependency.h"
#include "catalog/indexing.h"
#include "catalog/pg_class.h"
#include "catalog/pg_depend.h"
#include "miscadmin.h"
#include "utils/acl.h"
#include "utils/fmgroids.h"
#include "utils/rel.h"
#include "utils/syscache.h"

/* whether _own_table() was called for it */
bool
is_owned_table(Oid part)
{
	Relation depend = table_open(DependRelationId, AccessShareLock);
	ScanKeyData key[2];
	SysScanDesc scan;
	HeapTuple tuple;
	bool owned = false;

	ScanKeyInit(&key[0], Anum_pg_depend_classid, BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(RelationRelationId));
	ScanKeyInit(&key[1], Anum_pg_depend_objid, BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(part));
	scan = systable_beginscan(depend, DependDependerIndexId, true, NULL, 2, key);
	while (!owned && HeapTupleIsValid(tuple = systable_getnext(scan)))
	{
		Form_pg_depend row = (Form_pg_depend) GETSTRUCT(tuple);

		owned = row->objsubid == 0 && row->refclassid == RelationRelationId && row->deptype == DEPENDENCY_AUTO;
	}
	systable_endscan(scan);
	table_close(depend, AccessShareLock);
	return owned;
}

/* an error unless both are ordinary tables of one owner, whose rights the caller has */
static void
check_ownable(Relation part, Relation whole)
{
	Oid owner = whole->rd_rel->relowner;

	if (part->rd_rel->relkind != RELKIND_RELATION || part->rd_rel->relispartition)
		ereport(ERROR, (errcode(ERRCODE_WRONG_OBJECT_TYPE),
						errmsg("\"%s\" is not an ordinary table", RelationGetRelationName(part))));
	if (part->rd_rel->relowner != owner || !has_privs_of_role(GetUserId(), owner))
		ereport(ERROR, (errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
						errmsg("must be owner of tables \"%s\" and \"%s\"", RelationGetRelationName(part), RelationGetRelationName(whole))));
}

/*
 * _own_table(part regclass, whole regclass): from now on the one goes when the
 * other is dropped, and with no other table.  Their owner may say so.
 */
PG_FUNCTION_INFO_V1(customer_seg_own_table);
Datum
customer_seg_own_table(PG_FUNCTION_ARGS)
{
	Relation part = table_open(PG_GETARG_OID(0), ShareUpdateExclusiveLock);
	Relation whole = table_open(PG_GETARG_OID(1), AccessShareLock);
	ObjectAddress of;
	ObjectAddress to;

	check_ownable(part, whole);
	ObjectAddressSet(of, RelationRelationId, RelationGetRelid(part));
	ObjectAddressSet(to, RelationRelationId, RelationGetRelid(whole));
	deleteDependencyRecordsForClass(RelationRelationId, of.objectId, RelationRelationId, DEPENDENCY_AUTO);
	recordDependencyOn(&of, &to, DEPENDENCY_AUTO);
	table_close(whole, NoLock);
	table_close(part, NoLock);
	PG_RETURN_VOID();
}

/*
 * _hidden_from_owner(source regclass): whether row-level security holds for
 * the owner of the table, too; NULL of one that is gone.
 */
PG_FUNCTION_INFO_V1(customer_seg_hidden_from_owner);
Datum
customer_seg_hidden_from_owner(PG_FUNCTION_ARGS)
{
	HeapTuple tuple = SearchSysCache1(RELOID, PG_GETARG_DATUM(0));
	Form_pg_class table;
	bool hidden;

	if (!HeapTupleIsValid(tuple))
		PG_RETURN_NULL();
	table = (Form_pg_class) GETSTRUCT(tuple);
	hidden = table->relrowsecurity && table->relforcerowsecurity && !has_bypassrls_privilege(table->relowner);
	ReleaseSysCache(tuple);
	PG_RETURN_BOOL(hidden);
}
