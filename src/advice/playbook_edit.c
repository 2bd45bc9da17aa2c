/*
 * playbook_edit.c
 *		The trigger behind the view playbook: whoever edits the view like a
 *		table, with rights of their own, leaves rows in playbook_own.
 */
#include "advice/playbook.h"

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "commands/trigger.h"
#include "executor/spi.h"
#include "nodes/makefuncs.h"
#include "nodes/pathnodes.h"
#include "nodes/supportnodes.h"
#include "utils/builtins.h"
#include "utils/datum.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/timestamp.h"

#define KEY_MATCHES "subject OPERATOR(pg_catalog.=) $1 AND item OPERATOR(pg_catalog.=) $2 AND lang OPERATOR(pg_catalog.=) $3"

typedef struct PlaybookRow
{
	Datum values[PLAYBOOK_COLUMNS];
	bool nulls[PLAYBOOK_COLUMNS];
} PlaybookRow;

/* ---- columns, as many as the view has: before version 0.5 it ended with own ---- */

static bool
is_kept(int column)
{
	return column != PLAYBOOK_OWN;
}

static const char *
column_name(Relation playbook, int column)
{
	return NameStr(TupleDescAttr(RelationGetDescr(playbook), column)->attname);
}

/* the columns that are written, from the first on; those of a row that is made anew */
static char *
column_names(Relation playbook)
{
	StringInfoData list;

	initStringInfo(&list);
	for (int i = 0; i < RelationGetNumberOfAttributes(playbook); i++)
		if (is_kept(i))
			appendStringInfo(&list, "%s%s", i > 0 ? ", " : "", column_name(playbook, i));
	return list.data;
}

/* the parameters of a row, in the order of those names */
static char *
parameters(Relation playbook)
{
	StringInfoData list;

	initStringInfo(&list);
	for (int i = 0; i < RelationGetNumberOfAttributes(playbook); i++)
		if (is_kept(i))
			appendStringInfo(&list, "%s$%d", i > 0 ? ", " : "", i + 1);
	return list.data;
}

/* SET of all but the key */
static char *
set_texts(Relation playbook)
{
	StringInfoData list;

	initStringInfo(&list);
	for (int i = PLAYBOOK_NAME; i < RelationGetNumberOfAttributes(playbook); i++)
		if (is_kept(i))
			appendStringInfo(&list, "%s%s = $%d", i > PLAYBOOK_NAME ? ", " : "SET ", column_name(playbook, i), i + 1);
	return list.data;
}

/*
 * Runs a statement with a row's columns as $1, $2 and so on, the schema in
 * place of each %1$s, and column_names(), parameters() and set_texts() in
 * place of %2$s, %3$s and %4$s; returns the number of rows.
 */
static uint64
run(const char *statement, Relation playbook, PlaybookRow *row)
{
	Oid types[PLAYBOOK_COLUMNS];
	char nulls[PLAYBOOK_COLUMNS];
	const char *schema = quote_identifier(get_namespace_name(RelationGetNamespace(playbook)));
	int columns = RelationGetNumberOfAttributes(playbook);

	for (int i = 0; i < columns; i++)
	{
		types[i] = TupleDescAttr(RelationGetDescr(playbook), i)->atttypid;
		nulls[i] = row->nulls[i] ? 'n' : ' ';
	}
	if (SPI_execute_with_args(psprintf(statement, schema, column_names(playbook), parameters(playbook), set_texts(playbook)),
							  columns, types, row->values, nulls, false, 0) < 0)
		elog(ERROR, "cannot edit the playbook");
	return SPI_processed;
}

/* ---- rows ---- */

/* longer than anybody lives, and no sum with a time of a sale is out of range */
#define MOST_YEARS 100

