-- concentration: Gini coefficient, share of the top fifth, customers that make 80 % of the money.
-- Numbers: reference/numbers.md §2, computed there independently of customer_seg.
\if :data
BEGIN;
\ir helpers.psql
SELECT plan(34);

CREATE TEMP TABLE published (data, gini, top_share, fifth, customers) AS VALUES
	('cdnow', .630917, .674550, 472, 777),
	('rfm_orders', .289603, .356232, 199, 606),
	('retail', .225941, .306590, 1378, 4420),
	('essec', .686502, .730115, 3684, 5131);
CREATE TEMP TABLE customer AS
SELECT data, a.customer, amount(a) AS amount FROM published, pg_temp.activities(data) a;
CREATE TEMP TABLE classed AS
SELECT data, customer, amount, pareto_class(amount) OVER d, abc_class(amount) OVER d FROM customer WINDOW d AS (PARTITION BY data);

SELECT is(round(g::numeric, 6), p.gini, data || ': gini') FROM published p JOIN (SELECT data, gini(amount) AS g FROM customer GROUP BY 1) c USING (data);
SELECT is(round(s::numeric, 6), p.top_share, data || ': share of the top 20 %') FROM published p JOIN (SELECT data, top_share(amount, 0.2) AS s FROM customer GROUP BY 1) c USING (data);
SELECT is(n, p.customers::bigint, data || ': customers that make 80 %') FROM published p JOIN (SELECT data, customers_for_share(amount, 0.8) AS n FROM customer GROUP BY 1) c USING (data);
SELECT is(format('%s %s %s', g, s, n), format('%s %s %s', gini(amount), top_share(amount, 0.2), customers_for_share(amount, 0.8)), data || ': double precision gives the same')
FROM customer JOIN (SELECT data, gini(amount::float8) AS g, top_share(amount::float8, 0.2) AS s, customers_for_share(amount::float8, 0.8) AS n FROM customer GROUP BY 1) d USING (data) GROUP BY data, g, s, n;

-- the top fifth as customers: the published number where no equal amounts lie on its edge, and the money of that many
SELECT is(ceil(0.2 * count(*)), p.fifth::numeric, data || ': so many are the top fifth') FROM published p JOIN customer USING (data) GROUP BY data, p.fifth;
SELECT is(round(sum(amount) FILTER (WHERE place <= fifth) / sum(amount), 6), top_share, data || ': which have this share by plain SQL')
FROM published p JOIN (SELECT data, amount, row_number() OVER (PARTITION BY data ORDER BY amount DESC) AS place FROM customer) c USING (data) GROUP BY data, top_share;
SELECT is(count(*) FILTER (WHERE pareto_class = 'top'), fifth + past, data || ': pareto_class has as many at the top, but for those equal to the last')
FROM published JOIN classed USING (data)
JOIN (SELECT data, CASE WHEN 2 * above + same - 1 < 2 * 0.2 * n THEN above + same ELSE above END - fifth AS past
	  FROM published p, LATERAL (SELECT amount AS edge FROM customer c WHERE c.data = p.data ORDER BY amount DESC OFFSET fifth - 1 LIMIT 1) e,
		   LATERAL (SELECT count(*) AS n, count(*) FILTER (WHERE amount > edge) AS above, count(*) FILTER (WHERE amount = edge) AS same FROM customer c WHERE c.data = p.data) s) e USING (data)
GROUP BY data, fifth, past;
SELECT is(count(*) FILTER (WHERE abc_class = 'A'), (SELECT count(*) FROM customer c WHERE c.data = p.data AND amount >= (SELECT amount FROM customer d WHERE d.data = p.data ORDER BY amount DESC OFFSET p.customers - 1 LIMIT 1)),
		  data || ': A are those that make 80 %, and their equals') FROM published p JOIN classed USING (data) GROUP BY data, p.customers;

SELECT is(gini(x), 0.3::float8, '1..10') FROM generate_series(1, 10) x;
SELECT is(gini(x), 0.75::float8, '0, 0, 0, 1') FROM (VALUES (0), (0), (0), (1)) v(x);

SELECT * FROM finish();
ROLLBACK;
\else
\echo 1..0 # SKIP ../shared/data is not there
\endif
