/*
 * customer_base.c
 *		All customers of a source, when its rows have been read.
 */
#include "engine/customer_base.h"

#include "miscadmin.h"

static void
read_stored(CustomerBase *base, void *place, Size size)
{
	if (BufFileRead(base->file, place, size) != size)
		ereport(ERROR,
				(errcode_for_file_access(),
				 errmsg("could not read customers from a temporary file")));
}

static void
measure(CustomerBase *base, const Customer *customer, const CustomerExtra *extra)
{
	Activity a;

	if (base->sample == NULL)
		return;
	customer_activity(customer, extra, &a);
	sample_add(base->sample, &a);
}

/* a customer to whom no more rows will come goes to the file */
static void
write_customer(const Grouping *grouping, const Partition *partition, uint32 number, void *arg)
{
	CustomerBase *base = arg;
	Customer *customer = partition_get(partition, number);
	const CustomerExtra *extra = customer_extra(partition, customer);
	uint64 key = partition_key(partition, grouping->customer_type, customer->key);

	measure(base, customer, extra);
	base->customers++;
	if (!grouping->customer_type->by_value)
		customer->key = key_size(grouping->customer_type, key);
	BufFileWrite(base->file, customer, sizeof(Customer));
	if (extra != NULL)
		BufFileWrite(base->file, (void *) extra, sizeof(CustomerExtra));
	if (!grouping->customer_type->by_value)
		BufFileWrite(base->file, DatumGetPointer((Datum) key), customer->key);
}

static void
measure_in_memory(CustomerBase *base)
{
	const Grouping *grouping = base->grouping;

	sample_rank(base->sample, base->customers);
	for (int i = 0; i < grouping_partitions(grouping); i++)
	{
		const Partition *partition = &grouping->partitions[i];

		CHECK_FOR_INTERRUPTS();
		for (uint32 number = 0; number < partition->entries.state.count; number++)
		{
			const Customer *customer = partition_get(partition, number);

			measure(base, customer, customer_extra(partition, customer));
		}
	}
}

/* back to the first customer */
void
base_rewind(CustomerBase *base)
{
	base->partition = 0;
	base->number = 0;
	if (base->file != NULL && BufFileSeek(base->file, 0, 0, SEEK_SET) != 0)
		ereport(ERROR,
				(errcode_for_file_access(),
				 errmsg("could not go to the beginning of a temporary file")));
}

/*
 * The customers of a grouping to which no more rows will come.  Their measures
 * go to the sample, where there is one.
 */
void
base_create(CustomerBase *base, Grouping *customers, YardstickSample *sample)
{
	memset(base, 0, sizeof(CustomerBase));
	base->grouping = customers;
	base->sample = sample;
	if (customers->rows_spilled > 0)
	{
		base->file = BufFileCreateTemp(false);
		if (sample != NULL)
			sample_rank(sample, 0);
		grouping_finish(customers, write_customer, base);
		base_rewind(base);
		return;
	}
	base->customers = grouping_entries(customers);
	if (sample != NULL)
		measure_in_memory(base);
}

static void
next_of_file(CustomerBase *base, uint64 *key, Activity *a)
{
	Customer customer;

	read_stored(base, &customer, sizeof(customer));
	base->extra = customer.extra != 0 ? &base->file_extra : NULL;
	if (base->extra != NULL)
		read_stored(base, &base->file_extra, sizeof(CustomerExtra));
	*key = customer.key;
	if (!base->grouping->customer_type->by_value)
	{
		if (customer.key > base->key_room)
		{
			if (base->key != NULL)
				pfree(base->key);
			base->key_room = Max(customer.key, 1024);
			base->key = MemoryContextAllocHuge(base->grouping->context, base->key_room);
		}
		read_stored(base, base->key, customer.key);
		*key = PointerGetDatum(base->key);
	}
	customer_activity(&customer, base->extra, a);
}

/* The next customer: a key as of key_from_datum, valid until the next call; false when there are no more. */
bool
base_next(CustomerBase *base, uint64 *key, Activity *a)
{
	const Grouping *grouping = base->grouping;
	const Partition *partition;
	const Customer *customer;

	if (base->file != NULL)
	{
		if (base->number++ == base->customers)
			return false;
		next_of_file(base, key, a);
		return true;
	}
	while (base->number == grouping->partitions[base->partition].entries.state.count)
	{
		base->number = 0;
		if (++base->partition == grouping_partitions(grouping))
			return false;
	}
	partition = &grouping->partitions[base->partition];
	customer = partition_get(partition, (uint32) base->number++);
	*key = partition_key(partition, grouping->customer_type, customer->key);
	base->extra = customer_extra(partition, customer);
	customer_activity(customer, base->extra, a);
	return true;
}

void
base_free(CustomerBase *base)
{
	if (base->file != NULL)
		BufFileClose(base->file);
	base->file = NULL;
}
