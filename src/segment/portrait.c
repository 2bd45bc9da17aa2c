/*
 * portrait.c
 *		_portrait(): what a report says of all customers of a sales table, in one
 *		row and one pass over them.
 */
#include "server/compat.h"

#include <math.h>

#include "classify/value_group.h"
#include "columns/amounts.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "population/mix.h"
#include "segment/class_counts.h"
#include "segment/segmentation.h"
#include "server/calls.h"
#include "source/order_column.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"
#include "utils/lsyscache.h"
#include "utils/numeric.h"

/* what buyers bring is sorted in such a part of the memory, where not all customers are in it: else there is what fitting left */
#define SHARE_OF_SORT  16

#define TOP_SHARE	   0.2
#define BOTTOM_SHARE   0.2
#define SHARE_OF_MONEY 0.8 /* which the largest customers bring */
#define LEAST_BUYERS   RFM_HIGHEST_SCORE

/* ---- what there is to say of all, before anybody is classed ---- */

typedef struct Totals
{
	int64 customers;
	int64 buyers;
	int64 contacted; /* buyers of whom a contact is on record */
	ShownMoney amount;
	Money brought;
	ShownMoney bought; /* the amount of buyers */
	ShownMoney profit;
	bool any_profit;
	TimestampTz first_order;
	TimestampTz first_last; /* of all last orders */
	TimestampTz last_order;
	int64 fewest_orders; /* of a buyer */
	int64 most_orders;
	Money least; /* that a buyer has bought */
	ShownMoney largest;
	Amounts amounts;	/* of buyers */
	NumberSort earned;	/* the same, as numbers */
	NumberSort profits; /* of buyers, where it is known */
} Totals;

static void
totals_create(Totals *t, const Segmentation *s)
{
	int64 memory = s->reader.customers.rows_spilled > 0 ? s->reader.memory / SHARE_OF_SORT : 0;

	memset(t, 0, sizeof(Totals));
	amounts_create(&t->amounts, s->context, memory);
	number_sort_create(&t->earned, s->context, memory);
	number_sort_create(&t->profits, s->context, memory);
}

static void
totals_free(Totals *t)
{
	amounts_free(&t->amounts);
	number_sort_free(&t->earned);
	number_sort_free(&t->profits);
}

/* what a buyer brings, at least 0; it has to be as small as the amount of one row */
static int128_money
units_brought(const Money *amount)
{
	Money limit = money_from_units((int128_money) money_power_of_ten(MONEY_MAX_DIGITS + MONEY_SCALE));

	if (money_sign(amount) <= 0)
		return 0;
	if (money_cmp(amount, &limit) >= 0)
		decimal_report(MONEY_TOO_LARGE, "amount", decimal_text(amount));
	return money_units(amount);
}

static void
add_number(NumberSort *sort, const Money *money)
{
	double number = money_ratio(money, 1);

	number_sort_add(sort, &number, 1);
}

static void
add_buyer(Totals *t, const Activity *a)
{
	bool first = t->buyers++ == 0;
	ShownMoney amount = {a->amount, a->amount_scale};

	t->contacted += a->contacts > 0;
	shown_add(&t->bought, &a->amount, a->amount_scale);
	t->first_order = first ? a->first_order : Min(t->first_order, a->first_order);
	t->first_last = first ? a->last_order : Min(t->first_last, a->last_order);
	t->last_order = first ? a->last_order : Max(t->last_order, a->last_order);
	t->fewest_orders = first ? a->orders : Min(t->fewest_orders, a->orders);
	t->most_orders = Max(t->most_orders, a->orders);
	if (first || money_cmp(&a->amount, &t->least) < 0)
		t->least = a->amount;
	if (first)
		t->largest = amount;
	shown_keep(&t->largest, &amount, -1);
	amounts_add_units(&t->amounts, units_brought(&a->amount));
	add_number(&t->earned, &a->amount);
	if (activity_has_profit(a))
		add_number(&t->profits, &a->profit);
}

static void
add_customer(Totals *t, const Activity *a)
{
	t->customers++;
	shown_add(&t->amount, &a->amount, a->amount_scale);
	if (money_sign(&a->amount) > 0)
		amount_add(&t->brought, &a->amount, SUM_OF_AMOUNTS);
	if (activity_has_profit(a))
	{
		shown_add(&t->profit, &a->profit, (int) a->profit_scale);
		t->any_profit = true;
	}
	if (a->orders > 0)
		add_buyer(t, a);
}

