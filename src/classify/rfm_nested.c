/*
 * rfm_nested.c
 *		nested_rfm_cuts(activity, as_of, bins): fits cuts of frequency within
 *		each recency score, and of monetary value within each pair of both.
 *
 * The state keeps three numbers of every customer; states join by appending,
 * and the final function sorts copies, so the result does not depend on how
 * the rows were shared out.
 */
#include "classify/rfm.h"

#include <math.h>

#include "server/calls.h"
#include "server/states.h"
#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "numbers/ranking.h"
#include "utils/memutils.h"
#include "utils/timestamp.h"

typedef struct RfmCustomer
{
	double numbers[RFM_MEASURES]; /* NaN: lacks it */
} RfmCustomer;

typedef struct Sample
{
	MemoryContext context;
	TimestampTz as_of;
	int32 bins;
	int64 customers;
	int64 room;
	RfmCustomer *customer;
} Sample;

/* ---- the state ---- */

static Sample *
create_sample(MemoryContext context, TimestampTz as_of, int32 bins)
{
	Sample *sample = MemoryContextAllocZero(context, sizeof(Sample));

	sample->context = context;
	sample->as_of = as_of;
	sample->bins = bins;
	return sample;
}

static void
append(Sample *sample, const RfmCustomer *customers, int64 n)
{
	int64 wanted = sample->customers + n;

	if (wanted > sample->room)
	{
		int64 room = Max(wanted, Max(64, sample->room * 2));
		Size size = mul_size(sizeof(RfmCustomer), (Size) room);

		sample->customer = sample->customer == NULL ? MemoryContextAllocHuge(sample->context, size) :
													  repalloc_huge(sample->customer, size);
		sample->room = room;
	}
	memcpy(sample->customer + sample->customers, customers, sizeof(RfmCustomer) * (Size) n);
	sample->customers = wanted;
}

static void
check_same_settings(const Sample *sample, TimestampTz as_of, int32 bins)
{
	if (sample->as_of != as_of)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("nested_rfm_cuts needs one as_of, but got %s and %s",
						pstrdup(timestamptz_to_str(sample->as_of)), pstrdup(timestamptz_to_str(as_of))),
				 errhint("Measure all customers at the same point in time.")));
	if (sample->bins != bins)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("nested_rfm_cuts needs one number of bins, but got %d and %d", sample->bins, bins),
				 errhint("Give a number of scores from %d to %d, such as 5.", RFM_MIN_BINS, RFM_MAX_BINS)));
}

static Datum
accumulate_nested_sample(FunctionCallInfo fcinfo, TimeKind time)
{
	MemoryContext context = aggregate_context(fcinfo);
	Sample *state = state_argument(fcinfo, 0);
	Measured measured;
	TimestampTz as_of;
	RfmCustomer customer;
	int32 bins;

	if (PG_ARGISNULL(1))
	{
		if (state == NULL)
			PG_RETURN_NULL();
		PG_RETURN_POINTER(state);
	}
	if (PG_ARGISNULL(2) || PG_ARGISNULL(3))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("%s of nested_rfm_cuts is NULL", PG_ARGISNULL(2) ? "as_of" : "bins"),
				 errhint("Give the point in time at which the customers are measured, and the number of scores.")));
	as_of = time_taken(time, PG_GETARG_DATUM(2), "as_of");
	bins = rfm_bins(PG_GETARG_INT32(3));
	if (state == NULL)
		state = create_sample(context, as_of, bins);
	check_same_settings(state, as_of, bins);

	rfm_measure(PG_GETARG_ACTIVITY_P(1), as_of, DEFAULT_CONTACT_WEIGHT, &measured);
	for (int i = 0; i < RFM_MEASURES; i++)
		customer.numbers[i] = rfm_number(&measured, (RfmMeasure) i);
	append(state, &customer, 1);
	PG_RETURN_POINTER(state);
}

PG_FUNCTION_INFO_V1(customer_seg_nested_rfm_cuts_accum);
Datum
customer_seg_nested_rfm_cuts_accum(PG_FUNCTION_ARGS)
{
	return accumulate_nested_sample(fcinfo, TIME_TIMESTAMPTZ);
}

PG_FUNCTION_INFO_V1(customer_seg_nested_rfm_cuts_accum_date);
Datum
customer_seg_nested_rfm_cuts_accum_date(PG_FUNCTION_ARGS)
{
	return accumulate_nested_sample(fcinfo, TIME_DATE);
}

