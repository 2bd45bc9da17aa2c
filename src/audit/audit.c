/*
 * audit.c
 *		What is in a sales table, before one believes what segment() says of it:
 *		every check with its count, an example and what to do.
 */
#include "audit/audit.h"

#include "server/calls.h"
#include "catalog/pg_class.h"
#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "parser/scansup.h"
#include "source/order_column.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/fmgrprotos.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/timestamp.h"

/* columns of the result */
enum
{
	OUT_FINDING,
	OUT_UNIT,
	OUT_COUNT,
	OUT_SHARE,
	OUT_SEVERITY,
	OUT_EXAMPLE,
	OUT_ADVICE,
	OUT_COLUMNS
};

/* what it means when there is one at least */
typedef enum Severity
{
	FACT,
	LOOK,
	STOP
} Severity;

static const char *const severity_names[] = {"info", "warning", "error"};

/* what a share is of */
typedef enum Whole
{
	OF_ROWS,
	OF_ORDERS, /* rows that count or, with an order column, orders */
	OF_CUSTOMERS,
	OF_DAYS,  /* from the first day with a row to the last */
	OF_MONEY, /* of all purchases */
} Whole;

static const struct
{
	const char *name;
	Severity severity;
	Whole whole;
	const char *unit;
	const char *advice;
} checks[FINDINGS] = {
	[ROWS] = {"rows", FACT, OF_ROWS, "rows", NULL},
	[WITHOUT_CUSTOMER] = {"rows without a customer", LOOK, OF_ROWS, "rows",
						  "They are left out. Find out whether they are sales without a name or a join that failed."},
	[WITHOUT_TIME] = {"rows without a time", LOOK, OF_ROWS, "rows", "They are left out. Fill in the time, or find out why it is missing."},
	[TIME_INFINITE] = {"infinite times", LOOK, OF_ROWS, "rows",
					   "segment() stops at them unless since or as_of leaves them out. Give NULL or a real time."},
	[TIME_OUT_OF_RANGE] = {"times out of range", LOOK, OF_ROWS, "rows",
						   "They lie beyond the calendar of timestamptz. segment() stops at them unless since or as_of leaves them out. Give NULL or a real time."},
	[BEFORE_SINCE] = {"rows before since", FACT, OF_ROWS, "rows", "They are left out, as asked."},
	[AT_OR_AFTER_AS_OF] = {"rows at or after as_of", LOOK, OF_ROWS, "rows",
						   "They are left out. If as_of is the present, their times are wrong."},
	[AMOUNT_NAN] = {"amounts NaN", STOP, OF_ROWS, "rows", "segment() stops at them. Leave them out in a view, or give NULL for a contact."},
	[AMOUNT_INFINITE] = {"amounts infinite", STOP, OF_ROWS, "rows",
						 "segment() stops at them. Leave them out in a view, or give NULL for a contact."},
	[AMOUNT_TOO_LARGE] = {"amounts of 10^18 or more", STOP, OF_ROWS, "rows",
						  "segment() stops at them. Correct them, or use a larger unit of money."},
	[AMOUNT_ROUNDED] = {"amounts of more than 20 decimals", FACT, OF_ROWS, "rows", "They are rounded to 20 decimals, half away from zero."},
	[ORDER_TOO_LARGE] = {"orders of 10^18 or more", STOP, OF_ORDERS, "orders",
						 "segment() stops where the lines of an order add up to so much. Correct them, or use a larger unit of money."},
	[ROWS_USABLE] = {"rows usable", FACT, OF_ROWS, "rows", "There is nothing that segment() could count."},
	[DUPLICATES] = {"duplicate rows", LOOK, OF_ROWS, "rows",
					"Rows beyond the first with the same customer, time and amount or, with order_column, with the same in all columns. If they are no two sales, a load ran twice."},
	[SHARED_TIMES] = {"rows that share customer and time", FACT, OF_ROWS, "rows", NULL},
	[PURCHASES] = {"purchases", FACT, OF_ORDERS, NULL, NULL},
	[FREE_ORDERS] = {"zero amounts", FACT, OF_ORDERS, NULL, "They count as orders. If nothing was ordered, give NULL for a contact."},
	[REFUNDS] = {"refunds", FACT, OF_ORDERS, NULL, NULL},
	[CONTACTS] = {"contacts", FACT, OF_ORDERS, NULL, "An amount that is NULL counts as a contact. If it is a sale of unknown amount, fill it in."},
	[EXTREME_PURCHASES] = {"purchases far beyond the rest", LOOK, OF_MONEY, NULL,
						   "One purchase outweighs all others together, or over a thousand average ones. Check its amount: a lost decimal point, a test?"},
	[LONG_ORDERS] = {"orders of more than a week", LOOK, OF_ORDERS, "orders",
					 "From the first line to the last. Do order numbers begin again? Then give a column that tells the orders apart, in a view."},
	[CUSTOMERS] = {"customers", FACT, OF_CUSTOMERS, "customers", NULL},
	[SINGLE_ORDER] = {"customers with a single order", FACT, OF_CUSTOMERS, "customers", NULL},
	[REFUND_FIRST] = {"refunds without a purchase", LOOK, OF_CUSTOMERS, "customers",
					  "Their first refund comes before any order. Take a longer period, or look for orders under another key."},
	[NEGATIVE_TOTAL] = {"customers with a negative total", LOOK, OF_CUSTOMERS, "customers",
						"They got back more than they paid. Take a longer period, or check the signs."},
	[PROFIT_UNKNOWN] = {"customers whose profit is not known", LOOK, OF_CUSTOMERS, "customers",
						"They have ordered, and no row says what it earned: by profit they stand below all others, with a score of 0. Complete the profit."},
	[PLACEHOLDERS] = {"placeholder customers", LOOK, OF_CUSTOMERS, "customers",
					  "The key reads like a placeholder for many customers. If it is one, make it NULL in a view."},
	[LOOK_ALIKES] = {"customers that look alike", LOOK, OF_CUSTOMERS, "customers",
					 "Their keys differ in case, blanks around them or leading zeros only. If they are one customer, make them one key in a view."},
	[DOMINATING] = {"customers with over a tenth of all rows", LOOK, OF_CUSTOMERS, "customers",
					"A key with so many rows is often a cash desk or a placeholder. If it is one, make it NULL in a view."},
	[DOMINATING_MONEY] = {"customers with over a tenth of all money", LOOK, OF_CUSTOMERS, "customers",
						  "So much money moves means and shares for all others. Check the amounts, or look at the rest in a view."},
	[DAYS] = {"days with rows", FACT, OF_DAYS, "days", NULL},
	[GAPS] = {"gaps in the calendar", LOOK, OF_DAYS, "gaps", "Far longer without a row than usual. Find out whether the business was closed or data are missing."},
	[LATE_ROWS] = {"last rows far after the others", LOOK, OF_ROWS, "rows",
				   "Without as_of the present is the last row's time, and everybody else seems long gone. Correct the times, or give as_of."},
};

