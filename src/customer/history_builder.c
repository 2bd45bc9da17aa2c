/*
 * history_builder.c
 *		Days in any order become a history, which is written in one way only.
 */
#include "customer/history.h"

#include "miscadmin.h"
#include "numbers/scaled.h"
#include "utils/memutils.h"

#define FIRST_DAYS 4

/* more bytes than a day or a rise takes */
#define DAY_MOST_BYTES (4 * VARINT_MOST_BYTES + 3 + 2 * SCALED_MOST_BYTES)

/* the parts of it are allocated in the given context */
HistoryBuilder *
history_builder_create(MemoryContext context)
{
	HistoryBuilder *b = MemoryContextAllocZero(context, sizeof(HistoryBuilder));

	b->context = context;
	b->is_empty = true;
	return b;
}

/* for another customer, with the memory it has */
void
history_builder_reset(HistoryBuilder *b)
{
	b->count = 0;
	b->rises_count = 0;
	if (b->zone != NULL)
		pfree(b->zone);
	b->zone = NULL;
	b->is_empty = true;
}

/* All that is added must be of one zone; UTC, by its name or by length 0, is kept without a name. */
void
history_builder_zone(HistoryBuilder *b, const char *zone, int length)
{
	int known = b->zone == NULL ? 0 : (int) strlen(b->zone);

	if (length == 3 && memcmp(zone, "UTC", 3) == 0)
		length = 0;
	if (b->is_empty && length > 0)
	{
		b->zone = MemoryContextAllocZero(b->context, length + 1);
		memcpy(b->zone, zone, length);
	}
	else if (!b->is_empty && (known != length || memcmp(b->zone == NULL ? "" : b->zone, zone, length) != 0))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a history of days in %s cannot take days in %.*s",
						known > 0 ? b->zone : "UTC", length > 0 ? length : 3, length > 0 ? zone : "UTC"),
				 errdetail("A day may begin at another time there."),
				 errhint("Make both with the same time zone: history(at, amount, '%s').", known > 0 ? b->zone : "UTC")));
	b->is_empty = false;
}

static int
compare_history_days(const void *a, const void *b)
{
	DateADT left = ((const HistoryDay *) a)->day;
	DateADT right = ((const HistoryDay *) b)->day;

	return left < right ? -1 : left > right;
}

static bool
are_in_order(const HistoryBuilder *b)
{
	for (int32 i = 1; i < b->count; i++)
		if (b->days[i - 1].day >= b->days[i].day)
			return false;
	return true;
}

/* each day once, in order */
static void
sort_days(HistoryBuilder *b)
{
	int32 kept = 0;

	if (are_in_order(b))
		return;
	qsort(b->days, b->count, sizeof(HistoryDay), compare_history_days);
	for (int32 i = 1; i < b->count; i++)
	{
		if (b->days[i].day == b->days[kept].day)
			history_day_add(&b->days[kept], &b->days[i]);
		else
			b->days[++kept] = b->days[i];
	}
	b->count = kept + 1;
}

/* What is full of days that are there twice is first made smaller. */
static void
make_room_for_day(HistoryBuilder *b)
{
	CHECK_FOR_INTERRUPTS();
	sort_days(b);
	if (b->count > HISTORY_MOST_DAYS / 2)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("a history holds at most %d days", HISTORY_MOST_DAYS / 2)));
	if (b->count < b->room - b->room / 4)
		return;
	b->room = b->room == 0 ? FIRST_DAYS : 2 * b->room;
	if (b->days == NULL)
		b->days = MemoryContextAlloc(b->context, b->room * sizeof(HistoryDay));
	else
		b->days = repalloc(b->days, b->room * sizeof(HistoryDay));
}

void
history_builder_day(HistoryBuilder *b, const HistoryDay *day)
{
	if (b->count > 0 && b->days[b->count - 1].day == day->day)
	{
		history_day_add(&b->days[b->count - 1], day);
		return;
	}
	if (b->count == b->room)
		make_room_for_day(b);
	b->days[b->count++] = *day;
}

