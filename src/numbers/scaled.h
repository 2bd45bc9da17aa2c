/*
 * scaled.h
 *		Money in few bytes: its size as a whole number of units of 10^-scale, in
 *		groups of seven bits, the least first; a byte's highest bit says that more
 *		follow.  The sign is the caller's to keep.
 *
 * No database in here.
 */
#ifndef CUSTOMER_SEG_SCALED_H
#define CUSTOMER_SEG_SCALED_H

#include "numbers/money.h"

#define SCALED_MOST_BYTES 28 /* of 192 bits */

/* bytes that a whole number takes, as counts do, too */
#define VARINT_MOST_BYTES 10

static inline uint8_t *
varint_put(uint8_t *at, uint64_t value)
{
	for (; value >= 0x80; value >>= 7)
		*at++ = (uint8_t) (value | 0x80);
	*at++ = (uint8_t) value;
	return at;
}

extern const uint8_t *varint_get(const uint8_t *at, const uint8_t *end, uint64_t *value);
extern uint8_t *scaled_put(uint8_t *at, const Money *money, int scale);
extern const uint8_t *scaled_get(const uint8_t *at, const uint8_t *end, int scale, bool negative, Money *money);

#endif /* CUSTOMER_SEG_SCALED_H */
