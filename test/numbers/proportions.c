/*
 * proportions.c
 *		Tests of shares: against published numbers, numbers of R 4.2.2, and
 *		identities.
 */
#include "numbers/proportions.h"

#include "check.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

/* Newcombe (1998), table II, method 10 */
static void
check_difference(void)
{
	static const struct
	{
		int k, n, l, m;
		double low, high;
	} known[] = {
		{56, 70, 48, 80, 0.0524, 0.3339},
		{9, 10, 3, 10, 0.1705, 0.8090},
		{6, 7, 2, 7, 0.0582, 0.8062},
		{5, 56, 0, 29, -0.0381, 0.1926},
		{0, 10, 0, 20, -0.1611, 0.2775},
		{10, 10, 0, 10, 0.6075, 1},
	};

	for (size_t i = 0; i < LENGTH(known); i++)
	{
		Estimate d = share_difference(share_estimate(known[i].k, known[i].n, 0.95),
									  share_estimate(known[i].l, known[i].m, 0.95));

		ok(fabs(d.low - known[i].low) < 5e-5 && fabs(d.high - known[i].high) < 5e-5, "%d/%d less %d/%d is %g to %g",
		   known[i].k, known[i].n, known[i].l, known[i].m, known[i].low, known[i].high);
	}
}

/*
 * The example of Parker & Vannest's nonoverlap of all pairs, 38.5 of 42 pairs,
 * with the interval that R's SingleCaseES 0.7 has by Newcombe's method.
 */
static void
check_pairs(void)
{
	Estimate known = {38.5 / 42, 0.5973193600384168, 0.9859976893703788};
	Estimate pairs = mann_whitney_estimate(known.value, 6, 7, 0.95);
	Estimate all = mann_whitney_estimate(1, 4, 5, 0.95);
	Estimate none = mann_whitney_estimate(0, 5, 4, 0.95);

	ok(fabs(pairs.low - known.low) < 1e-9 && fabs(pairs.high - known.high) < 1e-9, "38.5 of 42 pairs are %.16g to %.16g",
	   pairs.low, pairs.high);
	ok(all.high == 1 && all.low > 0.4 && all.low < 0.8, "all pairs won are %.16g to %.16g", all.low, all.high);
	ok(none.low == 0 && fabs(none.high - (1 - all.low)) < 1e-12, "none are %.16g to %.16g", none.low, none.high);
}

/* fisher.test(), and prop.test(correct = FALSE) where more are expected */
static void
check_test(void)
{
	static const struct
	{
		int64_t k, n, l, m;
		double p;
		bool exact;
	} known[] = {
		{3, 3, 0, 20, 0.000564652738566, true},
		{94, 99, 0, 1, 0.06, true},
		{4, 4, 4, 9, 0.104895104895, true},
		{1, 3, 0, 1000, 0.00299102691924, true},
		{30, 40, 0, 200000, 2.08603267621e-118, true},
		{3, INT64_MAX, 0, INT64_MAX, 0.25, true},
		{2000000000, 2000000000, 0, INT64_MAX, 0, true},
		{45, 200, 30, 210, 0.0315180742522, false},
	};

	for (size_t i = 0; i < LENGTH(known); i++)
	{
		ShareTest test = test_shares(known[i].k, known[i].n, known[i].l, known[i].m);

		ok(near(test.p, known[i].p, 1e-11) && test.exact == known[i].exact, "%g/%g and %g/%g differ, p = %.12g",
		   (double) known[i].k, (double) known[i].n, (double) known[i].l, (double) known[i].m, known[i].p);
	}
}

static Responses
responses(int64_t k, int64_t n, int64_t l, int64_t m, double confidence)
{
	return (Responses){.part = {share_estimate(k, n, confidence)},
					   .rest = {share_estimate(l, m, confidence)},
					   .weight = (double) n / ((double) n + (double) m)};
}

