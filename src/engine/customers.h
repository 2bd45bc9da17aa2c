/*
 * customers.h
 *		What the engine keeps of a customer while rows come in any order.
 */
#ifndef CUSTOMER_SEG_CUSTOMERS_H
#define CUSTOMER_SEG_CUSTOMERS_H

#include "customer/activity.h"
#include "engine/grouping.h"

typedef struct Customer
{
	uint64 key;
	int64 amount; /* units of 10^-8; what does not fit is in CustomerExtra */
	Orders orders;
	uint32 refunds;
	int32 last_month; /* of the last order */
	uint32 extra;	  /* number of the CustomerExtra + 1, or 0 */
	uint8 scale;
} Customer;

StaticAssertDecl(sizeof(Customer) == CACHE_LINE, "a customer is one cache line");

/* what few customers have */
typedef struct CustomerExtra
{
	Money amount;
	Contacts contacts;
	TimestampTz first_refund; /* where it is kept, of a customer with refunds */
	int64 referrals;		  /* in activities */
	KnownMoney potential;
	KnownSum profit;
} CustomerExtra;

extern const GroupingKind customers_kind;
extern const GroupingKind customers_with_refunds_kind; /* keeps the first refund, too */
extern const GroupingKind activities_kind;			   /* each row is an activity of the customer's */

extern void customer_activity(const Customer *customer, const CustomerExtra *extra, Activity *a);

/* what the customer has beside the entry, or NULL */
static inline const CustomerExtra *
customer_extra(const Partition *partition, const Customer *customer)
{
	return customer->extra == 0 ? NULL : chunks_get(&partition->extras, customer->extra - 1);
}

#endif /* CUSTOMER_SEG_CUSTOMERS_H */
