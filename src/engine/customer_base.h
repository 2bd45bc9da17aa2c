/*
 * customer_base.h
 *		All customers of a source, when its rows have been read: in the tables
 *		of the engine or, when they had no room there, in a temporary file.
 */
#ifndef CUSTOMER_SEG_CUSTOMER_BASE_H
#define CUSTOMER_SEG_CUSTOMER_BASE_H

#include "engine/customers.h"
#include "customer/yardstick_sample.h"

typedef struct CustomerBase
{
	Grouping *grouping;
	int64 customers;
	BufFile *file; /* or NULL: they are in the grouping */
	YardstickSample *sample;

	/* where reading is */
	int partition;
	int64 number;
	const CustomerExtra *extra; /* of the customer read last, or NULL */
	CustomerExtra file_extra;	/* of the one read from the file, as is the key */
	char *key;
	Size key_room;
} CustomerBase;

extern void base_create(CustomerBase *base, Grouping *customers, YardstickSample *sample);
extern bool base_next(CustomerBase *base, uint64 *key, Activity *a);
extern void base_rewind(CustomerBase *base);
extern void base_free(CustomerBase *base);

#endif /* CUSTOMER_SEG_CUSTOMER_BASE_H */
