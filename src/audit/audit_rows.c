/*
 * audit_rows.c
 *		The rows of an audit: judges each, and hands those that count to the
 *		engine of segment(), so that its customers are the audit's.
 */
#include "audit/audit.h"

#include "executor/executor.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"

#define LONGEST_ORDER 7 /* days */

/* ---- examples ---- */

/* of a long text the beginning */
const char *
audit_shortened(const char *text)
{
	int length = (int) strlen(text);

	if (length > LONGEST_TEXT)
		return psprintf("%.*s...", pg_mbcliplen(text, length, LONGEST_TEXT), text);
	return text;
}

/* a value as the server prints it */
const char *
audit_text(FmgrInfo *out, Datum value)
{
	return audit_shortened(OutputFunctionCall(out, value));
}

/* counts a row, and offers it as the example; its texts are made only where they may matter */
static void
note_row(Audit *audit, Finding finding, TimestampTz at, const Datum *values, const bool *nulls)
{
	Example *example = &audit->findings.example[finding];

	audit->findings.count[finding]++;
	if (example->any && at > example->at)
		return;
	example_offer(example, at,
				  nulls[COLUMN_CUSTOMER] ? NULL : audit_text(&audit->customer_out, values[COLUMN_CUSTOMER]),
				  nulls[COLUMN_AMOUNT] ? NULL : audit_text(&audit->amount_out, values[COLUMN_AMOUNT]));
}

/* ---- rows against each other ---- */

/*
 * A row that counts, of a customer with this hash.  Two rows can be taken for each other only within the
 * same microsecond, by a chance of 1 in 2^64, or of 1 in 2^32 where they are
 * one customer's.
 */
static void
put_fingerprint(Audit *audit, TimestampTz at, uint64 customer, const Datum *values, const bool *nulls, int128_money units)
{
	KeyType *orders = audit->reader.order_type;
	uint64 rest = customer;
	Fingerprint row = {.at = at, .customer = (uint32) (customer >> 32), .place = audit->pub.place};

	rest = spread_bits(rest + nulls[COLUMN_AMOUNT]);
	rest = spread_bits(rest ^ (uint64) units);
	rest = spread_bits(rest ^ (uint64) (units >> 64));
	if (!nulls[COLUMN_ORDER])
		rest = spread_bits(rest ^ key_hash64(orders, key_from_datum(orders, values[COLUMN_ORDER])));
	if (!nulls[COLUMN_OTHERS])
		rest = spread_bits(rest ^ DatumGetUInt64(values[COLUMN_OTHERS]));
	row.rest = (uint32) (rest >> 32);
	fingerprints_put(&audit->prints, &row);
}

/* ---- orders, refunds and contacts ---- */

static void
note_order(Audit *audit, Finding finding, TimestampTz at, Datum customer)
{
	Example *example = &audit->findings.example[finding];

	audit->findings.count[finding]++;
	if (!example->any || at <= example->at)
		example_offer(example, at, audit_text(&audit->customer_out, customer), NULL);
}

static void
note_largest(Audit *audit, TimestampTz at, Datum customer, int128_money units)
{
	Example *example = &audit->findings.largest_purchase;

	findings_grow_largest(&audit->findings, units);
	if (!example->any || at <= example->at)
		example_offer(example, at, audit_text(&audit->customer_out, customer), NULL);
}

/* a row, or with an order column an order; units are of no meaning for a contact */
static void
count_order(Audit *audit, TimestampTz at, Datum customer, bool contact, int128_money units)
{
	Money amount = money_from_units(units);

	if (contact)
		audit->findings.count[CONTACTS]++;
	else if (units < 0)
		audit->findings.count[REFUNDS]++;
	else if (units == 0)
		note_order(audit, FREE_ORDERS, at, customer);
	else
	{
		audit->findings.count[PURCHASES]++;
		if (!money_add(&audit->findings.bought, &amount))
			elog(ERROR, "sum of amounts does not fit");
		if (units >= audit->findings.largest)
			note_largest(audit, at, customer, units);
	}
}

