/*
 * project.c
 *		project(): what becomes of the base if customers go on moving as they did,
 *		a Markov chain.
 *
 * Estimates, and so in floating point.
 */
#include "time/projection.h"

#include <math.h>

#include "funcapi.h"
#include "miscadmin.h"
#include "server/calls.h"
#include "server/json.h"
#include "utils/builtins.h"

#define MOST_ROWS	1000000
#define MOST_NUMBER 1e18 /* of customers, or of money a head */

enum
{
	PERIOD,
	SEGMENT,
	CUSTOMERS,
	REVENUE,
	DISCOUNTED,
	CUMULATED,
	COLUMNS
};

typedef struct Projection
{
	const Movement *movement;
	double *customers; /* of each class, by its number */
	double *inflow;	   /* those who come in a period */
	double *revenue;   /* money a head, NaN where it is not known; NULL: none is */
	double *cumulated; /* discounted money of all periods so far */
	double discount;
	double worth; /* of money of this period, at the start */
} Projection;

/* ---- one step of the chain ---- */

/*
 * The customers of each class a period later, of whom so many go as went
 * before; who leaves is gone.  By the numbers of the classes, NOT_THERE those
 * who left.
 */
double *
step_chain(const Movement *m, const double *customers)
{
	double *next = palloc0_array(double, m->classes->count + 1);

	for (int was = 1; was <= m->classes->count; was++)
	{
		double of = (double) movement_was(m, was);

		CHECK_FOR_INTERRUPTS();
		if (customers[was] == 0)
			continue;
		if (of == 0)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("the movement does not tell what becomes of \"%s\"", m->classes->texts[was]),
					 errdetail("Nobody was in that class."),
					 errhint("Take a movement in which each class has customers at the beginning, or join classes.")));
		for (int is = 0; is <= m->classes->count; is++)
			next[is] += customers[was] * ((double) movement_cell(m, was, is)->customers / of);
	}
	return next;
}

/* ---- arguments ---- */

pg_noreturn static void
refuse_numbers(const char *name, const char *fault)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("%s is no object of numbers by class", name),
			 errdetail("%s", fault),
			 errhint("Give such as '{\"bee\": 100, \"mantis\": 250}', or NULL.")));
	pg_unreachable();
}

static double
read_number(const JsonbValue *value, const char *name, const char *class, double least)
{
	double number;

	if (!json_number(value, &number))
		refuse_numbers(name, psprintf("\"%s\" must have a finite number.", class));
	if (number < least || number > MOST_NUMBER)
		refuse_numbers(name, psprintf("%g of \"%s\" is out of range.", number, class));
	return number;
}

/* numbers by class, 0 for a class that is not named; NULL where the argument is */
static double *
by_class_argument(FunctionCallInfo fcinfo, int argument, const char *name, const Movement *m, double least)
{
	Jsonb *object = PG_ARGISNULL(argument) ? NULL : PG_GETARG_JSONB_P(argument);
	double *numbers;
	JsonbIterator *fields;
	JsonbIteratorToken token;
	JsonbValue value;
	int class = NOT_THERE;

	if (object == NULL)
		return NULL;
	if (!JB_ROOT_IS_OBJECT(object))
		refuse_numbers(name, "It is no object.");
	numbers = palloc0_array(double, m->classes->count + 1);
	fields = JsonbIteratorInit(&object->root);
	while ((token = JsonbIteratorNext(&fields, &value, true)) != WJB_DONE)
		if (token == WJB_KEY)
			class = known_class(m, pnstrdup(value.val.string.val, value.val.string.len), name);
		else if (token == WJB_VALUE)
			numbers[class] = read_number(&value, name, m->classes->texts[class], least);
	return numbers;
}

/* all who are in each class now, also those who came */
static double *
present_customers(const Movement *m)
{
	double *customers = palloc0_array(double, m->classes->count + 1);

	for (int i = 1; i <= m->classes->count; i++)
		customers[i] = (double) movement_is(m, i);
	return customers;
}

