-- exact ranks: of more different values than a yardstick holds, segment(), report(), value_group() and rfm() rank as plain SQL does
BEGIN;
\ir ../helpers.psql
SELECT plan(23);

CREATE SCHEMA shop;
-- every amount and every time is there once, but for a tenth of the amounts; a tenth has only asked
CREATE FUNCTION pg_temp.make(customers integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	DROP TABLE IF EXISTS shop.big, shop.ranked, shop.segmented, shop.standard;
	CREATE TABLE shop.big AS
	SELECT n AS customer_id, timestamptz '2025-01-01 00:00+00' - (n * 7919::bigint % 1000003) * interval '1 minute' AS sold_at,
		   CASE WHEN n % 10 <> 3 THEN CASE WHEN n % 10 = 7 THEN n % 1000 ELSE n * 104729::bigint % 1000003 END / 100.0 END AS amount
	FROM generate_series(1, customers) n;
	-- twice the rank, ties in the middle; a contact is as far as four times its time
	CREATE TABLE shop.ranked AS
	SELECT customer_id, amount, count(*) OVER () AS n, rank() OVER m - 1 + count(*) OVER m AS m, rank() OVER r - 1 + count(*) OVER r AS r
	FROM shop.big WINDOW m AS (ORDER BY amount NULLS FIRST), r AS (ORDER BY (timestamptz '2025-06-01 00:00+00' - sold_at) * CASE WHEN amount IS NULL THEN 4 ELSE 1 END DESC);
	CREATE TABLE shop.segmented AS SELECT * FROM segment('shop.big', as_of => '2025-06-01 00:00+00');
	CREATE TABLE shop.standard AS SELECT y, with_cuts(y, contribution => 'p50') AS p50 FROM (SELECT yardstick(activity, '2025-06-01 00:00+00') AS y FROM shop.segmented) f;
	ANALYZE shop.ranked, shop.segmented;
END $$;

CREATE FUNCTION pg_temp.compare(customers integer) RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
	PERFORM pg_temp.make(customers);
	RETURN NEXT is(count(*) FILTER (WHERE abs(contribution - CASE WHEN r.amount IS NULL THEN 0 ELSE 50.0 * m / n END) > 1e-12), 0::bigint, customers || ': contribution') FROM shop.ranked r JOIN shop.segmented ON customer_id = customer;
	RETURN NEXT is(count(*) FILTER (WHERE value_group(activity, y)::text ~ 'big' <> (r.amount IS NOT NULL AND 50.0 * m / n >= 80)), 0::bigint, customers || ': big by value_group')
	FROM shop.standard, shop.ranked r JOIN shop.segmented ON customer_id = customer WHERE r.amount IS NOT NULL;
	RETURN NEXT is((SELECT sum(l.customers) FROM report('shop.big', as_of => '2025-06-01 00:00+00') l WHERE item ~ ' big$'), count(*)::numeric, customers || ': big in the report')
	FROM shop.ranked WHERE amount IS NOT NULL AND 50.0 * m / n >= 80;
	RETURN QUERY SELECT is(count(*) FILTER (WHERE (x).monetary <> CASE WHEN amount IS NULL THEN 1 ELSE (m - 1) * bins / (2 * n) + 1 END), 0::bigint, format('%s: monetary in %s bins', customers, bins))
	FROM (SELECT r.amount, m, n, bins, rfm(activity, y, bins => bins) AS x FROM shop.standard, unnest(ARRAY[5, 10]) bins, shop.ranked r JOIN shop.segmented ON customer_id = customer) s GROUP BY bins;
	RETURN QUERY SELECT is(count(*) FILTER (WHERE (x).recency <> (r - 1) * bins / (2 * n) + 1), 0::bigint, format('%s: recency in %s bins', customers, bins))
	FROM (SELECT r.r, n, bins, rfm(activity, y, bins => bins) AS x FROM shop.standard, unnest(ARRAY[5, 10]) bins, shop.ranked r JOIN shop.segmented ON customer_id = customer) s GROUP BY bins;
	RETURN NEXT is(count(*) FILTER (WHERE abs(contribution - contribution(activity, y)) > 0.025), 0::bigint, customers || ': by knots no score is off by more than 0.025') FROM shop.standard, shop.segmented;
	RETURN NEXT is((y::text)::yardstick, y, customers || ': and they are read back') FROM shop.standard;
	RETURN NEXT is(count(*) FILTER (WHERE quadrant(activity, p50)::text IN ('bee', 'dragonfly') <> (r.amount IS NOT NULL AND 50.0 * m / n >= 50)), 0::bigint, customers || ': p50')
	FROM shop.standard, shop.ranked r JOIN shop.segmented ON customer_id = customer;
END $$;
SELECT pg_temp.compare(23570);
SELECT pg_temp.compare(200000);

-- whatever there is of memory
CREATE TABLE shop.before AS SELECT customer, loyalty, contribution, quadrant FROM shop.segmented;
SET LOCAL hash_mem_multiplier = 1;
SET LOCAL work_mem = '64kB';
SELECT is_empty('SELECT customer, loyalty, contribution, quadrant FROM segment(''shop.big'', as_of => ''2025-06-01 00:00+00'') EXCEPT TABLE shop.before', 'in 64 kB');
SET LOCAL work_mem = '3MB';
SELECT is_empty('SELECT customer, loyalty, contribution, quadrant FROM segment(''shop.big'', as_of => ''2025-06-01 00:00+00'') EXCEPT TABLE shop.before', 'in 3 MB');

SET LOCAL enable_material = off;
SET LOCAL enable_hashjoin = off;
SELECT results_eq('SELECT sum(loyalty::numeric), sum(contribution::numeric) FROM generate_series(1, 2) LEFT JOIN segment(''shop.big'', as_of => ''2025-06-01 00:00+00'') ON orders >= 0',
	'SELECT 2 * sum(loyalty::numeric), 2 * sum(contribution::numeric) FROM shop.before', 'read twice');

SELECT * FROM finish();
ROLLBACK;
