/*
 * next_actions.c
 *		next_actions() and contact_list(): what to do next about every customer of
 *		a sales table, and with whom to be in touch today.
 */
#include "source/query_result.h"

#include "catalog/pg_type.h"
#include "lib/stringinfo.h"
#include "server/calls.h"
#include "source/selection.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/typcache.h"

/* arguments after those of the selection, which begin at the number of `source` */
enum
{
	ARG_SINCE = ARG_PROFIT_COLUMN + 1,
	ARG_AS_OF,
	ARG_YARDSTICK,
	ARG_LAPSE_AFTER,
	ARG_CONTACT_LOG,
	ARG_LANG,
	ARG_CAPACITY /* of contact_list() only */
};

/* a call: what its query is made of */
typedef struct Call
{
	FunctionCallInfo fcinfo;
	const char *schema;
	int first;	   /* number of the argument `source`; before it that of the customers' type, if there is one */
	Oid customers; /* their type */
} Call;

/* The arguments are looked at before there is a query, of which an error need not speak. */
static Call
begin_call(FunctionCallInfo fcinfo, const char *function)
{
	int first = source_argument_number(fcinfo->flinfo->fn_oid);
	Call call = {
		.fcinfo = fcinfo,
		.schema = own_schema(fcinfo),
		.first = first,
		.customers = first == 0 ? INT8OID : get_fn_expr_argtype(fcinfo->flinfo, 0),
	};
	Selection source;

	source_arguments(fcinfo, first, first + ARG_YARDSTICK, &source);
	selection_check_customers(&source, fcinfo, function, call.customers, first == 0);
	return call;
}

/* the parameter of an argument that comes so many after `source` */
static char *
parameter(const Call *call, int argument)
{
	return psprintf("$%d", call->first + argument + 1);
}

/* those of the arguments from `source` up to one of them */
static char *
parameters_up_to(const Call *call, int last)
{
	StringInfoData list;

	initStringInfo(&list);
	for (int i = 0; i <= last; i++)
		appendStringInfo(&list, "%s%s", i > 0 ? ", " : "", parameter(call, i));
	return list.data;
}

/* the call of one function of the extension that reads a relation, or of its form for customers of any type */
static char *
call_of(const Call *call, const char *function, const char *arguments)
{
	return call->first == 0 ? psprintf("%s.%s(%s)", call->schema, function, arguments) :
							  psprintf("%s.%s_as(NULL::%s, %s)", call->schema, function, type_for_query(call->customers), arguments);
}

/* the operator by which values of the customers' type are equal, or come one before the other */
static char *
customer_operator(const Call *call, int flag)
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

static bool
is_given(const Call *call, int argument)
{
	return !call->fcinfo->args[call->first + argument].isnull;
}

/* what the log says of the customer of s */
static char *
log_join(const Call *call)
{
	char *arguments = psprintf("%s, %s", parameter(call, ARG_CONTACT_LOG), parameter(call, ARG_AS_OF));

	return psprintf("LEFT JOIN %s AS l ON l.customer %s s.customer", call_of(call, "contact_log", arguments),
					customer_operator(call, TYPECACHE_EQ_OPR));
}

/*
 * Where it cannot be told after how long away a customer has left, nobody is
 * overdue or lapsed, and new is who came within the latter half of what would
 * have been that time.
 */
static char *
stage_expression(const Call *call)
{
	return psprintf("CASE WHEN p.lapse_after IS NOT NULL THEN %1$s.life_stage(s.activity, p.as_of_day, p.lapse_after)"
					" WHEN %1$s.first_day(s.activity) OPERATOR(pg_catalog.>=) (p.as_of_day OPERATOR(pg_catalog.-) (p.base_hiatus OPERATOR(pg_catalog./) 2))"
					" THEN 'new'::%1$s.life_stage END",
					call->schema);
}

/*
 * A row a customer; n is what next_action() says, but for the share of the
 * lapsed who came back in the past, which of fewer than 10 is not known.
 */
static char *
actions_query(const Call *call)
{
	bool log = is_given(call, ARG_CONTACT_LOG);
	char *past = psprintf("%s._past(%s, lapse_after => %s)", call->schema, parameters_up_to(call, ARG_AS_OF),
						  parameter(call, ARG_LAPSE_AFTER));
	char *touch = log ? "GREATEST(l.last_outreach, l.last_inbound), l.open_complaints" : "NULL::pg_catalog.timestamptz, NULL::bigint";

	return psprintf("SELECT s.customer, %s._next_action(s.activity, s.quadrant, %s, p.as_of_day, pg_catalog.make_interval(days => p.lapse_after),"
					" %s, coalesce(%s, 'en'), CASE WHEN p.lapsed_then OPERATOR(pg_catalog.>=) 10::bigint THEN p.lapsed_came_back END, p.lapsed_then) AS n FROM %s AS p CROSS JOIN %s AS s %s OFFSET 0",
					call->schema, stage_expression(call), touch, parameter(call, ARG_LANG), past,
					call_of(call, "segment", parameters_up_to(call, ARG_YARDSTICK)), log ? log_join(call) : "");
}

/* next_actions(source, ...), next_actions_as(customer_type, source, ...) */
PG_FUNCTION_INFO_V1(customer_seg_next_actions);
Datum
customer_seg_next_actions(PG_FUNCTION_ARGS)
{
	Call call = begin_call(fcinfo, "next_actions");

	return_query(fcinfo,
				 psprintf("SELECT customer, (n).action, (n).why, (n).channel, (n).offer, (n).by, (n).overdue, (n).at_stake FROM (%s) AS a",
						  actions_query(&call)),
				 arguments_as_parameters(fcinfo));
	PG_RETURN_NULL();
}

/* customers in an order that no locale has a say in */
static char *
customer_order(const Call *call)
{
	const char *collate = type_is_collatable(call->customers) ? " COLLATE pg_catalog.\"C\"" : "";

	return psprintf("customer%s USING %s", collate, customer_operator(call, TYPECACHE_LT_OPR));
}

/*
 * contact_list(source, ...), contact_list_as(customer_type, source, ...): those
 * who are due, the most money first; of equal money the action that takes
 * precedence, then who has been due for longest, then the lesser customer.
 */
PG_FUNCTION_INFO_V1(customer_seg_contact_list);
Datum
customer_seg_contact_list(PG_FUNCTION_ARGS)
{
	Call call = begin_call(fcinfo, "contact_list");

	if (is_given(&call, ARG_CAPACITY))
		(void) count_argument(fcinfo, call.first + ARG_CAPACITY, "capacity");
	return_query(fcinfo,
				 psprintf("SELECT pg_catalog.row_number() OVER w, customer, (n).action, (n).why, (n).channel, (n).offer, (n).by, (n).overdue, (n).at_stake"
						  " FROM (%s) AS a WHERE (n).overdue IS NOT NULL"
						  " WINDOW w AS (ORDER BY (n).at_stake DESC NULLS LAST, (n).action, (n).overdue DESC, %s) ORDER BY 1 LIMIT %s",
						  actions_query(&call), customer_order(&call), parameter(&call, ARG_CAPACITY)),
				 arguments_as_parameters(fcinfo));
	PG_RETURN_NULL();
}
