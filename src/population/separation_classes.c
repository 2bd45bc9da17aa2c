/*
 * separation_classes.c
 *		separation(attribute, class): do the groups that an attribute makes differ
 *		in their classes?  The association of two nominal variables.
 *
 * The state counts customers by attribute and class.  Counts add up in any
 * order, and what is computed of them is sorted before it is added, so the
 * result does not depend on the order of the rows or on the plan.
 */
#include "server/calls.h"
#include "server/states.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "columns/distinct_values.h"
#include "numbers/double_double.h"
#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "nodes/nodeFuncs.h"
#include "numbers/statistics.h"
#include "storage/shmem.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"

typedef struct Cell
{
	uint64 place; /* number of the attribute's value << 32 | number of the class */
	int64 customers;
	char status;
} Cell;

#define SH_PREFIX		   cells
#define SH_ELEMENT_TYPE	   Cell
#define SH_KEY_TYPE		   uint64
#define SH_KEY			   place
#define SH_HASH_KEY(tb, k) ((uint32) (spread_bits(k) >> 32))
#define SH_EQUAL(tb, a, b) ((a) == (b))
#define SH_SCOPE		   static inline
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

#define FIRST_CELLS 16

typedef struct Counts
{
	MemoryContext context;
	DistinctValues attribute;
	DistinctValues class;
	cells_hash *cells;
	int64 customers;
	int64 missing; /* rows without an attribute or a class */
} Counts;

/* of a text, boolean, enum, date ... a class can be made; a sum of money as one would be a mistake */
static void
check_class_type(Oid type)
{
	char category;
	bool preferred;

	get_type_category_preferred(type, &category, &preferred);
	if (category == TYPCATEGORY_NUMERIC)
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("type %s is a number, not a class", format_type_be(type)),
				 errhint("Cast it: to numeric to compare its means, to text to count its values as classes.")));
}

static Counts *
counts_allocate(MemoryContext context)
{
	Counts *counts = MemoryContextAllocZero(context, sizeof(Counts));

	counts->context = context;
	counts->cells = cells_create(context, FIRST_CELLS, NULL);
	return counts;
}

/*
 * The collation that an argument has by itself, as GROUP BY has it; a call has
 * one for all of them.  A window does not tell its call, so there it is that one.
 */
static Oid
argument_collation(FunctionCallInfo fcinfo, int argument)
{
	const Aggref *call = AggGetAggref(fcinfo);

	if (call == NULL)
		return PG_GET_COLLATION();
	return exprCollation((Node *) list_nth_node(TargetEntry, call->args, argument - 1)->expr);
}

static Counts *
counts_create(FunctionCallInfo fcinfo, MemoryContext context)
{
	Counts *counts = counts_allocate(context);
	Oid class = get_fn_expr_argtype(fcinfo->flinfo, 2);

	check_class_type(class);
	distinct_create(&counts->attribute, context, get_fn_expr_argtype(fcinfo->flinfo, 1), argument_collation(fcinfo, 1),
					"attribute");
	distinct_create(&counts->class, context, class, argument_collation(fcinfo, 2), "class");
	return counts;
}

static void *
counts_create_like(MemoryContext context, const void *state)
{
	const Counts *other = state;
	Counts *counts = counts_allocate(context);

	distinct_create(&counts->attribute, context, other->attribute.type.type, other->attribute.type.collation, "attribute");
	distinct_create(&counts->class, context, other->class.type.type, other->class.type.collation, "class");
	return counts;
}

static void
count_customers(Counts *counts, Datum attribute, Datum class, int64 customers)
{
	uint64 place = (uint64) distinct_number(&counts->attribute, attribute) << 32 |
				   distinct_number(&counts->class, class);
	bool found;
	Cell *cell = cells_insert(counts->cells, place, &found);

	if (!found)
	{
		cell->customers = 0;
		distinct_check_memory(counts->attribute.memory + counts->class.memory +
							  sizeof(Cell) * (Size) counts->cells->members);
	}
	cell->customers += customers;
	counts->customers += customers;
}

