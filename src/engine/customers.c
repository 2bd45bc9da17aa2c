/*
 * customers.c
 *		What the engine keeps of a customer while rows come in any order.
 */
#include "engine/customers.h"

#include "common/int.h"

/* bytes of an index that need not be asked for: with so few customers a cache holds it */
#define CACHED_INDEX 4096

/* ---- adding a row ---- */

static CustomerExtra *
extra_of(Partition *partition, Customer *customer)
{
	if (customer->extra == 0)
	{
		chunks_append(&partition->extras);
		customer->extra = partition->extras.state.count;
	}
	return chunks_get(&partition->extras, customer->extra - 1);
}

static void
add_large_amount(Partition *partition, Customer *customer, int128_money units)
{
	Money amount = money_from_units(units);

	if (!money_add(&extra_of(partition, customer)->amount, &amount))
		elog(ERROR, "sum of amounts does not fit");
}

static inline void
add_small_amount(Partition *partition, Customer *customer, int64 small)
{
	int64 sum;

	if (unlikely(pg_add_s64_overflow(customer->amount, small, &sum)))
	{
		add_large_amount(partition, customer, (int128_money) customer->amount * SMALL_UNITS);
		sum = small;
	}
	customer->amount = sum;
}

pg_noreturn static void
raise_too_many_refunds(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
			 errmsg("too many refunds of one customer")));
}

static void
add_refund(const Grouping *grouping, Partition *partition, Customer *customer, TimestampTz at)
{
	if (grouping->kind == &customers_with_refunds_kind)
	{
		CustomerExtra *extra = extra_of(partition, customer);

		extra->first_refund = customer->refunds == 0 ? at : Min(extra->first_refund, at);
	}
	if (++customer->refunds == 0)
		raise_too_many_refunds();
}

/* a purchase, free order, refund or contact */
static inline void
add_row(const Grouping *grouping, Partition *partition, Customer *customer, const Row *row, const RowRest *rest)
{
	bool refund;

	if (likely(row->kind == ROW_SMALL))
	{
		add_small_amount(partition, customer, row->amount);
		refund = row->amount < 0;
	}
	else if (row->kind == ROW_LARGE)
	{
		add_large_amount(partition, customer, rest->amount);
		refund = rest->amount < 0;
	}
	else
	{
		contacts_add(&extra_of(partition, customer)->contacts, &(Contacts){.count = 1, .last = row->at});
		return;
	}
	customer->scale = Max(customer->scale, row->scale);
	if (unlikely(refund))
	{
		add_refund(grouping, partition, customer, row->at);
		return;
	}
	orders_add(&customer->orders, &customer->last_month,
			   &(Orders){.first = row->at, .last = row->at, .months = 1, .count = 1}, calendar_month(row->at));
}

static void
add_known(Partition *partition, Customer *customer, const RowRest *rest)
{
	CustomerExtra *extra = extra_of(partition, customer);

	potential_add(&extra->potential, &rest->potential);
	profit_add(&extra->profit, &rest->profit);
}

static inline void
add_sale(const Grouping *grouping, Partition *partition, Customer *customer, const Row *row, const RowRest *rest)
{
	add_row(grouping, partition, customer, row, rest);
	if (unlikely(row->has_rest && row_knows_customer(rest)))
		add_known(partition, customer, rest);
}

typedef void (*AddRow)(const Grouping *grouping, Partition *partition, Customer *customer, const Row *row, const RowRest *rest);

static pg_attribute_always_inline void
add_batch(Grouping *grouping, Partition *partition, const Row *rows, const RowRest *rest, int n, AddRow add)
{
	Customer *guess[BATCH_ROWS];

	if (hash_index_memory(&partition->index) > CACHED_INDEX)
		for (int i = 0; i < n; i++)
			hash_index_prefetch(&partition->index, rows[i].hash);
	for (int i = 0; i < n; i++)
		guess[i] = partition_guess(partition, rows[i].hash);
	for (int i = 0; i < n; i++)
	{
		SoughtKey sought = {grouping->customer_type, rows[i].customer};
		Customer *customer = guess[i];

		if (unlikely(customer == NULL || !has_key(partition, customer, &sought)))
			customer = partition_entry(partition, rows[i].hash, &sought);
		if (unlikely(customer == NULL))
		{
			grouping_spill(grouping, partition, &rows[i], &rest[i]);
			continue;
		}
		add(grouping, partition, customer, &rows[i], &rest[i]);
	}
}

