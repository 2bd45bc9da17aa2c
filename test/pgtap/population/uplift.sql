-- uplift: what a campaign has brought, by those who were treated beside those held out
BEGIN;
\ir ../helpers.psql
SELECT plan(61);

-- so many customers of a class, by arm, of whom so many answered
CREATE TEMP TABLE arm (base text, class text, treated boolean, n int, answered int);
CREATE TEMP VIEW customer AS SELECT base, class, treated, i <= answered AS answered FROM arm, generate_series(1, n) i;
CREATE TEMP VIEW found AS SELECT base, f.* FROM (SELECT base, uplift(class, treated, answered) AS rows FROM customer GROUP BY base) u, unnest(rows) WITH ORDINALITY f(class, treated, treated_answered, treated_share, control, control_answered, control_share, difference, low, high, extra_answers, treated_amount, control_amount, treated_a_head, control_a_head, difference_a_head, low_a_head, high_a_head, extra_amount, left_out, chi_square, df, p, verdict, reason, place);
CREATE FUNCTION pg_temp.add(base text, class text, treated int, treated_answered int, control int, control_answered int) RETURNS void LANGUAGE sql AS $$
	INSERT INTO arm VALUES (base, class, true, treated, treated_answered), (base, class, false, control, control_answered) $$;

-- Newcombe (1998), table II, method 10
CREATE TEMP TABLE known (a int, b int, c int, d int, low numeric, high numeric);
INSERT INTO known VALUES (56, 70, 48, 80, 0.0524, 0.3339), (9, 10, 3, 10, 0.1705, 0.8090), (6, 7, 2, 7, 0.0582, 0.8062), (5, 56, 0, 29, -0.0381, 0.1926),
	(0, 10, 0, 20, -0.1611, 0.2775), (0, 10, 0, 10, -0.2775, 0.2775), (10, 10, 0, 20, 0.6791, 1), (10, 10, 0, 10, 0.6075, 1);
SELECT pg_temp.add(format('%s/%s - %s/%s', a, b, c, d), 'x', b, a, d, c) FROM known;
SELECT is(ROW(round(low::numeric, 4), round(high::numeric, 4), treated_answered, treated, control_answered, control)::text,
		  (SELECT ROW(round(k.low, 4), round(k.high, 4), k.a, k.b, k.c, k.d)::text FROM known k WHERE k.a = treated_answered AND k.b = treated AND k.d = control), format('Newcombe''s %s/%s less %s/%s', treated_answered, treated, control_answered, control))
FROM found WHERE class = 'x';
SELECT is_empty('SELECT base FROM found a JOIN found b USING (base, low, high, difference, extra_answers, verdict) WHERE a.class = ''all'' GROUP BY base HAVING count(*) <> 2', 'of one class all is the same');
SELECT is_empty('SELECT f.* FROM found f, compare_shares(treated_answered, treated, control_answered, control) c WHERE f.difference <> c.difference OR f.low <> c.low OR f.high <> c.high', 'and what compare_shares() says');

-- Welch: R's t.test(x, y)
CREATE TEMP TABLE spent AS SELECT 'x' AS class, true AS treated, a AS amount FROM unnest('{0,0,12.5,80,0,33.33,-10,7.25}'::numeric[]) a UNION ALL SELECT 'x', false, a FROM unnest('{0,5,0,11.1,0,0}'::numeric[]) a;
CREATE TEMP VIEW earned AS SELECT u.* FROM (SELECT uplift(class, treated, amount > 0, amount) AS rows FROM spent) s, unnest(rows) u;
SELECT is(ROW(difference_a_head::numeric(12,9), low_a_head::numeric(12,9), high_a_head::numeric(12,9))::text, '(12.701666667,-11.717081946,37.120415280)', 'a head: R''s t.test(), ' || class) FROM earned;
SELECT is((SELECT ROW(treated_amount, control_amount, treated_a_head::numeric(9,4), control_a_head::numeric(9,4), extra_amount::numeric(9,4))::text FROM earned WHERE class = 'x'), '(123.08,16.1,15.3850,2.6833,101.6133)', 'sums, a head, and what it stands for');

