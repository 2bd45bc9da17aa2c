/*
 * query_result.c
 *		Functions whose rows are those of a query that is made of their arguments.
 *
 * A body in SQL would do but for customers of any type, which it takes only as
 * a string, in which the schema's name could not change.  All that such a
 * query names is qualified, so that no search_path has a say.
 */
#include "source/query_result.h"

#include "access/htup_details.h"
#include "catalog/pg_operator.h"
#include "executor/tstoreReceiver.h"
#include "funcapi.h"
#include "jit/jit.h"
#include "source/source_query.h"
#include "tcop/dest.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"

/* the schema of the function that is called, and so of the extension, as a query has it */
const char *
own_schema(FunctionCallInfo fcinfo)
{
	return quote_identifier(get_namespace_name(get_func_namespace(fcinfo->flinfo->fn_oid)));
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

/* runs it with the caller's rights, as of the calling query's snapshot */
void
return_query(FunctionCallInfo fcinfo, const char *text, ParamListInfo params)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	DestReceiver *receiver = CreateDestReceiver(DestTuplestore);
	SourceQuery query;

	InitMaterializedSRF(fcinfo, 0);
	SetTuplestoreDestReceiverParams(receiver, rsinfo->setResult, rsinfo->econtext->ecxt_per_query_memory, false, NULL, NULL);
	source_query_plan(&query, text, params);
	query.plan->jitFlags = PGJIT_NONE; /* all of the time goes to the functions that it calls */
	source_query_begin(&query, receiver);
	source_query_run(&query);
	source_query_end(&query);
	receiver->rDestroy(receiver);
}
