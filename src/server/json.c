/*
 * json.c
 *		Text forms: a JSON object a value, read with the server's own parser.
 */
#include "server/json.h"

#include <math.h>

#include "common/shortest_dec.h"
#include "catalog/pg_type_d.h"
#include "datatype/timestamp.h"
#include "server/decimal.h"
#include "server/times.h"
#include "utils/builtins.h"
#include "utils/datetime.h"
#include "utils/json.h"
#include "utils/numeric.h"

bool
json_fail(const JsonObject *object, const char *detail, ...)
{
	StringInfoData text;
	int needed;

	initStringInfo(&text);
	do
	{
		va_list args;

		va_start(args, detail);
		needed = appendStringInfoVA(&text, detail, args);
		va_end(args);
		if (needed > 0)
			enlargeStringInfo(&text, needed);
	} while (needed > 0);

	ereturn(object->escontext, false,
			(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
			 errmsg("invalid input for type %s", object->type),
			 errdetail("%s", text.data),
			 errhint("Use the form in which values of this type are printed.")));
}

/* No field may be there that is not known: it would be lost. */
bool
json_check_fields(const JsonObject *object, const char *const *known_fields)
{
	JsonbIterator *it = JsonbIteratorInit(object->fields);
	JsonbValue value;
	JsonbIteratorToken token;

	while ((token = JsonbIteratorNext(&it, &value, true)) != WJB_DONE)
	{
		const char *const *field = known_fields;

		if (token != WJB_KEY)
			continue;
		while (*field != NULL &&
			   (strlen(*field) != (size_t) value.val.string.len ||
				memcmp(*field, value.val.string.val, value.val.string.len) != 0))
			field++;
		if (*field == NULL)
			ereturn(object->escontext, false,
					(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
					 errmsg("invalid input for type %s", object->type),
					 errdetail("There is no field \"%.*s\".", value.val.string.len, value.val.string.val),
					 errhint("Use the form in which values of this type are printed. One with more fields may come from a newer version of customer_seg.")));
	}
	return true;
}

bool
json_open(JsonObject *object, const char *text, const char *type,
		  const char *const *known_fields, struct Node *escontext)
{
	Datum parsed;
	Jsonb *jsonb;

	if (!soft_input_call(jsonb_in, unconstify(char *, text), escontext, &parsed))
		return false;
	jsonb = DatumGetJsonbP(parsed);
	object->type = type;
	object->fields = &jsonb->root;
	object->escontext = escontext;
	if (!JB_ROOT_IS_OBJECT(jsonb) || JB_ROOT_IS_SCALAR(jsonb))
		return json_fail(object, "It must be a JSON object.");
	return json_check_fields(object, known_fields);
}

/* the field's value, or NULL when it is absent or null */
static JsonbValue *
json_field(const JsonObject *object, const char *field)
{
	JsonbValue *value = getKeyJsonValueFromContainer(object->fields, field, (int) strlen(field), NULL);

	return value == NULL || value->type == jbvNull ? NULL : value;
}

bool
json_has(const JsonObject *object, const char *field)
{
	return json_field(object, field) != NULL;
}

/* an object within the object */
bool
json_open_child(const JsonObject *object, const char *field, JsonObject *child,
				const char *const *known_fields, bool *present)
{
	JsonbValue *value = json_field(object, field);

	*present = value != NULL;
	if (value == NULL)
		return true;
	if (value->type != jbvBinary || !JsonContainerIsObject(value->val.binary.data))
		return json_fail(object, "\"%s\" must be an object.", field);
	*child = *object;
	child->fields = value->val.binary.data;
	return json_check_fields(child, known_fields);
}

bool
json_read_money(const JsonObject *object, const char *field, KnownMoney *money)
{
	JsonbValue *value = json_field(object, field);
	int scale = 0;

	if (value == NULL)
		return true;
	money->is_known = value->type == jbvNumeric &&
					  decimal_read((struct varlena *) value->val.numeric, &money->units, &scale) == MONEY_OK;
	money->scale = (uint8) scale;
	if (!money->is_known)
		return json_fail(object, "\"%s\" must be a number of at most %d integer digits and %d decimals.",
						 field, MONEY_MAX_DIGITS, MONEY_SCALE);
	return true;
}

bool
json_read_sum(const JsonObject *object, const char *field, Money *sum, int *scale)
{
	JsonbValue *value = json_field(object, field);

	if (value == NULL)
		return true;
	if (value->type != jbvNumeric ||
		decimal_read_sum((struct varlena *) value->val.numeric, sum, scale) != MONEY_OK)
		return json_fail(object, "\"%s\" must be a number of at most 37 integer digits and %d decimals.",
						 field, MONEY_SCALE);
	return true;
}