static bool
is_higher(const PotentialRise *a, const PotentialRise *b)
{
	int order = money_cmp(&a->potential, &b->potential);

	return order > 0 || (order == 0 && a->scale > b->scale);
}

/* Keeps of the rises those days on which there was more than on all before. */
static void
keep_rises(HistoryBuilder *b, PotentialRise rise)
{
	int32 at = b->rises_count;
	int32 kept;

	while (at > 0 && b->rises[at - 1].day >= rise.day)
		at--;
	if (at > 0 && !is_higher(&rise, &b->rises[at - 1]))
		return;
	for (kept = at; kept < b->rises_count && !is_higher(&b->rises[kept], &rise); kept++)
		;
	/* one on the same day that is higher stands for the day */
	if (kept == at && kept < b->rises_count && b->rises[kept].day == rise.day)
		return;
	memmove(&b->rises[at + 1], &b->rises[kept], (b->rises_count - kept) * sizeof(PotentialRise));
	b->rises[at] = rise;
	b->rises_count += 1 - (kept - at);
}

/* a potential that is known from this day on */
void
history_builder_potential(HistoryBuilder *b, DateADT day, const Money *potential, int scale)
{
	PotentialRise rise = {.day = day, .scale = (uint8) scale, .potential = *potential};

	if (b->rises_count == b->rises_room)
	{
		b->rises_room = b->rises_room == 0 ? FIRST_DAYS : 2 * b->rises_room;
		if (b->rises == NULL)
			b->rises = MemoryContextAlloc(b->context, b->rises_room * sizeof(PotentialRise));
		else
			b->rises = repalloc(b->rises, b->rises_room * sizeof(PotentialRise));
	}
	keep_rises(b, rise);
}

/* all days of another history, whatever its zone */
void
history_builder_add(HistoryBuilder *b, HistoryReader *reader)
{
	HistoryDay day;
	PotentialRise rise;

	while (history_next(reader, &day))
		history_builder_day(b, &day);
	while (history_next_rise(reader, &rise))
		history_builder_potential(b, rise.day, &rise.potential, rise.scale);
}

/* all of another history */
void
history_builder_merge(HistoryBuilder *b, const struct varlena *history)
{
	HistoryReader reader;

	history_open(&reader, history);
	history_builder_zone(b, reader.zone, reader.zone_length);
	history_builder_add(b, &reader);
}

/* ---- writing ---- */

static uint8
greatest_scale(const HistoryBuilder *b)
{
	uint8 scale = 0;

	for (int32 i = 0; i < b->count; i++)
		scale = Max(scale, b->days[i].scale);
	return scale;
}

static uint64
zigzag(DateADT day)
{
	return ((uint64) (int64) day << 1) ^ (uint64) ((int64) day >> 63);
}

static uint8 *
write_rises(uint8 *at, const HistoryBuilder *b)
{
	at = varint_put(at, (uint64) b->rises_count);
	for (int32 i = 0; i < b->rises_count; i++)
	{
		const PotentialRise *rise = &b->rises[i];

		at = varint_put(at, i == 0 ? zigzag(rise->day) : (uint64) (rise->day - rise[-1].day));
		*at++ = (uint8) (rise->scale | (money_sign(&rise->potential) < 0 ? RISE_NEGATIVE : 0));
		at = scaled_put(at, &rise->potential, rise->scale);
	}
	return at;
}

static uint8
day_flags(const HistoryDay *day, uint8 scale)
{
	bool has_amount = day->orders + day->refunds > 0;

	return (day->orders > 0 ? DAY_ORDERS : 0) |
		   (day->refunds > 0 ? DAY_REFUNDS : 0) |
		   (day->contacts > 0 ? DAY_CONTACTS : 0) |
		   (has_amount && day->scale != scale ? DAY_SCALE : 0) |
		   (money_sign(&day->amount) < 0 ? DAY_NEGATIVE : 0) |
		   (day->has_profit ? DAY_PROFIT : 0) |
		   (day->has_profit && money_sign(&day->profit) < 0 ? DAY_LOSS : 0);
}

