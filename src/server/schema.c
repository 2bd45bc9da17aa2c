/*
 * schema.c
 *		Is the schema of the extension its own?
 *
 * What the script calls, and what the bodies of its SQL functions call, is
 * looked up in this schema too, where a function or operator that fits better
 * than the intended one would be taken; and so is what users call in it.  The
 * script runs as a superuser, for whoever may create the extension; so it makes
 * sure, first and last, that nobody else has put anything there (compare
 * CVE-2022-2625), and that nothing of the extension is bound to what is not a
 * superuser's.
 */
#include "server/compat.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "catalog/dependency.h"
#include "catalog/indexing.h"
#include "catalog/objectaddress.h"
#include "catalog/pg_authid.h"
#include "catalog/pg_depend.h"
#include "catalog/pg_extension.h"
#include "catalog/pg_namespace.h"
#include "catalog/pg_operator.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_type.h"
#include "commands/extension.h"
#include "executor/spi.h"
#include "miscadmin.h"
#include "utils/acl.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"
#include "utils/syscache.h"

/* a column that is never NULL */
static Datum
catalog_column(Relation catalog, HeapTuple tuple, AttrNumber column)
{
	bool is_null;

	return heap_getattr(tuple, column, RelationGetDescr(catalog), &is_null);
}

/* owner of an object, InvalidOid for kinds of object that have none; an object that is gone is an error */
static Oid
owner_of(Oid class, Oid object)
{
	Relation catalog;
	HeapTuple tuple;
	Oid owner;

	if (!is_objectclass_supported(class) || get_object_attnum_owner(class) == InvalidAttrNumber)
		return InvalidOid;
	catalog = table_open(class, AccessShareLock);
	tuple = get_catalog_object_by_oid(catalog, get_object_attnum_oid(class), object);
	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for %s %u", get_object_class_descr(class), object);
	owner = DatumGetObjectId(catalog_column(catalog, tuple, get_object_attnum_owner(class)));
	table_close(catalog, AccessShareLock);
	return owner;
}

/* the schema's owner is a superuser, or who installs the extension */
static void
check_owner(const char *schema, Oid owner, Oid installing)
{
	if (superuser_arg(owner) || owner == installing)
		return;
	ereport(ERROR,
			(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
			 errmsg("schema \"%s\" belongs to role \"%s\"", schema, GetUserNameFromId(owner, false)),
			 errdetail("What the role puts there could be taken for the extension's own."),
			 errhint("As a superuser: ALTER SCHEMA %s OWNER TO CURRENT_USER;", quote_identifier(schema))));
}

/* so is who may create in the schema, or let others create; the hint also fits a schema that CREATE EXTENSION makes */
static void
check_creator(const char *schema, const AclItem *item, Oid installing)
{
	const AclMode create = ACL_CREATE | ACL_GRANT_OPTION_FOR(ACL_CREATE);
	Oid role = item->ai_grantee;
	const char *name, *quoted = quote_identifier(schema);

	if (!(ACLITEM_GET_RIGHTS(*item) & create) || superuser_arg(role) || role == installing)
		return;
	name = role == ACL_ID_PUBLIC ? "public" : GetUserNameFromId(role, false);
	ereport(ERROR,
			(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
			 errmsg("role \"%s\" may create objects in schema \"%s\"", name, schema),
			 errdetail("What the role puts there could be taken for the extension's own."),
			 errhint("CREATE SCHEMA IF NOT EXISTS %s; REVOKE CREATE ON SCHEMA %s FROM %s;",
					 quoted, quoted, quote_identifier(name))));
}

static void
check_rights(Oid schema, Oid installing)
{
	const char *name = get_namespace_name(schema);
	HeapTuple tuple = SearchSysCache1(NAMESPACEOID, ObjectIdGetDatum(schema));
	bool is_null;
	Datum datum = SysCacheGetAttr(NAMESPACEOID, tuple, Anum_pg_namespace_nspacl, &is_null);
	Acl *acl = is_null ? make_empty_acl() : DatumGetAclPCopy(datum);

	check_owner(name, ((Form_pg_namespace) GETSTRUCT(tuple))->nspowner, installing);
	ReleaseSysCache(tuple);
	for (int i = 0; i < ACL_NUM(acl); i++)
		check_creator(name, &ACL_DAT(acl)[i], installing);
}

pg_noreturn static void
refuse_owner(const char *object, Oid owner)
{
	ereport(ERROR,
			(errcode(ERRCODE_DUPLICATE_OBJECT),
			 errmsg("%s belongs to role \"%s\", not to a superuser", object, GetUserNameFromId(owner, false)),
			 errhint("Move it to another schema, or drop it: the extension's own functions could call it. "
					 "Where it was made a member of the extension, take it out first: ALTER EXTENSION ... DROP.")));
}

