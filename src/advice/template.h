/*
 * template.h
 *		Texts with places for values: "{customers} customers have left".
 *
 * A place is a name in braces, of lower-case letters, digits and underscores;
 * braces about anything else are braces.  A name may be followed by two words,
 * "{customers|has|have}": the first stands there if its value is 1.
 */
#ifndef CUSTOMER_SEG_TEMPLATE_H
#define CUSTOMER_SEG_TEMPLATE_H

#include "server/compat.h"

/* words, or the name in a place */
typedef struct TemplatePart
{
	const char *text;
	int length;
	bool is_place;
} TemplatePart;

/* the value of a name; NULL where it has none */
typedef const char *(*ValueOfName)(const char *name, void *context);

extern bool template_next(const char **rest, TemplatePart *part);
extern char *template_fill(const char *template, ValueOfName value_of, void *context);

#endif /* CUSTOMER_SEG_TEMPLATE_H */
