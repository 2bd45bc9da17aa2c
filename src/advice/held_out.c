/*
 * held_out.c
 *		held_out(): is a customer held out of a campaign?  By a hash of the
 *		campaign's seed and the customer, which knows nothing else.
 */
#include "advice/held_out.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "common/cryptohash.h"
#include "common/sha2.h"
#include "mb/pg_wchar.h"
#include "nodes/nodeFuncs.h"
#include "population/segment_text.h"
#include "server/calls.h"
#include "port/pg_bswap.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"
#include "utils/lsyscache.h"

/* Of these all equal values have one text, when those of which they have several are brought to one. */
static bool
has_one_text(Oid type)
{
	switch (type)
	{
	case INT2OID:
	case INT4OID:
	case INT8OID:
	case OIDOID:
	case NUMERICOID:
	case FLOAT4OID:
	case FLOAT8OID:
	case TEXTOID:
	case VARCHAROID:
	case BPCHAROID:
	case NAMEOID:
	case CHAROID:
	case BOOLOID:
	case UUIDOID:
	case DATEOID:
	case TIMESTAMPOID:
	case TIMESTAMPTZOID:
		return true;
	default:
		return type_is_enum(type);
	}
}

/*
 * Of equal values a source shows one, whichever comes first, so they must look
 * the same.  collation: invalid where the type has none; what: in messages.
 */
void
check_equals_look_alike(Oid type, Oid collation, const char *what)
{
	if (!has_one_text(getBaseType(type)))
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("%s cannot be of type %s, of which equal values need not look the same", what, format_type_be(type)),
				 errhint("Make it text, in one form for each.")));
	if (OidIsValid(collation) && !get_collation_isdeterministic(collation))
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("%s cannot be of collation \"%s\", by which equal values need not look the same", what, get_collation_name(collation)),
				 errhint("Bring it to one form for each, and to another collation: lower(customer_id) COLLATE \"C\".")));
}

/* the collation that an argument has by itself; a call has one for all of them */
static Oid
own_collation(FunctionCallInfo fcinfo, int argument)
{
	const Node *call = fcinfo->flinfo->fn_expr;

	if (call == NULL || !IsA(call, FuncExpr))
		return PG_GET_COLLATION();
	return exprCollation(list_nth(((const FuncExpr *) call)->args, argument));
}

/* how an argument of a call is written */
static SegmentWriter *
writer_of_one_text(FunctionCallInfo fcinfo, int argument, const char *what)
{
	check_equals_look_alike(get_fn_expr_argtype(fcinfo->flinfo, argument), own_collation(fcinfo, argument), what);
	return segment_writer_of(fcinfo, argument);
}

/* without trailing blanks, which do not count */
static Datum
trim_character(Datum value)
{
	BpChar *padded = DatumGetBpCharPP(value);

	return PointerGetDatum(cstring_to_text_with_len(VARDATA_ANY(padded),
													bpchartruelen(VARDATA_ANY(padded), (int) VARSIZE_ANY_EXHDR(padded))));
}

/* one value for all that are equal to it: 1.0 and 1.00, 0 and -0, 'a' and 'a ' of character(2) */
static Datum
one_of_equals(Oid type, Datum value)
{
	switch (type)
	{
	case NUMERICOID:
		return DirectFunctionCall1(numeric_trim_scale, value);
	case FLOAT4OID:
		return Float4GetDatum(DatumGetFloat4(value) + 0.0f);
	case FLOAT8OID:
		return Float8GetDatum(DatumGetFloat8(value) + 0.0);
	case BPCHAROID:
		return trim_character(value);
	default:
		return value;
	}
}

static const char *
text_of_equals(SegmentWriter *writer, Datum value)
{
	return segment_text(writer, one_of_equals(writer->type, value));
}

static void
hash_text(pg_cryptohash_ctx *hash, const char *text, bool *done)
{
	const char *utf8 = pg_server_to_any(text, (int) strlen(text), PG_UTF8);

	*done = *done && pg_cryptohash_update(hash, (const uint8 *) utf8, strlen(utf8)) == 0;
}

/* the first 53 bits of SHA-256 of the seed, a zero byte, which no text has, and the customer, both as UTF-8: from 0 up to 1 */
static double
draw(const char *seed, const char *customer)
{
	pg_cryptohash_ctx *hash = pg_cryptohash_create(PG_SHA256);
	uint8 digest[PG_SHA256_DIGEST_LENGTH];
	bool done = pg_cryptohash_init(hash) == 0;
	uint64 first;

	hash_text(hash, seed, &done);
	done = done && pg_cryptohash_update(hash, (const uint8 *) "", 1) == 0;
	hash_text(hash, customer, &done);
	if (!done || pg_cryptohash_final(hash, digest, sizeof(digest)) < 0)
		elog(ERROR, "could not compute SHA-256: %s", pg_cryptohash_error(hash));
	pg_cryptohash_free(hash);
	memcpy(&first, digest, sizeof(first));
	return ldexp((double) (pg_ntoh64(first) >> 11), -53);
}

/* the seed that an argument gives, which is no NULL */
const char *
seed_text(FunctionCallInfo fcinfo, int argument)
{
	SegmentWriter *writer = writer_of_one_text(fcinfo, argument, "a seed");

	return text_of_equals(writer, PG_GETARG_DATUM(argument));
}

/* how the values of a call are written, kept from row to row */
typedef struct HeldOutCall
{
	SegmentWriter *customer;
	SegmentWriter *seed;
} HeldOutCall;

static const HeldOutCall *
held_out_call(FunctionCallInfo fcinfo)
{
	HeldOutCall *call = fcinfo->flinfo->fn_extra;

	if (call == NULL)
	{
		call = MemoryContextAlloc(fcinfo->flinfo->fn_mcxt, sizeof(HeldOutCall));
		call->customer = writer_of_one_text(fcinfo, 0, DRAWN_CUSTOMER);
		call->seed = writer_of_one_text(fcinfo, 2, "a seed");
		fcinfo->flinfo->fn_extra = call;
	}
	return call;
}

/*
 * held_out(customer, holdout, seed): the same for the same customer and seed,
 * on every server; of a greater share those of a lesser one, and more.
 */
PG_FUNCTION_INFO_V1(customer_seg_held_out);
Datum
customer_seg_held_out(PG_FUNCTION_ARGS)
{
	const HeldOutCall *call = held_out_call(fcinfo);
	double holdout = fraction_argument(fcinfo, 1, "holdout");
	const char *seed = text_of_equals(call->seed, PG_GETARG_DATUM(2));

	PG_RETURN_BOOL(draw(seed, text_of_equals(call->customer, PG_GETARG_DATUM(0))) < holdout);
}
