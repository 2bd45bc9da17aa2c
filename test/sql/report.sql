-- report: the whole picture of a base, as sentences and as rows
SET client_min_messages = warning;
SET search_path = customer_seg, public;
SET TimeZone = 'UTC';
CREATE TEMP TABLE sale (customer_id integer, sold_at date, amount numeric(10,2));
INSERT INTO sale
SELECT c, date '2023-01-05' + 30 * n + c % 7, 10 + c + n % 3
FROM generate_series(1, 40) c, generate_series(0, 30) n WHERE (c * 7 + n * 11) % (2 + c % 9) = 0 AND (c % 3 > 0 OR n < 14);
INSERT INTO sale VALUES (1, '2025-05-20', -12), (41, '2025-03-02', 4000), (42, '2025-06-01', NULL), (43, '2025-02-01', -5), (NULL, '2025-01-01', 12.50);
SELECT section_key, item_key, section, item, customers, round(share::numeric, 3) AS share, round(low::numeric, 3) AS low, round(high::numeric, 3) AS high,
	   amount, round(share_of_amount::numeric, 3) AS of_amount, round(statistic::numeric, 3) AS statistic, evidence
FROM report('sale', as_of => '2025-07-01 00:00+00') WHERE section_key <> 'summary';
SELECT item_key, item, what_to_do FROM report('sale', as_of => '2025-07-01 00:00+00') WHERE section_key = 'summary';

-- compared with a year before
SELECT section_key, item_key, customers, before, round(change::numeric, 3) AS change
FROM report('sale', as_of => '2025-07-01 00:00+00', compare_with => '2024-07-01') WHERE section_key IN ('quadrant', 'life_stage', 'development') AND (customers > 0 OR before > 0);

-- who has lapsed, by a limit of one's own
SELECT item_key, customers, what_to_do FROM report('sale', as_of => '2025-07-01 00:00+00', lapse_after => '100 days') WHERE section_key = 'life_stage' OR item_key IN ('customers', 'lapse_given_says_nothing');

-- for a terminal
SELECT line AS "report" FROM report_text('sale', as_of => '2025-07-01 00:00+00') WITH ORDINALITY AS r (line, i) WHERE i <= 60;

-- customers of any type; other languages are for databases that can write them: test/pgtap
CREATE TEMP VIEW by_name AS SELECT 'no. ' || customer_id AS who, sold_at AS "on", amount AS paid FROM sale;
SELECT section, item, customers, amount, what_to_do FROM report('by_name', 'who', 'on', 'paid', lang => 'en-GB') LIMIT 3;

-- nobody
CREATE TEMP TABLE nobody (LIKE sale);
SELECT section_key, item_key, customers, share, amount, share_of_amount, evidence, what_to_do FROM report('nobody') WHERE section_key IN ('summary', 'base', 'quadrant', 'structure', 'concentration');

-- rows that are left out, with their money
INSERT INTO nobody VALUES (NULL, '2025-01-01', 12.50), (1, NULL, 7), (NULL, NULL, NULL);
SELECT item_key, amount, statistic, what_to_do FROM report('nobody') WHERE item_key IN ('left_out', 'nobody');
INSERT INTO nobody VALUES (1, '2025-01-01', -5), (2, '2025-01-01', 40);
SELECT item_key, customers, amount, what_to_do FROM report('nobody') WHERE section_key IN ('summary', 'base', 'market_position', 'customer_term');

-- a language of one's own
SELECT _fill('{customers} {customers|customer has|customers have} left, {money} with {customers|it|them}; {nothing|one|many}', '{"customers": 1, "money": 12}');
SELECT _fill('{customers} {customers|customer has|customers have} left, {money} with {customers|it|them}', '{"customers": 2, "money": 12}');
SELECT * FROM _wrap('  A text that is wrapped at twenty columns, with a word_that_is_too_long_for_a_line.', 20);
SELECT '[' || _pad('left', 8) || ']', '[' || _pad('right', -8) || ']', '[' || _pad('much too long', 8) || ']', '[' || _pad('1234567890', -8) || ']';

-- mistakes
SELECT * FROM report(NULL::regclass);
SELECT * FROM report('sale', since => '2026-01-01', as_of => '2025-01-01');
SELECT * FROM report('sale', as_of => '2025-01-01 00:00+00', compare_with => '2025-01-01');
SELECT * FROM report('sale', as_of => '2025-01-01 00:00+00', since => '2025-02-01', compare_with => '2024-01-01');
\set VERBOSITY terse
SELECT * FROM report_text('sale', lang => 'xx');
\set VERBOSITY default
SELECT _wrap('text', 3);

-- what it reads: customers of any type, unnamed
SELECT orders, amount, quadrant, measured_at FROM _segment_unnamed('by_name', 'who', 'on', 'paid') WHERE activity IS NOT NULL ORDER BY amount DESC, orders LIMIT 5;
