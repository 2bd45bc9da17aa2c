/*
 * referral.c
 *		referral_chain() and referral_chain_as(): who brought whom, read from any relation.
 */
#include "server/calls.h"
#include "catalog/pg_type.h"
#include "executor/tuptable.h"
#include "funcapi.h"
#include "source/hints.h"
#include "parser/parse_coerce.h"
#include "referral/referral_graph.h"
#include "source/source.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

/* arguments of referral_chain(); referral_chain_as() has one more before them */
enum
{
	ARG_SOURCE,
	ARG_CUSTOMER_COLUMN,
	ARG_REFERRER_COLUMN,
	ARG_AMOUNT_COLUMN,
	REFERRALS_ARGUMENTS
};

/* columns of the query */
enum
{
	READ_CUSTOMER,
	READ_REFERRER,
	READ_AMOUNT
};

/* columns of the result */
enum
{
	OUT_CUSTOMER,
	OUT_REFERRER,
	OUT_DIRECT,
	OUT_DIRECT_AMOUNT,
	OUT_CHAIN,
	OUT_CHAIN_AMOUNT,
	OUT_DEPTH,
	OUT_COLUMNS
};

/* the source's COLUMN_ORDER, a key beside the customer, serves for the referrer */
#define COLUMN_REFERRER COLUMN_ORDER

typedef struct ReferralReader
{
	DestReceiver pub;
	Source source;
	SalesReader selected; /* no more of it than which columns are read, and their types */
	bool any_integer;	  /* customers of every integer type come as bigint */
	bool has_amount;
	ReferralGraph graph;
	MemoryContext row_context;
	int64 rows;
	int64 without_customer;
	int64 by_themselves;
	int scale; /* decimals of the finest amount */
} ReferralReader;

/* ---- columns ---- */

static bool
is_integer(Oid type)
{
	return type == INT2OID || type == INT4OID || type == INT8OID;
}

/* May the result, whose customers have the type wanted, show this column's values? */
static bool
is_shown_as(Oid declared, Oid wanted)
{
	/* no value enters a domain unchecked */
	return declared == wanted || IsBinaryCoercible(getBaseType(declared), wanted);
}

static void
check_customer_type(FunctionCallInfo fcinfo, const ReferralReader *reader, Oid wanted)
{
	const Source *source = &reader->source;
	Oid declared = source->customer_type;
	Oid usable = reader->any_integer ? getBaseType(declared) : declared;

	if (reader->any_integer ? is_integer(usable) : is_shown_as(declared, wanted))
		return;
	ereport(ERROR,
			(errcode(ERRCODE_DATATYPE_MISMATCH),
			 reader->any_integer ? errmsg("column \"%s\" of %s has type %s, but referral_chain() takes customers of an integer type",
										  source->customer_column, source->name, format_type_be(usable)) :
								   errmsg("column \"%s\" of %s has type %s, but customers of type %s were asked for",
										  source->customer_column, source->name, format_type_be(usable), format_type_be(wanted)),
			 errhint("Use %s.", hint_call(fcinfo, "referral_chain_as", declared, source))));
}

/* A referrer is found among the customers: both must be compared and hashed in the same way. */
static void
check_referrer_type(const ReferralReader *reader, const char *column, Oid wanted)
{
	const Source *source = &reader->source;
	AttrNumber number = source->attributes[COLUMN_REFERRER];
	Oid declared = get_atttype(source->relation, number);
	const char *cast;
	const KeyType *customer = &reader->selected.customer_type;
	const KeyType *referrer = &reader->selected.order_type;

	if (reader->any_integer ? is_integer(referrer->type) : is_shown_as(declared, wanted) && IsBinaryCoercible(referrer->type, customer->type) && referrer->equal.fn_oid == customer->equal.fn_oid)
		return;
	cast = hint_cast(column, referrer->type, reader->any_integer ? customer->type : wanted);
	ereport(ERROR,
			(errcode(ERRCODE_DATATYPE_MISMATCH),
			 errmsg("column \"%s\" of %s has type %s, but its customers have type %s",
					column, source->name, format_type_be(declared), format_type_be(source->customer_type)),
			 cast == NULL ? errhint("Name the column that holds the referrer as one of the customers.") :
							errhint("Cast it in a view: %s", hint_view(source, number, cast))));
}

static void
select_referrer(ReferralReader *reader, const char *column, Oid wanted)
{
	Source *source = &reader->source;

	(void) source_find_column(source, "referrer_column", column); /* for an error in its name */
	source_select_order(source, &reader->selected, column);
	check_referrer_type(reader, column, wanted);
}

