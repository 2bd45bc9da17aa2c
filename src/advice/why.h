/*
 * why.h
 *		Why an action: the playbook's words with one customer's numbers in them.
 */
#ifndef CUSTOMER_SEG_WHY_H
#define CUSTOMER_SEG_WHY_H

#include "classify/next_action.h"

/* where a customer stands on a day */
typedef struct Situation
{
	const Activity *activity;
	LifeStage stage;
	DateADT as_of;
	int32 lapse_after; /* days; 0: not known */
	TimestampTz last_outreach;
	int64 open_complaints;
	Returned returned;
} Situation;

extern bool situation_stake(const Situation *s, Money *stake, int *scale);
extern char *why_text(const char *template, Situation *s);

#endif /* CUSTOMER_SEG_WHY_H */
