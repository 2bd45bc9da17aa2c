/*
 * movement.c
 *		How many customers, with how much money, were in each class at one time
 *		and are in each class at another: counting, merging, and the array of
 *		rows that SQL sees.
 *
 * movement_functions.c has the aggregates.
 */
#include "time/movement.h"

#include <math.h>

#include "common/int.h"
#include "miscadmin.h"
#include "server/amount.h"
#include "server/calls.h"
#include "server/rows.h"
#include "utils/builtins.h"
#include "utils/hsearch.h"
#include "utils/memutils.h"

Movement *
movement_create(MemoryContext context, bool has_money)
{
	Movement *m = MemoryContextAllocZero(context, sizeof(Movement));

	m->classes = labels_create(context, "classes of a movement");
	cross_table_create(&m->table, context, m->classes, m->classes, sizeof(MovementCell));
	m->has_money = has_money;
	return m;
}

/* the number of a class, which may be new; NOT_THERE for a NULL */
int
movement_class(Movement *m, const char *class)
{
	return cross_table_row(&m->table, class);
}

/* ---- counting ---- */

static void
add_sum(MoneySum *sum, const MoneySum *other)
{
	amount_add(&sum->money, &other->money, "a sum in a movement");
	sum->scale = Max(sum->scale, other->scale);
}

/* who was not there at either time is left out, and so is money of nobody */
void
movement_add(Movement *m, int was, int is, const MovementCell *cell)
{
	MovementCell *place = movement_cell(m, was, is);

	if (cell->customers == 0 || (was == NOT_THERE && is == NOT_THERE))
		return;
	if (pg_add_s64_overflow(m->customers, cell->customers, &m->customers))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("a number of customers in a movement is out of range")));
	place->customers += cell->customers;
	add_sum(&place->before, &cell->before);
	add_sum(&place->now, &cell->now);
}

/* m and the other as one */
void
movement_merge(Movement *m, const Movement *other)
{
	int *numbers;

	if (other->classes->count == 0)
		return;
	if (m->classes->count == 0)
		m->has_money = other->has_money;
	else if (m->has_money != other->has_money)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("one movement counts money and another does not"),
				 errhint("Make all of them by movement(was, \"is\", before, now), or none.")));
	m->unlike |= other->unlike || (m->classes->count > 0 && !labels_are_same(m->classes, other->classes));
	numbers = palloc0_array(int, other->classes->count + 1);
	for (int i = 1; i <= other->classes->count; i++)
		numbers[i] = movement_class(m, other->classes->texts[i]);
	for (int was = 0; was <= other->classes->count; was++)
	{
		CHECK_FOR_INTERRUPTS();
		for (int is = 0; is <= other->classes->count; is++)
			movement_add(m, numbers[was], numbers[is], movement_cell(other, was, is));
	}
	pfree(numbers);
}

/* all that were in a class */
int64
movement_was(const Movement *m, int class)
{
	int64 customers = 0;

	for (int is = 0; is <= m->classes->count; is++)
		customers += movement_cell(m, class, is)->customers;
	return customers;
}

/* all that are in a class */
int64
movement_is(const Movement *m, int class)
{
	int64 customers = 0;

	for (int was = 0; was <= m->classes->count; was++)
		customers += movement_cell(m, was, class)->customers;
	return customers;
}

/* what those who are in a class bring now */
MoneySum
movement_money_now(const Movement *m, int is)
{
	MoneySum now = {0};

	for (int was = 0; was <= m->classes->count; was++)
		add_sum(&now, &movement_cell(m, was, is)->now);
	return now;
}

/* ---- rows, as SQL sees them ---- */

enum
{
	WAS,
	IS,
	CUSTOMERS,
	OF,
	SHARE,
	LOW,
	HIGH,
	BEFORE,
	NOW,
	COLUMNS
};

pg_noreturn static void
refuse(const char *fault)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("this array is not a movement"),
			 errdetail("%s", fault),
			 errhint("Make it by movement(was, \"is\"), or rollup(movement_row[]).")));
	pg_unreachable();
}

static const char *
read_class(const Datum *values, const bool *nulls, int column)
{
	return nulls[column] ? NULL : TextDatumGetCString(values[column]);
}

static MoneySum
read_cell_sum(Datum amount, int64 customers)
{
	MoneySum sum = {0};

	if (decimal_read_sum(PG_DETOAST_DATUM_PACKED(amount), &sum.money, &sum.scale) != MONEY_OK)
		refuse("An amount is no sum of money, or out of range.");
	if (fabs(money_ratio(&sum.money, 1)) > (double) customers * 1e18)
		refuse("An amount is more than so many customers can bring.");
	return sum;
}

