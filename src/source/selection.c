/*
 * selection.c
 *		What a call reads of a table or view: the columns that it names, their
 *		types, and the time that counts.
 */
#include "source/selection.h"

#include "access/htup_details.h"
#include "catalog/pg_attribute.h"
#include "catalog/pg_class.h"
#include "catalog/pg_collation.h"
#include "catalog/pg_type.h"
#include "parser/parse_coerce.h"
#include "miscadmin.h"
#include "optimizer/optimizer.h"
#include "rewrite/rewriteHandler.h"
#include "source/hints.h"
#include "source/named_source.h"
#include "storage/lmgr.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/relcache.h"
#include "utils/syscache.h"
#include "utils/typcache.h"

/* the arguments that name the columns */
static const char *const parameters[SOURCE_COLUMNS] = {
	[COLUMN_CUSTOMER] = "customer_column",
	[COLUMN_TIME] = "time_column",
	[COLUMN_AMOUNT] = "amount_column",
	[COLUMN_ORDER] = "order_column",
	[COLUMN_POTENTIAL] = "potential_column",
	[COLUMN_PROFIT] = "profit_column",
	[COLUMN_REFERRER] = "referrer_column",
	[COLUMN_ACTIVITY] = "activity_column",
};

/* ---- the relation ---- */

/*
 * Begins a selection with the relation of an argument, which is locked to the
 * end of the transaction: what is found out about its columns shall stay true.
 * what: what it should hold.
 */
void
select_source(Selection *selection, FunctionCallInfo fcinfo, int argument, const char *what)
{
	Oid relation = PG_GETARG_OID(argument);
	char kind;

	if (PG_ARGISNULL(argument))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("source is NULL"),
				 errhint("Give the table or view that %s.", what)));
	LockRelationOid(relation, AccessShareLock);
	kind = get_rel_relkind(relation);
	if (kind == '\0')
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_TABLE),
				 errmsg("relation with OID %u does not exist", relation)));
	memset(selection, 0, sizeof(Selection));
	selection->relation = relation;
	selection->name = quote_qualified_identifier(get_namespace_name(get_rel_namespace(relation)),
												 get_rel_name(relation));
	if (kind != RELKIND_RELATION && kind != RELKIND_PARTITIONED_TABLE && kind != RELKIND_VIEW &&
		kind != RELKIND_MATVIEW && kind != RELKIND_FOREIGN_TABLE)
		ereport(ERROR,
				(errcode(ERRCODE_WRONG_OBJECT_TYPE),
				 errmsg("%s is not a table or view", selection->name),
				 errhint("Give a table, partitioned table, view, materialized view or foreign table.")));
	selection->since.isnull = selection->as_of.isnull = true;
	initStringInfo(&selection->list);
}

/* ---- its columns ---- */

/* the column that an argument names; an error lists those there are */
AttrNumber
column_argument(const Selection *selection, FunctionCallInfo fcinfo, int argument, const char *parameter)
{
	const char *name;
	AttrNumber attribute;

	if (PG_ARGISNULL(argument))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("%s is NULL", parameter),
				 errhint("Give the name of a column.")));
	name = NameStr(*PG_GETARG_NAME(argument));
	attribute = get_attnum(selection->relation, name);
	if (attribute <= 0)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_COLUMN),
				 errmsg("there is no column \"%s\" in %s", name, selection->name),
				 errhint("Set %s to one of: %s.%s", parameter, hint_columns(selection->relation),
						 *name == '"' ? " Names stand between single quotes only." : "")));
	return attribute;
}

/* adds the column that an argument names */
static SelectedColumn *
select_column(Selection *selection, SourceColumn which, FunctionCallInfo fcinfo, int argument)
{
	SelectedColumn *column = &selection->column[which];

	column->attribute = column_argument(selection, fcinfo, argument, parameters[which]);
	column->type = getBaseType(get_atttype(selection->relation, column->attribute));
	column->place = selection->columns++;
	appendStringInfo(&selection->list, "%s%s", column->place > 0 ? ", " : "",
					 quote_identifier(selected_name(selection, which)));
	return column;
}

