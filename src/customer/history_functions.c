/*
 * history_functions.c
 *		What a history tells, in SQL.
 */
#include "customer/history.h"

#include "funcapi.h"
#include "server/calls.h"
#include "server/times.h"
#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(customer_seg_history_days);
Datum
customer_seg_history_days(PG_FUNCTION_ARGS)
{
	HistoryReader reader;
	HistoryDay day;

	InitMaterializedSRF(fcinfo, 0);
	history_open(&reader, PG_GETARG_HISTORY_P(0));
	while (history_next(&reader, &day))
	{
		Datum values[] = {
			DateADTGetDatum(day.day), Int64GetDatum(day.orders), decimal_make(&day.amount, day.scale),
			Int64GetDatum(day.refunds), Int64GetDatum(day.contacts)};
		bool nulls[lengthof(values)] = {false};

		put_row(fcinfo, values, nulls);
	}
	PG_RETURN_NULL();
}

PG_FUNCTION_INFO_V1(customer_seg_history_first_day);
Datum
customer_seg_history_first_day(PG_FUNCTION_ARGS)
{
	DateADT first;

	if (!history_first_order(PG_GETARG_HISTORY_P(0), &first))
		PG_RETURN_NULL();
	PG_RETURN_DATEADT(first);
}

/* days with an order; the last of them */
static int64
purchase_days(const struct varlena *history, DateADT *last)
{
	HistoryReader reader;
	HistoryDay day;
	int64 days = 0;

	history_open(&reader, history);
	while (history_next(&reader, &day))
		if (day.orders > 0)
		{
			days++;
			*last = day.day;
		}
	return days;
}

PG_FUNCTION_INFO_V1(customer_seg_history_last_day);
Datum
customer_seg_history_last_day(PG_FUNCTION_ARGS)
{
	DateADT last;

	if (purchase_days(PG_GETARG_HISTORY_P(0), &last) == 0)
		PG_RETURN_NULL();
	PG_RETURN_DATEADT(last);
}

PG_FUNCTION_INFO_V1(customer_seg_history_purchase_days);
Datum
customer_seg_history_purchase_days(PG_FUNCTION_ARGS)
{
	DateADT last;

	PG_RETURN_INT64(purchase_days(PG_GETARG_HISTORY_P(0), &last));
}

PG_FUNCTION_INFO_V1(customer_seg_history_zone);
Datum
customer_seg_history_zone(PG_FUNCTION_ARGS)
{
	HistoryReader reader;

	history_open(&reader, PG_GETARG_HISTORY_P(0));
	if (reader.zone == NULL)
		PG_RETURN_TEXT_P(cstring_to_text("UTC"));
	PG_RETURN_TEXT_P(cstring_to_text_with_len(reader.zone, reader.zone_length));
}

/* activity(history [, as_of [, since]]) */
PG_FUNCTION_INFO_V1(customer_seg_history_activity);
Datum
customer_seg_history_activity(PG_FUNCTION_ARGS)
{
	DateADT as_of = PG_NARGS() > 1 ? PG_GETARG_DATEADT(1) : DATEVAL_NOEND;
	DateADT since = PG_NARGS() > 2 ? PG_GETARG_DATEADT(2) : DATEVAL_NOBEGIN;
	Activity *a = palloc(sizeof(Activity));

	if (!history_activity(PG_GETARG_HISTORY_P(0), since, as_of, a))
		PG_RETURN_NULL();
	PG_RETURN_POINTER(a);
}
