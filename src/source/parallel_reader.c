/*
 * parallel_reader.c
 *		Reads sales by several processes, into tables that they share.
 *
 * Each process takes pages of the tables, and adds their rows to partitions
 * that lie in dynamic shared memory; a lock lets one process at a time work on
 * a partition.  So a customer is in one place from the beginning, nothing has
 * to be merged, and the memory does not grow with the number of processes.
 */
#include "source/parallel_reader.h"

#include "access/parallel.h"
#include "access/table.h"
#include "access/tableam.h"
#include "access/xact.h"
#include "server/attempt.h"
#include "miscadmin.h"
#include "optimizer/cost.h"
#include "optimizer/optimizer.h"
#include "optimizer/paths.h"
#include "storage/bufmgr.h"
#include "storage/lwlock.h"
#include "storage/spin.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"

#define KEY_SALES	 UINT64CONST(1)
#define TRANCHE_NAME "customer_seg"

/* a key type that another process can make the same of */
typedef struct SharedKeyType
{
	Oid type;
	Oid collation;
	uint64 seed;
} SharedKeyType;

typedef struct SharedTable
{
	HeapTable table;
	Size scan; /* offset of its ParallelTableScanDesc */
} SharedTable;

struct SharedSales
{
	/* how to read: of SalesReader */
	int columns;
	int place[MAX_COLUMNS];
	AmountKind amount_kind;
	AmountKind potential_kind;
	SharedKeyType customer_type;
	SharedKeyType order_type;
	int64 memory;
	Period period;
	bool leader_reads;
	int progress; /* number */

	/* the rows' destination */
	dsa_handle area;
	SharedFileSet files;
	int tranche;	/* of locks */
	Size customers; /* offsets of SharedGroupings */
	Size orders;

	/* what was read */
	slock_t lock;
	SalesCounts counts;

	int tables;
	SharedTable table[FLEXIBLE_ARRAY_MEMBER];
};

/* one run of several processes */
typedef struct ParallelRun
{
	const HeapTable *tables;
	int count;
	Period period;
	int workers;
	SalesReader *reader;
	ParallelReader parallel; /* nothing in it when they could not begin */
} ParallelRun;

static inline void *
at_offset(SharedSales *shared, Size offset)
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

static void
share_key_type(SharedKeyType *shared, const KeyType *type)
{
	shared->type = type->type;
	shared->collation = type->collation;
	shared->seed = type->seed;
}

static void
same_key_type(KeyType *type, const SharedKeyType *shared)
{
	key_type_init(type, shared->type, shared->collation);
	type->seed = shared->seed;
}

/* how to read, and where in the segment all that is shared will lie; returns the size of the segment */
static Size
lay_out(SharedSales *shared, const HeapTable *tables, int count, Period period, const SalesReader *reader)
{
	Size size = add_size(offsetof(SharedSales, table), mul_size(sizeof(SharedTable), count));

	shared->columns = reader->columns;
	memcpy(shared->place, reader->place, sizeof(shared->place));
	shared->amount_kind = reader->amount_kind;
	shared->potential_kind = reader->potential_kind;
	share_key_type(&shared->customer_type, &reader->customer_type);
	if (sales_reader_has(reader, COLUMN_ORDER))
		share_key_type(&shared->order_type, &reader->order_type);
	shared->memory = reader->memory;
	shared->period = period;
	shared->leader_reads = parallel_leader_participation;
	shared->progress = progress_number(reader->progress);
	shared->counts.last_time = DT_NOBEGIN;
	shared->tables = count;
	for (int i = 0; i < count; i++)
	{
		Relation relation = table_open(tables[i].relation, NoLock);

		size = MAXALIGN(size);
		shared->table[i].table = tables[i];
		shared->table[i].scan = size;
		size = add_size(size, table_parallelscan_estimate(relation, GetActiveSnapshot()));
		table_close(relation, NoLock);
	}
	shared->customers = CACHELINEALIGN(size);
	size = add_size(shared->customers, grouping_shared_size(&reader->customers));
	shared->orders = CACHELINEALIGN(size);
	if (sales_reader_has(reader, COLUMN_ORDER))
		size = add_size(shared->orders, grouping_shared_size(&reader->orders));
	return size;
}

