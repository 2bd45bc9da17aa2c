/*
 * source_support.c
 *		Tells the planner how many customers a function will return that reads a
 *		source, and what it costs: about what statistics say of the customer
 *		column, and about what reading the table costs.
 */
#include "source/source_support.h"

#include "access/htup_details.h"
#include "catalog/pg_class.h"
#include "catalog/pg_statistic.h"
#include "miscadmin.h"
#include "nodes/nodeFuncs.h"
#include "nodes/supportnodes.h"
#include "optimizer/optimizer.h"
#include "source/selection.h"
#include "utils/acl.h"
#include "utils/lsyscache.h"
#include "utils/rls.h"
#include "utils/syscache.h"

typedef struct SourceSize
{
	double pages;
	double rows;
	double customers; /* 0 when unknown */
} SourceSize;

/* the argument's value, or false when it is not known when planning */
static bool
constant_argument(List *args, int number, Datum *value)
{
	Node *node = list_nth(args, number);

	if (!IsA(node, Const) || ((Const *) node)->constisnull)
		return false;
	*value = ((Const *) node)->constvalue;
	return true;
}

/* how many different values a column has, by the statistics; 0 when there are none */
static double
count_distinct(Oid relation, AttrNumber column, bool with_children, double rows)
{
	HeapTuple tuple = SearchSysCache3(STATRELATTINH, ObjectIdGetDatum(relation),
									  Int16GetDatum(column), BoolGetDatum(with_children));
	double distinct;

	if (!HeapTupleIsValid(tuple))
		return 0;
	distinct = ((Form_pg_statistic) GETSTRUCT(tuple))->stadistinct;
	ReleaseSysCache(tuple);
	return distinct < 0 ? -distinct * rows : distinct;
}

/*
 * The size of the source, as the last ANALYZE saw it.  Who may not read the
 * table, or not all of it, learns nothing of it from an EXPLAIN.
 */
static bool
measure_source(FuncExpr *call, SourceSize *size)
{
	int first = source_argument_number(call->funcid);
	Datum source;
	Datum column;
	Oid relation;
	HeapTuple tuple;
	Form_pg_class form;
	bool partitioned;

	if (!constant_argument(call->args, first, &source) || !constant_argument(call->args, first + 1, &column))
		return false;
	relation = DatumGetObjectId(source);
	tuple = SearchSysCache1(RELOID, ObjectIdGetDatum(relation));
	if (!HeapTupleIsValid(tuple))
		return false;
	form = (Form_pg_class) GETSTRUCT(tuple);
	size->rows = form->reltuples;
	size->pages = Max(form->relpages, 0); /* a partitioned table has none */
	partitioned = form->relkind == RELKIND_PARTITIONED_TABLE;
	ReleaseSysCache(tuple);
	if (size->rows <= 0 ||
		pg_class_aclcheck(relation, GetUserId(), ACL_SELECT) != ACLCHECK_OK ||
		check_enable_rls(relation, InvalidOid, true) == RLS_ENABLED)
		return false;
	size->customers = count_distinct(relation, get_attnum(relation, NameStr(*DatumGetName(column))),
									 partitioned, size->rows);
	return true;
}

/* the answer of a support function to a request of the planner's, or NULL: about functions whose rows are customers */
Node *
source_support(Node *request)
{
	SourceSize size;

	if (IsA(request, SupportRequestRows))
	{
		SupportRequestRows *rows = (SupportRequestRows *) request;

		if (is_funcclause(rows->node) && measure_source((FuncExpr *) rows->node, &size) && size.customers > 0)
		{
			rows->rows = size.customers;
			return request;
		}
	}
	else if (IsA(request, SupportRequestCost))
	{
		SupportRequestCost *cost = (SupportRequestCost *) request;

		if (is_funcclause(cost->node) && measure_source((FuncExpr *) cost->node, &size))
		{
			/* it reads the source, and does about as much with each row as a few operators */
			cost->startup = size.pages * seq_page_cost + size.rows * (cpu_tuple_cost + 4 * cpu_operator_cost);
			cost->per_tuple = 20 * cpu_operator_cost;
			return request;
		}
	}
	return NULL;
}
