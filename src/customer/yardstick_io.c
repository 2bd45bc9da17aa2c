/*
 * yardstick_io.c
 *		Text and binary forms of a yardstick, and its operators.
 *
 * Text: a JSON object.  Each distribution's knots are a flat array of value,
 * customers below, customers not above.  What follows from other fields is
 * not written but found again.
 * Binary: a version byte, then the fields in network order; of version 2, as
 * it is sent, an entry for each distribution, as in the stored form.  Version
 * 1, of before 0.3.0, is read.
 */
#include "customer/yardstick.h"

#include "server/decimal.h"
#include "server/json.h"
#include "libpq/pqformat.h"
#include "server/operators.h"
#include "utils/builtins.h"

#define CONTACT_WEIGHT "contact_weight"

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

/* the eight measures of version 0.1 always, others where they were fitted */
static bool
is_written(const Yardstick *y, int measure)
{
	return measure <= POTENTIAL || (y->measures & MEASURE_BIT(measure)) != 0;
}

static void
put_weights(StringInfo out, const Yardstick *y)
{
	appendStringInfoString(out, ", \"weights\": {");
	for (int m = 0; m < MEASURES; m++)
	{
		if (!is_written(y, m))
			continue;
		appendStringInfo(out, "\"%s\": ", measure_info[m].name);
		json_put_double(out, y->weights[m]);
		appendStringInfoString(out, ", ");
	}
	appendStringInfoString(out, "\"" CONTACT_WEIGHT "\": ");
	json_put_double(out, y->contact_weight);
	appendStringInfoChar(out, '}');
}

static void
put_limit(StringInfo out, MeasureKind kind, const MeasureLimit *limit)
{
	switch (kind)
	{
	case MEASURE_TIME:
		appendStringInfo(out, "{\"months\": %d, \"days\": %d, \"microseconds\": " INT64_FORMAT "}",
						 limit->span.month, limit->span.day, limit->span.time);
		break;
	case MEASURE_MONEY:
		appendStringInfoString(out, decimal_text(&limit->amount));
		break;
	case MEASURE_COUNT:
		appendStringInfo(out, INT64_FORMAT, limit->count);
		break;
	case MEASURE_SHARE:
		json_put_double(out, limit->share);
		break;
	}
}

