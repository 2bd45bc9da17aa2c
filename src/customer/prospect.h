/*
 * prospect.h
 *		What is known of the contacts with a prospect, as a mergeable value of
 *		fixed size.
 *
 * Laws: prospect_add is commutative and associative, and gives the same bytes
 * however the rows were split: every field is a sum or a maximum, the expected
 * date with the time at which it was said the greater of two pairs.
 */
#ifndef CUSTOMER_SEG_PROSPECT_H
#define CUSTOMER_SEG_PROSPECT_H

#include "server/compat.h"

#include "datatype/timestamp.h"

#define PROSPECT_VERSION	  1
#define PROSPECT_HAS_EXPECTED 0x01

/* of each kind, so that their sum fits */
#define PROSPECT_MAX_COUNT (INT64CONST(1) << 53)

/* As the labels of the SQL enum, in its order: what is stored counts by these numbers. */
typedef enum ContactKind
{
	OUTREACH, /* ours: they need not have noticed */
	QUOTE,
	VISIT, /* theirs, from here on */
	INQUIRY,
	ANSWER,
	COMMITMENT,
	POSTPONEMENT,
	REFUSAL,
	ORDER,
	UNSPECIFIED /* a row whose kind is NULL, no label */
} ContactKind;

#define FIRST_OF_THEIRS VISIT
#define CONTACT_KINDS	UNSPECIFIED		  /* those with a label */
#define CONTACT_SLOTS	(UNSPECIFIED + 1) /* and those without a kind */

extern const char *const contact_kind_labels[CONTACT_SLOTS];

/* Stored as it is, for ever: a change of layout needs a new version. */
typedef struct Prospect
{
	int32 vl_len_;
	uint16 version;
	uint16 flags;
	int64 contacts[CONTACT_SLOTS];
	TimestampTz last[CONTACT_SLOTS]; /* 0 where there is none */
	TimestampTz said;				 /* when the expected date was said; 0 without */
	TimestampTz expected;
} Prospect;

#define DatumGetProspectP(datum) prospect_check((Prospect *) PG_DETOAST_DATUM(datum))
#define PG_GETARG_PROSPECT_P(n)	 DatumGetProspectP(PG_GETARG_DATUM(n))

extern Prospect *prospect_check(Prospect *p);
extern Prospect *prospect_create(void);
extern int64 prospect_contacts(const Prospect *p);
extern bool prospect_last_contact(const Prospect *p, TimestampTz *at);
extern void prospect_expect(Prospect *p, TimestampTz said, TimestampTz expected);

#endif /* CUSTOMER_SEG_PROSPECT_H */
