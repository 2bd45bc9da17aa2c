/*
 * yardstick_io.c
 *		Text and binary forms of a yardstick, and its operators.
 *
 * Text: a JSON object.  Each distribution's knots are a flat array of value,
 * customers below, customers not above.  What follows from other fields is
 * not written but found again.
 */
#include "customer/yardstick.h"

#include "server/decimal.h"
#include "server/json.h"
#include "libpq/pqformat.h"
#include "server/operators.h"
#include "utils/builtins.h"

#define CONTACT_WEIGHT "contact_weight"

/* the fewest decimals that write the sum */
static int
scale_of_sum(const Money *sum)
{
	int scale = 0;

	while (!money_has_scale(sum, scale))
		scale++;
	return scale;
}

static void
put_distribution(StringInfo out, const Yardstick *y, int distribution)
{
	const Distribution *d = &y->distributions[distribution];

	appendStringInfo(out, "\"%s\": {\"customers\": " INT64_FORMAT ", \"sum\": ",
					 distribution_name(distribution), d->customers);
	json_put_double(out, d->sum.hi);
	appendStringInfoString(out, ", \"sum_rest\": ");
	json_put_double(out, d->sum.lo);
	appendStringInfoString(out, ", \"knots\": [");
	for (int i = 0; i < d->knots; i++)
	{
		Knot knot = yardstick_knot(y, d->first_knot + i);

		if (i > 0)
			appendStringInfoString(out, ", ");
		json_put_double(out, knot.value);
		appendStringInfo(out, ", " INT64_FORMAT ", " INT64_FORMAT, knot.below, knot.upto);
	}
	appendStringInfoString(out, "]}");
}

PG_FUNCTION_INFO_V1(customer_seg_yardstick_out);
Datum
customer_seg_yardstick_out(PG_FUNCTION_ARGS)
{
	Yardstick *y = PG_GETARG_YARDSTICK_P(0);
	StringInfoData out;
	bool first = true;

	initStringInfo(&out);
	appendStringInfoString(&out, "{\"as_of\": ");
	json_put_time(&out, y->as_of);
	appendStringInfo(&out, ", \"customers\": " INT64_FORMAT ", \"amount\": %s, \"weights\": {",
					 y->customers,
					 DatumGetCString(DirectFunctionCall1(numeric_out,
														 decimal_make(&y->amount_sum, scale_of_sum(&y->amount_sum)))));
	for (int m = 0; m < MEASURES; m++)
	{
		appendStringInfo(&out, "\"%s\": ", measure_info[m].name);
		json_put_double(&out, y->weights[m]);
		appendStringInfoString(&out, ", ");
	}
	appendStringInfoString(&out, "\"" CONTACT_WEIGHT "\": ");
	json_put_double(&out, y->contact_weight);
	appendStringInfo(&out, "}, \"cuts\": {\"%s\": \"%s\", \"%s\": \"%s\"}, \"distributions\": {",
					 axis_names[LOYALTY], cut_text(&y->cuts[LOYALTY]),
					 axis_names[CONTRIBUTION], cut_text(&y->cuts[CONTRIBUTION]));
	for (int i = 0; i < DISTRIBUTIONS; i++)
	{
		if (i < MEASURES && !(y->measures & MEASURE_BIT(i)))
			continue;
		appendStringInfoString(&out, first ? "" : ", ");
		put_distribution(&out, y, i);
		first = false;
	}
	appendStringInfoString(&out, "}}");
	PG_RETURN_CSTRING(out.data);
}

static bool
read_weights(const JsonObject *object, Yardstick *y)
{
	const char *fields[MEASURES + 2];
	JsonObject weights;
	bool present;

	for (int m = 0; m < MEASURES; m++)
		fields[m] = measure_info[m].name;
	fields[MEASURES] = CONTACT_WEIGHT;
	fields[MEASURES + 1] = NULL;
	if (!json_open_child(object, "weights", &weights, fields, &present))
		return false;
	if (!present)
		return json_fail(object, "\"weights\" is missing.");
	for (int m = 0; m < MEASURES; m++)
		if (!json_read_double(&weights, measure_info[m].name, &y->weights[m]))
			return false;
	return json_read_double(&weights, CONTACT_WEIGHT, &y->contact_weight);
}

static bool
read_cuts(const JsonObject *object, Yardstick *y)
{
	const char *const fields[] = {axis_names[LOYALTY], axis_names[CONTRIBUTION], NULL};
	JsonObject cuts;
	bool present;

	if (!json_open_child(object, "cuts", &cuts, fields, &present))
		return false;
	for (int axis = 0; present && axis < AXES; axis++)
	{
		char *text = NULL;

		if (!json_read_text(&cuts, axis_names[axis], &text))
			return false;
		if (text != NULL && !cut_parse(text, &y->cuts[axis]))
			return json_fail(object, "\"%s\" is no cut.", text);
	}
	return true;
}

