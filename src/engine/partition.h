/*
 * partition.h
 *		A part of a hash table: entries whose hashes begin with the same bits.
 *
 * Entries have a fixed size and are numbered as they come.  What only few of
 * them need lies in extras; keys that are not held by value lie in an arena.
 * Several processes may work on one partition, one at a time: a process checks
 * the state out, under a lock, and in again.  One that is left by an error in
 * between is not touched any more.
 */
#ifndef CUSTOMER_SEG_PARTITION_H
#define CUSTOMER_SEG_PARTITION_H

#include "engine/chunks.h"
#include "engine/hash_index.h"
#include "server/keys.h"
#include "storage/lwlock.h"

typedef struct PartitionState
{
	LWLock lock;
	HashIndexState index;
	ChunksState entries;
	ChunksState extras;
	ChunksState keys;
	bool full;
	bool in_work; /* checked out; found so under the lock: left by an error */
} PartitionState;

typedef struct Partition
{
	HashIndex index;
	Chunks entries;
	Chunks extras;
	Chunks keys; /* and what else has a size of its own; in units of KEY_UNIT */
	bool full;	 /* no new entries; once it is, it remains so */
	PartitionState *shared;
} Partition;

#define KEY_UNIT MAXIMUM_ALIGNOF

extern void partition_create(Partition *partition, Region *region, int shared_bits,
							 uint32 entry_size, uint32 extra_size);
extern void partition_share(Partition *partition, PartitionState *shared, int tranche);
extern void partition_attach(Partition *partition, Region *region, int shared_bits,
							 uint32 entry_size, uint32 extra_size, PartitionState *shared);
extern void partition_check_out(Partition *partition);
extern void partition_check_in(Partition *partition);
extern void partition_free_shared(Partition *partition);
extern Size partition_memory(const Partition *partition);
extern void partition_empty(Partition *partition);
extern uint32 partition_keep(Partition *partition, Size size);
extern uint64 partition_keep_key(Partition *partition, const KeyType *type, uint64 key);

static inline void *
partition_get(const Partition *partition, uint32 number)
{
	return chunks_get(&partition->entries, number);
}

/* an entry's key, kept by partition_keep_key, in the form of key_from_datum */
static inline uint64
partition_key(const Partition *partition, const KeyType *type, uint64 kept)
{
	return type->by_value ? kept : PointerGetDatum(chunks_get(&partition->keys, (uint32) kept));
}

#define NO_ENTRY PG_UINT32_MAX

/* Is the entry what is sought? */
typedef bool (*IsSought)(const Partition *partition, const void *entry, const void *sought);

/*
 * The number of the entry with this hash that is what is sought, or NO_ENTRY;
 * then the position is where partition_add puts one.  In line, so that the
 * compiler sees what is compared.
 */
static inline uint32
partition_find(const Partition *partition, uint32 hash, IsSought is_sought, const void *sought, uint64 *position)
{
	const HashIndex *index = &partition->index;
	uint64 slot;

	*position = hash_index_start(index, hash);
	while ((slot = index->slots[*position]) != 0)
	{
		if (slot_hash(slot) == hash && is_sought(partition, partition_get(partition, slot_number(slot)), sought))
			return slot_number(slot);
		*position = hash_index_next(index, *position);
	}
	return NO_ENTRY;
}

static inline bool
is_anything(const Partition *partition, const void *entry, const void *sought)
{
	(void) partition;
	(void) entry;
	(void) sought;
	return true;
}

/*
 * The entry that has this hash, most likely the one that is meant, which is
 * asked of memory; or NULL.
 */
static inline void *
partition_guess(const Partition *partition, uint32 hash)
{
	uint64 position;
	uint32 number = partition_find(partition, hash, is_anything, NULL, &position);
	void *entry = number == NO_ENTRY ? NULL : partition_get(partition, number);

	if (entry != NULL)
		__builtin_prefetch(entry, 1);
	return entry;
}

/* Is there room for so many more entries, and as many extras? */
static inline bool
partition_has_room(const Partition *partition, uint32 entries)
{
	return chunks_have_room(&partition->entries, entries) && chunks_have_room(&partition->extras, entries) &&
		   hash_index_has_room(&partition->index, entries);
}

/*
 * Adds a zeroed entry where a probe for its hash ended, or not, if there is
 * no room for one: then NULL.
 */
static inline void *
partition_add(Partition *partition, uint32 hash, uint64 position)
{
	uint32 number = partition->entries.state.count;

	if (partition->full || !hash_index_has_room(&partition->index, 1) ||
		!chunks_have_room(&partition->entries, 1))
	{
		partition->full = true;
		return NULL;
	}
	hash_index_insert(&partition->index, hash, number, position);
	return chunks_append(&partition->entries);
}

/* ---- entries that begin with a key ---- */

typedef struct SoughtKey
{
	KeyType *type;
	uint64 key;
} SoughtKey;

static inline bool
has_key(const Partition *partition, const void *entry, const void *sought)
{
	const SoughtKey *s = sought;

	return key_equal(s->type, partition_key(partition, s->type, *(const uint64 *) entry), s->key);
}

/* the entry with this key, which is added when not there; NULL when there is no room */
static inline void *
partition_entry(Partition *partition, uint32 hash, const SoughtKey *sought)
{
	uint64 position;
	uint32 number = partition_find(partition, hash, has_key, sought, &position);
	uint64 *entry;

	if (number != NO_ENTRY)
		return partition_get(partition, number);
	entry = partition_add(partition, hash, position);
	if (entry != NULL)
		*entry = partition_keep_key(partition, sought->type, sought->key);
	return entry;
}

#endif /* CUSTOMER_SEG_PARTITION_H */
