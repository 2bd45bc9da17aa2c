/*
 * yardstick_store.c
 *		The forms in which a yardstick is stored.
 *
 * Version 1 has a fixed place for each of the eight measures there were then.
 * Version 2 is a header and an entry for each measure or distribution that is
 * fitted, weighed or limited, so that a new measure is no new form; it is used
 * where version 1 has no place.  So every value has one form: bytes that were
 * stored by any version equal those that are stored today.
 */
#include "customer/yardstick.h"

/* ---- version 1 ---- */

#define MEASURES_1		8
#define DISTRIBUTIONS_1 (MEASURES_1 + 2)

typedef struct StoredYardstick1
{
	int32 vl_len_;
	int32 version;
	TimestampTz as_of;
	int64 customers;
	double weights[MEASURES_1];
	double contact_weight;
	Cut cuts[AXES];
	Money amount_sum;
	Distribution distributions[DISTRIBUTIONS_1];
	int32 measures;
	int32 knots;
	int64 data[FLEXIBLE_ARRAY_MEMBER];
} StoredYardstick1;

StaticAssertDecl(sizeof(Distribution) == 32 && sizeof(Cut) == 24 && offsetof(StoredYardstick1, data) == 496,
				 "version 1 of the stored form of a yardstick has no padding");

#define KNOTS_SIZE(knots) ((Size) (knots) *3 * sizeof(int64))

static bool
is_form_1(const struct varlena *stored)
{
	const StoredYardstick1 *from = (const StoredYardstick1 *) stored;
	const Size least = offsetof(StoredYardstick1, data);

	return VARSIZE(stored) >= least && from->knots >= 0 && VARSIZE(stored) == least + KNOTS_SIZE(from->knots);
}

/* the number that version 1 gave to a distribution */
static int
distribution_1(int number)
{
	return number < MEASURES_1 ? number : number - MEASURES_1 + MEASURES;
}

/*
 * Version 1 holds what the cuts came to.  One over measures that may be
 * unknown meant something else then.
 */
static bool
cuts_changed_since_1(const Yardstick *y)
{
	return y->weights[AVERAGE_ORDER] > 0 || y->weights[POTENTIAL] > 0;
}

static void
open_1(const struct varlena *stored, Yardstick *y)
{
	const StoredYardstick1 *from = (const StoredYardstick1 *) stored;

	y->as_of = from->as_of;
	y->customers = from->customers;
	memcpy(y->weights, from->weights, sizeof(from->weights));
	y->contact_weight = from->contact_weight;
	memcpy(y->cuts, from->cuts, sizeof(y->cuts));
	y->amount_sum = from->amount_sum;
	for (int i = 0; i < DISTRIBUTIONS_1; i++)
		y->distributions[distribution_1(i)] = from->distributions[i];
	y->measures = (uint32) from->measures;
	y->knots = from->knots;
	y->data = from->data;
	if (cuts_changed_since_1(y))
		yardstick_resolve(y);
}

static bool
has_place_in_1(const Yardstick *y)
{
	return y->limited == 0 && y->measures < MEASURE_BIT(MEASURES_1);
}

static struct varlena *
store_1(const Yardstick *y)
{
	Size size = offsetof(StoredYardstick1, data) + KNOTS_SIZE(y->knots);
	StoredYardstick1 *to = palloc0(size);

	SET_VARSIZE(to, size);
	to->version = 1;
	to->as_of = y->as_of;
	to->customers = y->customers;
	memcpy(to->weights, y->weights, sizeof(to->weights));
	to->contact_weight = y->contact_weight;
	memcpy(to->cuts, y->cuts, sizeof(to->cuts));
	to->amount_sum = y->amount_sum;
	for (int i = 0; i < DISTRIBUTIONS_1; i++)
		to->distributions[i] = y->distributions[distribution_1(i)];
	to->measures = (int32) y->measures;
	to->knots = y->knots;
	memcpy(to->data, y->data, KNOTS_SIZE(y->knots));
	return (struct varlena *) to;
}

/* ---- version 2 ---- */

typedef struct StoredYardstick2
{
	int32 vl_len_;
	int32 version;
	TimestampTz as_of;
	int64 customers;
	double contact_weight;
	Cut cuts[AXES];
	int32 entries;
	int32 knots;
	char data[FLEXIBLE_ARRAY_MEMBER]; /* entries, then knots as in version 1 */
} StoredYardstick2;

StaticAssertDecl(sizeof(StoredYardstick2) == 88 && sizeof(MeasureLimit) == 56 && sizeof(YardstickEntry) == 128,
				 "version 2 of the stored form of a yardstick has no padding");

static Size
size_2(int32 entries, int32 knots)
{
	return sizeof(StoredYardstick2) + sizeof(YardstickEntry) * (Size) entries + KNOTS_SIZE(knots);
}

