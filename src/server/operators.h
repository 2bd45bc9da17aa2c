/*
 * operators.h
 *		The six comparison operators of a type, its btree support function and
 *		its hash functions, from one three-way comparison and one run of bytes.
 */
#ifndef CUSTOMER_SEG_OPERATORS_H
#define CUSTOMER_SEG_OPERATORS_H

#include "server/compat.h"

#include "common/hashfn.h"

#define COMPARISON(type, name, test)                   \
	PG_FUNCTION_INFO_V1(customer_seg_##type##_##name); \
	Datum                                              \
		customer_seg_##type##_##name(PG_FUNCTION_ARGS) \
	{                                                  \
		PG_RETURN_BOOL(type##_order(fcinfo) test 0);   \
	}                                                  \
	extern int customer_seg_no_such_variable

/*
 * getter turns a Datum into a pointer to the struct; compare orders two of
 * them; equal structs have equal bytes from the field `first` on.  Sorts and
 * indexes call these functions without end: what was detoasted is freed.
 */
#define DEFINE_OPERATORS(type, getter, compare, first)                                \
	static int                                                                        \
		type##_order(FunctionCallInfo fcinfo)                                         \
	{                                                                                 \
		char *a = (char *) getter(PG_GETARG_DATUM(0));                                \
		char *b = (char *) getter(PG_GETARG_DATUM(1));                                \
		int order = compare((void *) a, (void *) b);                                  \
		PG_FREE_IF_COPY(a, 0);                                                        \
		PG_FREE_IF_COPY(b, 1);                                                        \
		return order;                                                                 \
	}                                                                                 \
	static uint64                                                                     \
		type##_hash_of(FunctionCallInfo fcinfo, uint64 seed)                          \
	{                                                                                 \
		char *value = (char *) getter(PG_GETARG_DATUM(0));                            \
		uint64 hash = hash_bytes_extended((unsigned char *) value + (first),          \
										  (int) (VARSIZE(value) - (first)), seed);    \
		PG_FREE_IF_COPY(value, 0);                                                    \
		return hash;                                                                  \
	}                                                                                 \
	COMPARISON(type, eq, ==);                                                         \
	COMPARISON(type, ne, !=);                                                         \
	COMPARISON(type, lt, <);                                                          \
	COMPARISON(type, le, <=);                                                         \
	COMPARISON(type, gt, >);                                                          \
	COMPARISON(type, ge, >=);                                                         \
	PG_FUNCTION_INFO_V1(customer_seg_##type##_cmp);                                   \
	Datum                                                                             \
		customer_seg_##type##_cmp(PG_FUNCTION_ARGS)                                   \
	{                                                                                 \
		PG_RETURN_INT32(type##_order(fcinfo));                                        \
	}                                                                                 \
	PG_FUNCTION_INFO_V1(customer_seg_##type##_hash);                                  \
	Datum                                                                             \
		customer_seg_##type##_hash(PG_FUNCTION_ARGS)                                  \
	{                                                                                 \
		/* with seed 0 the low half is what the extended function must agree with */  \
		PG_RETURN_INT32((int32) type##_hash_of(fcinfo, 0));                           \
	}                                                                                 \
	PG_FUNCTION_INFO_V1(customer_seg_##type##_hash_extended);                         \
	Datum                                                                             \
		customer_seg_##type##_hash_extended(PG_FUNCTION_ARGS)                         \
	{                                                                                 \
		PG_RETURN_INT64((int64) type##_hash_of(fcinfo, (uint64) PG_GETARG_INT64(1))); \
	}                                                                                 \
	extern int customer_seg_no_such_variable

/* one field of a three-way comparison */
#define RETURN_UNLESS_EQUAL(a, b)      \
	do                                 \
	{                                  \
		if ((a) != (b))                \
			return (a) < (b) ? -1 : 1; \
	} while (0)

#endif /* CUSTOMER_SEG_OPERATORS_H */
