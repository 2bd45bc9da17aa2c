/*
 * audit_rows.c
 *		Reads the rows of an audit: judges each, and hands those that count to
 *		the engine of segment(), so that its customers are the audit's.
 */
#include "audit/audit.h"

#include "catalog/pg_type.h"
#include "common/pg_prng.h"
#include "executor/executor.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "port/pg_bswap.h"
#include "utils/builtins.h"
#include "utils/datetime.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/typcache.h"
#include "utils/uuid.h"

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

static int
compare_texts(const char *a, const char *b)
{
	if (a == NULL || b == NULL)
		return (a == NULL) - (b == NULL);
	return strcmp(a, b);
}

static void
forget(Example *example)
{
	if (example->customer != NULL)
		pfree(example->customer);
	if (example->amount != NULL)
		pfree(example->amount);
	memset(example, 0, sizeof(Example));
}

/* takes the candidate when it comes before the one there is */
void
audit_offer(Audit *audit, Example *example, TimestampTz at, const char *customer, const char *amount)
{
	if (example->any)
	{
		int order = example->at != at ? (at < example->at ? -1 : 1) : compare_texts(customer, example->customer);

		if (order > 0 || (order == 0 && compare_texts(amount, example->amount) >= 0))
			return;
		forget(example);
	}
	example->any = true;
	example->at = at;
	example->customer = customer == NULL ? NULL : MemoryContextStrdup(audit->context, customer);
	example->amount = amount == NULL ? NULL : MemoryContextStrdup(audit->context, amount);
}

/* counts a row, and offers it as the example; its texts are made only where they may matter */
static void
note_row(Audit *audit, Finding finding, const Datum *values, const bool *nulls)
{
	Example *example = &audit->example[finding];
	TimestampTz at = nulls[COLUMN_TIME] ? DT_NOEND : DatumGetTimestampTz(values[COLUMN_TIME]);

	audit->count[finding]++;
	if (example->any && at > example->at)
		return;
	audit_offer(audit, example, at,
				nulls[COLUMN_CUSTOMER] ? NULL : audit_text(&audit->customer_out, values[COLUMN_CUSTOMER]),
				nulls[COLUMN_AMOUNT] ? NULL : audit_text(&audit->amount_out, values[COLUMN_AMOUNT]));
}

/* ---- rows against each other ---- */

/* in 128 bits: rows that are sorted by them are sorted by time, and by customer where the time is the same */
typedef struct Fingerprint
{
	uint64 time; /* as bytes that sort */
	uint32 customer;
	uint32 rest;
} Fingerprint;

#define SIGN_BIT UINT64CONST(0x8000000000000000)

StaticAssertDecl(sizeof(Fingerprint) == sizeof(pg_uuid_t), "a fingerprint is sorted as a uuid");

/* 64 bits of a key of which the engine asks 32 */
static uint64
key_bits(KeyType *type, KeyType *again, Datum value)
{
	uint64 key = key_from_datum(type, value);

	return (uint64) key_hash(type, key) << 32 | key_hash(again, key);
}

/*
 * A row that counts.  Two rows can be taken for each other only within the
 * same microsecond, by a chance of 1 in 2^64, or of 1 in 2^32 where they are
 * one customer's.
 */
static void
put_fingerprint(Audit *audit, const Datum *values, const bool *nulls, int128_money units)
{
	Fingerprint fingerprint;
	uint64 customer = key_bits(audit->reader.customer_type, &audit->customer_again, values[COLUMN_CUSTOMER]);
	uint64 rest = customer;

	rest = spread_bits(rest + nulls[COLUMN_AMOUNT]);
	rest = spread_bits(rest ^ (uint64) units);
	rest = spread_bits(rest ^ (uint64) (units >> 64));
	if (!nulls[COLUMN_ORDER])
		rest = spread_bits(rest ^ key_bits(audit->reader.order_type, &audit->order_again, values[COLUMN_ORDER]));
	if (!nulls[COLUMN_OTHERS])
		rest = spread_bits(rest ^ (uint64) DatumGetInt64(values[COLUMN_OTHERS]));
	fingerprint.time = pg_hton64((uint64) DatumGetTimestampTz(values[COLUMN_TIME]) ^ SIGN_BIT);
	fingerprint.customer = (uint32) (customer >> 32);
	fingerprint.rest = (uint32) (rest >> 32);
	tuplesort_putdatum(audit->fingerprints, PointerGetDatum(&fingerprint), false);
}

static TimestampTz
fingerprint_time(const Fingerprint *row)
{
	return (TimestampTz) (pg_ntoh64(row->time) ^ SIGN_BIT);
}

/* two rows of the same time and customer; the earlier may share them with rows before it */
static void
note_shared_time(Audit *audit, const Fingerprint *row, bool is_third)
{
	audit->count[SHARED_TIMES] += is_third ? 1 : 2;
	audit_offer(audit, &audit->example[SHARED_TIMES], fingerprint_time(row), NULL, NULL);
}

