/*
 * value_text.h
 *		Values as texts that no setting of the session changes.
 */
#ifndef CUSTOMER_SEG_VALUE_TEXT_H
#define CUSTOMER_SEG_VALUE_TEXT_H

#include "server/compat.h"

extern int value_texts_begin(void);
extern void value_texts_end(int level);
extern char *value_text(Oid type, Datum value);

#endif /* CUSTOMER_SEG_VALUE_TEXT_H */
