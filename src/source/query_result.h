/*
 * query_result.h
 *		Functions whose rows are those of a query that is made of their arguments,
 *		or that ask one.
 */
#ifndef CUSTOMER_SEG_QUERY_RESULT_H
#define CUSTOMER_SEG_QUERY_RESULT_H

#include "server/compat.h"

#include "nodes/params.h"

extern const char *own_schema(FunctionCallInfo fcinfo);
extern Oid own_type(FunctionCallInfo fcinfo, const char *name);
extern char *type_for_query(Oid type);
extern char *operator_for_query(Oid operator);
extern ParamListInfo arguments_as_parameters(FunctionCallInfo fcinfo);
extern void set_parameter_value(ParamListInfo params, int number, Oid type, Datum value, bool is_null);
extern bool query_row(const char *text, ParamListInfo params, Datum *values, bool *nulls);
extern void return_query(FunctionCallInfo fcinfo, const char *text, ParamListInfo params);

#endif /* CUSTOMER_SEG_QUERY_RESULT_H */
