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

/* "amount 20", of a column of money; or NULL */
static const char *
money_text(Audit *audit, SourceColumn column, const Datum *values, const bool *nulls)
{
	static const char *const names[SOURCE_COLUMNS] = {
		[COLUMN_AMOUNT] = "amount", [COLUMN_POTENTIAL] = "potential", [COLUMN_PROFIT] = "profit"};

	return nulls[column] ? NULL : psprintf("%s %s", names[column], audit_text(&audit->out[column], values[column]));
}

/* counts a row, and offers it as the example, with the money that matters; its texts are made only where they may */
static void
note_money(Audit *audit, Finding finding, TimestampTz at, SourceColumn money, const Datum *values, const bool *nulls)
{
	Example *example = &audit->findings.example[finding];

	audit->findings.count[finding]++;
	if (example->any && at > example->at)
		return;
	example_offer(example, at,
				  nulls[COLUMN_CUSTOMER] ? NULL : audit_text(&audit->out[COLUMN_CUSTOMER], values[COLUMN_CUSTOMER]),
				  money_text(audit, money, values, nulls));
}

static void
note_row(Audit *audit, Finding finding, TimestampTz at, const Datum *values, const bool *nulls)
{
	note_money(audit, finding, at, COLUMN_AMOUNT, values, nulls);
}

/* ---- a row that counts ---- */

/* as the engine takes it, with what is known of it */
typedef struct UsableRow
{
	Row row;
	RowRest rest;
	uint64 customer; /* hashes */
	uint64 order;
	uint64 others;
} UsableRow;

/* 0 where there is no amount */
static int128_money
units_of_row(const UsableRow *usable)
{
	if (usable->row.kind == ROW_LARGE)
		return usable->rest.amount;
	return usable->row.amount * (int128_money) SMALL_UNITS;
}

/*
 * Two rows can be taken for each other only within the same microsecond, by a
 * chance of 1 in 2^64, or of 1 in 2^32 where they are one customer's.
 */
static void
put_fingerprint(Audit *audit, const UsableRow *usable)
{
	const Row *row = &usable->row;
	uint64 rest = spread_bits(usable->customer + row->kind);
	Fingerprint print;

	if (row->kind == ROW_LARGE)
	{
		rest = spread_bits(rest ^ (uint64) (usable->rest.amount >> 64));
		rest = spread_bits(rest ^ (uint64) usable->rest.amount);
	}
	else
		rest = spread_bits(rest ^ (uint64) row->amount);
	rest = spread_bits(rest ^ usable->order) + usable->others;
	print = (Fingerprint){.at = row->at, .customer = row->hash, .rest = (uint32) (rest >> 32), .place = audit->pub.place};
	fingerprints_put(&audit->prints, &print);
}

/* ---- orders, refunds and contacts ---- */

static void
note_order(Audit *audit, Finding finding, TimestampTz at, Datum customer)
{
	Example *example = &audit->findings.example[finding];

	audit->findings.count[finding]++;
	if (!example->any || at <= example->at)
		example_offer(example, at, audit_text(&audit->out[COLUMN_CUSTOMER], customer), NULL);
}

static void
note_largest(Audit *audit, TimestampTz at, Datum customer, int128_money units)
{
	Example *example = &audit->findings.largest_purchase;

	findings_grow_largest(&audit->findings, units);
	if (!example->any || at <= example->at)
		example_offer(example, at, audit_text(&audit->out[COLUMN_CUSTOMER], customer), NULL);
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
	example_offer(&audit->findings.example[LONG_ORDERS], -(TimestampTz) order->days, audit_text(&audit->out[COLUMN_CUSTOMER], customer),
				  psprintf("order %s, %d days", audit_text(&audit->out[COLUMN_ORDER], number), order->days));
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

/* a row with customer and time in the period, and no money that segment() refuses */
static void
put_usable(Audit *audit, UsableRow *usable, const Datum *values, const bool *nulls)
{
	SalesReader *reader = &audit->reader;
	Row *row = &usable->row;
	RowRest *rest = &usable->rest;

	row->customer = key_from_datum(reader->customer_type, values[COLUMN_CUSTOMER]);
	usable->customer = key_hash64(reader->customer_type, row->customer);
	row->hash = (uint32) (usable->customer >> 32);
	rest->has_order = !nulls[COLUMN_ORDER];
	if (rest->has_order)
		rest->order = key_from_datum(reader->order_type, values[COLUMN_ORDER]);
	usable->order = rest->has_order ? key_hash64(reader->order_type, rest->order) : 0;
	usable->others = nulls[COLUMN_OTHERS] ? 0 : DatumGetUInt64(values[COLUMN_OTHERS]);
	audit->findings.count[ROWS_USABLE]++;
	day_count_usable(audit->day, row->at);
	put_fingerprint(audit, usable);
	if (!rest->has_order)
		count_order(audit, row->at, values[COLUMN_CUSTOMER], row->kind == ROW_CONTACT, units_of_row(usable));
	sales_reader_put_row(reader, row, rest, (uint32) (usable->order >> 32));
}

static MoneyStatus
amount_status(Audit *audit, UsableRow *usable, const Datum *values, const bool *nulls)
{
	MoneyStatus status;

	if (nulls[COLUMN_AMOUNT])
		return MONEY_OK;
	status = row_read_amount(audit->source.column[COLUMN_AMOUNT].amount, values[COLUMN_AMOUNT], &usable->row, &usable->rest);
	if (status == MONEY_ROUNDED)
		note_row(audit, AMOUNT_ROUNDED, usable->row.at, values, nulls);
	return status;
}

static MoneyStatus
known_status(const Audit *audit, SourceColumn column, const Datum *values, const bool *nulls, KnownMoney *known)
{
	MoneyStatus status;
	int scale = 0;

	if (nulls[column])
		return MONEY_OK;
	status = amount_read(audit->source.column[column].amount, values[column], &known->units, &scale);
	known->scale = (uint8) scale;
	known->is_known = true;
	return status;
}

/* what is wrong with the money in a row, or nothing, and in which column */
static MoneyStatus
money_status(Audit *audit, UsableRow *usable, const Datum *values, const bool *nulls, SourceColumn *column)
{
	MoneyStatus status = amount_status(audit, usable, values, nulls);
	KnownMoney profit = {0};

	*column = COLUMN_AMOUNT;
	if (money_is_taken(status))
		status = known_status(audit, *column = COLUMN_POTENTIAL, values, nulls, &usable->rest.potential);
	if (money_is_taken(status))
		status = known_status(audit, *column = COLUMN_PROFIT, values, nulls, &profit);
	usable->rest.profit = known_sum(&profit);
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
	SourceColumn column;
	UsableRow usable;
	TimestampTz at;

	audit->findings.count[ROWS]++;
	if (!row_is_in_period(audit, values, nulls, &at))
		return;
	if (nulls[COLUMN_CUSTOMER])
		note_row(audit, WITHOUT_CUSTOMER, at, values, nulls);
	if (nulls[COLUMN_CUSTOMER] || nulls[COLUMN_TIME])
		return;
	usable.row = (Row){.at = at, .kind = ROW_CONTACT};
	usable.rest = (RowRest){0};
	status = money_status(audit, &usable, values, nulls, &column);
	if (money_is_taken(status))
		put_usable(audit, &usable, values, nulls);
	else
		note_money(audit, refused[status], at, column, values, nulls);
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
	for (int i = 0; i < SOURCE_COLUMNS; i++)
		if (is_selected(source, i))
			look_up_output(source->column[i].type, &audit->out[i]);
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
