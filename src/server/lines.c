/*
 * lines.c
 *		Text for a terminal: _wrap(text, width) and _pad(text, width).
 */
#include "server/lines.h"

#include "funcapi.h"
#include "lib/stringinfo.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "server/calls.h"
#include "utils/builtins.h"

/* a width may be */
#define NARROWEST 10
#define WIDEST	  10000

static inline int
character_width(const char *c)
{
	return Max(pg_dsplen(c), 0);
}

/* how many columns of a terminal a text takes */
int
display_width(const char *text)
{
	int width = 0;

	for (; *text != '\0'; text += pg_mblen(text))
		width += character_width(text);
	return width;
}

/* a text on one line, cut where it is wider than most */
char *
fit_width(const char *text, int most)
{
	StringInfoData fitting;
	bool too_wide = display_width(text) > most;
	int room = too_wide ? most - 2 : most;

	initStringInfo(&fitting);
	for (; *text != '\0' && (room -= character_width(text)) >= 0; text += pg_mblen(text))
		if (pg_dsplen(text) < 0)
			appendStringInfoChar(&fitting, '?');
		else
			appendBinaryStringInfo(&fitting, text, pg_mblen(text));
	if (too_wide)
		appendStringInfoString(&fitting, "..");
	return fitting.data;
}

/* ---- wrapping ---- */

/* is the character at c, of UTF-8, one of these? */
static bool
is_among(const char *c, const pg_wchar *characters, int count)
{
	pg_wchar character;

	if (GetDatabaseEncoding() != PG_UTF8)
		return false;
	character = utf8_to_unicode((const unsigned char *) c);
	for (int i = 0; i < count; i++)
		if (characters[i] == character)
			return true;
	return false;
}

/* a comma, a stop, a closing bracket or quotation mark, ...: none begins a line of Chinese */
static bool
may_begin_line(const char *c)
{
	static const pg_wchar closing[] = {0xFF0C, 0x3002, 0x3001, 0xFF1B, 0xFF1A, 0xFF01, 0xFF1F, 0xFF09, 0x300B, 0x201D, 0x2019, 0x2026, '%'};

	return !is_among(c, closing, lengthof(closing));
}

/* an opening bracket or quotation mark does not end one */
static bool
may_end_line(const char *c)
{
	static const pg_wchar opening[] = {0xFF08, 0x300A, 0x201C, 0x2018};

	return !is_among(c, opening, lengthof(opening));
}

/* between two characters: at a blank, or beside a wide one */
static bool
may_break(const char *before, const char *after)
{
	if (*before == ' ' || *after == ' ')
		return true;
	return (pg_dsplen(before) > 1 || pg_dsplen(after) > 1) && may_end_line(before) && may_begin_line(after);
}

/* where the first line of a text ends: at the last place that fits, or in a word that is too wide by itself */
static const char *
line_end(const char *text, int width)
{
	const char *last = text;
	const char *fits = NULL;
	bool blank = true; /* so far: an indentation is no place to break */

	for (const char *c = text; *c != '\0'; last = c, c += pg_mblen(c))
	{
		if (!blank && may_break(last, c))
			fits = c;
		if ((width -= character_width(c)) < 0 && c > text)
			return fits != NULL ? fits : c;
		blank &= *c == ' ';
	}
	return text + strlen(text);
}

/* what breaks lines, or moves about on them, is a blank */
static char *
as_one_line(char *text)
{
	for (char *c = text; *c != '\0'; c += pg_mblen(c))
		if ((unsigned char) *c < ' ')
			*c = ' ';
	return text;
}

static int
line_width(FunctionCallInfo fcinfo, int argument)
{
	int32 width = PG_GETARG_INT32(argument);

	if (width < NARROWEST || width > WIDEST)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("width %d is not from %d to %d", width, NARROWEST, WIDEST)));
	return width;
}

/* _wrap(text, width): the lines of a text, none of them wider; blanks at a break go */
PG_FUNCTION_INFO_V1(customer_seg_wrap);
Datum
customer_seg_wrap(PG_FUNCTION_ARGS)
{
	const char *start = as_one_line(text_to_cstring(PG_GETARG_TEXT_PP(0)));
	int width = line_width(fcinfo, 1);

	InitMaterializedSRF(fcinfo, MAT_SRF_USE_EXPECTED_DESC);
	while (*start != '\0')
	{
		const char *end = line_end(start, width);
		const char *next = end + strspn(end, " ");
		Datum line;
		bool is_null = false;

		CHECK_FOR_INTERRUPTS();
		while (end > start && end[-1] == ' ')
			end--;
		line = PointerGetDatum(cstring_to_text_with_len(start, (int) (end - start)));
		put_row(fcinfo, &line, &is_null);
		start = next;
	}
	PG_RETURN_NULL();
}

/*
 * _pad(text, width): a text made as wide by blanks behind it, and cut where it
 * is wider; for a width below 0 by blanks before it, and never cut.
 */
PG_FUNCTION_INFO_V1(customer_seg_pad);
Datum
customer_seg_pad(PG_FUNCTION_ARGS)
{
	const char *unpadded = text_to_cstring(PG_GETARG_TEXT_PP(0));
	int32 width = PG_GETARG_INT32(1);
	StringInfoData padded;

	if (width < -WIDEST || width > WIDEST)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("width %d is not from %d to %d", width, -WIDEST, WIDEST)));
	initStringInfo(&padded);
	if (width >= 0)
	{
		unpadded = fit_width(unpadded, width);
		appendStringInfo(&padded, "%s%*s", unpadded, width - display_width(unpadded), "");
	}
	else
		appendStringInfo(&padded, "%*s%s", Max(-width - display_width(unpadded), 0), "", unpadded);
	PG_RETURN_TEXT_P(cstring_to_text(padded.data));
}
