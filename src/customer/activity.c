/*
 * activity.c
 *		What one customer did: the value, its aggregate and its readers.
 *		activity_io.c has its text and binary forms.
 */
#include "customer/activity.h"

#include "common/int.h"
#include "server/operators.h"
#include "port/pg_bitutils.h"
#include "utils/fmgrprotos.h"
#include "utils/timestamp.h"

#define PLAIN_SIZE offsetof(Activity, profit)

StaticAssertDecl(PLAIN_SIZE == 112 && sizeof(Activity) == 144, "the stored forms of an activity have no padding");

/*
 * Guards every use: a value of another size or version is never read.  What
 * its fields say is checked where it comes in, by text or binary form.
 */
Activity *
activity_check(Activity *a)
{
	if (!(a->version == ACTIVITY_PLAIN && VARSIZE(a) == PLAIN_SIZE) &&
		!(a->version == ACTIVITY_WITH_PROFIT && VARSIZE(a) == sizeof(Activity)))
		ereport(ERROR,
				(errcode(ERRCODE_DATA_CORRUPTED),
				 errmsg("activity has an unknown form"),
				 errhint("It may have been stored by a newer version of customer_seg.")));
	return a;
}

/* without a profit, but with room for one */
void
activity_init(Activity *a)
{
	memset(a, 0, sizeof(Activity));
	SET_VARSIZE(a, PLAIN_SIZE);
	a->version = ACTIVITY_PLAIN;
}

/* the sum of two counts that are within the limit */
static int64
checked_count(int64 sum)
{
	if (sum > ACTIVITY_MAX_COUNT)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("a count in an activity is out of range"),
				 errhint("Orders, refunds, contacts and referrals go up to 2^53.")));
	return sum;
}

static void
add_amount(Activity *a, const Money *amount, int scale)
{
	if (!money_add(&a->amount, amount))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("the amount of an activity is out of range")));
	a->amount_scale = Max(a->amount_scale, scale);
}

Orders
activity_orders(const Activity *a)
{
	return (Orders){.first = a->first_order, .last = a->last_order, .months = a->months, .count = a->orders};
}

static void
add_orders(Activity *a, const Orders *more)
{
	Orders orders = activity_orders(a);
	int32 last_month = calendar_month(orders.last);

	orders_add(&orders, &last_month, more, calendar_month(more->last));
	a->orders = checked_count(orders.count);
	a->first_order = orders.first;
	a->last_order = orders.last;
	a->months = orders.months;
}

static Contacts
contacts_of(const Activity *a)
{
	return (Contacts){.count = a->contacts, .last = a->last_contact};
}

static void
add_contacts(Activity *a, const Contacts *more)
{
	Contacts contacts = contacts_of(a);

	contacts_add(&contacts, more);
	a->contacts = checked_count(contacts.count);
	a->last_contact = contacts.last;
}

/* a purchase, a free order or a refund */
static void
activity_add_order(Activity *a, TimestampTz at, int128_money units, int scale)
{
	Money amount = money_from_units(units);

	add_amount(a, &amount, scale);
	if (units < 0)
		a->refunds = checked_count(a->refunds + 1);
	else
		add_orders(a, &(Orders){.first = at, .last = at, .months = 1, .count = 1});
}

KnownMoney
activity_known_potential(const Activity *a)
{
	return (KnownMoney){.units = activity_potential(a),
						.scale = a->potential_scale,
						.is_known = (a->flags & ACTIVITY_HAS_POTENTIAL) != 0};
}

void
activity_add_potential(Activity *a, const KnownMoney *other)
{
	KnownMoney potential = activity_known_potential(a);

	potential_add(&potential, other);
	if (!potential.is_known)
		return;
	a->flags |= ACTIVITY_HAS_POTENTIAL;
	a->potential_lo = (uint64) potential.units;
	a->potential_hi = (int64) (potential.units >> 64);
	a->potential_scale = potential.scale;
}

