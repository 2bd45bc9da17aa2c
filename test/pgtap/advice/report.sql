-- report: each line against segment() and the functions of its section, on every kind of source
BEGIN;
\ir ../helpers.psql
\ir ../shop.psql
SELECT plan(83);

CREATE TEMP TABLE line AS SELECT * FROM report('shop.sale');
CREATE TEMP TABLE customer AS SELECT *, CASE WHEN orders > 0 THEN amount END AS bought, orders = 0 AND refunds(activity) > 0 AS refunded FROM segment('shop.sale');
CREATE TEMP TABLE standard AS SELECT measured_at AS as_of, yardstick(activity, measured_at) AS y FROM _segment_unnamed('shop.sale') WHERE activity IS NOT NULL GROUP BY 1;

-- _segment_unnamed is segment without the name
SELECT bag_eq('SELECT orders, amount, first_order, last_order, loyalty, contribution, quadrant, activity FROM _segment_unnamed(''shop.sale'') WHERE activity IS NOT NULL',
			  'SELECT orders, amount, first_order, last_order, loyalty, contribution, quadrant, activity FROM customer', '_segment_unnamed() has the rows of segment()');
SELECT is(as_of, (SELECT max(sold_at) + interval '1 microsecond' FROM shop.sale WHERE customer_id IS NOT NULL), 'measured just after the last row that counts') FROM standard;
SELECT is((SELECT DISTINCT measured_at FROM _segment_unnamed('shop.sale', as_of => '2024-01-01 00:00+00') WHERE activity IS NOT NULL), '2024-01-01 00:00+00', 'or at as_of');

-- the lines of a classification, by plain SQL
CREATE TEMP TABLE classified AS
SELECT amount, false AS refunded, 'quadrant' AS subject, quadrant::text AS segment FROM customer
UNION ALL SELECT amount, refunded, 'value_group', value_group(activity, y, as_of)::text FROM customer, standard
UNION ALL SELECT amount, refunded, 'rfm_segment', CASE WHEN orders > 0 THEN rfm_segment(rfm(activity, y))::text END FROM customer, standard
UNION ALL SELECT amount, false, 'market_position', CASE WHEN orders > 0 OR refunded THEN 'existing' ELSE 'potential' END FROM customer
UNION ALL SELECT amount, refunded, 'customer_term', customer_term(activity)::text FROM customer
UNION ALL SELECT amount, refunded, 'pareto_class', CASE WHEN bought IS NULL THEN NULL WHEN before < 0.2 * n THEN 'top' WHEN after < 0.2 * n THEN 'bottom' ELSE 'middle' END
	FROM (SELECT amount, refunded, bought, count(bought) OVER () AS n,
				 count(bought) OVER (ORDER BY bought DESC NULLS LAST) - (count(bought) OVER (PARTITION BY bought) + 1) / 2 AS before,
				 count(bought) OVER (ORDER BY bought) - (count(bought) OVER (PARTITION BY bought) + 1) / 2 AS after FROM customer) ranked;
CREATE TEMP TABLE wanted AS
SELECT label('report', subject, 'en') AS section, label(CASE WHEN segment IS NULL THEN 'report' ELSE subject END, line, 'en') AS item,
	   count(*) AS customers, sum(amount) AS amount, strategy(CASE WHEN segment IS NULL THEN 'report' ELSE subject END, line, 'en') AS what_to_do,
	   CASE WHEN segment IS NOT NULL THEN count(*) / (sum(count(segment)) OVER (PARTITION BY subject))::float8 END AS share,
	   CASE WHEN segment IS NOT NULL THEN (sum(greatest(amount, 0)) / sum(sum(greatest(amount, 0)) FILTER (WHERE segment IS NOT NULL)) OVER (PARTITION BY subject))::float8 END AS share_of_amount
