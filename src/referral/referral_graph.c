/*
 * referral_graph.c
 *		Who brought whom, and who came down whose chain.
 *
 * Chains are counted in one pass over the persons, without recursion, so that
 * a chain may be as long as there are persons.
 */
#include "referral/referral_graph.h"

#include "storage/shmem.h"

/* type must be there already */
void
referral_graph_create(ReferralGraph *graph, MemoryContext context, bool has_money)
{
	graph->context = context;
	graph->has_money = has_money;
	graph->on_cycles = 0;
	region_create(&graph->region, context);
	partition_create(&graph->persons, &graph->region, 0, sizeof(Person), sizeof(PersonMoney));
}

static uint32
add_person(ReferralGraph *graph, uint64 key, uint32 hash, uint64 position)
{
	Person *person = partition_add(&graph->persons, hash, position);

	if (person == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("more than %u customers and referrers", referral_graph_persons(graph)),
				 errhint("Take a part of them at a time, in a view.")));
	person->key = partition_keep_key(&graph->persons, &graph->type, key);
	person->referrer = NOBODY;
	if (graph->has_money)
		chunks_append(&graph->persons.extras);
	return referral_graph_persons(graph) - 1;
}

typedef struct SoughtPerson
{
	KeyType *type;
	uint64 key;
} SoughtPerson;

static inline bool
is_sought_person(const Partition *partition, const void *entry, const void *sought)
{
	const Person *person = entry;
	const SoughtPerson *s = sought;

	return key_equal(s->type, partition_key(partition, s->type, person->key), s->key);
}

/* the number of the person with this key, who is added when not there; the key need not outlive the call */
uint32
referral_graph_person(ReferralGraph *graph, uint64 key)
{
	SoughtPerson sought = {&graph->type, key};
	uint32 hash = key_hash(&graph->type, key);
	uint64 position;
	uint32 number = partition_find(&graph->persons, hash, is_sought_person, &sought, &position);

	return number != NO_ENTRY ? number : add_person(graph, key, hash, position);
}

static void
add_money(Money *sum, const Money *more)
{
	/* 2^30 amounts of less than 10^38 units each are far from the end of a Money */
	if (!money_add(sum, more))
		elog(ERROR, "sum of amounts does not fit");
}

static void
add_money_units(Money *sum, int128_money units)
{
	Money more = money_from_units(units);

	add_money(sum, &more);
}

/* the row of a person who has none yet; the referrer is somebody else, or NOBODY */
void
referral_graph_add(ReferralGraph *graph, uint32 person, uint32 referrer, int128_money amount)
{
	Person *p = get_person(graph, person);

	p->has_row = true;
	p->referrer = referrer;
	if (graph->has_money)
		get_money(graph, person)->own = amount;
	if (referrer == NOBODY)
		return;
	get_person(graph, referrer)->direct++;
	if (graph->has_money)
		add_money_units(&get_money(graph, referrer)->direct, amount);
}

/* ---- chains ---- */

/* the persons of a chain and their money, while they are added up */
typedef struct Total
{
	uint32 persons;
	Money amount;
} Total;

/* adds a person, and all below whose chains are counted */
static void
add_with_chain(const ReferralGraph *graph, Total *total, uint32 number)
{
	total->persons += get_person(graph, number)->chain + 1;
	if (graph->has_money)
	{
		PersonMoney *money = get_money(graph, number);

		add_money(&total->amount, &money->chain);
		add_money_units(&total->amount, money->own);
	}
}

/* A person's chain is counted: it goes to the referrer's. */
static void
hand_up(const ReferralGraph *graph, uint32 number, uint32 referrer)
{
	Total total = {0};

	add_with_chain(graph, &total, number);
	get_person(graph, referrer)->chain += total.persons;
	if (graph->has_money)
		add_money(&get_money(graph, referrer)->chain, &total.amount);
}

/*
 * Takes persons away from below, each when all that they brought are gone,
 * and lists them in this order.  Those on cycles remain, each waiting for the
 * one before on the cycle.  Returns how many were taken.
 */
static uint32
count_trees(const ReferralGraph *graph, uint32 *order)
{
	uint32 persons = referral_graph_persons(graph);
	uint32 taken = 0;

	for (uint32 i = 0; i < persons; i++)
	{
		Person *person = get_person(graph, i);

		CHECK_FOR_INTERRUPTS();
		person->waiting = person->direct;
		if (person->waiting == 0)
			order[taken++] = i;
	}
	for (uint32 i = 0; i < taken; i++)
	{
		uint32 referrer = get_person(graph, order[i])->referrer;

		CHECK_FOR_INTERRUPTS();
		if (referrer == NOBODY)
			continue;
		hand_up(graph, order[i], referrer);
		if (--get_person(graph, referrer)->waiting == 0)
			order[taken++] = referrer;
	}
	return taken;
}

/* On a cycle everybody's chain is the same: all on it and all below, but for the person. */
static void
count_cycle(ReferralGraph *graph, uint32 start)
{
	Total total = {0};
	uint32 number = start;

	do
	{
		CHECK_FOR_INTERRUPTS();
		add_with_chain(graph, &total, number);
		number = get_person(graph, number)->referrer;
	} while (number != start);
	do
	{
		Person *person = get_person(graph, number);

		CHECK_FOR_INTERRUPTS();
		person->chain = total.persons - 1;
		person->waiting = 0;
		person->depth = UNDER_A_CYCLE;
		if (graph->has_money)
		{
			PersonMoney *money = get_money(graph, number);

			money->chain = total.amount;
			add_money_units(&money->chain, -money->own);
		}
		graph->on_cycles++;
		number = person->referrer;
	} while (number != start);
}

/* from above, against the order in which they were taken */
static void
measure_depth(const ReferralGraph *graph, const uint32 *order, uint32 taken)
{
	for (uint32 i = taken; i-- > 0;)
	{
		Person *person = get_person(graph, order[i]);
		int32 above = person->referrer == NOBODY ? 0 : get_person(graph, person->referrer)->depth;

		CHECK_FOR_INTERRUPTS();
		if (person->referrer == NOBODY || above == UNDER_A_CYCLE)
			person->depth = above;
		else
			person->depth = above + 1;
	}
}

/* after the last row: chain, depth and on_cycles */
void
referral_graph_count_chains(ReferralGraph *graph)
{
	uint32 persons = referral_graph_persons(graph);
	uint32 *order = MemoryContextAllocHuge(graph->context, mul_size(sizeof(uint32), Max(persons, 1)));
	uint32 taken = count_trees(graph, order);

	for (uint32 i = 0; i < persons && taken + graph->on_cycles < persons; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (get_person(graph, i)->waiting > 0)
			count_cycle(graph, i);
	}
	measure_depth(graph, order, taken);
	pfree(order);
}
