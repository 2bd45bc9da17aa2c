-- cuts: what is high, on one measure and on a mixed axis, against plain SQL
BEGIN;
\ir ../helpers.psql
\ir ../measures.psql
SELECT plan(40);

-- the yardstick with this measure alone on its axis, cut so
CREATE FUNCTION pg_temp.alone(measure text, cut text) RETURNS yardstick LANGUAGE plpgsql AS $$
DECLARE
	changed yardstick;
BEGIN
	EXECUTE (SELECT format('SELECT with_cuts(with_weights(y, %s), %I => %L) FROM fitted',
						   string_agg(format('%I => %s', other.measure, (other.measure = alone.measure)::int), ', '), min(axis), cut)
			 FROM fitted, weights(y) other WHERE axis = (SELECT axis FROM weights(y) w WHERE w.measure = alone.measure) AND other.measure <> 'contact_weight') INTO changed;
	RETURN changed;
END $$;

-- each measure alone under each cut: the value wanted, as greater-is-better, and who is high then
CREATE TEMP TABLE wanted AS
WITH cut AS (
	SELECT axis, measure, unnest(ARRAY['mean', 'median', 'p80', 'p12.5']) AS cut,
		   unnest(ARRAY[CASE measure WHEN 'amount' THEN (SELECT avg(amount(a)) FROM person) WHEN 'worth' THEN (SELECT avg(amount(a)) FROM person)
							 WHEN 'profit' THEN (SELECT sum(profit(a)) / count(*) FROM person) ELSE avg(value) END::float8,
						percentile_cont(0.5) WITHIN GROUP (ORDER BY value::float8),
						min(value) FILTER (WHERE score >= 80), min(value) FILTER (WHERE score >= 12.5)]) AS value
	FROM scored GROUP BY 1, 2)
SELECT axis, measure, cut, CASE measure WHEN 'recency' THEN -value ELSE value END AS value, pg_temp.alone(measure, cut) AS y,
	   (SELECT count(*) FILTER (WHERE s.value::float8 >= cut.value) FROM scored s WHERE s.measure = cut.measure) AS high
FROM cut;

CREATE FUNCTION pg_temp.high(y yardstick, axis text) RETURNS bigint LANGUAGE sql AS $$
	SELECT count(*) FROM (SELECT quadrant(a, y) AS q FROM person) p
	WHERE q = 'bee' OR q = CASE axis WHEN 'loyalty' THEN 'butterfly' ELSE 'dragonfly' END::quadrant $$;

SELECT is(count(*), 40::bigint, 'ten measures, four cuts') FROM wanted;
SELECT bag_eq($$SELECT w.measure, w.cut, round(c.value::numeric, 9) FROM wanted w, cuts(y) c WHERE c.axis = w.axis AND c.cut = w.cut AND c.measure = w.measure$$,
			  'SELECT measure, cut, round(value::numeric, 9) FROM wanted', 'cuts shows the value of one measure in its unit');
SELECT bag_eq('SELECT w.measure, w.cut, round(c.high_share * customers(y)) FROM wanted w, cuts(y) c WHERE c.axis = w.axis',
			  'SELECT measure, cut, high FROM wanted', 'and the share of the reference population that is high');
SELECT bag_eq('SELECT measure, cut, pg_temp.high(y, axis) FROM wanted', 'SELECT measure, cut, high FROM wanted', 'who is high: one measure, by its value');
SELECT bag_eq('SELECT DISTINCT c.measure, unit FROM wanted w, cuts(y) c WHERE c.axis = w.axis',
			  $$VALUES ('recency', 'days'), ('tenure', 'days'), ('frequency', 'orders'), ('regularity', 'share of months'), ('referrals', 'customers'),
					   ('amount', 'money'), ('average_order', 'money per order'), ('potential', 'money'), ('worth', 'money'), ('profit', 'money')$$, 'the units');

-- a number in the measure's unit
SELECT is(pg_temp.high(pg_temp.alone(measure, cut), axis), high, format('%s cut at %s', measure, cut))
FROM (VALUES ('recency', '90'), ('frequency', '3'), ('tenure', '1000.5'), ('regularity', '0.25'), ('referrals', '2'),
			 ('amount', '500'), ('amount', '-1e3'), ('average_order', '45.75'), ('potential', '2500'), ('worth', '1200'), ('profit', '-12.5')) v(measure, cut),
	 LATERAL (SELECT axis, count(*) FILTER (WHERE CASE measure WHEN 'recency' THEN -value <= cut::numeric ELSE value >= cut::numeric END)
			  FROM scored s WHERE s.measure = v.measure GROUP BY axis) c(axis, high);
