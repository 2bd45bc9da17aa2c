/*
 * heap_reader.c
 *		Reads sales straight from the pages of ordinary tables.
 */
#define CUSTOMER_SEG_READS_PAGES
#include "heap_reader.h"

#include "access/table.h"
#include "access/tableam.h"
#include "access/xlog.h"
#include "catalog/pg_attribute.h"
#include "catalog/pg_class.h"
#include "catalog/pg_inherits.h"
#include "catalog/pg_namespace.h"
#include "executor/executor.h"
#include "miscadmin.h"
#include "storage/bufmgr.h"
#include "utils/acl.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/rls.h"
#include "utils/snapmgr.h"

/* ---- which tables ---- */

/* May the user name the table, and read all the columns?  Another extension may have its say about a query. */
static bool
may_select(const Source *source)
{
	if (ExecutorCheckPerms_hook != NULL ||
		SCHEMA_ACLCHECK(get_rel_namespace(source->relation), GetUserId(), ACL_USAGE) != ACLCHECK_OK)
		return false;
	if (pg_class_aclcheck(source->relation, GetUserId(), ACL_SELECT) == ACLCHECK_OK)
		return true;
	for (int i = 0; i < MAX_COLUMNS; i++)
		if (source->attributes[i] != 0 &&
			pg_attribute_aclcheck(source->relation, source->attributes[i], GetUserId(), ACL_SELECT) != ACLCHECK_OK)
			return false;
	return true;
}

/* Are a column's values in its tuples, of the type that its table's parent has? */
static bool
is_stored(const Source *source, SalesColumn column, Relation relation, AttrNumber number)
{
	Form_pg_attribute attribute = TupleDescAttr(RelationGetDescr(relation), number - 1);

	return attribute->atttypid == get_atttype(source->relation, source->attributes[column]) &&
		   attribute->attgenerated != ATTRIBUTE_GENERATED_VIRTUAL;
}

/* Is this a table of the kind that can be read by its pages?  Then it is described. */
static bool
describe_table(const Source *source, Oid relation_id, HeapTable *table)
{
	Relation relation = table_open(relation_id, NoLock);
	bool usable = (relation->rd_rel->relkind == RELKIND_RELATION || relation->rd_rel->relkind == RELKIND_MATVIEW) &&
				  relation->rd_tableam == GetHeapamTableAmRoutine() &&
				  RelationIsScannable(relation) && !RELATION_IS_OTHER_TEMP(relation) &&
				  (RelationIsPermanent(relation) || !RecoveryInProgress());

	table->relation = relation_id;
	for (int i = 0; i < MAX_COLUMNS; i++)
	{
		table->attributes[i] = source->attributes[i];
		if (source->attributes[i] == 0)
			continue;
		if (relation_id != source->relation)
			table->attributes[i] = get_attnum(relation_id, get_attname(source->relation, source->attributes[i], false));
		usable = usable && table->attributes[i] > 0 && is_stored(source, i, relation, table->attributes[i]);
	}
	table_close(relation, NoLock);
	return usable;
}

/*
 * The tables that hold the rows of the source, if they can be read by their
 * pages, with all that the user may see and nothing else.  With a first point
 * in time it is left to the planner, who may have an index or partitions for it.
 */
bool
heap_tables_of(const Source *source, HeapTable **tables, int *count)
{
	char kind = get_rel_relkind(source->relation);
	List *relations;
	ListCell *cell;

	if ((kind != RELKIND_RELATION && kind != RELKIND_MATVIEW && kind != RELKIND_PARTITIONED_TABLE) ||
		source->any_cast || !source->since.isnull ||
		!may_select(source) || check_enable_rls(source->relation, InvalidOid, true) == RLS_ENABLED)
		return false;
	relations = find_all_inheritors(source->relation, AccessShareLock, NULL);
	*tables = palloc_array(HeapTable, list_length(relations));
	*count = 0;
	foreach (cell, relations)
	{
		if (get_rel_relkind(lfirst_oid(cell)) == RELKIND_PARTITIONED_TABLE)
			continue; /* has no rows of its own */
		if (!describe_table(source, lfirst_oid(cell), &(*tables)[(*count)++]))
			return false;
	}
	return true;
}

/* ---- values of a tuple ---- */

/* how to find the wanted values in a tuple */
typedef struct Layout
{
	TupleDesc descriptor;
	int last;				   /* number of attributes to look at */
	uint8 *wanted;			   /* for each of them, the SalesColumns that it is, as bits */
	bool fixed;				   /* without NULLs, all wanted values are at known places */
	int offset[MAX_COLUMNS];   /* then */
	int16 length[MAX_COLUMNS]; /* of those */
	bool by_value[MAX_COLUMNS];
} Layout;

