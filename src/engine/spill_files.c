/*
 * spill_files.c
 *		Temporary files for what has no room in memory: one for each partition.
 */
#include "engine/spill_files.h"

#include <fcntl.h>

void
spill_files_create(SpillFiles *files, int partitions, MemoryContext context)
{
	memset(files, 0, sizeof(SpillFiles));
	files->context = context;
	files->partitions = partitions;
	files->file = MemoryContextAllocZero(context, partitions * sizeof(BufFile *));
}

/* What is written from now on, other processes can read once it is handed over. */
void
spill_files_share(SpillFiles *files, SharedFileSet *shared, int number, int process)
{
	files->shared = shared;
	files->number = number;
	files->process = process;
}

static char *
file_name(const SpillFiles *files, int partition, int process, char *name)
{
	snprintf(name, MAXPGPATH, "rows.%d.%d.%d", files->number, partition, process);
	return name;
}

/* the file to which this process writes */
BufFile *
spill_file(SpillFiles *files, int partition)
{
	MemoryContext old;
	char name[MAXPGPATH];

	if (files->file[partition] != NULL)
		return files->file[partition];
	old = MemoryContextSwitchTo(files->context);
	if (files->shared != NULL)
		files->file[partition] = BufFileCreateFileSet(&files->shared->fs, file_name(files, partition, files->process, name));
	else
		files->file[partition] = BufFileCreateTemp(false);
	MemoryContextSwitchTo(old);
	return files->file[partition];
}

/* what this process has written, others may read from now on */
void
spill_files_hand_over(SpillFiles *files)
{
	for (int i = 0; i < files->partitions; i++)
		if (files->file[i] != NULL)
		{
			BufFileExportFileSet(files->file[i]);
			BufFileClose(files->file[i]);
			files->file[i] = NULL;
		}
}

/* what one process has written for a partition, to be read and closed by the caller; or NULL */
BufFile *
spill_file_open(SpillFiles *files, int partition, int process)
{
	BufFile *file = files->file[partition];
	char name[MAXPGPATH];

	if (files->shared != NULL)
		return BufFileOpenFileSet(&files->shared->fs, file_name(files, partition, process, name), O_RDONLY, true);
	if (file != NULL && BufFileSeek(file, 0, 0, SEEK_SET) != 0)
		ereport(ERROR,
				(errcode_for_file_access(),
				 errmsg("could not go to the beginning of a temporary file")));
	files->file[partition] = NULL;
	return file;
}

/* reads so many bytes, or none at the end of a file, where that may be: then false */
bool
spill_file_read(BufFile *file, void *place, Size size, bool may_end)
{
	Size got = BufFileRead(file, place, size);

	if (got != size && !(got == 0 && may_end))
		ereport(ERROR,
				(errcode_for_file_access(),
				 errmsg("could not read from a temporary file: %zu of %zu bytes", got, size)));
	return got == size;
}

/* a key that is held by value is in the row */
void
spill_file_write_key(BufFile *file, const KeyType *type, uint64 key)
{
	uint64 size;

	if (type->by_value)
		return;
	size = key_size(type, key);
	BufFileWrite(file, &size, sizeof(size));
	BufFileWrite(file, DatumGetPointer((Datum) key), size);
}

/* the key is good until the next one is read there */
void
spill_file_read_key(BufFile *file, const KeyType *type, uint64 *key, SpilledKey *place)
{
	uint64 size;

	if (type->by_value)
		return;
	spill_file_read(file, &size, sizeof(size), false);
	if (size > place->room)
	{
		if (place->bytes != NULL)
			pfree(place->bytes);
		place->room = Max(size, 1024);
		place->bytes = MemoryContextAllocHuge(CurrentMemoryContext, place->room);
	}
	spill_file_read(file, place->bytes, size, false);
	*key = PointerGetDatum(place->bytes);
}
