/*
 * picture.c
 *		Lines of text that are a picture, for a terminal of 100 columns.
 */
#include "time/picture.h"

#include <math.h>

#include "server/calls.h"
#include "utils/builtins.h"

/* a line of the result, without the blanks at its end; it is empty again */
void
put_line(FunctionCallInfo fcinfo, StringInfo line)
{
	Datum value;
	bool is_null = false;

	while (line->len > 0 && line->data[line->len - 1] == ' ')
		line->data[--line->len] = '\0';
	value = CStringGetTextDatum(line->data);
	put_row(fcinfo, &value, &is_null);
	pfree(DatumGetPointer(value));
	resetStringInfo(line);
}

/* in whole per cent; what is some, is not 0 */
void
append_share(StringInfo line, double share, int width)
{
	double percent = rint(share * 100);

	if (percent == 0 && share > 0)
		appendStringInfo(line, "%*s", width, "<1");
	else
		appendStringInfo(line, "%*.0f", width, percent);
}
