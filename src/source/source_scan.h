/*
 * source_scan.h
 *		Reads what is selected of a source, and hands it to a receiver.
 */
#ifndef CUSTOMER_SEG_SOURCE_SCAN_H
#define CUSTOMER_SEG_SOURCE_SCAN_H

#include "source/row_receiver.h"

extern void source_scan(const Selection *selection, RowReceiver *receiver);
extern void source_scan_free(RowReceiver *receiver);

#endif /* CUSTOMER_SEG_SOURCE_SCAN_H */
