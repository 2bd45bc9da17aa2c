/*
 * journal.c
 *		The trigger that tells the journal of a tracked table what is written to
 *		the table.
 *
 * What is written must never fail for the journal's sake.  So the columns are
 * known by their numbers, which the server itself keeps up: they are those of
 * the trigger for rows, UPDATE OF them, in the order of the journal's.  Where
 * it is gone, or a type is no longer the journal's, the row that marks all
 * customers is written; also where a partition or child has come since, which
 * may go again with what was written to it.  Where there is no journal, nothing
 * is: _unwatched() looks for the same in the catalog, and the summary is counted
 * from the table.
 *
 * All of it runs as the table's owner, whose the journal is.
 */
#include "upkeep/ownership.h"

#include "access/relation.h"
#include "catalog/namespace.h"
#include "catalog/pg_inherits.h"
#include "catalog/pg_trigger.h"
#include "catalog/pg_type.h"
#include "commands/trigger.h"
#include "executor/spi.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/guc.h"
#include "utils/hsearch.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"

/* customer, time, amount, potential, profit */
#define MAX_COLUMNS 5

/* what a statement adds to the journal */
typedef enum Entry
{
	ENTRY_ALL,	   /* all customers are to be counted anew */
	ENTRY_ROWS,	   /* rows of a statement that inserts */
	ENTRY_DELETED, /* customers of one that deletes */
	ENTRY_UPDATED, /* customers whose rows one has changed */
	ENTRY_ROW,	   /* a row, its values as parameters */
	ENTRY_CUSTOMER /* its customer alone */
} Entry;

typedef struct JournalKey
{
	Oid table;
	Oid journal;
	int32 entry;
} JournalKey;

/* a prepared statement, kept as long as the session */
typedef struct JournalStatement
{
	JournalKey key;
	char *query; /* NULL: none as yet */
	SPIPlanPtr plan;
} JournalStatement;

typedef struct Journal
{
	TriggerData *written;
	Relation table;
	Relation journal;
	int columns; /* 0: not known */
	const int16 *column;
} Journal;

static HTAB *statements = NULL;

/* the journal's name, schema and relation, is the first two arguments of all triggers that write to it */
static bool
same_journal(const Trigger *one, const Trigger *other)
{
	return one->tgfoid == other->tgfoid && other->tgnargs >= 2 &&
		   strcmp(one->tgargs[0], other->tgargs[0]) == 0 && strcmp(one->tgargs[1], other->tgargs[1]) == 0;
}

/* whether a value of this column can be one of the journal's */
static bool
fits_journal(const Journal *journal, int i)
{
	Form_pg_attribute column = TupleDescAttr(RelationGetDescr(journal->table), journal->column[i] - 1);
	Form_pg_attribute there = TupleDescAttr(RelationGetDescr(journal->journal), i);

	return !there->attisdropped && getBaseType(column->atttypid) == there->atttypid;
}

/* finds the columns that count, none where they are not the journal's */
static void
find_columns(Journal *journal)
{
	TriggerDesc *all = journal->table->trigdesc;
	int i;

	journal->columns = 0;
	for (i = 0; i < all->numtriggers; i++)
	{
		Trigger *trigger = &all->triggers[i];

		if (trigger->tgnattr > 0 && same_journal(journal->written->tg_trigger, trigger))
		{
			journal->column = trigger->tgattr;
			journal->columns = Min(trigger->tgnattr, MAX_COLUMNS);
		}
	}
	if (journal->columns != RelationGetNumberOfAttributes(journal->journal))
		journal->columns = 0;
	for (i = 0; i < journal->columns; i++)
	{
		if (!fits_journal(journal, i))
			journal->columns = 0;
	}
}

/*
 * The tables that had triggers put on with this one, as the one for inserts
 * notes them; none where it has no children, NULL where it has come since, and
 * has but the trigger for rows from its parent.
 */