/* what each class brings a head now, NaN where nobody is in it; NULL where money was not counted */
static double *
present_revenue(const Movement *m)
{
	double *revenue = palloc0_array(double, m->classes->count + 1);

	if (!m->has_money)
		return NULL;
	for (int i = 1; i <= m->classes->count; i++)
	{
		MoneySum now = movement_money_now(m, i);
		int64 customers = movement_is(m, i);

		revenue[i] = customers == 0 ? NAN : money_ratio(&now.money, 1) / (double) customers;
	}
	return revenue;
}

static int32
periods_argument(FunctionCallInfo fcinfo, const Movement *m)
{
	int32 periods = PG_GETARG_INT32(1);
	int32 most = MOST_ROWS / Max(m->classes->count, 1) - 1;

	if (periods < 0 || periods > most)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("periods %d is out of range", periods),
				 errhint("Give a number from 0 to %d.", most)));
	return periods;
}

static Projection
read_projection(FunctionCallInfo fcinfo, const Movement *m)
{
	Projection p = {.movement = m, .worth = 1, .cumulated = palloc0_array(double, m->classes->count + 1)};

	p.customers = by_class_argument(fcinfo, 2, "start", m, 0);
	if (p.customers == NULL)
		p.customers = present_customers(m);
	p.inflow = by_class_argument(fcinfo, 3, "inflow", m, 0);
	p.revenue = by_class_argument(fcinfo, 4, "revenue", m, -MOST_NUMBER);
	if (p.revenue == NULL)
		p.revenue = present_revenue(m);
	p.discount = fraction_argument(fcinfo, 5, "discount");
	return p;
}

/* ---- project() ---- */

static double
revenue_of(const Projection *p, int class)
{
	if (p->customers[class] == 0)
		return 0;
	if (isnan(p->revenue[class]))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the movement does not tell what a customer of \"%s\" brings", p->movement->classes->texts[class]),
				 errdetail("Nobody is in that class."),
				 errhint("Give it as revenue, such as '{\"%s\": 50}'.", p->movement->classes->texts[class])));
	return p->customers[class] * p->revenue[class];
}

static void
put_projected(FunctionCallInfo fcinfo, Projection *p, int32 period, int class)
{
	Datum values[COLUMNS] = {0};
	bool nulls[COLUMNS] = {false};

	values[PERIOD] = Int32GetDatum(period);
	values[SEGMENT] = CStringGetTextDatum(p->movement->classes->texts[class]);
	values[CUSTOMERS] = Float8GetDatum(p->customers[class]);
	nulls[REVENUE] = nulls[DISCOUNTED] = nulls[CUMULATED] = p->revenue == NULL;
	if (p->revenue != NULL)
	{
		double revenue = revenue_of(p, class);
		double discounted = revenue * p->worth;

		p->cumulated[class] += discounted;
		values[REVENUE] = Float8GetDatum(revenue);
		values[DISCOUNTED] = Float8GetDatum(discounted);
		values[CUMULATED] = Float8GetDatum(p->cumulated[class]);
	}
	put_row(fcinfo, values, nulls);
	pfree(DatumGetPointer(values[SEGMENT]));
}

static void
go_on(Projection *p)
{
	double *next = step_chain(p->movement, p->customers);

	if (p->inflow != NULL)
		for (int i = 1; i <= p->movement->classes->count; i++)
			next[i] += p->inflow[i];
	p->worth /= 1 + p->discount;
	pfree(p->customers);
	p->customers = next;
}

/* project(movement, periods, start, inflow, revenue, discount); period 0 is the start, and is not discounted */
PG_FUNCTION_INFO_V1(customer_seg_project);
Datum
customer_seg_project(PG_FUNCTION_ARGS)
{
	const Movement *m;
	Projection p;
	int32 periods;

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(0) || PG_ARGISNULL(1) || PG_ARGISNULL(5))
		PG_RETURN_NULL();
	m = movement_read(PG_GETARG_ARRAYTYPE_P(0));
	periods = periods_argument(fcinfo, m);
	p = read_projection(fcinfo, m);
	for (int32 period = 0; period <= periods; period++)
	{
		if (period > 0)
			go_on(&p);
		for (int i = 1; i <= m->classes->count; i++)
			put_projected(fcinfo, &p, period, i);
	}
	PG_RETURN_NULL();
}
