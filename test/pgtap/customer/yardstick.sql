-- yardstick: loyalty and contribution against ranks in plain SQL
BEGIN;
\ir ../helpers.psql
\ir ../measures.psql
SELECT plan(45);

SELECT is(as_of(y), :as_of, 'as_of') FROM fitted;
SELECT is(customers(y), (SELECT count(*) FROM person), 'customers') FROM fitted;
SELECT is(array_agg(measure ORDER BY measure) FILTER (WHERE ties > 10), ARRAY['frequency', 'potential', 'profit', 'recency', 'referrals', 'regularity', 'tenure', 'worth'], 'the shop has ties')
FROM (SELECT measure, count(value) - count(DISTINCT value) AS ties FROM scored GROUP BY 1) m;
SELECT is(array_agg(DISTINCT measure), ARRAY['amount', 'average_order', 'potential', 'profit', 'regularity', 'tenure', 'worth'], 'and customers who lack a measure') FROM scored WHERE value IS NULL;

-- weights, one row a trial
CREATE TEMP TABLE trial (name, recency, frequency, tenure, regularity, referrals, amount, average_order, potential, contact_weight, worth, profit) AS VALUES
	('the defaults', 1.0, 1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.25, 0, 0),
	('recency, average_order', 1, 0, 0, 0, 0, 0, 1, 0, 0.25, 0, 0),
	('frequency, potential', 0, 1, 0, 0, 0, 0, 0, 1, 0.25, 0, 0),
	('tenure', 0, 0, 1, 0, 0, 1, 0, 0, 0.25, 0, 0),
	('regularity', 0, 0, 0, 1, 0, 1, 0, 0, 0.25, 0, 0),
	('referrals', 0, 0, 0, 0, 1, 1, 0, 0, 0.25, 0, 0),
	('everything', 1, 2, 3, 4, 5, 6, 7, 8, 0.25, 9, 10),
	('fractions', 0.1, 0.02, 0, 7e-5, 0, 0.125, 0, 1e6, 0.25, 0, 0.3),
	('a contact as good as an order', 1, 1, 0, 0, 0, 1, 0, 0, 1, 0, 0),
	('a contact worth half', 1, 3, 0, 0, 0, 1, 0, 0, 0.5, 0, 0),
	('a contact worth more', 3, 1, 0, 0, 0, 1, 0, 0, 2, 0, 0),
	('worth', 0, 1, 0, 0, 0, 0, 0, 0, 0.25, 1, 0),
	('profit', 0, 1, 0, 0, 0, 0, 0, 0, 0.25, 0, 1),
	('amount, profit', 0, 1, 0, 0, 0, 2, 0, 0, 0.25, 0, 3);
CREATE FUNCTION pg_temp.weighed(trial) RETURNS yardstick LANGUAGE sql AS $$
	SELECT with_weights(y, $1.recency, $1.frequency, $1.tenure, $1.regularity, $1.referrals, $1.amount, $1.average_order, $1.potential, $1.contact_weight,
						$1.worth, $1.profit)
	FROM fitted $$;
SELECT is(count(*) FILTER (WHERE abs(CASE axis WHEN 'loyalty' THEN loyalty(a, y) ELSE contribution(a, y) END - wanted) > 1e-11), 0::bigint, 'scores with ' || name)
FROM (SELECT name, axis, a, coalesce(sum(score * weight)::float8 / nullif(sum(weight) FILTER (WHERE score IS NOT NULL), 0)::float8, 0) AS wanted
	  FROM (SELECT contact_weight, s.* FROM (SELECT DISTINCT contact_weight FROM trial) c, pg_temp.score(:as_of, contact_weight) s) s JOIN trial t USING (contact_weight),
		   LATERAL (SELECT (to_jsonb(t) ->> measure)::numeric) w(weight)
	  GROUP BY name, axis, customer_id, a) s
JOIN (SELECT name, pg_temp.weighed(trial) AS y FROM trial) t USING (name)
GROUP BY name ORDER BY name;

-- defaults, and what with_weights leaves alone
SELECT bag_eq('SELECT measure, weight FROM fitted, weights(y)', $$VALUES ('recency', 1::float8), ('frequency', 1), ('tenure', 0), ('regularity', 0), ('referrals', 0),
	('amount', 1), ('average_order', 0), ('potential', 0), ('worth', 0), ('profit', 0), ('contact_weight', 0.25)$$, 'weights shows the defaults');
