/*
 * whole.c
 *		A table with all its partitions and children.
 *
 * They are those that the server's catalog has now, not those of the snapshot
 * of a query: the planner takes them from there, too.
 */
#include "server/compat.h"

#include "access/relation.h"
#include "catalog/pg_inherits.h"
#include "catalog/pg_type.h"
#include "utils/array.h"
#include "utils/rel.h"
#include "utils/syscache.h"

/* their numbers in ascending order; of a table that is gone, its own */
static List *
whole_table(Oid table)
{
	List *tables;

	if (!SearchSysCacheExists1(RELOID, ObjectIdGetDatum(table)))
		return list_make1_oid(table);
	tables = find_all_inheritors(table, NoLock, NULL);
	list_sort(tables, list_oid_cmp);
	return tables;
}

/* _tracked_tables(source regclass) returns oid[] */
PG_FUNCTION_INFO_V1(customer_seg_tracked_tables);
Datum
customer_seg_tracked_tables(PG_FUNCTION_ARGS)
{
	List *tables = whole_table(PG_GETARG_OID(0));
	Datum *numbers = palloc(list_length(tables) * sizeof(Datum));
	ListCell *cell;

	foreach (cell, tables)
		numbers[foreach_current_index(cell)] = ObjectIdGetDatum(lfirst_oid(cell));
	PG_RETURN_ARRAYTYPE_P(construct_array(numbers, list_length(tables), OIDOID, sizeof(Oid), true, TYPALIGN_INT));
}

static void
check_idle(Oid table)
{
	Relation relation = try_relation_open(table, AccessShareLock);

	if (relation == NULL)
		return;
	if (relation->rd_refcnt > 1)
		ereport(ERROR, (errcode(ERRCODE_OBJECT_IN_USE),
						errmsg("cannot fold \"%s\" because it is being used by active queries in this session",
							   RelationGetRelationName(relation)),
						errdetail("Rows of a statement that is not yet done would be counted twice."),
						errhint("Fold in a statement of its own, and in no trigger of the table.")));
	relation_close(relation, AccessShareLock);
}

/*
 * _check_idle(source regclass): an error while a query of this session that
 * is not yet done uses the table or one of its partitions and children.  Rows
 * that it has written are in the table before they are in the journal.
 */
PG_FUNCTION_INFO_V1(customer_seg_check_idle);
Datum
customer_seg_check_idle(PG_FUNCTION_ARGS)
{
	ListCell *cell;
	List *tables = whole_table(PG_GETARG_OID(0));

	foreach (cell, tables)
		check_idle(lfirst_oid(cell));
	PG_RETURN_VOID();
}
