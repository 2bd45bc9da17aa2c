/*
 * customer_table.c
 *		The customers' table: its key, classes and columns, and its rows.
 *
 * It is read by three ordinary queries, with the caller's rights: is a key there
 * twice, which classes are there, and all rows.
 */
#include "profile/customer_table.h"

#include "catalog/pg_type.h"
#include "executor/tuptable.h"
#include "miscadmin.h"
#include "profile/value_text.h"
#include "source/hints.h"
#include "source/row_receiver.h"
#include "source/source_query.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/relcache.h"

/* ---- columns ---- */

static void
open_attribute(Attribute *a, Oid relation, Form_pg_attribute column)
{
	a->name = pstrdup(NameStr(column->attname));
	a->declared = column->atttypid;
	a->type = getBaseType(column->atttypid);
	a->expression = quote_identifier(a->name);
	if (a->type == MONEYOID)
	{
		a->type = NUMERICOID;
		a->expression = psprintf("%s::pg_catalog.numeric", a->expression);
	}
	a->collation = column->attcollation;
	a->use = column_is_readable(relation, column->attnum) ? USE_SCREENED : USE_FORBIDDEN;
	a->place = -1;
}

static void
open_attributes(CustomerTable *table)
{
	Relation relation = RelationIdGetRelation(table->source.relation);
	TupleDesc type = RelationGetDescr(relation);

	table->attributes = palloc0_array(Attribute, type->natts);
	for (int i = 0; i < type->natts; i++)
		if (!TupleDescAttr(type, i)->attisdropped)
			open_attribute(&table->attributes[table->count++], table->source.relation, TupleDescAttr(type, i));
	RelationClose(relation);
}

/* a column by which rows are told apart */
static Attribute *
choose_attribute(CustomerTable *table, FunctionCallInfo fcinfo, int argument, const char *parameter, AttributeUse use)
{
	AttrNumber number = column_argument(&table->source, fcinfo, argument, parameter);
	const char *name = get_attname(table->source.relation, number, false);
	Attribute *a = table->attributes;

	while (strcmp(a->name, name) != 0)
		a++;
	if (a->use == USE_KEY)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("key and class are both column \"%s\"", name),
				 errhint("Give as key what tells customers apart, and as class what they are to be told apart by.")));
	if (!key_type_is_hashable(a->type))
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_FUNCTION),
				 errmsg("column \"%s\" of type %s cannot be used as %s", name, format_type_be(a->type), parameter),
				 errdetail("The type has no equality with a hash."),
				 errhint("Cast it in a view: %s", hint_view(&table->source, number, hint_cast(name, a->type, TEXTOID)))));
	a->use = use;
	return a;
}

/* the arguments: relation, name of the key and name of the class */
void
customer_table_open(CustomerTable *table, FunctionCallInfo fcinfo, int source, int key, int class)
{
	memset(table, 0, sizeof(CustomerTable));
	select_source(&table->source, fcinfo, source, "holds the customers");
	open_attributes(table);
	table->key = choose_attribute(table, fcinfo, key, "key", USE_KEY);
	table->class = choose_attribute(table, fcinfo, class, "class", USE_CLASS);
}

/* ---- queries ---- */

typedef struct TableReceiver TableReceiver;

typedef void (*RowVisit)(CustomerTable *table, const TupleTableSlot *row);

struct TableReceiver
{
	DestReceiver pub;
	CustomerTable *table;
	RowVisit visit;
	const Oid *types; /* of the columns of the query */
	int columns;
	MemoryContext context; /* of a row */
	int64 rows;
};

/* what was found out about the columns must still hold; else no value must be touched */
static void
check_row_type(DestReceiver *self, int operation, TupleDesc type)
{
	const TableReceiver *receiver = (TableReceiver *) self;
	bool same = type->natts == receiver->columns;

	(void) operation;
	for (int i = 0; same && i < type->natts; i++)
		same = getBaseType(TupleDescAttr(type, i)->atttypid) == receiver->types[i];
	if (!same)
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("the columns of the source have changed while it was looked at"),
				 errhint("Try again.")));
}

