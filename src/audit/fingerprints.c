/*
 * fingerprints.c
 *		Rows against each other: a few bytes of each row that counts.
 */
#include "audit/fingerprints.h"

#include "miscadmin.h"
#include "port/pg_bitutils.h"

#define FILE_NUMBER	  2 /* the engine's groupings have those before */
#define ROWS_OF_BATCH 512
#define MOST_EXPECTED (8 * 1024 * 1024) /* bytes */
#define ROWS_OF_RUN	  FIRST_CHUNK		/* of which all chunks are multiples */

/* ---- keeping them ---- */

/* so many partitions that the buffers of their files take a 64th of the memory: to make a file takes time, too */
static int
choose_bits(int64 limit)
{
	int bits = 2;

	while (1 << (bits + 1) <= MAX_FINGERPRINT_PARTITIONS && (int64) BLCKSZ << (bits + 1) <= limit / 64)
		bits++;
	return bits;
}

static void
create_chunks(Fingerprints *prints)
{
	for (int i = 0; i < MAX_FINGERPRINT_PARTITIONS; i++)
		chunks_create(&prints->rows[i], &prints->region, sizeof(Fingerprint));
}

/* limit: the bytes that they may take in memory */
void
fingerprints_create(Fingerprints *prints, Likeness likeness, MemoryContext parent, int64 limit)
{
	memset(prints, 0, sizeof(Fingerprints));
	prints->context = AllocSetContextCreate(parent, "customer_seg fingerprints", ALLOCSET_DEFAULT_SIZES);
	prints->likeness = likeness;
	prints->limit = limit;
	prints->bits = choose_bits(limit);
	region_create(&prints->region, prints->context);
	region_expect(&prints->region, (Size) Min(limit, MOST_EXPECTED));
	create_chunks(prints);
	spill_files_create(&prints->spilled, 1 << prints->bits, prints->context);
}

void
fingerprints_free(Fingerprints *prints)
{
	MemoryContextDelete(prints->context);
}

/* places for more rows of a partition; false when the memory is used up, of which each has a run at least */
static bool
open_run(Fingerprints *prints, int partition)
{
	Chunks *rows = &prints->rows[partition];
	FingerprintRun *run = &prints->run[partition];

	if (run->end != NULL && (prints->used >= prints->limit || !chunks_have_room(rows, ROWS_OF_RUN)))
		return false;
	run->next = chunks_get(rows, chunks_append_run(rows, ROWS_OF_RUN));
	run->end = run->next + ROWS_OF_RUN;
	prints->used += ROWS_OF_RUN * sizeof(Fingerprint);
	return true;
}

/* writes the rows of a run to the file, so that others can take their places */
static void
write_run(Fingerprints *prints, int partition)
{
	FingerprintRun *run = &prints->run[partition];

	run->next = run->end - ROWS_OF_RUN;
	BufFileWrite(spill_file(&prints->spilled, partition), (void *) run->next, ROWS_OF_RUN * sizeof(Fingerprint));
}

/* no more rows will come: places that are not taken are none */
static void
close_runs(Fingerprints *prints)
{
	for (int i = 0; i < MAX_FINGERPRINT_PARTITIONS; i++)
	{
		FingerprintRun *run = &prints->run[i];
		int left = (int) (run->end - run->next);

		prints->rows[i].state.count -= left;
		prints->count[i] -= left;
		*run = (FingerprintRun){0};
	}
}

/* the run of a partition, if there is one, is full */
void
fingerprints_make_place(Fingerprints *prints, int partition)
{
	if (!open_run(prints, partition))
		write_run(prints, partition);
	prints->count[partition] += ROWS_OF_RUN;
	prints->any = true;
}

/* ---- several processes ---- */

/* From now on they lie where the leader can read them; there must be none yet. */
void
fingerprints_share(Fingerprints *prints, dsa_area *area, SharedFileSet *files, int process)
{
	region_reset(&prints->region);
	prints->region.area = area;
	create_chunks(prints);
	spill_files_share(&prints->spilled, files, FILE_NUMBER, process);
}

