/*
 * reasons.c
 *		Why customers do not buy, or have left: how many of each class for each
 *		reason, and of how many nobody knows.
 *
 * Laws: counting and merging are commutative and associative, since all that
 * is kept are sums.  Classes and reasons are told apart by the bytes of their
 * text.
 */
#include "population/cross_table.h"

#include "common/int.h"
#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "server/calls.h"
#include "server/rows.h"
#include "server/states.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

/* a reason that is not known is no label, nor is a class */
typedef struct Reasons
{
	Labels *classes;
	Labels *reasons;
	CrossTable table;	 /* of numbers of customers, int64: class, reason */
	int64 customers;	 /* of all cells */
	bool unlike_classes; /* some of others, or in another order, were merged */
	bool unlike_reasons;
} Reasons;

static Reasons *
reasons_create(MemoryContext context)
{
	Reasons *r = MemoryContextAllocZero(context, sizeof(Reasons));

	r->classes = labels_create(context, "classes");
	r->reasons = labels_create(context, "reasons");
	cross_table_create(&r->table, context, r->classes, r->reasons, sizeof(int64));
	return r;
}

/* ---- counting ---- */

static int64 *
customers_of(const Reasons *r, int class, int reason)
{
	return cross_table_cell(&r->table, class, reason);
}

static void
count_reason(Reasons *r, int class, int reason, int64 customers)
{
	if (pg_add_s64_overflow(r->customers, customers, &r->customers))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("a number of customers with reasons is out of range")));
	*customers_of(r, class, reason) += customers;
}

/* the numbers that the labels of others have in a table, by their own */
static int *
numbers_of(CrossTable *table, int (*number)(CrossTable *table, const char *label), const Labels *others)
{
	int *numbers = palloc0_array(int, others->count + 1);

	for (int i = 1; i <= others->count; i++)
		numbers[i] = number(table, others->texts[i]);
	return numbers;
}

static bool
in_another_order(const Labels *a, const Labels *b)
{
	return a->count > 0 && b->count > 0 && !labels_are_same(a, b);
}

static void
reasons_merge(Reasons *r, const Reasons *other)
{
	int *classes;
	int *reasons;

	r->unlike_classes |= other->unlike_classes || in_another_order(r->classes, other->classes);
	r->unlike_reasons |= other->unlike_reasons || in_another_order(r->reasons, other->reasons);
	classes = numbers_of(&r->table, cross_table_row, other->classes);
	reasons = numbers_of(&r->table, cross_table_column, other->reasons);
	for (int class = 0; class <= other->classes->count; class ++)
	{
		CHECK_FOR_INTERRUPTS();
		for (int reason = 0; reason <= other->reasons->count; reason++)
			count_reason(r, classes[class], reasons[reason], *customers_of(other, class, reason));
	}
	pfree(classes);
	pfree(reasons);
}

/* ---- rows, as SQL sees them ---- */

enum
{
	CLASS,
	REASON,
	CUSTOMERS,
	OF,
	SHARE,
	KNOWN,
	SHARE_OF_KNOWN,
	LOW,
	HIGH,
	COLUMNS
};

pg_noreturn static void
refuse_reasons(const char *fault)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("this array does not hold reasons"),
			 errdetail("%s", fault),
			 errhint("Make it by reasons(class, reason), or rollup(reasons_row[]).")));
	pg_unreachable();
}

static const char *
read_label(const Datum *values, const bool *nulls, int column)
{
	return nulls[column] ? NULL : TextDatumGetCString(values[column]);
}

static void
add_reasons_row(Reasons *r, const Datum *values, const bool *nulls)
{
	int class = cross_table_row(&r->table, read_label(values, nulls, CLASS));
	int reason = cross_table_column(&r->table, read_label(values, nulls, REASON));
	int64 customers = nulls[CUSTOMERS] ? -1 : DatumGetInt64(values[CUSTOMERS]);

	if (customers < 0)
		refuse_reasons("A number of customers is NULL or negative.");
	if (*customers_of(r, class, reason) > 0)
		refuse_reasons("There are two rows of one class and reason.");
	count_reason(r, class, reason, customers);
}

