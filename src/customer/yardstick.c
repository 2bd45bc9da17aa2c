/*
 * yardstick.c
 *		What "high" means: making a yardstick, and measuring with it.
 *
 * yardstick_aggregate.c fits it in SQL, yardstick_functions.c reads and
 * changes it, yardstick_store.c has the forms in which it is stored,
 * yardstick_io.c its text and binary forms, yardstick_limits.c absolute limits.
 */
#include "customer/yardstick.h"

#include "server/json.h"
#include "customer/customer_ranks.h"
#include "customer/knot_index.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "port/pg_bitutils.h"
#include "utils/memutils.h"

/* ---- making one ---- */

void
builder_begin(YardstickBuilder *b, TimestampTz as_of, int64 customers, uint32 measures)
{
	Yardstick *y = palloc0(sizeof(Yardstick));

	y->as_of = as_of;
	y->customers = customers;
	y->weights[RECENCY] = 1;
	y->weights[FREQUENCY] = 1;
	y->weights[measures & MEASURE_BIT(PROFIT) ? PROFIT :
			   measures & MEASURE_BIT(WORTH)  ? WORTH :
												AMOUNT] = 1;
	y->contact_weight = DEFAULT_CONTACT_WEIGHT;
	y->measures = measures;
	b->head = y;
	b->room = MAX_KNOTS;
	b->knots = palloc(sizeof(Knot) * b->room);
}

/* distributions come in their order, knots in ascending order of value */
void
builder_add_knot(YardstickBuilder *b, int distribution, const Knot *knot)
{
	if (b->head->knots == b->room)
	{
		b->room *= 2;
		b->knots = repalloc(b->knots, sizeof(Knot) * b->room);
	}
	b->knots[b->head->knots] = *knot;
	b->knots[b->head->knots].value += 0.0; /* no -0.0: equal values have equal bytes */
	b->head->knots++;
	b->head->distributions[distribution].knots++;
}

/* the sum, in ascending order, so that it does not depend on that of the rows; and the number of different values */
static DoubleDouble
sum_and_count(NumberSort *sorted, int64 *distinct)
{
	DoubleDouble sum = {0};
	const double *values;
	double last = 0;
	int64 n;

	*distinct = 0;
	number_sort_rewind(sorted);
	while ((n = number_sort_next(sorted, &values)) > 0)
	{
		CHECK_FOR_INTERRUPTS();
		*distinct += *distinct == 0 || values[0] != last;
		for (int64 i = 1; i < n; i++)
			*distinct += values[i] != values[i - 1];
		for (int64 i = 0; i < n; i++)
			sum = dd_add_double(sum, values[i]);
		last = values[n - 1];
	}
	return sum;
}

/* makes knots of values that come in ascending order */
typedef struct KnotMaker
{
	YardstickBuilder *builder;
	int distribution;
	NumberSort *others; /* values of the other distribution of the measure, or NULL */
	int64 n;			/* values in all */
	int64 compared;		/* customers among whom they are ranked */
	int64 allowed;		/* of them, between two knots */
	int64 gap;			/* values passed over since the last knot */
	Knot knot;			/* the value at hand */
	Knot last;			/* the one before it */
	int64 next_percent; /* see there */
} KnotMaker;

/* twice the mid-rank of the value at hand, as find_rank() has it */
static int64
exact_ranks(const KnotMaker *maker)
{
	const Yardstick *y = maker->builder->head;
	NumberSort *others = maker->others;
	int64 ranks = maker->knot.below + maker->knot.upto;
	int64 lacking = maker->compared - maker->n;

	if (others != NULL)
	{
		Measure measure = measure_of_distribution(maker->distribution);
		/* that means as much in the other distribution of the measure as this one does here */
		double value = is_by_contact(maker->distribution) ?
						   weigh_contact(y->contact_weight, measure, maker->knot.value) :
						   unweigh_contact(y->contact_weight, measure, maker->knot.value);

		lacking -= others->count;
		ranks += number_sort_count(others, value, false) + number_sort_count(others, value, true);
	}
	return 2 * lacking + ranks;
}

/*
 * The least doubled mid-rank above this one at which a score reaches the next
 * whole percent, or exceeds one (the bins of rfm_bin begin above).
 */
