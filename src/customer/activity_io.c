/*
 * activity_io.c
 *		Text and binary forms of an activity.
 *
 * Text: a JSON object, times in UTC, the months as a row of 0 and 1 that
 * begins with the last order's month and goes back in time.
 * Binary: a version byte, then the fields in network order.
 */
#include "customer/activity.h"

#include "server/decimal.h"
#include "server/json.h"
#include "server/scan.h"
#include "libpq/pqformat.h"
#include "port/pg_bitutils.h"
#include "utils/builtins.h"

static bool
is_potential(const Activity *a)
{
	Money potential = money_from_units(activity_potential(a));

	if (!(a->flags & ACTIVITY_HAS_POTENTIAL))
		return money_sign(&potential) == 0 && a->potential_scale == 0;
	return a->potential_scale <= DECIMAL_MAX_SCALE && money_is_amount(&potential, a->potential_scale);
}

/* Any row may come with a profit, and an order has as many as lines. */
static bool
is_profit(const Activity *a)
{
	return a->profit_scale >= 0 && a->profit_scale <= DECIMAL_MAX_SCALE &&
		   money_is_sum_of(&a->profit, ACTIVITY_MAX_COUNT, ACTIVITY_MAX_COUNT, (int) a->profit_scale);
}

/* What holds of every activity that rows can make; NULL, or what is wrong. */
static const char *
activity_find_fault(const Activity *a)
{
	int64 least_orders;
	int32 span;

	if ((a->flags & ~ACTIVITY_HAS_POTENTIAL) != 0)
		return "There is a flag that is not known.";
	if (a->orders < 0 || a->refunds < 0 || a->contacts < 0 || a->referrals < 0 ||
		a->orders > ACTIVITY_MAX_COUNT || a->refunds > ACTIVITY_MAX_COUNT ||
		a->contacts > ACTIVITY_MAX_COUNT || a->referrals > ACTIVITY_MAX_COUNT)
		return "A count is negative or too large.";
	if (a->amount_scale > (a->orders + a->refunds > 0 ? DECIMAL_MAX_SCALE : 0) ||
		!money_is_sum_of(&a->amount, (uint64) a->orders, (uint64) a->refunds, a->amount_scale))
		return "The amount does not go with the number of orders and refunds.";
	if (!is_potential(a))
		return "The potential is out of range.";
	if (activity_has_profit(a) && !is_profit(a))
		return "The profit is out of range.";
	if (activity_has_profit(a) && a->orders + a->refunds + a->contacts == 0)
		return "There is a profit, but nothing that it came with.";
	if (!IS_VALID_TIMESTAMP(a->first_order) || !IS_VALID_TIMESTAMP(a->last_order) ||
		!IS_VALID_TIMESTAMP(a->last_contact) || a->first_order > a->last_order)
		return "The times of the orders are out of order or out of range.";
	if (a->contacts == 0 && a->last_contact != 0)
		return "There is a last contact, but there are no contacts.";
	if (a->orders == 0)
		return a->first_order == 0 && a->last_order == 0 && a->months == 0 ? NULL :
																			 "There are times of orders, but there are no orders.";
	span = calendar_month(a->last_order) - calendar_month(a->first_order);
	least_orders = pg_popcount64(a->months) + (span >= MONTHS_KEPT);
	if (!(a->months & 1) ||
		(span < MONTHS_KEPT && (!(a->months & months_bit(span)) ||
								(span < MONTHS_KEPT - 1 && a->months >> (span + 1) != 0))))
		return "The active months do not go with the first and the last order.";
	if (a->orders < Max(least_orders, a->first_order < a->last_order ? 2 : 1))
		return "There are fewer orders than the months and times of orders tell of.";
	return NULL;
}

PG_FUNCTION_INFO_V1(customer_seg_activity_out);
Datum
customer_seg_activity_out(PG_FUNCTION_ARGS)
{
	Activity *a = PG_GETARG_ACTIVITY_P(0);
	StringInfoData out;
	Money potential = money_from_units(activity_potential(a));

	initStringInfo(&out);
	appendStringInfo(&out, "{\"orders\": " INT64_FORMAT, a->orders);
	json_put_money(&out, "amount", &a->amount, a->amount_scale);
	if (a->orders > 0)
	{
		appendStringInfoString(&out, ", \"first_order\": ");
		json_put_time(&out, a->first_order);
		appendStringInfoString(&out, ", \"last_order\": ");
		json_put_time(&out, a->last_order);
		appendStringInfoString(&out, ", \"months\": \"");
		for (uint64 months = a->months; months != 0; months >>= 1)
			appendStringInfoChar(&out, months & 1 ? '1' : '0');
		appendStringInfoChar(&out, '"');
	}
	if (a->refunds > 0)
		appendStringInfo(&out, ", \"refunds\": " INT64_FORMAT, a->refunds);
	if (a->contacts > 0)
	{
		appendStringInfo(&out, ", \"contacts\": " INT64_FORMAT ", \"last_contact\": ", a->contacts);
		json_put_time(&out, a->last_contact);
	}
	if (a->flags & ACTIVITY_HAS_POTENTIAL)
		json_put_money(&out, "potential", &potential, a->potential_scale);
	if (activity_has_profit(a))
		json_put_money(&out, "profit", &a->profit, (int) a->profit_scale);
	if (a->referrals > 0)
		appendStringInfo(&out, ", \"referrals\": " INT64_FORMAT, a->referrals);
	appendStringInfoChar(&out, '}');
	PG_RETURN_CSTRING(out.data);
}