static bool
is_form_2(const struct varlena *stored)
{
	const StoredYardstick2 *from = (const StoredYardstick2 *) stored;
	const YardstickEntry *entries = (const YardstickEntry *) from->data;

	if (VARSIZE(stored) < size_2(0, 0) || from->entries < 0 || from->entries > DISTRIBUTIONS || from->knots < 0 ||
		VARSIZE(stored) != size_2(from->entries, from->knots))
		return false;
	for (int i = 0; i < from->entries; i++)
		if (entries[i].measure < 0 || entries[i].measure >= MEASURES || (entries[i].flags & ~ENTRY_FLAGS) != 0)
			return false;
	return true;
}

/* in the order of distributions, since each one's knots follow those before */
void
yardstick_put_entry(Yardstick *y, const YardstickEntry *entry)
{
	Measure measure = (Measure) entry->measure;
	bool by_contact = (entry->flags & ENTRY_BY_CONTACT) != 0;

	y->distributions[distribution_of(measure, by_contact)] = entry->distribution;
	if (by_contact)
		return;
	y->weights[measure] = entry->weight;
	if (entry->flags & ENTRY_FITTED)
		y->measures |= MEASURE_BIT(measure);
	if (entry->flags & ENTRY_LIMITED)
	{
		y->limited |= MEASURE_BIT(measure);
		y->limits[measure] = entry->limit;
	}
	if (measure == AMOUNT)
		y->amount_sum = entry->sum;
	if (measure == PROFIT)
		y->profit_sum = entry->sum;
}

/* gives each distribution its place, also those without an entry: after the knots of all before */
void
yardstick_place_knots(Yardstick *y)
{
	int32 knots = 0;

	for (int i = 0; i < DISTRIBUTIONS; i++)
	{
		y->distributions[i].first_knot = knots;
		knots += y->distributions[i].knots;
	}
}

static void
open_2(const struct varlena *stored, Yardstick *y)
{
	const StoredYardstick2 *from = (const StoredYardstick2 *) stored;
	const YardstickEntry *entries = (const YardstickEntry *) from->data;

	y->as_of = from->as_of;
	y->customers = from->customers;
	y->contact_weight = from->contact_weight;
	memcpy(y->cuts, from->cuts, sizeof(y->cuts));
	y->knots = from->knots;
	y->data = (const int64 *) (entries + from->entries);
	for (int i = 0; i < from->entries; i++)
		yardstick_put_entry(y, &entries[i]);
	yardstick_place_knots(y);
}

/* what there is of a distribution and its measure; false where there is nothing. Amount has its sum, fitted or not. */
bool
yardstick_get_entry(const Yardstick *y, int distribution, YardstickEntry *entry)
{
	Measure measure = measure_of_distribution(distribution);

	memset(entry, 0, sizeof(YardstickEntry));
	entry->measure = (int32) measure;
	entry->distribution = y->distributions[distribution];
	if (is_by_contact(distribution))
	{
		entry->flags = ENTRY_BY_CONTACT;
		return entry->distribution.customers > 0;
	}
	entry->flags = (y->measures & MEASURE_BIT(measure) ? ENTRY_FITTED : 0) |
				   (y->limited & MEASURE_BIT(measure) ? ENTRY_LIMITED : 0);
	entry->weight = y->weights[measure];
	entry->limit = y->limits[measure];
	if (measure == AMOUNT)
		entry->sum = y->amount_sum;
	if (measure == PROFIT)
		entry->sum = y->profit_sum;
	return entry->flags != 0 || measure == AMOUNT;
}

static struct varlena *
store_2(const Yardstick *y)
{
	StoredYardstick2 *to = palloc0(size_2(DISTRIBUTIONS, y->knots));
	YardstickEntry *entries = (YardstickEntry *) to->data;

	to->version = 2;
	to->as_of = y->as_of;
	to->customers = y->customers;
	to->contact_weight = y->contact_weight;
	memcpy(to->cuts, y->cuts, sizeof(to->cuts));
	to->knots = y->knots;
	for (int i = 0; i < DISTRIBUTIONS; i++)
		to->entries += yardstick_get_entry(y, i, &entries[to->entries]);
	memcpy(entries + to->entries, y->data, KNOTS_SIZE(y->knots));
	SET_VARSIZE(to, size_2(to->entries, to->knots));
	return (struct varlena *) to;
}

/* ---- either ---- */

/* see activity_check */
struct varlena *
yardstick_check(struct varlena *stored)
{
	int32 version = VARSIZE(stored) >= 2 * sizeof(int32) ? ((const StoredYardstick1 *) stored)->version : 0;

	if (!(version == 1 && is_form_1(stored)) && !(version == 2 && is_form_2(stored)))
		ereport(ERROR,
				(errcode(ERRCODE_DATA_CORRUPTED),
				 errmsg("yardstick has an unknown form"),
				 errhint("It may have been stored by a newer version of customer_seg.")));
	return stored;
}

/* The yardstick that is stored in these bytes, which must last as long as it does: its knots stay there. */
Yardstick *
yardstick_open(struct varlena *stored)
{
	Yardstick *y = palloc0(sizeof(Yardstick));

	if (((const StoredYardstick1 *) yardstick_check(stored))->version == 1)
		open_1(stored, y);
	else
		open_2(stored, y);
	return y;
}

struct varlena *
yardstick_store(const Yardstick *y)
{
	return has_place_in_1(y) ? store_1(y) : store_2(y);
}
