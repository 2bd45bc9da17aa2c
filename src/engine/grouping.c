/*
 * grouping.c
 *		The engine: rows in any order become one entry for each customer, or for
 *		each order, within the memory it is given.
 */
#include "engine/grouping.h"

#include "miscadmin.h"

#define MIN_PARTITION_BITS 2
#define MAX_PARTITION_BITS 6
#define KEYS_A_ROW		   24 /* bytes of keys there is room for at first */
#define MOST_DEPTH		   8  /* what is together after so many divisions is taken as it is */

/* what a partition takes beside its table: rows that wait, and the buffer of a file */
#define PARTITION_OVERHEAD (BATCH_ROWS * (sizeof(Row) + sizeof(RowRest)) + BLCKSZ)
#define LEAST_TABLE		   (64 * 1024)

/* as many partitions as keep the overhead at a quarter of the memory */
static int
choose_partition_bits(int64 limit)
{
	int bits = MAX_PARTITION_BITS;

	while (bits > MIN_PARTITION_BITS && (int64) PARTITION_OVERHEAD << bits > limit / 4)
		bits--;
	return bits;
}

static void
create_buffers(Grouping *grouping, int64 limit)
{
	int partitions;

	grouping->partition_bits = choose_partition_bits(limit);
	partitions = grouping_partitions(grouping);
	grouping->limit = Max(limit - (int64) PARTITION_OVERHEAD * partitions, LEAST_TABLE);
	grouping->partitions = palloc_array(Partition, partitions);
	grouping->buffers = palloc_array(RowBuffer, partitions);
	spill_files_create(&grouping->spilled, partitions, grouping->context);
	for (int i = 0; i < partitions; i++)
	{
		grouping->buffers[i].rows = palloc_array(Row, BATCH_ROWS);
		grouping->buffers[i].rest = palloc_array(RowRest, BATCH_ROWS);
		grouping->buffers[i].held = 0;
	}
	grouping->keys_room = (Size) partitions * BATCH_ROWS * KEYS_A_ROW;
	if (!grouping->customer_type->by_value || (grouping->order_type != NULL && !grouping->order_type->by_value))
		grouping->keys = palloc(grouping->keys_room);
}

/* limit: the bytes it may take in all; spilled rows may have less, by memory_later */
void
grouping_create(Grouping *grouping, const GroupingKind *kind, KeyType *customer_type, KeyType *order_type,
				MemoryContext parent, int64 limit)
{
	MemoryContext old;

	memset(grouping, 0, sizeof(Grouping));
	grouping->kind = kind;
	grouping->customer_type = customer_type;
	grouping->order_type = order_type;
	grouping->context = AllocSetContextCreate(parent, "customer_seg grouping", ALLOCSET_DEFAULT_SIZES);
	grouping->scratch = AllocSetContextCreate(grouping->context, "customer_seg scratch", ALLOCSET_SMALL_SIZES);
	region_create(&grouping->region, grouping->context);
	grouping->memory_later = limit;
	old = MemoryContextSwitchTo(grouping->context);
	create_buffers(grouping, limit);
	for (int i = 0; i < grouping_partitions(grouping); i++)
		partition_create(&grouping->partitions[i], &grouping->region, grouping->partition_bits,
						 kind->entry_size, kind->extra_size);
	MemoryContextSwitchTo(old);
}

void
grouping_free(Grouping *grouping)
{
	MemoryContextDelete(grouping->context);
}

/* ---- rows ---- */

/*
 * Keys by reference belong to a tuple that will be gone.  They are copied,
 * both at once, to where they last as long as their row waits.
 */
void
grouping_keep_keys(Grouping *grouping, uint64 *customer, uint64 *order)
{
	Size customer_size = grouping->customer_type->by_value ? 0 : key_size(grouping->customer_type, *customer);
	Size order_size = order == NULL || grouping->order_type->by_value ? 0 : key_size(grouping->order_type, *order);
	Size size = MAXALIGN(customer_size) + MAXALIGN(order_size);

	if (size > grouping->keys_room - grouping->keys_used)
		grouping_flush(grouping);
	if (size > grouping->keys_room)
	{
		grouping->keys = repalloc_huge(grouping->keys, size);
		grouping->keys_room = size;
	}
	if (customer_size > 0)
		*customer = PointerGetDatum(memmove(grouping->keys + grouping->keys_used, DatumGetPointer(*customer),
											customer_size));
	grouping->keys_used += MAXALIGN(customer_size);
	if (order_size > 0)
		*order = PointerGetDatum(memcpy(grouping->keys + grouping->keys_used, DatumGetPointer(*order), order_size));
	grouping->keys_used += MAXALIGN(order_size);
}

int64
grouping_memory(const Grouping *grouping, const Partition *partition)
{
	return (int64) (partition_memory(partition) +
					(Size) grouping->entry_later * partition->entries.state.count);
}

