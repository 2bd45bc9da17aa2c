/*
 * sales_reader.c
 *		From the tuples of an ordinary query to rows in the table of customers.
 *
 * The tuples come one by one from the executor, by way of a DestReceiver;
 * nothing of them is copied but what a row needs, into a batch of fixed size.
 */
#include "sales_reader.h"

#include "executor/tuptable.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/timestamp.h"

/* an amount of any kind, in units of 10^-20 */
static int128_money
amount_units(AmountKind kind, Datum value, const char *what, int *scale)
{
	switch (kind)
	{
	case AMOUNT_NUMERIC:
		return decimal_units(value, what, scale);
	case AMOUNT_INT2:
		return int64_units(DatumGetInt16(value), what, scale);
	case AMOUNT_INT4:
		return int64_units(DatumGetInt32(value), what, scale);
	case AMOUNT_INT8:
		return int64_units(DatumGetInt64(value), what, scale);
	case AMOUNT_FLOAT4:
		return real_units(DatumGetFloat4(value), what, scale);
	case AMOUNT_FLOAT8:
		return double_units(DatumGetFloat8(value), what, scale);
	}
	pg_unreachable();
}

static void
read_amount(SalesReader *reader, Row *row, Datum value)
{
	int scale = 0;

	row->kind = ROW_SMALL;
	if (reader->amount_kind == AMOUNT_NUMERIC)
	{
		struct varlena *numeric = (struct varlena *) DatumGetPointer(value);

		if (likely(!VARATT_IS_EXTERNAL(numeric) && !VARATT_IS_COMPRESSED(numeric)) &&
			likely(decimal_read_small(numeric, &row->small, &scale)))
		{
			row->scale = (uint8) scale;
			return;
		}
	}
	row->large = amount_units(reader->amount_kind, value, "amount", &scale);
	row->scale = (uint8) scale;
	row->kind = ROW_LARGE;
	if (row->large % SMALL_UNITS == 0)
	{
		int128_money small = row->large / SMALL_UNITS;

		if (small < SMALL_LIMIT && small > -SMALL_LIMIT)
		{
			row->small = (int64) small;
			row->kind = ROW_SMALL;
		}
	}
}

/* a key that lasts as long as the batch */
static inline uint64
read_key(SalesReader *reader, const KeyType *type, Datum value)
{
	return key_keep(type, &reader->batch_keys, key_from_datum(type, value));
}

static void
process_batch(SalesReader *reader)
{
	if (reader->order_column > 0)
		orders_add_batch(&reader->orders, &reader->customers, reader->rows, reader->rows_held);
	else
		customers_add_batch(&reader->customers, reader->rows, reader->rows_held);
	reader->rows_held = 0;
	key_arena_reset(&reader->batch_keys);
	MemoryContextReset(reader->batch_context);
}

static void
read_optional_columns(SalesReader *reader, const TupleTableSlot *slot, Row *row)
{
	row->has_order = false;
	row->has_potential = false;
	if (reader->order_column > 0 && !slot->tts_isnull[reader->order_column - 1])
	{
		row->has_order = true;
		row->order = read_key(reader, &reader->orders.key_type,
							  slot->tts_values[reader->order_column - 1]);
	}
	if (reader->potential_column > 0 && !slot->tts_isnull[reader->potential_column - 1])
	{
		int scale;

		row->has_potential = true;
		row->potential = amount_units(reader->potential_kind,
									  slot->tts_values[reader->potential_column - 1],
									  "potential", &scale);
		row->potential_scale = (uint8) scale;
	}
}

/* takes one tuple, in the batch's memory: types' own functions may allocate */
static void
read_row(SalesReader *reader, const TupleTableSlot *slot)
{
	Row *row = &reader->rows[reader->rows_held];
	bool has_time = !slot->tts_isnull[1];

	if (likely(has_time))
	{
		row->at = DatumGetTimestampTz(slot->tts_values[1]);
		if (unlikely(TIMESTAMP_NOT_FINITE(row->at)))
			check_finite_time(row->at, "time");
		if (row->at > reader->last_time || !reader->any_time)
			reader->last_time = row->at;
		reader->any_time = true;
	}
	if (unlikely(slot->tts_isnull[0]))
	{
		reader->without_customer++;
		return;
	}
	if (unlikely(!has_time))
	{
		reader->without_time++;
		return;
	}
	row->customer = read_key(reader, &reader->customers.key_type, slot->tts_values[0]);
	row->hash = key_hash(&reader->customers.key_type, row->customer);
	hash_index_prefetch(&reader->customers.index, row->hash);
	if (slot->tts_isnull[2])
		row->kind = ROW_CONTACT;
	else
		read_amount(reader, row, slot->tts_values[2]);
	read_optional_columns(reader, slot, row);
	if (++reader->rows_held == BATCH_ROWS)
		process_batch(reader);
}

static bool
receive_slot(TupleTableSlot *slot, DestReceiver *self)
{
	SalesReader *reader = (SalesReader *) self;
	MemoryContext old = MemoryContextSwitchTo(reader->batch_context);

	slot_getsomeattrs(slot, reader->columns);
	read_row(reader, slot);
	MemoryContextSwitchTo(old);
	return true;
}

/*
 * The query was planned after its columns were looked up.  Should somebody
 * have changed the table in between, its values are not what they are taken
 * for, and must not be touched.
 */
static void
startup(DestReceiver *self, int operation, TupleDesc type)
{
	SalesReader *reader = (SalesReader *) self;

	(void) operation;
	for (int i = 0; i < reader->columns; i++)
		if (i >= type->natts || getBaseType(TupleDescAttr(type, i)->atttypid) != reader->expected[i])
			ereport(ERROR,
					(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
					 errmsg("the columns of the source have changed while it was looked at"),
					 errhint("Try again.")));
}

static void
shutdown(DestReceiver *self)
{
	(void) self;
}

/* The caller has set the kinds, columns and key types. */
void
sales_reader_init(SalesReader *reader, MemoryContext context)
{
	reader->pub.receiveSlot = receive_slot;
	reader->pub.rStartup = startup;
	reader->pub.rShutdown = shutdown;
	reader->pub.rDestroy = shutdown;
	reader->pub.mydest = DestTuplestore;
	reader->batch_context = AllocSetContextCreate(context, "customer_seg batch", ALLOCSET_DEFAULT_SIZES);
	key_arena_create(&reader->batch_keys, context);
	customers_create(&reader->customers, context);
	if (reader->order_column > 0)
		orders_create(&reader->orders, context);
}

/* after the last row */
void
sales_reader_finish(SalesReader *reader)
{
	process_batch(reader);
	if (reader->order_column > 0)
		orders_finish(&reader->orders, &reader->customers);
}