static void
note_duplicate(Audit *audit, const Fingerprint *row)
{
	if (audit->count[DUPLICATES]++ == 0)
		audit->first_duplicate = fingerprint_time(row);
}

/* Do few rows, of which this is the first, lie after a long gap? */
static void
judge_late_row(Audit *audit, const Fingerprint *last, const Fingerprint *row, int64 rows_left, int longest_gap)
{
	TimestampTz at = fingerprint_time(row);

	if (audit->count[LATE_ROWS] > 0 || rows_left >= audit->count[ROWS_USABLE] / 1000.0 ||
		time_day(at) - time_day(fingerprint_time(last)) <= longest_gap)
		return;
	audit->count[LATE_ROWS] = rows_left;
	audit_offer(audit, &audit->example[LATE_ROWS], at, NULL, NULL);
}

/*
 * Of all rows that count: those beyond the first of equal ones, those that
 * share time and customer, and a last few after more days than longest_gap.
 */
void
audit_compare_rows(Audit *audit, int longest_gap)
{
	MemoryContext old = MemoryContextSwitchTo(audit->pub.row_context);
	int64 rows = audit->count[ROWS_USABLE];
	bool shares = false;
	Fingerprint last;
	bool is_null;
	Datum value;

	tuplesort_performsort(audit->fingerprints);
	for (int64 i = 0; tuplesort_next_datum(audit->fingerprints, &value, &is_null); i++)
	{
		Fingerprint row = *(Fingerprint *) DatumGetPointer(value);
		bool shared = i > 0 && row.time == last.time && row.customer == last.customer;

		if (shared)
			note_shared_time(audit, &row, shares);
		else if (i > 0)
			judge_late_row(audit, &last, &row, rows - i, longest_gap);
		if (shared && row.rest == last.rest)
			note_duplicate(audit, &row);
		shares = shared;
		last = row;
		reset_row_context(audit->pub.row_context, i + 1);
	}
	tuplesort_end(audit->fingerprints);
	MemoryContextSwitchTo(old);
}

/* ---- days ---- */

static void
note_day(Audit *audit, TimestampTz at)
{
	int day = time_day(at) + POSTGRES_EPOCH_JDATE;
	MemoryContext old;

	if (day == audit->last_day || day < 0)
		return;
	old = MemoryContextSwitchTo(audit->context);
	audit->days = bms_add_member(audit->days, day);
	MemoryContextSwitchTo(old);
	audit->last_day = day;
}

/* ---- orders, refunds and contacts ---- */

static void
note_order(Audit *audit, Finding finding, TimestampTz at, Datum customer)
{
	Example *example = &audit->example[finding];

	audit->count[finding]++;
	if (!example->any || at <= example->at)
		audit_offer(audit, example, at, audit_text(&audit->customer_out, customer), NULL);
}

/* a row, or with an order column an order; units are of no meaning for a contact */
static void
count_order(Audit *audit, TimestampTz at, Datum customer, bool contact, int128_money units)
{
	Money amount = money_from_units(units);

	if (contact)
		audit->count[CONTACTS]++;
	else if (units < 0)
		audit->count[REFUNDS]++;
	else if (units == 0)
		note_order(audit, FREE_ORDERS, at, customer);
	else
	{
		audit->count[PURCHASES]++;
		if (!money_add(&audit->bought, &amount))
			elog(ERROR, "sum of amounts does not fit");
		if (units > audit->largest)
			forget(&audit->largest_purchase);
		if (units >= audit->largest &&
			(!audit->largest_purchase.any || at <= audit->largest_purchase.at))
			audit_offer(audit, &audit->largest_purchase, at, audit_text(&audit->customer_out, customer), NULL);
		audit->largest = Max(audit->largest, units);
	}
}