FROM classified, LATERAL (SELECT coalesce(segment, CASE WHEN refunded THEN 'refunds_only' ELSE 'none' END) AS line) l GROUP BY subject, segment, line;
SELECT bag_eq(format('SELECT item, customers, amount, what_to_do, round(share::numeric, 12) AS s, round(share_of_amount::numeric, 12) AS a FROM line WHERE section = %L AND customers > 0', section),
			  format('SELECT item, customers, amount, what_to_do, round(share::numeric, 12) AS s, round(share_of_amount::numeric, 12) AS a FROM wanted WHERE section = %L', section), section || ': customers, money, shares, advice')
FROM wanted GROUP BY section ORDER BY section;
SELECT is_empty($$SELECT section FROM line WHERE section IN (SELECT section FROM wanted) GROUP BY 1
	HAVING (sum(customers), sum(amount)) <> (SELECT count(*), sum(amount) FROM customer)$$, 'each of these sections adds up to the base');
SELECT is_empty($$SELECT section FROM line WHERE section IN (SELECT section FROM wanted) GROUP BY 1 HAVING abs(sum(share) - 1) > 1e-9$$, 'and its shares to 1');
SELECT is((SELECT array_agg(n ORDER BY n) FROM (SELECT count(*) - count(*) FILTER (WHERE item IN ('None of these', 'Refunds only')) AS n FROM line WHERE section IN (SELECT section FROM wanted) GROUP BY section) c),
		  ARRAY[2, 3, 3, 4, 4, 13]::bigint[], 'with a line also for groups without anybody');
SELECT bag_eq($$SELECT item, evidence FROM line WHERE section IN ('Type', 'Value and age', 'RFM segments', 'Position', 'Term') AND item NOT IN ('None of these', 'Refunds only')$$, $$
	SELECT label(subject, segment, 'en'), round(100 * share_low::numeric, 1) || ' .. ' || round(100 * share_high::numeric, 1) || ' %' FROM (
		SELECT 'quadrant' AS subject, breakdown(quadrant, amount) AS parts FROM customer
		UNION ALL SELECT 'value_group', breakdown(value_group(activity, y), amount) FROM customer, standard
		UNION ALL SELECT 'rfm_segment', breakdown(CASE WHEN orders > 0 THEN rfm_segment(rfm(activity, y)) END, amount) FROM customer, standard
		UNION ALL SELECT 'market_position', breakdown(market_position(activity), amount) FROM customer
		UNION ALL SELECT 'customer_term', breakdown(customer_term(activity), amount) FROM customer) b, shares(parts) WHERE segment IS NOT NULL$$, 'the evidence of a share is its interval');
SELECT results_eq($$SELECT customers, amount, share, evidence FROM line WHERE section = 'The base'$$,
	$$SELECT count(*), sum(amount), 1::float8, to_char(min(first_order) AT TIME ZONE 'UTC', 'YYYY-MM-DD') || ' .. ' || to_char(max(last_order) AT TIME ZONE 'UTC', 'YYYY-MM-DD')
	|| (SELECT format('; left out: %s rows without a customer, %s without a time, amount %s', count(*) FILTER (WHERE customer_id IS NULL), count(*) FILTER (WHERE customer_id IS NOT NULL), sum(amount)) FROM shop.sale WHERE customer_id IS NULL OR sold_at IS NULL) FROM customer$$, 'the base');
SELECT results_eq($$SELECT item, customers, what_to_do FROM line WHERE section = 'Structure'$$,
	$$SELECT label(structure(quadrant)), count(*), strategy(structure(quadrant)) FROM customer$$, 'the structure');
SELECT results_eq($$SELECT evidence FROM line WHERE section = 'Structure'$$, $$
	SELECT 'w = ' || round(w::numeric, 3) || ', ' || CASE WHEN p < 0.0001 THEN 'p < 0.0001' ELSE 'p = ' || round(p::numeric, 4) END || '; 1st against 2nd '
		   || CASE WHEN p_largest < 0.0001 THEN 'p < 0.0001' ELSE 'p = ' || round(p_largest::numeric, 4) END
	FROM describe((SELECT mix(quadrant) FROM customer)) LIMIT 1$$, 'and its evidence');
