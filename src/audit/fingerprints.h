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

typedef struct Fingerprints
{
	MemoryContext context;
	Likeness likeness;
	bool any;
	int level; /* of sets made of what others had no room for */
	Region region;
	int64 limit; /* bytes that they, and later a table of them, may take */
	int64 used;
	int bits; /* of partitions */
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
extern void fingerprints_put(Fingerprints *prints, const Fingerprint *row);
extern void fingerprints_compare(Fingerprints *prints, RowsAlike *alike);

extern void fingerprints_share(Fingerprints *prints, dsa_area *area, SharedFileSet *files, int process);
extern void fingerprints_leave(Fingerprints *prints, FingerprintsPart *part);
extern void fingerprints_take(Fingerprints *prints, FingerprintsPart *part);

#endif /* CUSTOMER_SEG_FINGERPRINTS_H */
