/*
 * amounts.c
 *		What each of many customers brings, exactly, from the least up.
 */
#include "columns/amounts.h"

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/memutils.h"

#define ST_SORT			 sort_units
#define ST_ELEMENT_TYPE	 uint128_money
#define ST_COMPARE(a, b) ((*(a) > *(b)) - (*(a) < *(b)))
#define ST_CHECK_FOR_INTERRUPTS
#define ST_SCOPE static
#define ST_DEFINE
#include "lib/sort_template.h"

/* memory: the bytes that the small ones may take, or 0: no bound */
void
amounts_create(Amounts *amounts, MemoryContext context, int64 memory)
{
	memset(amounts, 0, sizeof(Amounts));
	amounts->context = context;
	number_sort_create(&amounts->small, context, memory);
}

/* Positive doubles are in the order of their bits, so that these sort as doubles. */
static void
add_small(Amounts *amounts, int64 units)
{
	double bits;

	StaticAssertStmt(sizeof(bits) == sizeof(units), "as many bits");
	memcpy(&bits, &units, sizeof(bits));
	number_sort_add(&amounts->small, &bits, 1);
}

/* n amounts above 0 that are not small */
void
amounts_add_large(Amounts *amounts, const uint128_money *units, int64 n)
{
	if (n == 0)
		return;
	if (amounts->larges + n > amounts->room)
	{
		int64 room = Max(amounts->larges + n, Max(amounts->room * 2, 16));
		Size size = mul_size(sizeof(uint128_money), (Size) room);

		amounts->large = amounts->large == NULL ? MemoryContextAllocHuge(amounts->context, size) : repalloc_huge(amounts->large, size);
		amounts->room = room;
	}
	memcpy(amounts->large + amounts->larges, units, sizeof(uint128_money) * (Size) n);
	amounts->larges += n;
}

/*
 * Units of 10^-20 of an amount of money: a numeric as it is, a double precision
 * in whole millionths.  What is no amount is an error.
 */
int128_money
amounts_units(Datum value, bool is_numeric)
{
	int scale;

	return amount_units(is_numeric ? AMOUNT_NUMERIC : AMOUNT_FLOAT8, value, "amount", &scale);
}

/* another customer, who brings so many units of 10^-20 */
void
amounts_add_units(Amounts *amounts, int128_money units)
{
	uint128_money positive = (uint128_money) units;

	if (units <= 0)
		amounts->nothing++;
	else if (units % SMALL_UNITS == 0 && units / SMALL_UNITS < SMALL_LIMIT)
		add_small(amounts, (int64) (units / SMALL_UNITS));
	else
		amounts_add_large(amounts, &positive, 1);
}

/* another customer, who brings a numeric or a double precision */
void
amounts_add(Amounts *amounts, Datum value, bool is_numeric)
{
	int64 small;
	int scale;

	if (is_numeric)
	{
		struct varlena *packed = PG_DETOAST_DATUM_PACKED(value);

		if (decimal_read_small(packed, &small, &scale))
		{
			if (small > 0)
				add_small(amounts, small);
			else
				amounts->nothing++;
			return;
		}
		value = PointerGetDatum(packed);
	}
	amounts_add_units(amounts, amounts_units(value, is_numeric));
}

void
amounts_join(Amounts *amounts, const Amounts *other)
{
	amounts->nothing += other->nothing;
	number_sort_add(&amounts->small, other->small.values, other->small.count);
	amounts_add_large(amounts, other->large, other->larges);
}

/* before the first amounts_next */
void
amounts_sort(Amounts *amounts)
{
	number_sort_perform(&amounts->small);
	if (amounts->larges > 0)
		sort_units(amounts->large, (size_t) amounts->larges);
}

/* the next of the small amounts, in units of 10^-20; false when there are no more */
static bool
peek_small(Amounts *amounts, uint128_money *units)
{
	int64 small;

	if (amounts->passed == amounts->held)
	{
		amounts->passed = 0;
		amounts->held = number_sort_next(&amounts->small, &amounts->part);
		if (amounts->held == 0)
			return false;
	}
	memcpy(&small, &amounts->part[amounts->passed], sizeof(small));
	*units = (uint128_money) small * SMALL_UNITS;
	return true;
}

