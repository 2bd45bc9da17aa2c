/*
 * attempt.c
 *		Work that the server may have no room for, and that can be left.
 */
#include "server/attempt.h"

#include "access/parallel.h"
#include "access/xact.h"
#include "utils/memutils.h"
#include "utils/resowner.h"

/* of memory, shared memory, or room on the disk on which that may lie */
static bool
is_shortage(const ErrorData *error)
{
	return error->sqlerrcode == ERRCODE_INSUFFICIENT_RESOURCES || error->sqlerrcode == ERRCODE_DISK_FULL ||
		   error->sqlerrcode == ERRCODE_OUT_OF_MEMORY;
}

/*
 * Does the work in a subtransaction.  When it fails for want of room, all that
 * it held is given back, and the error is returned; otherwise NULL.  Any other
 * error comes through.  In parallel mode every error does: there, not all
 * servers allow a subtransaction, and none one that ends a command.
 */
ErrorData *
attempt(void (*work)(void *), void *arg)
{
	MemoryContext context = CurrentMemoryContext;
	ResourceOwner owner = CurrentResourceOwner;
	ErrorData *volatile failure = NULL;

	if (IsInParallelMode())
	{
		work(arg);
		return NULL;
	}
	BeginInternalSubTransaction(NULL);
	MemoryContextSwitchTo(context);
	PG_TRY();
	{
		work(arg);
		ReleaseCurrentSubTransaction();
	}
	PG_CATCH();
	{
		MemoryContextSwitchTo(context);
		failure = CopyErrorData();
		FlushErrorState();
		RollbackAndReleaseCurrentSubTransaction();
	}
	PG_END_TRY();
	MemoryContextSwitchTo(context);
	CurrentResourceOwner = owner;
	if (failure != NULL && !is_shortage(failure))
		ReThrowError(failure);
	return failure;
}
