/*
 * segmentation.c
 *		One run of segment(): from its arguments to its rows, one by one.
 */
#include "segment/segmentation.h"

#include "catalog/pg_type.h"
#include "customer/knot_index.h"
#include "miscadmin.h"
#include "nodes/execnodes.h"
#include "server/calls.h"
#include "source/hints.h"
#include "source/order_column.h"
#include "utils/datum.h"
#include "utils/lsyscache.h"
#include "utils/tuplestore.h"

/* ---- the columns of one customer ---- */

/* the value of the column for the customer */
Datum
segmentation_customer(const Segmentation *s, uint64 key)
{
	return key_datum(s->reader.customer_type, key, s->any_integer);
}

/* those of segment() */
static void
make_customer_row(Segmentation *s, uint64 key, const Judgement *j, Datum *values, bool *nulls)
{
	Activity *a = &s->activity;

	values[OUT_CUSTOMER] = segmentation_customer(s, key);
	values[OUT_ORDERS] = Int64GetDatum(a->orders);
	values[OUT_AMOUNT] = s->wanted & OUT_BIT(OUT_AMOUNT) ? decimal_make(&a->amount, a->amount_scale) : (Datum) 0;
	values[OUT_FIRST_ORDER] = TimestampTzGetDatum(a->first_order);
	values[OUT_LAST_ORDER] = TimestampTzGetDatum(a->last_order);
	values[OUT_LOYALTY] = Float8GetDatum(j->score[LOYALTY]);
	values[OUT_CONTRIBUTION] = Float8GetDatum(j->score[CONTRIBUTION]);
	values[OUT_QUADRANT] = ObjectIdGetDatum(s->labels[quadrant_of_sides(j->high[LOYALTY], j->high[CONTRIBUTION])]);
	values[OUT_ACTIVITY] = PointerGetDatum(a);
	memset(nulls, 0, OUT_COLUMNS);
	nulls[OUT_FIRST_ORDER] = nulls[OUT_LAST_ORDER] = a->orders == 0;
}

/* ---- reading ---- */

/* Rows that may be lines of orders count as orders: say so. */
static void
report_order_lines(Segmentation *s, FunctionCallInfo fcinfo)
{
	int64 shared;
	int64 rows;

	if (s->reader.times == NULL)
		return;
	shared_times_sums(s->reader.times, &shared, &rows);
	if (!may_be_order_lines(shared, rows))
		return;
	s->shared_times = (double) shared / (double) rows;
	ereport(NOTICE,
			(errmsg("rows of %s that share customer and time with another: %d %%", s->source.name,
					(int) round(100 * s->shared_times)),
			 errhint("Each counts as an order. If they are lines of orders, give order_column, perhaps the one that is named by: "
					 "SELECT advice FROM %s WHERE finding = 'rows that share customer and time';",
					 hint_audit(fcinfo, &s->source))));
}

/* the point in time at which all are measured; what activities have counted of later times cannot be taken out of them */
static TimestampTz
measured_at(const Segmentation *s)
{
	const SalesCounts *counts = &s->reader.counts;
	bool activities = is_selected(&s->source, COLUMN_ACTIVITY);
	TimestampTz as_of = DatumGetTimestampTz(s->source.as_of.value);

	if (s->source.as_of.isnull && activities && counts->last_time == DT_NOBEGIN &&
		s->reader.pub.rows > counts->without_customer + counts->without_activity)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("no activity of %s has an order or a contact, so none tells as of when", s->source.name),
				 errhint("Give as_of.")));
	if (s->source.as_of.isnull)
		return counts->last_time + 1;
	if (activities && counts->last_time >= as_of)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("activities of %s reach to %s, which is not before as_of, %s", s->source.name,
						pstrdup(timestamptz_to_str(counts->last_time)), pstrdup(timestamptz_to_str(as_of))),
				 errhint("Give a later as_of, or activities of the rows before it: activity(sold_at, amount) FILTER (WHERE sold_at < as_of).")));
	return as_of;
}

/* reads all rows, and makes ready to judge their customers: by the yardstick given or, without one, by each other */
static void
read_customers(Segmentation *s)
{
	sales_reader_begin(&s->reader, &s->source, s->context, (int64) get_hash_memory_limit(),
					   is_selected(&s->source, COLUMN_ACTIVITY) ? &activities_kind : &customers_kind, s->progress);
	if (s->sampled > 0)
		sales_reader_keep_days(&s->reader, &s->days, s->sampled);
	source_scan(&s->source, &s->reader.pub);
	sales_reader_finish(&s->reader);
	sales_reader_report(&s->reader);
	s->now = measured_at(s);
	if (s->yardstick == NULL)
		s->sample = sample_create(s->context, s->now, sales_measures(&s->source),
								  s->reader.customers.rows_spilled > 0 ? s->reader.memory / SHARE_OF_MEASURES : 0);
	if (s->reader.customers.rows_spilled > 0)
		progress_enter(s->progress, PHASE_GROUPING_SPILLED);
	base_create(&s->base, &s->reader.customers, s->sample);
	s->progress->customers = s->base.customers;
	s->at_end = s->base.customers == 0;
	if (s->at_end)
		return;
	progress_enter(s->progress, PHASE_FITTING);
	if (s->yardstick == NULL)
	{
		s->yardstick = sample_fit(s->sample);
		ranks_make_room(s->sample->ranks, s->reader.memory - s->reader.memory / SHARE_OF_MEASURES);
	}
	else
		s->indexes = yardstick_index(s->yardstick);
	progress_enter(s->progress, PHASE_RETURNING);
}

