/*
 * segmentation.h
 *		One run of segment(): from its arguments to its rows, one by one.
 */
#ifndef CUSTOMER_SEG_SEGMENTATION_H
#define CUSTOMER_SEG_SEGMENTATION_H

#include "engine/customer_base.h"
#include "classify/quadrant.h"
#include "source/sales_reader.h"
#include "source/source_scan.h"

/* columns of the result */
enum
{
	OUT_CUSTOMER,
	OUT_ORDERS,
	OUT_AMOUNT,
	OUT_FIRST_ORDER,
	OUT_LAST_ORDER,
	OUT_LOYALTY,
	OUT_CONTRIBUTION,
	OUT_QUADRANT,
	OUT_ACTIVITY,
	OUT_COLUMNS
};

/* of _segment_unnamed(): without the customer, with what there is to say of all */
#define OUT_COLUMNS_UNNAMED (OUT_COLUMNS - 1 + 7)

#define OUT_BIT(column)		(1u << (column))
#define ALL_OUT				(OUT_BIT(OUT_COLUMNS) - 1)

/* about what a row takes in a tuplestore's memory */
#define ROW_MEMORY 272

typedef struct Segmentation
{
	MemoryContext context;	   /* of its own, in which all of it lies */
	MemoryContext row_context; /* of one row of the result */
	Selection source;
	SalesReader reader;
	Progress *progress;
	CustomerBase base;
	Yardstick *yardstick;
	YardstickSample *sample; /* on which it was fitted, or NULL */
	KnotIndexes *indexes;
	TimestampTz now;
	double shared_times; /* the share of the rows that share customer and time, or 0: too few to be lines of orders */
	bool any_integer;	 /* customers of every integer type come as bigint */
	Oid labels[QUADRANTS];
	int64 high[AXES];	  /* customers so far */
	int64 without_profit; /* of them, those with an order of whom none is known, where it is asked for */
	Activity activity;
	bool at_end;
	bool reported; /* what there is to say at the end */
} Segmentation;

extern Segmentation *segmentation_begin(FunctionCallInfo fcinfo, TupleDesc result, bool named);
extern Segmentation *segmentation_begin_activities(FunctionCallInfo fcinfo, TupleDesc result);
extern Segmentation *segmentation_begin_counting(FunctionCallInfo fcinfo, int yardstick);
extern bool segmentation_step(Segmentation *s, uint64 *key, Judgement *j);
extern bool segmentation_next(Segmentation *s, uint32 wanted, Datum *values, bool *nulls);
extern void segmentation_return(FunctionCallInfo fcinfo, Segmentation *s);
extern void segmentation_rewind(Segmentation *s);
extern int64 segmentation_memory(const Segmentation *s);
extern void segmentation_end(Segmentation *s);

#endif /* CUSTOMER_SEG_SEGMENTATION_H */
