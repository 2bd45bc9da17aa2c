/*
 * activity.h
 *		What one customer did, as a mergeable value of fixed size.
 *
 * Laws: activity_add is commutative and associative, and gives the same bytes
 * however the rows were split.  That holds because every field is a sum, a
 * minimum, a maximum or a union, and because the set of months is a function
 * of the last order and the rows alone: a month that has left the window of
 * one part has left that of every whole.
 */
#ifndef CUSTOMER_SEG_ACTIVITY_H
#define CUSTOMER_SEG_ACTIVITY_H

#include "server/compat.h"

#include "numbers/calendar.h"
#include "numbers/money.h"
#include "server/times.h"
#include "customer/sums.h"

/* An activity without a profit is stored as version 1, byte for byte as ever; with one, as version 2. */
#define ACTIVITY_PLAIN		   1
#define ACTIVITY_WITH_PROFIT   2
#define ACTIVITY_HAS_POTENTIAL 0x01

/* of any count: what a double holds exactly */
#define ACTIVITY_MAX_COUNT MONEY_MAX_DIVISOR

/* Stored as it is, for ever: a change of layout needs a new version. */
typedef struct Activity
{
	int32 vl_len_;
	uint8 version;
	uint8 flags;
	uint8 amount_scale; /* most decimals shown by any amount */
	uint8 potential_scale;
	int64 orders;
	int64 refunds;
	int64 contacts;
	int64 referrals;
	TimestampTz first_order; /* 0 without an order */
	TimestampTz last_order;
	TimestampTz last_contact; /* 0 without a contact */
	uint64 months;			  /* with an order; bit 0 is the last order's */
	Money amount;
	uint64 potential_lo; /* units, 0 when unknown */
	int64 potential_hi;
	Money profit;		/* from here on only in version 2 */
	int64 profit_scale; /* most decimals shown by any profit */
} Activity;

#define DatumGetActivityP(datum) activity_check((Activity *) PG_DETOAST_DATUM(datum))
#define PG_GETARG_ACTIVITY_P(n)	 DatumGetActivityP(PG_GETARG_DATUM(n))

static inline bool
activity_has_profit(const Activity *a)
{
	return a->version == ACTIVITY_WITH_PROFIT;
}

static inline int128_money
activity_potential(const Activity *a)
{
	return ((int128_money) a->potential_hi << 64) | a->potential_lo;
}

/* of its orders and contacts; refunds have left no time.  DT_NOBEGIN without any. */
static inline TimestampTz
activity_last_time(const Activity *a)
{
	return Max(a->orders > 0 ? a->last_order : DT_NOBEGIN, a->contacts > 0 ? a->last_contact : DT_NOBEGIN);
}

extern Activity *activity_check(Activity *a);
extern void activity_init(Activity *a);
extern void activity_add(Activity *a, const Activity *b);
extern Orders activity_orders(const Activity *a);
extern KnownMoney activity_known_potential(const Activity *a);
extern void activity_add_potential(Activity *a, const KnownMoney *potential);
extern void activity_add_profit(Activity *a, const Money *profit, int scale);
extern void activity_add_day(Activity *a, TimestampTz at, int64 orders, int64 refunds, int64 contacts,
							 const Money *amount, int scale);
extern double activity_regularity_at(const Activity *a, TimestampTz as_of);

#endif /* CUSTOMER_SEG_ACTIVITY_H */