static void *
nested_sample_like(MemoryContext context, const void *other)
{
	const Sample *sample = other;

	return create_sample(context, sample->as_of, sample->bins);
}

static void
join_nested_samples(void *state, const void *other)
{
	const Sample *more = other;

	check_same_settings(state, more->as_of, more->bins);
	append(state, more->customer, more->customers);
}

PG_FUNCTION_INFO_V1(customer_seg_nested_rfm_cuts_combine);
Datum
customer_seg_nested_rfm_cuts_combine(PG_FUNCTION_ARGS)
{
	static const StateKind kind = {.create_like = nested_sample_like, .join = join_nested_samples};

	return states_combine(fcinfo, &kind);
}

/* between processes of one server: in the machine's own byte order */
PG_FUNCTION_INFO_V1(customer_seg_nested_rfm_cuts_serial);
Datum
customer_seg_nested_rfm_cuts_serial(PG_FUNCTION_ARGS)
{
	StringInfoData out;
	Sample *state;

	(void) aggregate_context(fcinfo);
	state = (Sample *) PG_GETARG_POINTER(0);
	if (state->customers > (int64) ((MaxAllocSize - 1024) / sizeof(RfmCustomer)))
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("a worker cannot hand over the measures of " INT64_FORMAT " customers", state->customers),
				 errhint("Run it without workers: SET max_parallel_workers_per_gather = 0;")));
	pq_begintypsend(&out);
	pq_sendbytes(&out, (char *) &state->as_of, sizeof(state->as_of));
	pq_sendbytes(&out, (char *) &state->bins, sizeof(state->bins));
	pq_sendbytes(&out, (char *) state->customer, (int) (sizeof(RfmCustomer) * (Size) state->customers));
	PG_RETURN_BYTEA_P(pq_endtypsend(&out));
}

PG_FUNCTION_INFO_V1(customer_seg_nested_rfm_cuts_deserial);
Datum
customer_seg_nested_rfm_cuts_deserial(PG_FUNCTION_ARGS)
{
	StringInfoData in;
	Sample *state;

	(void) aggregate_context(fcinfo);
	open_state(fcinfo, &in);

	state = create_sample(CurrentMemoryContext, 0, 0);
	pq_copymsgbytes(&in, (char *) &state->as_of, sizeof(state->as_of));
	pq_copymsgbytes(&in, (char *) &state->bins, sizeof(state->bins));
	if (rfm_bins(state->bins) != state->bins || (in.len - in.cursor) % (int) sizeof(RfmCustomer) != 0)
		elog(ERROR, "state of nested_rfm_cuts is damaged");
	state->customers = state->room = (in.len - in.cursor) / (int) sizeof(RfmCustomer);
	state->customer = MemoryContextAllocHuge(CurrentMemoryContext, sizeof(RfmCustomer) * (Size) Max(state->room, 1));
	pq_copymsgbytes(&in, (char *) state->customer, in.len - in.cursor);
	PG_RETURN_POINTER(state);
}

/* ---- the fit ---- */

typedef struct Fit
{
	int bins;
	double *work; /* for sorting: room for everybody twice */
} Fit;

/* some of the customers, one after the other */
typedef struct Span
{
	const RfmCustomer *customers;
	int64 n;
} Span;

/*
 * Cuts that put each customer of a span in the bin of the mid-rank of their
 * number: each cut is the least number on its high side, and infinity where
 * there is none.  Who lacks the measure lies below everybody who has it.
 */
static void
fit_cuts(const Fit *fit, Span span, RfmMeasure measure, double *cuts)
{
	int64 having = 0;
	int64 upto;
	int made = 0;

	CHECK_FOR_INTERRUPTS();
	for (int64 i = 0; i < span.n; i++)
		if (!isnan(span.customers[i].numbers[measure]))
			fit->work[having++] = span.customers[i].numbers[measure];
	ranking_sort(fit->work, fit->work + having, (size_t) having);
	for (int64 below = 0; below < having; below = upto)
	{
		double rank;
		int reached;

		upto = below + 1;
		while (upto < having && fit->work[upto] == fit->work[below])
			upto++;
		/* counted in numbers, more of which are better; of days fewer */
		rank = (double) (2 * (span.n - having) + below + upto);
		if (measure == RFM_RECENCY)
			rank = (double) (2 * span.n - below - upto);
		reached = rfm_cuts_reached(measure, fit->bins, rfm_bin(rank, span.n, fit->bins));
		while (made < reached)
			cuts[made++] = fit->work[below];
	}
	while (made < fit->bins - 1)
		cuts[made++] = HUGE_VAL;
}

