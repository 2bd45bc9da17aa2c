/*
 * segment_scan.c
 *		segment() and its sisters in FROM, as a plan node of its own.
 *
 * The server keeps all rows of a function in a tuplestore before it reads the
 * first.  A custom scan hands them on one by one, makes only the columns that
 * are wanted, and can tell EXPLAIN what it did.  The planner puts it in the
 * place of the function scan wherever one of them stands alone in FROM; its
 * answer is the same.
 */
#define CUSTOMER_SEG_EXPLAINS
#include "segment/classification.h"

#include "access/htup_details.h"
#include "catalog/objectaccess.h"
#include "catalog/pg_proc.h"
#include "executor/executor.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "nodes/extensible.h"
#include "nodes/makefuncs.h"
#include "nodes/nodeFuncs.h"
#include "optimizer/clauses.h"
#include "optimizer/optimizer.h"
#include "optimizer/pathnode.h"
#include "optimizer/paths.h"
#include "optimizer/restrictinfo.h"
#include "parser/parsetree.h"
#include "segment/segment_scan.h"
#include "utils/acl.h"
#include "utils/lsyscache.h"
#include "utils/ruleutils.h"
#include "utils/syscache.h"

/* all libraries of a server share one list of such names */
#define SCAN_NAME "customer_seg.segment"

/* functions that the planner asks the same about are one kind */
typedef struct CallKind
{
	PGFunction support;
	Segmentation *(*begin)(FunctionCallInfo fcinfo, TupleDesc result, uint64 wanted);
} CallKind;

extern Datum customer_seg_segment_support(PG_FUNCTION_ARGS);
extern Datum customer_seg_segment_activities_support(PG_FUNCTION_ARGS);
extern Datum customer_seg_classify_support(PG_FUNCTION_ARGS);

static const CallKind call_kinds[] = {
	{customer_seg_segment_support, segmentation_begin},
	{customer_seg_segment_activities_support, segmentation_begin_activities},
	{customer_seg_classify_support, classification_begin},
};

typedef struct SegmentScanState
{
	CustomScanState scan;
	FuncExpr *call;
	const CallKind *kind;
	List *arguments;	   /* of ExprStates */
	Bitmapset *parameters; /* on which they depend */
	bool any_parameter;	   /* they may depend on others as well */
	uint64 wanted;		   /* OUT_BITs */
	TupleDesc result;
	Segmentation *run; /* NULL until the first row is asked for */
} SegmentScanState;

static set_rel_pathlist_hook_type next_hook;

/* ---- planning ---- */

/*
 * Is it called as it is?  Settings of its own, SECURITY DEFINER and hooks are
 * the function manager's to care for.
 */
static bool
is_called_directly(Oid function)
{
	HeapTuple tuple = SearchSysCache1(PROCOID, ObjectIdGetDatum(function));
	bool direct;

	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for function %u", function);
	direct = !((Form_pg_proc) GETSTRUCT(tuple))->prosecdef && heap_attisnull(tuple, Anum_pg_proc_proconfig, NULL) &&
			 !FmgrHookIsNeeded(function);
	ReleaseSysCache(tuple);
	return direct;
}

/* the kind of a function, or NULL: it is none of ours */
static const CallKind *
kind_of(Oid function)
{
	Oid support = get_func_support(function);
	FmgrInfo info;

	if (!OidIsValid(support))
		return NULL;
	fmgr_info(support, &info);
	for (int i = 0; i < (int) lengthof(call_kinds); i++)
		if (info.fn_addr == call_kinds[i].support)
			return &call_kinds[i];
	return NULL;
}

/* the call of one of these functions that is all of this FROM item, or NULL */
static FuncExpr *
segment_call(const RangeTblEntry *rte)
{
	RangeTblFunction *function;
	Oid called;

	if (rte->rtekind != RTE_FUNCTION || rte->funcordinality || list_length(rte->functions) != 1)
		return NULL;
	function = linitial(rte->functions);
	if (!IsA(function->funcexpr, FuncExpr) || function->funccolnames != NIL)
		return NULL;
	called = ((FuncExpr *) function->funcexpr)->funcid;
	if (kind_of(called) == NULL || !is_called_directly(called))
		return NULL;
	return (FuncExpr *) function->funcexpr;
}

