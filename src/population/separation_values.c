/*
 * separation_values.c
 *		separation(attribute, value): do the groups that an attribute makes differ
 *		in their mean value?  One-way analysis of variance (Fisher 1925).
 *
 * The state holds each group's number of customers, sum and sum of squares, as
 * numerics: exact, so the result does not depend on the order of the rows or
 * on the plan.  A double precision value enters as the shortest decimal that
 * means it, as it is printed.
 */
#include "server/calls.h"
#include "server/states.h"

#include <math.h>

#include "common/shortest_dec.h"
#include "columns/distinct_values.h"
#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "population/separation.h"
#include "population/value_sums.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

typedef struct Groups
{
	MemoryContext context;
	DistinctValues attribute;
	ValueSums *groups; /* by number of the attribute's value */
	uint32 room;
	int64 missing; /* rows without an attribute or a value */
} Groups;

#define FIRST_ROOM 16

static bool
is_zero(Datum numeric)
{
	return DatumGetInt32(DirectFunctionCall2(numeric_cmp, numeric, whole(0))) == 0;
}

static Groups *
groups_allocate(MemoryContext context)
{
	Groups *state = MemoryContextAllocZero(context, sizeof(Groups));

	state->context = context;
	state->room = FIRST_ROOM;
	state->groups = MemoryContextAlloc(context, sizeof(ValueSums) * FIRST_ROOM);
	return state;
}

static Groups *
groups_create(MemoryContext context, Oid attribute, Oid collation)
{
	Groups *state = groups_allocate(context);

	distinct_create(&state->attribute, context, attribute, collation, "attribute");
	return state;
}

static void
add_customers(Groups *state, Datum attribute, int64 customers, Datum sum, Datum squares)
{
	uint32 known = state->attribute.count;
	uint32 number = distinct_number(&state->attribute, attribute);

	if (number == state->room)
	{
		state->room *= 2;
		state->groups = repalloc_huge(state->groups, sizeof(ValueSums) * state->room);
	}
	if (number == known)
		value_sums_start(state->context, &state->groups[number]);
	value_sums_add(state->context, &state->groups[number], customers, sum, squares);
}

static void
not_finite(const char *value)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("value is %s, of which there is no mean", value),
			 errhint("Give NULL where a value is not known; such customers are counted as missing.")));
}

static Datum
numeric_of_double(double value)
{
	char text[DOUBLE_SHORTEST_DECIMAL_LEN];

	if (isnan(value) || isinf(value))
		not_finite(DatumGetCString(DirectFunctionCall1(float8out, Float8GetDatum(value))));
	double_to_shortest_decimal_buf(value, text);
	return DirectFunctionCall3(numeric_in, CStringGetDatum(text), ObjectIdGetDatum(InvalidOid), Int32GetDatum(-1));
}

static Datum
numeric_of_double_argument(Datum value)
{
	return numeric_of_double(DatumGetFloat8(value));
}

static Datum
numeric_of_bigint_argument(Datum value)
{
	return whole(DatumGetInt64(value));
}

static Datum
numeric_of_numeric_argument(Datum value)
{
	Numeric number = DatumGetNumeric(value);

	if (numeric_is_nan(number) || numeric_is_inf(number))
		not_finite(DatumGetCString(DirectFunctionCall1(numeric_out, NumericGetDatum(number))));
	return NumericGetDatum(number);
}

static Datum
accum(FunctionCallInfo fcinfo, Datum (*numeric_of)(Datum))
{
	MemoryContext context = aggregate_context(fcinfo);
	Groups *state = state_argument(fcinfo, 0);

	if (state == NULL)
		state = groups_create(context, get_fn_expr_argtype(fcinfo->flinfo, 1), PG_GET_COLLATION());
	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		state->missing++;
	else
	{
		Datum value = numeric_of(PG_GETARG_DATUM(2));

		add_customers(state, PG_GETARG_DATUM(1), 1, value, times(value, value));
	}
	PG_RETURN_POINTER(state);
}

