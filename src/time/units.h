/*
 * units.h
 *		Days, weeks, months, quarters and years of the calendar, numbered.
 */
#ifndef CUSTOMER_SEG_UNITS_H
#define CUSTOMER_SEG_UNITS_H

#include "server/times.h"

typedef enum Unit
{
	UNIT_DAY,
	UNIT_WEEK, /* from Monday */
	UNIT_MONTH,
	UNIT_QUARTER,
	UNIT_YEAR,
	UNITS
} Unit;

extern const char *const unit_names[UNITS];

extern Interval unit_length(Unit unit);
extern int32 unit_number(Unit unit, DateADT day);
extern bool unit_find_day(Unit unit, int32 number, DateADT *day);
extern DateADT unit_first_day(Unit unit, int32 number);

#endif /* CUSTOMER_SEG_UNITS_H */
