/*
 * classify.c
 *		classify() and classify_as(), called as functions: from a sales table to
 *		every class of every customer, as plain types.
 */
#include "server/compat.h"

#include "funcapi.h"
#include "segment/classification.h"
#include "source/source_support.h"

/* about what a row takes in a tuplestore's memory */
#define CLASSIFIED_ROW_MEMORY 576

static Datum
classify(FunctionCallInfo fcinfo)
{
	InitMaterializedSRF(fcinfo, 0);
	segmentation_return(fcinfo, classification_begin(fcinfo, ((ReturnSetInfo *) fcinfo->resultinfo)->setDesc, ALL_OUT),
						CLASSIFIED_ROW_MEMORY);
	PG_RETURN_NULL();
}

PG_FUNCTION_INFO_V1(customer_seg_classify);
Datum
customer_seg_classify(PG_FUNCTION_ARGS)
{
	return classify(fcinfo);
}

PG_FUNCTION_INFO_V1(customer_seg_classify_as);
Datum
customer_seg_classify_as(PG_FUNCTION_ARGS)
{
	return classify(fcinfo);
}

PG_FUNCTION_INFO_V1(customer_seg_classify_support);
Datum
customer_seg_classify_support(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(source_support((Node *) PG_GETARG_POINTER(0)));
}
