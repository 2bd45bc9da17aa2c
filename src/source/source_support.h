/*
 * source_support.h
 *		Tells the planner about functions that read a source.
 */
#ifndef CUSTOMER_SEG_SOURCE_SUPPORT_H
#define CUSTOMER_SEG_SOURCE_SUPPORT_H

#include "server/compat.h"

#include "nodes/nodes.h"

extern Node *source_support(Node *request);

#endif /* CUSTOMER_SEG_SOURCE_SUPPORT_H */
