-- report: the whole picture of a base, as rows
SET client_min_messages = warning;
SET search_path = customer_seg, public;
SET TimeZone = 'UTC';
CREATE TEMP TABLE sale (customer_id integer, sold_at date, amount numeric(10,2));
INSERT INTO sale VALUES
	(1, '2025-03-02', 120), (1, '2025-06-18', 180), (1, '2025-11-04', 150), (1, '2025-11-09', -30),
	(2, '2025-01-20', 600),
	(3, '2024-05-11',  12), (3, '2025-08-09',   9), (3, '2025-10-30',  15),
	(4, '2025-02-14',  20), (5, '2025-04-01', NULL);
SELECT section, item, customers, round(share::numeric, 3) AS share, amount, round(share_of_amount::numeric, 3) AS of_amount, evidence
FROM report('sale', as_of => '2025-12-01 00:00+00');
SELECT DISTINCT what_to_do FROM report('sale') WHERE item = 'Bee' AND section = 'Type';

-- customers of any type; other languages are for databases that can write them: test/pgtap
CREATE TEMP VIEW by_name AS SELECT 'no. ' || customer_id AS who, sold_at AS "on", amount AS paid FROM sale;
SELECT section, item, customers, amount, what_to_do FROM report('by_name', 'who', 'on', 'paid', lang => 'en-GB') LIMIT 3;

-- nobody
CREATE TEMP TABLE nobody (LIKE sale);
SELECT section, item, customers, share, amount, share_of_amount, evidence FROM report('nobody');

-- rows that are left out, with their money
INSERT INTO nobody VALUES (NULL, '2025-01-01', 12.50), (1, NULL, 7), (NULL, NULL, NULL);
SELECT customers, evidence FROM report('nobody') LIMIT 1;
INSERT INTO nobody VALUES (1, '2025-01-01', -5), (2, '2025-01-01', 40);
SELECT section, item, customers, amount, evidence, what_to_do FROM report('nobody') WHERE section IN ('The base', 'Position', 'Term') OR item = 'Refunds only';

-- mistakes
SELECT * FROM report(NULL::regclass);
SELECT * FROM report('sale', since => '2026-01-01', as_of => '2025-01-01');

-- what it reads: customers of any type, unnamed
SELECT orders, amount, quadrant, measured_at FROM _segment_unnamed('by_name', 'who', 'on', 'paid') WHERE activity IS NOT NULL ORDER BY amount DESC, orders;
