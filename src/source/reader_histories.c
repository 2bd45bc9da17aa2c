/*
 * reader_histories.c
 *		From the days that a reader has kept of its customers to their histories.
 */
#include "source/reader_histories.h"

/* of what the engine keeps of the customers, their histories are about such a part */
#define SHARE_OF_HISTORIES 3

typedef struct Handover
{
	SalesReader *reader;
	bool any_integer;
	const HistoryTaker *taker;
	DaysMaker maker;
	StringInfoData history; /* of one customer */
} Handover;

/* a customer to whom no more rows will come */
static void
hand_over_customer(const Grouping *grouping, const Partition *partition, uint32 number, void *arg)
{
	Handover *h = arg;
	const CustomerDays *customer = partition_get(partition, number);
	uint64 key = partition_key(partition, grouping->customer_type, customer->key);

	customer_days_prefetch(partition, number);
	if (!sales_reader_holds(h->reader, key))
		return;
	h->history.len = VARHDRSZ;
	days_maker_make(&h->maker, partition, customer, &h->history);
	SET_VARSIZE(h->history.data, h->history.len);
	h->taker->take(key_datum(grouping->customer_type, key, h->any_integer), PointerGetDatum(h->history.data),
				   h->taker->arg);
	if (h->reader->pub.progress != NULL)
		h->reader->pub.progress->customers_returned++;
}

/* Of a reader that is finished.  any_integer: customers of every integer type come as bigint. */
void
reader_histories(SalesReader *reader, bool any_integer, const HistoryTaker *taker)
{
	Handover h = {.reader = reader, .any_integer = any_integer, .taker = taker};

	if (taker->expect != NULL)
		taker->expect(reader->customers.rows_spilled > 0 ? PG_INT64_MAX : reader->customers.used / SHARE_OF_HISTORIES, taker->arg);
	days_maker_create(&h.maker, reader->selection->zone);
	initStringInfo(&h.history);
	grouping_finish(&reader->customers, hand_over_customer, &h);
}
