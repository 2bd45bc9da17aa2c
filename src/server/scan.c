/*
 * scan.c
 *		Text in the very form in which this extension prints it.
 */
#include "server/scan.h"

#include "utils/datetime.h"

#define MAX_DIGITS 18 /* any number of so many fits 64 bits */

bool
scan_word(const char **at, const char *word)
{
	size_t length = strlen(word);

	if (strncmp(*at, word, length) != 0)
		return false;
	*at += length;
	return true;
}

/* the number of digits read, up to the most that are wanted; their value is added to what there is */
static int
scan_digits(const char **at, int most, int64 *value)
{
	int count = 0;

	for (; count < most && **at >= '0' && **at <= '9'; (*at)++, count++)
		*value = *value * 10 + (**at - '0');
	return count;
}

/* a whole number from zero as JSON has it: without zeros in front */
bool
scan_count(const char **at, int64 *count)
{
	const char *start = *at;
	int digits;

	*count = 0;
	digits = scan_digits(at, MAX_DIGITS, count);
	return digits == 1 || (digits > 1 && *start != '0');
}

/* a decimal number, its value in units of 10^-20 and the number of its decimals */
bool
scan_money(const char **at, int128_money *units, int *scale)
{
	bool negative = scan_word(at, "-");
	const char *start = *at;
	int64 value;

	*scale = 0;
	if (!scan_count(at, &value))
		return false;
	if (scan_word(at, "."))
	{
		*scale = scan_digits(at, MAX_DIGITS - (int) (*at - 1 - start), &value);
		if (*scale == 0)
			return false;
	}
	*units = (int128_money) value * (int128_money) money_power_of_ten(MONEY_SCALE - *scale);
	if (negative)
		*units = -*units;
	return true;
}

/* so many digits and what follows them */
static bool
scan_part(const char **at, int digits, const char *then, int *value)
{
	int64 read = 0;

	if (scan_digits(at, digits, &read) != digits)
		return false;
	*value = (int) read;
	return scan_word(at, then);
}

/* up to six decimals of a second, where there are any */
static bool
scan_fraction(const char **at, int64 *microseconds)
{
	int digits;

	*microseconds = 0;
	if (!scan_word(at, "."))
		return true;
	digits = scan_digits(at, 6, microseconds);
	for (int i = digits; i < 6; i++)
		*microseconds *= 10;
	return digits > 0;
}

/* a time of a year of four digits, in quotes */
bool
scan_time(const char **at, TimestampTz *time)
{
	int year;
	int month;
	int day;
	int hour;
	int minute;
	int second;
	int64 microseconds;

	if (!scan_word(at, "\"") ||
		!scan_part(at, 4, "-", &year) || !scan_part(at, 2, "-", &month) || !scan_part(at, 2, "T", &day) ||
		!scan_part(at, 2, ":", &hour) || !scan_part(at, 2, ":", &minute) || !scan_part(at, 2, "", &second) ||
		!scan_fraction(at, &microseconds) || !scan_word(at, "+00:00\""))
		return false;
	if (year < 1 || month < 1 || month > MONTHS_PER_YEAR || day < 1 || day > day_tab[isleap(year)][month - 1] ||
		hour >= HOURS_PER_DAY || minute >= MINS_PER_HOUR || second >= SECS_PER_MINUTE)
		return false;
	*time = (date2j(year, month, day) - POSTGRES_EPOCH_JDATE) * USECS_PER_DAY + microseconds +
			((hour * MINS_PER_HOUR + minute) * SECS_PER_MINUTE + second) * USECS_PER_SEC;
	return true;
}

/* a row of 0 and 1 in quotes, from bit 0 on */
bool
scan_bits(const char **at, uint64 *bits)
{
	*bits = 0;
	if (!scan_word(at, "\""))
		return false;
	for (int i = 0; i < 64 && (**at == '0' || **at == '1'); i++, (*at)++)
		*bits |= (uint64) (**at - '0') << i;
	return scan_word(at, "\"");
}
