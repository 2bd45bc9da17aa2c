/*
 * source_scan.c
 *		Reads what is selected of a source, and hands it to a receiver.
 */
#include "source/source_scan.h"

#include "catalog/pg_type.h"
#include "executor/tuptable.h"
#include "jit/jit.h"
#include "source/heap_reader.h"
#include "source/parallel_scan.h"
#include "source/source_query.h"
#include "utils/builtins.h"

/* ---- by the query ---- */

/* the rows of the period; those without a time come along, to be counted */
static char *
make_query(const Selection *selection)
{
	const NullableDatum *bounds[2] = {&selection->since, &selection->as_of};
	const char *const tests[2] = {">=", "<"};
	const char *word = " WHERE (";
	const char *time;
	StringInfoData query;

	initStringInfo(&query);
	appendStringInfo(&query, "SELECT %s FROM %s", selection->list.data, selection->name);
	if (!has_period(selection))
		return query.data;
	time = quote_identifier(selected_name(selection, COLUMN_TIME));
	for (int i = 0; i < 2; i++)
		if (!bounds[i]->isnull)
		{
			/* qualified: a search_path must not put another operator in */
			appendStringInfo(&query, "%s%s OPERATOR(pg_catalog.%s) $%d", word, time, tests[i], i + 1);
			word = " AND ";
		}
	appendStringInfoChar(&query, ')');
	if (selection->time_may_be_null)
		appendStringInfo(&query, " OR %s IS NULL", time);
	return query.data;
}

/* a bound is compared with the column as it is stored, by the type's own operator */
static void
set_parameter(ParamListInfo params, int number, const Selection *selection, NullableDatum bound)
{
	params->params[number].value = bound.isnull ? (Datum) 0 : selection_bound(selection, bound);
	params->params[number].isnull = bound.isnull;
	params->params[number].pflags = PARAM_FLAG_CONST;
	params->params[number].ptype = selection->column[COLUMN_TIME].type;
}

static ParamListInfo
make_parameters(const Selection *selection)
{
	ParamListInfo params;

	if (!has_period(selection))
		return NULL;
	params = makeParamList(2);
	set_parameter(params, 0, selection, selection->since);
	set_parameter(params, 1, selection, selection->as_of);
	return params;
}

/* hands tuples of the query to a receiver of rows */
typedef struct TupleReceiver
{
	DestReceiver pub;
	const Selection *selection;
	RowReceiver *receiver;
	Datum values[SOURCE_COLUMNS];
	bool nulls[SOURCE_COLUMNS];
	SourceColumn at[SOURCE_COLUMNS]; /* for each place in the query */
} TupleReceiver;

static uint64
hash_of_others(const Selection *selection, const TupleTableSlot *slot)
{
	uint64 hash = 0;

	for (int i = 0, place = selection->columns; i < selection->others; i++, place++)
		if (!slot->tts_isnull[place])
			hash += other_hash(&selection->other[i], slot->tts_values[place]);
	return hash;
}

static bool
receive_slot(TupleTableSlot *slot, DestReceiver *self)
{
	TupleReceiver *tuples = (TupleReceiver *) self;
	MemoryContext old = MemoryContextSwitchTo(tuples->receiver->row_context);

	slot_getsomeattrs(slot, tuples->selection->columns + tuples->selection->others);
	for (int i = 0; i < tuples->selection->columns; i++)
	{
		tuples->values[tuples->at[i]] = slot->tts_values[i];
		tuples->nulls[tuples->at[i]] = slot->tts_isnull[i];
	}
	if (tuples->selection->others > 0 && !tuples->nulls[COLUMN_CUSTOMER])
		tuples->values[COLUMN_OTHERS] = UInt64GetDatum(hash_of_others(tuples->selection, slot));
	row_receiver_put(tuples->receiver, tuples->values, tuples->nulls);
	MemoryContextSwitchTo(old);
	return true;
}

static void
startup(DestReceiver *self, int operation, TupleDesc type)
{
	(void) operation;
	selection_check_row(((TupleReceiver *) self)->selection, type);
}

static void
shutdown(DestReceiver *self)
{
	(void) self;
}

static TupleReceiver *
make_tuple_receiver(const Selection *selection, RowReceiver *receiver)
{
	TupleReceiver *tuples = palloc0_object(TupleReceiver);

	tuples->pub.receiveSlot = receive_slot;
	tuples->pub.rStartup = startup;
	tuples->pub.rShutdown = shutdown;
	tuples->pub.rDestroy = shutdown;
	tuples->pub.mydest = DestTuplestore;
	tuples->selection = selection;
	tuples->receiver = receiver;
	for (int i = 0; i < SOURCE_COLUMNS; i++)
	{
		tuples->nulls[i] = true;
		if (is_selected(selection, i))
			tuples->at[selection->column[i].place] = i;
	}
	tuples->nulls[COLUMN_OTHERS] = selection->others == 0;
	return tuples;
}

/* ---- by pages ---- */

/* several processes or this one alone */
static void
read_pages(const HeapTable *tables, int count, const Selection *selection, RowReceiver *receiver)
{
	if (!parallel_scan(tables, count, selection, receiver))
		for (int i = 0; i < count; i++)
			heap_read(&tables[i], NULL, selection, receiver);
}

/*
 * Hands all rows of the period, and those without a time, to the receiver.
 * The planner is asked first, and with it every extension that has its say
 * about a query; only where its plan is to scan ordinary tables, are their
 * pages read, in its stead.  source_scan_free must come when the receiver has
 * been read out.
 */
void
source_scan(const Selection *selection, RowReceiver *receiver)
{
	TupleReceiver *tuples = make_tuple_receiver(selection, receiver);
	SourceQuery query;
	HeapTable *tables;
	int count;

	source_query_plan(&query, make_query(selection), NULL, make_parameters(selection));
	receiver->by_pages = heap_tables_of(query.plan, selection, &tables, &count);
	if (receiver->by_pages)
		query.plan->jitFlags = PGJIT_NONE; /* there is nothing to compile */
	source_query_begin(&query, &tuples->pub);
	/* somebody may have put another node in the place of the plan's */
	receiver->by_pages = receiver->by_pages && query.running->planstate->plan == query.plan->planTree;
	if (receiver->by_pages)
		read_pages(tables, count, selection, receiver);
	else
		source_query_run(&query);
	source_query_end(&query);
	if (receiver->progress != NULL)
		pg_atomic_write_u64(&receiver->progress->rows_read, receiver->rows);
}

/* gives back the memory that the receiver has shared with other processes */
void
source_scan_free(RowReceiver *receiver)
{
	shared_scan_free(&receiver->shared);
}
