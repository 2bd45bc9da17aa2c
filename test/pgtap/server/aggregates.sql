-- aggregates: on no rows, on NULLs, with FILTER, DISTINCT, ORDER BY and OVER
BEGIN;
\ir ../helpers.psql

CREATE TEMP TABLE fact AS
SELECT n, timestamptz '2024-01-01 00:00+00' + n * interval '30 hours' AS at, (n % 11 * 7.25 - 9) AS amount, n % 6 * 100.0 AS potential,
	   activity(timestamptz '2024-01-01 00:00+00' + n * interval '5 days', n * 1.5) AS a,
	   (ARRAY['bee', 'dragonfly', 'butterfly', 'mantis', NULL])[1 + n * n % 5]::quadrant AS q,
	   mix((ARRAY['bee', 'mantis'])[1 + n % 2]::quadrant) AS m,
	   prospect(timestamptz '2024-01-01 00:00+00' + n * interval '3 days', (enum_range(NULL::contact_kind))[1 + n % 9]) AS p,
	   breakdown((ARRAY['bee', 'mantis'])[1 + n % 2]::quadrant, n * 1.5) AS b,
	   movement((ARRAY['bee', 'mantis'])[1 + n % 2]::quadrant, 'bee') AS moved,
	   reasons((ARRAY['bee', 'mantis'])[1 + n % 2]::quadrant, n % 3) AS why,
	   (enum_range(NULL::contact_kind))[1 + n % 9] AS kind,
	   history(timestamptz '2024-01-01 00:00+00' + n * interval '5 days', n * 1.5 - 9) + history(timestamptz '2024-03-01 00:00+00' + n * n % 17 * interval '9 days', n) AS h
FROM generate_series(1, 60) n GROUP BY n;

-- what an argument of this type is given, or of this type and name; what is fixed is the same in every row
CREATE TEMP TABLE sample (type, argument, fixed, expression) AS VALUES
	('timestamptz', '', false, 'at'),
	('timestamptz', 'as_of', true, $$'2025-01-01 00:00+00'::timestamptz$$),
	('timestamp', 'as_of', true, $$'2025-01-01'::timestamp$$),
	('date', 'as_of', true, $$'2025-01-01'::date$$),
	('timestamptz', 'expected', false, $$at + interval '240 hours'$$),
	('timestamp', '', false, $$at AT TIME ZONE 'UTC'$$),
	('date', '', false, $$(at AT TIME ZONE 'UTC')::date$$),
	('numeric', '', false, 'amount'),
	('numeric', 'potential', false, 'potential'),
	('float8', '', false, 'amount::float8'),
	('float8', 'potential', false, 'potential::float8'),
	('float8', 'fraction', true, '0.2::float8'),
	('float8', 'confidence', true, '0.9::float8'),
	('real', '', false, 'amount::real'),
	('bigint', '', false, 'round(amount)::bigint'),
	('integer', 'bins', true, '5::integer'),
	('integer', 'points', true, '4::integer'),
	('boolean', '', false, 'n % 2 = 0'),
	('boolean', 'answered', false, 'n % 3 = 0'),
	('boolean', 'repurchased', false, 'n % 3 = 0'),
	('anyelement', 'segment', false, 'q'),
	('anyelement', 'class', false, 'n % 3 = 0'),
	('anyelement', 'was', false, 'n % 3'),
	('anyelement', 'is', false, 'n * n % 5'),
	('anycompatible', 'attribute', false, 'q'),
	('anycompatible', 'reason', false, 'q'),
	('text', 'zone', true, $$'UTC'::text$$),
	('activity', '', false, 'a'),
	('quadrant', '', false, 'q'),
	('mix', '', false, 'm'),
	('breakdown_row[]', '', false, 'b'),
	('movement_row[]', '', false, 'moved'),
	('reasons_row[]', '', false, 'why'),
	('history', '', false, 'h'),
	('date', 'since', true, $$'2024-02-01'::date$$),
	('date', 'until', true, $$'2024-04-01'::date$$),
	('interval', 'every', true, $$'1 month'::interval$$),
	('interval', 'lapse_after', true, $$'40 days'::interval$$),
	('float8', 'share', true, '0.8::float8'),
	('text', 'unit', true, $$'month'::text$$),
	('flow', '', false, '(enum_range(NULL::flow))[1 + n % 6]'),
	('prospect', '', false, 'p'),
	('contact_kind', '', false, 'kind');

