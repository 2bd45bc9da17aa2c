/*
 * compat.h
 *		All differences between PostgreSQL 15 to 19 that the extension meets.
 */
#ifndef CUSTOMER_SEG_COMPAT_H
#define CUSTOMER_SEG_COMPAT_H

#include "postgres.h"
#include "fmgr.h"

#if PG_VERSION_NUM < 150000 || PG_VERSION_NUM >= 200000
#error "customer_seg supports PostgreSQL 15 to 19"
#endif

#ifndef HAVE_INT128
#error "customer_seg needs a compiler with 128-bit integers"
#endif

#if PG_VERSION_NUM < 160000
/* The library hides its symbols; this server's macros do not yet export what SQL calls. */
#undef PGDLLEXPORT
#define PGDLLEXPORT __attribute__((visibility("default")))
#undef PG_FUNCTION_INFO_V1
#define PG_FUNCTION_INFO_V1(funcname)                                    \
	extern PGDLLEXPORT Datum funcname(PG_FUNCTION_ARGS);                 \
	extern PGDLLEXPORT const Pg_finfo_record *pg_finfo_##funcname(void); \
	const Pg_finfo_record *                                              \
		pg_finfo_##funcname(void)                                        \
	{                                                                    \
		static const Pg_finfo_record my_finfo = {1};                     \
		return &my_finfo;                                                \
	}                                                                    \
	extern int customer_seg_no_such_variable
#endif

#if PG_VERSION_NUM >= 160000
#include "nodes/miscnodes.h"
#include "varatt.h"

#define SOFT_ERROR_CONTEXT(fcinfo) ((fcinfo)->context)
#define soft_input_call(function, string, context, result) \
	DirectInputFunctionCallSafe(function, string, InvalidOid, -1, context, result)

#else /* before soft errors every error is a hard one */

#define SOFT_ERROR_CONTEXT(fcinfo) ((struct Node *) NULL)
#define ereturn(context, dummy_value, ...) \
	do                                     \
	{                                      \
		(void) (context);                  \
		ereport(ERROR, __VA_ARGS__);       \
		return dummy_value;                \
	} while (0)
#define soft_input_call(function, string, context, result)                             \
	((void) (context),                                                                 \
	 *(result) = DirectFunctionCall3(function, CStringGetDatum(string),                \
									 ObjectIdGetDatum(InvalidOid), Int32GetDatum(-1)), \
	 true)

#endif

#if PG_VERSION_NUM >= 160000
#define tuplesort_next_datum(state, value, is_null) tuplesort_getdatum(state, true, false, value, is_null, NULL)
#else
#define tuplesort_next_datum(state, value, is_null) tuplesort_getdatum(state, true, value, is_null, NULL)
#endif

/* a range whose bounds are in order */
#if PG_VERSION_NUM >= 160000
#define make_valid_range(type, lower, upper) make_range(type, lower, upper, false, NULL)
#else
#define make_valid_range(type, lower, upper) make_range(type, lower, upper, false)
#endif

/* what a row type made by hand needs at last from 19 on */
#if PG_VERSION_NUM < 190000
#define TupleDescFinalize(type) ((void) (type))
#endif

#if PG_VERSION_NUM >= 160000
#define FUNCTION_ACLCHECK(function, user, mode) object_aclcheck(ProcedureRelationId, function, user, mode)
#else
#define FUNCTION_ACLCHECK(function, user, mode) pg_proc_aclcheck(function, user, mode)
#endif

/* the server before 17 knows no infinite intervals */
#if PG_VERSION_NUM < 170000
#define INTERVAL_NOT_FINITE(span) ((void) (span), false)
#endif

#if PG_VERSION_NUM < 180000
#define ATTRIBUTE_GENERATED_VIRTUAL 'v'
#define pg_noreturn					__attribute__((noreturn))
#endif

#if PG_VERSION_NUM >= 180000
#define CUSTOMER_SEG_MODULE_MAGIC PG_MODULE_MAGIC_EXT(.name = "customer_seg", .version = CUSTOMER_SEG_VERSION)
#else
#define CUSTOMER_SEG_MODULE_MAGIC PG_MODULE_MAGIC
#endif

/*
 * Shared memory of this name, initialized by whoever asks for it first; the
 * library need not be preloaded.
 */
#if PG_VERSION_NUM >= 190000
#include "storage/dsm_registry.h"

static inline void
initialize_shared_memory(void *memory, void *initialize)
{
	(*(void (**)(void *)) initialize)(memory);
}

static inline void *
shared_memory_of(const char *name, Size size, void (*initialize)(void *))
{
	bool found;

	return GetNamedDSMSegment(name, size, initialize_shared_memory, &found, &initialize);
}

#elif PG_VERSION_NUM >= 170000
#include "storage/dsm_registry.h"

static inline void *
shared_memory_of(const char *name, Size size, void (*initialize)(void *))
{
	bool found;

	return GetNamedDSMSegment(name, size, initialize, &found);
}

#else
#include "storage/lwlock.h"
#include "storage/shmem.h"

static inline void *
shared_memory_of(const char *name, Size size, void (*initialize)(void *))
{
	bool found;
	void *memory;

	LWLockAcquire(AddinShmemInitLock, LW_EXCLUSIVE);
	memory = ShmemInitStruct(name, size, &found);
	if (!found)
		initialize(memory);
	LWLockRelease(AddinShmemInitLock);
	return memory;
}

