/*
 * customer_days.c
 *		What the engine keeps of customers while rows come in any order, where
 *		each is to have a history.
 *
 * The last rows of a customer lie in the entry.  When there is no room for
 * one more they go, all together, to a block, and blocks are written one
 * behind the other; so a row costs one look at memory, as it does where only
 * sums are kept.  A customer's blocks are a chain.
 *
 * A partition that has used up its memory is written to its file: of each
 * customer the rows or, where there are many, the history so far, which takes
 * far less room.  All of it is put together when the file is read.
 */
#include "engine/customer_days.h"

#include "miscadmin.h"
#include "server/zones.h"

#define MOST_ROWS_OF_PART 64

/* what stands in a file before what was known of a customer */
typedef struct PartHead
{
	uint32 hash;
	uint32 length : 31; /* bytes */
	uint32 is_rows : 1; /* DayRows; else the bytes of a history */
	uint64 customer;	/* key, where it is by value */
} PartHead;

/* what a file had of a customer, in memory */
typedef struct Part
{
	uint32 before; /* number of the one before + 1, or 0 */
	uint32 length;
	uint8 bytes[FLEXIBLE_ARRAY_MEMBER];
} Part;

/* ---- finding a customer ---- */

/* who is added when not there */
static CustomerDays *
find_days(Partition *partition, uint32 hash, const SoughtKey *sought)
{
	CustomerDays *customer = partition_entry(partition, hash, sought);

	if (customer == NULL)
		elog(ERROR, "no room for one more customer");
	return customer;
}

/* However large the memory is, the numbers of what is in a partition have so many bits. */
static void
make_room_for_batch(Grouping *grouping, Partition *partition)
{
	if (unlikely(!partition_has_room(partition, BATCH_ROWS)))
		grouping_write_out(grouping, partition);
}

/* ---- adding a row ---- */

/* the rows of an entry to a block of their own */
static pg_noinline void
move_to_block(Partition *partition, CustomerDays *customer)
{
	DayBlock *block = chunks_append(&partition->extras);

	block->before = customer->block;
	memcpy(block->rows, customer->rows, sizeof(block->rows));
	customer->block = partition->extras.state.count;
	customer->held = 0;
}

static pg_noinline void
keep_rest(Partition *partition, DayRow *kept, const Row *row, const RowRest *rest)
{
	DayRest *place;

	kept->amount = partition_keep(partition, sizeof(DayRest));
	kept->has_rest = true;
	place = chunks_get(&partition->keys, (uint32) kept->amount);
	place->amount = row->kind == ROW_LARGE ? rest->amount : row->amount * (int128_money) SMALL_UNITS;
	place->potential = rest->potential;
	place->profit = rest->profit;
}

/* a place for one more row */
static inline DayRow *
next_day_row(Partition *partition, CustomerDays *customer)
{
	if (customer->held == ROWS_OF_ENTRY)
		move_to_block(partition, customer);
	return &customer->rows[customer->held++];
}

static inline void
add_day_row(const Grouping *grouping, Partition *partition, CustomerDays *customer, const Row *row, const RowRest *rest)
{
	DayRow *kept = next_day_row(partition, customer);

	*kept = (DayRow){.amount = row->amount, .day = zone_day(grouping->zone, row->at), .has_amount = row->kind != ROW_CONTACT, .scale = row->scale};
	if (unlikely(row->has_rest))
		keep_rest(partition, kept, row, rest);
}

static void
add_to_days(Grouping *grouping, Partition *partition, const Row *rows, const RowRest *rest, int n)
{
	CustomerDays *guess[BATCH_ROWS];

	make_room_for_batch(grouping, partition);
	for (int i = 0; i < n; i++)
		hash_index_prefetch(&partition->index, rows[i].hash);
	for (int i = 0; i < n; i++)
		guess[i] = partition_guess(partition, rows[i].hash);
	for (int i = 0; i < n; i++)
	{
		SoughtKey sought = {grouping->customer_type, rows[i].customer};
		CustomerDays *customer = guess[i];

		if (unlikely(customer == NULL || !has_key(partition, customer, &sought)))
			customer = find_days(partition, rows[i].hash, &sought);
		add_day_row(grouping, partition, customer, &rows[i], &rest[i]);
	}
}

/* ---- from rows to a history ---- */

/* number: as entries and blocks have it */
static const DayBlock *
get_block(const Partition *partition, uint32 number)
{
	return chunks_get(&partition->extras, number - 1);
}

/* zone: whose days are in the rows; what is made is allocated in the current context */
void
days_maker_create(DaysMaker *maker, pg_tz *zone)
{
	memset(maker, 0, sizeof(DaysMaker));
	maker->builder = history_builder_create(CurrentMemoryContext);
	maker->zone = zone;
	maker->room = 64;
	maker->rows = palloc_array(DayRow, maker->room);
}

