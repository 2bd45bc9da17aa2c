/*
 * cohorts.c
 *		cohorts(history, unit, as_of): of those whose first order was in the same
 *		period, how many bought in each period since, and what they brought.
 *
 * The state has a cell for each cohort and period in which anything was,
 * whatever the number of customers.
 */
#include "time/cohorts.h"

#include "common/hashfn.h"
#include "customer/history.h"
#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "numbers/proportions.h"
#include "server/amount.h"
#include "server/calls.h"
#include "server/rows.h"
#include "server/states.h"
#include "time/periods.h"
#include "time/units.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"
#include "utils/numeric.h"

#define MOST_CELLS 1000000

static Unit
unit_argument(FunctionCallInfo fcinfo, int argument)
{
	char *name = text_to_cstring(PG_GETARG_TEXT_PP(argument));

	for (int i = 0; i < UNITS; i++)
		if (strcmp(name, unit_names[i]) == 0)
			return i;
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("unit \"%s\" is not recognized", name),
			 errhint("Give 'day', 'week', 'month', 'quarter' or 'year'.")));
	return UNIT_DAY; /* keep compilers quiet */
}

/* ---- counting ---- */

/* what a cohort did in a period */
typedef struct CohortCell
{
	uint64 key;
	int64 customers; /* who bought */
	Money amount;
	int32 scale; /* most decimals shown by any amount */
	char status; /* of the hash table */
} CohortCell;

#define SH_PREFIX		   cells
#define SH_ELEMENT_TYPE	   CohortCell
#define SH_KEY_TYPE		   uint64
#define SH_KEY			   key
#define SH_HASH_KEY(tb, a) hash_bytes((const unsigned char *) &(a), sizeof(a))
#define SH_EQUAL(tb, a, b) ((a) == (b))
#define SH_SCOPE		   static inline
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

#define ST_SORT			 sort_cells
#define ST_ELEMENT_TYPE	 CohortCell
#define ST_COMPARE(a, b) ((a)->key < (b)->key ? -1 : (a)->key > (b)->key)
#define ST_CHECK_FOR_INTERRUPTS
#define ST_SCOPE static
#define ST_DEFINE
#include "lib/sort_template.h"

typedef struct Cohorts
{
	Unit unit;
	DateADT as_of;
	cells_hash *cells;
} Cohorts;

/* keys are in the order of cohorts, then of periods */
static uint64
cell_key(int32 cohort, int32 period)
{
	return (uint64) ((int64) cohort - PG_INT32_MIN) << 32 | (uint64) ((int64) period - PG_INT32_MIN);
}

static int32
cohort_of_cell(const CohortCell *cell)
{
	return (int32) ((int64) (cell->key >> 32) + PG_INT32_MIN);
}

static int32
period_of_cell(const CohortCell *cell)
{
	return (int32) ((int64) (cell->key & PG_UINT32_MAX) + PG_INT32_MIN);
}

pg_noreturn static void
refuse_so_many(const Cohorts *c)
{
	ereport(ERROR,
			(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
			 errmsg("more than %d cells of cohorts by %s", MOST_CELLS, unit_names[c->unit]),
			 errhint("Take longer periods, such as 'month', or histories from a later day on.")));
	pg_unreachable();
}

static void
cell_add(Cohorts *c, const CohortCell *added)
{
	bool found;
	CohortCell *cell = cells_insert(c->cells, added->key, &found);

	if (!found)
	{
		char status = cell->status;

		if (c->cells->members > MOST_CELLS)
			refuse_so_many(c);
		*cell = (CohortCell){.key = added->key, .status = status};
	}
	cell->customers += added->customers;
	cell->scale = Max(cell->scale, added->scale);
	amount_add(&cell->amount, &added->amount, "the amount of a cohort");
}

/* day after day of one customer, who bought in the period or not */
static void
cell_add_day(CohortCell *cell, const HistoryDay *day)
{
	if (day->orders > 0)
		cell->customers = 1;
	cell->scale = Max(cell->scale, day->scale);
	amount_add(&cell->amount, &day->amount, "the amount of a period");
}

/* A refund before the first order counts with it, lest its money be lost. */
static void
cohorts_add(Cohorts *c, const struct varlena *history)
{
	HistoryReader reader;
	HistoryDay day;
	DateADT first;
	int32 cohort;
	CohortCell cell = {0};

	if (!history_first_order(history, &first) || first >= c->as_of)
		return;
	cohort = unit_number(c->unit, first);
	cell.key = cell_key(cohort, cohort);
	history_open(&reader, history);
	while (history_next(&reader, &day) && day.day < c->as_of)
	{
		uint64 key = cell_key(cohort, Max(cohort, unit_number(c->unit, day.day)));

		if (day.orders + day.refunds == 0)
			continue;
		if (key != cell.key)
		{
			cell_add(c, &cell);
			cell = (CohortCell){.key = key};
		}
		cell_add_day(&cell, &day);
	}
	cell_add(c, &cell);
}

