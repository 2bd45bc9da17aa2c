/*
 * sales_reader.c
 *		From values of a sales table to rows of the engine.
 */
#include "source/sales_reader.h"

#include "executor/tuptable.h"
#include "utils/date.h"
#include "utils/fmgrprotos.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"

/*
 * A time of any kind, in the session's time zone; false where it lies beyond
 * the calendar of timestamptz: a date may, and a timestamp near its ends.
 */
bool
time_read(TimeKind kind, Datum value, TimestampTz *at)
{
	int overflow = 0;

	if (kind == TIME_DATE)
		*at = date2timestamptz_opt_overflow(DatumGetDateADT(value), &overflow);
	else if (kind == TIME_TIMESTAMP)
		*at = timestamp2timestamptz_opt_overflow(DatumGetTimestamp(value), &overflow);
	else
		*at = DatumGetTimestampTz(value);
	return overflow == 0;
}

char *
time_as_written(TimeKind kind, Datum value)
{
	static const PGFunction output[] = {
		[TIME_TIMESTAMPTZ] = timestamptz_out,
		[TIME_TIMESTAMP] = timestamp_out,
		[TIME_DATE] = date_out,
	};

	return DatumGetCString(DirectFunctionCall1(output[kind], value));
}

/* the time of a row that is to count */
static Datum
time_datum(TimeKind kind, Datum value)
{
	TimestampTz at;

	if (!time_read(kind, value, &at))
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("time %s is out of range", time_as_written(kind, value)),
				 errhint("Use a time from 4713 BC to 294276, or NULL. audit() counts such rows.")));
	return TimestampTzGetDatum(at);
}

/* an amount in units of 10^-8, or false when it needs more room */
static inline bool
read_small_amount(const SalesReader *reader, Datum value, int64 *amount, int *scale)
{
	struct varlena *numeric = (struct varlena *) DatumGetPointer(value);

	return reader->amount_kind == AMOUNT_NUMERIC && !VARATT_IS_EXTERNAL(numeric) && !VARATT_IS_COMPRESSED(numeric) &&
		   decimal_read_small(numeric, amount, scale);
}

static void
read_amount(const SalesReader *reader, Datum value, Row *row, RowRest *rest)
{
	int scale = 0;

	if (read_small_amount(reader, value, &row->amount, &scale))
	{
		row->kind = ROW_SMALL;
		row->scale = (uint8) scale;
		return;
	}
	rest->amount = amount_units(reader->amount_kind, value, "amount", &scale);
	row->scale = (uint8) scale;
	row->kind = ROW_LARGE;
	if (rest->amount % SMALL_UNITS == 0)
	{
		int128_money small = rest->amount / SMALL_UNITS;

		if (small < SMALL_LIMIT && small > -SMALL_LIMIT)
		{
			row->amount = (int64) small;
			row->kind = ROW_SMALL;
		}
	}
}

static void
read_potential(const SalesReader *reader, Datum value, RowRest *rest)
{
	int scale;

	rest->potential = amount_units(reader->potential_kind, value, "potential", &scale);
	rest->potential_scale = (uint8) scale;
	rest->has_potential = true;
}

/* with order numbers, a potential goes to its customer by a row of its own: it is no part of the order */
static void
put_potential(SalesReader *reader, uint64 customer, uint32 hash, TimestampTz at, const RowRest *from)
{
	Row *row;
	RowRest *rest;

	grouping_keep_keys(&reader->customers, &customer, NULL);
	row = grouping_next(&reader->customers, hash, &rest);
	row->hash = hash;
	*rest = *from;
	rest->has_order = false;
	row->customer = customer;
	row->at = at;
	row->kind = ROW_POTENTIAL;
	row->has_rest = true;
	grouping_added(&reader->customers, hash);
}

