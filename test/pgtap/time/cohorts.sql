-- cohorts and their triangle, against plain SQL
BEGIN;
\ir ../helpers.psql
\ir ../shop.psql
SET LOCAL TimeZone = 'UTC';
SELECT plan(73);
CREATE TEMP TABLE sold AS SELECT customer_id, region, (sold_at AT TIME ZONE 'UTC')::date AS day, amount FROM shop.sale WHERE customer_id IS NOT NULL;
CREATE TEMP TABLE person AS SELECT customer_id, min(region) AS region, history(day, amount) AS h FROM sold GROUP BY 1;
INSERT INTO person SELECT max(customer_id) + 1, 'north', NULL FROM person;

-- in plain SQL: periods by date_trunc, one after the other
CREATE FUNCTION pg_temp.plain(unit text, as_of date) RETURNS TABLE (cohort date, period integer, period_start date, customers bigint, retained bigint, amount numeric, amount_so_far numeric) LANGUAGE sql AS $$
	WITH known AS (SELECT * FROM sold WHERE day < as_of AND amount IS NOT NULL),
	came AS (SELECT customer_id, date_trunc(unit, min(day)::timestamp)::date AS cohort FROM known WHERE amount >= 0 GROUP BY 1),
	size AS (SELECT cohort, count(*) AS customers FROM came GROUP BY 1),
	done AS (SELECT cohort, greatest(date_trunc(unit, day::timestamp)::date, cohort) AS period_start, count(DISTINCT customer_id) FILTER (WHERE amount >= 0) AS retained, sum(amount) AS amount
			 FROM known JOIN came USING (customer_id) GROUP BY 1, 2),
	due AS (SELECT cohort, customers, start::date AS period_start, row_number() OVER (PARTITION BY cohort ORDER BY start) - 1 AS period, (start + step) <= as_of AS is_over
			FROM size, (SELECT CASE unit WHEN 'quarter' THEN interval '3 months' ELSE ('1 ' || unit)::interval END AS step) s, generate_series(cohort, as_of - interval '1 day', step) start)
	SELECT cohort, period::integer, period_start, customers, CASE WHEN is_over THEN coalesce(retained, 0) END, CASE WHEN is_over THEN coalesce(amount, 0) END,
		   CASE WHEN is_over THEN sum(coalesce(amount, 0)) OVER (PARTITION BY cohort ORDER BY period_start) END FROM due LEFT JOIN done USING (cohort, period_start) $$;

CREATE TEMP TABLE asked AS SELECT row_number() OVER () AS n, unit, as_of::date FROM (VALUES ('month', '2024-10-01'), ('month', '2024-09-15'), ('month', '2022-02-28'), ('quarter', '2024-10-01'), ('quarter', '2023-05-31'), ('year', '2025-01-01'), ('year', '2024-07-01'),
	('week', '2022-07-04'), ('week', '2022-07-05'), ('week', '2024-09-29'), ('day', '2022-02-01'), ('day', '2022-03-10'), ('month', '2020-01-01'), ('month', '2026-03-01')) v(unit, as_of);
CREATE TEMP TABLE cell AS SELECT n, c.* FROM asked, LATERAL (SELECT (unnest(cohorts(h, unit, as_of))).* FROM person) c;
SELECT bag_eq(format('SELECT cohort, period, period_start, customers, retained, amount, round(amount_a_head, 8) FROM cell WHERE n = %s', n),
			  format('SELECT cohort, period, period_start, customers, retained, amount, round(amount_so_far / customers, 8) FROM pg_temp.plain(%L, %L)', unit, as_of),
			  format('by %s before %s', unit, as_of)) FROM asked;
