SET search_path = public, customer_seg;
CREATE TABLE base AS SELECT region, q::quadrant FROM (VALUES
	('north', 'bee', 3), ('north', 'mantis', 2), ('south', 'butterfly', 4), ('south', NULL, 1)) v(region, q, n),
	generate_series(1, n);
SELECT region, mix(q) FROM base GROUP BY region ORDER BY region;
SELECT rollup(m) AS whole, rollup(m) = (SELECT mix(q) FROM base) AS same
FROM (SELECT mix(q) AS m FROM base GROUP BY region) x;
SELECT customers(m, 'bee'), share(m, 'bee'), total(m), unclassified(m) FROM (SELECT mix(q) AS m FROM base) x;
SELECT mix(q), total(mix(q)), share(mix(q), 'bee') FROM base WHERE false;
-- a moving frame gives what a new aggregation would
SELECT n, mix(q) OVER (ORDER BY n ROWS 2 PRECEDING) FROM (SELECT row_number() OVER (ORDER BY region, q) AS n, q FROM base) x;
SELECT '{"bee": 1}'::mix + '{"bee": 2, "unclassified": 5}'::mix;
-- errors
SELECT '{"bee": -1}'::mix;
SELECT '{"wasp": 1}'::mix;
SELECT '{"bee": 9223372036854775807}'::mix + '{"mantis": 1}'::mix;
DROP TABLE base;