/* ---- customers ---- */

/* keys, without blanks around and in lower case, that stand for nobody */
static bool
is_placeholder(const char *key)
{
	static const char *const placeholders[] = {
		"", "0", "-1", "-", "?", "unknown", "n/a", "none", "null", "nan", "anonymous", "guest", "test",
		"00000000-0000-0000-0000-000000000000"};
	size_t length = strlen(key);

	while (length > 0 && scanner_isspace(key[length - 1]))
		length--;
	while (length > 0 && scanner_isspace(*key))
	{
		key++;
		length--;
	}
	for (int i = 0; i < (int) lengthof(placeholders); i++)
		if (strlen(placeholders[i]) == length && pg_strncasecmp(key, placeholders[i], length) == 0)
			return true;
	return false;
}

/* counts a customer; as example serves the one with the most rows */
static void
note_by_rows(Audit *audit, Finding finding, int64 rows, const char *key)
{
	audit->findings.count[finding]++;
	example_offer(&audit->findings.example[finding], -rows, key, psprintf(INT64_FORMAT " %s", rows, rows == 1 ? "row" : "rows"));
}

/* counts a customer; as example serves the earliest */
static void
note_by_time(Audit *audit, Finding finding, TimestampTz at, const char *key)
{
	audit->findings.count[finding]++;
	example_offer(&audit->findings.example[finding], at, key, NULL);
}

