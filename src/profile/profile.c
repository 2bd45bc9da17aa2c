/*
 * profile.c
 *		profile(): what marks the customers of a class?
 */
#include "server/calls.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "profile/customer_table.h"
#include "profile/over_represented.h"
#include "profile/value_text.h"
#include "utils/builtins.h"

/* arguments */
enum
{
	ARG_TABLE,
	ARG_KEY,
	ARG_CLASS,
	ARG_OF,
	ARG_TOP,
	ARG_CONFIDENCE
};

/* columns of the result */
enum
{
	OUT_RANK,
	OUT_COLUMN_NAME,
	OUT_COLUMN_TYPE,
	OUT_TEST,
	OUT_LINE,
	OUT_VALUE,
	OUT_OF_CLASS,
	OUT_KNOWN,
	OUT_NOT_KNOWN,
	OUT_DIFFERENT,
	OUT_EFFECT,
	OUT_STRENGTH,
	OUT_STATISTIC,
	OUT_P,
	OUT_Q,
	OUT_CUSTOMERS,
	OUT_IN_CLASS,
	OUT_SHARE_OF_CLASS,
	OUT_SHARE_OF_ALL,
	OUT_LIFT,
	OUT_LOW,
	OUT_HIGH,
	OUT_SURE,
	OUT_FINDING,
	OUT_NOTE,
	OUT_COLUMNS
};

static const char *const test_names[] = {
	[TEST_CATEGORIES] = "categories",
	[TEST_NUMBERS] = "numbers",
	[TEST_TIMES] = "times",
	[TEST_KNOWN] = "known",
};

static const char *const part_names[] = {
	[PART_VALUE] = "value",
	[PART_RANGE] = "range",
	[PART_KNOWN] = "known",
	[PART_NOT_KNOWN] = "not known",
};

typedef struct Profile
{
	FunctionCallInfo fcinfo;
	CustomerTable table;
	int top; /* lines of a column and class */
	double confidence;
	Datum values[OUT_COLUMNS]; /* of the row that is made */
	bool nulls[OUT_COLUMNS];
	MemoryContext scratch; /* of the lines of a column */
} Profile;

/* ---- a row of the result ---- */

/* NULL is NULL */
static void
set_text(Profile *p, int column, const char *text)
{
	p->nulls[column] = text == NULL;
	if (text != NULL)
		p->values[column] = CStringGetTextDatum(text);
}

/* NaN is NULL */
static void
set_number(Profile *p, int column, double number)
{
	p->nulls[column] = isnan(number);
	p->values[column] = Float8GetDatum(number);
}

static void
set_count(Profile *p, int column, int64 count)
{
	p->nulls[column] = false;
	p->values[column] = Int64GetDatum(count);
}

static void
begin_row(Profile *p, const Attribute *a, const char *line)
{
	memset(p->nulls, true, sizeof(p->nulls));
	set_text(p, OUT_COLUMN_NAME, a->name);
	set_text(p, OUT_COLUMN_TYPE, format_type_be(a->declared));
	set_text(p, OUT_LINE, line);
}

/* ---- words ---- */

/* a whole percentage, or as many decimals as a small one needs */
static const char *
share_text(double share)
{
	return psprintf(share < 0.01 ? "%.2g %%" : share < 0.1 ? "%.1f %%" :
															 "%.0f %%",
					100 * share);
}

/* a bound that may not be there */
static const char *
lift_bound_text(double bound)
{
	return isnan(bound) ? "unbounded" : psprintf("%.2f", bound);
}

/* the column's test in words */
static const char *
test_text(const Screened *s)
{
	const char *size = s->test == TEST_CATEGORIES || s->test == TEST_KNOWN ? "Cramer's V" : "omega squared";

	if (isnan(s->effect) || isnan(s->q))
		return NULL;
	return psprintf("%s: %s %.3f, q %s", s->attribute->name, size, s->effect,
					s->q < 0.0001 ? "below 0.0001" : psprintf("%.4f", s->q));
}

/* a class in words: true alone would not say what is */
static const char *
class_text(const Profile *p, int class)
{
	const char *text = p->table.texts[class];

	return p->table.class->type == BOOLOID ? psprintf("%s = %s", p->table.class->name, text) : text;
}