/* puts the customers of a span in the order of their scores, with a span for each */
static void
divide_by_score(const Fit *fit, Span span, RfmMeasure measure, const double *cuts, RfmCustomer *to, Span *spans)
{
	int64 places[RFM_MAX_BINS + 1] = {0}; /* by score: how many, then where the next one goes */
	int64 start = 0;

	for (int64 i = 0; i < span.n; i++)
		places[rfm_score(measure, cuts, fit->bins - 1, span.customers[i].numbers[measure])]++;
	for (int score = 1; score <= fit->bins; score++)
	{
		Span *scored = &spans[score - 1];

		scored->customers = to + start;
		scored->n = places[score];
		places[score] = start;
		start += scored->n;
	}
	for (int64 i = 0; i < span.n; i++)
		to[places[rfm_score(measure, cuts, fit->bins - 1, span.customers[i].numbers[measure])]++] = span.customers[i];
}

/* cuts of a measure within a span; of nobody, those of the whole that it is part of */
static void
fit_within(const Fit *fit, Span span, RfmMeasure measure, const double *of_whole, double *cuts)
{
	if (span.n > 0)
		fit_cuts(fit, span, measure, cuts);
	else
		memcpy(cuts, of_whole, sizeof(double) * (Size) (fit->bins - 1));
}

static void *
allocate_for_all(Size size, int64 n)
{
	size = mul_size(size, (Size) n);
	return MemoryContextAllocHuge(CurrentMemoryContext, size);
}

static void
fit_nested(const Sample *sample, RfmLimits *limits)
{
	Fit fit = {sample->bins, allocate_for_all(2 * sizeof(double), sample->customers)};
	Span all = {sample->customer, sample->customers};
	RfmCustomer *by_recency = allocate_for_all(sizeof(RfmCustomer), sample->customers);
	RfmCustomer *by_both = allocate_for_all(sizeof(RfmCustomer), sample->customers);
	Span recencies[RFM_MAX_BINS];
	Span frequencies[RFM_MAX_BINS];
	double frequency_of_all[RFM_MAX_BINS];
	double monetary_of_all[RFM_MAX_BINS];
	double monetary_of_recency[RFM_MAX_BINS];
	double *frequency = limits->cuts[RFM_FREQUENCY].values;
	double *monetary = limits->cuts[RFM_MONETARY].values;

	fit_cuts(&fit, all, RFM_RECENCY, limits->cuts[RFM_RECENCY].values);
	fit_cuts(&fit, all, RFM_FREQUENCY, frequency_of_all);
	fit_cuts(&fit, all, RFM_MONETARY, monetary_of_all);
	divide_by_score(&fit, all, RFM_RECENCY, limits->cuts[RFM_RECENCY].values, by_recency, recencies);
	for (int r = 0; r < fit.bins; r++)
	{
		fit_within(&fit, recencies[r], RFM_FREQUENCY, frequency_of_all, frequency);
		fit_within(&fit, recencies[r], RFM_MONETARY, monetary_of_all, monetary_of_recency);
		divide_by_score(&fit, recencies[r], RFM_FREQUENCY, frequency, by_both, frequencies);
		for (int f = 0; f < fit.bins; f++)
		{
			fit_within(&fit, frequencies[f], RFM_MONETARY, monetary_of_recency, monetary);
			monetary += fit.bins - 1;
		}
		frequency += fit.bins - 1;
	}
	pfree(fit.work);
	pfree(by_recency);
	pfree(by_both);
}

PG_FUNCTION_INFO_V1(customer_seg_nested_rfm_cuts_final);
Datum
customer_seg_nested_rfm_cuts_final(PG_FUNCTION_ARGS)
{
	RfmLimits limits = {.has_as_of = true, .contact_weight = DEFAULT_CONTACT_WEIGHT};
	const Sample *sample;
	int n;

	(void) aggregate_context(fcinfo);
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	sample = (const Sample *) PG_GETARG_POINTER(0);
	limits.as_of = sample->as_of;
	n = sample->bins - 1;
	for (int i = 0; i < RFM_MEASURES; i++)
	{
		RfmCuts *cuts = &limits.cuts[i];

		cuts->dimensions = i + 1;
		for (int before = 0; before < i; before++)
			cuts->sizes[before] = sample->bins;
		cuts->sizes[i] = sample->bins - 1;
		cuts->values = palloc_array(double, n);
		n *= sample->bins;
	}
	fit_nested(sample, &limits);
	return rfm_limits_result(fcinfo, &limits);
}