static const char *
noted_tables(const Journal *journal)
{
	const TriggerDesc *all = journal->table->trigdesc;
	int i;

	for (i = 0; i < all->numtriggers; i++)
	{
		const Trigger *trigger = &all->triggers[i];

		if (TRIGGER_FOR_INSERT(trigger->tgtype) && !TRIGGER_FOR_ROW(trigger->tgtype) &&
			same_journal(journal->written->tg_trigger, trigger))
			return trigger->tgnargs > 2 ? trigger->tgargs[2] : "";
	}
	return NULL;
}

/* whether the table, and all partitions and children that it has now, are among those noted, which are in ascending order */
static bool
all_noted(const Journal *journal)
{
	const char *noted = noted_tables(journal);
	Oid next = InvalidOid;
	List *tables;
	ListCell *cell;

	if (noted == NULL || !journal->table->rd_rel->relhassubclass)
		return noted != NULL;
	tables = list_delete_first(find_all_inheritors(RelationGetRelid(journal->table), NoLock, NULL));
	list_sort(tables, list_oid_cmp);
	foreach (cell, tables)
	{
		while (next < lfirst_oid(cell) && (next = strtoul(noted, (char **) &noted, 10)) != InvalidOid)
			;
		if (next != lfirst_oid(cell))
			return false;
	}
	return true;
}

/* opens the journal; false where there is none of the table's owner */
static bool
open_journal(Journal *journal, TriggerData *written)
{
	char **name = written->tg_trigger->tgargs;
	Oid schema = get_namespace_oid(name[0], true);
	Oid relation = OidIsValid(schema) ? get_relname_relid(name[1], schema) : InvalidOid;

	journal->written = written;
	journal->table = written->tg_relation;
	journal->journal = OidIsValid(relation) ? try_relation_open(relation, RowExclusiveLock) : NULL;
	if (journal->journal == NULL)
		return false;
	if (journal->journal->rd_rel->relkind != RELKIND_RELATION ||
		journal->journal->rd_rel->relowner != journal->table->rd_rel->relowner)
	{
		relation_close(journal->journal, RowExclusiveLock);
		return false;
	}
	find_columns(journal);
	if (!all_noted(journal))
		journal->columns = 0;
	return true;
}

static const char *
journal_column(const Journal *journal, int i)
{
	return quote_identifier(NameStr(TupleDescAttr(RelationGetDescr(journal->table), journal->column[i] - 1)->attname));
}

/* r.customer_id, r.sold_at, … */
static char *
column_list(const Journal *journal)
{
	StringInfoData list;
	int i;

	initStringInfo(&list);
	for (i = 0; i < journal->columns; i++)
		appendStringInfo(&list, "%sr.%s", i > 0 ? ", " : "", journal_column(journal, i));
	return list.data;
}

/* the items of a format such as "$%d", one a column */
static char *
numbered_list(const Journal *journal, const char *before)
{
	StringInfoData list;
	int i;

	initStringInfo(&list);
	for (i = 0; i < journal->columns; i++)
		appendStringInfo(&list, "%s%s%d", i > 0 ? ", " : "", before, i + 1);
	return list.data;
}

/* rows that are the same to the byte: equal numbers may have other digits after the point */
static char *
same_rows(const Journal *journal)
{
	StringInfoData list;
	int i;

	initStringInfo(&list);
	appendStringInfoString(&list, numbered_list(journal, "r.c"));
	for (i = 0; i < journal->columns; i++)
	{
		if (TupleDescAttr(RelationGetDescr(journal->journal), i)->atttypid == NUMERICOID)
			appendStringInfo(&list, ", pg_catalog.scale(r.c%d)", i + 1);
	}
	return list.data;
}

/* a changed row has another count among the new ones than among the old ones */
static char *
updated_customers(const Journal *journal)
{
	const Trigger *trigger = journal->written->tg_trigger;
	char *columns = column_list(journal);

	return psprintf("SELECT u.c1 FROM (SELECT r.c1 FROM ("
					"SELECT %1$s, 1 FROM %2$s r UNION ALL SELECT %1$s, -1 FROM %3$s r) r(%4$s, sign) "
					"WHERE r.c1 IS NOT NULL GROUP BY %5$s "
					"HAVING pg_catalog.sum(r.sign) OPERATOR(pg_catalog.<>) 0) u GROUP BY u.c1",
					columns, quote_identifier(trigger->tgnewtable), quote_identifier(trigger->tgoldtable),
					numbered_list(journal, "c"), same_rows(journal));
}

