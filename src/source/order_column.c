/*
 * order_column.c
 *		Which column tells orders apart, where the rows of a source are lines of
 *		orders?
 */
#include "source/order_column.h"

#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "server/attempt.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/relcache.h"

/* of the last rows by time, where they have many columns; those of the same time stay together */
#define ROWS_LOOKED_AT 10000

/* whole numbers, texts and uuids that are not read already */
static bool
may_tell_orders_apart(const Selection *selection, Form_pg_attribute column)
{
	Oid type;

	if (column->attisdropped || selected_for(selection, column->attnum) != SOURCE_COLUMNS ||
		!column_is_readable(selection->relation, column->attnum))
		return false;
	type = getBaseType(column->atttypid);
	return type_is_integer(type) || type == TEXTOID || type == VARCHAROID || type == BPCHAROID || type == UUIDOID;
}

/* names, as a List of char * */
static List *
candidates(const Selection *selection)
{
	Relation relation = RelationIdGetRelation(selection->relation);
	TupleDesc columns = RelationGetDescr(relation);
	List *names = NIL;

	for (int i = 0; i < columns->natts; i++)
		if (may_tell_orders_apart(selection, TupleDescAttr(columns, i)))
			names = lappend(names, pstrdup(NameStr(TupleDescAttr(columns, i)->attname)));
	RelationClose(relation);
	return names;
}

/*
 * The number of the candidate that has one value in nine of ten cases where a
 * customer's rows have the same time, and another one at nine of ten other
 * times: among customers with several times, since by the others an order
 * cannot be told from a customer.  Qualified: a search_path must not put other
 * functions in.
 */
static char *
make_trial_query(const Selection *selection, const List *names)
{
	const char *time = quote_identifier(selected_name(selection, COLUMN_TIME));
	const char *customer = quote_identifier(selected_name(selection, COLUMN_CUSTOMER));
	StringInfoData keys;
	ListCell *cell;

	initStringInfo(&keys);
	foreach (cell, names)
		appendStringInfo(&keys, "%s%s::pg_catalog.text COLLATE pg_catalog.\"C\"", keys.len > 0 ? ", " : "",
						 quote_identifier(lfirst(cell)));
	return psprintf("WITH sale AS MATERIALIZED ("
					" SELECT pg_catalog.format('%%s', %s) COLLATE pg_catalog.\"C\" AS customer, %s AS at, ARRAY[%s] AS keys"
					" FROM %s WHERE %s IS NOT NULL AND pg_catalog.isfinite(%s)"
					" AND ($1 IS NULL OR %s OPERATOR(pg_catalog.>=) $1) AND ($2 IS NULL OR %s OPERATOR(pg_catalog.<) $2)"
					" ORDER BY 2 DESC FETCH FIRST %d ROWS WITH TIES"
					"), line AS MATERIALIZED ("
					" SELECT customer, at, number, key"
					" FROM (SELECT *, pg_catalog.min(at) OVER c OPERATOR(pg_catalog.<) pg_catalog.max(at) OVER c AS comes_back"
					" FROM sale WINDOW c AS (PARTITION BY customer)) AS s,"
					" LATERAL pg_catalog.unnest(keys) WITH ORDINALITY AS k (key, number) WHERE comes_back"
					"), visit AS ("
					" SELECT number, pg_catalog.count(*) AS lines, pg_catalog.count(key) AS known, pg_catalog.count(DISTINCT key) AS orders"
					" FROM line GROUP BY number, customer, at"
					"), candidate AS ("
					" SELECT number, pg_catalog.count(*)::pg_catalog.numeric AS visits, pg_catalog.sum(lines) AS lines,"
					" pg_catalog.sum(known) AS known, pg_catalog.sum(orders) AS orders FROM visit GROUP BY number"
					"), key AS ("
					" SELECT number, pg_catalog.count(DISTINCT key)::pg_catalog.numeric AS keys FROM line GROUP BY number"
					")"
					" SELECT c.number::pg_catalog.int4 FROM candidate c JOIN key k ON c.number OPERATOR(pg_catalog.=) k.number"
					" WHERE lines OPERATOR(pg_catalog.>) visits"
					" AND known OPERATOR(pg_catalog.>=) (0.9 OPERATOR(pg_catalog.*) lines)"
					" AND (orders OPERATOR(pg_catalog.-) visits) OPERATOR(pg_catalog.<=)"
					" (0.1 OPERATOR(pg_catalog.*) (lines OPERATOR(pg_catalog.-) visits))"
					" AND keys OPERATOR(pg_catalog.>=) (0.9 OPERATOR(pg_catalog.*) orders)"
					" ORDER BY keys DESC, c.number LIMIT 1",
					customer, time, keys.data, selection->name, customer, time, time, time, ROWS_LOOKED_AT);
}

typedef struct Trial
{
	const Selection *selection;
	List *names; /* of the candidates */
	int passed;	 /* the number of the one that does, from 1; or 0 */
} Trial;

static void
run_trial(void *arg)
{
	Trial *trial = arg;
	const Selection *selection = trial->selection;
	Oid type = selection->column[COLUMN_TIME].type;
	Oid types[2] = {type, type};
	const NullableDatum *bounds[2] = {&selection->since, &selection->as_of};
	Datum values[2] = {0};
	char nulls[3] = "nn";
	bool is_null;

	for (int i = 0; i < 2; i++)
		if (!bounds[i]->isnull)
		{
			values[i] = selection_bound(selection, *bounds[i]);
			nulls[i] = ' ';
		}
	SPI_connect();
	if (SPI_execute_with_args(make_trial_query(selection, trial->names), 2, types, values, nulls, true, 1) != SPI_OK_SELECT)
		elog(ERROR, "query of the order column failed");
	if (SPI_processed > 0)
		trial->passed = DatumGetInt32(SPI_getbinval(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1, &is_null));
	SPI_finish();
}

/*
 * The column that tells orders apart, in the last rows of the period, or NULL:
 * it is the same in rows that share customer and time, and differs from one
 * time to another.  NULL, too, where a candidate cannot be read: a view's column
 * may raise an error, and the call has not named it.
 */
char *
likely_order_column(const Selection *selection)
{
	Trial trial = {.selection = selection, .names = candidates(selection)};

	if (trial.names == NIL || !attempt_of_no_need(run_trial, &trial) || trial.passed == 0)
		return NULL;
	return list_nth(trial.names, trial.passed - 1);
}
