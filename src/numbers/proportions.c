/*
 * proportions.c
 *		Shares of customers, how far they may be off, and whether two differ.
 */
#include "numbers/proportions.h"

#include <math.h>

#include "numbers/statistics.h"

/* a share with the interval of Wilson (1927), which Goodman's is for a single group; total above 0 */
Estimate
share_estimate(double count, double total, double confidence)
{
	Estimate share = {.value = count / total};

	goodman_interval(count, total, 1, confidence, &share.low, &share.high);
	return share;
}

/*
 * A weighted sum of independent shares, with the interval that Zou, Huang &
 * Zhang (2009), A note on confidence interval estimation for a linear function
 * of binomial proportions, Computational Statistics & Data Analysis 53, make
 * of those of the shares: each share's distance to its bound, squared.
 */
Estimate
weighted_sum(const double *weights, const Estimate *shares, int n)
{
	Estimate sum = {0};
	double below = 0;
	double above = 0;

	for (int i = 0; i < n; i++)
	{
		double down = weights[i] * (shares[i].value - shares[i].low);
		double up = weights[i] * (shares[i].high - shares[i].value);

		sum.value += weights[i] * shares[i].value;
		below += weights[i] > 0 ? down * down : up * up;
		above += weights[i] > 0 ? up * up : down * down;
	}
	sum.low = sum.value - sqrt(below);
	sum.high = sum.value + sqrt(above);
	return sum;
}

/*
 * One share less another: Newcombe (1998), Interval estimation for the
 * difference between independent proportions, Statistics in Medicine 17,
 * method 10, when both have Wilson's interval.
 */
Estimate
share_difference(Estimate a, Estimate b)
{
	return weighted_sum((const double[]){1, -1}, (const Estimate[]){a, b}, 2);
}

/* ---- pairs ---- */

/*
 * The variance of the share of pairs won, if it is truly so large, of so many
 * customers in both groups together: Hanley & McNeil (1982), The meaning and use
 * of the area under a receiver operating characteristic (ROC) curve, Radiology
 * 143, with Newcombe's mean of the groups' sizes in place of each.
 */
static double
mann_whitney_variance(double share, double pairs, double customers)
{
	double others = customers / 2 - 1;

	return share * (1 - share) * (1 + others * (1 - share) / (2 - share) + others * share / (1 + share)) / pairs;
}

/*
 * The share of pairs, of one customer in the first group and one in the second,
 * in which the first scores higher: the Mann-Whitney U over all pairs, and the
 * area under the ROC curve.  Its interval is method 5 of Newcombe (2006),
 * Confidence intervals for an effect size measure based on the Mann-Whitney
 * statistic, part 2, Statistics in Medicine 25: as Wilson's, all the shares from
 * which this one is not too far, so that of 1 it is no point.  Both groups have
 * somebody.
 */
Estimate
mann_whitney_estimate(double auc, int64_t first, int64_t second, double confidence)
{
	double z = normal_quantile((1 + confidence) / 2);
	double pairs = (double) first * (double) second;
	Estimate bounds = {.value = auc, .low = 0, .high = 1};

	for (int side = 0; side < 2; side++)
	{
		double outside = side;
		double inside = auc;

		for (int step = 0; step < 60; step++)
		{
			double share = (outside + inside) / 2;
			double distance = auc - share;

			if (distance * distance > z * z * mann_whitney_variance(share, pairs, (double) first + (double) second))
				outside = share;
			else
				inside = share;
		}
		*(side == 0 ? &bounds.low : &bounds.high) = inside;
	}
	return bounds;
}

/* ---- do two shares differ? ---- */

#define TIE (1 + 1e-7) /* as likely, as R's fisher.test() has it */

/* how likely k + 1 in the cell is, from how likely k is: the hypergeometric distribution */
static double
next_weight(double weight, double k, double row, double column, double total)
{
	return weight * (row - k) * (column - k) / ((k + 1) * (total - row - column + k + 1));
}

/*
 * Fisher's exact p, two-sided: all tables with these margins that are no
 * likelier than the one with x in the cell of this row and this column (Fisher
 * 1935).  For a row and a column of at most half the total, of which fewer
 * than LEAST_EXPECTED are expected to meet: then an empty cell is likely
 * enough to count all others by it, and some 200 steps beyond it nothing is
 * left, however large the table.  0 where it is below the least double.
 */