/* a type that belongs to a table or an array calls no function, however it is named: users' tables may lie in the schema */
static bool
calls_nothing(Relation catalog, HeapTuple tuple)
{
	Form_pg_type type = (Form_pg_type) GETSTRUCT(tuple);

	return RelationGetRelid(catalog) == TypeRelationId && (OidIsValid(type->typrelid) || IsTrueArrayType(type));
}

/*
 * Looks at all functions, operators or types of the schema: types too, since a
 * call with one literal is taken for a cast to the type of that name, and a
 * domain's check can call anything.  Also at what others have not committed yet.
 */
static void
check_content(Oid class, Oid schema)
{
	Relation catalog = table_open(class, AccessShareLock);
	SnapshotData dirty;
	ScanKeyData key;
	SysScanDesc scan;
	HeapTuple tuple;

	InitDirtySnapshot(dirty);
	ScanKeyInit(&key, get_object_attnum_namespace(class), BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(schema));
	scan = systable_beginscan(catalog, InvalidOid, false, &dirty, 1, &key);
	while (HeapTupleIsValid(tuple = systable_getnext(scan)))
	{
		Oid owner = DatumGetObjectId(catalog_column(catalog, tuple, get_object_attnum_owner(class)));

		if (!superuser_arg(owner) && !calls_nothing(catalog, tuple))
			refuse_owner(psprintf("%s \"%s\" in the extension's schema", get_object_class_descr(class),
								  NameStr(*DatumGetName(catalog_column(catalog, tuple, get_object_attnum_name(class))))),
						 owner);
	}
	systable_endscan(scan);
	table_close(catalog, AccessShareLock);
}

/* raises an error when an object that the extension has or uses is not a superuser's */
static void
check_object(ObjectAddress object)
{
	Oid owner = owner_of(object.classId, object.objectId);

	if (OidIsValid(owner) && !superuser_arg(owner))
		refuse_owner(psprintf("%s, which the extension uses,", getObjectDescription(&object, false)), owner);
}

/* the rows of pg_depend that say what an object depends on, or what depends on it */
static SysScanDesc
begin_dependencies(Relation depend, ObjectAddress object, bool what_depends_on_it)
{
	ScanKeyData key[2];

	ScanKeyInit(&key[0], what_depends_on_it ? Anum_pg_depend_refclassid : Anum_pg_depend_classid,
				BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(object.classId));
	ScanKeyInit(&key[1], what_depends_on_it ? Anum_pg_depend_refobjid : Anum_pg_depend_objid,
				BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(object.objectId));
	return systable_beginscan(depend, what_depends_on_it ? DependReferenceIndexId : DependDependerIndexId,
							  true, NULL, 2, key);
}

/* looks at all that an object has been bound to; the extension and its schema are looked at elsewhere */
static void
check_references(Relation depend, ObjectAddress object)
{
	SysScanDesc scan = begin_dependencies(depend, object, false);
	HeapTuple tuple;

	while (HeapTupleIsValid(tuple = systable_getnext(scan)))
	{
		Form_pg_depend row = (Form_pg_depend) GETSTRUCT(tuple);

		if (row->refclassid != ExtensionRelationId && row->refclassid != NamespaceRelationId)
			check_object((ObjectAddress){row->refclassid, row->refobjid, row->refobjsubid});
	}
	systable_endscan(scan);
}

/* looks at the members of the extension, and at their parts: the rule of a view, the constraints of a table */
static void
check_parts(Relation depend, ObjectAddress whole)
{
	SysScanDesc scan = begin_dependencies(depend, whole, true);
	HeapTuple tuple;

	check_stack_depth();
	CHECK_FOR_INTERRUPTS();
	while (HeapTupleIsValid(tuple = systable_getnext(scan)))
	{
		Form_pg_depend row = (Form_pg_depend) GETSTRUCT(tuple);
		ObjectAddress part = {row->classid, row->objid, row->objsubid};

		if (row->deptype != DEPENDENCY_EXTENSION && row->deptype != DEPENDENCY_INTERNAL && row->deptype != DEPENDENCY_AUTO)
			continue;
		check_object(part);
		check_references(depend, part);
		check_parts(depend, part);
	}
	systable_endscan(scan);
}

/*
 * _check_schema(): an error when a role that is neither a superuser nor the
 * extension's owner may create in its schema, when functions, operators or
 * types there are not a superuser's, and when the extension uses anything that
 * is not.  The script calls it first and last; anybody may call it.
 */
