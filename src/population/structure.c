/*
 * structure.c
 *		What the customer base as a whole looks like, with the evidence.
 */
#include "population/mix.h"

#include <math.h>

#include "server/calls.h"
#include "funcapi.h"
#include "lib/stringinfo.h"
#include "numbers/statistics.h"
#include "utils/builtins.h"

typedef enum Structure
{
	BEE_LED, /* the first four as the quadrants that lead */
	DRAGONFLY_LED,
	BUTTERFLY_LED,
	MANTIS_LED,
	BALANCED,
	UNDETERMINED
} Structure;

#define STRUCTURES 6

static const char *const structure_labels[STRUCTURES] = {
	"bee_led", "dragonfly_led", "butterfly_led", "mantis_led", "balanced", "undetermined"};

typedef struct StructureLimits
{
	int64 min_customers;
	double evenness; /* Cohen's w at or below which four groups are equal */
	double confidence;
	double min_lead; /* of the largest before the runner-up: a share of all */
} StructureLimits;

/* why a structure is undetermined; the words are stable */
typedef enum Reason
{
	DETERMINED,
	TOO_FEW,
	ALL_ALIKE, /* on an axis, so that it parts nobody from anybody */
	TIE		   /* of the largest group with others */
} Reason;

static const char *const reason_words[] = {NULL, "too_few", "all_alike", "tie"};

typedef struct Evidence
{
	int64 customers;
	Structure structure;
	Reason reason;
	const char *of[QUADRANTS]; /* the axes or the groups of which the reason speaks */
	int named;
	/* of no meaning without customers */
	double w;		   /* Cohen (1988): 0.1 small, 0.3 medium, 0.5 large */
	double chi_square; /* against four equal groups */
	double p;		   /* of chi_square, 3 degrees of freedom */
	double p_largest;  /* exact, two-sided: the largest against the runner-up */
} Evidence;

/* structure(mix [, min_customers, evenness, confidence [, min_lead]]) */
static StructureLimits
structure_limits(FunctionCallInfo fcinfo)
{
	StructureLimits limits = {30, 0.2, 0.95, 0.02};

	if (PG_NARGS() < 4)
		return limits;
	limits.min_customers = count_argument(fcinfo, 1, "min_customers");
	limits.evenness = PG_GETARG_FLOAT8(2);
	limits.confidence = confidence_argument(fcinfo, 3);
	if (!(limits.evenness >= 0) || isinf(limits.evenness))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("evenness %g is out of range", limits.evenness),
				 errhint("Cohen's w lies between 0 (all equal) and 1.73 (all in one group).")));
	if (PG_NARGS() > 4)
		limits.min_lead = fraction_argument(fcinfo, 4, "min_lead");
	return limits;
}

/* the largest group, the first of several */
static Quadrant
largest_of(const Mix *mix)
{
	Quadrant largest = BEE;

	for (int q = 0; q < QUADRANTS; q++)
		if (mix->customers[q] > mix->customers[largest])
			largest = q;
	return largest;
}

static int64
runner_up_of(const Mix *mix, Quadrant largest)
{
	int64 runner_up = 0;

	for (int q = 0; q < QUADRANTS; q++)
		if (q != (int) largest)
			runner_up = Max(runner_up, mix->customers[q]);
	return runner_up;
}

/* the axes on which all customers stand on one side */
static void
find_alike(const Mix *mix, Evidence *e)
{
	int64 loyal = mix->customers[BEE] + mix->customers[BUTTERFLY];
	int64 contributing = mix->customers[BEE] + mix->customers[DRAGONFLY];

	if (loyal == 0 || loyal == e->customers)
		e->of[e->named++] = "loyalty";
	if (contributing == 0 || contributing == e->customers)
		e->of[e->named++] = "contribution";
}

/* whether the largest group is really larger, and by enough */
static bool
leads(int64 largest, int64 other, int64 customers, const StructureLimits *limits)
{
	return (double) (largest - other) > limits->min_lead * (double) customers &&
		   binomial_p_half(largest, largest + other) <= 1 - limits->confidence;
}

/* the groups that the largest does not lead, itself among them; it leads the others */
static void
find_tied(const Mix *mix, int64 largest, const StructureLimits *limits, Evidence *e)
{
	for (int q = 0; q < QUADRANTS; q++)
		if (!leads(largest, mix->customers[q], e->customers, limits))
			e->of[e->named++] = quadrant_labels[q];
}

static void
judge_structure(const Mix *mix, const StructureLimits *limits, Evidence *e)
{
	Quadrant largest = largest_of(mix);

	e->structure = UNDETERMINED;
	if (e->customers < limits->min_customers || e->customers == 0)
	{
		e->reason = TOO_FEW;
		return;
	}
	find_alike(mix, e);
	if (e->named > 0)
		e->reason = ALL_ALIKE;
	else if (e->w <= limits->evenness)
		e->structure = BALANCED;
	else if (leads(mix->customers[largest], runner_up_of(mix, largest), e->customers, limits))
		e->structure = (Structure) largest;
	else
	{
		e->reason = TIE;
		find_tied(mix, mix->customers[largest], limits, e);
	}
}

