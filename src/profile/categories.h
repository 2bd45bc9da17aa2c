/*
 * categories.h
 *		Customers by value and class, of a column whose values are told apart.
 *
 * Where there are too many values to mean anything they are given up, and
 * their memory with them: by their number and size, not by their order.
 */
#ifndef CUSTOMER_SEG_CATEGORIES_H
#define CUSTOMER_SEG_CATEGORIES_H

#include "columns/distinct_values.h"

/* bytes that the values of a column may take, with what is counted of them */
#define CATEGORIES_MEMORY ((Size) 4 * 1024 * 1024)

typedef struct Categories
{
	MemoryContext context; /* of its own */
	DistinctValues values;
	int64 *counts; /* by number of the value, and class */
	int classes;
	uint32 room;
	uint32 most; /* values */
} Categories;

extern Categories *categories_create(Oid type, Oid collation, int classes, uint32 most);
extern bool categories_add(Categories *c, Datum value, int class);
extern void categories_free(Categories *c);

#endif /* CUSTOMER_SEG_CATEGORIES_H */
