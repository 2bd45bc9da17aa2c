/*
 * labels.c
 *		Names of classes.
 */
#include "population/labels.h"

#include "libpq/pqformat.h"
#include "population/text_index.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#define FIRST_ROOM	8
#define MOST_LABELS 1000 /* a table of two of them has a million cells */

Labels *
labels_create(MemoryContext context, const char *what)
{
	Labels *labels = MemoryContextAllocZero(context, sizeof(Labels));

	labels->context = context;
	labels->what = what;
	labels->room = FIRST_ROOM;
	labels->texts = MemoryContextAlloc(context, sizeof(char *) * (FIRST_ROOM + 1));
	labels->index = textindex_create(context, FIRST_ROOM, NULL);
	return labels;
}

/* the number of a text; NO_LABEL for a NULL; -1 where it is none of them */
int
labels_find(const Labels *labels, const char *text)
{
	IndexedText *found;

	if (text == NULL)
		return NO_LABEL;
	found = textindex_lookup(labels->index, text);
	return found == NULL ? -1 : found->place;
}

/* the number of a text, which may be new; NO_LABEL for a NULL */
int
labels_number(Labels *labels, const char *text)
{
	int number = labels_find(labels, text);
	bool found;

	if (number >= 0)
		return number;
	if (labels->count == MOST_LABELS)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("more than %d %s", MOST_LABELS, labels->what),
				 errhint("Group the values into classes first.")));
	if (labels->count == labels->room)
		labels->texts = repalloc(labels->texts, sizeof(char *) * ((labels->room *= 2) + 1));
	labels->texts[++labels->count] = MemoryContextStrdup(labels->context, text);
	textindex_insert(labels->index, labels->texts[labels->count], &found)->place = labels->count;
	return labels->count;
}

bool
labels_are_same(const Labels *a, const Labels *b)
{
	if (a->count != b->count)
		return false;
	for (int i = 1; i <= a->count; i++)
		if (strcmp(a->texts[i], b->texts[i]) != 0)
			return false;
	return true;
}

static int
compare_names(const void *a, const void *b)
{
	return strcmp(*(const char *const *) a, *(const char *const *) b);
}

/* the labels of an enum in its order, then the others by their bytes */
void
labels_add_in_order(Labels *labels, const EnumLabel *first, int first_count, const Labels *rest)
{
	const char **names = palloc_array(const char *, rest->count + 1);

	for (int i = 0; i < first_count; i++)
		labels_number(labels, first[i].name);
	memcpy(names, rest->texts + 1, sizeof(char *) * rest->count);
	qsort(names, (size_t) rest->count, sizeof(char *), compare_names);
	for (int i = 0; i < rest->count; i++)
		labels_number(labels, names[i]);
}

/* the label as a text; NULL of NO_LABEL */
void
put_label(const Labels *labels, int number, Datum *value, bool *is_null)
{
	*is_null = number == NO_LABEL;
	if (number != NO_LABEL)
		*value = CStringGetTextDatum(labels->texts[number]);
}

void
labels_send(const Labels *labels, StringInfo out)
{
	pq_sendint32(out, (uint32) labels->count);
	for (int i = 1; i <= labels->count; i++)
		pq_sendbytes(out, labels->texts[i], (int) strlen(labels->texts[i]) + 1);
}

/* into labels that have none yet */
void
labels_receive(Labels *labels, StringInfo in)
{
	int count = (int) pq_getmsgint(in, 4);

	for (int i = 0; i < count; i++)
		labels_number(labels, pq_getmsgrawstring(in));
}
