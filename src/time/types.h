/*
 * types.h
 *		One customer's type at several dates: each time by the days of a window
 *		that ends there.
 */
#ifndef CUSTOMER_SEG_TYPES_H
#define CUSTOMER_SEG_TYPES_H

#include "classify/quadrant.h"
#include "customer/history.h"
#include "customer/yardstick.h"

/* from since on, before as_of: the dates ascend, and so do the days on which their windows begin */
typedef struct Windows
{
	int count;
	DateADT *since;
	DateADT *as_of;
} Windows;

/* a customer, who is looked at in one window after the other */
typedef struct WindowedHistory
{
	HistoryReader rises; /* the potential, none of it read */
	HistoryDay *days;
	int count;
	int room;
	int first; /* of the days in the last window */
	int end;   /* and the one after them */
	Activity activity;
} WindowedHistory;

/* columns of a row */
enum
{
	TYPE_DATE,
	TYPE_QUADRANT,
	TYPE_LOYALTY,
	TYPE_CONTRIBUTION,
	TYPE_ORDERS,
	TYPE_AMOUNT,
	TYPE_COLUMNS
};

extern void windows_arguments(FunctionCallInfo fcinfo, int dates, int window, Windows *windows);
extern void windowed_history_create(WindowedHistory *h, MemoryContext context);
extern void windowed_history_open(WindowedHistory *h, const struct varlena *history);
extern void type_in_window(WindowedHistory *h, const Windows *windows, int number, const Yardstick *yardstick,
						   const KnotIndexes *indexes, const Oid *labels, Datum *values, bool *nulls);

#endif /* CUSTOMER_SEG_TYPES_H */
