/*
 * planner.h
 *		What a planner is called with, to declare and to pass on: one more since
 *		PostgreSQL 19.
 */
#ifndef BESIDE_PLANNER_H
#define BESIDE_PLANNER_H

#include "postgres.h"

#include "optimizer/planner.h"

#if PG_VERSION_NUM >= 190000
#define PLANNER_PARAMETERS Query *query, const char *text, int options, ParamListInfo params, ExplainState *explain
#define PLANNER_ARGUMENTS  query, text, options, params, explain
#else
#define PLANNER_PARAMETERS Query *query, const char *text, int options, ParamListInfo params
#define PLANNER_ARGUMENTS  query, text, options, params
#endif

#endif /* BESIDE_PLANNER_H */
