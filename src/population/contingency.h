/*
 * contingency.h
 *		Customers by group and by class: are the two associated?
 */
#ifndef CUSTOMER_SEG_CONTINGENCY_H
#define CUSTOMER_SEG_CONTINGENCY_H

#include "server/compat.h"

typedef struct ContingencyCell
{
	uint32 group;
	uint32 class;
	int64 customers; /* above 0 */
} ContingencyCell;

/* in every group, and in every class, is somebody */
typedef struct ContingencyTable
{
	uint32 groups;
	uint32 classes;
	int64 customers;
	ContingencyCell *cells;
	uint32 count;
} ContingencyTable;

typedef struct Association
{
	double chi_square;
	double df; /* of 0 the others say nothing */
	double p;
	double cramers_v;
	double cramers_v_corrected;
	double smallest_expected;
	int64 small_expected; /* expected counts below 5 */
} Association;

extern ContingencyCell *contingency_cells(uint32 count);
extern Association measure_association(const ContingencyTable *table);
extern const char *small_expected_note(const ContingencyTable *table, const Association *association);

#endif /* CUSTOMER_SEG_CONTINGENCY_H */
