/*
 * classification.c
 *		One run of classify(): segment() with all classes of each customer, as plain
 *		types.
 *
 * What takes more than a look at the customer is done only where a column wants
 * it: a pass over all customers beforehand, for classes that are by place; and
 * asking the base's own past, for which the days of a sample of the customers
 * are kept while the sales are read.
 */
#include "segment/classification.h"

#include "catalog/pg_type.h"
#include "segment/totals.h"
#include "server/decimal.h"
#include "source/query_result.h"
#include "source/reader_histories.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

StaticAssertDecl(CLASSIFY_COLUMNS <= MOST_OUT_COLUMNS, "a bit for each column");

#define WANTS(column) OUT_BIT(CLASSIFY_##column)
#define CLASS(column) (WANTS(column) | WANTS(column) << 1)

#define RFM_SCORES	  (WANTS(RECENCY_SCORE) | WANTS(FREQUENCY_SCORE) | WANTS(MONETARY_SCORE) | WANTS(RFM))
#define RFM_NAMES	  (CLASS(RFM_SEGMENT) | CLASS(RFM_GROUP))
#define CONTACT		  (WANTS(NEXT_ACTION_DUE) | WANTS(NEXT_ACTION_OVERDUE))
#define ACTION		  (CLASS(NEXT_ACTION) | CONTACT)

/* what goes by the stage, and so by when a customer has left */
#define OF_STAGE (CLASS(LIFE_STAGE) | RFM_NAMES | ACTION | WANTS(AT_STAKE))

/* what goes by all customers */
#define OF_TOTALS (CLASS(PARETO_CLASS) | CLASS(ABC_CLASS) | RFM_SCORES | RFM_NAMES)

/* columns that are classes, and what they are labelled and placed by */
static const struct
{
	int column;
	Subject subject;
} class_columns[] = {
	{CLASSIFY_QUADRANT, OF_QUADRANT},
	{CLASSIFY_RFM_SEGMENT, OF_RFM_SEGMENT},
	{CLASSIFY_RFM_GROUP, OF_RFM_GROUP},
	{CLASSIFY_VALUE_GROUP, OF_VALUE_GROUP},
	{CLASSIFY_PARETO_CLASS, OF_PARETO_CLASS},
	{CLASSIFY_MARKET_POSITION, OF_MARKET_POSITION},
	{CLASSIFY_CUSTOMER_TERM, OF_CUSTOMER_TERM},
	{CLASSIFY_LIFE_STAGE, OF_LIFE_STAGE},
	{CLASSIFY_NEXT_ACTION, OF_ACTION},
};

#define CLASS_COLUMNS ((int) lengthof(class_columns))

struct Classification
{
	Classifier classifier;
	AbcCuts abc;
	bool unranked; /* there are no ranks to score by */
	bool asked_past;
	Datum labels[CLASS_COLUMNS][MOST_CLASSES];
	Datum abc_labels[ABC_CLASSES];
};

/* ---- what the base says ---- */

/* what classes are to be found */
static uint32
wanted_subjects(uint64 wanted)
{
	return (wanted & (RFM_SCORES | RFM_NAMES) ? SUBJECT_BIT(OF_RFM_SEGMENT) : 0) |
		   (wanted & CLASS(PARETO_CLASS) ? SUBJECT_BIT(OF_PARETO_CLASS) : 0) |
		   (wanted & CLASS(VALUE_GROUP) ? SUBJECT_BIT(OF_VALUE_GROUP) : 0) |
		   (wanted & CLASS(CUSTOMER_TERM) ? SUBJECT_BIT(OF_CUSTOMER_TERM) : 0) |
		   (wanted & WANTS(AT_STAKE) ? SUBJECT_BIT(OF_ACTION) : 0);
}