static int64
next_percent(const KnotMaker *maker, int64 ranks)
{
	int64 most = 2 * maker->compared;
	int64 reached = 100 * ranks / most;
	int64 exceeded = 100 * (ranks - 1) / most;

	return Min((most * (reached + 1) + 99) / 100, (most * (exceeded + 1) + 99) / 100 + 1);
}

static void
add_knot(KnotMaker *maker, const Knot *knot)
{
	builder_add_knot(maker->builder, maker->distribution, knot);
	maker->gap = 0;
}

static void
end_value(KnotMaker *maker)
{
	const Knot *knot = &maker->knot;
	int64 same = knot->upto - knot->below;
	int64 ranks = exact_ranks(maker);
	bool passed = ranks >= maker->next_percent;
	bool is_median = knot->below <= maker->n / 2 && knot->upto > (maker->n - 1) / 2;

	if (passed && maker->gap > 0)
		add_knot(maker, &maker->last);
	if (passed || knot->below == 0 || knot->upto == maker->n || is_median || maker->gap + same > maker->allowed)
		add_knot(maker, knot);
	else
		maker->gap += same;
	maker->last = *knot;
	if (passed)
		maker->next_percent = next_percent(maker, ranks);
}

/* Adds the distribution of these values.  others: the values of the other distribution of the measure. */
void
builder_add(YardstickBuilder *b, int distribution, NumberSort *sorted, NumberSort *others)
{
	Distribution *d = &b->head->distributions[distribution];
	KnotMaker maker = {.builder = b, .distribution = distribution, .others = others, .n = sorted->count};
	bool may_be_unknown = measure_info[measure_of_distribution(distribution)].may_be_unknown;
	Knot *knot = &maker.knot;
	const double *values;
	int64 distinct;
	int64 n;

	maker.compared = may_be_unknown ? sorted->count : b->head->customers;
	d->first_knot = b->head->knots;
	d->customers = sorted->count;
	d->sum = sum_and_count(sorted, &distinct);
	if (distinct > MAX_KNOTS)
		maker.allowed = sorted->count / KNOT_SPACING;
	number_sort_rewind(sorted);
	if (others != NULL)
		number_sort_rewind(others);
	while ((n = number_sort_next(sorted, &values)) > 0)
	{
		CHECK_FOR_INTERRUPTS();
		for (int64 i = 0; i < n; i++)
		{
			if (knot->upto > 0 && values[i] != knot->value)
			{
				end_value(&maker);
				knot->below = knot->upto;
			}
			knot->value = values[i];
			knot->upto++;
		}
	}
	if (knot->upto > 0)
		end_value(&maker);
}

/* the yardstick with its knots in place; the caller resolves it */
Yardstick *
builder_finish(YardstickBuilder *b)
{
	Yardstick *y = b->head;
	int64 *data = palloc(sizeof(int64) * 3 * (Size) Max(y->knots, 1));

	for (int32 i = 0; i < y->knots; i++)
	{
		memcpy(&data[i], &b->knots[i].value, sizeof(double));
		data[y->knots + i] = b->knots[i].below;
		data[2 * y->knots + i] = b->knots[i].upto;
	}
	y->data = data;
	pfree(b->knots);
	return y;
}

/* ---- reading its distributions ---- */

/* the distributions that make up a measure: one, or two where contacts count */
static int
distributions_of(Measure measure, int list[2])
{
	list[0] = (int) measure;
	if (measure == RECENCY)
		list[1] = RECENCY_BY_CONTACT;
	else if (measure == FREQUENCY)
		list[1] = FREQUENCY_BY_CONTACT;
	else
		return 1;
	return 2;
}

int
distribution_of(Measure measure, bool by_contact)
{
	int list[2];

	return distributions_of(measure, list) == 2 && by_contact ? list[1] : list[0];
}

/* the other distribution of the same measure, or -1 */
int
other_distribution(int distribution)
{
	static const int pairs[][2] = {{RECENCY, RECENCY_BY_CONTACT}, {FREQUENCY, FREQUENCY_BY_CONTACT}};

	for (int i = 0; i < (int) lengthof(pairs); i++)
		for (int j = 0; j < 2; j++)
			if (pairs[i][j] == distribution)
				return pairs[i][1 - j];
	return -1;
}

/* the measure that a distribution is part of */
Measure
measure_of_distribution(int distribution)
{
	if (distribution == RECENCY_BY_CONTACT)
		return RECENCY;
	if (distribution == FREQUENCY_BY_CONTACT)
		return FREQUENCY;
	return (Measure) distribution;
}

