/*
 * separation.c
 *		How far groups differ in their mean value.
 */
#include "population/separation.h"

#include <math.h>

#include "numbers/statistics.h"

ValueSeparation
nothing_separated(const char *note)
{
	return (ValueSeparation){NAN, NAN, NAN, NAN, NAN, note};
}

/*
 * The test and the sizes of the effect of two groups or more, from the shares
 * of the whole sum of squares that lie between the groups and within them; and
 * a note where they could not all be had.
 *   eta²     = between / whole
 *   epsilon² = (between - df_between * MS_within) / whole           (Kelley 1935)
 *   omega²   = the same divided by (whole + MS_within)              (Hays 1963)
 */
ValueSeparation
measure_separation(double between, double within, int64 customers, int64 groups)
{
	double df_between = (double) (groups - 1);
	double df_within = (double) (customers - groups);
	ValueSeparation s = nothing_separated(NULL);
	double mean_square;
	double corrected;

	s.eta_squared = Min(between, 1);
	if (df_within == 0)
	{
		s.note = "undetermined: no group has two customers";
		return s;
	}
	mean_square = within / df_within;
	corrected = s.eta_squared - df_between * mean_square;
	s.epsilon_squared = Max(corrected, 0);
	s.omega_squared = Max(corrected / (1 + mean_square), 0);
	s.p = 0;
	if (mean_square == 0)
	{
		s.note = "values do not differ within groups";
		return s;
	}
	s.f = s.eta_squared / df_between / mean_square;
	s.p = f_p(s.f, df_between, df_within);
	return s;
}
