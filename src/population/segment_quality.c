/*
 * segment_quality.c
 *		Is a segmentation any good?  The four criteria of marketing (Kotler):
 *		measurable, substantial, reachable, differentially responsive.
 */
#include "population/breakdown.h"

#include <float.h>
#include <math.h>

#include "server/calls.h"
#include "server/rows.h"
#include "funcapi.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "server/enums.h"
#include "numbers/proportions.h"
#include "numbers/statistics.h"
#include "utils/builtins.h"

typedef enum QualityVerdict
{
	PASSED,
	FAILED,
	UNDETERMINED, /* the enum has "unknown", too, the word for it in 0.1 and 0.2 */
	NO_VERDICT	  /* NULL */
} QualityVerdict;

#define VERDICTS 3

static const char *const quality_labels[VERDICTS] = {"passed", "failed", "undetermined"};

typedef struct QualityLimits
{
	int64 min_customers;
	double min_share_of_amount;
	double min_classified;
	double min_reachable;
	double min_effect; /* by how much the best segment's lift is above 1 */
	double confidence;
} QualityLimits;

/* a row of the result; of the numbers, NaN is NULL */
typedef struct QualityFinding
{
	const char *criterion;
	const char *segment; /* NULL: the whole */
	int64 customers;
	double value;
	double low;
	double high;
	double required;
	double chi_square;
	double p;
	QualityVerdict verdict;
	const char *reason;
} QualityFinding;

enum
{
	CRITERION,
	SEGMENT,
	CUSTOMERS,
	VALUE,
	LOW,
	HIGH,
	REQUIRED,
	CHI_SQUARE,
	P,
	VERDICT,
	REASON,
	COLUMNS
};

typedef struct Quality
{
	FunctionCallInfo fcinfo;
	Oid verdicts[VERDICTS];
	const Breakdown *breakdown;
	const Breakdown *control; /* of those who got no offer, or NULL */
	MemoryContext scratch;	  /* of the finding at hand */
	QualityLimits limits;
	Tally total; /* of all that have a segment */
	Money brought;
} Quality;

static QualityFinding
finding(const char *criterion, const char *segment, int64 customers)
{
	QualityFinding f = {.criterion = criterion, .segment = segment, .customers = customers, .verdict = NO_VERDICT};

	f.value = f.low = f.high = f.required = f.chi_square = f.p = NAN;
	return f;
}

static void
put_quality_finding(const Quality *q, const QualityFinding *f)
{
	const double numbers[] = {f->value, f->low, f->high, f->required, f->chi_square, f->p};
	Datum values[COLUMNS] = {0};
	bool nulls[COLUMNS] = {false};

	CHECK_FOR_INTERRUPTS();
	values[CRITERION] = CStringGetTextDatum(f->criterion);
	nulls[SEGMENT] = f->segment == NULL;
	if (f->segment != NULL)
		values[SEGMENT] = CStringGetTextDatum(f->segment);
	values[CUSTOMERS] = Int64GetDatum(f->customers);
	for (int i = VALUE; i <= P; i++)
	{
		nulls[i] = isnan(numbers[i - VALUE]);
		values[i] = Float8GetDatum(numbers[i - VALUE]);
	}
	nulls[VERDICT] = f->verdict == NO_VERDICT;
	if (f->verdict != NO_VERDICT)
		values[VERDICT] = ObjectIdGetDatum(q->verdicts[f->verdict]);
	values[REASON] = CStringGetTextDatum(f->reason);
	put_row(q->fcinfo, values, nulls);
}

static void
set_estimate(QualityFinding *f, Estimate estimate)
{
	f->value = estimate.value;
	f->low = estimate.low;
	f->high = estimate.high;
}

/* a share with its interval as the finding's value; none of nobody */
static void
set_share(const Quality *q, QualityFinding *f, int64 count, int64 total)
{
	if (total > 0)
		set_estimate(f, share_estimate(count, total, q->limits.confidence));
}

static char *
customers_text(int64 n)
{
	return n == 1 ? pstrdup("1 customer") : psprintf(INT64_FORMAT " customers", n);
}

/* in per cent, with as many digits as tell */
static char *
percent(double share)
{
	return psprintf("%.4g %%", 100 * share);
}

/* the segments of which something is told, the first few by name */
#define NAMES_SHOWN 5

typedef struct Names
{
	StringInfoData text;
	int count;
} Names;

