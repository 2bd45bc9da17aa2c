/*
 * heap_reader.h
 *		Reads sales straight from the pages of ordinary tables.
 *
 * It sees what a sequential scan sees, without the executor's work for each
 * row.  Whatever needs more than that, the executor does (source.c).
 */
#ifndef CUSTOMER_SEG_HEAP_READER_H
#define CUSTOMER_SEG_HEAP_READER_H

#include "source.h"

#include "access/relscan.h"

/* a table to be read, and the number of each SalesColumn in it, or 0 */
typedef struct HeapTable
{
	Oid relation;
	AttrNumber attributes[MAX_COLUMNS];
} HeapTable;

extern bool heap_tables_of(const Source *source, HeapTable **tables, int *count);
extern void heap_read(const HeapTable *table, ParallelTableScanDesc parallel, TimestampTz last, SalesReader *reader);

#endif /* CUSTOMER_SEG_HEAP_READER_H */
