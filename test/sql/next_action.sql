SET search_path = public, customer_seg;
\pset null -
\set SHOW_CONTEXT never
-- the one thing to do next, of each kind of customer
CREATE TABLE sale (customer_id integer, sold_at date, amount numeric, potential numeric);
INSERT INTO sale SELECT c, date '2024-12-31' - c % 5 - 20 * n, 10 * c + n, NULL FROM generate_series(1, 6) c, generate_series(0, 8) n;
INSERT INTO sale VALUES (11, '2023-01-10', 600, NULL), (11, '2023-02-10', 900, NULL), (12, '2024-07-20', 5, NULL), (13, '2023-05-01', 5, NULL), (14, '2024-12-20', 40, NULL),
	(15, '2024-11-01', NULL, 500), (16, '2024-12-24', NULL, NULL), (17, '2024-12-01', -20, NULL), (18, '2024-03-01', 800, NULL), (18, '2024-03-11', 800, NULL), (18, '2024-10-10', 7, NULL);
SELECT customer, action, by, overdue, at_stake, why FROM next_actions('sale', potential_column => 'potential', as_of => '2025-01-01 00:00+00', lapse_after => '120 days') ORDER BY customer;
SELECT n.* FROM next_actions('sale', potential_column => 'potential', as_of => '2025-01-01 00:00+00', lapse_after => '120 days') n WHERE customer = 11 \gx
-- a log of contacts: what we sent counts, complaints go first
CREATE TABLE contacts (customer bigint NOT NULL, at timestamptz NOT NULL, channel text, occasion text, kind contact_log_kind NOT NULL, campaign text, outcome text);
INSERT INTO contacts (customer, at, kind) VALUES (11, '2024-12-20 09:00+00', 'outreach'), (14, '2024-12-28 09:00+00', 'complaint'), (15, '2024-12-28 09:00+00', 'complaint'), (15, '2024-12-29 09:00+00', 'settlement');
SELECT customer, last_outreach AT TIME ZONE 'UTC' AS last_outreach, last_inbound AT TIME ZONE 'UTC' AS last_inbound, open_complaints FROM contact_log('contacts') ORDER BY customer;
SELECT place, customer, action, by, overdue, at_stake FROM contact_list('sale', potential_column => 'potential', as_of => '2025-01-01 00:00+00', lapse_after => '120 days', contact_log => 'contacts', capacity => 4);
SELECT contact_due(a, 'bee'::quadrant, date '2025-01-01'), contact_due(a, 'bee'::quadrant, date '2025-01-01', date '2024-12-20'), next_contact(a, 'bee'::quadrant, date '2024-12-20') AT TIME ZONE 'UTC' AS next
FROM (SELECT activity(date '2024-11-01', 5) AS a) x;
-- mistakes
SELECT next_action('{}', 'bee', 'lapsed', '2025-01-01');
SELECT next_action('{}', 'bee', 'new', '2025-01-01', -1);
SELECT count(*) FROM next_actions('sale', amount_column => 'price');
SELECT count(*) FROM next_actions('contacts', time_column => 'at', customer_column => 'channel', amount_column => 'customer');
SELECT count(*) FROM contact_list('sale', capacity => -1);
SELECT count(*) FROM contact_list('sale', contact_log => 'sale');
DROP TABLE sale, contacts;
