/*
 * portrait.c
 *		_portrait(): what a report says of all customers of a sales table, in one
 *		row and one pass over them.
 */
#include "server/compat.h"

#include <math.h>

#include "classify/value_group.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "population/mix.h"
#include "segment/maps.h"
#include "segment/totals.h"
#include "server/calls.h"
#include "source/order_column.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"
#include "utils/lsyscache.h"
#include "utils/numeric.h"

#define SHARE_OF_MONEY 0.8 /* which the largest customers bring */
#define LORENZ_POINTS  100

/* ---- arguments behind those of segment() ---- */

enum
{
	ARGUMENT_YARDSTICK = 9,
	ARGUMENT_LAPSE_AFTER,
	ARGUMENT_NEW_FOR,
	ARGUMENT_CONTACT_EVERY,
	ARGUMENT_CAME_BACK,
	ARGUMENT_LAPSED,
	ARGUMENT_PICTURES
};

static NullableDatum
days_argument(FunctionCallInfo fcinfo, int argument, const char *name)
{
	NullableDatum days = fcinfo->args[argument];

	if (!days.isnull && DatumGetInt32(days.value) <= 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s %d is no number of days above zero", name, DatumGetInt32(days.value)),
				 errhint("Give a number such as 90, or NULL where it is not known.")));
	return days;
}

static void
make_classifier(FunctionCallInfo fcinfo, const Segmentation *s, Totals *t, Classifier *c)
{
	NullableDatum lapse_after = days_argument(fcinfo, ARGUMENT_LAPSE_AFTER, "lapse_after");
	NullableDatum new_for = days_argument(fcinfo, ARGUMENT_NEW_FOR, "new_for");

	classifier_begin(c, s->yardstick, s->now,
					 ALL_SUBJECTS);
	classifier_set_stages(c, &lapse_after, &new_for);
	classifier_set_contacts(c, &fcinfo->args[ARGUMENT_CONTACT_EVERY]);
	c->returned = returned_arguments(fcinfo, ARGUMENT_CAME_BACK, ARGUMENT_LAPSED);
	c->asks_profit = is_selected(&s->source, COLUMN_PROFIT);
	c->by_profit = t->any_profit;
	c->pareto = totals_pareto_cuts(t);
}

/* ---- whom the largest customer alone puts below the mean, where that is the cut ---- */

typedef struct Means
{
	bool asked;
	Money others; /* the sum without the largest */
	int64 between;
} Means;

static Means
means_of(const Segmentation *s, const Totals *t)
{
	Means means = {.asked = s->sample != NULL && t->customers > 1 && !t->any_profit && t->buyers > 0, .others = t->amount.sum};

	if (means.asked)
		amount_subtract(&means.others, &t->largest.sum, SUM_OF_AMOUNTS);
	return means;
}

static void
count_between(Means *means, const Totals *t, const Activity *a)
{
	if (means->asked && money_cmp_mean(&a->amount, &t->amount.sum, (uint64) t->customers) < 0 &&
		money_cmp_mean(&a->amount, &means->others, (uint64) t->customers - 1) >= 0)
		means->between++;
}

/* a mean to as many decimals as the amounts show, at least two */
static Datum
shown_mean(const Money *sum, int scale, int64 customers)
{
	Datum mean = DirectFunctionCall2(numeric_div, decimal_make(sum, scale),
									 DirectFunctionCall1(int8_numeric, Int64GetDatum(customers)));

	return DirectFunctionCall2(numeric_round, mean, Int32GetDatum(Max(scale, 2)));
}

/* ---- the row ---- */

enum
{
	PORTRAIT_MEASURED_AT,
	PORTRAIT_FIRST_ORDER,
	PORTRAIT_LAST_ORDER,
	PORTRAIT_CUSTOMERS,
	PORTRAIT_BUYERS,
	PORTRAIT_CONTACTED,
	PORTRAIT_AMOUNT,
	PORTRAIT_BROUGHT,
	PORTRAIT_BOUGHT,
	PORTRAIT_PROFIT,
	PORTRAIT_BY_PROFIT,
	PORTRAIT_YARDSTICK,
	PORTRAIT_GINI,
	PORTRAIT_CUSTOMERS_FOR_SHARE,
	PORTRAIT_LARGEST,
	PORTRAIT_MEAN,
	PORTRAIT_MEAN_OF_OTHERS,
	PORTRAIT_BETWEEN_MEANS,
	PORTRAIT_WITHOUT_CUSTOMER,
	PORTRAIT_WITHOUT_TIME,
	PORTRAIT_AMOUNT_LEFT_OUT,
	PORTRAIT_SHARED_TIMES,
	PORTRAIT_ORDER_COLUMN,
	PORTRAIT_UNRANKED,
	PORTRAIT_TOO_SHORT,
	PORTRAIT_MIX,
	PORTRAIT_COUNTS,
	COLUMNS_WITHOUT_PICTURES, /* which the scripts of earlier versions have */
	PORTRAIT_CELLS = COLUMNS_WITHOUT_PICTURES,
	PORTRAIT_LOYALTY_CUT,
	PORTRAIT_CONTRIBUTION_CUT,
	PORTRAIT_LORENZ,
	PORTRAIT_COLUMNS
};

