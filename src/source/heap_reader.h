/*
 * heap_reader.h
 *		Reads sales straight from the pages of ordinary tables.
 *
 * It sees what a sequential scan sees, without the executor's work for each
 * row.  Whatever needs more than that, the executor does (source.c).  Which of
 * the two it is, the plan says.
 */
#ifndef CUSTOMER_SEG_HEAP_READER_H
#define CUSTOMER_SEG_HEAP_READER_H

#include "source/source.h"

#include "access/relscan.h"
#include "nodes/plannodes.h"

/* a table to be read, and the number of each SalesColumn in it, or 0 */
typedef struct HeapTable
{
	Oid relation;
	AttrNumber attributes[MAX_COLUMNS];
} HeapTable;

/* the times that count, from the first to the last */
typedef struct Period
{
	TimestampTz first;
	TimestampTz last;
} Period;

extern bool heap_tables_of(const PlannedStmt *plan, const Source *source, const SalesReader *reader,
						   HeapTable **tables, int *count);
extern void heap_read(const HeapTable *table, ParallelTableScanDesc parallel, Period period, SalesReader *reader);

#endif /* CUSTOMER_SEG_HEAP_READER_H */
