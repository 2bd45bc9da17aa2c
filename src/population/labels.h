/*
 * labels.h
 *		Names of classes: texts, told apart by their bytes and numbered from 1 on
 *		in the order in which they came.
 */
#ifndef CUSTOMER_SEG_LABELS_H
#define CUSTOMER_SEG_LABELS_H

#include "server/compat.h"

#include "lib/stringinfo.h"
#include "population/segment_text.h"

/* the number of no class */
#define NO_LABEL 0

typedef struct Labels
{
	MemoryContext context;
	const char *what;	/* they are, for messages */
	const char **texts; /* from number 1 on */
	int count;
	int room;
	struct textindex_hash *index;
} Labels;

extern Labels *labels_create(MemoryContext context, const char *what);
extern int labels_find(const Labels *labels, const char *text);
extern int labels_number(Labels *labels, const char *text);
extern bool labels_are_same(const Labels *a, const Labels *b);
extern void labels_add_in_order(Labels *labels, const EnumLabel *first, int first_count, const Labels *rest);
extern void put_label(const Labels *labels, int number, Datum *value, bool *is_null);
extern void labels_send(const Labels *labels, StringInfo out);
extern void labels_receive(Labels *labels, StringInfo in);

/* the number at a place from 0 on: all of them in order, then NO_LABEL */
static inline int
label_at(const Labels *labels, int place)
{
	return (place + 1) % (labels->count + 1);
}

static inline const char *
label_text(const Labels *labels, int number)
{
	return number == NO_LABEL ? NULL : labels->texts[number];
}

#endif /* CUSTOMER_SEG_LABELS_H */
