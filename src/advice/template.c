/*
 * template.c
 *		Texts with places for values.
 */
#include "advice/template.h"

#include "lib/stringinfo.h"
#include "utils/builtins.h"
#include "utils/jsonb.h"

/* the length of the two words of a place, "|one|many", at the start of a text; 0 where there are none */
static size_t
words_length(const char *text)
{
	size_t one;

	if (*text != '|')
		return 0;
	one = strcspn(text + 1, "{|}");
	return text[one + 1] == '|' ? one + 2 + strcspn(text + one + 2, "{|}") : 0;
}

/* the length of the place at the start of a text, braces included; 0 where there is none */
static int
place_length(const char *text)
{
	size_t name;
	size_t length;

	if (*text != '{')
		return 0;
	name = strspn(text + 1, "abcdefghijklmnopqrstuvwxyz0123456789_");
	length = name + words_length(text + 1 + name);
	return name > 0 && text[length + 1] == '}' ? (int) length + 2 : 0;
}

/* the next part of what is left of a template, which moves on; false at its end */
bool
template_next(const char **rest, TemplatePart *part)
{
	const char *start = *rest;
	int place = place_length(start);

	if (*start == '\0')
		return false;
	part->is_place = place > 0;
	if (part->is_place)
	{
		part->text = start + 1;
		part->length = place - 2;
		*rest = start + place;
		return true;
	}
	do
		(*rest)++;
	while (**rest != '\0' && place_length(*rest) == 0);
	part->text = start;
	part->length = (int) (*rest - start);
	return true;
}

/* what goes into a place: the value of its name, or one of its two words, the first if that is 1; NULL without a value */
static const char *
place_text(const char *place, ValueOfName value_of, void *context)
{
	char *name = pstrdup(place);
	char *one = strchr(name, '|');
	char *many;
	const char *value;

	if (one == NULL)
		return value_of(name, context);
	*one++ = '\0';
	many = strchr(one, '|');
	*many++ = '\0';
	value = value_of(name, context);
	if (value == NULL)
		return NULL;
	return strcmp(value, "1") == 0 ? one : many;
}

/* the template with its values; a place whose name has none is left as it stands, so that it is seen */
char *
template_fill(const char *template, ValueOfName value_of, void *context)
{
	StringInfoData filled;
	TemplatePart part;

	initStringInfo(&filled);
	while (template_next(&template, &part))
	{
		char *text = pnstrdup(part.text, (Size) part.length);
		const char *value = part.is_place ? place_text(text, value_of, context) : text;

		if (value != NULL)
			appendStringInfoString(&filled, value);
		else
			appendStringInfo(&filled, "{%s}", text);
	}
	return filled.data;
}

/* a field of a jsonb object as text; NULL where it is not there or null */
static const char *
field_text(const char *name, void *object)
{
	JsonbValue field;

	if (getKeyJsonValueFromContainer(object, name, (int) strlen(name), &field) == NULL)
		return NULL;
	switch (field.type)
	{
	case jbvString:
		return pnstrdup(field.val.string.val, (Size) field.val.string.len);
	case jbvNumeric:
		return DatumGetCString(DirectFunctionCall1(numeric_out, NumericGetDatum(field.val.numeric)));
	case jbvBool:
		return field.val.boolean ? "true" : "false";
	case jbvBinary:
		return JsonbToCString(NULL, field.val.binary.data, field.val.binary.len);
	default:
		return NULL;
	}
}

/* _fill(template, values): the template with the fields of a JSON object in its places */
PG_FUNCTION_INFO_V1(customer_seg_fill);
Datum
customer_seg_fill(PG_FUNCTION_ARGS)
{
	Jsonb *values = PG_GETARG_JSONB_P(1);

	if (!JB_ROOT_IS_OBJECT(values))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the values of a template are no JSON object"),
				 errhint("Make them by jsonb_build_object('customers', 12).")));
	PG_RETURN_TEXT_P(cstring_to_text(template_fill(text_to_cstring(PG_GETARG_TEXT_PP(0)), field_text, &values->root)));
}
