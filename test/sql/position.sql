SET search_path = public, customer_seg;
SET timezone = 'UTC';
SET intervalstyle = 'postgres';
CREATE TEMP TABLE person AS
SELECT name, fits, (SELECT activity(at::date, amount) FROM unnest(days, amounts) AS s(at, amount)) AS a
FROM (VALUES ('regular', true, ARRAY['2023-03-01', '2023-09-01', '2024-03-01'], ARRAY[400, 300, 250]),
			 ('new', true, ARRAY['2024-01-10', '2024-02-10'], ARRAY[900, 100]),
			 ('once', NULL, ARRAY['2023-05-05'], ARRAY[20]),
			 ('asked', true, ARRAY['2024-02-02'], ARRAY[NULL]::int[]),
			 ('asked, cannot use it', false, ARRAY['2024-02-03'], ARRAY[NULL]::int[]),
			 ('asked, not known', NULL, ARRAY['2024-02-04'], ARRAY[NULL]::int[]),
			 ('never seen', true, NULL, NULL)) v(name, fits, days, amounts);
SELECT name, market_position(a, fits), market_position(a) AS all_fit, customer_term(a), customer_value(a, 900) FROM person;
-- other limits
SELECT name, customer_term(a, '1 month'), customer_term(a, '1 month', min_orders => 3) AS three, customer_value(a, 950.00), customer_value(a, 950.01) AS more FROM person WHERE orders(a) > 0;
-- by a yardstick: at the mean amount or above
SELECT name, quadrant(a, y), customer_value(a, y) FROM person, (SELECT yardstick(a, '2024-04-01') FROM person) f(y);
-- errors
SELECT customer_term(a, '-1 year') FROM person;
SELECT customer_term(a, '0 days') FROM person;
SELECT customer_term(a, '1 month -1 day') FROM person;
SELECT customer_term(a, min_orders => -1) FROM person;
SELECT customer_value(a, 'NaN'::numeric) FROM person;
