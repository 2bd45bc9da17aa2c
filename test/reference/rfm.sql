-- RFM: scores by the cuts of others, ties, and tiles, on all published data sets. Numbers: reference/numbers.md §3,
-- of the R package rfm (its cuts are the type-7 quantiles plus 1), run there.
\if :data
BEGIN;
\ir helpers.psql
SELECT plan(38);
SET LOCAL timezone = 'UTC';

-- cuts by hand
CREATE TEMP TABLE plain AS SELECT customer, date '2006-12-31' - max(at) AS days, count(*) AS orders, sum(amount) AS revenue FROM rfm_orders GROUP BY 1;
SELECT results_eq(format('SELECT x + 1 FROM unnest((SELECT percentile_cont(ARRAY[0.2, 0.4, 0.6, 0.8]) WITHIN GROUP (ORDER BY %s) FROM plain)) x', number), format('SELECT unnest(%L::float8[])', cuts), number || ': the published cuts')
FROM (VALUES ('days', '{115,181,297.4,482}'), ('orders', '{4,5,6,8}'), ('revenue', '{255.8,382,506.4,666}')) v(number, cuts);
CREATE TEMP TABLE scored AS
SELECT customer, rfm(a, '2006-12-31', '{115,181,297.4,482}', '{4,5,6,8}', '{255.8,382,506.4,666}') AS s FROM pg_temp.activities('rfm_orders');
SELECT is(count(*), 995::bigint, 'customers') FROM scored;
SELECT results_eq('SELECT customer, (s).recency, (s).frequency, (s).monetary FROM scored ORDER BY customer', $$
	SELECT customer, CASE WHEN days < 115 THEN 5 WHEN days < 181 THEN 4 WHEN days < 297.4 THEN 3 WHEN days < 482 THEN 2 ELSE 1 END,
		   CASE WHEN orders >= 8 THEN 5 WHEN orders >= 6 THEN 4 WHEN orders >= 5 THEN 3 WHEN orders >= 4 THEN 2 ELSE 1 END,
		   CASE WHEN revenue >= 666 THEN 5 WHEN revenue >= 506.4 THEN 4 WHEN revenue >= 382 THEN 3 WHEN revenue >= 255.8 THEN 2 ELSE 1 END
	FROM plain ORDER BY customer$$, 'each customer''s scores, by CASE');
SELECT is((SELECT string_agg(n::text, '/' ORDER BY score) FROM (SELECT v.score, count(*) AS n FROM scored, LATERAL (VALUES ('recency', (s).recency), ('frequency', (s).frequency), ('monetary', (s).monetary)) v(m, score) WHERE m = measure GROUP BY 1) c), counts, measure || ': customers with each score')
FROM (VALUES ('recency', '197/200/199/199/200'), ('frequency', '268/187/176/244/120'), ('monetary', '200/200/198/202/195')) p(measure, counts);
SELECT is((SELECT concat((s).recency, (s).frequency, (s).monetary) FROM scored s WHERE s.customer = p.customer), score, p.customer)
FROM (VALUES ('Abbey O''Reilly', '343'), ('Add Senger', '412'), ('Aden Lesch', '323'), ('Aden Murphy', '544'), ('Admiral Senger', '433')) p(customer, score);
SELECT is(count(*), 995::bigint, 'each has a segment') FROM scored WHERE rfm_segment(s) IS NOT NULL;