/* what all customers say of the places of each */
static void
ask_totals(Segmentation *s, Classification *c)
{
	Totals totals;
	int sorted = (s->wanted & CLASS(ABC_CLASS) ? TOTALS_AMOUNTS : 0) | (s->wanted & CLASS(PARETO_CLASS) ? TOTALS_EARNED : 0);

	totals_read(s, &totals, sorted);
	c->classifier.by_profit = totals.any_profit;
	if (sorted & TOTALS_EARNED)
		c->classifier.pareto = totals_pareto_cuts(&totals);
	if (sorted & TOTALS_AMOUNTS)
		c->abc = totals_abc_cuts(&totals);
	c->unranked = totals_why_unranked(&totals, s) != NULL;
	totals_free(&totals);
}

/* ---- what its past says ---- */

/* arguments from `source` on */
enum
{
	ARG_LAPSE_AFTER = ARG_PROFIT_COLUMN + 4, /* behind since, as_of, yardstick */
	ARGUMENTS
};

/* columns of the query below */
enum
{
	PAST_LAPSE_AFTER,
	PAST_BASE_HIATUS,
	PAST_CAME_BACK,
	PAST_LAPSED,
	PAST_COLUMNS
};

/* what the query is told behind the arguments */
enum
{
	TOLD_DAY = ARGUMENTS, /* as of which stages are */
	TOLD_HISTORIES,
	TOLD_ONE_IN,
	TOLD_LAST_DAY,
	TOLD_ALL
};

/* the sample that _past() takes if it has to read itself */
#define SAMPLED_BY_PAST 65536

/* histories of the sample, while they take no more than so many bytes */
typedef struct KeptHistories
{
	Oid type;
	int64 room;
	MemoryContext context;
	ArrayBuildState *array;
} KeptHistories;

static void
keep_history(Datum customer, Datum history, void *arg)
{
	KeptHistories *kept = arg;

	(void) customer;
	kept->room -= (int64) VARSIZE_ANY(DatumGetPointer(history));
	if (kept->room >= 0)
		kept->array = accumArrayResult(kept->array, history, false, kept->type, kept->context);
}

/* of the customers whose days were kept; NULL where there are none, or they take more than the memory, so that they are to be read again */
static NullableDatum
kept_histories(FunctionCallInfo fcinfo, Segmentation *s)
{
	KeptHistories kept = {.type = own_type(fcinfo, "history"), .room = s->reader.memory, .context = CurrentMemoryContext};
	HistoryTaker taker = {.take = keep_history, .arg = &kept};

	if (s->sampled == 0)
		return (NullableDatum){.isnull = true};
	reader_histories(&s->days, false, &taker);
	if (kept.room < 0 || kept.array == NULL)
		return (NullableDatum){.isnull = true};
	return (NullableDatum){.value = makeArrayResult(kept.array, CurrentMemoryContext)};
}

/* $1 is the source, and so on */
static ParamListInfo
past_parameters(FunctionCallInfo fcinfo, int first, Segmentation *s)
{
	ParamListInfo params = makeParamList(TOLD_ALL);
	NullableDatum histories = kept_histories(fcinfo, s);

	for (int i = 0; i < ARGUMENTS; i++)
		set_parameter_value(params, i, declared_type(fcinfo, first + i), PG_GETARG_DATUM(first + i), PG_ARGISNULL(first + i));
	set_parameter_value(params, TOLD_DAY, DATEOID, DateADTGetDatum(s->classes->classifier.day), false);
	set_parameter_value(params, TOLD_HISTORIES, get_array_type(own_type(fcinfo, "history")), histories.value, histories.isnull);
	params->params[TOLD_HISTORIES].pflags = 0; /* no constant, which the planner would copy time and again */
	set_parameter_value(params, TOLD_ONE_IN, INT8OID, Int64GetDatum(s->sampled == 0 ? 1 : sales_reader_one_in(&s->days)), false);
	set_parameter_value(params, TOLD_LAST_DAY, DATEOID, DateADTGetDatum(time_day(s->reader.counts.last_time)), false);
	return params;
}

