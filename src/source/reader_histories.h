/*
 * reader_histories.h
 *		From the days that a reader has kept of its customers to their histories.
 */
#ifndef CUSTOMER_SEG_READER_HISTORIES_H
#define CUSTOMER_SEG_READER_HISTORIES_H

#include "source/sales_reader.h"

/* who takes the customers, one by one; each history is there for the call only */
typedef struct HistoryTaker
{
	void (*expect)(int64 bytes, void *arg); /* before the first: about what all histories take; or NULL */
	void (*take)(Datum customer, Datum history, void *arg);
	void *arg;
} HistoryTaker;

extern void reader_histories(SalesReader *reader, bool any_integer, const HistoryTaker *taker);

#endif /* CUSTOMER_SEG_READER_HISTORIES_H */