typedef struct Portrait
{
	Segmentation *s;
	Totals totals;
	Means means;
	ClassCounts counts;
	Maps *maps; /* NULL: pictures are not asked for */
	Datum values[PORTRAIT_COLUMNS];
	bool nulls[PORTRAIT_COLUMNS];
} Portrait;

static void
put(Portrait *p, int column, Datum value)
{
	p->values[column] = value;
	p->nulls[column] = false;
}

static void
put_money(Portrait *p, int column, const ShownMoney *money)
{
	put(p, column, decimal_make(&money->sum, money->scale));
}

static void
put_totals(Portrait *p)
{
	const Totals *t = &p->totals;
	ShownMoney brought = {t->brought, t->amount.scale};

	put(p, PORTRAIT_CUSTOMERS, Int64GetDatum(t->customers));
	put(p, PORTRAIT_BUYERS, Int64GetDatum(t->buyers));
	put(p, PORTRAIT_CONTACTED, Int64GetDatum(t->contacted));
	put_money(p, PORTRAIT_AMOUNT, &t->amount);
	put_money(p, PORTRAIT_BROUGHT, &brought);
	put_money(p, PORTRAIT_BOUGHT, &t->bought);
	put(p, PORTRAIT_BY_PROFIT, BoolGetDatum(t->any_profit));
	if (t->any_profit)
		put_money(p, PORTRAIT_PROFIT, &t->profit);
	if (t->buyers == 0)
		return;
	put(p, PORTRAIT_FIRST_ORDER, TimestampTzGetDatum(t->first_order));
	put(p, PORTRAIT_LAST_ORDER, TimestampTzGetDatum(t->last_order));
	put_money(p, PORTRAIT_LARGEST, &t->largest);
}

/* how unevenly the money is spread over the buyers, where anybody brings any */
static void
put_concentration(Portrait *p)
{
	Amounts *amounts = &p->totals.amounts;
	Wide total;
	int64 below;

	if (amounts_count(amounts) == amounts->nothing)
		return;
	total = amounts_total(amounts);
	put(p, PORTRAIT_GINI, Float8GetDatum(amounts_gini(amounts, total)));
	(void) amounts_cut(amounts, total, share_of_fraction(SHARE_OF_MONEY), &below);
	put(p, PORTRAIT_CUSTOMERS_FOR_SHARE, Int64GetDatum(amounts_count(amounts) - below));
	if (p->maps != NULL)
		put(p, PORTRAIT_LORENZ, amounts_lorenz(amounts, total, LORENZ_POINTS));
}

static void
put_means(Portrait *p)
{
	const Totals *t = &p->totals;

	if (!p->means.asked)
		return;
	put(p, PORTRAIT_MEAN, shown_mean(&t->amount.sum, t->amount.scale, t->customers));
	put(p, PORTRAIT_MEAN_OF_OTHERS, shown_mean(&p->means.others, t->amount.scale, t->customers - 1));
	put(p, PORTRAIT_BETWEEN_MEANS, Int64GetDatum(p->means.between));
}

/* what there is to say of the rows */
static void
put_source(Portrait *p)
{
	const Segmentation *s = p->s;
	const SalesCounts *counts = &s->reader.counts;
	char *column = s->shared_times > 0 ? likely_order_column(&s->source) : NULL;

	put(p, PORTRAIT_WITHOUT_CUSTOMER, Int64GetDatum(counts->without_customer));
	put(p, PORTRAIT_WITHOUT_TIME, Int64GetDatum(counts->without_time));
	put(p, PORTRAIT_AMOUNT_LEFT_OUT, decimal_make(&counts->amount_left_out, counts->scale_left_out));
	if (s->shared_times > 0)
		put(p, PORTRAIT_SHARED_TIMES, Float8GetDatum(s->shared_times));
	if (column != NULL)
		put(p, PORTRAIT_ORDER_COLUMN, DirectFunctionCall1(namein, CStringGetDatum(column)));
}