/* a is one that activity_init or activity_copy made, or has a profit already */
void
activity_add_profit(Activity *a, const Money *profit, int scale)
{
	SET_VARSIZE(a, sizeof(Activity));
	a->version = ACTIVITY_WITH_PROFIT;
	if (!money_add(&a->profit, profit))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("the profit of an activity is out of range")));
	a->profit_scale = Max(a->profit_scale, scale);
}

/* what was bought, given back and talked about at one time, the amount being that of orders and refunds together */
void
activity_add_day(Activity *a, TimestampTz at, int64 orders, int64 refunds, int64 contacts, const Money *amount, int scale)
{
	add_amount(a, amount, scale);
	if (orders > 0)
		add_orders(a, &(Orders){.first = at, .last = at, .months = 1, .count = orders});
	add_contacts(a, &(Contacts){.count = contacts, .last = at});
	a->refunds = checked_count(a->refunds + refunds);
}

/* a += b; where b has a profit, a has room for one */
void
activity_add(Activity *a, const Activity *b)
{
	Orders orders = activity_orders(b);
	Contacts contacts = contacts_of(b);
	KnownMoney potential = activity_known_potential(b);

	add_amount(a, &b->amount, b->amount_scale);
	if (orders.count > 0)
		add_orders(a, &orders);
	add_contacts(a, &contacts);
	a->refunds = checked_count(a->refunds + b->refunds);
	a->referrals = checked_count(a->referrals + b->referrals);
	activity_add_potential(a, &potential);
	if (activity_has_profit(b))
		activity_add_profit(a, &b->profit, (int) b->profit_scale);
}

/* a copy with room for a profit */
static Activity *
activity_copy(const Activity *a)
{
	Activity *copy = palloc0(sizeof(Activity));

	memcpy(copy, a, VARSIZE(a));
	return copy;
}

/*
 * The state of an aggregate may be changed in place; any other value is the
 * caller's.  A first state, and one that has to grow for its first profit, is
 * made in the caller's context: the server copies it to where it belongs.
 */
static Activity *
activity_to_change(FunctionCallInfo fcinfo, bool profit)
{
	Activity *state;

	if (PG_ARGISNULL(0))
	{
		state = palloc(sizeof(Activity));
		activity_init(state);
		return state;
	}
	state = PG_GETARG_ACTIVITY_P(0);
	if (AggCheckCallContext(fcinfo, NULL) && (!profit || activity_has_profit(state)))
		return state;
	return activity_copy(state);
}

/*
 * Transition (activity, at, amount [, potential [, profit]]); a row without a
 * time is ignored.  A timestamp has the functions of timestamptz.
 */