PG_FUNCTION_INFO_V1(customer_seg_separation_values_accum_numeric);
Datum
customer_seg_separation_values_accum_numeric(PG_FUNCTION_ARGS)
{
	return accum(fcinfo, numeric_of_numeric_argument);
}

PG_FUNCTION_INFO_V1(customer_seg_separation_values_accum_double);
Datum
customer_seg_separation_values_accum_double(PG_FUNCTION_ARGS)
{
	return accum(fcinfo, numeric_of_double_argument);
}

PG_FUNCTION_INFO_V1(customer_seg_separation_values_accum_bigint);
Datum
customer_seg_separation_values_accum_bigint(PG_FUNCTION_ARGS)
{
	return accum(fcinfo, numeric_of_bigint_argument);
}

static void *
groups_like(MemoryContext context, const void *other)
{
	const Groups *groups = other;

	return groups_create(context, groups->attribute.type.type, groups->attribute.type.collation);
}

static void
join_groups(void *state, const void *other)
{
	Groups *groups = state;
	const Groups *more = other;

	for (uint32 i = 0; i < more->attribute.count; i++)
	{
		const ValueSums *group = &more->groups[i];

		CHECK_FOR_INTERRUPTS();
		add_customers(groups, (Datum) more->attribute.keys[i], group->customers, group->sum, group->squares);
	}
	groups->missing += more->missing;
}

PG_FUNCTION_INFO_V1(customer_seg_separation_values_combine);
Datum
customer_seg_separation_values_combine(PG_FUNCTION_ARGS)
{
	static const StateKind kind = {.create_like = groups_like, .join = join_groups};

	return states_combine(fcinfo, &kind);
}

/* between processes of one server: in the machine's own byte order */
PG_FUNCTION_INFO_V1(customer_seg_separation_values_serial);
Datum
customer_seg_separation_values_serial(PG_FUNCTION_ARGS)
{
	const Groups *state;
	StringInfoData out;

	(void) aggregate_context(fcinfo);
	state = (Groups *) PG_GETARG_POINTER(0);
	pq_begintypsend(&out);
	distinct_send(&state->attribute, &out);
	pq_sendbytes(&out, (char *) &state->missing, sizeof(int64));
	for (uint32 i = 0; i < state->attribute.count; i++)
		value_sums_send(&out, &state->groups[i]);
	PG_RETURN_BYTEA_P(pq_endtypsend(&out));
}

PG_FUNCTION_INFO_V1(customer_seg_separation_values_deserial);
Datum
customer_seg_separation_values_deserial(PG_FUNCTION_ARGS)
{
	Groups *state;
	StringInfoData in;

	(void) aggregate_context(fcinfo);
	open_state(fcinfo, &in);

	state = groups_allocate(CurrentMemoryContext);
	distinct_receive(&state->attribute, CurrentMemoryContext, &in, "attribute");
	pq_copymsgbytes(&in, (char *) &state->missing, sizeof(int64));
	state->room = Max(state->attribute.count, 1);
	state->groups = repalloc_huge(state->groups, sizeof(ValueSums) * state->room);
	for (uint32 i = 0; i < state->attribute.count; i++)
		value_sums_receive(&in, &state->groups[i]);
	pq_getmsgend(&in);
	PG_RETURN_POINTER(state);
}

/* what is added up over the groups */
typedef struct Totals
{
	int64 customers;
	Datum sum;
	Datum within;  /* sum of squares within groups */
	Datum between; /* sum of squares between groups, times customers² */
} Totals;

/*
 * Sums of squares, as sums of terms none of which is negative:
 *   within  = sum over groups of (n Q - S²) / n
 *   between = sum over groups of (S N - n T)² / n, divided by N²
 * with customers n, sum S and squares Q of a group, N and T of all.  Up to the
 * divisions all is exact; they give 16 digits or more.
 */
