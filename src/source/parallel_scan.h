/*
 * parallel_scan.h
 *		Reads the pages of tables by several processes, whose receivers share
 *		what they make of the rows.
 */
#ifndef CUSTOMER_SEG_PARALLEL_SCAN_H
#define CUSTOMER_SEG_PARALLEL_SCAN_H

#include "source/heap_reader.h"
#include "storage/shm_toc.h"

extern bool parallel_scan(const HeapTable *tables, int count, const Selection *selection, RowReceiver *receiver);
extern void parallel_scan_work(shm_toc *toc, const RowReceiverKind *kind);
extern void shared_scan_free(SharedScan *scan);

#endif /* CUSTOMER_SEG_PARALLEL_SCAN_H */
