-- project, projection_check: against plain SQL, and what is refused
BEGIN;
\ir ../helpers.psql
SELECT plan(46);

CREATE TABLE base AS
SELECT n, (ARRAY['bee', 'dragonfly', 'butterfly', 'mantis', NULL])[1 + floor(5 * pg_temp.draw(n, 1))::int]::quadrant AS a, (ARRAY['bee', 'dragonfly', 'butterfly', 'mantis', NULL])[1 + floor(5 * pg_temp.draw(n, 2))::int]::quadrant AS b,
	   (ARRAY['bee', 'dragonfly', 'butterfly', 'mantis', NULL])[1 + floor(5 * pg_temp.draw(n, 3))::int]::quadrant AS c, round((pg_temp.draw(n, 4) * 1000 - 100)::numeric, 2) AS before, round((pg_temp.draw(n, 5) * 1000 - 100)::numeric, 2) AS now
FROM generate_series(1, 3000) n;
CREATE TEMP TABLE moved AS SELECT movement(a, b, before, now) AS m, movement(b, c) AS next, movement(a, b) AS without FROM base;

-- the same in plain SQL, step by step
CREATE TEMP TABLE head AS SELECT b::text AS class, count(*)::float8 AS customers, sum(now) / count(*) AS revenue FROM base WHERE b IS NOT NULL GROUP BY 1;
CREATE TEMP TABLE share AS SELECT a::text AS was, b::text AS "is", count(*) / sum(count(*)) OVER (PARTITION BY a) AS share FROM base WHERE a IS NOT NULL GROUP BY a, b;
CREATE FUNCTION pg_temp.plain(periods int, start jsonb, inflow jsonb, given jsonb, rate float8) RETURNS TABLE (period int, segment text, customers float8, revenue float8, discounted float8) LANGUAGE plpgsql AS $$
DECLARE
	now jsonb := coalesce(start, (SELECT jsonb_object_agg(h.class, h.customers) FROM head h));
	heads jsonb := coalesce(given, (SELECT jsonb_object_agg(h.class, h.revenue) FROM head h));
BEGIN
	FOR i IN 0 .. periods LOOP
		RETURN QUERY SELECT i, q::text, coalesce((now->>q::text)::float8, 0), coalesce((now->>q::text)::float8 * (heads->>q::text)::float8, 0), coalesce((now->>q::text)::float8 * (heads->>q::text)::float8, 0) / (1 + rate) ^ i FROM unnest(enum_range(NULL::quadrant)) q;
		now := (SELECT jsonb_object_agg(q::text, coalesce((inflow->>q::text)::float8, 0) + (SELECT coalesce(sum((now->>was)::float8 * share), 0) FROM share WHERE "is" = q::text)) FROM unnest(enum_range(NULL::quadrant)) q);
	END LOOP;
END $$;
SELECT is(count(*) FILTER (WHERE abs(p.customers - s.customers) < 1e-6 AND abs(p.revenue - s.revenue) < 1e-4 AND abs(p.discounted - s.discounted) < 1e-4 AND abs(p.cumulated - s.cumulated) < 1e-3), (periods + 1) * 4::bigint,
		  format('%s periods from %s with %s more at %s, discount %s', periods, coalesce(start::text, 'now'), coalesce(inflow::text, 'none'), coalesce(heads::text, 'what they bring'), rate))
FROM (VALUES (0, NULL::jsonb, NULL::jsonb, NULL::jsonb, 0), (1, NULL, NULL, NULL, 0), (12, NULL, NULL, NULL, 0.1), (5, '{"bee": 1000, "mantis": 0.5}', NULL, NULL, 0), (5, NULL, '{"bee": 10, "butterfly": 2.25}', NULL, 0.08), (5, '{}', '{"dragonfly": 3}', '{"bee": 20, "mantis": -5.5}', 1)) v(periods, start, inflow, heads, rate),
	moved, LATERAL project(m, periods, start, inflow, heads, rate) p LEFT JOIN LATERAL (SELECT x.*, sum(x.discounted) OVER (PARTITION BY segment ORDER BY period) AS cumulated FROM pg_temp.plain(periods, start, inflow, heads, rate) x) s USING (period, segment)
GROUP BY periods, start, inflow, heads, rate;
SELECT is(count(*) FILTER (WHERE num_nonnulls(revenue, discounted, cumulated) = 0 AND customers > 0), 12::bigint, 'without money customers only') FROM moved, project(without, 2);
SELECT is(array_agg(segment || round(revenue)), '{bee500,dragonfly0,butterfly0,mantis0}', 'with what each brings, money without') FROM moved, project(without, 0, '{"bee": 5}', NULL, '{"bee": 100}');
SELECT ok(sum(customers) FILTER (WHERE period = 1) < sum(customers) FILTER (WHERE period = 0), 'who leaves is gone') FROM moved, project(m, 1);
SELECT is(sum(customers) FILTER (WHERE period = 9)::numeric(20,6), sum(customers) FILTER (WHERE period = 0)::numeric(20,6), 'where nobody leaves, nobody is lost') FROM project((SELECT movement(a, b) FROM base WHERE b IS NOT NULL), 9);
SELECT is(count(*), 0::bigint, 'of no movement, of nobody, or so many periods not told') FROM (SELECT FROM project(NULL, 3) UNION ALL SELECT FROM project('{}', 3) UNION ALL SELECT FROM moved, project(m, NULL)) x;
SELECT is(array_agg(concat_ws(' ', period, segment, customers) ORDER BY period, segment), '{"0 a 4","0 b 0","1 a 1","1 b 3"}', 'a class in which nobody is') FROM project('{"(a,a,1,,,,,,)","(a,b,3,,,,,,)"}', 1, '{"a": 4}');

