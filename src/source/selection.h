/*
 * selection.h
 *		What a call reads of a table or view: the columns that it names, their
 *		types, and the time that counts.
 */
#ifndef CUSTOMER_SEG_SELECTION_H
#define CUSTOMER_SEG_SELECTION_H

#include "server/compat.h"

#include "access/tupdesc.h"
#include "lib/stringinfo.h"
#include "server/amount.h"
#include "server/keys.h"
#include "server/zones.h"

/* columns that a source may have; a call reads some of them */
typedef enum SourceColumn
{
	COLUMN_CUSTOMER,
	COLUMN_TIME,
	COLUMN_AMOUNT,
	COLUMN_ORDER,
	COLUMN_POTENTIAL,
	COLUMN_PROFIT,
	COLUMN_REFERRER,
	COLUMN_ACTIVITY, /* in place of all but the customer */
	COLUMN_OTHERS,	 /* no column: a hash of the OtherColumns, in rows with a customer */
	SOURCE_COLUMNS
} SourceColumn;

typedef struct SelectedColumn
{
	AttrNumber attribute; /* of the source, 0 when it is not read */
	int place;			  /* in the query */
	Oid type;			  /* there, domains looked through */

	/* how to read it: one of these */
	KeyType key;
	TimeKind time;
	AmountKind amount;
} SelectedColumn;

/* a column of which no more is wanted than whether it differs from row to row */
typedef struct OtherColumn
{
	AttrNumber attribute;
	KeyType key;
} OtherColumn;

typedef struct Selection
{
	Oid relation;
	char *name; /* as a user would write it */
	int columns;
	StringInfoData list; /* of the columns, for a query */
	SelectedColumn column[SOURCE_COLUMNS];
	int others; /* in the query after the columns */
	OtherColumn *other;
	bool time_may_be_null;
	bool all_times;		 /* rows outside the period are read as well */
	NullableDatum since; /* the period, of TimestampTz: from then on */
	NullableDatum as_of; /* up to, not including, then; both may be open */
	pg_tz *zone;		 /* whose days count, where days do; NULL: UTC */
} Selection;

/* arguments of all functions that read sales, in their order; what is special comes before or after them */
enum
{
	ARG_SOURCE,
	ARG_CUSTOMER_COLUMN,
	ARG_TIME_COLUMN,
	ARG_AMOUNT_COLUMN,
	ARG_ORDER_COLUMN,
	ARG_POTENTIAL_COLUMN,
	ARG_PROFIT_COLUMN /* then since and as_of, which come sooner in the scripts of earlier versions */
};

/* of functions that read activities */
enum
{
	ARG_ACTIVITY_COLUMN = ARG_CUSTOMER_COLUMN + 1,
	ARG_ACTIVITIES_AS_OF
};

extern int source_argument_number(Oid function);
extern void source_columns(FunctionCallInfo fcinfo, int first, int end, Selection *selection);
extern void source_arguments(FunctionCallInfo fcinfo, int first, int end, Selection *selection);
extern void source_arguments_apart(FunctionCallInfo fcinfo, int source, int first, int end, Selection *selection);
extern void activities_arguments(FunctionCallInfo fcinfo, int first, Oid activity, Selection *selection);

extern void select_source(Selection *selection, FunctionCallInfo fcinfo, int argument, const char *what);
extern AttrNumber column_argument(const Selection *selection, FunctionCallInfo fcinfo, int argument, const char *parameter);
extern void select_key(Selection *selection, SourceColumn which, FunctionCallInfo fcinfo, int argument);
extern void select_time(Selection *selection, FunctionCallInfo fcinfo, int argument);
extern void select_amount(Selection *selection, SourceColumn which, FunctionCallInfo fcinfo, int argument);

extern void select_others(Selection *selection);
extern bool column_is_readable(Oid relation, AttrNumber attribute);

extern SourceColumn selected_for(const Selection *selection, AttrNumber attribute);
extern const char *selected_name(const Selection *selection, SourceColumn which);
extern Oid selected_type(const Selection *selection, SourceColumn which);
extern void selection_check_customers(const Selection *selection, FunctionCallInfo fcinfo, const char *function,
									  Oid wanted, bool any_integer);
extern bool type_is_integer(Oid type);
extern bool type_is_shown_as(Oid declared, Oid wanted);
extern void selection_check_row(const Selection *selection, TupleDesc type);

static inline bool
is_selected(const Selection *selection, SourceColumn column)
{
	return selection->column[column].attribute != 0;
}

/* May its rows know money of this kind of a customer, beside the amount? */
static inline bool
may_know(const Selection *selection, SourceColumn column)
{
	return is_selected(selection, column) || is_selected(selection, COLUMN_ACTIVITY);
}

/* what a value adds to the hash of a row's others, whatever their order; a NULL adds nothing */
static inline uint64
other_hash(OtherColumn *other, Datum value)
{
	return key_hash64(&other->key, key_from_datum(&other->key, value));
}

/* Are there rows that are not to be read? */
static inline bool
has_period(const Selection *selection)
{
	return !selection->all_times && !(selection->since.isnull && selection->as_of.isnull);
}

/* a bound of the period, as a value of the time column */
static inline Datum
selection_bound(const Selection *selection, NullableDatum bound)
{
	return time_value(selection->column[COLUMN_TIME].time, DatumGetTimestampTz(bound.value));
}

#endif /* CUSTOMER_SEG_SELECTION_H */