/* Where a length is given, only the money at stake needs the past. */
static bool
needs_past(FunctionCallInfo fcinfo, int first, uint64 wanted)
{
	return (wanted & WANTS(AT_STAKE)) || (PG_ARGISNULL(first + ARG_LAPSE_AFTER) && (wanted & OF_STAGE));
}

static char *
past_query(FunctionCallInfo fcinfo, bool needs_past)
{
	const char *schema = own_schema(fcinfo);

	return needs_past ?
			   psprintf("SELECT p.lapse_after, p.base_hiatus, p.lapsed_came_back, p.lapsed_then FROM %s._past($1, $2, $3, $4, $5,"
						" since => $8, as_of => $9, lapse_after => $11, lapse_only => true, kept => ROW($13, $14, $15, $12)::%s._kept_sample) AS p",
						schema, schema) :
			   psprintf("SELECT %s._lapse_days($12, $11), NULL::integer, NULL::bigint, NULL::bigint", schema);
}

/* Who came within the latter half of the time after which customers have left, or usually would have, is new. */
static NullableDatum
new_for(const Datum *values, const bool *nulls)
{
	int from = nulls[PAST_LAPSE_AFTER] ? PAST_BASE_HIATUS : PAST_LAPSE_AFTER;
	int32 days = nulls[from] ? 0 : DatumGetInt32(values[from]) / 2;

	return (NullableDatum){.value = Int32GetDatum(days), .isnull = days == 0};
}

/* after how long away somebody has left, as report() and next_actions() have it, and how many of those came back */
static void
ask_past(FunctionCallInfo fcinfo, int first, Segmentation *s)
{
	Classification *c = s->classes;
	Datum values[PAST_COLUMNS] = {0};
	bool nulls[PAST_COLUMNS];
	NullableDatum lapse_after;
	NullableDatum new;

	c->asked_past = needs_past(fcinfo, first, s->wanted);
	if (!query_row(past_query(fcinfo, c->asked_past), past_parameters(fcinfo, first, s), values, nulls))
		elog(ERROR, "the past has no row");
	lapse_after = (NullableDatum){.value = values[PAST_LAPSE_AFTER], .isnull = nulls[PAST_LAPSE_AFTER]};
	new = new_for(values, nulls);
	classifier_set_stages(&c->classifier, &lapse_after, &new);
	if (!nulls[PAST_CAME_BACK] && !nulls[PAST_LAPSED])
		c->classifier.returned = returned_of(DatumGetInt64(values[PAST_CAME_BACK]), DatumGetInt64(values[PAST_LAPSED]));
}

/* how often to be in touch, by the playbook */
static void
ask_contacts(FunctionCallInfo fcinfo, Classification *c)
{
	NullableDatum every;

	if (query_row(psprintf("SELECT pg_catalog.array_agg((%1$s.play('customer_action'::pg_catalog.text, c.item, 'en'::pg_catalog.text)).contact_every ORDER BY c.i)"
						   " FROM pg_catalog.unnest(pg_catalog.enum_range(NULL::%1$s.customer_action)::pg_catalog.text[]) WITH ORDINALITY AS c (item, i)",
						   own_schema(fcinfo)),
				  NULL, &every.value, &every.isnull))
		classifier_set_contacts(&c->classifier, &every);
}

/* ---- the columns of one customer ---- */

/* all of it NULL but what is shown */
typedef struct ShownRow
{
	Datum *values;
	bool *nulls;
} ShownRow;

static void
show(const ShownRow *row, int column, Datum value)
{
	row->values[column] = value;
	row->nulls[column] = false;
}

static void
show_money(const ShownRow *row, int column, const Money *money, int scale)
{
	show(row, column, decimal_make(money, scale));
}

