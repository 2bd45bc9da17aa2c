/*
 * proportions.h
 *		Shares of customers, or of pairs of them, how far they may be off, and
 *		whether two differ.  No database in here.
 */
#ifndef CUSTOMER_SEG_PROPORTIONS_H
#define CUSTOMER_SEG_PROPORTIONS_H

#include <stdbool.h>
#include <stdint.h>

/* customers in each cell of a table, for the chi-square distribution to hold (Cochran 1952) */
#define LEAST_EXPECTED 5

/* of the intervals of functions that do not ask for another */
#define USUAL_CONFIDENCE 0.95

typedef struct Estimate
{
	double value;
	double low;
	double high;
} Estimate;

/* whether two shares differ */
typedef struct ShareTest
{
	double chi_square;
	double p;
	bool exact; /* p is Fisher's, not that of chi-square */
} ShareTest;

/* customers who were treated, and those held out, with how many of each answered; no whole numbers where they are weighted */
typedef struct Arms
{
	double treated;
	double treated_answered;
	double control;
	double control_answered;
} Arms;

/* whether the differences between the arms differ from class to class */
typedef struct DifferencesTest
{
	double chi_square;
	int df;
	double p;
} DifferencesTest;

/* what a part and the rest of the customers answered; of [1], the control group, zeros where there is none */
typedef struct Responses
{
	Estimate part[2];
	Estimate rest[2];
	double weight; /* share of the part among all that were treated */
} Responses;

extern Estimate share_estimate(double count, double total, double confidence);
extern Estimate weighted_sum(const double *weights, const Estimate *shares, int n);
extern Estimate share_difference(Estimate a, Estimate b);
extern Estimate mann_whitney_estimate(double auc, int64_t first, int64_t second, double confidence);
extern ShareTest test_shares(int64_t count1, int64_t total1, int64_t count2, int64_t total2);

extern Estimate arms_difference(const Arms *arms, double confidence);
extern Arms arms_by_treated(const Arms *classes, int n);
extern double arms_least_expected(const Arms *arms);
extern DifferencesTest test_differences(const Arms *classes, int n);

extern Estimate excess(const Responses *r, double times);
extern Estimate lift(const Responses *r);

#endif /* CUSTOMER_SEG_PROPORTIONS_H */