SELECT results_eq($$SELECT customers, round(share::numeric, 9), amount, round(share_of_amount::numeric, 9), evidence FROM line WHERE section = 'Concentration'$$, $$
	SELECT v.* FROM (SELECT count(bought) AS n, gini(bought), max(bought) AS largest, sum(greatest(amount, 0)) AS brought, customers_for_share(bought, 0.8) AS few FROM customer) c,
		(SELECT avg(amount) AS mean, (sum(amount) - max(bought)) / (count(*) - 1) AS mean_of_others, scale(sum(amount)) AS digits FROM customer) m,
		LATERAL (VALUES (n, 1::numeric, NULL::numeric, NULL::numeric, round(gini::numeric, 3)::text),
						(1, round(1.0 / n, 9), largest, round(largest / brought, 9), format('mean %s, without %s; %s customers between', round(mean, digits), round(mean_of_others, digits),
							(SELECT count(*) FROM customer WHERE amount >= mean_of_others AND amount < mean))),
						(few, round(few::numeric / n, 9), NULL, 0.8, NULL)) v$$, 'the concentration is that of buyers');
SELECT results_eq($$SELECT item, customers, amount, evidence, what_to_do FROM line WHERE section = 'Contact due'$$, $$
	SELECT label(q), count(customer) FILTER (WHERE due), coalesce(sum(amount) FILTER (WHERE due), 0), (play(q)).contact_every::text, message(q)
	FROM unnest(enum_range(NULL::quadrant)) q LEFT JOIN (SELECT *, contact_due(activity, quadrant, as_of) AS due FROM customer, standard) c ON quadrant = q GROUP BY q ORDER BY q$$, 'who is due a contact');
SELECT results_eq($$SELECT item, evidence FROM line WHERE section = 'Pareto classes' AND item NOT IN ('None of these', 'Refunds only')$$, $$
	SELECT label(c), '>= ' || min(bought) FROM (SELECT bought, pareto_class(bought) OVER () AS c FROM customer) p WHERE c IS NOT NULL GROUP BY c ORDER BY c$$, 'the least amount of a class');

-- languages
SELECT results_eq(format('SELECT customers, share, amount, share_of_amount, evidence FROM report(''shop.sale'', lang => %L)', lang), 'SELECT customers, share, amount, share_of_amount, evidence FROM line', lang || ': the same numbers')
FROM unnest(ARRAY['es', 'zh', 'zh-Hant', 'en-GB']) lang;
SELECT is_empty(format('SELECT * FROM report(''shop.sale'', lang => %L) JOIN line USING (section, item)', lang), lang || ': in other words') FROM unnest(ARRAY['es', 'zh']) lang;
SELECT is_empty('SELECT * FROM line WHERE section IS NULL OR item IS NULL OR what_to_do IS NULL', 'no line is without its words');
UPDATE playbook SET name = 'Honey bee', action = 'Ask them to tea.', contact_every = '100 years' WHERE subject = 'quadrant' AND item = 'bee' AND lang = 'en';
SELECT results_eq($$SELECT customers, what_to_do FROM report('shop.sale') WHERE item = 'Honey bee'$$,
	$$VALUES ((SELECT count(*) FROM customer WHERE quadrant = 'bee'), 'Ask them to tea.'), (0, (SELECT message FROM playbook WHERE subject = 'quadrant' AND item = 'bee' AND lang = 'en'))$$, 'the users'' own words and intervals');