-- every argument of every aggregate, with the sample that fits best
CREATE TEMP TABLE argument AS
SELECT aggregate, place, name, a.type, s.fixed, s.expression
FROM pg_depend d JOIN pg_proc p ON d.objid = p.oid AND prokind = 'a',
	 LATERAL (SELECT p.oid::regprocedure AS aggregate, u.type::regtype, u.place, coalesce(proargnames[u.place], '') AS name
			  FROM unnest(proargtypes) WITH ORDINALITY u(type, place)) a
	 LEFT JOIN LATERAL (SELECT * FROM sample WHERE sample.type::regtype = a.type AND argument IN (name, '') ORDER BY argument DESC LIMIT 1) s ON true
WHERE d.classid = 'pg_proc'::regclass AND deptype = 'e'
  AND d.refclassid = 'pg_extension'::regclass AND d.refobjid = (SELECT oid FROM pg_extension WHERE extname = 'customer_seg');

-- what aggregates say about nothing, and of NULLs, where that is not NULL
CREATE TEMP TABLE about_nothing (aggregate, nothing, of_nulls) AS VALUES
	('mix(quadrant)'::regprocedure, '0 0 0 0 0', '0 0 0 0 60'),
	('rollup(mix)', '0 0 0 0 0', '0 0 0 0 0'),
	('structure(quadrant)', 'undetermined', 'undetermined'),
	('breakdown(anyelement, numeric)', '{"(bee,0,0,,,)","(dragonfly,0,0,,,)","(butterfly,0,0,,,)","(mantis,0,0,,,)"}', '{"(bee,0,0,,,)","(dragonfly,0,0,,,)","(butterfly,0,0,,,)","(mantis,0,0,,,)","(,60,0,,,)"}'),
	('breakdown(anyelement, numeric, boolean, boolean)', '{"(bee,0,0,0,0,0)","(dragonfly,0,0,0,0,0)","(butterfly,0,0,0,0,0)","(mantis,0,0,0,0,0)"}', '{"(bee,0,0,0,0,0)","(dragonfly,0,0,0,0,0)","(butterfly,0,0,0,0,0)","(mantis,0,0,0,0,0)","(,60,0,0,0,0)"}'),
	('rollup(breakdown_row[])', '{}', '{}'),
	('movement(anyelement, anyelement)', '{}', '{}'),
	('movement(anyelement, anyelement, numeric, numeric)', '{}', '{}'),
	('rollup(movement_row[])', '{}', '{}'),
	('reasons(anyelement, anycompatible)', '{}', '{"(,bee,0,60,0,0,,,)","(,dragonfly,0,60,0,0,,,)","(,butterfly,0,60,0,0,,,)","(,mantis,0,60,0,0,,,)","(,,60,60,1,0,,,)"}'),
	('rollup(reasons_row[])', '{}', '{}'),
	('flows(flow, numeric, numeric)', '(0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,,,,,,,,,,)', '(0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,,,,,,,,,,)'),
	('_shown_periods(history, date, date, interval, interval)', '{}', '{"(2024-02-01,2024-03-01,t,0,0,0,0,0,0,0,0,0)","(2024-03-01,2024-04-01,t,0,0,0,0,0,0,0,0,0)"}'),
	('leaky_bucket(history, date, date, interval)', '{}', '{"(\"[2024-02-01,2024-03-01)\",0,0,0,0,0,0,0,0,0,0,0,0,0,,,,,f)","(\"[2024-03-01,2024-04-01)\",0,0,0,0,0,0,0,0,0,0,0,0,0,,,,,f)"}'),
	('leaky_bucket(history, date, date, interval, interval)', '{}', '{"(\"[2024-02-01,2024-03-01)\",0,0,0,0,0,0,0,0,0,0,0,0,0,,,,,f)","(\"[2024-03-01,2024-04-01)\",0,0,0,0,0,0,0,0,0,0,0,0,0,,,,,f)"}'),
	('cohorts(history, text, date)', '{}', '{}'),
	('return_curve(history, date)', '{}', '{}'),
	('auc(float8, boolean)', '(,,,0,0)', '(,,,0,0)'),
	('validate_classes(anyelement, boolean, numeric)', '{"(all,0,0,,,,0,,,,)"}', '{"(all,0,0,,,,0,,,,)"}'),
	('uplift(anyelement, boolean, boolean)', '{"(all,0,0,,0,0,,,,,,,,,,,,,,0,,,,too_few,\"nobody was treated\")"}', '{"(,0,0,,0,0,,,,,,,,,,,,,,60,,,,too_few,\"nobody was treated\")","(all,0,0,,0,0,,,,,,,,,,,,,,60,,,,too_few,\"nobody was treated\")"}'),
	('uplift(anyelement, boolean, boolean, numeric)', '{"(all,0,0,,0,0,,,,,,0,0,,,,,,,0,,,,too_few,\"nobody was treated\")"}', '{"(,0,0,,0,0,,,,,,0,0,,,,,,,60,,,,too_few,\"nobody was treated\")","(all,0,0,,0,0,,,,,,0,0,,,,,,,60,,,,too_few,\"nobody was treated\")"}'),
	('separation(anycompatible, anyelement)', '(0,0,0,0,,0,,,,,"undetermined: no customers")', '(0,60,0,0,,0,,,,,"undetermined: no customers")'),
	('separation(anycompatible, numeric)', '(0,0,0,,0,0,,,,,,"undetermined: no customers")', '(0,60,0,,0,0,,,,,,"undetermined: no customers")'),
	('separation(anycompatible, float8)', '(0,0,0,,0,0,,,,,,"undetermined: no customers")', '(0,60,0,,0,0,,,,,,"undetermined: no customers")'),
	('separation(anycompatible, bigint)', '(0,0,0,,0,0,,,,,,"undetermined: no customers")', '(0,60,0,,0,0,,,,,,"undetermined: no customers")'),
	('satisfaction(boolean, boolean)', '(0,0,,,,0,,,,0,,,,,,,0,undetermined,,,,)', '(0,0,,,,0,,,,0,,,,,,,60,undetermined,,,,)'),
	('satisfaction(boolean, boolean, float8)', '(0,0,,,,0,,,,0,,,,,,,0,undetermined,,,,)', '(0,0,,,,0,,,,0,,,,,,,60,undetermined,,,,)');