static Totals
total_of(const Groups *state)
{
	MemoryContext scratch = AllocSetContextCreate(CurrentMemoryContext, "customer_seg sums of squares",
												  ALLOCSET_SMALL_SIZES);
	MemoryContext result = CurrentMemoryContext;
	Totals t = {0, whole(0), whole(0), whole(0)};

	for (uint32 i = 0; i < state->attribute.count; i++)
	{
		t.customers += state->groups[i].customers;
		numeric_add_to(result, &t.sum, state->groups[i].sum);
	}
	for (uint32 i = 0; i < state->attribute.count; i++)
	{
		const ValueSums *group = &state->groups[i];
		Datum n;
		Datum off;

		CHECK_FOR_INTERRUPTS();
		MemoryContextSwitchTo(scratch);
		n = whole(group->customers);
		off = minus(times(group->sum, whole(t.customers)), times(n, t.sum));
		numeric_add_to(result, &t.within, divided(value_sums_off(group), n));
		numeric_add_to(result, &t.between, divided(times(off, off), n));
		MemoryContextSwitchTo(result);
		MemoryContextReset(scratch);
	}
	MemoryContextDelete(scratch);
	return t;
}

/* the columns of separation_of_values */
enum
{
	CUSTOMERS,
	MISSING,
	GROUPS,
	MEAN,
	DF_BETWEEN,
	DF_WITHIN,
	F,
	P,
	ETA_SQUARED,
	OMEGA_SQUARED,
	EPSILON_SQUARED,
	NOTE,
	COLUMNS
};

/* how the whole sum of squares is parted, with a note where nothing can be said */
static ValueSeparation
separation_of(const Totals *t, int64 groups)
{
	Datum between;
	Datum all;

	if (groups < 2)
		return nothing_separated(groups == 1 ? "undetermined: all customers are in one group" : "undetermined: no customers");
	between = divided(t->between, times(whole(t->customers), whole(t->customers)));
	all = plus(between, t->within);
	if (is_zero(all))
		return nothing_separated("undetermined: all values are equal");
	return measure_separation(numeric_to_double(divided(between, all)), numeric_to_double(divided(t->within, all)), t->customers, groups);
}

static void
put_number(Datum *values, bool *nulls, int column, double value)
{
	values[column] = Float8GetDatum(value);
	nulls[column] = isnan(value);
}

PG_FUNCTION_INFO_V1(customer_seg_separation_values_final);
Datum
customer_seg_separation_values_final(PG_FUNCTION_ARGS)
{
	const Groups nobody = {0};
	const Groups *state = PG_ARGISNULL(0) ? &nobody : (Groups *) PG_GETARG_POINTER(0);
	int64 groups = state->attribute.count;
	ValueSeparation found;
	Datum values[COLUMNS] = {0};
	bool nulls[COLUMNS];
	Totals t;

	(void) aggregate_context(fcinfo);
	t = total_of(state);
	memset(nulls, false, sizeof(nulls));
	nulls[MEAN] = true;
	values[CUSTOMERS] = Int64GetDatum(t.customers);
	values[MISSING] = Int64GetDatum(state->missing);
	values[GROUPS] = Int64GetDatum(groups);
	values[DF_BETWEEN] = Int64GetDatum(Max(groups - 1, 0));
	values[DF_WITHIN] = Int64GetDatum(t.customers - groups);
	if (t.customers > 0)
	{
		double mean = numeric_to_double(divided(t.sum, whole(t.customers)));

		if (isinf(mean))
			ereport(ERROR,
					(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
					 errmsg("the mean value is out of range for type double precision")));
		put_number(values, nulls, MEAN, mean);
	}
	found = separation_of(&t, groups);
	put_number(values, nulls, F, found.f);
	put_number(values, nulls, P, found.p);
	put_number(values, nulls, ETA_SQUARED, found.eta_squared);
	put_number(values, nulls, OMEGA_SQUARED, found.omega_squared);
	put_number(values, nulls, EPSILON_SQUARED, found.epsilon_squared);
	nulls[NOTE] = found.note == NULL;
	if (found.note != NULL)
		values[NOTE] = CStringGetTextDatum(found.note);
	return record_result(fcinfo, values, nulls);
}
