/*
 * named_source.h
 *		A call whose source is a segmentation that has a name.
 */
#ifndef CUSTOMER_SEG_NAMED_SOURCE_H
#define CUSTOMER_SEG_NAMED_SOURCE_H

#include "server/compat.h"

extern void name_source(FunctionCallInfo fcinfo, int source);
extern void refuse_named_source(FunctionCallInfo fcinfo, int source, const char *what);

#endif /* CUSTOMER_SEG_NAMED_SOURCE_H */