static void
note_negative(Audit *audit, const Activity *a, const char *key, Money *lowest)
{
	Example *example = &audit->findings.example[NEGATIVE_TOTAL];
	int order = audit->findings.count[NEGATIVE_TOTAL]++ == 0 ? -1 : money_cmp(&a->amount, lowest);

	if (order > 0 || (order == 0 && strcmp(key, example->customer) >= 0))
		return;
	/* a lower total comes before the one there is */
	*lowest = a->amount;
	example_offer(example, example->at - 1, key,
				  psprintf("total %s", DatumGetCString(DirectFunctionCall1(numeric_out, decimal_make(&a->amount, a->amount_scale)))));
}

/* a tenth of the money, and ten times the average customer's */
static void
judge_money(Audit *audit, const Activity *a, int64 customers, const char *key)
{
	double share = money_ratio(&a->amount, 1) / money_ratio(&audit->findings.bought, 1);

	if (money_sign(&audit->findings.bought) == 0 || share <= 0.1 || share * (double) customers <= 10)
		return;
	audit->findings.count[DOMINATING_MONEY]++;
	example_offer(&audit->findings.example[DOMINATING_MONEY], -(TimestampTz) (share * 1e9), key,
				  psprintf("%.1f %% of the money", 100 * share));
}

static void
judge_customer(Audit *audit, uint64 customer, const Activity *a, const CustomerExtra *extra, int64 all_rows,
			   int64 customers, Money *lowest)
{
	int64 rows = a->orders + a->refunds + a->contacts;
	const char *whole = OutputFunctionCall(&audit->out[COLUMN_CUSTOMER], (Datum) customer);
	const char *key = audit_shortened(whole);

	audit->findings.count[CUSTOMERS]++;
	if (a->orders == 1)
		audit->findings.count[SINGLE_ORDER]++;
	if (money_sign(&a->amount) < 0)
		note_negative(audit, a, key, lowest);
	if (is_selected(&audit->source, COLUMN_PROFIT) && a->orders > 0 && !activity_has_profit(a))
		note_by_time(audit, PROFIT_UNKNOWN, a->first_order, key);
	if (a->refunds > 0 && (a->orders == 0 || a->first_order > extra->first_refund))
		note_by_time(audit, REFUND_FIRST, extra->first_refund, key);
	if (audit->look_alikes != NULL)
		look_alikes_put(audit->look_alikes, whole);
	if (is_placeholder(key))
		note_by_rows(audit, PLACEHOLDERS, rows, key);
	/* a tenth of the rows, and ten times those of the average customer: few customers have large shares */
	if ((double) rows > 0.1 * (double) all_rows && (double) rows * (double) customers > 10 * (double) all_rows)
		note_by_rows(audit, DOMINATING, rows, key);
	judge_money(audit, a, customers, key);
}

static int64
all_orders(const Audit *audit)
{
	return audit->findings.count[PURCHASES] + audit->findings.count[FREE_ORDERS] + audit->findings.count[REFUNDS] + audit->findings.count[CONTACTS];
}

