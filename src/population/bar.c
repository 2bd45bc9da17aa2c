/*
 * bar.c
 *		A share as a bar of characters, for a terminal.
 */
#include "server/calls.h"

#include <math.h>

#include "lib/stringinfo.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"

#define MOST_WIDTH 1000
#define EIGHTHS	   8

/* U+258F to U+2588: one to eight eighths of a block, in UTF-8 */
static const char *const blocks[EIGHTHS + 1] = {"", "\xe2\x96\x8f", "\xe2\x96\x8e", "\xe2\x96\x8d", "\xe2\x96\x8c",
												"\xe2\x96\x8b", "\xe2\x96\x8a", "\xe2\x96\x89", "\xe2\x96\x88"};

static int
width_argument(FunctionCallInfo fcinfo, int argument)
{
	int width = PG_GETARG_INT32(argument);

	if (width < 1 || width > MOST_WIDTH)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("width %d is out of range", width),
				 errhint("Give the number of characters of a full bar, from 1 to %d.", MOST_WIDTH)));
	return width;
}

/*
 * bar(share, width): none below 0, and full above 1.  By eighths of a
 * character where the database can write them, else by whole ones.
 */
PG_FUNCTION_INFO_V1(customer_seg_bar);
Datum
customer_seg_bar(PG_FUNCTION_ARGS)
{
	double share = fmin(fmax(number_argument(fcinfo, 0, "share"), 0), 1);
	int width = width_argument(fcinfo, 1);
	bool has_blocks = GetDatabaseEncoding() == PG_UTF8;
	int steps = has_blocks ? EIGHTHS : 1;
	int length = (int) rint(share * width * steps);
	StringInfoData bar;

	initStringInfo(&bar);
	for (int i = 0; i < length / steps; i++)
		appendStringInfoString(&bar, has_blocks ? blocks[EIGHTHS] : "#");
	appendStringInfoString(&bar, blocks[length % steps]);
	PG_RETURN_TEXT_P(cstring_to_text_with_len(bar.data, bar.len));
}