/* all entries of a partition go to its file, where they grow with every row */
void
grouping_write_out(Grouping *grouping, Partition *partition)
{
	grouping->kind->write_out(grouping, partition);
	partition_empty(partition);
}

/* Has a partition whose entries grow with every row used up its share? */
static bool
must_be_written_out(const Grouping *grouping, int64 memory)
{
	return grouping->kind->write_out != NULL && grouping->depth < MOST_DEPTH &&
		   memory >= grouping->limit >> grouping->partition_bits;
}

/* counts what a partition takes that has been worked on, and writes it out where that is too much; before: as of grouping_memory */
void
grouping_account(Grouping *grouping, Partition *partition, int64 before)
{
	int64 after = grouping_memory(grouping, partition);

	grouping->most_used = Max(grouping->most_used, grouping->used + after - before);
	if (must_be_written_out(grouping, after))
	{
		grouping_write_out(grouping, partition);
		after = grouping_memory(grouping, partition);
	}
	grouping->used += after - before;
	if (grouping->shared != NULL && after != before)
		pg_atomic_fetch_add_u64(&grouping->shared->used, after - before);
}

/* adds the rows that wait in a partition's buffer */
void
grouping_flush_partition(Grouping *grouping, int number)
{
	Partition *partition = &grouping->partitions[number];
	RowBuffer *buffer = &grouping->buffers[number];
	MemoryContext old = MemoryContextSwitchTo(grouping->scratch);
	int64 before;

	CHECK_FOR_INTERRUPTS();
	if (grouping->shared != NULL)
	{
		partition_check_out(partition);
		grouping->used = (int64) pg_atomic_read_u64(&grouping->shared->used);
	}
	if (grouping->used >= grouping->limit && grouping->kind->write_out == NULL)
		partition->full = true;
	before = grouping_memory(grouping, partition);
	grouping->kind->add_rows(grouping, partition, buffer->rows, buffer->rest, buffer->held);
	grouping_account(grouping, partition, before);
	if (grouping->shared != NULL)
		partition_check_in(partition);
	MemoryContextSwitchTo(old);
	MemoryContextReset(grouping->scratch);
	buffer->held = 0;
}

/* adds all rows that wait */
void
grouping_flush(Grouping *grouping)
{
	for (int i = 0; i < grouping_partitions(grouping); i++)
		if (grouping->buffers[i].held > 0)
			grouping_flush_partition(grouping, i);
	grouping->keys_used = 0;
}

/* ---- rows that must wait in a file ---- */

/* a row of an entry for which there is no room now */
void
grouping_spill(Grouping *grouping, const Partition *partition, const Row *row, const RowRest *rest)
{
	BufFile *file = spill_file(&grouping->spilled, (int) (partition - grouping->partitions));

	BufFileWrite(file, (void *) row, sizeof(Row));
	if (row->has_rest)
		BufFileWrite(file, (void *) rest, sizeof(RowRest));
	spill_file_write_key(file, grouping->customer_type, row->customer);
	if (row->has_rest && rest->has_order)
		spill_file_write_key(file, grouping->order_type, rest->order);
	grouping->rows_spilled++;
}

/*
 * Groups the rows of a file.  Their hashes begin with the same bits, so they
 * are hashed once more.
 */
static void
group_file(Grouping *grouping, BufFile *file)
{
	Row row;
	RowRest rest = {0};
	SpilledKey customer = {0};
	SpilledKey order = {0};

	while (spill_file_read(file, &row, sizeof(Row), true))
	{
		Row *place;
		RowRest *place_rest;

		rest.has_order = false;
		if (row.has_rest)
			spill_file_read(file, &rest, sizeof(RowRest), false);
		spill_file_read_key(file, grouping->customer_type, &row.customer, &customer);
		if (rest.has_order)
			spill_file_read_key(file, grouping->order_type, &rest.order, &order);
		grouping_keep_keys(grouping, &row.customer, rest.has_order ? &rest.order : NULL);
		row.hash = (uint32) (spread_bits(row.hash) >> 32);
		place = grouping_next(grouping, row.hash, &place_rest);
		*place = row;
		if (row.has_rest)
			*place_rest = rest;
		grouping_added(grouping, row.hash);
	}
	grouping_flush(grouping);
	if (customer.bytes != NULL)
		pfree(customer.bytes);
	if (order.bytes != NULL)
		pfree(order.bytes);
}

/* ---- entries that are done ---- */

/* how many there are in memory: all, where no rows had to wait */
int64
grouping_entries(const Grouping *grouping)
{
	int64 entries = 0;

	for (int i = 0; i < grouping_partitions(grouping); i++)
		entries += grouping->partitions[i].entries.state.count;
	return entries;
}

static void
finish_entries(const Grouping *grouping, const Partition *partition, EntryDone done, void *arg)
{
	MemoryContext old = MemoryContextSwitchTo(grouping->scratch);

	for (uint32 number = 0; number < partition->entries.state.count; number++)
	{
		if (number % 1024 == 0)
		{
			CHECK_FOR_INTERRUPTS();
			MemoryContextReset(grouping->scratch);
		}
		done(grouping, partition, number, arg);
	}
	MemoryContextSwitchTo(old);
	MemoryContextReset(grouping->scratch);
}

