/*
 * hiatus.c
 *		hiatus(history, as_of, share) and return_curve(history, as_of): how long
 *		those who come back stay away.
 *
 * A gap is the days from one day with an order to the next.  The last one of
 * each customer is still open: it is as long as the days up to as_of at least.
 * The share of gaps that have ended after so many days is estimated from both
 * (Kaplan and Meier, "Nonparametric estimation from incomplete observations",
 * Journal of the American Statistical Association 53, 1958).
 *
 * The state counts the gaps of each length, whatever the number of customers.
 */
#include "customer/history.h"

#include <math.h>

#include "common/hashfn.h"
#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "numbers/double_double.h"
#include "numbers/proportions.h"
#include "numbers/statistics.h"
#include "server/calls.h"
#include "server/rows.h"
#include "server/states.h"
#include "time/periods.h"

/* lengths that occur; more than all days of 2,500 years */
#define MOST_LENGTHS 1000000

#define USUAL_SHARE	 0.9

/* A share such as 0.9 is no double: so much less of it is enough. */
#define SHARE_SLACK 1e-12

/* ---- counting ---- */

/* gaps of so many days */
typedef struct GapCount
{
	int32 days;
	char status; /* of the hash table */
	int64 closed;
	int64 open;
} GapCount;

#define SH_PREFIX		   gaps
#define SH_ELEMENT_TYPE	   GapCount
#define SH_KEY_TYPE		   int32
#define SH_KEY			   days
#define SH_HASH_KEY(tb, a) murmurhash32((uint32) (a))
#define SH_EQUAL(tb, a, b) ((a) == (b))
#define SH_SCOPE		   static inline
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

#define ST_SORT			 sort_gaps
#define ST_ELEMENT_TYPE	 GapCount
#define ST_COMPARE(a, b) ((a)->days < (b)->days ? -1 : (a)->days > (b)->days)
#define ST_CHECK_FOR_INTERRUPTS
#define ST_SCOPE static
#define ST_DEFINE
#include "lib/sort_template.h"

typedef struct Gaps
{
	DateADT as_of;
	double share; /* of those who come back; 0 for the curve, which needs none */
	gaps_hash *counts;
} Gaps;

static void
gaps_add(Gaps *g, int32 days, int64 closed, int64 open)
{
	bool found;
	GapCount *count = gaps_insert(g->counts, days, &found);

	if (!found)
	{
		count->closed = count->open = 0;
		if (g->counts->members > MOST_LENGTHS)
			ereport(ERROR,
					(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
					 errmsg("more than %d lengths of gaps between purchases", MOST_LENGTHS),
					 errhint("Look for days that lie thousands of years apart.")));
	}
	count->closed += closed;
	count->open += open;
}

static void
gaps_add_customer(Gaps *g, const struct varlena *history)
{
	HistoryReader reader;
	HistoryDay day;
	DateADT last = DATEVAL_NOBEGIN;

	history_open(&reader, history);
	while (history_next(&reader, &day) && day.day < g->as_of)
	{
		if (day.orders == 0)
			continue;
		if (last != DATEVAL_NOBEGIN)
			gaps_add(g, day.day - last, 1, 0);
		last = day.day;
	}
	if (last != DATEVAL_NOBEGIN)
		gaps_add(g, g->as_of - last, 0, 1);
}

/* by length, in the current context; there are as many as members */
static GapCount *
sorted_gaps(const Gaps *g)
{
	GapCount *sorted = palloc_array(GapCount, g->counts->members + 1);
	gaps_iterator place;
	GapCount *count;
	size_t n = 0;

	gaps_start_iterate(g->counts, &place);
	while ((count = gaps_iterate(g->counts, &place)) != NULL)
		sorted[n++] = *count;
	sort_gaps(sorted, n);
	return sorted;
}

/* ---- the aggregates ---- */

static Gaps *
create_gaps(MemoryContext context, DateADT as_of, double share)
{
	Gaps *g = MemoryContextAllocZero(context, sizeof(Gaps));

	g->as_of = as_of;
	g->share = share;
	g->counts = gaps_create(context, 64, NULL);
	return g;
}

static void
check_same_gaps(const Gaps *g, DateADT as_of, double share)
{
	if (g->as_of != as_of || g->share != share)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("gaps between purchases need one as_of and one share"),
				 errhint("Give the same for all customers.")));
}

static void
refuse_null(FunctionCallInfo fcinfo, int argument, const char *name)
{
	if (PG_ARGISNULL(argument))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("%s is NULL", name),
				 errhint("Give the same for all customers, as in hiatus(history, '2025-01-01', 0.9).")));
}

