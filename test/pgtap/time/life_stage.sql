-- rhythm, life_stage: against plain SQL
BEGIN;
\ir ../helpers.psql
\ir ../shop.psql
SET LOCAL TimeZone = 'UTC';
SELECT plan(106);
CREATE TEMP TABLE sold AS SELECT customer_id, (sold_at AT TIME ZONE 'UTC')::date AS day, amount FROM shop.sale WHERE customer_id IS NOT NULL AND sold_at IS NOT NULL;
CREATE TEMP TABLE person AS SELECT customer_id, history(day, amount) AS h FROM sold GROUP BY 1;
INSERT INTO person SELECT max(customer_id) + 1, NULL FROM person;
CREATE TEMP TABLE asked AS SELECT as_of::date FROM unnest('{2021-01-01,2022-01-20,2023-03-31,2024-02-29,2024-09-29,2030-01-01}'::text[]) as_of;

CREATE TEMP TABLE plain AS
SELECT as_of, customer_id, count(s.day) > 0 AS known, count(s.amount) > 0 AS bought, count(DISTINCT s.day) FILTER (WHERE s.amount >= 0) AS days,
	   min(s.day) FILTER (WHERE s.amount >= 0) AS first, max(s.day) FILTER (WHERE s.amount >= 0) AS last
FROM person CROSS JOIN asked LEFT JOIN sold s USING (customer_id) WHERE s.day IS NULL OR s.day < as_of GROUP BY 1, 2;

-- rhythm
SELECT bag_eq(format('SELECT as_of, customer_id, (r).gaps, round((r).expected_gap::numeric, 8) AS expected_gap, (r).open_gap, round((r).overdue_ratio::numeric, 8) AS overdue_ratio, (r).next_day FROM (SELECT as_of, customer_id, rhythm(h, as_of, %1$s) AS r FROM person, asked) x WHERE r IS NOT NULL', base_gap),
			  format('SELECT as_of, customer_id, days - 1 AS gaps, round(e, 8) AS e, as_of - last AS open, round((as_of - last) / e, 8) AS ratio, last + greatest(floor(e + 0.5), 1)::integer AS next FROM (SELECT *, (last - first + %1$s::numeric) / days AS e FROM plain WHERE days > 0) p', base_gap),
			  'rhythm with a base_gap of ' || base_gap) FROM unnest('{37,0.01,1000.25}'::numeric[]) base_gap;
SELECT is(rhythm(h, as_of, 30)::text, said, 'by hand, before ' || as_of)
FROM (SELECT history(day, amount) AS h FROM (VALUES (date '2024-01-01', 5), ('2024-01-11', 0), ('2024-01-31', 5), ('2024-02-02', -5), ('2024-02-03', NULL)) v(day, amount)) x,
	 (VALUES (date '2024-01-01', NULL), ('2024-01-02', '(0,30,1,0.03333333333333333,2024-01-31)'), ('2024-01-31', '(1,20,20,1,2024-01-31)'), ('2024-03-31', '(2,20,60,3,2024-02-20)')) v(as_of, said);

-- one customer of each stage, on both sides of each bound; 60 days to lapse, so that the base's gap is 15, and new is within 30
CREATE TEMP TABLE example AS
SELECT name, wanted::life_stage, history(day, amount) AS h FROM (VALUES
	('lapsed the day before', 'lapsed', date '2024-11-01', 5), ('not yet lapsed', 'overdue', '2024-11-02', 5), ('came 31 days ago', 'overdue', '2024-12-01', 5), ('came 30 days ago', 'new', '2024-12-02', 5),
	('often, and not long ago', 'active', '2024-11-15', 5), ('often, and not long ago', 'active', '2024-11-20', 5), ('often, and not long ago', 'active', '2024-12-14', 5),
	('twice the expected gap', 'active', '2024-11-15', 5), ('twice the expected gap', 'active', '2024-11-20', 5), ('twice the expected gap', 'active', '2024-12-12', 5),
	('more than twice', 'overdue', '2024-11-15', 5), ('more than twice', 'overdue', '2024-11-20', 5), ('more than twice', 'overdue', '2024-11-29', 5),
	('seldom, as ever', 'active', '2024-02-01', 5), ('seldom, as ever', 'active', '2024-06-01', 5), ('seldom, as ever', 'active', '2024-11-03', 5),
	('prospect', 'prospect', '2024-12-31', NULL), ('prospect', 'prospect', '2025-01-01', 5), ('gave back what was bought before the data begin', 'lapsed', '2024-12-31', -5), ('not yet known', NULL, '2025-01-01', 5)) v(name, wanted, day, amount) GROUP BY 1, 2;
