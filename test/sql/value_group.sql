SET search_path = public, customer_seg;
SET TimeZone = 'UTC';
SET DateStyle = 'ISO';
SET IntervalStyle = 'postgres';
CREATE TEMP TABLE customer AS
SELECT name, activity(at::timestamptz, amount) AS a FROM (VALUES
	('Ada', '2022-05-01 00:00+00', 900.00), ('Ada', '2024-11-01 00:00+00', 300), ('Ben', '2024-01-01 00:00+00', 500), ('Eva', '2023-12-31 23:59:59.999999+00', 499.99),
	('Kim', '2024-06-01 00:00+00', 20), ('Tim', '2024-07-01 00:00+00', NULL), ('Yuki', '2024-07-01 00:00+00', -5)) v(name, at, amount) GROUP BY name;
-- by limits: at the limit is new, and big; who has not ordered has no group
SELECT name, first_order(a), amount(a), value_group(a, '2024-01-01 00:00+00', 500) FROM customer ORDER BY name;
-- by a yardstick
CREATE TEMP TABLE yard AS SELECT yardstick(a, '2025-01-01 00:00+00') AS y FROM customer WHERE name <> 'Yuki';
SELECT name, value_group(a, y) AS by_default, value_group(a, y, new_for => '7 months') AS seven_months, value_group(a, y, big => 'mean') AS mean,
	   value_group(a, y, big => 'median') AS median, value_group(a, y, NULL, '1 year', '500') AS number, value_group(a, y, '2024-12-31 23:59:59.999999+00') AS earlier
FROM customer, yard ORDER BY name;
-- each group, also with nobody
SELECT * FROM unnest((SELECT breakdown(value_group(a, y, big => '500'), amount(a)) FROM customer, yard));
-- NULL in, NULL out
SELECT value_group(NULL, '2024-01-01'::timestamptz, 1), value_group(a, y, new_for => NULL) FROM customer, yard WHERE name = 'Ada';
-- errors
SELECT value_group(a, 'infinity'::timestamptz, 500) FROM customer;
SELECT value_group(a, '2024-01-01'::timestamptz, 'NaN'::numeric) FROM customer;
SELECT value_group(a, y, new_for => '0') FROM customer, yard;
SELECT value_group(a, y, new_for => '-1 month') FROM customer, yard;
SELECT value_group(a, y, big => 'large') FROM customer, yard;
SELECT value_group(a, y, big => 'p101') FROM customer, yard;
SELECT value_group(a, y, 'infinity') FROM customer, yard;
