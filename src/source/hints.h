/*
 * hints.h
 *		What a hint shows can be pasted: literals, calls and statements with the
 *		names that are there.
 */
#ifndef CUSTOMER_SEG_HINTS_H
#define CUSTOMER_SEG_HINTS_H

#include "source/selection.h"

extern char *hint_columns(Oid relation);
extern char *hint_call(FunctionCallInfo fcinfo, const char *function, Oid customer_type, const Selection *selection);
extern char *hint_activity(FunctionCallInfo fcinfo, const Selection *selection, Oid activity);
extern char *hint_audit(FunctionCallInfo fcinfo, const Selection *selection);
extern char *hint_view(const Selection *selection, AttrNumber number, const char *expression);
extern char *hint_distinct_view(const Selection *selection, const char *column, const char *then);
extern char *hint_cast(const char *column, Oid from, Oid to);
extern char *hint_time_view(const Selection *selection, AttrNumber number);
extern char *hint_amount_view(const Selection *selection, AttrNumber number);

#endif /* CUSTOMER_SEG_HINTS_H */
