/*
 * segment.c
 *		segment() and segment_as(): from a sales table to the type of every
 *		customer, in one call.
 */
#include "compat.h"

#include "access/htup_details.h"
#include "catalog/pg_attribute.h"
#include "catalog/pg_class.h"
#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "nodes/params.h"
#include "parser/parse_coerce.h"
#include "quadrant.h"
#include "sales_reader.h"
#include "storage/lmgr.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/syscache.h"
#include "utils/timestamp.h"
#include "yardstick_sample.h"

/* arguments of segment(); segment_as() has one more before them */
enum
{
	ARG_SOURCE,
	ARG_CUSTOMER_COLUMN,
	ARG_TIME_COLUMN,
	ARG_AMOUNT_COLUMN,
	ARG_ORDER_COLUMN,
	ARG_POTENTIAL_COLUMN,
	ARG_SINCE,
	ARG_AS_OF,
	ARG_YARDSTICK
};

/* columns of the result */
enum
{
	OUT_CUSTOMER,
	OUT_ORDERS,
	OUT_AMOUNT,
	OUT_FIRST_ORDER,
	OUT_LAST_ORDER,
	OUT_LOYALTY,
	OUT_CONTRIBUTION,
	OUT_QUADRANT,
	OUT_ACTIVITY,
	OUT_COLUMNS
};

typedef struct Source
{
	Oid relation;
	char *name; /* as a user would write it */
	StringInfoData query;
	int columns;			/* of the query */
	Oid types[MAX_COLUMNS]; /* of the query's columns, domains looked through */
	Oid customer_type;		/* as the column is declared */
	char *customer_column;
	char *time_column;
	bool time_may_be_null;
} Source;

/* ---- looking at the source ---- */

static void
open_source(Source *source, Oid relation)
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
	initStringInfo(&source->query);
	appendStringInfoString(&source->query, "SELECT ");
	source->columns = 0;
}

/* the names of the columns there are, for a hint */
static char *
list_columns(Oid relation)
{
	StringInfoData list;
	char *name;

	initStringInfo(&list);
	for (AttrNumber i = 1; (name = get_attname(relation, i, true)) != NULL; i++)
		/* a dropped column has no type */
		if (OidIsValid(get_atttype(relation, i)))
			appendStringInfo(&list, "%s%s", list.len > 0 ? ", " : "", quote_identifier(name));
	return list.data;
}

/* the column's number, or an error that lists those there are */
static AttrNumber
find_column(const Source *source, const char *parameter, const char *column)
{
	AttrNumber number = get_attnum(source->relation, column);

	if (number <= 0)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_COLUMN),
				 errmsg("there is no column \"%s\" in %s", column, source->name),
				 errhint("Set %s to one of: %s.", parameter, list_columns(source->relation))));
	return number;
}

/* adds the column to the query, by its quoted name and perhaps a cast, after which it has this type */
static int
select_column(Source *source, const char *column, const char *cast, Oid type)
{
	if (source->columns > 0)
		appendStringInfoString(&source->query, ", ");
	appendStringInfo(&source->query, "%s%s", quote_identifier(column), cast);
	source->types[source->columns] = type;
	return ++source->columns;
}

