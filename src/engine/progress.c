/*
 * progress.c
 *		How far a run of segment() has come, for other sessions to see.
 *
 * The runs are noted in a small piece of shared memory, which the first of
 * them asks for; so nothing has to be preloaded.  When the server has none
 * to give, or too many run at once, a run goes on unseen.
 */
#include "engine/progress.h"

#include "access/htup_details.h"
#include "server/attempt.h"
#include "catalog/pg_authid.h"
#include "catalog/pg_class.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "storage/lwlock.h"
#include "storage/procarray.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/memutils.h"
#include "utils/syscache.h"
#include "utils/timestamp.h"
#include "utils/tuplestore.h"

#define RUNS_NOTED 64

static Progress *board;
static Progress unseen; /* of runs that found no place */

static const char *const phase_names[PROGRESS_PHASES] = {
	[PHASE_READING] = "reading sales",
	[PHASE_JOINING_LINES] = "joining order lines",
	[PHASE_GROUPING_SPILLED] = "grouping spilled rows",
	[PHASE_FITTING] = "fitting the yardstick",
	[PHASE_RETURNING] = "returning customers",
};

static void
initialize_board(void *memory)
{
	Progress *runs = memory;

	memset(runs, 0, sizeof(Progress) * RUNS_NOTED);
	for (int i = 0; i < RUNS_NOTED; i++)
	{
		pg_atomic_init_u32(&runs[i].pid, 0);
		pg_atomic_init_u64(&runs[i].rows_read, 0);
	}
}

static void
make_board(void *arg)
{
	(void) arg;
	board = shared_memory_of("customer_seg progress", sizeof(Progress) * RUNS_NOTED, initialize_board);
}

/* Having no board is no reason for a run to fail. */
static bool
open_board(void)
{
	if (board == NULL)
		(void) attempt(make_board, NULL);
	return board != NULL;
}

static bool
is_running(uint32 pid)
{
	return pid != 0 && IsBackendPid((int) pid);
}

/* takes a free place; that of a backend that is gone is free */
static Progress *
take_place(void)
{
	for (int i = 0; i < RUNS_NOTED; i++)
	{
		uint32 pid = pg_atomic_read_u32(&board[i].pid);

		if (!is_running(pid) && pg_atomic_compare_exchange_u32(&board[i].pid, &pid, (uint32) MyProcPid))
			return &board[i];
	}
	return &unseen;
}

static void
progress_end(void *progress)
{
	pg_atomic_write_u32(&((Progress *) progress)->pid, 0);
}

static double
expected_rows(Oid source)
{
	HeapTuple tuple = SearchSysCache1(RELOID, ObjectIdGetDatum(source));
	double rows = -1;

	if (HeapTupleIsValid(tuple))
	{
		rows = ((Form_pg_class) GETSTRUCT(tuple))->reltuples;
		ReleaseSysCache(tuple);
	}
	return rows;
}

/* notes a run over a source; it ends with the memory context */
Progress *
progress_begin(MemoryContext context, Oid source)
{
	Progress *progress = open_board() ? take_place() : &unseen;
	double rows = expected_rows(source);

	progress->database = MyDatabaseId;
	progress->user = GetUserId();
	progress->source = source;
	progress->started = GetCurrentTimestamp();
	progress->phase = PHASE_READING;
	progress->workers = 0;
	progress->rows_expected = rows < 0 || rows > 1e18 ? -1 : (int64) rows;
	pg_atomic_write_u64(&progress->rows_read, 0);
	progress->rows_spilled = 0;
	progress->customers = -1;
	progress->customers_returned = 0;
	if (progress != &unseen)
	{
		MemoryContextCallback *callback = MemoryContextAlloc(context, sizeof(MemoryContextCallback));

		callback->func = progress_end;
		callback->arg = progress;
		MemoryContextRegisterResetCallback(context, callback);
	}
	return progress;
}

/* a run's number, by which another process finds it; -1 for one that is not seen */
int
progress_number(const Progress *progress)
{
	return progress == &unseen ? -1 : (int) (progress - board);
}

Progress *
progress_of(int number)
{
	return number >= 0 && open_board() ? &board[number] : &unseen;
}

/* ---- segment_progress() ---- */

/* columns of its result */
enum
{
	COLUMN_PID,
	COLUMN_SOURCE,
	COLUMN_STARTED,
	COLUMN_PHASE,
	COLUMN_ROWS_EXPECTED,
	COLUMN_ROWS_READ,
	COLUMN_ROWS_SPILLED,
	COLUMN_WORKERS,
	COLUMN_CUSTOMERS,
	COLUMN_CUSTOMERS_RETURNED,
	COLUMNS
};

/* A run is seen by those who see its query in pg_stat_activity. */
static bool
may_see(const Progress *progress)
{
	return progress->database == MyDatabaseId && is_running(pg_atomic_read_u32((pg_atomic_uint32 *) &progress->pid)) &&
		   (has_privs_of_role(GetUserId(), progress->user) || has_privs_of_role(GetUserId(), ROLE_PG_READ_ALL_STATS));
}

static void
put_run(ReturnSetInfo *rsinfo, const Progress *progress)
{
	Datum values[COLUMNS];
	bool nulls[COLUMNS] = {false};

	values[COLUMN_PID] = Int32GetDatum((int32) pg_atomic_read_u32((pg_atomic_uint32 *) &progress->pid));
	values[COLUMN_SOURCE] = ObjectIdGetDatum(progress->source);
	values[COLUMN_STARTED] = TimestampTzGetDatum(progress->started);
	values[COLUMN_PHASE] = CStringGetTextDatum(phase_names[progress->phase]);
	values[COLUMN_ROWS_EXPECTED] = Int64GetDatum(progress->rows_expected);
	nulls[COLUMN_ROWS_EXPECTED] = progress->rows_expected < 0;
	values[COLUMN_ROWS_READ] = Int64GetDatum((int64) pg_atomic_read_u64((pg_atomic_uint64 *) &progress->rows_read));
	values[COLUMN_ROWS_SPILLED] = Int64GetDatum(progress->rows_spilled);
	values[COLUMN_WORKERS] = Int32GetDatum(progress->workers);
	values[COLUMN_CUSTOMERS] = Int64GetDatum(progress->customers);
	nulls[COLUMN_CUSTOMERS] = progress->customers < 0;
	values[COLUMN_CUSTOMERS_RETURNED] = Int64GetDatum(progress->customers_returned);
	tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
}

PG_FUNCTION_INFO_V1(customer_seg_segment_progress);
Datum
customer_seg_segment_progress(PG_FUNCTION_ARGS)
{
	InitMaterializedSRF(fcinfo, 0);
	if (open_board())
		for (int i = 0; i < RUNS_NOTED; i++)
			if (may_see(&board[i]))
				put_run((ReturnSetInfo *) fcinfo->resultinfo, &board[i]);
	PG_RETURN_NULL();
}
