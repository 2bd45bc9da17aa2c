/*
 * held_out.c
 *		held_out(): is a customer held out of a campaign?  By a hash of the
 *		campaign's seed and the customer, which knows nothing else.
 */
#include "server/calls.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "common/cryptohash.h"
#include "common/sha2.h"
#include "mb/pg_wchar.h"
#include "population/segment_text.h"
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

/* how the customers of a call are written, kept from row to row */
static SegmentWriter *
customer_writer(FunctionCallInfo fcinfo)
{
	Oid type;

	if (fcinfo->flinfo->fn_extra != NULL)
		return fcinfo->flinfo->fn_extra;
	type = get_fn_expr_argtype(fcinfo->flinfo, 0);
	if (!has_one_text(getBaseType(type)))
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("customers of type %s cannot be held out, as equal ones need not look the same", format_type_be(type)),
				 errhint("Cast them to text in a view, in one form for each.")));
	return fcinfo->flinfo->fn_extra = segment_writer_of(fcinfo, 0);
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
one_of_equals(Oid type, Datum customer)
{
	switch (type)
	{
	case NUMERICOID:
		return DirectFunctionCall1(numeric_trim_scale, customer);
	case FLOAT4OID:
		return Float4GetDatum(DatumGetFloat4(customer) + 0.0f);
	case FLOAT8OID:
		return Float8GetDatum(DatumGetFloat8(customer) + 0.0);
	case BPCHAROID:
		return trim_character(customer);
	default:
		return customer;
	}
}

static void
hash_text(pg_cryptohash_ctx *hash, const char *text, size_t length, bool *done)
{
	const char *utf8 = pg_server_to_any(text, (int) length, PG_UTF8);

	*done = *done && pg_cryptohash_update(hash, (const uint8 *) utf8, utf8 == text ? length : strlen(utf8)) == 0;
}

/* the first 53 bits of SHA-256 of the seed, a zero byte, which no text has, and the customer, both as UTF-8: from 0 up to 1 */
static double
draw(const text *seed, const char *customer)
{
	pg_cryptohash_ctx *hash = pg_cryptohash_create(PG_SHA256);
	uint8 digest[PG_SHA256_DIGEST_LENGTH];
	bool done = pg_cryptohash_init(hash) == 0;
	uint64 first;

	hash_text(hash, VARDATA_ANY(seed), VARSIZE_ANY_EXHDR(seed), &done);
	done = done && pg_cryptohash_update(hash, (const uint8 *) "", 1) == 0;
	hash_text(hash, customer, strlen(customer), &done);
	if (!done || pg_cryptohash_final(hash, digest, sizeof(digest)) < 0)
		elog(ERROR, "could not compute SHA-256: %s", pg_cryptohash_error(hash));
	pg_cryptohash_free(hash);
	memcpy(&first, digest, sizeof(first));
	return ldexp((double) (pg_ntoh64(first) >> 11), -53);
}

/*
 * held_out(customer, holdout, seed): the same for the same customer and seed,
 * on every server; of a greater share those of a lesser one, and more.
 */
PG_FUNCTION_INFO_V1(customer_seg_held_out);
Datum
customer_seg_held_out(PG_FUNCTION_ARGS)
{
	SegmentWriter *writer = customer_writer(fcinfo);
	double holdout = fraction_argument(fcinfo, 1, "holdout");
	Datum customer = one_of_equals(writer->type, PG_GETARG_DATUM(0));

	PG_RETURN_BOOL(draw(PG_GETARG_TEXT_PP(2), segment_text(writer, customer)) < holdout);
}
