/*
 * picture.h
 *		Lines of text that are a picture, for a terminal of 100 columns.
 */
#ifndef CUSTOMER_SEG_PICTURE_H
#define CUSTOMER_SEG_PICTURE_H

#include "server/compat.h"

#include "lib/stringinfo.h"

#define LINE_WIDTH 98 /* psql puts a space on either side */

extern void put_line(FunctionCallInfo fcinfo, StringInfo line);
extern void append_share(StringInfo line, double share, int width);

#endif /* CUSTOMER_SEG_PICTURE_H */
