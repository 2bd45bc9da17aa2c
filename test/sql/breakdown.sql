SET search_path = public, customer_seg;
SET TimeZone = 'UTC';
CREATE TEMP TABLE customer (name text, grade integer, q quadrant, amount numeric, mail boolean, answer boolean);
INSERT INTO customer VALUES
	('Ada', 10, 'bee', 420.00, true, true), ('Ben', 9, 'dragonfly', 600, true, false), ('Eva', 10, 'bee', -20.5, NULL, NULL),
	('Kim', 9, 'mantis', NULL, false, NULL), ('Tim', 10, 'mantis', 20.125, true, false), ('Yuki', NULL, NULL, 7, NULL, true);
-- of an enum every label, in its order, also with nobody; nobody is dropped
SELECT * FROM unnest((SELECT breakdown(q, amount) FROM customer));
SELECT * FROM unnest((SELECT breakdown(q, amount, mail, answer) FROM customer));
-- of other types what there is, by the text
SELECT breakdown(grade, amount) AS "integer", breakdown(name, 1) FILTER (WHERE name > 'E') AS "text", breakdown(q = 'bee', 1) AS "boolean" FROM customer;
SELECT breakdown(d, 1) AS "date", breakdown(d::timestamp, 1) AS "timestamp", breakdown(d::timestamp AT TIME ZONE 'UTC', 1) AS "timestamptz" FROM (VALUES (date '2024-03-01'), ('infinity')) v(d);
SELECT breakdown(v, 1) FROM (VALUES ('b'), ('B'), ('a'), (''), ('a ')) x(v);
-- no rows
SELECT breakdown(q, amount) AS quadrants, breakdown(q, amount, mail, answer) AS with_answers, breakdown(name, amount) AS names FROM customer WHERE false;
-- shares of customers and of money
SELECT segment, customers, round(share::numeric, 4) AS share, round(share_low::numeric, 4) AS low, round(share_high::numeric, 4) AS high,
	   amount, round(share_of_amount::numeric, 4) AS share_of_amount, round(average, 4) AS average
FROM shares((SELECT breakdown(q, amount) FROM customer));
SELECT * FROM shares((SELECT breakdown(q, amount) FROM customer WHERE q IS NULL));
SELECT segment, share, amount, share_of_amount, round(average, 2) AS average FROM shares((SELECT breakdown(q, -abs(amount)) FROM customer));
SELECT * FROM shares('{}');
SELECT * FROM shares(NULL);
-- merged
SELECT rollup(b) FROM (SELECT breakdown(q, amount) AS b FROM customer GROUP BY grade) x;
SELECT rollup(b) FROM (SELECT breakdown(name, amount) AS b FROM customer GROUP BY grade UNION ALL SELECT NULL UNION ALL SELECT '{}') x;
SELECT rollup(b) FROM (SELECT '{}'::breakdown_row[]) x(b) WHERE false;
-- errors
SELECT breakdown(ARRAY[grade], amount) FROM customer;
SELECT breakdown(q, 'NaN') FROM customer;
SELECT breakdown(q, 1e18) FROM customer;
SELECT breakdown('a', 1);
SELECT * FROM shares('{}', confidence => 1);
SELECT * FROM shares(ARRAY[NULL]::breakdown_row[]);
SELECT * FROM shares('{{"(a,1,1,,,)"},{"(b,1,1,,,)"}}');
SELECT * FROM shares('{"(a,1,1,,,)","(a,2,2,,,)"}');
SELECT * FROM shares('{"(,1,1,,,)","(,2,2,,,)"}');
SELECT * FROM shares('{"(a,-1,1,,,)"}');
SELECT * FROM shares('{"(a,,1,,,)"}');
SELECT * FROM shares('{"(a,1,,,,)"}');
SELECT * FROM shares('{"(a,1,NaN,,,)"}');
SELECT * FROM shares('{"(a,1,1,2,0,0)"}');
SELECT * FROM shares('{"(a,3,1,2,1,2)"}');
SELECT * FROM shares('{"(a,3,1,2,,)"}');
SELECT * FROM shares('{"(a,1,1,,,)","(b,1,1,1,1,1)"}');
SELECT * FROM shares('{"(a,9223372036854775807,1,,,)","(,1,1,,,)"}');
SELECT rollup(b) FROM (VALUES ('{"(a,1,1,,,)"}'::breakdown_row[]), ('{"(a,1,1,1,1,1)"}')) v(b);