static inline Datum
accumulate_activity(FunctionCallInfo fcinfo, TimeKind time, AmountKind kind)
{
	Activity *state;
	TimestampTz at;
	int128_money units;
	int scale;
	bool profit = PG_NARGS() > 4 && !PG_ARGISNULL(4);

	if (PG_ARGISNULL(1))
	{
		if (PG_ARGISNULL(0))
			PG_RETURN_NULL();
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	at = time_taken(time, PG_GETARG_DATUM(1), "time");
	state = activity_to_change(fcinfo, profit);
	if (PG_ARGISNULL(2))
		add_contacts(state, &(Contacts){.count = 1, .last = at});
	else
	{
		units = amount_units(kind, PG_GETARG_DATUM(2), "amount", &scale);
		activity_add_order(state, at, units, scale);
	}
	if (PG_NARGS() > 3 && !PG_ARGISNULL(3))
	{
		KnownMoney potential = amount_known(kind, PG_GETARG_DATUM(3), "potential");

		activity_add_potential(state, &potential);
	}
	if (profit)
	{
		Money earned = money_from_units(amount_units(kind, PG_GETARG_DATUM(4), "profit", &scale));

		activity_add_profit(state, &earned, scale);
	}
	PG_RETURN_POINTER(state);
}

PG_FUNCTION_INFO_V1(customer_seg_activity_accum_numeric);
Datum
customer_seg_activity_accum_numeric(PG_FUNCTION_ARGS)
{
	return accumulate_activity(fcinfo, TIME_TIMESTAMPTZ, AMOUNT_NUMERIC);
}

PG_FUNCTION_INFO_V1(customer_seg_activity_accum_float8);
Datum
customer_seg_activity_accum_float8(PG_FUNCTION_ARGS)
{
	return accumulate_activity(fcinfo, TIME_TIMESTAMPTZ, AMOUNT_FLOAT8);
}

PG_FUNCTION_INFO_V1(customer_seg_activity_accum_float4);
Datum
customer_seg_activity_accum_float4(PG_FUNCTION_ARGS)
{
	return accumulate_activity(fcinfo, TIME_TIMESTAMPTZ, AMOUNT_FLOAT4);
}

PG_FUNCTION_INFO_V1(customer_seg_activity_accum_int8);
Datum
customer_seg_activity_accum_int8(PG_FUNCTION_ARGS)
{
	return accumulate_activity(fcinfo, TIME_TIMESTAMPTZ, AMOUNT_INT8);
}

PG_FUNCTION_INFO_V1(customer_seg_activity_accum_date_numeric);
Datum
customer_seg_activity_accum_date_numeric(PG_FUNCTION_ARGS)
{
	return accumulate_activity(fcinfo, TIME_DATE, AMOUNT_NUMERIC);
}

PG_FUNCTION_INFO_V1(customer_seg_activity_accum_date_float8);
Datum
customer_seg_activity_accum_date_float8(PG_FUNCTION_ARGS)
{
	return accumulate_activity(fcinfo, TIME_DATE, AMOUNT_FLOAT8);
}

PG_FUNCTION_INFO_V1(customer_seg_activity_accum_date_float4);
Datum
customer_seg_activity_accum_date_float4(PG_FUNCTION_ARGS)
{
	return accumulate_activity(fcinfo, TIME_DATE, AMOUNT_FLOAT4);
}

PG_FUNCTION_INFO_V1(customer_seg_activity_accum_date_int8);
Datum
customer_seg_activity_accum_date_int8(PG_FUNCTION_ARGS)
{
	return accumulate_activity(fcinfo, TIME_DATE, AMOUNT_INT8);
}

PG_FUNCTION_INFO_V1(customer_seg_activity_add);
Datum
customer_seg_activity_add(PG_FUNCTION_ARGS)
{
	Activity *other = PG_GETARG_ACTIVITY_P(1);
	Activity *sum = activity_to_change(fcinfo, activity_has_profit(other));

	activity_add(sum, other);
	PG_RETURN_POINTER(sum);
}

PG_FUNCTION_INFO_V1(customer_seg_activity_orders);
Datum
customer_seg_activity_orders(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(PG_GETARG_ACTIVITY_P(0)->orders);
}

PG_FUNCTION_INFO_V1(customer_seg_activity_amount);
Datum
customer_seg_activity_amount(PG_FUNCTION_ARGS)
{
	Activity *a = PG_GETARG_ACTIVITY_P(0);

	return decimal_make(&a->amount, a->amount_scale);
}

/* the server's own division: the digits of sum(amount) / count(*) */
PG_FUNCTION_INFO_V1(customer_seg_activity_average_order);
Datum
customer_seg_activity_average_order(PG_FUNCTION_ARGS)
{
	Activity *a = PG_GETARG_ACTIVITY_P(0);

	if (a->orders == 0)
		PG_RETURN_NULL();
	return DirectFunctionCall2(numeric_div,
							   decimal_make(&a->amount, a->amount_scale),
							   DirectFunctionCall1(int8_numeric, Int64GetDatum(a->orders)));
}

PG_FUNCTION_INFO_V1(customer_seg_activity_first_order);
Datum
customer_seg_activity_first_order(PG_FUNCTION_ARGS)
{
	Activity *a = PG_GETARG_ACTIVITY_P(0);

	if (a->orders == 0)
		PG_RETURN_NULL();
	PG_RETURN_TIMESTAMPTZ(a->first_order);
}

PG_FUNCTION_INFO_V1(customer_seg_activity_last_order);
Datum
customer_seg_activity_last_order(PG_FUNCTION_ARGS)
{
	Activity *a = PG_GETARG_ACTIVITY_P(0);

	if (a->orders == 0)
		PG_RETURN_NULL();
	PG_RETURN_TIMESTAMPTZ(a->last_order);
}

PG_FUNCTION_INFO_V1(customer_seg_activity_first_day);
Datum
customer_seg_activity_first_day(PG_FUNCTION_ARGS)
{
	Activity *a = PG_GETARG_ACTIVITY_P(0);

	if (a->orders == 0)
		PG_RETURN_NULL();
	PG_RETURN_DATEADT(time_day(a->first_order));
}

PG_FUNCTION_INFO_V1(customer_seg_activity_last_day);
Datum
customer_seg_activity_last_day(PG_FUNCTION_ARGS)
{
	Activity *a = PG_GETARG_ACTIVITY_P(0);

	if (a->orders == 0)
		PG_RETURN_NULL();
	PG_RETURN_DATEADT(time_day(a->last_order));
}

PG_FUNCTION_INFO_V1(customer_seg_activity_refunds);
Datum
customer_seg_activity_refunds(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(PG_GETARG_ACTIVITY_P(0)->refunds);
}

PG_FUNCTION_INFO_V1(customer_seg_activity_contacts);
Datum
customer_seg_activity_contacts(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(PG_GETARG_ACTIVITY_P(0)->contacts);
}

PG_FUNCTION_INFO_V1(customer_seg_activity_last_contact);
Datum
customer_seg_activity_last_contact(PG_FUNCTION_ARGS)
{
	Activity *a = PG_GETARG_ACTIVITY_P(0);

	if (a->contacts == 0)
		PG_RETURN_NULL();
	PG_RETURN_TIMESTAMPTZ(a->last_contact);
}

PG_FUNCTION_INFO_V1(customer_seg_activity_potential);
Datum
customer_seg_activity_potential(PG_FUNCTION_ARGS)
{
	Activity *a = PG_GETARG_ACTIVITY_P(0);
	Money potential = money_from_units(activity_potential(a));

	if (!(a->flags & ACTIVITY_HAS_POTENTIAL))
		PG_RETURN_NULL();
	return decimal_make(&potential, a->potential_scale);
}

PG_FUNCTION_INFO_V1(customer_seg_activity_profit);
Datum
customer_seg_activity_profit(PG_FUNCTION_ARGS)
{
	Activity *a = PG_GETARG_ACTIVITY_P(0);

	if (!activity_has_profit(a))
		PG_RETURN_NULL();
	return decimal_make(&a->profit, (int) a->profit_scale);
}

PG_FUNCTION_INFO_V1(customer_seg_activity_referrals);
Datum
customer_seg_activity_referrals(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(PG_GETARG_ACTIVITY_P(0)->referrals);
}

PG_FUNCTION_INFO_V1(customer_seg_activity_with_referrals);
Datum
customer_seg_activity_with_referrals(PG_FUNCTION_ARGS)
{
	Activity *a = activity_copy(PG_GETARG_ACTIVITY_P(0));

	a->referrals = PG_GETARG_INT64(1);
	if (a->referrals < 0 || a->referrals > ACTIVITY_MAX_COUNT)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("number of referrals " INT64_FORMAT " is out of range", a->referrals),
				 errhint("Give the number of customers that this one brought, from 0 to 2^53.")));
	PG_RETURN_POINTER(a);
}

