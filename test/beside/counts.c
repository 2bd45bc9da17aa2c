/*
 * counts.c
 *		Plays an extension that only counts, as pg_stat_statements does: settings
 *		say how often queries were planned, begun, checked and ended.
 */
#include "postgres.h"

#include "executor/executor.h"
#include "fmgr.h"
#include "utils/guc.h"

#include "planner.h"

PG_MODULE_MAGIC;

static planner_hook_type next_planner;
static ExecutorStart_hook_type next_start;
static ExecutorEnd_hook_type next_end;
static ExecutorCheckPerms_hook_type next_check;

static int planned;
static int begun;
static int checked;
static int ended;

extern PGDLLEXPORT void _PG_init(void);

static PlannedStmt *
plan(PLANNER_PARAMETERS)
{
	planned++;
	return (next_planner != NULL ? next_planner : standard_planner)(PLANNER_ARGUMENTS);
}

static void
start(QueryDesc *query, int flags)
{
	begun++;
	(next_start != NULL ? next_start : standard_ExecutorStart)(query, flags);
}

static void
end(QueryDesc *query)
{
	ended++;
	(next_end != NULL ? next_end : standard_ExecutorEnd)(query);
}

#if PG_VERSION_NUM >= 160000
static bool
check(List *tables, List *permissions, bool raise)
{
	checked++;
	return next_check == NULL || next_check(tables, permissions, raise);
}
#else
static bool
check(List *tables, bool raise)
{
	checked++;
	return next_check == NULL || next_check(tables, raise);
}
#endif

void
_PG_init(void)
{
	const struct
	{
		const char *name;
		int *value;
	} settings[] = {{"counts.planned", &planned}, {"counts.begun", &begun}, {"counts.checked", &checked}, {"counts.ended", &ended}};

	for (int i = 0; i < (int) lengthof(settings); i++)
		DefineCustomIntVariable(settings[i].name, "How often.", NULL, settings[i].value, 0, 0, PG_INT32_MAX, PGC_USERSET, 0,
								NULL, NULL, NULL);
	next_planner = planner_hook;
	planner_hook = plan;
	next_start = ExecutorStart_hook;
	ExecutorStart_hook = start;
	next_end = ExecutorEnd_hook;
	ExecutorEnd_hook = end;
	next_check = ExecutorCheckPerms_hook;
	ExecutorCheckPerms_hook = check;
}
