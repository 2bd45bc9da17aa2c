/*
 * ranking.h
 *		Sorting of numbers for ranks, and ranking.  No database in here.
 */
#ifndef CUSTOMER_SEG_RANKING_H
#define CUSTOMER_SEG_RANKING_H

#include <stddef.h>
#include <stdint.h>

extern void ranking_sort(double *values, double *scratch, size_t n);
extern uint64_t ranking_key(double value);
extern size_t ranking_rank(uint64_t *keys, uint64_t *work, size_t n, void (*interrupt)(void));

#endif /* CUSTOMER_SEG_RANKING_H */
