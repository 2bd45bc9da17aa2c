-- movement, project: the segments of 2014 and 2015, who moved, and what becomes of the base, from raw rows in one query.
-- Numbers: reference/numbers.md §5, the printed tables of De Bruyn, Foundations of Marketing Analytics (ESSEC).
\if :data
BEGIN;
\ir helpers.psql
SELECT plan(27);

-- the query of doc/time/project.md
CREATE TEMP TABLE done AS
WITH known AS MATERIALIZED (
	SELECT customer, history(at, amount) AS h FROM essec GROUP BY customer),
seen AS (
	SELECT customer, day, day - last_day(a) AS since_last, day - first_day(a) AS since_first, average_order(a) AS average,
		   amount(h, daterange((day - interval '1 year')::date, day)) AS revenue
	FROM known, unnest('{2015-01-01, 2016-01-01}'::date[]) AS day, activity(h, day) AS a),
class AS (
	SELECT customer, day, revenue, CASE
			   WHEN since_last > 1095 THEN '1 inactive'
			   WHEN since_last > 730 THEN '2 cold'
			   WHEN since_last > 365 THEN CASE WHEN since_first <= 730 THEN '5 new warm' WHEN average >= 100 THEN '3 warm high' ELSE '4 warm low' END
			   WHEN since_first <= 365 THEN '8 new active'
			   WHEN average >= 100 THEN '6 active high' ELSE '7 active low' END AS class
	FROM seen WHERE since_last IS NOT NULL),
moved AS MATERIALIZED (
	SELECT movement(was.class, now.class, was.revenue, now.revenue) AS m
	FROM (SELECT * FROM class WHERE day = '2015-01-01') AS was
		 FULL JOIN (SELECT * FROM class WHERE day = '2016-01-01') AS now USING (customer))
SELECT m, 2015 + period AS year, segment, customers, p.revenue, discounted, cumulated
FROM moved, project(m, 10, discount => 0.1) AS p;

CREATE FUNCTION pg_temp.of_year(y int) RETURNS text LANGUAGE sql AS $$ SELECT string_agg(round(customers)::text, ' ' ORDER BY segment) FROM done WHERE year = y $$;
CREATE TEMP VIEW cell AS SELECT * FROM unnest((SELECT m FROM done LIMIT 1));

SELECT is(pg_temp.of_year(2015), '9158 1903 119 901 938 573 3313 1512', 'segments of 2015');
SELECT is((SELECT string_agg(customers::text, ' ' ORDER BY was) FROM (SELECT was, sum(customers) AS customers FROM cell WHERE was IS NOT NULL GROUP BY 1) x), '7512 2153 111 956 1250 475 3011 1437', 'segments of 2014');
SELECT is((SELECT string_agg(customers::text, ',' ORDER BY "is") FROM cell WHERE was ~ w AND "is" IS NOT NULL), counts, 'who was ' || w)
FROM (VALUES ('inactive', '7227,0,0,0,0,35,250,0'), ('cold', '1931,0,0,0,0,22,200,0'), ('warm high', '0,75,0,0,0,35,1,0'), ('warm low', '0,689,0,0,0,1,266,0'), ('new warm', '0,1139,0,0,0,15,96,0'),
			 ('active high', '0,0,119,0,0,354,2,0'), ('active low', '0,0,0,901,0,22,2088,0'), ('new active', '0,0,0,0,938,89,410,0')) v(w, counts);
SELECT is((SELECT string_agg(concat_ws(' ', was, "is", customers), ',') FROM cell WHERE (was IS NULL OR "is" IS NULL) AND customers > 0), '8 new active 1512', 'who came, and that nobody went');
SELECT is(pg_temp.of_year(2016), '10517 1584 144 991 987 657 3537 0', 'projected 2016');
SELECT is(pg_temp.of_year(2025), '13834 650 139 756 0 547 2490 0', 'projected 2025');
SELECT is((SELECT string_agg(round((revenue / customers)::numeric, 5)::text, ' ' ORDER BY segment) FROM done WHERE year = 2015 AND revenue > 0), '323.56894 52.30604 79.16614', 'average revenue of active high, active low, new active');
SELECT is((SELECT count(*) FROM done WHERE year = 2015 AND revenue = 0), 5::bigint, 'and none of the others');
SELECT is((SELECT string_agg(round(revenue)::text, ' ' ORDER BY year) FROM (SELECT year, sum(revenue) AS revenue FROM done GROUP BY 1) x),
		  '478394 397481 379526 365921 351072 339488 330139 322557 316409 311418 307360', 'yearly revenue');