PG_FUNCTION_INFO_V1(customer_seg_check_schema);
Datum
customer_seg_check_schema(PG_FUNCTION_ARGS)
{
	Oid self = fcinfo->flinfo->fn_oid;
	Oid schema = get_func_namespace(self);
	Oid extension = getExtensionOfObject(ProcedureRelationId, self);
	Relation depend;

	check_rights(schema, owner_of(ExtensionRelationId, extension));
	check_content(ProcedureRelationId, schema);
	check_content(OperatorRelationId, schema);
	check_content(TypeRelationId, schema);

	depend = table_open(DependRelationId, AccessShareLock);
	check_parts(depend, (ObjectAddress){ExtensionRelationId, extension, 0});
	table_close(depend, AccessShareLock);
	PG_RETURN_VOID();
}

/*
 * _claim_schema(): gives a schema that is no superuser's to who runs the
 * script, as all objects in it are.  Otherwise its owner could later put a
 * function beside report(regclass) that fits report('sales') better, for a
 * superuser to call.  The owner of the database may use it and let others
 * use it; who owned it and is somebody else gets the same.
 */
PG_FUNCTION_INFO_V1(customer_seg_claim_schema);
Datum
customer_seg_claim_schema(PG_FUNCTION_ARGS)
{
	Oid schema = get_func_namespace(fcinfo->flinfo->fn_oid);
	Oid owner = owner_of(NamespaceRelationId, schema);
	const char *name = quote_identifier(get_namespace_name(schema));

	if (!creating_extension)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("_claim_schema() is for the extension's own script")));
	if (superuser_arg(owner))
		PG_RETURN_VOID();
	SPI_connect();
	SPI_execute(psprintf("ALTER SCHEMA %s OWNER TO CURRENT_USER", name), false, 0);
	if (!has_privs_of_role(owner, ROLE_PG_DATABASE_OWNER))
		SPI_execute(psprintf("GRANT USAGE ON SCHEMA %s TO %s WITH GRANT OPTION", name,
							 quote_identifier(GetUserNameFromId(owner, false))),
					false, 0);
	SPI_finish();
	PG_RETURN_VOID();
}

/* of what has been bound to one of the functions by others than the extension: views by name, and all else as the server calls it */
static const char users_query[] =
	"SELECT pg_catalog.string_agg(DISTINCT COALESCE('view ' OPERATOR(pg_catalog.||) rule.ev_class::pg_catalog.regclass::pg_catalog.text,"
	" pg_catalog.pg_describe_object(used.classid, used.objid, 0)), ', ')"
	" FROM pg_catalog.pg_depend AS used"
	" LEFT JOIN pg_catalog.pg_rewrite AS rule ON used.classid OPERATOR(pg_catalog.=) 'pg_catalog.pg_rewrite'::pg_catalog.regclass"
	" AND rule.oid OPERATOR(pg_catalog.=) used.objid"
	" WHERE used.refclassid OPERATOR(pg_catalog.=) 'pg_catalog.pg_proc'::pg_catalog.regclass"
	" AND used.refobjid OPERATOR(pg_catalog.=) ANY ($1::pg_catalog.oid[])"
	" AND used.deptype OPERATOR(pg_catalog.=) 'n'"
	" AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend AS own WHERE own.deptype OPERATOR(pg_catalog.=) 'e'"
	" AND own.objid OPERATOR(pg_catalog.=) COALESCE(rule.ev_class, used.objid)"
	" AND own.refobjid OPERATOR(pg_catalog.=) (SELECT e.oid FROM pg_catalog.pg_extension AS e"
	" WHERE e.extname OPERATOR(pg_catalog.=) 'customer_seg'))";

/*
 * _check_unused(functions): an error that names the views and functions of
 * others that use one of these, which an update is about to replace by others
 * of the same name.  For the scripts of updates, which create and drop it.
 */
PG_FUNCTION_INFO_V1(customer_seg_check_unused);
Datum
customer_seg_check_unused(PG_FUNCTION_ARGS)
{
	Oid type = REGPROCEDUREARRAYOID;
	Datum functions = PG_GETARG_DATUM(0);
	char *users;

	SPI_connect();
	if (SPI_execute_with_args(users_query, 1, &type, &functions, NULL, true, 1) != SPI_OK_SELECT)
		elog(ERROR, "look for users of functions failed");
	users = SPI_getvalue(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1);
	if (users != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_DEPENDENT_OBJECTS_STILL_EXIST),
				 errmsg("the update replaces functions that are used by: %s", users),
				 errhint("Save their definitions (pg_dump -s, or SELECT pg_get_viewdef('name'::regclass)), drop them, "
						 "run ALTER EXTENSION customer_seg UPDATE again, and create them again; "
						 "calls that name their arguments (since => ...) need no change.")));
	SPI_finish();
	PG_RETURN_VOID();
}