static void
report_type(const Source *source, const char *parameter, const char *column, Oid type, const char *usable)
{
	ereport(ERROR,
			(errcode(ERRCODE_DATATYPE_MISMATCH),
			 errmsg("column \"%s\" of %s has type %s, which cannot be used as %s",
					column, source->name, format_type_be(type), parameter),
			 errhint("Usable types are %s. A view can cast the column.", usable)));
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

static void
select_time(Source *source, const char *column)
{
	AttrNumber number = find_column(source, "time_column", column);
	Oid type = getBaseType(get_atttype(source->relation, number));

	if (type != DATEOID && type != TIMESTAMPOID && type != TIMESTAMPTZOID)
		report_type(source, "time_column", column, type, "date, timestamp and timestamptz");
	select_column(source, column, type == TIMESTAMPTZOID ? "" : "::pg_catalog.timestamptz", TIMESTAMPTZOID);
	source->time_column = pstrdup(column);
	source->time_may_be_null = !is_not_null(source->relation, number);
}

static int
select_amount(Source *source, const char *parameter, const char *column, AmountKind *kind)
{
	AttrNumber number = find_column(source, parameter, column);
	Oid type = getBaseType(get_atttype(source->relation, number));
	const char *cast = "";

	switch (type)
	{
	case NUMERICOID:
		*kind = AMOUNT_NUMERIC;
		break;
	case INT2OID:
		*kind = AMOUNT_INT2;
		break;
	case INT4OID:
		*kind = AMOUNT_INT4;
		break;
	case INT8OID:
		*kind = AMOUNT_INT8;
		break;
	case FLOAT4OID:
		*kind = AMOUNT_FLOAT4;
		break;
	case FLOAT8OID:
		*kind = AMOUNT_FLOAT8;
		break;
	case MONEYOID:
		*kind = AMOUNT_NUMERIC;
		cast = "::pg_catalog.numeric";
		type = NUMERICOID;
		break;
	default:
		report_type(source, parameter, column, type,
					"numeric, smallint, integer, bigint, real, double precision and money");
	}
	return select_column(source, column, cast, type);
}

static int
select_key(Source *source, const char *parameter, const char *column, KeyType *key_type)
{
	AttrNumber number = find_column(source, parameter, column);
	Oid type;
	int32 typmod;
	Oid collation;

	get_atttypetypmodcoll(source->relation, number, &type, &typmod, &collation);
	key_type_init(key_type, getBaseType(type), collation, column);
	return select_column(source, column, "", key_type->type);
}

/* ---- the customer's type ---- */

/* the call that would have worked */
static char *
call_with_type(const Source *source, Oid type)
{
	return psprintf("segment_as(NULL::%s, %s, customer_column => %s, ...)",
					format_type_be(type), quote_literal_cstr(source->name),
					quote_literal_cstr(source->customer_column));
}

static void
check_customer_type(const Source *source, Oid wanted, bool any_integer)
{
	Oid declared = source->customer_type;
	Oid type = getBaseType(declared);

	if (any_integer)
	{
		if (type != INT2OID && type != INT4OID && type != INT8OID)
			ereport(ERROR,
					(errcode(ERRCODE_DATATYPE_MISMATCH),
					 errmsg("column \"%s\" of %s has type %s, but segment() takes customers of an integer type",
							source->customer_column, source->name, format_type_be(type)),
					 errhint("Use %s.", call_with_type(source, type))));
	}
	else if (declared != wanted && !IsBinaryCoercible(type, wanted)) /* no value enters a domain unchecked */
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("column \"%s\" of %s has type %s, but customers of type %s were asked for",
						source->customer_column, source->name, format_type_be(declared), format_type_be(wanted)),
				 errhint("Use %s.", call_with_type(source, declared))));
}

/* a key as the result's first column has it */
static Datum
customer_datum(const KeyType *type, uint64 key, bool as_int8)
{
	if (!as_int8)
		return (Datum) key;
	switch (type->type)
	{
	case INT2OID:
		return Int64GetDatum((int16) key);
	case INT4OID:
		return Int64GetDatum((int32) key);
	default:
		return Int64GetDatum((int64) key);
	}
}

/* ---- running the query ---- */

/*
 * Rows from since up to, not including, as_of; both may be open.  Rows without
 * a time come along, to be counted.
 */
static void
run_query(Source *source, SalesReader *reader, NullableDatum since, NullableDatum as_of)
{
	ParamListInfo params = makeParamList(2);
	SPIExecuteOptions options = {0};
	NullableDatum bounds[2] = {since, as_of};
	const char *const tests[2] = {">=", "<"};
	const char *column = quote_identifier(source->time_column);
	const char *word = "WHERE (";
	int result;

	appendStringInfo(&source->query, " FROM %s", source->name);
	for (int i = 0; i < 2; i++)
	{
		params->params[i].value = bounds[i].value;
		params->params[i].isnull = bounds[i].isnull;
		params->params[i].pflags = PARAM_FLAG_CONST;
		params->params[i].ptype = TIMESTAMPTZOID;
		if (bounds[i].isnull)
			continue;
		/* qualified: a search_path must not put another operator in */
		appendStringInfo(&source->query, " %s%s OPERATOR(pg_catalog.%s) $%d", word, column, tests[i], i + 1);
		word = "AND ";
	}
	if (!since.isnull || !as_of.isnull)
	{
		appendStringInfoChar(&source->query, ')');
		if (source->time_may_be_null)
			appendStringInfo(&source->query, " OR %s IS NULL", column);
	}
	SPI_connect();
	options.params = params;
	options.read_only = true;
	options.dest = &reader->pub;
	result = SPI_execute_extended(source->query.data, &options);
	if (result != SPI_OK_SELECT)
		elog(ERROR, "query of the sales failed: %s", SPI_result_code_string(result));
	SPI_finish();
	sales_reader_finish(reader);
}

