/*
 * heap_reader.c
 *		Reads rows straight from the pages of ordinary tables.
 */
#define CUSTOMER_SEG_READS_PAGES
#include "source/heap_reader.h"

#include "access/table.h"
#include "access/tableam.h"
#include "catalog/pg_class.h"
#include "miscadmin.h"
#include "nodes/nodeFuncs.h"
#include "parser/parsetree.h"
#include "storage/bufmgr.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"

/* ---- which tables ---- */

/* a plan on the way to its scans */
typedef struct ScanWalk
{
	const PlannedStmt *plan;
	const Selection *selection;
	List *tables; /* HeapTables */
} ScanWalk;

/* a cast to a wider integer, which leaves the Datum as it is */
static bool
is_widening(const Node *expression)
{
	Oid function = IsA(expression, FuncExpr) ? ((const FuncExpr *) expression)->funcid : InvalidOid;

	return function == F_INT4_INT2 || function == F_INT8_INT2 || function == F_INT8_INT4;
}

/* the column of a scan's own table, or 0 */
static AttrNumber
scanned_column(const Node *expression, Index scanned)
{
	if (is_widening(expression))
		expression = linitial(((const FuncExpr *) expression)->args);
	if (IsA(expression, RelabelType)) /* the query sees through domains, as the reader does */
		expression = (const Node *) ((const RelabelType *) expression)->arg;
	if (!IsA(expression, Var) || ((const Var *) expression)->varno != (int) scanned)
		return 0;
	return Max(((const Var *) expression)->varattno, 0);
}

enum
{
	BOUND_SINCE = 1,
	BOUND_AS_OF = 2
};

/* Does a comparison by this function hold the time column against this bound? */
static bool
is_bound(const Selection *selection, NullableDatum bound, const OpExpr *comparison, const Oid functions[])
{
	const Const *limit = lsecond(comparison->args);

	return !bound.isnull && !limit->constisnull &&
		   comparison->opfuncid == functions[selection->column[COLUMN_TIME].time] &&
		   limit->constvalue == selection_bound(selection, bound);
}

/* which bound of the period a condition is, or 0 */
static int
bound_of(const Selection *selection, const Node *clause, Index scanned, AttrNumber time)
{
	static const Oid at_least[] = {
		[TIME_TIMESTAMPTZ] = F_TIMESTAMPTZ_GE, [TIME_TIMESTAMP] = F_TIMESTAMP_GE, [TIME_DATE] = F_DATE_GE};
	static const Oid before[] = {
		[TIME_TIMESTAMPTZ] = F_TIMESTAMPTZ_LT, [TIME_TIMESTAMP] = F_TIMESTAMP_LT, [TIME_DATE] = F_DATE_LT};
	const OpExpr *comparison = (const OpExpr *) clause;

	if (!IsA(clause, OpExpr) || list_length(comparison->args) != 2 || !IsA(lsecond(comparison->args), Const) ||
		scanned_column(linitial(comparison->args), scanned) != time)
		return 0;
	if (is_bound(selection, selection->since, comparison, at_least))
		return BOUND_SINCE;
	return is_bound(selection, selection->as_of, comparison, before) ? BOUND_AS_OF : 0;
}

/* the bounds in "bounds OR time IS NULL", or the conditions as they are */
static List *
without_null_test(List *conditions, Index scanned, AttrNumber time)
{
	List *either;
	const NullTest *test;

	if (list_length(conditions) != 1 || !is_orclause(linitial(conditions)))
		return conditions;
	either = ((BoolExpr *) linitial(conditions))->args;
	test = llast(either);
	if (list_length(either) != 2 || !IsA(test, NullTest) || test->nulltesttype != IS_NULL ||
		scanned_column((const Node *) test->arg, scanned) != time)
		return conditions;
	return is_andclause(linitial(either)) ? ((BoolExpr *) linitial(either))->args : list_make1(linitial(either));
}

/* Are the conditions of a scan those that make_query() gave it, and no others?  Or none: then there are no bounds. */
static bool
is_period(const Selection *selection, List *conditions, Index scanned, AttrNumber time)
{
	int wanted = !has_period(selection) ? 0 :
										  (selection->since.isnull ? 0 : BOUND_SINCE) | (selection->as_of.isnull ? 0 : BOUND_AS_OF);
	int found = 0;
	ListCell *cell;

	foreach (cell, without_null_test(conditions, scanned, time))
	{
		int bound = bound_of(selection, lfirst(cell), scanned, time);

		if (bound == 0)
			return false;
		found |= bound;
	}
	return found == wanted;
}

