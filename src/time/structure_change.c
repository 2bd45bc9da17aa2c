/*
 * structure_change.c
 *		structure_change(movement_row[]): has the base changed, or did customers
 *		but change places?
 *
 * The test of Stuart (1955), A test for homogeneity of the marginal
 * distributions in a two-way classification, Biometrika 42, and Maxwell (1970),
 * Comparing the classification of subjects by two independent judges, British
 * Journal of Psychiatry 116: of those there at both times, are there as many in
 * each class as before?  With two classes it is McNemar's.
 */
#include "time/movement.h"

#include "miscadmin.h"
#include "numbers/proportions.h"
#include "numbers/statistics.h"
#include "server/calls.h"
#include "utils/builtins.h"

enum
{
	PRESENT,
	COMERS,
	GOERS,
	CHI_SQUARE,
	DF,
	P,
	NOTE,
	COLUMNS
};

/* the classes that somebody moved into or out of, by their numbers */
typedef struct Moved
{
	const Movement *movement;
	int *classes;
	int count;
} Moved;

static int64
cell(const Movement *m, int was, int is)
{
	return movement_cell(m, was, is)->customers;
}

/* of those there at both times: how many moved into a class */
static int64
moved_in(const Movement *m, int class)
{
	return movement_is(m, class) - cell(m, NOT_THERE, class) - cell(m, class, class);
}

static int64
moved_out(const Movement *m, int class)
{
	return movement_was(m, class) - cell(m, class, NOT_THERE) - cell(m, class, class);
}

static int64
movers(const Movement *m, int class)
{
	return moved_in(m, class) + moved_out(m, class);
}

static Moved
find_moved(const Movement *m)
{
	Moved moved = {.movement = m, .classes = palloc_array(int, m->classes->count + 1)};

	for (int i = 1; i <= m->classes->count; i++)
		if (movers(m, i) > 0)
			moved.classes[moved.count++] = i;
	return moved;
}

/* how many moved between two of them, in either direction */
static int64
exchanged(const Moved *moved, int i, int j)
{
	const Movement *m = moved->movement;

	return cell(m, moved->classes[i], moved->classes[j]) + cell(m, moved->classes[j], moved->classes[i]);
}

/*
 * What a class adds to the sum, and its part in the classes behind it; nothing
 * where it is the last of those that customers moved between.
 */
static bool
eliminate(int n, int k, double *d, double *with, double *sum)
{
	double all = 0;

	CHECK_FOR_INTERRUPTS();
	for (int j = k + 1; j < n; j++)
		all += with[k * n + j];
	if (all == 0)
		return false;
	for (int i = k + 1; i < n; i++)
	{
		double part = with[k * n + i] / all;

		d[i] += part * d[k];
		for (int j = k + 1; j < n; j++)
			with[i * n + j] += part * with[k * n + j];
	}
	*sum += d[k] * d[k] / all;
	return true;
}

/*
 * d' S^-1 d, where d is by how many each class but the last grew, and S its
 * covariance where classes did not change: on the diagonal all who moved into
 * or out of a class, elsewhere less those who moved between two.  Class after
 * class is eliminated, its exchanges handed on to the others; so the diagonal
 * is always their sum, and nothing is subtracted (Grassmann, Taksar & Heyman
 * 1985, Regenerative analysis and steady state distributions for Markov
 * chains, Operations Research 33).  Where customers moved within groups of
 * classes and not between these, each group is a test of its own, and their
 * sums and degrees of freedom add up.
 */
static double
stuart_maxwell(const Moved *moved, int *df)
{
	const Movement *m = moved->movement;
	int n = moved->count;
	double *d = palloc_array(double, n);
	double *with = palloc(sizeof(double) * n * n);
	double chi_square = 0;

	*df = 0;
	for (int i = 0; i < n; i++)
	{
		d[i] = (double) (moved_in(m, moved->classes[i]) - moved_out(m, moved->classes[i]));
		for (int j = 0; j < n; j++)
			with[i * n + j] = (double) exchanged(moved, i, j);
	}
	for (int k = 0; k < n - 1; k++)
		*df += eliminate(n, k, d, with, &chi_square);
	return chi_square;
}

/* what must be known of the result, or NULL; whether there is one */
static const char *
note_on(const Moved *moved, int64 present, bool *has_result)
{
	*has_result = false;
	if (present == 0)
		return "nobody was there at both times";
	if (moved->count == 0)
		return "nobody moved between classes";
	*has_result = true;
	for (int i = 0; i < moved->count; i++)
		if (movers(moved->movement, moved->classes[i]) < 2 * LEAST_EXPECTED)
			return psprintf("p is rough: fewer than %d moved into or out of \"%s\"", 2 * LEAST_EXPECTED,
							moved->movement->classes->texts[moved->classes[i]]);
	return NULL;
}

PG_FUNCTION_INFO_V1(customer_seg_structure_change);
Datum
customer_seg_structure_change(PG_FUNCTION_ARGS)
{
	const Movement *m = movement_read(PG_GETARG_ARRAYTYPE_P(0));
	Moved moved = find_moved(m);
	int64 comers = movement_was(m, NOT_THERE);
	int64 goers = movement_is(m, NOT_THERE);
	int64 present = m->customers - comers - goers;
	bool has_result;
	const char *note = note_on(&moved, present, &has_result);
	int df = 0;
	double chi_square = has_result ? stuart_maxwell(&moved, &df) : 0;
	Datum values[COLUMNS] = {0};
	bool nulls[COLUMNS] = {false};

	values[PRESENT] = Int64GetDatum(present);
	values[COMERS] = Int64GetDatum(comers);
	values[GOERS] = Int64GetDatum(goers);
	nulls[CHI_SQUARE] = nulls[DF] = nulls[P] = !has_result;
	values[CHI_SQUARE] = Float8GetDatum(chi_square);
	values[DF] = Int32GetDatum(df);
	if (has_result)
		values[P] = Float8GetDatum(chi_square_p(chi_square, df));
	nulls[NOTE] = note == NULL;
	if (note != NULL)
		values[NOTE] = CStringGetTextDatum(note);
	PG_RETURN_DATUM(record_result(fcinfo, values, nulls));
}