/* of a row to be written; that it is above zero, the table checks */
static void
check_contact_every(const PlaybookRow *row)
{
	Interval most = {.month = MOST_YEARS * MONTHS_PER_YEAR};
	Datum every = row->values[PLAYBOOK_CONTACT_EVERY];

	if (!row->nulls[PLAYBOOK_CONTACT_EVERY] &&
		DatumGetBool(DirectFunctionCall2(interval_gt, every, IntervalPGetDatum(&most))))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("contact_every %s is more than %d years",
						DatumGetCString(DirectFunctionCall1(interval_out, every)), MOST_YEARS),
				 errhint("Give NULL where no contact is planned.")));
}

static PlaybookRow
row_of(HeapTuple tuple, Relation playbook)
{
	PlaybookRow row;

	heap_deform_tuple(tuple, RelationGetDescr(playbook), row.values, row.nulls);
	return row;
}

static bool
same_columns(const PlaybookRow *a, const PlaybookRow *b, Relation playbook, int first, int end)
{
	end = Min(end, RelationGetNumberOfAttributes(playbook));
	for (int i = first; i < end; i++)
	{
		Form_pg_attribute column = TupleDescAttr(RelationGetDescr(playbook), i);

		if (a->nulls[i] != b->nulls[i] ||
			(!a->nulls[i] && !datum_image_eq(a->values[i], b->values[i], column->attbyval, column->attlen)))
			return false;
	}
	return true;
}

/* a new row, also in place of a shipped one that was deleted; false when there is one */
static bool
add_own(Relation playbook, PlaybookRow *row)
{
	check_contact_every(row);
	return run("INSERT INTO %1$s.playbook_own AS own (%2$s) SELECT %3$s"
			   " WHERE NOT EXISTS (SELECT FROM %1$s.playbook WHERE " KEY_MATCHES ")"
			   " ON CONFLICT (subject, item, lang) DO UPDATE %4$s, hidden = false WHERE own.hidden",
			   playbook, row) > 0;
}

pg_noreturn static void
report_conflict(const PlaybookRow *row)
{
	ereport(ERROR,
			(errcode(ERRCODE_UNIQUE_VIOLATION),
			 errmsg("the playbook already has a row for (%s, %s, %s)",
					TextDatumGetCString(row->values[PLAYBOOK_SUBJECT]),
					TextDatumGetCString(row->values[PLAYBOOK_ITEM]),
					TextDatumGetCString(row->values[PLAYBOOK_LANG])),
			 errhint("Change it with UPDATE. INSERT ... ON CONFLICT DO NOTHING keeps it, where own is not among the columns.")));
}

static void
replace(Relation playbook, PlaybookRow *row)
{
	check_contact_every(row);
	run("INSERT INTO %1$s.playbook_own (%2$s) VALUES (%3$s)"
		" ON CONFLICT (subject, item, lang) DO UPDATE %4$s, hidden = false",
		playbook, row);
}

/* an own row goes, and a shipped one of the same key shows again; a shipped row is hidden */
static bool
take_out(Relation playbook, PlaybookRow *row)
{
	if (DatumGetBool(row->values[PLAYBOOK_OWN]))
		return run("DELETE FROM %1$s.playbook_own WHERE NOT hidden AND " KEY_MATCHES, playbook, row) > 0;
	for (int i = PLAYBOOK_NAME; i < PLAYBOOK_COLUMNS; i++)
		row->nulls[i] = true;
	return run("INSERT INTO %1$s.playbook_own (%2$s, hidden) VALUES (%3$s, true)"
			   " ON CONFLICT (subject, item, lang) DO UPDATE %4$s, hidden = true",
			   playbook, row) > 0;
}

