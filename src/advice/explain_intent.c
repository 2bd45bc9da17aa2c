/*
 * explain_intent.c
 *		What a prospect intends, why, and what to do by the playbook.
 */
#include "advice/playbook.h"

#include "access/htup_details.h"
#include "customer/prospect_intent.h"
#include "funcapi.h"
#include "server/enums.h"
#include "utils/builtins.h"
#include "utils/timestamp.h"

typedef enum ExplainColumn
{
	EXPLAIN_INTENT,
	EXPLAIN_RULE,
	EXPLAIN_NEXT_ACTION,
	EXPLAIN_NEXT_CONTACT
} ExplainColumn;

#define EXPLAIN_COLUMNS 4

/* the last argument */
#define LANG 6

/* the intent as a value of the type of its column, and what the playbook says of it */
static void
put_intent(FunctionCallInfo fcinfo, TupleDesc row, const char *intent, const char *lang, Datum *values, bool *nulls)
{
	Oid label;

	enum_label_oids(TupleDescAttr(row, EXPLAIN_INTENT)->atttypid, &intent, 1, &label);
	values[EXPLAIN_INTENT] = ObjectIdGetDatum(label);
	nulls[EXPLAIN_INTENT] = false;
	nulls[EXPLAIN_NEXT_ACTION] = !playbook_text(fcinfo, "purchase_intent", intent, lang, PLAYBOOK_ACTION,
												&values[EXPLAIN_NEXT_ACTION]);
}

/*
 * explain_intent(prospect, as_of, limits, talk_every [, lang]): a row with the
 * intent, the rule that decided, what to do and when.  A NULL prospect is one
 * without a contact; NULL elsewhere gives a row of NULLs.
 */
static Datum
explain_intent(FunctionCallInfo fcinfo, TimeKind time)
{
	Datum values[EXPLAIN_COLUMNS] = {0};
	bool nulls[EXPLAIN_COLUMNS] = {true, true, true, true};
	bool asked = true;
	TupleDesc row;

	if (get_call_result_type(fcinfo, NULL, &row) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	for (int i = 1; i < PG_NARGS(); i++)
		asked = asked && !PG_ARGISNULL(i);
	if (asked)
	{
		IntentExplained explained = intent_explained(fcinfo, time);
		NameData lang = {"en"}; /* before version 0.5 there was no other */

		if (PG_NARGS() > LANG)
			playbook_name_argument(fcinfo, LANG, "lang", &lang);
		values[EXPLAIN_RULE] = CStringGetTextDatum(say_note(fcinfo, explained.rule, NameStr(lang)));
		nulls[EXPLAIN_RULE] = false;
		values[EXPLAIN_NEXT_CONTACT] = TimestampTzGetDatum(explained.next_contact);
		nulls[EXPLAIN_NEXT_CONTACT] = !explained.next_is_planned;
		if (explained.intent != NULL)
			put_intent(fcinfo, row, explained.intent, NameStr(lang), values, nulls);
	}
	return HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(row), values, nulls));
}

PG_FUNCTION_INFO_V1(customer_seg_explain_intent);
Datum
customer_seg_explain_intent(PG_FUNCTION_ARGS)
{
	return explain_intent(fcinfo, TIME_TIMESTAMPTZ);
}

PG_FUNCTION_INFO_V1(customer_seg_explain_intent_date);
Datum
customer_seg_explain_intent_date(PG_FUNCTION_ARGS)
{
	return explain_intent(fcinfo, TIME_DATE);
}
