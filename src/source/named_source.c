/*
 * named_source.c
 *		A call whose source is a segmentation that has a name: its source, columns,
 *		period and yardstick stand in for the arguments that were not given.
 */
#include "source/named_source.h"

#include "access/htup_details.h"
#include "catalog/pg_class.h"
#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "funcapi.h"
#include "utils/builtins.h"
#include "utils/datum.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"

/* columns of the view segmentations that are arguments too; a default is what a call has that does not give it */
static const struct
{
	const char *name;
	const char *by_default; /* of the name of a column; NULL: NULL */
} arguments[] = {
	{"source", NULL},
	{"customer_column", "customer_id"},
	{"time_column", "sold_at"},
	{"amount_column", "amount"},
	{"order_column", NULL},
	{"potential_column", NULL},
	{"profit_column", NULL},
	{"since", NULL},
	{"as_of", NULL},
	{"yardstick", NULL},
	{"lapse_after", NULL},
};

/* which of them an argument of the called function is, or -1 */
static int
find_argument(const char *name)
{
	for (int i = 0; i < (int) lengthof(arguments); i++)
		if (strcmp(arguments[i].name, name) == 0)
			return i;
	return -1;
}

/* A column can only be given as the segmentation has it. */
static void
check_column(Oid view, const char *argument, const char *by_default, const char *given, const char *kept)
{
	if ((by_default != NULL && strcmp(given, by_default) == 0) || (kept != NULL && strcmp(given, kept) == 0))
		return;
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("%s is \"%s\", but segmentation %s has %s", argument, given, get_rel_name(view),
					kept == NULL ? "none" : psprintf("\"%s\"", kept)),
			 errhint("Leave %s out, or give the table or view that holds the sales.", argument)));
}

/* Puts a value of the segmentation's in the place of an argument that was not given; it lasts as long as the call can be repeated. */
static void
set_argument(FunctionCallInfo fcinfo, int number, Oid type, Datum value, bool is_null)
{
	MemoryContext old = MemoryContextSwitchTo(fcinfo->flinfo->fn_mcxt);
	int16 length;
	bool by_value;

	get_typlenbyval(type, &length, &by_value);
	fcinfo->args[number].value = is_null ? (Datum) 0 : datumCopy(value, by_value, length);
	fcinfo->args[number].isnull = is_null;
	MemoryContextSwitchTo(old);
}

/* the arguments of the call, from the row that SPI has read */
static void
set_arguments(FunctionCallInfo fcinfo, int source)
{
	HeapTuple function = SearchSysCache1(PROCOID, ObjectIdGetDatum(fcinfo->flinfo->fn_oid));
	Oid view = PG_GETARG_OID(source);
	Oid *types;
	char **names;
	char *modes;

	if (!HeapTupleIsValid(function))
		elog(ERROR, "cache lookup failed for function %u", fcinfo->flinfo->fn_oid);
	(void) get_func_arg_info(function, &types, &names, &modes);
	ReleaseSysCache(function);
	for (int i = source; i < PG_NARGS(); i++)
	{
		int which = find_argument(names[i]);
		bool is_null;
		Datum value;

		/* an internal function may have an argument of another type under the name */
		if (which < 0 || SPI_gettypeid(SPI_tuptable->tupdesc, which + 1) != types[i])
			continue;
		value = SPI_getbinval(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, which + 1, &is_null);
		if (types[i] == NAMEOID && !PG_ARGISNULL(i))
			check_column(view, names[i], arguments[which].by_default, NameStr(*PG_GETARG_NAME(i)),
						 is_null ? NULL : NameStr(*DatumGetName(value)));
		if (types[i] == NAMEOID || PG_ARGISNULL(i) || i == source)
			set_argument(fcinfo, i, types[i], value, is_null);
	}
}

static char *
registry_query(const char *schema)
{
	StringInfoData query;

	initStringInfo(&query);
	for (int i = 0; i < (int) lengthof(arguments); i++)
		appendStringInfo(&query, "%s%s", i == 0 ? "SELECT " : ", ", arguments[i].name);
	appendStringInfo(&query, " FROM %s._segmentation_of($1)", quote_identifier(schema));
	return query.data;
}

/* Is it the view of a segmentation?  Then SPI is connected, with its row read. */
static bool
connect_to_segmentation(FunctionCallInfo fcinfo, int source)
{
	Oid type = REGCLASSOID;
	Oid schema = get_func_namespace(fcinfo->flinfo->fn_oid);

	if (PG_ARGISNULL(source) || get_rel_relkind(PG_GETARG_OID(source)) != RELKIND_MATVIEW ||
		!OidIsValid(get_relname_relid("segmentations", schema))) /* the script of an earlier version has none */
		return false;
	SPI_connect();
	if (SPI_execute_with_args(registry_query(get_namespace_name(schema)), 1, &type, &fcinfo->args[source].value, NULL, true, 1) != SPI_OK_SELECT)
		elog(ERROR, "cannot read the segmentations");
	if (SPI_processed > 0)
		return true;
	SPI_finish();
	return false;
}

/* Of the view of a segmentation the call is as if all that is kept of it had been given.  source: the number of that argument. */
void
name_source(FunctionCallInfo fcinfo, int source)
{
	if (!connect_to_segmentation(fcinfo, source))
		return;
	set_arguments(fcinfo, source);
	SPI_finish();
}

/* An error, where a segmentation is given in the place of a relation that holds no sales.  what: what it should hold. */
void
refuse_named_source(FunctionCallInfo fcinfo, int source, const char *what)
{
	if (connect_to_segmentation(fcinfo, source))
		ereport(ERROR,
				(errcode(ERRCODE_WRONG_OBJECT_TYPE),
				 errmsg("%s is a segmentation, which stands for its sales", get_rel_name(PG_GETARG_OID(source))),
				 errhint("Give the table or view that %s.", what)));
}
