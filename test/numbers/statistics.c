/*
 * statistics.c
 *		Tests of distributions, quantiles and intervals: against numbers of R
 *		4.2.2, and against identities.
 */
#include "numbers/statistics.h"

#include <stdlib.h>

#include "check.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

/* pchisq(x, df, lower.tail = FALSE) */
static void
check_chi_square(void)
{
	static const struct
	{
		double x, df, p;
	} known[] = {
		{3.841458820694124, 1, 0.049999999999999975},
		{0.5, 1, 0.47950012218695348},
		{10, 3, 0.018566135463043233},
		{100, 3, 1.5541594313896051e-21},
		{1e-08, 4, 1},
		{700, 3, 2.0991308534204087e-151},
		{1000100, 1000000, 0.47162736004749356},
		{999000, 1000000, 0.76017673145987286},
		{1500, 3, 0},
	};

	for (size_t i = 0; i < LENGTH(known); i++)
		ok(near(chi_square_p(known[i].x, known[i].df), known[i].p, 1e-10),
		   "chi-square %g of %g degrees of freedom has p = %.10g", known[i].x, known[i].df, known[i].p);
}

/* p.adjust(p, method = "BH") */
static void
check_discoveries(void)
{
	static const double known[] = {0.007, 0.035, 0.0466666666666667, 0.0574, 0.0574, 0.583333333333333, 1};
	double p[] = {0.001, 0.01, 0.02, 0.04, 0.041, 0.5, 1};

	adjust_for_discoveries(p, LENGTH(p));
	for (size_t i = 0; i < LENGTH(known); i++)
		ok(near(p[i], known[i], 1e-12), "place %d of 7 has the false discovery rate %.10g", (int) i + 1, known[i]);
	adjust_for_discoveries(p, 0);
}

/* pf(f, df1, df2, lower.tail = FALSE) */
static void
check_f(void)
{
	static const struct
	{
		double f, between, within, p;
	} known[] = {
		{1, 1, 1, 0.5},
		{4, 3, 96, 0.009906318787712351},
		{2.5, 3, 1e6, 0.057559078270777851},
		{1e-6, 2, 10, 0.99999900000060005},
		{250, 3, 21000, 2.0549214475073594e-159},
		{1.0002, 1e7, 1e8, 0.33487237794635244},
		{0.3, 5, 2, 0.87975748905363682},
		{50, 1, 5, 0.00087507492014807968},
	};

	for (size_t i = 0; i < LENGTH(known); i++)
		ok(near(f_p(known[i].f, known[i].between, known[i].within), known[i].p, 1e-9),
		   "F = %g of %g and %g degrees of freedom has p = %.10g", known[i].f, known[i].between, known[i].within, known[i].p);
}

/* qt(1 - (1 - confidence) / 2, df) */
static void
check_t(void)
{
	static const struct
	{
		double confidence, df, t;
	} known[] = {
		{0.95, 1, 12.706204736174694},
		{0.95, 9, 2.2621571627982049},
		{0.95, 17.77, 2.1028728869950832},
		{0.99, 2.5, 7.1637281389488026},
		{0.95, 1e6, 1.9599663568141066},
		{0.999, 30, 3.6459586350420627},
		{0.99375, 150.5, 2.7733822865812812},
	};

	for (size_t i = 0; i < LENGTH(known); i++)
		ok(near(t_quantile(known[i].confidence, known[i].df), known[i].t, 1e-9),
		   "%g of Student's distribution with %g degrees of freedom is within %.10g", known[i].confidence, known[i].df, known[i].t);
}

/* qnorm(p) */
static void
check_normal(void)
{
	static const struct
	{
		double p, z;
	} known[] = {
		{0.975, 1.9599639845400536},
		{0.025, -1.9599639845400538},
		{0.9, 1.2815515655446008},
		{1e-10, -6.3613409024040557},
		{1e-300, -37.047096299361201},
		{0.3, -0.52440051270804067},
		{0.9999999, 5.1993375822906618},
		{0.995, 2.5758293035488999},
	};

	for (size_t i = 0; i < LENGTH(known); i++)
		ok(near(normal_quantile(known[i].p), known[i].z, 1e-14), "the quantile of %g is %.10g", known[i].p, known[i].z);
	ok(fabs(normal_quantile(0.5)) < 1e-16, "the quantile of 0.5 is 0");
}

/* binom.test(x, n)$p.value */
static void
check_binomial(void)
{
	static const struct
	{
		int64_t x, n;
		double p;
	} known[] = {
		{0, 1, 1},
		{0, 10, 0.001953125},
		{3, 10, 0.34375},
		{5, 10, 1},
		{60, 100, 0.056887933640980867},
		{490, 1000, 0.54797274592347689},
		{5100, 10000, 0.046585527704947359},
		{500500, 1000000, 0.31779469136330574},
		{50020000, 100000000, 6.3369241677943482e-05},
		{0, 1000, 1.8665272370065119e-301},
	};

	for (size_t i = 0; i < LENGTH(known); i++)
		ok(near(binomial_p_half(known[i].x, known[i].n), known[i].p, 1e-9),
		   "%lld of %lld at 1/2 have p = %.10g", (long long) known[i].x, (long long) known[i].n, known[i].p);
}

