/*
 * playbook.h
 *		The view playbook: its columns, and a text of it.
 */
#ifndef CUSTOMER_SEG_PLAYBOOK_H
#define CUSTOMER_SEG_PLAYBOOK_H

#include "server/compat.h"

typedef enum PlaybookColumn
{
	PLAYBOOK_SUBJECT,
	PLAYBOOK_ITEM,
	PLAYBOOK_LANG,
	PLAYBOOK_NAME,
	PLAYBOOK_WHO,
	PLAYBOOK_NEEDS,
	PLAYBOOK_OBSTACLE,
	PLAYBOOK_ACTION,
	PLAYBOOK_MESSAGE,
	PLAYBOOK_CONTACT_EVERY,
	PLAYBOOK_OWN,
	PLAYBOOK_CHANNEL, /* from here on since version 0.5 */
	PLAYBOOK_OFFER,
	PLAYBOOK_GOAL,
	PLAYBOOK_MEASURE,
	PLAYBOOK_COLUMNS
} PlaybookColumn;

extern bool playbook_text(FunctionCallInfo fcinfo, const char *subject, const char *item, PlaybookColumn column,
						  Datum *text);

#endif /* CUSTOMER_SEG_PLAYBOOK_H */
