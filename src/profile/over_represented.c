/*
 * over_represented.c
 *		The parts of the customers that are more frequent in a class than among all.
 */
#include "profile/over_represented.h"

#include <float.h>

#include "miscadmin.h"
#include "profile/value_text.h"

/* customers by whether they are in the class, and in the part */
typedef struct FourCells
{
	int64 both;
	int64 class;
	int64 part;
	int64 all;
} FourCells;

static PartKind
kind_of_part(const Screened *s, int part)
{
	if (s->parts.last_not_known && part == s->parts.count - 1)
		return PART_NOT_KNOWN;
	if (s->test == TEST_KNOWN)
		return PART_KNOWN;
	return s->test == TEST_CATEGORIES ? PART_VALUE : PART_RANGE;
}

static char *
range_text(Oid type, const NumberRange *range)
{
	char *low = number_text(type, range->low);

	return range->low == range->high ? low : psprintf("%s .. %s", low, number_text(type, range->high));
}

static char *
part_text(const Screened *s, int part)
{
	const Attribute *a = s->attribute;

	switch (kind_of_part(s, part))
	{
	case PART_VALUE:
		return value_text(a->type, (Datum) a->categories->values.keys[part]);
	case PART_RANGE:
		return range_text(a->type, &s->ranges[part]);
	default:
		return NULL;
	}
}

static FourCells
four_cells(const Screened *s, int part, int class, int64 in_class)
{
	const int64 *counts = part_counts(&s->parts, part);

	return (FourCells){.both = counts[class], .class = in_class, .part = sum_of_counts(counts, s->parts.classes), .all = s->known + s->not_known};
}

/* with intervals that hold for all parts of the column at once (Bonferroni) */
static Responses
responses_of(const FourCells *n, int parts, double confidence)
{
	Responses r = {.weight = (double) n->class / (double) n->all};
	double each = Min(1 - (1 - confidence) / parts, 1 - DBL_EPSILON);

	r.part[0] = share_estimate(n->both, n->class, each);
	r.rest[0] = share_estimate(n->part - n->both, n->all - n->class, each);
	return r;
}

/* Is it more frequent in the class, by its interval and, where few are to be expected, by the exact test as well? */
static bool
is_above(const FourCells *n, int parts, double confidence)
{
	Responses r = responses_of(n, parts, confidence);

	return excess(&r, 1).low > 0 &&
		   test_shares(n->both, n->class, n->part - n->both, n->all - n->class).p * parts <= 1 - confidence;
}

/* those that are no chance first, the largest difference first; the values' texts decide between those that are alike */
static int
compare_over_represented(const void *a, const void *b, void *arg)
{
	const OverRepresented *left = a;
	const OverRepresented *right = b;

	if (left->above != right->above)
		return left->above ? -1 : 1;
	if (left->difference != right->difference)
		return left->difference > right->difference ? -1 : 1;
	if (left->customers != right->customers)
		return left->customers > right->customers ? -1 : 1;
	if (left->kind != right->kind)
		return left->kind < right->kind ? -1 : 1;
	if (left->kind == PART_VALUE)
		return strcmp(part_text(arg, left->part), part_text(arg, right->part));
	return left->part - right->part;
}

/* all but its text and its lift */
static OverRepresented
describe_part(const Screened *s, int part, const FourCells *n, double confidence)
{
	OverRepresented d = {.part = part, .kind = kind_of_part(s, part), .customers = n->part, .in_class = n->both};

	d.share_of_class = (double) n->both / (double) n->class;
	d.share_of_all = (double) n->part / (double) n->all;
	d.difference = d.share_of_class - d.share_of_all;
	d.above = is_above(n, s->parts.count, confidence);
	d.few = d.share_of_all * (double) n->class < LEAST_EXPECTED;
	return d;
}

/*
 * All parts with a larger share of the class than of all customers, in their
 * order; what is costly to find out of one, over_represented_finish() adds.
 */
OverRepresented *
find_over_represented(const Screened *s, int class, double confidence, int *count)
{
	int64 in_class = class_total(&s->parts, class);
	OverRepresented *found = MemoryContextAllocHuge(CurrentMemoryContext, sizeof(OverRepresented) * (Size) Max(s->parts.count, 1));

	*count = 0;
	for (int part = 0; part < s->parts.count; part++)
	{
		FourCells n = four_cells(s, part, class, in_class);

		CHECK_FOR_INTERRUPTS();
		if (n.class < n.all && (int128) n.both * n.all > (int128) n.part * n.class)
			found[(*count)++] = describe_part(s, part, &n, confidence);
	}
	qsort_arg(found, (size_t) *count, sizeof(OverRepresented), compare_over_represented, (void *) s);
	return found;
}

/* its text, and the lift with its interval */
void
over_represented_finish(OverRepresented *found, const Screened *s, int class, double confidence)
{
	FourCells n = four_cells(s, found->part, class, class_total(&s->parts, class));
	Responses r = responses_of(&n, s->parts.count, confidence);

	found->text = part_text(s, found->part);
	found->lift = lift(&r);
}