/*
 * Goodman's formula in R, A being qchisq(1 - (1 - conf) / k, 1):
 * (A + 2 * x -+ sqrt(A * (A + 4 * x * (n - x) / n))) / (2 * (n + A))
 */
static void
check_goodman(void)
{
	static const struct
	{
		int64_t x, n;
		int k;
		double conf, low, high;
	} known[] = {
		{56, 400, 8, 0.95, 0.09914144383409465, 0.19406980322816156},
		{91, 300, 4, 0.9, 0.24748726255012593, 0.36565778823604},
		{0, 10, 4, 0.95, 0, 0.38418081093913647},
		{10, 10, 4, 0.95, 0.61581918906086353, 1},
		{3974, 21500, 4, 0.95, 0.17831686702059552, 0.19154039651555987},
		{1, 2, 1, 0.99, 0.061713076778101818, 0.93828692322189822},
	};

	for (size_t i = 0; i < LENGTH(known); i++)
	{
		double low;
		double high;

		goodman_interval(known[i].x, known[i].n, known[i].k, known[i].conf, &low, &high);
		ok(near(low, known[i].low, 1e-12) && near(high, known[i].high, 1e-12),
		   "%lld of %lld, one of %d groups, are %.7f to %.7f", (long long) known[i].x, (long long) known[i].n, known[i].k, known[i].low, known[i].high);
	}
}

void
examples(void)
{
	check_chi_square();
	check_f();
	check_discoveries();
	check_t();
	check_normal();
	check_binomial();
	check_goodman();
}

/* 0 <= a number < 1 */
static double
take_fraction(Input *input)
{
	return ldexp((double) (take(input) >> 11), -53);
}

/* twice the smaller tail, added term by term */
static double
binomial_by_terms(int64_t x, int64_t n)
{
	long double term = ldexpl(1, (int) -n);
	long double tail = 0;
	int64_t least = x < n - x ? x : n - x;

	for (int64_t k = 0; k <= least; k++)
	{
		tail += term;
		term = term * (long double) (n - k) / (long double) (k + 1);
	}
	return tail < 0.5L ? (double) (2 * tail) : 1;
}

/* with two degrees of freedom it is exp(-x / 2), and it falls */
static void
laws_of_chi_square(double x, double df)
{
	double p = chi_square_p(x, df);

	law(near(chi_square_p(x, 2), exp(-x / 2), 1e-12));
	law(p >= 0 && p <= 1 + 1e-15);
	law(chi_square_p(x * 1.01, df) <= p + 1e-13);
}

/* one minus F is F of the reciprocal; with two and n degrees of freedom it is (1 + 2 f / n)^(-n / 2) */
static void
laws_of_f(double f, double between, double within)
{
	double p = f_p(f, between, within);

	law(p >= 0 && p <= 1 + 1e-12);
	law(f == 0 || fabs(p + f_p(1 / f, within, between) - 1) < 1e-11);
	law(near(f_p(f, 2, within), exp(-within / 2 * log1p(2 * f / within)), 1e-10));
}

/* it is odd, and the error function takes it back */
static void
laws_of_normal(double p)
{
	double z = normal_quantile(p);

	law(near(erfc(-z / sqrt(2)) / 2, p, 1e-12));
	law(near(normal_quantile(1 - p), -z, 1e-10) || fabs(z) < 1e-12 || p < 1e-5);
}

static void
laws_of_binomial(int64_t x, int64_t n)
{
	law(binomial_p_half(x, n) == binomial_p_half(n - x, n));
	law(near(binomial_p_half(x, n), binomial_by_terms(x, n), 1e-10));
}

static void
laws_of_goodman(int64_t x, int64_t n, int groups, double confidence)
{
	double share = (double) x / (double) n;
	double low;
	double high;

	goodman_interval(x, n, groups, confidence, &low, &high);
	law(0 <= low && low <= share + 1e-15 && share <= high + 1e-15 && high <= 1);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Input input = {data, size};
	double x = take_fraction(&input) * 200;
	double between = 1 + (double) take_below(&input, 1000);
	double within = 1 + (double) take_below(&input, 1000000);
	int64_t n = 1 + (int64_t) take_below(&input, 1000);
	int64_t count = (int64_t) take_below(&input, (uint64_t) n + 1);

	laws_of_chi_square(x, between);
	laws_of_f(x / 20, between, within);
	laws_of_normal(ldexp(1 + take_fraction(&input), -2 - (int) take_below(&input, 900)));
	laws_of_binomial(count, n);
	laws_of_goodman(count, n, 1 + (int) take_below(&input, 50), 0.5 + take_fraction(&input) * 0.499);
	return 0;
}
