/*
 * answers.c
 *		Plays an extension that keeps the rows of a table elsewhere.
 *
 * Every table X beside which there is a table X_elsewhere is answered by a
 * custom scan with the rows of that one.  The scan has the name that
 * customer_seg once gave to its own.
 */
#include "postgres.h"

#include "access/table.h"
#include "access/tableam.h"
#include "executor/executor.h"
#include "fmgr.h"
#include "nodes/extensible.h"
#include "optimizer/pathnode.h"
#include "optimizer/paths.h"
#include "optimizer/restrictinfo.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"

PG_MODULE_MAGIC;

typedef struct ElsewhereState
{
	CustomScanState scan;
	Relation elsewhere;
	TableScanDesc rows;
	TupleTableSlot *row;
} ElsewhereState;

static set_rel_pathlist_hook_type next_hook;

extern PGDLLEXPORT void _PG_init(void);

/* the table with the rows of another, or InvalidOid */
static Oid
elsewhere_of(Oid relation)
{
	const char *name = get_rel_name(relation);

	return name == NULL ? InvalidOid : get_relname_relid(psprintf("%s_elsewhere", name), get_rel_namespace(relation));
}

static void
begin(CustomScanState *node, EState *estate, int flags)
{
	ElsewhereState *state = (ElsewhereState *) node;

	state->elsewhere = table_open(elsewhere_of(RelationGetRelid(node->ss.ss_currentRelation)), AccessShareLock);
	state->rows = table_beginscan_strat(state->elsewhere, estate->es_snapshot, 0, NULL, true, true);
	state->row = table_slot_create(state->elsewhere, &estate->es_tupleTable);
}

static TupleTableSlot *
next_row(ScanState *node)
{
	ElsewhereState *state = (ElsewhereState *) node;

	if (!table_scan_getnextslot(state->rows, ForwardScanDirection, state->row))
		return ExecClearTuple(node->ss_ScanTupleSlot);
	return ExecCopySlot(node->ss_ScanTupleSlot, state->row);
}

static bool
recheck(ScanState *node, TupleTableSlot *slot)
{
	return true;
}

static TupleTableSlot *
execute(CustomScanState *node)
{
	return ExecScan(&node->ss, next_row, recheck);
}

static void
end(CustomScanState *node)
{
	ElsewhereState *state = (ElsewhereState *) node;

	table_endscan(state->rows);
	table_close(state->elsewhere, NoLock);
}

static void
rescan(CustomScanState *node)
{
	table_rescan(((ElsewhereState *) node)->rows, NULL);
	ExecScanReScan(&node->ss);
}

static const CustomExecMethods exec_methods = {
	.CustomName = "segment",
	.BeginCustomScan = begin,
	.ExecCustomScan = execute,
	.EndCustomScan = end,
	.ReScanCustomScan = rescan,
};

static Node *
create_state(CustomScan *scan)
{
	ElsewhereState *state = (ElsewhereState *) newNode(sizeof(ElsewhereState), T_CustomScanState);

	state->scan.methods = &exec_methods;
	return (Node *) state;
}

static const CustomScanMethods scan_methods = {
	.CustomName = "segment",
	.CreateCustomScanState = create_state,
};

static Plan *
plan(PlannerInfo *root, RelOptInfo *rel, CustomPath *path, List *targets, List *clauses, List *children)
{
	CustomScan *scan = makeNode(CustomScan);

	scan->scan.plan.targetlist = targets;
	scan->scan.plan.qual = extract_actual_clauses(clauses, false);
	scan->scan.scanrelid = rel->relid;
	scan->flags = path->flags;
	scan->methods = &scan_methods;
	return &scan->scan.plan;
}

static const CustomPathMethods path_methods = {
	.CustomName = "segment",
	.PlanCustomPath = plan,
};

static void
answer(PlannerInfo *root, RelOptInfo *rel, Index number, RangeTblEntry *rte)
{
	CustomPath *path;

	if (next_hook != NULL)
		next_hook(root, rel, number, rte);
	if (rte->rtekind != RTE_RELATION || rte->inh || !OidIsValid(elsewhere_of(rte->relid)))
		return;
	path = makeNode(CustomPath);
	path->path.pathtype = T_CustomScan;
	path->path.parent = rel;
	path->path.pathtarget = rel->reltarget;
	path->path.rows = rel->rows;
	path->flags = CUSTOMPATH_SUPPORT_PROJECTION;
	path->methods = &path_methods;
	rel->pathlist = NIL;
	rel->partial_pathlist = NIL;
	add_path(rel, &path->path);
}

void
_PG_init(void)
{
	RegisterCustomScanMethods(&scan_methods);
	next_hook = set_rel_pathlist_hook;
	set_rel_pathlist_hook = answer;
}