/* the next amount from the least up, in units of 10^-20; false after the largest */
bool
amounts_next(Amounts *amounts, uint128_money *units)
{
	bool has_large = amounts->next_large < amounts->larges;

	CHECK_FOR_INTERRUPTS();
	if (amounts->next_nothing < amounts->nothing)
	{
		amounts->next_nothing++;
		*units = 0;
		return true;
	}
	if (peek_small(amounts, units) && (!has_large || *units < amounts->large[amounts->next_large]))
	{
		amounts->passed++;
		return true;
	}
	if (has_large)
		*units = amounts->large[amounts->next_large++];
	return has_large;
}

/* back to the least */
void
amounts_rewind(Amounts *amounts)
{
	amounts->next_nothing = 0;
	amounts->held = amounts->passed = 0;
	amounts->next_large = 0;
	number_sort_rewind(&amounts->small);
}

/* what all bring together */
Wide
amounts_total(Amounts *amounts)
{
	Wide total = wide_of(0);
	uint128_money units;

	amounts_rewind(amounts);
	while (amounts_next(amounts, &units))
		total = wide_add(total, wide_of(units));
	amounts_rewind(amounts);
	return total;
}

/*
 * 0 when all bring the same, near 1 when one brings all.  With amounts x(i) from
 * the least up, 2 Σ i x(i) / (n Σ x) - (n + 1) / n, which is
 * ((n + 1) T - 2 P) / (n T), where T is the total, above 0, and P the sum of
 * their running sums.
 */
double
amounts_gini(Amounts *amounts, Wide total)
{
	uint64 n = (uint64) amounts_count(amounts);
	Wide sum = wide_of(0);
	Wide sums = wide_of(0);
	Wide spread;
	Wide most;
	uint128_money units;

	amounts_rewind(amounts);
	while (amounts_next(amounts, &units))
	{
		sum = wide_add(sum, wide_of(units));
		sums = wide_add(sums, sum);
	}
	spread = wide_subtract(wide_multiply(total, n + 1), wide_add(sums, sums));
	most = wide_multiply(total, n);
	return wide_ratio(spread, &most);
}

/*
 * The least of those amounts that are in the share of the money which is taken
 * from the largest amount down; 0 where that is nobody's.  below is how many
 * customers are not needed for that share, of equal ones as many as can be.
 */
uint128_money
amounts_cut(Amounts *amounts, Wide total, int64 share, int64 *below)
{
	Wide spare = wide_subtract(total, share_of_money(share, total));
	Wide sum = wide_of(0);
	uint128_money units;

	*below = 0;
	amounts_rewind(amounts);
	while (amounts_next(amounts, &units))
	{
		sum = wide_add(sum, wide_of(units));
		if (wide_cmp(&sum, &spare) > 0)
			return units;
		(*below)++;
	}
	return 0;
}

/*
 * For i from 0 to points, what the poorest i / points of the customers bring of
 * the total, above 0: an array of double precision.  Where that is no whole
 * number of customers, the next one counts in proportion.
 */
Datum
amounts_lorenz(Amounts *amounts, Wide total, int points)
{
	Wide whole = wide_multiply(total, (uint64) points);
	Wide below = wide_of(0); /* what the customers before the present one bring */
	uint128_money units = 0; /* what this one brings */
	uint64 n = (uint64) amounts_count(amounts);
	int64 place = -1; /* which it is, from 0 */
	Datum *curve = palloc_array(Datum, points + 1);

	amounts_rewind(amounts);
	for (int i = 0; i <= points; i++)
	{
		uint128_money customers = (uint128_money) n * (unsigned) i; /* in units of 1 / points */
		int64 before = (int64) (customers / (unsigned) points);
		uint64 rest = (uint64) (customers % (unsigned) points);
		Wide bring;

		for (; place < before; place++)
		{
			below = wide_add(below, wide_of(units));
			if (!amounts_next(amounts, &units))
				units = 0;
		}
		bring = wide_add(wide_multiply(below, (uint64) points), wide_multiply(wide_of(units), rest));
		curve[i] = Float8GetDatum(wide_ratio(bring, &whole));
	}
	return PointerGetDatum(construct_array(curve, points + 1, FLOAT8OID, sizeof(float8), FLOAT8PASSBYVAL, TYPALIGN_DOUBLE));
}

void
amounts_free(Amounts *amounts)
{
	number_sort_free(&amounts->small);
	if (amounts->large != NULL)
		pfree(amounts->large);
	memset(amounts, 0, sizeof(Amounts));
}
