/*
 * segment.c
 *		segment(), segment_as() and _segment_unnamed(), called as functions: from a
 *		sales table to the type of every customer, in one call.
 */
#include "server/compat.h"

#include "funcapi.h"
#include "miscadmin.h"
#include "segment/segmentation.h"
#include "server/calls.h"
#include "source/source_support.h"
#include "source/order_column.h"
#include "utils/builtins.h"
#include "utils/tuplestore.h"

static Datum
segment(FunctionCallInfo fcinfo)
{
	InitMaterializedSRF(fcinfo, 0);
	segmentation_return(fcinfo, segmentation_begin(fcinfo, ((ReturnSetInfo *) fcinfo->resultinfo)->setDesc, ALL_OUT), ROW_MEMORY);
	PG_RETURN_NULL();
}

PG_FUNCTION_INFO_V1(customer_seg_segment);
Datum
customer_seg_segment(PG_FUNCTION_ARGS)
{
	return segment(fcinfo);
}

PG_FUNCTION_INFO_V1(customer_seg_segment_as);
Datum
customer_seg_segment_as(PG_FUNCTION_ARGS)
{
	return segment(fcinfo);
}

/* columns of _segment_unnamed() after those of segment() but the first */
enum
{
	OUT_MEASURED_AT = OUT_COLUMNS,
	OUT_WITHOUT_CUSTOMER,
	OUT_WITHOUT_TIME,
	OUT_AMOUNT_LEFT_OUT,
	OUT_SHARED_TIMES,
	OUT_ORDER_COLUMN,
	OUT_YARDSTICK,
	UNNAMED_COLUMNS
};

StaticAssertDecl(UNNAMED_COLUMNS - 1 == OUT_COLUMNS_UNNAMED, "all but the first are columns of the result");

/* the column that tells orders apart, where rows may be lines of orders; or NULL */
static Datum
order_column(const Segmentation *s, bool *is_null)
{
	char *column = s->shared_times > 0 ? likely_order_column(&s->source) : NULL;

	*is_null = column == NULL;
	return column == NULL ? (Datum) 0 : DirectFunctionCall1(namein, CStringGetDatum(column));
}

/* what there is to say of all rows, and nothing else */
static void
put_all_rows(const ReturnSetInfo *rsinfo, const Segmentation *s)
{
	const SalesCounts *counts = &s->reader.counts;
	Datum values[UNNAMED_COLUMNS] = {0};
	bool nulls[UNNAMED_COLUMNS] = {false};

	memset(nulls, true, OUT_WITHOUT_CUSTOMER);
	nulls[OUT_MEASURED_AT] = nulls[OUT_YARDSTICK] = s->base.customers == 0;
	values[OUT_MEASURED_AT] = TimestampTzGetDatum(s->now);
	values[OUT_WITHOUT_CUSTOMER] = Int64GetDatum(counts->without_customer);
	values[OUT_WITHOUT_TIME] = Int64GetDatum(counts->without_time);
	values[OUT_AMOUNT_LEFT_OUT] = decimal_make(&counts->amount_left_out, counts->scale_left_out);
	values[OUT_SHARED_TIMES] = Float8GetDatum(s->shared_times);
	nulls[OUT_SHARED_TIMES] = s->shared_times == 0;
	values[OUT_ORDER_COLUMN] = order_column(s, &nulls[OUT_ORDER_COLUMN]);
	if (!nulls[OUT_YARDSTICK])
		values[OUT_YARDSTICK] = PointerGetDatum(yardstick_store(s->yardstick));
	tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values + 1, nulls + 1);
}

/*
 * _segment_unnamed(): segment() without its first column, so for customers of
 * any type, with the point in time of which the rows speak; and in a last row
 * how many rows of the source were left out, and their money; whether the
 * others may be lines of orders; and the yardstick by which all were measured.
 */
PG_FUNCTION_INFO_V1(customer_seg_segment_unnamed);
Datum
customer_seg_segment_unnamed(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	Segmentation *s;
	Datum values[UNNAMED_COLUMNS] = {0};
	bool nulls[UNNAMED_COLUMNS];

	InitMaterializedSRF(fcinfo, 0);
	s = segmentation_begin_unnamed(fcinfo, rsinfo->setDesc);
	result_expect(fcinfo, s->base.customers * ROW_MEMORY);
	memset(nulls, true, sizeof(nulls));
	nulls[OUT_MEASURED_AT] = false;
	values[OUT_MEASURED_AT] = TimestampTzGetDatum(s->now);
	while (segmentation_next(s, values, nulls))
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values + 1, nulls + 1);
	if (rsinfo->setDesc->natts == OUT_COLUMNS_UNNAMED)
		put_all_rows(rsinfo, s);
	segmentation_end(s);
	PG_RETURN_NULL();
}

PG_FUNCTION_INFO_V1(customer_seg_segment_support);
Datum
customer_seg_segment_support(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(source_support((Node *) PG_GETARG_POINTER(0)));
}
