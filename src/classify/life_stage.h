/*
 * life_stage.h
 *		Where a customer stands: prospect, new, active, overdue, lapsed; in C and
 *		as the SQL enum.
 */
#ifndef CUSTOMER_SEG_LIFE_STAGE_H
#define CUSTOMER_SEG_LIFE_STAGE_H

#include "customer/activity.h"

typedef enum LifeStage
{
	STAGE_PROSPECT,
	STAGE_NEW,
	STAGE_ACTIVE,
	STAGE_OVERDUE,
	STAGE_LAPSED
} LifeStage;

#define LIFE_STAGES 5

extern const char *const stage_labels[LIFE_STAGES];

/* what is known of a customer before a day */
typedef struct Past
{
	bool known;
	bool bought; /* and perhaps before the history begins: a refund says so */
	int64 days;	 /* with an order */
	DateADT first;
	DateADT last;
} Past;

extern Past past_of_activity(const Activity *a);
extern double expected_gap(const Past *past, double base_gap);
extern double usual_gap(const Past *past, int32 lapse_after);
extern DateADT usual_new_since(DateADT as_of, DateADT lapsed_before);
extern LifeStage stage_of(const Past *past, DateADT as_of, DateADT lapsed_before, DateADT new_since);

#endif /* CUSTOMER_SEG_LIFE_STAGE_H */
