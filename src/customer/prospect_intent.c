/*
 * prospect_intent.c
 *		What a prospect intends, by rules of which the first that fits decides,
 *		and when to be in touch next.
 *
 * All times are points on one line and limits are added to them in UTC, so
 * that neither the clock nor the session's time zone has a say.
 */
#include "customer/prospect_intent.h"

#include "customer/activity.h"
#include "lib/stringinfo.h"
#include "server/enums.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"
#include "utils/timestamp.h"

typedef enum Intent
{
	READY,
	CONSIDERING,
	NOT_NOW,
	NEVER,
	QUOTED_SILENT
} Intent;

#define INTENTS 5

static const char *const intent_labels[INTENTS] = {
	"ready", "considering", "not_now", "never", "quoted_silent"};

/* The rule that decided: how it reads, with the day of the fact and its distance from as_of. */
typedef enum Rule
{
	REFUSED,
	EXPECTED_LATER,
	POSTPONED,
	EXPECTED_SOON,
	COMMITTED,
	QUOTE_SILENT,
	QUOTE_OPEN,
	EXPECTED_LAPSED,
	POSTPONED_LAPSED,
	COMMITTED_LAPSED,
	ORDERED,
	IN_CONTACT
} Rule;

static const struct
{
	Intent intent;
	const char *before_day;
	const char *before_distance;
	const char *end;
} rules[] = {
	[REFUSED] = {NEVER, "refusal of ", NULL, ", and they have not come back since"},
	[EXPECTED_LATER] = {NOT_NOW, "purchase expected on ", ", ", ""},
	[POSTPONED] = {NOT_NOW, "postponement of ", NULL, " without a date"},
	[EXPECTED_SOON] = {READY, "purchase expected on ", ", ", ""},
	[COMMITTED] = {READY, "commitment of ", ", ", ""},
	[QUOTE_SILENT] = {QUOTED_SILENT, "quote of ", " without an answer for ", ""},
	[QUOTE_OPEN] = {CONSIDERING, "quote of ", ", ", ", still open"},
	[EXPECTED_LAPSED] = {CONSIDERING, "purchase expected on ", ", ", ": the date has lapsed"},
	[POSTPONED_LAPSED] = {CONSIDERING, "postponement of ", ", ", ": it has lapsed"},
	[COMMITTED_LAPSED] = {CONSIDERING, "commitment of ", ", ", ": it has lapsed"},
	[ORDERED] = {CONSIDERING, "order of ", ", ", ", and no word since"},
	[IN_CONTACT] = {CONSIDERING, "last contact on ", ", ", ", nothing decided"}};

typedef struct IntentLimits
{
	Interval *quote_silent_after;
	Interval *ready_within;
	Interval *lapse_after;
} IntentLimits;

typedef struct Conclusion
{
	Rule rule;
	TimestampTz fact;
} Conclusion;

static Interval *
intent_span_argument(FunctionCallInfo fcinfo, int argument, const char *name)
{
	Interval *limit = PG_GETARG_INTERVAL_P(argument);
	Interval zero = {0};

	if (DatumGetInt32(DirectFunctionCall2(interval_cmp, IntervalPGetDatum(limit), IntervalPGetDatum(&zero))) < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s %s is negative", name,
						DatumGetCString(DirectFunctionCall1(interval_out, IntervalPGetDatum(limit)))),
				 errhint("Give a length of time, such as interval '14 days'.")));
	return limit;
}

static IntentLimits
intent_limits(FunctionCallInfo fcinfo)
{
	IntentLimits limits;

	limits.quote_silent_after = intent_span_argument(fcinfo, 2, "quote_silent_after");
	limits.ready_within = intent_span_argument(fcinfo, 3, "ready_within");
	limits.lapse_after = intent_span_argument(fcinfo, 4, "lapse_after");
	return limits;
}

