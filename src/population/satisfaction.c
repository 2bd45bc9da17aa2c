/*
 * satisfaction.c
 *		Do those who are satisfied come back, more often than the others?
 */
#include "server/compat.h"

#include <math.h>

#include "server/calls.h"
#include "server/states.h"
#include "funcapi.h"
#include "libpq/pqformat.h"
#include "server/enums.h"
#include "numbers/proportions.h"

#define DEFAULT_CONFIDENCE	0.95
#define LEAST_CUSTOMERS		30	/* as structure() asks for */
#define SMALL_EFFECT		0.2 /* Cohen (1988): h of two shares, to the first order */
#define CONFIDENCE_ARGUMENT 3

/* beside these, the enum has those of 0.1 and 0.2: trap, no_trap */
typedef enum SatisfactionVerdict
{
	PREDICTS,
	SAYS_NOTHING,
	INVERSE,
	UNDETERMINED
} SatisfactionVerdict;

#define VERDICTS 4

static const char *const satisfaction_labels[VERDICTS] = {"predicts", "says_nothing", "inverse", "undetermined"};

/* the state: customers, of whom both answers are known, by what these are */
typedef struct Satisfaction
{
	int64 customers[2][2]; /* satisfied, repurchased */
	int64 missing;		   /* rows that lack an answer */
	double confidence;
} Satisfaction;

/* columns of the result: each share is followed by its bounds */
enum
{
	OUT_CUSTOMERS,
	OUT_SATISFIED,
	OUT_SHARE_SATISFIED,
	OUT_SHARE_SATISFIED_LOW,
	OUT_SHARE_SATISFIED_HIGH,
	OUT_REPURCHASED_OF_SATISFIED,
	OUT_RATE_OF_SATISFIED,
	OUT_RATE_OF_SATISFIED_LOW,
	OUT_RATE_OF_SATISFIED_HIGH,
	OUT_REPURCHASED_OF_DISSATISFIED,
	OUT_RATE_OF_DISSATISFIED,
	OUT_RATE_OF_DISSATISFIED_LOW,
	OUT_RATE_OF_DISSATISFIED_HIGH,
	OUT_GAP,
	OUT_GAP_LOW,
	OUT_GAP_HIGH,
	OUT_MISSING,
	OUT_VERDICT,
	OUT_DIFFERENCE,
	OUT_DIFFERENCE_LOW,
	OUT_DIFFERENCE_HIGH,
	OUT_P,
	OUT_COLUMNS
};

/* ---- the state ---- */

/* satisfaction(satisfied, repurchased [, confidence]) */
static double
read_confidence(FunctionCallInfo fcinfo)
{
	if (PG_NARGS() <= CONFIDENCE_ARGUMENT)
		return DEFAULT_CONFIDENCE;
	if (PG_ARGISNULL(CONFIDENCE_ARGUMENT))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("confidence is NULL"),
				 errhint("Give a share between 0 and 1, such as 0.95.")));
	return confidence_argument(fcinfo, CONFIDENCE_ARGUMENT);
}

static void
check_same_confidence(double a, double b)
{
	if (a != b)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("satisfaction needs one confidence, but got %g and %g", a, b),
				 errhint("Give the same confidence in all rows of a group.")));
}

static Satisfaction *
new_state(MemoryContext context, double confidence)
{
	Satisfaction *state = MemoryContextAllocZero(context, sizeof(Satisfaction));

	state->confidence = confidence;
	return state;
}

PG_FUNCTION_INFO_V1(customer_seg_satisfaction_accum);
Datum
customer_seg_satisfaction_accum(PG_FUNCTION_ARGS)
{
	MemoryContext context = aggregate_context(fcinfo);
	Satisfaction *state = state_argument(fcinfo, 0);
	double confidence = read_confidence(fcinfo);

	if (state == NULL)
		state = new_state(context, confidence);
	check_same_confidence(state->confidence, confidence);
	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		state->missing++;
	else
		state->customers[PG_GETARG_BOOL(1)][PG_GETARG_BOOL(2)]++;
	PG_RETURN_POINTER(state);
}

