/*
 * check.c
 *		What tests say: lines of TAP.
 */
#include "check.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void
ok(bool passed, const char *format, ...)
{
	va_list arguments;

	printf("%s - ", passed ? "ok" : "not ok");
	va_start(arguments, format);
	vprintf(format, arguments);
	va_end(arguments);
	printf("\n");
}

void
broken(const char *law, const char *file, int line)
{
	printf("not ok - %s, at %s line %d\n", law, file, line);
	fflush(stdout);
	abort();
}