/* Columns are written by their numbers, so that there must be no fewer. */
void
segmentation_check_result(TupleDesc result, int columns, const char *function)
{
	if (result->natts != columns)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("%s() is declared with %d columns, but the library of customer_seg makes %d",
						function, result->natts, columns),
				 errhint("Run ALTER EXTENSION customer_seg UPDATE;")));
}

/*
 * Of the arguments of a call, of which the yardstick is this one; in a memory
 * context below the current one.  activity: the type of the activities that
 * are read, InvalidOid where it is sales.
 */
static Segmentation *
create_segmentation(FunctionCallInfo fcinfo, int yardstick, Oid activity)
{
	MemoryContext context = AllocSetContextCreate(CurrentMemoryContext, "customer_seg segment", ALLOCSET_DEFAULT_SIZES);
	MemoryContext old = MemoryContextSwitchTo(context);
	Segmentation *s = palloc0(sizeof(Segmentation));
	int first = source_argument_number(fcinfo->flinfo->fn_oid);

	s->context = context;
	s->row_context = AllocSetContextCreate(context, "customer_seg result", ALLOCSET_DEFAULT_SIZES);
	s->any_integer = first == 0;
	if (OidIsValid(activity))
		activities_arguments(fcinfo, first, activity, &s->source);
	else
		source_arguments(fcinfo, first, yardstick, &s->source);
	if (!PG_ARGISNULL(yardstick))
		s->yardstick = DatumGetYardstickP(datumCopy(PG_GETARG_DATUM(yardstick), false, -1));
	MemoryContextSwitchTo(old);
	return s;
}

static void
run_segmentation(Segmentation *s, FunctionCallInfo fcinfo)
{
	MemoryContext old = MemoryContextSwitchTo(s->context);

	s->progress = progress_begin(s->context, s->source.relation);
	read_customers(s);
	report_order_lines(s, fcinfo);
	MemoryContextSwitchTo(old);
}

/*
 * A run whose rows begin with the customer, of whom an error says that this
 * function takes others.  sampled: as in the run.
 */
static Segmentation *
run_named(FunctionCallInfo fcinfo, int yardstick, Oid activity, TupleDesc result, const char *function, uint32 sampled)
{
	Segmentation *s = create_segmentation(fcinfo, yardstick, activity);

	s->sampled = sampled;
	selection_check_customers(&s->source, fcinfo, function, TupleDescAttr(result, OUT_CUSTOMER)->atttypid, s->any_integer);
	run_segmentation(s, fcinfo);
	return s;
}

/*
 * A run for the arguments of a call, of which the yardstick is this one, in a
 * memory context below the current one.  The caller says how its rows are made.
 */
Segmentation *
segmentation_begin_rows(FunctionCallInfo fcinfo, int yardstick, TupleDesc result, const char *function, uint32 sampled)
{
	return run_named(fcinfo, yardstick, InvalidOid, result, function, sampled);
}

/* rows of segment() are wanted, in which the quadrant is this column */
static Segmentation *
make_customer_rows(Segmentation *s, TupleDesc result, int quadrant, uint64 wanted)
{
	enum_label_oids(TupleDescAttr(result, quadrant)->atttypid, quadrant_labels, QUADRANTS, s->labels);
	s->make_row = make_customer_row;
	s->wanted = wanted;
	return s;
}

/* for the arguments of a call of segment() or segment_as(), whose last is the yardstick */
Segmentation *
segmentation_begin(FunctionCallInfo fcinfo, TupleDesc result, uint64 wanted)
{
	segmentation_check_result(result, OUT_COLUMNS, "segment");
	return make_customer_rows(run_named(fcinfo, PG_NARGS() - 1, InvalidOid, result, "segment", 0), result, OUT_QUADRANT, wanted);
}

/* A result that does not name the customers lacks their column, and any type is taken; before 0.3 it said less of all rows. */
Segmentation *
segmentation_begin_unnamed(FunctionCallInfo fcinfo, TupleDesc result)
{
	Segmentation *s;

	if (result->natts != OUT_COLUMNS)
		segmentation_check_result(result, OUT_COLUMNS_UNNAMED, "segment");
	s = create_segmentation(fcinfo, PG_NARGS() - 1, InvalidOid);
	run_segmentation(s, fcinfo);
	return make_customer_rows(s, result, OUT_QUADRANT - 1, ALL_OUT);
}