/* as the source has it */
const char *
selected_name(const Selection *selection, SourceColumn which)
{
	return get_attname(selection->relation, selection->column[which].attribute, false);
}

/* as it is declared there */
Oid
selected_type(const Selection *selection, SourceColumn which)
{
	return get_atttype(selection->relation, selection->column[which].attribute);
}

pg_noreturn static void
report_type(const Selection *selection, SourceColumn which, const char *usable, const char *conversion)
{
	ereport(ERROR,
			(errcode(ERRCODE_DATATYPE_MISMATCH),
			 errmsg("column \"%s\" of %s has type %s, which cannot be used as %s",
					selected_name(selection, which), selection->name,
					format_type_be(selection->column[which].type), parameters[which]),
			 errhint("Usable types are %s. %s", usable, conversion)));
}

/* Does a constraint say so? A view's columns have none. */
static bool
is_not_null(Oid relation, AttrNumber number)
{
	HeapTuple tuple = SearchSysCache2(ATTNUM, ObjectIdGetDatum(relation), Int16GetDatum(number));
	bool not_null;

	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for attribute %d of relation %u", number, relation);
	not_null = ((Form_pg_attribute) GETSTRUCT(tuple))->attnotnull;
	ReleaseSysCache(tuple);
	return not_null;
}

/* money of any kind */
void
select_amount(Selection *selection, SourceColumn which, FunctionCallInfo fcinfo, int argument)
{
	static const struct
	{
		Oid type;
		AmountKind kind;
	} usable[] = {
		{NUMERICOID, AMOUNT_NUMERIC},
		{INT2OID, AMOUNT_INT2},
		{INT4OID, AMOUNT_INT4},
		{INT8OID, AMOUNT_INT8},
		{FLOAT4OID, AMOUNT_FLOAT4},
		{FLOAT8OID, AMOUNT_FLOAT8},
	};
	SelectedColumn *column = select_column(selection, which, fcinfo, argument);

	if (column->type == MONEYOID)
	{
		appendStringInfoString(&selection->list, "::pg_catalog.numeric");
		column->type = NUMERICOID;
	}
	for (int i = 0; i < (int) lengthof(usable); i++)
		if (usable[i].type == column->type)
		{
			column->amount = usable[i].kind;
			return;
		}
	report_type(selection, which, "numeric, smallint, integer, bigint, real, double precision and money",
				hint_amount_view(selection, column->attribute));
}

/* values by which customers, orders or referrers are told apart */
void
select_key(Selection *selection, SourceColumn which, FunctionCallInfo fcinfo, int argument)
{
	SelectedColumn *column = select_column(selection, which, fcinfo, argument);
	const char *name = selected_name(selection, which);
	Oid declared;
	int32 typmod;
	Oid collation;

	get_atttypetypmodcoll(selection->relation, column->attribute, &declared, &typmod, &collation);
	if (!key_type_is_hashable(column->type))
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_FUNCTION),
				 errmsg("column \"%s\" of type %s cannot tell customers or orders apart",
						name, format_type_be(column->type)),
				 errdetail("The type has no equality with a hash."),
				 errhint("Cast it in a view: %s",
						 hint_view(selection, column->attribute, hint_cast(name, column->type, TEXTOID)))));
	key_type_init(&column->key, column->type, collation);
	column->type = column->key.type;
}

