/*
 * rows.c
 *		Arrays of rows of one of the extension's composite types.
 */
#include "server/rows.h"

#include "access/htup_details.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "server/enums.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/typcache.h"

/* for what is made of one row and not needed for the next */
MemoryContext
row_scratch(void)
{
	return AllocSetContextCreate(CurrentMemoryContext, "customer_seg row", ALLOCSET_SMALL_SIZES);
}

/* the rows of an array, which have so many columns; the reader belongs to the current context */
void
row_reader_open(RowReader *reader, ArrayType *rows, int columns)
{
	reader->fault = ARR_NDIM(rows) > 1		   ? "It has several dimensions." :
					array_contains_nulls(rows) ? "An element is NULL." :
												 NULL;
	reader->desc = lookup_rowtype_tupdesc_copy(ARR_ELEMTYPE(rows), -1);
	if (reader->desc->natts != columns)
		elog(ERROR, "type %s has been altered", format_type_be(ARR_ELEMTYPE(rows)));
	reader->elements = array_create_iterator(rows, 0, NULL);
}

/* the next row of an array without a fault; false at the end.  What it takes is of the current context. */
bool
row_reader_next(RowReader *reader, Datum *values, bool *nulls)
{
	HeapTupleData tuple;
	Datum element;
	bool is_null;

	CHECK_FOR_INTERRUPTS();
	if (!array_iterate(reader->elements, &element, &is_null))
		return false;
	tuple.t_data = DatumGetHeapTupleHeader(element);
	tuple.t_len = HeapTupleHeaderGetDatumLength(tuple.t_data);
	tuple.t_tableOid = InvalidOid;
	ItemPointerSetInvalid(&tuple.t_self);
	heap_deform_tuple(&tuple, reader->desc, values, nulls);
	return true;
}

/*
 * An array of rows of a type, as it will be, since beside many rows there is no
 * room for them twice.  It belongs to the current context.
 */
void
row_writer_open_type(RowWriter *writer, Oid type)
{
	writer->type = type;
	writer->desc = BlessTupleDesc(lookup_rowtype_tupdesc_copy(writer->type, -1));
	writer->count = 0;
	initStringInfo(&writer->array);
	appendStringInfoSpaces(&writer->array, ARR_OVERHEAD_NONULLS(1));
	writer->scratch = row_scratch();
}

/* the array that the function returns */
void
row_writer_open(RowWriter *writer, FunctionCallInfo fcinfo)
{
	row_writer_open_type(writer, get_element_type(declared_type(fcinfo, RESULT)));
}

/* puts a row behind those of the array, as construct_array would */
void
row_writer_add(RowWriter *writer, Datum *values, bool *nulls)
{
	MemoryContext caller = MemoryContextSwitchTo(writer->scratch);
	HeapTupleHeader row = DatumGetHeapTupleHeader(HeapTupleGetDatum(heap_form_tuple(writer->desc, values, nulls)));

	CHECK_FOR_INTERRUPTS();
	appendBinaryStringInfo(&writer->array, (const char *) row, (int) HeapTupleHeaderGetDatumLength(row));
	while (writer->array.len % MAXIMUM_ALIGNOF != 0)
		appendStringInfoChar(&writer->array, '\0');
	writer->count++;
	MemoryContextSwitchTo(caller);
	MemoryContextReset(writer->scratch);
}

Datum
row_writer_close(RowWriter *writer)
{
	ArrayType *result = (ArrayType *) writer->array.data;

	MemoryContextDelete(writer->scratch);
	if (writer->count == 0)
		return PointerGetDatum(construct_empty_array(writer->type));
	SET_VARSIZE(result, writer->array.len);
	result->ndim = 1;
	result->dataoffset = 0; /* no NULLs */
	result->elemtype = writer->type;
	*ARR_DIMS(result) = writer->count;
	*ARR_LBOUND(result) = 1;
	return PointerGetDatum(result);
}
