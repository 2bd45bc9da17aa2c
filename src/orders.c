/*
 * orders.c
 *		Lines of orders: rows of the same customer and order become one order,
 *		whose amount is their sum and whose time is the earliest.
 *
 * An order without any amount is one contact.  A line without an order number
 * is an order of its own.
 */
#include "orders.h"

#include "common/int.h"
#include "miscadmin.h"
#include "utils/fmgrprotos.h"
#include "utils/numeric.h"

void
orders_create(OrderTable *table, MemoryContext context)
{
	hash_index_create(&table->index, context);
	chunks_create(&table->orders, context, sizeof(Order));
	chunks_create(&table->large, context, sizeof(Money));
	key_arena_create(&table->keys, context);
}

static Order *
get(const OrderTable *table, uint32 number)
{
	return chunks_get(&table->orders, number);
}

/* one order number of two customers is two orders */
static inline uint32
order_hash(OrderTable *table, uint64 key, uint32 customer)
{
	return (uint32) (spread_bits((uint64) key_hash(&table->key_type, key) << 32 | customer) >> 32);
}

static Order *
find(OrderTable *table, uint64 key, uint32 customer, uint32 hash)
{
	HashIndex *index = &table->index;
	uint64 position = hash_index_start(index, hash);
	uint64 slot;
	Order *order;
	uint32 number;

	while ((slot = index->slots[position]) != 0)
	{
		order = get(table, slot_number(slot));
		if (slot_hash(slot) == hash && order->customer == customer &&
			key_equal(&table->key_type, order->key, key))
			return order;
		position = hash_index_next(index, position);
	}
	number = table->orders.count;
	order = chunks_append(&table->orders);
	order->key = key_keep(&table->key_type, &table->keys, key);
	order->customer = customer;
	order->at = DT_NOEND;
	hash_index_insert(index, hash, number, position);
	return order;
}

static void
add_large(OrderTable *table, Order *order, int128_money units)
{
	Money amount = money_from_units(units);

	if (order->large == 0)
	{
		chunks_append(&table->large);
		order->large = table->large.count;
	}
	if (!money_add(chunks_get(&table->large, order->large - 1), &amount))
		elog(ERROR, "sum of amounts does not fit");
}

static void
add_line(OrderTable *table, Order *order, const Row *row)
{
	int64 sum;

	order->at = Min(order->at, row->at);
	if (row->kind == ROW_CONTACT)
		return;
	order->has_amount = true;
	order->scale = Max(order->scale, row->scale);
	if (row->kind == ROW_LARGE)
		add_large(table, order, row->large);
	else if (pg_add_s64_overflow(order->amount, row->small, &sum))
		add_large(table, order, row->small * (int128_money) SMALL_UNITS);
	else
		order->amount = sum;
}

void
orders_add_batch(OrderTable *table, CustomerTable *customers, const Row *rows, int n)
{
	uint32 number[BATCH_ROWS];
	uint32 hash[BATCH_ROWS];

	for (int i = 0; i < n; i++)
		number[i] = customers_guess(customers, rows[i].hash);
	for (int i = 0; i < n; i++)
	{
		number[i] = customers_confirm(customers, number[i], rows[i].customer, rows[i].hash);
		if (rows[i].has_potential)
			customers_add_potential(customers, number[i], &rows[i]);
		if (!rows[i].has_order)
			continue;
		hash[i] = order_hash(table, rows[i].order, number[i]);
		hash_index_prefetch(&table->index, hash[i]);
	}
	for (int i = 0; i < n; i++)
	{
		if (rows[i].has_order)
			add_line(table, find(table, rows[i].order, number[i], hash[i]), &rows[i]);
		else
			customers_add_order(customers, number[i], &rows[i]);
	}
}

/* the order as one row; its sum is bound to the range of an amount */
static void
row_of_order(const OrderTable *table, const Order *order, Row *row)
{
	const int128_money limit = (int128_money) money_power_of_ten(MONEY_MAX_DIGITS + MONEY_SCALE);
	Money sum;

	row->at = order->at;
	row->kind = order->has_amount ? ROW_SMALL : ROW_CONTACT;
	row->scale = order->scale;
	row->small = order->amount;
	if (order->large == 0)
		return;
	sum = money_from_units((int128_money) order->amount * SMALL_UNITS);
	if (!money_add(&sum, chunks_get(&table->large, order->large - 1)))
		elog(ERROR, "sum of amounts does not fit");
	row->kind = ROW_LARGE;
	row->large = (int128_money) ((uint128_money) sum.mid << 64 | sum.lo);
	if (sum.hi != (row->large < 0 ? -1 : 0) || row->large >= limit || row->large <= -limit)
		decimal_report(MONEY_TOO_LARGE, "amount of an order",
					   DatumGetCString(DirectFunctionCall1(numeric_out, decimal_make(&sum, order->scale))));
}

/* hands all orders over to their customers */
void
orders_finish(OrderTable *table, CustomerTable *customers)
{
	const uint32 ahead = 16;

	for (uint32 i = 0; i < table->orders.count; i++)
	{
		Row row = {0};

		if (i % 1024 == 0)
			CHECK_FOR_INTERRUPTS();
		if (i + ahead < table->orders.count)
			__builtin_prefetch(customers_get(customers, get(table, i + ahead)->customer), 1);
		row_of_order(table, get(table, i), &row);
		customers_add_order(customers, get(table, i)->customer, &row);
	}
}