/* all columns of the result, as the node's own tuple has them */
static List *
result_columns(Index relation, FuncExpr *call)
{
	TupleDesc result;
	List *columns = NIL;

	if (get_expr_result_type((Node *) call, NULL, &result) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "segment() has an unknown result");
	for (int i = 0; i < result->natts; i++)
	{
		Form_pg_attribute attribute = TupleDescAttr(result, i);
		Var *column = makeVar((int) relation, (AttrNumber) (i + 1), attribute->atttypid, attribute->atttypmod,
							  attribute->attcollation, 0);

		columns = lappend(columns, makeTargetEntry((Expr *) column, (AttrNumber) (i + 1),
												   pstrdup(NameStr(attribute->attname)), false));
	}
	return columns;
}

static Node *create_scan_state(CustomScan *scan);

static const CustomScanMethods scan_methods = {
	.CustomName = SCAN_NAME,
	.CreateCustomScanState = create_scan_state,
};

static Plan *
plan_scan(PlannerInfo *root, RelOptInfo *rel, CustomPath *path, List *targets, List *clauses, List *children)
{
	CustomScan *scan = makeNode(CustomScan);
	FuncExpr *call = segment_call(planner_rt_fetch(rel->relid, root));

	(void) children;
	scan->scan.plan.targetlist = targets;
	scan->scan.plan.qual = extract_actual_clauses(clauses, false);
	scan->flags = path->flags;
	scan->custom_exprs = list_make1(copyObject(call));
	scan->custom_scan_tlist = result_columns(rel->relid, call);
	scan->methods = &scan_methods;
	return &scan->scan.plan;
}

static const CustomPathMethods path_methods = {
	.CustomName = SCAN_NAME,
	.PlanCustomPath = plan_scan,
};

/* Is the row wanted as a whole? A custom scan has columns only. */
static bool
wants_whole_row(const RelOptInfo *rel)
{
	Bitmapset *attributes = NULL;
	ListCell *cell;

	pull_varattnos((Node *) rel->reltarget->exprs, rel->relid, &attributes);
	foreach (cell, rel->baserestrictinfo)
		pull_varattnos((Node *) lfirst_node(RestrictInfo, cell)->clause, rel->relid, &attributes);
	return bms_is_member(InvalidAttrNumber - FirstLowInvalidHeapAttributeNumber, attributes);
}

static void
offer_scan(PlannerInfo *root, RelOptInfo *rel, Index number, RangeTblEntry *rte)
{
	const Path *function_scan;
	CustomPath *path;

	if (next_hook != NULL)
		next_hook(root, rel, number, rte);
	if (rte->rtekind != RTE_FUNCTION || rel->pathlist == NIL || segment_call(rte) == NULL || wants_whole_row(rel))
		return;
	function_scan = linitial(rel->pathlist);
	if (function_scan->pathtype != T_FunctionScan) /* known to be empty */
		return;
	path = makeNode(CustomPath);
	path->path = *function_scan;
	NodeSetTag(&path->path, T_CustomPath);
	path->path.pathtype = T_CustomScan;
	path->flags = CUSTOMPATH_SUPPORT_PROJECTION;
	path->methods = &path_methods;
	rel->pathlist = NIL;
	add_path(rel, &path->path);
}

/* ---- executing ---- */

/* OUT_BITs of the columns that appear in the plan */
static uint64
wanted_columns(const Plan *plan)
{
	Bitmapset *attributes = NULL;
	uint64 wanted = 0;

	pull_varattnos((Node *) plan->targetlist, INDEX_VAR, &attributes);
	pull_varattnos((Node *) plan->qual, INDEX_VAR, &attributes);
	for (int i = 0; i < MOST_OUT_COLUMNS; i++)
		if (bms_is_member(i + 1 - FirstLowInvalidHeapAttributeNumber, attributes))
			wanted |= OUT_BIT(i);
	return wanted;
}

static void
begin_scan(CustomScanState *node, EState *estate, int flags)
{
	SegmentScanState *state = (SegmentScanState *) node;
	CustomScan *scan = (CustomScan *) node->ss.ps.plan;

	(void) estate;
	(void) flags;
	state->call = linitial_node(FuncExpr, scan->custom_exprs);
	state->kind = kind_of(state->call->funcid);
	state->wanted = wanted_columns(node->ss.ps.plan);
	check_may_execute(state->call->funcid);
	state->arguments = ExecInitExprList(state->call->args, &node->ss.ps);
	state->parameters = pull_paramids((Expr *) state->call);
	state->any_parameter = contain_subplans((Node *) state->call);
	state->result = ExecTypeFromTL(scan->custom_scan_tlist);
}

