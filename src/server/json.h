/*
 * json.h
 *		Text forms: a JSON object a value, read with the server's own parser.
 *
 * Every reader returns false after it has reported an error softly.  A field
 * that is absent or null leaves its target as it was.
 */
#ifndef CUSTOMER_SEG_JSON_H
#define CUSTOMER_SEG_JSON_H

#include "server/compat.h"

#include "lib/stringinfo.h"
#include "server/amount.h"
#include "utils/date.h"
#include "utils/jsonb.h"
#include "utils/timestamp.h"

typedef struct JsonObject
{
	const char *type; /* name of the SQL type, for messages */
	JsonbContainer *fields;
	struct Node *escontext;
} JsonObject;

extern bool json_open(JsonObject *object, const char *text, const char *type,
					  const char *const *known_fields, struct Node *escontext);
extern bool json_open_child(const JsonObject *object, const char *field, JsonObject *child,
							const char *const *known_fields, bool *present);
extern bool json_fail(const JsonObject *object, const char *detail, ...) pg_attribute_printf(2, 3);
extern bool json_check_fields(const JsonObject *object, const char *const *known_fields);
extern bool json_has(const JsonObject *object, const char *field);
extern bool json_read_int64(const JsonObject *object, const char *field, int64 *value);
extern bool json_read_double(const JsonObject *object, const char *field, double *value);
extern bool json_read_money(const JsonObject *object, const char *field, KnownMoney *money);
extern bool json_read_sum(const JsonObject *object, const char *field, Money *sum, int *scale);
extern bool json_read_time(const JsonObject *object, const char *field, TimestampTz *value,
						   bool *present);
extern bool json_read_day(const JsonObject *object, const char *field, DateADT *day);
extern bool json_read_text(const JsonObject *object, const char *field, char **value);
extern JsonbContainer *json_read_array(const JsonObject *object, const char *field);
extern bool json_number(const JsonbValue *value, double *result);

extern void json_put_money(StringInfo out, const char *field, const Money *money, int scale);
extern void json_put_time(StringInfo out, TimestampTz at);
extern void json_put_double(StringInfo out, double value);

#endif /* CUSTOMER_SEG_JSON_H */