/* no cast in the query: it would stop at a date beyond the calendar of timestamptz, and ask the session's time zone */
void
select_time(Selection *selection, FunctionCallInfo fcinfo, int argument)
{
	SelectedColumn *column = select_column(selection, COLUMN_TIME, fcinfo, argument);

	switch (column->type)
	{
	case TIMESTAMPTZOID:
		column->time = TIME_TIMESTAMPTZ;
		break;
	case TIMESTAMPOID:
		column->time = TIME_TIMESTAMP;
		break;
	case DATEOID:
		column->time = TIME_DATE;
		break;
	default:
		report_type(selection, COLUMN_TIME, "date, timestamp and timestamptz",
					hint_time_view(selection, column->attribute));
	}
	selection->time_may_be_null = !is_not_null(selection->relation, column->attribute);
}

/* activity: the extension's type of that name */
static void
select_activity(Selection *selection, FunctionCallInfo fcinfo, int argument, Oid activity)
{
	SelectedColumn *column = select_column(selection, COLUMN_ACTIVITY, fcinfo, argument);

	if (column->type != activity)
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("column \"%s\" of %s has type %s, which cannot be used as %s",
						selected_name(selection, COLUMN_ACTIVITY), selection->name, format_type_be(column->type),
						parameters[COLUMN_ACTIVITY]),
				 errhint("%s", hint_activity(fcinfo, selection, activity))));
}

static bool
has_extended_hash(Oid type)
{
	return OidIsValid(lookup_type_cache(type, TYPECACHE_HASH_EXTENDED_PROC)->hash_extended_proc);
}

/* what a column of the source is read for, first of all; SOURCE_COLUMNS for nothing */
SourceColumn
selected_for(const Selection *selection, AttrNumber attribute)
{
	SourceColumn which = 0;

	while (which < SOURCE_COLUMNS && selection->column[which].attribute != attribute)
		which++;
	return which;
}

/* May the user read it?  Then so may the query. */
bool
column_is_readable(Oid relation, AttrNumber attribute)
{
	return pg_class_aclcheck(relation, GetUserId(), ACL_SELECT) == ACLCHECK_OK ||
		   pg_attribute_aclcheck(relation, attribute, GetUserId(), ACL_SELECT) == ACLCHECK_OK;
}

/* what has no hash, is hashed as text */
static void
select_other(Selection *selection, Form_pg_attribute a)
{
	OtherColumn *other = &selection->other[selection->others++];
	bool as_text = !has_extended_hash(a->atttypid);

	other->attribute = a->attnum;
	if (as_text)
		key_type_init(&other->key, TEXTOID, DEFAULT_COLLATION_OID);
	else
		key_type_init(&other->key, getBaseType(a->atttypid), a->attcollation);
	appendStringInfo(&selection->list, ", %s%s", quote_identifier(NameStr(a->attname)), as_text ? "::pg_catalog.text" : "");
}

/*
 * Does the server fill it in by itself, with what no two rows, or loads, have
 * in common: row numbers, times of loading, random keys?  Or from other columns?
 */
static bool
is_filled_in(Relation relation, Form_pg_attribute a)
{
	if (a->attidentity != '\0' || a->attgenerated != '\0')
		return true;
	return a->atthasdef && contain_mutable_functions(build_column_default(relation, a->attnum));
}

/*
 * Adds all columns that tell a row from others of the same customer, time,
 * amount and order, to be hashed together; no column can be added after that.
 */
void
select_others(Selection *selection)
{
	Relation relation = RelationIdGetRelation(selection->relation);
	TupleDesc type = RelationGetDescr(relation);

	selection->other = palloc_array(OtherColumn, type->natts);
	for (int i = 0; i < type->natts; i++)
	{
		Form_pg_attribute a = TupleDescAttr(type, i);

		if (!a->attisdropped && selected_for(selection, a->attnum) > COLUMN_ORDER && !is_filled_in(relation, a) &&
			column_is_readable(selection->relation, a->attnum))
			select_other(selection, a);
	}
	RelationClose(relation);
}

/* Does a column of the query have the type that was found out? */
static bool
is_as_selected(TupleDesc type, int place, Oid wanted)
{
	return place < type->natts && getBaseType(TupleDescAttr(type, place)->atttypid) == wanted;
}

