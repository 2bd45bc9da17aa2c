/*
 * prospect_io.c
 *		Text and binary forms of a prospect.
 *
 * Text: a JSON object with an object for each kind of which there are
 * contacts, and one for the expected date; times in UTC.
 * Binary: a version byte, then the fields in network order.
 */
#include "customer/prospect.h"

#include "server/json.h"
#include "libpq/pqformat.h"

/* Some row must have said the date: the last of its kind, or one before it. */
static bool
expected_was_said(const Prospect *p)
{
	for (int k = 0; k < CONTACT_SLOTS; k++)
		if (p->contacts[k] > 0 && (p->said == p->last[k] || (p->contacts[k] > 1 && p->said < p->last[k])))
			return true;
	return false;
}

/* What holds of every prospect that rows can make; NULL, or what is wrong. */
static const char *
prospect_find_fault(const Prospect *p)
{
	for (int k = 0; k < CONTACT_SLOTS; k++)
	{
		if (p->contacts[k] < 0 || p->contacts[k] > PROSPECT_MAX_COUNT)
			return "A count is negative or too large.";
		if (!IS_VALID_TIMESTAMP(p->last[k]))
			return "A time is out of range.";
		if (p->contacts[k] == 0 && p->last[k] != 0)
			return "There is a last contact of a kind of which there are no contacts.";
	}
	if (p->flags & ~PROSPECT_HAS_EXPECTED)
		return "There is a flag that is not known.";
	if (!IS_VALID_TIMESTAMP(p->said) || !IS_VALID_TIMESTAMP(p->expected))
		return "A time is out of range.";
	if (!(p->flags & PROSPECT_HAS_EXPECTED))
		return p->said == 0 && p->expected == 0 ? NULL : "There is an expected date that is not known.";
	return expected_was_said(p) ? NULL : "No contact can have said the expected date.";
}

PG_FUNCTION_INFO_V1(customer_seg_prospect_out);
Datum
customer_seg_prospect_out(PG_FUNCTION_ARGS)
{
	Prospect *p = PG_GETARG_PROSPECT_P(0);
	const char *separator = "";
	StringInfoData out;

	initStringInfo(&out);
	appendStringInfoChar(&out, '{');
	for (int k = 0; k < CONTACT_SLOTS; k++)
	{
		if (p->contacts[k] == 0)
			continue;
		appendStringInfo(&out, "%s\"%s\": {\"contacts\": " INT64_FORMAT ", \"last\": ",
						 separator, contact_kind_labels[k], p->contacts[k]);
		json_put_time(&out, p->last[k]);
		appendStringInfoChar(&out, '}');
		separator = ", ";
	}
	if (p->flags & PROSPECT_HAS_EXPECTED)
	{
		appendStringInfo(&out, "%s\"expected\": {\"date\": ", separator);
		json_put_time(&out, p->expected);
		appendStringInfoString(&out, ", \"said\": ");
		json_put_time(&out, p->said);
		appendStringInfoChar(&out, '}');
	}
	appendStringInfoChar(&out, '}');
	PG_RETURN_CSTRING(out.data);
}

static bool
read_kind(const JsonObject *object, Prospect *p, int kind)
{
	static const char *const fields[] = {"contacts", "last", NULL};
	const char *label = contact_kind_labels[kind];
	JsonObject child;
	bool present;

	if (!json_open_child(object, label, &child, fields, &present))
		return false;
	if (!present)
		return true;
	if (!json_read_int64(&child, "contacts", &p->contacts[kind]) ||
		!json_read_time(&child, "last", &p->last[kind], &present))
		return false;
	if (!present || p->contacts[kind] == 0)
		return json_fail(object, "\"%s\" must have a number of contacts, and the last.", label);
	return true;
}

static bool
read_expected(const JsonObject *object, Prospect *p)
{
	static const char *const fields[] = {"date", "said", NULL};
	TimestampTz expected = 0;
	TimestampTz said = 0;
	JsonObject child;
	bool present;
	bool has_expected;
	bool has_said;

	if (!json_open_child(object, "expected", &child, fields, &present))
		return false;
	if (!present)
		return true;
	if (!json_read_time(&child, "date", &expected, &has_expected) ||
		!json_read_time(&child, "said", &said, &has_said))
		return false;
	if (!has_expected || !has_said)
		return json_fail(object, "\"expected\" must have a date, and when it was said.");
	prospect_expect(p, said, expected);
	return true;
}

PG_FUNCTION_INFO_V1(customer_seg_prospect_in);
Datum
customer_seg_prospect_in(PG_FUNCTION_ARGS)
{
	const char *fields[CONTACT_SLOTS + 2] = {NULL};
	Prospect *p = prospect_create();
	JsonObject object;
	const char *fault;

	memcpy(fields, contact_kind_labels, sizeof(contact_kind_labels));
	fields[CONTACT_SLOTS] = "expected";
	if (!json_open(&object, PG_GETARG_CSTRING(0), "prospect", fields, SOFT_ERROR_CONTEXT(fcinfo)))
		PG_RETURN_NULL();
	for (int k = 0; k < CONTACT_SLOTS; k++)
		if (!read_kind(&object, p, k))
			PG_RETURN_NULL();
	if (!read_expected(&object, p))
		PG_RETURN_NULL();
	fault = prospect_find_fault(p);
	if (fault != NULL)
	{
		json_fail(&object, "%s", fault);
		PG_RETURN_NULL();
	}
	PG_RETURN_POINTER(p);
}

PG_FUNCTION_INFO_V1(customer_seg_prospect_send);
Datum
customer_seg_prospect_send(PG_FUNCTION_ARGS)
{
	Prospect *p = PG_GETARG_PROSPECT_P(0);
	StringInfoData out;

	pq_begintypsend(&out);
	pq_sendbyte(&out, (uint8) p->version);
	pq_sendbyte(&out, (uint8) p->flags);
	for (int k = 0; k < CONTACT_SLOTS; k++)
	{
		pq_sendint64(&out, p->contacts[k]);
		pq_sendint64(&out, p->last[k]);
	}
	pq_sendint64(&out, p->said);
	pq_sendint64(&out, p->expected);
	PG_RETURN_BYTEA_P(pq_endtypsend(&out));
}

PG_FUNCTION_INFO_V1(customer_seg_prospect_recv);
Datum
customer_seg_prospect_recv(PG_FUNCTION_ARGS)
{
	StringInfo in = (StringInfo) PG_GETARG_POINTER(0);
	Prospect *p = prospect_create();
	const char *fault;

	if (pq_getmsgbyte(in) != PROSPECT_VERSION)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("unknown version of the binary form of a prospect"),
				 errhint("It may have been sent by a newer version of customer_seg.")));
	p->flags = (uint16) pq_getmsgbyte(in);
	for (int k = 0; k < CONTACT_SLOTS; k++)
	{
		p->contacts[k] = pq_getmsgint64(in);
		p->last[k] = pq_getmsgint64(in);
	}
	p->said = pq_getmsgint64(in);
	p->expected = pq_getmsgint64(in);
	fault = prospect_find_fault(p);
	if (fault != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid binary form of a prospect"),
				 errdetail("%s", fault)));
	PG_RETURN_POINTER(p);
}
