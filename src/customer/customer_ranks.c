/*
 * customer_ranks.c
 *		Exact ranks of the customers of a reference population, in the order in
 *		which they came.
 */
#include "customer/customer_ranks.h"

#include "miscadmin.h"
#include "numbers/ranking.h"
#include "port/pg_bitutils.h"
#include "server/large_pages.h"
#include "server/calls.h"
#include "utils/memutils.h"

#define LEAST_ROOM 1024

static uint64 *
allocate(const CustomerRanks *ranks, int64 customers)
{
	Size size = mul_size(sizeof(uint64), (Size) customers);
	uint64 *memory = MemoryContextAllocHuge(ranks->context, size);

	advise_large_pages((char *) memory, size);
	return memory;
}

/* ---- keys ---- */

/* customers: so many will come, whose keys are kept in memory; or 0: in a file */
CustomerRanks *
ranks_create(MemoryContext context, uint32 measures, int64 customers)
{
	MemoryContext old = MemoryContextSwitchTo(context);
	CustomerRanks *ranks = palloc0(sizeof(CustomerRanks));

	ranks->context = context;
	ranks->measures = measures;
	ranks->ranked = measures;
	ranks->room = customers;
	if (customers == 0)
		ranks->file = BufFileCreateTemp(false);
	for (int m = 0; m < MEASURES && customers > 0; m++)
		if (measures & MEASURE_BIT(m))
			ranks->of[m] = allocate(ranks, customers);
	MemoryContextSwitchTo(old);
	return ranks;
}

/* one customer more, with the key of each measure: of ranking_key(), or 0 of one that the customer lacks */
void
ranks_add(CustomerRanks *ranks, const uint64 *keys)
{
	uint64 record[MEASURES];
	int n = 0;

	for (int m = 0; m < MEASURES; m++)
	{
		if (!(ranks->measures & MEASURE_BIT(m)))
			continue;
		if (ranks->file == NULL)
			ranks->of[m][ranks->customers] = keys[m];
		else
			record[n++] = keys[m];
	}
	if (ranks->file == NULL)
		ranks->held++;
	else
		BufFileWrite(ranks->file, record, sizeof(uint64) * (Size) n);
	ranks->customers++;
}

/* ---- keys become ranks ---- */

/* those in memory who have the measure, in its order: items of ranking_order() */
typedef struct Order
{
	uint64 *items;
	uint64 *spare; /* memory for as many numbers as there are customers */
	size_t count;
} Order;

static void
order_customers(const CustomerRanks *ranks, Measure measure, Order *order)
{
	uint64 *items = allocate(ranks, ranks->held);
	uint64 *scratch = allocate(ranks, ranks->held);

	order->items = ranking_order(ranks->of[measure], items, scratch, (size_t) ranks->held, &order->count,
								 check_for_interrupts);
	order->spare = order->items == items ? scratch : items;
}

/* twice the mid-rank of those who lack a measure and are compared: they lie below all who have it */
static uint64
ranks_below(const CustomerRanks *ranks, Measure measure, int64 having)
{
	return measure_info[measure].may_be_unknown ? 0 : 2 * (uint64) (ranks->customers - having);
}

/* keys to ranks, and to their numbers in ascending order */
static void
rank_in_order(uint64 *keys, const Order *order, uint64 below, double *numbers)
{
	for (size_t from = 0, to; from < order->count; from = to)
	{
		uint64 key = keys[(uint32) order->items[from]];

		CHECK_FOR_INTERRUPTS();
		for (to = from; to < order->count && keys[(uint32) order->items[to]] == key; to++)
			numbers[to] = ranking_number(key);
		for (size_t i = from; i < to; i++)
			keys[(uint32) order->items[i]] = below + from + to;
	}
}

/* Takes out of sorted values those of customers with contacts only, who have a list of their own; says how many are left. */
static int64
take_out_contacts(double *values, int64 n, Measure measure, const NumberSort *contacts)
{
	int64 left = 0;
	int64 contact = 0;

	for (int64 i = 0; i < n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (contact < contacts->count &&
			weigh_contact(DEFAULT_CONTACT_WEIGHT, measure, contacts->values[contact]) == values[i])
			contact++;
		else
			values[left++] = values[i];
	}
	return left;
}

/*
 * All customers being in memory, their keys become ranks; what they have of
 * the measure is sorted.  contacts: the same, sorted already, of those with
 * contacts only; or NULL.
 */
