/*
 * why.h
 *		Why an action: the playbook's words with one customer's numbers in them.
 */
#ifndef CUSTOMER_SEG_WHY_H
#define CUSTOMER_SEG_WHY_H

#include "customer/activity.h"

/* where a customer stands on a day, but for the judgements */
typedef struct Situation
{
	const Activity *activity;
	DateADT as_of;
	int32 lapse_after; /* days; 0: not known */
	TimestampTz last_outreach;
	int64 open_complaints;
} Situation;

extern char *why_text(const char *template, Situation *s);

#endif /* CUSTOMER_SEG_WHY_H */
