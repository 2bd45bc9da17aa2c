/*
 * yardstick_aggregate.c
 *		yardstick(activity, as_of): fits a yardstick on the customers of a query.
 *
 * The state keeps every customer's measures, since ranks need them all; the
 * final function sorts copies.  States join by appending, so the result does
 * not depend on how the rows were shared out.
 */
#include "customer/yardstick_sample.h"

#include "server/calls.h"
#include "server/states.h"
#include "libpq/pqformat.h"
#include "utils/memutils.h"
#include "utils/timestamp.h"

static void
check_same_as_of(TimestampTz a, TimestampTz b)
{
	if (a != b)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a yardstick needs one as_of, but got %s and %s",
						pstrdup(timestamptz_to_str(a)), pstrdup(timestamptz_to_str(b))),
				 errhint("Measure all customers at the same point in time.")));
}

static Datum
accumulate_sample(FunctionCallInfo fcinfo, TimeKind time)
{
	MemoryContext context = aggregate_context(fcinfo);
	YardstickSample *state = state_argument(fcinfo, 0);
	Activity *a;
	TimestampTz as_of;

	if (PG_ARGISNULL(1))
	{
		if (state == NULL)
			PG_RETURN_NULL();
		PG_RETURN_POINTER(state);
	}
	if (PG_ARGISNULL(2))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("as_of of a yardstick is NULL"),
				 errhint("Give the point in time at which the customers are measured.")));
	a = PG_GETARG_ACTIVITY_P(1);
	as_of = time_taken(time, PG_GETARG_DATUM(2), "as_of");
	if (state == NULL)
		state = sample_create(context, as_of, ALL_MEASURES, 0);
	check_same_as_of(state->as_of, as_of);

	sample_add(state, a);
	PG_RETURN_POINTER(state);
}

PG_FUNCTION_INFO_V1(customer_seg_yardstick_accum);
Datum
customer_seg_yardstick_accum(PG_FUNCTION_ARGS)
{
	return accumulate_sample(fcinfo, TIME_TIMESTAMPTZ);
}

PG_FUNCTION_INFO_V1(customer_seg_yardstick_accum_date);
Datum
customer_seg_yardstick_accum_date(PG_FUNCTION_ARGS)
{
	return accumulate_sample(fcinfo, TIME_DATE);
}

static void *
sample_like(MemoryContext context, const void *other)
{
	return sample_create(context, ((const YardstickSample *) other)->as_of, ALL_MEASURES, 0);
}

static void
join_samples(void *state, const void *other)
{
	YardstickSample *sample = state;
	const YardstickSample *more = other;

	check_same_as_of(sample->as_of, more->as_of);
	sample_join(sample, more);
}

PG_FUNCTION_INFO_V1(customer_seg_yardstick_combine);
Datum
customer_seg_yardstick_combine(PG_FUNCTION_ARGS)
{
	static const StateKind kind = {.create_like = sample_like, .join = join_samples};

	return states_combine(fcinfo, &kind);
}

/* between processes of one server: in the machine's own byte order */
PG_FUNCTION_INFO_V1(customer_seg_yardstick_serial);
Datum
customer_seg_yardstick_serial(PG_FUNCTION_ARGS)
{
	YardstickSample *state;
	StringInfoData out;
	Size size = 0;

	(void) aggregate_context(fcinfo);
	state = (YardstickSample *) PG_GETARG_POINTER(0);
	for (int i = 0; i < DISTRIBUTIONS; i++)
		size += sizeof(double) * (Size) state->lists[i].count;
	if (size > MaxAllocSize - 1024) /* which leaves room for the numbers that go before */
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("a worker cannot hand over the measures of " INT64_FORMAT " customers", state->customers),
				 errhint("Run it without workers: SET max_parallel_workers_per_gather = 0;")));
	pq_begintypsend(&out);
	pq_sendbytes(&out, (char *) &state->as_of, sizeof(state->as_of));
	pq_sendbytes(&out, (char *) &state->customers, sizeof(state->customers));
	pq_sendbytes(&out, (char *) &state->amount_sum, sizeof(state->amount_sum));
	pq_sendbytes(&out, (char *) &state->profit_sum, sizeof(state->profit_sum));
	pq_sendbytes(&out, (char *) &state->any_potential, sizeof(state->any_potential));
	pq_sendbytes(&out, (char *) &state->any_profit, sizeof(state->any_profit));
	for (int i = 0; i < DISTRIBUTIONS; i++)
	{
		NumberSort *list = &state->lists[i];

		pq_sendbytes(&out, (char *) &list->count, sizeof(list->count));
		pq_sendbytes(&out, (char *) list->values, (int) (sizeof(double) * (Size) list->count));
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&out));
}

PG_FUNCTION_INFO_V1(customer_seg_yardstick_deserial);
Datum
customer_seg_yardstick_deserial(PG_FUNCTION_ARGS)
{
	YardstickSample *state;
	StringInfoData in;

	(void) aggregate_context(fcinfo);
	open_state(fcinfo, &in);

	state = sample_create(CurrentMemoryContext, 0, ALL_MEASURES, 0);
	pq_copymsgbytes(&in, (char *) &state->as_of, sizeof(state->as_of));
	pq_copymsgbytes(&in, (char *) &state->customers, sizeof(state->customers));
	pq_copymsgbytes(&in, (char *) &state->amount_sum, sizeof(state->amount_sum));
	pq_copymsgbytes(&in, (char *) &state->profit_sum, sizeof(state->profit_sum));
	pq_copymsgbytes(&in, (char *) &state->any_potential, sizeof(state->any_potential));
	pq_copymsgbytes(&in, (char *) &state->any_profit, sizeof(state->any_profit));
	for (int i = 0; i < DISTRIBUTIONS; i++)
	{
		NumberSort *list = &state->lists[i];

		pq_copymsgbytes(&in, (char *) &list->count, sizeof(list->count));
		list->room = list->count;
		if (list->count < 0 || list->count > (in.len - in.cursor) / (int64) sizeof(double))
			elog(ERROR, "state of a yardstick is damaged");
		list->values = MemoryContextAllocHuge(CurrentMemoryContext,
											  sizeof(double) * (Size) Max(list->count, 1));
		pq_copymsgbytes(&in, (char *) list->values, (int) (sizeof(double) * (Size) list->count));
	}
	pq_getmsgend(&in);
	PG_RETURN_POINTER(state);
}

PG_FUNCTION_INFO_V1(customer_seg_yardstick_final);
Datum
customer_seg_yardstick_final(PG_FUNCTION_ARGS)
{
	(void) aggregate_context(fcinfo);
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	PG_RETURN_YARDSTICK_P(sample_fit_copy((YardstickSample *) PG_GETARG_POINTER(0)));
}