SELECT cmp_ok(max(period), '>', 24, 'past twelve months') FROM cell JOIN asked USING (n) WHERE unit = 'month' AND retained > 0;
SELECT is_empty('SELECT * FROM cell WHERE share IS DISTINCT FROM retained::float8 / customers OR period = 0 AND retained <> customers', 'shares');
SELECT is_empty('SELECT * FROM cell WHERE NOT (0 <= low AND low <= share AND share <= high AND high <= 1) OR (period = 0 AND low < 1)', '… lie in their intervals');
SELECT is(format('%s %s', round(low::numeric, 7), round(high::numeric, 7)), '0.2189489 0.3958485', '… of Wilson, as in R')
FROM (SELECT (unnest(cohorts(h, 'year', '2025-01-01'))).* FROM (SELECT history(date '2023-05-01', 1) + CASE WHEN i <= 30 THEN history(date '2024-05-01', 1) ELSE history(date '2023-05-02', 1) END AS h FROM generate_series(1, 100) i GROUP BY i) v) c WHERE period = 1;
SELECT is_empty('SELECT * FROM cell WHERE num_nulls(retained, share, low, high, amount, amount_a_head) NOT IN (0, 6)', 'a period that is not over is NULL all over');
SELECT is((SELECT sum(amount) FROM cell WHERE n = 1), (SELECT sum(amount) FROM sold WHERE day < '2024-10-01' AND customer_id IN (SELECT customer_id FROM sold WHERE amount >= 0 AND day < '2024-10-01')), 'no money is lost');
SELECT is(array_agg(format('%s %s %s %s', cohort, period, retained, amount) ORDER BY period), '{"2024-03-01 0 1 4","2024-03-01 1 0 0","2024-03-01 2 0 -1"}', 'a refund before the first order counts with it')
FROM (SELECT (unnest(cohorts(h, 'month', '2024-06-01'))).* FROM (SELECT history(day, amount) AS h FROM (VALUES (date '2024-01-05', -3), ('2024-03-02', 7), ('2024-05-01', -1)) v(day, amount)) x) c;
SELECT is(cohorts(h, 'month', '2025-01-01'), '{}', 'without an order there is no cohort') FROM (SELECT history(day, amount) AS h FROM (VALUES (date '2024-01-05', -3), ('2024-03-02', NULL)) v(day, amount)) x;
SELECT is(array_agg((c).retained ORDER BY (c).period), '{3,0,0,NULL}', 'nobody comes back') FROM (SELECT unnest(cohorts(h, 'month', '2024-04-10')) AS c FROM (SELECT history(date '2024-01-05', i) AS h FROM generate_series(1, 3) i GROUP BY i) v) x;
SELECT is(array_agg(DISTINCT format('%s %s', unit, (c).cohort) ORDER BY format('%s %s', unit, (c).cohort)), '{"day 2024-02-29","month 2024-02-01","quarter 2024-01-01","week 2024-02-26","year 2024-01-01"}', 'units begin as date_trunc has them')
FROM unnest('{day,week,month,quarter,year}'::text[]) unit, LATERAL (SELECT unnest(cohorts(h, unit, '2024-03-01')) AS c FROM (SELECT history(date '2024-02-29', 1) AS h) v) x;
CREATE TEMP TABLE age AS SELECT day, history(day, 1) AS h FROM (SELECT date '1999-12-28' + (i - 200) * 3641 AS day FROM generate_series(0, 400) i) d GROUP BY day;
SELECT is(sum((cohort = date_trunc(unit, day::timestamp)::date)::integer), count(*), 'days of any age, by ' || unit)
FROM (SELECT unit, day, ((cohorts(h, unit, day + 1))[1]).cohort FROM age, unnest('{day,week,month,quarter,year}'::text[]) unit GROUP BY 1, 2) c GROUP BY unit;

-- in any order, in parts, by region
SELECT is(cohorts(h, 'week', '2024-09-29' ORDER BY hashint8extended(customer_id, 3))::text, cohorts(h, 'week', '2024-09-29' ORDER BY customer_id)::text, 'in any order') FROM person;
SELECT is(cohorts(h, 'month', '2024-09-29') FILTER (WHERE customer_id % 3 = 1)::text, (SELECT cohorts(h, 'month', '2024-09-29') FROM person WHERE customer_id % 3 = 1)::text, 'FILTER') FROM person;
SELECT bag_eq('SELECT (c).cohort, (c).period, sum((c).customers) AS customers, sum((c).retained) AS retained, sum((c).amount) AS amount FROM (SELECT region, unnest(cohorts(h, ''month'', ''2024-10-01'')) AS c FROM person GROUP BY 1) r GROUP BY 1, 2',
			  'SELECT cohort, period, customers::numeric, retained::numeric, amount FROM cell WHERE n = 1', 'regions add up to all');
SELECT is(cohorts(h, 'month', '2024-10-01'), '{}', 'of NULLs') FROM person WHERE h IS NULL;
SELECT is(cohorts(h, 'month', '2024-10-01'), '{}', 'no rows') FROM person WHERE false;