/* above 0, since after no time nobody has come back */
static double
share_argument(FunctionCallInfo fcinfo, int argument)
{
	double share;

	refuse_null(fcinfo, argument, "share");
	share = PG_GETARG_FLOAT8(argument);
	if (!(share > 0 && share <= 1))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("share %g is out of range", share),
				 errhint("Give a share of those who come back, above 0 and up to 1, such as 0.9.")));
	return share;
}

static Datum
accumulate_gaps(FunctionCallInfo fcinfo, double share)
{
	MemoryContext context = aggregate_context(fcinfo);
	Gaps *g = state_argument(fcinfo, 0);
	DateADT as_of;

	refuse_null(fcinfo, 2, "as_of");
	as_of = day_argument(fcinfo, 2, "as_of");
	if (g == NULL)
		g = create_gaps(context, as_of, share);
	check_same_gaps(g, as_of, share);
	if (!PG_ARGISNULL(1))
		gaps_add_customer(g, PG_GETARG_HISTORY_P(1));
	PG_RETURN_POINTER(g);
}

/* (state, history, as_of [, share]) */
PG_FUNCTION_INFO_V1(customer_seg_hiatus_accum);
Datum
customer_seg_hiatus_accum(PG_FUNCTION_ARGS)
{
	return accumulate_gaps(fcinfo, PG_NARGS() > 3 ? share_argument(fcinfo, 3) : USUAL_SHARE);
}

/* (state, history, as_of) */
PG_FUNCTION_INFO_V1(customer_seg_return_curve_accum);
Datum
customer_seg_return_curve_accum(PG_FUNCTION_ARGS)
{
	return accumulate_gaps(fcinfo, 0);
}

static void *
gaps_like(MemoryContext context, const void *other)
{
	const Gaps *g = other;

	return create_gaps(context, g->as_of, g->share);
}

static void
join_gaps(void *state, const void *other)
{
	Gaps *g = state;
	const Gaps *added = other;
	gaps_iterator place;
	GapCount *count;

	check_same_gaps(g, added->as_of, added->share);
	gaps_start_iterate(added->counts, &place);
	while ((count = gaps_iterate(added->counts, &place)) != NULL)
	{
		CHECK_FOR_INTERRUPTS();
		gaps_add(g, count->days, count->closed, count->open);
	}
}

PG_FUNCTION_INFO_V1(customer_seg_hiatus_combine);
Datum
customer_seg_hiatus_combine(PG_FUNCTION_ARGS)
{
	static const StateKind kind = {gaps_like, join_gaps};

	return states_combine(fcinfo, &kind);
}

/* between processes of one server: in the machine's own byte order, by length */
PG_FUNCTION_INFO_V1(customer_seg_hiatus_serial);
Datum
customer_seg_hiatus_serial(PG_FUNCTION_ARGS)
{
	const Gaps *g;
	const GapCount *counts;
	StringInfoData out;

	(void) aggregate_context(fcinfo);
	g = state_argument(fcinfo, 0);
	counts = sorted_gaps(g);
	pq_begintypsend(&out);
	pq_sendbytes(&out, (const char *) &g->as_of, sizeof(g->as_of));
	pq_sendbytes(&out, (const char *) &g->share, sizeof(g->share));
	for (uint32 i = 0; i < g->counts->members; i++)
	{
		pq_sendint32(&out, (uint32) counts[i].days);
		pq_sendint64(&out, (uint64) counts[i].closed);
		pq_sendint64(&out, (uint64) counts[i].open);
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&out));
}

PG_FUNCTION_INFO_V1(customer_seg_hiatus_deserial);
Datum
customer_seg_hiatus_deserial(PG_FUNCTION_ARGS)
{
	Gaps *g;
	StringInfoData in;

	(void) aggregate_context(fcinfo);
	open_state(fcinfo, &in);
	g = create_gaps(CurrentMemoryContext, 0, 0);
	pq_copymsgbytes(&in, (char *) &g->as_of, sizeof(g->as_of));
	pq_copymsgbytes(&in, (char *) &g->share, sizeof(g->share));
	while (in.cursor < in.len)
	{
		int32 days = (int32) pq_getmsgint(&in, sizeof(int32));
		int64 closed = pq_getmsgint64(&in);
		int64 open = pq_getmsgint64(&in);

		CHECK_FOR_INTERRUPTS();
		gaps_add(g, days, closed, open);
	}
	PG_RETURN_POINTER(g);
}

/* ---- the curve ---- */

/* where walking along the curve is: after so many days */
typedef struct Curve
{
	const GapCount *next;
	const GapCount *end;
	int64 waiting; /* gaps that are as long as the next length at least */
	int32 days;
	int64 at_risk;
	int64 came_back;
	DoubleDouble away;	/* share of gaps that are longer */
	double uncertainty; /* sum of Greenwood's formula */
} Curve;