/* ---- the aggregate ---- */

static Cohorts *
create_cohorts(MemoryContext context, Unit unit, DateADT as_of)
{
	Cohorts *c = MemoryContextAllocZero(context, sizeof(Cohorts));

	c->unit = unit;
	c->as_of = as_of;
	c->cells = cells_create(context, 64, NULL);
	return c;
}

static void
check_same_cohorts(const Cohorts *c, Unit unit, DateADT as_of)
{
	if (c->unit != unit || c->as_of != as_of)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("cohorts need one unit and one as_of"),
				 errhint("Give the same for all customers.")));
}

/* (state, history, unit, as_of) */
PG_FUNCTION_INFO_V1(customer_seg_cohorts_accum);
Datum
customer_seg_cohorts_accum(PG_FUNCTION_ARGS)
{
	MemoryContext context = aggregate_context(fcinfo);
	Cohorts *c = state_argument(fcinfo, 0);
	Unit unit;
	DateADT as_of;

	if (PG_ARGISNULL(2) || PG_ARGISNULL(3))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("%s of cohorts is NULL", PG_ARGISNULL(2) ? "unit" : "as_of"),
				 errhint("Give the same for all customers, as in cohorts(history, 'month', '2025-01-01').")));
	unit = unit_argument(fcinfo, 2);
	as_of = day_argument(fcinfo, 3, "as_of");
	if (c == NULL)
		c = create_cohorts(context, unit, as_of);
	check_same_cohorts(c, unit, as_of);
	if (!PG_ARGISNULL(1))
		cohorts_add(c, PG_GETARG_HISTORY_P(1));
	PG_RETURN_POINTER(c);
}

static void *
cohorts_like(MemoryContext context, const void *other)
{
	const Cohorts *c = other;

	return create_cohorts(context, c->unit, c->as_of);
}

static void
join_cohorts(void *state, const void *other)
{
	Cohorts *c = state;
	const Cohorts *added = other;
	cells_iterator place;
	CohortCell *cell;

	check_same_cohorts(c, added->unit, added->as_of);
	cells_start_iterate(added->cells, &place);
	while ((cell = cells_iterate(added->cells, &place)) != NULL)
	{
		CHECK_FOR_INTERRUPTS();
		cell_add(c, cell);
	}
}

PG_FUNCTION_INFO_V1(customer_seg_cohorts_combine);
Datum
customer_seg_cohorts_combine(PG_FUNCTION_ARGS)
{
	static const StateKind kind = {cohorts_like, join_cohorts};

	return states_combine(fcinfo, &kind);
}

/* between processes of one server: in the machine's own byte order */
PG_FUNCTION_INFO_V1(customer_seg_cohorts_serial);
Datum
customer_seg_cohorts_serial(PG_FUNCTION_ARGS)
{
	const Cohorts *c;
	StringInfoData out;
	cells_iterator place;
	CohortCell *cell;

	(void) aggregate_context(fcinfo);
	c = state_argument(fcinfo, 0);
	pq_begintypsend(&out);
	pq_sendbytes(&out, (const char *) &c->unit, sizeof(c->unit));
	pq_sendbytes(&out, (const char *) &c->as_of, sizeof(c->as_of));
	pq_sendbytes(&out, (const char *) &c->cells->members, sizeof(c->cells->members));
	cells_start_iterate(c->cells, &place);
	while ((cell = cells_iterate(c->cells, &place)) != NULL)
		pq_sendbytes(&out, (const char *) cell, sizeof(CohortCell));
	PG_RETURN_BYTEA_P(pq_endtypsend(&out));
}

PG_FUNCTION_INFO_V1(customer_seg_cohorts_deserial);
Datum
customer_seg_cohorts_deserial(PG_FUNCTION_ARGS)
{
	Cohorts *c;
	StringInfoData in;
	uint32 count;
	CohortCell cell;

	(void) aggregate_context(fcinfo);
	open_state(fcinfo, &in);
	c = create_cohorts(CurrentMemoryContext, UNIT_DAY, 0);
	pq_copymsgbytes(&in, (char *) &c->unit, sizeof(c->unit));
	pq_copymsgbytes(&in, (char *) &c->as_of, sizeof(c->as_of));
	pq_copymsgbytes(&in, (char *) &count, sizeof(count));
	for (uint32 i = 0; i < count; i++)
	{
		CHECK_FOR_INTERRUPTS();
		pq_copymsgbytes(&in, (char *) &cell, sizeof(CohortCell));
		cell_add(c, &cell);
	}
	pq_getmsgend(&in);
	PG_RETURN_POINTER(c);
}