bool
json_read_int64(const JsonObject *object, const char *field, int64 *value)
{
	JsonbValue *number = json_field(object, field);
	int16 groups[MONEY_GROUPS + 1];
	int128_money whole = 0;
	Money sum;
	int scale;

	if (number == NULL)
		return true;
	if (number->type == jbvNumeric &&
		decimal_read_sum((struct varlena *) number->val.numeric, &sum, &scale) == MONEY_OK &&
		money_has_scale(&sum, 0))
	{
		for (int i = money_groups(&sum, groups) - 1; i >= MONEY_SCALE / 4; i--)
			whole = whole * 10000 + groups[i];
		if (money_sign(&sum) < 0)
			whole = -whole;
		if (whole >= PG_INT64_MIN && whole <= PG_INT64_MAX)
		{
			*value = (int64) whole;
			return true;
		}
	}
	return json_fail(object, "\"%s\" must be a whole number of 64 bits.", field);
}

/* a finite number, or false */
bool
json_number(const JsonbValue *value, double *result)
{
	if (value->type != jbvNumeric)
		return false;
	*result = DatumGetFloat8(DirectFunctionCall1(numeric_float8_no_overflow,
												 NumericGetDatum(value->val.numeric)));
	return isfinite(*result);
}

bool
json_read_double(const JsonObject *object, const char *field, double *value)
{
	JsonbValue *number = json_field(object, field);

	if (number != NULL && !json_number(number, value))
		return json_fail(object, "\"%s\" must be a finite number.", field);
	return true;
}

bool
json_read_text(const JsonObject *object, const char *field, char **value)
{
	JsonbValue *string = json_field(object, field);

	if (string == NULL)
		return true;
	if (string->type != jbvString)
		return json_fail(object, "\"%s\" must be a string.", field);
	*value = pnstrdup(string->val.string.val, string->val.string.len);
	return true;
}

JsonbContainer *
json_read_array(const JsonObject *object, const char *field)
{
	JsonbValue *value = json_field(object, field);

	if (value == NULL || value->type != jbvBinary ||
		!JsonContainerIsArray(value->val.binary.data))
	{
		json_fail(object, "\"%s\" must be an array.", field);
		return NULL;
	}
	return value->val.binary.data;
}

/*
 * Only the form in which times are printed is taken, with its offset from
 * UTC: no words such as "now", and nothing that TimeZone or DateStyle decide.
 */
bool
json_read_time(const JsonObject *object, const char *field, TimestampTz *value, bool *present)
{
	static const char zone[] = "+00:00";
	char *text = NULL;
	Datum time;
	size_t digits;

	*present = false;
	if (!json_read_text(object, field, &text))
		return false;
	if (text == NULL)
		return true;
	digits = strspn(text, "0123456789-T:.");
	if (digits < strlen("2000-01-01T00:00:00") || strncmp(text + digits, zone, strlen(zone)) != 0 ||
		(strcmp(text + digits + strlen(zone), "") != 0 &&
		 strcmp(text + digits + strlen(zone), " BC") != 0))
		return json_fail(object, "\"%s\" must be a time like 2000-12-31T23:59:59.999999+00:00.", field);
	if (!soft_input_call(timestamptz_in, text, object->escontext, &time))
		return false;
	*value = DatumGetTimestampTz(time);
	*present = true;
	return true;
}

/* Only the form in which days are printed is taken: ISO 8601, and no words such as "today". */
bool
json_read_day(const JsonObject *object, const char *field, DateADT *day)
{
	char *text = NULL;
	Datum date;
	TimestampTz at;
	size_t digits;

	if (!json_read_text(object, field, &text))
		return false;
	digits = text == NULL ? 0 : strspn(text, "0123456789-");
	if (digits < strlen("2000-01-01") || (strcmp(text + digits, "") != 0 && strcmp(text + digits, " BC") != 0))
		return json_fail(object, "\"%s\" must be a day like 2000-12-31.", field);
	if (!soft_input_call(date_in, text, object->escontext, &date))
		return false;
	*day = DatumGetDateADT(date);
	if (!date_time(*day, &at))
		return json_fail(object, "The day %s is out of range.", text);
	/* what else there is, the DateStyle decides on */
	return strcmp(day_text(*day), text) == 0 || json_fail(object, "\"%s\" must be a day like 2000-12-31.", field);
}

/* a field that is not the first one */
void
json_put_money(StringInfo out, const char *field, const Money *money, int scale)
{
	char *text = DatumGetCString(DirectFunctionCall1(numeric_out, decimal_make(money, scale)));

	appendStringInfo(out, ", \"%s\": %s", field, text);
	pfree(text);
}

/* a time in UTC and ISO 8601, in quotes */
void
json_put_time(StringInfo out, TimestampTz at)
{
	char buffer[MAXDATELEN + 1];
	int utc = 0;

	JsonEncodeDateTime(buffer, TimestampTzGetDatum(at), TIMESTAMPTZOID, &utc);
	appendStringInfo(out, "\"%s\"", buffer);
}

/* the shortest digits that read back as the same number */
void
json_put_double(StringInfo out, double value)
{
	char buffer[DOUBLE_SHORTEST_DECIMAL_LEN];

	double_to_shortest_decimal_buf(value, buffer);
	appendStringInfoString(out, buffer);
}
