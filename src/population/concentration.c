/*
 * concentration.c
 *		gini(), top_share(), customers_for_share(), lorenz(): how unevenly the
 *		money is spread over the customers.
 *
 * The state keeps every customer's amount, since ranks need them all; the
 * final functions sort copies.  States join by appending, and all that is
 * summed or compared are whole numbers, so the results depend neither on the
 * order of the rows nor on how they were shared out.
 */
#include "columns/amounts.h"

#include "server/calls.h"
#include "server/states.h"
#include "catalog/pg_type.h"
#include "libpq/pqformat.h"
#include "utils/array.h"
#include "utils/memutils.h"

#define MAX_POINTS 1000000

typedef enum Parameter
{
	NONE,
	FRACTION,
	POINTS
} Parameter;

static const char *const parameter_names[] = {"", "fraction", "points"};

typedef struct Concentration
{
	Parameter kind;
	double parameter; /* the aggregate's second argument */
	Amounts amounts;
} Concentration;

static double
read_parameter(FunctionCallInfo fcinfo, Parameter kind)
{
	const char *name = parameter_names[kind];

	if (kind == NONE)
		return 0;
	if (PG_ARGISNULL(2))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("%s is NULL", name),
				 errhint("Give the same number for all rows of a group.")));
	if (kind == FRACTION)
		return fraction_argument(fcinfo, 2, name);
	if (PG_GETARG_INT32(2) < 1 || PG_GETARG_INT32(2) > MAX_POINTS)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("points %d is out of range", PG_GETARG_INT32(2)),
				 errhint("Give the number of equal steps in which the curve is wanted, from 1 to %d, such as 10.", MAX_POINTS)));
	return PG_GETARG_INT32(2);
}

static void
check_same_parameter(const Concentration *state, double parameter)
{
	if (state->parameter != parameter)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s differs within a group: %.15g and %.15g", parameter_names[state->kind], state->parameter, parameter),
				 errhint("Add what it depends on to GROUP BY.")));
}

static Concentration *
create_concentration(MemoryContext context, Parameter kind, double parameter)
{
	Concentration *state = MemoryContextAllocZero(context, sizeof(Concentration));

	state->kind = kind;
	state->parameter = parameter;
	amounts_create(&state->amounts, context, 0);
	return state;
}

static Datum
accumulate_concentration(FunctionCallInfo fcinfo, bool is_numeric, Parameter kind)
{
	MemoryContext context = aggregate_context(fcinfo);
	Concentration *state = state_argument(fcinfo, 0);
	double parameter;

	if (PG_ARGISNULL(1))
	{
		if (state == NULL)
			PG_RETURN_NULL();
		PG_RETURN_POINTER(state);
	}
	parameter = read_parameter(fcinfo, kind);
	if (state == NULL)
		state = create_concentration(context, kind, parameter);
	check_same_parameter(state, parameter);
	amounts_add(&state->amounts, PG_GETARG_DATUM(1), is_numeric);
	PG_RETURN_POINTER(state);
}

#define DEFINE_ACCUM(name, is_numeric, parameter)                         \
	PG_FUNCTION_INFO_V1(name);                                            \
	Datum name(PG_FUNCTION_ARGS)                                          \
	{                                                                     \
		return accumulate_concentration(fcinfo, (is_numeric), parameter); \
	}                                                                     \
	extern int customer_seg_no_such_variable

DEFINE_ACCUM(customer_seg_amounts_accum_numeric, true, NONE);
DEFINE_ACCUM(customer_seg_amounts_accum_double, false, NONE);
DEFINE_ACCUM(customer_seg_share_accum_numeric, true, FRACTION);
DEFINE_ACCUM(customer_seg_share_accum_double, false, FRACTION);
DEFINE_ACCUM(customer_seg_lorenz_accum_numeric, true, POINTS);
DEFINE_ACCUM(customer_seg_lorenz_accum_double, false, POINTS);

static void *
concentration_like(MemoryContext context, const void *other)
{
	const Concentration *state = other;

	return create_concentration(context, state->kind, state->parameter);
}

static void
join_concentrations(void *state, const void *other)
{
	Concentration *sum = state;
	const Concentration *more = other;

	check_same_parameter(sum, more->parameter);
	amounts_join(&sum->amounts, &more->amounts);
}

PG_FUNCTION_INFO_V1(customer_seg_concentration_combine);
Datum
customer_seg_concentration_combine(PG_FUNCTION_ARGS)
{
	static const StateKind kind = {.create_like = concentration_like, .join = join_concentrations};

	return states_combine(fcinfo, &kind);
}

/* between processes of one server: in the machine's own byte order */
PG_FUNCTION_INFO_V1(customer_seg_concentration_serial);
Datum
customer_seg_concentration_serial(PG_FUNCTION_ARGS)
{
	Concentration *state;
	Amounts *amounts;
	StringInfoData out;
	Size small;
	Size large;

	(void) aggregate_context(fcinfo);
	state = (Concentration *) PG_GETARG_POINTER(0);
	amounts = &state->amounts;
	small = mul_size(sizeof(double), (Size) amounts->small.count);
	large = mul_size(sizeof(uint128_money), (Size) amounts->larges);
	if (add_size(small, large) > MaxAllocSize - 1024) /* which leaves room for the numbers that go before */
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("a worker cannot hand over the amounts of " INT64_FORMAT " customers", amounts_count(amounts)),
				 errhint("Run it without workers: SET max_parallel_workers_per_gather = 0;")));
	pq_begintypsend(&out);
	pq_sendbytes(&out, (char *) &state->kind, sizeof(state->kind));
	pq_sendbytes(&out, (char *) &state->parameter, sizeof(state->parameter));
	pq_sendbytes(&out, (char *) &amounts->nothing, sizeof(amounts->nothing));
	pq_sendbytes(&out, (char *) &amounts->small.count, sizeof(amounts->small.count));
	pq_sendbytes(&out, (char *) &amounts->larges, sizeof(amounts->larges));
	pq_sendbytes(&out, (char *) amounts->small.values, (int) small);
	pq_sendbytes(&out, (char *) amounts->large, (int) large);
	PG_RETURN_BYTEA_P(pq_endtypsend(&out));
}

