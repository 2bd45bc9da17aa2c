/*
 * progress.h
 *		How far a run of segment() has come, for other sessions to see.
 */
#ifndef CUSTOMER_SEG_PROGRESS_H
#define CUSTOMER_SEG_PROGRESS_H

#include "server/compat.h"

#include "datatype/timestamp.h"
#include "port/atomics.h"

typedef enum ProgressPhase
{
	PHASE_READING,
	PHASE_JOINING_LINES,
	PHASE_GROUPING_SPILLED,
	PHASE_FITTING,
	PHASE_RETURNING,
	PROGRESS_PHASES
} ProgressPhase;

/* one run; written by its backend and, rows_read, by its workers */
typedef struct Progress
{
	pg_atomic_uint32 pid; /* 0: free */
	Oid database;
	Oid user;
	Oid source;
	TimestampTz started;
	int phase;
	int workers;
	int64 rows_expected; /* -1 when unknown */
	pg_atomic_uint64 rows_read;
	int64 rows_spilled;
	int64 customers; /* known after reading */
	int64 customers_returned;
} Progress;

extern Progress *progress_begin(MemoryContext context, Oid source);
extern Progress *progress_of(int number);
extern int progress_number(const Progress *progress);

static inline void
progress_enter(Progress *progress, ProgressPhase phase)
{
	progress->phase = phase;
}

#endif /* CUSTOMER_SEG_PROGRESS_H */
