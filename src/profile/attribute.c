/*
 * attribute.c
 *		One column of the customers' table: what it holds, and who has what.
 */
#include "profile/attribute.h"

#include "utils/builtins.h"

/* A text, or whatever is no number, of more different values is given up. */
#define MOST_VALUES		10000
#define TOO_MANY_VALUES "more than 10,000 different values"
#define TOO_LONG_VALUES "different values of more than 4 MB"

/* Numbers with no more different values are codes, if each has as many customers on average. */
#define MOST_CODES			   10
#define CUSTOMERS_OF_EACH_CODE 5

/* what is to be counted of the column; memory: the bytes that its numbers may take */
void
attribute_begin(Attribute *a, int classes, int64 memory)
{
	bool is_number = type_is_number(a->type) || type_is_time(a->type);

	a->not_known = palloc0_array(int64, classes);
	a->known = palloc0_array(int64, classes);
	if (is_number)
		a->numbers = numbers_create(a->type, classes, memory);
	if (key_type_is_hashable(a->type))
		a->categories = categories_create(a->type, a->collation, classes, is_number ? MOST_CODES : MOST_VALUES);
	else
		a->why_not = psprintf("values of type %s cannot be compared", format_type_be(a->type));
}

static void
give_up_categories(Attribute *a)
{
	if (a->numbers == NULL)
		a->why_not = a->categories->values.count > MOST_VALUES ? TOO_MANY_VALUES : TOO_LONG_VALUES;
	categories_free(a->categories);
	a->categories = NULL;
}

/* one customer more, of a class */
void
attribute_add(Attribute *a, Datum value, bool is_null, int class)
{
	if (!is_null && a->numbers != NULL && !numbers_add(a->numbers, value, class))
	{
		a->not_finite++;
		is_null = true;
	}
	if (is_null)
	{
		a->not_known[class]++;
		return;
	}
	a->known[class]++;
	if (a->categories != NULL && !categories_add(a->categories, value, class))
		give_up_categories(a);
}

/* after the last customer */
void
attribute_sort(Attribute *a)
{
	if (a->numbers != NULL)
		numbers_sort(a->numbers);
}

/* Are its numbers no more than names of a few groups? */
bool
attribute_has_codes(const Attribute *a)
{
	return a->numbers != NULL && a->categories != NULL &&
		   a->numbers->all.count >= (int64) a->categories->values.count * CUSTOMERS_OF_EACH_CODE;
}

void
attribute_end(Attribute *a)
{
	if (a->numbers != NULL)
		numbers_free(a->numbers);
}
