/*
 * mix.c
 *		How many customers are in each quadrant: the value, its aggregate, its
 *		readers, its text and binary forms.
 *
 * Counts never add up to more than 2^63, which every way in checks, so that
 * total() has no edge.
 */
#include "population/mix.h"

#include "common/int.h"
#include "server/json.h"
#include "libpq/pqformat.h"
#include "server/operators.h"
#include "server/states.h"

StaticAssertDecl(sizeof(Mix) == 48, "the stored form of a mix has no padding");

/* see activity_check */
Mix *
mix_check(Mix *mix)
{
	if (VARSIZE(mix) != sizeof(Mix) || mix->version != MIX_VERSION)
		ereport(ERROR,
				(errcode(ERRCODE_DATA_CORRUPTED),
				 errmsg("mix has an unknown form"),
				 errhint("It may have been stored by a newer version of customer_seg.")));
	return mix;
}

Mix *
mix_create(void)
{
	Mix *mix = palloc0(sizeof(Mix));

	SET_VARSIZE(mix, sizeof(Mix));
	mix->version = MIX_VERSION;
	return mix;
}

/* number of classified customers */
int64
mix_total(const Mix *mix)
{
	int64 total = 0;

	for (int q = 0; q < QUADRANTS; q++)
		total += mix->customers[q];
	return total;
}

/* What holds of every mix; NULL, or what is wrong. */
static const char *
mix_find_fault(const Mix *mix)
{
	int64 sum = mix->unclassified;

	for (int q = 0; q < QUADRANTS; q++)
		if (mix->customers[q] < 0 || pg_add_s64_overflow(sum, mix->customers[q], &sum))
			return "A count is negative or too large.";
	return mix->unclassified < 0 ? "A count is negative or too large." : NULL;
}

static Mix *
mix_to_change(FunctionCallInfo fcinfo)
{
	return PG_ARGISNULL(0) ? mix_create() : state_to_change(fcinfo, PG_GETARG_MIX_P(0));
}

static void
check_counts(const Mix *mix)
{
	if (mix_find_fault(mix) != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("a count in a mix is out of range")));
}

/* the place in a mix where customers of a quadrant, or of none, are counted */
static int64 *
count_of(FunctionCallInfo fcinfo, Mix *mix, int argument)
{
	if (PG_ARGISNULL(argument))
		return &mix->unclassified;
	return &mix->customers[enum_place(enum_labels_of(fcinfo, argument, quadrant_labels, QUADRANTS), QUADRANTS,
									  PG_GETARG_OID(argument), "quadrant")];
}

PG_FUNCTION_INFO_V1(customer_seg_mix_accum);
Datum
customer_seg_mix_accum(PG_FUNCTION_ARGS)
{
	Mix *mix = mix_to_change(fcinfo);
	int64 *count = count_of(fcinfo, mix, 1);

	if (pg_add_s64_overflow(*count, 1, count))
		*count = -1; /* which the check does not let pass */
	check_counts(mix);
	PG_RETURN_POINTER(mix);
}

/* the exact inverse, for moving frames */
PG_FUNCTION_INFO_V1(customer_seg_mix_discard);
Datum
customer_seg_mix_discard(PG_FUNCTION_ARGS)
{
	Mix *mix = mix_to_change(fcinfo);

	(*count_of(fcinfo, mix, 1))--;
	check_counts(mix);
	PG_RETURN_POINTER(mix);
}

PG_FUNCTION_INFO_V1(customer_seg_mix_add);
Datum
customer_seg_mix_add(PG_FUNCTION_ARGS)
{
	Mix *mix = mix_to_change(fcinfo);
	Mix *other = PG_GETARG_MIX_P(1);

	/* in unsigned arithmetic, where an overflow is defined and turns negative */
	for (int q = 0; q < QUADRANTS; q++)
		mix->customers[q] = (int64) ((uint64) mix->customers[q] + (uint64) other->customers[q]);
	mix->unclassified = (int64) ((uint64) mix->unclassified + (uint64) other->unclassified);
	check_counts(mix);
	PG_RETURN_POINTER(mix);
}

PG_FUNCTION_INFO_V1(customer_seg_mix_customers);
Datum
customer_seg_mix_customers(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(*count_of(fcinfo, PG_GETARG_MIX_P(0), 1));
}

