SET search_path = public, customer_seg;
CREATE TABLE measured (id int, shop text, value double precision, whole int);
INSERT INTO measured VALUES (1, 'a', 30, 1), (2, 'a', 10, 2), (3, 'a', 20, 3), (4, 'a', 20, 4), (5, 'a', NULL, 5),
	(6, 'b', 7, 6), (7, 'c', NULL, 7), (8, 'c', NULL, NULL);
-- ties share; NULL has no rank and does not count
SELECT id, value, score(value) OVER (), tile(value, 2) OVER () FROM measured WHERE shop = 'a' ORDER BY id;
-- by partition
SELECT id, shop, value, score(value) OVER shop, tile(value, 3) OVER shop FROM measured WINDOW shop AS (PARTITION BY shop) ORDER BY id;
-- the whole partition is ranked, whatever the window's order and frame
SELECT id, score(value) OVER (ORDER BY id), score(value) OVER (ORDER BY id DESC ROWS 1 PRECEDING) AS framed,
	   tile(value, 4) OVER (ORDER BY value ROWS BETWEEN CURRENT ROW AND CURRENT ROW EXCLUDE CURRENT ROW)
FROM measured WHERE shop = 'a' ORDER BY id;
-- more tiles than values leave some empty
SELECT id, tile(value, 10) OVER (), tile(value, 2147483647) OVER () AS most, tile(value, 1) OVER () AS one FROM measured ORDER BY id;
-- infinities are in order, zero has no sign
SELECT x, score(x) OVER (), tile(x, 3) OVER () FROM (VALUES ('-Infinity'::float8), ('Infinity'), ('-0'), ('0')) v(x) ORDER BY 2, x::text;
-- numbers of every type
SELECT score(whole) OVER () AS integer, score(whole::bigint) OVER () AS bigint, score(whole::smallint) OVER () AS smallint,
	   score(whole::numeric) OVER () AS numeric, score(whole::real) OVER () AS real
FROM measured WHERE shop = 'a' ORDER BY id LIMIT 1;
-- times, dates and spans of time
SELECT day, score(day) OVER (), score(day::timestamp) OVER () AS "timestamp", score(day::timestamptz) OVER () AS timestamptz, tile(day, 2) OVER () AS half,
	   score('2024-02-01' - day::timestamp) OVER () AS age
FROM (VALUES (1, date '2024-01-01'), (2, '2024-01-15'), (3, '2024-01-15'), (4, NULL)) v(id, day) ORDER BY id;
-- groups of equal money: the one in which the customer's money begins
SELECT id, amount, tile(amount, 4) OVER () AS by_number, tile(amount, 4, amount) OVER () AS by_money, tile(amount, 4, weight) OVER () AS by_weight
FROM (VALUES (1, 10, 1.5), (2, 20, 1.5), (3, 30, NULL), (4, 40, 0), (5, 100, -3), (6, NULL, 9)) v(id, amount, weight) ORDER BY id;
-- no rows
SELECT score(value) OVER (), tile(value, 0) OVER () FROM measured WHERE false;
-- errors
SELECT score('NaN'::real) OVER ();
SELECT tile(value, 0) OVER () FROM measured;
SELECT tile(value, NULL) OVER () FROM measured;
SELECT tile(value, id) OVER () FROM measured WHERE id < 3;
SELECT tile(value, whole) OVER (PARTITION BY shop) FROM measured WHERE shop = 'c';
SELECT score(1);
SELECT tile(1, 2, 'NaN'::numeric) OVER ();
SELECT score('300000 years'::interval) OVER ();
DROP TABLE measured;