/* this process puts no more */
void
fingerprints_leave(Fingerprints *prints, FingerprintsPart *part)
{
	close_runs(prints);
	spill_files_hand_over(&prints->spilled);
	for (int i = 0; i < MAX_FINGERPRINT_PARTITIONS; i++)
	{
		part->rows[i] = prints->rows[i].state;
		part->count[i] = prints->count[i];
		prints->count[i] = 0;
	}
	create_chunks(prints);
}

/* the leader: of each process, itself as well, what it has left; the part must last as long as they do */
void
fingerprints_take(Fingerprints *prints, FingerprintsPart *part)
{
	part->next = prints->parts;
	prints->parts = part;
	prints->processes++;
}

/* ---- comparing them ---- */

/* the first rows of each likeness, within one partition */
typedef struct SeenRows
{
	Fingerprint *rows;
	uint32 count;
	uint32 most;
	uint64 *slots; /* highest half of the hash, and number + 1; or 0 */
	uint32 mask;   /* slots that are in use, less one */
} SeenRows;

typedef struct Comparison
{
	const Fingerprints *prints;
	SeenRows seen;
	Fingerprints *sharing; /* rows of the same time and customer, to be compared in full */
	Fingerprints *again;   /* rows for which there was no room among the seen */
	RowsAlike *alike;
} Comparison;

/* of all processes */
static int64
rows_of_partition(const Fingerprints *prints, int number)
{
	int64 count = prints->count[number];

	for (const FingerprintsPart *part = prints->parts; part != NULL; part = part->next)
		count += part->count[number];
	return count;
}

/* room for the rows of the largest partition, if the memory allows: slots are twice to four times as many */
static void
seen_create(SeenRows *seen, const Fingerprints *prints)
{
	int64 room = Max(prints->limit / (int64) (sizeof(Fingerprint) + 4 * sizeof(uint64)), 64);
	int64 most = 1;

	for (int i = 0; i < 1 << prints->bits; i++)
		most = Max(most, rows_of_partition(prints, i));
	seen->most = (uint32) Min(Min(most, room), PG_UINT32_MAX / 4);
	seen->rows = MemoryContextAllocHuge(prints->context, mul_size(seen->most, sizeof(Fingerprint)));
	seen->slots = MemoryContextAllocHuge(prints->context, mul_size(pg_nextpower2_32(2 * seen->most), sizeof(uint64)));
}

/* for another partition, of so many rows */
static void
seen_forget(SeenRows *seen, int64 rows)
{
	uint32 size = pg_nextpower2_32(2 * (uint32) Min(Max(rows, 1), seen->most));

	seen->count = 0;
	seen->mask = size - 1;
	memset(seen->slots, 0, mul_size(size, sizeof(uint64)));
}

static inline bool
is_alike(const Fingerprint *a, const Fingerprint *b, Likeness likeness)
{
	return a->at == b->at && a->customer == b->customer && (likeness == SAME_TIME || a->rest == b->rest);
}

/* the row like this one that was seen before; or NULL: then this one is the first, and is kept */
static inline Fingerprint *
find_seen(Comparison *c, const Fingerprint *row, Likeness likeness)
{
	SeenRows *seen = &c->seen;
	uint64 hash = fingerprint_hash(row, likeness, c->prints->level);
	uint64 tag = hash & ~(uint64) PG_UINT32_MAX;
	uint32 position = (uint32) hash & seen->mask;

	for (uint64 slot; (slot = seen->slots[position]) != 0; position = (position + 1) & seen->mask)
	{
		Fingerprint *first = &seen->rows[(uint32) slot - 1];

		if (((slot ^ tag) >> 32) == 0 && is_alike(first, row, likeness))
			return first;
	}
	if (seen->count == seen->most)
		fingerprints_put(c->again, row);
	else
	{
		seen->rows[seen->count] = *row;
		seen->slots[position] = tag | ++seen->count;
	}
	return NULL;
}

/* rows that share time and customer go on to be compared in full */
static void
compare_time(Comparison *c, const Fingerprint *row)
{
	Fingerprint *first = find_seen(c, row, SAME_TIME);

	if (first == NULL)
		return;
	if (!first->shared)
	{
		if (c->alike->sharing == 0 || row->at < c->alike->first_shared)
			c->alike->first_shared = row->at;
		c->alike->sharing++;
		fingerprints_put(c->sharing, first);
	}
	first->shared = true;
	c->alike->sharing++;
	fingerprints_put(c->sharing, row);
}