-- are the differences alike: numbers of R, as in test/numbers/proportions.c
SELECT pg_temp.add('alike', c, n, k, m, l) FROM (VALUES ('a', 900, 90, 100, 8), ('b', 450, 60, 50, 8), ('c', 1800, 540, 200, 50)) v(c, n, k, m, l);
SELECT pg_temp.add('unlike', c, n, k, m, l) FROM (VALUES ('a', 900, 180, 100, 8), ('b', 900, 45, 100, 5)) v(c, n, k, m, l);
SELECT is((SELECT ROW(round(chi_square::numeric, 9), df, round(p::numeric, 12))::text FROM found WHERE base = 'unlike' AND class = 'all'), '(10.301069829,1,0.001329531078)', 'unlike differences: chi-square and p are R''s');
SELECT is((SELECT array_agg(concat_ws(' ', class, verdict) ORDER BY place) FROM found WHERE base = 'unlike'), '{"a works","b not_shown","all works"}', 'the effect is in one class');
SELECT cmp_ok((SELECT p FROM found WHERE base = 'alike' AND class = 'all'), '>', 0.3::float8, 'alike ones are');
SELECT is_empty('SELECT * FROM found WHERE class <> ''all'' AND (chi_square, df, p) IS DISTINCT FROM (NULL, NULL, NULL)', 'in the row of all only');

-- against plain SQL
CREATE TEMP TABLE person AS
SELECT i, (ARRAY['red', 'green', 'blue', NULL])[1 + floor(3.5 * pg_temp.draw(i, 11))::int] AS class, CASE WHEN pg_temp.draw(i, 1) < 0.97 THEN pg_temp.draw(i, 2) < 0.8 END AS treated,
	   CASE WHEN pg_temp.draw(i, 3) < 0.9 THEN pg_temp.draw(i, 4) < 0.3 END AS answered, CASE WHEN pg_temp.draw(i, 5) < 0.6 THEN round((90 * pg_temp.draw(i, 6) - 10)::numeric, i % 4) END AS amount
FROM generate_series(1, 3000) i;
CREATE TEMP VIEW row_of AS SELECT r.* FROM (SELECT uplift(class, treated, answered, amount) AS rows FROM person) v, unnest(rows) r;
CREATE TEMP VIEW plain AS SELECT CASE WHEN grouping(class) = 1 THEN 'all' ELSE class END AS class, count(*) FILTER (WHERE treated) AS treated, count(*) FILTER (WHERE treated AND answered) AS treated_answered, count(*) FILTER (WHERE NOT treated) AS control, count(*) FILTER (WHERE NOT treated AND answered) AS control_answered,
	sum(amount) FILTER (WHERE treated) AS treated_amount, sum(amount) FILTER (WHERE NOT treated) AS control_amount, count(*) FILTER (WHERE treated IS NULL) AS left_out FROM person GROUP BY ROLLUP (class);
SELECT bag_eq('SELECT class, treated, treated_answered, control, control_answered, treated_amount, control_amount, left_out FROM row_of',
	'TABLE plain', 'numbers and money: NULL did not answer, NULL brought nothing, NULL for treated is left out and counted');
SELECT is((SELECT array_agg(class ORDER BY i) FROM (SELECT class, row_number() OVER () AS i FROM row_of) r), '{blue,green,red,NULL,all}', 'in order, those without a class before all');
SELECT is_empty('SELECT r.* FROM row_of r, LATERAL (SELECT avg(coalesce(amount, 0)) FILTER (WHERE treated) - avg(coalesce(amount, 0)) FILTER (WHERE NOT treated) AS d,
		var_samp(coalesce(amount, 0)) FILTER (WHERE treated) / r.treated + var_samp(coalesce(amount, 0)) FILTER (WHERE NOT treated) / r.control AS v FROM person p WHERE p.class IS NOT DISTINCT FROM r.class) s
	WHERE class IS DISTINCT FROM ''all'' AND (v IS NULL OR abs(difference_a_head - d) > 1e-9 OR abs((high_a_head - low_a_head)::float8 / 2 / sqrt(v) - 1.96) > 0.02 OR abs(high_a_head + low_a_head - 2 * difference_a_head) > 1e-9
		OR abs(extra_amount - treated * d) > 1e-6 OR abs(extra_answers - treated * difference) > 1e-6)', 'the money and its interval');