static void
make_layout(const HeapTable *table, TupleDesc descriptor, Layout *layout)
{
	int offset = 0;

	layout->descriptor = descriptor;
	layout->last = 0;
	layout->fixed = true;
	for (int i = 0; i < MAX_COLUMNS; i++)
		layout->last = Max(layout->last, table->attributes[i]);
	layout->wanted = palloc0(layout->last);
	for (int number = 0; number < layout->last; number++)
	{
		Form_pg_attribute attribute = TupleDescAttr(descriptor, number);

		/* where a value with a header begins, is known only if no padding may go before it */
		if (offset >= 0 && attribute->attlen == -1 && offset != (int) att_align_nominal(offset, attribute->attalign))
			offset = -1;
		if (offset >= 0)
			offset = (int) att_align_nominal(offset, attribute->attalign);
		for (int i = 0; i < MAX_COLUMNS; i++)
			if (table->attributes[i] == number + 1)
			{
				layout->wanted[number] |= 1 << i;
				layout->offset[i] = offset;
				layout->length[i] = attribute->attlen;
				layout->by_value[i] = attribute->attbyval;
				layout->fixed = layout->fixed && offset >= 0;
			}
		offset = offset >= 0 && attribute->attlen > 0 ? offset + attribute->attlen : -1;
	}
}

/* all columns but the optional ones, without a look at what lies between */
static inline void
read_fixed(const Layout *layout, const char *data, int columns, Datum *values)
{
	for (int i = 0; i < columns; i++)
		values[i] = fetch_att(data + layout->offset[i], layout->by_value[i], layout->length[i]);
}

/* attribute by attribute */
static void
read_slowly(const Layout *layout, HeapTupleHeader tuple, Datum *values, bool *nulls)
{
	const char *data = (const char *) tuple + tuple->t_hoff;
	bool has_nulls = (tuple->t_infomask & HEAP_HASNULL) != 0;
	int stored = HeapTupleHeaderGetNatts(tuple);
	uint32 offset = 0;

	for (int number = 0; number < layout->last; number++)
	{
		Form_pg_attribute attribute = TupleDescAttr(layout->descriptor, number);
		uint8 columns = layout->wanted[number];
		Datum value = (Datum) 0;
		bool is_null = false;

		if (number >= stored)
		{
			if (columns != 0)
				value = getmissingattr(layout->descriptor, number + 1, &is_null);
		}
		else if (has_nulls && att_isnull(number, tuple->t_bits))
			is_null = true;
		else
		{
			offset = att_align_pointer(offset, attribute->attalign, attribute->attlen, data + offset);
			if (columns != 0)
				value = fetch_att(data + offset, attribute->attbyval, attribute->attlen);
			offset = att_addlength_pointer(offset, attribute->attlen, data + offset);
		}
		for (int column = 0; columns >> column != 0; column++)
			if (columns & (1 << column))
			{
				values[column] = value;
				nulls[column] = is_null;
			}
	}
}

/* ---- rows of a table ---- */

/* asked of memory before they are read: tuples lie backwards in a page */
#define TUPLES_AHEAD 8

static void
read_page(HeapScanDesc scan, const Layout *layout, TimestampTz last, SalesReader *reader)
{
	Page page = BufferGetPage(scan->rs_cbuf);
	Datum values[MAX_COLUMNS] = {0};
	bool nulls[MAX_COLUMNS] = {false, false, false, true, true};
	const bool none[MAX_COLUMNS] = {false, false, false, true, true};
	bool fixed = layout->fixed && reader->columns == COLUMN_ORDER;

	for (int i = 0; i < (int) scan->rs_ntuples; i++)
	{
		HeapTupleHeader tuple = (HeapTupleHeader) PageGetItem(page, PageGetItemId(page, scan->rs_vistuples[i]));
		const bool *is_null = nulls;
		TimestampTz at;

		if (i + TUPLES_AHEAD < (int) scan->rs_ntuples)
			__builtin_prefetch(PageGetItem(page, PageGetItemId(page, scan->rs_vistuples[i + TUPLES_AHEAD])));
		if (likely(fixed && !(tuple->t_infomask & HEAP_HASNULL) && HeapTupleHeaderGetNatts(tuple) >= layout->last))
		{
			read_fixed(layout, (char *) tuple + tuple->t_hoff, COLUMN_ORDER, values);
			is_null = none;
		}
		else
			read_slowly(layout, tuple, values, nulls);
		at = DatumGetTimestampTz(values[COLUMN_TIME]);
		if (unlikely(at > last && !is_null[COLUMN_TIME]))
			continue;
		sales_reader_put(reader, values, is_null);
	}
}

/*
 * Hands the rows of a table with times up to the last that counts to the
 * reader, and those without a time, to be counted.  With a parallel scan, only
 * those that no other process has taken.
 */
void
heap_read(const HeapTable *table, ParallelTableScanDesc parallel, TimestampTz last,
		  SalesReader *reader)
{
	Relation relation = table_open(table->relation, AccessShareLock);
	TableScanDesc scan = parallel != NULL ?
							 table_beginscan_parallel(relation, parallel) :
							 table_beginscan_strat(relation, GetActiveSnapshot(), 0, NULL, true, false);
	MemoryContext old;
	HeapPages pages;
	Layout layout;

	make_layout(table, RelationGetDescr(relation), &layout);
	old = MemoryContextSwitchTo(reader->row_context);
	heap_pages_begin(&pages, scan);
	while (heap_pages_next(&pages))
	{
		read_page((HeapScanDesc) scan, &layout, last, reader);
		if (pgstat_should_count_relation(relation))
			pgstat_tuples_returned(relation) += ((HeapScanDesc) scan)->rs_ntuples;
	}
	MemoryContextSwitchTo(old);
	pfree(layout.wanted);
	table_endscan(scan);
	table_close(relation, NoLock);
}
