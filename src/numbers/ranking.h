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
extern double ranking_number(uint64_t key);
extern uint64_t *ranking_order(const uint64_t *keys, uint64_t *items, uint64_t *scratch, size_t n, size_t *ordered,
							   void (*interrupt)(void));
extern size_t ranking_rank(uint64_t *keys, uint64_t *work, size_t n, void (*interrupt)(void));

#endif /* CUSTOMER_SEG_RANKING_H */