/* what an array holds, in the current context; the shares follow from the customers, and a row that is not there is one of nobody */
static Reasons *
reasons_read(ArrayType *rows)
{
	Reasons *r = reasons_create(CurrentMemoryContext);
	MemoryContext scratch = row_scratch();
	MemoryContext caller;
	RowReader reader;
	Datum values[COLUMNS];
	bool nulls[COLUMNS];

	row_reader_open(&reader, rows, COLUMNS);
	if (reader.fault != NULL)
		refuse_reasons(reader.fault);
	caller = MemoryContextSwitchTo(scratch);
	while (row_reader_next(&reader, values, nulls))
	{
		add_reasons_row(r, values, nulls);
		MemoryContextReset(scratch);
	}
	MemoryContextSwitchTo(caller);
	MemoryContextDelete(scratch);
	return r;
}

static int64
customers_of_class(const Reasons *r, int class)
{
	int64 customers = 0;

	for (int reason = 0; reason <= r->reasons->count; reason++)
		customers += *customers_of(r, class, reason);
	return customers;
}

static void
write_reasons_row(RowWriter *writer, const Reasons *r, int class, int reason, int64 of)
{
	MemoryContext caller = MemoryContextSwitchTo(writer->scratch);
	int64 customers = *customers_of(r, class, reason);
	int64 known = of - *customers_of(r, class, NO_LABEL);
	Datum values[COLUMNS] = {0};
	bool nulls[COLUMNS] = {false};

	put_label(r->classes, class, &values[CLASS], &nulls[CLASS]);
	put_label(r->reasons, reason, &values[REASON], &nulls[REASON]);
	values[CUSTOMERS] = Int64GetDatum(customers);
	values[OF] = Int64GetDatum(of);
	values[SHARE] = Float8GetDatum((double) customers / (double) Max(of, 1));
	nulls[SHARE] = of == 0;
	values[KNOWN] = Int64GetDatum(known);
	put_share_of(customers, reason == NO_LABEL ? 0 : known, &values[SHARE_OF_KNOWN], &nulls[SHARE_OF_KNOWN]);
	MemoryContextSwitchTo(caller);
	row_writer_add(writer, values, nulls);
}

/* The array that the function returns: every class and reason; those without a class where there are any. */
static Datum
reasons_rows(FunctionCallInfo fcinfo, const Reasons *r)
{
	RowWriter writer;

	row_writer_open(&writer, fcinfo);
	for (int i = 0; i <= r->classes->count; i++)
	{
		int class = label_at(r->classes, i);
		int64 of = customers_of_class(r, class);

		if (class == NO_LABEL && of == 0)
			continue;
		for (int j = 0; j <= r->reasons->count; j++)
			write_reasons_row(&writer, r, class, label_at(r->reasons, j), of);
	}
	return row_writer_close(&writer);
}

/* ---- reasons(class, reason) ---- */

/* how the values of a call are written, kept from row to row */
typedef struct Writers
{
	SegmentWriter *class;
	SegmentWriter *reason;
} Writers;

static Writers *
writers_of(FunctionCallInfo fcinfo)
{
	Writers *writers = fcinfo->flinfo->fn_extra;

	if (writers == NULL)
	{
		writers = MemoryContextAlloc(fcinfo->flinfo->fn_mcxt, sizeof(Writers));
		writers->class = segment_writer_of(fcinfo, 1);
		writers->reason = segment_writer_of(fcinfo, 2);
		fcinfo->flinfo->fn_extra = writers;
	}
	return writers;
}

static const char *
text_argument(FunctionCallInfo fcinfo, int argument, SegmentWriter *writer)
{
	return PG_ARGISNULL(argument) ? NULL : segment_text(writer, PG_GETARG_DATUM(argument));
}

PG_FUNCTION_INFO_V1(customer_seg_reasons_accum);
Datum
customer_seg_reasons_accum(PG_FUNCTION_ARGS)
{
	MemoryContext context = aggregate_context(fcinfo);
	Reasons *r = state_argument(fcinfo, 0);
	const Writers *writers = writers_of(fcinfo);
	int class;

	if (r == NULL)
		r = reasons_create(context);
	class = cross_table_row(&r->table, text_argument(fcinfo, 1, writers->class));
	count_reason(r, class, cross_table_column(&r->table, text_argument(fcinfo, 2, writers->reason)), 1);
	PG_RETURN_POINTER(r);
}

static const Reasons *
final_reasons(FunctionCallInfo fcinfo)
{
	const Reasons *r;

	(void) aggregate_context(fcinfo);
	r = state_argument(fcinfo, 0);
	return r != NULL ? r : reasons_create(CurrentMemoryContext);
}

/* classes or reasons in their order: those of an enum as it has them, others by their bytes */
static Labels *
sorted(const Labels *labels, const EnumLabel *first, int first_count)
{
	Labels *in_order = labels_create(CurrentMemoryContext, labels->what);

	labels_add_in_order(in_order, first, first_count, labels);
	return in_order;
}

