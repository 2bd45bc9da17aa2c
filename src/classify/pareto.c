/*
 * pareto.c
 *		pareto_class() and abc_class(): who is at the top, by their number and
 *		by their money; window functions.
 *
 * Both divide a whole partition, whatever the window's order and frame, by two
 * shares that are the same for all its rows.
 */
#include "classify/pareto.h"

#include <math.h>

#include "columns/window_ranks.h"
#include "server/calls.h"
#include "server/enums.h"
#include "miscadmin.h"
#include "utils/memutils.h"

#define CLASSES PARETO_CLASSES

const char *const pareto_labels[PARETO_CLASSES] = {"top", "middle", "bottom"};
const char *const abc_labels[ABC_CLASSES] = {"A", "B", "C"};

/* what is kept from partition to partition */
typedef struct ClassReader
{
	PartitionReader reader;
	bool has_labels;
	Oid labels[CLASSES];
} ClassReader;

/* the function's second and third arguments */
typedef struct Division
{
	double fractions[2];
	bool varies[2]; /* may differ from row to row */
} Division;

static const Oid *
class_labels(FunctionCallInfo fcinfo, const char *const *labels)
{
	ClassReader *reader = partition_reader(fcinfo, sizeof(ClassReader));

	if (!reader->has_labels)
	{
		enum_label_oids(declared_type(fcinfo, RESULT), labels, CLASSES, reader->labels);
		reader->has_labels = true;
	}
	return reader->labels;
}

/* one of the two fractions, in the current row */
static double
current_fraction(WindowObject window, int i, const char *name)
{
	bool is_null;
	double fraction = DatumGetFloat8(WinGetFuncArgCurrent(window, i + 1, &is_null));

	if (is_null)
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("%s is NULL", name),
				 errhint("Give a share from 0 to 1, such as 0.2 for 20 %%.")));
	check_fraction(fraction, name);
	return fraction;
}

/* at the first row of a partition */
static void
read_division(FunctionCallInfo fcinfo, Division *division, const char *const names[2])
{
	for (int i = 0; i < 2; i++)
	{
		division->fractions[i] = current_fraction(PG_WINDOW_OBJECT(), i, names[i]);
		division->varies[i] = !get_fn_expr_arg_stable(fcinfo->flinfo, i + 1);
	}
}

/* at the others */
static void
check_same_division(FunctionCallInfo fcinfo, const Division *division, const char *const names[2])
{
	for (int i = 0; i < 2; i++)
	{
		double other;

		if (!division->varies[i])
			continue;
		other = current_fraction(PG_WINDOW_OBJECT(), i, names[i]);
		if (other != division->fractions[i])
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("%s differs within a partition: %.15g and %.15g", names[i], division->fractions[i], other),
					 errhint("Add what it depends on to PARTITION BY.")));
	}
}

static const char *const pareto_names[2] = {"top", "bottom"};

/* how many half places, of so many ranked, from the upper end are top, from the lower end are bottom */
typedef struct HalfPlaces
{
	int64 ranked;
	int64 top;
	int64 bottom;
} HalfPlaces;

typedef struct Places
{
	Division division;
	WindowRanks ranks;
	HalfPlaces half;
} Places;

static HalfPlaces
half_places(int64 ranked, int64 top, int64 bottom)
{
	return (HalfPlaces){ranked, share_of_count(top, 2 * ranked), share_of_count(bottom, 2 * ranked)};
}

/*
 * The class of who has so many below plus so many not above, as sum.  Of n
 * customers the one with k before it is in the top part when k < top n, k
 * counted from the largest amount, and in the bottom part when k < bottom n, k
 * counted from the least; top goes first.  So the top ⌈top n⌉ of different
 * amounts are top.  Equal amounts go where the middle one of them would, which
 * has (m - 1) / 2 of m before it: twice as many as are before it, and as many
 * of its equals but one.
 */
static ParetoClass
class_of_place(const HalfPlaces *half, int64 sum)
{
	if (2 * half->ranked - sum - 1 < half->top)
		return PARETO_TOP;
	return sum - 1 < half->bottom ? PARETO_BOTTOM : PARETO_MIDDLE;
}

static void
place_partition(FunctionCallInfo fcinfo, Places *places)
{
	int64 top;
	int64 bottom;

	read_division(fcinfo, &places->division, pareto_names);
	top = share_of_fraction(places->division.fractions[0]);
	bottom = share_of_fraction(places->division.fractions[1]);
	if (top + bottom > SHARE_ONE)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("top %g and bottom %g are more than 1 together", places->division.fractions[0], places->division.fractions[1]),
				 errhint("Give shares of the customers, such as 0.2 and 0.2, which leave 0.6 for the middle.")));
	partition_rank(fcinfo, partition_put_number, GetMemoryChunkContext(places), &places->ranks);
	places->half = half_places(places->ranks.ranked, top, bottom);
}

/*
 * pareto_class(amount, top, bottom): which part of the customers this one is
 * in, by place.  NULL for NULL, which does not count.
 */
