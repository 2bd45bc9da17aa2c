/*
 * rows.h
 *		Arrays of rows of one of the extension's composite types: reading what
 *		anybody may have made, and writing.
 */
#ifndef CUSTOMER_SEG_ROWS_H
#define CUSTOMER_SEG_ROWS_H

#include "server/compat.h"

#include "access/tupdesc.h"
#include "lib/stringinfo.h"
#include "utils/array.h"

typedef struct RowReader
{
	ArrayIterator elements;
	TupleDesc desc;
	const char *fault; /* what is wrong with the array, or NULL */
} RowReader;

/* what a row is made of belongs to scratch, which is empty again after each row */
typedef struct RowWriter
{
	Oid type; /* of a row */
	TupleDesc desc;
	MemoryContext scratch;
	StringInfoData array;
	int count;
} RowWriter;

extern MemoryContext row_scratch(void);

extern void row_reader_open(RowReader *reader, ArrayType *rows, int columns);
extern bool row_reader_next(RowReader *reader, Datum *values, bool *nulls);

extern void row_writer_open_type(RowWriter *writer, Oid type);
extern void row_writer_open(RowWriter *writer, FunctionCallInfo fcinfo);
extern void row_writer_add(RowWriter *writer, Datum *values, bool *nulls);
extern Datum row_writer_close(RowWriter *writer);

#endif /* CUSTOMER_SEG_ROWS_H */