DELETE FROM playbook WHERE own;
SELECT results_eq('SELECT * FROM report(''shop.sale'', lang => NULL)', 'SELECT * FROM line', 'NULL is the default, as for the other options');
DELETE FROM playbook WHERE lang = 'en' AND (subject, item) IN (('quadrant', 'mantis'), ('report', 'all'), ('report', 'quadrant'));
SELECT bag_eq('SELECT section, item, customers, amount FROM report(''shop.sale'') EXCEPT ALL SELECT section, item, customers, amount FROM line', $$
	SELECT CASE section WHEN 'Type' THEN 'quadrant' ELSE section END, CASE item WHEN 'Mantis' THEN 'mantis' WHEN 'All customers' THEN 'all' ELSE item END,
		   CASE section WHEN 'Contact due' THEN 0 ELSE customers END, CASE section WHEN 'Contact due' THEN 0 ELSE amount END
	FROM line WHERE section = 'Type' OR item IN ('Mantis', 'All customers')$$, 'what the playbook has no row for keeps its own name, and nobody is due a contact by it');
DELETE FROM playbook_own;

-- sources
CREATE TEMP VIEW other AS SELECT 'c' || customer_id AS who, sold_at AS at, amount::float8 AS paid FROM shop.sale;
SELECT results_eq('SELECT section, item, customers, share FROM report(''other'', ''who'', ''at'', ''paid'')', 'SELECT section, item, customers, share FROM line', 'customers of another type, amounts in double precision');
SELECT results_eq($$SELECT customers, amount FROM report('shop.sale', order_column => 'order_no', potential_column => 'potential', since => '2023-01-01 00:00+00', as_of => '2024-01-01 00:00+00') WHERE section = 'Type'$$,
	$$SELECT customers, amount FROM unnest(enum_range(NULL::quadrant)) q, LATERAL (SELECT count(*), coalesce(sum(s.amount), 0)
		FROM segment('shop.sale', order_column => 'order_no', potential_column => 'potential', since => '2023-01-01 00:00+00', as_of => '2024-01-01 00:00+00') s WHERE quadrant = q) c (customers, amount)$$, 'orders, potential and a period');
SELECT results_eq($$SELECT customers FROM report('shop.sale', yardstick => (SELECT with_cuts(y, contribution => '1000') FROM standard)) WHERE section = 'Type'$$,
	$$SELECT count(amount) FROM unnest(enum_range(NULL::quadrant)) q LEFT JOIN (SELECT amount, quadrant(activity, with_cuts(y, contribution => '1000')) AS is FROM customer, standard) c ON "is" = q GROUP BY q ORDER BY q$$, 'a yardstick of one''s own');
CREATE TEMP TABLE rich AS SELECT yardstick(activity, as_of) AS y FROM customer, standard WHERE amount > 500;
SELECT results_eq($$SELECT item, customers FROM report('shop.sale', yardstick => (SELECT y FROM rich)) WHERE section = 'RFM segments' AND item NOT IN ('None of these', 'Refunds only') AND customers > 0$$,
	$$SELECT label(segment), n FROM (SELECT rfm_segment(rfm(activity, y, as_of)) AS segment, count(*) AS n FROM customer, standard s (as_of, own), rich WHERE orders > 0 GROUP BY 1) c ORDER BY segment$$, 'RFM by it too');
SELECT results_eq($$SELECT item, customers FROM report('shop.sale', yardstick => (SELECT y FROM rich)) WHERE section = 'Value and age' AND item NOT IN ('None of these', 'Refunds only') AND customers > 0$$,
	$$SELECT label(g), n FROM (SELECT value_group(activity, y, as_of) AS g, count(*) AS n FROM customer, standard s (as_of, own), rich WHERE orders > 0 GROUP BY 1) c ORDER BY g$$, 'and value');
CREATE TEMP TABLE one AS SELECT 1 AS customer_id, timestamptz '2024-01-01 00:00+00' AS sold_at, v AS amount FROM unnest(ARRAY[NULL, -5, 0, 7]::numeric[]) v;
CREATE FUNCTION pg_temp.sums(query text) RETURNS text LANGUAGE plpgsql AS $$ DECLARE said text; BEGIN
	EXECUTE format('SELECT string_agg(DISTINCT format(''%%s customers %%s'', n, amount), ''; '') FROM (SELECT sum(customers) AS n, sum(amount) AS amount FROM (%s) r WHERE section NOT IN (''Concentration'', ''Contact due'') GROUP BY section) s', query) INTO said;
	RETURN said; END $$;
