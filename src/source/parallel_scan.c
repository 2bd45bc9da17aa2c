/*
 * parallel_scan.c
 *		Reads the pages of tables by several processes, whose receivers share
 *		what they make of the rows.
 *
 * Each process takes pages of the tables, and puts their rows into what its
 * receiver shares with those of the others, in dynamic shared memory: for
 * sales, partitions, on which a lock lets one process at a time work.  So a
 * customer is in one place from the beginning, nothing has to be merged, and
 * the memory does not grow with the number of processes.
 */
#include "source/parallel_scan.h"

#include "access/parallel.h"
#include "access/table.h"
#include "access/tableam.h"
#include "access/xact.h"
#include "optimizer/cost.h"
#include "optimizer/optimizer.h"
#include "optimizer/paths.h"
#include "server/attempt.h"
#include "storage/bufmgr.h"
#include "storage/lwlock.h"
#include "storage/spin.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"

#define KEY_SCAN	 UINT64CONST(1)
#define TRANCHE_NAME "customer_seg"

/* a type of keys, which another process shall hash alike */
typedef struct SharedKey
{
	Oid type;
	Oid collation;
	uint64 seed;
} SharedKey;

/* a column as another process can select it as well */
typedef struct SharedColumn
{
	bool selected;
	Oid type;
	TimeKind time;
	AmountKind amount;
	SharedKey key;
} SharedColumn;

typedef struct SharedTable
{
	HeapTable table;
	Size scan; /* offset of its ParallelTableScanDesc */
} SharedTable;

typedef struct SharedSource
{
	/* how to read */
	int columns;
	SharedColumn column[SOURCE_COLUMNS];
	int others;
	SharedKey other[MOST_OTHERS];
	bool all_times;
	NullableDatum since;
	NullableDatum as_of;
	char zone[TZ_STRLEN_MAX + 1];
	bool leader_reads;
	bool has_progress;
	int progress; /* the number of the run */

	/* where to */
	dsa_handle area;
	SharedFileSet files;
	int tranche;
	Size receiver; /* offset of what the receivers share */

	/* what was read */
	slock_t lock;
	int64 rows;

	int tables;
	SharedTable table[FLEXIBLE_ARRAY_MEMBER];
} SharedSource;

/* one run of several processes */
typedef struct ParallelRun
{
	const HeapTable *tables;
	int count;
	const Selection *selection;
	int workers;
	RowReceiver *receiver;
	SharedScan scan; /* nothing in it when they could not begin */
	SharedSource *shared;
} ParallelRun;

static inline void *
at_offset(SharedSource *shared, Size offset)
{
	return (char *) shared + offset;
}

/* ---- is it worth it? ---- */

/* as many workers as the planner would give a sequential scan */
static int
workers_for(const HeapTable *tables, int count)
{
	double pages = 0;
	double threshold;
	int workers = 0;

	for (int i = 0; i < count; i++)
	{
		Relation relation = table_open(tables[i].relation, NoLock);
		int wanted = RelationGetParallelWorkers(relation, -1);
		bool private = RelationUsesLocalBuffers(relation);

		pages += RelationGetNumberOfBlocks(relation);
		table_close(relation, NoLock);
		if (private)
			return 0;
		if (count == 1 && wanted >= 0)
			return Min(wanted, max_parallel_workers_per_gather);
	}
	for (threshold = Max(min_parallel_table_scan_size, 1);
		 pages >= threshold && workers < max_parallel_workers_per_gather; threshold *= 3)
		workers++;
	return workers;
}

/* ---- what the processes share ---- */

static void
take_tranche(void *memory)
{
	*(int *) memory = new_lock_tranche(TRANCHE_NAME);
}

/* of the locks in shared memory, a name of our own; a server has only so many, so all runs have the same */
static int
our_tranche(void)
{
	static int tranche = 0;

	if (tranche == 0)
	{
		tranche = *(int *) shared_memory_of("customer_seg tranche", sizeof(int), take_tranche);
		name_lock_tranche(tranche, TRANCHE_NAME);
	}
	return tranche;
}

static SharedKey
share_key(const KeyType *key)
{
	return (SharedKey){.type = key->type, .collation = key->collation, .seed = key->seed};
}

static void
share_columns(SharedSource *shared, const Selection *selection)
{
	shared->columns = selection->columns;
	shared->all_times = selection->all_times;
	shared->since = selection->since;
	shared->as_of = selection->as_of;
	strlcpy(shared->zone, zone_name(selection->zone), sizeof(shared->zone));
	for (int i = 0; i < SOURCE_COLUMNS; i++)
	{
		const SelectedColumn *column = &selection->column[i];

		shared->column[i] = (SharedColumn){
			.selected = is_selected(selection, i),
			.type = column->type,
			.time = column->time,
			.amount = column->amount,
			.key = share_key(&column->key),
		};
	}
	shared->others = selection->others;
	for (int i = 0; i < selection->others; i++)
		shared->other[i] = share_key(&selection->other[i].key);
}

