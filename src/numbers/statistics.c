/*
 * statistics.c
 *		Tests and intervals.
 */
#include "numbers/statistics.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>

/* math.h has this only with extensions of POSIX */
#define PI	 3.14159265358979323846
#define TINY 1e-300

/* of a continued fraction: what it may take at worst, not what is usual */
#define MAX_STEPS 1e8

/* a denominator of Lentz's method */
static double
not_zero(double x)
{
	return fabs(x) < TINY ? TINY : x;
}

/* log(n!) minus Stirling's formula: Loader (2000), Fast and accurate computation of binomial probabilities */
static double
stirling_error(double n)
{
	if (n < 16)
		return lgamma(n + 1) - (n + 0.5) * log(n) + n - log(2 * PI) / 2;
	return (1.0 / 12 - (1.0 / 360 - (1.0 / 1260 - 1.0 / 1680 / (n * n)) / (n * n)) / (n * n)) / n;
}

/* Loader's deviance part: x log(x / np) + np - x, without cancellation */
static double
deviance_part(double x, double np)
{
	if (fabs(x - np) < 0.1 * (x + np))
	{
		double v = (x - np) / (x + np);
		double s = (x - np) * v;
		double term = 2 * x * v;

		for (int j = 1; j < 1000; j++)
		{
			double next;

			term *= v * v;
			next = s + term / (2 * j + 1);
			if (next == s)
				break;
			s = next;
		}
		return s;
	}
	return x * log(x / np) + np - x;
}

/*
 * Regularised upper incomplete gamma function Q(a, x), by its series below
 * a + 1 and by Lentz's continued fraction above (Press et al., Numerical
 * Recipes, 6.2).  x^a exp(-x) / Gamma(a) comes from Loader's parts, so that
 * large a lose no digits.
 */
static double
gamma_q(double a, double x)
{
	double front = sqrt(a / (2 * PI)) * exp(-stirling_error(a) - deviance_part(a, x));

	if (x < a + 1)
	{
		double term = 1 / a;
		double sum = term;

		for (double n = a + 1; term > sum * DBL_EPSILON; n++)
		{
			term *= x / n;
			sum += term;
		}
		return 1 - sum * front;
	}
	else
	{
		double b = x + 1 - a;
		double c = 1 / TINY;
		double d = 1 / b;
		double h = d;

		/* near x = a it takes about 10 sqrt(a) steps */
		for (double i = 1; i < MAX_STEPS; i++)
		{
			double an = -i * (i - a);
			double delta;

			b += 2;
			d = 1 / not_zero(an * d + b);
			c = not_zero(b + an / c);
			delta = d * c;
			h *= delta;
			if (fabs(delta - 1) <= DBL_EPSILON)
				break;
		}
		return front * h;
	}
}

/* upper tail of the chi-square distribution; 0 where it is below the least double */
double
chi_square_p(double chi_square, double degrees_of_freedom)
{
	if (chi_square <= 0)
		return 1;
	return gamma_q(degrees_of_freedom / 2, chi_square / 2);
}

/*
 * Regularised incomplete beta function I_x(a, b), y = 1 - x, by the continued
 * fraction of DiDonato & Morris (1992), Significant digit computation of the
 * incomplete beta function ratios, ACM Trans. Math. Softw. 18, which is quick
 * where x is below the mean a / (a + b); above it I_x(a, b) = 1 - I_y(b, a).
 * It takes y beside x, and x^a y^b / B(a, b) comes from Loader's parts, so
 * that digits are lost neither with millions of customers nor far out in the
 * tail.
 */
static double
beta_i(double a, double b, double x, double y)
{
	double n = a + b;
	double above = a * y - b * x; /* of the mean over x, times n */
	double front = sqrt(a * b / (2 * PI * n)) *
				   exp(stirling_error(n) - stirling_error(a) - stirling_error(b) -
					   deviance_part(a, n * x) - deviance_part(b, n * y));
	double h = not_zero(a * (above + 1) / (a + 1));
	double c = h;
	double d = 0;

	if (above < 0)
		return 1 - beta_i(b, a, y, x);
	for (double m = 1; m < MAX_STEPS; m++)
	{
		double odd = a + 2 * m - 1;
		double step = m * (b - m) * x / odd;
		double numerator = (a + m - 1) * (n + m - 1) / odd * step * x;
		double denominator = m + step + (a + m) * (above + 1 + m * (1 + y)) / (odd + 2);
		double delta;

		d = 1 / not_zero(denominator + numerator * d);
		c = not_zero(denominator + numerator / c);
		delta = c * d;
		h *= delta;
		if (fabs(delta - 1) <= DBL_EPSILON)
			break;
	}
	return front / h;
}

/*
 * Upper tail of Fisher's F distribution: I_x(df_within / 2, df_between / 2) at
 * x = df_within / (df_within + df_between f) (Abramowitz & Stegun 26.6.2).
 * 0 where it is below the least double.
 */
