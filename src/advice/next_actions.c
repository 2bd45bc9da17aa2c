/*
 * next_actions.c
 *		next_actions() and contact_list(): what to do next about every customer of
 *		a sales table, and with whom to be in touch today.
 */
#include "advice/source_call.h"

#include "server/calls.h"
#include "source/query_result.h"
#include "utils/typcache.h"

#define ARG_CAPACITY (ARG_LANG + 1) /* of contact_list() only */

/* what the log says of the customer of s */
static char *
log_join(const SourceCall *call)
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
stage_expression(const SourceCall *call)
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
actions_query(const SourceCall *call)
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
	SourceCall call = begin_source_call(fcinfo, "next_actions", 0);

	return_query(fcinfo,
				 psprintf("SELECT customer, (n).action, (n).why, (n).channel, (n).offer, (n).by, (n).overdue, (n).at_stake FROM (%s) AS a",
						  actions_query(&call)),
				 arguments_as_parameters(fcinfo));
	PG_RETURN_NULL();
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
	SourceCall call = begin_source_call(fcinfo, "contact_list", 0);

	if (is_given(&call, ARG_CAPACITY))
		(void) count_argument(fcinfo, call.columns + ARG_CAPACITY, "capacity");
	return_query(fcinfo,
				 psprintf("SELECT pg_catalog.row_number() OVER w, customer, (n).action, (n).why, (n).channel, (n).offer, (n).by, (n).overdue, (n).at_stake"
						  " FROM (%s) AS a WHERE (n).overdue IS NOT NULL"
						  " WINDOW w AS (ORDER BY (n).at_stake DESC NULLS LAST, (n).action, (n).overdue DESC, %s) ORDER BY 1 LIMIT %s",
						  actions_query(&call), customer_order(&call), parameter(&call, ARG_CAPACITY)),
				 arguments_as_parameters(fcinfo));
	PG_RETURN_NULL();
}
