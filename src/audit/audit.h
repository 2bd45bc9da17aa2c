/*
 * audit.h
 *		What is in a sales table, before one believes what segment() says of it.
 *
 * audit_rows.c judges each row, audit_workers.c lets several processes do so;
 * audit.c judges the customers, and makes the findings.
 */
#ifndef CUSTOMER_SEG_AUDIT_H
#define CUSTOMER_SEG_AUDIT_H

#include "audit/calendar.h"
#include "audit/fingerprints.h"
#include "audit/findings.h"
#include "engine/customer_base.h"
#include "source/sales_reader.h"
#include "source/source_scan.h"
#include "utils/tuplesort.h"

typedef struct Audit
{
	RowReceiver pub;
	Selection source;
	SalesReader reader; /* of the rows that count */
	MemoryContext context;
	Findings findings;
	Calendar calendar;
	Day *day; /* of the row that is judged */
	Fingerprints prints;
	RowsAlike alike;

	FmgrInfo out[SOURCE_COLUMNS]; /* of those that are selected */
	Tuplesortstate *look_alikes;  /* or NULL */
} Audit;

extern void audit_begin(Audit *audit);
extern void audit_put_row(Audit *audit, const Datum *stored, const bool *nulls);
extern void audit_read(Audit *audit);
extern const RowReceiverKind *audit_kind_for(const Audit *audit);
extern const char *audit_customer(const char *key);
extern const char *audit_shortened(const char *text);
extern const char *audit_text(FmgrInfo *out, Datum value);

extern Tuplesortstate *look_alikes_begin(Oid customer_type);
extern void look_alikes_put(Tuplesortstate *sort, const char *key);
extern void look_alikes_judge(Audit *audit, Tuplesortstate *sort);

#endif /* CUSTOMER_SEG_AUDIT_H */