SELECT is(pg_temp.sums(format('SELECT * FROM report(%L)', 'one')), '1 customers 2', 'one customer');
DELETE FROM one WHERE amount >= 0;
SELECT is(pg_temp.sums(format('SELECT * FROM report(%L)', 'one')), '1 customers -5', 'a refund and a visit only');
DELETE FROM one WHERE amount IS NOT NULL;
SELECT is(pg_temp.sums(format('SELECT * FROM report(%L)', 'one')), '1 customers 0', 'a visit only');
DELETE FROM one;
SELECT is(pg_temp.sums(format('SELECT * FROM report(%L)', 'one')), '0 customers 0', 'nobody');
SELECT is((SELECT count(*) FROM report('one') WHERE share IS NOT NULL OR share_of_amount IS NOT NULL), 0::bigint, 'and no shares of nothing');
SELECT is((SELECT count(*) FROM report('one') WHERE customers IS NULL), 0::bigint, 'whose number is 0 in every line');
INSERT INTO one VALUES (1, '0045-03-15 00:00+00 BC', 1), (1, '12025-01-01 00:00+00', 1);
SELECT is((SELECT evidence FROM report('one') LIMIT 1), '0045-03-15 BC .. 12025-01-01', 'a time before Christ says so');
DELETE FROM one;

INSERT INTO one VALUES (1, '294276-12-30 00:00+00', 7), (2, '4714-11-25 00:00+00 BC', 7);
SELECT is(pg_temp.sums(format('SELECT * FROM report(%L)', 'one')), '2 customers 14', 'orders at both ends of the calendar');

-- totals below 0 bring nothing, so shares lie between 0 and 1, and the top fifth has one
CREATE TEMP TABLE negative AS SELECT g AS customer_id, date '2025-01-01' AS sold_at, 10 AS amount FROM generate_series(1, 10) g
UNION ALL VALUES (1, date '2025-01-02', 90), (10, '2025-01-02', -60), (9, '2025-01-02', -40);
SELECT is_empty($$SELECT * FROM report('negative') WHERE NOT share_of_amount BETWEEN 0 AND 1$$, 'shares of money within 0 and 1');
SELECT is((SELECT array_agg(round(share_of_amount::numeric, 6) ORDER BY item) FROM report('negative') WHERE item ~* 'top|All customers'), ARRAY[1, round(100 / 170.0, 6)], 'of what is brought, in one line for the top fifth');
SELECT is((SELECT count(*) FROM (SELECT section, sum(share_of_amount) AS s FROM report('negative') WHERE section NOT IN ('Concentration', 'Contact due') GROUP BY 1) x WHERE abs(s - 1) > 1e-12), 0::bigint, 'and in each section 1 together');
-- a period of which nobody can be old
SELECT set_eq($$SELECT section, what_to_do FROM report('negative') WHERE section IN ('Value and age', 'Term')$$, $$SELECT s, strategy('report', 'too_short', 'en') FROM unnest(ARRAY['Value and age', 'Term']) s$$, 'too short a period for old and new');
INSERT INTO negative VALUES (2, '2023-01-01', 10);
SELECT is_empty($$SELECT * FROM report('negative') WHERE what_to_do = strategy('report', 'too_short', 'en')$$, 'two years are enough');

-- one typed amount puts the others below the mean
CREATE TABLE shop.typed AS SELECT g AS customer_id, g * interval '1 hour' + timestamptz '2024-01-01 00:00+00' AS sold_at, g::numeric AS amount FROM generate_series(1, 999) g;
INSERT INTO shop.typed VALUES (1000, '2024-06-01 00:00+00', 10000000);
SELECT results_eq($$SELECT customers, amount, round(share_of_amount::numeric, 3), evidence FROM report('shop.typed') WHERE item = 'Largest customer'$$,
	$$VALUES (1::bigint, 10000000::numeric, 0.952, 'mean 10499.50, without 500.00; 500 customers between')$$, 'the largest customer');