-- ties on CDNOW: 1,205 of 2,357 bought once
CREATE TEMP TABLE buyer AS SELECT customer, a, orders(a) AS orders FROM pg_temp.activities('cdnow');
SELECT is((SELECT string_agg(n::text, ' ' ORDER BY ntile) FROM (SELECT ntile, count(*) AS n FROM (SELECT orders, ntile(5) OVER (ORDER BY orders, customer) FROM buyer) t WHERE orders = 1 GROUP BY 1) g), '472 472 261', 'ntile puts those who bought once into three groups');
SELECT is(count(*) FILTER (WHERE up <> down), 1470::bigint, 'ntile with the ties the other way round: so many change') FROM (SELECT ntile(5) OVER (ORDER BY orders, customer) AS up, ntile(5) OVER (ORDER BY orders, customer DESC) AS down FROM buyer) t;
CREATE TEMP TABLE up AS SELECT customer, orders, rfm(a, y) AS s FROM buyer, (SELECT yardstick(a, '1998-07-01' ORDER BY customer) AS y FROM buyer) f ORDER BY customer;
CREATE TEMP TABLE down AS SELECT customer, rfm(a, y) AS s FROM (SELECT * FROM buyer ORDER BY customer DESC) b, (SELECT yardstick(a, '1998-07-01' ORDER BY customer DESC) AS y FROM buyer) f;
SELECT is(count(*) FILTER (WHERE up.s <> down.s), 0::bigint, 'ours: none changes') FROM up JOIN down USING (customer);
SELECT is_empty('SELECT orders FROM up GROUP BY orders HAVING count(DISTINCT (s).frequency) > 1', 'equal numbers of orders, equal scores of frequency');

-- tiles, limits, counts and nested tiles on every data set
CREATE TEMP TABLE held AS SELECT data, customer, a FROM unnest(ARRAY['cdnow', 'cdnow_by_day', 'rfm_orders', 'retail', 'essec']) data, pg_temp.activities(data);
CREATE TEMP TABLE fitted AS SELECT data, y, rfm_limits(y) AS five, rfm_limits(y, 10) AS ten, nested
FROM (SELECT data, yardstick(a, '2016-01-01') AS y, nested_rfm_cuts(a, '2016-01-01', 5) AS nested FROM held GROUP BY 1) f;
CREATE TEMP TABLE tiled AS SELECT data, a, ROW(tile(extract(epoch FROM last_order(a))::float8, 5) OVER w, tile(orders(a), 5) OVER w, tile(amount(a)::float8, 5) OVER w)::rfm AS want FROM held WINDOW w AS (PARTITION BY data);
SELECT is(count(*) FILTER (WHERE rfm(a, y) <> want), 0::bigint, format('%s: tiles of %s customers', data, count(*))) FROM tiled JOIN fitted USING (data) GROUP BY data ORDER BY data;
SELECT is(count(*) FILTER (WHERE rfm(a, y) <> rfm(a, five) OR rfm(a, y, bins => 10) <> rfm(a, ten)), 0::bigint, data || ': rfm_limits gives the same') FROM held JOIN fitted USING (data) GROUP BY data ORDER BY data;
SELECT is(string_agg(format('%s %s %s', measure, score, n), ', ' ORDER BY measure, score), (SELECT string_agg(format('%s %s %s', measure, score, customers), ', ' ORDER BY measure, score) FROM fitted f, rfm_cuts(f.y) WHERE f.data = c.data AND customers > 0), data || ': rfm_cuts counts them')
FROM (SELECT data, measure, score, count(*) AS n FROM tiled, LATERAL (VALUES ('recency', (want).recency), ('frequency', (want).frequency), ('monetary', (want).monetary)) v(measure, score) GROUP BY 1, 2, 3) c GROUP BY data ORDER BY data;
CREATE TEMP VIEW by_f AS SELECT data, a, (want).recency AS r, tile(orders(a), 5) OVER (PARTITION BY data, (want).recency) AS f FROM tiled;
SELECT is(count(*) FILTER (WHERE rfm(a, nested) <> want), 0::bigint, data || ': nested tiles')
FROM (SELECT data, a, ROW(r, f, tile(amount(a)::float8, 5) OVER (PARTITION BY data, r, f))::rfm AS want FROM by_f) t JOIN fitted USING (data) GROUP BY data ORDER BY data;

SELECT * FROM finish();
ROLLBACK;
\else
\echo 1..0 # SKIP ../shared/data is not there
\endif
