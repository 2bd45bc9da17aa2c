/*
 * operators.h
 *		The six comparison operators of a type, its btree support function and
 *		its hash functions, from one three-way comparison and one run of bytes.
 */
#ifndef CUSTOMER_SEG_OPERATORS_H
#define CUSTOMER_SEG_OPERATORS_H

#include "compat.h"

#include "common/hashfn.h"

#define COMPARISON(type, name, getter, compare, test)                                           \
	PG_FUNCTION_INFO_V1(customer_seg_##type##_##name);                                          \
	Datum                                                                                       \
		customer_seg_##type##_##name(PG_FUNCTION_ARGS)                                          \
	{                                                                                           \
		PG_RETURN_BOOL(compare(getter(PG_GETARG_DATUM(0)), getter(PG_GETARG_DATUM(1))) test 0); \
	}                                                                                           \
	extern int customer_seg_no_such_variable

/*
 * getter turns a Datum into a pointer to the struct; compare orders two of
 * them; equal structs have equal bytes from the field `first` on.
 */
#define DEFINE_OPERATORS(type, getter, compare, first)                                       \
	COMPARISON(type, eq, getter, compare, ==);                                               \
	COMPARISON(type, ne, getter, compare, !=);                                               \
	COMPARISON(type, lt, getter, compare, <);                                                \
	COMPARISON(type, le, getter, compare, <=);                                               \
	COMPARISON(type, gt, getter, compare, >);                                                \
	COMPARISON(type, ge, getter, compare, >=);                                               \
	PG_FUNCTION_INFO_V1(customer_seg_##type##_cmp);                                          \
	Datum                                                                                    \
		customer_seg_##type##_cmp(PG_FUNCTION_ARGS)                                          \
	{                                                                                        \
		PG_RETURN_INT32(compare(getter(PG_GETARG_DATUM(0)), getter(PG_GETARG_DATUM(1))));    \
	}                                                                                        \
	PG_FUNCTION_INFO_V1(customer_seg_##type##_hash);                                         \
	Datum                                                                                    \
		customer_seg_##type##_hash(PG_FUNCTION_ARGS)                                         \
	{                                                                                        \
		const char *value = (const char *) getter(PG_GETARG_DATUM(0));                       \
		PG_RETURN_INT32((int32) hash_bytes((const unsigned char *) value + (first),          \
										   (int) (VARSIZE(value) - (first))));               \
	}                                                                                        \
	PG_FUNCTION_INFO_V1(customer_seg_##type##_hash_extended);                                \
	Datum                                                                                    \
		customer_seg_##type##_hash_extended(PG_FUNCTION_ARGS)                                \
	{                                                                                        \
		const char *value = (const char *) getter(PG_GETARG_DATUM(0));                       \
		PG_RETURN_INT64((int64) hash_bytes_extended((const unsigned char *) value + (first), \
													(int) (VARSIZE(value) - (first)),        \
													(uint64) PG_GETARG_INT64(1)));           \
	}                                                                                        \
	extern int customer_seg_no_such_variable

/* one field of a three-way comparison */
#define RETURN_UNLESS_EQUAL(a, b)      \
	do                                 \
	{                                  \
		if ((a) != (b))                \
			return (a) < (b) ? -1 : 1; \
	} while (0)

#endif /* CUSTOMER_SEG_OPERATORS_H */