/* the rows that a statement adds, in the columns' names of now */
static char *
added_rows(const Journal *journal, Entry entry)
{
	const Trigger *trigger = journal->written->tg_trigger;

	switch (entry)
	{
	case ENTRY_ROWS:
		return psprintf("SELECT %s FROM %s r WHERE r.%s IS NOT NULL AND r.%s IS NOT NULL", column_list(journal),
						quote_identifier(trigger->tgnewtable), journal_column(journal, 0), journal_column(journal, 1));
	case ENTRY_DELETED:
		return psprintf("SELECT r.%1$s FROM %2$s r WHERE r.%1$s IS NOT NULL GROUP BY r.%1$s",
						journal_column(journal, 0), quote_identifier(trigger->tgoldtable));
	case ENTRY_UPDATED:
		return updated_customers(journal);
	case ENTRY_ROW:
		return psprintf("SELECT %s WHERE $1 IS NOT NULL AND $2 IS NOT NULL", numbered_list(journal, "$"));
	case ENTRY_CUSTOMER:
		return pstrdup("SELECT $1 WHERE $1 IS NOT NULL");
	case ENTRY_ALL:
		break;
	}
	return pstrdup("DEFAULT VALUES");
}

static char *
statement_text(const Journal *journal, Entry entry)
{
	return psprintf("INSERT INTO %s %s",
					quote_qualified_identifier(get_namespace_name(RelationGetNamespace(journal->journal)),
											   RelationGetRelationName(journal->journal)),
					added_rows(journal, entry));
}

/* the statement of this kind, as yet without a plan at first */
static JournalStatement *
find_statement(const Journal *journal, Entry entry)
{
	JournalKey key = {RelationGetRelid(journal->table), RelationGetRelid(journal->journal), entry};
	JournalStatement *statement;
	bool found;

	if (statements == NULL)
	{
		HASHCTL control = {.keysize = sizeof(JournalKey), .entrysize = sizeof(JournalStatement), .hcxt = TopMemoryContext};

		statements = hash_create("journals of customer_seg", 16, &control, HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);
	}
	statement = hash_search(statements, &key, HASH_ENTER, &found);
	if (!found)
		statement->query = NULL;
	return statement;
}

static void
prepare_statement(const Journal *journal, JournalStatement *statement, const char *query)
{
	Oid types[MAX_COLUMNS];
	bool by_row = statement->key.entry == ENTRY_ROW || statement->key.entry == ENTRY_CUSTOMER;
	int parameters = by_row ? journal->columns : 0;
	SPIPlanPtr plan;
	int i;

	for (i = 0; i < parameters; i++)
		types[i] = TupleDescAttr(RelationGetDescr(journal->journal), i)->atttypid;
	plan = SPI_prepare(query, parameters, types);
	if (plan == NULL || SPI_keepplan(plan) != 0)
		elog(ERROR, "cannot prepare what is added to a journal: %s", SPI_result_code_string(SPI_result));
	if (statement->query != NULL)
	{
		SPI_freeplan(statement->plan);
		pfree(statement->query);
	}
	statement->plan = plan;
	statement->query = MemoryContextStrdup(TopMemoryContext, query);
}

/* adds to the journal; values are those of the columns, for the kinds of one row */
static void
add_to_journal(const Journal *journal, Entry entry, Datum *values, const char *nulls)
{
	JournalStatement *statement;
	char *query;

	if (journal->columns == 0)
		entry = ENTRY_ALL;
	statement = find_statement(journal, entry);
	/* only a journal is written to as the owner, whoever has made the trigger */
	if (statement->query == NULL && !is_owned_table(RelationGetRelid(journal->journal)))
		return;
	query = statement_text(journal, entry);
	if (statement->query == NULL || strcmp(statement->query, query) != 0)
		prepare_statement(journal, statement, query);
	if (SPI_execute_plan(statement->plan, values, nulls, false, 0) < 0)
		elog(ERROR, "cannot add to a journal");
}

