/*
 * cohorts.h
 *		The rows of a table of cohorts, as SQL sees them.
 */
#ifndef CUSTOMER_SEG_COHORTS_H
#define CUSTOMER_SEG_COHORTS_H

#include "server/compat.h"

/* columns of a cohort_row */
enum
{
	COHORT,
	PERIOD,
	PERIOD_START,
	CUSTOMERS,
	RETAINED,
	SHARE,
	SHARE_LOW,
	SHARE_HIGH,
	AMOUNT,
	AMOUNT_A_HEAD,
	COHORT_COLUMNS
};

#endif /* CUSTOMER_SEG_COHORTS_H */
