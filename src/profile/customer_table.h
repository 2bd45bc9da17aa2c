/*
 * customer_table.h
 *		The customers' table: its key, classes and columns, and its rows.
 */
#ifndef CUSTOMER_SEG_CUSTOMER_TABLE_H
#define CUSTOMER_SEG_CUSTOMER_TABLE_H

#include "profile/attribute.h"
#include "source/selection.h"

/* classes beyond which a column is none of classes */
#define MOST_CLASSES 100

typedef struct CustomerTable
{
	Selection source; /* of which only the relation and its name are used */
	Attribute *attributes;
	int count;
	Attribute *key;
	Attribute *class;

	/* the classes there are, or the one asked for and all others */
	DistinctValues values;
	int place[MOST_CLASSES]; /* of each value among those that are compared */
	int classes;			 /* that are compared */
	int profiled;			 /* of these, the first, whose customers are described */
	char *texts[MOST_CLASSES];

	/* the rows */
	int64 customers[MOST_CLASSES]; /* of each class */
	int64 without_key;
	int64 without_class;
} CustomerTable;

extern void customer_table_open(CustomerTable *table, FunctionCallInfo fcinfo, int source, int key, int class);
extern void customer_table_check_key(CustomerTable *table);
extern void customer_table_find_classes(CustomerTable *table, const char *of);
extern void customer_table_read(CustomerTable *table);
extern int64 customer_table_customers(const CustomerTable *table);

#endif /* CUSTOMER_SEG_CUSTOMER_TABLE_H */