static bool
is_key(SourceColumn column)
{
	return column == COLUMN_CUSTOMER || column == COLUMN_ORDER || column == COLUMN_REFERRER;
}

static void
attach_key(KeyType *key, const SharedKey *shared)
{
	key_type_init(key, shared->type, shared->collation);
	key_type_seed(key, shared->seed);
}

/* the same selection in another process, as far as it is needed to read pages */
static Selection *
attach_columns(const SharedSource *shared)
{
	Selection *selection = palloc0_object(Selection);

	selection->columns = shared->columns;
	selection->all_times = shared->all_times;
	selection->since = shared->since;
	selection->as_of = shared->as_of;
	selection->zone = zone_find(shared->zone);
	for (int i = 0; i < SOURCE_COLUMNS; i++)
	{
		const SharedColumn *from = &shared->column[i];
		SelectedColumn *column = &selection->column[i];

		if (!from->selected)
			continue;
		column->attribute = shared->table[0].table.attributes[i];
		column->type = from->type;
		column->time = from->time;
		column->amount = from->amount;
		if (is_key(i))
			attach_key(&column->key, &from->key);
	}
	selection->others = shared->others;
	selection->other = palloc0_array(OtherColumn, Max(shared->others, 1));
	for (int i = 0; i < shared->others; i++)
		attach_key(&selection->other[i].key, &shared->other[i]);
	return selection;
}

/* how to read, and where in the segment all that is shared will lie; returns the size of the segment */
static Size
lay_out(SharedSource *shared, const ParallelRun *run)
{
	const RowReceiver *receiver = run->receiver;
	Size size = add_size(offsetof(SharedSource, table), mul_size(sizeof(SharedTable), run->count));

	share_columns(shared, run->selection);
	shared->leader_reads = parallel_leader_participation;
	shared->has_progress = receiver->progress != NULL;
	if (shared->has_progress)
		shared->progress = progress_number(receiver->progress);
	shared->tables = run->count;
	for (int i = 0; i < run->count; i++)
	{
		Relation relation = table_open(run->tables[i].relation, NoLock);

		size = MAXALIGN(size);
		shared->table[i].table = run->tables[i];
		shared->table[i].scan = size;
		size = add_size(size, table_parallelscan_estimate(relation, GetActiveSnapshot()));
		table_close(relation, NoLock);
	}
	shared->receiver = CACHELINEALIGN(size);
	return add_size(shared->receiver, receiver->kind->shared_size(receiver));
}

static void
share_source(ParallelRun *run)
{
	Size head = add_size(offsetof(SharedSource, table), mul_size(sizeof(SharedTable), run->count));
	SharedSource *plan = palloc0(head);
	Size size = lay_out(plan, run);
	int tranche = plan->tranche = our_tranche();
	SharedSource *shared;

	run->scan.segment = dsm_create(size, 0);
	run->scan.area = dsa_create(tranche);
	shared = run->shared = dsm_segment_address(run->scan.segment);
	memset(shared, 0, size);
	memcpy(shared, plan, head);
	pfree(plan);
	shared->area = dsa_get_handle(run->scan.area);
	SpinLockInit(&shared->lock);
	SharedFileSetInit(&shared->files, run->scan.segment);
	for (int i = 0; i < run->count; i++)
	{
		Relation relation = table_open(run->tables[i].relation, NoLock);

		table_parallelscan_initialize(relation, at_offset(shared, shared->table[i].scan), GetActiveSnapshot());
		table_close(relation, NoLock);
	}
	run->receiver->kind->share(run->receiver, at_offset(shared, shared->receiver),
							   &(SharedWork){.area = run->scan.area, .files = &shared->files, .tranche = tranche});
}

/* ---- reading ---- */

static void
read_tables(SharedSource *shared, const Selection *selection, RowReceiver *receiver)
{
	for (int i = 0; i < shared->tables; i++)
		heap_read(&shared->table[i].table, at_offset(shared, shared->table[i].scan), selection, receiver);
}

/* what this process has read becomes visible to the leader */
static void
hand_over(SharedSource *shared, RowReceiver *receiver)
{
	receiver->kind->detach(receiver, at_offset(shared, shared->receiver));
	SpinLockAcquire(&shared->lock);
	shared->rows += receiver->rows;
	SpinLockRelease(&shared->lock);
}

/* what a worker does, with a receiver of its own */
void
parallel_scan_work(shm_toc *toc, const RowReceiverKind *kind)
{
	dsm_segment *segment = dsm_attach(*(dsm_handle *) shm_toc_lookup(toc, KEY_SCAN, false));
	SharedSource *shared;
	Selection *selection;
	RowReceiver *receiver = palloc0(kind->size);
	SharedWork work;

	if (segment == NULL)
		elog(ERROR, "could not attach the shared memory of a scan");
	shared = dsm_segment_address(segment);
	name_lock_tranche(shared->tranche, TRANCHE_NAME);
	SharedFileSetAttach(&shared->files, segment);
	work = (SharedWork){.area = dsa_attach(shared->area), .files = &shared->files, .tranche = shared->tranche, .process = ParallelWorkerNumber + 1};
	selection = attach_columns(shared);
	receiver->progress = shared->has_progress ? progress_of(shared->progress) : NULL;
	kind->attach(receiver, selection, at_offset(shared, shared->receiver), &work);
	read_tables(shared, selection, receiver);
	hand_over(shared, receiver);
	dsa_detach(work.area);
	dsm_detach(segment);
}

