SET search_path = public, customer_seg;
CREATE TABLE buyer (id int, shop text, amount numeric, share double precision);
INSERT INTO buyer VALUES (1, 'a', 500, 0.5), (2, 'a', 300, 0.5), (3, 'a', 100, 0.5), (4, 'a', 60, 0.5), (5, 'a', 20, 0.5), (6, 'a', 20, 0.5),
	(7, 'a', 0, 0.5), (8, 'a', -30, 0.5), (9, 'a', NULL, 0.5), (10, 'b', 8, 0.1), (11, 'b', 2, 0.2);
-- by place, by money; who has no amount has no class
SELECT id, amount, pareto_class(amount) OVER (), abc_class(amount) OVER () FROM buyer WHERE shop = 'a' ORDER BY id;
-- other parts, ties in one of them
SELECT id, amount, pareto_class(amount, top => 0.4, bottom => 0.4) OVER (), pareto_class(amount, 1, 0) OVER () AS everybody,
	   abc_class(amount, a => 0.5, b => 0.9) OVER (), abc_class(amount, 1, 1) OVER () AS buyers
FROM buyer WHERE shop = 'a' ORDER BY id;
-- by partition, whatever the order and the frame
SELECT id, shop, amount, pareto_class(amount) OVER w, abc_class(amount) OVER w
FROM buyer WHERE id > 7 WINDOW w AS (PARTITION BY shop ORDER BY id ROWS CURRENT ROW) ORDER BY id;
-- of ten different customers two are top, two are bottom
SELECT string_agg(x::text, ' ' ORDER BY x) AS customers, class
FROM (SELECT x, pareto_class(x) OVER () AS class FROM generate_series(1, 10) x) c GROUP BY class ORDER BY class;
-- numbers of every type
SELECT pareto_class(id) OVER () AS integer, pareto_class(id::bigint) OVER () AS bigint, pareto_class(id::numeric) OVER () AS numeric, pareto_class(id::real) OVER () AS real,
	   abc_class(id) OVER () AS integer, abc_class(id::bigint) OVER () AS bigint, abc_class(id::numeric) OVER () AS numeric, abc_class(id::float8) OVER () AS double
FROM buyer ORDER BY id DESC LIMIT 1;
SELECT gini(id) AS integer, gini(id::bigint) AS bigint, gini(id::numeric) AS numeric, gini(id::real) AS real, gini(id::float8) AS double FROM buyer WHERE id <= 10;
-- known ones: 1 to 10, one has all, all have the same
SELECT gini(x), round(top_share(x, 0.2)::numeric, 6) AS top_share, customers_for_share(x, 0.8), lorenz(x, 2)::numeric(6,4)[] FROM generate_series(1, 10) x;
SELECT gini(x), top_share(x, 0.2), customers_for_share(x, 0.8), lorenz(x, 4) FROM (VALUES (0), (0), (0), (1)) v(x);
SELECT gini(x), top_share(x, 0.2), customers_for_share(x, 0.8), lorenz(x, 2) FROM (SELECT 0.1 AS x FROM generate_series(1, 10)) v;
-- an amount below 0 counts as 0
SELECT gini(amount), gini(greatest(amount, 0)) AS at_least_0, gini(amount) FILTER (WHERE amount >= 0) AS without, lorenz(amount, 4) FROM buyer WHERE shop = 'a' AND amount IS NOT NULL;
-- one customer; nobody who brings anything; nobody
SELECT gini(x), top_share(x, 0.2), customers_for_share(x, 0.8), lorenz(x, 2) FROM (VALUES (7)) v(x);
SELECT gini(x), top_share(x, 0.2), customers_for_share(x, 0.8), lorenz(x, 2) FROM (VALUES (0), (-7)) v(x);
SELECT gini(x), top_share(x, 0.2), customers_for_share(x, 0.8), lorenz(x, 2) FROM (VALUES (NULL::numeric)) v(x);
SELECT gini(amount), top_share(amount, 0.2), customers_for_share(amount, 0.8), lorenz(amount, 2) FROM buyer WHERE false;
-- the ends of a share
SELECT top_share(amount, 0) AS of_none, top_share(amount, 1) AS of_all, customers_for_share(amount, 0) AS for_none, customers_for_share(amount, 1) AS for_all FROM buyer;
-- errors
SELECT gini('NaN'::float8);
SELECT gini(1e18);
SELECT top_share(amount, 1.5) FROM buyer;
SELECT top_share(amount, NULL) FROM buyer;
SELECT customers_for_share(amount, share) FROM buyer WHERE shop = 'b';
SELECT lorenz(amount, 0) FROM buyer;
-- the curve as rows
SELECT * FROM lorenz_curve((SELECT lorenz(x, 4) FROM generate_series(1, 8) x));
SELECT * FROM lorenz_curve((SELECT lorenz(x, 4) FROM (VALUES (0)) v(x)));
SELECT pareto_class('NaN'::float8) OVER ();
SELECT pareto_class(amount, 0.7, 0.4) OVER () FROM buyer;
SELECT pareto_class(amount, -0.1) OVER () FROM buyer;
SELECT pareto_class(amount, NULL) OVER () FROM buyer;
SELECT pareto_class(amount, share) OVER () FROM buyer WHERE shop = 'b';
SELECT abc_class('Infinity'::float8) OVER ();
SELECT abc_class(amount, 0.9, 0.8) OVER () FROM buyer;
DROP TABLE buyer;
