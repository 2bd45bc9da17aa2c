/*
 * customers.h
 *		The engine: a table of customers, built from rows in any order.
 *
 * Waiting for memory is what grouping costs.  So a customer is one cache
 * line, and rows are taken in batches: the index slots of a whole batch are
 * asked for, then its customers, and only then is a row added.
 */
#ifndef CUSTOMER_SEG_CUSTOMERS_H
#define CUSTOMER_SEG_CUSTOMERS_H

#include "activity.h"
#include "chunks.h"
#include "decimal.h"
#include "hash_index.h"
#include "keys.h"

#define BATCH_ROWS 64

typedef enum RowKind
{
	ROW_CONTACT, /* no amount */
	ROW_SMALL,	 /* amount in units of 10^-8 */
	ROW_LARGE	 /* amount in units of 10^-20 */
} RowKind;

typedef struct Row
{
	uint64 customer; /* key */
	uint64 order;	 /* key, where there is one */
	TimestampTz at;
	int64 small;
	int128_money large;
	int128_money potential;
	uint32 hash; /* of the customer */
	uint8 kind;
	uint8 scale; /* decimals shown by the amount */
	uint8 potential_scale;
	bool has_potential;
	bool has_order;
} Row;

typedef struct Customer
{
	uint64 key;
	int64 amount; /* units of 10^-8; what does not fit is in Extra */
	TimestampTz first_order;
	TimestampTz last_order;
	uint64 months; /* as in Activity */
	int64 orders;
	uint32 refunds;
	int32 last_month; /* of last_order */
	uint32 extra;	  /* number of the Extra + 1, or 0 */
	uint8 scale;
} Customer;

StaticAssertDecl(sizeof(Customer) == 64, "a customer is one cache line");

/* what few customers have */
typedef struct Extra
{
	Money amount;
	int64 contacts;
	TimestampTz last_contact;
	int128_money potential;
	uint8 potential_scale;
	bool has_potential;
} Extra;

typedef struct CustomerTable
{
	KeyType key_type;
	HashIndex index;
	Chunks customers;
	Chunks extras;
	KeyArena keys;
} CustomerTable;

extern void customers_create(CustomerTable *table, MemoryContext context);
extern uint32 customers_find(CustomerTable *table, uint64 key, uint32 hash);
extern void customers_add_order(CustomerTable *table, uint32 number, const Row *row);
extern void customers_add_potential(CustomerTable *table, uint32 number, const Row *row);
extern void customers_add_batch(CustomerTable *table, const Row *rows, int n);
extern void customers_activity(const CustomerTable *table, uint32 number, Activity *a);

static inline Customer *
customers_get(const CustomerTable *table, uint32 number)
{
	return chunks_get(&table->customers, number);
}

#define NO_CUSTOMER PG_UINT32_MAX

/*
 * The number of the customer that has this hash, most likely the one that is
 * meant, who is asked of memory; or NO_CUSTOMER.
 */
static inline uint32
customers_guess(const CustomerTable *table, uint32 hash)
{
	const HashIndex *index = &table->index;
	uint64 position = hash_index_start(index, hash);
	uint64 slot;

	while ((slot = index->slots[position]) != 0 && slot_hash(slot) != hash)
		position = hash_index_next(index, position);
	if (slot == 0)
		return NO_CUSTOMER;
	__builtin_prefetch(customers_get(table, slot_number(slot)), 1);
	return slot_number(slot);
}

/* the number of the customer with this key, once the memory has had time */
static inline uint32
customers_confirm(CustomerTable *table, uint32 guess, uint64 key, uint32 hash)
{
	if (likely(guess != NO_CUSTOMER && key_equal(&table->key_type, customers_get(table, guess)->key, key)))
		return guess;
	return customers_find(table, key, hash);
}

#endif /* CUSTOMER_SEG_CUSTOMERS_H */
