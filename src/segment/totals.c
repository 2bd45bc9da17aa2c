/*
 * totals.c
 *		What there is to say of all customers before anybody is classed.
 */
#include "segment/totals.h"

#include "miscadmin.h"
#include "server/decimal.h"

/* what buyers bring is sorted in such a part of the memory, where not all customers are in it: else there is what fitting left */
#define SHARE_OF_SORT 16

#define TOP_SHARE	  0.2
#define BOTTOM_SHARE  0.2
#define LEAST_BUYERS  RFM_HIGHEST_SCORE

static void
create_totals(Totals *t, const Segmentation *s, int sorted)
{
	int64 memory = s->reader.customers.rows_spilled > 0 ? s->reader.memory / SHARE_OF_SORT : 0;

	memset(t, 0, sizeof(Totals));
	t->sorted = sorted;
	amounts_create(&t->amounts, s->context, memory);
	number_sort_create(&t->earned, s->context, memory);
	number_sort_create(&t->profits, s->context, memory);
}

/* what a buyer brings, at least 0; it has to be as small as the amount of one row */
int128_money
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
add_earned(Totals *t, const Activity *a)
{
	if (!t->any_profit)
		add_number(&t->earned, &a->amount);
	if (activity_has_profit(a))
		add_number(&t->profits, &a->profit);
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
	if (t->sorted & TOTALS_AMOUNTS)
		amounts_add_units(&t->amounts, units_brought(&a->amount));
	if (t->sorted & TOTALS_EARNED)
		add_earned(t, a);
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

/* of all customers of a run, which begins anew; what it sorts is to be freed */
void
totals_read(Segmentation *s, Totals *t, int sorted)
{
	uint64 key;

	progress_enter(s->progress, PHASE_FITTING);
	create_totals(t, s, sorted);
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

/* where Pareto's classes begin and end: by profit, where any is known */
ParetoCuts
totals_pareto_cuts(Totals *t)
{
	return pareto_cuts(t->any_profit ? &t->profits : &t->earned, TOP_SHARE, BOTTOM_SHARE);
}

/* where ABC's do: by the amount */
AbcCuts
totals_abc_cuts(Totals *t)
{
	static const double shares[2] = {0.8, 0.95};

	return abc_cuts(&t->amounts, shares);
}

/* Ranks need as many buyers as scores, of whom some differ; a yardstick that is given ranks anybody. */
const char *
totals_why_unranked(const Totals *t, const Segmentation *s)
{
	if (s->sample == NULL && s->yardstick != NULL)
		return NULL;
	if (t->buyers < LEAST_BUYERS)
		return "too_few";
	return money_cmp(&t->least, &t->largest.sum) == 0 && t->first_last == t->last_order && t->fewest_orders == t->most_orders ?
			   "all_alike" :
			   NULL;
}

void
totals_free(Totals *t)
{
	amounts_free(&t->amounts);
	number_sort_free(&t->earned);
	number_sort_free(&t->profits);
}
