/*
 * states.h
 *		The states of aggregates, as the server hands them from one function to
 *		the next: internal, or values of a type, and NULL where there has been
 *		no row.
 */
#ifndef CUSTOMER_SEG_STATES_H
#define CUSTOMER_SEG_STATES_H

#include "server/compat.h"

/* what a combine function must know of a state */
typedef struct StateKind
{
	void *(*create_like)(MemoryContext context, const void *other); /* of the same settings, without rows */
	void (*join)(void *state, const void *other);					/* adds the rows of the other, if its settings are the same */
} StateKind;

extern void *state_argument(FunctionCallInfo fcinfo, int argument);
extern void *state_to_change(FunctionCallInfo fcinfo, void *state);
extern Datum states_combine(FunctionCallInfo fcinfo, const StateKind *kind);

#endif /* CUSTOMER_SEG_STATES_H */