static void
share(ParallelRun *run)
{
	ParallelReader *parallel = &run->parallel;
	SalesReader *reader = run->reader;
	Size head = add_size(offsetof(SharedSales, table), mul_size(sizeof(SharedTable), run->count));
	SharedSales *plan = palloc0(head);
	Size size = lay_out(plan, run->tables, run->count, run->period, reader);
	int tranche = plan->tranche = our_tranche();
	SharedSales *shared;

	parallel->segment = dsm_create(size, 0);
	parallel->area = dsa_create(tranche);
	shared = parallel->shared = dsm_segment_address(parallel->segment);
	memset(shared, 0, size);
	memcpy(shared, plan, head);
	pfree(plan);
	shared->area = dsa_get_handle(parallel->area);
	SpinLockInit(&shared->lock);
	SharedFileSetInit(&shared->files, parallel->segment);
	for (int i = 0; i < run->count; i++)
	{
		Relation relation = table_open(run->tables[i].relation, NoLock);

		table_parallelscan_initialize(relation, at_offset(shared, shared->table[i].scan), GetActiveSnapshot());
		table_close(relation, NoLock);
	}
	grouping_share(&reader->customers, at_offset(shared, shared->customers), parallel->area, &shared->files, 0,
				   tranche);
	if (sales_reader_has(reader, COLUMN_ORDER))
		grouping_share(&reader->orders, at_offset(shared, shared->orders), parallel->area, &shared->files, 1,
					   tranche);
}

/* ---- reading ---- */

static void
read_tables(SharedSales *shared, SalesReader *reader)
{
	for (int i = 0; i < shared->tables; i++)
		heap_read(&shared->table[i].table, at_offset(shared, shared->table[i].scan), shared->period, reader);
}

/* what this process has read becomes visible to the leader */
static void
hand_over(SharedSales *shared, SalesReader *reader)
{
	grouping_detach(&reader->customers);
	if (sales_reader_has(reader, COLUMN_ORDER))
		grouping_detach(&reader->orders);
	SpinLockAcquire(&shared->lock);
	sales_counts_add(&shared->counts, &reader->counts);
	SpinLockRelease(&shared->lock);
}

extern PGDLLEXPORT void customer_seg_parallel_main(dsm_segment *segment, shm_toc *toc);

/* a worker */
void
customer_seg_parallel_main(dsm_segment *segment, shm_toc *toc)
{
	dsm_segment *sales = dsm_attach(*(dsm_handle *) shm_toc_lookup(toc, KEY_SALES, false));
	SharedSales *shared;
	SalesReader *reader = palloc0(sizeof(SalesReader));
	dsa_area *area;

	(void) segment;
	if (sales == NULL)
		elog(ERROR, "could not attach to the sales that the leader shares");
	shared = dsm_segment_address(sales);
	name_lock_tranche(shared->tranche, TRANCHE_NAME);
	SharedFileSetAttach(&shared->files, sales);
	area = dsa_attach(shared->area);
	reader->columns = shared->columns;
	memcpy(reader->place, shared->place, sizeof(reader->place));
	reader->amount_kind = shared->amount_kind;
	reader->potential_kind = shared->potential_kind;
	same_key_type(&reader->customer_type, &shared->customer_type);
	if (sales_reader_has(reader, COLUMN_ORDER))
		same_key_type(&reader->order_type, &shared->order_type);
	sales_reader_begin(reader, CurrentMemoryContext, shared->memory, progress_of(shared->progress));
	grouping_attach(&reader->customers, at_offset(shared, shared->customers), area, &shared->files,
					ParallelWorkerNumber + 1);
	if (sales_reader_has(reader, COLUMN_ORDER))
		grouping_attach(&reader->orders, at_offset(shared, shared->orders), area, &shared->files,
						ParallelWorkerNumber + 1);
	read_tables(shared, reader);
	hand_over(shared, reader);
	dsa_detach(area);
	dsm_detach(sales);
}

