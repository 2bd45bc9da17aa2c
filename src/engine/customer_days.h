/*
 * customer_days.h
 *		What the engine keeps of customers while rows come in any order, where
 *		each is to have a history: all that the rows say of their days.
 */
#ifndef CUSTOMER_SEG_CUSTOMER_DAYS_H
#define CUSTOMER_SEG_CUSTOMER_DAYS_H

#include "customer/history.h"
#include "engine/grouping.h"

#define ROWS_OF_ENTRY 3

/* a row: what it does to its day */
typedef struct DayRow
{
	int64 amount; /* units of 10^-8, or the number of a DayRest */
	DateADT day;
	bool has_amount;
	bool has_rest;
	uint8 scale; /* decimals shown by the amount */
} DayRow;

/* what most rows do not have */
typedef struct DayRest
{
	int128_money amount;
	KnownMoney potential;
	KnownSum profit;
} DayRest;

/* rows that a customer has beside the last ones */
typedef struct DayBlock
{
	uint32 before; /* number of the one before + 1, or 0 */
	DayRow rows[ROWS_OF_ENTRY];
} DayBlock;

/* a customer: the last rows, so that a new one touches nothing else */
typedef struct CustomerDays
{
	uint64 key;
	uint32 block : 30; /* number of the last DayBlock + 1, or 0 */
	uint32 held : 2;   /* rows here */
	uint32 part;	   /* number of the last part + 1, or 0 */
	DayRow rows[ROWS_OF_ENTRY];
} CustomerDays;

StaticAssertDecl(sizeof(CustomerDays) == CACHE_LINE, "a customer is one cache line");

extern const GroupingKind customer_days_kind;

extern void customer_days_prefetch(const Partition *partition, uint32 number);

/* makes histories of customers, one after the other */
typedef struct DaysMaker
{
	HistoryBuilder *builder;
	pg_tz *zone;
	DayRow *rows; /* of one customer */
	int64 count;
	int64 room;
} DaysMaker;

extern void days_maker_create(DaysMaker *maker, pg_tz *zone);
extern void days_maker_make(DaysMaker *maker, const Partition *partition, const CustomerDays *customer, StringInfo out);

#endif /* CUSTOMER_SEG_CUSTOMER_DAYS_H */
