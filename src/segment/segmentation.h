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

/* of any result */
#define MOST_OUT_COLUMNS 64
#define OUT_BIT(column)	 (UINT64CONST(1) << (column))
#define ALL_OUT			 PG_UINT64_MAX

/* about what a row takes in a tuplestore's memory */
#define ROW_MEMORY 272

typedef struct Segmentation Segmentation;
typedef struct Classification Classification;

/* the columns of a customer, in the memory context of the row: of those that are not wanted, anything */
typedef void (*RowMaker)(Segmentation *s, uint64 key, const Judgement *j, Datum *values, bool *nulls);

struct Segmentation
{
	MemoryContext context;	   /* of its own, in which all of it lies */
	MemoryContext row_context; /* of one row of the result */
	Selection source;
	SalesReader reader;
	uint32 sampled;	  /* customers, at most, whose days are kept beside; or 0 */
	SalesReader days; /* then: of them */
	Progress *progress;
	CustomerBase base;
	Yardstick *yardstick;
	YardstickSample *sample; /* on which it was fitted, or NULL */
	KnotIndexes *indexes;
	TimestampTz now;
	double shared_times; /* the share of the rows that share customer and time, or 0: too few to be lines of orders */
	bool any_integer;	 /* customers of every integer type come as bigint */
	RowMaker make_row;
	uint64 wanted; /* OUT_BITs of the result's columns */
	Oid labels[QUADRANTS];
	Classification *classes; /* of classify(), or NULL */
	int64 high[AXES];		 /* customers so far */
	int64 without_profit;	 /* of them, those with an order of whom none is known, where it is asked for */
	Activity activity;
	bool at_end;
	bool reported; /* what there is to say at the end */
};

extern Segmentation *segmentation_begin(FunctionCallInfo fcinfo, TupleDesc result, uint64 wanted);
extern Segmentation *segmentation_begin_unnamed(FunctionCallInfo fcinfo, TupleDesc result);
extern Segmentation *segmentation_begin_activities(FunctionCallInfo fcinfo, TupleDesc result, uint64 wanted);
extern Segmentation *segmentation_begin_rows(FunctionCallInfo fcinfo, int yardstick, TupleDesc result, const char *function,
											 uint32 sampled);
extern Segmentation *segmentation_begin_counting(FunctionCallInfo fcinfo, int yardstick);
extern void segmentation_check_result(TupleDesc result, int columns, const char *function);
extern Datum segmentation_customer(const Segmentation *s, uint64 key);
extern bool segmentation_step(Segmentation *s, uint64 *key, Judgement *j);
extern bool segmentation_next(Segmentation *s, Datum *values, bool *nulls);
extern void segmentation_return(FunctionCallInfo fcinfo, Segmentation *s, Size row_memory);
extern void segmentation_rewind(Segmentation *s);
extern int64 segmentation_memory(const Segmentation *s);
extern void segmentation_end(Segmentation *s);

#endif /* CUSTOMER_SEG_SEGMENTATION_H */
