/*
 * separation_classes.c
 *		separation(attribute, class): do the groups that an attribute makes differ
 *		in their classes?  The association of two nominal variables.
 *
 * The state counts customers by attribute and class.  Counts add up in any
 * order, so the result does not depend on the order of the rows or on the plan.
 */
#include "server/calls.h"
#include "server/states.h"

#include "catalog/pg_type.h"
#include "columns/distinct_values.h"
#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "nodes/nodeFuncs.h"
#include "population/contingency.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"

typedef struct Cell
{
	uint64 place; /* number of the attribute's value << 32 | number of the class */
	int64 customers;
	char status;
} Cell;

#define SH_PREFIX		   cells
#define SH_ELEMENT_TYPE	   Cell
#define SH_KEY_TYPE		   uint64
#define SH_KEY			   place
#define SH_HASH_KEY(tb, k) ((uint32) (spread_bits(k) >> 32))
#define SH_EQUAL(tb, a, b) ((a) == (b))
#define SH_SCOPE		   static inline
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

#define FIRST_CELLS 16

typedef struct Counts
{
	MemoryContext context;
	DistinctValues attribute;
	DistinctValues class;
	cells_hash *cells;
	int64 customers;
	int64 missing; /* rows without an attribute or a class */
} Counts;

/* of a text, boolean, enum, date ... a class can be made; a sum of money as one would be a mistake */
static void
check_class_type(Oid type)
{
	char category;
	bool preferred;

	get_type_category_preferred(type, &category, &preferred);
	if (category == TYPCATEGORY_NUMERIC)
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("type %s is a number, not a class", format_type_be(type)),
				 errhint("Cast it: to numeric to compare its means, to text to count its values as classes.")));
}

static Counts *
counts_allocate(MemoryContext context)
{
	Counts *counts = MemoryContextAllocZero(context, sizeof(Counts));

	counts->context = context;
	counts->cells = cells_create(context, FIRST_CELLS, NULL);
	return counts;
}

/*
 * The collation that an argument has by itself, as GROUP BY has it; a call has
 * one for all of them.  A window does not tell its call, so there it is that one.
 */
static Oid
argument_collation(FunctionCallInfo fcinfo, int argument)
{
	const Aggref *call = AggGetAggref(fcinfo);

	if (call == NULL)
		return PG_GET_COLLATION();
	return exprCollation((Node *) list_nth_node(TargetEntry, call->args, argument - 1)->expr);
}

static Counts *
counts_create(FunctionCallInfo fcinfo, MemoryContext context)
{
	Counts *counts = counts_allocate(context);
	Oid class = get_fn_expr_argtype(fcinfo->flinfo, 2);

	check_class_type(class);
	distinct_create(&counts->attribute, context, get_fn_expr_argtype(fcinfo->flinfo, 1), argument_collation(fcinfo, 1),
					"attribute");
	distinct_create(&counts->class, context, class, argument_collation(fcinfo, 2), "class");
	return counts;
}

static void *
counts_create_like(MemoryContext context, const void *state)
{
	const Counts *other = state;
	Counts *counts = counts_allocate(context);

	distinct_create(&counts->attribute, context, other->attribute.type.type, other->attribute.type.collation, "attribute");
	distinct_create(&counts->class, context, other->class.type.type, other->class.type.collation, "class");
	return counts;
}

static void
count_customers(Counts *counts, Datum attribute, Datum class, int64 customers)
{
	uint64 place = (uint64) distinct_number(&counts->attribute, attribute) << 32 |
				   distinct_number(&counts->class, class);
	bool found;
	Cell *cell = cells_insert(counts->cells, place, &found);

	if (!found)
	{
		cell->customers = 0;
		distinct_check_memory(counts->attribute.memory + counts->class.memory +
							  sizeof(Cell) * (Size) counts->cells->members);
	}
	cell->customers += customers;
	counts->customers += customers;
}

PG_FUNCTION_INFO_V1(customer_seg_separation_classes_accum);
Datum
customer_seg_separation_classes_accum(PG_FUNCTION_ARGS)
{
	MemoryContext context = aggregate_context(fcinfo);
	Counts *counts = state_argument(fcinfo, 0);

	if (counts == NULL)
		counts = counts_create(fcinfo, context);
	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		counts->missing++;
	else
		count_customers(counts, PG_GETARG_DATUM(1), PG_GETARG_DATUM(2), 1);
	PG_RETURN_POINTER(counts);
}

static void
counts_join(void *state, const void *more)
{
	Counts *counts = state;
	const Counts *other = more;
	cells_iterator each;
	const Cell *cell;

	cells_start_iterate(other->cells, &each);
	while ((cell = cells_iterate(other->cells, &each)) != NULL)
	{
		CHECK_FOR_INTERRUPTS();
		count_customers(counts, (Datum) other->attribute.keys[cell->place >> 32],
						(Datum) other->class.keys[(uint32) cell->place], cell->customers);
	}
	counts->missing += other->missing;
}