/* false when nothing changes: then the row stays the extension's */
static bool
change(Relation playbook, PlaybookRow *old, PlaybookRow *new)
{
	if (!same_columns(old, new, playbook, PLAYBOOK_OWN, PLAYBOOK_OWN + 1))
		ereport(ERROR,
				(errcode(ERRCODE_GENERATED_ALWAYS),
				 errmsg("column own of the playbook cannot be changed"),
				 errhint("To take an edit back, DELETE the row: the shipped one shows again.")));
	if (same_columns(old, new, playbook, PLAYBOOK_SUBJECT, PLAYBOOK_NAME))
	{
		if (same_columns(old, new, playbook, PLAYBOOK_NAME, PLAYBOOK_COLUMNS)) /* own is the same, too */
			return false;
		replace(playbook, new);
		return true;
	}
	if (run("DELETE FROM %1$s.playbook_own WHERE NOT hidden AND " KEY_MATCHES
			" AND NOT EXISTS (SELECT FROM %1$s.playbook_shipped WHERE " KEY_MATCHES ")",
			playbook, old) == 0)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("a row of the playbook that the extension brings keeps its subject, item and language"),
				 errhint("INSERT a row with the new ones; DELETE this one if it is not wanted.")));
	if (!add_own(playbook, new))
		report_conflict(new);
	return true;
}

/* ---- ON CONFLICT DO NOTHING ---- */

/*
 * A trigger is not told of ON CONFLICT, but the planner knows of it, and asks
 * the default of the column own: NULL where nothing is to be done, else true.
 */
static bool
is_do_nothing(const PlannerInfo *root)
{
	return root != NULL && root->parse->onConflict != NULL && root->parse->onConflict->action == ONCONFLICT_NOTHING;
}

PG_FUNCTION_INFO_V1(customer_seg_playbook_own_support);
Datum
customer_seg_playbook_own_support(PG_FUNCTION_ARGS)
{
	Node *request = (Node *) PG_GETARG_POINTER(0);
	Node *result = NULL;

	if (IsA(request, SupportRequestSimplify) && is_do_nothing(((SupportRequestSimplify *) request)->root))
		result = makeBoolConst(false, true);
	PG_RETURN_POINTER(result);
}

PG_FUNCTION_INFO_V1(customer_seg_playbook_own);
Datum
customer_seg_playbook_own(PG_FUNCTION_ARGS)
{
	(void) fcinfo;
	PG_RETURN_BOOL(true);
}

/* ---- the trigger ---- */

/* The trigger function: the statement goes on with the row as it is now, or without it when it was gone. */
PG_FUNCTION_INFO_V1(customer_seg_playbook_edit);
Datum
customer_seg_playbook_edit(PG_FUNCTION_ARGS)
{
	TriggerData *trigger = (TriggerData *) fcinfo->context;
	Relation playbook;
	PlaybookRow old;
	PlaybookRow new;
	HeapTuple result;
	bool is_own_now = true;
	int own_column = PLAYBOOK_OWN + 1;
	Datum own = BoolGetDatum(true);
	bool own_is_null = false;

	if (!CALLED_AS_TRIGGER(fcinfo) || !TRIGGER_FIRED_INSTEAD(trigger->tg_event) ||
		RelationGetRelid(trigger->tg_relation) != get_relname_relid("playbook", get_func_namespace(fcinfo->flinfo->fn_oid)))
		ereport(ERROR,
				(errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
				 errmsg("playbook_edit is the trigger of the view playbook and of nothing else")));
	playbook = trigger->tg_relation;
	result = trigger->tg_trigtuple;
	old = row_of(result, playbook);

	SPI_connect();
	if (TRIGGER_FIRED_BY_DELETE(trigger->tg_event))
	{
		if (!take_out(playbook, &old))
			result = NULL;
		is_own_now = false;
	}
	else if (TRIGGER_FIRED_BY_INSERT(trigger->tg_event))
	{
		is_own_now = add_own(playbook, &old);
		if (!is_own_now && !old.nulls[PLAYBOOK_OWN])
			report_conflict(&old);
		if (!is_own_now)
			result = NULL;
	}
	else
	{
		result = trigger->tg_newtuple;
		new = row_of(result, playbook);
		is_own_now = change(playbook, &old, &new);
	}
	SPI_finish();

	if (is_own_now)
		result = heap_modify_tuple_by_cols(result, RelationGetDescr(playbook), 1, &own_column, &own, &own_is_null);
	return PointerGetDatum(result);
}
