/*
 * cohort_triangle.c
 *		cohort_triangle(cohort_row[]): a table of cohorts as text, for a terminal.
 */
#include "time/cohorts.h"

#include "funcapi.h"
#include "miscadmin.h"
#include "server/calls.h"
#include "server/rows.h"
#include "server/times.h"
#include "time/picture.h"
#include "utils/builtins.h"

#define SHARE_WIDTH 4

/* what is shown of a row */
typedef struct Shown
{
	DateADT cohort;
	int32 period;
	int64 customers;
	double share; /* below 0: not known */
} Shown;

typedef struct Triangle
{
	Shown *rows;
	int64 count;
	int32 last; /* period */
	int cohort_width;
	int customers_width;
	int32 periods; /* so many have room */
} Triangle;

/* ---- reading ---- */

pg_noreturn static void
refuse_cohorts(const char *fault)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("this array is no table of cohorts"),
			 errdetail("%s", fault),
			 errhint("Make it by cohorts(history, unit, as_of).")));
	pg_unreachable();
}

static Shown
read_shown_row(const Datum *values, const bool *nulls)
{
	Shown row;

	if (nulls[COHORT] || nulls[PERIOD] || nulls[CUSTOMERS])
		refuse_cohorts("A cohort, period or number of customers is NULL.");
	row.cohort = DatumGetDateADT(values[COHORT]);
	row.period = DatumGetInt32(values[PERIOD]);
	row.customers = DatumGetInt64(values[CUSTOMERS]);
	row.share = nulls[SHARE] ? -1 : DatumGetFloat8(values[SHARE]);
	if (DATE_NOT_FINITE(row.cohort) || row.customers < 1 || (!nulls[SHARE] && !(row.share >= 0 && row.share <= 1)))
		refuse_cohorts("A cohort, number of customers or share is out of range.");
	return row;
}

/* cohorts in order, and the periods of each from 0 on */
static void
check_order(const Triangle *t, const Shown *row)
{
	const Shown *before = t->count == 0 ? NULL : &t->rows[t->count - 1];
	bool continues = before != NULL && before->cohort == row->cohort && before->period + 1 == row->period;
	bool begins = row->period == 0 && (before == NULL || before->cohort < row->cohort);

	if (!continues && !begins)
		refuse_cohorts("The cohorts or their periods are not in order.");
}

static void
measure_row(Triangle *t, const Shown *row)
{
	t->cohort_width = Max(t->cohort_width, (int) strlen(day_text(row->cohort)));
	t->customers_width = Max(t->customers_width, snprintf(NULL, 0, INT64_FORMAT, row->customers));
	t->last = Max(t->last, row->period);
}

static Triangle
read_triangle(ArrayType *array)
{
	Triangle t = {.last = -1, .cohort_width = 10, .customers_width = (int) strlen("customers")};
	RowReader reader;
	Datum values[COHORT_COLUMNS];
	bool nulls[COHORT_COLUMNS];

	row_reader_open(&reader, array, COHORT_COLUMNS);
	if (reader.fault != NULL)
		refuse_cohorts(reader.fault);
	t.rows = palloc_array(Shown, ArrayGetNItems(ARR_NDIM(array), ARR_DIMS(array)) + 1);
	while (row_reader_next(&reader, values, nulls))
	{
		Shown row = read_shown_row(values, nulls);

		check_order(&t, &row);
		measure_row(&t, &row);
		t.rows[t.count++] = row;
	}
	t.periods = (LINE_WIDTH - t.cohort_width - 1 - t.customers_width) / SHARE_WIDTH;
	return t;
}

/* ---- writing ---- */

static void
put_triangle_head(FunctionCallInfo fcinfo, const Triangle *t, StringInfo line)
{
	appendStringInfo(line, "%-*s %*s", t->cohort_width, "cohort", t->customers_width, "customers");
	for (int32 i = 0; i <= Min(t->last, t->periods - 1); i++)
		appendStringInfo(line, "%*d", SHARE_WIDTH, i);
	put_line(fcinfo, line);
}

/* of a cohort from its first row on; returns the first row of the next */
static int64
put_cohort(FunctionCallInfo fcinfo, const Triangle *t, int64 first, StringInfo line)
{
	int64 i = first;

	appendStringInfo(line, "%-*s %*s", t->cohort_width, day_text(t->rows[i].cohort), t->customers_width,
					 psprintf(INT64_FORMAT, t->rows[i].customers));
	for (; i < t->count && t->rows[i].cohort == t->rows[first].cohort; i++)
		if (t->rows[i].period < t->periods && t->rows[i].share >= 0)
			append_share(line, t->rows[i].share, SHARE_WIDTH);
	put_line(fcinfo, line);
	return i;
}

/*
 * A line for each cohort: its first day, its customers, and how many per cent
 * of them bought in each period since.  A period that is not over is left
 * blank; the last line says how many have no room.
 */
PG_FUNCTION_INFO_V1(customer_seg_cohort_triangle);
Datum
customer_seg_cohort_triangle(PG_FUNCTION_ARGS)
{
	Triangle t = read_triangle(PG_GETARG_ARRAYTYPE_P(0));
	StringInfoData line;

	InitMaterializedSRF(fcinfo, MAT_SRF_USE_EXPECTED_DESC);
	initStringInfo(&line);
	put_triangle_head(fcinfo, &t, &line);
	for (int64 i = 0; i < t.count;)
	{
		CHECK_FOR_INTERRUPTS();
		i = put_cohort(fcinfo, &t, i, &line);
	}
	if (t.last >= t.periods)
	{
		appendStringInfo(&line, "(periods %d to %d are left out)", t.periods, t.last);
		put_line(fcinfo, &line);
	}
	PG_RETURN_NULL();
}