const char *
distribution_name(int distribution)
{
	if (distribution == RECENCY_BY_CONTACT)
		return "recency_by_contact";
	if (distribution == FREQUENCY_BY_CONTACT)
		return "frequency_by_contact";
	return measure_info[distribution].name;
}

double
weighed_knot_value(const Yardstick *y, int distribution, int32 number)
{
	double value = knot_values(y)[number];

	return is_by_contact(distribution) ?
			   weigh_contact(y->contact_weight, measure_of_distribution(distribution), value) :
			   value;
}

/* with no weight, a contact is not a recency at all */
bool
distribution_counts(const Yardstick *y, int distribution)
{
	return distribution != RECENCY_BY_CONTACT || y->contact_weight > 0;
}

/*
 * The number of the first knot that is not less than a value.  The halving
 * has no branch that depends on the data: which way it goes is a coin toss,
 * and a wrongly guessed branch costs more than the step.
 */
static int
first_not_less(const double *values, int n, double value)
{
	int low = 0;

	while (n > 0)
	{
		int half = (n + 1) / 2;

		low += half * (values[low + half - 1] < value);
		n -= half;
	}
	return low;
}

static inline double
unweighed(const Yardstick *y, int distribution, double value)
{
	return is_by_contact(distribution) ?
			   unweigh_contact(y->contact_weight, measure_of_distribution(distribution), value) :
			   value;
}

/*
 * The same where values are weighed first.  Weighing keeps their order, so the
 * place is that of the value weighed back, but for its rounding.
 */
static int
first_not_less_weighed(const Yardstick *y, int distribution, double value)
{
	const Distribution *d = &y->distributions[distribution];
	int low = first_not_less(knot_values(y) + d->first_knot, d->knots, unweighed(y, distribution, value));

	while (low > 0 && weighed_knot_value(y, distribution, d->first_knot + low - 1) >= value)
		low--;
	while (low < d->knots && weighed_knot_value(y, distribution, d->first_knot + low) < value)
		low++;
	return low;
}

/* how many customers of one distribution lie below a value, and not above it; between two knots, in proportion */
static void
count_in_distribution(const Yardstick *y, int distribution, double value, double *below, double *upto)
{
	const Distribution *d = &y->distributions[distribution];
	const int64 *belows = y->data + y->knots + d->first_knot;
	const int64 *uptos = belows + y->knots;
	int low;

	/* contacts of no weight are all alike: no order */
	if (distribution == FREQUENCY_BY_CONTACT && y->contact_weight == 0)
	{
		*below = value > 0 ? (double) d->customers : 0;
		*upto = value >= 0 ? (double) d->customers : 0;
		return;
	}
	if (!is_by_contact(distribution))
		low = first_not_less(knot_values(y) + d->first_knot, d->knots, value);
	else
		low = first_not_less_weighed(y, distribution, value);
	if (low < d->knots && weighed_knot_value(y, distribution, d->first_knot + low) == value)
	{
		*below = (double) belows[low];
		*upto = (double) uptos[low];
		return;
	}
	*below = *upto = low > 0 ? (double) uptos[low - 1] : 0;
	if (low == 0 || low == d->knots || belows[low] == uptos[low - 1])
		return;
	*below = *upto = interpolate(*below, (double) belows[low], value,
								 weighed_knot_value(y, distribution, d->first_knot + low - 1),
								 weighed_knot_value(y, distribution, d->first_knot + low));
}

/* number of customers of the population that have the measure */
int64
yardstick_having(const Yardstick *y, Measure measure)
{
	int list[2];
	int n = distributions_of(measure, list);
	int64 having = 0;

	for (int i = 0; i < n; i++)
		if (distribution_counts(y, list[i]))
			having += y->distributions[list[i]].customers;
	return having;
}

/* number of customers who are compared by a measure: all of them, or those of whom it is known */
double
yardstick_compared(const Yardstick *y, Measure measure)
{
	return (double) (measure_info[measure].may_be_unknown ? yardstick_having(y, measure) : y->customers);
}

/*
 * Twice the mid-rank of a value: the customers below it and those not above
 * it.  Those who lack the measure, where they are compared by it at all, lie
 * below everybody who has it.
 */
