/*
 * categories.c
 *		Customers by value and class, of a column whose values are told apart.
 */
#include "profile/categories.h"

#include "access/detoast.h"
#include "utils/memutils.h"

#define FIRST_ROOM 16

/* of a hashable type; most: the number of values beyond which they are given up */
Categories *
categories_create(Oid type, Oid collation, int classes, uint32 most)
{
	MemoryContext context = AllocSetContextCreate(CurrentMemoryContext, "customer_seg categories", ALLOCSET_SMALL_SIZES);
	Categories *c = MemoryContextAllocZero(context, sizeof(Categories));

	c->context = context;
	c->classes = classes;
	c->most = most;
	c->room = FIRST_ROOM;
	c->counts = MemoryContextAllocZero(context, sizeof(int64) * FIRST_ROOM * (Size) classes);
	distinct_create(&c->values, context, type, collation, "column");
	return c;
}

static void
make_room_for_value(Categories *c)
{
	Size used = sizeof(int64) * c->room * (Size) c->classes;

	c->counts = repalloc(c->counts, used * 2);
	memset((char *) c->counts + used, 0, used);
	c->room *= 2;
}

static bool
is_too_long(const Categories *c, Datum value)
{
	return c->values.type.length == -1 && toast_raw_datum_size(value) > CATEGORIES_MEMORY;
}

/* one customer more; false where the values are to be given up */
bool
categories_add(Categories *c, Datum value, int class)
{
	uint32 known = c->values.count;
	uint32 number;

	if (is_too_long(c, value))
		return false;
	number = distinct_number(&c->values, value);
	if (number < known)
		distinct_keep_least(&c->values, number, value);
	else if (c->values.count > c->most ||
			 c->values.memory + c->values.count * sizeof(int64) * (Size) c->classes > CATEGORIES_MEMORY)
		return false;
	else if (number == c->room)
		make_room_for_value(c);
	c->counts[(Size) number * (Size) c->classes + (Size) class]++;
	return true;
}

void
categories_free(Categories *c)
{
	MemoryContextDelete(c->context);
}