PG_FUNCTION_INFO_V1(customer_seg_separation_classes_accum);
Datum
customer_seg_separation_classes_accum(PG_FUNCTION_ARGS)
{
	MemoryContext context = aggregate_context(fcinfo);
	Counts *counts = state_argument(fcinfo, 0);

	if (counts == NULL)
		counts = counts_create(fcinfo, context);
	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		counts->missing++;
	else
		count_customers(counts, PG_GETARG_DATUM(1), PG_GETARG_DATUM(2), 1);
	PG_RETURN_POINTER(counts);
}

static void
counts_join(void *state, const void *more)
{
	Counts *counts = state;
	const Counts *other = more;
	cells_iterator each;
	const Cell *cell;

	cells_start_iterate(other->cells, &each);
	while ((cell = cells_iterate(other->cells, &each)) != NULL)
	{
		CHECK_FOR_INTERRUPTS();
		count_customers(counts, (Datum) other->attribute.keys[cell->place >> 32],
						(Datum) other->class.keys[(uint32) cell->place], cell->customers);
	}
	counts->missing += other->missing;
}

PG_FUNCTION_INFO_V1(customer_seg_separation_classes_combine);
Datum
customer_seg_separation_classes_combine(PG_FUNCTION_ARGS)
{
	static const StateKind kind = {.create_like = counts_create_like, .join = counts_join};

	return states_combine(fcinfo, &kind);
}

/* between processes of one server: in the machine's own byte order */
PG_FUNCTION_INFO_V1(customer_seg_separation_classes_serial);
Datum
customer_seg_separation_classes_serial(PG_FUNCTION_ARGS)
{
	const Counts *counts;
	StringInfoData out;
	cells_iterator each;
	const Cell *cell;

	(void) aggregate_context(fcinfo);
	counts = (Counts *) PG_GETARG_POINTER(0);
	pq_begintypsend(&out);
	distinct_send(&counts->attribute, &out);
	distinct_send(&counts->class, &out);
	pq_sendbytes(&out, (char *) &counts->missing, sizeof(int64));
	pq_sendbytes(&out, (char *) &counts->cells->members, sizeof(uint32));
	cells_start_iterate(counts->cells, &each);
	while ((cell = cells_iterate(counts->cells, &each)) != NULL)
	{
		pq_sendbytes(&out, (char *) &cell->place, sizeof(uint64));
		pq_sendbytes(&out, (char *) &cell->customers, sizeof(int64));
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&out));
}

PG_FUNCTION_INFO_V1(customer_seg_separation_classes_deserial);
Datum
customer_seg_separation_classes_deserial(PG_FUNCTION_ARGS)
{
	Counts *counts;
	StringInfoData in;
	uint32 cells;

	(void) aggregate_context(fcinfo);
	open_state(fcinfo, &in);

	counts = counts_allocate(CurrentMemoryContext);
	distinct_receive(&counts->attribute, CurrentMemoryContext, &in, "attribute");
	distinct_receive(&counts->class, CurrentMemoryContext, &in, "class");
	pq_copymsgbytes(&in, (char *) &counts->missing, sizeof(int64));
	pq_copymsgbytes(&in, (char *) &cells, sizeof(uint32));
	for (uint32 i = 0; i < cells; i++)
	{
		uint64 place;
		int64 customers;
		bool found;

		pq_copymsgbytes(&in, (char *) &place, sizeof(uint64));
		pq_copymsgbytes(&in, (char *) &customers, sizeof(int64));
		cells_insert(counts->cells, place, &found)->customers = customers;
		counts->customers += customers;
	}
	pq_getmsgend(&in);
	PG_RETURN_POINTER(counts);
}

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

/* a table's customers by group and by class */
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

