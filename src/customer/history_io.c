/*
 * history_io.c
 *		Text and binary forms of a history.
 *
 * Text: a JSON object with the days, as dates, and the days on which the
 * potential rose.  Binary: the stored bytes, which are in no machine's order.
 */
#include "customer/history.h"

#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "server/decimal.h"
#include "server/json.h"
#include "server/times.h"
#include "utils/builtins.h"
#include "utils/json.h"

/* ---- out ---- */

static void
print_count(StringInfo out, const char *field, int64 count)
{
	if (count > 0)
		appendStringInfo(out, ", \"%s\": " INT64_FORMAT, field, count);
}

static void
print_day(StringInfo out, const HistoryDay *day)
{
	char *text = day_text(day->day);

	appendStringInfo(out, "{\"day\": \"%s\"", text);
	pfree(text);
	print_count(out, "orders", day->orders);
	print_count(out, "refunds", day->refunds);
	if (day->orders + day->refunds > 0)
		json_put_money(out, "amount", &day->amount, day->scale);
	print_count(out, "contacts", day->contacts);
	if (day->has_profit)
		json_put_money(out, "profit", &day->profit, day->profit_scale);
	appendStringInfoChar(out, '}');
}

static void
print_rises(StringInfo out, HistoryReader *reader)
{
	PotentialRise rise;
	const char *separator = ", \"potential\": [";

	while (history_next_rise(reader, &rise))
	{
		appendStringInfo(out, "%s{\"day\": \"%s\"", separator, day_text(rise.day));
		json_put_money(out, "amount", &rise.potential, rise.scale);
		appendStringInfoChar(out, '}');
		separator = ", ";
	}
	if (separator[2] == '"')
		return;
	appendStringInfoChar(out, ']');
}

PG_FUNCTION_INFO_V1(customer_seg_history_out);
Datum
customer_seg_history_out(PG_FUNCTION_ARGS)
{
	HistoryReader reader;
	HistoryDay day;
	StringInfoData out;
	const char *separator = "";

	history_open(&reader, PG_GETARG_HISTORY_P(0));
	initStringInfo(&out);
	appendStringInfoChar(&out, '{');
	if (reader.zone != NULL)
	{
		appendStringInfoString(&out, "\"zone\": ");
		escape_json(&out, pnstrdup(reader.zone, reader.zone_length));
		appendStringInfoString(&out, ", ");
	}
	appendStringInfoString(&out, "\"days\": [");
	while (history_next(&reader, &day))
	{
		appendStringInfoString(&out, separator);
		print_day(&out, &day);
		separator = ", ";
	}
	appendStringInfoChar(&out, ']');
	print_rises(&out, &reader);
	appendStringInfoChar(&out, '}');
	PG_RETURN_CSTRING(out.data);
}

/* ---- in ---- */

/* Is it one of the days, which are in order?  Whoever says a potential was there that day. */
static bool
has_day(const HistoryBuilder *b, DateADT day)
{
	int32 low = 0;
	int32 high = b->count;

	while (low < high)
	{
		int32 middle = low + (high - low) / 2;

		if (b->days[middle].day < day)
			low = middle + 1;
		else
			high = middle;
	}
	return low < b->count && b->days[low].day == day;
}

/* the next object of an array, or false: after an error, or *present: at the end */
static bool
next_object(JsonbIterator **array, const JsonObject *object, JsonObject *item, const char *const *fields, bool *present)
{
	JsonbValue value;
	JsonbIteratorToken token = JsonbIteratorNext(array, &value, true);

	CHECK_FOR_INTERRUPTS();
	*present = token != WJB_END_ARRAY;
	if (!*present)
		return true;
	if (token != WJB_ELEM || value.type != jbvBinary || !JsonContainerIsObject(value.val.binary.data))
		return json_fail(object, "Each element of an array must be an object.");
	*item = *object;
	item->fields = value.val.binary.data;
	return json_check_fields(item, fields);
}

static bool
read_sum(const JsonObject *item, const char *field, Money *money, uint8 *scale, bool *present)
{
	int decimals = -1;

	if (!json_read_sum(item, field, money, &decimals))
		return false;
	*present = decimals >= 0;
	*scale = (uint8) Max(decimals, 0);
	return true;
}

static bool
read_day(const JsonObject *item, HistoryDay *day)
{
	bool has_amount;
	const char *fault;

	memset(day, 0, sizeof(HistoryDay));
	if (!json_read_day(item, "day", &day->day) ||
		!json_read_int64(item, "orders", &day->orders) ||
		!json_read_int64(item, "refunds", &day->refunds) ||
		!json_read_int64(item, "contacts", &day->contacts) ||
		!read_sum(item, "amount", &day->amount, &day->scale, &has_amount) ||
		!read_sum(item, "profit", &day->profit, &day->profit_scale, &day->has_profit))
		return false;
	if (Min(day->orders, Min(day->refunds, day->contacts)) < 0 ||
		Max(day->orders, Max(day->refunds, day->contacts)) > ACTIVITY_MAX_COUNT)
		return json_fail(item, "A count is negative or too large.");
	if (has_amount != (day->orders + day->refunds > 0))
		return json_fail(item, "There must be an amount where there are orders or refunds, and only there.");
	fault = history_day_fault(day);
	return fault == NULL || json_fail(item, "%s", fault);
}

