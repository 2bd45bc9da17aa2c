/*
 * calls.h
 *		Arguments and results that many SQL functions share.
 *
 * An argument is named as its parameter is in SQL; one that is out of range is
 * an error, SQLSTATE 22023.
 */
#ifndef CUSTOMER_SEG_CALLS_H
#define CUSTOMER_SEG_CALLS_H

#include "server/compat.h"

#include "lib/stringinfo.h"

extern double number_argument(FunctionCallInfo fcinfo, int argument, const char *name);
extern double fraction_argument(FunctionCallInfo fcinfo, int argument, const char *name);
extern double confidence_argument(FunctionCallInfo fcinfo, int argument);
extern int64 count_argument(FunctionCallInfo fcinfo, int argument, const char *name);

extern void check_fraction(double value, const char *name);
extern void check_for_interrupts(void);
extern MemoryContext aggregate_context(FunctionCallInfo fcinfo);
extern void open_state(FunctionCallInfo fcinfo, StringInfo in);
extern void result_expect(FunctionCallInfo fcinfo, int64 bytes);
extern void put_row(FunctionCallInfo fcinfo, Datum *values, bool *nulls);
extern void put_share_of(int64 count, int64 total, Datum *values, bool *nulls);
extern Datum record_result(FunctionCallInfo fcinfo, Datum *values, bool *nulls);

#endif /* CUSTOMER_SEG_CALLS_H */
