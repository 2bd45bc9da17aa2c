/*
 * prospect.c
 *		What is known of the contacts with a prospect: the value, its aggregate
 *		and its readers.  prospect_io.c has its text and binary forms,
 *		prospect_intent.c what follows from it.
 */
#include "customer/prospect.h"

#include "customer/activity.h"
#include "server/operators.h"
#include "server/enums.h"
#include "server/states.h"
#include "utils/timestamp.h"

StaticAssertDecl(sizeof(Prospect) == 184, "the stored form of a prospect has no padding");

const char *const contact_kind_labels[CONTACT_SLOTS] = {
	"outreach", "quote", "visit", "inquiry", "answer",
	"commitment", "postponement", "refusal", "order", "unspecified"};

/* see activity_check */
Prospect *
prospect_check(Prospect *p)
{
	if (VARSIZE(p) != sizeof(Prospect) || p->version != PROSPECT_VERSION)
		ereport(ERROR,
				(errcode(ERRCODE_DATA_CORRUPTED),
				 errmsg("prospect has an unknown form"),
				 errhint("It may have been stored by a newer version of customer_seg.")));
	return p;
}

Prospect *
prospect_create(void)
{
	Prospect *p = palloc0(sizeof(Prospect));

	SET_VARSIZE(p, sizeof(Prospect));
	p->version = PROSPECT_VERSION;
	return p;
}

/* number of contacts of all kinds, and of none */
int64
prospect_contacts(const Prospect *p)
{
	int64 contacts = 0;

	for (int k = 0; k < CONTACT_SLOTS; k++)
		contacts += p->contacts[k];
	return contacts;
}

/* the latest contact of any kind, or of none; false without a contact */
bool
prospect_last_contact(const Prospect *p, TimestampTz *at)
{
	bool any = false;

	for (int k = 0; k < CONTACT_SLOTS; k++)
		if (p->contacts[k] > 0 && (!any || p->last[k] > *at))
		{
			any = true;
			*at = p->last[k];
		}
	return any;
}

/* so many contacts of a kind, the last of them at this time */
static void
prospect_contact(Prospect *p, int kind, int64 contacts, TimestampTz last)
{
	if (contacts > PROSPECT_MAX_COUNT - p->contacts[kind])
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("a count in a prospect is out of range"),
				 errhint("Contacts of a kind go up to 2^53.")));
	if (p->contacts[kind] == 0 || last > p->last[kind])
		p->last[kind] = last;
	p->contacts[kind] += contacts;
}

/* The latest word about the date holds; of two at the same time, the later date. */
void
prospect_expect(Prospect *p, TimestampTz said, TimestampTz expected)
{
	if ((p->flags & PROSPECT_HAS_EXPECTED) &&
		(said < p->said || (said == p->said && expected <= p->expected)))
		return;
	p->flags |= PROSPECT_HAS_EXPECTED;
	p->said = said;
	p->expected = expected;
}

static Prospect *
prospect_to_change(FunctionCallInfo fcinfo)
{
	return PG_ARGISNULL(0) ? prospect_create() : state_to_change(fcinfo, PG_GETARG_PROSPECT_P(0));
}

/* the kind that an argument of the SQL enum names */
static ContactKind
kind_argument(FunctionCallInfo fcinfo, int argument)
{
	if (PG_ARGISNULL(argument))
		return UNSPECIFIED;
	return (ContactKind) enum_place(enum_labels_of(fcinfo, argument, contact_kind_labels, CONTACT_KINDS), CONTACT_KINDS,
									PG_GETARG_OID(argument), "contact_kind");
}

/*
 * Transition (prospect, at, kind [, expected]).  A row without a time is
 * ignored; one without a kind is a contact that is counted apart.  A timestamp
 * has the functions of timestamptz.
 */