-- bad input
SELECT pg_temp.raises(format('SELECT cohorts(h, %s) FROM person', arguments), state, hint) FROM (VALUES ('''fortnight'', ''2024-01-01''', '22023', '%''month''%'), ('''Month'', ''2024-01-01''', '22023', '%''month''%'), ('NULL, ''2024-01-01''', '22004', '%''month''%'), ('''month'', NULL', '22004', '%''month''%'),
	('''month'', ''infinity''', '22023', NULL), ('''month'', ''-infinity''', '22023', NULL), ('''month'', ''5000000-01-01''', '22008', NULL), ('''day'', ''292000-01-01''', '54000', '%longer periods%'), ('''month'', ''292000-01-01''', '54000', '%longer periods%'),
	('(''{month,week}''::text[])[1 + customer_id % 2], ''2024-01-01''', '22023', '%the same%'), ('''month'', date ''2024-01-01'' + customer_id % 2', '22023', '%the same%')) v(arguments, state, hint);
SELECT throws_ok(format('SELECT cohorts(h, %L, ''2024-01-01'') FROM person', unit), '22023', format('unit "%s" is not recognized', unit), 'a unit in any letters') FROM (VALUES ('a' || repeat('ä', 30))) v(unit);
SELECT pg_temp.raises('SELECT cohorts(h, ''year'', ''4713-01-01 BC'') FROM (SELECT history(date ''4714-11-24 BC'', 1) AS h) v', '22008', NULL, 'a year that begins before the calendar');

-- the triangle
CREATE FUNCTION pg_temp.lines(cohort_row[]) RETURNS text LANGUAGE sql AS $$ SELECT string_agg(line, E'\n' ORDER BY n) FROM cohort_triangle($1) WITH ORDINALITY t(line, n) $$;
SELECT is(pg_temp.lines(c), E'cohort     customers   0   1   2   3\n2024-01-01         3 100  67   0\n2024-02-01         1 100   0\n2024-04-01         1', 'as lines')
FROM (SELECT cohorts(h, 'month', '2024-04-03') AS c FROM (SELECT history(day, 1) AS h FROM (VALUES (1, date '2024-01-05'), (1, '2024-02-01'), (2, '2024-01-01'), (2, '2024-02-29'), (3, '2024-01-31'), (4, '2024-02-29'), (5, '2024-04-01')) v(customer, day) GROUP BY customer) v) x;
SELECT cmp_ok(max(length(line)), '<=', 98, 'lines have room in 100 columns: ' || unit) FROM asked, LATERAL (SELECT cohort_triangle(cohorts(h, unit, as_of)) AS line FROM person) l GROUP BY unit, n;
SELECT is(max(line), '(periods 19 to 143 are left out)', 'what has no room, is told') FROM (SELECT cohort_triangle(cohorts(h, 'week', '2024-09-29')) AS line FROM person) l WHERE line ~ 'left out';
SELECT is(pg_temp.lines('{}'), 'cohort     customers', 'nobody');
SELECT is(pg_temp.lines(ARRAY[ROW('2024-01-01', 0, '2024-01-01', 9000000000000000000, 1, 1, 1, 1, 1, 1), ROW('2024-01-01', 1, '2024-02-01', 9000000000000000000, 1, 0.001, 1, 1, 1, 1)]::cohort_row[]), E'cohort               customers   0   1\n2024-01-01 9000000000000000000 100  <1', 'wide numbers; some are not none');
SELECT pg_temp.raises(format('SELECT cohort_triangle(%s)', rows), '22023', '%cohorts(history, unit, as_of)%') FROM unnest(ARRAY['ARRAY[NULL]::cohort_row[]', 'array_fill(NULL::cohort_row, ARRAY[100000000])', 'array_fill(ROW(''2024-01-01'', 0, NULL, 1, NULL, NULL, NULL, NULL, NULL, NULL)::cohort_row, ARRAY[2, 2])',
	'ARRAY[ROW(NULL, 0, NULL, 1, NULL, NULL, NULL, NULL, NULL, NULL)]::cohort_row[]', 'ARRAY[ROW(''2024-01-01'', 1, NULL, 1, NULL, NULL, NULL, NULL, NULL, NULL)]::cohort_row[]', 'ARRAY[ROW(''2024-01-01'', 0, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL)]::cohort_row[]',
	'ARRAY[ROW(''2024-01-01'', 0, NULL, 1, NULL, ''NaN'', NULL, NULL, NULL, NULL)]::cohort_row[]', 'ARRAY[ROW(''infinity'', 0, NULL, 1, NULL, NULL, NULL, NULL, NULL, NULL)]::cohort_row[]']) rows;

SELECT * FROM finish();
ROLLBACK;
