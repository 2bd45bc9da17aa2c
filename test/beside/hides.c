/*
 * hides.c
 *		Plays extensions that hide rows: of a table named masked, by the planner,
 *		all customers but those below 10; of one named emptied, when the executor
 *		begins, all.
 */
#include "postgres.h"

#include "catalog/pg_operator_d.h"
#include "catalog/pg_type_d.h"
#include "executor/executor.h"
#include "fmgr.h"
#include "nodes/makefuncs.h"
#include "nodes/nodeFuncs.h"
#include "utils/lsyscache.h"

#include "planner.h"

PG_MODULE_MAGIC;

static planner_hook_type next_planner;
static ExecutorStart_hook_type next_start;

extern PGDLLEXPORT void _PG_init(void);

static bool
is_named(const RangeTblEntry *rte, const char *name)
{
	const char *relation = rte->rtekind == RTE_RELATION ? get_rel_name(rte->relid) : NULL;

	return relation != NULL && strcmp(relation, name) == 0;
}

static void
mask(Query *query, Index number, Oid relation)
{
	Var *customer = makeVar((int) number, get_attnum(relation, "customer_id"), INT4OID, -1, InvalidOid, 0);
	Const *limit = makeConst(INT4OID, -1, InvalidOid, sizeof(int32), Int32GetDatum(10), false, true);
	Expr *below = make_opclause(Int4LessOperator, BOOLOID, false, &customer->xpr, &limit->xpr, InvalidOid, InvalidOid);

	set_opfuncid((OpExpr *) below);
	query->jointree->quals = make_and_qual(query->jointree->quals, (Node *) below);
}

static PlannedStmt *
plan(PLANNER_PARAMETERS)
{
	ListCell *cell;

	foreach (cell, query->rtable)
		if (is_named(lfirst(cell), "masked"))
			mask(query, (Index) foreach_current_index(cell) + 1, ((RangeTblEntry *) lfirst(cell))->relid);
	return (next_planner != NULL ? next_planner : standard_planner)(PLANNER_ARGUMENTS);
}

/* a node that brings nothing, in the place of another */
static PlanState *
nothing(PlanState *instead_of)
{
	Result *result = makeNode(Result);

	result->plan.targetlist = instead_of->plan->targetlist;
	result->resconstantqual = (Node *) list_make1(makeBoolConst(false, false));
	ExecEndNode(instead_of);
	return ExecInitNode(&result->plan, instead_of->state, 0);
}

static void
start(QueryDesc *query, int flags)
{
	ListCell *cell;

	(next_start != NULL ? next_start : standard_ExecutorStart)(query, flags);
	foreach (cell, query->plannedstmt->rtable)
		if (query->plannedstmt->commandType == CMD_SELECT && is_named(lfirst(cell), "emptied"))
		{
			query->planstate = nothing(query->planstate);
			return;
		}
}

void
_PG_init(void)
{
	next_planner = planner_hook;
	planner_hook = plan;
	next_start = ExecutorStart_hook;
	ExecutorStart_hook = start;
}