static Margins
margins_of(const Counts *counts)
{
	Margins m = {allocate_array(counts->attribute.count, sizeof(int64)),
				 allocate_array(counts->class.count, sizeof(int64))};
	cells_iterator each;
	const Cell *cell;

	cells_start_iterate(counts->cells, &each);
	while ((cell = cells_iterate(counts->cells, &each)) != NULL)
	{
		m.groups[cell->place >> 32] += cell->customers;
		m.classes[(uint32) cell->place] += cell->customers;
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
chi_square_of_counts(const Counts *counts, const Margins *margins)
{
	uint32 groups = counts->attribute.count;
	uint32 n = 0;
	double customers = (double) counts->customers;
	double *terms = allocate_array(groups + counts->cells->members, sizeof(double));
	int64 *in_classes_met = allocate_array(groups, sizeof(int64));
	DoubleDouble sum = {0, 0};
	cells_iterator each;
	const Cell *cell;

	cells_start_iterate(counts->cells, &each);
	while ((cell = cells_iterate(counts->cells, &each)) != NULL)
	{
		int64 in_group = margins->groups[cell->place >> 32];
		int64 in_class = margins->classes[(uint32) cell->place];
		int128 off = (int128) cell->customers * counts->customers - (int128) in_group * in_class;
		double share = (double) off / customers;

		in_classes_met[cell->place >> 32] += in_class;
		terms[n++] = share * share / ((double) in_group / customers * (double) in_class);
	}
	for (uint32 group = 0; group < groups; group++)
		terms[n++] = (double) (counts->customers - in_classes_met[group]) / customers * (double) margins->groups[group];
	sort_terms(terms, n);
	for (uint32 i = 0; i < n; i++)
		sum = dd_add_double(sum, terms[i]);
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
count_small_expected(const Counts *counts, const Margins *margins)
{
	uint32 groups = counts->attribute.count;
	uint32 classes = counts->class.count;
	int128 limit = (int128) 5 * counts->customers;
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

static const char *
note_of(const Counts *counts, int64 small_expected)
{
	if (counts->customers == 0)
		return "undetermined: no customers";
	if (counts->attribute.count == 1)
		return "undetermined: all customers are in one group";
	if (counts->class.count == 1)
		return "undetermined: all customers are in one class";
	if (small_expected > 0)
		return psprintf(INT64_FORMAT " of " INT64_FORMAT " expected counts are below 5", small_expected,
						(int64) counts->attribute.count * counts->class.count);
	return NULL;
}

/* the columns of separation_of_classes */
#define COLUMNS 11

PG_FUNCTION_INFO_V1(customer_seg_separation_classes_final);
Datum
customer_seg_separation_classes_final(PG_FUNCTION_ARGS)
{
	const Counts nobody = {0};
	const Counts *counts = PG_ARGISNULL(0) ? &nobody : (Counts *) PG_GETARG_POINTER(0);
	double groups = counts->attribute.count;
	double classes = counts->class.count;
	double customers = (double) counts->customers;
	double df = Max(groups - 1, 0) * Max(classes - 1, 0);
	Datum values[COLUMNS] = {0};
	bool nulls[COLUMNS] = {false};
	int64 small_expected = 0;
	const char *note;

	(void) aggregate_context(fcinfo);
	values[0] = Int64GetDatum(counts->customers);
	values[1] = Int64GetDatum(counts->missing);
	values[2] = Int64GetDatum(counts->attribute.count);
	values[3] = Int64GetDatum(counts->class.count);
	values[5] = Int64GetDatum((int64) df);
	nulls[4] = nulls[6] = nulls[7] = nulls[8] = nulls[9] = df == 0;
	if (df > 0)
	{
		Margins margins = margins_of(counts);
		double chi_square = chi_square_of_counts(counts, &margins);
		double v = sqrt(chi_square / customers / (Min(groups, classes) - 1));

		small_expected = count_small_expected(counts, &margins);
		values[4] = Float8GetDatum(chi_square);
		values[6] = Float8GetDatum(chi_square_p(chi_square, df));
		values[7] = Float8GetDatum(Min(v, 1));
		values[8] = Float8GetDatum(corrected_v(chi_square, customers, groups, classes));
		values[9] = Float8GetDatum((double) margins.groups[0] / customers * (double) margins.classes[0]);
	}
	note = note_of(counts, small_expected);
	nulls[10] = note == NULL;
	if (note != NULL)
		values[10] = CStringGetTextDatum(note);
	return record_result(fcinfo, values, nulls);
}
