/*
 * fingerprints.h
 *		Rows against each other: a few bytes of each row that counts.
 *
 * They are cut into partitions, as the rows of the engine are, and beyond the
 * memory written to files; then the rows of one partition after the other are
 * looked up among those before.
 */
#ifndef CUSTOMER_SEG_FINGERPRINTS_H
#define CUSTOMER_SEG_FINGERPRINTS_H

#include "server/compat.h"

#include "datatype/timestamp.h"
#include "engine/chunks.h"
#include "engine/spill_files.h"
#include "server/byte_hash.h"
#include "storage/itemptr.h"

#define MAX_FINGERPRINT_PARTITIONS 64

typedef struct Fingerprint
{
	TimestampTz at;
	uint32 customer;	   /* of their hashes */
	uint32 rest;		   /* of a hash of all that is compared */
	ItemPointerData place; /* where the row is read by pages */
	bool shared;		   /* with another row, of which was told */
} Fingerprint;

#define MOST_PLACES 256

/* which rows are alike */
typedef enum Likeness
{
	SAME_TIME, /* and customer */
	SAME_ROW
} Likeness;

/* places for the next rows of a partition */
typedef struct FingerprintRun
{
	Fingerprint *next;
	Fingerprint *end;
} FingerprintRun;

typedef struct Fingerprints
{
	MemoryContext context;
	Likeness likeness;
	bool any;
	int level; /* of sets made of what others had no room for */
	Region region;
	int64 limit; /* bytes that they, and later a table of them, may take */
	int64 used;
	int bits;										/* of partitions */
	FingerprintRun run[MAX_FINGERPRINT_PARTITIONS]; /* close together: each row needs one of them */
	int64 count[MAX_FINGERPRINT_PARTITIONS];
	Chunks rows[MAX_FINGERPRINT_PARTITIONS];
	SpillFiles spilled;

	/* those that other processes have left */
	struct FingerprintsPart *parts;
	int processes;
} Fingerprints;

/* what a process leaves to the leader, in shared memory */
typedef struct FingerprintsPart
{
	struct FingerprintsPart *next; /* in the leader's list */
	int64 count[MAX_FINGERPRINT_PARTITIONS];
	ChunksState rows[MAX_FINGERPRINT_PARTITIONS];
} FingerprintsPart;

typedef struct RowsAlike
{
	int64 sharing;			  /* that have another of the same time and customer, where asked for */
	TimestampTz first_shared; /* time of the first of them */
	int64 duplicates;		  /* beyond the first of the same */
	TimestampTz first_duplicate;
	int places; /* of all rows that have duplicates at that time; or MOST_PLACES, where there are more */
	ItemPointerData place[MOST_PLACES];
} RowsAlike;

extern void fingerprints_create(Fingerprints *prints, Likeness likeness, MemoryContext parent, int64 limit);
extern void fingerprints_free(Fingerprints *prints);
extern void fingerprints_make_place(Fingerprints *prints, int partition);
extern void fingerprints_compare(Fingerprints *prints, RowsAlike *alike);

extern void fingerprints_share(Fingerprints *prints, dsa_area *area, SharedFileSet *files, int process);
extern void fingerprints_leave(Fingerprints *prints, FingerprintsPart *part);
extern void fingerprints_take(Fingerprints *prints, FingerprintsPart *part);

/* the highest bits tell the partition, the lowest the place in its table */
static inline uint64
fingerprint_hash(const Fingerprint *row, Likeness likeness, int level)
{
	uint64 customer = (uint64) row->customer << 32;

	return spread_bits(((uint64) row->at ^ (likeness == SAME_ROW ? customer | row->rest : customer)) + level);
}

/* part by part and in line, so that a row is made where it stays */
static inline void
fingerprints_put(Fingerprints *prints, const Fingerprint *row)
{
	int partition = (int) (fingerprint_hash(row, prints->likeness, prints->level) >> (64 - prints->bits));
	FingerprintRun *run = &prints->run[partition];
	Fingerprint *kept;

	if (unlikely(run->next == run->end))
		fingerprints_make_place(prints, partition);
	kept = run->next++;
	kept->at = row->at;
	kept->customer = row->customer;
	kept->rest = row->rest;
	kept->place = row->place;
	kept->shared = row->shared;
	__builtin_prefetch(run->next, 1);
}

#endif /* CUSTOMER_SEG_FINGERPRINTS_H */
