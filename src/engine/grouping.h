/*
 * grouping.h
 *		The engine: rows in any order become one entry for each customer, or for
 *		each order, within the memory it is given.
 *
 * Waiting for memory is what grouping costs.  So the table is cut into
 * partitions by the hash, and a row first waits in the buffer of its
 * partition; when a buffer is full its rows are added together: their index
 * slots are asked of memory, then their entries, and only then is a row added.
 *
 * When the memory is used up, the entries there are go on to grow, and the
 * rows of all others are written to temporary files, a file a partition; they
 * are grouped in the same way when the first entries are done.  So an entry
 * is never in two parts.
 *
 * That is for entries of one size.  Where they grow with every row, a partition
 * that has used up its share of the memory is written to its file and begins
 * anew; what there is of an entry is put together when the file is read.
 */
#ifndef CUSTOMER_SEG_GROUPING_H
#define CUSTOMER_SEG_GROUPING_H

#include "customer/sums.h"
#include "engine/partition.h"
#include "engine/spill_files.h"
#include "datatype/timestamp.h"
#include "pgtime.h"

#define BATCH_ROWS 64

typedef enum RowKind
{
	ROW_CONTACT, /* no amount */
	ROW_SMALL,	 /* amount in units of 10^-8 */
	ROW_LARGE	 /* amount in units of 10^-20, in RowRest */
} RowKind;

typedef struct Row
{
	uint64 customer; /* key */
	TimestampTz at;
	int64 amount;
	uint32 hash; /* of what it is grouped by */
	uint8 kind;
	uint8 scale; /* decimals shown by the amount */
	bool has_rest;
} Row;

/* what most rows do not have; potential and profit are known of the customer, beside the amount */
typedef struct RowRest
{
	uint64 order; /* key; of activities_kind the activity, which is all that the row says */
	int128_money amount;
	KnownMoney potential;
	KnownSum profit;
	bool has_order;
} RowRest;

typedef struct RowBuffer
{
	Row *rows;
	RowRest *rest;
	int held;
} RowBuffer;

typedef struct Grouping Grouping;

/* what rows are grouped into */
typedef struct GroupingKind
{
	uint32 entry_size;
	uint32 extra_size;
	void (*add_rows)(Grouping *grouping, Partition *partition, const Row *rows, const RowRest *rest, int n);

	/* where entries grow with every row: all of a partition to its file, and a file to a grouping */
	void (*write_out)(Grouping *grouping, Partition *partition);
	void (*read_in)(Grouping *grouping, BufFile *file);
} GroupingKind;

/* of a grouping that several processes share */
typedef struct SharedGrouping
{
	pg_atomic_uint64 used;
	pg_atomic_uint64 rows_spilled;
	int number; /* in the names of its files */
	PartitionState partitions[FLEXIBLE_ARRAY_MEMBER];
} SharedGrouping;

struct Grouping
{
	const GroupingKind *kind;
	KeyType *customer_type;
	KeyType *order_type;
	pg_tz *zone; /* whose days count, where days do; NULL: UTC */
	MemoryContext context;
	MemoryContext scratch; /* what types' own functions allocate */
	Region region;
	int64 limit;		/* bytes that the partitions may take */
	uint32 entry_later; /* bytes that an entry takes elsewhere, once all are there */
	int64 memory_later; /* bytes that grouping of spilled rows may take */
	int64 used;
	int64 most_used; /* at any time, of those also that grouped spilled rows */
	int depth;		 /* how many times the rows were spilled */
	int partition_bits;
	Partition *partitions;
	RowBuffer *buffers;
	char *keys; /* of the rows in the buffers */
	Size keys_used;
	Size keys_room;
	SpillFiles spilled; /* rows */
	int64 rows_spilled;

	/* where several processes work on it */
	SharedGrouping *shared;
	int processes; /* that took part, known when all have left */
};

/* Does it say something of its customer beside the amount? */
static inline bool
row_knows_customer(const RowRest *rest)
{
	return rest->potential.is_known || rest->profit.is_known;
}

extern void grouping_create(Grouping *grouping, const GroupingKind *kind, KeyType *customer_type,
							KeyType *order_type, MemoryContext parent, int64 limit);
extern void grouping_free(Grouping *grouping);
extern void grouping_keep_keys(Grouping *grouping, uint64 *customer, uint64 *order);
extern void grouping_flush(Grouping *grouping);
extern void grouping_flush_partition(Grouping *grouping, int number);
extern void grouping_spill(Grouping *grouping, const Partition *partition, const Row *row, const RowRest *rest);
extern int64 grouping_memory(const Grouping *grouping, const Partition *partition);
extern void grouping_account(Grouping *grouping, Partition *partition, int64 before);
extern void grouping_write_out(Grouping *grouping, Partition *partition);

/* is told of an entry to which no more rows will come */
typedef void (*EntryDone)(const Grouping *grouping, const Partition *partition, uint32 number, void *arg);

extern int64 grouping_entries(const Grouping *grouping);
extern void grouping_finish(Grouping *grouping, EntryDone done, void *arg);

extern Size grouping_shared_size(const Grouping *grouping);
extern void grouping_share(Grouping *grouping, SharedGrouping *shared, dsa_area *area, SharedFileSet *files,
						   int number, int tranche);
extern void grouping_attach(Grouping *grouping, SharedGrouping *shared, dsa_area *area, SharedFileSet *files,
							int process);
extern void grouping_detach(Grouping *grouping);
extern void grouping_gather(Grouping *grouping, int processes);

static inline int
grouping_partitions(const Grouping *grouping)
{
	return 1 << grouping->partition_bits;
}

/* a place for a row of this hash, to be filled and then handed over by grouping_added */
static inline Row *
grouping_next(Grouping *grouping, uint32 hash, RowRest **rest)
{
	RowBuffer *buffer = &grouping->buffers[hash >> (32 - grouping->partition_bits)];

	*rest = &buffer->rest[buffer->held];
	return &buffer->rows[buffer->held];
}

static inline void
grouping_added(Grouping *grouping, uint32 hash)
{
	int number = (int) (hash >> (32 - grouping->partition_bits));

	if (++grouping->buffers[number].held == BATCH_ROWS)
		grouping_flush_partition(grouping, number);
}

#endif /* CUSTOMER_SEG_GROUPING_H */
