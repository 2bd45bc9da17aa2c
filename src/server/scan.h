/*
 * scan.h
 *		Text in the very form in which this extension prints it, read at a
 *		fraction of what a JSON parser takes.
 *
 * Each function moves on behind what it has read, or returns false where there
 * is anything else: also what would be valid, but is never or hardly ever printed
 * so.  Then the text is one for json.h, which reads all forms and says what is wrong.
 */
#ifndef CUSTOMER_SEG_SCAN_H
#define CUSTOMER_SEG_SCAN_H

#include "server/compat.h"

#include "datatype/timestamp.h"
#include "numbers/money.h"

extern bool scan_word(const char **at, const char *word);
extern bool scan_count(const char **at, int64 *count);
extern bool scan_money(const char **at, int128_money *units, int *scale);
extern bool scan_time(const char **at, TimestampTz *time);
extern bool scan_bits(const char **at, uint64 *bits);

#endif /* CUSTOMER_SEG_SCAN_H */
