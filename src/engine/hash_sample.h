/*
 * hash_sample.h
 *		A sample of things that rows are about, by their hashes, and how many rows
 *		came of each.
 *
 * Those are counted whose hash lies at or below a limit, which is halved when
 * they become too many.  The seed of the hash never changes, so the sample is
 * the same in every run, whatever the order of the rows and whoever has read them.
 */
#ifndef CUSTOMER_SEG_HASH_SAMPLE_H
#define CUSTOMER_SEG_HASH_SAMPLE_H

#include "server/keys.h"

typedef struct HashCount
{
	uint64 hash;
	int64 rows; /* 0: a free slot */
} HashCount;

/* so many places are asked of memory together, as one after the other takes the time of all */
#define HASHES_AT_ONCE 16

typedef struct HashSample
{
	uint64 limit;
	uint64 seed;  /* of the places in the table, so that nobody can choose what collides */
	int halvings; /* of the limit: one in 2^halvings is in the sample */
	uint32 most;
	uint32 count;
	uint32 mask;					/* slots, a power of 2, less 1 */
	int waits;						/* so many of these: */
	uint64 waiting[HASHES_AT_ONCE]; /* hashes of rows that are not yet counted */
	HashCount slots[FLEXIBLE_ARRAY_MEMBER];
} HashSample;

extern Size hash_sample_size(uint32 most);
extern void hash_sample_init(HashSample *sample, uint32 most);
extern void hash_sample_flush(HashSample *sample);
extern void hash_sample_count(HashSample *sample, uint64 hash, int64 rows);
extern void hash_sample_join(HashSample *sample, const HashSample *other);

/* for keys; not 0, without which the customer 0 would be in every sample */
#define SAMPLE_SEED UINT64CONST(0x9e3779b97f4a7c15)

/* a row, which may wait until hash_sample_flush; returns whether what it is about is in the sample, as far as that is known */
static inline bool
hash_sample_add(HashSample *sample, uint64 hash)
{
	if (likely(hash > sample->limit))
		return false;
	sample->waiting[sample->waits++] = hash;
	if (sample->waits == HASHES_AT_ONCE)
		hash_sample_flush(sample);
	return true;
}

#endif /* CUSTOMER_SEG_HASH_SAMPLE_H */
