/*
 * screening.c
 *		The test of each column, and their order.
 */
#include "profile/screening.h"

#include <math.h>

#include "numbers/proportions.h"
#include "numbers/statistics.h"
#include "population/contingency.h"

/* ---- parts ---- */

int64
sum_of_counts(const int64 *counts, int n)
{
	int64 sum = 0;

	for (int i = 0; i < n; i++)
		sum += counts[i];
	return sum;
}

int64
class_total(const CustomerParts *parts, int class)
{
	int64 total = 0;

	for (int part = 0; part < parts->count; part++)
		total += part_counts(parts, part)[class];
	return total;
}

static CustomerParts
allocate_parts(int count, int classes)
{
	CustomerParts parts = {.count = count, .classes = classes};

	parts.counts = MemoryContextAllocExtended(CurrentMemoryContext, sizeof(int64) * (Size) Max(count, 1) * (Size) classes,
											  MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	return parts;
}

/* so many parts of customers with a value, and one of those without, where there are some */
static CustomerParts
make_parts(const Screened *s, int count, int classes)
{
	bool not_known = s->not_known > 0;
	CustomerParts parts = allocate_parts(count + not_known, classes);

	parts.last_not_known = not_known;
	if (not_known)
		memcpy(part_counts(&parts, count), s->attribute->not_known, sizeof(int64) * (Size) classes);
	return parts;
}

static CustomerParts
parts_by_value(const Screened *s, int classes)
{
	const Categories *categories = s->attribute->categories;
	CustomerParts parts = make_parts(s, (int) categories->values.count, classes);

	memcpy(parts.counts, categories->counts, sizeof(int64) * categories->values.count * (Size) classes);
	return parts;
}

static CustomerParts
parts_by_range(Screened *s, int classes)
{
	NumbersByClass *numbers = s->attribute->numbers;
	int count = numbers_ranges(numbers, s->ranges);
	CustomerParts parts = make_parts(s, count, classes);

	for (int k = 0; k < classes; k++)
	{
		int64 counts[MOST_RANGES];

		numbers_count(numbers, k, s->ranges, count, counts);
		for (int i = 0; i < count; i++)
			part_counts(&parts, i)[k] = counts[i];
	}
	return parts;
}

static CustomerParts
parts_by_known(const Screened *s, int classes)
{
	CustomerParts parts = make_parts(s, 1, classes);

	memcpy(parts.counts, s->attribute->known, sizeof(int64) * (Size) classes);
	return parts;
}

/* ---- tests ---- */

/* classes without a customer have no place in the table */
static ContingencyTable
table_of_parts(const CustomerParts *parts)
{
	ContingencyTable table = {.groups = (uint32) parts->count};

	table.cells = contingency_cells((uint32) (parts->count * parts->classes));
	for (int k = 0; k < parts->classes; k++)
	{
		uint32 before = table.count;

		for (int part = 0; part < parts->count; part++)
		{
			int64 customers = part_counts(parts, part)[k];

			if (customers == 0)
				continue;
			table.cells[table.count++] = (ContingencyCell){(uint32) part, table.classes, customers};
			table.customers += customers;
		}
		table.classes += table.count > before;
	}
	return table;
}

/* two notes as one */
static const char *
notes(const char *first, const char *then)
{
	if (first == NULL || then == NULL)
		return first == NULL ? then : first;
	return psprintf("%s; %s", first, then);
}

/* A class is rare that has less than a tenth of what it had if all were equal. */
static bool
is_rare_class(int64 total, int64 customers, int classes)
{
	return (int128) total * classes * 10 < customers;
}

/*
 * The same customers without those in rare classes, if two others are left:
 * compared with a class of one or two, all values are rare.
 */
static CustomerParts
leave_out_rare_classes(const CustomerParts *parts, int64 customers, int *left_out)
{
	CustomerParts rest = allocate_parts(parts->count, parts->classes);
	int classes = 0;
	int rare = 0;

	for (int k = 0; k < parts->classes; k++)
	{
		int64 total = class_total(parts, k);

		classes += total > 0;
		rare += total > 0 && is_rare_class(total, customers, parts->classes);
	}
	*left_out = classes - rare > 1 ? rare : 0;
	memcpy(rest.counts, parts->counts, sizeof(int64) * (Size) parts->count * (Size) parts->classes);
	for (int k = 0; k<parts->classes && * left_out> 0; k++)
		if (is_rare_class(class_total(parts, k), customers, parts->classes))
			for (int part = 0; part < parts->count; part++)
				part_counts(&rest, part)[k] = 0;
	return rest;
}

/* customers of the class that has fewest, but some, and of all */
static void
count_classes(const CustomerParts *parts, int64 *least, int64 *customers)
{
	*customers = 0;
	*least = PG_INT64_MAX;
	for (int k = 0; k < parts->classes; k++)
	{
		int64 total = class_total(parts, k);

		*customers += total;
		if (total > 0)
			*least = Min(*least, total);
	}
}

/*
 * The same customers, with those parts as one of which less than one customer
 * is to be expected in the smallest class: there chi-square does not have its
 * distribution (Cochran 1954).  rare: how many are one now.
 */
static CustomerParts
join_rare_parts(const CustomerParts *parts, int *rare)
{
	CustomerParts joined = allocate_parts(parts->count, parts->classes);
	int64 *others = palloc0_array(int64, parts->classes);
	int64 least;
	int64 customers;

	count_classes(parts, &least, &customers);
	joined.count = *rare = 0;
	for (int part = 0; part < parts->count; part++)
	{
		const int64 *counts = part_counts(parts, part);
		int64 in_part = sum_of_counts(counts, parts->classes);
		bool is_rare = (int128) in_part * least < customers;
		int64 *to = is_rare ? others : part_counts(&joined, joined.count);

		for (int k = 0; k < parts->classes; k++)
			to[k] += counts[k];
		joined.count += !is_rare;
		*rare += is_rare && in_part > 0;
	}
	if (*rare > 0)
		memcpy(part_counts(&joined, joined.count++), others, sizeof(int64) * (Size) parts->classes);
	pfree(others);
	return joined;
}

/* p of chi-square; of a table of four cells exact where they are small, as compare_shares() has it */
static double
p_of_table(const ContingencyTable *table)
{
	int64 cells[2][2] = {{0}};

	if (table->groups != 2 || table->classes != 2)
		return measure_association(table).p;
	for (uint32 i = 0; i < table->count; i++)
		cells[table->cells[i].group][table->cells[i].class] = table->cells[i].customers;
	return test_shares(cells[0][0], cells[0][0] + cells[0][1], cells[1][0], cells[1][0] + cells[1][1]).p;
}

/* p of the parts, those as one that are rare; false where only one is left */
static bool
test_frequent_parts(Screened *s, int64 customers)
{
	int rare_classes;
	int rare_parts;
	CustomerParts frequent = leave_out_rare_classes(&s->parts, customers, &rare_classes);
	CustomerParts joined = join_rare_parts(&frequent, &rare_parts);
	ContingencyTable table = table_of_parts(&joined);

	if (table.groups > 1)
	{
		s->p = p_of_table(&table);
		if (rare_classes > 0)
			s->note = notes(s->note, psprintf("p leaves out rare classes: %d", rare_classes));
		if (rare_parts > 1)
			s->note = notes(s->note, psprintf("p takes rare values as one: %d", rare_parts));
	}
	pfree(frequent.counts);
	pfree(joined.counts);
	pfree(table.cells);
	return table.groups > 1;
}

/* chi-square and Cramer's V of the parts by class */
static void
test_parts(Screened *s)
{
	ContingencyTable table = table_of_parts(&s->parts);
	Association found = measure_association(&table);

	if (table.classes < 2)
		s->note = notes(s->note, "undetermined: all customers are in one class");
	else if (!test_frequent_parts(s, table.customers))
		s->note = notes(s->note, "undetermined: each value has too few customers");
	else
	{
		s->statistic = found.chi_square;
		s->effect = s->strength = found.cramers_v_corrected;
		s->note = notes(s->note, small_expected_note(&table, &found));
	}
	pfree(table.cells);
}

/* F and omega squared of the classes */
static void
test_numbers(Screened *s)
{
	ValueSeparation found = numbers_separation(s->attribute->numbers);

	s->statistic = found.f;
	s->p = found.p;
	s->effect = found.omega_squared;
	s->strength = sqrt(found.omega_squared);
	s->note = notes(s->note, found.note);
}

/* why the values by themselves tell nothing, or NULL */
static const char *
why_not_values(const Screened *s)
{
	const Attribute *a = s->attribute;

	if (a->why_not != NULL)
		return a->why_not;
	if (s->known == 0)
		return "no values";
	if (s->different == 1 && s->not_known == 0)
		return "one value only";
	if (a->numbers == NULL && s->known > 1 && s->different == s->known)
		return "all values are different, as those of a key are";
	return NULL;
}

static void
screen_values(Screened *s, int classes)
{
	const Attribute *a = s->attribute;

	if (a->numbers == NULL || attribute_has_codes(a))
	{
		s->test = TEST_CATEGORIES;
		s->parts = parts_by_value(s, classes);
		test_parts(s);
		return;
	}
	s->test = type_is_time(a->type) ? TEST_TIMES : TEST_NUMBERS;
	s->parts = parts_by_range(s, classes);
	test_numbers(s);
}

static void
screen_known(Screened *s, int classes)
{
	s->test = TEST_KNOWN;
	s->note = notes(s->note, "tested by whether there is one");
	s->parts = parts_by_known(s, classes);
	test_parts(s);
}

/*
 * The test of a column that is to be screened, chosen by what it holds.  Where
 * its values tell nothing, there is left whether there is one.
 */
Screened
screen_attribute(const Attribute *a, int classes)
{
	Screened s = {.attribute = a, .effect = NAN, .strength = NAN, .statistic = NAN, .p = NAN, .q = NAN, .different = -1};
	const char *why_not;

	s.known = sum_of_counts(a->known, classes);
	s.not_known = sum_of_counts(a->not_known, classes);
	if (a->categories != NULL)
		s.different = a->categories->values.count;
	s.note = why_not = why_not_values(&s);
	if (a->not_finite > 0)
		s.note = notes(s.note, psprintf(INT64_FORMAT " values are not finite, counted as not known", a->not_finite));
	if (why_not == NULL)
		screen_values(&s, classes);
	else if (s.known > 0 && s.not_known > 0)
		screen_known(&s, classes);
	return s;
}

/* ---- all columns ---- */

/* ascending, and those without a test last */
static int
compare_p(const void *a, const void *b)
{
	double left = ((const Screened *) a)->p;
	double right = ((const Screened *) b)->p;

	if (isnan(left) || isnan(right))
		return isnan(left) - isnan(right);
	return (left > right) - (left < right);
}

static void
set_discovery_rates(Screened *screened, int count)
{
	double *p = palloc_array(double, count + 1);
	int tests = 0;

	qsort(screened, (size_t) count, sizeof(Screened), compare_p);
	for (; tests < count && !isnan(screened[tests].p); tests++)
		p[tests] = screened[tests].p;
	adjust_for_discoveries(p, (size_t) tests);
	for (int i = 0; i < tests; i++)
		screened[i].q = p[i];
}

/*
 * Those found first, by their strength, then those that may be chance, then
 * those without a test.  Of equal strength the one with the least p is first,
 * then that which comes first in the table.
 */
static int
compare_screened(const void *a, const void *b)
{
	const Screened *left = a;
	const Screened *right = b;
	int order = right->found - left->found;

	if (order == 0)
		order = isnan(left->strength) - isnan(right->strength);
	if (order == 0 && !isnan(left->strength))
		order = (left->strength < right->strength) - (left->strength > right->strength);
	if (order == 0)
		order = compare_p(left, right);
	return order != 0 ? order : (left->attribute > right->attribute) - (left->attribute < right->attribute);
}

/*
 * q of every column with a p, and the rank of every one with a strength; puts
 * the columns in that order.  Found are those with q at most this level.
 */
void
screening_order(Screened *screened, int count, double level)
{
	set_discovery_rates(screened, count);
	for (int i = 0; i < count; i++)
		screened[i].found = screened[i].q <= level;
	qsort(screened, (size_t) count, sizeof(Screened), compare_screened);
	for (int i = 0; i < count && !isnan(screened[i].strength); i++)
		screened[i].rank = i + 1;
}
