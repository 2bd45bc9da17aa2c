-- the default yardstick: recency and frequency scores by amount, each cut at its mean, every row an order.
-- Numbers: reference/numbers.md §1, second table, computed there in integer arithmetic.
\if :data
BEGIN;
\ir helpers.psql
SELECT plan(15);

CREATE TEMP TABLE published (data, matrix) AS VALUES
	('cdnow', 'bee 546, 170789.74; dragonfly 47, 8058.38; butterfly 526, 31118.86; mantis 1238, 34124.96'),
	('essec', 'bee 3586, 2180870.13; dragonfly 358, 198274.66; butterfly 5018, 415998.88; mantis 9455, 399201.23'),
	('retail', 'bee 2803, 4477162; dragonfly 906, 1233632; butterfly 723, 651459; mantis 2457, 1761736'),
	('rfm_orders', 'bee 334, 239104; dragonfly 113, 65672; butterfly 182, 63708; mantis 366, 95674');
CREATE TEMP TABLE segmented AS
SELECT data, s.* FROM published, segment_as(NULL::text, data::regclass, 'customer', 'at', 'amount') s;

SELECT is((SELECT string_agg(format('%s %s, %s', quadrant, n, total), '; ' ORDER BY quadrant)
		   FROM (SELECT quadrant, count(*) AS n, sum(amount) AS total FROM segmented s WHERE s.data = p.data GROUP BY 1) q), matrix, data || ': customers and revenue of each type')
FROM published p;
-- those exactly on the loyalty cut are high
SELECT is((SELECT count(*) FILTER (WHERE quadrant IN ('bee', 'butterfly')) FROM segmented s WHERE s.data = v.data AND loyalty = 50), n::bigint, data || ': on the cut is high')
FROM (VALUES ('retail', 5), ('rfm_orders', 3)) v(data, n);
SELECT is((SELECT count(*) FROM segmented s WHERE s.data = v.data AND loyalty = 50), n::bigint, data || ': no other is on the cut') FROM (VALUES ('retail', 5), ('rfm_orders', 3)) v(data, n);
SELECT is((SELECT value FROM (SELECT yardstick(activity, '2020-01-01 00:00+00') AS y FROM segmented s WHERE s.data = p.data) f, cuts(y) WHERE axis = 'loyalty'), 50::float8,
		  data || ': the mean loyalty is exactly 50') FROM published p;

-- median cuts on CDNOW: more than half of the customers have one order, so frequency separates nobody
CREATE TEMP TABLE halved AS
SELECT with_cuts(with_weights(yardstick(activity, '2020-01-01 00:00+00'), recency => 0, frequency => 1, amount => 0, average_order => 1), 'median', 'median') AS y FROM segmented WHERE data = 'cdnow';
SELECT is(pg_temp.matrix(mix(quadrant(activity, y))), '1179 / 1178 / 0 / 0', 'CDNOW at the medians') FROM segmented, halved WHERE data = 'cdnow';
SELECT results_eq('SELECT axis, round(value::numeric, 3), high_share::numeric, note IS NOT NULL FROM halved, cuts(y) WHERE axis = ''loyalty''',
				  $$VALUES ('loyalty', 1.000, 1::numeric, true)$$, 'that everybody is on one side is reported');
SELECT results_eq('SELECT axis, round(value::numeric, 3), round(high_share * 2357), note IS NOT NULL FROM halved, cuts(y) WHERE axis = ''contribution''',
				  $$VALUES ('contribution', 24.986, 1179::float8, false)$$, 'the other axis is halved');

SELECT * FROM finish();
ROLLBACK;
\else
\echo 1..0 # SKIP ../shared/data is not there
\endif