/* values that most rows do not have, or need not; false when there are none */
static bool
read_rest(const SalesReader *reader, const Datum *values, const bool *nulls, Row *row, RowRest *rest)
{
	memset(rest, 0, sizeof(RowRest));
	if (!nulls[COLUMN_AMOUNT])
		read_amount(reader, values[COLUMN_AMOUNT], row, rest);
	if (sales_reader_has(reader, COLUMN_ORDER) && !nulls[COLUMN_ORDER])
	{
		rest->order = key_from_datum(&reader->order_type, values[COLUMN_ORDER]);
		rest->has_order = true;
	}
	if (sales_reader_has(reader, COLUMN_POTENTIAL) && !nulls[COLUMN_POTENTIAL])
		read_potential(reader, values[COLUMN_POTENTIAL], rest);
	return row->kind == ROW_LARGE || rest->has_order || rest->has_potential;
}

/* the row in full, for whichever grouping it belongs to */
static pg_noinline void
put_row_with_rest(SalesReader *reader, const Datum *values, const bool *nulls, uint64 customer, uint32 hash)
{
	Grouping *grouping = &reader->customers;
	Row row = {.kind = ROW_CONTACT, .at = DatumGetTimestampTz(values[COLUMN_TIME])};
	RowRest rest;
	Row *place;
	RowRest *place_rest;

	row.has_rest = read_rest(reader, values, nulls, &row, &rest);
	if (rest.has_order)
	{
		if (rest.has_potential)
			put_potential(reader, customer, hash, row.at, &rest);
		rest.has_potential = false;
		grouping = &reader->orders;
		hash = order_hash(&reader->order_type, rest.order, hash);
	}
	grouping_keep_keys(grouping, &customer, rest.has_order ? &rest.order : NULL);
	place = grouping_next(grouping, hash, &place_rest);
	row.customer = customer;
	row.hash = hash;
	*place = row;
	*place_rest = rest;
	grouping_added(grouping, hash);
}

/*
 * Takes the values of one row, in the order of SalesColumn; by reference they
 * need not outlive the call.
 */
void
sales_reader_put(SalesReader *reader, const Datum *values, const bool *nulls)
{
	TimestampTz at = DatumGetTimestampTz(values[COLUMN_TIME]);
	Row *row;
	RowRest *rest;
	uint64 customer;
	uint32 hash;
	int64 amount;
	int scale;

	reset_row_context(reader->row_context, ++reader->counts.rows);
	if (unlikely(reader->counts.rows % ROWS_BETWEEN_RESETS == 0))
		pg_atomic_fetch_add_u64(&reader->progress->rows_read, ROWS_BETWEEN_RESETS);
	if (likely(!nulls[COLUMN_TIME]))
	{
		if (unlikely(TIMESTAMP_NOT_FINITE(at)))
			check_finite_time(at, "time");
		reader->counts.last_time = Max(reader->counts.last_time, at);
	}
	if (unlikely(nulls[COLUMN_CUSTOMER]))
	{
		reader->counts.without_customer++;
		return;
	}
	if (unlikely(nulls[COLUMN_TIME]))
	{
		reader->counts.without_time++;
		return;
	}
	customer = key_from_datum(&reader->customer_type, values[COLUMN_CUSTOMER]);
	hash = key_hash(&reader->customer_type, customer);
	if (reader->columns > COLUMN_ORDER || nulls[COLUMN_AMOUNT] ||
		!read_small_amount(reader, values[COLUMN_AMOUNT], &amount, &scale))
	{
		put_row_with_rest(reader, values, nulls, customer, hash);
		return;
	}
	if (!reader->customer_type.by_value)
		grouping_keep_keys(&reader->customers, &customer, NULL);
	row = grouping_next(&reader->customers, hash, &rest);
	row->customer = customer;
	row->at = at;
	row->amount = amount;
	row->hash = hash;
	row->kind = ROW_SMALL;
	row->scale = (uint8) scale;
	row->has_rest = false;
	grouping_added(&reader->customers, hash);
}

