/*
 * rfm.c
 *		Recency, frequency and monetary value of a customer as scores, by a
 *		yardstick or by cuts.
 */
#include "classify/rfm.h"

#include <math.h>

#include "server/calls.h"
#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "executor/executor.h"
#include "funcapi.h"
#include "customer/kept_yardstick.h"
#include "utils/array.h"
#include "utils/float.h"
#include "utils/memutils.h"
#include "utils/timestamp.h"

const Measure rfm_measures[RFM_MEASURES] = {RECENCY, FREQUENCY, AMOUNT};
const char *const rfm_names[RFM_MEASURES] = {"recency", "frequency", "monetary"};

int
rfm_bins(int32 bins)
{
	if (bins < RFM_MIN_BINS || bins > RFM_MAX_BINS)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("bins %d is out of range", bins),
				 errhint("Give a number of scores from %d to %d, such as 5.", RFM_MIN_BINS, RFM_MAX_BINS)));
	return bins;
}

void
rfm_check_fitted(const Yardstick *y, Measure measure)
{
	if (!(y->measures & MEASURE_BIT(measure)))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the yardstick was not fitted on %s", measure_info[measure].name),
				 errhint("The aggregate yardstick(activity, as_of) fits all measures.")));
}

/* the three measures of a customer */
void
rfm_measure(const Activity *a, TimestampTz as_of, double contact_weight, Measured *measured)
{
	measure_weighed(a, as_of, RFM_WANTED, contact_weight, measured);
}

/* days, orders or money; NaN for who lacks it */
double
rfm_number(const Measured *measured, RfmMeasure measure)
{
	Measure m = rfm_measures[measure];

	if (!(measured->has & MEASURE_BIT(m)))
		return get_float8_nan();
	return measured->value[m] / measure_info[m].unit_size + 0.0;
}

int
rfm_score(RfmMeasure measure, const double *cuts, int n, double number)
{
	int reached = 0;

	if (isnan(number))
		return 1;
	while (reached < n && cuts[reached] <= number)
		reached++;
	return measure == RFM_RECENCY ? n + 1 - reached : reached + 1;
}

/* ---- what a call keeps for the next ---- */

typedef struct RfmCall
{
	TupleDesc row;
	KeptYardsticks *yardsticks;
	/* cuts that were read, and the arguments they were read from */
	MemoryContext context;
	RfmLimits *limits;
	struct varlena *source[RFM_MEASURES];
} RfmCall;

static RfmCall *
rfm_call(FunctionCallInfo fcinfo)
{
	RfmCall *state = fcinfo->flinfo->fn_extra;
	MemoryContext old;

	if (state != NULL)
		return state;
	old = MemoryContextSwitchTo(fcinfo->flinfo->fn_mcxt);
	state = palloc0(sizeof(RfmCall));
	if (get_call_result_type(fcinfo, NULL, &state->row) != TYPEFUNC_COMPOSITE || state->row->natts != RFM_MEASURES)
		elog(ERROR, "return type must be rfm");
	state->row = BlessTupleDesc(state->row);
	fcinfo->flinfo->fn_extra = state;
	MemoryContextSwitchTo(old);
	return state;
}

static Datum
scores_result(const RfmCall *state, const int scores[RFM_MEASURES])
{
	bool nulls[RFM_MEASURES] = {false};
	Datum values[RFM_MEASURES];

	for (int i = 0; i < RFM_MEASURES; i++)
		values[i] = Int32GetDatum(scores[i]);
	return HeapTupleGetDatum(heap_form_tuple(state->row, values, nulls));
}

/* ---- by a yardstick ---- */

static TimestampTz
rfm_as_of(FunctionCallInfo fcinfo, int argument)
{
	TimestampTz as_of = PG_GETARG_TIMESTAMPTZ(argument);

	check_finite_time(as_of, "as_of");
	return as_of;
}

