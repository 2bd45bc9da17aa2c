/*
 * movement_matrix.c
 *		movement_matrix(movement_row[]): a movement as text, for a terminal.
 */
#include "time/movement.h"

#include "funcapi.h"
#include "miscadmin.h"
#include "server/calls.h"
#include "server/lines.h"
#include "time/picture.h"

#define MOST_LABEL	20 /* columns of the terminal */
#define SHARE_WIDTH 4  /* 100% */
#define GAP			2
#define CORNER		"was \\ is"
#define TOTAL		"all"

typedef struct Matrix
{
	const Movement *m;
	StringInfoData line;
	char **labels; /* of each class, by its number */
	bool lettered; /* columns are headed by a letter for their class */
	int label_width;
	int *widths; /* of the column of each class, by its number */
	int total_width;
	int shown; /* so many classes have room */
} Matrix;

/* ---- labels ---- */

static void
make_labels(Matrix *x)
{
	x->labels = palloc_array(char *, x->m->classes->count + 1);
	x->labels[NOT_THERE] = "not there";
	for (int i = 1; i <= x->m->classes->count; i++)
		x->labels[i] = fit_width(x->m->classes->texts[i], MOST_LABEL);
}

/* A to Z, then AA and so on, as a spreadsheet has it */
static const char *
letters(int class)
{
	return class <= 26 ? psprintf("%c", 'A' + class - 1) :
						 psprintf("%s%c", letters((class - 1) / 26), 'A' + (class - 1) % 26);
}

/* what stands over the column of a class */
static const char *
head(const Matrix *x, int class)
{
	return x->lettered && class != NOT_THERE ? letters(class) : x->labels[class];
}

/* what stands before the row of a class */
static const char *
row_label(const Matrix *x, int class)
{
	return x->lettered && class != NOT_THERE ? psprintf("%s %s", letters(class), x->labels[class]) : x->labels[class];
}

/* ---- measuring ---- */

static int
digits(int64 number)
{
	return snprintf(NULL, 0, INT64_FORMAT, number);
}

static void
measure_columns(Matrix *x, bool lettered)
{
	x->lettered = lettered;
	x->label_width = display_width(CORNER);
	for (int i = 0; i <= x->m->classes->count; i++)
	{
		CHECK_FOR_INTERRUPTS();
		x->label_width = Max(x->label_width, display_width(row_label(x, i)));
		x->widths[i] = GAP + Max(Max(display_width(head(x, i)), digits(movement_is(x->m, i))), SHARE_WIDTH);
	}
	x->total_width = GAP + Max(display_width(TOTAL), digits(x->m->customers));
}

/* from the first class on, as many as there is room for */
static void
fit(Matrix *x)
{
	int room = LINE_WIDTH - x->label_width - x->widths[NOT_THERE] - x->total_width;

	for (x->shown = 0; x->shown < x->m->classes->count; x->shown++)
		if ((room -= x->widths[x->shown + 1]) < 0)
			return;
}

/* ---- writing ---- */

static void
append_left(Matrix *x, const char *text)
{
	appendStringInfo(&x->line, "%s%*s", text, x->label_width - display_width(text), "");
}

static void
append_right(Matrix *x, const char *text, int width)
{
	appendStringInfo(&x->line, "%*s%s", width - display_width(text), "", text);
}

static void
append_count(Matrix *x, int64 count, int width)
{
	append_right(x, psprintf(INT64_FORMAT, count), width);
}

/* the class in the column at a place: those shown, then NOT_THERE */
static int
column_class(const Matrix *x, int place)
{
	return (place + 1) % (x->shown + 1);
}

static void
put_matrix_head(FunctionCallInfo fcinfo, Matrix *x)
{
	append_left(x, CORNER);
	for (int i = 0; i <= x->shown; i++)
		append_right(x, head(x, column_class(x, i)), x->widths[column_class(x, i)]);
	append_right(x, TOTAL, x->total_width);
	put_line(fcinfo, &x->line);
}

/* a line of them, where there are any */
static void
put_share_line(FunctionCallInfo fcinfo, Matrix *x, int was, int64 of)
{
	bool any = false;

	append_left(x, "");
	for (int i = 0; i < x->shown + (was != NOT_THERE); i++)
	{
		int is = column_class(x, i);
		int64 count = movement_cell(x->m, was, is)->customers;

		if (count == 0)
			append_right(x, "", x->widths[is]);
		else
		{
			any = true;
			append_share(&x->line, (double) count / (double) of, x->widths[is] - 1);
			appendStringInfoChar(&x->line, '%');
		}
	}
	if (any)
		put_line(fcinfo, &x->line);
	else
		resetStringInfo(&x->line);
}

/* how many went where, and below it their shares */
static void
put_class_lines(FunctionCallInfo fcinfo, Matrix *x, int was)
{
	int64 of = movement_was(x->m, was);

	append_left(x, row_label(x, was));
	for (int i = 0; i <= x->shown; i++)
	{
		int is = column_class(x, i);

		if (was == NOT_THERE && is == NOT_THERE)
			append_right(x, "", x->widths[is]);
		else
			append_count(x, movement_cell(x->m, was, is)->customers, x->widths[is]);
	}
	append_count(x, of, x->total_width);
	put_line(fcinfo, &x->line);
	put_share_line(fcinfo, x, was, of);
}

static void
put_total(FunctionCallInfo fcinfo, Matrix *x)
{
	append_left(x, TOTAL);
	for (int i = 0; i <= x->shown; i++)
		append_count(x, movement_is(x->m, column_class(x, i)), x->widths[column_class(x, i)]);
	append_count(x, x->m->customers, x->total_width);
	put_line(fcinfo, &x->line);
}

/*
 * Two lines for each class that customers were in: how many are in each class
 * now, and their shares in per cent.  The last line says which classes have no
 * room.
 */
PG_FUNCTION_INFO_V1(customer_seg_movement_matrix);
Datum
customer_seg_movement_matrix(PG_FUNCTION_ARGS)
{
	Matrix x = {.m = movement_read(PG_GETARG_ARRAYTYPE_P(0))};

	InitMaterializedSRF(fcinfo, MAT_SRF_USE_EXPECTED_DESC);
	initStringInfo(&x.line);
	make_labels(&x);
	x.widths = palloc_array(int, x.m->classes->count + 1);
	measure_columns(&x, false);
	fit(&x);
	if (x.shown < x.m->classes->count)
	{
		measure_columns(&x, true);
		fit(&x);
	}
	put_matrix_head(fcinfo, &x);
	for (int i = 0; i <= x.m->classes->count; i++)
	{
		CHECK_FOR_INTERRUPTS();
		put_class_lines(fcinfo, &x, label_at(x.m->classes, i));
	}
	put_total(fcinfo, &x);
	if (x.shown < x.m->classes->count)
	{
		appendStringInfo(&x.line, "(columns %s to %s are left out)", letters(x.shown + 1), letters(x.m->classes->count));
		put_line(fcinfo, &x.line);
	}
	PG_RETURN_NULL();
}