static void
judge_customers(Audit *audit)
{
	MemoryContext old = MemoryContextSwitchTo(audit->context);
	CustomerBase base;
	Money lowest = {0};
	uint64 key;
	Activity a;

	audit->look_alikes = look_alikes_begin(audit->source.column[COLUMN_CUSTOMER].type);
	base_create(&base, &audit->reader.customers, NULL);
	MemoryContextSwitchTo(audit->pub.row_context);
	for (int64 i = 1; base_next(&base, &key, &a); i++)
	{
		/* nobody is left of who had only an order that is too large */
		if (a.orders + a.refunds + a.contacts > 0)
			judge_customer(audit, key, &a, base.extra, all_orders(audit), base.customers, &lowest);
		reset_row_context(audit->pub.row_context, i);
	}
	base_free(&base);
	MemoryContextSwitchTo(audit->context);
	if (audit->look_alikes != NULL)
		look_alikes_judge(audit, audit->look_alikes);
	MemoryContextSwitchTo(old);
}

/* ---- the calendar, and rows against each other ---- */

static CalendarGaps
judge_calendar(Audit *audit)
{
	CalendarGaps gaps = calendar_judge(&audit->calendar, audit->findings.count[ROWS_USABLE]);

	audit->findings.count[DAYS] = gaps.days;
	audit->findings.count[GAPS] = gaps.gaps;
	audit->findings.count[LATE_ROWS] = gaps.late_rows;
	if (gaps.late_rows > 0)
		example_offer(&audit->findings.example[LATE_ROWS], gaps.late_at, NULL, NULL);
	return gaps;
}

static void
compare_rows(Audit *audit)
{
	RowsAlike *alike = &audit->alike;

	fingerprints_compare(&audit->prints, alike);
	audit->findings.count[SHARED_TIMES] = alike->sharing;
	audit->findings.count[DUPLICATES] = alike->duplicates;
	if (alike->sharing > 0)
		example_offer(&audit->findings.example[SHARED_TIMES], alike->first_shared, NULL, NULL);
}

/* ---- purchases ---- */

/* Is the largest of several purchases worth more than all others together, or than a thousand of them? */
static void
judge_largest_purchase(Audit *audit)
{
	Example *example = &audit->findings.example[EXTREME_PURCHASES];
	int64 others = audit->findings.count[PURCHASES] - 1;
	Money once = money_from_units(audit->findings.largest);
	Money of_others = audit->findings.bought;
	Money minus = money_from_units(-audit->findings.largest);

	if (!money_add(&of_others, &minus))
		elog(ERROR, "sum of amounts does not fit");
	/* against the others together or, where they are many, a thousand times their mean */
	if (others < 2 || money_cmp_mean(&once, &of_others, Max(others / 1000, 1)) <= 0)
		return;
	audit->findings.count[EXTREME_PURCHASES] = 1;
	*example = audit->findings.largest_purchase;
	snprintf(example->detail, LONGEST_EXAMPLE, "amount %s",
			 DatumGetCString(DirectFunctionCall1(numeric_out, DirectFunctionCall1(numeric_trim_scale, decimal_make(&once, MONEY_SCALE)))));
	example->has_detail = true;
}

/* ---- duplicates ---- */

/* ", other1, other2", as names for them in a query */
static char *
names_of_others(const Selection *source)
{
	StringInfoData names;

	initStringInfo(&names);
	for (int i = 1; i <= source->others; i++)
		appendStringInfo(&names, ", other%d", i);
	return names.data;
}

/* " WHERE ctid ..." of the rows to look at, where their places are known and may be asked for; else nothing */
static const char *
where_places(const Audit *audit)
{
	const RowsAlike *alike = &audit->alike;
	StringInfoData where;

	if (!audit->pub.by_pages || alike->places == MOST_PLACES || get_rel_relkind(audit->source.relation) == RELKIND_VIEW ||
		pg_class_aclcheck(audit->source.relation, GetUserId(), ACL_SELECT) != ACLCHECK_OK)
		return "";
	initStringInfo(&where);
	for (int i = 0; i < alike->places; i++)
		appendStringInfo(&where, "%s\"(%u,%u)\"", i == 0 ? " WHERE ctid OPERATOR(pg_catalog.=) ANY ('{" : ",",
						 ItemPointerGetBlockNumber(&alike->place[i]), ItemPointerGetOffsetNumber(&alike->place[i]));
	appendStringInfoString(&where, "}'::pg_catalog.tid[])");
	return where.data;
}

