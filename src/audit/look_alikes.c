/*
 * look_alikes.c
 *		Customers whose keys differ in no more than case, blanks around them and
 *		leading zeros.
 */
#include "audit/audit.h"

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "parser/scansup.h"
#include "utils/builtins.h"
#include "utils/typcache.h"

#define LONGEST_KEY 1000 /* bytes; nobody writes a longer one in two ways */

/* only texts can look alike; NULL for others */
Tuplesortstate *
look_alikes_begin(Oid customer_type)
{
	if (customer_type != TEXTOID && customer_type != VARCHAROID && customer_type != BPCHAROID)
		return NULL;
	return tuplesort_begin_datum(BYTEAOID, lookup_type_cache(BYTEAOID, TYPECACHE_LT_OPR)->lt_opr, InvalidOid, false,
								 work_mem, NULL, TUPLESORT_NONE);
}

/* without blanks around, ASCII letters in lower case; zeros are left out before a digit */
static char *
likeness(const char *key)
{
	size_t length = strlen(key);
	char *like;

	while (length > 0 && scanner_isspace(key[length - 1]))
		length--;
	for (; length > 0 && scanner_isspace(*key); length--)
		key++;
	for (; length > 1 && *key == '0' && isdigit((unsigned char) key[1]); length--)
		key++;
	like = pnstrdup(key, length);
	for (char *c = like; *c != '\0'; c++)
		*c = (char) pg_ascii_tolower((unsigned char) *c);
	return like;
}

/* the likeness, a zero byte, which no text has, and the key, unless it is long: so customers of one likeness come together */
void
look_alikes_put(Tuplesortstate *sort, const char *key)
{
	Size second = strlen(key) + 1;
	const char *like;
	Size first;
	bytea *value;

	if (second > LONGEST_KEY)
		return;
	like = likeness(key);
	first = strlen(like) + 1;
	value = palloc(VARHDRSZ + first + second);
	SET_VARSIZE(value, VARHDRSZ + first + second);
	memcpy(VARDATA(value), like, first);
	memcpy(VARDATA(value) + first, key, second);
	tuplesort_putdatum(sort, PointerGetDatum(value), false);
}

static const char *
key_behind(const char *like)
{
	return like + strlen(like) + 1;
}

/* the first two, in byte order, are the example */
static void
note_pair(Audit *audit, const char *first, const char *second, bool is_third)
{
	audit->findings.count[LOOK_ALIKES] += is_third ? 1 : 2;
	if (!audit->findings.example[LOOK_ALIKES].any)
		example_offer(&audit->findings.example[LOOK_ALIKES], 0, audit_shortened(key_behind(first)),
					  psprintf("customer %s", audit_customer(audit_shortened(key_behind(second)))));
}

/* counts all customers of whom there is another that looks alike */
void
look_alikes_judge(Audit *audit, Tuplesortstate *sort)
{
	StringInfoData last; /* lives longer than a row */
	MemoryContext old;
	bool alike = false;
	bool is_null;
	Datum value;

	initStringInfo(&last);
	old = MemoryContextSwitchTo(audit->pub.row_context);
	tuplesort_performsort(sort);
	for (int64 i = 0; tuplesort_next_datum(sort, &value, &is_null); i++)
	{
		bytea *row = DatumGetByteaPP(value);
		bool like_last = i > 0 && strcmp(last.data, VARDATA_ANY(row)) == 0;

		if (like_last)
			note_pair(audit, last.data, VARDATA_ANY(row), alike);
		alike = like_last;
		resetStringInfo(&last);
		appendBinaryStringInfo(&last, VARDATA_ANY(row), (int) VARSIZE_ANY_EXHDR(row));
		reset_row_context(audit->pub.row_context, i + 1);
	}
	MemoryContextSwitchTo(old);
	tuplesort_end(sort);
	pfree(last.data);
}
