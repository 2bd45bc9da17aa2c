/*
 * source_query.c
 *		The query of a source: planned, checked and run as if the user had typed it.
 *
 * Every hook that a server has for queries is called on the way, from parse
 * analysis to the end of the executor: other extensions answer a table, hide
 * rows, check privileges or count statements by them.  SPI does the same, but
 * does not show the plan that it will run.
 */
#include "source/source_query.h"

#include "executor/executor.h"
#include "tcop/cmdtag.h"
#include "tcop/tcopprot.h"
#include "tcop/utility.h"
#include "utils/memutils.h"
#include "utils/snapmgr.h"

/* An error names the query, to which a position in it refers: the user's own query is another. */
static void
add_context(void *arg)
{
	const SourceQuery *query = arg;
	int position = geterrposition();

	if (position == 0)
	{
		if (query->name == NULL)
			errcontext("SQL statement \"%s\"", query->text);
		else
			errcontext("%s", query->name);
		return;
	}
	errposition(0);
	internalerrposition(position);
	internalerrquery(query->text);
}

/* what follows is part of the query */
static void
enter_query(SourceQuery *query, ErrorContextCallback *callback, MemoryContext *old)
{
	*callback = (ErrorContextCallback){.previous = error_context_stack, .callback = add_context, .arg = query};
	error_context_stack = callback;
	*old = MemoryContextSwitchTo(query->context);
}

static void
leave_query(const ErrorContextCallback *callback, MemoryContext old)
{
	error_context_stack = callback->previous;
	MemoryContextSwitchTo(old);
}

static PlannedStmt *
analyze_and_plan(const SourceQuery *query)
{
	RawStmt *statement = linitial_node(RawStmt, pg_parse_query(query->text));
	int count = query->params == NULL ? 0 : query->params->numParams;
	Oid *types = palloc_array(Oid, Max(count, 1));
	List *queries;

	for (int i = 0; i < count; i++)
		types[i] = query->params->params[i].ptype;
	queries = pg_analyze_and_rewrite_fixedparams(statement, query->text, types, count, NULL);
	return plan_parallel_query(linitial_node(Query, queries), query->text, query->params);
}

/*
 * Plans a SELECT.  All tables in it stay locked, so the plan holds for the rest
 * of the transaction.  The parameters may be NULL when there are none.  name:
 * of a query that users do not know, what they have called.
 */
void
source_query_plan(SourceQuery *query, const char *text, const char *name, ParamListInfo params)
{
	ErrorContextCallback callback;
	MemoryContext old;

	query->context = AllocSetContextCreate(CurrentMemoryContext, "customer_seg query", ALLOCSET_DEFAULT_SIZES);
	query->text = MemoryContextStrdup(query->context, text);
	query->name = name;
	query->params = params;
	enter_query(query, &callback, &old);
	query->plan = analyze_and_plan(query);
	if (!CommandIsReadOnly(query->plan))
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("%s is not allowed in a query that only reads", CreateCommandName((Node *) query->plan)),
				 errhint("A view that locks or changes rows cannot be read here.")));
	leave_query(&callback, old);
}

/* checks privileges and opens the tables, as of the snapshot of the calling query */
void
source_query_begin(SourceQuery *query, DestReceiver *receiver)
{
	ErrorContextCallback callback;
	MemoryContext old;

	enter_query(query, &callback, &old);
	query->running = CreateQueryDesc(query->plan, query->text, GetActiveSnapshot(), InvalidSnapshot, receiver,
									 query->params, NULL, 0);
	ExecutorStart(query->running, 0);
	leave_query(&callback, old);
}

/* hands all rows to the receiver */
void
source_query_run(SourceQuery *query)
{
	ErrorContextCallback callback;
	MemoryContext old;

	enter_query(query, &callback, &old);
	run_executor(query->running);
	leave_query(&callback, old);
}

void
source_query_end(SourceQuery *query)
{
	ExecutorFinish(query->running);
	ExecutorEnd(query->running);
	FreeQueryDesc(query->running);
	MemoryContextDelete(query->context);
}
