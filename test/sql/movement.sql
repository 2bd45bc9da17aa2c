SET search_path = public, customer_seg;
-- two years of a shop: who was what, and who is
CREATE TABLE person AS
SELECT was::quadrant, "is"::quadrant, before, now FROM (VALUES
	('bee', 'bee', 100.00, 120.00), ('bee', 'bee', 90.00, 95.50), ('bee', 'dragonfly', 110.00, 80.00), ('dragonfly', 'bee', 70.00, 99.00), ('dragonfly', NULL, 65.00, NULL), ('butterfly', 'butterfly', 10.00, 12.00),
	('butterfly', 'bee', 14.00, 60.00), ('mantis', 'mantis', 5.00, 4.00), ('mantis', NULL, 3.00, NULL), (NULL, 'mantis', NULL, 7.25), (NULL, 'dragonfly', NULL, 61.00), (NULL, NULL, 1.00, 1.00)) v(was, "is", before, now);
SELECT was, "is", customers, "of", share::numeric(4,3), low::numeric(4,3), high::numeric(4,3), before, now FROM unnest((SELECT movement(was, "is", before, now) FROM person));
SELECT was, "is", customers, "of", share, before, now FROM unnest((SELECT movement(was::text, "is") FROM (VALUES ('north', 'south'), ('north', NULL)) v(was, "is")));
SELECT movement_matrix(movement(was, "is")) FROM person;
SELECT c.customers, c."of", c.share::numeric(4,3), c.low::numeric(4,3), c.high::numeric(4,3) FROM (SELECT movement(was, "is") AS m FROM person) x, conversion(m, 'dragonfly', 'bee') c;
SELECT (conversion(movement(was, "is"), NULL, 'mantis')).customers AS comers, (conversion(movement(was, "is"), 'mantis', NULL)).customers AS goers FROM person;
\x on
SELECT s.* FROM (SELECT movement(was, "is") AS m FROM person) x, structure_change(m) s;
\x off
-- many classes, and long names
SELECT movement_matrix(movement('class ' || n % 4 || ' of a rather long name', 'class ' || n * n % 7 || E'\tor so')) FROM generate_series(1, 500) n;
SELECT movement_matrix(movement(n % 21, n * 5 % 21)) FROM generate_series(1, 99999) n WHERE n % 21 < 12;
SELECT movement_matrix('{}');
-- errors
SELECT movement(ARRAY[was], NULL) FROM person;
SELECT conversion((SELECT movement(was, "is") FROM person), 'bee', 'wasp');
SELECT rollup('{"(a,b,-1,,,,,,)"}'::movement_row[]);
SELECT rollup(m) FROM (SELECT movement(was, "is") AS m FROM person UNION ALL SELECT movement(was, "is", before, now) FROM person) x;
SELECT movement(n, n) FROM generate_series(1, 1001) n;
DROP TABLE person;
