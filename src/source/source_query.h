/*
 * source_query.h
 *		The query of a source: planned, checked and run as if the user had typed it.
 */
#ifndef CUSTOMER_SEG_SOURCE_QUERY_H
#define CUSTOMER_SEG_SOURCE_QUERY_H

#include "server/compat.h"

#include "executor/execdesc.h"
#include "nodes/params.h"

typedef struct SourceQuery
{
	MemoryContext context; /* of its own */
	char *text;
	const char *name; /* in errors, in place of the text; or NULL */
	ParamListInfo params;
	PlannedStmt *plan;
	QueryDesc *running; /* once it has begun */
} SourceQuery;

extern void source_query_plan(SourceQuery *query, const char *text, const char *name, ParamListInfo params);
extern void source_query_begin(SourceQuery *query, DestReceiver *receiver);
extern void source_query_run(SourceQuery *query);
extern void source_query_end(SourceQuery *query);

#endif /* CUSTOMER_SEG_SOURCE_QUERY_H */
