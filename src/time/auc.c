/*
 * auc.c
 *		auc(): does a score tell those who came back from those who did not?
 *
 * The state keeps every customer's score, since ranks need them all; the final
 * function sorts copies.  States join by appending, and the count of pairs is a
 * whole number, so the result depends neither on the order of the rows nor on
 * how they were shared out.
 */
#include "columns/number_sort.h"

#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "numbers/money.h"
#include "numbers/proportions.h"
#include "numbers/statistics.h"
#include "server/calls.h"
#include "server/states.h"
#include "utils/memutils.h"

/* scores of those who stayed away, and of those who came back */
typedef struct Scores
{
	NumberSort of[2];
} Scores;

/* columns of the result */
enum
{
	OUT_AUC,
	OUT_LOW,
	OUT_HIGH,
	OUT_CAME_BACK,
	OUT_STAYED_AWAY,
	OUT_COLUMNS
};

static Scores *
scores_create(MemoryContext context)
{
	Scores *scores = MemoryContextAllocZero(context, sizeof(Scores));

	for (int i = 0; i < 2; i++)
		number_sort_create(&scores->of[i], context, 0);
	return scores;
}

/* (state, score, came_back); a row that lacks one of them is ignored */
PG_FUNCTION_INFO_V1(customer_seg_auc_accum);
Datum
customer_seg_auc_accum(PG_FUNCTION_ARGS)
{
	MemoryContext context = aggregate_context(fcinfo);
	Scores *scores = state_argument(fcinfo, 0);

	if (scores == NULL)
		scores = scores_create(context);
	if (!PG_ARGISNULL(1) && !PG_ARGISNULL(2))
	{
		double score = number_argument(fcinfo, 1, "score");

		number_sort_add(&scores->of[PG_GETARG_BOOL(2)], &score, 1);
	}
	PG_RETURN_POINTER(scores);
}

static void *
scores_like(MemoryContext context, const void *other)
{
	(void) other;
	return scores_create(context);
}

static void
join_scores(void *state, const void *other)
{
	Scores *scores = state;
	const Scores *more = other;

	for (int i = 0; i < 2; i++)
		number_sort_add(&scores->of[i], more->of[i].values, more->of[i].count);
}

PG_FUNCTION_INFO_V1(customer_seg_auc_combine);
Datum
customer_seg_auc_combine(PG_FUNCTION_ARGS)
{
	static const StateKind kind = {.create_like = scores_like, .join = join_scores};

	return states_combine(fcinfo, &kind);
}

/* between processes of one server: in the machine's own byte order */
PG_FUNCTION_INFO_V1(customer_seg_auc_serial);
Datum
customer_seg_auc_serial(PG_FUNCTION_ARGS)
{
	Scores *scores;
	StringInfoData out;

	(void) aggregate_context(fcinfo);
	scores = (Scores *) PG_GETARG_POINTER(0);
	if (sizeof(double) * (Size) (scores->of[0].count + scores->of[1].count) > MaxAllocSize - 1024)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("a worker cannot hand over the scores of " INT64_FORMAT " customers", scores->of[0].count + scores->of[1].count),
				 errhint("Run it without workers: SET max_parallel_workers_per_gather = 0;")));
	pq_begintypsend(&out);
	for (int i = 0; i < 2; i++)
	{
		pq_sendint64(&out, (uint64) scores->of[i].count);
		pq_sendbytes(&out, (char *) scores->of[i].values, (int) (sizeof(double) * (Size) scores->of[i].count));
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&out));
}

PG_FUNCTION_INFO_V1(customer_seg_auc_deserial);
Datum
customer_seg_auc_deserial(PG_FUNCTION_ARGS)
{
	Scores *scores;
	StringInfoData in;

	(void) aggregate_context(fcinfo);
	open_state(fcinfo, &in);
	scores = scores_create(CurrentMemoryContext);
	for (int i = 0; i < 2; i++)
	{
		int64 count = pq_getmsgint64(&in);
		double score;

		if (count < 0 || count > (in.len - in.cursor) / (int64) sizeof(double))
			elog(ERROR, "state of auc is damaged");
		for (int64 n = 0; n < count; n++)
		{
			pq_copymsgbytes(&in, (char *) &score, sizeof(double));
			number_sort_add(&scores->of[i], &score, 1);
		}
	}
	pq_getmsgend(&in);
	PG_RETURN_POINTER(scores);
}

/* sorted; the state's own are left as they are */
static NumberSort
sorted_copy(const NumberSort *scores)
{
	NumberSort copy;

	number_sort_create(&copy, CurrentMemoryContext, 0);
	number_sort_add(&copy, scores->values, scores->count);
	number_sort_perform(&copy);
	return copy;
}

/*
 * Twice the number of pairs, of one who came back and one who did not, in which
 * the former has the higher score; of a tie, half a pair.  Both are sorted.
 */
static uint128_money
doubled_pairs_won(const NumberSort *away, const NumberSort *back)
{
	uint128_money won = 0;
	int64 below = 0;
	int64 upto = 0;

	for (int64 i = 0; i < back->count; i++)
	{
		if (i % 4096 == 0)
			CHECK_FOR_INTERRUPTS();
		while (below < away->count && away->values[below] < back->values[i])
			below++;
		upto = Max(upto, below);
		while (upto < away->count && away->values[upto] <= back->values[i])
			upto++;
		won += (uint128_money) (below + upto);
	}
	return won;
}

PG_FUNCTION_INFO_V1(customer_seg_auc_final);
Datum
customer_seg_auc_final(PG_FUNCTION_ARGS)
{
	Scores *scores;
	Datum values[OUT_COLUMNS] = {0};
	bool nulls[OUT_COLUMNS] = {false};
	int64 came_back = 0;
	int64 stayed_away = 0;

	(void) aggregate_context(fcinfo);
	scores = state_argument(fcinfo, 0);
	if (scores != NULL)
	{
		came_back = scores->of[true].count;
		stayed_away = scores->of[false].count;
	}
	if (came_back > 0 && stayed_away > 0)
	{
		NumberSort away = sorted_copy(&scores->of[false]);
		NumberSort back = sorted_copy(&scores->of[true]);
		double pairs = (double) came_back * (double) stayed_away;
		Estimate auc = mann_whitney_estimate((double) doubled_pairs_won(&away, &back) / 2 / pairs, came_back, stayed_away,
											 USUAL_CONFIDENCE);

		values[OUT_AUC] = Float8GetDatum(auc.value);
		values[OUT_LOW] = Float8GetDatum(auc.low);
		values[OUT_HIGH] = Float8GetDatum(auc.high);
	}
	else
		nulls[OUT_AUC] = nulls[OUT_LOW] = nulls[OUT_HIGH] = true;
	values[OUT_CAME_BACK] = Int64GetDatum(came_back);
	values[OUT_STAYED_AWAY] = Int64GetDatum(stayed_away);
	return record_result(fcinfo, values, nulls);
}
