-- report: each line against segment() and the functions of its section, on every kind of source; what it says is in report_words.sql
BEGIN;
\ir ../helpers.psql
\ir ../shop.psql
SELECT plan(92);

CREATE TEMP TABLE line AS SELECT * FROM report('shop.sale', lapse_after => '200 days');
CREATE TEMP TABLE customer AS
SELECT s.*, orders = 0 AND refunds(activity) > 0 AS refunded, as_of, day, y, life_stage(activity, day, 200) AS stage
FROM segment('shop.sale') s, (SELECT measured_at AS as_of, ((measured_at - interval '1 microsecond') AT TIME ZONE 'UTC')::date + 1 AS day, yardstick AS y FROM _segment_unnamed('shop.sale') WHERE activity IS NULL) u;

-- the sections, by plain SQL
CREATE TEMP VIEW classed AS
SELECT c.amount, greatest(c.amount, 0) AS brought, v.*
FROM (SELECT *, rfm_segment(rfm(activity, y, as_of), stage) AS by_facts, next_action(activity, quadrant, stage, day, 200) AS next, pareto_class(CASE WHEN orders > 0 THEN amount END::float8) OVER () AS part FROM customer) c,
	 LATERAL (VALUES ('quadrant', 'quadrant', quadrant::text, true), ('life_stage', 'life_stage', stage::text, true), ('action', 'customer_action', (next).action::text, true),
					 ('value_group', 'value_group', value_group(activity, y, as_of)::text, NOT refunded), ('pareto_class', 'pareto_class', part::text, NOT refunded),
					 ('rfm_segment', 'rfm_segment', CASE WHEN orders > 0 THEN by_facts END::text, NOT refunded), ('market_position', 'market_position', market_position(activity)::text, true),
					 ('customer_term', 'customer_term', customer_term(activity)::text, NOT refunded)) v (section_key, subject, item, counts)
WHERE v.counts;
CREATE TEMP TABLE wanted AS
SELECT section_key, coalesce(item, 'none') AS item_key, label('report', section_key) AS section, label(CASE WHEN item IS NULL THEN 'report' ELSE subject END, coalesce(item, 'none')) AS item, count(*) AS customers, sum(amount) AS amount,
	   strategy(CASE WHEN item IS NULL THEN 'report' ELSE subject END, coalesce(item, 'none')) AS what_to_do,
	   CASE WHEN item IS NOT NULL THEN round((count(*) / (sum(count(item)) OVER (PARTITION BY section_key)))::numeric, 9) END AS share,
	   CASE WHEN item IS NOT NULL THEN round((sum(brought) / sum(sum(brought)) FILTER (WHERE item IS NOT NULL) OVER (PARTITION BY section_key))::numeric, 9) END AS share_of_amount
FROM classed GROUP BY section_key, subject, classed.item;
SELECT bag_eq(format('SELECT item_key, section, item, customers, amount, what_to_do, round(share::numeric, 9) AS s, round(share_of_amount::numeric, 9) AS a FROM line WHERE section_key = %L AND customers > 0 AND item_key !~ ''^(lapsed|prospect)_''', section_key),
			  format('SELECT item_key, section, item, customers, amount, what_to_do, share, share_of_amount FROM wanted WHERE section_key = %L', section_key), section_key || ': customers, money, shares, advice')
FROM wanted GROUP BY section_key ORDER BY section_key;
SELECT is_empty($$SELECT l.* FROM line l WHERE section_key IN (SELECT section_key FROM wanted) AND l.customers > 0 AND l.share IS NOT NULL AND l.item_key !~ '^(lapsed|prospect)_' AND NOT (low BETWEEN 0 AND l.share AND high BETWEEN l.share AND 1)$$, 'intervals hold their shares');
SELECT bag_eq($$SELECT item_key, low, high FROM line WHERE section_key = 'quadrant' AND item_key !~ '_'$$, $$SELECT segment, share_low, share_high FROM shares((SELECT breakdown(quadrant, amount) FROM customer))$$, 'and are those of shares()');
SELECT bag_eq($$SELECT item_key, section, item, customers, amount, round(share::numeric, 12) AS s, what_to_do FROM line WHERE item_key ~ '^(lapsed|prospect)_'$$, $$
	SELECT stage || '_' || quadrant AS a, 'Type' AS b, label(stage || '_quadrant', quadrant::text) AS c, count(*) AS d, sum(amount) AS e, round(count(*) / (SELECT count(*)::numeric FROM customer), 12) AS f, strategy(stage || '_quadrant', quadrant::text) AS g
	FROM customer WHERE stage IN ('lapsed', 'prospect') GROUP BY stage, quadrant$$, 'who has lapsed, and who has not bought yet, have lines of their own');
