/*
 * heap_reader.h
 *		Reads rows straight from the pages of ordinary tables.
 *
 * It sees what a sequential scan sees, without the executor's work for each
 * row.  Whatever needs more than that, the executor does (source_scan.c).  Which of
 * the two it is, the plan says.
 */
#ifndef CUSTOMER_SEG_HEAP_READER_H
#define CUSTOMER_SEG_HEAP_READER_H

#include "source/row_receiver.h"

#include "access/relscan.h"
#include "nodes/plannodes.h"

#define MOST_OTHERS 64 /* of a selection with more OtherColumns the query reads the rows */

/* a table to be read, and the number of each SourceColumn in it, or 0, and of the OtherColumns */
typedef struct HeapTable
{
	Oid relation;
	AttrNumber attributes[SOURCE_COLUMNS];
	AttrNumber others[MOST_OTHERS];
} HeapTable;

extern bool heap_tables_of(const PlannedStmt *plan, const Selection *selection, HeapTable **tables, int *count);
extern void heap_read(const HeapTable *table, ParallelTableScanDesc parallel, const Selection *selection,
					  RowReceiver *receiver);

#endif /* CUSTOMER_SEG_HEAP_READER_H */