SELECT is(with_weights(y), y, 'with_weights() changes nothing') FROM fitted;
SELECT is(with_weights(with_weights(y, recency => 0, tenure => 2), recency => 1, tenure => 0), y, 'weights change back') FROM fitted;
SELECT is(num_nonnulls(with_weights(NULL, recency => 1), with_cuts(NULL, 'median')), 0, 'of a NULL yardstick they make NULL');

-- a yardstick may change from row to row
CREATE TEMP TABLE apart AS
SELECT a, loyalty(a, with_weights(y, frequency => 0)) AS recency, loyalty(a, with_weights(y, recency => 0)) AS frequency, contribution(a, y) AS amount FROM person, fitted WHERE customer_id < 30;
SELECT is(count(*) FILTER (WHERE abs(loyalty(a, x) - (n * recency + (50 - n) * frequency) / 50) > 1e-11 OR contribution(a, x) <> amount), 0::bigint, 'another yardstick on each row')
FROM fitted, apart, generate_series(1, 49) n, LATERAL with_weights(y, recency => n, frequency => 50 - n) x;

-- at another time, and for customers whom the yardstick has not seen: counted against the same reference
CREATE TEMP TABLE reference AS
SELECT measure, value, count(*) AS same FROM scored WHERE value IS NOT NULL GROUP BY 1, 2;
CREATE FUNCTION pg_temp.against(as_of timestamptz) RETURNS TABLE (a activity, loyalty float8, contribution float8) LANGUAGE sql AS $$
	SELECT a, avg(score) FILTER (WHERE axis = 'loyalty'), avg(score) FILTER (WHERE axis = 'contribution')
	FROM fitted, pg_temp.measure(as_of) m, LATERAL (
		SELECT CASE WHEN m.value IS NULL THEN 0
					ELSE 100 - 100 * sum(CASE WHEN r.value > m.value THEN same WHEN r.value = m.value THEN same / 2.0 ELSE 0 END) / customers(y) END
		FROM reference r WHERE r.measure = m.measure) s(score)
	WHERE measure IN ('recency', 'frequency', 'amount') AND (customer_id % 5 = 0 OR customer_id < 0) GROUP BY customer_id, a $$;
CREATE FUNCTION pg_temp.astray(as_of timestamptz) RETURNS bigint LANGUAGE sql AS $$
	SELECT count(*) FROM fitted, pg_temp.against(as_of) w
	WHERE abs(loyalty(a, y, as_of) - w.loyalty) > 1e-11 OR abs(contribution(a, y) - w.contribution) > 1e-11 $$;

SELECT is(pg_temp.astray(as_of), 0::bigint, 'scores at ' || as_of::text)
FROM unnest(ARRAY['2025-01-01 00:00+00', '2025-02-01 05:00+00', '2024-08-11 11:11+00', '2031-01-01 00:00+00']::timestamptz[]) as_of;
SELECT is(count(*) FILTER (WHERE loyalty(a, y) <> loyalty(a, y, as_of(y)) OR quadrant(a, y) <> quadrant(a, y, as_of(y))), 0::bigint,
		  'without as_of it is the yardstick''s') FROM fitted, person;
UPDATE person SET a = a + activity FROM (SELECT activity('2024-12-12 12:12:12+00', 17.3)) extra WHERE customer_id % 10 = 0;
SELECT is(pg_temp.astray(:as_of), 0::bigint, 'scores of customers who have changed since');
INSERT INTO person SELECT -n, activity(at, x) FROM (VALUES (1, timestamptz '1980-01-01', 1e17), (2, '2024-12-31 23:59:59.999999+00', -1e17), (3, '2024-06-01', NULL),
														   (4, '2030-01-01', 0), (5, '2022-01-01', 1e-20)) v(n, at, x) GROUP BY n;
SELECT is(pg_temp.astray(:as_of), 0::bigint, 'scores of customers at the extremes');

