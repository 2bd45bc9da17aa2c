/*
 * enums.h
 *		The extension's own enums: the OIDs by which their values are stored.
 */
#ifndef CUSTOMER_SEG_ENUMS_H
#define CUSTOMER_SEG_ENUMS_H

#include "server/compat.h"

extern void enum_label_oids(Oid enum_type, const char *const *labels, int n, Oid *oids);
extern int enum_place(const Oid *labels, int n, Oid label, const char *type);

/* in place of an argument's number */
#define RESULT (-1)

extern Oid declared_type(FunctionCallInfo fcinfo, int argument);
extern const Oid *enum_labels_of(FunctionCallInfo fcinfo, int argument, const char *const *labels, int n);

#endif /* CUSTOMER_SEG_ENUMS_H */