/* one that takes more days than a delivery, or numbers that begin again */
static void
note_long_order(Audit *audit, const Grouping *orders, const Partition *partition, const Order *order, Datum customer)
{
	Datum number = (Datum) partition_key(partition, orders->order_type, order->key);

	audit->findings.count[LONG_ORDERS]++;
	example_offer(&audit->findings.example[LONG_ORDERS], -(TimestampTz) order->days, audit_text(&audit->customer_out, customer),
				  psprintf("order %s, %d days", audit_text(&audit->order_out, number), order->days));
}

/* an order to which no more lines will come; segment() would stop at one whose sum is too large */
static void
count_done_order(const Grouping *orders, const Partition *partition, uint32 number, void *arg)
{
	Audit *audit = arg;
	const Order *order = partition_get(partition, number);
	Datum customer = (Datum) partition_key(partition, orders->customer_type, order->customer);
	Money sum = order_sum(partition, order);
	int128_money units;

	if (order->days > LONGEST_ORDER)
		note_long_order(audit, orders, partition, order, customer);
	if (!order_units(&sum, &units))
	{
		note_order(audit, ORDER_TOO_LARGE, order->at, customer);
		return;
	}
	count_order(audit, order->at, customer, !order->has_amount, units);
	order_done(orders, partition, number, &audit->reader.customers);
}

/* ---- rows ---- */

/* beyond the calendar, at the end or at the beginning; what is out of range is kept as written */
static void
note_impossible_time(Audit *audit, Finding finding, TimestampTz at, const Datum *values, const bool *nulls)
{
	note_row(audit, finding, finding == TIME_OUT_OF_RANGE ? DatumGetInt64(values[COLUMN_TIME]) : at, values, nulls);
	if (TIMESTAMP_IS_NOEND(at) ? audit->source.as_of.isnull : audit->source.since.isnull)
		audit->findings.in_period[finding] = true;
}

/* Does the row lie in the period, as far as it has a time?  Without one, it comes after all others. */
static bool
row_is_in_period(Audit *audit, const Datum *values, const bool *nulls, TimestampTz *time)
{
	const Selection *source = &audit->source;
	TimestampTz at;

	*time = DT_NOEND;
	if (nulls[COLUMN_TIME])
	{
		note_row(audit, WITHOUT_TIME, DT_NOEND, values, nulls);
		return true;
	}
	if (!time_read(source->column[COLUMN_TIME].time, values[COLUMN_TIME], &at))
	{
		note_impossible_time(audit, TIME_OUT_OF_RANGE, at, values, nulls);
		return false;
	}
	if (TIMESTAMP_NOT_FINITE(at))
	{
		note_impossible_time(audit, TIME_INFINITE, at, values, nulls);
		return false;
	}
	if (!source->since.isnull && at < DatumGetTimestampTz(source->since.value))
	{
		audit->findings.count[BEFORE_SINCE]++;
		return false;
	}
	if (!source->as_of.isnull && at >= DatumGetTimestampTz(source->as_of.value))
	{
		note_row(audit, AT_OR_AFTER_AS_OF, at, values, nulls);
		return false;
	}
	audit->day = calendar_find(&audit->calendar, time_day(at));
	*time = at;
	return true;
}

/* what is wrong with an amount, or nothing when there is none */
static MoneyStatus
read_money(const Audit *audit, SourceColumn column, const Datum *values, const bool *nulls, int128_money *units)
{
	int scale;

	*units = 0;
	if (nulls[column])
		return MONEY_OK;
	return amount_read(audit->source.column[column].amount, values[column], units, &scale);
}