static bool
receive_row(TupleTableSlot *slot, DestReceiver *self)
{
	TableReceiver *receiver = (TableReceiver *) self;
	MemoryContext old = MemoryContextSwitchTo(receiver->context);

	reset_row_context(receiver->context, ++receiver->rows);
	slot_getallattrs(slot);
	receiver->visit(receiver->table, slot);
	MemoryContextSwitchTo(old);
	return true;
}

static void
do_nothing(DestReceiver *self)
{
	(void) self;
}

/* hands each row of a query, whose columns have these types, to the visitor */
static void
visit_rows(CustomerTable *table, const char *text, const Oid *types, int columns, RowVisit visit)
{
	TableReceiver receiver = {
		.pub = {.receiveSlot = receive_row, .rStartup = check_row_type, .rShutdown = do_nothing, .rDestroy = do_nothing, .mydest = DestTuplestore},
		.table = table,
		.visit = visit,
		.types = types,
		.columns = columns,
		.context = AllocSetContextCreate(CurrentMemoryContext, "customer_seg row", ALLOCSET_DEFAULT_SIZES),
	};
	SourceQuery query;

	source_query_plan(&query, text, NULL, NULL);
	source_query_begin(&query, &receiver.pub);
	source_query_run(&query);
	source_query_end(&query);
	MemoryContextDelete(receiver.context);
}

/* ---- the key ---- */

pg_noreturn static void
report_key_twice(CustomerTable *table, const TupleTableSlot *row)
{
	const Attribute *key = table->key;
	const char *text;
	int level = value_texts_begin();

	text = value_text(key->type, row->tts_values[0]);
	value_texts_end(level);
	ereport(ERROR,
			(errcode(ERRCODE_CARDINALITY_VIOLATION),
			 errmsg("customer %s has more than one row in %s", text, table->source.name),
			 errdetail("A profile is of one row a customer."),
			 errhint("Keep one row of each, in a view: %s",
					 hint_distinct_view(&table->source, key->name, table->class->name))));
}

/* an error where a customer has two rows */
void
customer_table_check_key(CustomerTable *table)
{
	const char *query = psprintf("SELECT %s FROM %s WHERE %s IS NOT NULL GROUP BY 1 "
								 "HAVING pg_catalog.count(*) OPERATOR(pg_catalog.>) 1 LIMIT 1",
								 table->key->expression, table->source.name, quote_identifier(table->key->name));

	visit_rows(table, query, &table->key->type, 1, report_key_twice);
}

/* ---- classes ---- */

static void
add_class(CustomerTable *table, const TupleTableSlot *row)
{
	uint32 known = table->values.count;
	uint32 number = distinct_number(&table->values, row->tts_values[0]);

	if (number < known)
		distinct_keep_least(&table->values, number, row->tts_values[0]);
	else if (table->values.count > MOST_CLASSES)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("column \"%s\" of %s has more than %d different values, so no classes", table->class->name,
						table->source.name, MOST_CLASSES),
				 errhint("Put its values in groups first, in a view.")));
}

static int
compare_class_texts(const void *a, const void *b)
{
	return strcmp(*(char *const *) a, *(char *const *) b);
}

/* all classes, in the order of their texts */
static void
compare_all_classes(CustomerTable *table)
{
	int count = (int) table->values.count;
	char *texts[MOST_CLASSES];

	for (int i = 0; i < count; i++)
		texts[i] = table->texts[i] = value_text(table->class->type, (Datum) table->values.keys[i]);
	qsort(table->texts, (size_t) count, sizeof(char *), compare_class_texts);
	for (int i = 0; i < count; i++)
		for (int place = 0; place < count; place++)
			if (table->texts[place] == texts[i])
				table->place[i] = place;
	table->classes = table->profiled = count;
}

/* the classes there are, as literals */
static char *
class_literals(const CustomerTable *table)
{
	StringInfoData list;

	initStringInfo(&list);
	for (int i = 0; i < table->classes; i++)
		appendStringInfo(&list, "%s%s", i > 0 ? ", " : "", quote_literal_cstr(table->texts[i]));
	return list.data;
}

static Datum
class_of_text(Oid type, const char *text)
{
	Oid input;
	Oid param;

	getTypeInputInfo(type, &input, &param);
	return OidInputFunctionCall(input, pstrdup(text), param, -1);
}