/* A prospect cannot be cut at as_of: contacts after it would be knowledge from the future. */
static TimestampTz
intent_as_of(FunctionCallInfo fcinfo, TimeKind time, const Prospect *p)
{
	TimestampTz as_of = time_taken(time, PG_GETARG_DATUM(1), "as_of");
	TimestampTz last = 0;

	if (prospect_last_contact(p, &last) && last > as_of)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the last contact, %s, is after as_of, %s",
						pstrdup(timestamptz_to_str(last)), pstrdup(timestamptz_to_str(as_of))),
				 errhint("Leave out contacts after as_of: prospect(at, kind) FILTER (WHERE at <= as_of).")));
	return as_of;
}

static bool
contact_after(const Prospect *p, ContactKind kind, TimestampTz at)
{
	return p->contacts[kind] > 0 && p->last[kind] > at;
}

static bool
contact_at(const Prospect *p, ContactKind kind, TimestampTz at)
{
	return p->contacts[kind] > 0 && p->last[kind] == at;
}

/* by themselves, which an answer is not */
static bool
came_back_after(const Prospect *p, TimestampTz at)
{
	return contact_after(p, VISIT, at) || contact_after(p, INQUIRY, at);
}

/* The latest of their words; of those said at the same time an order counts most, then a refusal, then a postponement. */
static ContactKind
latest_word(const Prospect *p, TimestampTz *at)
{
	ContactKind word = UNSPECIFIED;

	for (int k = COMMITMENT; k <= ORDER; k++)
		if (p->contacts[k] > 0 && (word == UNSPECIFIED || p->last[k] >= *at))
		{
			word = (ContactKind) k;
			*at = p->last[k];
		}
	return word;
}

/* An expected date stands until a later word; an order or a refusal at the same time ends it, too. */
static bool
expected_stands(const Prospect *p)
{
	if (!(p->flags & PROSPECT_HAS_EXPECTED))
		return false;
	for (int k = COMMITMENT; k <= ORDER; k++)
		if (contact_after(p, (ContactKind) k, p->said))
			return false;
	return !contact_at(p, REFUSAL, p->said) && !contact_at(p, ORDER, p->said);
}

/* Whoever asks and is sent a quote on the same day has not answered it; a word on that day is an answer. */
static bool
quote_unanswered(const Prospect *p)
{
	TimestampTz quoted = p->last[QUOTE];

	if (p->contacts[QUOTE] == 0)
		return false;
	for (int k = FIRST_OF_THEIRS; k <= ORDER; k++)
		if (contact_after(p, (ContactKind) k, quoted) || (k >= COMMITMENT && contact_at(p, (ContactKind) k, quoted)))
			return false;
	return true;
}

/* The rules in their order, for a prospect with contacts, none of them after as_of. */
static Conclusion
decide(const Prospect *p, TimestampTz as_of, const IntentLimits *limits)
{
	TimestampTz said = 0;
	ContactKind word = latest_word(p, &said);
	bool dated = expected_stands(p);
	Conclusion undecided = {IN_CONTACT, 0};

	prospect_last_contact(p, &undecided.fact);
	if (word == REFUSAL && !dated && !came_back_after(p, said))
		return (Conclusion){REFUSED, said};
	if (dated)
	{
		if (as_of < time_minus(p->expected, limits->ready_within))
			return (Conclusion){EXPECTED_LATER, p->expected};
		if (as_of < time_plus(p->expected, limits->lapse_after))
			return (Conclusion){EXPECTED_SOON, p->expected};
		undecided = (Conclusion){EXPECTED_LAPSED, p->expected};
	}
	else if (word == POSTPONEMENT && !came_back_after(p, said))
	{
		if (as_of < time_plus(said, limits->lapse_after))
			return (Conclusion){POSTPONED, said};
		undecided = (Conclusion){POSTPONED_LAPSED, said};
	}
	if (word == COMMITMENT)
	{
		if (as_of < time_plus(said, limits->lapse_after))
			return (Conclusion){COMMITTED, said};
		if (!dated)
			undecided = (Conclusion){COMMITTED_LAPSED, said};
	}
	else if (word == ORDER && said == undecided.fact)
		undecided.rule = ORDERED;
	if (quote_unanswered(p))
		return (Conclusion){as_of < time_plus(p->last[QUOTE], limits->quote_silent_after) ? QUOTE_OPEN : QUOTE_SILENT,
							p->last[QUOTE]};
	return undecided;
}

