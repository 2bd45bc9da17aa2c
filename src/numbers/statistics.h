/*
 * statistics.h
 *		Tests and intervals.  No database in here.
 */
#ifndef CUSTOMER_SEG_STATISTICS_H
#define CUSTOMER_SEG_STATISTICS_H

#include <stddef.h>
#include <stdint.h>

extern double chi_square_p(double chi_square, double degrees_of_freedom);
extern double f_p(double f, double df_between, double df_within);
extern void adjust_for_discoveries(double *p, size_t n);
extern double normal_quantile(double p);
extern double t_quantile(double confidence, double degrees_of_freedom);
extern double binomial_p_half(int64_t successes, int64_t trials);
extern void goodman_interval(double count, double total, int groups, double confidence,
							 double *low, double *high);

#endif /* CUSTOMER_SEG_STATISTICS_H */
