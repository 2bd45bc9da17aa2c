/*
 * customer_seg.c
 *		The library's entry: one noun, one file beside it.
 */
#include "server/compat.h"

#include "segment/segment_scan.h"

CUSTOMER_SEG_MODULE_MAGIC;

extern PGDLLEXPORT void _PG_init(void);

void
_PG_init(void)
{
	segment_scan_install();
}