static double
find_rank(const Yardstick *y, const KnotIndexes *indexes, Measure measure, double value, double *below, double *upto)
{
	int list[2];
	int n = distributions_of(measure, list);

	*below = *upto = indexes != NULL ? indexes->lacking[measure] :
									   yardstick_compared(y, measure) - (double) yardstick_having(y, measure);
	for (int i = 0; i < n; i++)
	{
		double b;
		double u;

		if (y->distributions[list[i]].knots == 0 || !distribution_counts(y, list[i]))
			continue;
		if (i == 0 && indexes != NULL && indexes->of[measure].knots != NULL)
			knot_index_count(&indexes->of[measure], value, &b, &u);
		else
			count_in_distribution(y, list[i], value, &b, &u);
		*below += b;
		*upto += u;
	}
	return *below + *upto;
}

double
yardstick_rank(const Yardstick *y, Measure measure, double value, double *below, double *upto)
{
	return find_rank(y, NULL, measure, value, below, upto);
}

/* twice the mid-rank of the least or the greatest value of a measure; 0 when nobody has it */
double
yardstick_end_rank(const Yardstick *y, Measure measure, bool greatest)
{
	int list[2];
	int n = distributions_of(measure, list);
	double end = 0;
	bool found = false;
	double below;
	double upto;

	for (int i = 0; i < n; i++)
	{
		const Distribution *d = &y->distributions[list[i]];
		double value;

		if (d->knots == 0 || !distribution_counts(y, list[i]))
			continue;
		value = weighed_knot_value(y, list[i], d->first_knot + (greatest ? d->knots - 1 : 0));
		if (!found || (greatest ? value > end : value < end))
			end = value;
		found = true;
	}
	return found ? yardstick_rank(y, measure, end, &below, &upto) : 0;
}

/*
 * A doubled mid-rank among those who are compared, as one of the whole
 * population; where those are the same, exactly as it is.
 */
static inline double
rank_in_population(const Yardstick *y, double compared, double rank)
{
	return compared == (double) y->customers ? rank : rank * ((double) y->customers / compared);
}

/* weighted sum of doubled mid-ranks to score; odd weights may round to a hair above 100 */
static inline double
score_of_ranks(const Yardstick *y, double ranks, double weight)
{
	return Min(100, 100 * ranks / (2 * (double) y->customers * weight));
}

/*
 * The least value in the population for which the count of customers not
 * above it (or, by_score, its score) reaches the target; infinity when none
 * does.
 */
static double
least_value_reaching(const Yardstick *y, Measure measure, bool by_score, double target)
{
	int list[2];
	int n = distributions_of(measure, list);
	double least = HUGE_VAL;

	for (int i = 0; i < n; i++)
	{
		const Distribution *d = &y->distributions[list[i]];
		int low = 0;
		int high = distribution_counts(y, list[i]) ? d->knots : 0;
		int end = high;

		while (low < high)
		{
			int middle = low + (high - low) / 2;
			double below;
			double upto;
			double rank = yardstick_rank(y, measure,
										 weighed_knot_value(y, list[i], d->first_knot + middle),
										 &below, &upto);

			if ((by_score ? score_of_ranks(y, rank_in_population(y, yardstick_compared(y, measure), rank), 1) : upto) < target)
				low = middle + 1;
			else
				high = middle;
		}
		if (low < end)
			least = Min(least, weighed_knot_value(y, list[i], d->first_knot + low));
	}
	return least;
}

/* ---- cuts ---- */

/*
 * Exact sum over the whole population whose mean is that of a measure of
 * money, or NULL.  The mean of worth is that of the net amounts: so it is the
 * same cut whether potentials are known or not, and nobody changes but those
 * whose own potential lifts them over it.
 */
static const Money *
exact_sum(const Yardstick *y, Measure measure)
{
	if (measure == AMOUNT || measure == WORTH)
		return &y->amount_sum;
	return measure == PROFIT ? &y->profit_sum : NULL;
}

/*
 * Mean of a measure over those who have it; of amount, worth and profit, over
 * everybody, so that it is the plain average of all customers.  NaN-free:
 * needs somebody who has it.
 */
static double
mean_of(const Yardstick *y, Measure measure)
{
	int list[2];
	int n = distributions_of(measure, list);
	DoubleDouble sum;

	if (exact_sum(y, measure) != NULL)
		return money_ratio(exact_sum(y, measure), (uint64) y->customers);
	sum = y->distributions[list[0]].sum;
	if (n == 2 && distribution_counts(y, list[1]))
	{
		DoubleDouble contacts = y->distributions[list[1]].sum;

		sum = dd_add(sum, measure == RECENCY ? dd_divide_double(contacts, y->contact_weight) :
											   dd_multiply_double(contacts, y->contact_weight));
	}
	return dd_divide_double(sum, (double) yardstick_having(y, measure)).hi;
}