static void *
satisfaction_like(MemoryContext context, const void *other)
{
	return new_state(context, ((const Satisfaction *) other)->confidence);
}

static void
join_satisfaction(void *state, const void *other)
{
	Satisfaction *sum = state;
	const Satisfaction *more = other;

	check_same_confidence(sum->confidence, more->confidence);
	for (int satisfied = 0; satisfied < 2; satisfied++)
		for (int repurchased = 0; repurchased < 2; repurchased++)
			sum->customers[satisfied][repurchased] += more->customers[satisfied][repurchased];
	sum->missing += more->missing;
}

PG_FUNCTION_INFO_V1(customer_seg_satisfaction_combine);
Datum
customer_seg_satisfaction_combine(PG_FUNCTION_ARGS)
{
	static const StateKind kind = {.create_like = satisfaction_like, .join = join_satisfaction};

	return states_combine(fcinfo, &kind);
}

/* between processes of one server: in the machine's own byte order */
PG_FUNCTION_INFO_V1(customer_seg_satisfaction_serial);
Datum
customer_seg_satisfaction_serial(PG_FUNCTION_ARGS)
{
	StringInfoData out;

	(void) aggregate_context(fcinfo);
	pq_begintypsend(&out);
	pq_sendbytes(&out, PG_GETARG_POINTER(0), sizeof(Satisfaction));
	PG_RETURN_BYTEA_P(pq_endtypsend(&out));
}

PG_FUNCTION_INFO_V1(customer_seg_satisfaction_deserial);
Datum
customer_seg_satisfaction_deserial(PG_FUNCTION_ARGS)
{
	Satisfaction *state;
	bytea *bytes;

	(void) aggregate_context(fcinfo);
	bytes = PG_GETARG_BYTEA_PP(0);
	if (VARSIZE_ANY_EXHDR(bytes) != sizeof(Satisfaction))
		elog(ERROR, "state of a satisfaction is damaged");
	state = palloc(sizeof(Satisfaction));
	memcpy(state, VARDATA_ANY(bytes), sizeof(Satisfaction));
	PG_RETURN_POINTER(state);
}

/* ---- the result ---- */

typedef struct Share
{
	bool known; /* of somebody */
	Estimate estimate;
} Share;

static Share
share_among(int64 count, int64 total, double confidence)
{
	Share share = {.known = total > 0};

	if (share.known)
		share.estimate = share_estimate(count, total, confidence);
	return share;
}

static Share
difference(const Share *a, const Share *b)
{
	Share gap = {.known = a->known && b->known};

	if (gap.known)
		gap.estimate = share_difference(a->estimate, b->estimate);
	return gap;
}

/* what the answers say */
typedef struct Findings
{
	int64 satisfied;
	int64 dissatisfied;
	Share share_satisfied;
	Share rate_of_satisfied;
	Share rate_of_dissatisfied;
	/*
	 * The rate is of those whom the share counts.  Given how many these are,
	 * it depends on nothing else of the share, so the errors of the two are
	 * uncorrelated, which Newcombe's interval needs.
	 */
	Share gap;
	Share difference; /* between the two rates */
	double p;		  /* of the difference */
	double small;	  /* a difference that is small, either way */
} Findings;

/* h = 0.2 as a difference: so many standard deviations of coming back; ten points where half of all do */
static double
small_difference(int64 repurchased, int64 customers)
{
	double rate = (double) repurchased / (double) customers;

	return SMALL_EFFECT * sqrt(rate * (1 - rate));
}