/* qualified: a search_path must not put other functions in; equal values may be printed differently, 1 and 1.0 */
static char *
duplicate_query(const Audit *audit)
{
	const Selection *source = &audit->source;
	const char *order = is_selected(source, COLUMN_ORDER) ? ", order_key" : "";
	const char *potential = is_selected(source, COLUMN_POTENTIAL) ? ", potential" : "";
	const char *profit = is_selected(source, COLUMN_PROFIT) ? ", profit" : "";
	const char *others = names_of_others(source);
	AmountKind kind = source->column[COLUMN_AMOUNT].amount;
	bool is_float = kind == AMOUNT_FLOAT8 || kind == AMOUNT_FLOAT4;

	return psprintf("SELECT pg_catalog.format('customer %%s, %%s, amount %%s, %%s times',"
					" pg_catalog.min(pg_catalog.left(pg_catalog.format('%%s', customer), %d) COLLATE pg_catalog.\"C\"), at,"
					" COALESCE(pg_catalog.min(amount::pg_catalog.text COLLATE pg_catalog.\"C\"), 'NULL'),"
					" pg_catalog.count(*)) COLLATE pg_catalog.\"C\""
					" FROM (SELECT *, pg_catalog.round(amount::pg_catalog.text::pg_catalog.numeric, %d) AS value"
					" FROM (SELECT %s FROM %s%s) AS sale (customer, at, amount%s%s%s%s)) AS sale"
					" WHERE at OPERATOR(pg_catalog.=) $1 AND customer IS NOT NULL"
					" AND (value IS NULL OR pg_catalog.abs(value) OPERATOR(pg_catalog.<) 1e%d)"
					" GROUP BY customer, at, value%s%s"
					" HAVING pg_catalog.count(*) OPERATOR(pg_catalog.>) 1"
					" ORDER BY 1 LIMIT 1",
					LONGEST_TEXT, is_float ? MONEY_FLOAT_SCALE : MONEY_SCALE, source->list.data, source->name, where_places(audit),
					order, potential, profit, others, MONEY_MAX_DIGITS, order, others);
}

/* of the first duplicates, by time, the first by customer and amount: as segment() reads amounts, and none that it refuses */
static char *
duplicate_example(const Audit *audit)
{
	const Selection *source = &audit->source;
	Oid type = source->column[COLUMN_TIME].type;
	Datum at = time_value(source->column[COLUMN_TIME].time, audit->alike.first_duplicate);
	MemoryContext context = CurrentMemoryContext;
	char *example = NULL;

	SPI_connect();
	if (SPI_execute_with_args(duplicate_query(audit), 1, &type, &at, NULL, true, 1) != SPI_OK_SELECT)
		elog(ERROR, "query of the duplicates failed");
	if (SPI_processed > 0)
		example = MemoryContextStrdup(context, SPI_getvalue(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1));
	SPI_finish();
	return example;
}

/* ---- the result ---- */

/* as the source has it */
static char *
time_text(const Audit *audit, TimestampTz at)
{
	TimeKind kind = TIMESTAMP_NOT_FINITE(at) ? TIME_TIMESTAMPTZ : audit->source.column[COLUMN_TIME].time;

	return time_as_written(kind, time_value(kind, at));
}

/* in quotes where one would not see it as it is */
const char *
audit_customer(const char *key)
{
	size_t length = strlen(key);

	if (length == 0 || scanner_isspace(key[0]) || scanner_isspace(key[length - 1]))
		return quote_literal_cstr(key);
	return key;
}

