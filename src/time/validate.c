/*
 * validate.c
 *		validate_classes(): which classes came back, and whether classes tell; and
 *		what validate() needs beside it.
 *
 * The state is a breakdown: everybody in it was asked, and answered by coming
 * back.
 */
#include "population/breakdown.h"

#include "funcapi.h"
#include "miscadmin.h"
#include "numbers/proportions.h"
#include "numbers/statistics.h"
#include "population/segment_text.h"
#include "server/amount.h"
#include "server/calls.h"
#include "server/decimal.h"
#include "server/rows.h"
#include "server/states.h"
#include "time/periods.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"

/* columns of a row */
enum
{
	CLASS,
	CUSTOMERS,
	CAME_BACK,
	SHARE,
	LOW,
	HIGH,
	AMOUNT,
	AMOUNT_A_HEAD,
	SHARE_OF_AMOUNT,
	CHI_SQUARE,
	P,
	COLUMNS
};

/* (state, class, came_back, amount); a row of which it is not known whether the customer came back is ignored */
PG_FUNCTION_INFO_V1(customer_seg_validate_accum);
Datum
customer_seg_validate_accum(PG_FUNCTION_ARGS)
{
	MemoryContext context = aggregate_context(fcinfo);
	Breakdown *b = state_argument(fcinfo, 0);
	Tally one = {.customers = 1, .asked = 1};
	const char *class = NULL;

	if (b == NULL)
		b = breakdown_create(context, true);
	if (PG_ARGISNULL(2))
		PG_RETURN_POINTER(b);
	one.answered = PG_GETARG_BOOL(2);
	if (!PG_ARGISNULL(1))
		class = segment_text(segment_writer(fcinfo), PG_GETARG_DATUM(1));
	if (!PG_ARGISNULL(3))
		one.amount = money_from_units(amount_units(AMOUNT_NUMERIC, PG_GETARG_DATUM(3), "amount", &one.scale));
	tally_add(breakdown_tally(b, class), &one);
	PG_RETURN_POINTER(b);
}

/* Pearson's test of whether the classes' shares differ; false where there is nothing to compare */
static bool
test_classes(const Tally *const *classes, int count, const Tally *total, double *chi_square, double *p)
{
	double share = (double) total->answered / (double) total->customers;
	int compared = 0;

	if (total->answered == 0 || total->answered == total->customers)
		return false;
	*chi_square = 0;
	for (int i = 0; i < count; i++)
	{
		double expected = share * (double) classes[i]->customers;
		double excess = (double) classes[i]->answered - expected;

		if (classes[i]->customers == 0)
			continue;
		compared++;
		/* those who came back, and as far off the other way those who stayed away */
		*chi_square += excess * excess / expected / (1 - share);
	}
	*p = compared > 1 ? chi_square_p(*chi_square, compared - 1) : 1;
	return compared > 1;
}

/* what is known of any row: all but the share of the money and the test */
static void
fill_row(const Tally *tally, const char *class, Datum *values, bool *nulls)
{
	memset(nulls, false, sizeof(bool) * COLUMNS);
	nulls[CLASS] = class == NULL;
	nulls[SHARE] = nulls[LOW] = nulls[HIGH] = nulls[AMOUNT_A_HEAD] = tally->customers == 0;
	nulls[CHI_SQUARE] = nulls[P] = true;
	values[CLASS] = class == NULL ? (Datum) 0 : CStringGetTextDatum(class);
	values[CUSTOMERS] = Int64GetDatum(tally->customers);
	values[CAME_BACK] = Int64GetDatum(tally->answered);
	values[AMOUNT] = decimal_make(&tally->amount, tally->scale);
	if (tally->customers > 0)
	{
		Estimate share = share_estimate(tally->answered, tally->customers, USUAL_CONFIDENCE);

		values[SHARE] = Float8GetDatum(share.value);
		values[LOW] = Float8GetDatum(share.low);
		values[HIGH] = Float8GetDatum(share.high);
		values[AMOUNT_A_HEAD] = DirectFunctionCall2(numeric_div, values[AMOUNT],
													DirectFunctionCall1(int8_numeric, values[CUSTOMERS]));
	}
}