static void
add_name(Names *names, const char *name)
{
	if (names->count++ == 0)
		initStringInfo(&names->text);
	if (names->count <= NAMES_SHOWN)
		appendStringInfo(&names->text, "%s%s", names->count > 1 ? ", " : "", name);
}

static const char *
names_text(const Names *names)
{
	if (names->count > NAMES_SHOWN)
		return psprintf("%s and %d more", names->text.data, names->count - NAMES_SHOWN);
	return names->text.data;
}

/* ---- all segments, one after the other ---- */

typedef QualityFinding (*Find)(const Quality *q, const Tally *tally);

/*
 * Of many segments there is no room for all findings at once: they are found
 * to know the verdict on the whole, which goes first, and once more for their
 * rows.
 */
static void
judge_segments(const Quality *q, Find find, Names of[VERDICTS])
{
	for (int i = 0; i < q->breakdown->count; i++)
	{
		const Tally *tally = &q->breakdown->tallies[i];
		MemoryContext caller = MemoryContextSwitchTo(q->scratch);
		QualityVerdict verdict = find(q, tally).verdict;

		CHECK_FOR_INTERRUPTS();
		MemoryContextSwitchTo(caller);
		MemoryContextReset(q->scratch);
		add_name(&of[verdict], tally->segment);
	}
}

static void
put_segments(const Quality *q, Find find)
{
	MemoryContext caller = MemoryContextSwitchTo(q->scratch);

	for (int i = 0; i < q->breakdown->count; i++)
	{
		QualityFinding f = find(q, &q->breakdown->tallies[i]);

		put_quality_finding(q, &f);
		MemoryContextReset(q->scratch);
	}
	MemoryContextSwitchTo(caller);
}

/* ---- measurable: do the customers have a segment? ---- */

static void
judge_measurable(const Quality *q)
{
	int64 all = q->total.customers + q->breakdown->none.customers;
	QualityFinding f = finding("measurable", NULL, q->total.customers);

	f.required = q->limits.min_classified;
	set_share(q, &f, q->total.customers, all);
	if (all == 0)
	{
		f.verdict = UNDETERMINED;
		f.reason = "there are no customers";
	}
	else
	{
		f.verdict = f.value >= f.required ? PASSED : FAILED;
		f.reason = psprintf("%s of %s have a segment, %s %s", percent(f.value), customers_text(all),
							f.verdict == PASSED ? "at least" : "less than", percent(f.required));
	}
	put_quality_finding(q, &f);
}

/* ---- substantial: is each segment worth a treatment of its own? ---- */

static QualityFinding
find_substantial(const Quality *q, const Tally *tally)
{
	QualityFinding f = finding("substantial", tally->segment, tally->customers);
	const char *who = psprintf("%s: %s", tally->segment, customers_text(tally->customers));
	double share;

	f.required = q->limits.min_share_of_amount;
	if (share_of_brought(tally, &q->brought, &share))
		f.value = share;

	f.verdict = FAILED;
	if (tally->customers < q->limits.min_customers)
		f.reason = psprintf("%s, fewer than " INT64_FORMAT, who, q->limits.min_customers);
	else if (isnan(f.value) && f.required > 0)
	{
		f.verdict = UNDETERMINED;
		f.reason = psprintf("%s, but there is no money to have a share of", who);
	}
	else if (f.value < f.required)
		f.reason = psprintf("%s with %s of the money, less than %s", who, percent(f.value), percent(f.required));
	else
	{
		f.verdict = PASSED;
		f.reason = isnan(f.value) ? who : psprintf("%s with %s of the money", who, percent(f.value));
	}
	return f;
}

static void
judge_substantial(const Quality *q)
{
	int count = q->breakdown->count;
	QualityFinding whole = finding("substantial", NULL, q->total.customers);
	Names of[VERDICTS] = {{.count = 0}};
	int failed;
	int undetermined;

	judge_segments(q, find_substantial, of);
	failed = of[FAILED].count;
	undetermined = of[UNDETERMINED].count;
	whole.verdict = failed > 0 ? FAILED : undetermined > 0 || count == 0 ? UNDETERMINED :
																		   PASSED;
	if (count == 0)
		whole.reason = "there are no segments";
	else if (failed > 0)
		whole.reason = psprintf("%d of %d segments too small: %s", failed, count, names_text(&of[FAILED]));
	else if (undetermined > 0)
		whole.reason = "there is no money to have a share of";
	else
		whole.reason = psprintf("%d of %d segments large enough", count, count);
	put_quality_finding(q, &whole);
	put_segments(q, find_substantial);
}