static MovementCell
read_cell(const Datum *values, const bool *nulls, bool *has_money)
{
	MovementCell cell = {0};

	if (nulls[CUSTOMERS])
		refuse("customers is NULL.");
	cell.customers = DatumGetInt64(values[CUSTOMERS]);
	if (cell.customers < 0)
		refuse(psprintf("customers " INT64_FORMAT " is negative.", cell.customers));
	if (nulls[BEFORE] != nulls[NOW])
		refuse("A row has but one of before and now.");
	*has_money = !nulls[NOW];
	if (*has_money)
	{
		cell.before = read_cell_sum(values[BEFORE], cell.customers);
		cell.now = read_cell_sum(values[NOW], cell.customers);
	}
	return cell;
}

/* seen has a bit for every was and is that a row told of */
static void
add_movement_row(Movement *m, const Datum *values, const bool *nulls, HTAB *seen)
{
	bool has_money;
	bool found;
	MovementCell cell = read_cell(values, nulls, &has_money);
	int key[2] = {movement_class(m, read_class(values, nulls, WAS)), movement_class(m, read_class(values, nulls, IS))};

	if (key[0] == NOT_THERE && key[1] == NOT_THERE)
		refuse("There is a row of those who were not there at either time.");
	if (hash_get_num_entries(seen) > 0 && m->has_money != has_money)
		refuse("Some rows have before and now, others have not.");
	hash_search(seen, key, HASH_ENTER, &found);
	if (found)
		refuse("There are two rows from one class to the same.");
	m->has_money = has_money;
	movement_add(m, key[0], key[1], &cell);
}

/*
 * The movement that an array holds; it lives in the current context.  A row
 * that is not there is one of nobody; of, share, low and high follow from the
 * others.  An error when movement() could not have made it, or not fit for
 * sums: then those over all its rows fit, too.
 */
Movement *
movement_read(ArrayType *rows)
{
	Movement *m = movement_create(CurrentMemoryContext, false);
	HASHCTL seen_by = {.keysize = sizeof(int[2]), .entrysize = sizeof(int[2]), .hcxt = CurrentMemoryContext};
	HTAB *seen = hash_create("customer_seg cells", 64, &seen_by, HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);
	MemoryContext scratch = row_scratch();
	MemoryContext caller;
	RowReader reader;
	Datum values[COLUMNS];
	bool nulls[COLUMNS];

	row_reader_open(&reader, rows, COLUMNS);
	if (reader.fault != NULL)
		refuse(reader.fault);
	caller = MemoryContextSwitchTo(scratch);
	while (row_reader_next(&reader, values, nulls))
	{
		add_movement_row(m, values, nulls, seen);
		MemoryContextReset(scratch);
	}
	MemoryContextSwitchTo(caller);
	MemoryContextDelete(scratch);
	hash_destroy(seen);
	return m;
}

static void
write_movement_row(RowWriter *writer, const Movement *m, int was, int is, int64 of)
{
	MemoryContext caller = MemoryContextSwitchTo(writer->scratch);
	const MovementCell *cell = movement_cell(m, was, is);
	Datum values[COLUMNS] = {0};
	bool nulls[COLUMNS] = {false};

	put_label(m->classes, was, &values[WAS], &nulls[WAS]);
	put_label(m->classes, is, &values[IS], &nulls[IS]);
	values[CUSTOMERS] = Int64GetDatum(cell->customers);
	values[OF] = Int64GetDatum(of);
	put_share_of(cell->customers, of, &values[SHARE], &nulls[SHARE]);
	values[BEFORE] = decimal_make(&cell->before.money, cell->before.scale);
	values[NOW] = decimal_make(&cell->now.money, cell->now.scale);
	nulls[BEFORE] = nulls[NOW] = !m->has_money;
	MemoryContextSwitchTo(caller);
	row_writer_add(writer, values, nulls);
}

/* The array that the function returns: every was and is, but for those who were not there at either time. */
Datum
movement_rows(FunctionCallInfo fcinfo, const Movement *m)
{
	RowWriter writer;

	row_writer_open(&writer, fcinfo);
	for (int i = 0; i <= m->classes->count; i++)
	{
		int was = label_at(m->classes, i);
		int64 of = movement_was(m, was);

		for (int j = 0; j < m->classes->count + (was != NOT_THERE); j++)
			write_movement_row(&writer, m, was, label_at(m->classes, j), of);
	}
	return row_writer_close(&writer);
}

/* ---- classes named by callers ---- */

static char *
class_list(const Movement *m)
{
	StringInfoData list;

	initStringInfo(&list);
	for (int i = 1; i <= m->classes->count && list.len < 200; i++)
		appendStringInfo(&list, "%s\"%s\"", i == 1 ? "" : ", ", m->classes->texts[i]);
	return list.data;
}

/* the number of a class, which an argument names; an error where there is no such class */
int
known_class(const Movement *m, const char *class, const char *argument)
{
	int number = labels_find(m->classes, class);

	if (number < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s \"%s\" is no class of this movement", argument, class),
				 m->classes->count == 0 ? errhint("The movement is empty.") :
										  errhint("Its classes are %s.", class_list(m))));
	return number;
}
