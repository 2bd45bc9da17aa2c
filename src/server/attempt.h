/*
 * attempt.h
 *		Work that the server may have no room for, and that can be left.
 */
#ifndef CUSTOMER_SEG_ATTEMPT_H
#define CUSTOMER_SEG_ATTEMPT_H

#include "server/compat.h"

extern ErrorData *attempt(void (*work)(void *), void *arg);

#endif /* CUSTOMER_SEG_ATTEMPT_H */