/* What was found out about the columns must still hold when rows come; else they must not be touched. */
void
selection_check_row(const Selection *selection, TupleDesc type)
{
	bool same = true;

	for (int i = 0; i < SOURCE_COLUMNS; i++)
		if (is_selected(selection, i))
			same = same && is_as_selected(type, selection->column[i].place, selection->column[i].type);
	for (int i = 0; i < selection->others; i++)
		same = same && is_as_selected(type, selection->columns + i, selection->other[i].key.type);
	if (!same)
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("the columns of the source have changed while it was looked at"),
				 errhint("Try again.")));
}

/* ---- the type of its customers ---- */

bool
type_is_integer(Oid type)
{
	return type == INT2OID || type == INT4OID || type == INT8OID;
}

/* May a result, whose customers have the type wanted, show values of a column of this type? */
bool
type_is_shown_as(Oid declared, Oid wanted)
{
	/* no value enters a domain unchecked */
	return declared == wanted || IsBinaryCoercible(getBaseType(declared), wanted);
}

/*
 * An error where a call of the function cannot show the customers; its sister
 * "function_as" takes those of any type.
 */
void
selection_check_customers(const Selection *selection, FunctionCallInfo fcinfo, const char *function, Oid wanted,
						  bool any_integer)
{
	const char *name = selected_name(selection, COLUMN_CUSTOMER);
	Oid declared = selected_type(selection, COLUMN_CUSTOMER);
	Oid base = getBaseType(declared);

	if (any_integer ? type_is_integer(base) : type_is_shown_as(declared, wanted))
		return;
	ereport(ERROR,
			(errcode(ERRCODE_DATATYPE_MISMATCH),
			 any_integer ? errmsg("column \"%s\" of %s has type %s, but %s() takes customers of an integer type",
								  name, selection->name, format_type_be(base), function) :
						   errmsg("column \"%s\" of %s has type %s, but customers of type %s were asked for",
								  name, selection->name, format_type_be(declared), format_type_be(wanted)),
			 errhint("Use %s.", hint_call(fcinfo, psprintf("%s_as", function), declared, selection))));
}

/* ---- the arguments of a call ---- */

/*
 * The number of the argument `source` of a function such as segment(), which
 * is its first, or segment_as(), which has its customers' type before it: in
 * the script of any version.
 */
int
source_argument_number(Oid function)
{
	Oid *types;
	int arguments;

	(void) get_func_signature(function, &types, &arguments);
	return arguments > 0 && types[0] == REGCLASSOID ? 0 : 1;
}

/* a point in time, or open */
static NullableDatum
time_argument(FunctionCallInfo fcinfo, int argument, const char *name)
{
	NullableDatum time = {.value = PG_GETARG_DATUM(argument), .isnull = PG_ARGISNULL(argument)};

	if (!time.isnull)
		check_finite_time(DatumGetTimestampTz(time.value), name);
	return time;
}

/* against dates a bound means a day: the midnight of its first one */
static void
round_to_day(NullableDatum *bound, const char *name)
{
	TimestampTz midnight;

	if (bound->isnull)
		return;
	if (!date_time(bound_day(DatumGetTimestampTz(bound->value)), &midnight))
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("%s is later than the last day of the calendar", name),
				 errhint("Use NULL where there is no bound.")));
	bound->value = TimestampTzGetDatum(midnight);
}

static char *
day_of_bound_text(NullableDatum bound)
{
	return day_text(time_day(DatumGetTimestampTz(bound.value)));
}

static void
check_period(const Selection *selection)
{
	bool days = selection->column[COLUMN_TIME].time == TIME_DATE;

	if (!selection->since.isnull && !selection->as_of.isnull &&
		DatumGetTimestampTz(selection->since.value) >= DatumGetTimestampTz(selection->as_of.value))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("since is not before as_of, so no row could count"),
				 !days ? 0 : errdetail("Against dates since is the day %s, and as_of %s.", day_of_bound_text(selection->since), day_of_bound_text(selection->as_of)),
				 errhint("Rows count from since up to, but not including, as_of.")));
}

