/*
 * prospect_intent.h
 *		What a prospect intends, and the rule that decided.
 */
#ifndef CUSTOMER_SEG_PROSPECT_INTENT_H
#define CUSTOMER_SEG_PROSPECT_INTENT_H

#include "customer/prospect.h"
#include "server/times.h"

/* intent is the label of a purchase_intent; without a contact it is NULL, and no next contact is planned */
typedef struct IntentExplained
{
	const char *intent;
	const char *rule;
	bool next_is_planned;
	TimestampTz next_contact;
} IntentExplained;

extern IntentExplained intent_explained(FunctionCallInfo fcinfo, TimeKind time);

#endif /* CUSTOMER_SEG_PROSPECT_INTENT_H */