static Findings
find_out(const Satisfaction *s)
{
	Findings f = {0};

	f.satisfied = s->customers[true][true] + s->customers[true][false];
	f.dissatisfied = s->customers[false][true] + s->customers[false][false];
	f.share_satisfied = share_among(f.satisfied, f.satisfied + f.dissatisfied, s->confidence);
	f.rate_of_satisfied = share_among(s->customers[true][true], f.satisfied, s->confidence);
	f.rate_of_dissatisfied = share_among(s->customers[false][true], f.dissatisfied, s->confidence);
	f.gap = difference(&f.share_satisfied, &f.rate_of_satisfied);
	f.difference = difference(&f.rate_of_satisfied, &f.rate_of_dissatisfied);
	if (f.difference.known)
	{
		f.p = test_shares(s->customers[true][true], f.satisfied, s->customers[false][true], f.dissatisfied).p;
		f.small = small_difference(s->customers[true][true] + s->customers[false][true], f.satisfied + f.dissatisfied);
	}
	return f;
}

/*
 * Whether the satisfied come back more often than the others.  Newcombe's
 * interval alone is too sure of very few: 94 of 99 against the only one who
 * was dissatisfied would do.  So the test must agree.
 */
static SatisfactionVerdict
judge_satisfaction(const Findings *f, double confidence)
{
	const Estimate *d = &f->difference.estimate;

	if (f->satisfied + f->dissatisfied < LEAST_CUSTOMERS || !f->difference.known)
		return UNDETERMINED;
	if (d->low > 0 || d->high < 0)
		return f->p > 1 - confidence ? UNDETERMINED : d->low > 0 ? PREDICTS :
																   INVERSE;
	return d->low >= -f->small && d->high <= f->small ? SAYS_NOTHING : UNDETERMINED;
}

static void
put_share(Datum *values, bool *nulls, int first, const Share *share)
{
	values[first] = Float8GetDatum(share->estimate.value);
	values[first + 1] = Float8GetDatum(share->estimate.low);
	values[first + 2] = Float8GetDatum(share->estimate.high);
	nulls[first] = nulls[first + 1] = nulls[first + 2] = !share->known;
}

static Datum
verdict_datum(FunctionCallInfo fcinfo, SatisfactionVerdict verdict)
{
	TupleDesc row;
	Oid labels[VERDICTS];

	if (get_call_result_type(fcinfo, NULL, &row) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	enum_label_oids(TupleDescAttr(row, OUT_VERDICT)->atttypid, satisfaction_labels, VERDICTS, labels);
	return ObjectIdGetDatum(labels[verdict]);
}

/* Shares of nobody are NULL; no rows give a row of zeros. */
PG_FUNCTION_INFO_V1(customer_seg_satisfaction_final);
Datum
customer_seg_satisfaction_final(PG_FUNCTION_ARGS)
{
	static const Satisfaction nothing = {.confidence = DEFAULT_CONFIDENCE};
	const Satisfaction *s;
	Findings f;
	Datum values[OUT_COLUMNS] = {0};
	bool nulls[OUT_COLUMNS] = {0};

	(void) aggregate_context(fcinfo);
	s = PG_ARGISNULL(0) ? &nothing : (Satisfaction *) PG_GETARG_POINTER(0);
	f = find_out(s);
	values[OUT_CUSTOMERS] = Int64GetDatum(f.satisfied + f.dissatisfied);
	values[OUT_SATISFIED] = Int64GetDatum(f.satisfied);
	put_share(values, nulls, OUT_SHARE_SATISFIED, &f.share_satisfied);
	values[OUT_REPURCHASED_OF_SATISFIED] = Int64GetDatum(s->customers[true][true]);
	put_share(values, nulls, OUT_RATE_OF_SATISFIED, &f.rate_of_satisfied);
	values[OUT_REPURCHASED_OF_DISSATISFIED] = Int64GetDatum(s->customers[false][true]);
	put_share(values, nulls, OUT_RATE_OF_DISSATISFIED, &f.rate_of_dissatisfied);
	put_share(values, nulls, OUT_GAP, &f.gap);
	values[OUT_MISSING] = Int64GetDatum(s->missing);
	values[OUT_VERDICT] = verdict_datum(fcinfo, judge_satisfaction(&f, s->confidence));
	put_share(values, nulls, OUT_DIFFERENCE, &f.difference);
	values[OUT_P] = Float8GetDatum(f.p);
	nulls[OUT_P] = !f.difference.known;
	return record_result(fcinfo, values, nulls);
}