-- what is refused, and how one goes on
CREATE TEMP TABLE small AS SELECT '{"(a,a,1,,,,,10,20)","(a,b,3,,,,,30,60)"}'::movement_row[] AS m;
SELECT pg_temp.raises('SELECT project(m, 1) FROM small', '22023', '%join classes%', 'what becomes of a class in which nobody was');
SELECT is(count(*), 2::bigint, 'is no question in the period of the start') FROM small, project(m, 0);
SELECT is(sum(revenue), 80::float8, 'nor is revenue where it is given') FROM small, project(m, 1, '{"a": 4}') WHERE period = 1;
SELECT pg_temp.raises($$SELECT project('{"(a,b,3,,,,,30,60)","(b,a,0,,,,,0,0)"}', 0, '{"a": 1}')$$, '22023', '%{"a": 50}%', 'what a class brings in which nobody is');
SELECT pg_temp.raises(format('SELECT project(m, %s) FROM small', arguments), '22023', hint, arguments) FROM (VALUES
	($$1, '{"bees": 1}'$$, 'Its classes are "a", "b".'), ($$1, NULL, '{"c": 1}'$$, 'Its classes are "a", "b".'), ($$1, NULL, NULL, '{"": 1}'$$, 'Its classes are "a", "b".'),
	($$1, '[]'$$, 'Give such as%'), ($$1, '5'$$, 'Give such as%'), ($$1, 'null'$$, 'Give such as%'), ($$1, '{"a": "5"}'$$, 'Give such as%'), ($$1, '{"a": null}'$$, 'Give such as%'), ($$1, '{"a": {"b": 1}}'$$, 'Give such as%'), ($$1, '{"a": [1]}'$$, 'Give such as%'),
	($$1, '{"a": -1}'$$, 'Give such as%'), ($$1, '{"a": 1e400}'$$, 'Give such as%'), ($$1, '{"a": 1e19}'$$, 'Give such as%'), ($$1, NULL, '{"a": -1}'$$, 'Give such as%'),
	('-1', 'Give a number from 0 to 499999.'), ('500000', 'Give a number from 0 to 499999.'), ('2147483647', 'Give a number from 0 to 499999.'), ('1, discount => -0.1', '%0.2 for 20 \%%'), ('1, discount => 1.5', '%0.2 for 20 \%%'), ($$1, discount => 'NaN'$$, '%0.2 for 20 \%%')) v(arguments, hint);
SELECT pg_temp.raises($$SELECT project('{"(a,,3,,,,,,)","(,a,0,,,,,,)",NULL}', 1)$$, '22023', 'Make it by movement(%');
SELECT is(count(*), 200001 * 2::bigint, 'many periods') FROM project('{"(a,a,1,,,,,10,20)","(a,b,3,,,,,30,60)","(b,a,3,,,,,30,60)"}', 200000);

-- projection_check: against plain SQL
SELECT is(count(*) FILTER (WHERE p.start IS NOT DISTINCT FROM h.customers AND abs(p.projected - s.projected) < 1e-6 AND p.actual = s.actual AND p.error = p.projected - p.actual), 4::bigint, 'projection_check')
FROM moved, projection_check(m, next) p JOIN head h ON h.class = p.segment, LATERAL (
	SELECT (SELECT sum(o.customers * share) FROM share JOIN head o ON o.class = was WHERE "is" = p.segment) AS projected, (SELECT count(*) FROM base WHERE b IS NOT NULL AND c::text = p.segment) AS actual) s;
SELECT is(format('%s %s', round(projected), actual), (SELECT format('%s %s', round(sum(customers * share)), (SELECT count(*) FROM base WHERE b IS NOT NULL AND c IS NULL)) FROM share JOIN head ON class = was WHERE "is" IS NULL), 'and who left')
FROM moved, projection_check(m, next) WHERE segment IS NULL;
SELECT is(sum(projected)::numeric(20,6), sum(start)::numeric(20,6), 'nobody is lost on the way') FROM moved, projection_check(m, next);
SELECT is(sum(actual), sum(start), 'nor in what came') FROM moved, projection_check(m, next);
SELECT is(array_agg(concat_ws(' ', segment, start, projected, actual, error)), '{"a 4 4 6 -2","b 3 3 0 3","c 0 0 1 -1","0 0 0"}', 'a class that comes later')
FROM projection_check('{"(a,a,1,,,,,,)","(a,b,3,,,,,,)","(b,a,3,,,,,,)","(b,b,0,,,,,,)"}', '{"(a,a,3,,,,,,)","(a,c,1,,,,,,)","(b,a,3,,,,,,)"}') LIMIT 1;
SELECT pg_temp.raises('SELECT projection_check(m, without) FROM moved', '22023', '%from the second to the third%');
SELECT pg_temp.raises('SELECT projection_check(m, m) FROM small', '22023', '%from the second to the third%');
SELECT is(count(*), 1::bigint, 'of nobody') FROM projection_check('{}', '{}');

SELECT * FROM finish();
ROLLBACK;