static bool
is_heap(Oid relation_id)
{
	Relation relation = table_open(relation_id, AccessShareLock); /* a plan by a hook may name one that is not locked */
	bool is_heap = relation->rd_tableam == GetHeapamTableAmRoutine();

	table_close(relation, NoLock);
	return is_heap;
}

/* the table's column that a scan brings at this place of the query, or 0: none as it is stored, or of another type */
static AttrNumber
stored_at(const SeqScan *scan, int place, Oid type)
{
	const Node *expression = (const Node *) list_nth_node(TargetEntry, scan->scan.plan.targetlist, place)->expr;

	return getBaseType(exprType(expression)) == type ? scanned_column(expression, scan->scan.scanrelid) : 0;
}

/* Is it one of the first OtherColumns already? */
static bool
is_other(const HeapTable *table, int count, AttrNumber attribute)
{
	for (int i = 0; i < count; i++)
		if (table->others[i] == attribute)
			return true;
	return false;
}

/* Does a sequential scan bring stored columns of an ordinary table, and all rows of the period?  Then it is noted. */
static bool
add_table(ScanWalk *walk, const SeqScan *scan)
{
	const Selection *selection = walk->selection;
	Index scanned = scan->scan.scanrelid;
	const RangeTblEntry *rte = rt_fetch(scanned, walk->plan->rtable);
	HeapTable *table = palloc0(sizeof(HeapTable));

	if (rte->rtekind != RTE_RELATION || (rte->relkind != RELKIND_RELATION && rte->relkind != RELKIND_MATVIEW) ||
		!is_heap(rte->relid))
		return false;
	table->relation = rte->relid;
	for (int i = 0; i < SOURCE_COLUMNS; i++)
	{
		const SelectedColumn *column = &selection->column[i];

		if (!is_selected(selection, i))
			continue;
		table->attributes[i] = stored_at(scan, column->place, column->type);
		if (table->attributes[i] == 0)
			return false;
	}
	for (int i = 0; i < selection->others; i++)
	{
		AttrNumber attribute = stored_at(scan, selection->columns + i, selection->other[i].key.type);

		/* a view may show a column twice, with collations that compare it in two ways */
		if (attribute == 0 || is_other(table, i, attribute))
			return false;
		table->others[i] = attribute;
	}
	walk->tables = lappend(walk->tables, table);
	return is_period(selection, scan->scan.plan.qual, scanned, table->attributes[COLUMN_TIME]);
}

/* Does a node hand on what comes from below, column by column and row by row? */
static bool
hands_on(const Plan *plan)
{
	ListCell *cell;

	foreach (cell, plan->targetlist)
	{
		const TargetEntry *target = lfirst(cell);
		const Var *column = (const Var *) target->expr;

		if (!IsA(column, Var) || column->varno != OUTER_VAR || column->varattno != target->resno)
			return false;
	}
	return plan->qual == NIL;
}

/* Is all of it sequential scans that can be read by pages, below Append or Gather? */
static bool
add_tables(ScanWalk *walk, const Plan *plan)
{
	ListCell *cell;

	check_stack_depth();
	if (plan->initPlan != NIL)
		return false;
	if (IsA(plan, SeqScan))
		return add_table(walk, (const SeqScan *) plan);
	if (IsA(plan, Gather))
		return hands_on(plan) && add_tables(walk, outerPlan(plan));
	if (!IsA(plan, Append) || !hands_on(plan) || PRUNES_WHEN_RUN((const Append *) plan))
		return false;
	foreach (cell, ((const Append *) plan)->appendplans)
		if (!add_tables(walk, lfirst(cell)))
			return false;
	return true;
}

/*
 * The tables that hold the rows of the source, if its plan does no more than
 * to scan them, and they can be read by their pages.  Whatever else is in it,
 * a condition, an index, a node of another extension, means that rows are
 * elsewhere, or not for this user, or found in a better way.
 */
bool
heap_tables_of(const PlannedStmt *plan, const Selection *selection, HeapTable **tables, int *count)
{
	ScanWalk walk = {.plan = plan, .selection = selection};
	ListCell *cell;

	if (selection->others > MOST_OTHERS || plan->commandType != CMD_SELECT || plan->subplans != NIL || !add_tables(&walk, plan->planTree))
		return false;
	*tables = palloc_array(HeapTable, list_length(walk.tables));
	*count = 0;
	foreach (cell, walk.tables)
		(*tables)[(*count)++] = *(const HeapTable *) lfirst(cell);
	return true;
}

