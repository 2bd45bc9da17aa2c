/*
 * structure.c
 *		What the customer base as a whole looks like, with the evidence.
 */
#include "population/mix.h"

#include <math.h>

#include "server/calls.h"
#include "funcapi.h"
#include "numbers/statistics.h"

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

typedef struct Limits
{
	int64 min_customers;
	double evenness; /* Cohen's w at or below which four groups are equal */
	double confidence;
} Limits;

typedef struct Evidence
{
	int64 customers;
	Structure structure;
	/* of no meaning without customers */
	double w;		   /* Cohen (1988): 0.1 small, 0.3 medium, 0.5 large */
	double chi_square; /* against four equal groups */
	double p;		   /* of chi_square, 3 degrees of freedom */
	double p_largest;  /* exact, two-sided: the largest against the runner-up */
} Evidence;

static Limits
read_limits(FunctionCallInfo fcinfo)
{
	Limits limits = {30, 0.2, 0.95};

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
	return limits;
}

static Evidence
weigh_evidence(const Mix *mix, const Limits *limits)
{
	Evidence e = {.customers = mix_total(mix), .structure = UNDETERMINED};
	double expected = (double) e.customers / QUADRANTS;
	int largest = BEE;
	int64 runner_up = 0;

	if (e.customers == 0)
		return e;
	for (int q = 0; q < QUADRANTS; q++)
	{
		double off = (double) mix->customers[q] - expected;

		e.chi_square += off * off / expected;
		if (mix->customers[q] > mix->customers[largest])
			largest = q;
	}
	for (int q = 0; q < QUADRANTS; q++)
		if (q != largest && mix->customers[q] > runner_up)
			runner_up = mix->customers[q];
	e.w = sqrt(e.chi_square / (double) e.customers);
	e.p = chi_square_p(e.chi_square, QUADRANTS - 1);
	e.p_largest = binomial_p_half(mix->customers[largest], mix->customers[largest] + runner_up);

	if (e.customers < limits->min_customers)
		e.structure = UNDETERMINED;
	else if (e.w <= limits->evenness)
		e.structure = BALANCED;
	else if (mix->customers[largest] > runner_up && e.p_largest <= 1 - limits->confidence)
		e.structure = (Structure) largest;
	return e;
}

/* structure(mix [, min_customers, evenness, confidence]), and the final function of structure(quadrant) */
PG_FUNCTION_INFO_V1(customer_seg_structure);
Datum
customer_seg_structure(PG_FUNCTION_ARGS)
{
	Limits limits = read_limits(fcinfo);
	Evidence evidence = weigh_evidence(PG_GETARG_MIX_P(0), &limits);
	const Oid *labels = enum_labels_of(fcinfo, RESULT, structure_labels, STRUCTURES);

	PG_RETURN_OID(labels[evidence.structure]);
}

/*
 * describe(mix [, min_customers, evenness, confidence]): a row for each
 * quadrant, also those with nobody.  Shares, intervals and evidence are NULL
 * when nobody is classified.
 */
PG_FUNCTION_INFO_V1(customer_seg_describe);
Datum
customer_seg_describe(PG_FUNCTION_ARGS)
{
	Mix *mix = PG_GETARG_MIX_P(0);
	Limits limits = read_limits(fcinfo);
	Evidence e = weigh_evidence(mix, &limits);
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	Oid quadrants[QUADRANTS];
	Oid structures[STRUCTURES];

	InitMaterializedSRF(fcinfo, 0);
	enum_label_oids(TupleDescAttr(rsinfo->setDesc, 0)->atttypid, quadrant_labels, QUADRANTS, quadrants);
	enum_label_oids(TupleDescAttr(rsinfo->setDesc, 5)->atttypid, structure_labels, STRUCTURES, structures);
	for (int q = 0; q < QUADRANTS; q++)
	{
		Datum values[10] = {0};
		bool nulls[10];
		double low = 0;
		double high = 0;

		for (int i = 0; i < 10; i++)
			nulls[i] = e.customers == 0 && i >= 2 && i != 5;
		if (e.customers > 0)
			goodman_interval(mix->customers[q], e.customers, QUADRANTS, limits.confidence, &low, &high);
		values[0] = ObjectIdGetDatum(quadrants[q]);
		values[1] = Int64GetDatum(mix->customers[q]);
		values[2] = Float8GetDatum((double) mix->customers[q] / (double) Max(e.customers, 1));
		values[3] = Float8GetDatum(low);
		values[4] = Float8GetDatum(high);
		values[5] = ObjectIdGetDatum(structures[e.structure]);
		values[6] = Float8GetDatum(e.w);
		values[7] = Float8GetDatum(e.chi_square);
		values[8] = Float8GetDatum(e.p);
		values[9] = Float8GetDatum(e.p_largest);
		put_row(fcinfo, values, nulls);
	}
	PG_RETURN_NULL();
}
