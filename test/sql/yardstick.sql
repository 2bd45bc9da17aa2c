SET search_path = public, customer_seg;
SET timezone = 'UTC';
CREATE TABLE customer AS
SELECT i AS id, activity(timestamptz '2024-06-01' - make_interval(days => i * k), (i * 10)::numeric) AS a
FROM generate_series(1, 5) i, generate_series(1, i) k GROUP BY i;
INSERT INTO customer VALUES (6, '{"contacts": 2, "last_contact": "2024-05-30T00:00:00+00:00", "potential": 1000}');
CREATE TABLE yard AS SELECT yardstick(a, '2024-06-01') AS y FROM customer;
-- what it holds
SELECT as_of(y), customers(y) FROM yard;
SELECT w.* FROM yard, weights(y) w;
SELECT c.* FROM yard, cuts(y) c;
SELECT measure, value, below, same, round(score::numeric, 2) AS score FROM yard, distribution(y) d
WHERE measure IN ('recency', 'recency_by_contact', 'frequency', 'frequency_by_contact', 'potential');
-- customers by it
SELECT id, round(loyalty(a, y)::numeric, 2) AS loyalty, round(contribution(a, y)::numeric, 2) AS contribution, quadrant(a, y)
FROM customer, yard ORDER BY id;
-- later, all are less recent, and nothing else has changed
SELECT id, round(loyalty(a, y, '2025-06-01')::numeric, 2) AS loyalty, quadrant(a, y, '2025-06-01') FROM customer, yard ORDER BY id;
-- other weights: those not named stay
SELECT w.* FROM yard, weights(with_weights(y, recency => 0, average_order => 2, contact_weight => 0.5)) w WHERE weight > 0;
-- one measure is cut on its own value, several on their score
SELECT c.* FROM yard, cuts(with_cuts(with_weights(y, recency => 0), 'median', 'p80')) c;
SELECT c.* FROM yard, cuts(with_cuts(with_weights(y, potential => 1), '60', 'p80')) c;
SELECT c.* FROM yard, cuts(with_cuts(with_weights(y, frequency => 0), loyalty => '3')) c;
-- a cut with everybody on one side is reported
SELECT c.* FROM yard, cuts(with_cuts(with_weights(y, recency => 0), '0', '1e6')) c;
-- text and back
SELECT y::text::yardstick = y AS same, with_cuts(y, 'p33.3', '0.1')::text::yardstick = with_cuts(y, 'p33.3', '0.1') AS same_cuts FROM yard;
SELECT (y::text::jsonb) - 'distributions' AS head FROM yard;
-- nobody, nothing
SELECT yardstick(a, now()) IS NULL AS nothing FROM customer WHERE false;
SELECT loyalty(a, NULL), contribution(a, NULL), quadrant(a, NULL), with_weights(NULL, recency => 1), with_cuts(NULL, 'mean')
FROM customer WHERE id = 1;
-- errors
SELECT yardstick(a, timestamptz '2024-06-01' + make_interval(days => id) ORDER BY id) FROM customer;
SELECT yardstick(a, NULL) FROM customer;
SELECT yardstick(a, 'infinity') FROM customer;
SELECT with_weights(y, recency => -1) FROM yard;
SELECT with_weights(y, recency => 'NaN') FROM yard;
SELECT with_weights(y, recency => 0, frequency => 0) FROM yard;
SELECT with_weights(y, contact_weight => -0.1) FROM yard;
SELECT with_cuts(y, 'high') FROM yard;
SELECT with_cuts(y, 'p101') FROM yard;
SELECT with_cuts(y, '500') FROM yard;
SELECT with_cuts(y, contribution => 'Infinity') FROM yard;
SELECT '{}'::yardstick;

-- limits: high is who meets all of them, whoever else is measured
SELECT c.* FROM yard, cuts(with_limits(y, recency => '90 days', frequency => 3, worth => 100)) c;
SELECT id, quadrant(a, with_limits(y, recency => '2 days', amount => 100)) FROM customer, yard ORDER BY id;
SELECT (with_limits(y, recency => '1 month', regularity => 0.5, amount => 99.50)::text::jsonb) -> 'limits' AS limits FROM yard;
SELECT with_limits(y, regularity => 1.5) FROM yard;
SELECT with_limits(y, tenure => '-1 day') FROM yard;

-- profit, where it is known, is what contribution means
SELECT c.* FROM (SELECT yardstick(a + earned, '2024-06-01 00:00+00') AS y
				 FROM customer, (SELECT activity(timestamptz '2024-05-01 00:00+00', NULL::numeric, NULL, -2.5) AS earned) e) s, cuts(y) c;
DROP TABLE customer, yard;
