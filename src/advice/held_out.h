/*
 * held_out.h
 *		Is a customer held out of a campaign?
 */
#ifndef CUSTOMER_SEG_HELD_OUT_H
#define CUSTOMER_SEG_HELD_OUT_H

#include "server/compat.h"

#define DRAWN_CUSTOMER "a customer who is drawn" /* in messages */

extern void check_equals_look_alike(Oid type, Oid collation, const char *what);
extern const char *seed_text(FunctionCallInfo fcinfo, int argument);

#endif /* CUSTOMER_SEG_HELD_OUT_H */
