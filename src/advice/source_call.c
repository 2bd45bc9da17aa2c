/*
 * source_call.c
 *		A call that reads sales, and the parts of the query that answers it.
 */
#include "advice/source_call.h"

#include "catalog/pg_type.h"
#include "lib/stringinfo.h"
#include "source/query_result.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/typcache.h"

/*
 * The call of a function, or of its sister for customers of any type, with so
 * many arguments between the source and its columns.  All are looked at before
 * there is a query, of which an error need not speak.
 */
SourceCall
begin_source_call(FunctionCallInfo fcinfo, const char *function, int between)
{
	int source = source_argument_number(fcinfo->flinfo->fn_oid);
	SourceCall call = {
		.fcinfo = fcinfo,
		.schema = own_schema(fcinfo),
		.source = source,
		.columns = source + between,
		.customers = source == 0 ? INT8OID : get_fn_expr_argtype(fcinfo->flinfo, 0),
	};
	Selection selection;

	source_arguments_apart(fcinfo, source, call.columns, call.columns + ARG_YARDSTICK, &selection);
	selection_check_customers(&selection, fcinfo, function, call.customers, source == 0);
	call.key = selection.column[COLUMN_CUSTOMER].key.type;
	call.collation = selection.column[COLUMN_CUSTOMER].key.collation;
	return call;
}

static int
argument_number(const SourceCall *call, int argument)
{
	return argument == ARG_SOURCE ? call->source : call->columns + argument;
}

/* the parameter of an argument of this call, in its query */
char *
parameter(const SourceCall *call, int argument)
{
	return psprintf("$%d", argument_number(call, argument) + 1);
}

/* those of the arguments from `source` up to one of them */
char *
parameters_up_to(const SourceCall *call, int last)
{
	StringInfoData list;

	initStringInfo(&list);
	for (int i = 0; i <= last; i++)
		appendStringInfo(&list, "%s%s", i > 0 ? ", " : "", parameter(call, i));
	return list.data;
}

bool
is_given(const SourceCall *call, int argument)
{
	return !call->fcinfo->args[argument_number(call, argument)].isnull;
}

/* the call of one function of the extension that reads a relation, or of its form for customers of any type */
char *
call_of(const SourceCall *call, const char *function, const char *arguments)
{
	return call->source == 0 ? psprintf("%s.%s(%s)", call->schema, function, arguments) :
							   psprintf("%s.%s_as(NULL::%s, %s)", call->schema, function, type_for_query(call->customers), arguments);
}

/* the operator by which values of the customers' type are equal, or come one before the other */
char *
customer_operator(const SourceCall *call, int flag)
{
	TypeCacheEntry *type = lookup_type_cache(call->customers, flag);
	Oid operator= flag == TYPECACHE_EQ_OPR ? type->eq_opr : type->lt_opr;

	if (!OidIsValid(operator))
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_FUNCTION),
				 errmsg("customers of type %s cannot be sorted", format_type_be(call->customers)),
				 errhint("Cast them to text in a view.")));
	return operator_for_query(operator);
}

/* customers in an order that no locale has a say in */
char *
customer_order(const SourceCall *call)
{
	const char *collate = type_is_collatable(call->customers) ? " COLLATE pg_catalog.\"C\"" : "";

	return psprintf("customer%s USING %s", collate, customer_operator(call, TYPECACHE_LT_OPR));
}
