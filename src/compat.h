/*
 * compat.h
 *		All differences between PostgreSQL 15 to 18 that the extension meets.
 */
#ifndef CUSTOMER_SEG_COMPAT_H
#define CUSTOMER_SEG_COMPAT_H

#include "postgres.h"
#include "fmgr.h"

#if PG_VERSION_NUM < 150000 || PG_VERSION_NUM >= 190000
#error "customer_seg supports PostgreSQL 15 to 18"
#endif

#ifndef HAVE_INT128
#error "customer_seg needs a compiler with 128-bit integers"
#endif

#if PG_VERSION_NUM < 160000
/* The library hides its symbols; this server's macros do not yet export what SQL calls. */
#undef PGDLLEXPORT
#define PGDLLEXPORT __attribute__((visibility("default")))
#undef PG_FUNCTION_INFO_V1
#define PG_FUNCTION_INFO_V1(funcname)                                    \
	extern PGDLLEXPORT Datum funcname(PG_FUNCTION_ARGS);                 \
	extern PGDLLEXPORT const Pg_finfo_record *pg_finfo_##funcname(void); \
	const Pg_finfo_record *                                              \
		pg_finfo_##funcname(void)                                        \
	{                                                                    \
		static const Pg_finfo_record my_finfo = {1};                     \
		return &my_finfo;                                                \
	}                                                                    \
	extern int customer_seg_no_such_variable
#endif

#if PG_VERSION_NUM >= 160000
#include "nodes/miscnodes.h"
#include "varatt.h"

#define SOFT_ERROR_CONTEXT(fcinfo) ((fcinfo)->context)
#define soft_input_call(function, string, context, result) \
	DirectInputFunctionCallSafe(function, string, InvalidOid, -1, context, result)

#else /* before soft errors every error is a hard one */

#define SOFT_ERROR_CONTEXT(fcinfo) ((struct Node *) NULL)
#define ereturn(context, dummy_value, ...) \
	do                                     \
	{                                      \
		(void) (context);                  \
		ereport(ERROR, __VA_ARGS__);       \
		return dummy_value;                \
	} while (0)
#define soft_input_call(function, string, context, result)                             \
	((void) (context),                                                                 \
	 *(result) = DirectFunctionCall3(function, CStringGetDatum(string),                \
									 ObjectIdGetDatum(InvalidOid), Int32GetDatum(-1)), \
	 true)

#endif

#if PG_VERSION_NUM < 180000
#define pg_noreturn __attribute__((noreturn))
#endif

#if PG_VERSION_NUM >= 180000
#define CUSTOMER_SEG_MODULE_MAGIC PG_MODULE_MAGIC_EXT(.name = "customer_seg", .version = CUSTOMER_SEG_VERSION)
#else
#define CUSTOMER_SEG_MODULE_MAGIC PG_MODULE_MAGIC
#endif

#endif /* CUSTOMER_SEG_COMPAT_H */
