/*
 * histories.h
 *		From a sales table to the days of every customer, as a service.
 */
#ifndef CUSTOMER_SEG_HISTORIES_H
#define CUSTOMER_SEG_HISTORIES_H

#include "source/reader_histories.h"

/* what there is to say of all rows */
typedef struct HistoriesRead
{
	int64 one_in;	  /* so many customers, one was taken */
	TimestampTz last; /* time of any row, or DT_NOBEGIN */
} HistoriesRead;

extern void histories_read(const Selection *source, bool any_integer, const HistoryTaker *taker);
extern HistoriesRead histories_read_sample(const Selection *source, uint32 at_most, const HistoryTaker *taker);

#endif /* CUSTOMER_SEG_HISTORIES_H */
