/*
 * say.c
 *		What functions of the extension say in English, in a language of the
 *		playbook.
 *
 * The playbook's subject "note" has a template of each text, in English just
 * as it is said.  The template that fits tells the values, and in the other
 * language these take their places.  A place whose name begins the items of
 * others, as {customers} does those of customers.one and customers.many, takes
 * what one of these says; one that is the name of an enum, as {quadrant}, takes
 * a value of it, and shows its name; any other takes anything.
 */
#include "advice/playbook.h"

#include "advice/template.h"
#include "miscadmin.h"
#include "utils/builtins.h"

#define LONGEST_NOTE 2000 /* bytes: what there is to be tried grows faster than a text */

typedef struct Saying
{
	FunctionCallInfo fcinfo;
	const char *lang;
	const Note *notes;
	int count;
} Saying;

/* what a text is in the language, and how many of its bytes are those of templates and not of values */
typedef struct Said
{
	const char *text; /* NULL: there is no such thing to say */
	int words;
} Said;

/* what was found in a place; a chain of them */
typedef struct Value
{
	TemplatePart place;
	Said said;
	const struct Value *next;
} Value;

static Said say_in_group(const Saying *s, const char *text, const char *group);

static bool
is_in_group(const Note *note, const char *group)
{
	size_t length = strlen(group);

	return strncmp(NameStr(note->item), group, length) == 0 && NameStr(note->item)[length] == '.';
}

/* a text of the playbook, copied; NULL where there is none */
static char *
name_of_item(const Saying *s, const char *subject, const char *item)
{
	Datum name;

	if (strlen(item) >= NAMEDATALEN || !playbook_text(s->fcinfo, subject, item, s->lang, PLAYBOOK_NAME, &name))
		return NULL;
	return TextDatumGetCString(name);
}

/* what is said in place of the value, if it is one for such a place */
static Said
say_value(const Saying *s, const char *name, const char *value)
{
	for (int i = 0; i < s->count; i++)
	{
		if (s->notes[i].english == NULL && strcmp(NameStr(s->notes[i].item), name) == 0)
			return (Said){.text = name_of_item(s, name, value)};
		if (s->notes[i].english != NULL && is_in_group(&s->notes[i], name))
			return say_in_group(s, value, name);
	}
	return (Said){.text = value};
}

static const char *
value_of(const char *name, void *values)
{
	for (const Value *v = values; v != NULL; v = v->next)
		if (strlen(name) == (size_t) v->place.length && strncmp(name, v->place.text, (size_t) v->place.length) == 0)
			return v->said.text;
	return NULL;
}

/* the note with these values */
static Said
say_with(const Saying *s, const Note *note, const Value *values)
{
	const char *template = name_of_item(s, NOTES, NameStr(note->item));
	Said said = {.words = note->words};

	said.text = template_fill(template != NULL ? template : note->english, value_of, (void *) values);
	for (; values != NULL; values = values->next)
		said.words += values->said.words;
	return said;
}

/* whether a text goes on as the rest of a template does */
static bool
goes_on(const char *template, const char *text)
{
	TemplatePart part;

	if (!template_next(&template, &part))
		return *text == '\0';
	return part.is_place || strncmp(text, part.text, (size_t) part.length) == 0;
}

/* whether a text has all words of a template in their order, without which there is no need to try */
static bool
has_words(const char *template, const char *text)
{
	TemplatePart part;

	while (template_next(&template, &part))
	{
		if (part.is_place)
			continue;
		for (; strncmp(text, part.text, (size_t) part.length) != 0; text++)
			if (*text == '\0')
				return false;
		text += part.length;
	}
	return true;
}

/* a note that is tried on a text; where the rest of one has failed on the rest of the other, it is not tried again */
typedef struct Attempt
{
	const Note *note;
	const char *text;
	size_t length;	/* of the text */
	bool *hopeless; /* for each byte of the template and of the text; NULL: nothing has failed */
} Attempt;

