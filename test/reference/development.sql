-- development: on the published data sets, the year (or half) before against the next, and whether the one after bore it out
\if :data
BEGIN;
\ir helpers.psql
SELECT plan(6);

-- the types of three windows, each beginning where the one before ends, by the yardstick of the first
CREATE FUNCTION pg_temp.windows(source regclass, ends date[], step interval) RETURNS TABLE (was quadrant, "is" quadrant, later quadrant) LANGUAGE sql AS $$
	SELECT max(quadrant) FILTER (WHERE date = ends[1]), max(quadrant) FILTER (WHERE date = ends[2]), max(quadrant) FILTER (WHERE date = ends[3])
	FROM types_at_as(NULL::text, source, 'customer', 'at', 'amount', dates => ends, "window" => step) GROUP BY customer $$;
CREATE TEMP TABLE base AS
SELECT data, ends[1] AS first_end, w.* FROM (
	SELECT 'essec' AS data, ARRAY[make_date(year, 1, 1), make_date(year + 1, 1, 1), make_date(year + 2, 1, 1)] AS ends, interval '1 year' AS step FROM generate_series(2006, 2015) year
	UNION ALL VALUES ('cdnow', '{1997-07-01,1998-01-01,1998-07-01}'::date[], interval '6 months'), ('retail', '{2012-05-16,2013-05-16,2014-05-16}', '1 year'),
		('retail', '{2013-03-16,2014-03-16,2015-03-16}', '1 year'), ('rfm_orders', '{2006-01-01,2007-01-01,2008-01-01}', '1 year')) d, pg_temp.windows(data::regclass, ends, step) w;
CREATE TEMP TABLE verdict AS
SELECT data, first_end, later, lost_came_back, stayed_bought, d.*
FROM (SELECT data, first_end, movement(was, "is") AS m, count(*) FILTER (WHERE later = 'bee') AS later,
			 avg((later IS NOT NULL)::int) FILTER (WHERE was = 'bee' AND "is" IS NULL) AS lost_came_back, avg((later IS NOT NULL)::int) FILTER (WHERE was = 'bee' AND "is" = 'bee') AS stayed_bought
	  FROM base GROUP BY 1, 2) x, development(m) d;
SELECT results_eq('SELECT data, first_end, verdict, best_then, best_now, lost_of_them FROM verdict ORDER BY data, first_end', $$VALUES
	('cdnow', date '1997-07-01', 'shrinking'::development_verdict, 484::bigint, 243::bigint, 215::bigint),
	('essec', '2006-01-01', 'growing', 181, 295, 50), ('essec', '2007-01-01', 'growing', 301, 509, 101), ('essec', '2008-01-01', 'holding', 712, 669, 334), ('essec', '2009-01-01', 'growing', 614, 751, 172),
	('essec', '2010-01-01', 'holding', 705, 742, 226), ('essec', '2011-01-01', 'growing', 591, 728, 156), ('essec', '2012-01-01', 'growing', 615, 697, 165), ('essec', '2013-01-01', 'holding', 740, 748, 221),
	('essec', '2014-01-01', 'growing', 749, 857, 201), ('essec', '2015-01-01', 'holding', 753, 811, 194), ('retail', '2012-05-16', 'holding', 2568, 2527, 11), ('retail', '2013-03-16', 'holding', 2564, 2549, 18),
	('rfm_orders', '2006-01-01', 'shrinking', 330, 79, 123)$$, 'what each year brought, or half year');
-- of the windows that have one behind them within the data
CREATE TEMP TABLE borne_out AS SELECT * FROM verdict WHERE (data, first_end) NOT IN (('essec', '2015-01-01'), ('rfm_orders', '2006-01-01'));
SELECT is(count(*) FILTER (WHERE later < 1.1 * best_then), 0::bigint, count(*) || ' times of growing: a year later there are still a tenth more than at first') FROM borne_out WHERE verdict = 'growing';
SELECT is(count(*) FILTER (WHERE later > 0.9 * best_then), 0::bigint, 'of shrinking: still a tenth fewer') FROM borne_out WHERE verdict = 'shrinking';
SELECT is(count(*) FILTER (WHERE lost_came_back >= 0.6 * stayed_bought), 0::bigint, 'who was a bee and is lost comes back far less often than who stayed buys again') FROM borne_out WHERE data <> 'retail';
SELECT ok(lost_of_them < 25 AND lost_came_back > 0.9, format('but in %s all buy, and the few who paused come back', data)) FROM borne_out WHERE data = 'retail';
SELECT * FROM finish();
ROLLBACK;
\else
\echo 1..0 # SKIP ../shared/data is not there
\endif
