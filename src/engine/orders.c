/*
 * orders.c
 *		Lines of orders: rows of the same customer and order become one order,
 *		whose amount is their sum and whose time is the earliest.
 *
 * An order without any amount is one contact.  An order that is done becomes
 * a row for its customer.
 */
#include "engine/orders.h"

#include "common/int.h"
#include "server/times.h"
#include "utils/fmgrprotos.h"
#include "utils/numeric.h"

/* of the hashes of both: one order number of two customers is two orders */
uint32
order_hash(uint32 order, uint32 customer)
{
	return (uint32) (spread_bits((uint64) order << 32 | customer) >> 32);
}

typedef struct SoughtOrder
{
	const Grouping *grouping;
	uint64 key;
	uint64 customer;
} SoughtOrder;

static inline bool
is_sought_order(const Partition *partition, const void *entry, const void *sought)
{
	const Order *order = entry;
	const SoughtOrder *s = sought;
	KeyType *order_type = s->grouping->order_type;
	KeyType *customer_type = s->grouping->customer_type;

	return key_equal(order_type, partition_key(partition, order_type, order->key), s->key) &&
		   key_equal(customer_type, partition_key(partition, customer_type, order->customer), s->customer);
}

/* the row's order, which is added when not there; NULL when there is no room */
static Order *
find_order(Partition *partition, uint32 hash, const SoughtOrder *sought)
{
	uint64 position;
	uint32 number = partition_find(partition, hash, is_sought_order, sought, &position);
	Order *order;

	if (number != NO_ENTRY)
		return partition_get(partition, number);
	order = partition_add(partition, hash, position);
	if (order == NULL)
		return NULL;
	order->key = partition_keep_key(partition, sought->grouping->order_type, sought->key);
	order->customer = partition_keep_key(partition, sought->grouping->customer_type, sought->customer);
	order->at = DT_NOEND;
	return order;
}

static OrderExtra *
make_order_extra(Partition *partition, Order *order)
{
	if (order->extra == 0)
	{
		chunks_append(&partition->extras);
		order->extra = partition->extras.state.count;
	}
	return chunks_get(&partition->extras, order->extra - 1);
}

static void
add_large(Partition *partition, Order *order, int128_money units)
{
	Money amount = money_from_units(units);

	if (!money_add(&make_order_extra(partition, order)->amount, &amount))
		elog(ERROR, "sum of amounts does not fit");
}

static void
add_known_of_line(OrderExtra *extra, const RowRest *rest)
{
	potential_add(&extra->potential, &rest->potential);
	profit_add(&extra->profit, &rest->profit);
}

/* a line at another time than that of the earliest */
static void
widen(Order *order, TimestampTz at)
{
	int day = time_day(at);
	int last = order->at == DT_NOEND ? day : time_day(order->at) + order->days;

	if (order->days < PG_UINT16_MAX)
		order->days = (uint16) Min(Max(last, day) - Min(last - order->days, day), PG_UINT16_MAX);
	order->at = Min(order->at, at);
}

static inline void
add_line(Partition *partition, Order *order, const Row *row, const RowRest *rest)
{
	int64 sum;

	if (row->at != order->at)
		widen(order, row->at);
	if (row_knows_customer(rest))
		add_known_of_line(make_order_extra(partition, order), rest);
	if (row->kind == ROW_CONTACT)
		return;
	order->has_amount = true;
	order->scale = Max(order->scale, row->scale);
	if (row->kind == ROW_LARGE)
		add_large(partition, order, rest->amount);
	else if (pg_add_s64_overflow(order->amount, row->amount, &sum))
		add_large(partition, order, row->amount * (int128_money) SMALL_UNITS);
	else
		order->amount = sum;
}

static void
add_to_orders(Grouping *grouping, Partition *partition, const Row *rows, const RowRest *rest, int n)
{
	Order *guess[BATCH_ROWS];

	for (int i = 0; i < n; i++)
		hash_index_prefetch(&partition->index, rows[i].hash);
	for (int i = 0; i < n; i++)
		guess[i] = partition_guess(partition, rows[i].hash);
	for (int i = 0; i < n; i++)
	{
		SoughtOrder sought = {grouping, rest[i].order, rows[i].customer};
		Order *order = guess[i];

		if (order == NULL || !is_sought_order(partition, order, &sought))
			order = find_order(partition, rows[i].hash, &sought);
		if (unlikely(order == NULL))
			grouping_spill(grouping, partition, &rows[i], &rest[i]);
		else
			add_line(partition, order, &rows[i], &rest[i]);
	}
}

const GroupingKind orders_kind = {
	.entry_size = sizeof(Order),
	.extra_size = sizeof(OrderExtra),
	.add_rows = add_to_orders,
};

static const OrderExtra *
order_extra(const Partition *partition, const Order *order)
{
	return chunks_get(&partition->extras, order->extra - 1);
}

/* the sum of an order's lines, whatever it comes to */
Money
order_sum(const Partition *partition, const Order *order)
{
	Money sum = money_from_units((int128_money) order->amount * SMALL_UNITS);

	if (order->extra != 0 && !money_add(&sum, &order_extra(partition, order)->amount))
		elog(ERROR, "sum of amounts does not fit");
	return sum;
}

/* the sum in units; false when it is beyond the range of an amount */
bool
order_units(const Money *sum, int128_money *units)
{
	const int128_money limit = (int128_money) money_power_of_ten(MONEY_MAX_DIGITS + MONEY_SCALE);

	*units = money_units(sum);
	return sum->hi == (*units < 0 ? -1 : 0) && -limit < *units && limit > *units;
}

/* of an order with large amounts */
static int128_money
large_amount(const Partition *partition, const Order *order)
{
	Money sum = order_sum(partition, order);
	int128_money units;

	if (!order_units(&sum, &units))
		decimal_report(MONEY_TOO_LARGE, "amount of an order",
					   DatumGetCString(DirectFunctionCall1(numeric_out, decimal_make(&sum, order->scale))));
	return units;
}

/* what most orders do not have, or have not in the row itself */
static void
fill_rest(const Partition *partition, const Order *order, Row *row, RowRest *rest)
{
	const OrderExtra *extra = order_extra(partition, order);

	memset(rest, 0, sizeof(RowRest));
	rest->potential = extra->potential;
	rest->profit = extra->profit;
	if (money_sign(&extra->amount) == 0)
		return;
	rest->amount = large_amount(partition, order);
	row->kind = ROW_LARGE;
}

/* hands an order over to the grouping of customers, as one row */
void
order_done(const Grouping *orders, const Partition *partition, uint32 number, void *customers)
{
	Grouping *grouping = customers;
	const Order *order = partition_get(partition, number);
	uint64 customer = partition_key(partition, orders->customer_type, order->customer);
	uint32 hash = key_hash(orders->customer_type, customer);
	RowRest *rest;
	Row *row;

	grouping_keep_keys(grouping, &customer, NULL);
	row = grouping_next(grouping, hash, &rest);
	row->customer = customer;
	row->hash = hash;
	row->at = order->at;
	row->amount = order->amount;
	row->scale = order->scale;
	row->kind = order->has_amount ? ROW_SMALL : ROW_CONTACT;
	row->has_rest = order->extra != 0;
	if (row->has_rest)
		fill_rest(partition, order, row, rest);
	grouping_added(grouping, hash);
}