static bool
receive_slot(TupleTableSlot *slot, DestReceiver *self)
{
	SalesReader *reader = (SalesReader *) self;
	MemoryContext old = MemoryContextSwitchTo(reader->row_context);
	Datum values[MAX_COLUMNS];
	bool nulls[MAX_COLUMNS];

	slot_getsomeattrs(slot, reader->columns);
	if (reader->columns <= COLUMN_ORDER && reader->time_kind == TIME_TIMESTAMPTZ)
		sales_reader_put(reader, slot->tts_values, slot->tts_isnull);
	else
	{
		for (int i = 0; i < MAX_COLUMNS; i++)
		{
			int place = reader->place[i];

			values[i] = place < 0 ? (Datum) 0 : slot->tts_values[place];
			nulls[i] = place < 0 || slot->tts_isnull[place];
		}
		if (!nulls[COLUMN_TIME])
			values[COLUMN_TIME] = time_datum(reader->time_kind, values[COLUMN_TIME]);
		sales_reader_put(reader, values, nulls);
	}
	MemoryContextSwitchTo(old);
	return true;
}

/*
 * The query was planned after its columns were looked up.  Should somebody
 * have changed the table in between, its values are not what they are taken
 * for, and must not be touched.
 */
/* what was found out about the columns must still hold when rows come */
void
sales_reader_check_columns(const SalesReader *reader, TupleDesc type)
{
	for (int i = 0; i < reader->columns; i++)
		if (i >= type->natts || getBaseType(TupleDescAttr(type, i)->atttypid) != reader->expected[i])
			ereport(ERROR,
					(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
					 errmsg("the columns of the source have changed while it was looked at"),
					 errhint("Try again.")));
}

static void
startup(DestReceiver *self, int operation, TupleDesc type)
{
	SalesReader *reader = (SalesReader *) self;

	(void) operation;
	sales_reader_check_columns(reader, type);
}

static void
shutdown(DestReceiver *self)
{
	(void) self;
}

/*
 * memory: the bytes that the tables may take.  As long as there are orders,
 * they and the customers share it.
 */
void
sales_reader_begin(SalesReader *reader, MemoryContext context, int64 memory, Progress *progress)
{
	KeyType *order_type = sales_reader_has(reader, COLUMN_ORDER) ? &reader->order_type : NULL;

	reader->pub.receiveSlot = receive_slot;
	reader->pub.rStartup = startup;
	reader->pub.rShutdown = shutdown;
	reader->pub.rDestroy = shutdown;
	reader->pub.mydest = DestTuplestore;
	reader->row_context = AllocSetContextCreate(context, "customer_seg row", ALLOCSET_DEFAULT_SIZES);
	reader->counts.last_time = DT_NOBEGIN;
	reader->memory = memory;
	reader->progress = progress;
	grouping_create(&reader->customers, &customers_kind, &reader->customer_type, NULL, context,
					order_type == NULL ? memory : memory / 2);
	reader->customers.memory_later = memory - memory / SHARE_OF_MEASURES;
	if (order_type != NULL)
		grouping_create(&reader->orders, &orders_kind, &reader->customer_type, order_type, context, memory / 2);
}

/* forgets all that was read, by this and other processes, so that it can be read again */
void
sales_reader_restart(SalesReader *reader)
{
	MemoryContext context = MemoryContextGetParent(reader->row_context);

	grouping_free(&reader->customers);
	if (sales_reader_has(reader, COLUMN_ORDER))
		grouping_free(&reader->orders);
	MemoryContextDelete(reader->row_context);
	memset(&reader->counts, 0, sizeof(reader->counts));
	pg_atomic_write_u64(&reader->progress->rows_read, 0);
	reader->progress->workers = 0;
	sales_reader_begin(reader, context, reader->memory, reader->progress);
}

/* after the last row of all processes: what is left is one entry for each customer */
void
sales_reader_finish(SalesReader *reader)
{
	pg_atomic_write_u64(&reader->progress->rows_read, reader->counts.rows);
	if (sales_reader_has(reader, COLUMN_ORDER))
	{
		progress_enter(reader->progress, PHASE_JOINING_LINES);
		grouping_flush(&reader->orders);
		grouping_finish(&reader->orders, order_done, &reader->customers);
	}
	grouping_flush(&reader->customers);
	reader->progress->rows_spilled = reader->customers.rows_spilled + reader->orders.rows_spilled;
}

void
sales_counts_add(SalesCounts *counts, const SalesCounts *more)
{
	counts->rows += more->rows;
	counts->without_customer += more->without_customer;
	counts->without_time += more->without_time;
	counts->last_time = Max(counts->last_time, more->last_time);
}
