/*
 * contact_log.c
 *		contact_log(): what a log of contacts says of each customer.
 *
 * A log has the columns customer, at and kind.  We reach out, and settle; they
 * write, and complain.  A settlement settles one complaint, of those before
 * it; where there is none, it settles nothing that comes later.
 */
#include "source/query_result.h"

#include "catalog/pg_type.h"
#include "lib/stringinfo.h"
#include "parser/parse_coerce.h"
#include "server/times.h"
#include "source/hints.h"
#include "source/named_source.h"
#include "storage/lmgr.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

/* arguments after the customer's type, which contact_log_as() has before them */
enum
{
	ARG_LOG,
	ARG_AS_OF,
	LOG_ARGUMENTS
};

/* a column that every log has */
static AttrNumber
log_column(const Selection *log, const char *name)
{
	AttrNumber attribute = get_attnum(log->relation, name);

	if (attribute <= 0)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_COLUMN),
				 errmsg("there is no column \"%s\" in %s", name, log->name),
				 errdetail("A log of contacts has the columns customer, at and kind. There are: %s.", hint_columns(log->relation)),
				 errhint("Name the columns so in a view.")));
	return attribute;
}

static Oid
type_of_column(const Selection *log, AttrNumber attribute)
{
	return getBaseType(get_atttype(log->relation, attribute));
}

/* rounded to an integer, one customer would pass for another */
static void
check_log_customers(const Selection *log, FunctionCallInfo fcinfo, Oid wanted)
{
	AttrNumber column = log_column(log, "customer");
	Oid type = type_of_column(log, column);
	Oid function;

	if (find_coercion_pathway(wanted, type, COERCION_EXPLICIT, &function) == COERCION_PATH_NONE)
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("column \"customer\" of %s has type %s, but customers of type %s were asked for", log->name,
						format_type_be(type), format_type_be(wanted)),
				 errhint("Use %s.", hint_call(fcinfo, "contact_log_as", type, log))));
	if (type_is_integer(wanted) && (type == NUMERICOID || type == FLOAT4OID || type == FLOAT8OID))
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("column \"customer\" of %s has type %s, but customers of type %s were asked for", log->name,
						format_type_be(type), format_type_be(wanted)),
				 errhint("Cast it in a view: %s", hint_view(log, column, hint_cast("customer", type, wanted)))));
}

static TimeKind
log_time_kind(const Selection *log)
{
	Oid type = type_of_column(log, log_column(log, "at"));

	if (type != TIMESTAMPTZOID && type != TIMESTAMPOID && type != DATEOID)
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("column \"at\" of %s has type %s, which is no time", log->name, format_type_be(type)),
				 errhint("Usable types are date, timestamp and timestamptz.")));
	return type == DATEOID ? TIME_DATE : type == TIMESTAMPOID ? TIME_TIMESTAMP :
																TIME_TIMESTAMPTZ;
}

/* against a date as_of means a day, as it does for sales */
static void
set_bound(ParamListInfo params, int number, TimeKind kind, NullableDatum as_of)
{
	static const Oid types[] = {[TIME_TIMESTAMPTZ] = TIMESTAMPTZOID, [TIME_TIMESTAMP] = TIMESTAMPOID, [TIME_DATE] = DATEOID};
	Datum bound = as_of.isnull		? (Datum) 0 :
				  kind == TIME_DATE ? DateADTGetDatum(bound_day(DatumGetTimestampTz(as_of.value))) :
									  as_of.value;

	set_parameter_value(params, number, types[kind], bound, as_of.isnull);
}