static Datum
rfm_by_yardstick(FunctionCallInfo fcinfo, const Yardstick *y, TimestampTz as_of, int bins)
{
	Activity *a = PG_GETARG_ACTIVITY_P(0);
	int scores[RFM_MEASURES];
	Measured measured;

	rfm_measure(a, as_of, y->contact_weight, &measured);
	for (int i = 0; i < RFM_MEASURES; i++)
	{
		Measure m = rfm_measures[i];
		double below;
		double upto;

		rfm_check_fitted(y, m);
		scores[i] = 1;
		if (measured.has & MEASURE_BIT(m))
			scores[i] = rfm_bin(yardstick_rank(y, m, measured.value[m], &below, &upto), y->customers, bins);
	}
	return scores_result(rfm_call(fcinfo), scores);
}

/* rfm(activity, yardstick [, bins]) of version 0.2 */
PG_FUNCTION_INFO_V1(customer_seg_rfm);
Datum
customer_seg_rfm(PG_FUNCTION_ARGS)
{
	Yardstick *y = kept_yardstick(fcinfo, 1, &rfm_call(fcinfo)->yardsticks);

	return rfm_by_yardstick(fcinfo, y, y->as_of, rfm_bins(PG_GETARG_INT32(2)));
}

/*
 * rfm(activity, yardstick [, as_of] [, bins]): each score is the bin of the
 * customer's mid-rank in the yardstick's population, by the rule of tile();
 * ties are never split.  1 for who lacks the measure.  The yardstick's
 * contact_weight counts, its other weights and its cuts do not.  A NULL as_of
 * is the yardstick's own; NULL for another NULL.
 */
PG_FUNCTION_INFO_V1(customer_seg_rfm_at);
Datum
customer_seg_rfm_at(PG_FUNCTION_ARGS)
{
	Yardstick *y;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1) || PG_ARGISNULL(3))
		PG_RETURN_NULL();
	y = kept_yardstick(fcinfo, 1, &rfm_call(fcinfo)->yardsticks);
	return rfm_by_yardstick(fcinfo, y, PG_ARGISNULL(2) ? y->as_of : rfm_as_of(fcinfo, 2),
							rfm_bins(PG_GETARG_INT32(3)));
}

/* ---- by cuts ---- */

static void
check_cut(RfmMeasure measure, double before, double cut)
{
	if (isnan(cut))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a cut of %s is NaN", rfm_names[measure]),
				 errhint("For a score that nobody is to have, repeat a cut or give infinity.")));
	if (cut < before)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the cuts of %s are not in ascending order: %g after %g", rfm_names[measure], cut, before),
				 errhint("Cuts ascend for each measure, also in days, where fewer are better.")));
}

static void
read_rfm_cuts(Datum argument, RfmMeasure measure, RfmCuts *cuts)
{
	ArrayType *array = DatumGetArrayTypePCopy(argument);
	int n = ArrayGetNItems(ARR_NDIM(array), ARR_DIMS(array));

	if (n == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("there are no cuts of %s", rfm_names[measure]),
				 errhint("n cuts make the scores 1 to n + 1: give at least one.")));
	if (array_contains_nulls(array))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a cut of %s is NULL", rfm_names[measure]),
				 errhint("For a score that nobody is to have, repeat a cut or give infinity.")));
	if (ARR_NDIM(array) != 1 && ARR_NDIM(array) != (int) measure + 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the cuts of %s have %d dimensions", rfm_names[measure], ARR_NDIM(array)),
				 errhint("recency_cuts has one dimension, frequency_cuts one or two, monetary_cuts one or three.")));
	cuts->dimensions = ARR_NDIM(array);
	memcpy(cuts->sizes, ARR_DIMS(array), sizeof(int) * (Size) cuts->dimensions);
	/* a bitmap of NULLs without a NULL may stand before them: ARR_DATA_PTR knows */
	cuts->values = (double *) ARR_DATA_PTR(array);
	for (int i = 0; i < n; i++)
		check_cut(measure, i % cuts->sizes[cuts->dimensions - 1] == 0 ? -HUGE_VAL : cuts->values[i - 1], cuts->values[i]);
}

static int
cuts_in_group(const RfmCuts *cuts)
{
	return cuts->sizes[cuts->dimensions - 1];
}