SELECT is_empty('SELECT a.* FROM row_of a, (SELECT sum(extra_answers) AS answers, sum(extra_amount) AS amount FROM row_of WHERE class IS DISTINCT FROM ''all'') s
	WHERE class = ''all'' AND (abs(a.extra_answers - answers) > 1e-6 OR abs(a.extra_amount - amount) > 1e-6 OR abs(a.difference - answers / treated) > 1e-9)', 'what it brings in all is the sum over the classes');
SELECT is((SELECT uplift(class, treated, answered, amount) FROM person), (SELECT uplift(class, treated, answered, amount ORDER BY amount DESC, i) FROM person), 'in any order the same');
SELECT is_empty('SELECT * FROM row_of r JOIN (SELECT (unnest(uplift(class, treated, answered))).* FROM person) s USING (class) WHERE r.low <> s.low OR r.verdict <> s.verdict OR s.extra_amount IS NOT NULL OR s.treated_amount IS NOT NULL', 'without amounts the same but for them');

-- all: no matter how large a part of each class was held out.  Alike within each class, but the bees, who answer more often, were nearly all treated.
SELECT pg_temp.add('uneven', c, n, k, m, l) FROM (VALUES ('bee', 4500, 1350, 500, 150), ('mantis', 500, 25, 4500, 225)) v(c, n, k, m, l);
SELECT is((SELECT array_agg(concat_ws(' ', class, round(difference::numeric, 9), verdict) ORDER BY place) FROM found WHERE base = 'uneven'), '{"bee 0.000000000 not_shown","mantis 0.000000000 not_shown","all 0.000000000 not_shown"}', 'larger shares held out of one class are no effect');
SELECT cmp_ok((SELECT treated_share - control_share FROM found WHERE base = 'uneven' AND class = 'all'), '>', 0.19::float8, 'though the shares of all are far apart');
-- a class of which nobody was held out, or nobody treated
SELECT pg_temp.add('one arm', c, n, k, m, l) FROM (VALUES ('a', 900, 450, 0, 0), ('b', 0, 0, 50, 2), ('c', 900, 90, 300, 30)) v(c, n, k, m, l);
SELECT is((SELECT array_agg(concat_ws(' ', class, verdict, difference, reason) ORDER BY place) FROM found WHERE base = 'one arm'),
	'{"a too_few nobody was held out","b too_few nobody was treated","c not_shown 0 it may be chance","all not_shown 0 it may be chance"}', 'a class of one arm is not compared');
SELECT is((SELECT ROW(treated, control, extra_answers, p)::text FROM found WHERE base = 'one arm' AND class = 'all'), '(1800,350,0,)', 'but counted');

-- the verdict
CREATE FUNCTION pg_temp.judged(n int, k int, m int, l int, a numeric DEFAULT 0, b numeric DEFAULT 0) RETURNS text LANGUAGE sql AS $$
	SELECT concat_ws(': ', (r).verdict, (r).reason) FROM (SELECT unnest(uplift('x'::text, t, i <= h, CASE WHEN t THEN a ELSE b END + i % 2 / 100.0)) AS r FROM (VALUES (true, n, k), (false, m, l)) v(t, s, h), generate_series(1, s) i) u WHERE (r).class = 'x' $$;
SELECT is(pg_temp.judged(n, k, m, l, a, b), want, want) FROM (VALUES
	(900, 90, 100, 2, 0, 0, 'works: more of the treated answer'),
	(900, 45, 100, 20, 0, 0, 'does_harm: fewer of the treated answer'),
	(900, 90, 100, 9, 0, 0, 'not_shown: it may be chance'),
	(3, 3, 20, 0, 0, 0, 'too_few: 0.391 answers expected if all were alike, fewer than 5: too few for a test'),
	(90, 89, 10, 9, 0, 0, 'too_few: 0.2 non-answers expected if all were alike, fewer than 5: too few for a test'),
	(900, 90, 100, 2, 5, 6, 'not_shown: more of the treated answer, but they bring less money'),
	(900, 90, 100, 2, 6, 5, 'works: more of the treated answer'),
	(900, 45, 100, 20, 6, 5, 'not_shown: fewer of the treated answer, but they bring more money'),
	(900, 45, 100, 20, 5, 6, 'does_harm: fewer of the treated answer')) v(n, k, m, l, a, b, want);
SELECT is((SELECT concat_ws(' ', (r).verdict, (r).reason, (r).low_a_head) FROM (SELECT unnest(uplift('x'::text, t, i <= h, CASE WHEN t THEN 1 ELSE 50 END)) AS r FROM (VALUES (true, 900, 90), (false, 100, 2)) v(t, s, h), generate_series(1, s) i) u WHERE (r).class = 'x'),
	'not_shown more of the treated answer, but they bring less money', 'also where all in an arm bring the same');
SELECT pg_temp.add('many', 'c' || i, 900, CASE WHEN i = 1 THEN 100 ELSE 90 END, 100, CASE WHEN i = 1 THEN 4 ELSE 10 END) FROM generate_series(1, 9) i;
SELECT is((SELECT verdict || ': ' || reason FROM found WHERE base = 'many' AND class = 'c1' AND low > 0), 'not_shown: a difference, but among so many one comes by chance', 'of many differences one is no finding');

-- simulated: nothing happens, 1,000 times; and an effect in one class only
CREATE TEMP TABLE simulated AS
SELECT b, q AS class, d > 0.15 AS treated, count(*)::int AS n, count(*) FILTER (WHERE pg_temp.draw(i * 100000 + b, 22) < rate)::int AS answered
FROM generate_series(1, 1000) b, (VALUES ('bee', 1, 300, 0.3), ('dragonfly', 301, 500, 0.15), ('butterfly', 501, 900, 0.2), ('mantis', 901, 1500, 0.06)) v(q, first, last, rate),
	 generate_series(first, last) i, LATERAL (SELECT pg_temp.draw(i * 100000 + b, 21) AS d) x GROUP BY 1, 2, 3;
CREATE TEMP TABLE judged AS
SELECT b, (unnest(uplift(class, treated, i <= answered))).* FROM simulated, generate_series(1, n) i GROUP BY b;
SELECT cmp_ok((SELECT count(DISTINCT b) FROM judged WHERE verdict IN ('works', 'does_harm')), '<', 66::bigint, 'of 1,000 campaigns that do nothing at most some 5 % are called anything, in any row');
SELECT cmp_ok((SELECT count(*) FROM judged WHERE p < 0.05), '<', 66::bigint, 'and at most some 5 % are said to differ between classes');
SELECT ok((SELECT count(*) FROM judged WHERE class <> 'all' AND low <= 0 AND high >= 0) / 4000.0 BETWEEN 0.935 AND 0.975, 'the intervals of the classes hold what is true in 95 %');
SELECT ok((SELECT count(*) FROM judged WHERE class = 'all' AND low <= 0 AND high >= 0) / 1000.0 BETWEEN 0.935 AND 0.975, 'so do those of all');
CREATE TEMP TABLE one_works AS
SELECT b, (unnest(uplift(class, treated, i <= answered + CASE WHEN class = 'dragonfly' AND treated THEN n / 3 ELSE 0 END))).* FROM simulated, generate_series(1, n) i WHERE b <= 100 GROUP BY b;
SELECT cmp_ok((SELECT count(*) FROM one_works WHERE class = 'dragonfly' AND verdict = 'works'), '>', 50::bigint, 'an effect in one class is found there');
SELECT cmp_ok((SELECT count(*) FROM one_works WHERE class IN ('bee', 'butterfly', 'mantis') AND verdict IN ('works', 'does_harm')), '<', 10::bigint, 'and in no other');
SELECT cmp_ok((SELECT count(*) FROM one_works WHERE p < 0.05), '>', 60::bigint, 'and that the classes differ');

-- small classes are one to the row of all
SELECT pg_temp.add('small', 'c' || i, 45, (22 + i % 3)::int, 5, 2 + i % 2) FROM generate_series(1, 14) i;
SELECT ok(f.verdict = 'not_shown' AND abs(f.difference - compared.difference) < 1e-12 AND abs(f.low - compared.low) < 1e-12, 'fourteen classes, each too small: compared as one')
FROM found f, compare_shares(treated_answered, treated, control_answered, control) compared WHERE base = 'small' AND class = 'all';
SELECT is((SELECT DISTINCT verdict::text FROM found WHERE base = 'small' AND class <> 'all'), 'too_few', 'and not by themselves');
-- no matter how large a part of each was held out
SELECT pg_temp.add('small uneven', c, n, k, m, l) FROM (VALUES ('bee', 1000, 600, 10, 6), ('mantis', 1000, 20, 100, 2)) v(c, n, k, m, l);
SELECT pg_temp.add('small mixed', 'c' || i, 40, i % 2 * 40, 2 + i % 2 * 18, i % 2 * 20) FROM generate_series(1, 30) i;
SELECT pg_temp.add('small reversed', 'c' || i, 40, i % 2 * 40, 20 - i % 2 * 18, i % 2 * 2) FROM generate_series(1, 30) i;
SELECT is(verdict || ' ' || round(difference::numeric, 9), 'not_shown 0.000000000', base || ': nothing has happened in any') FROM found WHERE base IN ('small uneven', 'small mixed', 'small reversed') AND class = 'all' ORDER BY base;
CREATE TEMP TABLE crowd AS
SELECT b, i % 20 AS class, i > 200 - 60 * kind AS treated, pg_temp.draw(b * 1000 + i, 31) < 0.1 + kind * 0.3 AS answered, (10 + kind * 90) * pg_temp.draw(b * 1000 + i, 32)::numeric(9,2) AS amount
FROM generate_series(1, 300) b, generate_series(1, 300) i, LATERAL (SELECT i % 20 % 3 AS kind) k;
CREATE TEMP TABLE crowd_found AS SELECT b, (unnest(uplift(class, treated, answered, CASE WHEN answered THEN amount END))).* FROM crowd GROUP BY b;
SELECT is_empty('SELECT b FROM crowd_found GROUP BY b HAVING abs(sum(CASE WHEN class = ''all'' THEN -extra_answers ELSE extra_answers END)) > 1e-6 OR abs(sum(CASE WHEN class = ''all'' THEN -extra_amount ELSE extra_amount END)) > 1e-6', 'what is brought in all is the sum over small classes, too');
SELECT cmp_ok((SELECT count(*) FROM crowd_found WHERE class = 'all' AND (low > 0 OR high < 0)), '<', 28::bigint, 'of 300 that do nothing at most some 5 % lie outside');
SELECT cmp_ok((SELECT count(*) FROM crowd_found WHERE class = 'all' AND (low_a_head > 0 OR high_a_head < 0)), '<', 28::bigint, 'nor in their money');
SELECT cmp_ok((SELECT count(*) FROM crowd_found WHERE class <> 'all' AND verdict <> 'too_few'), '<', 3000::bigint, 'most of them too small by themselves');

-- classes of other types, nobody, odd amounts
SELECT is((SELECT array_agg((r).class || ' ' || (r).treated) FROM (SELECT unnest(uplift(q, n > 2, true)) FROM (VALUES ('mantis'::quadrant, 1), ('bee', 2), ('bee', 3)) v(q, n)) u(r)), '{bee 1,dragonfly 0,butterfly 0,mantis 0,all 1}', 'of an enum all labels, in its order');
SELECT is((SELECT uplift(class, treated, answered)::text FROM person WHERE false), '{"(all,0,0,,0,0,,,,,,,,,,,,,,0,,,,too_few,\"nobody was treated\")"}', 'of nobody a row of all');
SELECT is((SELECT array_agg(concat_ws(' ', (r).treated_a_head::numeric(9,2), (r).difference_a_head::numeric(9,2), (r).low_a_head)) FROM (SELECT unnest(uplift('x'::text, n > 2, true, -5)) FROM generate_series(1, 9) n) u(r)), '{"-5.00 0.00","-5.00 0.00"}',
	'returns count against; where all bring the same there is no interval');
SELECT is((SELECT ((r).difference_a_head IS NOT NULL, (r).low_a_head)::text FROM (SELECT unnest(uplift('x'::text, n > 1, true, n)) FROM generate_series(1, 9) n) u(r) WHERE (r).class = 'x'), '(t,)', 'nor where one customer was held out');
SELECT pg_temp.raises($$SELECT uplift('x'::text, true, true, 'NaN')$$, '22023', '%');
SELECT pg_temp.raises($$SELECT uplift('x'::text, true, true, 1e18)$$, '22003', '%');
SELECT pg_temp.raises($$SELECT uplift(i, true, true) FROM generate_series(1, 1001) i$$, '54000', 'Group the values into classes first.');

SELECT * FROM finish();
ROLLBACK;