/* the columns' values of a row */
static void
read_columns(const Journal *journal, HeapTuple row, Datum *values, char *nulls)
{
	int i;

	for (i = 0; i < journal->columns; i++)
	{
		bool is_null;

		values[i] = heap_getattr(row, journal->column[i], RelationGetDescr(journal->table), &is_null);
		nulls[i] = is_null ? 'n' : ' ';
	}
}

/* a subscription fires triggers for rows only */
static void
row_written(const Journal *journal)
{
	const TriggerData *written = journal->written;
	Datum values[MAX_COLUMNS];
	char nulls[MAX_COLUMNS];

	read_columns(journal, written->tg_trigtuple, values, nulls);
	if (TRIGGER_FIRED_BY_INSERT(written->tg_event))
	{
		add_to_journal(journal, ENTRY_ROW, values, nulls);
		return;
	}
	add_to_journal(journal, ENTRY_CUSTOMER, values, nulls);
	if (TRIGGER_FIRED_BY_UPDATE(written->tg_event))
	{
		read_columns(journal, written->tg_newtuple, values, nulls);
		add_to_journal(journal, ENTRY_CUSTOMER, values, nulls);
	}
}

/* a trigger of another's making may be without the tables of old and new rows */
static void
statement_done(const Journal *journal)
{
	TriggerEvent event = journal->written->tg_event;
	bool old = journal->written->tg_trigger->tgoldtable != NULL;
	bool new = journal->written->tg_trigger->tgnewtable != NULL;
	Entry entry = ENTRY_ALL;

	if (TRIGGER_FIRED_BY_INSERT(event) && new)
		entry = ENTRY_ROWS;
	else if (TRIGGER_FIRED_BY_DELETE(event) && old)
		entry = ENTRY_DELETED;
	else if (TRIGGER_FIRED_BY_UPDATE(event) && old && new)
		entry = ENTRY_UPDATED;
	add_to_journal(journal, entry, NULL, NULL);
}

/*
 * What finds customers that are the same calls functions of their type, which
 * must not be misled by the search_path of whoever writes.  An insert calls none,
 * and is spared the time.
 */
static int
pin_search_path(const Journal *journal)
{
	int level;

	if (TRIGGER_FIRED_BY_INSERT(journal->written->tg_event))
		return 0;
	level = NewGUCNestLevel();
	(void) set_config_option("search_path", "pg_catalog, pg_temp", PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE, true, 0, false);
	return level;
}

static void
write_journal(const Journal *journal)
{
	Oid user;
	int context;
	int settings;

	SPI_connect();
	SPI_register_trigger_data(journal->written);
	GetUserIdAndSecContext(&user, &context);
	SetUserIdAndSecContext(journal->table->rd_rel->relowner, context | SECURITY_LOCAL_USERID_CHANGE);
	settings = pin_search_path(journal);
	if (TRIGGER_FIRED_FOR_ROW(journal->written->tg_event))
		row_written(journal);
	else
		statement_done(journal);
	if (settings > 0)
		AtEOXact_GUC(false, settings);
	SetUserIdAndSecContext(user, context);
	SPI_finish();
}

/* an error unless it is a trigger as track() makes them */
static void
check_trigger(FunctionCallInfo fcinfo)
{
	if (!CALLED_AS_TRIGGER(fcinfo) || !TRIGGER_FIRED_AFTER(((TriggerData *) fcinfo->context)->tg_event) ||
		((TriggerData *) fcinfo->context)->tg_trigger->tgnargs < 2)
		ereport(ERROR, (errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
						errmsg("write_journal() is for the triggers that track() creates")));
}

/*
 * write_journal(schema, journal, …) adds what its statement has written to the
 * journal.
 */
PG_FUNCTION_INFO_V1(customer_seg_write_journal);
Datum
customer_seg_write_journal(PG_FUNCTION_ARGS)
{
	Journal journal;

	check_trigger(fcinfo);
	if (open_journal(&journal, (TriggerData *) fcinfo->context))
	{
		write_journal(&journal);
		relation_close(journal.journal, NoLock);
	}
	return PointerGetDatum(NULL);
}