PG_FUNCTION_INFO_V1(customer_seg_separation_classes_combine);
Datum
customer_seg_separation_classes_combine(PG_FUNCTION_ARGS)
{
	static const StateKind kind = {.create_like = counts_create_like, .join = counts_join};

	return states_combine(fcinfo, &kind);
}

/* between processes of one server: in the machine's own byte order */
PG_FUNCTION_INFO_V1(customer_seg_separation_classes_serial);
Datum
customer_seg_separation_classes_serial(PG_FUNCTION_ARGS)
{
	const Counts *counts;
	StringInfoData out;
	cells_iterator each;
	const Cell *cell;

	(void) aggregate_context(fcinfo);
	counts = (Counts *) PG_GETARG_POINTER(0);
	pq_begintypsend(&out);
	distinct_send(&counts->attribute, &out);
	distinct_send(&counts->class, &out);
	pq_sendbytes(&out, (char *) &counts->missing, sizeof(int64));
	pq_sendbytes(&out, (char *) &counts->cells->members, sizeof(uint32));
	cells_start_iterate(counts->cells, &each);
	while ((cell = cells_iterate(counts->cells, &each)) != NULL)
	{
		pq_sendbytes(&out, (char *) &cell->place, sizeof(uint64));
		pq_sendbytes(&out, (char *) &cell->customers, sizeof(int64));
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&out));
}

PG_FUNCTION_INFO_V1(customer_seg_separation_classes_deserial);
Datum
customer_seg_separation_classes_deserial(PG_FUNCTION_ARGS)
{
	Counts *counts;
	StringInfoData in;
	uint32 cells;

	(void) aggregate_context(fcinfo);
	open_state(fcinfo, &in);

	counts = counts_allocate(CurrentMemoryContext);
	distinct_receive(&counts->attribute, CurrentMemoryContext, &in, "attribute");
	distinct_receive(&counts->class, CurrentMemoryContext, &in, "class");
	pq_copymsgbytes(&in, (char *) &counts->missing, sizeof(int64));
	pq_copymsgbytes(&in, (char *) &cells, sizeof(uint32));
	for (uint32 i = 0; i < cells; i++)
	{
		uint64 place;
		int64 customers;
		bool found;

		pq_copymsgbytes(&in, (char *) &place, sizeof(uint64));
		pq_copymsgbytes(&in, (char *) &customers, sizeof(int64));
		cells_insert(counts->cells, place, &found)->customers = customers;
		counts->customers += customers;
	}
	pq_getmsgend(&in);
	PG_RETURN_POINTER(counts);
}

static ContingencyTable
table_of_counts(const Counts *counts)
{
	ContingencyTable table = {.groups = counts->attribute.count, .classes = counts->class.count, .customers = counts->customers};
	cells_iterator each;
	const Cell *cell;

	if (counts->cells == NULL)
		return table;
	table.cells = contingency_cells(counts->cells->members);
	cells_start_iterate(counts->cells, &each);
	while ((cell = cells_iterate(counts->cells, &each)) != NULL)
		table.cells[table.count++] = (ContingencyCell){(uint32) (cell->place >> 32), (uint32) cell->place, cell->customers};
	return table;
}

static const char *
note_of(const ContingencyTable *table, const Association *association)
{
	if (table->customers == 0)
		return "undetermined: no customers";
	if (table->groups == 1)
		return "undetermined: all customers are in one group";
	if (table->classes == 1)
		return "undetermined: all customers are in one class";
	return small_expected_note(table, association);
}

/* the columns of separation_of_classes */
#define COLUMNS 11

PG_FUNCTION_INFO_V1(customer_seg_separation_classes_final);
Datum
customer_seg_separation_classes_final(PG_FUNCTION_ARGS)
{
	const Counts nobody = {0};
	const Counts *counts = PG_ARGISNULL(0) ? &nobody : (Counts *) PG_GETARG_POINTER(0);
	ContingencyTable table;
	Association found;
	Datum values[COLUMNS] = {0};
	bool nulls[COLUMNS] = {false};
	const char *note;

	(void) aggregate_context(fcinfo);
	table = table_of_counts(counts);
	found = measure_association(&table);
	note = note_of(&table, &found);
	values[0] = Int64GetDatum(counts->customers);
	values[1] = Int64GetDatum(counts->missing);
	values[2] = Int64GetDatum(counts->attribute.count);
	values[3] = Int64GetDatum(counts->class.count);
	values[4] = Float8GetDatum(found.chi_square);
	values[5] = Int64GetDatum((int64) found.df);
	values[6] = Float8GetDatum(found.p);
	values[7] = Float8GetDatum(found.cramers_v);
	values[8] = Float8GetDatum(found.cramers_v_corrected);
	values[9] = Float8GetDatum(found.smallest_expected);
	nulls[4] = nulls[6] = nulls[7] = nulls[8] = nulls[9] = found.df == 0;
	nulls[10] = note == NULL;
	if (note != NULL)
		values[10] = CStringGetTextDatum(note);
	return record_result(fcinfo, values, nulls);
}
