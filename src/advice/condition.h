/*
 * condition.h
 *		A condition that the caller writes in SQL.
 */
#ifndef CUSTOMER_SEG_CONDITION_H
#define CUSTOMER_SEG_CONDITION_H

#include "server/compat.h"

typedef struct Condition
{
	const char *text;
	const char *name; /* of the argument */
	int place;		  /* characters before it in the query that it is part of */
} Condition;

extern char *query_with_condition(const char *before, Condition *condition, const char *after);
extern void show_condition(void *condition);

#endif /* CUSTOMER_SEG_CONDITION_H */