/* a whole number that a double holds exactly */
static bool
whole_number(const JsonbValue *value, int64 *result)
{
	double number;

	if (!json_number(value, &number) || number != rint(number) || fabs(number) > 9007199254740992.0)
		return false;
	*result = (int64) number;
	return true;
}

static bool
read_knots(const JsonObject *object, YardstickBuilder *builder, int distribution)
{
	JsonbContainer *array = json_read_array(object, "knots");
	JsonbIterator *it;
	JsonbValue value;
	JsonbIteratorToken token;
	Knot knot = {0};
	int field = 0;

	if (array == NULL)
		return false;
	if (JsonContainerSize(array) % 3 != 0 || JsonContainerSize(array) / 3 > MAX_KNOTS)
		return json_fail(object, "\"knots\" must be up to %d times value, below and upto.", MAX_KNOTS);
	it = JsonbIteratorInit(array);
	while ((token = JsonbIteratorNext(&it, &value, true)) != WJB_DONE)
	{
		bool ok;

		if (token != WJB_ELEM)
			continue;
		if (field == 0)
			ok = json_number(&value, &knot.value);
		else
			ok = whole_number(&value, field == 1 ? &knot.below : &knot.upto);
		if (!ok)
			return json_fail(object, "A knot is not made of finite and whole numbers.");
		field = (field + 1) % 3;
		if (field == 0)
			builder_add_knot(builder, distribution, &knot);
	}
	return true;
}

static bool
read_distributions(const JsonObject *object, YardstickBuilder *builder)
{
	static const char *const fields[] = {"customers", "sum", "sum_rest", "knots", NULL};
	const char *names[DISTRIBUTIONS + 1] = {NULL};
	JsonObject all;
	bool present;

	for (int i = 0; i < DISTRIBUTIONS; i++)
		names[i] = distribution_name(i);
	if (!json_open_child(object, "distributions", &all, names, &present))
		return false;
	if (!present)
		return json_fail(object, "\"distributions\" is missing.");
	for (int i = 0; i < DISTRIBUTIONS; i++)
	{
		JsonObject child;
		Distribution *d = &builder->head->distributions[i];

		if (!json_open_child(&all, names[i], &child, fields, &present))
			return false;
		d->first_knot = builder->head->knots;
		if (present &&
			(!json_read_int64(&child, "customers", &d->customers) ||
			 !json_read_double(&child, "sum", &d->sum.hi) ||
			 !json_read_double(&child, "sum_rest", &d->sum.lo) ||
			 !read_knots(&child, builder, i)))
			return false;
		if (present && i < MEASURES)
			builder->head->measures |= MEASURE_BIT(i);
	}
	return true;
}

PG_FUNCTION_INFO_V1(customer_seg_yardstick_in);
Datum
customer_seg_yardstick_in(PG_FUNCTION_ARGS)
{
	static const char *const fields[] = {
		"as_of", "customers", "amount", "weights", "cuts", "distributions", NULL};
	YardstickBuilder builder;
	Yardstick *y;
	JsonObject object;
	bool present;
	int scale;
	const char *fault;

	builder_begin(&builder, 0, 0, 0);
	y = builder.head;
	memset(y->weights, 0, sizeof(y->weights));
	if (!json_open(&object, PG_GETARG_CSTRING(0), "yardstick", fields, SOFT_ERROR_CONTEXT(fcinfo)) ||
		!json_read_time(&object, "as_of", &y->as_of, &present) ||
		!json_read_int64(&object, "customers", &y->customers) ||
		!json_read_sum(&object, "amount", &y->amount_sum, &scale) ||
		!read_weights(&object, y) ||
		!read_cuts(&object, y) ||
		!read_distributions(&object, &builder))
		PG_RETURN_NULL();
	y = builder_finish(&builder);
	fault = present ? yardstick_find_fault(y) : "\"as_of\" is missing.";
	if (fault == NULL)
		fault = yardstick_resolve(y);
	if (fault != NULL)
	{
		json_fail(&object, "%s", fault);
		PG_RETURN_NULL();
	}
	PG_RETURN_POINTER(y);
}

