/*
 * partition.c
 *		A part of a hash table: entries whose hashes begin with the same bits.
 */
#include "engine/partition.h"

#include "miscadmin.h"
#include "storage/latch.h"
#include "utils/datum.h"
#include "utils/wait_event.h"

static void
prepare(Partition *partition, Region *region, uint32 entry_size, uint32 extra_size)
{
	memset(partition, 0, sizeof(Partition));
	chunks_create(&partition->entries, region, entry_size);
	chunks_create(&partition->extras, region, extra_size);
	chunks_create(&partition->keys, region, KEY_UNIT);
}

/* shared_bits: how many highest bits of the hash all entries have in common */
void
partition_create(Partition *partition, Region *region, int shared_bits, uint32 entry_size, uint32 extra_size)
{
	prepare(partition, region, entry_size, extra_size);
	hash_index_create(&partition->index, region, shared_bits);
}

/* From now on other processes may work on it as well; its region is shared. */
void
partition_share(Partition *partition, PartitionState *shared, int tranche)
{
	LWLockInitialize(&shared->lock, tranche);
	LWLockAcquire(&shared->lock, LW_EXCLUSIVE);
	partition->shared = shared;
	partition_check_in(partition);
}

/* works on a partition that another process has shared */
void
partition_attach(Partition *partition, Region *region, int shared_bits, uint32 entry_size, uint32 extra_size,
				 PartitionState *shared)
{
	prepare(partition, region, entry_size, extra_size);
	partition->index.region = region;
	partition->index.shared_bits = shared_bits;
	partition->shared = shared;
}

/*
 * An error took another process out of its work on a partition, which is now
 * in no state to be looked at.  That process says why, and the leader ends all
 * others.
 */
pg_noreturn static void
wait_for_the_end(void)
{
	for (;;)
	{
		CHECK_FOR_INTERRUPTS();
		(void) WaitLatch(MyLatch, WL_LATCH_SET | WL_TIMEOUT | WL_EXIT_ON_PM_DEATH, 100, own_wait_event());
		ResetLatch(MyLatch);
	}
}

void
partition_check_out(Partition *partition)
{
	PartitionState *shared = partition->shared;

	LWLockAcquire(&shared->lock, LW_EXCLUSIVE);
	if (shared->in_work)
	{
		LWLockRelease(&shared->lock);
		wait_for_the_end();
	}
	shared->in_work = true;
	hash_index_follow(&partition->index, &shared->index);
	chunks_follow(&partition->entries, &shared->entries);
	chunks_follow(&partition->extras, &shared->extras);
	chunks_follow(&partition->keys, &shared->keys);
	partition->full = shared->full;
}

void
partition_check_in(Partition *partition)
{
	PartitionState *shared = partition->shared;

	shared->index = partition->index.state;
	shared->entries = partition->entries.state;
	shared->extras = partition->extras.state;
	shared->keys = partition->keys.state;
	shared->full = partition->full;
	shared->in_work = false;
	LWLockRelease(&shared->lock);
}

static void
free_chunks(Chunks *array)
{
	for (int chunk = 0; chunk < MAX_CHUNKS; chunk++)
		if (array->address[chunk] != NULL)
			region_free(array->region, array->state.chunk[chunk]);
}

/* gives the memory of a partition in a shared region back; a private region is reset */
void
partition_free_shared(Partition *partition)
{
	free_chunks(&partition->entries);
	free_chunks(&partition->extras);
	free_chunks(&partition->keys);
	region_free(partition->index.region, partition->index.state.slots);
}

/* bytes that hold something: chunks not yet written to take none */
Size
partition_memory(const Partition *partition)
{
	return hash_index_memory(&partition->index) +
		   (Size) partition->entries.state.count * partition->entries.item_size +
		   (Size) partition->extras.state.count * partition->extras.item_size +
		   (Size) partition->keys.state.count * KEY_UNIT;
}

/* no entries, in the memory that is there */
void
partition_empty(Partition *partition)
{
	hash_index_empty(&partition->index);
	chunks_empty(&partition->entries);
	chunks_empty(&partition->extras);
	chunks_empty(&partition->keys);
	partition->full = false;
}

/* so many bytes beside the entries; chunks_get of the keys finds them by their number */
uint32
partition_keep(Partition *partition, Size size)
{
	if (!chunks_have_room(&partition->keys, (uint32) (size / KEY_UNIT) + 1))
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("the keys of customers or orders take too much memory")));
	return chunks_append_run(&partition->keys, (uint32) ((size + KEY_UNIT - 1) / KEY_UNIT));
}

/* a key for an entry, which outlives the row that it came from */
uint64
partition_keep_key(Partition *partition, const KeyType *type, uint64 key)
{
	Size size;
	uint32 number;

	if (type->by_value)
		return key;
	size = key_size(type, key);
	number = partition_keep(partition, size);
	memcpy(chunks_get(&partition->keys, number), DatumGetPointer((Datum) key), size);
	return number;
}
