/*
 * referral_graph.h
 *		Who brought whom, and who came down whose chain.
 *
 * A person is anybody who has a row or who brought somebody that has one.
 * Persons are numbered as they come.  Each was brought by one other at most,
 * so a walk upward has one way: it ends at somebody whom nobody brought, or
 * goes round a cycle.
 */
#ifndef CUSTOMER_SEG_REFERRAL_GRAPH_H
#define CUSTOMER_SEG_REFERRAL_GRAPH_H

#include "numbers/money.h"
#include "engine/partition.h"

#define NOBODY		  PG_UINT32_MAX
#define UNDER_A_CYCLE (-1)

typedef struct Person
{
	uint64 key;
	uint32 referrer; /* number of a person, or NOBODY */
	uint32 direct;	 /* persons brought */
	uint32 chain;	 /* these, those whom they brought, and so on; the person never */
	uint32 waiting;	 /* persons brought whose own chains are not yet counted */
	int32 depth;	 /* persons above, or UNDER_A_CYCLE, which those on one are as well */
	bool has_row;
} Person;

/* beside each person, where the source has amounts */
typedef struct PersonMoney
{
	int128_money own; /* in units of 10^-20 */
	Money direct;
	Money chain;
} PersonMoney;

typedef struct ReferralGraph
{
	KeyType type; /* of the customers */
	MemoryContext context;
	Region region;
	Partition persons; /* the whole table in one */
	bool has_money;
	uint32 on_cycles; /* persons */
} ReferralGraph;

extern void referral_graph_create(ReferralGraph *graph, MemoryContext context, bool has_money);
extern uint32 referral_graph_person(ReferralGraph *graph, uint64 key);
extern void referral_graph_add(ReferralGraph *graph, uint32 person, uint32 referrer, int128_money amount);
extern void referral_graph_count_chains(ReferralGraph *graph);

static inline uint32
referral_graph_persons(const ReferralGraph *graph)
{
	return graph->persons.entries.state.count;
}

static inline Person *
get_person(const ReferralGraph *graph, uint32 number)
{
	return partition_get(&graph->persons, number);
}

static inline PersonMoney *
get_money(const ReferralGraph *graph, uint32 number)
{
	return chunks_get(&graph->persons.extras, number);
}

#endif /* CUSTOMER_SEG_REFERRAL_GRAPH_H */