/* ---- values of a tuple ---- */

/* how to find the wanted values in a tuple */
typedef struct Layout
{
	TupleDesc descriptor;
	int last;					  /* number of attributes to look at */
	uint16 *wanted;				  /* for each of them, the SourceColumns that it is, as bits */
	bool fixed;					  /* without NULLs, all wanted values are at known places */
	int offset[SOURCE_COLUMNS];	  /* then */
	int16 length[SOURCE_COLUMNS]; /* of those */
	bool by_value[SOURCE_COLUMNS];
	int customer;		 /* attribute, from 0 */
	OtherColumn **other; /* for each attribute, the one that it is, or NULL */
} Layout;

StaticAssertDecl(SOURCE_COLUMNS <= 16, "the columns of a source are bits of 16 in a Layout");

static void
make_layout(const HeapTable *table, TupleDesc descriptor, const Selection *selection, Layout *layout)
{
	int offset = 0;

	layout->descriptor = descriptor;
	layout->last = 0;
	layout->fixed = true;
	for (int i = 0; i < SOURCE_COLUMNS; i++)
		layout->last = Max(layout->last, table->attributes[i]);
	for (int i = 0; i < selection->others; i++)
		layout->last = Max(layout->last, table->others[i]);
	layout->customer = table->attributes[COLUMN_CUSTOMER] - 1;
	layout->wanted = palloc0_array(uint16, layout->last);
	layout->other = palloc0_array(OtherColumn *, layout->last);
	for (int i = 0; i < selection->others; i++)
		layout->other[table->others[i] - 1] = &selection->other[i];
	for (int number = 0; number < layout->last; number++)
	{
		Form_pg_attribute attribute = TupleDescAttr(descriptor, number);

		/* where a value with a header begins, is known only if no padding may go before it */
		if (offset >= 0 && attribute->attlen == -1 && offset != (int) att_align_nominal(offset, attribute->attalign))
			offset = -1;
		if (offset >= 0)
			offset = (int) att_align_nominal(offset, attribute->attalign);
		for (int i = 0; i < SOURCE_COLUMNS; i++)
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

/* Has it a customer, as far as one sees without reading it?  Else its others do not matter. */
static inline bool
may_have_customer(const Layout *layout, HeapTupleHeader tuple)
{
	return !(tuple->t_infomask & HEAP_HASNULL) || layout->customer >= HeapTupleHeaderGetNatts(tuple) ||
		   !att_isnull(layout->customer, tuple->t_bits);
}

/* attribute by attribute */
static void
read_slowly(const Layout *layout, HeapTupleHeader tuple, Datum *values, bool *nulls)
{
	const char *data = (const char *) tuple + tuple->t_hoff;
	bool has_nulls = (tuple->t_infomask & HEAP_HASNULL) != 0;
	bool with_others = may_have_customer(layout, tuple);
	int stored = HeapTupleHeaderGetNatts(tuple);
	uint32 offset = 0;
	uint64 hash = 0; /* of the others */

	for (int number = 0; number < layout->last; number++)
	{
		Form_pg_attribute attribute = TupleDescAttr(layout->descriptor, number);
		uint16 columns = layout->wanted[number];
		OtherColumn *other = with_others ? layout->other[number] : NULL;
		Datum value = (Datum) 0;
		bool is_null = false;

		if (number >= stored)
		{
			if (columns != 0 || other != NULL)
				value = getmissingattr(layout->descriptor, number + 1, &is_null);
		}
		else if (has_nulls && att_isnull(number, tuple->t_bits))
			is_null = true;
		else
		{
			offset = att_align_pointer(offset, attribute->attalign, attribute->attlen, data + offset);
			if (columns != 0 || other != NULL)
				value = fetch_att(data + offset, attribute->attbyval, attribute->attlen);
			offset = att_addlength_pointer(offset, attribute->attlen, data + offset);
		}
		for (int column = 0; columns >> column != 0; column++)
			if (columns & (1 << column))
			{
				values[column] = value;
				nulls[column] = is_null;
			}
		if (other != NULL && !is_null)
			hash += other_hash(other, value);
	}
	values[COLUMN_OTHERS] = UInt64GetDatum(hash);
}

/* ---- rows of a table ---- */

/* asked of memory before they are read: tuples lie backwards in a page */
#define TUPLES_AHEAD 8

/* how the tuples of a table are read */
typedef struct HeapRead
{
	Layout layout;
	bool plain; /* no more than the first three columns, at known places */
	bool unread[SOURCE_COLUMNS];
	bool has_date;	/* its time is a date, and the period one of days */
	int64 earliest; /* in the period, as the column counts it */
	int64 latest;
	RowReceiver *receiver;
} HeapRead;

static int64
stored_bound(const Selection *selection, NullableDatum bound)
{
	Datum value = selection_bound(selection, bound);

	return selection->column[COLUMN_TIME].time == TIME_DATE ? (int64) DatumGetDateADT(value) : DatumGetInt64(value);
}

static void
begin_read(HeapRead *read, const HeapTable *table, TupleDesc descriptor, const Selection *selection,
		   RowReceiver *receiver)
{
	make_layout(table, descriptor, selection, &read->layout);
	read->plain = read->layout.fixed && selection->columns == COLUMN_ORDER && selection->others == 0;
	for (int i = 0; i < SOURCE_COLUMNS; i++)
	{
		read->unread[i] = !is_selected(selection, i);
		read->plain = read->plain && read->unread[i] == (i >= COLUMN_ORDER);
	}
	read->unread[COLUMN_OTHERS] = selection->others == 0;
	read->has_date = selection->column[COLUMN_TIME].time == TIME_DATE;
	read->earliest = !has_period(selection) || selection->since.isnull ? PG_INT64_MIN : stored_bound(selection, selection->since);
	read->latest = !has_period(selection) || selection->as_of.isnull ? PG_INT64_MAX : stored_bound(selection, selection->as_of) - 1;
	read->receiver = receiver;
}

static inline bool
time_is_in_period(const HeapRead *read, Datum time)
{
	int64 at = read->has_date ? (int64) DatumGetDateADT(time) : DatumGetInt64(time);

	return at >= read->earliest && at <= read->latest;
}

static void
read_page(HeapScanDesc scan, const HeapRead *read)
{
	Page page = BufferGetPage(scan->rs_cbuf);
	Datum values[SOURCE_COLUMNS] = {0};
	bool nulls[SOURCE_COLUMNS];

	memcpy(nulls, read->unread, sizeof(nulls));
	for (int i = 0; i < (int) scan->rs_ntuples; i++)
	{
		HeapTupleHeader tuple = (HeapTupleHeader) PageGetItem(page, PageGetItemId(page, scan->rs_vistuples[i]));
		const bool *is_null = nulls;

		if (i + TUPLES_AHEAD < (int) scan->rs_ntuples)
			__builtin_prefetch(PageGetItem(page, PageGetItemId(page, scan->rs_vistuples[i + TUPLES_AHEAD])));
		if (likely(read->plain && !(tuple->t_infomask & HEAP_HASNULL) &&
				   HeapTupleHeaderGetNatts(tuple) >= read->layout.last))
		{
			read_fixed(&read->layout, (char *) tuple + tuple->t_hoff, COLUMN_ORDER, values);
			is_null = read->unread;
		}
		else
			read_slowly(&read->layout, tuple, values, nulls);
		if (unlikely(!is_null[COLUMN_TIME] && !time_is_in_period(read, values[COLUMN_TIME])))
			continue;
		ItemPointerSet(&read->receiver->place, scan->rs_cblock, scan->rs_vistuples[i]);
		row_receiver_put(read->receiver, values, is_null);
	}
}

/*
 * Hands the rows of a table in the period to the receiver, and those without
 * a time.  With a parallel scan, only those that no other process has taken.
 */
void
heap_read(const HeapTable *table, ParallelTableScanDesc parallel, const Selection *selection, RowReceiver *receiver)
{
	Relation relation = table_open(table->relation, AccessShareLock);
	TableScanDesc scan = parallel != NULL ?
							 begin_parallel_scan(relation, parallel) :
							 table_beginscan_strat(relation, GetActiveSnapshot(), 0, NULL, true, false);
	MemoryContext old;
	HeapPages pages;
	HeapRead read;

	begin_read(&read, table, RelationGetDescr(relation), selection, receiver);
	old = MemoryContextSwitchTo(receiver->row_context);
	heap_pages_begin(&pages, scan);
	while (heap_pages_next(&pages))
	{
		read_page((HeapScanDesc) scan, &read);
		if (pgstat_should_count_relation(relation))
			pgstat_tuples_returned(relation) += ((HeapScanDesc) scan)->rs_ntuples;
	}
	MemoryContextSwitchTo(old);
	pfree(read.layout.wanted);
	pfree(read.layout.other);
	table_endscan(scan);
	table_close(relation, NoLock);
}