static bool
scan_sum(const char **at, Money *sum, int *scale)
{
	int128_money units;

	if (!scan_money(at, &units, scale))
		return false;
	*sum = money_from_units(units);
	return true;
}

static bool
scan_orders(const char **at, Activity *a)
{
	return scan_word(at, ", \"first_order\": ") && scan_time(at, &a->first_order) &&
		   scan_word(at, ", \"last_order\": ") && scan_time(at, &a->last_order) &&
		   scan_word(at, ", \"months\": ") && scan_bits(at, &a->months);
}

static bool
scan_potential(const char **at, Activity *a)
{
	KnownMoney potential = {.is_known = true};
	int scale;

	if (!scan_money(at, &potential.units, &scale))
		return false;
	potential.scale = (uint8) scale;
	activity_add_potential(a, &potential);
	return true;
}

static bool
scan_profit(const char **at, Activity *a)
{
	Money profit;
	int scale;

	if (!scan_sum(at, &profit, &scale))
		return false;
	activity_add_profit(a, &profit, scale);
	return true;
}

/*
 * The form that activity_out() prints; false where it is another.  Where states of
 * aggregates travel as text, as with Citus, most of the time goes into reading them.
 */
static bool
scan_activity(const char *at, Activity *a)
{
	int scale;

	if (!scan_word(&at, "{\"orders\": ") || !scan_count(&at, &a->orders) ||
		!scan_word(&at, ", \"amount\": ") || !scan_sum(&at, &a->amount, &scale) ||
		(a->orders > 0 && !scan_orders(&at, a)) ||
		(scan_word(&at, ", \"refunds\": ") && !scan_count(&at, &a->refunds)))
		return false;
	a->amount_scale = (uint8) scale;
	if (scan_word(&at, ", \"contacts\": ") &&
		(!scan_count(&at, &a->contacts) || a->contacts == 0 ||
		 !scan_word(&at, ", \"last_contact\": ") || !scan_time(&at, &a->last_contact)))
		return false;
	return (!scan_word(&at, ", \"potential\": ") || scan_potential(&at, a)) &&
		   (!scan_word(&at, ", \"profit\": ") || scan_profit(&at, a)) &&
		   (!scan_word(&at, ", \"referrals\": ") || scan_count(&at, &a->referrals)) &&
		   strcmp(at, "}") == 0 && activity_find_fault(a) == NULL;
}

static bool
read_months(const JsonObject *object, uint64 *months)
{
	char *text = NULL;

	if (!json_read_text(object, "months", &text))
		return false;
	if (text == NULL)
		return true;
	if (strlen(text) > MONTHS_KEPT || strspn(text, "01") != strlen(text))
		return json_fail(object, "\"months\" must be up to %d of 0 and 1.", MONTHS_KEPT);
	*months = 0;
	for (int i = 0; text[i] != '\0'; i++)
		*months |= (uint64) (text[i] == '1') << i;
	return true;
}

static bool
read_profit(const JsonObject *object, Activity *a)
{
	Money profit = {0};
	int scale = -1;

	if (!json_read_sum(object, "profit", &profit, &scale))
		return false;
	if (scale >= 0)
		activity_add_profit(a, &profit, scale);
	return true;
}

