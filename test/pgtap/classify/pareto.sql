-- pareto_class, abc_class, gini, top_share, customers_for_share, lorenz: what plain SQL says, in whole numbers
BEGIN;
\ir ../helpers.psql
SELECT plan(150);

SELECT enum_has_labels('customer_seg', 'pareto_class', ARRAY['top', 'middle', 'bottom']);
SELECT enum_has_labels('customer_seg', 'abc_class', ARRAY['A', 'B', 'C']);

CREATE TABLE data AS
SELECT row_number() OVER () AS id, kind, parts, i * 31 % parts AS part, kind !~ 'decimals|large' AS plain,
	   CASE WHEN u < 0.1 THEN NULL
			WHEN kind = 'money' THEN round(exp(v * 9)::numeric, 2)
			WHEN kind = 'few' THEN floor(v * 5)
			WHEN kind = 'distinct' THEN i * 7919 % 100003 + 1
			WHEN kind = 'dimes' THEN 0.1
			WHEN kind = 'refunds' THEN round(((v - 0.4) * 1000)::numeric, 1)
			WHEN kind = 'nothing' THEN -floor(v * 3)
			WHEN kind = 'one has all' THEN CASE WHEN i = 40 THEN 5 ELSE 0 END
			WHEN kind = 'decimals' THEN round(v::numeric, 18) / 3 ^ floor(u * 9)
			WHEN kind = 'large' THEN round((v * 1e9)::numeric * 987654321, 3)
			WHEN kind = 'small and large' THEN CASE WHEN u < 0.4 THEN floor(v * 100) / 4 WHEN u < 0.7 THEN round(v::numeric, 9) * 10 ELSE round(exp(v * 30)::numeric, 2) END
	   END::numeric AS x
FROM unnest(ARRAY['money', 'few', 'distinct', 'dimes', 'refunds', 'nothing', 'one has all', 'decimals', 'large', 'small and large', 'NULL'])
		 WITH ORDINALITY k(kind, k),
	 (VALUES (1, 3000), (9, 1000), (200, 600)) size(parts, rows), generate_series(1, rows) i,
	 LATERAL (SELECT pg_temp.draw(i, (k * 1000 + parts)::int) AS v, pg_temp.draw(i, (-k * 1000 - parts)::int) AS u) r;
UPDATE data SET x = round(x, 20) WHERE kind = 'decimals';
ANALYZE data;
CREATE TEMP TABLE fraction (f) AS VALUES (0::numeric), (0.01), (0.07), (0.2), (0.3), (0.5), (0.8), (0.95), (0.999), (1);

