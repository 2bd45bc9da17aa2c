-- aggregates: on no rows, on NULLs, with FILTER, DISTINCT, ORDER BY and OVER
BEGIN;
\ir ../helpers.psql
SELECT plan(177);

CREATE TEMP TABLE fact AS
SELECT n, timestamptz '2024-01-01 00:00+00' + n * interval '30 hours' AS at, (n % 11 * 7.25 - 9) AS amount, n % 6 * 100.0 AS potential,
	   activity(timestamptz '2024-01-01 00:00+00' + n * interval '5 days', n * 1.5) AS a,
	   (ARRAY['bee', 'dragonfly', 'butterfly', 'mantis', NULL])[1 + n * n % 5]::quadrant AS q,
	   mix((ARRAY['bee', 'mantis'])[1 + n % 2]::quadrant) AS m,
	   prospect(timestamptz '2024-01-01 00:00+00' + n * interval '3 days', (enum_range(NULL::contact_kind))[1 + n % 9]) AS p,
	   breakdown((ARRAY['bee', 'mantis'])[1 + n % 2]::quadrant, n * 1.5) AS b,
	   (enum_range(NULL::contact_kind))[1 + n % 9] AS kind
FROM generate_series(1, 60) n GROUP BY n;

-- each aggregate, called as name(arguments), and what it says about nothing
CREATE TEMP TABLE aggregate (name, arguments, nulls, nothing, of_nulls) AS VALUES
	('activity', 'at, amount', 'NULL, amount', NULL, NULL),
	('activity', 'at, amount::float8', 'NULL, amount::float8', NULL, NULL),
	('activity', 'at, round(amount)::bigint', 'NULL, 1::bigint', NULL, NULL),
	('activity', 'at, amount, potential', 'NULL, amount, potential', NULL, NULL),
	('activity', 'at, amount::float8, potential::float8', 'NULL, 1::float8, 1::float8', NULL, NULL),
	('activity', 'at, round(amount)::bigint, potential::bigint', 'NULL, 1::bigint, 1::bigint', NULL, NULL),
	('rollup', 'a', 'NULL::activity', NULL, NULL),
	('yardstick', $$a, '2025-01-01 00:00+00'::timestamptz$$, $$NULL, '2025-01-01 00:00+00'::timestamptz$$, NULL, NULL),
	('mix', 'q', 'NULL::quadrant', '0 0 0 0 0', '0 0 0 0 60'),
	('rollup', 'm', 'NULL::mix', '0 0 0 0 0', '0 0 0 0 0'),
	('structure', 'q', 'NULL::quadrant', 'undetermined', 'undetermined'),
	('breakdown', 'q, amount', 'NULL::quadrant, NULL::numeric', '{"(bee,0,0,,,)","(dragonfly,0,0,,,)","(butterfly,0,0,,,)","(mantis,0,0,,,)"}', '{"(bee,0,0,,,)","(dragonfly,0,0,,,)","(butterfly,0,0,,,)","(mantis,0,0,,,)","(,60,0,,,)"}'),
	('breakdown', 'q::text, amount, n % 2 = 0, n % 3 = 0', 'NULL::text, NULL::numeric, NULL::boolean, NULL::boolean', '{}', '{"(,60,0,0,0,0)"}'),
	('rollup', 'b', 'NULL::breakdown_row[]', '{}', '{}'),
	('nested_rfm_cuts', $$a, '2025-01-01 00:00+00'::timestamptz, 5::integer$$, $$NULL, '2025-01-01 00:00+00'::timestamptz, 5$$, NULL, NULL),
	('gini', 'amount', 'NULL::numeric', NULL, NULL),
	('gini', 'amount::float8', 'NULL::float8', NULL, NULL),
	('top_share', 'amount, 0.2::float8', 'NULL::numeric, 0.2', NULL, NULL),
	('customers_for_share', 'amount, 0.8::float8', 'NULL::numeric, 0.8', NULL, NULL),
	('lorenz', 'amount, 4::integer', 'NULL::numeric, 4', NULL, NULL),
	('prospect', 'at, kind', 'NULL, kind', NULL, NULL),
	('rollup', 'p', 'NULL::prospect', NULL, NULL),
	('separation', 'q, n % 3 = 0', 'NULL::quadrant, NULL::boolean', '(0,0,0,0,,0,,,,,"undetermined: no customers")', '(0,60,0,0,,0,,,,,"undetermined: no customers")'),
	('separation', 'q, amount', 'NULL::quadrant, NULL::numeric', '(0,0,0,,0,0,,,,,,"undetermined: no customers")', '(0,60,0,,0,0,,,,,,"undetermined: no customers")'),
	('satisfaction', 'n % 2 = 0, n % 3 = 0', 'NULL, NULL', '(0,0,,,,0,,,,0,,,,,,,0,undetermined,,,,)', '(0,0,,,,0,,,,0,,,,,,,60,undetermined,,,,)');

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