static void
note_place(RowsAlike *alike, const Fingerprint *row)
{
	if (alike->places < MOST_PLACES)
		alike->place[alike->places++] = row->place;
}

static void
compare_row(Comparison *c, const Fingerprint *row)
{
	RowsAlike *alike = c->alike;
	Fingerprint *first = find_seen(c, row, SAME_ROW);

	if (first == NULL)
		return;
	if (alike->duplicates++ == 0 || row->at < alike->first_duplicate)
	{
		alike->first_duplicate = row->at;
		alike->places = 0;
	}
	if (row->at == alike->first_duplicate)
	{
		if (!first->shared)
			note_place(alike, first);
		note_place(alike, row);
	}
	first->shared = true;
}

static void
compare_fingerprints(Comparison *c, const Fingerprint *rows, int64 n)
{
	for (int64 begin = 0; begin < n; begin += ROWS_OF_BATCH)
	{
		int64 end = Min(begin + ROWS_OF_BATCH, n);

		CHECK_FOR_INTERRUPTS();
		if (c->prints->likeness == SAME_TIME)
			for (int64 i = begin; i < end; i++)
				compare_time(c, &rows[i]);
		else
			for (int64 i = begin; i < end; i++)
				compare_row(c, &rows[i]);
	}
}

static void
compare_chunks(Comparison *c, const Chunks *rows)
{
	for (int64 begin = 0, chunk = 0; begin < rows->state.count; begin = chunk_end((int) chunk++))
		compare_fingerprints(c, chunks_get(rows, (uint32) begin), Min((int64) chunk_end((int) chunk), rows->state.count) - begin);
}

/* what another process has left in shared memory */
static void
compare_part(Comparison *c, Region *region, const ChunksState *state)
{
	Chunks rows;

	chunks_create(&rows, region, sizeof(Fingerprint));
	chunks_follow(&rows, state);
	compare_chunks(c, &rows);
}

static void
compare_file(Comparison *c, BufFile *file)
{
	Fingerprint rows[ROWS_OF_BATCH];
	Size got;

	if (file == NULL)
		return;
	while ((got = BufFileRead(file, rows, sizeof(rows))) > 0)
		compare_fingerprints(c, rows, (int64) (got / sizeof(Fingerprint)));
	BufFileClose(file);
}

static void
compare_partition(Comparison *c, Fingerprints *prints, int number)
{
	compare_chunks(c, &prints->rows[number]);
	for (FingerprintsPart *part = prints->parts; part != NULL; part = part->next)
		compare_part(c, &prints->region, &part->rows[number]);
	for (int process = 0; process < Max(prints->processes, 1); process++)
		compare_file(c, spill_file_open(&prints->spilled, number, process));
}

/* the rows of one kind of likeness; those that share time and customer go to sharing */
static void
compare_alike(Fingerprints *prints, Fingerprints *sharing, RowsAlike *alike)
{
	Comparison c = {.prints = prints, .sharing = sharing, .alike = alike};
	Fingerprints again;

	check_stack_depth();
	fingerprints_create(&again, prints->likeness, prints->context, prints->limit);
	again.level = prints->level + 1;
	c.again = &again;
	close_runs(prints);
	seen_create(&c.seen, prints);
	for (int i = 0; i < 1 << prints->bits; i++)
	{
		seen_forget(&c.seen, rows_of_partition(prints, i));
		compare_partition(&c, prints, i);
	}
	pfree(c.seen.rows);
	pfree(c.seen.slots);
	region_reset(&prints->region);
	if (again.any)
		compare_alike(&again, sharing, alike);
	fingerprints_free(&again);
}

/* how many rows are alike; to be asked once */
void
fingerprints_compare(Fingerprints *prints, RowsAlike *alike)
{
	Fingerprints sharing;

	memset(alike, 0, sizeof(RowsAlike));
	if (prints->likeness == SAME_ROW)
	{
		compare_alike(prints, NULL, alike);
		return;
	}
	fingerprints_create(&sharing, SAME_ROW, prints->context, prints->limit);
	compare_alike(prints, &sharing, alike);
	compare_alike(&sharing, NULL, alike);
	fingerprints_free(&sharing);
}