/*
 * When to be in touch next: as_of when it is due, or overdue.  False where
 * nothing is planned: the refusal has been followed up.
 */
static bool
next_contact_by_rule(const Prospect *p, TimestampTz as_of, const IntentLimits *limits, Interval *talk_every, Conclusion finding,
					 TimestampTz *next)
{
	TimestampTz last = 0;

	prospect_last_contact(p, &last);
	*next = as_of;
	switch (rules[finding.rule].intent)
	{
	case READY:
		break;
	case NEVER:
		return last <= finding.fact;
	case NOT_NOW:
		*next = finding.rule == POSTPONED ? time_plus(finding.fact, limits->lapse_after) :
											time_minus(finding.fact, limits->ready_within);
		break;
	case QUOTED_SILENT:
		*next = time_plus(last, limits->quote_silent_after);
		break;
	case CONSIDERING:
		*next = finding.rule == QUOTE_OPEN ? time_plus(finding.fact, limits->quote_silent_after) :
											 time_plus(last, talk_every);
		break;
	}
	*next = Max(*next, as_of);
	return true;
}

static void
put_distance(StringInfo out, TimestampTz at, TimestampTz as_of, bool length_only)
{
	int64 days = time_day(as_of) - time_day(at);
	int64 length = days < 0 ? -days : days;

	if (days == 0 && !length_only)
		appendStringInfoString(out, "today");
	else
		appendStringInfo(out, "%s" INT64_FORMAT " day%s%s", days < 0 && !length_only ? "in " : "", length,
						 length == 1 ? "" : "s", days > 0 && !length_only ? " ago" : "");
}

/* the rule in words, with the facts */
static char *
rule_text(Conclusion finding, TimestampTz as_of)
{
	StringInfoData out;

	initStringInfo(&out);
	appendStringInfoString(&out, rules[finding.rule].before_day);
	appendStringInfoString(&out, day_text(time_day(finding.fact)));
	if (rules[finding.rule].before_distance != NULL)
	{
		appendStringInfoString(&out, rules[finding.rule].before_distance);
		put_distance(&out, finding.fact, as_of, finding.rule == QUOTE_SILENT);
	}
	appendStringInfoString(&out, rules[finding.rule].end);
	return out.data;
}

/* purchase_intent(prospect, as_of, limits): NULL without a contact */
PG_FUNCTION_INFO_V1(customer_seg_purchase_intent);
Datum
customer_seg_purchase_intent(PG_FUNCTION_ARGS)
{
	Prospect *p = PG_GETARG_PROSPECT_P(0);
	IntentLimits limits = intent_limits(fcinfo);
	TimestampTz as_of = intent_as_of(fcinfo, TIME_TIMESTAMPTZ, p);
	const Oid *labels = enum_labels_of(fcinfo, RESULT, intent_labels, INTENTS);

	if (prospect_contacts(p) == 0)
		PG_RETURN_NULL();
	PG_RETURN_OID(labels[rules[decide(p, as_of, &limits).rule].intent]);
}

/*
 * What the arguments (prospect, as_of, limits, talk_every) come to, of which
 * the prospect may be NULL.
 */
IntentExplained
intent_explained(FunctionCallInfo fcinfo, TimeKind time)
{
	Prospect *p = PG_ARGISNULL(0) ? prospect_create() : PG_GETARG_PROSPECT_P(0);
	IntentLimits limits = intent_limits(fcinfo);
	Interval *talk_every = intent_span_argument(fcinfo, 5, "talk_every");
	TimestampTz as_of = intent_as_of(fcinfo, time, p);
	IntentExplained explained = {.rule = "no contact"};
	Conclusion finding;

	if (prospect_contacts(p) == 0)
		return explained;
	finding = decide(p, as_of, &limits);
	explained.intent = intent_labels[rules[finding.rule].intent];
	explained.rule = rule_text(finding, as_of);
	explained.next_is_planned = next_contact_by_rule(p, as_of, &limits, talk_every, finding, &explained.next_contact);
	return explained;
}
