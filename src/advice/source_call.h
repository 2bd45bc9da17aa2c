/*
 * source_call.h
 *		A call that reads sales, and the parts of the query that answers it.
 */
#ifndef CUSTOMER_SEG_SOURCE_CALL_H
#define CUSTOMER_SEG_SOURCE_CALL_H

#include "server/compat.h"

#include "source/selection.h"

/* arguments after those of the selection */
enum
{
	ARG_SINCE = ARG_PROFIT_COLUMN + 1,
	ARG_AS_OF,
	ARG_YARDSTICK,
	ARG_LAPSE_AFTER,
	ARG_CONTACT_LOG,
	ARG_LANG
};

/* a call: what its query is made of */
typedef struct SourceCall
{
	FunctionCallInfo fcinfo;
	const char *schema;
	int source;	   /* number of the argument `source`; before it that of the customers' type, if there is one */
	int columns;   /* number of the argument that the columns follow: the source, or the last of those between */
	Oid customers; /* their type */
	Oid key;	   /* the type by which the source tells them apart */
	Oid collation; /* and its collation */
} SourceCall;

extern SourceCall begin_source_call(FunctionCallInfo fcinfo, const char *function, int between);
extern char *parameter(const SourceCall *call, int argument);
extern char *parameters_up_to(const SourceCall *call, int last);
extern bool is_given(const SourceCall *call, int argument);
extern char *call_of(const SourceCall *call, const char *function, const char *arguments);
extern char *customer_operator(const SourceCall *call, int flag);
extern char *customer_order(const SourceCall *call);

#endif /* CUSTOMER_SEG_SOURCE_CALL_H */