static Datum
rows_in_order(FunctionCallInfo fcinfo, const Reasons *r, Labels *classes, Labels *reasons)
{
	Reasons ordered = {.classes = classes, .reasons = reasons};

	cross_table_create(&ordered.table, CurrentMemoryContext, classes, reasons, sizeof(int64));
	reasons_merge(&ordered, r);
	return reasons_rows(fcinfo, &ordered);
}

/* (state, class, reason), the latter two only for their types */
PG_FUNCTION_INFO_V1(customer_seg_reasons_final);
Datum
customer_seg_reasons_final(PG_FUNCTION_ARGS)
{
	const Reasons *r = final_reasons(fcinfo);
	EnumLabel *classes = NULL;
	EnumLabel *reasons = NULL;
	int class_count = enum_labels_of_segment(fcinfo, 1, &classes);
	int reason_count = enum_labels_of_segment(fcinfo, 2, &reasons);

	return rows_in_order(fcinfo, r, sorted(r->classes, classes, class_count), sorted(r->reasons, reasons, reason_count));
}

static void *
reasons_like(MemoryContext context, const void *other)
{
	(void) other;
	return reasons_create(context);
}

static void
join_reasons(void *state, const void *other)
{
	reasons_merge(state, other);
}

PG_FUNCTION_INFO_V1(customer_seg_reasons_combine);
Datum
customer_seg_reasons_combine(PG_FUNCTION_ARGS)
{
	static const StateKind kind = {.create_like = reasons_like, .join = join_reasons};

	return states_combine(fcinfo, &kind);
}

PG_FUNCTION_INFO_V1(customer_seg_reasons_serial);
Datum
customer_seg_reasons_serial(PG_FUNCTION_ARGS)
{
	const Reasons *r;
	StringInfoData out;

	(void) aggregate_context(fcinfo);
	r = (Reasons *) PG_GETARG_POINTER(0);
	pq_begintypsend(&out);
	pq_sendbyte(&out, r->unlike_classes);
	pq_sendbyte(&out, r->unlike_reasons);
	labels_send(r->classes, &out);
	labels_send(r->reasons, &out);
	for (int class = 0; class <= r->classes->count; class ++)
	{
		CHECK_FOR_INTERRUPTS();
		for (int reason = 0; reason <= r->reasons->count; reason++)
			pq_sendint64(&out, (uint64) *customers_of(r, class, reason));
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&out));
}

PG_FUNCTION_INFO_V1(customer_seg_reasons_deserial);
Datum
customer_seg_reasons_deserial(PG_FUNCTION_ARGS)
{
	Reasons *r;
	StringInfoData in;

	(void) aggregate_context(fcinfo);
	open_state(fcinfo, &in);
	r = reasons_create(CurrentMemoryContext);
	r->unlike_classes = pq_getmsgbyte(&in);
	r->unlike_reasons = pq_getmsgbyte(&in);
	labels_receive(r->classes, &in);
	labels_receive(r->reasons, &in);
	cross_table_fit(&r->table);
	for (int class = 0; class <= r->classes->count; class ++)
	{
		CHECK_FOR_INTERRUPTS();
		for (int reason = 0; reason <= r->reasons->count; reason++)
			count_reason(r, class, reason, pq_getmsgint64(&in));
	}
	pq_getmsgend(&in);
	PG_RETURN_POINTER(r);
}

/* ---- rollup(reasons_row[]) ---- */

PG_FUNCTION_INFO_V1(customer_seg_reasons_rollup_accum);
Datum
customer_seg_reasons_rollup_accum(PG_FUNCTION_ARGS)
{
	MemoryContext context = aggregate_context(fcinfo);
	Reasons *r = state_argument(fcinfo, 0);

	if (r == NULL)
		r = reasons_create(context);
	if (!PG_ARGISNULL(1))
		reasons_merge(r, reasons_read(PG_GETARG_ARRAYTYPE_P(1)));
	PG_RETURN_POINTER(r);
}

/* in the order that all had; where theirs differed, in that of the bytes */
PG_FUNCTION_INFO_V1(customer_seg_reasons_rollup_final);
Datum
customer_seg_reasons_rollup_final(PG_FUNCTION_ARGS)
{
	const Reasons *r = final_reasons(fcinfo);

	return rows_in_order(fcinfo, r,
						 r->unlike_classes ? sorted(r->classes, NULL, 0) : r->classes,
						 r->unlike_reasons ? sorted(r->reasons, NULL, 0) : r->reasons);
}