/* looks up what the arguments name; first is the number of the argument `source`, wanted the customers' type */
static void
select_columns(FunctionCallInfo fcinfo, int first, Oid wanted, ReferralReader *reader)
{
	if (PG_ARGISNULL(first + ARG_SOURCE))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("source is NULL"),
				 errhint("Give the table or view that says who brought whom.")));
	source_open(&reader->source, PG_GETARG_OID(first + ARG_SOURCE));
	source_select_customer(&reader->source, &reader->selected,
						   column_argument(fcinfo, first + ARG_CUSTOMER_COLUMN, "customer_column"));
	check_customer_type(fcinfo, reader, wanted);
	select_referrer(reader, column_argument(fcinfo, first + ARG_REFERRER_COLUMN, "referrer_column"), wanted);
	reader->has_amount = !PG_ARGISNULL(first + ARG_AMOUNT_COLUMN);
	if (reader->has_amount)
		source_select_amount(&reader->source, &reader->selected, NameStr(*PG_GETARG_NAME(first + ARG_AMOUNT_COLUMN)));
	if (reader->any_integer)
		key_type_init(&reader->graph.type, INT8OID, InvalidOid);
	else
		reader->graph.type = reader->selected.customer_type;
}

/* ---- reading ---- */

/* a value of one of the first two columns as a key */
static uint64
read_key(const ReferralReader *reader, int column, Datum value)
{
	if (!reader->any_integer)
		return key_from_datum(&reader->graph.type, value);
	switch (reader->selected.expected[column])
	{
	case INT2OID:
		return Int64GetDatum(DatumGetInt16(value));
	case INT4OID:
		return Int64GetDatum(DatumGetInt32(value));
	default:
		return value;
	}
}

/* a kept key as a value of the result */
static Datum
person_datum(const ReferralReader *reader, uint64 kept)
{
	const KeyType *type = &reader->graph.type;

	return key_datum(type, type->by_value ? kept : partition_key(&reader->graph.persons, type, kept), false);
}

pg_noreturn static void
report_second_row(const ReferralReader *reader, uint32 number)
{
	const Source *source = &reader->source;
	const char *referrer = get_attname(source->relation, source->attributes[COLUMN_REFERRER], false);
	Oid output;
	bool is_varlena;

	getTypeOutputInfo(reader->graph.type.type, &output, &is_varlena);
	ereport(ERROR,
			(errcode(ERRCODE_CARDINALITY_VIOLATION),
			 errmsg("customer %s has more than one row in %s",
					OidOutputFunctionCall(output, person_datum(reader, get_person(&reader->graph, number)->key)),
					source->name),
			 errdetail("A customer is brought once, by one referrer."),
			 errhint("Keep one row of each, in a view: %s To keep the first, put its time in place of %s.",
					 hint_distinct_view(source, source->customer_column, referrer), quote_identifier(referrer))));
}

static void
read_row(ReferralReader *reader, const Datum *values, const bool *nulls)
{
	uint32 customer;
	uint32 referrer = NOBODY;
	int128_money amount = 0;
	int scale = 0;

	if (nulls[READ_CUSTOMER])
	{
		reader->without_customer++;
		return;
	}
	customer = referral_graph_person(&reader->graph, read_key(reader, READ_CUSTOMER, values[READ_CUSTOMER]));
	if (get_person(&reader->graph, customer)->has_row)
		report_second_row(reader, customer);
	if (!nulls[READ_REFERRER])
		referrer = referral_graph_person(&reader->graph, read_key(reader, READ_REFERRER, values[READ_REFERRER]));
	if (referrer == customer)
	{
		reader->by_themselves++;
		referrer = NOBODY;
	}
	if (reader->has_amount && !nulls[READ_AMOUNT])
		amount = amount_units(reader->selected.amount_kind, values[READ_AMOUNT], "amount", &scale);
	reader->scale = Max(reader->scale, scale);
	referral_graph_add(&reader->graph, customer, referrer, amount);
}

static bool
receive_slot(TupleTableSlot *slot, DestReceiver *self)
{
	ReferralReader *reader = (ReferralReader *) self;
	MemoryContext old = MemoryContextSwitchTo(reader->row_context);

	reset_row_context(reader->row_context, ++reader->rows);
	slot_getsomeattrs(slot, reader->selected.columns);
	read_row(reader, slot->tts_values, slot->tts_isnull);
	MemoryContextSwitchTo(old);
	return true;
}

/* Somebody may have changed the table since its columns were looked up: then its values must not be touched. */
static void
startup(DestReceiver *self, int operation, TupleDesc type)
{
	(void) operation;
	sales_reader_check_columns(&((ReferralReader *) self)->selected, type);
}

static void
shutdown(DestReceiver *self)
{
	(void) self;
}

