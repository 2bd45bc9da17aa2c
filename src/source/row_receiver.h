/*
 * row_receiver.h
 *		Who takes the rows of a source, one by one: in this process alone or,
 *		where a kind of receiver can, in several that share what they make of them.
 */
#ifndef CUSTOMER_SEG_ROW_RECEIVER_H
#define CUSTOMER_SEG_ROW_RECEIVER_H

#include "engine/progress.h"
#include "miscadmin.h"
#include "nodes/memnodes.h"
#include "source/selection.h"
#include "storage/itemptr.h"
#include "storage/sharedfileset.h"
#include "utils/dsa.h"
#include "utils/memutils.h"

typedef struct RowReceiver RowReceiver;

/* what processes that take rows together have in common */
typedef struct SharedWork
{
	dsa_area *area;
	SharedFileSet *files;
	int tranche; /* of locks */
	int process; /* the number of this one; the leader is 0 */
} SharedWork;

typedef struct RowReceiverKind
{
	/*
	 * Takes the values of a row, in the order of SourceColumn, each as it is
	 * stored; by reference they need not outlive the call.
	 */
	void (*put)(RowReceiver *receiver, const Datum *values, const bool *nulls);

	/*
	 * For several processes: the function, by name, in which a worker begins
	 * and that calls parallel_scan_work.  Without it a kind needs no more.
	 */
	const char *worker;
	Size size; /* of a receiver */

	/* bytes of what they share, which the leader fills in before the workers begin */
	Size (*shared_size)(const RowReceiver *receiver);
	void (*share)(RowReceiver *receiver, void *shared, const SharedWork *work);

	/* a worker's receiver, of which only the progress is set, begins */
	void (*attach)(RowReceiver *receiver, Selection *selection, void *shared, const SharedWork *work);

	/* each process, after its last row; then the leader, when all have done so */
	void (*detach)(RowReceiver *receiver, void *shared);
	void (*gather)(RowReceiver *receiver, void *shared, int processes);

	/* the leader, where there was no room to share: as if there had been no row */
	void (*restart)(RowReceiver *receiver);
} RowReceiverKind;

/* what the leader holds on to until all is read out, or an error ends all */
typedef struct SharedScan
{
	dsm_segment *segment;
	dsa_area *area;
	int processes; /* that have read */
} SharedScan;

/* the beginning of every receiver */
struct RowReceiver
{
	const RowReceiverKind *kind;
	MemoryContext row_context; /* the current one while a row is taken, reset now and then */
	Progress *progress;		   /* for others to see, or NULL */
	int64 rows;
	bool by_pages;		   /* once they are read: not by the query */
	ItemPointerData place; /* of the row that is taken, where it is read by pages */
	SharedScan shared;
};

static inline void
row_receiver_begin(RowReceiver *receiver, const RowReceiverKind *kind, MemoryContext context, Progress *progress)
{
	receiver->kind = kind;
	receiver->row_context = AllocSetContextCreate(context, "customer_seg row", ALLOCSET_DEFAULT_SIZES);
	receiver->progress = progress;
	receiver->rows = 0;
}

/* rows, or bytes, after which what was allocated for the rows is freed */
#define ROWS_BETWEEN_RESETS	 128
#define BYTES_BETWEEN_RESETS (1024 * 1024)

/*
 * To be called before each row, of which the number is given.  Long values
 * take time as well as memory.
 */
static inline void
reset_row_context(MemoryContext context, int64 row)
{
	if (likely(row % ROWS_BETWEEN_RESETS != 0 && context->mem_allocated <= BYTES_BETWEEN_RESETS))
		return;
	CHECK_FOR_INTERRUPTS();
	MemoryContextReset(context);
}

static inline void
row_receiver_put(RowReceiver *receiver, const Datum *values, const bool *nulls)
{
	reset_row_context(receiver->row_context, ++receiver->rows);
	if (unlikely(receiver->rows % ROWS_BETWEEN_RESETS == 0) && receiver->progress != NULL)
		pg_atomic_fetch_add_u64(&receiver->progress->rows_read, ROWS_BETWEEN_RESETS);
	receiver->kind->put(receiver, values, nulls);
}

#endif /* CUSTOMER_SEG_ROW_RECEIVER_H */
