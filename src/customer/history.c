/*
 * history.c
 *		One customer's days: reading them.  history_builder.c writes them.
 */
#include "customer/history.h"

#include "miscadmin.h"
#include "numbers/scaled.h"
#include "server/operators.h"
#include "server/times.h"

/* ---- from bytes ---- */

static const uint8 *
fault(HistoryReader *reader, const char *what)
{
	reader->fault = what;
	return NULL;
}

/* days since the one before, or of the first one since 2000-01-01 */
static bool
get_day(HistoryReader *reader, uint64 distance, bool first, DateADT *day)
{
	int64 next;
	TimestampTz at;

	if (distance > PG_UINT32_MAX || (distance == 0 && !first))
		return fault(reader, "The days are out of order.") != NULL;
	next = first ? ((int64) (distance >> 1) ^ -(int64) (distance & 1)) : (int64) *day + (int64) distance;
	if (next < PG_INT32_MIN || next > PG_INT32_MAX || !date_time((DateADT) next, &at))
		return fault(reader, "A day is out of range.") != NULL;
	*day = (DateADT) next;
	return true;
}

static const uint8 *
get_sum(HistoryReader *reader, const uint8 *at, int scale, bool negative, Money *money)
{
	at = scaled_get(at, reader->end, scale, negative, money);
	return at != NULL ? at : fault(reader, "There is a sum of money that is none.");
}

static const uint8 *
get_scale(HistoryReader *reader, const uint8 *at, uint8 *scale)
{
	if (at == reader->end || *at > DECIMAL_MAX_SCALE)
		return fault(reader, "A number of decimals is out of range.");
	*scale = *at;
	return at + 1;
}

/* a count that is there for its not being 0 */
static const uint8 *
get_count(HistoryReader *reader, const uint8 *at, bool present, int64 *count)
{
	uint64 value;

	*count = 0;
	if (!present)
		return at;
	at = varint_get(at, reader->end, &value);
	if (at == NULL || value == 0 || value > (uint64) ACTIVITY_MAX_COUNT)
		return fault(reader, "A count is out of range.");
	*count = (int64) value;
	return at;
}

static const uint8 *
get_profit(HistoryReader *reader, const uint8 *at, uint8 flags, HistoryDay *day)
{
	day->has_profit = (flags & DAY_PROFIT) != 0;
	if (!day->has_profit)
		return at;
	if (!(at = get_scale(reader, at, &day->profit_scale)))
		return NULL;
	return get_sum(reader, at, day->profit_scale, (flags & DAY_LOSS) != 0, &day->profit);
}

static const uint8 *
get_told_of(HistoryReader *reader, const uint8 *at, HistoryDay *day)
{
	uint8 flags;

	if (at == reader->end || *at > DAY_FLAGS)
		return fault(reader, "A day has a flag that is not known.");
	flags = *at++;
	if (!(at = get_count(reader, at, (flags & DAY_ORDERS) != 0, &day->orders)) ||
		!(at = get_count(reader, at, (flags & DAY_REFUNDS) != 0, &day->refunds)) ||
		!(at = get_count(reader, at, (flags & DAY_CONTACTS) != 0, &day->contacts)))
		return NULL;
	day->scale = day->orders + day->refunds > 0 ? reader->scale : 0;
	if ((flags & DAY_SCALE) && !(at = get_scale(reader, at, &day->scale)))
		return NULL;
	if (day->orders + day->refunds > 0 &&
		!(at = get_sum(reader, at, day->scale, (flags & DAY_NEGATIVE) != 0, &day->amount)))
		return NULL;
	return get_profit(reader, at, flags, day);
}

static const uint8 *
get_plain(HistoryReader *reader, const uint8 *at, HistoryDay *day)
{
	day->orders = 1;
	day->scale = reader->scale;
	return get_sum(reader, at, day->scale, false, &day->amount);
}

