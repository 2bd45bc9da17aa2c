/*
 * value_sums.h
 *		How many customers there are, with the sum of a value and of its squares,
 *		as numerics: exact, so that no mean or variance depends on the order of the
 *		rows or on the plan.
 */
#ifndef CUSTOMER_SEG_VALUE_SUMS_H
#define CUSTOMER_SEG_VALUE_SUMS_H

#include "server/compat.h"

#include "lib/stringinfo.h"
#include "utils/fmgrprotos.h"
#include "utils/numeric.h"

typedef struct ValueSums
{
	int64 customers;
	Datum sum; /* numeric, not toasted */
	Datum squares;
} ValueSums;

#define plus(a, b)	   DirectFunctionCall2(numeric_add, a, b)
#define minus(a, b)	   DirectFunctionCall2(numeric_sub, a, b)
#define times(a, b)	   DirectFunctionCall2(numeric_mul, a, b)
#define divided(a, b)  DirectFunctionCall2(numeric_div, a, b)
#define whole(integer) NumericGetDatum(int64_to_numeric(integer))

extern double numeric_to_double(Datum numeric);
extern void numeric_add_to(MemoryContext context, Datum *total, Datum addend);
extern void value_sums_start(MemoryContext context, ValueSums *sums);
extern void value_sums_add(MemoryContext context, ValueSums *sums, int64 customers, Datum sum, Datum squares);
extern Datum value_sums_off(const ValueSums *sums);
extern void value_sums_send(StringInfo out, const ValueSums *sums);
extern void value_sums_receive(StringInfo in, ValueSums *sums);

#endif /* CUSTOMER_SEG_VALUE_SUMS_H */