static void
begin_run(SegmentScanState *state)
{
	LOCAL_FCINFO(fcinfo, FUNC_MAX_ARGS);
	FmgrInfo function;
	ExprContext *econtext = state->scan.ss.ps.ps_ExprContext;
	MemoryContext old;
	ListCell *cell;
	int i = 0;

	fmgr_info(state->call->funcid, &function);
	InitFunctionCallInfoData(*fcinfo, &function, list_length(state->arguments), InvalidOid, NULL, NULL);
	foreach (cell, state->arguments)
	{
		fcinfo->args[i].value = ExecEvalExprSwitchContext((ExprState *) lfirst(cell), econtext, &fcinfo->args[i].isnull);
		i++;
	}
	old = MemoryContextSwitchTo(state->scan.ss.ps.state->es_query_cxt);
	state->run = state->kind->begin(fcinfo, state->result, state->wanted);
	MemoryContextSwitchTo(old);
}

static TupleTableSlot *
next_row(ScanState *node)
{
	SegmentScanState *state = (SegmentScanState *) node;
	TupleTableSlot *slot = node->ss_ScanTupleSlot;

	if (state->run == NULL)
		begin_run(state);
	ExecClearTuple(slot);
	if (segmentation_next(state->run, slot->tts_values, slot->tts_isnull))
		ExecStoreVirtualTuple(slot);
	return slot;
}

/*
 * When a row that was changed meanwhile is checked again, minor releases of
 * before November 2025 come here, in a subquery, for each row that they want.
 * (A scan whose row is to be kept for that wants it whole, and is not ours.)
 */
static bool
recheck_row(ScanState *node, TupleTableSlot *slot)
{
	(void) slot;
	return !TupIsNull(next_row(node));
}

static TupleTableSlot *
execute_scan(CustomScanState *node)
{
	return ExecScan(&node->ss, next_row, recheck_row);
}

static void
end_run(SegmentScanState *state)
{
	if (state->run != NULL)
		segmentation_end(state->run);
	state->run = NULL;
}

static void
end_scan(CustomScanState *node)
{
	end_run((SegmentScanState *) node);
}

/* with the same arguments, the same customers once more; another value to compare them with is no reason to read */
static void
rescan(CustomScanState *node)
{
	SegmentScanState *state = (SegmentScanState *) node;

	const Bitmapset *changed = node->ss.ps.chgParam;

	if (changed != NULL && (state->any_parameter || bms_overlap(changed, state->parameters)))
		end_run(state);
	else if (state->run != NULL)
		segmentation_rewind(state->run);
	ExecScanReScan(&node->ss);
}

static Node *
source_argument(const FuncExpr *call)
{
	return list_nth(call->args, source_argument_number(call->funcid));
}

static void
explain_scan(CustomScanState *node, List *ancestors, ExplainState *es)
{
	SegmentScanState *state = (SegmentScanState *) node;
	const Segmentation *run = state->run;
	List *context = set_deparse_context_plan(es->deparse_cxt, node->ss.ps.plan, ancestors);

	if (es->verbose)
		ExplainPropertyText("Function Call", deparse_expression((Node *) state->call, context, true, false), es);
	else
		ExplainPropertyText("Source", deparse_expression(source_argument(state->call), context, false, false), es);
	if (run == NULL)
		return;
	ExplainPropertyText("Read Method", run->reader.pub.by_pages ? "pages" : "query", es);
	ExplainPropertyInteger("Rows Read", NULL, run->reader.pub.rows, es);
	if (run->reader.pub.shared.processes > 0)
		ExplainPropertyInteger("Workers Launched", NULL, run->reader.pub.shared.processes - 1, es);
	if (run->classes != NULL)
		ExplainPropertyBool("Past Read", classification_asked_past(run->classes), es);
	ExplainPropertyInteger("Memory Usage", "kB", segmentation_memory(run) / 1024, es);
	if (run->reader.customers.rows_spilled + run->reader.orders.rows_spilled > 0)
		ExplainPropertyInteger("Rows Spilled", NULL,
							   run->reader.customers.rows_spilled + run->reader.orders.rows_spilled, es);
}

static const CustomExecMethods exec_methods = {
	.CustomName = SCAN_NAME,
	.BeginCustomScan = begin_scan,
	.ExecCustomScan = execute_scan,
	.EndCustomScan = end_scan,
	.ReScanCustomScan = rescan,
	.ExplainCustomScan = explain_scan,
};

static Node *
create_scan_state(CustomScan *scan)
{
	SegmentScanState *state = (SegmentScanState *) newNode(sizeof(SegmentScanState), T_CustomScanState);

	(void) scan;
	state->scan.methods = &exec_methods;
	return (Node *) state;
}

/* when the library is loaded, which the planner does itself when it meets segment() */
void
segment_scan_install(void)
{
	RegisterCustomScanMethods(&scan_methods);
	next_hook = set_rel_pathlist_hook;
	set_rel_pathlist_hook = offer_scan;
}