/* ---- the leader ---- */

/* all processes together; what they have read is in shared memory afterwards */
static void
read_together(ParallelRun *run, ParallelContext *context)
{
	dsm_handle *handle = shm_toc_allocate(context->toc, sizeof(dsm_handle));

	share_source(run);
	*handle = dsm_segment_handle(run->scan.segment);
	shm_toc_insert(context->toc, KEY_SCAN, handle);
	LaunchParallelWorkers(context);
	if (run->receiver->progress != NULL)
		run->receiver->progress->workers = context->nworkers_launched;
	if (context->nworkers_launched == 0 || run->shared->leader_reads)
		read_tables(run->shared, run->selection, run->receiver);
	hand_over(run->shared, run->receiver);
	WaitForParallelWorkersToFinish(context);
	run->scan.processes = context->nworkers_launched + 1;
}

/* The shared memory outlives the subtransaction of an attempt: from here on it is ours to give back. */
static void
attempt_run(void *arg)
{
	ParallelRun *run = arg;
	ParallelContext *context;

	EnterParallelMode();
	context = CreateParallelContext("customer_seg", run->receiver->kind->worker, run->workers);
	shm_toc_estimate_chunk(&context->estimator, sizeof(dsm_handle));
	shm_toc_estimate_keys(&context->estimator, 1);
	InitializeParallelDSM(context);
	if (context->seg != NULL)
		read_together(run, context);
	DestroyParallelContext(context);
	ExitParallelMode();
	if (run->scan.segment != NULL)
	{
		dsm_pin_mapping(run->scan.segment);
		dsa_pin_mapping(run->scan.area);
	}
}

static void
free_on_reset(void *scan)
{
	shared_scan_free(scan);
}

/* keeps what the run has left in shared memory, no longer than the current memory context */
static void
keep_scan(const ParallelRun *run, SharedScan *scan)
{
	MemoryContextCallback *callback = palloc_object(MemoryContextCallback);

	*scan = run->scan;
	callback->func = free_on_reset;
	callback->arg = scan;
	MemoryContextRegisterResetCallback(CurrentMemoryContext, callback);
}

static bool
can_be_shared(const Selection *selection, const RowReceiver *receiver)
{
	if (receiver->kind->worker == NULL || IsInParallelMode())
		return false;
	for (int i = 0; i < SOURCE_COLUMNS; i++)
		if (is_selected(selection, i) && is_key(i) && !key_type_is_parallel_safe(&selection->column[i].key))
			return false;
	for (int i = 0; i < selection->others; i++)
		if (!key_type_is_parallel_safe(&selection->other[i].key))
			return false;
	return true;
}

/* as if no row had been read, by this and other processes */
static void
restart_reading(RowReceiver *receiver)
{
	receiver->rows = 0;
	if (receiver->progress != NULL)
	{
		pg_atomic_write_u64(&receiver->progress->rows_read, 0);
		receiver->progress->workers = 0;
	}
	receiver->kind->restart(receiver);
}

/*
 * Reads the rows of the tables in the period, where the server would do it in
 * parallel and can; else it returns false, and the receiver is as it was.
 * shared_scan_free must come when the receiver has been read out.
 */
bool
parallel_scan(const HeapTable *tables, int count, const Selection *selection, RowReceiver *receiver)
{
	ParallelRun run = {.tables = tables, .count = count, .selection = selection, .receiver = receiver};
	const ErrorData *shortage;

	if (!can_be_shared(selection, receiver))
		return false;
	run.workers = workers_for(tables, count);
	if (run.workers <= 0)
		return false;
	shortage = attempt(attempt_run, &run);
	if (shortage != NULL)
	{
		ereport(NOTICE,
				(errmsg("not enough shared memory for workers, so the sales are read without them"),
				 errdetail("%s.", shortage->message),
				 errhint("Give the server more room in /dev/shm, or set max_parallel_workers_per_gather to 0.")));
		restart_reading(receiver);
		return false;
	}
	if (run.scan.segment == NULL)
		return false;
	keep_scan(&run, &receiver->shared);
	receiver->rows = run.shared->rows;
	receiver->kind->gather(receiver, at_offset(run.shared, run.shared->receiver), run.scan.processes);
	return true;
}

void
shared_scan_free(SharedScan *scan)
{
	if (scan->segment == NULL)
		return;
	dsa_detach(scan->area);
	dsm_detach(scan->segment);
	scan->segment = NULL;
}