/* by an ordinary query, under the caller's privileges and policies */
static void
read_source(ReferralReader *reader)
{
	reader->pub.receiveSlot = receive_slot;
	reader->pub.rStartup = startup;
	reader->pub.rShutdown = shutdown;
	reader->pub.rDestroy = shutdown;
	reader->pub.mydest = DestTuplestore;
	source_receive(&reader->source, &reader->pub);
}

/* ---- the result ---- */

static void
report_oddities(const ReferralReader *reader)
{
	if (reader->without_customer > 0)
		ereport(NOTICE,
				(errmsg("rows of %s without a customer, left out: " INT64_FORMAT,
						reader->source.name, reader->without_customer)));
	if (reader->by_themselves > 0)
		ereport(NOTICE,
				(errmsg("customers of %s who brought themselves, taken as brought by nobody: " INT64_FORMAT,
						reader->source.name, reader->by_themselves)));
	if (reader->graph.on_cycles > 0)
		ereport(NOTICE,
				(errmsg("customers of %s on cycles of referrals: %u", reader->source.name, reader->graph.on_cycles),
				 errhint("They were brought by somebody who came by them: a referrer is wrong. Their depth is NULL.")));
}

static void
put_person(FunctionCallInfo fcinfo, const ReferralReader *reader, uint32 number)
{
	const ReferralGraph *graph = &reader->graph;
	const Person *person = get_person(graph, number);
	Datum values[OUT_COLUMNS] = {0};
	bool nulls[OUT_COLUMNS] = {0};

	values[OUT_CUSTOMER] = person_datum(reader, person->key);
	nulls[OUT_REFERRER] = person->referrer == NOBODY;
	if (!nulls[OUT_REFERRER])
		values[OUT_REFERRER] = person_datum(reader, get_person(graph, person->referrer)->key);
	values[OUT_DIRECT] = Int64GetDatum(person->direct);
	values[OUT_CHAIN] = Int64GetDatum(person->chain);
	nulls[OUT_DIRECT_AMOUNT] = nulls[OUT_CHAIN_AMOUNT] = !graph->has_money;
	if (graph->has_money)
	{
		values[OUT_DIRECT_AMOUNT] = decimal_make(&get_money(graph, number)->direct, reader->scale);
		values[OUT_CHAIN_AMOUNT] = decimal_make(&get_money(graph, number)->chain, reader->scale);
	}
	nulls[OUT_DEPTH] = person->depth == UNDER_A_CYCLE;
	values[OUT_DEPTH] = Int32GetDatum(person->depth);
	put_row(fcinfo, values, nulls);
}

static void
put_persons(FunctionCallInfo fcinfo, const ReferralReader *reader)
{
	MemoryContext old = MemoryContextSwitchTo(reader->row_context);

	for (uint32 i = 0; i < referral_graph_persons(&reader->graph); i++)
	{
		CHECK_FOR_INTERRUPTS();
		MemoryContextReset(reader->row_context);
		put_person(fcinfo, reader, i);
	}
	MemoryContextSwitchTo(old);
}

static Datum
referral_chain(FunctionCallInfo fcinfo)
{
	int first = PG_NARGS() - REFERRALS_ARGUMENTS;
	MemoryContext context;
	MemoryContext old;
	ReferralReader *reader;
	TupleDesc result;

	InitMaterializedSRF(fcinfo, 0);
	result = ((ReturnSetInfo *) fcinfo->resultinfo)->setDesc;
	context = AllocSetContextCreate(CurrentMemoryContext, "customer_seg referrals", ALLOCSET_DEFAULT_SIZES);
	old = MemoryContextSwitchTo(context);
	reader = palloc0(sizeof(ReferralReader));
	reader->any_integer = first == 0;
	reader->row_context = AllocSetContextCreate(context, "customer_seg row", ALLOCSET_DEFAULT_SIZES);
	select_columns(fcinfo, first, TupleDescAttr(result, OUT_CUSTOMER)->atttypid, reader);
	referral_graph_create(&reader->graph, context, reader->has_amount);
	read_source(reader);
	referral_graph_count_chains(&reader->graph);
	report_oddities(reader);
	put_persons(fcinfo, reader);
	MemoryContextSwitchTo(old);
	MemoryContextDelete(context);
	PG_RETURN_NULL();
}

PG_FUNCTION_INFO_V1(customer_seg_referral_chain);
Datum
customer_seg_referral_chain(PG_FUNCTION_ARGS)
{
	return referral_chain(fcinfo);
}

PG_FUNCTION_INFO_V1(customer_seg_referral_chain_as);
Datum
customer_seg_referral_chain_as(PG_FUNCTION_ARGS)
{
	return referral_chain(fcinfo);
}