/* ---- the leader ---- */

/* all processes together; what they have read is in shared memory afterwards */
static void
read_together(ParallelRun *run, ParallelContext *context)
{
	ParallelReader *parallel = &run->parallel;
	dsm_handle *handle = shm_toc_allocate(context->toc, sizeof(dsm_handle));

	share(run);
	*handle = dsm_segment_handle(parallel->segment);
	shm_toc_insert(context->toc, KEY_SALES, handle);
	LaunchParallelWorkers(context);
	run->reader->progress->workers = context->nworkers_launched;
	if (context->nworkers_launched == 0 || parallel->shared->leader_reads)
		read_tables(parallel->shared, run->reader);
	hand_over(parallel->shared, run->reader);
	WaitForParallelWorkersToFinish(context);
	parallel->processes = context->nworkers_launched + 1;
}

/* The shared memory outlives the subtransaction of an attempt: from here on it is ours to give back. */
static void
attempt_run(void *arg)
{
	ParallelRun *run = arg;
	ParallelContext *context;

	EnterParallelMode();
	context = CreateParallelContext("customer_seg", "customer_seg_parallel_main", run->workers);
	shm_toc_estimate_chunk(&context->estimator, sizeof(dsm_handle));
	shm_toc_estimate_keys(&context->estimator, 1);
	InitializeParallelDSM(context);
	if (context->seg != NULL)
		read_together(run, context);
	DestroyParallelContext(context);
	ExitParallelMode();
	if (run->parallel.segment != NULL)
	{
		dsm_pin_mapping(run->parallel.segment);
		dsa_pin_mapping(run->parallel.area);
	}
}

static void
free_on_reset(void *parallel)
{
	parallel_reader_free(parallel);
}

/* keeps what the run has left in shared memory, no longer than the current memory context */
static void
keep(const ParallelRun *run, ParallelReader *parallel)
{
	MemoryContextCallback *callback = palloc_object(MemoryContextCallback);

	*parallel = run->parallel;
	callback->func = free_on_reset;
	callback->arg = parallel;
	MemoryContextRegisterResetCallback(CurrentMemoryContext, callback);
}

/*
 * Reads the rows of the tables in the period, where the server would do it in
 * parallel and can; else it returns false, and the reader is as it was.
 * parallel_reader_free must come when the customers have been read out.
 */
bool
parallel_read(const HeapTable *tables, int count, Period period, SalesReader *reader, ParallelReader *parallel)
{
	ParallelRun run = {.tables = tables, .count = count, .period = period, .reader = reader};
	const ErrorData *shortage;

	run.workers = workers_for(tables, count);
	if (run.workers <= 0 || IsInParallelMode() ||
		!key_type_is_parallel_safe(&reader->customer_type) ||
		(sales_reader_has(reader, COLUMN_ORDER) && !key_type_is_parallel_safe(&reader->order_type)))
		return false;
	shortage = attempt(attempt_run, &run);
	if (shortage != NULL)
	{
		ereport(NOTICE,
				(errmsg("not enough shared memory for workers, so the sales are read without them"),
				 errdetail("%s.", shortage->message),
				 errhint("Give the server more room in /dev/shm, or set max_parallel_workers_per_gather to 0.")));
		sales_reader_restart(reader);
		return false;
	}
	if (run.parallel.segment == NULL)
		return false;
	keep(&run, parallel);
	grouping_gather(&reader->customers, parallel->processes);
	if (sales_reader_has(reader, COLUMN_ORDER))
		grouping_gather(&reader->orders, parallel->processes);
	reader->counts = parallel->shared->counts;
	return true;
}

void
parallel_reader_free(ParallelReader *parallel)
{
	if (parallel->segment == NULL)
		return;
	dsa_detach(parallel->area);
	dsm_detach(parallel->segment);
	memset(parallel, 0, sizeof(ParallelReader));
}
