SET search_path = public, customer_seg;
SET timezone = 'UTC';
CREATE TABLE sales (customer_id int, sold_at timestamptz, amount numeric);
INSERT INTO sales VALUES
	(1, '2024-01-15', 10.50), (1, '2024-03-01', 20), (1, '2024-03-05', -5.5),
	(2, '2023-12-31 23:59:59.999999', 0), (2, '2024-02-01', NULL),
	(3, '2024-02-02', NULL),
	(4, '2024-02-03', -7),
	(5, NULL, 100);
-- purchases, refunds, free orders, contacts; a row without a time is ignored
SELECT customer_id, orders(a), amount(a), average_order(a), first_order(a), last_order(a), refunds(a),
	   contacts(a), last_contact(a), active_months(a)
FROM (SELECT customer_id, activity(sold_at, amount) AS a FROM sales GROUP BY 1) x ORDER BY 1;
SELECT recency(a, '2024-04-01'), tenure(a, '2024-04-01'), round(regularity(a, '2024-04-01')::numeric, 3) AS regularity
FROM (SELECT activity(sold_at, amount) AS a FROM sales WHERE customer_id = 1) x;
-- the text form is JSON, times in UTC
SELECT customer_id, activity(sold_at, amount) FROM sales GROUP BY 1 ORDER BY 1;
SET timezone = 'America/New_York';
SELECT activity(sold_at, amount)::text::activity::text::jsonb -> 'last_order' FROM sales WHERE customer_id = 2;
SET timezone = 'UTC';
-- profit: what each row earned, beside what it sold; of who has none, nothing is known
SELECT customer, orders(a), amount(a), profit(a), a
FROM (SELECT customer, activity(timestamptz '2025-01-01 00:00+00' + n * interval '1 day', amount, NULL, profit) AS a
	  FROM (VALUES (1, 1, 50.00, -5), (1, 2, 70.00, -7.5), (2, 3, 40.00, 10), (3, 4, 25.00, NULL)) v(customer, n, amount, profit) GROUP BY 1) s ORDER BY 1;

-- potential: the largest is kept; referrals are set
SELECT potential(a), orders(a), contacts(a), referrals(with_referrals(a, 3))
FROM (SELECT activity(at, NULL, p) AS a FROM (VALUES (timestamptz '2024-01-01', 500.0), ('2024-02-01', 900), ('2024-03-01', NULL)) v(at, p)) x;
-- floating-point and whole amounts
SELECT amount(activity('2024-01-01', a)) FROM (VALUES (0.1::float8), (0.2), (1234567.1234567)) v(a);
SELECT amount(activity('2024-01-01', a)) FROM (VALUES (9007199254740993), (1)) v(a);
-- a date is its midnight in UTC, a timestamp its reading in UTC, whatever the session's zone
SET timezone = 'Asia/Tokyo';
SELECT first_day(a), last_day(a), active_months(a), a
FROM (SELECT activity(day, 5) AS a FROM (VALUES (date '2025-01-01'), ('2025-01-31')) v(day)) x;
SELECT first_day(a), last_day(a), a
FROM (SELECT activity(at, 5) AS a FROM (VALUES (timestamp '2025-01-01 00:00'), ('2025-01-31 23:59:59')) v(at)) x;
SELECT activity(date '294277-01-01', 1);
SET timezone = 'UTC';
-- whole and parts
SELECT activity(sold_at, amount) = (SELECT rollup(a) FROM (SELECT activity(sold_at, amount) AS a FROM sales GROUP BY customer_id) x)
FROM sales;
SELECT a + a AS twice FROM (SELECT activity(sold_at, amount) AS a FROM sales WHERE customer_id = 1) x;
-- order: by amount
SELECT amount(a) FROM (SELECT activity(sold_at, amount) AS a FROM sales GROUP BY customer_id) x WHERE a IS NOT NULL ORDER BY a DESC;
-- no rows, no value
SELECT activity(sold_at, amount) IS NULL AS nothing FROM sales WHERE false;
-- errors
SELECT activity('2024-01-01', 'NaN'::numeric);
SELECT activity('2024-01-01', 'Infinity'::float8);
SELECT activity('infinity', 1::numeric);
SELECT activity('2024-01-01', 1000000000000000000.00);
SELECT activity('2024-01-01', 0.000000000000000000001);
SELECT with_referrals(activity('2024-01-01', 1::numeric), -1);
SELECT recency(activity('2024-01-01', 1::numeric), 'infinity');
SELECT '{"orders": 1}'::activity;
SELECT '{"contacts": 3}'::activity;
SELECT '{"orders": 9007199254740993}'::activity;
SELECT activity_accum('{"contacts": 9007199254740992, "last_contact": "2024-01-01T00:00:00+00:00"}', '2024-01-02', NULL::numeric);
SELECT '{"orders": 1, "colour": "red"}'::activity;
SELECT '[]'::activity;
SELECT '{"contacts": 1, "last_contact": "now"}'::activity;
DROP TABLE sales;