-- who lacks a measure is below all who have it, and scores 0
CREATE TEMP TABLE rare AS
SELECT n, activity(timestamptz '2024-01-01' + n * interval '1 day', amount) AS a FROM (VALUES (1, -5.0), (2, -7.0), (3, 10.0), (4, 20.0), (5, NULL)) v(n, amount) GROUP BY n;
CREATE TEMP TABLE rarely AS SELECT yardstick(a, :as_of) AS y FROM rare;
SELECT is(string_agg(format('%s %s', loyalty(a, y), contribution(a, y)), ', ' ORDER BY n), '10 0, 10 0, 75 70, 85 90, 50 0', 'refunds only: no recency, no amount, and a frequency of 0')
FROM rare, rarely;
SELECT is((SELECT value FROM cuts(with_weights(y, recency => 0)) WHERE axis = 'loyalty'), 0.45::float8, 'the mean frequency is that of all') FROM rarely;
SELECT is((SELECT value FROM cuts(y) WHERE axis = 'contribution'), 3.6::float8, 'the mean amount is that of all') FROM rarely;
SELECT is(array_agg(n ORDER BY n) FILTER (WHERE quadrant(a, with_cuts(y, contribution => '-100')) IN ('bee', 'dragonfly')), ARRAY[3, 4], 'who lacks the measure is low wherever the cut is') FROM rare, rarely;
SELECT is(array_agg(n ORDER BY n) FILTER (WHERE loyalty(a, with_weights(y, contact_weight => 0)) BETWEEN 0 AND CASE WHEN n = 5 THEN 25 ELSE 100 END), ARRAY[1, 2, 3, 4, 5],
		  'contacts of no weight') FROM rare, rarely;
-- 100 contacts at 0.07 are 7 orders, and a contact 7 days ago is as recent as an order 100 days ago, though 100 * 0.07 > 7 in floating point
CREATE TEMP TABLE worth_as_much AS
SELECT name, activity(:as_of - days * interval '1 day', amount) AS a
FROM (VALUES ('orders', 7, 100, 1.0), ('contacts', 100, 7, NULL), ('fewer', 99, 8, NULL), ('more', 8, 99, 1)) v(name, rows, days, amount), generate_series(1, rows) GROUP BY name;
SELECT is(array_agg(format('%s %s', name, loyalty(a, with_weights(y, contact_weight => 0.07, frequency => f, recency => 1 - f))) ORDER BY name), ARRAY['contacts 50', 'fewer 12.5', 'more 87.5', 'orders 50'],
		  CASE f WHEN 1 THEN 'contacts that are worth a whole number of orders tie with it' ELSE 'and as recent as an order, with it' END)
FROM worth_as_much, (SELECT yardstick(a, :as_of) AS y FROM worth_as_much OFFSET 0) y, (VALUES (1), (0)) v(f) GROUP BY f ORDER BY f DESC;
SELECT is(count(*) FILTER (WHERE NOT loyalty(a, with_weights(y, recency => r, frequency => f)) BETWEEN 0 AND 100), 0::bigint, format('weights %s and %s', r, f))
FROM rare, rarely, (VALUES (1e9, 1e9), (1e9, 1e-9), (1e-9, 1e-9)) v(r, f) GROUP BY r, f ORDER BY r DESC, f;
SELECT cmp_ok(max(greatest(loyalty(a, y), contribution(a, y))), '<=', 100::float8, 'no score is above 100, whatever the weights')
FROM (SELECT activity(at, 1e17) AS a FROM (VALUES (timestamptz '1980-01-01'), (:as_of)) v(at)) best, generate_series(1, 100) n,
	 LATERAL (SELECT with_weights(y, n * 0.1, n * 0.7, n * 0.3, 0, 0, n * 0.1, n * 0.7) AS y FROM rarely) f;

-- a yardstick measures nobody who is NULL, and stores and reads back
SELECT is(num_nonnulls(loyalty(NULL, y), contribution(NULL, y), quadrant(NULL::activity, y), loyalty(a, NULL), contribution(a, NULL), quadrant(a, NULL::yardstick),
					   loyalty(a, y, NULL), quadrant(a, y, NULL::timestamptz)), 0, 'NULL gives NULL') FROM fitted, person WHERE customer_id = 100;
SELECT is((SELECT with_weights(yardstick(CASE WHEN n = 1 THEN a END, :as_of), amount => 1, profit => 0) FROM scored, generate_series(1, 2) n WHERE measure = 'amount'), y, 'NULL activities are left out')
FROM fitted;
SELECT is(y::text::yardstick, y, 'text round trip') FROM fitted;
SELECT set_eq($$SELECT regexp_replace(measure, '_by_contact', ''), value, same, round(score::numeric, 9) FROM fitted, distribution(y) WHERE measure ~ 'frequency|amount'$$,
			  $$SELECT DISTINCT measure, value::float8, count(*) OVER w, round(score, 9) FROM scored WHERE measure IN ('frequency', 'amount') AND value IS NOT NULL
				WINDOW w AS (PARTITION BY measure, value)$$, 'distribution shows the values with their scores');

SELECT * FROM finish();
ROLLBACK;
