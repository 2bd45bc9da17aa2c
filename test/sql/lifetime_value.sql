SET search_path = public, customer_seg;
SET timezone = 'UTC';
SET intervalstyle = 'postgres';
-- a supermarket's customer: 100 dollars a week, 50 weeks a year, ten years
SELECT lifetime_value(100, 50, 10);
-- a fifth of it is profit; money of later years is worth less; half a year counts half
SELECT lifetime_value(100, 50, 10, margin => 0.2) AS profit, lifetime_value(100, 50, 10, discount_rate => 0.08) AS discounted,
	   lifetime_value(100, 50, 2.5) AS years, lifetime_value(100, 50, 2.5, 0.2, 0.25) AS all_three;
-- edges
SELECT lifetime_value(100, 50, 0) AS no_time, lifetime_value(0, 50, 10) AS free, lifetime_value(-5, 2, 3) AS refunds,
	   lifetime_value(100, 50, 10, margin => -0.1) AS loss, lifetime_value(100, 50, NULL) IS NULL AS unknown;
-- from what a customer did: two years, 4 orders of 50 on average
SELECT lifetime_value(a, '2024-12-31', 10) AS ten_years, lifetime_value(a, '2024-12-31', 10, 0.2, 0.08) AS profit,
	   lifetime_value(a, '2023-01-02', 1) AS not_a_year_yet, lifetime_value(a, '2023-01-02', 1, min_tenure => '1 day') AS yesterday,
	   lifetime_value(a, '2022-12-31', 1) IS NULL AS not_yet_a_customer
FROM (SELECT activity(at, amount) AS a FROM (VALUES (timestamptz '2023-01-01', 80), ('2023-06-01', 40), ('2024-01-01', 60), ('2024-06-01', 20)) v(at, amount)) x;
-- a prospect has none
SELECT lifetime_value(activity(timestamptz '2024-01-01', NULL::numeric), '2025-01-01', 10);
-- errors
SELECT lifetime_value('NaN', 50, 10);
SELECT lifetime_value(100, 'infinity', 10);
SELECT lifetime_value(100, -1, 10);
SELECT lifetime_value(100, 50, -1);
SELECT lifetime_value(100, 50, 1001);
SELECT lifetime_value(100, 50, 10, margin => 20);
SELECT lifetime_value(100, 50, 10, discount_rate => 8);
SELECT lifetime_value(100, 50, 10, discount_rate => -0.01);
SELECT lifetime_value(activity(timestamptz '2024-01-01', 5::numeric), 'infinity', 10);
SELECT lifetime_value(activity(timestamptz '2024-01-01', 5::numeric), '2025-01-01', 10, min_tenure => '0');
SELECT lifetime_value(activity(timestamptz '2024-01-01', 5::numeric), '2025-01-01', 10, min_tenure => '1000000 years');