/* the next day, or false at the end or where there is a fault */
bool
history_next_checked(HistoryReader *reader, HistoryDay *day)
{
	const uint8 *at = reader->at;
	uint64 head;

	CHECK_FOR_INTERRUPTS();
	if (reader->fault != NULL)
		return false;
	if (reader->days_left == 0)
		return at != reader->end && fault(reader, "There is more than the days.") != NULL;
	memset(day, 0, sizeof(HistoryDay));
	at = varint_get(at, reader->end, &head);
	if (at == NULL)
		return fault(reader, "A day is cut off.") != NULL;
	if (!get_day(reader, head >> 1, !reader->begun, &reader->day))
		return false;
	at = head & 1 ? get_told_of(reader, at, day) : get_plain(reader, at, day);
	if (at == NULL)
		return false;
	day->day = reader->day;
	reader->begun = true;
	reader->days_left--;
	reader->at = at;
	return true;
}

bool
history_next_rise_checked(HistoryReader *reader, PotentialRise *rise)
{
	const uint8 *at = reader->rises;
	uint64 distance;

	CHECK_FOR_INTERRUPTS();
	if (reader->rises_left == 0 || reader->fault != NULL)
		return false;
	at = varint_get(at, reader->end, &distance);
	if (at == NULL || at == reader->end || (*at & ~RISE_NEGATIVE) > DECIMAL_MAX_SCALE)
		return fault(reader, "A potential is cut off.") != NULL;
	if (!get_day(reader, distance, !reader->rises_begun, &reader->rise_day))
		return false;
	rise->day = reader->rise_day;
	rise->scale = *at & (uint8) ~RISE_NEGATIVE;
	at = get_sum(reader, at + 1, rise->scale, (*at & RISE_NEGATIVE) != 0, &rise->potential);
	if (at == NULL)
		return false;
	reader->rises = at;
	reader->rises_begun = true;
	reader->rises_left--;
	return true;
}

static const uint8 *
open_zone(HistoryReader *reader, const uint8 *at)
{
	if (at == reader->end || *at == 0 || reader->end - at - 1 < *at)
		return fault(reader, "The time zone is cut off.");
	reader->zone = (const char *) at + 1;
	reader->zone_length = *at;
	return at + 1 + *at;
}

/* finds where the days begin: behind the rises */
static const uint8 *
open_rises(HistoryReader *reader, const uint8 *at)
{
	HistoryReader ahead;
	PotentialRise rise;

	at = varint_get(at, reader->end, &reader->rises_left);
	if (at == NULL || reader->rises_left == 0)
		return fault(reader, "The potential is cut off.");
	reader->rises = at;
	ahead = *reader;
	while (history_next_rise_checked(&ahead, &rise))
		;
	reader->fault = ahead.fault;
	return ahead.rises;
}

void
history_open_bytes(HistoryReader *reader, const uint8 *bytes, Size length)
{
	const uint8 *at = bytes + 3;

	memset(reader, 0, sizeof(HistoryReader));
	reader->end = reader->at = bytes + length;
	if (length < 3 || bytes[0] != HISTORY_VERSION || bytes[1] > (HISTORY_HAS_ZONE | HISTORY_HAS_POTENTIAL))
		fault(reader, "The version is not known.");
	else if (bytes[2] > DECIMAL_MAX_SCALE)
		fault(reader, "A number of decimals is out of range.");
	if (reader->fault != NULL)
		return;
	reader->scale = bytes[2];
	if ((bytes[1] & HISTORY_HAS_ZONE) && !(at = open_zone(reader, at)))
		return;
	if ((bytes[1] & HISTORY_HAS_POTENTIAL) && !(at = open_rises(reader, at)))
		return;
	if (reader->fault != NULL)
		return;
	reader->at = varint_get(at, reader->end, &reader->days_left);
	if (reader->at == NULL)
		fault(reader, "The days are cut off.");
}

/* ---- of stored values, whose bytes were looked at when they came in ---- */

static void
report_fault(const HistoryReader *reader)
{
	if (reader->fault != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_DATA_CORRUPTED),
				 errmsg("history has an unknown form"),
				 errdetail("%s", reader->fault),
				 errhint("It may have been stored by a newer version of customer_seg.")));
}

void
history_open(HistoryReader *reader, const struct varlena *history)
{
	history_open_bytes(reader, (const uint8 *) VARDATA_ANY(history), VARSIZE_ANY_EXHDR(history));
	report_fault(reader);
}

/* the days, in order; false at the end */
bool
history_next(HistoryReader *reader, HistoryDay *day)
{
	bool found = history_next_checked(reader, day);

	if (unlikely(!found))
		report_fault(reader);
	return found;
}

