-- auc and validate: whether types, scores and classes foretell who comes back
BEGIN;
\ir ../helpers.psql
SELECT plan(60);

-- auc of R 4.2.2: wilcox.test(x, y)$statistic / (length(x) * length(y)), and of the interval uniroot() on Newcombe's equation
CREATE TEMP TABLE scored AS
SELECT x AS score, true AS came_back FROM unnest('{1.83,0.50,1.62,2.48,1.68,1.88,1.55,3.06,1.30,0.5,2,2}'::float8[]) x
UNION ALL SELECT y, false FROM unnest('{0.878,0.647,0.598,2.05,1.06,1.29,1.06,3.14,1.29,2,0.5}'::float8[]) y;
SELECT results_eq('SELECT round(auc::numeric, 12), round(low::numeric, 9), round(high::numeric, 9), came_back, stayed_away FROM (SELECT (auc(score, came_back)).* FROM scored) a',
				  'VALUES (0.651515151515, 0.414493294, 0.826223566, 12::bigint, 11::bigint)', 'auc() is that of R, ties and all');
-- of any scores: the pairs counted one by one, and the bounds from which the share of pairs is just as far as its error there allows
CREATE TEMP TABLE drawn AS
SELECT g, CASE WHEN g % 2 = 0 THEN pg_temp.draw(i, 1) ELSE floor(8 * pg_temp.draw(i, 1)) END + g / 10.0 * (pg_temp.draw(i, 2) < 0.3)::int AS score, pg_temp.draw(i, 2) < 0.3 AS came_back
FROM generate_series(0, 9) g, LATERAL generate_series(1000 * g, 1000 * g + 20 + 90 * g) i;
CREATE TEMP VIEW told AS SELECT g, (auc(score, came_back)).* FROM drawn GROUP BY g;
SELECT is_empty('SELECT g FROM told t WHERE abs(auc - (SELECT avg((b.score > a.score)::int + (b.score = a.score)::int / 2.0) FROM drawn a, drawn b WHERE a.g = t.g AND b.g = t.g AND b.came_back AND NOT a.came_back)) > 1e-12',
				'auc() is the share of pairs won');