/* the same for segment_activities() and segment_activities_as() */
Segmentation *
segmentation_begin_activities(FunctionCallInfo fcinfo, TupleDesc result, uint64 wanted)
{
	Segmentation *s;

	segmentation_check_result(result, OUT_COLUMNS, "segment");
	s = run_named(fcinfo, PG_NARGS() - 1, TupleDescAttr(result, OUT_ACTIVITY)->atttypid, result, "segment_activities", 0);
	return make_customer_rows(s, result, OUT_QUADRANT, wanted);
}

/* a run that makes no rows: for segmentation_step() only */
Segmentation *
segmentation_begin_counting(FunctionCallInfo fcinfo, int yardstick)
{
	Segmentation *s = create_segmentation(fcinfo, yardstick, InvalidOid);

	run_segmentation(s, fcinfo);
	return s;
}

/* bytes that the tables of customers and orders took at most */
int64
segmentation_memory(const Segmentation *s)
{
	return s->reader.customers.most_used + s->reader.orders.most_used;
}

void
segmentation_end(Segmentation *s)
{
	if (s->sample != NULL)
		sample_free(s->sample);
	base_free(&s->base);
	source_scan_free(&s->reader.pub);
	MemoryContextDelete(s->context);
}

/* ---- the result ---- */

/* A cut, or limits, that part nobody from nobody tell nothing: say so. */
static void
report_one_sided(const Segmentation *s)
{
	for (int axis = 0; axis < AXES; axis++)
	{
		const char *what = axis_limits(s->yardstick, (Axis) axis) != 0 ?
							   pstrdup("limits put") :
							   psprintf("cut \"%s\" puts", cut_text(&s->yardstick->cuts[axis]));

		if (s->high[axis] == 0 || s->high[axis] == s->base.customers)
			ereport(NOTICE,
					(errmsg("the %s every customer on the %s side of %s", what,
							s->high[axis] == 0 ? "low" : "high", axis_names[axis]),
					 errhint("Choose another cut with with_cuts(), other measures with with_weights(), or limits with with_limits().")));
	}
}

/* A score of 0 does not show that nothing is known: say so. */
static void
report_without_profit(const Segmentation *s)
{
	if (s->without_profit > 0)
		ereport(NOTICE,
				(errmsg("customers of %s whose profit is not known: " INT64_FORMAT, s->source.name, s->without_profit),
				 errhint("They have ordered, but no row says what it earned. Measured by profit alone, their contribution is 0.")));
}

/* Is it asked what customers earn: by a column, or by what activities are measured by? */
static bool
asks_profit(const Segmentation *s)
{
	return is_selected(&s->source, COLUMN_PROFIT) ||
		   (is_selected(&s->source, COLUMN_ACTIVITY) && s->yardstick->weights[PROFIT] > 0);
}

/* counts a customer for what is said of all at the end */
static void
count_customer(Segmentation *s, const Judgement *j)
{
	for (int axis = 0; axis < AXES; axis++)
		s->high[axis] += j->high[axis];
	if (asks_profit(s) && s->activity.orders > 0 && !activity_has_profit(&s->activity))
		s->without_profit++;
}

/*
 * The next customer, whose activity is that of the run, and for whom its row
 * context is, until the next call; false when there are no more.
 */
bool
segmentation_step(Segmentation *s, uint64 *key, Judgement *j)
{
	int64 number = s->progress->customers_returned;
	MemoryContext old;

	CHECK_FOR_INTERRUPTS();
	if (s->at_end)
		return false;
	if (!base_next(&s->base, key, &s->activity))
	{
		s->at_end = true;
		if (!s->reported)
		{
			report_one_sided(s);
			report_without_profit(s);
		}
		s->reported = true;
		return false;
	}
	s->progress->customers_returned++;
	MemoryContextReset(s->row_context);
	old = MemoryContextSwitchTo(s->row_context);
	yardstick_judge(s->yardstick, s->indexes, s->sample == NULL ? NULL : sample_ranks(s->sample, number), number, &s->activity,
					s->now, j);
	MemoryContextSwitchTo(old);
	count_customer(s, j);
	return true;
}

/* the columns of the next customer, valid until the next call; false when there are no more */
bool
segmentation_next(Segmentation *s, Datum *values, bool *nulls)
{
	MemoryContext old;
	Judgement j;
	uint64 key;

	if (!segmentation_step(s, &key, &j))
		return false;
	old = MemoryContextSwitchTo(s->row_context);
	s->make_row(s, key, &j, values, nulls);
	MemoryContextSwitchTo(old);
	return true;
}

/* all customers are the result of a call; row_memory: about what one of them takes there */
void
segmentation_return(FunctionCallInfo fcinfo, Segmentation *s, Size row_memory)
{
	const ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	Datum values[MOST_OUT_COLUMNS];
	bool nulls[MOST_OUT_COLUMNS];

	result_expect(fcinfo, s->base.customers * (int64) row_memory);
	while (segmentation_next(s, values, nulls))
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	segmentation_end(s);
}

/* back to the first customer */
void
segmentation_rewind(Segmentation *s)
{
	base_rewind(&s->base);
	memset(s->high, 0, sizeof(s->high));
	s->without_profit = 0;
	s->progress->customers_returned = 0;
	s->at_end = s->base.customers == 0;
}