/* as percentile_cont(0.5) has it */
static double
median_of(const Yardstick *y, Measure measure)
{
	int64 having = yardstick_having(y, measure);
	double lacking = yardstick_compared(y, measure) - (double) having;
	double low = least_value_reaching(y, measure, false, lacking + (double) ((having + 1) / 2));
	double high = least_value_reaching(y, measure, false, lacking + (double) (having / 2 + 1));

	return low + (high - low) * 0.5;
}

/*
 * The mean score of a mixed axis over the population: the weighted mean of
 * its measures' mean scores.  The mid-ranks of m customers above k who come
 * last without the measure add up to m(2k + m), whatever the values are; of
 * those who are compared, nobody lacking it, the mean is exactly 50.
 */
static double
mean_score(const Yardstick *y, Axis axis)
{
	double ranks = 0;
	double weight = 0;
	double n = (double) y->customers;

	for (int m = 0; m < MEASURES; m++)
	{
		double having = (double) yardstick_having(y, m);

		if (measure_info[m].axis != axis || y->weights[m] == 0)
			continue;
		if (measure_info[m].may_be_unknown)
		{
			if (having == 0)
				continue;
			having = n;
		}
		ranks += y->weights[m] * (having * (2 * n - having) / n);
		weight += y->weights[m];
	}
	return weight > 0 ? score_of_ranks(y, ranks, weight) : 0;
}

static double
cut_of_measure(const Yardstick *y, const Cut *cut)
{
	Measure measure = (Measure) cut->measure;

	/* nobody has it: nobody can be high */
	if (cut->kind != CUT_NUMBER && yardstick_having(y, measure) == 0)
		return HUGE_VAL;
	switch ((CutKind) cut->kind)
	{
	case CUT_MEAN:
		return mean_of(y, measure);
	case CUT_MEDIAN:
		return median_of(y, measure);
	case CUT_SCORE:
		return least_value_reaching(y, measure, true, cut->number);
	case CUT_NUMBER:
		break;
	}
	return cut->number * measure_info[measure].unit_size;
}

static double
cut_of_mixed_axis(const Yardstick *y, Axis axis)
{
	switch ((CutKind) y->cuts[axis].kind)
	{
	case CUT_MEAN:
		return mean_score(y, axis);
	case CUT_MEDIAN:
		return 50;
	default:
		return y->cuts[axis].number;
	}
}

/*
 * Finds out what the weights and cuts mean in numbers.  To be called after
 * every change of them.  Returns what is wrong with them, or NULL.
 */
const char *
yardstick_resolve(Yardstick *y)
{
	if (!is_weight(y->contact_weight))
		return psprintf("contact_weight is %g, but must be 0 or a number from 1e-9 to 1e9.",
						y->contact_weight);
	for (int axis = 0; axis < AXES; axis++)
	{
		Cut *cut = &y->cuts[axis];
		int used = 0;

		cut->measure = NO_MEASURE;
		for (int m = 0; m < MEASURES; m++)
		{
			if (!is_weight(y->weights[m]))
				return psprintf("The weight of %s is %g, but must be 0 or a number from 1e-9 to 1e9.",
								measure_info[m].name, y->weights[m]);
			if (measure_info[m].axis != (Axis) axis || y->weights[m] == 0)
				continue;
			if (!(y->measures & MEASURE_BIT(m)))
				return psprintf("%s has a weight, but was not fitted.", measure_info[m].name);
			cut->measure = used++ == 0 ? m : NO_MEASURE;
		}
		if (used == 0)
			return psprintf("All weights of %s are zero.", axis_names[axis]);
		if ((cut->kind == CUT_SCORE || (cut->kind == CUT_NUMBER && used > 1)) &&
			!(cut->number >= 0 && cut->number <= 100))
			return psprintf("The cut %s of %s must be a score from 0 to 100.", cut_text(cut), axis_names[axis]);
		if (cut->kind == CUT_NUMBER && used == 1 &&
			!(cut->number >= measure_info[cut->measure].least &&
			  cut->number <= measure_info[cut->measure].most &&
			  isfinite(cut->number * measure_info[cut->measure].unit_size)))
			return psprintf("The cut %s of %s is outside the range of %s.",
							cut_text(cut), axis_names[axis], measure_info[cut->measure].name);
		cut->value = cut->measure == NO_MEASURE ? cut_of_mixed_axis(y, (Axis) axis) :
												  cut_of_measure(y, cut);
	}
	return limits_find_fault(y);
}