/*
 * Asks blocks of memory that customers after this one have: of those far ahead
 * the last one, and of nearer ones, for which that has come, those before it.
 */
void
customer_days_prefetch(const Partition *partition, uint32 number)
{
	for (int depth = 0; depth < 4; depth++)
	{
		uint32 ahead = number + 4 * (4 - depth);
		uint32 block;

		if (ahead >= partition->entries.state.count)
			continue;
		block = ((const CustomerDays *) partition_get(partition, ahead))->block;
		for (int i = 0; i < depth && block != 0; i++)
			block = get_block(partition, block)->before;
		if (block != 0)
			__builtin_prefetch(get_block(partition, block));
	}
}

static void
take_rows(DaysMaker *maker, const DayRow *rows, int n)
{
	if (maker->count + n > maker->room)
	{
		CHECK_FOR_INTERRUPTS();
		maker->room *= 2;
		maker->rows = repalloc_huge(maker->rows, maker->room * sizeof(DayRow));
	}
	memcpy(&maker->rows[maker->count], rows, n * sizeof(DayRow));
	maker->count += n;
}

static int
compare_day_rows(const void *a, const void *b)
{
	DateADT left = ((const DayRow *) a)->day;
	DateADT right = ((const DayRow *) b)->day;

	return left < right ? -1 : left > right;
}

/* most customers have but a few rows */
static void
sort_rows(DayRow *rows, int64 count)
{
	if (count > 32)
	{
		qsort(rows, count, sizeof(DayRow), compare_day_rows);
		return;
	}
	for (int64 i = 1; i < count; i++)
	{
		DayRow row = rows[i];
		int64 at = i;

		for (; at > 0 && rows[at - 1].day > row.day; at--)
			rows[at] = rows[at - 1];
		rows[at] = row;
	}
}

static void
add_row_with_rest(HistoryBuilder *builder, const DayRow *row, const DayRest *rest)
{
	HistoryDay day;

	history_day_of_row(&day, row->day, row->has_amount ? &rest->amount : NULL, row->scale);
	day.profit = rest->profit.sum;
	day.profit_scale = rest->profit.scale;
	day.has_profit = rest->profit.is_known;
	history_builder_day(builder, &day);
	if (rest->potential.is_known)
	{
		Money potential = money_from_units(rest->potential.units);

		history_builder_potential(builder, row->day, &potential, rest->potential.scale);
	}
}

static void
add_rows(DaysMaker *maker, const Partition *partition)
{
	for (int64 i = 0; i < maker->count; i++)
	{
		const DayRow *row = &maker->rows[i];
		int128_money units = (int128_money) row->amount * SMALL_UNITS;
		HistoryDay day;

		if (unlikely(row->has_rest))
		{
			add_row_with_rest(maker->builder, row, chunks_get(&partition->keys, (uint32) row->amount));
			continue;
		}
		history_day_of_row(&day, row->day, row->has_amount ? &units : NULL, row->scale);
		history_builder_day(maker->builder, &day);
	}
}

/* parts have no zone: it is that of all */
static void
add_parts(DaysMaker *maker, const Partition *partition, uint32 number)
{
	while (number != 0)
	{
		const Part *part = chunks_get(&partition->keys, number - 1);
		HistoryReader reader;

		CHECK_FOR_INTERRUPTS();
		history_open_bytes(&reader, part->bytes, part->length);
		history_builder_add(maker->builder, &reader);
		number = part->before;
	}
}

static void
take_rows_of(DaysMaker *maker, const Partition *partition, const CustomerDays *customer)
{
	maker->count = 0;
	take_rows(maker, customer->rows, customer->held);
	for (uint32 number = customer->block; number != 0;)
	{
		const DayBlock *block = get_block(partition, number);

		take_rows(maker, block->rows, ROWS_OF_ENTRY);
		number = block->before;
	}
}

static void
put_history(DaysMaker *maker, const Partition *partition, const CustomerDays *customer, StringInfo out)
{
	const char *zone = maker->zone == NULL ? "" : pg_get_timezone_name(maker->zone);

	history_builder_reset(maker->builder);
	history_builder_zone(maker->builder, zone, (int) strlen(zone));
	sort_rows(maker->rows, maker->count);
	add_rows(maker, partition);
	add_parts(maker, partition, customer->part);
	history_builder_write(maker->builder, out);
}

/* appends the bytes of a customer's history */
void
days_maker_make(DaysMaker *maker, const Partition *partition, const CustomerDays *customer, StringInfo out)
{
	take_rows_of(maker, partition, customer);
	put_history(maker, partition, customer, out);
}

/* ---- parts ---- */

