/*
 * value_group.h
 *		Old or new, big or small, in C and as the SQL enum.
 */
#ifndef CUSTOMER_SEG_VALUE_GROUP_H
#define CUSTOMER_SEG_VALUE_GROUP_H

#include "customer/yardstick.h"
#include "server/times.h"

typedef enum ValueGroup
{
	OLD_BIG,
	NEW_BIG,
	NEW_SMALL,
	OLD_SMALL
} ValueGroup;

#define VALUE_GROUPS 4

extern const char *const value_group_labels[VALUE_GROUPS];

static inline ValueGroup
value_group_of_sides(bool is_new, bool is_big)
{
	if (is_new)
		return is_big ? NEW_BIG : NEW_SMALL;
	return is_big ? OLD_BIG : OLD_SMALL;
}

/* by what a yardstick tells the big from the small: as its contribution, by profit where that was known */
static inline Measure
value_group_measure(const Yardstick *y)
{
	return (y->measures & MEASURE_BIT(PROFIT)) != 0 && y->weights[PROFIT] > 0 ? PROFIT : AMOUNT;
}

extern TimestampTz value_group_new_since(TimestampTz as_of, Interval *new_for);

#endif /* CUSTOMER_SEG_VALUE_GROUP_H */
