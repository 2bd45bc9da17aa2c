/*
 * findings.c
 *		What an audit counts, and where to look.
 *
 * No errors in here, since several tallies are put together under a spinlock.
 */
#include "audit/findings.h"

/* ---- examples ---- */

static int
compare_texts(const char *a, const char *b)
{
	if (a == NULL || b == NULL)
		return (a == NULL) - (b == NULL);
	return strcmp(a, b);
}

static bool
comes_before(const Example *example, TimestampTz at, const char *customer, const char *detail)
{
	int order;

	if (example->at != at)
		return at < example->at;
	order = compare_texts(customer, example->has_customer ? example->customer : NULL);
	return order != 0 ? order < 0 : compare_texts(detail, example->has_detail ? example->detail : NULL) < 0;
}

static bool
keep_text(char *place, const char *text)
{
	strlcpy(place, text != NULL ? text : "", LONGEST_EXAMPLE);
	return text != NULL;
}

/* takes the candidate when it comes before the one there is; customer and detail may be NULL */
void
example_offer(Example *example, TimestampTz at, const char *customer, const char *detail)
{
	if (example->any && !comes_before(example, at, customer, detail))
		return;
	example->any = true;
	example->at = at;
	example->has_customer = keep_text(example->customer, customer);
	example->has_detail = keep_text(example->detail, detail);
}

static void
offer_again(Example *example, const Example *other)
{
	if (other->any)
		example_offer(example, other->at, other->has_customer ? other->customer : NULL,
					  other->has_detail ? other->detail : NULL);
}

/* ---- findings ---- */

/* what is the example of smaller purchases is none any more */
void
findings_grow_largest(Findings *findings, int128_money units)
{
	if (units > findings->largest)
		findings->largest_purchase.any = false;
	findings->largest = Max(findings->largest, units);
}

/* what another process has found; false when a sum does not fit, which no number of rows can bring about */
bool
findings_add(Findings *findings, const Findings *other)
{
	for (int finding = 0; finding < FINDINGS; finding++)
	{
		findings->count[finding] += other->count[finding];
		findings->in_period[finding] |= other->in_period[finding];
		offer_again(&findings->example[finding], &other->example[finding]);
	}
	findings_grow_largest(findings, other->largest);
	if (other->largest == findings->largest)
		offer_again(&findings->largest_purchase, &other->largest_purchase);
	return money_add(&findings->bought, &other->bought);
}