/* "region = north: 41 % of gold, 22 % of all, lift 1.86 (1.70 .. 2.02)" */
static const char *
part_finding(const Profile *p, const Screened *s, const OverRepresented *found, int class)
{
	static const char *const forms[] = {
		[PART_VALUE] = "%s = %s",
		[PART_RANGE] = "%s %s",
		[PART_KNOWN] = "%s known",
		[PART_NOT_KNOWN] = "%s not known",
	};
	const char *who = found->text == NULL ? psprintf(forms[found->kind], s->attribute->name) :
											psprintf(forms[found->kind], s->attribute->name, found->text);

	return psprintf("%s: %s of %s, %s of all, lift %.2f (%s .. %s)", who, share_text(found->share_of_class),
					class_text(p, class), share_text(found->share_of_all), found->lift.value,
					lift_bound_text(found->lift.low), lift_bound_text(found->lift.high));
}

/* how far it can be trusted */
static const char *
part_note(const Screened *s, const OverRepresented *found)
{
	const char *chance = !found->above ? "may be chance" :
						 s->found	   ? NULL :
										 "of many columns some have such a value by chance: see q";

	if (!found->few)
		return chance;
	return psprintf("few customers: " INT64_FORMAT "%s%s", found->customers, chance == NULL ? "" : "; ", chance == NULL ? "" : chance);
}

/* ---- rows of a column ---- */

/* what is the same in all lines of a column */
static void
set_test(Profile *p, const Screened *s)
{
	if (s->rank > 0)
		set_count(p, OUT_RANK, s->rank);
	set_text(p, OUT_TEST, s->test == TEST_NONE ? NULL : test_names[s->test]);
	set_count(p, OUT_KNOWN, s->known);
	set_count(p, OUT_NOT_KNOWN, s->not_known);
	if (s->different >= 0)
		set_count(p, OUT_DIFFERENT, s->different);
	set_number(p, OUT_EFFECT, s->effect);
	set_number(p, OUT_STRENGTH, s->strength);
	set_number(p, OUT_STATISTIC, s->statistic);
	set_number(p, OUT_P, s->p);
	set_number(p, OUT_Q, s->q);
}

static void
put_column(Profile *p, const Screened *s)
{
	begin_row(p, s->attribute, "column");
	set_test(p, s);
	set_text(p, OUT_FINDING, test_text(s));
	set_text(p, OUT_NOTE, s->note);
	put_row(p->fcinfo, p->values, p->nulls);
}

static void
put_part(Profile *p, const Screened *s, const OverRepresented *found, int class)
{
	begin_row(p, s->attribute, part_names[found->kind]);
	set_test(p, s);
	set_text(p, OUT_VALUE, found->text);
	set_text(p, OUT_OF_CLASS, p->table.texts[class]);
	set_count(p, OUT_CUSTOMERS, found->customers);
	set_count(p, OUT_IN_CLASS, found->in_class);
	set_number(p, OUT_SHARE_OF_CLASS, found->share_of_class);
	set_number(p, OUT_SHARE_OF_ALL, found->share_of_all);
	set_number(p, OUT_LIFT, found->lift.value);
	set_number(p, OUT_LOW, found->lift.low);
	set_number(p, OUT_HIGH, found->lift.high);
	p->values[OUT_SURE] = BoolGetDatum(s->found && found->above);
	p->nulls[OUT_SURE] = false;
	set_text(p, OUT_FINDING, part_finding(p, s, found, class));
	set_text(p, OUT_NOTE, part_note(s, found));
	put_row(p->fcinfo, p->values, p->nulls);
}

static void
put_parts(Profile *p, const Screened *s, int class)
{
	int count;
	OverRepresented *found = find_over_represented(s, class, p->confidence, &count);

	for (int i = 0; i < Min(count, p->top); i++)
	{
		over_represented_finish(&found[i], s, class, p->confidence);
		put_part(p, s, &found[i], class);
	}
}

static void
put_screened(Profile *p, const Screened *s)
{
	MemoryContext old = MemoryContextSwitchTo(p->scratch);

	put_column(p, s);
	for (int i = 0; i < p->table.profiled; i++)
	{
		CHECK_FOR_INTERRUPTS();
		put_parts(p, s, i);
	}
	MemoryContextSwitchTo(old);
	MemoryContextReset(p->scratch);
}

static Screened *
screen_columns(const CustomerTable *table, double level, int *count)
{
	Screened *screened = palloc_array(Screened, table->count);

	*count = 0;
	for (int i = 0; i < table->count; i++)
		if (table->attributes[i].use == USE_SCREENED)
			screened[(*count)++] = screen_attribute(&table->attributes[i], table->classes);
	screening_order(screened, *count, level);
	return screened;
}

/* ---- rows of what is not screened ---- */

