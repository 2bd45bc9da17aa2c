SET search_path = public, customer_seg;
-- sixty customers of a shop: what marks those who came back?
CREATE TABLE person AS
SELECT n AS id, n % 3 = 0 AS came_back, (ARRAY['north', 'south', 'east'])[1 + CASE WHEN n % 3 = 0 AND n % 4 > 0 THEN 0 ELSE n % 7 % 3 END] AS region,
	   CASE WHEN n % 5 > 0 THEN 20 + n * 37 % 50 + n % 3 END AS age, date '2024-01-01' + n * 11 % 90 AS joined, n % 2 + 1 AS store, 'person' || n AS name, 'Spain' AS country, '{}'::json AS "more said",
	   CASE WHEN n % 3 = 0 OR n % 8 = 0 THEN n::text END AS phone
FROM generate_series(1, 60) n;
SELECT rank, finding, sure, note FROM profile('person', 'id', 'came_back', of => 'true');
\x on
SELECT rank, column_name, column_type, test, line, value, of_class, known, not_known, different, effect::numeric(6,4), strength::numeric(6,4), statistic::numeric(6,4), p::numeric(6,4), q::numeric(6,4),
	   customers, in_class, share_of_class::numeric(6,4), share_of_all::numeric(6,4), lift::numeric(6,4), low::numeric(6,4), high::numeric(6,4), sure, finding, note
FROM profile('person', 'id', 'came_back', 'true', top => 1) WHERE column_name IN ('phone', 'age');
\x off
SELECT line, column_name, column_type, test, known, not_known, different, note FROM profile('person', 'id', 'came_back') WHERE line IN ('column', 'key', 'class');
-- without a class asked for each is described
SELECT of_class, finding FROM profile('person', 'id', 'region', top => 1) WHERE line NOT IN ('column', 'key', 'class');
-- errors
SELECT * FROM profile('person', 'id', 'region', of => 'nort');
CREATE VIEW twice AS SELECT * FROM person UNION ALL SELECT * FROM person WHERE id = 7;
SELECT * FROM profile('twice', 'id', 'came_back');
SELECT * FROM profile('person', 'id', 'more said');
SELECT * FROM profile('person', 'id', 'klass');
DROP VIEW twice;
DROP TABLE person;