/* ---- reachable: is there a way to contact them? ---- */

static QualityFinding
find_reachable(const Quality *q, const Tally *tally)
{
	QualityFinding f = finding("reachable", tally->segment, tally->customers);
	const char *who = tally->segment == NULL ? "" : psprintf("%s: ", tally->segment);

	f.required = q->limits.min_reachable;
	f.verdict = UNDETERMINED;
	if (!q->breakdown->asks)
		f.reason = psprintf("%sit was not counted who can be reached", who);
	else if (tally->customers == 0)
		f.reason = psprintf("%snobody", who);
	else
	{
		set_share(q, &f, tally->reachable, tally->customers);
		f.verdict = f.value >= f.required ? PASSED : FAILED;
		f.reason = psprintf("%s%s of %s can be reached, %s %s", who, percent(f.value),
							customers_text(tally->customers), f.verdict == PASSED ? "at least" : "less than",
							percent(f.required));
	}
	return f;
}

/* the whole passes when every segment with customers does */
static void
judge_reachable(const Quality *q)
{
	QualityFinding whole = find_reachable(q, &q->total);
	Names of[VERDICTS] = {{.count = 0}};

	judge_segments(q, find_reachable, of);
	if (of[FAILED].count > 0)
	{
		whole.verdict = FAILED;
		whole.reason = psprintf("%s; too few in %d of %d segments: %s", whole.reason, of[FAILED].count,
								q->breakdown->count, names_text(&of[FAILED]));
	}
	put_quality_finding(q, &whole);
	put_segments(q, find_reachable);
}

/* ---- responsive: do they answer the same offer differently? ---- */

/* what was counted of a segment in the control group; nothing where there is none */
static Tally
control_of(const Quality *q, const Tally *tally)
{
	static const Tally nobody = {0};
	const Tally *found = q->control == NULL ? NULL : breakdown_find(q->control, tally->segment);

	return found == NULL ? nobody : *found;
}

/* how often a segment answers, less how often without the offer */
static double
response_of(const Quality *q, const Tally *tally)
{
	Tally control = control_of(q, tally);

	return (double) tally->answered / (double) tally->asked -
		   (double) control.answered / (double) Max(control.asked, 1);
}

typedef struct Answers
{
	int segments;			  /* with customers */
	int asked;				  /* segments of which somebody was asked */
	const Tally *best;		  /* of these, that with the highest response */
	Tally control;			  /* of all these */
	const char *uncontrolled; /* one of these that the control group lacks */
	double chi_square;
	double least_expected; /* of answers or of silence, in any segment */
	const char *least_in;
} Answers;

/*
 * Pearson's chi-square of answered or not by segment.  What a segment's
 * answers are off the expected is counted in whole numbers, so that equal
 * rates give exactly 0.
 */
static double
chi_square_part(const Tally *tally, const Tally *total)
{
	int64 n = total->asked;
	int64 yes = total->answered;
	double off = (double) ((int128_money) tally->answered * n - (int128_money) tally->asked * yes);

	if (yes == 0 || yes == n)
		return 0;
	return off / (double) yes * (off / (double) (n - yes)) / (double) tally->asked;
}

/* whether a segment's response is higher; of equal ones, that of which more were asked */
static bool
is_better(const Quality *q, const Tally *tally, const Tally *best)
{
	double more = best == NULL ? 1 : response_of(q, tally) - response_of(q, best);

	return more > 0 || (more == 0 && tally->asked > best->asked);
}

static void
add_answers(const Quality *q, Answers *a, const Tally *tally)
{
	int64 rarer = Min(q->total.answered, q->total.asked - q->total.answered);
	double expected = (double) tally->asked * (double) rarer / (double) q->total.asked;
	Tally control = control_of(q, tally);

	a->asked++;
	a->chi_square += chi_square_part(tally, &q->total);
	a->control.asked += control.asked;
	a->control.answered += control.answered;
	if (control.asked == 0)
		a->uncontrolled = tally->segment;
	if (is_better(q, tally, a->best))
		a->best = tally;
	if (expected < a->least_expected)
	{
		a->least_expected = expected;
		a->least_in = tally->segment;
	}
}

