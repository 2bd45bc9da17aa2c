/*
 * types.c
 *		types() and quadrants(): one customer's type at several dates, each time by
 *		the days of a window that ends there.
 */
#include "time/types.h"

#include "customer/kept_yardstick.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "server/calls.h"
#include "time/periods.h"
#include "utils/array.h"
#include "utils/lsyscache.h"

/* ---- windows ---- */

pg_noreturn static void
report_date(const char *what)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("%s", what),
			 errhint("Give different days in ascending order, such as ARRAY['2024-01-01', '2025-01-01']::date[].")));
	pg_unreachable();
}

static void
check_date(const DateADT *dates, int number)
{
	TimestampTz at;

	if (!date_time(dates[number], &at))
		report_date(psprintf("date %d of dates does not lie on the calendar", number + 1));
	if (number > 0 && dates[number] <= dates[number - 1])
		report_date(psprintf("dates do not ascend: %s comes after %s", day_text(dates[number]), day_text(dates[number - 1])));
}

/* the windows that end at the dates: so long each, or without a beginning where the window is NULL */
void
windows_arguments(FunctionCallInfo fcinfo, int dates, int window, Windows *windows)
{
	Interval *length = PG_ARGISNULL(window) ? NULL : span_argument(fcinfo, window, "window");
	ArrayType *array = PG_ARGISNULL(dates) ? NULL : PG_GETARG_ARRAYTYPE_P(dates);

	if (array == NULL)
		report_date("dates is NULL");
	if (ARR_NDIM(array) > 1 || array_contains_nulls(array))
		report_date(ARR_NDIM(array) > 1 ? "dates has several dimensions" : "one of the dates is NULL");
	windows->count = ArrayGetNItems(ARR_NDIM(array), ARR_DIMS(array));
	windows->as_of = palloc(sizeof(DateADT) * (Size) (windows->count + 1));
	windows->since = palloc(sizeof(DateADT) * (Size) (windows->count + 1));
	memcpy(windows->as_of, ARR_DATA_PTR(array), sizeof(DateADT) * (Size) windows->count);
	for (int i = 0; i < windows->count; i++)
	{
		check_date(windows->as_of, i);
		windows->since[i] = length == NULL ? DATEVAL_NOBEGIN : day_minus(windows->as_of[i], length);
	}
}

/* ---- a customer ---- */

void
windowed_history_create(WindowedHistory *h, MemoryContext context)
{
	h->room = 64;
	h->days = MemoryContextAlloc(context, sizeof(HistoryDay) * (Size) h->room);
}

void
windowed_history_open(WindowedHistory *h, const struct varlena *history)
{
	HistoryReader reader;

	history_open(&reader, history);
	h->rises = reader;
	h->count = h->first = h->end = 0;
	while (history_next(&reader, &h->days[h->count]))
	{
		if (++h->count < h->room)
			continue;
		h->room *= 2;
		h->days = repalloc_huge(h->days, mul_size(sizeof(HistoryDay), (Size) h->room));
	}
}

/* adds what comes after the days that are in the window already, or begins anew where some have left it */
static void
fill_window(WindowedHistory *h, int first, int end, DateADT as_of)
{
	HistoryReader rises = h->rises;
	int from = h->end;

	if (first != h->first || from == first)
	{
		activity_init(&h->activity);
		from = first;
	}
	for (int i = from; i < end; i++)
	{
		CHECK_FOR_INTERRUPTS();
		history_day_count(&h->days[i], &h->activity);
	}
	history_potential_count(&rises, as_of, &h->activity);
	h->first = first;
	h->end = end;
}

/* as history_activity(), of windows none of which begins or ends before the last; NULL when there was nothing */
static const Activity *
windowed_activity(WindowedHistory *h, DateADT since, DateADT as_of)
{
	int first = h->first;
	int end = h->end;

	while (first < h->count && h->days[first].day < since)
		first++;
	end = Max(end, first);
	while (end < h->count && h->days[end].day < as_of)
		end++;
	fill_window(h, first, end, as_of);
	return first < end ? &h->activity : NULL;
}

