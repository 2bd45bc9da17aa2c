-- validate and auc: on the published data sets, against numbers computed apart from the extension, and in plain SQL
\if :data
BEGIN;
\ir helpers.psql
SELECT plan(15);

CREATE TEMP TABLE said AS
SELECT 'essec' AS data, * FROM validate('essec', 'customer', 'at', at => '2015-01-01')
UNION ALL SELECT 'cdnow', * FROM validate('cdnow', 'customer', 'at', at => '1997-10-01', horizon => '9 months')
UNION ALL SELECT 'retail', * FROM validate('retail', 'customer', 'at', at => '2014-12-17', horizon => '3 months');
SELECT results_eq('SELECT class, round(100 * share::numeric, 1) FROM said WHERE data = ''essec'' AND class <> ''all'' ORDER BY share DESC',
				  $$VALUES ('bee', 55.6), ('butterfly', 35.1), ('dragonfly', 6.5), ('mantis', 5.3)$$, 'who gave again in 2015, by type at its beginning');
SELECT results_eq('SELECT data, round(auc::numeric, 2), verdict FROM said WHERE class = ''all'' ORDER BY data',
				  $$VALUES ('cdnow', 0.78, 'predicts'::foresight), ('essec', 0.87, 'predicts'), ('retail', 0.54, 'says_nothing')$$, 'AUC of loyalty, and the verdicts');
SELECT alike(reason, expected, data) FROM said JOIN (VALUES ('cdnow', 'loyalty was the higher one of who came back in 78.1 \% of pairs (75.9 .. 80.0)'),
	('essec', 'loyalty was the higher one of who came back in 86.5 \% of pairs (85.8 .. 87.2)'),
	('retail', 'loyalty was the higher one of who came back in 53.6 \% of pairs (52.2 .. 55.1): more than 55 \% are not established')) v(data, expected) USING (data) WHERE class = 'all';
SELECT is((SELECT (came_back, amount)::text FROM said WHERE data = 'cdnow' AND class = 'all'), '(684,70976.39)', 'CDNOW''s holdout of 39 weeks: 1,882 purchases, 70,976.39 dollars');

-- the same in plain SQL: scores are mean ranks of recency and frequency, the AUC the mean rank of those who came back
CREATE FUNCTION pg_temp.plain(source regclass, at date, until date) RETURNS TABLE (customers bigint, came_back bigint, auc double precision) LANGUAGE plpgsql AS $$
BEGIN
	RETURN QUERY EXECUTE format($q$
		WITH before AS (SELECT customer, max(at) AS last, count(*) AS orders FROM %1$s WHERE at < $1 GROUP BY 1),
		score AS (
			SELECT customer, rank() OVER l - 1 + count(*) OVER l + rank() OVER f - 1 + count(*) OVER f AS loyalty,
				   EXISTS (SELECT FROM %1$s s WHERE s.customer = b.customer AND s.at >= $1 AND s.at < $2) AS came_back
			FROM before b WINDOW l AS (ORDER BY last), f AS (ORDER BY orders)),
		ranked AS (SELECT came_back, rank() OVER s + (count(*) OVER s - 1) / 2.0 AS place FROM score WINDOW s AS (ORDER BY loyalty RANGE CURRENT ROW)),
		counted AS (SELECT count(*) AS n, count(*) FILTER (WHERE came_back) AS n1, sum(place) FILTER (WHERE came_back) AS places FROM ranked)
		SELECT n, n1, ((places - n1 * (n1 + 1) / 2.0) / (n1 * (n - n1)))::float8 FROM counted$q$, source) USING at, until;
END $$;
SELECT is((SELECT (customers, came_back, round(auc::numeric, 12))::text FROM said WHERE said.data = v.data AND class = 'all'),
		  (SELECT (customers, came_back, round(auc::numeric, 12))::text FROM pg_temp.plain(v.data::regclass, at, until)), format('%s by ranks in plain SQL', data))
FROM (VALUES ('cdnow', date '1997-10-01', date '1998-07-01'), ('essec', '2015-01-01', '2016-01-01'), ('retail', '2014-12-17', '2015-03-17')) v (data, at, until);
-- the interval: the shares of pairs that lie as far from the one seen as their own standard error allows (Newcombe 2006, method 5, from Hanley & McNeil 1982)
SELECT is_empty('SELECT data FROM said, LATERAL (SELECT came_back::float8 AS m, (customers - came_back)::float8 AS n) c, unnest(ARRAY[auc_low, auc_high]) bound WHERE class = ''all'' AND
				 abs(abs(auc - bound) / sqrt(bound * (1 - bound) * (1 + ((m + n) / 2 - 1) * ((1 - bound) / (2 - bound) + bound / (1 + bound))) / (m * n)) - 1.959963984540054) > 1e-6', 'and its interval');
SELECT is((SELECT (round(chi_square::numeric, 6), p)::text FROM said WHERE data = 'essec' AND class = 'all'),
		  (SELECT (round(s.chi_square::numeric, 6), s.p)::text FROM (SELECT (separation(t.quadrant, EXISTS (SELECT FROM ref.essec e WHERE e.customer = t.customer AND e.at >= '2015-01-01'))).*
																	 FROM types_at('ref.essec', 'customer', 'at', dates => '{2015-01-01}', "window" => NULL) t WHERE quadrant IS NOT NULL) s),
		  'chi-square of the types');

-- without a day it looks as late as the data allow
SELECT is((SELECT (customers, came_back, round(auc::numeric, 3), verdict)::text FROM validate('essec', 'customer', 'at') WHERE class = 'all'),
		  (SELECT (customers, came_back, round(auc::numeric, 3), verdict)::text FROM said WHERE data = 'essec' AND class = 'all'), 'at the beginning of the last year of the data');
SELECT is((SELECT (verdict, reason)::text FROM validate('retail', 'customer', 'at', at => '2015-01-01', horizon => '3 months') WHERE class = 'all'),
		  '(too_early,"the data end on 2015-03-16, the horizon on 2015-03-31")', 'and not beyond them');

-- movement on windows of a year: dragonflies of ESSEC are seldom seen again, bees stay
SELECT is((SELECT count(*) FROM types_at('ref.essec', 'customer', 'at', dates => '{2014-01-01,2015-01-01,2016-01-01}') WHERE quadrant IS NOT NULL), (5187 + 4923 + 5398)::bigint, 'active donors of 2013, 2014 and 2015');
SELECT results_eq($$WITH t AS (SELECT customer, date, quadrant FROM types_at('ref.essec', 'customer', 'at', dates => '{2015-01-01,2016-01-01}'))
				   SELECT count(*) FILTER (WHERE a.quadrant IS NOT NULL AND b.quadrant IS NOT NULL), count(*) FILTER (WHERE a.quadrant IS NOT NULL AND b.quadrant IS NULL),
						  count(*) FILTER (WHERE a.quadrant IS NULL AND b.quadrant IS NOT NULL) FROM t a JOIN t b USING (customer) WHERE a.date = '2015-01-01' AND b.date = '2016-01-01'$$,
				  'VALUES (2965::bigint, 1958::bigint, (1512 + 921)::bigint)', 'of whom so many stayed, left, and came or came back, as in the leaky bucket of 2015');

SELECT * FROM finish();
ROLLBACK;
\else
\echo 1..0 # SKIP ../shared/data is not there
\endif