PG_FUNCTION_INFO_V1(customer_seg_yardstick_send);
Datum
customer_seg_yardstick_send(PG_FUNCTION_ARGS)
{
	Yardstick *y = PG_GETARG_YARDSTICK_P(0);
	StringInfoData out;

	pq_begintypsend(&out);
	pq_sendbyte(&out, (uint8) y->version);
	pq_sendint64(&out, y->as_of);
	pq_sendint64(&out, y->customers);
	pq_sendint64(&out, y->amount_sum.hi);
	pq_sendint64(&out, y->amount_sum.mid);
	pq_sendint64(&out, y->amount_sum.lo);
	pq_sendint32(&out, y->measures);
	for (int m = 0; m < MEASURES; m++)
		pq_sendfloat8(&out, y->weights[m]);
	pq_sendfloat8(&out, y->contact_weight);
	for (int axis = 0; axis < AXES; axis++)
	{
		pq_sendint32(&out, y->cuts[axis].kind);
		pq_sendfloat8(&out, y->cuts[axis].number);
	}
	for (int i = 0; i < DISTRIBUTIONS; i++)
	{
		pq_sendint64(&out, y->distributions[i].customers);
		pq_sendfloat8(&out, y->distributions[i].sum.hi);
		pq_sendfloat8(&out, y->distributions[i].sum.lo);
		pq_sendint32(&out, y->distributions[i].knots);
	}
	for (int k = 0; k < y->knots; k++)
	{
		Knot knot = yardstick_knot(y, k);

		pq_sendfloat8(&out, knot.value);
		pq_sendint64(&out, knot.below);
		pq_sendint64(&out, knot.upto);
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&out));
}

static void
report_binary(const char *fault)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
			 errmsg("invalid binary form of a yardstick"),
			 errdetail("%s", fault)));
}

PG_FUNCTION_INFO_V1(customer_seg_yardstick_recv);
Datum
customer_seg_yardstick_recv(PG_FUNCTION_ARGS)
{
	StringInfo in = (StringInfo) PG_GETARG_POINTER(0);
	Yardstick *y = palloc0(YARDSTICK_SIZE(0));
	const char *fault;

	y->version = pq_getmsgbyte(in);
	if (y->version != YARDSTICK_VERSION)
		report_binary("It may have been sent by a newer version of customer_seg.");
	y->as_of = pq_getmsgint64(in);
	y->customers = pq_getmsgint64(in);
	y->amount_sum.hi = pq_getmsgint64(in);
	y->amount_sum.mid = (uint64) pq_getmsgint64(in);
	y->amount_sum.lo = (uint64) pq_getmsgint64(in);
	y->measures = (int32) pq_getmsgint(in, 4);
	for (int m = 0; m < MEASURES; m++)
		y->weights[m] = pq_getmsgfloat8(in) + 0.0;
	y->contact_weight = pq_getmsgfloat8(in) + 0.0;
	for (int axis = 0; axis < AXES; axis++)
	{
		y->cuts[axis].kind = (int32) pq_getmsgint(in, 4);
		y->cuts[axis].number = pq_getmsgfloat8(in) + 0.0;
		if (y->cuts[axis].kind < CUT_MEAN || y->cuts[axis].kind > CUT_NUMBER ||
			!isfinite(y->cuts[axis].number) || (y->cuts[axis].kind < CUT_SCORE && y->cuts[axis].number != 0))
			report_binary("A cut is of no known kind.");
	}
	for (int i = 0; i < DISTRIBUTIONS; i++)
	{
		Distribution *d = &y->distributions[i];

		d->customers = pq_getmsgint64(in);
		d->sum.hi = pq_getmsgfloat8(in) + 0.0;
		d->sum.lo = pq_getmsgfloat8(in) + 0.0;
		d->knots = (int32) pq_getmsgint(in, 4);
		d->first_knot = y->knots;
		if (d->knots < 0 || d->knots > MAX_KNOTS)
			report_binary("A distribution has too many values.");
		y->knots += d->knots;
	}
	if ((in->len - in->cursor) / (int) (3 * sizeof(int64)) < y->knots)
		report_binary("It ends early.");
	y = repalloc(y, YARDSTICK_SIZE(y->knots));
	for (int k = 0; k < y->knots; k++)
	{
		double value = pq_getmsgfloat8(in) + 0.0;

		memcpy(&y->data[k], &value, sizeof(double));
		y->data[y->knots + k] = pq_getmsgint64(in);
		y->data[2 * y->knots + k] = pq_getmsgint64(in);
	}
	fault = yardstick_find_fault(y);
	if (fault == NULL)
		fault = yardstick_resolve(y);
	if (fault != NULL)
		report_binary(fault);
	SET_VARSIZE(y, YARDSTICK_SIZE(y->knots));
	PG_RETURN_POINTER(y);
}

/* by the bytes: an order that means nothing but is total */
static int
yardstick_compare(const Yardstick *a, const Yardstick *b)
{
	const Size first = offsetof(Yardstick, version);
	int order;

	RETURN_UNLESS_EQUAL(VARSIZE(a), VARSIZE(b));
	order = memcmp((const char *) a + first, (const char *) b + first, VARSIZE(a) - first);
	return (order > 0) - (order < 0);
}

DEFINE_OPERATORS(yardstick, DatumGetYardstickP, yardstick_compare, offsetof(Yardstick, version));