PG_FUNCTION_INFO_V1(customer_seg_activity_active_months);
Datum
customer_seg_activity_active_months(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(pg_popcount64(PG_GETARG_ACTIVITY_P(0)->months));
}

static Datum
time_since(FunctionCallInfo fcinfo, const Activity *a, TimestampTz since)
{
	TimestampTz as_of = PG_GETARG_TIMESTAMPTZ(1);
	int64 difference;

	check_finite_time(as_of, "as_of");
	if (a->orders == 0)
		PG_RETURN_NULL();
	/* not every server's subtraction looks */
	if (pg_sub_s64_overflow(as_of, since, &difference))
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("interval out of range"),
				 errhint("The times lie further apart than an interval can hold.")));
	return DirectFunctionCall2(timestamp_mi, TimestampTzGetDatum(as_of), TimestampTzGetDatum(since));
}

PG_FUNCTION_INFO_V1(customer_seg_activity_recency);
Datum
customer_seg_activity_recency(PG_FUNCTION_ARGS)
{
	Activity *a = PG_GETARG_ACTIVITY_P(0);

	return time_since(fcinfo, a, a->last_order);
}

PG_FUNCTION_INFO_V1(customer_seg_activity_tenure);
Datum
customer_seg_activity_tenure(PG_FUNCTION_ARGS)
{
	Activity *a = PG_GETARG_ACTIVITY_P(0);

	return time_since(fcinfo, a, a->first_order);
}