static inline Oid
quadrant_label(const bool *high, const Oid *labels)
{
	return labels[quadrant_of_sides(high[LOYALTY], high[CONTRIBUTION])];
}

/*
 * A row of TYPE_COLUMNS: the type in a window, as of the midnight UTC of its end,
 * NULL when there was nothing in it.  What it takes is of the current context.
 */
void
type_in_window(WindowedHistory *h, const Windows *windows, int number, const Yardstick *yardstick,
			   const KnotIndexes *indexes, const Oid *labels, Datum *values, bool *nulls)
{
	DateADT as_of = windows->as_of[number];
	const Activity *a = windowed_activity(h, windows->since[number], as_of);
	const Activity none = {0};
	Judgement j = {0};

	nulls[TYPE_QUADRANT] = nulls[TYPE_LOYALTY] = nulls[TYPE_CONTRIBUTION] = a == NULL;
	if (a == NULL)
		a = &none;
	else
		yardstick_judge(yardstick, indexes, NULL, 0, a, as_of * USECS_PER_DAY, &j);
	values[TYPE_DATE] = DateADTGetDatum(as_of);
	values[TYPE_QUADRANT] = ObjectIdGetDatum(quadrant_label(j.high, labels));
	values[TYPE_LOYALTY] = Float8GetDatum(j.score[LOYALTY]);
	values[TYPE_CONTRIBUTION] = Float8GetDatum(j.score[CONTRIBUTION]);
	values[TYPE_ORDERS] = Int64GetDatum(a->orders);
	values[TYPE_AMOUNT] = decimal_make(&a->amount, a->amount_scale);
}

/* ---- SQL: (history, dates, window, yardstick) ---- */

/* what a call site keeps: the same dates come with every customer */
typedef struct TypesCall
{
	MemoryContext windows_context;
	struct varlena *dates; /* the arguments of which the windows are */
	Interval window;
	bool open; /* window is NULL */
	Windows windows;
	WindowedHistory history;
	KeptYardsticks *kept;
	const Yardstick *yardstick; /* of this call */
	const KnotIndexes *indexes;
	Oid quadrant; /* the enum, and its labels */
	Oid labels[QUADRANTS];
} TypesCall;

/* of the result, a column of which or an element it is */
static Oid
quadrant_type(FunctionCallInfo fcinfo)
{
	ReturnSetInfo *rows = (ReturnSetInfo *) fcinfo->resultinfo;

	if (fcinfo->flinfo->fn_retset)
		return TupleDescAttr(rows->setDesc, TYPE_QUADRANT)->atttypid;
	return get_element_type(declared_type(fcinfo, RESULT));
}

static TypesCall *
types_call(FunctionCallInfo fcinfo)
{
	MemoryContext context = fcinfo->flinfo->fn_mcxt;
	TypesCall *call = fcinfo->flinfo->fn_extra;

	if (call == NULL)
	{
		call = MemoryContextAllocZero(context, sizeof(TypesCall));
		call->windows_context = AllocSetContextCreate(context, "customer_seg windows", ALLOCSET_SMALL_SIZES);
		windowed_history_create(&call->history, context);
		call->quadrant = quadrant_type(fcinfo);
		enum_label_oids(call->quadrant, quadrant_labels, QUADRANTS, call->labels);
		fcinfo->flinfo->fn_extra = call;
	}
	return call;
}