/* $1 is the bound, or NULL */
static char *
log_query(const char *schema, const Selection *log, TimeKind kind, const char *customer_type)
{
	static const char *const time[] = {
		[TIME_TIMESTAMPTZ] = "at", [TIME_TIMESTAMP] = "at AT TIME ZONE 'UTC'", [TIME_DATE] = "at::timestamp AT TIME ZONE 'UTC'"};

	return psprintf("SELECT customer, pg_catalog.max(at) FILTER (WHERE is_ours), pg_catalog.max(at) FILTER (WHERE NOT is_ours),"
					" (pg_catalog.sum(step) OPERATOR(pg_catalog.-) LEAST(0, pg_catalog.min(open)))::bigint"
					" FROM (SELECT customer, at, is_ours, step, pg_catalog.sum(step) OVER (PARTITION BY customer ORDER BY at, kind) AS open"
					" FROM (SELECT customer::%s AS customer, %s._logged_time(%s, customer::pg_catalog.text, %s) AS at, kind::pg_catalog.text::%s.contact_log_kind AS kind FROM %s"
					" WHERE customer IS NOT NULL AND at IS NOT NULL AND kind IS NOT NULL AND ($1 IS NULL OR at OPERATOR(pg_catalog.<) $1)) AS l,"
					" LATERAL (SELECT kind::pg_catalog.text) AS t (word),"
					" LATERAL (SELECT word OPERATOR(pg_catalog.=) ANY ('{outreach,settlement}'::pg_catalog.text[]),"
					" CASE WHEN word OPERATOR(pg_catalog.=) 'complaint' THEN 1 WHEN word OPERATOR(pg_catalog.=) 'settlement' THEN -1 ELSE 0 END)"
					" AS k (is_ours, step)) AS s GROUP BY customer",
					customer_type, schema, time[kind], quote_literal_cstr(log->name), schema, log->name);
}

/* _logged_time(at, customer, log): the time, which is to lie on the calendar */
PG_FUNCTION_INFO_V1(customer_seg_logged_time);
Datum
customer_seg_logged_time(PG_FUNCTION_ARGS)
{
	TimestampTz at = PG_GETARG_TIMESTAMPTZ(0);

	if (TIMESTAMP_NOT_FINITE(at))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("at %s of customer %s is infinite", time_as_written(TIME_TIMESTAMPTZ, PG_GETARG_DATUM(0)),
						text_to_cstring(PG_GETARG_TEXT_PP(1))),
				 errhint("Give such rows a time that lies on the calendar, or NULL: SELECT * FROM %s WHERE NOT pg_catalog.isfinite(at);",
						 text_to_cstring(PG_GETARG_TEXT_PP(2)))));
	PG_RETURN_TIMESTAMPTZ(at);
}

/* for a customer or a kind that cannot be read */
static char *
value_hint(const Selection *log, FunctionCallInfo fcinfo, Oid wanted)
{
	Oid customer = type_of_column(log, log_column(log, "customer"));
	const char *kinds = "A kind is outreach, inbound, complaint or settlement.";

	if (customer == wanted)
		return pstrdup(kinds);
	return psprintf("%s For customers of type %s use %s.", kinds, format_type_be(customer),
					hint_call(fcinfo, "contact_log_as", customer, log));
}

/* the server, which reads the values, has no hint */
static void
add_hint(void *hint)
{
	int code = geterrcode();

	if (code == ERRCODE_INVALID_TEXT_REPRESENTATION || code == ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE)
		errhint("%s", (char *) hint);
}

static void
return_log(FunctionCallInfo fcinfo, const char *query, ParamListInfo params, char *hint)
{
	ErrorContextCallback callback;

	callback.previous = error_context_stack;
	callback.callback = add_hint;
	callback.arg = hint;
	error_context_stack = &callback;
	return_query(fcinfo, query, params);
	error_context_stack = callback.previous;
}

/* contact_log(log, as_of), contact_log_as(customer_type, log, as_of) */
PG_FUNCTION_INFO_V1(customer_seg_contact_log);
Datum
customer_seg_contact_log(PG_FUNCTION_ARGS)
{
	int first = PG_NARGS() - LOG_ARGUMENTS;
	Oid customer = first == 0 ? INT8OID : get_fn_expr_argtype(fcinfo->flinfo, 0);
	NullableDatum as_of = {.value = PG_GETARG_DATUM(first + ARG_AS_OF), .isnull = PG_ARGISNULL(first + ARG_AS_OF)};
	ParamListInfo params = makeParamList(1);
	Selection log;
	TimeKind kind;

	refuse_named_source(fcinfo, first + ARG_LOG, "holds the contacts");
	select_source(&log, fcinfo, first + ARG_LOG, "holds the contacts");
	check_log_customers(&log, fcinfo, customer);
	(void) log_column(&log, "kind");
	kind = log_time_kind(&log);
	set_bound(params, 0, kind, as_of);
	return_log(fcinfo, log_query(own_schema(fcinfo), &log, kind, type_for_query(customer)), params,
			   value_hint(&log, fcinfo, customer));
	PG_RETURN_NULL();
}