/*
 * Share of calendar months with an order, from the first order's month to the
 * last month that began before as_of, at most 64 of them.  as_of lies after
 * the first order; orders > 0.
 */
double
activity_regularity_at(const Activity *a, TimestampTz as_of)
{
	int32 now = calendar_month(as_of - 1);
	int32 last = calendar_month(a->last_order);
	int32 span = now - calendar_month(a->first_order) + 1;
	uint64 months = a->months;

	/* months that began after as_of do not count, nor do those that left the window */
	if (last > now)
		months = last - now < MONTHS_KEPT ? months >> (last - now) : 0;
	else
		months = months_shift(months, now - last);
	span = Max(1, Min(span, MONTHS_KEPT));
	return (double) pg_popcount64(months) / span;
}

PG_FUNCTION_INFO_V1(customer_seg_activity_regularity);
Datum
customer_seg_activity_regularity(PG_FUNCTION_ARGS)
{
	Activity *a = PG_GETARG_ACTIVITY_P(0);
	TimestampTz as_of = PG_GETARG_TIMESTAMPTZ(1);

	check_finite_time(as_of, "as_of");
	if (a->orders == 0)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(activity_regularity_at(a, as_of));
}

static int
compare_profit(const Activity *a, const Activity *b)
{
	int by_profit = money_cmp(&a->profit, &b->profit);

	if (by_profit != 0)
		return by_profit;
	RETURN_UNLESS_EQUAL(a->profit_scale, b->profit_scale);
	return 0;
}

/* by amount, orders and last order; then by the rest, so that only identical ones are equal */
static int
activity_compare(const Activity *a, const Activity *b)
{
	int by_amount = money_cmp(&a->amount, &b->amount);

	if (by_amount != 0)
		return by_amount;
	RETURN_UNLESS_EQUAL(a->orders, b->orders);
	RETURN_UNLESS_EQUAL(a->last_order, b->last_order);
	RETURN_UNLESS_EQUAL(a->first_order, b->first_order);
	RETURN_UNLESS_EQUAL(a->refunds, b->refunds);
	RETURN_UNLESS_EQUAL(a->contacts, b->contacts);
	RETURN_UNLESS_EQUAL(a->last_contact, b->last_contact);
	RETURN_UNLESS_EQUAL(a->flags, b->flags);
	RETURN_UNLESS_EQUAL(activity_potential(a), activity_potential(b));
	RETURN_UNLESS_EQUAL(a->referrals, b->referrals);
	RETURN_UNLESS_EQUAL(a->months, b->months);
	RETURN_UNLESS_EQUAL(a->amount_scale, b->amount_scale);
	RETURN_UNLESS_EQUAL(a->potential_scale, b->potential_scale);
	RETURN_UNLESS_EQUAL(a->version, b->version);
	return activity_has_profit(a) ? compare_profit(a, b) : 0;
}

DEFINE_OPERATORS(activity, DatumGetActivityP, activity_compare, offsetof(Activity, version));