PG_FUNCTION_INFO_V1(customer_seg_mix_share);
Datum
customer_seg_mix_share(PG_FUNCTION_ARGS)
{
	Mix *mix = PG_GETARG_MIX_P(0);
	int64 total = mix_total(mix);

	if (total == 0)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8((double) *count_of(fcinfo, mix, 1) / (double) total);
}

PG_FUNCTION_INFO_V1(customer_seg_mix_total);
Datum
customer_seg_mix_total(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(mix_total(PG_GETARG_MIX_P(0)));
}

PG_FUNCTION_INFO_V1(customer_seg_mix_unclassified);
Datum
customer_seg_mix_unclassified(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(PG_GETARG_MIX_P(0)->unclassified);
}

PG_FUNCTION_INFO_V1(customer_seg_mix_out);
Datum
customer_seg_mix_out(PG_FUNCTION_ARGS)
{
	Mix *mix = PG_GETARG_MIX_P(0);
	StringInfoData out;

	initStringInfo(&out);
	appendStringInfoChar(&out, '{');
	for (int q = 0; q < QUADRANTS; q++)
		appendStringInfo(&out, "\"%s\": " INT64_FORMAT ", ", quadrant_labels[q], mix->customers[q]);
	appendStringInfo(&out, "\"unclassified\": " INT64_FORMAT "}", mix->unclassified);
	PG_RETURN_CSTRING(out.data);
}

PG_FUNCTION_INFO_V1(customer_seg_mix_in);
Datum
customer_seg_mix_in(PG_FUNCTION_ARGS)
{
	const char *const fields[] = {
		quadrant_labels[BEE], quadrant_labels[DRAGONFLY], quadrant_labels[BUTTERFLY],
		quadrant_labels[MANTIS], "unclassified", NULL};
	Mix *mix = mix_create();
	JsonObject object;
	const char *fault;

	if (!json_open(&object, PG_GETARG_CSTRING(0), "mix", fields, SOFT_ERROR_CONTEXT(fcinfo)))
		PG_RETURN_NULL();
	for (int q = 0; q < QUADRANTS; q++)
		if (!json_read_int64(&object, quadrant_labels[q], &mix->customers[q]))
			PG_RETURN_NULL();
	if (!json_read_int64(&object, "unclassified", &mix->unclassified))
		PG_RETURN_NULL();
	fault = mix_find_fault(mix);
	if (fault != NULL)
	{
		json_fail(&object, "%s", fault);
		PG_RETURN_NULL();
	}
	PG_RETURN_POINTER(mix);
}

PG_FUNCTION_INFO_V1(customer_seg_mix_send);
Datum
customer_seg_mix_send(PG_FUNCTION_ARGS)
{
	Mix *mix = PG_GETARG_MIX_P(0);
	StringInfoData out;

	pq_begintypsend(&out);
	pq_sendbyte(&out, (uint8) mix->version);
	for (int q = 0; q < QUADRANTS; q++)
		pq_sendint64(&out, mix->customers[q]);
	pq_sendint64(&out, mix->unclassified);
	PG_RETURN_BYTEA_P(pq_endtypsend(&out));
}

PG_FUNCTION_INFO_V1(customer_seg_mix_recv);
Datum
customer_seg_mix_recv(PG_FUNCTION_ARGS)
{
	StringInfo in = (StringInfo) PG_GETARG_POINTER(0);
	Mix *mix = mix_create();
	int version = pq_getmsgbyte(in);
	const char *fault = NULL;

	if (version != MIX_VERSION)
		fault = "It may have been sent by a newer version of customer_seg.";
	else
	{
		for (int q = 0; q < QUADRANTS; q++)
			mix->customers[q] = pq_getmsgint64(in);
		mix->unclassified = pq_getmsgint64(in);
		fault = mix_find_fault(mix);
	}
	if (fault != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid binary form of a mix"),
				 errdetail("%s", fault)));
	PG_RETURN_POINTER(mix);
}

/* by classified customers, then quadrant by quadrant, then unclassified */
static int
mix_compare(const Mix *a, const Mix *b)
{
	RETURN_UNLESS_EQUAL(mix_total(a), mix_total(b));
	for (int q = 0; q < QUADRANTS; q++)
		RETURN_UNLESS_EQUAL(a->customers[q], b->customers[q]);
	RETURN_UNLESS_EQUAL(a->unclassified, b->unclassified);
	return 0;
}

DEFINE_OPERATORS(mix, DatumGetMixP, mix_compare, offsetof(Mix, version));