static Curve
curve_begin(const Gaps *g, const GapCount *counts)
{
	Curve curve = {.next = counts, .end = counts + g->counts->members, .away = {1, 0}};

	for (const GapCount *count = counts; count < curve.end; count++)
		curve.waiting += count->closed + count->open;
	return curve;
}

/* on to the next length after which anybody came back; false when there is none */
static bool
curve_next(Curve *curve)
{
	while (curve->next < curve->end)
	{
		const GapCount *count = curve->next++;

		curve->days = count->days;
		curve->at_risk = curve->waiting;
		curve->came_back = count->closed;
		curve->waiting -= count->closed + count->open;
		if (count->closed > 0)
		{
			double at_risk = (double) curve->at_risk;
			double stayed = (double) (curve->at_risk - count->closed);

			curve->away = dd_divide_double(dd_multiply_double(curve->away, stayed), at_risk);
			curve->uncertainty += (double) count->closed / at_risk / stayed;
			return true;
		}
	}
	return false;
}

/* share of gaps that have ended by then */
static double
came_back_by(const Curve *curve)
{
	return dd_add_double((DoubleDouble){-curve->away.hi, -curve->away.lo}, 1).hi;
}

/* the share in the end; 0 where nobody has come back */
static double
came_back_ever(Curve curve)
{
	while (curve_next(&curve))
		CHECK_FOR_INTERRUPTS();
	return came_back_by(&curve);
}

PG_FUNCTION_INFO_V1(customer_seg_hiatus_final);
Datum
customer_seg_hiatus_final(PG_FUNCTION_ARGS)
{
	const Gaps *g;
	Curve curve;
	double enough;

	(void) aggregate_context(fcinfo);
	if ((g = state_argument(fcinfo, 0)) == NULL)
		PG_RETURN_NULL();
	curve = curve_begin(g, sorted_gaps(g));
	enough = g->share * came_back_ever(curve) - SHARE_SLACK;
	while (curve_next(&curve))
	{
		CHECK_FOR_INTERRUPTS();
		if (came_back_by(&curve) >= enough)
			PG_RETURN_INT32(curve.days);
	}
	PG_RETURN_NULL();
}

/*
 * The interval of the share: Greenwood's on the scale of log(-log(1 - share)),
 * which keeps it between 0 and 1 (Kalbfleisch and Prentice 1980).  There is none
 * where everybody has come back.
 */
static Estimate
came_back_estimate(const Curve *curve)
{
	double log_away = log(curve->away.hi);
	double spread = normal_quantile((1 + USUAL_CONFIDENCE) / 2) * sqrt(curve->uncertainty) / -log_away;

	return (Estimate){came_back_by(curve), -expm1(log_away * exp(-spread)), -expm1(log_away * exp(spread))};
}

/* columns of a return_curve_row */
enum
{
	DAYS,
	AT_RISK,
	CAME_BACK,
	SHARE,
	SHARE_LOW,
	SHARE_HIGH,
	OF_THOSE_WHO_COME_BACK,
	RETURN_CURVE_COLUMNS
};

static void
write_curve_row(RowWriter *writer, const Curve *curve, double ever)
{
	Estimate share = came_back_estimate(curve);
	Datum values[RETURN_CURVE_COLUMNS];
	bool nulls[RETURN_CURVE_COLUMNS] = {false};

	values[DAYS] = Int32GetDatum(curve->days);
	values[AT_RISK] = Int64GetDatum(curve->at_risk);
	values[CAME_BACK] = Int64GetDatum(curve->came_back);
	values[SHARE] = Float8GetDatum(share.value);
	values[SHARE_LOW] = Float8GetDatum(share.low);
	values[SHARE_HIGH] = Float8GetDatum(share.high);
	values[OF_THOSE_WHO_COME_BACK] = Float8GetDatum(share.value / ever);
	nulls[SHARE_LOW] = nulls[SHARE_HIGH] = curve->came_back == curve->at_risk;
	row_writer_add(writer, values, nulls);
}

/* a row for each length after which anybody came back */
PG_FUNCTION_INFO_V1(customer_seg_return_curve_final);
Datum
customer_seg_return_curve_final(PG_FUNCTION_ARGS)
{
	const Gaps *g;
	RowWriter writer;

	(void) aggregate_context(fcinfo);
	g = state_argument(fcinfo, 0);
	row_writer_open(&writer, fcinfo);
	if (g != NULL)
	{
		Curve curve = curve_begin(g, sorted_gaps(g));
		double ever = came_back_ever(curve);

		while (curve_next(&curve))
			write_curve_row(&writer, &curve, ever);
	}
	return row_writer_close(&writer);
}