-- each aggregate, called as name(arguments)
CREATE TEMP TABLE aggregate AS
SELECT proname AS name, arguments, nulls, nothing, of_nulls
FROM (SELECT aggregate, string_agg(expression, ', ' ORDER BY place) AS arguments,
			 string_agg(CASE WHEN fixed THEN expression ELSE format('nullif(%1$s, %1$s)', expression) END, ', ' ORDER BY place) AS nulls
	  FROM argument GROUP BY aggregate HAVING bool_and(expression IS NOT NULL)) a
	 JOIN pg_proc ON oid = aggregate LEFT JOIN about_nothing USING (aggregate);

SELECT plan(3 + 7 * (SELECT count(*) FROM aggregate)::integer);
SELECT is_empty('SELECT aggregate, place, name, type FROM argument WHERE expression IS NULL', 'each argument of each aggregate has a sample');

-- the value of an expression over fact, a mix as its five counts
CREATE FUNCTION pg_temp.said(expression text, rest text DEFAULT '') RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	said text;
BEGIN
	EXECUTE format('SELECT CASE pg_typeof(x)::text WHEN %L THEN (SELECT string_agg(v, %L ORDER BY k) FROM '
				   'json_each_text(x::text::json) WITH ORDINALITY j(name, v, k) WHERE name <> ''version'') ELSE x::text END '
				   'FROM (SELECT %s AS x FROM fact %s) s', 'mix', ' ', expression, rest) INTO said;
	RETURN said;