PG_FUNCTION_INFO_V1(customer_seg_concentration_deserial);
Datum
customer_seg_concentration_deserial(PG_FUNCTION_ARGS)
{
	Concentration *state;
	Amounts *amounts;
	StringInfoData in;

	(void) aggregate_context(fcinfo);
	open_state(fcinfo, &in);

	state = create_concentration(CurrentMemoryContext, NONE, 0);
	amounts = &state->amounts;
	pq_copymsgbytes(&in, (char *) &state->kind, sizeof(state->kind));
	pq_copymsgbytes(&in, (char *) &state->parameter, sizeof(state->parameter));
	pq_copymsgbytes(&in, (char *) &amounts->nothing, sizeof(amounts->nothing));
	pq_copymsgbytes(&in, (char *) &amounts->small.count, sizeof(amounts->small.count));
	pq_copymsgbytes(&in, (char *) &amounts->larges, sizeof(amounts->larges));
	if (amounts->nothing < 0 || amounts->small.count < 0 || amounts->larges < 0 ||
		amounts->small.count > (in.len - in.cursor) / (int64) sizeof(double) ||
		amounts->larges > (in.len - in.cursor) / (int64) sizeof(uint128_money))
		elog(ERROR, "state of an aggregate of amounts is damaged");
	amounts->small.room = Max(amounts->small.count, 1);
	amounts->small.values = MemoryContextAllocHuge(CurrentMemoryContext, sizeof(double) * (Size) amounts->small.room);
	pq_copymsgbytes(&in, (char *) amounts->small.values, (int) (sizeof(double) * (Size) amounts->small.count));
	amounts->room = Max(amounts->larges, 1);
	amounts->large = MemoryContextAllocHuge(CurrentMemoryContext, sizeof(uint128_money) * (Size) amounts->room);
	pq_copymsgbytes(&in, (char *) amounts->large, (int) (sizeof(uint128_money) * (Size) amounts->larges));
	pq_getmsgend(&in);
	PG_RETURN_POINTER(state);
}

/*
 * What the final functions begin with: the state, a sorted copy of its amounts,
 * and their sum.  False, with no copy left, when there is nothing to share out:
 * no customers, or none who brings anything.
 */
static bool
begin_final(FunctionCallInfo fcinfo, Concentration **state, Amounts *sorted, Wide *total)
{
	(void) aggregate_context(fcinfo);
	if (PG_ARGISNULL(0))
		return false;
	*state = (Concentration *) PG_GETARG_POINTER(0);
	if (amounts_count(&(*state)->amounts) == (*state)->amounts.nothing)
		return false;
	amounts_create(sorted, CurrentMemoryContext, 0);
	amounts_join(sorted, &(*state)->amounts);
	amounts_sort(sorted);
	*total = amounts_total(sorted);
	return true;
}

/* gini(amount) */
PG_FUNCTION_INFO_V1(customer_seg_gini);
Datum
customer_seg_gini(PG_FUNCTION_ARGS)
{
	Concentration *state;
	Amounts amounts;
	Wide total;
	double gini;

	if (!begin_final(fcinfo, &state, &amounts, &total))
		PG_RETURN_NULL();
	gini = amounts_gini(&amounts, total);
	amounts_free(&amounts);
	PG_RETURN_FLOAT8(gini);
}

/* top_share(amount, fraction): what the largest ⌈fraction n⌉ of n amounts are of all the money */
PG_FUNCTION_INFO_V1(customer_seg_top_share);
Datum
customer_seg_top_share(PG_FUNCTION_ARGS)
{
	Concentration *state;
	Amounts amounts;
	Wide total;
	Wide top;
	uint128_money units;
	int64 others;

	if (!begin_final(fcinfo, &state, &amounts, &total))
		PG_RETURN_NULL();
	others = amounts_count(&amounts);
	others -= share_of_count(share_of_fraction(state->parameter), others);
	top = total;
	while (others-- > 0 && amounts_next(&amounts, &units))
		top = wide_subtract(top, wide_of(units));
	amounts_free(&amounts);
	PG_RETURN_FLOAT8(wide_ratio(top, &total));
}

/* customers_for_share(amount, fraction): how many customers, the largest first, bring at least this share */
PG_FUNCTION_INFO_V1(customer_seg_customers_for_share);
Datum
customer_seg_customers_for_share(PG_FUNCTION_ARGS)
{
	Concentration *state;
	Amounts amounts;
	Wide total;
	int64 below;
	int64 customers;

	if (!begin_final(fcinfo, &state, &amounts, &total))
		PG_RETURN_NULL();
	(void) amounts_cut(&amounts, total, share_of_fraction(state->parameter), &below);
	customers = amounts_count(&amounts) - below;
	amounts_free(&amounts);
	PG_RETURN_INT64(customers);
}

/* lorenz(amount, points) */
PG_FUNCTION_INFO_V1(customer_seg_lorenz);
Datum
customer_seg_lorenz(PG_FUNCTION_ARGS)
{
	Concentration *state;
	Amounts amounts;
	Wide total;
	Datum curve;

	if (!begin_final(fcinfo, &state, &amounts, &total))
		PG_RETURN_NULL();
	curve = amounts_lorenz(&amounts, total, (int) state->parameter);
	amounts_free(&amounts);
	PG_RETURN_DATUM(curve);
}
