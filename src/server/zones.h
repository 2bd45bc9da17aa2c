/*
 * zones.h
 *		The day on which it is at a point in time, in a time zone that is named.
 */
#ifndef CUSTOMER_SEG_ZONES_H
#define CUSTOMER_SEG_ZONES_H

#include "server/compat.h"

#include "pgtime.h"
#include "server/times.h"

extern pg_tz *zone_find(const char *name);
extern DateADT zone_day_slow(pg_tz *zone, TimestampTz at);

/* zone: as of zone_find */
static inline DateADT
zone_day(pg_tz *zone, TimestampTz at)
{
	return likely(zone == NULL) ? time_day(at) : zone_day_slow(zone, at);
}

/* as a user would write it */
static inline const char *
zone_name(pg_tz *zone)
{
	return zone == NULL ? "UTC" : pg_get_timezone_name(zone);
}

#endif /* CUSTOMER_SEG_ZONES_H */
