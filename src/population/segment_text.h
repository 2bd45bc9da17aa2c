/*
 * segment_text.h
 *		Segments of any type as text, and the labels of those that are enums.
 *
 * A segment is the argument behind the state of an aggregate.
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

extern int read_enum_labels(Oid enum_type, MemoryContext context, EnumLabel **labels);
extern Oid segment_type(FunctionCallInfo fcinfo);
extern SegmentWriter *segment_writer(FunctionCallInfo fcinfo);
extern const char *segment_text(SegmentWriter *writer, Datum segment);

#endif /* CUSTOMER_SEG_SEGMENT_TEXT_H */
