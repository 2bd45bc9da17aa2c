/*
 * condition.c
 *		A condition that the caller writes in SQL: the WHERE of a query that
 *		is otherwise ours.
 */
#include "advice/condition.h"

#include "mb/pg_wchar.h"
#include "nodes/nodeFuncs.h"
#include "nodes/parsenodes.h"
#include "parser/parser.h"

/* Shows it where the error is in it, in place of the query that was made of it; returns whether it is. */
static bool
error_is_located(const Condition *condition)
{
	int position = Max(geterrposition(), getinternalerrposition()) - condition->place;

	if (position <= 0 || position > pg_mbstrlen(condition->text) + 1)
		return false;
	errposition(0);
	internalerrposition(position);
	internalerrquery(condition->text);
	errcontext("%s", condition->name);
	return true;
}

/* the context of an error while it is parsed, which if it has no place says by itself what it is about */
static void
locate_in_condition(void *condition)
{
	(void) error_is_located(condition);
}

/* the context of an error in the query that was made of it, which may come of either */
void
show_condition(void *arg)
{
	const Condition *condition = arg;

	if (!error_is_located(condition))
		errcontext("with %s: %s", condition->name, condition->text);
}

pg_noreturn static void
refuse_condition(const Condition *condition, const char *fault)
{
	ereport(ERROR,
			(errcode(ERRCODE_SYNTAX_ERROR),
			 errmsg("%s is not a condition: %s", condition->name, condition->text),
			 errdetail("%s", fault),
			 errhint("Write what would follow WHERE, such as 'quadrant = ''bee'' AND orders > 3'.")));
	pg_unreachable();
}

/* what parameters stand for is ours, and who reads a list does not lock */
static bool
find_fault(Node *node, void *fault)
{
	if (node == NULL)
		return false;
	if (IsA(node, ParamRef))
		*(const char **) fault = "There are no parameters in it.";
	else if (IsA(node, LockingClause))
		*(const char **) fault = "It locks rows, which are only read here.";
	else
		return raw_expression_tree_walker(node, find_fault, fault);
	return true;
}

/* Is the statement nothing but one expression?  It comes as the target of a SELECT, which may have any other clause. */
static bool
is_one_expression(const SelectStmt *select)
{
	const ResTarget *target;
	SelectStmt nothing_else = *select;
	SelectStmt empty = {.type = T_SelectStmt, .limitOption = select->limitOption, .op = SETOP_NONE};

	if (list_length(select->targetList) != 1)
		return false;
	target = linitial_node(ResTarget, select->targetList);
	nothing_else.targetList = NIL;
	return target->name == NULL && target->indirection == NIL && equal(&nothing_else, &empty);
}

/* as it parses by itself: no quote, comment or parenthesis reaches beyond it */
static Node *
parse_condition(const Condition *condition)
{
	const SelectStmt *select = (SelectStmt *) linitial_node(RawStmt, raw_parser(condition->text, RAW_PARSE_PLPGSQL_EXPR))->stmt;
	Node *expression;
	const char *fault;

	if (!is_one_expression(select))
		refuse_condition(condition, "It is not just one expression.");
	expression = linitial_node(ResTarget, select->targetList)->val;
	if (find_fault(expression, &fault))
		refuse_condition(condition, fault);
	return expression;
}

static SelectStmt *
parse_select(const char *query)
{
	List *statements = raw_parser(query, RAW_PARSE_DEFAULT);

	return list_length(statements) == 1 ? castNode(SelectStmt, linitial_node(RawStmt, statements)->stmt) : NULL;
}

/*
 * A query with the condition, which names its columns, between its parts before
 * WHERE and after.  What is made of the three texts is parsed, and must be the
 * query with the condition that was parsed alone, and nothing else: so whatever
 * the text, it can do no more than a condition in a query of the caller's own.
 */
char *
query_with_condition(const char *before, Condition *condition, const char *after)
{
	ErrorContextCallback context = {.previous = error_context_stack, .callback = locate_in_condition, .arg = condition};
	char *begin = psprintf("%s WHERE (", before);
	char *whole = psprintf("%s%s\n) %s", begin, condition->text, after);
	SelectStmt *wanted = parse_select(psprintf("%s %s", before, after));

	error_context_stack = &context;
	wanted->whereClause = parse_condition(condition);
	condition->place = pg_mbstrlen(begin);
	if (!equal(parse_select(whole), wanted))
		refuse_condition(condition, "It reads differently in parentheses.");
	error_context_stack = context.previous;
	return whole;
}
