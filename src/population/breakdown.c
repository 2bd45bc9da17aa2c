/*
 * breakdown.c
 *		How many customers and how much money each segment has: counting,
 *		merging, and the array of rows that SQL sees.
 *
 * breakdown_functions.c has the aggregates and the functions.
 */
#include "population/breakdown.h"

#include <math.h>

#include "common/int.h"
#include "miscadmin.h"
#include "population/text_index.h"
#include "server/decimal.h"
#include "server/rows.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

typedef const Tally *TallyPlace;

#define ST_SORT			 sort_tallies
#define ST_ELEMENT_TYPE	 TallyPlace
#define ST_COMPARE(a, b) strcmp((*(a))->segment, (*(b))->segment)
#define ST_CHECK_FOR_INTERRUPTS
#define ST_SCOPE static
#define ST_DEFINE
#include "lib/sort_template.h"

#define FIRST_ROOM	8
#define MOST_MEMORY ((Size) 512 * 1024 * 1024)

Breakdown *
breakdown_create(MemoryContext context, bool asks)
{
	MemoryContext old = MemoryContextSwitchTo(context);
	Breakdown *b = palloc0(sizeof(Breakdown));

	b->context = context;
	b->room = FIRST_ROOM;
	b->tallies = palloc(sizeof(Tally) * FIRST_ROOM);
	b->index = textindex_create(context, FIRST_ROOM, NULL);
	b->asks = asks;
	MemoryContextSwitchTo(old);
	return b;
}

/* what is counted of a segment, or NULL */
Tally *
breakdown_find(const Breakdown *b, const char *segment)
{
	IndexedText *found = textindex_lookup(b->index, segment);

	return found == NULL ? NULL : &b->tallies[found->place];
}

/* what is counted of a segment, zeros when it is new; of a NULL, of those without one */
Tally *
breakdown_tally(Breakdown *b, const char *segment)
{
	IndexedText *place;
	Tally *tally;
	bool found;

	if (segment == NULL)
	{
		b->has_none = true;
		return &b->none;
	}
	place = textindex_insert(b->index, segment, &found);
	if (found)
		return &b->tallies[place->place];

	b->memory += strlen(segment) + sizeof(Tally) + 2 * sizeof(IndexedText);
	if (b->memory > MOST_MEMORY)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("breakdown would hold more than %d MB of segments", (int) (MOST_MEMORY >> 20)),
				 errhint("A segmentation with nearly as many segments as customers is none: group its values first.")));
	place->place = b->count;
	place->text = MemoryContextStrdup(b->context, segment);
	if (b->count == b->room)
	{
		b->tallies = repalloc_huge(b->tallies, mul_size(sizeof(Tally), 2 * (Size) b->room));
		b->room *= 2;
	}
	tally = &b->tallies[b->count++];
	memset(tally, 0, sizeof(Tally));
	tally->segment = place->text;
	return tally;
}

/* all but the segment */
void
tally_add(Tally *tally, const Tally *other)
{
	/* the other three are never more than the customers */
	if (pg_add_s64_overflow(tally->customers, other->customers, &tally->customers) ||
		!money_add(&tally->amount, &other->amount))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("a sum in a breakdown is out of range")));
	tally->scale = Max(tally->scale, other->scale);
	tally->reachable += other->reachable;
	tally->asked += other->asked;
	tally->answered += other->answered;
}

static bool
same_segments(const Breakdown *a, const Breakdown *b)
{
	if (a->count != b->count)
		return false;
	for (int i = 0; i < a->count; i++)
		if (strcmp(a->tallies[i].segment, b->tallies[i].segment) != 0)
			return false;
	return true;
}

/* b and the other as one */
void
breakdown_merge(Breakdown *b, const Breakdown *other)
{
	if (breakdown_is_empty(other))
		return;
	if (breakdown_is_empty(b))
		b->asks = other->asks;
	else if (b->asks != other->asks)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("one breakdown counts answers and another does not"),
				 errhint("Make all of them by breakdown(segment, amount, reachable, answered), or none.")));
	b->unlike |= other->unlike || (b->count > 0 && other->count > 0 && !same_segments(b, other));
	for (int i = 0; i < other->count; i++)
	{
		CHECK_FOR_INTERRUPTS();
		tally_add(breakdown_tally(b, other->tallies[i].segment), &other->tallies[i]);
	}
	if (other->has_none)
		tally_add(breakdown_tally(b, NULL), &other->none);
}

/* by the bytes of the segments, as COLLATE "C" has it */
void
breakdown_sort(const Tally **tallies, int count)
{
	sort_tallies(tallies, (size_t) count);
}

/* of all customers that have a segment */
Tally
breakdown_total(const Breakdown *b)
{
	Tally total = {0};

	for (int i = 0; i < b->count; i++)
		tally_add(&total, &b->tallies[i]);
	return total;
}

/* what the segments bring together: of money, shares are of this.  One whose amount is below 0 brings nothing. */
Money
breakdown_brought(const Breakdown *b)
{
	Money brought = {0};

	for (int i = 0; i < b->count; i++)
		if (money_sign(&b->tallies[i].amount) > 0 && !money_add(&brought, &b->tallies[i].amount))
			ereport(ERROR,
					(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
					 errmsg("a sum in a breakdown is out of range")));
	return brought;
}

/* a segment's share of it, from 0 to 1; false where there is none */
bool
share_of_brought(const Tally *tally, const Money *brought, double *share)
{
	*share = money_sign(&tally->amount) <= 0 ? 0 : money_ratio(&tally->amount, 1) / money_ratio(brought, 1);
	return money_sign(brought) > 0;
}

