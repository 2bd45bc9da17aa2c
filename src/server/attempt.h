/*
 * attempt.h
 *		Work in a subtransaction, which can be left when it fails.
 */
#ifndef CUSTOMER_SEG_ATTEMPT_H
#define CUSTOMER_SEG_ATTEMPT_H

#include "server/compat.h"

extern ErrorData *attempt(void (*work)(void *), void *arg);
extern bool attempt_of_no_need(void (*work)(void *), void *arg);

#endif /* CUSTOMER_SEG_ATTEMPT_H */
