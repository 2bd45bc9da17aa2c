/*
 * segment_activities.c
 *		segment_activities() and segment_activities_as(), called as functions:
 *		from activities that are kept already to the type of every customer.
 */
#include "server/compat.h"

#include "funcapi.h"
#include "segment/segmentation.h"
#include "source/source_support.h"

static Datum
segment_activities(FunctionCallInfo fcinfo)
{
	InitMaterializedSRF(fcinfo, 0);
	segmentation_return(fcinfo, segmentation_begin_activities(fcinfo, ((ReturnSetInfo *) fcinfo->resultinfo)->setDesc, ALL_OUT),
						ROW_MEMORY);
	PG_RETURN_NULL();
}

PG_FUNCTION_INFO_V1(customer_seg_segment_activities);
Datum
customer_seg_segment_activities(PG_FUNCTION_ARGS)
{
	return segment_activities(fcinfo);
}

PG_FUNCTION_INFO_V1(customer_seg_segment_activities_as);
Datum
customer_seg_segment_activities_as(PG_FUNCTION_ARGS)
{
	return segment_activities(fcinfo);
}

PG_FUNCTION_INFO_V1(customer_seg_segment_activities_support);
Datum
customer_seg_segment_activities_support(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(source_support((Node *) PG_GETARG_POINTER(0)));
}