/* brought: NULL for those without a class, who have no share of the classes' money */
static void
write_class(RowWriter *writer, const Tally *tally, const Money *brought)
{
	MemoryContext caller = MemoryContextSwitchTo(writer->scratch);
	Datum values[COLUMNS] = {0};
	bool nulls[COLUMNS];
	double share = 0;

	fill_row(tally, tally->segment, values, nulls);
	nulls[SHARE_OF_AMOUNT] = brought == NULL || !share_of_brought(tally, brought, &share);
	values[SHARE_OF_AMOUNT] = Float8GetDatum(share);
	MemoryContextSwitchTo(caller);
	row_writer_add(writer, values, nulls);
}

/* the last row, of all who have a class */
static void
write_all(RowWriter *writer, const Tally *const *classes, int count, const Tally *total, const Money *brought)
{
	MemoryContext caller = MemoryContextSwitchTo(writer->scratch);
	Datum values[COLUMNS] = {0};
	bool nulls[COLUMNS];
	double chi_square;
	double p;

	fill_row(total, "all", values, nulls);
	nulls[SHARE_OF_AMOUNT] = money_sign(brought) <= 0;
	values[SHARE_OF_AMOUNT] = Float8GetDatum(1);
	if (test_classes(classes, count, total, &chi_square, &p))
	{
		nulls[CHI_SQUARE] = nulls[P] = false;
		values[CHI_SQUARE] = Float8GetDatum(chi_square);
		values[P] = Float8GetDatum(p);
	}
	MemoryContextSwitchTo(caller);
	row_writer_add(writer, values, nulls);
}

PG_FUNCTION_INFO_V1(customer_seg_validate_final);
Datum
customer_seg_validate_final(PG_FUNCTION_ARGS)
{
	Breakdown *b;
	const Tally **classes;
	RowWriter writer;
	Money brought;
	Tally total;
	int count;

	(void) aggregate_context(fcinfo);
	b = state_argument(fcinfo, 0);
	if (b == NULL)
		b = breakdown_create(CurrentMemoryContext, true);
	brought = breakdown_brought(b);
	total = breakdown_total(b);
	count = breakdown_in_order(fcinfo, b, &classes);
	row_writer_open(&writer, fcinfo);
	for (int i = 0; i < count; i++)
	{
		CHECK_FOR_INTERRUPTS();
		write_class(&writer, classes[i], &brought);
	}
	if (b->has_none)
		write_class(&writer, &b->none, NULL);
	write_all(&writer, classes, count, &total, &brought);
	return row_writer_close(&writer);
}

/* midnight after the last day */
static DateADT
end_of_data(FunctionCallInfo fcinfo, int last)
{
	return time_day(time_taken(TIME_DATE, DateADTGetDatum(day_argument(fcinfo, last, "last") + 1), "the day after last"));
}

/*
 * _validation_span(last, at, horizon, window): the day at which to look, and
 * those on which the window before it begins and the time to come ends.  Without
 * `at`, as late as data up to and with the last day allow.
 */
PG_FUNCTION_INFO_V1(customer_seg_validation_span);
Datum
customer_seg_validation_span(PG_FUNCTION_ARGS)
{
	Datum values[3] = {0};
	bool nulls[3] = {false};
	Interval *horizon;
	Interval *window;
	DateADT at;

	if (PG_ARGISNULL(2))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("horizon is NULL"),
				 errhint("Give a length such as '1 year', '3 months' or '90 days'.")));
	horizon = span_argument(fcinfo, 2, "horizon");
	window = PG_ARGISNULL(3) ? NULL : span_argument(fcinfo, 3, "window");
	if (PG_ARGISNULL(0) && PG_ARGISNULL(1))
		memset(nulls, true, sizeof(nulls));
	else
	{
		at = PG_ARGISNULL(1) ? day_minus(end_of_data(fcinfo, 0), horizon) : day_argument(fcinfo, 1, "at");
		values[0] = DateADTGetDatum(at);
		values[1] = DateADTGetDatum(window == NULL ? DATEVAL_NOBEGIN : day_minus(at, window));
		values[2] = DateADTGetDatum(day_plus(at, horizon, 1));
	}
	return record_result(fcinfo, values, nulls);
}
