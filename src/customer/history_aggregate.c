/*
 * history_aggregate.c
 *		history(at, amount …) and rollup(history): from rows, and from histories, to one.
 */
#include "customer/history.h"

#include "server/amount.h"
#include "server/calls.h"
#include "server/states.h"
#include "server/zones.h"
#include "utils/builtins.h"

/* ---- time zones ---- */

/* the zone that a call names, kept from row to row */
typedef struct ZoneOfCall
{
	char given[ZONE_MOST_BYTES + 1];
	pg_tz *zone; /* NULL: UTC */
} ZoneOfCall;

static pg_tz *
zone_argument(FunctionCallInfo fcinfo, int argument, TimeKind time)
{
	ZoneOfCall *call = fcinfo->flinfo->fn_extra;
	char *name;

	if (PG_ARGISNULL(argument))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("zone is NULL"),
				 errhint("Name a time zone, or leave it out: history(at, amount) has days in UTC.")));
	name = text_to_cstring(PG_GETARG_TEXT_PP(argument));
	if (call != NULL && strcmp(call->given, name) == 0)
		return call->zone;
	if (call == NULL)
		call = fcinfo->flinfo->fn_extra = MemoryContextAllocZero(fcinfo->flinfo->fn_mcxt, sizeof(ZoneOfCall));
	call->zone = zone_find(name);
	if (call->zone != NULL && time != TIME_TIMESTAMPTZ)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("zone is \"%s\", but a %s has a day of its own", name, time == TIME_DATE ? "date" : "timestamp without time zone"),
				 errhint("Leave the zone out.")));
	strlcpy(call->given, name, sizeof(call->given));
	return call->zone;
}

/* ---- from rows ---- */

static HistoryBuilder *
builder_argument(FunctionCallInfo fcinfo)
{
	HistoryBuilder *b = state_argument(fcinfo, 0);

	return b != NULL ? b : history_builder_create(aggregate_context(fcinfo));
}

static void
add_history_row(FunctionCallInfo fcinfo, HistoryBuilder *b, DateADT date, AmountKind kind, bool more)
{
	HistoryDay day;
	int128_money units;
	int scale;

	if (PG_ARGISNULL(2))
		history_day_of_row(&day, date, NULL, 0);
	else
	{
		units = amount_units(kind, PG_GETARG_DATUM(2), "amount", &scale);
		history_day_of_row(&day, date, &units, scale);
	}
	if (more && !PG_ARGISNULL(4))
	{
		day.profit = money_from_units(amount_units(kind, PG_GETARG_DATUM(4), "profit", &scale));
		day.profit_scale = (uint8) scale;
		day.has_profit = true;
	}
	history_builder_day(b, &day);
	if (more && !PG_ARGISNULL(3))
	{
		Money potential = money_from_units(amount_units(kind, PG_GETARG_DATUM(3), "potential", &scale));

		history_builder_potential(b, date, &potential, scale);
	}
}

/*
 * Transition (state, at, amount [, potential, profit] [, zone]); a row without
 * a time is ignored.  A timestamp without a zone to name has the functions of
 * timestamptz.
 */