SELECT is((SELECT count(*) FROM segment('shop.typed') a JOIN segment('shop.typed', as_of => '2024-03-01') b USING (customer, amount) WHERE (a.quadrant IN ('bee', 'dragonfly')) <> (b.quadrant IN ('bee', 'dragonfly'))), 500::bigint, 'as many as change their type');
DELETE FROM shop.typed WHERE amount > 1;
SELECT results_eq($$SELECT customers, amount, share_of_amount, evidence FROM report('shop.typed') WHERE item = 'Largest customer'$$, $$VALUES (1::bigint, 1::numeric, 1::float8, NULL)$$, 'who is alone');

-- profit, where it is known
CREATE TEMP TABLE earning AS SELECT g AS customer_id, date '2024-01-01' + g AS sold_at, 100 * g AS amount, CASE WHEN g < 3 THEN 1000 * g WHEN g < 11 THEN -g END AS profit, 5 AS quote FROM generate_series(1, 20) g;
SELECT results_eq($$SELECT item, customers, amount, evidence FROM report('earning', profit_column => 'profit') WHERE section = 'Pareto classes'$$,
	$$VALUES ('Top 20%', 2::bigint, 300::numeric, 'profit >= 1000; in all 3000'), ('Middle 60%', 6, 3300, 'profit >= -8; in all -33'), ('Bottom 20%', 2, 1900, 'profit >= -10; in all -19'), ('Profit unknown', 10, 15500, NULL)$$, 'Pareto classes are by profit');
SELECT results_eq($$SELECT section, customers, round(share::numeric, 6), amount, round(share_of_amount::numeric, 6), what_to_do FROM report('earning', profit_column => 'profit') WHERE item = 'Profit unknown'$$,
	$$SELECT section, 10::bigint, share, 15500::numeric, of_amount, strategy('report', 'profit_unknown', 'en') FROM (VALUES ('The base', 0.5, round(15500 / 21000.0, 6)), ('Pareto classes', NULL, NULL)) v (section, share, of_amount)$$, 'buyers of unknown profit have a line, and advice, of their own');
INSERT INTO earning VALUES (21, '2024-01-01', NULL, NULL, 5), (22, '2024-01-01', -7, NULL, NULL);
SELECT results_eq($$SELECT item, customers, amount FROM report('earning', profit_column => 'profit') WHERE section = 'Pareto classes' OFFSET 3$$,
	$$VALUES ('None of these', 1::bigint, 0::numeric), ('Profit unknown', 10, 15500), ('Refunds only', 1, -7)$$, 'who has no order is none of them');
SELECT is_empty($$SELECT section FROM report('earning', profit_column => 'profit') WHERE section NOT IN ('The base', 'Concentration', 'Contact due') GROUP BY 1 HAVING (sum(customers), sum(amount)) <> (22, 20993)$$, 'and nobody is lost');
SELECT set_eq($$SELECT section FROM report('earning', profit_column => 'profit') WHERE evidence ~ 'by amount$'$$, ARRAY['Value and age', 'Concentration', 'RFM segments'], 'what goes by the amount all the same says so');
SELECT is_empty($$SELECT * FROM report('earning', profit_column => 'profit') WHERE section IN ('Value and age', 'Concentration', 'RFM segments') AND customers > 0 AND share IS NOT NULL AND evidence !~ 'by amount$'$$, 'in each of its lines');
SELECT is((SELECT evidence FROM report('earning', profit_column => 'profit') WHERE item = 'Largest customer'), 'by amount', 'a mean of amounts is not said where the cut is one of profits');
SELECT is((SELECT evidence FROM report('earning', yardstick => (SELECT yardstick(activity, '2025-01-01') FROM segment('earning'))) WHERE item = 'Largest customer'), NULL, 'nor where the cut is that of others');
SELECT results_eq($$SELECT label(quadrant), 'profit ' || coalesce(sum(profit(activity)), 0) FROM segment('earning', profit_column => 'profit') RIGHT JOIN unnest(enum_range(NULL::quadrant)) q (quadrant) USING (quadrant) GROUP BY quadrant ORDER BY quadrant$$,
	$$SELECT item, substring(evidence FROM 'profit.*') FROM report('earning', profit_column => 'profit') WHERE section = 'Type'$$, 'the profit of each type');