static inline Datum
accumulate_prospect(FunctionCallInfo fcinfo, TimeKind time, TimeKind expected_time)
{
	Prospect *state;
	TimestampTz at;

	if (PG_ARGISNULL(1))
	{
		if (PG_ARGISNULL(0))
			PG_RETURN_NULL();
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	at = time_taken(time, PG_GETARG_DATUM(1), "time");
	state = prospect_to_change(fcinfo);
	prospect_contact(state, kind_argument(fcinfo, 2), 1, at);
	if (PG_NARGS() > 3 && !PG_ARGISNULL(3))
		prospect_expect(state, at, time_taken(expected_time, PG_GETARG_DATUM(3), "expected date"));
	PG_RETURN_POINTER(state);
}

PG_FUNCTION_INFO_V1(customer_seg_prospect_accum);
Datum
customer_seg_prospect_accum(PG_FUNCTION_ARGS)
{
	return accumulate_prospect(fcinfo, TIME_TIMESTAMPTZ, TIME_TIMESTAMPTZ);
}

/* a time, and a day on which they expect to buy */
PG_FUNCTION_INFO_V1(customer_seg_prospect_accum_date);
Datum
customer_seg_prospect_accum_date(PG_FUNCTION_ARGS)
{
	return accumulate_prospect(fcinfo, TIME_TIMESTAMPTZ, TIME_DATE);
}

/* a day, and a time at which they expect to buy */
PG_FUNCTION_INFO_V1(customer_seg_prospect_accum_day);
Datum
customer_seg_prospect_accum_day(PG_FUNCTION_ARGS)
{
	return accumulate_prospect(fcinfo, TIME_DATE, TIME_TIMESTAMPTZ);
}

/* two days */
PG_FUNCTION_INFO_V1(customer_seg_prospect_accum_day_date);
Datum
customer_seg_prospect_accum_day_date(PG_FUNCTION_ARGS)
{
	return accumulate_prospect(fcinfo, TIME_DATE, TIME_DATE);
}

PG_FUNCTION_INFO_V1(customer_seg_prospect_add);
Datum
customer_seg_prospect_add(PG_FUNCTION_ARGS)
{
	Prospect *sum = prospect_to_change(fcinfo);
	Prospect *other = PG_GETARG_PROSPECT_P(1);

	for (int k = 0; k < CONTACT_SLOTS; k++)
		if (other->contacts[k] > 0)
			prospect_contact(sum, k, other->contacts[k], other->last[k]);
	if (other->flags & PROSPECT_HAS_EXPECTED)
		prospect_expect(sum, other->said, other->expected);
	PG_RETURN_POINTER(sum);
}

PG_FUNCTION_INFO_V1(customer_seg_prospect_contacts);
Datum
customer_seg_prospect_contacts(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(prospect_contacts(PG_GETARG_PROSPECT_P(0)));
}

PG_FUNCTION_INFO_V1(customer_seg_prospect_contacts_of_kind);
Datum
customer_seg_prospect_contacts_of_kind(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(PG_GETARG_PROSPECT_P(0)->contacts[kind_argument(fcinfo, 1)]);
}

PG_FUNCTION_INFO_V1(customer_seg_prospect_unspecified);
Datum
customer_seg_prospect_unspecified(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(PG_GETARG_PROSPECT_P(0)->contacts[UNSPECIFIED]);
}

PG_FUNCTION_INFO_V1(customer_seg_prospect_last_contact);
Datum
customer_seg_prospect_last_contact(PG_FUNCTION_ARGS)
{
	TimestampTz at = 0;

	if (!prospect_last_contact(PG_GETARG_PROSPECT_P(0), &at))
		PG_RETURN_NULL();
	PG_RETURN_TIMESTAMPTZ(at);
}

PG_FUNCTION_INFO_V1(customer_seg_prospect_last_contact_of_kind);
Datum
customer_seg_prospect_last_contact_of_kind(PG_FUNCTION_ARGS)
{
	Prospect *p = PG_GETARG_PROSPECT_P(0);
	ContactKind kind = kind_argument(fcinfo, 1);

	if (p->contacts[kind] == 0)
		PG_RETURN_NULL();
	PG_RETURN_TIMESTAMPTZ(p->last[kind]);
}

PG_FUNCTION_INFO_V1(customer_seg_prospect_expected);
Datum
customer_seg_prospect_expected(PG_FUNCTION_ARGS)
{
	Prospect *p = PG_GETARG_PROSPECT_P(0);

	if (!(p->flags & PROSPECT_HAS_EXPECTED))
		PG_RETURN_NULL();
	PG_RETURN_TIMESTAMPTZ(p->expected);
}

PG_FUNCTION_INFO_V1(customer_seg_prospect_expected_said);
Datum
customer_seg_prospect_expected_said(PG_FUNCTION_ARGS)
{
	Prospect *p = PG_GETARG_PROSPECT_P(0);

	if (!(p->flags & PROSPECT_HAS_EXPECTED))
		PG_RETURN_NULL();
	PG_RETURN_TIMESTAMPTZ(p->said);
}

/* by last contact, those without one first; then by the rest, so that only identical ones are equal */
static int
prospect_compare(const Prospect *a, const Prospect *b)
{
	TimestampTz last_of_a = PG_INT64_MIN;
	TimestampTz last_of_b = PG_INT64_MIN;

	prospect_last_contact(a, &last_of_a);
	prospect_last_contact(b, &last_of_b);
	RETURN_UNLESS_EQUAL(last_of_a, last_of_b);
	for (int k = 0; k < CONTACT_SLOTS; k++)
	{
		RETURN_UNLESS_EQUAL(a->contacts[k], b->contacts[k]);
		RETURN_UNLESS_EQUAL(a->last[k], b->last[k]);
	}
	RETURN_UNLESS_EQUAL(a->flags, b->flags);
	RETURN_UNLESS_EQUAL(a->said, b->said);
	RETURN_UNLESS_EQUAL(a->expected, b->expected);
	return 0;
}

DEFINE_OPERATORS(prospect, DatumGetProspectP, prospect_compare, offsetof(Prospect, version));