static double
fisher_p(double x, double row, double column, double total)
{
	double most = row < column ? row : column;
	double observed = 1;
	double weight = 1;
	double all = 0;
	double extreme = 0;

	for (double k = 0; k < x && observed > 0; k++)
		observed = next_weight(observed, k, row, column, total);
	for (double k = 0; k <= most; k++)
	{
		if (k > x && all + weight == all && extreme + weight == extreme)
			break;
		all += weight;
		if (weight <= observed * TIE)
			extreme += weight;
		weight = next_weight(weight, k, row, column, total);
		if (weight == 0)
			break;
	}
	return extreme < all ? extreme / all : 1;
}

/* Pearson's chi-square of the 2 x 2 table, pooled, without Yates' correction; exact where the shares are equal */
static double
chi_square_of_shares(int64_t count1, int64_t total1, int64_t count2, int64_t total2)
{
	double n1 = (double) total1;
	double n2 = (double) total2;
	double yes = (double) count1 + (double) count2;
	double no = (double) (total1 - count1) + (double) (total2 - count2);
	double off = (double) ((__int128) count1 * total2 - (__int128) count2 * total1);

	return off == 0 ? 0 : off / n1 * (off / n2) / yes * (n1 + n2) / no;
}

/*
 * Two shares, neither of nobody: Pearson's chi-square, and its p with 1 degree
 * of freedom; Fisher's exact p where fewer than 5 customers are expected in
 * some cell of the table.
 */
ShareTest
test_shares(int64_t count1, int64_t total1, int64_t count2, int64_t total2)
{
	ShareTest test = {.chi_square = chi_square_of_shares(count1, total1, count2, total2)};
	bool first = total1 <= total2;
	uint64_t yes = (uint64_t) count1 + (uint64_t) count2;
	uint64_t no = (uint64_t) total1 + (uint64_t) total2 - yes;
	double row = (double) (first ? total1 : total2);
	double column = (double) (yes <= no ? yes : no);
	double total = (double) total1 + (double) total2;
	int64_t count = first ? count1 : count2;
	int64_t others = (first ? total1 : total2) - count;

	test.exact = row / total * column < LEAST_EXPECTED;
	test.p = test.exact ? fisher_p((double) (yes <= no ? count : others), row, column, total) :
						  chi_square_p(test.chi_square, 1);
	return test;
}

/* ---- treated and held out ---- */

/* by how much more often those who were treated answer; neither arm is of nobody */
Estimate
arms_difference(const Arms *arms, double confidence)
{
	return share_difference(share_estimate(arms->treated_answered, arms->treated, confidence),
							share_estimate(arms->control_answered, arms->control, confidence));
}

/*
 * Many classes as one, for each of which there are too few customers: those
 * held out are weighted as their classes' customers were treated, so that it is
 * no matter how large a part of each class was held out.  They count as so many
 * as tell as much unweighted: by the weights, Kish (1965), Survey Sampling, or by
 * the variances in the classes, whichever are fewer.  Of classes with equal
 * parts held out these are all.  In no class an arm is of nobody.
 */
Arms
arms_by_treated(const Arms *classes, int n)
{
	Arms all = {0};
	double share = 0;
	double both = 0;   /* of both arms */
	double alike = 0;  /* variance of the weighted share, as a part of that of one answer */
	double within = 0; /* as it is in the classes, by both arms */

	for (int i = 0; i < n; i++)
	{
		all.treated += classes[i].treated;
		all.treated_answered += classes[i].treated_answered;
	}
	for (int i = 0; i < n; i++)
	{
		double weight = classes[i].treated / all.treated;
		double answering = (classes[i].treated_answered + classes[i].control_answered) / (classes[i].treated + classes[i].control);

		share += weight * classes[i].control_answered / classes[i].control;
		both += weight * answering;
		alike += weight * weight / classes[i].control;
		within += weight * weight * answering * (1 - answering) / classes[i].control;
	}
	share = fmin(share, 1);
	all.control = fmin(1 / alike, within > 0 ? both * (1 - both) / within : INFINITY);
	all.control_answered = share * all.control;
	return all;
}

/* the customers in the smallest cell of answered or not by arm, if both answered alike; somebody is in one */
double
arms_least_expected(const Arms *arms)
{
	double total = arms->treated + arms->control;
	double answered = arms->treated_answered + arms->control_answered;

	return fmin(arms->treated, arms->control) / total * fmin(answered, total - answered);
}

/* a share of so many that is neither of nobody nor of everybody */
static double
inner_share(double share, double total)
{
	return fmin(fmax(share, 0.5 / total), 1 - 0.5 / total);
}