/* Are the rows, all there is of the customer, to be written as they are? */
static bool
is_part_of_rows(const DaysMaker *maker, const CustomerDays *customer)
{
	if (customer->part != 0 || maker->count > MOST_ROWS_OF_PART)
		return false;
	for (int64 i = 0; i < maker->count; i++)
		if (maker->rows[i].has_rest)
			return false;
	return true;
}

static void
write_part(Grouping *grouping, const Partition *partition, const CustomerDays *customer, PartHead head, void *bytes)
{
	BufFile *file = spill_file(&grouping->spilled, (int) (partition - grouping->partitions));

	head.customer = partition_key(partition, grouping->customer_type, customer->key);
	BufFileWrite(file, &head, sizeof(head));
	spill_file_write_key(file, grouping->customer_type, head.customer);
	BufFileWrite(file, bytes, head.length);
}

static void
write_days(Grouping *grouping, const Partition *partition, const CustomerDays *customer, uint32 hash,
		   DaysMaker *maker, StringInfo bytes)
{
	PartHead head = {.hash = hash};

	take_rows_of(maker, partition, customer);
	grouping->rows_spilled += Max(maker->count, 1); /* parts may be written again */
	head.is_rows = is_part_of_rows(maker, customer);
	if (head.is_rows)
	{
		head.length = (uint32) (maker->count * sizeof(DayRow));
		write_part(grouping, partition, customer, head, maker->rows);
		return;
	}
	resetStringInfo(bytes);
	put_history(maker, partition, customer, bytes);
	head.length = (uint32) bytes->len;
	write_part(grouping, partition, customer, head, bytes->data);
}

/* of all entries, which do not know them, but the slots of the index do */
static uint32 *
hashes_of_entries(const Partition *partition)
{
	uint32 *hashes = MemoryContextAllocHuge(CurrentMemoryContext, (Size) partition->entries.state.count * sizeof(uint32));

	for (uint64 i = 0; i < (uint64) 1 << partition->index.state.bits; i++)
	{
		uint64 slot = partition->index.slots[i];

		if (slot != 0)
			hashes[slot_number(slot)] = slot_hash(slot);
	}
	return hashes;
}

static void
write_parts(Grouping *grouping, Partition *partition)
{
	MemoryContext context = AllocSetContextCreate(grouping->context, "customer_seg parts", ALLOCSET_DEFAULT_SIZES);
	MemoryContext old = MemoryContextSwitchTo(context);
	uint32 *hashes = hashes_of_entries(partition);
	StringInfoData bytes;
	DaysMaker maker;

	initStringInfo(&bytes);
	days_maker_create(&maker, NULL);
	for (uint32 number = 0; number < partition->entries.state.count; number++)
	{
		CHECK_FOR_INTERRUPTS();
		customer_days_prefetch(partition, number);
		write_days(grouping, partition, partition_get(partition, number), hashes[number], &maker, &bytes);
	}
	MemoryContextSwitchTo(old);
	MemoryContextDelete(context);
}

static void
read_rows(BufFile *file, uint32 length, Partition *partition, CustomerDays *customer)
{
	DayRow rows[MOST_ROWS_OF_PART];

	spill_file_read(file, rows, length, false);
	for (uint32 i = 0; i < length / sizeof(DayRow); i++)
		*next_day_row(partition, customer) = rows[i];
}

static void
read_history(BufFile *file, uint32 length, Partition *partition, CustomerDays *customer)
{
	uint32 number = partition_keep(partition, offsetof(Part, bytes) + length);
	Part *part = chunks_get(&partition->keys, number);

	part->before = customer->part;
	part->length = length;
	customer->part = number + 1;
	spill_file_read(file, part->bytes, length, false);
}

/* Their hashes begin with the same bits, so they are hashed once more. */
static void
read_parts(Grouping *grouping, BufFile *file)
{
	PartHead head;
	SpilledKey key = {0};

	while (spill_file_read(file, &head, sizeof(head), true))
	{
		uint32 hash = (uint32) (spread_bits(head.hash) >> 32);
		Partition *partition = &grouping->partitions[hash >> (32 - grouping->partition_bits)];
		int64 before = grouping_memory(grouping, partition);
		CustomerDays *customer;

		CHECK_FOR_INTERRUPTS();
		make_room_for_batch(grouping, partition);
		spill_file_read_key(file, grouping->customer_type, &head.customer, &key);
		customer = find_days(partition, hash, &(SoughtKey){grouping->customer_type, head.customer});
		if (head.is_rows)
			read_rows(file, head.length, partition, customer);
		else
			read_history(file, head.length, partition, customer);
		grouping_account(grouping, partition, before);
	}
	if (key.bytes != NULL)
		pfree(key.bytes);
}

const GroupingKind customer_days_kind = {
	.entry_size = sizeof(CustomerDays),
	.extra_size = sizeof(DayBlock),
	.add_rows = add_to_days,
	.write_out = write_parts,
	.read_in = read_parts,
};