static Answers
compare_answers(const Quality *q)
{
	Answers a = {.least_expected = HUGE_VAL};

	for (int i = 0; i < q->breakdown->count; i++)
	{
		const Tally *tally = &q->breakdown->tallies[i];

		CHECK_FOR_INTERRUPTS();
		a.segments += tally->customers > 0;
		if (tally->asked > 0)
			add_answers(q, &a, tally);
	}
	return a;
}

/* why there can be no test, or NULL */
static const char *
why_no_test(const Quality *q, const Answers *a)
{
	const Tally *total = &q->total;

	if (!q->breakdown->asks || (q->control != NULL && !q->control->asks))
		return q->breakdown->asks ? "it was not counted who of the control group answered" :
									"it was not counted who answered";
	if (total->asked == 0)
		return "nobody was asked";
	if (a->asked == 1)
		return "only one segment was asked";
	if (q->control != NULL && a->uncontrolled != NULL)
		return psprintf("%s: nobody is in the control group", a->uncontrolled);
	if (total->answered == 0 || total->answered == total->asked)
		return psprintf("%s " INT64_FORMAT " answered: nothing to compare",
						total->answered == 0 ? "none of" : "all", total->asked);
	if (a->least_expected < LEAST_EXPECTED)
		return psprintf("%s: %.3g %s expected if all were alike, fewer than %d: too few for a test", a->least_in,
						a->least_expected,
						total->answered <= total->asked - total->answered ? "answers" : "non-answers",
						LEAST_EXPECTED);
	return NULL;
}

/* how often a segment answers; with a control group what the offer adds, which nobody knows without somebody in it */
static QualityFinding
find_response(const Quality *q, const Tally *tally)
{
	QualityFinding f = finding("responsive", tally->segment, tally->asked);
	Tally control = control_of(q, tally);
	Estimate asked;
	const char *answered;

	if (tally->asked == 0)
	{
		f.reason = psprintf("%s: nobody was asked", tally->segment);
		return f;
	}
	asked = share_estimate(tally->answered, tally->asked, q->limits.confidence);
	answered = psprintf("%s: " INT64_FORMAT " of " INT64_FORMAT " answered", tally->segment, tally->answered, tally->asked);
	if (q->control == NULL)
	{
		set_estimate(&f, asked);
		f.reason = answered;
	}
	else if (control.asked == 0)
		f.reason = psprintf("%s, but nobody is in the control group", answered);
	else
	{
		set_estimate(&f, share_difference(asked, share_estimate(control.answered, control.asked, q->limits.confidence)));
		f.reason = psprintf("%s, " INT64_FORMAT " of " INT64_FORMAT " of the control group", answered,
							control.answered, control.asked);
	}
	return f;
}

/* the best segment against the others, with intervals that hold for all segments at once (Bonferroni) */
static Responses
best_against_rest(const Quality *q, const Answers *a)
{
	const Tally *best = a->best;
	const Tally *all = &q->total;
	Tally control = control_of(q, best);
	double confidence = Min(1 - (1 - q->limits.confidence) / a->asked, 1 - DBL_EPSILON);
	Responses r = {.weight = (double) best->asked / (double) all->asked};

	r.part[0] = share_estimate(best->answered, best->asked, confidence);
	r.rest[0] = share_estimate(all->answered - best->answered, all->asked - best->asked, confidence);
	if (q->control != NULL)
	{
		r.part[1] = share_estimate(control.answered, control.asked, confidence);
		r.rest[1] = share_estimate(a->control.answered - control.answered, a->control.asked - control.asked,
								   confidence);
	}
	return r;
}

/* a bound of a lift, of which NaN says that there is none */
static const char *
bound_text(double bound)
{
	return isnan(bound) ? "unbounded" : psprintf("%.3g", bound);
}

/* what was found, in numbers */
static const char *
lift_text(const Quality *q, const Answers *a, const QualityFinding *f)
{
	const char *text = isnan(f->value) ?
						   psprintf("of all, no more answer than of the control group; best in %s", a->best->segment) :
						   psprintf("lift %.3g (%s to %s) in %s", f->value, bound_text(f->low), bound_text(f->high),
									a->best->segment);

	if (q->control != NULL)
		return text;
	return psprintf("%s; chi-square %.5g, df %d, p %.2g, Cramer's V %.3g", text, f->chi_square, a->asked - 1, f->p,
					Min(1, sqrt(f->chi_square / (double) q->total.asked))); /* Cramer (1946) */
}

