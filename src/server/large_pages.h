/*
 * large_pages.h
 *		Asks the kernel for large pages under large tables.
 *
 * A table that is looked up at random costs a walk through the page tables
 * for nearly each look, which a prefetch has to wait for.  Large pages, where
 * the kernel has them to give, save that.  Where not, nothing is lost.
 */
#ifndef CUSTOMER_SEG_LARGE_PAGES_H
#define CUSTOMER_SEG_LARGE_PAGES_H

#include "server/compat.h"

#include <sys/mman.h>

#define LARGE_PAGE ((Size) 2 * 1024 * 1024)

static inline void
advise_large_pages(char *memory, Size size)
{
#ifdef MADV_HUGEPAGE
	if (size >= 2 * LARGE_PAGE)
	{
		char *start = (char *) TYPEALIGN(LARGE_PAGE, memory);
		char *end = (char *) TYPEALIGN_DOWN(LARGE_PAGE, memory + size);

		(void) madvise(start, (Size) (end - start), MADV_HUGEPAGE);
	}
#endif
}

#endif /* CUSTOMER_SEG_LARGE_PAGES_H */
