SET search_path = public, customer_seg;
SET timezone = 'UTC';
CREATE TABLE ledger (customer_id int, order_no text, sold_at timestamptz, amount numeric, quote numeric, profit numeric);
INSERT INTO ledger VALUES
	(1, 'A', '2024-11-29 10:00', 20.00, NULL, 5), (1, 'A', '2024-11-30 10:00', 5.5, NULL, 1.25), (1, 'B', '2025-01-10 23:30', 80.00, NULL, -3),
	(1, NULL, '2025-01-10 08:00', -20.00, NULL, NULL), (1, NULL, '2025-03-01 00:00', NULL, NULL, NULL),
	(2, 'A', '2025-02-01 12:00', 0, 500, NULL), (2, NULL, '2025-02-03 12:00', NULL, 900, NULL), (2, NULL, '2025-02-05 12:00', NULL, 700, NULL),
	(3, NULL, '2025-02-05 12:00', NULL, NULL, NULL),
	(NULL, 'C', '2025-02-05 12:00', 9.99, NULL, NULL), (4, 'C', NULL, 9.99, NULL, NULL);
SELECT * FROM histories('ledger') ORDER BY 1;
SELECT * FROM histories('ledger', order_column => 'order_no', potential_column => 'quote', profit_column => 'profit') ORDER BY 1;
-- days of another place
SELECT customer, zone(history), history FROM histories('ledger', as_of => '2025-02-01', zone => 'europe/berlin');
CREATE TABLE kept_days AS SELECT * FROM histories('ledger', potential_column => 'quote', profit_column => 'profit') ORDER BY 1;
SELECT customer, first_day(history), last_day(history), purchase_days(history), zone(history) FROM kept_days ORDER BY 1;
SELECT customer, d.* FROM kept_days, days(history) d ORDER BY 1, 2;
-- as it was on a day, and in a time
SELECT customer, as_of, orders(a), amount(a), profit(a), potential(a), contacts(a), first_day(a), last_day(a)
FROM kept_days, (VALUES (date '2025-01-01'), ('2025-02-04'), ('2026-01-01')) v(as_of), activity(history, as_of) a ORDER BY 1, 2;
SELECT customer, orders(a), amount(a), potential(a) FROM kept_days, activity(history, '2025-03-01', '2025-01-01') a ORDER BY 1;
SELECT customer, activity(history) FROM kept_days ORDER BY 1;
-- whole and parts
SELECT history(sold_at, amount) FILTER (WHERE order_no = 'A') + history(sold_at, amount) FILTER (WHERE order_no IS DISTINCT FROM 'A') = history(sold_at, amount) AS same FROM ledger WHERE customer_id = 1;
SELECT rollup(history) FROM kept_days;
SELECT rollup(history) FROM kept_days WHERE false;
-- any type of customer
CREATE TABLE named_ledger (name text, day date, amount numeric);
INSERT INTO named_ledger VALUES ('anna', '2025-01-10', 60), ('anna', '2024-12-31', 9.99), ('bert', '2025-02-05', NULL), (NULL, '2025-02-05', 1), ('carl', NULL, 1);
SELECT * FROM histories_as(NULL::text, 'named_ledger', 'name', 'day', since => '2025-01-01') ORDER BY 1;
-- mistakes
SELECT * FROM histories('named_ledger', 'name', 'day');
SELECT * FROM histories_as(NULL::text, 'named_ledger', 'name', 'day', zone => 'Asia/Tokyo');
SELECT * FROM histories('ledger', zone => 'Europe/Atlantis');
SELECT history(timestamptz '2025-01-01', 1, 'Asia/Tokyo') + history(timestamptz '2025-01-01', 1);
SELECT history(date '2025-01-01', 1, 'Asia/Tokyo');
SELECT '{"days": [{"day": "2025-01-01", "orders": 1}]}'::history;
SELECT '{"days": [{"day": "2025-01-01", "contacts": 1}, {"day": "2025-01-01", "contacts": 1}]}'::history;
SELECT '{"days": [{"day": "2025-01-01", "contacts": 1}], "potential": [{"day": "2025-01-02", "amount": 5}]}'::history;
SELECT '{"days": []}'::history;
