/*
 * history.h
 *		One customer's days: what was bought, given back and talked about on each,
 *		as a mergeable value.
 *
 * A day is a day of the history's time zone, which is UTC unless another is
 * named.  Of a known potential the days are kept on which it rose.
 *
 * Laws: merging is commutative and associative, and gives the same bytes
 * however the rows were split, for there is one way to write what a history
 * holds; and its activity before a day is that of its days' rows, each at
 * midnight UTC.
 */
#ifndef CUSTOMER_SEG_HISTORY_H
#define CUSTOMER_SEG_HISTORY_H

#include "customer/activity.h"
#include "server/decimal.h"
#include "lib/stringinfo.h"
#include "utils/date.h"

/*
 * Stored as it is, for ever: a change of layout needs a new version.
 *
 *	 version, flags, most decimals shown by any amount: a byte each
 *	 the zone's name with a byte for its length, where it is not UTC
 *	 how many times the potential rose, and each of these, where it is known
 *	 how many days, and each of them
 *
 * A rise: days since the one before (the first: since 2000-01-01, zigzag); a byte
 * with its decimals, and RISE_NEGATIVE; the potential.
 * A day: days since the one before, as above, doubled, plus one unless the day
 * is plain: one order of no less than nothing and no profit known, with as many
 * decimals as the history.  Of a plain day its amount follows.  Of any other, a byte of
 * DAY_ flags, and what they tell of.
 * Whole numbers are varints and money is scaled; see numbers/scaled.h.
 */
#define HISTORY_VERSION		  1
#define HISTORY_HAS_ZONE	  0x01
#define HISTORY_HAS_POTENTIAL 0x02

#define RISE_NEGATIVE		  0x80

#define DAY_ORDERS			  0x01 /* how many */
#define DAY_REFUNDS			  0x02 /* how many; with orders or refunds there is an amount, at the end */
#define DAY_CONTACTS		  0x04 /* how many */
#define DAY_SCALE			  0x08 /* a byte: decimals, where they are not those of the history */
#define DAY_NEGATIVE		  0x10 /* the amount */
#define DAY_PROFIT			  0x20 /* a byte of decimals, then the profit, behind all else */
#define DAY_LOSS			  0x40 /* the profit is negative */
#define DAY_FLAGS			  0x7f

#define HISTORY_MOST_DAYS	  (1 << 22) /* some ten thousand years */
#define ZONE_MOST_BYTES		  255

typedef struct HistoryDay
{
	DateADT day;
	uint8 scale; /* most decimals shown by any amount */
	uint8 profit_scale;
	bool has_profit;
	int64 orders;
	int64 refunds;
	int64 contacts;
	Money amount;
	Money profit;
} HistoryDay;

/* from this day on, the potential is known to be as large */
typedef struct PotentialRise
{
	DateADT day;
	uint8 scale;
	Money potential;
} PotentialRise;

/* where reading is */
typedef struct HistoryReader
{
	const uint8 *at;
	const uint8 *end;
	const uint8 *rises; /* the rest of them */
	uint64 rises_left;
	uint64 days_left;
	const char *zone; /* of so many bytes, or NULL: UTC */
	int zone_length;
	uint8 scale;
	bool begun;
	bool rises_begun;
	DateADT day; /* the last one read */
	DateADT rise_day;
	const char *fault; /* what is wrong with the bytes, or NULL */
} HistoryReader;

/* days in any order, on their way to be a history */
typedef struct HistoryBuilder
{
	MemoryContext context;
	char *zone; /* or NULL: UTC */
	HistoryDay *days;
	int32 count;
	int32 room;
	PotentialRise *rises;
	int32 rises_count;
	int32 rises_room;
	bool is_empty; /* no row and no history so far: the zone is not yet known */
} HistoryBuilder;

#define DatumGetHistoryP(datum) ((struct varlena *) PG_DETOAST_DATUM_PACKED(datum))
#define PG_GETARG_HISTORY_P(n)	DatumGetHistoryP(PG_GETARG_DATUM(n))

extern void history_open_bytes(HistoryReader *reader, const uint8 *bytes, Size length);
extern bool history_next_checked(HistoryReader *reader, HistoryDay *day);
extern bool history_next_rise_checked(HistoryReader *reader, PotentialRise *rise);

extern void history_open(HistoryReader *reader, const struct varlena *history);
extern bool history_next(HistoryReader *reader, HistoryDay *day);
extern bool history_next_rise(HistoryReader *reader, PotentialRise *rise);
extern bool history_first_order(const struct varlena *history, DateADT *first);
extern void history_day_count(const HistoryDay *day, Activity *a);
extern void history_potential_count(HistoryReader *reader, DateADT as_of, Activity *a);
extern bool history_activity(const struct varlena *history, DateADT since, DateADT as_of, Activity *a);

extern void history_day_add(HistoryDay *day, const HistoryDay *other);
extern const char *history_day_fault(const HistoryDay *day);

extern HistoryBuilder *history_builder_create(MemoryContext context);
extern void history_builder_reset(HistoryBuilder *b);
extern void history_builder_zone(HistoryBuilder *b, const char *zone, int length);
extern void history_builder_day(HistoryBuilder *b, const HistoryDay *day);
extern void history_builder_potential(HistoryBuilder *b, DateADT day, const Money *potential, int scale);
extern void history_builder_add(HistoryBuilder *b, HistoryReader *reader);
extern void history_builder_merge(HistoryBuilder *b, const struct varlena *history);
extern void history_builder_write(HistoryBuilder *b, StringInfo out);
extern struct varlena *history_builder_make(HistoryBuilder *b);

/* what a row is for its day, without its potential: a contact where units is NULL */
static inline void
history_day_of_row(HistoryDay *day, DateADT date, const int128_money *units, int scale)
{
	memset(day, 0, sizeof(HistoryDay));
	day->day = date;
	if (units == NULL)
	{
		day->contacts = 1;
		return;
	}
	day->amount = money_from_units(*units);
	day->scale = (uint8) scale;
	if (*units < 0)
		day->refunds = 1;
	else
		day->orders = 1;
}

#endif /* CUSTOMER_SEG_HISTORY_H */