SELECT bag_eq($$SELECT item_key, customers, round(statistic::numeric, 6) AS statistic, evidence FROM line WHERE section_key = 'action' AND customers > 0$$, $$
	SELECT (next).action::text AS a, count(*) AS b, round(coalesce(sum((next).at_stake), 0), 6) AS c, CASE WHEN sum((next).at_stake) > 0 AND min((next).action) <> 'let_go' THEN _evidence('at_stake', sum((next).at_stake), 'en') END AS d
	FROM (SELECT _next_action(activity, quadrant, stage, day, '200 days', NULL, NULL, 'en', lapsed_came_back, lapsed) AS next FROM customer, lapse_check('shop.sale', lapse_after => '200 days')) c GROUP BY 1$$, 'the money at stake');
SELECT results_eq($$SELECT item_key, item, customers, amount, evidence FROM line WHERE section_key = 'base'$$, $$
	SELECT 'all', 'All customers', (SELECT count(*) FROM customer), (SELECT sum(amount) FROM customer), (SELECT to_char(min(first_order) AT TIME ZONE 'UTC', 'YYYY-MM-DD') || ' .. ' || to_char(max(last_order) AT TIME ZONE 'UTC', 'YYYY-MM-DD') FROM customer)
	UNION ALL SELECT 'left_out', 'Left out', NULL, sum(amount), NULL FROM shop.sale WHERE customer_id IS NULL OR sold_at IS NULL
	UNION ALL SELECT 'refunds_only', 'Refunds only', count(*), sum(amount), NULL FROM customer WHERE refunded$$, 'the base, and who stands apart');
SELECT is((SELECT statistic FROM line WHERE item_key = 'left_out' AND section_key = 'base'), (SELECT count(*)::float8 FROM shop.sale WHERE customer_id IS NULL OR sold_at IS NULL), 'how many rows were left out');
SELECT results_eq($$SELECT item_key, item, customers, round(statistic::numeric, 9), what_to_do FROM line WHERE section_key = 'structure'$$,
	$$SELECT structure::text, label(structure), (SELECT count(*) FROM customer), round(w::numeric, 9), strategy(structure) FROM describe((SELECT mix(quadrant) FROM customer)) LIMIT 1$$, 'the structure');
SELECT results_eq($$SELECT item_key, customers, round(share::numeric, 9), amount, round(share_of_amount::numeric, 9), round(statistic::numeric, 9) FROM line WHERE section_key = 'concentration'$$, $$
	SELECT v.* FROM (SELECT count(bought) AS n, gini(bought), max(bought) AS largest, sum(greatest(amount, 0)) AS brought, customers_for_share(bought, 0.8) AS few FROM (SELECT amount, CASE WHEN orders > 0 THEN amount END AS bought FROM customer) b) c,
		LATERAL (VALUES ('gini', n, 1::numeric, NULL::numeric, NULL::numeric, round(gini::numeric, 9)), ('largest', 1, round(1.0 / n, 9), largest, round(largest / brought, 9), round(largest / brought, 9)),
						('for_80', few, round(few::numeric / n, 9), NULL, 0.8, NULL)) v$$, 'the concentration is that of buyers');
SELECT results_eq($$SELECT item_key, statistic FROM line WHERE section_key = 'pareto_class' AND share IS NOT NULL$$, $$SELECT part::text, min(amount)::float8 FROM (SELECT amount, pareto_class(amount::float8) OVER () AS part FROM customer WHERE orders > 0) p GROUP BY part ORDER BY p.part$$, 'the least amount of a class');

-- who is due, by the rows of next_actions()
SELECT bag_eq($$SELECT section_key, item_key, customers, what_to_do FROM line WHERE section_key IN ('due_today', 'overdue')$$, $$
	SELECT CASE WHEN (next).overdue = 0 THEN 'due_today' ELSE 'overdue' END AS a, (next).action::text AS b, count(*) AS c, message((next).action) AS d
	FROM (SELECT next_action(activity, quadrant, stage, day, 200) AS next FROM customer) c WHERE (next).overdue IS NOT NULL GROUP BY 1, 2, (next).action$$, 'due today, and for longer');