static void
add_to_customers(Grouping *grouping, Partition *partition, const Row *rows, const RowRest *rest, int n)
{
	add_batch(grouping, partition, rows, rest, n, add_sale);
}

const GroupingKind customers_kind = {
	.entry_size = sizeof(Customer),
	.extra_size = sizeof(CustomerExtra),
	.add_rows = add_to_customers,
};

const GroupingKind customers_with_refunds_kind = {
	.entry_size = sizeof(Customer),
	.extra_size = sizeof(CustomerExtra),
	.add_rows = add_to_customers,
};

/* ---- adding an activity ---- */

/* in units of 10^-8, or false where it is none of these or too large */
static bool
small_amount(const Money *amount, int64 *small)
{
	Money same;

	*small = (int64) (money_units(amount) / SMALL_UNITS);
	same = money_from_units((int128_money) *small * SMALL_UNITS);
	return money_cmp(&same, amount) == 0;
}

/* what has no place in a Customer */
static void
set_extra(CustomerExtra *extra, const Activity *a, bool is_small)
{
	*extra = (CustomerExtra){
		.contacts = {.count = a->contacts, .last = a->last_contact},
		.referrals = a->referrals,
		.potential = activity_known_potential(a),
	};
	if (!is_small)
		extra->amount = a->amount;
	if (activity_has_profit(a))
		extra->profit = (KnownSum){.sum = a->profit, .scale = (uint8) a->profit_scale, .is_known = true};
}

/* the reverse of customer_activity() */
static void
set_customer(Partition *partition, Customer *customer, const Activity *a)
{
	bool is_small = small_amount(&a->amount, &customer->amount);

	if (!is_small)
		customer->amount = 0;
	if (a->refunds > PG_UINT32_MAX)
		raise_too_many_refunds();
	customer->refunds = (uint32) a->refunds;
	customer->scale = a->amount_scale;
	customer->orders = activity_orders(a);
	if (customer->extra != 0 || !is_small || a->contacts > 0 || a->referrals > 0 || activity_has_profit(a) ||
		(a->flags & ACTIVITY_HAS_POTENTIAL))
		set_extra(extra_of(partition, customer), a, is_small);
}

/* the customer's, which is in the place of the order */
static inline void
add_activity(const Grouping *grouping, Partition *partition, Customer *customer, const Row *row, const RowRest *rest)
{
	Activity all;

	(void) grouping;
	(void) row;
	customer_activity(customer, customer_extra(partition, customer), &all);
	activity_add(&all, (const Activity *) DatumGetPointer((Datum) rest->order));
	set_customer(partition, customer, &all);
}

static void
add_to_activities(Grouping *grouping, Partition *partition, const Row *rows, const RowRest *rest, int n)
{
	add_batch(grouping, partition, rows, rest, n, add_activity);
}

const GroupingKind activities_kind = {
	.entry_size = sizeof(Customer),
	.extra_size = sizeof(CustomerExtra),
	.add_rows = add_to_activities,
};

/* ---- what a customer did ---- */

/* as the aggregate activity() would have it */
void
customer_activity(const Customer *customer, const CustomerExtra *extra, Activity *a)
{
	activity_init(a);
	a->amount = money_from_units((int128_money) customer->amount * SMALL_UNITS);
	a->amount_scale = customer->scale;
	a->orders = customer->orders.count;
	a->refunds = customer->refunds;
	a->first_order = customer->orders.first;
	a->last_order = customer->orders.last;
	a->months = customer->orders.months;
	if (extra == NULL)
		return;
	if (!money_add(&a->amount, &extra->amount))
		elog(ERROR, "sum of amounts does not fit");
	a->contacts = extra->contacts.count;
	a->last_contact = extra->contacts.last;
	a->referrals = extra->referrals;
	activity_add_potential(a, &extra->potential);
	if (extra->profit.is_known)
		activity_add_profit(a, &extra->profit.sum, extra->profit.scale);
}