static uint8 *
put_told_of(uint8 *at, const HistoryDay *day, uint8 scale)
{
	uint8 flags = day_flags(day, scale);

	*at++ = flags;
	if (flags & DAY_ORDERS)
		at = varint_put(at, (uint64) day->orders);
	if (flags & DAY_REFUNDS)
		at = varint_put(at, (uint64) day->refunds);
	if (flags & DAY_CONTACTS)
		at = varint_put(at, (uint64) day->contacts);
	if (flags & DAY_SCALE)
		*at++ = day->scale;
	if (flags & (DAY_ORDERS | DAY_REFUNDS))
		at = scaled_put(at, &day->amount, day->scale);
	if (flags & DAY_PROFIT)
	{
		*at++ = day->profit_scale;
		at = scaled_put(at, &day->profit, day->profit_scale);
	}
	return at;
}

static bool
is_plain(const HistoryDay *day, uint8 scale)
{
	return day->orders == 1 && day->refunds == 0 && day->contacts == 0 && !day->has_profit && day->scale == scale &&
		   day->amount.hi >= 0;
}

static uint8 *
write_day(uint8 *at, const HistoryDay *day, uint64 distance, uint8 scale)
{
	bool plain = is_plain(day, scale);

	at = varint_put(at, distance << 1 | !plain);
	return plain ? scaled_put(at, &day->amount, scale) : put_told_of(at, day, scale);
}

static uint8 *
write_head(uint8 *at, const HistoryBuilder *b, uint8 scale)
{
	*at++ = HISTORY_VERSION;
	*at++ = (b->zone != NULL ? HISTORY_HAS_ZONE : 0) | (b->rises_count > 0 ? HISTORY_HAS_POTENTIAL : 0);
	*at++ = scale;
	if (b->zone != NULL)
	{
		uint8 length = (uint8) strlen(b->zone);

		*at++ = length;
		memcpy(at, b->zone, length);
		at += length;
	}
	if (b->rises_count > 0)
		at = write_rises(at, b);
	return varint_put(at, (uint64) b->count);
}

static void
make_room_for_bytes(StringInfo out, int64 bytes)
{
	enlargeStringInfo(out, (int) Min(bytes, (int64) MaxAllocSize));
}

/* appends the bytes of the history */
void
history_builder_write(HistoryBuilder *b, StringInfo out)
{
	uint8 scale = greatest_scale(b);
	uint8 *at;

	sort_days(b);
	make_room_for_bytes(out, 3 + 1 + ZONE_MOST_BYTES + VARINT_MOST_BYTES + DAY_MOST_BYTES * ((int64) b->rises_count + 1));
	at = write_head((uint8 *) out->data + out->len, b, scale);
	for (int32 i = 0; i < b->count; i++)
	{
		const HistoryDay *day = &b->days[i];

		out->len = (int) (at - (uint8 *) out->data);
		if (unlikely(out->maxlen - out->len < DAY_MOST_BYTES + 1))
			make_room_for_bytes(out, DAY_MOST_BYTES);
		at = (uint8 *) out->data + out->len;
		at = write_day(at, day, i == 0 ? zigzag(day->day) : (uint64) (day->day - day[-1].day), scale);
	}
	out->len = (int) (at - (uint8 *) out->data);
}

/* the history, in the current context */
struct varlena *
history_builder_make(HistoryBuilder *b)
{
	StringInfoData out;

	initStringInfo(&out);
	appendStringInfoSpaces(&out, VARHDRSZ);
	history_builder_write(b, &out);
	SET_VARSIZE(out.data, out.len);
	return (struct varlena *) out.data;
}