/* cuts within the scores of the measures before must be there for each of those scores */
static void
check_shape(const RfmLimits *limits)
{
	for (int i = 0; i < RFM_MEASURES; i++)
	{
		const RfmCuts *cuts = &limits->cuts[i];

		for (int before = 0; before < cuts->dimensions - 1; before++)
		{
			int scores = cuts_in_group(&limits->cuts[before]) + 1;

			if (cuts->sizes[before] != scores)
				ereport(ERROR,
						(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						 errmsg("there are cuts of %s for %d scores of %s, which has %d",
								rfm_names[i], cuts->sizes[before], rfm_names[before], scores),
						 errhint("Give an array of cuts for each score from the lowest up, or one array for all.")));
		}
	}
}

/* an argument as it came, whose bytes tell whether it is the same as before */
static struct varlena *
comparable(Datum argument)
{
	struct varlena *stored = (struct varlena *) DatumGetPointer(argument);

	/* an expanded value can change behind its pointer */
	if (VARATT_IS_EXTERNAL(stored) && !VARATT_IS_EXTERNAL_ONDISK(stored))
		return PG_DETOAST_DATUM(argument);
	return stored;
}

/*
 * The limits in n arguments from the first on, which read() takes out of
 * them; as most calls bring the same, they are kept for the next.
 */
static const RfmLimits *
limits_argument(FunctionCallInfo fcinfo, int first, int n, void (*read)(const Datum *, RfmLimits *))
{
	RfmCall *state = rfm_call(fcinfo);
	struct varlena *source[RFM_MEASURES];
	Datum arguments[RFM_MEASURES];
	bool same = state->limits != NULL;
	MemoryContext context;
	MemoryContext old;
	RfmLimits *limits;

	for (int i = 0; i < n; i++)
	{
		source[i] = comparable(PG_GETARG_DATUM(first + i));
		arguments[i] = PointerGetDatum(source[i]);
		same = same && VARSIZE_ANY(source[i]) == VARSIZE_ANY(state->source[i]) &&
			   memcmp(source[i], state->source[i], VARSIZE_ANY(source[i])) == 0;
	}
	if (same)
		return state->limits;

	/* of the query's until all is well: an error leaves what was kept as it was */
	context = AllocSetContextCreate(CurrentMemoryContext, "customer_seg rfm limits", ALLOCSET_SMALL_SIZES);
	old = MemoryContextSwitchTo(context);
	limits = palloc0(sizeof(RfmLimits));
	read(arguments, limits);
	check_shape(limits);
	for (int i = 0; i < n; i++)
		source[i] = memcpy(palloc(VARSIZE_ANY(source[i])), source[i], VARSIZE_ANY(source[i]));
	MemoryContextSwitchTo(old);
	MemoryContextSetParent(context, fcinfo->flinfo->fn_mcxt);
	if (state->context != NULL)
		MemoryContextDelete(state->context);
	state->context = context;
	state->limits = limits;
	memcpy(state->source, source, sizeof(source[0]) * (Size) n);
	return limits;
}

static void
check_contact_weight(double weight)
{
	if (!is_weight(weight))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("contact_weight %g is out of range", weight),
				 errhint("Give 0, so that contacts do not count, or a number from 1e-9 to 1e9.")));
}

static Datum
rfm_by_limits(FunctionCallInfo fcinfo, const RfmLimits *limits, TimestampTz as_of, double contact_weight)
{
	Activity *a = PG_GETARG_ACTIVITY_P(0);
	int scores[RFM_MEASURES] = {0};
	Measured measured;

	rfm_measure(a, as_of, contact_weight, &measured);
	for (int i = 0; i < RFM_MEASURES; i++)
	{
		const RfmCuts *cuts = &limits->cuts[i];
		int n = cuts_in_group(cuts);
		int group = 0;

		for (int before = 0; before < cuts->dimensions - 1; before++)
			group = group * cuts->sizes[before] + scores[before] - 1;
		scores[i] = rfm_score((RfmMeasure) i, cuts->values + (Size) group * (Size) n, n,
							  rfm_number(&measured, (RfmMeasure) i));
	}
	return scores_result(rfm_call(fcinfo), scores);
}

static void
read_arrays(const Datum *arguments, RfmLimits *limits)
{
	for (int i = 0; i < RFM_MEASURES; i++)
		read_rfm_cuts(arguments[i], (RfmMeasure) i, &limits->cuts[i]);
}

