/*
 * survey.c
 *		Scores from the answers to a questionnaire.
 */
#include "server/compat.h"

#include <math.h>

#include "server/calls.h"
#include "catalog/pg_type_d.h"
#include "numbers/double_double.h"
#include "miscadmin.h"
#include "utils/array.h"

typedef struct Scale
{
	double low; /* scores 0; may be the greater number */
	double high;
} Scale;

typedef struct Numbers
{
	int n;
	Datum *values;
	bool *nulls;
} Numbers;

static Numbers
numbers_argument(FunctionCallInfo fcinfo, int argument, const char *name)
{
	ArrayType *array = PG_GETARG_ARRAYTYPE_P(argument);
	Numbers numbers;

	if (ARR_NDIM(array) > 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s have %d dimensions", name, ARR_NDIM(array)),
				 errhint("Give an array of numbers, one for each question.")));
	deconstruct_array(array, FLOAT8OID, sizeof(float8), FLOAT8PASSBYVAL, TYPALIGN_DOUBLE,
					  &numbers.values, &numbers.nulls, &numbers.n);
	return numbers;
}

static Scale
scale_arguments(FunctionCallInfo fcinfo, int low, int high)
{
	Scale scale = {number_argument(fcinfo, low, "low"), number_argument(fcinfo, high, "high")};

	if (scale.low == scale.high || isinf(scale.high - scale.low))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a scale from %g to %g is no scale", scale.low, scale.high),
				 errhint("Give the answer that scores 0 and the one that scores 100, such as 1 and 5.")));
	return scale;
}

static double
answer_on_scale(Datum value, const Scale *scale)
{
	double answer = DatumGetFloat8(value);

	if (!(answer >= Min(scale->low, scale->high) && answer <= Max(scale->low, scale->high)))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("answer %g is outside the scale from %g to %g", answer, scale->low, scale->high),
				 errhint("Give NULL for a question without an answer: nullif(answer, 99) where 99 stands for that.")));
	return answer;
}

/* Checks the weights of n questions; gives the binary exponent of the greatest. */
static int
check_weights(const Numbers *weights, int n)
{
	double greatest = 0;
	int exponent;

	if (weights->n != n)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("there are %d weights for %d answers", weights->n, n),
				 errhint("Give a weight for each question, answered or not.")));
	for (int i = 0; i < n; i++)
	{
		double weight = weights->nulls[i] ? NAN : DatumGetFloat8(weights->values[i]);

		if (!(weight >= 0) || isinf(weight))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 weights->nulls[i] ? errmsg("a weight is NULL") : errmsg("weight %g is out of range", weight),
					 errhint("Weights are numbers from 0 up.")));
		greatest = Max(greatest, weight);
	}
	if (greatest == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("all weights are 0"),
				 errhint("At least one question must count.")));
	(void) frexp(greatest, &exponent);
	return exponent;
}

static int
min_answered_argument(FunctionCallInfo fcinfo, int argument, int questions)
{
	int min_answered = PG_GETARG_INT32(argument);

	if (min_answered < 1 || min_answered > questions)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("min_answered %d is out of range", min_answered),
				 errhint("Give how many of the %d questions must be answered, at least 1.", questions)));
	return min_answered;
}

static DoubleDouble
dd_multiply(DoubleDouble a, DoubleDouble b)
{
	return dd_add(dd_multiply_double(a, b.hi), dd_multiply_double(a, b.lo));
}

/* rounded once, so that a mean on the middle of the scale scores 50 and not the number below */
static double
dd_quotient(DoubleDouble a, DoubleDouble b)
{
	double quotient = a.hi / b.hi;
	double rest = fma(-quotient, b.hi, a.hi) + (a.lo - quotient * b.lo);

	return quotient + rest / b.hi;
}

/*
 * survey_score(answers, low, high, weights, min_answered): the weighted mean
 * of the answers that are there, 0 at low and 100 at high.  NULL when fewer
 * than min_answered of them count, that is are not NULL and have a weight.
 *
 * 100 · Σ w |answer - low| / (|high - low| Σ w).  Weights and scale are
 * brought near 1 by powers of two, which changes no digit, lest they overflow.
 */
PG_FUNCTION_INFO_V1(customer_seg_survey_score);
Datum
customer_seg_survey_score(PG_FUNCTION_ARGS)
{
	bool weighted = !PG_ARGISNULL(3);
	DoubleDouble points = {0, 0};
	DoubleDouble total = {0, 0};
	int answered = 0;
	int exponent = 0;
	int range_exponent;
	int min_answered;
	Numbers answers;
	Numbers weights = {0};
	Scale scale;
	DoubleDouble range;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1) || PG_ARGISNULL(2) || PG_ARGISNULL(4))
		PG_RETURN_NULL();
	answers = numbers_argument(fcinfo, 0, "answers");
	scale = scale_arguments(fcinfo, 1, 2);
	if (answers.n == 0)
		PG_RETURN_NULL();
	min_answered = min_answered_argument(fcinfo, 4, answers.n);
	if (weighted)
	{
		weights = numbers_argument(fcinfo, 3, "weights");
		exponent = check_weights(&weights, answers.n);
	}
	(void) frexp(scale.high - scale.low, &range_exponent);
	for (int i = 0; i < answers.n; i++)
	{
		double weight = weighted ? ldexp(DatumGetFloat8(weights.values[i]), -exponent) : 1;
		DoubleDouble answer = {0, 0};

		CHECK_FOR_INTERRUPTS();
		if (answers.nulls[i])
			continue;
		answer.hi = ldexp(answer_on_scale(answers.values[i], &scale), -range_exponent);
		if (weight == 0)
			continue;
		answered++;
		answer = dd_add_double(answer, -ldexp(scale.low, -range_exponent));
		points = dd_add(points, dd_multiply_double(answer, weight));
		total = dd_add_double(total, weight);
	}
	if (answered < min_answered)
		PG_RETURN_NULL();
	range = dd_add_double((DoubleDouble){ldexp(scale.high, -range_exponent), 0}, -ldexp(scale.low, -range_exponent));
	/* + 0 turns a negative zero, of a reversed scale, into zero */
	PG_RETURN_FLOAT8(dd_quotient(dd_multiply_double(points, 100), dd_multiply(range, total)) + 0.0);
}