/* one that takes more days than a delivery, or numbers that begin again */
static void
note_long_order(Audit *audit, const Grouping *orders, const Partition *partition, const Order *order, Datum customer)
{
	Datum number = (Datum) partition_key(partition, orders->order_type, order->key);

	audit->count[LONG_ORDERS]++;
	audit_offer(audit, &audit->example[LONG_ORDERS], -(TimestampTz) order->days, audit_text(&audit->customer_out, customer),
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

/* beyond the calendar, at the end or at the beginning */
static void
note_impossible_time(Audit *audit, Finding finding, TimestampTz at, const Datum *values, const bool *nulls)
{
	note_row(audit, finding, values, nulls);
	if (TIMESTAMP_IS_NOEND(at) ? audit->source.as_of.isnull : audit->source.since.isnull)
		audit->in_period[finding] = true;
}

/* Does the row lie in the period, as far as it has a time?  The time, as it is stored, becomes a timestamptz. */
static bool
row_is_in_period(Audit *audit, Datum *values, const bool *nulls)
{
	const Selection *source = &audit->source;
	TimestampTz at;

	if (nulls[COLUMN_TIME])
	{
		note_row(audit, WITHOUT_TIME, values, nulls);
		return true;
	}
	if (!time_read(source->column[COLUMN_TIME].time, values[COLUMN_TIME], &at))
	{
		note_impossible_time(audit, TIME_OUT_OF_RANGE, at, values, nulls);
		return false;
	}
	values[COLUMN_TIME] = TimestampTzGetDatum(at);
	if (TIMESTAMP_NOT_FINITE(at))
	{
		note_impossible_time(audit, TIME_INFINITE, at, values, nulls);
		return false;
	}
	if (!source->since.isnull && at < DatumGetTimestampTz(source->since.value))
	{
		audit->count[BEFORE_SINCE]++;
		return false;
	}
	if (!source->as_of.isnull && at >= DatumGetTimestampTz(source->as_of.value))
	{
		note_row(audit, AT_OR_AFTER_AS_OF, values, nulls);
		return false;
	}
	note_day(audit, at);
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

static void
judge_row(Audit *audit, const Datum *stored, const bool *nulls)
{
	static const Finding refused[] = {
		[MONEY_NAN] = AMOUNT_NAN,
		[MONEY_INFINITE] = AMOUNT_INFINITE,
		[MONEY_TOO_LARGE] = AMOUNT_TOO_LARGE,
	};
	Datum values[SOURCE_COLUMNS];
	MoneyStatus status;
	int128_money units;
	int128_money other;

	audit->count[ROWS]++;
	memcpy(values, stored, sizeof(values));
	if (!row_is_in_period(audit, values, nulls))
		return;
	if (nulls[COLUMN_CUSTOMER])
		note_row(audit, WITHOUT_CUSTOMER, values, nulls);
	if (nulls[COLUMN_CUSTOMER] || nulls[COLUMN_TIME])
		return;
	status = read_money(audit, COLUMN_AMOUNT, values, nulls, &units);
	if (status == MONEY_ROUNDED)
		note_row(audit, AMOUNT_ROUNDED, values, nulls);
	if (money_is_taken(status))
		status = read_money(audit, COLUMN_POTENTIAL, values, nulls, &other);
	if (money_is_taken(status))
		status = read_money(audit, COLUMN_PROFIT, values, nulls, &other);
	if (!money_is_taken(status))
	{
		note_row(audit, refused[status], values, nulls);
		return;
	}
	audit->count[ROWS_USABLE]++;
	put_fingerprint(audit, values, nulls, units);
	if (nulls[COLUMN_ORDER])
		count_order(audit, DatumGetTimestampTz(values[COLUMN_TIME]), values[COLUMN_CUSTOMER],
					nulls[COLUMN_AMOUNT], units);
	sales_reader_put(&audit->reader, stored, nulls);
}

static void
receive_audited(RowReceiver *receiver, const Datum *values, const bool *nulls)
{
	judge_row((Audit *) receiver, values, nulls);
}

static const RowReceiverKind audit_kind = {.put = receive_audited};

/* ---- reading ---- */

static KeyType
with_another_seed(const KeyType *type)
{
	KeyType again = *type;

	again.seed = pg_prng_uint64(&pg_global_prng_state);
	return again;
}

static void
look_up_output(Oid type, FmgrInfo *out)
{
	Oid function;
	bool varlena;

	getTypeOutputInfo(type, &function, &varlena);
	fmgr_info(function, out);
}

static void
begin_reading(Audit *audit)
{
	const Selection *source = &audit->source;

	row_receiver_begin(&audit->pub, &audit_kind, audit->context, NULL);
	sales_reader_begin(&audit->reader, &audit->source, audit->context, (int64) get_hash_memory_limit(),
					   &customers_with_refunds_kind, NULL);
	audit->last_day = -1;
	look_up_output(source->column[COLUMN_CUSTOMER].type, &audit->customer_out);
	look_up_output(source->column[COLUMN_AMOUNT].type, &audit->amount_out);
	if (is_selected(source, COLUMN_ORDER))
		look_up_output(source->column[COLUMN_ORDER].type, &audit->order_out);
	audit->customer_again = with_another_seed(&source->column[COLUMN_CUSTOMER].key);
	audit->order_again = with_another_seed(&source->column[COLUMN_ORDER].key);
	audit->fingerprints = tuplesort_begin_datum(UUIDOID, lookup_type_cache(UUIDOID, TYPECACHE_LT_OPR)->lt_opr,
												InvalidOid, false, work_mem, NULL, TUPLESORT_NONE);
}

/* all rows of the source, those outside the period as well */
void
audit_read(Audit *audit)
{
	SalesReader *reader = &audit->reader;

	begin_reading(audit);
	audit->source.all_times = true;
	source_scan(&audit->source, &audit->pub);
	if (reader->order_type != NULL)
	{
		grouping_flush(&reader->orders);
		grouping_finish(&reader->orders, count_done_order, audit);
	}
	grouping_flush(&reader->customers);
}
