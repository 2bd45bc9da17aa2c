/*
 * customers.c
 *		The engine: a table of customers, built from rows in any order.
 */
#include "customers.h"

#include "common/int.h"

void
customers_create(CustomerTable *table, MemoryContext context)
{
	hash_index_create(&table->index, context);
	chunks_create(&table->customers, context, sizeof(Customer));
	chunks_create(&table->extras, context, sizeof(Extra));
	key_arena_create(&table->keys, context);
}

/* the number of the customer with this key, who is added when not there */
uint32
customers_find(CustomerTable *table, uint64 key, uint32 hash)
{
	HashIndex *index = &table->index;
	uint64 position = hash_index_start(index, hash);
	uint64 slot;
	Customer *customer;
	uint32 number;

	while ((slot = index->slots[position]) != 0)
	{
		if (slot_hash(slot) == hash &&
			key_equal(&table->key_type, customers_get(table, slot_number(slot))->key, key))
			return slot_number(slot);
		position = hash_index_next(index, position);
	}
	number = table->customers.count;
	customer = chunks_append(&table->customers);
	customer->key = key_keep(&table->key_type, &table->keys, key);
	hash_index_insert(index, hash, number, position);
	return number;
}

static Extra *
extra_of(CustomerTable *table, Customer *customer)
{
	if (customer->extra == 0)
	{
		chunks_append(&table->extras);
		customer->extra = table->extras.count;
	}
	return chunks_get(&table->extras, customer->extra - 1);
}

static void
add_large_amount(CustomerTable *table, Customer *customer, int128_money units)
{
	Money amount = money_from_units(units);

	if (!money_add(&extra_of(table, customer)->amount, &amount))
		elog(ERROR, "sum of amounts does not fit");
}

static inline void
add_small_amount(CustomerTable *table, Customer *customer, int64 small)
{
	int64 sum;

	if (unlikely(pg_add_s64_overflow(customer->amount, small, &sum)))
	{
		add_large_amount(table, customer, (int128_money) customer->amount * SMALL_UNITS);
		sum = small;
	}
	customer->amount = sum;
}

/* the same rule as add_order_times of activity.c, with the last month kept */
static inline void
add_order_time(Customer *customer, TimestampTz at)
{
	int32 month = calendar_month(at);

	if (customer->orders == 0)
	{
		customer->first_order = at;
		customer->last_order = at;
		customer->months = 1;
		customer->last_month = month;
		return;
	}
	if (at > customer->last_order)
	{
		customer->months = months_shift(customer->months, month - customer->last_month) | 1;
		customer->last_order = at;
		customer->last_month = month;
	}
	else
		customer->months |= months_bit(customer->last_month - month);
	customer->first_order = Min(customer->first_order, at);
}

/* a purchase, free order, refund or contact */
void
customers_add_order(CustomerTable *table, uint32 number, const Row *row)
{
	Customer *customer = customers_get(table, number);
	bool refund;

	if (unlikely(row->kind == ROW_CONTACT))
	{
		Extra *extra = extra_of(table, customer);

		if (extra->contacts == 0 || row->at > extra->last_contact)
			extra->last_contact = row->at;
		extra->contacts++;
		return;
	}
	if (likely(row->kind == ROW_SMALL))
	{
		add_small_amount(table, customer, row->small);
		refund = row->small < 0;
	}
	else
	{
		add_large_amount(table, customer, row->large);
		refund = row->large < 0;
	}
	customer->scale = Max(customer->scale, row->scale);
	if (refund)
	{
		if (++customer->refunds == 0)
			ereport(ERROR,
					(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
					 errmsg("too many refunds of one customer")));
		return;
	}
	add_order_time(customer, row->at);
	customer->orders++;
}

void
customers_add_potential(CustomerTable *table, uint32 number, const Row *row)
{
	Extra *extra = extra_of(table, customers_get(table, number));

	if (!extra->has_potential || row->potential > extra->potential)
	{
		extra->has_potential = true;
		extra->potential = row->potential;
		extra->potential_scale = row->potential_scale;
	}
	else if (row->potential == extra->potential)
		extra->potential_scale = Max(extra->potential_scale, row->potential_scale);
}

/* rows whose index slots have been asked for when they were read */
void
customers_add_batch(CustomerTable *table, const Row *rows, int n)
{
	uint32 guess[BATCH_ROWS];

	for (int i = 0; i < n; i++)
		guess[i] = customers_guess(table, rows[i].hash);
	for (int i = 0; i < n; i++)
	{
		uint32 number = customers_confirm(table, guess[i], rows[i].customer, rows[i].hash);

		customers_add_order(table, number, &rows[i]);
		if (unlikely(rows[i].has_potential))
			customers_add_potential(table, number, &rows[i]);
	}
}

/* what a customer did, as the aggregate activity() would have it */
void
customers_activity(const CustomerTable *table, uint32 number, Activity *a)
{
	const Customer *customer = customers_get(table, number);

	activity_init(a);
	a->amount = money_from_units((int128_money) customer->amount * SMALL_UNITS);
	a->amount_scale = customer->scale;
	a->orders = customer->orders;
	a->refunds = customer->refunds;
	a->first_order = customer->first_order;
	a->last_order = customer->last_order;
	a->months = customer->months;
	if (customer->extra != 0)
	{
		const Extra *extra = chunks_get(&table->extras, customer->extra - 1);

		if (!money_add(&a->amount, &extra->amount))
			elog(ERROR, "sum of amounts does not fit");
		a->contacts = extra->contacts;
		a->last_contact = extra->last_contact;
		if (extra->has_potential)
			activity_add_potential(a, extra->potential, extra->potential_scale);
	}
}
