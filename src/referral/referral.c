/*
 * referral.c
 *		referral_chain() and referral_chain_as(): who brought whom, read from any relation.
 */
#include "server/calls.h"
#include "catalog/pg_type.h"
#include "funcapi.h"
#include "source/hints.h"
#include "parser/parse_coerce.h"
#include "referral/referral_graph.h"
#include "source/named_source.h"
#include "source/source_scan.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

/* arguments of referral_chain() after the customer's; referral_chain_as() has one more before them */
enum
{
	ARG_REFERRER_COLUMN = ARG_CUSTOMER_COLUMN + 1,
	ARG_REFERRED_AMOUNT_COLUMN,
	REFERRALS_ARGUMENTS
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

typedef struct ReferralReader
{
	RowReceiver pub;
	Selection source;
	bool any_integer; /* customers of every integer type come as bigint */
	ReferralGraph graph;
	int64 without_customer;
	int64 by_themselves;
	int scale; /* decimals of the finest amount */
} ReferralReader;

/* ---- columns ---- */

/* A referrer is found among the customers: both must be compared and hashed in the same way. */
static void
check_referrer_type(const ReferralReader *reader, Oid wanted)
{
	const Selection *source = &reader->source;
	const char *column = selected_name(source, COLUMN_REFERRER);
	Oid declared = selected_type(source, COLUMN_REFERRER);
	const char *cast;
	const KeyType *customer = &source->column[COLUMN_CUSTOMER].key;
	const KeyType *referrer = &source->column[COLUMN_REFERRER].key;

	if (reader->any_integer ? type_is_integer(referrer->type) : type_is_shown_as(declared, wanted) && IsBinaryCoercible(referrer->type, customer->type) && referrer->equal.fn_oid == customer->equal.fn_oid)
		return;
	cast = hint_cast(column, referrer->type, reader->any_integer ? customer->type : wanted);
	ereport(ERROR,
			(errcode(ERRCODE_DATATYPE_MISMATCH),
			 errmsg("column \"%s\" of %s has type %s, but its customers have type %s",
					column, source->name, format_type_be(declared), format_type_be(selected_type(source, COLUMN_CUSTOMER))),
			 cast == NULL ? errhint("Name the column that holds the referrer as one of the customers.") :
							errhint("Cast it in a view: %s",
									hint_view(source, source->column[COLUMN_REFERRER].attribute, cast))));
}

/* looks up what the arguments name; first is the number of the argument `source`, wanted the customers' type */
static void
select_columns(FunctionCallInfo fcinfo, int first, Oid wanted, ReferralReader *reader)
{
	Selection *source = &reader->source;

	refuse_named_source(fcinfo, first + ARG_SOURCE, "says who brought whom");
	select_source(source, fcinfo, first + ARG_SOURCE, "says who brought whom");
	select_key(source, COLUMN_CUSTOMER, fcinfo, first + ARG_CUSTOMER_COLUMN);
	selection_check_customers(source, fcinfo, "referral_chain", wanted, reader->any_integer);
	select_key(source, COLUMN_REFERRER, fcinfo, first + ARG_REFERRER_COLUMN);
	check_referrer_type(reader, wanted);
	if (!PG_ARGISNULL(first + ARG_REFERRED_AMOUNT_COLUMN))
		select_amount(source, COLUMN_AMOUNT, fcinfo, first + ARG_REFERRED_AMOUNT_COLUMN);
	if (reader->any_integer)
		key_type_init(&reader->graph.type, INT8OID, InvalidOid);
	else
		reader->graph.type = source->column[COLUMN_CUSTOMER].key;
}

/* ---- reading ---- */

/* a customer or a referrer as a key */
static uint64
read_person(const ReferralReader *reader, SourceColumn column, Datum value)
{
	if (!reader->any_integer)
		return key_from_datum(&reader->graph.type, value);
	switch (reader->source.column[column].type)
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
	const Selection *source = &reader->source;
	const char *referrer = selected_name(source, COLUMN_REFERRER);
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
					 hint_distinct_view(source, selected_name(source, COLUMN_CUSTOMER), referrer), quote_identifier(referrer))));
}

static void
receive_referral(RowReceiver *receiver, const Datum *values, const bool *nulls)
{
	ReferralReader *reader = (ReferralReader *) receiver;
	uint32 customer;
	uint32 referrer = NOBODY;
	int128_money amount = 0;
	int scale = 0;

	if (nulls[COLUMN_CUSTOMER])
	{
		reader->without_customer++;
		return;
	}
	customer = referral_graph_person(&reader->graph, read_person(reader, COLUMN_CUSTOMER, values[COLUMN_CUSTOMER]));
	if (get_person(&reader->graph, customer)->has_row)
		report_second_row(reader, customer);
	if (!nulls[COLUMN_REFERRER])
		referrer = referral_graph_person(&reader->graph, read_person(reader, COLUMN_REFERRER, values[COLUMN_REFERRER]));
	if (referrer == customer)
	{
		reader->by_themselves++;
		referrer = NOBODY;
	}
	if (!nulls[COLUMN_AMOUNT])
		amount = amount_units(reader->source.column[COLUMN_AMOUNT].amount, values[COLUMN_AMOUNT], "amount", &scale);
	reader->scale = Max(reader->scale, scale);
	referral_graph_add(&reader->graph, customer, referrer, amount);
}

static const RowReceiverKind referrals_kind = {.put = receive_referral};

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
	MemoryContext old = MemoryContextSwitchTo(reader->pub.row_context);

	for (uint32 i = 0; i < referral_graph_persons(&reader->graph); i++)
	{
		CHECK_FOR_INTERRUPTS();
		MemoryContextReset(reader->pub.row_context);
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
	select_columns(fcinfo, first, TupleDescAttr(result, OUT_CUSTOMER)->atttypid, reader);
	referral_graph_create(&reader->graph, context, is_selected(&reader->source, COLUMN_AMOUNT));
	row_receiver_begin(&reader->pub, &referrals_kind, context, NULL);
	source_scan(&reader->source, &reader->pub);
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