SELECT is(round(sum(cumulated)), 2628958::float8, 'discounted at 10 % and summed') FROM done WHERE year = 2025;
SELECT is(round(sum(cumulated) FILTER (WHERE year = 2025) - sum(revenue) FILTER (WHERE year = 2015)), 2150564::float8, 'value of the base without the first year') FROM done;
SELECT is(sum(discounted)::numeric(12,2), sum(cumulated) FILTER (WHERE year = 2025)::numeric(12,2), 'cumulated is the sum of discounted') FROM done;

-- the value matrix of each year by its own means, and who moved in it
CREATE TEMP TABLE matrix AS
WITH year AS MATERIALIZED (
	SELECT customer, y, activity(history(at, amount), make_date(y + 1, 1, 1), make_date(y, 1, 1)) AS a FROM essec, unnest('{2014, 2015}'::int[]) y GROUP BY 1, 2),
means AS (SELECT y, with_weights(yardstick(a, make_date(y + 1, 1, 1)), recency => 0, frequency => 1, amount => 0, average_order => 1) AS yardstick FROM year GROUP BY 1),
class AS (SELECT customer, y, CASE quadrant(a, yardstick) WHEN 'bee' THEN 'best' WHEN 'butterfly' THEN 'frequent' WHEN 'dragonfly' THEN 'spender' WHEN 'mantis' THEN 'uncertain' END AS class
		  FROM year JOIN means USING (y))
SELECT movement(was.class, now.class) AS m FROM (SELECT * FROM class WHERE y = 2014) was FULL JOIN (SELECT * FROM class WHERE y = 2015) now USING (customer);
SELECT is((SELECT string_agg(customers::text, '/' ORDER BY coalesce("is", 'none')) FROM matrix, unnest(m) WHERE coalesce(was, 'none') = w), counts, 'value matrix: who was ' || w)
FROM (VALUES ('best', '27/1/31/40/5'), ('frequent', '4/185/122/13/156'), ('none', '19/133/428/1853'), ('spender', '37/7/301/557/30'), ('uncertain', '7/174/1504/72/1650')) v(w, counts);
-- R 4.2.2, solve() on the matrix of differences
SELECT is((present, comers, goers, round(chi_square::numeric, 10), df, round(p::numeric, 13), note)::text, '(2965,2433,1958,21.3971700768,3,0.0000870594579,)', 'and whether its structure changed') FROM matrix, structure_change(m);
SELECT is((conversion(m, 'spender', 'best'))::text, (37, 932::bigint, share, low, high)::text, '37 of 932 spenders became best') FROM matrix, LATERAL (SELECT 37 / 932.0::float8 AS share) s,
	LATERAL (SELECT low, high FROM unnest(m) WHERE was = 'spender' AND "is" = 'best') i;

-- had one projected 2015 by who moved from 2013 to 2014
CREATE TEMP TABLE chain AS
WITH known AS MATERIALIZED (SELECT customer, history(at, amount) AS h FROM essec GROUP BY 1),
class AS MATERIALIZED (SELECT customer, y, CASE WHEN since > 1095 THEN 'inactive' WHEN since > 730 THEN 'cold' WHEN since > 365 THEN 'warm' WHEN since > 0 THEN 'active' END AS class
	FROM known, unnest('{2014, 2015, 2016}'::int[]) y, LATERAL (SELECT make_date(y, 1, 1) - last_day(activity(h, make_date(y, 1, 1)))) s(since)),
wide AS (SELECT max(class) FILTER (WHERE y = 2014) AS a, max(class) FILTER (WHERE y = 2015) AS b, max(class) FILTER (WHERE y = 2016) AS c FROM class GROUP BY customer)
SELECT movement(a, b) AS earlier, movement(b, c) AS later FROM wide;
SELECT is((SELECT string_agg(concat_ws(' ', coalesce(segment, 'away'), start, round(projected), actual, round(error)), ', ') FROM chain, projection_check(earlier, later)),
		  'active 4923 3387 3886 -499, cold 2153 1988 1903 85, inactive 7512 9331 9158 173, warm 2317 2199 1958 241, away 0 0 0', 'projected, and what came');

SELECT * FROM finish();
ROLLBACK;
\else
\echo 1..0 # SKIP ../shared/data is not there
\endif