/* old or new, long-term or not by a year needs two */
static bool
is_too_short(const Portrait *p)
{
	Interval two_years = {.month = 2 * MONTHS_PER_YEAR};

	return !time_has_passed(p->totals.first_order, &two_years, p->s->now);
}

static void
put_judgement(Portrait *p)
{
	const Segmentation *s = p->s;
	const char *unranked = totals_why_unranked(&p->totals, s);
	Mix *mix = mix_create();

	for (int q = 0; q < QUADRANTS; q++)
		mix->customers[q] = p->counts.of[OF_QUADRANT][q].customers;
	put(p, PORTRAIT_MIX, PointerGetDatum(mix));
	if (unranked != NULL)
		put(p, PORTRAIT_UNRANKED, CStringGetTextDatum(unranked));
	if (p->totals.customers == 0)
		return;
	put(p, PORTRAIT_MEASURED_AT, TimestampTzGetDatum(s->now));
	put(p, PORTRAIT_YARDSTICK, PointerGetDatum(yardstick_store(s->yardstick)));
	if (p->totals.buyers > 0)
		put(p, PORTRAIT_TOO_SHORT, BoolGetDatum(is_too_short(p)));
}

static void
put_cuts(Portrait *p)
{
	double score;

	for (int axis = 0; p->s->yardstick != NULL && axis < AXES; axis++)
		if (yardstick_cut_score(p->s->yardstick, (Axis) axis, &score))
			put(p, axis == LOYALTY ? PORTRAIT_LOYALTY_CUT : PORTRAIT_CONTRIBUTION_CUT, Float8GetDatum(score));
}

/* what pictures show besides */
static void
put_maps(Portrait *p, Oid cell)
{
	if (p->maps == NULL)
		return;
	put(p, PORTRAIT_CELLS, maps_rows(p->maps, cell));
	put_cuts(p);
}

static void
class_customers(Portrait *p, const Classifier *c)
{
	Segmentation *s = p->s;
	MemoryContext old;
	Judgement judgement;
	Classes classes;
	uint64 key;

	while (segmentation_step(s, &key, &judgement))
	{
		old = MemoryContextSwitchTo(s->row_context);
		classify_customer(c, &s->activity, &judgement, &classes);
		MemoryContextSwitchTo(old);
		class_counts_add(&p->counts, c, &s->activity, &classes);
		count_between(&p->means, &p->totals, &s->activity);
		if (p->maps != NULL)
			maps_add(p->maps, &s->activity, &judgement, &classes);
	}
}

/*
 * _portrait(): the arguments are those of segment(), then lapse_after and
 * new_for in days, how often to be in touch for each action, how many of those
 * who had lapsed came back, and whether pictures will be drawn.
 */
PG_FUNCTION_INFO_V1(customer_seg_portrait);
Datum
customer_seg_portrait(PG_FUNCTION_ARGS)
{
	Portrait *p = palloc0(sizeof(Portrait));
	Classifier classifier;
	TupleDesc row;

	if (get_call_result_type(fcinfo, NULL, &row) != TYPEFUNC_COMPOSITE ||
		(row->natts != PORTRAIT_COLUMNS && row->natts != COLUMNS_WITHOUT_PICTURES))
		elog(ERROR, "return type must be a row of a portrait");
	memset(p->nulls, true, sizeof(p->nulls));
	p->s = segmentation_begin_counting(fcinfo, ARGUMENT_YARDSTICK);
	if (row->natts == PORTRAIT_COLUMNS && !PG_ARGISNULL(ARGUMENT_PICTURES) && PG_GETARG_BOOL(ARGUMENT_PICTURES))
		p->maps = palloc0(sizeof(Maps));
	totals_read(p->s, &p->totals, ALL_TOTALS);
	p->means = means_of(p->s, &p->totals);
	if (p->totals.customers > 0)
	{
		make_classifier(fcinfo, p->s, &p->totals, &classifier);
		class_customers(p, &classifier);
	}
	put_totals(p);
	put_concentration(p);
	put_means(p);
	put_source(p);
	put_judgement(p);
	put(p, PORTRAIT_COUNTS,
		class_counts_rows(&p->counts, p->totals.any_profit,
						  get_element_type(TupleDescAttr(row, PORTRAIT_COUNTS)->atttypid)));
	if (row->natts == PORTRAIT_COLUMNS)
		put_maps(p, get_element_type(TupleDescAttr(row, PORTRAIT_CELLS)->atttypid));
	totals_free(&p->totals);
	segmentation_end(p->s);
	return record_result(fcinfo, p->values, p->nulls);
}