/* columns that not every source has, nor every call names */
static void
select_further_columns(Selection *selection, FunctionCallInfo fcinfo, int first, int end)
{
	int order = first + ARG_ORDER_COLUMN;
	int potential = first + ARG_POTENTIAL_COLUMN;
	int profit = first + ARG_PROFIT_COLUMN;

	if (order < end && !PG_ARGISNULL(order))
		select_key(selection, COLUMN_ORDER, fcinfo, order);
	if (potential < end && !PG_ARGISNULL(potential))
		select_amount(selection, COLUMN_POTENTIAL, fcinfo, potential);
	if (profit < end && !PG_ARGISNULL(profit))
		select_amount(selection, COLUMN_PROFIT, fcinfo, profit);
}

/* its columns, of all sales whenever they were */
static void
columns_of_call(FunctionCallInfo fcinfo, int source, int first, int end, Selection *selection)
{
	select_source(selection, fcinfo, source, "holds the sales");
	select_key(selection, COLUMN_CUSTOMER, fcinfo, first + ARG_CUSTOMER_COLUMN);
	select_time(selection, fcinfo, first + ARG_TIME_COLUMN);
	select_amount(selection, COLUMN_AMOUNT, fcinfo, first + ARG_AMOUNT_COLUMN);
	select_further_columns(selection, fcinfo, first, end);
	selection->since.isnull = selection->as_of.isnull = true;
}

/*
 * The columns of a call that reads all sales, whenever they were; first is the
 * number of the argument `source`, end that of the first after the columns.
 * The script of an earlier version has fewer of them.
 */
void
source_columns(FunctionCallInfo fcinfo, int first, int end, Selection *selection)
{
	name_source(fcinfo, first + ARG_SOURCE);
	columns_of_call(fcinfo, first + ARG_SOURCE, first, end, selection);
}

/* the same with the sales of a period only; end: the first argument after `since` and `as_of` */
void
source_arguments(FunctionCallInfo fcinfo, int first, int end, Selection *selection)
{
	source_arguments_apart(fcinfo, first + ARG_SOURCE, first, end, selection);
}

/* the same where others stand between the source and the columns, which follow `first` as they would follow the source */
void
source_arguments_apart(FunctionCallInfo fcinfo, int source, int first, int end, Selection *selection)
{
	NullableDatum since;
	NullableDatum as_of;

	name_source(fcinfo, source);
	since = time_argument(fcinfo, end - 2, "since");
	as_of = time_argument(fcinfo, end - 1, "as_of");
	columns_of_call(fcinfo, source, first, end - 2, selection);
	selection->since = since;
	selection->as_of = as_of;
	if (selection->column[COLUMN_TIME].time == TIME_DATE)
	{
		round_to_day(&selection->since, "since");
		round_to_day(&selection->as_of, "as_of");
	}
	check_period(selection);
}

/*
 * The arguments of a call that reads activities.  What they have counted from
 * as_of on cannot be left out any more, so all rows are read.
 */
void
activities_arguments(FunctionCallInfo fcinfo, int first, Oid activity, Selection *selection)
{
	NullableDatum as_of = time_argument(fcinfo, first + ARG_ACTIVITIES_AS_OF, "as_of");

	refuse_named_source(fcinfo, first + ARG_SOURCE, "holds the activities");
	select_source(selection, fcinfo, first + ARG_SOURCE, "holds the activities");
	select_key(selection, COLUMN_CUSTOMER, fcinfo, first + ARG_CUSTOMER_COLUMN);
	select_activity(selection, fcinfo, first + ARG_ACTIVITY_COLUMN, activity);
	selection->as_of = as_of;
	selection->all_times = true;
}