-- languages and the users' own words
SELECT results_eq(format('SELECT section_key, item_key, customers, share, low, high, amount, share_of_amount, statistic FROM report(''shop.sale'', lapse_after => ''200 days'', lang => %L)', lang), 'SELECT section_key, item_key, customers, share, low, high, amount, share_of_amount, statistic FROM line', lang || ': the same numbers')
FROM unnest(ARRAY['es', 'zh', 'zh-Hant', 'en-GB']) lang;
SELECT is_empty(format('SELECT * FROM report(''shop.sale'', lapse_after => ''200 days'', lang => %L) JOIN line USING (section_key, item_key, section, item)', lang), lang || ': in other words') FROM unnest(ARRAY['es', 'zh']) lang;
SELECT is_empty('SELECT * FROM line WHERE section IS NULL OR item IS NULL', 'no line is without its names');
SELECT is_empty($$SELECT section_key, item_key FROM line GROUP BY 1, 2 HAVING count(*) > 1$$, 'its keys are those of one line');
UPDATE playbook SET name = 'Honey bee', action = 'Ask them to tea.' WHERE subject = 'quadrant' AND item = 'bee' AND lang = 'en';
UPDATE playbook SET action = '{customers} of ours.' WHERE subject = 'sentence' AND item = 'customers' AND lang = 'en';
SELECT results_eq($$SELECT item, what_to_do FROM report('shop.sale', lapse_after => '200 days') WHERE (section_key, item_key) IN (('quadrant', 'bee'), ('summary', 'customers'))$$,
	$$VALUES ('Customers', (SELECT count(*) || ' of ours.' FROM customer)), ('Honey bee', 'Ask them to tea.')$$, 'the users'' own words and sentences');
DELETE FROM playbook WHERE own;
SELECT results_eq('SELECT * FROM report(''shop.sale'', lapse_after => ''200 days'', lang => NULL)', 'SELECT * FROM line', 'NULL is the default, as for the other options');
DELETE FROM playbook WHERE lang = 'en' AND (subject, item) IN (('quadrant', 'mantis'), ('report', 'quadrant'), ('sentence', 'money'), ('customer_action', 'inform'), ('customer_action', 'remind'));
SELECT results_eq($$SELECT section, item FROM report('shop.sale', lapse_after => '200 days') WHERE section_key = 'quadrant' AND item_key = 'mantis'$$, $$VALUES ('quadrant', 'mantis')$$, 'what the playbook has no row for keeps its own name');
SELECT is_empty($$SELECT * FROM report('shop.sale', lapse_after => '200 days') WHERE item_key = 'money' OR section_key ~ 'due' AND item_key IN ('inform', 'remind')$$, 'a sentence that is not there is not said, nor is anybody due by it');
DELETE FROM playbook WHERE (subject, lang) = ('customer_action', 'en') OR (subject, item) IN (('structure', 'undetermined'), ('structure', 'mantis_led'), ('structure', 'bee_led'), ('sentence', 'figure'));
SELECT is_empty($$SELECT what_to_do FROM report('shop.sale', lapse_after => '200 days') WHERE what_to_do ~ '[{}]'$$, 'nor does a sentence show the places of what has no row');
SELECT matches((SELECT what_to_do FROM report('shop.sale', lapse_after => '200 days') WHERE item_key = 'action_1'), '^1\. [a-z_]+: ', 'but the name that it keeps');
SELECT is(_figure(1234567.8, 'es'), '1,234,568', 'without a row that shows how numbers are written, as in English');
DELETE FROM playbook_own;
SELECT is(_figure(n, 'en'), wanted) FROM (VALUES (0, '0'), (-0.5, '-0.5'), (12.50, '12.50'), (999.994, '999.99'), (1000.6, '1,001'), (-1234567.891, '-1,234,568'), (1e30, '1,000,000,000,000,000,000,000,000,000,000')) v(n, wanted);
SELECT is(_figure(1234567.8, 'es') || ' ' || _figure(0.25, 'es') || ' ' || _figure(1234567.8, 'zh'), '1.234.568 0,25 1,234,568', 'figures as the language writes them');
INSERT INTO playbook (subject, item, lang, name, action) VALUES ('sentence', 'figure', 'fr', 'Chiffres', 'Un nombre s''ecrit 1 234,5.');
SELECT is(_figure(1234567.8, 'fr'), '1 234 568', 'a language of one''s own');
DELETE FROM playbook_own;
SELECT is(_percent(s, 'en'), wanted) FROM (VALUES (0.0::float8, '0.0'), (0.0449, '4.5'), (0.185, '19'), (1, '100'), (-0.25, '-25')) v(s, wanted);

