/*
 * attempt.c
 *		Work in a subtransaction, which can be left when it fails.
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

/* of the user, of somebody who ends the session, or of transactions that stand in each other's way */
static bool
is_interrupt(const ErrorData *error)
{
	return error->sqlerrcode == ERRCODE_QUERY_CANCELED ||
		   ERRCODE_TO_CATEGORY(error->sqlerrcode) == ERRCODE_OPERATOR_INTERVENTION ||
		   ERRCODE_TO_CATEGORY(error->sqlerrcode) == ERRCODE_TRANSACTION_ROLLBACK;
}

/*
 * Does the work in a subtransaction.  When it fails all that it held is given
 * back, and the error is returned; otherwise NULL.  In parallel mode every
 * error comes through: there, not all servers allow a subtransaction, and none
 * one that ends a command.
 */
static ErrorData *
work_in_subtransaction(void (*work)(void *), void *arg)
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
	return failure;
}

/* The error where there is no room for the work, or NULL.  Any other error comes through, and in parallel mode every. */
ErrorData *
attempt(void (*work)(void *), void *arg)
{
	ErrorData *failure = work_in_subtransaction(work, arg);

	if (failure != NULL && !is_shortage(failure))
		ReThrowError(failure);
	return failure;
}

/* Does work without which one can do; false when it failed.  Only interrupts come through, and in parallel mode every error. */
bool
attempt_of_no_need(void (*work)(void *), void *arg)
{
	ErrorData *failure = work_in_subtransaction(work, arg);

	if (failure == NULL)
		return true;
	if (is_interrupt(failure))
		ReThrowError(failure);
	FreeErrorData(failure);
	return false;
}