/*
 * rfm(activity, as_of, recency_cuts, frequency_cuts, monetary_cuts
 * [, contact_weight]): scores by cuts in days, orders and money.  frequency_cuts
 * may have a row for each recency score, monetary_cuts for each recency score
 * a row for each frequency score.
 */
PG_FUNCTION_INFO_V1(customer_seg_rfm_by_cuts);
Datum
customer_seg_rfm_by_cuts(PG_FUNCTION_ARGS)
{
	TimestampTz as_of = rfm_as_of(fcinfo, 1);
	const RfmLimits *limits = limits_argument(fcinfo, 2, RFM_MEASURES, read_arrays);
	double contact_weight = PG_GETARG_FLOAT8(5);

	check_contact_weight(contact_weight);
	return rfm_by_limits(fcinfo, limits, as_of, contact_weight);
}

/* an rfm_limits: as_of, recency, frequency, monetary, contact_weight */
#define LIMITS_COLUMNS 5

static void
read_rfm_limits(const Datum *argument, RfmLimits *limits)
{
	HeapTupleHeader row = DatumGetHeapTupleHeader(argument[0]);
	bool is_null;
	Datum value = GetAttributeByNum(row, 1, &is_null);

	limits->has_as_of = !is_null;
	limits->as_of = is_null ? 0 : DatumGetTimestampTz(value);
	for (int i = 0; i < LIMITS_COLUMNS - 1; i++)
	{
		const char *name = i < RFM_MEASURES ? rfm_names[i] : "contact_weight";

		value = GetAttributeByNum(row, (AttrNumber) (2 + i), &is_null);
		if (is_null)
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("%s of rfm_limits is NULL", name),
					 errhint("Begin with what rfm_limits(yardstick) returns, and change that.")));
		if (i < RFM_MEASURES)
			read_rfm_cuts(value, (RfmMeasure) i, &limits->cuts[i]);
		else
			limits->contact_weight = DatumGetFloat8(value);
	}
	check_contact_weight(limits->contact_weight);
}

/* rfm(activity, rfm_limits [, as_of]) */
PG_FUNCTION_INFO_V1(customer_seg_rfm_by_limits);
Datum
customer_seg_rfm_by_limits(PG_FUNCTION_ARGS)
{
	const RfmLimits *limits = limits_argument(fcinfo, 1, 1, read_rfm_limits);
	TimestampTz as_of = limits->as_of;

	if (PG_NARGS() > 2)
		as_of = rfm_as_of(fcinfo, 2);
	else if (!limits->has_as_of)
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("as_of of rfm_limits is NULL"),
				 errhint("Give the point in time as the third argument.")));
	else
		check_finite_time(as_of, "as_of");
	return rfm_by_limits(fcinfo, limits, as_of, limits->contact_weight);
}

static Datum
cuts_datum(const RfmCuts *cuts)
{
	int lower_bounds[RFM_MEASURES] = {1, 1, 1};
	int sizes[RFM_MEASURES];
	int n = ArrayGetNItems(cuts->dimensions, cuts->sizes);
	Datum *values = palloc_array(Datum, n);

	memcpy(sizes, cuts->sizes, sizeof(sizes)); /* the server's function takes no const */
	for (int i = 0; i < n; i++)
		values[i] = Float8GetDatum(cuts->values[i]);
	return PointerGetDatum(construct_md_array(values, NULL, cuts->dimensions, sizes, lower_bounds,
											  FLOAT8OID, sizeof(double), FLOAT8PASSBYVAL, TYPALIGN_DOUBLE));
}

/* limits as a value of the type rfm_limits, which the function returns */
Datum
rfm_limits_result(FunctionCallInfo fcinfo, const RfmLimits *limits)
{
	bool nulls[LIMITS_COLUMNS] = {false};
	Datum values[LIMITS_COLUMNS];

	values[0] = TimestampTzGetDatum(limits->as_of);
	for (int i = 0; i < RFM_MEASURES; i++)
		values[1 + i] = cuts_datum(&limits->cuts[i]);
	values[4] = Float8GetDatum(limits->contact_weight);
	return record_result(fcinfo, values, nulls);
}