-- sources and arguments
CREATE TEMP VIEW other AS SELECT 'c' || customer_id AS who, sold_at AS at, amount::float8 AS paid FROM shop.sale;
SELECT results_eq('SELECT section, item, customers, share FROM report(''other'', ''who'', ''at'', ''paid'', lapse_after => ''200 days'')', 'SELECT section, item, customers, share FROM line', 'customers of another type, amounts in double precision');
SELECT results_eq($$SELECT customers, amount FROM report('shop.sale', order_column => 'order_no', potential_column => 'potential', since => '2023-01-01 00:00+00', as_of => '2024-01-01 00:00+00') WHERE section_key = 'quadrant' AND item_key !~ '_'$$,
	$$SELECT customers, amount FROM unnest(enum_range(NULL::quadrant)) q, LATERAL (SELECT count(*), coalesce(sum(s.amount), 0)
		FROM segment('shop.sale', order_column => 'order_no', potential_column => 'potential', since => '2023-01-01 00:00+00', as_of => '2024-01-01 00:00+00') s WHERE quadrant = q) c (customers, amount)$$, 'orders, potential and a period');
CREATE TEMP TABLE rich AS SELECT yardstick(activity, as_of) AS y FROM customer WHERE amount > 500;
SELECT results_eq($$SELECT customers FROM report('shop.sale', yardstick => (SELECT y FROM rich)) WHERE section_key = 'quadrant' AND item_key !~ '_'$$,
	$$SELECT count(amount) FROM unnest(enum_range(NULL::quadrant)) q LEFT JOIN (SELECT amount, quadrant(activity, r.y, as_of) AS is FROM customer, rich r) c ON "is" = q GROUP BY q ORDER BY q$$, 'a yardstick of one''s own');
SELECT is((SELECT what_to_do FROM report('shop.sale', yardstick => (SELECT y FROM rich)) WHERE section_key = 'structure'), (SELECT strategy('marketing', structure(quadrant(activity, r.y, as_of))::text) FROM customer, rich r), 'by which past marketing is judged');

-- compared with an earlier window, by the yardstick of that one
CREATE TEMP TABLE compared AS SELECT * FROM report('shop.sale', as_of => '2024-07-01 00:00+00', compare_with => '2023-09-01');
CREATE TEMP TABLE windows AS
WITH earlier AS (SELECT * FROM segment('shop.sale', since => '2022-11-01', as_of => '2023-09-01')), y AS (SELECT yardstick(activity, '2023-09-01') AS y FROM earlier)
SELECT customer, t.quadrant AS was, n.quadrant AS "is", n.amount FROM earlier t FULL JOIN (SELECT s.* FROM y, segment('shop.sale', since => '2023-09-01', as_of => '2024-07-01', yardstick => y) s) n USING (customer);
SELECT results_eq($$SELECT item_key, customers, before, round(change::numeric, 9), amount FROM compared WHERE section_key = 'quadrant' AND item_key !~ '_'$$, $$
	SELECT q::text AS item, count(*) FILTER (WHERE "is" = q), count(*) FILTER (WHERE was = q), round(count(*) FILTER (WHERE "is" = q)::numeric / nullif(count(*) FILTER (WHERE was = q), 0) - 1, 9), coalesce(sum(amount) FILTER (WHERE "is" = q), 0)
	FROM windows, unnest(enum_range(NULL::quadrant)) q GROUP BY q ORDER BY q$$, 'types now and then');
