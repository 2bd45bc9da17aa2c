/*
 * source.c
 *		The table or view that holds the sales: its columns, and the query that
 *		reads them.
 */
#include "source/source.h"

#include "access/htup_details.h"
#include "catalog/pg_attribute.h"
#include "catalog/pg_class.h"
#include "catalog/pg_type.h"
#include "source/hints.h"
#include "jit/jit.h"
#include "source/parallel_reader.h"
#include "source/source_query.h"
#include "storage/lmgr.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"

/* ---- what a call says of it ---- */

char *
column_argument(FunctionCallInfo fcinfo, int argument, const char *name)
{
	if (PG_ARGISNULL(argument))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("%s is NULL", name),
				 errhint("Give the name of a column.")));
	return pstrdup(NameStr(*PG_GETARG_NAME(argument)));
}

/* a point in time, or open */
NullableDatum
time_argument(FunctionCallInfo fcinfo, int argument, const char *name)
{
	NullableDatum time = {.value = PG_GETARG_DATUM(argument), .isnull = PG_ARGISNULL(argument)};

	if (!time.isnull)
		check_finite_time(DatumGetTimestampTz(time.value), name);
	return time;
}

void
source_check_period(const Source *source)
{
	if (!source->since.isnull && !source->as_of.isnull &&
		DatumGetTimestampTz(source->since.value) >= DatumGetTimestampTz(source->as_of.value))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("since is not before as_of, so no row could count"),
				 errhint("Rows count from since up to, but not including, as_of.")));
}

/* ---- its columns ---- */

/* locks the relation to the end of the transaction, and begins the query */
void
source_open(Source *source, Oid relation)
{
	char kind;

	/* held to the end: what is found out about the columns shall stay true */
	LockRelationOid(relation, AccessShareLock);
	kind = get_rel_relkind(relation);
	if (kind == '\0')
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_TABLE),
				 errmsg("relation with OID %u does not exist", relation)));
	source->relation = relation;
	source->name = quote_qualified_identifier(get_namespace_name(get_rel_namespace(relation)),
											  get_rel_name(relation));
	if (kind != RELKIND_RELATION && kind != RELKIND_PARTITIONED_TABLE && kind != RELKIND_VIEW &&
		kind != RELKIND_MATVIEW && kind != RELKIND_FOREIGN_TABLE)
		ereport(ERROR,
				(errcode(ERRCODE_WRONG_OBJECT_TYPE),
				 errmsg("%s is not a table or view", source->name),
				 errhint("Give a table, partitioned table, view, materialized view or foreign table.")));
	initStringInfo(&source->columns);
}

/* the column's number, or an error that lists those there are */
AttrNumber
source_find_column(const Source *source, const char *parameter, const char *column)
{
	AttrNumber number = get_attnum(source->relation, column);

	if (number <= 0)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_COLUMN),
				 errmsg("there is no column \"%s\" in %s", column, source->name),
				 errhint("Set %s to one of: %s.%s", parameter, hint_columns(source->relation),
						 *column == '"' ? " Names stand between single quotes only." : "")));
	return number;
}

/* adds a column to the query, by its quoted name and perhaps a cast, after which it has this type */
static void
select_column(Source *source, SalesReader *reader, SalesColumn which, AttrNumber number, const char *column,
			  const char *cast, Oid type)
{
	appendStringInfo(&source->columns, "%s%s%s", source->columns.len > 0 ? ", " : "", quote_identifier(column), cast);
	source->attributes[which] = number;
	reader->expected[reader->columns] = type;
	reader->place[which] = reader->columns++;
}

pg_noreturn static void
report_type(const Source *source, const char *parameter, const char *column, Oid type, const char *usable,
			const char *conversion)
{
	ereport(ERROR,
			(errcode(ERRCODE_DATATYPE_MISMATCH),
			 errmsg("column \"%s\" of %s has type %s, which cannot be used as %s",
					column, source->name, format_type_be(type), parameter),
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

/* an amount column of any kind */
static AmountKind
select_money(Source *source, SalesReader *reader, SalesColumn which, const char *parameter, const char *column)
{
	static const struct
	{
		Oid type;
		AmountKind kind;
		const char *cast;
	} usable[] = {
		{NUMERICOID, AMOUNT_NUMERIC, ""},
		{INT2OID, AMOUNT_INT2, ""},
		{INT4OID, AMOUNT_INT4, ""},
		{INT8OID, AMOUNT_INT8, ""},
		{FLOAT4OID, AMOUNT_FLOAT4, ""},
		{FLOAT8OID, AMOUNT_FLOAT8, ""},
		{MONEYOID, AMOUNT_NUMERIC, "::pg_catalog.numeric"},
	};
	AttrNumber number = source_find_column(source, parameter, column);
	Oid type = getBaseType(get_atttype(source->relation, number));

	for (int i = 0; i < (int) lengthof(usable); i++)
		if (usable[i].type == type)
		{
			select_column(source, reader, which, number, column, usable[i].cast,
						  type == MONEYOID ? NUMERICOID : type);
			return usable[i].kind;
		}
	report_type(source, parameter, column, type,
				"numeric, smallint, integer, bigint, real, double precision and money",
				hint_amount_view(source, number));
}

static void
select_key(Source *source, SalesReader *reader, SalesColumn which, const char *parameter, const char *column,
		   KeyType *key_type)
{
	AttrNumber number = source_find_column(source, parameter, column);
	Oid type;
	int32 typmod;
	Oid collation;

	get_atttypetypmodcoll(source->relation, number, &type, &typmod, &collation);
	if (!key_type_is_hashable(getBaseType(type)))
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_FUNCTION),
				 errmsg("column \"%s\" of type %s cannot tell customers or orders apart",
						column, format_type_be(getBaseType(type))),
				 errdetail("The type has no equality with a hash."),
				 errhint("Cast it in a view: %s", hint_view(source, number, hint_cast(column, getBaseType(type), TEXTOID)))));
	key_type_init(key_type, getBaseType(type), collation);
	select_column(source, reader, which, number, column, "", key_type->type);
}