/* one class and all others, which is class 1 */
static void
compare_with_others(CustomerTable *table, const char *of)
{
	Oid type = table->class->type;
	uint32 there = table->values.count;
	uint32 asked = distinct_number(&table->values, class_of_text(type, of));

	/* the values of these types are known without a customer who has one */
	if (asked == there && there > 0 && !type_is_enum(type) && type != BOOLOID)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("no customer of %s has the class \"%s\"", table->source.name, of),
				 errhint("Set of to one of: %s.", class_literals(table))));
	for (uint32 i = 0; i < there; i++)
		table->place[i] = i == asked ? 0 : 1;
	table->texts[0] = value_text(type, (Datum) table->values.keys[asked]);
	table->classes = 2;
	table->profiled = 1;
}

/* of: the text of the class that is asked for, or NULL: all, each for itself */
void
customer_table_find_classes(CustomerTable *table, const char *of)
{
	const Attribute *class = table->class;
	const char *query = psprintf("SELECT %s FROM %s WHERE %s IS NOT NULL AND %s IS NOT NULL", class->expression,
								 table->source.name, quote_identifier(table->key->name), quote_identifier(class->name));
	int level;

	distinct_create(&table->values, CurrentMemoryContext, class->type, class->collation, "class");
	visit_rows(table, query, &class->type, 1, add_class);
	level = value_texts_begin();
	compare_all_classes(table);
	if (of != NULL)
		compare_with_others(table, of);
	value_texts_end(level);
}

/* ---- rows ---- */

/* the place of a row's class among those that are compared */
static int
class_of_customer(CustomerTable *table, Datum value)
{
	uint32 known = table->values.count;
	uint32 number = distinct_number(&table->values, value);

	if (number >= known)
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("the classes of %s change from reading to reading", table->source.name),
				 errhint("Keep them in a table.")));
	return table->place[number];
}

/* the columns of the query: key, class, and those that are screened */
static void
count_row(CustomerTable *table, const TupleTableSlot *row)
{
	int class;

	if (row->tts_isnull[0])
	{
		table->without_key++;
		return;
	}
	if (row->tts_isnull[1])
	{
		table->without_class++;
		return;
	}
	class = class_of_customer(table, row->tts_values[1]);
	table->customers[class]++;
	for (int i = 0; i < table->count; i++)
	{
		Attribute *a = &table->attributes[i];

		if (a->use == USE_SCREENED)
			attribute_add(a, row->tts_values[a->place], row->tts_isnull[a->place], class);
	}
}

/* the bytes that the numbers of each column may take */
static int64
memory_of_numbers(const CustomerTable *table)
{
	int columns = 0;

	for (int i = 0; i < table->count; i++)
		columns += type_is_number(table->attributes[i].type) || type_is_time(table->attributes[i].type);
	return (int64) get_hash_memory_limit() / Max(columns, 1);
}

/* all rows; what is counted of a customer is where the attributes are */
void
customer_table_read(CustomerTable *table)
{
	int64 memory = memory_of_numbers(table);
	Oid *types = palloc_array(Oid, table->count + 2);
	StringInfoData query;
	int columns = 2;

	types[0] = table->key->type;
	types[1] = table->class->type;
	initStringInfo(&query);
	appendStringInfo(&query, "SELECT %s, %s", table->key->expression, table->class->expression);
	for (int i = 0; i < table->count; i++)
	{
		Attribute *a = &table->attributes[i];

		if (a->use != USE_SCREENED)
			continue;
		attribute_begin(a, table->classes, memory);
		a->place = columns;
		types[columns++] = a->type;
		appendStringInfo(&query, ", %s", a->expression);
	}
	appendStringInfo(&query, " FROM %s", table->source.name);
	visit_rows(table, query.data, types, columns, count_row);
	for (int i = 0; i < table->count; i++)
		attribute_sort(&table->attributes[i]);
}

/* who count: with a key and a class */
int64
customer_table_customers(const CustomerTable *table)
{
	int64 customers = 0;

	for (int i = 0; i < table->classes; i++)
		customers += table->customers[i];
	return customers;
}