static Evidence
weigh_evidence(const Mix *mix, const StructureLimits *limits)
{
	Evidence e = {.customers = mix_total(mix)};
	double expected = (double) e.customers / QUADRANTS;

	if (e.customers > 0)
	{
		int64 largest = mix->customers[largest_of(mix)];

		for (int q = 0; q < QUADRANTS; q++)
		{
			double off = (double) mix->customers[q] - expected;

			e.chi_square += off * off / expected;
		}
		e.w = sqrt(e.chi_square / (double) e.customers);
		e.p = chi_square_p(e.chi_square, QUADRANTS - 1);
		e.p_largest = binomial_p_half(largest, largest + runner_up_of(mix, largest_of(mix)));
	}
	judge_structure(mix, limits, &e);
	return e;
}

/* "tie: bee, dragonfly"; NULL of a structure that is determined */
static text *
reason_text(const Evidence *e)
{
	StringInfoData out;

	if (e->reason == DETERMINED)
		return NULL;
	initStringInfo(&out);
	appendStringInfoString(&out, reason_words[e->reason]);
	for (int i = 0; i < e->named; i++)
		appendStringInfo(&out, "%s%s", i == 0 ? ": " : ", ", e->of[i]);
	return cstring_to_text_with_len(out.data, out.len);
}

/* structure(mix [, limits]), and the final function of structure(quadrant) */
PG_FUNCTION_INFO_V1(customer_seg_structure);
Datum
customer_seg_structure(PG_FUNCTION_ARGS)
{
	StructureLimits limits = structure_limits(fcinfo);
	Evidence evidence = weigh_evidence(PG_GETARG_MIX_P(0), &limits);
	const Oid *labels = enum_labels_of(fcinfo, RESULT, structure_labels, STRUCTURES);

	PG_RETURN_OID(labels[evidence.structure]);
}

/* structure_reason(mix [, limits]): why structure() is undetermined; NULL when it is not */
PG_FUNCTION_INFO_V1(customer_seg_structure_reason);
Datum
customer_seg_structure_reason(PG_FUNCTION_ARGS)
{
	StructureLimits limits = structure_limits(fcinfo);
	Evidence evidence = weigh_evidence(PG_GETARG_MIX_P(0), &limits);
	text *reason = reason_text(&evidence);

	if (reason == NULL)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(reason);
}

/* columns of describe() */
enum
{
	QUADRANT,
	CUSTOMERS,
	SHARE,
	SHARE_LOW,
	SHARE_HIGH,
	STRUCTURE,
	W,
	CHI_SQUARE,
	P,
	P_LARGEST,
	REASON,
	COLUMNS
};

/*
 * describe(mix [, limits]): a row for each quadrant, also those with nobody.
 * Shares, intervals and evidence are NULL when nobody is classified.
 */
PG_FUNCTION_INFO_V1(customer_seg_describe);
Datum
customer_seg_describe(PG_FUNCTION_ARGS)
{
	Mix *mix = PG_GETARG_MIX_P(0);
	StructureLimits limits = structure_limits(fcinfo);
	Evidence e = weigh_evidence(mix, &limits);
	text *reason = reason_text(&e);
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	Oid quadrants[QUADRANTS];
	Oid structures[STRUCTURES];

	InitMaterializedSRF(fcinfo, 0);
	enum_label_oids(TupleDescAttr(rsinfo->setDesc, QUADRANT)->atttypid, quadrant_labels, QUADRANTS, quadrants);
	enum_label_oids(TupleDescAttr(rsinfo->setDesc, STRUCTURE)->atttypid, structure_labels, STRUCTURES, structures);
	for (int q = 0; q < QUADRANTS; q++)
	{
		Datum values[COLUMNS] = {0};
		bool nulls[COLUMNS];
		double low = 0;
		double high = 0;

		for (int i = 0; i < COLUMNS; i++)
			nulls[i] = e.customers == 0 && i >= SHARE && i != STRUCTURE;
		if (e.customers > 0)
			goodman_interval(mix->customers[q], e.customers, QUADRANTS, limits.confidence, &low, &high);
		values[QUADRANT] = ObjectIdGetDatum(quadrants[q]);
		values[CUSTOMERS] = Int64GetDatum(mix->customers[q]);
		values[SHARE] = Float8GetDatum((double) mix->customers[q] / (double) Max(e.customers, 1));
		values[SHARE_LOW] = Float8GetDatum(low);
		values[SHARE_HIGH] = Float8GetDatum(high);
		values[STRUCTURE] = ObjectIdGetDatum(structures[e.structure]);
		values[W] = Float8GetDatum(e.w);
		values[CHI_SQUARE] = Float8GetDatum(e.chi_square);
		values[P] = Float8GetDatum(e.p);
		values[P_LARGEST] = Float8GetDatum(e.p_largest);
		values[REASON] = PointerGetDatum(reason);
		nulls[REASON] = reason == NULL;
		put_row(fcinfo, values, nulls);
	}
	PG_RETURN_NULL();
}