/* where to look, or NULL */
static char *
example_text(const Audit *audit, Finding finding, const CalendarGaps *gaps)
{
	const Example *example = &audit->findings.example[finding];
	StringInfoData text;

	if (finding == DAYS && audit->findings.count[DAYS] > 0)
		return psprintf("%s to %s", day_text(gaps->first), day_text(gaps->last));
	if (finding == GAPS && audit->findings.count[GAPS] > 0)
		return psprintf("%s to %s: %d days", day_text(gaps->longest_from + 1),
						day_text(gaps->longest_from + gaps->longest - 1), gaps->longest - 1);
	if (finding == DUPLICATES && audit->findings.count[DUPLICATES] > 0)
		return duplicate_example(audit);
	if (!example->any)
		return NULL;
	initStringInfo(&text);
	if (example->has_customer)
		appendStringInfo(&text, "customer %s", audit_customer(example->customer));
	switch (finding)
	{
	case PLACEHOLDERS:
	case LOOK_ALIKES:
	case LONG_ORDERS:
	case DOMINATING:
	case DOMINATING_MONEY:
	case NEGATIVE_TOTAL:
		appendStringInfo(&text, ", %s", example->detail);
		return text.data;
	default:
		break;
	}
	if (finding == TIME_OUT_OF_RANGE)
		appendStringInfo(&text, "%s%s", text.len > 0 ? ", " : "",
						 time_as_written(audit->source.column[COLUMN_TIME].time, Int64GetDatum(example->at)));
	/* a row without a time comes after all others, as if at the end of time */
	else if (finding == TIME_INFINITE || !TIMESTAMP_IS_NOEND(example->at))
		appendStringInfo(&text, "%s%s", text.len > 0 ? ", " : "", time_text(audit, example->at));
	if (example->has_detail)
		appendStringInfo(&text, "%s%s", text.len > 0 ? ", " : "", example->detail);
	return text.data;
}

/* of what the finding counts; false where there is none to have a share of */
static bool
share_of_finding(const Audit *audit, Finding finding, const CalendarGaps *gaps, double *share)
{
	double part = (double) audit->findings.count[finding];
	double whole = 0;

	switch (checks[finding].whole)
	{
	case OF_ROWS:
		whole = (double) audit->findings.count[ROWS];
		break;
	case OF_ORDERS:
		whole = (double) (all_orders(audit) + audit->findings.count[ORDER_TOO_LARGE]);
		break;
	case OF_CUSTOMERS:
		whole = (double) audit->findings.count[CUSTOMERS];
		break;
	case OF_DAYS:
		whole = audit->findings.count[DAYS] == 0 ? 0 : (double) (gaps->last - gaps->first + 1);
		if (finding == GAPS)
			part = (double) gaps->days_in_gaps;
		break;
	case OF_MONEY:
	{
		Money largest = money_from_units(audit->findings.largest);

		whole = money_ratio(&audit->findings.bought, 1);
		part = part > 0 ? money_ratio(&largest, 1) : 0;
		break;
	}
	}
	*share = whole > 0 ? part / whole : 0;
	return whole > 0;
}

static Severity
severity_of(const Audit *audit, Finding finding)
{
	if (audit->findings.in_period[finding])
		return STOP;
	if (finding == SHARED_TIMES && may_be_order_lines(audit->findings.count[SHARED_TIMES], audit->findings.count[ROWS_USABLE]))
		return LOOK;
	if (finding == ROWS_USABLE && audit->findings.count[ROWS_USABLE] == 0 && audit->findings.count[ROWS] > 0)
		return LOOK;
	return checks[finding].severity;
}

static char *
advice_on_lines(const Audit *audit)
{
	char *column = likely_order_column(&audit->source);

	if (column == NULL)
		return "If the rows are lines of orders, each counts as an order: give order_column.";
	return psprintf("Rows of the same time have the same %s: lines of an order? Each counts as an order: give order_column => %s.",
					quote_identifier(column), quote_literal_cstr(column));
}

/* NULL where it is checked */
static const char *
why_not_checked(const Audit *audit, Finding finding)
{
	bool order_column = is_selected(&audit->source, COLUMN_ORDER);

	if (finding == AT_OR_AFTER_AS_OF && audit->source.as_of.isnull)
		return "Give as_of: nothing reads the clock.";
	if ((finding == ORDER_TOO_LARGE || finding == LONG_ORDERS) && !order_column)
		return "Give order_column where rows are lines of orders.";
	if (finding == SHARED_TIMES && order_column)
		return "Orders are told apart by order_column.";
	if (finding == PROFIT_UNKNOWN && !is_selected(&audit->source, COLUMN_PROFIT))
		return "Give profit_column where rows say what they earn.";
	return NULL;
}