static void
report_left_out(const Source *source, const SalesReader *reader)
{
	if (reader->without_customer > 0)
		ereport(NOTICE,
				(errmsg("rows of %s without a customer, left out: " INT64_FORMAT,
						source->name, reader->without_customer)));
	if (reader->without_time > 0)
		ereport(NOTICE,
				(errmsg("rows of %s without a time, left out: " INT64_FORMAT,
						source->name, reader->without_time)));
}

/* ---- the yardstick ---- */

/* as the aggregate yardstick() would fit it, of the measures that count by default */
static Yardstick *
fit_yardstick(const CustomerTable *customers, TimestampTz as_of)
{
	uint32 count = customers->customers.count;
	YardstickSample *sample = sample_create(CurrentMemoryContext, as_of,
											MEASURE_BIT(RECENCY) | MEASURE_BIT(FREQUENCY) | MEASURE_BIT(AMOUNT));

	sample_reserve(sample, count);
	for (uint32 i = 0; i < count; i++)
	{
		Activity a;

		if (i % 1024 == 0)
			CHECK_FOR_INTERRUPTS();
		customers_activity(customers, i, &a);
		sample_add(sample, &a);
	}
	return sample_fit(sample, true);
}

/* A cut that parts nobody from nobody tells nothing: say so. */
static void
report_one_sided(const Yardstick *y, const int64 *high, int64 customers)
{
	for (int axis = 0; axis < AXES; axis++)
		if (high[axis] == 0 || high[axis] == customers)
			ereport(NOTICE,
					(errmsg("the cut \"%s\" puts every customer on the %s side of %s",
							cut_text(&y->cuts[axis]), high[axis] == 0 ? "low" : "high", axis_names[axis]),
					 errhint("Choose another cut with with_cuts(), or other measures with with_weights().")));
}

/* ---- the result ---- */

/* about what a row takes in a tuplestore's memory */
#define ROW_MEMORY 272

/*
 * A result that does not fit work_mem goes to a temporary file from the first
 * row on.  A tuplestore left to itself would fill the memory first, only to
 * write it all out then.
 */
static void
choose_store(ReturnSetInfo *rsinfo, uint32 rows)
{
	if ((int64) rows * ROW_MEMORY <= (int64) work_mem * 1024)
		return;
	tuplestore_end(rsinfo->setResult);
	MemoryContextSwitchTo(rsinfo->econtext->ecxt_per_query_memory);
	rsinfo->setResult = tuplestore_begin_heap((rsinfo->allowedModes & SFRM_Materialize_Random) != 0,
											  false, Min(work_mem, 256));
}

static void
put_customers(ReturnSetInfo *rsinfo, const CustomerTable *customers, const Yardstick *y,
			  TimestampTz as_of, bool as_int8)
{
	uint32 count = customers->customers.count;
	Oid labels[QUADRANTS];
	int64 high[AXES] = {0};
	MemoryContext row_context = AllocSetContextCreate(CurrentMemoryContext, "customer_seg row",
													  ALLOCSET_DEFAULT_SIZES);
	MemoryContext old = CurrentMemoryContext;

	choose_store(rsinfo, count);
	MemoryContextSwitchTo(row_context);
	enum_label_oids(TupleDescAttr(rsinfo->setDesc, OUT_QUADRANT)->atttypid,
					quadrant_labels, QUADRANTS, labels);
	for (uint32 i = 0; i < count; i++)
	{
		Activity a;
		Judgement j;
		Datum values[OUT_COLUMNS];
		bool nulls[OUT_COLUMNS] = {false};

		CHECK_FOR_INTERRUPTS();
		customers_activity(customers, i, &a);
		yardstick_judge(y, &a, as_of, &j);
		for (int axis = 0; axis < AXES; axis++)
			high[axis] += j.high[axis];
		values[OUT_CUSTOMER] = customer_datum(&customers->key_type, customers_get(customers, i)->key, as_int8);
		values[OUT_ORDERS] = Int64GetDatum(a.orders);
		values[OUT_AMOUNT] = decimal_make(&a.amount, a.amount_scale);
		values[OUT_FIRST_ORDER] = TimestampTzGetDatum(a.first_order);
		values[OUT_LAST_ORDER] = TimestampTzGetDatum(a.last_order);
		nulls[OUT_FIRST_ORDER] = nulls[OUT_LAST_ORDER] = a.orders == 0;
		values[OUT_LOYALTY] = Float8GetDatum(j.score[LOYALTY]);
		values[OUT_CONTRIBUTION] = Float8GetDatum(j.score[CONTRIBUTION]);
		values[OUT_QUADRANT] = ObjectIdGetDatum(labels[quadrant_of_sides(j.high[LOYALTY], j.high[CONTRIBUTION])]);
		values[OUT_ACTIVITY] = PointerGetDatum(&a);
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
		MemoryContextReset(row_context);
	}
	MemoryContextSwitchTo(old);
	MemoryContextDelete(row_context);
	report_one_sided(y, high, count);
}

