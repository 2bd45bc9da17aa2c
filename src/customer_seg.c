/*
 * customer_seg.c
 *		The library's entry: one noun, one file beside it.
 */
#include "compat.h"

CUSTOMER_SEG_MODULE_MAGIC;