SELECT results_eq($$SELECT item_key, item, customers, before, what_to_do FROM compared WHERE section_key = 'development'$$, $$
	SELECT verdict::text, label(verdict), best_now, best_then, strategy(verdict)
	FROM development((SELECT movement(q[1], q[2]) FROM histories('shop.sale') h, LATERAL quadrants(h.history, ARRAY['2023-09-01', '2024-07-01']::date[], interval '304 days',
		(SELECT yardstick(activity, '2023-09-01') FROM segment('shop.sale', since => '2022-11-01', as_of => '2023-09-01'))) q))$$, 'what became of the bees');
SELECT is((SELECT count(*) FROM compared WHERE before IS NOT NULL AND section_key NOT IN ('summary', 'base', 'structure', 'concentration')), (SELECT count(*) FROM compared WHERE section_key NOT IN ('summary', 'base', 'structure', 'concentration', 'rfm_segment') OR section_key = 'rfm_segment'), 'each class has its number of then');
SELECT is_empty($$SELECT * FROM line WHERE before IS NOT NULL AND section_key <> 'development' OR change IS NOT NULL AND section_key <> 'development'$$, 'without a day to compare with there is none');
SELECT is((SELECT customers FROM report('shop.sale', since => '2024-01-01 00:00+00', as_of => '2024-07-01 00:00+00', compare_with => '2023-09-01') WHERE item_key = 'all'), (SELECT count(*) FROM segment('shop.sale', since => '2024-01-01', as_of => '2024-07-01')), 'since says how long the windows are');

SELECT is((SELECT string_agg(item_key, ' ') FROM report('shop.sale', as_of => '2022-02-01 00:00+00', compare_with => '2022-01-01') WHERE item_key IN ('compared_too_early', 'moved', 'development')), 'compared_too_early', 'an earlier window without anybody');

-- totals below 0 bring nothing, so shares lie between 0 and 1
CREATE TEMP TABLE negative AS SELECT g AS customer_id, date '2025-01-01' AS sold_at, 10 AS amount FROM generate_series(1, 10) g
UNION ALL VALUES (1, date '2025-01-02', 90), (10, '2025-01-02', -60), (9, '2025-01-02', -40);
SELECT is_empty($$SELECT * FROM report('negative') WHERE NOT share_of_amount BETWEEN 0 AND 1$$, 'shares of money within 0 and 1');
SELECT is((SELECT array_agg(round(share_of_amount::numeric, 6) ORDER BY item_key) FROM report('negative') WHERE item_key IN ('all', 'top')), ARRAY[1, round(100 / 170.0, 6)], 'of what is brought, in one line for the top fifth');

-- one typed amount puts the others below the mean
CREATE TABLE shop.typed AS SELECT g AS customer_id, g * interval '1 hour' + timestamptz '2024-01-01 00:00+00' AS sold_at, g::numeric AS amount FROM generate_series(1, 999) g;
INSERT INTO shop.typed VALUES (1000, '2024-06-01 00:00+00', 10000000);
SELECT results_eq($$SELECT customers, amount, round(share_of_amount::numeric, 3), evidence, what_to_do FROM report('shop.typed') WHERE item_key = 'largest'$$,
	$$VALUES (1::bigint, 10000000::numeric, 0.952, 'Mean 10,500, without this one 500.00; 500 customers lie between the two.', strategy('report', 'largest'))$$, 'the largest customer');
SELECT matches((SELECT what_to_do FROM report('shop.typed') WHERE item_key = 'depends_on_one'), '^One customer alone brings 95% of the money', 'is said in a sentence');
DELETE FROM shop.typed WHERE amount > 1;
SELECT results_eq($$SELECT customers, amount, share_of_amount, evidence FROM report('shop.typed') WHERE item_key = 'largest'$$, $$VALUES (1::bigint, 1::numeric, 1::float8, NULL)$$, 'who is alone');

-- profit, where it is known
CREATE TEMP TABLE earning AS SELECT g AS customer_id, date '2024-01-01' + g AS sold_at, 100 * g AS amount, CASE WHEN g < 3 THEN 1000 * g WHEN g < 11 THEN -g END AS profit, 5 AS quote FROM generate_series(1, 20) g;
INSERT INTO earning VALUES (21, '2024-01-01', NULL, NULL, 5), (22, '2024-01-01', -7, NULL, NULL);
SELECT results_eq($$SELECT item, customers, amount, evidence FROM report('earning', profit_column => 'profit') WHERE section_key = 'pareto_class'$$,
	$$VALUES ('Top 20% by profit', 2::bigint, 300::numeric, 'From 1,000 on.'), ('Middle 60% by profit', 6, 3300, 'From -8 on.'), ('Bottom 20% by profit', 2, 1900, 'From -10 on.'), ('None of these', 1, 0, NULL)$$, 'Pareto classes are by profit');