/* what there is of buyers only */
static void
show_orders(const Segmentation *s, const ShownRow *row)
{
	const Activity *a = &s->activity;
	int scale = Max(a->amount_scale, 2);
	Money mean;

	show(row, CLASSIFY_FIRST_ORDER, TimestampTzGetDatum(a->first_order));
	show(row, CLASSIFY_LAST_ORDER, TimestampTzGetDatum(a->last_order));
	show(row, CLASSIFY_DAYS_SINCE_ORDER, Int32GetDatum(s->classes->classifier.day - time_day(a->last_order)));
	if (!(s->wanted & WANTS(AVERAGE_ORDER)))
		return;
	mean = money_fraction(&a->amount, 1, (uint64) a->orders, scale);
	show_money(row, CLASSIFY_AVERAGE_ORDER, &mean, scale);
}

static void
show_activity(const Segmentation *s, const ShownRow *row)
{
	const Activity *a = &s->activity;
	Money potential;

	show(row, CLASSIFY_ORDERS, Int64GetDatum(a->orders));
	show(row, CLASSIFY_REFUNDS, Int64GetDatum(a->refunds));
	show(row, CLASSIFY_CONTACTS, Int64GetDatum(a->contacts));
	if (s->wanted & WANTS(AMOUNT))
		show_money(row, CLASSIFY_AMOUNT, &a->amount, a->amount_scale);
	if (activity_has_profit(a))
		show_money(row, CLASSIFY_PROFIT, &a->profit, (int) a->profit_scale);
	if (a->flags & ACTIVITY_HAS_POTENTIAL)
	{
		potential = money_from_units(activity_potential(a));
		show_money(row, CLASSIFY_POTENTIAL, &potential, a->potential_scale);
	}
	if (a->orders > 0)
		show_orders(s, row);
}

static void
show_class(const ShownRow *row, int column, const Datum *labels, int class)
{
	show(row, column, labels[class]);
	show(row, column + 1, Int32GetDatum(class + 1));
}

/* Who is active, and who has left, cannot be told where it is not known after how long somebody has. */
static bool
is_untold(const Classifier *c, Subject subject, int class)
{
	return subject == OF_LIFE_STAGE && class == STAGE_ACTIVE && !c->has_lapse;
}

static void
show_classes(const Classification *c, const Classes *classes, const ShownRow *row)
{
	for (int i = 0; i < CLASS_COLUMNS; i++)
	{
		Subject subject = class_columns[i].subject;
		int class = classes->of[subject];

		if (class >= 0 && !is_untold(&c->classifier, subject, class))
			show_class(row, class_columns[i].column, c->labels[i], class);
	}
}

static void
show_scores(const int *score, const ShownRow *row)
{
	for (int i = 0; i < RFM_MEASURES; i++)
		show(row, CLASSIFY_RECENCY_SCORE + i, Int32GetDatum(score[i]));
	show(row, CLASSIFY_RFM,
		 PointerGetDatum(cstring_to_text_with_len((char[]){(char) ('0' + score[0]), (char) ('0' + score[1]), (char) ('0' + score[2])}, RFM_MEASURES)));
}

static void
show_contact(const Classifier *c, const Activity *a, CustomerAction action, const ShownRow *row)
{
	PlannedContact contact;

	if (c->contact_every[action] == NULL)
		return;
	contact = plan_contact(last_touch(a, DT_NOBEGIN), c->contact_every[action], c->day);
	show(row, CLASSIFY_NEXT_ACTION_DUE, DateADTGetDatum(contact.by));
	if (contact.due != NOT_DUE)
		show(row, CLASSIFY_NEXT_ACTION_OVERDUE, Int32GetDatum(contact.overdue));
}

