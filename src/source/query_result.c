/*
 * query_result.c
 *		Functions whose rows are those of a query that is made of their arguments,
 *		or that ask one.
 *
 * A body in SQL would do but for customers of any type, which it takes only as
 * a string, in which the schema's name could not change.  All that such a
 * query names is qualified, so that no search_path has a say.
 */
#include "source/query_result.h"

#include "access/htup_details.h"
#include "catalog/pg_operator.h"
#include "catalog/pg_type.h"
#include "executor/tstoreReceiver.h"
#include "funcapi.h"
#include "jit/jit.h"
#include "source/source_query.h"
#include "tcop/dest.h"
#include "utils/builtins.h"
#include "utils/datum.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"

/* the schema of the function that is called, and so of the extension, as a query has it */
const char *
own_schema(FunctionCallInfo fcinfo)
{
	return quote_identifier(get_namespace_name(get_func_namespace(fcinfo->flinfo->fn_oid)));
}

/* a type of the extension */
Oid
own_type(FunctionCallInfo fcinfo, const char *name)
{
	return GetSysCacheOid2(TYPENAMENSP, Anum_pg_type_oid, CStringGetDatum(name),
						   ObjectIdGetDatum(get_func_namespace(fcinfo->flinfo->fn_oid)));
}

/* without a length, which character alone would have */
char *
type_for_query(Oid type)
{
	return format_type_extended(type, -1, FORMAT_TYPE_FORCE_QUALIFY | FORMAT_TYPE_TYPEMOD_GIVEN);
}

/* as OPERATOR(pg_catalog.=) */
char *
operator_for_query(Oid operator)
{
	HeapTuple tuple = SearchSysCache1(OPEROID, ObjectIdGetDatum(operator));
	Form_pg_operator form;
	char *text;

	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for operator %u", operator);
	form = (Form_pg_operator) GETSTRUCT(tuple);
	text = psprintf("OPERATOR(%s.%s)", quote_identifier(get_namespace_name(form->oprnamespace)), NameStr(form->oprname));
	ReleaseSysCache(tuple);
	return text;
}

void
set_parameter_value(ParamListInfo params, int number, Oid type, Datum value, bool is_null)
{
	params->params[number] = (ParamExternData){
		.value = is_null ? (Datum) 0 : value, .isnull = is_null, .pflags = PARAM_FLAG_CONST, .ptype = type};
}

/* $1 is the first argument, and so on */
ParamListInfo
arguments_as_parameters(FunctionCallInfo fcinfo)
{
	ParamListInfo params = makeParamList(PG_NARGS());

	for (int i = 0; i < PG_NARGS(); i++)
		set_parameter_value(params, i, get_fn_expr_argtype(fcinfo->flinfo, i), PG_GETARG_DATUM(i), PG_ARGISNULL(i));
	return params;
}

/* with the caller's rights, as of the calling query's snapshot; name: in errors, or NULL */
static void
run_query(const char *text, const char *name, ParamListInfo params, DestReceiver *receiver)
{
	SourceQuery query;

	source_query_plan(&query, text, name, params);
	query.plan->jitFlags = PGJIT_NONE; /* all of the time goes to the functions that it calls */
	source_query_begin(&query, receiver);
	source_query_run(&query);
	source_query_end(&query);
}

/* its rows are the result of the call */
void
return_query(FunctionCallInfo fcinfo, const char *text, ParamListInfo params)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	DestReceiver *receiver = CreateDestReceiver(DestTuplestore);

	InitMaterializedSRF(fcinfo, 0);
	SetTuplestoreDestReceiverParams(receiver, rsinfo->setResult, rsinfo->econtext->ecxt_per_query_memory, false, NULL, NULL);
	run_query(text, psprintf("%s()", get_func_name(fcinfo->flinfo->fn_oid)), params, receiver);
	receiver->rDestroy(receiver);
}

/* ---- one row ---- */

typedef struct RowTaker
{
	DestReceiver pub;
	MemoryContext context; /* of the values */
	Datum *values;
	bool *nulls;
	bool taken;
} RowTaker;

static bool
take_row(TupleTableSlot *slot, DestReceiver *self)
{
	RowTaker *taker = (RowTaker *) self;
	MemoryContext old = MemoryContextSwitchTo(taker->context);

	slot_getallattrs(slot);
	for (int i = 0; i < slot->tts_nvalid; i++)
	{
		Form_pg_attribute column = TupleDescAttr(slot->tts_tupleDescriptor, i);

		taker->nulls[i] = slot->tts_isnull[i];
		if (!taker->nulls[i])
			taker->values[i] = datumCopy(slot->tts_values[i], column->attbyval, column->attlen);
	}
	taker->taken = true;
	MemoryContextSwitchTo(old);
	return false;
}

static void
take_nothing_at_start(DestReceiver *self, int operation, TupleDesc type)
{
	(void) self;
	(void) operation;
	(void) type;
}

static void
take_nothing(DestReceiver *self)
{
	(void) self;
}

/* the first row of a query, in the current memory context; false where there is none */
bool
query_row(const char *text, ParamListInfo params, Datum *values, bool *nulls)
{
	RowTaker taker = {
		.pub = {.receiveSlot = take_row, .rStartup = take_nothing_at_start, .rShutdown = take_nothing, .rDestroy = take_nothing, .mydest = DestNone},
		.context = CurrentMemoryContext,
		.values = values,
		.nulls = nulls,
	};

	run_query(text, NULL, params, &taker.pub);
	return taker.taken;
}
