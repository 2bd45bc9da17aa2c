/*
 * segment_text.h
 *		Segments of any type as text, and the labels of those that are enums.
 *
 * A segment is an argument of an aggregate, mostly that behind its state.
 */
#ifndef CUSTOMER_SEG_SEGMENT_TEXT_H
#define CUSTOMER_SEG_SEGMENT_TEXT_H

#include "server/compat.h"

typedef struct EnumLabel
{
	Oid oid;
	char name[NAMEDATALEN];
} EnumLabel;

/* how the segments of a call are written, kept from row to row */
typedef struct SegmentWriter
{
	Oid type; /* under all domains */
	bool is_enum;
	EnumLabel *labels; /* by their OIDs */
	int label_count;
	FmgrInfo output;
} SegmentWriter;

extern int enum_labels_of_segment(FunctionCallInfo fcinfo, int argument, EnumLabel **labels);
extern SegmentWriter *segment_writer_of(FunctionCallInfo fcinfo, int argument);
extern SegmentWriter *segment_writer(FunctionCallInfo fcinfo);
extern const char *segment_text(SegmentWriter *writer, Datum segment);

#endif /* CUSTOMER_SEG_SEGMENT_TEXT_H */
