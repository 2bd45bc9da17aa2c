/*
 * playbook.h
 *		The view playbook: its columns, rows of it, and what is said by it.
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

/* the subject of what functions say in English */
#define NOTES "note"

/* the template of a note in English; or, where that is NULL, the name of an enum */
typedef struct Note
{
	NameData item;
	const char *english;
	int words; /* bytes of the template outside of places */
} Note;

typedef struct PlayRow
{
	Datum values[PLAYBOOK_COLUMNS];
	bool nulls[PLAYBOOK_COLUMNS];
} PlayRow;

extern void **playbook_kept_beside(FunctionCallInfo fcinfo);

/* in the language, or in English; NULL where there is none */
extern const PlayRow *playbook_of_enum(FunctionCallInfo fcinfo, int value, int lang);
extern const PlayRow *playbook_of_item(FunctionCallInfo fcinfo, const char *subject, const char *item, int lang);
extern bool playbook_text(FunctionCallInfo fcinfo, const char *subject, const char *item, const char *lang,
						  PlaybookColumn column, Datum *text);
extern const Note *playbook_notes(FunctionCallInfo fcinfo, int *count);
extern void playbook_name_argument(FunctionCallInfo fcinfo, int argument, const char *parameter, NameData *name);

extern const char *say_note(FunctionCallInfo fcinfo, const char *note, const char *lang);

#endif /* CUSTOMER_SEG_PLAYBOOK_H */