END $$;

SELECT is(pg_temp.said(format('%s(%s)', name, arguments), 'WHERE false'), nothing, format('%s(%s) of no rows', name, arguments)) FROM aggregate;
SELECT is(pg_temp.said(format('%s(%s) FILTER (WHERE n < 0)', name, arguments)), nothing, format('%s(%s) of a group emptied by FILTER', name, arguments)) FROM aggregate;
SELECT is(pg_temp.said(format('%s(%s)', name, nulls)), of_nulls, format('%s(%s) of NULLs', name, arguments)) FROM aggregate;
SELECT is(pg_temp.said(format('%s(%s ORDER BY n DESC) FILTER (WHERE n %% 3 = 0)', name, arguments)),
		  pg_temp.said(format('%s(%s)', name, arguments), 'WHERE n % 3 = 0'), format('%s(%s) with FILTER and ORDER BY', name, arguments)) FROM aggregate;
SELECT is(pg_temp.said(format('%s(DISTINCT %s)', name, arguments)),
		  (SELECT pg_temp.said(format('%s(%s)', name, arguments),
							   format('WHERE n IN (SELECT min(n) FROM fact GROUP BY %s)', arguments))),
		  format('%s(%s) with DISTINCT', name, arguments)) FROM aggregate;

-- each row's frame must say what the same rows say on their own
CREATE FUNCTION pg_temp.frames(call text, first text, last text) RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
	RETURN QUERY EXECUTE format('SELECT format(''%%s: %%s'', n, %s OVER (ORDER BY n ROWS BETWEEN %s PRECEDING AND %s)) FROM fact',
								call, first, last);
END $$;
CREATE FUNCTION pg_temp.slices(call text, first integer, last integer) RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
	RETURN QUERY EXECUTE format('SELECT format(''%%s: %%s'', o.n, x) FROM fact o, LATERAL '
								'(SELECT %s AS x FROM fact WHERE n BETWEEN o.n - %s AND o.n + %s) i', call, first, last);
END $$;
SELECT bag_eq(format('SELECT pg_temp.frames(%L, ''4'', ''2 FOLLOWING'')', format('%s(%s)', name, arguments)),
			  format('SELECT pg_temp.slices(%L, 4, 2)', format('%s(%s)', name, arguments)), format('%s(%s) OVER a moving frame', name, arguments)) FROM aggregate;
SELECT bag_eq(format('SELECT pg_temp.frames(%L, ''UNBOUNDED'', ''CURRENT ROW'')', format('%s(%s)', name, arguments)),
			  format('SELECT pg_temp.slices(%L, 1000, 0)', format('%s(%s)', name, arguments)), format('%s(%s) OVER a growing frame', name, arguments)) FROM aggregate;

-- several at once may share a state, and grouping sets make it anew
SELECT is(pg_temp.said('concat(mix(q), structure(q), mix(q), activity(at, amount), activity(at, amount))'),
		  (SELECT concat(m, structure(m), m, a, a) FROM (SELECT mix(q) AS m, activity(at, amount) AS a FROM fact) f), 'aggregates that share a state');
SELECT bag_eq('SELECT n % 2 AS two, n % 3 AS three, activity(at, amount), mix(q) FROM fact GROUP BY CUBE (n % 2, n % 3)',
	'SELECT n % 2 AS two, n % 3 AS three, activity(at, amount), mix(q) FROM fact GROUP BY 1, 2 UNION ALL SELECT n % 2, NULL, activity(at, amount), mix(q) FROM fact GROUP BY 1
	 UNION ALL SELECT NULL, n % 3, activity(at, amount), mix(q) FROM fact GROUP BY 2 UNION ALL SELECT NULL, NULL, activity(at, amount), mix(q) FROM fact', 'GROUP BY CUBE');

SELECT * FROM finish();
ROLLBACK;