SELECT is(quadrant(a, pg_temp.alone('amount', cut)), q::quadrant, 'an amount of 0.30 under a cut at ' || cut)
FROM (SELECT activity('2020-01-01', x) AS a FROM unnest(ARRAY[0.1, 0.2]) x) third,
	 (VALUES ('0.3', 'dragonfly'), ('0.30000000000000004', 'mantis'), ('0.29999999999999993', 'dragonfly')) v(cut, q);

CREATE TEMP TABLE close_by AS SELECT n, activity(now(), 1e17 + n * 0.01) AS a FROM generate_series(1, 3) n GROUP BY n;
SELECT is(array_agg(n ORDER BY n) FILTER (WHERE quadrant(a, y) IN ('bee', 'dragonfly')), ARRAY[2, 3], 'the mean of amounts is exact where a double is not')
FROM close_by, (SELECT yardstick(a, now()) AS y FROM close_by) f;

-- a mixed axis is cut on its score, here in whole numbers: fiftieths of n
CREATE TEMP TABLE mixed AS
SELECT customer_id, a, score, avg(score) OVER () AS mean, score * n >= sum(score) OVER () AS high
FROM (SELECT customer_id, a, round(sum(score) * n / 50) AS score, n FROM scored, (SELECT count(*) AS n FROM person) p WHERE measure IN ('recency', 'frequency') GROUP BY 1, 2, n) s;
SELECT results_eq($$SELECT cut, measure, round(value::numeric, 9), unit, high_share FROM fitted, cuts(y) WHERE axis = 'loyalty'$$,
				  $$SELECT 'mean', 'score', round(max(mean) * 25 / count(*), 9), 'points of 100', NULL::float8 FROM mixed$$,
				  'by default at the mean score');
SELECT is(pg_temp.high(y, 'loyalty'), (SELECT count(*) FILTER (WHERE high) FROM mixed), 'who is high by default') FROM fitted;
SELECT is(pg_temp.high(with_cuts(y, loyalty => cut), 'loyalty'), (SELECT count(*) FILTER (WHERE score * 25 >= at * customers(y)) FROM mixed), 'a mixed axis cut at ' || cut)
FROM fitted, (VALUES ('median', 50), ('p80', 80), ('62.5', 62.5), ('0', 0), ('100', 100)) v(cut, at);
SELECT is((SELECT value FROM cuts(y) WHERE axis = 'loyalty'), 50::float8, 'where nobody lacks a measure the mean is exactly 50')
FROM (SELECT yardstick(a, :as_of) AS y FROM person WHERE orders(a) > 0) buyers;

-- on the cut is high, for whoever is exactly there
CREATE TEMP TABLE level AS
SELECT n, activity(timestamptz '2024-01-01 00:00+00' + n * interval '1 day', 1.0) AS a FROM generate_series(1, 99) n, generate_series(n, 99) times GROUP BY n;
SELECT is((SELECT count(*) FILTER (WHERE quadrant(a, y) IN ('bee', 'butterfly')) FROM level), 99::bigint, 'all at loyalty 50 are high')
FROM (SELECT yardstick(a, :as_of) AS y FROM level) f;
SELECT is((SELECT format('%s %s', high_share, note IS NOT NULL) FROM cuts(with_cuts(y, contribution => cut)) WHERE axis = 'contribution'), said, 'one side is noted: amounts of 1 to 99 cut at ' || cut)
FROM (SELECT yardstick(a, :as_of) AS y FROM level) f, (VALUES ('1', '1 t'), ('0', '1 t'), ('100', '0 t'), ('99.5', '0 t'), ('99', '0.010101010101010102 f'), ('p0', '1 t')) v(cut, said);
SELECT is(note, NULL, 'no note where there are both: ' || axis) FROM fitted, cuts(y);

-- changing cuts
SELECT results_eq($$SELECT axis, cut FROM fitted, cuts(with_cuts(with_cuts(y, contribution => 'p80'), loyalty => 'median'))$$,
				  $$VALUES ('loyalty', 'median'), ('contribution', 'p80')$$, 'with_cuts leaves the other axis as it is');
SELECT is(with_cuts(y), y, 'with_cuts() changes nothing') FROM fitted;
SELECT is(with_weights(with_cuts(with_weights(y, frequency => 0), loyalty => 'p80'), frequency => 1), with_cuts(y, loyalty => 'p80'), 'a cut is resolved under the weights there are')
FROM fitted;

SELECT * FROM finish();
ROLLBACK;