PG_FUNCTION_INFO_V1(customer_seg_pareto_class);
Datum
customer_seg_pareto_class(PG_FUNCTION_ARGS)
{
	WindowObject window = PG_WINDOW_OBJECT();
	const Oid *labels = class_labels(fcinfo, pareto_labels);
	Places *places = WinGetPartitionLocalMemory(window, sizeof(Places));
	int64 sum;

	if (places->ranks.sums == NULL)
		place_partition(fcinfo, places);
	else
		check_same_division(fcinfo, &places->division, pareto_names);
	sum = (int64) places->ranks.sums[WinGetCurrentPosition(window)];
	if (sum == 0)
		PG_RETURN_NULL();
	PG_RETURN_OID(labels[class_of_place(&places->half, sum)]);
}

/* moves a cut to a value that so many are below, and so many not above */
static void
move_cuts(ParetoCuts *cuts, const HalfPlaces *half, double value, int64 below, int64 upto)
{
	ParetoClass class = class_of_place(half, below + upto);

	if (class == PARETO_TOP)
		cuts->top_from = Min(cuts->top_from, value);
	else if (class == PARETO_BOTTOM)
		cuts->bottom_upto = value;
}

/* the cuts that give each of these numbers the class that pareto_class() gives it */
ParetoCuts
pareto_cuts(NumberSort *sorted, double top, double bottom)
{
	HalfPlaces half = half_places(sorted->count, share_of_fraction(top), share_of_fraction(bottom));
	ParetoCuts cuts = {HUGE_VAL, -HUGE_VAL};
	const double *values;
	double value = 0;
	int64 below = 0; /* the value */
	int64 upto = 0;	 /* it */
	int64 n;

	number_sort_rewind(sorted);
	while ((n = number_sort_next(sorted, &values)) > 0)
	{
		CHECK_FOR_INTERRUPTS();
		for (int64 i = 0; i < n; i++)
		{
			if (upto > 0 && values[i] != value)
			{
				move_cuts(&cuts, &half, value, below, upto);
				below = upto;
			}
			value = values[i];
			upto++;
		}
	}
	if (upto > 0)
		move_cuts(&cuts, &half, value, below, upto);
	return cuts;
}

static const char *const abc_names[2] = {"a", "b"};

typedef struct Cuts
{
	Division division;
	bool ready;
	AbcCuts abc;
} Cuts;

/* the least amounts that are in these shares of the money, from the largest down */
AbcCuts
abc_cuts(Amounts *sorted, const double shares[2])
{
	Wide total = amounts_total(sorted);
	AbcCuts cuts;
	int64 below;

	for (int i = 0; i < 2; i++)
		cuts.least[i] = amounts_cut(sorted, total, share_of_fraction(shares[i]), &below);
	return cuts;
}

/* of who brings so many units of 10^-20 */
AbcClass
abc_class_of(const AbcCuts *cuts, int128_money units)
{
	int i = 0;

	while (i < 2 && (units <= 0 || cuts->least[i] == 0 || (uint128_money) units < cuts->least[i]))
		i++;
	return (AbcClass) i;
}

static void
put_double_amount(void *amounts, int64 row, Datum value, bool is_null)
{
	(void) row;
	if (!is_null)
		amounts_add(amounts, value, false);
}

static void
put_numeric_amount(void *amounts, int64 row, Datum value, bool is_null)
{
	(void) row;
	if (!is_null)
		amounts_add(amounts, value, true);
}

static void
cut_partition(FunctionCallInfo fcinfo, bool is_numeric, Cuts *cuts)
{
	Amounts amounts;

	read_division(fcinfo, &cuts->division, abc_names);
	if (cuts->division.fractions[0] > cuts->division.fractions[1])
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a %g is greater than b %g", cuts->division.fractions[0], cuts->division.fractions[1]),
				 errhint("Both are shares of the money from the largest customer down, such as 0.8 and 0.95.")));
	amounts_create(&amounts, GetMemoryChunkContext(cuts), 0);
	partition_read(fcinfo, 0, is_numeric ? put_numeric_amount : put_double_amount, &amounts);
	amounts_sort(&amounts);
	cuts->abc = abc_cuts(&amounts, cuts->division.fractions);
	amounts_free(&amounts);
	cuts->ready = true;
}

/*
 * abc_class(amount, a, b): A when those who bring more bring less than share a
 * of all money together; B when less than share b; else C, as are all who bring
 * nothing or less.  Equal amounts are in one class.  NULL for NULL, which does
 * not count.
 */
static Datum
abc_class(FunctionCallInfo fcinfo, bool is_numeric)
{
	WindowObject window = PG_WINDOW_OBJECT();
	const Oid *labels = class_labels(fcinfo, abc_labels);
	Cuts *cuts = WinGetPartitionLocalMemory(window, sizeof(Cuts));
	Datum amount;
	bool is_null;

	if (!cuts->ready)
		cut_partition(fcinfo, is_numeric, cuts);
	else
		check_same_division(fcinfo, &cuts->division, abc_names);
	amount = WinGetFuncArgCurrent(window, 0, &is_null);
	if (is_null)
		PG_RETURN_NULL();
	PG_RETURN_OID(labels[abc_class_of(&cuts->abc, amounts_units(amount, is_numeric))]);
}

PG_FUNCTION_INFO_V1(customer_seg_abc_class_numeric);
Datum
customer_seg_abc_class_numeric(PG_FUNCTION_ARGS)
{
	return abc_class(fcinfo, true);
}

PG_FUNCTION_INFO_V1(customer_seg_abc_class_double);
Datum
customer_seg_abc_class_double(PG_FUNCTION_ARGS)
{
	return abc_class(fcinfo, false);
}
