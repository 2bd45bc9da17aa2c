/*
 * spill_files.h
 *		Temporary files for what has no room in memory: one for each partition.
 *
 * Where several processes work together, each writes its own, and the leader
 * reads those of all.
 */
#ifndef CUSTOMER_SEG_SPILL_FILES_H
#define CUSTOMER_SEG_SPILL_FILES_H

#include "server/keys.h"

#include "storage/buffile.h"
#include "storage/sharedfileset.h"

typedef struct SpillFiles
{
	MemoryContext context;
	int partitions;
	BufFile **file; /* that this process writes, or NULL */

	/* where several processes work together */
	SharedFileSet *shared;
	int number;	 /* of what is spilled: no other has it */
	int process; /* this one's number; the leader is 0 */
} SpillFiles;

extern void spill_files_create(SpillFiles *files, int partitions, MemoryContext context);
extern void spill_files_share(SpillFiles *files, SharedFileSet *shared, int number, int process);
extern BufFile *spill_file(SpillFiles *files, int partition);
extern void spill_files_hand_over(SpillFiles *files);
extern BufFile *spill_file_open(SpillFiles *files, int partition, int process);
extern bool spill_file_read(BufFile *file, void *place, Size size, bool may_end);

/* a key as it comes from a file */
typedef struct SpilledKey
{
	char *bytes;
	Size room;
} SpilledKey;

extern void spill_file_write_key(BufFile *file, const KeyType *type, uint64 key);
extern void spill_file_read_key(BufFile *file, const KeyType *type, uint64 *key, SpilledKey *place);

#endif /* CUSTOMER_SEG_SPILL_FILES_H */