/* mean, median, p80 or a number; false for anything else */
bool
cut_parse(const char *text, Cut *cut)
{
	const char *number = text;
	char *end;

	cut->number = 0;
	if (pg_strcasecmp(text, "mean") == 0)
		cut->kind = CUT_MEAN;
	else if (pg_strcasecmp(text, "median") == 0)
		cut->kind = CUT_MEDIAN;
	else
	{
		cut->kind = CUT_NUMBER;
		if (*text == 'p' || *text == 'P')
		{
			cut->kind = CUT_SCORE;
			number++;
		}
		if (*number == '\0' || strspn(number, "0123456789.eE+-") != strlen(number))
			return false;
		cut->number = strtod(number, &end) + 0.0;
		return *end == '\0' && !isinf(cut->number);
	}
	return true;
}

char *
cut_text(const Cut *cut)
{
	StringInfoData text;

	if (cut->kind == CUT_MEAN)
		return pstrdup("mean");
	if (cut->kind == CUT_MEDIAN)
		return pstrdup("median");
	initStringInfo(&text);
	if (cut->kind == CUT_SCORE)
		appendStringInfoChar(&text, 'p');
	json_put_double(&text, cut->number);
	return text.data;
}

/* ---- measuring ---- */

/* MEASURE_BITs of the measures that have a weight or a limit */
uint32
yardstick_wanted(const Yardstick *y)
{
	uint32 wanted = y->limited;

	for (int m = 0; m < MEASURES; m++)
		if (y->weights[m] > 0)
			wanted |= MEASURE_BIT(m);
	return wanted;
}

/* MEASURE_BITs of those that have a weight on an axis, and by which anybody is compared */
uint32
axis_weighed(const Yardstick *y, Axis axis)
{
	uint32 weighed = 0;

	for (int m = 0; m < MEASURES; m++)
		if (measure_info[m].axis == axis && y->weights[m] > 0 && yardstick_compared(y, (Measure) m) > 0)
			weighed |= MEASURE_BIT(m);
	return weighed;
}

/* At or above the cut is high; who lacks the only measure is low. */
static bool
is_high(const Yardstick *y, const Cut *cut, const Activity *a, const Measured *measured, double score)
{
	double value;
	const Money *sum;
	Money money;

	if (cut->measure == NO_MEASURE)
		return score >= cut->value;
	if (!(measured->has & MEASURE_BIT(cut->measure)))
		return false;
	value = measured->value[cut->measure];
	sum = exact_sum(y, (Measure) cut->measure);
	if (sum == NULL || cut->kind != CUT_MEAN || value != cut->value)
		return value >= cut->value;
	/* too near for doubles to tell: compare the exact money with the exact mean */
	money = measure_money(a, (Measure) cut->measure);
	return money_cmp_mean(&money, sum, (uint64) y->customers) >= 0;
}

/* a cut of this one measure, whatever the yardstick's own cuts and weights are */
Cut
yardstick_cut(const Yardstick *y, Measure measure, const Cut *wanted)
{
	Cut cut = *wanted;

	cut.measure = measure;
	cut.value = cut_of_measure(y, &cut);
	return cut;
}

/*
 * The cut of an axis as a score: of one measure alone, the score of who is just
 * at it.  False where there are limits instead, or where nobody can be high.
 */
bool
yardstick_cut_score(const Yardstick *y, Axis axis, double *score)
{
	const Cut *cut = &y->cuts[axis];
	double below;
	double upto;

	if (axis_limits(y, axis) != 0 || !isfinite(cut->value))
		return false;
	if (cut->measure == NO_MEASURE)
		*score = cut->value;
	else
	{
		Measure measure = (Measure) cut->measure;
		double compared = yardstick_compared(y, measure);

		if (compared == 0)
			return false;
		*score = score_of_ranks(y, rank_in_population(y, compared, yardstick_rank(y, measure, cut->value, &below, &upto)), 1);
	}
	return true;
}

/* Is the customer at or above it?  Who lacks the measure is not. */
bool
yardstick_at_cut(const Yardstick *y, const Cut *cut, const Activity *a, const Measured *measured)
{
	return is_high(y, cut, a, measured, 0);
}

