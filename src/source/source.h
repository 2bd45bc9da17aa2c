/*
 * source.h
 *		The table or view that holds the sales: its columns, and the query that
 *		reads them.
 */
#ifndef CUSTOMER_SEG_SOURCE_H
#define CUSTOMER_SEG_SOURCE_H

#include "source/sales_reader.h"

#include "lib/stringinfo.h"

typedef struct Source
{
	Oid relation;
	char *name; /* as a user would write it */
	char *customer_column;
	Oid customer_type;					/* as the column is declared */
	AttrNumber attributes[MAX_COLUMNS]; /* of each SalesColumn, 0 when not read */
	bool time_may_be_null;
	NullableDatum since;	/* rows from then on */
	NullableDatum as_of;	/* up to, not including, then; both may be open */
	StringInfoData columns; /* of the query */
	bool by_pages;			/* once it is read: not by the query */
} Source;

struct ParallelReader;

extern char *column_argument(FunctionCallInfo fcinfo, int argument, const char *name);
extern NullableDatum time_argument(FunctionCallInfo fcinfo, int argument, const char *name);
extern void source_check_period(const Source *source);
extern AttrNumber source_find_column(const Source *source, const char *parameter, const char *column);
extern void source_open(Source *source, Oid relation);
extern void source_select_customer(Source *source, SalesReader *reader, const char *column);
extern void source_select_time(Source *source, SalesReader *reader, const char *column);
extern void source_select_amount(Source *source, SalesReader *reader, const char *column);
extern void source_select_order(Source *source, SalesReader *reader, const char *column);
extern void source_select_potential(Source *source, SalesReader *reader, const char *column);
extern void source_read(Source *source, SalesReader *reader, struct ParallelReader *parallel);
extern void source_receive(const Source *source, DestReceiver *receiver);

#endif /* CUSTOMER_SEG_SOURCE_H */