/* the difference that all classes have in common, as Greenland & Robins (1985) have it, Biometrics 41: weighted as Mantel and Haenszel's */
static double
common_difference(const Arms *classes, int n)
{
	double sum = 0;
	double weights = 0;

	for (int i = 0; i < n; i++)
	{
		const Arms *c = &classes[i];
		double all = c->treated + c->control;

		sum += c->treated_answered * (c->control / all) - c->control_answered * (c->treated / all);
		weights += c->treated * (c->control / all);
	}
	return sum / weights;
}

/* of a class's difference, if it truly is the common one: the shares are then that far apart, about that of both arms */
static double
variance_of_difference(const Arms *c, double common)
{
	double all = c->treated + c->control;
	double share = (c->treated_answered + c->control_answered) / all;
	double treated = inner_share(share + common * (c->control / all), all);
	double control = inner_share(share - common * (c->treated / all), all);

	return treated * (1 - treated) / c->treated + control * (1 - control) / c->control;
}

/*
 * Do the differences between the arms differ from class to class?  The
 * weighted sum of squares of Cochran (1954), The combination of estimates
 * from different experiments, Biometrics 10, which is chi-square with a degree
 * of freedom less than there are classes, if they do not.  The variances are
 * those under that assumption: by the shares as they were found, a small arm
 * that happens to answer alike would count too much.  Of one class it is 0,
 * without a degree.  In no class an arm is of nobody.
 */
DifferencesTest
test_differences(const Arms *classes, int n)
{
	DifferencesTest test = {.df = n - 1, .p = 1};
	double common = common_difference(classes, n);
	double weights = 0;
	double mean = 0;

	for (int i = 0; i < n; i++)
	{
		const Arms *c = &classes[i];
		double weight = 1 / variance_of_difference(c, common);
		double off = c->treated_answered / c->treated - c->control_answered / c->control - mean;

		/* West (1979): the mean and the squares about it, in one go */
		weights += weight;
		mean += off * weight / weights;
		test.chi_square += off * off * weight * (weights - weight) / weights;
	}
	if (n > 1)
		test.p = chi_square_p(test.chi_square, test.df);
	return test;
}

/* ---- lift: how much more often a part answers than all ---- */

/*
 * By how much the part answers more often than so many times as often as all:
 * share(part) - times * share(all), where all are the part and the rest by
 * their weights.  Of both, what the control group answers unasked is taken
 * off.
 */
Estimate
excess(const Responses *r, double times)
{
	double part = 1 - times * r->weight;
	double rest = times * (1 - r->weight);

	return weighted_sum((const double[]){part, -rest, -part, rest},
						(const Estimate[]){r->part[0], r->rest[0], r->part[1], r->rest[1]}, 4);
}

/* between two lifts, of which one fulfils and the other does not: that at which this changes */
static double
bisect_lifts(const Responses *r, double inside, double outside)
{
	bool above = outside > inside;

	for (;;)
	{
		double middle = (inside + outside) / 2;
		Estimate off = excess(r, middle);

		if (middle == inside || middle == outside)
			return inside;
		if (above ? off.high < 0 : off.low > 0)
			outside = middle;
		else
			inside = middle;
	}
}

#define MAX_LIFT 1e9

/*
 * share(part) / share(all), with all those lifts between which excess() may be
 * nothing: Fieller's way (1954) with the interval of weighted_sum(), as Donner
 * & Zou (2012), Closed-form confidence intervals for functions of the normal
 * mean and standard deviation, Statistical Methods in Medical Research 21.  NaN
 * where the answers do not bound it; all NaN where all answer no more often
 * than the control group.
 */
Estimate
lift(const Responses *r)
{
	double part = r->part[0].value - r->part[1].value;
	double rest = r->rest[0].value - r->rest[1].value;
	double all = r->weight * part + (1 - r->weight) * rest;
	double below = excess(r, 1).low > 0 ? 1 : 0; /* so that it is above 1 where the part does exceed all */
	Estimate found = {NAN, NAN, NAN};
	double beyond;

	if (!(all > 0))
		return found;
	found.value = part / all;
	if (excess(r, below).low > 0)
		found.low = bisect_lifts(r, found.value, below);
	for (beyond = fmax(found.value, 1) * 2; beyond < MAX_LIFT && excess(r, beyond).high >= 0;)
		beyond *= 2;
	if (beyond < MAX_LIFT)
		found.high = bisect_lifts(r, found.value, beyond);
	return found;
}
