/*
 * why.c
 *		Why an action: the playbook's words with one customer's numbers in them.
 */
#include "advice/why.h"

#include <math.h>

#include "advice/template.h"
#include "server/decimal.h"
#include "utils/fmgrprotos.h"

bool
situation_stake(const Situation *s, Money *stake, int *scale)
{
	return money_at_stake(s->activity, s->stage, s->as_of * USECS_PER_DAY, &s->returned, stake, scale);
}

/* ---- the numbers, as they are written; NULL where one is not known ---- */

static char *
count_text(int64 count)
{
	return psprintf(INT64_FORMAT, count);
}

static char *
money_as_written(const Money *money, int scale)
{
	return DatumGetCString(DirectFunctionCall1(numeric_out, decimal_make(money, scale)));
}

static char *
orders_text(const Situation *s)
{
	return count_text(s->activity->orders);
}

static char *
refunds_text(const Situation *s)
{
	return count_text(s->activity->refunds);
}

static char *
contacts_text(const Situation *s)
{
	return count_text(s->activity->contacts);
}

static char *
complaints_text(const Situation *s)
{
	return count_text(s->open_complaints);
}

static char *
net_amount_text(const Situation *s)
{
	return money_as_written(&s->activity->amount, s->activity->amount_scale);
}

static char *
potential_text(const Situation *s)
{
	Money potential = money_from_units(activity_potential(s->activity));

	return s->activity->flags & ACTIVITY_HAS_POTENTIAL ? money_as_written(&potential, s->activity->potential_scale) : NULL;
}

static char *
at_stake_text(const Situation *s)
{
	Money stake;
	int scale;

	return situation_stake(s, &stake, &scale) ? money_as_written(&stake, scale) : NULL;
}

static char *
yearly_text(const Situation *s)
{
	int scale;
	Money yearly = money_a_year(s->activity, s->stage, s->as_of * USECS_PER_DAY, &scale);

	return s->activity->orders > 0 ? money_as_written(&yearly, scale) : NULL;
}

static char *
first_day_text(const Situation *s)
{
	return s->activity->orders > 0 ? day_text(time_day(s->activity->first_order)) : NULL;
}

static char *
last_day_text(const Situation *s)
{
	return s->activity->orders > 0 ? day_text(time_day(s->activity->last_order)) : NULL;
}

static char *
days_away_text(const Situation *s)
{
	return s->activity->orders > 0 ? count_text(s->as_of - time_day(s->activity->last_order)) : NULL;
}

static char *
lapse_after_text(const Situation *s)
{
	return s->lapse_after > 0 ? count_text(s->lapse_after) : NULL;
}

/* to the nearest day */
static char *
usual_gap_text(const Situation *s)
{
	Past past = past_of_activity(s->activity);

	if (past.days == 0 || s->lapse_after == 0)
		return NULL;
	return psprintf("%.0f", floor(usual_gap(&past, s->lapse_after) + 0.5));
}

/* template_fill()'s; a number that is not known is a question mark */
static const char *
number_of_name(const char *name, void *situation)
{
	static const struct
	{
		const char *name;
		char *(*text)(const Situation *s);
	} numbers[] = {
		{"orders", orders_text},
		{"refunds", refunds_text},
		{"contacts", contacts_text},
		{"complaints", complaints_text},
		{"amount", net_amount_text},
		{"potential", potential_text},
		{"at_stake", at_stake_text},
		{"yearly", yearly_text},
		{"first_day", first_day_text},
		{"last_day", last_day_text},
		{"days_away", days_away_text},
		{"lapse_after", lapse_after_text},
		{"usual_gap", usual_gap_text},
	};

	for (int i = 0; i < (int) lengthof(numbers); i++)
		if (strcmp(name, numbers[i].name) == 0)
		{
			const char *text = numbers[i].text(situation);

			return text == NULL ? "?" : text;
		}
	return NULL;
}

char *
why_text(const char *template, Situation *s)
{
	return template_fill(template, number_of_name, s);
}