/* a row with customer and time in the period, and no amount that segment() refuses */
static void
put_usable(Audit *audit, TimestampTz at, const Datum *values, const bool *nulls, int128_money units)
{
	KeyType *type = audit->reader.customer_type;
	uint64 customer = key_from_datum(type, values[COLUMN_CUSTOMER]);
	uint64 hash = key_hash64(type, customer);

	audit->findings.count[ROWS_USABLE]++;
	day_count_usable(audit->day, at);
	put_fingerprint(audit, at, hash, values, nulls, units);
	if (nulls[COLUMN_ORDER])
		count_order(audit, at, values[COLUMN_CUSTOMER], nulls[COLUMN_AMOUNT], units);
	sales_reader_put_sale(&audit->reader, values, nulls, at, customer, (uint32) (hash >> 32));
}

/* what is wrong with the amounts of a row; units: of the amount, 0 where there is none */
static MoneyStatus
read_amounts(Audit *audit, TimestampTz at, const Datum *values, const bool *nulls, int128_money *units)
{
	int128_money other;
	MoneyStatus status = read_money(audit, COLUMN_AMOUNT, values, nulls, units);

	if (status == MONEY_ROUNDED)
		note_row(audit, AMOUNT_ROUNDED, at, values, nulls);
	if (money_is_taken(status))
		status = read_money(audit, COLUMN_POTENTIAL, values, nulls, &other);
	if (money_is_taken(status))
		status = read_money(audit, COLUMN_PROFIT, values, nulls, &other);
	return status;
}

/* takes the values of one row, as of RowReceiverKind.put */
void
audit_put_row(Audit *audit, const Datum *values, const bool *nulls)
{
	static const Finding refused[] = {
		[MONEY_NAN] = AMOUNT_NAN,
		[MONEY_INFINITE] = AMOUNT_INFINITE,
		[MONEY_TOO_LARGE] = AMOUNT_TOO_LARGE,
	};
	MoneyStatus status;
	int128_money units;
	TimestampTz at;

	audit->findings.count[ROWS]++;
	if (!row_is_in_period(audit, values, nulls, &at))
		return;
	if (nulls[COLUMN_CUSTOMER])
		note_row(audit, WITHOUT_CUSTOMER, at, values, nulls);
	if (nulls[COLUMN_CUSTOMER] || nulls[COLUMN_TIME])
		return;
	status = read_amounts(audit, at, values, nulls, &units);
	if (money_is_taken(status))
		put_usable(audit, at, values, nulls, units);
	else
		note_row(audit, refused[status], at, values, nulls);
}

/* ---- reading ---- */

static void
look_up_output(Oid type, FmgrInfo *out)
{
	Oid function;
	bool varlena;

	getTypeOutputInfo(type, &function, &varlena);
	fmgr_info(function, out);
}

/* all but the reader, whose rows several processes may share; the source is known */
void
audit_begin(Audit *audit)
{
	const Selection *source = &audit->source;
	bool has_orders = is_selected(source, COLUMN_ORDER);

	memset(&audit->findings, 0, sizeof(Findings));
	calendar_create(&audit->calendar, audit->context);
	fingerprints_create(&audit->prints, has_orders ? SAME_ROW : SAME_TIME, audit->context,
						(int64) get_hash_memory_limit() / 2);
	look_up_output(source->column[COLUMN_CUSTOMER].type, &audit->customer_out);
	look_up_output(source->column[COLUMN_AMOUNT].type, &audit->amount_out);
	if (has_orders)
		look_up_output(source->column[COLUMN_ORDER].type, &audit->order_out);
}

/* all rows of the source, those outside the period as well */
void
audit_read(Audit *audit)
{
	SalesReader *reader = &audit->reader;

	audit_begin(audit);
	row_receiver_begin(&audit->pub, audit_kind_for(audit), audit->context, NULL);
	sales_reader_begin(reader, &audit->source, audit->context, (int64) get_hash_memory_limit(),
					   &customers_with_refunds_kind, NULL);
	audit->source.all_times = true;
	source_scan(&audit->source, &audit->pub);
	if (reader->order_type != NULL)
	{
		grouping_flush(&reader->orders);
		grouping_finish(&reader->orders, count_done_order, audit);
	}
	grouping_flush(&reader->customers);
}
