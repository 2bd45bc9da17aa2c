/*
 * hints.c
 *		What a hint shows can be pasted: literals, calls and statements with the
 *		names that are there.
 */
#include "source/hints.h"

#include "catalog/pg_type.h"
#include "commands/defrem.h"
#include "funcapi.h"
#include "parser/parse_coerce.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"

/* as in a cast: `character` there would be character(1) */
static char *
type_name(Oid type)
{
	return format_type_with_typemod(type, -1);
}

/* the columns there are, as arguments */
char *
hint_columns(Oid relation)
{
	StringInfoData list;
	char *name;

	initStringInfo(&list);
	for (AttrNumber i = 1; (name = get_attname(relation, i, true)) != NULL; i++)
		/* a dropped column has no type */
		if (OidIsValid(get_atttype(relation, i)))
			appendStringInfo(&list, "%s%s", list.len > 0 ? ", " : "", quote_literal_cstr(name));
	return list.data;
}

/* ---- a call ---- */

/* of so many arguments of this call those after the source, by name; of the others, which would be too long, their names */
static void
append_arguments(StringInfo call, StringInfo others, FunctionCallInfo fcinfo, int arguments)
{
	HeapTuple tuple = SearchSysCache1(PROCOID, ObjectIdGetDatum(fcinfo->flinfo->fn_oid));
	bool after_source = false;
	Oid *types;
	char **names;
	char *modes;

	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for function %u", fcinfo->flinfo->fn_oid);
	(void) get_func_arg_info(tuple, &types, &names, &modes);
	ReleaseSysCache(tuple);
	for (int i = 0; i < arguments; i++)
	{
		Oid type = after_source && IsPolymorphicType(types[i]) ? get_fn_expr_argtype(fcinfo->flinfo, i) : types[i];
		bool varlena;
		Oid output;

		getTypeOutputInfo(type, &output, &varlena);
		if (after_source && !PG_ARGISNULL(i) && varlena && type != TEXTOID)
			appendStringInfo(others, ", with the same %s", names[i]);
		else if (after_source && !PG_ARGISNULL(i))
			appendStringInfo(call, ", %s => %s", quote_identifier(names[i]),
							 quote_literal_cstr(OidOutputFunctionCall(output, PG_GETARG_DATUM(i))));
		after_source = after_source || type == REGCLASSOID;
	}
}

/* this call, of another function of the extension's, whose source comes after `first`; what is too long goes to others */
static char *
make_call(FunctionCallInfo fcinfo, const char *function, const char *first, const Selection *selection, int arguments,
		  StringInfo others)
{
	const char *schema = get_namespace_name(get_func_namespace(fcinfo->flinfo->fn_oid));
	StringInfoData call;

	initStringInfo(&call);
	initStringInfo(others);
	appendStringInfo(&call, "%s(%s%s", quote_qualified_identifier(schema, function), first,
					 quote_literal_cstr(selection->name));
	append_arguments(&call, others, fcinfo, arguments);
	appendStringInfoChar(&call, ')');
	return call.data;
}

/*
 * This call, of another function of the extension's, which takes customers of
 * any type.  For a domain they have its base type: NULL may be no value of it.
 */
char *
hint_call(FunctionCallInfo fcinfo, const char *function, Oid customer_type, const Selection *selection)
{
	StringInfoData others;
	char *call = make_call(fcinfo, function, psprintf("NULL::%s, ", type_name(getBaseType(customer_type))), selection,
						   PG_NARGS(), &others);

	return psprintf("%s%s", call, others.data);
}

/* audit() of what this call reads; it takes no arguments behind as_of */
char *
hint_audit(FunctionCallInfo fcinfo, const Selection *selection)
{
	int first = source_argument_number(fcinfo->flinfo->fn_oid);
	StringInfoData others;

	return make_call(fcinfo, "audit", "", selection, Min(PG_NARGS(), first + ARG_PROFIT_COLUMN + 3), &others);
}

/* ---- a view ---- */

/* with a name that is free */
static void
begin_view(StringInfo view, Oid relation)
{
	Oid schema = get_rel_namespace(relation);

	initStringInfo(view);
	appendStringInfo(view, "CREATE VIEW %s AS SELECT",
					 quote_qualified_identifier(get_namespace_name(schema),
												ChooseRelationName(get_rel_name(relation), NULL, "view", schema, false)));
}