/* roots of the excess over all, by R's uniroot() from the intervals of prop.test() */
static void
check_lift(void)
{
	Responses retail = responses(463, 2921, 184, 3963, 1 - 0.05 / 4);
	Responses rare = responses(200, 5000, 200, 15000, 1 - 0.05 / 4);
	Estimate found = lift(&retail);

	ok(near(found.value, 1.686499, 1e-6) && near(found.low, 1.581904, 1e-6) && near(found.high, 1.781764, 1e-6),
	   "lift of 463/2921 among 647/6884");
	found = lift(&rare);
	ok(near(found.value, 2, 1e-12) && near(found.low, 1.754865, 1e-6) && near(found.high, 2.244514, 1e-6),
	   "lift of 4 %% among 2 %%");
	rare.part[1] = rare.part[0];
	rare.rest[1] = rare.rest[0];
	ok(isnan(lift(&rare).value), "there is no lift where the offer adds nothing");
}

/*
 * The weighted sum of squares, written in R: d <- x / n - y / m; h <- n * m / (n + m); D <- sum(h * d) / sum(h);
 * p <- (x + y) / (n + m); inner <- function(p) pmin(pmax(p, .5 / (n + m)), 1 - .5 / (n + m)); p2 <- inner(p - D * n / (n + m));
 * p1 <- inner(p + D * m / (n + m)); w <- 1 / (p1 * (1 - p1) / n + p2 * (1 - p2) / m); sum(w * (d - sum(w * d) / sum(w))^2)
 */
static void
check_differences(void)
{
	static const Arms four[] = {{900, 90, 100, 4}, {450, 60, 50, 6}, {1800, 54, 200, 5}, {90, 0, 10, 0}};
	static const Arms alike[] = {{500, 50, 100, 10}, {500, 50, 100, 10}};
	static const Arms two[] = {{900, 180, 100, 8}, {900, 45, 100, 5}};
	DifferencesTest test = test_differences(four, 4);

	ok(near(test.chi_square, 3.6828286397452183, 1e-10) && test.df == 3 && near(test.p, 0.2978124424575142, 1e-10),
	   "of four classes the differences are alike with p = %.10g", test.p);
	test = test_differences(two, 2);
	ok(near(test.chi_square, 10.301069828893747, 1e-10) && test.df == 1 && near(test.p, 0.0013295310775256887, 1e-10),
	   "of two with p = %.10g", test.p);
	test = test_differences(alike, 2);
	ok(test.chi_square == 0 && test.p == 1, "equal differences do not differ");
	test = test_differences(alike, 1);
	ok(test.chi_square == 0 && test.df == 0 && test.p == 1, "nor does one");
	ok(near(arms_least_expected(&two[1]), 5, 1e-15) && arms_least_expected(&four[3]) == 0, "5 answers expected of 100 held out, and none");
}

static void
check_weighted_arms(void)
{
	static const Arms alike[] = {{45, 20, 5, 2}, {90, 50, 10, 3}};
	static const Arms unlike[] = {{1000, 600, 10, 6}, {1000, 20, 100, 2}};
	Arms all = arms_by_treated(alike, 2);

	ok(all.treated == 135 && all.treated_answered == 70 && near(all.control, 15, 1e-12) && near(all.control_answered, 5, 1e-12),
	   "classes with equal parts held out are all of their customers");
	all = arms_by_treated(unlike, 2);
	ok(near(all.treated_answered / all.treated, all.control_answered / all.control, 1e-12) && near(all.control, 0.31 * 0.69 / (0.25 * (0.6 * 0.4 / 10 + 0.02 * 0.98 / 100)), 1e-12),
	   "of unequal parts the difference is that in the classes, of as many as %.4g held out", all.control);
}

void
examples(void)
{
	check_weighted_arms();
	check_difference();
	check_pairs();
	check_test();
	check_differences();
	check_lift();
}