#endif

/* a number and a name for locks in shared memory; from 19 on the server itself tells all processes the name */
#if PG_VERSION_NUM >= 190000
#define new_lock_tranche(name)			LWLockNewTrancheId(name)
#define name_lock_tranche(number, name) ((void) (number))
#else
#define new_lock_tranche(name)			LWLockNewTrancheId()
#define name_lock_tranche(number, name) LWLockRegisterTranche(number, name)
#endif

/* what pg_stat_activity shows of a wait of our own */
#if PG_VERSION_NUM >= 170000
#include "utils/wait_event.h"

static inline uint32
own_wait_event(void)
{
	static uint32 event = 0;

	if (event == 0)
		event = WaitEventExtensionNew("CustomerSegPartition");
	return event;
}

#else
#define own_wait_event() PG_WAIT_EXTENSION
#endif

/* the plan of a query, with workers where they help */
#if PG_VERSION_NUM >= 190000
#define plan_parallel_query(query, text, params) pg_plan_query(query, text, CURSOR_OPT_PARALLEL_OK, params, NULL)
#else
#define plan_parallel_query(query, text, params) pg_plan_query(query, text, CURSOR_OPT_PARALLEL_OK, params)
#endif

/* all rows of a query that has begun, by workers where its plan has some */
#if PG_VERSION_NUM >= 180000
#define run_executor(query) ExecutorRun(query, ForwardScanDirection, 0)
#else
#define run_executor(query) ExecutorRun(query, ForwardScanDirection, 0, true)
#endif

/* Does an Append node leave out partitions only when it is run? */
#if PG_VERSION_NUM >= 180000
#define PRUNES_WHEN_RUN(append) ((append)->part_prune_index >= 0)
#else
#define PRUNES_WHEN_RUN(append) ((append)->part_prune_info != NULL)
#endif

/* raises the usual error where the user may not call a function */
#define check_may_execute(function)                                                    \
	do                                                                                 \
	{                                                                                  \
		AclResult may_execute = FUNCTION_ACLCHECK(function, GetUserId(), ACL_EXECUTE); \
		if (may_execute != ACLCHECK_OK)                                                \
			aclcheck_error(may_execute, OBJECT_FUNCTION, get_func_name(function));     \
		InvokeFunctionExecuteHook(function);                                           \
	} while (0)

#ifdef CUSTOMER_SEG_EXPLAINS
#if PG_VERSION_NUM >= 180000
#include "commands/explain_format.h"
#include "commands/explain_state.h"
#else
#include "commands/explain.h"
#endif
#endif

#ifdef CUSTOMER_SEG_READS_PAGES
#include "access/heapam.h"
#include "miscadmin.h"
#include "pgstat.h"

#if PG_VERSION_NUM >= 190000
#define begin_parallel_scan(relation, scan) table_beginscan_parallel(relation, scan, SO_NONE)
#else
#define begin_parallel_scan(relation, scan) table_beginscan_parallel(relation, scan)
#endif

/* the pages of a sequential scan, one after the other, with the tuples of each that the scan sees */
typedef struct HeapPages
{
	HeapScanDesc scan;
	BlockNumber next;
} HeapPages;

static inline void
heap_pages_begin(HeapPages *pages, TableScanDesc scan)
{
	pages->scan = (HeapScanDesc) scan;
	pages->next = 0;
}

#if PG_VERSION_NUM >= 160000
#define pgstat_tuples_returned(relation) (relation)->pgstat_info->counts.tuples_returned
#else
#define pgstat_tuples_returned(relation) (relation)->pgstat_info->t_counts.t_tuples_returned
#endif

#if PG_VERSION_NUM >= 170000
#include "storage/bufmgr.h"
#include "storage/read_stream.h"

static inline bool
heap_pages_next(HeapPages *pages)
{
	HeapScanDesc scan = pages->scan;

	if (BufferIsValid(scan->rs_cbuf))
		ReleaseBuffer(scan->rs_cbuf);
	scan->rs_cbuf = InvalidBuffer;
	CHECK_FOR_INTERRUPTS();
	scan->rs_cbuf = read_stream_next_buffer(scan->rs_read_stream, NULL);
	if (!BufferIsValid(scan->rs_cbuf))
		return false;
	scan->rs_cblock = BufferGetBlockNumber(scan->rs_cbuf);
	heap_prepare_pagescan((TableScanDesc) scan);
	return true;
}

#else

static inline bool
heap_pages_next(HeapPages *pages)
{
	HeapScanDesc scan = pages->scan;
	ParallelBlockTableScanDesc parallel = (ParallelBlockTableScanDesc) scan->rs_base.rs_parallel;
	BlockNumber page = pages->next++;

	if (parallel != NULL)
	{
		if (page == 0)
			table_block_parallelscan_startblock_init(scan->rs_base.rs_rd, scan->rs_parallelworkerdata, parallel);
		page = table_block_parallelscan_nextpage(scan->rs_base.rs_rd, scan->rs_parallelworkerdata, parallel);
	}
	if (page == InvalidBlockNumber || page >= scan->rs_nblocks)
		return false;
	heapgetpage((TableScanDesc) scan, page);
	return true;
}

#endif

#endif

#endif /* CUSTOMER_SEG_COMPAT_H */