double
f_p(double f, double df_between, double df_within)
{
	double ratio = df_between / df_within * f;

	if (ratio <= 0)
		return 1;
	if (isinf(ratio))
		return 0;
	return beta_i(df_within / 2, df_between / 2, 1 / (1 + ratio), ratio / (1 + ratio));
}

/*
 * z with upper tail p of the standard normal distribution, 0 < p <= 1/2:
 * Abramowitz & Stegun 26.2.23 to start with (error below 4.5e-4), then
 * Newton's steps on log(erfc), which make it exact to the last digits.
 */
static double
normal_quantile_upper(double p)
{
	double t = sqrt(-2 * log(p));
	double z = t - (2.515517 + t * (0.802853 + t * 0.010328)) /
					   (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));

	for (int i = 0; i < 4; i++)
	{
		double tail = erfc(z / sqrt(2)) / 2;
		double density = exp(-z * z / 2) / sqrt(2 * PI);

		z += (tail / density) * log(tail / p);
	}
	return z;
}

/* z below which the share p of the standard normal distribution lies, 0 < p < 1 */
double
normal_quantile(double p)
{
	return p <= 0.5 ? -normal_quantile_upper(p) : normal_quantile_upper(1 - p);
}

/*
 * t such that the share `confidence` of Student's distribution lies between -t
 * and t, for one degree of freedom or more: t squared is F with one degree
 * above (Student 1908, Fisher 1925), halved until there is no double between.
 */
double
t_quantile(double confidence, double degrees_of_freedom)
{
	double low = 0;
	double high = 1;

	while (f_p(high * high, 1, degrees_of_freedom) > 1 - confidence)
		high *= 2;
	for (;;)
	{
		double middle = (low + high) / 2;

		if (middle == low || middle == high)
			return middle;
		if (f_p(middle * middle, 1, degrees_of_freedom) > 1 - confidence)
			low = middle;
		else
			high = middle;
	}
}

/*
 * Puts in the place of each of n p, in ascending order, the false discovery
 * rate at which its test would just be a discovery: the least of n p(j) / j
 * over all j from its own place i up (Benjamini & Hochberg 1995, Controlling
 * the false discovery rate, Journal of the Royal Statistical Society B 57; R's
 * p.adjust calls it BH).
 */
void
adjust_for_discoveries(double *p, size_t n)
{
	double least = 1;

	for (size_t i = n; i > 0; i--)
	{
		double q = (double) n / (double) i * p[i - 1];

		least = q < least ? q : least;
		p[i - 1] = least;
	}
}

/* probability of exactly x of n at probability 1/2 (Loader 2000) */
static double
binomial_half_density(double x, double n)
{
	if (x == 0 || x == n)
		return exp(-n * log(2));
	return exp(stirling_error(n) - stirling_error(x) - stirling_error(n - x) -
			   deviance_part(x, n / 2) - deviance_part(n - x, n / 2)) *
		   sqrt(n / (2 * PI * x * (n - x)));
}

/*
 * Exact two-sided binomial test of so many successes against probability
 * 1/2: twice the smaller tail, at most 1.  The tail is the density at its
 * edge times a sum of falling ratios, added until nothing changes.  Above
 * 10^12 trials that sum gets long, and the normal distribution with its
 * correction for continuity agrees to ten digits.
 */
double
binomial_p_half(int64_t successes, int64_t trials)
{
	double n = (double) trials;
	double x = (double) (successes > trials - successes ? successes : trials - successes);
	double ratio = 1;
	double sum = 1;
	double p;

	if (2 * x == n)
		return 1;
	if (n > 1e12)
		return erfc((2 * x - n - 1) / sqrt(2 * n));
	for (double k = x; k < n; k++)
	{
		ratio *= (n - k) / (k + 1);
		if (sum + ratio == sum)
			break;
		sum += ratio;
	}
	p = 2 * binomial_half_density(x, n) * sum;
	return p < 1 ? p : 1;
}

/*
 * Simultaneous confidence interval of one share out of several: Goodman
 * (1965), On simultaneous confidence intervals for multinomial proportions,
 * Technometrics 7, with Bonferroni's division of the error among the groups.
 */
void
goodman_interval(double count, double total, int groups, double confidence,
				 double *low, double *high)
{
	double z = normal_quantile_upper((1 - confidence) / (2 * groups));
	double a = z * z;
	double spread = sqrt(a * (a + 4 * count * (total - count) / total));

	*low = (a + 2 * count - spread) / (2 * (total + a));
	*high = (a + 2 * count + spread) / (2 * (total + a));
	/* nobody and everybody touch the ends, whatever the last digit says */
	if (count <= 0 || *low < 0)
		*low = 0;
	if (count >= total || *high > 1)
		*high = 1;
}