SELECT results_eq($$SELECT item_key, customers, amount, what_to_do FROM report('earning', profit_column => 'profit') WHERE section_key = 'base' AND item_key <> 'all'$$,
	$$VALUES ('refunds_only', 1::bigint, -7::numeric, strategy('report', 'refunds_only')), ('profit_unknown', 10, 15500, strategy('report', 'profit_unknown'))$$, 'buyers of unknown profit have a line, and advice, of their own');
SELECT results_eq($$SELECT item_key, evidence FROM report('earning', profit_column => 'profit') WHERE section_key = 'quadrant' AND item_key !~ '_'$$,
	$$SELECT q::text AS item, _evidence('profit', coalesce(sum(profit(activity)), 0), 'en') FROM segment('earning', profit_column => 'profit') RIGHT JOIN unnest(enum_range(NULL::quadrant)) q ON quadrant = q GROUP BY q ORDER BY q$$, 'the profit of each type');
SELECT is((SELECT count(*) FROM report('earning', profit_column => 'profit') WHERE section_key IN ('rfm_group', 'concentration') AND share IS NOT NULL AND item_key NOT IN ('largest', 'for_80') AND evidence !~ '^(0\.\d\d; )?By amount, not by profit\.$'), 0::bigint, 'what goes by the amount all the same says so');
SELECT matches((SELECT what_to_do FROM report('earning', profit_column => 'profit') WHERE item_key = 'money_and_profit'), 'a profit of 2,948', 'and of all');
DELETE FROM earning WHERE customer_id > 20;
UPDATE earning SET profit = NULL;
SELECT results_eq($$SELECT section_key, item_key, customers, evidence FROM report('earning', profit_column => 'profit') WHERE item_key <> 'profit_unknown'$$, $$SELECT section_key, item_key, customers, evidence FROM report('earning')$$, 'where any is known');

-- rows that may be lines of orders
CREATE TABLE shop.lines AS SELECT o % 50 AS customer_id, date '2024-01-01' + o AS sold_at, 5 * l AS amount, o AS "Order No", l AS place FROM generate_series(1, 200) o, generate_series(1, 3) l;
SELECT results_eq($$SELECT item, customers, statistic, evidence, what_to_do FROM report('shop.lines') WHERE section_key = 'base' AND item_key = 'order_lines'$$, $$VALUES ('Perhaps lines of orders', NULL::bigint, 1::float8, 'order_column => ''Order No''', strategy('report', 'order_lines'))$$, 'lines of orders');
SELECT is_empty($$SELECT * FROM report('shop.lines', order_column => 'Order No') WHERE item_key = 'order_lines'$$, 'said no more when it is given');
SELECT is_empty($$SELECT * FROM report('shop.lines', order_column => 'Order No', compare_with => '2024-04-01') WHERE item_key = 'order_lines'$$, 'nor where two windows are compared');

-- whatever the plan
SELECT set_config(CASE WHEN current_setting('server_version_num')::int < 160000 THEN 'force_parallel_mode' ELSE 'debug_parallel_query' END, 'on', true) AS debug \gset
SET LOCAL min_parallel_table_scan_size = 0;
SET LOCAL work_mem = '64kB';
SET LOCAL jit_above_cost = 0;
-- not by results_eq(), whose cursors have no workers
SELECT bag_eq('SELECT * FROM report(''shop.sale'', lapse_after => ''200 days'')', 'SELECT * FROM line', 'in parallel mode, with little memory, compiled');
SET LOCAL TimeZone = 'Asia/Kolkata';
SET LOCAL IntervalStyle = 'postgres';
SET LOCAL DateStyle = 'German';
SELECT results_eq('SELECT * FROM report(''shop.sale'', lapse_after => ''200 days'')', 'SELECT * FROM line', 'in another time zone and style');
RESET jit_above_cost; -- it has been tried, and takes long

