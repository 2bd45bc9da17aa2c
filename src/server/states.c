/*
 * states.c
 *		The states of aggregates, as the server hands them from one function to
 *		the next.
 */
#include "server/states.h"

#include "server/calls.h"

void *
state_argument(FunctionCallInfo fcinfo, int argument)
{
	return PG_ARGISNULL(argument) ? NULL : PG_GETARG_POINTER(argument);
}

/* a state that is a value may be changed in place by its aggregate; any other value is the caller's, and copied */
void *
state_to_change(FunctionCallInfo fcinfo, void *state)
{
	if (AggCheckCallContext(fcinfo, NULL))
		return state;
	return memcpy(palloc(VARSIZE(state)), state, VARSIZE(state));
}

/*
 * The body of a combine function.  The second state is not the aggregate's to
 * keep: where the first is NULL, it is copied.
 */
Datum
states_combine(FunctionCallInfo fcinfo, const StateKind *kind)
{
	MemoryContext context = aggregate_context(fcinfo);
	void *state = state_argument(fcinfo, 0);
	const void *other = state_argument(fcinfo, 1);

	if (other != NULL)
	{
		if (state == NULL)
			state = kind->create_like(context, other);
		kind->join(state, other);
	}
	if (state == NULL)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(state);
}