/* An array in a variable of PL/pgSQL may have changed where it stands. */
static bool
windows_are_kept(FunctionCallInfo fcinfo, const TypesCall *call)
{
	struct varlena *dates = (struct varlena *) PG_GETARG_POINTER(1);

	return call->dates != NULL && !PG_ARGISNULL(1) && !VARATT_IS_EXTERNAL_EXPANDED(dates) &&
		   VARSIZE_ANY(dates) == VARSIZE_ANY(call->dates) &&
		   memcmp(dates, call->dates, VARSIZE_ANY(dates)) == 0 && call->open == PG_ARGISNULL(2) &&
		   (call->open || memcmp(PG_GETARG_INTERVAL_P(2), &call->window, sizeof(Interval)) == 0);
}

static void
keep_windows(FunctionCallInfo fcinfo, TypesCall *call)
{
	MemoryContext old;
	struct varlena *dates = (struct varlena *) PG_GETARG_POINTER(1);

	call->dates = NULL;
	MemoryContextReset(call->windows_context);
	old = MemoryContextSwitchTo(call->windows_context);
	windows_arguments(fcinfo, 1, 2, &call->windows);
	call->open = PG_ARGISNULL(2);
	if (!call->open)
		call->window = *PG_GETARG_INTERVAL_P(2);
	call->dates = palloc(VARSIZE_ANY(dates));
	memcpy(call->dates, dates, VARSIZE_ANY(dates));
	MemoryContextSwitchTo(old);
}

/* windows, customer and yardstick of a call; only a customer may be NULL, and has no types */
static TypesCall *
open_types(FunctionCallInfo fcinfo)
{
	TypesCall *call = types_call(fcinfo);

	if (!windows_are_kept(fcinfo, call))
		keep_windows(fcinfo, call);
	if (PG_ARGISNULL(3))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("yardstick is NULL"),
				 errhint("Fit one: yardstick(activity(history, as_of), as_of). Of no customers, it is NULL.")));
	windowed_history_open(&call->history, PG_GETARG_HISTORY_P(0));
	call->yardstick = kept_yardstick_indexed(fcinfo, 3, &call->kept, &call->indexes);
	return call;
}

/* types(): a row for each date */
PG_FUNCTION_INFO_V1(customer_seg_types);
Datum
customer_seg_types(PG_FUNCTION_ARGS)
{
	TypesCall *call;

	InitMaterializedSRF(fcinfo, MAT_SRF_USE_EXPECTED_DESC);
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	call = open_types(fcinfo);
	for (int i = 0; i < call->windows.count; i++)
	{
		Datum values[TYPE_COLUMNS];
		bool nulls[TYPE_COLUMNS] = {false};

		CHECK_FOR_INTERRUPTS();
		type_in_window(&call->history, &call->windows, i, call->yardstick, call->indexes, call->labels, values, nulls);
		put_row(fcinfo, values, nulls);
	}
	PG_RETURN_NULL();
}

/* quadrants(): the types alone, in an array as long as that of the dates */
PG_FUNCTION_INFO_V1(customer_seg_quadrants);
Datum
customer_seg_quadrants(PG_FUNCTION_ARGS)
{
	TypesCall *call;
	Datum *values;
	bool *nulls;
	int count;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	call = open_types(fcinfo);
	count = call->windows.count;
	values = palloc(sizeof(Datum) * (Size) (count + 1));
	nulls = palloc(sizeof(bool) * (Size) (count + 1));
	for (int i = 0; i < count; i++)
	{
		DateADT as_of = call->windows.as_of[i];
		const Activity *a = windowed_activity(&call->history, call->windows.since[i], as_of);
		bool high[AXES] = {false};

		CHECK_FOR_INTERRUPTS();
		nulls[i] = a == NULL;
		if (a != NULL)
			yardstick_judge_sides(call->yardstick, call->indexes, a, as_of * USECS_PER_DAY, high);
		values[i] = ObjectIdGetDatum(quadrant_label(high, call->labels));
	}
	PG_RETURN_ARRAYTYPE_P(construct_md_array(values, nulls, 1, &count, (int[]){1}, call->quadrant, sizeof(Oid), true, TYPALIGN_INT));
}