static Datum
accumulate(FunctionCallInfo fcinfo, TimeKind time, AmountKind kind)
{
	bool more = PG_NARGS() > 4;
	pg_tz *zone = PG_NARGS() % 2 == 0 ? zone_argument(fcinfo, PG_NARGS() - 1, time) : NULL;
	const char *name = zone == NULL ? "" : pg_get_timezone_name(zone);
	HistoryBuilder *b;
	TimestampTz at;

	if (PG_ARGISNULL(1))
	{
		if (PG_ARGISNULL(0))
			PG_RETURN_NULL();
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	at = time_taken(time, PG_GETARG_DATUM(1), "time");
	b = builder_argument(fcinfo);
	history_builder_zone(b, name, (int) strlen(name));
	add_history_row(fcinfo, b, zone_day(zone, at), kind, more);
	PG_RETURN_POINTER(b);
}

PG_FUNCTION_INFO_V1(customer_seg_history_accum_numeric);
Datum
customer_seg_history_accum_numeric(PG_FUNCTION_ARGS)
{
	return accumulate(fcinfo, TIME_TIMESTAMPTZ, AMOUNT_NUMERIC);
}

PG_FUNCTION_INFO_V1(customer_seg_history_accum_float8);
Datum
customer_seg_history_accum_float8(PG_FUNCTION_ARGS)
{
	return accumulate(fcinfo, TIME_TIMESTAMPTZ, AMOUNT_FLOAT8);
}

PG_FUNCTION_INFO_V1(customer_seg_history_accum_float4);
Datum
customer_seg_history_accum_float4(PG_FUNCTION_ARGS)
{
	return accumulate(fcinfo, TIME_TIMESTAMPTZ, AMOUNT_FLOAT4);
}

PG_FUNCTION_INFO_V1(customer_seg_history_accum_int8);
Datum
customer_seg_history_accum_int8(PG_FUNCTION_ARGS)
{
	return accumulate(fcinfo, TIME_TIMESTAMPTZ, AMOUNT_INT8);
}

PG_FUNCTION_INFO_V1(customer_seg_history_accum_timestamp_numeric);
Datum
customer_seg_history_accum_timestamp_numeric(PG_FUNCTION_ARGS)
{
	return accumulate(fcinfo, TIME_TIMESTAMP, AMOUNT_NUMERIC);
}

PG_FUNCTION_INFO_V1(customer_seg_history_accum_timestamp_float8);
Datum
customer_seg_history_accum_timestamp_float8(PG_FUNCTION_ARGS)
{
	return accumulate(fcinfo, TIME_TIMESTAMP, AMOUNT_FLOAT8);
}

PG_FUNCTION_INFO_V1(customer_seg_history_accum_timestamp_float4);
Datum
customer_seg_history_accum_timestamp_float4(PG_FUNCTION_ARGS)
{
	return accumulate(fcinfo, TIME_TIMESTAMP, AMOUNT_FLOAT4);
}

PG_FUNCTION_INFO_V1(customer_seg_history_accum_timestamp_int8);
Datum
customer_seg_history_accum_timestamp_int8(PG_FUNCTION_ARGS)
{
	return accumulate(fcinfo, TIME_TIMESTAMP, AMOUNT_INT8);
}

PG_FUNCTION_INFO_V1(customer_seg_history_accum_date_numeric);
Datum
customer_seg_history_accum_date_numeric(PG_FUNCTION_ARGS)
{
	return accumulate(fcinfo, TIME_DATE, AMOUNT_NUMERIC);
}

PG_FUNCTION_INFO_V1(customer_seg_history_accum_date_float8);
Datum
customer_seg_history_accum_date_float8(PG_FUNCTION_ARGS)
{
	return accumulate(fcinfo, TIME_DATE, AMOUNT_FLOAT8);
}

PG_FUNCTION_INFO_V1(customer_seg_history_accum_date_float4);
Datum
customer_seg_history_accum_date_float4(PG_FUNCTION_ARGS)
{
	return accumulate(fcinfo, TIME_DATE, AMOUNT_FLOAT4);
}

PG_FUNCTION_INFO_V1(customer_seg_history_accum_date_int8);
Datum
customer_seg_history_accum_date_int8(PG_FUNCTION_ARGS)
{
	return accumulate(fcinfo, TIME_DATE, AMOUNT_INT8);
}

/* ---- from histories ---- */

PG_FUNCTION_INFO_V1(customer_seg_history_rollup);
Datum
customer_seg_history_rollup(PG_FUNCTION_ARGS)
{
	HistoryBuilder *b;

	if (PG_ARGISNULL(1))
	{
		if (PG_ARGISNULL(0))
			PG_RETURN_NULL();
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	b = builder_argument(fcinfo);
	history_builder_merge(b, PG_GETARG_HISTORY_P(1));
	PG_RETURN_POINTER(b);
}

static void *
create_builder(MemoryContext context, const void *other)
{
	(void) other;
	return history_builder_create(context);
}

static void
join_builder(void *state, const void *other)
{
	HistoryBuilder *b = state;
	const HistoryBuilder *added = other;

	history_builder_zone(b, added->zone, added->zone == NULL ? 0 : (int) strlen(added->zone));
	for (int32 i = 0; i < added->count; i++)
		history_builder_day(b, &added->days[i]);
	for (int32 i = 0; i < added->rises_count; i++)
		history_builder_potential(b, added->rises[i].day, &added->rises[i].potential, added->rises[i].scale);
}

PG_FUNCTION_INFO_V1(customer_seg_history_combine);
Datum
customer_seg_history_combine(PG_FUNCTION_ARGS)
{
	static const StateKind kind = {create_builder, join_builder};

	return states_combine(fcinfo, &kind);
}

/* the state travels as the history that it is so far */
PG_FUNCTION_INFO_V1(customer_seg_history_serial);
Datum
customer_seg_history_serial(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(history_builder_make(state_argument(fcinfo, 0)));
}

PG_FUNCTION_INFO_V1(customer_seg_history_deserial);
Datum
customer_seg_history_deserial(PG_FUNCTION_ARGS)
{
	HistoryBuilder *b = history_builder_create(CurrentMemoryContext);

	history_builder_merge(b, PG_GETARG_HISTORY_P(0));
	PG_RETURN_POINTER(b);
}

PG_FUNCTION_INFO_V1(customer_seg_history_final);
Datum
customer_seg_history_final(PG_FUNCTION_ARGS)
{
	HistoryBuilder *b = state_argument(fcinfo, 0);

	if (b == NULL)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(history_builder_make(b));
}

PG_FUNCTION_INFO_V1(customer_seg_history_add);
Datum
customer_seg_history_add(PG_FUNCTION_ARGS)
{
	HistoryBuilder *b = history_builder_create(CurrentMemoryContext);

	history_builder_merge(b, PG_GETARG_HISTORY_P(0));
	history_builder_merge(b, PG_GETARG_HISTORY_P(1));
	PG_RETURN_POINTER(history_builder_make(b));
}