/* the days on which the potential rose, in order; false at the end */
bool
history_next_rise(HistoryReader *reader, PotentialRise *rise)
{
	bool found = history_next_rise_checked(reader, rise);

	if (!found)
		report_fault(reader);
	return found;
}

/* ---- readers ---- */

/* the day of the first order; false without one */
bool
history_first_order(const struct varlena *history, DateADT *first)
{
	HistoryReader reader;
	HistoryDay day;

	history_open(&reader, history);
	while (history_next(&reader, &day))
		if (day.orders > 0)
		{
			*first = day.day;
			return true;
		}
	return false;
}

/* day += other; both are the same day */
void
history_day_add(HistoryDay *day, const HistoryDay *other)
{
	day->orders += other->orders;
	day->refunds += other->refunds;
	day->contacts += other->contacts;
	if (day->orders > ACTIVITY_MAX_COUNT || day->refunds > ACTIVITY_MAX_COUNT || day->contacts > ACTIVITY_MAX_COUNT ||
		!money_add(&day->amount, &other->amount) || !money_add(&day->profit, &other->profit))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("a day of a history is out of range")));
	day->scale = Max(day->scale, other->scale);
	day->profit_scale = Max(day->profit_scale, other->profit_scale);
	day->has_profit |= other->has_profit;
}

/* What holds of every day that rows can make; NULL, or what is wrong. */
const char *
history_day_fault(const HistoryDay *day)
{
	if (day->orders + day->refunds + day->contacts == 0)
		return "There is a day without orders, refunds and contacts.";
	if (day->scale > (day->orders + day->refunds > 0 ? DECIMAL_MAX_SCALE : 0) ||
		!money_is_sum_of(&day->amount, (uint64) day->orders, (uint64) day->refunds, day->scale))
		return "The amount does not go with the number of orders and refunds.";
	if (day->profit_scale > DECIMAL_MAX_SCALE ||
		!money_is_sum_of(&day->profit, ACTIVITY_MAX_COUNT, ACTIVITY_MAX_COUNT, day->profit_scale))
		return "The profit is out of range.";
	return NULL;
}

/* what was on a day, at its midnight UTC, joins an activity */
void
history_day_count(const HistoryDay *day, Activity *a)
{
	activity_add_day(a, day->day * USECS_PER_DAY, day->orders, day->refunds, day->contacts, &day->amount, day->scale);
	if (day->has_profit)
		activity_add_profit(a, &day->profit, day->profit_scale);
}

/* the potential that was known before a day joins an activity; of a reader that has read none yet */
void
history_potential_count(HistoryReader *reader, DateADT as_of, Activity *a)
{
	PotentialRise rise;

	while (history_next_rise(reader, &rise) && rise.day < as_of)
		activity_add_potential(a, &(KnownMoney){.units = money_units(&rise.potential), .scale = rise.scale, .is_known = true});
}

/*
 * The activity of the days from since on and before as_of, each at midnight
 * UTC; false when there was nothing.  A potential is known from the day on
 * which it rose, whenever one begins to look.
 */
bool
history_activity(const struct varlena *history, DateADT since, DateADT as_of, Activity *a)
{
	HistoryReader reader;
	HistoryDay day;
	bool any = false;

	activity_init(a);
	history_open(&reader, history);
	while (history_next(&reader, &day) && day.day < as_of)
	{
		if (day.day < since)
			continue;
		any = true;
		history_day_count(&day, a);
	}
	if (any)
		history_potential_count(&reader, as_of, a);
	return any;
}

/* by the days, as they are written */
static int
history_compare(const struct varlena *a, const struct varlena *b)
{
	Size left = VARSIZE(a);
	Size right = VARSIZE(b);
	int order = memcmp(VARDATA(a), VARDATA(b), Min(left, right) - VARHDRSZ);

	if (order != 0)
		return order;
	RETURN_UNLESS_EQUAL(left, right);
	return 0;
}

#define DatumGetFullHistoryP(datum) ((struct varlena *) PG_DETOAST_DATUM(datum))

DEFINE_OPERATORS(history, DatumGetFullHistoryP, history_compare, VARHDRSZ);