void
ranks_sort(CustomerRanks *ranks, Measure measure, NumberSort *values, const NumberSort *contacts)
{
	Order order;
	double *sorted;
	int64 n;

	order_customers(ranks, measure, &order);
	sorted = (double *) order.spare;
	n = (int64) order.count;
	rank_in_order(ranks->of[measure], &order, ranks_below(ranks, measure, n), sorted);
	pfree(order.items);
	number_sort_take(values, sorted, contacts == NULL ? n : take_out_contacts(sorted, n, measure, contacts));
}

/* how many of all numbers are less, and how many not greater, added up */
static uint64
count_both(NumberSort *sorted, double value)
{
	return (uint64) (number_sort_count(sorted, value, false) + number_sort_count(sorted, value, true));
}

/*
 * Some customers being in memory, their keys become ranks among all, of whom
 * these are the sorted values and, or NULL, those by contacts.
 */
void
ranks_find(CustomerRanks *ranks, Measure measure, NumberSort *values, NumberSort *contacts)
{
	uint64 below = ranks_below(ranks, measure, values->count + (contacts == NULL ? 0 : contacts->count));
	uint64 key = 0;
	uint64 rank = 0;
	Order order;

	order_customers(ranks, measure, &order);
	pfree(order.spare);
	number_sort_rewind(values);
	if (contacts != NULL)
		number_sort_rewind(contacts);
	for (size_t i = 0; i < order.count; i++)
	{
		uint64 *place = &ranks->of[measure][(uint32) order.items[i]];

		CHECK_FOR_INTERRUPTS();
		if (*place != key)
		{
			key = *place;
			rank = below + count_both(values, ranking_number(key));
			if (contacts != NULL)
				rank += count_both(contacts, unweigh_contact(DEFAULT_CONTACT_WEIGHT, measure, ranking_number(key)));
		}
		*place = rank;
	}
	pfree(order.items);
}

/* by this measure nobody is ranked */
void
ranks_forget(CustomerRanks *ranks, Measure measure)
{
	ranks->ranked &= ~MEASURE_BIT(measure);
	if (ranks->of[measure] != NULL)
		pfree(ranks->of[measure]);
	ranks->of[measure] = NULL;
}

/* ---- customers come back from the file ---- */

/* Those in memory may take so many bytes, where not all are there. */
void
ranks_make_room(CustomerRanks *ranks, int64 memory)
{
	int64 room = memory / (int64) RANKING_MEMORY(pg_popcount32(ranks->ranked));

	if (ranks->file == NULL)
		return;
	ranks->room = Min(Max(room, LEAST_ROOM), Min(ranks->customers, PG_UINT32_MAX));
	for (int m = 0; m < MEASURES; m++)
		if (ranks->ranked & MEASURE_BIT(m))
			ranks->of[m] = allocate(ranks, ranks->room);
}

static void
read_keys(CustomerRanks *ranks, int64 place, Size size)
{
	uint64 record[MEASURES];
	int n = 0;

	if (BufFileRead(ranks->file, record, size) != size)
		ereport(ERROR,
				(errcode_for_file_access(),
				 errmsg("could not read measures from a temporary file")));
	for (int m = 0; m < MEASURES; m++)
		if (ranks->measures & MEASURE_BIT(m))
		{
			if (ranks->of[m] != NULL)
				ranks->of[m][place] = record[n];
			n++;
		}
}

/* the keys of this customer, and of as many others as there is room for */
void
ranks_read(CustomerRanks *ranks, int64 number)
{
	Size size = sizeof(uint64) * (Size) pg_popcount32(ranks->measures);

	ranks->first = number - number % ranks->room;
	ranks->held = Min(ranks->room, ranks->customers - ranks->first);
	if (BufFileSeek(ranks->file, 0, (off_t) size * ranks->first, SEEK_SET) != 0)
		ereport(ERROR,
				(errcode_for_file_access(),
				 errmsg("could not find measures in a temporary file")));
	for (int64 i = 0; i < ranks->held; i++)
	{
		CHECK_FOR_INTERRUPTS();
		read_keys(ranks, i, size);
	}
}

void
ranks_free(CustomerRanks *ranks)
{
	for (int m = 0; m < MEASURES; m++)
		ranks_forget(ranks, (Measure) m);
	if (ranks->file != NULL)
		BufFileClose(ranks->file);
	pfree(ranks);
}
