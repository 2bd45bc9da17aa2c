/*
 * numbers_by_class.c
 *		The numbers of the customers of each class.
 */
#include "profile/numbers_by_class.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "common/shortest_dec.h"
#include "miscadmin.h"
#include "numbers/double_double.h"
#include "profile/value_text.h"
#include "utils/date.h"
#include "utils/fmgrprotos.h"
#include "utils/builtins.h"
#include "utils/timestamp.h"

/* ---- a value as a number ---- */

bool
type_is_number(Oid type)
{
	return type == INT2OID || type == INT4OID || type == INT8OID || type == NUMERICOID || type == FLOAT4OID ||
		   type == FLOAT8OID;
}

bool
type_is_time(Oid type)
{
	return type == DATEOID || type == TIMESTAMPOID || type == TIMESTAMPTZOID || type == TIMEOID || type == INTERVALOID;
}

/* as the server compares intervals: a month has 30 days */
static double
interval_number(const Interval *span)
{
	if (INTERVAL_NOT_FINITE(span))
		return INFINITY;
	return (double) span->time + ((double) span->month * DAYS_PER_MONTH + (double) span->day) * (double) USECS_PER_DAY;
}

/* days of a date, microseconds of a time; infinity where a value is not finite */
static double
number_of(Oid type, Datum value)
{
	switch (type)
	{
	case INT2OID:
		return DatumGetInt16(value);
	case INT4OID:
		return DatumGetInt32(value);
	case INT8OID:
		return (double) DatumGetInt64(value);
	case NUMERICOID:
		return DatumGetFloat8(DirectFunctionCall1(numeric_float8_no_overflow, value));
	case FLOAT4OID:
		return DatumGetFloat4(value);
	case FLOAT8OID:
		return DatumGetFloat8(value);
	case DATEOID:
		return DATE_NOT_FINITE(DatumGetDateADT(value)) ? INFINITY : DatumGetDateADT(value);
	case INTERVALOID:
		return interval_number(DatumGetIntervalP(value));
	case TIMEOID:
		return (double) DatumGetTimeADT(value);
	default:
		return TIMESTAMP_NOT_FINITE(DatumGetTimestamp(value)) ? INFINITY : (double) DatumGetTimestamp(value);
	}
}

/* in days and less, and in months where days do not hold it */
static char *
interval_text(double number)
{
	double days = trunc(number / (double) USECS_PER_DAY);
	Interval span = {.time = (TimeOffset) (number - days * (double) USECS_PER_DAY)};

	if (fabs(days) > PG_INT32_MAX)
		span.month = (int32) (days / DAYS_PER_MONTH);
	span.day = (int32) (days - (double) span.month * DAYS_PER_MONTH);
	return value_text(INTERVALOID, IntervalPGetDatum(&span));
}

/* the value of which this is the number */
char *
number_text(Oid type, double number)
{
	switch (type)
	{
	case DATEOID:
		return value_text(type, DateADTGetDatum((DateADT) number));
	case INTERVALOID:
		return interval_text(number);
	case TIMEOID:
	case TIMESTAMPOID:
	case TIMESTAMPTZOID:
		return value_text(type, Int64GetDatum((int64) number));
	case FLOAT4OID:
		return float_to_shortest_decimal((float) number);
	case INT2OID:
	case INT4OID:
	case INT8OID:
		return psprintf("%.0f", number);
	default:
		return double_to_shortest_decimal(number);
	}
}

/* ---- collecting ---- */

/* memory: the bytes that all of them may take; sorts that have more go to temporary files */
NumbersByClass *
numbers_create(Oid type, int classes, int64 memory)
{
	NumbersByClass *n = palloc_object(NumbersByClass);

	n->type = type;
	n->classes = classes;
	n->of_class = palloc_array(NumberSort, classes);
	number_sort_create(&n->all, CurrentMemoryContext, Max(memory / 2, 1));
	for (int i = 0; i < classes; i++)
		number_sort_create(&n->of_class[i], CurrentMemoryContext, Max(memory / 2 / classes, 1));
	return n;
}

/* one customer more; false where the value is not finite, and not added */
bool
numbers_add(NumbersByClass *n, Datum value, int class)
{
	double number = number_of(n->type, value);

	if (!isfinite(number))
		return false;
	number_sort_add(&n->all, &number, 1);
	number_sort_add(&n->of_class[class], &number, 1);
	return true;
}