-- in plain SQL: amounts from the least up with their running sums, below 0 as 0
CREATE TEMP TABLE ranked AS
SELECT kind, parts, part, y, row_number() OVER p AS i, count(*) OVER (p ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS n,
	   sum(y) OVER (p ROWS UNBOUNDED PRECEDING) AS upto, sum(y) OVER (p ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS total
FROM (SELECT kind, parts, part, greatest(x, 0) AS y FROM data WHERE x IS NOT NULL) d
WINDOW p AS (PARTITION BY kind, parts, part ORDER BY y);
CREATE TEMP TABLE wanted AS
SELECT kind, parts, part, g.gini, top.shares, top.customers, l.curve
FROM (SELECT DISTINCT kind, parts, part FROM data) d
LEFT JOIN (SELECT kind, parts, part, (round(2 * sum(i * y) - (max(n) + 1) * max(total), 60) / nullif(max(n) * max(total), 0))::float8 AS gini
		   FROM ranked GROUP BY 1, 2, 3) g USING (kind, parts, part)
LEFT JOIN (SELECT kind, parts, part, array_agg(share ORDER BY f) AS shares, array_agg(customers ORDER BY f) AS customers
		   FROM (SELECT kind, parts, part, f, (round(coalesce(sum(y) FILTER (WHERE i > n - ceil(f * n)), 0), 60) / nullif(max(total), 0))::float8 AS share,
						CASE WHEN max(total) > 0 THEN max(n) - count(*) FILTER (WHERE total - upto >= f * total) END AS customers
				 FROM ranked, fraction GROUP BY 1, 2, 3, 4) t GROUP BY 1, 2, 3) top USING (kind, parts, part)
LEFT JOIN (SELECT kind, parts, part, array_agg(share ORDER BY point) AS curve
		   FROM (SELECT kind, parts, part, point,
						(round(sum(y * least(greatest(point * n - 7 * (i - 1), 0), 7)), 60) / nullif(7 * max(total), 0))::float8 AS share
				 FROM ranked, generate_series(0, 7) point GROUP BY 1, 2, 3, 4) p GROUP BY 1, 2, 3) l USING (kind, parts, part);

CREATE TEMP TABLE given AS
SELECT kind, parts, part, gini, shares, customers, curve
FROM (SELECT kind, parts, part, gini(x), lorenz(x, 7) AS curve FROM data GROUP BY 1, 2, 3) g
JOIN (SELECT kind, parts, part, array_agg(share ORDER BY f) AS shares, array_agg(customers ORDER BY f) AS customers
	  FROM (SELECT kind, parts, part, f, top_share(x, f::float8) AS share, customers_for_share(x, f::float8) AS customers FROM data, fraction GROUP BY 1, 2, 3, 4) t
	  GROUP BY 1, 2, 3) t USING (kind, parts, part);

SELECT is(count(*) FILTER (WHERE w.gini IS DISTINCT FROM g.gini), 0::bigint, 'gini as in plain SQL, to the last bit: ' || kind)
FROM wanted w JOIN given g USING (kind, parts, part) GROUP BY kind ORDER BY kind;
SELECT is(count(*) FILTER (WHERE coalesce(array_remove(w.shares, NULL), '{}') IS DISTINCT FROM array_remove(g.shares, NULL)), 0::bigint, 'top_share: ' || kind)
FROM wanted w JOIN given g USING (kind, parts, part) WHERE kind <> 'NULL' GROUP BY kind ORDER BY kind;
SELECT is(count(*) FILTER (WHERE coalesce(array_remove(w.customers, NULL), '{}') IS DISTINCT FROM array_remove(g.customers, NULL)), 0::bigint, 'customers_for_share: ' || kind)
FROM wanted w JOIN given g USING (kind, parts, part) WHERE kind <> 'NULL' GROUP BY kind ORDER BY kind;
SELECT is(count(*) FILTER (WHERE coalesce(array_remove(w.curve, NULL), '{}') IS DISTINCT FROM coalesce(g.curve, '{}')), 0::bigint, 'lorenz: ' || kind)
FROM wanted w JOIN given g USING (kind, parts, part) WHERE kind <> 'NULL' GROUP BY kind ORDER BY kind;
SELECT ok(bool_and(num_nulls(gini, curve) = 2 AND shares = array_fill(NULL::float8, ARRAY[10]) AND customers = array_fill(NULL::bigint, ARRAY[10])), 'NULL for nobody who brings anything: ' || kind)
FROM given WHERE kind IN ('NULL', 'nothing') GROUP BY kind;
SELECT cmp_ok(count(DISTINCT gini), '>', 1000::bigint, 'many different ones were compared') FROM given;
SELECT is(count(*) FILTER (WHERE (g, t, c, l) IS DISTINCT FROM (g8, t8, c8, l8)), 0::bigint, 'double precision: as numeric')
FROM (SELECT gini(x) AS g, gini(x::float8) AS g8, top_share(x, f::float8) AS t, top_share(x::float8, f::float8) AS t8, customers_for_share(x, f::float8) AS c,
			 customers_for_share(x::float8, f::float8) AS c8, lorenz(x, 5) AS l, lorenz(x::float8, 5) AS l8 FROM data, fraction WHERE plain GROUP BY kind, parts, part, f) d;
SELECT is(gini(a) || ' ' || lorenz(a, 2)::text || ' ' || customers_for_share(a, 0.9), '0.25 {0,0.25,1} 2', 'double precision is rounded to 6 decimals') FROM (VALUES (1.0000004::float8), (2.9999996)) v(a);

-- classes in plain SQL
CREATE TEMP TABLE class AS
SELECT id, kind,
	   CASE WHEN n - (below + upto) / 2.0 - 0.5 < 0.2 * n THEN 'top' WHEN (below + upto) / 2.0 - 0.5 < 0.2 * n THEN 'bottom' ELSE 'middle' END::pareto_class AS pareto,
	   CASE WHEN n - (below + upto) / 2.0 - 0.5 < 0.07 * n THEN 'top' WHEN (below + upto) / 2.0 - 0.5 < 0.5 * n THEN 'bottom' ELSE 'middle' END::pareto_class AS pareto7,
	   CASE WHEN x <= 0 THEN 'C' WHEN larger < 0.8 * total THEN 'A' WHEN larger < 0.95 * total THEN 'B' ELSE 'C' END::abc_class AS abc,
	   CASE WHEN x <= 0 THEN 'C' WHEN larger < 0.3 * total THEN 'A' WHEN larger < total THEN 'B' ELSE 'C' END::abc_class AS abc3
FROM (SELECT *, rank() OVER w - 1 AS below, count(*) OVER w AS upto, count(*) OVER p AS n, sum(greatest(x, 0)) OVER p AS total,
			 sum(greatest(x, 0)) OVER p - sum(greatest(x, 0)) OVER w AS larger
	  FROM data WHERE x IS NOT NULL WINDOW p AS (PARTITION BY kind, parts, part), w AS (p ORDER BY x)) r;
ANALYZE class;

CREATE TEMP TABLE classed AS
SELECT id, kind, plain, x, pareto_class(x) OVER p AS pareto, pareto_class(x, 0.07, 0.5) OVER p AS pareto7, abc_class(x) OVER p AS abc, abc_class(x, b => 1, a => 0.3) OVER p AS abc3,
	   abc_class(x::float8) OVER p AS abc_double, pareto_class(x::float8) OVER p AS pareto_double, count(*) OVER p AS rows
FROM data WINDOW p AS (PARTITION BY kind, parts, part);
SELECT is(count(*) FILTER (WHERE (w.pareto, w.pareto7) IS DISTINCT FROM (g.pareto, g.pareto7)), 0::bigint, 'pareto_class: ' || kind)
FROM classed g LEFT JOIN class w USING (id, kind) WHERE kind <> 'decimals' GROUP BY kind ORDER BY kind;
SELECT is(count(*) FILTER (WHERE (w.abc, w.abc3) IS DISTINCT FROM (g.abc, g.abc3)), 0::bigint, 'abc_class: ' || kind)
FROM classed g LEFT JOIN class w USING (id, kind) GROUP BY kind ORDER BY kind;
SELECT is(count(*) FILTER (WHERE plain AND (abc, pareto) IS DISTINCT FROM (abc_double, pareto_double)), 0::bigint, 'double precision: the same classes') FROM classed;
SELECT is(count(*) FILTER (WHERE (x IS NULL) <> (pareto IS NULL) OR (x IS NULL) <> (abc IS NULL)), 0::bigint, 'NULL for NULL, and for nothing else') FROM classed;
SELECT bag_eq('SELECT DISTINCT pareto7::text || abc3::text FROM classed WHERE pareto7 IS NOT NULL', ARRAY['topA', 'topB', 'topC', 'middleA', 'middleB', 'middleC', 'bottomA', 'bottomB', 'bottomC'], 'all kinds of customers were classed');

-- neither order nor frame nor plan matter
CREATE FUNCTION pg_temp.wrong(query text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
	n bigint;
BEGIN
	EXECUTE format('SELECT count(*) FROM classed w FULL JOIN (%s) g USING (id) WHERE (w.pareto, w.abc) IS DISTINCT FROM (g.pareto, g.abc)', query) INTO n;
	RETURN n;
END $$;
SELECT is(pg_temp.wrong(format('SELECT id, pareto_class(x) OVER p AS pareto, abc_class(x) OVER p AS abc FROM data WINDOW p AS (PARTITION BY kind, parts, part %s)', w)), 0::bigint, 'window: ' || w)
FROM unnest(ARRAY['ORDER BY id', 'ORDER BY x DESC', 'ROWS CURRENT ROW', 'ORDER BY x GROUPS 1 PRECEDING EXCLUDE TIES']) w;
SELECT is(pg_temp.wrong('SELECT id, pareto_class(x) OVER p AS pareto, abc_class(x) OVER p AS abc FROM (SELECT * FROM data ORDER BY pg_temp.draw(id, 7)) d
						 WINDOW p AS (PARTITION BY kind, parts, part)'), 0::bigint, 'rows in another order');
SET LOCAL work_mem = '64kB';
SELECT is(pg_temp.wrong('SELECT id, pareto_class(x) OVER p AS pareto, abc_class(x) OVER p AS abc FROM data WINDOW p AS (PARTITION BY kind, parts, part)'), 0::bigint, 'rows that do not fit work_mem');
RESET work_mem;

-- laws of the classes
SELECT results_eq('SELECT count(*) FROM (SELECT pareto_class(x) OVER () AS c FROM generate_series(1, 10) x) s GROUP BY c ORDER BY c', ARRAY[2, 6, 2]::bigint[], 'of ten different customers two are top, two are bottom');
SELECT is(array_agg(n ORDER BY n) FILTER (WHERE top <> ceil(0.2 * n) OR bottom <> least(ceil(0.2 * n), n - top)), NULL, 'of n different customers ⌈n/5⌉ are top and as many are bottom')
FROM (SELECT n, count(*) FILTER (WHERE c = 'top') AS top, count(*) FILTER (WHERE c = 'bottom') AS bottom
	  FROM (SELECT n, pareto_class(x) OVER (PARTITION BY n) AS c FROM generate_series(1, 60) n, generate_series(1, n) x) s GROUP BY n) t;
SELECT is(array_agg(k || '/' || n) FILTER (WHERE top <> k OR middle <> 0), NULL, 'k/n of n customers are k, whatever the last digit of k/n')
FROM (SELECT n, k, count(*) FILTER (WHERE c = 'top') AS top, count(*) FILTER (WHERE c = 'middle') AS middle
	  FROM (SELECT n, k, pareto_class(x, k / n::float8, (n - k) / n::float8) OVER (PARTITION BY n, k) AS c FROM generate_series(1, 40) n, generate_series(0, n) k, generate_series(1, n) x) s GROUP BY n, k) t;
SELECT is(count(DISTINCT (kind, parts, part, x, pareto, abc)), count(DISTINCT (kind, parts, part, x)), 'equal amounts have one class') FROM classed JOIN data USING (id, kind, x);
SELECT is(count(*) FILTER (WHERE up::text || down::text NOT IN ('topbottom', 'bottomtop', 'middlemiddle')), 0::bigint, 'turned upside down, top is bottom')
FROM (SELECT pareto_class(x, 0.3, 0.1) OVER () AS up, pareto_class(-x, 0.1, 0.3) OVER () AS down FROM data WHERE kind = 'refunds' AND x IS NOT NULL) s;
SELECT is(string_agg(c::text, ' ' ORDER BY c), 'middle middle middle', 'all the same are in the middle') FROM (SELECT pareto_class(7) OVER () AS c FROM generate_series(1, 3)) s;
SELECT is(string_agg(c::text, ' ' ORDER BY x), 'bottom middle middle middle top', 'infinities are in order') FROM (SELECT x, pareto_class(x) OVER () AS c FROM (VALUES ('-Infinity'::float8), (-1), (0), (1), ('Infinity')) v(x)) s;
SELECT is(count(*) FILTER (WHERE (abc = 'A') <> (i <= needed)), 0::bigint, 'A are the customers_for_share that bring a, where amounts differ')
FROM (SELECT abc_class(x, 0.6) OVER () AS abc, row_number() OVER (ORDER BY x DESC) AS i FROM data WHERE kind = 'distinct' AND parts = 1 AND x IS NOT NULL) s,
	 (SELECT customers_for_share(x, 0.6) AS needed FROM data WHERE kind = 'distinct' AND parts = 1) n;
SELECT is(abs(sum(x) FILTER (WHERE pareto = 'top') / sum(x) - top_share(x, 0.2)::numeric) < 1e-15, true, 'top_share is what the top bring, where amounts differ')
FROM data JOIN classed USING (id, kind, x) WHERE kind = 'distinct' AND parts = 1;
SELECT results_eq('SELECT pareto_class(x) OVER p, abc_class(x) OVER p FROM (VALUES (NULL::int), (3)) v(x) WINDOW p AS (PARTITION BY x) ORDER BY x',
				  $$VALUES ('top'::pareto_class, 'A'::abc_class), (NULL, NULL)$$, 'one customer is the top; one NULL is nobody');
SELECT is_empty('SELECT pareto_class(x) OVER (), abc_class(x) OVER () FROM data WHERE false', 'no rows');
SELECT results_eq('SELECT abc_class(x) OVER () FROM (VALUES (0), (-1)) v(x)', ARRAY['C', 'C']::abc_class[], 'who brings nothing is C, also where nobody brings anything');
SELECT results_eq('SELECT concat(abc_class(x, 0, 0) OVER (), abc_class(x, 0, 1) OVER (), abc_class(x, 1, 1) OVER ()) FROM generate_series(0, 2) x ORDER BY x', ARRAY['CCC', 'CBA', 'CBA'], 'a and b at their ends');
SELECT results_eq('SELECT pareto_class(x, t, 0.2) OVER (PARTITION BY t) FROM (VALUES (1, 0.4), (2, 0.4), (1, 0.6), (2, 0.6)) v(x, t) ORDER BY t, x', ARRAY['bottom', 'top', 'top', 'top']::pareto_class[], 'fractions from a column');
PREPARE parted (float8) AS SELECT pareto_class(x, $1) OVER () FROM generate_series(1, 4) x ORDER BY x;
SELECT results_eq('EXECUTE parted(0.5)', ARRAY['bottom', 'middle', 'top', 'top']::pareto_class[], 'from a parameter');

-- laws of the aggregates
SELECT is(gini(x) || ' ' || gini(x * 1000) || ' ' || gini(x::bigint) || ' ' || gini(x::real), '0.3 0.3 0.3 0.3', '1 to 10, in other units and types') FROM generate_series(1, 10) x;
SELECT is(gini(x), 0.3::float8, 'each customer twice') FROM generate_series(1, 10) x, generate_series(1, 2);
SELECT is(gini(x), 0.75::float8, '0, 0, 0, 1') FROM (VALUES (0), (0), (0), (1)) v(x);
SELECT is(concat_ws(' ', gini(x), top_share(x, 0.01), customers_for_share(x, 0.5), lorenz(x, 2)), '0 1 1 {0,0.5,1}', 'one customer') FROM (VALUES (3.5)) v(x);
SELECT is(concat_ws(' ', gini(x), top_share(x, 0.2), customers_for_share(x, 0.8), lorenz(x, 4)), '0 0.2 8 {0,0.25,0.5,0.75,1}', 'ten dimes') FROM (SELECT 0.1 AS x FROM generate_series(1, 10)) d;
SELECT is(concat_ws(' ', gini(x), top_share(x, 0.2), customers_for_share(x, 0.8), lorenz(x, 4)), '0 0.2 8 {0,0.25,0.5,0.75,1}', 'ten dimes of double precision') FROM (SELECT 0.1::float8 AS x FROM generate_series(1, 10)) d;
SELECT is(array_agg(f) FILTER (WHERE c <> f OR c8 <> f), NULL, 'f percent of a hundred equal customers are f')
FROM (SELECT f, customers_for_share(0.1, f / 100.0::float8) AS c, customers_for_share(0.07::float8, f / 100.0::float8) AS c8 FROM generate_series(0, 100) f, generate_series(1, 100) GROUP BY f) s;
SELECT is(array_agg(k || '/' || n) FILTER (WHERE c <> k OR abs(t - k / n::float8) > 1e-15), NULL, 'k/n of n equal customers are k, whatever the last digit of k/n')
FROM (SELECT n, k, customers_for_share(3, k / n::float8) AS c, top_share(3, k / n::float8) AS t FROM generate_series(1, 40) n, generate_series(0, n) k, generate_series(1, n) GROUP BY n, k) s;
SELECT is(concat_ws(' ', customers_for_share(x, 0.5), customers_for_share(x + CASE WHEN x > 0.01 THEN 0 ELSE 0.01 END, 0.5)), '1 2', 'a cent in 100,000,000,000,000 decides') FROM (VALUES (50000000000000.00), (49999999999999.99), (0.01)) v(x);
SELECT is(concat_ws(' ', customers_for_share(x, 0.5), customers_for_share(x, 0.6), customers_for_share(x, 0.7)), '2 2 3', 'half of three is more than one, in the least units too') FROM (SELECT 1e-20 AS x FROM generate_series(1, 3)) s;
SELECT is(concat_ws(' ', customers_for_share(x, 1), top_share(x, 1), top_share(x, 0)), '3 1 0', 'all of it needs the least of them') FROM (VALUES (1e17), (1e-20), (1), (0), (-1e17)) v(x);
SELECT is(concat_ws(' ', gini(x), top_share(x, 0.25), lorenz(x, 1)), '0.75 1 {0,1}', 'below 0 counts as 0, and the customer counts') FROM (VALUES (-100), (-1), (0), (5)) v(x);
SELECT is(gini(x), 0::float8, 'the largest amounts') FROM (SELECT 999999999999999999.99999999999999999999 AS x FROM generate_series(1, 1000)) s;
SELECT is(count(*) FILTER (WHERE NOT (gini >= 0 AND gini < 1 AND curve[1] = 0 AND curve[8] = 1)), 0::bigint, 'gini is from 0 to below 1, the curve from 0 to 1') FROM given WHERE gini IS NOT NULL;
SELECT is(count(*) FILTER (WHERE share < before OR share - before < before - earlier - 1e-12), 0::bigint, 'the curve never falls, and steepens')
FROM (SELECT share, lag(share) OVER (ORDER BY i) AS before, lag(share, 2) OVER (ORDER BY i) AS earlier
	  FROM unnest((SELECT lorenz(x, 997) FROM data WHERE kind = 'small and large' AND parts = 1)) WITH ORDINALITY c(share, i)) s;
SELECT cmp_ok(abs(1 - sum(share + before) / max(i - 1) - max(gini)), '<', 1e-13::float8, 'gini is twice the area between the curve and the diagonal')
FROM (SELECT i, share, lag(share) OVER (ORDER BY i) AS before, gini FROM (SELECT gini(x), lorenz(x, n) AS curve FROM data, (SELECT count(x)::int AS n FROM data WHERE kind = 'money' AND parts = 1) c WHERE kind = 'money' AND parts = 1) d, unnest(curve) WITH ORDINALITY c(share, i)) s
WHERE before IS NOT NULL;
SELECT is(array_length(lorenz(x, 1000000), 1), 1000001, 'as many points as can be') FROM generate_series(1, 3) x;

-- any order, any split, any plan
CREATE FUNCTION pg_temp.said(source text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	said text;
BEGIN
	EXECUTE format('SELECT string_agg(concat_ws('' '', kind, gini, top, customers, curve), E''\n'' ORDER BY kind)
					FROM (SELECT kind, gini(x), top_share(x, 0.2) AS top, customers_for_share(x, 0.8) AS customers, lorenz(x, 10) AS curve FROM %s GROUP BY kind) g', source) INTO said;
	RETURN said;
END $$;
CREATE TABLE in_parts (LIKE data) PARTITION BY HASH (id);
CREATE TABLE in_parts_0 PARTITION OF in_parts FOR VALUES WITH (MODULUS 3, REMAINDER 0);
CREATE TABLE in_parts_1 PARTITION OF in_parts FOR VALUES WITH (MODULUS 3, REMAINDER 1);
CREATE TABLE in_parts_2 PARTITION OF in_parts FOR VALUES WITH (MODULUS 3, REMAINDER 2);
INSERT INTO in_parts SELECT * FROM data;
ANALYZE in_parts;
SET LOCAL max_parallel_workers_per_gather = 0;
CREATE TEMP TABLE serial AS SELECT pg_temp.said('data');
SELECT is(pg_temp.said(format('(SELECT * FROM data ORDER BY %s) d', o)), said, 'ordered by ' || o) FROM serial, unnest(ARRAY['x', 'x DESC', 'id DESC']) o;
SET LOCAL enable_partitionwise_aggregate = on;
SELECT is(pg_temp.said('in_parts'), said, 'by partition') FROM serial;
SET LOCAL max_parallel_workers_per_gather = 2;
SET LOCAL min_parallel_table_scan_size = 0;
SET LOCAL parallel_setup_cost = 0;
SET LOCAL parallel_tuple_cost = 0;
SELECT matches(pg_temp.plan_of('SELECT kind, gini(x), top_share(x, 0.2), lorenz(x, 3) FROM data GROUP BY kind'), 'Partial (Hash|Group)?Aggregate', 'partial aggregates in the plan');
SELECT is(pg_temp.said(source), said, 'in parallel: ' || source) FROM serial, unnest(ARRAY['data', 'in_parts']) source;
SET LOCAL parallel_leader_participation = off;
SELECT is(pg_temp.said('data'), said, 'by workers only') FROM serial;
SELECT is(gini(x), NULL, 'nobody, in parallel') FROM data WHERE x > 1e30;
RESET max_parallel_workers_per_gather;

-- nothing, FILTER, DISTINCT, frames
SELECT is(num_nonnulls(gini(x), top_share(x, 0.2), customers_for_share(x, 0.8), lorenz(x, 2)), 0, 'no rows') FROM data WHERE false;
SELECT is(num_nonnulls(gini(x), top_share(x, NULL), customers_for_share(x, 7), lorenz(x, 0)), 0, 'of NULLs nothing counts, not even a wrong fraction') FROM (VALUES (NULL::numeric), (NULL)) v(x);
SELECT is(concat_ws(' ', gini(DISTINCT x) FILTER (WHERE x < 5), gini(x) FILTER (WHERE x > 90), gini(x ORDER BY x)), '0.25 ' || gini(x), 'DISTINCT, FILTER and ORDER BY')
FROM (SELECT 1 + i % 9 AS x FROM generate_series(1, 90) i) s;
CREATE TEMP TABLE alone AS SELECT id, CASE WHEN id % 13 <> 5 THEN x END AS x FROM data WHERE kind = 'small and large' AND parts = 1 AND x IS NOT NULL ORDER BY id LIMIT 120;
CREATE FUNCTION pg_temp.all_of(over text) RETURNS text LANGUAGE sql AS $$ SELECT format('concat_ws('' '', gini(x) %1$s, top_share(x, 0.2) %1$s, customers_for_share(x, 0.8) %1$s, lorenz(x, 3) %1$s)', over) $$;
SELECT bag_eq(format('SELECT id, %s FROM alone', pg_temp.all_of('OVER (ORDER BY id ROWS BETWEEN 7 PRECEDING AND 4 FOLLOWING)')),
			  format('SELECT o.id, s FROM (SELECT id, row_number() OVER (ORDER BY id) AS i FROM alone) o, LATERAL (SELECT %s AS s FROM (SELECT x, row_number() OVER (ORDER BY id) AS i FROM alone) a WHERE a.i BETWEEN o.i - 7 AND o.i + 4) s', pg_temp.all_of('')), 'OVER a moving frame');
SELECT bag_eq(format('SELECT id, %s FROM alone', pg_temp.all_of('OVER (ORDER BY id)')),
			  format('SELECT o.id, s FROM alone o, LATERAL (SELECT %s AS s FROM alone a WHERE a.id <= o.id) s', pg_temp.all_of('')), 'OVER a growing frame');

-- errors
SELECT pg_temp.raises(query, state, hint) FROM (VALUES
	($$SELECT gini('NaN'::numeric)$$, '22023', '%NULL%'),
	($$SELECT gini('NaN'::float8)$$, '22023', '%NULL%'),
	($$SELECT gini('-Infinity'::float8)$$, '22023', '%NULL%'),
	($$SELECT gini(1e18)$$, '22003', '%unit%'),
	($$SELECT top_share(1, 1.1)$$, '22023', '%from 0 to 1%'),
	($$SELECT top_share(1, -0.1)$$, '22023', '%from 0 to 1%'),
	($$SELECT customers_for_share(1, 'NaN')$$, '22023', '%from 0 to 1%'),
	($$SELECT customers_for_share(1, NULL)$$, '22004', '%same%'),
	($$SELECT top_share(x, x / 10.0) FROM generate_series(1, 2) x$$, '22023', '%GROUP BY%'),
	($$SELECT lorenz(1, 0)$$, '22023', '%1000000%'),
	($$SELECT lorenz(1, 1000001)$$, '22023', '%1000000%'),
	($$SELECT lorenz(1, NULL)$$, '22004', '%same%'),
	($$SELECT lorenz(x, x) FROM generate_series(1, 2) x$$, '22023', '%GROUP BY%'),
	($$SELECT pareto_class(x) OVER () FROM (VALUES (1), ('NaN'::float8)) v(x)$$, '22023', '%NULL%'),
	($$SELECT pareto_class(x, 0.7, 0.4) OVER () FROM generate_series(1, 2) x$$, '22023', '%shares%'),
	($$SELECT pareto_class(x, 1.5) OVER () FROM generate_series(1, 2) x$$, '22023', '%from 0 to 1%'),
	($$SELECT pareto_class(x, bottom => NULL) OVER () FROM generate_series(1, 2) x$$, '22004', '%from 0 to 1%'),
	($$SELECT pareto_class(x, 0.1, x / 10.0) OVER () FROM generate_series(1, 2) x$$, '22023', '%PARTITION BY%'),
	($$SELECT pareto_class(1)$$, '42809', NULL),
	($$SELECT abc_class(x) OVER () FROM (VALUES (1), ('NaN'::float8)) v(x)$$, '22023', '%NULL%'),
	($$SELECT abc_class(x) OVER () FROM (VALUES (1), ('Infinity'::numeric)) v(x)$$, '22023', '%NULL%'),
	($$SELECT abc_class(x, 0.9, 0.8) OVER () FROM generate_series(1, 2) x$$, '22023', '%0.8 and 0.95%'),
	($$SELECT abc_class(x, b => 'NaN') OVER () FROM generate_series(1, 2) x$$, '22023', '%from 0 to 1%'),
	($$SELECT abc_class(x, x / 10.0) OVER () FROM generate_series(1, 2) x$$, '22023', '%PARTITION BY%')) e(query, state, hint);

-- as rows
SELECT results_eq('SELECT * FROM lorenz_curve(ARRAY[0, 0.25, 1])', 'VALUES (0::float8, 0::float8), (0.5, 0.25), (1, 1)', 'lorenz_curve');
SELECT is_empty($$SELECT * FROM lorenz_curve(NULL)$$, 'no curve has no rows');

SELECT * FROM finish();
ROLLBACK;
