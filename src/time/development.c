/*
 * development.c
 *		development(movement_row[]): has the period that lies between two
 *		windows brought more of the best customers, or fewer?
 *
 * The shape of a base says nothing of that: by a yardstick that is fitted anew
 * the largest type is the same in a thriving shop and in a dead one.  So the
 * bees of two windows of equal length are counted by the yardstick of the
 * first.  Where customers do not change, as many become bees as cease to be,
 * but for chance: the sign test of those who did, which is McNemar's (1947),
 * Note on the sampling error of the difference between correlated proportions
 * or percentages, Psychometrika 12, in its exact form.
 */
#include "time/movement.h"

#include <math.h>

#include "access/htup_details.h"
#include "classify/quadrant.h"
#include "funcapi.h"
#include "numbers/statistics.h"
#include "server/calls.h"
#include "utils/builtins.h"

typedef enum Verdict
{
	GROWING,
	HOLDING,
	SHRINKING,
	COLLAPSED,
	TOO_FEW
} Verdict;

#define VERDICTS 5

static const char *const verdict_labels[VERDICTS] = {"growing", "holding", "shrinking", "collapsed", "too_few"};

#define LEAST_BEES	 10	  /* at either time, and of those who became bees or ceased to be */
#define LEAST_CHANGE 0.1  /* of the bees then: below it the number has held */
#define COLLAPSE	 0.1  /* fewer than this share of the bees then are there now */
#define CHANCE		 0.05 /* of a change that is none */

typedef struct Development
{
	int64 then;
	int64 now;
	int64 lost;	  /* of the bees then: bought nothing in the second window */
	int64 fell;	  /* of the bees then: of another type now */
	int64 gained; /* bees now that were none */
	double p;
} Development;

enum
{
	VERDICT,
	BEST_THEN,
	BEST_NOW,
	LOST_OF_THEM,
	SHARE_LOST,
	LOW,
	HIGH,
	FELL,
	GAINED,
	P,
	NOTE,
	COLUMNS
};

/* an empty movement is one of nobody */
static Development
count_bees(const Movement *m)
{
	Development d = {.p = 1};
	int bee;
	int64 stayed;

	if (m->classes->count == 0)
		return d;
	bee = known_class(m, quadrant_labels[BEE], "the type");
	stayed = movement_cell(m, bee, bee)->customers;
	d.then = movement_was(m, bee);
	d.now = movement_is(m, bee);
	d.lost = movement_cell(m, bee, NOT_THERE)->customers;
	d.fell = d.then - stayed - d.lost;
	d.gained = d.now - stayed;
	d.p = binomial_p_half(d.gained, d.gained + d.lost + d.fell);
	return d;
}

/* the verdict, and what must be known of it, or NULL */
static Verdict
judge(const Development *d, const char **note)
{
	double then = (double) d->then;
	double change = (double) d->now - then;

	*note = NULL;
	if (Max(d->then, d->now) < LEAST_BEES)
	{
		*note = psprintf("fewer than %d bees at either time", LEAST_BEES);
		return TOO_FEW;
	}
	if (fabs(change) < LEAST_CHANGE * then)
		return HOLDING;
	if (d->gained + d->lost + d->fell < LEAST_BEES)
		*note = psprintf("fewer than %d became bees or ceased to be", LEAST_BEES);
	else if (d->p > CHANCE)
		*note = "the change may be chance";
	if (*note != NULL)
		return TOO_FEW;
	if (change > 0)
		return GROWING;
	return (double) d->now < COLLAPSE * then ? COLLAPSED : SHRINKING;
}

/*
 * Of a movement of quadrants between two windows of equal length, both by the
 * yardstick of the first.  The bees of the first window are those who stayed,
 * those lost and those who fell; those of the second are those who stayed and
 * those gained.  The share of the lost is NULL where there were no bees.
 */
PG_FUNCTION_INFO_V1(customer_seg_development);
Datum
customer_seg_development(PG_FUNCTION_ARGS)
{
	Development d = count_bees(movement_read(PG_GETARG_ARRAYTYPE_P(0)));
	Oid labels[VERDICTS];
	TupleDesc row;
	const char *note;
	Datum values[COLUMNS] = {0};
	bool nulls[COLUMNS] = {false};

	if (get_call_result_type(fcinfo, NULL, &row) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	enum_label_oids(TupleDescAttr(row, VERDICT)->atttypid, verdict_labels, VERDICTS, labels);
	values[VERDICT] = ObjectIdGetDatum(labels[judge(&d, &note)]);
	values[BEST_THEN] = Int64GetDatum(d.then);
	values[BEST_NOW] = Int64GetDatum(d.now);
	values[LOST_OF_THEM] = Int64GetDatum(d.lost);
	put_share_of(d.lost, d.then, &values[SHARE_LOST], &nulls[SHARE_LOST]);
	values[FELL] = Int64GetDatum(d.fell);
	values[GAINED] = Int64GetDatum(d.gained);
	values[P] = Float8GetDatum(d.p);
	nulls[NOTE] = note == NULL;
	if (note != NULL)
		values[NOTE] = CStringGetTextDatum(note);
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(row), values, nulls)));
}