/* the key, the class, or a column that may not be read */
static void
put_other(Profile *p, const Attribute *a)
{
	const CustomerTable *table = &p->table;
	int64 customers = customer_table_customers(table);

	begin_row(p, a, a->use == USE_KEY ? "key" : a->use == USE_CLASS ? "class" :
																	  "column");
	if (a->use == USE_FORBIDDEN)
		set_text(p, OUT_NOTE, "you may not read it");
	else if (a->use == USE_KEY)
	{
		set_count(p, OUT_KNOWN, customers + table->without_class);
		set_count(p, OUT_NOT_KNOWN, table->without_key);
		set_text(p, OUT_NOTE, table->without_key > 0 ? "rows without a key are left out" : NULL);
	}
	else
	{
		set_count(p, OUT_KNOWN, customers);
		set_count(p, OUT_NOT_KNOWN, table->without_class);
		set_text(p, OUT_NOTE, table->without_class > 0 ? "customers without a class are left out" : NULL);
	}
	put_row(p->fcinfo, p->values, p->nulls);
}

/* a line for each class that is described */
static void
put_class(Profile *p, int class)
{
	const CustomerTable *table = &p->table;
	int64 customers = customer_table_customers(table);
	int64 in_class = table->customers[class];

	begin_row(p, table->class, "value");
	set_text(p, OUT_VALUE, table->texts[class]);
	set_text(p, OUT_OF_CLASS, table->texts[class]);
	set_count(p, OUT_CUSTOMERS, in_class);
	set_count(p, OUT_IN_CLASS, in_class);
	set_text(p, OUT_NOTE, in_class == 0 ? "no customer has this class" : NULL);
	if (customers > 0)
		set_number(p, OUT_SHARE_OF_ALL, (double) in_class / (double) customers);
	put_row(p->fcinfo, p->values, p->nulls);
}

static void
put_others(Profile *p)
{
	for (int i = 0; i < p->table.count; i++)
		if (p->table.attributes[i].use == USE_FORBIDDEN)
			put_other(p, &p->table.attributes[i]);
	put_other(p, p->table.key);
	put_other(p, p->table.class);
	for (int i = 0; i < p->table.profiled; i++)
		put_class(p, i);
}

/* ---- the function ---- */

static void
check_option_given(FunctionCallInfo fcinfo, int argument, const char *name)
{
	if (PG_ARGISNULL(argument))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("%s is NULL", name),
				 errhint("Leave it out for its default.")));
}

static void
read_options(Profile *p, FunctionCallInfo fcinfo)
{
	check_option_given(fcinfo, ARG_TOP, "top");
	check_option_given(fcinfo, ARG_CONFIDENCE, "confidence");
	p->confidence = confidence_argument(fcinfo, ARG_CONFIDENCE);
	p->top = PG_GETARG_INT32(ARG_TOP);
	if (p->top < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("top %d is negative", p->top),
				 errhint("Give how many values of a column are to be listed at most.")));
}

static void
put_all(Profile *p)
{
	int count;
	const Screened *screened = screen_columns(&p->table, 1 - p->confidence, &count);
	int level = value_texts_begin();

	for (int i = 0; i < count; i++)
		put_screened(p, &screened[i]);
	put_others(p);
	value_texts_end(level);
}

/*
 * profile(source, key, class [, of, top, confidence]): a row for each column,
 * the strongest first, each followed by a row for each value or range that is
 * over-represented in a class; at last those that could not be tested, the key
 * and the class.
 */
PG_FUNCTION_INFO_V1(customer_seg_profile);
Datum
customer_seg_profile(PG_FUNCTION_ARGS)
{
	MemoryContext context;
	MemoryContext old;
	Profile p = {.fcinfo = fcinfo};

	InitMaterializedSRF(fcinfo, 0);
	context = AllocSetContextCreate(CurrentMemoryContext, "customer_seg profile", ALLOCSET_DEFAULT_SIZES);
	old = MemoryContextSwitchTo(context);
	p.scratch = AllocSetContextCreate(context, "customer_seg profile lines", ALLOCSET_DEFAULT_SIZES);
	read_options(&p, fcinfo);
	customer_table_open(&p.table, fcinfo, ARG_TABLE, ARG_KEY, ARG_CLASS);
	customer_table_check_key(&p.table);
	customer_table_find_classes(&p.table, PG_ARGISNULL(ARG_OF) ? NULL : text_to_cstring(PG_GETARG_TEXT_PP(ARG_OF)));
	customer_table_read(&p.table);
	put_all(&p);
	for (int i = 0; i < p.table.count; i++)
		attribute_end(&p.table.attributes[i]);
	MemoryContextSwitchTo(old);
	MemoryContextDelete(context);
	PG_RETURN_NULL();
}