static void
finish_files(Grouping *grouping, int number, EntryDone done, void *arg)
{
	int processes = grouping->shared != NULL ? grouping->processes : 1;
	void (*read_in)(Grouping * grouping, BufFile * file) = grouping->kind->read_in != NULL ? grouping->kind->read_in : group_file;
	Grouping again;
	bool any = false;

	for (int process = 0; process < processes; process++)
	{
		BufFile *file = spill_file_open(&grouping->spilled, number, process);

		if (file == NULL)
			continue;
		if (!any)
			grouping_create(&again, grouping->kind, grouping->customer_type, grouping->order_type,
							grouping->context, grouping->memory_later);
		any = true;
		again.depth = grouping->depth + 1;
		read_in(&again, file);
		BufFileClose(file);
	}
	if (!any)
		return;
	grouping_finish(&again, done, arg);
	grouping->most_used = Max(grouping->most_used, again.most_used);
	grouping_free(&again);
}

/*
 * No more rows come: tells of all entries, of those also whose rows had to
 * wait, and gives back the memory of the first before.
 */
void
grouping_finish(Grouping *grouping, EntryDone done, void *arg)
{
	check_stack_depth();
	if (grouping->kind->write_out != NULL && grouping->rows_spilled > 0)
		for (int i = 0; i < grouping_partitions(grouping); i++)
			grouping_write_out(grouping, &grouping->partitions[i]);
	for (int i = 0; i < grouping_partitions(grouping); i++)
	{
		finish_entries(grouping, &grouping->partitions[i], done, arg);
		if (grouping->shared != NULL)
			partition_free_shared(&grouping->partitions[i]);
	}
	region_reset(&grouping->region);
	if (grouping->shared != NULL)
		spill_files_hand_over(&grouping->spilled);
	for (int i = 0; i < grouping_partitions(grouping); i++)
		finish_files(grouping, i, done, arg);
}

/* ---- several processes ---- */

Size
grouping_shared_size(const Grouping *grouping)
{
	return add_size(offsetof(SharedGrouping, partitions),
					mul_size(sizeof(PartitionState), grouping_partitions(grouping)));
}

/*
 * From now on other processes may add rows as well.  The grouping must be
 * new: nothing of it lies in private memory.
 */
void
grouping_share(Grouping *grouping, SharedGrouping *shared, dsa_area *area, SharedFileSet *files, int number,
			   int tranche)
{
	region_reset(&grouping->region);
	grouping->region.area = area;
	grouping->shared = shared;
	spill_files_share(&grouping->spilled, files, number, 0);
	pg_atomic_init_u64(&shared->used, 0);
	pg_atomic_init_u64(&shared->rows_spilled, 0);
	shared->number = number;
	for (int i = 0; i < grouping_partitions(grouping); i++)
	{
		partition_create(&grouping->partitions[i], &grouping->region, grouping->partition_bits,
						 grouping->kind->entry_size, grouping->kind->extra_size);
		partition_share(&grouping->partitions[i], &shared->partitions[i], tranche);
	}
}

/* process: its number, which no other has; the leader is 0 */
void
grouping_attach(Grouping *grouping, SharedGrouping *shared, dsa_area *area, SharedFileSet *files, int process)
{
	region_reset(&grouping->region);
	for (int i = 0; i < grouping_partitions(grouping); i++)
	{
		partition_attach(&grouping->partitions[i], &grouping->region, grouping->partition_bits,
						 grouping->kind->entry_size, grouping->kind->extra_size, &shared->partitions[i]);
	}
	grouping->region.area = area;
	grouping->shared = shared;
	spill_files_share(&grouping->spilled, files, shared->number, process);
}

/* this process adds no more rows */
void
grouping_detach(Grouping *grouping)
{
	grouping_flush(grouping);
	spill_files_hand_over(&grouping->spilled);
	pg_atomic_fetch_add_u64(&grouping->shared->rows_spilled, grouping->rows_spilled);
}

/*
 * The leader, when all others have left: processes, as there were.  It may
 * still add rows; those that spill go to files of their own, as if one more
 * process had written them.
 */
void
grouping_gather(Grouping *grouping, int processes)
{
	grouping->spilled.process = processes;
	grouping->processes = processes + 1;
	for (int i = 0; i < grouping_partitions(grouping); i++)
	{
		partition_check_out(&grouping->partitions[i]);
		partition_check_in(&grouping->partitions[i]);
	}
	grouping->rows_spilled = (int64) pg_atomic_read_u64(&grouping->shared->rows_spilled);
	grouping->used = (int64) pg_atomic_read_u64(&grouping->shared->used);
	grouping->most_used = Max(grouping->most_used, grouping->used);
}
