/*
 * attribute.h
 *		One column of the customers' table: what it holds, and who has what.
 */
#ifndef CUSTOMER_SEG_ATTRIBUTE_H
#define CUSTOMER_SEG_ATTRIBUTE_H

#include "profile/categories.h"
#include "profile/numbers_by_class.h"

typedef enum AttributeUse
{
	USE_SCREENED,
	USE_KEY,
	USE_CLASS,
	USE_FORBIDDEN /* the caller may not read it */
} AttributeUse;

typedef struct Attribute
{
	const char *name;
	const char *expression; /* in a query; money is read as numeric */
	AttributeUse use;
	Oid declared;
	Oid type; /* of the expression, under all domains */
	Oid collation;
	int place; /* in the query, or -1 */

	/* customers who have a class */
	int64 *not_known; /* by class: without a value */
	int64 *known;	  /* by class: with one */
	int64 not_finite;

	const char *why_not;	/* the values themselves tell nothing */
	Categories *categories; /* or NULL */
	NumbersByClass *numbers;
} Attribute;

extern void attribute_begin(Attribute *a, int classes, int64 memory);
extern void attribute_add(Attribute *a, Datum value, bool is_null, int class);
extern void attribute_sort(Attribute *a);
extern bool attribute_has_codes(const Attribute *a);
extern void attribute_end(Attribute *a);

#endif /* CUSTOMER_SEG_ATTRIBUTE_H */