SELECT matches((SELECT evidence FROM report('earning', profit_column => 'profit') LIMIT 1), '; profit 2948$', 'and of all');
DELETE FROM earning WHERE customer_id > 20;
UPDATE earning SET profit = NULL;
SELECT results_eq($$SELECT section, item, customers, evidence FROM report('earning', profit_column => 'profit') WHERE item <> 'Profit unknown'$$, $$SELECT section, item, customers, evidence FROM report('earning')$$, 'where any is known');
SELECT results_eq($$SELECT section, customers FROM report('earning', profit_column => 'profit') WHERE item = 'Profit unknown'$$, $$VALUES ('The base', 20::bigint)$$, 'that none is known is said');

-- too few to be ranked, or all alike
CREATE TEMP TABLE few AS SELECT g AS customer_id, date '2024-01-01' AS sold_at, 5 AS amount FROM generate_series(1, 4) g UNION ALL VALUES (0, date '2024-01-01', NULL::int);
CREATE FUNCTION pg_temp.ranked() RETURNS text LANGUAGE sql AS $$ SELECT string_agg(concat_ws(' ', item, customers, amount, evidence), '; ') FROM report('few') WHERE section = 'RFM segments' AND customers > 0 $$;
SELECT is(pg_temp.ranked(), 'Not ranked 4 20 too few buyers to rank: 4; None of these 1 0', 'ranks of few buyers say nothing');
INSERT INTO few VALUES (5, '2024-01-01', 5);
SELECT is(pg_temp.ranked(), 'Not ranked 5 25 all buyers are alike: 5; None of these 1 0', 'nor of those who are all alike');
SELECT isnt((SELECT evidence FROM report('few', yardstick => (SELECT y FROM standard)) WHERE section = 'RFM segments' AND customers > 0 LIMIT 1), 'all buyers are alike: 5', 'a yardstick ranks anybody');
UPDATE few SET amount = 6 WHERE customer_id = 5;
SELECT unalike(pg_temp.ranked(), '%Not ranked%', 'one of five who differs is enough');
UPDATE few SET amount = 5;
INSERT INTO few SELECT g, '2024-01-01', 5 FROM generate_series(6, 40) g;
SELECT is((SELECT evidence FROM report('few') WHERE section = 'Structure'), 'all_alike: loyalty, contribution', 'of who are alike there is no more evidence');
INSERT INTO few VALUES (NULL, '2024-01-01', 1);
SELECT matches((SELECT evidence FROM report('few') LIMIT 1), 'left out: 1 row without a customer, ', 'a row, two rows');

-- rows that may be lines of orders
CREATE TABLE shop.lines AS SELECT o % 50 AS customer_id, date '2024-01-01' + o AS sold_at, 5 * l AS amount, o AS "Order No", l AS place FROM generate_series(1, 200) o, generate_series(1, 3) l;
SELECT results_eq($$SELECT section, item, customers, share, amount, share_of_amount, evidence FROM report('shop.lines') OFFSET 1 LIMIT 1$$,
	$$VALUES ('The base', 'Perhaps lines of orders', NULL::bigint, NULL::float8, NULL::numeric, NULL::float8, '100 % of the rows share customer and time; order_column => ''Order No''')$$, 'lines of orders');
SELECT is_empty($$SELECT * FROM report('shop.lines', order_column => 'Order No') WHERE item = 'Perhaps lines of orders'$$, 'said no more when it is given');
ALTER TABLE shop.lines DROP "Order No";
SELECT is((SELECT evidence FROM report('shop.lines') WHERE item = 'Perhaps lines of orders'), '100 % of the rows share customer and time', 'without a column');
DELETE FROM shop.lines WHERE place > 1 AND sold_at > '2024-01-12';
SELECT is((SELECT evidence FROM report('shop.lines') WHERE item = 'Perhaps lines of orders'), NULL, 'up to a fifth is chance');