static void
put_limits(StringInfo out, const Yardstick *y)
{
	const char *separator = ", \"limits\": {";

	for (int m = 0; m < MEASURES; m++)
	{
		if (!(y->limited & MEASURE_BIT(m)))
			continue;
		appendStringInfo(out, "%s\"%s\": ", separator, measure_info[m].name);
		put_limit(out, measure_info[m].kind, &y->limits[m]);
		separator = ", ";
	}
	if (y->limited != 0)
		appendStringInfoChar(out, '}');
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
	appendStringInfo(&out, ", \"customers\": " INT64_FORMAT ", \"amount\": %s", y->customers,
					 decimal_text(&y->amount_sum));
	if (y->measures & MEASURE_BIT(PROFIT))
		appendStringInfo(&out, ", \"profit\": %s", decimal_text(&y->profit_sum));
	put_weights(&out, y);
	appendStringInfo(&out, ", \"cuts\": {\"%s\": \"%s\", \"%s\": \"%s\"}",
					 axis_names[LOYALTY], cut_text(&y->cuts[LOYALTY]),
					 axis_names[CONTRIBUTION], cut_text(&y->cuts[CONTRIBUTION]));
	put_limits(&out, y);
	appendStringInfoString(&out, ", \"distributions\": {");
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
read_yardstick_cuts(const JsonObject *object, Yardstick *y)
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

static bool
read_span(const JsonObject *limits, const char *field, Interval *span)
{
	static const char *const fields[] = {"months", "days", "microseconds", NULL};
	JsonObject object;
	bool present;
	int64 months = 0;
	int64 days = 0;

	if (!json_open_child(limits, field, &object, fields, &present) ||
		!json_read_int64(&object, "months", &months) || !json_read_int64(&object, "days", &days) ||
		!json_read_int64(&object, "microseconds", &span->time))
		return false;
	span->month = (int32) Min(Max(months, -1), PG_INT32_MAX);
	span->day = (int32) Min(Max(days, -1), PG_INT32_MAX);
	if (span->month != months || span->day != days)
		return json_fail(limits, "The limit of %s is out of range.", field);
	return true;
}

static bool
read_limit(const JsonObject *limits, Measure measure, MeasureLimit *limit)
{
	const char *field = measure_info[measure].name;
	int scale;

	switch (measure_info[measure].kind)
	{
	case MEASURE_TIME:
		return read_span(limits, field, &limit->span);
	case MEASURE_MONEY:
		return json_read_sum(limits, field, &limit->amount, &scale);
	case MEASURE_COUNT:
		return json_read_int64(limits, field, &limit->count);
	case MEASURE_SHARE:
		break;
	}
	return json_read_double(limits, field, &limit->share);
}

static bool
read_axis_limits(const JsonObject *object, Yardstick *y)
{
	const char *fields[MEASURES + 1] = {NULL};
	JsonObject limits;
	bool present;

	for (int m = 0; m < MEASURES; m++)
		fields[m] = measure_info[m].name;
	if (!json_open_child(object, "limits", &limits, fields, &present))
		return false;
	for (int m = 0; present && m < MEASURES; m++)
	{
		if (!json_has(&limits, fields[m]))
			continue;
		y->limited |= MEASURE_BIT(m);
		if (!read_limit(&limits, (Measure) m, &y->limits[m]))
			return false;
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
	if (JsonContainerSize(array) % 3 != 0 || JsonContainerSize(array) / 3 > MOST_KNOTS)
		return json_fail(object, "\"knots\" must be up to %d times value, below and upto.", MOST_KNOTS);
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
		"as_of", "customers", "amount", "profit", "weights", "cuts", "limits", "distributions", NULL};
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
		!json_read_sum(&object, "profit", &y->profit_sum, &scale) ||
		!read_weights(&object, y) ||
		!read_yardstick_cuts(&object, y) ||
		!read_axis_limits(&object, y) ||
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
	PG_RETURN_YARDSTICK_P(y);
}

static void
send_money(StringInfo out, const Money *money)
{
	pq_sendint64(out, money->hi);
	pq_sendint64(out, money->mid);
	pq_sendint64(out, money->lo);
}

static void
send_limit(StringInfo out, MeasureKind kind, const MeasureLimit *limit)
{
	switch (kind)
	{
	case MEASURE_TIME:
		pq_sendint32(out, limit->span.month);
		pq_sendint32(out, limit->span.day);
		pq_sendint64(out, limit->span.time);
		break;
	case MEASURE_MONEY:
		send_money(out, &limit->amount);
		break;
	case MEASURE_COUNT:
		pq_sendint64(out, limit->count);
		break;
	case MEASURE_SHARE:
		pq_sendfloat8(out, limit->share);
		break;
	}
}

static void
send_distribution(StringInfo out, const Distribution *d)
{
	pq_sendint64(out, d->customers);
	pq_sendfloat8(out, d->sum.hi);
	pq_sendfloat8(out, d->sum.lo);
	pq_sendint32(out, d->knots);
}

static void
send_entry(StringInfo out, const YardstickEntry *entry)
{
	pq_sendint32(out, entry->measure);
	pq_sendint32(out, entry->flags);
	pq_sendfloat8(out, entry->weight);
	if (entry->flags & ENTRY_LIMITED)
		send_limit(out, measure_info[entry->measure].kind, &entry->limit);
	send_money(out, &entry->sum);
	send_distribution(out, &entry->distribution);
}

PG_FUNCTION_INFO_V1(customer_seg_yardstick_send);
Datum
customer_seg_yardstick_send(PG_FUNCTION_ARGS)
{
	Yardstick *y = PG_GETARG_YARDSTICK_P(0);
	YardstickEntry entries[DISTRIBUTIONS];
	int n = 0;
	StringInfoData out;

	for (int i = 0; i < DISTRIBUTIONS; i++)
		n += yardstick_get_entry(y, i, &entries[n]);
	pq_begintypsend(&out);
	pq_sendbyte(&out, 2);
	pq_sendint64(&out, y->as_of);
	pq_sendint64(&out, y->customers);
	pq_sendfloat8(&out, y->contact_weight);
	for (int axis = 0; axis < AXES; axis++)
	{
		pq_sendint32(&out, y->cuts[axis].kind);
		pq_sendfloat8(&out, y->cuts[axis].number);
	}
	pq_sendint32(&out, n);
	for (int i = 0; i < n; i++)
		send_entry(&out, &entries[i]);
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

/* equal numbers have equal bytes: no -0.0 */
static double
receive_double(StringInfo in)
{
	return pq_getmsgfloat8(in) + 0.0;
}

static void
receive_money(StringInfo in, Money *money)
{
	money->hi = pq_getmsgint64(in);
	money->mid = (uint64) pq_getmsgint64(in);
	money->lo = (uint64) pq_getmsgint64(in);
}

static void
receive_cuts(StringInfo in, Yardstick *y)
{
	for (int axis = 0; axis < AXES; axis++)
	{
		Cut *cut = &y->cuts[axis];

		cut->kind = (int32) pq_getmsgint(in, 4);
		cut->number = receive_double(in);
		if (cut->kind < CUT_MEAN || cut->kind > CUT_NUMBER || !isfinite(cut->number) ||
			(cut->kind < CUT_SCORE && cut->number != 0))
			report_binary("A cut is of no known kind.");
	}
}

static void
receive_distribution(StringInfo in, Yardstick *y, Distribution *d)
{
	d->customers = pq_getmsgint64(in);
	d->sum.hi = receive_double(in);
	d->sum.lo = receive_double(in);
	d->knots = (int32) pq_getmsgint(in, 4);
	if (d->knots < 0 || d->knots > MOST_KNOTS)
		report_binary("A distribution has too many values.");
	y->knots += d->knots;
}

static void
receive_limit(StringInfo in, MeasureKind kind, MeasureLimit *limit)
{
	switch (kind)
	{
	case MEASURE_TIME:
		limit->span.month = (int32) pq_getmsgint(in, 4);
		limit->span.day = (int32) pq_getmsgint(in, 4);
		limit->span.time = pq_getmsgint64(in);
		break;
	case MEASURE_MONEY:
		receive_money(in, &limit->amount);
		break;
	case MEASURE_COUNT:
		limit->count = pq_getmsgint64(in);
		break;
	case MEASURE_SHARE:
		limit->share = receive_double(in);
		break;
	}
}

/* the entry of a distribution that comes after the one before */
static int
receive_entry(StringInfo in, Yardstick *y, int before)
{
	YardstickEntry entry = {0};
	bool by_contact;
	int distribution;

	entry.measure = (int32) pq_getmsgint(in, 4);
	entry.flags = (int32) pq_getmsgint(in, 4);
	by_contact = (entry.flags & ENTRY_BY_CONTACT) != 0;
	if (entry.measure < 0 || entry.measure >= MEASURES || (entry.flags & ~ENTRY_FLAGS) != 0)
		report_binary("A measure is unknown; it may have been sent by a newer version of customer_seg.");
	distribution = distribution_of((Measure) entry.measure, by_contact);
	if (distribution <= before || (by_contact && (!is_by_contact(distribution) || entry.flags != ENTRY_BY_CONTACT)))
		report_binary("The measures are out of order.");
	entry.weight = receive_double(in);
	if (entry.flags & ENTRY_LIMITED)
		receive_limit(in, measure_info[entry.measure].kind, &entry.limit);
	receive_money(in, &entry.sum);
	receive_distribution(in, y, &entry.distribution);
	yardstick_put_entry(y, &entry);
	return distribution;
}

static void
receive_2(StringInfo in, Yardstick *y)
{
	int32 entries;
	int32 distribution = -1;

	y->as_of = pq_getmsgint64(in);
	y->customers = pq_getmsgint64(in);
	y->contact_weight = receive_double(in);
	receive_cuts(in, y);
	entries = (int32) pq_getmsgint(in, 4);
	for (int32 i = 0; i < entries; i++)
		distribution = receive_entry(in, y, distribution);
}

/* the eight measures there were then, and the same order of distributions */
static void
receive_1(StringInfo in, Yardstick *y)
{
	y->as_of = pq_getmsgint64(in);
	y->customers = pq_getmsgint64(in);
	receive_money(in, &y->amount_sum);
	y->measures = (uint32) pq_getmsgint(in, 4);
	for (int m = 0; m <= POTENTIAL; m++)
		y->weights[m] = receive_double(in);
	y->contact_weight = receive_double(in);
	receive_cuts(in, y);
	for (int i = 0; i < DISTRIBUTIONS; i++)
		if (i <= POTENTIAL || i >= MEASURES)
			receive_distribution(in, y, &y->distributions[i]);
}

static void
receive_knots(StringInfo in, Yardstick *y)
{
	int64 *data;

	if ((in->len - in->cursor) / (int) (3 * sizeof(int64)) < y->knots)
		report_binary("It ends early.");
	data = palloc(sizeof(int64) * 3 * (Size) Max(y->knots, 1));
	for (int k = 0; k < y->knots; k++)
	{
		double value = receive_double(in);

		memcpy(&data[k], &value, sizeof(double));
		data[y->knots + k] = pq_getmsgint64(in);
		data[2 * y->knots + k] = pq_getmsgint64(in);
	}
	y->data = data;
}

PG_FUNCTION_INFO_V1(customer_seg_yardstick_recv);
Datum
customer_seg_yardstick_recv(PG_FUNCTION_ARGS)
{
	StringInfo in = (StringInfo) PG_GETARG_POINTER(0);
	Yardstick *y = palloc0(sizeof(Yardstick));
	const char *fault;
	int version = pq_getmsgbyte(in);

	if (version == 1)
		receive_1(in, y);
	else if (version == 2)
		receive_2(in, y);
	else
		report_binary("It may have been sent by a newer version of customer_seg.");
	yardstick_place_knots(y);
	receive_knots(in, y);
	fault = yardstick_find_fault(y);
	if (fault == NULL)
		fault = yardstick_resolve(y);
	if (fault != NULL)
		report_binary(fault);
	PG_RETURN_YARDSTICK_P(y);
}

/* by the bytes that are stored: an order that means nothing but is total, and the same whoever stored them */
static int
yardstick_compare(const struct varlena *a, const struct varlena *b)
{
	const Size first = sizeof(int32);
	int order;

	RETURN_UNLESS_EQUAL(VARSIZE(a), VARSIZE(b));
	order = memcmp((const char *) a + first, (const char *) b + first, VARSIZE(a) - first);
	return (order > 0) - (order < 0);
}

#define DatumGetStored(datum) yardstick_check((struct varlena *) PG_DETOAST_DATUM(datum))

DEFINE_OPERATORS(yardstick, DatumGetStored, yardstick_compare, sizeof(int32));