/* after the last; what follows wants them sorted */
void
numbers_sort(NumbersByClass *n)
{
	number_sort_perform(&n->all);
	for (int i = 0; i < n->classes; i++)
		number_sort_perform(&n->of_class[i]);
}

/* ---- means ---- */

/* the exponent of 2 by which the largest number is below 1, so that no square is beyond the range of double */
static int
largest_exponent(NumberSort *sort)
{
	const double *values;
	double largest = 0;
	int exponent;
	int64 n;

	number_sort_rewind(sort);
	while ((n = number_sort_next(sort, &values)) > 0)
		largest = Max(largest, Max(fabs(values[0]), fabs(values[n - 1])));
	(void) frexp(largest, &exponent);
	return exponent;
}

/* the sum of the numbers, less a mean, divided by 2^exponent, each to this power (1 or 2) */
static DoubleDouble
sum_of_powers(NumberSort *sort, int exponent, double mean, int power)
{
	DoubleDouble sum = {0, 0};
	const double *values;
	int64 n;

	number_sort_rewind(sort);
	while ((n = number_sort_next(sort, &values)) > 0)
		for (int64 i = 0; i < n; i++)
		{
			double off = ldexp(values[i], -exponent) - mean;

			sum = dd_add_double(sum, power == 2 ? off * off : off);
		}
	return sum;
}

static double
class_mean(NumberSort *sort, int exponent)
{
	return dd_divide_double(sum_of_powers(sort, exponent, 0, 1), (double) sort->count).hi;
}

/* do the classes differ in their means? */
ValueSeparation
numbers_separation(NumbersByClass *n)
{
	int exponent = largest_exponent(&n->all);
	double mean = class_mean(&n->all, exponent);
	DoubleDouble within = {0, 0};
	DoubleDouble between = {0, 0};
	int present = 0;
	double whole;

	for (int i = 0; i < n->classes; i++)
	{
		NumberSort *sort = &n->of_class[i];
		double off;

		CHECK_FOR_INTERRUPTS();
		if (sort->count == 0)
			continue;
		present++;
		off = class_mean(sort, exponent);
		within = dd_add(within, sum_of_powers(sort, exponent, off, 2));
		off -= mean;
		between = dd_add_double(between, (double) sort->count * off * off);
	}
	whole = within.hi + between.hi;
	if (present < 2)
		return nothing_separated("undetermined: all customers with a value are in one class");
	if (whole == 0)
		return nothing_separated("undetermined: all values are equal");
	return measure_separation(between.hi / whole, within.hi / whole, n->all.count, present);
}

/* ---- ranges ---- */

/* how many of so many numbers the first ranges have at least */
static int64
least_rank(int64 count, int ranges)
{
	return (count * ranges + MOST_RANGES - 1) / MOST_RANGES;
}

/*
 * Fifths: a range ends with the number that makes it, and those before it, a
 * fifth, two fifths ... of all; equal numbers are never parted.  Returns how
 * many there are: fewer than five where one number has more than a fifth.
 */
int
numbers_ranges(NumbersByClass *n, NumberRange *ranges)
{
	const double *values;
	int64 passed = 0;
	int64 read;
	int fifths = 1;
	int count = 0;
	bool full = true;

	number_sort_rewind(&n->all);
	while ((read = number_sort_next(&n->all, &values)) > 0)
		for (int64 i = 0; i < read; i++)
		{
			if (full && (count == 0 || values[i] > ranges[count - 1].high))
			{
				ranges[count++].low = values[i];
				full = false;
			}
			ranges[count - 1].high = values[i];
			passed++;
			for (; fifths <= MOST_RANGES && passed >= least_rank(n->all.count, fifths); fifths++)
				full = true;
		}
	return count;
}

/* how many of a class lie in each range */
void
numbers_count(NumbersByClass *n, int class, const NumberRange *ranges, int count, int64 *counts)
{
	NumberSort *sort = &n->of_class[class];
	int64 before = 0;

	number_sort_rewind(sort);
	for (int i = 0; i < count; i++)
	{
		int64 up_to = number_sort_count(sort, ranges[i].high, true);

		counts[i] = up_to - before;
		before = up_to;
	}
}

void
numbers_free(NumbersByClass *n)
{
	number_sort_free(&n->all);
	for (int i = 0; i < n->classes; i++)
		number_sort_free(&n->of_class[i]);
}
