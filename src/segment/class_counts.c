/*
 * class_counts.c
 *		How many customers each class has, and what they bring: of all classes at
 *		once.
 */
#include "segment/class_counts.h"

#include "numbers/statistics.h"
#include "server/decimal.h"
#include "server/rows.h"
#include "utils/builtins.h"

#define CONFIDENCE 0.95

/* ---- counting ---- */

void
shown_add(ShownMoney *money, const Money *added, int scale)
{
	amount_add(&money->sum, added, SUM_OF_AMOUNTS);
	money->scale = Max(money->scale, scale);
}

/* keeps the lesser of two (sign 1) or the greater (-1); of equal ones that which shows more decimals, so that it does not matter which came first */
void
shown_keep(ShownMoney *kept, const ShownMoney *other, int sign)
{
	int order = sign * money_cmp(&other->sum, &kept->sum);

	if (order < 0 || (order == 0 && other->scale > kept->scale))
		*kept = *other;
}

/* a customer of this class, who has earned so much, or nothing that is known */
static void
count_in_class(ClassCount *count, const Activity *a, const Classes *classes, const ShownMoney *earned)
{
	count->customers++;
	shown_add(&count->amount, &a->amount, a->amount_scale);
	if (money_sign(&a->amount) > 0)
		amount_add(&count->brought, &a->amount, SUM_OF_AMOUNTS);
	if (activity_has_profit(a))
		shown_add(&count->profit, &a->profit, (int) a->profit_scale);
	if (classes->has_stake)
		shown_add(&count->stake, &classes->stake, classes->stake_scale);
	if (earned == NULL)
		return;
	if (!count->has_least)
		count->least = *earned;
	shown_keep(&count->least, earned, 1);
	count->has_least = true;
}

void
class_counts_add(ClassCounts *counts, const Classifier *c, const Activity *a, const Classes *classes)
{
	ShownMoney earned;
	bool has_earned = classifier_earned(c, a, &earned.sum, &earned.scale);

	counts->customers++;
	for (int s = 0; s < SUBJECTS; s++)
	{
		int class = classes->of[s];

		if (class != NOT_COUNTED)
			count_in_class(&counts->of[s][class == NO_CLASS ? MOST_CLASSES : class], a, classes,
						   has_earned && s == OF_PARETO_CLASS ? &earned : NULL);
	}
}

/* ---- rows, as SQL sees them ---- */

enum
{
	COUNT_SUBJECT,
	COUNT_ITEM,
	COUNT_CUSTOMERS,
	COUNT_SHARE,
	COUNT_LOW,
	COUNT_HIGH,
	COUNT_AMOUNT,
	COUNT_BROUGHT,
	COUNT_PROFIT,
	COUNT_AT_STAKE,
	COUNT_LEAST,
	COUNT_COLUMNS
};

static int64
classed(const ClassCounts *counts, Subject subject)
{
	int64 sum = 0;

	for (int class = 0; class < subject_info[subject].classes; class ++)
		sum += counts->of[subject][class].customers;
	return sum;
}

/*
 * The share of a class: of those who are in any of the subject's classes, with
 * the simultaneous interval of all of them (Goodman 1965), as shares() has it;
 * of a subject that is about some customers only, of everybody.
 */
static void
put_count_share(const ClassCounts *counts, Subject subject, int64 customers, Datum *values, bool *nulls)
{
	bool of_some = !subject_info[subject].has_none && subject != OF_LAPSED;
	int64 total = of_some ? counts->customers : classed(counts, subject);
	double low = 0;
	double high = 0;

	nulls[COUNT_SHARE] = total == 0;
	nulls[COUNT_LOW] = nulls[COUNT_HIGH] = total == 0 || of_some;
	if (!nulls[COUNT_LOW])
		goodman_interval(customers, total, subject_info[subject].classes, CONFIDENCE, &low, &high);
	values[COUNT_SHARE] = Float8GetDatum((double) customers / (double) Max(total, 1));
	values[COUNT_LOW] = Float8GetDatum(low);
	values[COUNT_HIGH] = Float8GetDatum(high);
}

static void
write_count(RowWriter *writer, const ClassCounts *counts, Subject subject, int class, bool has_profit)
{
	const ClassCount *count = &counts->of[subject][class];
	MemoryContext caller = MemoryContextSwitchTo(writer->scratch);
	Datum values[COUNT_COLUMNS] = {0};
	bool nulls[COUNT_COLUMNS] = {false};

	values[COUNT_SUBJECT] = CStringGetTextDatum(subject_info[subject].name);
	nulls[COUNT_ITEM] = class == MOST_CLASSES;
	if (nulls[COUNT_ITEM])
		nulls[COUNT_SHARE] = nulls[COUNT_LOW] = nulls[COUNT_HIGH] = true;
	else
	{
		values[COUNT_ITEM] = CStringGetTextDatum(subject_info[subject].labels[class]);
		put_count_share(counts, subject, count->customers, values, nulls);
	}
	values[COUNT_CUSTOMERS] = Int64GetDatum(count->customers);
	values[COUNT_AMOUNT] = decimal_make(&count->amount.sum, count->amount.scale);
	values[COUNT_BROUGHT] = decimal_make(&count->brought, count->amount.scale);
	values[COUNT_PROFIT] = decimal_make(&count->profit.sum, count->profit.scale);
	nulls[COUNT_PROFIT] = !has_profit;
	values[COUNT_AT_STAKE] = decimal_make(&count->stake.sum, count->stake.scale);
	values[COUNT_LEAST] = decimal_make(&count->least.sum, count->least.scale);
	nulls[COUNT_LEAST] = !count->has_least;
	MemoryContextSwitchTo(caller);
	row_writer_add(writer, values, nulls);
}

/* an array of rows of this type: of each subject its classes in order, also those that nobody is in, then who is in none */
Datum
class_counts_rows(const ClassCounts *counts, bool has_profit, Oid row_type)
{
	RowWriter writer;

	row_writer_open_type(&writer, row_type);
	for (int subject = 0; subject < SUBJECTS; subject++)
	{
		for (int class = 0; class < subject_info[subject].classes; class ++)
			write_count(&writer, counts, (Subject) subject, class, has_profit);
		if (subject_info[subject].has_none)
			write_count(&writer, counts, (Subject) subject, MOST_CLASSES, has_profit);
	}
	return row_writer_close(&writer);
}
