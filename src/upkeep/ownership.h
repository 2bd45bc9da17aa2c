/*
 * ownership.h
 *		Tables that go when the table goes whose they are.
 */
#ifndef CUSTOMER_SEG_OWNERSHIP_H
#define CUSTOMER_SEG_OWNERSHIP_H

#include "server/compat.h"

extern bool is_owned_table(Oid part);

#endif /* CUSTOMER_SEG_OWNERSHIP_H */
