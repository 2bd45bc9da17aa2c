/*
 * held_out.h
 *		Is a customer held out of a campaign?
 */
#ifndef CUSTOMER_SEG_HELD_OUT_H
#define CUSTOMER_SEG_HELD_OUT_H

#include "server/compat.h"

extern const char *seed_text(FunctionCallInfo fcinfo, int argument);

#endif /* CUSTOMER_SEG_HELD_OUT_H */