/* the source with an expression in place of one column */
char *
hint_view(const Selection *selection, AttrNumber number, const char *expression)
{
	StringInfoData view;
	const char *comma = "";
	char *name;

	begin_view(&view, selection->relation);
	for (AttrNumber i = 1; (name = get_attname(selection->relation, i, true)) != NULL; i++)
	{
		if (!OidIsValid(get_atttype(selection->relation, i)))
			continue;
		appendStringInfo(&view, "%s ", comma);
		if (i == number)
			appendStringInfo(&view, "%s AS ", expression);
		appendStringInfoString(&view, quote_identifier(name));
		comma = ",";
	}
	appendStringInfo(&view, " FROM %s;", selection->name);
	return view.data;
}

/* the source with one row for each value of a column: the first by another */
char *
hint_distinct_view(const Selection *selection, const char *column, const char *then)
{
	StringInfoData view;

	begin_view(&view, selection->relation);
	appendStringInfo(&view, " DISTINCT ON (%s) * FROM %s ORDER BY %s, %s;", quote_identifier(column), selection->name,
					 quote_identifier(column), quote_identifier(then));
	return view.data;
}

/* ---- an expression ---- */

static bool
is_text(Oid type)
{
	return TypeCategory(type) == TYPCATEGORY_STRING;
}

/* Does to_timestamp() take it, as seconds? */
static bool
is_number(Oid type)
{
	Oid function;

	return type == FLOAT8OID ||
		   find_coercion_pathway(FLOAT8OID, type, COERCION_IMPLICIT, &function) != COERCION_PATH_NONE;
}

/* the column as another type, or NULL where no cast leads there; a blank text is no value */
char *
hint_cast(const char *column, Oid from, Oid to)
{
	Oid function;
	const char *name = quote_identifier(column);

	if (find_coercion_pathway(to, from, COERCION_EXPLICIT, &function) == COERCION_PATH_NONE)
		return NULL;
	if (is_text(from) && !is_text(to))
		name = psprintf("nullif(trim(%s), '')", name);
	return psprintf("%s::%s", name, type_name(to));
}

/* what makes times of the column, with a word on what is taken for granted; or that another one is needed */
char *
hint_time_view(const Selection *selection, AttrNumber number)
{
	const char *name = quote_identifier(get_attname(selection->relation, number, false));
	Oid type = getBaseType(get_atttype(selection->relation, number));

	if (is_number(type))
		return psprintf("Seconds since 1970 become times in a view: %s "
						"For milliseconds write to_timestamp(%s / 1000.0), for days such as 20241231 to_date(%s::text, 'YYYYMMDD').",
						hint_view(selection, number, psprintf("to_timestamp(%s)", name)), name, name);
	if (is_text(type))
		return psprintf("Texts such as 2024-12-31 18:30 become times in a view: %s "
						"For another form give its pattern, as in to_timestamp(%s, 'DD.MM.YYYY HH24:MI').",
						hint_view(selection, number, psprintf("nullif(trim(%s), '')::timestamptz", name)), name);
	return "Name a column of one of them.";
}

/* a column of the source that has the type, or NULL */
static char *
column_of_type(Oid relation, Oid type)
{
	char *name;

	for (AttrNumber i = 1; (name = get_attname(relation, i, true)) != NULL; i++)
	{
		Oid declared = get_atttype(relation, i); /* a dropped column has none */

		if (OidIsValid(declared) && getBaseType(declared) == type)
			return name;
	}
	return NULL;
}

/* what to do where the column named for the activities has another type */
char *
hint_activity(FunctionCallInfo fcinfo, const Selection *selection, Oid activity)
{
	AttrNumber attribute = selection->column[COLUMN_ACTIVITY].attribute;
	const char *name = get_attname(selection->relation, attribute, false);
	const char *schema = quote_identifier(get_namespace_name(get_func_namespace(fcinfo->flinfo->fn_oid)));
	char *other = column_of_type(selection->relation, activity);

	if (other != NULL)
		return psprintf("Set activity_column to %s.", quote_literal_cstr(other));
	if (is_text(selection->column[COLUMN_ACTIVITY].type))
		return psprintf("Texts of activities become activities in a view: %s",
						hint_view(selection, attribute, psprintf("%s::%s.activity", quote_identifier(name), schema)));
	return psprintf("An activity is what the aggregate activity() makes of a customer's sales. For the sales themselves use SELECT * FROM %s.segment(%s);",
					schema, quote_literal_cstr(selection->name));
}

/* the same for money */
char *
hint_amount_view(const Selection *selection, AttrNumber number)
{
	const char *name = quote_identifier(get_attname(selection->relation, number, false));

	if (is_text(getBaseType(get_atttype(selection->relation, number))))
		return psprintf("Texts such as $1,234.50 become amounts in a view: %s With a decimal comma write translate(%s, ',. ', '.').",
						hint_view(selection, number, psprintf("nullif(translate(%s, '$, ', ''), '')::numeric", name)), name);
	return "Name a column of one of them.";
}