SELECT is_empty('SELECT g, bound FROM told, unnest(ARRAY[low, high]) bound, LATERAL (SELECT (came_back + stayed_away) / 2.0 - 1) n(others)
				 WHERE abs((auc - bound) ^ 2 - 1.959963984540054 ^ 2 * bound * (1 - bound) * (1 + others * (1 - bound) / (2 - bound) + others * bound / (1 + bound)) / (came_back * stayed_away)) > 1e-10
				 OR NOT (low BETWEEN 0 AND auc AND high BETWEEN auc AND 1)', 'its interval is that of Newcombe''s method 5');
SELECT is((SELECT auc(score, came_back) FROM drawn WHERE g = 5), (SELECT auc(score, came_back ORDER BY score DESC, came_back) FROM drawn WHERE g = 5), 'in any order');
SELECT is((SELECT ROW(round(auc::numeric, 9), round(low::numeric, 9), round(high::numeric, 9))::text FROM (SELECT (auc(-score, came_back)).* FROM drawn WHERE g = 5) a),
		  (SELECT ROW(round((1 - auc)::numeric, 9), round((1 - high)::numeric, 9), round((1 - low)::numeric, 9))::text FROM told WHERE g = 5), 'turned round, it is what is left to 1');
SELECT is((SELECT (auc(7::float8, came_back)).auc FROM drawn), 0.5::float8, 'of equal scores a half');
SELECT is((SELECT ((auc(n::float8, n > 5)).auc, (auc(n::float8, n > 5)).high)::text FROM generate_series(1, 10) n), '(1,1)', 'where all pairs are won 1');
SELECT cmp_ok((SELECT (auc(n::float8, n > 5)).low FROM generate_series(1, 10) n), '<', 0.8::float8, 'which is not certain of ten');
SELECT is((SELECT auc(n::float8, true)::text FROM generate_series(1, 3) n), '(,,,3,0)', 'with nobody who stayed away there are no pairs');
SELECT is((SELECT (auc(n::float8, nullif(n, 2) = 3)).auc FROM generate_series(1, 3) n), 1::float8, 'a NULL is ignored');
SELECT pg_temp.raises('SELECT auc(''NaN'', true)', '22023', '%NULL%');
SELECT pg_temp.raises('SELECT auc(''-Infinity'', true)', '22023', '%NULL%');

-- of any classes
CREATE TEMP TABLE person AS
SELECT i, (ARRAY['red', 'green', 'blue', NULL])[1 + floor(3.2 * pg_temp.draw(i, 11))::int] AS class, pg_temp.draw(i, 12) < 0.2 + 0.1 * floor(3.2 * pg_temp.draw(i, 11)) AS came_back,
	   round((90 * pg_temp.draw(i, 13) - 10)::numeric, 2) AS amount FROM generate_series(1, 500) i;
CREATE TEMP VIEW row_of AS SELECT r.* FROM (SELECT validate_classes(class, came_back, amount) AS rows FROM person) v, unnest(rows) r;
SELECT bag_eq('SELECT class, customers, came_back, amount FROM row_of', 'SELECT class, count(*) AS n, count(*) FILTER (WHERE came_back) AS back, sum(amount) FROM person GROUP BY class UNION ALL
				   SELECT ''all'', count(*), count(*) FILTER (WHERE came_back), sum(amount) FROM person WHERE class IS NOT NULL', 'customers, those who came back and money by class, of none, and of all classes');
SELECT is((SELECT array_agg(class ORDER BY i) FROM (SELECT class, row_number() OVER () AS i FROM row_of) r), '{blue,green,red,NULL,all}', 'in order');
SELECT is_empty('SELECT * FROM row_of WHERE abs(share - came_back / customers::float8) > 1e-15 OR abs(amount_a_head - amount / customers) > 1e-9 OR
				 (share - low) ^ 2 - 1.959963984540054 ^ 2 * low * (1 - low) / customers > 1e-9 OR (share - high) ^ 2 - 1.959963984540054 ^ 2 * high * (1 - high) / customers > 1e-9', 'shares with Wilson''s interval, money a head');
SELECT is_empty('SELECT * FROM row_of WHERE class <> ''all'' AND abs(share_of_amount - (amount / (SELECT sum(amount) FROM person WHERE class IS NOT NULL))::float8) > 1e-12 OR class IS NULL AND share_of_amount IS NOT NULL
				 OR class = ''all'' AND share_of_amount <> 1', 'share of the money of all classes');
SELECT is((SELECT (round(chi_square::numeric, 9), round(p::numeric, 12))::text FROM row_of WHERE class = 'all'),
		  (SELECT (round(chi_square::numeric, 9), round(p::numeric, 12))::text FROM (SELECT (separation(class, came_back)).* FROM person WHERE class IS NOT NULL) s), 'chi-square and p are those of separation()');
SELECT is_empty('SELECT * FROM row_of WHERE class IS DISTINCT FROM ''all'' AND (chi_square IS NOT NULL OR p IS NOT NULL)', 'in the row of all only');
SELECT is((SELECT array_agg((r).class || ' ' || (r).customers) FROM (SELECT unnest(validate_classes(q, n > 2, 1)) FROM (VALUES ('mantis'::quadrant, 1), ('bee', 2), ('bee', 3)) v(q, n)) u(r)),
		  '{bee 2,dragonfly 0,butterfly 0,mantis 1,all 3}', 'of an enum all, in its order');
SELECT is((SELECT array_agg((r).class || ' ' || (r).customers) FROM (SELECT unnest(validate_classes('x'::text, nullif(n, 2) > 2, 1)) FROM generate_series(1, 3) n) u(r)), '{"x 2","all 2"}',
		  'of whom it is not known, does not count');
SELECT is((SELECT ((r).amount, (r).share_of_amount)::text FROM (SELECT unnest(validate_classes('x'::text, true, NULL)) FROM generate_series(1, 3) n) u(r) WHERE (r).class = 'x'), '(0,)', 'no money, no share of it');
SELECT is((SELECT (r).chi_square FROM (SELECT unnest(validate_classes(class, true, 1)) FROM person) u(r) WHERE (r).class = 'all'), NULL, 'where all came back, nothing can be compared');

-- a source, by hand: the types of segment(), what each customer bought then
CREATE TABLE sale AS
SELECT customer AS customer_id, 'C' || customer AS who, date '2022-01-01' + floor(365 * (pg_temp.draw(customer, 8) + (3 - pg_temp.draw(customer, 8)) * pg_temp.draw(i, 3)))::int AS sold_at,
	   CASE WHEN pg_temp.draw(i, 4) < 0.07 OR customer % 40 = 9 THEN NULL WHEN pg_temp.draw(i, 4) < 0.12 THEN -round((50 * pg_temp.draw(i, 5))::numeric, 2)
			ELSE round((1 + 300 * pg_temp.draw(i, 5) ^ 3)::numeric, i % 4) END AS amount
FROM generate_series(1, 4000) i, LATERAL (SELECT floor(500 * pg_temp.draw(i, 9) ^ 2)::int AS customer) c;
CREATE FUNCTION pg_temp.by_hand(at date, horizon interval, length interval, y yardstick) RETURNS TABLE (class text, customers bigint, came_back bigint, amount numeric) LANGUAGE sql AS $$
	WITH typed AS (
		SELECT s.quadrant, count(f.amount) FILTER (WHERE f.amount >= 0) > 0 AS came_back, coalesce(sum(f.amount), 0) AS amount
		FROM segment('sale', since => (at - length)::date::timestamp AT TIME ZONE 'UTC', as_of => at::timestamp AT TIME ZONE 'UTC', yardstick => y) s
			 LEFT JOIN sale f ON f.customer_id = s.customer AND f.sold_at >= at AND f.sold_at < at + horizon GROUP BY s.customer, s.quadrant)
	SELECT quadrant::text, count(*), count(*) FILTER (WHERE came_back), sum(amount) FROM typed GROUP BY quadrant UNION ALL SELECT 'all', count(*), count(*) FILTER (WHERE came_back), sum(amount) FROM typed $$;
CREATE TEMP TABLE asked (at, horizon, length) AS VALUES (date '2024-01-01', interval '1 year', NULL::interval), ('2024-02-29', '1 month', '1 year'), ('2023-07-01', '90 days', '6 months');
SELECT bag_eq(format('SELECT class, customers, came_back, amount FROM validate(''sale'', at => %L, horizon => %L, "window" => %L, yardstick => %L) WHERE customers > 0', at, horizon, length, y),
			  format('SELECT * FROM pg_temp.by_hand(%L, %L, %L, %L)', at, horizon, length, y), format('customers, those who came back and money, %s ahead', horizon))
FROM asked, LATERAL (SELECT yardstick(activity, at::timestamp AT TIME ZONE 'UTC') AS y FROM segment('sale', as_of => '2023-01-01 00:00+00')) f;
SELECT is((SELECT array_agg(auc ORDER BY at) FROM asked, validate('sale', at => at, horizon => horizon, "window" => length) WHERE class = 'all'),
		  (SELECT array_agg((SELECT (auc(loyalty, EXISTS (SELECT FROM sale f WHERE f.customer_id = t.customer AND f.amount >= 0 AND f.sold_at >= at AND f.sold_at < at + horizon))).auc
							 FROM types_at('sale', dates => ARRAY[at], "window" => length) t WHERE quadrant IS NOT NULL) ORDER BY at) FROM asked), 'the AUC of loyalty is that of types_at()''s');
SELECT is((SELECT array_agg(v::text) FROM validate('sale', at => '2024-01-01') v), (SELECT array_agg(v::text) FROM validate('sale', 'who', at => '2024-01-01') v), 'of customers of any type');
SELECT is((SELECT array_agg(v::text) FROM validate('sale', 'who', 'sold_at') v), (SELECT array_agg(v::text) FROM validate('sale') v), 'columns by place');
SELECT is((SELECT array_agg(v::text) FROM validate('sale') v), (SELECT array_agg(v::text) FROM (SELECT max(sold_at) + 1 AS until FROM sale WHERE amount >= 0) l, validate('sale', at => (until - interval '1 year')::date) v),
		  'without a day, as late as the data allow');
SELECT is((SELECT count(*) FROM validate('sale') WHERE class <> 'all' AND (auc, auc_low, auc_high, chi_square, p, verdict, reason) IS DISTINCT FROM (NULL, NULL, NULL, NULL, NULL, NULL, NULL)), 0::bigint, 'the verdict is on all');

-- the words: in each base 400 bought in 2023, half of them often and lately; who came back in 2024 is drawn
CREATE TABLE base AS
WITH person AS (
	SELECT kind, i, i % 2 = 0 AS loyal, CASE kind WHEN 'loyal come back' THEN pg_temp.draw(i, 1) < CASE WHEN i % 2 = 0 THEN 0.8 ELSE 0.1 END
		   WHEN 'disloyal come back' THEN pg_temp.draw(i, 1) < CASE WHEN i % 2 = 0 THEN 0.1 ELSE 0.8 END WHEN 'chance' THEN pg_temp.draw(i, 1) < 0.5
		   WHEN 'a bit' THEN pg_temp.draw(i, 1) < CASE WHEN i % 2 = 0 THEN 0.56 ELSE 0.42 END
		   WHEN 'nine' THEN i <= 9 WHEN 'all but nine' THEN i > 9 WHEN 'ten' THEN i <= 20 AND i % 2 = 0 END AS came_back
	FROM unnest('{loyal come back,disloyal come back,chance,a bit,nine,all but nine,ten}'::text[]) kind, generate_series(1, 400) i)
SELECT kind, i AS customer_id, date '2023-01-01' + (CASE WHEN loyal THEN 180 ELSE 0 END + floor(180 * pg_temp.draw(i, 2 + n)))::int AS sold_at, 10 AS amount
FROM person, generate_series(1, 5) n WHERE loyal OR n = 1
UNION ALL SELECT kind, i, date '2024-01-01' + floor(366 * pg_temp.draw(i, 9))::int, 20 FROM person WHERE came_back
UNION ALL SELECT DISTINCT kind, 1000, date '2024-12-31', 1 FROM person;
CREATE FUNCTION pg_temp.verdict(what text, arguments text DEFAULT 'at => ''2024-01-01''') RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	said text;
BEGIN
	EXECUTE format('CREATE OR REPLACE VIEW of_kind AS SELECT * FROM base WHERE kind = %L', what);
	EXECUTE format('SELECT verdict || %L || reason FROM validate(''of_kind'', %s) WHERE class = ''all''', ': ', arguments) INTO said;
	RETURN said;
END $$;
SELECT alike(pg_temp.verdict(kind), said, kind) FROM (VALUES
	('loyal come back', 'predicts: loyalty was the higher one of who came back in % \%% of pairs (%)'),
	('disloyal come back', 'says\_nothing: loyalty was the higher one of who came back in % \%% of pairs (%): they were the less loyal ones'),
	('chance', 'says\_nothing: %: more than half are not established'),
	('a bit', 'says\_nothing: %: more than 55 \% are not established'),
	('nine', 'too\_early: 9 came back: it takes 10'),
	('all but nine', 'too\_early: 9 stayed away: it takes 10'),
	('ten', 'predicts: %')) v(kind, said);
SELECT is(pg_temp.verdict('loyal come back', 'at => ''2024-01-02'''), 'too_early: the data end on 2024-12-31, the horizon on 2025-01-01', 'a horizon past the data, by a day');
SELECT alike(pg_temp.verdict('loyal come back', 'at => ''2024-01-01'', horizon => ''366 days'''), 'predicts: %', 'to their last day');
SELECT is(pg_temp.verdict('loyal come back', 'at => ''2020-01-01'''), 'too_early: nobody had a type at 2020-01-01', 'a day before the data');
SELECT is(pg_temp.verdict('loyal come back', 'at => ''2040-01-01'''), 'too_early: the data end on 2024-12-31, the horizon on 2040-12-31', 'a day after them');
SELECT is(pg_temp.verdict('nobody'), 'too_early: nobody had a type at 2024-01-01', 'no rows');
SELECT is(pg_temp.verdict('nobody', 'at => NULL'), 'too_early: there are no sales', 'and no day');
SELECT is((SELECT array_agg(class || ' ' || customers) FROM validate('of_kind')), '{"bee 0","dragonfly 0","butterfly 0","mantis 0","all 0"}', 'a row a type all the same');

-- days before and after by the calendar of timestamps, whose ends are on it
SELECT is_empty('SELECT day, span, s.* FROM (SELECT date ''4600-01-01 BC'' + floor(3000000 * pg_temp.draw(n, 31))::integer AS day, make_interval(months => n % 40, days => floor(pg_temp.draw(n, 32) * 60)::integer + 1) AS span
				 FROM generate_series(1, 3000) n) x, _validation_span(NULL, day, span, span) s WHERE (s.since, s.until) IS DISTINCT FROM ((day::timestamp - span)::date, (day::timestamp + span)::date)', 'any day');
SELECT is(s::text, said, 'at the ends: ' || span) FROM (VALUES (date '4714-12-31 BC', interval '1 month 6 days', '("4714-12-31 BC","4714-11-24 BC","4713-02-06 BC")'), ('294276-10-31', '2 months', '(294276-10-31,294276-08-31,294276-12-31)')) v(day, span, said), _validation_span(NULL, day, span, span) s;
SELECT pg_temp.raises(format('SELECT _validation_span(NULL, %L, %L, %L)', day, horizon, length), '22008', '%4714-11-24 BC to 294276-12-31%', format('beyond them: %s, %s', day, length))
FROM (VALUES ('4714-12-31 BC', '1 day', '1 month 7 days'), ('4714-12-31 BC', '1 day', '2 months'), ('294276-10-31', '2 months 1 day', '1 day'), ('294276-12-31', '1 day', '1 day')) v(day, horizon, length);

-- bad input
SELECT pg_temp.raises(format('SELECT * FROM validate(''sale'', %s)', arguments), state, hint, about) FROM (VALUES
	('horizon => ''0 days''', '22023', '%''90 days''.', 'a horizon of no length'),
	('horizon => ''-1 year''', '22023', '%''90 days''.', 'of negative length'),
	('horizon => ''12 hours''', '22023', '%''90 days''.', 'of hours'),
	('horizon => NULL', '22004', '%''90 days''.', 'no horizon'),
	('at => ''infinity''', '22023', NULL, 'a day that is none'),
	('at => ''5874897-12-31''', '22008', NULL, 'a day beyond the calendar'),
	('at => ''2024-01-01'', horizon => ''300000 years''', '22008', NULL, 'a horizon beyond it'),
	('at => ''2024-01-01'', "window" => ''0 days''', '22023', '%''90 days''.', 'a window of no length'),
	('''nobody''', '42703', NULL, 'a column that is not there')) v (arguments, state, hint, about);

SELECT * FROM finish();
ROLLBACK;