/* ---- rows ---- */

/* where writing is */
typedef struct Table
{
	const Cohorts *c;
	const CohortCell *cells; /* in order */
	int count;
	int next;	/* cell */
	int32 last; /* period of the day before as_of */
	int64 customers;
	Money total; /* of the cohort so far */
	int32 scale;
} Table;

static Table
table_of(const Cohorts *c)
{
	CohortCell *cells = palloc_array(CohortCell, c->cells->members + 1);
	Table t = {.c = c, .cells = cells, .last = unit_number(c->unit, c->as_of - 1)};
	cells_iterator place;
	CohortCell *cell;

	cells_start_iterate(c->cells, &place);
	while ((cell = cells_iterate(c->cells, &place)) != NULL)
		cells[t.count++] = *cell;
	sort_cells(cells, (size_t) t.count);
	return t;
}

/* the first cell of each cohort is that of its own period, in which all its customers bought */
static bool
begins_cohort(const CohortCell *cell)
{
	return period_of_cell(cell) == cohort_of_cell(cell);
}

static void
check_size(const Table *t)
{
	int64 rows = 0;

	for (int i = 0; i < t->count; i++)
		if (begins_cohort(&t->cells[i]))
			rows += (int64) t->last - cohort_of_cell(&t->cells[i]) + 1;
	if (rows > MOST_CELLS)
		refuse_so_many(t->c);
}

/* what the cohort did in a period, which may be nothing */
static CohortCell
take_cell(Table *t, int32 cohort, int32 period)
{
	CohortCell nothing = {0};

	if (t->next < t->count && t->cells[t->next].key == cell_key(cohort, period))
		return t->cells[t->next++];
	return nothing;
}

/* in its own period, a cohort has bought by definition */
static void
put_cell(const Table *t, const CohortCell *cell, bool is_own, Datum *values)
{
	Estimate share = is_own ? (Estimate){1, 1, 1} : share_estimate(cell->customers, t->customers, USUAL_CONFIDENCE);

	values[RETAINED] = Int64GetDatum(cell->customers);
	values[SHARE] = Float8GetDatum(share.value);
	values[SHARE_LOW] = Float8GetDatum(share.low);
	values[SHARE_HIGH] = Float8GetDatum(share.high);
	values[AMOUNT] = decimal_make(&cell->amount, cell->scale);
	values[AMOUNT_A_HEAD] = DirectFunctionCall2(numeric_div, decimal_make(&t->total, t->scale),
												NumericGetDatum(int64_to_numeric(t->customers)));
}

static void
write_cell(RowWriter *writer, Table *t, int32 cohort, int32 period)
{
	MemoryContext caller = MemoryContextSwitchTo(writer->scratch);
	bool is_over = period < unit_number(t->c->unit, t->c->as_of);
	CohortCell cell = take_cell(t, cohort, period);
	Datum values[COHORT_COLUMNS] = {0};
	bool nulls[COHORT_COLUMNS] = {false};

	amount_add(&t->total, &cell.amount, "the amount of a cohort");
	t->scale = Max(t->scale, cell.scale);
	values[COHORT] = DateADTGetDatum(unit_first_day(t->c->unit, cohort));
	values[PERIOD] = Int32GetDatum(period - cohort);
	values[PERIOD_START] = DateADTGetDatum(unit_first_day(t->c->unit, period));
	values[CUSTOMERS] = Int64GetDatum(t->customers);
	if (is_over)
		put_cell(t, &cell, period == cohort, values);
	for (int i = RETAINED; i < COHORT_COLUMNS; i++)
		nulls[i] = !is_over;
	MemoryContextSwitchTo(caller);
	row_writer_add(writer, values, nulls);
}

/* a row for each period from the cohort's own to the last one */
static void
write_cohort(RowWriter *writer, Table *t)
{
	int32 cohort = cohort_of_cell(&t->cells[t->next]);

	t->customers = t->cells[t->next].customers;
	t->total = (Money){0};
	t->scale = 0;
	for (int32 period = cohort; period <= t->last; period++)
		write_cell(writer, t, cohort, period);
}

PG_FUNCTION_INFO_V1(customer_seg_cohorts_final);
Datum
customer_seg_cohorts_final(PG_FUNCTION_ARGS)
{
	const Cohorts *c;
	RowWriter writer;
	Table t = {0};

	(void) aggregate_context(fcinfo);
	c = state_argument(fcinfo, 0);
	if (c != NULL)
		t = table_of(c);
	check_size(&t);
	row_writer_open(&writer, fcinfo);
	while (t.next < t.count)
		write_cohort(&writer, &t);
	return row_writer_close(&writer);
}