/* all tables of these sums that are no likelier than this one, from the first that there is */
static double
fisher_by_terms(int n, int m, int k, int yes)
{
	int first = yes > m ? yes - m : 0;
	int last = yes < n ? yes : n;
	long double observed = 0;
	long double all = 0;
	long double extreme = 0;

	for (int pass = 0; pass < 2; pass++)
	{
		long double weight = 1;

		for (int i = first; i <= last; i++)
		{
			if (i == k)
				observed = weight;
			if (pass == 1)
			{
				all += weight;
				extreme += weight <= observed * (1 + 1e-7L) ? weight : 0;
			}
			weight = weight * (n - i) * (yes - i) / ((long double) (i + 1) * (m - yes + i + 1));
		}
	}
	return (double) (extreme / all);
}

static void
laws_of_test(int k, int n, int l, int m)
{
	ShareTest test = test_shares(k, n, l, m);
	ShareTest swapped = test_shares(l, m, k, n);
	ShareTest others = test_shares(n - k, n, m - l, m);

	law(test.p >= 0 && test.p <= 1);
	law(near(test.p, swapped.p, 1e-12) && near(test.p, others.p, 1e-12));
	law(!test.exact || near(test.p, fisher_by_terms(n, m, k, k + l), 1e-10));
}

static void
laws_of_difference(Estimate a, Estimate b)
{
	Estimate d = share_difference(a, b);
	Estimate back = share_difference(b, a);

	law(d.low == -back.high && d.high == -back.low);
	law(-1 <= d.low && d.low <= d.value && d.value <= d.high && d.high <= 1);
}

/* it lies in its interval, at whose ends the excess may just be nothing; and it is above 1 for sure when the difference is above 0 */
static void
laws_of_lift(const Responses *r)
{
	Estimate found = lift(r);

	if (isnan(found.value))
		return;
	law(isnan(found.low) || (found.low <= found.value && fabs(excess(r, found.low).low) < 1e-9));
	law(isnan(found.high) || (found.high >= found.value && fabs(excess(r, found.high).high) < 1e-9 * fmax(1, found.high)));
	law(fabs(excess(r, 1).low) < 1e-9 || (found.low > 1) == (excess(r, 1).low > 0));
}

/* the difference is that of the classes by their treated, and nobody is counted twice */
static void
laws_of_weighted_arms(const Arms *a, const Arms *b)
{
	Arms all = arms_by_treated((const Arms[]){*a, *b}, 2);
	double held_out = (a->treated * a->control_answered / a->control + b->treated * b->control_answered / b->control) / all.treated;

	law(fabs(all.control_answered / all.control - held_out) < 1e-9 && all.control_answered <= all.control);
	law(all.control <= (a->control + b->control) * (1 + 1e-12));
	all = arms_by_treated((const Arms[]){*a, *a, *a}, 3);
	law(near(all.control, 3 * a->control, 1e-9) && fabs(all.control_answered - 3 * a->control_answered) < 1e-6);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Input input = {data, size};
	int n = 1 + (int) take_below(&input, 300);
	int m = 1 + (int) take_below(&input, 300);
	int k = (int) take_below(&input, (uint64_t) n + 1);
	int l = (int) take_below(&input, (uint64_t) m + 1);
	double confidence = 0.5 + (double) take_below(&input, 499) / 1000;
	Responses r = responses(k, n, l, m, confidence);

	laws_of_test(k, n, l, m);
	laws_of_difference(r.part[0], r.rest[0]);
	laws_of_lift(&r);
	law(near(arms_least_expected(&(Arms){n, k, m, l}), fmin(n, m) * fmin(k + l, n + m - k - l) / (n + m), 1e-12));
	laws_of_weighted_arms(&(Arms){n, k, m, l}, &(Arms){m, l, n, k});
	r.part[1] = share_estimate((int64_t) take_below(&input, (uint64_t) n + 1), n, confidence);
	r.rest[1] = share_estimate((int64_t) take_below(&input, (uint64_t) m + 1), m, confidence);
	laws_of_lift(&r);
	return 0;
}