-- at both ends of the calendar, where a time that is computed may lie beyond it
CREATE TABLE shop.late AS SELECT g % 5 AS customer_id, timestamptz '294276-12-30 12:00+00' - g * 37 % 900 * interval '1 day' AS sold_at, g + 5 AS amount FROM generate_series(0, 50) g;
CREATE TABLE shop.early AS SELECT g % 5 AS customer_id, timestamptz '4714-11-24 00:00+00 BC' + g * 37 % 300 * interval '1 day' AS sold_at, g + 5 AS amount FROM generate_series(0, 50) g;
CREATE VIEW shop.first AS SELECT g AS customer_id, timestamptz '4714-11-24 00:00+00 BC' AS sold_at, g + 5 AS amount FROM generate_series(0, 50) g;
SELECT is((SELECT customers FROM report(source) WHERE item_key = 'all'), (SELECT count(*) FROM next_actions(source)), source::text) FROM unnest('{shop.late,shop.early,shop.first}'::regclass[]) source;
SELECT ok(bool_and(by <= '294276-12-31') AND bool_or(by = '294276-12-31' AND overdue IS NULL), 'who is due beyond the calendar is due on its last day') FROM next_actions('shop.late');
SELECT is(count(*), 1::bigint, source || ' says how short it is') FROM unnest('{shop.early,shop.first}'::regclass[]) source, report(source) WHERE item_key = 'too_short' GROUP BY source;

-- mistakes
SELECT pg_temp.raises(query, state, hint) FROM (VALUES
	($$SELECT * FROM report('shop.sale', lang => 'xx')$$, '22023', '%''en'', ''es'', ''zh''%'),
	($$SELECT * FROM report('shop.sale', 'buyer')$$, '42703', '%customer_id%'),
	($$SELECT * FROM report('shop.sale', amount_column => 'region')$$, '42804', '%numeric%'),
	($$SELECT * FROM report('shop.sale', since => '2025-01-01', as_of => '2024-01-01')$$, '22023', '%'),
	($$SELECT * FROM report('shop.sale', as_of => '2024-01-01 00:00+00', compare_with => '2024-01-01')$$, '22023', '%before as_of%'),
	($$SELECT * FROM report('shop.sale', compare_with => 'infinity')$$, '22023', '%'),
	($$SELECT * FROM report('shop.sale', lapse_after => '-1 day')$$, '22023', '%'),
	($$SELECT * FROM _segment_unnamed(NULL)$$, '22004', '%')) v(query, state, hint);

-- figures: whatever digits the session asks of floats
CREATE TEMP TABLE digits AS SELECT * FROM report('shop.sale');
CREATE FUNCTION pg_temp.lines() RETURNS TABLE (line jsonb) SET extra_float_digits = 3 LANGUAGE SQL AS 'SELECT to_jsonb(l) FROM digits l';
CREATE TEMP TABLE truth AS SELECT * FROM pg_temp.lines();
CREATE FUNCTION pg_temp.under(digits text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	PERFORM set_config('extra_float_digits', digits, true);
	TRUNCATE digits;
	INSERT INTO digits SELECT * FROM report('shop.sale');
	RETURN bag_eq('SELECT * FROM pg_temp.lines()', 'SELECT * FROM truth', 'extra_float_digits = ' || digits);
END $$;
SELECT pg_temp.under(d) FROM unnest('{-15, 0, 3}'::text[]) d;
RESET extra_float_digits;

-- rights are the caller's
CREATE ROLE customer_seg_reader;
GRANT USAGE ON SCHEMA shop, customer_seg TO customer_seg_reader;
SET LOCAL ROLE customer_seg_reader;
SELECT pg_temp.raises($$SELECT * FROM customer_seg.report('shop.sale')$$, '42501', NULL, 'who may not read the table gets no report');
RESET ROLE;
GRANT SELECT ON shop.sale TO customer_seg_reader;
ALTER TABLE shop.sale ENABLE ROW LEVEL SECURITY;
CREATE POLICY north ON shop.sale TO customer_seg_reader USING (region = 'north');
SET LOCAL ROLE customer_seg_reader;
SELECT is((SELECT customers FROM customer_seg.report('shop.sale') WHERE item_key = 'all'), (SELECT count(DISTINCT customer_id) FROM shop.sale WHERE sold_at IS NOT NULL), 'who may see the north gets the north''s');
RESET ROLE;

SELECT * FROM finish();
ROLLBACK;
