/*
 * classes.h
 *		All classes of one customer, by one yardstick, at one point in time.
 */
#ifndef CUSTOMER_SEG_CLASSES_H
#define CUSTOMER_SEG_CLASSES_H

#include "classify/next_action.h"
#include "classify/pareto.h"
#include "classify/rfm_segment.h"

/* what customers are classed by; those behind the action are of some customers only */
typedef enum Subject
{
	OF_QUADRANT,
	OF_LAPSED, /* the type of those who have lapsed */
	OF_LIFE_STAGE,
	OF_VALUE_GROUP,
	OF_PARETO_CLASS,
	OF_RFM_SEGMENT,
	OF_RFM_GROUP,
	OF_MARKET_POSITION,
	OF_CUSTOMER_TERM,
	OF_ACTION,
	OF_DUE_TODAY, /* the action */
	OF_OVERDUE,
	OF_PROSPECT, /* the type of those who have never bought */
	OF_REFUNDS_ONLY,
	OF_PROFIT_UNKNOWN,
	SUBJECTS
} Subject;

typedef struct SubjectInfo
{
	const char *name;
	const char *const *labels;
	int classes;
	bool has_none; /* of all others there is to say that they are in none */
} SubjectInfo;

extern const SubjectInfo subject_info[SUBJECTS];

#define SUBJECT_BIT(subject) (1u << (subject))
#define ALL_SUBJECTS		 (SUBJECT_BIT(SUBJECTS) - 1)

#define MOST_CLASSES		 CUSTOMER_ACTIONS

/* in place of a class */
#define NO_CLASS	(-1)
#define NOT_COUNTED (-2) /* among those in none either */

/* where the classes begin and end */
typedef struct Classifier
{
	uint32 wanted; /* SUBJECT_BITs: customers are in no class of the others, if finding it takes time */
	const Yardstick *yardstick;
	double rfm_from[RFM_MEASURES][RFM_HIGHEST_SCORE - 1]; /* the least values that have more than the scores from 1 on */
	TimestampTz as_of;
	DateADT day; /* the first that as_of has not reached: stages are by the days before it */
	bool has_lapse;
	DateADT lapsed_before;
	bool has_new;
	DateADT new_since;
	DateADT reactivate_since;
	TimestampTz value_new_since;
	Interval term_from;
	Cut big;
	bool asks_profit; /* profits are asked for */
	bool by_profit;	  /* and known of somebody */
	ParetoCuts pareto;
	Returned returned;
	Interval *contact_every[CUSTOMER_ACTIONS]; /* NULL: no contact is planned */
} Classifier;

typedef struct Classes
{
	int of[SUBJECTS];	   /* an enum's place, or one of the two above */
	int rfm[RFM_MEASURES]; /* scores of a buyer, where the segment is wanted */
	bool has_stake;
	Money stake;
	int stake_scale;
} Classes;

extern void classifier_begin(Classifier *c, const Yardstick *yardstick, TimestampTz as_of, uint32 wanted);
extern void classifier_set_stages(Classifier *c, const NullableDatum *lapse_after, const NullableDatum *new_for);
extern void classifier_set_contacts(Classifier *c, const NullableDatum *contact_every);
extern bool classifier_earned(const Classifier *c, const Activity *a, Money *earned, int *scale);
extern void classify_customer(const Classifier *c, const Activity *a, const Judgement *j, Classes *classes);

#endif /* CUSTOMER_SEG_CLASSES_H */