SELECT is(life_stage(h, '2025-01-01', 60), wanted, name) FROM example ORDER BY name COLLATE "C";
SELECT is(life_stage(h, '2025-01-01', lapse_after => '60 days'), wanted, name || ', with an interval') FROM example ORDER BY name COLLATE "C";
SELECT is(life_stage(h, '2025-01-01', 60, 10000)::text, CASE WHEN name = 'not yet known' THEN NULL WHEN wanted IN ('lapsed', 'prospect') THEN wanted::text ELSE 'new' END, name || ', new for ever') FROM example ORDER BY name COLLATE "C";
SELECT is(enum_range(NULL::life_stage)::text, '{prospect,new,active,overdue,lapsed}', 'the stages in order');

-- every customer of the shop, and rhythm's word for who is overdue
SELECT is_empty(format('SELECT * FROM (SELECT as_of, customer_id, life_stage(h, as_of, %1$s, %2$s) AS said, (rhythm(h, as_of, %1$s / 4.0)).overdue_ratio > 2 AS overdue FROM person, asked) x LEFT JOIN plain USING (as_of, customer_id)
	WHERE said::text IS DISTINCT FROM CASE WHEN known IS NOT TRUE THEN NULL WHEN NOT bought THEN ''prospect'' WHEN days = 0 OR last < as_of - %1$s THEN ''lapsed'' WHEN first >= as_of - %2$s THEN ''new'' WHEN overdue THEN ''overdue'' ELSE ''active'' END', lapse_days, new_days), format('lapsed after %s days, new for %s', lapse_days, new_days))
FROM (VALUES (90, 45), (365, 30), (7, 400), (1, 1), (2000, 1)) v(lapse_days, new_days);
SELECT is_empty(format('SELECT 1 FROM person, asked WHERE life_stage(h, as_of, %s) IS DISTINCT FROM life_stage(h, as_of, %s, %s)', n, n, greatest(n / 2, 1)), format('new within half of %s days', n)) FROM unnest('{2,3,90,365}'::integer[]) n;
SELECT is_empty('SELECT 1 FROM person, asked WHERE life_stage(h, as_of, 90, 45) IS DISTINCT FROM life_stage(h, as_of, interval ''90 days'', interval ''45 days'')', 'days and intervals say the same');
SELECT is_empty(format('SELECT 1 FROM person, asked WHERE life_stage(h, as_of, %s) IS DISTINCT FROM life_stage(h, as_of, interval ''90 days'', interval ''45 days'')', arguments), arguments) FROM unnest(ARRAY['''90 days''', 'lapse_after => ''90 days'', new_for => ''45 days''', '''90'', ''45''', 'new_for => 45, lapse_after => 90']) arguments;
PREPARE driver(unknown) AS SELECT count(*) FROM person, asked WHERE life_stage(h, as_of, $1) <> life_stage(h, as_of, interval '1 year 2 months');
SELECT results_eq(format('EXECUTE driver(%L)', span), 'VALUES (0::bigint)', 'a driver''s ' || span) FROM unnest('{14 months,P1Y2M,1-2}'::text[]) span;
SET LOCAL IntervalStyle = 'sql_standard';
SELECT pg_temp.raises('SELECT life_stage(h, ''2025-01-01'', ''@ -0 month 60 days'') FROM person', '22023', NULL, 'in every IntervalStyle');
RESET IntervalStyle;
-- by the calendar: a month before 31 March is 29 February, in a leap year
SELECT is(array_agg(life_stage(h, day, lapse_after => '1 month')::text ORDER BY day), '{overdue,overdue,lapsed}', 'months of the calendar')
FROM (SELECT history(date '2024-02-29', 1) AS h) x, unnest('{2024-03-29,2024-03-31,2024-04-01}'::date[]) AS d(day);
SELECT is(life_stage(history(date '1990-01-01', -1), '1990-06-01', 365), 'lapsed', 'a refund only, before 2000-01-01');
SELECT is(life_stage(NULL::history, '2025-01-01', 60), NULL, 'no history') UNION ALL SELECT is(life_stage(h, '2025-01-01', NULL::integer), NULL, 'no hiatus, no stage') FROM example WHERE name = 'prospect';

-- of an activity: its orders in place of days with an order; the same where nobody orders twice a day
CREATE TEMP TABLE once AS SELECT person.customer_id, as_of, activity(h, as_of) AS a, h FROM person, asked;
SELECT is_empty(format('SELECT * FROM once JOIN plain USING (as_of, customer_id) WHERE orders(a) = days AND life_stage(a, as_of, %1$s) IS DISTINCT FROM life_stage(h, as_of, %1$s)', arguments), 'of an activity: ' || arguments)
FROM unnest(ARRAY['90', '90, 400', 'interval ''1 year''', 'interval ''90 days'', interval ''45 days''', '''90 days''', '''90'', ''45''', 'new_for => 45, lapse_after => 90']) arguments;
SELECT is_empty('SELECT as_of, customer_id, a, plain.*, life_stage(a, as_of, 90, 45) FROM once JOIN plain USING (as_of, customer_id) WHERE a IS NOT NULL AND life_stage(a, as_of, 90, 45)::text IS DISTINCT FROM CASE WHEN NOT bought THEN ''prospect'' WHEN days = 0 OR last < as_of - 90 THEN ''lapsed'' WHEN first >= as_of - 45 THEN ''new''
	WHEN as_of - last > 2 * (last - first + 22.5) / orders(a) THEN ''overdue'' ELSE ''active'' END', 'more orders make the expected gap shorter');
SELECT is(life_stage(activity(at, amount), '2025-01-01', 60)::text, want, want || ' by hand')
FROM (VALUES ('2024-12-31 23:59:59+00'::timestamptz, NULL, 'prospect'), ('2024-12-31 00:00+00', -1, 'lapsed'), ('2024-11-01 23:59+00', 1, 'lapsed'), ('2024-12-02 00:00+00', 1, 'new'), ('2024-12-01 23:59+00', 1, 'overdue'))
	v(at, amount, want) GROUP BY want;
SELECT is(life_stage(NULL::activity, '2025-01-01', 60), NULL, 'no activity');

-- bad input
SELECT pg_temp.raises(format('SELECT life_stage(h, ''2025-01-01'', %s) FROM person', days), '22023', '%such as 90%') FROM unnest(ARRAY['0', '-1', '90, 0', '90, -2147483648', '''0''']) days;
SELECT pg_temp.raises(format('SELECT life_stage(h, ''2025-01-01'', %s) FROM person', span), '22023', '%''90 days''%')
FROM unnest(ARRAY['interval ''0''', 'interval ''-1 day''', 'interval ''1 month -30 days''', 'interval ''-1 month 60 days''', 'interval ''36:00''', 'interval ''1 year'', interval ''12:00''', '''-1''', '''-1 day''', '''1 month -1 day''', '''36 hours''', '''-0 month 60 days''']) span;
SELECT pg_temp.raises('SELECT life_stage(h, ''2025-01-01'', 2147483647) FROM person', '22008', NULL, 'beyond the calendar');
SELECT pg_temp.raises(format('SELECT life_stage(h, ''2025-01-01'', %L) FROM person', text), '22007|22003|22023', NULL, format('no length: %L', text)) FROM unnest('{""," ",half a year,99999999999,90 days 90,infinity}'::text[]) text;
SELECT pg_temp.raises('SELECT life_stage(h, ''infinity'', 90) FROM person', '22023', NULL, 'as_of infinity');
SELECT pg_temp.raises(format('SELECT rhythm(h, ''2025-01-01'', %s) FROM person', gap), '22023') FROM unnest(ARRAY['0', '-1', '''NaN''', '''infinity''']) gap;
SELECT pg_temp.raises('SELECT rhythm(h, ''2030-01-01'', 1e12) FROM person', '22008', NULL, 'a next day beyond the calendar');

SELECT pg_temp.raises('SELECT rhythm(h, ''2030-01-01'', 5e-324) FROM person', '22003', NULL, 'a ratio beyond all numbers');

SELECT * FROM finish();
ROLLBACK;