PG_FUNCTION_INFO_V1(customer_seg_activity_in);
Datum
customer_seg_activity_in(PG_FUNCTION_ARGS)
{
	static const char *const fields[] = {
		"orders", "amount", "first_order", "last_order", "months", "refunds",
		"contacts", "last_contact", "potential", "profit", "referrals", NULL};
	Activity *a = palloc(sizeof(Activity));
	JsonObject object;
	bool has_first;
	bool has_last;
	bool has_contact;
	KnownMoney potential = {0};
	int amount_scale = 0;
	const char *fault;

	activity_init(a);
	if (scan_activity(PG_GETARG_CSTRING(0), a))
		PG_RETURN_POINTER(a);
	activity_init(a);
	if (!json_open(&object, PG_GETARG_CSTRING(0), "activity", fields, SOFT_ERROR_CONTEXT(fcinfo)) ||
		!json_read_int64(&object, "orders", &a->orders) ||
		!json_read_int64(&object, "refunds", &a->refunds) ||
		!json_read_int64(&object, "contacts", &a->contacts) ||
		!json_read_int64(&object, "referrals", &a->referrals) ||
		!json_read_sum(&object, "amount", &a->amount, &amount_scale) ||
		!json_read_money(&object, "potential", &potential) ||
		!read_profit(&object, a) ||
		!json_read_time(&object, "first_order", &a->first_order, &has_first) ||
		!json_read_time(&object, "last_order", &a->last_order, &has_last) ||
		!json_read_time(&object, "last_contact", &a->last_contact, &has_contact) ||
		!read_months(&object, &a->months))
		PG_RETURN_NULL();
	a->amount_scale = (uint8) amount_scale;
	activity_add_potential(a, &potential);
	fault = activity_find_fault(a);
	if (has_first != (a->orders > 0) || has_last != (a->orders > 0))
		fault = "There must be a first and a last order where there are orders, and only there.";
	else if (has_contact != (a->contacts > 0))
		fault = "There must be a last contact where there are contacts, and only there.";
	if (fault != NULL)
	{
		json_fail(&object, "%s", fault);
		PG_RETURN_NULL();
	}
	PG_RETURN_POINTER(a);
}

PG_FUNCTION_INFO_V1(customer_seg_activity_send);
Datum
customer_seg_activity_send(PG_FUNCTION_ARGS)
{
	Activity *a = PG_GETARG_ACTIVITY_P(0);
	StringInfoData out;

	pq_begintypsend(&out);
	pq_sendbyte(&out, a->version);
	pq_sendbyte(&out, a->flags);
	pq_sendbyte(&out, a->amount_scale);
	pq_sendbyte(&out, a->potential_scale);
	pq_sendint64(&out, a->orders);
	pq_sendint64(&out, a->refunds);
	pq_sendint64(&out, a->contacts);
	pq_sendint64(&out, a->referrals);
	pq_sendint64(&out, a->first_order);
	pq_sendint64(&out, a->last_order);
	pq_sendint64(&out, a->last_contact);
	pq_sendint64(&out, a->months);
	pq_sendint64(&out, a->amount.hi);
	pq_sendint64(&out, a->amount.mid);
	pq_sendint64(&out, a->amount.lo);
	pq_sendint64(&out, a->potential_hi);
	pq_sendint64(&out, a->potential_lo);
	if (activity_has_profit(a))
	{
		pq_sendint64(&out, a->profit.hi);
		pq_sendint64(&out, a->profit.mid);
		pq_sendint64(&out, a->profit.lo);
		pq_sendint64(&out, a->profit_scale);
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&out));
}

static void
receive_profit(StringInfo in, Activity *a)
{
	const Money nothing = {0};

	activity_add_profit(a, &nothing, 0);
	a->profit.hi = pq_getmsgint64(in);
	a->profit.mid = (uint64) pq_getmsgint64(in);
	a->profit.lo = (uint64) pq_getmsgint64(in);
	a->profit_scale = pq_getmsgint64(in);
}

PG_FUNCTION_INFO_V1(customer_seg_activity_recv);
Datum
customer_seg_activity_recv(PG_FUNCTION_ARGS)
{
	StringInfo in = (StringInfo) PG_GETARG_POINTER(0);
	Activity *a = palloc(sizeof(Activity));
	const char *fault;
	int version;

	activity_init(a);
	version = pq_getmsgbyte(in);
	if (version != ACTIVITY_PLAIN && version != ACTIVITY_WITH_PROFIT)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("unknown version of the binary form of an activity"),
				 errhint("It may have been sent by a newer version of customer_seg.")));
	a->flags = (uint8) pq_getmsgbyte(in);
	a->amount_scale = (uint8) pq_getmsgbyte(in);
	a->potential_scale = (uint8) pq_getmsgbyte(in);
	a->orders = pq_getmsgint64(in);
	a->refunds = pq_getmsgint64(in);
	a->contacts = pq_getmsgint64(in);
	a->referrals = pq_getmsgint64(in);
	a->first_order = pq_getmsgint64(in);
	a->last_order = pq_getmsgint64(in);
	a->last_contact = pq_getmsgint64(in);
	a->months = (uint64) pq_getmsgint64(in);
	a->amount.hi = pq_getmsgint64(in);
	a->amount.mid = (uint64) pq_getmsgint64(in);
	a->amount.lo = (uint64) pq_getmsgint64(in);
	a->potential_hi = pq_getmsgint64(in);
	a->potential_lo = (uint64) pq_getmsgint64(in);
	if (version == ACTIVITY_WITH_PROFIT)
		receive_profit(in, a);

	fault = activity_find_fault(a);
	if (fault != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid binary form of an activity"),
				 errdetail("%s", fault)));
	PG_RETURN_POINTER(a);
}
