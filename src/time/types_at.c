/*
 * types_at.c
 *		types_at() and types_at_as(): from a sales table to the types of all its
 *		customers at several dates, in one call.
 *
 * A yardstick that is given measures customers as they come.  To fit one, all
 * must have come: they wait, as histories, in a tuplestore.
 */
#include "time/types.h"

#include "catalog/pg_type.h"
#include "customer/knot_index.h"
#include "customer/yardstick_sample.h"
#include "executor/tuptable.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "server/calls.h"
#include "source/sales_reader.h"
#include "time/histories.h"
#include "utils/tuplestore.h"

/* arguments after the columns */
enum
{
	ARG_DATES = ARG_PROFIT_COLUMN + 1,
	ARG_WINDOW,
	ARG_YARDSTICK
};

typedef struct TypesAt
{
	FunctionCallInfo fcinfo;
	MemoryContext scratch; /* of one customer */
	Windows windows;
	WindowedHistory history;
	const Yardstick *yardstick; /* NULL: it is to be fitted */
	const KnotIndexes *indexes;
	YardstickSample *sample;
	Tuplestorestate *waiting;
	TupleDesc waiting_row;
	Oid labels[QUADRANTS];
} TypesAt;

/* (customer, a history's bytes) */
enum
{
	WAITING_CUSTOMER,
	WAITING_HISTORY,
	WAITING_COLUMNS
};

/* the customer's rows, each for a date, of the result */
static void
put_types(TypesAt *t, Datum customer, Datum history)
{
	MemoryContext old = MemoryContextSwitchTo(t->scratch);

	windowed_history_open(&t->history, DatumGetHistoryP(history));
	for (int i = 0; i < t->windows.count; i++)
	{
		Datum values[1 + TYPE_COLUMNS] = {customer};
		bool nulls[1 + TYPE_COLUMNS] = {false};

		CHECK_FOR_INTERRUPTS();
		type_in_window(&t->history, &t->windows, i, t->yardstick, t->indexes, t->labels, values + 1, nulls + 1);
		put_row(t->fcinfo, values, nulls);
	}
	MemoryContextSwitchTo(old);
	MemoryContextReset(t->scratch);
}

/* the customer joins the sample by the first window, and waits */
static void
let_wait(TypesAt *t, Datum customer, Datum history)
{
	Datum values[WAITING_COLUMNS] = {customer, history};
	bool nulls[WAITING_COLUMNS] = {false};
	Activity a;

	if (history_activity(DatumGetHistoryP(history), t->windows.since[0], t->windows.as_of[0], &a))
		sample_add(t->sample, &a);
	tuplestore_putvalues(t->waiting, t->waiting_row, values, nulls);
}

static void
take_customer(Datum customer, Datum history, void *arg)
{
	TypesAt *t = arg;

	if (t->yardstick != NULL)
		put_types(t, customer, history);
	else if (t->windows.count > 0)
		let_wait(t, customer, history);
}

static void
prepare_waiting(TypesAt *t, const Selection *source, Oid customer_type)
{
	t->sample = sample_create(CurrentMemoryContext, t->windows.as_of[0] * USECS_PER_DAY, sales_measures(source),
							  (int64) get_hash_memory_limit());
	t->waiting = tuplestore_begin_heap(false, false, work_mem);
	t->waiting_row = CreateTemplateTupleDesc(WAITING_COLUMNS);
	TupleDescInitEntry(t->waiting_row, WAITING_CUSTOMER + 1, "customer", customer_type, -1, 0);
	TupleDescInitEntry(t->waiting_row, WAITING_HISTORY + 1, "history", BYTEAOID, -1, 0);
	TupleDescFinalize(t->waiting_row);
}

static void
use_yardstick(TypesAt *t, const Yardstick *yardstick)
{
	t->yardstick = yardstick;
	t->indexes = yardstick_index(yardstick);
}

/* all have come */
static void
fit_yardstick(TypesAt *t)
{
	if (t->sample->customers == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("no customer was there in the window before %s, so no yardstick can be fitted on it",
						day_text(t->windows.as_of[0])),
				 errhint("Begin with a later date, or give a yardstick.")));
	use_yardstick(t, sample_fit(t->sample));
}

static void
put_those_who_wait(TypesAt *t)
{
	TupleTableSlot *slot = MakeSingleTupleTableSlot(t->waiting_row, &TTSOpsMinimalTuple);

	while (tuplestore_gettupleslot(t->waiting, true, false, slot))
	{
		slot_getallattrs(slot);
		if (t->yardstick == NULL)
			fit_yardstick(t);
		put_types(t, slot->tts_values[WAITING_CUSTOMER], slot->tts_values[WAITING_HISTORY]);
	}
	ExecDropSingleTupleTableSlot(slot);
	tuplestore_end(t->waiting);
	sample_free(t->sample);
}

/* first: the argument `source` */
static Datum
types_at(FunctionCallInfo fcinfo, int first)
{
	TupleDesc row;
	Oid customer_type;
	Selection source = {0};
	TypesAt t = {.fcinfo = fcinfo};
	HistoryTaker taker = {.take = take_customer, .arg = &t};

	InitMaterializedSRF(fcinfo, 0);
	row = ((ReturnSetInfo *) fcinfo->resultinfo)->setDesc;
	customer_type = TupleDescAttr(row, 0)->atttypid;
	source_columns(fcinfo, first, first + ARG_DATES, &source);
	selection_check_customers(&source, fcinfo, "types_at", customer_type, first == 0);
	windows_arguments(fcinfo, first + ARG_DATES, first + ARG_WINDOW, &t.windows);
	t.scratch = AllocSetContextCreate(CurrentMemoryContext, "customer_seg types", ALLOCSET_DEFAULT_SIZES);
	windowed_history_create(&t.history, CurrentMemoryContext);
	enum_label_oids(TupleDescAttr(row, 1 + TYPE_QUADRANT)->atttypid, quadrant_labels, QUADRANTS, t.labels);
	if (!PG_ARGISNULL(first + ARG_YARDSTICK))
		use_yardstick(&t, PG_GETARG_YARDSTICK_P(first + ARG_YARDSTICK));
	else if (t.windows.count > 0)
		prepare_waiting(&t, &source, customer_type);
	histories_read(&source, first == 0, &taker);
	if (t.waiting != NULL)
		put_those_who_wait(&t);
	PG_RETURN_NULL();
}

PG_FUNCTION_INFO_V1(customer_seg_types_at);
Datum
customer_seg_types_at(PG_FUNCTION_ARGS)
{
	return types_at(fcinfo, 0);
}

/* its first argument has the customers' type */
PG_FUNCTION_INFO_V1(customer_seg_types_at_as);
Datum
customer_seg_types_at_as(PG_FUNCTION_ARGS)
{
	return types_at(fcinfo, 1);
}
