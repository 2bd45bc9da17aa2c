/*
 * zones.c
 *		The day on which it is at a point in time, in a time zone that is named.
 */
#include "server/zones.h"

#include "utils/datetime.h"

/* The zone of this name, in any case of letters; NULL is UTC. */
pg_tz *
zone_find(const char *name)
{
	pg_tz *zone = pg_tzset(name);

	if (zone == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("time zone \"%s\" not recognized", name),
				 errhint("Use a name in pg_timezone_names, such as 'Europe/Berlin'.")));
	if (!pg_tz_acceptable(zone))
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("time zone \"%s\" appears to use leap seconds", name),
				 errhint("Use a name in pg_timezone_names, such as 'Europe/Berlin'.")));
	return strcmp(pg_get_timezone_name(zone), "UTC") == 0 ? NULL : zone;
}

DateADT
zone_day_slow(pg_tz *zone, TimestampTz at)
{
	struct pg_tm tm;
	fsec_t fraction;
	int offset;
	DateADT day = 0;
	bool fits = timestamp2tm(at, &offset, &tm, &fraction, NULL, zone) == 0;

	if (fits)
		day = (DateADT) (date2j(tm.tm_year, tm.tm_mon, tm.tm_mday) - POSTGRES_EPOCH_JDATE);
	/* the first day and the last one may be another there, which is none of the calendar */
	if (!fits || !date_time(day, &at))
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("a time is out of range in %s: its day there is none of the calendar", zone_name(zone)),
				 errhint("Use times from 4713 BC to 294276, or NULL.")));
	return day;
}