/* what to do, or NULL */
static const char *
advice_on(const Audit *audit, Finding finding, Severity severity)
{
	const char *missing = why_not_checked(audit, finding);
	bool present = audit->findings.count[finding] > 0;

	if (missing != NULL)
		return missing;
	if (finding == SHARED_TIMES && severity == LOOK)
		return advice_on_lines(audit);
	return present == (finding != ROWS_USABLE) ? checks[finding].advice : NULL;
}

static void
put_audit_finding(FunctionCallInfo fcinfo, const Audit *audit, Finding finding, const CalendarGaps *gaps)
{
	Severity severity = severity_of(audit, finding);
	bool order_column = is_selected(&audit->source, COLUMN_ORDER);
	bool present = audit->findings.count[finding] > 0;
	const char *unit = checks[finding].unit;
	const char *advice = advice_on(audit, finding, severity);
	const char *word = severity == FACT || present || finding == ROWS_USABLE ? severity_names[severity] : "ok";
	bool checked = why_not_checked(audit, finding) == NULL;
	char *example = example_text(audit, finding, gaps);
	Datum values[OUT_COLUMNS] = {0};
	bool nulls[OUT_COLUMNS] = {false};
	double share;

	if (unit == NULL)
		unit = order_column ? "orders" : "rows";
	if (!checked)
		word = "not checked";
	values[OUT_FINDING] = CStringGetTextDatum(checks[finding].name);
	values[OUT_UNIT] = CStringGetTextDatum(unit);
	values[OUT_COUNT] = Int64GetDatum(audit->findings.count[finding]);
	nulls[OUT_COUNT] = !checked;
	nulls[OUT_SHARE] = !share_of_finding(audit, finding, gaps, &share) || !checked;
	values[OUT_SHARE] = Float8GetDatum(share);
	values[OUT_SEVERITY] = CStringGetTextDatum(word);
	nulls[OUT_EXAMPLE] = example == NULL || !checked;
	if (example != NULL)
		values[OUT_EXAMPLE] = CStringGetTextDatum(example);
	nulls[OUT_ADVICE] = advice == NULL || audit->findings.count[ROWS] == 0;
	if (!nulls[OUT_ADVICE])
		values[OUT_ADVICE] = CStringGetTextDatum(advice);
	put_row(fcinfo, values, nulls);
}

/*
 * audit(), with the arguments of all that read sales: a row for each check, also where it finds nothing.  Whatever
 * is in the rows is counted and is no error.
 */
PG_FUNCTION_INFO_V1(customer_seg_audit);
Datum
customer_seg_audit(PG_FUNCTION_ARGS)
{
	MemoryContext context;
	MemoryContext old;
	Audit *audit;
	CalendarGaps gaps;

	InitMaterializedSRF(fcinfo, 0);
	context = AllocSetContextCreate(CurrentMemoryContext, "customer_seg audit", ALLOCSET_DEFAULT_SIZES);
	old = MemoryContextSwitchTo(context);
	audit = palloc0(sizeof(Audit));
	audit->context = context;
	source_arguments(fcinfo, 0, PG_NARGS(), &audit->source);
	/* lines of one order may well be equal but for what was bought */
	if (is_selected(&audit->source, COLUMN_ORDER))
		select_others(&audit->source);
	audit_read(audit);
	gaps = judge_calendar(audit);
	compare_rows(audit);
	judge_customers(audit);
	judge_largest_purchase(audit);
	for (int finding = 0; finding < FINDINGS; finding++)
		put_audit_finding(fcinfo, audit, finding, &gaps);
	source_scan_free(&audit->pub);
	MemoryContextSwitchTo(old);
	MemoryContextDelete(context);
	PG_RETURN_NULL();
}