/*
 * By the lift of the segment that answers best: how many times as often it
 * answers as all do.  Passed when it is above 1 for sure, and as high as
 * required; failed when it is lower for sure.
 */
static void
judge_lift(const Quality *q, const Answers *a, QualityFinding *f)
{
	Responses r = best_against_rest(q, a);
	bool differ = excess(&r, 1).low > 0;
	const char *found;

	set_estimate(f, lift(&r));
	if (q->control == NULL)
	{
		f->chi_square = a->chi_square;
		f->p = chi_square_p(a->chi_square, a->asked - 1);
	}
	found = lift_text(q, a, f);
	if (differ && !(f->value < f->required))
	{
		f->verdict = PASSED;
		f->reason = psprintf("segments answer differently: %s", found);
	}
	else if (excess(&r, f->required).high < 0)
	{
		f->verdict = FAILED;
		f->reason = differ ? psprintf("segments answer differently, but by less than lift %.3g: %s", f->required, found) :
							 psprintf("segments answer alike: %s", found);
	}
	else
	{
		f->verdict = UNDETERMINED;
		f->reason = differ ? psprintf("segments answer differently, perhaps by less than lift %.3g: %s", f->required, found) :
							 psprintf("no difference established: %s", found);
	}
}

static QualityFinding
judge_responsive(const Quality *q)
{
	Answers a = compare_answers(q);
	QualityFinding f = finding("responsive", NULL, q->total.asked);
	const char *obstacle = why_no_test(q, &a);

	f.required = 1 + q->limits.min_effect;
	if (a.segments == 1)
	{
		f.verdict = FAILED;
		f.reason = "all customers are in one segment: nothing is told apart";
	}
	else if (obstacle != NULL)
	{
		f.verdict = UNDETERMINED;
		f.reason = obstacle;
	}
	else
		judge_lift(q, &a, &f);
	return f;
}

/* ---- the function ---- */

static QualityLimits
quality_limits(FunctionCallInfo fcinfo)
{
	QualityLimits limits;

	limits.min_customers = count_argument(fcinfo, 1, "min_customers");
	limits.min_share_of_amount = fraction_argument(fcinfo, 2, "min_share_of_amount");
	limits.min_classified = fraction_argument(fcinfo, 3, "min_classified");
	limits.min_reachable = fraction_argument(fcinfo, 4, "min_reachable");
	limits.min_effect = fraction_argument(fcinfo, 5, "min_effect");
	limits.confidence = confidence_argument(fcinfo, 6);
	return limits;
}

#define CONTROL 7

static bool
any_null(FunctionCallInfo fcinfo, int arguments)
{
	for (int i = 0; i < arguments; i++)
		if (PG_ARGISNULL(i))
			return true;
	return false;
}

/*
 * segment_quality(breakdown_row[], limits… [, control]): for each criterion a
 * row for the whole, and for the last three a row for each segment.  Customers
 * without a segment count in measurable alone.  No rows where anything but
 * the control group is NULL.
 */
PG_FUNCTION_INFO_V1(customer_seg_segment_quality);
Datum
customer_seg_segment_quality(PG_FUNCTION_ARGS)
{
	Quality q = {.fcinfo = fcinfo};
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	QualityFinding f;

	InitMaterializedSRF(fcinfo, 0);
	if (any_null(fcinfo, CONTROL))
		PG_RETURN_NULL();
	q.limits = quality_limits(fcinfo);
	q.breakdown = breakdown_read(PG_GETARG_ARRAYTYPE_P(0));
	if (PG_NARGS() > CONTROL && !PG_ARGISNULL(CONTROL))
		q.control = breakdown_read(PG_GETARG_ARRAYTYPE_P(CONTROL));
	q.total = breakdown_total(q.breakdown);
	q.brought = breakdown_brought(q.breakdown);
	q.scratch = row_scratch();
	enum_label_oids(TupleDescAttr(rsinfo->setDesc, VERDICT)->atttypid, quality_labels, VERDICTS, q.verdicts);

	judge_measurable(&q);
	judge_substantial(&q);
	judge_reachable(&q);
	f = judge_responsive(&q);
	put_quality_finding(&q, &f);
	put_segments(&q, find_response);
	MemoryContextDelete(q.scratch);
	PG_RETURN_NULL();
}