static bool *
hope(Attempt *a, const char *template, const char *text)
{
	size_t size = (strlen(a->note->english) + 1) * (a->length + 1);

	if (a->hopeless == NULL)
		a->hopeless = palloc0(size);
	return &a->hopeless[(size_t) (template - a->note->english) * (a->length + 1) + (size_t) (text - a->text)];
}

static Said say_rest(const Saying *s, Attempt *a, const char *template, const char *text, const Value *values);

/* the same where the template goes on with a place, before this rest of it */
static Said
say_place(const Saying *s, Attempt *a, TemplatePart place, const char *template, const char *text, const Value *values)
{
	const char *name = pnstrdup(place.text, (Size) place.length);
	Said said = {.text = NULL};

	for (const char *end = a->text + a->length; end >= text && said.text == NULL; end--)
	{
		Value value = {.place = place, .next = values};

		CHECK_FOR_INTERRUPTS();
		if (!goes_on(template, end) || *hope(a, template, end))
			continue;
		value.said = say_value(s, name, pnstrdup(text, (Size) (end - text)));
		if (value.said.text != NULL)
			said = say_rest(s, a, template, end, &value);
	}
	return said;
}

/*
 * The note, if the rest of its template matches the rest of the text, which
 * goes on as that does.  A place takes as much as it can, since names of
 * segments come first and may hold what stands between them and the rest.
 */
static Said
say_rest(const Saying *s, Attempt *a, const char *template, const char *text, const Value *values)
{
	const char *rest = template;
	TemplatePart part;
	Said said = {.text = NULL};

	check_stack_depth();
	if (!template_next(&rest, &part))
		return say_with(s, a->note, values);
	if (part.is_place)
		said = say_place(s, a, part, rest, text, values);
	else if (goes_on(rest, text + part.length))
		said = say_rest(s, a, rest, text + part.length, values);
	if (said.text == NULL)
		*hope(a, template, text) = true;
	return said;
}

/* by that note of the group of which the text has the most words; a NULL is all notes but those without words */
static Said
say_in_group(const Saying *s, const char *text, const char *group)
{
	Said best = {.text = NULL};

	for (int i = 0; i < s->count; i++)
	{
		const Note *note = &s->notes[i];
		Attempt attempt;
		Said said;

		if (note->english == NULL || (group == NULL ? note->words == 0 : !is_in_group(note, group)) ||
			!goes_on(note->english, text) || !has_words(note->english, text))
			continue;
		attempt = (Attempt){.note = note, .text = text, .length = strlen(text)};
		said = say_rest(s, &attempt, note->english, text, NULL);
		if (attempt.hopeless != NULL)
			pfree(attempt.hopeless);
		if (said.text != NULL && (best.text == NULL || said.words > best.words))
			best = said;
	}
	return best;
}

/* A note in a language of the playbook; as it is where the playbook does not know it, or where it is too long. */
const char *
say_note(FunctionCallInfo fcinfo, const char *note, const char *lang)
{
	Saying s = {.fcinfo = fcinfo, .lang = lang};
	const char *said;

	s.notes = playbook_notes(fcinfo, &s.count);
	(void) name_of_item(&s, NOTES, "intent.no_contact"); /* an error for a language that there is not */
	said = strlen(note) > LONGEST_NOTE ? NULL : say_in_group(&s, note, NULL).text;
	return said != NULL ? said : note;
}

/* say(note, lang) */
PG_FUNCTION_INFO_V1(customer_seg_say);
Datum
customer_seg_say(PG_FUNCTION_ARGS)
{
	const char *note = text_to_cstring(PG_GETARG_TEXT_PP(0));
	NameData lang;

	playbook_name_argument(fcinfo, 1, "lang", &lang);
	PG_RETURN_TEXT_P(cstring_to_text(say_note(fcinfo, note, NameStr(lang))));
}