/* ---- rows, as SQL sees them ---- */

enum
{
	SEGMENT,
	CUSTOMERS,
	AMOUNT,
	REACHABLE,
	ASKED,
	ANSWERED,
	COLUMNS
};

static const char *const column_names[COLUMNS] = {"segment", "customers", "amount", "reachable", "asked", "answered"};

pg_noreturn static void
refuse_breakdown(const char *fault)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("this array is not a breakdown"),
			 errdetail("%s", fault),
			 errhint("Make it by breakdown(segment, amount), or rollup(breakdown_row[]).")));
	pg_unreachable();
}

static int64
read_count(const Datum *values, const bool *nulls, int column, int64 most)
{
	int64 count = DatumGetInt64(values[column]);

	if (nulls[column])
		refuse_breakdown(psprintf("%s is NULL.", column_names[column]));
	if (count < 0 || count > most)
		refuse_breakdown(psprintf("%s " INT64_FORMAT " is out of range.", column_names[column], count));
	return count;
}

/* one row; all that it takes is of the current context */
static Tally
read_row(const Datum *values, const bool *nulls, bool *asks)
{
	Tally tally = {0};

	if (!nulls[SEGMENT])
		tally.segment = TextDatumGetCString(values[SEGMENT]);
	tally.customers = read_count(values, nulls, CUSTOMERS, PG_INT64_MAX);
	if (nulls[AMOUNT])
		refuse_breakdown("amount is NULL.");
	if (decimal_read_sum(PG_DETOAST_DATUM_PACKED(values[AMOUNT]), &tally.amount, &tally.scale) != MONEY_OK)
		refuse_breakdown("An amount is no sum of money, or out of range.");
	if (fabs(money_ratio(&tally.amount, 1)) > (double) tally.customers * 1e18)
		refuse_breakdown("An amount is more than so many customers can bring.");
	*asks = !nulls[REACHABLE] || !nulls[ASKED] || !nulls[ANSWERED];
	if (*asks)
	{
		tally.reachable = read_count(values, nulls, REACHABLE, tally.customers);
		tally.asked = read_count(values, nulls, ASKED, tally.customers);
		tally.answered = read_count(values, nulls, ANSWERED, tally.asked);
	}
	return tally;
}

static void
add_breakdown_row(Breakdown *b, const Datum *values, const bool *nulls)
{
	bool asks;
	Tally tally = read_row(values, nulls, &asks);

	if (tally.segment == NULL ? b->has_none : breakdown_find(b, tally.segment) != NULL)
		refuse_breakdown(tally.segment == NULL ? "There are two rows without a segment." :
												 psprintf("There are two rows of the segment \"%s\".", tally.segment));
	if (!breakdown_is_empty(b) && b->asks != asks)
		refuse_breakdown("Some rows have reachable, asked and answered, others have not.");
	b->asks = asks;
	tally_add(breakdown_tally(b, tally.segment), &tally);
}

/*
 * The breakdown that an array holds; it lives in the current context.  An
 * error when breakdown() could not have made it, or not fit for sums: then
 * those over all its rows fit, too.
 */
Breakdown *
breakdown_read(ArrayType *rows)
{
	Breakdown *b = breakdown_create(CurrentMemoryContext, false);
	MemoryContext scratch = row_scratch();
	MemoryContext caller;
	RowReader reader;
	Datum values[COLUMNS];
	bool nulls[COLUMNS];
	Tally total;

	row_reader_open(&reader, rows, COLUMNS);
	if (reader.fault != NULL)
		refuse_breakdown(reader.fault);
	caller = MemoryContextSwitchTo(scratch);
	while (row_reader_next(&reader, values, nulls))
	{
		add_breakdown_row(b, values, nulls);
		MemoryContextReset(scratch);
	}
	MemoryContextSwitchTo(caller);
	MemoryContextDelete(scratch);
	total = breakdown_total(b);
	tally_add(&total, &b->none);
	return b;
}

static void
write_row(RowWriter *writer, const Tally *tally, bool asks)
{
	MemoryContext caller = MemoryContextSwitchTo(writer->scratch);
	Datum values[COLUMNS];
	bool nulls[COLUMNS] = {false};

	values[SEGMENT] = tally->segment == NULL ? (Datum) 0 : CStringGetTextDatum(tally->segment);
	nulls[SEGMENT] = tally->segment == NULL;
	values[CUSTOMERS] = Int64GetDatum(tally->customers);
	values[AMOUNT] = decimal_make(&tally->amount, tally->scale);
	values[REACHABLE] = Int64GetDatum(tally->reachable);
	values[ASKED] = Int64GetDatum(tally->asked);
	values[ANSWERED] = Int64GetDatum(tally->answered);
	nulls[REACHABLE] = nulls[ASKED] = nulls[ANSWERED] = !asks;
	MemoryContextSwitchTo(caller);
	row_writer_add(writer, values, nulls);
}

/* The array that the function returns: so many segments, then the customers without one. */
Datum
breakdown_rows(FunctionCallInfo fcinfo, const Breakdown *b, const Tally **segments, int count)
{
	RowWriter writer;

	row_writer_open(&writer, fcinfo);
	for (int i = 0; i < count; i++)
		write_row(&writer, segments[i], b->asks);
	if (b->has_none)
		write_row(&writer, &b->none, b->asks);
	return row_writer_close(&writer);
}