-- what is left out, with its money, also where other processes have read it
CREATE TABLE shop.left_out AS SELECT CASE WHEN n % 10 > 0 THEN n % 100 END AS customer_id, CASE WHEN n % 7 > 0 THEN timestamptz '2024-01-01 00:00+00' + n * interval '1 minute' END AS sold_at, n * 0.01 AS amount
FROM generate_series(1, 20000) n;
SET LOCAL min_parallel_table_scan_size = 0;
SET LOCAL max_parallel_workers_per_gather = 2;
SET LOCAL parallel_leader_participation = off;
SELECT bag_eq($$SELECT without_customer, without_time, amount_left_out FROM _segment_unnamed('shop.left_out') WHERE activity IS NULL$$,
	$$SELECT count(*) FILTER (WHERE customer_id IS NULL) AS a, count(customer_id) AS b, sum(amount) AS c FROM shop.left_out WHERE customer_id IS NULL OR sold_at IS NULL$$, 'rows left out by workers');

-- whatever the plan
SELECT set_config(CASE WHEN current_setting('server_version_num')::int < 160000 THEN 'force_parallel_mode' ELSE 'debug_parallel_query' END, 'on', true) AS debug \gset
SET LOCAL work_mem = '64kB';
SET LOCAL jit_above_cost = 0;
-- not by results_eq(), whose cursors have no workers
SELECT bag_eq('SELECT * FROM report(''shop.sale'')', 'SELECT * FROM line', 'in parallel mode, with little memory, compiled');
SET LOCAL TimeZone = 'Asia/Kolkata';
SET LOCAL IntervalStyle = 'postgres';
SET LOCAL DateStyle = 'German';
SELECT results_eq('SELECT * FROM report(''shop.sale'')', 'SELECT * FROM line', 'in another time zone and style');

-- mistakes
SELECT pg_temp.raises(query, state, hint) FROM (VALUES
	($$SELECT * FROM report('shop.sale', lang => 'xx')$$, '22023', '%''en'', ''es'', ''zh''%'),
	($$SELECT * FROM report('shop.sale', 'buyer')$$, '42703', '%customer_id%'),
	($$SELECT * FROM report('shop.sale', amount_column => 'region')$$, '42804', '%numeric%'),
	($$SELECT * FROM report('shop.sale', since => '2025-01-01', as_of => '2024-01-01')$$, '22023', '%'),
	($$SELECT * FROM _segment_unnamed(NULL)$$, '22004', '%')) v(query, state, hint);

-- rights
CREATE ROLE customer_seg_reader;
GRANT USAGE ON SCHEMA customer_seg, shop TO customer_seg_reader;
SET LOCAL ROLE customer_seg_reader;
SELECT pg_temp.raises($$SELECT * FROM customer_seg.report('shop.sale')$$, '42501', NULL, 'who may not read the table gets no report');
RESET ROLE;
GRANT SELECT ON shop.sale TO customer_seg_reader;
ALTER TABLE shop.sale ENABLE ROW LEVEL SECURITY;
CREATE POLICY north ON shop.sale TO customer_seg_reader USING (region = 'north');
SET LOCAL ROLE customer_seg_reader;
SELECT is((SELECT customers FROM customer_seg.report('shop.sale') WHERE section = 'The base'), (SELECT count(DISTINCT customer_id) FROM shop.sale WHERE sold_at IS NOT NULL), 'who may see the north gets the north''s');
SELECT cmp_ok((SELECT customers FROM customer_seg.report('shop.sale') WHERE section = 'The base'), '<', 400::bigint, 'which is a part');
RESET ROLE;

SELECT * FROM finish();
ROLLBACK;
