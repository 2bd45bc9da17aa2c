/*
 * contingency.c
 *		Customers by group and by class: are the two associated?
 *
 * What is computed of the counts is sorted before it is added, so the result
 * does not depend on the order of the cells.
 */
#include "population/contingency.h"

#include <math.h>

#include "miscadmin.h"
#include "numbers/double_double.h"
#include "numbers/statistics.h"
#include "storage/shmem.h"
#include "utils/memutils.h"

#define ST_SORT			 sort_terms
#define ST_ELEMENT_TYPE	 double
#define ST_COMPARE(a, b) ((*(a) > *(b)) - (*(a) < *(b)))
#define ST_CHECK_FOR_INTERRUPTS
#define ST_SCOPE static
#define ST_DEFINE
#include "lib/sort_template.h"

#define ST_SORT			 sort_counts
#define ST_ELEMENT_TYPE	 int64
#define ST_COMPARE(a, b) ((*(a) > *(b)) - (*(a) < *(b)))
#define ST_CHECK_FOR_INTERRUPTS
#define ST_SCOPE static
#define ST_DEFINE
#include "lib/sort_template.h"

/* how many are in each group, and in each class */
typedef struct Margins
{
	int64 *groups;
	int64 *classes;
} Margins;

static void *
allocate_array(uint32 count, Size size)
{
	return MemoryContextAllocExtended(CurrentMemoryContext, mul_size(Max(count, 1), size),
									  MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
}

ContingencyCell *
contingency_cells(uint32 count)
{
	return allocate_array(count, sizeof(ContingencyCell));
}

static Margins
margins_of(const ContingencyTable *table)
{
	Margins m = {allocate_array(table->groups, sizeof(int64)), allocate_array(table->classes, sizeof(int64))};

	for (uint32 i = 0; i < table->count; i++)
	{
		const ContingencyCell *cell = &table->cells[i];

		m.groups[cell->group] += cell->customers;
		m.classes[cell->class] += cell->customers;
	}
	return m;
}

/*
 * Pearson's chi-square, the sum of (observed - expected)² / expected over all
 * cells, observed - expected from exact integers.  Where nobody was observed
 * that is the expected count; these are added up a group at a time, from how
 * many customers are in classes that the group lacks.  No term is negative,
 * and sorted they add up to the same sum whatever their order was.
 */
static double
chi_square_of(const ContingencyTable *table, const Margins *margins)
{
	uint32 n = 0;
	double customers = (double) table->customers;
	double *terms = allocate_array(table->groups + table->count, sizeof(double));
	int64 *in_classes_met = allocate_array(table->groups, sizeof(int64));
	DoubleDouble sum = {0, 0};

	for (uint32 i = 0; i < table->count; i++)
	{
		const ContingencyCell *cell = &table->cells[i];
		int64 in_group = margins->groups[cell->group];
		int64 in_class = margins->classes[cell->class];
		int128 off = (int128) cell->customers * table->customers - (int128) in_group * in_class;
		double share = (double) off / customers;

		in_classes_met[cell->group] += in_class;
		terms[n++] = share * share / ((double) in_group / customers * (double) in_class);
	}
	for (uint32 group = 0; group < table->groups; group++)
		terms[n++] = (double) (table->customers - in_classes_met[group]) / customers * (double) margins->groups[group];
	sort_terms(terms, n);
	for (uint32 i = 0; i < n; i++)
		sum = dd_add_double(sum, terms[i]);
	pfree(terms);
	pfree(in_classes_met);
	return sum.hi;
}

/*
 * Bias-corrected V: Bergsma (2013), A bias-correction for Cramér's V and
 * Tschuprow's T, Journal of the Korean Statistical Society 42.  0 also where
 * every customer has a value of their own: then nothing is left to compare.
 */
static double
corrected_v(double chi_square, double customers, double groups, double classes)
{
	double phi_square = chi_square / customers - (groups - 1) * (classes - 1) / (customers - 1);
	double groups_less_one = (groups - 1) - (groups - 1) * (groups - 1) / (customers - 1);
	double classes_less_one = (classes - 1) - (classes - 1) * (classes - 1) / (customers - 1);
	double most = Min(groups_less_one, classes_less_one);

	if (phi_square <= 0 || most <= 0)
		return 0;
	return Min(sqrt(phi_square / most), 1);
}

/*
 * How many expected counts are below 5, where chi-square's distribution is
 * doubtful (Cochran 1954).  Sorts the margins.
 */
static int64
count_small_expected(const ContingencyTable *table, const Margins *margins)
{
	uint32 groups = table->groups;
	uint32 classes = table->classes;
	int128 limit = (int128) 5 * table->customers;
	int64 small = 0;

	sort_counts(margins->groups, groups);
	sort_counts(margins->classes, classes);
	for (uint32 group = 0, below = classes; group < groups; group++)
	{
		while (below > 0 && (int128) margins->groups[group] * margins->classes[below - 1] >= limit)
			below--;
		small += below;
	}
	return small;
}

Association
measure_association(const ContingencyTable *table)
{
	double groups = table->groups;
	double classes = table->classes;
	double customers = (double) table->customers;
	Association a = {.df = Max(groups - 1, 0) * Max(classes - 1, 0)};
	Margins margins;

	if (a.df == 0)
		return a;
	margins = margins_of(table);
	a.chi_square = chi_square_of(table, &margins);
	a.p = chi_square_p(a.chi_square, a.df);
	a.cramers_v = Min(sqrt(a.chi_square / customers / (Min(groups, classes) - 1)), 1);
	a.cramers_v_corrected = corrected_v(a.chi_square, customers, groups, classes);
	a.small_expected = count_small_expected(table, &margins);
	a.smallest_expected = (double) margins.groups[0] / customers * (double) margins.classes[0];
	pfree(margins.groups);
	pfree(margins.classes);
	return a;
}

/* where some expected counts are too small for the p of chi-square; NULL where none is */
const char *
small_expected_note(const ContingencyTable *table, const Association *association)
{
	if (association->small_expected == 0)
		return NULL;
	return psprintf(INT64_FORMAT " of " INT64_FORMAT " expected counts are below 5", association->small_expected,
					(int64) table->groups * table->classes);
}
