/*
 * campaign_list.c
 *		campaign_list(): who gets what, and who is held out.
 */
#include "advice/condition.h"
#include "advice/held_out.h"
#include "advice/source_call.h"

#include "catalog/pg_type.h"
#include "server/calls.h"
#include "source/query_result.h"
#include "utils/builtins.h"
#include "utils/typcache.h"

/* arguments between the source and its columns, from the source on */
enum
{
	ARG_WHERE = 1,
	ARG_HOLDOUT,
	ARG_SEED
};

static void
check_given(const SourceCall *call, int argument, const char *name, const char *hint)
{
	if (call->fcinfo->args[call->source + argument].isnull)
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("%s is NULL", name),
				 errhint("%s", hint)));
}

/* Whom a seed holds out it holds out of every campaign, so that there is none to fall back on. */
static const char *
campaign_seed(const SourceCall *call)
{
	static const char *const hint = "Give each campaign a seed of its own, such as 'spring 2025'.";
	const char *seed;

	check_given(call, ARG_SEED, "seed", hint);
	seed = seed_text(call->fcinfo, call->source + ARG_SEED);
	if (*seed == '\0')
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("seed is empty"),
				 errhint("%s", hint)));
	return seed;
}

/* the arguments as the query has them, with the seed as a text */
static ParamListInfo
campaign_parameters(const SourceCall *call)
{
	ParamListInfo params = arguments_as_parameters(call->fcinfo);

	check_given(call, ARG_HOLDOUT, "holdout", "Give a share from 0 to 1, such as 0.1 for 10 %.");
	(void) fraction_argument(call->fcinfo, call->source + ARG_HOLDOUT, "holdout");
	set_parameter_value(params, call->source + ARG_SEED, TEXTOID, CStringGetTextDatum(campaign_seed(call)), false);
	return params;
}

/* a row a customer, with the columns of classify(), the next action by the log of contacts, and what the playbook says of it */
static char *
customers_query(const SourceCall *call)
{
	return psprintf("SELECT c.customer, c.orders, c.amount, c.refunds, c.contacts, c.average_order, c.potential, c.profit,"
					" c.first_order, c.last_order, c.days_since_order, c.loyalty, c.contribution, c.quadrant, c.quadrant_sort,"
					" c.recency_score, c.frequency_score, c.monetary_score, c.rfm, c.rfm_segment, c.rfm_segment_sort, c.rfm_group, c.rfm_group_sort,"
					" c.value_group, c.value_group_sort, c.pareto_class, c.pareto_class_sort, c.abc_class, c.abc_class_sort,"
					" c.market_position, c.market_position_sort, c.customer_term, c.customer_term_sort, c.life_stage, c.life_stage_sort,"
					" n.action::text AS next_action, pg_catalog.array_position((SELECT pg_catalog.enum_range(NULL::%s.customer_action)), n.action) AS next_action_sort,"
					" n.by AS next_action_due, n.overdue AS next_action_overdue, n.at_stake, c.as_of, n.why, n.channel, n.offer"
					" FROM %s AS c JOIN %s AS n ON n.customer %s c.customer",
					call->schema,
					call_of(call, "classify", parameters_up_to(call, ARG_LAPSE_AFTER)),
					call_of(call, "next_actions", parameters_up_to(call, ARG_LANG)),
					customer_operator(call, TYPECACHE_EQ_OPR));
}

/*
 * Those for whom the condition holds, the most money first; of equal money the
 * action that takes precedence, then the lesser customer.
 */
static void
return_chosen(const SourceCall *call, Condition *condition)
{
	ErrorContextCallback context = {.previous = error_context_stack, .callback = show_condition, .arg = condition};
	char *before = psprintf("SELECT pg_catalog.row_number() OVER w, customer.customer, %s.held_out(customer.customer, $%d, $%d),"
							" quadrant, life_stage, next_action, why, channel, offer, at_stake FROM (%s) AS customer",
							call->schema, call->source + ARG_HOLDOUT + 1, call->source + ARG_SEED + 1, customers_query(call));
	ParamListInfo params = campaign_parameters(call);
	char *order = psprintf("ORDER BY at_stake DESC NULLS LAST, next_action_sort, customer.%s", customer_order(call));
	char *after = psprintf("WINDOW w AS (%s) %s", order, order); /* not by the place, for which they would be sorted again */

	if (condition->text == NULL)
		return_query(call->fcinfo, psprintf("%s %s", before, after), params);
	else
	{
		char *query = query_with_condition(before, condition, after);

		error_context_stack = &context;
		return_query(call->fcinfo, query, params);
		error_context_stack = context.previous;
	}
}

/* campaign_list(source, where, holdout, seed, ...), campaign_list_as(customer_type, source, ...) */
PG_FUNCTION_INFO_V1(customer_seg_campaign_list);
Datum
customer_seg_campaign_list(PG_FUNCTION_ARGS)
{
	SourceCall call = begin_source_call(fcinfo, "campaign_list", ARG_SEED);
	const NullableDatum *where = &fcinfo->args[call.source + ARG_WHERE];
	Condition condition = {.name = "where", .text = where->isnull ? NULL : TextDatumGetCString(where->value)};

	check_equals_look_alike(call.key, call.collation, DRAWN_CUSTOMER);
	return_chosen(&call, &condition);
	PG_RETURN_NULL();
}