void
source_select_customer(Source *source, SalesReader *reader, const char *column)
{
	select_key(source, reader, COLUMN_CUSTOMER, "customer_column", column, &reader->customer_type);
	source->customer_column = pstrdup(column);
	source->customer_type = get_atttype(source->relation, source->attributes[COLUMN_CUSTOMER]);
}

void
source_select_time(Source *source, SalesReader *reader, const char *column)
{
	AttrNumber number = source_find_column(source, "time_column", column);
	Oid type = getBaseType(get_atttype(source->relation, number));

	switch (type)
	{
	case TIMESTAMPTZOID:
		reader->time_kind = TIME_TIMESTAMPTZ;
		break;
	case TIMESTAMPOID:
		reader->time_kind = TIME_TIMESTAMP;
		break;
	case DATEOID:
		reader->time_kind = TIME_DATE;
		break;
	default:
		report_type(source, "time_column", column, type, "date, timestamp and timestamptz",
					hint_time_view(source, number));
	}
	/* no cast in the query: it would stop at a date beyond the calendar of timestamptz */
	select_column(source, reader, COLUMN_TIME, number, column, "", type);
	source->time_may_be_null = !is_not_null(source->relation, number);
}

void
source_select_amount(Source *source, SalesReader *reader, const char *column)
{
	reader->amount_kind = select_money(source, reader, COLUMN_AMOUNT, "amount_column", column);
}

void
source_select_order(Source *source, SalesReader *reader, const char *column)
{
	select_key(source, reader, COLUMN_ORDER, "order_column", column, &reader->order_type);
}

void
source_select_potential(Source *source, SalesReader *reader, const char *column)
{
	reader->potential_kind = select_money(source, reader, COLUMN_POTENTIAL, "potential_column", column);
}

/*
 * The query of the rows in the period.  Rows without a time come along, to be
 * counted.
 */
static char *
make_query(const Source *source)
{
	const NullableDatum *bounds[2] = {&source->since, &source->as_of};
	const char *const tests[2] = {">=", "<"};
	const char *time = quote_identifier(get_attname(source->relation, source->attributes[COLUMN_TIME], false));
	const char *word = " WHERE (";
	StringInfoData query;

	initStringInfo(&query);
	appendStringInfo(&query, "SELECT %s FROM %s", source->columns.data, source->name);
	for (int i = 0; i < 2; i++)
		if (!bounds[i]->isnull)
		{
			/* qualified: a search_path must not put another operator in */
			appendStringInfo(&query, "%s%s OPERATOR(pg_catalog.%s) $%d", word, time, tests[i], i + 1);
			word = " AND ";
		}
	if (!source->since.isnull || !source->as_of.isnull)
	{
		appendStringInfoChar(&query, ')');
		if (source->time_may_be_null)
			appendStringInfo(&query, " OR %s IS NULL", time);
	}
	return query.data;
}

static void
set_parameter(ParamListInfo params, int number, NullableDatum value)
{
	params->params[number].value = value.value;
	params->params[number].isnull = value.isnull;
	params->params[number].pflags = PARAM_FLAG_CONST;
	params->params[number].ptype = TIMESTAMPTZOID;
}

/* the bounds as the query's parameters */
static ParamListInfo
make_parameters(const Source *source)
{
	ParamListInfo params = makeParamList(2);

	set_parameter(params, 0, source->since);
	set_parameter(params, 1, source->as_of);
	return params;
}

/* several processes or this one alone */
static void
read_pages(const HeapTable *tables, int count, Period period, SalesReader *reader, ParallelReader *parallel)
{
	if (!parallel_read(tables, count, period, reader, parallel))
		for (int i = 0; i < count; i++)
			heap_read(&tables[i], NULL, period, reader);
}

/*
 * Hands all rows of the period to the reader.  The planner is asked first,
 * and with it every extension that has its say about a query; only where its
 * plan is to scan ordinary tables, are their pages read, in its stead.
 * parallel_reader_free must come when the customers have been read out.
 */
void
source_read(Source *source, SalesReader *reader, ParallelReader *parallel)
{
	Period period = {
		.first = source->since.isnull ? DT_NOBEGIN : DatumGetTimestampTz(source->since.value),
		.last = source->as_of.isnull ? DT_NOEND : DatumGetTimestampTz(source->as_of.value) - 1,
	};
	SourceQuery query;
	HeapTable *tables;
	int count;

	source_query_plan(&query, make_query(source), make_parameters(source));
	/* other times are read as they are written, and made timestamptz row by row */
	source->by_pages = reader->time_kind == TIME_TIMESTAMPTZ &&
					   heap_tables_of(query.plan, source, reader, &tables, &count);
	if (source->by_pages)
		query.plan->jitFlags = PGJIT_NONE; /* there is nothing to compile */
	source_query_begin(&query, &reader->pub);
	/* somebody may have put another node in the place of the plan's */
	source->by_pages = source->by_pages && query.running->planstate->plan == query.plan->planTree;
	if (source->by_pages)
		read_pages(tables, count, period, reader, parallel);
	else
		source_query_run(&query);
	source_query_end(&query);
}

/* hands all rows to the receiver, whatever their time, by the query */
void
source_receive(const Source *source, DestReceiver *receiver)
{
	SourceQuery query;

	source_query_plan(&query, psprintf("SELECT %s FROM %s", source->columns.data, source->name), NULL);
	source_query_begin(&query, receiver);
	source_query_run(&query);
	source_query_end(&query);
}