static bool
read_days(const JsonObject *object, HistoryBuilder *b)
{
	static const char *const fields[] = {"day", "orders", "refunds", "contacts", "amount", "profit", NULL};
	JsonbContainer *array = json_read_array(object, "days");
	JsonbIterator *it;
	JsonbValue value;
	JsonObject item;
	HistoryDay day;
	bool present;

	if (array == NULL)
		return false;
	it = JsonbIteratorInit(array);
	JsonbIteratorNext(&it, &value, true);
	while (next_object(&it, object, &item, fields, &present))
	{
		if (!present)
			return true;
		if (!read_day(&item, &day))
			return false;
		if (b->count > 0 && day.day <= b->days[b->count - 1].day)
			return json_fail(object, "The days are out of order.");
		history_builder_day(b, &day);
	}
	return false;
}

static bool
read_rise(const JsonObject *item, HistoryBuilder *b)
{
	PotentialRise rise;
	bool present;

	if (!json_read_day(item, "day", &rise.day) ||
		!read_sum(item, "amount", &rise.potential, &rise.scale, &present))
		return false;
	if (!present || !money_is_amount(&rise.potential, rise.scale))
		return json_fail(item, "A potential must be a number of at most %d integer digits.", MONEY_MAX_DIGITS);
	history_builder_potential(b, rise.day, &rise.potential, rise.scale);
	return true;
}

static bool
read_rises(const JsonObject *object, HistoryBuilder *b)
{
	static const char *const fields[] = {"day", "amount", NULL};
	JsonbContainer *array;
	JsonbIterator *it;
	JsonbValue value;
	JsonObject item;
	bool present;

	if (!json_has(object, "potential"))
		return true;
	array = json_read_array(object, "potential");
	if (array == NULL)
		return false;
	it = JsonbIteratorInit(array);
	JsonbIteratorNext(&it, &value, true);
	for (int rises = 1; next_object(&it, object, &item, fields, &present); rises++)
	{
		if (!present)
			return true;
		if (!read_rise(&item, b))
			return false;
		if (b->rises_count != rises || !has_day(b, b->rises[rises - 1].day))
			return json_fail(object, "The potential must rise from day to day, on days that are there.");
	}
	return false;
}

static bool
read_zone(const JsonObject *object, HistoryBuilder *b)
{
	char *zone = NULL;

	if (!json_read_text(object, "zone", &zone))
		return false;
	if (zone == NULL)
		return true;
	if (strlen(zone) == 0 || strlen(zone) > ZONE_MOST_BYTES)
		return json_fail(object, "\"zone\" must be the name of a time zone.");
	history_builder_zone(b, zone, (int) strlen(zone));
	return true;
}

PG_FUNCTION_INFO_V1(customer_seg_history_in);
Datum
customer_seg_history_in(PG_FUNCTION_ARGS)
{
	static const char *const fields[] = {"zone", "days", "potential", NULL};
	HistoryBuilder *b = history_builder_create(CurrentMemoryContext);
	JsonObject object;

	if (!json_open(&object, PG_GETARG_CSTRING(0), "history", fields, SOFT_ERROR_CONTEXT(fcinfo)) ||
		!read_zone(&object, b) || !read_days(&object, b))
		PG_RETURN_NULL();
	if (b->count == 0)
	{
		json_fail(&object, "There is no day.");
		PG_RETURN_NULL();
	}
	if (!read_rises(&object, b))
		PG_RETURN_NULL();
	PG_RETURN_POINTER(history_builder_make(b));
}

PG_FUNCTION_INFO_V1(customer_seg_history_send);
Datum
customer_seg_history_send(PG_FUNCTION_ARGS)
{
	struct varlena *history = PG_GETARG_HISTORY_P(0);
	StringInfoData out;

	pq_begintypsend(&out);
	pq_sendbytes(&out, VARDATA_ANY(history), (int) VARSIZE_ANY_EXHDR(history));
	PG_RETURN_BYTEA_P(pq_endtypsend(&out));
}

static const char *
read_bytes(const char *bytes, int length, HistoryBuilder *b)
{
	HistoryReader reader;
	HistoryDay day;
	PotentialRise rise;

	history_open_bytes(&reader, (const uint8 *) bytes, (Size) length);
	if (reader.fault != NULL)
		return reader.fault;
	if (reader.zone_length > 0 && !pg_verifymbstr(reader.zone, reader.zone_length, true))
		return "The time zone is no text.";
	history_builder_zone(b, reader.zone, reader.zone_length);
	while (history_next_checked(&reader, &day))
	{
		const char *fault = history_day_fault(&day);

		if (fault != NULL)
			return fault;
		history_builder_day(b, &day);
	}
	if (b->count == 0)
		return reader.fault != NULL ? reader.fault : "There is no day.";
	while (history_next_rise_checked(&reader, &rise))
	{
		if (!money_is_amount(&rise.potential, rise.scale) || !has_day(b, rise.day))
			return "A potential is out of range.";
		history_builder_potential(b, rise.day, &rise.potential, rise.scale);
	}
	return reader.fault;
}

PG_FUNCTION_INFO_V1(customer_seg_history_recv);
Datum
customer_seg_history_recv(PG_FUNCTION_ARGS)
{
	StringInfo in = (StringInfo) PG_GETARG_POINTER(0);
	int length = in->len - in->cursor;
	const char *bytes = pq_getmsgbytes(in, length);
	HistoryBuilder *b = history_builder_create(CurrentMemoryContext);
	const char *fault = read_bytes(bytes, length, b);
	struct varlena *history = fault == NULL ? history_builder_make(b) : NULL;

	/* what a history holds is written in one way only */
	if (history != NULL && ((int) VARSIZE(history) != length + VARHDRSZ || memcmp(VARDATA(history), bytes, length) != 0))
		fault = "It is not written as the same days are written here.";
	if (fault != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid binary form of a history"),
				 errdetail("%s", fault),
				 errhint("It may have been sent by a newer version of customer_seg.")));
	PG_RETURN_POINTER(history);
}
