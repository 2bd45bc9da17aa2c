/*
 * decimal.h
 *		Between the server's numeric and Money.
 */
#ifndef CUSTOMER_SEG_DECIMAL_H
#define CUSTOMER_SEG_DECIMAL_H

#include "server/compat.h"
#include "numbers/money.h"

/* A numeric shows no more decimals than this in its short form. */
#define DECIMAL_MAX_SCALE 63

/* Small amounts are counted in units of 10^-8, of which 64 bits hold many. */
#define SMALL_SCALE 8
#define SMALL_LIMIT INT64CONST(1000000000000000000)
#define SMALL_UNITS INT64CONST(1000000000000) /* units of 10^-20 in one of 10^-8 */

extern MoneyStatus decimal_read(const struct varlena *numeric, int128_money *units, int *scale);
extern bool decimal_read_small(const struct varlena *numeric, int64 *small, int *scale);
extern MoneyStatus decimal_read_sum(const struct varlena *numeric, Money *sum, int *scale);
extern Datum decimal_make(const Money *money, int scale);
extern char *decimal_text(const Money *money);
pg_noreturn extern void decimal_report(MoneyStatus status, const char *what, const char *value);

#endif /* CUSTOMER_SEG_DECIMAL_H */