static void
read_totals(Segmentation *s, Totals *t)
{
	uint64 key;

	progress_enter(s->progress, PHASE_FITTING);
	totals_create(t, s);
	while (s->base.customers > 0 && base_next(&s->base, &key, &s->activity))
	{
		CHECK_FOR_INTERRUPTS();
		add_customer(t, &s->activity);
	}
	amounts_sort(&t->amounts);
	number_sort_perform(t->any_profit ? &t->profits : &t->earned);
	progress_enter(s->progress, PHASE_RETURNING);
	segmentation_rewind(s);
}

/* ---- arguments behind those of segment() ---- */

enum
{
	ARGUMENT_YARDSTICK = 9,
	ARGUMENT_LAPSE_AFTER,
	ARGUMENT_NEW_FOR,
	ARGUMENT_CONTACT_EVERY,
	ARGUMENT_CAME_BACK,
	ARGUMENT_LAPSED
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

/* how often to be in touch, for each action in its order; NULL: no contact is planned */
static void
read_contact_every(FunctionCallInfo fcinfo, Classifier *c)
{
	Datum *elements;
	bool *nulls;
	int n;

	if (PG_ARGISNULL(ARGUMENT_CONTACT_EVERY))
		return;
	deconstruct_array(PG_GETARG_ARRAYTYPE_P(ARGUMENT_CONTACT_EVERY), INTERVALOID, sizeof(Interval), false, TYPALIGN_DOUBLE,
					  &elements, &nulls, &n);
	if (n != CUSTOMER_ACTIONS)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("contact_every has %d elements", n),
				 errhint("Give one for each of the %d values of customer_action, in their order.", CUSTOMER_ACTIONS)));
	for (int i = 0; i < n; i++)
		c->contact_every[i] = nulls[i] ? NULL : DatumGetIntervalP(elements[i]);
}

static void
make_classifier(FunctionCallInfo fcinfo, const Segmentation *s, Totals *t, Classifier *c)
{
	NullableDatum lapse_after = days_argument(fcinfo, ARGUMENT_LAPSE_AFTER, "lapse_after");
	NullableDatum new_for = days_argument(fcinfo, ARGUMENT_NEW_FOR, "new_for");

	classifier_begin(c, s->yardstick, s->indexes != NULL ? s->indexes : yardstick_index(s->yardstick), s->now);
	classifier_set_stages(c, &lapse_after, &new_for);
	read_contact_every(fcinfo, c);
	c->returned = returned_arguments(fcinfo, ARGUMENT_CAME_BACK, ARGUMENT_LAPSED);
	c->asks_profit = is_selected(&s->source, COLUMN_PROFIT);
	c->by_profit = t->any_profit;
	c->pareto = pareto_cuts(t->any_profit ? &t->profits : &t->earned, TOP_SHARE, BOTTOM_SHARE);
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
	PORTRAIT_COLUMNS
};

typedef struct Portrait
{
	Segmentation *s;
	Totals totals;
	Means means;
	ClassCounts counts;
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

/* Ranks need as many buyers as scores, of whom some differ; a yardstick that is given ranks anybody. */
static const char *
why_unranked(const Portrait *p)
{
	const Totals *t = &p->totals;

	if (p->s->sample == NULL && p->s->yardstick != NULL)
		return NULL;
	if (t->buyers < LEAST_BUYERS)
		return "too_few";
	return money_cmp(&t->least, &t->largest.sum) == 0 && t->first_last == t->last_order && t->fewest_orders == t->most_orders ?
			   "all_alike" :
			   NULL;
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
	const char *unranked = why_unranked(p);
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
	}
}

/*
 * _portrait(): the arguments are those of segment(), then lapse_after and
 * new_for in days, how often to be in touch for each action, and how many of
 * those who had lapsed came back.
 */
PG_FUNCTION_INFO_V1(customer_seg_portrait);
Datum
customer_seg_portrait(PG_FUNCTION_ARGS)
{
	Portrait *p = palloc0(sizeof(Portrait));
	Classifier classifier;
	TupleDesc row;

	if (get_call_result_type(fcinfo, NULL, &row) != TYPEFUNC_COMPOSITE || row->natts != PORTRAIT_COLUMNS)
		elog(ERROR, "return type must be a row of a portrait");
	memset(p->nulls, true, sizeof(p->nulls));
	p->s = segmentation_begin_counting(fcinfo, ARGUMENT_YARDSTICK);
	read_totals(p->s, &p->totals);
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
	totals_free(&p->totals);
	segmentation_end(p->s);
	return record_result(fcinfo, p->values, p->nulls);
}
