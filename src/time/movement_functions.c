/*
 * movement_functions.c
 *		movement() and rollup(movement_row[]), in SQL.
 */
#include "time/movement.h"

#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "population/segment_text.h"
#include "server/amount.h"
#include "server/calls.h"
#include "server/states.h"
#include "utils/lsyscache.h"

/* ---- movement() ---- */

static int
class_of_row(FunctionCallInfo fcinfo, Movement *m, int argument)
{
	if (PG_ARGISNULL(argument))
		return NOT_THERE;
	return movement_class(m, segment_text(segment_writer(fcinfo), PG_GETARG_DATUM(argument)));
}

/* NULL is no money */
static MoneySum
money_of_row(FunctionCallInfo fcinfo, int argument, const char *name)
{
	MoneySum sum = {0};

	if (!PG_ARGISNULL(argument))
		sum.money = money_from_units(amount_units(AMOUNT_NUMERIC, PG_GETARG_DATUM(argument), name, &sum.scale));
	return sum;
}

/* (state, was, is [, before, now]) */
PG_FUNCTION_INFO_V1(customer_seg_movement_accum);
Datum
customer_seg_movement_accum(PG_FUNCTION_ARGS)
{
	MemoryContext context = aggregate_context(fcinfo);
	Movement *m = state_argument(fcinfo, 0);
	bool has_money = PG_NARGS() > 3;
	MovementCell one = {.customers = 1};
	int was;

	if (m == NULL)
		m = movement_create(context, has_money);
	if (has_money)
	{
		one.before = money_of_row(fcinfo, 3, "before");
		one.now = money_of_row(fcinfo, 4, "now");
	}
	was = class_of_row(fcinfo, m, 1);
	movement_add(m, was, class_of_row(fcinfo, m, 2), &one);
	PG_RETURN_POINTER(m);
}

/* the same, of which the classes stand in order: first those of the labels, then the others by their bytes */
static Movement *
in_order(const Movement *m, const EnumLabel *labels, int label_count)
{
	Movement *ordered = movement_create(CurrentMemoryContext, m->has_money);

	labels_add_in_order(ordered->classes, labels, label_count, m->classes);
	cross_table_fit(&ordered->table);
	movement_merge(ordered, m);
	return ordered;
}

static const Movement *
final_state(FunctionCallInfo fcinfo, bool has_money)
{
	const Movement *m;

	(void) aggregate_context(fcinfo);
	m = state_argument(fcinfo, 0);
	return m != NULL ? m : movement_create(CurrentMemoryContext, has_money);
}

/* (state, was, is [, before, now]), all but the state only for their types */
PG_FUNCTION_INFO_V1(customer_seg_movement_final);
Datum
customer_seg_movement_final(PG_FUNCTION_ARGS)
{
	const Movement *m = final_state(fcinfo, PG_NARGS() > 3);
	EnumLabel *labels = NULL;
	int label_count = enum_labels_of_segment(fcinfo, 1, &labels);

	return movement_rows(fcinfo, in_order(m, labels, label_count));
}

static void *
movement_like(MemoryContext context, const void *other)
{
	return movement_create(context, ((const Movement *) other)->has_money);
}

static void
join_movements(void *state, const void *other)
{
	movement_merge(state, other);
}

PG_FUNCTION_INFO_V1(customer_seg_movement_combine);
Datum
customer_seg_movement_combine(PG_FUNCTION_ARGS)
{
	static const StateKind kind = {.create_like = movement_like, .join = join_movements};

	return states_combine(fcinfo, &kind);
}

static void
send_sum(StringInfo out, const MoneySum *sum)
{
	pq_sendint64(out, sum->money.lo);
	pq_sendint64(out, sum->money.mid);
	pq_sendint64(out, (uint64) sum->money.hi);
	pq_sendint32(out, (uint32) sum->scale);
}

static MoneySum
receive_sum(StringInfo in)
{
	MoneySum sum;

	sum.money.lo = (uint64) pq_getmsgint64(in);
	sum.money.mid = (uint64) pq_getmsgint64(in);
	sum.money.hi = pq_getmsgint64(in);
	sum.scale = (int32) pq_getmsgint(in, 4);
	return sum;
}

/* all that is in it, class by class; a cell of nobody is but its zero */
PG_FUNCTION_INFO_V1(customer_seg_movement_serial);
Datum
customer_seg_movement_serial(PG_FUNCTION_ARGS)
{
	Movement *m;
	StringInfoData out;
	int side;

	(void) aggregate_context(fcinfo);
	m = (Movement *) PG_GETARG_POINTER(0);
	side = m->classes->count + 1;
	pq_begintypsend(&out);
	pq_sendbyte(&out, m->has_money);
	pq_sendbyte(&out, m->unlike);
	labels_send(m->classes, &out);
	for (int i = 0; i < side * side; i++)
	{
		const MovementCell *cell = movement_cell(m, i / side, i % side);

		CHECK_FOR_INTERRUPTS();
		pq_sendint64(&out, (uint64) cell->customers);
		if (cell->customers == 0)
			continue;
		send_sum(&out, &cell->before);
		send_sum(&out, &cell->now);
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&out));
}

static MovementCell
receive_cell(StringInfo in)
{
	MovementCell cell = {.customers = pq_getmsgint64(in)};

	if (cell.customers == 0)
		return cell;
	cell.before = receive_sum(in);
	cell.now = receive_sum(in);
	return cell;
}

PG_FUNCTION_INFO_V1(customer_seg_movement_deserial);
Datum
customer_seg_movement_deserial(PG_FUNCTION_ARGS)
{
	Movement *m;
	StringInfoData in;
	int side;

	(void) aggregate_context(fcinfo);
	open_state(fcinfo, &in);
	m = movement_create(CurrentMemoryContext, pq_getmsgbyte(&in));
	m->unlike = pq_getmsgbyte(&in);
	labels_receive(m->classes, &in);
	cross_table_fit(&m->table);
	side = m->classes->count + 1;
	for (int i = 0; i < side * side; i++)
	{
		MovementCell cell = receive_cell(&in);

		CHECK_FOR_INTERRUPTS();
		movement_add(m, i / side, i % side, &cell);
	}
	pq_getmsgend(&in);
	PG_RETURN_POINTER(m);
}

/* ---- rollup(movement_row[]) ---- */

PG_FUNCTION_INFO_V1(customer_seg_movement_rollup_accum);
Datum
customer_seg_movement_rollup_accum(PG_FUNCTION_ARGS)
{
	MemoryContext context = aggregate_context(fcinfo);
	Movement *m = state_argument(fcinfo, 0);

	if (m == NULL)
		m = movement_create(context, false);
	if (!PG_ARGISNULL(1))
		movement_merge(m, movement_read(PG_GETARG_ARRAYTYPE_P(1)));
	PG_RETURN_POINTER(m);
}

/* the order that all movements had; when theirs differed, that of the bytes */
PG_FUNCTION_INFO_V1(customer_seg_movement_rollup_final);
Datum
customer_seg_movement_rollup_final(PG_FUNCTION_ARGS)
{
	const Movement *m = final_state(fcinfo, false);

	return movement_rows(fcinfo, m->unlike ? in_order(m, NULL, 0) : m);
}