static char *
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
static NullableDatum
time_argument(FunctionCallInfo fcinfo, int argument, const char *name)
{
	NullableDatum time = {.value = PG_GETARG_DATUM(argument), .isnull = PG_ARGISNULL(argument)};

	if (!time.isnull)
		check_finite_time(DatumGetTimestampTz(time.value), name);
	return time;
}

/* looks up what the arguments name; first is the number of the argument `source`, wanted the customers' type */
static void
select_columns(FunctionCallInfo fcinfo, int first, Oid wanted, bool any_integer, Source *source,
			   SalesReader *reader)
{
	source->customer_column = column_argument(fcinfo, first + ARG_CUSTOMER_COLUMN, "customer_column");
	select_key(source, "customer_column", source->customer_column, &reader->customers.key_type);
	source->customer_type = get_atttype(source->relation, get_attnum(source->relation, source->customer_column));
	check_customer_type(source, wanted, any_integer);
	select_time(source, column_argument(fcinfo, first + ARG_TIME_COLUMN, "time_column"));
	select_amount(source, "amount_column",
				  column_argument(fcinfo, first + ARG_AMOUNT_COLUMN, "amount_column"), &reader->amount_kind);
	if (!PG_ARGISNULL(first + ARG_ORDER_COLUMN))
		reader->order_column =
			select_key(source, "order_column", NameStr(*PG_GETARG_NAME(first + ARG_ORDER_COLUMN)),
					   &reader->orders.key_type);
	if (!PG_ARGISNULL(first + ARG_POTENTIAL_COLUMN))
		reader->potential_column =
			select_amount(source, "potential_column",
						  NameStr(*PG_GETARG_NAME(first + ARG_POTENTIAL_COLUMN)), &reader->potential_kind);
	reader->columns = source->columns;
	memcpy(reader->expected, source->types, sizeof(reader->expected));
}

static Datum
segment(FunctionCallInfo fcinfo, int first, bool any_integer)
{
	ReturnSetInfo *rsinfo;
	MemoryContext context;
	MemoryContext old;
	SalesReader *reader;
	Source source;
	NullableDatum since = time_argument(fcinfo, first + ARG_SINCE, "since");
	NullableDatum as_of = time_argument(fcinfo, first + ARG_AS_OF, "as_of");
	Yardstick *yardstick = NULL;

	if (PG_ARGISNULL(first + ARG_SOURCE))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("source is NULL"),
				 errhint("Give the table or view that holds the sales.")));
	if (!since.isnull && !as_of.isnull && DatumGetTimestampTz(since.value) >= DatumGetTimestampTz(as_of.value))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("since is not before as_of, so no row could count"),
				 errhint("Rows count from since up to, but not including, as_of.")));
	InitMaterializedSRF(fcinfo, 0);
	rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	context = AllocSetContextCreate(CurrentMemoryContext, "customer_seg segment", ALLOCSET_DEFAULT_SIZES);
	old = MemoryContextSwitchTo(context);

	reader = palloc0(sizeof(SalesReader));
	open_source(&source, PG_GETARG_OID(first + ARG_SOURCE));
	select_columns(fcinfo, first, TupleDescAttr(rsinfo->setDesc, OUT_CUSTOMER)->atttypid, any_integer,
				   &source, reader);
	if (!PG_ARGISNULL(first + ARG_YARDSTICK))
		yardstick = PG_GETARG_YARDSTICK_P(first + ARG_YARDSTICK);

	sales_reader_init(reader, context);
	run_query(&source, reader, since, as_of);
	report_left_out(&source, reader);
	if (reader->customers.customers.count > 0)
	{
		TimestampTz now = as_of.isnull ? reader->last_time + 1 : DatumGetTimestampTz(as_of.value);

		if (yardstick == NULL)
			yardstick = fit_yardstick(&reader->customers, now);
		put_customers(rsinfo, &reader->customers, yardstick, now, any_integer);
	}
	MemoryContextSwitchTo(old);
	MemoryContextDelete(context);
	PG_RETURN_NULL();
}

PG_FUNCTION_INFO_V1(customer_seg_segment);
Datum
customer_seg_segment(PG_FUNCTION_ARGS)
{
	return segment(fcinfo, 0, true);
}

PG_FUNCTION_INFO_V1(customer_seg_segment_as);
Datum
customer_seg_segment_as(PG_FUNCTION_ARGS)
{
	return segment(fcinfo, 1, false);
}