static void
make_classified_row(Segmentation *s, uint64 key, const Judgement *j, Datum *values, bool *nulls)
{
	const ShownRow row = {values, nulls};
	const Classification *c = s->classes;
	const Activity *a = &s->activity;
	Classes classes = {0};

	memset(nulls, true, CLASSIFY_COLUMNS);
	show(&row, CLASSIFY_CUSTOMER, segmentation_customer(s, key));
	show_activity(s, &row);
	show(&row, CLASSIFY_LOYALTY, Float8GetDatum(j->score[LOYALTY]));
	show(&row, CLASSIFY_CONTRIBUTION, Float8GetDatum(j->score[CONTRIBUTION]));
	show(&row, CLASSIFY_AS_OF, TimestampTzGetDatum(s->now));
	show(&row, CLASSIFY_YARDSTICK_AS_OF, TimestampTzGetDatum(s->yardstick->as_of));
	classify_customer(&c->classifier, a, j, &classes);
	show_classes(c, &classes, &row);
	if (classes.of[OF_RFM_SEGMENT] >= 0)
		show_scores(classes.rfm, &row);
	if (a->orders > 0 && (s->wanted & CLASS(ABC_CLASS)))
		show_class(&row, CLASSIFY_ABC_CLASS, c->abc_labels, abc_class_of(&c->abc, units_brought(&a->amount)));
	if (s->wanted & CONTACT)
		show_contact(&c->classifier, a, (CustomerAction) classes.of[OF_ACTION], &row);
	if (classes.has_stake)
		show_money(&row, CLASSIFY_AT_STAKE, &classes.stake, classes.stake_scale);
}

/* ---- from beginning to end ---- */

static void
make_class_labels(Classification *c)
{
	for (int i = 0; i < CLASS_COLUMNS; i++)
	{
		const SubjectInfo *info = &subject_info[class_columns[i].subject];

		for (int class = 0; class < info->classes; class ++)
			c->labels[i][class] = CStringGetTextDatum(info->labels[class]);
	}
	for (int class = 0; class < ABC_CLASSES; class ++)
		c->abc_labels[class] = CStringGetTextDatum(abc_labels[class]);
}

static void
ask_base(FunctionCallInfo fcinfo, int first, Segmentation *s, Classification *c)
{
	uint64 wanted = s->wanted;
	bool given = !PG_ARGISNULL(first + ARG_LAPSE_AFTER);

	if (wanted & OF_TOTALS)
		ask_totals(s, c);
	if (c->unranked)
		c->classifier.wanted &= ~SUBJECT_BIT(OF_RFM_SEGMENT);
	if (given || (wanted & OF_STAGE)) /* what is given is looked at, whatever is wanted */
		ask_past(fcinfo, first, s);
	if (wanted & CONTACT)
		ask_contacts(fcinfo, c);
}

/*
 * For the arguments of a call of classify() or classify_as(), whose last are the
 * yardstick and lapse_after: only columns that are wanted, as OUT_BITs, need be made.
 */
Segmentation *
classification_begin(FunctionCallInfo fcinfo, TupleDesc result, uint64 wanted)
{
	int first = source_argument_number(fcinfo->flinfo->fn_oid);
	Classification *c;
	Segmentation *s;
	MemoryContext old;

	segmentation_check_result(result, CLASSIFY_COLUMNS, "classify");
	s = segmentation_begin_rows(fcinfo, PG_NARGS() - 2, result, "classify", needs_past(fcinfo, first, wanted) ? SAMPLED_BY_PAST : 0);
	old = MemoryContextSwitchTo(s->context);
	s->classes = c = palloc0_object(Classification);
	s->make_row = make_classified_row;
	s->wanted = wanted;
	if (s->base.customers > 0)
	{
		make_class_labels(c);
		classifier_begin(&c->classifier, s->yardstick, s->now,
						 wanted_subjects(wanted));
		c->classifier.asks_profit = is_selected(&s->source, COLUMN_PROFIT);
		ask_base(fcinfo, first, s, c);
	}
	MemoryContextSwitchTo(old);
	return s;
}

/* Has it read the base's past? */
bool
classification_asked_past(const Classification *c)
{
	return c->asked_past;
}