/* both at once */
bool
yardstick_reaches(const Yardstick *y, Measure measure, const Cut *wanted, const Activity *a, TimestampTz as_of)
{
	Cut cut = yardstick_cut(y, measure, wanted);
	Measured measured;

	measure_weighed(a, as_of, MEASURE_BIT(measure), y->contact_weight, &measured);
	return yardstick_at_cut(y, &cut, a, &measured);
}

/*
 * Weighted sum of ranks on an axis, and the weight that goes with it.  What
 * may be unknown and is, is left out; any other measure that the customer
 * lacks has rank 0.
 */
static double
ranks_on_axis(const Yardstick *y, const KnotIndexes *indexes, const CustomerRanks *exact, int64 number, Axis axis,
			  const Measured *measured, double *weight)
{
	uint32 weighed = indexes != NULL ? indexes->weighed[axis] : axis_weighed(y, axis);
	double ranks = 0;

	*weight = 0;
	for (uint32 rest = weighed; rest != 0; rest &= rest - 1)
	{
		Measure m = (Measure) pg_rightmost_one_pos32(rest);
		double compared = indexes != NULL ? indexes->compared[m] : yardstick_compared(y, m);
		double below;
		double upto;

		if (measured->has & MEASURE_BIT(m))
		{
			double rank = exact != NULL ? customer_rank(exact, m, number) :
										  find_rank(y, indexes, m, measured->value[m], &below, &upto);

			ranks += y->weights[m] * rank_in_population(y, compared, rank);
		}
		else if (measure_info[m].may_be_unknown)
			continue;
		*weight += y->weights[m];
	}
	return ranks;
}

static inline uint32
wanted_by(const Yardstick *y, const KnotIndexes *indexes)
{
	return indexes != NULL ? indexes->wanted : yardstick_wanted(y);
}

/*
 * A score is 100 times the weighted mean of mid-ranks over the population's
 * size; sums of ranks are whole numbers where weights are, so that a score that
 * equals the mean does so exactly.  Of whom nothing on an axis is known, the
 * score is 0.
 */
static inline double
score_on_axis(const Yardstick *y, const KnotIndexes *indexes, const CustomerRanks *ranks, int64 number, Axis axis,
			  const Measured *measured)
{
	double weight;
	double sum = ranks_on_axis(y, indexes, ranks, number, axis, measured, &weight);

	return weight > 0 ? score_of_ranks(y, sum, weight) : 0;
}

static inline bool
is_high_on_axis(const Yardstick *y, Axis axis, const Activity *a, const Measured *measured, TimestampTz as_of, double score)
{
	if (unlikely(axis_limits(y, axis) != 0))
		return limits_are_met(y, axis, a, measured, as_of);
	return is_high(y, &y->cuts[axis], a, measured, score);
}

/*
 * Scores and sides of one customer.  indexes may be NULL, and so may ranks;
 * number: which of the ranked customers it is.
 */
void
yardstick_judge(const Yardstick *y, const KnotIndexes *indexes, const CustomerRanks *ranks, int64 number,
				const Activity *a, TimestampTz as_of, Judgement *j)
{
	Measured measured;

	measure_weighed(a, as_of, wanted_by(y, indexes), y->contact_weight, &measured);
	for (int axis = 0; axis < AXES; axis++)
	{
		j->score[axis] = score_on_axis(y, indexes, ranks, number, (Axis) axis, &measured);
		j->high[axis] = is_high_on_axis(y, (Axis) axis, a, &measured, as_of, j->score[axis]);
	}
}

/* the sides alone: no rank is looked for on an axis that is not cut by its score */
void
yardstick_judge_sides(const Yardstick *y, const KnotIndexes *indexes, const Activity *a, TimestampTz as_of, bool high[AXES])
{
	Measured measured;

	measure_weighed(a, as_of, wanted_by(y, indexes), y->contact_weight, &measured);
	for (int axis = 0; axis < AXES; axis++)
	{
		bool by_score = y->cuts[axis].measure == NO_MEASURE && axis_limits(y, (Axis) axis) == 0;
		double score = by_score ? score_on_axis(y, indexes, NULL, 0, (Axis) axis, &measured) : 0;

		high[axis] = is_high_on_axis(y, (Axis) axis, a, &measured, as_of, score);
	}
}
