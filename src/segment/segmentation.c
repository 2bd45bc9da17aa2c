/*
 * segmentation.c
 *		One run of segment(): from its arguments to its rows, one by one.
 */
#include "segment/segmentation.h"

#include "customer/knot_index.h"
#include "miscadmin.h"
#include "utils/datum.h"

/* ---- reading ---- */

static void
report_left_out(const Selection *source, const SalesCounts *counts)
{
	if (counts->without_customer > 0)
		ereport(NOTICE,
				(errmsg("rows of %s without a customer, left out: " INT64_FORMAT,
						source->name, counts->without_customer)));
	if (counts->without_time > 0)
		ereport(NOTICE,
				(errmsg("rows of %s without a time, left out: " INT64_FORMAT,
						source->name, counts->without_time)));
}

/* reads all rows, and makes ready to judge their customers: by the yardstick given or, without one, by each other */
static void
read_customers(Segmentation *s)
{
	YardstickSample *sample = NULL;

	sales_reader_begin(&s->reader, &s->source, s->context, (int64) get_hash_memory_limit(), &customers_kind, s->progress);
	source_scan(&s->source, &s->reader.pub);
	sales_reader_finish(&s->reader);
	report_left_out(&s->source, &s->reader.counts);
	s->now = s->source.as_of.isnull ? s->reader.counts.last_time + 1 : DatumGetTimestampTz(s->source.as_of.value);
	if (s->yardstick == NULL)
		sample = sample_create(s->context, s->now,
							   MEASURE_BIT(RECENCY) | MEASURE_BIT(FREQUENCY) | MEASURE_BIT(AMOUNT),
							   s->reader.customers.rows_spilled > 0 ? s->reader.memory / SHARE_OF_MEASURES : 0);
	if (s->reader.customers.rows_spilled > 0)
		progress_enter(s->progress, PHASE_GROUPING_SPILLED);
	base_create(&s->base, &s->reader.customers, sample);
	s->progress->customers = s->base.customers;
	s->at_end = s->base.customers == 0;
	if (s->at_end)
		return;
	progress_enter(s->progress, PHASE_FITTING);
	if (s->yardstick == NULL)
		s->yardstick = sample_fit(sample, true);
	s->indexes = yardstick_index(s->yardstick);
	progress_enter(s->progress, PHASE_RETURNING);
}

/*
 * A run for the arguments of a call of segment(), or of segment_as(), which
 * has one argument more, in a memory context below the current one.  The types
 * are those of the result; without one for the customers, any is taken.
 */
Segmentation *
segmentation_begin(FunctionCallInfo fcinfo, Oid customer_type, Oid quadrant_type)
{
	MemoryContext context = AllocSetContextCreate(CurrentMemoryContext, "customer_seg segment", ALLOCSET_DEFAULT_SIZES);
	MemoryContext old = MemoryContextSwitchTo(context);
	Segmentation *s = palloc0(sizeof(Segmentation));
	int first = PG_NARGS() - SEGMENT_ARGUMENTS;

	s->context = context;
	s->row_context = AllocSetContextCreate(context, "customer_seg result", ALLOCSET_DEFAULT_SIZES);
	s->any_integer = first == 0;
	source_arguments(fcinfo, first, &s->source);
	if (OidIsValid(customer_type))
		selection_check_customers(&s->source, fcinfo, "segment", customer_type, s->any_integer);
	s->progress = progress_begin(context, s->source.relation);
	if (!PG_ARGISNULL(first + ARG_YARDSTICK))
		s->yardstick = DatumGetYardstickP(datumCopy(PG_GETARG_DATUM(first + ARG_YARDSTICK), false, -1));
	enum_label_oids(quadrant_type, quadrant_labels, QUADRANTS, s->labels);
	read_customers(s);
	MemoryContextSwitchTo(old);
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
	base_free(&s->base);
	source_scan_free(&s->reader.pub);
	MemoryContextDelete(s->context);
}

/* ---- the result ---- */

/* A cut that parts nobody from nobody tells nothing: say so. */
static void
report_one_sided(const Segmentation *s)
{
	for (int axis = 0; axis < AXES; axis++)
		if (s->high[axis] == 0 || s->high[axis] == s->base.customers)
			ereport(NOTICE,
					(errmsg("the cut \"%s\" puts every customer on the %s side of %s",
							cut_text(&s->yardstick->cuts[axis]), s->high[axis] == 0 ? "low" : "high", axis_names[axis]),
					 errhint("Choose another cut with with_cuts(), or other measures with with_weights().")));
}

/* the columns of one customer */
static void
make_row(const Segmentation *s, uint64 key, Activity *a, const Judgement *j, uint32 wanted, Datum *values, bool *nulls)
{
	values[OUT_CUSTOMER] = key_datum(s->reader.customer_type, key, s->any_integer);
	values[OUT_ORDERS] = Int64GetDatum(a->orders);
	values[OUT_AMOUNT] = wanted & OUT_BIT(OUT_AMOUNT) ? decimal_make(&a->amount, a->amount_scale) : (Datum) 0;
	values[OUT_FIRST_ORDER] = TimestampTzGetDatum(a->first_order);
	values[OUT_LAST_ORDER] = TimestampTzGetDatum(a->last_order);
	values[OUT_LOYALTY] = Float8GetDatum(j->score[LOYALTY]);
	values[OUT_CONTRIBUTION] = Float8GetDatum(j->score[CONTRIBUTION]);
	values[OUT_QUADRANT] = ObjectIdGetDatum(s->labels[quadrant_of_sides(j->high[LOYALTY], j->high[CONTRIBUTION])]);
	values[OUT_ACTIVITY] = PointerGetDatum(a);
	memset(nulls, 0, OUT_COLUMNS);
	nulls[OUT_FIRST_ORDER] = nulls[OUT_LAST_ORDER] = a->orders == 0;
}

/*
 * The columns of the next customer, valid until the next call; false when
 * there are no more.  Only what is wanted, as OUT_BITs, need be made.
 */
bool
segmentation_next(Segmentation *s, uint32 wanted, Datum *values, bool *nulls)
{
	MemoryContext old;
	Judgement j;
	uint64 key;

	CHECK_FOR_INTERRUPTS();
	if (s->at_end)
		return false;
	if (!base_next(&s->base, &key, &s->activity))
	{
		s->at_end = true;
		if (!s->reported)
			report_one_sided(s);
		s->reported = true;
		return false;
	}
	s->progress->customers_returned++;
	MemoryContextReset(s->row_context);
	old = MemoryContextSwitchTo(s->row_context);
	yardstick_judge(s->yardstick, s->indexes, &s->activity, s->now, &j);
	for (int axis = 0; axis < AXES; axis++)
		s->high[axis] += j.high[axis];
	make_row(s, key, &s->activity, &j, wanted, values, nulls);
	MemoryContextSwitchTo(old);
	return true;
}

/* back to the first customer */
void
segmentation_rewind(Segmentation *s)
{
	base_rewind(&s->base);
	memset(s->high, 0, sizeof(s->high));
	s->progress->customers_returned = 0;
	s->at_end = s->base.customers == 0;
}
